using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Fadu.Core;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Web.Tests.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fadu.Web.Tests.Plans;

/// <summary>The whole host in memory over a fictional county, with browsers that are already signed in.</summary>
internal sealed class PlansHost : IAsyncDisposable
{
    private static readonly Founded<Known> County = new(Fill);

    private readonly WebApplication app;
    private readonly string folder;
    private readonly Known known;

    private PlansHost(WebApplication app, string folder, Known known, FrozenTime time)
    {
        this.app = app;
        this.folder = folder;
        this.known = known;
        Time = time;
    }

    public FrozenTime Time { get; }
    public IServiceProvider Services => app.Services;
    public Guid Government => known.Government;
    public Guid Justice => known.Justice;
    public Guid Finance => known.Finance;
    public Guid Procuratorate => known.Procuratorate;
    public Guid Qingshi => known.Qingshi;
    public Guid Baishui => known.Baishui;
    public Actor Coordinator => known.Coordinator;
    public Actor FinanceHandler => known.FinanceHandler;
    public Actor QingshiClerk => known.QingshiClerk;
    public Actor BaishuiClerk => known.BaishuiClerk;
    public Actor Leader => known.Leader;

    public static async Task<PlansHost> Start(Engine engine = Engine.Sqlite)
    {
        var (options, known) = await County.Copy(engine);
        var time = new FrozenTime();
        var builder = WebHost.CreateBuilder(
            [],
            options,
            services =>
            {
                services.AddSingleton<TimeProvider>(time);
                // What a day brings by itself would come in between.
                services.RemoveAll<IHostedService>();
                services
                    .AddAuthentication(o => o.DefaultAuthenticateScheme = AlreadySignedIn.Name)
                    .AddScheme<AuthenticationSchemeOptions, AlreadySignedIn>(
                        AlreadySignedIn.Name,
                        null
                    );
            }
        );
        builder.WebHost.UseTestServer();
        var app = WebHost.Build(builder);
        await app.StartAsync();
        return new PlansHost(app, options.DataFolder, known, time);
    }

    public Task<CommitResult> Do(Command command, Actor actor) => Do(app.Services, command, actor);

    private static async Task<CommitResult> Do(
        IServiceProvider services,
        Command command,
        Actor actor
    )
    {
        var result = await services.GetRequiredService<Committer>().Commit(command, actor);
        return result.IsDone ? result : throw new InvalidOperationException(result.Refusal.Message);
    }

