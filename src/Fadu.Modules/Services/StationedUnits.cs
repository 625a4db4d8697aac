using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Services;

/// <summary>One entry of 大厅进驻单位 (blocks/registers.md, S033).</summary>
public sealed record StationedUnit : RegisterRecord
{
    [Field("大厅", Help = "服务站点名录上的名称。 >service-point", MaxLength = 100, InList = true)]
    public required string Point { get; init; }

    [Field("进驻单位", Slot = "G1", InList = true)]
    public required Guid Unit { get; init; }

    [Field("专区", MaxLength = 40, Slot = "T1", InList = true)]
    public required string Zone { get; init; }

    [Field("窗口", Unit = "个", Slot = "N1")]
    public required long Windows { get; init; }

    [Field("进驻人员", Unit = "人", Slot = "N2", InList = true)]
    public required long People { get; init; }

    [Field("授权到位", Help = "窗口能够直接受理、审批的为“是”。", Slot = "N3")]
    public required bool Authorised { get; init; }
}

/// <summary>大厅进驻单位 (S033).</summary>
public static class StationedUnits
{
    /// <summary>The key of the register.</summary>
    public const string Key = "stationed-unit";

    /// <summary>服务.进驻单位.</summary>
    public static readonly Figure Standing = new(
        "HallOrgans",
        "服务.进驻单位",
        "家",
        Fold.AsOf,
        "截至期末进驻政务服务大厅的单位，一个单位在一个大厅计一家。"
    )
    {
        CountedFrom = "大厅进驻单位",
        Dimensions = ["大厅"],
        Section = "A1",
        AcceptsTotals = true,
    };

    /// <summary>服务.进驻人员.</summary>
    public static readonly Figure HallStaff = new(
        "HallStaff",
        "服务.进驻人员",
        "人",
        Fold.AsOf,
        "截至期末进驻大厅的人员，按进驻单位登记的人数相加。"
    )
    {
        CountedFrom = "大厅进驻单位",
        Dimensions = ["大厅"],
        Section = "A1",
        AcceptsTotals = true,
    };

    /// <summary>服务.进驻窗口.</summary>
    public static readonly Figure HallWindows = new(
        "HallWindows",
        "服务.进驻窗口",
        "个",
        Fold.AsOf,
        "截至期末进驻单位开设的窗口。"
    )
    {
        CountedFrom = "大厅进驻单位",
        Dimensions = ["大厅"],
        Section = "A1",
    };

    public static readonly Register<StationedUnit> Register = Register<StationedUnit>
        .Define(Key, "大厅进驻单位", "S033")
        .For(
            "哪些单位进了政务服务大厅：在哪个专区、几个窗口、几个人、授权到不到位。",
            "县行政审批局维护。"
        )
        .InForceMeans("进驻的期间")
        .Titled(i => $"{i.Point} {i.Zone}")
        .Keyed("大厅、进驻单位", i => [i.Point, i.Unit])
        .Changes("enter", "进驻", ChangeEffect.Add)
        .Changes("leave", "撤出", ChangeEffect.End)
        .SplitBy(["大厅"], i => [("大厅", i.Point)])
        .Counts(HallStaff, i => i.People)
        .Counts(HallWindows, i => i.Windows)
        .CountedIn("A1", Standing)
        .Build();
}
