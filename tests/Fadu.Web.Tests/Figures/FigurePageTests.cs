using System.Net;
using System.Text;
using AngleSharp.Dom;
using Fadu.Core;
using Fadu.Core.Trail;
using Fadu.Web.Tests.Plans;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Tests.Figures;

public sealed class FigurePageTests
{
    private static readonly DateOnly January = new(2026, 1, 5);

    [Fact]
    public async Task Coordinator_FollowsAFigureFromTheCatalogueToExactlyItsRecords()
    {
        await using var host = await PlansHost.Start();
        await host.Enter(host.QingshiClerk, 55, new DateOnly(2026, 1, 5));
        await host.Enter(host.BaishuiClerk, 8, January);
        using var browser = host.As(host.Coordinator);
        await browser.Open("/workbench/figures?q=普法.场次");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        var value = browser.Page.QuerySelector("a[href*='PublicityEvents/records']")!;
        Assert.Equal("63", value.TextContent);

        await browser.Open("/workbench/figures/PublicityEvents?year=2026");
        Assert.Contains(
            "63场次",
            browser.Page.QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("上年为0", browser.Text, StringComparison.Ordinal);
        // Headings are Chinese text; the small line beside the number is drawn by the server, and says its values.
        Assert.Contains(
            "普法·场次",
            browser.Page.QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "走势：",
            browser.Page.QuerySelector(".figure svg.spark")!.GetAttribute("aria-label"),
            StringComparison.Ordinal
        );
        var organs = browser
            .Page.QuerySelectorAll("table tbody th")
            .Select(t => t.TextContent)
            .ToList();
        Assert.True(organs.IndexOf("青石镇") < organs.IndexOf("白水乡"), "official order");

        await browser.Open(value.GetAttribute("href")!);
        Assert.Contains(
            "来自这 63 条记录",
            browser.Page.QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );
        var titles = Titles(browser);
        Assert.Equal(50, titles.Count);
        await browser.Open(browser.Page.QuerySelector("#list-pager a")!.GetAttribute("href")!);
        titles.AddRange(Titles(browser));
        Assert.Equal(63, titles.Distinct().Count());

        // Each opens its record.
        var (status, _, _) = await browser.Download(
            browser.Page.QuerySelector("#list tbody th a")!.GetAttribute("href")!
        );
        Assert.Equal(HttpStatusCode.OK, status);

        // The file has what the screen has, and its making is in the trail.
        var (_, csv, type) = await browser.Download(
            "/workbench/figures/PublicityEvents/records.csv?year=2026"
        );
        Assert.Equal("text/csv", type);
        var lines = Encoding
            .UTF8.GetString(csv)
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(64, lines.Length);
        Assert.Equal(
            titles.Order(StringComparer.Ordinal),
            lines.Skip(1).Select(l => l.Split(',')[0]).Order(StringComparer.Ordinal)
        );
        await using var db = host.Read();
        Assert.True(await db.Set<TrailEntry>().AnyAsync(e => e.Kind == "figure.exported"));
    }

    [Fact]
    public async Task Clerk_OfATownship_SeesOnlyItsOwnInValueListOrgansAndCannotExport()
    {
        await using var host = await PlansHost.Start();
        await host.Enter(host.QingshiClerk, 3, January);
        await host.Enter(host.BaishuiClerk, 4, January);
        using var browser = host.As(host.QingshiClerk);
        await browser.Open("/workbench/figures/PublicityEvents?year=2026");
        Assert.Contains(
            "3场次",
            browser.Page.QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("白水乡", browser.Text, StringComparison.Ordinal);
        await browser.Open("/workbench/figures/PublicityEvents/records?year=2026");
        Assert.Equal(3, Titles(browser).Count);
        await browser.Open("/workbench/figures/PublicityEvents/records?year=2026&organ=bsx");
        Assert.Empty(Titles(browser));
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (
                await browser.Download("/workbench/figures/PublicityEvents/records.csv?year=2026")
            ).Status
        );
    }

    [Fact]
    public async Task Ratio_ShowsItsPartsAndWhyItHasNoNumber()
    {
        await using var host = await PlansHost.Start();
        using var browser = host.As(host.Coordinator);
        await browser.Open("/workbench/figures?q=应诉.出庭率");
        await browser.Open(browser.Page.QuerySelector("table a")!.GetAttribute("href")!);
        Assert.Contains(
            "—",
            browser.Page.QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("无开庭案件", browser.Text, StringComparison.Ordinal);
        Assert.Contains("应诉.开庭", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coordinator_ClosesAPeriodAndSeesLaterEntriesBesideTheReportedValue()
    {
        await using var host = await PlansHost.Start();
        await host.Enter(host.QingshiClerk, 3, January);
        using var browser = host.As(host.Coordinator);
        await browser.Open("/workbench/figures/periods");
        await browser.Submit(
            browser.FormOf("select[name=Part]"),
            values: new Dictionary<string, string> { ["Year"] = "2026", ["Part"] = "-01" }
        );
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("2026年1月", browser.Text, StringComparison.Ordinal);
        await host.Enter(host.BaishuiClerk, 2, January);
        await browser.Open("/workbench/figures/PublicityEvents?year=2026&part=-01");
        Assert.Contains("期后更正：现为 5场次", browser.Text, StringComparison.Ordinal);
        // The reported value opens the records of then.
        await browser.Open(
            browser
                .Page.QuerySelectorAll(".figure a")
                .First(a => a.GetAttribute("href")!.Contains("known=", StringComparison.Ordinal))
                .GetAttribute("href")!
        );
        Assert.Equal(3, Titles(browser).Count);
        await browser.Open("/workbench/figures/periods");
        await browser.Submit(browser.FormOf("input[name=Reason]"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.Submit(
            browser.FormOf("input[name=Reason]"),
            values: new Dictionary<string, string> { ["Reason"] = "漏报两场" }
        );
        Assert.Contains("漏报两场", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deadline_ThatHasNotCome_IsNeitherKeptNorMissed_InTheRateOfTheYear()
    {
        await using var host = await PlansHost.Start();
        using var browser = host.As(host.Coordinator);
        await browser.Open("/workbench/figures/TasksOnTimeRate?year=2026");
        Assert.DoesNotContain("2026年 任务", browser.Text, StringComparison.Ordinal);
        var address = browser.Page.QuerySelector("main a.btn-primary")!.GetAttribute("href")!;
        Assert.Contains(
            FormattableString.Invariant($"to={host.Time.Today().AddDays(-1):yyyy-MM-dd}"),
            address,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Leader_SeesASmallLineOnEveryCardOfTheCounty()
    {
        await using var host = await PlansHost.Start();
        await host.Enter(host.QingshiClerk, 3, January);
        using var browser = host.As(host.Leader);
        await browser.Open("/workbench/county");
        Assert.NotEmpty(browser.Page.QuerySelectorAll(".figure svg.spark polyline"));
        // No bare separator where a figure has no denominator.
        Assert.DoesNotContain(
            browser.Page.QuerySelectorAll(".figure p"),
            p => p.TextContent.TrimStart().StartsWith('·')
        );
    }

    [Fact]
    public async Task Figure_WithoutASource_SaysSoAndNeverSaysNought()
    {
        await using var host = await PlansHost.Start();
        using var browser = host.As(host.Coordinator);
        await browser.Open("/workbench/figures/ReconsiderationHearingRate?year=2026");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("尚无来源", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "0%",
            browser.Page.QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );
        await browser.Open("/workbench/figures?q=复议.听证率");
        Assert.Contains("尚无来源", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coordinator_ChoosesAnotherDefinition_AndThePageComputesSo()
    {
        await using var host = await PlansHost.Start();
        using var browser = host.As(host.Coordinator);
        await browser.Open("/workbench/figures/ReconsiderationClosingRate?year=2026");
        Assert.Contains("复议.应结", browser.Text, StringComparison.Ordinal);
        await browser.Submit(
            browser.FormOf("[name=Alternative]"),
            values: new Dictionary<string, string>
            {
                ["Alternative"] = "accepted",
                ["From"] = "2026-01-01",
                ["Reason"] = "省统计制度以受理为分母",
            }
        );
        await browser.Open("/workbench/figures/ReconsiderationClosingRate?year=2026");
        Assert.Contains("省统计制度以受理为分母", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("复议.应结", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Course_IsDrawnByTheServerBesideItsTable()
    {
        await using var host = await PlansHost.Start();
        await host.Enter(host.QingshiClerk, 3, January);
        using var browser = host.As(host.Coordinator);
        await browser.Open("/workbench/figures/PublicityEvents?year=2026");
        Assert.NotEmpty(browser.Page.QuerySelectorAll("figure.chart svg.chart-drawing rect"));
        Assert.NotEmpty(browser.Page.QuerySelectorAll("figure.chart table tbody td"));
        Assert.DoesNotContain(
            browser.Page.QuerySelectorAll("script"),
            s => s.GetAttribute("src")?.Contains("charts", StringComparison.Ordinal) == true
        );
    }

    [Fact]
    public async Task Organ_HasItsStateOnOnePage_ForItselfAndTheCoordinatorOnly()
    {
        await using var host = await PlansHost.Start();
        await host.Enter(host.QingshiClerk, 3, January);
        await using var db = host.Read();
        var key = (await db.Set<Core.Organs.Organ>().SingleAsync(o => o.ShortName == "青石镇")).Key;
        using var browser = host.As(host.Coordinator);
        await browser.Open($"/workbench/county/{key}");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains(
            "青石镇",
            browser.Page.QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("普法·场次", browser.Text, StringComparison.Ordinal);
        using var other = host.As(host.BaishuiClerk);
        await other.Open($"/workbench/county/{key}");
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }

    [Fact]
    public async Task Question_ThatCannotBeUnderstood_GetsAClearAnswer()
    {
        await using var host = await PlansHost.Start();
        using var browser = host.As(host.Coordinator);
        await browser.Open("/workbench/figures/PublicityEvents?organ=无此局");
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Contains(
            "没有“无此局”这个机关",
            browser.Page.Body!.TextContent,
            StringComparison.Ordinal
        );
        await browser.Open("/workbench/figures/NoSuch");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    private static List<string> Titles(Browser browser) =>
        [
            .. browser
                .Page.QuerySelectorAll("#list tbody th")
                .Select(t => (t.QuerySelector("a") ?? t).TextContent.Trim()),
        ];
}
