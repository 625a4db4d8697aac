using Fadu.Core.Figures;

namespace Fadu.Core.Plans.Rectification;

/// <summary>How problems count into a figure; declared as a static field where the figure is.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="When">Which problems, as they stand.</param>
/// <param name="By">The day; no day, no count.</param>
/// <param name="Dimensions">By what it may be split.</param>
public sealed record ProblemRule(
    Figure Figure,
    Func<RectificationItem, bool> When,
    Func<RectificationItem, DateOnly?> By,
    Func<RectificationItem, IEnumerable<(string Name, string? Value)>>? Dimensions = null
);

/// <summary>All rules by which problems count.</summary>
public sealed class ProblemRules(ModelAssemblies assemblies)
{
    /// <summary>The rules, in the order of their figures' codes.</summary>
    public IReadOnlyList<ProblemRule> All { get; } =
    [.. assemblies.Declared<ProblemRule>().OrderBy(r => r.Figure.Code, StringComparer.Ordinal)];

    /// <summary>What a problem counts as it stands; one whose entry was withdrawn counts nowhere.</summary>
    public IReadOnlyList<Contribution> ContributionsOf(RectificationItem problem) =>
        problem.Outcome == ProblemOutcome.Withdrawn
            ? []
            :
            [
                .. All.Where(r => r.When(problem) && r.By(problem) is not null)
                    .Select(r => new Contribution(
                        r.Figure.Code,
                        problem.OrganId,
                        r.By(problem)!.Value,
                        1,
                        r.Dimensions is null
                            ? ""
                            : DimensionText.Write(
                                r.Dimensions(problem)
                                    .Select(d => KeyValuePair.Create(d.Name, d.Value))
                            )
                    )),
            ];
}
