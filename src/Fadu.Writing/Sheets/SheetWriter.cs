using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Fadu.Writing.Sheets;

/// <summary>
/// Writes rows as .xlsx or CSV, one at a time. The file is made in a temporary file first and copied when it is whole, so that an
/// error on the way leaves nothing half done in the output.
/// </summary>
public static class SheetWriter
{
    /// <summary>The column that a file of rejected rows has at its end.</summary>
    public const string ErrorColumn = "错误";

    /// <summary>Excel's own limits: rows of a sheet, characters of a cell.</summary>
    public const int MaxSheetRows = 1_048_576;

    /// <summary>The most characters in a cell of a workbook.</summary>
    public const int MaxCellLength = 32_767;

    // Index into the cell formats of Styles()
    private const uint HeaderStyle = 1;
    private const uint TextStyle = 2;
    private const uint IntegerStyle = 3;
    private const uint DecimalStyle = 4;
    private const uint DateStyle = 5;
    private const uint GuideStyle = 6;
    private const uint RequiredHeaderStyle = 7;

    private const string ChoicesSheet = "选项";
    private static readonly DateOnly FirstExcelDay = new(1900, 3, 1);

    private const string BookPart = "xl/workbook.xml";
    private const string Spreadsheet =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string SheetPart = Spreadsheet + "worksheet+xml";

    private static string Part(int number) => $"xl/worksheets/sheet{Invariant(number)}.xml";

    /// <summary>Writes a workbook with a frozen header row, drop-downs for choices and, for forms, the sheet 填写说明.</summary>
    /// <returns>The number of rows written.</returns>
    public static async Task<int> WriteXlsxAsync(
        SheetLayout layout,
        IAsyncEnumerable<IReadOnlyList<object?>> rows,
        Stream output,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(output);
        await using var file = Temporary();
        int count;
        using (var book = new OpcWriter(file))
        {
            count = await WriteRowsAsync(book, layout, rows, cancel);
            var names = new List<string> { SheetName(layout.Name) };
            if (layout.WithGuide)
            {
                names.Add("填写说明");
                book.Add(Part(names.Count), SheetPart, Guide(layout));
            }
            if (layout.Columns.Any(c => c.Choices.Count > 0))
            {
                names.Add(ChoicesSheet);
                book.Add(Part(names.Count), SheetPart, Choices(layout));
            }
            book.Link("", OpcWriter.Office + "officeDocument", BookPart);
            var ids = names
                .Select((_, i) => book.Link(BookPart, OpcWriter.Office + "worksheet", Part(i + 1)))
                .ToList();
            book.Link(BookPart, OpcWriter.Office + "styles", "xl/styles.xml");
            book.Add("xl/styles.xml", Spreadsheet + "styles+xml", Styles());
            book.Add(BookPart, Spreadsheet + "sheet.main+xml", Book(names, ids));
        }
        file.Position = 0;
        await file.CopyToAsync(output, cancel);
        return count;
    }

    /// <summary>Writes UTF-8 CSV with a byte order mark, which is what makes Excel and WPS read Chinese right.</summary>
    /// <returns>The number of rows written.</returns>
    public static async Task<int> WriteCsvAsync(
        SheetLayout layout,
        IAsyncEnumerable<IReadOnlyList<object?>> rows,
        Stream output,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(output);
        await using var file = Temporary();
        var count = 0;
        await using (
            var text = new StreamWriter(
                file,
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
                1 << 16,
                true
            )
        )
        {
            text.NewLine = "\r\n";
            await text.WriteLineAsync(
                string.Join(',', layout.Columns.Select(c => CsvField(c.Header)))
            );
            await foreach (var row in rows.WithCancellation(cancel))
            {
                count++;
                CheckLength(layout, row, count + 1);
                for (var i = 0; i < row.Count; i++)
                {
                    if (i > 0)
                    {
                        await text.WriteAsync(',');
                    }
                    await text.WriteAsync(
                        row[i] is string s
                            ? CsvField(SafeText.Clean(s))
                            : Plain(row[i], layout, count + 1, i)
                    );
                }
                await text.WriteLineAsync();
            }
        }
        file.Position = 0;
        await file.CopyToAsync(output, cancel);
        return count;
    }

