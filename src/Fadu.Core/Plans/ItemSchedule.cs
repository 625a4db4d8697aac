using Fadu.Core.Figures;

namespace Fadu.Core.Plans;

/// <summary>One time that something was due, and what became of it.</summary>
/// <param name="On">The day the plan set.</param>
/// <param name="Due">The day after extensions.</param>
/// <param name="DoneOn">The day on which it was reported as done.</param>
public sealed record Occurrence(DateOnly On, DateOnly Due, DateOnly DoneOn);

/// <summary>From when to when something was late; <paramref name="To"/> is the first day on which it was not.</summary>
public readonly record struct LateSpell(DateOnly From, DateOnly? To);

/// <summary>A deadline of an item with what has become of it.</summary>
public sealed record ItemDue
{
    public required PlanDue Set { get; init; }

    /// <summary>The open occurrence as the plan set it; empty when none is left.</summary>
    public DateOnly? On { get; init; }

    /// <summary>The open occurrence after extensions.</summary>
    public DateOnly? Next { get; init; }

    /// <summary>The day on which an organ reported the open occurrence as done, while the coordinator has not decided.</summary>
    public DateOnly? ClaimedOn { get; init; }

    public IReadOnlyList<Occurrence> Past { get; init; } = [];

    /// <summary>Spells of lateness that ended with an extension.</summary>
    public IReadOnlyList<LateSpell> Excused { get; init; } = [];

    /// <summary>A deadline as it starts when the item is entered.</summary>
    public static ItemDue Start(PlanDue set, DateOnly enteredOn)
    {
        var first = set.On;
        if (set.Every is { } every)
        {
            first ??= every switch
            {
                Recurrence.Yearly => new DateOnly(enteredOn.Year, 12, 31),
                Recurrence.HalfYearly => new DateOnly(enteredOn.Year, 6, 30),
                Recurrence.Quarterly => new DateOnly(enteredOn.Year, 3, 31),
                _ => new DateOnly(enteredOn.Year, 1, 31),
            };
            // What recurs is owed from the day of entry on; earlier years were never asked for here.
            while (first < enteredOn)
            {
                first = Following(set.On ?? first.Value, first.Value, every);
            }
            if (set.Until is { } until && first > until)
            {
                first = null;
            }
        }
        return new ItemDue
        {
            Set = set,
            On = first,
            Next = first,
        };
    }

    /// <summary>The open occurrence is done; the next one opens.</summary>
    public ItemDue Complete(DateOnly doneOn)
    {
        if (On is not { } on || Next is not { } due)
        {
            return this;
        }
        DateOnly? following = Set.Every is { } every ? Following(Set.On ?? on, on, every) : null;
        if (following > Set.Until)
        {
            following = null;
        }
        return this with
        {
            Past = [.. Past, new Occurrence(on, due, doneOn)],
            On = following,
            Next = following,
            ClaimedOn = null,
        };
    }

    /// <summary>The open occurrence moves to another day.</summary>
    public ItemDue Extend(DateOnly to, DateOnly decidedOn) =>
        this with
        {
            Excused =
                Next is { } due && due < decidedOn
                    ? [.. Excused, new LateSpell(due.AddDays(1), decidedOn)]
                    : Excused,
            Next = to,
        };

    /// <summary>All spells of lateness up to now, the open one without end.</summary>
    public IEnumerable<LateSpell> Late()
    {
        foreach (var spell in Excused)
        {
            yield return spell;
        }
        foreach (var past in Past.Where(p => p.DoneOn > p.Due.AddDays(1)))
        {
            yield return new LateSpell(past.Due.AddDays(1), past.DoneOn);
        }
        if (Next is { } next && !(ClaimedOn <= next.AddDays(1)))
        {
            yield return new LateSpell(next.AddDays(1), ClaimedOn);
        }
    }

    /// <summary>The following occurrence. Counted from the first day, so that the 31st comes back after a shorter month.</summary>
    private static DateOnly Following(DateOnly first, DateOnly from, Recurrence every)
    {
        var step = every switch
        {
            Recurrence.Yearly => 12,
            Recurrence.HalfYearly => 6,
            Recurrence.Quarterly => 3,
            _ => 1,
        };
        var isMonthEnd = first.Day == DateTime.DaysInMonth(first.Year, first.Month);
        var months = ((from.Year - first.Year) * 12) + from.Month - first.Month;
        var day = first.AddMonths(months + step);
        return isMonthEnd
            ? new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month))
            : day;
    }
}

/// <summary>An item's content and the state of its deadlines.</summary>
public sealed record PlanItemBody
{
    public required PlanItemContent Content { get; init; }
    public IReadOnlyList<ItemDue> Dues { get; init; } = [];

    /// <summary>What became of targets whose day has passed.</summary>
    public IReadOnlyList<TargetVerdict> Verdicts { get; init; } = [];
}

