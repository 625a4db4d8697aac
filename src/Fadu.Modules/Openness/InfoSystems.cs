using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Openness;

/// <summary>One entry of 政务信息系统名录 (blocks/registers.md, S170).</summary>
public sealed record InfoSystem : RegisterRecord
{
    [Field("系统名称", MaxLength = 100)]
    public required string Name { get; init; }

    [Field("主管部门", Slot = "G1", InList = true)]
    public required Guid Organ { get; init; }

    [Field("用途", MaxLength = 300)]
    public required string Purpose { get; init; }

    [Field("立项文号", MaxLength = 60)]
    public string? ProjectNumber { get; init; }

    [Field("承建单位", MaxLength = 100)]
    public string? Contractor { get; init; }

    [Field("合同到期", Future = true, Slot = "D1")]
    public DateOnly? ContractEnds { get; init; }

    [Field(
        "部署",
        Choices = ["县云", "市云", "省云", "本地机房", "互联网云"],
        Slot = "T1",
        InList = true
    )]
    public required string Hosting { get; init; }

    [Field("上云日期", Slot = "D2")]
    [RequiredIf(nameof(Hosting), "县云", "市云", "省云")]
    public DateOnly? MigratedOn { get; init; }

    [Field("处理器", Unit = "核")]
    public long? Cpu { get; init; }

    [Field("内存", Unit = "GB")]
    public long? MemoryGb { get; init; }

    [Field("存储", Unit = "TB")]
    public long? StorageTb { get; init; }

    [Field("等保级别", Choices = ["一级", "二级", "三级", "四级"], Slot = "T2", InList = true)]
    public required string ProtectionLevel { get; init; }

    [Field("等保备案号", MaxLength = 60)]
    [RequiredIf(nameof(ProtectionLevel), "二级", "三级", "四级")]
    public string? ProtectionFiled { get; init; }

    [Field("最近测评", Slot = "D3")]
    [RequiredIf(nameof(ProtectionLevel), "三级", "四级")]
    public DateOnly? AssessedOn { get; init; }

    [Field("密码评估", Slot = "D4")]
    public DateOnly? CryptoAssessedOn { get; init; }

    [Field("国产化", Choices = ["未", "部分", "完成"], Slot = "T3")]
    public required string Localised { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record InfoSystemMoveInput
{
    [Field("原部署", MaxLength = 60)]
    public required string Former { get; init; }

    [Field("现部署", MaxLength = 60)]
    public required string Now { get; init; }
}

/// <summary>政务信息系统名录 (S170).</summary>
[Carries("S154")]
public static class InfoSystems
{
    /// <summary>The key of the register.</summary>
    public const string Key = "info-system";

    /// <summary>公开.信息系统.</summary>
    public static readonly Figure Standing = new(
        "InfoSystemsInForce",
        "公开.信息系统",
        "个",
        Fold.AsOf,
        "截至期末使用的政务信息系统，涉密的不登记。"
    )
    {
        CountedFrom = "政务信息系统名录",
        Dimensions = ["部署", "等保级别"],
        Section = "A9",
    };

    /// <summary>公开.上云系统.</summary>
    public static readonly Figure InfoSystemsOnCloud = new(
        "InfoSystemsOnCloud",
        "公开.上云系统",
        "个",
        Fold.AsOf,
        "部署在政务云上的信息系统。"
    )
    {
        CountedFrom = "政务信息系统名录",
        Dimensions = ["部署", "等保级别"],
        Section = "A9",
    };

    /// <summary>公开.系统上云率.</summary>
    public static readonly Figure CloudRate = new(
        "CloudRate",
        "公开.系统上云率",
        "%",
        Fold.Ratio,
        "部署在政务云上的占使用中的信息系统的比例。"
    )
    {
        CountedFrom = "政务信息系统名录",
        Dimensions = ["部署", "等保级别"],
        Section = "A9",
        Numerator = InfoSystemsOnCloud,
        Denominator = Standing,
        WhenEmpty = "没有信息系统",
        AcceptsTotals = true,
    };

    public static readonly Register<InfoSystem> Register = Register<InfoSystem>
        .Define(Key, "政务信息系统名录", "S170")
        .For(
            "每个政务信息系统：谁主管、部署在哪里、等级保护和国产化做到哪一步。",
            "县数据部门维护，主管单位填报。"
        )
        .InForceMeans("系统使用的期间")
        .Titled(i => i.Name)
        .Keyed("主管单位、系统名称", i => [i.Organ, i.Name])
        .KnownAs(i => [i.Name])
        .Changes("launch", "上线", ChangeEffect.Add)
        .Changes<InfoSystemMoveInput>("migrate", "迁云", ChangeEffect.Change)
        .Changes("rebuild", "改造", ChangeEffect.Change)
        .Changes("stop", "停用", ChangeEffect.Suspend)
        .Changes("retire", "下线", ChangeEffect.End)
        .SplitBy(["部署", "等保级别"], i => [("部署", i.Hosting), ("等保级别", i.ProtectionLevel)])
        .RemindedOf("contractEnds")
        .Internal()
        .Counts(InfoSystemsOnCloud, i => i.Hosting is "县云" or "市云" or "省云" ? 1 : 0)
        .CountedIn("A9", Standing)
        .Build();
}
