using Fadu.Reading.Text;

namespace Fadu.Reading.Reports;

/// <summary>Reads an annual report or any statistical text into figures and checks.</summary>
public static class ReportReader
{
    /// <summary>Reads a report. A text without figures gives empty lists; nothing is thrown for what the text says.</summary>
    public static ReportReading Read(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var flow = Flow.Of(source);
        var outline = Outline.Of(flow);
        var head = DocumentHead.Of(flow, outline);
        var figures = FigureReader.Of(flow, outline, head);
        return new ReportReading(
            source,
            head.Title,
            head.Place,
            head.Level,
            head.Year,
            head.Issuers.Count > 0 ? string.Join('、', head.Issuers) : null,
            head.SignedOn,
            head.PublishedOn,
            [
                .. outline
                    .Where(h => h.Level is MarkLevel.Part or MarkLevel.Item)
                    .Select(h => new OutlineEntry(
                        (int)h.Level,
                        flow.Original(h.Start, h.TitleEnd),
                        flow.Span(h.Start, h.TitleEnd)
                    )),
            ],
            figures.ConvertAll(f => f.Figure),
            Checks.Of(flow, head, figures)
        );
    }
}
