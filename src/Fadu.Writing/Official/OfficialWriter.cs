using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using M = Fadu.Writing.Official.Measures;

namespace Fadu.Writing.Official;

/// <summary>Writes official documents as .docx by GB/T 9704-2012. Equal documents become equal bytes.</summary>
public static class OfficialWriter
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private const string Main = "word/document.xml";

    // 2013 and later: tables stand at the text's edge with their lines, not with their text
    private const string CompatibilityMode = "15";

    /// <summary>Writes one document.</summary>
    /// <exception cref="ArgumentException">The document contradicts itself, e.g. a figure has nothing behind it.</exception>
    public static void Write(OfficialDocument document, Stream output) =>
        WriteMany([document], output);

    /// <summary>Writes one document into memory.</summary>
    public static byte[] ToBytes(OfficialDocument document)
    {
        using var memory = new MemoryStream();
        Write(document, memory);
        return memory.ToArray();
    }

    /// <summary>Writes many documents into one file, each from a new page with its own page numbers, to be printed at once.</summary>
    /// <exception cref="ArgumentException">A document contradicts itself; nothing is written then.</exception>
    public static void WriteMany(IReadOnlyList<OfficialDocument> documents, Stream output)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(output);
        if (documents.Count == 0)
        {
            throw new ArgumentException("没有要写的公文", nameof(documents));
        }
        // In memory first: what goes wrong on the way leaves nothing half written
        using var memory = new MemoryStream();
        using (var file = new OpcWriter(memory))
        {
            file.Link("", OpcWriter.Office + "officeDocument", Main);
            var part = (string name) =>
                file.Link(Main, OpcWriter.Office + name, $"word/{name}.xml");
            part("styles");
            part("settings");
            part("fontTable");
            string Footer(int number) =>
                file.Link(
                    Main,
                    OpcWriter.Office + "footer",
                    $"word/footer{number.ToString(CultureInfo.InvariantCulture)}.xml"
                );
            var layout = new Layout(
                Footer(1),
                Footer(2),
                Footer(3),
                uri => file.Link(Main, OpcWriter.Office + "hyperlink", uri, external: true)
            );
            var body = new Body();
            for (var i = 0; i < documents.Count; i++)
            {
                layout.Append(body, documents[i], last: i == documents.Count - 1);
            }
            var root = new Document(body)
            {
                MCAttributes = new MarkupCompatibilityAttributes { Ignorable = "w15" },
            };
            root.AddNamespaceDeclaration(
                "w",
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            );
            root.AddNamespaceDeclaration(
                "r",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            );
            root.AddNamespaceDeclaration(
                "mc",
                "http://schemas.openxmlformats.org/markup-compatibility/2006"
            );
            root.AddNamespaceDeclaration(
                "w15",
                "http://schemas.microsoft.com/office/word/2012/wordml"
            );
            file.Add(Main, Word + "document.main+xml", root);
            file.Add("word/styles.xml", Word + "styles+xml", Styles.Sheet());
            file.Add("word/settings.xml", Word + "settings+xml", Settings());
            file.Add("word/fontTable.xml", Word + "fontTable+xml", Styles.Table());
            file.Add(
                "word/footer1.xml",
                Word + "footer+xml",
                PageNumber(JustificationValues.Right)
            );
            file.Add("word/footer2.xml", Word + "footer+xml", PageNumber(JustificationValues.Left));
            file.Add(
                "word/footer3.xml",
                Word + "footer+xml",
                new Footer(new DocumentFormat.OpenXml.Wordprocessing.Paragraph())
            );
            FigurePart.Write(file, Main, layout.Figures);
            WriteProperties(file, documents[0]);
        }
        memory.Position = 0;
        memory.CopyTo(output);
    }

    /// <summary>Writes many documents into one zip, a file each; equal names are numbered.</summary>
    public static void WriteZip(
        IEnumerable<(string Name, OfficialDocument Document)> documents,
        Stream output
    )
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(output);
        using var memory = new MemoryStream();
        using (
            var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8)
        )
        {
            var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, document) in documents)
            {
                var stem = FileName(name);
                var unique = stem;
                for (var i = 2; !taken.Add(unique); i++)
                {
                    unique = $"{stem}（{i.ToString(CultureInfo.InvariantCulture)}）";
                }
                // Already compressed
                var entry = zip.CreateEntry(unique + ".docx", CompressionLevel.NoCompression);
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                Write(document, stream);
            }
        }
        memory.Position = 0;
        memory.CopyTo(output);
    }

    // Names that Windows, 麒麟 and zip tools all accept
    private static string FileName(string name)
    {
        var stem = name.EndsWith(".docx", StringComparison.OrdinalIgnoreCase) ? name[..^5] : name;
        var clean = new string([
            .. SafeText
                .Clean(stem)
                .Select(c =>
                    c < ' ' || "\\/:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '_' : c
                ),
        ]).Trim(' ', '.');
        clean = clean.Length > 80 ? clean[..(char.IsHighSurrogate(clean[79]) ? 79 : 80)] : clean;
        return clean.Length == 0 ? "公文" : clean;
    }

    private static Settings Settings() =>
        new(
            new EvenAndOddHeaders(),
            new DrawingGridVerticalSpacing { Val = M.Line.ToString(CultureInfo.InvariantCulture) },
            new CharacterSpacingControl { Val = CharacterSpacingValues.DoNotCompress },
            new Compatibility(
                new CompatibilitySetting
                {
                    Name = CompatSettingNameValues.CompatibilityMode,
                    Uri = "http://schemas.microsoft.com/office/word",
                    Val = CompatibilityMode,
                }
            )
        );

    // 7.5: — 1 — in 4号半角宋体, odd pages at the right, even ones at the left, one character free
    private static Footer PageNumber(EnumValue<JustificationValues> side)
    {
        var character = Styles.Text(M.Size4 * 10);
        return new Footer(
            new DocumentFormat.OpenXml.Wordprocessing.Paragraph(
                new ParagraphProperties
                {
                    ParagraphStyleId = new ParagraphStyleId { Val = Styles.PageNumber },
                    Indentation =
                        side.Value == JustificationValues.Right
                            ? new Indentation { Right = character }
                            : new Indentation { Left = character },
                    Justification = new Justification { Val = side },
                },
                Layout.Run("— "),
                new DocumentFormat.OpenXml.Wordprocessing.Run(
                    new FieldChar { FieldCharType = FieldCharValues.Begin }
                ),
                new DocumentFormat.OpenXml.Wordprocessing.Run(
                    new FieldCode(" PAGE ") { Space = SpaceProcessingModeValues.Preserve }
                ),
                new DocumentFormat.OpenXml.Wordprocessing.Run(
                    new FieldChar { FieldCharType = FieldCharValues.Separate }
                ),
                Layout.Run("1"),
                new DocumentFormat.OpenXml.Wordprocessing.Run(
                    new FieldChar { FieldCharType = FieldCharValues.End }
                ),
                Layout.Run(" —")
            )
        );
    }

    private static void WriteProperties(OpcWriter file, OfficialDocument document)
    {
        const string Part = "docProps/core.xml";
        const string Core =
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        const string Dublin = "http://purl.org/dc/elements/1.1/";
        file.Link(
            "",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            Part
        );
        using var xml = OpcWriter.Xml(
            file.Open(Part, "application/vnd.openxmlformats-package.core-properties+xml")
        );
        xml.WriteStartElement("cp", "coreProperties", Core);
        xml.WriteElementString(
            "dc",
            "title",
            Dublin,
            SafeText.Clean(document.Title).Replace("\n", "", StringComparison.Ordinal)
        );
        xml.WriteElementString("dc", "subject", Dublin, SafeText.Clean(document.Kind));
        xml.WriteElementString("dc", "language", Dublin, "zh-CN");
        xml.WriteEndElement();
    }
}
