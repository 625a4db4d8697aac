using System.Text.RegularExpressions;
using Fadu.Reading.Text;

namespace Fadu.Reading.Plans;

/// <summary>What a plan wants reached: shares and counts, coverage, levels, directions.</summary>
internal static partial class Targets
{
    [GeneratedRegex(
        @"^(?:力争|确保|努力|争取|推动|推进|加快|全面|基本|逐步|进一步|持续|积极|稳步|不断|大力|切实|深入|着力|常态化|到位|实现|做到|完成|开展|推行|落实|建成|形成|达到|在我[县区市省州]|并|要|应当|应|须|使|让|对(?=[各全]?[县市乡][^，]{0,6}开展))+"
    )]
    private static partial Regex Lead();

    [GeneratedRegex(
        @"(?:提高|提升|增强|降低|减少|压降|逐年)[^，。；]{1,28}(?<!效)(?:率|比例|比重|占比|覆盖面)$"
    )]
    private static partial Regex Direction();

    [GeneratedRegex(
        @"[“]?双(?:下降|提升|提高|减少|降低|升|降)[”]?|(?:零|“零”)(?:增长|发生|事故|容忍败诉)|(?:数量|案件|发案率?|败诉率|纠错率|信访量|投诉量)[^，。；]{0,8}(?:持续|逐年|明显|稳步|大幅)?(?:下降|降低|减少)$|率(?:持续|逐年|明显|稳步|大幅)(?:提高|提升|上升)$"
    )]
    private static partial Regex Both();

    [GeneratedRegex(
        @"(?:全覆盖|全面覆盖|基本覆盖|全员覆盖|应[\u4E00-\u9FFF]尽[\u4E00-\u9FFF]|全部(?:迁移)?[\u4E00-\u9FFF]{0,3}(?:到位|上云|上网|纳入|完成|公开|入驻|进驻|上线|办结|持证|清零))"
    )]
    private static partial Regex Coverage();

    [GeneratedRegex(
        @"(?:达到|保持在?|处于|位居|跻身|进入)[^，。；]{0,14}(?:水平|前列|方阵|第一|行列|标准)$|(?:力争|努力|争取)[^，。；]{0,8}(?:成为|建成|创成|进入|走在)|翻[一两]番|(?:提升|提高|扩容|压缩|缩短|下降|降低|增加)(?:至|到)"
    )]
    private static partial Regex Standing();

    [GeneratedRegex(
        @"(?:较|比|在)(?<b>[^，。；]{2,16}?)(?:平均|的?基础上|基础上|水平|再)?(?=压减|压缩|缩短|减少|下降|降低|提高|提升|增长|增加|平均)"
    )]
    private static partial Regex Base();

    public static void Read(
        Flow flow,
        int start,
        int end,
        IReadOnlyList<ReadDeadline> deadlines,
        List<ReadTarget> result
    )
    {
        var text = flow.Text;
        var quantities = NumberLexer.Of(flow, start, end);
        var q = 0;
        DateOnly? by = null;
        var sentence = start;
        foreach (var clause in Clauses(text, start, end))
        {
            if (clause.Start > start && text[clause.Start - 1] is '。' or '\n' or '；')
            {
                by = null;
                sentence = clause.Start;
            }
            foreach (var d in deadlines)
            {
                var place = flow.Span(sentence, clause.End);
                if (d.Due is not null && d.Span.Start >= place.Start && d.Span.End <= place.End)
                {
                    by = d.Due;
                }
            }
            while (q < quantities.Count && quantities[q].End <= clause.Start)
            {
                q++;
            }
            var words = text.AsSpan(clause.Start, clause.Length);
            var any = false;
            for (var k = q; k < quantities.Count && quantities[k].Start < clause.End; k++)
            {
                // 12,345 across the mark that parts two clauses belongs to neither
                if (
                    quantities[k].Start < clause.Start
                    || quantities[k].End > clause.End
                    || !Wanted(text, quantities[k], clause)
                )
                {
                    continue;
                }
                Number(flow, clause, quantities[k], by, any, result);
                any = true;
            }
            if (any)
            {
                continue;
            }
            if (Coverage().Match(text, clause.Start, clause.Length) is { Success: true } c)
            {
                // 开展…全覆盖工作: the words end at the coverage; 全覆盖的…体系 goes on
                var stop = c.Index + c.Length;
                var to =
                    stop < clause.End && text[stop] == '的' || c.Value is "全面覆盖" or "基本覆盖"
                        ? clause.End
                        : stop;
                var from = LastVerb(text, clause.Start, c.Index);
                Emit(flow, from, to, "coverage", 100, "%", by, null, result);
            }
            else if (Both().IsMatch(words) || Direction().IsMatch(words))
            {
                var op =
                    words.Contains("降", StringComparison.Ordinal)
                    || words.Contains("减少", StringComparison.Ordinal)
                        ? "decrease"
                        : "increase";
                Emit(
                    flow,
                    SkipLead(text, clause.Start, clause.End, verbs: false),
                    clause.End,
                    op,
                    null,
                    null,
                    by,
                    null,
                    result
                );
            }
            else if (Standing().IsMatch(words))
            {
                Emit(
                    flow,
                    SkipTime(text, clause.Start, clause.End),
                    clause.End,
                    "qualitative",
                    null,
                    null,
                    by,
                    null,
                    result
                );
            }
        }
    }

