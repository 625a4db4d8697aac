using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Fadu.Writing.Sheets;

namespace Fadu.Writing.Tests.Sheets;

public class SheetTests
{
    private static readonly SheetLayout Layout = new(
        "案件台账",
        [
            new SheetColumn("案号") { Required = true, Help = "本机关编号" },
            new SheetColumn("件数", ColumnType.Integer),
            new SheetColumn("金额（元）", ColumnType.Decimal),
            new SheetColumn("立案日期", ColumnType.Date),
            new SheetColumn("类型") { Choices = ["简易", "普通", "其他，另行说明"] },
        ]
    )
    {
        WithGuide = true,
        Guide = ["每案一行。"],
    };

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(params object?[][] rows)
    {
        foreach (var row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }

    private static async Task<MemoryStream> Xlsx(SheetLayout layout, params object?[][] rows)
    {
        var stream = new MemoryStream();
        await SheetWriter.WriteXlsxAsync(layout, Rows(rows), stream);
        stream.Position = 0;
        return stream;
    }

    private static async Task<byte[]> Csv(SheetLayout layout, params object?[][] rows)
    {
        var stream = new MemoryStream();
        await SheetWriter.WriteCsvAsync(layout, Rows(rows), stream);
        return stream.ToArray();
    }

    [Theory]
    [InlineData("  前后有空格 ", true)]
    [InlineData("\n先换行", true)]
    [InlineData("后换行\n", true)]
    [InlineData("中间  有空格\n和换行", false)]
    [InlineData("一审", false)]
    public async Task OuterBlanks_AreKept_AndOnlyTheyAreMarked(string text, bool isMarked)
    {
        var layout = new SheetLayout("表", [new SheetColumn("甲"), new SheetColumn("乙")]);
        await using var stream = await Xlsx(layout, ["一", text]);
        var rows = SheetReader
            .Read(stream, "表.xlsx", new SheetReadOptions { Normalize = false })
            .ToList();
        Assert.Equal(text, rows.Single().Values[1]);
        stream.Position = 0;
        using var book = SpreadsheetDocument.Open(stream, isEditable: false);
        var cell = book.WorkbookPart!.WorksheetParts.SelectMany(w =>
                w.Worksheet!.Descendants<Cell>()
            )
            .Single(c => c.CellReference == "B2");
        Assert.Equal(
            isMarked ? SpaceProcessingModeValues.Preserve : null,
            cell.Descendants<Text>().Single().Space?.Value
        );
    }

    private static MemoryStream Bytes(string text, Encoding? encoding = null) =>
        new((encoding ?? Encoding.UTF8).GetBytes(text));

    private static readonly object?[] Row =
    [
        "云执罚〔2026〕1号",
        12L,
        1234.50m,
        new DateOnly(2026, 1, 5),
        "普通",
    ];

    [Fact]
    public async Task An_exported_workbook_comes_back_with_the_same_values()
    {
        var stream = await Xlsx(
            Layout,
            Row,
            ["云执罚〔2026〕2号", null, -0.1m, null, "其他，另行说明"]
        );

        var rows = SheetReader.Read(stream, "台账.xlsx").ToList();

        Assert.Equal(["案号", "件数", "金额（元）", "立案日期", "类型"], rows[0].Columns);
        Assert.Equal(["云执罚〔2026〕1号", "12", "1234.5", "2026-01-05", "普通"], rows[0].Values);
        Assert.Equal(["云执罚〔2026〕2号", "", "-0.1", "", "其他，另行说明"], rows[1].Values);
        Assert.Equal([2, 3], rows.Select(r => r.Number));
        Assert.Equal("案件台账", rows[0].Sheet);
        Assert.Equal("普通", rows[0]["类型"]);
        Assert.Null(rows[0]["没有的列"]);
        Assert.Equal(new SheetCell(3, "金额（元）", "-0.1"), rows[1].Cells.ElementAt(1));
    }

    [Fact]
    public async Task An_exported_workbook_is_valid_and_has_frozen_header_drop_downs_and_guide()
    {
        using var book = SpreadsheetDocument.Open(await Xlsx(Layout, Row), false);

        Assert.Empty(
            new OpenXmlValidator(FileFormatVersions.Office2019)
                .Validate(book)
                .Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}")
        );
        var sheets = book.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().ToList();
        Assert.Equal(["案件台账", "填写说明", "选项"], sheets.Select(s => s.Name!.Value));
        Assert.Equal(SheetStateValues.Hidden, sheets[2].State!.Value);
        var sheet = ((WorksheetPart)book.WorkbookPart.GetPartById(sheets[0].Id!)).Worksheet;
        var pane = sheet.Descendants<Pane>().Single();
        Assert.Equal(1, pane.VerticalSplit!.Value);
        Assert.Equal(PaneStateValues.Frozen, pane.State!.Value);
        var list = sheet
            .Descendants<DataValidation>()
            .Single(v => v.Type! == DataValidationValues.List);
        Assert.Equal("E2:E1048576", list.SequenceOfReferences!.InnerText);
        Assert.Equal("选项!$A$1:$A$3", list.Formula1!.Text);
        var guide = ((WorksheetPart)book.WorkbookPart.GetPartById(sheets[1].Id!))
            .Worksheet
            .InnerText;
        Assert.Contains("每案一行。", guide);
        Assert.Contains("案号必填文字本机关编号", guide);
        Assert.Contains("从下拉列表中选：简易、普通、其他，另行说明", guide);
    }

