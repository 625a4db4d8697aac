using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Ledgers;

/// <summary>The lines of a long sheet are written while the rest of it comes in. What becomes of them is as if they had been written at its end.</summary>
public sealed class SheetBesideTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static Ledger Publicity => LedgerDeclarationTests.Registry["publicity-event"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Totals_AmongManyDetails_StandBy_WhereverTheyStandInTheSheet(Engine engine)
    {
        await using var county = await County.Found(
            engine,
            s =>
                s.AddSingleton(
                    new ModelAssemblies([
                        typeof(CoreAssembly).Assembly,
                        typeof(Modules.ModulesAssembly).Assembly,
                        typeof(TestLedgers).Assembly,
                    ])
                )
        );
        var organ = county.Qingshi.ToString();
        await county.Do(
            new ReportZero("test-both", county.Qingshi, new(2024, 2, 1), new(2024, 2, 29)),
            county.QingshiClerk
        );
        const int Details = 1500;
        var rows = Enumerable
            .Range(0, Details)
            .Select(i => new JsonObject
            {
                ["organ"] = organ,
                ["day"] = Text(new DateOnly(2021, 1, 1).AddDays(i)),
                ["number"] = i + 1,
            })
            .ToList();
        // above its details, behind them, between them; and one without any
        rows.Insert(0, Total(2021, 1));
        rows.Insert(1200, Total(2021, 2));
        rows.Insert(760, Total(2023, 1));
        rows.Add(Total(2025, 12));
        await county.Do(
            new ImportLines(
                "test-both",
                "表.xlsx",
                [.. rows.Select((r, i) => new ImportRow(i + 2, r))],
                0
            ),
            county.QingshiClerk
        );
        await using var db = county.Read();
        var lines = await db.Set<LedgerLine>()
            .Where(l => l.Ledger == "test-both")
            .OrderBy(l => l.Seq)
            .ToListAsync();
        Assert.Equal(Details + 4, lines.Count);
        Assert.Equal(lines.Select(l => l.Id).Order(), lines.Select(l => l.Id));
        Assert.Equal(
            [true, true, true, false],
            lines.Where(l => l.Form == LineForm.Total).Select(l => l.IsStandby)
        );
        Assert.True((await db.Set<ZeroReport>().SingleAsync()).IsSuperseded);
        var booked = (Details * (Details + 1) / 2) + 100;
        Assert.Equal(
            booked,
            await db.Set<ContributionLine>()
                .Where(c => c.Figure == TestLedgers.Number.Code)
                .SumAsync(c => c.Amount)
        );
        Assert.Equal(
            booked,
            await db.Set<FigureSum>()
                .Where(s =>
                    s.Figure == TestLedgers.Number.Code
                    && s.Dimensions == FigureSum.AllDimensions
                    && s.Block == FigureSum.Now
                    && s.Period < 1_000_000
                )
                .SumAsync(s => s.Amount)
        );
        await NothingIsWrong(county);

        static string Text(DateOnly day) =>
            day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        JsonObject Total(int year, int month)
        {
            var from = new DateOnly(year, month, 1);
            var to = from.AddMonths(1).AddDays(-1);
            return new JsonObject
            {
                ["organ"] = organ,
                ["form"] = "Total",
                ["day"] = Text(to),
                ["periodFrom"] = Text(from),
                ["periodTo"] = Text(to),
                ["number"] = 100,
            };
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ARefusalAfterLinesWereWritten_LeavesNothingOfThem_AndKeepsTheOthers(
        Engine engine
    )
    {
        await using var county = await County.Found(
            engine,
            s => s.AddScoped<IHandler<LateSheet>, LateSheetHandler>()
        );
        var organs = await LedgerLifeTests.Organs(county);
        var bodies = Enumerable
            .Range(0, 1200)
            .Select(i =>
            {
                var body = LedgerSamples.Body(Publicity, i % 300, county.Qingshi, organs);
                body["title"] = $"宣传{i}";
                return Ledger.Plain(body);
            })
            .ToList();
        var broken = bodies.Append(bodies[0]).ToList();

        // alone
        Assert.Equal(
            "到此为止。",
            (await county.Refused(new LateSheet(bodies), county.Coordinator)).Message
        );
        // among others, refused or broken by the table itself
        var commands = Enumerable
            .Range(0, 12)
            .Select(i =>
                i switch
                {
                    4 => new LateSheet(bodies),
                    8 => new LateSheet(broken),
                    _ => (Command)new AddPerson($"邻居{i}", county.Finance, null, $"n{i}", []),
                }
            );
        var results = await Task.WhenAll(
            commands.Select(async c =>
            {
                try
                {
                    return (await county.Committer.Commit(c, Actor.System())).IsDone;
                }
                catch (Exception e) when (e is DbUpdateException or InvalidOperationException)
                {
                    return false;
                }
            })
        );
        Assert.Equal(10, results.Count(r => r));
        await using var db = county.Read();
        Assert.Equal(10, await db.Set<Person>().CountAsync(p => p.Name.StartsWith("邻居")));
        Assert.False(await db.Set<LedgerLine>().AnyAsync());
        Assert.False(await db.Set<ContributionLine>().AnyAsync());
        Assert.False(await db.Set<FigureSum>().AnyAsync());
        var seqs = await db.Set<TrailEntry>().OrderBy(e => e.Seq).Select(e => e.Seq).ToListAsync();
        Assert.Equal(Enumerable.Range(1, seqs.Count).Select(i => (long)i), seqs);
        if (engine == Engine.Sqlite)
        {
            // the room that the sheet had is given back
            Assert.Equal(-32768, await Room(db));
        }
        // and the same lines are taken where nobody refuses them
        await county.Do(
            new ImportLines(
                Publicity.Key,
                "表.xlsx",
                [.. bodies.Select((b, i) => new ImportRow(i + 2, b))],
                0
            ),
            county.Coordinator
        );
        Assert.Equal(1200, await db.Set<LedgerLine>().CountAsync());
        await LedgerLifeTests.FiguresEqualRecount(county, Publicity);
        await NothingIsWrong(county);
    }

    private static async Task NothingIsWrong(County county)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"fadu-verify-{Guid.NewGuid():N}");
        Assert.Null((await county.Services.GetRequiredService<Verifier>().Verify(folder)).Problem);
    }

    private static async Task<int> Room(FaduDb db) =>
        await db.Database.SqlQueryRaw<int>("PRAGMA cache_size").ToListAsync() is [var size]
            ? size
            : 0;

    /// <summary>Lines of a sheet, all of them recorded, and then a refusal.</summary>
    private sealed record LateSheet(IReadOnlyList<JsonObject> Bodies) : Command;

    private sealed class LateSheetHandler : IHandler<LateSheet>
    {
        public async ValueTask<string?> Handle(
            LateSheet command,
            Work work,
            CancellationToken cancellationToken
        )
        {
            work.Db.Ledgers.IsSheet = true;
            foreach (var body in command.Bodies)
            {
                var id = work.NewId();
                await work.Append(
                    LedgerLine.StreamOf(id),
                    new LineRecorded(id, Publicity.Key, LineSource.Sheet, body, false, null, null),
                    isNew: true,
                    organ: Ledger.OrganOf(body)
                );
                work.Db.WriteLinesBeside();
            }
            Assert.True(work.Db.HasWrittenBeside);
            // asks what is there: all that was written, and what waits is not yet
            Assert.InRange(
                await work.Db.Set<LedgerLine>().CountAsync(cancellationToken),
                500,
                command.Bodies.Count
            );
            if (!work.Db.Database.ProviderName!.Contains("Npgsql", StringComparison.Ordinal))
            {
                Assert.Equal(-131072, await Room(work.Db));
            }
            if (command.Bodies.Count == 1201)
            {
                // the last is the first once more: saving it breaks the rule of the table
                return null;
            }
            Work.Refuse(RefusalKind.Condition, "到此为止。");
            return null;
        }
    }
}
