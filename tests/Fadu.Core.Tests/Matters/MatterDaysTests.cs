using Fadu.Core.Calendars;
using Fadu.Core.Figures;
using Fadu.Core.Inbox;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Testing;
using Fadu.Testing.Procedures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using DutyState = Fadu.Core.Publications.DutyState;
using PublicationDuty = Fadu.Core.Publications.PublicationDuty;

namespace Fadu.Core.Tests.Matters;

/// <summary>What the passing of days, new calendars and other matters bring, on both engines.</summary>
public sealed class MatterDaysTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];
    private static readonly LawRef Law = new("样例条例");

    private sealed record CaseFacts
    {
        [Field("名称")]
        public required string Title { get; init; }
    }

    private static readonly Procedure Parent = Procedure
        .Named<CaseFacts>("test.parent", "测试决策", "1", Law, new(2020, 1, 1))
        .Purpose("检验关联事项和视为办理。")
        .AnchoredOn("启动")
        .OpenedBy(ProcedureRoles.Handler)
        .Outcome("done", "办结")
        .Records("no-check", "未审先议", Law.Art(3))
        .Child(
            "check",
            "测试审查",
            "test.child",
            s => new { title = s.Facts.Title + "的审查" },
            Law.Art(2)
        )
        .Stage(
            "draft",
            "起草",
            s => s.Act("ready", "起草完成", a => a.By(ProcedureRoles.Handler).Closes())
        )
        .Stage("check", "审查", s => s.After("draft").WaitsFor("check"))
        .Stage(
            "decide",
            "讨论",
            s =>
                s.After("check")
                    .OnlyIf("check", ["fine"], "未经审查，不得提交讨论", Law.Art(3))
                    .OtherwiseRecords("no-check")
                    .Act(
                        "decide",
                        "讨论决定",
                        a => a.By(ProcedureRoles.Handler).Concludes("done").Closes()
                    )
        )
        .Stage("closed", "办结", s => s.After("decide").IsTheEnd())
        .Act("stop", "终止", a => a.By(ProcedureRoles.Handler).Concludes("done").Ends())
        .Act(
            "publish",
            "公布",
            a =>
                a.By(ProcedureRoles.Handler)
                    .AlsoAfterTheEnd()
                    .Refuses(f => !f.Has("decide.decide"), "没有决定，不能公布", Law.Art(5))
        )
        .Within(
            "publish",
            "公布期限",
            TimeLimit.WorkingDays(20, Law.Art(5)),
            LimitSource.Statute,
            c => c.StartsOn("decide.decide").StopsOn("publish")
        )
        .Owes("publication", "公布决定", "decide.decide", "publish", Law.Art(5), "publish")
        .Build();

    private static readonly Procedure Child = Procedure
        .Named<CaseFacts>("test.child", "测试审查", "1", Law, new(2020, 1, 1))
        .Purpose("检验关联事项和视为办理。")
        .AnchoredOn("送审")
        .OpenedBy(ProcedureRoles.Sender)
        .Outcome("fine", "通过")
        .Stage(
            "look",
            "审查",
            s =>
                s.Act("fine", "通过", a => a.By(ProcedureRoles.Reviewer).Concludes("fine").Closes())
                    .Act(
                        "deem",
                        "视为通过",
                        a => a.By(ProcedureRoles.System).Concludes("fine").Closes()
                    )
        )
        .Stage("closed", "办结", s => s.After("look").IsTheEnd())
        .Within(
            "look",
            "审查期限",
            TimeLimit.WorkingDays(5, Law.Art(4)),
            LimitSource.Statute,
            c =>
                c.StartsOn("opened")
                    .StopsOn("look.fine", "look.deem")
                    .Deems("look.deem", Law.Art(4, 2))
                    .Served()
        )
        .Build();

    private static Task<Reviewing> Start(Engine engine) =>
        Reviewing.Start(
            engine,
            services =>
                services
                    .AddScoped<IHandler<MatterPersonGone>, MatterPersonGoneHandler>()
                    .AddSingleton(p =>
                        ProcedureRegistry.Of(
                            p.GetRequiredService<FigureCatalogue>(),
                            [
                                Parent,
                                Child,
                                Modules.LegalityReview.Reviews.DocumentBefore2018,
                                Modules.LegalityReview.Reviews.Document2018,
                                // A review of a document may open one of these.
                                Modules.LegalityReview.CompetitionReviews.Department2024,
                                Modules.LegalityReview.CompetitionReviews.Government2024,
                            ]
                        )
                    )
        );

    private static async Task<Guid> OpenParent(Reviewing r) =>
        (
            await r.County.Do(
                new OpenMatter("test.parent", Walk.Json(new { title = "停车收费" })),
                r.Sender
            )
        ).Id;

    private static async Task<MatterRow> ChildOf(Reviewing r, Guid parent) =>
        Assert.Single((await r.Detail(parent, r.Sender)).Children);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AMatterThatNeedsAReview_OpensOneAndItsOutcomeComesBackAsAnEntry(Engine engine)
    {
        await using var r = await Start(engine);
        await r.County.Do(
            new SetProcedureOwner("test.child", r.County.Justice),
            r.County.Coordinator
        );
        var id = await OpenParent(r);
        await r.Done(id, "draft.ready", r.Sender);

        var child = await ChildOf(r, id);
        Assert.Equal(
            ("停车收费的审查", r.County.Justice, r.County.Finance),
            (child.Title, child.OrganId, child.SenderId)
        );
        Assert.Equal("审查：等待测试审查", (await r.Matter(id)).NextStep);
        // Without it there is no deliberation; that it took place all the same can be recorded.
        var refused = await r.Act(id, "decide.decide", r.Sender);
        Assert.Equal("未经审查，不得提交讨论（样例条例第三条）。", refused.Refusal!.Message);

        await r.Done(child.Id, "look.fine", r.Reviewer);

        var detail = await r.Detail(id, r.Sender);
        Assert.Equal("测试审查：通过", detail.Timeline[^1].What);
        Assert.Equal("讨论", detail.Matter.Stage);
        await r.Done(id, "decide.decide", r.Sender);
        Assert.False((await r.Matter(id)).IsOpen);
        Assert.False((await r.Matter(id)).HasUnlawfulFacts);
        await r.Verify();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WhatAStepOwesToThePublic_StandsInTheOneListOfDuties_UntilItIsDone(
        Engine engine
    )
    {
        await using var r = await Start(engine);
        await r.County.Do(
            new SetProcedureOwner("test.child", r.County.Justice),
            r.County.Coordinator
        );
        var parent = await OpenParent(r);
        await r.Done(parent, "draft.ready", r.Sender);
        await r.Done((await ChildOf(r, parent)).Id, "look.fine", r.Reviewer);
        async Task<List<PublicationDuty>> Duties()
        {
            await using var db = r.County.Read();
            return await db.Set<PublicationDuty>().ToListAsync();
        }
        Assert.Empty(await Duties());
        await r.Done(parent, "decide.decide", r.Sender);
        var duty = Assert.Single(await Duties());
        Assert.Equal(DutyState.Open, duty.State);
        Assert.Equal("公布决定：停车收费", duty.Title);
        Assert.Equal("样例条例第五条", duty.Article);
        Assert.Equal(r.County.Finance, duty.OrganId);
        // The same day as the clock of the matter: twenty working days.
        var clock = (await r.Detail(parent, r.Sender)).Clocks.Single(c => c.Rule.Key == "publish");
        Assert.Equal(clock.Due, duty.Due);
        await r.Done(parent, "publish", r.Sender);
        Assert.Equal(DutyState.Done, Assert.Single(await Duties()).State);
        await r.Verify();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ADecisionTakenWithoutItsReview_IsRecordedAsSuch(Engine engine)
    {
        await using var r = await Start(engine);
        var id = await OpenParent(r);
        await r.Done(id, "draft.ready", r.Sender);

        await r.County.Do(
            new RecordDespite(id, (await r.Matter(id)).Version, "decide.decide", [])
            {
                Reason = "会议未等审查结果",
            },
            r.Sender
        );

        var matter = await r.Matter(id);
        Assert.Equal((false, true), (matter.IsOpen, matter.HasUnlawfulFacts));
        Assert.Equal("如实记录：未审先议", (await r.Detail(id, r.Sender)).Timeline[^1].What);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WhatTheLawDeemsDone_IsEnteredByTheSystemAndReachesTheParent(Engine engine)
    {
        await using var r = await Start(engine);
        var id = await OpenParent(r);
        await r.Done(id, "draft.ready", r.Sender);
        var child = await ChildOf(r, id);
        var due = child.NextDue;

        await r.County.Do(new PassMatterDays(due), Actor.System());
        Assert.True((await r.Matter(child.Id)).IsOpen);
        r.County.Time.GoTo(due.AddDays(1));
        await r.County.Do(new PassMatterDays(r.Today), Actor.System());

        Assert.Equal("通过", (await r.Matter(child.Id)).OutcomeName);
        Assert.Equal("讨论", (await r.Matter(id)).Stage);
        Assert.Equal("系统", (await r.Detail(child.Id, r.Sender)).Timeline[^1].Who);
        Assert.Equal(
            RefusalKind.Forbidden,
            (await r.County.Refused(new PassMatterDays(r.Today), r.Head)).Kind
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AMissedLimit_IsEnteredOnceAndWarnedOf_StepByStep(Engine engine)
    {
        await using var r = await Start(engine);
        var id = await r.Open();
        await r.Accept(id);
        var due = (await r.Matter(id)).NextDue;
        async Task<string[]> Warned()
        {
            await using var db = r.County.Read();
            return await db.Set<InboxItem>()
                .Where(i => i.SettledAt == null && i.Key.Contains(":clock:"))
                .OrderBy(i => i.Key)
                .Select(i => i.Subject)
                .ToArrayAsync();
        }
        async Task Day(DateOnly day)
        {
            r.County.Time.GoTo(day);
            await r.County.Do(new PassMatterDays(day), Actor.System());
            await r.County.Do(new WarnOfClocks(day), Actor.System());
        }

        await Day(due.AddDays(-20));
        Assert.Empty(await Warned());
        await Day(due.AddDays(-4));
        await Day(due.AddDays(-4));
        Assert.Equal(["审核期限五个工作日内到期：云岭县停车收费管理办法"], await Warned());
        await Day(due);
        Assert.Equal(["审核期限一日内到期：云岭县停车收费管理办法"], await Warned());
        await Day(due.AddDays(1));
        await Day(due.AddDays(2));
        Assert.Equal(
            Enumerable.Repeat("审核期限已逾期：云岭县停车收费管理办法", 2),
            await Warned()
        );
        await using (var db = r.County.Read())
        {
            var late = new MatterFilter { View = MatterView.Late };
            var row = Assert.Single(
                (await MatterQueries.List(db, Scope.All(), late, r.Today)).Rows
            );
            Assert.Equal(2, row.DaysLate(r.Today));
        }
        Assert.Equal(1, (await r.Detail(id, r.Reviewer)).Timeline.Count(t => t.What == "期限届满"));
        // A reminder is nobody's act: who has the page open may go on.
        await r.Done(id, "review.propose", r.Reviewer, Reviewing.Opinion("Lawful", 0));
        await r.Done(id, "opinion.issue", r.Head);
        Assert.Empty(await Warned());
        await using var read = r.County.Read();
        Assert.False(
            await read.Set<ContributionLine>().AnyAsync(c => c.Figure == "OpinionsOnTime")
        );
        await r.Verify();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task APerformanceDay_IsWarnedOfThirtyDaysBefore(Engine engine)
    {
        await using var r = await Reviewing.Start(engine);
        var id = (
            await r.County.Do(
                new OpenMatter(
                    "government-contract",
                    Walk.Json(
                        new
                        {
                            title = "云岭县食堂委托经营合同",
                            contractType = "其他民事合同",
                            counterparty = "云岭县禾味餐饮有限公司",
                            outsideBecause = "不在目录内",
                        }
                    )
                )
                {
                    Materials = [await r.File("signed", r.Sender)],
                },
                r.Sender
            )
        ).Id;
        // A workday, so that nothing rolls over.
        var due = r.Today.AddDays(92);
        await r.Done(
            id,
            "signing.sign",
            r.Sender,
            new
            {
                contractNo = "云财合〔2026〕3号",
                signedBy = "局长",
                nextDueOn = due,
            }
        );
        await r.Done(id, "performance.file", r.Sender, new { number = "县司法局备案" });
        async Task<string[]> Warned(DateOnly day)
        {
            r.County.Time.GoTo(day);
            await r.County.Do(new PassMatterDays(day), Actor.System());
            await r.County.Do(new WarnOfClocks(day), Actor.System());
            await using var db = r.County.Read();
            return await db.Set<InboxItem>()
                .Where(i => i.SettledAt == null && i.Key.Contains(":clock:"))
                .Select(i => i.Subject)
                .Distinct()
                .ToArrayAsync();
        }
        Assert.Empty(await Warned(due.AddDays(-31)));
        Assert.Equal(
            ["履行期限三十日内到期：云岭县食堂委托经营合同"],
            await Warned(due.AddDays(-30))
        );
        await r.Done(id, "performance.complete", r.Sender, new { text = "结算完毕。" });
        Assert.Empty(await Warned(due.AddDays(-29)));
        await r.Verify();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ANewHolidayNotice_MovesOpenClocks_EachWithItsEntry_ButNoServedDayEarlier(
        Engine engine
    )
    {
        await using var r = await Start(engine);
        // Before the year's notice is known, its days are provisional.
        r.County.Time.GoTo(new DateOnly(2027, 9, 29));
        var id = await r.Open();
        await r.Accept(id);
        var parent = await OpenParent(r);
        await r.Done(parent, "draft.ready", r.Sender);
        var child = (await ChildOf(r, parent)).Id;
        var (before, served) = ((await r.Matter(id)).NextDue, (await r.Matter(child)).NextDue);
        await using (var db = r.County.Read())
        {
            Assert.True(await db.Set<MatterClock>().AllAsync(c => c.IsProvisional));
        }

        Assert.Contains(
            "节假日",
            (
                await r.County.Refused(new AddHolidayNotice("今天放假"), r.County.Coordinator)
            ).Message,
            StringComparison.Ordinal
        );
        // Seven days off in October, and fewer rest days than assumed in the week before the served day.
        await r.County.Do(
            new AddHolidayNotice(
                """
                国务院办公厅关于2027年部分节假日安排的通知
                一、元旦：1月1日放假。
                二、国庆节：10月6日至14日放假调休，共9天。10月2日（星期六）、10月3日（星期日）上班。
                """
            ),
            r.County.Coordinator
        );
        await Recount();

        var moved = (await r.Matter(id)).NextDue;
        Assert.NotEqual(before, moved);
        var line = (await r.Detail(id, r.Reviewer)).Timeline.Single(t => t.What == "重新计算期限");
        Assert.Equal("系统", line.Who);
        Assert.Contains($"审核期限为{ChineseDates.Long(moved)}", line.Details);
        await using var read = r.County.Read();
        Assert.True(
            await read.Set<InboxItem>().AnyAsync(i => i.Key.StartsWith($"matter:{id}:calendar:"))
        );
        var told = await read.Set<MatterClock>().SingleAsync(c => c.MatterId == child);
        Assert.True(told.Due >= served);
        // Again, it does nothing.
        Assert.Equal("0", (await r.County.Do(new RecountClocks(), Actor.System())).Value);
        await r.Verify();

        async Task Recount()
        {
            var result = await r.County.Do(new RecountClocks(), Actor.System());
            Assert.NotEqual("0", result.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AServedDay_StaysWhereANewNoticeWouldMoveItEarlier(Engine engine)
    {
        await using var r = await Start(engine);
        r.County.Time.GoTo(new DateOnly(2027, 9, 29));
        var parent = await OpenParent(r);
        await r.Done(parent, "draft.ready", r.Sender);
        var child = (await ChildOf(r, parent)).Id;
        var served = (await r.Matter(child)).NextDue;
        // No days off in October at all: the day would be earlier.
        await r.County.Do(
            new AddHolidayNotice(
                """
                国务院办公厅关于2027年部分节假日安排的通知
                一、元旦：1月1日放假。
                """
            ),
            r.County.Coordinator
        );
        await r.County.Do(new RecountClocks(), Actor.System());

        var clock = Assert.Single((await r.Detail(child, r.Reviewer)).Clocks);
        Assert.Equal(served, clock.Due);
        Assert.True(clock.WouldBe < served);
        r.County.Time.GoTo(served);
        await r.County.Do(new PassMatterDays(served), Actor.System());
        Assert.True((await r.Matter(child)).IsOpen);
        r.County.Time.GoTo(served.AddDays(1));
        await r.County.Do(new PassMatterDays(served.AddDays(1)), Actor.System());
        Assert.False((await r.Matter(child)).IsOpen);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AMatterWhosePersonIsGone_IsFoundAtNightAndItsOrganIsTold(Engine engine)
    {
        await using var r = await Start(engine);
        var id = await r.Open();
        Assert.Equal("0", (await r.County.Do(new FindOrphans(r.Today), Actor.System())).Value);
        // Nobody may leave with open work; that it happened all the same is what the check is for.
        var handler = (await r.Matter(id)).HandlerId;
        await r.County.Do(new MatterPersonGone(handler, r.County.Qingshi, r.Today), Actor.System());

        Assert.Equal("1", (await r.County.Do(new FindOrphans(r.Today), Actor.System())).Value);

        await using var db = r.County.Read();
        Assert.Equal(
            [id],
            (await MatterQueries.Orphans(db, Scope.All(), r.Today)).Select(m => m.Id)
        );
        Assert.True(
            await db.Set<InboxItem>()
                .AnyAsync(i =>
                    i.Key.Contains(":orphan:")
                    && i.ForThoseWho == Capability.AssignMatters
                    && i.OrganId == r.County.Justice
                )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AnOrganThatGoesUpInAnother_TakesItsMattersAlong(Engine engine)
    {
        await using var r = await Start(engine);
        var id = await OpenParent(r);

        await r.County.Do(
            new MergeOrgan(r.County.Finance, r.County.Justice, r.Today, "云编发〔2026〕1号"),
            Actor.System()
        );

        Assert.Equal(r.County.Justice, (await r.Matter(id)).OrganId);
        await using var db = r.County.Read();
        Assert.True(
            await db.Set<MatterOrgan>()
                .AnyAsync(o => o.OrganId == r.County.Justice && o.Part == MatterPart.Owner)
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ACountysOwnLength_AppliesToNewMatters_ButNotWhereAStatuteFixesIt(
        Engine engine
    )
    {
        await using var r = await Start(engine);
        Assert.Contains(
            "样例条例第四条",
            (
                await r.County.Refused(
                    new SetClockLength("test.child", "look", 9, TimeUnit.Days),
                    r.County.Coordinator
                )
            ).Message,
            StringComparison.Ordinal
        );
        await r.County.Do(
            new SetClockLength(Reviewing.Document, "review-max", 10, TimeUnit.WorkingDays)
            {
                Basis = "云岭县规范性文件管理办法",
            },
            r.County.Coordinator
        );
        var id = await r.Open();
        await r.Accept(id);

        var clock = (await r.Detail(id, r.Reviewer)).Clocks.Single(c => c.Rule.Key == "review-max");
        Assert.Equal(
            (10, "云岭县规范性文件管理办法"),
            (clock.State.Limit.Length, clock.State.Limit.Basis!.ToString())
        );
        Assert.Equal(new DateOnly(2026, 3, 30), clock.Due);
    }
}

/// <summary>Moves a person without asking for open work, as an import of an old directory might.</summary>
internal sealed record MatterPersonGone(Guid Person, Guid To, DateOnly Day) : Command;

internal sealed class MatterPersonGoneHandler : IHandler<MatterPersonGone>
{
    public async ValueTask<string?> Handle(
        MatterPersonGone command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        await work.Append(
            Person.StreamOf(command.Person),
            new PersonMoved(command.Person, command.To, null, command.Day)
        );
        return null;
    }
}
