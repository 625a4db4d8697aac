using System.Globalization;
using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Reports;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Figures;

/// <summary>One figure: its definition, its value and what is behind it, its course, the organs beside each other, what changed after a period was closed.</summary>
[Needs(Capability.ViewFigures)]
public sealed class FigureModel(
    FaduDb db,
    FigureCatalogue catalogue,
    FigureQuery figures,
    FigureRelations relations,
    Fadu.Core.Ledgers.LedgerRegistry ledgers,
    SubjectLinks links,
    IEnumerable<IReportingDuties> duties
) : FaduPage
{
    /// <summary>What is asked.</summary>
    public FigureAddress Address { get; private set; } = null!;

    public Figure Figure => Value?.Figure ?? Address.Ask.Figure;

    public FigureValue Value { get; private set; } = null!;

    /// <summary>The same period a year before.</summary>
    public FigureValue Before { get; private set; } = null!;

    /// <summary>How many records are behind the value.</summary>
    public int Records { get; private set; }

    /// <summary>When what is shown was known; null for now.</summary>
    public DateTimeOffset? KnownAt { get; private set; }

    public Chart Course { get; private set; } = null!;

    /// <summary>Organs in official order; null value where an organ has nothing.</summary>
    public IReadOnlyList<(
        Organ Organ,
        FigureValue? Now,
        FigureValue? Before,
        bool IsMissing
    )> ByOrgan { get; private set; } = [];

    /// <summary>How many organs have not reported (未报); null where nobody is bound to.</summary>
    public int? MissingCount { get; private set; }

    public IReadOnlyList<(
        string Dimension,
        IReadOnlyList<(string Value, FigureValue Amount)> Parts
    )> ByDimension { get; private set; } = [];

    /// <summary>Closed periods that have days in common with what is shown, with the reported value and what it is now.</summary>
    public IReadOnlyList<(FigurePeriod Period, FigureValue Reported, FigureValue Now)> Closed
    {
        get;
        private set;
    } = [];

    /// <summary>What rose in the last whole month of the period, with that month; only for figures that are watched.</summary>
    public (DateOnly Month, IReadOnlyList<Rise> Parts)? Risen { get; private set; }

    public IReadOnlyList<FieldView> Filters { get; private set; } = [];

    /// <summary>What the relations to other figures come to.</summary>
    public IReadOnlyList<RelationOutcome> Relations { get; private set; } = [];

    /// <summary>Totals from outside in the period, with where they are and whether they count.</summary>
    public IReadOnlyList<(OutsideRow Row, SubjectLine? Line, bool Counts)> Outside
    {
        get;
        private set;
    } = [];

    /// <summary>The choices that were made between its definitions.</summary>
    public IReadOnlyList<FigureEdition> Editions { get; private set; } = [];

    /// <summary>Ledgers whose lines count in it, for those who may see ledgers.</summary>
    public IReadOnlyList<(string Title, string Href)> Sources { get; private set; } = [];

    /// <summary>The definition to choose.</summary>
    [BindProperty]
    public string? Alternative { get; set; }

    /// <summary>From when it holds.</summary>
    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The fields of the choice.</summary>
    public IReadOnlyList<FieldView> EditionFields =>
        [
            new(nameof(Alternative), "口径", FieldKind.Choice)
            {
                Options =
                [
                    new("-", "目录的口径"),
                    .. Figure.Alternatives.Select(a => new Choice(a.Key, a.Name)),
                ],
                Required = true,
                Value = Alternative,
            },
            new(nameof(From), "从何时起", FieldKind.Date)
            {
                Required = true,
                Help = "止日在这一天以后的期间按新口径计；已经报数的期间不变。",
                Value = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            },
            new(nameof(Reason), "依据")
            {
                Required = true,
                MaxLength = 200,
                Help = "上级的统计制度或者文件，会留在痕迹里。",
                Value = Reason,
            },
        ];

    public async Task<IActionResult> OnPostEditionAsync(
        string code,
        CancellationToken cancellationToken
    )
    {
        if (From is not { } from || string.IsNullOrEmpty(Alternative))
        {
            Refuse(
                new Core.Trail.Refusal(
                    Core.Trail.RefusalKind.Invalid,
                    "请选择口径，写明从何时起。",
                    Field: nameof(From)
                )
            );
        }
        else if (
            (
                await Commit(
                    new ChooseEdition(code, Alternative == "-" ? "" : Alternative, from)
                    {
                        CommandId = CommandId,
                        Reason = Reason,
                    },
                    "口径已选定，写进痕迹。"
                )
            ).IsDone
        )
        {
            return LocalRedirect($"/workbench/figures/{code}");
        }
        return await OnGetAsync(code, cancellationToken);
    }

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
        Filters = FigureAddress.Filters(address.Organs, Scope, Today);
        var ask = address.Ask;
        Value = await figures.Value(db, Scope, ask, cancellationToken);
        Before = await figures.Value(db, Scope, ask.YearBefore(), cancellationToken);
        Records = await figures.Records(db, Scope, ask, cancellationToken);
        KnownAt = ask.Known is { } seq
            ? await FigureQuery.MomentOf(db, Scope.Tenant, seq, cancellationToken)
            : null;
        await FillCourse(ask, cancellationToken);
        await FillOrgans(ask, cancellationToken);
        var parts = new List<(string, IReadOnlyList<(string, FigureValue)>)>();
        foreach (var dimension in figure.Dimensions)
        {
            parts.Add(
                (dimension, await figures.ByDimension(db, Scope, ask, dimension, cancellationToken))
            );
        }
        ByDimension = parts;
        if (figure.IsWatched)
        {
            var month = ask.To >= Today.AddDays(1 - Today.Day) ? Today.AddMonths(-1) : ask.To;
            Risen = (month, await Rises.Of(figures, db, Scope, figure, month, cancellationToken));
        }
        await FillClosed(ask, cancellationToken);
        Relations = await relations.Check(db, Scope, [figure], ask, cancellationToken);
        await FillOutside(ask, cancellationToken);
        var tenant = Scope.Tenant;
        Editions = await db.Set<FigureEdition>()
            .Where(e => e.Tenant == tenant && e.Figure == figure.Code)
            .OrderByDescending(e => e.From)
            .ToListAsync(cancellationToken);
        Sources = Me.Can(Capability.ViewLedgers)
            ?
            [
                .. ledgers
                    .All.Where(l => l.Counts.Any(c => c.Figure.Code == figure.Code))
                    .Select(l => (l.Title, $"/workbench/ledgers/{l.Key}")),
            ]
            : [];
        return Page();
    }

    private async Task FillCourse(FigureAsk ask, CancellationToken cancellationToken)
    {
        // A course of one month says nothing; the year around it does.
        var around = ask with
        {
            From = new DateOnly(ask.From.Year, 1, 1),
            To =
                ask.To.Month == ask.From.Month && ask.To.Year == ask.From.Year
                    ? new DateOnly(ask.To.Year, 12, 31)
                    : ask.To,
        };
        var now = await figures.ByMonth(db, Scope, around, cancellationToken);
        var before = await figures.ByMonth(db, Scope, around.YearBefore(), cancellationToken);
        // Months that have not begun have no value, not 0.
        decimal? Shown(DateOnly month, FigureValue value) =>
            month > Today ? null
            : value.Number is { } n ? Math.Round(n, 2, MidpointRounding.AwayFromZero)
            : null;
        Course = new Chart(
            "按月走势",
            "月份",
            [.. now.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Month:yyyy-MM}"))],
            [
                new ChartSeries("本期", [.. now.Select(m => Shown(m.Month, m.Value))])
                {
                    Hrefs =
                    [
                        .. now.Select(m =>
                            Address.Records(
                                from: m.Month,
                                to: m.Month.AddMonths(1).AddDays(-m.Month.Day)
                            )
                        ),
                    ],
                },
                new ChartSeries("上年同期", [.. before.Select(m => Shown(m.Month, m.Value))]),
            ]
        )
        {
            Unit = Figure.Unit,
            Kind =
                Figure.IsStock || Figure.Fold is Fold.Ratio or Fold.Growth or Fold.Points
                    ? ChartKind.Line
                    : ChartKind.Bar,
            Note =
                Figure.Fold is Fold.Distinct or Fold.AsOfDistinct ? "各月分别去重，不能相加。"
                : Figure.Fold == Fold.Ratio ? "各月分别计算，不作平均。"
                : null,
        };
    }

    private async Task FillOrgans(FigureAsk ask, CancellationToken cancellationToken)
    {
        var now = await figures.ByOrgan(db, Scope, ask, cancellationToken);
        var before = await figures.ByOrgan(db, Scope, ask.YearBefore(), cancellationToken);
        HashSet<Guid>? missing = null;
        foreach (var duty in duties)
        {
            if (
                await duty.Missing(
                    db,
                    Scope.Tenant,
                    Figure,
                    ask.Organs,
                    ask.From,
                    ask.To,
                    cancellationToken
                ) is
                { } organs
            )
            {
                missing ??= [];
                missing.UnionWith(organs.Where(o => Scope.Everything || Scope.Organs.Contains(o)));
            }
        }
        MissingCount = missing?.Count;
        ByOrgan =
        [
            .. Address
                .Organs.Where(o =>
                    now.ContainsKey(o.Id)
                    || before.ContainsKey(o.Id)
                    || missing?.Contains(o.Id) == true
                )
                .Select(o =>
                    (
                        o,
                        now.GetValueOrDefault(o.Id),
                        before.GetValueOrDefault(o.Id),
                        missing?.Contains(o.Id) == true
                    )
                ),
        ];
    }

    private async Task FillOutside(FigureAsk ask, CancellationToken cancellationToken)
    {
        var chosen = await FigureQuery.Chosen(db, Scope, ask, cancellationToken);
        var (sum, rows) = await figures.OutsideOf(db, Scope, chosen, cancellationToken);
        var shown = rows.Where(r => r.From <= ask.To && (Figure.IsStock || r.To >= ask.From))
            .OrderByDescending(r => r.To)
            .ThenBy(r => r.Dimensions, StringComparer.Ordinal)
            .Take(50)
            .ToList();
        var lines = await links.Describe(
            db,
            Scope,
            shown.Select(r => new FigureRecord(r.Subject, r.SubjectKind, r.Organ, r.To, 0, null)),
            cancellationToken
        );
        Outside =
        [
            .. shown.Select(r => (r, lines.GetValueOrDefault(r.Subject), sum.Counted.Contains(r))),
        ];
    }

    private async Task FillClosed(FigureAsk ask, CancellationToken cancellationToken)
    {
        var tenant = Scope.Tenant;
        var periods = await db.Set<FigurePeriod>()
            .Where(p => p.Tenant == tenant && p.IsClosed && p.From <= ask.To && p.To >= ask.From)
            .OrderBy(p => p.From)
            .ToListAsync(cancellationToken);
        var closed = new List<(FigurePeriod, FigureValue, FigureValue)>();
        foreach (var period in periods)
        {
            var of = ask with { From = period.From, To = period.To, Known = null };
            closed.Add(
                (
                    period,
                    await figures.Value(
                        db,
                        Scope,
                        of with
                        {
                            Known = period.KnownSeq,
                        },
                        cancellationToken
                    ),
                    await figures.Value(db, Scope, of, cancellationToken)
                )
            );
        }
        Closed = closed;
    }

    /// <summary>How the figure is computed, in words.</summary>
    public string Formula =>
        Figure.Fold switch
        {
            Fold.Count => "按法定日期在期间内的条数，批次按其件数",
            Fold.Sum => "按法定日期在期间内的数量之和",
            Fold.Distinct => "期间和范围内不同值的个数，合并后去重，不能相加",
            Fold.Composed => string.Join(
                " + ",
                Figure.Parts.Select(p => p.Figure.Name + (p.AtEve ? "（期初）" : ""))
            ),
            Fold.AsOf => "截至当日终了的存量：此前增减之和",
            Fold.AsOfDistinct => "截至当日终了的不同值的个数，合并后去重，不能相加",
            Fold.Growth =>
                $"{Figure.Base!.Name} 本期与上年同期之差 ÷ 上年同期；上年为 0 的没有增长率",
            Fold.Points => $"{Figure.Base!.Name} 本期与上年同期之差，单位是百分点",
            Fold.LeastQuarter => $"{Figure.Base!.Name} 在过完的各季度中最少的一个",
            Fold.Ratio when Figure.IsOnlyStated => "尚无来源，只有外部给出的比率",
            _ =>
                $"{Figure.Numerator!.Name} ÷ {Figure.Denominator!.Name}，范围和期间相同，不作平均；保留两位小数，四舍五入",
        };
}
