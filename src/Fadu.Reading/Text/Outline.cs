namespace Fadu.Reading.Text;

/// <summary>A heading: its number, its title, and where both stand in the flow. Run-in: the text goes on in the same paragraph.</summary>
internal sealed record Heading(Mark Mark, int TitleStart, int TitleEnd, bool RunIn, bool Titled)
{
    public MarkLevel Level => Mark.Level;

    public int Start => Mark.Start;

    public string Number(Flow flow) => flow.Text[Mark.Start..Mark.End];

    public string Title(Flow flow) => flow.Text[TitleStart..TitleEnd].Trim('：', '。', '\t', ' ');
}

/// <summary>Finds the headings of a document, also those that lost their line breaks: there a number counts when it is the next one.</summary>
internal static class Outline
{
    private const int LongestTitle = 64;

    public static List<Heading> Of(Flow flow)
    {
        var found = new List<Mark>();
        var next = new Expected();
        foreach (var paragraph in flow.Paragraphs)
        {
            Scan(flow, paragraph, next, found);
        }
        var headings = new List<Heading>(found.Count);
        var p = 0;
        for (var i = 0; i < found.Count; i++)
        {
            while (flow.Paragraphs[p].End <= found[i].Start)
            {
                p++;
            }
            var limit = flow.Paragraphs[p].End;
            if (i + 1 < found.Count)
            {
                limit = Math.Min(limit, found[i + 1].Start);
            }
            headings.Add(Titled(flow, found[i], limit));
        }
        return headings;
    }

    private static void Scan(Flow flow, TextSpan paragraph, Expected next, List<Mark> found)
    {
        var text = flow.Text.AsSpan();
        var row = text[paragraph.Start..paragraph.End].Contains('\t');
        // 单位：县公安局 on a line of its own heads the duties below it
        if (
            paragraph.Length is > 5 and < 40
            && Heads(text[paragraph.Start..paragraph.End]) is > 0 and var label
        )
        {
            next.Accept(
                new Mark(MarkLevel.Part, next.Following, paragraph.Start, paragraph.Start + label)
            );
            found.Add(
                new Mark(
                    MarkLevel.Part,
                    next.Following - 1,
                    paragraph.Start,
                    paragraph.Start + label
                )
            );
            return;
        }
        var titleFrom = -1;
        for (var i = paragraph.Start; i < paragraph.End; i++)
        {
            var c = text[i];
            if (
                !(
                    c is '（' or '第' or (>= '0' and <= '9') or (>= '①' and <= '⑳')
                    || Numerals.IsNumeral(c)
                    || (i == paragraph.Start && c is '任' or '措' or '举')
                )
            )
            {
                continue;
            }
            var first = i == paragraph.Start;
            if (row && !first)
            {
                return;
            }
            if (!first)
            {
                var before = text[i - 1];
                var closed = before is '。' or '！' or '？';
                var inTitle =
                    titleFrom >= 0
                    && i - titleFrom <= LongestTitle
                    && text[titleFrom..i].IndexOf('。') < 0;
                if (
                    !closed
                    && !flow.GapBefore(i)
                    && !inTitle
                    && before is not ('）' or '”')
                    && !AfterList(text, i, next)
                )
                {
                    continue;
                }
                var inline = Marks.At(text[..paragraph.End], i);
                if (
                    inline.Level is MarkLevel.None or MarkLevel.Article or MarkLevel.SubPoint
                    || (c == '第')
                )
                {
                    continue;
                }
                if (
                    before is '）' or '”'
                    && !flow.GapBefore(i)
                    && (inline.Level != MarkLevel.Item || !inTitle)
                    && !(before == '）' && AfterUnits(text, i))
                )
                {
                    continue;
                }
                // mid-text only the expected number opens a block: lists inside a sentence start over at one
                if (
                    !(next.Is(inline) || (flow.GapBefore(i) && next.Begins(inline)))
                    || (inTitle && !closed && inline.Level != MarkLevel.Item)
                )
                {
                    continue;
                }
                Accept(inline, next, found);
                titleFrom = inline.End;
                i = inline.End - 1;
                continue;
            }
            var mark = Marks.At(text[..paragraph.End], i);
            if (
                mark.Level == MarkLevel.None
                || (mark.Level == MarkLevel.Article && IsCitation(text, mark, paragraph.End))
            )
            {
                continue;
            }
            Accept(mark, next, found);
            titleFrom = mark.End;
            i = mark.End - 1;
        }
    }

