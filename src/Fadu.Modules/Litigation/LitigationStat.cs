using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;

namespace Fadu.Modules.Litigation;

/// <summary>应诉 figures that reported totals can give; 件 means first-instance cases.</summary>
public static class LitigationFigures
{
    public static readonly Figure Received = Of(
        "LitigationReceived",
        "应诉.新收",
        "收到应诉通知的一审行政案件件数，按收到应诉通知的日期计；几个被告的由作出行政行为的机关计一件。"
    );
    public static readonly Figure Closed = Of(
        "LitigationClosed",
        "应诉.审结",
        "一审审结的件数，按裁判日期计，上期结转的在内。",
        "结果"
    );
    public static readonly Figure Won = Of(
        "LitigationWon",
        "应诉.胜诉",
        "驳回诉讼请求、驳回起诉、不予立案的件数，按裁判日期计；撤诉、调解不计胜败。"
    );
    public static readonly Figure Lost = Of(
        "LitigationLost",
        "应诉.败诉",
        "败诉和部分败诉的件数，按裁判日期计；部分败诉算败诉。",
        "胜败",
        "B"
    );
    public static readonly Figure Unlawful = Of(
        "ActsFoundUnlawful",
        "应诉.确认违法",
        "裁判确认违法或者确认无效的件数，按裁判日期计。",
        section: "B"
    );
    public static readonly Figure Settled = Of(
        "LitigationSettled",
        "应诉.调撤",
        "调解、撤诉、改变行政行为后撤诉的件数，按裁判日期计；是调撤率的分子。"
    );
    public static readonly Figure Heard = Of(
        "CasesHeard",
        "应诉.开庭",
        "开庭审理的件数，按首次开庭日期计；同一审级几次开庭计一件，书面审理的不计，共同被告商定由他方出庭的不计。"
    );
    public static readonly Figure Appeared = Of(
        "HeadsAppeared",
        "应诉.出庭",
        "行政机关负责人出庭的件数，按首次开庭日期计；参与分管的负责人出庭也计。",
        "职务"
    );
    public static readonly Figure ChiefAppeared = Of(
        "ChiefsAppeared",
        "应诉.正职出庭",
        "正职负责人出庭的件数，按首次开庭日期计；是正职出庭率的分子。"
    );
    public static readonly Figure Spoke = Of(
        "HeadsSpoke",
        "应诉.出声",
        "出庭负责人发表意见的件数，按首次开庭日期计；是出声率的分子。"
    );

    public static readonly Figure Open = new(
        "LitigationOpen",
        "应诉.未结",
        "件",
        Fold.AsOf,
        "截至当日收到、尚未审结的一审行政案件件数。"
    )
    {
        CountedFrom = "应诉统计",
        Section = "A5",
        AcceptsTotals = true,
    };

    public static readonly Figure WonRate = Rate(
        "LitigationWonRate",
        "应诉.胜诉率",
        "胜诉 ÷ 审结，一审，同期。",
        Won,
        Closed,
        "没有审结案件"
    );
    public static readonly Figure LostRate = Rate(
        "LitigationLostRate",
        "应诉.败诉率",
        "（败诉 + 部分败诉）÷ 审结，一审，同期。",
        Lost,
        Closed,
        "没有审结案件"
    );
    public static readonly Figure SettledRate = Rate(
        "LitigationSettledRate",
        "应诉.调撤率",
        "（调解 + 撤诉 + 改变行为后撤诉）÷ 审结，一审，同期。",
        Settled,
        Closed,
        "没有审结案件"
    );

    // 行政诉讼法 3条3款: the head must appear; so every case heard stands below, excuses included
    public static readonly Figure AppearanceRate = Rate(
        "AppearanceRate",
        "应诉.出庭率",
        "负责人出庭的件数 ÷ 开庭审理的件数，同期；有正当理由未出庭的也在分母里。",
        Appeared,
        Heard,
        "无开庭案件"
    );
    public static readonly Figure ChiefAppearanceRate = Rate(
        "ChiefAppearanceRate",
        "应诉.正职出庭率",
        "正职出庭的件数 ÷ 开庭审理的件数，同期。",
        ChiefAppeared,
        Heard,
        "无开庭案件"
    );
    public static readonly Figure SpokeRate = Rate(
        "HeadSpokeRate",
        "应诉.出声率",
        "负责人发表意见的件数 ÷ 负责人出庭的件数，同期。",
        Spoke,
        Appeared,
        "没有负责人出庭"
    );