/// <summary>What follows from an item's dates. Pure.</summary>
public static class ItemSchedule
{
    /// <summary>Stands for "nothing is due" and sorts last.</summary>
    public static readonly DateOnly NoDue = new(9999, 1, 1);

    /// <summary>The first day on which something is still due.</summary>
    public static DateOnly NextDue(this PlanItemBody body) =>
        body.Dues.Where(d => d.ClaimedOn is null).Min(d => d.Next)
        ?? body.Dues.Min(d => d.Next)
        ?? NoDue;

    /// <summary>Spells in which the item was late, those of several deadlines joined: an item is late once, however many of its deadlines have passed.</summary>
    public static IReadOnlyList<LateSpell> LateSpells(this PlanItemBody body, DateOnly? endedOn)
    {
        var spells = new List<LateSpell>();
        foreach (
            var raw in body
                .Dues.SelectMany(d => d.Late())
                .OrderBy(s => s.From)
                .ThenBy(s => s.To ?? DateOnly.MaxValue)
        )
        {
            var spell = raw with { To = raw.To ?? endedOn };
            if (spell.To <= spell.From)
            {
                continue;
            }
            if (spells is [.., var last] && (last.To is null || last.To >= spell.From))
            {
                if (last.To is not null && (spell.To is null || spell.To > last.To))
                {
                    spells[^1] = last with { To = spell.To };
                }
                continue;
            }
            spells.Add(spell);
        }
        return spells;
    }

    /// <summary>What the item adds to the figures 任务.*: booked anew after each entry, so that what no longer holds is booked back.</summary>
    public static IReadOnlyList<Contribution> Contributions(this PlanItem item)
    {
        var endedOn = item.EndedOn;
        var body = item.ReadBody();
        var dimensions = DimensionText.Write([new("方案", item.PlanTitle)]);
        var organ = item.ChiefOrganId;
        var lines = new List<Contribution>();
        Add(PlanFigures.Tasks, item.EnteredOn, 1);
        Add(PlanFigures.TasksToDo, item.EnteredOn, 1);
        switch (item.State)
        {
            case ItemState.Done:
                Add(PlanFigures.TasksDone, item.DoneOn ?? item.EnteredOn, 1);
                break;
            case ItemState.Terminated:
                Add(PlanFigures.TasksToDo, endedOn ?? item.EnteredOn, -1);
                break;
            case ItemState.RolledOver:
                Add(PlanFigures.Tasks, endedOn ?? item.EnteredOn, -1);
                Add(PlanFigures.TasksToDo, endedOn ?? item.EnteredOn, -1);
                break;
        }
        foreach (var spell in body.LateSpells(endedOn))
        {
            Add(PlanFigures.TasksOverdue, spell.From, 1);
            if (spell.To is { } to)
            {
                Add(PlanFigures.TasksOverdue, to, -1);
            }
        }
        foreach (var due in body.Dues)
        {
            foreach (var past in due.Past)
            {
                Add(PlanFigures.TasksDue, past.Due, 1);
                if (past.DoneOn <= past.Due)
                {
                    Add(PlanFigures.TasksDoneOnTime, past.Due, 1);
                }
            }
            if (due.Next is { } next && (endedOn is null || next < endedOn))
            {
                Add(PlanFigures.TasksDue, next, 1);
            }
        }
        foreach (var verdict in body.Verdicts)
        {
            Add(PlanFigures.TargetsDue, verdict.By, 1);
            if (verdict.Met)
            {
                Add(PlanFigures.TargetsReached, verdict.By, 1);
            }
        }
        return lines;

        void Add(string figure, DateOnly day, long amount) =>
            lines.Add(new Contribution(figure, organ, day, amount, dimensions));
    }

    private static string Plain(string title) => title.Replace(';', '；').Replace('=', '＝').Trim();
}

/// <summary>The codes under which plan items are counted; the definitions are declared with the area 推进.</summary>
public static class PlanFigures
{
    /// <summary>任务.总数</summary>
    public const string Tasks = "Tasks";

    /// <summary>任务.总数 less those terminated: the denominator of 任务.完成率.</summary>
    public const string TasksToDo = "TasksToDo";

    /// <summary>任务.完成</summary>
    public const string TasksDone = "TasksDone";

    /// <summary>任务.逾期</summary>
    public const string TasksOverdue = "TasksOverdue";

    /// <summary>Deadlines that fell in a period: the denominator of 任务.按期完成率.</summary>
    public const string TasksDue = "TasksDue";

    /// <summary>Deadlines that were kept: the numerator of 任务.按期完成率.</summary>
    public const string TasksDoneOnTime = "TasksDoneOnTime";

    /// <summary>Targets whose day has passed and that a figure measures: the denominator of 任务.指标达标率.</summary>
    public const string TargetsDue = "TargetsDue";

    /// <summary>Of these those that were reached: the numerator.</summary>
    public const string TargetsReached = "TargetsReached";
}
