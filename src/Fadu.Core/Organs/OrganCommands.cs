using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Organs;

/// <summary>Founds an organ.</summary>
public sealed record FoundOrgan(
    string Key,
    string Name,
    string ShortName,
    IReadOnlyList<string> Aliases,
    OrganKind Kind,
    Level Level,
    Guid? ParentId,
    int Order,
    DateOnly ValidFrom
) : Command;

/// <summary>Gives an organ another name from a day on.</summary>
/// <param name="Seen">The version the person had seen; null = any.</param>
public sealed record RenameOrgan(
    Guid Id,
    string Name,
    string ShortName,
    DateOnly Day,
    int? Seen = null
) : Command;

/// <summary>Corrects a name that was wrong from the start (更正).</summary>
public sealed record CorrectOrganName(Guid Id, string Name, string ShortName, int? Seen = null)
    : Command;

/// <summary>Sets the other names under which people write it.</summary>
public sealed record SetOrganAliases(Guid Id, IReadOnlyList<string> Aliases, int? Seen = null)
    : Command;

/// <summary>Changes kind, level, superior or place in lists.</summary>
public sealed record AmendOrgan(
    Guid Id,
    OrganKind Kind,
    Level Level,
    Guid? ParentId,
    int Order,
    int? Seen = null
) : Command;

/// <summary>Merges an organ into another one; people, open work and what stands below follow.</summary>
public sealed record MergeOrgan(
    Guid Id,
    Guid Into,
    DateOnly Day,
    string? Document,
    int? Seen = null
) : Command;

/// <summary>Splits an organ into others that have been founded before.</summary>
/// <param name="Ends">Whether the organ itself ends; the first successor then takes people and open work.</param>
public sealed record SplitOrgan(
    Guid Id,
    IReadOnlyList<Guid> Into,
    bool Ends,
    DateOnly Day,
    string? Document,
    int? Seen = null
) : Command;

/// <summary>Ends an organ. Without a successor nothing of it may still be open.</summary>
public sealed record AbolishOrgan(
    Guid Id,
    Guid? Successor,
    DateOnly Day,
    string? Document,
    int? Seen = null
) : Command;

/// <summary>Moves duties from one organ to another (职责划转).</summary>
public sealed record MoveDuties(
    Guid From,
    Guid To,
    string Matters,
    DateOnly Day,
    string? Document,
    int? Seen = null
) : Command;

/// <summary>What several organ handlers check alike.</summary>
internal static class OrganRules
{
    public const int MaxName = 100;

    public static async ValueTask<Organ> Existing(
        Work work,
        Guid id,
        string? field = null,
        DateOnly? on = null
    )
    {
        var organ = await work.Db.FindAsync<Organ>(work.Tenant, id).ConfigureAwait(false);
        if (organ is null)
        {
            Work.Refuse(
                RefusalKind.NotFound,
                "没有找到这个机关，请从机关目录中重新选择。",
                field: field
            );
        }
        if (organ.ValidTo is { } end && end < (on ?? work.Today))
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"{organ.ShortName}已于{end.AddDays(1):yyyy-MM-dd}起不再存在，请选择承接其职责的机关。",
                field: field
            );
        }
        return organ;
    }

    public static (string Name, string Short) CheckNames(string name, string shortName)
    {
        name = name.Trim();
        shortName = shortName.Trim();
        if (name.Length == 0)
        {
            Work.Refuse(RefusalKind.Invalid, "请填写机关全称。", field: "Name");
        }
        if (name.Length > MaxName)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"机关全称不能超过{MaxName}个字，现在是{name.Length}个字。",
                field: "Name"
            );
        }
        if (shortName.Length > MaxName)
        {
            Work.Refuse(RefusalKind.Invalid, $"简称不能超过{MaxName}个字。", field: "ShortName");
        }
        return (name, shortName.Length == 0 ? name : shortName);
    }

    /// <summary>One name, one organ: a full name that an existing organ bears cannot be given again.</summary>
    public static async ValueTask NameIsFree(Work work, string name, Guid? self)
    {
        var other = await work
            .Db.Set<Organ>()
            .Where(o =>
                o.Tenant == work.Tenant && o.Name == name && o.Id != self && o.ValidTo == null
            )
            .Select(o => o.Key)
            .FirstOrDefaultAsync()
            .ConfigureAwait(false);
        if (other is not null)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"已有名为“{name}”的机关（代码 {other}），请核对是否重复登记。",
                field: "Name"
            );
        }
    }

    /// <summary>The superior exists, and nobody stands below himself.</summary>
    public static async ValueTask CheckParent(Work work, Guid? self, Guid? parentId)
    {
        var seen = new HashSet<Guid>();
        for (var at = parentId; at is { } id; )
        {
            if (id == self || !seen.Add(id))
            {
                Work.Refuse(
                    RefusalKind.Invalid,
                    "上级机关不能是它自己或它的下级机关。",
                    field: "ParentId"
                );
            }
            var parent = await work.Db.FindAsync<Organ>(work.Tenant, id).ConfigureAwait(false);
            if (parent is null)
            {
                Work.Refuse(
                    RefusalKind.Invalid,
                    "没有找到上级机关，请从机关目录中重新选择。",
                    field: "ParentId"
                );
            }
            at = parent.ParentId;
        }
    }

    /// <summary>What is entered has happened: a change that is still to come is entered on its day.</summary>
    public static void NotAhead(Work work, DateOnly day, DateOnly validFrom)
    {
        if (day > work.Today)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"生效日期{day:yyyy-MM-dd}还没有到，请在当日或之后登记。",
                field: "Day"
            );
        }
        if (day <= validFrom)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"生效日期应当晚于机关设立日期{validFrom:yyyy-MM-dd}。",
                field: "Day"
            );
        }
    }
}

