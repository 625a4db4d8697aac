using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Fadu.Writing.Official;
using Block = Fadu.Writing.Official.Block;
using Imprint = Fadu.Writing.Official.Imprint;
using Paragraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;
using Run = DocumentFormat.OpenXml.Wordprocessing.Run;
using Table = DocumentFormat.OpenXml.Wordprocessing.Table;
using Text = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace Fadu.Writing.Tests.Official;

public class OfficialWriterTests
{
    private static readonly OfficialDocument Plain = new()
    {
        Kind = "通知",
        Title = "关于做好工作的通知",
        Body = [new Fadu.Writing.Official.Paragraph("正文。")],
    };

    private static T Opened<T>(OfficialDocument document, Func<WordprocessingDocument, T> look) =>
        Opened(OfficialWriter.ToBytes(document), look);

    private static T Opened<T>(byte[] file, Func<WordprocessingDocument, T> look)
    {
        using var docx = WordprocessingDocument.Open(new MemoryStream(file), false);
        return look(docx);
    }

    private static IEnumerable<string> SchemaErrors(byte[] file) =>
        Opened(
            file,
            docx =>
                new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019)
                    .Validate(docx)
                    .Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}")
                    .ToList()
        );

    private static Body BodyOf(WordprocessingDocument docx) =>
        docx.MainDocumentPart!.Document.Body!;

    private static List<(string? Style, string Text)> Lines(OfficialDocument document) =>
        Opened(
            document,
            docx =>
                BodyOf(docx)
                    .Elements<Paragraph>()
                    .Select(p => (p.ParagraphProperties?.ParagraphStyleId?.Val?.Value, p.InnerText))
                    .ToList()
        );

    [Fact]
    public void Reports_notices_and_collections_are_valid_by_the_schema_of_Word()
    {
        Assert.Empty(SchemaErrors(OfficialWriter.ToBytes(Samples.Report)));
        Assert.Empty(
            SchemaErrors(OfficialWriter.ToBytes(Samples.SupervisionNotice("青溪镇人民政府")))
        );
        using var many = new MemoryStream();
        OfficialWriter.WriteMany(
            [Samples.Report, Samples.SupervisionNotice("白石乡人民政府"), Plain],
            many
        );
        Assert.Empty(SchemaErrors(many.ToArray()));
    }

    [Fact]
    public void The_page_has_the_measures_of_the_standard()
    {
        var section = Opened(
            Plain,
            docx =>
                (SectionProperties)BodyOf(docx).GetFirstChild<SectionProperties>()!.CloneNode(true)
        );
        var size = section.GetFirstChild<PageSize>()!;
        var margin = section.GetFirstChild<PageMargin>()!;
        var grid = section.GetFirstChild<DocGrid>()!;

        // GB/T 9704-2012 5.1: A4 is 210 × 297 mm
        Assert.Equal(210, Millimetres(size.Width!.Value), 1);
        Assert.Equal(297, Millimetres(size.Height!.Value), 1);
        // 5.2.1: 天头 37±1 mm, 订口 28±1 mm, 版心 156 × 225 mm
        Assert.Equal(37, Millimetres((uint)margin.Top!.Value), 1);
        Assert.Equal(28, Millimetres(margin.Left!.Value), 1);
        var width = size.Width.Value - margin.Left.Value - margin.Right!.Value;
        var height = size.Height.Value - (uint)margin.Top.Value - (uint)margin.Bottom!.Value;
        Assert.InRange(Millimetres(width), 155.9, 156.1);
        Assert.InRange(Millimetres(height), 224.9, 225.1);
        // 5.2.3: 22 lines of 28 characters fill it, and not one more
        Assert.Equal(DocGridValues.LinesAndChars, grid.Type!.Value);
        Assert.Equal(22, (int)(height / grid.LinePitch!.Value));
        Assert.InRange(height - (22u * (uint)grid.LinePitch.Value), 0u, 22u);
        var pitch = 16 + (grid.CharacterSpace!.Value / 4096.0);
        Assert.Equal(28, (int)(width / 20.0 / pitch));
        Assert.Equal(28 * pitch, width / 20.0, 0.1);
        // 7.5: the dash is 7 mm under the text area, in the middle of a line of 14 points
        Assert.Equal(7, Millimetres((uint)margin.Bottom.Value - margin.Footer!.Value - 140), 0.1);

        static double Millimetres(uint twips) => twips * 25.4 / 1440;
    }

    [Theory]
    [InlineData("FaduBody", "仿宋_GB2312", 32)]
    [InlineData("Heading1", "黑体", 32)]
    [InlineData("Heading2", "楷体_GB2312", 32)]
    [InlineData("Heading3", "仿宋_GB2312", 32)]
    [InlineData("Heading4", "仿宋_GB2312", 32)]
    [InlineData("FaduTitle", "方正小标宋简体", 44)]
    [InlineData("FaduBlack", "黑体", 32)]
    [InlineData("FaduPageNumber", "宋体", 28)]
    [InlineData("FaduImprint", "仿宋_GB2312", 28)]
    public void Every_element_has_the_face_and_size_of_the_standard(
        string id,
        string font,
        int halfPoints
    )
    {
        var style = Opened(
            Samples.Report,
            docx =>
                docx.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Elements<Style>()
                    .Single(s => s.StyleId == id)
        );
        var run = style.StyleRunProperties!;
        Assert.Equal(font, run.RunFonts!.EastAsia);
        Assert.Equal(font, run.RunFonts.Ascii);
        Assert.Equal(halfPoints.ToString(), run.FontSize!.Val);
        // 28 characters of 16 points, set closer, fill 156 mm; other sizes keep their width
        Assert.Equal(halfPoints == 32 ? -5 : 0, run.Spacing!.Val!.Value);
    }

    [Fact]
    public void Fonts_that_are_not_installed_everywhere_name_those_that_stand_in()
    {
        var fonts = Opened(
            Plain,
            docx =>
                docx.MainDocumentPart!.FontTablePart!.Fonts.Elements<Font>()
                    .ToDictionary(f => f.Name!.Value!, f => f.AltName!.Val!.Value!)
        );
        Assert.Contains("仿宋", fonts["仿宋_GB2312"].Split(','));
        Assert.Contains("楷体", fonts["楷体_GB2312"].Split(','));
        Assert.Contains("宋体", fonts["方正小标宋简体"].Split(','));
        Assert.Contains("SimHei", fonts["黑体"].Split(','));
    }

    [Fact]
    public void Text_is_indented_by_two_characters_and_set_in_lines_of_a_twenty_second_of_the_page()
    {
        var styles = Opened(
            Plain,
            docx =>
                docx.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Elements<Style>()
                    .ToDictionary(s => s.StyleId!.Value!)
        );
        Assert.Equal("632", styles["FaduBody"].StyleParagraphProperties!.Indentation!.FirstLine);
        var line = styles["Normal"].StyleParagraphProperties!.SpacingBetweenLines!;
        Assert.Equal("579", line.Line);
        Assert.Equal(LineSpacingRuleValues.Exact, line.LineRule!.Value);
    }

    [Fact]
    public void The_head_of_a_report_stands_in_the_order_and_distances_of_the_standard()
    {
        var paragraphs = Opened(
            Samples.Report,
            docx =>
                BodyOf(docx)
                    .Elements<Paragraph>()
                    .Take(14)
                    .Select(p => (Paragraph)p.CloneNode(true))
                    .ToList()
        );

        Assert.Equal("加急", paragraphs[0].InnerText);
        Assert.Equal("FaduBlack", Style(0));
        Assert.Equal("云岭县人民政府文件", paragraphs[2].InnerText);
        // 7.2.4: the upper edge of the mark is 35 mm under that of the text area; its line has a tenth of its size above the characters
        var size = int.Parse(paragraphs[2].Descendants<FontSize>().Single().Val!);
        Assert.Equal(1984, 579 + Height(1) + size);
        // It fits the width: nine characters
        Assert.InRange(9 * size / 2.0, 300, 442.4);
        // 7.2.5: two empty lines, then the number at the left with the signer at the right (7.2.6)
        Assert.Equal(
            ["", "", "云政报〔2026〕3号签发人：石青山"],
            paragraphs[3..6].Select(p => p.InnerText)
        );
        Assert.Equal(
            "楷体_GB2312",
            paragraphs[5].Descendants<Run>().Last().RunProperties!.RunFonts!.EastAsia
        );
        Assert.Equal(316, paragraphs[5].Descendants<TabStop>().First().Position!.Value);
        // 7.2.7: a red line over the whole width
        var border = paragraphs[6].Descendants<BottomBorder>().Single();
        Assert.Equal("FF0000", border.Color);
        Assert.Null(paragraphs[6].ParagraphProperties!.Indentation);
        // 7.3.1: two empty lines, then the title; 7.3.2: one empty line, then the addressee with a full-width colon
        Assert.Equal(["", ""], paragraphs[7..9].Select(p => p.InnerText));
        Assert.Equal("FaduTitle", Style(9));
        Assert.Equal(["", "澜山市人民政府："], paragraphs[10..12].Select(p => p.InnerText));

        string? Style(int i) => paragraphs[i].ParagraphProperties!.ParagraphStyleId!.Val;
        int Height(int i) =>
            int.Parse(paragraphs[i].ParagraphProperties!.SpacingBetweenLines!.Line!);
    }

    [Fact]
    public void A_document_to_lower_organs_has_its_number_in_the_middle_and_no_signer()
    {
        var document = Samples.Report with { Signers = [] };
        var number = Opened(
            document,
            docx =>
                (Paragraph)
                    BodyOf(docx)
                        .Elements<Paragraph>()
                        .Single(p => p.InnerText == "云政报〔2026〕3号")
                        .CloneNode(true)
        );
        Assert.Equal(
            JustificationValues.Center,
            number.ParagraphProperties!.Justification!.Val!.Value
        );
    }

    [Fact]
    public void Headings_are_numbered_by_level_and_start_anew_under_the_next_higher_one()
    {
        var document = Plain with
        {
            Body =
            [
                new Heading(1, "甲"),
                new Heading(2, "甲一"),
                new Heading(3, "甲一1"),
                new Heading(4, "甲一1（1）"),
                new Heading(2, "甲二"),
                new Heading(3, "甲二1"),
                new Heading(1, "乙"),
                new Heading(2, "乙一"),
                new Heading(1, "不编号") { Numbered = false },
                .. Enumerable.Range(3, 19).Select(i => (Block)new Heading(1, "丙")),
            ],
        };
        var headings = Lines(document)
            .Where(l => l.Style?.StartsWith("Heading") == true)
            .Select(l => l.Text)
            .ToList();
        Assert.Equal(
            [
                "一、甲",
                "（一）甲一",
                "1.甲一1",
                "（1）甲一1（1）",
                "（二）甲二",
                "1.甲二1",
                "二、乙",
                "（一）乙一",
                "不编号",
            ],
            headings.Take(9)
        );
        Assert.Equal("十、丙", headings[16]);
        Assert.Equal("二十一、丙", headings[^1]);
    }

    [Fact]
    public void Dates_have_no_leading_zeros_and_stand_under_the_name_as_the_standard_asks()
    {
        var end = Lines(Samples.Report);
        var at = end.FindIndex(l => l.Text == "2026年1月5日");
        Assert.Equal("云岭县人民政府", end[at - 1].Text);
        Assert.Equal(["", ""], end[(at - 3)..(at - 1)].Select(l => l.Text));
        Assert.Equal("（联系人：周小满，联系电话：0000-0000000）", end[at + 1].Text);

        // Sealed: the date, six characters wide, ends four from the right, so its middle and that of the name is 21 from the left
        var tabs = Tabs(Samples.Report);
        Assert.All(tabs, t => Assert.Equal((TabStopValues.Center, 21 * 316), t));
        // Not sealed: the name ends two characters from the right, the date starts two right of the name
        tabs = Tabs(
            Samples.Report with
            {
                Signature = new Signature(
                    "云岭县依法治县工作办公室",
                    new DateOnly(2026, 1, 5),
                    false
                ),
            }
        );
        Assert.Equal([(TabStopValues.Left, 14 * 316), (TabStopValues.Left, 16 * 316)], tabs);
        // A short name moves to the left, so that the longer date keeps its two characters
        tabs = Tabs(
            Samples.Report with
            {
                Signature = new Signature("县司法局", new DateOnly(2026, 12, 31), false),
            }
        );
        Assert.Equal([(TabStopValues.Left, 17 * 316), (TabStopValues.Left, 19 * 316)], tabs);

        static List<(TabStopValues, int)> Tabs(OfficialDocument document) =>
            Opened(
                document,
                docx =>
                    BodyOf(docx)
                        .Elements<Paragraph>()
                        .Where(p =>
                            p.InnerText == document.Signature!.Organs[0]
                            || p.InnerText.StartsWith("2026年1")
                        )
                        .Select(p => p.Descendants<TabStop>().Single())
                        .Select(t => (t.Val!.Value, t.Position!.Value))
                        .ToList()
            );
    }

    [Fact]
    public void Attachments_are_listed_under_the_text_and_follow_on_pages_of_their_own()
    {
        var lines = Lines(Samples.Report);
        Assert.Contains(lines, l => l.Text == "附件：1.云岭县2026年法治政府建设重点任务分工表");
        Assert.Contains(lines, l => l.Text == "2.云岭县2025年行政执法事项调整情况");
        // 7.3.7: 附件 in the first line, the title in the third
        var at = lines.FindIndex(l => l.Text == "附件2");
        Assert.Equal(("FaduBlack", "附件2"), lines[at]);
        Assert.Equal("", lines[at + 1].Text);
        Assert.Equal("FaduTitle", lines[at + 2].Style);
        Assert.DoesNotContain(lines, l => l.Text == "附件1");
        // One attachment has no number
        var one = Lines(Samples.Report with { Attachments = [new("名单")] });
        Assert.Contains(one, l => l.Text == "附件：名单");
    }

    [Fact]
    public void The_imprint_stands_at_the_foot_of_the_last_page_between_thick_lines()
    {
        var table = Opened(
            Samples.Report,
            docx => (Table)BodyOf(docx).Elements<Table>().Last().CloneNode(true)
        );
        Assert.Equal(
            VerticalAlignmentValues.Bottom,
            table.Descendants<TablePositionProperties>().Single().TablePositionYAlignment!.Value
        );
        Assert.Equal("8848", table.Descendants<TableWidth>().Single().Width);
        // 7.4.1: 0.35 mm outside, 0.25 mm inside, in eighths of a point
        Assert.Equal(
            0.35,
            table.Descendants<TopBorder>().Single().Size!.Value / 8.0 * 25.4 / 72,
            0.01
        );
        Assert.Equal(
            0.35,
            table.Descendants<BottomBorder>().Single().Size!.Value / 8.0 * 25.4 / 72,
            0.01
        );
        Assert.Equal(
            0.25,
            table.Descendants<InsideHorizontalBorder>().Single().Size!.Value / 8.0 * 25.4 / 72,
            0.02
        );
        Assert.Equal(
            [
                "抄送：县委办公室，县人大常委会办公室，县政协办公室，县监察委员会，县人民法院，县人民检察院。",
                "云岭县人民政府办公室2026年1月6日印发",
            ],
            table.Elements<TableRow>().Select(r => r.InnerText)
        );
    }

    [Fact]
    public void Page_numbers_stand_right_on_odd_and_left_on_even_pages()
    {
        Opened(
            Plain,
            docx =>
            {
                Assert.NotNull(
                    docx.MainDocumentPart!.DocumentSettingsPart!.Settings.GetFirstChild<EvenAndOddHeaders>()
                );
                var footers = BodyOf(docx)
                    .Descendants<FooterReference>()
                    .ToDictionary(
                        f => f.Type!.Value,
                        f =>
                            ((FooterPart)docx.MainDocumentPart.GetPartById(f.Id!))
                                .Footer.Elements<Paragraph>()
                                .Single()
                    );
                var (odd, even) = (
                    footers[HeaderFooterValues.Default],
                    footers[HeaderFooterValues.Even]
                );
                Assert.Equal("—  PAGE 1 —", odd.InnerText);
                Assert.Equal(
                    JustificationValues.Right,
                    odd.ParagraphProperties!.Justification!.Val!.Value
                );
                // One character of 14 points free
                Assert.Equal("280", odd.ParagraphProperties.Indentation!.Right);
                Assert.Equal(
                    JustificationValues.Left,
                    even.ParagraphProperties!.Justification!.Val!.Value
                );
                Assert.Equal("280", even.ParagraphProperties.Indentation!.Left);
                return true;
            }
        );
    }

    [Fact]
    public void A_table_repeats_its_header_and_fills_the_width()
    {
        var table = Opened(
            Samples.Report,
            docx => (Table)BodyOf(docx).Elements<Table>().First().CloneNode(true)
        );
        Assert.NotNull(
            table.Elements<TableRow>().First().TableRowProperties!.GetFirstChild<TableHeader>()
        );
        Assert.Equal(8848, table.Descendants<GridColumn>().Sum(c => int.Parse(c.Width!)));
        Assert.Equal("合计86128", table.Elements<TableRow>().Last().InnerText);
        // Short as it is, it stays on one page
        Assert.Equal([true, true, true, true, false], table.Elements<TableRow>().Select(KeepsNext));
    }

    [Fact]
    public void A_long_table_breaks_anywhere_but_after_its_header_and_before_its_last_row()
    {
        var document = Plain with
        {
            Body =
            [
                new Fadu.Writing.Official.Table(
                    [new("单位"), new("件数")],
                    [
                        .. Enumerable
                            .Range(1, 30)
                            .Select(i => (IReadOnlyList<Cell>)["青溪镇", i.ToString()]),
                    ]
                ),
            ],
        };
        var rows = Opened(
            document,
            docx =>
                BodyOf(docx)
                    .Elements<Table>()
                    .Single()
                    .Elements<TableRow>()
                    .Select(KeepsNext)
                    .ToList()
        );
        Assert.Equal([0, 29], rows.Index().Where(r => r.Item).Select(r => r.Index));
    }

    private static bool KeepsNext(TableRow row) =>
        row.Descendants<Paragraph>().All(p => p.ParagraphProperties!.KeepNext is not null);

    [Fact]
    public void A_form_lines_up_boxes_of_rows_with_different_numbers_of_fields()
    {
        var table = Opened(
            Samples.SupervisionNotice("青溪镇人民政府"),
            docx => (Table)BodyOf(docx).Elements<Table>().Single().CloneNode(true)
        );
        var grid = table.Descendants<GridColumn>().Select(c => int.Parse(c.Width!)).ToList();
        Assert.Equal(8848, grid.Sum());
        foreach (var row in table.Elements<TableRow>())
        {
            var at = 0;
            foreach (var cell in row.Elements<TableCell>())
            {
                var span = cell.TableCellProperties!.GridSpan?.Val?.Value ?? 1;
                Assert.Equal(
                    grid.Skip(at).Take(span).Sum(),
                    int.Parse(cell.TableCellProperties.TableCellWidth!.Width!)
                );
                at += span;
            }
            Assert.Equal(grid.Count, at);
        }
        Assert.Equal(6, table.Elements<TableRow>().ElementAt(3).Elements<TableCell>().Count());
    }

    public static TheoryData<string, string> HostileTexts { get; } =
        new()
        {
            { "控制\u0000\u0001\u0008\u001F字符", "控制字符" },
            { "标签<w:p>&amp;\"]]>", "标签<w:p>&amp;\"]]>" },
            { "生僻𠮷字\uFFFE\uFFFF", "生僻𠮷字\uFFFD\uFFFD" },
            { new string('长', 1 << 20), new string('长', 1 << 20) },
        };

    [Theory]
    [MemberData(nameof(HostileTexts), DisableDiscoveryEnumeration = true)]
    public void Hostile_text_never_breaks_the_document(string text, string shown) =>
        Survives(text, shown);

    [Fact]
    public void Lone_surrogates_never_break_the_document() =>
        Survives("孤立" + '\uD800' + "代理" + '\uDC00', "孤立\uFFFD代理\uFFFD");

    private static void Survives(string text, string shown)
    {
        var document = Samples.Report with
        {
            Kind = text,
            IssuerMark = text,
            Urgency = text,
            Number = text,
            Signers = [text, text, text],
            Title = text,
            Subtitle = text,
            Addressees = [text],
            Body =
            [
                new Heading(1, text),
                new Fadu.Writing.Official.Paragraph(text),
                new Fadu.Writing.Official.Paragraph([new FigureRun(text, null, "f")]),
                new Fadu.Writing.Official.Table(
                    [new(text)],
                    [
                        [text],
                    ]
                )
                {
                    Caption = text,
                    Unit = text,
                },
                new Form([new FormRow(text, text)]),
            ],
            Attachments = [new(text), new(text, [new Fadu.Writing.Official.Paragraph(text)])],
            Signature = new Signature(text, new DateOnly(2026, 1, 5)),
            Note = text,
            Imprint = new Imprint([text], text, new DateOnly(2026, 1, 5)),
            Figures = [new FigureBinding("f", text, text, text, default, 1)],
        };
        var file = OfficialWriter.ToBytes(document);
        var body = Opened(
            file,
            docx => BodyOf(docx).Descendants<Text>().Select(t => t.Text).ToList()
        );
        Assert.True(body.Count(t => t == shown) >= 15);
        var figure = Assert.Single(OfficialReader.ReadFigures(new MemoryStream(file)));
        Assert.Equal(FigureState.Unchanged, figure.State);
        Assert.Equal(shown, figure.Binding!.Scope);
        if (text.Length < 1000)
        {
            Assert.Empty(SchemaErrors(file));
        }
    }

    [Fact]
    public void A_line_feed_in_a_paragraph_starts_the_next_paragraph()
    {
        var lines = Lines(
            Plain with
            {
                Body =
                [
                    new Fadu.Writing.Official.Paragraph([
                        new TextRun("一\r\n二"),
                        new TextRun("二\n"),
                        new TextRun("三") { Bold = true },
                    ]),
                ],
            }
        );
        Assert.Equal(
            ["一", "二二", "三"],
            lines.Where(l => l.Style == "FaduBody").Select(l => l.Text)
        );
    }

    [Fact]
    public void Equal_documents_are_equal_bytes()
    {
        var one = OfficialWriter.ToBytes(Samples.Report);
        Thread.Sleep(2100);
        Assert.Equal(one, OfficialWriter.ToBytes(Samples.Report));
    }

    [Fact]
    public void Sixty_notices_go_into_one_file_each_with_a_page_and_numbering_of_its_own()
    {
        using var output = new MemoryStream();
        OfficialWriter.WriteMany(
            [.. Enumerable.Range(1, 60).Select(i => Samples.SupervisionNotice($"第{i}乡人民政府"))],
            output
        );
        Opened(
            output.ToArray(),
            docx =>
            {
                var sections = BodyOf(docx).Descendants<SectionProperties>().ToList();
                Assert.Equal(60, sections.Count);
                Assert.All(
                    sections,
                    s => Assert.Equal(1, s.GetFirstChild<PageNumberType>()!.Start!.Value)
                );
                Assert.All(
                    sections,
                    s =>
                        Assert.Equal(
                            SectionMarkValues.NextPage,
                            s.GetFirstChild<SectionType>()!.Val!.Value
                        )
                );
                Assert.Equal(60, BodyOf(docx).Elements<Table>().Count());
                return true;
            }
        );
    }

    [Fact]
    public void Sixty_notices_go_into_one_zip_under_names_that_every_system_takes()
    {
        using var output = new MemoryStream();
        OfficialWriter.WriteZip(
            Enumerable
                .Range(1, 60)
                .Select(i =>
                    (
                        i < 3 ? "督办单.docx" : $"督办单：第{i}乡/../*?",
                        Samples.SupervisionNotice($"第{i}乡人民政府")
                    )
                ),
            output
        );
        using var zip = new ZipArchive(new MemoryStream(output.ToArray()));
        Assert.Equal(60, zip.Entries.Count);
        Assert.Equal("督办单.docx", zip.Entries[0].FullName);
        Assert.Equal("督办单（2）.docx", zip.Entries[1].FullName);
        Assert.All(
            zip.Entries,
            e => Assert.Equal(-1, e.FullName.IndexOfAny(['/', '\\', ':', '*', '?']))
        );
        using var file = new MemoryStream();
        using (var stream = zip.Entries[59].Open())
        {
            stream.CopyTo(file);
        }
        Assert.Contains("第60乡人民政府", Opened(file.ToArray(), docx => BodyOf(docx).InnerText));
    }

    [Fact]
    public void A_document_that_contradicts_itself_is_refused_and_nothing_is_written()
    {
        Refused(
            Plain with
            {
                Body = [new Fadu.Writing.Official.Paragraph([new FigureRun("1", null, "无源")])],
            },
            "无源"
        );
        Refused(
            Plain with
            {
                Body =
                [
                    new Fadu.Writing.Official.Paragraph([
                        new FigureRun("1", new Uri("javascript:alert(1)"), Samples.Received.Token),
                    ]),
                ],
                Figures = [Samples.Received],
            },
            "不是http或https地址"
        );
        Refused(
            Plain with
            {
                Figures = [Samples.Received, Samples.Received with { Value = "129" }],
            },
            "两个不同的来源"
        );
        Refused(Plain with { Signers = ["石青山"] }, "发文字号");
        Refused(Plain with { Body = [new Heading(5, "过深")] }, "只有四级");

        static void Refused(OfficialDocument document, string message)
        {
            using var output = new MemoryStream();
            var error = Assert.Throws<ArgumentException>(() =>
                OfficialWriter.WriteMany([Plain, document], output)
            );
            Assert.Contains(message, error.Message);
            Assert.Equal(0, output.Length);
        }
    }
}
