using System.Globalization;
using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Plans.Rectification;
using Fadu.Law.Dates;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench;

/// <summary>The state of one department or township on one page: what is late first, then its figures. It is not set beside other organs.</summary>
[Needs(Capability.ViewPlans)]
public sealed class OrganStateModel(
    FaduDb db,
    FigureCatalogue catalogue,
    FigureQuery figures,
    LedgerRegistry ledgers
) : FaduPage
{
    private const int Shown = 6;

    /// <summary>Figures of the page in this order; one without a number for the organ is left out.</summary>
    private static readonly string[] Codes =
    [
        "TasksOnTimeRate",
        "InspectionFixedRate",
        "ReviewsCompleted",
        "AppearanceRate",
        "ReconsiderationCorrected",
        "PublicityEvents",
        "CollectiveStudy",
        "HazardsFixedRate",
        "DisputesFound",
        "SuggestionReplyRate",
    ];

    public OrganInfo Organ { get; private set; } = null!;
    public string State { get; private set; } = "";
    public IReadOnlyList<FigureCard> Cards { get; private set; } = [];
    public IReadOnlyList<ItemRow> LateItems { get; private set; } = [];
    public IReadOnlyList<MatterRow> LateMatters { get; private set; } = [];
    public int LateProblems { get; private set; }
    public int OpenItems { get; private set; }

    /// <summary>The organ, or a county of a city with all below it.</summary>
    private IReadOnlyList<Guid> Whole { get; set; } = [];

    /// <summary>Ledgers that the organ owes and to which it gave nothing this year, neither a line nor a zero report.</summary>
    public IReadOnlyList<Ledger> Unreported { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string key)
    {
        var abort = HttpContext.RequestAborted;
        var organ = Me.Organs.All.FirstOrDefault(o =>
            o.Key == key && (o.Kind != OrganKind.Government || o.ParentId is not null)
        );
        if (organ is null || !(Scope.Everything || Scope.Organs.Contains(organ.Id)))
        {
            return NotFound();
        }
        Organ = organ;
        var (today, tenant, id) = (Today, Scope.Tenant, organ.Id);
        // a county of a city is itself and all below it; a department or township is itself
        Whole =
            organ.Kind == OrganKind.Government
                ? [id, .. Me.Organs.Subtree(id).Where(o => o != id)]
                : [id];
        var whole = Whole;
        LateItems = (
            await PlanQueries.List(
                db,
                organ.Kind == OrganKind.Government ? new Scope(tenant, false, whole) : Scope,
                new ItemFilter
                {
                    View = ItemView.Late,
                    Organ = organ.Kind == OrganKind.Government ? null : id,
                    LeadOnly = true,
                },
                today,
                null,
                Shown,
                abort
            )
        ).Rows;
        if (Me.Can(Capability.ViewMatters))
        {
            LateMatters = (
                await MatterQueries.List(
                    db,
                    organ.Kind == OrganKind.Government ? new Scope(tenant, false, whole) : Scope,
                    new MatterFilter
                    {
                        View = MatterView.Late,
                        Organ = organ.Kind == OrganKind.Government ? null : id,
                    },
                    today,
                    null,
                    Shown,
                    abort
                )
            ).Rows;
        }
        OpenItems = await db.Set<PlanItem>()
            .CountAsync(
                i =>
                    i.Tenant == tenant
                    && whole.Contains(i.ChiefOrganId)
                    && i.IsOpen
                    && !i.IsPending,
                abort
            );
        LateProblems = await db.Set<RectificationItem>()
            .Within(Scope)
            .CountAsync(
                p =>
                    whole.Contains(p.OrganId)
                    && p.DueOn < today
                    && (
                        p.State == ProblemState.Registered
                        || p.State == ProblemState.HandedOut
                        || p.State == ProblemState.Mending
                    ),
                abort
            );
        await ReadUnreported(id, abort);
        var late = LateItems.Count + LateMatters.Count + LateProblems;
        State =
            late == 0
                ? $"{organ.ShortName}没有逾期，在办任务 {OpenItems} 项"
                : $"{organ.ShortName}有{ChineseNumerals.Format(late)}件逾期{(LateItems.Count == Shown || LateMatters.Count == Shown ? "以上" : "")}";
        Cards = await ReadCards(id, abort);
        return Page();
    }

    private async Task ReadUnreported(Guid id, CancellationToken abort)
    {
        var starts = await LedgerStarts.Read(db, Scope.Tenant, abort);
        var owed = ledgers.All.Where(l =>
            l.Rhythm != Rhythm.AsItHappens && l.OwedBy(Organ) && starts.OwesBy(l, Today)
        );
        var (tenant, year) = (Scope.Tenant, new DateOnly(Today.Year, 1, 1));
        var given = await db.Set<LedgerLine>()
            .Where(l =>
                l.Tenant == tenant
                && l.OrganId == id
                && l.State == LineState.InForce
                && l.OccurredOn >= year
            )
            .Select(l => l.Ledger)
            .Distinct()
            .ToListAsync(abort);
        given.AddRange(
            await db.Set<ZeroReport>()
                .Where(z =>
                    z.Tenant == tenant && z.OrganId == id && !z.IsSuperseded && z.PeriodTo >= year
                )
                .Select(z => z.Ledger)
                .Distinct()
                .ToListAsync(abort)
        );
        Unreported = [.. owed.Where(l => !given.Contains(l.Key))];
    }

    private async Task<IReadOnlyList<FigureCard>> ReadCards(Guid id, CancellationToken abort)
    {
        var cards = new List<FigureCard>();
        foreach (var figure in Codes.Select(catalogue.Find).OfType<Figure>())
        {
            var from = new DateOnly(Today.Year, 1, 1);
            var ask = new FigureAsk(figure, from, figure.LastDay(from, Today, Today))
            {
                Organs = Whole,
            };
            var value = await figures.Value(db, Scope, ask, abort);
            if (!value.HasNumber || (value.Amount == 0 && value.Denominator is null or 0))
            {
                continue;
            }
            var course = await figures.ByMonth(db, Scope, ask, abort);
            var query = string.Create(
                CultureInfo.InvariantCulture,
                $"?from={ask.From:yyyy-MM-dd}&to={ask.To:yyyy-MM-dd}&organ={Uri.EscapeDataString(Organ.Key)}"
            );
            cards.Add(
                new FigureCard(
                    figure.Title,
                    value.Text,
                    $"/workbench/figures/{figure.Code}{(figure.Fold == Fold.Ratio ? "" : "/records")}{query}"
                )
                {
                    Unit = figure.Unit == "%" ? null : figure.Unit,
                    Denominator = value.Basis,
                    DefinitionHref = $"/workbench/figures/{figure.Code}{query}",
                    Series = [.. course.Select(m => m.Value.Number).OfType<decimal>()],
                }
            );
            if (cards.Count == 4)
            {
                break;
            }
        }
        return cards;
    }
}