internal sealed class FoundOrganHandler : IHandler<FoundOrgan>
{
    public async ValueTask<string?> Handle(
        FoundOrgan command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageOrgans);
        return (await Found(command, work).ConfigureAwait(false)).ToString();
    }

    internal static async ValueTask<Guid> Found(FoundOrgan command, Work work)
    {
        var (name, shortName) = OrganRules.CheckNames(command.Name, command.ShortName);
        var key = command.Key.Trim();
        if (key.Length is 0 or > 50)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请填写机关代码（50个字符以内，如 sfj），导入时用它识别机关。",
                field: nameof(command.Key)
            );
        }
        if (
            await work
                .Db.Set<Organ>()
                .AnyAsync(o => o.Tenant == work.Tenant && o.Key == key)
                .ConfigureAwait(false)
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"代码“{key}”已有机关使用，请换一个。",
                field: nameof(command.Key)
            );
        }
        await OrganRules.NameIsFree(work, name, null).ConfigureAwait(false);
        await OrganRules.CheckParent(work, null, command.ParentId).ConfigureAwait(false);
        var id = work.NewId();
        await work.Append(
                Organ.StreamOf(id),
                new OrganFounded(
                    id,
                    key,
                    name,
                    shortName,
                    Clean(command.Aliases),
                    command.Kind,
                    command.Level,
                    command.ParentId,
                    command.Order,
                    command.ValidFrom
                ),
                expected: 0,
                legalDate: command.LegalDate,
                organ: id
            )
            .ConfigureAwait(false);
        return id;
    }

    internal static List<string> Clean(IEnumerable<string> aliases) =>
        [
            .. aliases
                .Select(a => a.Trim())
                .Where(a => a.Length > 0)
                .Distinct(StringComparer.Ordinal),
        ];
}

