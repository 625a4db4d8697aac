using System.IO.Compression;
using System.Xml.Linq;

namespace Fadu.Browser.Tests;

/// <summary>A .docx that somebody has downloaded, looked at from outside: only the ZIP and its XML.</summary>
internal sealed class WordFile
{
    private static readonly XNamespace W =
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static readonly XNamespace R =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public WordFile(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        var document = Part(zip, "word/document.xml");
        var targets = Part(zip, "word/_rels/document.xml.rels")
            .Root!.Elements()
            .ToDictionary(e => e.Attribute("Id")!.Value, e => e.Attribute("Target")!.Value);
        Text = string.Join('\n', document.Descendants(W + "p").Select(TextOf));
        Links =
        [
            .. document
                .Descendants(W + "hyperlink")
                .Where(h => h.Attribute(R + "id") is not null)
                .Select(h => (TextOf(h), targets[h.Attribute(R + "id")!.Value])),
        ];
    }

    /// <summary>All of it, a line for every paragraph.</summary>
    public string Text { get; }

    /// <summary>The links to elsewhere: what they say and where they lead.</summary>
    public IReadOnlyList<(string Text, string Target)> Links { get; }

    private static string TextOf(XElement of) =>
        string.Concat(of.Descendants(W + "t").Select(t => t.Value));

    private static XDocument Part(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        return XDocument.Load(stream);
    }
}
