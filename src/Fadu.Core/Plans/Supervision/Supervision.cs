using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Fadu.Core.Inbox;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Plans.Supervision;

/// <summary>How far a 督办单 has come.</summary>
public enum SupervisionState
{
    [Display(Name = "待回复")]
    Issued,

    [Display(Name = "已回复")]
    Replied,

    [Display(Name = "已办结")]
    Closed,
}

/// <summary>A 督办单: one numbered document to one organ about what it owes.</summary>
public sealed class SupervisionNotice : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }

    /// <summary>The organ that supervises; numbers run in each organ and year.</summary>
    public Guid IssuerId { get; init; }

    /// <summary>The organ that is supervised.</summary>
    public Guid OrganId { get; init; }

    public int Year { get; init; }

    /// <summary>From 1 without gaps.</summary>
    public int Number { get; init; }

    public DateOnly IssuedOn { get; init; }
    public Guid? IssuedBy { get; init; }
    public DateOnly ReplyBy { get; init; }
    public required string Demand { get; init; }

    /// <summary>JSON of the list of <see cref="SupervisedItem"/>.</summary>
    public required string Items { get; init; }

    public SupervisionState State { get; set; }
    public DateOnly? RepliedOn { get; set; }
    public string? Reply { get; set; }
    public string? ReplyFiles { get; set; }
    public DateOnly? ClosedOn { get; set; }

    /// <summary>The number as documents write it.</summary>
    public string NumberText =>
        string.Create(CultureInfo.InvariantCulture, $"〔{Year}〕{Number}号");

    public IReadOnlyList<SupervisedItem> ReadItems() =>
        JsonSerializer.Deserialize<List<SupervisedItem>>(Items, EventRegistry.Json)!;

    /// <summary>The files that came with the reply.</summary>
    public IReadOnlyList<EvidenceFile> ReadReplyFiles() =>
        ReplyFiles is null
            ? []
            : JsonSerializer.Deserialize<List<EvidenceFile>>(ReplyFiles, EventRegistry.Json)!;

    /// <summary>The stream of a notice.</summary>
    public static string StreamOf(Guid id) => $"supervision:{id}";
}

/// <summary>What was owed when the notice was written.</summary>
public sealed record SupervisedItem(Guid Id, string Title, string PlanTitle, DateOnly? Due);

/// <summary>That somebody of the supervised organ has read it (阅).</summary>
public sealed class SupervisionReading
{
    public int Tenant { get; init; }
    public Guid NoticeId { get; init; }
    public Guid PersonId { get; init; }
    public DateTimeOffset At { get; init; }
}

internal sealed class SupervisionConfiguration
    : IEntityTypeConfiguration<SupervisionNotice>,
        IEntityTypeConfiguration<SupervisionReading>
{
    public void Configure(EntityTypeBuilder<SupervisionNotice> entity)
    {
        entity.HasKey(n => new { n.Tenant, n.Id });
        entity
            .HasIndex(n => new
            {
                n.Tenant,
                n.IssuerId,
                n.Year,
                n.Number,
            })
            .IsUnique();
        entity.HasIndex(n => new
        {
            n.Tenant,
            n.OrganId,
            n.Id,
        });
        entity.Ignore(n => n.NumberText);
    }

    public void Configure(EntityTypeBuilder<SupervisionReading> entity) =>
        entity.HasKey(r => new
        {
            r.Tenant,
            r.NoticeId,
            r.PersonId,
        });
}

/// <summary>A 督办单 was issued.</summary>
[TrailEvent("supervision.issued", "下达督办单")]
public sealed record SupervisionIssued(
    Guid Id,
    Guid Issuer,
    Guid Organ,
    int Year,
    int Number,
    IReadOnlyList<SupervisedItem> Items,
    string Demand,
    DateOnly ReplyBy
) : ITrailEvent;

/// <summary>Somebody of the supervised organ has read it.</summary>
[TrailEvent("supervision.read", "阅")]
public sealed record SupervisionRead(Guid Notice) : ITrailEvent;

