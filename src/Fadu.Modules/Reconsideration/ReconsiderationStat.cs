using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Reconsideration;

/// <summary>复议 figures that reported totals can give. The procedure of reconsideration will feed the same ones case by case.</summary>
public static class ReconsiderationFigures
{
    public static readonly Figure Received = Of(
        "ReconsiderationReceived",
        "复议.收到",
        "收到的行政复议申请件数，按收到日期计；一份申请编一个案号计一件。",
        "来源"
    );
    public static readonly Figure Accepted = Of(
        "ReconsiderationAccepted",
        "复议.受理",
        "受理（含视为受理）的件数，按受理日期计。"
    );
    public static readonly Figure Refused = Of(
        "ReconsiderationRefused",
        "复议.不予受理",
        "决定不予受理的件数，按决定日期计。"
    );
    public static readonly Figure Closed = Of(
        "ReconsiderationClosed",
        "复议.审结",
        "审结的件数，按决定或者文书的日期计，不按送达；上期结转的在内，所以可能多于受理。",
        "结果"
    );
    public static readonly Figure Mediated = Of(
        "ReconsiderationMediated",
        "复议.调解",
        "以行政复议调解书结案的件数，按审结日期计；和解撤回的不在内。"
    ) with
    {
        Alternatives =
        [
            new(
                "settled",
                "调解书 + 和解撤回",
                "以行政复议调解书结案，以及和解撤回、被申请人改变行政行为后撤回而终止的件数，按审结日期计。"
            )
            {
                Parts = [new(MediatedByDocument()), new(WithdrawnFigure())],
            },
        ],
    };
    public static readonly Figure Withdrawn = WithdrawnFigure();

    public static readonly Figure Corrected = Of(
        "ReconsiderationCorrected",
        "复议.纠错",
        "变更、撤销、部分撤销、确认违法、确认无效、责令履行，以及不利于行政机关的协议类和赔偿决定的件数，按审结日期计。",
        "结果"
    );

    public static readonly Figure ComprehensivelyCorrected = Of(
        "ReconsiderationComprehensivelyCorrected",
        "复议.综合纠错",
        "纠错、调解书、被申请人改变行政行为后撤回的件数之和，按审结日期计；是综合纠错率的分子。"
    );

    public static readonly Figure OpinionLetters = Of(
        "ReconsiderationOpinionLetters",
        "复议.意见书",
        "制发的行政复议意见书份数，按审结日期计。",
        unit: "份"
    );
    public static readonly Figure SuggestionLetters = Of(
        "ReconsiderationSuggestionLetters",
        "复议.建议书",
        "制发的行政复议建议书份数，按审结日期计。",
        unit: "份"
    );
    public static readonly Figure AgencyReceived = Of(
        "ReconsiderationAgencyReceived",
        "复议.代办点收件",
        "经代办点收到的行政复议申请件数，按收到日期计；是“收到”的一部分。"
    );

    public static readonly Figure OpenAtEnd = new(
        "ReconsiderationOpenAtEnd",
        "复议.期末未结",
        "件",
        Fold.AsOf,
        "截至当日已经受理、尚未审结的件数；等于期初未结加受理减审结。"
    )
    {
        CountedFrom = "复议统计",
        Section = "A6",
        AcceptsTotals = true,
    };

    public static readonly Figure OpenAtStart = new(
        "ReconsiderationOpenAtStart",
        "复议.期初未结",
        "件",
        Fold.Composed,
        "期间开始的前一日已经受理、尚未审结的件数，即上期结转；等于前一日的期末未结。"
    )
    {
        CountedFrom = "复议统计",
        Section = "A6",
        AcceptsTotals = true,
        Parts = [new(OpenAtEnd, AtEve: true)],
    };

