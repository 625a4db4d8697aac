using System.IO.Compression;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Plans.Rectification;
using Fadu.Core.Plans.Supervision;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Tests.Plans;

public sealed class SupervisionPagesTests
{
    [Fact]
    public async Task Coordinator_SupervisesLateItemsOfManyOrgans_EachReadsAndReplies()
    {
        await using var host = await PlansHost.Start();
        await Enter(
            host,
            Task("裁量基准公布", host.Finance, new DateOnly(2026, 3, 10)),
            Task("政务公开标准全覆盖", host.Qingshi, new DateOnly(2026, 3, 12)),
            Task("未到期的事", host.Baishui, new DateOnly(2026, 12, 1))
        );
        using var coordinator = host.As(host.Coordinator);
        await coordinator.Open("/workbench/plans/items?view=Late");
        Assert.Contains("2 项任务逾期", coordinator.Text, StringComparison.Ordinal);
        var ids = coordinator
            .Page.QuerySelectorAll("input[name=items]")
            .Select(i => i.GetAttribute("value"))
            .ToList();
        Assert.Equal(2, ids.Count);
        await coordinator.Open(
            "/workbench/supervision/issue?" + string.Join('&', ids.Select(i => "items=" + i))
        );
        Assert.Contains("向 2 个单位下达督办单", coordinator.Text, StringComparison.Ordinal);
        await coordinator.Submit(coordinator.FormOf("[name=Demand]"));
        Assert.Equal(HttpStatusCode.OK, coordinator.Status);
        Assert.Contains("2 份督办单待回复", coordinator.Text, StringComparison.Ordinal);
        Assert.Contains("未阅", coordinator.Text, StringComparison.Ordinal);

        var notices = coordinator
            .Page.QuerySelectorAll("input[name=ids]")
            .Select(i => i.GetAttribute("value"))
            .ToList();
        var (status, zip, type) = await coordinator.Download(
            "/workbench/supervision?handler=Word&"
                + string.Join('&', notices.Select(i => "ids=" + i))
        );
        Assert.Equal((HttpStatusCode.OK, "application/zip"), (status, type));
        using (var archive = new ZipArchive(new MemoryStream(zip)))
        {
            Assert.Equal(2, archive.Entries.Count);
            Assert.All(
                archive.Entries,
                e => Assert.EndsWith(".docx", e.FullName, StringComparison.Ordinal)
            );
        }

        using var clerk = host.As(host.QingshiClerk);
        await clerk.Open("/workbench/supervision");
        var mine = Assert.Single(clerk.Page.QuerySelectorAll("#notices tbody a"));
        await clerk.Open(mine.GetAttribute("href")!);
        await clerk.Submit(clerk.FormOf("form[action*='Read'] button"));
        Assert.Contains("1 人已阅", clerk.Text, StringComparison.Ordinal);
        await clerk.Submit(
            clerk.FormOf("textarea[name=Text]"),
            values: new Dictionary<string, string> { ["Text"] = "本月底前完成。" },
            file: ("Files", "说明.txt", Encoding.UTF8.GetBytes("说明"))
        );
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Contains("已回复", clerk.Text, StringComparison.Ordinal);

        // What is given out is what the screen shows, and stands in the trail; a clerk gives nothing out.
        var (given, book, _) = await coordinator.Download("/workbench/supervision?handler=Export");
        Assert.Equal(HttpStatusCode.OK, given);
        var rows = Fadu
            .Writing.Sheets.SheetReader.Read(new MemoryStream(book), "督办单.xlsx")
            .ToDictionary(r => r["被督办单位"]!, StringComparer.Ordinal);
        Assert.Equal(["县财政局", "青石镇"], rows.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("1", rows["青石镇"]["已阅人数"]);
        Assert.Equal("已回复", rows["青石镇"]["状态"]);
        Assert.Equal("裁量基准公布", rows["县财政局"]["事项"]);
        var (answered, _, _) = await coordinator.Download(
            "/workbench/supervision?state=Replied&handler=Export"
        );
        Assert.Equal(HttpStatusCode.OK, answered);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await clerk.Download("/workbench/supervision?handler=Export")).Status
        );
        await using (var trail = host.Read())
        {
            var noted = await trail
                .Set<Fadu.Core.Trail.TrailEntry>()
                .Where(e => e.Kind == "list.exported")
                .OrderBy(e => e.Seq)
                .ToListAsync();
            Assert.Equal(2, noted.Count);
            Assert.Contains("\"rows\":2", noted[0].Text, StringComparison.Ordinal);
            Assert.Contains("\"rows\":1", noted[1].Text, StringComparison.Ordinal);
        }

