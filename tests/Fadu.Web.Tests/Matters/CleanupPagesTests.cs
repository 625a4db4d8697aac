using System.Net;
using AngleSharp.Dom;
using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using Fadu.Modules.NormativeDocuments;
using Fadu.Testing;
using Fadu.Testing.Procedures;
using Fadu.Web.Tests.People;
using Fadu.Web.Tests.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Web.Tests.Matters;

/// <summary>A clean-up campaign over HTTP: its frozen list, who speaks for which document, what must add up, and what the public reads in the end.</summary>
public sealed class CleanupPagesTests
{
    private const string Parking = "云岭县停车收费管理办法";
    private const string Fair = "青石镇集市管理办法";
    private const string Later = "云岭县夜市管理办法";

    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ACampaign_GoesFromItsTopicToTheCatalogue_EachOrganForItsOwn(Engine engine)
    {
        await using var office = await Start(engine);
        var host = office.Host;
        using var bureau = await office.As("qianshen");
        var address = await Opened(bureau, office);
        var id = Guid.Parse(address.Split('/')[^1]);

        // Frozen by its topic: what enters the register afterwards is not on it.
        await Document(host, Later, 4, "gov", Makers.Government, "czj");
        await bureau.Open(address);
        Assert.Equal([Parking, Fair], Listed(bureau));

        using var head = await office.As("sunqian");
        await head.Open(address);
        await ReviewOffice.Send(head, "launch.freeze", ("demand", "逐件提出意见。"));
        Assert.Equal(HttpStatusCode.OK, head.Status);

        // One's own lines are in the form; another's cannot be answered.
        using var finance = await office.As("handler");
        await finance.Open(address);
        Assert.Equal(["1"], Numbers(finance));
        // Each of several organs is told that it is asked, and for what.
        var asked = finance.Page.QuerySelector(".asked")!.TextContent;
        Assert.Contains("提出清理意见：提出意见", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("汇总意见", asked, StringComparison.Ordinal);
        Assert.Contains("县财政局 责任单位（本单位）；", asked, StringComparison.Ordinal);
        Assert.Contains("您可以填写的 1 件：序号 1", finance.Text, StringComparison.Ordinal);
        await ReviewOffice.Send(finance, "opinion.set", [.. Row(2, "继续有效")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, finance.Status);
        Assert.Contains(
            "谁起草实施、谁提出意见，不能替别的单位提出清理意见",
            finance.Text,
            StringComparison.Ordinal
        );
        await finance.Open(address);
        await ReviewOffice.Send(finance, "opinion.set", [.. Row(1, "废止")]);
        Assert.Contains("应当写明所依据的上位法条款", finance.Text, StringComparison.Ordinal);
        await ReviewOffice.Send(
            finance,
            "opinion.set",
            [.. Row(1, "废止"), ("rows[0].basis", "《中华人民共和国价格法》第十八条")]
        );
        Assert.Equal(HttpStatusCode.OK, finance.Status);

        await bureau.Open(address);
        Assert.Contains(
            "尚有文件未提出清理意见：序号2，共1件",
            bureau.Text,
            StringComparison.Ordinal
        );
        Assert.Null(bureau.Page.QuerySelector("#do-opinion-finish form"));
        using var town = await office.As("town");
        await town.Open(address);
        Assert.Equal(["2"], Numbers(town));
        Assert.Contains(
            "（本单位）",
            town.Page.QuerySelector(".asked")!.TextContent,
            StringComparison.Ordinal
        );
        await ReviewOffice.Send(town, "opinion.set", [.. Row(2, "继续有效")]);
        Assert.Equal(HttpStatusCode.OK, town.Status);
        await bureau.Open(address);
        await ReviewOffice.Send(bureau, "opinion.finish");
        await head.Open(address);
        await ReviewOffice.Send(head, "review.agree", ("opinion", "同意。"));
        await bureau.Open(address);
        await Decide(bureau, office, "县政府");
        Assert.Contains("还有1个制定机关没有作出决定", bureau.Text, StringComparison.Ordinal);
        Assert.Null(bureau.Page.QuerySelector("#do-decide-finish form"));
        await Decide(bureau, office, "青石镇");
        await ReviewOffice.Send(bureau, "decide.finish");

        // Parts that are not the whole, and parts that nobody decided; what was decided stands there already.
        Assert.Equal(
            ["2", "1", "0", "1", "0"],
            new[] { "total", "kept", "amended", "repealed", "expired" }.Select(n =>
                bureau.Page.QuerySelector($"[name='do-publish-done.{n}']")!.GetAttribute("value")
            )
        );
        await Publish(bureau, office, 2, kept: 1, repealed: 0);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bureau.Status);
        Assert.Contains(
            "分项之和与清理总数不一致，不得公布",
            bureau.Text,
            StringComparison.Ordinal
        );
        await Publish(bureau, office, 2, kept: 2, repealed: 0);
        Assert.Contains(
            "公布的目录与清单的决定结果不一致，不得公布",
            bureau.Text,
            StringComparison.Ordinal
        );
        await Publish(bureau, office, 2, kept: 1, repealed: 1);
        Assert.True(bureau.Status == HttpStatusCode.OK, bureau.Text);

        await using var db = host.Read();
        var results = await db.Set<RegisterVersion>()
            .Where(v => v.Register == CleanupResults.Key)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["废止", "继续有效"], results.Select(r => r.T3).Order());
        Assert.Equal(
            2,
            (
                await host
                    .App.Services.GetRequiredService<FigureQuery>()
                    .Value(
                        db,
                        Scope.All(),
                        FigureAsk.Year(CleanupFigures.Cleaned, host.Time.Today().Year)
                    )
            ).Number
        );
        await host.Do(
            new PublishOnPortal([.. results.Select(r => r.ItemId)]),
            await host.ActorOf("coord")
        );
        using var stranger = host.Stranger();
        await stranger.Open("/lists/cleanup");
        var hit = stranger
            .Page.QuerySelectorAll(".hit")
            .Single(h => h.TextContent.Contains(Parking, StringComparison.Ordinal));
        Assert.Equal("废止", hit.QuerySelector(".tag")!.TextContent.Trim());
        Assert.DoesNotContain("现行有效", stranger.Text, StringComparison.Ordinal);
        Assert.Equal(
            "publish",
            (await office.Matter(id)).ReadState().Acts[^1].Action.Split('.')[0]
        );
    }

