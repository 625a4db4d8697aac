using System.Collections.Concurrent;
using Fadu.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Fadu.Web.Tests.Hosting;

/// <summary>What many hosts begin with: made by commands once a run and engine; every host gets a copy of its own.</summary>
/// <param name="fill">Fills an empty database and gives what a test must know of it.</param>
internal sealed class Founded<T>(Func<IServiceProvider, Task<T>> fill)
{
    private readonly ConcurrentDictionary<Engine, Lazy<Task<(FaduOptions Options, T Known)>>> made =
        new();

    /// <summary>A copy in a folder of its own, which whoever asked deletes.</summary>
    public async Task<(FaduOptions Options, T Known)> Copy(Engine engine = Engine.Sqlite)
    {
        var (options, known) = await made.GetOrAdd(engine, e => new(() => Make(e))).Value;
        var folder = NewFolder();
        foreach (
            var file in Directory.EnumerateFiles(
                options.DataFolder,
                "*",
                SearchOption.AllDirectories
            )
        )
        {
            var target = Path.Combine(folder, Path.GetRelativePath(options.DataFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return (
            options with
            {
                DataFolder = folder,
                Postgres = options.Postgres is { } connection
                    ? PostgresServer.NewDatabase(
                        new NpgsqlConnectionStringBuilder(connection).Database
                    )
                    : null,
            },
            known
        );
    }

    private async Task<(FaduOptions, T)> Make(Engine engine)
    {
        var folder = NewFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        // Not pooled: a database that somebody is connected to cannot be copied.
        var options = new FaduOptions(
            folder,
            engine == Engine.Postgres ? PostgresServer.NewDatabase() + ";Pooling=false" : null
        )
        {
            Place = "云岭县",
        };
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(new FrozenTime());
        WebHost.AddStorage(collection, options);
        WebHost.AddAccounts(collection);
        T known;
        await using (var services = collection.BuildServiceProvider())
        {
            await WebHost.Migrate(services);
            known = await fill(services);
        }
        // The write-ahead log goes into the file when the last connection is closed.
        SqliteConnection.ClearAllPools();
        return (options, known);
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("fadu-host-").FullName;
}