    private static List<TextSpan> Clauses(string text, int start, int end)
    {
        var result = new List<TextSpan>();
        var depth = 0;
        var quote = false;
        var from = start;
        for (var i = start; i <= end; i++)
        {
            var c = i < end ? text[i] : '。';
            if (c is '（' or '《')
            {
                depth++;
            }
            else if (c is '）' or '》')
            {
                depth = Math.Max(0, depth - 1);
            }
            else if (c == '“')
            {
                quote = true;
            }
            else if (c == '”')
            {
                quote = false;
            }
            var hard = c is '。' or '\n' || i == end;
            if (!hard && !((c is '，' or '；' or '：' or '！' or '\t') && depth == 0 && !quote))
            {
                continue;
            }
            if (i > from)
            {
                result.Add(new TextSpan(from, i));
            }
            from = i + 1;
            if (hard)
            {
                depth = 0;
                quote = false;
            }
        }
        return result;
    }

    private static bool Wanted(string text, Quantity q, TextSpan clause)
    {
        if (q.Bare || q.Unit is null)
        {
            return false;
        }
        if (
            q.Unit
            is "年"
                or "个月"
                or "工作日"
                or "个工作日"
                or "天"
                or "日"
                or "月"
                or "届"
                or "周"
                or "季度"
        )
        {
            // a time span is a target when it is a limit that is to be kept
            var head = text.AsSpan(clause.Start, q.Start - clause.Start);
            return q.Operator == "<="
                && (
                    head.Contains("压缩", StringComparison.Ordinal)
                    || head.Contains("缩短", StringComparison.Ordinal)
                    || head.Contains("控制", StringComparison.Ordinal)
                    || head.Contains("不超过", StringComparison.Ordinal)
                );
        }
        if (q.Unit is "%" or "比例" or "倍" or "百分点" or "个百分点" || !q.Chinese)
        {
            return true;
        }
        return q.Operator is ">=" or "<="
            || q.Value >= 10
            || text.AsSpan(clause.Start, q.Start - clause.Start)
                .Contains("至少", StringComparison.Ordinal);
    }

    private static void Number(
        Flow flow,
        TextSpan clause,
        Quantity q,
        DateOnly? by,
        bool further,
        List<ReadTarget> result
    )
    {
        var text = flow.Text;
        var from = further
            ? Math.Max(clause.Start, text.LastIndexOf('、', q.Start, q.Start - clause.Start) + 1)
            : SkipTime(text, clause.Start, clause.End);
        var to = clause.End;
        if (further)
        {
            to = Math.Min(clause.End, Tail(text, q, clause.End));
        }
        var op = q.Operator switch
        {
            "~" => "=",
            _ => q.Operator,
        };
        from = Math.Min(from, q.Start);
        if (text.AsSpan(from, q.Start - from).Contains("至少", StringComparison.Ordinal))
        {
            op = ">=";
        }
        var basis = Base().Match(text, from, Math.Max(0, Math.Min(q.Start, to) - from));
        Emit(
            flow,
            from,
            to,
            op,
            q.Value,
            q.Unit,
            by,
            basis.Success ? basis.Groups["b"].Value : null,
            result,
            q.Start
        );
    }

