using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Tests.People;

public sealed class PeoplePagesTests
{
    [Fact]
    public async Task SystemAdministratorAdds_SecurityAdministratorGrants_AuditorReadsBoth()
    {
        await using var host = await OfficeHost.Start();
        using var system = await host.SignIn("sys");
        await system.Open("/workbench/people/new");
        var values = new Dictionary<string, string>
        {
            ["Name"] = "",
            ["Organ"] = "青山镇",
            ["Post"] = "司法所长",
            ["Login"] = "shensi",
            ["Roles"] = "Clerk",
        };
        await system.Submit(system.FormOf("[name=Name]"), values: values);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, system.Status);
        var errors = system.Page.QuerySelector(".error-summary")!.TextContent;
        Assert.Contains("请填写姓名", errors, StringComparison.Ordinal);
        Assert.Contains("是不是青石镇", errors, StringComparison.Ordinal);
        Assert.Equal("司法所长", system.Page.QuerySelector("[name=Post]")!.GetAttribute("value"));
        values["Name"] = "沈思<b>";
        values["Organ"] = "青石镇";
        await system.Submit(system.FormOf("[name=Name]"), values: values);
        Assert.Equal(HttpStatusCode.OK, system.Status);
        Assert.Contains("沈思<b>", system.Text, StringComparison.Ordinal);
        Assert.Contains("等待授予", system.Text, StringComparison.Ordinal);
        // The same form sent twice does nothing twice.
        var address = system.Address;

        using var security = await host.SignIn("sec");
        await security.Open("/workbench/people/roles");
        Assert.Contains("1 项角色申请等您确认", security.Text, StringComparison.Ordinal);
        var accept = security.FormOf("[name=Picked]");
        await security.Submit(accept, Button(accept, "授予选中的"));
        Assert.Contains("没有等待确认的角色申请", security.Text, StringComparison.Ordinal);
        await security.Open(address);
        Assert.Contains("填报员", security.Text, StringComparison.Ordinal);

