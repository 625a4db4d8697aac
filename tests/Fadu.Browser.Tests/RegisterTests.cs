using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fadu.Browser.Tests;

/// <summary>The catalogue of what must be reviewed, as people keep it and as it binds those who send something in; wide and narrow.</summary>
[Collection(OneProgram.Name)]
public sealed class RegisterTests(RunningFadu fadu)
{
    private const string Role = "名录";
    private const string Home = "/workbench/registers/review-catalogue";

    [Fact]
    public async Task S002_AnItemIsAddedAndAgreedTo_AndWhatItAsksForIsNotPassedOver()
    {
        await using var drafter = await fadu.SignIn("zhuyunyuan");
        var page = drafter.Page;
        await drafter.Go("/workbench/registers");
        await Looked(drafter, "全部名录");
        await drafter.Go(Home);
        await Looked(drafter, "清单");
        await drafter.Go(Home + "/differences?before=2025-01-01&after=2026-03-01");
        await Expect(page.Locator("#differences")).ToContainTextAsync("8000000");
        await Looked(drafter, "两日对比");

        // A new item: drafted, agreed to by the bureau's head, then by the county.
        await drafter.Go(Home + "/change/add");
        await page.Locator("[name=reviewKind]").SelectOptionAsync("重大行政决策");
        await page.GetByLabel("事项名称").FillAsync("城区停车收费方案");
        await page.GetByLabel("判定标准")
            .FillAsync("是否由县政府作出决定？\n是否涉及不特定多数人的利益？");
        await page.GetByLabel("审查机构").FillAsync("县司法局");
        await page.GetByLabel("送审材料")
            .FillAsync("送审稿\n起草说明\n征求意见及采纳情况\n成本监审报告");
        await page.GetByLabel("最短审查期限").FillAsync("3");
        await page.GetByLabel("最长审查期限").FillAsync("15");
        await page.GetByLabel("依据").FillAsync("云政发〔2026〕31号");
        await drafter.Send(Button(page, "提交审批"));
        await Expect(page.Locator("main")).ToContainTextAsync("一般不少于7个工作日");
        await Looked(drafter, "表单有误");
        await page.GetByLabel("最短审查期限").FillAsync("7");
        await drafter.Send(Button(page, "提交审批"));
        await Expect(page.Locator(".page-sub")).ToContainTextAsync("待审批");
        var change = drafter.Path;
        foreach (var login in new[] { "xunzhenzhou", "yanmuhe" })
        {
            await using var head = await fadu.SignIn(login);
            await head.Go("/workbench/registers/changes");
            await Expect(head.Page.Locator("#waiting")).ToContainTextAsync("城区停车收费方案");
            await Looked(head, "待审批");
            await head.Go(change);
            await Looked(head, "审批");
            await head.Send(Button(head.Page, "同意"));
            Assert.Empty(head.TakeProblems());
        }
        await drafter.Go(Home);
        await page.GetByRole(AriaRole.Link, new() { Name = "城区停车收费方案" }).ClickAsync();
        await Expect(page.Locator(".page-sub")).ToContainTextAsync("有效");
        await Looked(drafter, "一项");

        // Somebody sends such a thing in: the catalogue asks its questions and names its materials.
        await drafter.Go("/workbench/procedures/legality-review.decision");
        await page.GetByText("设定承办单位").ClickAsync();
        await page.Locator("[name=owner]").FillAsync("县司法局");
        await drafter.Send(
            Button(
                page.Locator("form").Filter(new() { Has = page.Locator("[name=owner]") }),
                "设定"
            )
        );
        await using var sender = await fadu.SignIn("yantangan");
        var form = sender.Page;
        await sender.Go("/workbench/matters/open/legality-review.decision");
        await sender.Send(Button(form, "立案"));
        await Expect(form.Locator("#f-catalogueItem-error")).ToContainTextAsync("请选择");
        await form.GetByRole(AriaRole.Radio, new() { Name = "城区停车收费方案" }).CheckAsync();
        await sender.Send(Button(form, "显示判定标准和材料"));
        await Looked(sender, "对照目录");
        await form.Locator("#f-criteria-0-isMet")
            .GetByRole(AriaRole.Radio, new() { Name = "是", Exact = true })
            .CheckAsync();
        await form.Locator("#f-criteria-1-isMet")
            .GetByRole(AriaRole.Radio, new() { Name = "否", Exact = true })
            .CheckAsync();
        await form.GetByLabel("名称", new() { Exact = true }).FillAsync("城区停车收费方案（送审）");
        await form.GetByLabel("制定依据").FillAsync("价格法第十八条");
        await form.GetByLabel("履行程序说明").FillAsync("已公开征求意见三十日。");
        await form.Locator("[name=involvesMarket][value=否]").CheckAsync();
        await form.Locator("[name=exploratory][value=否]").CheckAsync();
        await Upload(form, "file-draft", "送审稿.txt");
        await Upload(form, "file-explanation", "起草说明.txt");
        await Upload(form, "file-consultation", "征求意见.txt");
        await sender.Send(Button(form, "立案"));
        await Expect(form.Locator("h1")).ToHaveTextAsync("城区停车收费方案（送审）");
        await Expect(form.Locator("main")).ToContainTextAsync("应当审查");
        await Looked(sender, "已立案");
        var matter = sender.Path;

        // The shortcut: accepted without the material that the catalogue asks for.
        await drafter.Go(matter);
        await Expect(page.Locator("#do-intake-accept-barred"))
            .ToContainTextAsync("还缺成本监审报告");
        await Looked(drafter, "缺材料不受理");
        await form.GetByText("交材料").ClickAsync();
        await form.GetByLabel("是哪一种")
            .SelectOptionAsync(new SelectOptionValue { Value = "other" });
        await Upload(form, "files", "成本监审报告.txt");
        await sender.Send(Button(form.Locator("#materials"), "存入"));
        await drafter.Go(matter);
        await page.Locator("#do-intake-accept summary").First.ClickAsync();
        await page.GetByLabel("材料齐备日")
            .FillAsync(RunningFadu.Today.ToString("yyyy-MM-dd", null));
        await drafter.Send(Button(page.Locator("#do-intake-accept"), "受理"));
        await Expect(page.Locator(".steps .current")).ToContainTextAsync("审查");

        // A sheet: compared before anything is done.
        await drafter.Go(Home + "/import");
        await page.GetByLabel("或者粘贴")
            .FillAsync(
                "审查类别\t事项名称\t判定标准\t审查机构\t送审材料\t最短审查期限\t最长审查期限\n"
                    + "重大行政决策\t城区停车收费方案\t是否由县政府作出决定？\t县司法局\t送审稿\t7\t15\n"
                    + "重大行政决策\t学区划分方案\t是否由县政府作出决定？\t县司法局\t送审稿\t7\t15\n"
                    + "重大行政决策\t写错的一行\t是否由县政府作出决定？\t没有这个局\t送审稿\t7\t15"
            );
        await drafter.Send(Button(page, "比较"));
        await Expect(page.Locator("main")).ToContainTextAsync("新增 1，有变化 1，无变化 0，错误 1");
        await Looked(drafter, "导入前比较");
        Assert.Empty(drafter.TakeProblems());
        Assert.Empty(sender.TakeProblems());
    }

    private static ILocator Button(ILocator within, string name) =>
        within.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Button(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static Task Upload(IPage page, string name, string file) =>
        MatterHands.Upload(page, name, file, file);

    private static Task Looked(Window window, string name) =>
        MatterHands.Looked(window, name, Role);
}
