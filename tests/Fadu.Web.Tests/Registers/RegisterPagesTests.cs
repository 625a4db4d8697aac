using System.Net;
using Fadu.Core.Registers;
using Fadu.Testing;
using Fadu.Web.Tests.Ledgers;
using Fadu.Writing.Sheets;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Tests.Registers;

/// <summary>The pages of registers, walked for every declaration without script.</summary>
public sealed class RegisterPagesTests
{
    /// <summary>One of each sort: with further steps, with a text, with lists, internal, with a last day.</summary>
    private static readonly string[] Some =
    [
        "review-catalogue",
        "normative-document",
        "service-item",
        "info-system",
        "delegation",
    ];

    [Fact]
    public async Task TextOfADocument_ComesFromAFile_IsShownFirst_AndAFileThatIsNoneIsSaid()
    {
        await using var site = await LedgerSite.Open();
        var register = Modules.NormativeDocuments.NormativeDocuments.Register;
        var home = $"/workbench/registers/{register.Key}";
        var drafter = await site.As("zhouming").Get($"{home}/change/add");
        var typed = Typed(register, 1, site.Organ("sfj"));
        typed["From"] = "2026-02-01";
        typed["Basis"] = "云政发〔2026〕1号";
        typed["text"] = "";
        await drafter.Submit(
            "提交审批",
            typed,
            file: ("textFile", "办法.docx", [0x50, 0x4B, 0x03, 0x04, 0x01, 0x02])
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, drafter.Status);
        Assert.Equal(typed["title"], Field(drafter, "title"));

        await drafter.Submit(
            "提交审批",
            typed,
            file: (
                "textFile",
                "办法.txt",
                System.Text.Encoding.UTF8.GetBytes(
                    "第一条 从文件读入的正文。\n第二条 自公布之日起施行。\n"
                )
            )
        );
        Assert.Equal(HttpStatusCode.OK, drafter.Status);
        Assert.Contains("还没有提交", Body(drafter), StringComparison.Ordinal);
        Assert.Contains("从文件读入的正文", Field(drafter, "text"), StringComparison.Ordinal);
        Assert.Equal(typed["title"], Field(drafter, "title"));
        await drafter.Submit("提交审批");
        Assert.Contains("/changes/", drafter.Address, StringComparison.Ordinal);
        Assert.Contains("从文件读入的正文", Body(drafter), StringComparison.Ordinal);

        static string Field(Browser browser, string name) =>
            browser.Page.QuerySelector($"[name={name}]") switch
            {
                AngleSharp.Html.Dom.IHtmlTextAreaElement area => area.Value,
                AngleSharp.Html.Dom.IHtmlInputElement input => input.Value,
                _ => "",
            };
    }

