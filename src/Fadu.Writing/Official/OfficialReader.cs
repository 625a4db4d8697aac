using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Fadu.Writing.Official;

/// <summary>Reads the figures of an official document back, also after people have edited it.</summary>
public static class OfficialReader
{
    private const long MaxBytes = 64L << 20;
    private const long MaxUnpackedBytes = 256L << 20;
    private const int MaxDepth = 256;
    private const int MaxFigures = 100_000;
    private const int MaxMarks = 32;
    private const int MaxFigureText = 2 << 20;
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    // ISO 29500 Strict, which some programs save
    private const string StrictWord = "http://purl.oclc.org/ooxml/wordprocessingml/main";

    /// <summary>
    /// The figures of a .docx in the order in which they were written, each with what stands behind it and whether the visible text is
    /// still what was written; marked figures that nothing stands behind come last. Empty when the file has none.
    /// </summary>
    /// <exception cref="UnusableFileException">The stream is no readable .docx.</exception>
    public static IReadOnlyList<BoundFigure> ReadFigures(Stream docx)
    {
        ArgumentNullException.ThrowIfNull(docx);
        using var memory = SafeZip.Take(docx, MaxBytes);
        try
        {
            using var zip = new ZipArchive(memory, ZipArchiveMode.Read);
            SafeZip.Check(zip, MaxUnpackedBytes);
            var main =
                Find(zip, "word/document.xml")
                ?? throw new UnusableFileException(
                    "文件里没有正文（word/document.xml），不是.docx文件；请另存为.docx再试"
                );
            var visible = Visible(main);
            return Compare(Bound(zip), visible);
        }
        catch (InvalidDataException e)
        {
            throw new UnusableFileException(string.Format(null, SafeZip.CannotOpen, "docx"), e);
        }
        catch (XmlException e)
        {
            throw new UnusableFileException(
                $"文件内部的XML有误（第{e.LineNumber}行），没有读取；请用Word或WPS打开后另存为.docx再试",
                e
            );
        }
    }

    private static ZipArchiveEntry? Find(ZipArchive zip, string name) =>
        zip.Entries.FirstOrDefault(e =>
            string.Equals(
                e.FullName.TrimStart('/').Replace('\\', '/'),
                name,
                StringComparison.OrdinalIgnoreCase
            )
        );

    private static List<(string Tag, string Text, FigureBinding Binding)> Bound(ZipArchive zip)
    {
        var bound = new List<(string, string, FigureBinding)>();
        foreach (var entry in zip.Entries)
        {
            var name = entry.FullName.TrimStart('/');
            // Word numbers these parts anew when it saves: the namespace tells which is ours
            if (
                name.StartsWith("customXml/", StringComparison.OrdinalIgnoreCase)
                && name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
            )
            {
                using var stream = entry.Open();
                using var xml = XmlReader.Create(stream, SafeZip.XmlSettings);
                if (
                    xml.MoveToContent() == XmlNodeType.Element
                    && xml.NamespaceURI == FigurePart.Namespace
                )
                {
                    foreach (var figure in FigurePart.Read(xml))
                    {
                        if (bound.Count >= MaxFigures)
                        {
                            throw new UnusableFileException(
                                $"文件里的指标超过{MaxFigures}个，没有读取"
                            );
                        }
                        bound.Add(figure);
                    }
                }
            }
        }
        return bound;
    }

