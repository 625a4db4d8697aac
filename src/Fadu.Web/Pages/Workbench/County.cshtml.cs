using System.Globalization;
using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Plans.Rectification;
using Fadu.Core.Plans.Supervision;
using Fadu.Law.Dates;
using Fadu.Web.Pages.Workbench.Plans;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench;

/// <summary>The state of the county on one page: its first line says what is late, whose, since when.</summary>
[Needs(Capability.ViewCounty)]
[Nav("今天", "县况", "/workbench/county", 5)]
public sealed class CountyModel(FaduDb db, FigureCatalogue catalogue, FigureQuery figures)
    : FaduPage
{
    private const int Shown = 8;

    /// <summary>Figures of the page; one that is not counted here is left out.</summary>
    private static readonly string[] Codes =
    [
        "TaskDoneRate",
        "TasksOnTimeRate",
        "InspectionFixedRate",
        "ReconsiderationReceived",
        "ReconsiderationReported",
        "HeadAppearanceRate",
        "PublicityEvents",
        "LawStudySessions",
    ];

    public string State { get; private set; } = "";
    public string Whose { get; private set; } = "";
    public IReadOnlyList<ItemRow> Late { get; private set; } = [];
    public int LateCount { get; private set; }
    public IReadOnlyList<FigureCard> Cards { get; private set; } = [];
    public HeatTable Heat { get; private set; } = null!;
    public OrganNames Organs { get; private set; } = null!;
    public int OpenNotices { get; private set; }

    /// <summary>The counties of a city, in official order; they are not set beside each other.</summary>
    public IReadOnlyList<Core.Organs.OrganInfo> Counties { get; private set; } = [];
    public int LateProblems { get; private set; }

    public async Task OnGet()
    {
        var abort = HttpContext.RequestAborted;
        Organs = OrganNames.Of(Me.Organs);
        Counties =
        [
            .. Me.Organs.All.Where(o =>
                o.Kind == Core.Organs.OrganKind.Government
                && o.ParentId is not null
                && o.Exists(Today)
            ),
        ];
        var today = Today;
        var late = db.Set<PlanItem>()
            .Where(i => i.Tenant == Scope.Tenant && i.IsOpen && !i.IsPending && i.NextDue < today);
        var byOrgan = await late.GroupBy(i => i.ChiefOrganId)
            .Select(g => new
            {
                g.Key,
                Count = g.Count(),
                First = g.Min(i => i.NextDue),
            })
            .ToListAsync(abort);
        LateCount = byOrgan.Sum(o => o.Count);
        Late = (
            await PlanQueries.List(
                db,
                Scope,
                new ItemFilter { View = ItemView.Late },
                today,
                null,
                Shown,
                abort
            )
        ).Rows;
        var any = await db.Set<PlanItem>().AnyAsync(i => i.Tenant == Scope.Tenant, abort);
        State =
            !any ? "还没有入账的任务"
            : LateCount == 0 ? "没有任务逾期，都在轨"
            : $"{ChineseNumerals.Format(LateCount)}项任务逾期，其余在轨";
        if (LateCount > 0)
        {
            var order = Organs.All.Select((o, i) => (o.Id, i)).ToDictionary(o => o.Id, o => o.i);
            var names = byOrgan
                .OrderBy(o => order.GetValueOrDefault(o.Key, int.MaxValue))
                .Select(o => $"{Organs[o.Key]} {o.Count} 项")
                .ToList();
            var first = byOrgan.Min(o => o.First);
            Whose =
                string.Join("、", names.Take(6))
                + (names.Count > 6 ? $"等 {names.Count} 个单位" : "")
                + $"；最早的自 {first.AddDays(1):yyyy-MM-dd} 起逾期，已迟 {today.DayNumber - first.DayNumber} 天。";
        }
        OpenNotices = await db.Set<SupervisionNotice>()
            .Within(Scope)
            .CountAsync(n => n.State == SupervisionState.Issued, abort);
        LateProblems = await db.Set<RectificationItem>()
            .Within(Scope)
            .CountAsync(
                p =>
                    p.DueOn < today
                    && (
                        p.State == ProblemState.Registered
                        || p.State == ProblemState.HandedOut
                        || p.State == ProblemState.Mending
                    ),
                abort
            );
        Cards = await ReadCards(abort);
        Heat = BoardModel.Build(
            await PlanQueries.Board(db, Scope, today.Year, today, abort),
            Organs,
            today,
            months: 6
        );
    }

    private async Task<IReadOnlyList<FigureCard>> ReadCards(CancellationToken abort)
    {
        var cards = new List<FigureCard>();
        foreach (var figure in Codes.Select(catalogue.Find).OfType<Figure>().Take(4))
        {
            var from = new DateOnly(Today.Year, 1, 1);
            var ask = new FigureAsk(figure, from, figure.LastDay(from, Today, Today));
            var value = await figures.Value(db, Scope, ask, abort);
            var before = await figures.Value(db, Scope, ask.YearBefore(), abort);
            var course = await figures.ByMonth(db, Scope, ask, abort);
            var address = string.Create(
                CultureInfo.InvariantCulture,
                $"/workbench/figures/{figure.Code}{{0}}?from={ask.From:yyyy-MM-dd}&to={ask.To:yyyy-MM-dd}"
            );
            cards.Add(
                new FigureCard(
                    figure.Title,
                    value.Text,
                    string.Format(
                        CultureInfo.InvariantCulture,
                        address,
                        figure.Fold == Fold.Ratio ? "" : "/records"
                    )
                )
                {
                    Unit = figure.Unit == "%" ? null : figure.Unit,
                    Denominator =
                        value.Basis is { } basis && value.HasNumber
                            ? basis.Replace("/", " / ", StringComparison.Ordinal)
                            : value.Basis,
                    DefinitionHref = string.Format(CultureInfo.InvariantCulture, address, ""),
                    Series = [.. course.Select(m => m.Value.Number).OfType<decimal>()],
                    Comparison = before.HasNumber ? $"去年同期 {before.TextWithUnit}" : null,
                }
            );
        }
        return cards;
    }
}
