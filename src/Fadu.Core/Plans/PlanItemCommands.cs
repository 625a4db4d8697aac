using System.Globalization;
using Fadu.Core.Files;
using Fadu.Core.Inbox;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Plans;

/// <summary>Enters a further item into a confirmed plan.</summary>
public sealed record AddPlanItem(Guid Plan, PlanItemContent Item) : Command;

/// <summary>Names the person of an organ who does the work; empty takes the name back.</summary>
public sealed record NamePlanPerson(Guid Item, Guid Organ, Guid? Person) : Command;

/// <summary>Changes the organs of an item.</summary>
public sealed record ReassignPlanItem(Guid Item, IReadOnlyList<PlanUnit> Units) : Command;

/// <summary>Reports progress of the actor's organ.</summary>
public sealed record ReportProgress(Guid Item, ItemState State, string Text) : Command
{
    public string? Obstacle { get; init; }
    public string? Request { get; init; }

    /// <summary>Which deadline it is about, from 0; empty = the whole item.</summary>
    public int? Due { get; init; }

    /// <summary>Asks to move the deadline to this day.</summary>
    public DateOnly? NewDueOn { get; init; }

    /// <summary>Names of the files in <see cref="Command.Evidence"/>, in the same order.</summary>
    public IReadOnlyList<string> FileNames { get; init; } = [];
}

/// <summary>Takes a report back, as long as nobody has acted on it.</summary>
public sealed record WithdrawProgress(Guid Report) : Command;

/// <summary>Accepts reports, one or many.</summary>
/// <param name="ApprovedBy">Who approved an extension that a report asks for.</param>
/// <param name="WriteOff">Writes items off that are done with it (销号).</param>
public sealed record AcceptProgress(
    IReadOnlyList<Guid> Reports,
    string? ApprovedBy = null,
    bool WriteOff = false
) : Command;

/// <summary>Returns reports, one or many; the reason is owed.</summary>
public sealed record ReturnProgress(IReadOnlyList<Guid> Reports) : Command;

/// <summary>Moves a deadline; reason and approver are owed.</summary>
public sealed record ExtendDue(Guid Item, int Due, DateOnly To, string ApprovedBy) : Command;

/// <summary>Ends an item that will not be done; the reason is owed.</summary>
public sealed record TerminatePlanItem(Guid Item) : Command;

/// <summary>Writes done items off (销号).</summary>
public sealed record WriteOffPlanItems(IReadOnlyList<Guid> Items) : Command;

/// <summary>Carries unfinished items into a new plan (年度结转).</summary>
public sealed record RollOverPlan(Guid Plan, PlanHead Head, IReadOnlyList<Guid> Items) : Command
{
    /// <summary>The deadline of carried items whose own lies in the past; empty keeps it, so that they stay late.</summary>
    public DateOnly? NewDueOn { get; init; }
}

/// <summary>Notes that a list of items was given out as a file.</summary>
/// <param name="Filter">What it was narrowed to, as in the address.</param>
public sealed record NotePlanExport(string Filter, int Rows) : Command;

