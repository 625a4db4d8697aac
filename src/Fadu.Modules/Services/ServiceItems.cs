using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Services;

/// <summary>One entry of 政务服务事项库 (blocks/registers.md, S036).</summary>
public sealed record ServiceItem : RegisterRecord
{
    [Field("实施编码", MaxLength = 120, Slot = "T2")]
    public required string ImplementationCode { get; init; }

    [Field("事项名称", MaxLength = 150)]
    public required string Name { get; init; }

    [Field("事项类别", Choices = ["依申请行政权力", "公共服务"], Slot = "T1", InList = true)]
    public required string Kind { get; init; }

    [Field("对应权力", MaxLength = 120, Names = "power-item")]
    [RequiredIf(nameof(Kind), "依申请行政权力")]
    public string? Power { get; init; }

    [Field("实施主体", Slot = "G1", InList = true)]
    public required Guid Implementer { get; init; }

    [Field("办理层级", Choices = ["县", "乡镇", "村"], Slot = "T3")]
    public required string Level { get; init; }

    [Field("服务对象", Choices = ["自然人", "法人", "两者"], Slot = "T4")]
    public required string Audience { get; init; }

    [Field("受理条件", MaxLength = 2000, LongText = true)]
    public required string Conditions { get; init; }

    [Field("流程环节", Help = "一行一个环节。", LongText = true, MaxLength = 150)]
    public required IReadOnlyList<string> Steps { get; init; }

    [Field("申请材料")]
    public required IReadOnlyList<ServiceMaterial> Materials { get; init; }

    [Field("法定时限", Unit = "工作日", Slot = "N1")]
    public required long StatutoryDays { get; init; }

    [Field("承诺时限", Help = "当场办结的写 0。", Unit = "工作日", Slot = "N2", InList = true)]
    public required long PromisedDays { get; init; }

    [Field("收费项目", Help = "不收费的不填；收费的写目录上的名称。 >fee-item", MaxLength = 120)]
    public string? Fee { get; init; }

    [Field("办理结果", MaxLength = 120)]
    public required string Result { get; init; }

    [Field("办理渠道", Choices = ["窗口", "网上", "掌上", "自助"])]
    public required IReadOnlyList<string> Channels { get; init; }

    [Field(
        "网办深度",
        Help = "四级即全程网办。",
        Choices = ["一级", "二级", "三级", "四级"],
        Slot = "T5"
    )]
    public required string OnlineDepth { get; init; }

    [Field("一窗受理", Slot = "N3")]
    public required bool OneWindow { get; init; }

    [Field("到场次数", Unit = "次", Slot = "N4")]
    public required long Visits { get; init; }

    [Field(
        "办理站点",
        Help = "一行一个，写服务站点的名称。 >service-point",
        LongText = true,
        MaxLength = 150
    )]
    public IReadOnlyList<string>? Points { get; init; }

    [Field("跨域通办", Choices = ["无", "全市", "全省", "跨省"], Slot = "T6")]
    public required string CrossRegion { get; init; }

    [Field("可以告知承诺")]
    public required bool PromiseAllowed { get; init; }

    [Field("基数环节", Unit = "个")]
    public required long BaseSteps { get; init; }

    [Field("基数材料", Unit = "份")]
    public required long BaseMaterials { get; init; }

    [Field("基数时限", Unit = "工作日")]
    public required long BaseDays { get; init; }

    [Field("基数日期", Help = "压减比例以这一天为基数，登记以后不再改。")]
    public required DateOnly BaseOn { get; init; }
}

/// <summary>One line of 申请材料.</summary>
public sealed record ServiceMaterial
{
    [Field("材料", MaxLength = 120)]
    public required string Name { get; init; }

    [Field("形式", MaxLength = 40)]
    public required string Form { get; init; }

    [Field("份数")]
    public required long Copies { get; init; }

    [Field("来源", Choices = ["申请人", "政府核发", "共享免交"])]
    public required string Source { get; init; }

