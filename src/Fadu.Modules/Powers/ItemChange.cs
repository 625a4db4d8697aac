using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Powers;

/// <summary>权责 figures that adjustments of items feed.</summary>
public static class ItemChangeFigures
{
    private static readonly FigureSet Set = new("事项调整", "A1");

    public static readonly Figure PowerItems = Set.Count(
        "PowerItemChanges",
        "权责.调整",
        "项",
        "调整的行政权力事项数，按决定日期计；保留的不计，一项事项一次调整计一项。",
        "变动",
        "权力类型",
        "批次"
    );

    public static readonly Figure Approvals = Set.Count(
        "ApprovalItemsCleared",
        "权责.审批清理",
        "项",
        "取消、下放、合并、审批改备案、清理规范的行政审批事项数，按决定日期计。",
        "变动"
    );

    public static readonly Figure Intermediaries = Set.Count(
        "IntermediaryItemsCleared",
        "权责.中介清理",
        "项",
        "取消和清理规范（转为委托）的中介服务事项数，按决定日期计。",
        "批次"
    );

    public static readonly Figure Certificates = Set.Details.Count(
        "CertificateItemsCleared",
        "权责.证明清理",
        "项",
        "取消和清理规范的证明事项数，按决定日期计。"
    );
}

/// <summary>事项调整 (S026, S030): one item, one change, one batch.</summary>
public sealed record ItemChange : LedgerRecord
{
    internal const string Power = "行政权力事项";
    internal const string Approval = "行政审批事项";

    [Field(
        "事项类别",
        Slot = "T1",
        InList = true,
        Choices = [Power, Approval, "公共服务事项", "中介服务事项", "证明事项", "收费事项"]
    )]
    public required string ItemClass { get; init; }

    [Field("事项名称", Slot = "T2", InList = true)]
    public required string ItemName { get; init; }

    [Field("事项编码", Slot = "T3", MaxLength = 60)]
    public string? ItemCode { get; init; }

    [Field(
        "权力类型",
        Slot = "T4",
        Choices = ["许可", "处罚", "强制", "征收", "给付", "检查", "确认", "奖励", "裁决", "其他"]
    )]
    [RequiredIf(nameof(ItemClass), Power)]
    public string? PowerType { get; init; }

    [Field(
        "变动",
        Slot = "T5",
        InList = true,
        Choices = [
            "新增",
            "取消",
            "承接",
            "下放",
            "合并",
            "拆分",
            "审批改备案",
            "变更要素",
            "清理规范",
            "保留",
        ],
        Help = "一项事项在一个批次里只选一种；划给别的单位的，登记在“事项与编制划转”。"
    )]
    public required string Change { get; init; }

    [Field("属地管理", Slot = "N1")]
    [RequiredIf(nameof(Change), "承接")]
    public bool? Territorial { get; init; }

    [Field("并入事项", MaxLength = 200)]
    [RequiredIf(nameof(Change), "合并")]
    public string? MergedInto { get; init; }

    [Field("批次", Slot = "T6", MaxLength = 60, InList = true, Help = "调整文件的文号。")]
    public required string Batch { get; init; }

    [Field("依据", MaxLength = 300)]
    public required string Basis { get; init; }

    [Field("决定日期", Slot = "D1", InList = true)]
    public required DateOnly DecidedOn { get; init; }

    [Field("公布日期", Slot = "D2", Help = "决定以后二十个工作日内公布。")]
    public DateOnly? PublishedOn { get; init; }
}

[Carries("S030")]
internal static class ItemChanges
{
    public static readonly Ledger<ItemChange> Ledger = Ledger<ItemChange>
        .Define("item-change", "事项调整", "S026")
        .For(
            "权力、审批、服务、中介、证明、收费事项的每一次调整，一项登记一条，改革的总数逐项可查。",
            "持有事项的单位登记，编办或者审批局决定；名录里的变动由名录产生，这里登记历史和不在名录的事项。"
        )
        .OnDay(nameof(ItemChange.DecidedOn))
        .StepByStep()
        .Titled(c => $"{c.Change}：{c.ItemName}")
        .Keyed(
            "同一批次、同一类别、同一事项编码（没有编码的看名称和单位）",
            c =>
                string.IsNullOrWhiteSpace(c.ItemCode)
                    ? [c.Batch, c.ItemClass, c.Organ, c.ItemName]
                    : [c.Batch, c.ItemClass, c.ItemCode]
        )
        .Near(
            "同一批次里别的单位有同名事项，是不是同一项？",
            c => [c.Batch, c.ItemClass, c.ItemName]
        )
        .Must(
            nameof(ItemChange.PublishedOn),
            c => c.PublishedOn < c.DecidedOn ? "公布日期早于决定日期，请核对。" : null
        )
        .Proof(EvidenceRule.Optional, "调整文件，每个批次一份即可。")
        .Feeds(
            ItemChangeFigures.PowerItems,
            "行政权力事项、不是保留的，按决定日期，计 1 项",
            when: c => c is { ItemClass: ItemChange.Power, Change: not "保留" },
            dimensions: c => [("变动", c.Change), ("权力类型", c.PowerType), ("批次", c.Batch)]
        )
        .Feeds(
            ItemChangeFigures.Approvals,
            "行政审批事项取消、下放、合并、审批改备案、清理规范的，按决定日期，计 1 项",
            when: c =>
                c.ItemClass == ItemChange.Approval
                && c.Change is "取消" or "下放" or "合并" or "审批改备案" or "清理规范",
            dimensions: c => [("变动", c.Change)]
        )
        .Feeds(
            ItemChangeFigures.Intermediaries,
            "中介服务事项取消、清理规范的，按决定日期，计 1 项",
            when: c => c.ItemClass == "中介服务事项" && c.Change is "取消" or "清理规范",
            dimensions: c => [("批次", c.Batch)]
        )
        .Feeds(
            ItemChangeFigures.Certificates,
            "证明事项取消、清理规范的，按决定日期，计 1 项",
            when: c => c.ItemClass == "证明事项" && c.Change is "取消" or "清理规范"
        )
        .Build();
}
