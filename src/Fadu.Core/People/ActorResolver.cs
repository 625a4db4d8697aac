using Fadu.Core.Organs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.People;

/// <summary>From an account to who acts and what may be seen.</summary>
public sealed class ActorResolver(IDbContextFactory<FaduDb> databases, TimeProvider time)
{
    /// <summary>The actor and scope of an account, with the roles in force today; null where the person has left.</summary>
    public async Task<(Actor Actor, Scope Scope)?> Resolve(Guid accountId, Guid? actsFor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var today = time.Today();
        var account = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == accountId, cancellationToken).ConfigureAwait(false);
        var person = account is null
            ? null
            : await db.Set<Person>()
                .AsNoTracking()
                .FirstOrDefaultAsync(p => p.Tenant == account.Tenant && p.Id == account.PersonId, cancellationToken)
                .ConfigureAwait(false);
        if (person is null || person.LeftOn < today)
        {
            return null;
        }
        var organs = await db.Set<Organ>().AsNoTracking().Where(o => o.Tenant == person.Tenant).ToListAsync(cancellationToken).ConfigureAwait(false);
        var roles = await db.Set<RoleGrant>()
            .AsNoTracking()
            .Where(g => g.Tenant == person.Tenant && g.PersonId == person.Id && g.From <= today && (g.To == null || g.To >= today))
            .Select(g => g.Role)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var actor = new Actor(
            person.Tenant,
            person.Id,
            person.OrganId,
            person.Name,
            organs.Find(o => o.Id == person.OrganId)?.ShortName ?? "",
            roles.ToHashSet()
        );
        var below = new List<Guid> { person.OrganId };
        for (var i = 0; i < below.Count; i++)
        {
            below.AddRange(organs.Where(o => o.ParentId == below[i]).Select(o => o.Id));
        }
        return (actor, new Scope(person.Tenant, actor.Can(Capability.ViewCounty), below));
    }
}

internal sealed class PeopleSetup : ISetup
{
    public void Add(IServiceCollection services) => services.AddSingleton<ActorResolver>();
}