internal sealed class OrganChangeHandler
    : IHandler<RenameOrgan>,
        IHandler<CorrectOrganName>,
        IHandler<SetOrganAliases>,
        IHandler<AmendOrgan>,
        IHandler<MoveDuties>
{
    public async ValueTask<string?> Handle(
        RenameOrgan command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageOrgans);
        var organ = await OrganRules.Existing(work, command.Id).ConfigureAwait(false);
        var (name, shortName) = OrganRules.CheckNames(command.Name, command.ShortName);
        OrganRules.NotAhead(work, command.Day, organ.ValidFrom);
        if (name == organ.Name && shortName == organ.ShortName)
        {
            return null;
        }
        await OrganRules.NameIsFree(work, name, organ.Id).ConfigureAwait(false);
        var since = await work
            .Db.Set<OrganName>()
            .Where(n =>
                n.Tenant == work.Tenant
                && n.OrganId == organ.Id
                && n.Kind == NameKind.Full
                && n.To == null
            )
            .MaxAsync(n => n.From, cancellationToken)
            .ConfigureAwait(false);
        // Who works from an old picture is told what happened meanwhile (by Append), not what follows from it.
        var isStale = command.Seen is { } seen && seen != organ.Version;
        if (!isStale && since >= command.Day)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"现用名称自{since:yyyy-MM-dd}起使用，更名日期应当晚于这一天；如是登记错误，请用“更正名称”。",
                field: nameof(command.Day)
            );
        }
        await work.Append(
                Organ.StreamOf(organ.Id),
                new OrganRenamed(organ.Id, name, shortName, command.Day),
                command.Seen,
                legalDate: command.Day,
                organ: organ.Id
            )
            .ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        CorrectOrganName command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageOrgans);
        var organ = await OrganRules.Existing(work, command.Id).ConfigureAwait(false);
        var (name, shortName) = OrganRules.CheckNames(command.Name, command.ShortName);
        if (name == organ.Name && shortName == organ.ShortName)
        {
            return null;
        }
        await OrganRules.NameIsFree(work, name, organ.Id).ConfigureAwait(false);
        await work.Append(
                Organ.StreamOf(organ.Id),
                new OrganNameCorrected(organ.Id, name, shortName),
                command.Seen,
                organ: organ.Id
            )
            .ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        SetOrganAliases command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageOrgans);
        var organ = await OrganRules.Existing(work, command.Id).ConfigureAwait(false);
        await SetAliases(work, organ, command.Aliases, command.Seen).ConfigureAwait(false);
        return null;
    }

    internal static async ValueTask SetAliases(
        Work work,
        Organ organ,
        IReadOnlyList<string> wanted,
        int? seen = null
    )
    {
        var names = await work
            .Db.Set<OrganName>()
            .AsNoTracking()
            .Where(n => n.Tenant == work.Tenant && n.OrganId == organ.Id)
            .ToListAsync()
            .ConfigureAwait(false);
        var others = names.Where(n => n.Kind != NameKind.Alias).Select(n => n.Name).ToHashSet();
        var aliases = FoundOrganHandler.Clean(wanted).Where(a => !others.Contains(a)).ToList();
        if (
            aliases
                .ToHashSet()
                .SetEquals(names.Where(n => n.Kind == NameKind.Alias).Select(n => n.Name))
        )
        {
            return;
        }
        await work.Append(
                Organ.StreamOf(organ.Id),
                new OrganAliasesSet(organ.Id, aliases),
                seen,
                organ: organ.Id
            )
            .ConfigureAwait(false);
    }

    public async ValueTask<string?> Handle(
        AmendOrgan command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageOrgans);
        var organ = await OrganRules.Existing(work, command.Id).ConfigureAwait(false);
        await Amend(
                work,
                organ,
                command.Kind,
                command.Level,
                command.ParentId,
                command.Order,
                command.Seen
            )
            .ConfigureAwait(false);
        return null;
    }

    internal static async ValueTask Amend(
        Work work,
        Organ organ,
        OrganKind kind,
        Level level,
        Guid? parentId,
        int order,
        int? seen = null
    )
    {
        if (
            organ.Kind == kind
            && organ.Level == level
            && organ.ParentId == parentId
            && organ.Order == order
        )
        {
            return;
        }
        await OrganRules.CheckParent(work, organ.Id, parentId).ConfigureAwait(false);
        await work.Append(
                Organ.StreamOf(organ.Id),
                new OrganAmended(organ.Id, kind, level, parentId, order),
                seen,
                organ: organ.Id
            )
            .ConfigureAwait(false);
    }

    public async ValueTask<string?> Handle(
        MoveDuties command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageOrgans);
        var organ = await OrganRules.Existing(work, command.From).ConfigureAwait(false);
        await OrganRules.Existing(work, command.To, nameof(command.To)).ConfigureAwait(false);
        OrganRules.NotAhead(work, command.Day, organ.ValidFrom);
        if (command.From == command.To)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "划入机关不能与划出机关相同。",
                field: nameof(command.To)
            );
        }
        if (string.IsNullOrWhiteSpace(command.Matters))
        {
            Work.Refuse(RefusalKind.Invalid, "请写明划转的职责。", field: nameof(command.Matters));
        }
        await work.Append(
                Organ.StreamOf(organ.Id),
                new DutiesMoved(
                    command.From,
                    command.To,
                    command.Matters.Trim(),
                    command.Day,
                    command.Document
                ),
                command.Seen,
                legalDate: command.Day,
                organ: organ.Id
            )
            .ConfigureAwait(false);
        return null;
    }
}

