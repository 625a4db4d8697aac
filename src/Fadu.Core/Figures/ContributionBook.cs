using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Figures;

/// <summary>One line of the append-only book of contributions (docs/adr/0003). Nothing in it is ever changed or removed: what no longer holds is booked back by a later entry.</summary>
public sealed class ContributionLine : IOwned
{
    public int Tenant { get; init; }

    /// <summary>The trail entry that brought it; "as known when" compares it.</summary>
    public long Seq { get; init; }

    /// <summary>Place among the lines of that entry.</summary>
    public int Ordinal { get; init; }

    public required string Figure { get; init; }
    public Guid OrganId { get; init; }
    public required string Dimensions { get; init; }
    public DateOnly Day { get; init; }

    /// <summary>The record that counts: a ledger line, a plan item, a matter.</summary>
    public Guid Subject { get; init; }

    /// <summary>Where to open the record, such as <c>ledger:publicity-event</c> or <c>plan-item</c>.</summary>
    public required string SubjectKind { get; init; }

    public string? Key { get; init; }
    public long Amount { get; init; }

    /// <summary>The county's day on which it was recorded.</summary>
    public DateOnly RecordedOn { get; init; }
}

internal sealed class ContributionConfiguration : IEntityTypeConfiguration<ContributionLine>
{
    public void Configure(EntityTypeBuilder<ContributionLine> entity)
    {
        // The record first: what is booked for it is asked when it changes, and new records are written at the end.
        entity.HasKey(c => new
        {
            c.Tenant,
            c.Subject,
            c.Seq,
            c.Ordinal,
        });
        entity.HasIndex(c => new
        {
            c.Tenant,
            c.Figure,
            c.Day,
            c.OrganId,
        });
    }
}

/// <summary>Books what records count. Called by projections, so that rebuild books the same.</summary>
public static class ContributionBook
{
    /// <summary>
    /// Says what a record counts from this entry on: the difference to what is booked for it is appended. An empty list books everything back.
    /// </summary>
    public static async ValueTask Book(
        FaduDb db,
        TrailEntry entry,
        string subjectKind,
        Guid subject,
        IReadOnlyList<Contribution> now,
        bool isNew = false
    )
    {
        var pending = db.Contributions;
        var net = new Dictionary<(string, Guid, string, DateOnly, string?), long>();
        if (!isNew)
        {
            var booked = await db.Set<ContributionLine>()
                .AsNoTracking()
                .Where(c => c.Tenant == entry.Tenant && c.Subject == subject)
                .ToListAsync()
                .ConfigureAwait(false);
            foreach (var line in booked.Concat(pending.Of(entry.Tenant, subject)))
            {
                Add(
                    net,
                    (line.Figure, line.OrganId, line.Dimensions, line.Day, line.Key),
                    -line.Amount
                );
            }
        }
        foreach (var c in now)
        {
            Add(net, (c.Figure, c.Organ, c.Dimensions, c.Day, c.Key), c.Amount);
        }
        var ordinal = pending.NextOrdinal(entry.Tenant, entry.Seq);
        foreach (
            var ((figure, organ, dimensions, day, key), amount) in net.Where(n => n.Value != 0)
                .OrderBy(n => n.Key.Item1, StringComparer.Ordinal)
                .ThenBy(n => n.Key.Item4)
                .ThenBy(n => n.Key.Item2)
                .ThenBy(n => n.Key.Item3, StringComparer.Ordinal)
                .ThenBy(n => n.Key.Item5, StringComparer.Ordinal)
        )
        {
            pending.Add(
                new ContributionLine
                {
                    Tenant = entry.Tenant,
                    Seq = entry.Seq,
                    Ordinal = ordinal++,
                    Figure = figure,
                    OrganId = organ,
                    Dimensions = dimensions,
                    Day = day,
                    Subject = subject,
                    SubjectKind = subjectKind,
                    Key = key,
                    Amount = amount,
                    RecordedOn = entry.At.LocalDay(),
                }
            );
        }
    }

    private static void Add<TKey>(Dictionary<TKey, long> net, TKey key, long amount)
        where TKey : notnull => net[key] = net.GetValueOrDefault(key) + amount;
}

internal sealed class ContributionTables : IProjection
{
    public IReadOnlyList<Type> Tables => [typeof(ContributionLine), typeof(FigureSum)];
}
