using System.Diagnostics;
using System.Runtime.InteropServices;
using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Modules;
using Fadu.Store.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Web.Tests.House;

public sealed partial class KilledHostTests
{
    private const int Kills = 100;
    private const int Reserve = 3;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);

    [Fact]
    public async Task Host_KilledAHundredTimesWhileWriting_LosesNothingAcknowledgedAndVerifies()
    {
        var root = Path.Combine(Path.GetTempPath(), $"fadu-kill-{Guid.NewGuid():N}");
        var folder = Path.Combine(root, "data");
        Directory.CreateDirectory(folder);
        var empty = Path.Combine(root, "empty.db");
        await using (var made = Open(folder))
        await using (
            var db = await made.GetRequiredService<IDbContextFactory<FaduDb>>()
                .CreateDbContextAsync()
        )
        {
            await db.Database.MigrateAsync();
        }
        SqliteConnection.ClearAllPools();
        File.Copy(Path.Combine(folder, "fadu.db"), empty);

        var random = new Random(20261125);
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        var roundsThatWrote = 0;
        // A host takes seconds of compiling before it can write at all; the next ones do so in reserve while one is killed.
        var reserve = new Queue<Process>();
        var clock = Stopwatch.StartNew();
        try
        {
            for (var round = 0; round < Kills; round++)
            {
                while (reserve.Count < Reserve && round + reserve.Count < Kills)
                {
                    reserve.Enqueue(Start(folder, empty, round + reserve.Count));
                }
                using var process = reserve.Dequeue();
                var errors = process.StandardError.ReadToEndAsync();
                await process.StandardInput.WriteLineAsync("write");
                await process.StandardInput.FlushAsync();
                // From the first acknowledgement on it writes; it dies somewhere within the next moments, in the middle of whatever it does.
                var first = await process.StandardOutput.ReadLineAsync();
                if (first is null)
                {
                    await process.WaitForExitAsync();
                    Assert.Fail(await errors);
                }
                acknowledged.Add(first);
                var die = Task.Delay(random.Next(1, 250))
                    .ContinueWith(_ => Kill(process.Id, 9), TaskScheduler.Default);
                while (await process.StandardOutput.ReadLineAsync() is { } line)
                {
                    acknowledged.Add(line);
                }
                await die;
                await process.WaitForExitAsync();
                Assert.Equal(137, process.ExitCode);
                roundsThatWrote++;
            }
        }
        finally
        {
            foreach (var process in reserve)
            {
                process.Kill();
                process.Dispose();
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{roundsThatWrote} kills in {clock.Elapsed.TotalSeconds:0} s, {acknowledged.Count} writes acknowledged"
        );
        Assert.Equal(Kills, roundsThatWrote);

        await using var provider = Open(folder);
        await using (
            var db = await provider
                .GetRequiredService<IDbContextFactory<FaduDb>>()
                .CreateDbContextAsync()
        )
        {
            var there = (
                await db.Set<Person>().AsNoTracking().Select(p => p.Login!).ToListAsync()
            ).ToHashSet(StringComparer.Ordinal);
            // A last line cut by the kill is no acknowledgement that anybody read.
            Assert.DoesNotContain(
                acknowledged,
                a =>
                    !there.Contains(a) && there.All(t => !t.StartsWith(a, StringComparison.Ordinal))
            );
            Assert.True(acknowledged.Count > Kills);
        }
        var finding = await provider
            .GetRequiredService<Verifier>()
            .Verify(Path.Combine(folder, "verify"));
        Assert.Null(finding.Problem);
        SqliteConnection.ClearAllPools();
        Directory.Delete(root, recursive: true);
    }

    private static Process Start(string folder, string empty, int round) =>
        Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "Fadu.Writer.dll"),
                    folder,
                    empty,
                    $"{round}",
                ]
            )
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;

    private static ServiceProvider Open(string folder)
    {
        var services = new ServiceCollection();
        services.AddFaduCore(typeof(ModulesAssembly).Assembly);
        services.AddSqliteStore(Path.Combine(folder, "fadu.db"));
        services.AddScratch();
        services.AddSingleton(new FileStoreOptions(Path.Combine(folder, "files"), 1_000_000));
        return services.BuildServiceProvider();
    }
}