    [Fact]
    public async Task Equal_rows_make_equal_bytes()
    {
        var one = (await Xlsx(Layout, Row)).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(2.1), TimeProvider.System);
        Assert.Equal(one, (await Xlsx(Layout, Row)).ToArray());
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+86 10")]
    [InlineData("-没有")]
    [InlineData("@SUM(A1)")]
    [InlineData("=HYPERLINK(\"http://x\",\"点\")")]
    [InlineData("＝1+1")]
    [InlineData("\t=1")]
    [InlineData("'=已带撇号")]
    public async Task Text_that_looks_like_a_formula_stays_text_and_comes_back_as_it_was(
        string text
    )
    {
        var options = new SheetReadOptions { Normalize = false };
        var layout = new SheetLayout("表", [new SheetColumn("内容")]);

        var stream = await Xlsx(layout, [text]);
        using (var book = SpreadsheetDocument.Open(stream, false))
        {
            var sheet = book.WorkbookPart!.WorksheetParts.Single().Worksheet;
            Assert.Empty(sheet.Descendants<CellFormula>());
            var cell = sheet.Descendants<Cell>().Last();
            Assert.Equal(CellValues.InlineString, cell.DataType!.Value);
            var format = book
                .WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>()
                .ElementAt((int)cell.StyleIndex!.Value);
            Assert.Equal(49u, format.NumberFormatId!.Value);
        }
        stream.Position = 0;
        Assert.Equal(text, SheetReader.Read(stream, "表.xlsx", options).Single()["内容"]);

        var csv = await Csv(layout, [text]);
        var line = Encoding.UTF8.GetString(csv).Split("\r\n")[1];
        Assert.StartsWith("'", line.TrimStart('"'));
        Assert.Equal(
            text,
            SheetReader.Read(new MemoryStream(csv), "表.csv", options).Single()["内容"]
        );
    }

    [Theory]
    [InlineData("控制\u0000\u0001\u001F字符", "控制字符")]
    [InlineData("生僻𠮷字", "生僻𠮷字")]
    [InlineData("<a>&amp;\"'</a>", "<a>&amp;\"'</a>")]
    [InlineData("_x0041_与_x005F_", "_x0041_与_x005F_")]
    [InlineData("两\n行", "两\n行")]
    public async Task Hostile_text_never_breaks_a_workbook(string text, string read)
    {
        var stream = await Xlsx(new SheetLayout("表", [new SheetColumn("内容")]), [text]);
        Assert.Equal(read, SheetReader.Read(stream, "表.xlsx").Single()["内容"]);
    }

