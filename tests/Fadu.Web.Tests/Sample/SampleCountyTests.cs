using Fadu.Cli.Sample;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Web;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Fadu.Web.Tests.Sample;

/// <summary>The sample county as it stands after loading, on both engines.</summary>
public sealed class SampleCountyTests
{
    private static readonly DateOnly Today = new(2026, 5, 12);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_loaded_county_has_its_organs_people_and_lineage_and_passes_verify(
        Engine engine
    )
    {
        await using var loaded = await Loaded.At(engine, Today);
        var (organs, people) = await loaded.Services.GetRequiredService<Directories>().Both();

        Assert.Equal(12, organs.On(Today).Count(o => o.Kind == OrganKind.Township));
        Assert.Equal("县数据局", organs.ByKey("shj")!.ShortName);
        Assert.Equal(
            "云岭县大数据发展中心",
            organs.NameOn(organs.ByKey("shj")!.Id, new DateOnly(2024, 3, 1))
        );
        Assert.Equal(["nyj"], organs.Successors(organs.ByKey("fpj")!.Id).Select(o => o.Key));
        Assert.Equal(["wlj", "tyz"], organs.Successors(organs.ByKey("wtj")!.Id).Select(o => o.Key));
        var sports = people.All.Single(p => p.Login == "chaiming");
        Assert.Equal(organs.ByKey("tyz")!.Id, sports.OrganId);
        Assert.Contains(Role.Clerk, people.RolesOf(sports.Id));
        foreach (var (login, _) in SampleAccounts.All)
        {
            Assert.NotEmpty(people.RolesOf(people.All.Single(p => p.Login == login).Id));
        }
        var covered = SampleAccounts
            .All.SelectMany(a => people.RolesOf(people.All.Single(p => p.Login == a.Login).Id))
            .ToHashSet();
        Assert.Equal(Enum.GetValues<Role>().ToHashSet(), covered);
        Assert.Equal("莫葵和", people.LeadersOf(organs.ByKey("yqz")!.Id).Single().Leader.Name);

        Assert.All(
            SampleAccounts.All,
            a => Assert.True(people.All.Single(p => p.Login == a.Login).MaySignIn)
        );

        var finding = await loaded.Services.GetRequiredService<Verifier>().Verify(loaded.Scratch);
        Assert.Null(finding.Problem);
        Assert.Equal(SampleState.Loaded, await SampleCounty.StateOf(loaded.Services));
    }

    /// <summary>A sample county in a folder of its own.</summary>
    internal sealed class Loaded : IAsyncDisposable
    {
        private readonly ServiceProvider services;
        private readonly string folder;

        private Loaded(ServiceProvider services, string folder)
        {
            this.services = services;
            this.folder = folder;
        }

        public IServiceProvider Services => services;

        public string Scratch => Path.Combine(folder, "scratch");

        public static async Task<Loaded> At(Engine engine, DateOnly today)
        {
            var folder = Directory.CreateTempSubdirectory("fadu-sample-").FullName;
            var options = new FaduOptions(
                folder,
                engine == Engine.Postgres ? PostgresServer.NewDatabase() : null
            );
            var collection = new ServiceCollection();
            collection.AddLogging();
            var time = new FrozenTime();
            time.GoTo(today);
            collection.AddSingleton<TimeProvider>(time);
            WebHost.AddStorage(collection, options);
            var services = collection.BuildServiceProvider();
            await WebHost.Migrate(services);
            await SampleCounty.Load(options, today);
            return new Loaded(services, folder);
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}
