using System.Net;
using System.Text;
using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Web.Tests.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Tests.Laws;

/// <summary>The pages of the library, without script: taking a law in, its versions and their difference, a change and its clean-up, and what is refused.</summary>
public sealed class LawPagesTests
{
    private const string First =
        "云岭省村道条例\n2018年3月30日 某次会议通过\n\n第一章　总则\n第一条　为了村道，制定本条例。\n第二条　村道宽三米：\n（一）平地；\n（二）坡地。\n第二章　附则\n第三条　本条例自2018年5月1日起施行。\n";

    private const string Second =
        "云岭省村道条例\n2024年3月29日 某次会议修订\n\n第一章　总则\n第一条　为了村道，制定本条例。\n第二条　村道宽四米：\n（一）平地；\n（二）坡地。\n第三条　村道旁可以植树。\n第二章　附则\n第四条　本条例自2024年5月1日起施行。\n";

    [Fact]
    public async Task ALaw_IsTakenIn_ReadByVersions_Compared_AndItsChangeIsHandedOutAndClosed()
    {
        await using var site = await LedgerSite.Open();
        var coordinator = site.As("zhouming");
        await coordinator.Get("/workbench/laws");
        Assert.Contains("./fadu import laws", Body(coordinator), StringComparison.Ordinal);

        await Take(coordinator, First, "云岭省村道条例.txt", "地方性法规");
        Assert.Contains("施行 2018-05-01（正文载明）", Body(coordinator), StringComparison.Ordinal);
        var law = coordinator.Address;
        Assert.NotNull(coordinator.Page.GetElementById("第二条"));
        Assert.Contains("（一）平地", Body(coordinator), StringComparison.Ordinal);
        await Take(
            coordinator,
            "云岭县村道养护规定\n第一条　依据《云岭省村道条例》第二条，制定本规定。\n第二条　本规定自2019年1月1日起施行。\n",
            "规定.txt",
            "规范性文件"
        );
        var local = coordinator.Address;
        await Take(coordinator, Second, "云岭省村道条例2024.txt", "地方性法规");
        var now = coordinator.Address;
        Assert.Equal(law.Split('/')[3], now.Split('/')[3]);

        // the one of the day, and the difference article by article
        await coordinator.Get($"/workbench/laws/{law.Split('/')[3]}?on=2020-01-01");
        Assert.Contains("村道宽三米", Body(coordinator), StringComparison.Ordinal);
        await coordinator.Get(law);
        Assert.Contains("2024-05-01 起用新版本", Body(coordinator), StringComparison.Ordinal);
        await coordinator.Get(now);
        await coordinator.Get(
            coordinator
                .Page.QuerySelectorAll("a")
                .First(a => a.TextContent == "与上一版本比较")
                .GetAttribute("href")!
        );
        Assert.Contains("3 条有变化", Body(coordinator), StringComparison.Ordinal);
        Assert.Equal("三", coordinator.Page.QuerySelector("#第二条 del")!.TextContent);
        Assert.Equal("四", coordinator.Page.QuerySelector("#第二条 ins")!.TextContent);
        Assert.Contains("第一条 没有变化", Body(coordinator), StringComparison.Ordinal);

        // who cites it, and what a change sets off
        await coordinator.Get($"/workbench/laws/{law.Split('/')[3]}/cited?article=第二条");
        Assert.Contains("云岭县村道养护规定", Body(coordinator), StringComparison.Ordinal);
        await coordinator.Get("/workbench/laws/changes");
        await coordinator.Get(
            coordinator.Page.QuerySelector("#changes tbody th a")!.GetAttribute("href")!
        );
        await coordinator.Submit(
            "交办清理",
            new Dictionary<string, string?> { ["Organ"] = "没有的局" }
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, coordinator.Status);
        await coordinator.Submit(
            "交办清理",
            new Dictionary<string, string?> { ["Organ"] = "县财政局", ["Due"] = "2026-05-01" }
        );
        await using var db = site.Read();
        var task = await db.Set<LawCleanup>().SingleAsync();
        Assert.Equal(site.Organ("czj"), task.OrganId);

        var page = LawCleanup.AddressOf(task.Id);
        Assert.Equal(HttpStatusCode.NotFound, (await site.As("wangfang").Get(page)).Status);
        var clerk = await site.As("lining").Get(page);
        await clerk.Submit("办结", new Dictionary<string, string?> { ["Result"] = "Amend" });
        Assert.Contains("请写明理由", Body(clerk), StringComparison.Ordinal);
        await clerk.Submit(
            "办结",
            new Dictionary<string, string?> { ["Result"] = "Amend", ["Reason"] = "宽度改为四米" }
        );
        Assert.Contains("清理已办结：修改", Body(clerk), StringComparison.Ordinal);

        // a date put right, a repeal, and the source as it came
        await coordinator.Get(local);
        await coordinator.Submit(
            "更正",
            new Dictionary<string, string?>
            {
                ["InForceFrom"] = "2019-02-01",
                ["Reason"] = "依公告",
            }
        );
        Assert.Contains("施行2019-02-01", Facts(coordinator), StringComparison.Ordinal);
        await coordinator.Submit(
            "登记废止",
            new Dictionary<string, string?>
            {
                ["From"] = "2025-01-01",
                ["ByText"] = "《云岭省村道条例》第四条",
            }
        );
        Assert.Contains(
            "已废止（2025-01-01 起），由《云岭省村道条例》第四条废止",
            Body(coordinator),
            StringComparison.Ordinal
        );
        var repealed = await db.Set<LawVersion>().SingleAsync(v => v.Level == LawLevels.Local);
        Assert.NotNull(repealed.RepealedBy);
        await coordinator.Get($"/workbench/laws/source/{repealed.Id:N}");
        Assert.StartsWith(
            "云岭县村道养护规定",
            Encoding.UTF8.GetString(coordinator.Bytes),
            StringComparison.Ordinal
        );
        await coordinator.Get("/workbench/laws?state=Repealed");
        Assert.Single(coordinator.Page.QuerySelectorAll("#laws tbody tr"));
        await coordinator.Get("/workbench/laws?level=地方性法规&q=村道");
        Assert.Single(coordinator.Page.QuerySelectorAll("#laws tbody tr"));
    }

