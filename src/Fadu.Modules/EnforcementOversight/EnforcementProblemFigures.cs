using Fadu.Core.Figures;
using Fadu.Core.Plans.Rectification;

namespace Fadu.Modules.EnforcementOversight;

/// <summary>监督 figures of problems in enforcement (S060, S100), counted from the one list of what is to be mended.</summary>
public static class EnforcementProblemFigures
{
    private static readonly FigureSet Set = new("问题整改", "A4");

    public static readonly Figure Found = Set.Count(
        "EnforcementProblems",
        "监督.问题",
        "个",
        "行政执法专项整治发现的问题数，按发现日期计；一个问题涉及几个单位的，只计在责任单位名下。",
        "类别"
    );

    public static readonly Figure ToMend = Set.Details.Count(
        "EnforcementProblemsToMend",
        "监督.应整改问题",
        "个",
        "行政执法专项整治发现的问题，减去不属实和转其他途径的，按发现日期计。",
        "类别"
    );

    public static readonly Figure Mended = Set.Details.Count(
        "EnforcementProblemsMended",
        "监督.已整改问题",
        "个",
        "期间内发现的问题中，已经核验、以整改完成销号的，按发现日期计，状态到数据截止日。",
        "类别"
    );

    public static readonly Figure FixedRate = Set.Details.Rate(
        "EnforcementProblemsFixedRate",
        "监督.问题整改率",
        "期间内发现的问题，整改完成的除以应整改的；分子按数据截止日的状态。",
        Mended,
        ToMend,
        "期间内没有应整改的问题"
    );

    public static readonly Figure EnterpriseFixed = Set.Count(
        "EnterpriseProblemsFixed",
        "监督.涉企问题整改",
        "条",
        "涉企执法问题中以整改完成销号的条数，按销号日期计。"
    );

    public static readonly ProblemRule OfFound = new(
        Found,
        IsCampaign,
        p => p.FoundOn,
        p => [("类别", p.Category)]
    );

    public static readonly ProblemRule OfToMend = new(
        ToMend,
        p =>
            IsCampaign(p)
            && p.Outcome is not (ProblemOutcome.Unfounded or ProblemOutcome.Elsewhere),
        p => p.FoundOn,
        p => [("类别", p.Category)]
    );

    public static readonly ProblemRule OfMended = new(
        Mended,
        p => IsCampaign(p) && p.Outcome == ProblemOutcome.Mended,
        p => p.FoundOn,
        p => [("类别", p.Category)]
    );

    public static readonly ProblemRule OfEnterprise = new(
        EnterpriseFixed,
        p =>
            (p.EnterpriseRelated || p.Source == ProblemSource.EnterpriseEnforcement)
            && p.Outcome == ProblemOutcome.Mended,
        p => p.ClosedOn
    );

    private static bool IsCampaign(RectificationItem p) =>
        p.Source == ProblemSource.EnforcementCampaign;
}
