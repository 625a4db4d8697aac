using System.Globalization;

namespace Fadu.Core.Figures;

/// <summary>What a figure came to: counted by Fadu, given from outside, or why there is no number.</summary>
/// <param name="Amount">In units of 10^-Scale; for a ratio the numerator.</param>
/// <param name="Denominator">Only for a ratio.</param>
public sealed record FigureValue(Figure Figure, long Amount, long? Denominator = null)
{
    /// <summary>A rate as a source outside gave it, in the figure's unit; it is shown where Fadu has not both counts itself.</summary>
    public decimal? Stated { get; init; }

    /// <summary>What the source gave as the denominator of a stated rate.</summary>
    public decimal? StatedOf { get; init; }

    /// <summary>How much of the amount comes from totals given from outside, in units of 10^-Scale.</summary>
    public long Outside { get; init; }

    /// <summary>Why there is no number although nothing is divided by 0: 尚无来源, 不可拆分; null where there is one.</summary>
    public string? Missing { get; init; }

    /// <summary>Why there is no number; null where there is one.</summary>
    public string? Why =>
        HasNumber ? null
        : Missing is not null ? Missing
        : Figure.Fold == Fold.Growth ? "上年为0"
        : Figure.WhenEmpty;

    /// <summary>False for a ratio over nothing and where nothing can tell.</summary>
    public bool HasNumber => Missing is null && (Stated is not null || Denominator != 0);

    /// <summary>The exact number in the figure's unit (a percentage for a ratio in %); null over nothing.</summary>
    public decimal? Number => Missing is not null ? null : Stated ?? Counted;

    private decimal? Counted =>
        Denominator switch
        {
            null => Amount / Power(Figure.Scale),
            0 => null,
            { } d => Math.Round((decimal)Amount / Power(ScaleAbove), 12) is var a
                ? a / ((decimal)d / Power(ScaleBelow)) * (Figure.Unit == "%" ? 100 : 1)
                : null,
        };

    /// <summary>The exact value in invariant notation, as files and seals keep it: <c>117</c>, <c>12.50</c>, <c>15/16</c>.</summary>
    public string Exact =>
        Missing is not null ? "0/0"
        : Stated is { } stated ? stated.ToString("0.####", CultureInfo.InvariantCulture)
        : Denominator is { } d
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{Plain(Amount, ScaleAbove)}/{Plain(d, ScaleBelow)}"
            )
        : Plain(Amount, Figure.Scale);

    /// <summary>As the pages print it, with % but without another unit; "—" for a ratio over nothing.</summary>
    public string Text => FigureWords.Say(this);

    /// <summary>With its unit: 117件, 93.75%.</summary>
    public string TextWithUnit => !HasNumber || Figure.Unit == "%" ? Text : Text + Figure.Unit;

    /// <summary>What stands behind a ratio (<c>15/16</c>), or why it has no number (无开庭案件); null for other figures.</summary>
    public string? Basis =>
        Missing is not null ? Missing
        : Stated is not null
            ? StatedOf is { } of
                    ? $"外部数据，分母 {of.ToString("0.####", CultureInfo.InvariantCulture)}"
                : "外部数据，来源未给分母"
        : Outside != 0 && !Figure.OnlyTotals ? OutsideBasis()
        : CountedBasis;

    private string OutsideBasis() =>
        (CountedBasis is { } basis ? basis + "，" : "")
        + (
            Outside == Amount && Denominator is null
                ? "外部数据"
                : $"其中外部数据 {Plain(Outside, Denominator is null ? Figure.Scale : ScaleAbove)}"
        );

    private string? CountedBasis =>
        Denominator switch
        {
            null => null,
            0 => Figure.Fold == Fold.Growth ? "上年为0" : Figure.WhenEmpty,
            _ => Exact,
        };

    private int ScaleAbove => (Figure.Numerator ?? Figure.Base)?.Scale ?? 0;

    private int ScaleBelow => (Figure.Denominator ?? Figure.Base)?.Scale ?? 0;

    private static decimal Power(int scale)
    {
        var power = 1m;
        for (; scale > 0; scale--)
        {
            power *= 10;
        }
        return power;
    }

    private static string Plain(long amount, int scale) =>
        (amount / Power(scale)).ToString(
            "F" + scale.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );
}
