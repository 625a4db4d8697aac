using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Modules.Decisions;
using Fadu.Testing;
using Fadu.Testing.Procedures;
using Fadu.Web.Tests.Matters;
using Fadu.Web.Tests.People;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Web.Tests.Portal;

/// <summary>The yearly catalogue of decisions as the public reads it: where each thing stands, not whether it is in force.</summary>
public sealed class DecisionCatalogueTests
{
    private const string Begun = "城区停车收费方案";
    private const string Waiting = "城北小学选址方案";
    private const string Dropped = "旧城改造方案";

    [Fact]
    public async Task EachThing_ShowsWhereItStands_OnItsPage_InTheList_InTheSearch_AndInTheTable()
    {
        await using var office = await ReviewOffice.Start();
        var host = office.Host;
        var items = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var name in new[] { Begun, Waiting, Dropped })
        {
            items[name] = await Listed(host, name);
        }
        var publisher = await host.ActorOf("coord");
        await host.Do(new PublishOnPortal([.. items.Values]), publisher);
        await Change(
            host,
            new NewChange("drop", items[Dropped], null, null, host.Time.Today().AddDays(-1))
            {
                Inputs = new() { ["why"] = "条件不具备。" },
            }
        );
        await host.Do(new PublishOnPortal([items[Dropped]]), publisher);
        await DecisionPagesTests.Drafted(office, items[Begun]);
        using var client = host.App.GetTestServer().CreateClient();

        var stands = $"办理进度：已启动（{office.Today}）";
        var list = await Read("/lists/decision-catalogue");
        Assert.Contains(stands, Text(Hit(list, Begun)), StringComparison.Ordinal);
        Assert.Contains("办理进度：尚未启动", Text(Hit(list, Waiting)), StringComparison.Ordinal);
        Assert.DoesNotContain(Dropped, Text(list), StringComparison.Ordinal);
        var ended = await Read("/lists/decision-catalogue?state=ended");
        Assert.Contains(
            $"{office.Today} 起调出",
            Text(Hit(ended, Dropped)),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(Begun, Text(ended), StringComparison.Ordinal);
        var page = await Read($"/lists/decision-catalogue/{items[Begun]}");
        Assert.Contains(stands, Text(page), StringComparison.Ordinal);
        var found = await Read("/search?q=" + Uri.EscapeDataString(Begun));
        Assert.Contains(stands, Text(Hit(found, Begun)), StringComparison.Ordinal);
        var feed = await client.GetStringAsync("/feed.xml", TestContext.Current.CancellationToken);
        foreach (var text in new[] { Text(list), Text(ended), Text(page), Text(found), feed })
        {
            Assert.DoesNotContain("现行有效", text, StringComparison.Ordinal);
            Assert.DoesNotContain("起施行", text, StringComparison.Ordinal);
        }

        var table = (
            await client.GetStringAsync(
                "/open-data/decision-catalogue.csv",
                TestContext.Current.CancellationToken
            )
        )
            .Trim('\uFEFF')
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Trim('"').Split("\",\""))
            .ToList();
        Assert.Equal("办理进度", table[0][^1]);
        var told = table.Skip(1).ToDictionary(l => l[1], l => l[^1], StringComparer.Ordinal);
        Assert.Equal(
            new(StringComparer.Ordinal)
            {
                [Begun] = "已启动",
                [Waiting] = "尚未启动",
                [Dropped] = "尚未启动",
            },
            told
        );
        Assert.Contains(
            ">办理进度</th>",
            await client.GetStringAsync("/open-data", TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        // A list whose things stand nowhere has no such column; documents are in force, as before.
        await PortalTests.Fill(host);
        var documents = await client.GetStringAsync(
            "/open-data/documents.csv",
            TestContext.Current.CancellationToken
        );
        Assert.DoesNotContain("办理进度", documents, StringComparison.Ordinal);
        Assert.Contains("现行有效", Text(await Read("/documents")), StringComparison.Ordinal);

        async Task<IDocument> Read(string path) =>
            await new HtmlParser().ParseDocumentAsync(
                await client.GetStringAsync(path, TestContext.Current.CancellationToken),
                TestContext.Current.CancellationToken
            );
    }

    private static IElement Hit(IDocument page, string title) =>
        page.QuerySelectorAll(".hit")
            .Single(h => h.TextContent.Contains(title, StringComparison.Ordinal));

    private static string Text(INode node)
    {
        var main = node is IDocument page ? page.QuerySelector("main")! : node;
        var text = new StringBuilder();
        foreach (var c in main.TextContent)
        {
            if (!char.IsWhiteSpace(c) || (text.Length > 0 && text[^1] != ' '))
            {
                text.Append(char.IsWhiteSpace(c) ? ' ' : c);
            }
        }
        return text.ToString();
    }

    private static async Task<Guid> Listed(OfficeHost host, string name)
    {
        var register = DecisionCatalogueItems.Register;
        var organs = await LedgerOrgans.Of(host.App.Services.GetRequiredService<Directories>());
        var body = RegisterSamples.Body(register, 0, host.Organ("sfj"), organs);
        body["itemName"] = name;
        body.Remove("standing");
        return await Change(
            host,
            new NewChange("list", null, body, host.Time.Today().AddDays(-30))
        );
    }

    private static async Task<Guid> Change(OfficeHost host, NewChange change)
    {
        var drafted = await host.Do(
            new DraftChanges(DecisionCatalogueItems.Key, [change])
            {
                Basis = "云政发〔2026〕1号",
                Reason = "按县政府决定",
            }
        );
        await using var db = host.Read();
        for (var step = 0; step < 3; step++)
        {
            if (
                await db.Set<RegisterChange>()
                    .AnyAsync(c => c.Id == drafted.Id && c.State == ChangeState.Pending)
            )
            {
                await host.Do(new ApproveChanges([drafted.Id]));
            }
        }
        return (await db.Set<RegisterChange>().SingleAsync(c => c.Id == drafted.Id)).ItemId;
    }
}
