using System.Globalization;
using Fadu.Reading.Text;

namespace Fadu.Reading.Plans;

/// <summary>A stretch of the plan that is one task, with what was found about it.</summary>
internal sealed class Block
{
    public required int Start { get; init; }

    public required int End { get; init; }

    /// <summary>Where the measures begin, behind number and heading.</summary>
    public required int TextStart { get; init; }

    public string? Chapter { get; init; }

    public string? Number { get; init; }

    public string? Title { get; init; }

    public string Ordinal { get; init; } = "0";

    /// <summary>The item holds further tasks.</summary>
    public bool Divided { get; set; }

    public IReadOnlyList<ListedUnit> Units { get; init; } = [];

    public IReadOnlyList<TextSpan> Deadlines { get; init; } = [];

    public IReadOnlyList<TextSpan> Unfinished { get; init; } = [];

    public TextSpan? Responsibility { get; init; }
}

/// <summary>Cuts running text into tasks: at numbered items, and wherever a responsibility closes what stands before it.</summary>
internal static class Blocks
{
    private const int ShortestRest = 40;

    public static List<Block> Of(
        Flow flow,
        List<Heading> outline,
        List<Responsibility> responsibilities
    )
    {
        var result = new List<Block>();
        var first = outline.Count > 0 ? outline[0].Start : int.MaxValue;
        if (responsibilities.Count > 0)
        {
            first = Math.Min(first, ParagraphStart(flow, responsibilities[0].Start));
        }
        if (first == int.MaxValue)
        {
            return result;
        }
        var last = BodyEnd(flow, first, outline, responsibilities);
        var splitting = Splitting(outline, responsibilities, last);
        var state = new State(flow, result) { Start = first, TextStart = first };
        var r = 0;
        var h = 0;
        while (h < outline.Count || r < responsibilities.Count)
        {
            var atHeading = h < outline.Count ? outline[h].Start : int.MaxValue;
            var atDuty = r < responsibilities.Count ? responsibilities[r].Start : int.MaxValue;
            if (Math.Min(atHeading, atDuty) >= last)
            {
                break;
            }
            if (atDuty < atHeading)
            {
                state.Duty(responsibilities[r]);
                r++;
                continue;
            }
            if (splitting[h])
            {
                state.Open(outline[h]);
            }
            h++;
        }
        state.Close(last);
        return result;
    }

    private static int ParagraphStart(Flow flow, int at)
    {
        var start = 0;
        foreach (var p in flow.Paragraphs)
        {
            if (p.Start > at)
            {
                break;
            }
            start = p.Start;
        }
        return start;
    }

    /// <summary>Which headings open a task of their own: parts and items always; points when their item has no responsibility or several.</summary>
    private static bool[] Splitting(
        List<Heading> outline,
        List<Responsibility> responsibilities,
        int end
    )
    {
        var result = new bool[outline.Count];
        for (var i = 0; i < outline.Count; i++)
        {
            if (outline[i].Level is MarkLevel.Part or MarkLevel.Item)
            {
                result[i] = true;
                continue;
            }
            if (result[i])
            {
                continue;
            }
            // the run of points of one level under one item
            var level = outline[i].Level;
            var group = new List<int>();
            var stop = end;
            for (var k = i; k < outline.Count; k++)
            {
                if (outline[k].Level < level && !(level == MarkLevel.Article))
                {
                    stop = outline[k].Start;
                    break;
                }
                if (outline[k].Level == level)
                {
                    group.Add(k);
                }
            }
            var from = outline[group[0]].Start;
            var lastStart = outline[group[^1]].Start;
            var inside = Count(responsibilities, from, lastStart);
            var all = Count(responsibilities, from, stop);
            var parentHas = all > 0;
            if (
                inside > 0
                || (
                    !parentHas
                    && (group.Count > 1 || (i > 0 && outline[i - 1].Level == MarkLevel.Part))
                    && level is MarkLevel.Point or MarkLevel.Article
                )
            )
            {
                foreach (var k in group)
                {
                    result[k] = true;
                }
            }
            if (!result[i])
            {
                // deeper levels of an item that is one task stay in it
                continue;
            }
        }
        return result;
    }

