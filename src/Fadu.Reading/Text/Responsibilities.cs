namespace Fadu.Reading.Text;

/// <summary>A stretch that says who answers for the text before it.</summary>
internal sealed class Responsibility
{
    public required int Start { get; init; }

    public required int End { get; set; }

    /// <summary>The sentence that it stands in goes on behind it.</summary>
    public bool Within { get; init; }

    public List<ListedUnit> Units { get; } = [];

    /// <summary>Where a 完成时限 stands in it.</summary>
    public List<TextSpan> Deadlines { get; } = [];

    /// <summary>Lists that end in 、: a name was lost.</summary>
    public List<TextSpan> Unfinished { get; } = [];
}

/// <summary>Finds responsibility in all its shapes: labels with lists, brackets behind a measure, a closing sentence of roles.</summary>
internal static class Responsibilities
{
    private const int LongestBracket = 500;

    public static List<Responsibility> Of(Flow flow, List<Heading> outline)
    {
        var text = flow.Text;
        var found = new List<Responsibility>();
        var heads = outline.ConvertAll(h => h.Start);
        for (var p = 0; p < flow.Paragraphs.Count; p++)
        {
            var paragraph = flow.Paragraphs[p];
            if (text.AsSpan(paragraph.Start, paragraph.Length).Contains('\t'))
            {
                continue;
            }
            var i = paragraph.Start;
            while (SpacedLabel(flow, i, paragraph.End) is { } spaced)
            {
                i = Label(flow, i, spaced.End, spaced.Kind, paragraph, p, heads, found);
            }
            for (; i < paragraph.End; i++)
            {
                var c = text[i];
                if (c is '：' or '〕' && LabelBefore(flow, i, paragraph.Start) is { } label)
                {
                    i = Label(flow, label.Start, i + 1, label.Kind, paragraph, p, heads, found) - 1;
                }
                else if (c is '（' or '〔' && Bracket(flow, i, paragraph, found) is { } close)
                {
                    i = close;
                }
                else if (c == '。' && i + 5 < paragraph.End)
                {
                    Closing(flow, i + 1, paragraph, found);
                }
            }
        }
        return Merge(flow, found);
    }

    /// <summary>Labels with lists inside a cell of a table; null where it has none.</summary>
    public static List<ListedUnit>? InCell(Flow flow, TextSpan cell)
    {
        var found = new List<Responsibility>();
        for (var i = cell.Start; i < cell.End; i++)
        {
            if (flow.Text[i] == '：' && LabelBefore(flow, i, cell.Start) is { } label)
            {
                i =
                    Label(
                        flow,
                        label.Start,
                        i + 1,
                        label.Kind,
                        cell,
                        flow.Paragraphs.Count,
                        [],
                        found
                    ) - 1;
            }
        }
        return found.Count == 0 ? null : [.. found.SelectMany(r => r.Units)];
    }

    /// <summary>责任处室 立法处 配合处室（单位） 办公室: labels that only gaps part from their values.</summary>
    private static (int End, LabelKind Kind)? SpacedLabel(Flow flow, int start, int end)
    {
        for (var n = 3; n <= 10 && start + n < end; n++)
        {
            if (flow.GapBefore(start + n))
            {
                var kind = Lexicon.LabelOf(flow.Text.AsSpan(start, n));
                if (Marks.IsInline(kind, n) && flow.Text[start + n] != '：')
                {
                    return (start + n, kind);
                }
            }
        }
        return null;
    }

    private static (int Start, LabelKind Kind)? LabelBefore(Flow flow, int colon, int floor)
    {
        var text = flow.Text.AsSpan();
        (int, LabelKind)? shortest = null;
        (int, LabelKind)? bounded = null;
        for (var n = 3; n <= 14 && colon - n >= floor; n++)
        {
            var start = colon - n;
            if (text[start] is '。' or '，' or '；' or '、' or '：' or '\n')
            {
                break;
            }
            var kind = Lexicon.LabelOf(text[start..colon]);
            if (!Marks.IsInline(kind, n))
            {
                continue;
            }
            shortest ??= (start, kind);
            if (
                start == floor
                || text[start - 1]
                    is '。'
                        or '，'
                        or '；'
                        or '、'
                        or '（'
                        or '〔'
                        or '）'
                        or '\n'
                        or ' '
                        or '.'
                || flow.GapBefore(start)
            )
            {
                bounded = (start, kind);
            }
        }
        return bounded ?? shortest;
    }