    [Fact]
    public async Task A_lone_surrogate_becomes_the_sign_for_an_unknown_character()
    {
        // Not in InlineData: an attribute cannot hold one
        var stream = await Xlsx(
            new SheetLayout("表", [new SheetColumn("内容")]),
            ["孤立" + '\uD800' + "代理" + '\uDC00']
        );
        Assert.Equal("孤立\uFFFD代理\uFFFD", SheetReader.Read(stream, "表.xlsx").Single()["内容"]);
    }

    [Fact]
    public async Task Any_text_comes_back_from_xlsx_and_csv_as_it_went()
    {
        const string Nasty = "甲a1 ,\"'\t\n\r=+-@_x0041<>&＝\u0000\u001F\uFFFE\u202E\u00A0《";
        var random = new Random(9704);
        object?[][] rows =
        [
            .. Enumerable
                .Range(0, 400)
                .Select(_ =>
                    (object?[])
                        [
                            "行",
                            new string([
                                .. Enumerable
                                    .Range(0, random.Next(1, 8))
                                    .Select(_ => Nasty[random.Next(Nasty.Length)]),
                            ]),
                        ]
                ),
        ];
        var layout = new SheetLayout("表", [new SheetColumn("甲"), new SheetColumn("乙")]);
        var options = new SheetReadOptions { Normalize = false };
        var expected = rows.Select(r => SafeText.Clean((string)r[1]!));

        Assert.Equal(
            expected,
            SheetReader.Read(await Xlsx(layout, rows), "表.xlsx", options).Select(r => r["乙"])
        );
        Assert.Equal(
            expected,
            SheetReader
                .Read(new MemoryStream(await Csv(layout, rows)), "表.csv", options)
                .Select(r => r["乙"])
        );
    }

    [Fact]
    public async Task A_number_longer_than_Excel_can_hold_is_kept_to_the_last_digit()
    {
        var stream = await Xlsx(
            new SheetLayout("表", [new SheetColumn("编号", ColumnType.Integer)]),
            [123456789012345678L]
        );
        Assert.Equal("123456789012345678", SheetReader.Read(stream, "表.xlsx").Single()["编号"]);
    }

    [Fact]
    public async Task A_text_too_long_for_a_cell_is_refused_with_its_place_and_nothing_is_written()
    {
        var output = new MemoryStream();
        var error = await Assert.ThrowsAsync<UnusableFileException>(() =>
            SheetWriter.WriteXlsxAsync(Layout, Rows([Row, [new string('长', 32768)]]), output)
        );
        Assert.Equal(3, error.Row);
        Assert.Equal("案号", error.Column);
        Assert.Contains("CSV", error.Message);
        Assert.Equal(0, output.Length);
    }

