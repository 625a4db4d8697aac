using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Fadu.Core;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Trail;
using Fadu.Web;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Bench;

/// <summary>The real host on the loopback over a county of 60 departments and 12 townships, and an endpoint that answers with the bare rows of the same list.</summary>
internal sealed partial class BenchHost : IAsyncDisposable
{
    private const string Password = "bench2026fadu";
    private readonly string folder;
    private readonly WebApplication app;

    private BenchHost(string folder, WebApplication app, Uri address)
    {
        this.folder = folder;
        this.app = app;
        Address = address;
    }

    public Uri Address { get; }
    public List<Guid> Departments { get; } = [];
    public List<Guid> Townships { get; } = [];
    public Actor Coordinator { get; private set; } = null!;
    public Actor Reviewer { get; private set; } = null!;

    public static async Task<BenchHost> Start()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"fadu-bench-{Guid.NewGuid():N}");
        var builder = WebHost.CreateBuilder([], new FaduOptions(folder) { Place = "云岭县" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = WebHost.Build(builder);
        app.MapGet(
                "/bench/items",
                async (
                    FaduDb db,
                    CurrentUser user,
                    TimeProvider time,
                    CancellationToken cancellationToken
                ) =>
                    Results.Json(
                        (
                            await PlanQueries.List(
                                db,
                                user.Scope,
                                new ItemFilter(),
                                time.Today(),
                                cancellationToken: cancellationToken
                            )
                        ).Rows,
                        EventRegistry.Json
                    )
            )
            .Needs(Capability.ViewPlans);
        app.MapGet(
                "/bench/matters",
                async (
                    FaduDb db,
                    CurrentUser user,
                    TimeProvider time,
                    CancellationToken cancellationToken
                ) =>
                    Results.Json(
                        (
                            await MatterQueries.List(
                                db,
                                user.Scope,
                                new MatterFilter(),
                                time.Today(),
                                cancellationToken: cancellationToken
                            )
                        ).Rows,
                        EventRegistry.Json
                    )
            )
            .Needs(Capability.ViewMatters);
        // What a durable write costs at the least: one row, one transaction, over the same server.
        app.MapPost(
                "/bench/write",
                async (FaduDb db, CancellationToken cancellationToken) =>
                {
                    await db.Database.ExecuteSqlRawAsync(
                        "CREATE TABLE IF NOT EXISTS bench_floor (id INTEGER PRIMARY KEY, body TEXT)",
                        cancellationToken
                    );
                    await db.Database.ExecuteSqlRawAsync(
                        "INSERT INTO bench_floor (body) VALUES ('云岭县')",
                        cancellationToken
                    );
                    return Results.Ok();
                }
            )
            .DisableAntiforgery()
            .Needs(Capability.ViewMatters);
        await WebHost.Migrate(app.Services);
        await app.StartAsync();
        var host = new BenchHost(
            folder,
            app,
            new Uri(
                app.Services.GetRequiredService<IServer>()
                    .Features.Get<IServerAddressesFeature>()!
                    .Addresses.First()
            )
        );
        await host.Fill();
        return host;
    }

    public FaduDb Open() =>
        app.Services.GetRequiredService<IDbContextFactory<FaduDb>>().CreateDbContext();

    public async Task<CommitResult> Do(Command command, Actor actor)
    {
        var result = await app.Services.GetRequiredService<Committer>().Commit(command, actor);
        return result.IsDone ? result : throw new InvalidOperationException(result.Refusal.Message);
    }

    /// <summary>Signs in as people do and gives the cookies.</summary>
    public async Task<string> SignIn(string login)
    {
        var cookies = new CookieContainer();
        using var handler = new SocketsHttpHandler
        {
            CookieContainer = cookies,
            AllowAutoRedirect = false,
        };
        using var http = new HttpClient(handler) { BaseAddress = Address };
        var page = await http.GetStringAsync("/sign-in");
        using var form = new FormUrlEncodedContent([
            new("Login", login),
            new("Password", Password),
            new("__RequestVerificationToken", TokenField().Match(page).Groups[1].Value),
        ]);
        using var answer = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? cookies.GetCookieHeader(Address)
            : throw new InvalidOperationException($"登录没有成功：{answer.StatusCode}");
    }

    /// <summary>Sends a form; the answer's status and address, without following it.</summary>
    public async Task<HttpResponseMessage> Post(
        HttpClient http,
        string path,
        IReadOnlyCollection<KeyValuePair<string, string>> fields
    )
    {
        using var form = new FormUrlEncodedContent(fields);
        return await http.PostAsync(new Uri(Address, path), form);
    }

    /// <summary>What a form on a page carries against forgery.</summary>
    public static string TokenOf(string page) => TokenField().Match(page).Groups[1].Value;

    /// <summary>What an address answers.</summary>
    public async Task<string> Get(string path, string cookie)
    {
        using var http = Client(cookie);
        return await http.GetStringAsync(new Uri(Address, path));
    }

    /// <summary>Requests a second by some connections, and the processor time that one of them costs the host, in milliseconds.</summary>
    public async Task<(double Rate, double Cost)> Rate(
        string path,
        string cookie,
        TimeSpan span,
        int connections = 8
    )
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var rate = await Load(path, cookie, span, connections);
        process.Refresh();
        return (
            rate,
            (process.TotalProcessorTime - before).TotalMilliseconds
                / (rate * watch.Elapsed.TotalSeconds)
        );
    }

    // By wrk where it is installed, else by HttpClient in this process.
    private async Task<double> Load(string path, string cookie, TimeSpan span, int connections)
    {
        var url = new Uri(Address, path);
        if (File.Exists("/usr/bin/wrk"))
        {
            using var wrk = Process.Start(
                new ProcessStartInfo(
                    "/usr/bin/wrk",
                    [
                        "-t1",
                        string.Create(CultureInfo.InvariantCulture, $"-c{connections}"),
                        $"-d{span.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)}s",
                        "-H",
                        $"Cookie: {cookie}",
                        url.AbsoluteUri,
                    ]
                )
                {
                    RedirectStandardOutput = true,
                }
            )!;
            var output = await wrk.StandardOutput.ReadToEndAsync();
            await wrk.WaitForExitAsync();
            return output.Contains("Non-2xx", StringComparison.Ordinal)
                ? throw new InvalidOperationException(output)
                : double.Parse(
                    RequestsPerSecond().Match(output).Groups[1].Value,
                    CultureInfo.InvariantCulture
                );
        }
        using var http = Client(cookie, connections);
        using var stop = new CancellationTokenSource(span);
        var count = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(async _ =>
                {
                    while (!stop.IsCancellationRequested)
                    {
                        (await http.GetByteArrayAsync(url)).AsSpan();
                        Interlocked.Increment(ref count);
                    }
                })
        );
        return count / watch.Elapsed.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    public static HttpClient Client(string cookie, int connections = 8)
    {
        var http = new HttpClient(
            new SocketsHttpHandler
            {
                UseCookies = false,
                AllowAutoRedirect = false,
                MaxConnectionsPerServer = connections,
            }
        );
        // a stranger has none
        if (cookie.Length > 0)
        {
            http.DefaultRequestHeaders.Add("Cookie", cookie);
        }
        return http;
    }

    private async Task Fill()
    {
        var government = await Organ("gov", "云岭县人民政府", OrganKind.Government, null);
        for (var i = 1; i <= 60; i++)
        {
            Departments.Add(
                await Organ($"d{i}", $"云岭县第{i}局", OrganKind.Department, government)
            );
        }
        for (var i = 1; i <= 12; i++)
        {
            Townships.Add(await Organ($"t{i}", $"第{i}镇人民政府", OrganKind.Township, government));
        }
        Coordinator = await Person("周明", Departments[0], "coordinator", Role.Coordinator);
        await Person("王芳", Townships[0], "clerk", Role.Clerk);
        Reviewer = await Person("何青", Departments[0], "reviewer", Role.Reviewer);

        async Task<Guid> Organ(string key, string name, OrganKind kind, Guid? parent) =>
            (
                await Do(
                    new FoundOrgan(
                        key,
                        name,
                        name.Replace("人民政府", "", StringComparison.Ordinal),
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

        async Task<Actor> Person(string name, Guid organ, string login, Role role)
        {
            var id = (await Do(new AddPerson(name, organ, null, login, [role]), Actor.System())).Id;
            await using var scope = app.Services.CreateAsyncScope();
            var (_, refusal) = await scope
                .ServiceProvider.GetRequiredService<Accounts>()
                .Open(id, login, Actor.System(), Password);
            return refusal is null
                ? new Actor(1, id, organ, name, "", new HashSet<Role> { role })
                : throw new InvalidOperationException(refusal.Message);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex TokenField();

    [GeneratedRegex(@"Requests/sec:\s*([0-9.]+)")]
    private static partial Regex RequestsPerSecond();
}
