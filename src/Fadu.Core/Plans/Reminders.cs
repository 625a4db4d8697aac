using System.Globalization;
using Fadu.Core.Inbox;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Plans;

/// <summary>
/// Reminds of deadlines: 30, 7 and 1 days before, on the day after, and ten working days after it advises the coordinator to supervise. Done twice it does
/// nothing twice; after days without a run each organ hears the nearest reminder only.
/// </summary>
/// <param name="Day">The county's day.</param>
public sealed record RemindPlans(DateOnly Day) : Command
{
    /// <summary>The most items in one command; the answer is how many were reminded, and as many ask for another.</summary>
    public const int Most = 500;
}

internal sealed class RemindPlansHandler : IHandler<RemindPlans>
{
    public async ValueTask<string?> Handle(
        RemindPlans command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.DemandSystem("到期提醒由系统自动发出。");
        var day = command.Day;
        var until = day.AddDays(30);
        var items = work
            .Db.Set<PlanItem>()
            .Where(i => i.Tenant == work.Tenant && i.IsOpen && !i.IsPending && i.NextDue <= until);
        var late = LateSince(day);
        var sent = work.Db.Set<PlanReminder>();
        // Only those whose present step has not been sent, so that a large county is worked off in parts.
        var due = await items
            .Where(i =>
                !sent.Any(r =>
                    r.Tenant == i.Tenant
                    && r.ItemId == i.Id
                    && r.Due == i.NextDue
                    && r.Step
                        == (
                            i.NextDue <= late ? ReminderStep.Supervise
                            : i.NextDue < day ? ReminderStep.Late
                            : i.NextDue <= day.AddDays(1) ? ReminderStep.Days1
                            : i.NextDue <= day.AddDays(7) ? ReminderStep.Days7
                            : ReminderStep.Days30
                        )
                )
            )
            .OrderBy(i => i.NextDue)
            .ThenBy(i => i.Id)
            .Take(RemindPlans.Most)
            .ToListAsync(cancellationToken);
        var coordinators = new List<Guid>();
        if (due.Exists(i => i.NextDue <= late))
        {
            coordinators = await Coordinators.Organs(work, day, cancellationToken);
        }
        foreach (var item in due)
        {
            var step = StepOf(item.NextDue, day, late);
            await work.Append(
                PlanItem.StreamOf(item.Id),
                new PlanItemReminded(item.Id, item.NextDue, step),
                organ: item.ChiefOrganId
            );
            if (step != ReminderStep.Supervise)
            {
                // The nearer reminder takes the place of the earlier ones.
                await work.SettleNotices($"plan-item:{item.Id}:");
            }
            if (step == ReminderStep.Supervise)
            {
                // A coordinator who leads the item has been told that it is late; to advise him to supervise himself would tell it twice.
                var prefix = $"plan-item:{item.Id}:";
                var told = await work
                    .Db.Set<InboxItem>()
                    .Where(i =>
                        i.Tenant == work.Tenant && i.SettledAt == null && i.Key.StartsWith(prefix)
                    )
                    .Select(i => i.OrganId)
                    .ToListAsync(cancellationToken);
                foreach (var organ in coordinators.Except(told))
                {
                    await work.Notify(
                        new Notice(
                            Key(item, step, organ),
                            organ,
                            $"逾期满十个工作日，建议督办：{PlanDraft.Shorten(item.Title, 30)}",
                            $"期限 {item.NextDue:yyyy-MM-dd}，至今没有报完成。",
                            $"/workbench/supervision/issue?items={item.Id}"
                        )
                        {
                            ForThoseWho = Capability.Supervise,
                            Due = item.NextDue,
                        }
                    );
                }
                continue;
            }
            var assignments = await work
                .Db.Set<PlanAssignment>()
                .Where(a =>
                    a.Tenant == work.Tenant
                    && a.ItemId == item.Id
                    && a.Role != UnitRole.Participating
                )
                .ToListAsync(cancellationToken);
            foreach (var assignment in assignments)
            {
                var notice = new Notice(
                    Key(item, step, assignment.OrganId),
                    assignment.OrganId,
                    $"{(step == ReminderStep.Late ? "任务已逾期" : $"任务{step.DisplayName()}")}：{PlanDraft.Shorten(item.Title, 30)}",
                    $"期限 {item.NextDue:yyyy-MM-dd}（{item.PlanTitle}）",
                    $"/workbench/plans/items/{item.Id}"
                )
                {
                    Due = item.NextDue,
                    PersonId = assignment.PersonId,
                    ForThoseWho = assignment.PersonId is null ? Capability.ReportProgress : null,
                };
                await work.Notify(notice);
                if (step == ReminderStep.Late && assignment.PersonId is not null)
                {
                    // Late is also the organ's own affair, not only that of the one who does the work.
                    await work.Notify(
                        notice with
                        {
                            Key = notice.Key + ":head",
                            PersonId = null,
                            ForThoseWho = Capability.HandOver,
                        }
                    );
                }
            }
        }
        return due.Count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The latest deadline that is ten working days past.</summary>
    internal static DateOnly LateSince(DateOnly day) =>
        WorkCalendar.National.SubtractWorkdays(day, 10);

    internal static ReminderStep StepOf(DateOnly due, DateOnly day, DateOnly lateSince) =>
        due <= lateSince ? ReminderStep.Supervise
        : due < day ? ReminderStep.Late
        : due <= day.AddDays(1) ? ReminderStep.Days1
        : due <= day.AddDays(7) ? ReminderStep.Days7
        : ReminderStep.Days30;

    private static string Key(PlanItem item, ReminderStep step, Guid organ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"plan-item:{item.Id}:{step}:{item.NextDue:yyyyMMdd}:{organ}"
        );
}
