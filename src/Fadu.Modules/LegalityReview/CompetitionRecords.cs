using System.ComponentModel.DataAnnotations;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.LegalityReview;

/// <summary>What is filled in when a fair-competition review begins.</summary>
public sealed record CompetitionFacts
{
    /// <summary>公平竞争审查条例第十四条: a county government's measure, or one for the people's congress.</summary>
    public const string Government = "县级人民政府";
    public const string Congress = "提请本级人大及其常委会审议";
    public const string Department = "部门";
    public const string Joint = "多个部门联合";
    public const string Township = "乡镇人民政府";

    [Field("名称", Help = "政策措施的全称。", InList = true)]
    public required string Title { get; init; }

    [Field(
        "拟出台机关",
        Help = "以县政府办公室名义印发的，按县级人民政府办理。",
        Choices = [Department, Joint, Township, Government, Congress],
        Slot = "T1"
    )]
    public required string Issuer { get; init; }

    [Field(
        "形式",
        Choices = ["规范性文件", "其他政策文件", "招标文件", "行政协议", "备忘录", "一事一议"],
        Slot = "T2"
    )]
    public required string Form { get; init; }

    [Field("联合起草单位", MaxLength = 500)]
    public string? CoDrafters { get; init; }

    [Field("涉及经营者经济活动", Slot = "N1")]
    public required bool AffectsOperators { get; init; }

    [Field("涉及社会公众利益", Slot = "N2")]
    public required bool AffectsPublic { get; init; }

    [Field("备注", MaxLength = 500, LongText = true)]
    public string? Remark { get; init; }

    /// <summary>Whether the market regulator reviews it together with the drafting unit.</summary>
    internal bool IsOfGovernment => Issuer is Government or Congress;
}

/// <summary>Who was asked for his view.</summary>
public sealed record AskedInput
{
    [Field("征求对象", Help = "经营者、行业协会商会等，几家用分号分开。", LongText = true)]
    public required IReadOnlyList<string> To { get; init; }
}

/// <summary>向社会公开征求意见.</summary>
public sealed record PublishedInput
{
    [Field("公布途径", Help = "网站、报纸的名称。")]
    public required string Where { get; init; }

    [Field(
        "缩短的理由",
        Help = "少于30日的填写，随征求意见一并公布。",
        MaxLength = 500,
        LongText = true
    )]
    public string? ShorterBecause { get; init; }
}

/// <summary>A view that came in.</summary>
public sealed record View
{
    public const string OfThePublic = "社会公众";

    [Field("意见来自", Choices = ["经营者", "行业协会商会", "其他利害关系人", OfThePublic])]
    public required string From { get; init; }

    [Field("名称", Help = "单位名称；个人写“个人”。")]
    public required string Name { get; init; }

    [Field("意见", LongText = true, MaxLength = 1000)]
    public required string Said { get; init; }

    [Field("是否采纳")]
    public required bool Adopted { get; init; }

    [Field("不采纳的理由", MaxLength = 500)]
    public string? Reason { get; init; }
}

/// <summary>听取意见的情况.</summary>
public sealed record HeardInput
{
    [Field("听取的意见", Help = "逐条登记；没有不同意见的写“无不同意见”。")]
    public required IReadOnlyList<View> Views { get; init; }
}

/// <summary>The standards of 公平竞争审查条例第八条 to 第十一条, one by one.</summary>
public enum Standard
{
    [Display(Name = "8（一）负面清单以外违法设置审批程序")]
    S0801,

    [Display(Name = "8（二）违法设置或者授予特许经营权")]
    S0802,

    [Display(Name = "8（三）限定经营、购买或者使用特定经营者的商品")]
    S0803,

    [Display(Name = "8（四）设置不合理或者歧视性的准入、退出条件")]
    S0804,

    [Display(Name = "8（五）其他限制市场准入和退出的内容")]
    S0805,

    [Display(Name = "9（一）限制外地或者进口商品、要素进入，阻碍迁出、输出")]
    S0901,

    [Display(Name = "9（二）排斥、限制、强制外地经营者投资经营或者设立分支机构")]
    S0902,

    [Display(Name = "9（三）排斥、限制外地经营者参加政府采购、招标投标")]
    S0903,

    [Display(Name = "9（四）对外地或者进口商品、要素设置歧视性收费、价格或者补贴")]
    S0904,

    [Display(Name = "9（五）在资质标准、监管执法等方面歧视外地经营者")]
    S0905,

    [Display(Name = "9（六）其他限制商品、要素自由流动的内容")]
    S0906,

    [Display(Name = "10（一）给予特定经营者税收优惠")]
    S1001,

    [Display(Name = "10（二）给予特定经营者选择性、差异化的财政奖励或者补贴")]
    S1002,

