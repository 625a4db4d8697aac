using Deque.AxeCore.Commons;
using Fadu.Cli.Sample;
using Microsoft.Playwright;

namespace Fadu.Browser.Tests;

/// <summary>Somebody's browser: his page, and everything that went wrong in it without his noticing.</summary>
public sealed class Window : IAsyncDisposable
{
    public const int Wide = 1440;
    public const int Narrow = 360;

    private readonly IBrowserContext context;
    private readonly List<string> problems = [];

    private Window(IBrowserContext context, IPage page, string address)
    {
        this.context = context;
        Page = page;
        Address = address;
    }

    public IPage Page { get; }

    /// <summary>Where the program answers.</summary>
    public string Address { get; }

    /// <summary>Path and query of the open page.</summary>
    public string Path => Page.Url[Address.Length..];

    /// <summary>Errors of scripts, failed answers, requests to other hosts; empties itself.</summary>
    public IReadOnlyList<string> TakeProblems()
    {
        string[] taken = [.. problems];
        problems.Clear();
        return taken;
    }

    public static async Task<Window> Open(IBrowser browser, string address, int width, bool script)
    {
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = address,
                Locale = "zh-CN",
                TimezoneId = "Asia/Shanghai",
                JavaScriptEnabled = script,
                AcceptDownloads = true,
                ViewportSize = new() { Width = width, Height = width == Narrow ? 740 : 900 },
            }
        );
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        var window = new Window(context, page, address);
        context.Request += (_, r) =>
        {
            if (
                !r.Url.StartsWith(address, StringComparison.Ordinal)
                && !r.Url.StartsWith("data:", StringComparison.Ordinal)
                && !r.Url.StartsWith("about:", StringComparison.Ordinal)
            )
            {
                window.problems.Add($"request to another host: {r.Url}");
            }
        };
        context.Response += (_, r) =>
        {
            // A page that refuses answers 4xx and says why; a part of a page has no such excuse.
            if (r.Status >= 500 || (r.Status >= 400 && !r.Request.IsNavigationRequest))
            {
                window.problems.Add($"{r.Status} {r.Url}");
            }
        };
        page.Console += (_, m) =>
        {
            if (
                m.Type is "error" or "warning"
                && !m.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
            )
            {
                window.problems.Add($"console {m.Type}: {m.Text} ({page.Url})");
            }
        };
        page.PageError += (_, e) => window.problems.Add($"script: {e} ({page.Url})");
        return window;
    }

    /// <summary>Opens a page and gives the status of the answer.</summary>
    public async Task<int> Go(string path) => (await Page.GotoAsync(path))?.Status ?? 0;

    /// <summary>Presses a button that sends a form and waits for the page that answers.</summary>
    public async Task Send(ILocator button)
    {
        await Page.EvaluateAsync("() => { window.before = true; }");
        await button.ClickAsync();
        await Page.WaitForFunctionAsync(
            "() => !window.before && document.readyState === 'complete'"
        );
    }

    /// <summary>Signs in by the page.</summary>
    public async Task SignIn(string login)
    {
        await Go("/sign-in");
        await Page.GetByLabel("登录名").FillAsync(login);
        await Page.GetByLabel("密码").FillAsync(SampleAccounts.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.Locator(".who")).ToBeVisibleAsync();
    }

    /// <summary>Makes the window as wide as said.</summary>
    public Task Resize(int width) => Page.SetViewportSizeAsync(width, width == Narrow ? 740 : 900);

    /// <summary>The heading of the page.</summary>
    public Task<string> Heading() => Page.Locator("main h1").First.InnerTextAsync();

    /// <summary>Whether the page must be scrolled sideways.</summary>
    public Task<bool> ScrollsSideways() =>
        Page.EvaluateAsync<bool>(
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
        );

    /// <summary>The serious and critical findings of axe on the open page, each with where it is.</summary>
    public async Task<IReadOnlyList<string>> Barriers()
    {
        // Asked in the page itself: the package's own way opens another page for each answer and brings home every rule that was kept, at several seconds a page.
        if (!await Page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await Page.EvaluateAsync(Axe);
        }
        return await Page.EvaluateAsync<string[]>(
            """
            async () => {
              const { violations } = await axe.run(document, {
                runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
                resultTypes: ['violations'],
              });
              return violations
                .filter(v => v.impact === 'serious' || v.impact === 'critical')
                .flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.replace(/\s+/g, ' ')} ${n.any.map(a => a.message).join(' ')}`));
            }
            """
        );
    }

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>A picture of the page, at most as long as somebody would look at, where somebody will: with <c>FADU_PICTURES=1</c>.</summary>
    public async Task Picture(string role, string name)
    {
        if (Environment.GetEnvironmentVariable("FADU_PICTURES") is not "1")
        {
            return;
        }
        var folder = System.IO.Path.Combine(Repository.Screens, role);
        Directory.CreateDirectory(folder);
        var size = Page.ViewportSize!;
        var height = await Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
        await Page.ScreenshotAsync(
            new()
            {
                Path = System.IO.Path.Combine(folder, $"{name}-{size.Width}.png"),
                FullPage = true,
                Clip = new()
                {
                    X = 0,
                    Y = 0,
                    Width = size.Width,
                    Height = Math.Clamp(height, size.Height, 2400),
                },
                Animations = ScreenshotAnimations.Disabled,
            }
        );
    }

    public async ValueTask DisposeAsync() => await context.CloseAsync();
}
