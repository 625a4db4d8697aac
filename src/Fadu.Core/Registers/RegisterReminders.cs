using System.Globalization;
using Fadu.Core.Inbox;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Registers;

/// <summary>
/// Reminds keepers of items that run out, as their registers declare it, and of items whose organ has ended. One notice lists all items of a register that run out on one day; done twice it does
/// nothing twice.
/// </summary>
public sealed record RemindRegisters(DateOnly Day) : Command;

internal sealed class RegisterReminders(
    RegisterRegistry registers,
    Directories directories,
    YearlyDays yearly
) : IHandler<RemindRegisters>
{
    private const string YearKey = "register-year:";
    private const string DueKey = "register-due:";
    private const string OrganKey = "register-organ:";

    public async ValueTask<string?> Handle(
        RemindRegisters command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.DemandSystem("到期提醒由系统自动发出。");
        var open = (
            await work
                .Db.Set<InboxItem>()
                .Where(i =>
                    i.Tenant == work.Tenant
                    && i.SettledAt == null
                    && (
                        i.Key.StartsWith(DueKey)
                        || i.Key.StartsWith(OrganKey)
                        || i.Key.StartsWith(YearKey)
                    )
                )
                .Select(i => i.Key)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        ).ToHashSet(StringComparer.Ordinal);
        var still = new List<string>();
        var sent =
            await Due(work, command.Day, still, cancellationToken).ConfigureAwait(false)
            + await Ended(work, command.Day, still, cancellationToken).ConfigureAwait(false)
            + await Yearly(work, command.Day, still, cancellationToken).ConfigureAwait(false);
        // What has been extended, ended or handed over asks for nothing any more.
        foreach (
            var key in open.Where(k =>
                !still.Exists(s => k.StartsWith(s, StringComparison.Ordinal))
            )
        )
        {
            await work.SettleNotices(key).ConfigureAwait(false);
        }
        return sent.ToString(CultureInfo.InvariantCulture);
    }

    private async ValueTask<int> Due(
        Work work,
        DateOnly day,
        List<string> still,
        CancellationToken cancellationToken
    )
    {
        var sent = 0;
        foreach (var register in registers.All.Where(r => r.RemindsBefore.Count > 0))
        {
            var (first, last) = (
                day.AddDays(-Reminders.Late),
                day.AddDays(register.RemindsBefore.Max())
            );
            var rows = work
                .Db.Set<RegisterVersion>()
                .Where(v =>
                    v.Tenant == work.Tenant
                    && v.Register == register.Key
                    && v.SupersededSeq == RegisterVersion.Current
                    && v.IsLast
                    && v.Ending == Ending.Expires
                );
            rows = register.RemindsOf is { } field
                ? rows.Where(v =>
                    v.ValidUntil >= day
                    && EF.Property<DateOnly?>(v, field.Slot!) >= first
                    && EF.Property<DateOnly?>(v, field.Slot!) <= last
                )
                : rows.Where(v => v.ValidUntil >= first && v.ValidUntil <= last);
            var slot = register.RemindsOf?.Slot;
            var groups = (
                await rows.Select(v => new
                    {
                        v.OrganId,
                        v.ItemId,
                        v.Title,
                        Due = slot == null
                            ? v.ValidUntil
                            : EF.Property<DateOnly?>(v, slot) ?? v.ValidUntil,
                    })
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            ).GroupBy(v => (v.OrganId, v.Due));
            foreach (var group in groups)
            {
                var (organ, due) = group.Key;
                var prefix = $"{DueKey}{register.Key}:{organ}:{due:yyyyMMdd}:";
                still.Add(prefix);
                if (Reminders.StepOf(due, day, [.. register.RemindsBefore, 0]) is not { } step)
                {
                    continue;
                }
                var what = register.RemindsOf?.Title ?? "最后有效日";
                if (
                    await work.Remind(
                            new Notice(
                                prefix + step,
                                organ,
                                $"{register.Title}{Reminders.Words(due, day)}：{Named(group.Select(v => v.Title))}",
                                $"{what} {due:yyyy-MM-dd}，共 {group.Count()} 项。请办理延续、变更或者终止。",
                                group.Count() == 1
                                    ? RegisterVersion.AddressOf(register.Key, group.First().ItemId)
                                    : $"/workbench/registers/{register.Key}/findings"
                            )
                            {
                                ForThoseWho = Capability.DraftRegisters,
                                Due = due,
                            },
                            prefix
                        )
                        .ConfigureAwait(false)
                )
                {
                    sent++;
                }
            }
        }
        return sent;
    }

    /// <summary>The items of the year are public by a day of the year: who coordinates is reminded while none is, to the end of the year.</summary>
    private async ValueTask<int> Yearly(
        Work work,
        DateOnly day,
        List<string> still,
        CancellationToken cancellationToken
    )
    {
        var sent = 0;
        foreach (
            var register in registers.All.Where(r =>
                r.DueYearly is not null && r.Portal is not null
            )
        )
        {
            var asked = yearly.Of(register);
            var due = asked.In(day.Year);
            if (day < due.AddDays(-30))
            {
                continue;
            }
            var (slot, year) = (asked.Year.Slot!, (long)day.Year);
            var isPublic = await work
                .Db.Set<RegisterVersion>()
                .Where(v =>
                    v.Tenant == work.Tenant
                    && v.Register == register.Key
                    && v.SupersededSeq == RegisterVersion.Current
                    && EF.Property<long?>(v, slot) == year
                )
                .AnyAsync(
                    v =>
                        work.Db.Set<Publications.Publication>()
                            .Any(p => p.Tenant == v.Tenant && p.Id == v.ItemId && p.IsPublic),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (isPublic)
            {
                continue;
            }
            foreach (
                var organ in await Coordinators
                    .Organs(work, day, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                var prefix = $"{YearKey}{register.Key}:{year}:{organ}:";
                still.Add(prefix);
                if (
                    Reminders.StepOf(due, day, 30, 7, 1, 0) is { } step
                    && await work.Remind(
                            new Notice(
                                prefix + step,
                                organ,
                                $"公布{year}年度的{register.Title}：{Reminders.Words(due, day)}",
                                $"期限 {due:yyyy-MM-dd}（{asked.Basis}）。列入各项、经审定以后在门户公布。",
                                $"/workbench/registers/{register.Key}"
                            )
                            {
                                ForThoseWho = Capability.DraftRegisters,
                                Due = due,
                            },
                            prefix
                        )
                        .ConfigureAwait(false)
                )
                {
                    sent++;
                }
            }
        }
        return sent;
    }

    /// <summary>T2: an organ was merged, split or abolished; what it kept in force is listed for who goes on for it.</summary>
    private async ValueTask<int> Ended(
        Work work,
        DateOnly day,
        List<string> still,
        CancellationToken cancellationToken
    )
    {
        var directory = await directories
            .Organs(work.Tenant, cancellationToken)
            .ConfigureAwait(false);
        var ended = directory.All.Where(o => o.ValidTo < day).Select(o => o.Id).ToList();
        if (ended.Count == 0)
        {
            return 0;
        }
        var sent = 0;
        var coordinators = await Coordinators
            .Organs(work, day, cancellationToken)
            .ConfigureAwait(false);
        var groups = (
            await work
                .Db.Set<RegisterVersion>()
                .Where(v =>
                    v.Tenant == work.Tenant
                    && v.SupersededSeq == RegisterVersion.Current
                    && v.ValidFrom <= day
                    && v.ValidUntil >= day
                    && (
                        ended.Contains(v.OrganId)
                        || (v.G1 != null && ended.Contains(v.G1.Value))
                        || (v.G2 != null && ended.Contains(v.G2.Value))
                    )
                )
                .Select(v => new
                {
                    v.Register,
                    v.OrganId,
                    v.G1,
                    v.G2,
                    v.Title,
                })
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        ).GroupBy(v =>
            (
                v.Register,
                Organ: ended.Contains(v.OrganId) ? v.OrganId
                : v.G1 is { } one && ended.Contains(one) ? one
                : v.G2!.Value
            )
        );
        foreach (var group in groups)
        {
            if (registers.Find(group.Key.Register) is not { } register)
            {
                continue;
            }
            var gone = directory.All.First(o => o.Id == group.Key.Organ);
            // Who keeps it is asked; where the keeper itself is gone, its heirs, else the coordinators.
            var keepers = group
                .Select(v => v.OrganId)
                .Where(o => !ended.Contains(o))
                .Distinct()
                .ToList();
            var asked =
                keepers.Count > 0 ? keepers
                : directory
                    .Links.Where(l => l.From == gone.Id && l.Kind != LineageKind.DutiesMoved)
                    .Select(l => l.To)
                    .Where(o => !ended.Contains(o))
                    .Distinct()
                    .ToList()
                    is { Count: > 0 } heirs
                    ? heirs
                : coordinators;
            foreach (var organ in asked)
            {
                var key = $"{OrganKey}{register.Key}:{gone.Id}:{organ}";
                still.Add(key);
                if (
                    await work.Remind(
                            new Notice(
                                key,
                                organ,
                                $"{gone.ShortName}已不再存在，{register.Title}还有 {group.Count()} 项要处理",
                                $"{Named(group.Select(v => v.Title))}。请逐项确定由谁承接，或者终止。",
                                $"/workbench/registers/{register.Key}/findings"
                            )
                            {
                                ForThoseWho = Capability.DraftRegisters,
                            }
                        )
                        .ConfigureAwait(false)
                )
                {
                    sent++;
                }
            }
        }
        return sent;
    }

    private static string Named(IEnumerable<string> titles)
    {
        var all = titles.ToList();
        var first = string.Join("、", all.Take(3).Select(t => t.Length <= 20 ? t : t[..19] + "…"));
        return all.Count > 3 ? $"{first}等" : first;
    }
}
