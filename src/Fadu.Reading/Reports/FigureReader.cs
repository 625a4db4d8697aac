using System.Globalization;
using System.Text.RegularExpressions;
using Fadu.Reading.Text;

namespace Fadu.Reading.Reports;

/// <summary>A figure while it is worked on: the finished record with its place in the flow.</summary>
internal sealed record Draft(
    ReadFigure Figure,
    Quantity Quantity,
    TextSpan Sentence,
    string Phrase,
    int Depth
);

/// <summary>Quantities with the sentence, section, period and metric that they belong to.</summary>
internal static partial class FigureReader
{
    private const int LongestMetric = 40;

    public static List<Draft> Of(Flow flow, List<Heading> outline, DocumentHead head)
    {
        var result = new List<Draft>();
        var h = 0;
        var part = "";
        var item = "";
        var sectionTitle = "";
        var topic = "";
        TableHead? table = null;
        foreach (var paragraph in flow.Paragraphs)
        {
            var row = flow.Text.AsSpan(paragraph.Start, paragraph.Length).Contains('\t');
            if (row)
            {
                table = TableHead.Read(flow, paragraph) ?? table;
            }
            else if (paragraph.Length > 60)
            {
                table = null;
            }
            if (IsFurniture(flow.Text.AsSpan(paragraph.Start, paragraph.Length)))
            {
                continue;
            }
            foreach (var sentence in Sentences.Of(flow, paragraph.Start, paragraph.End))
            {
                while (h < outline.Count && outline[h].Start < sentence.End)
                {
                    if (outline[h].Level == MarkLevel.Part)
                    {
                        part = outline[h].Number(flow).TrimEnd('、');
                        item = "";
                        sectionTitle = outline[h].Title(flow);
                    }
                    else if (outline[h].Level == MarkLevel.Item)
                    {
                        item = outline[h].Number(flow);
                        sectionTitle = outline[h].Title(flow);
                    }
                    h++;
                }
                Sentence(
                    flow,
                    sentence,
                    head,
                    item.Length > 0 ? part + "/" + item : part,
                    sectionTitle,
                    row ? table : null,
                    outline,
                    h,
                    result,
                    ref topic
                );
            }
        }
        return result;
    }

