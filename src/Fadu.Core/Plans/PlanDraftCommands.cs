using Fadu.Core.Inbox;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Plans;

/// <summary>Takes in what was read from a file. Nothing of it becomes a task before <see cref="ConfirmPlan"/>.</summary>
public sealed record ImportPlan(
    PlanHead Head,
    string Source,
    string FileName,
    string FileHash,
    IReadOnlyList<PlanItemContent> Items,
    IReadOnlyList<PlanDoubt> Doubts
) : Command
{
    /// <summary>The longest text that is kept.</summary>
    public const int MaxSource = 2_000_000;
}

/// <summary>Opens a plan without a text, to enter items by hand.</summary>
public sealed record OpenPlan(PlanHead Head) : Command;

/// <summary>Changes what a plan says about itself.</summary>
public sealed record SavePlanHead(Guid Plan, PlanHead Head) : Command;

/// <summary>Decides about something doubtful.</summary>
public sealed record DecideDoubt(Guid Plan, int Doubt, DoubtChoice Choice) : Command
{
    /// <summary>Other words, for 改写.</summary>
    public string? Text { get; init; }

    /// <summary>The organs, for 另选.</summary>
    public IReadOnlyList<Guid> Organs { get; init; } = [];

    public UnitRole? Role { get; init; }

    /// <summary>The day, for 另选.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Decides the same about every open doubt of this kind with the same words, such as a unit that the plan names thirty times.</summary>
    public bool SameWords { get; init; }
}

/// <summary>Decides in one act about all that is still open of one kind: as suggested, or as it is written.</summary>
public sealed record DecideAlike(Guid Plan, DoubtKind Kind, DoubtChoice Choice) : Command;

/// <summary>Adds an item to a draft, or changes one. A new one has an empty id.</summary>
public sealed record SaveDraftItem(Guid Plan, PlanItemContent Item, Guid? After = null) : Command;

/// <summary>Takes an item out of a draft: it is not a task.</summary>
public sealed record RemoveDraftItem(Guid Plan, Guid Item) : Command;

/// <summary>Cuts an item in two before one of its measures.</summary>
/// <param name="Measure">The measure that begins the second item, from 1.</param>
public sealed record SplitDraftItem(Guid Plan, Guid Item, int Measure, string Title) : Command;

/// <summary>Joins an item with the next one.</summary>
public sealed record MergeDraftItem(Guid Plan, Guid Item) : Command;

/// <summary>Withdraws an import; nothing of it is entered.</summary>
public sealed record WithdrawPlan(Guid Plan) : Command;

/// <summary>Enters the items of a draft as tasks.</summary>
/// <param name="Seen">The version that the coordinator had before the eyes.</param>
public sealed record ConfirmPlan(Guid Plan, int? Seen = null) : Command;

