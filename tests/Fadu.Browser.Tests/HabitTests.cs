using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fadu.Browser.Tests;

/// <summary>How people work: without script, with the keyboard, on paper.</summary>
[Collection(OneProgram.Name)]
public sealed class HabitTests(RunningFadu fadu)
{
    [Fact]
    public async Task Clerk_WithoutScript_SignsInAndRecordsALine()
    {
        await using var window = await fadu.SignIn("ranhua", script: false);
        var page = window.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "台账", Exact = true })
            .First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "普法活动", Exact = true })
            .First.ClickAsync();
        await page.Locator(".page-head")
            .GetByRole(AriaRole.Link, new() { Name = "登记", Exact = true })
            .ClickAsync();

        // A form sent half filled comes back with everything that was in it and says what is missing.
        await page.GetByLabel("名称", new() { Exact = true }).FillAsync("夜校法治课");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(page.Locator(".error-summary")).ToContainTextAsync("日期");
        await Expect(page.GetByLabel("名称", new() { Exact = true }))
            .ToHaveValueAsync("夜校法治课");
        await window.Picture("无脚本", "登记-有错");

        await page.GetByLabel("日期", new() { Exact = true }).FillAsync("2026-01-08");
        await page.GetByLabel("场所", new() { Exact = true }).SelectOptionAsync("农村社区");
        await page.GetByLabel("地点").FillAsync("村委会");
        await page.GetByLabel("形式", new() { Exact = true }).SelectOptionAsync("专题讲座");
        await page.GetByLabel("对象", new() { Exact = true }).SelectOptionAsync("群众");
        await page.GetByLabel("受众人次").FillAsync("45");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await window.Go("/workbench/ledgers/publicity-event");
        await Expect(page.Locator("main table")).ToContainTextAsync("夜校法治课");
        Assert.Empty(window.TakeProblems());
    }

    [Theory]
    [InlineData("zhuyunyuan", "/workbench/plans")]
    [InlineData("zhuyunyuan", "/workbench/plans/items")]
    [InlineData("ranhua", "/workbench/ledgers/publicity-event")]
    [InlineData("chaitangqing", "/workbench/organs")]
    public async Task Somebody_WithTheKeyboard_SkipsToTheTextAndReachesThePrimaryAction(
        string login,
        string path
    )
    {
        await using var window = await fadu.SignIn(login);
        var page = window.Page;
        await window.Go(path);
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("a.skip")).ToBeFocusedAsync();
        await Expect(page.Locator("a.skip")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#main")).ToBeFocusedAsync();
        var primary = page.Locator(".page-head .btn-primary").First;
        for (
            var i = 0;
            i < 12 && !await primary.EvaluateAsync<bool>("e => e === document.activeElement");
            i++
        )
        {
            await page.Keyboard.PressAsync("Tab");
        }
        await Expect(primary).ToBeFocusedAsync();
        // Where one is must be seen.
        Assert.True(
            await primary.EvaluateAsync<bool>(
                "e => { const s = getComputedStyle(e); return s.outlineStyle === 'solid' && s.outlineColor !== s.backgroundColor; }"
            ),
            "the focus is not to be seen"
        );
    }

    /// <summary>A link within a page must not load it again.</summary>
    [Fact]
    public async Task Coordinator_FollowsALinkWithinThePage_KeepsWhatIsTyped()
    {
        await using var window = await fadu.SignIn("zhuyunyuan");
        var page = window.Page;
        await window.Go("/workbench/plans");
        await page.GetByLabel("方案标题").FillAsync("写了一半");
        await page.Locator(".page-head")
            .GetByRole(AriaRole.Link, new() { Name = "导入方案" })
            .ClickAsync();
        await page.WaitForURLAsync("**#upload");
        await page.GoBackAsync();
        await Expect(page.GetByLabel("方案标题")).ToHaveValueAsync("写了一半");
    }

    [Fact]
    public async Task Clerk_AtAPhone_OpensTheNavigation()
    {
        await using var window = await fadu.SignIn("ranhua", Window.Narrow);
        var page = window.Page;
        var link = page.Locator("#side")
            .GetByRole(AriaRole.Link, new() { Name = "台账", Exact = true });
        await Expect(link).Not.ToBeInViewportAsync();
        await page.Locator(".nav-check").ClickAsync();
        await Expect(link).ToBeInViewportAsync();
        await window.Picture("手机", "导航");
        await link.ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("台账");
        await Expect(link).Not.ToBeInViewportAsync();
    }

    [Fact]
    public async Task Coordinator_Prints_GetsThePageWithoutNavigation()
    {
        await using var window = await fadu.SignIn("zhuyunyuan");
        var page = window.Page;
        await window.Go("/workbench/figures");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator("#side")).ToBeHiddenAsync();
        await Expect(page.Locator("header.top")).ToBeHiddenAsync();
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        await window.Picture("打印", "指标");
    }
}
