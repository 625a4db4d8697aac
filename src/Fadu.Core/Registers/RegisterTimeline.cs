using System.ComponentModel.DataAnnotations;

namespace Fadu.Core.Registers;

/// <summary>Whether a stretch of an item's time is in force.</summary>
public enum StretchState
{
    [Display(Name = "有效")]
    InForce,

    [Display(Name = "暂停")]
    Suspended,
}

/// <summary>How the last stretch of an item ends.</summary>
public enum Ending
{
    /// <summary>It runs out on its last day, or has none.</summary>
    [Display(Name = "到期")]
    Expires,

    [Display(Name = "终止")]
    Ended,

    [Display(Name = "并入")]
    Merged,
}

/// <summary>A stretch of time in which an item stands in one way; the stretches of an item never overlap.</summary>
/// <param name="Until">The last day, included; <see cref="RegisterVersion.NoEnd"/> where none is set.</param>
/// <param name="Origin">The change that brought the record: stretches of one version share it.</param>
internal sealed record Stretch(
    DateOnly From,
    DateOnly Until,
    string Body,
    StretchState State,
    Guid Origin,
    Ending Ending = Ending.Expires,
    Guid? MergedInto = null,
    bool IsLate = false
)
{
    public bool Covers(DateOnly day) => From <= day && day <= Until;
}

/// <summary>One change as the timeline needs it.</summary>
internal sealed record TimelineChange(
    Guid Id,
    ChangeEffect Effect,
    DateOnly? From,
    DateOnly? Until,
    string? Body,
    Guid? Version,
    Guid? Into,
    bool IsLate
);

/// <summary>What changes do to the stretches of an item. Pure, so that commands, projections and rebuild agree.</summary>
internal static class RegisterTimeline
{
    /// <summary>The stretches after a change, or why it cannot be.</summary>
    public static (IReadOnlyList<Stretch> After, string? Refusal) Apply(
        IReadOnlyList<Stretch> now,
        TimelineChange change
    )
    {
        var after = now.OrderBy(s => s.From).ToList();
        var refusal = change.Effect switch
        {
            ChangeEffect.Add => Add(after, change),
            ChangeEffect.Change => Change(after, change),
            ChangeEffect.Correct => Correct(after, change),
            ChangeEffect.Extend => Extend(after, change),
            ChangeEffect.Suspend => Suspend(after, change),
            ChangeEffect.Resume => Resume(after, change),
            ChangeEffect.End or ChangeEffect.Merge => End(after, change),
            ChangeEffect.Note => after.Count == 0 ? Nothing : null,
            _ => Void(after),
        };
        return refusal is null ? ([.. after.OrderBy(s => s.From)], null) : (now, refusal);
    }

    private static string? Add(List<Stretch> all, TimelineChange c)
    {
        var stretch = New(c, c.Until ?? RegisterVersion.NoEnd);
        if (stretch.Until < stretch.From)
        {
            return Backwards;
        }
        if (all.Exists(s => s.From <= stretch.Until && stretch.From <= s.Until))
        {
            return "这一项在这段时间已经有效，不能再次新增；内容有变化的用“变更”，登记错的用“更正”。";
        }
        all.Add(stretch);
        return null;
    }

    private static string? Change(List<Stretch> all, TimelineChange c)
    {
        var from = c.From!.Value;
        if (all.Find(s => s.Covers(from)) is not { } old)
        {
            return $"{from:yyyy-MM-dd} 这一项不在有效期内，不能变更；已经到期的用“延续”，还没有生效的用“更正”。";
        }
        if (old.From == from)
        {
            return $"{from:yyyy-MM-dd} 已有一个版本从这一天起生效；那个版本登记错的用“更正”，另有变更的请填写它自己的生效日。";
        }
        // What follows stays as it was, so a change entered late stands between its neighbours.
        var next = all.Where(s => s.From > from).Select(s => (DateOnly?)s.From).Min();
        var until = c.Until ?? old.Until;
        if (next is { } n && until >= n)
        {
            until = n.AddDays(-1);
        }
        if (until < from)
        {
            return Backwards;
        }
        Replace(all, old, old with { Until = from.AddDays(-1), Ending = Ending.Expires });
        all.Add(
            New(c, until) with
            {
                State = old.State,
                Ending = c.Until is null ? old.Ending : Ending.Expires,
                MergedInto = c.Until is null ? old.MergedInto : null,
            }
        );
        return null;
    }