internal sealed class OrganEndHandler(IEnumerable<IOpenWork> blocks)
    : IHandler<MergeOrgan>,
        IHandler<SplitOrgan>,
        IHandler<AbolishOrgan>
{
    public async ValueTask<string?> Handle(
        MergeOrgan command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageOrgans);
        var organ = await OrganRules.Existing(work, command.Id).ConfigureAwait(false);
        OrganRules.NotAhead(work, command.Day, organ.ValidFrom);
        await Successor(work, organ, command.Into, nameof(command.Into)).ConfigureAwait(false);
        await work.Append(
                Organ.StreamOf(organ.Id),
                new OrganMerged(organ.Id, command.Into, command.Day, command.Document),
                command.Seen,
                legalDate: command.Day,
                organ: organ.Id
            )
            .ConfigureAwait(false);
        await AllFollow(work, organ.Id, command.Into, command.Day, cancellationToken)
            .ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        SplitOrgan command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageOrgans);
        var organ = await OrganRules.Existing(work, command.Id).ConfigureAwait(false);
        OrganRules.NotAhead(work, command.Day, organ.ValidFrom);
        if (command.Into.Count == 0 || (command.Ends && command.Into.Count < 2))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                command.Ends
                    ? "分立后原机关不再存在的，请至少选择两个承接机关；只有一个承接机关的，请用“合并”。"
                    : "请选择分立出来的机关（先登记设立，再办分立）。",
                field: nameof(command.Into)
            );
        }
        foreach (var into in command.Into)
        {
            await Successor(work, organ, into, nameof(command.Into)).ConfigureAwait(false);
        }
        await work.Append(
                Organ.StreamOf(organ.Id),
                new OrganSplit(organ.Id, command.Into, command.Ends, command.Day, command.Document),
                command.Seen,
                legalDate: command.Day,
                organ: organ.Id
            )
            .ConfigureAwait(false);
        if (command.Ends)
        {
            await AllFollow(work, organ.Id, command.Into[0], command.Day, cancellationToken)
                .ConfigureAwait(false);
        }
        return null;
    }

    public async ValueTask<string?> Handle(
        AbolishOrgan command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageOrgans);
        var organ = await OrganRules.Existing(work, command.Id).ConfigureAwait(false);
        OrganRules.NotAhead(work, command.Day, organ.ValidFrom);
        if (command.Successor is { } successor)
        {
            await Successor(work, organ, successor, nameof(command.Successor))
                .ConfigureAwait(false);
        }
        else
        {
            await NothingLeft(work, organ, cancellationToken).ConfigureAwait(false);
        }
        await work.Append(
                Organ.StreamOf(organ.Id),
                new OrganAbolished(organ.Id, command.Successor, command.Day, command.Document),
                command.Seen,
                legalDate: command.Day,
                organ: organ.Id
            )
            .ConfigureAwait(false);
        if (command.Successor is { } heir)
        {
            await AllFollow(work, organ.Id, heir, command.Day, cancellationToken)
                .ConfigureAwait(false);
        }
        return null;
    }

    private static async ValueTask Successor(Work work, Organ organ, Guid into, string field)
    {
        if (into == organ.Id)
        {
            Work.Refuse(RefusalKind.Invalid, "承接机关不能是它自己。", field: field);
        }
        await OrganRules.Existing(work, into, field).ConfigureAwait(false);
    }

    // An organ with people, organs below it or open work cannot end without somebody who takes them over.
    private async ValueTask NothingLeft(Work work, Organ organ, CancellationToken cancellationToken)
    {
        var left = new List<string>();
        var people = await InOffice(work, organ.Id).ConfigureAwait(false);
        left.AddRange(people.Select(p => $"在职人员：{p.Name}"));
        var below = await work
            .Db.Set<Organ>()
            .Where(o => o.Tenant == work.Tenant && o.ParentId == organ.Id && o.ValidTo == null)
            .OrderBy(o => o.Order)
            .Select(o => o.ShortName)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        left.AddRange(below.Select(o => $"下级机关：{o}"));
        foreach (var block in blocks)
        {
            var open = await block
                .OpenWorkOfOrgan(work.Db, work.Tenant, organ.Id, cancellationToken)
                .ConfigureAwait(false);
            left.AddRange(open.Select(i => $"{i.Kind}：{i.Title}"));
        }
        if (left.Count > 0)
        {
            throw new RefusedException(
                new Refusal(
                    RefusalKind.Condition,
                    $"{organ.ShortName}还有{left.Count}项没有着落，不能撤销。请选择承接机关，或者先逐项移交、办结。"
                )
                {
                    Details = left,
                }
            );
        }
    }

    private async ValueTask AllFollow(
        Work work,
        Guid from,
        Guid to,
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        foreach (var block in blocks)
        {
            await block.Follow(work, from, to, cancellationToken).ConfigureAwait(false);
        }
        foreach (var person in await InOffice(work, from).ConfigureAwait(false))
        {
            await work.Append(
                    Person.StreamOf(person.Id),
                    new PersonMoved(person.Id, to, person.Post, day, WithOrgan: true),
                    legalDate: day,
                    organ: to
                )
                .ConfigureAwait(false);
        }
    }

    private static Task<List<Person>> InOffice(Work work, Guid organ) =>
        work
            .Db.Set<Person>()
            .Where(p => p.Tenant == work.Tenant && p.OrganId == organ && p.LeftOn == null)
            .OrderBy(p => p.Id)
            .ToListAsync();
}
