using System.Globalization;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans.Rectification;
using Fadu.Core.Reports;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fadu.Core.Plans;

/// <summary>Sends the reminders of each day, when the host starts and soon after each midnight of the county. Several processes may do it: the command is idempotent.</summary>
internal sealed class DailyReminders(
    IDbContextFactory<FaduDb> databases,
    Committer committer,
    IEnumerable<DailyCommand> more,
    TimeProvider time,
    ILogger<DailyReminders> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await DayByDay(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what a day still owes is told on the next start.
        }
    }

    private async Task DayByDay(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Run(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The reminders of the day failed; they are tried again in an hour");
                await Task.Delay(TimeSpan.FromHours(1), time, stoppingToken);
                continue;
            }
            var now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), FaduTime.Zone);
            await Task.Delay(now.Date.AddDays(1).AddMinutes(5) - now.DateTime, time, stoppingToken);
        }
    }

    private async Task Run(CancellationToken stoppingToken)
    {
        List<int> tenants;
        await using (var db = await databases.CreateDbContextAsync(stoppingToken))
        {
            tenants = await db.Set<Organ>()
                .Select(o => o.Tenant)
                .Distinct()
                .ToListAsync(stoppingToken);
        }
        var day = time.Today();
        foreach (var tenant in tenants)
        {
            await committer.Commit(
                new Ledgers.IntroduceLedgers(day),
                Actor.System(tenant),
                stoppingToken
            );
            await All(new RemindPlans(day), RemindPlans.Most, tenant);
            await committer.Commit(new RemindProblems(day), Actor.System(tenant), stoppingToken);
            await committer.Commit(new RemindReports(day), Actor.System(tenant), stoppingToken);
            await committer.Commit(
                new Ledgers.RemindReturns(day),
                Actor.System(tenant),
                stoppingToken
            );
            await All(
                new Publications.RemindPublications(day),
                Publications.RemindPublications.Most,
                tenant
            );
            await committer.Commit(
                new Registers.RemindRegisters(day),
                Actor.System(tenant),
                stoppingToken
            );
            Guid? after = null;
            do
            {
                var result = await committer.Commit(
                    new JudgePlanTargets(day, after),
                    Actor.System(tenant),
                    stoppingToken
                );
                after = Guid.TryParse(result.Value, out var last) ? last : null;
            } while (after is not null);
            // First the calendar, then what it brings: a day that a new notice has moved is not late.
            await All(new RecountClocks(), PassMatterDays.Most, tenant);
            await All(new PassMatterDays(day), PassMatterDays.Most, tenant);
            await All(new WarnOfClocks(day), PassMatterDays.Most, tenant);
            await All(new Documents.PassDocumentDays(day), Documents.PassDocumentDays.Most, tenant);
            await committer.Commit(new FindOrphans(day), Actor.System(tenant), stoppingToken);
            foreach (var command in more)
            {
                await committer.Commit(command.Of(day), Actor.System(tenant), stoppingToken);
            }
        }

        // Each command works off a part; a full part asks for another.
        async Task All<TCommand>(TCommand command, int most, int tenant)
            where TCommand : Command
        {
            CommitResult result;
            do
            {
                result = await committer.Commit(
                    command with
                    {
                        CommandId = Guid.CreateVersion7(),
                    },
                    Actor.System(tenant),
                    stoppingToken
                );
            } while (result.Seq > 0 && result.Value == most.ToString(CultureInfo.InvariantCulture));
        }
    }
}

internal sealed class PlansSetup : ISetup
{
    public void Add(IServiceCollection services)
    {
        services.AddHostedService<DailyReminders>();
        services.AddSingleton<PlanTargets>();
        services.AddSingleton<ProblemRules>();
    }
}
