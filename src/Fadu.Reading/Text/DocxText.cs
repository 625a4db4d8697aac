using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Fadu.Reading.Text;

/// <summary>
/// The text of a Word document in reading order: a line a paragraph, table cells parted by tabs, automatic numbers written out.
/// A forward-only reader over the one part that holds the text: it needs no object model, and a DTD is refused before anything is resolved.
/// </summary>
internal static class DocxText
{
    private const string W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public static string Read(ZipArchive archive, ZipArchiveEntry document, long limit)
    {
        var numbering = Numbering.Load(archive, limit);
        var text = new StringBuilder();
        using var stream = document.Open();
        using var reader = XmlReader.Create(stream, Settings(limit));
        var cells = new Stack<int>();
        var skip = -1;
        var numId = 0;
        var level = 0;
        var paragraphStart = 0;
        while (reader.Read())
        {
            if (skip >= 0)
            {
                if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == skip)
                {
                    skip = -1;
                }
                continue;
            }
            if (reader.NodeType == XmlNodeType.Element)
            {
                switch (reader.LocalName)
                {
                    // deleted text, field codes, and the second drawing of a text box are not what a reader sees
                    case "del"
                    or "instrText"
                    or "Fallback"
                    or "delText" when !reader.IsEmptyElement:
                        skip = reader.Depth;
                        break;
                    case "p" when reader.NamespaceURI == W:
                        numId = 0;
                        level = 0;
                        paragraphStart = text.Length;
                        if (reader.IsEmptyElement)
                        {
                            EndParagraph(text, cells);
                        }
                        break;
                    case "numId":
                        _ = int.TryParse(
                            reader.GetAttribute("val", W),
                            CultureInfo.InvariantCulture,
                            out numId
                        );
                        break;
                    case "ilvl":
                        _ = int.TryParse(
                            reader.GetAttribute("val", W),
                            CultureInfo.InvariantCulture,
                            out level
                        );
                        break;
                    case "r" when numId > 0:
                        text.Insert(paragraphStart, numbering.Next(numId, level));
                        numId = 0;
                        break;
                    case "t" when reader.NamespaceURI == W && !reader.IsEmptyElement:
                        // leaves the reader on the text node: the loop goes on from there
                        if (
                            reader.Read()
                            && reader.NodeType
                                is XmlNodeType.Text
                                    or XmlNodeType.SignificantWhitespace
                                    or XmlNodeType.Whitespace
                        )
                        {
                            text.Append(reader.Value);
                        }
                        break;
                    case "tab"
                        when reader.NamespaceURI == W
                            && cells.Count == 0
                            && text.Length > paragraphStart:
                        text.Append('\t');
                        break;
                    case "br" or "cr" when reader.NamespaceURI == W:
                        text.Append(cells.Count > 0 ? ' ' : '\n');
                        break;
                    case "tc" when !reader.IsEmptyElement:
                        cells.Push(text.Length);
                        break;
                }
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                switch (reader.LocalName)
                {
                    case "p" when reader.NamespaceURI == W:
                        EndParagraph(text, cells);
                        break;
                    case "tc" when cells.Count > 0:
                        var start = cells.Pop();
                        while (text.Length > start && text[^1] is ' ' or '\n')
                        {
                            text.Length--;
                        }
                        text.Append(cells.Count > 0 ? ' ' : '\t');
                        break;
                    case "tr" when cells.Count == 0:
                        if (text.Length > 0 && text[^1] == '\t')
                        {
                            text.Length--;
                        }
                        text.Append('\n');
                        break;
                }
            }
        }
        return text.ToString();
    }

    private static void EndParagraph(StringBuilder text, Stack<int> cells) =>
        text.Append(cells.Count > 0 ? ' ' : '\n');

    private static XmlReaderSettings Settings(long limit) =>
        new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limit,
            CloseInput = true,
        };

    /// <summary>Automatic numbers: in many offices (一) is no typed text but list formatting.</summary>
    private sealed class Numbering
    {
        private readonly Dictionary<
            int,
            (int Abstract, List<(string Format, string Text, int Start)> Levels)
        > lists = [];
        private readonly Dictionary<(int, int), int> counts = [];

        public static Numbering Load(ZipArchive archive, long limit)
        {
            var result = new Numbering();
            if (archive.GetEntry("word/numbering.xml") is not { } entry)
            {
                return result;
            }
            using var stream = entry.Open();
            using var reader = XmlReader.Create(stream, Settings(limit));
            var root = XDocument.Load(reader).Root!;
            XNamespace w = W;
            var levels = new Dictionary<string, List<(string, string, int)>>(
                StringComparer.Ordinal
            );
            foreach (var a in root.Elements(w + "abstractNum"))
            {
                levels[(string?)a.Attribute(w + "abstractNumId") ?? ""] =
                [
                    .. a.Elements(w + "lvl")
                        .Select(l =>
                            (
                                (string?)l.Element(w + "numFmt")?.Attribute(w + "val") ?? "decimal",
                                (string?)l.Element(w + "lvlText")?.Attribute(w + "val") ?? "",
                                int.TryParse(
                                    (string?)l.Element(w + "start")?.Attribute(w + "val"),
                                    CultureInfo.InvariantCulture,
                                    out var s
                                )
                                    ? s
                                    : 1
                            )
                        ),
                ];
            }
            foreach (var n in root.Elements(w + "num"))
            {
                var target = (string?)n.Element(w + "abstractNumId")?.Attribute(w + "val") ?? "";
                if (
                    int.TryParse(
                        (string?)n.Attribute(w + "numId"),
                        CultureInfo.InvariantCulture,
                        out var id
                    ) && levels.TryGetValue(target, out var found)
                )
                {
                    _ = int.TryParse(target, CultureInfo.InvariantCulture, out var abstractId);
                    result.lists[id] = (abstractId, found);
                }
            }
            return result;
        }

        public string Next(int numId, int level)
        {
            if (
                !lists.TryGetValue(numId, out var list)
                || level < 0
                || level >= list.Levels.Count
                || level > 8
            )
            {
                return "";
            }
            var key = (list.Abstract, level);
            counts[key] = counts.TryGetValue(key, out var c) ? c + 1 : list.Levels[level].Start;
            for (var deeper = level + 1; deeper < list.Levels.Count; deeper++)
            {
                counts.Remove((list.Abstract, deeper));
            }
            var label = list.Levels[level].Text;
            for (var i = 0; i <= level; i++)
            {
                var number = counts.TryGetValue((list.Abstract, i), out var n)
                    ? n
                    : list.Levels[i].Start;
                label = label.Replace(
                    "%" + (i + 1).ToString(CultureInfo.InvariantCulture),
                    Format(number, list.Levels[i].Format),
                    StringComparison.Ordinal
                );
            }
            return list.Levels[level].Format == "bullet" ? "" : label;
        }

        private static string Format(int n, string format) =>
            format.Contains("hinese", StringComparison.Ordinal)
            || format.StartsWith("taiwanese", StringComparison.Ordinal)
            || format == "japaneseCounting"
                ? Numerals.ToChinese(n)
            : format == "decimalEnclosedCircle" && n is >= 1 and <= 20
                ? ((char)('①' + n - 1)).ToString()
            : n.ToString(CultureInfo.InvariantCulture);
    }
}
