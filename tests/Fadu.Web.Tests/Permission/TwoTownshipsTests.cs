using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Testing;
using Fadu.Web.Tests.People;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Web.Tests.Permission;

/// <summary>
/// Two townships at work at the same time: whatever page, list, count, figure or export either of them can reach, by its own links or by the other's
/// addresses, shows nothing of the other. New pages are found by their links; nothing is listed here by hand.
/// </summary>
public sealed class TwoTownshipsTests
{
    private const int MaxPages = 120;

    private sealed record Side(
        string Login,
        string Organ,
        string OrganName,
        string Mark,
        int Lines
    );

    private static readonly Side Qingshi = new("qs", "qsz", "青石镇", "青鸟甲", 3);
    private static readonly Side Baishui = new("bs", "bsx", "白水乡", "白鹭乙", 7);

    [Fact]
    public async Task TwoHundredRequestsAtOnce_OfTwoTownships_ShowNobodyAForeignRow()
    {
        await using var host = await OfficeHost.Start();
        await Enter(host, Qingshi);
        await Enter(host, Baishui);
        using var client = host.App.GetTestServer().CreateClient();
        var cookies = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Qingshi.Login] = await EveryEndpointTests.CookieOf(host, Qingshi.Login),
            [Baishui.Login] = await EveryEndpointTests.CookieOf(host, Baishui.Login),
        };

        // What each can reach, one after the other; how often its own mark shows is what must show again later.
        var reached = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        foreach (var (side, other) in new[] { (Qingshi, Baishui), (Baishui, Qingshi) })
        {
            reached[side.Login] = await Crawl(side, other);
            Assert.True(
                reached[side.Login].Count > 25,
                $"only {string.Join(' ', reached[side.Login].Keys)}"
            );
            Assert.True(reached[side.Login].Values.Sum() > 10, "its own rows were not found");
            Assert.Contains(
                reached[side.Login].Keys,
                k => k.Contains("xport", StringComparison.Ordinal)
            );
        }

        // Both at once, each through its own addresses and those of the other.
        var all = new List<(Side Me, Side Other, string Address, int? Own)>();
        foreach (var (me, other) in new[] { (Qingshi, Baishui), (Baishui, Qingshi) })
        {
            all.AddRange(reached[me.Login].Select(r => (me, other, r.Key, (int?)r.Value)));
            all.AddRange(
                reached[other.Login]
                    .Keys.Except(reached[me.Login].Keys)
                    .Select(a => (me, other, a, (int?)null))
            );
        }
        var random = new Random(20260316);
        var chosen = Enumerable
            .Range(0, 200)
            .Select(i => all[i < all.Count ? i : random.Next(all.Count)])
            .OrderBy(_ => random.Next())
            .ToList();
        var wrong = new List<string>();
        await Task.WhenAll(
            chosen.Select(async request =>
            {
                var (status, text) = await Get(request.Me, request.Address);
                var foreign = Count(text, request.Other.Mark);
                var own = Count(text, request.Me.Mark);
                if (
                    foreign > 0
                    || status == HttpStatusCode.InternalServerError
                    || (request.Own is { } before && own != before)
                )
                {
                    lock (wrong)
                    {
                        wrong.Add(
                            $"{request.Me.Login} {request.Address}: {(int)status}, foreign {foreign}, own {own} instead of {request.Own}"
                        );
                    }
                }
            })
        );
        Assert.Empty(wrong);

        // Asking for the other by name gives nothing either, and counts are one's own.
        foreach (var (me, other) in new[] { (Qingshi, Baishui), (Baishui, Qingshi) })
        {
            foreach (
                var address in new[]
                {
                    $"/workbench/people?organ={other.OrganName}",
                    $"/workbench/people?q={other.Mark}",
                    $"/workbench/people?handler=Export&organ={other.OrganName}",
                    $"/workbench/people/{host.Person(other.Login)}",
                    $"/workbench/plans/items?words={other.Mark}",
                    $"/workbench/plans/items?organ={other.OrganName}",
                    $"/workbench/matters?view=All&organ={other.OrganName}",
                    $"/workbench/matters?view=All&words={other.Mark}",
                    $"/workbench/matters?handler=Export&view=All&organ={other.OrganName}",
                    $"/workbench/ledgers/publicity-event?organ={other.OrganName}",
                    $"/workbench/ledgers/publicity-event/export?organ={other.OrganName}",
                    $"/workbench/ledgers/publicity-event/totals?organ={other.OrganName}",
                }
            )
            {
                var (status, text) = await Get(me, address);
                // The page may repeat what was asked for, but no row answers it.
                var rows = text.StartsWith('<')
                    ? string.Concat(
                        new HtmlParser()
                            .ParseDocument(text)
                            .QuerySelectorAll("main tbody, main .timeline")
                            .Select(e => e.TextContent)
                    )
                    : text;
                Assert.True(
                    Count(rows, other.Mark) == 0 && status != HttpStatusCode.InternalServerError,
                    $"{me.Login} {address}: {(int)status} {rows}"
                );
            }
            var (_, file) = await Get(me, "/workbench/ledgers/publicity-event/export");
            Assert.Equal(me.Lines, Count(file, me.Mark + "宣"));
        }

        async Task<Dictionary<string, int>> Crawl(Side me, Side other)
        {
            var found = new Dictionary<string, int>(StringComparer.Ordinal);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var queue = new Queue<string>(["/workbench"]);
            while (found.Count < MaxPages && queue.TryDequeue(out var address))
            {
                if (!seen.Add(address))
                {
                    continue;
                }
                var (status, text) = await Get(me, address);
                Assert.True(
                    status != HttpStatusCode.InternalServerError,
                    $"{me.Login} {address}: {text}"
                );
                Assert.True(
                    Count(text, other.Mark) == 0,
                    $"{me.Login} sees rows of {other.OrganName} at {address}"
                );
                found[address] = Count(text, me.Mark);
                if (!text.StartsWith('<'))
                {
                    continue;
                }
                foreach (
                    var link in new HtmlParser()
                        .ParseDocument(text)
                        .QuerySelectorAll("a[href]")
                        .Select(a => a.GetAttribute("href")!)
                )
                {
                    // The same list in another order shows the same rows.
                    if (
                        Uri.TryCreate(new Uri("http://localhost" + address), link, out var target)
                        && target.Authority == "localhost"
                        && target.AbsolutePath.StartsWith("/workbench", StringComparison.Ordinal)
                        && !target.AbsolutePath.EndsWith("/design", StringComparison.Ordinal)
                        && !target.Query.Contains("sort=", StringComparison.OrdinalIgnoreCase)
                        && !target.Query.Contains("handler=Open", StringComparison.Ordinal)
                    )
                    {
                        queue.Enqueue(target.PathAndQuery);
                    }
                }
            }
            return found;
        }

        async Task<(HttpStatusCode Status, string Text)> Get(Side me, string address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Cookie", cookies[me.Login]);
            using var response = await client.SendAsync(request);
            var bytes = await response.Content.ReadAsByteArrayAsync();
            return (response.StatusCode, TextOf(bytes));
        }
    }

    /// <summary>People, ledger lines of every ledger and plan items that carry the township's mark.</summary>
    private static async Task Enter(OfficeHost host, Side side)
    {
        await host.Add(side.Mark + "经办", side.Organ, side.Login, Role.Clerk, Role.Handler);
        await host.Add(side.Mark + "同事", side.Organ, side.Login + "2", Role.Clerk);
        var actor = await host.ActorOf(side.Login);
        var organ = host.Organ(side.Organ);
        var organs = await LedgerOrgans.Of(host.App.Services.GetRequiredService<Directories>());
        var lines = new List<RecordLine>();
        foreach (var ledger in host.App.Services.GetRequiredService<LedgerRegistry>().All)
        {
            for (var i = 0; i < side.Lines; i++)
            {
                var texts = LedgerSamples.Texts(ledger, i, organ);
                // The mark goes into every field that takes any words.
                foreach (var field in texts.Keys.Where(k => k != "organ").ToList())
                {
                    var marked = new Dictionary<string, string?>(texts, StringComparer.Ordinal)
                    {
                        [field] = $"{side.Mark}{(field == "title" ? "宣" : "事")}{i}",
                    };
                    var (tried, wrong) = ledger.Parse(marked, organs);
                    if (
                        wrong.Count == 0
                        && ledger.Check(tried, FaduTime.Today(host.Time)).Count == 0
                    )
                    {
                        texts = marked;
                    }
                }
                var (body, errors) = ledger.Parse(texts, organs);
                Assert.True(errors.Count == 0, string.Join("; ", errors));
                lines.Add(new RecordLine(ledger.Key, body));
            }
        }
        // Sent at once they are committed together.
        await Task.WhenAll(lines.Select(l => host.Do(l, actor)));
        // Matters of its own: it keeps the file itself.
        for (var i = 0; i < side.Lines; i++)
        {
            await host.Do(
                new OpenMatter(
                    "legality-review.document",
                    new JsonObject
                    {
                        ["title"] = $"{side.Mark}办法{i}",
                        ["bases"] = new JsonArray("道路交通安全法第三十三条"),
                        ["procedureStatement"] = $"{side.Mark}已征求意见",
                        ["involvesMarket"] = false,
                        ["issuedAs"] = "乡镇",
                    }
                ),
                actor
            );
        }
        var coordinator = await host.ActorOf("coord");
        var plan = (
            await host.Do(
                new OpenPlan(
                    new PlanHead
                    {
                        Title = $"{side.OrganName}工作要点",
                        Kind = PlanKind.AnnualKeyTasks,
                        FromYear = 2026,
                        ToYear = 2026,
                    }
                ),
                coordinator
            )
        ).Id;
        for (var i = 0; i < side.Lines; i++)
        {
            await host.Do(
                new SaveDraftItem(
                    plan,
                    new PlanItemContent
                    {
                        Title = $"{side.Mark}任务{i}",
                        Text = $"{side.Mark}任务{i}的内容。",
                        Units =
                        [
                            new PlanUnit
                            {
                                Name = side.OrganName,
                                Role = UnitRole.Lead,
                                Organs = [organ],
                            },
                        ],
                        Dues = [new PlanDue { Text = "限期", On = new DateOnly(2026, 6, 30) }],
                    }
                ),
                coordinator
            );
        }
        await host.Do(new ConfirmPlan(plan), coordinator);
    }

    private static int Count(string text, string mark)
    {
        var count = 0;
        for (
            var at = text.IndexOf(mark, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(mark, at + mark.Length, StringComparison.Ordinal)
        )
        {
            count++;
        }
        return count;
    }

    // A workbook is looked into, part by part.
    private static string TextOf(byte[] bytes)
    {
        if (bytes is not [(byte)'P', (byte)'K', ..])
        {
            return Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF', '\n', '\r', ' ');
        }
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var text = new StringBuilder("PK ");
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            text.Append(reader.ReadToEnd());
        }
        return text.ToString();
    }
}