    [Fact]
    public async Task AnotherOrgansClerk_SeesNothingOfIt()
    {
        await using var office = await Start(Engine.Sqlite);
        using var bureau = await office.As("qianshen");
        var address = await Opened(bureau, office);
        using var head = await office.As("sunqian");
        await head.Open(address);
        await ReviewOffice.Send(head, "launch.freeze", ("demand", "逐件提出意见。"));

        foreach (var login in new[] { "foreign", "foreignhand" })
        {
            using var foreign = await office.As(login);
            await foreign.Open(address);
            Assert.Contains(
                foreign.Status,
                new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden }
            );
            Assert.DoesNotContain(Fair, foreign.Text, StringComparison.Ordinal);
            foreach (
                var list in new[]
                {
                    "/workbench/matters?view=All",
                    "/workbench/search?q=" + Uri.EscapeDataString("文件专项清理"),
                    "/workbench",
                }
            )
            {
                await foreign.Open(list);
                Assert.DoesNotContain(Campaign, foreign.Text, StringComparison.Ordinal);
            }
        }
        // Who is asked finds it on his first page.
        using var town = await office.As("town");
        await town.Open("/workbench/matters?view=All");
        Assert.Contains(Campaign, town.Text, StringComparison.Ordinal);
    }

    private const string Campaign = "2026年市场监管文件专项清理";

    private static async Task<ReviewOffice> Start(Engine engine)
    {
        var office = await ReviewOffice.Start(engine);
        var host = office.Host;
        await host.Do(
            new SetProcedureOwner(CleanupCampaigns.Key, host.Organ("sfj")),
            await host.ActorOf("coord")
        );
        await host.Add("方远", "qsz", "town", Role.Handler);
        await host.Add("赵强", "bsx", "foreign", Role.Clerk);
        await host.Add("孟和", "bsx", "foreignhand", Role.Handler);
        await Document(host, Parking, 1, "gov", Makers.Government, "czj");
        await Document(host, Fair, 2, "qsz", Makers.Township, "qsz");
        await Document(host, "云岭县校车管理办法", 3, "gov", Makers.Government, "czj", "教育");
        return office;
    }

    private static async Task Document(
        OfficeHost host,
        string title,
        int number,
        string maker,
        string makerClass,
        string drafter,
        string subject = "市场监管"
    )
    {
        var drafted = await host.Do(
            new DraftChanges(
                NormativeDocuments.Key,
                [
                    new NewChange(
                        "add",
                        null,
                        Walk.Json(
                            new
                            {
                                keeper = host.Organ("sfj"),
                                title,
                                documentNumber = $"云规〔2024〕{number}号",
                                issuers = new[] { host.Organ(maker) },
                                issuerClass = makerClass,
                                drafter = host.Organ(drafter),
                                signedOn = "2024-01-05",
                                issuedOn = $"2024-01-{30 - number}",
                                term = "一般",
                                subject,
                                affectsBusiness = true,
                                text = "第一条 为了规范管理，制定本办法。",
                            }
                        ),
                        new DateOnly(2024, 3, 1),
                        new DateOnly(2029, 2, 28)
                    ),
                ]
            )
            {
                Basis = "云政发〔2024〕1号",
            }
        );
        await host.Do(new ApproveChanges([drafted.Id]));
    }

    /// <summary>Opened by its form; the answer is the address of its page.</summary>
    private static async Task<string> Opened(Browser bureau, ReviewOffice office)
    {
        await bureau.Open($"/workbench/matters/open/{CleanupCampaigns.Key}");
        await bureau.Submit(
            bureau.FormOf("[name=onlySubject]"),
            values: new Dictionary<string, string>
            {
                ["title"] = Campaign,
                ["kind"] = CleanupFacts.Special,
                ["topic"] = "市场监管",
                ["cutoff"] = office.Today,
                ["onlySubject"] = "市场监管",
            }
        );
        Assert.True(bureau.Status == HttpStatusCode.OK, bureau.Text);
        Assert.Equal([Parking, Fair], Listed(bureau));
        return bureau.Address;
    }

    private static IEnumerable<string> Listed(Browser browser) =>
        browser.Page.QuerySelectorAll("#lines tbody th a").Select(a => a.TextContent.Trim());

    private static IEnumerable<string?> Numbers(Browser browser) =>
        browser
            .Page.QuerySelectorAll("#do-opinion-set [name$='.number']")
            .Select(i => i.GetAttribute("value"))
            .Where(v => !string.IsNullOrEmpty(v));

    private static (string, string)[] Row(int number, string conclusion) =>
        [("rows[0].number", $"{number}"), ("rows[0].conclusion", conclusion)];

    private static Task Decide(Browser browser, ReviewOffice office, string maker) =>
        ReviewOffice.Send(
            browser,
            "decide.record",
            ("maker", maker),
            ("meeting", "第12次会议"),
            ("metOn", office.Today),
            ("decisionNumber", $"{maker}〔2026〕3号")
        );

    private static Task Publish(
        Browser browser,
        ReviewOffice office,
        int total,
        int kept,
        int repealed
    ) =>
        ReviewOffice.Send(
            browser,
            "publish.done",
            ("publishedOn", office.Today),
            ("address", "https://yunling.example/qingli"),
            ("statedOn", ReviewOffice.Iso(office.Host.Time.Today().AddDays(30))),
            ("total", $"{total}"),
            ("kept", $"{kept}"),
            ("amended", "0"),
            ("repealed", $"{repealed}"),
            ("expired", "0")
        );
}