        using var auditor = await host.SignIn("aud");
        await auditor.Open("/workbench/audit?who=贺系");
        Assert.Contains("新增人员", auditor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("授予角色", RowsOf(auditor), StringComparison.Ordinal);
        await auditor.Open("/workbench/audit?kind=person.role-granted&who=任安");
        Assert.Contains("填报员", RowsOf(auditor), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AccountsOfASheet_AreOpenedTogether_EachPasswordIsShownOnceAndMustBeChanged()
    {
        await using var host = await OfficeHost.Start();
        var keeper = await host.ActorOf("sys");
        foreach (var (name, login) in new[] { ("沈思", "shensi"), ("宁远<b>", "ningyuan") })
        {
            Assert.True(
                (
                    await host.Do(
                        new AddPerson(name, host.Organ("qsz"), "科员", login, [Role.Clerk]),
                        keeper
                    )
                ).IsDone
            );
        }
        using var security = await host.SignIn("sec");
        Assert.Contains("2 项角色申请等您确认", security.Text, StringComparison.Ordinal);
        using var system = await host.SignIn("sys");
        Assert.Contains("2 人的账号等您开通", system.Text, StringComparison.Ordinal);
        await system.Open("/workbench/people/accounts");
        Assert.Equal(2, system.Page.QuerySelectorAll("[name=Picked][checked]").Length);
        // nobody chosen: said once, and nobody is chosen again
        await system.Submit(
            system.FormOf("[name=Picked]"),
            values: new Dictionary<string, string> { ["Picked"] = $"{Guid.NewGuid()}" }
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, system.Status);
        Assert.Equal(2, system.Text.Split("没有选中还未开通的人").Length);
        Assert.Equal(2, system.Page.QuerySelectorAll("[name=Picked]").Length);
        Assert.Empty(system.Page.QuerySelectorAll("[name=Picked][checked]"));
        await system.Open("/workbench/people/accounts");
        var form = system.FormOf("[name=Picked]");
        await system.Submit(form);
        // the slips lie under no button: the actions of a head are fixed over the foot of a narrow page
        Assert.Empty(system.Page.QuerySelectorAll(".page-actions"));
        Assert.Single(system.Page.QuerySelectorAll("main [data-print]"));
        // two that were entered in one moment stand in either order
        var given = system
            .Page.QuerySelectorAll("main tr:has(code)")
            .ToDictionary(
                r => r.QuerySelector("td:nth-of-type(2)")!.TextContent.Trim(),
                r => r.QuerySelector("code")!.TextContent
            );
        Assert.Equal(2, given.Values.Distinct().Count());
        Assert.Contains("宁远<b>", system.Text, StringComparison.Ordinal);
        // sent again it replaces no password that has been given out
        await system.Submit(form);
        Assert.Empty(system.Page.QuerySelectorAll("main code"));
        await system.Open("/workbench/people/accounts");
        Assert.Contains("没有等着开通的账号", system.Text, StringComparison.Ordinal);
        using var owner = await host.SignIn("shensi", given["shensi"]);
        using var other = await host.SignIn("ningyuan", given["ningyuan"]);
        Assert.All(
            [owner, other],
            b => Assert.Contains("先换成自己的密码", b.Text, StringComparison.Ordinal)
        );
        using var clerk = await host.SignIn("clerk");
        await clerk.Open("/workbench/people/accounts");
        Assert.NotEqual(HttpStatusCode.OK, clerk.Status);
    }

    [Theory]
    [InlineData("/workbench/people/new", "person-new", "Post", "司法所长")]
    [InlineData("/workbench/organs/new", "organ-new", "Aliases", "数据办")]
    public async Task HalfFilledForm_SurvivesTheBrowser(
        string page,
        string key,
        string field,
        string value
    )
    {
        await using var host = await OfficeHost.Start();
        using (var system = await host.SignIn("sys"))
        {
            await system.Open(page);
            Assert.DoesNotContain("草稿还在", system.Text, StringComparison.Ordinal);
            var form = system.FormOf("[name=Name]");
            Assert.Contains(key, form.GetAttribute("data-draft"), StringComparison.Ordinal);
            await system.Submit(
                form,
                form.QuerySelector("button[formaction]") as IHtmlElement,
                values: new Dictionary<string, string> { [field] = value }
            );
        }
        using var again = await host.SignIn("sys");
        await again.Open(page);
        Assert.Contains("草稿还在", again.Text, StringComparison.Ordinal);
        await again.Open(page + "?draft=resume");
        Assert.Equal(value, again.Page.QuerySelector($"[name={field}]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Draft_OfAChange_DoesNotWriteOverWhatHappenedSince()
    {
        await using var host = await OfficeHost.Start();
        using var system = await host.SignIn("sys");
        var page = $"/workbench/people/{host.Person("clerk")}/post";
        await system.Open(page);
        var form = system.FormOf("[name=Post]");
        await system.Submit(
            form,
            form.QuerySelector("button[formaction]") as IHtmlElement,
            values: new Dictionary<string, string> { ["Post"] = "司法所长" }
        );
        await host.Do(
            new ChangePost(host.Person("clerk"), "改名的人", "综合办主任", null),
            await host.ActorOf("sys")
        );
        await system.Open(page + "?draft=resume");
        Assert.Equal("司法所长", system.Page.QuerySelector("[name=Post]")!.GetAttribute("value"));
        await system.Submit(system.FormOf("[name=Post]"));
        Assert.Equal(HttpStatusCode.Conflict, system.Status);
        await system.Submit(system.FormOf("[name=Post]"));
        Assert.Equal(HttpStatusCode.OK, system.Status);
        // What was sent needs no draft any more.
        await system.Open(page);
        Assert.DoesNotContain("草稿还在", system.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/workbench/people", "people")]
    [InlineData("/workbench/organs", "organs")]
    public async Task Export_HasTheColumnsOfTheScreen_AndIsInTheTrail(string page, string list)
    {
        await using var host = await OfficeHost.Start();
        using var coordinator = await host.SignIn("coord");
        await coordinator.Open(page);
        var heads = coordinator
            .Page.QuerySelectorAll("#list thead th")
            .Select(h => h.TextContent.Trim())
            .ToList();
        var rows = coordinator.Page.QuerySelectorAll("#list tbody tr").Length;
        var (status, body, _) = await coordinator.Download(page + "?handler=Export");
        Assert.Equal(HttpStatusCode.OK, status);
        var sheet = Fadu
            .Writing.Sheets.SheetReader.Read(new MemoryStream(body), "导出.xlsx")
            .ToList();
        Assert.Equal(heads, sheet[0].Columns);
        Assert.Equal(rows, sheet.Count);
        await using (var db = host.Read())
        {
            var entry = await db.Set<TrailEntry>().SingleAsync(e => e.Kind == "list.exported");
            Assert.Equal($"list-export:{list}", entry.Stream);
            Assert.Equal(host.Person("coord"), entry.Actor);
        }
        using var clerk = await host.SignIn("clerk");
        await clerk.Open(page);
        Assert.DoesNotContain("导出", clerk.Text, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await clerk.Download(page + "?handler=Export")).Status
        );
    }

    [Fact]
    public async Task Audit_GoesOnByKey_AndMarksLateEntries()
    {
        await using var host = await OfficeHost.Start();
        for (var i = 0; i < 60; i++)
        {
            await host.Do(new AddPerson($"人员{i}", host.Organ("czj"), null, null, []));
        }
        await host.Do(
            new Core.Organs.RenameOrgan(
                host.Organ("czj"),
                "云岭县财政和国资局",
                "县财政国资局",
                new DateOnly(2024, 8, 1)
            )
            {
                Reason = "云编发〔2024〕11号",
            }
        );
        using var auditor = await host.SignIn("aud");
        await auditor.Open("/workbench/audit");
        var first = auditor.Page.QuerySelectorAll("#list tbody tr").Select(Seq).ToList();
        Assert.Equal(50, first.Count);
        var top = auditor.Page.QuerySelector("#list tbody tr")!.TextContent;
        Assert.Contains("事后补录，发生于 2024-08-01", top, StringComparison.Ordinal);
        Assert.Contains("云编发〔2024〕11号", top, StringComparison.Ordinal);
        await auditor.Open(auditor.Page.QuerySelector("#list-pager a")!.GetAttribute("href")!);
        var second = auditor.Page.QuerySelectorAll("#list tbody tr").Select(Seq).ToList();
        Assert.Equal(first[^1] - 1, second[0]);
        await auditor.Open("/workbench/audit?late=yes");
        Assert.All(
            auditor.Page.QuerySelectorAll("#list tbody tr"),
            r => Assert.Contains("事后补录", r.TextContent, StringComparison.Ordinal)
        );
        Assert.Contains("机关更名", RowsOf(auditor), StringComparison.Ordinal);
        // All pages, with the filter of the screen.
        var (status, book, _) = await auditor.Download(
            "/workbench/audit?kind=person.added&handler=Export"
        );
        Assert.Equal(HttpStatusCode.OK, status);
        var rows = Fadu
            .Writing.Sheets.SheetReader.Read(new MemoryStream(book), "留痕.xlsx")
            .ToList();
        Assert.True(rows.Count >= 60);
        Assert.All(rows, r => Assert.Equal("新增人员", r["事项"]));

        static long Seq(IElement row) =>
            long.Parse(
                row.Children[^1].TextContent.Trim().Replace(",", "", StringComparison.Ordinal),
                System.Globalization.CultureInfo.InvariantCulture
            );
    }

    [Fact]
    public async Task Clerk_SeesOnlyThePeopleOfTheOwnTownship()
    {
        await using var host = await OfficeHost.Start();
        await host.Add("白水人甲", "bsx", "bs1", Role.Clerk);
        using var clerk = await host.SignIn("clerk");
        await clerk.Open("/workbench/people");
        Assert.Contains("王芳", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("在职 1 人", clerk.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("白水人甲", clerk.Text, StringComparison.Ordinal);
        foreach (var filter in new[] { "?q=白水人", "?organ=白水乡", "?role=Clerk" })
        {
            await clerk.Open("/workbench/people" + filter);
            Assert.DoesNotContain("白水人甲", RowsOf(clerk), StringComparison.Ordinal);
        }
        await clerk.Open($"/workbench/people/{host.Person("bs1")}");
        Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
        await clerk.Open($"/workbench/organs/{host.Organ("bsx")}");
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.DoesNotContain("白水人甲", clerk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ShowsErrorsByPlace_ThenAPreview_ThenWritesOnce()
    {
        await using var host = await OfficeHost.Start();
        using var system = await host.SignIn("sys");
        await system.Open("/workbench/people/import");
        await Upload("姓名\t机关代码\t角色\n甲\tnone\t填报员\n乙\tqsz\t所长\n");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, system.Status);
        Assert.Contains("有 2 处要改", system.Text, StringComparison.Ordinal);
        Assert.Contains("第 2 行", system.Text, StringComparison.Ordinal);
        Assert.Contains("第 3 行", system.Text, StringComparison.Ordinal);
        await Upload("姓名,机关代码,职务,角色,登录名\n甲,qsz,所长,填报员,jia\n乙,bsx,,填报员,yi\n");
        Assert.Contains("2 行会写入", system.Text, StringComparison.Ordinal);
        await using (var db = host.Read())
        {
            Assert.DoesNotContain(db.Set<Person>(), p => p.Login == "jia");
        }
        var confirm = system.FormOf("[name=Kept]");
        await system.Submit(confirm);
        Assert.Equal(HttpStatusCode.OK, system.Status);
        Assert.StartsWith("/workbench/people", system.Address, StringComparison.Ordinal);
        await using (var db = host.Read())
        {
            Assert.Equal(
                2,
                await db.Set<Person>().CountAsync(p => p.Login == "jia" || p.Login == "yi")
            );
            Assert.Equal(2, await db.Set<RoleProposal>().CountAsync());
        }
        await system.Open("/workbench/people/import");
        await Upload("姓名,机关代码,职务,角色,登录名\n甲,qsz,所长,填报员,jia\n乙,bsx,,填报员,yi\n");
        Assert.Contains("没有变化", system.Text, StringComparison.Ordinal);
        await system.Open("/workbench/people/import");
        await Upload("%PDF-1.7 not a table");
        Assert.Contains("不是表格文件", system.Text, StringComparison.Ordinal);

        Task Upload(string text) =>
            system.Submit(
                system.FormOf("[name=PeopleFile]"),
                file: ("PeopleFile", "人员.csv", Encoding.UTF8.GetBytes(text))
            );
    }

    [Fact]
    public async Task Template_OfEachTable_IsAWorkbook()
    {
        await using var host = await OfficeHost.Start();
        using var system = await host.SignIn("sys");
        foreach (var table in new[] { "organs", "people", "changes" })
        {
            var (status, body, _) = await system.Download(
                $"/workbench/people/import?handler=Template&table={table}"
            );
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal("PK"u8.ToArray(), body[..2]);
        }
    }

    [Fact]
    public async Task Move_EndsTheRoles_AndLeaving_ClosesTheDoor()
    {
        await using var host = await OfficeHost.Start();
        using var system = await host.SignIn("sys");
        var id = host.Person("clerk");
        await system.Open($"/workbench/people/{id}/move");
        await system.Submit(
            system.FormOf("[name=Organ]"),
            values: new Dictionary<string, string> { ["Organ"] = "白水乡", ["Post"] = "干事" }
        );
        Assert.Equal(HttpStatusCode.OK, system.Status);
        Assert.Contains("白水乡 干事", system.Text, StringComparison.Ordinal);
        using (var clerk = await host.SignIn("clerk"))
        {
            Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
        }
        await system.Open($"/workbench/people/{id}/leave");
        await system.Submit(
            system.FormOf("[name=Day]"),
            values: new Dictionary<string, string> { ["Day"] = "2099-01-01" }
        );
        Assert.Contains("还没有到", system.Page.QuerySelector(".field-error")!.TextContent);
        await system.Submit(
            system.FormOf("[name=Day]"),
            values: new Dictionary<string, string> { ["Day"] = "2026-03-13" }
        );
        Assert.Contains("已于 2026-03-13 离职", system.Text, StringComparison.Ordinal);
        using var gone = await host.SignIn("clerk");
        Assert.Contains("已停用", gone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OrganRename_ByTwoPeople_ShowsTheSecondWhatTheFirstDid_AndKeepsHisWords()
    {
        await using var host = await OfficeHost.Start();
        using var first = await host.SignIn("sys");
        using var second = await host.SignIn("sys");
        var address = $"/workbench/organs/{host.Organ("czj")}/rename";
        await first.Open(address);
        await second.Open(address);
        await first.Submit(first.FormOf("[name=Name]"), values: Values("云岭县财政和国资局"));
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Contains("曾用名", first.Text, StringComparison.Ordinal);
        await second.Submit(second.FormOf("[name=Name]"), values: Values("云岭县财政与国资局"));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("机关更名", second.Text, StringComparison.Ordinal);
        Assert.Equal(
            "云岭县财政与国资局",
            second.Page.QuerySelector("[name=Name]")!.GetAttribute("value")
        );

        static Dictionary<string, string> Values(string name) =>
            new()
            {
                ["Name"] = name,
                ["ShortName"] = "县财政国资局",
                ["Day"] = "2026-03-02",
            };
    }

    [Fact]
    public async Task OrganSearch_OfAMisspeltOrFormerName_SaysWhichOneIsMeant()
    {
        await using var host = await OfficeHost.Start();
        await host.Do(
            new Core.Organs.MergeOrgan(
                host.Organ("bsx"),
                host.Organ("qsz"),
                new DateOnly(2026, 3, 1),
                "云政函〔2026〕2号"
            )
        );
        using var clerk = await host.SignIn("clerk");
        await clerk.Open("/workbench/organs?q=县司法居");
        Assert.Contains("县司法局", clerk.Text, StringComparison.Ordinal);
        await clerk.Open("/workbench/organs?q=白水乡");
        Assert.Contains("现由青石镇承接", clerk.Text, StringComparison.Ordinal);
        await clerk.Open("/workbench/organs?day=2026-02-28");
        Assert.Contains("白水乡", RowsOf(clerk), StringComparison.Ordinal);
        await clerk.Open($"/workbench/organs/{host.Organ("bsx")}");
        Assert.Contains("现由青石镇承接", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("云政函〔2026〕2号", clerk.Text, StringComparison.Ordinal);
    }

    private static IHtmlElement Button(IHtmlFormElement form, string text) =>
        (IHtmlElement)form.QuerySelectorAll("button").Single(b => b.TextContent.Trim() == text);

    private static string RowsOf(Plans.Browser browser) =>
        browser.Page.QuerySelector("#list tbody")?.TextContent ?? "";
}