/// <summary>The supervised organ replied.</summary>
[TrailEvent("supervision.replied", "回复督办")]
public sealed record SupervisionReplied(Guid Notice, string Text, IReadOnlyList<EvidenceFile> Files)
    : ITrailEvent;

/// <summary>The supervising organ asks for a better reply; the reason is on the entry.</summary>
[TrailEvent("supervision.reply-returned", "退回督办回复")]
public sealed record SupervisionReplyReturned(Guid Notice) : ITrailEvent;

/// <summary>The supervising organ closed it.</summary>
[TrailEvent("supervision.closed", "督办办结")]
public sealed record SupervisionClosed(Guid Notice) : ITrailEvent;

/// <summary>Issues 督办单 about items: one for each organ that leads one of them.</summary>
public sealed record IssueSupervision(IReadOnlyList<Guid> Items, string Demand, DateOnly ReplyBy)
    : Command;

/// <summary>Notes that the actor has read it.</summary>
public sealed record ReadSupervision(Guid Notice) : Command;

/// <summary>Replies for the supervised organ.</summary>
public sealed record ReplySupervision(Guid Notice, string Text) : Command
{
    /// <summary>Names of the files in <see cref="Command.Evidence"/>.</summary>
    public IReadOnlyList<string> FileNames { get; init; } = [];
}

/// <summary>Sends the reply back; the reason is owed.</summary>
public sealed record ReturnSupervisionReply(Guid Notice) : Command;

/// <summary>Closes it.</summary>
public sealed record CloseSupervision(Guid Notice) : Command;

