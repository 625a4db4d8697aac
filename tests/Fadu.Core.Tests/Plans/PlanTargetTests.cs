using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Tests.Figures;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Plans;

public sealed class PlanTargetTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Coordinator_TiesATargetToAFigure_AndItIsJudgedOnceItsDayHasPassed(
        Engine engine
    )
    {
        await using var county = await ProbeCounty.Found(engine);
        var by = new DateOnly(2026, 3, 31);
        var (_, items) = await SamplePlan.Confirmed(
            county,
            SamplePlan.Task("普法", county.Finance, by) with
            {
                Targets =
                [
                    new PlanTarget
                    {
                        Text = "不少于2场次",
                        Value = 2,
                        Unit = "场次",
                        By = by,
                    },
                ],
            }
        );
        Assert.Equal(
            RefusalKind.Forbidden,
            (
                await county.Refused(
                    new TiePlanTarget(items[0], 0, "试验.场次"),
                    county.FinanceHandler
                )
            ).Kind
        );
        Assert.Contains(
            "没有叫",
            (
                await county.Refused(
                    new TiePlanTarget(items[0], 0, "没有.这个"),
                    county.Coordinator
                )
            ).Message,
            StringComparison.Ordinal
        );
        await county.Do(new TiePlanTarget(items[0], 0, "试验.场次"), county.Coordinator);
        await Count(county, new DateOnly(2026, 3, 5));

        // On its day it is neither reached nor missed.
        await county.Do(new JudgePlanTargets(by), Actor.System());
        Assert.Equal((0, 0), await Booked(county));
        await county.Do(new JudgePlanTargets(by.AddDays(1)), Actor.System());
        Assert.Equal((1, 0), await Booked(county));
        await using (var db = county.Read())
        {
            var item = await db.Set<PlanItem>().SingleAsync();
            var reading = await county
                .Services.GetRequiredService<PlanTargets>()
                .Read(db, Scope.All(), item.ReadBody().Content.Targets[0], by.AddDays(1));
            Assert.Equal((1m, false), (reading!.Reached, reading.Met));
        }

        // What happened in time and is entered late changes the verdict, once.
        await Count(county, new DateOnly(2026, 3, 30));
        for (var i = 0; i < 2; i++)
        {
            await county.Do(new JudgePlanTargets(by.AddDays(2)), Actor.System());
        }
        Assert.Equal((1, 1), await Booked(county));
        await using var after = county.Read();
        Assert.Equal(
            2,
            await after.Set<TrailEntry>().CountAsync(e => e.Kind == "plan-item.target-judged")
        );
    }

    [Theory]
    [InlineData("比2025年压减40%以上", 6, 10, 40, true)]
    [InlineData("比2025年压减40%以上", 7, 10, 30, false)]
    [InlineData("比2025年增长50%以上", 15, 10, 50, true)]
    public async Task Target_AgainstABaseYear_ComparesTheChange(
        string text,
        int now,
        int before,
        int reached,
        bool met
    )
    {
        await using var county = await ProbeCounty.Found(Engine.Sqlite);
        for (var i = 0; i < before; i++)
        {
            await Count(county, new DateOnly(2025, 2, 1));
        }
        for (var i = 0; i < now; i++)
        {
            await Count(county, new DateOnly(2026, 2, 1));
        }
        await using var db = county.Read();
        var reading = await county
            .Services.GetRequiredService<PlanTargets>()
            .Read(
                db,
                Scope.All(),
                new PlanTarget
                {
                    Text = text,
                    Value = reached == 50 ? 50 : 40,
                    Unit = "%",
                    Base = "2025年",
                    Figure = "ProbeEvents",
                },
                new DateOnly(2026, 3, 1)
            );
        Assert.Equal((reached, met), ((int)reading!.Reached!, reading.Met));
    }

    private static Task<CommitResult> Count(County county, DateOnly day) =>
        county.Do(
            new CountProbe([
                new ProbeCounted(
                    Guid.CreateVersion7(),
                    true,
                    [ProbeCounty.Event(county.Qingshi, day)]
                ),
            ]),
            Actor.System()
        );

    private static async Task<(long Due, long Reached)> Booked(County county)
    {
        await using var db = county.Read();
        return (await Sum(PlanFigures.TargetsDue), await Sum(PlanFigures.TargetsReached));

        Task<long> Sum(string figure) =>
            db.Set<ContributionLine>().Where(c => c.Figure == figure).SumAsync(c => c.Amount);
    }
}
