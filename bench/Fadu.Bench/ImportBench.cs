using System.Diagnostics;
using System.Globalization;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Writing.Sheets;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Bench;

/// <summary>
/// The stock of normative documents out of a workbook: read, checked, drafted and agreed to, with text, citations, search and publication duties; beside reading the workbook and writing as many rows.
/// </summary>
internal static class ImportBench
{
    public static async Task<IReadOnlyList<Figure>> Run(BenchOptions options)
    {
        var rows = options.Amount(30_000);
        await using var county = await County.Found(Engine.Sqlite);
        var register = county.Services.GetRequiredService<RegisterRegistry>()["normative-document"];
        var organs = await LedgerOrgans.Of(county.Services.GetRequiredService<Directories>());
        var file = Path.GetTempFileName();
        try
        {
            await Write(register, organs, rows, county, file);
            var reading = Stopwatch.StartNew();
            await using (var content = File.OpenRead(file))
            {
                if (SheetReader.Read(content, "表.xlsx").Count() != rows)
                {
                    throw new InvalidOperationException("表格没有写全。");
                }
            }
            var floor = reading.Elapsed.TotalSeconds + await PlainRows(rows);
            var watch = Stopwatch.StartNew();
            CheckedItems sheet;
            await using (var db = county.Read())
            {
                await using var content = File.OpenRead(file);
                sheet = await RegisterSheets.Check(
                    db,
                    county.Coordinator,
                    Scope.All(),
                    register,
                    SheetReader.Read(content, "表.xlsx"),
                    organs,
                    county.Time.Today(),
                    default
                );
            }
            var checking = watch.Elapsed.TotalSeconds;
            if (sheet.Rows.FirstOrDefault(r => r.Fate != ItemFate.Added) is { } other)
            {
                throw new InvalidOperationException($"{other.Row.Number}：{other.Text}");
            }
            var import = (
                await county.Do(
                    new DraftChanges(
                        register.Key,
                        RegisterSheets.Changes(
                            register,
                            sheet,
                            new SheetTaking(null, null),
                            county.Time.Today()
                        )
                    )
                    {
                        Basis = "存量文件入库",
                        FileName = "表.xlsx",
                    },
                    Actor.System()
                )
            ).Id;
            var drafting = watch.Elapsed.TotalSeconds;
            await county.Do(new ApproveChanges([], import), Actor.System());
            var seconds = watch.Elapsed.TotalSeconds;
            var allowed = 60.0 * rows / 30_000;
            return
            [
                new(
                    "documents.import",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{rows} 件规范性文件从表格读入、检查（{checking:F1} 秒）、拟订（{drafting - checking:F1} 秒）、批准生效（{seconds - drafting:F1} 秒），对照只读表格并写同样多的行"
                    ),
                    seconds,
                    "秒",
                    floor,
                    floor / seconds,
                    string.Create(CultureInfo.InvariantCulture, $"≤ {allowed:0.#}"),
                    seconds <= allowed
                ),
            ];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task Write(
        Register register,
        LedgerOrgans organs,
        int rows,
        County county,
        string path
    )
    {
        await using var output = new FileStream(path, FileMode.Create);
        await SheetWriter.WriteXlsxAsync(RegisterSheets.Export(register), Rows(), output, default);

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            await Task.CompletedTask;
            var paragraph = new string('规', 100);
            for (var i = 0; i < rows; i++)
            {
                var body = RegisterSamples.Body(register, i, county.Justice, organs);
                body["text"] = $"{body["text"]}\n第三条 {paragraph}{i}。\n第四条 {paragraph}。";
                yield return RegisterSheets.Row(
                    register,
                    new RegisterVersion
                    {
                        Register = register.Key,
                        KeyHash = "",
                        Title = "",
                        SortText = "",
                        SearchText = "",
                        Body = body.ToJsonString(EventRegistry.Json),
                        ValidFrom = new(2024, 4, 1),
                        ValidUntil = new(2029, 3, 31),
                    },
                    organs,
                    county.Time.Today()
                );
            }
        }
    }

    /// <summary>Seconds for as many rows of a document's length into a plain table in one transaction.</summary>
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
            var text = new string('字', 700);
            var watch = Stopwatch.StartNew();
            await using var transaction = connection.BeginTransaction();
            await using var insert = connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = "INSERT INTO plain (body) VALUES (@body)";
            insert.Parameters.AddWithValue("@body", text);
            for (var i = 0; i < rows; i++)
            {
                await insert.ExecuteNonQueryAsync();
            }
            await transaction.CommitAsync();
            return watch.Elapsed.TotalSeconds;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
