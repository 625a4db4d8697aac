using System.Globalization;
using Fadu.Core.Inbox;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Reports;

/// <summary>
/// Reminds of sections that are to be written (7 days before, the day before, the day after) and of submitting and publishing the annual report (30, 7 and 1 days before, the day after;
/// 督察工作规定23、24条). Done twice it does nothing twice.
/// </summary>
public sealed record RemindReports(DateOnly Day) : Command;

internal sealed class RemindReportsHandler : IHandler<RemindReports>
{
    public async ValueTask<string?> Handle(
        RemindReports command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.DemandSystem("到期提醒由系统自动发出。");
        var sent =
            await Sections(command.Day, work, cancellationToken).ConfigureAwait(false)
            + await Duties(command.Day, work, cancellationToken).ConfigureAwait(false);
        return sent.ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<int> Sections(
        DateOnly day,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var (first, last) = (day.AddDays(-Reminders.Late), day.AddDays(7));
        var sections = await work
            .Db.Set<ReportSection>()
            .Where(s =>
                s.Tenant == work.Tenant
                && s.Due >= first
                && s.Due <= last
                && s.State != SectionState.Submitted
                && s.State != SectionState.Accepted
            )
            .Join(
                work.Db.Set<Report>()
                    .Where(r => r.Tenant == work.Tenant && r.State == ReportState.Drafting),
                s => s.ReportId,
                r => r.Id,
                (s, r) => new { Section = s, r.Title }
            )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var sent = 0;
        foreach (var (section, title) in sections.Select(s => (s.Section, s.Title)))
        {
            if (Reminders.StepOf(section.Due, day, 7, 1) is not { } step)
            {
                continue;
            }
            var name = section.Title.Length > 0 ? section.Title : section.Content.DisplayName();
            var prefix = $"report-section:{section.Id}:";
            if (
                await work.Remind(
                        new Notice(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{prefix}due-{step}:{section.Due:yyyyMMdd}:{section.OrganId}"
                            ),
                            section.OrganId,
                            $"年度报告“{name}”{Reminders.Words(section.Due, day)}",
                            title,
                            $"/workbench/reports/section/{section.Id}"
                        )
                        {
                            ForThoseWho = Capability.WriteReports,
                            Due = section.Due,
                        },
                        prefix + "due-",
                        prefix + "assigned-"
                    )
                    .ConfigureAwait(false)
            )
            {
                sent++;
            }
        }
        return sent;
    }

    private static async Task<int> Duties(
        DateOnly day,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var year = day.Year - 1;
        var sent = 0;
        foreach (var duty in Enum.GetValues<ReportDuty>())
        {
            var due = ReportDuties.DueOn(duty, year);
            if (Reminders.StepOf(due, day, 30, 7, 1) is not { } step)
            {
                continue;
            }
            var organs = await work
                .Db.Set<Organ>()
                .AsNoTracking()
                .Where(o =>
                    o.Tenant == work.Tenant
                    && o.ValidTo == null
                    && !work
                        .Db.Set<ReportDutyRecord>()
                        .Any(d =>
                            d.Tenant == work.Tenant
                            && d.OrganId == o.Id
                            && d.Year == year
                            && d.Duty == duty
                        )
                )
                .OrderBy(o => o.Order)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            foreach (var organ in organs.Where(o => ReportDuties.Owes(o.Kind, o.Level, duty)))
            {
                var prefix = ReportDuties.NoticeOf(organ.Id, year, duty);
                if (
                    await work.Remind(
                            new Notice(
                                prefix + step,
                                organ.Id,
                                $"{year}年度报告{duty.DisplayName()}{Reminders.Words(due, day)}",
                                duty == ReportDuty.Submission
                                    ? "3月1日之前报送本级党委、人大常委会、政府和上一级机关，报送后请登记。"
                                    : "4月1日之前通过报刊、网站等向社会公开，公开后请登记。",
                                string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"/workbench/reports/duties?year={year}"
                                )
                            )
                            {
                                ForThoseWho = Capability.WriteReports,
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
}
