using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Law.Dates;
using Fadu.Reading.Laws;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Laws;

/// <summary>An article in two versions.</summary>
/// <param name="Lines">What differs; null where nothing does.</param>
public sealed record ComparedArticle(string Label, string Text, IReadOnlyList<ComparedLine>? Lines);

/// <summary>Two versions of a law, article by article.</summary>
[Needs(Capability.EnterWorkbench)]
public sealed class CompareModel(LawLibrary library) : FaduPage
{
    public LawVersion Before { get; private set; } = null!;
    public LawVersion After { get; private set; } = null!;
    public IReadOnlyList<ComparedArticle> Articles { get; private set; } = [];

    /// <summary>Changed articles one by one; those without change between them folded together.</summary>
    public IEnumerable<(
        string Label,
        IReadOnlyList<string> Same,
        IReadOnlyList<ComparedLine>? Lines
    )> Runs
    {
        get
        {
            for (var i = 0; i < Articles.Count; )
            {
                var from = i;
                if (Articles[i].Lines is { } lines)
                {
                    yield return (Articles[i].Label, [], lines);
                    i++;
                    continue;
                }
                while (i < Articles.Count && Articles[i].Lines is null)
                {
                    i++;
                }
                var run = Articles.Skip(from).Take(i - from).ToList();
                yield return (
                    run.Count == 1
                        ? run[0].Label
                        : $"{run[0].Label}至{run[^1].Label}（{run.Count} 条）",
                    [.. run.Select(a => $"{a.Label}　{a.Text}")],
                    null
                );
            }
        }
    }

    public async Task<IActionResult> OnGetAsync(Guid lawId, Guid from, Guid to)
    {
        var abort = HttpContext.RequestAborted;
        var versions = await library.Versions(Scope, lawId, abort);
        if (
            versions.FirstOrDefault(v => v.Id == from) is not { } before
            || versions.FirstOrDefault(v => v.Id == to) is not { } after
        )
        {
            return NotFound();
        }
        (Before, After) = (before, after);
        Articles = Compare(
            await library.Text(Scope, before, abort),
            await library.Text(Scope, after, abort)
        );
        return Page();
    }

    /// <summary>By number: what stands in both is compared letter by letter; what stands in one only stands where it would.</summary>
    internal static IReadOnlyList<ComparedArticle> Compare(LawReading before, LawReading after)
    {
        var olds = Pieces(before);
        var news = Pieces(after);
        var waiting = olds.Select(o => o.Label).ToList();
        var byLabel = olds.ToDictionary(o => o.Label, o => o.Text, StringComparer.Ordinal);
        var known = news.Select(n => n.Label).ToHashSet(StringComparer.Ordinal);
        var articles = new List<ComparedArticle>();
        var at = 0;
        foreach (var (label, text) in news)
        {
            if (!byLabel.TryGetValue(label, out var old))
            {
                articles.Add(new ComparedArticle(label, text, Whole(text, TextChange.Added)));
                continue;
            }
            // what the new version has no more, up to here
            for (; at < waiting.Count && waiting[at] != label; at++)
            {
                if (!known.Contains(waiting[at]))
                {
                    Gone(waiting[at]);
                }
            }
            at = Math.Min(at + 1, waiting.Count);
            articles.Add(
                new ComparedArticle(
                    label,
                    text,
                    old == text ? null : TextDifference.Between(old, text)
                )
            );
        }
        for (; at < waiting.Count; at++)
        {
            if (!known.Contains(waiting[at]))
            {
                Gone(waiting[at]);
            }
        }
        return articles;

        void Gone(string label) =>
            articles.Add(
                new ComparedArticle(
                    label,
                    byLabel[label],
                    Whole(byLabel[label], TextChange.Removed)
                )
            );
    }

    private static List<ComparedLine> Whole(string text, TextChange change) =>
        [
            .. text.Split('\n')
                .Select(
                    (line, i) =>
                        new ComparedLine(
                            change == TextChange.Removed ? i + 1 : null,
                            change == TextChange.Added ? i + 1 : null,
                            [new TextPiece(change, line)]
                        )
                ),
        ];

    private static List<(string Label, string Text)> Pieces(LawReading law)
    {
        var anchors = LawAnchors.Of(law);
        return
        [
            .. law.Pieces.Select(
                (p, i) =>
                    (
                        p.Article is null ? $"第 {i + 1} 段" : anchors[i],
                        string.Join(
                            '\n',
                            p.Paragraphs.SelectMany(x =>
                                x.Items.Select(t =>
                                        $"（{ChineseNumerals.Format(t.Number)}）{t.Text}"
                                    )
                                    .Prepend(x.Text)
                            )
                        )
                    )
            ),
        ];
    }
}
