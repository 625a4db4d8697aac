using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Powers;

/// <summary>One entry of 收费单位年报 (blocks/registers.md, S031).</summary>
public sealed record FeeCharger : RegisterRecord
{
    [Field("收费单位", Slot = "G1", InList = true)]
    public required Guid Organ { get; init; }

    [Field("年度", Min = 2000, Max = 2100, Slot = "N1", InList = true)]
    public required long Year { get; init; }

    [Field(
        "收费项目",
        Help = "一行一项，写目录上的名称。 >fee-item",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> FeeItems { get; init; }

    [Field("收取金额", Unit = "元", Max = 1_000_000_000_000, Slot = "N2", InList = true)]
    public required decimal Collected { get; init; }

    [Field("年报日期", Slot = "D1")]
    public required DateOnly ReportedOn { get; init; }
}

/// <summary>收费单位年报 (S031).</summary>
public static class FeeChargers
{
    /// <summary>The key of the register.</summary>
    public const string Key = "fee-charger";

    /// <summary>收费.年报单位.</summary>
    public static readonly Figure Standing = new(
        "FeeChargersReported",
        "收费.年报单位",
        "个",
        Fold.AsOf,
        "截至期末登记了年报的收费单位，一个单位一年计一个。"
    )
    {
        CountedFrom = "收费单位年报",
        Dimensions = ["年度"],
        Section = "A1",
    };

    public static readonly Register<FeeCharger> Register = Register<FeeCharger>
        .Define(Key, "收费单位年报", "S031")
        .For("每年哪些单位收了多少费，年报是不是按时报送。", "县发展和改革局汇总，各收费单位填报。")
        .InForceMeans("收费年度")
        .Titled(
            i => $"{i.Year}年{string.Join('、', i.FeeItems)}",
            i => $"{9999 - i.Year} {i.Organ}"
        )
        .Keyed("收费单位、年度", i => [i.Organ, i.Year])
        .Changes("report", "填报", ChangeEffect.Add)
        .SplitBy(["年度"], i => [("年度", $"{i.Year}")])
        .CountedIn("A1", Standing)
        .Build();
}
