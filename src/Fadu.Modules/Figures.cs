using Fadu.Core.Figures;

namespace Fadu.Modules;

/// <summary>Short ways to declare the figures of an area.</summary>
internal static class Declare
{
    /// <summary>A figure of contributions.</summary>
    public static Figure Figure(
        string code,
        string name,
        string unit,
        Fold fold,
        string section,
        string from,
        string definition,
        bool totals = true,
        params string[] by
    ) =>
        new(code, name, unit, fold, definition)
        {
            CountedFrom = from,
            Section = section,
            AcceptsTotals = totals,
            Dimensions = by,
        };

    /// <summary>A rate.</summary>
    public static Figure Rate(
        string code,
        string name,
        string section,
        Figure above,
        Figure below,
        string whenEmpty,
        string definition,
        bool totals = true,
        bool onlyPassed = false,
        string unit = "%"
    ) =>
        new(code, name, unit, Fold.Ratio, definition)
        {
            CountedFrom = below.CountedFrom,
            Section = section,
            AcceptsTotals = totals,
            Numerator = above,
            Denominator = below,
            WhenEmpty = whenEmpty,
            OnlyPassed = onlyPassed,
            Dimensions = [.. above.Dimensions.Intersect(below.Dimensions)],
        };
}
