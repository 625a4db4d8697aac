using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Fadu.Browser.Tests;

/// <summary>Every page that a role reaches from its navigation, and one level below.</summary>
[Collection(OneProgram.Name)]
public sealed partial class EveryPageTests(RunningFadu fadu)
{
    /// <summary>Builds of pages that axe has already looked at: the same page of another role needs it no second time.</summary>
    private static readonly ConcurrentDictionary<string, string> Examined = new(
        StringComparer.Ordinal
    );

    /// <summary>Roles and their accounts in the sample county.</summary>
    public static TheoryData<string, string> Roles =>
        new()
        {
            { "统筹", "zhuyunyuan" },
            { "承办人", "xunzhenzhou" },
            { "填报员", "ranhua" },
            { "领导", "yanmuhe" },
            { "系统管理员", "chaitangqing" },
            { "安全管理员", "ruanyan" },
            { "审计员", "qutangyuan" },
        };

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task SomebodySignedIn_OpensEveryPageHeReaches_WideAndNarrow(
        string role,
        string login
    )
    {
        await using var one = await fadu.SignIn(login);
        await using var other = await fadu.SignIn(login);
        var start = await Links(one, "nav a[href], .top a[href]");
        Assert.True(start.Count >= 4);
        await Walk([one, other], role, start);
    }

    [Fact]
    public async Task Citizen_OpensEveryPageOfThePortal_WideAndNarrow()
    {
        await using var window = await fadu.Open();
        await Walk([window], "公众", ["/", "/sign-in"]);
    }

    [Fact]
    public async Task Leader_PrintsTheCountyOnOneSheet()
    {
        await using var window = await fadu.SignIn("yanmuhe");
        await window.Go("/workbench/county");
        var pdf = await window.Page.PdfAsync(new() { PreferCSSPageSize = true });
        Assert.Single(PageObject().Matches(System.Text.Encoding.Latin1.GetString(pdf)));
    }

    /// <summary>Else a page without findings says nothing.</summary>
    [Fact]
    public async Task AFieldThatLosesItsLabel_IsFound()
    {
        await using var window = await fadu.Open();
        await window.Go("/sign-in");
        Assert.Empty(await window.Barriers());
        await window.Page.EvaluateAsync(
            "() => document.querySelectorAll('main label').forEach(l => l.remove())"
        );
        Assert.Contains(
            await window.Barriers(),
            b => b.StartsWith("label: <input", StringComparison.Ordinal)
        );
    }

    /// <summary>A page in the objects of a PDF; the tree of pages is /Pages.</summary>
    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex PageObject();

    private static async Task Walk(
        IReadOnlyList<Window> windows,
        string role,
        IReadOnlyList<string> start
    )
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var findings = new ConcurrentQueue<string>();
        var next = await Open(start);
        await Open(next);
        Assert.True(findings.IsEmpty, string.Join('\n', findings));

