using Fadu.Core.Figures;

namespace Fadu.Modules;

/// <summary>Makes the figures of one ledger: what they share is said once.</summary>
internal sealed record FigureSet(string CountedFrom, string Section, bool AcceptsTotals = true)
{
    /// <summary>The set for another section of the annual report.</summary>
    public FigureSet In(string section) => this with { Section = section };

    /// <summary>The set for figures that take no totals from outside.</summary>
    public FigureSet Details => this with { AcceptsTotals = false };

    public Figure Count(
        string code,
        string name,
        string unit,
        string definition,
        params string[] dimensions
    ) => Of(code, name, unit, Fold.Count, definition, dimensions);

    public Figure Sum(
        string code,
        string name,
        string unit,
        string definition,
        params string[] dimensions
    ) => Of(code, name, unit, Fold.Sum, definition, dimensions);

    /// <summary>A sum of money, kept in 分.</summary>
    public Figure Money(string code, string name, string definition, params string[] dimensions) =>
        Of(code, name, "元", Fold.Sum, definition, dimensions) with
        {
            Scale = 2,
        };

    public Figure Distinct(
        string code,
        string name,
        string unit,
        string definition,
        params string[] dimensions
    ) => Of(code, name, unit, Fold.Distinct, definition, dimensions);

    public Figure AsOf(
        string code,
        string name,
        string unit,
        string definition,
        params string[] dimensions
    ) => Of(code, name, unit, Fold.AsOf, definition, dimensions);

    public Figure Rate(
        string code,
        string name,
        string definition,
        Figure above,
        Figure below,
        string whenEmpty
    ) =>
        Of(
            code,
            name,
            "%",
            Fold.Ratio,
            definition,
            [.. above.Dimensions.Intersect(below.Dimensions)]
        ) with
        {
            Numerator = above,
            Denominator = below,
            WhenEmpty = whenEmpty,
            OnlyPassed = above.OnlyPassed && below.OnlyPassed,
        };

    private Figure Of(
        string code,
        string name,
        string unit,
        Fold fold,
        string definition,
        string[] dimensions
    ) =>
        new(code, name, unit, fold, definition)
        {
            CountedFrom = CountedFrom,
            Section = Section,
            AcceptsTotals = AcceptsTotals,
            Dimensions = dimensions,
        };
}
