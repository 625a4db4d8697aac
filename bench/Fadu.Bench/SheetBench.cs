using System.Diagnostics;
using System.Globalization;
using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Writing.Sheets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Bench;

/// <summary>
/// Two hundred thousand rows of a ledger out of workbooks, read, checked and taken through the trail, beside merely reading the workbooks and writing as many rows; and the same
/// rows as one workbook back, with the memory that it takes.
/// </summary>
internal static class SheetBench
{
    /// <summary>What one workbook may hold.</summary>
    private const int OfOneFile = 5_000;

    public static async Task<IReadOnlyList<Figure>> Run(BenchOptions options)
    {
        var rows = options.Amount(200_000);
        await using var county = await County.Found(Engine.Sqlite);
        var ledger = county.Services.GetRequiredService<LedgerRegistry>()["court-appearance"];
        var organs = await LedgerOrgans.Of(county.Services.GetRequiredService<Directories>());
        var files = new List<string>();
        try
        {
            for (var from = 0; from < rows; from += OfOneFile)
            {
                files.Add(
                    await Write(ledger, organs, from, Math.Min(OfOneFile, rows - from), county)
                );
            }
            var read = Stopwatch.StartNew();
            var seen = 0;
            foreach (var file in files)
            {
                await using var content = File.OpenRead(file);
                seen += SheetReader.Read(content, "表.xlsx").Count();
            }
            var reading = read.Elapsed.TotalSeconds;
            var floor = reading + await PlainRows(rows);
            var watch = Stopwatch.StartNew();
            var checking = 0.0;
            // as `fadu import ledger NAME FILE…` does it
            await Ahead.Run(
                files,
                LedgerSheets.UnderWay,
                async file =>
                {
                    var check = Stopwatch.StartNew();
                    await using var content = File.OpenRead(file);
                    await using var db = county.Read();
                    var sheet = await LedgerSheets.Check(
                        db,
                        county.Coordinator,
                        ledger,
                        SheetReader.Read(content, "表.xlsx"),
                        null,
                        organs,
                        county.Time.Today(),
                        default
                    );
                    checking += check.Elapsed.TotalSeconds;
                    return sheet.Rows.FirstOrDefault(r => r.Fate != RowFate.New) is { } other
                        ? throw new InvalidOperationException($"{other.Row.Number}：{other.Text}")
                        : sheet;
                },
                sheet =>
                    county.Do(
                        new ImportLines(
                            ledger.Key,
                            "表.xlsx",
                            [.. sheet.Rows.Select(r => ImportRow.Of(r))],
                            0
                        ),
                        county.Coordinator
                    ),
                _ => { }
            );
            var seconds = watch.Elapsed.TotalSeconds;
            await using var after = county.Read();
            var taken = await after.Set<LedgerImport>().SumAsync(i => i.Added);
            if (taken != rows || seen != rows)
            {
                throw new InvalidOperationException($"{taken} 行，应为 {rows} 行");
            }
            var allowed = 20.0 * rows / 200_000;
            var figures = new List<Figure>
            {
                new(
                    "sheets.import",
                    $"{rows} 行台账从表格读入、检查、入账（其中读和检查 {checking.ToString("F1", CultureInfo.InvariantCulture)} 秒），对照只读表格并写同样多的行",
                    seconds,
                    "秒",
                    floor,
                    floor / seconds,
                    $"≤ {allowed.ToString("0.#", CultureInfo.InvariantCulture)}",
                    seconds <= allowed
                ),
            };
            figures.Add(await Export(county, ledger, organs, rows));
            return figures;
        }
        finally
        {
            foreach (var file in files)
            {
                File.Delete(file);
            }
        }
    }

    private static async Task<Figure> Export(
        County county,
        Ledger ledger,
        LedgerOrgans organs,
        int rows
    )
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        using var stop = new CancellationTokenSource();
        var looking = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
                await Task.Delay(20);
            }
        });
        var watch = Stopwatch.StartNew();
        await using var db = county.Read();
        var path = Path.GetTempFileName();
        var written = 0;
        try
        {
            await using var output = new FileStream(path, FileMode.Create);
            written = await SheetWriter.WriteXlsxAsync(
                LedgerSheets.Export(ledger),
                Rows(),
                output,
                default
            );
        }
        finally
        {
            File.Delete(path);
            await stop.CancelAsync();
            await looking;
        }
        var megabytes = (most - before) / 1e6;
        return written == rows
            ? new Figure(
                "sheets.export",
                $"{rows} 行导出为一个工作簿（{watch.Elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} 秒）时多用的内存",
                megabytes,
                "MB",
                null,
                null,
                "≤ 200",
                megabytes <= 200
            )
            : throw new InvalidOperationException($"导出 {written} 行，应为 {rows} 行");

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            await foreach (
                var line in LedgerQueries.Stream(db, Scope.All(), ledger, new LedgerFilter())
            )
            {
                yield return LedgerSheets.Row(ledger, line, organs);
            }
        }
    }

    private static async Task<string> Write(
        Ledger ledger,
        LedgerOrgans organs,
        int from,
        int count,
        County county
    )
    {
        var path = Path.GetTempFileName();
        await using var output = new FileStream(path, FileMode.Create);
        await SheetWriter.WriteXlsxAsync(LedgerSheets.Export(ledger), Rows(), output, default);
        return path;

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            await Task.CompletedTask;
            for (var i = from; i < from + count; i++)
            {
                var body = LedgerSamples.Body(
                    ledger,
                    i,
                    i % 2 == 0 ? county.Qingshi : county.Baishui,
                    organs
                );
                body[ledger.DayField.Name] = new DateOnly(2025, 1, 1)
                    .AddDays(i % 360)
                    .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                yield return LedgerSheets.Row(
                    ledger,
                    new LedgerLine
                    {
                        Ledger = ledger.Key,
                        Title = "",
                        SearchText = "",
                        Body = body.ToJsonString(EventRegistry.Json),
                    },
                    organs
                );
            }
        }
    }

    /// <summary>Seconds for as many rows of a line's length into a plain table, a workbook in a transaction.</summary>
    private static async Task<double> PlainRows(int rows)
    {
        var path = Path.GetTempFileName();
        try
        {
            await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
            await connection.OpenAsync();
            await using var create = connection.CreateCommand();
            create.CommandText =
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE plain (id INTEGER PRIMARY KEY, body TEXT)";
            await create.ExecuteNonQueryAsync();
            var text = new string('字', 300);
            var watch = Stopwatch.StartNew();
            for (var from = 0; from < rows; from += OfOneFile)
            {
                await using var transaction = connection.BeginTransaction();
                await using var insert = connection.CreateCommand();
                insert.Transaction = transaction;
                insert.CommandText = "INSERT INTO plain (body) VALUES (@body)";
                insert.Parameters.AddWithValue("@body", text);
                for (var i = 0; i < Math.Min(OfOneFile, rows - from); i++)
                {
                    await insert.ExecuteNonQueryAsync();
                }
                await transaction.CommitAsync();
            }
            return watch.Elapsed.TotalSeconds;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