    public static readonly Figure ToClose = new(
        "ReconsiderationToClose",
        "复议.应结",
        "件",
        Fold.Composed,
        "期间内应当办理的件数：受理加期初未结；是结案率的分母。"
    )
    {
        CountedFrom = "复议统计",
        Section = "A6",
        AcceptsTotals = true,
        Parts = [new(Accepted), new(OpenAtEnd, AtEve: true)],
    };

    public static readonly Figure ClosingRate = new(
        "ReconsiderationClosingRate",
        "复议.结案率",
        "%",
        Fold.Ratio,
        "审结 ÷（受理 + 期初未结），同期；上期结转的在分母内，不会超过100%。"
    )
    {
        Numerator = Closed,
        Denominator = ToClose,
        WhenEmpty = "没有应结案件",
        Section = "A6",
        AcceptsTotals = true,
        Alternatives =
        [
            new("accepted", "审结 ÷ 受理", "审结 ÷ 受理，同期；审结含上期结转，所以可能超过100%。")
            {
                Denominator = Accepted,
            },
        ],
    };

    public static readonly Figure MediationRate = Rate(
        "ReconsiderationMediationRate",
        "复议.调解率",
        "调解书 ÷ 审结，同期。",
        Mediated
    );
    public static readonly Figure DirectCorrectionRate = Rate(
        "ReconsiderationDirectCorrectionRate",
        "复议.直接纠错率",
        "纠错 ÷ 审结，同期；与调解率同一分母。",
        Corrected
    ) with
    {
        Alternatives =
        [
            new("accepted", "纠错 ÷ 受理", "纠错 ÷ 受理，同期；分子含上期结转的案件。")
            {
                Denominator = Accepted,
            },
        ],
    };
    public static readonly Figure ComprehensiveCorrectionRate = Rate(
        "ReconsiderationComprehensiveCorrectionRate",
        "复议.综合纠错率",
        "（纠错 + 调解书 + 被申请人改变后撤回）÷ 审结，同期；不得简称“纠错率”。",
        ComprehensivelyCorrected
    );

    // The parts of an alternative are looked up by their codes; they may not be computed in the alternative themselves.
    private static Figure MediatedByDocument() =>
        Of("ReconsiderationMediated", "复议.调解", "以行政复议调解书结案的件数，按审结日期计。");

    private static Figure WithdrawnFigure() =>
        Of(
            "ReconsiderationWithdrawn",
            "复议.和解撤回",
            "因和解撤回、因被申请人改变行政行为撤回而终止的件数，按审结日期计。"
        );

    private static Figure Of(
        string code,
        string name,
        string definition,
        string? dimension = null,
        string unit = "件"
    ) =>
        new(code, name, unit, Fold.Sum, definition)
        {
            CountedFrom = "复议统计",
            Dimensions = dimension is null ? [] : [dimension],
            Section = "A6",
            AcceptsTotals = true,
        };

    private static Figure Rate(string code, string name, string definition, Figure numerator) =>
        new(code, name, "%", Fold.Ratio, definition)
        {
            Numerator = numerator,
            Denominator = Closed,
            WhenEmpty = "没有审结案件",
            Section = "A6",
            AcceptsTotals = true,
        };
}

/// <summary>复议统计: what the reconsideration body reports for a period, until the procedure (S104) counts case by case.</summary>
public sealed record ReconsiderationStat : LedgerRecord
{
    internal const string Mediation = "调解书";
    internal const string Settled = "终止·和解撤回";
    internal const string ChangedByOrgan = "终止·被申请人改变后撤回";

    // 行政复议法(2023) 63—67条: the decisions that correct the act
    internal static readonly string[] Correcting =
    [
        "变更",
        "撤销",
        "部分撤销",
        "确认违法",
        "确认无效",
        "责令履行",
    ];

    internal static readonly string[] TwoSided = ["协议类决定", "赔偿决定"];

    [Field("期初审查中", Max = 100_000, Unit = "件", Help = "期初已收到、尚未决定是否受理的。")]
    public long? UnderReviewAtStart { get; init; }

