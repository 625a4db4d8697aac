using Fadu.Core.Organs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fadu.Core.Trail;

/// <summary>When the host seals the trail by itself.</summary>
/// <param name="At">The time of day in the county; null for never: then only on demand.</param>
public sealed record SealSchedule(TimeOnly? At)
{
    /// <summary>At night, when little is written.</summary>
    public static readonly SealSchedule Default = new(new TimeOnly(2, 30));

    /// <summary>Reads a setting such as 02:30, or 不 (off) for never; empty is the default.</summary>
    public static SealSchedule Read(string? setting) =>
        string.IsNullOrWhiteSpace(setting) ? Default
        : setting.Trim() is "off" or "不" ? new SealSchedule(At: null)
        : TimeOnly.TryParseExact(
            setting.Trim(),
            "HH:mm",
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.None,
            out var at
        )
            ? new SealSchedule(at)
        : throw new InvalidOperationException(
            $"设置 Seals:At 写作“{setting}”，看不懂。请写每日封存的时刻，如 02:30；不自动封存写 off。"
        );

    /// <summary>The last moment up to now at which a seal was to be made.</summary>
    public DateTimeOffset? LastBefore(DateTimeOffset now) =>
        At is not { } at ? null
        : MomentOf(Local(now).Date, at) is var today && today <= now ? today
        : MomentOf(Local(now).Date.AddDays(-1), at);

    /// <summary>The next moment after now.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset now) =>
        At is not { } at ? null
        : MomentOf(Local(now).Date, at) is var today && today > now ? today
        : MomentOf(Local(now).Date.AddDays(1), at);

    private static DateTime Local(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, FaduTime.Zone).DateTime;

    private static DateTimeOffset MomentOf(DateTime day, TimeOnly at)
    {
        var local = day + at.ToTimeSpan();
        return new DateTimeOffset(local, FaduTime.Zone.GetUtcOffset(local));
    }
}

/// <summary>
/// Seals the trail of every tenant once a night. What a night has missed, because the host stood still, is made up for at the next start. Several processes may do it: a number is given
/// once, and who comes second finds nothing new.
/// </summary>
public sealed class NightlySeals(
    IDbContextFactory<FaduDb> databases,
    Sealer sealer,
    SealSchedule schedule,
    TimeProvider time,
    ILogger<NightlySeals> log
) : BackgroundService
{
    /// <summary>Makes the seals that are owed at this moment; says how many.</summary>
    public async Task<int> SealWhatIsOwed(CancellationToken cancellationToken = default)
    {
        if (schedule.LastBefore(time.GetUtcNow()) is not { } owed)
        {
            return 0;
        }
        List<int> tenants;
        var sealedSince = new HashSet<int>();
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            tenants = await db.Set<Organ>()
                .Select(o => o.Tenant)
                .Distinct()
                .ToListAsync(cancellationToken);
            sealedSince.UnionWith(
                await db.Set<Seal>()
                    .Where(s => s.At >= owed)
                    .Select(s => s.Tenant)
                    .Distinct()
                    .ToListAsync(cancellationToken)
            );
        }
        var made = 0;
        foreach (var tenant in tenants.Where(t => !sealedSince.Contains(t)))
        {
            if (await sealer.SealNow(tenant, cancellationToken) is not null)
            {
                made++;
            }
        }
        return made;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (schedule.NextAfter(time.GetUtcNow()) is not null)
            {
                var wait = TimeSpan.FromHours(1);
                try
                {
                    await SealWhatIsOwed(stoppingToken);
                    var now = time.GetUtcNow();
                    wait = schedule.NextAfter(now)!.Value - now;
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    log.LogError(e, "The seal of the night failed; it is tried again in an hour");
                }
                await Task.Delay(wait, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what is owed is sealed on the next start.
        }
    }
}
