using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.Inbox;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Modules;
using Fadu.Store.Postgres;
using Fadu.Store.Sqlite;
using Fadu.Web.Pages.Portal.Consultations;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web;

/// <summary>Where one Fadu keeps its things and how it is reached.</summary>
/// <param name="DataFolder">Database file, files, keys, logs.</param>
/// <param name="Postgres">Connection string; null for the embedded SQLite.</param>
public sealed record FaduOptions(string DataFolder, string? Postgres = null)
{
    /// <summary>The name of the place, shown at the top (云岭县).</summary>
    public string Place { get; init; } = "本县";

    /// <summary>Largest file in bytes.</summary>
    public long MaxUpload { get; init; } = 30L * 1024 * 1024;

    /// <summary>The address under which the public finds the portal, for the feed and the site map; empty = as it was asked.</summary>
    public Uri? Site { get; init; }

    /// <summary>Pages of the portal for a plain file server: without forms (<c>fadu portal export</c>).</summary>
    public bool IsStaticExport { get; init; }

    /// <summary>Largest request in bytes: a form with several files. Larger than one file may be, so that who sends too much is told so instead of being cut off.</summary>
    public long MaxRequest => MaxUpload * 8;

    /// <summary>The folder of the installed program (wwwroot lies in it); set where the host is started from elsewhere, as tests do.</summary>
    public string? ContentRoot { get; init; }
}

