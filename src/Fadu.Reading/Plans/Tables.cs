using Fadu.Reading.Text;

namespace Fadu.Reading.Plans;

/// <summary>Task tables: rows with tabs under a head of known columns, and tables flattened to one cell a line.</summary>
internal static class Tables
{
    public static List<Block> Of(Flow flow)
    {
        var result = new List<Block>();
        Rows(flow, result);
        Flattened(flow, result);
        return result;
    }

    private static void Rows(Flow flow, List<Block> result)
    {
        LabelKind[]? columns = null;
        string? chapter = null;
        string? category = null;
        for (var p = 0; p < flow.Paragraphs.Count; p++)
        {
            var cells = Cells(flow, flow.Paragraphs[p]);
            if (TwoLineHead(flow, p) is { } merged)
            {
                columns = merged;
                p++;
                continue;
            }
            if (cells.Count < 2)
            {
                if (columns is not null && flow.Paragraphs[p].Length > 60)
                {
                    columns = null;
                }
                else if (columns is not null)
                {
                    chapter = flow.Text.Substring(
                        flow.Paragraphs[p].Start,
                        flow.Paragraphs[p].Length
                    );
                }
                continue;
            }
            var kinds = cells.ConvertAll(c => Kind(flow, c));
            if (
                kinds.Count(k => k != LabelKind.None) >= 2
                && kinds.Count(k => k != LabelKind.None) * 2 > cells.Count
                && kinds.Exists(k =>
                    k
                        is LabelKind.Lead
                            or LabelKind.Responsible
                            or LabelKind.Participating
                            or LabelKind.Measure
                )
            )
            {
                columns = [.. kinds];
                continue;
            }
            if (columns is null)
            {
                continue;
            }
            Row(flow, columns, cells, chapter, ref category, result);
        }
    }

    /// <summary>How many rows below a head of two lines are tried.</summary>
    private const int TriedRows = 3;

    /// <summary>
    /// A head of two lines, in which cells of the upper one span several of the lower one and the text has lost which: of all ways to put them together the one into which the rows
    /// below fit best. Null where there is none.
    /// </summary>
    private static LabelKind[]? TwoLineHead(Flow flow, int p)
    {
        if (p + 2 >= flow.Paragraphs.Count)
        {
            return null;
        }
        var upper = Labels(flow, p);
        var lower = Labels(flow, p + 1);
        if (upper is null || lower is null)
        {
            return null;
        }
        var rows = Enumerable
            .Range(p + 2, Math.Min(TriedRows, flow.Paragraphs.Count - p - 2))
            .Select(r => Filled(Cells(flow, flow.Paragraphs[r])))
            .ToList();
        var width = rows[0].Count;
        var spanning = upper.Count + lower.Count - width;
        if (spanning < 1 || spanning >= upper.Count || spanning > lower.Count || upper.Count > 12)
        {
            return null;
        }
        rows.RemoveAll(r => r.Count != width);
        LabelKind[]? best = null;
        var most = int.MinValue;
        for (var chosen = 0; chosen < 1 << upper.Count; chosen++)
        {
            if (System.Numerics.BitOperations.PopCount((uint)chosen) != spanning)
            {
                continue;
            }
            foreach (var runs in Runs(lower.Count, spanning))
            {
                var columns = new List<LabelKind>();
                var (run, next) = (0, 0);
                for (var c = 0; c < upper.Count; c++)
                {
                    if ((chosen & (1 << c)) == 0)
                    {
                        columns.Add(upper[c]);
                        continue;
                    }
                    columns.AddRange(lower.Skip(next).Take(runs[run]));
                    next += runs[run++];
                }
                var score = rows.Sum(r => Fit(flow, columns, r, 0));
                if (score > most)
                {
                    (best, most) = ([.. columns], score);
                }
            }
        }
        return
            best is not null
            && most > 0
            && best.Contains(LabelKind.Measure)
            && best.Any(k => k is LabelKind.Lead or LabelKind.Responsible)
            ? best
            : null;
    }

