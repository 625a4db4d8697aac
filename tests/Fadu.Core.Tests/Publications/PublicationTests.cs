using System.Text.Json.Nodes;
using Fadu.Core.Inbox;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using Fadu.Core.Search;
using Fadu.Core.Tests.Registers;
using Fadu.Core.Trail;
using Fadu.Modules.Enforcement;
using Fadu.Modules.NormativeDocuments;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Fadu.Core.Tests.Registers.Registering;

namespace Fadu.Core.Tests.Publications;

/// <summary>What must be public, what is, what was: from registers and from notices.</summary>
public sealed class PublicationTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static Register Documents => NormativeDocuments.Register;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ItemOfAPublicRegister_IsOwedInEachPlace_WithinTwentyWorkingDaysOfTheDecision(
        Engine engine
    )
    {
        await using var r = await Found(engine);
        var item = await r.Add(Documents, 0, Day(2026, 4, 1));
        var duties = await Duties(r, item);
        Assert.Equal(["政府公报", "门户"], duties.Select(d => d.Channel).Order());
        Assert.All(
            duties,
            d =>
            {
                Assert.Equal(PublicationAct.Publish, d.Act);
                Assert.Equal(Day(2026, 3, 16), d.From);
                // the 20th working day after 16 March, 清明 (4–6 April) left out
                Assert.Equal(Day(2026, 4, 14), d.Due);
                Assert.Equal("政府信息公开条例第二十六条", d.Article);
                Assert.False(d.IsLateOn(Day(2026, 4, 14)));
                Assert.True(d.IsLateOn(Day(2026, 4, 15)));
            }
        );
        await using var db = r.County.Read();
        Assert.Empty(await PortalQueries.Public(db).ToListAsync());

        await r.County.Do(new PublishOnPortal([item]), r.County.Coordinator);
        Assert.Equal(
            [DutyState.Open, DutyState.Done],
            (await Duties(r, item)).Select(d => d.State).Order()
        );
        var shown = Assert.Single(await PortalQueries.Public(db).ToListAsync());
        Assert.Equal("云政规〔2024〕1号", shown.Number);
        Assert.Equal("云岭县人民政府", shown.Organ);
        Assert.Equal(Day(2026, 4, 1), shown.InForceFrom);
        Assert.Equal(PortalState.NotYet, PortalQueries.StateOf(shown, Day(2026, 3, 31)));

        var gazette = (await Duties(r, item)).Single(d => d.State == DutyState.Open);
        var placed = new PlacePublication(gazette.Id, Day(2026, 3, 16), "https://gb.example/3");
        await r.County.Do(placed, r.County.Coordinator);
        Assert.DoesNotContain(await Duties(r, item), d => d.State == DutyState.Open);
        await r.County.Do(new UndoCommand(placed.CommandId), r.County.Coordinator);
        Assert.Single(await Duties(r, item), d => d.State == DutyState.Open);
        await r.Verify();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WhatIsPublic_NeverChangesSilently_EachChangeIsAFurtherEdition(Engine engine)
    {
        await using var r = await Found(engine);
        var item = await r.Add(Documents, 0, Day(2026, 4, 1));
        await r.County.Do(new PublishOnPortal([item]), r.County.Coordinator);
        var same = await r.County.Refused(new PublishOnPortal([item]), r.County.Coordinator);
        Assert.Contains("与已经公布的相同", same.Message, StringComparison.Ordinal);

        var body = r.Body(Documents);
        body["title"] = "云岭县公共事务管理办法（试行）";
        await r.To(Documents, ChangeEffect.Correct, item, Day(2026, 4, 1), null, body);
        await using var db = r.County.Read();
        Assert.Equal("云岭县公共事务管理办法之0", (await Shown(db, item)).Title);
        Assert.Contains(
            await Duties(r, item),
            d => d is { Act: PublicationAct.Correct, State: DutyState.Open, Channel: "门户" }
        );

        var silent = await r.County.Refused(new PublishOnPortal([item]), r.County.Coordinator);
        Assert.Equal("Reason", silent.Field);
        r.County.Time.GoTo(Day(2026, 3, 20));
        await r.County.Do(
            new PublishOnPortal([item]) { Reason = "标题漏写“试行”。" },
            r.County.Coordinator
        );
        Assert.Equal("云岭县公共事务管理办法（试行）", (await Shown(db, item)).Title);
        var editions = await PortalQueries.Editions(db, item);
        Assert.Equal([2, 1], editions.Select(e => e.Number));
        Assert.Equal(PublicationAct.Correct, editions[0].Act);
        Assert.Equal("标题漏写“试行”。", editions[0].Reason);
        Assert.Equal(Day(2026, 3, 16), editions[1].On);
        Assert.Equal(
            "云岭县公共事务管理办法之0",
            (await PortalQueries.Edition(db, item, 1))!.Content.Title
        );
        await r.Verify();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RepealedDocument_SaysByWhat_AndIsFoundFromBothEnds(Engine engine)
    {
        await using var r = await Found(engine);
        var old = await r.Add(Documents, 0, Day(2024, 4, 1));
        var repealing = r.Body(Documents, 1);
        repealing["repeals"] = new JsonArray("云政规〔2024〕1号");
        var by = await r.Do(Documents, new NewChange("add", null, repealing, Day(2026, 5, 1)));
        await r.Do(
            Documents,
            new NewChange("repeal", old, null, null, Day(2026, 4, 30))
            {
                Inputs = new JsonObject { ["repealedBy"] = "云政规〔2024〕2号" },
            }
        );
        await r.County.Do(new PublishOnPortal([old, by]), r.County.Coordinator);
        await using var db = r.County.Read();
        var shown = await Shown(db, old);
        Assert.Equal("废止", shown.EndWord);
        Assert.Equal("云政规〔2024〕2号", shown.EndedBy);
        Assert.Equal(PortalState.InForce, PortalQueries.StateOf(shown, Day(2026, 4, 30)));
        Assert.Equal(PortalState.Ended, PortalQueries.StateOf(shown, Day(2026, 5, 1)));
        var named = await PortalQueries.Named(db, [PublishedRelation.KeyOf(shown.EndedBy!)]);
        Assert.Equal(by, Assert.Single(named.Values.DistinctBy(p => p.Id)).Id);
        Assert.Contains(
            await PortalQueries.ToldBy(db, shown),
            t => t.Kind == RelationKind.Repeals && t.Other.Id == by
        );
        foreach (
            var (day, state, expected) in new[]
            {
                (Day(2026, 4, 30), PortalState.InForce, new[] { old }),
                (Day(2026, 5, 1), PortalState.InForce, [by]),
                (Day(2026, 5, 1), PortalState.Ended, [old]),
                (Day(2024, 3, 31), PortalState.NotYet, [old, by]),
            }
        )
        {
            var lines = await PortalQueries
                .Lines(db, PortalSections.Documents, new PortalFilter { Day = day, State = state })
                .Select(p => p.Id)
                .ToListAsync();
            Assert.Equal(expected.Order(), lines.Order());
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Withdrawal_NeedsAReason_AndLeavesNothingToTheEyeOrTheSearch(Engine engine)
    {
        await using var r = await Found(engine);
        var item = await r.Add(Documents, 0, Day(2024, 4, 1));
        await r.County.Do(new PublishOnPortal([item]), r.County.Coordinator);
        Assert.Single(await Search(r, "公共事务"));
        var version = await Version(r);
        Assert.Equal(
            "Reason",
            (await r.County.Refused(new WithdrawPublication(item), r.County.Coordinator)).Field
        );
        await r.County.Do(
            new WithdrawPublication(item) { Reason = "正文含有个人信息。" },
            r.County.Coordinator
        );
        Assert.Empty(await Search(r, "公共事务"));
        await using var db = r.County.Read();
        Assert.Empty(await PortalQueries.Public(db).ToListAsync());
        Assert.Empty(await PortalQueries.News(db, 50));
        Assert.True(await Version(r) > version);
        var row = await PublicationQueries.Find(db, Scope.All(), item);
        Assert.Equal("正文含有个人信息。", row!.WithdrawnBecause);
        Assert.Single(await PortalQueries.Editions(db, item));

        // Put right and published again, it is a further edition.
        var body = r.Body(Documents);
        body["text"] = "第一条 已去除个人信息。";
        await r.To(Documents, ChangeEffect.Correct, item, Day(2024, 4, 1), null, body);
        await r.County.Do(
            new PublishOnPortal([item]) { Reason = "去除个人信息。" },
            r.County.Coordinator
        );
        Assert.Equal(2, (await Shown(db, item)).Edition);
        Assert.Single(await Search(r, "已去除"));
        await r.Verify();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ItemThatWasEnteredInError_OrBecomesInternal_MustBeTakenOff(Engine engine)
    {
        await using var r = await Found(engine);
        var never = await r.Add(Documents, 0, Day(2024, 4, 1));
        await r.To(Documents, ChangeEffect.Void, never);
        Assert.All(await Duties(r, never), d => Assert.Equal(DutyState.Waived, d.State));

        var item = await r.Add(Documents, 1, Day(2024, 4, 1));
        await r.County.Do(new PublishOnPortal([item]), r.County.Coordinator);
        var body = r.Body(Documents, 1);
        body["visibility"] = nameof(Visibility.Internal);
        await r.To(Documents, ChangeEffect.Change, item, Day(2026, 3, 1), null, body);
        var owed = (await Duties(r, item)).Single(d => d.State == DutyState.Open);
        Assert.Equal(PublicationAct.Withdraw, owed.Act);
        Assert.Contains(
            "内部事项",
            (await r.County.Refused(new PublishOnPortal([item]), r.County.Coordinator)).Message,
            StringComparison.Ordinal
        );
        await r.County.Do(
            new WithdrawPublication(item) { Reason = "改为内部事项。" },
            r.County.Coordinator
        );
        Assert.DoesNotContain(await Duties(r, item), d => d.State == DutyState.Open);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Duties_StandWithTheLateOnesFirst_PageByKey_AndOnlyForWhoMaySeeThem(
        Engine engine
    )
    {
        await using var r = await Found(engine);
        var county = r.County;
        foreach (
            var (organ, actor, day) in new[]
            {
                (county.Qingshi, county.QingshiClerk, Day(2026, 3, 10)),
                (county.Baishui, county.BaishuiClerk, Day(2026, 1, 5)),
                (county.Qingshi, county.QingshiClerk, Day(2026, 2, 2)),
                (county.Finance, county.FinanceHandler, Day(2026, 3, 2)),
            }
        )
        {
            await county.Do(new OwePublication(organ, $"{day:M月d日}的信息", day), actor);
        }
        Assert.Equal(
            RefusalKind.NotFound,
            (
                await county.Refused(
                    new OwePublication(county.Baishui, "别乡的信息", Day(2026, 3, 2)),
                    county.QingshiClerk
                )
            ).Kind
        );
        await using var db = county.Read();
        var filter = new DutyFilter { Day = Day(2026, 3, 16) };
        var seen = new List<PublicationDuty>();
        string? after = null;
        do
        {
            var (rows, next) = await PublicationQueries.Duties(db, Scope.All(), filter, after, 1);
            seen.AddRange(rows);
            after = next;
        } while (after is not null);
        Assert.Equal(
            ["1月5日的信息", "2月2日的信息", "3月2日的信息", "3月10日的信息"],
            seen.Select(d => d.Title)
        );
        var mine = new Scope(1, false, [county.Qingshi]);
        Assert.Equal(
            ["2月2日的信息", "3月10日的信息"],
            (await PublicationQueries.Duties(db, mine, filter, null, 50)).Rows.Select(d => d.Title)
        );
        var late = await PublicationQueries.Duties(
            db,
            Scope.All(),
            filter with
            {
                LateOnly = true,
            },
            null,
            50
        );
        Assert.Equal(["1月5日的信息", "2月2日的信息"], late.Rows.Select(d => d.Title));
        Assert.Null(await PublicationQueries.Duty(db, mine, seen[0].Id));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Duty_RemindsItsOrgan_OnceAStep_AndNoLongerWhenDone(Engine engine)
    {
        await using var r = await Found(engine);
        var county = r.County;
        var duty = (
            await county.Do(
                new OwePublication(county.Qingshi, "村级公示", Day(2026, 3, 16)),
                county.QingshiClerk
            )
        ).Id;
        await using var db = county.Read();
        var due = (await db.Set<PublicationDuty>().SingleAsync(d => d.Id == duty)).Due;
        foreach (var (days, open) in new[] { (-8, 0), (-7, 1), (-7, 1), (-1, 1), (0, 1), (1, 1) })
        {
            await county.Do(new RemindPublications(due.AddDays(days)), Actor.System());
            Assert.Equal(open, await Open());
        }
        Assert.Equal(
            RefusalKind.Forbidden,
            (await county.Refused(new RemindPublications(due), county.QingshiClerk)).Kind
        );
        var subject = (await db.Set<PublicationDuty>().SingleAsync(d => d.Id == duty)).SubjectId;
        await county.Do(
            new PublishNotice(subject, county.Qingshi, "村级公示", "公示内容。"),
            county.QingshiClerk
        );
        Assert.Equal(0, await Open());
        Assert.Equal(
            DutyState.Done,
            (await db.Set<PublicationDuty>().SingleAsync(d => d.Id == duty)).State
        );

        Task<int> Open() =>
            db.Set<InboxItem>()
                .CountAsync(i => i.Key.StartsWith($"publication:{duty}:") && i.SettledAt == null);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Notice_IsCorrectedByAFurtherEdition_AndForeignHandsAreRefused(Engine engine)
    {
        await using var r = await Found(engine);
        var county = r.County;
        var id = Guid.CreateVersion7();
        await county.Do(
            new PublishNotice(id, county.Qingshi, "停水通知", "3月20日停水。"),
            county.QingshiClerk
        );
        foreach (
            var command in new Command[]
            {
                new CorrectNotice(id, "停水通知", "3月21日停水。") { Reason = "日期写错。" },
                new WithdrawPublication(id) { Reason = "已经恢复供水。" },
            }
        )
        {
            Assert.Equal(
                RefusalKind.NotFound,
                (await county.Refused(command, county.BaishuiClerk)).Kind
            );
        }
        Assert.Equal(
            "Reason",
            (
                await county.Refused(
                    new CorrectNotice(id, "停水通知", "3月21日停水。"),
                    county.QingshiClerk
                )
            ).Field
        );
        await county.Do(
            new CorrectNotice(id, "停水通知", "3月21日停水。") { Reason = "日期写错。" },
            county.QingshiClerk
        );
        await using var db = county.Read();
        Assert.Equal(2, (await Shown(db, id)).Edition);
        Assert.Equal(
            "3月20日停水。",
            (await PortalQueries.Edition(db, id, 1))!.Content.Versions[0].Text
        );
        Assert.Equal(
            RefusalKind.Forbidden,
            (
                await county.Refused(
                    new PublishNotice(Guid.NewGuid(), county.Government, "公告", "内容"),
                    county.Leader
                )
            ).Kind
        );
    }

    [Theory]
    [InlineData("云政规〔2024〕3号", "云政规〔2024〕3号")]
    [InlineData("云政规[2024]第03号", "云政规〔2024〕3号")]
    [InlineData("《云岭县餐饮管理办法（试行）》", "云岭县餐饮管理办法〔试行〕")]
    [InlineData("云岭县餐饮管理办法（试行）", "云岭县餐饮管理办法〔试行〕")]
    [InlineData("《云岭县餐饮管理办法》（云政规〔2024〕3号）", "云政规〔2024〕3号")]
    [InlineData("《中华人民共和国城乡规划法》第四十条", "中华人民共和国城乡规划法")]
    [InlineData("《关于修改〈云岭县办法〉的决定》", "关于修改〈云岭县办法〉的决定")]
    [InlineData("《云岭县餐饮管理办法》解读", "《云岭县餐饮管理办法》解读")]
    public void WhatARelationNames_IsFoundByItsNumberElseItsName(string words, string key) =>
        Assert.Equal(key, PublishedRelation.KeyOf(words));

    [Fact]
    public void EveryPublicRegister_HasItsListOnThePortal()
    {
        var sections = new PortalSections(RegisterDeclarationTests.Registry);
        var keys = sections.All.Select(s => s.Key).ToList();
        Assert.Equal("documents", keys[0]);
        Assert.Equal("notices", keys[^1]);
        Assert.Equal(
            RegisterDeclarationTests
                .Registry.All.Select(r => r.Portal?.Section)
                .OfType<string>()
                .Append("notices")
                .Append(PortalSections.Consultations)
                .Order(StringComparer.Ordinal),
            keys.Order(StringComparer.Ordinal)
        );
        Assert.Same(EnforcementItems.Register, sections.Find("enforcement-items")!.Register);
    }

    private static async Task<Publication> Shown(FaduDb db, Guid id) =>
        await PortalQueries.Public(db).SingleAsync(p => p.Id == id);

    private static async Task<List<PublicationDuty>> Duties(Registering r, Guid subject)
    {
        await using var db = r.County.Read();
        return await db.Set<PublicationDuty>()
            .Where(d => d.SubjectId == subject)
            .OrderBy(d => d.Seq)
            .ToListAsync();
    }

    private static async Task<long> Version(Registering r)
    {
        await using var db = r.County.Read();
        return await db.Set<PublicationStamp>().Select(s => s.Seq).SingleAsync();
    }

    private static async Task<IReadOnlyList<SearchHit>> Search(Registering r, string words)
    {
        await using var db = r.County.Read();
        return (
            await SearchQuery.Page(
                db,
                new Scope(1, false, []),
                words,
                new SearchFilter { Kinds = [SearchKinds.Page], OnlyPublic = true },
                null
            )
        ).Hits;
    }
}
