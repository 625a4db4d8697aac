using Fadu.Core.Figures;
using Fadu.Core.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Ledgers;

/// <summary>Which organs owe lines to the ledgers behind a figure and have neither entered nor reported zero (未报).</summary>
internal sealed class LedgerDuties(LedgerRegistry ledgers, Organs.Directories directories)
    : IReportingDuties
{
    public async Task<IReadOnlyList<Guid>?> Missing(
        FaduDb db,
        int tenant,
        Figure figure,
        IReadOnlyList<Guid>? organs,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellationToken
    )
    {
        var behind = ledgers
            .All.Where(l =>
                l.Rhythm != Rhythm.AsItHappens && l.Counts.Any(c => c.Figure.Code == figure.Code)
            )
            .ToList();
        if (behind.Count == 0)
        {
            return null;
        }
        var all = await LedgerOrgans
            .Of(directories, tenant, cancellationToken)
            .ConfigureAwait(false);
        var missing = new List<Guid>();
        var starts = await LedgerStarts.Read(db, tenant, cancellationToken).ConfigureAwait(false);
        foreach (var ledger in behind.Where(l => starts.Owes(l.Key, to)))
        {
            var key = ledger.Key;
            var reported = await db.Set<LedgerLine>()
                .AsNoTracking()
                .Where(l =>
                    l.Tenant == tenant
                    && l.Ledger == key
                    && l.State == LineState.InForce
                    && l.OccurredOn >= from
                    && l.OccurredOn <= to
                )
                .Select(l => l.OrganId)
                .Distinct()
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            reported.AddRange(
                await db.Set<ZeroReport>()
                    .AsNoTracking()
                    .Where(z =>
                        z.Tenant == tenant
                        && z.Ledger == key
                        && !z.IsSuperseded
                        && z.PeriodFrom <= to
                        && z.PeriodTo >= from
                    )
                    .Select(z => z.OrganId)
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            );
            missing.AddRange(
                all.All.Where(o =>
                        ledger.OwedBy(o)
                        && o.ValidFrom <= to
                        && (o.ValidTo is null || o.ValidTo >= from)
                        && organs?.Contains(o.Id) != false
                    )
                    .Select(o => o.Id)
                    .Except(reported)
            );
        }
        return [.. missing.Distinct()];
    }
}

internal sealed class LedgerDutiesSetup : ISetup
{
    public void Add(IServiceCollection services) =>
        services.AddSingleton<IReportingDuties, LedgerDuties>();
}
