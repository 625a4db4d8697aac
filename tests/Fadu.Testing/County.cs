using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Modules;
using Fadu.Store.Postgres;
using Fadu.Store.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Fadu.Testing;

/// <summary>The engine that a test runs on. Every test of Core is a theory over both.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>
/// A small fictional county on an empty database, made through commands only: 县司法局 (coordinator), 县财政局, 青石镇, 白水乡, with one person each.
/// </summary>
public sealed class County : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly string? file;

    private readonly string filesFolder;

    private readonly Func<ServiceProvider> another;

    private County(
        Func<ServiceProvider> services,
        FrozenTime time,
        string? file,
        string filesFolder
    )
    {
        another = services;
        this.services = services();
        this.file = file;
        this.filesFolder = filesFolder;
        Time = time;
    }

    public FrozenTime Time { get; }

    public IServiceProvider Services => services;

    public Committer Committer => services.GetRequiredService<Committer>();

    /// <summary>A reading context; dispose it.</summary>
    public FaduDb Read()
    {
        var db = services.GetRequiredService<IDbContextFactory<FaduDb>>().CreateDbContext();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    public Guid Government { get; private set; }
    public Guid Justice { get; private set; }
    public Guid Finance { get; private set; }
    public Guid Qingshi { get; private set; }
    public Guid Baishui { get; private set; }

    /// <summary>周明, 县司法局, 统筹.</summary>
    public Actor Coordinator { get; private set; } = null!;

    /// <summary>李宁, 县财政局, 承办人.</summary>
    public Actor FinanceHandler { get; private set; } = null!;

    /// <summary>王芳, 青石镇, 填报员.</summary>
    public Actor QingshiClerk { get; private set; } = null!;

    /// <summary>赵强, 白水乡, 填报员.</summary>
    public Actor BaishuiClerk { get; private set; } = null!;

    /// <summary>陈岩, 县长, 领导.</summary>
    public Actor Leader { get; private set; } = null!;

    /// <summary>Makes the county. Skips the test where the engine is missing (in CI a skip is a failure).</summary>
    public static async Task<County> Found(Engine engine, Action<IServiceCollection>? more = null)
    {
        var county = await Empty(engine, more);
        await county.Fill();
        return county;
    }

    /// <summary>An empty database with its schema and nothing in it.</summary>
    public static async Task<County> Empty(Engine engine, Action<IServiceCollection>? more = null)
    {
        var time = new FrozenTime();
        var filesFolder = Path.Combine(Path.GetTempPath(), $"fadu-test-files-{Guid.NewGuid():N}");
        string? file = null;
        string? database = null;
        if (engine == Engine.Sqlite)
        {
            file = Path.Combine(Path.GetTempPath(), $"fadu-test-{Guid.NewGuid():N}.db");
            File.Copy(await SqliteTemplate.Value, file);
        }
        else
        {
            database = PostgresServer.NewDatabase(await PostgresTemplate.Value);
        }
        return new County(Services, time, file, filesFolder);

        ServiceProvider Services()
        {
            var collection = new ServiceCollection();
            collection.AddSingleton<TimeProvider>(time);
            collection.AddFaduCore(typeof(ModulesAssembly).Assembly);
            if (file is not null)
            {
                collection.AddSqliteStore(file);
            }
            else
            {
                collection.AddPostgresStore(database!);
            }
            collection.AddScratch();
            collection.AddSingleton(new FileStoreOptions(filesFolder, 30L * 1024 * 1024));
            more?.Invoke(collection);
            return collection.BuildServiceProvider();
        }
    }

    /// <summary>The services of a second process on the same database; dispose them.</summary>
    public ServiceProvider AnotherProcess() => another();

    // Each engine is migrated once a run; every county starts as a copy of that.
    private static readonly Lazy<Task<string>> SqliteTemplate = new(async () =>
    {
        var path = Path.Combine(Path.GetTempPath(), $"fadu-template-{Guid.NewGuid():N}.db");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(path);
        var collection = new ServiceCollection();
        collection.AddSqliteStore(path);
        await Migrate(collection);
        SqliteConnection.ClearAllPools();
        return path;
    });

    private static readonly Lazy<Task<string>> PostgresTemplate = new(async () =>
    {
        // Not pooled: a database that somebody is connected to cannot be copied.
        var connection = PostgresServer.NewDatabase() + ";Pooling=false";
        var collection = new ServiceCollection();
        collection.AddPostgresStore(connection);
        await Migrate(collection);
        return new NpgsqlConnectionStringBuilder(connection).Database!;
    });

    private static async Task Migrate(ServiceCollection collection)
    {
        await using var services = collection.BuildServiceProvider();
        await using var db = await services
            .GetRequiredService<IDbContextFactory<FaduDb>>()
            .CreateDbContextAsync();
        await db.Database.MigrateAsync();
    }

    /// <summary>Does a command or fails the test with the refusal.</summary>
    public async Task<CommitResult> Do(Command command, Actor actor)
    {
        var result = await Committer.Commit(command, actor);
        return result.IsDone
            ? result
            : throw new InvalidOperationException(
                $"{result.Refusal.Kind}: {result.Refusal.Message}"
            );
    }

    /// <summary>Does a command that must be refused and gives the refusal.</summary>
    public async Task<Refusal> Refused(Command command, Actor actor)
    {
        var result = await Committer.Commit(command, actor);
        return result.Refusal
            ?? throw new InvalidOperationException(
                $"{command.GetType().Name} was done but should have been refused."
            );
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (file is not null)
        {
            SqliteConnection.ClearAllPools();
            foreach (var path in new[] { file, file + "-wal", file + "-shm", file + "-turn" })
            {
                File.Delete(path);
            }
        }
        if (Directory.Exists(filesFolder))
        {
            Directory.Delete(filesFolder, recursive: true);
        }
    }

    private async Task Fill()
    {
        var founded = new DateOnly(2019, 3, 1);
        Government = await Organ(
            "gov",
            "云岭县人民政府",
            "县政府",
            OrganKind.Government,
            Level.County,
            null,
            1
        );
        Justice = await Organ(
            "sfj",
            "云岭县司法局",
            "县司法局",
            OrganKind.Department,
            Level.County,
            Government,
            2
        );
        Finance = await Organ(
            "czj",
            "云岭县财政局",
            "县财政局",
            OrganKind.Department,
            Level.County,
            Government,
            3
        );
        Qingshi = await Organ(
            "qsz",
            "青石镇人民政府",
            "青石镇",
            OrganKind.Township,
            Level.Township,
            Government,
            4
        );
        Baishui = await Organ(
            "bsx",
            "白水乡人民政府",
            "白水乡",
            OrganKind.Township,
            Level.Township,
            Government,
            5
        );
        Coordinator = await Person("周明", Justice, "县司法局", "zhouming", Role.Coordinator);
        FinanceHandler = await Person("李宁", Finance, "县财政局", "lining", Role.Handler);
        QingshiClerk = await Person("王芳", Qingshi, "青石镇", "wangfang", Role.Clerk);
        BaishuiClerk = await Person("赵强", Baishui, "白水乡", "zhaoqiang", Role.Clerk);
        Leader = await Person("陈岩", Government, "县政府", "chenyan", Role.Leader);

        async Task<Guid> Organ(
            string key,
            string name,
            string shortName,
            OrganKind kind,
            Level level,
            Guid? parent,
            int order
        ) =>
            (
                await Do(
                    new FoundOrgan(key, name, shortName, [], kind, level, parent, order, founded),
                    Actor.System()
                )
            ).Id;

        async Task<Actor> Person(string name, Guid organ, string organName, string login, Role role)
        {
            var id = (await Do(new AddPerson(name, organ, null, login, [role]), Actor.System())).Id;
            return new Actor(1, id, organ, name, organName, new HashSet<Role> { role });
        }
    }
}
