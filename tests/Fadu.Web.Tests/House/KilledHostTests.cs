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

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);

    [Fact]
    public async Task Host_KilledAHundredTimesWhileWriting_LosesNothingAcknowledgedAndVerifies()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"fadu-kill-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        var writer = Path.Combine(AppContext.BaseDirectory, "Fadu.Writer.dll");
        var random = new Random(20261125);
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        var roundsThatWrote = 0;
        for (var round = 0; round < Kills; round++)
        {
            using var process = Process.Start(
                new ProcessStartInfo("dotnet", [writer, folder, $"{round}"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    // A hundred short lives: nothing is gained by watching for what is hot.
                    Environment = { ["DOTNET_TieredPGO"] = "0" },
                }
            )!;
            var errors = process.StandardError.ReadToEndAsync();
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
        Assert.Equal(Kills, roundsThatWrote);

        var services = new ServiceCollection();
        services.AddFaduCore(typeof(ModulesAssembly).Assembly);
        services.AddSqliteStore(Path.Combine(folder, "fadu.db"));
        services.AddScratch();
        services.AddSingleton(new FileStoreOptions(Path.Combine(folder, "files"), 1_000_000));
        await using var provider = services.BuildServiceProvider();
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
        Directory.Delete(folder, recursive: true);
    }
}
