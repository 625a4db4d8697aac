using System.Text.Json.Nodes;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Ledgers;

/// <summary>The rules that hold for every ledger: what counts once, zero, near matches, closed periods, hostile input.</summary>
public sealed class LedgerRuleTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static Ledger Publicity => LedgerDeclarationTests.Registry["publicity-event"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Clerk_EntersWhatAnotherOrganMayHaveEntered_DecidesSameOrOther(Engine engine)
    {
        await using var county = await County.Found(engine);
        var organs = await LedgerLifeTests.Organs(county);
        var first = (
            await county.Do(
                new RecordLine(
                    Publicity.Key,
                    LedgerSamples.Body(Publicity, 0, county.Justice, organs)
                ),
                county.Coordinator
            )
        ).Id;
        var body = LedgerSamples.Body(Publicity, 0, county.Qingshi, organs);
        var asked = await county.Refused(new RecordLine(Publicity.Key, body), county.QingshiClerk);
        Assert.Equal(RefusalKind.Condition, asked.Kind);
        Assert.Contains("县司法局", Assert.Single(asked.Details), StringComparison.Ordinal);

        // 同一件: nothing is stored but that
        var same = await county.Do(
            new RecordLine(Publicity.Key, body, SameAs: first),
            county.QingshiClerk
        );
        Assert.Equal(first, same.Id);
        await using (var db = county.Read())
        {
            Assert.Equal(1, await db.Set<LedgerLine>().CountAsync());
            Assert.Contains(
                "ledger.same-thing",
                await db.Set<TrailEntry>()
                    .Where(e => e.Stream == LedgerLine.StreamOf(first))
                    .Select(e => e.Kind)
                    .ToListAsync()
            );
        }

        // 另一件 needs a reason
        var without = await county.Refused(
            new RecordLine(Publicity.Key, body, OtherThan: first),
            county.QingshiClerk
        );
        Assert.Equal(RefusalKind.Condition, without.Kind);
        var other = await county.Do(
            new RecordLine(Publicity.Key, body, OtherThan: first) { Reason = "下午另办一场" },
            county.QingshiClerk
        );
        await using var after = county.Read();
        var entry = await after
            .Set<TrailEntry>()
            .SingleAsync(e => e.Stream == LedgerLine.StreamOf(other.Id));
        Assert.Equal("下午另办一场", entry.Reason);
        Assert.Equal(2, await after.Set<LedgerLine>().CountAsync());
    }

    [Fact]
    public async Task Reconsideration_ClosingRate_CountsWhatWasCarriedOver()
    {
        await using var county = await County.Found(Engine.Sqlite);
        var organs = await LedgerLifeTests.Organs(county);
        var ledger = LedgerDeclarationTests.Registry.All.Single(l =>
            l.Key == "reconsideration-stat"
        );
        // January: 3 carried over, 10 accepted, 9 closed, 4 open; February: 6 accepted, 5 closed, 5 open.
        var january = LedgerSamples.Texts(ledger, 1, county.Justice);
        var february = LedgerSamples.Texts(ledger, 0, county.Justice);
        (february["openAtStart"], february["accepted"], february["closed"]) = ("4", "6", "5");
        (february["outcomes"], february["openAtEnd"]) = ("维持 5", "5");
        (february["received"], february["refused"]) = ("6", "0");
        foreach (var texts in new[] { january, february })
        {
            var (body, errors) = ledger.Parse(texts, organs);
            Assert.Empty(errors);
            await county.Do(new RecordLine(ledger.Key, body), county.Coordinator);
        }
        var figures = county.Services.GetRequiredService<FigureQuery>();
        var catalogue = county.Services.GetRequiredService<FigureCatalogue>();
        await using var db = county.Read();

        Assert.Equal(
            "5/10",
            (await Value("复议.结案率", new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 28))).Exact
        );
        Assert.Equal(
            "14/19",
            (await Value("复议.结案率", new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31))).Exact
        );
        var year = (new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));
        Assert.Equal(3, (await Value("复议.期初未结", year.Item1, year.Item2)).Amount);
        Assert.Equal(
            4,
            (await Value("复议.期初未结", new DateOnly(2026, 2, 1), year.Item2)).Amount
        );
        var all = await figures.OfYear(
            db,
            Scope.All(),
            [catalogue.Find("复议.结案率")!],
            2026,
            new DateOnly(2026, 6, 1)
        );
        Assert.Equal("14/19", all[0].Exact);

        // The page lists exactly the rows that are counted, over pages of any size.
        var ask = new FigureAsk(catalogue.Find("复议.应结")!, year.Item1, year.Item2);
        var rows = new List<FigureRecord>();
        while (
            await figures.Page(db, Scope.All(), ask, rows.LastOrDefault()?.Cursor, 1) is [var row]
        )
        {
            rows.Add(row);
        }
        Assert.Equal(await figures.Records(db, Scope.All(), ask), rows.Count);
        Assert.Equal(19, rows.Sum(r => r.Amount));

        Task<FigureValue> Value(string name, DateOnly from, DateOnly to) =>
            figures.Value(db, Scope.All(), new FigureAsk(catalogue.Find(name)!, from, to));
    }

    [Fact]
    public async Task Training_CountsPersonsOnceAYear_WhereTheListSaysWhoIsNew()
    {
        await using var county = await County.Found(Engine.Sqlite);
        var organs = await LedgerLifeTests.Organs(county);
        var ledger = LedgerDeclarationTests.Registry.All.Single(l => l.Key == "training-session");
        foreach (var (i, newcomers) in new[] { (0, "18"), (1, "4"), (2, "") })
        {
            var texts = LedgerSamples.Texts(ledger, i, county.Justice);
            texts["newcomers"] = newcomers;
            var (body, errors) = ledger.Parse(texts, organs);
            Assert.Empty(errors);
            await county.Do(new RecordLine(ledger.Key, body), county.Coordinator);
        }
        var odd = LedgerSamples.Texts(ledger, 3, county.Justice);
        odd["newcomers"] = "5000";
        Assert.Contains(
            "参训人数",
            (
                await county.Refused(
                    new RecordLine(ledger.Key, ledger.Parse(odd, organs).Body),
                    county.Coordinator
                )
            ).Message,
            StringComparison.Ordinal
        );
        await using var db = county.Read();
        Assert.Equal(
            22,
            await db.Set<ContributionLine>()
                .Where(c => c.Figure == "OfficersTrained")
                .SumAsync(c => c.Amount)
        );
    }

    [Fact]
    public async Task Line_IsLate_FromTheDayAfterTheReportingDay_WhichIsNoRestDay()
    {
        await using var county = await County.Found(Engine.Sqlite);
        var organs = await LedgerLifeTests.Organs(county);
        // 5 October 2026 lies in the national holiday; offices open again on the 8th.
        Assert.Equal(
            new DateOnly(2026, 10, 8),
            LedgerQueries.LastPeriod(Rhythm.Monthly, new DateOnly(2026, 10, 20)).Due
        );
        foreach (var (today, isLate) in new[] { (8, false), (9, true) })
        {
            county.Time.GoTo(new DateOnly(2026, 10, today));
            var texts = LedgerSamples.Texts(Publicity, today, county.Qingshi);
            texts["heldOn"] = $"2026-09-{today:00}";
            var (body, errors) = Publicity.Parse(texts, organs);
            Assert.Empty(errors);
            var line = await county.Do(new RecordLine(Publicity.Key, body), county.QingshiClerk);
            await using var db = county.Read();
            Assert.Equal(
                isLate,
                (await db.Set<LedgerLine>().SingleAsync(l => l.Id == line.Id)).IsLate
            );
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Organ_ReportsZero_AndALaterLineSupersedesIt(Engine engine)
    {
        await using var county = await County.Found(engine);
        var organs = await LedgerLifeTests.Organs(county);
        var (from, to) = (new DateOnly(2025, 10, 1), new DateOnly(2025, 12, 31));
        Assert.Contains(
            await Dues(county),
            d => d.Ledger.Key == Publicity.Key && d.Organ.Id == county.Qingshi && d.IsMissing
        );
        await county.Do(
            new ReportZero(Publicity.Key, county.Qingshi, from, to),
            county.QingshiClerk
        );
        Assert.Contains(
            await Dues(county),
            d =>
                d.Ledger.Key == Publicity.Key
                && d.Organ.Id == county.Qingshi
                && d is { IsZero: true, IsMissing: false }
        );
        Assert.Equal(
            RefusalKind.Conflict,
            (
                await county.Refused(
                    new ReportZero(Publicity.Key, county.Qingshi, from, to),
                    county.QingshiClerk
                )
            ).Kind
        );
        Assert.Equal(
            RefusalKind.Forbidden,
            (
                await county.Refused(
                    new ReportZero(Publicity.Key, county.Baishui, from, to),
                    county.QingshiClerk
                )
            ).Kind
        );
        Assert.Equal(
            RefusalKind.Invalid,
            (
                await county.Refused(
                    new ReportZero(
                        Publicity.Key,
                        county.Qingshi,
                        new(2026, 3, 1),
                        new(2026, 3, 31)
                    ),
                    county.QingshiClerk
                )
            ).Kind
        );

        var body = LedgerSamples.Body(Publicity, 0, county.Qingshi, organs);
        body["heldOn"] = "2025-11-20";
        await county.Do(new RecordLine(Publicity.Key, body), county.QingshiClerk);
        var due = (await Dues(county)).Single(d =>
            d.Ledger.Key == Publicity.Key && d.Organ.Id == county.Qingshi
        );
        Assert.False(due.IsZero);
        Assert.Equal(1, due.Lines);
        Assert.Equal(
            RefusalKind.Condition,
            (
                await county.Refused(
                    new ReportZero(Publicity.Key, county.Qingshi, from, to),
                    county.QingshiClerk
                )
            ).Kind
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Ledger_ThatCameWithAnUpgrade_IsOwedFromThatDayOn(Engine engine)
    {
        await using var county = await County.Found(engine);
        var organs = await LedgerLifeTests.Organs(county);
        var used = LedgerDeclarationTests.Registry.All.Single(l => l.Key == Publicity.Key);
        var body = LedgerSamples.Body(Publicity, 0, county.Qingshi, organs);
        body["heldOn"] = "2025-11-20";
        await county.Do(new RecordLine(Publicity.Key, body), county.QingshiClerk);
        var other = (await Dues(county)).First(d => d.Ledger.Key != used.Key).Ledger;

        await county.Do(new IntroduceLedgers(county.Time.Today()), Actor.System());

        // the one that has been in use is owed as before; what the county has only since today owes nothing that was due earlier
        Assert.Contains(
            await Dues(county),
            d => d.Ledger.Key == used.Key && d.Organ.Id == county.Baishui && d.IsMissing
        );
        Assert.DoesNotContain(await Dues(county), d => d.Ledger.Key == other.Key);
        county.Time.Advance(TimeSpan.FromDays(400));
        Assert.Contains(await Dues(county), d => d.Ledger.Key == other.Key && d.IsMissing);
        // done twice it says nothing twice
        var before = (
            await county.Do(
                new ReportZero(
                    other.Key,
                    county.Qingshi,
                    LedgerQueries.LastPeriod(other.Rhythm, county.Time.Today()).From,
                    LedgerQueries.LastPeriod(other.Rhythm, county.Time.Today()).To
                ),
                county.Coordinator
            )
        ).Seq;
        await county.Do(new IntroduceLedgers(county.Time.Today()), Actor.System());
        await using var db = county.Read();
        Assert.Equal(before, await db.Set<TrailEntry>().MaxAsync(e => e.Seq));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Handler_CorrectsInAClosedPeriod_OnlyTheCoordinatorMayAndItShows(Engine engine)
    {
        await using var county = await County.Found(engine);
        var organs = await LedgerLifeTests.Organs(county);
        var body = LedgerSamples.Body(Publicity, 0, county.Finance, organs);
        body["heldOn"] = "2025-11-20";
        var id = (await county.Do(new RecordLine(Publicity.Key, body), county.FinanceHandler)).Id;
        await county.Do(
            new ClosePeriod(new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31)),
            county.Coordinator
        );
        body["attendance"] = 999;
        var correction = new CorrectLine(id, 1, body, CorrectionReason.FoundByCheck)
        {
            Reason = "签到表核对",
        };
        var refusal = await county.Refused(correction, county.FinanceHandler);
        Assert.Equal(RefusalKind.Condition, refusal.Kind);
        Assert.Contains("统筹", refusal.Message, StringComparison.Ordinal);
        await county.Do(correction with { CommandId = Guid.CreateVersion7() }, county.Coordinator);
        var line = await LedgerLifeTests.Line(county, id);
        Assert.True(line.IsChangedAfterClose);
        Assert.Equal(999, line.N3);
        await LedgerLifeTests.FiguresEqualRecount(county, Publicity);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Clerk_FillsInTheNextStep_WithoutACorrection_ButMayNotChangeWhatIsThere(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        var organs = await LedgerLifeTests.Organs(county);
        var ledger = LedgerDeclarationTests.Registry["proposal-handling"];
        var body = LedgerSamples.Body(ledger, 0, county.Qingshi, organs);
        var id = (await county.Do(new RecordLine(ledger.Key, body), county.QingshiClerk)).Id;
        body["repliedOn"] = "2026-03-10";
        var half = await county.Refused(
            new CorrectLine(id, 1, body, CorrectionReason.EntryError),
            county.QingshiClerk
        );
        Assert.Equal("class", half.Field);
        body["class"] = "A 已解决";
        body["attitude"] = "满意";
        await county.Do(
            new CorrectLine(id, 1, body, CorrectionReason.EntryError),
            county.QingshiClerk
        );
        body["attitude"] = "不满意";
        Assert.Equal(
            RefusalKind.Forbidden,
            (
                await county.Refused(
                    new CorrectLine(id, 2, body, CorrectionReason.CircumstancesChanged)
                    {
                        Reason = "二次答复",
                    },
                    county.QingshiClerk
                )
            ).Kind
        );
        await using var db = county.Read();
        Assert.Equal(
            ["ledger.recorded", "ledger.continued"],
            await db.Set<TrailEntry>()
                .Where(e => e.Stream == LedgerLine.StreamOf(id))
                .OrderBy(e => e.Number)
                .Select(e => e.Kind)
                .ToListAsync()
        );
        await LedgerLifeTests.FiguresEqualRecount(county, ledger);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Total_BesideDetails_StandsByAndCountsAgainWhenTheyGo(Engine engine)
    {
        await using var county = await County.Found(
            engine,
            s =>
                s.AddSingleton(
                    new ModelAssemblies([.. LedgerTestAssemblies, typeof(TestLedgers).Assembly])
                )
        );
        var organ = county.Qingshi.ToString();
        var total = new JsonObject
        {
            ["organ"] = organ,
            ["form"] = "Total",
            ["day"] = "2026-02-28",
            ["periodFrom"] = "2026-01-01",
            ["periodTo"] = "2026-02-28",
            ["number"] = 100,
        };
        var totalId = (await county.Do(new RecordLine("test-both", total), county.QingshiClerk)).Id;
        Assert.Equal(100, await Booked(county, totalId));
        var overlap = total.DeepClone().AsObject();
        overlap["periodFrom"] = "2026-02-01";
        overlap["day"] = "2026-02-27";
        Assert.Equal(
            "periodFrom",
            (await county.Refused(new RecordLine("test-both", overlap), county.QingshiClerk)).Field
        );

        var detail = new JsonObject
        {
            ["organ"] = organ,
            ["day"] = "2026-02-10",
            ["number"] = 7,
        };
        var detailId = (
            await county.Do(new RecordLine("test-both", detail), county.QingshiClerk)
        ).Id;
        Assert.True((await LedgerLifeTests.Line(county, totalId)).IsStandby);
        Assert.Equal((0, 7), (await Booked(county, totalId), await Booked(county, detailId)));

        // Moved out of the period, the total counts again; back, it stands by; void, it counts
        detail["day"] = "2026-03-02";
        await county.Do(
            new CorrectLine(detailId, 1, detail, CorrectionReason.EntryError)
            {
                Reason = "日期写错",
            },
            county.Coordinator
        );
        Assert.Equal(100, await Booked(county, totalId));
        detail["day"] = "2026-02-11";
        await county.Do(
            new CorrectLine(detailId, 2, detail, CorrectionReason.EntryError) { Reason = "又写错" },
            county.Coordinator
        );
        Assert.Equal(0, await Booked(county, totalId));
        await county.Do(
            new VoidLine(detailId, 3, CorrectionReason.EntryError) { Reason = "没有这件事" },
            county.Coordinator
        );
        Assert.Equal(100, await Booked(county, totalId));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ASheet_WithATotalAndItsDetails_CountsTheDetailsOnly_AndEndsTheZeroReport(
        Engine engine
    )
    {
        await using var county = await County.Found(
            engine,
            s =>
                s.AddSingleton(
                    new ModelAssemblies([.. LedgerTestAssemblies, typeof(TestLedgers).Assembly])
                )
        );
        var organ = county.Qingshi.ToString();
        await county.Do(
            new ReportZero("test-both", county.Qingshi, new(2026, 2, 1), new(2026, 2, 28)),
            county.QingshiClerk
        );
        JsonObject Detail(int day, int number) =>
            new()
            {
                ["organ"] = organ,
                ["day"] = $"2026-02-{day:00}",
                ["number"] = number,
            };
        JsonObject Total(string from, string to) =>
            new()
            {
                ["organ"] = organ,
                ["form"] = "Total",
                ["day"] = to,
                ["periodFrom"] = from,
                ["periodTo"] = to,
                ["number"] = 100,
            };
        // the total stands above its details, another has none
        JsonObject[] rows =
        [
            Total("2026-02-01", "2026-02-28"),
            Detail(10, 7),
            Detail(11, 5),
            Total("2026-01-01", "2026-01-31"),
        ];
        await county.Do(
            new ImportLines(
                "test-both",
                "表.xlsx",
                [.. rows.Select((r, i) => new ImportRow(i + 2, r, null, null, 0))],
                0
            ),
            county.QingshiClerk
        );
        await using var db = county.Read();
        var lines = await db.Set<LedgerLine>()
            .Where(l => l.Ledger == "test-both")
            .OrderBy(l => l.Seq)
            .ToListAsync();
        Assert.Equal([true, false, false, false], lines.Select(l => l.IsStandby));
        var booked = new List<long>();
        foreach (var line in lines)
        {
            booked.Add(await Booked(county, line.Id));
        }
        Assert.Equal([0, 7, 5, 100], booked);
        Assert.True((await db.Set<ZeroReport>().SingleAsync()).IsSuperseded);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task HostileInput_IsAnsweredWithAClearMessageOrKeptAsText(Engine engine)
    {
        await using var county = await County.Found(engine);
        var organs = await LedgerLifeTests.Organs(county);
        async Task<Refusal> Wrong(Action<JsonObject> change)
        {
            var body = LedgerSamples.Body(Publicity, 0, county.Qingshi, organs);
            change(body);
            return await county.Refused(new RecordLine(Publicity.Key, body), county.QingshiClerk);
        }

        Assert.Contains(
            "50000 个字",
            (await Wrong(b => b["title"] = new string('长', 50_000))).Message,
            StringComparison.Ordinal
        );
        Assert.Equal("venue", (await Wrong(b => b["venue"] = "月球")).Field);
        Assert.Equal("heldOn", (await Wrong(b => b["heldOn"] = "2026-03-17")).Field);
        Assert.Equal("attendance", (await Wrong(b => b["attendance"] = -1)).Field);
        Assert.Equal("attendance", (await Wrong(b => b["attendance"] = "300")).Field);
        Assert.Equal("attendance", (await Wrong(b => b["attendance"] = 1e300)).Field);
        Assert.Equal("organ", (await Wrong(b => b["organ"] = "不是编号")).Field);
        Assert.Equal("organ", (await Wrong(b => b["organ"] = Guid.NewGuid().ToString())).Field);
        Assert.Equal("products", (await Wrong(b => b["products"] = new JsonArray(1, 2))).Field);
        Assert.Equal("secret", (await Wrong(b => b["secret"] = "x")).Field);
        Assert.Contains(
            "个人信息",
            (await Wrong(b => b["remark"] = "身份证６５３１２１１９９００１０１１２３Ｘ")).Message,
            StringComparison.Ordinal
        );
        Assert.Equal("place", (await Wrong(b => b.Remove("place"))).Field);

        // Kept as text, whatever it looks like
        var body = LedgerSamples.Body(Publicity, 0, county.Qingshi, organs);
        body["title"] =
            "=HYPERLINK(\"http://x\")<script>alert(1)</script>'; DROP TABLE ledger_line;--";
        var id = (await county.Do(new RecordLine(Publicity.Key, body), county.QingshiClerk)).Id;
        Assert.Equal((string)body["title"]!, (await LedgerLifeTests.Line(county, id)).Title);
    }

    [Theory]
    [InlineData("2026-3-5", "2026-03-05")]
    [InlineData("２０２６年３月５日", "2026-03-05")]
    [InlineData("2026/3/5", "2026-03-05")]
    [InlineData("20260305", "2026-03-05")]
    [InlineData("3月5日", null)]
    [InlineData("2026-02-30", null)]
    public async Task Date_AsPeopleWriteIt_IsRead(string text, string? read)
    {
        await using var county = await County.Found(Engine.Sqlite);
        var (value, error) = Publicity.DayField.Parse(text, await LedgerLifeTests.Organs(county));
        Assert.Equal(read, (string?)value);
        Assert.Equal(read is null, error is not null);
    }

    [Theory]
    [InlineData("３００", 300)]
    [InlineData("1,200人次", 1200)]
    [InlineData(" 12.0 ", 12)]
    [InlineData("约300", null)]
    [InlineData("1e5", null)]
    [InlineData("0x10", null)]
    [InlineData("九十", null)]
    public async Task Number_AsPeopleWriteIt_IsReadOrRefusedWithWhatToDo(string text, int? read)
    {
        await using var county = await County.Found(Engine.Sqlite);
        var (value, error) = Publicity
            .Field("attendance")
            .Parse(text, await LedgerLifeTests.Organs(county));
        Assert.Equal(read, value is null ? null : (int)(long)value);
        Assert.Equal(read is null, error is not null);
    }

    private static System.Reflection.Assembly[] LedgerTestAssemblies =>
        [typeof(CoreAssembly).Assembly, typeof(Modules.ModulesAssembly).Assembly];

    private static async Task<IReadOnlyList<LedgerDue>> Dues(County county)
    {
        await using var db = county.Read();
        return await LedgerQueries.Dues(
            db,
            Scope.All(),
            LedgerDeclarationTests.Registry,
            await LedgerLifeTests.Organs(county),
            county.Time.Today(),
            default
        );
    }

    private static async Task<long> Booked(County county, Guid line)
    {
        await using var db = county.Read();
        return await db.Set<ContributionLine>()
            .Where(c => c.Subject == line)
            .SumAsync(c => c.Amount);
    }
}

/// <summary>A ledger that takes details and totals.</summary>
public sealed record TestBoth : LedgerRecord
{
    [Field("日子", Slot = "D1", InList = true)]
    public required DateOnly Day { get; init; }

    [Field("数目", Slot = "N1", Total = true, InList = true)]
    public required long Number { get; init; }
}

internal static class TestLedgers
{
    public static readonly Figure Number = new(
        "TestNumber",
        "测试.数目",
        "件",
        Fold.Sum,
        "只用于测试的数目。"
    );

    public static readonly Ledger<TestBoth> Both = Ledger<TestBoth>
        .Define("test-both", "测试台账", "S000")
        .For("只用于测试。", "没有人登记。")
        .OnDay(nameof(TestBoth.Day))
        .Takes(LineForm.Detail, LineForm.Total)
        .Titled(t => $"数目 {t.Number}")
        .Keyed("同一单位、同一天、同一形态", t => [t.Organ, t.Day, t.Form])
        .Feeds(Number, "计数目", t => t.Number)
        .Build();
}
