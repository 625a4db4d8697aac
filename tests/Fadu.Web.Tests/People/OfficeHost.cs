using Fadu.Core;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Web.Tests.Plans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Web.Tests.People;

/// <summary>The whole host in memory with real accounts, real cookies and the real sign-in page: one person for every role, at two townships and two departments.</summary>
internal sealed class OfficeHost : IAsyncDisposable
{
    public const string Password = "qingshi2026yun";

    private readonly string folder;
    private readonly Dictionary<string, Guid> people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> organs = new(StringComparer.Ordinal);

    private OfficeHost(WebApplication app, string folder, FrozenTime time)
    {
        App = app;
        this.folder = folder;
        Time = time;
    }

    public WebApplication App { get; }
    public FrozenTime Time { get; }
    public string Folder => folder;

    /// <summary>Login → role; each stands for its role.</summary>
    public static IReadOnlyDictionary<string, Role> Logins { get; } =
        new Dictionary<string, Role>(StringComparer.Ordinal)
        {
            ["sys"] = Role.SystemAdministrator,
            ["sec"] = Role.SecurityAdministrator,
            ["aud"] = Role.Auditor,
            ["coord"] = Role.Coordinator,
            ["handler"] = Role.Handler,
            ["reviewer"] = Role.Reviewer,
            ["head"] = Role.UnitHead,
            ["counsel"] = Role.LegalCounsel,
            ["clerk"] = Role.Clerk,
            ["leader"] = Role.Leader,
        };

    public Guid Person(string login) => people[login];

    public Guid Organ(string key) => organs[key];

    /// <summary>Starts with an empty database.</summary>
    public static async Task<OfficeHost> Empty(
        Action<WebApplication>? more = null,
        Engine engine = Engine.Sqlite
    )
    {
        var folder = Path.Combine(Path.GetTempPath(), $"fadu-office-{Guid.NewGuid():N}");
        var time = new FrozenTime();
        var builder = WebHost.CreateBuilder(
            [],
            new FaduOptions(folder, engine == Engine.Postgres ? PostgresServer.NewDatabase() : null)
            {
                Place = "云岭县",
            },
            services => services.AddSingleton<TimeProvider>(time)
        );
        builder.WebHost.UseTestServer();
        var app = WebHost.Build(builder);
        more?.Invoke(app);
        await WebHost.Migrate(app.Services);
        await app.StartAsync();
        return new OfficeHost(app, folder, time);
    }

    /// <summary>Starts with organs, and a person with an account for every role.</summary>
    public static async Task<OfficeHost> Start(
        Action<WebApplication>? more = null,
        Engine engine = Engine.Sqlite
    )
    {
        var host = await Empty(more, engine);
        await host.Fill();
        return host;
    }

    public async Task<CommitResult> Do(Command command, Actor? actor = null)
    {
        var result = await App
            .Services.GetRequiredService<Committer>()
            .Commit(command, actor ?? Actor.System());
        return result.IsDone ? result : throw new InvalidOperationException(result.Refusal.Message);
    }

    public FaduDb Read()
    {
        var db = App.Services.GetRequiredService<IDbContextFactory<FaduDb>>().CreateDbContext();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    public async Task<Actor> ActorOf(string login) =>
        (await App.Services.GetRequiredService<ActorResolver>().ResolvePerson(people[login]))!;

    /// <summary>A browser in which nobody has signed in.</summary>
    public Browser Stranger() => new(App.GetTestServer().CreateHandler(), Guid.Empty);

    /// <summary>A browser that signed in by the sign-in page.</summary>
    public async Task<Browser> SignIn(
        string login,
        string password = Password,
        string returnUrl = "/workbench"
    )
    {
        var browser = Stranger();
        await browser.Open($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await browser.Submit(
            browser.FormOf("[name=Login]"),
            values: new Dictionary<string, string> { ["Login"] = login, ["Password"] = password }
        );
        return browser;
    }

    /// <summary>Adds a person of an organ with an account whose password is known.</summary>
    public async Task<Guid> Add(string name, string organ, string login, params Role[] roles)
    {
        var id = (await Do(new AddPerson(name, organs[organ], null, login, roles))).Id;
        people[login] = id;
        await using var scope = App.Services.CreateAsyncScope();
        var (_, refusal) = await scope
            .ServiceProvider.GetRequiredService<Accounts>()
            .Open(id, login, Actor.System(), Password);
        Assert.Null(refusal);
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Fill()
    {
        await Found("gov", "云岭县人民政府", "县政府", OrganKind.Government, null);
        await Found("sfj", "云岭县司法局", "县司法局", OrganKind.Department, "gov");
        await Found("czj", "云岭县财政局", "县财政局", OrganKind.Department, "gov");
        await Found("qsz", "青石镇人民政府", "青石镇", OrganKind.Township, "gov");
        await Found("bsx", "白水乡人民政府", "白水乡", OrganKind.Township, "gov");
        await Add("贺系", "sfj", "sys", Role.SystemAdministrator);
        await Add("任安", "sfj", "sec", Role.SecurityAdministrator);
        await Add("沈审", "sfj", "aud", Role.Auditor);
        await Add("周明", "sfj", "coord", Role.Coordinator);
        await Add("李宁", "czj", "handler", Role.Handler);
        await Add("许核", "czj", "reviewer", Role.Reviewer);
        await Add("高首", "czj", "head", Role.UnitHead);
        await Add("卢法", "czj", "counsel", Role.LegalCounsel);
        await Add("王芳", "qsz", "clerk", Role.Clerk);
        await Add("陈岩", "gov", "leader", Role.Leader);
    }

    private async Task Found(string key, string name, string brief, OrganKind kind, string? parent)
    {
        var result = await Do(
            new FoundOrgan(
                key,
                name,
                brief,
                [],
                kind,
                kind == OrganKind.Township ? Level.Township : Level.County,
                parent is null ? null : organs[parent],
                organs.Count + 1,
                new DateOnly(2019, 3, 1)
            )
        );
        organs[key] = result.Id;
    }
}
