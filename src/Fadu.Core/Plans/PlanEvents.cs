using Fadu.Core.Trail;

namespace Fadu.Core.Plans;

/// <summary>A plan's text was read. Everything that was extracted keeps its place in <see cref="Source"/>.</summary>
[TrailEvent("plan.read", "导入方案")]
public sealed record PlanRead : ITrailEvent
{
    public Guid Id { get; init; }
    public required PlanHead Head { get; init; }

    /// <summary>The decoded text on which all places are counted.</summary>
    public required string Source { get; init; }

    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file that was uploaded.</summary>
    public required string FileHash { get; init; }

    public IReadOnlyList<PlanItemContent> Items { get; init; } = [];
    public IReadOnlyList<PlanDoubt> Doubts { get; init; } = [];
}

/// <summary>What a plan says about itself.</summary>
public sealed record PlanHead
{
    public required string Title { get; init; }
    public string? Number { get; init; }
    public IReadOnlyList<string> Issuers { get; init; } = [];
    public string? Place { get; init; }
    public DateOnly? SignedOn { get; init; }
    public PlanKind Kind { get; init; }

    /// <summary>The first year it covers.</summary>
    public int? FromYear { get; init; }

    /// <summary>The last year it covers; what recurs ends with it.</summary>
    public int? ToYear { get; init; }
}

/// <summary>A plan without a text was opened, to enter items by hand.</summary>
[TrailEvent("plan.opened", "新建方案")]
public sealed record PlanOpened(Guid Id, PlanHead Head) : ITrailEvent;

/// <summary>The coordinator decided about something doubtful.</summary>
[TrailEvent("plan.doubt-decided", "处理疑点")]
public sealed record DoubtDecided : ITrailEvent
{
    public Guid Plan { get; init; }
    public int Doubt { get; init; }
    public DoubtChoice Choice { get; init; }
    public string? Text { get; init; }
    public IReadOnlyList<Guid> Organs { get; init; } = [];
    public UnitRole? Role { get; init; }
    public DateOnly? On { get; init; }
}

/// <summary>The head of a plan was changed before it was confirmed.</summary>
[TrailEvent("plan.head-saved", "修改方案基本情况")]
public sealed record PlanHeadSaved(Guid Plan, PlanHead Head) : ITrailEvent;

/// <summary>An item of a draft was added or changed by hand.</summary>
[TrailEvent("plan.item-saved", "修改待入账任务")]
public sealed record DraftItemSaved(Guid Plan, PlanItemContent Item, Guid? After) : ITrailEvent;

/// <summary>An item of a draft was taken out.</summary>
[TrailEvent("plan.item-removed", "不列为任务")]
public sealed record DraftItemRemoved(Guid Plan, Guid Item) : ITrailEvent;

/// <summary>Items of a draft were split or merged.</summary>
[TrailEvent("plan.items-replaced", "拆分合并待入账任务")]
public sealed record DraftItemsReplaced(
    Guid Plan,
    IReadOnlyList<Guid> Old,
    IReadOnlyList<PlanItemContent> Now
) : ITrailEvent;

/// <summary>The coordinator confirmed what was read; its items were entered with it.</summary>
[TrailEvent("plan.confirmed", "确认入账")]
public sealed record PlanConfirmed(Guid Plan, int Items) : ITrailEvent;

/// <summary>An import was withdrawn; nothing of it was entered.</summary>
[TrailEvent("plan.withdrawn", "退回方案")]
public sealed record PlanWithdrawn(Guid Plan) : ITrailEvent;

/// <summary>An item was entered as a task.</summary>
[TrailEvent("plan-item.entered", "任务入账")]
public sealed record PlanItemEntered : ITrailEvent
{
    public Guid Plan { get; init; }
    public required string PlanTitle { get; init; }
    public int Ordinal { get; init; }
    public required PlanItemContent Content { get; init; }

    /// <summary>The item of an earlier plan that it goes on with (年度结转).</summary>
    public Guid? Previous { get; init; }
}

/// <summary>An organ named the person who does the work.</summary>
[TrailEvent("plan-item.person-named", "指定承办人")]
public sealed record PlanPersonNamed(Guid Item, Guid Organ, Guid? Person) : ITrailEvent;

/// <summary>An organ was given the item, or released from it.</summary>
[TrailEvent("plan-item.reassigned", "调整责任单位")]
public sealed record PlanItemReassigned(Guid Item, IReadOnlyList<PlanUnit> Units) : ITrailEvent;

/// <summary>An organ reported progress. Evidence is on the entry.</summary>
[TrailEvent("plan-item.progress-reported", "填报进展")]
public sealed record ProgressReported : ITrailEvent
{
    public Guid Id { get; init; }
    public Guid Item { get; init; }
    public Guid Organ { get; init; }
    public ItemState State { get; init; }
    public required string Text { get; init; }
    public string? Obstacle { get; init; }
    public string? Request { get; init; }

    /// <summary>Which deadline it is about, from 0; empty = the whole item.</summary>
    public int? Due { get; init; }

    /// <summary>The day to which the organ asks to move the deadline.</summary>
    public DateOnly? NewDueOn { get; init; }

    /// <summary>The files that prove it: hash and name.</summary>
    public IReadOnlyList<EvidenceFile> Files { get; init; } = [];
}

/// <summary>A file that proves something.</summary>
/// <param name="Hash">SHA-256, lower-case hexadecimal.</param>
/// <param name="Name">Its name as the user knows it.</param>
public sealed record EvidenceFile(string Hash, string Name);

/// <summary>A report was taken back by its organ before anybody acted on it.</summary>
[TrailEvent("plan-item.progress-withdrawn", "撤回进展")]
public sealed record ProgressWithdrawn(Guid Item, Guid Report) : ITrailEvent;

/// <summary>The coordinator accepted a report.</summary>
[TrailEvent("plan-item.progress-accepted", "采纳进展")]
public sealed record ProgressAccepted(Guid Item, Guid Report) : ITrailEvent;

/// <summary>The coordinator returned a report; the reason is on the entry.</summary>
[TrailEvent("plan-item.progress-returned", "退回进展")]
public sealed record ProgressReturned(Guid Item, Guid Report) : ITrailEvent;

/// <summary>A deadline was moved; the reason is on the entry.</summary>
[TrailEvent("plan-item.due-extended", "延期")]
public sealed record DueExtended(Guid Item, int Due, DateOnly From, DateOnly To, string ApprovedBy)
    : ITrailEvent;

/// <summary>The coordinator ended an item that will not be done.</summary>
[TrailEvent("plan-item.terminated", "终止任务")]
public sealed record PlanItemTerminated(Guid Item) : ITrailEvent;

/// <summary>The coordinator wrote a done item off (销号).</summary>
[TrailEvent("plan-item.written-off", "销号")]
public sealed record PlanItemWrittenOff(Guid Item) : ITrailEvent;

/// <summary>An unfinished item went over into a later plan.</summary>
[TrailEvent("plan-item.rolled-over", "结转")]
public sealed record PlanItemRolledOver(Guid Item, Guid NextPlan, Guid NextItem) : ITrailEvent;

/// <summary>The organs of an item were reminded of a deadline.</summary>
[TrailEvent("plan-item.reminded", "到期提醒")]
public sealed record PlanItemReminded(Guid Item, DateOnly Due, ReminderStep Step) : ITrailEvent;

/// <summary>A list of items was given out as a file.</summary>
[TrailEvent("plan.exported", "导出任务清单")]
public sealed record PlanItemsExported(string Filter, int Rows) : ITrailEvent;
