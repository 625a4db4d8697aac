using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Search;
using Fadu.Web.Security;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Portal;

/// <summary>Finds words in what was published, and in nothing else.</summary>
[OpenToAll]
[OutputCache(PolicyName = PortalCache.Name)]
public sealed class SearchModel(FaduDb db, PortalSections sections) : PortalPage(db, sections)
{
    private static readonly Scope Nobody = new(1, false, []);

    /// <summary>Something that was found.</summary>
    public sealed record Found(
        Publication Thing,
        IReadOnlyList<SearchRun> Title,
        IReadOnlyList<IReadOnlyList<SearchRun>> Passages
    );

    public IReadOnlyList<Found> Hits { get; private set; } = [];

    /// <summary>Where they stand, of lists that show it.</summary>
    public IReadOnlyDictionary<Guid, StandsNow> Standing { get; private set; } =
        new Dictionary<Guid, StandsNow>();

    public string? Next { get; private set; }

    /// <summary>Why nothing could be looked for.</summary>
    public string? Problem { get; private set; }

    /// <summary>What became of it, in plain words.</summary>
    public string Headline =>
        Text("q") is not { } asked ? "查已经公开的文件和信息"
        : Problem is not null ? "没有查"
        : Hits.Count == 0 ? $"没有查到“{asked}”"
        : $"查到“{asked}”";

    public async Task OnGetAsync()
    {
        var asked = Text("q");
        Problem = SearchQuery.Problem(asked);
        if (Problem is not null)
        {
            return;
        }
        var stop = HttpContext.RequestAborted;
        await ReadExpired();
        var words = PortalQueries.Words(asked);
        var found = new List<Found>();
        if (words.Count > 1 && Text("after") is null)
        {
            var rows = PortalQueries.Public(Db);
            foreach (var word in words)
            {
                rows = rows.Where(p => p.SearchText.Contains(word));
            }
            found.AddRange(
                (
                    await rows.OrderBy(p => p.SortText)
                        .ThenBy(p => p.Id)
                        .Take(SearchQuery.PageSize)
                        .ToListAsync(stop)
                ).Select(p => new Found(p, [new SearchRun(p.Title, false)], []))
            );
        }
        var page = await SearchQuery.Page(
            Db,
            Nobody,
            asked!,
            new SearchFilter { Kinds = [SearchKinds.Page], OnlyPublic = true },
            Text("after"),
            stop
        );
        var ids = page.Hits.Select(h => h.Subject).ToList();
        var things = await PortalQueries
            .Public(Db)
            .Where(p => ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, stop);
        found.AddRange(
            page.Hits.Where(h => things.ContainsKey(h.Subject))
                .Select(h => new Found(
                    things[h.Subject],
                    h.Title,
                    [.. h.Pieces.Select(p => p.Excerpt).Where(e => e.Count > 0)]
                ))
        );
        Hits = [.. found.DistinctBy(f => f.Thing.Id)];
        Next = page.Next;
        var standing = new Dictionary<Guid, StandsNow>();
        foreach (var section in Sections.All.Where(s => s.Register?.Portal?.Live is not null))
        {
            foreach (
                var (id, stands) in await PortalQueries.Standing(
                    Db,
                    section,
                    [.. Hits.Where(h => h.Thing.Section == section.Key).Select(h => h.Thing.Id)],
                    Today,
                    stop
                )
            )
            {
                standing[id] = stands;
            }
        }
        Standing = standing;
    }
}
