using Fadu.Cli.Sample;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Plans;
using Fadu.Core.Trail;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Fadu.Web.Tests.Sample;

/// <summary>The county of a given size that measurements use.</summary>
public sealed class ScaleCountyTests
{
    [Fact]
    public async Task County_of_three_thousand_entries_has_them_within_a_hundredth_and_passes_verify()
    {
        var folder = Directory.CreateTempSubdirectory("fadu-scale-").FullName;
        try
        {
            var options = new FaduOptions(folder);
            var collection = new ServiceCollection();
            collection.AddLogging();
            WebHost.AddStorage(collection, options);
            await using var services = collection.BuildServiceProvider();
            await WebHost.Migrate(services);

            var entries = await ScaleCounty.Load(
                options,
                3_000,
                cancellationToken: TestContext.Current.CancellationToken
            );

            Assert.InRange(entries, 2_970, 3_030);
            await using var db = await services
                .GetRequiredService<IDbContextFactory<FaduDb>>()
                .CreateDbContextAsync(TestContext.Current.CancellationToken);
            Assert.Equal(
                260,
                await db.Set<PlanItem>().CountAsync(TestContext.Current.CancellationToken)
            );
            Assert.True(
                await db.Set<LedgerLine>().CountAsync(TestContext.Current.CancellationToken) > 1_900
            );
            Assert.Null(
                (
                    await services
                        .GetRequiredService<Verifier>()
                        .Verify(Path.Combine(folder, "scratch"))
                ).Problem
            );
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}
