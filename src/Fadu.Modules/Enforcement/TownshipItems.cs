using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.Registers;

namespace Fadu.Modules.Enforcement;

/// <summary>One entry of 乡镇街道事项清单 (blocks/registers.md, S075).</summary>
public sealed record TownshipItem : RegisterRecord
{
    [Field(
        "清单类别",
        Choices = ["赋权执法", "委托执法", "基本履职", "配合履职", "上级收回", "乡镇权责"],
        Slot = "T1",
        InList = true
    )]
    public required string ListKind { get; init; }

    [Field("乡镇街道", Slot = "G1", InList = true)]
    public required Guid Township { get; init; }

    [Field("事项名称", MaxLength = 150)]
    public required string Name { get; init; }

    [Field("对应权力", MaxLength = 120, Names = "power-item")]
    [RequiredIf(nameof(ListKind), "赋权执法", "委托执法")]
    public string? Power { get; init; }

    [Field("县级部门", Slot = "G2")]
    [RequiredIf(nameof(ListKind), "赋权执法", "委托执法", "配合履职", "上级收回")]
    public Guid? CountyOrgan { get; init; }

    [Field("省级决定", Help = "省、自治区、直辖市下放处罚权的决定。", MaxLength = 150)]
    [RequiredIf(nameof(ListKind), "赋权执法")]
    public string? ProvincialDecision { get; init; }

    [Field("部门职责", MaxLength = 1000, LongText = true)]
    [RequiredIf(nameof(ListKind), "配合履职")]
    public string? CountyDuty { get; init; }

    [Field("乡镇职责", MaxLength = 1000, LongText = true)]
    [RequiredIf(nameof(ListKind), "配合履职")]
    public string? TownshipDuty { get; init; }

    [Field("承接评估日期", Slot = "D1")]
    [RequiredIf(nameof(ListKind), "赋权执法")]
    public DateOnly? AssessedOn { get; init; }

    [Field("评估结论", Choices = ["能承接", "需支持", "不能承接"], Slot = "T2")]
    [RequiredIf(nameof(ListKind), "赋权执法")]
    public string? CanBear { get; init; }

    [Field("委托书", MaxLength = 80, Names = "delegation")]
    [RequiredIf(nameof(ListKind), "委托执法")]
    public string? Delegation { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record TownshipItemAdmitInput
{
    [Field("准入决定", MaxLength = 100)]
    public required string Decision { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record TownshipItemBackInput
{
    [Field("收回决定", MaxLength = 100)]
    public required string Decision { get; init; }

    [Field("收回理由", MaxLength = 300, LongText = true)]
    public required string Why { get; init; }
}

/// <summary>乡镇街道事项清单 (S075).</summary>
public static class TownshipItems
{
    /// <summary>The key of the register.</summary>
    public const string Key = "township-item";

    /// <summary>乡镇.清单事项.</summary>
    public static readonly Figure Standing = new(
        "TownshipItemsInForce",
        "乡镇.清单事项",
        "项",
        Fold.AsOf,
        "截至期末各乡镇街道清单上的事项，一个乡镇一项计一项。"
    )
    {
        CountedFrom = "乡镇街道事项清单",
        Dimensions = ["清单"],
        Section = "A1",
    };

    /// <summary>乡镇.赋权事项.</summary>
    public static readonly Figure TownshipPowersInForce = new(
        "TownshipPowersInForce",
        "乡镇.赋权事项",
        "项",
        Fold.AsOf,
        "截至期末赋权给乡镇街道的执法事项。"
    )
    {
        CountedFrom = "乡镇街道事项清单",
        Dimensions = ["清单"],
        Section = "A1",
    };

    public static readonly Register<TownshipItem> Register = Register<TownshipItem>
        .Define(Key, "乡镇街道事项清单", "S075")
        .For(
            "乡镇街道能做什么、必须做什么：赋权执法、委托执法和履职事项清单；清单之外不得下派。",
            "县委编办会同县司法局维护，县政府决定。"
        )
        .InForceMeans("乡镇街道承担这一事项的期间")
        .Titled(i => i.Name, i => $"{i.ListKind} {i.Name}")
        .Keyed("乡镇街道、清单类别、事项名称", i => [i.Township, i.ListKind, i.Name])
        .Changes("empower", "赋权", ChangeEffect.Add)
        .Changes("adjust", "调整", ChangeEffect.Change)
        .Changes<TownshipItemBackInput>("back", "收回", ChangeEffect.End)
        // 行政处罚法第二十四条第一款: 省级决定将基层管理迫切需要的处罚权交由能够有效承接的乡镇街道行使，并定期组织评估，决定应当公布
        .Must(
            "canBear",
            i =>
                i is { ListKind: "赋权执法", CanBear: "不能承接" }
                    ? "评估为不能承接的，不得赋权（行政处罚法第二十四条第一款）。"
                    : null
        )
        .ApprovedBy("县政府决定", OrganKind.Government)
        .SplitBy(["清单"], i => [("清单", i.ListKind)])
        .ConfirmedYearly()
        .OnPortal(
            "township-items",
            "乡镇街道能做什么、哪些由部门做。",
            "listKind",
            [
                "listKind",
                "township",
                "power",
                "countyOrgan",
                "provincialDecision",
                "countyDuty",
                "townshipDuty",
            ]
        )
        .Counts(TownshipPowersInForce, i => i.ListKind == "赋权执法" ? 1 : 0)
        .CountedIn("A1", Standing)
        .Build();
}
