using System.Globalization;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Figures;

/// <summary>A period whose figures were reported. What is recorded afterwards shows beside them as a later correction (期后更正).</summary>
public sealed class FigurePeriod
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }
    public DateOnly From { get; init; }
    public DateOnly To { get; init; }

    /// <summary>Closed up to this entry of the trail.</summary>
    public long KnownSeq { get; set; }

    public DateTimeOffset ClosedAt { get; set; }
    public string ClosedBy { get; set; } = "";

    /// <summary>False once reopened.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Why it was reopened the last time.</summary>
    public string? ReopenedBecause { get; set; }

    public int Version { get; set; }

    /// <summary>The stream of a period.</summary>
    public static string StreamOf(Guid id) => $"period:{id}";

    /// <summary>2025年, 2025年3月, 2025年第一季度 or the two days.</summary>
    public string Name => NameOf(From, To);

    /// <summary>A period in words.</summary>
    public static string NameOf(DateOnly from, DateOnly to)
    {
        if (from.Day == 1 && to.AddDays(1).Day == 1 && from.Year == to.Year)
        {
            return (from.Month, to.Month) switch
            {
                (1, 12) => $"{from.Year}年",
                (1, 6) => $"{from.Year}年上半年",
                (7, 12) => $"{from.Year}年下半年",
                (1, 3) => $"{from.Year}年第一季度",
                (4, 6) => $"{from.Year}年第二季度",
                (7, 9) => $"{from.Year}年第三季度",
                (10, 12) => $"{from.Year}年第四季度",
                var (a, b) when a == b => $"{from.Year}年{a}月",
                _ => $"{from.Year}年{from.Month}至{to.Month}月",
            };
        }
        return string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd} 至 {to:yyyy-MM-dd}");
    }
}

/// <summary>A value that was reported when its period was closed.</summary>
public sealed class FrozenFigure
{
    public int Tenant { get; init; }
    public Guid PeriodId { get; init; }
    public required string Figure { get; init; }

    /// <summary>In units of 10^-Scale; for a ratio the numerator.</summary>
    public long Amount { get; init; }

    public long? Denominator { get; init; }
}

internal sealed class PeriodConfiguration
    : IEntityTypeConfiguration<FigurePeriod>,
        IEntityTypeConfiguration<FrozenFigure>
{
    public void Configure(EntityTypeBuilder<FigurePeriod> entity)
    {
        entity.HasKey(p => new { p.Tenant, p.Id });
        entity
            .HasIndex(p => new
            {
                p.Tenant,
                p.From,
                p.To,
            })
            .IsUnique();
        entity.Ignore(p => p.Name);
    }

    public void Configure(EntityTypeBuilder<FrozenFigure> entity) =>
        entity.HasKey(f => new
        {
            f.Tenant,
            f.PeriodId,
            f.Figure,
        });
}

/// <summary>A reported value as the trail keeps it.</summary>
public sealed record FrozenValue(string Figure, long Amount, long? Denominator);

/// <summary>The figures of a period were reported: the county's values as known up to <paramref name="KnownSeq"/>.</summary>
[TrailEvent("period.closed", "关闭期间")]
public sealed record PeriodClosed(
    Guid Id,
    DateOnly From,
    DateOnly To,
    long KnownSeq,
    string ClosedBy,
    IReadOnlyList<FrozenValue> Values
) : ITrailEvent;

/// <summary>A closed period was opened again; the reason is in the entry.</summary>
[TrailEvent("period.reopened", "重开期间")]
public sealed record PeriodReopened(Guid Id) : ITrailEvent;

/// <summary>Closes a period for all of the tenant.</summary>
public sealed record ClosePeriod(DateOnly From, DateOnly To) : Command;

/// <summary>Opens a closed period again; needs a reason.</summary>
public sealed record ReopenPeriod(Guid Id, int Seen) : Command;

/// <summary>Whether a day lies in a closed period.</summary>
public static class ClosedPeriods
{
    /// <summary>The closed period that a day lies in, if any: what is entered or corrected for such a day shows as a later correction and needs a reason.</summary>
    public static Task<FigurePeriod?> Find(
        FaduDb db,
        int tenant,
        DateOnly day,
        CancellationToken cancellationToken = default
    ) =>
        db.Set<FigurePeriod>()
            .AsNoTracking()
            .Where(p => p.Tenant == tenant && p.IsClosed && p.From <= day && p.To >= day)
            .OrderByDescending(p => p.From)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Whether what an organ enters for this day is a later correction. Periods are closed for all organs together, so that the county's sum is the sum of its parts.</summary>
    public static async Task<bool> IsClosed(
        FaduDb db,
        int tenant,
        Guid organ,
        DateOnly day,
        CancellationToken cancellationToken = default
    ) => await Find(db, tenant, day, cancellationToken).ConfigureAwait(false) is not null;
}