    [Display(Name = "10（三）给予特定经营者要素获取、收费、基金、社会保险费等优惠")]
    S1003,

    [Display(Name = "10（四）其他影响生产经营成本的内容")]
    S1004,

    [Display(Name = "11（一）强制或者便利经营者实施垄断行为")]
    S1101,

    [Display(Name = "11（二）超越权限定价，为特定经营者提供优惠价格")]
    S1102,

    [Display(Name = "11（三）违法干预市场调节价")]
    S1103,

    [Display(Name = "11（四）其他影响生产经营行为的内容")]
    S1104,
}

/// <summary>A passage that a standard hits.</summary>
public sealed record Hit
{
    [Field("审查标准")]
    public required Standard Standard { get; init; }

    [Field("草案的内容", Help = "条款或者原文。", LongText = true, MaxLength = 1000)]
    public required string Passage { get; init; }

    [Field(
        "法律、行政法规依据或者国务院批准",
        Help = "只有第十条所列内容可以据此不作为违反。",
        MaxLength = 500
    )]
    public string? Basis { get; init; }

    [Field("已经修改或者删除")]
    public required bool Removed { get; init; }

    /// <summary>What 第十条 lists is no violation where a law, an administrative regulation or the State Council allows it.</summary>
    internal bool IsViolation =>
        !Removed
        && !(Standard is >= Standard.S1001 and <= Standard.S1004 && Basis is { Length: > 0 });
}

/// <summary>初审意见 of the drafting unit.</summary>
public sealed record PreliminaryInput
{
    [Field("逐项核对", Help = "对照第八条至第十一条，把涉及的内容逐条列出；没有的不列。")]
    public IReadOnlyList<Hit> Hits { get; init; } = [];

    [Field("初审意见", LongText = true, MaxLength = 3000)]
    public required string Opinion { get; init; }
}

/// <summary>What a fair-competition review may conclude.</summary>
public enum CompetitionConclusion
{
    [Display(Name = "未违反审查标准")]
    Clear,

    [Display(Name = "修改后未违反审查标准")]
    ClearAfterRevision,

    [Display(Name = "适用例外规定，可以出台")]
    Exception,

    [Display(Name = "违反审查标准，不得出台")]
    Barred,
}

/// <summary>审查结论.</summary>
public sealed record CompetitionInput
{
    [Field("结论")]
    public required CompetitionConclusion Conclusion { get; init; }

    [Field("对公平竞争影响的评估", LongText = true, MaxLength = 3000)]
    public required string Assessment { get; init; }

    [Field("逐项核对", Help = "对照第八条至第十一条，把涉及的内容逐条列出；没有的不列。")]
    public IReadOnlyList<Hit> Hits { get; init; } = [];

    [Field(
        "适用例外的情形",
        Choices = [
            "为维护国家安全和发展利益",
            "为促进科学技术进步、增强国家自主创新能力",
            "为实现节约能源、保护环境、救灾救助等社会公共利益",
            "法律、行政法规规定的其他情形",
        ]
    )]
    public string? Ground { get; init; }

    [Field(
        "适用例外的详细说明",
        Help = "包括为什么没有对公平竞争影响更小的替代方案。",
        LongText = true,
        MaxLength = 3000
    )]
    public string? Explained { get; init; }

    [Field("实施期限", Future = true)]
    public DateOnly? EndsOn { get; init; }

    [Field("终止条件", MaxLength = 500)]
    public string? EndsWhen { get; init; }
}

/// <summary>What became of a measure for which the exception was applied.</summary>
public sealed record EvaluatedInput
{
    [Field("处理", Choices = ["到期停止执行", "提前停止执行", "重新开展公平竞争审查"])]
    public required string What { get; init; }

    [Field("评估情况", LongText = true, MaxLength = 2000)]
    public required string Text { get; init; }
}

/// <summary>A report about the measure.</summary>
public sealed record ReportedInput
{
    [Field(
        "来源",
        Help = "不写个人姓名。",
        Choices = ["经营者", "行业协会商会", "个人", "其他单位"]
    )]
    public required string From { get; init; }

    [Field("举报内容", LongText = true, MaxLength = 2000)]
    public required string Text { get; init; }

    [Field("处理", Choices = ["本机关处理", "转送有关部门"])]
    public required string Way { get; init; }

    [Field("处理结果", LongText = true, MaxLength = 1000)]
    public string? Result { get; init; }
}

/// <summary>What a spot check of the market regulator found.</summary>
public sealed record CheckedInput
{
    [Field("是否发现问题")]
    public required bool HasProblem { get; init; }

    [Field("抽查情况", LongText = true, MaxLength = 2000)]
    public required string Text { get; init; }

    [Field("整改期限", Future = true)]
    public DateOnly? MendBy { get; init; }
}
