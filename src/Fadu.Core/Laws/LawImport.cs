using System.Collections.Concurrent;
using Fadu.Core.Files;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Reading;
using Fadu.Reading.Laws;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Laws;

/// <summary>How far an import is.</summary>
public sealed record LawProgress(int Done, int Total, int Added);

/// <summary>What an import did.</summary>
/// <param name="Texts">Texts found.</param>
/// <param name="Added">Versions that were new.</param>
/// <param name="Known">Texts that the library had.</param>
/// <param name="Ended">Versions that the catalogue now says have ended.</param>
/// <param name="Repealed">Versions of which another text says that it repeals them.</param>
public sealed record LawImported(
    int Texts,
    int Added,
    int Known,
    int Ended,
    int Repealed,
    IReadOnlyList<LawFinding> Findings
);

/// <summary>Takes a folder of laws into the library: texts into the file store, versions through the trail, all versions of one law in one command.</summary>
public sealed class LawImport(
    FileStore files,
    LawTexts texts,
    Committer committer,
    IDbContextFactory<FaduDb> databases
)
{
    /// <summary>Files of one command.</summary>
    private const int Batch = 100;

    /// <summary>Takes what is new; what the library has already is left alone.</summary>
    /// <exception cref="UnreadableException">There is nothing there that could be a law.</exception>
    public async Task<LawImported> Run(
        string path,
        Actor actor,
        IProgress<LawProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var (all, found) = LawFolder.Look(path);
        var findings = new ConcurrentQueue<LawFinding>(found);
        await using var db = await databases
            .CreateDbContextAsync(cancellationToken)
            .ConfigureAwait(false);
        var known = (
            await db.Set<LawVersion>()
                .AsNoTracking()
                .Where(v => v.Tenant == actor.Tenant)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        ).ToLookup(v => v.SourceHash, StringComparer.Ordinal);
        // the first text under a hash is kept; the same bytes a second time are reported
        var first = new ConcurrentDictionary<string, LawFile>(StringComparer.Ordinal);
        var (done, added, had, ended, repealed) = (0, 0, 0, 0, 0);
        var repeals = new ConcurrentQueue<(LawFile By, string Hash, LawRepeal Repeal)>();
        var since =
            await db.Set<LawVersion>()
                .Where(v => v.Tenant == actor.Tenant)
                .MaxAsync(v => (long?)v.Seq, cancellationToken)
                .ConfigureAwait(false)
            ?? 0;
        Task<CommitResult>? running = null;
        async Task Finish()
        {
            if (running is not null)
            {
                var result = await running.ConfigureAwait(false);
                running = null;
                added += int.Parse(
                    (result.IsDone ? result : throw new RefusedException(result.Refusal)).Value!,
                    System.Globalization.CultureInfo.InvariantCulture
                );
                progress?.Report(new LawProgress(done, all.Count, added));
            }
        }
        foreach (var batch in Batches(all))
        {
            var taken = new ConcurrentBag<(LawFile File, string Hash, LawDays Days)>();
            var same = new ConcurrentBag<(LawFile File, LawVersion Version)>();
            // reading one batch goes on while the one before is written
            await Parallel
                .ForEachAsync(
                    batch,
                    new ParallelOptions
                    {
                        MaxDegreeOfParallelism = Math.Max(4, Environment.ProcessorCount),
                        CancellationToken = cancellationToken,
                    },
                    async (file, token) =>
                    {
                        try
                        {
                            var bytes = await File.ReadAllBytesAsync(file.Path, token)
                                .ConfigureAwait(false);
                            var hash = Convert.ToHexStringLower(
                                System.Security.Cryptography.SHA256.HashData(bytes)
                            );
                            if (
                                known[hash]
                                    .FirstOrDefault(v =>
                                        v.LawId == file.LawId && v.Part == file.Part
                                    ) is
                                { } version
                            )
                            {
                                same.Add((file, version));
                                return;
                            }
                            var kept = await files
                                .Take(new MemoryStream(bytes), file.Relative, token)
                                .ConfigureAwait(false);
                            var law = texts.Read(kept.Hash, kept.Name);
                            var days = LawDates.Read(law);
                            foreach (var repeal in RepealReader.Read(law))
                            {
                                repeals.Enqueue((file, kept.Hash, repeal));
                            }
                            _ = texts.Cites(kept.Hash, kept.Name);
                            taken.Add((file, kept.Hash, days));
                        }
                        catch (Exception e) when (e is UnreadableException or RefusedException)
                        {
                            findings.Enqueue(
                                new("读不出来的文本，没有导入", $"{file.Relative}：{e.Message}")
                            );
                        }
                    }
                )
                .ConfigureAwait(false);
            had += same.Count;
            var keep = Decide([.. taken], first, findings);
            await Finish().ConfigureAwait(false);
            done += batch.Count;
            ended += await End(same, actor, findings, cancellationToken).ConfigureAwait(false);
            if (keep.Count > 0)
            {
                running = committer.Commit(new KeepLaws(keep), actor, cancellationToken);
            }
            else
            {
                progress?.Report(new LawProgress(done, all.Count, added));
            }
        }
        await Finish().ConfigureAwait(false);
        // what repeals what is known once all are there
        var byHash = (
            await db.Set<LawVersion>()
                .AsNoTracking()
                .Where(v => v.Tenant == actor.Tenant)
                .Select(v => new
                {
                    v.Id,
                    v.LawId,
                    v.SourceHash,
                })
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        ).ToLookup(v => (v.LawId, v.SourceHash), v => v.Id);
        foreach (
            var some in repeals
                .SelectMany(r =>
                    byHash[(r.By.LawId, r.Hash)]
                        .Take(1)
                        .Select(id => new StatedRepeal(id, r.Repeal.Name, r.Repeal.Article))
                )
                .OrderBy(r => r.By)
                .Chunk(200)
        )
        {
            var result = await committer
                .Commit(new NoteRepeals(some, since), actor, cancellationToken)
                .ConfigureAwait(false);
            repealed += int.Parse(
                (result.IsDone ? result : throw new RefusedException(result.Refusal)).Value!,
                System.Globalization.CultureInfo.InvariantCulture
            );
        }
        if (added >= Batch)
        {
            await Search.SearchIndex.Settle(db, cancellationToken).ConfigureAwait(false);
        }
        return new LawImported(all.Count, added, had, ended, repealed, [.. findings]);
    }

    /// <summary>Batches in the order of the laws; the versions of one law are never parted.</summary>
    private static IEnumerable<List<LawFile>> Batches(IReadOnlyList<LawFile> all)
    {
        var batch = new List<LawFile>(Batch);
        foreach (var law in all.GroupBy(f => f.LawId))
        {
            batch.AddRange(law);
            if (batch.Count >= Batch)
            {
                yield return batch;
                batch = new List<LawFile>(Batch);
            }
        }
        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private List<LawToKeep> Decide(
        List<(LawFile File, string Hash, LawDays Days)> taken,
        ConcurrentDictionary<string, LawFile> first,
        ConcurrentQueue<LawFinding> findings
    )
    {
        var keep = new List<LawToKeep>();
        foreach (var law in taken.GroupBy(t => (t.File.LawId, t.File.Name)))
        {
            // the parts of a law that comes in several texts share the days that one of them names
            var parts = law.Where(t => t.File.Part is not null).Select(t => t.Days).ToList();
            foreach (
                var (file, hash, own) in law
                // what the catalogue names goes before what it forgot
                .OrderByDescending(t => t.File.IsListed)
                    .ThenBy(t => t.File.Relative, StringComparer.Ordinal)
            )
            {
                var days = file.Part is null
                    ? own
                    : new LawDays(
                        parts.Max(p => p.Adopted),
                        parts.Max(p => p.From),
                        parts.Exists(p => p.OnPublication)
                    );
                if (!first.TryAdd(hash, file))
                {
                    var other = first[hash];
                    var isSame = other.LawId == file.LawId && other.Part == file.Part;
                    findings.Enqueue(
                        new(
                            isSame ? "同一文本出现两次，只收一次" : "同一文本用了两个名称，都收入",
                            $"{file.Relative} 与 {other.Relative}"
                        )
                    );
                    if (isSame)
                    {
                        continue;
                    }
                }
                var law1 = Date(file, hash, days);
                if (
                    keep.Find(k =>
                        k.Name == law1.Name && k.Part == law1.Part && k.Published == law1.Published
                    ) is
                    { } twin
                )
                {
                    findings.Enqueue(
                        new(
                            "同名同日而文本不同，都收入，查询时以后收入的为准",
                            $"{file.Relative} 与 {twin.Folder}/{twin.FileName}（{law1.Published:yyyy-MM-dd}）"
                        )
                    );
                }
                Report(law1, file, findings);
                keep.Add(law1);
            }
        }
        return keep;
    }

    /// <summary>The days of a version: by the catalogue, else by the text, else assumed, and said so.</summary>
    public static (
        DateOnly? Published,
        DateBasis PublishedBy,
        DateOnly? From,
        DateBasis FromBy
    ) Days(DateOnly? published, DateOnly? from, LawDays text)
    {
        var publishedBy =
            published is not null ? DateBasis.Stated
            : text.Adopted is not null ? DateBasis.Text
            : DateBasis.None;
        published ??= text.Adopted;
        if (from is not null)
        {
            return (published, publishedBy, from, DateBasis.Stated);
        }
        // an amended law still says from when its first version held: that day lies before its publication and is not this version's
        if (
            text.From is { } day
            && (published is null || (day >= published && day <= published.Value.AddYears(5)))
        )
        {
            return (
                published ?? day,
                published is null ? DateBasis.Assumed : publishedBy,
                day,
                DateBasis.Text
            );
        }
        return (
            published,
            publishedBy,
            published,
            published is null ? DateBasis.None : DateBasis.Assumed
        );
    }

    private LawToKeep Date(LawFile file, string hash, LawDays text)
    {
        var (published, publishedBy, from, fromBy) = Days(file.Published, file.From, text);
        var fileName = FileStore.CleanName(file.Relative);
        // the text's own heading is the full name, where it is the same law
        var title = texts.Read(hash, fileName).Title.Replace(" ", "", StringComparison.Ordinal);
        return new LawToKeep(
            title.Length <= 200 && LawName.LawId(title) == file.LawId ? title : file.Name,
            file.Part,
            file.Level,
            file.Folder,
            published,
            publishedBy,
            from,
            fromBy,
            file.To,
            file.EndUnknown,
            hash,
            fileName
        );
    }

    private static void Report(LawToKeep law, LawFile file, ConcurrentQueue<LawFinding> findings)
    {
        if (law.PublishedBy != DateBasis.Stated)
        {
            findings.Enqueue(
                new(
                    law.PublishedBy switch
                    {
                        DateBasis.Text => "目录没有公布日期，取正文所载最后一次通过、修改的日期",
                        DateBasis.Assumed => "目录和正文都没有公布日期，取施行日期",
                        _ => "目录和正文都没有日期，效力起点不详",
                    },
                    Line(file, law.Published)
                )
            );
        }
        if (law.FromBy is DateBasis.Text or DateBasis.Assumed)
        {
            findings.Enqueue(
                new(
                    law.FromBy == DateBasis.Text
                        ? "目录没有施行日期，取正文所载"
                        : "目录和正文都没有施行日期，按公布日推定",
                    Line(file, law.InForceFrom)
                )
            );
        }
        if (law.InForceTo < law.InForceFrom)
        {
            findings.Enqueue(new("失效日期早于施行日期，照目录收入", Line(file, law.InForceTo)));
        }
    }

    private static string Line(LawFile file, DateOnly? day) =>
        day is { } known ? $"{file.Relative}：{known:yyyy-MM-dd}" : file.Relative;

    /// <summary>A catalogue that has been brought up to date tells of known versions that they ended; nothing else that somebody put right here is undone by it.</summary>
    private async Task<int> End(
        IEnumerable<(LawFile File, LawVersion Version)> same,
        Actor actor,
        ConcurrentQueue<LawFinding> findings,
        CancellationToken cancellationToken
    )
    {
        var ended = 0;
        foreach (var (file, version) in same)
        {
            if (file.To is { } last && version is { StatedTo: null, EndUnknown: false })
            {
                var result = await committer
                    .Commit(
                        new CorrectLawDates(
                            version.Id,
                            version.Published,
                            version.InForceFrom,
                            last
                        )
                        {
                            Reason = $"法规目录载明：{file.Relative} 有效至 {last:yyyy-MM-dd}",
                        },
                        actor,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                if (result.IsDone)
                {
                    ended++;
                }
                else
                {
                    findings.Enqueue(
                        new(
                            "目录中的失效日期没有采用",
                            $"{file.Relative}：{result.Refusal.Message}"
                        )
                    );
                }
            }
            else if (
                (file.To is { } to && version.StatedTo != to)
                || (file.From is { } from && version.InForceFrom != from)
            )
            {
                findings.Enqueue(new("目录与库中的日期不同，以库中为准，没有改动", file.Relative));
            }
        }
        return ended;
    }
}