/// <summary>Builds the host: services, middleware, endpoints.</summary>
public static class WebHost
{
    /// <summary>Services of Core, the store, accounts and the pages.</summary>
    public static WebApplicationBuilder CreateBuilder(
        string[] args,
        FaduOptions options,
        Action<IServiceCollection>? more = null
    )
    {
        Directory.CreateDirectory(options.DataFolder);
        var root = options.ContentRoot ?? AppContext.BaseDirectory;
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                // Settings are read at the start: watching their files costs each host a handle of which the system has few.
                Args = [.. args, "--hostBuilder:reloadConfigOnChange=false"],
                ApplicationName = typeof(WebHost).Assembly.GetName().Name,
                ContentRootPath = root,
                WebRootPath = Path.Combine(root, "wwwroot"),
                EnvironmentName = Environments.Production,
            }
        );
        builder.Environment.WebRootFileProvider = new UnwatchedFiles(
            builder.Environment.WebRootFileProvider
        );
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o =>
            o.LogToStandardErrorThreshold = LogLevel.Trace
        );
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // It warns on every form that our no-store became its own no-store.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        // The keys lie in the data folder, which is as protected as the data themselves (docs/operations.md).
        builder.Logging.AddFilter(
            "Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager",
            LogLevel.Error
        );
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = options.MaxRequest;
        });
        // Seals:At in appsettings.json, or Seals__At in the environment.
        builder.Services.AddSingleton(SealSchedule.Read(builder.Configuration["Seals:At"]));
        builder.Services.AddSingleton(NoticeHooks.Read(name => builder.Configuration[name]));
        builder.Services.AddSingleton(
            OpinionLimit.Read(builder.Configuration["Opinions:MostPerAddress"])
        );
        // YearlyDays:decision-catalogue = 04-30: the day of a year by which a register is public, where the province has another.
        builder.Services.AddSingleton(
            new YearlyDays(
                builder
                    .Configuration.GetSection("YearlyDays")
                    .GetChildren()
                    .ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal)
            )
        );
        AddFadu(builder.Services, options);
        more?.Invoke(builder.Services);
        return builder;
    }

    /// <summary>Everything but the web server.</summary>
    public static void AddStorage(IServiceCollection services, FaduOptions options)
    {
        services.AddSingleton(options);
        services.AddFaduCore(typeof(ModulesAssembly).Assembly);
        if (options.Postgres is { } connection)
        {
            services.AddPostgresStore(connection);
        }
        else
        {
            services.AddSqliteStore(Path.Combine(options.DataFolder, "fadu.db"));
        }
        services.AddScratch();
        services.AddSingleton(
            new FileStoreOptions(Path.Combine(options.DataFolder, "files"), options.MaxUpload)
        );
    }

    /// <summary>Names and passwords, kept by ASP.NET Core Identity, without the web server's part.</summary>
    public static IdentityBuilder AddAccounts(IServiceCollection services) =>
        services
            .AddIdentityCore<Account>(o =>
            {
                o.Password.RequiredLength = 10;
                o.Password.RequireNonAlphanumeric = false;
                o.Password.RequireUppercase = false;
                o.Lockout.MaxFailedAccessAttempts = 8;
                o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
                o.User.AllowedUserNameCharacters = "";
            })
            .AddEntityFrameworkStores<FaduDb>();

    /// <summary>Makes or upgrades the database.</summary>
    public static async Task Migrate(IServiceProvider services)
    {
        await using var db = await services
            .GetRequiredService<IDbContextFactory<FaduDb>>()
            .CreateDbContextAsync();
        await db.Database.MigrateAsync();
    }

    private static void AddFadu(IServiceCollection services, FaduOptions options)
    {
        AddStorage(services, options);
        services.AddSingleton<HtmlEncoder>(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddScoped<CurrentUser>();
        services.AddSingleton<PendingForms>();
        services.AddSingleton<Navigation>();
        services
            .AddDataProtection()
            .SetApplicationName("Fadu")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.DataFolder, "keys")));
        AddAccounts(services).AddSignInManager().AddDefaultTokenProviders();
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(
                IdentityConstants.ApplicationScheme,
                o =>
                {
                    o.LoginPath = "/sign-in";
                    o.Cookie.Name = "fadu";
                    o.Cookie.HttpOnly = true;
                    o.Cookie.SameSite = SameSiteMode.Lax;
                    o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    o.ExpireTimeSpan = TimeSpan.FromHours(12);
                    o.SlidingExpiration = true;
                }
            );
        services.AddAntiforgery(o => o.Cookie.Name = "fadu-form");
        // The pages and slots of modules are views of that assembly.
        services.AddRazorPages().AddApplicationPart(typeof(ModulesAssembly).Assembly);
        services.Configure<RouteOptions>(o =>
        {
            o.LowercaseUrls = true;
            o.AppendTrailingSlash = false;
        });
        services.Configure<FormOptions>(o =>
        {
            o.MultipartBodyLengthLimit = options.MaxUpload;
            o.ValueLengthLimit = 8 * 1024 * 1024;
            o.ValueCountLimit = 20_000;
        });
        services.AddSingleton<
            Microsoft.AspNetCore.Mvc.ViewFeatures.IHtmlGenerator,
            Microsoft.AspNetCore.Mvc.ViewFeatures.DefaultHtmlGenerator
        >();
        services.AddHttpContextAccessor();
        services.AddHealthChecks();
        foreach (
            var type in typeof(WebHost)
                .Assembly.GetTypes()
                .Where(t => t is { IsAbstract: false, IsInterface: false })
        )
        {
            if (typeof(ISetup).IsAssignableFrom(type))
            {
                ((ISetup)Activator.CreateInstance(type)!).Add(services);
            }
            if (typeof(INavCount).IsAssignableFrom(type))
            {
                services.AddScoped(typeof(INavCount), type);
            }
        }
    }

    /// <summary>The middleware and endpoints, in their order.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        // The model of the tables takes as long to make as that of the pages: each on a core of its own.
        var tables = Task.Run(() =>
        {
            using var db = app
                .Services.GetRequiredService<IDbContextFactory<FaduDb>>()
                .CreateDbContext();
            return db.Model;
        });
        // Behind a proxy on the same machine the address of who asks stands in a header; of any other sender the header is not believed.
        app.UseForwardedHeaders(
            new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor }
        );
        app.Use(Headers);
        app.UseExceptionHandler(error => error.Run(ShowError));
        app.UseStatusCodePages(ShowStatus);
        app.UseRouting();
        app.UseOutputCache();
        app.UseAuthentication();
        app.UseMiddleware<AccessMiddleware>();
        if (Directory.Exists(app.Environment.WebRootPath))
        {
            app.UseStaticPages();
        }
        app.MapGet("/healthz", () => Results.Text("ok")).OpenToAll();
        app.MapRazorPages();
        foreach (
            var type in typeof(WebHost)
                .Assembly.GetTypes()
                .Where(t =>
                    t is { IsAbstract: false, IsInterface: false }
                    && typeof(IEndpoints).IsAssignableFrom(t)
                )
        )
        {
            ((IEndpoints)Activator.CreateInstance(type)!).Map(app);
        }
        tables.GetAwaiter().GetResult();
        return app;
    }

    private static Task Headers(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        if (
            context.Request.Path.StartsWithSegments(
                "/workbench",
                StringComparison.OrdinalIgnoreCase
            )
        )
        {
            // At the last moment: antiforgery sets its own and warns when it finds one.
            context.Response.OnStarting(() =>
            {
                headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
        }
        return next(context);
    }

    private static async Task ShowError(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var (status, message) = error switch
        {
            BadHttpRequestException { StatusCode: 413 } => (
                413,
                "上传的内容太大，没有收下。请把单个文件控制在 30 MB 以内（扫描件可降低分辨率，或拆成几个文件分别上传）。"
            ),
            InvalidDataException => (
                413,
                "上传的内容太大或格式不对，没有收下。请把单个文件控制在 30 MB 以内后重试。"
            ),
            BadHttpRequestException => (400, "请求不完整，没有做任何改动。请返回上一页重试。"),
            AntiforgeryValidationException => (400, StaleForm),
            RefusedException refused => (409, refused.Refusal.Message),
            _ => (
                500,
                "出了意外，没有做任何改动，您填写的内容没有丢失。请返回上一页重试；仍不行请把时间和页面告诉系统管理员。"
            ),
        };
        context.Response.StatusCode = status;
        await ErrorPage.Write(context, status, message);
    }

    internal const string StaleForm =
        "这张表单已经过期或不是从本系统打开的，没有做任何改动。请返回上一页，刷新后重新提交（已填内容在“草稿”里）。";

    private static async Task ShowStatus(StatusCodeContext status)
    {
        var context = status.HttpContext;
        var code = context.Response.StatusCode;
        if (
            context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            && code is not 400
        )
        {
            return;
        }
        var message =
            context.Items["refusal"] as string
            ?? code switch
            {
                400 => StaleForm,
                404 => "没有这个页面，或者您看不到它。请从工作台或门户首页重新进入。",
                405 => "这个页面不接受这种操作。请返回上一页。",
                413 => "上传的内容太大，没有收下。请把单个文件控制在 30 MB 以内。",
                _ => "没有办成，也没有做任何改动。请返回上一页重试。",
            };
        await ErrorPage.Write(context, code, message);
    }
}

/// <summary>Endpoints that are not pages; found by scanning. Each must declare its access.</summary>
public interface IEndpoints
{
    /// <summary>Maps them.</summary>
    void Map(WebApplication app);
}
