using System.Globalization;
using Fadu.Core.Calendars;
using Fadu.Core.Inbox;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Matters;

/// <summary>What the passing of days and new calendars bring to matters. Only the system sends these commands; each works off a part and says how much.</summary>
internal sealed class MatterDays(ProcedureRegistry procedures)
    : IHandler<PassMatterDays>,
        IHandler<WarnOfClocks>,
        IHandler<RecountClocks>,
        IHandler<FindOrphans>
{
    private readonly MatterBook book = new(procedures);

    public async ValueTask<string?> Handle(
        PassMatterDays command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.DemandSystem("期限由系统每日核对。");
        var day = command.Day;
        var ids = await work
            .Db.Set<MatterClock>()
            .Where(c =>
                c.Tenant == work.Tenant && c.IsOpen && c.Due < day && c.Kind != ClockKind.AtLeast
            )
            .OrderBy(c => c.Due)
            .ThenBy(c => c.MatterId)
            .Select(c => c.MatterId)
            .Take(PassMatterDays.Most)
            .ToListAsync(cancellationToken);
        foreach (var id in ids.Distinct())
        {
            var c = await book.Find(work, id, cancellationToken);
            var held = await work
                .Db.Set<MatterClock>()
                .AsNoTracking()
                .Where(k => k.Tenant == work.Tenant && k.MatterId == id && k.WouldBe != null)
                .ToDictionaryAsync(k => k.Clock, k => k.Due, cancellationToken);
            var world = c.World with { Today = day, Held = held };
            await book.Enter(
                work,
                c,
                ProcedureEngine.Tick(c.Procedure, c.State, world),
                (effects, days, standing) => new MatterDaysPassed(id, effects, days, standing),
                cancellationToken,
                day
            );
        }
        return Text(ids.Count);
    }

    public async ValueTask<string?> Handle(
        WarnOfClocks command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.DemandSystem("期限由系统每日核对。");
        var day = command.Day;
        var calendar = await CountyCalendars.Read(work.Db, work.Tenant, cancellationToken);
        var (tomorrow, soon) = (day.AddDays(1), calendar.AddWorkdays(day, 5));
        var far = day.AddDays(30);
        var early = procedures
            .Procedures.SelectMany(p =>
                p.Clocks.Where(c => c.RemindsEarly).Select(c => (p.Key, Clock: c.Key))
            )
            .ToHashSet();
        var (earlyClocks, earlyProcedures) = (
            early.Select(e => e.Clock).Distinct().ToList(),
            early.Select(e => e.Key).Distinct().ToList()
        );
        var due = await work
            .Db.Set<MatterClock>()
            .Where(c =>
                c.Tenant == work.Tenant
                && c.Kind != ClockKind.AtLeast
                && (
                    c.Due <= soon
                    || (
                        c.Due <= far
                        && earlyClocks.Contains(c.Clock)
                        && work.Db.Set<Matter>()
                            .Any(m =>
                                m.Tenant == c.Tenant
                                && m.Id == c.MatterId
                                && earlyProcedures.Contains(m.Procedure)
                            )
                    )
                )
                && (c.IsOpen || c.IsMissed)
                && c.Warned
                    < (
                        c.Due < day ? ClockWarning.Late
                        : c.Due <= tomorrow ? ClockWarning.Days1
                        : c.Due <= soon ? ClockWarning.Days5
                        : ClockWarning.Days30
                    )
            )
            .OrderBy(c => c.Due)
            .ThenBy(c => c.MatterId)
            .Take(PassMatterDays.Most)
            .ToListAsync(cancellationToken);
        foreach (var clock in due)
        {
            var matter = (
                await work.Db.FindAsync<Matter>([work.Tenant, clock.MatterId], cancellationToken)
            )!;
            var step =
                clock.Due < day ? ClockWarning.Late
                : clock.Due <= tomorrow ? ClockWarning.Days1
                : clock.Due <= soon ? ClockWarning.Days5
                : ClockWarning.Days30;
            await work.Append(
                Matter.StreamOf(matter.Id),
                new MatterWarned(matter.Id, clock.Clock, clock.Due, step),
                organ: matter.OrganId
            );
            // The nearer reminder takes the place of the earlier ones.
            var key = $"matter:{matter.Id}:clock:{clock.Clock}:";
            await work.SettleNotices(key);
            var notice = new Notice(
                string.Create(CultureInfo.InvariantCulture, $"{key}{step}:{clock.Due:yyyyMMdd}"),
                matter.OrganId,
                $"{clock.Name}{step.DisplayName()}：{Plans.PlanDraft.Shorten(matter.Title, 24)}",
                $"期满日 {clock.Due:yyyy-MM-dd}{(clock.IsProvisional ? "（暂定）" : "")}，下一步：{matter.NextStep}",
                Matter.AddressOf(matter.Id)
            )
            {
                PersonId = matter.HandlerId,
                Due = clock.Due,
            };
            await work.Notify(notice);
            if (step == ClockWarning.Late)
            {
                // Late is also the organ's own affair, not only that of the one who does the work.
                await work.Notify(
                    notice with
                    {
                        Key = notice.Key + ":head",
                        PersonId = null,
                        ForThoseWho = Capability.AssignMatters,
                    }
                );
            }
        }
        return Text(due.Count);
    }

    public async ValueTask<string?> Handle(
        RecountClocks command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.DemandSystem("期限由系统每日核对。");
        var calendar = await CountyCalendars.Read(work.Db, work.Tenant, cancellationToken);
        var version = calendar.Version;
        var stale = await work
            .Db.Set<MatterClock>()
            .Where(c => c.Tenant == work.Tenant && c.IsOpen && c.Calendar != version)
            .OrderBy(c => c.MatterId)
            .ThenBy(c => c.Clock)
            .Take(PassMatterDays.Most)
            .ToListAsync(cancellationToken);
        foreach (var clocks in stale.GroupBy(c => c.MatterId))
        {
            var matter = (
                await work.Db.FindAsync<Matter>([work.Tenant, clocks.Key], cancellationToken)
            )!;
            await Recount(work, matter, [.. clocks], calendar);
        }
        return Text(stale.Count);
    }

    public async ValueTask<string?> Handle(
        FindOrphans command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.DemandSystem("期限由系统每日核对。");
        var orphans = await MatterQueries.Orphans(
            work.Db,
            Scope.All(work.Tenant),
            command.Day,
            cancellationToken
        );
        foreach (var orphan in orphans)
        {
            await work.Notify(
                new Notice(
                    $"matter:{orphan.Id}:orphan:{orphan.HandlerId}",
                    orphan.OrganId,
                    $"事项没有在职的承办人：{Plans.PlanDraft.Shorten(orphan.Title, 24)}",
                    "承办人已经离开本单位或者离职，请分派给在职人员。",
                    Matter.AddressOf(orphan.Id)
                )
                {
                    ForThoseWho = Capability.AssignMatters,
                }
            );
        }
        return Text(orphans.Count);
    }

    private async ValueTask Recount(
        Work work,
        Matter matter,
        IReadOnlyList<MatterClock> clocks,
        WorkCalendar calendar
    )
    {
        var procedure = procedures.Get(matter.Procedure, matter.Edition);
        var state = matter.ReadState();
        var days = new List<ClockDay>();
        var held = new SortedDictionary<string, DateOnly>(StringComparer.Ordinal);
        var told = new List<string>();
        foreach (var clock in clocks)
        {
            var (was, now) = (clock.Due, MatterBook.DayOf(procedure, clock.Clock, state, calendar));
            // A day that was told to a party never moves earlier without a person (design.md §3).
            if (
                procedure.FindClock(clock.Clock)!.IsServed
                && now.Due is { } earlier
                && earlier < was
                && was != Matter.NoDue
            )
            {
                held[clock.Clock] = earlier;
                now = now with { Due = was };
                told.Add(
                    $"{clock.Name}按新的放假安排为 {earlier:yyyy-MM-dd}，已告知当事人的 {was:yyyy-MM-dd} 不自动提前，是否提前由承办人决定"
                );
            }
            else if (now.Due is { } due && due != was)
            {
                told.Add($"{clock.Name}由 {was:yyyy-MM-dd} 改为 {due:yyyy-MM-dd}");
            }
            days.Add(now);
        }
        await work.Append(
            Matter.StreamOf(matter.Id),
            new MatterClocksRecounted(matter.Id, days, held),
            organ: matter.OrganId,
            reason: "放假安排有变化"
        );
        if (told.Count > 0)
        {
            await work.Notify(
                new Notice(
                    $"matter:{matter.Id}:calendar:{calendar.Version}",
                    matter.OrganId,
                    $"期限随放假安排变化：{Plans.PlanDraft.Shorten(matter.Title, 24)}",
                    string.Join("；", told),
                    Matter.AddressOf(matter.Id)
                )
                {
                    PersonId = matter.HandlerId,
                }
            );
        }
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
