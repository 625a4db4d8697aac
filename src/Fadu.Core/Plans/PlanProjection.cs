using System.Text.Json;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Core.Search;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Plans;

internal sealed class PlanProjection
    : IProject<PlanRead>,
        IProject<PlanOpened>,
        IProject<PlanHeadSaved>,
        IProject<DoubtDecided>,
        IProject<DraftItemSaved>,
        IProject<DraftItemRemoved>,
        IProject<DraftItemsReplaced>,
        IProject<PlanConfirmed>,
        IProject<PlanWithdrawn>
{
    public IReadOnlyList<Type> Tables => [typeof(Plan), typeof(PlanText)];

    public ValueTask Apply(PlanRead data, TrailEntry entry, FaduDb db)
    {
        var draft = new PlanDraft { Items = data.Items, Doubts = data.Doubts };
        var plan = new Plan
        {
            Tenant = entry.Tenant,
            Id = data.Id,
            Title = data.Head.Title,
            FileName = data.FileName,
            FileHash = data.FileHash,
            ReadOn = entry.LegalDate,
            Items = draft.Items.Count,
            OpenDoubts = draft.Open().Count,
            Version = entry.Number,
        };
        Fill(plan, data.Head);
        db.Add(plan);
        db.Add(
            new PlanText
            {
                Tenant = entry.Tenant,
                PlanId = data.Id,
                Source = data.Source,
                Draft = JsonSerializer.Serialize(draft, EventRegistry.Json),
            }
        );
        return ValueTask.CompletedTask;
    }

    public ValueTask Apply(PlanOpened data, TrailEntry entry, FaduDb db)
    {
        var plan = new Plan
        {
            Tenant = entry.Tenant,
            Id = data.Id,
            Title = data.Head.Title,
            ReadOn = entry.LegalDate,
            Version = entry.Number,
        };
        Fill(plan, data.Head);
        db.Add(plan);
        db.Add(
            new PlanText
            {
                Tenant = entry.Tenant,
                PlanId = data.Id,
                Source = "",
                Draft = JsonSerializer.Serialize(new PlanDraft(), EventRegistry.Json),
            }
        );
        return ValueTask.CompletedTask;
    }

    public async ValueTask Apply(PlanHeadSaved data, TrailEntry entry, FaduDb db)
    {
        var plan = (await db.FindAsync<Plan>(entry.Tenant, data.Plan))!;
        Fill(plan, data.Head);
        plan.Version = entry.Number;
    }

    public ValueTask Apply(DoubtDecided data, TrailEntry entry, FaduDb db) =>
        Change(data.Plan, entry, db, d => d.Decide(data));

    public ValueTask Apply(DraftItemSaved data, TrailEntry entry, FaduDb db) =>
        Change(data.Plan, entry, db, d => d.Save(data.Item, data.After));

    public ValueTask Apply(DraftItemRemoved data, TrailEntry entry, FaduDb db) =>
        Change(data.Plan, entry, db, d => d.Remove(data.Item));

    public ValueTask Apply(DraftItemsReplaced data, TrailEntry entry, FaduDb db) =>
        Change(data.Plan, entry, db, d => d.Replace(data.Old, data.Now));

    public async ValueTask Apply(PlanConfirmed data, TrailEntry entry, FaduDb db)
    {
        var plan = (await db.FindAsync<Plan>(entry.Tenant, data.Plan))!;
        plan.State = PlanState.Confirmed;
        plan.ConfirmedOn = entry.LegalDate;
        plan.Items = data.Items;
        plan.Version = entry.Number;
    }

    public async ValueTask Apply(PlanWithdrawn data, TrailEntry entry, FaduDb db)
    {
        var plan = (await db.FindAsync<Plan>(entry.Tenant, data.Plan))!;
        plan.State = PlanState.Withdrawn;
        plan.Version = entry.Number;
    }

    private static async ValueTask Change(
        Guid id,
        TrailEntry entry,
        FaduDb db,
        Func<PlanDraft, PlanDraft> change
    )
    {
        var plan = (await db.FindAsync<Plan>(entry.Tenant, id))!;
        var text = (await db.FindAsync<PlanText>(entry.Tenant, id))!;
        var draft = change(text.ReadDraft());
        text.Draft = JsonSerializer.Serialize(draft, EventRegistry.Json);
        plan.Items = draft.Items.Count;
        plan.OpenDoubts = draft.Open().Count;
        plan.Version = entry.Number;
    }

    private static void Fill(Plan plan, PlanHead head)
    {
        plan.Title = head.Title.Trim();
        plan.Number = head.Number;
        plan.Issuers = string.Join('、', head.Issuers);
        plan.Place = head.Place;
        plan.SignedOn = head.SignedOn;
        plan.Kind = head.Kind;
        plan.FromYear = head.FromYear;
        plan.ToYear = head.ToYear;
    }
}

