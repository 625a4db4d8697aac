using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;
using Fadu.Law.Dates;

namespace Fadu.Modules.Credit;

/// <summary>One entry of 双公示信息 (blocks/registers.md, S054).</summary>
public sealed record CreditDisclosure : RegisterRecord
{
    [Field("决定类别", Choices = ["行政许可", "行政处罚"], Slot = "T1", InList = true)]
    public required string DecisionKind { get; init; }

    [Field("决定书文号", MaxLength = 80, Slot = "T2", InList = true)]
    public required string DecisionNumber { get; init; }

    [Field("决定机关", Slot = "G1", InList = true)]
    public required Guid Organ { get; init; }

    [Field("决定日期", Slot = "D1")]
    public required DateOnly DecidedDay { get; init; }

    [Field("相对人类别", Choices = ["法人或者非法人组织", "个体工商户", "自然人"], Slot = "T3")]
    public required string PartyKind { get; init; }

    [Field("相对人名称", Help = "自然人只写姓，名用 * 代替。", MaxLength = 100)]
    public required string PartyName { get; init; }

    [Field("统一社会信用代码", CreditCode = true)]
    [RequiredIf(nameof(PartyKind), "法人或者非法人组织", "个体工商户")]
    public string? PartyCode { get; init; }

    [Field("许可内容或者违法事实", MaxLength = 1000, LongText = true)]
    public required string Subject { get; init; }

    [Field(
        "依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> LegalBasis { get; init; }

    [Field(
        "处罚种类",
        Choices = [
            "警告",
            "通报批评",
            "罚款",
            "没收违法所得",
            "没收非法财物",
            "暂扣许可证件",
            "降低资质等级",
            "吊销许可证件",
            "限制开展生产经营活动",
            "责令停产停业",
            "责令关闭",
            "限制从业",
            "行政拘留",
            "其他",
        ]
    )]
    [RequiredIf(nameof(DecisionKind), "行政处罚")]
    public IReadOnlyList<string>? PenaltyKinds { get; init; }

    [Field("罚款", Unit = "元", Max = 1_000_000_000_000, Slot = "N1")]
    public decimal? Fine { get; init; }

    [Field("没收金额", Unit = "元", Max = 1_000_000_000_000, Slot = "N2")]
    public decimal? Forfeited { get; init; }

    [Field("失信程度", Choices = ["轻微", "一般", "严重"], Slot = "T4")]
    [RequiredIf(nameof(DecisionKind), "行政处罚")]
    public string? Severity { get; init; }

    [Field("公示日期", Slot = "D2", InList = true)]
    public required DateOnly PublishedOn { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record CreditDisclosureDownInput
{
    [Field("撤下原因", Choices = ["决定被变更", "决定被撤销", "决定被确认违法或者无效"])]
    public required string Why { get; init; }

    [Field("文书", MaxLength = 100)]
    public required string Ruling { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record CreditDisclosureRepairInput
{
    [Field("修复决定", MaxLength = 100)]
    public required string Ruling { get; init; }
}

/// <summary>双公示信息 (S054).</summary>
public static class CreditDisclosures
{
    /// <summary>The key of the register.</summary>
    public const string Key = "credit-disclosure";

    /// <summary>双公示.公示中.</summary>
    public static readonly Figure Standing = new(
        "CreditDisclosuresInForce",
        "双公示.公示中",
        "条",
        Fold.AsOf,
        "截至期末仍在公示的行政许可和行政处罚信息。"
    )
    {
        CountedFrom = "双公示信息",
        Dimensions = ["决定类别"],
        Section = "A1",
    };

    public static readonly Register<CreditDisclosure> Register = Register<CreditDisclosure>
        .Define(Key, "双公示信息", "S054")
        .For(
            "行政许可和行政处罚决定对外公示的信息和公示期；期满、撤销、修复的及时撤下。",
            "各作出决定的单位填报，县发展和改革局汇总。"
        )
        .InForceMeans("公示期")
        .Titled(i => $"{i.DecisionNumber} {i.PartyName}")
        .Keyed("决定机关、决定书文号", i => [i.Organ, i.DecisionNumber])
        .Changes("show", "公示", ChangeEffect.Add)
        .Changes("dispute", "异议标注", ChangeEffect.Change)
        .Changes<CreditDisclosureDownInput>(
            "down",
            "撤下",
            ChangeEffect.End,
            "决定被变更、撤销、确认违法或者无效的，三个工作日内撤回并说明理由。"
        )
        .Changes<CreditDisclosureRepairInput>("repair", "信用修复停止公示", ChangeEffect.End)
        .MustEnd("公示有期限，请填写截止日：行政处罚按失信程度一般为三个月至三年。")
        // 个人信息保护法第二十八条、第三十四条: 不超出履职所必需；自然人只公示部分姓名，不公示证件号码
        .Must(
            "partyName",
            i =>
                i.PartyKind == "自然人" && !i.PartyName.Contains('*')
                    ? "自然人的姓名要隐去一部分，例如：张**。"
                    : null
        )
        .Must(
            "partyCode",
            i => i.PartyKind == "自然人" && i.PartyCode is not null ? "自然人不填代码。" : null
        )
        .Must(
            "publishedOn",
            i => i.PublishedOn < i.DecidedDay ? "公示日期早于决定日期，请核对。" : null
        )
        .SplitBy(["决定类别"], i => [("决定类别", i.DecisionKind)])
        .Public(7, new LawRef("国办发〔2018〕118号"))
        .CountedIn("A1", Standing)
        .Build();
}
