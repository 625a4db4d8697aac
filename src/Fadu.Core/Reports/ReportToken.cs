using System.Globalization;
using System.Text.RegularExpressions;
using Fadu.Core.Figures;

namespace Fadu.Core.Reports;

/// <summary>
/// A figure bound into a text: <c>{{普法.场次}}</c>, or with options <c>{{普法.场次|organ=县司法局|period=2025-03|words=余|场所=学校}}</c>.
/// </summary>
public sealed record ReportToken
{
    /// <summary>As it stands in the text, with its braces.</summary>
    public required string Raw { get; init; }

    /// <summary>Name or code of the figure.</summary>
    public required string Name { get; init; }

    /// <summary>Whose records: 汇总, 本级, 本机关 or an organ; empty for what is usual (see <see cref="TokenResolver"/>).</summary>
    public string Organ { get; init; } = "";

    /// <summary>2025, 2025-03, 2025Q1, 2025H1, 上年, or two days with two dots between; empty for the report's year.</summary>
    public string Period { get; init; } = "";

    public Wording Wording { get; init; }

    /// <summary>Decimals, 0 to 2.</summary>
    public int Digits { get; init; } = 2;

    /// <summary>Whether the unit follows the number.</summary>
    public bool WithUnit { get; init; } = true;

    /// <summary>Whether the growth on the same period last year is said instead of the number.</summary>
    public bool IsGrowth { get; init; }

    /// <summary>Canonical dimensions.</summary>
    public string Dimensions { get; init; } = "";

    /// <summary>What is wrong with the way it is written; null if nothing.</summary>
    public string? Problem { get; init; }
}

/// <summary>A piece of a text: plain, or a token.</summary>
/// <param name="Text">The plain text; for a token its raw form.</param>
public sealed record TextPiece(string Text, ReportToken? Token);

/// <summary>Reads tokens out of a text.</summary>
public static partial class ReportTokens
{
    /// <summary>Cuts a text into plain pieces and tokens; joined again they are the text.</summary>
    public static IReadOnlyList<TextPiece> Cut(string text)
    {
        var pieces = new List<TextPiece>();
        var at = 0;
        foreach (Match match in Braces().Matches(text))
        {
            if (match.Index > at)
            {
                pieces.Add(new TextPiece(text[at..match.Index], null));
            }
            pieces.Add(new TextPiece(match.Value, Read(match.Value)));
            at = match.Index + match.Length;
        }
        if (at < text.Length)
        {
            pieces.Add(new TextPiece(text[at..], null));
        }
        return pieces;
    }

    /// <summary>Reads one token.</summary>
    public static ReportToken Read(string raw)
    {
        var parts = raw.Trim('{', '}').Split('|').Select(p => p.Trim()).ToList();
        var token = new ReportToken { Raw = raw, Name = parts[0] };
        var dimensions = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var part in parts.Skip(1))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                return token with { Problem = $"“{part}”不是“名=值”的写法" };
            }
            var (name, value) = (part[..at].Trim(), part[(at + 1)..].Trim());
            switch (name)
            {
                case "organ" or "范围":
                    token = token with { Organ = value };
                    break;
                case "period" or "期间":
                    token = token with { Period = value };
                    break;
                case "words" or "写法":
                    Wording? wording = value switch
                    {
                        "" or "原数" or "exact" => Wording.Exact,
                        "余" => Wording.More,
                        "余1" => Wording.RoughlyMore,
                        "万" => Wording.TenThousands,
                        "以上" => Wording.AtLeast,
                        _ => null,
                    };
                    if (wording is null && value != "增长")
                    {
                        return token with
                        {
                            Problem = $"不认识的写法“{value}”，可用：余、余1、万、以上、增长",
                        };
                    }
                    token = token with
                    {
                        Wording = wording ?? Wording.Exact,
                        IsGrowth = value == "增长",
                    };
                    break;
                case "digits" or "小数":
                    if (value is not ("0" or "1" or "2"))
                    {
                        return token with { Problem = $"小数位数只能是0、1、2，不能是“{value}”" };
                    }
                    token = token with { Digits = value[0] - '0' };
                    break;
                case "unit" or "单位":
                    token = token with { WithUnit = value is not ("no" or "无" or "不写") };
                    break;
                default:
                    dimensions[name] = value;
                    break;
            }
        }
        return token with { Dimensions = DimensionText.Write(dimensions) };
    }

    /// <summary>The days of a period as tokens write it; null where it is not understood.</summary>
    public static (DateOnly From, DateOnly To)? ReadPeriod(string text, int year)
    {
        if (text.Length == 0)
        {
            return Months(year, 1, 12);
        }
        if (text is "上年" or "last")
        {
            return Months(year - 1, 1, 12);
        }
        if (
            text.Split("..") is [var from, var to]
            && Day(from) is { } first
            && Day(to) is { } last
            && first <= last
        )
        {
            return (first, last);
        }
        var match = PeriodShape().Match(text);
        if (!match.Success)
        {
            return null;
        }
        var y = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        if (!match.Groups[2].Success)
        {
            return Months(y, 1, 12);
        }
        var n = int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture);
        return (match.Groups[2].Value, n) switch
        {
            ("Q", >= 1 and <= 4) => Months(y, (n * 3) - 2, n * 3),
            ("H", 1 or 2) => Months(y, (n * 6) - 5, n * 6),
            ("-", >= 1 and <= 12) => Months(y, n, n),
            _ => null,
        };

        static DateOnly? Day(string text) =>
            DateOnly.TryParseExact(
                text.Trim(),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
                ? day
                : null;

        static (DateOnly, DateOnly) Months(int year, int first, int last) =>
            (new(year, first, 1), new DateOnly(year, last, 1).AddMonths(1).AddDays(-1));
    }

    [GeneratedRegex(@"\{\{[^{}\r\n]{1,400}\}\}", RegexOptions.None, 1000)]
    private static partial Regex Braces();

    [GeneratedRegex(@"^((?:19|20)\d\d)(?:(-|Q|H)(\d{1,2}))?$", RegexOptions.None, 1000)]
    private static partial Regex PeriodShape();
}
