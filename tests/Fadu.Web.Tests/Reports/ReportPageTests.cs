using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Fadu.Core.Reports;
using Fadu.Web.Tests.Figures;
using Fadu.Web.Tests.Plans;
using Fadu.Writing.Official;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Tests.Reports;

public sealed class ReportPageTests
{
    [Fact]
    public async Task Report_IsWrittenAssembledApprovedAndDownloaded_WithoutScript()
    {
        await using var host = await PlansHost.Start();
        await host.Enter(host.QingshiClerk, 12, new DateOnly(2025, 5, 6));
        await host.Enter(host.BaishuiClerk, 5, new DateOnly(2025, 6, 3), "农村社区");
        using var coordinator = host.As(host.Coordinator);
        await coordinator.Open("/workbench/reports");
        await coordinator.Submit(
            coordinator.FormOf("input[name=CutOff]"),
            values: new Dictionary<string, string>
            {
                ["Organ"] = "gov",
                ["Year"] = "2025",
                ["CutOff"] = "2026-03-31",
            }
        );
        Assert.Contains(
            "云岭县2025年法治政府建设年度报告",
            coordinator.Text,
            StringComparison.Ordinal
        );
        var report = coordinator.Address;

        // One section goes to the finance bureau, which writes it with a figure found by search.
        await using var db = host.Read();
        var sections = await db.Set<ReportSection>().OrderBy(s => s.Order).ToListAsync();
        var first = sections[0];
        await coordinator.Submit(
            coordinator.FormOf($"select[name='organs[{first.Id}]']"),
            values: new Dictionary<string, string> { [$"organs[{first.Id}]"] = "czj" }
        );
        using var writer = host.As(host.FinanceHandler);
        await writer.Open("/workbench/reports");
        Assert.Contains(
            "1 节",
            writer.Page.QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );
        await writer.Open($"/workbench/reports/section/{first.Id}");
        var editor = writer.FormOf("textarea[name=Text]");
        await writer.Submit(
            editor,
            Button(writer, "button[formaction*='Find']"),
            new Dictionary<string, string> { ["Text"] = "本局参加普法", ["Find"] = "普法 场次" }
        );
        await writer.Submit(
            writer.FormOf("textarea[name=Text]"),
            Button(writer, "button[name=Insert]")
        );
        var text = ((IHtmlTextAreaElement)writer.Page.QuerySelector("textarea[name=Text]")!).Value;
        Assert.Contains("本局参加普法{{普法.场次}}", text, StringComparison.Ordinal);
        await writer.Submit(
            writer.FormOf("textarea[name=Text]"),
            Button(writer, "button[formaction*='Submit']"),
            new Dictionary<string, string>
            {
                ["Text"] =
                    "全县普法{{普法.场次}}，进学校{{普法.场次|场所=学校}}，受众{{普法.受众|words=余}}。",
            }
        );
        Assert.Equal(HttpStatusCode.OK, writer.Status);

        // The coordinator writes the rest, accepts and brings it together.
        foreach (var section in sections.Skip(1))
        {
            await coordinator.Open($"/workbench/reports/section/{section.Id}");
            await coordinator.Submit(
                coordinator.FormOf("textarea[name=Text]"),
                Button(coordinator, "button[formaction*='Submit']"),
                new Dictionary<string, string> { ["Text"] = "本节文字。" }
            );
        }
        await coordinator.Open(report);
        await coordinator.Submit(coordinator.FormOf("form[action*='AcceptAll'] button"));
        Assert.Contains(
            "可以送签",
            coordinator.Page.QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );
        await coordinator.Submit(coordinator.FormOf("form[action*='Assemble'] button"));
        Assert.Contains(
            "等领导审签",
            coordinator.Page.QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );

        using var leader = host.As(host.Leader);
        await leader.Open(report);
        await leader.Submit(leader.FormOf("form[action*='Approve'] button"));
        Assert.Contains(
            "已由陈岩审签",
            leader.Page.QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );

        // Entered afterwards: the report stays, the page says what changed.
        await host.Enter(host.BaishuiClerk, 1, new DateOnly(2025, 7, 1));
        await coordinator.Open(report);
        Assert.Contains("现为18场次", coordinator.Text, StringComparison.Ordinal);

        // What the page shows is what the file shows, and every figure opens as many records as it counts.
        var shown = coordinator
            .Page.QuerySelectorAll("#text a")
            .ToDictionary(a => a.TextContent, a => a.GetAttribute("href")!);
        Assert.Equal(["17场次", "12场次", "1700余人次"], shown.Keys);
        var (status, docx, _) = await coordinator.Download(
            coordinator.Page.QuerySelector("a[href$='/docx']")!.GetAttribute("href")!
        );
        Assert.Equal(HttpStatusCode.OK, status);
        var bound = OfficialReader.ReadFigures(new MemoryStream(docx));
        Assert.All(bound, b => Assert.Equal(FigureState.Unchanged, b.State));
        Assert.All(shown.Keys, words => Assert.Contains(bound, b => b.VisibleText == words));
        await coordinator.Open(shown["17场次"]);
        Assert.Equal(17, coordinator.Page.QuerySelectorAll("#list tbody tr").Length);
    }

