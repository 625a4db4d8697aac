using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.Registers;

namespace Fadu.Modules.Disputes;

/// <summary>One entry of 行政裁决事项目录 (blocks/registers.md, S124).</summary>
public sealed record AdjudicationItem : RegisterRecord
{
    [Field("裁决事项", MaxLength = 150)]
    public required string Name { get; init; }

    [Field("裁决机关", Slot = "G1", InList = true)]
    public required Guid Organ { get; init; }

    [Field("对应权力", MaxLength = 120, Names = "power-item")]
    public required string Power { get; init; }

    [Field(
        "依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field("适用范围", MaxLength = 1000, LongText = true)]
    public required string Scope { get; init; }

    [Field("诉讼前置", Slot = "N1", InList = true)]
    public required bool Mandatory { get; init; }

    [Field("受理期限", Help = "法律没有规定的，依省的规定。", Slot = "N2")]
    public required long AcceptDays { get; init; }

    [Field("受理期限的单位", Choices = ["工作日", "日"])]
    public required string AcceptUnit { get; init; }

    [Field("裁决期限", Slot = "N3")]
    public required long DecideDays { get; init; }

    [Field("裁决期限的单位", Choices = ["工作日", "日"])]
    public required string DecideUnit { get; init; }

    [Field("救济途径", Choices = ["民事诉讼", "行政复议", "行政诉讼"])]
    public required IReadOnlyList<string> Remedy { get; init; }

    [Field("权利告知", MaxLength = 1000, LongText = true)]
    public required string NoticeText { get; init; }
}

/// <summary>行政裁决事项目录 (S124).</summary>
public static class AdjudicationItems
{
    /// <summary>The key of the register.</summary>
    public const string Key = "adjudication-item";

    /// <summary>裁决.事项.</summary>
    public static readonly Figure Standing = new(
        "AdjudicationItemsInForce",
        "裁决.事项",
        "项",
        Fold.AsOf,
        "截至期末可以行政裁决的事项。"
    )
    {
        CountedFrom = "行政裁决事项目录",
        Dimensions = ["诉讼前置"],
        Section = "A6",
    };

    public static readonly Register<AdjudicationItem> Register = Register<AdjudicationItem>
        .Define(Key, "行政裁决事项目录", "S124")
        .For(
            "行政机关可以裁决的民事纠纷：依据、期限和救济。",
            "裁决机关提出，县司法局维护，县政府批准。"
        )
        .InForceMeans("可以裁决的期间")
        .Titled(i => i.Name)
        .Keyed("裁决机关、裁决事项", i => [i.Organ, i.Name])
        .Changes("cancel", "取消", ChangeEffect.End)
        .Must("remedy", i => i.Remedy.Count == 0 ? "请选择不服裁决的救济途径。" : null)
        .Must("legalBasis", i => i.LegalBasis.Count == 0 ? "行政裁决要有法律、法规依据。" : null)
        .ApprovedBy("县政府批准", OrganKind.Government)
        .SplitBy(["诉讼前置"], i => [("诉讼前置", i.Mandatory ? "是" : "否")])
        .OnPortal(
            "adjudication-items",
            "哪些民事纠纷可以找行政机关裁决。",
            "mandatory",
            [
                "organ",
                "power",
                "legalBasis",
                "scope",
                "mandatory",
                "acceptDays",
                "acceptUnit",
                "decideDays",
                "decideUnit",
                "remedy",
                "noticeText",
            ]
        )
        .CountedIn("A6", Standing)
        .Build();
}
