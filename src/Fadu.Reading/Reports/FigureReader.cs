using Fadu.Reading.Text;

namespace Fadu.Reading.Reports;

/// <summary>Quantities with the sentence, section, period and metric that they belong to.</summary>
internal static class FigureReader
{
    public static List<ReadFigure> Of(Flow flow, List<Heading> outline, DocumentHead head)
    {
        var result = new List<ReadFigure>();
        var h = 0;
        string part = "";
        string item = "";
        foreach (var paragraph in flow.Paragraphs)
        {
            foreach (var sentence in Sentences.Of(flow, paragraph.Start, paragraph.End))
            {
                while (h < outline.Count && outline[h].Start < sentence.End)
                {
                    if (outline[h].Level == MarkLevel.Part)
                    {
                        part = outline[h].Number(flow).TrimEnd('、');
                        item = "";
                    }
                    else if (outline[h].Level == MarkLevel.Item)
                    {
                        item = outline[h].Number(flow);
                    }
                    h++;
                }
                foreach (var q in NumberLexer.Of(flow, sentence.Start, sentence.End))
                {
                    result.Add(
                        new ReadFigure(
                            result.Count + 1,
                            item.Length > 0 ? part + "/" + item : part,
                            flow.Original(sentence.Start, sentence.End),
                            flow.Text[sentence.Start..q.Start],
                            q.Value,
                            q.Range,
                            q.Unit,
                            q.Qualifier,
                            q.Operator,
                            head.Year?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                            "其他",
                            flow.Span(q.Start, q.End),
                            flow.Span(sentence.Start, sentence.End)
                        )
                    );
                }
            }
        }
        return result;
    }
}