    private static int Label(
        Flow flow,
        int start,
        int valueStart,
        LabelKind kind,
        TextSpan paragraph,
        int index,
        List<int> heads,
        List<Responsibility> found
    )
    {
        var text = flow.Text;
        var limit = paragraph.End;
        var bracketed = start > paragraph.Start && text[start - 1] is '（' or '〔';
        var next = heads.BinarySearch(valueStart);
        next = next < 0 ? ~next : next;
        if (next < heads.Count)
        {
            limit = Math.Min(limit, heads[next]);
        }
        if (valueStart < limit && text[valueStart] == '：')
        {
            valueStart++;
        }
        var depth = 0;
        var end = limit;
        for (var i = valueStart; i < limit; i++)
        {
            var c = text[i];
            if (c == '（')
            {
                depth++;
            }
            else if (c == '）')
            {
                if (depth == 0)
                {
                    end = i;
                    break;
                }
                depth--;
            }
            else if (c == '〕' && depth == 0)
            {
                end = i;
                break;
            }
            else if (c == '。' && !bracketed)
            {
                end = i;
                break;
            }
            else if (c == '：' && LabelBefore(flow, i, valueStart) is { } following)
            {
                end = following.Start;
                break;
            }
            else if (c == '〔' && depth == 0 && i > valueStart)
            {
                end = i;
                break;
            }
            else if (
                depth == 0
                && i > valueStart + 1
                && flow.GapBefore(i)
                && SpacedLabel(flow, i, limit) is not null
            )
            {
                end = i;
                break;
            }
            else if (
                !bracketed
                && depth == 0
                && flow.GapBefore(i)
                && kind is not LabelKind.Deadline
                && i > valueStart + 1
                && Lexicon.EndsOrgan(text.AsSpan(valueStart, i - valueStart))
                && !ListGoesOn(text.AsSpan(i, limit - i))
            )
            {
                end = i;
                break;
            }
        }
        var stop = end;
        if (valueStart >= end && index + 1 < flow.Paragraphs.Count && end == paragraph.End)
        {
            // the label alone on its line, the names on the next
            var line = flow.Paragraphs[index + 1];
            if (
                line.Length < 200
                && Units.Parse(flow, line.Start, line.End, Role.Responsible, strict: true)
                    is not null
            )
            {
                valueStart = line.Start;
                stop = line.End;
            }
        }
        var responsibility = new Responsibility
        {
            Start = bracketed ? start - 1 : start,
            End = bracketed && end < limit ? end + 1 : stop,
            Within =
                bracketed
                && end + 1 < limit
                && text[end + 1] == '，'
                && text.AsSpan(end + 1, limit - end - 1).Contains('。'),
        };
        var valueEnd = stop;
        while (valueEnd > valueStart && text[valueEnd - 1] is '；' or '，' or '\n' or ' ')
        {
            valueEnd--;
        }
        switch (kind)
        {
            case LabelKind.Deadline:
                responsibility.Deadlines.Add(new TextSpan(valueStart, valueEnd));
                break;
            case LabelKind.Person:
                break;
            default:
                (valueStart, valueEnd) = TrimTimes(
                    flow,
                    valueStart,
                    valueEnd,
                    responsibility.Deadlines
                );
                if (valueEnd > valueStart && text[valueEnd - 1] == '、')
                {
                    responsibility.Unfinished.Add(new TextSpan(valueStart, valueEnd));
                }
                var role = kind switch
                {
                    LabelKind.Lead => Role.Lead,
                    LabelKind.Participating => Role.Participating,
                    _ => Role.Responsible,
                };
                responsibility.Units.AddRange(
                    Units.WriteOut(
                        Units.Parse(flow, valueStart, valueEnd, role, strict: false) ?? []
                    )
                );
                break;
        }
        found.Add(responsibility);
        return Math.Max(stop, valueStart);
    }

