using System.Net;
using System.Security.Cryptography;
using System.Text;
using Fadu.Core;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Modules.Decisions;
using Fadu.Modules.NormativeDocuments;
using Fadu.Testing.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Tests.Matters;

/// <summary>Chain of responsibility and draws of a decision: told from the record to those who may see the matter, and to nobody else; nobody writes them.</summary>
public sealed class DecisionPagesTests
{
    private const string Title = "城区停车收费方案";

    [Fact]
    public async Task Draws_ShowAllThatIsNeededToDrawAgain()
    {
        await using var office = await ReviewOffice.Start();
        var id = await Drafted(office);
        using var handler = await office.As("handler");

        // Nothing drawn, no page.
        await handler.Open($"/workbench/matters/{id}/draws");
        Assert.Equal(HttpStatusCode.NotFound, handler.Status);
        await office.Act(id, "expert.draw", "handler", new { count = 2 });
        await handler.Open($"/workbench/matters/{id}/draws");

        Assert.Equal(HttpStatusCode.OK, handler.Status);
        string Of(string what) => handler.Page.QuerySelector($"[data-{what}]")!.TextContent;
        Assert.Equal(Hash($"{Of("previous")}|{Of("number")}"), Of("seed"));
        var items = handler
            .Page.QuerySelectorAll("[data-item]")
            .Select(i => i.TextContent)
            .ToList();
        Assert.Equal(4, items.Count);
        Assert.Equal(items.OrderBy(i => Hash($"{Of("seed")}|{i}"), StringComparer.Ordinal), items);
        Assert.Equal(2, handler.Page.QuerySelectorAll("tr.drawn").Length);
        Assert.Equal(
            items.Take(2),
            handler.Page.QuerySelectorAll("tr.drawn [data-item]").Select(i => i.TextContent)
        );
        Assert.Contains("核对一致", handler.Text, StringComparison.Ordinal);
        Assert.Contains("名录登记回避承办单位", handler.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draws_OfARecordThatWasChanged_DoNotAgree()
    {
        await using var office = await ReviewOffice.Start();
        var id = await Drafted(office);
        await office.Act(id, "expert.draw", "handler", new { count = 1 });
        await using (var db = office.Host.Read())
        {
            var matter = await db.Set<Matter>().SingleAsync(m => m.Id == id);
            var seed = (string)matter.ReadState().Acts[^1].Inputs["seed"]!;
            await db.Set<Matter>()
                .Where(m => m.Id == id)
                .ExecuteUpdateAsync(s =>
                    s.SetProperty(
                        m => m.Body,
                        matter.Body.Replace(seed, new string('0', 64), StringComparison.Ordinal)
                    )
                );
        }
        using var handler = await office.As("handler");
        await handler.Open($"/workbench/matters/{id}/draws");
        Assert.Contains("核对不一致", handler.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChainAndDraws_AreThereForThoseOfTheMatter_AndForNobodyElse()
    {
        await using var office = await ReviewOffice.Start();
        var id = await Drafted(office);
        await office.Act(id, "expert.draw", "handler", new { count = 1 });
        using var handler = await office.As("handler");
        foreach (var page in new[] { "chain", "draws" })
        {
            var address = $"/workbench/matters/{id}/{page}";
            await handler.Open(address);
            Assert.Equal(HttpStatusCode.OK, handler.Status);
            Assert.Contains(Title, handler.Text, StringComparison.Ordinal);
            // Nothing on it can be sent.
            Assert.Null(handler.Page.QuerySelector("main form"));
            foreach (var login in new[] { "clerk", "sys", "sec" })
            {
                using var foreign = await office.As(login);
                await foreign.Open(address);
                Assert.Contains(
                    foreign.Status,
                    new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden }
                );
                Assert.DoesNotContain(Title, foreign.Text, StringComparison.Ordinal);
            }
            using var stranger = office.Host.Stranger();
            await stranger.Open(address);
            Assert.DoesNotContain(Title, stranger.Text, StringComparison.Ordinal);
        }
        await handler.Open($"/workbench/matters/{id}/chain");
        Assert.Contains("随机抽取专家", handler.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADocument_WhoseTextIsNotThatOfItsDecision_SaysSoAndShowsTheDifference()
    {
        await using var office = await ReviewOffice.Start();
        var decision = await Drafted(office);
        var host = office.Host;
        var actor = await host.ActorOf("handler");
        var document = (
            await host.Do(
                new OpenMatter(
                    DocumentMaking.Key,
                    Walk.Json(
                        new
                        {
                            title = "城区停车收费办法",
                            issuer = host.Organ("gov"),
                            issuerClass = Makers.Government,
                            touchesRights = true,
                            binding = true,
                            repeated = true,
                            toThePublic = true,
                            otherPaper = DocumentMakingFacts.NoneOfThem,
                            subject = "市场监管",
                            bases = new[] { "价格法第十八条" },
                            important = false,
                            marketRelated = false,
                            affectsOperators = false,
                            vitalPublicInterest = true,
                            hearingNeeded = false,
                            isMajorDecision = true,
                            trial = false,
                        }
                    )
                )
                {
                    Materials = [await office.File("draft", "handler", "第一条")],
                },
                actor
            )
        ).Id;
        await host.Do(
            new NameMatter(document, (await office.Matter(document)).Version, "decision", decision),
            actor
        );
        using var handler = await office.As("handler");
        var address = $"/workbench/matters/{document}";
        await handler.Open(address);
        Assert.Null(handler.Page.QuerySelector("main a[href*='with=decision']"));

        await host.Do(
            new SupplementMatter(
                document,
                [await office.File("draft", "handler", "第一条\n第二条 夜间不收费。")]
            ),
            actor
        );
        await handler.Open(address);
        var link = handler.Page.QuerySelector("main a[href*='with=decision']");
        Assert.NotNull(link);
        await handler.Open(link.GetAttribute("href")!);
        Assert.Contains($"与《{Title}》有 1 段不同", handler.Text, StringComparison.Ordinal);
        Assert.Contains(
            "夜间不收费",
            handler.Page.QuerySelector(".compared ins")!.TextContent,
            StringComparison.Ordinal
        );
        // Only what is declared to read alike can be compared so.
        await handler.Open($"{address}/compare?material=draft&with=agenda");
        Assert.Equal(HttpStatusCode.NotFound, handler.Status);
    }

    /// <summary>A decision of 县财政局 whose draft is complete; for an item of the catalogue where one is given.</summary>
    internal static async Task<Guid> Drafted(ReviewOffice office, Guid? item = null)
    {
        var host = office.Host;
        var today = host.Time.Today();
        var finance = (await host.ActorOf("handler")).Organ;
        foreach (var name in new[] { "甲", "乙", "丙", "丁", "戊" })
        {
            var drafted = await host.Do(
                new DraftChanges(
                    Experts.Key,
                    [
                        new NewChange(
                            "appoint",
                            null,
                            Walk.Json(
                                new
                                {
                                    pool = "决策咨询论证",
                                    name = "专家" + name,
                                    expertKind = "个人",
                                    employer = "澄川大学",
                                    fields = new[] { "法律" },
                                    conflicts = name == "戊" ? new[] { finance } : null,
                                    phone = "0000-0000000",
                                    keeper = host.Organ("sfj"),
                                }
                            ),
                            today.AddDays(-30),
                            today.AddYears(2)
                        ),
                    ]
                )
                {
                    Basis = "云政发〔2026〕1号",
                }
            );
            for (var step = 0; step < 3; step++)
            {
                await using var db = host.Read();
                if (
                    await db.Set<RegisterChange>()
                        .AnyAsync(c => c.Id == drafted.Id && c.State == ChangeState.Pending)
                )
                {
                    await host.Do(new ApproveChanges([drafted.Id]));
                }
            }
        }
        var id = (
            await host.Do(
                new OpenMatter(
                    MajorDecisions.Key,
                    Walk.Json(
                        new
                        {
                            title = Title,
                            category = "公共政策和措施",
                            isMacroControl = false,
                            isLegislation = false,
                            isEmergency = false,
                            hasOtherProcedure = false,
                            decidedBy = MajorDecisionFacts.County,
                            vitalInterests = true,
                            hearingRequired = false,
                            technical = true,
                            riskPossible = false,
                            marketSubjects = false,
                            notPublic = false,
                            catalogueItem = item is { } listed ? new { item = listed } : null,
                        }
                    )
                )
                {
                    Materials = [await office.File("argument", "handler", "论证报告")],
                },
                await host.ActorOf("handler")
            )
        ).Id;
        await office.Act(
            id,
            "proposal.argue",
            "handler",
            new
            {
                proposedBy = "所属部门或者下一级政府",
                problem = "停车难",
                grounds = "价格法第十八条",
                plan = "分区分时收费",
                advice = "建议启动",
            }
        );
        await office.Act(
            id,
            "initiation.decide",
            "handler",
            new { decidedBy = "县长", leadUnit = finance }
        );
        await host.Do(
            new SupplementMatter(
                id,
                [
                    await office.File("draft", "handler", "第一条"),
                    await office.File("explanation", "handler", "说明"),
                ]
            ),
            await host.ActorOf("handler")
        );
        await office.Act(
            id,
            "drafting.complete",
            "handler",
            new { bases = new[] { "价格法第十八条" }, options = 1 }
        );
        return id;
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
