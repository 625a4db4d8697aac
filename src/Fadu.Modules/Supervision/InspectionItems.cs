using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Supervision;

/// <summary>One entry of 涉企检查事项清单 (blocks/registers.md, S066).</summary>
public sealed record InspectionItem : RegisterRecord
{
    [Field("检查主体", Slot = "G1", InList = true)]
    public required Guid Organ { get; init; }

    [Field("检查事项", MaxLength = 150)]
    public required string Name { get; init; }

    [Field("对应权力", MaxLength = 120, Names = "power-item")]
    public required string Power { get; init; }

    [Field(
        "依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field("检查对象", MaxLength = 150)]
    public required string Objects { get; init; }

    [Field("检查方式", Choices = ["现场", "非现场", "书面"])]
    public required IReadOnlyList<string> Method { get; init; }

    [Field(
        "每年上限",
        Help = "对同一企业一年最多检查几次；哪些检查计入上限，依省的规定。",
        Unit = "次",
        Min = 1,
        Slot = "N1",
        InList = true
    )]
    public required long YearlyCap { get; init; }

    [Field("双随机", Slot = "N2")]
    public required bool Random { get; init; }

    [Field("抽查比例", Unit = "‰", Max = 1_000)]
    [RequiredIf(nameof(Random), "是")]
    public long? RandomRatio { get; init; }

    [Field(
        "可以合并的事项",
        Help = "一行一项：综合查一次时一并检查的。 >inspection-item",
        LongText = true,
        MaxLength = 150
    )]
    public IReadOnlyList<string>? JoinableWith { get; init; }
}

/// <summary>涉企检查事项清单 (S066).</summary>
public static class InspectionItems
{
    /// <summary>The key of the register.</summary>
    public const string Key = "inspection-item";

    /// <summary>涉企检查.事项.</summary>
    public static readonly Figure Standing = new(
        "InspectionItemsInForce",
        "涉企检查.事项",
        "项",
        Fold.AsOf,
        "截至期末可以对企业实施的检查事项。"
    )
    {
        CountedFrom = "涉企检查事项清单",
        Dimensions = ["双随机"],
        Section = "A1",
    };

    public static readonly Register<InspectionItem> Register = Register<InspectionItem>
        .Define(Key, "涉企检查事项清单", "S066")
        .For(
            "对企业可以查什么、依据什么、一年最多几次；没有公布的不得检查。",
            "各检查单位维护，县司法局汇总。"
        )
        .InForceMeans("可以检查的期间")
        .Titled(i => i.Name)
        .Keyed("检查主体、检查事项", i => [i.Organ, i.Name])
        .KnownAs(i => [i.Name])
        .Changes("cancel", "取消", ChangeEffect.End)
        .Changes("merge", "合并", ChangeEffect.Merge)
        .Changes("times", "调整频次", ChangeEffect.Change)
        // 国办发〔2024〕54号: 检查须有法律、法规、规章和国务院决定依据，事项、频次上限向社会公布
        .Must(
            "legalBasis",
            i =>
                i.LegalBasis.Count == 0
                    ? "没有法定依据的检查事项应当取消（国办发〔2024〕54号）。"
                    : null
        )
        .SplitBy(["双随机"], i => [("双随机", i.Random ? "是" : "否")])
        .OnPortal(
            "inspection-items",
            "对企业可以检查什么、依据、方式和每年的上限。",
            "method",
            [
                "organ",
                "power",
                "legalBasis",
                "objects",
                "method",
                "yearlyCap",
                "random",
                "randomRatio",
                "joinableWith",
            ]
        )
        .CountedIn("A1", Standing)
        .Build();
}
