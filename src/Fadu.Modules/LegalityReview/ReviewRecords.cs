using System.ComponentModel.DataAnnotations;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.LegalityReview;

/// <summary>What is filled in when something is sent in for review, whatever it is.</summary>
public abstract record ReviewFacts
{
    [Field("名称", Help = "送审件的全称。", InList = true)]
    public required string Title { get; init; }

    [Field(
        "制定依据",
        Help = "法律、法规、规章和政策文件，写到条；几项用分号分开。",
        LongText = true
    )]
    public required IReadOnlyList<string> Bases { get; init; }

    [Field(
        "履行程序说明",
        Help = "已经履行哪些程序，没有履行的说明理由。",
        LongText = true,
        MaxLength = 2000
    )]
    public required string ProcedureStatement { get; init; }

    [Field("涉及经营者经济活动", Slot = "N2")]
    public required bool InvolvesMarket { get; init; }

    [Field(
        "公平竞争审查结论",
        Help = "本系统以外已经作出的，写审查机构、日期和结论；在本系统审查的，立案后关联或者开展。",
        MaxLength = 500
    )]
    public string? FairCompetition { get; init; }

    [Field("常务会议议题")]
    public bool? ForExecutiveMeeting { get; init; }

    [Field("拟上会日期", Future = true, Slot = "D1")]
    public DateOnly? MeetingOn { get; init; }

    [Field("备注", MaxLength = 500, LongText = true)]
    public string? Remark { get; init; }

    [Field("审查事项", Register = ReviewCatalogue.Key, Separate = true)]
    public RegisterReference<ReviewCatalogueItem>? CatalogueItem { get; init; }

    /// <summary>How many items of the catalogue could be chosen on the day of sending in; looked up, not asked.</summary>
    [Field("目录可选项数", Separate = true)]
    public long? CatalogueOffers { get; init; }

    [Field("判定", Separate = true)]
    public IReadOnlyList<CriterionAnswer> Criteria { get; init; } = [];
}

/// <summary>A draft major decision.</summary>
public sealed record DecisionFacts : ReviewFacts
{
    [Field("探索性改革", Help = "国家尚无明确规定的探索性改革决策事项。", Slot = "N3")]
    public required bool Exploratory { get; init; }
}

/// <summary>A draft normative document.</summary>
public sealed record DocumentFacts : ReviewFacts
{
    [Field("制定名义", Choices = ["县政府", "县政府办公室", "部门", "乡镇"], Slot = "T1")]
    public required string IssuedAs { get; init; }
}

/// <summary>A draft contract of the government or a department.</summary>
public sealed record ContractFacts : ReviewFacts
{
    [Field(
        "合同类型",
        Choices = [
            ContractTypes.Concession,
            ContractTypes.Compensation,
            ContractTypes.Housing,
            ContractTypes.Medical,
            ContractTypes.OtherAdministrative,
            ContractTypes.Investment,
            ContractTypes.Assets,
            ContractTypes.Works,
            ContractTypes.OtherCivil,
        ],
        Slot = "T1"
    )]
    public required string ContractKind { get; init; }

    [Field("合同相对方", Help = "单位全称；不写个人姓名。")]
    public required string Counterparty { get; init; }

    [Field("标的额", Unit = "元", Slot = "N1", Max = 1_000_000_000_000)]
    public decimal? Amount { get; init; }
}

/// <summary>A list, 三定规定 or another document that is neither.</summary>
public sealed record ListFacts : ReviewFacts
{
    [Field("文件类别", Choices = ["权责清单和三定规定", "政策性文件", "其他"], Slot = "T1")]
    public required string ListKind { get; init; }
}

/// <summary>受理.</summary>
public sealed record AcceptInput
{
    [Field("材料齐备日", Help = "审查期限自次日起算。")]
    public required DateOnly CompleteOn { get; init; }
}

/// <summary>Which item of the catalogue a draft belongs to, where that was not said when it was sent in.</summary>
public sealed record CatalogueInput
{
    [Field(
        "审查事项",
        Help = "属于审查事项目录中的哪一项；送审材料由该项决定。",
        Register = ReviewCatalogue.Key
    )]
    public required RegisterReference<ReviewCatalogueItem> CatalogueItem { get; init; }

    [Field("符合该项的判定标准")]
    public required bool MeetsCriteria { get; init; }
}

/// <summary>What the fair-competition review asks besides what the draft's own record says.</summary>
public sealed record CompetitionOpening
{
    [Field("涉及社会公众利益")]
    public required bool AffectsPublic { get; init; }
}

