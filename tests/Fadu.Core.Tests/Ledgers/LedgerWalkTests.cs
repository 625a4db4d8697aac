using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Writing.Sheets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Ledgers;

/// <summary>What closed periods, faulty rows and later knowledge mean, walked over every ledger, on both engines.</summary>
public sealed class LedgerWalkTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static IReadOnlyCollection<Ledger> All => LedgerDeclarationTests.Registry.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AnyLedger_SheetWithAFaultyRow_NamesItAndTakesTheOthers(Engine engine)
    {
        await using var county = await County.Found(engine);
        foreach (var ledger in All)
        {
            const int Count = 12;
            var faulty = Faulty(ledger);
            var samples = Enumerable
                .Range(0, Count)
                .Select(i => LedgerSamples.Texts(ledger, i, county.Justice))
                .ToList();
            samples[5][faulty.Name] = "看不懂";
            var sheet = await LedgerSheetTests.Check(
                county,
                ledger,
                await Sheet(ledger, samples),
                county.Coordinator
            );
            var wrong = Assert.Single(sheet.Rows, r => r.Fate == RowFate.Wrong);
            Assert.True(
                wrong.Row.Number == 7 && wrong.Errors.Any(e => e.Field == faulty.Name),
                $"{ledger.Key}: {wrong.Text}"
            );
            Assert.True(
                sheet.Of(RowFate.New) == Count - 1,
                $"{ledger.Key}: {string.Join(" | ", sheet.Rows.Select(r => r.Text))}"
            );
            await county.Do(
                LedgerSheetTests.Import(ledger, sheet, rejected: 1),
                county.Coordinator
            );
            await using var db = county.Read();
            Assert.Equal(
                Count - 1,
                await db.Set<LedgerLine>().CountAsync(l => l.Ledger == ledger.Key)
            );
            await LedgerLifeTests.FiguresEqualRecount(county, ledger);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Sheet_OfTenThousandRows_NamesEveryFaultyOne(Engine engine)
    {
        await using var county = await County.Found(engine);
        var ledger = LedgerDeclarationTests.Registry["dispute-mediation"];
        var pattern = Enumerable
            .Range(0, 50)
            .Select(i => LedgerSamples.Texts(ledger, i, county.Justice))
            .ToList();
        var samples = Enumerable
            .Range(0, 10_000)
            .Select(i => new Dictionary<string, string?>(pattern[i % 50], StringComparer.Ordinal)
            {
                ["caseNo"] = $"云调〔2026〕{i}号",
                ["village"] = $"第{i}村",
                ["parties"] = i % 100 == 40 ? "三人" : "3",
            })
            .ToList();
        // As many as one file may hold, twice
        foreach (var half in samples.Chunk(Resemblances.MaxImportRows))
        {
            var sheet = await LedgerSheetTests.Check(
                county,
                ledger,
                await Sheet(ledger, half),
                county.Coordinator
            );
            Assert.Equal(
                Enumerable.Range(0, 50).Select(n => (n * 100) + 42),
                sheet.Rows.Where(r => r.Fate == RowFate.Wrong).Select(r => r.Row.Number)
            );
            Assert.Equal(4_950, sheet.Of(RowFate.New));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AnyLedger_InAClosedPeriod_IsCorrectedByTheCoordinatorOnly_AndStaysAsKnown(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        var organs = await LedgerLifeTests.Organs(county);
        var (from, to) = (new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31));
        var lines = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var ledger in All)
        {
            var body = new[] { 0, 2, 70 }
                .Select(i => LedgerSamples.Body(ledger, i, county.Qingshi, organs))
                .First(b => ledger.DayOf(b) is var day && day >= from && day <= to);
            lines[ledger.Key] = (
                await county.Do(new RecordLine(ledger.Key, body), county.Coordinator)
            ).Id;
        }
        var closed = (await county.Do(new ClosePeriod(from, to), county.Coordinator)).Id;
        long known;
        await using (var db = county.Read())
        {
            known = (await db.Set<FigurePeriod>().SingleAsync(p => p.Id == closed)).KnownSeq;
        }
        foreach (var ledger in All)
        {
            var figure = ledger
                .ContributionsOf(
                    (await LedgerLifeTests.Line(county, lines[ledger.Key])).ParseBody()
                )
                .Where(c => c.Day >= from && c.Day <= to)
                .SelectMany(c =>
                    ledger.Counts.Where(r => r.Figure.Code == c.Figure).Select(r => r.Figure)
                )
                // One that no other ledger feeds: what others hold beside it is not asked here.
                .FirstOrDefault(f =>
                    f.Fold is Fold.Count or Fold.Sum or Fold.Distinct
                    && All.Count(l => l.Counts.Any(c => c.Figure.Code == f.Code)) == 1
                );
            var (then, before) = figure is null
                ? (0, 0)
                : (await Value(figure, known), await Value(figure, null));
            var line = await LedgerLifeTests.Line(county, lines[ledger.Key]);
            var voided = new VoidLine(line.Id, line.Version, CorrectionReason.FoundByCheck)
            {
                Reason = "核查发现",
            };
            var refusal = await county.Refused(voided, county.QingshiClerk);
            Assert.Contains(refusal.Kind, new[] { RefusalKind.Forbidden, RefusalKind.Condition });
            await county.Do(voided with { CommandId = Guid.CreateVersion7() }, county.Coordinator);
            Assert.True(
                (await LedgerLifeTests.Line(county, line.Id)).IsChangedAfterClose,
                ledger.Key
            );
            if (figure is not null)
            {
                Assert.True(then == await Value(figure, known), $"{ledger.Key}: as known");
                Assert.True(before != await Value(figure, null), $"{ledger.Key}: as it is now");
            }
        }

        async Task<long> Value(Figure figure, long? at)
        {
            await using var db = county.Read();
            return (
                await county
                    .Services.GetRequiredService<FigureQuery>()
                    .Value(
                        db,
                        Fadu.Core.People.Scope.All(),
                        new FigureAsk(figure, from, to) { Known = at }
                    )
            ).Amount;
        }
    }

    private static LedgerField Faulty(Ledger ledger) =>
        ledger.Fields.First(f =>
            !f.IsCommon
            && f.Type
                is FieldType.Choice
                    or FieldType.Date
                    or FieldType.Count
                    or FieldType.Decimal
                    or FieldType.YesNo
        );

    private static async Task<byte[]> Sheet(
        Ledger ledger,
        IEnumerable<Dictionary<string, string?>> samples
    )
    {
        var layout = LedgerSheets.Template(ledger);
        var output = new MemoryStream();
        await SheetWriter.WriteXlsxAsync(
            layout with
            {
                Columns = [.. layout.Columns.Select(c => c with { Type = ColumnType.Text })],
            },
            LedgerSheetTests.Rows(ledger, layout, samples, raw: true).ToAsyncEnumerable(),
            output
        );
        return output.ToArray();
    }
}
