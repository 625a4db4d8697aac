using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Trail;

/// <summary>A numbered seal over a run of entries and over the seal before it. Printed or given to the level above, it shows later whether anything was changed.</summary>
[OutsideTrail("a seal is over the trail, not in it")]
public sealed class Seal
{
    public int Tenant { get; init; }

    /// <summary>From 1 without gaps.</summary>
    public int Number { get; init; }

    /// <summary>First entry sealed by it.</summary>
    public long FromSeq { get; init; }

    /// <summary>Last entry sealed by it.</summary>
    public long ToSeq { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>SHA-256 over the lines <c>seq hash</c> of the entries.</summary>
    public required string Root { get; init; }

    /// <summary>The hash of the seal before.</summary>
    public required string Previous { get; init; }

    /// <summary>SHA-256 over number, run, moment, root and previous.</summary>
    public required string Hash { get; init; }

    /// <summary>The hash that a seal with these contents must have.</summary>
    public string Compute() =>
        TrailEntry.HashOf(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Tenant}|{Number}|{FromSeq}|{ToSeq}|{FaduTime.ToMicroseconds(At)}|{Root}|{Previous}"
            )
        );
}

internal sealed class SealConfiguration : IEntityTypeConfiguration<Seal>
{
    public void Configure(EntityTypeBuilder<Seal> entity) =>
        entity.HasKey(s => new { s.Tenant, s.Number });
}

/// <summary>Makes seals.</summary>
public sealed class Sealer(IDbContextFactory<FaduDb> databases, TimeProvider time)
{
    /// <summary>Seals everything not yet sealed; null where there is nothing new.</summary>
    public async Task<Seal?> SealNow(int tenant = 1, CancellationToken cancellationToken = default)
    {
        await using var db = await databases
            .CreateDbContextAsync(cancellationToken)
            .ConfigureAwait(false);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var last = await db.Set<Seal>()
            .Where(s => s.Tenant == tenant)
            .OrderByDescending(s => s.Number)
            .FirstOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        var from = (last?.ToSeq ?? 0) + 1;
        using var root = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var to = from - 1;
        await foreach (
            var e in db.Set<TrailEntry>()
                .Where(e => e.Tenant == tenant && e.Seq >= from)
                .OrderBy(e => e.Seq)
                .Select(e => new { e.Seq, e.Hash })
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
                .ConfigureAwait(false)
        )
        {
            Line(root, e.Seq, e.Hash);
            to = e.Seq;
        }
        if (to < from)
        {
            return null;
        }
        var at = time.Moment();
        var seal = new Seal
        {
            Tenant = tenant,
            Number = (last?.Number ?? 0) + 1,
            FromSeq = from,
            ToSeq = to,
            At = at,
            Root = Convert.ToHexStringLower(root.GetHashAndReset()),
            Previous = last?.Hash ?? TrailEntry.NoHash,
            Hash = "",
        };
        seal = new Seal
        {
            Tenant = seal.Tenant,
            Number = seal.Number,
            FromSeq = seal.FromSeq,
            ToSeq = seal.ToSeq,
            At = seal.At,
            Root = seal.Root,
            Previous = seal.Previous,
            Hash = seal.Compute(),
        };
        db.Add(seal);
        await db.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return seal;
    }

    internal static void Line(IncrementalHash root, long seq, string hash) =>
        root.AppendData(
            Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seq} {hash}\n"))
        );
}