    private static int Tail(string text, Quantity q, int end)
    {
        var i = q.End;
        while (i < end && text[i] is not ('、' or '，' or '。' or '；'))
        {
            i++;
        }
        return i;
    }

    private static void Emit(
        Flow flow,
        int from,
        int to,
        string op,
        decimal? value,
        string? unit,
        DateOnly? by,
        string? basis,
        List<ReadTarget> result,
        int metricEnd = -1
    )
    {
        while (to > from && flow.Text[to - 1] is '，' or '。' or '；' or '、' or ' ' or '\n')
        {
            to--;
        }
        if (to - from < 2)
        {
            return;
        }
        var metric = flow.Text[from..(metricEnd > from ? Math.Min(metricEnd, to) : to)];
        metric = Metric(metric);
        result.Add(
            new ReadTarget(
                flow.Original(from, to),
                metric.Length > 0 ? metric : flow.Text[from..to],
                op,
                value,
                unit,
                by,
                basis,
                flow.Span(from, to)
            )
        );
    }

    private static string Metric(string words)
    {
        words = Lead().Replace(words, "", 1);
        foreach (
            var tail in new[]
            {
                "不低于",
                "不少于",
                "不超过",
                "至少",
                "达到",
                "保持在",
                "保持",
                "达",
                "全覆盖",
                "在",
                "为",
            }
        )
        {
            if (words.EndsWith(tail, StringComparison.Ordinal) && words.Length > tail.Length + 1)
            {
                words = words[..^tail.Length];
            }
        }
        return words.Trim('，', ' ', '、');
    }

    /// <summary>Past a time that opens the clause (2023年底前…).</summary>
    private static int SkipTime(string text, int start, int end)
    {
        var m = OpeningTime().Match(text, start, end - start);
        return
            m.Success
            && m.Index == start
            && m.Length < end - start
            && m.ValueSpan.IndexOfAnyInRange('0', '9') >= 0 | m.ValueSpan.Contains('年')
            ? start + m.Length
            : start;
    }

    [GeneratedRegex(
        @"^(?:力争)?(?:到|至|在|于)?(?:20\d\d ?年)?(?:\d{1,2}月)?(?:年?底|末)?(?:之?前|以前|内)?(?=[^，])"
    )]
    private static partial Regex OpeningTime();

    private static int SkipLead(string text, int start, int end, bool verbs)
    {
        var at = SkipTime(text, start, end);
        if (
            verbs
            && Lead().Match(text, at, end - at) is { Success: true } m
            && m.Index == at
            && end - at - m.Length >= 4
        )
        {
            at += m.Length;
        }
        return at;
    }

    private static readonly string[] CoverVerbs =
    [
        "实现对",
        "实现",
        "做到",
        "推动",
        "推进",
        "加快完成",
        "完成",
        "开展",
        "确保",
        "基本建成",
        "建成",
        "形成",
        "落实",
        "推行",
    ];

    /// <summary>The last verb before the coverage opens what is covered: …在我县实现县乡两级执法部门全覆盖.</summary>
    private static int LastVerb(string text, int start, int at)
    {
        var best = SkipLead(text, start, at, verbs: true);
        foreach (var verb in CoverVerbs)
        {
            var i = text.LastIndexOf(
                verb,
                Math.Max(at - 1, 0),
                Math.Max(0, at - start),
                StringComparison.Ordinal
            );
            var stop = i + (verb == "实现对" ? 2 : verb.Length);
            if (i >= start && stop > best && at - stop >= 2)
            {
                best = stop;
            }
        }
        return best;
    }
}
