using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Openness;

/// <summary>One entry of 政务外网和视频网络点 (blocks/registers.md, S171).</summary>
public sealed record NetworkPoint : RegisterRecord
{
    [Field("点位编号", MaxLength = 40, Slot = "T2")]
    public required string PointNumber { get; init; }

    [Field(
        "点位类别",
        Choices = ["政务外网接入", "视频会议终端", "视频平台互联"],
        Slot = "T1",
        InList = true
    )]
    public required string Kind { get; init; }

    [Field("使用单位", Slot = "G1", InList = true)]
    public required Guid Unit { get; init; }

    [Field("层级", Choices = ["县", "乡镇", "村"], Slot = "T3", InList = true)]
    public required string Level { get; init; }

    [Field("带宽", Unit = "Mbps", Slot = "N1", InList = true)]
    public required long BandwidthMbps { get; init; }

    [Field("线路", MaxLength = 60)]
    public required string Carrier { get; init; }

    [Field("支持IPv6", Slot = "N2")]
    public required bool Ipv6 { get; init; }

    [Field("互备点位", MaxLength = 40, Names = "network-point")]
    public string? BackupOf { get; init; }
}

/// <summary>政务外网和视频网络点 (S171).</summary>
[Carries("S172")]
public static class NetworkPoints
{
    /// <summary>The key of the register.</summary>
    public const string Key = "network-point";

    /// <summary>公开.网络点.</summary>
    public static readonly Figure Standing = new(
        "NetworkPointsInForce",
        "公开.网络点",
        "个",
        Fold.AsOf,
        "截至期末使用的政务外网和视频点位。"
    )
    {
        CountedFrom = "政务外网和视频网络点",
        Dimensions = ["类别", "层级"],
        Section = "A9",
    };

    /// <summary>公开.千兆点.</summary>
    public static readonly Figure GigabitPoints = new(
        "GigabitPoints",
        "公开.千兆点",
        "个",
        Fold.AsOf,
        "带宽在千兆以上的点位。"
    )
    {
        CountedFrom = "政务外网和视频网络点",
        Dimensions = ["类别", "层级"],
        Section = "A9",
    };

    /// <summary>公开.千兆以上占比.</summary>
    public static readonly Figure GigabitShare = new(
        "GigabitShare",
        "公开.千兆以上占比",
        "%",
        Fold.Ratio,
        "带宽在千兆以上的占使用中的点位的比例。"
    )
    {
        CountedFrom = "政务外网和视频网络点",
        Dimensions = ["类别", "层级"],
        Section = "A9",
        Numerator = GigabitPoints,
        Denominator = Standing,
        WhenEmpty = "没有点位",
    };

    public static readonly Register<NetworkPoint> Register = Register<NetworkPoint>
        .Define(Key, "政务外网和视频网络点", "S171")
        .For(
            "政务外网的接入点和视频会议终端：哪个单位、多大带宽；不登记摄像头和录像。",
            "县数据部门维护。"
        )
        .InForceMeans("点位使用的期间")
        .Titled(
            i => $"{i.Kind} {i.PointNumber}",
            i => $"{i.Level switch { "县" => 1, "乡镇" => 2, _ => 3 }} {i.PointNumber}"
        )
        .Keyed("点位编号", i => [i.PointNumber])
        .KnownAs(i => [i.PointNumber])
        .Changes("open", "开通", ChangeEffect.Add)
        .Changes("widen", "扩容", ChangeEffect.Change)
        .Changes("rebuild", "改造", ChangeEffect.Change)
        .Changes("move", "迁移", ChangeEffect.Change)
        .Changes("stop", "停用", ChangeEffect.End)
        .Must("backupOf", i => i.BackupOf == i.PointNumber ? "不能与自己互备。" : null)
        .SplitBy(["类别", "层级"], i => [("类别", i.Kind), ("层级", i.Level)])
        .ConfirmedYearly()
        .Internal()
        .Counts(GigabitPoints, i => i.BandwidthMbps >= 1000 ? 1 : 0)
        .CountedIn("A9", Standing)
        .Build();
}
