using Microsoft.Playwright;
using static Fadu.Browser.Tests.MatterHands;
using static Microsoft.Playwright.Assertions;

namespace Fadu.Browser.Tests;

/// <summary>A matter as people work on it: opened with a draft that survives, acted on, a shortcut refused with its article, brought to its end; wide and narrow.</summary>
[Collection(OneProgram.Name)]
public sealed class MatterTests(RunningFadu fadu)
{
    private const string Title = "云岭县电动自行车停放充电管理办法";
    private const string Role = "办件";

    [Fact]
    public async Task ADepartmentSendsInADraft_TheJusticeBureauReviewsIt_AndAShortcutIsRefused()
    {
        await using var coordinator = await fadu.SignIn("zhuyunyuan");
        var page = coordinator.Page;
        await coordinator.Go("/workbench/procedures/legality-review.document");
        await page.GetByText("设定承办单位").ClickAsync();
        await page.Locator("[name=owner]").FillAsync("县司法局");
        await coordinator.Send(
            Button(
                page.Locator("form").Filter(new() { Has = page.Locator("[name=owner]") }),
                "设定"
            )
        );
        await Expect(page.Locator(".notice-ok")).ToContainTextAsync("已设定");
        await Looked(coordinator, "程序", Role);

        // Half filled in, the window closed: what was typed is there again.
        await using (var first = await fadu.SignIn("yantangan"))
        {
            await first.Go("/workbench/matters/open/legality-review.document");
            await first.Page.GetByLabel("名称", new() { Exact = true }).FillAsync(Title);
            await Expect(first.Page.Locator("[data-draft-state]")).ToContainTextAsync("已存草稿");
        }
        await using var sender = await fadu.SignIn("yantangan");
        var form = sender.Page;
        await sender.Go("/workbench/matters/open/legality-review.document");
        await form.GetByRole(AriaRole.Link, new() { Name = "接着填" }).ClickAsync();
        await Expect(form.GetByLabel("名称", new() { Exact = true })).ToHaveValueAsync(Title);
        await form.GetByRole(AriaRole.Radio, new() { Name = "目录没有列明" }).CheckAsync();
        await form.GetByLabel("制定依据").FillAsync("消防法第十六条；物业管理条例第四十五条");
        await form.GetByLabel("履行程序说明").FillAsync("已公开征求意见三十日，召开座谈会一次。");
        await form.GetByRole(AriaRole.Radio, new() { Name = "否", Exact = true })
            .First.CheckAsync();
        await form.GetByRole(AriaRole.Radio, new() { Name = "县政府", Exact = true }).CheckAsync();
        await Upload(
            form,
            "file-draft",
            "送审稿.txt",
            "第一条 小区应当设置集中充电点。\n第二条 楼道内不得停放充电。"
        );
        await Upload(form, "file-explanation", "起草说明.txt", "起草说明。");
        await Looked(sender, "新办", Role);
        await sender.Send(Button(form, "立案"));
        await Expect(form.Locator("h1")).ToHaveTextAsync(Title);
        await Expect(form.Locator("#now")).ToContainTextAsync("还缺材料：征求意见及采纳情况");
        var address = sender.Path;

        // The bureau cannot accept what is not complete: said before the click, with the article.
        await coordinator.Go(address);
        await Expect(page.Locator("#do-intake-accept-barred"))
            .ToContainTextAsync("缺少征求意见及采纳情况");
        await Looked(coordinator, "不能办", Role);
        await form.GetByLabel("是哪一种")
            .SelectOptionAsync(new SelectOptionValue { Value = "consultation" });
        await Upload(form, "files", "征求意见情况.txt", "收到意见十二条，采纳九条。");
        await sender.Send(Button(form.Locator("#materials"), "存入"));
        await form.GetByText("交材料").ClickAsync();
        await form.GetByLabel("是哪一种")
            .SelectOptionAsync(new SelectOptionValue { Value = "draft" });
        await Upload(
            form,
            "files",
            "送审稿第二稿.txt",
            "第一条 小区应当设置集中充电场所。\n第二条 楼道内不得停放充电。"
        );
        await sender.Send(Button(form.Locator("#materials"), "存入"));

        await coordinator.Go(address);
        await Step(coordinator, "intake-accept");
        await page.GetByLabel("材料齐备日")
            .FillAsync(RunningFadu.Today.ToString("yyyy-MM-dd", null));
        await coordinator.Send(Button(page.Locator("#do-intake-accept"), "受理"));
        await page.GetByText("为什么是这一天").First.ClickAsync();
        await Expect(page.Locator(".strip").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "与第 1 稿比较" }).ClickAsync();
        await Expect(page.Locator(".compared ins").First).ToBeVisibleAsync();
        await Looked(coordinator, "比较", Role);

