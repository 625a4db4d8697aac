using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Fadu.Core.Trail;

/// <summary>Gives an empty scratch database of the same model, to rebuild into and compare with.</summary>
public interface IScratch
{
    /// <summary>A new empty database; disposing the context removes nothing, the folder is the caller's.</summary>
    Task<FaduDb> Create(string folder);
}

/// <summary>Makes the projections anew from the trail.</summary>
public sealed class Rebuilder(
    IDbContextFactory<FaduDb> databases,
    IWriteLane lane,
    EventRegistry registry,
    Projector projector
)
{
    /// <summary>Empties and refills all projections in one transaction, while nobody else can append.</summary>
    /// <returns>The number of entries applied.</returns>
    public async Task<long> RebuildAll(
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        await using var db = await databases
            .CreateDbContextAsync(cancellationToken)
            .ConfigureAwait(false);
        await using var transaction = await lane.Begin(db, cancellationToken).ConfigureAwait(false);
        foreach (var table in Tables())
        {
#pragma warning disable EF1002 // the name of a table of the model, nothing that anybody typed
            await db
                .Database.ExecuteSqlRawAsync(
                    $"DELETE FROM {db.Model.FindEntityType(table)!.GetTableName()}",
                    cancellationToken
                )
                .ConfigureAwait(false);
#pragma warning restore EF1002
        }
        await Search.IndexWriter.Empty(db, cancellationToken).ConfigureAwait(false);
        await using var source = await databases
            .CreateDbContextAsync(cancellationToken)
            .ConfigureAwait(false);
        var count = await Replay(source, db, progress, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        await Search.SearchIndex.Settle(db, cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <summary>All tables that are projections.</summary>
    public IReadOnlyList<Type> Tables() => [.. projector.All.SelectMany(p => p.Tables).Distinct()];

    /// <summary>Applies every entry of <paramref name="source"/> to <paramref name="target"/>.</summary>
    public async Task<long> Replay(
        FaduDb source,
        FaduDb target,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    )
    {
        target.IsCommitting = true;
        target.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        var (count, reported) = (0L, 0L);
        try
        {
            // Command by command, as they were committed: a projection may see the earlier entries of its own command only through the tracker, and a tracker
            // that keeps the entities of many commands would compare them all at every save.
            Guid? command = null;
            await foreach (
                var entry in source
                    .Set<TrailEntry>()
                    .AsNoTracking()
                    .OrderBy(e => e.Tenant)
                    .ThenBy(e => e.Seq)
                    .AsAsyncEnumerable()
                    .WithCancellation(cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                if (command != entry.CommandId)
                {
                    command = entry.CommandId;
                    await target.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                    target.Forget();
                    if (count - reported >= 1000)
                    {
                        await target.Index.Write(target, cancellationToken).ConfigureAwait(false);
                        progress?.Report(reported = count);
                    }
                }
                await projector.Apply(entry.Read(registry), entry, target).ConfigureAwait(false);
                count++;
            }
            await target.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            await target.Index.Write(target, cancellationToken).ConfigureAwait(false);
            target.Forget();
        }
        finally
        {
            target.Index.Clear();
            target.IsCommitting = false;
        }
        progress?.Report(count);
        return count;
    }

    /// <summary>Compares the projections of two databases row by row and names the first that differs.</summary>
    /// <returns>Null where all are equal.</returns>
    public async Task<string?> FirstDifference(
        FaduDb live,
        FaduDb rebuilt,
        CancellationToken cancellationToken
    )
    {
        foreach (var table in Tables())
        {
            var compare = typeof(Rebuilder)
                .GetMethod(nameof(Compare), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(table);
            if (
                await (
                    (Task<string?>)compare.Invoke(null, [live, rebuilt, cancellationToken])!
                ).ConfigureAwait(false) is
                { } difference
            )
            {
                return difference;
            }
        }
        return null;
    }

    private static async Task<string?> Compare<T>(
        FaduDb live,
        FaduDb rebuilt,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var type = live.Model.FindEntityType(typeof(T))!;
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (
            var row in rebuilt
                .Set<T>()
                .AsNoTracking()
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
                .ConfigureAwait(false)
        )
        {
            var (key, digest) = Describe(rebuilt, type, row);
            expected[key] = digest;
        }
        await foreach (
            var row in live.Set<T>()
                .AsNoTracking()
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
                .ConfigureAwait(false)
        )
        {
            var (key, digest) = Describe(live, type, row);
            if (!expected.Remove(key, out var should))
            {
                return $"表 {type.GetTableName()} 中的一行在留痕里没有来历：{key}";
            }
            if (should != digest)
            {
                return $"表 {type.GetTableName()} 中的一行与留痕不符：{key}";
            }
        }
        return expected.Count == 0
            ? null
            : $"表 {type.GetTableName()} 缺少留痕里有的一行：{expected.Keys.First()}";
    }

    private static (string Key, string Digest) Describe<T>(FaduDb db, IEntityType type, T row)
        where T : class
    {
        var entry = db.Entry(row);
        var key = string.Join(
            '/',
            type.FindPrimaryKey()!
                .Properties.Select(p =>
                    JsonSerializer.Serialize(
                        entry.Property(p.Name).CurrentValue,
                        EventRegistry.Json
                    )
                )
        );
        var values = type.GetProperties()
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p =>
                JsonSerializer.Serialize(entry.Property(p.Name).CurrentValue, EventRegistry.Json)
            );
        return (
            key,
            Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(values)))
        );
    }
}
