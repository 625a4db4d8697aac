using System.ComponentModel.DataAnnotations;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.NormativeDocuments;

/// <summary>In whose name a document is made.</summary>
public static class Makers
{
    public const string Government = "县政府";
    public const string Office = "县政府办公室";
    public const string Department = "部门";
    public const string Departments = "部门联合";
    public const string Township = "乡镇街道";
    public const string Authorised = "授权组织";

    /// <summary>省规定: these may not make one in their own name (湖南第四十六条、山东第四十三条).</summary>
    public const string Coordinating = "议事协调机构";
    public const string Agency = "派出机构";
    public const string Inner = "内设机构";

    public static readonly string[] MayNot = [Coordinating, Agency, Inner];
}

/// <summary>What is said of a document when work on it begins: the first questions decide whether it is a normative document at all.</summary>
public sealed record DocumentMakingFacts
{
    public const string NoneOfThem = "都不是";

    [Field("名称", Help = "拟制定文件的标题，不带书名号。", MaxLength = 150, InList = true)]
    public required string Title { get; init; }

    [Field("制定机关", Help = "以哪个机关的名义印发；联合制定的，写牵头机关。")]
    public required Guid Issuer { get; init; }

    [Field("联合制定机关")]
    public IReadOnlyList<Guid>? CoIssuers { get; init; }

    [Field(
        "制定名义",
        Choices = [
            Makers.Government,
            Makers.Office,
            Makers.Department,
            Makers.Departments,
            Makers.Township,
            Makers.Authorised,
            Makers.Coordinating,
            Makers.Agency,
            Makers.Inner,
        ],
        Slot = "T1",
        InList = true
    )]
    public required string IssuerClass { get; init; }

    [Field("涉及权利义务", Help = "是否涉及公民、法人和其他组织的权利义务。")]
    public required bool TouchesRights { get; init; }

    [Field("普遍约束力", Help = "是否对不特定的人具有普遍约束力；只对个别的人作出处理的不是。")]
    public required bool Binding { get; init; }

    [Field("反复适用", Help = "在一定期限内是否可以反复适用。")]
    public required bool Repeated { get; init; }

    [Field("公开发布", Help = "是否对外公开发布。")]
    public required bool ToThePublic { get; init; }

    [Field(
        "属于下列文件",
        Choices = [
            NoneOfThem,
            "内部管理规范",
            "工作制度",
            "机构编制",
            "会议纪要",
            "工作方案",
            "请示报告",
            "表彰奖惩",
            "人事任免",
        ],
        Help = "这些文件不纳入规范性文件管理；内容实际上规定了公众权利义务的，按实际内容判定。"
    )]
    public required string OtherPaper { get; init; }

    [Field("主题分类", Help = "例如：城乡建设、市场监管。", MaxLength = 40, Slot = "T2")]
    public required string Subject { get; init; }

