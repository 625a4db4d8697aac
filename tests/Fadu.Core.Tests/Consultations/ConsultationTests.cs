using Fadu.Core.Consultations;
using Fadu.Core.Inbox;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Consultations;

/// <summary>The public is asked: from the draft to what became of every opinion.</summary>
public sealed class ConsultationTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static readonly DateOnly Today = new(2026, 3, 16);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task LessThanThirtyDays_NeedsAReason_WhichIsPublishedWithIt(Engine engine)
    {
        await using var county = await County.Found(engine);
        foreach (
            var (subject, article) in new[]
            {
                (ConsultationSubject.Document, "优化营商环境条例第六十二条"),
                (ConsultationSubject.Decision, "重大行政决策程序暂行条例第十五条"),
            }
        )
        {
            // 16 March + 30 days = 15 April, a Wednesday.
            var brief = await Begin(county, Asked(Today.AddDays(29)) with { Subject = subject });
            var refusal = await county.Refused(
                new OpenConsultation(brief, 1),
                county.FinanceHandler
            );
            Assert.Equal(article, refusal.Article);
            Assert.Equal("ShortBecause", refusal.Field);
            Assert.Contains("2026年4月15日", refusal.Message, StringComparison.Ordinal);
            await county.Do(
                new AmendConsultation(
                    brief,
                    1,
                    Asked(Today.AddDays(29)) with
                    {
                        Subject = subject,
                        ShortBecause = "汛期将至。",
                    }
                ),
                county.FinanceHandler
            );
            await county.Do(new OpenConsultation(brief, 2), county.FinanceHandler);
            Assert.Equal("汛期将至。", (await Shown(county, brief)).Consultation!.ShortBecause);
        }
        var whole = await Begin(county, Asked(Today.AddDays(30)));
        await county.Do(new OpenConsultation(whole, 1), county.FinanceHandler);
        await Verify(county);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WhatIsPublished_NeverChangesSilently_AndIsNeverShortened(Engine engine)
    {
        await using var county = await County.Found(engine);
        var id = await Opened(county);
        var silent = await county.Refused(
            new AmendConsultation(id, 2, Asked(Today.AddDays(30), "改过的标题")),
            county.FinanceHandler
        );
        Assert.Equal("Reason", silent.Field);
        var shorter = await county.Refused(
            new AmendConsultation(id, 2, Asked(Today.AddDays(20))) { Reason = "快些。" },
            county.FinanceHandler
        );
        Assert.Equal("ClosesOn", shorter.Field);
        Assert.Equal(
            "ClosesOn",
            (
                await county.Refused(
                    new ExtendConsultation(id, 2, Today.AddDays(20)) { Reason = "快些。" },
                    county.FinanceHandler
                )
            ).Field
        );
        Assert.Equal(
            "Reason",
            (
                await county.Refused(
                    new ExtendConsultation(id, 2, Today.AddDays(40)),
                    county.FinanceHandler
                )
            ).Field
        );
        await county.Do(
            new ExtendConsultation(id, 2, Today.AddDays(40)) { Reason = "意见较多。" },
            county.FinanceHandler
        );
        await county.Do(
            new AmendConsultation(id, 3, Asked(Today.AddDays(40), "改过的标题"))
            {
                Reason = "标题有错字。",
            },
            county.FinanceHandler
        );
        var shown = await Shown(county, id);
        Assert.Equal("改过的标题", shown.Title);
        Assert.Equal(Today.AddDays(30), shown.Consultation!.FirstClosesOn);
        Assert.Equal("意见较多。", shown.Consultation.ExtendedBecause);
        await using var db = county.Read();
        Assert.Equal(
            [
                (3, PublicationAct.Correct, "标题有错字。"),
                (2, PublicationAct.Renew, "意见较多。"),
                (1, PublicationAct.Publish, null),
            ],
            (await PortalQueries.Editions(db, id)).Select(e => (e.Number, e.Act, e.Reason))
        );
        // Another who had not seen it is told what happened.
        Assert.Equal(
            RefusalKind.Conflict,
            (
                await county.Refused(
                    new WithdrawConsultation(id, 2) { Reason = "不办了。" },
                    county.FinanceHandler
                )
            ).Kind
        );
        await county.Do(
            new WithdrawConsultation(id, 4) { Reason = "起草计划调整。" },
            county.FinanceHandler
        );
        shown = await Shown(county, id);
        Assert.Equal("撤回", shown.EndWord);
        Assert.Equal("起草计划调整。", shown.Consultation!.WithdrawnBecause);
        var closed = await county.Refused(Says(id, "还想说一句。"), Actor.Outside());
        Assert.Contains("撤回", closed.Message, StringComparison.Ordinal);
        await Verify(county);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AlikeOpinions_AreOneGroup_EachIsCounted_AndAnsweredOnce(Engine engine)
    {
        await using var county = await County.Found(engine);
        var id = await Opened(county);
        var receipts = new List<string>();
        foreach (
            var text in new[]
            {
                "夜间不收费。",
                "  夜 间 不 收 费！",
                "夜间不收费",
                "应当设包月。",
                "同意",
            }
        )
        {
            receipts.Add((await county.Do(Says(id, text, "第三条"), Actor.Outside())).Value!);
        }
        // The same short word about another article is another opinion.
        await county.Do(Says(id, "同意", "第一条"), Actor.Outside());
        await county.Do(
            new EnterOpinion(
                id,
                new OpinionText("第三条", "夜间不收费", null, OpinionGiver.Association),
                OpinionSource.Letter,
                Today
            ),
            county.FinanceHandler
        );
        var c = await Read(county, id);
        Assert.Equal((7, 4, 4), (c.Received, c.Groups, c.Unanswered));
        Assert.Equal(receipts.Count, receipts.Distinct().Count());
        var groups = await Groups(county, id);
        Assert.Equal([4, 1, 1, 1], groups.Select(g => g.Count));

        // Two groups that mean the same are put together; one answer for all.
        await county.Do(new GroupOpinions(id, [groups[1].Id], groups[0].Id), county.FinanceHandler);
        await county.Do(
            new AnswerOpinions(
                id,
                groups[0].Id,
                "夜间不收费或者设包月",
                OpinionOutcome.Partly,
                "夜间减半。"
            ),
            county.FinanceHandler
        );
        c = await Read(county, id);
        Assert.Equal((7, 3, 2, 5), (c.Received, c.Groups, c.Unanswered, c.Partly));
        // One more that says the same is answered with them.
        await county.Do(Says(id, "应当设包月", "第三条"), Actor.Outside());
        c = await Read(county, id);
        Assert.Equal((8, 2, 6), (c.Received, c.Unanswered, c.Partly));
        // Taken out again, it waits for an answer of its own.
        await county.Do(new PartOpinions(id, groups[1].Id), county.FinanceHandler);
        c = await Read(county, id);
        Assert.Equal((8, 4, 3, 4), (c.Received, c.Groups, c.Unanswered, c.Partly));
        await Verify(county);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Conclusion_IsRefusedWhileTheTimeRuns_AndWhileAnOpinionHasNoAnswer(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        var id = await Opened(
            county,
            Asked(Today.AddDays(30)) with
            {
                Subject = ConsultationSubject.Decision,
            }
        );
        var receipt = (await county.Do(Says(id, "夜间不收费。", "第三条"), Actor.Outside())).Value!;
        var early = await county.Refused(
            new ConcludeConsultation(id, 2, null),
            county.FinanceHandler
        );
        Assert.Equal(RefusalKind.Condition, early.Kind);
        county.Time.GoTo(Today.AddDays(30));
        await county.Do(Says(id, "最后一天也可以提。"), Actor.Outside());
        county.Time.GoTo(Today.AddDays(31));
        var late = await county.Refused(Says(id, "晚了一天。"), Actor.Outside());
        Assert.Contains("2026年4月15日截止", late.Message, StringComparison.Ordinal);
        var unanswered = await county.Refused(
            new ConcludeConsultation(id, 2, null),
            county.FinanceHandler
        );
        Assert.Equal("重大行政决策程序暂行条例第十八条", unanswered.Article);
        Assert.Contains("2 组", unanswered.Message, StringComparison.Ordinal);
        var groups = await Groups(county, id);
        var noReason = await county.Refused(
            new AnswerOpinions(id, groups[0].Id, "夜间不收费", OpinionOutcome.NotAdopted, " "),
            county.FinanceHandler
        );
        Assert.Equal("Answer", noReason.Field);
        foreach (var group in groups)
        {
            await county.Do(
                new AnswerOpinions(id, group.Id, group.Gist, OpinionOutcome.Adopted, "已改。"),
                county.FinanceHandler
            );
        }
        await county.Do(new ConcludeConsultation(id, 2, "第三条已改。"), county.FinanceHandler);
        var result = (await Shown(county, id)).Consultation!.Result!;
        Assert.Equal(
            (2, 2, 0, 0),
            (result.Received, result.Adopted, result.Partly, result.NotAdopted)
        );
        Assert.All(result.Answers, a => Assert.Equal("采纳", a.Outcome));
        await using var db = county.Read();
        var found = (await ConsultationQueries.OfReceipt(db, receipt.ToLowerInvariant()))!.Value;
        Assert.Equal("已改。", found.Group.Answer);
        Assert.Empty(
            await db.Set<InboxItem>()
                .Where(i => i.SettledAt == null && i.Key.StartsWith("consultation:"))
                .ToListAsync()
        );
        var after = await county.Refused(
            new AnswerOpinions(id, groups[0].Id, "改", OpinionOutcome.Partly, "改"),
            county.FinanceHandler
        );
        Assert.Equal(RefusalKind.Conflict, after.Kind);
        await Verify(county);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WhoGaveAnOpinion_LiesApart_IsSeenByItsHandlersOnly_AndCanBeErased(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        var id = await Opened(county);
        await county.Do(
            new GiveOpinion(
                id,
                new OpinionText(null, "建议缓行。", null, OpinionGiver.Citizen)
                {
                    Name = "马晓岚",
                    Contact = "13900000000",
                }
            ),
            Actor.Outside()
        );
        await using var db = county.Read();
        Assert.DoesNotContain(
            await db.Set<TrailEntry>().ToListAsync(),
            e =>
                e.Text.Contains("马晓岚", StringComparison.Ordinal)
                || e.Text.Contains("13900000000", StringComparison.Ordinal)
        );
        var entry = await db.Set<TrailEntry>().SingleAsync(e => e.Kind == "opinion.given");
        Assert.Null(entry.Actor);
        Assert.Equal(
            "公众",
            county.Services.GetRequiredService<EventRegistry>().NobodyOf(entry.Kind)
        );
        var opinion = await db.Set<Opinion>().SingleAsync();
        foreach (
            var (actor, sees) in new[]
            {
                (county.FinanceHandler, true),
                (county.Coordinator, false),
                (county.Leader, false),
                (county.QingshiClerk, false),
            }
        )
        {
            var givers = await ConsultationQueries.Givers(db, Scope.All(), actor, [opinion]);
            Assert.Equal(sees, givers.Values.Any(g => g.Name == "马晓岚"));
        }
        await Verify(county);
        Assert.Equal(
            "个人信息保护法第四十七条",
            (await county.Refused(new EraseOpinionGiver(opinion.Id), county.FinanceHandler)).Article
        );
        await county.Do(
            new EraseOpinionGiver(opinion.Id) { Reason = "本人要求" },
            county.FinanceHandler
        );
        var value = await db.Set<PersonalValue>().AsNoTracking().SingleAsync();
        Assert.Null(value.Text);
        Assert.Null(value.Salt);
        Assert.Equal("建议缓行。", (await db.Set<Opinion>().SingleAsync()).Text);
        // The chain is whole without it.
        await Verify(county);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task PersonalValueThatWasChangedOrTakenAway_IsFoundByVerify(Engine engine)
    {
        await using var county = await County.Found(engine);
        var id = await Opened(county);
        for (var i = 0; i < 2; i++)
        {
            await county.Do(
                new GiveOpinion(
                    id,
                    new OpinionText(null, $"意见{i}。", null, OpinionGiver.Citizen)
                    {
                        Name = $"甲{i}",
                    }
                ),
                Actor.Outside()
            );
        }
        await using (var db = county.Read())
        {
            await db.Set<PersonalValue>()
                .OrderBy(v => v.Id)
                .Take(1)
                .ExecuteUpdateAsync(v => v.SetProperty(x => x.Text, "{\"name\":\"乙\"}"));
        }
        Assert.Contains("被改过", (await Finding(county)).Problem!, StringComparison.Ordinal);
        await using (var db = county.Read())
        {
            await db.Set<PersonalValue>().ExecuteDeleteAsync();
        }
        Assert.Contains("不见了", (await Finding(county)).Problem!, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Opinions_AreReadPageByPage_EachOnce_InScope(Engine engine)
    {
        await using var county = await County.Found(engine);
        var id = await Opened(county);
        await Task.WhenAll(
            Enumerable
                .Range(0, 120)
                .Select(i =>
                    county.Do(Says(id, $"第{i % 40}种意见，应当再改一改。"), Actor.Outside())
                )
        );
        var c = await Read(county, id);
        Assert.Equal((120, 40), (c.Received, c.Groups));
        await using var db = county.Read();
        var seen = new List<int>();
        string? after = null;
        do
        {
            var (rows, next) = await ConsultationQueries.Opinions(
                db,
                Scope.All(),
                id,
                new OpinionFilter(),
                after,
                50
            );
            seen.AddRange(rows.Select(r => r.Opinion.Number));
            after = next;
        } while (after is not null);
        Assert.Equal(Enumerable.Range(1, 120), seen);
        var township = new Scope(1, false, [county.Qingshi]);
        Assert.Null(await ConsultationQueries.Find(db, township, id));
        Assert.Empty(
            (
                await ConsultationQueries.Opinions(db, township, id, new OpinionFilter(), null, 50)
            ).Rows
        );
        Assert.Empty(
            (await ConsultationQueries.Groups(db, township, id, new GroupFilter(), null, 50)).Rows
        );
        Assert.Equal(
            RefusalKind.NotFound,
            (
                await county.Refused(
                    new AnswerOpinions(
                        id,
                        (await Groups(county, id))[0].Id,
                        "x",
                        OpinionOutcome.Adopted,
                        null
                    ),
                    county.QingshiClerk
                )
            ).Kind
        );
        await Verify(county);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WhatStrangersSend_DoesNotDisturbThePagesThatAreKept(Engine engine)
    {
        await using var county = await County.Found(engine);
        var id = await Opened(county);
        await using var db = county.Read();
        var stamp = await db.Set<PublicationStamp>().Select(s => s.Seq).SingleAsync();
        await county.Do(Says(id, "建议缓行。"), Actor.Outside());
        Assert.Equal(stamp, await db.Set<PublicationStamp>().Select(s => s.Seq).SingleAsync());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SameFormSentTwice_IsOneOpinion_SilentCharactersAreLeftOut_TooLongIsRefused(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        var id = await Opened(county);
        var once = Says(id, "建议\u0000缓行。\u0007");
        var first = await county.Do(once, Actor.Outside());
        var second = await county.Do(once, Actor.Outside());
        Assert.Equal(first.Value, second.Value);
        Assert.Equal(1, (await Read(county, id)).Received);
        await using var db = county.Read();
        Assert.Equal("建议缓行。", (await db.Set<Opinion>().SingleAsync()).Text);
        var refusal = await county.Refused(Says(id, new string('长', 5001)), Actor.Outside());
        Assert.Equal("Text", refusal.Field);
        // Strangers may nothing else.
        Assert.Equal(
            RefusalKind.Forbidden,
            (await county.Refused(new OpenConsultation(id, 2), Actor.Outside())).Kind
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ConsultationGoesWithItsOrgan(Engine engine)
    {
        await using var county = await County.Found(engine);
        var id = await Opened(county);
        await county.Do(Says(id, "建议缓行。"), Actor.Outside());
        await county.Do(
            new MergeOrgan(county.Finance, county.Justice, Today, "云编发〔2026〕1号"),
            Actor.System()
        );
        Assert.Equal(county.Justice, (await Read(county, id)).OrganId);
        await using var db = county.Read();
        Assert.Equal(county.Justice, (await db.Set<Opinion>().SingleAsync()).OrganId);
        await Verify(county);
    }

    private static ConsultationText Asked(
        DateOnly closes,
        string title = "城区停车收费办法（征求意见稿）"
    ) =>
        new()
        {
            Subject = ConsultationSubject.Document,
            Editions =
            [
                new(
                    "zh-CN",
                    "汉文",
                    false,
                    title,
                    "第一条　为了规范停车收费。\n第三条　白天每小时二元。",
                    "为了便民，起草本办法。"
                ),
                new("ky-Arab", "柯尔克孜文", true, "توقتوتۇۇ", "مادده", "تۉشۉندۈرۉۉ"),
                new("ug", "维吾尔文", true, "توختىتىش", "ماددا", "چۈشەندۈرۈش"),
            ],
            ClosesOn = closes,
            Channels = ["云岭日报（三种文版）"],
            Contact = "云岭县财政局，电话 0000-000000",
        };

    private static GiveOpinion Says(Guid id, string text, string? about = null) =>
        new(id, new OpinionText(about, text, null, OpinionGiver.Unsaid));

    private static async Task<Guid> Begin(County county, ConsultationText content) =>
        (await county.Do(new BeginConsultation(county.Finance, content), county.FinanceHandler)).Id;

    private static async Task<Guid> Opened(County county, ConsultationText? content = null)
    {
        var id = await Begin(county, content ?? Asked(Today.AddDays(30)));
        await county.Do(new OpenConsultation(id, 1), county.FinanceHandler);
        return id;
    }

    private static async Task<Consultation> Read(County county, Guid id)
    {
        await using var db = county.Read();
        return (await ConsultationQueries.Find(db, Scope.All(), id))!;
    }

    private static async Task<IReadOnlyList<OpinionGroup>> Groups(County county, Guid id)
    {
        await using var db = county.Read();
        return (
            await ConsultationQueries.Groups(db, Scope.All(), id, new GroupFilter(), null, 50)
        ).Rows;
    }

    private static async Task<PublishedContent> Shown(County county, Guid id)
    {
        await using var db = county.Read();
        var thing = (await PortalQueries.Find(db, Consultation.Section, id))!;
        return (await PortalQueries.Edition(db, id, thing.Edition))!.Content;
    }

    private static Task<Verifier.Finding> Finding(County county) =>
        county
            .Services.GetRequiredService<Verifier>()
            .Verify(Path.Combine(Path.GetTempPath(), $"fadu-verify-{Guid.NewGuid():N}"));

    private static async Task Verify(County county) => Assert.Null((await Finding(county)).Problem);
}
