using System.Globalization;
using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Plans;

/// <summary>Deadlines kept by organ and month, in the official order of the organs: a board, no ranking.</summary>
[Needs(Capability.ViewPlans)]
public sealed class BoardModel(FaduDb db) : FaduPage
{
    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    public int Of { get; private set; }
    public HeatTable Heat { get; private set; } = null!;
    public int Due { get; private set; }
    public int OnTime { get; private set; }

    public async Task OnGet()
    {
        Of = Year is >= 2000 and <= 2100 ? Year.Value : Today.Year;
        var organs = OrganNames.Of(Me.Organs);
        var cells = await PlanQueries.Board(db, Scope, Of, Today, HttpContext.RequestAborted);
        (Due, OnTime) = (cells.Sum(c => c.Due), cells.Sum(c => c.OnTime));
        Heat = Build(cells, organs, Today);
    }

    /// <summary>The board as a heat table; a month without a deadline that has passed is empty.</summary>
    public static HeatTable Build(
        IReadOnlyList<BoardCell> cells,
        OrganNames organs,
        DateOnly today,
        int? months = null
    )
    {
        var year = cells.Count == 0 ? today.Year : cells[0].Month.Year;
        var last = year < today.Year ? 12 : today.Month;
        var first = months is { } count ? Math.Max(1, last - count + 1) : 1;
        var shown = Enumerable.Range(first, last - first + 1).ToList();
        var byOrgan = cells.ToLookup(c => c.Organ);
        return new HeatTable(
            "单位",
            [.. shown.Select(m => $"{m}月")],
            [
                .. organs
                    .All.Where(o => byOrgan[o.Id].Any(c => shown.Contains(c.Month.Month)))
                    .Select(o => new HeatRow(
                        o.ShortName,
                        [
                            .. shown.Select(m =>
                                byOrgan[o.Id].FirstOrDefault(c => c.Month.Month == m) is { } cell
                                    ? new HeatCell(
                                        Math.Round(
                                            100m * cell.OnTime / cell.Due,
                                            0,
                                            MidpointRounding.AwayFromZero
                                        ),
                                        Records(o.ShortName, cell.Month, today)
                                    )
                                    : new HeatCell(null)
                            ),
                        ],
                        $"/workbench/plans/items?view=Open&organ={Uri.EscapeDataString(o.ShortName)}"
                    )),
            ]
        )
        {
            Caption = "到期次数中按期完成的百分比；颜色只作提示，点数字看是哪几项。",
        };
    }

    private static string Records(string organ, DateOnly month, DateOnly today)
    {
        var end = month.AddMonths(1).AddDays(-1);
        var to = end < today ? end : today.AddDays(-1);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"/workbench/figures/{PlanFigures.TasksDue}/records?organ={Uri.EscapeDataString(organ)}&from={month:yyyy-MM-dd}&to={to:yyyy-MM-dd}"
        );
    }
}
