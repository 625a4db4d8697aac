using System.Collections.Concurrent;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Organs;

/// <summary>
/// The organs and people of a tenant in memory. Each call first asks the database, by two look-ups in an index, whether an entry has touched them since; so no
/// process of several shows an old picture, and no permission outlives its revocation.
/// </summary>
public sealed class Directories(IDbContextFactory<FaduDb> databases, TimeProvider time)
{
    private readonly ConcurrentDictionary<int, Snapshot> cache = new();
    private readonly AsyncLocal<Dictionary<int, Snapshot>?> held = new();

    /// <summary>Until disposed, this flow of control asks the database only once a tenant. For the write lane, which keeps everybody else from changing anything meanwhile.</summary>
    internal IDisposable Hold()
    {
        held.Value = [];
        return new Release(this);
    }

    private sealed class Release(Directories directories) : IDisposable
    {
        public void Dispose() => directories.held.Value = null;
    }

    /// <summary>The organs of a tenant as they are now.</summary>
    public async ValueTask<OrganDirectory> Organs(
        int tenant = 1,
        CancellationToken cancellationToken = default
    ) => (await Get(tenant, cancellationToken).ConfigureAwait(false)).Organs;

    /// <summary>The people of a tenant as they are now.</summary>
    public async ValueTask<PeopleDirectory> People(
        int tenant = 1,
        CancellationToken cancellationToken = default
    ) => (await Get(tenant, cancellationToken).ConfigureAwait(false)).People;

    /// <summary>Both, of one moment.</summary>
    public async ValueTask<(OrganDirectory Organs, PeopleDirectory People)> Both(
        int tenant = 1,
        CancellationToken cancellationToken = default
    )
    {
        var snapshot = await Get(tenant, cancellationToken).ConfigureAwait(false);
        return (snapshot.Organs, snapshot.People);
    }

    private async ValueTask<Snapshot> Get(int tenant, CancellationToken cancellationToken)
    {
        var batch = held.Value;
        if (batch is not null && batch.TryGetValue(tenant, out var same))
        {
            return same;
        }
        var fresh = await Ask(tenant, cancellationToken).ConfigureAwait(false);
        if (batch is not null)
        {
            batch[tenant] = fresh;
        }
        return fresh;
    }

    private async ValueTask<Snapshot> Ask(int tenant, CancellationToken cancellationToken)
    {
        await using var db = await databases
            .CreateDbContextAsync(cancellationToken)
            .ConfigureAwait(false);
        var today = time.Today();
        var changed = await Stamp(db, tenant, cancellationToken).ConfigureAwait(false);
        if (
            cache.TryGetValue(tenant, out var known)
            && known.Changed == changed
            && known.Organs.Today == today
        )
        {
            return known;
        }
        var fresh = await Load(db, tenant, changed, today, cancellationToken).ConfigureAwait(false);
        cache[tenant] = fresh;
        return fresh;
    }

    private static async Task<(long, long)> Stamp(
        FaduDb db,
        int tenant,
        CancellationToken cancellationToken
    )
    {
        var found = await db.Set<Organ>()
            .Where(o => o.Tenant == tenant)
            .OrderByDescending(o => o.Changed)
            .Select(o => new { Kind = 1, o.Changed })
            .Take(1)
            .Concat(
                db.Set<Person>()
                    .Where(p => p.Tenant == tenant)
                    .OrderByDescending(p => p.Changed)
                    .Select(p => new { Kind = 2, p.Changed })
                    .Take(1)
            )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return (
            found.Find(f => f.Kind == 1)?.Changed ?? 0,
            found.Find(f => f.Kind == 2)?.Changed ?? 0
        );
    }

    // The stamp was read first: what is committed in between makes the next call load again, never the other way round.
    private static async Task<Snapshot> Load(
        FaduDb db,
        int tenant,
        (long, long) changed,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var (organs, people) = await Read(db, tenant, today, cancellationToken)
            .ConfigureAwait(false);
        return new Snapshot(changed, organs, people);
    }

    /// <summary>Reads both afresh; inside a commit too.</summary>
    internal static async Task<(OrganDirectory Organs, PeopleDirectory People)> Read(
        FaduDb db,
        int tenant,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var names = (
            await db.Set<OrganName>()
                .AsNoTracking()
                .Where(n => n.Tenant == tenant)
                .OrderBy(n => n.Entry)
                .ThenBy(n => n.Kind)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        ).ToLookup(n => n.OrganId);
        var organs = await db.Set<Organ>()
            .AsNoTracking()
            .Where(o => o.Tenant == tenant)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var links = await db.Set<OrganLink>()
            .AsNoTracking()
            .Where(l => l.Tenant == tenant)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var people = await db.Set<Person>()
            .AsNoTracking()
            .Where(p => p.Tenant == tenant)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var grants = await db.Set<RoleGrant>()
            .AsNoTracking()
            .Where(g => g.Tenant == tenant)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var proposals = await db.Set<RoleProposal>()
            .AsNoTracking()
            .Where(p => p.Tenant == tenant)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var delegations = await db.Set<Delegation>()
            .AsNoTracking()
            .Where(d => d.Tenant == tenant)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var fields = await db.Set<LeaderField>()
            .AsNoTracking()
            .Where(f => f.Tenant == tenant)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return (
            new OrganDirectory(
                tenant,
                organs.Select(o => new OrganInfo(
                    o.Id,
                    o.Key,
                    o.Name,
                    o.ShortName,
                    o.Kind,
                    o.Level,
                    o.ParentId,
                    o.Order,
                    o.ValidFrom,
                    o.ValidTo,
                    o.Version,
                    [.. names[o.Id].Select(n => new NameInTime(n.Name, n.Kind, n.From, n.To))]
                )),
                links.Select(l => new Lineage(
                    l.FromId,
                    l.ToId,
                    l.Day,
                    l.Kind,
                    l.Matters,
                    l.Document
                )),
                today
            ),
            new PeopleDirectory(people, grants, proposals, delegations, fields, today)
        );
    }

    private sealed record Snapshot(
        (long, long) Changed,
        OrganDirectory Organs,
        PeopleDirectory People
    );
}

internal sealed class DirectoriesSetup : ISetup
{
    public void Add(IServiceCollection services)
    {
        services.AddSingleton<Directories>();
        services.AddSingleton<DirectoryImporter>();
        services.AddSingleton<ActorResolver>();
        services.AddScoped<Accounts>();
    }
}
