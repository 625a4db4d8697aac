using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Fadu.Writing.Sheets;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fadu.Browser.Tests;

/// <summary>
/// A year's work in one go, as people do it: the coordinator takes a plan apart and hands it out, a department reports and enters its ledgers, what is late is
/// called in, the leader sees it, and the annual report goes out with figures that can be followed.
/// </summary>
[Collection(OneProgram.Name)]
public sealed partial class TheWholeJobTests(RunningFadu fadu)
{
    private const string Coordinator = "zhuyunyuan";
    private const string Leader = "yanmuhe";
    private const string Clerk = "yantangan";
    private const string ClerksOrgan = "县市场监管局";

    /// <summary>Those who may lead a task, and their organs.</summary>
    private static readonly (string Login, string Organ)[] Handlers =
    [
        (Clerk, ClerksOrgan),
        ("miaolisheng", "县教育局"),
        ("xunzhenzhou", "县司法局"),
        ("chenkai", "县政府办"),
    ];

    [Fact]
    public async Task Everybody_WorksThroughARealCountysPlan_UntilTheReportIsDownloaded() =>
        await Work(
            Repository.Shared(Path.Combine("seeds", "002_48d3e2564651a195.txt")),
            "云岭县人民政府"
        );

    [Fact]
    public async Task Everybody_WorksThroughTheSamplePlan_UntilTheReportIsDownloaded() =>
        await Work(
            Path.Combine(Repository.Root, "sample", "yunling", "plan-2021-2025.txt"),
            "云岭县司法局"
        );

    private async Task Work(string planFile, string reportOrgan)
    {
        await using var coordinator = await fadu.SignIn(Coordinator);
        var plan = await Upload(coordinator, planFile);
        await Look(coordinator);
        await SettleAndConfirm(coordinator);
        await HasOrgans(coordinator, plan);
        await AcceptAndWriteOff(coordinator, await Report(plan));
        await CallIn(coordinator, plan);
        await EnterLedgers(plan[^4..]);
        await LeaderSees();
        await Publish(coordinator, reportOrgan);
    }

    // ---- the plan -------------------------------------------------------------------------------------------------------------------------------------

    private static async Task<string> Upload(Window at, string file)
    {
        await at.Go("/workbench/plans");
        await at.Page.GetByLabel("方案文件").SetInputFilesAsync(file);
        await at
            .Page.GetByRole(AriaRole.Button, new() { Name = "导入", Exact = true })
            .ClickAsync();
        await Expect(at.Page.Locator("h1"))
            .ToContainTextAsync(new Regex(@"读出 \d+ 项任务、\d+ 个责任单位、\d+ 个期限"));
        return at.Path.Split('/', '#', '?')[3];
    }

