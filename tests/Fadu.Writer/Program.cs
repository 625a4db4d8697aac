using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Modules;
using Fadu.Store.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

// A host that does nothing but write, so that a test can kill it: writes people from eight sides at once and says each one aloud only after it was acknowledged.
var folder = args[0];
var round = args[1];
var services = new ServiceCollection();
services.AddFaduCore(typeof(ModulesAssembly).Assembly);
services.AddSqliteStore(Path.Combine(folder, "fadu.db"));
services.AddScratch();
services.AddSingleton(new FileStoreOptions(Path.Combine(folder, "files"), 1_000_000));
await using var provider = services.BuildServiceProvider();

// The first of the hosts makes the tables; to look for what is missing takes the others longer than to start.
if (round == "0")
{
    await using var db = await provider
        .GetRequiredService<IDbContextFactory<FaduDb>>()
        .CreateDbContextAsync();
    await db.Database.MigrateAsync();
}
var committer = provider.GetRequiredService<Committer>();
var organ = (
    await committer.Commit(
        new FoundOrgan(
            $"o{round}",
            $"第{round}局",
            $"{round}局",
            [],
            OrganKind.Department,
            Level.County,
            null,
            1,
            new DateOnly(2019, 1, 1)
        ),
        Actor.System()
    )
).Id;
var output = Console.Out;
Lock gate = new();
await Task.WhenAll(
    Enumerable
        .Range(0, 8)
        .Select(async side =>
        {
            for (var i = 0; ; i++)
            {
                var login = $"r{round}s{side}n{i}";
                var result = await committer.Commit(
                    new AddPerson($"人员{i}", organ, null, login, []),
                    Actor.System()
                );
                if (!result.IsDone)
                {
                    throw new InvalidOperationException(result.Refusal.Message);
                }
                lock (gate)
                {
                    output.WriteLine(login);
                    output.Flush();
                }
            }
        })
);