    [Field(
        "制定依据",
        Help = "一行一部，写到条，例如：《中华人民共和国城乡规划法》第四十条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> Bases { get; init; }

    [Field("重要文件", Help = "重要的文件应当先评估论证。")]
    public required bool Important { get; init; }

    [Field("与经营活动密切相关", Help = "是否与市场主体生产经营活动密切相关。", Slot = "N1")]
    public required bool MarketRelated { get; init; }

    [Field("涉及经营者经济活动", Help = "涉及的，应当公平竞争审查。", Slot = "N2")]
    public required bool AffectsOperators { get; init; }

    [Field(
        "涉及切身利益",
        Help = "是否涉及群众切身利益，或者对公民、法人和其他组织权利义务有重大影响。"
    )]
    public required bool VitalPublicInterest { get; init; }

    [Field("需要听证", Help = "涉及重大公共利益、有重大分歧、可能影响社会稳定，或者法定应当听证。")]
    public required bool HearingNeeded { get; init; }

    [Field(
        "属于重大行政决策",
        Help = "属于的，征求意见到集体审议由重大行政决策程序办理，再关联过来。"
    )]
    public required bool IsMajorDecision { get; init; }

    [Field("暂行或者试行", Slot = "N3")]
    public required bool Trial { get; init; }

    [Field(
        "依法保密的依据",
        Help = "依法需要保密、不能公开征求意见的填写；国家秘密不录入。",
        MaxLength = 300
    )]
    public string? ConfidentialBecause { get; init; }

    [Field("紧急的理由", Help = "突发事件等情况紧急，来不及集体审议的填写。", MaxLength = 500)]
    public string? EmergencyBecause { get; init; }

    [Field("有效期", Unit = "年", Min = 1, Max = 10, Help = "不填的按本地设定。")]
    public long? ValidYears { get; init; }

    [Field(
        "有效期较长的理由",
        Help = "为执行法律、行政法规等，有效期超过一般年限的填写。",
        MaxLength = 300
    )]
    public string? LongerBecause { get; init; }

    [Field("施行日期", Future = true, Slot = "D1")]
    public DateOnly? EffectiveOn { get; init; }

    [Field("最后有效日", Future = true, Slot = "D2")]
    public DateOnly? ValidUntil { get; init; }

    [Field("文号", Slot = "T3", MaxLength = 40, InList = true)]
    public string? DocumentNumber { get; init; }
}

/// <summary>立项.</summary>
public sealed record ApprovalInput
{
    [Field(
        "评估论证结论",
        Help = "必要性、可行性、预期效果和可能影响。",
        LongText = true,
        MaxLength = 2000
    )]
    public string? Assessment { get; init; }
}

/// <summary>征求部门意见.</summary>
public sealed record UnitsAskedInput
{
    [Field("征求的单位", Help = "几个单位用分号分开。", LongText = true)]
    public required IReadOnlyList<string> Asked { get; init; }

    [Field(
        "意见和处理",
        Help = "主要意见和采纳情况；没有意见的写明。",
        LongText = true,
        MaxLength = 2000
    )]
    public required string Answered { get; init; }

    [Field("分歧说明", Help = "有分歧的，写明经过协商的情况。", LongText = true, MaxLength = 1000)]
    public string? Dissent { get; init; }
}

/// <summary>公开征求意见: what the notice says.</summary>
public sealed record CommentNoticeInput
{
    [Field(
        "渠道",
        Help = "政府网站、政务新媒体、报纸等；几项用分号分开。多文种的，写明文种，例如：报纸（维吾尔文）。",
        LongText = true
    )]
    public required IReadOnlyList<string> Channels { get; init; }

    [Field("开始日期", Help = "公告公布之日。")]
    public required DateOnly OpensOn { get; init; }

    [Field("截止日期", Future = true)]
    public required DateOnly ClosesOn { get; init; }

    [Field("期限较短的理由", Help = "少于规定期限的，在公告中说明。", MaxLength = 500)]
    public string? ShorterBecause { get; init; }

    [Field("公告地址", MaxLength = 300)]
    public string? Address { get; init; }
}

/// <summary>公开征求意见: what came in and what became of it.</summary>
public sealed record CommentResultInput
{
    [Field("收到意见", Unit = "条", Max = 1_000_000)]
    public required long Received { get; init; }

    [Field("采纳和部分采纳", Unit = "条", Max = 1_000_000)]
    public required long Adopted { get; init; }

    [Field(
        "意见采纳情况",
        Help = "主要意见、采纳情况和不采纳的理由；没有收到意见的写明。",
        LongText = true,
        MaxLength = 5000
    )]
    public required string Feedback { get; init; }

    [Field("反馈公布日期")]
    public DateOnly? FeedbackOn { get; init; }

    [Field("反馈公布地址", MaxLength = 300)]
    public string? FeedbackAt { get; init; }
}

/// <summary>听证.</summary>
public sealed record HearingHeldInput
{
    [Field("听证会日期")]
    public required DateOnly HeldOn { get; init; }

    [Field("听证情况", Help = "参加人、主要意见和处理。", LongText = true, MaxLength = 2000)]
    public required string Said { get; init; }
}

/// <summary>起草单位法制初审.</summary>
public sealed record PreReviewInput
{
    [Field("初审意见", Help = "权限、程序、内容三方面。", LongText = true, MaxLength = 3000)]
    public required string Opinion { get; init; }
}

/// <summary>送请合法性审核.</summary>
public sealed record ReviewRequestInput
{
    [Field(
        "履行程序说明",
        Help = "已经履行哪些程序，没有履行的说明理由。",
        LongText = true,
        MaxLength = 2000
    )]
    public required string ProcedureStatement { get; init; }
}

/// <summary>集体审议.</summary>
public sealed record DeliberationInput
{
    [Field("会议", Help = "例如：县政府第12次常务会议、局长办公会议。")]
    public required string Meeting { get; init; }

    [Field("会议日期")]
    public required DateOnly MetOn { get; init; }

    [Field("审议意见", LongText = true, MaxLength = 2000)]
    public required string Said { get; init; }
}

/// <summary>签发、编号.</summary>
public sealed record NumberingInput
{
    [Field("文号", Help = "例如：云政规〔2026〕3号。", MaxLength = 40)]
    public required string DocumentNumber { get; init; }

    [Field("统一登记号", MaxLength = 40)]
    public string? RegistrationNumber { get; init; }

    [Field("签发日期")]
    public required DateOnly SignedOn { get; init; }
}

/// <summary>公布.</summary>
public sealed record IssueInput
{
    [Field("公布日期")]
    public required DateOnly PublishedOn { get; init; }

    [Field("施行日期", Future = true)]
    public required DateOnly EffectiveOn { get; init; }

    [Field("即日施行的理由", Help = "公布到施行的间隔较短的填写。", MaxLength = 500)]
    public string? SoonBecause { get; init; }

    [Field("公布地址", MaxLength = 300)]
    public required string Address { get; init; }

    [Field("解读名称", Help = "解读材料的名称；解读公布以后，两处互相链接。", MaxLength = 150)]
    public string? Interpretation { get; init; }

    [Field(
        "修改的文件",
        Help = "一行一件，只写文号或者书名号内的名称。",
        LongText = true,
        MaxLength = 150
    )]
    public IReadOnlyList<string>? AmendedDocuments { get; init; }

    [Field(
        "废止的文件",
        Help = "一行一件，只写文号或者书名号内的名称。",
        LongText = true,
        MaxLength = 150
    )]
    public IReadOnlyList<string>? RepealedDocuments { get; init; }

    [Field("正文", Help = "粘贴审议通过并签发的全文。", LongText = true, MaxLength = 300_000)]
    public required string Text { get; init; }
}

/// <summary>解读.</summary>
public sealed record InterpretedInput
{
    [Field("解读名称", MaxLength = 150)]
    public required string Interpretation { get; init; }

    [Field(
        "形式",
        Choices = [
            InterpretationForms.Text,
            InterpretationForms.Questions,
            InterpretationForms.Picture,
            InterpretationForms.Film,
            InterpretationForms.Press,
            InterpretationForms.Meeting,
        ]
    )]
    public required string Way { get; init; }

    [Field("解读公布日期")]
    public required DateOnly InterpretedOn { get; init; }

    [Field("解读地址", MaxLength = 300)]
    public required string Address { get; init; }

    [Field(
        "解读正文",
        Help = "粘贴全文；图解、音视频写明内容提要。",
        LongText = true,
        MaxLength = 100_000
    )]
    public string? Text { get; init; }
}

/// <summary>报送备案.</summary>
public sealed record FilingSentInput
{
    [Field("接收机关", MaxLength = 100)]
    public required string Receiver { get; init; }

    [Field("由牵头单位报备", Help = "联合制定的文件由牵头单位报备。")]
    public required bool ByLead { get; init; }
}

/// <summary>What the receiving body answered.</summary>
public sealed record FilingAnswerInput
{
    [Field("答复机关", MaxLength = 100)]
    public required string Receiver { get; init; }

    [Field("答复", Choices = ["予以登记", "退回", "补正"])]
    public required string Answer { get; init; }

    [Field("登记号", MaxLength = 60)]
    public string? Number { get; init; }
}

/// <summary>Something that came from a body that supervises: a review opinion, a court's suggestion, a citizen's.</summary>
public sealed record SupervisionCameInput
{
    [Field("提出的机关或者个人", Help = "个人只写“公民”。", MaxLength = 100)]
    public required string From { get; init; }

    [Field("主要内容", LongText = true, MaxLength = 2000)]
    public required string Content { get; init; }
}

/// <summary>What was answered.</summary>
public sealed record SupervisionAnsweredInput
{
    [Field("处理意见", Choices = ["自行修改", "自行废止", "不作修改，说明理由"])]
    public required string What { get; init; }

    [Field("说明", LongText = true, MaxLength = 2000)]
    public required string Content { get; init; }
}

/// <summary>届满评估.</summary>
public sealed record EvaluationInput
{
    [Field("评估结论", Choices = ["继续执行", "修改", "废止", "届满不再延续"])]
    public required string Conclusion { get; init; }

    [Field("评估情况", LongText = true, MaxLength = 2000)]
    public required string Content { get; init; }
}

/// <summary>重新登记、编号、公布.</summary>
public sealed record RenewalInput
{
    [Field("重新公布的依据", Help = "决定的文号。", MaxLength = 100)]
    public required string Decision { get; init; }

    [Field("新的最后有效日", Future = true)]
    public required DateOnly NewLast { get; init; }
}

/// <summary>修改或者废止 by another document or a decision.</summary>
public sealed record EndingInput
{
    [Field("方式", Choices = ["修改", "废止"])]
    public required string Way { get; init; }

    [Field("被什么修改或者废止", Help = "只写文号或者书名号内的名称。", MaxLength = 150)]
    public required string ByWhat { get; init; }

    [Field("决定日期")]
    public required DateOnly DecisionOn { get; init; }

    [Field("自何日起不再施行", Help = "废止的填写。", Future = true)]
    [RequiredIf(nameof(Way), "废止")]
    public DateOnly? EndsOn { get; init; }
}
