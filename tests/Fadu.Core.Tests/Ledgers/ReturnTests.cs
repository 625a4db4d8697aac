using System.Text.Json.Nodes;
using Fadu.Core.Figures;
using Fadu.Core.Inbox;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Plans.Rectification;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Ledgers;

/// <summary>Returns made from entries, and the problems that entries open, on both engines.</summary>
public sealed class ReturnTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static readonly ReturnRegistry Registry = new(
        new ModelAssemblies([
            typeof(CoreAssembly).Assembly,
            typeof(Fadu.Modules.ModulesAssembly).Assembly,
        ])
    );

    [Fact]
    public void Returns_AreDeclaredWithWhatMakesThemUsable()
    {
        Assert.NotEmpty(Registry.All);
        // what procedures count needs no ledger
        var counted = new ModelAssemblies([typeof(Modules.ModulesAssembly).Assembly])
            .Declared<Fadu.Law.Procedures.Procedure>()
            .SelectMany(p => p.Actions)
            .SelectMany(a => a.Counts)
            .Select(c => c.Figure)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var of in Registry.All)
        {
            Assert.All(
                of.Rows,
                r =>
                    Assert.True(
                        counted.Contains(r.Figure.Code)
                            || of.Ledgers.SelectMany(l => l.Counts)
                                .Any(c => c.Figure.Code == r.Figure.Code),
                        $"{of.Key}: {r.Figure.Code}"
                    )
            );
            // Each dimension that a row names is one by which the figure may be split.
            Assert.All(
                of.Rows,
                r =>
                    Assert.All(
                        DimensionText.Read(r.Dimensions).Keys,
                        d => Assert.Contains(d, r.Figure.Dimensions)
                    )
            );
        }
    }

    [Theory]
    [InlineData("mediation-month", "2026-03-10", "2026-02-01", "2026-02-28", "2026-03-05")]
    [InlineData("mediation-half-year", "2026-03-10", "2025-07-01", "2025-12-31", "2026-01-12")]
    [InlineData("enforcement-year", "2026-03-10", "2025-01-01", "2025-12-31", "2026-01-31")]
    public void Return_IsOwedForTheLastPeriodThatHasEnded(
        string key,
        string today,
        string from,
        string to,
        string due
    )
    {
        var period = Registry.Find(key)!.Period(Day(today));
        Assert.Equal((Day(from), Day(to), Day(due)), period);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Return_IsFrozenWhenSubmitted_AndCorrectedWithAReason(Engine engine)
    {
        await using var county = await County.Found(engine);
        var organs = await LedgerLifeTests.Organs(county);
        var of = Registry.Find("mediation-month")!;
        var (from, to, due) = of.Period(county.Time.Today());
        var submit = new SubmitReturn(of.Key, county.Qingshi, from, to, 0);

        // Neither entries nor a zero report: nothing to submit
        var refusal = await county.Refused(submit, county.QingshiClerk);
        Assert.Contains("零报告", refusal.Message, StringComparison.Ordinal);

        var ledger = LedgerDeclarationTests.Registry["dispute-mediation"];
        var line = (
            await county.Do(
                new RecordLine(ledger.Key, Dispute(ledger, 1, county.Qingshi, from, organs)),
                county.QingshiClerk
            )
        ).Id;
        Assert.Equal(
            RefusalKind.Forbidden,
            (
                await county.Refused(
                    submit with
                    {
                        CommandId = Guid.CreateVersion7(),
                    },
                    county.BaishuiClerk
                )
            ).Kind
        );
        await county.Do(submit with { CommandId = Guid.CreateVersion7() }, county.QingshiClerk);
        await using (var db = county.Read())
        {
            var filing = await db.Set<ReturnFiling>().SingleAsync();
            Assert.Equal((1, due), (filing.Edition, filing.DueOn));
            Assert.Equal(1, filing.ReadValues()["受理"].Amount);
            Assert.Equal(county.Time.Today() > due, filing.IsLate);
        }

        // The same again is no correction
        var again = new SubmitReturn(of.Key, county.Qingshi, from, to, 1) { Reason = "再报" };
        Assert.Contains(
            "一致",
            (await county.Refused(again, county.QingshiClerk)).Message,
            StringComparison.Ordinal
        );

        // A further dispute entered late: the frozen values stay, a 更正报表 is offered
        await county.Do(
            new RecordLine(ledger.Key, Dispute(ledger, 2, county.Qingshi, from, organs)),
            county.QingshiClerk
        );
        await using (var db = county.Read())
        {
            var dues = await ReturnQueries.Dues(
                db,
                new Scope(1, false, [county.Qingshi]),
                [of],
                organs,
                county.Time.Today()
            );
            var mine = Assert.Single(dues);
            Assert.Equal(1, mine.Filing!.ReadValues()["受理"].Amount);
            var live = await ReturnQueries.Values(
                db,
                county.Services.GetRequiredService<FigureQuery>(),
                1,
                of,
                county.Qingshi,
                from,
                to
            );
            Assert.Equal(2, live.Single(v => v.Row == "受理").Amount);
            // As known when it was submitted, it is what was submitted
            Assert.Equal(
                mine.Filing.ReadValues().Values.OrderBy(v => v.Row, StringComparer.Ordinal),
                (
                    await ReturnQueries.Values(
                        db,
                        county.Services.GetRequiredService<FigureQuery>(),
                        1,
                        of,
                        county.Qingshi,
                        from,
                        to,
                        mine.Filing.KnownSeq
                    )
                ).OrderBy(v => v.Row, StringComparer.Ordinal)
            );
        }
        Assert.Contains(
            "为什么更正",
            (
                await county.Refused(
                    new SubmitReturn(of.Key, county.Qingshi, from, to, 1),
                    county.QingshiClerk
                )
            ).Message,
            StringComparison.Ordinal
        );
        await county.Do(
            new SubmitReturn(of.Key, county.Qingshi, from, to, 1) { Reason = "漏登一件" },
            county.QingshiClerk
        );
        await using (var db = county.Read())
        {
            Assert.Equal(
                [1L, 2L],
                (await db.Set<ReturnFiling>().OrderBy(f => f.Edition).ToListAsync()).Select(f =>
                    f.ReadValues()["受理"].Amount
                )
            );
        }
        var finding = await county
            .Services.GetRequiredService<Verifier>()
            .Verify(Path.Combine(Path.GetTempPath(), $"fadu-verify-{Guid.NewGuid():N}"));
        Assert.Null(finding.Problem);
        Assert.NotEqual(Guid.Empty, line);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Return_ThatIsOwed_IsRemindedOfFiveAndOneWorkingDaysBefore(Engine engine)
    {
        await using var county = await County.Found(engine);
        var of = Registry.Find("mediation-month")!;
        // what was due before the form bore its marks is owed by nobody: the month that runs is the first
        var (from, to, due) = of.Period(county.Time.Today().AddMonths(1));
        var prefix = $"return:{of.Key}:{county.Baishui}:";
        // Without its marks it may be refused: nobody is reminded of it (统计法第十七条).
        await county.Do(new RemindReturns(due.AddDays(-1)), Actor.System());
        Assert.Empty(await Steps());
        await county.Do(
            new MarkReturn(
                of.Key,
                "云统调1表",
                "云岭县司法局",
                "云统备〔2026〕1号",
                due.AddYears(1)
            ),
            county.Coordinator
        );
        // 2026年3月5日是星期四：五个工作日以前是2月26日，已经不在二月报表的提醒期内的日子不算
        await county.Do(new RemindReturns(due.AddDays(-1)), Actor.System());
        await county.Do(new RemindReturns(due.AddDays(-1)), Actor.System());
        Assert.Equal(["w1"], await Steps());
        await county.Do(new RemindReturns(due.AddDays(1)), Actor.System());
        Assert.Equal(["late"], await Steps());
        county.Time.Advance(TimeSpan.FromDays(due.DayNumber + 1 - county.Time.Today().DayNumber));
        await county.Do(
            new ReportZero(of.Ledgers[0].Key, county.Baishui, from, to),
            county.BaishuiClerk
        );
        await county.Do(new SubmitReturn(of.Key, county.Baishui, from, to, 0), county.BaishuiClerk);
        Assert.Empty(await Steps());

        async Task<List<string>> Steps()
        {
            await using var db = county.Read();
            return
            [
                .. (
                    await db.Set<InboxItem>()
                        .Where(i => i.Key.StartsWith(prefix) && i.SettledAt == null)
                        .Select(i => i.Key)
                        .ToListAsync()
                ).Select(k => k.Split(':')[4]),
            ];
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Return_WithoutItsMarks_SaysThatItMayBeRefused(Engine engine)
    {
        await using var county = await County.Found(engine);
        var today = county.Time.Today();
        var marks = new MarkReturn(
            "mediation-month",
            "云统调1表",
            "云岭县司法局",
            "云统备〔2026〕1号",
            today.AddYears(1)
        );
        Assert.Contains(
            "统计法第十七条",
            ReturnQueries.MayRefuse(null, today),
            StringComparison.Ordinal
        );
        Assert.Equal(
            RefusalKind.Forbidden,
            (await county.Refused(marks, county.QingshiClerk)).Kind
        );
        await county.Do(marks with { CommandId = Guid.CreateVersion7() }, county.Coordinator);
        await using var db = county.Read();
        var mark = await db.Set<ReturnMark>().SingleAsync();
        Assert.Null(ReturnQueries.MayRefuse(mark, today));
        Assert.Contains(
            "有效期限",
            ReturnQueries.MayRefuse(mark, today.AddYears(2)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Line_OfALedgerWithALife_OpensAProblemThatFollowsIt(Engine engine)
    {
        await using var county = await County.Found(engine);
        var organs = await LedgerLifeTests.Organs(county);
        var ledger = LedgerDeclarationTests.Registry["legacy-issue"];
        var body = LedgerSamples.Body(ledger, 0, county.Qingshi, organs);
        var line = (await county.Do(new RecordLine(ledger.Key, body), county.Coordinator)).Id;
        var problem = await Problem();
        Assert.Equal(
            (ProblemState.HandedOut, county.Qingshi, ProblemSource.Legacy),
            (problem.State, problem.OrganId, problem.Source)
        );

        // Its deadline is moved by an approved extension only
        var moved = (await LedgerLifeTests.Line(county, line)).ParseBody();
        moved["dueOn"] = "2027-06-30";
        Assert.Contains(
            "延期",
            (
                await county.Refused(
                    new CorrectLine(line, 1, moved, CorrectionReason.EntryError) { Reason = "改" },
                    county.Coordinator
                )
            ).Message,
            StringComparison.Ordinal
        );
        // Another organ answers for it
        var other = (await LedgerLifeTests.Line(county, line)).ParseBody();
        other["organ"] = county.Baishui.ToString();
        await county.Do(
            new CorrectLine(line, 1, other, CorrectionReason.EntryError) { Reason = "写错单位" },
            county.Coordinator
        );
        Assert.Equal(county.Baishui, (await Problem()).OrganId);

        var voided = new VoidLine(line, 2, CorrectionReason.FoundByCheck) { Reason = "查无此事" };
        await county.Do(voided, county.Coordinator);
        Assert.Equal(ProblemOutcome.Withdrawn, (await Problem()).Outcome);
        // Undone, it is handed out again
        await county.Do(new UndoCommand(voided.CommandId), county.Coordinator);
        Assert.Equal(ProblemState.HandedOut, (await Problem()).State);
        var finding = await county
            .Services.GetRequiredService<Verifier>()
            .Verify(Path.Combine(Path.GetTempPath(), $"fadu-verify-{Guid.NewGuid():N}"));
        Assert.Null(finding.Problem);

        async Task<RectificationItem> Problem()
        {
            await using var db = county.Read();
            return await db.Set<RectificationItem>().SingleAsync(p => p.Origin == line);
        }
    }

    private static JsonObject Dispute(
        Ledger ledger,
        int i,
        Guid organ,
        DateOnly day,
        LedgerOrgans organs
    )
    {
        var body = LedgerSamples.Body(ledger, i, organ, organs);
        body["kind"] = "行政调解";
        var on = day.AddDays(i)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        body["acceptedOn"] = on;
        foreach (var name in new[] { "closedOn", "confirmedOn" })
        {
            if (body[name] is not null)
            {
                body[name] = on;
            }
        }
        return body;
    }

    private static DateOnly Day(string text) =>
        DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
