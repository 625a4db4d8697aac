using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Web.Tests.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fadu.Web.Tests.Ledgers;

/// <summary>The real host over an empty county in a folder of its own; who asks is named in a header instead of a cookie.</summary>
internal sealed class LedgerSite : IAsyncDisposable
{
    private static readonly Founded<Dictionary<string, Guid>> County = new(Fill);

    private readonly string folder;
    private readonly WebApplication app;
    private readonly Dictionary<string, Guid> organs;

    private LedgerSite(
        string folder,
        WebApplication app,
        Dictionary<string, Guid> organs,
        FrozenTime time
    )
    {
        this.folder = folder;
        this.app = app;
        this.organs = organs;
        Time = time;
    }

    public FrozenTime Time { get; }

    public LedgerRegistry Ledgers => app.Services.GetRequiredService<LedgerRegistry>();

    public RegisterRegistry Registers => app.Services.GetRequiredService<RegisterRegistry>();

    public IServiceProvider Services => app.Services;

    public Guid Organ(string key) => organs[key];

    public FaduDb Read()
    {
        var db = app.Services.GetRequiredService<IDbContextFactory<FaduDb>>().CreateDbContext();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    public Task<CommitResult> Commit(Command command, Actor actor) =>
        app.Services.GetRequiredService<Committer>().Commit(command, actor);

    public static async Task<LedgerSite> Open()
    {
        var (options, organs) = await County.Copy();
        var time = new FrozenTime();
        var builder = WebHost.CreateBuilder(
            [],
            options,
            services =>
            {
                services.AddSingleton<TimeProvider>(time);
                services
                    .AddAuthentication()
                    .AddScheme<AuthenticationSchemeOptions, NamedInHeader>(
                        NamedInHeader.Scheme,
                        null
                    );
                services.PostConfigure<AuthenticationOptions>(o =>
                    o.DefaultAuthenticateScheme = NamedInHeader.Scheme
                );
            }
        );
        builder.WebHost.UseTestServer();
        var app = WebHost.Build(builder);
        await app.StartAsync();
        return new LedgerSite(options.DataFolder, app, organs, time);
    }

    /// <summary>A browser of somebody.</summary>
    public Browser As(string login) => new(app.GetTestServer().CreateHandler(), login);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, true);
    }

    private static async Task<Dictionary<string, Guid>> Fill(IServiceProvider services)
    {
        var organs = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var committer = services.GetRequiredService<Committer>();
        var day = new DateOnly(2019, 3, 1);
        var system = Actor.System();
        // the county has had its ledgers since then: what it gets today owes nothing yet
        await committer.Commit(new IntroduceLedgers(day), system);
        await Organ("gov", "云岭县人民政府", "县政府", OrganKind.Government, Level.County, null);
        await Organ("sfj", "云岭县司法局", "县司法局", OrganKind.Department, Level.County, "gov");
        await Organ("czj", "云岭县财政局", "县财政局", OrganKind.Department, Level.County, "gov");
        await Organ("qsz", "青石镇人民政府", "青石镇", OrganKind.Township, Level.Township, "gov");
        await Organ("bsx", "白水乡人民政府", "白水乡", OrganKind.Township, Level.Township, "gov");
        await Person("周明", "sfj", "zhouming", Role.Coordinator);
        await Person("李宁", "czj", "lining", Role.Handler);
        await Person("王芳", "qsz", "wangfang", Role.Clerk);
        await Person("赵强", "bsx", "zhaoqiang", Role.Clerk);
        await Person("沈静", "sfj", "shenjing", Role.Auditor);
        await Person("高峰", "sfj", "gaofeng", Role.UnitHead);
        await Person("陈岩", "gov", "chenyan", Role.Leader);
        return organs;

        async Task Organ(
            string key,
            string name,
            string shortName,
            OrganKind kind,
            Level level,
            string? parent
        ) =>
            organs[key] = (
                await committer.Commit(
                    new FoundOrgan(
                        key,
                        name,
                        shortName,
                        [],
                        kind,
                        level,
                        parent is null ? null : organs[parent],
                        organs.Count + 1,
                        day
                    ),
                    system
                )
            ).Id;

        async Task Person(string name, string organ, string login, Role role)
        {
            var person = (
                await committer.Commit(
                    new AddPerson(name, organs[organ], null, login, [role]),
                    system
                )
            ).Id;
            await using var scope = services.CreateAsyncScope();
            var (_, refusal) = await scope
                .ServiceProvider.GetRequiredService<Accounts>()
                .Open(person, login, system, "一个够长的测试密码a2");
            Assert.Null(refusal);
        }
    }

    private sealed class NamedInHeader(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder,
        IDbContextFactory<FaduDb> databases
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        public new const string Scheme = "named";

        protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var login = Request.Headers["x-login"].ToString();
            await using var db = await databases.CreateDbContextAsync();
            var account = await db
                .Users.AsNoTracking()
                .FirstOrDefaultAsync(u => u.UserName == login);
            if (account is null)
            {
                return AuthenticateResult.NoResult();
            }
            var identity = new ClaimsIdentity(
                [new Claim(ClaimTypes.NameIdentifier, account.Id.ToString())],
                IdentityConstants.ApplicationScheme
            );
            return AuthenticateResult.Success(
                new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)
            );
        }
    }
}

