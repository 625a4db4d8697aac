using System.Globalization;
using Fadu.Core.Inbox;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Publications;

/// <summary>Reminds of what must be made public: 7 days and 1 day before, on the last day, and when it is late. Done twice it does nothing twice.</summary>
public sealed record RemindPublications(DateOnly Day) : Command
{
    /// <summary>The most duties of one command; the answer is how many were told, and as many ask for another.</summary>
    public const int Most = 500;
}

internal sealed class PublicationReminders : IHandler<RemindPublications>
{
    /// <summary>How the keys of the notices of a duty begin.</summary>
    public static string KeyOf(Guid duty) => $"publication:{duty}:";

    public async ValueTask<string?> Handle(
        RemindPublications command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.DemandSystem("到期提醒由系统自动发出。");
        var day = command.Day;
        var (first, last) = (day.AddDays(-Reminders.Late), day.AddDays(7));
        var sent = 0;
        var duties = await work
            .Db.Set<PublicationDuty>()
            .AsNoTracking()
            .Where(d =>
                d.Tenant == work.Tenant
                && d.State == DutyState.Open
                && d.Due >= first
                && d.Due <= last
            )
            .OrderBy(d => d.Due)
            .ThenBy(d => d.Id)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        foreach (var duty in duties)
        {
            if (Reminders.StepOf(duty.Due, day, 7, 1, 0) is not { } step)
            {
                continue;
            }
            var title = duty.Title.Length <= 40 ? duty.Title : duty.Title[..39] + "…";
            if (
                await work.Remind(
                        new Notice(
                            KeyOf(duty.Id) + step,
                            duty.OrganId,
                            $"{duty.Act.DisplayName()}{Reminders.Words(duty.Due, day)}：{title}",
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"渠道：{duty.Channel}。期限 {duty.Due:yyyy-MM-dd}（{duty.Article}，{duty.Limit}）。"
                            ),
                            $"/workbench/publications/{duty.Id}"
                        )
                        {
                            ForThoseWho = Capability.Publish,
                            Due = duty.Due,
                        },
                        KeyOf(duty.Id)
                    )
                    .ConfigureAwait(false)
                && ++sent == RemindPublications.Most
            )
            {
                break;
            }
        }
        return sent.ToString(CultureInfo.InvariantCulture);
    }
}
