using Fadu.Core.Figures;
using Fadu.Core.Inbox;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using Fadu.Core.Tests.Matters;
using Fadu.Core.Trail;
using Fadu.Modules.NormativeDocuments;
using Fadu.Testing;
using Fadu.Testing.Procedures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Normative;

/// <summary>S009 in a county: one commit brings the document into the register with its duty to be public, and the review that it opened has its draft.</summary>
public sealed class DocumentLifeTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task ADocument_GoesFromItsProposalIntoTheRegister(Engine engine)
    {
        await using var county = await County.Found(engine);
        var reviewing = await Reviewing.Of(county, "legality-review.document");
        var (handler, head) = (
            reviewing.Sender,
            await reviewing.Person("周局", county.Finance, "zhouju", Role.UnitHead)
        );
        var facts = Walk.Json(
            Making.Facts(
                ("issuer", county.Finance),
                ("issuerClass", Makers.Department),
                ("marketRelated", false)
            )
        );
        var id = (
            await county.Do(
                new OpenMatter(DocumentMaking.Key, facts)
                {
                    Materials =
                    [
                        await reviewing.File("draft", handler),
                        await reviewing.File("explanation", handler),
                        await reviewing.File("consultation", handler),
                    ],
                },
                handler
            )
        ).Id;
        await reviewing.Done(id, "proposal.approve", head, new { });
        await reviewing.Done(
            id,
            "drafting.ask",
            handler,
            new { asked = new[] { "县司法局" }, answered = "没有不同意见。" }
        );
        await reviewing.Done(id, "drafting.complete", handler);
        await reviewing.Done(id, "preReview.sign", head, new { opinion = "未发现问题。" });
        await reviewing.Done(
            id,
            "legality.request",
            handler,
            new { procedureStatement = "已履行全部程序。" }
        );

        Guid review;
        await using (var db = county.Read())
        {
            review = (await db.Set<Matter>().SingleAsync(m => m.ParentId == id)).Id;
        }
        // Nobody hands in twice: it may be accepted at once, by 县司法局.
        await reviewing.Accept(review);
        // The forbidden shortcut.
        var refused = await reviewing.Act(
            id,
            "deliberation.decide",
            handler,
            Making.Meeting(reviewing.Today)
        );
        Assert.Contains("合法性审核", refused.Refusal!.Message, StringComparison.Ordinal);
        await reviewing.Done(
            review,
            "review.counsel",
            reviewing.Reviewer,
            new { capacity = "公职律师", opinion = "同意。" }
        );
        await reviewing.Done(
            review,
            "review.propose",
            reviewing.Reviewer,
            Reviewing.Opinion("Lawful", 0)
        );
        await reviewing.Done(review, "opinion.issue", reviewing.Head);

        // Whoever is invited while its step is next learns of it, and who was asked until then is asked no more.
        var office = await reviewing.Person("会务", county.Government, "huiwu", Role.Handler);
        Assert.Equal((handler.Person, handler.Organ!.Value), await Asked());
        await county.Do(new InviteOrgan(id, county.Government, "agenda-office"), handler);
        Assert.Equal((null, county.Government), await Asked());
        await reviewing.Done(id, "deliberation.decide", office, Making.Meeting(reviewing.Today));
        await county.Do(
            new SupplementMatter(id, [await reviewing.File("minutes", handler)]),
            handler
        );
        await reviewing.Done(id, "sign.number", office, Making.Number(reviewing.Today));
        await reviewing.Done(
            id,
            "publish.done",
            office,
            Making.Issue(reviewing.Today, reviewing.Today.AddDays(31))
        );

        async Task<(Guid? Person, Guid Organ)> Asked()
        {
            await using var db = county.Read();
            var item = await db.Set<InboxItem>()
                .SingleAsync(i => i.SettledAt == null && i.Key.StartsWith($"matter:{id}:todo:"));
            return (item.PersonId, item.OrganId);
        }

        await using (var db = county.Read())
        {
            var version = await db.Set<RegisterVersion>()
                .SingleAsync(v => v.Register == NormativeDocuments.Key);
            Assert.Equal("云政规〔2026〕3号", version.T1);
            Assert.Equal(
                (reviewing.Today.AddDays(31), reviewing.Today.AddDays(30).AddYears(5)),
                (version.ValidFrom, version.ValidUntil)
            );
            Assert.Contains("第一条", version.Body, StringComparison.Ordinal);
            Assert.True(
                await db.Set<PublicationDuty>()
                    .AnyAsync(d => d.SubjectId == version.ItemId && d.State == DutyState.Open)
            );
            // What was numbered twice is refused, and nothing is written.
            Assert.Equal(county.Finance, version.OrganId);
        }
        Assert.Equal(1, await Value(county, "文件.制发"));
        await county.Do(
            new SupplementMatter(id, [await reviewing.File("final", handler)]),
            handler
        );
        await reviewing.Done(
            id,
            "filing.send",
            handler,
            new { receiver = "县政府", byLead = true }
        );
        Assert.Equal("公布", (await reviewing.Matter(id)).OutcomeName);

        // It is evaluated in its own file, and the register knows.
        var last = reviewing.Today.AddDays(30).AddYears(5);
        Assert.Equal(1, await Value(county, "文件.届满未评估", last));
        await reviewing.Done(
            id,
            "evaluate",
            handler,
            new { conclusion = "继续执行", content = "执行良好。" }
        );
        Assert.Equal(0, await Value(county, "文件.届满未评估", last));

        // Later the document is repealed from its own file, without naming the item again.
        await reviewing.Done(
            id,
            "end",
            handler,
            new
            {
                way = "废止",
                byWhat = "云政规〔2026〕9号",
                decisionOn = Making.Iso(reviewing.Today),
                endsOn = Making.Iso(reviewing.Today.AddDays(60)),
            }
        );
        await using (var db = county.Read())
        {
            var now = await db.Set<RegisterVersion>()
                .SingleAsync(v =>
                    v.Register == NormativeDocuments.Key
                    && v.SupersededSeq == RegisterVersion.Current
                );
            Assert.Equal(reviewing.Today.AddDays(59), now.ValidUntil);
        }
    }

    private static async Task<decimal?> Value(County county, string name, DateOnly? on = null)
    {
        await using var db = county.Read();
        return (
            await county
                .Services.GetRequiredService<FigureQuery>()
                .Value(
                    db,
                    Scope.All(),
                    new FigureAsk(
                        county.Services.GetRequiredService<FigureCatalogue>().Find(name)!,
                        new(2000, 1, 1),
                        on ?? new(2100, 12, 31)
                    )
                )
        ).Number;
    }
}