    public FaduDb Read()
    {
        var db = app.Services.GetRequiredService<IDbContextFactory<FaduDb>>().CreateDbContext();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    /// <summary>A browser of somebody who is signed in.</summary>
    public Browser As(Actor actor) =>
        new(app.GetTestServer().CreateHandler(), known.Accounts[actor.Person!.Value]);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<Known> Fill(IServiceProvider services)
    {
        var accounts = new Dictionary<Guid, Guid>();
        var government = await Organ(
            "gov",
            "云岭县人民政府",
            "县政府",
            OrganKind.Government,
            null,
            1
        );
        var justice = await Organ(
            "sfj",
            "云岭县司法局",
            "县司法局",
            OrganKind.Department,
            government,
            2
        );
        var finance = await Organ(
            "czj",
            "云岭县财政局",
            "县财政局",
            OrganKind.Department,
            government,
            3
        );
        var procuratorate = await Organ(
            "jcy",
            "云岭县人民检察院",
            "县检察院",
            OrganKind.Procuratorate,
            null,
            4
        );
        var qingshi = await Organ(
            "qsz",
            "青石镇人民政府",
            "青石镇",
            OrganKind.Township,
            government,
            5
        );
        var baishui = await Organ(
            "bsx",
            "白水乡人民政府",
            "白水乡",
            OrganKind.Township,
            government,
            6
        );
        var coordinator = await Person("周明", justice, "县司法局", Role.Coordinator);
        var financeHandler = await Person("李宁", finance, "县财政局", Role.Handler);
        var qingshiClerk = await Person("王芳", qingshi, "青石镇", Role.Clerk);
        var baishuiClerk = await Person("赵强", baishui, "白水乡", Role.Clerk);
        var leader = await Person("陈岩", government, "县政府", Role.Leader);

        return new Known(
            accounts,
            government,
            justice,
            finance,
            procuratorate,
            qingshi,
            baishui,
            coordinator,
            financeHandler,
            qingshiClerk,
            baishuiClerk,
            leader
        );

        async Task<Guid> Organ(
            string key,
            string name,
            string shortName,
            OrganKind kind,
            Guid? parent,
            int order
        ) =>
            (
                await Do(
                    services,
                    new FoundOrgan(
                        key,
                        name,
                        shortName,
                        [],
                        kind,
                        kind == OrganKind.Township ? Level.Township : Level.County,
                        parent,
                        order,
                        new DateOnly(2019, 3, 1)
                    ),
                    Actor.System()
                )
            ).Id;

        async Task<Actor> Person(string name, Guid organ, string organName, Role role)
        {
            var login = $"person{accounts.Count + 1}";
            var id = (
                await Do(services, new AddPerson(name, organ, null, login, [role]), Actor.System())
            ).Id;
            await Do(services, new OpenAccount(id, login), Actor.System());
            var account = new Account
            {
                Id = Guid.CreateVersion7(),
                UserName = name,
                NormalizedUserName = name,
                PersonId = id,
            };
            await using var db = await services
                .GetRequiredService<IDbContextFactory<FaduDb>>()
                .CreateDbContextAsync();
            db.Add(account);
            await db.SaveChangesAsync();
            accounts[id] = account.Id;
            return new Actor(1, id, organ, name, organName, new HashSet<Role> { role });
        }
    }

    private sealed record Known(
        Dictionary<Guid, Guid> Accounts,
        Guid Government,
        Guid Justice,
        Guid Finance,
        Guid Procuratorate,
        Guid Qingshi,
        Guid Baishui,
        Actor Coordinator,
        Actor FinanceHandler,
        Actor QingshiClerk,
        Actor BaishuiClerk,
        Actor Leader
    );

    /// <summary>Stands for the sign-in page, which has its own tests.</summary>
    private sealed class AlreadySignedIn(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory log,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
    {
        public const string Name = "already-signed-in";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["X-Account"] is not [{ } account])
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }
            var identity = new ClaimsIdentity(
                [new Claim(ClaimTypes.NameIdentifier, account)],
                Name
            );
            return Task.FromResult(
                AuthenticateResult.Success(
                    new AuthenticationTicket(new ClaimsPrincipal(identity), Name)
                )
            );
        }
    }
}

