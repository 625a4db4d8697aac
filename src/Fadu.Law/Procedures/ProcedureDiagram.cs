using System.Globalization;
using System.Text;

namespace Fadu.Law.Procedures;

/// <summary>
/// Draws a definition as an SVG picture: stages from top to bottom in the order in which the law lets them begin, side by side where they may run at once. Plain shapes and words, so that it
/// works without script, offline, in print and on paper. Where a matter stands is shown by class names that the page colours.
/// </summary>
public static class ProcedureDiagram
{
    private const int Width = 148;
    private const int Height = 44;
    private const int GapX = 28;
    private const int GapY = 40;
    private const int Margin = 16;

    /// <summary>The picture; with a state, each stage says where it stands.</summary>
    public static string Svg(Procedure procedure, MatterState? state = null)
    {
        ArgumentNullException.ThrowIfNull(procedure);
        var row = Rows(procedure);
        var rows = procedure
            .Stages.GroupBy(s => row[s.Key])
            .OrderBy(g => g.Key)
            .Select(g => g.ToList())
            .ToList();
        var widest = rows.Max(r => r.Count);
        var width = (2 * Margin) + (widest * Width) + ((widest - 1) * GapX);
        var height = (2 * Margin) + (rows.Count * Height) + ((rows.Count - 1) * GapY);
        var at = new Dictionary<string, (int X, int Y)>(StringComparer.Ordinal);
        for (var r = 0; r < rows.Count; r++)
        {
            var span = (rows[r].Count * Width) + ((rows[r].Count - 1) * GapX);
            for (var i = 0; i < rows[r].Count; i++)
            {
                at[rows[r][i].Key] = (
                    ((width - span) / 2) + (i * (Width + GapX)),
                    Margin + (r * (Height + GapY))
                );
            }
        }
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"procedure\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\"><title>{Escape(procedure.Name)}流程图</title>"
        );
        foreach (var stage in procedure.Stages)
        {
            foreach (var before in stage.After)
            {
                Way(svg, at[before], at[stage.Key]);
            }
        }
        foreach (var (from, to) in Calls(procedure))
        {
            Back(svg, at[from], at[to]);
        }
        foreach (var stage in procedure.Stages)
        {
            Box(svg, stage, at[stage.Key], state);
        }
        return svg.Append("</svg>").ToString();
    }

    private static IEnumerable<(string From, string To)> Calls(Procedure p) =>
        p
            .Actions.Where(a => a.Stage is not null)
            .SelectMany(a => a.Opens.Select(o => (a.Stage!, o)))
            .Where(w => !w.Item1.Equals(w.o, StringComparison.Ordinal))
            .Distinct();

    /// <summary>Each stage below all that it comes after.</summary>
    private static Dictionary<string, int> Rows(Procedure p)
    {
        var row = p.Stages.ToDictionary(s => s.Key, _ => 0, StringComparer.Ordinal);
        for (var round = 0; round < p.Stages.Count; round++)
        {
            foreach (var stage in p.Stages)
            {
                var openers = stage.IsOnCall
                    ? Calls(p)
                        .Where(c => c.To.Equals(stage.Key, StringComparison.Ordinal))
                        .Select(c => row[c.From])
                        .Take(1)
                    : [];
                row[stage.Key] =
                    stage.After.Select(a => row[a]).Concat(openers).Append(-1).Max() + 1;
            }
        }
        return row;
    }

    private static void Box(StringBuilder svg, Stage stage, (int X, int Y) at, MatterState? state)
    {
        StageState? now = null;
        state?.Stages.TryGetValue(stage.Key, out now);
        var (look, word) = (state, now) switch
        {
            (null, _) => ("", null),
            (_, null) => (" not-yet", null),
            (_, { Status: StageStatus.Open }) => (" now", "办理中"),
            (_, { Status: StageStatus.Absent }) => (" absent", "依法不适用"),
            _ => (" done", "已办结"),
        };
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<g class=\"stage{look}\"><rect x=\"{at.X}\" y=\"{at.Y}\" width=\"{Width}\" height=\"{Height}\" rx=\"{(stage.IsTerminal ? Height / 2 : 4)}\" fill=\"none\" stroke=\"currentColor\"{(look == " absent" || (stage.IsOnCall && state is null) ? " stroke-dasharray=\"4 3\"" : "")}/><text x=\"{at.X + (Width / 2)}\" y=\"{at.Y + (word is null ? 27 : 20)}\" text-anchor=\"middle\" font-size=\"14\" fill=\"currentColor\">{Escape(stage.Name)}</text>"
        );
        if (word is not null)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{at.X + (Width / 2)}\" y=\"{at.Y + 37}\" text-anchor=\"middle\" font-size=\"11\" fill=\"currentColor\">{word}</text>"
            );
        }
        svg.Append("</g>");
    }

    private static void Way(StringBuilder svg, (int X, int Y) from, (int X, int Y) to)
    {
        var (x1, y1) = (from.X + (Width / 2), from.Y + Height);
        var (x2, y2) = (to.X + (Width / 2), to.Y);
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<path d=\"M{x1} {y1} C{x1} {y1 + (GapY / 2)} {x2} {y2 - (GapY / 2)} {x2} {y2 - 5}\" fill=\"none\" stroke=\"currentColor\"/><path d=\"M{x2 - 4} {y2 - 7} L{x2} {y2} L{x2 + 4} {y2 - 7} Z\" fill=\"currentColor\"/>"
        );
    }

    /// <summary>A way that only an action opens: dashed, along the side.</summary>
    private static void Back(StringBuilder svg, (int X, int Y) from, (int X, int Y) to)
    {
        var (x1, y1) = (from.X + Width, from.Y + (Height / 2));
        var (x2, y2) = (to.X + Width, to.Y + (Height / 2));
        var bend = Math.Max(x1, x2) + 14;
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<path d=\"M{x1} {y1} C{bend} {y1} {bend} {y2} {x2 + 5} {y2}\" fill=\"none\" stroke=\"currentColor\" stroke-dasharray=\"4 3\"/><path d=\"M{x2 + 7} {y2 - 4} L{x2} {y2} L{x2 + 7} {y2 + 4} Z\" fill=\"currentColor\"/>"
        );
    }

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
}