    private static string? Correct(List<Stretch> all, TimelineChange c)
    {
        var origin = c.Version ?? all.LastOrDefault()?.Origin;
        var mine = all.Where(s => s.Origin == origin).ToList();
        if (mine.Count == 0)
        {
            return "没有要更正的版本，请重新打开这一项。";
        }
        var others = all.Except(mine).ToList();
        var (first, last) = (mine[0], mine[^1]);
        var from = c.From ?? first.From;
        var until = c.Until ?? last.Until;
        if (until < from || (mine.Count > 1 && (from > first.Until || until < last.From)))
        {
            return Backwards;
        }
        if (others.Exists(s => s.From <= until && from <= s.Until))
        {
            return "更正后的有效期与另一个版本重叠，请核对两个日期。";
        }
        foreach (var stretch in mine)
        {
            Replace(
                all,
                stretch,
                stretch with
                {
                    Body = c.Body ?? stretch.Body,
                    From = stretch == first ? from : stretch.From,
                    Until = stretch == last ? until : stretch.Until,
                }
            );
        }
        return null;
    }

    private static string? Extend(List<Stretch> all, TimelineChange c)
    {
        if (all.Count == 0)
        {
            return Nothing;
        }
        var last = all[^1];
        if (last.Ending != Ending.Expires)
        {
            return "这一项已经终止，不能延续；确需恢复的，请重新新增。";
        }
        if (last.Until == RegisterVersion.NoEnd)
        {
            return "这一项没有设定终止日期，无需延续。";
        }
        if (c.Until <= last.Until)
        {
            return $"延续后的最后有效日应当晚于现在的 {last.Until:yyyy-MM-dd}。";
        }
        Replace(all, last, last with { Until = c.Until!.Value });
        return null;
    }

    private static string? Suspend(List<Stretch> all, TimelineChange c)
    {
        var from = c.From!.Value;
        if (all.Find(s => s.Covers(from)) is not { State: StretchState.InForce } old)
        {
            return $"{from:yyyy-MM-dd} 这一项不在有效状态，不能暂停。";
        }
        var until = c.Until is { } given && given < old.Until ? given : old.Until;
        if (until < from)
        {
            return Backwards;
        }
        all.Remove(old);
        Keep(all, old, old.From, from.AddDays(-1), StretchState.InForce);
        Keep(all, old, from, until, StretchState.Suspended);
        Keep(
            all,
            old,
            until.AddDays(until == RegisterVersion.NoEnd ? 0 : 1),
            old.Until,
            StretchState.InForce
        );
        return null;
    }

    private static string? Resume(List<Stretch> all, TimelineChange c)
    {
        var from = c.From!.Value;
        if (all.Find(s => s.Covers(from)) is not { State: StretchState.Suspended } old)
        {
            return $"{from:yyyy-MM-dd} 这一项没有处于暂停，无需恢复。";
        }
        all.Remove(old);
        Keep(all, old, old.From, from.AddDays(-1), StretchState.Suspended);
        Keep(all, old, from, old.Until, StretchState.InForce);
        return null;
    }

    private static string? End(List<Stretch> all, TimelineChange c)
    {
        var day = c.Until!.Value;
        if (all.Count == 0 || all[0].From > day)
        {
            return $"{day:yyyy-MM-dd} 这一项还没有生效，不能终止；登记错的用“误录作废”。";
        }
        if (all[^1].Ending != Ending.Expires && all[^1].Until <= day)
        {
            return $"这一项已于 {all[^1].Until:yyyy-MM-dd} 终止。";
        }
        if (all[^1].Until < day)
        {
            return $"这一项已于 {all[^1].Until:yyyy-MM-dd} 到期，终止日期不能晚于这一天。";
        }
        all.RemoveAll(s => s.From > day);
        var last = all[^1];
        Replace(
            all,
            last,
            last with
            {
                Until = day < last.Until ? day : last.Until,
                Ending = c.Effect == ChangeEffect.Merge ? Ending.Merged : Ending.Ended,
                MergedInto = c.Into,
            }
        );
        return null;
    }

    private static string? Void(List<Stretch> all)
    {
        if (all.Count == 0)
        {
            return Nothing;
        }
        all.Clear();
        return null;
    }

    private const string Backwards = "最后有效日早于生效日，请核对两个日期。";
    private const string Nothing = "这一项没有有效的版本。";

    private static Stretch New(TimelineChange c, DateOnly until) =>
        new(c.From!.Value, until, c.Body!, StretchState.InForce, c.Id, IsLate: c.IsLate);

    private static void Replace(List<Stretch> all, Stretch old, Stretch with) =>
        all[all.IndexOf(old)] = with;

    // A part of a stretch; the end of the whole belongs to its last part only.
    private static void Keep(
        List<Stretch> all,
        Stretch old,
        DateOnly from,
        DateOnly until,
        StretchState state
    )
    {
        if (from > until || (from == RegisterVersion.NoEnd && old.Until == RegisterVersion.NoEnd))
        {
            return;
        }
        all.Add(
            old with
            {
                From = from,
                Until = until,
                State = state,
                Ending = until == old.Until ? old.Ending : Ending.Expires,
                MergedInto = until == old.Until ? old.MergedInto : null,
            }
        );
    }
}
