using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core.Files;
using Fadu.Core.Laws;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Trail;

/// <summary>Walks trail, seals, files and projections, and names the first thing that does not fit.</summary>
public sealed class Verifier(
    IDbContextFactory<FaduDb> databases,
    FileStore files,
    Rebuilder rebuilder,
    IScratch scratch
)
{
    /// <summary>What was found.</summary>
    /// <param name="Problem">Null where everything fits.</param>
    public sealed record Finding(string? Problem, long Entries, int Seals, int Files);

    /// <summary>Checks everything.</summary>
    /// <param name="exported">A seal that was exported earlier and kept elsewhere; everything up to it must still be as it was.</param>
    /// <param name="folder">Where the scratch database is made, in a folder of its own; nothing else there is touched.</param>
    public async Task<Finding> Verify(
        string folder,
        ExportedSeal? exported = null,
        IProgress<string>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        await using var db = await databases
            .CreateDbContextAsync(cancellationToken)
            .ConfigureAwait(false);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var seals = await db.Set<Seal>()
            .OrderBy(s => s.Tenant)
            .ThenBy(s => s.Number)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        progress?.Report("核对留痕");
        var (problem, entries) = await Trail(db, seals, exported, cancellationToken)
            .ConfigureAwait(false);
        if (problem is not null)
        {
            return new Finding(problem, entries, seals.Count, 0);
        }
        progress?.Report("核对文件");
        (problem, var fileCount) = await Files(db, cancellationToken).ConfigureAwait(false);
        if (problem is null)
        {
            progress?.Report("重建并核对各表");
            // Only what was made here is deleted afterwards: a caller may well name the folder of all temporary files.
            var isNew = !Directory.Exists(folder);
            var own = Path.Combine(folder, $"fadu-verify-{Guid.NewGuid():N}");
            Directory.CreateDirectory(own);
            try
            {
                await using var target = await scratch.Create(own).ConfigureAwait(false);
                target.Index.IsOff = true;
                await using (
                    var transaction = await target
                        .Database.BeginTransactionAsync(cancellationToken)
                        .ConfigureAwait(false)
                )
                {
                    await rebuilder
                        .Replay(db, target, null, cancellationToken)
                        .ConfigureAwait(false);
                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                }
                problem = await rebuilder
                    .FirstDifference(db, target, cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (Exception e)
                when (e is DbUpdateException or JsonException or InvalidDataException)
            {
                problem = $"留痕不能重放：{e.GetBaseException().Message}";
            }
            finally
            {
                Directory.Delete(own, recursive: true);
                if (isNew)
                {
                    Directory.Delete(folder);
                }
            }
        }
        return new Finding(problem, entries, seals.Count, fileCount);
    }

    private static async Task<(string? Problem, long Entries)> Trail(
        FaduDb db,
        List<Seal> seals,
        ExportedSeal? exported,
        CancellationToken cancellationToken
    )
    {
        foreach (var group in seals.GroupBy(s => s.Tenant))
        {
            var previous = TrailEntry.NoHash;
            var (number, next) = (0, 1L);
            foreach (var seal in group)
            {
                if (
                    seal.Number != ++number
                    || seal.Previous != previous
                    || seal.FromSeq != next
                    || seal.Compute() != seal.Hash
                )
                {
                    return ($"第 {seal.Number} 号封存与前后不相连，或其内容被改过。", 0);
                }
                (previous, next) = (seal.Hash, seal.ToSeq + 1);
            }
        }
        if (
            exported is not null
            && seals.Find(s => s.Tenant == exported.Tenant && s.Number == exported.Number)?.Hash
                != exported.Hash
        )
        {
            return ($"导出的第 {exported.Number} 号封存在本库中没有，或者与本库不同。", 0);
        }
        var heads = new Dictionary<(int, string), (int Number, string Hash)>();
        var personal = new Dictionary<(int Tenant, Guid Id), string>();
        var erased = new HashSet<(int Tenant, Guid Id)>();
        var expectedSeq = new Dictionary<int, long>();
        var open = seals.GroupBy(s => s.Tenant).ToDictionary(g => g.Key, g => new Queue<Seal>(g));
        long entries = 0;
        using var root = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (
            var entry in db.Set<TrailEntry>()
                .OrderBy(e => e.Tenant)
                .ThenBy(e => e.Seq)
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
                .ConfigureAwait(false)
        )
        {
            entries++;
            var where = $"第 {entry.Seq} 条（{entry.Stream} 之 {entry.Number}）";
            var should = expectedSeq.GetValueOrDefault(entry.Tenant) + 1;
            if (entry.Seq != should)
            {
                return ($"第 {should} 条至第 {entry.Seq - 1} 条被删去。", entries);
            }
            expectedSeq[entry.Tenant] = entry.Seq;
            if (TrailEntry.HashOf(entry.Text) != entry.Hash)
            {
                return ($"{where}的内容被改过：与其哈希不符。", entries);
            }
            if (Mismatch(entry) is { } column)
            {
                return ($"{where}的“{column}”一栏与其正文不符。", entries);
            }
            var head = heads.GetValueOrDefault(
                (entry.Tenant, entry.Stream),
                (0, TrailEntry.NoHash)
            );
            if (entry.Number != head.Item1 + 1 || (string?)entry.Parse()["previous"] != head.Item2)
            {
                return ($"{where}与同一事项的前一条不相连。", entries);
            }
            heads[(entry.Tenant, entry.Stream)] = (entry.Number, entry.Hash);
            if (entry.Text.Contains("\"personal\":{", StringComparison.Ordinal))
            {
                if (entry.Parse()["data"]?["personal"] is JsonObject said)
                {
                    personal[(entry.Tenant, (Guid)said["id"]!)] = (string)said["digest"]!;
                }
            }
            else if (entry.Kind == ErasedKind)
            {
                erased.Add((entry.Tenant, (Guid)entry.Parse()["data"]!["value"]!));
            }
            if (open.TryGetValue(entry.Tenant, out var waiting) && waiting.TryPeek(out var seal))
            {
                Sealer.Line(root, entry.Seq, entry.Hash);
                if (entry.Seq == seal.ToSeq)
                {
                    if (Convert.ToHexStringLower(root.GetHashAndReset()) != seal.Root)
                    {
                        return (
                            $"第 {seal.FromSeq} 条至第 {seal.ToSeq} 条与第 {seal.Number} 号封存不符。",
                            entries
                        );
                    }
                    waiting.Dequeue();
                }
            }
        }
        foreach (var waiting in open.Values)
        {
            if (waiting.TryPeek(out var seal))
            {
                return (
                    $"留痕尾部被截去：第 {seal.Number} 号封存到第 {seal.ToSeq} 条，现在只有 {expectedSeq.GetValueOrDefault(seal.Tenant)} 条。",
                    entries
                );
            }
        }
        foreach (
            var answered in await db.Set<CommandRecord>()
                .GroupBy(c => c.Tenant)
                .Select(g => new { g.Key, Seq = g.Max(c => c.Seq) })
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        )
        {
            var last = expectedSeq.GetValueOrDefault(answered.Key);
            if (answered.Seq != last)
            {
                return (
                    $"留痕尾部被截去：已答复到第 {answered.Seq} 条，现在只有 {last} 条。",
                    entries
                );
            }
        }
        return (
            await PersonalValues
                .Problem(db, personal, erased, cancellationToken)
                .ConfigureAwait(false),
            entries
        );
    }

    private static readonly string ErasedKind = typeof(PersonalErased)
        .GetCustomAttribute<TrailEventAttribute>()!
        .Kind;

    private static string? Mismatch(TrailEntry entry)
    {
        var text = entry.Parse();
        (string Name, string? Text, string? Column)[] pairs =
        [
            (
                "tenant",
                text["tenant"]?.ToString(),
                entry.Tenant.ToString(CultureInfo.InvariantCulture)
            ),
            ("stream", (string?)text["stream"], entry.Stream),
            (
                "number",
                text["number"]?.ToString(),
                entry.Number.ToString(CultureInfo.InvariantCulture)
            ),
            (
                "at",
                text["at"]?.ToString(),
                FaduTime.ToMicroseconds(entry.At).ToString(CultureInfo.InvariantCulture)
            ),
            (
                "legal",
                (string?)text["legal"],
                entry.LegalDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            ),
            ("actor", (string?)text["actor"], entry.Actor?.ToString()),
            ("actsFor", (string?)text["actsFor"], entry.ActsFor?.ToString()),
            ("organ", (string?)text["organ"], entry.Organ?.ToString()),
            ("command", (string?)text["command"], entry.CommandId.ToString()),
            ("kind", (string?)text["kind"], entry.Kind),
        ];
        return Array
            .Find(pairs, p => !string.Equals(p.Text, p.Column, StringComparison.Ordinal))
            .Name;
    }

    private async Task<(string? Problem, int Count)> Files(
        FaduDb db,
        CancellationToken cancellationToken
    )
    {
        // the texts of laws are named by their own entries
        var hashes = await db.Set<StoredFile>()
            .Select(f => new { f.Hash, f.Name })
            .Union(db.Set<LawVersion>().Select(v => new { Hash = v.SourceHash, v.Name }))
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        foreach (var file in hashes)
        {
            if (!files.Has(file.Hash))
            {
                return ($"文件“{file.Name}”（{file.Hash[..12]}…）不见了。", hashes.Count);
            }
            await using var content = files.Open(file.Hash);
            if (
                Convert.ToHexStringLower(
                    await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false)
                ) != file.Hash
            )
            {
                return ($"文件“{file.Name}”（{file.Hash[..12]}…）的内容被改过。", hashes.Count);
            }
        }
        return (null, hashes.Count);
    }
}

/// <summary>A seal as it was given to the level above.</summary>
public sealed record ExportedSeal(int Tenant, int Number, long ToSeq, string Hash);
