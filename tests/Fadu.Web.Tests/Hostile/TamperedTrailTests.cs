using System.Diagnostics;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Web.Tests.Hostile;

/// <summary>A data folder that somebody has had his hands in, looked at with <c>fadu verify</c> as its owner would.</summary>
public sealed class TamperedTrailTests
{
    [Fact]
    public async Task Verify_OfAnUntouchedFolder_SaysSoAndEndsWith0_AndOfATamperedOneNamesItAndEndsWith1()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"fadu-tamper-{Guid.NewGuid():N}");
        await Fill(folder);
        try
        {
            var (code, output) = await Run(folder, "verify");
            Assert.Equal(0, code);
            Assert.Contains("核对无误", output, StringComparison.Ordinal);

            foreach (
                var (sql, found) in new[]
                {
                    (
                        "UPDATE trail_entry SET text = replace(text, '县财政局', '县财政厅') WHERE seq = 2",
                        "第 2 条（organ:"
                    ),
                    (
                        "DELETE FROM trail_entry WHERE stream = (SELECT stream FROM trail_entry WHERE seq = 2)",
                        "第 2 条至第 2 条被删去"
                    ),
                    ("DELETE FROM trail_entry WHERE seq > 2", "留痕尾部被截去"),
                }
            )
            {
                var touched = $"{folder}-touched";
                Copy(folder, touched);
                Tamper(touched, sql);
                (code, output) = await Run(touched, "verify");
                Assert.Equal(1, code);
                Assert.Contains(found, output, StringComparison.Ordinal);
                Directory.Delete(touched, recursive: true);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Fill(string folder)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        WebHost.AddStorage(services, new FaduOptions(folder));
        Directory.CreateDirectory(folder);
        await using (var provider = services.BuildServiceProvider())
        {
            await WebHost.Migrate(provider);
            var committer = provider.GetRequiredService<Committer>();
            foreach (var name in new[] { "县司法局", "县财政局", "青石镇" })
            {
                var done = await committer.Commit(
                    new FoundOrgan(
                        name,
                        name,
                        name,
                        [],
                        OrganKind.Department,
                        Level.County,
                        null,
                        1,
                        new DateOnly(2019, 3, 1)
                    ),
                    Actor.System()
                );
                Assert.True(done.IsDone);
            }
        }
        SqliteConnection.ClearAllPools();
    }

    private static void Tamper(string folder, string sql)
    {
        using (
            var connection = new SqliteConnection(
                $"Data Source={Path.Combine(folder, "fadu.db")};Pooling=False"
            )
        )
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            Assert.True(command.ExecuteNonQuery() > 0);
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    private static async Task<(int Code, string Output)> Run(string folder, string command)
    {
        using var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "fadu.dll"), command, "--data", folder]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.DoesNotContain("   at ", await errors, StringComparison.Ordinal);
        return (process.ExitCode, output);
    }
}