    [Field("收到", Slot = "N1", Max = 100_000, Unit = "件", Total = true, InList = true)]
    public required long Received { get; init; }

    [Field("其中代办点收件", Max = 100_000, Unit = "件")]
    public long? AgencyReceived { get; init; }

    [Field(
        "受理",
        Slot = "N2",
        Max = 100_000,
        Unit = "件",
        Total = true,
        InList = true,
        Help = "含视为受理。"
    )]
    public required long Accepted { get; init; }

    [Field("不予受理", Slot = "N3", Max = 100_000, Unit = "件", Total = true)]
    public required long Refused { get; init; }

    [Field("告知或转送", Max = 100_000, Unit = "件")]
    public long? Redirected { get; init; }

    [Field("受理前撤回", Max = 100_000, Unit = "件")]
    public long? WithdrawnBefore { get; init; }

    [Field("补正视为放弃", Max = 100_000, Unit = "件")]
    public long? Abandoned { get; init; }

    [Field("期末审查中", Max = 100_000, Unit = "件")]
    public long? UnderReviewAtEnd { get; init; }

    [Field("期初未结", Slot = "N4", Max = 100_000, Unit = "件", Help = "上期结转的。")]
    public required long OpenAtStart { get; init; }

    [Field("审结", Slot = "N5", Max = 100_000, Unit = "件", Total = true, InList = true)]
    public required long Closed { get; init; }

    [Field(
        "审结结果",
        Help = "一案只归一类；各类之和等于审结。",
        Choices = [
            "维持",
            "驳回复议请求",
            "驳回申请",
            "变更",
            "撤销",
            "部分撤销",
            "确认违法",
            "确认无效",
            "责令履行",
            "协议类决定",
            "赔偿决定",
            Mediation,
            Settled,
            ChangedByOrgan,
            "终止·其他",
        ]
    )]
    public IReadOnlyList<Tally>? Outcomes { get; init; }

    [Field(
        "协议赔偿不利件数",
        Max = 100_000,
        Unit = "件",
        Help = "协议类、赔偿决定中不利于行政机关的，计入纠错。"
    )]
    public long? TwoSidedAgainst { get; init; }

    [Field("期末未结", Slot = "N6", Max = 100_000, Unit = "件", InList = true)]
    public required long OpenAtEnd { get; init; }

    [Field("意见书", Max = 100_000, Unit = "份")]
    public long? OpinionLetters { get; init; }

    [Field("建议书", Max = 100_000, Unit = "份")]
    public long? SuggestionLetters { get; init; }

    internal long Of(params string[] kinds) =>
        (Outcomes ?? [])
            .Where(t => kinds.Contains(t.Kind, StringComparer.Ordinal))
            .Sum(t => t.Quantity);

    internal long Corrected() => Of(Correcting) + (TwoSidedAgainst ?? 0);
}