    /// <summary>The kinds of a line that is all labels; null where it is none.</summary>
    private static List<LabelKind>? Labels(Flow flow, int p)
    {
        var cells = Filled(Cells(flow, flow.Paragraphs[p]));
        if (cells.Count < 3 || cells.Exists(c => c.Length is 0 or > 12))
        {
            return null;
        }
        var kinds = cells.ConvertAll(c => Kind(flow, c));
        return kinds.Count(k => k != LabelKind.None) * 2 > kinds.Count ? kinds : null;
    }

    private static List<TextSpan> Filled(List<TextSpan> cells)
    {
        var n = cells.Count;
        while (n > 0 && cells[n - 1].Length == 0)
        {
            n--;
        }
        return cells[..n];
    }

    /// <summary>All ways to part n things into k runs of at least one.</summary>
    private static IEnumerable<int[]> Runs(int n, int k)
    {
        if (k == 1)
        {
            yield return [n];
            yield break;
        }
        for (var first = 1; first <= n - k + 1; first++)
        {
            foreach (var rest in Runs(n - first, k - 1))
            {
                yield return [first, .. rest];
            }
        }
    }

    private static LabelKind Kind(Flow flow, TextSpan cell) =>
        cell.Length is 0 or > 20
            ? LabelKind.None
            : Lexicon.ColumnOf(flow.Text.AsSpan(cell.Start, cell.Length));

    private static List<TextSpan> Cells(Flow flow, TextSpan line)
    {
        var result = new List<TextSpan>();
        var from = line.Start;
        for (var i = line.Start; i <= line.End; i++)
        {
            if (i < line.End && flow.Text[i] != '\t')
            {
                continue;
            }
            result.Add(new TextSpan(from, i));
            from = i + 1;
        }
        return result;
    }

    private static void Row(
        Flow flow,
        LabelKind[] columns,
        List<TextSpan> cells,
        string? chapter,
        ref string? category,
        List<Block> result
    )
    {
        var shift = Shift(flow, columns, cells);
        var units = new List<ListedUnit>();
        var deadlines = new List<TextSpan>();
        var unfinished = new List<TextSpan>();
        TextSpan? text = null;
        TextSpan? duty = null;
        TextSpan? title = null;
        string? number = null;
        for (var i = 0; i < cells.Count; i++)
        {
            var column = i + shift;
            if (column >= columns.Length || cells[i].Length == 0)
            {
                continue;
            }
            var cell = cells[i];
            switch (columns[column])
            {
                case LabelKind.Number:
                    number = flow.Text.Substring(cell.Start, cell.Length);
                    break;
                case LabelKind.Title:
                    category = flow.Text.Substring(cell.Start, cell.Length);
                    break;
                case LabelKind.Measure or LabelKind.Goal:
                    title ??= cell;
                    text = text is { } t ? t.Union(cell) : cell;
                    break;
                case LabelKind.Deadline:
                    deadlines.Add(cell);
                    break;
                case LabelKind.Lead or LabelKind.Participating or LabelKind.Responsible:
                    var role = columns[column] switch
                    {
                        LabelKind.Lead => Role.Lead,
                        LabelKind.Participating => Role.Participating,
                        _ => Role.Responsible,
                    };
                    units.AddRange(
                        Responsibilities.InCell(flow, cell)
                            ?? Units.WriteOut(
                                Units.Parse(flow, cell.Start, cell.End, role, strict: false) ?? []
                            )
                    );
                    duty = duty is { } d ? d.Union(cell) : cell;
                    if (flow.Text[cell.End - 1] == '、')
                    {
                        unfinished.Add(cell);
                    }
                    break;
            }
        }
        if (text is null)
        {
            // a table whose task column has a head of its own: the longest cell that is no list of units
            foreach (var (cell, i) in cells.Select((c, i) => (c, i)))
            {
                if (
                    i + shift < columns.Length
                    && columns[i + shift] == LabelKind.None
                    && cell.Length >= 6
                    && (text is null || cell.Length > text.Value.Length)
                )
                {
                    text = cell;
                    title = cell;
                }
            }
        }
        if (text is not { } words || words.Length < 3)
        {
            return;
        }
        var first = title ?? words;
        if (
            Marks.At(flow.Text.AsSpan(), first.Start)
                is { Level: MarkLevel.Point or MarkLevel.SubPoint or MarkLevel.Item } mark
            && mark.End < first.End
        )
        {
            number ??= flow.Text[mark.Start..mark.End];
            first = new TextSpan(mark.End, first.End);
        }
        var stop = flow.Text.AsSpan(first.Start, first.Length).IndexOfAny('。', '；');
        result.Add(
            new Block
            {
                Start = words.Start,
                End = words.End,
                TextStart = words.Start,
                Chapter = category ?? chapter,
                Number = number,
                Title = flow.Text.Substring(
                    first.Start,
                    Math.Min(stop > 0 ? stop : first.Length, 60)
                ),
                Ordinal = number is { Length: > 0 and < 8 }
                    ? number.Trim('.', '、', '（', '）')
                    : "T"
                        + (result.Count + 1).ToString(
                            System.Globalization.CultureInfo.InvariantCulture
                        ),
                Units = units,
                Deadlines = deadlines,
                Unfinished = unfinished,
                Responsibility = duty,
            }
        );
    }

