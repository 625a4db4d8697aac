using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Ledgers;

/// <summary>Since when a county has a ledger, or a return its marks: what was due before that day was owed by nobody.</summary>
public sealed class LedgerStart
{
    public int Tenant { get; init; }

    /// <summary>The key of the ledger, or <see cref="OfReturn"/>.</summary>
    public required string Key { get; init; }

    public DateOnly From { get; set; }

    /// <summary>The key under which a return stands.</summary>
    public static string OfReturn(string key) => "return:" + key;
}

/// <summary>Since when the county has what; what is not in it, it has had from the beginning.</summary>
public sealed class LedgerStarts(IReadOnlyDictionary<string, DateOnly> starts)
{
    /// <summary>All of a tenant.</summary>
    public static async Task<LedgerStarts> Read(
        FaduDb db,
        int tenant,
        CancellationToken cancellationToken = default
    ) =>
        new(
            await db.Set<LedgerStart>()
                .AsNoTracking()
                .Where(s => s.Tenant == tenant)
                .ToDictionaryAsync(s => s.Key, s => s.From, cancellationToken)
                .ConfigureAwait(false)
        );

    /// <summary>Whether something with that last day is owed.</summary>
    public bool Owes(string key, DateOnly due) =>
        !starts.TryGetValue(key, out var from) || due >= from;

    /// <summary>Whether anything of a ledger has been owed until a day.</summary>
    public bool OwesBy(Ledger ledger, DateOnly day)
    {
        var (_, _, due) = LedgerQueries.LastPeriod(ledger.Rhythm, day);
        return Owes(ledger.Key, due);
    }
}

/// <summary>Notes the ledgers that came with an upgrade: they are owed from the day on which the county has them.</summary>
public sealed record IntroduceLedgers(DateOnly Day) : Command;

/// <summary>The county has a ledger.</summary>
[TrailEvent("ledger-start.noted", "启用台账")]
public sealed record LedgerIntroduced(string Ledger, DateOnly From) : ITrailEvent;

internal sealed class LedgerStartHandler(LedgerRegistry ledgers) : IHandler<IntroduceLedgers>
{
    public async ValueTask<string?> Handle(
        IntroduceLedgers command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.DemandSystem("台账的启用日期由系统记录。");
        var known = await work
            .Db.Set<LedgerStart>()
            .AsNoTracking()
            .Where(s => s.Tenant == work.Tenant)
            .Select(s => s.Key)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        foreach (
            var ledger in ledgers.All.Where(l =>
                l.Rhythm != Rhythm.AsItHappens && !known.Contains(l.Key)
            )
        )
        {
            var key = ledger.Key;
            // a county that used the ledger before this was noted has had it since its first line
            var first = await work
                .Db.Set<LedgerLine>()
                .Where(l => l.Tenant == work.Tenant && l.Ledger == key)
                .MinAsync(l => (DateOnly?)l.OccurredOn, cancellationToken)
                .ConfigureAwait(false);
            var zero = await work
                .Db.Set<ZeroReport>()
                .Where(z => z.Tenant == work.Tenant && z.Ledger == key)
                .MinAsync(z => (DateOnly?)z.PeriodFrom, cancellationToken)
                .ConfigureAwait(false);
            var from = new[] { first, zero, command.Day }.Min()!.Value;
            await work.Append(
                    $"ledger-start:{key}",
                    new LedgerIntroduced(key, from),
                    isNew: true,
                    legalDate: from
                )
                .ConfigureAwait(false);
        }
        return null;
    }
}

internal sealed class LedgerStartProjection : IProject<LedgerIntroduced>, IProject<ReturnMarked>
{
    public IReadOnlyList<Type> Tables => [typeof(LedgerStart)];

    public ValueTask Apply(LedgerIntroduced data, TrailEntry entry, FaduDb db) =>
        Put(db, entry.Tenant, data.Ledger, data.From);

    // 统计法第十七条: before it bore its marks nobody had to fill the form in
    public ValueTask Apply(ReturnMarked data, TrailEntry entry, FaduDb db) =>
        Put(db, entry.Tenant, LedgerStart.OfReturn(data.Return), entry.At.LocalDay());

    private static async ValueTask Put(FaduDb db, int tenant, string key, DateOnly from)
    {
        if (await db.FindAsync<LedgerStart>(tenant, key).ConfigureAwait(false) is null)
        {
            db.Add(
                new LedgerStart
                {
                    Tenant = tenant,
                    Key = key,
                    From = from,
                }
            );
        }
    }
}

internal sealed class LedgerStartConfiguration : IEntityTypeConfiguration<LedgerStart>
{
    public void Configure(EntityTypeBuilder<LedgerStart> entity) =>
        entity.HasKey(s => new { s.Tenant, s.Key });
}
