using System.Text.RegularExpressions;
using Fadu.Core.Organs;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.People;

/// <summary>Adds a person. Roles are granted at once by who may grant them, else asked for.</summary>
public sealed record AddPerson(
    string Name,
    Guid OrganId,
    string? Post,
    string? Login,
    IReadOnlyList<Role> Roles
) : Command
{
    /// <summary>Set for the heads of the organ.</summary>
    public LeaderRank? Rank { get; init; }
}

/// <summary>Changes name, post or rank within the organ.</summary>
public sealed record ChangePost(
    Guid PersonId,
    string Name,
    string? Post,
    LeaderRank? Rank,
    int? Seen = null
) : Command;

/// <summary>Moves a person to another organ. Open work stays where it is and must have been handed over; roles end.</summary>
public sealed record MovePerson(
    Guid PersonId,
    Guid OrganId,
    string? Post,
    DateOnly Day,
    int? Seen = null
) : Command;

/// <summary>Ends a person's time in office. Refused while work is open.</summary>
public sealed record LeaveOffice(Guid PersonId, DateOnly LastDay, int? Seen = null) : Command;

/// <summary>Brings a person back into office.</summary>
public sealed record ReturnToOffice(
    Guid PersonId,
    Guid OrganId,
    string? Post,
    DateOnly Day,
    int? Seen = null
) : Command;

/// <summary>Sets of which organs a leader is in charge from a day on (分管).</summary>
public sealed record SetLeaderField(
    Guid PersonId,
    IReadOnlyList<FieldPart> Parts,
    DateOnly From,
    int? Seen = null
) : Command;

/// <summary>Gives all open work of a person to another one of the same organ, in one act.</summary>
public sealed record HandOverWork(Guid From, Guid To) : Command;

/// <summary>Asks for roles; the 安全管理员 decides.</summary>
public sealed record ProposeRoles(Guid PersonId, IReadOnlyList<Role> Roles) : Command;

/// <summary>What several handlers about people check alike.</summary>
internal static partial class PersonRules
{
    public static async ValueTask<Person> Existing(Work work, Guid id, string? field = null)
    {
        var person = await work.Db.FindAsync<Person>(work.Tenant, id).ConfigureAwait(false);
        if (person is null)
        {
            Work.Refuse(
                RefusalKind.NotFound,
                "没有找到这个人，请从人员名单中重新选择。",
                field: field
            );
        }
        return person;
    }

