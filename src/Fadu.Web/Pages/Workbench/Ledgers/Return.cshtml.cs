using System.Globalization;
using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Ledgers;

/// <summary>The return of one organ for one period: its values with the records behind them, what was submitted, and what has changed since.</summary>
[Needs(Capability.ViewLedgers)]
public sealed class ReturnModel(
    FaduDb db,
    ReturnRegistry returns,
    FigureQuery figures,
    Core.Organs.Directories directories
) : FaduPage
{
    private LedgerOrgans organs = null!;

    public ReturnDue Due { get; private set; } = null!;
    public IReadOnlyList<(ReturnRow Row, ReturnValue Live, ReturnValue? Frozen)> Rows
    {
        get;
        private set;
    } = [];
    public IReadOnlyList<ReturnFiling> Filings { get; private set; } = [];
    public string? MayRefuse { get; private set; }
    public string? Reason { get; private set; }

    /// <summary>How many periods before the last one.</summary>
    [BindProperty(SupportsGet = true)]
    public int Back { get; set; }

    /// <summary>Whether the values differ from what was submitted.</summary>
    public bool HasChanged => Due.Filing is not null && Rows.Any(r => r.Frozen != r.Live);

    public bool MaySubmit =>
        Me.Can(Capability.EnterLedgers)
        && organs.MayActFor(Me.Actor, Due.Organ.Id)
        && (Due.IsMissing || HasChanged);

    public async Task<IActionResult> OnGetAsync(string key, Guid organ) =>
        await Load(key, organ) ? Page() : NotFound();

    public async Task<IActionResult> OnPostSubmitAsync(
        string key,
        Guid organ,
        DateOnly from,
        DateOnly to,
        int seen,
        string? reason
    )
    {
        if (!await Load(key, organ))
        {
            return NotFound();
        }
        Reason = reason;
        var result = await Commit(
            new SubmitReturn(key, organ, from, to, seen) { CommandId = CommandId, Reason = reason },
            seen == 0 ? "已报送，数值已经固定。" : "更正报表已报送。"
        );
        return result.IsDone
            ? LocalRedirect(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"/workbench/ledgers/returns/{key}/{organ}?back={Back}"
                )
            )
            : Page();
    }

    /// <summary>The records behind a value.</summary>
    public string Records(ReturnRow row)
    {
        var query = new QueryBuilder
        {
            { "from", Due.PeriodFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
            { "to", Due.PeriodTo.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
            { "organ", Due.Organ.Key },
        };
        if (row.Dimensions.Length > 0)
        {
            query.Add("where", row.Dimensions);
        }
        return $"/workbench/figures/{row.Figure.Code}/records{query.ToQueryString()}";
    }

    private async Task<bool> Load(string key, Guid organ)
    {
        if (returns.Find(key) is not { } of || (!Scope.Everything && !Scope.Organs.Contains(organ)))
        {
            return false;
        }
        Back = Math.Clamp(Back, 0, 60);
        organs = await LedgerOrgans.Of(directories, Me.Actor.Tenant, HttpContext.RequestAborted);
        var due = (
            await ReturnQueries.Dues(
                db,
                Scope,
                [of],
                organs,
                Today,
                Back,
                HttpContext.RequestAborted
            )
        ).FirstOrDefault(d => d.Organ.Id == organ);
        if (due is null)
        {
            return false;
        }
        Due = due;
        var live = await ReturnQueries.Values(
            db,
            figures,
            Scope.Tenant,
            of,
            organ,
            due.PeriodFrom,
            due.PeriodTo,
            cancellationToken: HttpContext.RequestAborted
        );
        var frozen = due.Filing?.ReadValues();
        Rows =
        [
            .. of
                .Rows.Zip(live)
                .Select(r => (r.First, r.Second, frozen?.GetValueOrDefault(r.First.Title))),
        ];
        Filings = await db.Set<ReturnFiling>()
            .AsNoTracking()
            .Within(Scope)
            .Where(f =>
                f.Return == key
                && f.OrganId == organ
                && f.PeriodFrom == due.PeriodFrom
                && f.PeriodTo == due.PeriodTo
            )
            .OrderByDescending(f => f.Edition)
            .ToListAsync(HttpContext.RequestAborted);
        MayRefuse = ReturnQueries.MayRefuse(
            await db.Set<ReturnMark>()
                .AsNoTracking()
                .FirstOrDefaultAsync(
                    m => m.Tenant == Scope.Tenant && m.Return == key,
                    HttpContext.RequestAborted
                ),
            Today
        );
        return true;
    }
}
