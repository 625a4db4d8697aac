namespace Fadu.Core.Figures;

/// <summary>How much it weighs that a relation between figures does not hold (blocks/figures.md).</summary>
public enum RelationKind
{
    /// <summary>It cannot be otherwise: an error.</summary>
    Must,

    /// <summary>It is rarely otherwise: a warning in the check of a report.</summary>
    Expect,

    /// <summary>Good to know; shown only.</summary>
    Hint,
}

/// <summary>How the two sides of a relation stand to each other.</summary>
public enum RelationSign
{
    AtMost,
    Equal,
    AtLeast,
}

/// <summary>One term of a relation: a figure, a slice of it, or a plain number.</summary>
public sealed record FigureTerm
{
    public Figure? Figure { get; private init; }

    /// <summary>Only this slice; canonical.</summary>
    public string Dimensions { get; init; } = "";

    /// <summary>A stock as it stood on the eve of the period.</summary>
    public bool AtEve { get; init; }

    /// <summary>The sum of all parts of the figure by this dimension.</summary>
    public string? SumOver { get; init; }

    /// <summary>A number that stands there itself.</summary>
    public decimal? Plain { get; private init; }

    /// <summary>In words, such as 复议.受理（期初）.</summary>
    public string Words =>
        Plain is { } number
            ? number.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)
            : (SumOver is null ? "" : $"各{SumOver}之和·")
                + Figure!.Name
                + (Dimensions.Length == 0 ? "" : $"〔{Dimensions}〕")
                + (AtEve ? "（期初）" : "");

    public static implicit operator FigureTerm(Figure figure) => new() { Figure = figure };

    public static implicit operator FigureTerm(decimal number) => new() { Plain = number };

    /// <summary>A slice of a figure.</summary>
    public static FigureTerm Slice(Figure figure, string dimensions) =>
        new() { Figure = figure, Dimensions = dimensions };

    /// <summary>A stock at the start of the period.</summary>
    public static FigureTerm Eve(Figure figure) => new() { Figure = figure, AtEve = true };

    /// <summary>All parts of a figure together.</summary>
    public static FigureTerm Parts(Figure figure, string dimension) =>
        new() { Figure = figure, SumOver = dimension };
}

/// <summary>A relation between figures of one scope and period, declared beside them.</summary>
/// <param name="Why">In one sentence why it is so, and what to look at when it is not.</param>
public sealed record FigureRelation(
    RelationKind Kind,
    IReadOnlyList<FigureTerm> Left,
    RelationSign Sign,
    IReadOnlyList<FigureTerm> Right,
    string Why
)
{
    /// <summary>Looked at for each value of this dimension by itself, such as each 批次.</summary>
    public string? Per { get; init; }

    /// <summary>In words, such as 复议.审结 ≤ 复议.受理 + 复议.期末未结（期初）.</summary>
    public string Words =>
        string.Join(" + ", Left.Select(t => t.Words))
        + Sign switch
        {
            RelationSign.AtMost => " ≤ ",
            RelationSign.AtLeast => " ≥ ",
            _ => " = ",
        }
        + string.Join(" + ", Right.Select(t => t.Words));

    /// <summary>Whether it is about this figure.</summary>
    public bool IsAbout(Figure figure) =>
        Left.Concat(Right).Any(t => t.Figure?.Code == figure.Code);

    public static FigureRelation Must(
        IReadOnlyList<FigureTerm> left,
        RelationSign sign,
        IReadOnlyList<FigureTerm> right,
        string why
    ) => new(RelationKind.Must, left, sign, right, why);

    public static FigureRelation Expect(
        IReadOnlyList<FigureTerm> left,
        RelationSign sign,
        IReadOnlyList<FigureTerm> right,
        string why
    ) => new(RelationKind.Expect, left, sign, right, why);

    public static FigureRelation Hint(
        IReadOnlyList<FigureTerm> left,
        RelationSign sign,
        IReadOnlyList<FigureTerm> right,
        string why
    ) => new(RelationKind.Hint, left, sign, right, why);

    /// <summary>The whole is the sum of its parts by a dimension.</summary>
    public static FigureRelation SumOfParts(Figure figure, string dimension, string? per = null) =>
        new(
            RelationKind.Must,
            [figure],
            RelationSign.Equal,
            [FigureTerm.Parts(figure, dimension)],
            $"总数等于按{dimension}分列的各部分之和；不等的，总数或者某一部分有误。"
        )
        {
            Per = per,
        };
}

/// <summary>The relations of an area, as a <c>static readonly</c> field.</summary>
public sealed record RelationSet(IReadOnlyList<FigureRelation> All);

/// <summary>What a relation came to.</summary>
public enum RelationVerdict
{
    Holds,
    Fails,

    /// <summary>A side has no number.</summary>
    Undecided,
}

/// <summary>A relation looked at for one scope and period.</summary>
/// <param name="Words">The relation, with the slice where it is looked at slice by slice.</param>
/// <param name="Numbers">The numbers of both sides, such as 173 ≠ 1 + 12 + 161.</param>
public sealed record RelationOutcome(
    RelationKind Kind,
    string Words,
    RelationVerdict Verdict,
    string Numbers,
    string Why,
    IReadOnlyList<string> Figures
);

/// <summary>What can be said of a rate that a source states, without knowing all of its parts. Pure.</summary>
public static class StatedRates
{
    /// <summary>How many decimals a stated number has.</summary>
    public static int DigitsOf(decimal stated)
    {
        var digits = 0;
        for (var rest = stated; digits < 4 && rest != decimal.Truncate(rest); rest *= 10)
        {
            digits++;
        }
        return digits;
    }

    /// <summary>Whether a stated percentage is the exact one, rounded half up or cut off to its decimals.</summary>
    public static bool Fits(decimal stated, decimal exact)
    {
        var step = 1 / Folds.Power(DigitsOf(stated));
        return decimal.Round(exact, DigitsOf(stated), MidpointRounding.AwayFromZero) == stated
            || (exact >= stated && exact < stated + step);
    }

    /// <summary>Whether some whole numerator over the denominator gives the stated percentage.</summary>
    public static bool IsAttainable(decimal stated, long denominator)
    {
        if (denominator <= 0)
        {
            return false;
        }
        var near = (long)decimal.Floor(stated * denominator / 100);
        for (var k = near - 1; k <= near + 2; k++)
        {
            if (k >= 0 && Fits(stated, 100m * k / denominator))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The whole denominators up to a bound under which the numerator gives the stated percentage.</summary>
    public static IReadOnlySet<long> Denominators(
        decimal stated,
        long numerator,
        long bound = 1_000_000
    )
    {
        var found = new HashSet<long>();
        if (stated <= 0 || numerator <= 0)
        {
            return found;
        }
        var step = 1 / Folds.Power(DigitsOf(stated));
        var low = (long)decimal.Floor(100m * numerator / (stated + step));
        var high = (long)decimal.Ceiling(100m * numerator / Math.Max(stated - step, 0.0001m));
        for (var d = Math.Max(low, 1); d <= Math.Min(high, bound); d++)
        {
            if (Fits(stated, 100m * numerator / d))
            {
                found.Add(d);
            }
        }
        return found;
    }
}
