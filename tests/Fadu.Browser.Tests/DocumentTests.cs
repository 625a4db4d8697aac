using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fadu.Browser.Tests;

/// <summary>An opinion as people work on it: drafted, checked, countersigned, signed, served; its number in the register; a template of one's own; wide and narrow.</summary>
[Collection(OneProgram.Name)]
public sealed class DocumentTests(RunningFadu fadu)
{
    private const string Title = "云岭县共享单车停放管理办法";
    private const string Role = "文书";

    [Fact]
    public async Task AnOpinion_GoesFromDraftToService()
    {
        await using var drafter = await fadu.SignIn("zhuyunyuan");
        var page = drafter.Page;
        await using var sender = await fadu.SignIn("yantangan");
        await using var head = await fadu.SignIn("xunzhenzhou");

        // 机关代字 first: the numbers bear it.
        await head.Go("/workbench/documents/numbers?series=legality-opinion");
        await head.Page.GetByText("机关代字：").ClickAsync();
        await head.Page.Locator("[name=code]").FillAsync("云司");
        await head.Send(
            head.Page.Locator("form")
                .Filter(new() { Has = head.Page.Locator("[name=code]") })
                .GetByRole(AriaRole.Button)
        );
        await Expect(head.Page.Locator(".notice-ok")).ToContainTextAsync("机关代字已设定");

        await drafter.Go("/workbench/procedures/legality-review.document");
        await page.GetByText("设定承办单位").ClickAsync();
        await page.Locator("[name=owner]").FillAsync("县司法局");
        await drafter.Send(
            page.Locator("form")
                .Filter(new() { Has = page.Locator("[name=owner]") })
                .GetByRole(AriaRole.Button)
        );
        var form = sender.Page;
        await sender.Go("/workbench/matters/open/legality-review.document");
        await form.GetByLabel("名称", new() { Exact = true }).FillAsync(Title);
        await form.GetByRole(AriaRole.Radio, new() { Name = "目录没有列明" }).CheckAsync();
        await form.GetByLabel("制定依据").FillAsync("道路交通安全法第三十三条");
        await form.GetByLabel("履行程序说明").FillAsync("已公开征求意见三十日。");
        await form.GetByRole(AriaRole.Radio, new() { Name = "否", Exact = true })
            .First.CheckAsync();
        await form.GetByRole(AriaRole.Radio, new() { Name = "县政府", Exact = true }).CheckAsync();
        foreach (
            var (name, file) in new[]
            {
                ("draft", "送审稿"),
                ("explanation", "起草说明"),
                ("consultation", "征求意见情况"),
            }
        )
        {
            await form.Locator($"input[type=file][name='file-{name}']")
                .SetInputFilesAsync(
                    new FilePayload
                    {
                        Name = file + ".txt",
                        MimeType = "text/plain",
                        Buffer = System.Text.Encoding.UTF8.GetBytes(file),
                    }
                );
        }
        await sender.Send(form.GetByRole(AriaRole.Button, new() { Name = "立案", Exact = true }));
        var matter = sender.Path;

        await drafter.Go(matter + "?do=intake.accept");
        await page.GetByLabel("材料齐备日")
            .FillAsync(RunningFadu.Today.ToString("yyyy-MM-dd", null));
        await drafter.Send(
            page.Locator("#do-intake-accept")
                .GetByRole(AriaRole.Button, new() { Name = "受理", Exact = true })
        );
        await Expect(page.Locator("#documents")).ToContainTextAsync("收件回执 待拟稿");
        await drafter.Go(matter + "?do=review.propose");
        var propose = page.Locator("#do-review-propose");
        await propose
            .GetByRole(AriaRole.Radio, new() { Name = "修改后合法", Exact = true })
            .CheckAsync();
        await propose.GetByLabel("审查说明").FillAsync("权限和程序合法，第二条应当修改。");
        for (var i = 0; i < 6; i++)
        {
            await propose.Locator($"[name$='points[{i}].result'][value='符合']").CheckAsync();
        }
        await propose.GetByLabel("位置").FillAsync("第二条");
        await propose.GetByLabel("问题").FillAsync("没有写明处罚依据");
        await propose.GetByLabel("修改建议").FillAsync("增加对应的上位法条款");
        await propose
            .GetByRole(AriaRole.Radio, new() { Name = "必须修改", Exact = true })
            .CheckAsync();
        await drafter.Send(
            propose.GetByRole(AriaRole.Button, new() { Name = "拟定意见", Exact = true })
        );

        await Expect(page.Locator(".steps .current")).ToContainTextAsync("出具意见");

        // 拟稿: prefilled, changed, sent on with a countersignature.
        await page.Locator("#documents summary").ClickAsync();
        await page.Locator("#documents [name=kind]")
            .Or(page.Locator("#documents select"))
            .First.WaitForAsync();
        await Pick(page, "合法性审查意见书");
        await drafter.Send(
            page.GetByRole(AriaRole.Button, new() { Name = "按模板起草", Exact = true })
        );
        var address = drafter.Path;
        await Expect(page.GetByLabel("正文"))
            .ToHaveValueAsync(new System.Text.RegularExpressions.Regex("增加对应的上位法条款"));
        await Looked(drafter, "拟稿");
        await page.GetByText("请会签").ClickAsync();
        await page.Locator("[name=countersigns]").FillAsync("县政府办");
        await drafter.Send(
            page.GetByRole(AriaRole.Button, new() { Name = "送核稿", Exact = true })
        );
        await Expect(page.Locator("h1")).ToContainTextAsync("等着核稿");
        await Expect(page.Locator("main")).ToContainTextAsync("拟稿人不得核本人的稿");
        await Looked(drafter, "自己不能核");

        await head.Go(address);
        await Looked(head, "核稿");
        await head.Send(
            head.Page.GetByRole(AriaRole.Button, new() { Name = "核稿通过", Exact = true })
        );
        await Expect(head.Page.Locator("h1")).ToContainTextAsync("会签中");

        await using var finance = await fadu.SignIn(FinanceLogin);
        await finance.Go("/workbench/documents");
        await Expect(finance.Page.Locator("main")).ToContainTextAsync(Title);
        await finance.Go(address);
        // A disagreement without its reason is sent back, nothing lost.
        await finance.Page.GetByLabel("不同意", new() { Exact = true }).CheckAsync();
        await finance.Send(
            finance.Page.GetByRole(AriaRole.Button, new() { Name = "会签", Exact = true })
        );
        await Expect(finance.Page.Locator(".field-error").First).ToContainTextAsync("请写明意见");
        await Looked(finance, "会签");
        await finance.Page.GetByLabel("同意", new() { Exact = true }).CheckAsync();
        await finance.Page.GetByLabel("意见").FillAsync("建议明确经费渠道。");
        await finance.Send(
            finance.Page.GetByRole(AriaRole.Button, new() { Name = "会签", Exact = true })
        );

        await head.Go(address);
        await Expect(head.Page.Locator("main")).ToContainTextAsync("云司审〔2026〕1号");
        await Expect(head.Page.Locator("main")).ToContainTextAsync("建议明确经费渠道");
        await Looked(head, "签发");
        await head.Send(
            head.Page.GetByRole(AriaRole.Button, new() { Name = "签发", Exact = true })
        );
        await Expect(head.Page.Locator("h1")).ToHaveTextAsync("云司审〔2026〕1号已签发，等着送达");
        await Looked(head, "已签发");
        var download = await head.Page.RunAndWaitForDownloadAsync(() =>
            head.Page.GetByRole(AriaRole.Link, new() { Name = "下载 Word" }).ClickAsync()
        );
        Assert.Equal($"云司审〔2026〕1号 {Title}.docx", download.SuggestedFilename);

        await sender.Go(address);
        await sender.Send(form.GetByRole(AriaRole.Button, new() { Name = "签收", Exact = true }));
        await Expect(form.Locator("h1")).ToContainTextAsync("已于 2026-01-12 送达");
        await Looked(sender, "已送达");
        await sender.Go(matter);
        await Expect(form.Locator("#documents")).ToContainTextAsync("云司审〔2026〕1号 已送达");
        await Expect(form.Locator("main")).ToContainTextAsync("采纳反馈");

        await drafter.Go("/workbench/documents?view=All");
        await Expect(page.Locator("main")).ToContainTextAsync("云司审〔2026〕1号");
        await Looked(drafter, "清单");
        await head.Go("/workbench/documents/numbers?series=legality-opinion");
        await Expect(head.Page.Locator("main")).ToContainTextAsync("云司审〔2026〕1号");
        await Looked(head, "号码登记簿");
        await head.Go($"/workbench/documents/print?ids={address.Split('/')[^1]}");
        await Looked(head, "信封");

        // A template of one's own: a placeholder that there is not is refused with its place.
        await head.Go("/workbench/documents/templates");
        await Looked(head, "模板清单");
        await head.Go("/workbench/documents/templates/legality-review.document/receipt");
        await head
            .Page.GetByLabel("模板")
            .FillAsync("标题：收件回执\n收到{{名称}}。\n联系{{联系人}}。");
        await head.Send(
            head.Page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true })
        );
        await Expect(head.Page.Locator(".field-error").First)
            .ToContainTextAsync("第3行第3字：没有叫“联系人”的占位");
        await Looked(head, "模板被拒");
        await head.Page.GetByLabel("模板").FillAsync("标题：收件回执\n收到{{名称}}。");
        await head.Send(
            head.Page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true })
        );
        await Expect(head.Page.Locator("h1")).ToContainTextAsync("用本单位的文本");
        await Looked(head, "模板");

        // Several at once.
        await drafter.Go($"/workbench/matters?view=Open&words={Uri.EscapeDataString(Title)}");
        await page.Locator("input[name=items]").First.CheckAsync();
        await drafter.Send(
            page.GetByRole(AriaRole.Button, new() { Name = "一起制作文书", Exact = true })
        );
        await page.Locator("#f-act")
            .SelectOptionAsync(new SelectOptionValue { Value = "make:receipt" });
        await drafter.Send(page.GetByRole(AriaRole.Button, new() { Name = "选定", Exact = true }));
        await Looked(drafter, "一起制作");
        await drafter.Send(
            page.GetByRole(AriaRole.Button, new() { Name = "起草收件回执 1 件", Exact = true })
        );
        await Expect(page.Locator("h1")).ToHaveTextAsync("1 件已办，0 件没有办成");
        await Looked(drafter, "一起办好");
        Assert.Empty(drafter.TakeProblems());
        Assert.Empty(sender.TakeProblems());
        Assert.Empty(head.TakeProblems());
        Assert.Empty(finance.TakeProblems());
    }

    private const string FinanceLogin = "chenkai";

    private static async Task Pick(IPage page, string name)
    {
        var radio = page.Locator("#documents")
            .GetByRole(AriaRole.Radio, new() { Name = name, Exact = true });
        if (await radio.CountAsync() > 0)
        {
            await radio.CheckAsync();
        }
        else
        {
            await page.Locator("#documents select")
                .SelectOptionAsync(new SelectOptionValue { Label = name });
        }
    }

    /// <summary>Pictures wide and narrow; nothing to scroll sideways, nothing that axe finds.</summary>
    private static async Task Looked(Window window, string name)
    {
        Assert.Empty(await window.Barriers());
        foreach (var width in new[] { Window.Narrow, Window.Wide })
        {
            await window.Resize(width);
            Assert.False(await window.ScrollsSideways(), $"{name} at {width}");
            await window.Picture(Role, name);
        }
    }
}
