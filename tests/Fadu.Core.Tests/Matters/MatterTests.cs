using Fadu.Core.Figures;
using Fadu.Core.Inbox;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Testing.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Tests.Matters;

/// <summary>A matter from its opening to its end, through commands, on both engines.</summary>
public sealed class MatterTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ASenderAReviewerAndAHead_BringAReviewToItsEnd_AndItIsCounted(Engine engine)
    {
        await using var r = await Reviewing.Start(engine);
        var id = await r.Open();

        var opened = await r.Matter(id);
        Assert.Equal(
            (r.County.Justice, r.County.Finance, "接收"),
            (opened.OrganId, opened.SenderId, opened.Stage)
        );
        await using (var db = r.County.Read())
        {
            var todo = await db.Set<InboxItem>().SingleAsync(i => i.SettledAt == null);
            Assert.Equal(
                (r.County.Justice, opened.HandlerId, "待办：云岭县停车收费管理办法"),
                (todo.OrganId, todo.PersonId, todo.Subject)
            );
        }

        await r.Accept(id);
        var due = (await r.Matter(id)).NextDue;
        await r.Done(id, "review.propose", r.Reviewer, Reviewing.Opinion());
        // Now only the head can go on: the head is told, and who drafted it no longer.
        await using (var db = r.County.Read())
        {
            var todo = await db.Set<InboxItem>().SingleAsync(i => i.SettledAt == null);
            Assert.Equal(
                (r.County.Justice, null, (Capability?)Capability.SignMatters),
                (todo.OrganId, todo.PersonId, todo.ForThoseWho)
            );
            Assert.Equal(
                [todo.Id],
                await db.Set<InboxItem>().OpenFor(r.Head).Select(i => i.Id).ToListAsync()
            );
            Assert.False(await db.Set<InboxItem>().OpenFor(r.Reviewer).AnyAsync());
        }
        // Nobody signs what he has drafted himself.
        var both = new HashSet<Role> { Role.Reviewer, Role.UnitHead };
        Assert.Equal(
            "审查人员不得签发本人拟定的意见（本系统规则）。",
            (await r.Act(id, "opinion.issue", r.Reviewer with { Roles = both })).Refusal!.Message
        );
        await r.Done(id, "opinion.issue", r.Head);
        static object Answer(string adoption) =>
            new
            {
                answers = new object[]
                {
                    new
                    {
                        number = 1,
                        adoption = "Adopted",
                        place = "第一条",
                    },
                    new { number = 2, adoption },
                },
            };
        Assert.Equal(
            "不采纳审查意见的，应当说明理由（国办发〔2018〕115号）。",
            (await r.Act(id, "feedback.answer", r.Sender, Answer("Rejected"))).Refusal!.Message
        );
        Assert.Equal(
            "采纳审查意见的，应当提交修改后的送审稿（本系统规则）。",
            (await r.Act(id, "feedback.answer", r.Sender, Answer("Partly"))).Refusal!.Message
        );
        await r.County.Do(
            new SupplementMatter(id, [await r.File("draft", r.Sender, "第二稿")]),
            r.Sender
        );
        await r.Done(id, "feedback.answer", r.Sender, Answer("Partly"));

        var closed = await r.Matter(id);
        Assert.False(closed.IsOpen);
        Assert.Equal(("修改后合法", Matter.NoDue), (closed.OutcomeName, closed.NextDue));
        Assert.NotEqual(Matter.NoDue, due);
        await using var read = r.County.Read();
        Assert.False(await read.Set<InboxItem>().AnyAsync(i => i.SettledAt == null));
        var counted = await read.Set<ContributionLine>().Where(c => c.Subject == id).ToListAsync();
        Assert.Equal(
            [
                ("OpinionFindings", 2L),
                ("OpinionFindingsAdopted", 2L),
                ("OpinionFindingsAnswered", 2L),
                ("OpinionsIssued", 1L),
                ("OpinionsOnTime", 1L),
                ("ReviewsCompleted", 1L),
                ("ReviewsSubmitted", 1L),
            ],
            counted.Select(c => (c.Figure, c.Amount)).Order()
        );
        Assert.All(counted, c => Assert.Equal(r.County.Justice, c.OrganId));
        Assert.Contains(counted, c => c.Dimensions == "类型=行政规范性文件;结论=修改后合法");

        var detail = await r.Detail(id, r.Sender);
        Assert.Equal(
            ["立案", "受理", "拟定意见", "签发意见书", "补充材料", "逐条反馈"],
            detail.Timeline.Select(t => t.What)
        );
        Assert.Contains("已办结", detail.Diagram, StringComparison.Ordinal);
        await r.Verify();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TwoActAtOnce_OneWinsAndTheOtherHearsWhatHappenedMeanwhile(Engine engine)
    {
        await using var r = await Reviewing.Start(engine);
        var id = await r.Open();
        var seen = (await r.Matter(id)).Version;
        await r.Accept(id);

        var late = await r.County.Refused(
            new ActOnMatter(id, seen, "withdraw", Walk.Json(new { reason = "另行研究" })),
            r.Sender
        );

        Assert.Equal(RefusalKind.Conflict, late.Kind);
        Assert.EndsWith("钱审：受理", Assert.Single(late.Details), StringComparison.Ordinal);
        Assert.True((await r.Matter(id)).IsOpen);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ManyAtOnce_OnlyOneOfThemActs(Engine engine)
    {
        await using var r = await Reviewing.Start(engine);
        var id = await r.Open();
        var seen = (await r.Matter(id)).Version;

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    r.County.Committer.Commit(
                        new ActOnMatter(
                            id,
                            seen,
                            "intake.return",
                            Walk.Json(new { missing = new[] { $"材料{i}" } })
                        ),
                        r.Reviewer
                    )
                )
        );

        Assert.Single(results, x => x.IsDone);
        Assert.All(
            results.Where(x => !x.IsDone),
            x => Assert.Equal(RefusalKind.Conflict, x.Refusal!.Kind)
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TheSameStepSentTwice_IsDoneOnce(Engine engine)
    {
        await using var r = await Reviewing.Start(engine);
        var id = await r.Open();
        var accept = new ActOnMatter(id, 1, "intake.accept", Walk.Json(r.CompleteToday));
        await r.County.Do(accept, r.Reviewer);
        var version = (await r.Matter(id)).Version;

        // The form pressed twice, and a second form with the same content.
        Assert.True((await r.County.Do(accept, r.Reviewer)).IsReplay);
        await r.County.Do(accept with { CommandId = Guid.CreateVersion7() }, r.Reviewer);

        Assert.Equal(version, (await r.Matter(id)).Version);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AStepEnteredAfterwards_IsMarkedWithBothDaysAndTheReason(Engine engine)
    {
        await using var r = await Reviewing.Start(engine);
        var id = await r.Open();
        var day = r.Today;
        var accept = new ActOnMatter(id, 1, "intake.accept", Walk.Json(r.CompleteToday))
        {
            LegalDate = day,
        };
        r.County.Time.Advance(TimeSpan.FromDays(3));
        Assert.Contains(
            "事后补录",
            (await r.County.Refused(accept, r.Reviewer)).Message,
            StringComparison.Ordinal
        );

        await r.County.Do(
            accept with
            {
                Reason = "系统停用",
                CommandId = Guid.CreateVersion7(),
            },
            r.Reviewer
        );

        Assert.True((await r.Matter(id)).HasLateEntries);
        var line = (await r.Detail(id, r.Reviewer)).Timeline[^1];
        Assert.Equal((day, "系统停用"), (line.On, line.LateReason));
        Assert.Equal(day.AddDays(3), line.At.LocalDay());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WhatWasDecidedWithoutReview_IsOnRecordAndCounts(Engine engine)
    {
        await using var r = await Reviewing.Start(engine);
        var id = await r.Open();
        var fact = new RecordUnlawfulFact(id, "decided-unreviewed");
        Assert.Equal(
            "请写明事实经过。",
            (await r.County.Refused(fact, r.County.Coordinator)).Message
        );

        await r.County.Do(
            fact with
            {
                Reason = "常务会议未等审查意见即审议通过",
            },
            r.County.Coordinator
        );

        Assert.True((await r.Matter(id)).HasUnlawfulFacts);
        await using var db = r.County.Read();
        Assert.Equal(
            1,
            await db.Set<ContributionLine>()
                .CountAsync(c => c.Figure == "ReviewsSkipped" && c.Subject == id)
        );
        var line = (await r.Detail(id, r.Reviewer)).Timeline[^1];
        Assert.Equal("如实记录：未审先议", line.What);
        Assert.Equal(
            "未审先议（国办发〔2018〕115号）：常务会议未等审查意见即审议通过",
            Assert.Single(line.Unlawful)
        );
        var page = await MatterQueries.List(
            db,
            Scope.All(),
            new MatterFilter { OnlyUnlawful = true },
            r.Today
        );
        Assert.Equal([id], page.Rows.Select(m => m.Id));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AMatterThatCannotBeCreatedWhole_IsNotCreated(Engine engine)
    {
        await using var r = await Reviewing.Start(engine);
        // Nobody at 白水乡 may review: its only person has left.
        await r.County.Do(
            new LeaveOffice(r.County.BaishuiClerk.Person!.Value, r.Today.AddDays(-1)),
            Actor.System()
        );
        var refusal = await r.County.Refused(
            new OpenMatter(Reviewing.Document, Reviewing.Facts()) { Owner = r.County.Baishui },
            r.Sender
        );
        Assert.Contains("没有可以承办的在职人员", refusal.Message, StringComparison.Ordinal);
        var incomplete = Reviewing.Facts();
        incomplete.Remove("issuedAs");
        incomplete["bases"] = 5;
        var wrong = await r.County.Refused(
            new OpenMatter(Reviewing.Document, incomplete),
            r.Sender
        );
        Assert.Equal(RefusalKind.Invalid, wrong.Kind);
        Assert.Single(wrong.Details);
        await using var db = r.County.Read();
        Assert.False(await db.Set<Matter>().AnyAsync());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TwoTownships_SeeTheirOwnMattersOnly(Engine engine)
    {
        await using var r = await Reviewing.Start(engine);
        var ids = new List<Guid>();
        foreach (var clerk in new[] { r.County.QingshiClerk, r.County.BaishuiClerk })
        {
            for (var i = 0; i < 3; i++)
            {
                ids.Add(
                    (
                        await r.County.Do(
                            new OpenMatter(
                                Reviewing.Document,
                                Reviewing.Facts($"{clerk.Name}文件{i}")
                            ),
                            clerk
                        )
                    ).Id
                );
            }
        }
        await using var db = r.County.Read();
        var qingshi = new Scope(1, false, [r.County.Qingshi]);
        var all = new MatterFilter { View = MatterView.All };
        async Task<IReadOnlyList<MatterRow>> Rows(Scope scope, MatterFilter filter) =>
            (await MatterQueries.List(db, scope, filter, r.Today)).Rows;

        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = await MatterQueries.List(db, qingshi, all, r.Today, after, 2);
            seen.AddRange(page.Rows.Select(m => m.Id));
            after = page.Next;
        } while (after is not null);

        Assert.Equal(ids[..3].Order(), seen.Order());
        Assert.Null(await MatterQueries.Find(db, qingshi, ids[4]));
        Assert.NotNull(await MatterQueries.Find(db, qingshi, ids[1]));
        Assert.Empty(await Rows(qingshi, all with { Words = "赵强文件" }));
        Assert.Equal(
            6,
            (await Rows(Scope.All(), all with { Procedure = "legality-review." })).Count
        );
        Assert.Equal(
            6,
            (
                await Rows(
                    new Scope(1, false, [r.County.Justice]),
                    new MatterFilter { View = MatterView.Asked }
                )
            ).Count
        );
        Assert.Empty(await Rows(qingshi, new MatterFilter { View = MatterView.Asked }));
        // Acting on what one may not see is refused as if it were not there.
        Assert.Equal(
            RefusalKind.NotFound,
            (await r.County.Refused(new NoteOnMatter(ids[4], "看看"), r.County.QingshiClerk)).Kind
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task MaterialsOfOneOrgan_AreOpenToEveryOrganOfTheMatterAndToNobodyElse(
        Engine engine
    )
    {
        await using var r = await Reviewing.Start(engine);
        var id = await r.Open();
        async Task<MaterialView> Draft() =>
            (await r.Detail(id, r.Reviewer)).Materials.Single(m => m.Material.Key == "draft");
        var hash = Assert.Single((await Draft()).Versions).Hash;
        await using var db = r.County.Read();
        Task<string?> Name(Guid organ) =>
            MatterQueries.FileName(db, new Scope(1, false, [organ]), hash);

        Assert.Equal("draft.txt", await Name(r.County.Justice));
        Assert.Null(await Name(r.County.Baishui));

        await r.County.Do(
            new SupplementMatter(id, [await r.File("draft", r.Sender, "二稿")]),
            r.Sender
        );
        Assert.Equal([1, 2], (await Draft()).Versions.Select(v => v.Version));
        var unknown = new NewMaterial("draft", new string('a', 64), "x");
        Assert.Contains(
            "没有上传成功",
            (await r.County.Refused(new SupplementMatter(id, [unknown]), r.Sender)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task HandingOver_MovesOpenMatters_AndWhoActsForAnotherShowsAs代(Engine engine)
    {
        await using var r = await Reviewing.Start(engine);
        var id = await r.Open();
        var from = (await r.Matter(id)).HandlerId;
        var other = await r.Person("周助", r.County.Justice, "zhouzhu", Role.Reviewer);
        await r.County.Do(new HandOverWork(from, other.Person!.Value), r.County.Coordinator);
        Assert.Equal(other.Person, (await r.Matter(id)).HandlerId);

        var deputy = r.Reviewer with { ActsFor = other.Person, ActsForName = "周助" };
        await r.Done(id, "intake.accept", deputy, r.CompleteToday);

        Assert.Equal("钱审（代 周助）", (await r.Detail(id, other)).Timeline[^1].Who);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AssignedCorrectedNotedTransferredVoided_EachLeavesItsEntry(Engine engine)
    {
        await using var r = await Reviewing.Start(engine);
        var id = await r.Open();
        var other = await r.Person("周助", r.County.Justice, "zhouzhu", Role.Reviewer);
        async Task<int> Seen(Guid matter) => (await r.Matter(matter)).Version;
        await r.County.Do(new AssignMatter(id, await Seen(id), other.Person!.Value), r.Head);
        Assert.Equal(other.Person, (await r.Matter(id)).HandlerId);
        var named = Walk.Json(new { title = "云岭县停车管理办法" });
        await r.County.Do(
            new CorrectMatter(id, await Seen(id), named) { Reason = "名称有误" },
            r.Reviewer
        );
        Assert.Equal("云岭县停车管理办法", (await r.Matter(id)).Title);
        await r.Accept(id);
        var due = (await r.Matter(id)).NextDue;
        await r.County.Do(
            new CorrectMatterDay(id, await Seen(id), "complete", r.Today.AddDays(-7))
            {
                Reason = "齐备日记错",
            },
            r.Reviewer
        );
        Assert.True((await r.Matter(id)).NextDue < due);
        await r.County.Do(new NoteOnMatter(id, "已电话提醒"), r.Reviewer);
        // A clerk does not review: the township needs somebody who does.
        var there = await r.Person("吴法", r.County.Qingshi, "wufa", Role.Handler);
        await r.County.Do(
            new TransferMatter(id, await Seen(id), r.County.Qingshi) { Reason = "属乡镇文件" },
            r.Head
        );
        var moved = await r.Matter(id);
        Assert.Equal((r.County.Qingshi, there.Person!.Value), (moved.OrganId, moved.HandlerId));
        // The former owner goes on seeing it.
        await using var db = r.County.Read();
        Assert.NotNull(await MatterQueries.Find(db, new Scope(1, false, [r.County.Justice]), id));
        Assert.Equal(
            ["立案", "分派", "更正", "受理", "更正", "记事", "分派"],
            (await r.Detail(id, r.Reviewer)).Timeline.Select(t => t.What)
        );

        var mistake = await r.Open("误立的一件");
        await r.Accept(mistake);
        await r.County.Do(
            new VoidMatter(mistake, await Seen(mistake)) { Reason = "重复立案" },
            r.Head
        );
        Assert.Equal(
            0,
            await db.Set<ContributionLine>()
                .Where(c => c.Subject == mistake)
                .SumAsync(c => c.Amount)
        );
        Assert.Equal(
            RefusalKind.Condition,
            (await r.Act(mistake, "withdraw", r.Sender, new { reason = "不办" })).Refusal!.Kind
        );
        await r.Verify();
    }
}
