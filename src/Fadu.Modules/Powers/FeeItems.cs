using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Powers;

/// <summary>One entry of 收费基金目录清单 (blocks/registers.md, S031).</summary>
public sealed record FeeItem : RegisterRecord
{
    [Field("项目名称", MaxLength = 120)]
    public required string Name { get; init; }

    [Field(
        "收费类别",
        Choices = ["政府性基金", "行政事业性收费", "涉企保证金", "政府定价经营服务性收费"],
        Slot = "T1",
        InList = true
    )]
    public required string FeeKind { get; init; }

    [Field("涉企收费", Slot = "N1", InList = true)]
    public required bool OnBusiness { get; init; }

    [Field("缴费对象", MaxLength = 150)]
    public required string Payer { get; init; }

    [Field(
        "收费依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field("执收单位")]
    public required IReadOnlyList<Guid> Collectors { get; init; }

    [Field("收费标准", MaxLength = 1000, LongText = true)]
    public required string Standard { get; init; }

    [Field("金额", Help = "定额收费的填写。", Unit = "元", Max = 1_000_000_000_000)]
    public decimal? Rate { get; init; }

    [Field("减免规定", MaxLength = 1000, LongText = true)]
    public string? Relief { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record FeeItemRateInput
{
    [Field("原标准", MaxLength = 200)]
    public required string Former { get; init; }

    [Field("新标准", MaxLength = 200)]
    public required string Now { get; init; }
}

/// <summary>收费基金目录清单 (S031).</summary>
[Carries("S028")]
public static class FeeItems
{
    /// <summary>The key of the register.</summary>
    public const string Key = "fee-item";

    /// <summary>收费.收费项目.</summary>
    public static readonly Figure Standing = new(
        "FeeItemsInForce",
        "收费.收费项目",
        "项",
        Fold.AsOf,
        "截至期末可以收取的收费、基金和保证金项目。"
    )
    {
        CountedFrom = "收费基金目录清单",
        Dimensions = ["收费类别", "涉企"],
        Section = "A1",
    };

    public static readonly Register<FeeItem> Register = Register<FeeItem>
        .Define(Key, "收费基金目录清单", "S031")
        .For(
            "全县可以收的政府性基金、行政事业性收费和涉企保证金，依据和标准；目录之外一律不得收。",
            "县财政局、县发展和改革局按上级目录维护，本县不设收费。"
        )
        .InForceMeans("可以收取的期间")
        .Titled(i => i.Name, i => $"{i.FeeKind} {i.Name}")
        .Keyed("项目名称、类别", i => [i.Name, i.FeeKind])
        .KnownAs(i => [i.Name])
        .Changes<FeeItemRateInput>("rate", "调整标准", ChangeEffect.Change)
        .Changes("exempt", "免征", ChangeEffect.Suspend)
        .Changes("stop", "停征", ChangeEffect.Suspend)
        .Changes("cancel", "取消", ChangeEffect.End)
        // 优化营商环境条例第二十五条: 收费目录清单向社会公开，目录之外的不得执行；设立依据是法律、行政法规，重要的由国务院批准
        .Must(
            "legalBasis",
            i => i.LegalBasis.Count == 0 ? "没有依据的收费不得列入目录，请至少写一条。" : null
        )
        .Must("collectors", i => i.Collectors.Count == 0 ? "请写明由哪个单位收。" : null)
        .SplitBy(
            ["收费类别", "涉企"],
            i => [("收费类别", i.FeeKind), ("涉企", i.OnBusiness ? "是" : "否")]
        )
        .OnPortal(
            "fees",
            "可以收的费和基金：依据、标准和减免；目录以外的可以拒交。",
            "feeKind",
            ["feeKind", "onBusiness", "payer", "legalBasis", "collectors", "standard", "relief"]
        )
        .CountedIn("A1", Standing)
        .Build();
}
