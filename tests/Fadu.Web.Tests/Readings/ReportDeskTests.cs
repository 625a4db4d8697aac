using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Fadu.Core.Files;
using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Core.Readings;
using Fadu.Web.Tests.Plans;
using Fadu.Writing.Sheets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Web.Tests.Readings;

/// <summary>Somebody lays reports on the desk, sees what is wrong in them, compares them and takes them along as a workbook.</summary>
public sealed class ReportDeskTests
{
    private const string Yunling = """
        云岭县2025年法治政府建设情况报告

        一、主要工作
        （一）依法办理行政复议案件。全年收到行政复议申请120件，受理100件，审结90件，其中维持40件、撤销30件、终止25件。<script>alert(1)</script>
        （二）加强规范性文件管理。审查规范性文件30件，合法性审查率100%。办结信访事项45件，办结率95%（应办50件）。
        云岭县人民政府
        2026年2月10日
        """;

    private const string Qingquan = """
        清泉县2025年法治政府建设工作报告

        一、工作情况
        （一）行政复议。2025年县政府受理行政复议案件66件，审结60件。
        （二）规范性文件。全年共审查规范性文件12件。举办培训8场次。
        清泉县人民政府
        2026年1月20日
        """;

    [Fact]
    public async Task Coordinator_LaysAReportOnTheDesk_SeesItsFiguresAndWhatDoesNotFit()
    {
        await using var host = await PlansHost.Start();
        using var coordinator = host.As(host.Coordinator);
        await Lay(coordinator, "云岭.txt", Yunling);

        Assert.Contains(
            "1 处对不上",
            coordinator.Page.QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );
        var odd = coordinator.Page.QuerySelector(".desk-item.odd")!;
        Assert.Contains("90 = 40 + 30 + 25", odd.TextContent, StringComparison.Ordinal);
        Assert.Contains("95", odd.TextContent, StringComparison.Ordinal);
        // The figures that do not fit are marked as such in the text itself.
        Assert.Contains(
            coordinator.Page.QuerySelectorAll(".desk-source mark.odd"),
            m => m.TextContent == "90件"
        );
        Assert.Contains(
            coordinator.Page.QuerySelectorAll("table.figures-read tr"),
            r =>
                r.TextContent.Contains("受理", StringComparison.Ordinal)
                && r.TextContent.Contains("100件", StringComparison.Ordinal)
        );
        Assert.Contains(
            coordinator.Page.QuerySelectorAll(".desk-item h3"),
            h => h.TextContent.Contains("加强规范性文件管理", StringComparison.Ordinal)
        );
        // Hostile words in the report stay words.
        Assert.Null(coordinator.Page.QuerySelector("main .desk-source script"));
        EveryLinkLeadsSomewhere(coordinator.Page);
    }

    [Fact]
    public async Task WhatAReportCites_IsLookedUp_AsOfItsOwnDay()
    {
        await using var host = await PlansHost.Start();
        using var coordinator = host.As(host.Coordinator);
        const string Regulation =
            "云州省集市管理条例\n第一条　为了规范集市，制定本条例。\n第二条　集市应当设置公平秤。";
        var kept = await host
            .Services.GetRequiredService<FileStore>()
            .Take(new MemoryStream(Encoding.UTF8.GetBytes(Regulation)), "条例.txt");
        await host.Do(
            new KeepLaws([
                new LawToKeep(
                    "云州省集市管理条例",
                    null,
                    "地方性法规",
                    "地方性法规",
                    new DateOnly(2010, 5, 10),
                    DateBasis.Stated,
                    new DateOnly(2010, 7, 1),
                    DateBasis.Stated,
                    new DateOnly(2025, 12, 31),
                    false,
                    kept.Hash,
                    kept.Name
                ),
            ]),
            Actor.System()
        );
        await Lay(
            coordinator,
            "云岭.txt",
            Yunling
                .Replace(
                    "二、",
                    "依据《云州省集市管理条例》第二条、第九条，检查集市12次。\n二、",
                    StringComparison.Ordinal
                )
                .Replace(
                    "云岭县人民政府",
                    "依据《云州省集市管理条例》第二条、第九条，检查集市12次。\n云岭县人民政府",
                    StringComparison.Ordinal
                )
        );
        var cited = coordinator
            .Page.QuerySelectorAll(".desk-item")
            .Where(i => i.TextContent.Contains("引用", StringComparison.Ordinal))
            .Select(i => i.TextContent)
            .ToList();
        // Signed in 2026, when it no longer held.
        Assert.NotEmpty(cited);
        Assert.Contains(cited, c => c.Contains("2026年1月1日起已失效", StringComparison.Ordinal));
        Assert.Contains("按 2026-02-10 有效的法规核对", coordinator.Text, StringComparison.Ordinal);
        EveryLinkLeadsSomewhere(coordinator.Page);
    }