internal sealed class SupervisionHandler
    : IHandler<IssueSupervision>,
        IHandler<ReadSupervision>,
        IHandler<ReplySupervision>,
        IHandler<ReturnSupervisionReply>,
        IHandler<CloseSupervision>
{
    public async ValueTask<string?> Handle(
        IssueSupervision command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Supervise);
        if (work.Actor.Organ is not { } issuer)
        {
            Work.Refuse(RefusalKind.Forbidden, "督办单须由一个单位下达。");
            return null;
        }
        if (command.Items.Count == 0)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请先勾选要督办的任务。",
                field: nameof(command.Items)
            );
        }
        if (string.IsNullOrWhiteSpace(command.Demand))
        {
            Work.Refuse(RefusalKind.Invalid, "请写明督办要求。", field: nameof(command.Demand));
        }
        if (command.ReplyBy < work.Today)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "回复期限不能早于今天。",
                field: nameof(command.ReplyBy)
            );
        }
        var ids = command.Items.Distinct().ToList();
        var items = await work
            .Db.Set<PlanItem>()
            .Where(i => i.Tenant == work.Tenant && ids.Contains(i.Id))
            .OrderBy(i => i.NextDue)
            .ToListAsync(cancellationToken);
        if (items.Count != ids.Count)
        {
            Work.Refuse(RefusalKind.NotFound, "所选任务中有已经不存在的，请刷新页面。");
        }
        if (items.Find(i => !i.IsOpen) is { } ended)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"“{ended.Title}”{ended.State.DisplayName()}，不必督办。"
            );
        }
        var order = await work
            .Db.Set<Organ>()
            .Where(o => o.Tenant == work.Tenant)
            .ToDictionaryAsync(o => o.Id, o => o.Order, cancellationToken);
        // Only one command holds the write lane, so the next number is the last one and one: no gaps, none twice.
        var number =
            await work
                .Db.Set<SupervisionNotice>()
                .Where(n =>
                    n.Tenant == work.Tenant && n.IssuerId == issuer && n.Year == work.Today.Year
                )
                .MaxAsync(n => (int?)n.Number, cancellationToken)
            ?? 0;
        var made = new List<Guid>();
        foreach (
            var group in items
                .GroupBy(i => i.ChiefOrganId)
                .OrderBy(g => order.GetValueOrDefault(g.Key, int.MaxValue))
        )
        {
            var id = work.NewId();
            made.Add(id);
            var issued = new SupervisionIssued(
                id,
                issuer,
                group.Key,
                work.Today.Year,
                ++number,
                [
                    .. group.Select(i => new SupervisedItem(
                        i.Id,
                        i.Title,
                        i.PlanTitle,
                        i.NextDue == ItemSchedule.NoDue ? null : i.NextDue
                    )),
                ],
                command.Demand.Trim(),
                command.ReplyBy
            );
            await work.Append(
                SupervisionNotice.StreamOf(id),
                issued,
                expected: 0,
                organ: group.Key
            );
            await work.Notify(
                new Notice(
                    $"supervision:{id}:issued",
                    group.Key,
                    $"收到督办单〔{issued.Year}〕{issued.Number}号，请于 {command.ReplyBy:yyyy-MM-dd} 前回复",
                    string.Join("；", issued.Items.Select(i => PlanDraft.Shorten(i.Title, 40))),
                    $"/workbench/supervision/{id}"
                )
                {
                    Due = command.ReplyBy,
                }
            );
            foreach (var item in group)
            {
                await work.SettleNotices($"plan-item:{item.Id}:{ReminderStep.Supervise}:");
            }
        }
        return string.Join(',', made);
    }

    public async ValueTask<string?> Handle(
        ReadSupervision command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var notice = await Own(command.Notice, work);
        if (
            work.Actor.Person is { } person
            && await work.Db.FindAsync<SupervisionReading>(work.Tenant, notice.Id, person) is null
        )
        {
            await work.Append(
                SupervisionNotice.StreamOf(notice.Id),
                new SupervisionRead(notice.Id),
                organ: notice.OrganId
            );
        }
        return null;
    }

    public async ValueTask<string?> Handle(
        ReplySupervision command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ReportProgress);
        var notice = await Own(command.Notice, work);
        if (notice.State == SupervisionState.Closed)
        {
            Work.Refuse(RefusalKind.Condition, "这份督办单已经办结。");
        }
        if (string.IsNullOrWhiteSpace(command.Text))
        {
            Work.Refuse(RefusalKind.Invalid, "请填写回复。", field: nameof(command.Text));
        }
        await work.Append(
            SupervisionNotice.StreamOf(notice.Id),
            new SupervisionReplied(
                notice.Id,
                command.Text.Trim(),
                [
                    .. command.Evidence.Select(
                        (h, i) =>
                            new EvidenceFile(
                                h,
                                command.FileNames.ElementAtOrDefault(i) ?? $"附件{i + 1}"
                            )
                    ),
                ]
            ),
            organ: notice.OrganId
        );
        await work.SettleNotices($"supervision:{notice.Id}:");
        await work.Notify(
            new Notice(
                $"supervision:{notice.Id}:reply:{await work.VersionOf(SupervisionNotice.StreamOf(notice.Id))}",
                notice.IssuerId,
                $"督办单{notice.NumberText}已回复，请审阅",
                command.Text.Trim(),
                $"/workbench/supervision/{notice.Id}"
            )
            {
                ForThoseWho = Capability.Supervise,
            }
        );
        return null;
    }

    public async ValueTask<string?> Handle(
        ReturnSupervisionReply command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var notice = await Issued(command.Notice, work);
        PlanItemHandler.DemandReason(work, command, "请写明退回的理由。");
        if (notice.State != SupervisionState.Replied)
        {
            Work.Refuse(RefusalKind.Condition, "还没有收到回复，不能退回。");
        }
        await work.Append(
            SupervisionNotice.StreamOf(notice.Id),
            new SupervisionReplyReturned(notice.Id),
            organ: notice.OrganId
        );
        await work.SettleNotices($"supervision:{notice.Id}:reply:");
        await work.Notify(
            new Notice(
                $"supervision:{notice.Id}:returned:{await work.VersionOf(SupervisionNotice.StreamOf(notice.Id))}",
                notice.OrganId,
                $"督办单{notice.NumberText}的回复被退回",
                command.Reason!,
                $"/workbench/supervision/{notice.Id}"
            )
            {
                Due = notice.ReplyBy,
            }
        );
        return null;
    }

    public async ValueTask<string?> Handle(
        CloseSupervision command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var notice = await Issued(command.Notice, work);
        if (notice.State == SupervisionState.Closed)
        {
            Work.Refuse(RefusalKind.Condition, "这份督办单已经办结。");
        }
        await work.Append(
            SupervisionNotice.StreamOf(notice.Id),
            new SupervisionClosed(notice.Id),
            organ: notice.OrganId
        );
        await work.SettleNotices($"supervision:{notice.Id}:");
        return null;
    }

    private static async ValueTask<SupervisionNotice> Issued(Guid id, Work work)
    {
        work.Demand(Capability.Supervise);
        var notice = await Find(id, work);
        if (notice.IssuerId != work.Actor.Organ)
        {
            Work.Refuse(RefusalKind.Forbidden, "这份督办单由别的单位下达，须由该单位办理。");
        }
        return notice;
    }

    private static async ValueTask<SupervisionNotice> Own(Guid id, Work work)
    {
        var notice = await Find(id, work);
        if (notice.OrganId != work.Actor.Organ)
        {
            Work.Refuse(RefusalKind.Forbidden, "这份督办单不是发给您的单位的。");
        }
        return notice;
    }

    private static async ValueTask<SupervisionNotice> Find(Guid id, Work work)
    {
        var notice = await work.Db.FindAsync<SupervisionNotice>(work.Tenant, id);
        if (notice is null)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这份督办单。");
        }
        return notice;
    }
}