    /// <summary>Writes rows that an import refused: the columns they came with and 错误 at the end, ready to be corrected and sent again.</summary>
    /// <returns>The number of rows written.</returns>
    public static Task<int> WriteRejectedAsync(
        IReadOnlyList<string> columns,
        IAsyncEnumerable<RejectedRow> rows,
        Stream output,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        var layout = new SheetLayout(
            "退回的行",
            [
                .. columns.Select(c => new SheetColumn(c)),
                new SheetColumn(ErrorColumn) { Width = 60 },
            ]
        );
        return WriteXlsxAsync(layout, Cells(cancel), output, cancel);

        async IAsyncEnumerable<IReadOnlyList<object?>> Cells(
            [EnumeratorCancellation] CancellationToken stop
        )
        {
            await foreach (var (row, error) in rows.WithCancellation(stop))
            {
                yield return
                [
                    .. columns.Select(c => (object?)row[c]),
                    $"第{row.Number}行：{error}",
                ];
            }
        }
    }

    private static FileStream Temporary() =>
        new(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            1 << 16,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );

    private static async Task<int> WriteRowsAsync(
        OpcWriter book,
        SheetLayout layout,
        IAsyncEnumerable<IReadOnlyList<object?>> rows,
        CancellationToken cancel
    )
    {
        var columns = layout.Columns;
        if (columns.Count == 0)
        {
            throw new ArgumentException("工作表至少要有一列", nameof(layout));
        }
        var letters = columns.Select((_, i) => Letters(i)).ToArray();
        await using var entry = book.Open(Part(1), SheetPart);
        using var xml = OpenXmlWriter.Create(entry, Encoding.UTF8);
        xml.WriteStartDocument();
        xml.WriteStartElement(new Worksheet());
        xml.WriteElement(
            new SheetViews(
                new SheetView(
                    new Pane
                    {
                        VerticalSplit = 1,
                        TopLeftCell = "A2",
                        ActivePane = PaneValues.BottomLeft,
                        State = PaneStateValues.Frozen,
                    },
                    new Selection
                    {
                        Pane = PaneValues.BottomLeft,
                        ActiveCell = "A2",
                        SequenceOfReferences = new ListValue<StringValue> { InnerText = "A2" },
                    }
                )
                {
                    WorkbookViewId = 0,
                    TabSelected = true,
                }
            )
        );
        xml.WriteElement(new SheetFormatProperties { DefaultRowHeight = 18 });
        xml.WriteElement(ColumnWidths(columns));
        xml.WriteStartElement(new SheetData());
        WriteRow(
            xml,
            1,
            columns.Select(
                (c, i) =>
                    Text(letters[i] + "1", c.Header, c.Required ? RequiredHeaderStyle : HeaderStyle)
            ),
            24
        );
        var number = 1;
        await foreach (var row in rows.WithCancellation(cancel))
        {
            if (++number > MaxSheetRows)
            {
                throw new UnusableFileException(
                    $"数据超过{MaxSheetRows - 1}行，一张Excel工作表放不下；请缩小范围，或导出为CSV"
                );
            }
            CheckLength(layout, row, number);
            var at = number;
            WriteRow(
                xml,
                at,
                row.Select((v, i) => ToCell(letters[i] + Invariant(at), v, layout, at, i))
            );
        }
        xml.WriteEndElement();
        // Only what is on the sheet can be filtered; an empty sheet keeps the arrows for whoever fills it in
        xml.WriteElement(
            new AutoFilter { Reference = $"A1:{letters[^1]}{Invariant(Math.Max(number, 2))}" }
        );
        if (Validations(layout, letters) is { } validations)
        {
            xml.WriteElement(validations);
        }
        xml.WriteElement(
            new PageMargins
            {
                Left = 0.5,
                Right = 0.5,
                Top = 0.6,
                Bottom = 0.6,
                Header = 0.3,
                Footer = 0.3,
            }
        );
        xml.WriteElement(
            new PageSetup
            {
                PaperSize = 9,
                Orientation = OrientationValues.Landscape,
                FitToHeight = 0,
            }
        );
        xml.WriteEndElement();
        return number - 1;
    }

