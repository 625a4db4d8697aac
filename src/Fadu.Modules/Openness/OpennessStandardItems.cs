using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Openness;

/// <summary>One entry of 政务公开标准目录 (blocks/registers.md, S168).</summary>
public sealed record OpennessStandardItem : RegisterRecord
{
    [Field("领域", MaxLength = 60, Slot = "T1", InList = true)]
    public required string Field { get; init; }

    [Field("公开事项", MaxLength = 150)]
    public required string Matter { get; init; }

    [Field("内容要素", MaxLength = 1000, LongText = true)]
    public required string Content { get; init; }

    [Field("适用层级", Choices = ["县", "乡镇"], Slot = "T2", InList = true)]
    public required string Level { get; init; }

    [Field("公开主体", Slot = "G1", InList = true)]
    public required Guid Organ { get; init; }

    [Field(
        "依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field("公开时限", Unit = "工作日", Slot = "N1", InList = true)]
    public required long LimitDays { get; init; }

    [Field(
        "另有规定的依据",
        Help = "时限长于二十个工作日的，写明法律、法规的规定。",
        MaxLength = 150
    )]
    public string? LimitLaw { get; init; }

    [Field(
        "公开渠道",
        Help = "一行一个，写发布渠道名录上的名称。 >publication-channel",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> Channels { get; init; }

    [Field("公开对象", Choices = ["全社会", "特定群体"], Slot = "T3")]
    public required string Audience { get; init; }

    [Field("公开方式", Choices = ["主动", "依申请"], Slot = "T4")]
    public required string Mode { get; init; }
}

/// <summary>政务公开标准目录 (S168).</summary>
public static class OpennessStandardItems
{
    /// <summary>The key of the register.</summary>
    public const string Key = "openness-standard";

    /// <summary>公开.标准事项.</summary>
    public static readonly Figure Standing = new(
        "OpennessStandardItems",
        "公开.标准事项",
        "项",
        Fold.AsOf,
        "截至期末政务公开标准目录上的事项。"
    )
    {
        CountedFrom = "政务公开标准目录",
        Dimensions = ["领域", "层级"],
        Section = "A5",
    };

    public static readonly Register<OpennessStandardItem> Register = Register<OpennessStandardItem>
        .Define(Key, "政务公开标准目录", "S168")
        .For("什么必须公开、谁公开、多久之内、在哪里。", "县政府办公室维护，各单位写本领域的内容。")
        .InForceMeans("公开义务有效的期间")
        .Titled(i => i.Matter, i => $"{i.Field} {i.Matter}")
        .Keyed("适用层级、领域、事项、公开主体", i => [i.Level, i.Field, i.Matter, i.Organ])
        .Changes("compile", "编制", ChangeEffect.Add)
        .Changes("adjust", "调整", ChangeEffect.Change)
        .Changes("cancel", "取消", ChangeEffect.End)
        // 政府信息公开条例第二十六条: 自形成或者变更之日起20个工作日内及时公开；法律、法规另有规定的从其规定
        .Must(
            "limitDays",
            i =>
                i.Mode == "主动" && i.LimitDays > 20 && string.IsNullOrWhiteSpace(i.LimitLaw)
                    ? "主动公开的时限不超过20个工作日（政府信息公开条例第二十六条）；法律、法规另有规定的，请写明依据。"
                    : null
        )
        .SplitBy(["领域", "层级"], i => [("领域", i.Field), ("层级", i.Level)])
        .ConfirmedYearly()
        .OnPortal(
            "openness-standards",
            "政务公开标准目录：公开什么、谁公开、在哪里看。",
            "field",
            [
                "field",
                "content",
                "level",
                "organ",
                "legalBasis",
                "limitDays",
                "channels",
                "audience",
                "mode",
            ]
        )
        .CountedIn("A5", Standing)
        .Build();
}