    [Fact]
    public async Task Reports_SideBySide_ShowTheSentenceBehindEachNumber_AndOnlyWhatIsOneMetric()
    {
        await using var host = await PlansHost.Start();
        using var coordinator = host.As(host.Coordinator);
        var first = await Lay(coordinator, "云岭.txt", Yunling);
        var second = await Lay(coordinator, "清泉.txt", Qingquan);
        await coordinator.Open("/workbench/readings");
        Assert.Equal(2, coordinator.Page.QuerySelectorAll("input[name=r]").Length);
        Assert.Contains("1 处对不上", coordinator.Text, StringComparison.Ordinal);

        await coordinator.Open($"/workbench/readings/compare?r={first}&r={second}");
        var table = coordinator.Page.QuerySelector("table.compare")!;
        Assert.Equal(
            ["指标", "云岭县 2025年", "清泉县 2025年"],
            table.QuerySelectorAll("thead th").Select(h => h.TextContent.Trim())
        );
        var rows = Rows(table);
        Assert.Contains(["100件", "66件"], rows);
        Assert.Contains(["90件", "60件"], rows);
        Assert.Contains(["30件", "12件"], rows);
        // 撤销30件 and 审查30件 are of one value and not of one metric.
        Assert.All(rows, r => Assert.Equal(2, r.Length));
        var accepted = table
            .QuerySelectorAll("tbody tr")
            .Single(r => r.QuerySelectorAll(".compared b").Any(b => b.TextContent == "66件"));
        Assert.Contains(
            "2025年县政府受理行政复议案件66件，审结60件",
            accepted.QuerySelectorAll("details")[1].TextContent,
            StringComparison.Ordinal
        );
        // The number leads to its place on the desk.
        var link = accepted.QuerySelectorAll(".compared a")[1].GetAttribute("href")!;
        await coordinator.Open(link[..link.IndexOf('#')]);
        Assert.Contains(
            "66件",
            coordinator.Page.QuerySelector(link[link.IndexOf('#')..])!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Export_HoldsWhatTheScreenShows_AndIsNoted()
    {
        await using var host = await PlansHost.Start();
        using var coordinator = host.As(host.Coordinator);
        var first = await Lay(coordinator, "云岭.txt", Yunling);
        var second = await Lay(coordinator, "清泉.txt", Qingquan);
        await coordinator.Open($"/workbench/readings/{first}");
        var shown = coordinator.Page.QuerySelectorAll("table.figures-read tbody tr").Length;

        var rows = Sheet(await coordinator.Download($"/workbench/readings/xlsx?r={first}"));
        Assert.Equal(shown, rows.Count(r => r["数"] is { Length: > 0 }));
        var decided = rows.Single(r => r["原文写法"] == "90件");
        Assert.Equal("90", decided["数"]);
        Assert.Contains("对不上：90 = 40 + 30 + 25", decided["核对"], StringComparison.Ordinal);
        Assert.Contains("审结90件", decided["原句"], StringComparison.Ordinal);

        var compared = Sheet(
            await coordinator.Download($"/workbench/readings/compare/xlsx?r={first}&r={second}")
        );
        var accepted = compared.Single(r => r["清泉县 2025年"] == "66件");
        Assert.Equal("100件", accepted["云岭县 2025年"]);
        Assert.Contains(
            "受理行政复议案件66件",
            accepted["清泉县 2025年的原句"],
            StringComparison.Ordinal
        );

        await using var db = host.Read();
        var kinds = await db.Set<Fadu.Core.Trail.TrailEntry>().Select(e => e.Kind).ToListAsync();
        Assert.Equal(2, kinds.Count(k => k == "list.exported"));
        Assert.Equal(2, kinds.Count(k => k == "reading.kept"));
    }

    [Fact]
    public async Task SameFileTwice_IsOneReport_AndWhoLaidItThereTakesItAway()
    {
        await using var host = await PlansHost.Start();
        using var coordinator = host.As(host.Coordinator);
        var first = await Lay(coordinator, "云岭.txt", Yunling);
        Assert.Equal(first, await Lay(coordinator, "云岭（又一份）.txt", Yunling));
        await coordinator.Submit(
            (IHtmlFormElement)coordinator.Page.QuerySelector("form[action*=Remove]")!
        );
        Assert.Contains("还没有读过报告", coordinator.Text, StringComparison.Ordinal);
        await coordinator.Open($"/workbench/readings/{first}");
        Assert.Equal(HttpStatusCode.NotFound, coordinator.Status);
        await using var db = host.Read();
        Assert.False(await db.Set<DeskReport>().AnyAsync());
    }

    [Fact]
    public async Task AnotherOrgansHandler_FindsNothingOfIt()
    {
        await using var host = await PlansHost.Start();
        using var coordinator = host.As(host.Coordinator);
        var report = await Lay(coordinator, "云岭.txt", Yunling);
        using var finance = host.As(host.FinanceHandler);
        await finance.Open("/workbench/readings");
        Assert.DoesNotContain("云岭县2025年", finance.Text, StringComparison.Ordinal);
        foreach (var path in new[] { report, $"compare?r={report}&r={Guid.NewGuid()}" })
        {
            await finance.Open($"/workbench/readings/{path}");
            Assert.Equal(HttpStatusCode.NotFound, finance.Status);
        }
        Assert.NotEqual(
            HttpStatusCode.OK,
            (await finance.Download($"/workbench/readings/xlsx?r={report}")).Status
        );
    }

    [Theory]
    [InlineData("空.txt", "", "空")]
    [InlineData("通知.txt", "关于认真学习的通知，请各单位遵照执行。", "没有读出数字")]
    [InlineData("图.txt", "\0\0\0\0\u0001\u0002", "文字")]
    [InlineData("假.docx", "PK\u0003\u0004不是压缩包", "损坏")]
    public async Task WhatIsNoReport_IsRefusedWithAdvice_AndNothingIsKept(
        string name,
        string content,
        string expected
    )
    {
        await using var host = await PlansHost.Start();
        using var coordinator = host.As(host.Coordinator);
        await coordinator.Open("/workbench/readings");
        await coordinator.Submit(
            coordinator.FormOf("input[name=Uploads]"),
            file: ("Uploads", name, Encoding.UTF8.GetBytes(content))
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, coordinator.Status);
        Assert.Contains(expected, coordinator.Text, StringComparison.Ordinal);
        await using var db = host.Read();
        Assert.False(await db.Set<DeskReport>().AnyAsync());
    }

    [Fact]
    public async Task OneReportAlone_IsNotCompared_AndThePageSaysWhatToDo()
    {
        await using var host = await PlansHost.Start();
        using var coordinator = host.As(host.Coordinator);
        var report = await Lay(coordinator, "云岭.txt", Yunling);
        await coordinator.Open($"/workbench/readings/compare?r={report}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, coordinator.Status);
        Assert.Contains("选 2 至", coordinator.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VeryLongReportOnOneLine_IsShown_TooLongOneIsRefused()
    {
        await using var host = await PlansHost.Start();
        using var coordinator = host.As(host.Coordinator);
        const string Line = "受理申请12件，办结11件，";
        await Lay(
            coordinator,
            "长.txt",
            "云岭县2025年法治政府建设情况报告\n" + string.Concat(Enumerable.Repeat(Line, 3_000))
        );
        await coordinator.Open("/workbench/readings");
        await coordinator.Submit(
            coordinator.FormOf("input[name=Uploads]"),
            file: (
                "Uploads",
                "太长.txt",
                Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Line, 30_000)))
            )
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, coordinator.Status);
        Assert.Contains("万字", coordinator.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("000", "173 = 1 + 12 + 161")]
    [InlineData("001", "20件占27.4%，13件占17.6%")]
    [InlineData("003", "90% = 8 / 9")]
    [InlineData("004", "克政法字〔2017〕27号")]
    public async Task RealReport_ShowsWhatIsWrongInIt(string key, string expected)
    {
        var text = await RealReport(key);
        await using var host = await PlansHost.Start();
        using var coordinator = host.As(host.Coordinator);
        await Lay(coordinator, $"{key}.txt", text);
        Assert.Contains(
            coordinator.Page.QuerySelectorAll(".desk-item.odd h3"),
            h => h.TextContent.Contains(expected, StringComparison.Ordinal)
        );
        Assert.NotEmpty(coordinator.Page.QuerySelectorAll(".desk-source mark.odd"));
        EveryLinkLeadsSomewhere(coordinator.Page);
    }

    [Fact]
    public async Task RealReports_SideBySide_HaveMetricsInCommon()
    {
        var texts = new[] { await RealReport("000"), await RealReport("003") };
        await using var host = await PlansHost.Start();
        using var coordinator = host.As(host.Coordinator);
        var first = await Lay(coordinator, "000.txt", texts[0]);
        var second = await Lay(coordinator, "003.txt", texts[1]);
        await coordinator.Open($"/workbench/readings/compare?r={first}&r={second}");
        var rows = Rows(coordinator.Page.QuerySelector("table.compare")!);
        Assert.Contains(["17件", "9件"], rows);
        Assert.Contains(["16件", "8件"], rows);
    }

    private static async Task<string> RealReport(string key)
    {
        var shared = Environment.GetEnvironmentVariable("FADU_SHARED");
        for (
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            shared is null && at is not null;
            at = at.Parent
        )
        {
            if (File.Exists(Path.Combine(at.FullName, "Fadu.slnx")) && at.Parent is { } parent)
            {
                shared = Path.Combine(parent.FullName, "shared");
            }
        }
        var seeds = Path.Combine(shared ?? "", "seeds");
        Assert.SkipWhen(
            !Directory.Exists(seeds),
            "skipped: the shared folder is not beside this clone"
        );
        return await File.ReadAllTextAsync(Directory.GetFiles(seeds, $"{key}*.txt").Single());
    }

    /// <summary>Uploads a report and gives back its id; the desk is open then.</summary>
    private static async Task<string> Lay(Browser browser, string name, string text)
    {
        await browser.Open("/workbench/readings");
        await browser.Submit(
            browser.FormOf("input[name=Uploads]"),
            file: ("Uploads", name, Encoding.UTF8.GetBytes(text))
        );
        Assert.True(browser.Status == HttpStatusCode.OK, browser.Text);
        return browser.Address.Split('/')[^1];
    }

    private static string[][] Rows(IElement table) =>
        [
            .. table
                .QuerySelectorAll("tbody tr")
                .Select(r =>
                    r.QuerySelectorAll(".compared b").Select(b => b.TextContent).ToArray()
                ),
        ];

    private static void EveryLinkLeadsSomewhere(IHtmlDocument page)
    {
        var links = page.QuerySelectorAll(".desk a[href^='#']");
        Assert.True(links.Length > 4);
        Assert.All(links, a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")![1..])));
    }

    private static List<SheetRow> Sheet((HttpStatusCode Status, byte[] Body, string? Type) file)
    {
        Assert.Equal(HttpStatusCode.OK, file.Status);
        return [.. SheetReader.Read(new MemoryStream(file.Body), "导出.xlsx")];
    }
}
