using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.People;

/// <summary>Who coordinates 统筹 in the county.</summary>
internal static class Coordinators
{
    /// <summary>The organs that have a coordinator in office on a day.</summary>
    public static Task<List<Guid>> Organs(
        Work work,
        DateOnly day,
        CancellationToken cancellationToken
    ) =>
        work
            .Db.Set<RoleGrant>()
            .Where(g =>
                g.Tenant == work.Tenant
                && g.Role == Role.Coordinator
                && g.From <= day
                && (g.To == null || g.To >= day)
            )
            .Join(
                work.Db.Set<Person>().Where(p => p.Tenant == work.Tenant && p.LeftOn == null),
                g => g.PersonId,
                p => p.Id,
                (g, p) => p.OrganId
            )
            .Distinct()
            .ToListAsync(cancellationToken);
}
