using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Disputes;

/// <summary>One entry of 诉求分类目录 (blocks/registers.md, S130).</summary>
public sealed record ClaimCategory : RegisterRecord
{
    [Field("体系", Choices = ["信访", "12345热线", "执法投诉"], Slot = "T1", InList = true)]
    public required string Scheme { get; init; }

    [Field("分类编码", MaxLength = 40, Slot = "T2")]
    public required string Code { get; init; }

    [Field("分类名称", MaxLength = 100)]
    public required string Name { get; init; }

    [Field("上级编码", Help = "最多四级。", MaxLength = 40, Slot = "T3")]
    public string? Parent { get; init; }

    [Field("信访类别", Choices = ["建议意见", "检举控告", "申诉求决"], Slot = "T4")]
    [RequiredIf(nameof(Scheme), "信访")]
    public string? PetitionClass { get; init; }

    // 信访工作条例第三十一条: 申诉求决类的六种办理途径
    [Field(
        "法定途径",
        Choices = [
            "诉讼检察公安",
            "仲裁",
            "党员申诉",
            "复议裁决许可等行政程序",
            "履职查处",
            "信访程序",
        ],
        Slot = "T5",
        InList = true
    )]
    [RequiredIf(nameof(PetitionClass), "申诉求决")]
    public string? Route { get; init; }

    [Field("承办单位", Slot = "G1", InList = true)]
    public required Guid DefaultOrgan { get; init; }

    [Field("办理时限", Unit = "工作日", Slot = "N1")]
    public required long LimitDays { get; init; }

    [Field("转执法监督", Slot = "N2")]
    public required bool ToSupervision { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record ClaimCategorySplitInput
{
    [Field(
        "接续的编码",
        Help = "旧编码的数据接到哪里，系列才连得上。",
        MaxLength = 300,
        LongText = true
    )]
    public required string Heirs { get; init; }
}

/// <summary>诉求分类目录 (S130).</summary>
public static class ClaimCategories
{
    /// <summary>The key of the register.</summary>
    public const string Key = "claim-category";

    /// <summary>诉求.分类.</summary>
    public static readonly Figure Standing = new(
        "ClaimCategoriesInForce",
        "诉求.分类",
        "类",
        Fold.AsOf,
        "截至期末可以选用的诉求分类。"
    )
    {
        CountedFrom = "诉求分类目录",
        Dimensions = ["体系"],
        Section = "A6",
    };

    public static readonly Register<ClaimCategory> Register = Register<ClaimCategory>
        .Define(Key, "诉求分类目录", "S130")
        .For(
            "信访、12345 热线和执法投诉的分类树，以及每一类走什么途径、由谁办。",
            "县信访部门、热线管理部门维护。"
        )
        .InForceMeans("可以选用的期间")
        .Titled(i => $"{i.Code} {i.Name}", i => $"{i.Scheme} {i.Code}")
        .Keyed("体系、分类编码", i => [i.Scheme, i.Code])
        .Changes("start", "启用", ChangeEffect.Add)
        .Changes("merge", "并入", ChangeEffect.Merge)
        .Changes<ClaimCategorySplitInput>("split", "拆分", ChangeEffect.End)
        .Changes<ClaimCategorySplitInput>("stop", "停用", ChangeEffect.End)
        .Must("parent", i => i.Parent == i.Code ? "上级编码不能是它自己。" : null)
        .SplitBy(["体系"], i => [("体系", i.Scheme)])
        .ConfirmedYearly()
        .CountedIn("A6", Standing)
        .Build();
}