    /// <summary>The desk shows what was read beside the text; each lights up its other half by pointer, click and keys.</summary>
    private static async Task Look(Window at)
    {
        var page = at.Page;
        var items = page.Locator(".desk-item");
        Assert.True(await items.CountAsync() > 20);
        Assert.True(await page.Locator(".desk-source mark").CountAsync() > 60);
        await at.Picture("全程", "阅读台");

        var first = page.Locator(".desk-item[data-ref^='t']").First;
        var key = await first.GetAttributeAsync("data-ref");
        var mark = page.Locator($".desk-source mark[data-ref='{key}']").First;
        await first.Locator("h3").HoverAsync();
        await Expect(mark).ToHaveClassAsync(new Regex(@"\blit\b"));
        await mark.HoverAsync();
        await Expect(first).ToHaveClassAsync(new Regex(@"\blit\b"));

        // A click in the text goes to the item, on 原文 back to the text.
        await mark.ClickAsync();
        await Expect(first).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(first).Not.ToBeFocusedAsync();
        await page.Keyboard.PressAsync("k");
        await Expect(first).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".desk-source")).ToBeFocusedAsync();
        await Expect(mark).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(first).ToBeFocusedAsync();
    }

    /// <summary>Too early a confirmation says what is left; then every card is settled on the page.</summary>
    private static async Task SettleAndConfirm(Window at)
    {
        var page = at.Page;
        var confirm = page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^确认入账") });
        var cards = page.Locator(".desk-item[data-ref^='q']");
        var left = await cards.CountAsync();
        Assert.True(left > 0);
        await at.Send(confirm);
        await Expect(page.Locator(".refusal")).ToBeVisibleAsync();

        for (var turn = 0; left > 0; turn++)
        {
            Assert.True(turn < 300, "some doubts cannot be settled");
            // What is alike is settled at once, the rest card by card.
            var card = cards.First;
            ILocator[] ways =
            [
                page.Locator(".notice form button"),
                card.Locator("form button[name=choice]:not([value=Pick]):not([value=Rewrite])"),
                card.Locator("form:has(input[type=hidden][name=on]) button"),
            ];
            var way = card.GetByRole(AriaRole.Button, new() { Name = "另选" });
            foreach (var one in ways.Reverse())
            {
                way = await one.CountAsync() > 0 ? one.First : way;
            }
            if (await way.InnerTextAsync() == "另选")
            {
                var organs = card.Locator("input[name=organs]");
                var isOrgan = await organs.CountAsync() > 0;
                await (isOrgan ? organs : card.Locator("input[type=date]")).FillAsync(
                    isOrgan ? "县司法局" : "2025-12-31"
                );
            }
            await at.Send(way);
            await Expect(page.Locator(".refusal")).ToHaveCountAsync(0);
            var now = await cards.CountAsync();
            Assert.True(
                now < left,
                $"{left} doubts before, {now} after: {await page.Locator("main").InnerTextAsync()}"
            );
            left = now;
        }
        await at.Picture("全程", "阅读台-都已处理");
        await at.Send(confirm);
        await Expect(page.Locator("main")).ToContainTextAsync("已入账");
    }

    private static async Task HasOrgans(Window at, string plan)
    {
        await at.Go($"/workbench/plans/items?plan={plan}&view=All");
        var rows = at.Page.Locator("#items tbody tr");
        Assert.True(await rows.CountAsync() > 10);
        foreach (var row in await rows.AllAsync())
        {
            Assert.Matches(@"^\S{2,}", (await row.Locator("td").First.InnerTextAsync()).Trim());
        }
        await at.Picture("全程", "任务");
    }

    // ---- progress -------------------------------------------------------------------------------------------------------------------------------------

    /// <summary>Somebody whose organ leads tasks sees them and no others, and reports two of them done, with evidence.</summary>
    private async Task<IReadOnlyList<string>> Report(string plan)
    {
        foreach (var (login, organ) in Handlers)
        {
            await using var window = await fadu.SignIn(login);
            await window.Go($"/workbench/plans/items?plan={plan}&lead=true");
            // Where several lead, the first named is in charge and writes off.
            var tasks = await window
                .Page.Locator("#items tbody tr", new() { HasText = organ })
                .Locator("a")
                .EvaluateAllAsync<string[]>("all => all.map(a => a.pathname)");
            if (tasks.Length < 2)
            {
                continue;
            }
            string[] done = [.. tasks.Take(2)];
            foreach (var task in done)
            {
                await window.Go(task);
                await Expect(window.Page.Locator("main")).ToContainTextAsync("现在要做");
                await Expect(window.Page.Locator("blockquote")).Not.ToBeEmptyAsync();
                await window.Page.GetByLabel("已完成").CheckAsync();
                await window
                    .Page.GetByLabel("进展", new() { Exact = true })
                    .FillAsync("已经办结，名单已公布。");

                // 已完成 without evidence is refused, and nothing typed is lost.
                var send = window.Page.GetByRole(
                    AriaRole.Button,
                    new() { Name = "提交", Exact = true }
                );
                await send.ClickAsync();
                await Expect(window.Page.Locator("main")).ToContainTextAsync("佐证");
                await Expect(window.Page.GetByLabel("进展", new() { Exact = true }))
                    .ToHaveValueAsync("已经办结，名单已公布。");
                await window
                    .Page.GetByLabel("佐证材料")
                    .SetInputFilesAsync(
                        new FilePayload
                        {
                            Name = "办结情况.txt",
                            MimeType = "text/plain",
                            Buffer = Encoding.UTF8.GetBytes($"办结情况 {task}"),
                        }
                    );
                await send.ClickAsync();
                await Expect(window.Page.Locator("main")).ToContainTextAsync("正在等待审核");
            }
            await window.Picture("全程", "任务-已填报");
            return done;
        }
        throw new InvalidOperationException("No organ with an account leads a task of this plan.");
    }

    private static async Task AcceptAndWriteOff(Window at, IReadOnlyList<string> done)
    {
        var page = at.Page;
        await at.Go("/workbench/plans/review");
        foreach (var task in done)
        {
            await page.Locator("tr", new() { Has = page.Locator($"a[href^='{task}']") })
                .GetByRole(AriaRole.Checkbox)
                .CheckAsync();
        }
        await at.Picture("全程", "审核进展");
        await page.GetByRole(AriaRole.Button, new() { Name = "采纳所选" }).ClickAsync();
        await Expect(page.Locator(".notice-ok[role=status]")).ToBeVisibleAsync();
        foreach (var task in done)
        {
            await Expect(page.Locator($"a[href^='{task}']")).ToHaveCountAsync(0);
        }
        await at.Go(done[0]);
        await page.GetByRole(AriaRole.Button, new() { Name = "销号" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("销号");
        await Expect(page.Locator(".page-head"))
            .ToContainTextAsync($"已于 {RunningFadu.Today:yyyy-MM-dd} 销号");
    }

    /// <summary>Late tasks are called in; the 督办单 is a Word document with a number.</summary>
    private static async Task CallIn(Window at, string plan)
    {
        var page = at.Page;
        await at.Go($"/workbench/plans/items?plan={plan}&view=Late");
        var boxes = page.Locator("#items tbody input[type=checkbox]");
        Assert.True(await boxes.CountAsync() > 1, "no task is late");
        await boxes.Nth(0).CheckAsync();
        await boxes.Nth(1).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "督办所选" }).ClickAsync();
        await page.GetByLabel("督办要求").FillAsync("请说明未按期完成的原因，并在期限内办结。");
        await at.Picture("全程", "下达督办");
        await page.GetByRole(AriaRole.Button, new() { Name = "下达" }).ClickAsync();
        await Expect(page.Locator(".notice-ok[role=status]")).ToBeVisibleAsync();
        await at.Go("/workbench/supervision");
        await at.Picture("全程", "督办单");
        await page.Locator("#notices tbody a").First.ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "下载 Word" }).ClickAsync()
        );
        Assert.EndsWith(".docx", download.SuggestedFilename);
        var word = new WordFile(await download.PathAsync());
        Assert.Contains("督办", word.Text);
        Assert.Contains("请说明未按期完成的原因，并在期限内办结。", word.Text);
    }

    // ---- ledgers --------------------------------------------------------------------------------------------------------------------------------------

    /// <summary>One line by the form, two pasted of which one is wrong, one from a workbook; the wrong one comes back as a file.</summary>
    private async Task EnterLedgers(string mark)
    {
        await using var at = await fadu.SignIn(Clerk);
        var page = at.Page;
        const string organ = ClerksOrgan;
        const string home = "/workbench/ledgers/publicity-event";
        await at.Go($"{home}/new");
        await page.GetByLabel("名称", new() { Exact = true }).FillAsync($"{organ}送法进集市{mark}");
        await page.GetByLabel("日期", new() { Exact = true }).FillAsync("2025-12-04");
        await page.GetByLabel("场所", new() { Exact = true }).SelectOptionAsync("集市");
        await page.GetByLabel("地点").FillAsync($"县城中心集市{mark}");
        await page.GetByLabel("形式", new() { Exact = true }).SelectOptionAsync("集中宣传");
        await page.GetByLabel("对象", new() { Exact = true }).SelectOptionAsync("群众");
        await page.GetByLabel("受众人次").FillAsync("320");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync($"{organ}送法进集市{mark}");
        await Expect(page.Locator(".refusal, [aria-invalid]")).ToHaveCountAsync(0);
        await at.Picture("全程", "台账-已登记");

        string[] columns =
        [
            "主办单位",
            "名称",
            "日期",
            "场所",
            "地点",
            "形式",
            "对象",
            "场次",
            "受众人次",
        ];
        string[][] rows =
        [
            [
                organ,
                $"{organ}法治讲座{mark}",
                "2025-11-20",
                "机关",
                $"机关会议室{mark}",
                "专题讲座",
                "国家工作人员",
                "1",
                "60",
            ],
            [
                organ,
                $"{organ}广场宣传{mark}",
                "2025年13月1日",
                "广场公园",
                $"人民广场{mark}",
                "集中宣传",
                "群众",
                "1",
                "500",
            ],
        ];
        await at.Go($"{home}/import");
        await page.GetByLabel("或者粘贴")
            .FillAsync(string.Join('\n', rows.Prepend(columns).Select(r => string.Join('\t', r))));
        await page.GetByRole(AriaRole.Button, new() { Name = "核对", Exact = true }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("共 2 行");
        await Expect(page.Locator("main")).ToContainTextAsync("日期");
        await at.Picture("全程", "台账-核对");
        await page.GetByRole(AriaRole.Button, new() { Name = "导入没有问题的行" }).ClickAsync();
        await Expect(page.Locator(".notice-ok").First).ToContainTextAsync("新增 1 条");
        var back = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^下载没有导入的行") })
                .ClickAsync()
        );
        var rejected = TextOf(await back.PathAsync());
        Assert.Contains("人民广场", rejected);
        Assert.Contains("不是日期", rejected);
        Assert.DoesNotContain($"机关会议室{mark}", rejected);

        // The corrected row comes in a workbook.
        rows[1][2] = "2025-12-01";
        using var workbook = new MemoryStream();
        await SheetWriter.WriteXlsxAsync(
            new SheetLayout("普法活动", [.. columns.Select(c => new SheetColumn(c))]),
            new[] { rows[1] }.Select(r => (IReadOnlyList<object?>)r).ToAsyncEnumerable(),
            workbook
        );
        await at.Go($"{home}/import");
        await page.Locator("input[name=sheet]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "普法活动.xlsx",
                    MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    Buffer = workbook.ToArray(),
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "核对", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "导入没有问题的行" }).ClickAsync();
        await Expect(page.Locator(".notice-ok").First).ToContainTextAsync("新增 1 条");
    }

    /// <summary>Everything that stands in a workbook, from outside.</summary>
    private static string TextOf(string workbook)
    {
        using var zip = ZipFile.OpenRead(workbook);
        var text = new StringBuilder();
        foreach (
            var part in zip.Entries.Where(e =>
                e.FullName.StartsWith("xl/", StringComparison.Ordinal)
            )
        )
        {
            using var reader = new StreamReader(part.Open());
            text.Append(reader.ReadToEnd());
        }
        return text.ToString();
    }

    // ---- the leader, and the report -------------------------------------------------------------------------------------------------------------------

    private async Task LeaderSees()
    {
        await using var leader = await fadu.SignIn(Leader);
        await leader
            .Page.GetByRole(AriaRole.Link, new() { Name = "县况", Exact = true })
            .First.ClickAsync();
        await Expect(leader.Page.Locator("h1")).ToContainTextAsync(new Regex("逾期"));
        await leader.Picture("全程", "领导");
    }

    private async Task Publish(Window at, string reportOrgan)
    {
        const string organ = ClerksOrgan;
        var page = at.Page;
        await at.Go("/workbench/reports");
        var existing = page.GetByRole(
            AriaRole.Link,
            new() { NameRegex = new Regex($"^{Regex.Escape(reportOrgan)}2025年") }
        );
        if (await existing.CountAsync() > 0)
        {
            await existing.First.ClickAsync();
        }
        else
        {
            await page.GetByLabel("机关", new() { Exact = true })
                .SelectOptionAsync(new SelectOptionValue { Label = reportOrgan });
            await page.GetByRole(AriaRole.Radio, new() { Name = "2025年" }).CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "建立", Exact = true })
                .ClickAsync();
        }
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "汇总送签" }))
            .ToBeVisibleAsync();
        var report = at.Path.Split('?', '#')[0];
        await at.Picture("全程", "年度报告-分派");

        // Sections are written, numbers by searching for their figures.
        var sections = await page.Locator("a[href*='/reports/section/']")
            .EvaluateAllAsync<string[]>("all => [...new Set(all.map(a => a.pathname))]");
        Assert.True(sections.Length >= 5);
        foreach (var (section, i) in sections.Select((s, i) => (s, i)))
        {
            await at.Go(section);
            var text = page.Locator("#Text");
            var before = await text.CountAsync() == 0 ? "" : await text.InputValueAsync();
            if (i > 0 && before.Length > 0)
            {
                continue;
            }
            await text.FillAsync(
                "坚持以习近平法治思想为指导，各项工作按方案推进，存在的不足正在改进。"
            );
            if (i == 0)
            {
                await text.FillAsync(
                    $"全县开展普法活动{{{{普法.场次}}}}，受众{{{{普法.受众}}}}；其中{organ}开展{{{{普法.场次|organ={organ}}}}}，全县执法培训"
                );
                await page.GetByLabel("名称、领域或口径里的词").FillAsync("培训");
                await page.GetByRole(AriaRole.Button, new() { Name = "找", Exact = true })
                    .ClickAsync();
                await text.PressAsync("Control+End");
                await page.GetByRole(AriaRole.Button, new() { Name = "放进文字" })
                    .First.ClickAsync();
                await Expect(text).ToHaveValueAsync(new Regex(@"全县执法培训\{\{.+\}\}$"));
                await at.Picture("全程", "年度报告-撰写");
            }
            await page.GetByRole(AriaRole.Button, new() { Name = "保存并提交" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "汇总送签" }))
                .ToBeVisibleAsync();
        }
        await at.Go(report);
        await page.GetByRole(AriaRole.Button, new() { Name = "采用全部已提交的" }).ClickAsync();
        await Expect(page.Locator("main")).Not.ToContainTextAsync("处必须改正");
        await at.Picture("全程", "年度报告-核对");
        await page.GetByRole(AriaRole.Button, new() { Name = "汇总送签" }).ClickAsync();
        await Expect(page.Locator(".notice-ok[role=status]")).ToBeVisibleAsync();

        await using var leader = await fadu.SignIn(Leader);
        await leader.Go(report);
        await leader
            .Page.GetByRole(AriaRole.Button, new() { Name = "审签", Exact = true })
            .ClickAsync();
        await Expect(leader.Page.Locator("main")).ToContainTextAsync("已审签");
        await leader.Picture("全程", "年度报告-已审签");

        await at.Go(report);
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "下载 Word" }).ClickAsync()
        );
        Assert.EndsWith(".docx", download.SuggestedFilename);
        var file = await download.PathAsync();
        await FiguresAreLinks(at, file, organ);
        await WordGeometry.Holds(file, "2025年法治政府建设年度报告");
    }

    /// <summary>In the file every figure is a link; behind one of them stand exactly as many records as it says.</summary>
    private static async Task FiguresAreLinks(Window at, string file, string organ)
    {
        var page = at.Page;
        var onPage = await page.Locator("#text p.official a").CountAsync();
        var word = new WordFile(file);
        Assert.True(onPage >= 4);
        Assert.Equal(
            onPage,
            word.Links.Count(l =>
                l.Target.Contains("/workbench/figures/", StringComparison.Ordinal)
            )
        );
        Assert.DoesNotContain("{{", word.Text);

        var (text, target) = word.Links.First(l =>
            Uri.UnescapeDataString(l.Target).Contains("organ=", StringComparison.Ordinal)
        );
        Assert.StartsWith(at.Address, target);
        var said = long.Parse(Digits().Match(text).Value, CultureInfo.InvariantCulture);
        Assert.True(said >= 3, $"{organ}: {text}");
        await at.Go(target[at.Address.Length..]);
        var heading = await at.Heading();
        var records = int.Parse(
            Records().Match(heading).Groups[1].Value,
            CultureInfo.InvariantCulture
        );
        Assert.Contains(
            said.ToString(CultureInfo.InvariantCulture),
            heading.Replace(",", "", StringComparison.Ordinal)
        );
        for (var more = page.Locator("[data-more]"); await more.CountAsync() > 0; )
        {
            var shown = await page.Locator("#list tbody tr").CountAsync();
            await more.ClickAsync();
            await Expect(page.Locator("#list tbody tr")).Not.ToHaveCountAsync(shown);
        }
        var rows = page.Locator("#list tbody tr");
        Assert.Equal(records, await rows.CountAsync());
        long sum = 0;
        foreach (var row in await rows.AllAsync())
        {
            sum += long.Parse(
                Digits().Match(await row.Locator("td").Last.InnerTextAsync()).Value,
                CultureInfo.InvariantCulture
            );
        }
        Assert.Equal(said, sum);
        await at.Picture("全程", "数字的记录");
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"来自这 (\d+) 条记录")]
    private static partial Regex Records();
}