internal sealed class PeriodHandlers(FigureCatalogue catalogue, FigureQuery figures)
    : IHandler<ClosePeriod>,
        IHandler<ReopenPeriod>
{
    public async ValueTask<string?> Handle(
        ClosePeriod command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ClosePeriods);
        if (command.To < command.From)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "期间的止日早于起日，请改正。",
                field: nameof(command.To)
            );
        }
        if (command.To >= work.Today)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"{FigurePeriod.NameOf(command.From, command.To)}还没有过完，过完之后才能关闭。",
                field: nameof(command.To)
            );
        }
        var known = await work
            .Db.Set<FigurePeriod>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                p => p.Tenant == work.Tenant && p.From == command.From && p.To == command.To,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (known is { IsClosed: true })
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"{known.Name}已经由{known.ClosedBy}关闭。要改报数，请先说明理由重开。"
            );
        }
        var seq = await FigureQuery
            .Latest(work.Db, work.Tenant, cancellationToken)
            .ConfigureAwait(false);
        var values = new List<FrozenValue>();
        foreach (var figure in catalogue.All)
        {
            var value = await figures
                .Value(
                    work.Db,
                    Scope.All(work.Tenant),
                    new FigureAsk(figure, command.From, command.To),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (value.Amount != 0 || value.Denominator is > 0)
            {
                values.Add(new FrozenValue(figure.Code, value.Amount, value.Denominator));
            }
        }
        var id = known?.Id ?? work.NewId();
        await work.Append(
                FigurePeriod.StreamOf(id),
                new PeriodClosed(id, command.From, command.To, seq, work.Actor.ShownName, values)
            )
            .ConfigureAwait(false);
        return id.ToString();
    }

    public async ValueTask<string?> Handle(
        ReopenPeriod command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ClosePeriods);
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请写明重开的理由，它会留在痕迹里。",
                field: nameof(command.Reason)
            );
        }
        var period =
            await work
                .Db.Set<FigurePeriod>()
                .AsNoTracking()
                .FirstOrDefaultAsync(
                    p => p.Tenant == work.Tenant && p.Id == command.Id,
                    cancellationToken
                )
                .ConfigureAwait(false)
            ?? throw new RefusedException(
                new Refusal(RefusalKind.NotFound, "没有这个期间，请从期间列表重新进入。")
            );
        if (!period.IsClosed)
        {
            Work.Refuse(RefusalKind.Condition, $"{period.Name}没有关闭，不需要重开。");
        }
        await work.Append(
                FigurePeriod.StreamOf(command.Id),
                new PeriodReopened(command.Id),
                command.Seen
            )
            .ConfigureAwait(false);
        return command.Id.ToString();
    }
}

internal sealed class PeriodProjection : IProject<PeriodClosed>, IProject<PeriodReopened>
{
    public IReadOnlyList<Type> Tables => [typeof(FigurePeriod), typeof(FrozenFigure)];

    public async ValueTask Apply(PeriodClosed data, TrailEntry entry, FaduDb db)
    {
        var period = await db.FindAsync<FigurePeriod>(entry.Tenant, data.Id).ConfigureAwait(false);
        if (period is null)
        {
            period = new FigurePeriod
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                From = data.From,
                To = data.To,
            };
            db.Add(period);
        }
        var old = await db.Set<FrozenFigure>()
            .Where(f => f.Tenant == entry.Tenant && f.PeriodId == data.Id)
            .ToDictionaryAsync(f => f.Figure)
            .ConfigureAwait(false);
        // The values reported before a reopening stay in the trail; the table holds those in force.
        db.RemoveRange(old.Values.Where(o => data.Values.All(v => v.Figure != o.Figure)));
        foreach (var value in data.Values)
        {
            var row = new FrozenFigure
            {
                Tenant = entry.Tenant,
                PeriodId = data.Id,
                Figure = value.Figure,
                Amount = value.Amount,
                Denominator = value.Denominator,
            };
            if (old.TryGetValue(value.Figure, out var existing))
            {
                db.Entry(existing).CurrentValues.SetValues(row);
            }
            else
            {
                db.Add(row);
            }
        }
        period.KnownSeq = data.KnownSeq;
        period.ClosedAt = entry.At;
        period.ClosedBy = data.ClosedBy;
        period.IsClosed = true;
        period.Version = entry.Number;
    }

    public async ValueTask Apply(PeriodReopened data, TrailEntry entry, FaduDb db)
    {
        var period = (
            await db.FindAsync<FigurePeriod>(entry.Tenant, data.Id).ConfigureAwait(false)
        )!;
        period.IsClosed = false;
        period.ReopenedBecause = entry.Reason;
        period.Version = entry.Number;
    }
}
