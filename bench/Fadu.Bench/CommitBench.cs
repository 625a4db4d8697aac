using System.Data.Common;
using System.Diagnostics;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Bench;

/// <summary>Durable commands a second, beside bare inserts of rows as large, synced as often.</summary>
internal static class CommitBench
{
    private const int Clients = 128;

    public static async Task<IReadOnlyList<Figure>> Run(BenchOptions options)
    {
        var figures = new List<Figure>();
        foreach (var engine in new[] { Engine.Sqlite, Engine.Postgres })
        {
            if (engine == Engine.Postgres && !PostgresServer.IsThere)
            {
                Console.Error.WriteLine("没有安装 PostgreSQL，略过。");
                continue;
            }
            figures.AddRange(await On(engine, options));
        }
        return figures;
    }

    private static async Task<List<Figure>> On(Engine engine, BenchOptions options)
    {
        await using var county = await County.Found(engine);
        var ledger = county.Services.GetRequiredService<LedgerRegistry>().Find("publicity-event")!;
        await using var db = county.Read();
        var organs = await LedgerOrgans.Of(county.Services.GetRequiredService<Directories>());
        var next = 0;
        Command Line()
        {
            var body = LedgerSamples.Body(
                ledger,
                Interlocked.Increment(ref next) % 700,
                county.Qingshi,
                organs
            );
            body["title"] = $"宪法宣传第{next}场";
            body["place"] = $"第{next}小学";
            return new RecordLine(ledger.Key, body);
        }
        Command Note() => new NoteExport(ledger.Key, $"?n={Interlocked.Increment(ref next)}", 1);
        var name = engine == Engine.Sqlite ? "sqlite" : "postgres";
        var aim = engine == Engine.Sqlite ? 1_000 : 1_500;
        var span = TimeSpan.FromSeconds(options.IsQuick ? 2 : 8);
        await Rate(county, Line, county.QingshiClerk, Clients, TimeSpan.FromSeconds(2));
        await Rate(county, Note, county.Coordinator, Clients, TimeSpan.FromSeconds(1));
        await Bare(county, Clients, TimeSpan.FromSeconds(1));
        if (engine == Engine.Postgres)
        {
            // as in a county at work, whose statistics the server keeps: within its first minute it would go by plans made for empty tables
            await db.Database.ExecuteSqlRawAsync("ANALYZE");
        }
        var (many, notes, floor, one, oneFloor) = (
            new List<double>(),
            new List<double>(),
            new List<double>(),
            new List<double>(),
            new List<double>()
        );
        for (var round = 0; round < 3; round++)
        {
            floor.Add(await Bare(county, Clients, span / 3));
            many.Add(await Rate(county, Line, county.QingshiClerk, Clients, span));
            notes.Add(await Rate(county, Note, county.Coordinator, Clients, span / 2));
            oneFloor.Add(await Bare(county, 1, span / 3));
            one.Add(await Rate(county, Line, county.QingshiClerk, 1, span / 2));
        }
        var (lines, bare, single, bareSingle) = (
            Measure.Median(many),
            Measure.Median(floor),
            Measure.Median(one),
            Measure.Median(oneFloor)
        );
        var small = Measure.Median(notes);
        return
        [
            new Figure(
                $"commits.{name}",
                $"{Clients} 人同时登记普法台账（查重、留痕、投影、指标），每条都落盘后才答复；底线为同样大小的裸行，每 {Clients} 行落盘一次",
                lines,
                "条/秒",
                bare,
                lines / bare,
                $"≥ {aim}",
                lines >= aim
            ),
            new Figure(
                $"commits.{name}.small",
                "同上，最小的命令（一条留痕，没有投影）",
                small,
                "条/秒",
                bare,
                small / bare,
                $"≥ {aim}",
                small >= aim
            ),
            new Figure(
                $"commits.{name}.single",
                "一个人一条接一条登记；底线为裸行逐行落盘",
                single,
                "条/秒",
                bareSingle,
                single / bareSingle,
                "—",
                true
            ),
        ];
    }

    private static async Task<double> Rate(
        County county,
        Func<Command> make,
        Actor actor,
        int clients,
        TimeSpan span
    )
    {
        var count = 0;
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, clients)
                .Select(async _ =>
                {
                    await Task.Yield();
                    while (watch.Elapsed < span)
                    {
                        await county.Do(make(), actor);
                        Interlocked.Increment(ref count);
                    }
                })
        );
        // Beside the rate, which suffers from whatever else the machine does: what one command costs this process.
        Console.Error.WriteLine(
            $"  {(Environment.CpuUsage.TotalTime - before).TotalMicroseconds / count:N0} µs 处理器时间/条（{clients} 人）"
        );
        return count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> Bare(County county, int batch, TimeSpan span)
    {
        await using var db = county.Read();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        await using (var create = connection.CreateCommand())
        {
            create.CommandText =
                "CREATE TABLE IF NOT EXISTS bare (seq BIGINT PRIMARY KEY, hash VARCHAR(64), text TEXT)";
            await create.ExecuteNonQueryAsync();
            create.CommandText = "DELETE FROM bare";
            await create.ExecuteNonQueryAsync();
        }
        var text = await db.Set<TrailEntry>()
            .OrderByDescending(e => e.Seq)
            .Select(e => e.Text)
            .FirstAsync();
        var count = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < span)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await using var insert = connection.CreateCommand();
            insert.Transaction = transaction.GetDbTransaction();
            insert.CommandText = "INSERT INTO bare (seq, hash, text) VALUES (@seq, @hash, @text)";
            var (seq, hash, row) = (
                Parameter(insert, "@seq"),
                Parameter(insert, "@hash"),
                Parameter(insert, "@text")
            );
            for (var i = 0; i < batch; i++)
            {
                seq.Value = (long)++count;
                hash.Value = TrailEntry.NoHash;
                row.Value = text;
                await insert.ExecuteNonQueryAsync();
            }
            await transaction.CommitAsync();
        }
        return count / watch.Elapsed.TotalSeconds;
    }

    private static DbParameter Parameter(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
