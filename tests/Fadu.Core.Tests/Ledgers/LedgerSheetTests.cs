using System.Globalization;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Writing;
using Fadu.Writing.Sheets;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Tests.Ledgers;

/// <summary>Sheets in and out, the same for every ledger, on both engines.</summary>
public sealed class LedgerSheetTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static IReadOnlyCollection<Ledger> All => LedgerDeclarationTests.Registry.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AnyLedger_Exported_IsTakenBackAsTheSame(Engine engine)
    {
        await using var county = await County.Found(engine);
        var organs = await LedgerLifeTests.Organs(county);
        foreach (var ledger in All)
        {
            for (var i = 0; i < 6; i++)
            {
                await county.Do(
                    new RecordLine(
                        ledger.Key,
                        LedgerSamples.Body(ledger, i, county.Justice, organs)
                    ),
                    county.Coordinator
                );
            }
            var (file, count) = await Export(county, ledger, new LedgerFilter());
            Assert.Equal(6, count);
            var before = await Bodies(county, ledger);

            // Everything is there already: nothing changes
            var same = await Check(county, ledger, file, county.Coordinator);
            Assert.Equal(6, same.Of(RowFate.Known));
            Assert.Empty(same.Ignored);

            // Voided and taken back from the sheet: the very same records
            await using (var db = county.Read())
            {
                foreach (
                    var line in await db.Set<LedgerLine>()
                        .Where(l => l.Ledger == ledger.Key)
                        .ToListAsync()
                )
                {
                    await county.Do(
                        new VoidLine(line.Id, line.Version, CorrectionReason.FoundByCheck)
                        {
                            Reason = "重来",
                        },
                        county.Coordinator
                    );
                }
            }
            var sheet = await Check(county, ledger, file, county.Coordinator);
            Assert.True(
                sheet.Of(RowFate.New) == 6,
                $"{ledger.Key}: {string.Join(" | ", sheet.Rows.Select(r => r.Text))}"
            );
            await county.Do(Import(ledger, sheet), county.Coordinator);
            Assert.Equal(before, await Bodies(county, ledger));
            await LedgerLifeTests.FiguresEqualRecount(county, ledger);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AnyLedger_ExportChangedAndTakenBack_CorrectsOnlyWhatThePersonConfirmed(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        var organs = await LedgerLifeTests.Organs(county);
        foreach (var ledger in All)
        {
            for (var i = 0; i < 3; i++)
            {
                await county.Do(
                    new RecordLine(
                        ledger.Key,
                        LedgerSamples.Body(ledger, i, county.Justice, organs)
                    ),
                    county.Coordinator
                );
            }
            var (file, _) = await Export(county, ledger, new LedgerFilter { Sort = "recorded" });
            var layout = LedgerSheets.Export(ledger);
            var rows = SheetReader
                .Read(new MemoryStream(file), "台账.xlsx")
                .Select(r => r.Values.Cast<object?>().ToArray())
                .ToList();
            var remark = layout
                .Columns.Select((c, i) => (c, i))
                .Single(c => c.c.Header == "备注")
                .i;
            rows[0][remark] = "在表格里改的";
            var output = new MemoryStream();
            await SheetWriter.WriteXlsxAsync(
                layout with
                {
                    Columns = [.. layout.Columns.Select(c => c with { Type = ColumnType.Text })],
                },
                rows.Select(r => (IReadOnlyList<object?>)r).ToAsyncEnumerable(),
                output
            );
            var sheet = await Check(county, ledger, output.ToArray(), county.Coordinator);
            var changed = Assert.Single(sheet.Rows, r => r.Fate == RowFate.Changed);
            Assert.Contains("→ 在表格里改的", changed.Text, StringComparison.Ordinal);
            Assert.Equal(2, sheet.Of(RowFate.Known));

            await county.Do(Import(ledger, sheet), county.Coordinator);
            Assert.DoesNotContain(
                "在表格里改的",
                string.Concat(await Bodies(county, ledger)),
                StringComparison.Ordinal
            );
            var correction = new ImportLines(
                ledger.Key,
                "台账.xlsx",
                [
                    new ImportRow(
                        changed.Row.Number,
                        changed.Body,
                        Corrects: changed.Near,
                        Version: changed.Version
                    ),
                ],
                0
            )
            {
                Reason = "按核对后的表格更正",
            };
            var done = await county.Do(correction, county.Coordinator);
            Assert.Contains(
                "在表格里改的",
                string.Concat(await Bodies(county, ledger)),
                StringComparison.Ordinal
            );
            await using var db = county.Read();
            Assert.Equal(
                1,
                (await db.Set<LedgerImport>().SingleAsync(l => l.Id == done.Id)).Corrected
            );
            Assert.Equal(
                3,
                (await Check(county, ledger, output.ToArray(), county.Coordinator)).Of(
                    RowFate.Known
                )
            );
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AnyLedger_TemplateFilledIn_IsTakenOnce(Engine engine)
    {
        await using var county = await County.Found(engine);
        foreach (var ledger in All)
        {
            var layout = LedgerSheets.Template(ledger);
            var samples = Enumerable
                .Range(0, 4)
                .Select(i => LedgerSamples.Texts(ledger, i, county.Justice))
                .ToList();
            var output = new MemoryStream();
            await SheetWriter.WriteXlsxAsync(
                layout,
                Rows(ledger, layout, samples).ToAsyncEnumerable(),
                output
            );
            var sheet = await Check(county, ledger, output.ToArray(), county.Coordinator);
            Assert.True(
                sheet.Of(RowFate.New) == 4,
                $"{ledger.Key}: {string.Join(" | ", sheet.Rows.Select(r => r.Text))}"
            );
            var first = await county.Do(Import(ledger, sheet), county.Coordinator);
            // The same file once more, as somebody does who is not sure
            var again = await Check(county, ledger, output.ToArray(), county.Coordinator);
            Assert.Equal(4, again.Of(RowFate.Known));
            var second = await county.Do(Import(ledger, again), county.Coordinator);
            await using var db = county.Read();
            Assert.Equal(4, await db.Set<LedgerLine>().CountAsync(l => l.Ledger == ledger.Key));
            Assert.Equal(
                4,
                (await db.Set<LedgerImport>().SingleAsync(i => i.Id == first.Id)).Added
            );
            var repeated = await db.Set<LedgerImport>().SingleAsync(i => i.Id == second.Id);
            Assert.Equal((0, 4), (repeated.Added, repeated.Known));
            Assert.All(
                await db.Set<LedgerLine>().Where(l => l.Ledger == ledger.Key).ToListAsync(),
                l => Assert.Equal(LineSource.Sheet, l.Source)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Sheet_WithOneFaultyRowInAHundred_NamesRowAndColumnAndGivesTheRowBack(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        var ledger = LedgerDeclarationTests.Registry["publicity-event"];
        var layout = LedgerSheets.Template(ledger);
        var samples = Enumerable
            .Range(0, 300)
            .Select(i => LedgerSamples.Texts(ledger, i, county.Justice))
            .ToList();
        samples[10]["attendance"] = "很多人";
        samples[110]["venue"] = "月球";
        samples[210]["heldOn"] = "2026-13-45";
        var output = new MemoryStream();
        await SheetWriter.WriteXlsxAsync(
            layout,
            Rows(ledger, layout, samples, raw: true).ToAsyncEnumerable(),
            output
        );
        var sheet = await Check(county, ledger, output.ToArray(), county.Coordinator);
        Assert.Equal(3, sheet.Of(RowFate.Wrong));
        Assert.Equal(297, sheet.Of(RowFate.New));
        Assert.Equal(
            ["12 受众人次", "112 场所", "212 日期"],
            sheet
                .Rows.Where(r => r.Fate == RowFate.Wrong)
                .Select(r => $"{r.Row.Number} {Assert.Single(r.Errors).Title}")
        );

        // All or nothing: one wrong row among those sent refuses all, by row
        var all = new ImportLines(
            ledger.Key,
            "普法.xlsx",
            [.. sheet.Rows.Select(r => new ImportRow(r.Row.Number, r.Body))],
            0
        );
        var refusal = await county.Refused(all, county.Coordinator);
        Assert.Contains(refusal.Details, d => d.StartsWith("第12行", StringComparison.Ordinal));
        await using (var db = county.Read())
        {
            Assert.Equal(0, await db.Set<LedgerLine>().CountAsync());
        }

        // The right ones are taken; the others come back as a file, are mended and sent again
        await county.Do(Import(ledger, sheet, rejected: 3), county.Coordinator);
        var back = new MemoryStream();
        await SheetWriter.WriteRejectedAsync(
            sheet.Columns,
            sheet
                .Rows.Where(r => r.Fate == RowFate.Wrong)
                .Select(r => new RejectedRow(r.Row, r.Text))
                .ToAsyncEnumerable(),
            back
        );
        var rows = SheetReader
            .Read(
                new MemoryStream(back.ToArray()),
                "未导入的行.xlsx",
                new SheetReadOptions { SkippedColumns = [] }
            )
            .ToList();
        Assert.Equal(3, rows.Count);
        Assert.Contains("不是整数", rows[0]["错误"]!, StringComparison.Ordinal);
        await using var after = county.Read();
        Assert.Equal(297, await after.Set<LedgerLine>().CountAsync());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Sheet_WithIdentityNumbersOrTelephones_IsRefused(Engine engine)
    {
        await using var county = await County.Found(engine);
        var ledger = LedgerDeclarationTests.Registry["training-session"];
        const string Head = "名称\t内容\t开始日期\t结束日期\t学时\t对象\t脱产\t参训人数";
        const string Row = "第一期\t法律法规\t2026-03-01\t2026-03-02\t16\t行政执法人员\t是\t40";
        var refused = await Assert.ThrowsAsync<UnusableFileException>(() =>
            Paste(county, ledger, $"{Head}\t联系电话\n{Row}\t0991-1234567", county.Coordinator)
        );
        Assert.Contains("联系电话", refused.Message, StringComparison.Ordinal);
        var content = await Paste(
            county,
            ledger,
            $"{Head}\t备注\n{Row}\t联系人13912345678",
            county.Coordinator
        );
        Assert.Equal(1, content.Of(RowFate.Wrong));
        Assert.Contains("个人信息", content.Rows[0].Text, StringComparison.Ordinal);
        var missing = await Assert.ThrowsAsync<UnusableFileException>(() =>
            Paste(county, ledger, "名称\t内容\n第一期\t法律法规", county.Coordinator)
        );
        Assert.Contains("参训人数", missing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Sheet_ForForeignOrgan_HasThatRowRefused(Engine engine)
    {
        await using var county = await County.Found(engine);
        var ledger = LedgerDeclarationTests.Registry["training-session"];
        var sheet = await Paste(
            county,
            ledger,
            "组织单位\t名称\t内容\t开始日期\t结束日期\t学时\t对象\t脱产\t参训人数\n"
                + "白水乡\t第一期\t业务\t2026年3月1日\t2026/3/2\t16\t行政执法人员\t是\t４０\n"
                + "青石镇\t第二期\t业务\t2026年3月1日\t2026/3/2\t16\t行政执法人员\t是\t1,040人",
            county.QingshiClerk
        );
        Assert.Equal([RowFate.Wrong, RowFate.New], sheet.Rows.Select(r => r.Fate));
        Assert.Contains("白水乡", sheet.Rows[0].Text, StringComparison.Ordinal);
        Assert.Equal(1040, (long)sheet.Rows[1].Body["attended"]!);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Import_OfAThousandRows_IsOneCommandAndCountsRight(Engine engine)
    {
        await using var county = await County.Found(engine);
        var organs = await LedgerLifeTests.Organs(county);
        var ledger = LedgerDeclarationTests.Registry["publicity-event"];
        var rows = Enumerable
            .Range(0, 1000)
            .Select(i => new ImportRow(
                i + 2,
                LedgerSamples.Body(ledger, i % 300, county.Justice, organs)
            ))
            .Select(
                (r, i) =>
                {
                    r.Body["title"] = $"活动{i}";
                    r.Body["place"] = $"地点{i}";
                    return r;
                }
            )
            .ToList();
        await county.Do(new ImportLines(ledger.Key, "大表.xlsx", rows, 0), county.Coordinator);
        await using var db = county.Read();
        Assert.Equal(1000, await db.Set<LedgerLine>().CountAsync());
        await LedgerLifeTests.FiguresEqualRecount(county, ledger);
    }

    internal static ImportLines Import(Ledger ledger, CheckedSheet sheet, int rejected = 0) =>
        new(
            ledger.Key,
            "台账.xlsx",
            [
                .. sheet
                    .Rows.Where(r => r.Fate is RowFate.New or RowFate.Known)
                    .Select(r => new ImportRow(r.Row.Number, r.Body)),
            ],
            rejected
        );

    internal static async Task<CheckedSheet> Check(
        County county,
        Ledger ledger,
        byte[] file,
        Actor actor
    )
    {
        await using var db = county.Read();
        return await LedgerSheets.Check(
            db,
            actor,
            ledger,
            SheetReader.Read(new MemoryStream(file), "台账.xlsx"),
            actor.Organ,
            await LedgerLifeTests.Organs(county),
            county.Time.Today(),
            default
        );
    }

    private static async Task<CheckedSheet> Paste(
        County county,
        Ledger ledger,
        string text,
        Actor actor
    )
    {
        await using var db = county.Read();
        return await LedgerSheets.Check(
            db,
            actor,
            ledger,
            SheetReader.ReadPasted(text),
            actor.Organ,
            await LedgerLifeTests.Organs(county),
            county.Time.Today(),
            default
        );
    }

    private static async Task<(byte[] File, int Count)> Export(
        County county,
        Ledger ledger,
        LedgerFilter filter
    )
    {
        await using var db = county.Read();
        var organs = await LedgerLifeTests.Organs(county);
        var output = new MemoryStream();
        var count = await SheetWriter.WriteXlsxAsync(
            LedgerSheets.Export(ledger),
            LedgerQueries
                .Stream(db, Scope.All(), ledger, filter)
                .Select(l => LedgerSheets.Row(ledger, l, organs)),
            output
        );
        return (output.ToArray(), count);
    }

    private static async Task<List<string>> Bodies(County county, Ledger ledger)
    {
        await using var db = county.Read();
        var lines = await db.Set<LedgerLine>()
            .Where(l => l.Ledger == ledger.Key && l.State == LineState.InForce)
            .ToListAsync();
        return [.. lines.Select(l => Sorted(l.Body)).Order(StringComparer.Ordinal)];
    }

    private static string Sorted(string body) =>
        string.Join(
            ',',
            System
                .Text.Json.Nodes.JsonNode.Parse(body)!
                .AsObject()
                .OrderBy(p => p.Key, StringComparer.Ordinal)
                .Select(p => $"{p.Key}={p.Value?.ToJsonString(EventRegistry.Json)}")
        );

    // What a person types into the template: texts of the sample under the template's own headings
    internal static IEnumerable<IReadOnlyList<object?>> Rows(
        Ledger ledger,
        SheetLayout layout,
        IEnumerable<Dictionary<string, string?>> samples,
        bool raw = false
    ) =>
        samples.Select(s =>
            (IReadOnlyList<object?>)
                [
                    .. layout.Columns.Select(c =>
                    {
                        var field = ledger.Fields.Single(f =>
                            f.Title == c.Header
                            || c.Header.StartsWith(f.Title + "·", StringComparison.Ordinal)
                        );
                        var text =
                            field.Name == "organ" ? "县司法局" : s.GetValueOrDefault(field.Name);
                        if (field.Type == FieldType.Tallies)
                        {
                            var kind = c.Header[(field.Title.Length + 1)..];
                            text = text
                                ?.Split('；')
                                .Where(p => p.StartsWith(kind + " ", StringComparison.Ordinal))
                                .Select(p => p[(kind.Length + 1)..])
                                .FirstOrDefault();
                        }
                        return text is null or "" ? null
                            : !raw && c.Type == ColumnType.Date
                                ? DateOnly.Parse(text, CultureInfo.InvariantCulture)
                            : !raw && c.Type == ColumnType.Integer
                                ? long.Parse(text, CultureInfo.InvariantCulture)
                            : (object?)text;
                    }),
                ]
        );
}
