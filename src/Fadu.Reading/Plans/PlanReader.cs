using System.Globalization;
using Fadu.Reading.Text;

namespace Fadu.Reading.Plans;

/// <summary>Reads an implementation plan, work plan, task table or list of duties into tasks.</summary>
public static class PlanReader
{
    /// <summary>Reads a plan. A text without any task gives an empty list; nothing is thrown for what the text says.</summary>
    public static PlanReading Read(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var flow = Flow.Of(source);
        var outline = Outline.Of(flow);
        var head = DocumentHead.Of(flow, outline);
        var responsibilities = Responsibilities.Of(flow, outline);
        var blocks = Blocks.Of(flow, outline, responsibilities);
        var rows = Tables.Of(flow);
        // the rows of a table say more than the numbers in them
        rows.Sort((x, y) => x.Start.CompareTo(y.Start));
        var starts = rows.ConvertAll(r => r.Start);
        blocks.RemoveAll(b =>
        {
            var next = starts.BinarySearch(b.Start);
            next = next < 0 ? ~next : next;
            return (next < rows.Count && rows[next].Start < b.End)
                || (next > 0 && rows[next - 1].End > b.Start);
        });
        blocks.AddRange(rows);
        blocks.Sort((a, b) => a.Start.CompareTo(b.Start));
        var baseYear = head.SignedOn?.Year ?? head.Year;
        var names = new UnitNames(blocks.SelectMany(b => b.Units));
        var items = new List<ReadItem>(blocks.Count);
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var block in blocks)
        {
            items.Add(ToItem(flow, block, baseYear, names, ids));
        }
        var warnings = Warnings.Of(flow, head, items, blocks, names);
        return new PlanReading(
            source,
            head.Title,
            head.Number,
            head.Issuers,
            head.Place,
            head.SignedOn,
            head.PublishedOn,
            items,
            warnings
        );
    }

    private static ReadItem ToItem(
        Flow flow,
        Block block,
        int? baseYear,
        UnitNames names,
        Dictionary<string, int> ids
    )
    {
        var deadlines = new List<ReadDeadline>();
        Deadlines.Read(flow, block.Start, block.End, baseYear, labelled: false, deadlines);
        foreach (var stretch in block.Deadlines)
        {
            Deadlines.Read(flow, stretch.Start, stretch.End, baseYear, labelled: true, deadlines);
        }
        var targets = new List<ReadTarget>();
        Targets.Read(flow, block.TextStart, block.End, deadlines, targets);
        var measures = Sentences
            .Of(flow, block.TextStart, block.End)
            .ConvertAll(s => new ReadMeasure(
                flow.Original(s.Start, s.End),
                flow.Span(s.Start, s.End)
            ));
        var lead = new List<UnitMention>();
        var participating = new List<UnitMention>();
        var responsible = new List<UnitMention>();
        foreach (var u in block.Units)
        {
            var list = u.Role switch
            {
                Role.Lead => lead,
                Role.Participating => participating,
                _ => responsible,
            };
            var name = names.Normal(u.Name);
            if (!list.Exists(x => x.Name == name))
            {
                list.Add(
                    new UnitMention(
                        name,
                        flow.Original(u.Start, u.End),
                        u.Collective,
                        flow.Span(u.Start, u.End)
                    )
                );
            }
        }
        var key = block.Ordinal;
        ids[key] = ids.GetValueOrDefault(key) + 1;
        var id = ids[key] == 1 && !block.Divided ? key : key + Letter(ids[key]);
        return new ReadItem(
            id,
            block.Chapter,
            block.Number,
            block.Title,
            flow.Original(block.Start, block.End),
            measures,
            lead,
            participating,
            responsible,
            [.. lead.Concat(participating).Concat(responsible).Where(u => u.Collective)],
            block.Responsibility is { } r ? flow.Original(r.Start, r.End) : null,
            deadlines,
            targets,
            flow.Span(block.Start, block.End)
        );
    }

    private static string Letter(int n) =>
        n <= 26 ? ((char)('a' + n - 1)).ToString() : "-" + n.ToString(CultureInfo.InvariantCulture);
}
