using System.Globalization;
using System.Text.RegularExpressions;
using Fadu.Reading.Text;

namespace Fadu.Reading.Holidays;

/// <summary>Reads 国务院办公厅关于某年部分节假日安排的通知.</summary>
public static partial class HolidayReader
{
    [GeneratedRegex(@"((?:19|20)\d\d)年(?:部分)?节假日")]
    private static partial Regex YearOf();

    [GeneratedRegex(
        @"(?<n>元旦|春节|清明节?|(?:国际)?劳动节|“?五一”?(?:国际)?(?:劳动节)?|端午节?|中秋节?|国庆节?|“?十一”?(?:国庆节)?|中国人民抗日战争[\u4E00-\u9FFF]{0,24}纪念日|抗战胜利[\u4E00-\u9FFF]{0,10}日)"
    )]
    private static partial Regex NameOf();

    [GeneratedRegex(
        @"(?:(?<y>(?:19|20)\d\d)年)?(?<m>\d{1,2})月(?<d>\d{1,2})日|(?<=[至、，和及-])(?<d2>\d{1,2})日"
    )]
    private static partial Regex DateIn();

    /// <summary>Reads a notice. The exception says why a text is none.</summary>
    /// <exception cref="UnreadableException">The text names no year or no days.</exception>
    public static HolidayReading Read(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var flow = Flow.Of(source);
        var text = flow.Text;
        var year = YearOf().Match(text);
        if (!year.Success)
        {
            throw new UnreadableException(
                $"“{source.FileName}”不是节假日安排的通知:没有找到“某年部分节假日”字样;请粘贴国务院办公厅通知的全文。"
            );
        }
        var y = int.Parse(year.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var days = new Dictionary<DateOnly, HolidayDay>();
        foreach (var entry in Entries(text))
        {
            Entry(flow, entry, y, days);
        }
        if (days.Count == 0)
        {
            throw new UnreadableException(
                $"“{source.FileName}”里没有读出任何放假日期(应有“一、元旦:1月1日放假”一类的条目);请粘贴通知的全文。"
            );
        }
        var head = DocumentHead.Of(flow, Outline.Of(flow));
        return new HolidayReading(
            source,
            y,
            head.Title,
            head.Number,
            [.. days.Values.OrderBy(d => d.Date)]
        );
    }

    private sealed record Part(int Start, int End, string Name);

    /// <summary>The numbered entries, each from its festival to the next one's.</summary>
    private static List<Part> Entries(string text)
    {
        var result = new List<Part>();
        for (var i = 0; i < text.Length; i++)
        {
            var opens =
                i == 0
                || text[i - 1] is '\n' or '。' or '；'
                || (i > 1 && text[i - 1] is '、' or '）' or '.');
            if (!opens)
            {
                continue;
            }
            var names = new List<string>();
            var at = i;
            while (
                at < text.Length
                && NameOf().Match(text, at, Math.Min(40, text.Length - at)) is { Success: true } m
                && m.Index == at
            )
            {
                names.Add(Name(m.Value));
                at += m.Length;
                while (at < text.Length && text[at] is '、' or '和' or '与' or '及')
                {
                    at++;
                }
            }
            if (
                names.Count > 0
                    && at < text.Length
                    && text[at] is '：' or '。' or '，' or ' ' or '（'
                || (names.Count > 0 && at < text.Length && (char.IsAsciiDigit(text[at])))
            )
            {
                if (result.Count > 0)
                {
                    result[^1] = result[^1] with { End = i };
                }
                result.Add(new Part(at, text.Length, string.Join('、', names)));
                i = at;
            }
        }
        if (result.Count > 0)
        {
            // behind the last festival come general remarks
            var last = result[^1];
            var stop = text.IndexOf('\n', last.Start);
            result[^1] = last with { End = stop < 0 ? text.Length : stop };
        }
        return result;
    }

    private static string Name(string written) =>
        written switch
        {
            _ when written.Contains("清明", StringComparison.Ordinal) => "清明",
            _ when written.Contains("劳动", StringComparison.Ordinal)
                    || written.Contains("五一", StringComparison.Ordinal) => "劳动节",
            _ when written.Contains("端午", StringComparison.Ordinal) => "端午",
            _ when written.Contains("中秋", StringComparison.Ordinal) => "中秋",
            _ when written.Contains("国庆", StringComparison.Ordinal)
                    || written.Contains("十一", StringComparison.Ordinal) => "国庆节",
            _ when written.Contains("抗", StringComparison.Ordinal) => "抗战胜利纪念日",
            _ => written,
        };

    private static void Entry(Flow flow, Part part, int year, Dictionary<DateOnly, HolidayDay> days)
    {
        var text = flow.Text;
        var from = part.Start;
        for (var i = part.Start; i <= part.End; i++)
        {
            if (i < part.End && text[i] is not ('。' or '；' or '\n'))
            {
                continue;
            }
            Clause(flow, from, i, part.Name, year, days);
            from = i + 1;
        }
    }

    /// <summary>A clause up to 。: its dates are off, or worked when 上班 closes them; 公休日调至 moves a rest day onto the days off.</summary>
    private static void Clause(
        Flow flow,
        int start,
        int end,
        string holiday,
        int year,
        Dictionary<DateOnly, HolidayDay> days
    )
    {
        var text = flow.Text;
        var words = text.AsSpan(start, Math.Max(0, end - start));
        var work = words.Contains("上班", StringComparison.Ordinal);
        var off =
            words.Contains("放假", StringComparison.Ordinal)
            || words.Contains("补休", StringComparison.Ordinal)
            || words.Contains("休息", StringComparison.Ordinal)
            || words.Contains("调休", StringComparison.Ordinal)
            || words.Contains("公休", StringComparison.Ordinal)
            || words.Contains("为节假日", StringComparison.Ordinal)
            || words.Contains("照常公休", StringComparison.Ordinal);
        if (!work && !off)
        {
            return;
        }
        // 1月1日放假，1月2日上班: each verb rules the dates between the last one and itself
        var from = start;
        for (var i = start; i < end; i++)
        {
            foreach (var (verb, isWork) in Verbs)
            {
                if (text.AsSpan(i, end - i).StartsWith(verb))
                {
                    if (Dates(flow, from, i, year) is { Count: > 0 } found)
                    {
                        foreach (var (date, span) in found)
                        {
                            days[date] = new HolidayDay(date, !isWork, holiday, span);
                        }
                        from = i;
                    }
                    i += verb.Length - 1;
                    break;
                }
            }
        }
    }

    private static readonly (string Verb, bool Work)[] Verbs =
    [
        ("上班", true),
        ("放假", false),
        ("调休", false),
        ("补休", false),
        ("休息", false),
        ("公休日", false),
        ("照常公休", false),
        ("为节假日", false),
        ("与周末连休", false),
    ];

    private static List<(DateOnly, TextSpan)> Dates(Flow flow, int start, int end, int year)
    {
        var text = flow.Text;
        var result = new List<(DateOnly, TextSpan)>();
        (DateOnly Date, int End)? last = null;
        var y = year;
        var month = 0;
        for (var m = DateIn().Match(text, start, end - start); m.Success; m = m.NextMatch())
        {
            if (m.Groups["y"].Success)
            {
                y = int.Parse(m.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
            }
            if (m.Groups["m"].Success)
            {
                var next = int.Parse(m.Groups["m"].ValueSpan, CultureInfo.InvariantCulture);
                // 12月30日至1月1日 of the year before and this one
                if (
                    !m.Groups["y"].Success
                    && last is null
                    && next == 12
                    && year == y
                    && text.AsSpan(start, end - start).Contains("1月1日", StringComparison.Ordinal)
                    && text.AsSpan(start, end - start).IndexOf("12月")
                        < text.AsSpan(start, end - start).IndexOf("1月1日")
                )
                {
                    y = year - 1;
                }
                else if (!m.Groups["y"].Success && month == 12 && next == 1)
                {
                    y++;
                }
                month = next;
            }
            var day = int.Parse(
                (m.Groups["d"].Success ? m.Groups["d"] : m.Groups["d2"]).ValueSpan,
                CultureInfo.InvariantCulture
            );
            if (DocumentHead.Date(y, month, day) is not { } date)
            {
                continue;
            }
            var span = flow.Span(m.Index, m.Index + m.Length);
            if (
                last is { } l
                && IsRange(text.AsSpan(l.End, m.Index - l.End))
                && date > l.Date
                && date.DayNumber - l.Date.DayNumber < 20
            )
            {
                for (var between = l.Date.AddDays(1); between < date; between = between.AddDays(1))
                {
                    result.Add((between, flow.Span(l.End, m.Index + m.Length)));
                }
            }
            result.Add((date, span));
            last = (date, m.Index + m.Length);
        }
        return result;
    }

    /// <summary>至 between two dates, with 星期 and 农历 in brackets skipped.</summary>
    private static bool IsRange(ReadOnlySpan<char> between)
    {
        while (between.Length > 0 && between[0] == '（')
        {
            var close = between.IndexOf('）');
            if (close < 0)
            {
                return false;
            }
            between = between[(close + 1)..];
        }
        return between is "至" or "-" or "到";
    }
}
