using System.Globalization;
using System.Text;

namespace Fadu.Writing.Sheets;

/// <summary>What people type into cells, as values.</summary>
public static class CellText
{
    private static readonly string[] DayFormats =
    [
        "yyyy-M-d",
        "yyyy/M/d",
        "yyyy.M.d",
        "yyyy年M月d日",
        "yyyyMMdd",
        "yyyy-M-d H:mm:ss",
        "yyyy/M/d H:mm:ss",
        "yyyy/M/d H:mm",
    ];

    /// <summary>
    /// Full-width letters, digits and spaces become half-width ones, invisible characters and outer white space go. Full-width
    /// signs of numbers change only where all the rest is a number, as in １２．５％; other punctuation stays.
    /// </summary>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder? changed = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var n = c switch
            {
                (>= '０' and <= '９') or (>= 'Ａ' and <= 'Ｚ') or (>= 'ａ' and <= 'ｚ') => (char)(
                    c - 0xFEE0
                ),
                '\u3000' or '\u00A0' or '\u2007' or '\u202F' => ' ',
                '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' => '\0',
                _ => c,
            };
            if (n != c && changed is null)
            {
                changed = new StringBuilder(text, 0, i, text.Length);
            }
            if (n != '\0' || c == '\0')
            {
                changed?.Append(n);
            }
        }
        var result = (changed?.ToString() ?? text).Trim();
        return
            result.AsSpan().IndexOfAny("．％－＋，") >= 0
            && result.All(c =>
                char.IsAsciiDigit(c) || "．％－＋，.%-+,".Contains(c, StringComparison.Ordinal)
            )
            ? result
                .Replace('．', '.')
                .Replace('％', '%')
                .Replace('－', '-')
                .Replace('＋', '+')
                .Replace('，', ',')
            : result;
    }

    /// <summary>A whole number, also with thousands separators (1,234).</summary>
    public static bool TryInteger(string text, out long value) =>
        long.TryParse(
            Ungroup(text),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out value
        );

    /// <summary>A number, also with thousands separators; 12.5% is 0.125.</summary>
    public static bool TryDecimal(string text, out decimal value)
    {
        var number = Ungroup(text);
        var percent = number.EndsWith('%');
        var parsed = decimal.TryParse(
            percent ? number[..^1] : number,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out value
        );
        value = percent ? value / 100 : value;
        return parsed;
    }

    /// <summary>A day as 2026-01-05, 2026/1/5, 2026.1.5, 2026年1月5日 or 20260105; a time of day behind it is left out.</summary>
    public static bool TryDate(string text, out DateOnly value)
    {
        var parsed = DateTime.TryParseExact(
            Normalize(text),
            DayFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var moment
        );
        value = parsed ? DateOnly.FromDateTime(moment) : default;
        return parsed;
    }

    // Only whole groups of three: 1,23 is a slip, not 123
    private static string Ungroup(string text)
    {
        var number = Normalize(text);
        if (!number.Contains(',', StringComparison.Ordinal))
        {
            return number;
        }
        var whole = number.Split('.', 2)[0].TrimStart('-', '+').TrimEnd('%');
        var groups = whole.Split(',');
        return groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3)
            ? number.Replace(",", "", StringComparison.Ordinal)
            : number;
    }
}