internal sealed class PlanItemHandler
    : IHandler<AddPlanItem>,
        IHandler<NamePlanPerson>,
        IHandler<ReassignPlanItem>,
        IHandler<ReportProgress>,
        IHandler<WithdrawProgress>,
        IHandler<AcceptProgress>,
        IHandler<ReturnProgress>,
        IHandler<ExtendDue>,
        IHandler<TerminatePlanItem>,
        IHandler<WriteOffPlanItems>,
        IHandler<RollOverPlan>,
        IHandler<NotePlanExport>
{
    public async ValueTask<string?> Handle(
        NotePlanExport command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Export);
        await work.Append("plan-export", new PlanItemsExported(command.Filter, command.Rows));
        return null;
    }

    public async ValueTask<string?> Handle(
        AddPlanItem command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManagePlans);
        var plan = await work.Db.FindAsync<Plan>(work.Tenant, command.Plan);
        if (plan is not { State: PlanState.Confirmed })
        {
            Work.Refuse(RefusalKind.Condition, "只能向已经入账的方案添加任务。");
        }
        var item = command.Item with { Id = work.NewId(), At = null };
        await PlanDraftHandler.CheckItem(item, work);
        if (item.Chief() is null)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请指定牵头单位或责任单位。",
                field: nameof(item.Units)
            );
        }
        var last =
            await work
                .Db.Set<PlanItem>()
                .Where(i => i.Tenant == work.Tenant && i.PlanId == plan.Id)
                .MaxAsync(i => (int?)i.Ordinal)
            ?? 0;
        await PlanDraftHandler.Enter(work, plan, last + 1, item, null);
        return item.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        NamePlanPerson command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var item = await Item(command.Item, work);
        var assignment = await work.Db.FindAsync<PlanAssignment>(
            work.Tenant,
            item.Id,
            command.Organ
        );
        if (
            assignment is null
            || (command.Organ != work.Actor.Organ && !work.Actor.Can(Capability.ManagePlans))
        )
        {
            Work.Refuse(RefusalKind.Forbidden, "只能为本单位承担的任务指定承办人。");
        }
        work.Demand(Capability.ReportProgress);
        if (
            command.Person is { } id
            && (
                await work.Db.FindAsync<Person>(work.Tenant, id) is not { LeftOn: null } person
                || person.OrganId != command.Organ
            )
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "承办人须是该单位的在职人员。",
                field: nameof(command.Person)
            );
        }
        await work.Append(
            PlanItem.StreamOf(item.Id),
            new PlanPersonNamed(item.Id, command.Organ, command.Person),
            organ: command.Organ
        );
        await work.SettleNotices($"plan:{item.PlanId}:assigned:{command.Organ}");
        return null;
    }

    public async ValueTask<string?> Handle(
        ReassignPlanItem command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManagePlans);
        var item = await Open(command.Item, work);
        DemandReason(work, command, "请写明调整责任单位的理由。");
        var content = item.ReadBody().Content with { Units = command.Units };
        await PlanDraftHandler.CheckOrgans(content.Units.SelectMany(u => u.Organs), work);
        if (content.Chief() is null)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请指定牵头单位或责任单位。",
                field: nameof(command.Units)
            );
        }
        await work.Append(
            PlanItem.StreamOf(item.Id),
            new PlanItemReassigned(item.Id, command.Units),
            organ: content.Chief()
        );
        return null;
    }

    public async ValueTask<string?> Handle(
        ReportProgress command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ReportProgress);
        var item = await Open(command.Item, work);
        if (
            work.Actor.Organ is not { } organ
            || await work.Db.FindAsync<PlanAssignment>(work.Tenant, item.Id, organ)
                is not { } assignment
        )
        {
            Work.Refuse(
                RefusalKind.Forbidden,
                "这项任务没有交给您的单位，不能填报。如应由您单位承担，请与统筹单位联系。"
            );
            return null;
        }
        if (string.IsNullOrWhiteSpace(command.Text))
        {
            Work.Refuse(RefusalKind.Invalid, "请写明进展。", field: nameof(command.Text));
        }
        if (command.State == ItemState.RolledOver)
        {
            Work.Refuse(RefusalKind.Invalid, "结转由统筹单位办理。", field: nameof(command.State));
        }
        if (command.State == ItemState.Done && command.Evidence.Count == 0)
        {
            Work.Refuse(
                RefusalKind.Condition,
                "报“已完成”须附佐证材料（文件、照片、会议纪要等），请先上传再提交。",
                field: nameof(command.Evidence)
            );
        }
        var body = item.ReadBody();
        if (
            command.Due is { } due
            && (due < 0 || due >= body.Dues.Count || body.Dues[due].Next is null)
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "这一期限已经办结，请选择其他期限。",
                field: nameof(command.Due)
            );
        }
        if (
            command.NewDueOn is { } wish
            && (command.Due is null || wish <= body.Dues[command.Due.Value].Next)
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "申请延期请选择是哪一个期限，并填写晚于原期限的日期。",
                field: nameof(command.NewDueOn)
            );
        }
        if (command.State == ItemState.Terminated && string.IsNullOrWhiteSpace(command.Request))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "建议终止的，请在“需协调事项”中写明理由，由统筹单位决定。",
                field: nameof(command.Request)
            );
        }
        var mine = await work
            .Db.Set<ProgressReport>()
            .AnyAsync(r =>
                r.Tenant == work.Tenant
                && r.ItemId == item.Id
                && r.OrganId == organ
                && r.Status == ReportStatus.Submitted
            );
        if (mine)
        {
            Work.Refuse(
                RefusalKind.Condition,
                "本单位上一次填报还在等待审核。请先撤回它，或等审核后再填。"
            );
        }
        var id = work.NewId();
        await work.Append(
            PlanItem.StreamOf(item.Id),
            new ProgressReported
            {
                Id = id,
                Item = item.Id,
                Organ = organ,
                // Ending an item is the coordinator's; until then the organ goes on.
                State = command.State == ItemState.Terminated ? ItemState.Adjusted : command.State,
                Text = command.Text.Trim(),
                Obstacle = Blank(command.Obstacle),
                Request = Blank(command.Request),
                Due = command.Due,
                NewDueOn = command.NewDueOn,
                Files =
                [
                    .. command.Evidence.Select(
                        (h, i) =>
                            new EvidenceFile(
                                h,
                                command.FileNames.ElementAtOrDefault(i) is { } name
                                    ? FileStore.CleanName(name)
                                    : $"佐证材料{i + 1}"
                            )
                    ),
                ],
            },
            organ: organ
        );
        await work.SettleNotices($"plan-report:{item.Id}:{organ}:");
        await work.SettleNotices($"plan:{item.PlanId}:assigned:{organ}");
        return id.ToString();
    }

    public async ValueTask<string?> Handle(
        WithdrawProgress command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var report = await Report(command.Report, work);
        if (report.OrganId != work.Actor.Organ)
        {
            Work.Refuse(RefusalKind.Forbidden, "只能撤回本单位的填报。");
        }
        work.Demand(Capability.ReportProgress);
        await work.Append(
            PlanItem.StreamOf(report.ItemId),
            new ProgressWithdrawn(report.ItemId, report.Id),
            organ: report.OrganId
        );
        return null;
    }

    public async ValueTask<string?> Handle(
        AcceptProgress command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.AcceptProgress);
        if (command.Reports.Count == 0)
        {
            Work.Refuse(RefusalKind.Invalid, "请先勾选要采纳的填报。");
        }
        foreach (var id in command.Reports.Distinct())
        {
            var report = await Report(id, work);
            var item = await Item(report.ItemId, work);
            if (
                report.OrganId == work.Actor.Organ
                && report.State == ItemState.Done
                && item.ChiefOrganId == work.Actor.Organ
            )
            {
                await DemandOther(report, work);
            }
            await work.Append(
                PlanItem.StreamOf(item.Id),
                new ProgressAccepted(item.Id, report.Id),
                organ: report.OrganId
            );
            if (report.NewDueOn is { } to && report.Due is { } due)
            {
                await Extend(
                    work,
                    item,
                    due,
                    to,
                    command.ApprovedBy,
                    report.Request ?? report.Text
                );
            }
            if (
                report.State == ItemState.Done
                && await work.Db.FindAsync<PlanAssignment>(work.Tenant, item.Id, report.OrganId)
                    is not { Role: UnitRole.Participating }
            )
            {
                // A deadline that has been kept is not reminded of any longer, also where the item goes on.
                await work.SettleNotices($"plan-item:{item.Id}:");
            }
            if (item.State == ItemState.Done)
            {
                if (command.WriteOff)
                {
                    await work.Append(
                        PlanItem.StreamOf(item.Id),
                        new PlanItemWrittenOff(item.Id),
                        organ: item.ChiefOrganId
                    );
                }
            }
        }
        return command.Reports.Count.ToString(CultureInfo.InvariantCulture);
    }

    public async ValueTask<string?> Handle(
        ReturnProgress command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.AcceptProgress);
        DemandReason(work, command, "退回须写明理由，让填报单位知道改什么。");
        if (command.Reports.Count == 0)
        {
            Work.Refuse(RefusalKind.Invalid, "请先勾选要退回的填报。");
        }
        foreach (var id in command.Reports.Distinct())
        {
            var report = await Report(id, work);
            var item = await Item(report.ItemId, work);
            await work.Append(
                PlanItem.StreamOf(item.Id),
                new ProgressReturned(item.Id, report.Id),
                organ: report.OrganId
            );
            await work.Notify(
                new Notice(
                    $"plan-report:{item.Id}:{report.OrganId}:{report.Id}",
                    report.OrganId,
                    $"任务进展被退回：{PlanDraft.Shorten(item.Title, 30)}",
                    command.Reason!,
                    $"/workbench/plans/items/{item.Id}"
                )
                {
                    PersonId = report.ReporterId,
                }
            );
        }
        return command.Reports.Count.ToString(CultureInfo.InvariantCulture);
    }

    public async ValueTask<string?> Handle(
        ExtendDue command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.AcceptProgress);
        var item = await Open(command.Item, work);
        DemandReason(work, command, "请写明延期的理由。");
        await Extend(work, item, command.Due, command.To, command.ApprovedBy, null);
        return null;
    }

    public async ValueTask<string?> Handle(
        TerminatePlanItem command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.AcceptProgress);
        var item = await Open(command.Item, work);
        DemandReason(work, command, "请写明终止的理由。");
        await work.Append(
            PlanItem.StreamOf(item.Id),
            new PlanItemTerminated(item.Id),
            organ: item.ChiefOrganId
        );
        await work.SettleNotices($"plan-item:{item.Id}:");
        return null;
    }

    public async ValueTask<string?> Handle(
        WriteOffPlanItems command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.AcceptProgress);
        if (command.Items.Count == 0)
        {
            Work.Refuse(RefusalKind.Invalid, "请先勾选要销号的任务。");
        }
        foreach (var id in command.Items.Distinct())
        {
            var item = await Item(id, work);
            if (item.State != ItemState.Done)
            {
                Work.Refuse(
                    RefusalKind.Condition,
                    $"“{item.Title}”还没有核定完成，不能销号。请先采纳牵头单位报来的“已完成”。"
                );
            }
            if (item.WrittenOffOn is { } day)
            {
                Work.Refuse(RefusalKind.Condition, $"“{item.Title}”已于 {day:yyyy-MM-dd} 销号。");
            }
            await work.Append(
                PlanItem.StreamOf(id),
                new PlanItemWrittenOff(id),
                organ: item.ChiefOrganId
            );
        }
        return command.Items.Count.ToString(CultureInfo.InvariantCulture);
    }

    public async ValueTask<string?> Handle(
        RollOverPlan command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManagePlans);
        if (string.IsNullOrWhiteSpace(command.Head.Title))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请填写新方案的标题。",
                field: nameof(command.Head.Title)
            );
        }
        if (command.Items.Count == 0)
        {
            Work.Refuse(RefusalKind.Invalid, "请勾选要结转的任务。", field: nameof(command.Items));
        }
        var id = work.NewId();
        await work.Append(Plan.StreamOf(id), new PlanOpened(id, command.Head), expected: 0);
        await work.Append(Plan.StreamOf(id), new PlanConfirmed(id, command.Items.Count));
        var plan = (await work.Db.FindAsync<Plan>(work.Tenant, id))!;
        var ordinal = 0;
        foreach (var old in command.Items.Distinct())
        {
            var item = await Open(old, work);
            if (item.PlanId != command.Plan)
            {
                Work.Refuse(RefusalKind.Invalid, $"“{item.Title}”不在所选方案中。");
            }
            var body = item.ReadBody();
            var next = body.Content with
            {
                Id = work.NewId(),
                At = null,
                Dues =
                [
                    .. body
                        .Dues.Where(d => d.Next is not null)
                        .Select(d =>
                            d.Set with
                            {
                                On =
                                    command.NewDueOn is { } day && d.Next < work.Today
                                        ? day
                                        : d.Next,
                                At = null,
                                Until =
                                    d.Set.Every is null ? null
                                    : command.Head.ToYear is { } year ? new DateOnly(year, 12, 31)
                                    : d.Set.Until,
                            }
                        ),
                ],
            };
            await work.Append(
                PlanItem.StreamOf(item.Id),
                new PlanItemRolledOver(item.Id, id, next.Id),
                organ: item.ChiefOrganId
            );
            await work.SettleNotices($"plan-item:{item.Id}:");
            await PlanDraftHandler.Enter(work, plan, ++ordinal, next, item.Id);
        }
        return id.ToString();
    }

    private static async ValueTask Extend(
        Work work,
        PlanItem item,
        int due,
        DateOnly to,
        string? approvedBy,
        string? reason
    )
    {
        if (string.IsNullOrWhiteSpace(approvedBy))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "延期须写明批准人。",
                field: nameof(ExtendDue.ApprovedBy)
            );
        }
        var dues = item.ReadBody().Dues;
        if (due < 0 || due >= dues.Count || dues[due].Next is not { } from)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "没有这一期限，或者它已经办结。",
                field: nameof(ExtendDue.Due)
            );
            return;
        }
        if (to <= from)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"延期后的日期须晚于现在的期限 {from:yyyy-MM-dd}。",
                field: nameof(ExtendDue.To)
            );
        }
        await work.Append(
            PlanItem.StreamOf(item.Id),
            new DueExtended(item.Id, due, from, to, approvedBy.Trim()),
            organ: item.ChiefOrganId,
            reason: reason
        );
        await work.SettleNotices($"plan-item:{item.Id}:");
    }

    /// <summary>The coordinator's own organ may lead an item; then another person than the one who reported checks it.</summary>
    private static ValueTask DemandOther(ProgressReport report, Work work)
    {
        if (report.ReporterId is { } reporter && reporter == work.Actor.Person)
        {
            Work.Refuse(RefusalKind.Condition, "自己报的“已完成”须由本单位另一人核定。");
        }
        return ValueTask.CompletedTask;
    }

    private static async ValueTask<ProgressReport> Report(Guid id, Work work)
    {
        var report = await work.Db.FindAsync<ProgressReport>(work.Tenant, id);
        if (report is null)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这次填报。");
        }
        if (report.Status != ReportStatus.Submitted)
        {
            Work.Refuse(
                RefusalKind.Conflict,
                $"这次填报{report.Status.DisplayName()}，不能再办。请刷新页面。"
            );
        }
        return report;
    }

    private static async ValueTask<PlanItem> Item(Guid id, Work work)
    {
        var item = await work.Db.FindAsync<PlanItem>(work.Tenant, id);
        if (item is null)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这项任务。");
        }
        return item;
    }

    private static async ValueTask<PlanItem> Open(Guid id, Work work)
    {
        var item = await Item(id, work);
        if (!item.IsOpen)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"“{item.Title}”{item.State.DisplayName()}，不能再办。"
            );
        }
        return item;
    }

    internal static void DemandReason(Work work, Command command, string message)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            Work.Refuse(RefusalKind.Invalid, message, field: nameof(command.Reason));
        }
    }

    internal static string? Blank(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
