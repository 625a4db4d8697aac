using System.IO.Compression;
using System.Text;
using Fadu.Reading.Plans;

namespace Fadu.Reading.Tests;

/// <summary>Files in and clear refusals out.</summary>
public sealed class FormatTests
{
    private const string Line = "（一）完善机制。完善审查机制，2023年底前完成。";

    private static byte[] Gb18030(string s) =>
        CodePagesEncodingProvider.Instance.GetEncoding(54936)!.GetBytes(s);

    public static TheoryData<byte[], string> Plain =>
        new()
        {
            { Encoding.UTF8.GetBytes(Line), "a.txt" },
            { [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Line)], "a.txt" },
            { Gb18030(Line), "a.txt" },
            { [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Line)], "a.txt" },
            {
                Encoding.UTF8.GetBytes(
                    $"<!DOCTYPE html><html><head><title>x</title><style>p{{}}</style></head><body><script>var a=1;</script><p>{Line}</p></body></html>"
                ),
                "a.html"
            },
            {
                Docx(
                    $"<w:p><w:r><w:t>{Line[..6]}</w:t></w:r><w:r><w:t xml:space=\"preserve\">{Line[6..]}</w:t></w:r></w:p>"
                ),
                "a.docx"
            },
        };

    [Theory]
    [MemberData(nameof(Plain))]
    public void SourceText_EveryFormat_GivesTheSameWords(byte[] bytes, string name)
    {
        Assert.Equal(Line, SourceText.From(bytes, name).Text.Trim());
    }

    private static byte[] Docx(string body, string? numbering = null, string prolog = "")
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            using (var w = new StreamWriter(zip.CreateEntry("word/document.xml").Open()))
            {
                w.Write(
                    $"{prolog}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
                );
            }
            if (numbering is not null)
            {
                using var n = new StreamWriter(zip.CreateEntry("word/numbering.xml").Open());
                n.Write(
                    $"<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{numbering}</w:numbering>"
                );
            }
        }
        return stream.ToArray();
    }

    private static string Row(params string[] cells) =>
        $"<w:tr>{string.Concat(cells.Select(c => $"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>"))}</w:tr>";

    [Fact]
    public void SourceText_DocxTable_IsReadAsATaskTable()
    {
        var bytes = Docx(
            $"<w:p><w:r><w:t>任务分解表</w:t></w:r></w:p><w:tbl>{Row("序号", "工作任务", "牵头单位", "配合单位", "完成时限")}{Row("1", "修订工作规则", "县司法局", "县财政局、审计局", "2024年3月底前")}</w:tbl>"
        );
        var item = Assert.Single(PlanReader.Read(SourceText.From(bytes, "表.docx")).Items);
        Assert.Equal("县司法局", Assert.Single(item.Lead).Name);
        Assert.Equal(["县财政局", "县审计局"], item.Participating.Select(u => u.Name));
        Assert.Equal(new DateOnly(2024, 3, 31), Assert.Single(item.Deadlines).Due);
    }

    [Fact]
    public void SourceText_DocxAutomaticNumbers_AreWrittenOut()
    {
        const string numbering =
            "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"（%1）\"/></w:lvl></w:abstractNum><w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/></w:num>";
        const string properties =
            "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr>";
        var bytes = Docx(
            $"<w:p>{properties}<w:r><w:t>完善机制。</w:t></w:r></w:p><w:p>{properties}<w:r><w:t>规范程序。</w:t></w:r></w:p>",
            numbering
        );
        Assert.Equal("（一）完善机制。\n（二）规范程序。\n", SourceText.From(bytes, "a.docx").Text);
    }

    [Fact]
    public void SourceText_DocxDeletedText_IsNotRead()
    {
        var bytes = Docx(
            "<w:p><w:r><w:t>保留</w:t></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>"
        );
        Assert.Equal("保留\n", SourceText.From(bytes, "a.docx").Text);
    }

    [Fact]
    public void SourceText_Pdf_GoesThroughTheGivenFunction()
    {
        var bytes = Encoding.ASCII.GetBytes("%PDF-1.6 …");
        Assert.Equal(Line, SourceText.From(bytes, "a.pdf", _ => Line).Text);
        Assert.Contains(
            "pdftotext",
            Assert.Throws<UnreadableException>(() => SourceText.From(bytes, "a.pdf")).Message,
            StringComparison.Ordinal
        );
    }

    public static TheoryData<string, byte[], string> Bad
    {
        get
        {
            var random = new byte[4096];
            for (var i = 0; i < random.Length; i++)
            {
                random[i] = (byte)(i * 7919 % 251);
            }
            var data = new TheoryData<string, byte[], string>
            {
                { "空.txt", [], "空文件" },
                { "白.txt", "  \n\t "u8.ToArray(), "没有文字" },
                { "二进制.bin", random, "不是文字文件" },
                {
                    "图.png",
                    [
                        0x89,
                        0x50,
                        0x4E,
                        0x47,
                        0x0D,
                        0x0A,
                        0x1A,
                        0x0A,
                        0,
                        0,
                        0,
                        0x0D,
                        0x49,
                        0x48,
                        0x44,
                        0x52,
                    ],
                    "不是文字文件"
                },
                {
                    "旧.doc",
                    [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0],
                    "另存为 .docx"
                },
                {
                    "密.pdf",
                    Encoding.ASCII.GetBytes("%PDF-1.6 trailer << /Encrypt 5 0 R >>"),
                    "加密的 PDF"
                },
                { "坏.docx", [0x50, 0x4B, 0x03, 0x04, 1, 2, 3], "已损坏" },
                {
                    "实体.docx",
                    Docx(
                        "<w:p><w:r><w:t>&e;</w:t></w:r></w:p>",
                        prolog: "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                    ),
                    "外部实体"
                },
                { "断.docx", Docx("<w:p><w:r>"), "不是合法的 Word 内容" },
                { "表.xlsx", Xlsx(), "Excel 表格" },
                { "弹.docx", Bomb(), "压缩炸弹" },
                { "大.txt", new byte[SourceText.MaxBytes + 1], "上限" },
            };
            return data;
        }
    }

    private static byte[] Xlsx()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            zip.CreateEntry("xl/workbook.xml");
        }
        return stream.ToArray();
    }

    private static byte[] Bomb()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry("word/document.xml").Open();
            entry.Write(new byte[8 << 20]);
        }
        return stream.ToArray();
    }

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void SourceText_BadFile_IsRefusedInOneLineWithAdvice(
        string name,
        byte[] bytes,
        string says
    )
    {
        var message = Assert
            .Throws<UnreadableException>(() => SourceText.From(bytes, name, _ => ""))
            .Message;
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.Contains(name, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void SourceText_CodePoint_CountsSurrogatePairsOnce()
    {
        var source = new SourceText("𠮷甲𠮷乙");
        Assert.Equal(2, source.CodePoint(3));
        Assert.Equal(3, source.CodePoint(5));
        Assert.Equal(4, source.CodePoint(6));
    }
}
