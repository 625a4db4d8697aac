using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Fadu.Core.Plans;
using Fadu.Web.Tests.Figures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Tests.Plans;

public sealed class PlanPagesTests
{
    private const string Plan = """
        云岭县2026年法治政府建设工作要点

        一、健全制度

        （一）公布证明事项清单。2026年6月底前编制公布证明事项清单，<script>alert(1)</script>实现全覆盖。
        牵头单位：县财政局
        参加单位：各乡（镇）人民政府

        （二）健全案件移送机制。每年4月底前通报上年度移送情况。
        牵头单位：县检查院、县司法局
        参加单位：青石镇

        """;

    [Fact]
    public async Task Coordinator_UploadsDecidesConfirms_ClerkReports_CoordinatorAccepts()
    {
        await using var host = await PlansHost.Start();
        using var coordinator = host.As(host.Coordinator);
        await coordinator.Open("/workbench/plans");
        Assert.Equal(HttpStatusCode.OK, coordinator.Status);
        await coordinator.Submit(
            coordinator.FormOf("input[name=Upload]"),
            file: ("Upload", "要点.txt", Encoding.UTF8.GetBytes(Plan))
        );
        Assert.Equal(HttpStatusCode.OK, coordinator.Status);
        Assert.StartsWith("/workbench/plans/", coordinator.Address, StringComparison.Ordinal);
        Assert.Contains("读出 2 项任务", coordinator.Text, StringComparison.Ordinal);

        // The source is shown as text: nothing in it runs.
        Assert.Null(coordinator.Page.QuerySelector("main .desk-source script"));
        Assert.Contains(
            "<script>alert(1)</script>",
            coordinator.Page.QuerySelector(".desk-source")!.TextContent,
            StringComparison.Ordinal
        );
        // Every mark leads to something on the other side and back, without script.
        foreach (var mark in coordinator.Page.QuerySelectorAll(".desk-source mark a"))
        {
            Assert.NotNull(coordinator.Page.QuerySelector(mark.GetAttribute("href")!));
        }

        // Confirming too early says what is missing.
        var desk = coordinator.Address;
        await coordinator.Submit(coordinator.FormOf("input[name=seen]"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, coordinator.Status);
        Assert.Contains(
            "县检查院",
            coordinator.Page.QuerySelector(".refusal")!.TextContent,
            StringComparison.Ordinal
        );

        await coordinator.Open(desk);
        for (var i = 0; coordinator.Page.QuerySelector("input[name=doubt]") is { } doubt; i++)
        {
            Assert.True(i < 20, coordinator.Text);
            var form = (IHtmlFormElement)doubt.Closest("form")!;
            await coordinator.Submit(form, form.QuerySelector("button") as IHtmlElement);
            Assert.Equal(HttpStatusCode.OK, coordinator.Status);
        }
        await coordinator.Submit(coordinator.FormOf("input[name=seen]"));
        Assert.Equal(HttpStatusCode.OK, coordinator.Status);
        Assert.Contains("已入账", coordinator.Text, StringComparison.Ordinal);

        using var clerk = host.As(host.FinanceHandler);
        await clerk.Open("/workbench/plans/items");
        var link = clerk
            .Page.QuerySelectorAll("#items a")
            .Single(a => a.TextContent.Contains("证明事项", StringComparison.Ordinal));
        Assert.DoesNotContain("案件移送", clerk.Text, StringComparison.Ordinal);
        await clerk.Open(link.GetAttribute("href")!);
        Assert.Contains("现在要做", clerk.Text, StringComparison.Ordinal);
        Assert.Contains(
            "公布证明事项清单",
            clerk.Page.QuerySelector("blockquote")!.TextContent,
            StringComparison.Ordinal
        );
        var values = new Dictionary<string, string>
        {
            ["Input.State"] = "Done",
            ["Input.Text"] = "清单已经公布。",
            ["Input.Due"] = "",
        };
        await clerk.Submit(clerk.FormOf("[name='Input.Text']"), values: values);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Contains("佐证", clerk.Text, StringComparison.Ordinal);
        // Nothing of what was written is lost.
        Assert.Equal(
            "清单已经公布。",
            ((IHtmlTextAreaElement)clerk.Page.QuerySelector("[name='Input.Text']")!).Value
        );
        await clerk.Open(link.GetAttribute("href")!);
        await clerk.Submit(
            clerk.FormOf("[name='Input.Text']"),
            values: values,
            file: ("Files", "清单.txt", Encoding.UTF8.GetBytes("证明事项清单"))
        );
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Contains("正在等待审核", clerk.Text, StringComparison.Ordinal);

        await coordinator.Open("/workbench/plans/review");
        var box = (IHtmlInputElement)coordinator.Page.QuerySelector("input[name=Reports]")!;
        box.IsChecked = true;
        var review = coordinator.FormOf("input[name=Reports]");
        await coordinator.Submit(
            review,
            review.QuerySelectorAll("button").First(b => b.TextContent == "采纳并销号")
                as IHtmlElement
        );
        Assert.Contains("没有等待审核的进展", coordinator.Text, StringComparison.Ordinal);
        await using var db = host.Read();
        var item = await db.Set<PlanItem>().SingleAsync(i => i.ChiefOrganId == host.Finance);
        Assert.Equal(ItemState.Done, item.State);
        Assert.NotNull(item.WrittenOffOn);
    }

    [Fact]
    public async Task Search_FindsWhatOneMaySee_AndNothingOfAnotherTownship()
    {
        await using var host = await PlansHost.Start();
        await host.Enter(host.QingshiClerk, 1, new DateOnly(2026, 1, 5));
        await host.Enter(host.BaishuiClerk, 1, new DateOnly(2026, 1, 5));
        using var clerk = host.As(host.QingshiClerk);
        await clerk.Open("/workbench");
        var box = (IHtmlFormElement)clerk.Page.QuerySelector("header form.search")!;
        await clerk.Open(box.GetAttribute("action") + "?q=" + Uri.EscapeDataString("宪法宣传"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        var found = Assert.Single(clerk.Page.QuerySelectorAll("main .hits h2 a"));
        Assert.StartsWith("青石镇", found.TextContent, StringComparison.Ordinal);
        await clerk.Open(found.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        await clerk.Open("/workbench/search?q=" + Uri.EscapeDataString("没有这几个字"));
        Assert.Contains("没有找到", clerk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clerk_OpensTheDeskOfADraft_FindsNothing()
    {
        await using var host = await PlansHost.Start();
        var plan = (
            await host.Do(new OpenPlan(new PlanHead { Title = "草稿" }), host.Coordinator)
        ).Id;
        using var clerk = host.As(host.QingshiClerk);
        await clerk.Open($"/workbench/plans/{plan}");
        Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
        await clerk.Open("/workbench/plans");
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
    }

    [Fact]
    public async Task Coordinator_TiesATargetToAFigure_SeesWhetherItIsReached()
    {
        await using var host = await PlansHost.Start();
        var plan = (
            await host.Do(new OpenPlan(new PlanHead { Title = "要点" }), host.Coordinator)
        ).Id;
        await host.Do(
            new SaveDraftItem(
                plan,
                new PlanItemContent
                {
                    Title = "普法",
                    Text = "全年普法不少于2场次。",
                    Units =
                    [
                        new PlanUnit
                        {
                            Name = "县司法局",
                            Role = UnitRole.Lead,
                            Organs = [host.Justice],
                        },
                        new PlanUnit
                        {
                            Name = "各乡镇",
                            Role = UnitRole.Participating,
                            Organs = [host.Baishui, host.Qingshi, host.Finance],
                        },
                    ],
                    Targets =
                    [
                        new PlanTarget
                        {
                            Text = "不少于2场次",
                            Metric = "普法",
                            Value = 2,
                            Unit = "场次",
                            By = new DateOnly(2026, 12, 31),
                        },
                    ],
                }
            ),
            host.Coordinator
        );
        await host.Do(new ConfirmPlan(plan), host.Coordinator);
        await using var db = host.Read();
        var item = (await db.Set<PlanItem>().SingleAsync()).Id;
        using var coordinator = host.As(host.Coordinator);
        await coordinator.Open($"/workbench/plans/items/{item}");
        await coordinator.Submit(
            coordinator.FormOf("input[name=figure]"),
            values: new Dictionary<string, string> { ["figure"] = "没有.这个" }
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, coordinator.Status);
        await coordinator.Submit(
            coordinator.FormOf("input[name=figure]"),
            values: new Dictionary<string, string> { ["figure"] = "普法.场次" }
        );
        Assert.Contains("尚未达到", coordinator.Text, StringComparison.Ordinal);
        await host.Enter(host.QingshiClerk, 2, new DateOnly(2026, 1, 5));
        await coordinator.Open($"/workbench/plans/items/{item}");
        Assert.Contains("2场次", coordinator.Text, StringComparison.Ordinal);
        Assert.Contains("已达到", coordinator.Text, StringComparison.Ordinal);
        // The participants stand in the official order, not in that of the plan.
        Assert.Matches(@"县财政局\s*青石镇\s*白水乡", coordinator.Text);

        // A participant sees which figure it is, not the county's number.
        using var clerk = host.As(host.QingshiClerk);
        await clerk.Open($"/workbench/plans/items/{item}");
        Assert.Contains("普法·场次", clerk.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("已达到", clerk.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/workbench/county", "县况")]
    [InlineData("/workbench/plans/board", "任务")]
    [InlineData("/workbench/plans/review", "审核进展")]
    [InlineData("/workbench/plans", "方案")]
    public async Task Navigation_MarksWhereOneIs(string page, string expected)
    {
        await using var host = await PlansHost.Start();
        using var coordinator = host.As(host.Coordinator);
        await coordinator.Open(page);
        var marked = coordinator.Page.QuerySelectorAll(".side a[aria-current=page]");
        Assert.Equal(
            [expected],
            marked.Select(a => a.ChildNodes.OfType<IText>().First().Text.Trim())
        );
    }

    [Theory]
    [InlineData("空.txt", "", "空")]
    [InlineData("通知.txt", "关于放假的通知。", "没有读出任务")]
    [InlineData("图.txt", "\0\0\0\0\u0001\u0002", "文字")]
    public async Task Upload_OfWhatIsNoPlan_SaysWhatToDo(
        string name,
        string content,
        string expected
    )
    {
        await using var host = await PlansHost.Start();
        using var coordinator = host.As(host.Coordinator);
        await coordinator.Open("/workbench/plans");
        await coordinator.Submit(
            coordinator.FormOf("input[name=Upload]"),
            file: ("Upload", name, Encoding.UTF8.GetBytes(content))
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, coordinator.Status);
        Assert.Contains(expected, coordinator.Text, StringComparison.Ordinal);
    }
}
