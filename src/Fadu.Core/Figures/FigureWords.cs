using System.Globalization;

namespace Fadu.Core.Figures;

/// <summary>How a number is worded in a text.</summary>
public enum Wording
{
    /// <summary>17, 97.47%, 54321.5</summary>
    Exact,

    /// <summary>余: cut to the leading two digits, only above 100, never rounded up (3127 → 3100余).</summary>
    More,

    /// <summary>余, cut to the leading digit (3127 → 3000余).</summary>
    RoughlyMore,

    /// <summary>万, with up to two decimals, cut off (549127 → 54.91万).</summary>
    TenThousands,

    /// <summary>以上: a rate cut to whole per cent (97.47 → 97%以上).</summary>
    AtLeast,
}

/// <summary>Rounding and wording (two decimals, half up).</summary>
public static class FigureWords
{
    /// <summary>The value in words, without a unit except %.</summary>
    /// <param name="digits">Decimals, 0 to 2.</param>
    public static string Say(FigureValue value, Wording wording = Wording.Exact, int digits = 2)
    {
        if (value.Number is not { } number)
        {
            return "—";
        }
        if (value.Figure.Unit == "%")
        {
            return wording == Wording.AtLeast
                ? string.Create(CultureInfo.InvariantCulture, $"{decimal.Floor(number)}%以上")
                : Percent(number, digits);
        }
        return wording switch
        {
            Wording.More => More(number, 2),
            Wording.RoughlyMore => More(number, 1),
            Wording.TenThousands when Math.Abs(number) >= 10_000 => Short(
                decimal.Truncate(number / 100) / 100,
                2
            ) + "万",
            _ => Short(number, value.Figure.Unit == "倍" ? Math.Min(digits, 1) : digits),
        };
    }

    /// <summary>
    /// A rate in per cent, half up. What is not exactly 0 or 100 is never printed as 0% or 100%: near 100 with one more decimal where two were asked, else cut off; near 0 with as
    /// many decimals as it takes.
    /// </summary>
    public static string Percent(decimal number, int digits = 2)
    {
        var rounded = Round(number, digits);
        if (rounded == 100 && number != 100)
        {
            var finer = digits == 2 ? Round(number, 3) : rounded;
            // Cut off on the side on which it lies.
            rounded =
                finer != 100 ? finer
                : number < 100 ? 100 - Step(digits)
                : 100 + Step(digits);
        }
        for (var finer = digits + 1; rounded == 0 && number != 0 && finer <= 12; finer++)
        {
            rounded = Round(number, finer);
        }
        return Short(rounded, 12) + "%";
    }

    /// <summary>The growth on the same period last year: 增长 12.5%, 下降 3%, 持平; no number where last year had none.</summary>
    public static string Growth(FigureValue now, FigureValue before)
    {
        if (now.Number is not { } a || before.Number is not { } b)
        {
            return "无从比较";
        }
        if (a == b)
        {
            return "与上年持平";
        }
        var word = a > b ? "增长" : "下降";
        // The difference of two rates is in percentage points and never printed as a per cent.
        return now.Figure.Unit == "%"
                ? $"{(a > b ? "上升" : "下降")}{Short(Round(Math.Abs(a - b), 2), 2)}个百分点"
            : b == 0 ? "上年为0"
            : $"{word}{Percent(Math.Abs(a - b) / Math.Abs(b) * 100)}";
    }

    private static string More(decimal number, int digits)
    {
        if (number <= 100)
        {
            return Short(number, 2);
        }
        var unit = 1m;
        while (number / unit >= (digits == 1 ? 10 : 100))
        {
            unit *= 10;
        }
        var cut = decimal.Truncate(number / unit) * unit;
        // Exactly 3100 is not "more than 3100".
        return cut == number ? Short(number, 2) : Short(cut, 0) + "余";
    }

    private static decimal Round(decimal number, int digits) =>
        Math.Round(number, digits, MidpointRounding.AwayFromZero);

    private static decimal Step(int digits) =>
        digits switch
        {
            0 => 1m,
            1 => 0.1m,
            _ => 0.01m,
        };

    private static string Short(decimal number, int digits) =>
        Round(number, digits)
            .ToString("0." + new string('#', Math.Max(digits, 1)), CultureInfo.InvariantCulture);
}
