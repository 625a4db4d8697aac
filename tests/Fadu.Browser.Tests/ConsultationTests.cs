using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fadu.Browser.Tests;

/// <summary>A draft is put before the public in three languages, a citizen answers from a telephone, and hears what became of it.</summary>
[Collection(OneProgram.Name)]
public sealed class ConsultationTests(RunningFadu fadu)
{
    private const string Role = "征求意见";

    [Fact]
    public async Task S010_CitizenOnATelephoneWithoutScript_SaysSomethingInFiveSteps_AndNoOpinionGoesUnanswered()
    {
        // The handler puts three editions before the public; a short time without its reason is refused.
        await using var handler = await fadu.SignIn("zhuyunyuan");
        var desk = handler.Page;
        await handler.Go("/workbench/consultations/new");
        await Looked(handler, "拟订");
        await Choose(desk, "subject", "Document");
        await Edition(
            desk,
            0,
            "zh-CN",
            "云岭县城区停车收费办法（征求意见稿）",
            "第一条　为了规范停车收费，制定本办法。\n第二条　本办法适用于城区道路停车。\n第三条　白天每小时二元，夜间每小时一元。",
            "为了周转车位、便利群众，起草本办法。"
        );
        await Edition(
            desk,
            1,
            "ky-Arab",
            "شاار ىچىندە ۇنىنە توقتوتۇۇ",
            "بىرىنچى مادده. توقتوتۇۇ اقىسىن تارتىپكە سالۇۇ.\nۇچۇنچۇ مادده. كۇندۇز ساتىنا ەكى يۋان.",
            "ەلگە ىڭعايلۇۇ بولۇش ۇچۇن."
        );
        await Edition(
            desk,
            2,
            "ug",
            "شەھەر ئىچى ماشىنا توختىتىش ھەققى",
            "بىرىنچى ماددا. توختىتىش ھەققىنى قېلىپلاشتۇرۇش.\nئۈچىنچى ماددا. كۈندۈزى سائىتىگە ئىككى يۈەن.",
            "خەلققە قۇلايلىق بولسۇن ئۈچۈن."
        );
        await desk.Locator("[name=closesOn]")
            .FillAsync(RunningFadu.Today.AddDays(10).ToString("yyyy-MM-dd", null));
        await desk.Locator("[name=channels]").FillAsync("云岭日报（三种文版）、政务新媒体");
        await desk.Locator("[name=contact]").FillAsync("云岭县文化路1号，电话 0000-0000000");
        await handler.Send(Button(desk, "保存，下一步核对"));
        var address = handler.Path;
        await handler.Send(Button(desk, "公布，开始征求意见"));
        await Expect(desk.Locator("main")).ToContainTextAsync("一般不少于30日");
        await Looked(handler, "期限太短");
        await handler.Go(address + "/edit");
        await desk.Locator("[name=closesOn]")
            .FillAsync(RunningFadu.Today.AddDays(45).ToString("yyyy-MM-dd", null));
        await handler.Send(Button(desk, "保存"));
        await handler.Send(Button(desk, "公布，开始征求意见"));
        await Expect(desk.Locator(".page-sub")).ToContainTextAsync("征求中");

        // The citizen: 360 px, no script.
        await using var citizen = await fadu.Open(Window.Narrow, script: false);
        var phone = citizen.Page;
        await citizen.Go("/consultations");
        await LookedNarrow(citizen, "公众清单");
        await Click(
            phone.GetByRole(AriaRole.Link, new() { Name = "云岭县城区停车收费办法（征求意见稿）" })
        );
        Assert.Equal(3, await phone.Locator("article[lang]").CountAsync());
        await LookedNarrow(citizen, "公众草案");
        await Click(phone.GetByRole(AriaRole.Link, new() { Name = "提意见", Exact = true }));
        await LookedNarrow(citizen, "公众第1步");
        await Choose(phone, "about", "第三条");
        await Click(Button(phone, "下一步"));
        await Click(Button(phone, "下一步"));
        await Expect(phone.Locator("main")).ToContainTextAsync("请写下您的意见");
        await LookedNarrow(citizen, "公众第2步有误");
        await phone.Locator("[name=text]").FillAsync("夜间不收费。<script>alert(1)</script>");
        await Click(Button(phone, "下一步"));
        await phone.Locator("[name=because]").FillAsync("夜间车位大多空着。");
        await LookedNarrow(citizen, "公众第3步");
        await Click(Button(phone, "下一步"));
        await phone.Locator("[name=name]").FillAsync("马晓岚");
        await LookedNarrow(citizen, "公众第4步");
        await Click(Button(phone, "下一步"));
        await Expect(phone.Locator(".said")).ToContainTextAsync("夜间不收费。");
        await LookedNarrow(citizen, "公众第5步");
        await Task.Delay(4_200, TestContext.Current.CancellationToken);
        await Click(Button(phone, "发送"));
        await Expect(phone.Locator("h1")).ToHaveTextAsync("意见已经收到");
        await LookedNarrow(citizen, "公众回执");
        Assert.Empty(citizen.TakeProblems());

        // The forbidden shortcut: what became of the opinions cannot be made public while the time runs.
        await handler.Go(address);
        await Expect(desk.Locator("main")).ToContainTextAsync("夜间不收费。");
        await Expect(Button(desk, "公布采纳情况")).ToHaveCountAsync(0);
        await Looked(handler, "意见");
        await desk.Locator("main a[href*='/groups/']").First.ClickAsync();
        await desk.Locator("[name=gist]").FillAsync("夜间不收费。");
        await Choose(desk, "outcome", "NotAdopted");
        await handler.Send(Button(desk, "答复"));
        await Expect(desk.Locator("main")).ToContainTextAsync("请写明理由");
        await Looked(handler, "答复");
        await desk.Locator("[name=answer]").FillAsync("夜间减半收取，另行公布减免的路段。");
        await handler.Send(Button(desk, "答复"));
        await Expect(desk.Locator("main")).ToContainTextAsync("未采纳");
        await handler.Go(address + "/opinions");
        await Looked(handler, "全部意见");
        await handler.Go(address + "/enter");
        await Looked(handler, "登记意见");
        await handler.Go("/workbench/consultations");
        await Looked(handler, "清单");
        Assert.Empty(handler.TakeProblems());
        await handler.Go("/consultations");
        await desk.GetByRole(AriaRole.Link, new() { Name = "云岭县城区停车收费办法（征求意见稿）" })
            .ClickAsync();
        await Looked(handler, "公众草案");
    }