    private static List<(string Tag, string Text)> Visible(ZipArchiveEntry main)
    {
        var found = new List<(string Tag, string Text)>();
        var open = new Stack<(int Depth, string? Tag, StringBuilder Text)>();
        var bookmarks = new Dictionary<string, (string Tag, StringBuilder Text)>(
            StringComparer.Ordinal
        );
        var bookmarked = new List<(string Tag, string Text)>();
        // Deleted with tracked changes: still in the file, no longer in the text
        var deleted = -1;
        using var stream = main.Open();
        using var xml = XmlReader.Create(stream, SafeZip.XmlSettings);
        while (xml.Read())
        {
            if (xml.Depth > MaxDepth)
            {
                throw new UnusableFileException("文件内部嵌套过深，不像正常的公文，没有读取");
            }
            if (xml.NamespaceURI is not (Word or StrictWord))
            {
                continue;
            }
            if (xml.NodeType == XmlNodeType.EndElement)
            {
                if (deleted == xml.Depth)
                {
                    deleted = -1;
                }
                else if (
                    xml.LocalName == "sdt"
                    && open.TryPeek(out var top)
                    && top.Depth == xml.Depth
                )
                {
                    open.Pop();
                    Close(top);
                }
                continue;
            }
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }
            switch (xml.LocalName)
            {
                case "sdt" when !xml.IsEmptyElement:
                    open.Push((xml.Depth, null, new StringBuilder()));
                    break;
                case "tag" when open.TryPeek(out var top) && xml.Depth == top.Depth + 2:
                    var tag = xml.GetAttribute("val", xml.NamespaceURI);
                    open.Pop();
                    open.Push((top.Depth, tag, top.Text));
                    break;
                case "del" or "moveFrom" when deleted < 0 && !xml.IsEmptyElement:
                    deleted = xml.Depth;
                    break;
                case "bookmarkStart"
                    when xml.GetAttribute("name", xml.NamespaceURI) is { } name
                        && name.StartsWith(FigurePart.BookmarkPrefix, StringComparison.Ordinal):
                    bookmarks[xml.GetAttribute("id", xml.NamespaceURI) ?? ""] = (
                        FigurePart.TagPrefix + name[FigurePart.BookmarkPrefix.Length..],
                        new StringBuilder()
                    );
                    break;
                case "bookmarkEnd"
                    when bookmarks.Remove(
                        xml.GetAttribute("id", xml.NamespaceURI) ?? "",
                        out var mark
                    ):
                    bookmarked.Add((mark.Tag, mark.Text.ToString()));
                    break;
                case "t"
                    when open.Count + bookmarks.Count > 0 && deleted < 0 && !xml.IsEmptyElement:
                    Append(Content(xml));
                    break;
                case "br" or "tab" or "cr" when open.Count + bookmarks.Count > 0 && deleted < 0:
                    Append(" ");
                    break;
                default:
                    break;
            }
        }
        // Content controls come first: text typed beside a figure can slip into its bookmark
        var controlled = found.Select(f => f.Tag).ToHashSet(StringComparer.Ordinal);
        return [.. found, .. bookmarked.Where(b => !controlled.Contains(b.Tag))];

        void Append(string text)
        {
            // Controls and bookmarks lie within each other only a few deep; who nests more wants to use up memory
            if (open.Count + bookmarks.Count > MaxMarks)
            {
                throw new UnusableFileException("文件内部嵌套过深，不像正常的公文，没有读取");
            }
            foreach (
                var all in open.Select(o => o.Text).Concat(bookmarks.Values.Select(b => b.Text))
            )
            {
                if (all.Length + text.Length <= MaxFigureText)
                {
                    all.Append(text);
                }
            }
        }

        void Close((int Depth, string? Tag, StringBuilder Text) control)
        {
            if (control.Tag?.StartsWith(FigurePart.TagPrefix, StringComparison.Ordinal) == true)
            {
                if (found.Count >= MaxFigures)
                {
                    throw new UnusableFileException($"文件里的指标超过{MaxFigures}个，没有读取");
                }
                found.Add((control.Tag, control.Text.ToString()));
            }
        }

        // Leaves the reader at the end tag, unlike ReadElementContentAsString, which would pass over the next element
        static string Content(XmlReader xml)
        {
            var depth = xml.Depth;
            var text = new StringBuilder();
            while (xml.Read() && xml.Depth > depth)
            {
                if (
                    xml.NodeType
                    is XmlNodeType.Text
                        or XmlNodeType.CDATA
                        or XmlNodeType.SignificantWhitespace
                        or XmlNodeType.Whitespace
                )
                {
                    text.Append(xml.Value);
                }
            }
            return text.ToString();
        }
    }

    private static List<BoundFigure> Compare(
        List<(string Tag, string Text, FigureBinding Binding)> bound,
        List<(string Tag, string Text)> visible
    )
    {
        var byTag = visible.ToLookup(v => v.Tag, v => v.Text, StringComparer.Ordinal);
        var figures = new List<BoundFigure>();
        foreach (var (tag, text, binding) in bound)
        {
            var missing = true;
            // Somebody may have copied a sentence: then a figure is there twice, and both are looked at.
            // An emptied control is a deleted figure
            foreach (var now in byTag[tag].Where(t => t.Trim().Length > 0))
            {
                missing = false;
                figures.Add(
                    new BoundFigure(
                        tag,
                        binding,
                        text,
                        now,
                        now == text ? FigureState.Unchanged : FigureState.Changed
                    )
                );
            }
            if (missing)
            {
                figures.Add(new BoundFigure(tag, binding, text, null, FigureState.Missing));
            }
        }
        var known = bound.Select(b => b.Tag).ToHashSet(StringComparer.Ordinal);
        figures.AddRange(
            visible
                .Where(v => !known.Contains(v.Tag))
                .Select(v => new BoundFigure(v.Tag, null, null, v.Text, FigureState.Unbound))
        );
        return figures;
    }
}
