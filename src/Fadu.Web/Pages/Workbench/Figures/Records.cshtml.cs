using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Figures;

/// <summary>The records behind a figure: exactly those counted, within what the person may see.</summary>
[Needs(Capability.ViewFigures)]
public sealed class RecordsModel(
    FaduDb db,
    FigureCatalogue catalogue,
    FigureQuery figures,
    SubjectLinks links
) : FaduPage
{
    private const int PageSize = 50;

    public FigureAddress Address { get; private set; } = null!;

    /// <summary>The figure whose records are listed: of a ratio its numerator or denominator.</summary>
    public Figure Listed { get; private set; } = null!;

    public FigureValue Value { get; private set; } = null!;

    public int Total { get; private set; }

    public IReadOnlyList<FigureRecord> Rows { get; private set; } = [];

    public IReadOnlyDictionary<Guid, SubjectLine> Lines { get; private set; } =
        new Dictionary<Guid, SubjectLine>();

    /// <summary>Where the next page starts.</summary>
    public string? Next { get; private set; }

    public DateTimeOffset? KnownAt { get; private set; }

    /// <summary>The last row of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>above for a ratio's numerator; else its denominator.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Side { get; set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellationToken)
    {
        if (catalogue.Find(code) is not { } figure)
        {
            return NotFound();
        }
        var (address, problem) = await FigureAddress.Read(
            Request,
            db,
            catalogue,
            figures,
            figure,
            Scope,
            Today,
            cancellationToken
        );
        if (address is null)
        {
            HttpContext.Items["refusal"] = problem;
            return BadRequest();
        }
        Address = address;
        Value = await figures.Value(db, Scope, address.Ask, cancellationToken);
        Listed = Side == "above" ? figure.Numerator ?? figure : figure.Denominator ?? figure;
        var ask = address.Ask with { Figure = Listed };
        Total = await figures.Records(db, Scope, ask, cancellationToken);
        var page = await figures.Page(db, Scope, ask, After, PageSize + 1, cancellationToken);
        Rows = [.. page.Take(PageSize)];
        Next = page.Count > PageSize ? Rows[^1].Cursor : null;
        Lines = await links.Describe(db, Scope, Rows, cancellationToken);
        KnownAt = ask.Known is { } seq
            ? await FigureQuery.MomentOf(db, Scope.Tenant, seq, cancellationToken)
            : null;
        return Page();
    }
}
