using Fadu.Reading.Text;

namespace Fadu.Reading.Reports;

/// <summary>The head of a statistics table: what stands above a cell names it, together with what stands left of it.</summary>
internal sealed class TableHead
{
    private readonly List<string> columns;

    private TableHead(List<string> columns) => this.columns = columns;

    /// <summary>A row without numbers and with at least two words is a head.</summary>
    public static TableHead? Read(Flow flow, TextSpan row)
    {
        var cells = flow.Text.Substring(row.Start, row.Length).Split('\t');
        if (
            cells.Length < 2
            || cells.Any(c => c.Length > 0 && char.IsAsciiDigit(c[0]))
            || cells.Count(c => c.Length > 1) < 2
        )
        {
            return null;
        }
        return new TableHead([.. cells]);
    }

    /// <summary>The unit of a bare number: from a column of units, or from its own head (数量（件）).</summary>
    public string? Unit(Flow flow, TextSpan row, Quantity q)
    {
        if (row.Length > 4000)
        {
            return null;
        }
        var start = flow.Text.LastIndexOf('\n', Math.Max(0, q.Start - 1)) + 1;
        var end = flow.Text.IndexOf('\n', q.Start);
        var cells = flow.Text[start..(end < 0 ? flow.Text.Length : end)].Split('\t');
        var column = flow.Text.AsSpan(start, q.Start - start).Count('\t');
        if (column == 0 || column >= columns.Count)
        {
            return null;
        }
        var head = columns[column];
        if (
            head.EndsWith('）')
            && head.LastIndexOf('（') is > 0 and var open
            && Lexicon.IsMeasure(head.AsSpan()[(open + 1)..^1])
        )
        {
            return head[(open + 1)..^1];
        }
        for (var i = 0; i < cells.Length && i < columns.Count; i++)
        {
            if (columns[i] is "单位" or "计量单位" or "计数单位" && Lexicon.IsMeasure(cells[i]))
            {
                return cells[i];
            }
        }
        return null;
    }

    public string? Metric(Flow flow, TextSpan row, Quantity q)
    {
        if (row.Length > 4000)
        {
            return null;
        }
        var lineStart = flow.Text.LastIndexOf('\n', Math.Max(0, q.Start - 1)) + 1;
        var before = flow.Text[lineStart..q.Start];
        var column = before.Count(c => c == '\t');
        if (
            column == 0
            || column >= columns.Count
            || !flow.Text.AsSpan(lineStart, row.End - lineStart).Contains('\t')
        )
        {
            return null;
        }
        // words in the cell itself name the number better than its head
        var cellStart = before.LastIndexOf('\t') + 1;
        if (before.Length - cellStart > 1)
        {
            return null;
        }
        var cells = before.Split('\t');
        var label =
            cells
                .Where(
                    (c, i) =>
                        i < column
                        && c.Length > 1
                        && !char.IsAsciiDigit(c[0])
                        && !Lexicon.IsMeasure(c)
                )
                .LastOrDefault()
            ?? "";
        // 数量 and 数值 over a column say nothing about what is counted
        return columns[column] is "数量" or "数值" or "合计" or "总数" or "数据" && label.Length > 0
            ? label
            : (label + columns[column]).Trim();
    }
}