    private static bool ListGoesOn(ReadOnlySpan<char> rest)
    {
        var stop = rest.IndexOfAny("、，。；");
        var first = stop < 0 ? rest : rest[..stop];
        return first.Length <= 24 && Lexicon.EndsOrgan(first);
    }

    private static int? Bracket(Flow flow, int open, TextSpan paragraph, List<Responsibility> found)
    {
        var text = flow.Text.AsSpan();
        var depth = 0;
        var close = -1;
        for (var i = open; i < paragraph.End && i - open < LongestBracket; i++)
        {
            if (text[i] is '（' or '〔')
            {
                depth++;
            }
            else if (text[i] is '）' or '〕' && --depth == 0)
            {
                close = i;
                break;
            }
        }
        if (close - open < 5)
        {
            return null;
        }
        var inner = text[(open + 1)..close];
        if (
            inner.Contains('：')
            && inner[..Math.Min(inner.Length, 16)].IndexOf('：') is > 1 and var colon
            && Marks.IsInline(Lexicon.LabelOf(inner[..colon]), colon)
        )
        {
            return null;
        }
        var roles =
            inner.Contains("牵头", StringComparison.Ordinal)
            || inner.Contains("负责", StringComparison.Ordinal)
            || inner.Contains("配合", StringComparison.Ordinal)
            || inner.Contains("参与", StringComparison.Ordinal)
            || inner.Contains("参加", StringComparison.Ordinal)
            || inner.Contains("分工", StringComparison.Ordinal)
            || inner.Contains("落实", StringComparison.Ordinal);
        var closing = close + 1 >= paragraph.End || text[close + 1] is '。' or '；' or '\n';
        // …机制（县司法局牵头，县法院配合），6月底前…: the sentence goes on behind who does it
        var within =
            !closing && text[close + 1] is '，' && text[(close + 2)..paragraph.End].Contains('。');
        var after = open > paragraph.Start && text[open - 1] is '。' or '；';
        if (
            !(roles && (closing || after || within))
            && !(after || (closing && inner.Length > 6 && inner.Contains('、')))
        )
        {
            return null;
        }
        var times = new List<TextSpan>();
        var (unitsFrom, unitsTo) = TrimTimes(flow, open + 1, close, times);
        if (
            Units.Parse(flow, unitsFrom, unitsTo, Role.Responsible, strict: true) is not { } units
            || (!roles && units.Exists(u => !StartsAsUnit(u.Name)))
        )
        {
            return null;
        }
        if (within && units.Exists(u => !StartsAsUnit(u.Name) && !u.Collective))
        {
            return null;
        }
        var responsibility = new Responsibility
        {
            Start = open,
            End = close + 1,
            Within = within,
        };
        responsibility.Units.AddRange(Units.WriteOut(units));
        responsibility.Deadlines.AddRange(times);
        found.Add(responsibility);
        return close;
    }

    /// <summary>Clauses at both ends of a list that say when and not who: …，2023年12月底前完成.</summary>
    private static (int Start, int End) TrimTimes(
        Flow flow,
        int start,
        int end,
        List<TextSpan> times
    )
    {
        var text = flow.Text.AsSpan();
        while (end > start)
        {
            var cut = text[start..end].LastIndexOfAny('，', '；', '。');
            if (cut < 0 || !IsTime(text[(start + cut + 1)..end]))
            {
                break;
            }
            times.Add(new TextSpan(start + cut + 1, end));
            end = start + cut;
        }
        while (end > start)
        {
            var cut = text[start..end].IndexOfAny('，', '；', '。');
            if (cut < 0 || !IsTime(text[start..(start + cut)]))
            {
                break;
            }
            times.Add(new TextSpan(start, start + cut));
            start += cut + 1;
        }
        return (start, end);
    }

