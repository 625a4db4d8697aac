using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Web.Tests.Plans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Web.Tests.Hosting;

/// <summary>
/// The real host on a free port of the loopback, with the real sign-in, over a small county: 县司法局 (周明 zhouming, 统筹), 青石镇 (王芳 wangfang and 郑云 zhengyun, 填报员),
/// 县政府 (陈岩 chenyan, 领导). What is refused by the web server itself can be tried only here.
/// </summary>
public sealed class RunningHost : IAsyncLifetime
{
    public const string Password = "yunling2026fadu";

    private WebApplication app = null!;

    public string Folder { get; } =
        Path.Combine(Path.GetTempPath(), $"fadu-run-{Guid.NewGuid():N}");

    public FrozenTime Time { get; } = new();

    public Uri Address { get; private set; } = null!;

    public Guid Government { get; private set; }
    public Guid Justice { get; private set; }
    public Guid Qingshi { get; private set; }
    public Actor Coordinator { get; private set; } = null!;
    public Actor Clerk { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebHost.CreateBuilder(
            [],
            new FaduOptions(Folder) { Place = "云岭县" },
            services => services.AddSingleton<TimeProvider>(Time)
        );
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = WebHost.Build(builder);
        await WebHost.Migrate(app.Services);
        await app.StartAsync();
        Address = new Uri(
            app.Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.First()
        );
        Government = await Organ("gov", "云岭县人民政府", "县政府", OrganKind.Government, null);
        Justice = await Organ("sfj", "云岭县司法局", "县司法局", OrganKind.Department, Government);
        Qingshi = await Organ("qsz", "青石镇人民政府", "青石镇", OrganKind.Township, Government);
        Coordinator = await Person("周明", Justice, "县司法局", "zhouming", Role.Coordinator);
        Clerk = await Person("王芳", Qingshi, "青石镇", "wangfang", Role.Clerk);
        await Person("郑云", Qingshi, "青石镇", "zhengyun", Role.Clerk);
        await Person("陈岩", Government, "县政府", "chenyan", Role.Leader);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    public async Task<CommitResult> Do(Command command, Actor actor)
    {
        var result = await app.Services.GetRequiredService<Committer>().Commit(command, actor);
        return result.IsDone ? result : throw new InvalidOperationException(result.Refusal.Message);
    }

    /// <summary>A reading context; dispose it.</summary>
    internal FaduDb Read()
    {
        var db = app.Services.GetRequiredService<IDbContextFactory<FaduDb>>().CreateDbContext();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    /// <summary>The number of entries so far.</summary>
    public async Task<int> Entries()
    {
        await using var db = Read();
        return await db.Set<TrailEntry>().CountAsync();
    }

    /// <summary>A browser of somebody who has not signed in.</summary>
    internal Browser Stranger() =>
        new(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false },
            Guid.Empty,
            Address
        );

    /// <summary>A browser of somebody who has signed in as people do.</summary>
    internal async Task<Browser> SignIn(string login)
    {
        var browser = Stranger();
        await browser.Open("/sign-in");
        await SignIn(browser, login);
        Assert.StartsWith("/workbench", browser.Address, StringComparison.Ordinal);
        return browser;
    }

    /// <summary>Fills in the sign-in form that is open.</summary>
    internal static Task SignIn(Browser browser, string login) =>
        browser.Submit(
            browser.FormOf("input[name=Password]"),
            values: new Dictionary<string, string> { ["Login"] = login, ["Password"] = Password }
        );

    /// <summary>A task of the plan "2026" with a title, led by 青石镇.</summary>
    public async Task<Guid> Task(string title)
    {
        var plan = (
            await Do(
                new OpenPlan(
                    new PlanHead
                    {
                        Title = $"要点·{Guid.NewGuid():N}",
                        Kind = PlanKind.AnnualKeyTasks,
                        FromYear = 2026,
                        ToYear = 2026,
                    }
                ),
                Coordinator
            )
        ).Id;
        var item = (
            await Do(
                new SaveDraftItem(
                    plan,
                    new PlanItemContent
                    {
                        Title = title,
                        Text = title,
                        Units =
                        [
                            new PlanUnit
                            {
                                Name = "青石镇",
                                Role = UnitRole.Lead,
                                Organs = [Qingshi],
                            },
                        ],
                        Dues = [new PlanDue { Text = "限期", On = new DateOnly(2026, 6, 30) }],
                    }
                ),
                Coordinator
            )
        ).Id;
        await Do(new ConfirmPlan(plan), Coordinator);
        return item;
    }

    /// <summary>A line of the ledger 普法活动 of 青石镇.</summary>
    public async Task<Guid> Line(string title) =>
        (
            await Do(
                new RecordLine(
                    "publicity-event",
                    new JsonObject
                    {
                        ["organ"] = Qingshi.ToString(),
                        ["title"] = title,
                        ["heldOn"] = new DateOnly(2026, 2, 3).ToString(
                            "yyyy-MM-dd",
                            CultureInfo.InvariantCulture
                        ),
                        ["venue"] = "学校",
                        ["place"] = $"{title}小学",
                        ["activity"] = "专题讲座",
                        ["audience"] = "学生",
                        ["sessions"] = 1,
                        ["attendance"] = 100,
                    }
                ),
                Clerk
            )
        ).Id;

    private async Task<Guid> Organ(
        string key,
        string name,
        string shortName,
        OrganKind kind,
        Guid? parent
    ) =>
        (
            await Do(
                new FoundOrgan(
                    key,
                    name,
                    shortName,
                    [],
                    kind,
                    kind == OrganKind.Township ? Level.Township : Level.County,
                    parent,
                    1,
                    new DateOnly(2019, 3, 1)
                ),
                Actor.System()
            )
        ).Id;

    private async Task<Actor> Person(
        string name,
        Guid organ,
        string organName,
        string login,
        Role role
    )
    {
        var id = (await Do(new AddPerson(name, organ, null, login, [role]), Actor.System())).Id;
        await using var scope = app.Services.CreateAsyncScope();
        var (_, refusal) = await scope
            .ServiceProvider.GetRequiredService<Accounts>()
            .Open(id, login, Actor.System(), Password);
        return refusal is null
            ? new Actor(1, id, organ, name, organName, new HashSet<Role> { role })
            : throw new InvalidOperationException(refusal.Message);
    }
}