    private static int Count(List<Responsibility> list, int from, int to)
    {
        var low = Lower(list, from);
        return Lower(list, to) - low;
    }

    private static int Lower(List<Responsibility> list, int at)
    {
        var a = 0;
        var b = list.Count;
        while (a < b)
        {
            var mid = (a + b) / 2;
            if (list[mid].Start < at)
            {
                a = mid + 1;
            }
            else
            {
                b = mid;
            }
        }
        return a;
    }

    /// <summary>Where the plan ends and signature, attachments and page furniture begin.</summary>
    private static int BodyEnd(
        Flow flow,
        int first,
        List<Heading> outline,
        List<Responsibility> responsibilities
    )
    {
        var floor = Math.Max(
            outline.Count > 0 ? outline[^1].End() : 0,
            responsibilities.Count > 0 ? responsibilities[^1].End : 0
        );
        var end = flow.Text.Length;
        foreach (var p in flow.Paragraphs)
        {
            if (p.Start < Math.Max(first, floor))
            {
                continue;
            }
            var line = flow.Text.AsSpan(p.Start, p.Length);
            if (
                line.StartsWith("附件")
                || line.StartsWith("附：")
                || line.StartsWith("抄送")
                || line.StartsWith("分享")
                || line.StartsWith("扫一扫")
                || line.StartsWith("上一篇")
                || line.StartsWith("下一篇")
                || line.StartsWith("打印")
                || line.StartsWith("关闭")
                || line.StartsWith("主办单位")
                || line.StartsWith("版权所有")
                || line.StartsWith("政策解读")
                || line.StartsWith("相关")
                || line.StartsWith("Produced")
                || (line.Length <= 30 && line.EndsWith("印发"))
                || (
                    line.Length <= 22
                    && line.Contains('年')
                    && line.Contains('月')
                    && line.EndsWith("日")
                )
            )
            {
                end = p.Start;
                break;
            }
        }
        return Math.Max(end, floor);
    }

    private static int End(this Heading heading) => heading.TitleEnd;

    private sealed class State(Flow flow, List<Block> result)
    {
        private Heading? chapter;
        private Heading? item;
        private Heading? open;
        private string ordinal = "0";

        public int Start { get; set; }

        public int TextStart { get; set; }

        private Heading? point;
        private Responsibility? pending;
        private Responsibility? within;
        private IReadOnlyList<ListedUnit> owner = [];
        private IReadOnlyList<TextSpan> ownerDeadlines = [];
        private MarkLevel ownerLevel;

        /// <summary>The responsibility of a heading that stands before its text (责任单位 directly below the heading).</summary>
        public void Duty(Responsibility duty)
        {
            if (pending is { } first)
            {
                pending = null;
                Emit(first.Start, first);
                After(first);
            }
            if (duty.Within)
            {
                // the sentence goes on: who does it belongs to all of the item
                if (within is null)
                {
                    within = duty;
                }
                else
                {
                    within.Units.AddRange(duty.Units);
                }
                return;
            }
            if (
                within is null
                && open is { } h
                && duty.Start - h.TitleEnd <= 2
                && duty.Units.Count > 0
                && !IsSentence(h)
            )
            {
                pending = duty;
                return;
            }
            if (within is { } before)
            {
                within = null;
                before.Units.AddRange(duty.Units);
                before.Deadlines.AddRange(duty.Deadlines);
                Emit(duty.Start, before);
                After(duty);
                return;
            }
            Emit(duty.Start, duty);
            After(duty);
        }

        /// <summary>An item that is one whole sentence says itself what is to be done; text behind its units is another's.</summary>
        private bool IsSentence(Heading heading) =>
            heading.TitleEnd < flow.Text.Length
            && flow.Text[heading.TitleEnd] == '。'
            && flow.Text.AsSpan(heading.TitleStart, heading.TitleEnd - heading.TitleStart)
                .Contains('，');

