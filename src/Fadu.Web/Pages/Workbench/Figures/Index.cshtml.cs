using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Figures;

/// <summary>指标目录: every figure with its definition and this year's value within what the person may see.</summary>
[Needs(Capability.ViewFigures)]
[Nav("数", "指标", "/workbench/figures", 1)]
public sealed class IndexModel(FaduDb db, FigureCatalogue catalogue, FigureQuery figures) : FaduPage
{
    /// <summary>What is searched for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>A section of the annual report.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Section { get; set; }

    /// <summary>An area, such as 普法.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    /// <summary>The figures found with their values, by section.</summary>
    public IReadOnlyList<(Figure Figure, FigureValue Value)> Found { get; private set; } = [];

    /// <summary>What narrows the catalogue down.</summary>
    public IReadOnlyList<FieldView> Filters { get; private set; } = [];

    /// <summary>The year of the values.</summary>
    public int Year => Today.Year;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Filters =
        [
            new("q", "名称或口径") { MaxLength = 60 },
            new("section", "年度报告章节", FieldKind.Choice)
            {
                Options =
                [
                    .. catalogue
                        .All.Select(f => f.Section)
                        .Distinct()
                        .Order(StringComparer.Ordinal)
                        .Select(s => new Choice(s, $"{s} {FigureCatalogue.SectionName(s)}")),
                ],
            },
            new("area", "领域", FieldKind.Choice)
            {
                Options =
                [
                    .. catalogue
                        .All.Select(FigureCatalogue.AreaOf)
                        .Distinct()
                        .Order(StringComparer.Ordinal)
                        .Select(a => new Choice(a, a)),
                ],
            },
        ];
        Found =
        [
            .. (
                await figures.OfYear(
                    db,
                    Scope,
                    catalogue.Search(Q, Section, Area),
                    Year,
                    Today,
                    cancellationToken
                )
            ).Select(v => (v.Figure, v)),
        ];
    }
}
