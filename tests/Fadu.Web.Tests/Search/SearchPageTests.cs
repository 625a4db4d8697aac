using System.Net;
using AngleSharp.Dom;
using Fadu.Core.Search;
using Fadu.Testing;
using Fadu.Web.Tests.Figures;
using Fadu.Web.Tests.Plans;

namespace Fadu.Web.Tests.Search;

/// <summary>The search page over HTTP, on both engines.</summary>
public sealed class SearchPageTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Clerk_FindsLawsAndOwnLines_NarrowsDown_GoesOn(Engine engine)
    {
        await using var host = await PlansHost.Start(engine);
        await Laws(host, 30);
        await host.Enter(host.QingshiClerk, 1, new DateOnly(2026, 1, 5));
        await host.Enter(host.BaishuiClerk, 1, new DateOnly(2026, 1, 5));
        using var clerk = host.As(host.QingshiClerk);
        await clerk.Open(Search("宪法宣传"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        var line = Assert.Single(Hits(clerk));
        Assert.StartsWith("青石镇", line.TextContent, StringComparison.Ordinal);
        Assert.Equal("宪法宣传", clerk.Page.QuerySelector(".hits mark")!.TextContent);

        // all pages, nothing twice; the law with the words in its name first
        await clerk.Open(Search("听证笔录"));
        var titles = Hits(clerk).Select(h => h.TextContent).ToList();
        Assert.StartsWith("听证笔录规则", titles[0], StringComparison.Ordinal);
        Assert.Contains(
            "第二条",
            clerk.Page.QuerySelectorAll(".hits p a").Select(a => a.TextContent)
        );
        Assert.EndsWith(
            "#a2",
            clerk.Page.QuerySelector(".hits p a")!.GetAttribute("href"),
            StringComparison.Ordinal
        );
        while (clerk.Page.QuerySelector("a[data-more=hits]") is { } more)
        {
            await clerk.Open(more.GetAttribute("href")!);
            titles.AddRange(Hits(clerk).Select(h => h.TextContent));
        }
        Assert.Equal(30, titles.Count);
        Assert.Equal(30, titles.Distinct().Count());

        // filters stay in the address and in the form
        await clerk.Open(
            Search("听证笔录") + "&kind=law&level=" + Uri.EscapeDataString("行政法规") + "&now=true"
        );
        Assert.Equal(15, Hits(clerk).Count());
        Assert.Equal(
            ["law", "行政法规"],
            clerk
                .Page.QuerySelectorAll("form.filter option[selected]")
                .Select(o => o.GetAttribute("value"))
        );
        Assert.NotNull(clerk.Page.QuerySelector("#now[checked]"));
        await clerk.Open(Search("听证笔录") + "&kind=matter");
        Assert.Empty(Hits(clerk));
        Assert.Contains("去掉条件", clerk.Text, StringComparison.Ordinal);
        await clerk.Open(clerk.Page.QuerySelector(".empty a")!.GetAttribute("href")!);
        Assert.Equal(20, Hits(clerk).Count());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Anything_IsAnsweredKindly(Engine engine)
    {
        await using var host = await PlansHost.Start(engine);
        await Laws(host, 2);
        using var clerk = host.As(host.QingshiClerk);
        await clerk.Open("/workbench/search");
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        foreach (
            var (query, says) in new[]
            {
                ("没有这几个字", "换一个词"),
                ("听证 笔录", "只写其中一个词"),
                ("   ", "请写下要找的字词"),
                ("\u3000", "请写下要找的字词"),
                ("\0", "请写下要找的字词"),
                (new string('法', 10_000), "太长"),
                ("\" OR 1=1 --", "没有找到"),
                ("'; DROP TABLE search_piece", "没有找到"),
                ("<script>alert(1)</script>", "没有找到"),
                ("NEAR(听证 笔录)", "没有找到"),
                ("😀", "没有找到"),
                ("%", "没有找到"),
                ("一\n二", "分成了几行"),
            }
        )
        {
            await clerk.Open(Search(query));
            Assert.Equal(HttpStatusCode.OK, clerk.Status);
            Assert.Contains(says, clerk.Text, StringComparison.Ordinal);
            Assert.Empty(Hits(clerk));
            Assert.Null(clerk.Page.QuerySelector("main script"));
        }
        foreach (
            var rest in new[]
            {
                "&after=x",
                "&after=-1",
                "&kind=nothing",
                "&level=none",
                "&now=perhaps",
            }
        )
        {
            await clerk.Open(Search("听证") + rest);
            Assert.Equal(HttpStatusCode.OK, clerk.Status);
            Assert.NotEmpty(Hits(clerk));
        }
        await clerk.Open(Search("听证") + "&after=99999999999999999");
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        // words are shown, never run
        await clerk.Open(Search("<b>"));
        Assert.Equal("<b>", clerk.Page.QuerySelector(".hits mark")!.TextContent);
    }

    private static string Search(string words) =>
        $"/workbench/search?q={Uri.EscapeDataString(words)}";

    private static IEnumerable<IElement> Hits(Browser browser) =>
        browser.Page.QuerySelectorAll(".hits h2 a");

    private static async Task Laws(PlansHost host, int count)
    {
        await using var db = host.Read();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await SearchIndex.PutMany(
            db,
            1,
            Enumerable
                .Range(0, count)
                .Select(i => new SearchDocument(
                    SearchKinds.Law,
                    Guid.CreateVersion7(),
                    i == 7 ? $"听证笔录规则{i}" : $"云岭<b>办法</b>{i}",
                    $"/workbench/laws/{i}",
                    i % 4,
                    [SearchWho.Public],
                    [
                        new SearchPart("第一条", "a1", "为了规范程序，制定本办法。"),
                        new SearchPart(
                            "第二条",
                            "a2",
                            "听证应当制作听证笔录，<b>交当事人</b>核对。"
                        ),
                    ]
                )
                {
                    Level = i % 2 == 0 ? "行政法规" : "法律",
                    InForceFrom = new DateOnly(2020, 1, 1),
                    InForceTo = i % 2 == 0 ? null : new DateOnly(2021, 1, 1),
                })
        );
        await transaction.CommitAsync();
    }
}