        private void After(Responsibility duty)
        {
            open = null;
            Start = duty.End;
            while (
                Start < flow.Text.Length
                && flow.Text[Start] is '\n' or '。' or ' ' or '；' or '）' or '〕'
            )
            {
                Start++;
            }
            TextStart = Start;
        }

        public void Close(int end, Heading? next = null)
        {
            if (within is { } inside)
            {
                within = null;
                Emit(end, inside);
                return;
            }
            if (pending is { } duty)
            {
                pending = null;
                var at = duty.End;
                // 一、规范执法（牵头单位：…）: who answers for a heading answers for what stands below it
                if (
                    open is { } head
                    && next is { } below
                    && below.Level > head.Level
                    && end - at < 4
                )
                {
                    owner = duty.Units;
                    ownerDeadlines = duty.Deadlines;
                    ownerLevel = head.Level;
                    open = null;
                    return;
                }
                while (at < end && flow.Text[at] is '\n' or '。' or ' ' or '；' or '）' or '〕')
                {
                    at++;
                }
                if (end - at >= 16)
                {
                    Start = at;
                    TextStart = at;
                    Emit(end, duty);
                }
                else
                {
                    Emit(duty.Start, duty);
                }
                open = null;
                return;
            }
            if (
                open is { Titled: true } heading
                && next is { } lower
                && lower.Level > heading.Level
                && OnlyHeadings(end)
            )
            {
                // （一）…, 1.…: headings above the tasks, no task
                open = null;
                return;
            }
            Emit(end, null);
        }

        private bool OnlyHeadings(int end) =>
            flow.Text.AsSpan(TextStart, Math.Max(0, end - TextStart)).IndexOfAny('。', '；') < 0;

