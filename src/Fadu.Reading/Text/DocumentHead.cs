using System.Globalization;
using System.Text.RegularExpressions;

namespace Fadu.Reading.Text;

/// <summary>What stands on the first and last page of an official document.</summary>
internal sealed partial record DocumentHead(
    string? Title,
    string? Number,
    IReadOnlyList<string> Issuers,
    string? Place,
    string? Level,
    int? Year,
    DateOnly? SignedOn,
    DateOnly? PublishedOn,
    TextSpan TitleAt
)
{
    private const string Kinds =
        "方案|计划|要点|清单|报告|意见|通知|分工|纲要|规划|情况|总结|台账|任务|安排|措施|办法|表|公报|汇报|白皮书|要求|目录";

    [GeneratedRegex(@"[\u4E00-\u9FFF]{1,12}〔((?:19|20)\d\d)〕第?(\d{1,5})号")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"((?:19|20)\d\d)(?:年|-|/|\.)(\d{1,2})(?:月|-|/|\.)(\d{1,2})日?")]
    private static partial Regex DatePattern();

    [GeneratedRegex(
        @"[二][〇零○][一二三四五六七八九〇零○]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
    )]
    private static partial Regex ChineseDatePattern();

    [GeneratedRegex("(?:" + Kinds + @")(?:（[^）]{1,12}）)?$")]
    private static partial Regex TitleEnd();

    [GeneratedRegex(
        // 祁县, 克州: one character alone stands before 县 and 州 only; 城市 and 社区 are no names
        @"([\u4E00-\u9FFF](?<![市区省乡镇两几多每外跨邻贵辖])(?:县|州)(?![市县区州])|[\u4E00-\u9FFF]{2,12}?(?:自治县|自治州|自治区|自治旗|林区|特区|新区|县|区|市|州|旗|省|盟|镇|乡|街道))"
    )]
    private static partial Regex PlacePattern();

    [GeneratedRegex(@"(?:^|[^\d])((?:19|20)\d\d)(?:年|-|—)")]
    private static partial Regex YearPattern();

    /// <summary>A year that is no part of a date: the day on which a page was put up says nothing about the year reported on.</summary>
    [GeneratedRegex(@"(?:^|[^\d])((?:19|20)\d\d)(?:年(?!\d{1,2}月)|[-—](?!\d{1,2}[-—./]\d))")]
    private static partial Regex BareYear();

    public static DocumentHead Of(Flow flow, List<Heading> outline)
    {
        var text = flow.Text;
        var body =
            outline.Find(h => h.Level is MarkLevel.Part or MarkLevel.Item)?.Start ?? text.Length;
        var (title, titleAt) = FindTitle(flow, body);
        var number = NumberPattern()
            .Match(text, 0, Math.Min(text.Length, Math.Min(body + 1, 3000)));
        string? documentNumber = null;
        for (var m = number; m.Success; m = m.NextMatch())
        {
            // a number in brackets behind a title belongs to the document that is cited
            if (m.Index == 0 || text[m.Index - 1] is not ('（' or '》' or '，' or '、'))
            {
                documentNumber = m.Value;
                break;
            }
        }
        var signed = Signed(flow, out var signedAt);
        var place = FindPlace(flow, title, body);
        int? year =
            title is not null && YearPattern().Match(title) is { Success: true } t
                ? int.Parse(t.Groups[1].Value, CultureInfo.InvariantCulture)
                : null;
        var opening = text[..Math.Min(text.Length, 1200)];
        year ??=
            BareYear().Match(opening) is { Success: true } bare
                ? int.Parse(bare.Groups[1].Value, CultureInfo.InvariantCulture)
            : YearPattern().Match(opening) is { Success: true } y
                ? int.Parse(y.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;
        return new DocumentHead(
            title,
            documentNumber,
            Signatures(flow, signedAt),
            place,
            LevelOf(place),
            year,
            signed,
            Published(flow),
            titleAt
        );
    }

    private static (string?, TextSpan) FindTitle(Flow flow, int body)
    {
        TextSpan? best = null;
        var notice = false;
        var seen = 0;
        foreach (var p in flow.Paragraphs)
        {
            if (p.Start >= body || seen++ > 60)
            {
                break;
            }
            var line = flow.Text.AsSpan(p.Start, p.Length);
            if (
                line.Length is < 5 or > 90
                || line.Contains('\t')
                || line.Contains('。')
                || line[^1] is '：' or '，' or '；'
                || Marks.StartsLabel(line)
            )
            {
                continue;
            }
            if (
                !TitleEnd().IsMatch(line)
                || line.Contains("首页", StringComparison.Ordinal)
                || line.Contains("位置：", StringComparison.Ordinal)
                || line.StartsWith("附件")
                || line.StartsWith("政策解读")
                || line.StartsWith("来源")
                || line.StartsWith("当前位置")
                || line.StartsWith("索引")
                || line.StartsWith("现将")
            )
            {
                continue;
            }
            var isNotice = line.EndsWith("通知") || line.EndsWith("通知）");
            if (best is null || notice || !isNotice)
            {
                // the plan itself comes after the notice that prints it; of several others the first is the title
                if (best is null || notice)
                {
                    best = p;
                    notice = isNotice;
                }
            }
        }
        if (best is not { } b)
        {
            return (null, default);
        }
        // a long title is set in two lines, the first of which ends nowhere
        var index = 0;
        while (flow.Paragraphs[index].Start < b.Start)
        {
            index++;
        }
        if (index > 0)
        {
            var above = flow.Paragraphs[index - 1];
            var line = flow.Text.AsSpan(above.Start, above.Length);
            if (
                line.Length is > 4 and < 60
                && !line.ContainsAny("。：；，\t")
                && !TitleEnd().IsMatch(line)
                && (
                    line.Contains("关于", StringComparison.Ordinal)
                    || line.Count('《') > line.Count('》')
                    || b.Length <= 8
                )
            )
            {
                b = above.Union(b);
            }
        }
        return (Compact(flow.Original(b.Start, b.End)), flow.Span(b.Start, b.End));
    }

    private static string Compact(string title) =>
        Regex.Replace(title, @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(1)).Trim();

    private static DateOnly? Signed(Flow flow, out int paragraph)
    {
        for (var i = flow.Paragraphs.Count - 1; i >= 0 && i >= flow.Paragraphs.Count - 400; i--)
        {
            var p = flow.Paragraphs[i];
            if (p.Length is < 8 or > 22)
            {
                continue;
            }
            var line = flow.Text.Substring(p.Start, p.Length).Trim('（', '）');
            if (
                DatePattern().Match(line) is { Success: true } m
                && m.Index == 0
                && m.Length == line.Length
                && line.Contains('年', StringComparison.Ordinal)
                && ToDate(m) is { } date
            )
            {
                paragraph = i;
                return date;
            }
            if (
                ChineseDatePattern().Match(line) is { Success: true } c
                && c.Length == line.Length
                && ChineseDate(line) is { } d
            )
            {
                paragraph = i;
                return d;
            }
        }
        paragraph = -1;
        return null;
    }

    private static DateOnly? ChineseDate(string s)
    {
        var year = Numerals.Parse(
            s.AsSpan(0, s.IndexOf('年', StringComparison.Ordinal)).ToString().Replace('○', '〇')
        );
        var m = s.IndexOf('年', StringComparison.Ordinal) + 1;
        var month = Numerals.Parse(s.AsSpan(m, s.IndexOf('月', StringComparison.Ordinal) - m));
        var d = s.IndexOf('月', StringComparison.Ordinal) + 1;
        var day = Numerals.Parse(s.AsSpan(d, s.IndexOf('日', StringComparison.Ordinal) - d));
        return Date((int)(year ?? 0), (int)(month ?? 0), (int)(day ?? 0));
    }

    private static DateOnly? ToDate(Match m) =>
        Date(
            int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(m.Groups[2].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(m.Groups[3].ValueSpan, CultureInfo.InvariantCulture)
        );

    public static DateOnly? Date(int year, int month, int day) =>
        year is >= 1900 and <= 2200
        && month is >= 1 and <= 12
        && day >= 1
        && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    private static DateOnly? Published(Flow flow)
    {
        var seen = 0;
        DateOnly? bare = null;
        foreach (var p in flow.Paragraphs)
        {
            if (seen++ > 40)
            {
                break;
            }
            if (p.Length > 160)
            {
                continue;
            }
            var line = flow.Text.Substring(p.Start, p.Length);
            if (DatePattern().Match(line) is not { Success: true } m || ToDate(m) is not { } date)
            {
                continue;
            }
            if (
                line.Contains("发布", StringComparison.Ordinal)
                || line.Contains("日期：", StringComparison.Ordinal)
                || line.Contains("时间：", StringComparison.Ordinal)
                || line.Contains("公开", StringComparison.Ordinal)
            )
            {
                return date;
            }
            // web pages print the day of publication without a label, in digits
            if (bare is null && !line.Contains('年', StringComparison.Ordinal) && line.Length < 40)
            {
                bare = date;
            }
        }
        return bare;
    }

    private static List<string> Signatures(Flow flow, int signedAt)
    {
        var result = new List<string>();
        for (var i = signedAt - 1; i >= 0 && i >= signedAt - 5; i--)
        {
            var p = flow.Paragraphs[i];
            var line = flow.Text.AsSpan(p.Start, p.Length);
            if (
                line.Length > 30
                || line.ContainsAny('。', '，', '：')
                || !Lexicon.EndsOrgan(line)
                || Marks.At(line, 0).Level != MarkLevel.None
            )
            {
                break;
            }
            result.Insert(0, flow.Text.Substring(p.Start, p.Length));
        }
        return result;
    }

    private static string? FindPlace(Flow flow, string? title, int body)
    {
        if (title is not null && FirstPlace(title) is { } fromTitle)
        {
            return fromTitle;
        }
        var head = flow.Text[..Math.Min(flow.Text.Length, Math.Max(1500, Math.Min(body, 4000)))];
        var votes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (
            var sentence in head.Split(
                '\n',
                '。',
                '，',
                '、',
                '《',
                '〈',
                '“',
                '：',
                '在',
                '将',
                '年',
                '对'
            )
        )
        {
            if (FirstPlace(sentence) is { } p)
            {
                votes[p] = votes.GetValueOrDefault(p) + 1;
            }
        }
        // who put the page up is most often the place itself
        var source = SourceLine().Match(head);
        if (source.Success && FirstPlace(source.Groups[1].Value) is { } publisher)
        {
            votes[publisher] = votes.GetValueOrDefault(publisher) + 1;
        }
        // 完成云岭县 says 云岭县, where that stands alone somewhere too
        foreach (var longer in votes.Keys.ToList())
        {
            if (
                votes.Keys.FirstOrDefault(k =>
                    k.Length < longer.Length && longer.EndsWith(k, StringComparison.Ordinal)
                ) is
                { } shorter
            )
            {
                votes[shorter] += votes[longer];
                votes.Remove(longer);
            }
        }
        return votes.Count == 0 ? null : votes.MaxBy(v => v.Value).Key;
    }

    [GeneratedRegex(@"来源：([^\n]{2,20})")]
    private static partial Regex SourceLine();

    private static string? FirstPlace(string s)
    {
        s = Regex.Replace(
            s,
            @"^[\s\d年度关于（）《〈中共]+",
            "",
            RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
        var m = PlacePattern().Match(s);
        if (!m.Success || m.Index != 0)
        {
            return null;
        }
        var name = m.Value;
        // 贯彻落实全市, 加强社区: verbs and general words are no names
        return
            name.AsSpan()
                .IndexOfAny(
                    "第批承接下放印发的各全本我该和与及为是以向从按推进加强落实贯彻促建设工作政府部门领导开展总督法治依行"
                ) >= 0
            ? null
            : name;
    }

    private static string? LevelOf(string? place) =>
        place switch
        {
            null => null,
            _ when place.EndsWith("自治区", StringComparison.Ordinal) || place.EndsWith('省') =>
                "省",
            _ when place.EndsWith('州') || place.EndsWith('盟') => "自治州",
            _ when place.EndsWith('区') => "市辖区",
            _ when place.EndsWith('市') => "市",
            _ when place.EndsWith('镇')
                    || place.EndsWith('乡')
                    || place.EndsWith("街道", StringComparison.Ordinal) => "乡镇",
            _ => "县",
        };
}