    private static void Sentence(
        Flow flow,
        TextSpan sentence,
        DocumentHead head,
        string section,
        string sectionTitle,
        TableHead? table,
        List<Heading> outline,
        int nextHeading,
        List<Draft> result,
        ref string lastTopic
    )
    {
        var found = Domains.Topic(flow.Text.AsSpan(sentence.Start, sentence.Length));
        if (found.Length > 0)
        {
            lastTopic = found;
        }
        var quantities = NumberLexer.Of(flow, sentence.Start, sentence.End);
        if (quantities.Count == 0)
        {
            return;
        }
        var words = flow.Original(sentence.Start, sentence.End);
        var place = flow.Span(sentence.Start, sentence.End);
        var topic = lastTopic;
        var subject = "";
        var verb = "";
        for (var i = 0; i < quantities.Count; i++)
        {
            var q = quantities[i];
            if (InHeadingNumber(outline, nextHeading, q))
            {
                continue;
            }
            var run = Series(flow, quantities, i);
            if (run > 1 && Changes(flow, sentence, quantities, i, run, result) is { } changes)
            {
                for (var k = 0; k < run; k++)
                {
                    Add(quantities[i + k], changes[k], changes[k]);
                }
                i += run - 1;
                continue;
            }
            if (run > 1 && Severally(flow, sentence, quantities, i, run) is { } names)
            {
                for (var k = 0; k < run; k++)
                {
                    Add(quantities[i + k], names[k], names[k]);
                }
                i += run - 1;
                continue;
            }
            if (
                run > 2
                && Pre(flow, sentence, i > 0 ? quantities[i - 1] : null, q).Words
                    is { Length: > 1 } shared
            )
            {
                // more values than names: all of them carry what stands before the first
                for (var k = 0; k < run; k++)
                {
                    Add(quantities[i + k], shared, shared);
                }
                i += run - 1;
                continue;
            }
            if (table is not null && table.Metric(flow, sentence, q) is { } cell)
            {
                Add(
                    q.Unit is null ? q with { Unit = table.Unit(flow, sentence, q) } : q,
                    cell,
                    cell
                );
                continue;
            }
            var previous = i > 0 ? quantities[i - 1] : null;
            var next = i + 1 < quantities.Count ? quantities[i + 1] : null;
            var (pre, member, glued) = Pre(flow, sentence, previous, q);
            var inSentence = Domains.Topic(
                flow.Text.AsSpan(sentence.Start, q.End - sentence.Start)
            );
            if (inSentence.Length > 0)
            {
                topic = inSentence;
            }
            var lastVerb = verb;
            if (!member && !glued && Depth(flow, sentence, q) == 0)
            {
                // 公共法律服务中心共受理…: what stands before the verb acts in the clauses that follow
                var at = Verbs.First(pre);
                if (at >= 3 && at <= 16)
                {
                    subject = Clean(pre[..at]);
                }
                var opening = at >= 0 ? pre[at..] : "";
                verb = opening.Length > 0 ? opening[..Verbs.Leading(opening)] : verb;
            }
            else if (glued && !member && Verbs.Last(pre) is > 0 and var cut)
            {
                pre = pre[cut..];
            }
            foreach (
                var share in Shares(
                    pre,
                    flow.Text.AsSpan(
                            Math.Max(sentence.Start, q.Start - 5),
                            q.Start - Math.Max(sentence.Start, q.Start - 5)
                        )
                        .IndexOfAny("均都皆") >= 0
                )
            )
            {
                var phrase = share.Trim('、', '，', ' ');
                var post =
                    phrase.EndsWith('率') || (q.Bare && phrase.Length > 1)
                        ? ""
                        : Post(flow, sentence, q, next);
                Add(
                    q,
                    Change().IsMatch(phrase) && result.Count > 0
                        ? result[^1].Figure.Metric + phrase
                        : Name(
                            phrase,
                            post,
                            member ? verb : "",
                            lastVerb,
                            subject,
                            inSentence,
                            topic
                        ),
                    phrase.Length + post.Length == 0 ? pre : phrase + post
                );
            }
        }

        void Add(Quantity q, string metric, string phrase)
        {
            metric = metric
                .Replace("“", "", StringComparison.Ordinal)
                .Replace("”", "", StringComparison.Ordinal);
            if (metric.Length == 0)
            {
                // 9件14人: the second number counts the same thing in another unit
                metric =
                    result.Count > 0 && result[^1].Sentence == sentence
                        ? result[^1].Figure.Metric
                        : sectionTitle;
            }
            var figure = new ReadFigure(
                result.Count + 1,
                section,
                words,
                metric,
                q.Value,
                q.Range,
                q.Unit,
                q.Qualifier,
                q.Operator,
                Period(flow, sentence, q, head),
                Domains.Of(metric, flow.Text.AsSpan(sentence.Start, sentence.Length), sectionTitle),
                flow.Span(q.Start, q.End),
                place
            );
            result.Add(new Draft(figure, q, sentence, phrase, Depth(flow, sentence, q)));
        }
    }