    private static ILocator Button(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Chooses whether the few stand side by side or the many in a list.</summary>
    private static async Task Choose(IPage page, string name, string value)
    {
        var list = page.Locator($"select[name='{name}']");
        if (await list.CountAsync() > 0)
        {
            await list.SelectOptionAsync(value);
            return;
        }
        await page.Locator($"input[type=radio][name='{name}'][value='{value}']").CheckAsync();
    }

    // Without script a page can only be waited for.
    private static async Task Click(ILocator what)
    {
        await what.ClickAsync();
        await what.Page.WaitForLoadStateAsync(LoadState.Load);
    }

    private static async Task Edition(
        IPage page,
        int number,
        string tag,
        string title,
        string draft,
        string explanation
    )
    {
        await Choose(page, $"editions[{number}].tag", tag);
        await page.Locator($"[name='editions[{number}].title']").FillAsync(title);
        await page.Locator($"[name='editions[{number}].draft']").FillAsync(draft);
        await page.Locator($"[name='editions[{number}].explanation']").FillAsync(explanation);
    }

    /// <summary>Looks at a page wide and narrow: no barriers, no sideways scrolling, and keeps its picture.</summary>
    private static async Task Looked(Window window, string name)
    {
        foreach (var width in new[] { Window.Narrow, Window.Wide })
        {
            await window.Resize(width);
            Assert.False(await window.ScrollsSideways(), $"{name} {width}");
            Assert.Empty(await window.Barriers());
            await window.Picture(Role, name);
        }
    }

    private static async Task LookedNarrow(Window window, string name)
    {
        Assert.Equal(0, await window.Page.Locator("script").CountAsync());
        await window.Picture(Role, name);
    }
}