internal sealed class PlanItemProjection
    : IProject<PlanItemEntered>,
        IProject<PlanPersonNamed>,
        IProject<PlanItemReassigned>,
        IProject<ProgressReported>,
        IProject<ProgressWithdrawn>,
        IProject<ProgressAccepted>,
        IProject<ProgressReturned>,
        IProject<DueExtended>,
        IProject<PlanTargetTied>,
        IProject<PlanTargetJudged>,
        IProject<PlanItemTerminated>,
        IProject<PlanItemWrittenOff>,
        IProject<PlanItemRolledOver>,
        IProject<PlanItemReminded>,
        IProject<WorkHandedOver>
{
    public IReadOnlyList<Type> Tables =>
        [typeof(PlanItem), typeof(PlanAssignment), typeof(ProgressReport), typeof(PlanReminder)];

    public async ValueTask Apply(PlanItemEntered data, TrailEntry entry, FaduDb db)
    {
        var content = data.Content;
        var body = new PlanItemBody
        {
            Content = content,
            Dues = [.. content.Dues.Select(d => ItemDue.Start(d, entry.LegalDate))],
        };
        var item = new PlanItem
        {
            Tenant = entry.Tenant,
            Id = content.Id,
            PlanId = data.Plan,
            PlanTitle = data.PlanTitle,
            Ordinal = data.Ordinal,
            Number = content.Number,
            Chapter = content.Chapter,
            Title = content.Title,
            ChiefOrganId = content.Chief() ?? Guid.Empty,
            IsOpen = true,
            NextDue = body.NextDue(),
            EnteredOn = entry.LegalDate,
            PreviousItemId = data.Previous,
            Body = Write(body),
            Version = entry.Number,
        };
        db.Add(item);
        foreach (var (organ, role) in content.Assigned())
        {
            db.Add(
                new PlanAssignment
                {
                    Tenant = entry.Tenant,
                    OrganId = organ,
                    ItemId = item.Id,
                    PlanId = item.PlanId,
                    Role = role,
                    IsOpen = true,
                    NextDue = item.NextDue,
                }
            );
        }
        SearchSources.Put(db, item, content, isNew: true);
        await Book(item, entry, db, isNew: true);
    }

    public async ValueTask Apply(PlanPersonNamed data, TrailEntry entry, FaduDb db)
    {
        var item = await Item(data.Item, entry, db);
        if (
            await db.FindAsync<PlanAssignment>(entry.Tenant, data.Item, data.Organ) is
            { } assignment
        )
        {
            assignment.PersonId = data.Person;
        }
        item.Version = entry.Number;
    }

    public async ValueTask Apply(PlanItemReassigned data, TrailEntry entry, FaduDb db)
    {
        var item = await Item(data.Item, entry, db);
        var body = item.ReadBody();
        body = body with { Content = body.Content with { Units = data.Units } };
        item.Body = Write(body);
        item.ChiefOrganId = body.Content.Chief() ?? item.ChiefOrganId;
        SearchSources.Put(db, item, body.Content, isNew: false);
        var now = body.Content.Assigned().ToDictionary(a => a.Organ, a => a.Role);
        var old = await Assignments(item, db);
        foreach (var assignment in old)
        {
            if (now.Remove(assignment.OrganId, out var role))
            {
                assignment.Role = role;
            }
            else
            {
                db.Remove(assignment);
            }
        }
        foreach (var (organ, role) in now)
        {
            db.Add(
                new PlanAssignment
                {
                    Tenant = item.Tenant,
                    OrganId = organ,
                    ItemId = item.Id,
                    PlanId = item.PlanId,
                    Role = role,
                    IsOpen = item.IsOpen,
                    IsPending = item.IsPending,
                    NextDue = item.NextDue,
                }
            );
        }
        item.Version = entry.Number;
        await Book(item, entry, db);
    }

    public async ValueTask Apply(ProgressReported data, TrailEntry entry, FaduDb db)
    {
        var item = await Item(data.Item, entry, db);
        db.Add(
            new ProgressReport
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                ItemId = data.Item,
                PlanId = item.PlanId,
                OrganId = data.Organ,
                ReportedOn = entry.LegalDate,
                ReporterId = entry.Actor,
                State = data.State,
                Text = data.Text,
                Obstacle = data.Obstacle,
                Request = data.Request,
                Due = data.Due,
                NewDueOn = data.NewDueOn,
                Files = JsonSerializer.Serialize(data.Files, EventRegistry.Json),
            }
        );
        if (
            await db.FindAsync<PlanAssignment>(entry.Tenant, data.Item, data.Organ) is
            { } assignment
        )
        {
            assignment.State = data.State;
            if (assignment.Role != UnitRole.Participating)
            {
                if (data.State == ItemState.Done)
                {
                    Claim(item, data.Due, entry.LegalDate);
                }
                else if (
                    item.State is ItemState.NotStarted or ItemState.InProgress or ItemState.Adjusted
                )
                {
                    item.State = data.State;
                }
            }
        }
        await Settle(item, entry, db);
    }

    public async ValueTask Apply(ProgressWithdrawn data, TrailEntry entry, FaduDb db)
    {
        var item = await Item(data.Item, entry, db);
        var report = (await db.FindAsync<ProgressReport>(entry.Tenant, data.Report))!;
        report.Status = ReportStatus.Withdrawn;
        await TakeBack(item, report, db);
        await Settle(item, entry, db);
    }

    public async ValueTask Apply(ProgressReturned data, TrailEntry entry, FaduDb db)
    {
        var item = await Item(data.Item, entry, db);
        var report = await Decide(data.Report, ReportStatus.Returned, entry, db);
        await TakeBack(item, report, db);
        await Settle(item, entry, db);
    }

    public async ValueTask Apply(ProgressAccepted data, TrailEntry entry, FaduDb db)
    {
        var item = await Item(data.Item, entry, db);
        var report = await Decide(data.Report, ReportStatus.Accepted, entry, db);
        var assignment = await db.FindAsync<PlanAssignment>(
            entry.Tenant,
            data.Item,
            report.OrganId
        );
        if (report.State == ItemState.Done && assignment is not { Role: UnitRole.Participating })
        {
            var body = item.ReadBody();
            var dues = body.Dues.ToArray();
            if (report.Due is { } one)
            {
                dues[one] = dues[one].Complete(report.ReportedOn);
            }
            else
            {
                for (var i = 0; i < dues.Length; i++)
                {
                    // The whole item is done: nothing of it falls due again.
                    dues[i] = dues[i].Complete(report.ReportedOn) with
                    {
                        On = null,
                        Next = null,
                    };
                }
            }
            item.Body = Write(body with { Dues = dues });
            if (report.Due is null)
            {
                item.State = ItemState.Done;
                item.DoneOn = report.ReportedOn;
                item.IsOpen = false;
                item.EndedOn = report.ReportedOn;
            }
            else if (item.State == ItemState.NotStarted)
            {
                item.State = ItemState.InProgress;
            }
        }
        await Settle(item, entry, db);
    }

    public async ValueTask Apply(DueExtended data, TrailEntry entry, FaduDb db)
    {
        var item = await Item(data.Item, entry, db);
        var body = item.ReadBody();
        item.Body = Write(
            body with
            {
                Dues =
                [
                    .. body.Dues.Select(
                        (d, i) => i == data.Due ? d.Extend(data.To, entry.LegalDate) : d
                    ),
                ],
            }
        );
        await Settle(item, entry, db);
    }

    public async ValueTask Apply(PlanTargetTied data, TrailEntry entry, FaduDb db)
    {
        var item = await Item(data.Item, entry, db);
        var body = item.ReadBody();
        item.Body = Write(
            body with
            {
                Content = body.Content with
                {
                    Targets =
                    [
                        .. body.Content.Targets.Select(
                            (t, i) => i == data.Target ? t with { Figure = data.Figure } : t
                        ),
                    ],
                },
                // What was said by another figure says nothing about this one.
                Verdicts = [.. body.Verdicts.Where(v => v.Target != data.Target)],
            }
        );
        item.Version = entry.Number;
        await Book(item, entry, db);
    }

    public async ValueTask Apply(PlanTargetJudged data, TrailEntry entry, FaduDb db)
    {
        var item = await Item(data.Item, entry, db);
        var body = item.ReadBody();
        item.Body = Write(
            body with
            {
                Verdicts =
                [
                    .. body.Verdicts.Where(v => v.Target != data.Target),
                    new TargetVerdict(data.Target, data.Figure, data.By, data.Value, data.Met),
                ],
            }
        );
        item.Version = entry.Number;
        await Book(item, entry, db);
    }

    public async ValueTask Apply(PlanItemTerminated data, TrailEntry entry, FaduDb db)
    {
        var item = await Item(data.Item, entry, db);
        item.State = ItemState.Terminated;
        item.IsOpen = false;
        item.EndedOn = entry.LegalDate;
        await Settle(item, entry, db);
    }

    public async ValueTask Apply(PlanItemWrittenOff data, TrailEntry entry, FaduDb db)
    {
        var item = await Item(data.Item, entry, db);
        item.WrittenOffOn = entry.LegalDate;
        item.Version = entry.Number;
    }

    public async ValueTask Apply(PlanItemRolledOver data, TrailEntry entry, FaduDb db)
    {
        var item = await Item(data.Item, entry, db);
        item.State = ItemState.RolledOver;
        item.IsOpen = false;
        item.NextItemId = data.NextItem;
        item.EndedOn = entry.LegalDate;
        await Settle(item, entry, db);
    }

    public ValueTask Apply(PlanItemReminded data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new PlanReminder
            {
                Tenant = entry.Tenant,
                ItemId = data.Item,
                Due = data.Due,
                Step = data.Step,
                SentOn = entry.LegalDate,
            }
        );
        return ValueTask.CompletedTask;
    }

    public async ValueTask Apply(WorkHandedOver data, TrailEntry entry, FaduDb db)
    {
        await db.Set<PlanAssignment>()
            .Where(a => a.Tenant == entry.Tenant && a.PersonId == data.From && a.IsOpen)
            .LoadAsync();
        foreach (
            var assignment in db.Set<PlanAssignment>()
                .Local.Where(a => a.Tenant == entry.Tenant && a.PersonId == data.From && a.IsOpen)
        )
        {
            assignment.PersonId = data.To;
        }
    }

    private static async ValueTask<ProgressReport> Decide(
        Guid id,
        ReportStatus status,
        TrailEntry entry,
        FaduDb db
    )
    {
        var report = (await db.FindAsync<ProgressReport>(entry.Tenant, id))!;
        report.Status = status;
        report.DecidedOn = entry.LegalDate;
        report.DeciderId = entry.Actor;
        report.Reason = entry.Reason;
        return report;
    }

    private static void Claim(PlanItem item, int? due, DateOnly on) =>
        Claims(item, due, d => d.Next is null ? d : d with { ClaimedOn = on });

    /// <summary>A report no longer holds: states go back to what the reports that still hold say.</summary>
    private static async ValueTask TakeBack(PlanItem item, ProgressReport report, FaduDb db)
    {
        if (report.State == ItemState.Done)
        {
            Claims(item, report.Due, d => d with { ClaimedOn = null });
        }
        var assignments = await Assignments(item, db);
        await db.Set<ProgressReport>()
            .Where(r => r.Tenant == item.Tenant && r.ItemId == item.Id)
            .LoadAsync();
        var standing = db.Set<ProgressReport>()
            .Local.Where(r =>
                r.Tenant == item.Tenant
                && r.ItemId == item.Id
                && r.Status is (ReportStatus.Submitted or ReportStatus.Accepted)
                && r.Id != report.Id
            )
            .OrderBy(r => r.Id)
            .ToList();
        foreach (var assignment in assignments.Where(a => a.OrganId == report.OrganId))
        {
            assignment.State =
                standing.LastOrDefault(r => r.OrganId == report.OrganId)?.State
                ?? ItemState.NotStarted;
        }
        if (item.IsOpen)
        {
            var leading = assignments
                .Where(a => a.Role != UnitRole.Participating)
                .Select(a => a.OrganId)
                .ToHashSet();
            item.State =
                standing
                    .LastOrDefault(r => leading.Contains(r.OrganId) && r.State != ItemState.Done)
                    ?.State
                ?? ItemState.NotStarted;
        }
    }

    private static void Claims(PlanItem item, int? due, Func<ItemDue, ItemDue> change)
    {
        var body = item.ReadBody();
        item.Body = Write(
            body with
            {
                Dues = [.. body.Dues.Select((d, i) => due is null || due == i ? change(d) : d)],
            }
        );
    }

    /// <summary>Carries what follows from an item's body into its columns, its assignments and the book.</summary>
    private static async ValueTask Settle(PlanItem item, TrailEntry entry, FaduDb db)
    {
        var body = item.ReadBody();
        var due = item.IsOpen ? body.NextDue() : ItemSchedule.NoDue;
        var open = body.Dues.Where(d => d.Next is not null).ToList();
        var pending = item.IsOpen && open.Count > 0 && open.All(d => d.ClaimedOn is not null);
        if (due != item.NextDue || pending != item.IsPending || !item.IsOpen)
        {
            item.NextDue = due;
            item.IsPending = pending;
            foreach (var assignment in await Assignments(item, db))
            {
                assignment.NextDue = due;
                assignment.IsPending = pending;
                assignment.IsOpen = item.IsOpen;
            }
        }
        item.Version = entry.Number;
        await Book(item, entry, db);
    }

    private static ValueTask Book(PlanItem item, TrailEntry entry, FaduDb db, bool isNew = false) =>
        ContributionBook.Book(db, entry, "plan-item", item.Id, item.Contributions(), isNew);

    private static async Task<List<PlanAssignment>> Assignments(PlanItem item, FaduDb db)
    {
        await db.Set<PlanAssignment>()
            .Where(a => a.Tenant == item.Tenant && a.ItemId == item.Id)
            .LoadAsync();
        return
        [
            .. db.Set<PlanAssignment>()
                .Local.Where(a => a.Tenant == item.Tenant && a.ItemId == item.Id),
        ];
    }

    private static async ValueTask<PlanItem> Item(Guid id, TrailEntry entry, FaduDb db) =>
        (await db.FindAsync<PlanItem>(entry.Tenant, id))!;

    private static string Write(PlanItemBody body) =>
        JsonSerializer.Serialize(body, EventRegistry.Json);
}
