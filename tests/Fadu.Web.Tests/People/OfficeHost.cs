using Fadu.Core;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Web.Tests.Hosting;
using Fadu.Web.Tests.Plans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Fadu.Web.Tests.People;

/// <summary>The whole host in memory with real accounts, real cookies and the real sign-in page: one person for every role, at two townships and two departments.</summary>
internal sealed class OfficeHost : IAsyncDisposable
{
    public const string Password = "qingshi2026yun";

    private static readonly Founded<Known> Nothing = new(_ => Task.FromResult(new Known()));
    private static readonly Founded<Known> Offices = new(Fill);

    private readonly string folder;
    private readonly Known known;

    private OfficeHost(WebApplication app, string folder, Known known, FrozenTime time)
    {
        App = app;
        this.folder = folder;
        this.known = known;
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

    public Guid Person(string login) => known.People[login];

    public Guid Organ(string key) => known.Organs[key];

    /// <summary>Starts with an empty database.</summary>
    public static Task<OfficeHost> Empty() => Start(Nothing, null, Engine.Sqlite);

    /// <summary>Starts with organs, and a person with an account for every role.</summary>
    public static Task<OfficeHost> Start(
        Action<WebApplication>? more = null,
        Engine engine = Engine.Sqlite
    ) => Start(Offices, more, engine);

    private static async Task<OfficeHost> Start(
        Founded<Known> county,
        Action<WebApplication>? more,
        Engine engine
    )
    {
        var (options, known) = await county.Copy(engine);
        var time = new FrozenTime();
        var builder = WebHost.CreateBuilder(
            [],
            options,
            services =>
            {
                services.AddSingleton<TimeProvider>(time);
                // What a day brings by itself would come in between.
                services.RemoveAll<IHostedService>();
            }
        );
        builder.WebHost.UseTestServer();
        var app = WebHost.Build(builder);
        more?.Invoke(app);
        await app.StartAsync();
        return new OfficeHost(
            app,
            options.DataFolder,
            new Known { People = new(known.People, StringComparer.Ordinal), Organs = known.Organs },
            time
        );
    }

    public Task<CommitResult> Do(Command command, Actor? actor = null) =>
        Do(App.Services, command, actor);

    public FaduDb Read()
    {
        var db = App.Services.GetRequiredService<IDbContextFactory<FaduDb>>().CreateDbContext();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    public async Task<Actor> ActorOf(string login) =>
        (
            await App
                .Services.GetRequiredService<ActorResolver>()
                .ResolvePerson(known.People[login])
        )!;

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
    public Task<Guid> Add(string name, string organ, string login, params Role[] roles) =>
        Add(App.Services, known, name, organ, login, roles);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<Known> Fill(IServiceProvider services)
    {
        var known = new Known();
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
        return known;

        Task Add(string name, string organ, string login, Role role) =>
            OfficeHost.Add(services, known, name, organ, login, role);

        async Task Found(string key, string name, string brief, OrganKind kind, string? parent) =>
            known.Organs[key] = (
                await Do(
                    services,
                    new FoundOrgan(
                        key,
                        name,
                        brief,
                        [],
                        kind,
                        kind == OrganKind.Township ? Level.Township : Level.County,
                        parent is null ? null : known.Organs[parent],
                        known.Organs.Count + 1,
                        new DateOnly(2019, 3, 1)
                    )
                )
            ).Id;
    }

    private static async Task<Guid> Add(
        IServiceProvider services,
        Known known,
        string name,
        string organ,
        string login,
        params Role[] roles
    )
    {
        var id = (
            await Do(services, new AddPerson(name, known.Organs[organ], null, login, roles))
        ).Id;
        known.People[login] = id;
        await using var scope = services.CreateAsyncScope();
        var (_, refusal) = await scope
            .ServiceProvider.GetRequiredService<Accounts>()
            .Open(id, login, Actor.System(), Password);
        Assert.Null(refusal);
        return id;
    }

    private static async Task<CommitResult> Do(
        IServiceProvider services,
        Command command,
        Actor? actor = null
    )
    {
        var result = await services
            .GetRequiredService<Committer>()
            .Commit(command, actor ?? Actor.System());
        return result.IsDone ? result : throw new InvalidOperationException(result.Refusal.Message);
    }

    private sealed class Known
    {
        public Dictionary<string, Guid> People { get; init; } = new(StringComparer.Ordinal);
        public Dictionary<string, Guid> Organs { get; init; } = new(StringComparer.Ordinal);
    }
}