internal sealed class PlanDraftHandler
    : IHandler<ImportPlan>,
        IHandler<OpenPlan>,
        IHandler<SavePlanHead>,
        IHandler<DecideDoubt>,
        IHandler<DecideAlike>,
        IHandler<SaveDraftItem>,
        IHandler<RemoveDraftItem>,
        IHandler<SplitDraftItem>,
        IHandler<MergeDraftItem>,
        IHandler<WithdrawPlan>,
        IHandler<ConfirmPlan>
{
    public async ValueTask<string?> Handle(
        ImportPlan command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManagePlans);
        Check(command.Head);
        if (command.Source.Length > ImportPlan.MaxSource)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"方案正文有 {command.Source.Length} 字，超过 {ImportPlan.MaxSource} 字，没有导入。请只保留方案正文，附件另存。"
            );
        }
        var length = command.Source.Length;
        foreach (var item in command.Items)
        {
            var places = item
                .Units.Select(u => u.At)
                .Concat(item.Dues.Select(d => d.At))
                .Concat(item.Targets.Select(t => t.At))
                .Concat(item.Measures.Select(m => m.At))
                .Append(item.At);
            if (places.Any(p => p is { } place && !place.FitsIn(length)))
            {
                Work.Refuse(
                    RefusalKind.Invalid,
                    $"“{item.Title}”的出处不在原文之内，没有导入。请重新上传文件。"
                );
            }
        }
        var id = work.NewId();
        await work.Append(
            Plan.StreamOf(id),
            new PlanRead
            {
                Id = id,
                Head = command.Head,
                Source = command.Source,
                FileName = command.FileName,
                FileHash = command.FileHash,
                Items =
                [
                    .. command.Items.Select(i =>
                        i.Id == Guid.Empty ? i with { Id = work.NewId() } : i
                    ),
                ],
                Doubts = command.Doubts,
            },
            expected: 0
        );
        return id.ToString();
    }

    public async ValueTask<string?> Handle(
        OpenPlan command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManagePlans);
        Check(command.Head);
        var id = work.NewId();
        await work.Append(Plan.StreamOf(id), new PlanOpened(id, command.Head), expected: 0);
        return id.ToString();
    }

    public async ValueTask<string?> Handle(
        SavePlanHead command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var (plan, _) = await Draft(command.Plan, work);
        Check(command.Head);
        await work.Append(Plan.StreamOf(plan.Id), new PlanHeadSaved(plan.Id, command.Head));
        return null;
    }

    public async ValueTask<string?> Handle(
        DecideDoubt command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var (plan, draft) = await Draft(command.Plan, work);
        var doubt = draft.Doubts.FirstOrDefault(d => d.Id == command.Doubt);
        if (doubt is null || !draft.IsAlive(doubt) && doubt.Decision is null)
        {
            Work.Refuse(
                RefusalKind.NotFound,
                "没有这一处疑点，或者它所在的任务已经删去。请刷新页面。"
            );
        }
        var same = command.SameWords
            ? draft
                .Open()
                .Where(d => d.Id != doubt.Id && d.Kind == doubt.Kind && d.Words == doubt.Words)
            : [];
        foreach (var one in same.Prepend(doubt))
        {
            await work.Append(
                Plan.StreamOf(plan.Id),
                await Decision(command with { Doubt = one.Id }, one, work)
            );
        }
        return null;
    }

    public async ValueTask<string?> Handle(
        DecideAlike command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var (plan, draft) = await Draft(command.Plan, work);
        if (command.Choice is not (DoubtChoice.Adopt or DoubtChoice.Keep))
        {
            Work.Refuse(RefusalKind.Invalid, "成批处理只能“采纳”或“照录”，其他选择请逐处处理。");
        }
        var done = 0;
        foreach (
            var doubt in draft
                .Open()
                .Where(d => d.Kind == command.Kind && d.Choices().Contains(command.Choice))
        )
        {
            await work.Append(
                Plan.StreamOf(plan.Id),
                await Decision(new DecideDoubt(plan.Id, doubt.Id, command.Choice), doubt, work)
            );
            done++;
        }
        if (done == 0)
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"没有能成批“{command.Choice.DisplayName()}”的“{command.Kind.DisplayName()}”。请逐处处理。"
            );
        }
        return done.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask<string?> Handle(
        SaveDraftItem command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var (plan, draft) = await Draft(command.Plan, work);
        var item = command.Item;
        if (item.Id == Guid.Empty)
        {
            item = item with { Id = work.NewId() };
        }
        else if (draft.Items.FirstOrDefault(i => i.Id == item.Id) is { } old)
        {
            // The place in the source is nobody's to change.
            item = item with
            {
                At = old.At,
            };
        }
        else
        {
            Work.Refuse(RefusalKind.NotFound, "这项任务已经删去或合并，请刷新页面。");
        }
        await CheckItem(item, work);
        await work.Append(Plan.StreamOf(plan.Id), new DraftItemSaved(plan.Id, item, command.After));
        return item.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        RemoveDraftItem command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var (plan, draft) = await Draft(command.Plan, work);
        Item(draft, command.Item);
        await work.Append(Plan.StreamOf(plan.Id), new DraftItemRemoved(plan.Id, command.Item));
        return null;
    }

    public async ValueTask<string?> Handle(
        SplitDraftItem command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var (plan, draft) = await Draft(command.Plan, work);
        var item = Item(draft, command.Item);
        if (command.Measure < 2 || command.Measure > item.Measures.Count)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"从第几条措施起分开？请填 2 到 {item.Measures.Count} 之间的数。",
                field: nameof(command.Measure)
            );
        }
        if (string.IsNullOrWhiteSpace(command.Title))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请填写分出来的任务的标题。",
                field: nameof(command.Title)
            );
        }
        var (first, second) = ItemShape.Split(
            item,
            command.Measure - 1,
            command.Title.Trim(),
            work.NewId()
        );
        await work.Append(
            Plan.StreamOf(plan.Id),
            new DraftItemsReplaced(plan.Id, [item.Id], [first, second])
        );
        return second.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        MergeDraftItem command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var (plan, draft) = await Draft(command.Plan, work);
        var item = Item(draft, command.Item);
        var next = draft.Items.SkipWhile(i => i.Id != item.Id).Skip(1).FirstOrDefault();
        if (next is null)
        {
            Work.Refuse(RefusalKind.Condition, "这是最后一项，后面没有可以合并的任务。");
        }
        await work.Append(
            Plan.StreamOf(plan.Id),
            new DraftItemsReplaced(plan.Id, [item.Id, next.Id], [ItemShape.Merge(item, next)])
        );
        return item.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        WithdrawPlan command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var (plan, _) = await Draft(command.Plan, work);
        await work.Append(Plan.StreamOf(plan.Id), new PlanWithdrawn(plan.Id));
        return null;
    }

    public async ValueTask<string?> Handle(
        ConfirmPlan command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var (plan, draft) = await Draft(command.Plan, work);
        if (draft.Obstacles() is { Count: > 0 } obstacles)
        {
            throw new RefusedException(
                new Refusal(
                    RefusalKind.Condition,
                    $"还有 {obstacles.Count} 处没有定下来，方案没有入账。请逐处处理后再确认。"
                )
                {
                    Details = [.. obstacles.Take(50)],
                }
            );
        }
        await work.Append(
            Plan.StreamOf(plan.Id),
            new PlanConfirmed(plan.Id, draft.Items.Count),
            command.Seen
        );
        var end = plan.ToYear is { } year ? new DateOnly(year, 12, 31) : (DateOnly?)null;
        var ordinal = 0;
        foreach (var item in draft.Items)
        {
            await Enter(
                work,
                plan,
                ++ordinal,
                item with
                {
                    Dues =
                    [
                        .. item.Dues.Select(d =>
                            d.Every is not null && d.Until is null ? d with { Until = end } : d
                        ),
                    ],
                },
                null
            );
        }
        foreach (var group in draft.Items.SelectMany(i => i.Assigned()).GroupBy(a => a.Organ))
        {
            var lead = group.Count(a => a.Role != UnitRole.Participating);
            await work.Notify(
                new Notice(
                    $"plan:{plan.Id}:assigned:{group.Key}",
                    group.Key,
                    $"新交办任务 {group.Count()} 项，其中牵头 {lead} 项",
                    $"《{plan.Title}》已经入账，请查看任务、指定承办人。",
                    $"/workbench/plans/items?plan={plan.Id}"
                )
                {
                    ForThoseWho = Capability.ReportProgress,
                }
            );
        }
        return draft.Items.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Enters one item as a task.</summary>
    internal static async ValueTask Enter(
        Work work,
        Plan plan,
        int ordinal,
        PlanItemContent content,
        Guid? previous
    ) =>
        await work.Append(
            PlanItem.StreamOf(content.Id),
            new PlanItemEntered
            {
                Plan = plan.Id,
                PlanTitle = plan.Title,
                Ordinal = ordinal,
                Content = content,
                Previous = previous,
            },
            expected: 0,
            organ: content.Chief()
        );

    /// <summary>What an item must have, wherever it comes from.</summary>
    internal static async ValueTask CheckItem(PlanItemContent item, Work work)
    {
        if (string.IsNullOrWhiteSpace(item.Title))
        {
            Work.Refuse(RefusalKind.Invalid, "请填写任务名称。", field: nameof(item.Title));
        }
        if (item.Title.Length > 200)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "任务名称不超过 200 字，具体内容请写在正文里。",
                field: nameof(item.Title)
            );
        }
        foreach (var due in item.Dues)
        {
            if (due.On is null && due.Every is null && due.At is null)
            {
                Work.Refuse(
                    RefusalKind.Invalid,
                    $"期限“{due.Text}”没有日期。请填写日期，或选择每年、每半年、每季度、每月。",
                    field: nameof(item.Dues)
                );
            }
        }
        await CheckOrgans(item.Units.SelectMany(u => u.Organs), work);
    }

    internal static async ValueTask CheckOrgans(IEnumerable<Guid> organs, Work work)
    {
        var ids = organs.Distinct().ToList();
        var known = await work
            .Db.Set<Organ>()
            .CountAsync(o => o.Tenant == work.Tenant && ids.Contains(o.Id));
        if (known != ids.Count)
        {
            Work.Refuse(RefusalKind.Invalid, "所选单位中有系统里没有的单位，请重新选择。");
        }
    }

    private static async ValueTask<DoubtDecided> Decision(
        DecideDoubt command,
        PlanDoubt doubt,
        Work work
    )
    {
        var choice = command.Choice;
        if (!doubt.Choices().Contains(choice))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"“{doubt.Kind.DisplayName()}”可以选：{string.Join("、", doubt.Choices().Select(c => c.DisplayName()))}。"
            );
        }
        var decision = new DoubtDecided
        {
            Plan = command.Plan,
            Doubt = doubt.Id,
            Choice = choice,
            Role = command.Role,
        };
        switch (doubt.Kind, choice)
        {
            case (
                DoubtKind.UnknownUnit
                    or DoubtKind.MisspeltUnit
                    or DoubtKind.NameVariant,
                DoubtChoice.Adopt
            ):
                return decision with
                {
                    Organs = [doubt.SuggestedOrgan!.Value],
                    Text = doubt.Suggestion,
                };
            case (
                DoubtKind.UnknownUnit
                    or DoubtKind.MisspeltUnit
                    or DoubtKind.NameVariant,
                DoubtChoice.Keep
            ):
                return decision;
            case (
                DoubtKind.UnknownUnit
                    or DoubtKind.MisspeltUnit
                    or DoubtKind.NameVariant
                    or DoubtKind.UnfinishedList
                    or DoubtKind.NoUnit,
                DoubtChoice.Pick
            ):
                if (command.Organs.Count == 0)
                {
                    Work.Refuse(RefusalKind.Invalid, "请选择单位。", field: nameof(command.Organs));
                }
                await CheckOrgans(command.Organs, work);
                return decision with { Organs = command.Organs, Text = command.Text };
            case (DoubtKind.AmbiguousDate or DoubtKind.PastDeadline, DoubtChoice.Pick):
                if (command.On is null)
                {
                    Work.Refuse(RefusalKind.Invalid, "请选择日期。", field: nameof(command.On));
                }
                return decision with { On = command.On };
            case (_, DoubtChoice.Adopt):
                return decision with { Text = doubt.Suggestion };
            case (_, DoubtChoice.Rewrite):
                if (string.IsNullOrWhiteSpace(command.Text))
                {
                    Work.Refuse(
                        RefusalKind.Invalid,
                        "请填写改写后的文字。",
                        field: nameof(command.Text)
                    );
                }
                return decision with { Text = command.Text.Trim() };
            default:
                return decision;
        }
    }

    private static async ValueTask<(Plan, PlanDraft)> Draft(Guid id, Work work)
    {
        work.Demand(Capability.ManagePlans);
        var plan = await work.Db.FindAsync<Plan>(work.Tenant, id);
        if (plan is null)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这份方案。");
        }
        if (plan.State != PlanState.Draft)
        {
            Work.Refuse(
                RefusalKind.Condition,
                plan.State == PlanState.Confirmed
                    ? $"这份方案已于 {plan.ConfirmedOn:yyyy-MM-dd} 入账，请在任务页面上调整。"
                    : "这份方案已经退回，不能再改。如仍需要，请重新上传。"
            );
        }
        var text = await work.Db.FindAsync<PlanText>(work.Tenant, id);
        return (plan, text!.ReadDraft());
    }

    private static PlanItemContent Item(PlanDraft draft, Guid id)
    {
        var item = draft.Items.FirstOrDefault(i => i.Id == id);
        if (item is null)
        {
            Work.Refuse(RefusalKind.NotFound, "这项任务已经删去或合并，请刷新页面。");
        }
        return item;
    }

    private static void Check(PlanHead head)
    {
        if (string.IsNullOrWhiteSpace(head.Title))
        {
            Work.Refuse(RefusalKind.Invalid, "请填写方案标题。", field: nameof(head.Title));
        }
        if (head.Title.Length > 300)
        {
            Work.Refuse(RefusalKind.Invalid, "方案标题不超过 300 字。", field: nameof(head.Title));
        }
        if (head is { FromYear: { } from, ToYear: { } to } && to < from)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "方案的止年早于起年，请核对。",
                field: nameof(head.ToYear)
            );
        }
    }
}

