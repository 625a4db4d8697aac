using System.Net;
using System.Text;
using System.Xml.Linq;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Fadu.Core;
using Fadu.Core.Laws;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Modules.NormativeDocuments;
using Fadu.Testing;
using Fadu.Web.Pages.Portal;
using Fadu.Web.Tests.Look;
using Fadu.Web.Tests.People;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Web.Tests.Portal;

/// <summary>The portal as a stranger, a robot and a spreadsheet see it.</summary>
public sealed class PortalTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [InlineData("", "这里只列“现行有效”的", "state=all")]
    [InlineData("?q=<script>", "这里只列“现行有效”的", "state=all")]
    [InlineData("?state=ended&q=停水", "换一个词，或者看全部", "state=all")]
    [InlineData("?state=all&q=停水", "换一个词，或者看全部", "state=all")]
    [InlineData("?state=all", "公开以后，在这里可以查到", null)]
    public async Task AnEmptyList_SaysWhy_AndOffersOnlyWhatShowsMore(
        string query,
        string says,
        string? offers
    )
    {
        await using var host = await OfficeHost.Start();
        using var client = host.App.GetTestServer().CreateClient();
        var page = new HtmlParser().ParseDocument(
            await client.GetStringAsync($"/documents{query}", TestContext.Current.CancellationToken)
        );
        var empty = page.QuerySelector("main .empty")!;
        Assert.Contains(says, empty.TextContent, StringComparison.Ordinal);
        var link = empty.QuerySelector("a")?.GetAttribute("href");
        if (offers is null)
        {
            Assert.Null(link);
        }
        else
        {
            Assert.Contains(offers, link!, StringComparison.Ordinal);
        }
        Assert.Null(page.QuerySelector("main script"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WhatIsWithdrawn_IsGoneWithinASecond_FromKeptPages_SearchFeedAndSiteMap_AlsoByAnotherProcess(
        Engine engine
    )
    {
        await using var host = await OfficeHost.Start(engine: engine);
        var id = await Notice(host, "停水通知", "县城东片3月20日停水。");
        using var client = host.App.GetTestServer().CreateClient();
        string[] pages =
        [
            "/",
            "/lists/notices",
            "/search?q=停水",
            "/feed.xml",
            "/sitemap.xml",
            "/open-data/notices.csv",
        ];
        await Task.Delay(300, TestContext.Current.CancellationToken);
        foreach (var page in pages)
        {
            // Kept now: the second answer is the first one's.
            var first = await client.GetAsync(page, TestContext.Current.CancellationToken);
            var second = await client.GetAsync(page, TestContext.Current.CancellationToken);
            Assert.Equal(first.Headers.ETag, second.Headers.ETag);
            Assert.NotNull(second.Headers.Age);
            Assert.Contains(
                id.ToString(),
                await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal
            );
            using var again = new HttpRequestMessage(HttpMethod.Get, page);
            again.Headers.IfNoneMatch.Add(second.Headers.ETag!);
            using var notModified = await client.SendAsync(
                again,
                TestContext.Current.CancellationToken
            );
            Assert.Equal(HttpStatusCode.NotModified, notModified.StatusCode);
        }
        Assert.Equal(HttpStatusCode.OK, await Status(client, $"/lists/notices/{id}"));

        // Withdrawn by another process, that shares the database only.
        await using (var other = Another(host))
        {
            var result = await other
                .GetRequiredService<Committer>()
                .Commit(
                    new WithdrawPublication(id) { Reason = "已经恢复供水。" },
                    await host.ActorOf("clerk")
                );
            Assert.True(result.IsDone);
            await other.GetRequiredService<Committer>().DisposeAsync();
        }
        await Task.Delay(900, TestContext.Current.CancellationToken);
        foreach (var page in pages)
        {
            var text = await client.GetStringAsync(page, TestContext.Current.CancellationToken);
            Assert.DoesNotContain(id.ToString(), text, StringComparison.Ordinal);
            Assert.DoesNotContain("停水通知", text, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, await Status(client, $"/lists/notices/{id}"));
    }

    [Fact]
    public async Task EveryLink_Answers_NothingLeadsOutside_NoScript_AndTheHtmlIsValid()
    {
        await using var host = await OfficeHost.Start();
        await Fill(host);
        await Consultations.ConsultationPagesTests.Opened(host);
        using var client = host.App.GetTestServer().CreateClient();
        var waiting = new Queue<string>(["/", "/search?q=公共", "/elder?on=1&back=/"]);
        var seen = new HashSet<string>(waiting, StringComparer.Ordinal);
        var wrong = new List<string>();
        var parser = new HtmlParser(new HtmlParserOptions { IsStrictMode = false });
        while (waiting.TryDequeue(out var path))
        {
            using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
            if (response.StatusCode == HttpStatusCode.Redirect)
            {
                continue;
            }
            if (response.StatusCode != HttpStatusCode.OK)
            {
                wrong.Add($"{path}: {response.StatusCode}");
                continue;
            }
            var text = await response.Content.ReadAsStringAsync(
                TestContext.Current.CancellationToken
            );
            switch (response.Content.Headers.ContentType?.MediaType)
            {
                case "application/atom+xml" or "application/xml":
                    foreach (var address in Addresses(XDocument.Parse(text)))
                    {
                        Add(path, address);
                    }
                    break;
                case "text/html":
                    var errors = new List<string>();
                    parser.Error += Note;
                    var page = await parser.ParseDocumentAsync(
                        text,
                        TestContext.Current.CancellationToken
                    );
                    parser.Error -= Note;
                    wrong.AddRange(errors);
                    if (page.Scripts.Length > 0)
                    {
                        wrong.Add($"{path}: a script");
                    }
                    var ids = page.All.Select(e => e.GetAttribute("id")).OfType<string>().ToList();
                    wrong.AddRange(
                        ids.GroupBy(i => i, StringComparer.Ordinal)
                            .Where(g => g.Count() > 1)
                            .Select(g => $"{path}: id {g.Key} twice")
                    );
                    foreach (
                        var address in page.All.SelectMany(e =>
                            new[] { "href", "src", "action" }.Select(a => e.GetAttribute(a))
                        )
                    )
                    {
                        if (address is not null)
                        {
                            Add(path, address);
                        }
                    }
                    break;

                    void Note(object _, AngleSharp.Dom.Events.Event e) =>
                        errors.Add(
                            $"{path}: {((AngleSharp.Html.Dom.Events.HtmlErrorEvent)e).Message}"
                        );
            }
        }
        Assert.Empty(wrong);
        Assert.True(seen.Count > 20, $"only {seen.Count} addresses were found");

        void Add(string from, string address)
        {
            var uri = new Uri(new Uri(new Uri("http://localhost/"), from), address);
            if (uri.Host != "localhost")
            {
                wrong.Add($"{from}: outside {address}");
            }
            else if (
                !uri.AbsolutePath.StartsWith("/workbench", StringComparison.Ordinal)
                && !uri.AbsolutePath.StartsWith("/dist/", StringComparison.Ordinal)
                && !uri.AbsolutePath.StartsWith("/elder", StringComparison.Ordinal)
                && seen.Add(uri.PathAndQuery)
            )
            {
                waiting.Enqueue(uri.PathAndQuery);
            }
        }
    }

    [Fact]
    public async Task OpenData_IsATableThatExcelReads_WithEveryColumnExplained_AndNoFormulas()
    {
        await using var host = await OfficeHost.Start();
        await Notice(host, "=HYPERLINK(\"http://x\")", "第一行\n第二行，有“引号\"和逗号");
        await Fill(host);
        using var client = host.App.GetTestServer().CreateClient();
        var bytes = await client.GetByteArrayAsync(
            "/open-data/documents.csv",
            TestContext.Current.CancellationToken
        );
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3).Split("\r\n");
        Assert.StartsWith("\"编号\",\"标题\",\"文号\"", lines[0], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length); // head, two documents, the end
        var page = await client.GetStringAsync("/open-data", TestContext.Current.CancellationToken);
        foreach (var column in lines[0].Split(',').Select(c => c.Trim('"')))
        {
            Assert.Contains($">{column}</th>", page, StringComparison.Ordinal);
        }
        var notices = await client.GetStringAsync(
            "/open-data/notices.csv",
            TestContext.Current.CancellationToken
        );
        Assert.Contains("\"'=HYPERLINK(\"\"http://x\"\")\"", notices, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostileTitlesAndTexts_AreText()
    {
        await using var host = await OfficeHost.Start();
        const string Title = "<script>alert(1)</script>\u202E\u0000]]>\"'&";
        var id = await Notice(
            host,
            Title.Replace("\u0000", "", StringComparison.Ordinal),
            "<img src=x onerror=alert(1)>\n\u202Etxt\n\u0001" + new string('法', 1_700_000)
        );
        using var client = host.App.GetTestServer().CreateClient();
        foreach (var path in new[] { "/", "/lists/notices", $"/lists/notices/{id}" })
        {
            var html = await client.GetStringAsync(path, TestContext.Current.CancellationToken);
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        }
        _ = XDocument.Parse(
            await client.GetStringAsync("/feed.xml", TestContext.Current.CancellationToken)
        );
        foreach (
            var path in new[]
            {
                "/documents?day=9999-99-99&state=%00&year=-1&after=%27%22&organ=%3Cx%3E",
                "/search?q=%27%22%3Cscript%3E",
                $"/search?q={new string('x', 3000)}",
                "/documents?q=%25_%27",
            }
        )
        {
            using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.DoesNotContain(
                "<script",
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.OrdinalIgnoreCase
            );
        }
        Assert.Equal(HttpStatusCode.NotFound, await Status(client, "/lists/nowhere"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(client, "/lists/documents"));
    }

    [Fact]
    public async Task Elder_IsByCookieOrAddress_AndKeptApart()
    {
        await using var host = await OfficeHost.Start();
        using var client = host.App.GetTestServer().CreateClient();
        for (var i = 0; i < 2; i++)
        {
            Assert.DoesNotContain(
                "class=\"elder\"",
                await client.GetStringAsync("/", TestContext.Current.CancellationToken),
                StringComparison.Ordinal
            );
            Assert.Contains(
                "class=\"elder\"",
                await client.GetStringAsync("/?elder=1", TestContext.Current.CancellationToken),
                StringComparison.Ordinal
            );
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.Add("Cookie", "elder=1");
            using var response = await client.SendAsync(
                request,
                TestContext.Current.CancellationToken
            );
            Assert.Contains(
                "class=\"elder\"",
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task StaticExport_IsFilesWhoseLinksLeadToFiles_InBothModes()
    {
        await using var host = await OfficeHost.Start();
        await Fill(host);
        var builder = WebHost.CreateBuilder(
            [],
            host.App.Services.GetRequiredService<FaduOptions>() with
            {
                IsStaticExport = true,
                Site = new Uri("https://yunling.example/fz/"),
                ContentRoot = Path.Combine(Repository.Root, "src", "Fadu.Web"),
            },
            services => services.AddSingleton<TimeProvider>(host.Time)
        );
        builder.WebHost.UseTestServer();
        var app = WebHost.Build(builder);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var folder = Path.Combine(Path.GetTempPath(), $"fadu-export-{Guid.NewGuid():N}");
        try
        {
            using var client = app.GetTestServer().CreateClient();
            var count = await StaticExport.Write(
                client,
                folder,
                hasSite: true,
                TestContext.Current.CancellationToken
            );
            var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
            Assert.Equal(count, files.Length);
            var wrong = new List<string>();
            foreach (var file in files.Where(f => f.EndsWith(".html", StringComparison.Ordinal)))
            {
                var page = await new HtmlParser().ParseDocumentAsync(
                    await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken),
                    TestContext.Current.CancellationToken
                );
                if (page.Forms.Length > 0)
                {
                    wrong.Add($"{file}: a form");
                }
                var isElder = Path.GetRelativePath(folder, file)
                    .StartsWith("elder", StringComparison.Ordinal);
                Assert.Equal(isElder, page.DocumentElement.ClassList.Contains("elder"));
                foreach (
                    var link in page
                        .All.SelectMany(e =>
                            new[] { e.GetAttribute("href"), e.GetAttribute("src") }
                        )
                        .OfType<string>()
                        .Select(l => l.Split('#')[0])
                        .Where(l => l.Length > 0)
                )
                {
                    if (
                        link.StartsWith('/')
                        || !File.Exists(
                            Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, link))
                        )
                    )
                    {
                        wrong.Add($"{Path.GetRelativePath(folder, file)}: {link}");
                    }
                }
            }
            Assert.Empty(wrong);
            Assert.Contains(files, f => f.EndsWith("state-ended.html", StringComparison.Ordinal));
            Assert.Contains(files, f => f.EndsWith("documents.csv", StringComparison.Ordinal));
            Assert.All(
                Addresses(XDocument.Load(Path.Combine(folder, "sitemap.xml"))),
                a => Assert.StartsWith("https://yunling.example/fz/", a, StringComparison.Ordinal)
            );
        }
        finally
        {
            await app.DisposeAsync();
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    [Fact]
    public async Task Workbench_OwesPublishesCorrectsAndWithdraws_ByItsForms()
    {
        await using var host = await OfficeHost.Start();
        using var clerk = await host.SignIn("clerk");
        await clerk.Open("/workbench/publications/new");
        await clerk.Submit(
            clerk.FormOf("[name=title]"),
            values: new Dictionary<string, string> { ["title"] = "村务公示" }
        );
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        await clerk.Submit(
            clerk.FormOf("[name=text]"),
            values: new Dictionary<string, string> { ["text"] = "第一季度村务。" }
        );
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        await using var db = host.Read();
        var thing = await db.Set<Publication>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal("村务公示", thing.Title);
        await clerk.Open($"/workbench/publications/published/{thing.Id}");
        await clerk.Submit(
            clerk.FormOf("[name=text]"),
            values: new Dictionary<string, string> { ["text"] = "第二季度村务。" }
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        await clerk.Submit(
            clerk.FormOf("[name=text]"),
            values: new Dictionary<string, string>
            {
                ["text"] = "第二季度村务。",
                ["reason"] = "季度写错。",
            }
        );
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        await clerk.Submit(
            clerk.FormOf("[name=why]"),
            values: new Dictionary<string, string> { ["why"] = "含有个人信息。" }
        );
        var now = await db.Set<Publication>()
            .AsNoTracking()
            .SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((2, false), (now.Edition, now.IsPublic));
        using var foreign = await host.SignIn("handler");
        await foreign.Open($"/workbench/publications/published/{thing.Id}");
        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
    }

    private static IEnumerable<string> Addresses(XDocument xml) =>
        xml.Descendants()
            .SelectMany(e =>
                e.Attributes("href")
                    .Select(a => a.Value)
                    .Concat(e.Name.LocalName == "loc" ? [e.Value] : [])
            );

    private static async Task<HttpStatusCode> Status(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static async Task<Guid> Notice(OfficeHost host, string title, string text)
    {
        var id = Guid.CreateVersion7();
        await host.Do(
            new PublishNotice(id, host.Organ("qsz"), title, text),
            await host.ActorOf("clerk")
        );
        return id;
    }

    /// <summary>Two documents, one of which the other repealed, one corrected; and a notice.</summary>
    [Fact]
    public async Task TheLawThatADocumentRestsOn_IsLinkedAsItReadWhenTheDocumentWasMade()
    {
        await using var host = await OfficeHost.Start();
        await Fill(host);
        using var client = host.App.GetTestServer().CreateClient();
        var parser = new HtmlParser();
        await using var db = host.Read();
        var thing = await PortalQueries
            .Public(db)
            .SingleAsync(p => p.NumberKey == "云政规〔2024〕2号");
        var page = await Read(thing.Address);
        var link = Assert.Single(
            page.QuerySelectorAll("a"),
            a => a.TextContent == "《云岭省公共事务条例》第二条"
        );
        var address = link.GetAttribute("href")!;
        Assert.EndsWith("#" + Uri.EscapeDataString("第二条"), address, StringComparison.Ordinal);
        var law = await Read(address.Split('#')[0]);
        // of 2018, as the document is of 2024; the one of today is one click further
        Assert.Contains(
            "每季度",
            law.GetElementById("第二条")!.TextContent,
            StringComparison.Ordinal
        );
        var today = await Read(
            law.QuerySelectorAll("a")
                .Single(a => a.TextContent == "看现在的版本")
                .GetAttribute("href")!
        );
        Assert.Contains(
            "每月",
            today.GetElementById("第二条")!.TextContent,
            StringComparison.Ordinal
        );

        // what nobody is bound to publish is no page
        var local = await db.Set<LawVersion>().SingleAsync(v => v.Level == LawLevels.Local);
        Assert.Equal(HttpStatusCode.NotFound, await Status(client, $"/laws/{local.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(client, $"/laws/{Guid.NewGuid()}"));

        async Task<AngleSharp.Html.Dom.IHtmlDocument> Read(string path) =>
            await parser.ParseDocumentAsync(
                await client.GetStringAsync(path, TestContext.Current.CancellationToken),
                TestContext.Current.CancellationToken
            );
    }

    // a provincial regulation in two versions, and a county document that is no law
    private static async Task Laws(OfficeHost host)
    {
        var folder = Directory.CreateTempSubdirectory("fadu-laws-");
        try
        {
            Write(
                "地方性法规/云岭省公共事务条例(2018-03-30).txt",
                "云岭省公共事务条例\n2018年3月30日 某次会议通过\n\n第一条　为了公共事务，制定本条例。\n第二条　事项每季度公布一次。\n第三条　本条例自2018年5月1日起施行。\n"
            );
            Write(
                "地方性法规/云岭省公共事务条例(2025-03-28).txt",
                "云岭省公共事务条例\n2025年3月28日 某次会议修订\n\n第一条　为了公共事务，制定本条例。\n第二条　事项每月公布一次。\n第三条　本条例自2025年5月1日起施行。\n"
            );
            Write(
                "规范性文件/云岭县内部流转办法.txt",
                "云岭县内部流转办法\n\n第一条　依据《云岭省公共事务条例》，制定本办法。\n第二条　本办法自2019年1月1日起施行。\n"
            );
            await host
                .App.Services.GetRequiredService<LawImport>()
                .Run(folder.FullName, Actor.System());
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        void Write(string name, string text)
        {
            var path = Path.Combine(folder.FullName, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    internal static async Task Fill(OfficeHost host)
    {
        var register = NormativeDocuments.Register;
        var organs = await LedgerOrgans.Of(host.App.Services.GetRequiredService<Directories>());
        await Laws(host);
        var items = new List<Guid>();
        for (var i = 0; i < 2; i++)
        {
            var body = RegisterSamples.Body(register, i, host.Organ("sfj"), organs);
            if (i == 1)
            {
                body["legalBasis"] = new System.Text.Json.Nodes.JsonArray(
                    "《云岭省公共事务条例》第二条"
                );
                body["repeals"] = new System.Text.Json.Nodes.JsonArray("云政规〔2024〕1号");
            }
            items.Add(await InForce(new NewChange("add", null, body, new DateOnly(2025, 1, 1))));
        }
        var publisher = await host.ActorOf("coord");
        await host.Do(new PublishOnPortal(items), publisher);
        await InForce(
            new NewChange("repeal", items[0], null, null, new DateOnly(2025, 12, 31))
            {
                Inputs = new() { ["repealedBy"] = "云政规〔2024〕2号" },
            }
        );
        var corrected = RegisterSamples.Body(register, 1, host.Organ("sfj"), organs);
        corrected["text"] = "第一条 更正后的正文。";
        corrected["legalBasis"] = new System.Text.Json.Nodes.JsonArray(
            "《云岭省公共事务条例》第二条"
        );
        await InForce(new NewChange("correct", items[1], corrected, new DateOnly(2025, 1, 1)));
        await host.Do(new PublishOnPortal(items) { Reason = "正文排印错误。" }, publisher);
        await Notice(host, "《云岭县公共事务管理办法之1》解读", "解读正文。");

        async Task<Guid> InForce(NewChange change)
        {
            var id = (
                await host.Do(
                    new DraftChanges(register.Key, [change])
                    {
                        Basis = "云政规〔2024〕1号",
                        Reason = "县政府决定",
                    }
                )
            ).Id;
            await host.Do(new ApproveChanges([id]));
            await using var db = host.Read();
            return (
                await db.Set<RegisterChange>()
                    .SingleAsync(c => c.Id == id, TestContext.Current.CancellationToken)
            ).ItemId;
        }
    }

    /// <summary>The services of a second process on the same database; dispose them.</summary>
    private static ServiceProvider Another(OfficeHost host)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(host.Time);
        WebHost.AddStorage(services, host.App.Services.GetRequiredService<FaduOptions>());
        return services.BuildServiceProvider();
    }
}