    private static bool IsTime(ReadOnlySpan<char> clause) =>
        clause.Length is > 1 and < 24
        && (
            (
                clause.IndexOfAnyInRange('0', '9') >= 0
                && (clause.Contains('月') || clause.Contains('年') || clause.Contains('日'))
            )
            || clause.StartsWith("持续")
            || clause.StartsWith("长期")
            || clause.StartsWith("年底")
            || clause.StartsWith("全年")
            || clause.StartsWith("每")
            || clause.StartsWith("立即")
            || clause.StartsWith("完成时限")
        );

    private static bool StartsAsUnit(string name) =>
        name[0] is '县' or '区' or '市' or '省' or '州' or '旗' or '各' or '盟' or '镇'
        || name.EndsWith('局')
        || name.EndsWith('委')
        || name.EndsWith('办')
        || name.EndsWith("法院", StringComparison.Ordinal)
        || name.EndsWith("检察院", StringComparison.Ordinal);

    /// <summary>A closing sentence that is nothing but units and roles: 由县司法局牵头，县财政局配合。</summary>
    private static void Closing(
        Flow flow,
        int start,
        TextSpan paragraph,
        List<Responsibility> found
    )
    {
        var text = flow.Text.AsSpan();
        var length = text[start..Math.Min(paragraph.End, start + 240)].IndexOf('。');
        var end = length >= 0 ? start + length : paragraph.End;
        if (
            end - start is < 7 or > 239
            || (
                length >= 0
                && end + 1 < paragraph.End
                && text[end + 1] != '（'
                && Marks.At(text, end + 1).Level == MarkLevel.None
            )
        )
        {
            return;
        }
        var sentence = text[start..end];
        // …。——县司法局、县财政局
        var dashed = sentence.StartsWith("--") && end >= paragraph.End - 1;
        if (dashed)
        {
            start += 2;
        }
        if (
            sentence.Contains('：')
            || !(
                dashed
                || sentence.EndsWith("负责")
                || sentence.EndsWith("牵头")
                || sentence.EndsWith("配合")
                || sentence.EndsWith("参与")
                || sentence.EndsWith("参加")
                || sentence.EndsWith("落实")
                || sentence.EndsWith("协助")
                || sentence.EndsWith("协同")
            )
        )
        {
            return;
        }
        if (
            Units.Parse(flow, start, end, Role.Responsible, strict: true) is not { } units
            || units.Exists(u => !StartsAsUnit(u.Name) && !u.Collective)
        )
        {
            return;
        }
        var responsibility = new Responsibility
        {
            Start = start,
            End = Math.Min(end + 1, paragraph.End),
        };
        responsibility.Units.AddRange(Units.WriteOut(units));
        found.Add(responsibility);
    }

    private static List<Responsibility> Merge(Flow flow, List<Responsibility> found)
    {
        var result = new List<Responsibility>();
        foreach (var r in found.OrderBy(r => r.Start))
        {
            if (result.Count > 0 && OnlySeparators(flow.Text.AsSpan(), result[^1].End, r.Start))
            {
                var last = result[^1];
                last.End = Math.Max(last.End, r.End);
                last.Units.AddRange(r.Units);
                last.Deadlines.AddRange(r.Deadlines);
                last.Unfinished.AddRange(r.Unfinished);
            }
            else
            {
                result.Add(r);
            }
        }
        return result;
    }

    private static bool OnlySeparators(ReadOnlySpan<char> text, int from, int to)
    {
        if (to - from > 8)
        {
            return false;
        }
        for (var i = from; i < to; i++)
        {
            if (
                text[i] is not ('\n' or '；' or '。' or '，' or ' ' or '（' or '）' or '〕' or '〔')
            )
            {
                return false;
            }
        }
        return true;
    }
}