    [Fact]
    public async Task Rows_that_fail_on_the_way_leave_nothing_in_the_output()
    {
        static async IAsyncEnumerable<IReadOnlyList<object?>> Failing()
        {
            yield return Row;
            await Task.Yield();
            throw new InvalidOperationException("断了");
        }
        var output = new MemoryStream();
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            SheetWriter.WriteCsvAsync(Layout, Failing(), output)
        );
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            SheetWriter.WriteXlsxAsync(Layout, Failing(), output)
        );
        Assert.Equal(0, output.Length);
    }

    [Fact]
    public async Task A_csv_starts_with_the_mark_that_makes_Excel_read_Chinese_right()
    {
        var csv = await Csv(Layout, Row, ["a,\"b\"\n第二行", null, null, null, null]);
        Assert.Equal([0xEF, 0xBB, 0xBF], csv.Take(3));
        Assert.Equal(
            "案号,件数,金额（元）,立案日期,类型\r\n云执罚〔2026〕1号,12,1234.50,2026-01-05,普通\r\n\"a,\"\"b\"\"\n第二行\",,,,\r\n",
            Encoding.UTF8.GetString(csv[3..])
        );
        Assert.Equal(
            "a,\"b\"\n第二行",
            SheetReader.Read(new MemoryStream(csv), "x.csv").Last()["案号"]
        );
    }

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("GB18030")]
    [InlineData("UTF-16")]
    public void A_csv_is_read_in_the_encoding_it_has(string name)
    {
        SheetReader.ReadPasted("注册编码").ToList();
        var encoding = Encoding.GetEncoding(name);
        var bytes = encoding
            .GetPreamble()
            .Concat(encoding.GetBytes("单位,件数\r\n青溪镇𠮷,３\r\n"))
            .ToArray();
        var row = SheetReader.Read(new MemoryStream(bytes), "报送.csv").Single();
        Assert.Equal(["青溪镇𠮷", "3"], row.Values);
        Assert.Equal("报送", row.Sheet);
    }

    [Fact]
    public void Pasted_cells_are_read_by_tabs_and_keep_their_row_numbers()
    {
        var rows = SheetReader
            .ReadPasted(
                "单位\t件数\t备注\r\n青溪镇\t１２\t\"两\n行\"\r\n\t\t\r\n白石乡\t3,5\t a \r\n\r\n"
            )
            .ToList();
        Assert.Equal([2, 4], rows.Select(r => r.Number));
        Assert.Equal(["青溪镇", "12", "两\n行"], rows[0].Values);
        Assert.Equal(["白石乡", "3,5", "a"], rows[1].Values);
    }

    [Fact]
    public void A_title_above_the_header_does_no_harm_when_the_columns_are_known()
    {
        var options = new SheetReadOptions { RequiredColumns = ["单位", "件数"] };
        var row = SheetReader
            .Read(
                Bytes("云岭县报送表,,\n填报人：周小满,,\n单位,件 数,件数\n青溪镇,1,2\n"),
                "表.csv",
                options
            )
            .Single();
        Assert.Equal("2", row["件数"]);
        Assert.Equal(4, row.Number);
    }

    [Theory]
    [InlineData("单位,数量\n青溪镇,1\n", "找不到表头")]
    [InlineData("", "文件是空的")]
    [InlineData("\n\n,,\n", "没有表头")]
    [InlineData("单位,件数,单位\n", "列名重复，A列和C列")]
    [InlineData("单位,件数\n青溪镇,1,多出\n", "第2行“C”列：有内容，但表头在这一列是空的")]
    [InlineData("单位,件数\n\"青溪镇,1\n", "双引号没有配对")]
    [InlineData("<html><table><tr><td>单位</td></tr></table></html>", "网页")]
    [InlineData("%PDF-1.7", "不是表格文件")]
    [InlineData("单位,件数\na,1\nb,2\nc,3\nd,4\n", "超过3行的上限")]
    public void An_unusable_table_is_refused_in_Chinese_with_its_place(string text, string message)
    {
        var options = new SheetReadOptions { RequiredColumns = ["单位", "件数"], MaxRows = 3 };
        var error = Assert.Throws<UnusableFileException>(() =>
            SheetReader.Read(Bytes(text), "表.csv", options).ToList()
        );
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void Other_files_under_a_workbooks_name_are_refused()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("word/document.xml").Open().Dispose();
        }
        Refused(zip.ToArray(), "不是Excel工作簿");
        Refused("PK\x03\x04坏了"u8.ToArray(), "文件打不开");
        Refused([0xD0, 0xCF, 0x11, 0xE0, .. new byte[600]], "文件打不开");

        static void Refused(byte[] file, string message)
        {
            var error = Assert.Throws<UnusableFileException>(() =>
                SheetReader.Read(new MemoryStream(file), "表.xlsx").ToList()
            );
            Assert.Contains(message, error.Message);
        }
    }

    [Fact]
    public void A_zip_bomb_is_refused_before_it_is_unpacked_and_a_large_file_before_it_is_read()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var bomb = archive.CreateEntry("xl/workbook.xml").Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 20; i++)
            {
                bomb.Write(zeros);
            }
        }
        zip.Position = 0;
        var options = new SheetReadOptions { MaxUnpackedBytes = 10 << 20 };
        var error = Assert.Throws<UnusableFileException>(() =>
            SheetReader.Read(zip, "炸弹.xlsx", options).ToList()
        );
        Assert.Contains("压缩炸弹", error.Message);

        options = new SheetReadOptions { MaxBytes = 1 << 20 };
        error = Assert.Throws<UnusableFileException>(() =>
            SheetReader.Read(new MemoryStream(new byte[(1 << 20) + 1]), "大.csv", options).ToList()
        );
        Assert.Contains("超过1兆字节", error.Message);
    }

    [Fact]
    public async Task A_workbook_with_a_DTD_is_refused()
    {
        var stream = await Xlsx(Layout, Row);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = archive.GetEntry("xl/workbook.xml")!;
            string xml;
            using (var reader = new StreamReader(entry.Open()))
            {
                xml = reader.ReadToEnd();
            }
            entry.Delete();
            using var writer = new StreamWriter(archive.CreateEntry("xl/workbook.xml").Open());
            writer.Write(
                xml.Replace(
                    "<x:workbook",
                    "<!DOCTYPE x [<!ENTITY e \"看\">]><x:workbook",
                    StringComparison.Ordinal
                )
            );
        }
        stream.Position = 0;
        Assert.Throws<UnusableFileException>(() => SheetReader.Read(stream, "表.xlsx").ToList());
    }

    /// <summary>A workbook as Excel itself writes it: shared strings, Chinese date formats, gaps, merged cells, a hidden sheet first.</summary>
    private static MemoryStream FromExcel()
    {
        var stream = new MemoryStream();
        using (var book = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var main = book.AddWorkbookPart();
            var strings = main.AddNewPart<SharedStringTablePart>();
            strings.SharedStringTable = new SharedStringTable(
                new SharedStringItem(new Text("报送表")),
                new SharedStringItem(new Text("单位")),
                new SharedStringItem(new Text("日期")),
                new SharedStringItem(new Text("金额")),
                new SharedStringItem(new Run(new Text("青溪")), new Run(new Text("镇")))
            );
            main.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new Fonts(new Font()),
                new Fills(new Fill()),
                new Borders(new Border()),
                new CellStyleFormats(new CellFormat()),
                new CellFormats(
                    new CellFormat(),
                    new CellFormat { NumberFormatId = 31, ApplyNumberFormat = true },
                    new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true }
                )
            );
            var hidden = main.AddNewPart<WorksheetPart>();
            hidden.Worksheet = new Worksheet(new SheetData());
            var sheet = main.AddNewPart<WorksheetPart>();
            static Cell Shared(string at, int index) =>
                new(new CellValue(index))
                {
                    CellReference = at,
                    DataType = CellValues.SharedString,
                };
            static Cell Number(string at, string value, uint style = 0) =>
                new(new CellValue(value)) { CellReference = at, StyleIndex = style };
            sheet.Worksheet = new Worksheet(
                new SheetData(
                    new Row(Shared("A1", 0)) { RowIndex = 1 },
                    new Row(Shared("A3", 1), Shared("B3", 2), Shared("C3", 3)) { RowIndex = 3 },
                    new Row(
                        Shared("A4", 4),
                        Number("B4", "46027", 1),
                        Number("C4", "0.30000000000000004")
                    )
                    {
                        RowIndex = 4,
                    },
                    new Row(
                        Number("B7", "46028", 2),
                        new Cell(new CellFormula("1/0"), new CellValue("#DIV/0!"))
                        {
                            CellReference = "C7",
                            DataType = CellValues.Error,
                        }
                    )
                    {
                        RowIndex = 7,
                    },
                    new Row(Number("XFD9", "", 1)) { RowIndex = 9 }
                ),
                new MergeCells(
                    new MergeCell { Reference = "A1:C1" },
                    new MergeCell { Reference = "A4:A7" }
                )
            );
            main.Workbook = new Workbook(
                new DocumentFormat.OpenXml.Spreadsheet.Sheets(
                    new Sheet
                    {
                        Name = "隐藏",
                        SheetId = 1,
                        Id = main.GetIdOfPart(hidden),
                        State = SheetStateValues.Hidden,
                    },
                    new Sheet
                    {
                        Name = "一季度",
                        SheetId = 2,
                        Id = main.GetIdOfPart(sheet),
                    }
                )
            );
        }
        stream.Position = 0;
        return stream;
    }

    [Fact]
    public void A_workbook_from_Excel_gives_days_as_days_amounts_as_shown_and_rows_by_their_numbers()
    {
        var rows = SheetReader
            .Read(
                FromExcel(),
                "报送.xlsx",
                new SheetReadOptions { RequiredColumns = ["单位", "日期"] }
            )
            .ToList();
        Assert.Equal([4, 7], rows.Select(r => r.Number));
        Assert.Equal(["青溪镇", "2026-01-05", "0.3"], rows[0].Values);
        Assert.Equal("2026-01-06", rows[1]["日期"]);
        Assert.Equal("一季度", rows[0].Sheet);
    }

    [Fact]
    public void Asking_for_a_sheet_that_is_not_there_names_those_that_are()
    {
        var error = Assert.Throws<UnusableFileException>(() =>
            SheetReader
                .Read(FromExcel(), "报送.xlsx", new SheetReadOptions { Sheet = "二季度" })
                .ToList()
        );
        Assert.Contains("隐藏、一季度", error.Message);
    }

    [Fact]
    public async Task Rejected_rows_go_back_with_their_errors_and_can_be_sent_again()
    {
        var row = SheetReader.ReadPasted("单位\t件数\n青溪镇\t十二\n").Single();
        static async IAsyncEnumerable<RejectedRow> Rejected(SheetRow row)
        {
            await Task.Yield();
            yield return new RejectedRow(row, "“件数”应为整数");
        }
        var stream = new MemoryStream();
        await SheetWriter.WriteRejectedAsync(row.Columns, Rejected(row), stream);
        stream.Position = 0;

        var everything = SheetReader
            .Read(stream, "退回.xlsx", new SheetReadOptions { SkippedColumns = [] })
            .Single();
        Assert.Equal(["单位", "件数", "错误"], everything.Columns);
        Assert.Equal("第2行：“件数”应为整数", everything["错误"]);

        stream.Position = 0;
        Assert.Equal(["单位", "件数"], SheetReader.Read(stream, "退回.xlsx").Single().Columns);
    }

    [Theory]
    [InlineData("１２．５％", "12.5%")]
    [InlineData("　云政发〔２０２６〕３号　", "云政发〔2026〕3号")]
    [InlineData("Ａ－１，甲", "A－1，甲")]
    [InlineData("\u200B青溪\u00A0镇\uFEFF", "青溪 镇")]
    public void Typed_text_is_tidied_without_losing_punctuation(string typed, string tidy) =>
        Assert.Equal(tidy, CellText.Normalize(typed));

    [Theory]
    [InlineData("2026年1月5日")]
    [InlineData("2026-01-05")]
    [InlineData("2026/1/5")]
    [InlineData("2026.1.5")]
    [InlineData("20260105")]
    [InlineData("２０２６年１月５日")]
    [InlineData("2026-01-05 13:30:00")]
    public void A_day_is_understood_however_people_write_it(string text)
    {
        Assert.True(CellText.TryDate(text, out var day));
        Assert.Equal(new DateOnly(2026, 1, 5), day);
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("1月5日")]
    [InlineData("")]
    public void What_is_no_day_is_not_taken_for_one(string text) =>
        Assert.False(CellText.TryDate(text, out _));

    [Fact]
    public void Numbers_are_understood_with_their_separators_and_slips_are_not()
    {
        Assert.True(CellText.TryInteger("１，２３４", out var whole));
        Assert.Equal(1234, whole);
        Assert.False(CellText.TryInteger("1,23", out _));
        Assert.False(CellText.TryInteger("12件", out _));
        Assert.True(CellText.TryDecimal("-1,234.50", out var exact));
        Assert.Equal(-1234.50m, exact);
        Assert.True(CellText.TryDecimal("12.5%", out exact));
        Assert.Equal(0.125m, exact);
        Assert.False(CellText.TryDecimal("1e5", out _));
    }
}
