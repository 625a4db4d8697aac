using System.Security.Cryptography;
using System.Text;
using Fadu.Core.Calendars;
using Fadu.Core.Matters;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Publications;

/// <summary>Duties arise by what happens: a register's item was formed, changed or put right, a step of a matter was done.</summary>
internal static class PublicationDuties
{
    private const int Chunk = 500;

    /// <summary>What the changes of items ask for, of registers that are public.</summary>
    /// <param name="changes">Changes that have taken effect, with their kinds, whether the item is 公开 after them, and the day of the decision.</param>
    public static async ValueTask Arise(
        Work work,
        IReadOnlyList<(
            Register Register,
            RegisterChange Change,
            ChangeKind Kind,
            bool IsOpen,
            DateOnly DecidedOn
        )> changes,
        CancellationToken cancellationToken
    )
    {
        var owed = changes
            .Where(c =>
                c.Register.PublicTerm is not null
                // What was done about an item changes nothing of what the public reads.
                && c.Kind.Effect != ChangeEffect.Note
            )
            .ToList();
        if (owed.Count == 0)
        {
            return;
        }
        var calendar = await CountyCalendars
            .Read(work.Db, work.Tenant, cancellationToken)
            .ConfigureAwait(false);
        foreach (var some in owed.Chunk(Chunk))
        {
            var ids = some.Select(c => c.Change.ItemId).ToList();
            var published = await work
                .Db.Set<Publication>()
                .AsNoTracking()
                .Where(p => p.Tenant == work.Tenant && ids.Contains(p.Id) && p.IsPublic)
                .Select(p => p.Id)
                .ToHashSetAsync(cancellationToken)
                .ConfigureAwait(false);
            var open = (
                await work
                    .Db.Set<PublicationDuty>()
                    .AsNoTracking()
                    .Where(d =>
                        d.Tenant == work.Tenant
                        && ids.Contains(d.SubjectId)
                        && d.State == DutyState.Open
                    )
                    .Select(d => new
                    {
                        d.Id,
                        d.SubjectId,
                        d.Channel,
                        d.Act,
                    })
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            ).ToLookup(d => d.SubjectId);
            await work.Foresee(
                    some.Select(c => Publication.StreamOf(c.Change.ItemId)),
                    cancellationToken
                )
                .ConfigureAwait(false);
            foreach (var (register, change, kind, isOpen, decidedOn) in some)
            {
                var isPublic = published.Contains(change.ItemId);
                var gone = !isOpen || kind.Effect == ChangeEffect.Void;
                if (gone)
                {
                    // What is no longer public, or never was, is owed to nobody.
                    foreach (
                        var duty in open[change.ItemId].Where(d => d.Act != PublicationAct.Withdraw)
                    )
                    {
                        await work.Append(
                                Publication.StreamOf(change.ItemId),
                                new PublicationWaived(duty.Id, work.Today),
                                organ: change.OrganId,
                                reason: kind.Effect == ChangeEffect.Void
                                    ? "登记有误，已作废。"
                                    : "已改为内部事项。"
                            )
                            .ConfigureAwait(false);
                    }
                }
                if (gone && !isPublic)
                {
                    continue;
                }
                var act =
                    gone ? PublicationAct.Withdraw
                    : register.Portal is null
                        ? kind.Effect == ChangeEffect.Add ? PublicationAct.Publish
                            : PublicationAct.Renew
                    : !isPublic ? PublicationAct.Publish
                    : kind.Effect == ChangeEffect.Correct ? PublicationAct.Correct
                    : PublicationAct.Renew;
                foreach (var channel in gone ? [Publication.Portal] : register.PublicChannels)
                {
                    // One that is open already and due earlier covers it.
                    if (
                        open[change.ItemId]
                            .Any(d =>
                                d.Channel == channel && (d.Act == PublicationAct.Withdraw) == gone
                            )
                    )
                    {
                        continue;
                    }
                    await Append(
                            work,
                            calendar,
                            new Owed(
                                act,
                                RegisterVersion.SubjectKindOf(register.Key),
                                change.ItemId,
                                register.Portal?.Section ?? register.Key,
                                change.OrganId,
                                change.Title,
                                channel,
                                decidedOn,
                                register.PublicTerm!
                            )
                        )
                        .ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>What the steps of a matter ask for, and what they have done: 公布 as its procedure declares it (<see cref="Procedure.Duties"/>).</summary>
    public static async ValueTask Of(
        Work work,
        Matter matter,
        Procedure procedure,
        IReadOnlyList<Effect> effects,
        CancellationToken cancellationToken
    )
    {
        foreach (var effect in effects)
        {
            var (key, on, isDone) = effect switch
            {
                DutyArisen arisen => (arisen.Duty, arisen.On, false),
                DutyDone done => (done.Duty, done.On, true),
                _ => (null, default, false),
            };
            if (procedure.Duties.FirstOrDefault(d => d.Key == key) is not { } declared)
            {
                continue;
            }
            var subject = SubjectOf(matter.Id, declared.Key);
            // A step may do at once what it asks for: then the duty is only tracked yet.
            await work
                .Db.Set<PublicationDuty>()
                .Where(d => d.Tenant == work.Tenant && d.SubjectId == subject)
                .LoadAsync(cancellationToken)
                .ConfigureAwait(false);
            var open = work
                .Db.Set<PublicationDuty>()
                .Local.FirstOrDefault(d =>
                    d.Tenant == work.Tenant && d.SubjectId == subject && d.State == DutyState.Open
                );
            if (isDone && open is not null)
            {
                await work.Append(
                        Publication.StreamOf(subject),
                        new PublicationPlaced(open.Id, on, null),
                        legalDate: on,
                        organ: matter.OrganId
                    )
                    .ConfigureAwait(false);
            }
            else if (!isDone && open is null)
            {
                var calendar = await CountyCalendars
                    .Read(work.Db, work.Tenant, cancellationToken)
                    .ConfigureAwait(false);
                var limit = declared.Clock is { } clock
                    ? procedure.FindClock(clock)!.Limit
                    : PublicationHandlers.Within;
                await Append(
                        work,
                        calendar,
                        new Owed(
                            PublicationAct.Publish,
                            "matter",
                            subject,
                            PortalSections.Notices,
                            matter.OrganId,
                            $"{declared.Name}：{matter.Title}",
                            Publication.Portal,
                            on,
                            limit with
                            {
                                Basis = declared.Basis,
                            }
                        )
                    )
                    .ConfigureAwait(false);
            }
        }
    }

    /// <summary>The thing that a duty of a matter makes public: one for each of its duties.</summary>
    internal static Guid SubjectOf(Guid matter, string duty) =>
        new(
            SHA256.HashData(Encoding.UTF8.GetBytes($"publication|{matter:N}|{duty}")).AsSpan(0, 16)
        );

    /// <summary>Appends a duty; its last day is counted by the county's calendar.</summary>
    public static async ValueTask<Guid> Append(Work work, WorkCalendar calendar, Owed owed)
    {
        var id = work.NewId();
        await work.Append(
                Publication.StreamOf(owed.Subject),
                new PublicationDue(
                    id,
                    owed.Act,
                    owed.SubjectKind,
                    owed.Subject,
                    owed.Section,
                    owed.Organ,
                    owed.Title,
                    owed.Channel,
                    owed.From,
                    Clock.Within(owed.Within, owed.From).Read(calendar).Due!.Value,
                    owed.Within.ToString(),
                    owed.Within.Basis!.ToString()
                ),
                organ: owed.Organ
            )
            .ConfigureAwait(false);
        return id;
    }
}

/// <summary>A duty that arises.</summary>
internal sealed record Owed(
    PublicationAct Act,
    string SubjectKind,
    Guid Subject,
    string Section,
    Guid Organ,
    string Title,
    string Channel,
    DateOnly From,
    TimeLimit Within
);
