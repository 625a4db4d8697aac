using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Services;

/// <summary>One entry of 服务站点名录 (blocks/registers.md, S134).</summary>
public sealed record ServicePoint : RegisterRecord
{
    [Field(
        "站点类别",
        Choices = [
            "政务服务大厅",
            "便民服务中心",
            "便民服务站",
            "公共法律服务中心",
            "公共法律服务工作站",
            "公共法律服务工作室",
            "行政复议接待点",
            "行政复议代办点",
            "营商环境法治工作站",
            "社区矫正中心",
            "人民调解中心",
            "其他",
        ],
        Slot = "T1",
        InList = true
    )]
    public required string PointKind { get; init; }

    [Field("站点名称", MaxLength = 100)]
    public required string Name { get; init; }

    [Field("层级", Choices = ["县", "乡镇", "村"], Slot = "T2", InList = true)]
    public required string Level { get; init; }

    [Field("区划代码", Help = "县6位、乡镇9位、村12位数字。", MaxLength = 12, Slot = "T3")]
    public required string AreaCode { get; init; }

    [Field("设立单位", Slot = "G1")]
    public required Guid Host { get; init; }

    [Field("地址", MaxLength = 150)]
    public required string Address { get; init; }

    [Field("对外电话", MaxLength = 40)]
    public required string Phone { get; init; }

    [Field("开放时间", MaxLength = 100)]
    public required string Hours { get; init; }

    [Field("服务项目", Help = "一行一项。", LongText = true, MaxLength = 150)]
    public required IReadOnlyList<string> Services { get; init; }

    [Field("无障碍")]
    public required bool Accessible { get; init; }

    [Field("工作人员", Unit = "人", Slot = "N1")]
    public required long Staff { get; init; }

    [Field("验收日期")]
    public DateOnly? AcceptedOn { get; init; }

    [Field("达到标准", Slot = "N2")]
    public bool? MeetsStandard { get; init; }
}

/// <summary>服务站点名录 (S134).</summary>
[Carries("S128")]
public static class ServicePoints
{
    /// <summary>The key of the register.</summary>
    public const string Key = "service-point";

    /// <summary>站点.在用.</summary>
    public static readonly Figure Standing = new(
        "ServicePointsInForce",
        "站点.在用",
        "个",
        Fold.AsOf,
        "截至期末开放的各类服务站点，暂停服务的不计。"
    )
    {
        CountedFrom = "服务站点名录",
        Dimensions = ["类别", "层级"],
        Section = "A6",
    };

    /// <summary>法服.平台.</summary>
    public static readonly Figure LegalServicePlatforms = new(
        "LegalServicePlatforms",
        "法服.平台",
        "个",
        Fold.AsOf,
        "截至期末开放的公共法律服务中心、工作站和工作室；县、乡镇、村三级之和就是总数。"
    )
    {
        CountedFrom = "服务站点名录",
        Dimensions = ["类别", "层级"],
        Section = "A6",
        AcceptsTotals = true,
    };

    public static readonly Register<ServicePoint> Register = Register<ServicePoint>
        .Define(Key, "服务站点名录", "S134")
        .For(
            "县、乡、村三级给群众办事的每一个地方：政务服务、公共法律服务、行政复议、社区矫正等；地址、电话、时间对外公布。",
            "设立单位维护，县司法局、县行政审批局按类汇总。"
        )
        .InForceMeans("站点开放的期间")
        .Titled(
            i => i.Name,
            i => $"{i.Level switch { "县" => 1, "乡镇" => 2, _ => 3 }} {i.AreaCode} {i.Name}"
        )
        .Keyed("类别、区划代码、名称", i => [i.PointKind, i.AreaCode, i.Name])
        .KnownAs(i => [i.Name])
        .Changes("found", "设立", ChangeEffect.Add)
        .Changes("rename", "更名", ChangeEffect.Change)
        .Changes("move", "迁址", ChangeEffect.Change)
        .Changes("pause", "暂停服务", ChangeEffect.Suspend)
        .Changes("merge", "合并", ChangeEffect.Merge)
        .Changes("close", "撤销", ChangeEffect.End)
        .Must("areaCode", i => Codes.AreaProblem(i.AreaCode, i.Level))
        .SplitBy(["类别", "层级"], i => [("类别", i.PointKind), ("层级", i.Level)])
        .ConfirmedYearly()
        .OnPortal(
            "points",
            "到哪里办事、求助、申请复议：地址、电话和时间。",
            "pointKind",
            ["pointKind", "level", "host", "address", "phone", "hours", "services", "accessible"]
        )
        .Counts(
            LegalServicePlatforms,
            i =>
                i.PointKind is "公共法律服务中心" or "公共法律服务工作站" or "公共法律服务工作室"
                    ? 1
                    : 0
        )
        .CountedIn("A6", Standing)
        .Build();
}