        // The windows share the work.
        async Task<IReadOnlyList<string>> Open(IEnumerable<string> paths)
        {
            var waiting = new ConcurrentQueue<string>(paths.Where(p => seen.Add(Shape(p, role))));
            var found = new ConcurrentQueue<(string From, IReadOnlyList<string> Links)>();
            await Task.WhenAll(
                windows.Select(async window =>
                {
                    while (waiting.TryDequeue(out var path))
                    {
                        found.Enqueue((path, await Visit(window, role, path, findings)));
                    }
                })
            );
            // In the same order at every run, so that the same task is looked at.
            return [.. found.OrderBy(f => f.From, StringComparer.Ordinal).SelectMany(f => f.Links)];
        }
    }

    /// <summary>Opens a page at both widths, notes what is wrong with it and gives where it leads.</summary>
    private static async Task<IReadOnlyList<string>> Visit(
        Window window,
        string role,
        string path,
        ConcurrentQueue<string> findings
    )
    {
        await window.Resize(Window.Wide);
        var status = await window.Go(path);
        if (status >= 400)
        {
            findings.Enqueue(
                $"{role} {path}: {status} {await window.Page.Locator("main").InnerTextAsync()}".ReplaceLineEndings(
                    " "
                )
            );
            return [];
        }
        var name = FileName().Replace(Shape(path, role).Trim('/'), "_");
        name = name.Length == 0 ? "首页" : name;
        await Examine(window, role, path, name, findings);
        var links = await Links(window, "main a[href]");
        if (await HalfWidth(window) is { } words)
        {
            findings.Enqueue($"{role} {path}: half-width punctuation between Chinese: {words}");
        }
        await window.Resize(Window.Narrow);
        if (await window.ScrollsSideways())
        {
            findings.Enqueue($"{role} {path}: scrolls sideways at 360");
        }
        await Examine(window, role, path, name, findings);
        foreach (var problem in window.TakeProblems())
        {
            findings.Enqueue($"{role} {path}: {problem}");
        }
        return links;
    }

    /// <summary>Looks with axe at a page as it is built at this width, and takes its picture, unless it has been seen so before.</summary>
    private static async Task Examine(
        Window window,
        string role,
        string path,
        string name,
        ConcurrentQueue<string> findings
    )
    {
        var what = $"{role} {path} {window.Page.ViewportSize!.Width}";
        // What kinds of elements stand within what: many rows are no other page than one row.
        var build = await window.Page.EvaluateAsync<string>(
            """
            () => {
              const name = e => e.tagName + '.' + e.className + '@' + (e.getAttribute('type') ?? '') + (e.hasAttribute('aria-label') ? '+' : '');
              const pairs = [...document.querySelectorAll('body *')].map(e => name(e.parentElement) + '>' + name(e));
              return innerWidth + [...new Set(pairs)].sort().join();
            }
            """
        );
        if (!Examined.TryAdd(build, what))
        {
            return;
        }
        await window.Picture(role, name);
        foreach (var barrier in await window.Barriers())
        {
            findings.Enqueue($"{what}: {barrier}");
        }
    }

    /// <summary>The program's own words between Chinese characters take Chinese punctuation; sources and what people wrote stay as they are.</summary>
    private static async Task<string?> HalfWidth(Window window) =>
        await window.Page.EvaluateAsync<string?>(
            """
            () => {
              const words = [...document.querySelectorAll('main h1, main h2, main th, main .field-label, main .field-help, main .notice, main .empty, main .page-sub, main button, main .btn')];
              for (const e of words) {
                const found = /.{0,12}[\u4e00-\u9fff][,;:!?][\u4e00-\u9fff].{0,12}/.exec(e.textContent);
                if (found && !e.closest('.desk, blockquote')) return found[0];
              }
              return null;
            }
            """
        );

    /// <summary>Addresses of pages of this program; downloads are no pages.</summary>
    private static async Task<IReadOnlyList<string>> Links(Window window, string where)
    {
        var all = await window
            .Page.Locator(where)
            .EvaluateAllAsync<string[]>(
                "all => all.filter(a => a.origin === location.origin && !a.hasAttribute('download')).map(a => a.pathname + a.search)"
            );
        return [.. all.Where(p => !Download().IsMatch(p)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The page without what it is about: one task is looked at, not all of them.</summary>
    private static string Shape(string path, string role)
    {
        var bare = Id().Replace(path.Split('?')[0], "id");
        bare = Figure().Replace(bare, "figures/code");
        bare = County().Replace(bare, "county/any");
        bare = List().Replace(bare, "lists/any");
        // The pages of declarations are made by one hand: a few are looked at here, all of them are filled in over HTTP (RegisterPagesTests, LedgerPagesTests).
        bare = Register().Replace(bare, m => Some.Contains(m.Value) ? m.Value : "registers/any");
        return Ledger()
            .Replace(
                bare,
                m => role == "填报员" && Some.Contains(m.Value) ? m.Value : "ledgers/any"
            );
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}")]
    private static partial Regex Id();

    private static readonly HashSet<string> Some = new(StringComparer.Ordinal)
    {
        "ledgers/dispute-mediation",
        "ledgers/publicity-event",
        "ledgers/training-session",
        "registers/enforcement-officer",
        "registers/normative-document",
    };

    [GeneratedRegex("ledgers/(?!returns)[^/]+")]
    private static partial Regex Ledger();

    [GeneratedRegex("registers/(?!changes|imports)[^/]+")]
    private static partial Regex Register();

    [GeneratedRegex("county/[^/]+")]
    private static partial Regex County();

    [GeneratedRegex("lists/[^/]+")]
    private static partial Regex List();

    [GeneratedRegex("figures/(?!periods)[^/]+")]
    private static partial Regex Figure();

    [GeneratedRegex(
        @"/files/|handler=|/(export|docx|template|pdf|xlsx|csv)(\?|$)|\.(docx|xlsx|csv|pdf|ics|xml)(\?|$)|/elder\?"
    )]
    private static partial Regex Download();

    [GeneratedRegex(@"[/?&=]+")]
    private static partial Regex FileName();
}
