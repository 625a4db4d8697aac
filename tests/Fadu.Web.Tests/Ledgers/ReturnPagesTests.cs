using System.Net;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Writing.Sheets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Web.Tests.Ledgers;

/// <summary>The table of a return, and the yearly confirmation of a register, as their pages do them.</summary>
public sealed class ReturnPagesTests
{
    [Fact]
    public async Task Return_Exported_IsTheTableThatIsShown_AndItIsNoted()
    {
        await using var site = await LedgerSite.Open();
        const string address = "/workbench/ledgers/returns/mediation-month";
        var browser = await site.As("zhouming").Get(address);
        var shown = browser
            .Page.QuerySelectorAll("#return tbody tr")
            .Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim())))
            .ToList();
        Assert.Contains(shown, r => r.StartsWith("青石镇|", StringComparison.Ordinal));
        Assert.Contains(shown, r => r.Contains("（含下级）", StringComparison.Ordinal));
        await browser.Get(address + "?handler=export");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        var rows = SheetReader.Read(new MemoryStream(browser.Bytes), "报表.xlsx").ToList();
        Assert.Equal(shown, rows.Select(r => string.Join('|', r.Values)));
        await using var db = site.Read();
        var entry = await db.Set<TrailEntry>().SingleAsync(e => e.Kind == "ledger.exported");
        Assert.Contains($"\"rows\":{shown.Count}", entry.Text, StringComparison.Ordinal);
        // Who may not export is not shown the way, and gets nothing by it.
        var clerk = await site.As("wangfang").Get(address);
        Assert.Empty(clerk.Page.QuerySelectorAll("a[href*='handler=export']"));
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await clerk.Get(address + "?handler=export")).Status
        );
    }

    [Fact]
    public async Task Head_ConfirmsARegister_OnceItIsAskedFor()
    {
        await using var site = await LedgerSite.Open();
        await using var db = site.Read();
        var register = site.Registers["service-point"];
        var organs = await LedgerOrgans.Of(site.Services.GetRequiredService<Directories>());
        var drafted = await site.Commit(
            new DraftChanges(
                register.Key,
                [
                    new NewChange(
                        register.Kind(ChangeEffect.Add).Key,
                        null,
                        RegisterSamples.Body(register, 1, site.Organ("sfj"), organs),
                        new DateOnly(2026, 1, 1)
                    ),
                ]
            )
            {
                Basis = "云政发〔2026〕1号",
                Reason = "设立",
            },
            await Of("周明", Role.Coordinator)
        );
        Assert.True(drafted.IsDone);
        Assert.True(
            (
                await site.Commit(new ApproveChanges([drafted.Id]), await Of("高峰", Role.UnitHead))
            ).IsDone
        );
        var address = $"/workbench/registers/{register.Key}/findings";
        Assert.DoesNotContain("年度确认", Body(await site.As("gaofeng").Get(address)));

        var december = new DateOnly(2026, 12, 1);
        await site.Commit(new RemindConfirmations(december), Actor.System());
        Assert.Contains("待本单位负责人确认", Body(await site.As("zhouming").Get(address)));
        Assert.DoesNotContain("年度确认", Body(await site.As("lining").Get(address)));
        var head = await site.As("gaofeng").Get(address);
        await head.Submit("确认其余各项仍然正确");
        Assert.Contains("已确认", Body(head));
        Assert.Equal(1, await db.Set<TrailEntry>().CountAsync(e => e.Kind == "register.confirmed"));

        async Task<Actor> Of(string name, Role role)
        {
            var person = await db.Set<Person>().SingleAsync(p => p.Name == name);
            return new Actor(
                1,
                person.Id,
                person.OrganId,
                name,
                "县司法局",
                new HashSet<Role> { role }
            );
        }
    }

    private static string Body(Browser browser) => browser.Page.QuerySelector("main")!.TextContent;
}
