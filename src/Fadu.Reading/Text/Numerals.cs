namespace Fadu.Reading.Text;

/// <summary>Chinese numerals, read and written.</summary>
internal static class Numerals
{
    private const string Digits = "零一二三四五六七八九";

    public static int Digit(char c) =>
        c switch
        {
            '零' or '〇' => 0,
            '一' or '壹' => 1,
            '二' or '两' or '贰' => 2,
            '三' or '叁' => 3,
            '四' or '肆' => 4,
            '五' or '伍' => 5,
            '六' or '陆' => 6,
            '七' or '柒' => 7,
            '八' or '捌' => 8,
            '九' or '玖' => 9,
            _ => -1,
        };

    public static long Power(char c) =>
        c switch
        {
            '十' or '拾' => 10,
            '百' or '佰' => 100,
            '千' or '仟' => 1000,
            '万' => 10_000,
            '亿' => 100_000_000,
            _ => 0,
        };

    // asked of every character of a text: one bit for each that there is
    private static readonly ulong[] Known = Bits();

    public static bool IsNumeral(char c) => (Known[c >> 6] >> (c & 63) & 1) != 0;

    private static ulong[] Bits()
    {
        var bits = new ulong[1024];
        for (var c = 0; c <= char.MaxValue; c++)
        {
            if (Digit((char)c) >= 0 || Power((char)c) > 0)
            {
                bits[c >> 6] |= 1UL << (c & 63);
            }
        }
        return bits;
    }

    /// <summary>Reads 三百二十一, 二〇二五, 十二, 一万二千; null when the characters make no number.</summary>
    public static long? Parse(ReadOnlySpan<char> s)
    {
        if (s.Length is 0 or > 18)
        {
            return null;
        }
        var anyPower = false;
        foreach (var c in s)
        {
            if (!IsNumeral(c))
            {
                return null;
            }
            anyPower |= Power(c) > 0;
        }
        if (!anyPower)
        {
            long plain = 0;
            foreach (var c in s)
            {
                plain = plain * 10 + Digit(c);
            }
            return plain;
        }
        long total = 0;
        long section = 0;
        long digit = -1;
        foreach (var c in s)
        {
            var d = Digit(c);
            if (d >= 0)
            {
                if (digit > 0)
                {
                    return null;
                }
                digit = d;
                continue;
            }
            var p = Power(c);
            if (p >= 10_000)
            {
                section += Math.Max(digit, 0);
                total = (total + Math.Max(section, total == 0 ? 1 : section)) * p;
                if (total is < 0 or > 1_000_000_000_000_000)
                {
                    return null;
                }
                section = 0;
            }
            else
            {
                section += (digit < 0 ? 1 : digit) * p;
            }
            digit = -1;
        }
        return total + section + Math.Max(digit, 0);
    }

    /// <summary>Writes 1…9999 as 一…九千九百九十九, as headings count.</summary>
    public static string ToChinese(int n)
    {
        if (n is < 1 or > 9999)
        {
            return n.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        var result = "";
        var zero = false;
        foreach (var (unit, name) in new[] { (1000, "千"), (100, "百"), (10, "十"), (1, "") })
        {
            var d = n / unit % 10;
            if (d == 0)
            {
                zero = result.Length > 0;
                continue;
            }
            result +=
                (zero ? "零" : "")
                + (d == 1 && unit == 10 && result.Length == 0 ? "" : Digits[d].ToString())
                + name;
            zero = false;
        }
        return result;
    }
}
