using System.Collections.Concurrent;
using Fadu.Core.Organs;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.People;

/// <summary>Says who stands behind an account and what he may see: from the trail's own tables as they are at this moment.</summary>
public sealed class ActorResolver(IDbContextFactory<FaduDb> databases, Directories directories)
{
    // An account belongs to one person for good.
    private readonly ConcurrentDictionary<Guid, (int Tenant, Guid Person)> owners = new();

    /// <summary>The actor and scope of an account; null when it may not be used (left, disabled, unknown).</summary>
    /// <param name="actsFor">For whom the person chose to act (代); ignored when no delegation holds today.</param>
    public async Task<(Actor Actor, Scope Scope)?> Resolve(
        Guid accountId,
        Guid? actsFor,
        CancellationToken cancellationToken = default
    ) =>
        await ResolveWithOrgans(accountId, actsFor, cancellationToken).ConfigureAwait(false)
            is { } found
            ? (found.Actor, found.Scope)
            : null;

    /// <summary>As <see cref="Resolve"/>, with the organs of the same moment.</summary>
    public async Task<(Actor Actor, Scope Scope, OrganDirectory Organs)?> ResolveWithOrgans(
        Guid accountId,
        Guid? actsFor,
        CancellationToken cancellationToken = default
    )
    {
        if (!owners.TryGetValue(accountId, out var owner))
        {
            await using var db = await databases
                .CreateDbContextAsync(cancellationToken)
                .ConfigureAwait(false);
            var account = await db.Set<Account>()
                .AsNoTracking()
                .FirstOrDefaultAsync(a => a.Id == accountId, cancellationToken)
                .ConfigureAwait(false);
            if (account is null)
            {
                return null;
            }
            owner = (account.Tenant, account.PersonId);
            owners[accountId] = owner;
        }
        var (organs, people) = await directories
            .Both(owner.Tenant, cancellationToken)
            .ConfigureAwait(false);
        var person = people.Get(owner.Person);
        if (person is null || !person.MaySignIn || !person.IsInOffice(people.Today))
        {
            return null;
        }
        var principal = actsFor is { } id
            ? people.MayActFor(person.Id).FirstOrDefault(d => d.Principal.Id == id).Principal
            : null;
        var (actor, scope) = For(organs, people, person, principal);
        return (actor, scope, organs);
    }

    /// <summary>The actor of a person in office, without an account: for imports from the command line and for samples.</summary>
    public async Task<Actor?> ResolvePerson(
        Guid personId,
        int tenant = 1,
        CancellationToken cancellationToken = default
    )
    {
        var (organs, people) = await directories
            .Both(tenant, cancellationToken)
            .ConfigureAwait(false);
        return people.Get(personId) is { } person && person.IsInOffice(people.Today)
            ? For(organs, people, person, null).Actor
            : null;
    }

    private static (Actor Actor, Scope Scope) For(
        OrganDirectory organs,
        PeopleDirectory people,
        Person person,
        Person? principal
    )
    {
        // In another's stead one has the other's capabilities, not the sum of both.
        var stands = principal ?? person;
        var roles = people.RolesOf(stands.Id).ToHashSet();
        var actor = new Actor(
            person.Tenant,
            person.Id,
            stands.OrganId,
            person.Name,
            organs.ShortName(stands.OrganId),
            roles,
            principal?.Id,
            principal?.Name
        );
        var scope = actor.Can(Capability.ViewCounty)
            ? Scope.All(person.Tenant)
            : new Scope(person.Tenant, false, organs.Subtree(stands.OrganId));
        return (actor, scope);
    }
}
