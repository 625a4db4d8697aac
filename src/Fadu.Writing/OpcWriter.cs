using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;

namespace Fadu.Writing;

/// <summary>
/// Writes the zip of an Office file part by part, straight to the output: System.IO.Packaging would hold every part in memory and
/// give each file random names and the hour of writing, so that equal documents would have unequal bytes.
/// </summary>
internal sealed class OpcWriter : IDisposable
{
    internal const string Office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private const string Relationships =
        "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string ContentTypes =
        "http://schemas.openxmlformats.org/package/2006/content-types";

    // The earliest time that a zip entry can have
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _zip;
    private readonly List<(string Part, string Type)> _types = [];
    private readonly Dictionary<
        string,
        List<(string Id, string Type, string Target, bool External)>
    > _links = new(StringComparer.Ordinal);

    internal OpcWriter(Stream output) =>
        _zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);

    /// <summary>Opens a part; only one can be open at a time.</summary>
    internal Stream Open(string part, string contentType)
    {
        _types.Add((part, contentType));
        return OpenEntry(part);
    }

    /// <summary>Writes a part from its root element.</summary>
    internal void Add(string part, string contentType, OpenXmlElement root)
    {
        using var stream = Open(part, contentType);
        using var xml = OpenXmlWriter.Create(stream, Encoding.UTF8);
        xml.WriteStartDocument();
        xml.WriteElement(root);
    }

    /// <summary>Relates a part (or "" for the file) to another part or, outside the file, to an address.</summary>
    internal string Link(string from, string type, string target, bool external = false)
    {
        if (!_links.TryGetValue(from, out var links))
        {
            _links[from] = links = [];
        }
        var id = "rId" + (links.Count + 1).ToString(CultureInfo.InvariantCulture);
        links.Add((id, type, external ? target : "/" + target, external));
        return id;
    }

    /// <summary>Writes relationships and content types, which closes the file.</summary>
    public void Dispose()
    {
        foreach (var (part, links) in _links)
        {
            var slash = part.LastIndexOf('/') + 1;
            using var xml = Xml(OpenEntry($"{part[..slash]}_rels/{part[slash..]}.rels"));
            xml.WriteStartElement("Relationships", Relationships);
            foreach (var (id, type, target, external) in links)
            {
                xml.WriteStartElement("Relationship", Relationships);
                xml.WriteAttributeString("Id", id);
                xml.WriteAttributeString("Type", type);
                xml.WriteAttributeString("Target", target);
                if (external)
                {
                    xml.WriteAttributeString("TargetMode", "External");
                }
                xml.WriteEndElement();
            }
        }
        using (var xml = Xml(OpenEntry("[Content_Types].xml")))
        {
            xml.WriteStartElement("Types", ContentTypes);
            Default(xml, "rels", "application/vnd.openxmlformats-package.relationships+xml");
            Default(xml, "xml", "application/xml");
            foreach (var (part, type) in _types)
            {
                xml.WriteStartElement("Override", ContentTypes);
                xml.WriteAttributeString("PartName", "/" + part);
                xml.WriteAttributeString("ContentType", type);
                xml.WriteEndElement();
            }
        }
        _zip.Dispose();

        static void Default(XmlWriter xml, string extension, string type)
        {
            xml.WriteStartElement("Default", ContentTypes);
            xml.WriteAttributeString("Extension", extension);
            xml.WriteAttributeString("ContentType", type);
            xml.WriteEndElement();
        }
    }

    internal static XmlWriter Xml(Stream stream) =>
        XmlWriter.Create(
            stream,
            new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = true }
        );

    private Stream OpenEntry(string name)
    {
        var entry = _zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = EntryTime;
        return entry.Open();
    }
}