    [Fact]
    public async Task EveryRegister_FilledInAsAForm_IsDrafted_AndItsPagesAnswer()
    {
        await using var site = await LedgerSite.Open();
        foreach (var register in site.Registers.All)
        {
            var home = $"/workbench/registers/{register.Key}";
            var drafter = await site.As("zhouming")
                .Get($"{home}/change/{register.Kind(ChangeEffect.Add).Key}");
            await drafter.Submit("提交审批", Filled(register, 1, site.Organ("sfj")));
            Assert.True(
                drafter.Address.Contains("/changes/", StringComparison.Ordinal),
                register.Key + Errors(drafter)
            );
            await drafter.Get($"{home}/findings");
            Assert.Contains("没有发现问题", Body(drafter), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task List_IsByArea_AndFoundByAWord()
    {
        await using var site = await LedgerSite.Open();
        var browser = await site.As("zhouming").Get("/workbench/registers");
        Assert.Equal(
            site.Registers.All.Count,
            browser.Page.QuerySelectorAll("table tbody tr th a").Length
        );
        await browser.Get("/workbench/registers?q=" + Uri.EscapeDataString("裁量"));
        Assert.Equal(
            "/workbench/registers/discretion-benchmark",
            Assert.Single(browser.Page.QuerySelectorAll("table tbody tr th a")).GetAttribute("href")
        );
        await browser.Get("/workbench/registers?q=" + Uri.EscapeDataString("没有这种东西"));
        Assert.Contains("没有这样的名录", Body(browser), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_FilledInAsAForm_IsInForceAfterTheLastAgreed_AndChangesByPages()
    {
        await using var site = await LedgerSite.Open();
        foreach (var register in Some.Select(k => site.Registers[k]))
        {
            var home = $"/workbench/registers/{register.Key}";
            var drafter = await site.As("zhouming")
                .Get($"{home}/change/{register.Kind(ChangeEffect.Add).Key}");
            Assert.Equal(HttpStatusCode.OK, drafter.Status);
            var typed = Filled(register, 1, site.Organ("sfj"));
            typed["From"] = "2026-02-01";
            await drafter.Submit("提交审批", typed);
            Assert.True(
                drafter.Address.Contains("/changes/", StringComparison.Ordinal),
                register.Key + Errors(drafter)
            );
            var change = drafter.Address;
            // Not yet in the list.
            await drafter.Get(home);
            Assert.Null(drafter.Page.QuerySelector("#items"));

            await Agree(site, "gaofeng", change);
            if (await IsPending(site))
            {
                await Agree(site, "chenyan", change);
            }
            await drafter.Get(home);
            var link = Assert.Single(drafter.Page.QuerySelectorAll("#items tbody tr th a"));
            var item = link.GetAttribute("href")!;
            await drafter.Get($"{home}?day=2026-01-31");
            Assert.Null(drafter.Page.QuerySelector("#items"));
            await drafter.Get($"{home}?day=2026-01-31&state=NotYet");
            Assert.Single(drafter.Page.QuerySelectorAll("#items tbody tr"));

            await drafter.Get(item);
            Assert.Contains("补录", Body(drafter), StringComparison.Ordinal);
            Assert.Contains("云政发〔2026〕1号", Body(drafter), StringComparison.Ordinal);

            // The form of a change comes filled in as it was typed.
            await drafter.Get(
                $"{home}/change/{register.Kind(ChangeEffect.Change).Key}/{item.Split('/')[^1]}"
            );
            await drafter.Submit(
                "提交审批",
                new Dictionary<string, string?>
                {
                    ["note"] = "改写的备注",
                    ["From"] = "2026-03-10",
                    ["Basis"] = "云政发〔2026〕2号",
                    ["Reason"] = "年度调整",
                }
            );
            Assert.True(
                drafter.Address.Contains("/changes/", StringComparison.Ordinal),
                register.Key + Errors(drafter)
            );
            Assert.Contains("改写的备注", Body(drafter), StringComparison.Ordinal);
            change = drafter.Address;
            await Agree(site, "gaofeng", change);
            if (await IsPending(site))
            {
                await Agree(site, "chenyan", change);
            }
            await drafter.Get($"{home}/differences?before=2026-03-01&after=2026-03-16");
            Assert.Contains(
                "备注：改写的备注",
                Assert.Single(drafter.Page.QuerySelectorAll("#differences tbody tr")).TextContent,
                StringComparison.Ordinal
            );
            await drafter.Get(item + "?day=2026-03-01");
            Assert.DoesNotContain("改写的备注", Facts(drafter), StringComparison.Ordinal);
            await drafter.Get(item + "?against=2026-03-01");
            Assert.Contains(
                "改写的备注",
                drafter.Page.QuerySelector("#against")!.TextContent,
                StringComparison.Ordinal
            );
            await drafter.Get(item);
            Assert.Contains("改写的备注", Facts(drafter), StringComparison.Ordinal);
            // What is owed to the public leads to the one list of duties.
            Assert.Equal(
                register.IsInternal || register.PublicTerm is null,
                drafter.Page.QuerySelector("a[href^='/workbench/publications/']") is null
            );
        }
    }

    [Fact]
    public async Task Register_Sheet_IsComparedFirst_AndTakenAsAWholeAfterApproval()
    {
        await using var site = await LedgerSite.Open();
        foreach (var register in Some.Select(k => site.Registers[k]))
        {
            var home = $"/workbench/registers/{register.Key}";
            var rows = new List<IReadOnlyList<object?>>();
            var layout = RegisterSheets.Template(register);
            for (var i = 0; i < 4; i++)
            {
                var texts = Typed(register, i, site.Organ("sfj"));
                rows.Add([
                    .. layout.Columns.Select(c =>
                        register.Fields.FirstOrDefault(f => f.Title == c.Header) is { } f
                            ? texts.GetValueOrDefault(f.Name)
                        : c.Header == "生效日" ? (i == 3 ? "某一天" : "2026-01-01")
                        : c.Header == "最后有效日" && register.EndText is not null ? "2030-12-31"
                        : register.Form.Rows.FirstOrDefault(r =>
                            c.Header.StartsWith(r.Title + "（", StringComparison.Ordinal)
                        )
                            is { } list
                            ? string.Join(
                                '｜',
                                list.Row.Fields.Select(f =>
                                    texts.GetValueOrDefault($"{list.Name}[0].{f.Name}")
                                )
                            )
                        : null
                    ),
                ]);
            }
            var file = await Sheet(layout, rows);
            var drafter = await site.As("zhouming").Get($"{home}/import");
            await drafter.Submit("比较", null, ("sheet", "目录.xlsx", file));
            Assert.Contains(
                "新增 3，有变化 0，无变化 0，错误 1",
                Body(drafter),
                StringComparison.Ordinal
            );
            Assert.Contains("某一天", Body(drafter), StringComparison.Ordinal);
            await using (var db = site.Read())
            {
                Assert.Empty(
                    await db.Set<RegisterChange>()
                        .Where(c => c.Register == register.Key)
                        .ToListAsync()
                );
            }
            await drafter.Submit(
                "提交没有错误的行",
                new Dictionary<string, string?> { ["basis"] = "云政发〔2026〕1号" }
            );
            Assert.Contains("/imports/", drafter.Address, StringComparison.Ordinal);
            var import = drafter.Address.Split('?')[0];
            // The faulty row comes back as a file.
            var back = drafter
                .Page.QuerySelectorAll("a")
                .Single(a => a.TextContent.Contains("带原因", StringComparison.Ordinal));
            await drafter.Get(back.GetAttribute("href")!);
            Assert.Contains(
                "不是日期",
                Assert.Single(
                    SheetReader.Read(
                        new MemoryStream(drafter.Bytes),
                        "back.xlsx",
                        new SheetReadOptions { SkippedColumns = [] }
                    )
                )["错误"]!,
                StringComparison.Ordinal
            );

            foreach (var login in new[] { "gaofeng", "chenyan" })
            {
                if (await IsPending(site))
                {
                    var head = await site.As(login).Get(import);
                    await head.Submit("整批同意");
                    Assert.Equal(HttpStatusCode.OK, head.Status);
                }
            }
            await drafter.Get(home);
            Assert.Equal(3, drafter.Page.QuerySelectorAll("#items tbody tr").Length);

            // The export is the screen, and comes back as the same.
            await drafter.Get($"{home}/export");
            var exported = drafter.Bytes;
            await drafter.Get($"{home}/import");
            await drafter.Submit("比较", null, ("sheet", "导出.xlsx", exported));
            Assert.Contains(
                "新增 0，有变化 0，无变化 3，错误 0",
                Body(drafter),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task Draft_IsSeenByItsKeeperAndWhoIsAsked_AndByNobodyElse()
    {
        await using var site = await LedgerSite.Open();
        var register = site.Registers["review-catalogue"];
        var drafter = await site.As("zhouming")
            .Get($"/workbench/registers/{register.Key}/change/add");
        var typed = Typed(register, 0, site.Organ("sfj"));
        typed["Basis"] = "云政发〔2026〕1号";
        await drafter.Submit("提交审批", typed);
        var change = drafter.Address;
        Assert.Equal(HttpStatusCode.NotFound, (await site.As("wangfang").Get(change)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.As("lining").Get(change)).Status);
        Assert.Equal(HttpStatusCode.OK, (await site.As("gaofeng").Get(change)).Status);
        // The head sends it back with a reason; the drafter reads it.
        var head = await site.As("gaofeng").Get("/workbench/registers/changes");
        await head.Submit(
            "退回勾选的",
            new Dictionary<string, string?>
            {
                ["changes"] = change.Split('/')[^1],
                ["reason"] = "判定标准不清楚",
            }
        );
        await drafter.Get(change);
        Assert.Contains("判定标准不清楚", Body(drafter), StringComparison.Ordinal);
    }

    [Fact]
    public async Task County_AgreedOnPaper_IsEnteredByTheKeepersHeadWithTheDocument()
    {
        await using var site = await LedgerSite.Open();
        var register = site.Registers["review-catalogue"];
        var drafter = await site.As("zhouming")
            .Get($"/workbench/registers/{register.Key}/change/add");
        var typed = Typed(register, 0, site.Organ("sfj"));
        typed["Basis"] = "云政发〔2026〕1号";
        await drafter.Submit("提交审批", typed);
        var change = drafter.Address;
        await Agree(site, "gaofeng", change);
        var head = await site.As("gaofeng").Get(change);
        await head.Submit(
            "同意",
            new Dictionary<string, string?> { ["Paper"] = "云政函〔2026〕3号" }
        );
        Assert.Contains("上传批准文件", Body(head), StringComparison.Ordinal);
        await head.Submit(
            "同意",
            new Dictionary<string, string?> { ["Paper"] = "云政函〔2026〕3号" },
            ("evidence", "批复.txt", "同意。"u8.ToArray())
        );
        Assert.Contains("已生效", Body(head), StringComparison.Ordinal);
    }

    private static async Task Agree(LedgerSite site, string login, string change)
    {
        var browser = await site.As(login).Get(change);
        await browser.Submit("同意");
        Assert.True(browser.Status == HttpStatusCode.OK, Errors(browser));
    }

    private static async Task<bool> IsPending(LedgerSite site)
    {
        await using var db = site.Read();
        return await db.Set<RegisterChange>().AnyAsync(c => c.State == ChangeState.Pending);
    }

    /// <summary>A sample as the form has it: organs by their short names.</summary>
    private static Dictionary<string, string?> Typed(Register register, int i, Guid keeper)
    {
        var typed = RegisterSamples.Texts(register, i, keeper);
        typed["keeper"] = "县司法局";
        if (register.Key == "enforcement-subject")
        {
            typed["organ"] = new[] { "县司法局", "县财政局", "青石镇", "白水乡" }[i];
        }
        return typed;
    }

    /// <summary>With the days and the basis of a change.</summary>
    private static Dictionary<string, string?> Filled(Register register, int i, Guid keeper)
    {
        var typed = Typed(register, i, keeper);
        typed["From"] = "2026-02-01";
        typed["Basis"] = "云政发〔2026〕1号";
        if (register.EndText is not null)
        {
            typed["Until"] = "2030-12-31";
        }
        return typed;
    }

    private static async Task<byte[]> Sheet(
        SheetLayout layout,
        IEnumerable<IReadOnlyList<object?>> rows
    )
    {
        var output = new MemoryStream();
        await SheetWriter.WriteXlsxAsync(
            layout with
            {
                Columns = [.. layout.Columns.Select(c => c with { Type = ColumnType.Text })],
            },
            rows.ToAsyncEnumerable(),
            output
        );
        return output.ToArray();
    }

    private static string Body(Browser browser) => browser.Page.QuerySelector("main")!.TextContent;

    private static string Facts(Browser browser) =>
        browser.Page.QuerySelector("main dl")!.TextContent;

    private static string Errors(Browser browser) =>
        string.Join(
            "|",
            browser
                .Page.QuerySelectorAll(".field-error, .error-summary, .refusal")
                .Select(e => e.TextContent.Trim())
        );
}
