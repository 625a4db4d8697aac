using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Decisions;

/// <summary>决策 figures that reports of execution feed.</summary>
public static class DecisionExecutionFigures
{
    private static readonly FigureSet Set = new("决策执行跟踪", "A3", false);

    public static readonly Figure Reported = Set.Count(
        "DecisionExecutionReports",
        "决策.执行反馈",
        "次",
        "执行单位反馈决策执行情况的次数，按反馈日期计；一项决策一个季度反馈一次。",
        "进展"
    );

    public static readonly Figure OnTrack = Set.Count(
        "DecisionsOnTrack",
        "决策.执行正常",
        "次",
        "反馈为按期或者完成的次数，按反馈日期计。",
        "进展"
    );

    public static readonly Figure Rate = Set.Rate(
        "DecisionExecutionRate",
        "决策.执行按期率",
        "期间内的执行反馈中，按期和完成的所占比例；看某个季度的情况，选该季度。",
        OnTrack,
        Reported,
        "期间内没有执行反馈"
    );
}

/// <summary>决策执行跟踪 (S022): one report of one organ on one decision.</summary>
public sealed record DecisionExecution : LedgerRecord
{
    [Field("决策事项", Slot = "T1", InList = true, Help = "写决策的全称，每次写法一致。")]
    public required string Decision { get; init; }

    [Field("反馈日期", Slot = "D1", InList = true)]
    public required DateOnly ReportedOn { get; init; }

    [Field("完成时限", Slot = "D2", InList = true, Future = true)]
    public required DateOnly DueOn { get; init; }

    [Field("进展", Slot = "T2", InList = true, Choices = ["按期", "滞后", "完成", "无法执行"])]
    public required string Progress { get; init; }

    [Field("进展情况", LongText = true, MaxLength = 1000)]
    public required string Text { get; init; }

    [Field(
        "异常原因",
        Slot = "T3",
        Choices = ["客观情况重大变化", "不可抗力", "资金", "政策调整", "其他"]
    )]
    [RequiredIf(nameof(Progress), "滞后", "无法执行")]
    public string? Deviation { get; init; }

    [Field("建议", Slot = "T4", Choices = ["继续", "调整", "中止", "后评估"])]
    [RequiredIf(nameof(Progress), "无法执行")]
    public string? Proposal { get; init; }
}

internal static class DecisionExecutions
{
    // 重大行政决策程序暂行条例第三十五条: 执行中发现不能按决策执行的，应当及时报告。
    public static readonly Ledger<DecisionExecution> Ledger = Ledger<DecisionExecution>
        .Define("decision-execution", "决策执行跟踪", "S022")
        .For(
            "重大行政决策的执行情况，一个季度反馈一次；不能按决策执行的当即反馈。",
            "决策执行单位登记在本系统以外作出的决策；在本系统办理的，在事项的“执行跟踪”环节报告，不在这里登记。"
        )
        .OrganIs("执行单位", "承担执行的单位。")
        .OnDay(nameof(DecisionExecution.ReportedOn))
        .Titled(e => $"{e.Decision}：{e.Progress}")
        .Keyed("同一决策、同一单位、同一反馈日期", e => [e.Decision, e.Organ, e.ReportedOn])
        .Near(
            "本单位当月已经反馈过这项决策，是不是同一次？",
            e => [e.Decision, e.Organ, e.ReportedOn.Year, e.ReportedOn.Month]
        )
        .Must(
            nameof(DecisionExecution.Progress),
            e =>
                e.Progress == "按期" && e.DueOn < e.ReportedOn
                    ? "完成时限已过还没有完成的，应当选“滞后”。"
                    : null
        )
        .Proof(EvidenceRule.Optional, "执行情况报告；无法执行的应当附。")
        .Feeds(
            DecisionExecutionFigures.Reported,
            "按反馈日期，计 1 次",
            dimensions: e => [("进展", e.Progress)]
        )
        .Feeds(
            DecisionExecutionFigures.OnTrack,
            "按期、完成的，按反馈日期，计 1 次",
            when: e => e.Progress is "按期" or "完成",
            dimensions: e => [("进展", e.Progress)]
        )
        .Build();
}
