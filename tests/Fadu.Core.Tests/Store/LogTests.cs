using System.Globalization;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Store;

/// <summary>The log of SQLite is moved into the database beside the writer, long before SQLite would do so within a commit.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task ALongLog_IsMovedIntoTheDatabase_AndNothingIsMissing()
    {
        await using var county = await County.Found(Engine.Sqlite);
        var ledger = county.Services.GetRequiredService<LedgerRegistry>()["court-appearance"];
        var organs = await LedgerOrgans.Of(county.Services.GetRequiredService<Directories>());
        await using var db = county.Read();
        var file = db.Database.GetDbConnection().DataSource;
        var before = new FileInfo(file).Length;
        var stop = TestContext.Current.CancellationToken;
        const int Sheets = 3;
        for (var sheet = 0; sheet < Sheets; sheet++)
        {
            await county.Do(
                new ImportLines(
                    ledger.Key,
                    "表.xlsx",
                    [
                        .. Enumerable
                            .Range(0, Resemblances.MaxImportRows)
                            .Select(i => new ImportRow(
                                i + 2,
                                Body(i + (sheet * Resemblances.MaxImportRows))
                            )),
                    ],
                    0
                ),
                county.Coordinator
            );
        }
        // 20,000 pages of 8 KB are not written here, so what grows was moved by nobody else
        for (var i = 0; new FileInfo(file).Length < before + (20 << 20); i++)
        {
            Assert.True(
                i < 200,
                $"{new FileInfo(file + "-wal").Length} bytes are still in the log"
            );
            await Task.Delay(100, stop);
        }
        Assert.Equal(
            Sheets * Resemblances.MaxImportRows,
            await db.Set<LedgerLine>().CountAsync(l => l.Ledger == ledger.Key, stop)
        );

        System.Text.Json.Nodes.JsonObject Body(int i)
        {
            var body = LedgerSamples.Body(ledger, i, county.Qingshi, organs);
            body[ledger.DayField.Name] = new DateOnly(2025, 1, 1)
                .AddDays(i % 360)
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return body;
        }
    }
}
