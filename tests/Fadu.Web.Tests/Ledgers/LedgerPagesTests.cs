using System.Net;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Writing.Sheets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Web.Tests.Ledgers;

/// <summary>The pages of ledgers, walked for every declaration without script.</summary>
public sealed class LedgerPagesTests
{
    [Fact]
    public async Task AnyLedger_FilledInAsAForm_IsShownAndOfferedForCorrectionAsItWasTyped()
    {
        await using var site = await LedgerSite.Open();
        foreach (var ledger in site.Ledgers.All)
        {
            var browser = await site.As("zhouming").Get($"/workbench/ledgers/{ledger.Key}/new");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            var typed = Typed(ledger, LedgerSamples.Texts(ledger, 1, site.Organ("sfj")));
            typed["organ"] = "县司法局";
            await browser.Submit("保存", typed);
            Assert.True(
                browser.Status == HttpStatusCode.OK && browser.Address.Count(c => c == '/') == 4,
                ledger.Key + Errors(browser)
            );
            await using var db = site.Read();
            var line = await db.Set<LedgerLine>().SingleAsync(l => l.Ledger == ledger.Key);
            Assert.EndsWith(line.Id.ToString(), browser.Address, StringComparison.Ordinal);
            Assert.Contains("计入的指标", browser.Page.Body!.TextContent, StringComparison.Ordinal);

            await browser.Get(browser.Address + "/correct");
            foreach (var (name, text) in typed.Where(t => !string.IsNullOrEmpty(t.Value)))
            {
                Assert.Equal(text, Shown(browser, name));
            }
            // Nothing changed: said so, nothing written
            await browser.Submit("保存");
            Assert.True(
                browser.Page.Body!.TextContent.Contains("没有变化", StringComparison.Ordinal),
                ledger.Key + Errors(browser)
            );
            var changed = new Dictionary<string, string?>
            {
                ["remark"] = "补记一句",
                ["Why"] = "EntryError",
                ["Reason"] = "漏写",
            };
            await browser.Submit("保存", changed);
            Assert.Contains(
                "补记一句",
                browser.Page.QuerySelector("main")!.TextContent,
                StringComparison.Ordinal
            );
            Assert.Contains(
                "→ 补记一句",
                browser.Page.QuerySelector("main")!.TextContent,
                StringComparison.Ordinal
            );

            await browser.Get($"/workbench/ledgers/{ledger.Key}/{line.Id}/state");
            await browser.Submit(
                "作废",
                new Dictionary<string, string?> { ["Why"] = "Duplicate", ["Reason"] = "重复" }
            );
            Assert.Contains(
                "作废",
                browser.Page.QuerySelector("main")!.TextContent,
                StringComparison.Ordinal
            );
            await browser.Get($"/workbench/ledgers/{ledger.Key}");
            Assert.Null(browser.Page.QuerySelector("#lines"));
            await browser.Get($"/workbench/ledgers/{ledger.Key}?state=void");
            Assert.True(
                browser.Page.QuerySelectorAll("#lines tbody tr").Length == 1,
                ledger.Key + browser.Page.QuerySelector("main")!.TextContent
            );
            await browser.Get($"/workbench/ledgers/{ledger.Key}/totals?state=all");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
        }
    }

