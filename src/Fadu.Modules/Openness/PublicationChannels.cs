using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Openness;

/// <summary>One entry of 发布渠道名录 (blocks/registers.md, S168).</summary>
public sealed record PublicationChannel : RegisterRecord
{
    [Field(
        "渠道类别",
        Choices = ["公报", "网站", "公众号", "微博", "报纸", "广播电视", "公告栏", "大厅屏"],
        Slot = "T1",
        InList = true
    )]
    public required string Kind { get; init; }

    [Field("渠道名称", MaxLength = 80)]
    public required string Name { get; init; }

    [Field("主办单位", Slot = "G1", InList = true)]
    public required Guid Operator { get; init; }

    [Field("文种", Help = "一行一种。", LongText = true, MaxLength = 150)]
    public required IReadOnlyList<string> Languages { get; init; }

    [Field("网址或者地点", MaxLength = 200)]
    public required string Address { get; init; }
}

/// <summary>发布渠道名录 (S168).</summary>
public static class PublicationChannels
{
    /// <summary>The key of the register.</summary>
    public const string Key = "publication-channel";

    /// <summary>公开.发布渠道.</summary>
    public static readonly Figure Standing = new(
        "PublicationChannelsInForce",
        "公开.发布渠道",
        "个",
        Fold.AsOf,
        "截至期末使用的发布渠道。"
    )
    {
        CountedFrom = "发布渠道名录",
        Dimensions = ["类别"],
        Section = "A5",
    };

    public static readonly Register<PublicationChannel> Register = Register<PublicationChannel>
        .Define(Key, "发布渠道名录", "S168")
        .For(
            "政府信息在哪里发布：网站、公众号、公报、公告栏等。",
            "县政府办公室维护，主办单位填报。"
        )
        .InForceMeans("渠道使用的期间")
        .Titled(i => i.Name, i => $"{i.Kind} {i.Name}")
        .Keyed("类别、名称", i => [i.Kind, i.Name])
        .KnownAs(i => [i.Name])
        .Changes("open", "开通", ChangeEffect.Add)
        .Changes("rename", "更名", ChangeEffect.Change)
        .Changes("pause", "停更", ChangeEffect.Suspend)
        .Changes("close", "注销", ChangeEffect.End)
        .Must("languages", i => i.Languages.Count == 0 ? "请写明用哪些文字发布。" : null)
        .SplitBy(["类别"], i => [("类别", i.Kind)])
        .ConfirmedYearly()
        .Public()
        .CountedIn("A5", Standing)
        .Build();
}