    /// <summary>牵头单位：县司法局（八）…: behind a list of units the next number opens the next item, even with the line break lost.</summary>
    private static bool AfterList(ReadOnlySpan<char> text, int at, Expected next)
    {
        var mark = Marks.At(text, at);
        if (
            mark.Level is not (MarkLevel.Part or MarkLevel.Item or MarkLevel.Point)
            || !next.Is(mark)
            || !(
                Lexicon.EndsOrgan(text[Math.Max(0, at - 16)..at])
                || text[..at].EndsWith("负责")
                || text[..at].EndsWith("配合")
            )
        )
        {
            return false;
        }
        var from = Math.Max(0, at - 600);
        var colon = text[from..at].LastIndexOf('：');
        return colon > 2
            && text[(from + colon)..at].IndexOf('。') < 0
            && text[(from + colon - 2)..(from + colon)]
                is "单位"
                    or "部门"
                    or "处室"
                    or "科室"
                    or "位）";
    }

    private static int Heads(ReadOnlySpan<char> line)
    {
        foreach (
            var label in new[]
            {
                "单位：",
                "部门：",
                "单位名称：",
                "部门名称：",
                "普法主体：",
                "普法责任单位：",
            }
        )
        {
            if (line.StartsWith(label) && !line.ContainsAny("。，；\t") && Lexicon.EndsOrgan(line))
            {
                return label.Length;
            }
        }
        return 0;
    }

    private static bool AfterUnits(ReadOnlySpan<char> text, int at)
    {
        var open = text[Math.Max(0, at - 160)..(at - 1)].LastIndexOf('（');
        return open >= 0 && Lexicon.EndsOrgan(text[Math.Max(0, at - 20)..(at - 1)]);
    }

    private static bool IsCitation(ReadOnlySpan<char> text, Mark mark, int end) =>
        mark.End < end && text[mark.End] is '规' or '的' or '、' or '和' or '至' or '第' or '款';

    private static void Accept(Mark mark, Expected next, List<Mark> found)
    {
        found.Add(mark);
        next.Accept(mark);
    }

    /// <summary>Which number may come next on each level: the one after the last, or one again below a new heading.</summary>
    private sealed class Expected
    {
        private readonly int[] last = new int[8];
        private readonly bool[] fresh = [true, true, true, true, true, true, true, true];

        public int Following => last[(int)MarkLevel.Part] + 1;

        public bool Is(Mark mark)
        {
            var level = (int)mark.Level;
            // one number may have been lost with its line
            return (
                    mark.Ordinal > last[level]
                    && mark.Ordinal <= last[level] + (level == (int)MarkLevel.Item ? 2 : 1)
                ) || (mark.Ordinal == 1 && fresh[level]);
        }

        /// <summary>The first item of an excerpt, whatever its number.</summary>
        public bool Begins(Mark mark) =>
            mark.Level == MarkLevel.Item && last[(int)MarkLevel.Item] == 0;

        public void Accept(Mark mark)
        {
            var level = (int)mark.Level;
            last[level] = mark.Ordinal;
            fresh[level] = false;
            for (var deeper = level + 1; deeper < last.Length; deeper++)
            {
                fresh[deeper] = true;
            }
        }
    }

    private static Heading Titled(Flow flow, Mark mark, int limit)
    {
        var text = flow.Text.AsSpan();
        var start = mark.End;
        while (start < limit && text[start] is ' ' or '\t' or '、' or '.')
        {
            start++;
        }
        var body = text[start..limit];
        var stop = body.IndexOf('。');
        var gap = -1;
        for (var i = start + 4; i < limit && i < start + 40; i++)
        {
            if (
                flow.GapBefore(i)
                && text[i - 1] is not ('”' or '，' or '、' or '》')
                && text[i] is not ('“' or '，' or '、' or '《' or '”')
                && !char.IsAsciiLetterOrDigit(text[i])
                && !char.IsAsciiLetterOrDigit(text[i - 1])
            )
            {
                gap = i - start;
                break;
            }
        }
        if (gap > 0 && (stop < 0 || stop > gap) && body.Length > gap + 20)
        {
            return new Heading(mark, start, start + gap, RunIn: true, Titled: true);
        }
        if (stop < 0)
        {
            var colon = body.IndexOf('：');
            return colon is > 1 and < 30 && body.Length > colon + 1
                ? new Heading(mark, start, start + colon, true, true)
                : new Heading(mark, start, limit, false, body.Length <= LongestTitle * 2);
        }
        var runIn = stop + 1 < body.Length;
        if (stop <= LongestTitle && runIn)
        {
            return new Heading(mark, start, start + stop, true, true);
        }
        var lead = body.IndexOf('：');
        if (lead is > 1 and < 30)
        {
            return new Heading(mark, start, start + lead, true, true);
        }
        return new Heading(mark, start, start + Math.Min(stop, body.Length), true, false);
    }
}
