using System.Globalization;
using System.Text.RegularExpressions;
using Fadu.Reading.Text;

namespace Fadu.Reading.Citations;

/// <summary>Finds citations: 《…》 with articles, short names without marks (行政处罚法第五十八条), 本法/该条例 for the last one named, lists and ranges of articles, documents by number.</summary>
public static partial class CitationReader
{
    private const string Numeral = @"[一二三四五六七八九十百千零〇两\d]{1,7}";

    [GeneratedRegex(
        @"第(?<a>"
            + Numeral
            + @")条(?:之(?<sub>[一二三四五六七八九十]{1,2}))?(?:第?(?<p>"
            + Numeral
            + @")款)?(?:第?[（]?(?<i>"
            + Numeral
            + @")[）]?[项目])?"
    )]
    private static partial Regex Article();

    [GeneratedRegex(@"(?:第)?(?<a>" + Numeral + @")条")]
    private static partial Regex Further();

    [GeneratedRegex(@"第?(?<p>" + Numeral + @")款(?:第?[（]?(?<i>" + Numeral + @")[）]?项)?")]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"第?[（]?(?<i>" + Numeral + @")[）]?项")]
    private static partial Regex Item();

    /// <summary>Names of laws as they are written without 《》; the general endings carry the rest.</summary>
    [GeneratedRegex(
        @"(?:中华人民共和国)?(?<n>[\u4E00-\u9FFF]{1,16}?(?:诉讼法实施条例|实施条例|暂行条例|条例|实施细则|细则|暂行办法|实施办法|办法|暂行规定|若干规定|规定|法典|法律|(?<![执司立守用学普宪依合违非方做书想说看无])法|宪法))(?<e>（[^（）]{2,16}）)?$"
    )]
    private static partial Regex BareName();

    [GeneratedRegex(@"[\u4E00-\u9FFF]{1,10}〔(?:19|20)\d\d〕(?:第)?\d{1,5}号")]
    private static partial Regex DocumentNumber();

    [GeneratedRegex(
        @"^（(?<n>[\u4E00-\u9FFF]{1,10}〔(?:19|20)\d\d〕(?:第)?\d{1,5}号)[^）]{0,30}）"
    )]
    private static partial Regex NumberBehind();

    [GeneratedRegex(
        @"（(?<e>(?:(?:19|20)\d\d年?(?:修订|修正|版|本)?|修订|修正|试行|暂行|草案|征求意见稿|修订版|(?:19|20)\d\d年?-(?:19|20)\d\d年?)[^）]{0,8})）$"
    )]
    private static partial Regex EditionIn();

    /// <summary>Reads all citations of a text, in order.</summary>
    public static CitationReading Read(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var flow = Flow.Of(source);
        var text = flow.Text;
        var result = new List<ReadCitation>();
        var shorts = new Dictionary<string, string>(StringComparer.Ordinal);
        var covered = 0;
        string? last = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '《')
            {
                var close = Close(text, i);
                if (close < 0)
                {
                    continue;
                }
                var title = text[(i + 1)..close];
                var end = close + 1;
                string? number = null;
                if (
                    NumberBehind().Match(text[end..Math.Min(text.Length, end + 60)]) is
                    { Success: true } n
                )
                {
                    number = n.Groups["n"].Value;
                    end += n.Length;
                }
                var (law, edition) = Name(title);
                if (
                    edition is null
                    && end < text.Length
                    && text[end] == '（'
                    && EditionBehind(text, end) is { } behind
                )
                {
                    edition = text[(end + 1)..(behind - 1)];
                    end = behind;
                }
                // （以下简称《条例》）: a name for the rest of the text
                if (Abbreviation(text, end) is { } shorter)
                {
                    shorts[shorter.Name] = law;
                    end = shorter.End;
                }
                law = shorts.TryGetValue(law, out var full) ? full : law;
                last = law;
                i = Provisions(flow, i, close + 1, end, law, number, edition, result) - 1;
                covered = i + 1;
                Inner(flow, title, close - title.Length, result);
                continue;
            }
            if (text[i] == '第' && i >= covered)
            {
                var m = Article().Match(text, i, Math.Min(40, text.Length - i));
                if (!m.Success || m.Index != i || m.Groups["a"].Length == 0)
                {
                    continue;
                }
                var from = Math.Max(
                    covered,
                    Math.Max(text.LastIndexOf('\n', i, Math.Min(i, 40)) + 1, i - 40)
                );
                var before = text[from..i];
                if (Named(before, last) is { } named)
                {
                    last = named.Law;
                    i =
                        Provisions(
                            flow,
                            i - named.Length,
                            i,
                            i,
                            named.Law,
                            null,
                            named.Edition,
                            result
                        ) - 1;
                    covered = i + 1;
                }
                continue;
            }
            if (text[i] == '〔' && i >= covered && i > 0)
            {
                var from = Math.Max(covered, i - 10);
                var m = DocumentNumber().Match(text, from, Math.Min(text.Length - from, 40));
                if (m.Success && m.Index < i && m.Index + m.Length > i)
                {
                    var start = m.Index;
                    foreach (var lead in Leads)
                    {
                        var at = text.LastIndexOf(
                            lead,
                            i - 1,
                            i - m.Index,
                            StringComparison.Ordinal
                        );
                        if (at >= m.Index && at + lead.Length < i && at + lead.Length > start)
                        {
                            start = at + lead.Length;
                        }
                    }
                    var stop = m.Index + m.Length;
                    result.Add(
                        new ReadCitation(
                            text[start..stop],
                            null,
                            null,
                            null,
                            flow.Original(start, stop),
                            text[start..stop],
                            null,
                            CitationStatus.NotChecked,
                            flow.Span(start, stop)
                        )
                    );
                    covered = stop;
                    i = stop - 1;
                }
            }
        }
        // nearly in order: only titles within titles come late
        for (var i = 1; i < result.Count; i++)
        {
            for (var j = i; j > 0 && result[j].Span.Start < result[j - 1].Span.Start; j--)
            {
                (result[j], result[j - 1]) = (result[j - 1], result[j]);
            }
        }
        return new CitationReading(source, result);
    }

    /// <summary>The 》 that closes a title, nested titles counted; a title longer than 120 characters lost its mark.</summary>
    private static int Close(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length && i - open < 160; i++)
        {
            if (text[i] == '《')
            {
                depth++;
            }
            else if (text[i] == '》' && --depth == 0)
            {
                return i;
            }
            else if (text[i] == '\n')
            {
                return -1;
            }
        }
        return -1;
    }

    private static int? EditionBehind(string text, int open)
    {
        var close = text.IndexOf('）', open, Math.Min(20, text.Length - open));
        return close > 0 && EditionIn().IsMatch(text[open..(close + 1)]) ? close + 1 : null;
    }

    private static (string Law, string? Edition) Name(string title)
    {
        string? edition = null;
        if (EditionIn().Match(title) is { Success: true } m && m.Index > 1)
        {
            edition = m.Groups["e"].Value;
            title = title[..m.Index];
        }
        if (title.StartsWith("中华人民共和国", StringComparison.Ordinal) && title.Length > 8)
        {
            title = title["中华人民共和国".Length..];
        }
        return (title, edition);
    }

    private static (string Name, int End)? Abbreviation(string text, int at)
    {
        if (at + 6 >= text.Length || text[at] != '（')
        {
            return null;
        }
        var close = text.IndexOf('）', at, Math.Min(30, text.Length - at));
        if (close < 0)
        {
            return null;
        }
        var inner = text[(at + 1)..close];
        var word =
            inner.StartsWith("以下简称", StringComparison.Ordinal) ? 4
            : inner.StartsWith("下称", StringComparison.Ordinal) ? 2
            : inner.StartsWith("简称", StringComparison.Ordinal) ? 2
            : 0;
        return word > 0 ? (inner[word..].Trim('《', '》', '“', '”', '：', '为'), close + 1) : null;
    }

    /// <summary>The name in front of an article: 本法, 该条例, or the tail of the words that ends as laws are named.</summary>
    private static (string Law, string? Edition, int Length)? Named(string before, string? last)
    {
        foreach (
            var same in new[]
            {
                "本法",
                "该法",
                "本条例",
                "该条例",
                "本办法",
                "该办法",
                "本规定",
                "该规定",
                "同法",
                "上述条例",
                "上述规定",
                "《条例》",
                "条例",
                "其",
            }
        )
        {
            if (before.EndsWith(same, StringComparison.Ordinal) && last is not null)
            {
                var preceding = before.Length > same.Length ? before[^(same.Length + 1)] : '，';
                if (
                    same is not ("条例" or "其")
                    || preceding is '，' or '。' or '、' or '据' or '照' or '反' or '合'
                )
                {
                    return (last, null, same.Length);
                }
            }
        }
        var cut = before.LastIndexOfAny([
            '，',
            '。',
            '；',
            '、',
            '：',
            '（',
            '》',
            '“',
            '”',
            '\n',
            '\t',
        ]);
        var edition = (string?)null;
        if (before.EndsWith('）') && before.LastIndexOf('（') is > 1 and var open)
        {
            edition = before[(open + 1)..^1];
            cut = before[..open]
                .LastIndexOfAny(['，', '。', '；', '、', '：', '（', '》', '“', '”', '\n', '\t']);
        }
        var words = before[(cut + 1)..];
        var skip = 0;
        foreach (var lead in Leads)
        {
            var i = words.LastIndexOf(lead, StringComparison.Ordinal);
            if (i >= 0 && i + lead.Length > skip)
            {
                skip = i + lead.Length;
            }
        }
        words = words[skip..];
        var m = BareName().Match(words);
        if (
            !m.Success
            || m.Groups["n"].Length < 2
            || m.Groups["n"].ValueSpan[0] is '本' or '该' or '此' or '各' or '有' or '其'
        )
        {
            return null;
        }
        return (m.Groups["n"].Value, edition, m.Length);
    }

    private static readonly string[] Leads =
    [
        "根据",
        "依据",
        "依照",
        "按照",
        "违反",
        "违反了",
        "适用",
        "符合",
        "引用",
        "不符合",
        "构成",
        "以及",
        "参照",
        "对照",
        "援引",
        "规定了",
        "落实",
        "执行",
        "以",
        "和",
        "与",
        "及",
        "是",
        "在",
    ];

    /// <summary>Articles behind a name: 第二十一条、第二十五条第一款第（三）项和第三十条至第三十二条. Returns where they end.</summary>
    private static int Provisions(
        Flow flow,
        int start,
        int nameEnd,
        int at,
        string law,
        string? number,
        string? edition,
        List<ReadCitation> result
    )
    {
        var text = flow.Text;
        var i = at;
        while (i < text.Length && text[i] is '的' or '中' or '之' && i - at < 2)
        {
            i++;
        }
        var first = true;
        var from = start;
        var end = nameEnd;
        string? article = null;
        string? paragraph = null;
        while (i < text.Length)
        {
            var window = Math.Min(40, text.Length - i);
            var m = Article().Match(text, i, window);
            if (m.Success && m.Index == i)
            {
                article =
                    "第"
                    + Chinese(m.Groups["a"].ValueSpan)
                    + "条"
                    + (m.Groups["sub"].Success ? "之" + m.Groups["sub"].Value : "");
                paragraph = m.Groups["p"].Success
                    ? "第" + Chinese(m.Groups["p"].ValueSpan) + "款"
                    : null;
                var item = m.Groups["i"].Success
                    ? "第（" + Chinese(m.Groups["i"].ValueSpan) + "）项"
                    : null;
                Add(m.Index + m.Length, article, paragraph, item);
            }
            else if (
                !first
                && Further().Match(text, i, window) is { Success: true } f
                && f.Index == i
            )
            {
                article = "第" + Chinese(f.Groups["a"].ValueSpan) + "条";
                paragraph = null;
                Add(f.Index + f.Length, article, null, null);
            }
            else if (
                !first
                && Paragraph().Match(text, i, window) is { Success: true } p
                && p.Index == i
            )
            {
                paragraph = "第" + Chinese(p.Groups["p"].ValueSpan) + "款";
                Add(
                    p.Index + p.Length,
                    article,
                    paragraph,
                    p.Groups["i"].Success
                        ? "第（" + Chinese(p.Groups["i"].ValueSpan) + "）项"
                        : null
                );
            }
            else if (
                !first
                && Item().Match(text, i, window) is { Success: true } it
                && it.Index == i
            )
            {
                Add(
                    it.Index + it.Length,
                    article,
                    paragraph,
                    "第（" + Chinese(it.Groups["i"].ValueSpan) + "）项"
                );
            }
            else
            {
                break;
            }
            var next = i;
            while (
                next < text.Length
                && next - i < 2
                && text[next] is '、' or '，' or '和' or '及' or '与' or '或' or '至' or '到' or '-'
            )
            {
                next++;
            }
            if (next == i || next >= text.Length)
            {
                break;
            }
            // a range names what lies between as well, but each end is a citation of its own
            i = next;
            from = i;
        }
        if (first)
        {
            if (at == nameEnd && start == nameEnd)
            {
                return at;
            }
            result.Add(
                new ReadCitation(
                    law,
                    null,
                    null,
                    null,
                    flow.Original(start, nameEnd),
                    number,
                    edition,
                    CitationStatus.NotChecked,
                    flow.Span(start, nameEnd)
                )
            );
            return Math.Max(at, nameEnd);
        }
        return end;

        void Add(int stop, string? a, string? p, string? it)
        {
            result.Add(
                new ReadCitation(
                    law,
                    a,
                    p,
                    it,
                    flow.Original(from, stop),
                    number,
                    edition,
                    CitationStatus.NotChecked,
                    flow.Span(from, stop)
                )
            );
            first = false;
            i = stop;
            end = stop;
        }
    }

    /// <summary>Documents inside the title of another (关于印发〈…〉的通知).</summary>
    private static void Inner(Flow flow, string title, int titleAt, List<ReadCitation> result)
    {
        for (
            var open = title.IndexOfAny(['〈', '《']);
            open >= 0;
            open = title.IndexOfAny(['〈', '《'], open + 1)
        )
        {
            var close = title.IndexOfAny(['〉', '》'], open);
            if (close < open + 3)
            {
                return;
            }
            var (law, edition) = Name(title[(open + 1)..close]);
            var start = titleAt + open;
            var stop = titleAt + close + 1;
            result.Add(
                new ReadCitation(
                    law,
                    null,
                    null,
                    null,
                    flow.Original(start, stop),
                    null,
                    edition,
                    CitationStatus.NotChecked,
                    flow.Span(start, stop)
                )
            );
        }
    }

    private static string Chinese(ReadOnlySpan<char> numeral) =>
        int.TryParse(numeral, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? Numerals.ToChinese(n)
            : numeral.ToString();
}
