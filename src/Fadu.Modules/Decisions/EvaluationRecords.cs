using System.ComponentModel.DataAnnotations;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Decisions;

/// <summary>What is filled in when an evaluation is proposed.</summary>
public sealed record EvaluationFacts
{
    [Field("名称", Help = "如：城区停车收费方案决策后评估。", InList = true)]
    public required string Title { get; init; }

    [Field("被评估的决策", Help = "写全称；在本系统办理的，立案后关联。", InList = true)]
    public required string Decision { get; init; }

    [Field("决策作出日期", Slot = "D1")]
    public required DateOnly DecidedOn { get; init; }

    // 第三十六条第一款.
    [Field(
        "启动情形",
        Choices = [
            "实施后明显未达到预期效果",
            "公民、法人或者其他组织提出较多意见",
            "决策机关认为有必要",
        ],
        Slot = "T1"
    )]
    public required string Ground { get; init; }

    [Field("建议人", Choices = ["决策执行单位", "司法局", "公民、法人或者其他组织", "决策机关"])]
    public required string ProposedBy { get; init; }

    [Field("事实和理由", LongText = true, MaxLength = 2000)]
    public required string Text { get; init; }
}

/// <summary>Whether an evaluation begins.</summary>
public sealed record EvaluationAnswerInput
{
    [Field("启动评估")]
    public required bool Starts { get; init; }

    [Field("理由", Help = "不启动的应当说明。", LongText = true, MaxLength = 1000)]
    public string? Reason { get; init; }
}

/// <summary>What an evaluator did before the decision.</summary>
public enum PriorRole
{
    [Display(Name = "没有承担")]
    None,

    [Display(Name = "承担次要工作")]
    Minor,

    [Display(Name = "承担主要论证评估工作")]
    Main,
}

/// <summary>确定评估单位.</summary>
public sealed record EvaluatorInput
{
    [Field("评估单位名称", MaxLength = 100)]
    public required string Evaluator { get; init; }

    [Field("性质", Choices = ["决策机关指定的单位", "专业机构", "社会组织"])]
    public required string Kind { get; init; }

    [Field("决策作出前承担的论证评估工作", Help = "由评估单位书面声明。")]
    public required PriorRole PriorRole { get; init; }

    [Field("评估费用", Unit = "元", Max = 1_000_000_000)]
    public decimal? Cost { get; init; }
}

/// <summary>What is measured.</summary>
public sealed record Indicator
{
    [Field("指标", MaxLength = 200)]
    public required string Name { get; init; }

    [Field("目标", MaxLength = 200)]
    public required string Target { get; init; }
}

/// <summary>批准评估方案.</summary>
public sealed record EvaluationPlanInput
{
    [Field("评估指标")]
    public required IReadOnlyList<Indicator> Indicators { get; init; }

    [Field(
        "参与评估的方面",
        Help = "人大代表、政协委员、人民团体、基层组织、社会组织。",
        LongText = true,
        MaxLength = 500
    )]
    public required string Participants { get; init; }
}

/// <summary>公布征求意见.</summary>
public sealed record EvaluationNoticeInput
{
    [Field("公布途径")]
    public required string Where { get; init; }
}

/// <summary>Who was heard.</summary>
public sealed record EvaluationHeardInput
{
    public const string Public = "社会公众";

    [Field(
        "听取意见的对象",
        Choices = [
            Public,
            "人大代表、政协委员",
            "人民团体",
            "基层组织",
            "社会组织",
            "执行单位和有关部门",
        ]
    )]
    public required string Whom { get; init; }

    [Field("形式", Choices = ["公开征求意见", "座谈会", "问卷调查", "实地走访", "书面征求意见"])]
    public required string Form { get; init; }

    [Field("主要意见", LongText = true, MaxLength = 3000)]
    public required string Said { get; init; }
}

/// <summary>What an indicator came to.</summary>
public sealed record Measured
{
    [Field("指标", MaxLength = 200)]
    public required string Name { get; init; }

    [Field("目标", MaxLength = 200)]
    public required string Target { get; init; }

    [Field("实际", MaxLength = 200)]
    public required string Found { get; init; }
}

/// <summary>What the evaluation advises.</summary>
public enum EvaluationAdvice
{
    [Display(Name = "继续执行")]
    Keep,

    [Display(Name = "局部调整")]
    AdjustPartly,

    [Display(Name = "重大调整")]
    Adjust,

    [Display(Name = "中止")]
    Suspend,

    [Display(Name = "停止")]
    Stop,
}

/// <summary>评估报告.</summary>
public sealed record EvaluationReportInput
{
    [Field("各项指标")]
    public required IReadOnlyList<Measured> Results { get; init; }

    [Field("评估结论", LongText = true, MaxLength = 3000)]
    public required string Conclusion { get; init; }

    [Field("建议")]
    public required EvaluationAdvice Advice { get; init; }
}

/// <summary>研究处理.</summary>
public sealed record ConsiderationInput
{
    [Field("处理决定")]
    public required EvaluationAdvice Decision { get; init; }

    [Field("处理意见", LongText = true, MaxLength = 2000)]
    public required string Text { get; init; }
}

/// <summary>中止执行, from an evaluation.</summary>
public sealed record EvaluationSuspensionInput
{
    // 第三十五条第一款.
    [Field(
        "情形",
        Choices = ["决策存在问题", "客观情况发生重大变化", "不可抗力等严重影响决策目标实现", "无"]
    )]
    public required string Ground { get; init; }

    [Field("情况紧急")]
    public required bool IsUrgent { get; init; }

    [Field("理由", LongText = true, MaxLength = 1000)]
    public required string Reason { get; init; }
}

/// <summary>What the new decision procedure must know of the decision that is to be adjusted or stopped.</summary>
public sealed record AdjustmentInput
{
    [Field("调整方式", Choices = ["重大调整", "停止执行"])]
    public required string How { get; init; }

    [Field("处理意见", LongText = true, MaxLength = 2000)]
    public required string Text { get; init; }

    [Field(
        "事项类别",
        Choices = ["公共政策和措施", "重要规划", "资源开发保护", "重大公共建设项目", "其他重大事项"]
    )]
    public required string Category { get; init; }

    [Field(
        "决策机关",
        Choices = [
            MajorDecisionFacts.County,
            MajorDecisionFacts.Department,
            MajorDecisionFacts.Township,
        ]
    )]
    public required string DecidedBy { get; init; }

    [Field("涉及职责的部门和下级政府")]
    public IReadOnlyList<Guid> InvolvesUnits { get; init; } = [];

    [Field("直接涉及切身利益或者存在较大分歧")]
    public required bool VitalInterests { get; init; }

    [Field("法律、法规、规章规定应当听证")]
    public required bool HearingRequired { get; init; }

    [Field("应当听证的依据")]
    [RequiredIf(nameof(HearingRequired), "是")]
    public string? HearingLaw { get; init; }

    [Field("专业性、技术性较强")]
    public required bool Technical { get; init; }

    [Field("可能对社会稳定、公共安全等造成不利影响")]
    public required bool RiskPossible { get; init; }

    [Field("涉及市场主体经济活动")]
    public required bool MarketSubjects { get; init; }
}

/// <summary>结果公开.</summary>
public sealed record EvaluationPublishedInput
{
    [Field("公布途径")]
    public required string Where { get; init; }
}