    private static void CheckLength(SheetLayout layout, IReadOnlyList<object?> row, int number)
    {
        if (row.Count > layout.Columns.Count)
        {
            throw new UnusableFileException(
                layout.Name,
                number,
                null,
                $"有{row.Count}个值，而表头只有{layout.Columns.Count}列"
            );
        }
    }

    private static void WriteRow(
        OpenXmlWriter xml,
        int number,
        IEnumerable<Cell?> cells,
        double? height = null
    )
    {
        xml.WriteStartElement(
            new Row
            {
                RowIndex = (uint)number,
                Height = height,
                CustomHeight = height is null ? null : true,
            }
        );
        foreach (var cell in cells)
        {
            if (cell is not null)
            {
                xml.WriteElement(cell);
            }
        }
        xml.WriteEndElement();
    }

    private static Cell? ToCell(
        string reference,
        object? value,
        SheetLayout layout,
        int row,
        int column
    )
    {
        if (value is null or "")
        {
            return null;
        }
        if (value is string text)
        {
            if (text.Length > MaxCellLength)
            {
                throw new UnusableFileException(
                    layout.Name,
                    row,
                    layout.Columns[column].Header,
                    $"有{text.Length}个字，超过Excel单元格{MaxCellLength}字的上限；请改为导出CSV"
                );
            }
            return Text(reference, text, TextStyle);
        }
        // Days before March 1900 are counted wrongly by Excel itself, so they stay text
        if (value is DateOnly day)
        {
            return day < FirstExcelDay
                ? Text(reference, Iso(day), TextStyle)
                : Number(reference, Invariant(day.DayNumber - ExcelEpoch), DateStyle);
        }
        var plain = Plain(value, layout, row, column);
        // Excel keeps 15 digits: a longer number would be changed silently
        return plain.Count(char.IsAsciiDigit) > 15 ? Text(reference, plain, TextStyle)
            : value is decimal or double or float ? Number(reference, plain, DecimalStyle)
            : value is bool ? Text(reference, plain, TextStyle)
            : Number(reference, plain, IntegerStyle);
    }

    private static int ExcelEpoch { get; } = new DateOnly(1899, 12, 30).DayNumber;

    private static string Plain(object? value, SheetLayout layout, int row, int column) =>
        value switch
        {
            null => "",
            DateOnly day => Iso(day),
            bool yes => yes ? "是" : "否",
            double d when !double.IsFinite(d) => "",
            float f when !float.IsFinite(f) => "",
            byte
            or sbyte
            or short
            or ushort
            or int
            or uint
            or long
            or ulong
            or decimal
            or double
            or float => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException(
                $"第{row}行“{layout.Columns[column].Header}”列的值是{value.GetType().Name}，表格只收文字、数字、日期（DateOnly）和是否"
            ),
        };

    private static Cell Number(string reference, string value, uint style) =>
        new(new CellValue(value)) { CellReference = reference, StyleIndex = style };

    private static Cell Text(string reference, string text, uint style) =>
        new(
            new InlineString(
                new DocumentFormat.OpenXml.Spreadsheet.Text(Escape(SafeText.Clean(text)))
                {
                    Space = HasOuterBlanks(text) ? SpaceProcessingModeValues.Preserve : null,
                }
            )
        )
        {
            CellReference = reference,
            DataType = CellValues.InlineString,
            StyleIndex = style,
        };

