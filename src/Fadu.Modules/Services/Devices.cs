using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Services;

/// <summary>One entry of 执法办案设备和服务终端 (blocks/registers.md, S111).</summary>
public sealed record Device : RegisterRecord
{
    [Field(
        "设备类别",
        Choices = [
            "执法记录仪",
            "复议办案设备",
            "照相机",
            "录音笔",
            "法律服务机器人",
            "自助终端",
            "执法车辆",
            "其他",
        ],
        Slot = "T1",
        InList = true
    )]
    public required string DeviceKind { get; init; }

    [Field("资产号", MaxLength = 60, Slot = "T2")]
    public required string AssetNumber { get; init; }

    [Field("序列号", MaxLength = 60)]
    public string? Serial { get; init; }

    [Field("型号", MaxLength = 60)]
    public string? Model { get; init; }

    [Field("使用单位", Slot = "G1", InList = true)]
    public required Guid Holder { get; init; }

    [Field("保管人", MaxLength = 40)]
    public string? Custodian { get; init; }

    [Field("所在站点", MaxLength = 100, Names = "service-point")]
    [RequiredIf(nameof(DeviceKind), "法律服务机器人")]
    public string? Point { get; init; }

    [Field("购入日期", Slot = "D1")]
    public DateOnly? AcquiredOn { get; init; }

    [Field("价格", Unit = "元", Max = 1_000_000_000_000, Slot = "N1")]
    public decimal? Price { get; init; }

    [Field("状况", Choices = ["在用", "维修", "停用"], Slot = "T3", InList = true)]
    public required string Condition { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record DeviceMoveInput
{
    [Field("调出单位")]
    public required Guid FromOrgan { get; init; }

    [Field("调入单位")]
    public required Guid ToOrgan { get; init; }
}

/// <summary>执法办案设备和服务终端 (S111).</summary>
[Carries("S135")]
public static class Devices
{
    /// <summary>The key of the register.</summary>
    public const string Key = "device";

    /// <summary>设备.在册.</summary>
    public static readonly Figure Standing = new(
        "DevicesInForce",
        "设备.在册",
        "台",
        Fold.AsOf,
        "截至期末在册的执法办案设备和服务终端，维修停用的不计。"
    )
    {
        CountedFrom = "执法办案设备和服务终端",
        Dimensions = ["设备类别", "状况"],
        Section = "A4",
    };

    /// <summary>设备.在用记录仪.</summary>
    public static readonly Figure RecordersInUse = new(
        "RecordersInUse",
        "设备.在用记录仪",
        "台",
        Fold.AsOf,
        "截至期末在用的执法记录仪。"
    )
    {
        CountedFrom = "执法办案设备和服务终端",
        Dimensions = ["设备类别", "状况"],
        Section = "A4",
    };

    public static readonly Register<Device> Register = Register<Device>
        .Define(Key, "执法办案设备和服务终端", "S111")
        .For(
            "执法记录仪、复议办案设备、法律服务机器人等：在谁手里、在哪个站点、好不好用。",
            "使用单位维护，县司法局查看。"
        )
        .InForceMeans("由使用单位持有的期间")
        .Titled(i => $"{i.DeviceKind} {i.AssetNumber}")
        .Keyed("资产号", i => [i.AssetNumber])
        .Changes("buy", "购入", ChangeEffect.Add)
        .Changes<DeviceMoveInput>("move", "调拨", ChangeEffect.Change)
        .Changes("repair", "维修", ChangeEffect.Suspend)
        .Changes("scrap", "报废", ChangeEffect.End)
        .Changes("lost", "遗失", ChangeEffect.End)
        .SplitBy(["设备类别", "状况"], i => [("设备类别", i.DeviceKind), ("状况", i.Condition)])
        .ConfirmedYearly()
        .Counts(RecordersInUse, i => i.DeviceKind == "执法记录仪" && i.Condition == "在用" ? 1 : 0)
        .CountedIn("A4", Standing)
        .Build();
}