    [Fact]
    public async Task Clerk_SendsAFormWithErrors_SeesThemBesideTheFieldsAndLosesNothing()
    {
        await using var site = await LedgerSite.Open();
        var browser = await site.As("wangfang").Get("/workbench/ledgers/publicity-event/new");
        var ledger = site.Ledgers["publicity-event"];
        var typed = Typed(ledger, LedgerSamples.Texts(ledger, 1, site.Organ("qsz")));
        typed["organ"] = "青石镇";
        typed["title"] = "<script>alert(1)</script>送法进村";
        typed["attendance"] = "约三百";
        typed["place"] = "";
        await browser.Submit("保存", typed);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Equal(2, browser.Page.QuerySelectorAll(".error-summary li").Length);
        Assert.Equal("约三百", Shown(browser, "attendance"));
        Assert.Equal(typed["title"], Shown(browser, "title"));
        Assert.Contains(
            "不是整数",
            browser.Page.QuerySelector("#f-attendance-error")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Empty(browser.Page.QuerySelectorAll("main script"));
        typed["attendance"] = "３００";
        typed["place"] = "上河村";
        await browser.Submit("保存并再记一条", typed);
        Assert.EndsWith("/new", browser.Address, StringComparison.Ordinal);
        await using var db = site.Read();
        Assert.Equal(300, (await db.Set<LedgerLine>().SingleAsync()).N3);
    }

    [Fact]
    public async Task Clerk_EntersWhatResemblesAnother_IsAskedBeforeAnythingIsStored()
    {
        await using var site = await LedgerSite.Open();
        var ledger = site.Ledgers["publicity-event"];
        var texts = LedgerSamples.Texts(ledger, 1, site.Organ("sfj"));
        var first = await site.As("zhouming").Get("/workbench/ledgers/publicity-event/new");
        await first.Submit("保存", Typed(ledger, texts));
        var browser = await site.As("wangfang").Get("/workbench/ledgers/publicity-event/new");
        var typed = Typed(ledger, texts);
        typed["organ"] = "青石镇";
        await browser.Submit("保存", typed);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains(
            "同一活动",
            browser.Page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        var other = browser
            .Page.QuerySelectorAll("input[name=near]")
            .Select(i => i.GetAttribute("value")!)
            .Single(v => v.StartsWith("other:", StringComparison.Ordinal));
        await browser.Submit(
            "保存",
            new Dictionary<string, string?> { ["near"] = other, ["nearReason"] = "下午另办一场" }
        );
        await using var db = site.Read();
        Assert.Equal(2, await db.Set<LedgerLine>().CountAsync());
    }

    [Fact]
    public async Task People_OutsideTheirOrganOrCapability_SeeAndTakeNothing()
    {
        await using var site = await LedgerSite.Open();
        var ledger = site.Ledgers["training-session"];
        var owner = await site.As("zhaoqiang").Get($"/workbench/ledgers/{ledger.Key}/new");
        await owner.Submit(
            "保存",
            Typed(ledger, LedgerSamples.Texts(ledger, 1, site.Organ("bsx")))
        );
        var line = owner.Address;
        Assert.Equal(HttpStatusCode.OK, owner.Status);

        var stranger = site.As("wangfang");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(line)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(line + "/correct")).Status);
        await stranger.Get($"/workbench/ledgers/{ledger.Key}?organ=白水乡");
        Assert.Null(stranger.Page.QuerySelector("#lines"));
        await stranger.Get($"/workbench/ledgers/{ledger.Key}/totals");
        Assert.DoesNotContain(
            "白水乡",
            stranger.Page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await stranger.Get($"/workbench/ledgers/{ledger.Key}/export")).Status
        );
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Get(line + "/state")).Status);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await site.As("shenjing").Get("/workbench/ledgers")).Status
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await site.As("zhouming").Get("/workbench/ledgers/no-such-ledger")).Status
        );
        Assert.Equal(HttpStatusCode.OK, (await site.As("zhouming").Get(line)).Status);
    }

    [Fact]
    public async Task Coordinator_Exports_ExactlyWhatTheScreenShows_AndItIsNoted()
    {
        await using var site = await LedgerSite.Open();
        var ledger = site.Ledgers["training-session"];
        for (var i = 0; i < 9; i++)
        {
            var enter = await site.As(i % 3 == 0 ? "zhaoqiang" : "lining")
                .Get($"/workbench/ledgers/{ledger.Key}/new");
            await enter.Submit(
                "保存",
                Typed(
                    ledger,
                    LedgerSamples.Texts(ledger, i, site.Organ(i % 3 == 0 ? "bsx" : "czj"))
                )
            );
            Assert.True(enter.Status == HttpStatusCode.OK, Errors(enter));
        }
        var browser = await site.As("zhouming")
            .Get($"/workbench/ledgers/{ledger.Key}?organ=白水乡&sort=attended");
        var names = browser
            .Page.QuerySelectorAll("#lines tbody th")
            .Select(t => t.TextContent.Trim())
            .ToList();
        Assert.Equal(3, names.Count);
        await browser.Get($"/workbench/ledgers/{ledger.Key}/export?organ=白水乡&sort=attended");
        var rows = SheetReader.Read(new MemoryStream(browser.Bytes), "导出.xlsx").ToList();
        Assert.Equal(names, rows.Select(r => r["名称"]));
        await using var db = site.Read();
        var entry = await db.Set<TrailEntry>().SingleAsync(e => e.Kind == "ledger.exported");
        Assert.Contains("\"rows\":3", entry.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clerk_ImportsASheet_SeesErrorsByRowAndColumn_TakesTheRest_GetsTheOthersBack()
    {
        await using var site = await LedgerSite.Open();
        var browser = await site.As("wangfang").Get("/workbench/ledgers/training-session/template");
        Assert.Equal(0x50, browser.Bytes[0]);
        const string Pasted =
            "名称\t内容\t开始日期\t结束日期\t学时\t对象\t脱产\t参训人数\n"
            + "第一期\t法律法规\t2026-03-01\t2026-03-02\t16\t行政执法人员\t是\t40\n"
            + "第二期\t天文\t2026-03-03\t2026-03-04\t16\t行政执法人员\t是\t很多\n"
            + "第三期\t业务\t2026-03-05\t2026-03-05\t8\t法制审核人员\t否\t12\n";
        await browser.Get("/workbench/ledgers/training-session/import");
        await browser.Submit("核对", new Dictionary<string, string?> { ["pasted"] = Pasted });
        var text = browser.Page.QuerySelector("main")!.TextContent;
        Assert.Contains("第 3 行", text, StringComparison.Ordinal);
        Assert.Contains("没有“天文”这一项", text, StringComparison.Ordinal);
        await using (var db = site.Read())
        {
            Assert.Equal(0, await db.Set<LedgerLine>().CountAsync());
        }
        await browser.Submit("导入没有问题的行");
        Assert.Contains(
            "新增 2 条",
            browser.Page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        var rejected = browser
            .Page.QuerySelectorAll("main a")
            .Select(a => a.GetAttribute("href")!)
            .Single(h => h.Contains("Rejected", StringComparison.Ordinal));
        await browser.Get(rejected);
        var rows = SheetReader
            .Read(
                new MemoryStream(browser.Bytes),
                "未导入.xlsx",
                new SheetReadOptions { SkippedColumns = [] }
            )
            .ToList();
        Assert.Equal("第二期", Assert.Single(rows)["名称"]);
        Assert.Contains("参训人数", rows[0]["错误"]!, StringComparison.Ordinal);
        // Somebody of another organ cannot look into that file
        Assert.Equal(HttpStatusCode.NotFound, (await site.As("zhaoqiang").Get(rejected)).Status);
        await using var after = site.Read();
        Assert.Equal(2, await after.Set<LedgerLine>().CountAsync());
    }

    [Fact]
    public async Task Clerk_AddsEvidence_AndTakesBackWhatWasJustRecorded()
    {
        await using var site = await LedgerSite.Open();
        var ledger = site.Ledgers["training-session"];
        var browser = await site.As("wangfang").Get($"/workbench/ledgers/{ledger.Key}/new");
        var typed = Typed(ledger, LedgerSamples.Texts(ledger, 1, site.Organ("qsz")));
        await browser.Submit(
            "保存",
            typed,
            ("evidence", "../..\\通知.pdf", "%PDF-1.4 通知"u8.ToArray())
        );
        Assert.True(browser.Status == HttpStatusCode.OK, Errors(browser));
        Assert.Contains(
            "通知.pdf",
            browser.Page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        var line = browser.Address;
        await browser.Submit("上传", null, ("evidence", "坏.exe", "MZ program"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains(
            "程序文件",
            browser.Page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        await browser.Get(line);
        await browser.Submit(
            "上传",
            null,
            ("evidence", "课程表.pdf", "%PDF-1.4 课程表"u8.ToArray())
        );
        Assert.Contains(
            "课程表.pdf",
            browser.Page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(
            HttpStatusCode.OK,
            (
                await site.As("wangfang")
                    .Get(
                        browser
                            .Page.QuerySelectorAll("main a[href*='/workbench/files/']")[0]
                            .GetAttribute("href")!
                    )
            ).Status
        );

        await browser.Get($"/workbench/ledgers/{ledger.Key}/new");
        typed["title"] = "登记错了的一期";
        await browser.Submit("保存", typed);
        await browser.Submit("撤销");
        await using var db = site.Read();
        Assert.Equal(
            LineState.Void,
            (await db.Set<LedgerLine>().SingleAsync(l => l.Title == "登记错了的一期")).State
        );
    }

    [Fact]
    public async Task Clerk_KeepsADraft_AndFindsItAgain()
    {
        await using var site = await LedgerSite.Open();
        var browser = await site.As("wangfang").Get("/workbench/ledgers/publicity-event/new");
        var draft = browser.Page.QuerySelectorAll("[formaction*=drafts]").Single();
        await browser.Submit(
            draft.TextContent.Trim(),
            new Dictionary<string, string?> { ["title"] = "填了一半", ["products[条幅]"] = "7" }
        );
        await browser.Get("/workbench/ledgers/publicity-event/new");
        Assert.Contains(
            "草稿还在",
            browser.Page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        await browser.Get("/workbench/ledgers/publicity-event/new?draft=resume");
        Assert.Equal("填了一半", Shown(browser, "title"));
        Assert.Equal("7", Shown(browser, "products[条幅]"));
    }

    [Fact]
    public async Task AForm_HoldsWhatIsKnown_AndTheNextLineTakesOverAllButItsDay()
    {
        await using var site = await LedgerSite.Open();
        var ledger = site.Ledgers["training-session"];
        var clerk = await site.As("wangfang").Get($"/workbench/ledgers/{ledger.Key}/new");
        var organ = Shown(clerk, "organ");
        Assert.Contains("青石", organ, StringComparison.Ordinal);
        var texts = Typed(ledger, LedgerSamples.Texts(ledger, 1, site.Organ("qsz")));
        texts["title"] = "第一次培训";
        await clerk.Submit("保存", texts);
        var next = clerk
            .Page.QuerySelectorAll("main a")
            .Single(a => a.TextContent == "照此再记一条");
        await clerk.Get(next.GetAttribute("href")!);
        Assert.Equal(("第一次培训", organ), (Shown(clerk, "title"), Shown(clerk, "organ")));
        Assert.Equal("", Shown(clerk, ledger.DayField.Name));
        // of another's line nothing is shown
        var foreign = await site.As("zhaoqiang").Get(next.GetAttribute("href")!);
        Assert.NotEqual("第一次培训", Shown(foreign, "title"));
    }

    [Fact]
    public async Task TwoTownships_AskingAtOnce_NeverSeeAForeignRow()
    {
        await using var site = await LedgerSite.Open();
        var ledger = site.Ledgers["training-session"];
        foreach (
            var (login, organ, name) in new[]
            {
                ("wangfang", "qsz", "青石"),
                ("zhaoqiang", "bsx", "白水"),
            }
        )
        {
            for (var i = 0; i < 5; i++)
            {
                var texts = Typed(ledger, LedgerSamples.Texts(ledger, i, site.Organ(organ)));
                texts["title"] = $"{name}的培训{i}";
                var enter = await site.As(login).Get($"/workbench/ledgers/{ledger.Key}/new");
                await enter.Submit("保存", texts);
            }
        }
        string[] pages =
        [
            "",
            "?q=培训",
            "?state=all&sort=attended",
            "/totals",
            "?organ=白水乡",
            "?organ=青石镇",
        ];
        await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(async i =>
                {
                    var (login, foreign) =
                        i % 2 == 0 ? ("wangfang", "白水") : ("zhaoqiang", "青石");
                    var browser = await site.As(login)
                        .Get($"/workbench/ledgers/{ledger.Key}{pages[i % pages.Length]}");
                    Assert.Equal(HttpStatusCode.OK, browser.Status);
                    Assert.DoesNotContain(
                        $"{foreign}的培训",
                        browser.Page.Body!.TextContent,
                        StringComparison.Ordinal
                    );
                    Assert.Empty(
                        browser
                            .Page.QuerySelectorAll("tbody")
                            .Where(t => t.TextContent.Contains(foreign, StringComparison.Ordinal))
                    );
                })
        );
    }

    [Fact]
    public async Task Clerk_ReportsZero_FromTheIndex()
    {
        await using var site = await LedgerSite.Open();
        var browser = await site.As("wangfang").Get("/workbench/ledgers");
        var owed = browser.Page.QuerySelectorAll("form[action*=Zero], form[action*=zero]").Length;
        Assert.True(owed > 0);
        await browser.Submit("没有发生，报零");
        Assert.Equal("/workbench/ledgers", browser.Address);
        Assert.Equal(
            owed - 1,
            browser.Page.QuerySelectorAll("form[action*=Zero], form[action*=zero]").Length
        );
    }

    [Fact]
    public async Task Burden_IsShownByThingAndOrgan_ToAClerkItsOwnOnly()
    {
        await using var site = await LedgerSite.Open();
        // a quarter fell due in January
        const string Page = "/workbench/ledgers/burden?month=2026-01";
        var all = await site.As("zhouming").Get(Page);
        Assert.Equal(HttpStatusCode.OK, all.Status);
        Assert.Contains(
            "普法活动",
            all.Page.QuerySelector("#things")!.TextContent,
            StringComparison.Ordinal
        );
        var organs = all
            .Page.QuerySelectorAll("#organs tbody th")
            .Select(c => c.TextContent.Trim())
            .ToList();
        // in the order of the organs, not by how much
        Assert.Equal(
            [.. new[] { "县司法局", "县财政局", "青石镇", "白水乡" }.Where(organs.Contains)],
            organs.Where(o => o != "县政府" && o != "合计")
        );
        Assert.Contains("白水乡", organs);
        var own = await site.As("wangfang").Get(Page);
        Assert.DoesNotContain(
            "白水乡",
            own.Page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.NotEmpty(own.Page.QuerySelectorAll("#things tbody tr"));
        // nothing that could be read as a month is this month
        Assert.Equal(
            HttpStatusCode.OK,
            (await site.As("wangfang").Get("/workbench/ledgers/burden?month=2026-13")).Status
        );
    }

    [Fact]
    public async Task City_HasAPageForEachOfItsCounties_WithAllBelowThem()
    {
        await using var site = await LedgerSite.Open();
        var system = Actor.System();
        var day = new DateOnly(2019, 3, 1);
        var county = await site.Commit(
            new FoundOrgan(
                "xx",
                "西山县人民政府",
                "西山县",
                [],
                OrganKind.Government,
                Level.County,
                site.Organ("gov"),
                50,
                day
            ),
            system
        );
        var town = await site.Commit(
            new FoundOrgan(
                "xz",
                "西镇人民政府",
                "西镇",
                [],
                OrganKind.Township,
                Level.Township,
                county.Id,
                51,
                day
            ),
            system
        );
        var ledger = site.Ledgers["publicity-event"];
        var organs = await LedgerOrgans.Of(site.Services.GetRequiredService<Directories>());
        var body = LedgerSamples.Body(ledger, 1, town.Id, organs);
        body["heldOn"] = "2026-02-03";
        Assert.True((await site.Commit(new RecordLine(ledger.Key, body), system)).IsDone);

        var whole = await site.As("zhouming").Get("/workbench/county");
        Assert.Contains(
            "/workbench/county/xx",
            whole.Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href"))
        );
        var one = await site.As("zhouming").Get("/workbench/county/xx");
        Assert.Equal(HttpStatusCode.OK, one.Status);
        Assert.Contains(
            "普法·场次",
            one.Page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await site.As("zhouming").Get("/workbench/county/gov")).Status
        );
    }

    [Fact]
    public async Task Coordinator_SeesWhatIsOwed_FoldedByLedger_LateFirst_OrgansInOfficialOrder()
    {
        await using var site = await LedgerSite.Open();
        for (var i = 1; i <= 6; i++)
        {
            var key = $"x{i}";
            Assert.True(
                (
                    await site.Commit(
                        new FoundOrgan(
                            key,
                            $"云岭县第{i}局",
                            $"县第{i}局",
                            [],
                            OrganKind.Department,
                            Level.County,
                            site.Organ("gov"),
                            10 + i,
                            new DateOnly(2019, 3, 1)
                        ),
                        Actor.System()
                    )
                ).IsDone
            );
        }
        var browser = await site.As("zhouming").Get("/workbench/ledgers");
        var groups = browser.Page.QuerySelectorAll("main details");
        Assert.True(groups.Length > 1);
        Assert.All(groups, g => Assert.False(g.HasAttribute("open")));
        var days = groups
            .Select(g => g.QuerySelector("summary time")!.GetAttribute("datetime")!)
            .ToList();
        Assert.Equal(days.Order(StringComparer.Ordinal), days);
        var lines = groups
            .Select(g => g.QuerySelectorAll("li > div").Select(d => d.TextContent.Trim()).ToList())
            .MaxBy(l => l.Count)!;
        Assert.Equal(lines.Distinct(StringComparer.Ordinal), lines);
        Assert.True(lines.IndexOf("县第1局") < lines.IndexOf("县第6局"));
        Assert.Contains(
            $"{lines.Count} 个单位未报",
            browser.Page.Body!.TextContent,
            StringComparison.Ordinal
        );
    }

    private static Dictionary<string, string?> Typed(
        Ledger ledger,
        Dictionary<string, string?> texts
    )
    {
        var typed = new Dictionary<string, string?>(texts, StringComparer.Ordinal);
        typed.Remove("organ");
        foreach (var tally in ledger.Fields.Where(f => f.Type == FieldType.Tallies))
        {
            typed.Remove(tally.Name);
            foreach (var part in texts.GetValueOrDefault(tally.Name)?.Split('；') ?? [])
            {
                var cut = part.LastIndexOf(' ');
                typed[$"{tally.Name}[{part[..cut]}]"] = part[(cut + 1)..];
            }
        }
        return typed;
    }

    private static string? Shown(Browser browser, string name)
    {
        var elements = browser
            .Page.QuerySelectorAll("main form [name]")
            .Where(e => e.GetAttribute("name") == name)
            .ToList();
        return elements switch
        {
            [AngleSharp.Html.Dom.IHtmlInputElement { Type: "radio" }, ..] => elements
                .OfType<AngleSharp.Html.Dom.IHtmlInputElement>()
                .SingleOrDefault(r => r.IsChecked)
                ?.Value,
            [AngleSharp.Html.Dom.IHtmlInputElement input, ..] => input.Value,
            [AngleSharp.Html.Dom.IHtmlTextAreaElement area, ..] => area.Value,
            [AngleSharp.Html.Dom.IHtmlSelectElement select, ..] => select.Value,
            _ => null,
        };
    }

    private static string Errors(Browser browser) =>
        $" {browser.Status} {browser.Address}: {string.Join(" | ", browser.Page.QuerySelectorAll(".error-summary li, .refusal, .field-error").Select(e => e.TextContent))} {browser.Page.QuerySelector("main")?.TextContent[..Math.Min(200, browser.Page.QuerySelector("main")!.TextContent.Length)]}";
}
