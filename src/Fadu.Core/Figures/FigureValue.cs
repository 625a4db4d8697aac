using System.Globalization;

namespace Fadu.Core.Figures;

/// <summary>What a figure came to.</summary>
/// <param name="Amount">In units of 10^-Scale; for a ratio the numerator.</param>
/// <param name="Denominator">Only for a ratio.</param>
public sealed record FigureValue(Figure Figure, long Amount, long? Denominator = null)
{
    /// <summary>False for a ratio over nothing.</summary>
    public bool HasNumber => Denominator != 0;

    /// <summary>The exact number in the figure's unit (a percentage for a ratio in %); null over nothing.</summary>
    public decimal? Number =>
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
        Denominator is { } d
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
        Denominator switch
        {
            null => null,
            0 => Figure.WhenEmpty,
            _ => Exact,
        };

    private int ScaleAbove => Figure.Numerator?.Scale ?? 0;

    private int ScaleBelow => Figure.Denominator?.Scale ?? 0;

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