    /// <summary>What the page says about itself: how often it was read, how large its letters are.</summary>
    private static bool IsFurniture(ReadOnlySpan<char> line)
    {
        if (line.Length > 160 || line.Contains('。'))
        {
            return false;
        }
        foreach (
            var word in new[]
            {
                "浏览次数",
                "阅读次数",
                "点击次数",
                "点击数",
                "浏览量",
                "阅读量",
                "访问次数",
                "字体：",
                "字号：",
                "索引号",
                "ICP备",
                "公网安备",
                "网站标识码",
                "publishdate",
                "版权所有",
                "邮政编码",
                "联系电话",
                "点击：",
                "阅读：",
            }
        )
        {
            if (line.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    private static bool InHeadingNumber(List<Heading> outline, int next, Quantity q)
    {
        for (var i = next - 1; i >= 0 && i > next - 40 && outline[i].Mark.End > q.Start - 400; i--)
        {
            if (q.Start >= outline[i].Mark.Start && q.Start < outline[i].Mark.End)
            {
                return true;
            }
        }
        return false;
    }

    private static int Depth(Flow flow, TextSpan sentence, Quantity q)
    {
        var depth = 0;
        for (var i = sentence.Start; i < q.Start; i++)
        {
            depth += flow.Text[i] switch
            {
                '（' => 1,
                '）' when depth > 0 => -1,
                _ => 0,
            };
        }
        return depth;
    }

    /// <summary>How many quantities follow each other with nothing but 、 or 和 between them: 70%、75%、80%和90%以上.</summary>
    private static int Series(Flow flow, List<Quantity> quantities, int i)
    {
        var n = 1;
        while (i + n < quantities.Count)
        {
            var between = flow.Text.AsSpan(
                quantities[i + n - 1].End,
                quantities[i + n].Start - quantities[i + n - 1].End
            );
            between = Trim(between);
            if (between is not ("、" or "和" or "，" or "及" or "与"))
            {
                break;
            }
            n++;
        }
        return n;

        static ReadOnlySpan<char> Trim(ReadOnlySpan<char> s)
        {
            foreach (var a in new[] { "以上", "以下", "以内", "左右" })
            {
                if (s.StartsWith(a))
                {
                    s = s[a.Length..];
                }
            }
            return s;
        }
    }

    /// <summary>Names for a series that tells how the figures just before it have moved: 受理…件，审结…件，同比分别上升10%、12%.</summary>
    private static string[]? Changes(
        Flow flow,
        TextSpan sentence,
        List<Quantity> quantities,
        int i,
        int run,
        List<Draft> before
    )
    {
        if (
            i < run
            || before.Count < run
            || before[^run].Sentence != sentence
            || before[^run].Quantity.Start != quantities[i - run].Start
        )
        {
            return null;
        }
        var change = flow.Text[quantities[i - 1].End..quantities[i].Start]
            .Trim('，', '、')
            .Replace("分别", "", StringComparison.Ordinal);
        return Change().IsMatch(change)
            ? [.. before.Skip(before.Count - run).Select(d => d.Figure.Metric + change)]
            : null;
    }

    /// <summary>Names for a series: 办事时限、材料、环节和跑动次数分别压缩….</summary>
    private static string[]? Severally(
        Flow flow,
        TextSpan sentence,
        List<Quantity> quantities,
        int i,
        int run
    )
    {
        var from = sentence.Start;
        if (i > 0)
        {
            from = quantities[i - 1].End;
        }
        var head = flow.Text[from..quantities[i].Start];
        var severally = head.LastIndexOf("分别", StringComparison.Ordinal);
        var list = severally >= 0 ? head[..severally] : head;
        var verb = severally >= 0 ? head[(severally + 2)..] : "";
        var start = Math.Max(
            list.LastIndexOf('，'),
            Math.Max(list.LastIndexOf('；'), list.LastIndexOf('：'))
        );
        // with 分别 the list may stand before the last comma
        if (severally >= 0 && start == list.Length - 1 && start > 0)
        {
            list = list[..start];
            start = Math.Max(list.LastIndexOf('，'), list.LastIndexOf('；'));
        }
        list = list[(start + 1)..];
        var names = SplitList(list);
        if (names.Count < run || (severally < 0 && names.Count != run))
        {
            return null;
        }
        var tail = Clean(verb);
        return [.. names.Skip(names.Count - run).Select(n => Clean(n) + tail)];
    }

    private static List<string> SplitList(string list)
    {
        var result = new List<string>();
        var from = 0;
        var depth = 0;
        for (var i = 0; i < list.Length; i++)
        {
            depth += list[i] switch
            {
                '（' or '“' => 1,
                '）' or '”' when depth > 0 => -1,
                _ => 0,
            };
            if (
                depth == 0
                && list[i] is '、' or '和' or '及' or '与'
                && i > from
                && i + 1 < list.Length
            )
            {
                result.Add(list[from..i]);
                from = i + 1;
            }
        }
        result.Add(list[from..]);
        return result;
    }

    /// <summary>办结率、办复率均为: one number, two metrics.</summary>
    private static List<string> Shares(string pre, bool each)
    {
        var m = Rates().Match(pre);
        if (m.Success)
        {
            return
            [
                .. m.Groups["r"]
                    .Captures.Select((c, n) => n == 0 ? pre[..m.Index] + c.Value : c.Value),
            ];
        }
        if (each && BothRates().Match(pre) is { Success: true } both)
        {
            return
            [
                both.Groups["a"].Value + both.Groups["r"].Value,
                both.Groups["b"].Value + both.Groups["r"].Value,
            ];
        }
        return [pre];
    }

    [GeneratedRegex(
        @"(?<r>[\u4E00-\u9FFF“”]{1,12}率)(?:(?:、|和|及|与)(?<r>[\u4E00-\u9FFF“”]{1,12}?率)){1,5}(?:均|都|皆|双双)?(?:继续)?(?:为|达到|达|保持在?|实现)?$"
    )]
    private static partial Regex Rates();

    [GeneratedRegex(
        @"^(?<a>[\u4E00-\u9FFF“”]{2,10})(?:、|和|及|与)(?<b>[\u4E00-\u9FFF“”]{2,10}?)(?<r>[\u4E00-\u9FFF]{2}率)$"
    )]
    private static partial Regex BothRates();

    /// <summary>The words before a number that name it; whether it is a member of a 、 series, or glued to the number before it.</summary>
    private static (string Words, bool Member, bool Glued) Pre(
        Flow flow,
        TextSpan sentence,
        Quantity? previous,
        Quantity q
    )
    {
        var text = flow.Text;
        var from = q.Start;
        var floor = Math.Max(sentence.Start, previous?.End ?? sentence.Start);
        var depth = 0;
        while (from > floor)
        {
            var c = text[from - 1];
            if (c is '）' or '”' or '》')
            {
                depth++;
            }
            else if (c is '（' or '“' or '《')
            {
                if (depth == 0 && c == '（')
                {
                    break;
                }
                depth = Math.Max(0, depth - 1);
            }
            else if (depth == 0 && c is '，' or '；' or '：' or '\t' or '。')
            {
                break;
            }
            from--;
        }
        var pre = text[from..q.Start];
        var reached = previous is not null && from == previous.End;
        var member = reached && pre.IndexOf('、', StringComparison.Ordinal) is >= 0 and < 4;
        if (member)
        {
            pre = pre[(pre.IndexOf('、', StringComparison.Ordinal) + 1)..];
        }
        return (Clean(pre), member, reached && !member);
    }

    private static string Post(Flow flow, TextSpan sentence, Quantity q, Quantity? next)
    {
        var text = flow.Text;
        var at = q.End;
        foreach (var a in new[] { "以上", "以下", "以内", "之内", "左右", "内" })
        {
            if (text.AsSpan(at, sentence.End - at).StartsWith(a))
            {
                at += a.Length;
            }
        }
        if (at < sentence.End && text[at] == '的')
        {
            at++;
        }
        var to = at;
        var quote = 0;
        var bracket = 0;
        while (to < sentence.End && to - at < 30 && (next is null || to < next.Start))
        {
            var c = text[to];
            quote += c switch
            {
                '“' => 1,
                '”' when quote > 0 => -1,
                _ => 0,
            };
            if (
                c is '，' or '；' or '。' or '：' or '\t'
                || (c == '、' && quote == 0 && bracket == 0 && to - at < 2)
            )
            {
                break;
            }
            // 12个乡镇（街道）均…: a short bracket belongs to the noun, a long one is a remark
            if (c == '（')
            {
                var close = flow.Text.AsSpan(to, Math.Min(14, sentence.End - to)).IndexOf('）');
                if (close < 0 || to == at || (next is not null && to + close > next.Start))
                {
                    break;
                }
                bracket++;
            }
            else if (c == '）' && --bracket < 0)
            {
                break;
            }
            to++;
        }
        return Strip(text[at..to], [], Tails);
    }

    private static string Name(
        string pre,
        string post,
        string verb,
        string lastVerb,
        string subject,
        string here,
        string topic
    )
    {
        if (post.Length > 0 && pre.Length > 14)
        {
            // what is counted stands behind the number: of the words before it only the verb matters
            var cut = Math.Max(
                pre.LastIndexOf('、'),
                Math.Max(pre.LastIndexOf('”'), pre.LastIndexOf('》'))
            );
            pre =
                cut >= 0 && cut < pre.Length - 1 ? pre[(cut + 1)..]
                : pre.Length > 14 ? pre[^14..]
                : pre;
            pre = pre == "等" ? "" : pre;
        }
        var own = pre + post;
        if (own.Length > LongestMetric)
        {
            own = own[^LongestMetric..];
        }
        if (
            verb.Length > 0
            && !own.Contains(verb, StringComparison.Ordinal)
            && Verbs.First(own) != 0
        )
        {
            return verb + own;
        }
        if (
            verb.Length == 0
            && lastVerb.Length > 0
            && own.Length is > 1 and <= 6
            && !Verbs.IsChange(lastVerb)
            && Verbs.First(own) < 0
            && !own.EndsWith('率')
        )
        {
            own = lastVerb + own;
        }
        // 审结, 胜诉率, 提供法律意见: whose they are stands further ahead
        var action = Verbs.First(own) == 0;
        var rate = own.EndsWith('率');
        if (own.Length > (action ? 8 : 4) && !(rate && own.Length <= 6))
        {
            return own;
        }
        var whose =
            action && subject.Length is > 0 and <= 9 ? subject
            : here.Length > 0 ? here
            : own.Length <= 2 && action ? topic
            : "";
        return own.Contains(whose, StringComparison.Ordinal) ? own : whose + own;
    }

    /// <summary>比上年增长, 同比下降: how much what stands before has changed.</summary>
    [GeneratedRegex(
        @"^(?:同比|环比|比|较|同|与)[\u4E00-\u9FFF\d]{0,8}?(?:增长|下降|提高|上升|减少|提升|增加|降低)$|^(?:增长|下降|上升)$"
    )]
    private static partial Regex Change();

    private static readonly string[] Heads =
    [
        "其中包括",
        "其中包含",
        "其中",
        "包括",
        "其余",
        "全年共计",
        "全年累计",
        "全年共",
        "全年",
        "全县共",
        "全市共",
        "全区共",
        "共计",
        "累计",
        "合计",
        "总计",
        "先后",
        "已经",
        "已",
        "共",
        "目前",
        "截至目前",
        "同时",
        "今年以来",
        "今年",
        "去年",
        "本年度",
        "年内",
        "分别为",
        "分别",
        "均",
        "并",
        "且",
        "又",
        "再",
        "另有",
        "另外",
        "另",
        "还",
        "一是",
        "二是",
        "三是",
        "四是",
        "五是",
        "六是",
        "七是",
        "八是",
        "九是",
        "十是",
        "各类",
        "我区",
        "我县",
        "我市",
        "我州",
        "我省",
        "全区",
        "全县",
        "全市",
        "全州",
        "全省",
        "对",
        "将",
        "组织对",
        "期间",
        "年度",
        "有",
        "、",
        "和",
        "及",
        "以上",
        "以下",
        "以内",
        "左右",
        "以来",
        "：",
        "的",
        "“",
        "一年来",
        "通过",
        "为",
    ];

    private static readonly string[] Tails =
    [
        "继续保持在",
        "继续保持",
        "保持在",
        "保持",
        "稳定在",
        "达到了",
        "达到",
        "高达",
        "达",
        "均为",
        "分别为",
        "分别",
        "约为",
        "占比为",
        "上升到",
        "提升到",
        "提升至",
        "提高到",
        "提高至",
        "上升至",
        "下降到",
        "下降至",
        "降至",
        "升至",
        "增至",
        "增加到",
        "超过",
        "共计",
        "累计",
        "合计",
        "总计",
        "共",
        "近",
        "约",
        "超",
        "逾",
        "为",
        "至",
        "到",
        "在",
        "等",
        "均",
        "有",
        "各",
        "的",
        "了",
        "：",
        "“",
        "”",
        "、",
        "不低于",
        "不少于",
        "至少",
        "突破",
        "是",
        "计",
        "多达",
        "仅",
        "数为",
        "已",
        "先后",
        "（",
        "和",
        "及",
        "与",
    ];

    /// <summary>Words whose last character is no tail.</summary>
    private static readonly string[] Whole =
    [
        "行为",
        "作为",
        "公共",
        "统计",
        "审计",
        "会计",
        "设计",
        "预计",
        "国有",
        "所有",
        "平等",
        "初等",
        "中等",
        "高等",
        "目的",
        "平均",
        "人均",
        "户均",
        "存在",
        "调和",
        "总和",
        "涉及",
        "普及",
        "参与",
        "给与",
        "附近",
        "直至",
    ];

    private static string Clean(string s)
    {
        s = LeadingTime().Replace(s, "");
        return Strip(s, Heads, Tails);
    }

    private static string Strip(string s, string[] heads, string[] tails)
    {
        var again = true;
        while (again && s.Length > 0)
        {
            again = false;
            foreach (var x in heads)
            {
                if (s.Length > x.Length && s.StartsWith(x, StringComparison.Ordinal) || s == x)
                {
                    s = s[x.Length..];
                    again = true;
                }
            }
            foreach (var x in tails)
            {
                if (
                    s.Length > x.Length + 1
                        && s.EndsWith(x, StringComparison.Ordinal)
                        && !Array.Exists(Whole, w => s.EndsWith(w, StringComparison.Ordinal))
                    || s == x
                )
                {
                    s = s[..^x.Length];
                    again = true;
                }
            }
        }
        return s;
    }

    [GeneratedRegex(
        @"^(?:截至|截止|自)?(?:(?:19|20)\d\d年?(?:度|底|末|以来|全年)?)?(?:\d{1,2}月(?:\d{1,2}日|底|末|份)?)?(?:以来|，)?"
    )]
    private static partial Regex LeadingTime();

    [GeneratedRegex(@"((?:19|20)\d\d)年(?:至(?:19|20)\d\d年|度|以来|上半年|底|末)?")]
    private static partial Regex YearMention();

    private static string? Period(Flow flow, TextSpan sentence, Quantity q, DocumentHead head)
    {
        string? found = null;
        for (
            var m = YearMention().Match(flow.Text, sentence.Start, q.Start - sentence.Start);
            m.Success;
            m = m.NextMatch()
        )
        {
            // a year inside a title or a comparison (比2016年增长) is not the period of what is counted
            var before = m.Index > sentence.Start ? flow.Text[m.Index - 1] : '，';
            if (
                before is not ('《' or '〈' or '〔' or '（' or '比' or '较' or '-')
                && !char.IsAsciiDigit(before)
            )
            {
                found = m.Value;
            }
        }
        return found ?? head.Year?.ToString(CultureInfo.InvariantCulture);
    }
}