    private static Figure Of(
        string code,
        string name,
        string definition,
        string? dimension = null,
        string section = "A5"
    ) =>
        new(code, name, "件", Fold.Sum, definition)
        {
            CountedFrom = "应诉统计",
            Dimensions = dimension is null ? [] : [dimension],
            Section = section,
            AcceptsTotals = true,
        };

    private static Figure Rate(
        string code,
        string name,
        string definition,
        Figure numerator,
        Figure denominator,
        string whenEmpty
    ) =>
        new(code, name, "%", Fold.Ratio, definition)
        {
            Numerator = numerator,
            Denominator = denominator,
            WhenEmpty = whenEmpty,
            Section = "A5",
            AcceptsTotals = true,
        };
}

/// <summary>应诉统计: what a defendant organ reports for a period, first instance, until the case ledger (S112) counts case by case.</summary>
public sealed record LitigationStat : LedgerRecord
{
    [Field("期初未结", Slot = "N1", Max = 100_000, Unit = "件", Help = "上期结转的一审案件。")]
    public required long OpenAtStart { get; init; }

    [Field(
        "新收",
        Slot = "N2",
        Max = 100_000,
        Unit = "件",
        Total = true,
        InList = true,
        Help = "本期收到应诉通知的一审案件。"
    )]
    public required long Received { get; init; }

    [Field("审结", Slot = "N3", Max = 100_000, Unit = "件", Total = true, InList = true)]
    public required long Closed { get; init; }

    [Field("胜诉", Slot = "N4", Max = 100_000, Unit = "件", Total = true, InList = true)]
    public required long Won { get; init; }

    [Field("败诉", Slot = "N5", Max = 100_000, Unit = "件", Total = true, InList = true)]
    public required long Lost { get; init; }

    [Field("部分败诉", Max = 100_000, Unit = "件")]
    public long? PartlyLost { get; init; }

    [Field("不计胜败", Max = 100_000, Unit = "件", Help = "撤诉、调解、移送等。")]
    public long? Neither { get; init; }

    [Field(
        "裁判结果",
        Help = "一案只归一类；各类之和等于审结。",
        Choices = [
            "不予立案或驳回起诉",
            "驳回诉讼请求",
            "撤销",
            "部分撤销",
            "责令履行",
            "给付",
            "确认违法",
            "确认无效",
            "变更",
            "协议责任",
            "赔偿补偿",
            "撤诉",
            "改变行为后撤诉",
            "调解",
            "移送",
            "其他",
        ]
    )]
    public IReadOnlyList<Tally>? Outcomes { get; init; }

    [Field("期末未结", Slot = "N6", Max = 100_000, Unit = "件")]
    public required long OpenAtEnd { get; init; }

    [Field(
        "开庭",
        Slot = "N7",
        Max = 100_000,
        Unit = "件",
        Total = true,
        InList = true,
        Help = "本期首次开庭的案件；书面审理的不计。"
    )]
    public required long Heard { get; init; }

    [Field("负责人出庭", Slot = "N8", Max = 100_000, Unit = "件", Total = true, InList = true)]
    public required long Appeared { get; init; }

    [Field("其中正职出庭", Max = 100_000, Unit = "件")]
    public long? ChiefAppeared { get; init; }

    [Field("其中负责人发言", Max = 100_000, Unit = "件")]
    public long? Spoke { get; init; }

    internal long Of(params string[] kinds) =>
        (Outcomes ?? [])
            .Where(t => kinds.Contains(t.Kind, StringComparer.Ordinal))
            .Sum(t => t.Quantity);
}

