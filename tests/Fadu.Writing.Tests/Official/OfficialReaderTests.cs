using System.IO.Compression;
using System.Text;
using Fadu.Writing.Official;

namespace Fadu.Writing.Tests.Official;

public class OfficialReaderTests
{
    private static byte[] Edited(byte[] docx, string part, Func<string, string> edit)
    {
        var stream = new MemoryStream();
        stream.Write(docx);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry(part)!;
            string before;
            using (var reader = new StreamReader(entry.Open()))
            {
                before = reader.ReadToEnd();
            }
            var after = edit(before);
            Assert.NotEqual(before, after);
            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(part).Open());
            writer.Write(after);
        }
        return stream.ToArray();
    }

    private static IReadOnlyList<BoundFigure> Read(byte[] docx) =>
        OfficialReader.ReadFigures(new MemoryStream(docx));

    private static byte[] Report { get; } = OfficialWriter.ToBytes(Samples.Report);

    [Fact]
    public void Figures_come_back_in_order_with_everything_that_stands_behind_them()
    {
        var figures = Read(Report);
        Assert.Equal(
            [Samples.Reviewed, Samples.Received, Samples.Reviewed, Samples.Received],
            figures.Select(f => f.Binding)
        );
        Assert.All(figures, f => Assert.Equal(FigureState.Unchanged, f.State));
        Assert.Equal(["86", "128", "86", "128"], figures.Select(f => f.VisibleText));
        Assert.Contains("一致", figures[0].Finding);
    }

    [Fact]
    public void A_figure_changed_by_hand_is_named_with_what_it_was()
    {
        var figures = Read(Edited(Report, "word/document.xml", xml => Once(xml, ">128<", ">228<")));
        var changed = Assert.Single(figures, f => f.State == FigureState.Changed);
        Assert.Equal(("128", "228"), (changed.WrittenText, changed.VisibleText));
        Assert.Contains("写入时为“128”，现为“228”", changed.Finding);
    }

    [Fact]
    public void A_figure_split_into_runs_by_Word_is_still_the_same()
    {
        var figures = Read(
            Edited(
                Report,
                "word/document.xml",
                xml =>
                    Once(
                        xml,
                        ">128</w:t>",
                        ">1</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:t>28</w:t>"
                    )
            )
        );
        Assert.All(figures, f => Assert.Equal(FigureState.Unchanged, f.State));
    }

    [Fact]
    public void A_change_with_tracked_changes_counts_as_it_stands_now()
    {
        var figures = Read(
            Edited(
                Report,
                "word/document.xml",
                xml =>
                    Once(
                        xml,
                        "<w:t xml:space=\"preserve\">128</w:t></w:r>",
                        "</w:r><w:del w:id=\"1\" w:author=\"a\"><w:r><w:delText>128</w:delText></w:r><w:r><w:t>128</w:t></w:r></w:del><w:ins w:id=\"2\" w:author=\"a\"><w:r><w:t>130</w:t></w:r></w:ins>"
                    )
            )
        );
        Assert.Equal(
            "130",
            Assert.Single(figures, f => f.State == FigureState.Changed).VisibleText
        );
    }

    [Fact]
    public void A_figure_that_was_deleted_or_emptied_is_missing()
    {
        var figures = Read(Edited(Report, "word/document.xml", xml => Once(xml, ">128<", "><")));
        Assert.Equal(
            "128",
            Assert.Single(figures, f => f.State == FigureState.Missing).WrittenText
        );

        figures = Read(
            Edited(
                Report,
                "word/document.xml",
                xml =>
                {
                    var start = xml.IndexOf("<w:sdt>", StringComparison.Ordinal);
                    var end = xml.IndexOf("</w:sdt>", StringComparison.Ordinal) + "</w:sdt>".Length;
                    return xml.Remove(start, end - start);
                }
            )
        );
        Assert.Equal("86", Assert.Single(figures, f => f.State == FigureState.Missing).WrittenText);
    }

    [Fact]
    public void A_figure_whose_control_was_removed_is_still_found_by_its_bookmark()
    {
        string Bare(string xml) =>
            xml.Replace("<w:tag ", "<w:lost ", StringComparison.Ordinal)
                .Replace("</w:tag>", "</w:lost>", StringComparison.Ordinal);
        Assert.All(
            Read(Edited(Report, "word/document.xml", Bare)),
            f => Assert.Equal(FigureState.Unchanged, f.State)
        );
        var figures = Read(
            Edited(Report, "word/document.xml", xml => Once(Bare(xml), ">128<", ">228<"))
        );
        Assert.Equal(
            "228",
            Assert.Single(figures, f => f.State == FigureState.Changed).VisibleText
        );
    }

    [Fact]
    public void A_copied_figure_is_looked_at_twice_and_one_without_source_is_told()
    {
        var figures = Read(
            Edited(
                Report,
                "word/document.xml",
                xml =>
                    xml.Replace("\"fadu-figure-2\"", "\"fadu-figure-1\"", StringComparison.Ordinal)
                        .Replace(
                            "\"fadu-figure-3\"",
                            "\"fadu-figure-99\"",
                            StringComparison.Ordinal
                        )
            )
        );
        Assert.Equal(2, figures.Count(f => f.Tag == "fadu-figure-1"));
        Assert.Contains(figures, f => f.Tag == "fadu-figure-1" && f.State == FigureState.Changed);
        Assert.Equal("86", Assert.Single(figures, f => f.State == FigureState.Unbound).VisibleText);
        // Those whose controls are gone are found by their bookmarks
        Assert.DoesNotContain(figures, f => f.State == FigureState.Missing);
    }

    [Fact]
    public void A_document_without_figures_gives_none() =>
        Assert.Empty(Read(OfficialWriter.ToBytes(Samples.SupervisionNotice("青溪镇人民政府"))));

    [Fact]
    public void What_is_no_document_is_refused_in_Chinese()
    {
        Refused([], "文件打不开");
        Refused("不是文件"u8.ToArray(), "文件打不开");
        Refused(Report[..(Report.Length / 2)], "文件打不开");
        Refused(Edited(Report, "word/document.xml", xml => xml[..(xml.Length / 2)]), "XML有误");
        Refused(
            Edited(
                Report,
                "customXml/item1.xml",
                xml => Once(xml, "knownAsOf=\"2", "knownAsOf=\"x")
            ),
            "指标来源已损坏"
        );
        Refused(
            Edited(
                Report,
                "word/document.xml",
                xml =>
                    Once(
                        xml,
                        "<w:document",
                        "<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><w:document"
                    )
            ),
            "XML有误"
        );
        Refused(
            Edited(
                Report,
                "customXml/item1.xml",
                xml =>
                    Once(
                        xml,
                        "<figures",
                        "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><figures"
                    )
            ),
            "XML有误"
        );
        var empty = new MemoryStream();
        using (var zip = new ZipArchive(empty, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("xl/workbook.xml").Open().Dispose();
        }
        Refused(empty.ToArray(), "不是.docx");
    }

    [Fact]
    public void A_zip_bomb_and_an_oversized_file_are_refused()
    {
        var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = zip.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 257; i++)
            {
                part.Write(zeros);
            }
        }
        Refused(bomb.ToArray(), "压缩炸弹");
        Refused(new byte[(64 << 20) + 1], "超过64兆字节");

        var deep = new StringBuilder();
        for (var i = 0; i < 300; i++)
        {
            deep.Append(
                "<w:p xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
            );
        }
        Refused(Edited(Report, "word/document.xml", _ => deep.ToString()), "嵌套过深");
    }

    private static void Refused(byte[] file, string message)
    {
        var error = Assert.Throws<UnusableFileException>(() => Read(file));
        Assert.Contains(message, error.Message);
    }

    private static string Once(string text, string find, string replacement)
    {
        var at = text.IndexOf(find, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{find} is not there");
        return text[..at] + replacement + text[(at + find.Length)..];
    }
}
