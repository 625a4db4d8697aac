using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace Fadu.Writing.Official;

/// <summary>The paper on which addresses are printed.</summary>
public enum EnvelopeForm
{
    /// <summary>DL, 220 × 110 mm.</summary>
    Dl,

    /// <summary>C5, 229 × 162 mm.</summary>
    C5,

    /// <summary>A4 with two columns of labels.</summary>
    Labels,
}

/// <summary>What stands on an envelope.</summary>
/// <param name="Reference">The number of what is inside.</param>
public sealed record Envelope(
    string To,
    string? Address,
    string? Postcode,
    string? Phone,
    string From,
    string Reference
);

/// <summary>Writes envelopes, one a page, and sheets of labels as .docx. Equal input becomes equal bytes.</summary>
public static class EnvelopeWriter
{
    private const string Main = "word/document.xml";
    private const string Type =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private const double Twips = 1440 / 25.4;

    // The boxes for the postcode are red, as on printed envelopes.
    private const string Red = "C00000";

    /// <summary>Writes all of them into one file.</summary>
    public static void Write(EnvelopeForm form, IReadOnlyList<Envelope> envelopes, Stream output)
    {
        ArgumentNullException.ThrowIfNull(envelopes);
        ArgumentNullException.ThrowIfNull(output);
        if (envelopes.Count == 0)
        {
            throw new ArgumentException("没有要写的信封", nameof(envelopes));
        }
        using var memory = new MemoryStream();
        using (var file = new OpcWriter(memory))
        {
            file.Link("", OpcWriter.Office + "officeDocument", Main);
            var body = form == EnvelopeForm.Labels ? Labels(envelopes) : Envelopes(envelopes);
            var (width, height) = form switch
            {
                EnvelopeForm.Dl => (220, 110),
                EnvelopeForm.C5 => (229, 162),
                _ => (210, 297),
            };
            var margin = (uint)Of(form == EnvelopeForm.Labels ? 15 : 12);
            body.Append(
                new SectionProperties(
                    new PageSize
                    {
                        Width = (uint)Of(width),
                        Height = (uint)Of(height),
                        Orient =
                            width > height
                                ? PageOrientationValues.Landscape
                                : PageOrientationValues.Portrait,
                    },
                    new PageMargin
                    {
                        Top = (int)margin,
                        Bottom = (int)margin,
                        Left = margin,
                        Right = margin,
                        Header = 0,
                        Footer = 0,
                        Gutter = 0,
                    }
                )
            );
            var root = new Document(body);
            root.AddNamespaceDeclaration(
                "w",
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            );
            file.Add(Main, Type, root);
        }
        memory.Position = 0;
        memory.CopyTo(output);
    }

    private static Body Envelopes(IReadOnlyList<Envelope> envelopes)
    {
        var body = new Body();
        for (var i = 0; i < envelopes.Count; i++)
        {
            var one = envelopes[i];
            body.Append(Boxes(one.Postcode, isFirst: i == 0));
            body.Append(Line(one.Address ?? "", 28, indent: 25, before: 8));
            body.Append(Line($"{one.To} 收", 36, indent: 25, bold: true));
            body.Append(Line(one.Phone ?? "", 24, indent: 25));
            body.Append(Line(one.From, 28, right: true, before: 8));
            body.Append(Line(one.Reference, 21, right: true));
        }
        return body;
    }

    /// <summary>Six boxes for the digits of the postcode; each envelope begins with them on a page of its own.</summary>
    private static OpenXmlElement[] Boxes(string? postcode, bool isFirst)
    {
        var table = new Word.Table(
            new TableProperties(
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(
                    new TableCellLeftMargin { Width = 0, Type = TableWidthValues.Dxa },
                    new TableCellRightMargin { Width = 0, Type = TableWidthValues.Dxa }
                )
            ),
            new TableGrid(Enumerable.Range(0, 6).Select(_ => new GridColumn { Width = Text(8) }))
        );
        var row = new TableRow(
            new TableRowProperties(
                new TableRowHeight { Val = (uint)Of(9), HeightType = HeightRuleValues.Exact }
            )
        );
        for (var i = 0; i < 6; i++)
        {
            row.Append(
                new TableCell(
                    new TableCellProperties(
                        new TableCellWidth { Width = Text(8), Type = TableWidthUnitValues.Dxa },
                        new TableCellBorders(
                            Edge<TopBorder>(),
                            Edge<LeftBorder>(),
                            Edge<BottomBorder>(),
                            Edge<RightBorder>()
                        ),
                        new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }
                    ),
                    Line(
                        i < (postcode?.Length ?? 0) ? postcode![i].ToString() : "",
                        28,
                        centred: true
                    )
                )
            );
        }
        table.Append(row);
        var start = Line("", 2);
        start.ParagraphProperties!.PageBreakBefore = isFirst ? null : new PageBreakBefore();
        return [start, table];
    }

    private static Body Labels(IReadOnlyList<Envelope> envelopes)
    {
        var table = new Word.Table(
            new TableProperties(new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(new GridColumn { Width = Text(90) }, new GridColumn { Width = Text(90) })
        );
        foreach (var pair in envelopes.Chunk(2))
        {
            var row = new TableRow(
                new TableRowProperties(
                    new CantSplit(),
                    new TableRowHeight { Val = (uint)Of(38), HeightType = HeightRuleValues.AtLeast }
                )
            );
            for (var i = 0; i < 2; i++)
            {
                var cell = new TableCell(
                    new TableCellProperties(
                        new TableCellWidth { Width = Text(90), Type = TableWidthUnitValues.Dxa }
                    )
                );
                if (i < pair.Length)
                {
                    var one = pair[i];
                    cell.Append(
                        Line(one.Postcode ?? "", 24),
                        Line(one.Address ?? "", 24),
                        Line($"{one.To} 收", 28, bold: true),
                        Line($"{one.Phone} {one.Reference}".Trim(), 18)
                    );
                }
                else
                {
                    cell.Append(Line("", 24));
                }
                row.Append(cell);
            }
            table.Append(row);
        }
        return new Body(table, Line("", 2));
    }

    private static T Edge<T>()
        where T : BorderType, new() =>
        new()
        {
            Val = BorderValues.Single,
            Size = 8,
            Space = 0,
            Color = Red,
        };

    private static Word.Paragraph Line(
        string text,
        int halfPoints,
        int indent = 0,
        int before = 0,
        bool bold = false,
        bool right = false,
        bool centred = false
    )
    {
        var properties = new ParagraphProperties
        {
            SpacingBetweenLines = new SpacingBetweenLines { Before = Text(before), After = "0" },
        };
        if (indent > 0)
        {
            properties.Indentation = new Indentation { Left = Text(indent) };
        }
        if (right || centred)
        {
            properties.Justification = new Justification
            {
                Val = right ? JustificationValues.Right : JustificationValues.Center,
            };
        }
        var run = new RunProperties(
            new RunFonts
            {
                Ascii = "FangSong",
                HighAnsi = "FangSong",
                EastAsia = "仿宋",
            }
        );
        if (bold)
        {
            run.Append(new Bold());
        }
        run.Append(new FontSize { Val = halfPoints.ToString(CultureInfo.InvariantCulture) });
        return new Word.Paragraph(
            properties,
            new Word.Run(
                run,
                new Text(SafeText.Clean(text)) { Space = SpaceProcessingModeValues.Preserve }
            )
        );
    }

    private static int Of(double millimetres) => (int)Math.Round(millimetres * Twips);

    private static string Text(double millimetres) =>
        Of(millimetres).ToString(CultureInfo.InvariantCulture);
}
