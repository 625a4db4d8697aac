using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Core.Readings;
using Fadu.Reading.Citations;
using Fadu.Reading.Reports;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Readings;

/// <summary>The report desk: a report's own text beside its figures and what does not fit among them.</summary>
[Needs(Capability.ViewReports, Capability.WriteReports)]
public sealed class DeskModel(FaduDb db, FileStore files, CitationLookup citations) : FaduPage
{
    private readonly Dictionary<int, string> marked = [];
    private readonly HashSet<string> placed = [];

    public DeskReading Desk { get; private set; } = null!;

    public ReportReading Reading => Desk.Reading;

    /// <summary>Checks that failed, then those that cannot be decided, each with its key.</summary>
    public IReadOnlyList<(string Ref, ReadCheck Check)> Odd { get; private set; } = [];

    public IReadOnlyList<ReadCheck> Fitting { get; private set; } = [];

    /// <summary>What the report cites, looked up as of its own day; doubtful ones first, each with its key.</summary>
    public IReadOnlyList<(string Ref, ReadCitation Citation)> Cited { get; private set; } = [];

    /// <summary>The day on which what is cited must hold: that of the report, else today.</summary>
    public DateOnly CitedOn => Reading.SignedOn ?? Reading.PublishedOn ?? Today;

    public IReadOnlyList<MarkSpan> Marks { get; private set; } = [];

    /// <summary>Whether the report was laid there by the person's own organ.</summary>
    public bool IsOwn => Desk.Report.OrganId == Me.Actor.Organ;

    public async Task<IActionResult> OnGet(Guid id) => await Load(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostRemove(Guid id)
    {
        if (
            (
                await Commit(
                    new RemoveReport(id) { CommandId = CommandId },
                    "已移出阅读台，文件仍在。"
                )
            ).IsDone
        )
        {
            return Redirect("/workbench/readings");
        }
        return await Load(id) ? Page() : NotFound();
    }

    /// <summary>The key under which a figure is marked in the text: its own, or that of a check at the very same place.</summary>
    public string SourceOf(ReadFigure figure) =>
        marked.GetValueOrDefault(figure.Id, $"f{figure.Id}");

    /// <summary>Whether a check shows in the text: of two at one place the first does.</summary>
    public bool IsPlaced(string key) => placed.Contains(key);

    /// <summary>A figure's heading: 一/（二） as the text has it.</summary>
    public string Heading(string section)
    {
        if (section.Length == 0)
        {
            return "开头";
        }
        var numbers = section.Split('/');
        var at = -1;
        foreach (var number in numbers)
        {
            var bare = number.Trim('（', '）', '(', ')', '、');
            for (var i = at + 1; i < Reading.Outline.Count; i++)
            {
                if (
                    Reading
                        .Outline[i]
                        .Text.TrimStart('（', '(')
                        .StartsWith(bare, StringComparison.Ordinal)
                )
                {
                    at = i;
                    break;
                }
            }
        }
        if (at < 0)
        {
            return section;
        }
        // a heading that runs on into its text is shown as far as its first clause
        var text = Reading.Outline[at].Text;
        var stop = text.Length > 30 ? text.AsSpan(8).IndexOfAny("，,。；;") : -1;
        return stop < 0 ? text : text[..(8 + stop)];
    }

    private async Task<bool> Load(Guid id)
    {
        if (
            await DeskReadings.Load(db, files, Scope, [id], HttpContext.RequestAborted)
            is not [{ } desk]
        )
        {
            return false;
        }
        Desk = desk;
        Odd =
        [
            .. Reading
                .Checks.Where(c => c.Verdict is "fails" or "undecidable")
                .OrderByDescending(c => c.Verdict == "fails")
                .ThenBy(c => c.Span.Start)
                .Select((c, i) => ($"c{i + 1}", c)),
        ];
        Fitting = [.. Reading.Checks.Where(c => c.Verdict is not ("fails" or "undecidable"))];
        var wrong = Odd.Where(o => o.Check.Verdict == "fails")
            .SelectMany(o => o.Check.Operands)
            .Select(o => o.Figure)
            .OfType<int>()
            .ToHashSet();
        var at = new Dictionary<Fadu.Reading.TextSpan, string>();
        var marks = new List<MarkSpan>();
        foreach (var (key, check) in Odd)
        {
            if (at.TryAdd(check.Span, key))
            {
                placed.Add(key);
                marks.Add(
                    new(
                        check.Span.Start,
                        check.Span.Length,
                        key,
                        check.Verdict == "fails" ? MarkKind.Odd : MarkKind.Due
                    )
                );
            }
        }
        foreach (var figure in Reading.Figures)
        {
            // two metrics of one number, or a check of that number alone, share its place
            if (at.TryGetValue(figure.Span, out var other))
            {
                marked[figure.Id] = other;
                continue;
            }
            at[figure.Span] = $"f{figure.Id}";
            marks.Add(
                new(
                    figure.Span.Start,
                    figure.Span.Length,
                    $"f{figure.Id}",
                    wrong.Contains(figure.Id) ? MarkKind.Odd : MarkKind.Target
                )
            );
        }
        Cited =
        [
            .. (
                await citations.Check(
                    Scope,
                    CitationReader.Read(Reading.Source),
                    CitedOn,
                    Today,
                    HttpContext.RequestAborted
                )
            )
                .Citations.OrderByDescending(c => c.IsDoubtful)
                .Select((c, i) => ($"q{i + 1}", c)),
        ];
        foreach (var (key, citation) in Cited.Where(c => c.Citation.IsDoubtful))
        {
            // a place that shows something else keeps it
            if (
                marks.TrueForAll(m =>
                    m.Start + m.Length <= citation.Span.Start || m.Start >= citation.Span.End
                )
            )
            {
                placed.Add(key);
                marks.Add(new(citation.Span.Start, citation.Span.Length, key, MarkKind.Odd));
            }
        }
        Marks = marks;
        return true;
    }
}
