using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Plans.Rectification;

namespace Fadu.Modules.Disputes;

/// <summary>遗留 figures.</summary>
public static class LegacyIssueFigures
{
    private static readonly FigureSet Set = new("历史遗留问题", "A6");

    public static readonly Figure Registered = Set.AsOf(
        "LegacyRegistered",
        "遗留.登记",
        "件",
        "截至当日登记在册的历史遗留问题件数，化解的也在内。",
        "种类"
    );

    public static readonly Figure Saved = Set.Money(
        "MoneySaved",
        "遗留.节省资金",
        "化解历史遗留问题节省的资金，按化解日期计；没有写明算法的不计。"
    );

    public static readonly Figure Settled = Set.Count(
        "LegacySettled",
        "遗留.化解",
        "件",
        "以整改完成销号的历史遗留问题件数，按销号日期计。",
        "种类"
    );

    /// <summary>Counted where the problem is closed.</summary>
    public static readonly ProblemRule OfSettled = new(
        Settled,
        p => p is { Source: ProblemSource.Legacy, Outcome: ProblemOutcome.Mended },
        p => p.ClosedOn,
        p => [("种类", p.Category)]
    );
}

/// <summary>历史遗留问题 (S126): one old matter, with who answers for it, until it is settled.</summary>
public sealed record LegacyIssue : LedgerRecord
{
    [Field("事项", Slot = "T1", InList = true, Help = "不写个人姓名。")]
    public required string Title { get; init; }

    [Field("地点", Slot = "T2", MaxLength = 60, InList = true)]
    public required string Place { get; init; }

    [Field(
        "种类",
        Slot = "T3",
        InList = true,
        Choices = ["征地拆迁", "房地产办证", "问题楼盘", "企业改制", "工程款", "移民安置", "其他"]
    )]
    public required string Kind { get; init; }

    [Field("登记日期", Slot = "D1", InList = true)]
    public required DateOnly RegisteredOn { get; init; }

    [Field("包案领导", Slot = "T4", MaxLength = 30)]
    public required string Leader { get; init; }

    [Field("化解期限", Slot = "D2", InList = true, Future = true)]
    public required DateOnly DueOn { get; init; }

    [Field("涉及人数", Slot = "N1", Max = 1_000_000, Unit = "人", Total = true)]
    public long? People { get; init; }

    [Field("涉及金额", Slot = "N2", Max = 1_000_000_000_000, Unit = "元")]
    public decimal? Amount { get; init; }

    [Field(
        "化解方式",
        Slot = "T5",
        Choices = ["调解协议", "补偿", "办理手续", "诉讼裁判", "政策解决", "其他"],
        Help = "化解以后填写。"
    )]
    public string? Settlement { get; init; }

    [Field("化解日期", Slot = "D3")]
    public DateOnly? SettledOn { get; init; }

    [Field("节省资金", Max = 1_000_000_000_000, Unit = "元")]
    public decimal? SavedAmount { get; init; }

    [Field("节省资金的算法", MaxLength = 500, Help = "没有算法和依据的，不计入节省资金。")]
    public string? SavedHow { get; init; }
}

internal static class LegacyIssues
{
    public static readonly Ledger<LegacyIssue> Ledger = Ledger<LegacyIssue>
        .Define("legacy-issue", "历史遗留问题", "S126")
        .For(
            "长期没有解决的老问题，一件登记一条，有人包案，登记以后交办责任单位，直到销号。",
            "政法委或者信访部门登记，责任单位报进展。"
        )
        .OrganIs("责任单位", "负责化解的单位。")
        .OnDay(nameof(LegacyIssue.RegisteredOn))
        .StepByStep()
        .Titled(i => i.Title)
        .Keyed("同一事项、同一地点", i => [i.Title, i.Place])
        .Near("同一地点登记过同类问题，是不是同一件？", i => [i.Place, i.Kind])
        .Must(
            nameof(LegacyIssue.SettledOn),
            i =>
                i.SettledOn < i.RegisteredOn ? "化解早于登记，请核对。"
                : i.SettledOn is null != i.Settlement is null ? "化解方式和化解日期应当一并填写。"
                : null
        )
        .Must(
            nameof(LegacyIssue.DueOn),
            i => i.DueOn < i.RegisteredOn ? "化解期限早于登记，请核对。" : null
        )
        .Must(
            nameof(LegacyIssue.SavedHow),
            i =>
                i.SavedAmount is not null && string.IsNullOrWhiteSpace(i.SavedHow)
                    ? "填写节省资金的，请写明怎么算出来的。"
                    : null
        )
        .Mended(ProblemSource.Legacy, i => i.Title, i => i.RegisteredOn, i => i.DueOn, i => i.Kind)
        .Proof(EvidenceRule.Optional, "化解的协议、手续或者裁判文书。")
        .Feeds(LegacyIssueFigures.Registered, "登记之日加 1", dimensions: i => [("种类", i.Kind)])
        .Feeds(
            LegacyIssueFigures.Saved,
            "写明算法的，按化解日期，计节省资金",
            i => i.SavedAmount,
            when: i => !string.IsNullOrWhiteSpace(i.SavedHow),
            by: i => i.SettledOn
        )
        .Build();
}