    [Fact]
    public async Task WhatIsNoLaw_IsRefusedWithItsReason_AndNothingIsKept()
    {
        await using var site = await LedgerSite.Open();
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await site.As("wangfang").Get("/workbench/laws/new")).Status
        );
        var browser = site.As("zhouming");
        foreach (
            var (content, file, says) in new (byte[], string, string)[]
            {
                ("MZ\u0090\0\u0003program"u8.ToArray(), "法.txt", "程序文件"),
                ("#!/bin/sh\nrm -r /\n"u8.ToArray(), "法.md", "程序文件"),
                (
                    [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]],
                    "法.doc",
                    ".docx"
                ),
                (
                    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[64]],
                    "法.docx",
                    "法.docx"
                ),
                ("PK\u0003\u0004broken"u8.ToArray(), "法.docx", "损坏"),
                ("   \n\n"u8.ToArray(), "法.txt", "没有文字"),
                (Encoding.UTF8.GetBytes("只有名称的办法\n"), "法.txt", "只有名称"),
                (
                    Encoding.UTF8.GetBytes(new string('长', 300) + "\n第一条　正文。\n"),
                    "法.txt",
                    "不像法规的名称"
                ),
            }
        )
        {
            await browser.Get("/workbench/laws/new");
            await browser.Submit(
                "收入",
                new Dictionary<string, string?> { ["Level"] = "法律" },
                ("File", file, content)
            );
            Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
            Assert.Contains(says, Body(browser), StringComparison.Ordinal);
        }
        await Take(browser, First, "甲.txt", "没有这个层级");
        Assert.Contains("请选择法规的层级", Body(browser), StringComparison.Ordinal);
        await browser.Get("/workbench/laws/new");
        await browser.Submit(
            "收入",
            new Dictionary<string, string?> { ["Level"] = "法律", ["Published"] = "2018年" },
            ("File", "甲.txt", Encoding.UTF8.GetBytes(First))
        );
        Assert.Contains("请写成 2024-05-01 的样子", Body(browser), StringComparison.Ordinal);
        await browser.Get("/workbench/laws/new");
        await browser.Submit(
            "收入",
            new Dictionary<string, string?> { ["Level"] = "法律", ["InForceTo"] = "2017-01-01" },
            ("File", "甲.txt", Encoding.UTF8.GetBytes(First))
        );
        Assert.Contains("不能早于施行日期", Body(browser), StringComparison.Ordinal);
        await using var db = site.Read();
        Assert.Empty(await db.Set<LawVersion>().ToListAsync());

        // markup in a text is text
        await Take(
            browser,
            "云岭县<script>alert(1)</script>办法\n第一条　<img src=x onerror=alert(2)>不得。\n",
            "乙.txt",
            "规范性文件"
        );
        Assert.DoesNotContain(browser.Page.QuerySelectorAll("main script, main img"), _ => true);
        Assert.Contains(
            "<img src=x onerror=alert(2)>不得。",
            Body(browser),
            StringComparison.Ordinal
        );

        // the same once more, and other words of the same day
        var law = browser.Address;
        await Take(browser, First, "丙.txt", "法律");
        await Take(browser, First, "丙.txt", "法律");
        Assert.Contains("没有重复收入", Body(browser), StringComparison.Ordinal);
        await Take(
            browser,
            First.Replace("三米", "五米", StringComparison.Ordinal),
            "丙.txt",
            "法律"
        );
        Assert.Contains("文本与这份不同", Body(browser), StringComparison.Ordinal);
        await browser.Submit(
            "收入",
            new Dictionary<string, string?> { ["Again"] = "true" },
            (
                "File",
                "丙.txt",
                Encoding.UTF8.GetBytes(First.Replace("三米", "五米", StringComparison.Ordinal))
            )
        );
        Assert.Contains("2 份同一天公布而文本不同的版本", Body(browser), StringComparison.Ordinal);
        Assert.Equal(3, await db.Set<LawVersion>().CountAsync());
        foreach (
            var address in new[]
            {
                $"/workbench/laws/{Guid.NewGuid():N}",
                $"{law[..law.LastIndexOf('/')]}/{Guid.NewGuid():N}",
                $"{law[..law.LastIndexOf('/')]}/compare?from={Guid.NewGuid():N}&to=x",
                $"/workbench/laws/{Guid.NewGuid():N}/cited",
                "/workbench/laws/changes/999999",
                $"/workbench/laws/cleanups/{Guid.NewGuid():N}",
                $"/workbench/laws/source/{Guid.NewGuid():N}",
            }
        )
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(address)).Status);
        }
        Assert.Equal(
            HttpStatusCode.OK,
            (await browser.Get("/workbench/laws?after=xx&level='--&state=9&day=9999&q=%25_")).Status
        );
    }

    private static async Task Take(Browser browser, string text, string file, string level)
    {
        await browser.Get("/workbench/laws/new");
        await browser.Submit(
            "收入",
            new Dictionary<string, string?> { ["Level"] = level },
            ("File", file, Encoding.UTF8.GetBytes(text))
        );
    }

    private static string Body(Browser browser) => browser.Page.Body!.TextContent;

    private static string Facts(Browser browser) =>
        string.Concat(
            string.Concat(browser.Page.QuerySelectorAll("dl").Select(d => d.TextContent))
                .Where(c => !char.IsWhiteSpace(c))
        );
}
