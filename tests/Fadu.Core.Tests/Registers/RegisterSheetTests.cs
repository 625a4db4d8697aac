using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Writing;
using Fadu.Writing.Sheets;
using Microsoft.EntityFrameworkCore;
using static Fadu.Core.Tests.Registers.Registering;

namespace Fadu.Core.Tests.Registers;

/// <summary>Sheets in and out, the same for every register, on both engines.</summary>
public sealed class RegisterSheetTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static IReadOnlyCollection<Register> All => RegisterDeclarationTests.Registry.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task EveryRegister_Exported_IsTheSame_ChangedIsCompared_AndMissingEndsOnlyWhenAsked(
        Engine engine
    )
    {
        await using var r = await Found(engine);
        await r.DoAll(
            All.Select(register =>
                (
                    register,
                    (IReadOnlyList<NewChange>)
                        [
                            .. Enumerable
                                .Range(0, 5)
                                .Select(i =>
                                    r.Adding(register, r.Body(register, i), Day(2026, 1, 1))
                                ),
                        ]
                )
            )
        );
        foreach (var register in All)
        {
            var rows = await Rows(r, register);
            var same = await Check(r, register, rows);
            Assert.True(
                same.Of(ItemFate.Same) == 5,
                string.Join(" | ", same.Rows.Select(s => s.Text))
            );
            Assert.Empty(same.Ignored);
            Assert.Empty(same.Missing);

            // One changed, one longer, one taken out, one new
            var layout = RegisterSheets.Export(register);
            rows[0][Column(layout, "备注")] = "表格里改的";
            rows[1][Column(layout, "最后有效日")] = "2027-12-31";
            rows.RemoveAt(4);
            var added = (object?[])rows[3].Clone();
            var fresh = RegisterSamples.Texts(register, 9, r.County.Justice);
            foreach (var field in register.Fields)
            {
                added[Column(layout, field.Title)] =
                    field.Name == "keeper" ? "县司法局" : fresh.GetValueOrDefault(field.Name);
            }
            rows.Add(added);
            // And one that cannot be right, which alone is left out
            var faulty = (object?[])added.Clone();
            faulty[Column(layout, "生效日")] = "二月三十日";
            rows.Add(faulty);
            var sheet = await Check(r, register, rows);
            Assert.StartsWith("生效日：", sheet.Rows[5].Text, StringComparison.Ordinal);
            Assert.Equal(
                [
                    ItemFate.Changed,
                    ItemFate.Changed,
                    ItemFate.Same,
                    ItemFate.Same,
                    ItemFate.Added,
                    ItemFate.Wrong,
                ],
                sheet.Rows.Select(s => s.Fate)
            );
            Assert.Contains("→ 表格里改的", sheet.Rows[0].Text, StringComparison.Ordinal);
            Assert.Contains("2027-12-31", sheet.Rows[1].Text, StringComparison.Ordinal);
            var gone = Assert.Single(sheet.Missing);

            // Nothing has happened yet; without the full mode a missing row ends nothing.
            var changes = RegisterSheets.Changes(
                register,
                sheet,
                new SheetTaking(Day(2026, 3, 1), null),
                Day(2026, 3, 16)
            );
            Assert.DoesNotContain(changes, c => c.Item == gone.ItemId);
            changes = RegisterSheets.Changes(
                register,
                sheet,
                new SheetTaking(Day(2026, 3, 1), Day(2026, 2, 28)),
                Day(2026, 3, 16)
            );
            await Take(r, register, changes);
            var before = await r.On(register, sheet.Rows[0].Known!.ItemId, Day(2026, 2, 28));
            Assert.Null((string?)before!.ParseBody()["note"]);
            var after = await r.On(register, sheet.Rows[0].Known!.ItemId, Day(2026, 3, 1));
            Assert.Equal("表格里改的", (string?)after!.ParseBody()["note"]);
            // Where ending asks for more than a sheet has, it ends nothing.
            var ends = register.SheetEnd is not null;
            Assert.Equal(ends, changes.Any(c => c.Item == gone.ItemId));
            Assert.Equal(
                ends ? Standing.Ended : Standing.InForce,
                (await r.On(register, gone.ItemId, Day(2026, 3, 1)))!.StateOn(Day(2026, 3, 1))
            );
            Assert.Equal(
                ends ? 5 : 6,
                (await Check(r, register, await Rows(r, register))).Of(ItemFate.Same)
            );
            await RegisterLifeTests.FiguresEqualRecount(r, register);
        }
        await r.Verify();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Sheet_OfTenThousandRowsWithOneInAHundredFaulty_NamesEachAndTakesTheRest(
        Engine engine
    )
    {
        await using var r = await Found(engine);
        var register = RegisterDeclarationTests.Registry["review-catalogue"];
        var layout = RegisterSheets.Template(register);
        var rows = new List<object?[]>();
        for (var i = 0; i < 10_000; i++)
        {
            var texts = RegisterSamples.Texts(register, i, r.County.Justice);
            rows.Add([
                .. layout.Columns.Select(c =>
                    register.Fields.FirstOrDefault(f => f.Title == c.Header) is { } f
                        ? f.Name == "keeper"
                            ? "县司法局"
                            : texts.GetValueOrDefault(f.Name)
                        : c.Header == "生效日"
                            ? (i % 100 == 7 ? "二月三十日" : "2026-01-01")
                            : null
                ),
            ]);
        }
        var sheet = await Check(r, register, rows, layout);
        Assert.Equal(100, sheet.Of(ItemFate.Wrong));
        Assert.Equal(9_900, sheet.Of(ItemFate.Added));
        Assert.All(
            sheet.Rows.Where(s => s.Fate == ItemFate.Wrong),
            s =>
            {
                Assert.Equal(9, s.Row.Number % 100);
                Assert.StartsWith("生效日：", s.Text, StringComparison.Ordinal);
            }
        );
        var changes = RegisterSheets.Changes(
            register,
            sheet,
            new SheetTaking(null, null),
            Day(2026, 3, 16)
        );
        // All or nothing: one row that is there twice refuses all, by its row.
        var refused = await r.County.Refused(
            Command(register, [.. changes.Take(3), changes[0] with { Row = 77 }]) with
            {
                FileName = "目录.xlsx",
            },
            r.County.Coordinator
        );
        Assert.Contains(refused.Details, d => d.StartsWith("第77行", StringComparison.Ordinal));
        await Take(r, register, changes);
        await using var db = r.County.Read();
        Assert.Equal(9_900, await db.Set<RegisterVersion>().CountAsync());
        var import = await db.Set<RegisterImport>().SingleAsync();
        Assert.Equal((9_900, 100), (import.Added, import.Rejected));
        Assert.Equal(
            9_900,
            await db.Set<ContributionLine>()
                .Where(c => c.Figure == register.InForce.Code)
                .SumAsync(c => c.Amount)
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Sheet_OfAForeignKeeperOrWithPersonalData_IsRefused(Engine engine)
    {
        await using var r = await Found(engine);
        var register = RegisterDeclarationTests.Registry["review-catalogue"];
        await r.Add(register, 0, Day(2026, 1, 1));
        var rows = await Rows(r, register);
        var sheet = await RegisterSheets.Check(
            r.County.Read(),
            r.County.QingshiClerk,
            new Scope(1, false, [r.County.Qingshi]),
            register,
            await Read(RegisterSheets.Export(register), rows),
            r.Organs,
            Day(2026, 3, 16)
        );
        Assert.Contains("不能替", Assert.Single(sheet.Rows).Text, StringComparison.Ordinal);
        var layout = RegisterSheets.Export(register);
        var personal = layout with { Columns = [.. layout.Columns, new SheetColumn("联系电话")] };
        await Assert.ThrowsAsync<UnusableFileException>(async () =>
            await Check(
                r,
                register,
                [.. rows.Select(x => (object?[])[.. x, "0991-1234567"])],
                personal
            )
        );
    }

    private static async Task Take(
        Registering r,
        Register register,
        IReadOnlyList<NewChange> changes
    )
    {
        var import = await r.County.Do(
            Command(register, [.. changes]) with
            {
                FileName = "目录.xlsx",
                Rejected = 100,
            },
            r.County.Coordinator
        );
        await r.County.Do(new ApproveChanges([], import.Id), r.Head);
        await using var db = r.County.Read();
        if (
            await db.Set<RegisterChange>()
                .AnyAsync(c => c.Batch == import.Id && c.State == ChangeState.Pending)
        )
        {
            await r.County.Do(new ApproveChanges([], import.Id), r.County.Leader);
        }
        Assert.False(
            await db.Set<RegisterChange>()
                .AnyAsync(c => c.Batch == import.Id && c.State == ChangeState.Pending)
        );
    }

    private static async Task<List<object?[]>> Rows(Registering r, Register register)
    {
        await using var db = r.County.Read();
        var day = Day(2026, 3, 16);
        var rows = new List<object?[]>();
        await foreach (
            var version in RegisterQueries.Stream(
                db,
                Scope.All(),
                register,
                new RegisterFilter { Day = day }
            )
        )
        {
            rows.Add([
                .. RegisterSheets
                    .Row(register, version, r.Organs, day)
                    .Select(c => c is DateOnly d ? d.ToString("yyyy-MM-dd") : c?.ToString()),
            ]);
        }
        return rows;
    }

    private static int Column(SheetLayout layout, string heading) =>
        layout.Columns.ToList().FindIndex(c => c.Header == heading);

    private static async Task<CheckedItems> Check(
        Registering r,
        Register register,
        List<object?[]> rows,
        SheetLayout? layout = null
    )
    {
        await using var db = r.County.Read();
        return await RegisterSheets.Check(
            db,
            r.County.Coordinator,
            Scope.All(),
            register,
            await Read(layout ?? RegisterSheets.Export(register), rows),
            r.Organs,
            Day(2026, 3, 16)
        );
    }

    private static async Task<List<SheetRow>> Read(SheetLayout layout, List<object?[]> rows)
    {
        var output = new MemoryStream();
        await SheetWriter.WriteXlsxAsync(
            layout with
            {
                Columns = [.. layout.Columns.Select(c => c with { Type = ColumnType.Text })],
            },
            rows.Select(x => (IReadOnlyList<object?>)x).ToAsyncEnumerable(),
            output
        );
        return [.. SheetReader.Read(new MemoryStream(output.ToArray()), "目录.xlsx")];
    }
}
