namespace Fadu.Core.Figures;

/// <summary>How a figure is made of contributions (blocks/figures.md §1).</summary>
public enum Fold
{
    /// <summary>Number of entries on their legal day.</summary>
    Count,

    /// <summary>Sum of a field on its legal day.</summary>
    Sum,

    /// <summary>Number of different values in scope and period; never added over organs or periods.</summary>
    Distinct,

    /// <summary>State at the end of a day: the sum of all signed changes up to it.</summary>
    AsOf,

    /// <summary>Number of different values that hold at the end of a day; never added over organs.</summary>
    AsOfDistinct,

    /// <summary>Numerator over denominator, both over the same scope and period.</summary>
    Ratio,

    /// <summary>Sum of other figures over the same scope and period; it has no contributions of its own.</summary>
    Composed,

    /// <summary>Growth of another figure on the same period last year, in %; a year before of 0 gives no number.</summary>
    Growth,

    /// <summary>Difference of a rate to that of the same period last year, in 百分点; never printed as %.</summary>
    Points,

    /// <summary>The least of another figure over the quarters of the period that are over.</summary>
    LeastQuarter,
}

/// <summary>Another way to compute a figure that a county may choose instead (blocks/figures.md, alternatives); the code and the name stay.</summary>
/// <param name="Key">Kept by the choice; never changes.</param>
/// <param name="Name">What it is called, such as 审结 ÷ 受理.</param>
/// <param name="Definition">The 口径 in Chinese, printed wherever the figure is explained.</param>
public sealed record FigureAlternative(string Key, string Name, string Definition)
{
    /// <summary>For a ratio: what stands above instead.</summary>
    public Figure? Numerator { get; init; }

    /// <summary>For a ratio: what stands below instead.</summary>
    public Figure? Denominator { get; init; }

    /// <summary>For any other figure: what it is the sum of instead.</summary>
    public IReadOnlyList<FigurePart> Parts { get; init; } = [];
}

/// <summary>A figure that another is composed of.</summary>
/// <param name="AtEve">A stock as it stood on the eve of the period: what was carried over.</param>
public sealed record FigurePart(Figure Figure, bool AtEve = false);

/// <summary>
/// A number with its definition (口径). Declared once, as a constant of the area that owns it, and fed where the event is declared.
/// </summary>
/// <param name="Code">The identifier of the catalogue, such as <c>ReconsiderationReceived</c>; it is what contributions carry and never changes.</param>
/// <param name="Name">The catalogue's name, such as 复议.收到.</param>
/// <param name="Unit">Such as 件, 人次, %.</param>
/// <param name="Definition">The 口径 in one or two Chinese sentences: what counts, on which day, what does not.</param>
public sealed record Figure(string Code, string Name, string Unit, Fold Fold, string Definition)
{
    /// <summary>The systems of systems.md or ledgers it is counted from, for the page.</summary>
    public string? CountedFrom { get; init; }

    /// <summary>Dimension names by which it may be split.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    /// <summary>Section of the annual report, A1…A9, B, C, D, E.</summary>
    public string Section { get; init; } = "A9";

    /// <summary>Whether totals from outside may stand in where there are no details (T).</summary>
    public bool AcceptsTotals { get; init; }

    /// <summary>Amounts are kept as integers of 10^-Scale of the unit (hours: 2).</summary>
    public int Scale { get; init; }

    /// <summary>For a composed figure: what it is the sum of.</summary>
    public IReadOnlyList<FigurePart> Parts { get; init; } = [];

    /// <summary>For a ratio: what stands above.</summary>
    public Figure? Numerator { get; init; }

    /// <summary>For a ratio: what stands below.</summary>
    public Figure? Denominator { get; init; }

    /// <summary>For growth, points and the least quarter: of which figure.</summary>
    public Figure? Base { get; init; }

    /// <summary>The other ways to compute it that a county may choose.</summary>
    public IReadOnlyList<FigureAlternative> Alternatives { get; init; } = [];

    /// <summary>The key of the alternative in which this is computed; empty for the definition itself.</summary>
    public string Edition { get; private init; } = "";

    /// <summary>
    /// What will count it one day, such as a procedure that is not there yet. Until then only totals from outside can give it a number: it says 尚无来源, never 0.
    /// </summary>
    public string? Awaits { get; init; }

    /// <summary>The same figure computed in another way; itself where there is no such way.</summary>
    public Figure In(string alternative) =>
        Alternatives.FirstOrDefault(a => a.Key == alternative) is not { } chosen
            ? this
            : this with
            {
                Edition = chosen.Key,
                Definition = chosen.Definition,
                Numerator = chosen.Numerator ?? Numerator,
                Denominator = chosen.Denominator ?? Denominator,
                Parts = chosen.Parts.Count > 0 ? chosen.Parts : Parts,
                Fold = chosen.Parts.Count > 0 ? Fold.Composed : Fold,
            };

    /// <summary>Whether it judges deadlines, so that a day counts only once it is over: what is due today or later is neither kept nor missed.</summary>
    public bool OnlyPassed { get; init; }

    /// <summary>Whether its page shows which parts rose markedly in a month (<see cref="Rises"/>).</summary>
    public bool IsWatched { get; init; }

    /// <summary>Whether it is the state at the end of a day.</summary>
    public bool IsStock => Fold is Fold.AsOf or Fold.AsOfDistinct;

    /// <summary>Whether nothing but totals can ever give it (only): they need no mark of their own.</summary>
    public bool OnlyTotals { get; init; }

    /// <summary>A rate of which only the number itself can be had, from outside: nothing counts what stands above and below.</summary>
    public bool IsOnlyStated => Fold == Fold.Ratio && Numerator is null;

    /// <summary>The name as headings write it, 复议·收到; <see cref="Name"/> is how tokens write it.</summary>
    public string Title => Name.Replace('.', '·');

    /// <summary>The last day of a period that can be asked on a day.</summary>
    public DateOnly LastDay(DateOnly from, DateOnly to, DateOnly today) =>
        IsStock && to > today ? today
        : !OnlyPassed || to < today ? to
        : from < today ? today.AddDays(-1)
        : from;

    /// <summary>For a ratio: what is printed when the denominator is 0, such as 无开庭案件.</summary>
    public string WhenEmpty { get; init; } = "分母为零";
}

/// <summary>What one record adds to a figure.</summary>
/// <param name="Figure">The figure's code.</param>
/// <param name="Organ">For which organ it counts.</param>
/// <param name="Day">On which legal day.</param>
/// <param name="Amount">How much, in units of 10^-Scale.</param>
/// <param name="Dimensions">Canonical <c>名=值;名=值</c> in ordinal order of the names, or empty.</param>
/// <param name="Key">For distinct: the value that is counted once.</param>
public readonly record struct Contribution(
    string Figure,
    Guid Organ,
    DateOnly Day,
    long Amount,
    string Dimensions = "",
    string? Key = null
);