/// <summary>A browser without script: opens pages, sends the forms that it finds there.</summary>
internal sealed class Browser(HttpMessageHandler server, Guid account, Uri? home = null)
    : IDisposable
{
    private readonly HttpMessageInvoker http = new(server);
    private readonly CookieContainer cookies = new();
    private Uri at = home ?? new("http://localhost/");

    /// <summary>The page that is open.</summary>
    public IHtmlDocument Page { get; private set; } = null!;

    public HttpStatusCode Status { get; private set; }

    /// <summary>What came back last, before its redirections were followed.</summary>
    public HttpResponseMessage First { get; private set; } = null!;

    /// <summary>The path and query that is open.</summary>
    public string Address => at.PathAndQuery;

    public async Task<IHtmlDocument> Open(string address)
    {
        await Follow(new HttpRequestMessage(HttpMethod.Get, new Uri(at, address)));
        return Page;
    }

    /// <summary>Fetches something that is no page.</summary>
    public async Task<(HttpStatusCode Status, byte[] Body, string? Type)> Download(string address)
    {
        var response = await Send(new HttpRequestMessage(HttpMethod.Get, new Uri(at, address)));
        return (
            response.StatusCode,
            await response.Content.ReadAsByteArrayAsync(),
            response.Content.Headers.ContentType?.MediaType
        );
    }

    /// <summary>Sends a form as a browser would: all its fields as they stand, with changes, by the button that is pressed.</summary>
    public Task Submit(
        IHtmlFormElement form,
        IHtmlElement? button = null,
        IReadOnlyDictionary<string, string>? values = null,
        (string Name, string FileName, byte[] Content)? file = null
    ) =>
        Send(
            form,
            button?.GetAttribute("formaction") ?? form.GetAttribute("action"),
            button,
            values,
            file
        );

    /// <summary>Sends a form that was opened elsewhere, as a browser does whose session has ended meanwhile.</summary>
    public Task SubmitTo(
        string target,
        IHtmlFormElement form,
        IReadOnlyDictionary<string, string> values
    ) => Send(form, target, null, values, null);

    private async Task Send(
        IHtmlFormElement form,
        string? target,
        IHtmlElement? button,
        IReadOnlyDictionary<string, string>? values,
        (string Name, string FileName, byte[] Content)? file
    )
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements.OfType<IHtmlElement>())
        {
            var name = element.GetAttribute("name");
            if (string.IsNullOrEmpty(name) || values?.ContainsKey(name) == true)
            {
                continue;
            }
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }:
                case IHtmlInputElement { Type: "file" }:
                case IHtmlButtonElement:
                    break;
                case IHtmlInputElement input:
                    fields.Add(new(name, input.Value));
                    break;
                case IHtmlTextAreaElement area:
                    fields.Add(new(name, area.Value));
                    break;
                case IHtmlSelectElement select:
                    fields.Add(new(name, select.Value ?? ""));
                    break;
            }
        }
        foreach (var (name, value) in values ?? new Dictionary<string, string>())
        {
            fields.Add(new(name, value));
        }
        if (button?.GetAttribute("name") is { Length: > 0 } pressed)
        {
            fields.Add(new(pressed, button.GetAttribute("value") ?? ""));
        }
        HttpContent content;
        if (file is { } upload)
        {
            var parts = new MultipartFormDataContent();
            foreach (var (name, value) in fields)
            {
                parts.Add(new StringContent(value), name);
            }
            parts.Add(new ByteArrayContent(upload.Content), upload.Name, upload.FileName);
            content = parts;
        }
        else
        {
            content = new FormUrlEncodedContent(fields);
        }
        await Follow(
            new HttpRequestMessage(
                HttpMethod.Post,
                string.IsNullOrEmpty(target) ? at : new Uri(at, target)
            )
            {
                Content = content,
            }
        );
    }

    /// <summary>Sends something that no form of the page would send.</summary>
    public Task SendRaw(HttpMethod method, string address, HttpContent? content = null) =>
        Follow(new HttpRequestMessage(method, new Uri(at, address)) { Content = content });

    /// <summary>The form that holds an element.</summary>
    public IHtmlFormElement FormOf(string selector) =>
        Page.QuerySelector(selector)?.Closest("form") as IHtmlFormElement
        ?? throw new InvalidOperationException($"No form around {selector} on {Address}: {Text}");

    /// <summary>The cookies that it holds, for requests that are sent without it.</summary>
    public string CookieHeader => cookies.GetCookieHeader(new Uri("http://localhost/workbench"));

    /// <summary>The words of the page.</summary>
    public string Text => Page.QuerySelector("main")?.TextContent ?? Page.Body?.TextContent ?? "";

    public void Dispose() => http.Dispose();

    private async Task Follow(HttpRequestMessage request)
    {
        var response = await Send(request);
        First = response;
        for (
            var i = 0;
            response.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther && i < 5;
            i++
        )
        {
            at = new Uri(at, response.Headers.Location!);
            response = await Send(new HttpRequestMessage(HttpMethod.Get, at));
        }
        if (request.Method == HttpMethod.Get && response.RequestMessage == request)
        {
            at = request.RequestUri!;
        }
        Status = response.StatusCode;
        Page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        request.Headers.Add("X-Account", account.ToString());
        if (cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } cookie)
        {
            request.Headers.Add("Cookie", cookie);
        }
        var response = await http.SendAsync(request, CancellationToken.None);
        response.RequestMessage = request;
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var one in set)
            {
                cookies.SetCookies(request.RequestUri!, one);
            }
        }
        return response;
    }
}
