using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.People;

/// <summary>A person and a role.</summary>
public sealed record RoleChoice(Guid PersonId, Role Role);

/// <summary>Grants roles, one or many at once.</summary>
public sealed record GrantRoles(IReadOnlyList<RoleChoice> Choices, DateOnly From, DateOnly? To)
    : Command;

/// <summary>Takes a role back, at once.</summary>
public sealed record RevokeRole(Guid PersonId, Role Role) : Command;

/// <summary>Refuses roles that had been asked for.</summary>
public sealed record DeclineRoles(IReadOnlyList<RoleChoice> Choices) : Command;

/// <summary>
/// The rules of 三员分立: 系统管理员, 安全管理员 and 审计员 are three people, also through a delegation; and of each there is always one.
/// </summary>
internal static class RoleRules
{
    private static readonly Role[] Three =
    [
        Role.SystemAdministrator,
        Role.SecurityAdministrator,
        Role.Auditor,
    ];

    public static bool IsOfThree(Role role) => Three.Contains(role);

    public static async ValueTask Grant(
        Work work,
        Guid personId,
        Guid organ,
        Role role,
        DateOnly from,
        DateOnly? to
    )
    {
        if (IsOfThree(role))
        {
            foreach (var other in Three.Where(r => r != role))
            {
                var grant = await work
                    .Db.FindAsync<RoleGrant>(work.Tenant, personId, other)
                    .ConfigureAwait(false);
                if (grant is not null && (grant.To is null || grant.To >= from))
                {
                    RefuseTwo(role, other);
                }
            }
            foreach (
                var acting in await work
                    .Db.Set<Delegation>()
                    .Where(d => d.Tenant == work.Tenant && d.DeputyId == personId && d.To >= from)
                    .ToListAsync()
                    .ConfigureAwait(false)
            )
            {
                foreach (var other in Three.Where(r => r != role))
                {
                    var grant = await work
                        .Db.FindAsync<RoleGrant>(work.Tenant, acting.PrincipalId, other)
                        .ConfigureAwait(false);
                    if (grant is not null && (grant.To is null || grant.To >= from))
                    {
                        RefuseTwo(role, other);
                    }
                }
            }
        }
        await work.Append(
                Person.StreamOf(personId),
                new RoleGranted(personId, role, from, to),
                organ: organ
            )
            .ConfigureAwait(false);
    }

    public static async ValueTask Revoke(Work work, Person person, Role role, DateOnly lastDay)
    {
        if (IsOfThree(role))
        {
            var today = work.Today;
            var others = await work
                .Db.Set<RoleGrant>()
                .Where(g =>
                    g.Tenant == work.Tenant
                    && g.Role == role
                    && g.PersonId != person.Id
                    && g.From <= today
                    && (g.To == null || g.To >= today)
                )
                .Join(
                    work.Db.Set<Person>().Where(p => p.Tenant == work.Tenant && p.LeftOn == null),
                    g => g.PersonId,
                    p => p.Id,
                    (g, p) => p.Id
                )
                .AnyAsync()
                .ConfigureAwait(false);
            if (!others)
            {
                Work.Refuse(
                    RefusalKind.Condition,
                    $"{person.Name}是唯一的{role.DisplayName()}，请先由安全管理员把这个角色授予另一个人。"
                );
            }
        }
        await work.Append(
                Person.StreamOf(person.Id),
                new RoleRevoked(person.Id, role, lastDay),
                organ: person.OrganId
            )
            .ConfigureAwait(false);
    }

    public static void RefuseTwo(Role role, Role other) =>
        Work.Refuse(
            RefusalKind.Condition,
            $"系统管理员、安全管理员、审计员必须由三个人分别担任：已是{other.DisplayName()}（或正在代行其职）的人不能再任{role.DisplayName()}。",
            field: "Role"
        );
}

internal sealed class RoleHandler
    : IHandler<GrantRoles>,
        IHandler<RevokeRole>,
        IHandler<DeclineRoles>
{
    public async ValueTask<string?> Handle(
        GrantRoles command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.GrantRoles);
        if (command.Choices.Count == 0)
        {
            Work.Refuse(RefusalKind.Invalid, "请至少选择一个角色。", field: "Role");
        }
        if (command.To < command.From)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "终止日期不能早于起始日期。",
                field: nameof(command.To)
            );
        }
        if (command.From < work.Today)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "角色从今天或以后的日期起授予，不能倒签。",
                field: nameof(command.From)
            );
        }
        foreach (var (personId, role) in command.Choices.Distinct())
        {
            NotHimself(work, personId);
            var person = await PersonRules.InOffice(work, personId).ConfigureAwait(false);
            await RoleRules
                .Grant(work, personId, person.OrganId, role, command.From, command.To)
                .ConfigureAwait(false);
        }
        return null;
    }

    public async ValueTask<string?> Handle(
        RevokeRole command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.GrantRoles);
        NotHimself(work, command.PersonId);
        var person = await PersonRules.Existing(work, command.PersonId).ConfigureAwait(false);
        var grant = await work
            .Db.FindAsync<RoleGrant>(
                [work.Tenant, command.PersonId, command.Role],
                cancellationToken
            )
            .ConfigureAwait(false);
        if (grant is null || grant.To < work.Today)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"{person.Name}现在没有{command.Role.DisplayName()}的角色。"
            );
        }
        await RoleRules
            .Revoke(work, person, command.Role, work.Today.AddDays(-1))
            .ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        DeclineRoles command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.GrantRoles);
        foreach (var (personId, role) in command.Choices.Distinct())
        {
            var person = await PersonRules.Existing(work, personId).ConfigureAwait(false);
            if (
                await work
                    .Db.FindAsync<RoleProposal>([work.Tenant, personId, role], cancellationToken)
                    .ConfigureAwait(false)
                is not null
            )
            {
                await work.Append(
                        Person.StreamOf(personId),
                        new RoleDeclined(personId, role),
                        organ: person.OrganId
                    )
                    .ConfigureAwait(false);
            }
        }
        return null;
    }

    private static void NotHimself(Work work, Guid person)
    {
        if (person == work.Actor.Person || person == work.Actor.ActsFor)
        {
            Work.Refuse(
                RefusalKind.Forbidden,
                "安全管理员不能给自己（或所代行的人）授予、收回角色，请由另一名安全管理员办理。"
            );
        }
    }
}
