using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Fadu.Writing.Sheets;

/// <summary>
/// Reads tables that people hand in: .xlsx, .xls, CSV in UTF-8, UTF-16 or GB18030, and what they paste from a sheet. The content
/// decides what a file is, not its name. Rows come one at a time; rows without any content are passed over.
/// </summary>
public static class SheetReader
{
    private const int HeaderRows = 20;
    private const string PastedName = "粘贴的内容";

    // GB18030 for .csv and the code pages of .xls need it
    static SheetReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The rows of a file.</summary>
    /// <param name="input">The file; read to its end at the first row and not closed.</param>
    /// <param name="fileName">Its name, for messages.</param>
    /// <param name="options">Limits and what the header must have.</param>
    /// <exception cref="UnusableFileException">While the rows are read: what is wrong, where, and what to do.</exception>
    public static IEnumerable<SheetRow> Read(
        Stream input,
        string fileName,
        SheetReadOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(fileName);
        return Rows(
            input,
            Path.GetFileNameWithoutExtension(fileName),
            options ?? new SheetReadOptions()
        );
    }

    /// <summary>The rows of a pasted table, tab-separated as Excel and WPS put it into the clipboard.</summary>
    public static IEnumerable<SheetRow> ReadPasted(string text, SheetReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Pasted(text, options ?? new SheetReadOptions());
    }

    private static IEnumerable<SheetRow> Pasted(string text, SheetReadOptions options)
    {
        if (text.Length > options.MaxBytes)
        {
            throw SafeZip.TooLarge(options.MaxBytes);
        }
        using var reader = new StringReader(text);
        foreach (var row in Table(PastedName, Delimited.Records(reader, PastedName, '\t'), options))
        {
            yield return row;
        }
    }

    private static IEnumerable<SheetRow> Rows(Stream input, string name, SheetReadOptions options)
    {
        using var memory = SafeZip.Take(input, options.MaxBytes);
        var start = memory.GetBuffer().AsSpan(0, (int)Math.Min(memory.Length, 512)).ToArray();
        if (start.Length == 0)
        {
            throw new UnusableFileException("文件是空的");
        }
        if (start.AsSpan().StartsWith("PK\x03\x04"u8))
        {
            CheckWorkbook(memory, options);
            foreach (var row in Workbook(memory, "xlsx", options))
            {
                yield return row;
            }
        }
        else if (start.AsSpan().StartsWith((byte[])[0xD0, 0xCF, 0x11, 0xE0]))
        {
            foreach (var row in Workbook(memory, "xls", options))
            {
                yield return row;
            }
        }
        else
        {
            RefuseOther(start);
            var encoding = Encode(memory);
            char delimiter;
            using (var first = new StreamReader(memory, encoding, leaveOpen: true))
            {
                delimiter = Delimited.Guess(first);
            }
            memory.Position = 0;
            // A reader of its own: only at its start does one pass over the byte order mark
            using var text = new StreamReader(memory, encoding);
            foreach (var row in Table(name, Delimited.Records(text, name, delimiter), options))
            {
                yield return row;
            }
        }
    }

    private static void RefuseOther(byte[] start)
    {
        var text = Encoding
            .Latin1.GetString(start)
            .TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');
        // Many systems export a web page and call it .xls
        if (text.StartsWith('<'))
        {
            throw new UnusableFileException(
                "文件内容是网页（HTML或XML），不是表格；请用Excel或WPS打开后另存为.xlsx再导入"
            );
        }
        var unicode = start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        if (
            text.StartsWith("%PDF", StringComparison.Ordinal)
            || (!unicode && Array.IndexOf(start, (byte)0) >= 0)
        )
        {
            throw new UnusableFileException(
                "不是表格文件；可以导入.xlsx、.xls、.csv，或直接粘贴表格"
            );
        }
    }

