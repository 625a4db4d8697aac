using System.Globalization;
using System.Xml;

namespace Fadu.Writing.Official;

/// <summary>The custom XML part that carries what stands behind the figures. Word keeps such parts when it saves.</summary>
internal static class FigurePart
{
    internal const string Namespace = "urn:fadu:figures:1";
    internal const string TagPrefix = "fadu-figure-";

    /// <summary>The same mark as a bookmark, for programs that lose the tags of content controls when they save.</summary>
    internal const string BookmarkPrefix = "fadu_figure_";

    // Fixed: names the kind of part, not the file
    private const string ItemId = "{6B0F0A1C-5D0E-4B3B-9C57-FADF16000001}";
    private const string DataStore =
        "http://schemas.openxmlformats.org/officeDocument/2006/customXml";

    internal static void Write(
        OpcWriter file,
        string main,
        IReadOnlyList<(string Tag, string Text, FigureBinding Binding)> figures
    )
    {
        if (figures.Count == 0)
        {
            return;
        }
        const string Item = "customXml/item1.xml";
        const string Properties = "customXml/itemProps1.xml";
        file.Link(main, OpcWriter.Office + "customXml", Item);
        file.Link(Item, OpcWriter.Office + "customXmlProps", Properties);
        using (var xml = OpcWriter.Xml(file.Open(Item, "application/xml")))
        {
            xml.WriteStartElement("figures", Namespace);
            foreach (var (tag, text, binding) in figures)
            {
                xml.WriteStartElement("figure", Namespace);
                xml.WriteAttributeString("tag", tag);
                xml.WriteAttributeString("text", text);
                xml.WriteAttributeString("token", SafeText.Clean(binding.Token));
                xml.WriteAttributeString("value", SafeText.Clean(binding.Value));
                xml.WriteAttributeString("period", SafeText.Clean(binding.Period));
                xml.WriteAttributeString("scope", SafeText.Clean(binding.Scope));
                xml.WriteAttributeString(
                    "knownAsOf",
                    binding.KnownAsOf.ToString("O", CultureInfo.InvariantCulture)
                );
                xml.WriteAttributeString(
                    "records",
                    binding.Records.ToString(CultureInfo.InvariantCulture)
                );
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        using (
            var xml = OpcWriter.Xml(
                file.Open(
                    Properties,
                    "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
                )
            )
        )
        {
            xml.WriteStartElement("ds", "datastoreItem", DataStore);
            xml.WriteAttributeString("ds", "itemID", DataStore, ItemId);
            xml.WriteStartElement("ds", "schemaRefs", DataStore);
            xml.WriteStartElement("ds", "schemaRef", DataStore);
            xml.WriteAttributeString("ds", "uri", DataStore, Namespace);
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
    }

    internal static IEnumerable<(string Tag, string Text, FigureBinding Binding)> Read(
        XmlReader xml
    )
    {
        while (xml.Read())
        {
            if (
                xml.NodeType == XmlNodeType.Element
                && xml.LocalName == "figure"
                && xml.NamespaceURI == Namespace
            )
            {
                yield return (
                    Attribute("tag"),
                    Attribute("text"),
                    new FigureBinding(
                        Attribute("token"),
                        Attribute("value"),
                        Attribute("period"),
                        Attribute("scope"),
                        DateTimeOffset.TryParseExact(
                            Attribute("knownAsOf"),
                            "O",
                            CultureInfo.InvariantCulture,
                            DateTimeStyles.RoundtripKind,
                            out var moment
                        )
                            ? moment
                            : throw Broken("knownAsOf"),
                        long.TryParse(
                            Attribute("records"),
                            NumberStyles.None,
                            CultureInfo.InvariantCulture,
                            out var records
                        )
                            ? records
                            : throw Broken("records")
                    )
                );
            }
        }

        string Attribute(string name) => xml.GetAttribute(name) ?? throw Broken(name);

        static UnusableFileException Broken(string name) =>
            new($"文件里的指标来源已损坏（{name}），不能核对；请用系统里存的原件");
    }
}
