using Fadu.Core.Figures;

namespace Fadu.Modules.Decisions;

/// <summary>决策 figures that the procedure counts.</summary>
public static class DecisionFigures
{
    private static readonly FigureSet Set = new("重大行政决策程序", "A3", false);
    private static readonly FigureSet After = new("重大行政决策后评估", "A3", false);

    public static readonly Figure Initiated = Set.Count(
        "DecisionsInitiated",
        "决策.启动",
        "件",
        "决定启动重大行政决策程序的件数，按决定启动日计；列入年度目录的另列。",
        "目录",
        "类别"
    );

    public static readonly Figure Made = Set.Count(
        "DecisionsMade",
        "决策.作出",
        "件",
        "集体讨论决定的件数，按决定日期计；暂缓和再次讨论的不计。",
        "结果"
    );

    public static readonly Figure StepsRequired = Set.Sum(
        "DecisionStepsRequired",
        "决策.应履行程序",
        "次",
        "作出的决策依法应当履行的环节数，按决定日期计。",
        "环节"
    );

    public static readonly Figure StepsTaken = Set.Sum(
        "DecisionStepsTaken",
        "决策.已履行程序",
        "次",
        "作出的决策应当履行并且已经履行的环节数，按决定日期计。",
        "环节"
    );

    public static readonly Figure StepRate = Set.Rate(
        "DecisionStepRate",
        "决策.程序履行率",
        "应当履行的环节中已经履行的所占比例，按决定日期计；合法性审查和集体讨论应为百分之百。",
        StepsTaken,
        StepsRequired,
        "期间内没有作出决策"
    );

    public static readonly Figure Hearings = Set.Count(
        "DecisionHearings",
        "决策.听证会",
        "场",
        "举行的听证会场数，按举行日期计。"
    );

    public static readonly Figure Comments = Set.Sum(
        "DecisionComments",
        "决策.公众意见",
        "条",
        "归纳研究的公众意见条数，按归纳研究完成日计；相同的意见按条数计。",
        "采纳"
    );

    public static readonly Figure CommentsAdopted = Set.Sum(
        "DecisionCommentsAdopted",
        "决策.采纳公众意见",
        "条",
        "采纳和部分采纳的公众意见条数，按归纳研究完成日计。",
        "采纳"
    );

    public static readonly Figure CommentAdoptionRate = Set.Rate(
        "DecisionCommentAdoptionRate",
        "决策.公众意见采纳率",
        "归纳研究的公众意见中采纳和部分采纳的所占比例。",
        CommentsAdopted,
        Comments,
        "期间内没有归纳研究的公众意见"
    );

    public static readonly Figure Evaluations = After.Count(
        "DecisionEvaluations",
        "决策.后评估",
        "件",
        "提交的决策后评估报告件数，按报告日计。",
        "建议"
    );

    public static readonly Figure Adjusted = (After with { Section = "B" }).Count(
        "DecisionsAdjusted",
        "决策.调整中止",
        "件",
        "决定调整、停止、中止执行的件数，按决定日期计。",
        "种类"
    );
}