    [Field("依据", MaxLength = 150)]
    public required string LegalBasis { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record ServiceItemHaltInput
{
    [Field("停办原因", MaxLength = 300, LongText = true)]
    public required string Why { get; init; }
}

/// <summary>政务服务事项库 (S036).</summary>
[Carries("S037")]
public static class ServiceItems
{
    /// <summary>The key of the register.</summary>
    public const string Key = "service-item";

    /// <summary>服务.事项.</summary>
    public static readonly Figure Standing = new(
        "ServiceItemsInForce",
        "服务.事项",
        "项",
        Fold.AsOf,
        "截至期末可以办理的政务服务事项，停办的不计。"
    )
    {
        CountedFrom = "政务服务事项库",
        Dimensions = ["事项类别", "层级"],
        Section = "A1",
    };

    /// <summary>服务.依申请事项.</summary>
    public static readonly Figure ServiceItemsOnApplication = new(
        "ServiceItemsOnApplication",
        "服务.依申请事项",
        "项",
        Fold.AsOf,
        "可以办理的依申请行政权力事项。"
    )
    {
        CountedFrom = "政务服务事项库",
        Dimensions = ["事项类别", "层级"],
        Section = "A1",
    };

    /// <summary>服务.网上可办事项.</summary>
    public static readonly Figure ServiceItemsOnline = new(
        "ServiceItemsOnline",
        "服务.网上可办事项",
        "项",
        Fold.AsOf,
        "可以在网上申请的依申请事项。"
    )
    {
        CountedFrom = "政务服务事项库",
        Dimensions = ["事项类别", "层级"],
        Section = "A1",
    };

    /// <summary>服务.全程网办事项.</summary>
    public static readonly Figure ServiceItemsWithoutVisit = new(
        "ServiceItemsWithoutVisit",
        "服务.全程网办事项",
        "项",
        Fold.AsOf,
        "不用到场就能办完的依申请事项。"
    )
    {
        CountedFrom = "政务服务事项库",
        Dimensions = ["事项类别", "层级"],
        Section = "A1",
    };

    /// <summary>服务.大厅事项.</summary>
    public static readonly Figure ServiceItemsAtHall = new(
        "ServiceItemsAtHall",
        "服务.大厅事项",
        "项",
        Fold.AsOf,
        "在窗口办理的事项。"
    )
    {
        CountedFrom = "政务服务事项库",
        Dimensions = ["事项类别", "层级"],
        Section = "A1",
    };

    /// <summary>服务.一窗事项.</summary>
    public static readonly Figure ServiceItemsOneWindow = new(
        "ServiceItemsOneWindow",
        "服务.一窗事项",
        "项",
        Fold.AsOf,
        "由一个窗口统一受理的事项。"
    )
    {
        CountedFrom = "政务服务事项库",
        Dimensions = ["事项类别", "层级"],
        Section = "A1",
    };

    /// <summary>服务.网上可办率.</summary>
    public static readonly Figure ItemOnlineRate = new(
        "ItemOnlineRate",
        "服务.网上可办率",
        "%",
        Fold.Ratio,
        "可以在网上申请的占依申请事项的比例，都按期末计。"
    )
    {
        CountedFrom = "政务服务事项库",
        Dimensions = ["事项类别", "层级"],
        Section = "A1",
        Numerator = ServiceItemsOnline,
        Denominator = ServiceItemsOnApplication,
        WhenEmpty = "没有依申请事项",
        AcceptsTotals = true,
    };

    /// <summary>服务.全程网办率.</summary>
    public static readonly Figure ItemFullyOnlineRate = new(
        "ItemFullyOnlineRate",
        "服务.全程网办率",
        "%",
        Fold.Ratio,
        "不用到场就能办完的占依申请事项的比例，都按期末计。"
    )
    {
        CountedFrom = "政务服务事项库",
        Dimensions = ["事项类别", "层级"],
        Section = "A1",
        Numerator = ServiceItemsWithoutVisit,
        Denominator = ServiceItemsOnApplication,
        WhenEmpty = "没有依申请事项",
        AcceptsTotals = true,
    };

    /// <summary>服务.一窗比例.</summary>
    public static readonly Figure OneWindowShare = new(
        "OneWindowShare",
        "服务.一窗比例",
        "%",
        Fold.Ratio,
        "由一个窗口统一受理的占窗口办理事项的比例，按事项计，不按办件计。"
    )
    {
        CountedFrom = "政务服务事项库",
        Dimensions = ["事项类别", "层级"],
        Section = "A1",
        Numerator = ServiceItemsOneWindow,
        Denominator = ServiceItemsAtHall,
        WhenEmpty = "没有窗口办理的事项",
        AcceptsTotals = true,
    };

    public static readonly Register<ServiceItem> Register = Register<ServiceItem>
        .Define(Key, "政务服务事项库", "S036")
        .For(
            "每个政务服务事项怎么办：条件、材料、时限、渠道；办事指南由此印出，公共服务事项清单是其中的一类。",
            "实施单位写内容，县行政审批局维护。"
        )
        .InForceMeans("事项可以办理的期间")
        .Titled(i => i.Name, i => $"{i.Kind} {i.Name}")
        .Keyed("实施编码", i => [i.ImplementationCode])
        .KnownAs(i => [i.ImplementationCode, i.Name])
        .Changes<ServiceItemHaltInput>("halt", "停办", ChangeEffect.Suspend)
        .Changes("elements", "变更要素", ChangeEffect.Change)
        .Changes("deeper", "下沉", ChangeEffect.Change, "增加乡镇、村的办理站点。")
        .Changes("cancel", "取消", ChangeEffect.End)
        .Must(
            "promisedDays",
            i => i.PromisedDays > i.StatutoryDays ? "承诺时限不能长于法定时限。" : null
        )
        .Must(
            "visits",
            i =>
                i.OnlineDepth == "四级" && i.Visits > 0
                    ? "四级即全程网办，到场次数应当为 0。"
                    : null
        )
        // 行政许可法第三十条、优化营商环境条例第三十五条: 公开事项、依据、条件、材料、时限
        .Must("steps", i => i.Steps.Count == 0 ? "请写明流程环节。" : null)
        .SplitBy(["事项类别", "层级"], i => [("事项类别", i.Kind), ("层级", i.Level)])
        .OnPortal(
            "services",
            "办事指南：条件、材料、时限、在哪里办。",
            "kind",
            [
                "kind",
                "implementer",
                "level",
                "audience",
                "conditions",
                "steps",
                "statutoryDays",
                "promisedDays",
                "fee",
                "result",
                "channels",
                "visits",
                "crossRegion",
                "promiseAllowed",
            ]
        )
        .Counts(ServiceItemsOnApplication, i => i.Kind == "依申请行政权力" ? 1 : 0)
        .Counts(
            ServiceItemsOnline,
            i => i.Kind == "依申请行政权力" && i.Channels.Contains("网上") ? 1 : 0
        )
        .Counts(ServiceItemsWithoutVisit, i => i.Kind == "依申请行政权力" && i.Visits == 0 ? 1 : 0)
        .Counts(ServiceItemsAtHall, i => i.Channels.Contains("窗口") ? 1 : 0)
        .Counts(ServiceItemsOneWindow, i => i.OneWindow && i.Channels.Contains("窗口") ? 1 : 0)
        .CountedIn("A1", Standing)
        .Build();
}