/// <summary>Asks for pages, keeps cookies, and fills in forms as a browser without script does.</summary>
internal sealed class Browser(HttpMessageHandler handler, string login)
{
    private readonly CookieContainer cookies = new();
    private static readonly Uri Root = new("http://localhost/");
    private readonly HttpClient client = new(handler) { BaseAddress = Root };

    public HttpStatusCode Status { get; private set; }
    public string Address { get; private set; } = "/";
    public IHtmlDocument Page { get; private set; } = null!;
    public byte[] Bytes { get; private set; } = [];

    public Task<Browser> Get(string address) =>
        Send(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Sends the form that has a button with this text, with some fields filled in.</summary>
    public async Task<Browser> Submit(
        string button,
        IReadOnlyDictionary<string, string?>? texts = null,
        (string Name, string FileName, byte[] Content)? file = null
    )
    {
        var pressed = Page.QuerySelectorAll("button")
            .OfType<IHtmlButtonElement>()
            .First(b => b.TextContent.Trim() == button);
        var form = pressed.Form ?? throw new InvalidOperationException($"{button} is in no form.");
        var values = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box:
                    if (
                        texts is not null && texts.TryGetValue(box.Name ?? "", out var wanted)
                            // Several boxes of one name: their values in one text.
                            ? wanted is not null
                                && (
                                    wanted == box.Value
                                    || wanted
                                        .Split('；')
                                        .Contains(box.Value, StringComparer.Ordinal)
                                )
                            : box.IsChecked
                    )
                    {
                        values.Add(new(box.Name!, box.Value));
                    }
                    break;
                case IHtmlInputElement { Type: "file" or "submit" }:
                    break;
                case IHtmlInputElement input when input.Name is not null:
                    values.Add(
                        new(input.Name, texts?.GetValueOrDefault(input.Name) ?? input.Value)
                    );
                    break;
                case IHtmlTextAreaElement area when area.Name is not null:
                    values.Add(new(area.Name, texts?.GetValueOrDefault(area.Name) ?? area.Value));
                    break;
                case IHtmlSelectElement select when select.Name is not null:
                    values.Add(
                        new(
                            select.Name,
                            texts?.GetValueOrDefault(select.Name) ?? select.Value ?? ""
                        )
                    );
                    break;
                default:
                    break;
            }
        }
        if (pressed.Name is { Length: > 0 } name)
        {
            values.Add(new(name, pressed.Value));
        }
        var content = new MultipartFormDataContent();
        foreach (var (key, value) in values)
        {
            content.Add(new StringContent(value), $"\"{key}\"");
        }
        if (file is { } f)
        {
            content.Add(new ByteArrayContent(f.Content), $"\"{f.Name}\"", f.FileName);
        }
        var action = pressed.GetAttribute("formaction") ?? form.GetAttribute("action");
        return await Send(
            new HttpRequestMessage(HttpMethod.Post, string.IsNullOrEmpty(action) ? Address : action)
            {
                Content = content,
            }
        );
    }

    private async Task<Browser> Send(HttpRequestMessage request)
    {
        for (var i = 0; i < 5; i++)
        {
            var uri = new Uri(Root, request.RequestUri!.OriginalString);
            request.RequestUri = uri;
            request.Headers.Add("x-login", login);
            if (cookies.GetCookieHeader(uri) is { Length: > 0 } cookie)
            {
                request.Headers.Add("Cookie", cookie);
            }
            using var response = await client.SendAsync(request);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var one in set)
                {
                    cookies.SetCookies(uri, one);
                }
            }
            Status = response.StatusCode;
            Address = uri.PathAndQuery;
            if (response.StatusCode is HttpStatusCode.Redirect)
            {
                request = new HttpRequestMessage(
                    HttpMethod.Get,
                    response.Headers.Location!.OriginalString
                );
                continue;
            }
            Bytes = await response.Content.ReadAsByteArrayAsync();
            if (response.Content.Headers.ContentType?.MediaType == "text/html")
            {
                Page = await new HtmlParser(
                    new HtmlParserOptions { IsScripting = false }
                ).ParseDocumentAsync(System.Text.Encoding.UTF8.GetString(Bytes));
            }
            return this;
        }
        throw new InvalidOperationException("Too many redirects.");
    }
}