internal static class ReconsiderationStats
{
    public static readonly Ledger<ReconsiderationStat> Ledger = Ledger<ReconsiderationStat>
        .Define("reconsideration-stat", "复议统计", "S104")
        .For(
            "行政复议案件的期间统计；案件办理程序启用以前，数从这里出。",
            "行政复议机构登记，以全国行政复议工作平台的数为准。"
        )
        .OrganIs("复议机构", "承办行政复议事项的机构。")
        .Takes(LineForm.Total)
        .Shows(nameof(LedgerRecord.SourceName), nameof(LedgerRecord.Exactness))
        .Titled(s => s.PeriodName() + "复议统计")
        .Keyed("同一机构、同一期间", s => [s.Organ, s.PeriodFrom, s.PeriodTo])
        .Sum(
            "期初审查中 + 收到 = 受理 + 不予受理 + 告知或转送 + 受理前撤回 + 补正视为放弃 + 期末审查中",
            nameof(ReconsiderationStat.Received),
            s => (s.UnderReviewAtStart ?? 0) + s.Received,
            s =>
                s.Accepted
                + s.Refused
                + (s.Redirected ?? 0)
                + (s.WithdrawnBefore ?? 0)
                + (s.Abandoned ?? 0)
                + (s.UnderReviewAtEnd ?? 0)
        )
        .Sum(
            "期初未结 + 受理 = 审结 + 期末未结",
            nameof(ReconsiderationStat.OpenAtEnd),
            s => s.OpenAtStart + s.Accepted,
            s => s.Closed + s.OpenAtEnd
        )
        .Sum(
            "审结 = 各类结果之和",
            nameof(ReconsiderationStat.Outcomes),
            s => s.Closed,
            s => (s.Outcomes ?? []).Sum(t => t.Quantity)
        )
        .AtMost(
            "协议赔偿不利件数 ≤ 协议类决定 + 赔偿决定",
            nameof(ReconsiderationStat.TwoSidedAgainst),
            s => s.TwoSidedAgainst,
            s => s.Of(ReconsiderationStat.TwoSided)
        )
        .AtMost(
            "代办点收件 ≤ 收到",
            nameof(ReconsiderationStat.AgencyReceived),
            s => s.AgencyReceived,
            s => s.Received
        )
        .Proof(EvidenceRule.Optional, "平台统计报表截图或者盖章报表。")
        .Owed(Rhythm.HalfYearly, o => o.Name.EndsWith("司法局", StringComparison.Ordinal))
        .FeedsEach(
            ReconsiderationFigures.Received,
            "计收到，分代办点和其他来源",
            s =>
                s.AgencyReceived is { } agency
                    ?
                    [
                        (agency, [("来源", "代办点")]),
                        (s.Received - agency, [("来源", "其他来源")]),
                    ]
                    : [(s.Received, [])]
        )
        .Feeds(ReconsiderationFigures.AgencyReceived, "计其中代办点收件", s => s.AgencyReceived)
        .Feeds(ReconsiderationFigures.Accepted, "计受理", s => s.Accepted)
        .Feeds(ReconsiderationFigures.Refused, "计不予受理", s => s.Refused)
        .FeedsEach(
            ReconsiderationFigures.Closed,
            "计审结，按结果分列",
            s =>
                (s.Outcomes ?? []).Select(t =>
                    ((decimal)t.Quantity, new (string, string?)[] { ("结果", t.Kind) })
                )
        )
        .Feeds(
            ReconsiderationFigures.Mediated,
            "计调解书",
            s => s.Of(ReconsiderationStat.Mediation)
        )
        .Feeds(
            ReconsiderationFigures.Withdrawn,
            "计和解撤回、被申请人改变后撤回",
            s => s.Of(ReconsiderationStat.Settled, ReconsiderationStat.ChangedByOrgan)
        )
        .FeedsEach(
            ReconsiderationFigures.Corrected,
            "计变更、撤销、部分撤销、确认违法、确认无效、责令履行，和不利的协议赔偿决定",
            s =>
                ReconsiderationStat
                    .Correcting.Select(k =>
                        ((decimal)s.Of(k), new (string, string?)[] { ("结果", k) })
                    )
                    .Append((s.TwoSidedAgainst ?? 0, [("结果", "协议或者赔偿")]))
        )
        .Feeds(
            ReconsiderationFigures.ComprehensivelyCorrected,
            "计纠错、调解书、被申请人改变后撤回",
            s =>
                s.Corrected()
                + s.Of(ReconsiderationStat.Mediation, ReconsiderationStat.ChangedByOrgan)
        )
        .Feeds(ReconsiderationFigures.OpinionLetters, "计意见书", s => s.OpinionLetters)
        .Feeds(ReconsiderationFigures.SuggestionLetters, "计建议书", s => s.SuggestionLetters)
        .Stock(
            ReconsiderationFigures.OpenAtEnd,
            "期初、期末未结",
            s => s.OpenAtStart,
            s => s.OpenAtEnd
        )
        .Build();
}