    public static async ValueTask<Person> InOffice(Work work, Guid id, string? field = null)
    {
        var person = await Existing(work, id, field).ConfigureAwait(false);
        if (!person.IsInOffice(work.Today))
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"{person.Name}已于{person.LeftOn:yyyy-MM-dd}离职，请选择在职人员。",
                field: field
            );
        }
        return person;
    }

    public static (string Name, string? Post) CheckNames(string name, string? post)
    {
        name = name.Trim();
        post = string.IsNullOrWhiteSpace(post) ? null : post.Trim();
        if (name.Length == 0)
        {
            Work.Refuse(RefusalKind.Invalid, "请填写姓名。", field: "Name");
        }
        if (name.Length > 50)
        {
            Work.Refuse(RefusalKind.Invalid, "姓名不能超过50个字。", field: "Name");
        }
        if (post?.Length > 100)
        {
            Work.Refuse(RefusalKind.Invalid, "职务不能超过100个字。", field: "Post");
        }
        return (name, post);
    }

    /// <summary>The login as it is stored (lower case), or why it cannot be one.</summary>
    public static string? LoginProblem(string login) =>
        LoginPattern().IsMatch(login)
            ? null
            : "登录名用2至32个小写字母、数字、点、横线或下划线，以字母或数字开头。";

    public static async ValueTask<string?> CheckLogin(Work work, string? login, Guid? self)
    {
        if (string.IsNullOrWhiteSpace(login))
        {
            return null;
        }
        login = login.Trim().ToLowerInvariant();
        if (LoginProblem(login) is { } problem)
        {
            Work.Refuse(RefusalKind.Invalid, problem, field: "Login");
        }
        if (
            await work
                .Db.Set<Person>()
                .AnyAsync(p => p.Tenant == work.Tenant && p.Login == login && p.Id != self)
                .ConfigureAwait(false)
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"登录名“{login}”已有人使用，请换一个。",
                field: "Login"
            );
        }
        return login;
    }

    /// <summary>Whether the organ is the actor's own or below it, or the actor sees the whole county.</summary>
    public static async ValueTask<bool> IsInReach(Work work, Guid organ)
    {
        if (work.Actor.IsSystem || work.Actor.Can(Capability.ViewCounty))
        {
            return true;
        }
        var seen = new HashSet<Guid>();
        for (Guid? at = organ; at is { } id && seen.Add(id); )
        {
            if (id == work.Actor.Organ)
            {
                return true;
            }
            at = (await work.Db.FindAsync<Organ>(work.Tenant, id).ConfigureAwait(false))?.ParentId;
        }
        return false;
    }

    public static async ValueTask<List<OpenWorkItem>> OpenWork(
        IEnumerable<IOpenWork> blocks,
        Work work,
        Guid person,
        CancellationToken cancellationToken
    )
    {
        var items = new List<OpenWorkItem>();
        foreach (var block in blocks)
        {
            items.AddRange(
                await block
                    .OpenWorkOf(work.Db, work.Tenant, person, cancellationToken)
                    .ConfigureAwait(false)
            );
        }
        return items;
    }

    public static Task<List<RoleGrant>> GrantsOf(Work work, Guid person, DateOnly from) =>
        work
            .Db.Set<RoleGrant>()
            .Where(g =>
                g.Tenant == work.Tenant && g.PersonId == person && (g.To == null || g.To >= from)
            )
            .OrderBy(g => g.Role)
            .ToListAsync();

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{1,31}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LoginPattern();
}

internal sealed class AddPersonHandler : IHandler<AddPerson>
{
    public async ValueTask<string?> Handle(
        AddPerson command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManagePeople);
        return (await Add(command, work).ConfigureAwait(false)).ToString();
    }

    internal static async ValueTask<Guid> Add(AddPerson command, Work work)
    {
        var (name, post) = PersonRules.CheckNames(command.Name, command.Post);
        await OrganRules
            .Existing(work, command.OrganId, nameof(command.OrganId))
            .ConfigureAwait(false);
        var login = await PersonRules.CheckLogin(work, command.Login, null).ConfigureAwait(false);
        var id = work.NewId();
        await work.Append(
                Person.StreamOf(id),
                new PersonAdded(id, name, command.OrganId, post, login, command.Rank),
                expected: 0,
                organ: command.OrganId
            )
            .ConfigureAwait(false);
        await AskFor(work, id, command.OrganId, command.Roles).ConfigureAwait(false);
        return id;
    }

    /// <summary>Who keeps the people asks for roles, who grants them grants at once.</summary>
    internal static async ValueTask AskFor(
        Work work,
        Guid person,
        Guid organ,
        IEnumerable<Role> roles
    )
    {
        foreach (var role in roles.Distinct())
        {
            if (work.Actor.Can(Capability.GrantRoles))
            {
                await RoleRules
                    .Grant(work, person, organ, role, work.Today, null)
                    .ConfigureAwait(false);
            }
            else
            {
                await work.Append(
                        Person.StreamOf(person),
                        new RoleProposed(person, role, work.Today),
                        organ: organ
                    )
                    .ConfigureAwait(false);
            }
        }
    }
}

