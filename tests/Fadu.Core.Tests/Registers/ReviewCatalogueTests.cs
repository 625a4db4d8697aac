using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core.Matters;
using Fadu.Core.Registers;
using Fadu.Core.Tests.Matters;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Fadu.Modules.LegalityReview;
using Fadu.Testing;
using Fadu.Testing.Procedures;
using Microsoft.EntityFrameworkCore;
using static Fadu.Core.Tests.Registers.Registering;

namespace Fadu.Core.Tests.Registers;

/// <summary>S002: the catalogue decides at intake whether something must be reviewed and which materials it needs.</summary>
public sealed class ReviewCatalogueTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static Register Catalogue => ReviewCatalogue.Register;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Matter_KeepsTheItemAsItStoodThatDay_WhateverBecomesOfIt(Engine engine)
    {
        await using var r = await Found(engine);
        var item = await r.Add(Catalogue, 0, Day(2026, 1, 1));
        var id = await Send(r, item);
        var before = await Facts(r, id);
        Assert.Equal("事项第00000号", before.CatalogueItem!.Title);
        Assert.Equal(Day(2026, 3, 16), before.CatalogueItem.Day);
        Assert.Equal(Day(2026, 1, 1), before.CatalogueItem.From);
        Assert.Equal(
            ["送审稿", "起草说明", "风险评估报告"],
            before.CatalogueItem.Content!.Materials
        );

        var body = r.Body(Catalogue);
        body["materials"] = new JsonArray("送审稿");
        await r.To(Catalogue, ChangeEffect.Change, item, Day(2026, 3, 2), null, body);
        await r.To(Catalogue, ChangeEffect.End, item, null, Day(2026, 3, 16));
        Assert.Equal(3, (await Facts(r, id)).CatalogueItem!.Content!.Materials.Count);
        await r.Verify();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Item_NotInForceOnThatDay_IsRefused(Engine engine)
    {
        await using var r = await Found(engine);
        var future = await r.Add(Catalogue, 0, Day(2026, 4, 1));
        var suspended = await r.Add(Catalogue, 2, Day(2026, 1, 1));
        await r.To(Catalogue, ChangeEffect.Suspend, suspended, Day(2026, 3, 10));
        foreach (var item in new[] { future, suspended, Guid.NewGuid() })
        {
            var refusal = await r.County.Refused(Opening(item), r.County.FinanceHandler);
            Assert.Equal("catalogueItem", refusal.Field);
            Assert.Contains("不在有效状态", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task MissingMaterial_IsRefusedByItsName_AndAcceptedOnceItIsThere(Engine engine)
    {
        await using var r = await Found(engine);
        var reviewing = await Reviewing.Of(r.County, "legality-review.decision");
        var item = await r.Add(Catalogue, 0, Day(2026, 1, 1));
        var id = await Send(r, item, reviewing);
        var refused = await reviewing.Act(
            id,
            "intake.accept",
            reviewing.Reviewer,
            reviewing.CompleteToday
        );
        Assert.Equal(
            "审查事项目录规定的送审材料没有交齐，不得受理：“事项第00000号”还缺风险评估报告（重大行政决策程序暂行条例第二十六条第一款）。",
            refused.Refusal!.Message
        );
        var declined = await reviewing.Act(
            id,
            "intake.out-of-scope",
            reviewing.Head,
            new { reason = "不属于审查范围" }
        );
        Assert.Contains("应当审查", declined.Refusal!.Message, StringComparison.Ordinal);

        var report = await reviewing.File("other", reviewing.Sender, "评估");
        await r.County.Do(
            new SupplementMatter(id, [report with { Name = "风险评估报告.docx" }]),
            reviewing.Sender
        );
        await reviewing.Accept(id);
        Assert.Equal("审查", (await reviewing.Matter(id)).Stage);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ReviewThatAContractOpens_IsNotAcceptedBeforeItsItemIsChosen(Engine engine)
    {
        await using var r = await Found(engine);
        var reviewing = await Reviewing.Of(r.County, "legality-review.contract");
        var decision = await r.Add(Catalogue, 0, Day(2026, 1, 1));
        var item = await r.Add(Catalogue, 1, Day(2026, 1, 1));
        var contract = (
            await r.County.Do(
                new OpenMatter(
                    "government-contract",
                    Walk.Json(
                        new
                        {
                            title = "云岭县食堂委托经营合同",
                            contractType = "其他民事合同",
                            counterparty = "云岭县禾味餐饮有限公司",
                            amount = 1_860_000,
                        }
                    )
                ),
                reviewing.Sender
            )
        ).Id;
        await reviewing.Done(
            contract,
            "signing.send",
            reviewing.Sender,
            new
            {
                bases = new[] { "民法典" },
                procedureStatement = "已公开招标。",
                involvesMarket = false,
            }
        );
        Guid id;
        await using (var db = r.County.Read())
        {
            id = (await db.Set<Matter>().SingleAsync(m => m.ParentId == contract)).Id;
        }
        await r.County.Do(
            new SupplementMatter(
                id,
                [
                    await reviewing.File("draft", reviewing.Sender),
                    await reviewing.File("explanation", reviewing.Sender),
                    await reviewing.File("approvals", reviewing.Sender),
                    await reviewing.File("credit", reviewing.Sender),
                ]
            ),
            reviewing.Sender
        );
        async Task<string> NotAccepted() =>
            (await reviewing.Act(id, "intake.accept", reviewing.Reviewer, reviewing.CompleteToday))
                .Refusal!
                .Message;
        Assert.StartsWith(
            "没有选定属于审查事项目录中的哪一项，送审材料无从核对，不得受理",
            await NotAccepted(),
            StringComparison.Ordinal
        );
        async Task<CommitResult> Choose(object chosen) =>
            await reviewing.Act(
                id,
                "catalogue",
                reviewing.Sender,
                new { catalogueItem = chosen, meetsCriteria = true }
            );
        Assert.Contains(
            "所选事项属于其他种类的审查",
            (await Choose(new { item = decision })).Refusal!.Message,
            StringComparison.Ordinal
        );
        Assert.True((await Choose(new { item })).IsDone);
        // The materials are those of the item as it stood on that day.
        Assert.Contains("风险评估报告", await NotAccepted(), StringComparison.Ordinal);
        var report = await reviewing.File("other", reviewing.Sender, "评估");
        await r.County.Do(
            new SupplementMatter(id, [report with { Name = "风险评估报告.docx" }]),
            reviewing.Sender
        );
        await reviewing.Accept(id);
        Assert.Equal("审查", (await reviewing.Matter(id)).Stage);
        await r.Verify();
    }

    [Fact]
    public async Task Command_WithoutAWordAboutTheCatalogue_OpensButIsNotAccepted()
    {
        await using var r = await Found(Engine.Sqlite);
        var reviewing = await Reviewing.Of(r.County, "legality-review.decision");
        var item = await r.Add(Catalogue, 0, Day(2026, 1, 1));
        var opening = Opening(item);
        opening.Facts.Remove("catalogueItem");
        var id = (await r.County.Do(opening, r.County.FinanceHandler)).Id;
        Assert.Equal(1, (await Facts(r, id)).CatalogueOffers);
        var refused = await reviewing.Act(
            id,
            "intake.accept",
            reviewing.Reviewer,
            reviewing.CompleteToday
        );
        Assert.Contains(
            refused.Refusal!.Details.Append(refused.Refusal.Message),
            m => m.StartsWith("没有选定属于审查事项目录中的哪一项", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Choices_AreOfTheKindAndOfTheSenderOnly()
    {
        await using var r = await Found(Engine.Sqlite);
        var mine = await r.Add(Catalogue, 0, Day(2026, 1, 1));
        await r.Add(Catalogue, 1, Day(2026, 1, 1)); // a contract
        var body = r.Body(Catalogue, 2);
        body["appliesTo"] = new JsonArray(r.County.Qingshi.ToString());
        await r.Do(Catalogue, new NewChange("add", null, body, Day(2026, 1, 1)));
        await using var db = r.County.Read();
        var part = new OpeningPart(
            db,
            Fadu.Core.People.Scope.All(),
            Reviews.Decision2019,
            r.County.Finance,
            Day(2026, 3, 16),
            new Dictionary<string, string?>(),
            []
        );
        Assert.Equal([mine], (await CatalogueAtIntake.Items(part)).Select(i => i.ItemId));
        Assert.Equal(
            2,
            (await CatalogueAtIntake.Items(part with { Sender = r.County.Qingshi })).Count
        );
        var check = new CatalogueAtIntake();
        Assert.Equal(
            "catalogueItem",
            Assert.Single(await check.Check(part, TestContext.Current.CancellationToken)).Field
        );
        // Every question of the item must be answered.
        var chosen = part with
        {
            Given = new Dictionary<string, string?> { ["catalogueItem"] = mine.ToString() },
        };
        Assert.Equal(
            ["criteria[0].isMet", "criteria[1].isMet"],
            (await check.Check(chosen, TestContext.Current.CancellationToken)).Select(e => e.Field)
        );
    }

    private static OpenMatter Opening(Guid item) =>
        new(
            "legality-review.decision",
            Walk.Json(
                new
                {
                    title = "云岭县城区停车收费方案",
                    bases = new[] { "道路交通安全法第三十三条" },
                    procedureStatement = "已公开征求意见。",
                    involvesMarket = false,
                    exploratory = false,
                    catalogueItem = new { item },
                    criteria = new[]
                    {
                        new { question = "是否由县政府作出决定？", isMet = true },
                        new { question = "是否涉及公共利益？", isMet = false },
                    },
                }
            )
        );

    private static async Task<Guid> Send(Registering r, Guid item, Reviewing? reviewing = null)
    {
        var opening = Opening(item);
        if (reviewing is not null)
        {
            opening = opening with
            {
                Materials =
                [
                    await reviewing.File("draft", reviewing.Sender),
                    await reviewing.File("explanation", reviewing.Sender),
                    await reviewing.File("consultation", reviewing.Sender),
                ],
            };
        }
        return (await r.County.Do(opening, r.County.FinanceHandler)).Id;
    }

    private static async Task<DecisionFacts> Facts(Registering r, Guid matter)
    {
        await using var db = r.County.Read();
        var state = (await db.Set<Matter>().SingleAsync(m => m.Id == matter)).ReadState();
        return state.Facts.Deserialize<DecisionFacts>(ProcedureJson.Options)!;
    }
}
