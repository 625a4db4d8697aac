using System.Collections.Concurrent;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Reading.Laws;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Laws;

/// <summary>
/// What new texts say they repeal is entered with the day from which they hold and the article that says so. A catalogue often knows only that a law has ended, or names a wrong day: the law that
/// repeals it goes before it, and the difference is reported.
/// </summary>
internal static class LawRepeals
{
    /// <param name="said">By hash of the source: what the text repeals.</param>
    public static async Task Enter(
        FaduDb db,
        Committer committer,
        Actor actor,
        IReadOnlyDictionary<string, IReadOnlyList<LawRepeal>> said,
        ConcurrentQueue<LawFinding> findings,
        CancellationToken cancellationToken
    )
    {
        foreach (var some in said.Keys.Chunk(500))
        {
            var repealing = await db.Set<LawVersion>()
                .AsNoTracking()
                .Where(v =>
                    v.Tenant == actor.Tenant
                    && some.Contains(v.SourceHash)
                    && v.InForceFrom != null
                )
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            var names = repealing
                .SelectMany(v => said[v.SourceHash], (v, r) => LawName.LawId(r.Name))
                .Distinct()
                .ToList();
            var there = (
                await db.Set<LawVersion>()
                    .AsNoTracking()
                    .Where(v => v.Tenant == actor.Tenant && names.Contains(v.LawId))
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            ).ToLookup(v => v.LawId);
            foreach (var by in repealing.OrderBy(v => v.InForceFrom))
            {
                foreach (var repeal in said[by.SourceHash])
                {
                    var law = LawName.LawId(repeal.Name);
                    foreach (var version in Ended(there[law], by))
                    {
                        await Enter(version, by, repeal).ConfigureAwait(false);
                    }
                }
            }
        }

        async Task Enter(LawVersion version, LawVersion by, LawRepeal repeal)
        {
            var from = by.InForceFrom!.Value;
            var reason = $"《{by.Name}》{repeal.Article}";
            if (version.StatedTo is { } stated && stated < from.AddDays(-1))
            {
                findings.Enqueue(
                    new(
                        "目录的失效日期早于废止它的法规，以法规为准",
                        $"《{version.FullName}》目录为 {stated:yyyy-MM-dd}，{reason}自 {from:yyyy-MM-dd} 起废止"
                    )
                );
                await Do(
                        new CorrectLawDates(
                            version.Id,
                            version.Published,
                            version.InForceFrom,
                            null
                        )
                        {
                            Reason = reason,
                        }
                    )
                    .ConfigureAwait(false);
            }
            if (
                await Do(new RepealLaw(version.Id, from, by.Id, reason) { Reason = reason })
                    .ConfigureAwait(false)
            )
            {
                findings.Enqueue(
                    new(
                        "按正文的施行条款登记废止",
                        $"《{version.FullName}》自 {from:yyyy-MM-dd} 起，{reason}"
                    )
                );
            }

            async Task<bool> Do(Command command)
            {
                var result = await committer
                    .Commit(command, actor, cancellationToken)
                    .ConfigureAwait(false);
                if (!result.IsDone)
                {
                    findings.Enqueue(
                        new("废止没有登记", $"{version.FileName}：{result.Refusal.Message}")
                    );
                }
                return result.IsDone;
            }
        }
    }

    /// <summary>The texts of a law that another ends: the last ones before it came into force, unless something has ended them already.</summary>
    private static IEnumerable<LawVersion> Ended(IEnumerable<LawVersion> versions, LawVersion by)
    {
        var before = versions
            .Where(v => v.LawId != by.LawId && !(v.InForceFrom >= by.InForceFrom))
            .ToList();
        var last = LawLibrary.InOrder(before).LastOrDefault();
        return before.Where(v =>
            v.Published == last!.Published && v.RepealedByText is null && !v.Superseded
        );
    }
}
