using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core.Calendars;
using Fadu.Core.Inbox;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Publications;

/// <summary>
/// Makes items of registers public as they stand: for the first time, or as they have become since. Where a register's 更正 has put something right, that is a correction, and
/// <see cref="Command.Reason"/> must say what was wrong.
/// </summary>
public sealed record PublishOnPortal(IReadOnlyList<Guid> Items) : Command;

/// <summary>Makes a text public that is no item of a register: a notice, a paper, what a step of a matter asks for. A new one has a new id.</summary>
/// <param name="Day">成文日期.</param>
public sealed record PublishNotice(Guid Id, Guid Organ, string Title, string Text) : Command
{
    public string? Number { get; init; }
    public DateOnly? Day { get; init; }
}

/// <summary>Puts a public text right by a further edition; the former stays to be seen with its day. The reason is owed.</summary>
public sealed record CorrectNotice(Guid Id, string Title, string Text) : Command
{
    public string? Number { get; init; }
    public DateOnly? Day { get; init; }
}

/// <summary>Takes something off the portal; the reason is owed.</summary>
public sealed record WithdrawPublication(Guid Id) : Command;

/// <summary>Notes that something was made public in another place.</summary>
public sealed record PlacePublication(Guid Duty, DateOnly On, string? Url) : Command;

/// <summary>Says that a duty is none, with the rule that says so as reason.</summary>
public sealed record WaivePublication(Guid Duty) : Command;

/// <summary>Enters a duty by hand: information that the law wants public.</summary>
/// <param name="From">The day on which it was formed or changed.</param>
public sealed record OwePublication(Guid Organ, string Title, DateOnly From) : Command
{
    /// <summary>Where; empty = the portal.</summary>
    public string? Channel { get; init; }
}