/// <summary>What is missing, all at once.</summary>
public sealed record MissingInput
{
    [Field("缺少的材料", Help = "一次写全，几项用分号分开。", LongText = true)]
    public required IReadOnlyList<string> Missing { get; init; }
}

/// <summary>A reason.</summary>
public sealed record ReasonInput
{
    [Field("理由", LongText = true, MaxLength = 1000)]
    public required string Reason { get; init; }
}

/// <summary>A legal opinion of counsel.</summary>
public sealed record CounselInput
{
    [Field("签署人身份", Choices = ["总法律顾问", "外聘法律顾问", "公职律师", "法律顾问助理"])]
    public required string Capacity { get; init; }

    [Field("法律意见", LongText = true, MaxLength = 5000)]
    public required string Opinion { get; init; }
}

/// <summary>The conclusion of a review.</summary>
public enum Conclusion
{
    [Display(Name = "合法")]
    Lawful,

    [Display(Name = "修改后合法")]
    LawfulAfterRevision,

    [Display(Name = "不合法")]
    Unlawful,

    [Display(Name = "应补正程序")]
    ProcedureToComplete,

    [Display(Name = "探索性改革，明示法律风险")]
    Exploratory,
}

/// <summary>How much weighs on a finding.</summary>
public enum Severity
{
    [Display(Name = "必须修改")]
    Must,

    [Display(Name = "建议修改")]
    Should,

    [Display(Name = "文字表述")]
    Wording,
}

/// <summary>One finding, bound to a passage of the draft.</summary>
public sealed record Finding
{
    [Field("位置", Help = "条款或者原文。", PassageOf = "draft")]
    public required string Place { get; init; }

    [Field("问题", LongText = true, MaxLength = 1000)]
    public required string Problem { get; init; }

    [Field("依据", MaxLength = 500)]
    public string? Basis { get; init; }

    [Field("修改建议", LongText = true, MaxLength = 1000)]
    public required string Advice { get; init; }

    [Field("程度")]
    public required Severity Severity { get; init; }
}

/// <summary>What the look at a point gave.</summary>
public enum PointResult
{
    [Display(Name = "符合")]
    Yes,

    [Display(Name = "不符合")]
    No,

    [Display(Name = "不涉及")]
    None,
}

/// <summary>One point that was looked at.</summary>
public sealed record PointChecked
{
    [Field("要点", LongText = true, MaxLength = 200)]
    public required string Point { get; init; }

    [Field("核对")]
    public required PointResult Result { get; init; }

    [Field("说明", MaxLength = 500)]
    public string? Note { get; init; }
}

/// <summary>拟定意见.</summary>
public sealed record ProposeInput
{
    [Field("结论")]
    public required Conclusion Conclusion { get; init; }

    [Field("审查说明", Help = "权限、程序、内容三方面。", LongText = true, MaxLength = 5000)]
    public required string Summary { get; init; }

    [Field("审查要点", Help = "逐项核对；要点由本县在程序页设定。")]
    public IReadOnlyList<PointChecked> Points { get; init; } = [];

    [Field("具体意见", Help = "在下面的送审稿中选段落，或者自己写位置。")]
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

/// <summary>Whether a finding was adopted.</summary>
public enum Adoption
{
    [Display(Name = "采纳")]
    Adopted,

    [Display(Name = "部分采纳")]
    Partly,

    [Display(Name = "不采纳")]
    Rejected,
}

/// <summary>The answer to one finding.</summary>
public sealed record Answer
{
    [Field("意见序号", Min = 1, Max = 200)]
    public required long Number { get; init; }

    [Field("采纳情况")]
    public required Adoption Adoption { get; init; }

    [Field("修改后的位置")]
    public string? Place { get; init; }

    [Field("不采纳的理由", LongText = true, MaxLength = 1000)]
    public string? Reason { get; init; }
}

/// <summary>采纳反馈.</summary>
public sealed record FeedbackInput
{
    [Field("逐条反馈")]
    public required IReadOnlyList<Answer> Answers { get; init; }
}

/// <summary>确定上会日期.</summary>
public sealed record MeetingInput
{
    [Field("上会日期", Future = true)]
    public required DateOnly MeetingOn { get; init; }

    [Field("紧急理由", Help = "审查时间不足时填写。", MaxLength = 500)]
    public string? UrgentReason { get; init; }
}