    // Excel takes blanks at the ends away unless told not to; told so at every cell, a sheet takes a tenth longer to read
    private static bool HasOuterBlanks(string text) =>
        text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]));

    // ECMA-376 Part 1, 22.9.2.19: _xHHHH_ in a string stands for a character, so a literal one must be escaped
    private static string Escape(string text)
    {
        if (!text.Contains("_x", StringComparison.Ordinal))
        {
            return text;
        }
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (
                text[i] == '_'
                && i + 6 < text.Length
                && text[i + 1] == 'x'
                && text[i + 6] == '_'
                && text.AsSpan(i + 2, 4).IndexOfAnyExcept("0123456789abcdefABCDEF") < 0
            )
            {
                escaped.Append("_x005F");
            }
            escaped.Append(text[i]);
        }
        return escaped.ToString();
    }

    private static Columns ColumnWidths(IReadOnlyList<SheetColumn> columns)
    {
        var widths = new Columns();
        for (var i = 0; i < columns.Count; i++)
        {
            var usual = columns[i].Type switch
            {
                ColumnType.Date => 13,
                ColumnType.Integer => 10,
                ColumnType.Decimal => 14,
                _ => 18,
            };
            // A Chinese character is as wide as two of Excel's units; room for the filter's arrow
            var header = columns[i].Header.Sum(c => c > 0xFF ? 2.1 : 1.1) + 4;
            widths.AppendChild(
                new Column
                {
                    Min = (uint)i + 1,
                    Max = (uint)i + 1,
                    Width = columns[i].Width ?? Math.Max(usual, header),
                    CustomWidth = true,
                    Style = StyleOf(columns[i].Type),
                }
            );
        }
        return widths;
    }

    private static uint StyleOf(ColumnType type) =>
        type switch
        {
            ColumnType.Integer => IntegerStyle,
            ColumnType.Decimal => DecimalStyle,
            ColumnType.Date => DateStyle,
            _ => TextStyle,
        };

    private static DataValidations? Validations(SheetLayout layout, string[] letters)
    {
        var all = new DataValidations();
        for (int i = 0, list = 0; i < layout.Columns.Count; i++)
        {
            var column = layout.Columns[i];
            var range = $"{letters[i]}2:{letters[i]}{Invariant(MaxSheetRows)}";
            DataValidation? one = null;
            if (column.Choices.Count > 0)
            {
                var at = Letters(list++);
                one = new DataValidation(
                    new Formula1($"{ChoicesSheet}!${at}$1:${at}${Invariant(column.Choices.Count)}")
                )
                {
                    Type = DataValidationValues.List,
                    Error = "请从下拉列表中选择",
                };
            }
            else if (layout.WithGuide && column.Type == ColumnType.Date)
            {
                one = new DataValidation(new Formula1("1"))
                {
                    Type = DataValidationValues.Date,
                    Operator = DataValidationOperatorValues.GreaterThanOrEqual,
                    Error = "请填写日期，如2026-1-5",
                };
            }
            else if (layout.WithGuide && column.Type is ColumnType.Integer or ColumnType.Decimal)
            {
                one = new DataValidation(
                    new Formula1("-999999999999999"),
                    new Formula2("999999999999999")
                )
                {
                    Type =
                        column.Type == ColumnType.Integer
                            ? DataValidationValues.Whole
                            : DataValidationValues.Decimal,
                    Operator = DataValidationOperatorValues.Between,
                    Error = column.Type == ColumnType.Integer ? "请填写整数" : "请填写数字",
                };
            }
            if (one is not null)
            {
                one.AllowBlank = true;
                one.ShowErrorMessage = true;
                one.ErrorTitle = "填写有误";
                one.SequenceOfReferences = new ListValue<StringValue> { InnerText = range };
                all.AppendChild(one);
            }
        }
        all.Count = (uint)all.ChildElements.Count;
        return all.Count > 0 ? all : null;
    }

    private static Worksheet Guide(SheetLayout layout)
    {
        var data = new SheetData();
        uint number = 0;
        Append(HeaderStyle, "填写说明");
        foreach (var sentence in layout.Guide)
        {
            Append(GuideStyle, sentence);
        }
        Append(GuideStyle);
        Append(HeaderStyle, "列", "是否必填", "填什么", "说明");
        foreach (var column in layout.Columns)
        {
            var kind =
                column.Choices.Count > 0
                    ? "从下拉列表中选："
                        + string.Join("、", column.Choices.Take(20))
                        + (column.Choices.Count > 20 ? "……" : "")
                    : column.Type switch
                    {
                        ColumnType.Integer => "整数",
                        ColumnType.Decimal => "数字，可带小数",
                        ColumnType.Date => "日期，如2026-1-5",
                        _ => "文字",
                    };
            Append(
                GuideStyle,
                column.Header,
                column.Required ? "必填" : "选填",
                kind,
                column.Help ?? ""
            );
        }
        return new Worksheet(
            new Columns(
                new Column
                {
                    Min = 1,
                    Max = 1,
                    Width = 28,
                    CustomWidth = true,
                },
                new Column
                {
                    Min = 2,
                    Max = 2,
                    Width = 12,
                    CustomWidth = true,
                },
                new Column
                {
                    Min = 3,
                    Max = 4,
                    Width = 48,
                    CustomWidth = true,
                }
            ),
            data
        );

        void Append(uint style, params string[] texts)
        {
            number++;
            var row = new Row { RowIndex = number };
            for (var i = 0; i < texts.Length; i++)
            {
                row.AppendChild(Text(Letters(i) + Invariant((int)number), texts[i], style));
            }
            data.AppendChild(row);
        }
    }

    private static Worksheet Choices(SheetLayout layout)
    {
        var lists = layout.Columns.Where(c => c.Choices.Count > 0).Select(c => c.Choices).ToArray();
        var data = new SheetData();
        for (var r = 0; r < lists.Max(l => l.Count); r++)
        {
            var row = new Row { RowIndex = (uint)r + 1 };
            for (var i = 0; i < lists.Length; i++)
            {
                if (r < lists[i].Count)
                {
                    row.AppendChild(Text(Letters(i) + Invariant(r + 1), lists[i][r], TextStyle));
                }
            }
            data.AppendChild(row);
        }
        return new Worksheet(data);
    }

    private static Workbook Book(IReadOnlyList<string> names, IReadOnlyList<string> ids)
    {
        var sheets = new DocumentFormat.OpenXml.Spreadsheet.Sheets();
        for (var i = 0; i < names.Count; i++)
        {
            sheets.AppendChild(
                new Sheet
                {
                    Name = names[i],
                    SheetId = (uint)i + 1,
                    Id = ids[i],
                    State = names[i] == ChoicesSheet && i > 0 ? SheetStateValues.Hidden : null,
                }
            );
        }
        return new Workbook(new BookViews(new WorkbookView { ActiveTab = 0 }), sheets);
    }

    private static Stylesheet Styles()
    {
        static Font Face(bool bold, string? colour = null)
        {
            var font = new Font();
            if (bold)
            {
                font.AppendChild(new Bold());
            }
            font.AppendChild(new FontSize { Val = 11 });
            font.AppendChild(new Color { Rgb = colour ?? "FF1A1A1A" });
            font.AppendChild(new FontName { Val = "宋体" });
            font.AppendChild(new FontCharSet { Val = 134 });
            return font;
        }
        static Border Box()
        {
            var line = new Color { Rgb = "FFBFBFBF" };
            return new Border(
                new LeftBorder(line.CloneNode(true)) { Style = BorderStyleValues.Thin },
                new RightBorder(line.CloneNode(true)) { Style = BorderStyleValues.Thin },
                new TopBorder(line.CloneNode(true)) { Style = BorderStyleValues.Thin },
                new BottomBorder(line.CloneNode(true)) { Style = BorderStyleValues.Thin },
                new DiagonalBorder()
            );
        }
        static CellFormat Format(
            uint number,
            uint font,
            uint fill,
            uint border,
            HorizontalAlignmentValues side
        ) =>
            new(
                new DocumentFormat.OpenXml.Spreadsheet.Alignment
                {
                    Horizontal = side,
                    Vertical = VerticalAlignmentValues.Center,
                    WrapText = true,
                }
            )
            {
                NumberFormatId = number,
                FontId = font,
                FillId = fill,
                BorderId = border,
                FormatId = 0,
                ApplyNumberFormat = true,
                ApplyFont = true,
                ApplyFill = true,
                ApplyBorder = true,
                ApplyAlignment = true,
            };

        return new Stylesheet(
            new NumberingFormats(
                new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy\\-mm\\-dd" }
            ),
            new Fonts(Face(false), Face(true), Face(true, "FFB42318")),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                new Fill(
                    new PatternFill(new ForegroundColor { Rgb = "FFEFF2F5" })
                    {
                        PatternType = PatternValues.Solid,
                    }
                )
            ),
            new Borders(
                new Border(
                    new LeftBorder(),
                    new RightBorder(),
                    new TopBorder(),
                    new BottomBorder(),
                    new DiagonalBorder()
                ),
                Box()
            ),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat(),
                Format(49, 1, 2, 1, HorizontalAlignmentValues.Center),
                // 49 is “文本”: what begins with = stays text also after somebody edits it
                Format(49, 0, 0, 0, HorizontalAlignmentValues.Left),
                Format(1, 0, 0, 0, HorizontalAlignmentValues.Right),
                Format(0, 0, 0, 0, HorizontalAlignmentValues.Right),
                Format(164, 0, 0, 0, HorizontalAlignmentValues.Center),
                Format(49, 0, 0, 0, HorizontalAlignmentValues.Left),
                Format(49, 2, 2, 1, HorizontalAlignmentValues.Center)
            ),
            new CellStyles(
                new CellStyle
                {
                    Name = "Normal",
                    FormatId = 0,
                    BuiltinId = 0,
                }
            )
        );
    }

    private static string SheetName(string name)
    {
        var clean = new string([
            .. SafeText
                .Clean(name)
                .Select(c =>
                    c is ':' or '\\' or '/' or '?' or '*' or '[' or ']' or '\n' or '\t' ? '－' : c
                ),
        ]).Trim('\'', ' ');
        clean = clean.Length > 31 ? clean[..(char.IsHighSurrogate(clean[30]) ? 30 : 31)] : clean;
        return clean is "" or ChoicesSheet or "填写说明" ? "数据" : clean;
    }

    // A field that a spreadsheet would evaluate gets an apostrophe; SheetReader takes it off again
    private static string CsvField(string text)
    {
        if (IsFormula(text))
        {
            text = "'" + text;
        }
        return
            text.AsSpan().IndexOfAny(",\"\n\t") < 0
            && (text.Length == 0 || (text[0] != ' ' && text[^1] != ' '))
            ? text
            : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    /// <summary>Whether a spreadsheet would evaluate a CSV field, or would but for apostrophes in front.</summary>
    internal static bool IsFormula(string text)
    {
        var rest = text.AsSpan().TrimStart('\'');
        return rest.Length > 0
            && rest[0] is '=' or '+' or '-' or '@' or '\t' or '\n' or '＝' or '＋' or '－' or '＠';
    }

    internal static string Letters(int index)
    {
        var letters = "";
        for (var i = index + 1; i > 0; i = (i - 1) / 26)
        {
            letters = (char)('A' + ((i - 1) % 26)) + letters;
        }
        return letters;
    }

    private static string Iso(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