internal sealed class PublicationHandlers(RegisterRegistry registers, Directories directories)
    : IHandler<PublishOnPortal>,
        IHandler<PublishNotice>,
        IHandler<CorrectNotice>,
        IHandler<WithdrawPublication>,
        IHandler<PlacePublication>,
        IHandler<WaivePublication>,
        IHandler<OwePublication>,
        IUndo<PublicationPlaced>,
        IUndo<PublicationWaived>
{
    /// <summary>The most items of one command.</summary>
    internal const int Most = 500;

    /// <summary>The longest text in characters.</summary>
    internal const int Longest = 2_000_000;

    /// <summary>The kind of subject of what is written for the portal.</summary>
    internal const string Notice = "notice";

    // 政府信息公开条例第二十六条: 自该政府信息形成或者变更之日起20个工作日内及时公开。
    internal static readonly TimeLimit Within = TimeLimit.WorkingDays(
        20,
        new LawRef("政府信息公开条例").Art(26)
    );

    public async ValueTask<string?> Handle(
        PublishOnPortal command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Publish);
        var ids = command.Items.Distinct().ToList();
        if (ids.Count is 0 or > Most)
        {
            Work.Refuse(RefusalKind.Invalid, $"请选择要公布的项，一次最多 {Most} 项。");
        }
        var organs = await LedgerOrgans
            .Of(directories, work.Tenant, cancellationToken)
            .ConfigureAwait(false);
        var versions = (
            await work
                .Db.Set<RegisterVersion>()
                .AsNoTracking()
                .Where(v =>
                    v.Tenant == work.Tenant
                    && ids.Contains(v.ItemId)
                    && v.SupersededSeq == RegisterVersion.Current
                )
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        ).ToLookup(v => v.ItemId);
        var changes = (
            await work
                .Db.Set<RegisterChange>()
                .AsNoTracking()
                .Where(c =>
                    c.Tenant == work.Tenant
                    && ids.Contains(c.ItemId)
                    && c.State == ChangeState.Approved
                )
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        ).ToLookup(c => c.ItemId);
        var known = await work
            .Db.Set<Publication>()
            .AsNoTracking()
            .Where(p => p.Tenant == work.Tenant && ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, cancellationToken)
            .ConfigureAwait(false);
        var duties = await Open(work, ids, cancellationToken).ConfigureAwait(false);
        foreach (var id in ids)
        {
            var stretches = versions[id].OrderBy(v => v.ValidFrom).ToList();
            if (
                stretches.Count == 0
                || registers.Find(stretches[0].Register) is not { Portal: not null } register
                || !organs.MayActFor(work.Actor, stretches[^1].OrganId)
            )
            {
                Work.Refuse(RefusalKind.NotFound, "没有这一项，或者您不能公布它。");
                return null;
            }
            var newest = stretches[^1];
            if (!newest.IsOpen)
            {
                Work.Refuse(
                    RefusalKind.Condition,
                    $"“{newest.Title}”是内部事项，不公开；需要公开的，先变更它的公开属性。"
                );
            }
            var content = Compose(register, stretches, [.. changes[id]], organs);
            var before = known.GetValueOrDefault(id);
            var corrected =
                before is not null
                && changes[id]
                    .Any(c =>
                        c.EffectiveSeq > before.Seq
                        && register.Kind(c.Kind)?.Effect == ChangeEffect.Correct
                    );
            await Show(
                    work,
                    before,
                    RegisterVersion.SubjectKindOf(register.Key),
                    id,
                    register.Portal!.Section,
                    newest.OrganId,
                    content,
                    corrected,
                    command.Reason,
                    duties[id].Where(d => d.Act != PublicationAct.Withdraw),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        return null;
    }

    public async ValueTask<string?> Handle(
        PublishNotice command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Publish);
        await DemandOrgan(work, command.Organ, cancellationToken).ConfigureAwait(false);
        var before = await work
            .Db.Set<Publication>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                p => p.Tenant == work.Tenant && p.Id == command.Id,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (before is not null && before.Section != PortalSections.Notices)
        {
            Work.Refuse(RefusalKind.Invalid, "这一项来自名录，请从名录公布。");
        }
        if (before is { IsPublic: true })
        {
            Work.Refuse(RefusalKind.Conflict, "已经公布了。需要改动的，请用“更正”并写明原因。");
        }
        var duties = await Open(work, [command.Id], cancellationToken).ConfigureAwait(false);
        if (before is not null)
        {
            await DemandOrgan(work, before.OrganId, cancellationToken).ConfigureAwait(false);
        }
        foreach (var duty in duties[command.Id])
        {
            await DemandOrgan(work, duty.OrganId, cancellationToken).ConfigureAwait(false);
        }
        await Show(
                work,
                before,
                before?.SubjectKind ?? duties[command.Id].FirstOrDefault()?.SubjectKind ?? Notice,
                command.Id,
                PortalSections.Notices,
                command.Organ,
                await Written(
                        work,
                        command.Organ,
                        command.Title,
                        command.Text,
                        command.Number,
                        command.Day,
                        cancellationToken
                    )
                    .ConfigureAwait(false),
                false,
                command.Reason,
                duties[command.Id],
                cancellationToken
            )
            .ConfigureAwait(false);
        return command.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        CorrectNotice command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Publish);
        var before = await Mine(work, command.Id, cancellationToken).ConfigureAwait(false);
        if (before.Section != PortalSections.Notices)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "这一项来自名录：请先在名录中更正，再公布更正后的内容。"
            );
        }
        if (!before.IsPublic)
        {
            Work.Refuse(RefusalKind.Conflict, "已经撤下，无需更正；需要重新公布的，请用“公布”。");
        }
        var duties = await Open(work, [command.Id], cancellationToken).ConfigureAwait(false);
        await Show(
                work,
                before,
                before.SubjectKind,
                before.Id,
                before.Section,
                before.OrganId,
                await Written(
                        work,
                        before.OrganId,
                        command.Title,
                        command.Text,
                        command.Number,
                        command.Day,
                        cancellationToken
                    )
                    .ConfigureAwait(false),
                true,
                command.Reason,
                duties[command.Id],
                cancellationToken
            )
            .ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        WithdrawPublication command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Publish);
        var row = await Mine(work, command.Id, cancellationToken).ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请写明撤下的原因，如“含有个人信息，应当去除后重新公布”。",
                field: nameof(command.Reason)
            );
        }
        if (!row.IsPublic)
        {
            Work.Refuse(RefusalKind.Conflict, "已经撤下了。");
        }
        var duties = (await Open(work, [row.Id], cancellationToken).ConfigureAwait(false))[row.Id]
            .Where(d => d.Act == PublicationAct.Withdraw)
            .ToList();
        await work.Append(
                Publication.StreamOf(row.Id),
                new PublicationWithdrawn(row.Id, work.Today, [.. duties.Select(d => d.Id)]),
                organ: row.OrganId
            )
            .ConfigureAwait(false);
        await Settle(work, duties).ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        PlacePublication command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var duty = await MyDuty(work, command.Duty, cancellationToken).ConfigureAwait(false);
        if (duty.Channel == Publication.Portal)
        {
            Work.Refuse(RefusalKind.Invalid, "门户上的公布由系统完成，请用“公布”。");
        }
        if (
            command.Url is { Length: > 0 } url
            && !(
                Uri.TryCreate(url, UriKind.Absolute, out var address)
                && address.Scheme is "http" or "https"
                && url.Length <= 500
            )
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "网址应当以 http:// 或者 https:// 开头，最多 500 个字符。",
                field: nameof(command.Url)
            );
        }
        if (command.On > work.Today || command.On < duty.From.AddYears(-1))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "公布日期晚于今天，或者早得不合情理，请核对。",
                field: nameof(command.On)
            );
        }
        await work.Append(
                Publication.StreamOf(duty.SubjectId),
                new PublicationPlaced(
                    duty.Id,
                    command.On,
                    string.IsNullOrWhiteSpace(command.Url) ? null : command.Url.Trim()
                ),
                legalDate: command.On,
                organ: duty.OrganId
            )
            .ConfigureAwait(false);
        await Settle(work, [duty]).ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        WaivePublication command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var duty = await MyDuty(work, command.Duty, cancellationToken).ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            // 政府信息公开条例第十三条: 除第十四条、第十五条、第十六条规定的政府信息外，政府信息应当公开。
            Work.Refuse(
                RefusalKind.Invalid,
                "请写明不公布的理由和依据的条款。除国家秘密、危及安全、涉及商业秘密和个人隐私等情形外，政府信息应当公开。",
                "政府信息公开条例第十三条",
                nameof(command.Reason)
            );
        }
        await work.Append(
                Publication.StreamOf(duty.SubjectId),
                new PublicationWaived(duty.Id, work.Today),
                organ: duty.OrganId
            )
            .ConfigureAwait(false);
        await Settle(work, [duty]).ConfigureAwait(false);
        return null;
    }

    public async ValueTask<string?> Handle(
        OwePublication command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Publish);
        await DemandOrgan(work, command.Organ, cancellationToken).ConfigureAwait(false);
        Titled(command.Title);
        if (command.From > work.Today || command.From < work.Today.AddYears(-5))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "信息形成或者变更的日期晚于今天，或者在五年以前，请核对。",
                field: nameof(command.From)
            );
        }
        var channel = string.IsNullOrWhiteSpace(command.Channel)
            ? Publication.Portal
            : command.Channel.Trim();
        if (channel.Length > 50)
        {
            Work.Refuse(RefusalKind.Invalid, "渠道最多 50 个字。", field: nameof(command.Channel));
        }
        var calendar = await CountyCalendars
            .Read(work.Db, work.Tenant, cancellationToken)
            .ConfigureAwait(false);
        return (
            await PublicationDuties
                .Append(
                    work,
                    calendar,
                    new Owed(
                        PublicationAct.Publish,
                        Notice,
                        work.NewId(),
                        PortalSections.Notices,
                        command.Organ,
                        command.Title.Trim(),
                        channel,
                        command.From,
                        Within
                    )
                )
                .ConfigureAwait(false)
        ).ToString();
    }

    public async ValueTask Undo(PublicationPlaced data, TrailEntry entry, Work work) =>
        await Reopen(data.Duty, entry, work).ConfigureAwait(false);

    public async ValueTask Undo(PublicationWaived data, TrailEntry entry, Work work) =>
        await Reopen(data.Duty, entry, work).ConfigureAwait(false);

    private static async ValueTask Reopen(Guid duty, TrailEntry entry, Work work) =>
        await work.Append(entry.Stream, new DutyReopened(duty), organ: entry.Organ)
            .ConfigureAwait(false);

    /// <summary>Puts something on the portal, or what has become of it as a further edition.</summary>
    internal static async ValueTask Show(
        Work work,
        Publication? before,
        string kind,
        Guid id,
        string section,
        Guid organ,
        PublishedContent content,
        bool corrected,
        string? reason,
        IEnumerable<PublicationDuty> duties,
        CancellationToken cancellationToken
    )
    {
        if (before is { IsPublic: true })
        {
            var body = await work
                .Db.Set<PublicationEdition>()
                .AsNoTracking()
                .Where(e =>
                    e.Tenant == work.Tenant && e.PublicationId == id && e.Number == before.Edition
                )
                .Select(e => e.Body)
                .SingleAsync(cancellationToken)
                .ConfigureAwait(false);
            if (JsonSerializer.Serialize(content, EventRegistry.Json) == body)
            {
                Work.Refuse(
                    RefusalKind.Conflict,
                    $"“{before.Title}”与已经公布的相同，无需重新公布。"
                );
            }
        }
        if (corrected && string.IsNullOrWhiteSpace(reason))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"“{content.Title}”是更正：请写明原来错在哪里，随更正后的内容一并公布。",
                field: nameof(Command.Reason)
            );
        }
        var done = duties.Where(d => d.Channel == Publication.Portal).ToList();
        var edition = (before?.Edition ?? 0) + 1;
        IReadOnlyList<Guid> ids = [.. done.Select(d => d.Id)];
        await work.Append(
                Publication.StreamOf(id),
                corrected
                    ? new PublicationCorrected(
                        kind,
                        id,
                        section,
                        organ,
                        edition,
                        work.Today,
                        content,
                        ids
                    )
                    : new Published(kind, id, section, organ, edition, work.Today, content, ids),
                organ: organ
            )
            .ConfigureAwait(false);
        await Settle(work, done).ConfigureAwait(false);
    }

    /// <summary>What a register's item says to the public.</summary>
    internal static PublishedContent Compose(
        Register register,
        IReadOnlyList<RegisterVersion> stretches,
        IReadOnlyList<RegisterChange> changes,
        LedgerOrgans organs
    )
    {
        var view = register.Portal!;
        var newest = stretches[^1].ParseBody();
        var facts = view.Facts(newest, organs);
        var end =
            stretches[^1].Ending == Ending.Expires
                ? null
                : changes
                    .Where(c =>
                        register.Kind(c.Kind)?.Effect is ChangeEffect.End or ChangeEffect.Merge
                    )
                    .MaxBy(c => c.EffectiveSeq);
        var endedBy =
            view.EndedBy is { } field && end?.Inputs is { } inputs
                ? (string?)JsonNode.Parse(inputs)![field]
                : null;
        return new PublishedContent
        {
            Title = register.TitleOf(newest),
            Number = facts.Number,
            Organ =
                facts.Organ
                ?? organs.Get(Register.KeeperOf(newest))?.Name
                ?? organs.NameOf(Register.KeeperOf(newest)),
            Sort = register.SortOf(newest),
            Day = facts.Day,
            Facet = facts.Facet,
            Versions = Joined(
                view,
                stretches.Select(v =>
                {
                    var body = v.ParseBody();
                    return new PublishedVersion(
                        v.ValidFrom,
                        v.ValidUntil == RegisterVersion.NoEnd ? null : v.ValidUntil,
                        v.State == StretchState.Suspended,
                        [
                            .. view
                                .Fields.Select(register.Field)
                                .Where(f => body[f.Name] is not null)
                                .Select(f => new PublishedField(
                                    f.Name,
                                    f.Title,
                                    f.Format(body[f.Name], organs)
                                        .Replace(
                                            "；",
                                            f.LongText ? "\n" : "；",
                                            StringComparison.Ordinal
                                        )
                                )),
                        ],
                        view.Text is { } text ? (string?)body[text] : null
                    );
                })
            ),
            Relations = endedBy is null
                ? facts.Relations
                : [.. facts.Relations, new(RelationKind.RepealedBy, endedBy)],
            EndWord = end is null ? null : register.Kind(end.Kind)!.Name,
            EndedBy = endedBy,
        };
    }

    /// <summary>Versions that differ only in what is shown live are one.</summary>
    private static List<PublishedVersion> Joined(
        PortalView view,
        IEnumerable<PublishedVersion> versions
    )
    {
        var joined = new List<PublishedVersion>();
        foreach (var version in versions)
        {
            if (
                view.Live is not null
                && joined is [.., var last]
                && last.Until?.AddDays(1) == version.From
                && last.IsSuspended == version.IsSuspended
                && last.Text == version.Text
                && last.Fields.SequenceEqual(version.Fields)
            )
            {
                joined[^1] = last with { Until = version.Until };
            }
            else
            {
                joined.Add(version);
            }
        }
        return joined;
    }

    private async ValueTask<PublishedContent> Written(
        Work work,
        Guid organ,
        string title,
        string text,
        string? number,
        DateOnly? day,
        CancellationToken cancellationToken
    )
    {
        Titled(title);
        if (string.IsNullOrWhiteSpace(text) || text.Length > Longest)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                string.IsNullOrWhiteSpace(text)
                    ? "请填写正文，或者上传正文的文件。"
                    : $"正文最多 {Longest / 10_000} 万字，这份有 {text.Length / 10_000} 万字，请分成几件公布。",
                field: nameof(PublishNotice.Text)
            );
        }
        if (number?.Length > 60)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "文号最多 60 个字。",
                field: nameof(PublishNotice.Number)
            );
        }
        var organs = await directories.Organs(work.Tenant, cancellationToken).ConfigureAwait(false);
        return new PublishedContent
        {
            Title = title.Trim(),
            Number = string.IsNullOrWhiteSpace(number) ? null : number.Trim(),
            Organ = organs.Get(organ)!.Name,
            Sort = SortOf(day ?? work.Today, title.Trim()),
            Day = day ?? work.Today,
            Versions = [new PublishedVersion(null, null, false, [], text)],
        };
    }

    /// <summary>Newest first.</summary>
    internal static string SortOf(DateOnly day, string title) =>
        $"{3_000_0000 - (day.Year * 10000 + day.Month * 100 + day.Day):00000000} {title}";

    private static void Titled(string title)
    {
        if (string.IsNullOrWhiteSpace(title) || title.Trim().Length > 200)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请填写标题，最多 200 个字。",
                field: nameof(PublishNotice.Title)
            );
        }
    }

    private static async ValueTask Settle(Work work, IEnumerable<PublicationDuty> duties)
    {
        foreach (var duty in duties)
        {
            await work.SettleNotices(PublicationReminders.KeyOf(duty.Id)).ConfigureAwait(false);
        }
    }

    private static async ValueTask<ILookup<Guid, PublicationDuty>> Open(
        Work work,
        IReadOnlyList<Guid> subjects,
        CancellationToken cancellationToken
    ) =>
        (
            await work
                .Db.Set<PublicationDuty>()
                .AsNoTracking()
                .Where(d =>
                    d.Tenant == work.Tenant
                    && subjects.Contains(d.SubjectId)
                    && d.State == DutyState.Open
                )
                .OrderBy(d => d.Seq)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        ).ToLookup(d => d.SubjectId);

    private async ValueTask<PublicationDuty> MyDuty(
        Work work,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Publish);
        var duty = await work
            .Db.Set<PublicationDuty>()
            .AsNoTracking()
            .FirstOrDefaultAsync(d => d.Tenant == work.Tenant && d.Id == id, cancellationToken)
            .ConfigureAwait(false);
        if (duty is null)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这项公布义务，或者您不能办理它。");
        }
        await DemandOrgan(work, duty.OrganId, cancellationToken).ConfigureAwait(false);
        if (duty.State != DutyState.Open)
        {
            Work.Refuse(RefusalKind.Conflict, "这项公布义务已经办过了。");
        }
        return duty;
    }

    private async ValueTask<Publication> Mine(
        Work work,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var row = await work
            .Db.Set<Publication>()
            .AsNoTracking()
            .FirstOrDefaultAsync(p => p.Tenant == work.Tenant && p.Id == id, cancellationToken)
            .ConfigureAwait(false);
        if (row is null)
        {
            Work.Refuse(RefusalKind.NotFound, "没有公布过这一项，或者您不能办理它。");
        }
        await DemandOrgan(work, row.OrganId, cancellationToken).ConfigureAwait(false);
        return row;
    }

    private async ValueTask DemandOrgan(Work work, Guid organ, CancellationToken cancellationToken)
    {
        var organs = await LedgerOrgans
            .Of(directories, work.Tenant, cancellationToken)
            .ConfigureAwait(false);
        if (organs.Get(organ) is null || !organs.MayActFor(work.Actor, organ))
        {
            Work.Refuse(RefusalKind.NotFound, "没有这一项，或者您不能替这个单位公布。");
        }
    }
}