    [Fact]
    public async Task TwoPeople_SavingASectionAtOnce_TheSecondKeepsTheTextAndSeesTheFirst()
    {
        await using var host = await PlansHost.Start();
        var report = (
            await host.Do(
                new CreateReport(host.Government, 2025, new DateOnly(2026, 1, 20), []),
                host.Coordinator
            )
        ).Id;
        await using var db = host.Read();
        var section = await db.Set<ReportSection>().FirstAsync(s => s.ReportId == report);
        await host.Do(new AssignSection(section.Id, host.Finance, section.Due), host.Coordinator);
        using var one = host.As(host.FinanceHandler);
        using var two = host.As(host.Coordinator);
        var address = $"/workbench/reports/section/{section.Id}";
        await one.Open(address);
        await two.Open(address);
        await one.Submit(
            one.FormOf("textarea[name=Text]"),
            Button(one, "button[formaction*='Save']"),
            new Dictionary<string, string> { ["Text"] = "先存的文字。" }
        );
        await two.Submit(
            two.FormOf("textarea[name=Text]"),
            Button(two, "button[formaction*='Save']"),
            new Dictionary<string, string> { ["Text"] = "后存的文字。" }
        );
        Assert.Equal(HttpStatusCode.Conflict, two.Status);
        Assert.Contains("李宁", two.Text, StringComparison.Ordinal);
        Assert.Contains(
            "先存的文字。",
            two.Page.QuerySelector("#theirs")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "后存的文字。",
            two.Page.QuerySelector("textarea[name=Text]")!.TextContent,
            StringComparison.Ordinal
        );
        // Having seen both, the second saves what both want.
        await two.Submit(
            two.FormOf("textarea[name=Text]"),
            Button(two, "button[formaction*='Save']"),
            new Dictionary<string, string> { ["Text"] = "先存的文字。后存的文字。" }
        );
        Assert.Equal(HttpStatusCode.OK, two.Status);
        Assert.Equal(
            "先存的文字。后存的文字。",
            (await db.Set<ReportSection>().SingleAsync(s => s.Id == section.Id)).Text
        );
    }

    [Fact]
    public async Task Department_OpensOnlyItsOwnSectionAndRecordsOnlyItsOwnDuty()
    {
        await using var host = await PlansHost.Start();
        var report = (
            await host.Do(
                new CreateReport(host.Government, 2025, new DateOnly(2026, 1, 20), []),
                host.Coordinator
            )
        ).Id;
        using var finance = host.As(host.FinanceHandler);
        await finance.Open($"/workbench/reports/{report}");
        Assert.Equal(HttpStatusCode.NotFound, finance.Status);
        await using var db = host.Read();
        var section = await db.Set<ReportSection>().FirstAsync(s => s.ReportId == report);
        await finance.Open($"/workbench/reports/section/{section.Id}");
        Assert.Equal(HttpStatusCode.NotFound, finance.Status);

        await finance.Open("/workbench/reports/duties?year=2025");
        Assert.DoesNotContain("青石镇", finance.Text, StringComparison.Ordinal);
        await finance.Submit(
            finance.FormOf("input[name=Where]"),
            values: new Dictionary<string, string>
            {
                ["Organ"] = "czj",
                ["Duty"] = "Submission",
                ["On"] = "2026-02-20",
                ["Where"] = "县委、县政府、市财政局",
            }
        );
        Assert.Equal(HttpStatusCode.OK, finance.Status);
        using var coordinator = host.As(host.Coordinator);
        await coordinator.Open("/workbench/reports/duties?year=2025");
        Assert.Contains("市财政局", coordinator.Text, StringComparison.Ordinal);
        // 16 March: the day of submission is over, that of publication is not.
        Assert.Contains(
            "2 个没有按期报送，0 个没有按期公开",
            coordinator.Page.QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );
    }

    private static IHtmlElement Button(Browser browser, string selector) =>
        browser.Page.QuerySelector(selector) as IHtmlElement
        ?? throw new InvalidOperationException(
            $"No {selector} on {browser.Address}: {browser.Text}"
        );
}
