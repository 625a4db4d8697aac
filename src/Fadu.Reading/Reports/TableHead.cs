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
                .Where((c, i) => i < column && c.Length > 1 && !char.IsAsciiDigit(c[0]))
                .LastOrDefault()
            ?? "";
        return (label + columns[column]).Trim();
    }
}
