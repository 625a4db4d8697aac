using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Plans.Rectification;

namespace Fadu.Modules.Disputes;

/// <summary>信访 figures of what leaders did.</summary>
public static class LeaderCaseloadFigures
{
    private static readonly FigureSet Set = new("领导接访包案", "A6");

    public static readonly Figure Receptions = Set.Sum(
        "LeaderReceptions",
        "信访.领导接访",
        "批次",
        "领导接访、下访、约访的批次，按日期计。",
        "形式"
    );

    public static readonly Figure Cases = Set.AsOf(
        "LeaderCases",
        "信访.包案",
        "件",
        "截至当日登记的领导包案件数，化解的也在内。"
    );

    public static readonly Figure Settled = Set.AsOf(
        "LeaderCasesSettled",
        "信访.包案化解",
        "件",
        "截至当日领导包案中以整改完成销号的件数。"
    );

    public static readonly Figure SettledRate = Set.Rate(
        "LeaderCaseSettledRate",
        "信访.包案化解率",
        "登记的领导包案中已经化解的所占比例，截至当日。",
        Settled,
        Cases,
        "没有领导包案"
    );

    /// <summary>Counted where the problem is closed.</summary>
    public static readonly ProblemRule OfSettled = new(
        Settled,
        p => p is { Source: ProblemSource.LeaderCase, Outcome: ProblemOutcome.Mended },
        p => p.ClosedOn
    );
}

/// <summary>领导接访包案 (S133): one act of a leader or of a third party.</summary>
public sealed record LeaderCaseload : LedgerRecord
{
    internal const string Case = "包案";

    [Field(
        "形式",
        Slot = "T1",
        InList = true,
        Choices = ["接访", "下访", "约访", Case, "第三方核查", "律师参与"]
    )]
    public required string Kind { get; init; }

    [Field("领导", Slot = "T2", MaxLength = 30, InList = true)]
    [RequiredIf(nameof(Kind), "接访", "下访", "约访", Case)]
    public string? Leader { get; init; }

    [Field("日期", Slot = "D1", InList = true)]
    public required DateOnly OnDate { get; init; }

    [Field("地点", MaxLength = 60)]
    public required string Place { get; init; }

    [Field(
        "事项编号",
        Slot = "T3",
        MaxLength = 60,
        Help = "信访件编号或者历史遗留问题的名称；不写信访人。"
    )]
    [RequiredIf(nameof(Kind), Case)]
    public string? Subject { get; init; }

    [Field("化解期限", Slot = "D2", Future = true)]
    [RequiredIf(nameof(Kind), Case)]
    public DateOnly? DueOn { get; init; }

    [Field("批次", Slot = "N1", Max = 10_000, Unit = "批次", Total = true, InList = true)]
    [RequiredIf(nameof(Kind), "接访", "下访", "约访")]
    public long? Batches { get; init; }

    [Field("人次", Slot = "N2", Max = 100_000, Unit = "人次", Total = true)]
    [RequiredIf(nameof(Kind), "接访", "下访", "约访")]
    public long? People { get; init; }

    [Field("第三方", Slot = "T4", Choices = ["两代表一委员", "律师", "记者", "专家", "其他"])]
    [RequiredIf(nameof(Kind), "第三方核查", "律师参与")]
    public string? ThirdParty { get; init; }

    [Field(
        "结果",
        Slot = "T5",
        InList = true,
        Choices = ["当场解决", "交办", "化解", "未化解"],
        Help = "包案的结果看整改销号，这里可以不填。"
    )]
    public string? Result { get; init; }
}

internal static class LeaderCaseloads
{
    public static readonly Ledger<LeaderCaseload> Ledger = Ledger<LeaderCaseload>
        .Define("leader-caseload", "领导接访包案", "S133")
        .For(
            "领导接访、下访、约访、包案和第三方参与信访工作的情况，一次登记一条；包案登记以后交办，直到销号。",
            "信访部门登记。"
        )
        .OrganIs("责任单位", "包案写负责化解的单位，接访写领导所在的单位。")
        .OnDay(nameof(LeaderCaseload.OnDate))
        .Titled(c => $"{c.Kind}：{c.Leader ?? c.ThirdParty}")
        .Keyed(
            "同一形式、领导、日期、事项和地点",
            c => [c.Kind, c.Leader, c.OnDate, c.Subject, c.Place, c.ThirdParty]
        )
        .Must(
            nameof(LeaderCaseload.Result),
            c => c.Kind != LeaderCaseload.Case && c.Result is null ? "请选择结果。" : null
        )
        .Must(
            nameof(LeaderCaseload.DueOn),
            c => c.DueOn < c.OnDate ? "化解期限早于登记日期，请核对。" : null
        )
        .AtMost("批次 ≤ 人次", nameof(LeaderCaseload.Batches), c => c.Batches, c => c.People)
        .Mended(
            ProblemSource.LeaderCase,
            c => $"包案：{c.Subject}",
            c => c.OnDate,
            c => c.DueOn ?? c.OnDate,
            when: c => c.Kind == LeaderCaseload.Case
        )
        .Proof(EvidenceRule.Optional, "接访记录；包案每季度至少一次会商记录。")
        .Feeds(
            LeaderCaseloadFigures.Receptions,
            "接访、下访、约访，按日期，计批次",
            c => c.Batches,
            when: c => c.Kind is "接访" or "下访" or "约访",
            dimensions: c => [("形式", c.Kind)]
        )
        .Feeds(
            LeaderCaseloadFigures.Cases,
            "包案，登记之日加 1",
            when: c => c.Kind == LeaderCaseload.Case
        )
        .Build();
}