    private static Encoding Encode(MemoryStream memory)
    {
        var bytes = memory.GetBuffer().AsSpan(0, (int)memory.Length);
        if (bytes.StartsWith((byte[])[0xFF, 0xFE]) || bytes.StartsWith((byte[])[0xFE, 0xFF]))
        {
            return Encoding.Unicode;
        }
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return Encoding.UTF8;
        }
        var chinese = Encoding.GetEncoding(
            "GB18030",
            EncoderFallback.ExceptionFallback,
            DecoderFallback.ExceptionFallback
        );
        try
        {
            chinese.GetCharCount(bytes);
            return chinese;
        }
        catch (DecoderFallbackException e)
        {
            throw new UnusableFileException(
                "文字编码认不出来（不是UTF-8，也不是GB18030）；请另存为.xlsx再导入",
                e
            );
        }
    }

    private static void CheckWorkbook(MemoryStream memory, SheetReadOptions options)
    {
        try
        {
            using var zip = new ZipArchive(memory, ZipArchiveMode.Read, leaveOpen: true);
            SafeZip.Check(zip, options.MaxUnpackedBytes);
            if (
                !zip.Entries.Any(e =>
                    e.FullName.TrimStart('/').StartsWith("xl/", StringComparison.OrdinalIgnoreCase)
                )
            )
            {
                throw new UnusableFileException(
                    "不是Excel工作簿（可能是Word文档或压缩包）；可以导入.xlsx、.xls、.csv"
                );
            }
        }
        catch (InvalidDataException e)
        {
            throw CannotOpen("xlsx", e);
        }
        memory.Position = 0;
    }

    private static UnusableFileException CannotOpen(string kind, Exception e) =>
        new(string.Format(null, SafeZip.CannotOpen, kind), e);

    private static IEnumerable<SheetRow> Workbook(
        MemoryStream memory,
        string kind,
        SheetReadOptions options
    )
    {
        using var reader = Guard(
            kind,
            () =>
                ExcelReaderFactory.CreateReader(
                    memory,
                    new ExcelReaderConfiguration
                    {
                        FallbackEncoding = Encoding.GetEncoding("GB18030"),
                        LeaveOpen = true,
                    }
                )
        );
        var names = new List<string>();
        do
        {
            names.Add(reader.Name);
            if (
                options.Sheet is { } wanted
                    ? reader.Name == wanted
                    : reader.VisibleState == "visible"
            )
            {
                foreach (var row in Table(reader.Name, Records(reader, kind, options), options))
                {
                    yield return row;
                }
                yield break;
            }
        } while (Guard(kind, reader.NextResult));
        throw new UnusableFileException(
            options.Sheet is null
                ? "工作簿里没有可见的工作表"
                : $"工作簿里没有名为“{options.Sheet}”的工作表，只有：{string.Join("、", names)}"
        );
    }

    private static IEnumerable<(int Number, IReadOnlyList<string> Cells)> Records(
        IExcelDataReader reader,
        string kind,
        SheetReadOptions options
    )
    {
        var number = 0;
        string[] Next() => reader.Read() ? Cells(reader, options) : [];
        Func<string[]> next = Next;
        while (Guard(kind, next) is { Length: > 0 } cells)
        {
            number++;
            yield return (number, cells);
        }
    }

    private static string[] Cells(IExcelDataReader reader, SheetReadOptions options)
    {
        // One more than allowed, so that too many are seen; a styled sheet can claim 16,384 columns without anything in them
        var cells = new string[Math.Min(reader.FieldCount, options.MaxColumns + 1)];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Text(Value(reader, i));
        }
        return cells;
    }

    // Number formats 27–36 and 50–58 are the built-in dates of Chinese Excel, such as 2026年1月5日; the reader does not know them
    private static object? Value(IExcelDataReader reader, int column)
    {
        var value = reader.GetValue(column);
        return
            value is double days
            && days is > 0 and < 2_958_466
            && reader.GetNumberFormatIndex(column) is (>= 27 and <= 36) or (>= 50 and <= 58)
            ? DateTime.FromOADate(days)
            : value;
    }

    private static T Guard<T>(string kind, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (InvalidPasswordException e)
        {
            throw new UnusableFileException("工作簿加了密码，读不了；请取消密码后再导入", e);
        }
        // A damaged or hostile workbook makes the reader fail in any way at all
        catch (Exception e) when (e is not (OutOfMemoryException or UnusableFileException))
        {
            throw CannotOpen(kind, e);
        }
    }

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            DateTime moment => moment.TimeOfDay == TimeSpan.Zero
                ? moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                : moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
            bool yes => yes ? "是" : "否",
            double number => Number(number),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    // Excel shows 15 digits: 0.1 + 0.2 is 0.3 there, and should be here
    private static string Number(double number)
    {
        var shown = number.ToString("G15", CultureInfo.InvariantCulture);
        return decimal.TryParse(
            shown,
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var exact
        )
            ? exact.ToString(CultureInfo.InvariantCulture)
            : shown;
    }

    private static IEnumerable<SheetRow> Table(
        string sheet,
        IEnumerable<(int Number, IReadOnlyList<string> Cells)> records,
        SheetReadOptions options
    )
    {
        using var record = records.GetEnumerator();
        var (columns, kept) = Header(sheet, record, options);
        var count = 0;
        while (record.MoveNext())
        {
            var (number, cells) = record.Current;
            var values = new string[columns.Count];
            var anything = false;
            for (var i = 0; i < kept.Count; i++)
            {
                var value = kept[i] < cells.Count ? Tidy(cells[kept[i]], options.Normalize) : "";
                values[i] = value;
                anything |= value.Length > 0;
            }
            for (var i = kept.Last; i < cells.Count; i++)
            {
                if (!string.IsNullOrWhiteSpace(cells[i]))
                {
                    throw i >= options.MaxColumns
                        ? TooWide(sheet, number, options)
                        : new UnusableFileException(
                            sheet,
                            number,
                            SheetWriter.Letters(i),
                            "有内容，但表头在这一列是空的；请补上列名，或删去这一列"
                        );
                }
            }
            if (!anything)
            {
                continue;
            }
            if (++count > options.MaxRows)
            {
                throw new UnusableFileException(
                    sheet,
                    number,
                    null,
                    $"数据超过{options.MaxRows}行的上限，没有导入；请拆成几个文件"
                );
            }
            yield return new SheetRow(sheet, number, columns, values);
        }
    }

    /// <summary>Which columns of the file are read, and where its header ends.</summary>
    private sealed record Kept(IReadOnlyList<int> Indexes, int Last)
    {
        internal int Count => Indexes.Count;

        internal int this[int i] => Indexes[i];
    }

    private static (IReadOnlyList<string> Columns, Kept Kept) Header(
        string sheet,
        IEnumerator<(int Number, IReadOnlyList<string> Cells)> record,
        SheetReadOptions options
    )
    {
        var required = options.RequiredColumns.Select(c => Name(c, options)).ToList();
        IReadOnlyList<string>? closest = null;
        var looked = 0;
        while (looked < HeaderRows && record.MoveNext())
        {
            var (number, cells) = record.Current;
            var names = cells.Select(c => Name(c, options)).ToList();
            var last = names.FindLastIndex(n => n.Length > 0) + 1;
            if (last == 0)
            {
                continue;
            }
            looked++;
            if (last > options.MaxColumns)
            {
                throw TooWide(sheet, number, options);
            }
            var missing = required.Where(c => !names.Contains(c, StringComparer.Ordinal)).ToList();
            if (missing.Count == 0)
            {
                return Columns(sheet, number, names, last, options);
            }
            if (closest is null || missing.Count < closest.Count)
            {
                closest = missing;
            }
        }
        throw new UnusableFileException(
            sheet,
            null,
            null,
            closest is null
                ? "是空的，没有表头"
                : $"找不到表头：前{HeaderRows}行里没有哪一行含有全部必需的列，最接近的一行缺少{string.Join("、", closest.Select(c => $"“{c}”"))}；请用下载的模板填写"
        );
    }

    private static (IReadOnlyList<string>, Kept) Columns(
        string sheet,
        int number,
        List<string> names,
        int last,
        SheetReadOptions options
    )
    {
        var columns = new List<string>();
        var indexes = new List<int>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < last; i++)
        {
            // A column without a name goes by its letter, so that nothing in it is lost
            var name = names[i].Length > 0 ? names[i] : SheetWriter.Letters(i) + "列";
            if (options.SkippedColumns.Contains(name, StringComparer.Ordinal))
            {
                continue;
            }
            if (!seen.TryAdd(name, i))
            {
                throw new UnusableFileException(
                    sheet,
                    number,
                    name,
                    $"列名重复，{SheetWriter.Letters(seen[name])}列和{SheetWriter.Letters(i)}列都叫这个名字；请改名或删去一列"
                );
            }
            columns.Add(name);
            indexes.Add(i);
        }
        return (columns, new Kept(indexes, last));
    }

    private static UnusableFileException TooWide(
        string sheet,
        int number,
        SheetReadOptions options
    ) => new(sheet, number, null, $"超过{options.MaxColumns}列的上限，没有导入；请删去多余的列");

    // Line breaks in a header are for its looks
    private static string Name(string text, SheetReadOptions options) =>
        Tidy(
            text.Replace("\r", "", StringComparison.Ordinal)
                .Replace("\n", "", StringComparison.Ordinal),
            options.Normalize
        );

    private static string Tidy(string text, bool normalize) =>
        normalize ? CellText.Normalize(text) : text;
}