        // The shortcut: unlawful, without saying what is wrong.
        await coordinator.Go(address);
        await Step(coordinator, "review-propose");
        var propose = page.Locator("#do-review-propose");
        await propose
            .GetByRole(AriaRole.Radio, new() { Name = "不合法", Exact = true })
            .CheckAsync();
        await propose.GetByLabel("审查说明").FillAsync("超越县级权限。");
        for (var i = 0; i < 6; i++)
        {
            await propose.Locator($"[name$='points[{i}].result'][value='符合']").CheckAsync();
        }
        await coordinator.Send(Button(propose, "拟定意见"));
        await Expect(propose.Locator(".field-error").First).ToContainTextAsync("应当列明具体意见");
        await Expect(propose.GetByLabel("审查说明")).ToHaveValueAsync("超越县级权限。");
        await Looked(coordinator, "捷径被拒", Role);
        await propose
            .GetByRole(AriaRole.Radio, new() { Name = "修改后合法", Exact = true })
            .CheckAsync();
        await propose.GetByLabel("位置").FillAsync("第二条");
        await propose.GetByLabel("问题").FillAsync("没有写明处罚依据");
        await propose.GetByLabel("修改建议").FillAsync("增加对应的上位法条款");
        await propose
            .GetByRole(AriaRole.Radio, new() { Name = "必须修改", Exact = true })
            .CheckAsync();
        await coordinator.Send(Button(propose, "拟定意见"));
        await Expect(page.Locator(".steps .current")).ToContainTextAsync("出具意见");

        await using var head = await fadu.SignIn("xunzhenzhou");
        await head.Go(address);
        await Expect(head.Page.Locator("main")).ToContainTextAsync("增加对应的上位法条款");
        await Step(head, "opinion-issue");
        await Looked(head, "签发", Role);
        await head.Send(Button(head.Page.Locator("#do-opinion-issue"), "签发意见书"));

        await sender.Go(address);
        await Hand(
            sender,
            "draft",
            "第一条 小区应当设置集中充电场所。\n第二条 楼道内停放充电的，依照消防法第六十条处理。"
        );
        await Step(sender, "feedback-answer");
        var answer = form.Locator("#do-feedback-answer");
        await answer.GetByLabel("意见序号").FillAsync("1");
        await answer.GetByRole(AriaRole.Radio, new() { Name = "采纳", Exact = true }).CheckAsync();
        await sender.Send(Button(answer, "逐条反馈"));
        await Expect(form.Locator(".page-sub")).ToContainTextAsync("已办结：修改后合法");
        await Looked(sender, "办结", Role);
        await form.Locator(".page-head")
            .GetByRole(AriaRole.Link, new() { Name = "卷宗" })
            .ClickAsync();
        await Expect(form.Locator("#catalogue")).ToContainTextAsync("签发意见书");
        await Looked(sender, "卷宗", Role);
        await sender.Go("/workbench/matters?view=All");
        await Looked(sender, "清单", Role);
        Assert.Empty(sender.TakeProblems());
        Assert.Empty(coordinator.TakeProblems());
        Assert.Empty(head.TakeProblems());
    }
}
