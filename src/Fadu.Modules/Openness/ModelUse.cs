using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Openness;

/// <summary>数据辅助应用 (S174): where a data model helped, what it said and what a person decided.</summary>
public sealed record ModelUse : LedgerRecord
{
    [Field("模型", Slot = "T1", MaxLength = 60, InList = true)]
    public required string Model { get; init; }

    [Field("版本", Slot = "T2", MaxLength = 40)]
    public required string ModelVersion { get; init; }

    [Field("使用日期", Slot = "D1", InList = true)]
    public required DateOnly UsedOn { get; init; }

    [Field(
        "关联事项",
        Slot = "T3",
        MaxLength = 100,
        InList = true,
        Help = "案号或者事项编号；批量筛查写批次名称。"
    )]
    public required string Matter { get; init; }

    [Field("次数", Slot = "N1", Min = 1, Max = 1_000_000, Unit = "次", Total = true)]
    public required long Quantity { get; init; }

    [Field("输入摘要", MaxLength = 500, LongText = true)]
    public required string Input { get; init; }

    [Field("输出摘要", MaxLength = 500, LongText = true)]
    public required string Output { get; init; }

    [Field("人工决定", Slot = "T4", InList = true, Choices = ["采纳", "部分采纳", "不采纳"])]
    public required string HumanDecision { get; init; }

    [Field(
        "决定的理由",
        Help = "采纳也要写理由：模型只作参考，由人决定。",
        MaxLength = 300,
        LongText = true
    )]
    public required string DecisionReason { get; init; }

    [Field("决定人", Slot = "T5", MaxLength = 30)]
    public required string DecidedBy { get; init; }
}

internal static class ModelUses
{
    public static readonly Ledger<ModelUse> Ledger = Ledger<ModelUse>
        .Define("model-use", "数据辅助应用", "S174")
        .For(
            "数据模型辅助决策、办案的每一次使用，事后都说得清楚。",
            "使用单位登记；批量筛查按天登记批次。"
        )
        .OrganIs("使用单位", "谁用的模型。")
        .OnDay(nameof(ModelUse.UsedOn))
        .Takes(LineForm.Detail, LineForm.Batch)
        .Titled(m => $"{m.Model}：{m.Matter}")
        .Keyed("同一单位、同一模型、同一事项、同一天", m => [m.Organ, m.Model, m.Matter, m.UsedOn])
        .Must(
            nameof(ModelUse.Quantity),
            m =>
                m.Form == LineForm.Detail && m.Quantity != 1
                    ? "一条明细是一次使用；批量筛查请改为批次。"
                    : null
        )
        .Proof(EvidenceRule.Optional, "模型输出的存档。")
        .Feeds(
            ModelFigures.Uses,
            "按使用日期，计次数",
            m => m.Quantity,
            dimensions: m => [("模型", m.Model)]
        )
        .Build();
}

/// <summary>推进.模型应用.</summary>
public static class ModelFigures
{
    public static readonly Figure Uses = Declare.Figure(
        "ModelUses",
        "推进.模型应用",
        "次",
        Fold.Sum,
        "A9",
        "数据辅助应用",
        "数据模型辅助决策、办案的次数，按使用日期计，批次按次数。",
        totals: false,
        by: ["模型"]
    );
}