        public void Open(Heading heading)
        {
            Close(heading.Start, heading);
            if (heading.Level == MarkLevel.Part)
            {
                chapter = heading;
                item = null;
            }
            else if (heading.Level == MarkLevel.Item)
            {
                item = heading;
            }
            if (OwnerOf(heading) is { Count: > 0 } own)
            {
                owner = own;
                ownerDeadlines = [];
                ownerLevel = heading.Level;
            }
            else if (heading.Level <= ownerLevel)
            {
                owner = [];
                ownerDeadlines = [];
            }
            point =
                heading.Level == MarkLevel.Point ? heading
                : heading.Level < MarkLevel.Point ? null
                : point;
            open = heading;
            Start = heading.Start;
            TextStart = heading.Titled ? Behind(heading) : heading.TitleStart;
            ordinal = (heading.Level, item) switch
            {
                (MarkLevel.Part, _) => "P"
                    + heading.Mark.Ordinal.ToString(CultureInfo.InvariantCulture),
                (MarkLevel.Item, _) => heading.Mark.Ordinal.ToString(CultureInfo.InvariantCulture),
                (MarkLevel.SubPoint, _) when point is not null => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{point.Mark.Ordinal}.{heading.Mark.Ordinal}"
                ),
                (_, { } i) => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{i.Mark.Ordinal}.{heading.Mark.Ordinal}"
                ),
                _ => heading.Mark.Ordinal.ToString(CultureInfo.InvariantCulture),
            };
        }

        private int Behind(Heading heading)
        {
            var at = heading.TitleEnd;
            while (at < flow.Text.Length && flow.Text[at] is '。' or '：' or '\n')
            {
                at++;
            }
            return heading.RunIn || at >= flow.Text.Length ? Math.Min(at, flow.Text.Length) : at;
        }

        private void Emit(int end, Responsibility? duty)
        {
            var stop = end;
            var text = flow.Text;
            while (stop > Start && text[stop - 1] is '\n' or ' ' or '\t' or '（' or '〔')
            {
                stop--;
            }
            var textStart = Math.Min(Math.Max(TextStart, Start), stop);
            var body = stop - textStart;
            // a chapter's bare heading is no task; what remains without duty must be a sentence
            var keep =
                duty is not null ? stop - Start >= 4
                : open is not null
                    ? body >= 12 && (open.Level != MarkLevel.Part || body >= ShortestRest)
                : body >= ShortestRest && text.AsSpan(textStart, body).Contains('。');
            if (
                duty is null
                && open is { Level: not MarkLevel.Part }
                && body < 12
                && stop - open.TitleStart >= 12
                && open.TitleEnd >= stop - 1
            )
            {
                keep = true;
                textStart = open.TitleStart;
            }
            if (keep)
            {
                var title = open is { Titled: true } ? open.Title(flow) : null;
                var duties = duty?.Units ?? owner;
                result.Add(
                    new Block
                    {
                        Start = Start,
                        End = stop,
                        TextStart = textStart,
                        Chapter = chapter is { } c ? c.Number(flow) + c.Title(flow) : null,
                        Number = (open?.Level == MarkLevel.Part ? null : open ?? item)?.Number(
                            flow
                        ),
                        Title =
                            title
                            ?? (open is null && item is { Titled: true } i ? i.Title(flow) : null),
                        Ordinal = ordinal,
                        Units = duties,
                        Deadlines = duty?.Deadlines ?? ownerDeadlines,
                        Unfinished = duty?.Unfinished ?? [],
                        Responsibility = duty is null ? null : new TextSpan(duty.Start, duty.End),
                    }
                );
                if (result.Count > 1 && result[^2].Ordinal == ordinal)
                {
                    result[^2].Divided = true;
                    result[^1].Divided = true;
                }
            }
        }

        /// <summary>A heading that is itself the unit (1.县教育局 …), or says whose tasks follow (一、县司法局牵头工作（8项）).</summary>
        private IReadOnlyList<ListedUnit> OwnerOf(Heading heading)
        {
            var text = flow.Text.AsSpan();
            var end = heading.TitleEnd;
            if (
                end > heading.TitleStart
                && text[end - 1] == '）'
                && text[heading.TitleStart..end].LastIndexOf('（') is > 1 and var bracket
                && text[(heading.TitleStart + bracket)..end].IndexOfAnyInRange('0', '9') >= 0
            )
            {
                end = heading.TitleStart + bracket;
            }
            var role = Role.Responsible;
            foreach (var (tail, r) in OwnerTails)
            {
                if (text[heading.TitleStart..end].EndsWith(tail))
                {
                    end -= tail.Length;
                    role = r;
                    break;
                }
            }
            if (end - heading.TitleStart is < 3 or > 40)
            {
                return [];
            }
            var title = text[heading.TitleStart..end];
            if (
                !(title[0] is '县' or '区' or '市' or '省' or '州' or '旗' or '各')
                || !(
                    title[^1]
                    is '局'
                        or '委'
                        or '办'
                        or '厅'
                        or '部'
                        or '院'
                        or '会'
                        or '室'
                        or '联'
                        or '心'
                        or '司'
                        or '校'
                        or '府'
                        or '行'
                )
            )
            {
                return [];
            }
            return Units.Parse(flow, heading.TitleStart, end, role, strict: true) is { } units
                ? Units.WriteOut(units)
                : [];
        }

        private static readonly (string Tail, Role Role)[] OwnerTails =
        [
            ("牵头负责的工作", Role.Lead),
            ("牵头工作任务", Role.Lead),
            ("牵头的工作", Role.Lead),
            ("牵头任务", Role.Lead),
            ("牵头事项", Role.Lead),
            ("牵头工作", Role.Lead),
            ("牵头", Role.Lead),
            ("负责的工作", Role.Responsible),
            ("负责工作", Role.Responsible),
            ("负责事项", Role.Responsible),
            ("工作任务", Role.Responsible),
            ("普法责任", Role.Responsible),
            ("负责", Role.Responsible),
        ];
    }
}