/// <summary>Splitting and merging items; what stands in a place follows it.</summary>
internal static class ItemShape
{
    public static (PlanItemContent First, PlanItemContent Second) Split(
        PlanItemContent item,
        int measure,
        string title,
        Guid id
    )
    {
        var cut = item.Measures[measure].At?.Start;
        var head = item.Measures.Take(measure).ToList();
        var tail = item.Measures.Skip(measure).ToList();
        bool InTail(Place? at) =>
            cut is { } c
            && at is { } place
            && place.Start >= c
            && item.At is { } whole
            && whole.Covers(place);
        var first = item with
        {
            Text = string.Concat(head.Select(m => m.Text)),
            Measures = head,
            Dues = [.. item.Dues.Where(d => !InTail(d.At))],
            Targets = [.. item.Targets.Where(t => !InTail(t.At))],
            At = Reach(
                head,
                item.At is { } a && cut is { } c1 && c1 > a.Start ? new Place(a.Start, c1) : item.At
            ),
        };
        var second = item with
        {
            Id = id,
            Number = null,
            Title = title,
            Text = string.Concat(tail.Select(m => m.Text)),
            Measures = tail,
            Dues = [.. item.Dues.Where(d => InTail(d.At))],
            Targets = [.. item.Targets.Where(t => InTail(t.At))],
            At = Reach(
                tail,
                cut is { } c2 && item.At is { } b && c2 < b.End ? new Place(c2, b.End) : item.At
            ),
        };
        return (first, second);
    }

    public static PlanItemContent Merge(PlanItemContent item, PlanItemContent next) =>
        item with
        {
            Text = item.Text + "\n" + next.Text,
            Measures = [.. item.Measures, .. next.Measures],
            Units = [.. item.Units, .. next.Units],
            Dues = [.. item.Dues, .. next.Dues],
            Targets = [.. item.Targets, .. next.Targets],
            At =
                item.At is { } a && next.At is { } b
                    ? new Place(Math.Min(a.Start, b.Start), Math.Max(a.End, b.End))
                    : item.At ?? next.At,
        };

    private static Place? Reach(IReadOnlyList<PlanMeasure> measures, Place? otherwise) =>
        measures is [{ At: { } first }, ..] && measures[^1].At is { } last
            ? new Place(first.Start, last.End)
            : otherwise;
}