internal sealed class SupervisionProjection
    : IProject<SupervisionIssued>,
        IProject<SupervisionRead>,
        IProject<SupervisionReplied>,
        IProject<SupervisionReplyReturned>,
        IProject<SupervisionClosed>
{
    public IReadOnlyList<Type> Tables => [typeof(SupervisionNotice), typeof(SupervisionReading)];

    public ValueTask Apply(SupervisionIssued data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new SupervisionNotice
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                IssuerId = data.Issuer,
                OrganId = data.Organ,
                Year = data.Year,
                Number = data.Number,
                IssuedOn = entry.LegalDate,
                IssuedBy = entry.Actor,
                ReplyBy = data.ReplyBy,
                Demand = data.Demand,
                Items = JsonSerializer.Serialize(data.Items, EventRegistry.Json),
            }
        );
        return ValueTask.CompletedTask;
    }

    public ValueTask Apply(SupervisionRead data, TrailEntry entry, FaduDb db)
    {
        if (entry.Actor is { } person)
        {
            db.Add(
                new SupervisionReading
                {
                    Tenant = entry.Tenant,
                    NoticeId = data.Notice,
                    PersonId = person,
                    At = entry.At,
                }
            );
        }
        return ValueTask.CompletedTask;
    }

    public async ValueTask Apply(SupervisionReplied data, TrailEntry entry, FaduDb db)
    {
        var notice = (await db.FindAsync<SupervisionNotice>(entry.Tenant, data.Notice))!;
        notice.State = SupervisionState.Replied;
        notice.Reply = data.Text;
        notice.RepliedOn = entry.LegalDate;
        notice.ReplyFiles = JsonSerializer.Serialize(data.Files, EventRegistry.Json);
    }

    public async ValueTask Apply(SupervisionReplyReturned data, TrailEntry entry, FaduDb db)
    {
        var notice = (await db.FindAsync<SupervisionNotice>(entry.Tenant, data.Notice))!;
        notice.State = SupervisionState.Issued;
    }

    public async ValueTask Apply(SupervisionClosed data, TrailEntry entry, FaduDb db)
    {
        var notice = (await db.FindAsync<SupervisionNotice>(entry.Tenant, data.Notice))!;
        notice.State = SupervisionState.Closed;
        notice.ClosedOn = entry.LegalDate;
    }
}
