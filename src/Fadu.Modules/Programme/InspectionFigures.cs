using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Core.Plans.Rectification;

namespace Fadu.Modules.Programme;

/// <summary>督察, as in the catalogue: what problems were found and mended.</summary>
public static class InspectionFigures
{
    public static readonly Figure Findings = new(
        "InspectionFindings",
        "督察.问题",
        "个",
        Fold.Sum,
        "中央或上级法治督察、本级法治督察发现的问题数，按发现日期计；一个问题涉及几个单位的，只计在责任单位名下。"
    )
    {
        CountedFrom = "问题整改",
        Dimensions = ["来源"],
        Section = "B",
    };

    public static readonly Figure ToMend = new(
        "InspectionFindingsToMend",
        "督察.应整改",
        "个",
        Fold.Sum,
        "督察发现的问题，减去不属实和转其他途径的，按发现日期计。"
    )
    {
        CountedFrom = "问题整改",
        Dimensions = ["来源"],
    };

    public static readonly Figure Mended = new(
        "InspectionFindingsMended",
        "督察.整改完成",
        "个",
        Fold.Sum,
        "期间内发现的问题中，已经核验、以整改完成销号的，按发现日期计；长期坚持的不计。"
    )
    {
        CountedFrom = "问题整改",
        Dimensions = ["来源"],
    };

    public static readonly Figure FixedRate = new(
        "InspectionFixedRate",
        "督察.整改率",
        "%",
        Fold.Ratio,
        "期间内发现的问题，整改完成的除以应整改的；分子按数据截止日的状态。"
    )
    {
        Numerator = Mended,
        Denominator = ToMend,
        WhenEmpty = "期间内没有应整改的问题",
        Dimensions = ["来源"],
    };

    // A problem counts in the period in which it was found, with its state as at the data day.
    public static readonly ProblemRule OfFindings = new(
        Findings,
        IsInspection,
        p => p.FoundOn,
        Source
    );

    public static readonly ProblemRule OfToMend = new(
        ToMend,
        p =>
            IsInspection(p)
            && p.Outcome is not (ProblemOutcome.Unfounded or ProblemOutcome.Elsewhere),
        p => p.FoundOn,
        Source
    );

    public static readonly ProblemRule OfMended = new(
        Mended,
        p => IsInspection(p) && p.Outcome == ProblemOutcome.Mended,
        p => p.FoundOn,
        Source
    );

    private static bool IsInspection(RectificationItem p) =>
        p.Source is ProblemSource.HigherInspection or ProblemSource.OwnInspection;

    private static IEnumerable<(string, string?)> Source(RectificationItem p) =>
        [("来源", p.Source.DisplayName())];
}
