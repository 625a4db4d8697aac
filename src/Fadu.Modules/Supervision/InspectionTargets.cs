using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Supervision;

/// <summary>One entry of 检查对象名录库 (blocks/registers.md, S063).</summary>
public sealed record InspectionTarget : RegisterRecord
{
    [Field("名称", MaxLength = 100)]
    public required string Name { get; init; }

    [Field("统一社会信用代码", CreditCode = true, Slot = "T2")]
    public required string CreditCode { get; init; }

    [Field("经营地址", MaxLength = 150)]
    public required string Address { get; init; }

    [Field(
        "行业",
        Help = "GB/T 4754 的行业名称或者代码。",
        MaxLength = 80,
        Slot = "T3",
        InList = true
    )]
    public required string Industry { get; init; }

    [Field("区划代码", MaxLength = 12, Slot = "T4")]
    public required string AreaCode { get; init; }

    [Field("监管单位")]
    public required IReadOnlyList<Guid> Regulators { get; init; }

    [Field("信用等级", Choices = ["A", "B", "C", "D"], Slot = "T5")]
    public string? Tier { get; init; }

    [Field("重点监管", Slot = "N1")]
    public required bool IsKey { get; init; }

    [Field("经营状态", Choices = ["存续", "歇业", "注销", "吊销"], Slot = "T1", InList = true)]
    public required string BusinessState { get; init; }
}

/// <summary>检查对象名录库 (S063).</summary>
public static class InspectionTargets
{
    /// <summary>The key of the register.</summary>
    public const string Key = "inspection-target";

    /// <summary>监管.检查对象.</summary>
    public static readonly Figure Standing = new(
        "InspectionTargetsInForce",
        "监管.检查对象",
        "户",
        Fold.AsOf,
        "截至期末名录库中可以抽取的企业。"
    )
    {
        CountedFrom = "检查对象名录库",
        Dimensions = ["经营状态"],
        Section = "A1",
    };

    public static readonly Register<InspectionTarget> Register = Register<InspectionTarget>
        .Define(Key, "检查对象名录库", "S063")
        .For(
            "双随机抽查从这里抽企业；随市场主体登记更新，不登记经营者个人的信息。",
            "县市场监管部门维护。"
        )
        .InForceMeans("可以抽取的期间")
        .Titled(i => i.Name)
        .Keyed("统一社会信用代码", i => [i.CreditCode])
        .KnownAs(i => [i.CreditCode, i.Name])
        .Changes("enter", "入库", ChangeEffect.Add)
        .Changes("out", "出库", ChangeEffect.End)
        .Must("regulators", i => i.Regulators.Count == 0 ? "请写明由哪个单位监管。" : null)
        .Must("areaCode", i => Codes.AreaProblem(i.AreaCode, null))
        .SplitBy(["经营状态"], i => [("经营状态", i.BusinessState)])
        .CountedIn("A1", Standing)
        .Build();
}
