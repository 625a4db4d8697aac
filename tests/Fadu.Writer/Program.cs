using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Store.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

// A host that does nothing but write, so that a test can kill it: writes people from eight sides at once and says each one aloud only after it was acknowledged.
// It waits in reserve, compiled warm on a copy of empty tables, and first opens the folder when it is called: the hosts before it have been killed by then.
var folder = args[0];
var empty = args[1];
var round = args[2];

var warm = Path.Combine(Path.GetDirectoryName(empty)!, $"warm-{round}");
Directory.CreateDirectory(warm);
File.Copy(empty, Path.Combine(warm, "fadu.db"));
await using (var provider = Open(warm))
{
    var organ = await Found(provider);
    await Write(provider, organ, 0, 0);
}
SqliteConnection.ClearAllPools();
Directory.Delete(warm, recursive: true);

if (await Console.In.ReadLineAsync() is null)
{
    return;
}
await using (var provider = Open(folder))
{
    var organ = await Found(provider);
    Lock gate = new();
    await Task.WhenAll(
        Enumerable
            .Range(0, 8)
            .Select(async side =>
            {
                for (var i = 0; ; i++)
                {
                    var login = await Write(provider, organ, side, i);
                    lock (gate)
                    {
                        Console.Out.WriteLine(login);
                        Console.Out.Flush();
                    }
                }
            })
    );
}

static ServiceProvider Open(string folder)
{
    var services = new ServiceCollection();
    services.AddFaduCore(typeof(Committer).Assembly);
    services.AddSqliteStore(Path.Combine(folder, "fadu.db"));
    services.AddScratch();
    services.AddSingleton(new FileStoreOptions(Path.Combine(folder, "files"), 1_000_000));
    return services.BuildServiceProvider();
}

async Task<Guid> Found(ServiceProvider provider)
{
    var result = await provider
        .GetRequiredService<Committer>()
        .Commit(
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
        );
    return result.Id;
}

async Task<string> Write(ServiceProvider provider, Guid organ, int side, int i)
{
    var login = $"r{round}s{side}n{i}";
    var result = await provider
        .GetRequiredService<Committer>()
        .Commit(new AddPerson($"人员{i}", organ, null, login, []), Actor.System());
    return result.IsDone ? login : throw new InvalidOperationException(result.Refusal.Message);
}
