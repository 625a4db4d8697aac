using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Enforcement;

/// <summary>One entry of 包容审慎监管清单 (blocks/registers.md, S080).</summary>
public sealed record NoPenaltyItem : RegisterRecord
{
    [Field(
        "清单类别",
        Choices = [
            "轻微不罚",
            "首违不罚",
            "无主观过错不罚",
            "减轻处罚",
            "从轻处罚",
            "不采取强制措施",
        ],
        Slot = "T1",
        InList = true
    )]
    public required string ListKind { get; init; }

    [Field("领域", MaxLength = 60, Slot = "T2", InList = true)]
    public required string Field { get; init; }

    [Field("违法行为", MaxLength = 200)]
    public required string Conduct { get; init; }

    [Field("对应权力", MaxLength = 120, Names = "power-item")]
    public required string Power { get; init; }

    [Field(
        "依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field("适用条件", Help = "一行一条；办案时每条都要有证据。", LongText = true, MaxLength = 150)]
    public required IReadOnlyList<string> Conditions { get; init; }

    [Field("教育措施", MaxLength = 300)]
    public required string Education { get; init; }

    [Field("制定机关", MaxLength = 80)]
    public required string Issuer { get; init; }

    [Field("发布文件", MaxLength = 100)]
    public required string Document { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record NoPenaltyItemOutInput
{
    [Field("移出理由", MaxLength = 300, LongText = true)]
    public required string Why { get; init; }
}

/// <summary>包容审慎监管清单 (S080).</summary>
public static class NoPenaltyItems
{
    /// <summary>The key of the register.</summary>
    public const string Key = "no-penalty";

    /// <summary>执法.包容清单.</summary>
    public static readonly Figure Standing = new(
        "NoPenaltyItemsInForce",
        "执法.包容清单",
        "项",
        Fold.AsOf,
        "截至期末适用的不罚、轻罚清单事项。"
    )
    {
        CountedFrom = "包容审慎监管清单",
        Dimensions = ["清单", "领域"],
        Section = "A4",
    };

    public static readonly Register<NoPenaltyItem> Register = Register<NoPenaltyItem>
        .Define(Key, "包容审慎监管清单", "S080")
        .For(
            "哪些违法行为不罚、减轻或者从轻，以及适用的条件；办案时逐条对照。",
            "制定机关维护，县司法局汇总。"
        )
        .InForceMeans("清单适用的期间")
        .Titled(i => i.Conduct, i => $"{i.ListKind} {i.Field} {i.Conduct}")
        .Keyed("制定机关、清单类别、违法行为", i => [i.Issuer, i.ListKind, i.Conduct])
        .Changes("enter", "列入", ChangeEffect.Add)
        .Changes("adjust", "调整", ChangeEffect.Change)
        .Changes<NoPenaltyItemOutInput>("out", "移出", ChangeEffect.End)
        // 行政处罚法第三十三条第一款: 违法行为轻微并及时改正，没有造成危害后果的，不予处罚；初次违法且危害后果轻微并及时改正的，可以不予处罚
        .Must(
            "conditions",
            i =>
                i.Conditions.Count == 0 ? "请写明适用条件，一行一条。"
                : i.ListKind is "轻微不罚" or "首违不罚"
                && !i.Conditions.Any(c => c.Contains("改正", StringComparison.Ordinal))
                    ? "轻微不罚和首违不罚都以及时改正为条件（行政处罚法第三十三条第一款）。"
                : null
        )
        .SplitBy(["清单", "领域"], i => [("清单", i.ListKind), ("领域", i.Field)])
        .ConfirmedYearly()
        .OnPortal(
            "no-penalty",
            "哪些违法行为不罚、轻罚，要具备什么条件。",
            "listKind",
            [
                "listKind",
                "field",
                "power",
                "legalBasis",
                "conditions",
                "education",
                "issuer",
                "document",
            ]
        )
        .CountedIn("A4", Standing)
        .Build();
}
