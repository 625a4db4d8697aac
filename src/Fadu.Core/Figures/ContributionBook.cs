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

    /// <summary>The week of <see cref="Day"/> (<see cref="WeekOf"/>), by which the book is looked up.</summary>
    public int Week { get; init; }

    /// <summary>The record that counts: a ledger line, a plan item, a matter.</summary>
    public Guid Subject { get; init; }

    /// <summary>Where to open the record, such as <c>ledger:publicity-event</c> or <c>plan-item</c>.</summary>
    public required string SubjectKind { get; init; }

    public string? Key { get; init; }
    public long Amount { get; init; }

    /// <summary>The county's day on which it was recorded.</summary>
    public DateOnly RecordedOn { get; init; }

    /// <summary>Whole weeks since 0001-01-01, which was a Monday.</summary>
    public static int WeekOf(DateOnly day) => day.DayNumber / 7;
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
        // By week and not by day: a sheet brings some hundred days for each of its figures, and at each place of its own in the index a page would be written for a few lines. What is
        // looked up reads the weeks of its period in the index, where day and organ stand too.
        entity.HasIndex(c => new
        {
            c.Tenant,
            c.Figure,
            c.Week,
            c.Seq,
            c.Day,
            c.OrganId,
        });
    }
}

/// <summary>Looks the book up.</summary>
internal static class ContributionQueries
{
    /// <summary>What counts from a day to a day, both within.</summary>
    public static IQueryable<ContributionLine> Between(
        this IQueryable<ContributionLine> lines,
        DateOnly from,
        DateOnly to
    )
    {
        var (first, last) = (ContributionLine.WeekOf(from), ContributionLine.WeekOf(to));
        return lines.Where(c => c.Week >= first && c.Week <= last && c.Day >= from && c.Day <= to);
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
        var shares = new List<Share>(now.Count);
        if (!isNew)
        {
            var booked = await db.Set<ContributionLine>()
                .AsNoTracking()
                .Where(c => c.Tenant == entry.Tenant && c.Subject == subject)
                .ToListAsync()
                .ConfigureAwait(false);
            foreach (var line in booked.Concat(pending.Of(entry.Tenant, subject)))
            {
                shares.Add(
                    new(
                        line.Figure,
                        line.Day,
                        line.OrganId,
                        line.Dimensions,
                        line.Key,
                        -line.Amount
                    )
                );
            }
        }
        foreach (var c in now)
        {
            shares.Add(new(c.Figure, c.Day, c.Organ, c.Dimensions, c.Key, c.Amount));
        }
        shares.Sort(Share.Order);
        var ordinal = pending.NextOrdinal(entry.Tenant, entry.Seq);
        var recordedOn = entry.At.LocalDay();
        for (var i = 0; i < shares.Count; )
        {
            var share = shares[i];
            var net = 0L;
            for (; i < shares.Count && Share.Order(shares[i], share) == 0; i++)
            {
                net += shares[i].Amount;
            }
            if (net != 0)
            {
                pending.Add(
                    new ContributionLine
                    {
                        Tenant = entry.Tenant,
                        Seq = entry.Seq,
                        Ordinal = ordinal++,
                        Figure = share.Figure,
                        OrganId = share.Organ,
                        Dimensions = share.Dimensions,
                        Day = share.Day,
                        Week = ContributionLine.WeekOf(share.Day),
                        Subject = subject,
                        SubjectKind = subjectKind,
                        Key = share.Key,
                        Amount = net,
                        RecordedOn = recordedOn,
                    }
                );
            }
        }
    }

    /// <summary>What is booked, or booked back, of one figure.</summary>
    private readonly record struct Share(
        string Figure,
        DateOnly Day,
        Guid Organ,
        string Dimensions,
        string? Key,
        long Amount
    )
    {
        /// <summary>The order of the lines of an entry; shares that differ only in their amount are one line.</summary>
        public static int Order(Share a, Share b)
        {
            var order = string.CompareOrdinal(a.Figure, b.Figure);
            order = order != 0 ? order : a.Day.CompareTo(b.Day);
            order = order != 0 ? order : a.Organ.CompareTo(b.Organ);
            order = order != 0 ? order : string.CompareOrdinal(a.Dimensions, b.Dimensions);
            return order != 0 ? order : string.CompareOrdinal(a.Key, b.Key);
        }
    }
}

internal sealed class ContributionTables : IProjection
{
    public IReadOnlyList<Type> Tables => [typeof(ContributionLine), typeof(FigureSum)];
}