        // The notice of another organ is not there for this one.
        await using var db = host.Read();
        var foreign = await db.Set<SupervisionNotice>().SingleAsync(n => n.OrganId == host.Finance);
        await clerk.Open($"/workbench/supervision/{foreign.Id}");
        Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await clerk.Download($"/workbench/supervision?handler=Word&ids={foreign.Id}")).Status
        );
    }

    [Fact]
    public async Task Leader_SeesInTheFirstLineWhatIsLateWhoseAndSinceWhen()
    {
        await using var host = await PlansHost.Start();
        using var leader = host.As(host.Leader);
        await leader.Open("/workbench/county");
        Assert.Equal(HttpStatusCode.OK, leader.Status);
        Assert.Contains(
            "还没有入账的任务",
            leader.Page.QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );
        await Enter(
            host,
            Task("裁量基准公布", host.Finance, new DateOnly(2026, 3, 10)),
            Task("证明清单公布", host.Finance, new DateOnly(2026, 3, 11)),
            Task("政务公开标准全覆盖", host.Qingshi, new DateOnly(2026, 3, 12)),
            Task("未到期的事", host.Baishui, new DateOnly(2026, 12, 1))
        );
        await leader.Open("/workbench/county");
        Assert.Equal("三项任务逾期，其余在轨", leader.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains("县财政局 2 项、青石镇 1 项", leader.Text, StringComparison.Ordinal);
        Assert.Contains("自 2026-03-11 起逾期", leader.Text, StringComparison.Ordinal);
        // Each number opens its records.
        foreach (var link in leader.Page.QuerySelectorAll(".figure .value a, .heat a"))
        {
            using var other = host.As(host.Leader);
            await other.Open(link.GetAttribute("href")!);
            Assert.True(other.Status == HttpStatusCode.OK, link.GetAttribute("href"));
        }
        Assert.NotEmpty(leader.Page.QuerySelectorAll(".heat a"));
        using var clerk = host.As(host.QingshiClerk);
        await clerk.Open("/workbench/county");
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
    }

    [Fact]
    public async Task Export_HasTheRowsOfTheScreenAndIsNoted()
    {
        await using var host = await PlansHost.Start();
        await Enter(
            host,
            [
                .. Enumerable
                    .Range(1, 60)
                    .Select(i =>
                        Task(
                            $"任务{i}",
                            i % 3 == 0 ? host.Qingshi : host.Finance,
                            new DateOnly(2026, 3, 10)
                        )
                    ),
            ]
        );
        using var coordinator = host.As(host.Coordinator);
        var (status, book, _) = await coordinator.Download(
            "/workbench/plans/items?view=Late&organ="
                + Uri.EscapeDataString("青石镇")
                + "&handler=Export"
        );
        Assert.Equal(HttpStatusCode.OK, status);
        using (var archive = new ZipArchive(new MemoryStream(book)))
        {
            using var sheet = new StreamReader(
                archive.GetEntry("xl/worksheets/sheet1.xml")!.Open()
            );
            var xml = await sheet.ReadToEndAsync();
            Assert.Equal(21, System.Text.RegularExpressions.Regex.Count(xml, "<(x:)?row "));
            Assert.DoesNotContain("县财政局", xml, StringComparison.Ordinal);
        }
        await using var db = host.Read();
        Assert.Single(
            await db.Set<Fadu.Core.Trail.TrailEntry>()
                .Where(e => e.Kind == "plan.exported")
                .ToListAsync()
        );
        using var clerk = host.As(host.QingshiClerk);
        Assert.NotEqual(
            HttpStatusCode.OK,
            (await clerk.Download("/workbench/plans/items?handler=Export")).Status
        );
    }

    [Fact]
    public async Task Coordinator_RegistersAProblem_OrganMendsIt_CoordinatorCloses()
    {
        await using var host = await PlansHost.Start();
        using var coordinator = host.As(host.Coordinator);
        await coordinator.Open("/workbench/rectification");
        var values = new Dictionary<string, string>
        {
            ["Input.Source"] = "HigherInspection",
            ["Input.Programme"] = "2026年省法治督察反馈",
            ["Input.Number"] = "1",
            ["Input.Text"] = "证明事项清单没有公布",
            ["Input.Organ"] = "没有的局",
            ["Input.FoundOn"] = "2026-03-02",
            ["Input.DueOn"] = "2026-04-30",
        };
        await coordinator.Submit(coordinator.FormOf("[name='Input.Text']"), values: values);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, coordinator.Status);
        Assert.Equal(
            "证明事项清单没有公布",
            ((IHtmlTextAreaElement)coordinator.Page.QuerySelector("[name='Input.Text']")!).Value
        );
        values["Input.Organ"] = "县财政局";
        await coordinator.Submit(coordinator.FormOf("[name='Input.Text']"), values: values);
        Assert.Equal(HttpStatusCode.OK, coordinator.Status);
        var page = coordinator.Address;
        var (_, book, _) = await coordinator.Download("/workbench/rectification?handler=Export");
        var row = Assert.Single(
            Fadu.Writing.Sheets.SheetReader.Read(new MemoryStream(book), "督察整改.xlsx")
        );
        Assert.Equal("1 证明事项清单没有公布", row["问题"]);
        Assert.Equal("县财政局", row["责任单位"]);
        Assert.StartsWith("2026-04-30", row["整改期限"], StringComparison.Ordinal);

        using var finance = host.As(host.FinanceHandler);
        await finance.Open(page);
        await finance.Submit(
            finance.FormOf("[name=measure]"),
            values: new Dictionary<string, string>
            {
                ["owner"] = host.FinanceHandler.Person.ToString()!,
                ["measure"] = "四月公布",
            }
        );
        Assert.Equal(HttpStatusCode.OK, finance.Status);
        await finance.Submit(
            finance.FormOf("textarea[name=Text]"),
            values: new Dictionary<string, string> { ["Text"] = "已经公布" },
            file: ("Files", "清单.txt", Encoding.UTF8.GetBytes("清单"))
        );
        Assert.Contains("等待复核", finance.Text, StringComparison.Ordinal);
        await coordinator.Open(page);
        var form = coordinator.FormOf("[name=nextCheckOn]");
        await coordinator.Submit(
            form,
            form.QuerySelectorAll("button").First() as IHtmlElement,
            new Dictionary<string, string> { ["nextCheckOn"] = "" }
        );
        Assert.Equal(HttpStatusCode.OK, coordinator.Status);
        await using var db = host.Read();
        Assert.Equal(ProblemState.Closed, (await db.Set<RectificationItem>().SingleAsync()).State);
    }

    [Fact]
    public async Task Coordinator_EditsSplitsAndRollsOver_ThroughTheForms()
    {
        await using var host = await PlansHost.Start();
        using var coordinator = host.As(host.Coordinator);
        await coordinator.Open("/workbench/plans");
        await coordinator.Submit(
            coordinator.FormOf("input[name=Title]"),
            values: new Dictionary<string, string>
            {
                ["Title"] = "云岭县2026年工作要点",
                ["Year"] = "2026",
            }
        );
        var desk = coordinator.Address;
        await coordinator.Open(desk + "/item");
        await coordinator.Submit(
            coordinator.FormOf("[name='Input.Title']"),
            values: new Dictionary<string, string>
            {
                ["Input.Title"] = "公布清单",
                ["Input.Measures"] = "编制清单。\n公布清单。",
                ["Input.Units[0].Name"] = "财政部门",
                ["Input.Units[0].Role"] = "Lead",
                ["Input.Units[0].Organs"] = "县财政局",
                ["Input.Units[1].Organs"] = "青石镇、白水乡",
                ["Input.Dues[0].On"] = "2026-03-10",
            }
        );
        Assert.Equal(HttpStatusCode.OK, coordinator.Status);
        Assert.Equal(desk, coordinator.Address);
        Assert.Contains("展开为 2 个", coordinator.Text, StringComparison.Ordinal);
        await coordinator.Open(
            coordinator
                .Page.QuerySelectorAll("a")
                .First(a => a.TextContent == "改")
                .GetAttribute("href")!
        );
        await coordinator.Submit(
            coordinator.FormOf("[name=measure]"),
            values: new Dictionary<string, string> { ["measure"] = "2", ["title"] = "公布" }
        );
        Assert.Equal(HttpStatusCode.OK, coordinator.Status);
        await coordinator.Open(desk);
        Assert.Equal(2, coordinator.Page.QuerySelectorAll("article.desk-item").Length);
        await coordinator.Submit(coordinator.FormOf("input[name=seen]"));
        await coordinator.Open(desk + "/rollover");
        Assert.Contains("2 项未完成，可以结转", coordinator.Text, StringComparison.Ordinal);
        var form = coordinator.FormOf("input[name=Items]");
        await coordinator.Submit(form);
        Assert.Equal(HttpStatusCode.OK, coordinator.Status);
        Assert.Contains("已结转 2 项", coordinator.Text, StringComparison.Ordinal);
        await coordinator.Open("/workbench/plans/board?year=2026");
        Assert.Equal(HttpStatusCode.OK, coordinator.Status);
    }

    private static PlanItemContent Task(string title, Guid lead, DateOnly due) =>
        new()
        {
            Title = title,
            Text = title,
            Units =
            [
                new PlanUnit
                {
                    Name = "牵头",
                    Role = UnitRole.Lead,
                    Organs = [lead],
                },
            ],
            Dues = [new PlanDue { Text = "限期", On = due }],
        };

    private static async Task Enter(PlansHost host, params PlanItemContent[] items)
    {
        var plan = (
            await host.Do(
                new OpenPlan(new PlanHead { Title = "云岭县2026年工作要点" }),
                host.Coordinator
            )
        ).Id;
        foreach (var item in items)
        {
            await host.Do(new SaveDraftItem(plan, item), host.Coordinator);
        }
        await host.Do(new ConfirmPlan(plan), host.Coordinator);
    }
}
