using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Credit;

/// <summary>One entry of 信用等级名录 (blocks/registers.md, S056).</summary>
public sealed record CreditTier : RegisterRecord
{
    [Field("主体名称", MaxLength = 100)]
    public required string SubjectName { get; init; }

    [Field("统一社会信用代码", CreditCode = true, Slot = "T2")]
    public required string SubjectCode { get; init; }

    [Field("监管领域", MaxLength = 40, Slot = "T3", InList = true)]
    public required string Field { get; init; }

    [Field("信用等级", Choices = ["A", "B", "C", "D"], Slot = "T1", InList = true)]
    public required string Tier { get; init; }

    [Field("评价办法", MaxLength = 120)]
    public required string Rule { get; init; }

    [Field("评价日期", Slot = "D1")]
    public required DateOnly EvaluatedOn { get; init; }

    [Field("抽查比例", Unit = "%", Max = 100)]
    public required long InspectionRatio { get; init; }

    [Field("每年最多检查", Unit = "次")]
    public required long InspectionMost { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record CreditTierEventInput
{
    [Field("触发的事件", MaxLength = 300, LongText = true)]
    public required string What { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record CreditTierRepairInput
{
    [Field("修复决定", MaxLength = 100)]
    public required string Ruling { get; init; }
}

/// <summary>信用等级名录 (S056).</summary>
public static class CreditTiers
{
    /// <summary>The key of the register.</summary>
    public const string Key = "credit-tier";

    /// <summary>信用.评级主体.</summary>
    public static readonly Figure Standing = new(
        "CreditTiersInForce",
        "信用.评级主体",
        "户",
        Fold.AsOf,
        "截至期末评价有效的企业，一个领域计一户。"
    )
    {
        CountedFrom = "信用等级名录",
        Dimensions = ["信用等级", "领域"],
        Section = "A1",
    };

    public static readonly Register<CreditTier> Register = Register<CreditTier>
        .Define(Key, "信用等级名录", "S056")
        .For("企业在一个领域的信用等级，据此确定抽查的比例和次数。", "各行业监管单位维护。")
        .InForceMeans("评价有效的期间")
        .Titled(i => $"{i.SubjectName} {i.Field}")
        .Keyed("主体代码、监管领域", i => [i.SubjectCode, i.Field])
        .Changes("first", "首评", ChangeEffect.Add)
        .Changes("yearly", "年度更新", ChangeEffect.Extend)
        .Changes<CreditTierEventInput>(
            "lower",
            "动态降级",
            ChangeEffect.Change,
            "降级须有具体事件。"
        )
        .Changes<CreditTierRepairInput>("repair", "修复升级", ChangeEffect.Change)
        .MustEnd("信用评价有有效期，请填写最后有效日；没有规定的为一年。")
        .SplitBy(["信用等级", "领域"], i => [("信用等级", i.Tier), ("领域", i.Field)])
        .Reminded()
        .CountedIn("A1", Standing)
        .Build();
}
