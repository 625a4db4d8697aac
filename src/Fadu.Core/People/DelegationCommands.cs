using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.People;

/// <summary>Lets somebody act in another's stead from a day to a day (AB角).</summary>
public sealed record GiveDelegation(Guid PrincipalId, Guid DeputyId, DateOnly From, DateOnly To)
    : Command;

/// <summary>Ends a delegation at once.</summary>
public sealed record EndDelegation(Guid Id) : Command;

internal sealed class DelegationHandler : IHandler<GiveDelegation>, IHandler<EndDelegation>
{
    private const int MaxDays = 366;

    public async ValueTask<string?> Handle(
        GiveDelegation command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var principal = await PersonRules
            .InOffice(work, command.PrincipalId, nameof(command.PrincipalId))
            .ConfigureAwait(false);
        await MayArrange(work, principal).ConfigureAwait(false);
        var deputy = await PersonRules
            .InOffice(work, command.DeputyId, nameof(command.DeputyId))
            .ConfigureAwait(false);
        if (deputy.Id == principal.Id)
        {
            Work.Refuse(RefusalKind.Invalid, "代行人不能是本人。", field: nameof(command.DeputyId));
        }
        if (deputy.Id == work.Actor.Person && !work.Actor.IsSystem)
        {
            Work.Refuse(
                RefusalKind.Forbidden,
                "不能把别人的职权委托给自己，请由本人办理。",
                field: nameof(command.DeputyId)
            );
        }
        if (command.From < work.Today)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "代行从今天或以后的日期开始，不能倒签。",
                field: nameof(command.From)
            );
        }
        if (command.To < command.From)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "结束日期不能早于开始日期。",
                field: nameof(command.To)
            );
        }
        if (command.To > command.From.AddDays(MaxDays))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "一次代行不超过一年，到期需要继续的请再办一次。",
                field: nameof(command.To)
            );
        }
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请写明代行的原因，如出差、学习、休假。",
                field: nameof(command.Reason)
            );
        }
        var overlaps = await work
            .Db.Set<Delegation>()
            .AnyAsync(
                d =>
                    d.Tenant == work.Tenant
                    && d.PrincipalId == principal.Id
                    && d.DeputyId == deputy.Id
                    && d.From <= command.To
                    && d.To >= command.From,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (overlaps)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"这段时间里{deputy.Name}已经代行{principal.Name}的职权，请先终止原来的代行或换一段时间。",
                field: nameof(command.From)
            );
        }
        await StayThree(work, principal, deputy, command.From).ConfigureAwait(false);
        var id = work.NewId();
        await work.Append(
                Person.StreamOf(principal.Id),
                new DelegationGiven(id, principal.Id, deputy.Id, command.From, command.To),
                organ: principal.OrganId
            )
            .ConfigureAwait(false);
        return id.ToString();
    }

    public async ValueTask<string?> Handle(
        EndDelegation command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var delegation = await work
            .Db.FindAsync<Delegation>([work.Tenant, command.Id], cancellationToken)
            .ConfigureAwait(false);
        if (delegation is null)
        {
            Work.Refuse(RefusalKind.NotFound, "没有找到这项代行，请刷新页面再看。");
        }
        var principal = await PersonRules
            .Existing(work, delegation.PrincipalId)
            .ConfigureAwait(false);
        // The deputy may lay it down himself.
        if (work.Actor.Person != delegation.DeputyId)
        {
            await MayArrange(work, principal).ConfigureAwait(false);
        }
        if (delegation.To < work.Today)
        {
            return null;
        }
        await work.Append(
                Person.StreamOf(principal.Id),
                new DelegationEnded(delegation.Id, principal.Id, work.Today.AddDays(-1)),
                organ: principal.OrganId
            )
            .ConfigureAwait(false);
        return null;
    }

    // One arranges one's own stead; heads of units also that of their people. Nobody passes on what he holds only in another's stead.
    private static async ValueTask MayArrange(Work work, Person principal)
    {
        if (work.Actor.IsSystem)
        {
            return;
        }
        if (work.Actor.ActsFor is not null)
        {
            Work.Refuse(
                RefusalKind.Forbidden,
                "您正在代行他人职权，代行的职权不能再委托。请切换回本人身份后办理自己的代行。"
            );
        }
        if (work.Actor.Person == principal.Id)
        {
            return;
        }
        work.Demand(Capability.HandOver);
        if (!await PersonRules.IsInReach(work, principal.OrganId).ConfigureAwait(false))
        {
            Work.Refuse(
                RefusalKind.NotFound,
                "没有找到这个人，请从本单位人员中选择。",
                field: "PrincipalId"
            );
        }
        var grants = await PersonRules
            .GrantsOf(work, principal.Id, work.Today)
            .ConfigureAwait(false);
        foreach (var grant in grants)
        {
            if (grant.Role == Role.Leader || RoleRules.IsOfThree(grant.Role))
            {
                Work.Refuse(
                    RefusalKind.Forbidden,
                    $"{grant.Role.DisplayName()}的代行由本人办理，别人不能代办。",
                    field: "PrincipalId"
                );
            }
        }
    }

    private static async ValueTask StayThree(
        Work work,
        Person principal,
        Person deputy,
        DateOnly from
    )
    {
        var his = await PersonRules.GrantsOf(work, principal.Id, from).ConfigureAwait(false);
        var own = await PersonRules.GrantsOf(work, deputy.Id, from).ConfigureAwait(false);
        // Acting for one of the three already counts like being one.
        foreach (
            var other in await work
                .Db.Set<Delegation>()
                .Where(d =>
                    d.Tenant == work.Tenant
                    && d.DeputyId == deputy.Id
                    && d.PrincipalId != principal.Id
                    && d.To >= from
                )
                .ToListAsync()
                .ConfigureAwait(false)
        )
        {
            own.AddRange(
                await PersonRules.GrantsOf(work, other.PrincipalId, from).ConfigureAwait(false)
            );
        }
        foreach (var role in his.Select(g => g.Role).Where(RoleRules.IsOfThree))
        {
            foreach (var other in own.Select(g => g.Role).Where(RoleRules.IsOfThree))
            {
                if (role != other)
                {
                    RoleRules.RefuseTwo(role, other);
                }
            }
        }
    }
}
