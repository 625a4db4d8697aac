using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Services;

/// <summary>服务 and 营商 figures that measurements of reductions feed.</summary>
public static class ReductionFigures
{
    internal const string Projects = "投资项目报建";

    private static readonly FigureSet Set = new("审批压减监测", "A1");

    public static readonly Figure Base = Set.AsOf(
        "ReductionBase",
        "服务.压减基数",
        "个",
        "截至当日已经测量的事项的基数之和；环节、材料、时限、跑动次数单位不同，按维度分别看。",
        "批次",
        "维度"
    ) with
    {
        Scale = 2,
    };

    public static readonly Figure Reduced = Set.AsOf(
        "ReductionAmount",
        "服务.压减数",
        "个",
        "截至当日基数与最近一次测量值的差之和，按维度分别看。",
        "批次",
        "维度"
    ) with
    {
        Scale = 2,
    };

    public static readonly Figure Rate = Set.Rate(
        "ReductionRate",
        "服务.压减率",
        "同一口径名称、同一维度内，（基数之和 − 现值之和）÷ 基数之和，截至当日；两个口径各有各的基数，不混在一起。",
        Reduced,
        Base,
        "没有测量"
    );

    public static readonly Figure ProjectBase = Set.AsOf(
        "ProjectTimeBase",
        "营商.项目时限基数",
        "工作日",
        "口径“投资项目报建”、维度“时限”的基数之和，截至当日。"
    ) with
    {
        Scale = 2,
    };

    public static readonly Figure ProjectReduced = Set.AsOf(
        "ProjectTimeReduced",
        "营商.项目时限压减",
        "工作日",
        "口径“投资项目报建”、维度“时限”的基数与最近测量值的差之和，截至当日。"
    ) with
    {
        Scale = 2,
    };

    public static readonly Figure ProjectRate = Set.Rate(
        "ProjectTimeCut",
        "营商.项目时限压缩率",
        "口径“投资项目报建”的审批时限压减率，截至当日。",
        ProjectReduced,
        ProjectBase,
        "没有测量"
    );
}

/// <summary>审批压减监测 (S047): one measurement of one item in one dimension, against the base of its campaign.</summary>
public sealed record ApprovalReduction : LedgerRecord
{
    internal const string Time = "时限（工作日）";

    [Field(
        "口径名称",
        Slot = "T1",
        MaxLength = 60,
        InList = true,
        Help = "哪项改革的口径，写法要一致，如：五减行动、一件事、投资项目报建。"
    )]
    public required string Campaign { get; init; }

    [Field("事项", Slot = "T2", InList = true)]
    public required string ServiceItem { get; init; }

    [Field("维度", Slot = "T3", InList = true, Choices = ["环节", "材料", Time, "跑动次数"])]
    public required string Dimension { get; init; }

    [Field("基数种类", Slot = "T4", Choices = ["法定", "改革前承诺", "上年末"])]
    public required string BaseKind { get; init; }

    [Field("基准日", Slot = "D1")]
    public required DateOnly BaseOn { get; init; }

    [Field("基数", Max = 10_000)]
    public required decimal Base { get; init; }

    [Field(
        "上次测量值",
        Max = 10_000,
        Help = "第一次测量的不填；以后每次填上一次的现值，压减数据此累加。"
    )]
    public decimal? Previous { get; init; }

    [Field("测量日", Slot = "D2", InList = true)]
    public required DateOnly MeasuredOn { get; init; }

    [Field("现值", Max = 10_000)]
    public required decimal Current { get; init; }
}

internal static class ApprovalReductions
{
    public static readonly Ledger<ApprovalReduction> Ledger = Ledger<ApprovalReduction>
        .Define("approval-reduction", "审批压减监测", "S047")
        .For(
            "每个事项的环节、材料、时限、跑动次数压减了多少，基数写明，“压减百分之几”只有一个意思；测量一次登记一条。",
            "审批局登记，事项变动时测量，至少一个季度一次。"
        )
        .OnDay(nameof(ApprovalReduction.MeasuredOn))
        .Titled(r => $"{r.ServiceItem} {r.Dimension}")
        .Keyed(
            "同一口径、事项、维度、测量日",
            r => [r.Campaign, r.ServiceItem, r.Dimension, r.MeasuredOn]
        )
        .Must(
            nameof(ApprovalReduction.MeasuredOn),
            r => r.MeasuredOn < r.BaseOn ? "测量日早于基准日，请核对。" : null
        )
        .Must(
            nameof(ApprovalReduction.Current),
            r => r.Current > r.Base ? "现值大于基数，不是压减；确需登记的，请先核对基数。" : null
        )
        .Proof(EvidenceRule.Optional, "改革前后的办事指南，每个事项一次即可。")
        .Feeds(
            ReductionFigures.Base,
            "第一次测量的，按测量日，计基数",
            r => r.Base,
            when: r => r.Previous is null,
            dimensions: Split
        )
        .Feeds(
            ReductionFigures.Reduced,
            "按测量日，计上次值（第一次为基数）减现值",
            r => (r.Previous ?? r.Base) - r.Current,
            dimensions: Split
        )
        .Feeds(
            ReductionFigures.ProjectBase,
            "投资项目报建的时限，第一次测量的，计基数",
            r => r.Base,
            when: r => Project(r) && r.Previous is null
        )
        .Feeds(
            ReductionFigures.ProjectReduced,
            "投资项目报建的时限，计上次值（第一次为基数）减现值",
            r => (r.Previous ?? r.Base) - r.Current,
            when: Project
        )
        .Build();

    private static bool Project(ApprovalReduction r) =>
        r is { Campaign: ReductionFigures.Projects, Dimension: ApprovalReduction.Time };

    private static IEnumerable<(string, string?)> Split(ApprovalReduction r) =>
        [("批次", r.Campaign), ("维度", r.Dimension)];
}
