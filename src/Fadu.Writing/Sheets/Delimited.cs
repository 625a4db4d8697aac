using System.Text;

namespace Fadu.Writing.Sheets;

/// <summary>CSV (RFC 4180) and tab-separated text, record by record.</summary>
internal static class Delimited
{
    private const int MaxField = 1 << 20;
    private const int MaxFields = 20_000;

    /// <summary>The separator of the first line that holds one: tab or comma.</summary>
    internal static char Guess(TextReader text)
    {
        var (tabs, commas, quoted) = (0, 0, false);
        int c;
        while ((c = text.Read()) >= 0)
        {
            quoted ^= c == '"';
            if (quoted)
            {
                continue;
            }
            tabs += c == '\t' ? 1 : 0;
            commas += c == ',' ? 1 : 0;
            if (c == '\n' && tabs + commas > 0)
            {
                break;
            }
        }
        return tabs > commas ? '\t' : ',';
    }

    /// <summary>The records, numbered from 1 as Excel numbers the rows when it opens the text.</summary>
    internal static IEnumerable<(int Number, IReadOnlyList<string> Cells)> Records(
        TextReader text,
        string name,
        char delimiter
    )
    {
        var number = 1;
        var cells = new List<string>();
        var field = new StringBuilder();
        // A quote opens a quoted field only at its start; within text it is a character
        var (quoted, opened, any) = (false, false, false);
        int next;
        while ((next = text.Read()) >= 0)
        {
            var c = (char)next;
            if (quoted)
            {
                if (c != '"')
                {
                    Append(c);
                }
                else if (text.Peek() == '"')
                {
                    _ = text.Read();
                    Append('"');
                }
                else
                {
                    quoted = false;
                }
                continue;
            }
            if (c == '"' && field.Length == 0 && !opened)
            {
                (quoted, opened, any) = (true, true, true);
            }
            else if (c == delimiter)
            {
                End();
                any = true;
            }
            else if (c is '\r' or '\n')
            {
                if (c == '\r' && text.Peek() == '\n')
                {
                    _ = text.Read();
                }
                End();
                yield return (number++, cells);
                cells = [];
                any = false;
            }
            else
            {
                Append(c);
                any = true;
            }
        }
        if (quoted)
        {
            throw new UnusableFileException(
                name,
                number,
                null,
                "有一个双引号没有配对，从这一行起分不清各列；请改正后再导入"
            );
        }
        if (any)
        {
            End();
            yield return (number, cells);
        }

        void Append(char c)
        {
            if (field.Length >= MaxField)
            {
                throw new UnusableFileException(
                    name,
                    number,
                    null,
                    "一个单元格超过一百万字；可能缺少换行或双引号没有配对"
                );
            }
            field.Append(c);
        }

        void End()
        {
            if (cells.Count >= MaxFields)
            {
                throw new UnusableFileException(
                    name,
                    number,
                    null,
                    $"一行超过{MaxFields}列；可能缺少换行"
                );
            }
            var value = field.ToString();
            // The apostrophe with which SheetWriter disarms formulas in CSV
            cells.Add(value.StartsWith('\'') && SheetWriter.IsFormula(value) ? value[1..] : value);
            field.Clear();
            opened = false;
        }
    }
}
