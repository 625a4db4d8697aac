using Fadu.Cli.Sample;
using Fadu.Core.Trail;
using Fadu.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Fadu.Browser.Tests;

/// <summary>
/// The real program, once for the whole run: Kestrel on a free port over a data folder with the sample county, and Chromium. It is a Monday in January, when the
/// year before is being reported; from there the clock goes on as clocks do.
/// </summary>
public sealed class RunningFadu : IAsyncLifetime
{
    /// <summary>The day on which everything happens.</summary>
    public static readonly DateOnly Today = new(2026, 1, 12);

    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly string folder = Path.Combine(
        Path.GetTempPath(),
        $"fadu-browser-{Guid.NewGuid():N}"
    );
    private WebApplication? app;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Where the program answers, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The services of the program, for looking at what it has kept.</summary>
    public IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        if (Programs.Chromium is not { } chromium)
        {
            return;
        }
        var time = new ShiftedTime(Today);
        var options = new FaduOptions(folder)
        {
            ContentRoot = Path.Combine(Repository.Root, "src", "Fadu.Web"),
        };
        var builder = WebHost.CreateBuilder(
            [],
            options,
            services => services.AddSingleton<TimeProvider>(time)
        );
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = WebHost.Build(builder);
        await WebHost.Migrate(app.Services);
        await SampleCounty.Load(options, Today);
        await app.StartAsync();
        Address = app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.First();

        // The driver comes with the package; nothing may be fetched.
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = chromium, Args = Flags }
        );
    }

    /// <summary>A window of its own, with nobody signed in. Skips the test where there is no Chromium.</summary>
    public async Task<Window> Open(int width = Window.Wide, bool script = true)
    {
        if (browser is null)
        {
            Assert.Skip("没有找到 Chromium。");
        }
        return await Window.Open(browser, Address, width, script);
    }

    /// <summary>A window in which somebody of the sample county has signed in.</summary>
    public async Task<Window> SignIn(string login, int width = Window.Wide, bool script = true)
    {
        var window = await Open(width, script);
        await window.SignIn(login);
        return window;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }
        playwright?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.Services.GetRequiredService<Committer>().DisposeAsync();
            await app.DisposeAsync();
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A clock that was put to 09:00 of a day and goes on.</summary>
    private sealed class ShiftedTime(DateOnly day) : TimeProvider
    {
        private readonly TimeSpan shift =
            new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(8))
            - System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
    }
}

/// <summary>All classes share one program and run one after the other: the machine is small and the county is one.</summary>
[CollectionDefinition(Name)]
public sealed class OneProgram : ICollectionFixture<RunningFadu>
{
    public const string Name = "one program";
}
