using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Powers;

/// <summary>权责 figures that transfers feed.</summary>
public static class ItemTransferFigures
{
    private static readonly FigureSet Set = new("事项与编制划转", "A1");

    public static readonly Figure Items = Set.Count(
        "ItemsTransferred",
        "权责.划转事项",
        "项",
        "从一个单位划到另一个单位的事项数，按生效日期计；与合并的事项是两回事，不相加。",
        "划入",
        "文号"
    );

    public static readonly Figure Sources = Set.Distinct(
        "TransferSourceOrgans",
        "权责.划转来源部门",
        "个",
        "划出事项的不同单位数，按生效日期计。",
        "划入",
        "文号"
    );

    public static readonly Figure Staff = Set.Sum(
        "StaffTransferred",
        "权责.划转人员",
        "人",
        "随事项划转的人员数，按生效日期计；编制另计。",
        "划入",
        "文号"
    );
}

/// <summary>事项与编制划转 (S027): one item, or one number of posts or people of a pair of organs.</summary>
public sealed record ItemTransfer : LedgerRecord
{
    [Field("种类", Slot = "T1", InList = true, Choices = ["事项", "编制", "人员"])]
    public required string Kind { get; init; }

    [Field("划出单位", Slot = "T2", MaxLength = 100, InList = true)]
    public required string FromOrgan { get; init; }

    [Field("划入单位", Slot = "T3", MaxLength = 100, InList = true)]
    public required string ToOrgan { get; init; }

    [Field("事项名称", Slot = "T4")]
    [RequiredIf(nameof(Kind), "事项")]
    public string? Item { get; init; }

    [Field(
        "数量",
        Slot = "N1",
        Min = 1,
        Max = 100_000,
        Total = true,
        InList = true,
        Help = "事项一项登记一条，数量为 1；编制、人员只写数，不写姓名。"
    )]
    public required long Quantity { get; init; }

    [Field("生效日期", Slot = "D1", InList = true)]
    public required DateOnly EffectiveOn { get; init; }

    [Field("文号", Slot = "T5", MaxLength = 60, InList = true)]
    public required string DocNo { get; init; }
}

internal static class ItemTransfers
{
    public static readonly Ledger<ItemTransfer> Ledger = Ledger<ItemTransfer>
        .Define("item-transfer", "事项与编制划转", "S027")
        .For(
            "哪些事项、编制、人员从哪个单位划到哪个单位；事项一项一条，编制和人员按一对单位一份文件一条。",
            "编办登记。"
        )
        .OrganIs("登记单位", "办理划转的单位，一般是编办。")
        .OnDay(nameof(ItemTransfer.EffectiveOn))
        .Titled(t => $"{t.Item ?? $"{t.Kind} {t.Quantity}"}：{t.FromOrgan}划到{t.ToOrgan}")
        .Keyed(
            "同一文号、种类、划出单位、划入单位、事项",
            t => [t.DocNo, t.Kind, t.FromOrgan, t.ToOrgan, t.Item]
        )
        .Must(
            nameof(ItemTransfer.Quantity),
            t => t.Kind == "事项" && t.Quantity != 1 ? "事项一项登记一条，数量写 1。" : null
        )
        .Must(
            nameof(ItemTransfer.ToOrgan),
            t => t.FromOrgan == t.ToOrgan ? "划出、划入不能是同一个单位。" : null
        )
        .Proof(EvidenceRule.Optional, "划转文件，每份文件一次即可。")
        .Feeds(
            ItemTransferFigures.Items,
            "事项，按生效日期，计 1 项",
            when: t => t.Kind == "事项",
            dimensions: Split
        )
        .Feeds(
            ItemTransferFigures.Sources,
            "事项，按生效日期，不同划出单位计一个",
            when: t => t.Kind == "事项",
            dimensions: Split,
            distinct: t => t.FromOrgan
        )
        .Feeds(
            ItemTransferFigures.Staff,
            "人员，按生效日期，计数量",
            t => t.Quantity,
            when: t => t.Kind == "人员",
            dimensions: Split
        )
        .Build();

    private static IEnumerable<(string, string?)> Split(ItemTransfer t) =>
        [("划入", t.ToOrgan), ("文号", t.DocNo)];
}
