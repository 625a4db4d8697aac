using System.Globalization;
using Fadu.Core;
using Fadu.Core.Inbox;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Modules.Credentials;

/// <summary>An officer whose hours of a year are too few. Only his organ and who supervises training see it; nobody is ranked.</summary>
public sealed record TrainingShortfall(
    Guid Organ,
    string Person,
    string Certificate,
    decimal Hours
);

/// <summary>Tells organs which of their officers have too few hours: half of them by the middle of the year, all in time to make up for them.</summary>
public sealed record RemindTrainingHours(DateOnly Day) : Command;

/// <summary>The officers of the register against the hours of the ledger.</summary>
public static class TrainingShortfalls
{
    // 法治政府建设实施纲要（2021－2025年）: 行政执法人员每人每年接受不少于60学时的业务知识和法律法规培训。
    internal const decimal Year = 60;

    /// <summary>Who has a credential that stands on a day and fewer hours in its year up to then.</summary>
    public static async Task<IReadOnlyList<TrainingShortfall>> Of(
        FaduDb db,
        Scope scope,
        DateOnly day,
        decimal least = Year,
        CancellationToken cancellationToken = default
    )
    {
        var officers = await RegisterQueries
            .Items(db, scope, EnforcementOfficers.Register, new RegisterFilter { Day = day })
            .Select(v => v.Body)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var lines = await LedgerQueries
            .Lines(
                db,
                scope,
                TrainingHourLedger.Ledger,
                new LedgerFilter { From = new DateOnly(day.Year, 1, 1), To = day }
            )
            .Select(l => l.Body)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var hours = lines
            .Select(b => Ledger<TrainingHours>.Typed(LedgerBody(b)))
            .ToLookup(h => (h.Organ, h.Person));
        return
        [
            .. officers
                .Select(b => Register<EnforcementOfficer>.Typed(LedgerBody(b)))
                .Select(o => new TrainingShortfall(
                    o.Organ,
                    o.Person,
                    o.CertificateNumber,
                    hours[(o.Organ, o.Person)]
                        .Where(h =>
                            string.IsNullOrWhiteSpace(h.Credential)
                            || o.CertificateNumber.EndsWith(h.Credential, StringComparison.Ordinal)
                        )
                        .Sum(h => h.Hours)
                ))
                .Where(o => o.Hours < least)
                .OrderBy(o => o.Person, StringComparer.Ordinal)
                .ThenBy(o => o.Certificate, StringComparer.Ordinal),
        ];
    }

    private static System.Text.Json.Nodes.JsonObject LedgerBody(string body) =>
        System.Text.Json.Nodes.JsonNode.Parse(body)!.AsObject();
}

internal sealed class TrainingReminders : IHandler<RemindTrainingHours>
{
    private const string Key = "training-hours:";

    public async ValueTask<string?> Handle(
        RemindTrainingHours command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.DemandSystem("学时提醒由系统自动发出。");
        var day = command.Day;
        // The days are the house's own; the plan says only how many hours a year.
        var (least, due) =
            day >= new DateOnly(day.Year, 10, 31)
                ? (TrainingShortfalls.Year, new DateOnly(day.Year, 12, 31))
            : day >= new DateOnly(day.Year, 6, 30)
                ? (TrainingShortfalls.Year / 2, new DateOnly(day.Year, 10, 31))
            : (0m, day);
        var sent = 0;
        var still = new List<string>();
        if (least > 0)
        {
            var few = await TrainingShortfalls.Of(
                work.Db,
                Scope.All(work.Tenant),
                day,
                least,
                cancellationToken
            );
            foreach (var organ in few.GroupBy(o => o.Organ))
            {
                var key = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Key}{day.Year}:{least:0}:{organ.Key}"
                );
                still.Add(key);
                if (
                    await work.Remind(
                        new Notice(
                            key,
                            organ.Key,
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"执法人员学时不足 {least:0} 的有 {organ.Count()} 人"
                            ),
                            $"{string.Join('、', organ.Take(20).Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Person} {o.Hours:0.##}")))}。每人每年不少于60学时，请在 {due:yyyy-MM-dd} 前安排补训。",
                            "/workbench/ledgers/training-hours"
                        )
                        {
                            Due = due,
                        }
                    )
                )
                {
                    sent++;
                }
            }
        }
        // Who has made up for them is no longer asked.
        foreach (
            var old in await work
                .Db.Set<InboxItem>()
                .Where(i => i.Tenant == work.Tenant && i.SettledAt == null && i.Key.StartsWith(Key))
                .Select(i => i.Key)
                .ToListAsync(cancellationToken)
        )
        {
            if (!still.Contains(old))
            {
                await work.SettleNotices(old);
            }
        }
        return sent.ToString(CultureInfo.InvariantCulture);
    }
}

internal sealed class TrainingSetup : ISetup
{
    public void Add(IServiceCollection services) =>
        services.AddSingleton(new DailyCommand(day => new RemindTrainingHours(day)));
}
