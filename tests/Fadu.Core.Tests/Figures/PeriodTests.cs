using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Tests.Figures;

public sealed class PeriodTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Coordinator_ClosesAPeriod_AndLaterChangesShowBesideTheReportedValue(
        Engine engine
    )
    {
        await using var county = await ProbeCounty.Found(engine);
        var (from, to) = (new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31));
        await Enter(county, 3);
        var closed = await county.Do(new ClosePeriod(from, to), county.Coordinator);
        await Enter(county, 2);
        await using var db = county.Read();
        var period = await db.Set<FigurePeriod>().SingleAsync();
        Assert.True(period.IsClosed);
        Assert.Equal("2025年", period.Name);
        var ask = new FigureAsk(ProbeFigures.Events, from, to);
        Assert.Equal(5, (await county.Figures().Value(db, Scope.All(), ask)).Amount);
        Assert.Equal(
            3,
            (
                await county.Figures().Value(db, Scope.All(), ask with { Known = period.KnownSeq })
            ).Amount
        );
        var frozen = await db.Set<FrozenFigure>().SingleAsync(f => f.Figure == "ProbeEvents");
        Assert.Equal(3, frozen.Amount);
        Assert.True(await ClosedPeriods.IsClosed(db, 1, county.Finance, new DateOnly(2025, 5, 1)));
        Assert.False(await ClosedPeriods.IsClosed(db, 1, county.Finance, new DateOnly(2026, 1, 1)));

        var again = await county.Refused(new ClosePeriod(from, to), county.Coordinator);
        Assert.Contains("已经由周明关闭", again.Message, StringComparison.Ordinal);
        var silent = await county.Refused(
            new ReopenPeriod(closed.Id, period.Version),
            county.Coordinator
        );
        Assert.Contains("理由", silent.Message, StringComparison.Ordinal);
        await county.Do(
            new ReopenPeriod(closed.Id, period.Version) { Reason = "漏报两场" },
            county.Coordinator
        );
        Assert.False(await ClosedPeriods.IsClosed(db, 1, county.Finance, new DateOnly(2025, 5, 1)));
        await county.Do(new ClosePeriod(from, to), county.Coordinator);
        Assert.Equal(
            5,
            (await db.Set<FrozenFigure>().SingleAsync(f => f.Figure == "ProbeEvents")).Amount
        );
        Assert.Equal("漏报两场", (await db.Set<FigurePeriod>().SingleAsync()).ReopenedBecause);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Period_IsNotClosed_BeforeItIsOverOrByAClerk(Engine engine)
    {
        await using var county = await ProbeCounty.Found(engine);
        var running = await county.Refused(
            new ClosePeriod(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31)),
            county.Coordinator
        );
        Assert.Equal(RefusalKind.Condition, running.Kind);
        var clerk = await county.Refused(
            new ClosePeriod(new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31)),
            county.QingshiClerk
        );
        Assert.Equal(RefusalKind.Forbidden, clerk.Kind);
    }

    private static Task<CommitResult> Enter(County county, int events) =>
        county.Do(
            new CountProbe([
                .. Enumerable
                    .Range(0, events)
                    .Select(i => new ProbeCounted(
                        Guid.CreateVersion7(),
                        true,
                        [ProbeCounty.Event(county.Qingshi, new DateOnly(2025, 5, 1 + i))]
                    )),
            ]),
            county.QingshiClerk
        );
}
