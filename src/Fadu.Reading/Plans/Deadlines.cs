using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Fadu.Reading.Text;

namespace Fadu.Reading.Plans;

/// <summary>Times by which, and rhythms in which, something is to be done. 截至2023年底 and 2016年以来 say how far a count goes and are none.</summary>
internal static partial class Deadlines
{
    [GeneratedRegex(
        @"(?<pre>到|至|于|截至|截止到?|自|从|力争在|力争)?(?<y>(?:19|20)\d\d) ?(?:年(?:度)?)(?:(?<m>\d{1,2})月(?:份)?(?:(?<d>\d{1,2})日)?|(?<q>第?[一二三四1-4]季度|上半年|下半年))?(?<edge>年底|底|年末|末|中旬|上旬|下旬|初(?![步次始衷心级])|内)?(?<before>之前|以前|前(?![所期列沿述景提])|为止)?",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Dated();

    [GeneratedRegex(
        @"(?<every>每年|今年|当年|本年|明年|次年|翌年|同年)?的?(?<!\d)(?<m>\d{1,2})月(?:份)?(?:(?<d>\d{1,2})日)?(?<edge>底|末|中旬|上旬|下旬|初|内)?(?<before>之前|以前|前(?![所期列沿述景提])|为止)?",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Monthly();

    [GeneratedRegex(
        @"(?<every>每(?:个)?(?:人每)?(?:两|三|半)?(?:季度|年度|年|月度|月|周|学期|学年|日|天)(?:[末底]前?)?)(?<least>(?:至少|不少于|不低于)[\u4E00-\u9FFF]{0,4}?[一二两三四五六七八九十\d]+(?:次|期|场|个|轮|学时|课时|小时|天|批))?"
    )]
    private static partial Regex Every();

    [GeneratedRegex(
        @"(?:按|分)(?:年度|季度|月度|月|季|年)(?:动态)?(?:发布|公布|报送|通报|调度|更新|推进|开展|实施)?|逐年|逐月|逐季|任期内|年度[\u4E00-\u9FFF]{2,8}?计划|(?<![不])定期|尽快|(?:按时|按期|限期)(?:完成|公开|报送|上报|整改|办结|反馈|公布|发布)"
    )]
    private static partial Regex Rhythm();

    [GeneratedRegex(
        @"(?:力争|争取)?(?:在|到|于)?(?<rel>今年内|本年内|年内|当年内|今年底前|今年年底前|今年底|今年年底|本年底前|明年底前|年底之?前|年底以前|年底(?=完成|实现|建成|形成|基本|全面|达到)|年度内|上半年(?:前|内)?|下半年(?:前|内)?|第?[一二三四]季度(?:末|底|内)?(?:之?前)?|十[四五六]五(?:”)?(?:期间|末|时期))"
    )]
    private static partial Regex Relative();

    /// <summary>One of these is in everything that <see cref="Relative"/> finds; most stretches have none.</summary>
    private static readonly SearchValues<string> RelativeWords = SearchValues.Create(
        ["年内", "年底", "年度内", "半年", "季度", "五期", "五末", "五时", "五”"],
        StringComparison.Ordinal
    );

    [GeneratedRegex(
        @"(?:用|力争用|争取用|利用|未来|今后|经过)?(?<n>\d{1,3}|[一二两三四五六七八九十半]{1,3})(?<u>个工作日|个月|年|日|天|周|个小时|小时)(?:左右)?(?:的)?(?:时间)?(?<in>之内|以内|内|左右)|(?:用|力争用|争取用|未来|今后|经过)(?<n2>\d{1,2}|[一二两三四五六七八九十]{1,3})(?<u2>个月|年)(?:左右)?(?:的)?(?:时间)?"
    )]
    private static partial Regex Within();

    [GeneratedRegex(
        @"持续(?:推进|开展|深化|加强|实施|坚持|用力|进行)?|长期(?:坚持|推进|开展|任务|执行)?|常态化(?:推进|开展|实施|坚持)?|立即(?:推进|整改|落实)?|[立即]行[立即]改|即知即改|立行整改|即时|实时|适时|全年(?:推进|开展|坚持)?|贯穿全年|年度内|按照?(?:上级|省|市|县|区)[\u4E00-\u9FFF]{0,12}(?:要求|部署|安排)[\u4E00-\u9FFF]{0,8}|按时(?:间)?(?:节点|完成)?|动态|根据[\u4E00-\u9FFF]{2,16}"
    )]
    private static partial Regex Standing();

    [GeneratedRegex(@"分别(?:于|在|到)(?<list>[^，。；\n]{3,60})(?:前|底|末)")]
    private static partial Regex Severally();

    /// <summary>Deadlines in a stretch of text.</summary>
    /// <param name="labelled">The stretch is the value of 完成时限：, where 持续推进 and a bare date are deadlines too.</param>
    public static void Read(
        Flow flow,
        int start,
        int end,
        int? baseYear,
        bool labelled,
        List<ReadDeadline> result
    )
    {
        if (end <= start)
        {
            return;
        }
        var text = flow.Text;
        var taken = new List<TextSpan>();
        var titles = Titles(text, start, end);
        var found =
            new List<(
                TextSpan At,
                DateOnly? Due,
                string? Recurrence,
                bool Ambiguous,
                DateOnly? Alternative
            )>();

        void Add(
            int from,
            int to,
            DateOnly? due,
            string? recurrence,
            bool ambiguous = false,
            DateOnly? alternative = null
        )
        {
            if (
                to <= from
                || taken.Exists(t => from < t.End && to > t.Start)
                || titles.Exists(t => from >= t.Start && from < t.End)
            )
            {
                return;
            }
            var span = new TextSpan(from, to);
            taken.Add(span);
            found.Add((span, due, recurrence, ambiguous, alternative));
        }

        foreach (var m in Matches(Severally(), text, start, end))
        {
            foreach (var d in Matches(Dated(), text, m.Index, m.Index + m.Length))
            {
                AddDated(text, d, start, end, baseYear, true, Add);
            }
            foreach (var d in Matches(Monthly(), text, m.Index, m.Index + m.Length))
            {
                AddMonthly(d, baseYear, text, true, Add);
            }
        }
        foreach (var m in Matches(Dated(), text, start, end))
        {
            AddDated(text, m, start, end, baseYear, labelled, Add);
        }
        foreach (var m in Matches(Monthly(), text, start, end))
        {
            AddMonthly(m, baseYear, text, labelled, Add);
        }
        foreach (var m in Matches(Every(), text, start, end))
        {
            var word = m.Groups["every"].Value;
            var after = At(text, m.Index + m.Length);
            // 每年度的, 每日 in 每日必查: the rhythm of an office's day is no deadline
            if (after is '都' or '来' || (word is "每日" or "每天" && !labelled))
            {
                continue;
            }
            var from =
                m.Index >= start + 2 && text.AsSpan(m.Index - 2, 2).SequenceEqual("每人")
                    ? m.Index - 2
                    : m.Index;
            Add(from, m.Index + m.Length, null, Cycle(word));
        }
        foreach (var m in Matches(Within(), text, start, end))
        {
            var before = At(text, m.Index - 1);
            if (
                before is '近' or '第'
                || (m.Groups["in"].Value == "左右" && !labelled)
                || (
                    m.Groups["in"].Success
                    && m.Groups["in"].Value == "内"
                    && At(text, m.Index + m.Length) is '部' or '容'
                )
                || char.IsAsciiDigit(before)
            )
            {
                continue;
            }
            DateOnly? due = null;
            Add(m.Index, m.Index + m.Length, due, null);
        }
        if (text.AsSpan(start, end - start).ContainsAny(RelativeWords))
        {
            foreach (var m in Matches(Relative(), text, start, end))
            {
                AddRelative(m, baseYear, text, labelled, Add);
            }
        }
        foreach (var m in Matches(Rhythm(), text, start, end))
        {
            var word = m.Value;
            if (
                word == "定期"
                && (
                    At(text, m.Index + 2) is '不'
                    || At(text, m.Index - 1) is '不' or '、'
                    || found.Exists(f =>
                        f.Recurrence is null
                        && f.Due is null
                        && text.AsSpan(f.At.Start, f.At.Length) is "定期"
                    )
                )
            )
            {
                continue;
            }
            Add(
                m.Index,
                m.Index + m.Length,
                null,
                word.Contains("任期", StringComparison.Ordinal) ? "per-term"
                    : word is "尽快" or "定期"
                    || word.StartsWith("按时", StringComparison.Ordinal)
                    || word.StartsWith("按期", StringComparison.Ordinal)
                    || word.StartsWith("限期", StringComparison.Ordinal)
                        ? null
                    : Cycle(word)
            );
        }
        if (labelled)
        {
            foreach (var m in Matches(Standing(), text, start, end))
            {
                if (m.Length > 1)
                {
                    Add(m.Index, m.Index + m.Length, null, null);
                }
            }
        }
        // what was found does not overlap, so that no two begin at one place
        found.Sort((a, b) => a.At.Start.CompareTo(b.At.Start));
        foreach (var f in found)
        {
            result.Add(
                new ReadDeadline(
                    flow.Original(f.At.Start, f.At.End),
                    f.Due,
                    f.Recurrence,
                    f.Ambiguous,
                    f.Alternative,
                    What(flow, f.At, start, end),
                    flow.Span(f.At.Start, f.At.End)
                )
            );
        }
    }

    private static char At(string text, int i) => i >= 0 && i < text.Length ? text[i] : '\n';

    private static IEnumerable<Match> Matches(Regex regex, string text, int start, int end)
    {
        // Match(beginning, length) lets lookarounds see only the stretch: nothing outside of it is looked at or copied
        var m = regex.Match(text, start, end - start);
        while (m.Success)
        {
            if (m.Length > 0)
            {
                yield return m;
            }
            m = m.NextMatch();
        }
    }

    public static List<TextSpan> Titles(string text, int start, int end)
    {
        var result = new List<TextSpan>();
        var open = -1;
        for (var i = start; i < end; i++)
        {
            if (text[i] == '《')
            {
                open = open < 0 ? i : open;
            }
            else if (text[i] == '》' && open >= 0)
            {
                result.Add(new TextSpan(open, i + 1));
                open = -1;
            }
        }
        return result;
    }

    private static void AddDated(
        string text,
        Match m,
        int start,
        int end,
        int? baseYear,
        bool labelled,
        Action<int, int, DateOnly?, string?, bool, DateOnly?> add
    )
    {
        var pre = m.Groups["pre"].Value;
        var year = int.Parse(m.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
        var edge = m.Groups["edge"].Value;
        var before = m.Groups["before"].Success;
        var stop = m.Index + m.Length;
        var next = At(text, stop);
        var prev = At(text, m.Index - 1);
        // 2023年至2025年 is a span; nothing in it is due at its end
        if (pre is "至" or "到" && prev is '年' or '月' or '日')
        {
            return;
        }
        // cut-offs, beginnings, spans and editions
        if (
            pre is "截至" or "截止" or "截止到" or "自" or "从"
            || prev is '-' or '至' && char.IsAsciiDigit(At(text, m.Index - 2))
            || next is '版' or '修' or '以' && text.AsSpan(stop).StartsWith("以来")
        )
        {
            return;
        }
        if (
            text.AsSpan(stop, Math.Min(2, end - stop)) is "以来" or "度工" or "起施" or "度法"
            || next is '起' or '至' or '-'
            || prev is '〔' or '（' && next is '）'
        )
        {
            return;
        }
        if (before && IsOfThePast(text.AsSpan(stop, Math.Min(12, end - stop))))
        {
            return;
        }
        if (before && next is '的' or '已')
        {
            return;
        }
        int? month = m.Groups["m"].Success
            ? int.Parse(m.Groups["m"].ValueSpan, CultureInfo.InvariantCulture)
            : null;
        int? day = m.Groups["d"].Success
            ? int.Parse(m.Groups["d"].ValueSpan, CultureInfo.InvariantCulture)
            : null;
        var quarter = m.Groups["q"].Value;
        var until = pre is "到" or "至" or "于" or "力争在" or "力争";
        var bare = edge.Length == 0 && !before && !until && month is null && quarter.Length == 0;
        if (bare)
        {
            // 2023年初步形成…: a year that opens a clause of a plan and does not lie before it
            var opens = prev is '。' or '，' or '；' or '\n' or '：' or '、' || m.Index == start;
            if (
                !(
                    labelled
                    || (
                        opens
                        && next
                            is not (
                                '，'
                                or '、'
                                or '的'
                                or '度'
                                or '是'
                                or '来'
                                or '第'
                                or '）'
                                or '。'
                                or '；'
                            )
                        && m.Value.EndsWith('年')
                        && (baseYear is null || year >= baseYear)
                        && !text.AsSpan(stop, Math.Min(12, end - stop))
                            .Contains("是", StringComparison.Ordinal)
                    )
                )
            )
            {
                return;
            }
        }
        else if (!before && !until && edge is "" or "初" or "内" && month is not null && !labelled)
        {
            return;
        }
        if (baseYear is { } b && year < b - 1 && !labelled)
        {
            return;
        }
        var due = Due(year, month, day, edge, quarter);
        if (before && edge.Length == 0 && day is null && quarter.Length == 0)
        {
            // 2025年前 and 10月前: strictly before it begins; many writers mean before it ends
            var first = DocumentHead.Date(year, month ?? 1, 1);
            add(m.Index, stop, first?.AddDays(-1), null, true, due);
            return;
        }
        add(m.Index, stop, due, null, false, null);
    }

    /// <summary>2020年底前制定的文件: what was made by then is meant, and nothing is due.</summary>
    private static bool IsOfThePast(ReadOnlySpan<char> after)
    {
        foreach (var made in new[] { "制定", "出台", "印发", "发布", "制发", "颁布", "公布" })
        {
            var at = after.IndexOf(made);
            if (
                at is >= 0 and <= 3
                && after[(at + made.Length)..] is ['的', ..] or ['并', '实', '施', '的', ..]
            )
            {
                return true;
            }
        }
        return false;
    }

    private static DateOnly? Due(int year, int? month, int? day, string edge, string quarter)
    {
        if (quarter.Length > 0)
        {
            month =
                quarter.Contains("上半", StringComparison.Ordinal)
                || quarter.Contains('二')
                || quarter.Contains('2')
                    ? 6
                : quarter.Contains('一') || quarter.Contains('1') ? 3
                : quarter.Contains('三') || quarter.Contains('3') ? 9
                : 12;
        }
        if (month is null)
        {
            return edge == "初" ? DocumentHead.Date(year, 3, 31) : DocumentHead.Date(year, 12, 31);
        }
        if (month is < 1 or > 12 || year is < 1900 or > 2200)
        {
            return null;
        }
        return DocumentHead.Date(
            year,
            month.Value,
            day
                ?? (
                    edge == "上旬" || edge == "初" ? 10
                    : edge == "中旬" ? 20
                    : DateTime.DaysInMonth(year, month.Value)
                )
        );
    }

    private static void AddMonthly(
        Match m,
        int? baseYear,
        string text,
        bool labelled,
        Action<int, int, DateOnly?, string?, bool, DateOnly?> add
    )
    {
        var month = int.Parse(m.Groups["m"].ValueSpan, CultureInfo.InvariantCulture);
        var before = m.Groups["before"].Success;
        var edge = m.Groups["edge"].Value;
        var every = m.Groups["every"].Value;
        var stop = m.Index + m.Length;
        if (
            month is < 1 or > 12
            || (!before && edge is not ("底" or "末" or "上旬" or "中旬" or "下旬") && !labelled)
            || At(text, m.Index - 1) is '年' or '至' or '-' or '截' or '止'
                && every.Length == 0
                && !labelled
        )
        {
            return;
        }
        int? day = m.Groups["d"].Success
            ? int.Parse(m.Groups["d"].ValueSpan, CultureInfo.InvariantCulture)
            : null;
        if (every == "每年")
        {
            var last = Due(2023, month, day, edge, "");
            add(
                m.Index,
                stop,
                null,
                last is { } l
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"R/--{l.Month:00}-{l.Day:00}/P1Y"
                    )
                    : "R/P1Y",
                false,
                null
            );
            return;
        }
        var year = every is "明年" or "次年" or "翌年" ? baseYear + 1 : baseYear;
        var due = year is { } y ? Due(y, month, day, edge, "") : null;
        if (before && edge.Length == 0 && day is null)
        {
            add(
                m.Index,
                stop,
                year is { } y2 ? DocumentHead.Date(y2, month, 1)?.AddDays(-1) : null,
                null,
                true,
                due
            );
            return;
        }
        add(m.Index, stop, due, null, false, null);
    }

    private static void AddRelative(
        Match m,
        int? baseYear,
        string text,
        bool labelled,
        Action<int, int, DateOnly?, string?, bool, DateOnly?> add
    )
    {
        var word = m.Groups["rel"].Value;
        var bareSpan =
            word is "上半年" or "下半年" || (word.EndsWith("季度", StringComparison.Ordinal));
        var prev = At(text, m.Index - 1);
        if (
            (
                bareSpan
                && !labelled
                && At(text, m.Index + m.Length)
                    is not ('完' or '形' or '出' or '召' or '组' or '开' or '报')
            )
            || prev == '每'
            || (prev is '年' && !labelled)
        )
        {
            return;
        }
        if (word.StartsWith('十'))
        {
            if (!word.EndsWith("末", StringComparison.Ordinal))
            {
                return;
            }
            var end = word[1] switch
            {
                '四' => 2025,
                '五' => 2030,
                _ => 2035,
            };
            add(m.Index, m.Index + m.Length, new DateOnly(end, 12, 31), null, false, null);
            return;
        }
        DateOnly? due = null;
        if (baseYear is { } b)
        {
            var year = word.StartsWith("明年", StringComparison.Ordinal) ? b + 1 : b;
            due =
                word.Contains("季度", StringComparison.Ordinal)
                || word.Contains("半年", StringComparison.Ordinal)
                    ? Due(year, null, null, "", word)
                    : DocumentHead.Date(year, 12, 31);
        }
        add(m.Index, m.Index + m.Length, due, null, false, null);
    }

    private static string Cycle(string word) =>
        word.Contains("半年", StringComparison.Ordinal) ? "R/P6M"
        : word.Contains("两年", StringComparison.Ordinal) ? "R/P2Y"
        : word.Contains("三年", StringComparison.Ordinal) ? "R/P3Y"
        : word.Contains('季') ? "R/P3M"
        : word.Contains("学期", StringComparison.Ordinal) ? "R/P6M"
        : word.Contains('月') ? "R/P1M"
        : word.Contains('周') ? "R/P1W"
        : word.Contains('日') || word.Contains('天') ? "R/P1D"
        : "R/P1Y";

    private static string What(Flow flow, TextSpan at, int start, int end)
    {
        var text = flow.Text;
        var to = at.End;
        while (to < end && text[to] is '，' or '：')
        {
            to++;
        }
        var from = to;
        while (to < end && text[to] is not ('。' or '；' or '，' or '\n'))
        {
            to++;
        }
        if (to - from < 3)
        {
            // the time stands at the end: what is due stands before it
            to = at.Start;
            from = to;
            while (from > start && text[from - 1] is not ('。' or '；' or '\n'))
            {
                from--;
            }
        }
        return text[from..to].Trim('，', '：', ' ');
    }
}
