using System.Text.Json.Nodes;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Ledgers;

/// <summary>The life of a line, the same for every ledger, on both engines.</summary>
public sealed class LedgerLifeTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static IReadOnlyCollection<Ledger> All => LedgerDeclarationTests.Registry.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AnyLedger_RecordedCorrectedVoidedRestored_CountsWhatItsLinesSay(Engine engine)
    {
        await using var county = await County.Found(engine);
        var organs = await Organs(county);
        foreach (var ledger in All)
        {
            var lines = new List<Guid>();
            for (var i = 0; i < 3; i++)
            {
                lines.Add(
                    (
                        await county.Do(
                            new RecordLine(
                                ledger.Key,
                                LedgerSamples.Body(ledger, i, county.Justice, organs)
                            ),
                            county.Coordinator
                        )
                    ).Id
                );
            }
            await FiguresEqualRecount(county, ledger);

            // Corrected: the remark, and a number where the ledger adds one up without sums
            var first = await Line(county, lines[0]);
            var body = first.ParseBody();
            body["remark"] = "核对后更正";
            var refusal = await county.Refused(
                new CorrectLine(first.Id, first.Version, body, CorrectionReason.EntryError),
                county.QingshiClerk
            );
            Assert.Contains(refusal.Kind, new[] { RefusalKind.Forbidden, RefusalKind.NotFound });
            await county.Do(
                new CorrectLine(first.Id, first.Version, body, CorrectionReason.EntryError)
                {
                    Reason = "漏写备注",
                },
                county.Coordinator
            );
            var corrected = await Line(county, lines[0]);
            Assert.Equal("核对后更正", (string?)corrected.ParseBody()["remark"]);
            var stale = await county.Refused(
                new CorrectLine(
                    first.Id,
                    first.Version,
                    first.ParseBody(),
                    CorrectionReason.EntryError
                )
                {
                    Reason = "再改",
                },
                county.Coordinator
            );
            Assert.Equal(RefusalKind.Conflict, stale.Kind);

            await county.Do(
                new VoidLine(lines[1], 1, CorrectionReason.Duplicate) { Reason = "重复" },
                county.Coordinator
            );
            Assert.Null((await Line(county, lines[1])).KeyHash);
            await FiguresEqualRecount(county, ledger);
            // Its place is free again for the right one
            var again = (
                await county.Do(
                    new RecordLine(
                        ledger.Key,
                        LedgerSamples.Body(ledger, 1, county.Justice, organs)
                    ),
                    county.Coordinator
                )
            ).Id;
            var twice = await county.Refused(
                new RestoreLine(lines[1], 2, CorrectionReason.FoundByCheck) { Reason = "误作废" },
                county.Coordinator
            );
            Assert.Equal(RefusalKind.Conflict, twice.Kind);
            await county.Do(
                new VoidLine(again, 1, CorrectionReason.Duplicate) { Reason = "重复" },
                county.Coordinator
            );
            await county.Do(
                new RestoreLine(lines[1], 2, CorrectionReason.FoundByCheck) { Reason = "误作废" },
                county.Coordinator
            );
            await FiguresEqualRecount(county, ledger);

            await county.Do(
                new MergeLine(lines[2], 1, lines[1], CorrectionReason.Duplicate)
                {
                    Reason = "是一件事",
                },
                county.Coordinator
            );
            Assert.Equal(lines[1], (await Line(county, lines[2])).MergedInto);
            await FiguresEqualRecount(county, ledger);
        }
        // Rebuilt from the trail, every table of the ledgers is the same
        var finding = await county
            .Services.GetRequiredService<Verifier>()
            .Verify(Path.Combine(Path.GetTempPath(), $"fadu-verify-{Guid.NewGuid():N}"));
        Assert.Null(finding.Problem);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AnyLedger_SameThingAgain_IsRefusedWithWhoHasIt(Engine engine)
    {
        await using var county = await County.Found(engine);
        var organs = await Organs(county);
        foreach (var ledger in All)
        {
            var body = LedgerSamples.Body(ledger, 0, county.Justice, organs);
            await county.Do(new RecordLine(ledger.Key, body), county.Coordinator);
            var refusal = await county.Refused(
                new RecordLine(ledger.Key, body),
                county.Coordinator
            );
            Assert.Equal(RefusalKind.Conflict, refusal.Kind);
            Assert.Contains("周明", Assert.Single(refusal.Details), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AnyLedger_ForAnotherOrgan_IsRefusedAndNotSeen(Engine engine)
    {
        await using var county = await County.Found(engine);
        var organs = await Organs(county);
        foreach (var ledger in All)
        {
            var refusal = await county.Refused(
                new RecordLine(ledger.Key, LedgerSamples.Body(ledger, 0, county.Baishui, organs)),
                county.QingshiClerk
            );
            Assert.Equal(RefusalKind.Forbidden, refusal.Kind);
            await county.Do(
                new RecordLine(ledger.Key, LedgerSamples.Body(ledger, 0, county.Baishui, organs)),
                county.BaishuiClerk
            );
            await using var db = county.Read();
            var seen = await LedgerQueries.Page(
                db,
                new Scope(1, false, [county.Qingshi]),
                ledger,
                new LedgerFilter(),
                null,
                50,
                default
            );
            Assert.Empty(seen.Lines);
            Assert.Empty(
                await LedgerQueries.TotalsByOrgan(
                    db,
                    new Scope(1, false, [county.Qingshi]),
                    ledger,
                    new LedgerFilter(),
                    organs,
                    default
                )
            );
            var own = await LedgerQueries.Page(
                db,
                new Scope(1, false, [county.Baishui]),
                ledger,
                new LedgerFilter(),
                null,
                50,
                default
            );
            Assert.Single(own.Lines);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AnyLedger_EnteredAfterTheReportingDay_IsMarkedLate(Engine engine)
    {
        await using var county = await County.Found(engine);
        var organs = await Organs(county);
        foreach (var ledger in All)
        {
            var line = (
                await county.Do(
                    new RecordLine(
                        ledger.Key,
                        LedgerSamples.Body(ledger, 5, county.Justice, organs)
                    ),
                    county.Coordinator
                )
            ).Id;
            var stored = await Line(county, line);
            Assert.True(stored.IsLate, ledger.Key);
            await using var db = county.Read();
            var entry = await db.Set<TrailEntry>()
                .SingleAsync(e => e.Stream == LedgerLine.StreamOf(line));
            Assert.Equal(stored.OccurredOn, entry.LegalDate);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AnyLedger_Paged_ShowsEveryLineOnceInEveryOrder(Engine engine)
    {
        await using var county = await County.Found(engine);
        var organs = await Organs(county);
        foreach (var ledger in All)
        {
            for (var i = 0; i < 12; i++)
            {
                await county.Do(
                    new RecordLine(
                        ledger.Key,
                        LedgerSamples.Body(ledger, i, county.Justice, organs)
                    ),
                    county.Coordinator
                );
            }
            var sorts = new[] { "day", "-day", "recorded", "-recorded" }.Concat(
                ledger
                    .Fields.Where(f => LedgerQueries.CanSort(ledger, f.Name))
                    .SelectMany(f => new[] { f.Name, "-" + f.Name })
            );
            await using var db = county.Read();
            foreach (var sort in sorts)
            {
                var seen = new List<Guid>();
                string? after = null;
                do
                {
                    var page = await LedgerQueries.Page(
                        db,
                        Scope.All(),
                        ledger,
                        new LedgerFilter { Sort = sort },
                        after,
                        5,
                        default
                    );
                    seen.AddRange(page.Lines.Select(l => l.Id));
                    after = page.Next;
                } while (after is not null);
                Assert.Equal(12, seen.Count);
                Assert.Equal(12, seen.Distinct().Count());
            }
        }
    }

    internal static async Task<LedgerOrgans> Organs(County county) =>
        await LedgerOrgans.Of(county.Services.GetRequiredService<Core.Organs.Directories>());

    internal static async Task<LedgerLine> Line(County county, Guid id)
    {
        await using var db = county.Read();
        return await db.Set<LedgerLine>().SingleAsync(l => l.Id == id);
    }

    /// <summary>What is booked for a ledger equals what its lines in force say when counted anew.</summary>
    internal static async Task FiguresEqualRecount(County county, Ledger ledger)
    {
        await using var db = county.Read();
        var kind = LedgerLine.SubjectKindOf(ledger.Key);
        var booked = (
            await db.Set<ContributionLine>().Where(c => c.SubjectKind == kind).ToListAsync()
        )
            .GroupBy(c => (c.Figure, c.OrganId, c.Day, c.Dimensions, c.Key))
            .Select(g => (g.Key, Sum: g.Sum(c => c.Amount)))
            .Where(g => g.Sum != 0)
            .OrderBy(g => g.Key.ToString(), StringComparer.Ordinal)
            .ToList();
        var lines = await db.Set<LedgerLine>()
            .Where(l => l.Ledger == ledger.Key && l.State == LineState.InForce && !l.IsStandby)
            .ToListAsync();
        // What a total gives as opening and closing value is booked as differences.
        var stocks = lines
            .SelectMany(l => ledger.StocksOf(l.ParseBody()))
            .Select(s => s.Figure.Code)
            .ToHashSet(StringComparer.Ordinal);
        var counted = lines
            .SelectMany(l => ledger.ContributionsOf(l.ParseBody()))
            .GroupBy(c => (c.Figure, c.Organ, c.Day, c.Dimensions, c.Key))
            .Select(g => (g.Key, Sum: g.Sum(c => c.Amount)))
            .Where(g => g.Sum != 0)
            .OrderBy(g => g.Key.ToString(), StringComparer.Ordinal)
            .ToList();
        Assert.Equal(
            counted.Select(c => c.ToString()),
            booked.Where(b => !stocks.Contains(b.Key.Figure)).Select(b => b.ToString())
        );
        Assert.True(counted.Count > 0, $"{ledger.Key}: its samples count nothing.");
        foreach (var stock in stocks)
        {
            foreach (var line in lines)
            {
                var state = booked
                    .Where(b =>
                        b.Key.Figure == stock
                        && b.Key.OrganId == line.OrganId
                        && b.Key.Day <= line.PeriodTo
                    )
                    .Sum(b => b.Sum);
                Assert.Equal(
                    ledger.StocksOf(line.ParseBody()).Single(s => s.Figure.Code == stock).Closing,
                    state
                );
            }
        }
    }
}