internal sealed class PersonChangeHandler(IEnumerable<IOpenWork> blocks)
    : IHandler<ChangePost>,
        IHandler<MovePerson>,
        IHandler<LeaveOffice>,
        IHandler<ReturnToOffice>,
        IHandler<SetLeaderField>,
        IHandler<HandOverWork>,
        IHandler<ProposeRoles>
{
    public async ValueTask<string?> Handle(
        ChangePost command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManagePeople);
        var person = await PersonRules.InOffice(work, command.PersonId).ConfigureAwait(false);
        await Change(work, person, command.Name, command.Post, command.Rank, command.Seen)
            .ConfigureAwait(false);
        return null;
    }

    internal static async ValueTask Change(
        Work work,
        Person person,
        string newName,
        string? newPost,
        LeaderRank? rank,
        int? seen = null
    )
    {
        var (name, post) = PersonRules.CheckNames(newName, newPost);
        if (name == person.Name && post == person.Post && rank == person.Rank)
        {
            return;
        }
        await work.Append(
                Person.StreamOf(person.Id),
                new PostChanged(person.Id, name, post, rank),
                seen,
                organ: person.OrganId
            )
            .ConfigureAwait(false);
    }

    public async ValueTask<string?> Handle(
        MovePerson command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManagePeople);
        var person = await PersonRules.InOffice(work, command.PersonId).ConfigureAwait(false);
        var (_, post) = PersonRules.CheckNames(person.Name, command.Post);
        await OrganRules
            .Existing(work, command.OrganId, nameof(command.OrganId))
            .ConfigureAwait(false);
        if (command.OrganId == person.OrganId)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"{person.Name}已经在这个机关；只变更职务的，请用“变更职务”。",
                field: nameof(command.OrganId)
            );
        }
        NotAhead(work, command.Day, nameof(command.Day), "调动");
        await NothingOpen(work, person, "调动", cancellationToken).ConfigureAwait(false);
        await work.Append(
                Person.StreamOf(person.Id),
                new PersonMoved(person.Id, command.OrganId, post, command.Day),
                command.Seen,
                legalDate: command.Day,
                organ: command.OrganId
            )
            .ConfigureAwait(false);
        // Roles were granted for the former organ; in the new one the 安全管理员 decides anew.
        await EndRoles(work, person, work.Today.AddDays(-1)).ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        LeaveOffice command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManagePeople);
        var person = await PersonRules.InOffice(work, command.PersonId).ConfigureAwait(false);
        NotAhead(work, command.LastDay, nameof(command.LastDay), "离职");
        await NothingOpen(work, person, "离职", cancellationToken).ConfigureAwait(false);
        await work.Append(
                Person.StreamOf(person.Id),
                new PersonLeft(person.Id, command.LastDay),
                command.Seen,
                legalDate: command.LastDay,
                organ: person.OrganId
            )
            .ConfigureAwait(false);
        await EndRoles(work, person, command.LastDay).ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        ReturnToOffice command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManagePeople);
        var person = await PersonRules.Existing(work, command.PersonId).ConfigureAwait(false);
        if (person.LeftOn is null)
        {
            Work.Refuse(RefusalKind.Condition, $"{person.Name}现在就在职，不用办理复职。");
        }
        var (_, post) = PersonRules.CheckNames(person.Name, command.Post);
        await OrganRules
            .Existing(work, command.OrganId, nameof(command.OrganId))
            .ConfigureAwait(false);
        NotAhead(work, command.Day, nameof(command.Day), "复职");
        await work.Append(
                Person.StreamOf(person.Id),
                new PersonReturned(person.Id, command.OrganId, post, command.Day),
                command.Seen,
                legalDate: command.Day,
                organ: command.OrganId
            )
            .ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        SetLeaderField command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManagePeople);
        var person = await PersonRules.InOffice(work, command.PersonId).ConfigureAwait(false);
        await SetField(work, person, command.Parts, command.From, command.Seen)
            .ConfigureAwait(false);
        return null;
    }

    internal static async ValueTask SetField(
        Work work,
        Person person,
        IReadOnlyList<FieldPart> parts,
        DateOnly from,
        int? seen = null
    )
    {
        NotAhead(work, from, "From", "调整分管");
        foreach (var part in parts)
        {
            await OrganRules.Existing(work, part.OrganId, "Parts").ConfigureAwait(false);
        }
        if (parts.DistinctBy(p => p.OrganId).Count() != parts.Count)
        {
            Work.Refuse(RefusalKind.Invalid, "同一个机关选了两次，请去掉一个。", field: "Parts");
        }
        await work.Append(
                Person.StreamOf(person.Id),
                new LeaderFieldSet(person.Id, parts, from),
                seen,
                legalDate: from,
                organ: person.OrganId
            )
            .ConfigureAwait(false);
    }

    public async ValueTask<string?> Handle(
        HandOverWork command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.HandOver);
        var from = await PersonRules
            .Existing(work, command.From, nameof(command.From))
            .ConfigureAwait(false);
        if (!await PersonRules.IsInReach(work, from.OrganId).ConfigureAwait(false))
        {
            Work.Refuse(
                RefusalKind.NotFound,
                "没有找到这个人，请从本单位人员中选择。",
                field: nameof(command.From)
            );
        }
        var to = await PersonRules
            .InOffice(work, command.To, nameof(command.To))
            .ConfigureAwait(false);
        if (to.Id == from.Id)
        {
            Work.Refuse(RefusalKind.Invalid, "接收人不能是移交人自己。", field: nameof(command.To));
        }
        if (to.OrganId != from.OrganId)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"工作属于机关，只能移交给同一机关的人；{to.Name}不在{from.Name}所在机关。",
                field: nameof(command.To)
            );
        }
        var items = await PersonRules
            .OpenWork(blocks, work, from.Id, cancellationToken)
            .ConfigureAwait(false);
        if (items.Count == 0)
        {
            Work.Refuse(RefusalKind.Condition, $"{from.Name}没有未办结的工作，不用移交。");
        }
        await work.Append(
                Person.StreamOf(from.Id),
                new WorkHandedOver(from.Id, to.Id, work.Today, items),
                organ: from.OrganId
            )
            .ConfigureAwait(false);
        return items.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask<string?> Handle(
        ProposeRoles command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManagePeople);
        var person = await PersonRules.InOffice(work, command.PersonId).ConfigureAwait(false);
        var held = await PersonRules.GrantsOf(work, person.Id, work.Today).ConfigureAwait(false);
        await AddPersonHandler
            .AskFor(
                work,
                person.Id,
                person.OrganId,
                command.Roles.Where(r => held.TrueForAll(g => g.Role != r))
            )
            .ConfigureAwait(false);
        return null;
    }

    private static void NotAhead(Work work, DateOnly day, string field, string act)
    {
        if (day > work.Today)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"{act}日期{day:yyyy-MM-dd}还没有到，请在当日或之后登记。",
                field: field
            );
        }
    }

    // Nothing may be left without somebody responsible for it (design.md §4).
    private async ValueTask NothingOpen(
        Work work,
        Person person,
        string act,
        CancellationToken cancellationToken
    )
    {
        var items = await PersonRules
            .OpenWork(blocks, work, person.Id, cancellationToken)
            .ConfigureAwait(false);
        if (items.Count > 0)
        {
            throw new RefusedException(
                new Refusal(
                    RefusalKind.Condition,
                    $"{person.Name}还有{items.Count}项工作没有办结，不能办理{act}。请先由单位负责人或统筹把工作一并移交给同单位的人。"
                )
                {
                    Details =
                    [
                        .. items.Select(i =>
                            $"{i.Kind}：{i.Title}{(i.Due is { } due ? $"（{due:yyyy-MM-dd}前）" : "")}"
                        ),
                    ],
                }
            );
        }
    }

    private static async ValueTask EndRoles(Work work, Person person, DateOnly lastDay)
    {
        foreach (
            var grant in await PersonRules
                .GrantsOf(work, person.Id, lastDay.AddDays(1))
                .ConfigureAwait(false)
        )
        {
            await RoleRules.Revoke(work, person, grant.Role, lastDay).ConfigureAwait(false);
        }
        foreach (
            var delegation in await work
                .Db.Set<Delegation>()
                .Where(d =>
                    d.Tenant == work.Tenant
                    && (d.PrincipalId == person.Id || d.DeputyId == person.Id)
                    && d.To > lastDay
                )
                .OrderBy(d => d.Id)
                .ToListAsync()
                .ConfigureAwait(false)
        )
        {
            await work.Append(
                    Person.StreamOf(delegation.PrincipalId),
                    new DelegationEnded(delegation.Id, delegation.PrincipalId, lastDay),
                    organ: person.OrganId
                )
                .ConfigureAwait(false);
        }
    }
}
