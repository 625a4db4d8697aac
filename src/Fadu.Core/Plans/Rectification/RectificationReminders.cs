using System.Globalization;
using Fadu.Core.Inbox;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Plans.Rectification;

/// <summary>
/// Reminds of problems to be put right (blocks, Life R): 7 and 3 days before and on the day; from the day after also the organ's head; five working days late the organ that found it, which
/// may supervise. Done twice it does nothing twice.
/// </summary>
public sealed record RemindProblems(DateOnly Day) : Command
{
    /// <summary>So many working days late the issuer is told.</summary>
    public const int Supervise = 5;
}

internal sealed class RemindProblemsHandler : IHandler<RemindProblems>
{
    public async ValueTask<string?> Handle(
        RemindProblems command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.DemandSystem("到期提醒由系统自动发出。");
        var day = command.Day;
        var (first, last) = (day.AddDays(-Reminders.Late), day.AddDays(7));
        var problems = await work
            .Db.Set<RectificationItem>()
            .Where(p =>
                p.Tenant == work.Tenant
                && p.DueOn >= first
                && p.DueOn <= last
                && (
                    p.State == ProblemState.Registered
                    || p.State == ProblemState.HandedOut
                    || p.State == ProblemState.Mending
                )
            )
            .OrderBy(p => p.DueOn)
            .ThenBy(p => p.Id)
            .ToListAsync(cancellationToken);
        var sent = 0;
        foreach (var problem in problems)
        {
            if (Reminders.StepOf(problem.DueOn, day, 7, 3, 0) is not { } step)
            {
                continue;
            }
            var prefix = $"rectification:{problem.Id}:due-";
            var notice = new Notice(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{prefix}{step}:{problem.DueOn:yyyyMMdd}:{problem.OrganId}"
                ),
                problem.OrganId,
                $"整改{Reminders.Words(problem.DueOn, day)}：{PlanDraft.Shorten(problem.Text, 30)}",
                problem.Programme,
                $"/workbench/rectification/{problem.Id}"
            )
            {
                Due = problem.DueOn,
                PersonId = problem.OwnerId,
            };
            if (await work.Remind(notice, prefix))
            {
                sent++;
                if (step == "late" && problem.OwnerId is not null)
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
            if (
                problem.DueOn
                    <= WorkCalendar.National.SubtractWorkdays(day, RemindProblems.Supervise)
                && problem.IssuerId != problem.OrganId
                && await work.Remind(
                    new Notice(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"rectification:{problem.Id}:supervise:{problem.DueOn:yyyyMMdd}"
                        ),
                        problem.IssuerId,
                        $"整改逾期满五个工作日，建议督办：{PlanDraft.Shorten(problem.Text, 30)}",
                        problem.Programme,
                        $"/workbench/rectification/{problem.Id}"
                    )
                    {
                        Due = problem.DueOn,
                        ForThoseWho = Capability.Supervise,
                    }
                )
            )
            {
                sent++;
            }
        }
        return sent.ToString(CultureInfo.InvariantCulture);
    }
}