internal static class LitigationStats
{
    public static readonly Ledger<LitigationStat> Ledger = Ledger<LitigationStat>
        .Define("litigation-stat", "应诉统计", "S112")
        .For(
            "一审行政应诉案件和负责人出庭的期间统计；应诉案件台账启用以前，数从这里出。",
            "被诉机关登记，司法行政部门核对。"
        )
        .OrganIs("被诉机关", "作出被诉行政行为的机关。")
        .Takes(LineForm.Total)
        .Shows(nameof(LedgerRecord.SourceName), nameof(LedgerRecord.Exactness))
        .Titled(s => s.PeriodName() + "应诉统计")
        .Keyed("同一机关、同一期间", s => [s.Organ, s.PeriodFrom, s.PeriodTo])
        .Sum(
            "期初未结 + 新收 = 审结 + 期末未结",
            nameof(LitigationStat.OpenAtEnd),
            s => s.OpenAtStart + s.Received,
            s => s.Closed + s.OpenAtEnd
        )
        .Sum(
            "审结 = 胜诉 + 败诉 + 部分败诉 + 不计胜败",
            nameof(LitigationStat.Closed),
            s => s.Closed,
            s => s.Won + s.Lost + (s.PartlyLost ?? 0) + (s.Neither ?? 0)
        )
        .Sum(
            "审结 = 各类裁判结果之和",
            nameof(LitigationStat.Outcomes),
            s => s.Closed,
            s => (s.Outcomes ?? []).Sum(t => t.Quantity)
        )
        .AtMost(
            "确认违法 + 确认无效 ≤ 败诉 + 部分败诉",
            nameof(LitigationStat.Lost),
            s => s.Of("确认违法", "确认无效"),
            s => s.Lost + (s.PartlyLost ?? 0)
        )
        .AtMost("负责人出庭 ≤ 开庭", nameof(LitigationStat.Appeared), s => s.Appeared, s => s.Heard)
        .AtMost(
            "正职出庭 ≤ 负责人出庭",
            nameof(LitigationStat.ChiefAppeared),
            s => s.ChiefAppeared,
            s => s.Appeared
        )
        .AtMost(
            "负责人发言 ≤ 负责人出庭",
            nameof(LitigationStat.Spoke),
            s => s.Spoke,
            s => s.Appeared
        )
        .AtMost(
            "开庭 ≤ 期初未结 + 新收",
            nameof(LitigationStat.Heard),
            s => s.Heard,
            s => s.OpenAtStart + s.Received
        )
        .Proof(EvidenceRule.Optional, "盖章报表或者法院通报。")
        .Owed(
            Rhythm.HalfYearly,
            o =>
                o.Kind
                    is OrganKind.Government
                        or OrganKind.Department
                        or OrganKind.Township
                        or OrganKind.Subdistrict
        )
        .Feeds(LitigationFigures.Received, "计新收", s => s.Received)
        .FeedsEach(
            LitigationFigures.Closed,
            "计审结，按结果分列",
            s =>
                (s.Outcomes ?? []).Select(t =>
                    ((decimal)t.Quantity, new (string, string?)[] { ("结果", t.Kind) })
                )
        )
        .Feeds(LitigationFigures.Won, "计胜诉", s => s.Won)
        .FeedsEach(
            LitigationFigures.Lost,
            "计败诉、部分败诉",
            s => [(s.Lost, [("胜败", "败诉")]), (s.PartlyLost ?? 0, [("胜败", "部分败诉")])]
        )
        .Feeds(
            LitigationFigures.Unlawful,
            "计确认违法、确认无效",
            s => s.Of("确认违法", "确认无效")
        )
        .Feeds(
            LitigationFigures.Settled,
            "计调解、撤诉、改变行为后撤诉",
            s => s.Of("调解", "撤诉", "改变行为后撤诉")
        )
        // The ledger of appearances counts these hearing by hearing; where an organ has it, the totals stand by.
        .FeedsTotal(LitigationFigures.Heard, "计开庭", s => s.Heard)
        .FeedsTotal(LitigationFigures.Appeared, "计负责人出庭", s => s.Appeared)
        .FeedsTotal(
            LitigationFigures.Appeared,
            "计其中正职出庭",
            s => s.ChiefAppeared,
            _ => [("职务", "正职")]
        )
        .FeedsTotal(LitigationFigures.ChiefAppeared, "计其中正职出庭", s => s.ChiefAppeared)
        .FeedsTotal(LitigationFigures.Spoke, "计其中负责人发言", s => s.Spoke)
        .Stock(LitigationFigures.Open, "期初、期末未结", s => s.OpenAtStart, s => s.OpenAtEnd)
        .Build();
}