    /// <summary>
    /// How many cells are missing at the left of a row that has too few: cells merged over several rows are lost there, empty ones at the right. What
    /// stands in the cells decides; where it does not, the left.
    /// </summary>
    private static int Shift(Flow flow, LabelKind[] columns, List<TextSpan> cells)
    {
        var missing = columns.Length - cells.Count;
        var best = Math.Max(0, missing);
        var most = int.MinValue;
        for (var shift = best; missing > 0 && shift >= 0; shift--)
        {
            var score = Fit(flow, columns, cells, shift);
            if (score > most)
            {
                (best, most) = (shift, score);
            }
        }
        return best;
    }

    /// <summary>How well cells fit under a head, when they are put so far to the right.</summary>
    private static int Fit(
        Flow flow,
        IReadOnlyList<LabelKind> columns,
        List<TextSpan> cells,
        int shift
    )
    {
        var score = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i];
            if (cell.Length == 0)
            {
                continue;
            }
            score += columns[i + shift] switch
            {
                LabelKind.Number => IsNumber(flow, cell) ? 2 : -2,
                LabelKind.Lead or LabelKind.Participating or LabelKind.Responsible => IsUnits(
                    flow,
                    cell
                )
                    ? 1
                    : -1,
                LabelKind.Deadline => !IsUnits(flow, cell) && IsTime(flow, cell) ? 1 : -1,
                LabelKind.Measure or LabelKind.Goal => IsUnits(flow, cell) ? -1 : 0,
                // names of people have two to four characters
                LabelKind.Person => cell.Length <= 4 && !IsUnits(flow, cell) ? 1 : -1,
                _ => 0,
            };
        }
        return score;
    }

    private static bool IsUnits(Flow flow, TextSpan cell) =>
        cell.Length < 160
        && (
            Units.Parse(flow, cell.Start, cell.End, Role.Responsible, strict: true) is not null
            || Responsibilities.InCell(flow, cell) is { Count: > 0 }
        );

    private static bool IsNumber(Flow flow, TextSpan cell)
    {
        var s = flow.Text.AsSpan(cell.Start, cell.Length).Trim("（）.、");
        return s.Length is > 0 and < 5
            && (
                int.TryParse(
                    s,
                    System.Globalization.NumberStyles.None,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out _
                ) || Numerals.Parse(s) is not null
            );
    }

    /// <summary>A head of at least three known labels, one a line or in one line parted by gaps; then rows that begin with a number.</summary>
    private static void Flattened(Flow flow, List<Block> result)
    {
        var paragraphs = flow.Paragraphs;
        for (var p = 0; p + 1 < paragraphs.Count; p++)
        {
            var columns = Gaps(flow, paragraphs[p]).ConvertAll(c => Kind(flow, c));
            var lines = 1;
            var spaced = columns.Count >= 3 && !columns.Contains(LabelKind.None);
            if (!spaced)
            {
                columns.Clear();
                while (
                    p + columns.Count < paragraphs.Count
                    && Kind(flow, paragraphs[p + columns.Count]) is var k and not LabelKind.None
                )
                {
                    columns.Add(k);
                }
                lines = columns.Count;
            }
            if (
                columns.Count < 3
                || !columns.Exists(k => k is LabelKind.Lead or LabelKind.Responsible)
                || !columns.Exists(k => k is LabelKind.Number or LabelKind.Measure)
            )
            {
                p += Math.Max(0, lines - 1);
                continue;
            }
            var body = Body(flow, columns, p + lines, spaced, result);
            p =
                (
                    body > p + lines || spaced || columns[0] == LabelKind.Number
                        ? body
                        : Unnumbered(flow, columns, p + lines, result)
                ) - 1;
        }
    }

    private static int Body(
        Flow flow,
        List<LabelKind> columns,
        int at,
        bool spaced,
        List<Block> result
    )
    {
        var paragraphs = flow.Paragraphs;
        var numbered = columns[0] == LabelKind.Number;
        var last = 0;
        string? category = null;
        string? chapter = null;
        while (at < paragraphs.Count)
        {
            var line = paragraphs[at];
            var start = RowStart(flow, line, last, numbered, spaced);
            if (start is null)
            {
                // a chapter inside the table
                if (
                    line.Length < 40
                    && Marks.At(flow.Text.AsSpan(), line.Start).Level
                        is MarkLevel.Part
                            or MarkLevel.Item
                )
                {
                    chapter = flow.Text.Substring(line.Start, line.Length);
                    at++;
                    continue;
                }
                break;
            }
            last = start.Value;
            var to = at + 1;
            while (
                to < paragraphs.Count
                && !spaced
                && RowStart(flow, paragraphs[to], last, numbered, spaced) is null
                && Marks.At(flow.Text.AsSpan(), paragraphs[to].Start).Level
                    is not (MarkLevel.Part or MarkLevel.Item)
                && to - at < columns.Count * 8
            )
            {
                to++;
            }
            var cells = new List<TextSpan>();
            if (spaced)
            {
                cells = Gaps(flow, line);
                if (cells.Count != columns.Count)
                {
                    var rest = numbered ? cells.Skip(1) : cells;
                    cells =
                    [
                        .. numbered ? cells.Take(1) : [],
                        .. Assign(
                            flow,
                            numbered ? columns : [LabelKind.Number, .. columns],
                            [.. rest]
                        ),
                    ];
                }
            }
            else if (numbered)
            {
                cells.Add(line);
                cells.AddRange(
                    Assign(flow, columns, [.. paragraphs.Skip(at + 1).Take(to - at - 1)])
                );
            }
            else
            {
                cells.AddRange(
                    Assign(
                        flow,
                        [LabelKind.Number, .. columns],
                        [.. paragraphs.Skip(at).Take(to - at)]
                    )
                );
            }
            Row(flow, [.. columns], cells, chapter, ref category, result);
            at = to;
        }
        return at;
    }

    /// <summary>
    /// Rows of a flattened table that nothing numbers: a row begins with text, behind a list of units, a time or the head. It has to have units,
    /// or the table is over.
    /// </summary>
    private static int Unnumbered(Flow flow, List<LabelKind> columns, int at, List<Block> result)
    {
        var paragraphs = flow.Paragraphs;
        string? category = null;
        string? chapter = null;
        while (at < paragraphs.Count)
        {
            if (
                paragraphs[at].Length < 40
                && Marks.At(flow.Text.AsSpan(), paragraphs[at].Start).Level
                    is MarkLevel.Part
                        or MarkLevel.Item
            )
            {
                chapter = flow.Text.Substring(paragraphs[at].Start, paragraphs[at].Length);
                at++;
                continue;
            }
            var to = at;
            var units = 0;
            var said = false;
            while (to < paragraphs.Count && to - at < columns.Count * 3)
            {
                var organs = IsUnits(flow, paragraphs[to]);
                var text =
                    !organs
                    && (
                        paragraphs[to].Length >= 24
                        || flow.Text.AsSpan(paragraphs[to].Start, paragraphs[to].Length)
                            .Contains('。')
                        || !IsTime(flow, paragraphs[to])
                    );
                if (text && said)
                {
                    break;
                }
                said |= !text;
                units += organs ? 1 : 0;
                to++;
            }
            if (units == 0 || to - at > columns.Count + 2)
            {
                return at;
            }
            List<LabelKind> all = [LabelKind.Number, .. columns];
            var cells = Assign(flow, all, [.. paragraphs.Skip(at).Take(to - at)]);
            Row(flow, [.. columns], cells, chapter, ref category, result);
            at = to;
        }
        return at;
    }

    /// <summary>Cells of a line whose column marks were lost but for the gaps between them.</summary>
    private static List<TextSpan> Gaps(Flow flow, TextSpan line)
    {
        var result = new List<TextSpan>();
        if (line.Length > 1200)
        {
            return [line];
        }
        var from = line.Start;
        for (var i = line.Start + 1; i <= line.End; i++)
        {
            if (i == line.End || flow.GapBefore(i))
            {
                result.Add(new TextSpan(from, i));
                from = i;
            }
        }
        return result;
    }

    private static int? RowStart(Flow flow, TextSpan line, int last, bool numbered, bool spaced)
    {
        if (numbered && !spaced)
        {
            return RowNumber(flow, line, last);
        }
        if (spaced && numbered)
        {
            var first = Gaps(flow, line)[0];
            return RowNumber(flow, first, last);
        }
        var mark = Marks.At(flow.Text.AsSpan(), line.Start);
        return
            mark.Level is MarkLevel.Point or MarkLevel.SubPoint
            && mark.Ordinal > last
            && (last == 0 || mark.Ordinal <= last + 60)
            ? mark.Ordinal
            : null;
    }

    /// <summary>A line that is nothing but the number of a row below the last one; rows may be left out, so it need not be the next.</summary>
    private static int? RowNumber(Flow flow, TextSpan line, int last)
    {
        if (line.Length > 4)
        {
            return null;
        }
        var s = flow.Text.AsSpan(line.Start, line.Length).TrimEnd('.').TrimEnd('、');
        var n = int.TryParse(
            s,
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var d
        )
            ? d
            : (int?)Numerals.Parse(s);
        return n is { } value && value > last && (last == 0 || value <= last + 60) ? value : null;
    }

    /// <summary>Gives the lines of a flattened row to its columns by what they are: lists of units, times, text.</summary>
    private static List<TextSpan> Assign(Flow flow, List<LabelKind> columns, List<TextSpan> lines)
    {
        if (lines.Count == columns.Count - 1)
        {
            return lines;
        }
        var cells = new TextSpan[columns.Count - 1];
        var c = 0;
        foreach (var line in lines)
        {
            var organs =
                line.Length < 160
                && Units.Parse(flow, line.Start, line.End, Role.Responsible, strict: true)
                    is not null;
            var time =
                !organs
                && line.Length < 24
                && !flow.Text.AsSpan(line.Start, line.Length).Contains('。')
                && IsTime(flow, line);
            var want = c;
            while (want < cells.Length && !Fits(columns[want + 1], organs, time))
            {
                want++;
            }
            if (want >= cells.Length)
            {
                want = Math.Min(c, cells.Length - 1);
            }
            cells[want] = cells[want].Length > 0 ? cells[want].Union(line) : line;
            c =
                columns[want + 1] is LabelKind.Measure or LabelKind.Goal && !organs
                    ? want
                    : Math.Min(want + 1, cells.Length - 1);
        }
        return [.. cells];
    }

    private static bool IsTime(Flow flow, TextSpan line)
    {
        var found = new List<ReadDeadline>();
        Deadlines.Read(flow, line.Start, line.End, null, labelled: true, found);
        return found.Count > 0;
    }

    private static bool Fits(LabelKind column, bool organs, bool time) =>
        column switch
        {
            LabelKind.Lead or LabelKind.Participating or LabelKind.Responsible => organs,
            LabelKind.Deadline => time,
            LabelKind.Person => false,
            _ => !organs && !time,
        };
}
