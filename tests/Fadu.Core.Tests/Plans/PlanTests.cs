using Fadu.Core.Figures;
using Fadu.Core.Inbox;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Tests.Plans;

public sealed class PlanTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static readonly DateOnly Today = new(2026, 3, 16);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Import_BeforeConfirmation_EntersNoTask(Engine engine)
    {
        await using var county = await County.Found(engine);
        var plan = (await county.Do(SamplePlan.Import(county), county.Coordinator)).Id;
        await using var db = county.Read();
        Assert.Equal(1, (await db.Set<Plan>().SingleAsync(p => p.Id == plan)).OpenDoubts);
        Assert.Empty(await db.Set<PlanItem>().ToListAsync());
        Assert.Empty(await db.Set<PlanAssignment>().ToListAsync());
        Assert.Empty(
            (
                await PlanQueries.List(
                    db,
                    Scope.All(),
                    new ItemFilter { View = ItemView.All },
                    Today
                )
            ).Rows
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Confirm_WithOpenDoubts_IsRefusedAndNamesThem(Engine engine)
    {
        await using var county = await County.Found(engine);
        var plan = (await county.Do(SamplePlan.Import(county), county.Coordinator)).Id;
        var refusal = await county.Refused(new ConfirmPlan(plan), county.Coordinator);
        Assert.Equal(RefusalKind.Condition, refusal.Kind);
        Assert.Contains(refusal.Details, d => d.Contains("县检查院", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Confirm_AfterDecisions_AssignsOrgansKeepsPlacesAndTellsThem(Engine engine)
    {
        await using var county = await County.Found(engine);
        var plan = (await county.Do(SamplePlan.Import(county), county.Coordinator)).Id;
        await county.Do(new DecideDoubt(plan, 1, DoubtChoice.Adopt), county.Coordinator);
        await county.Do(new ConfirmPlan(plan), county.Coordinator);
        await using var db = county.Read();
        var item = await db.Set<PlanItem>().SingleAsync();
        Assert.Equal(county.Finance, item.ChiefOrganId);
        // 每年4月底 comes before 6月底.
        Assert.Equal(new DateOnly(2026, 4, 30), item.NextDue);
        var content = item.ReadBody().Content;
        Assert.Equal(
            SamplePlan.Source[content.At!.Value.Start..content.At.Value.End],
            content.Text
        );
        Assert.All(
            content.Measures,
            m => Assert.Equal(m.Text, SamplePlan.Source[m.At!.Value.Start..m.At.Value.End])
        );
        var roles = await db.Set<PlanAssignment>().ToDictionaryAsync(a => a.OrganId, a => a.Role);
        Assert.Equal(UnitRole.Lead, roles[county.Finance]);
        Assert.Equal(UnitRole.Lead, roles[county.Justice]);
        Assert.Equal(UnitRole.Participating, roles[county.Qingshi]);
        Assert.Equal(UnitRole.Participating, roles[county.Baishui]);
        Assert.Equal(4, await db.Set<InboxItem>().CountAsync());
        var entry = await db.Set<TrailEntry>().SingleAsync(e => e.Kind == "plan-item.entered");
        Assert.Contains("\"start\":", entry.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Decide_SameWords_SettlesEveryMentionOfTheUnitAtOnce(Engine engine)
    {
        await using var county = await County.Found(engine);
        var import = SamplePlan.Import(county);
        var twin = import.Items[0] with { Id = Guid.CreateVersion7(), Title = "另一项" };
        import = import with
        {
            Items = [.. import.Items, twin],
            Doubts = [.. import.Doubts, import.Doubts[0] with { Id = 2, Item = twin.Id }],
        };
        var plan = (await county.Do(import, county.Coordinator)).Id;
        await county.Do(
            new DecideDoubt(plan, 1, DoubtChoice.Pick)
            {
                Organs = [county.Finance],
                SameWords = true,
            },
            county.Coordinator
        );
        await using var db = county.Read();
        var draft = (await db.Set<PlanText>().SingleAsync()).ReadDraft();
        Assert.Empty(draft.Open());
        Assert.All(
            draft.Items,
            i => Assert.Equal([county.Finance], i.Units.Single(u => u.Name == "县检查院").Organs)
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Confirm_ItemWithoutLead_IsRefused(Engine engine)
    {
        await using var county = await County.Found(engine);
        var plan = (await county.Do(new OpenPlan(SamplePlan.Head), county.Coordinator)).Id;
        await county.Do(
            new SaveDraftItem(plan, new PlanItemContent { Title = "无主之事", Text = "无主之事" }),
            county.Coordinator
        );
        var refusal = await county.Refused(new ConfirmPlan(plan), county.Coordinator);
        Assert.Contains(refusal.Details, d => d.Contains("无主之事", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Confirm_AfterSomebodyElseChanged_SaysWhatHappened(Engine engine)
    {
        await using var county = await County.Found(engine);
        var plan = (await county.Do(SamplePlan.Import(county), county.Coordinator)).Id;
        await county.Do(new DecideDoubt(plan, 1, DoubtChoice.Adopt), county.Coordinator);
        var refusal = await county.Refused(new ConfirmPlan(plan, Seen: 1), county.Coordinator);
        Assert.Equal(RefusalKind.Conflict, refusal.Kind);
        Assert.Contains(refusal.Details, d => d.Contains("处理疑点", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Draft_SplitAndMerge_KeepWordsDeadlinesAndPlaces(Engine engine)
    {
        await using var county = await County.Found(engine);
        var import = SamplePlan.Import(county);
        var plan = (await county.Do(import, county.Coordinator)).Id;
        var item = import.Items[0].Id;
        await county.Do(new SplitDraftItem(plan, item, 2, "公布决策目录"), county.Coordinator);
        await using (var db = county.Read())
        {
            var draft = (await db.Set<PlanText>().SingleAsync()).ReadDraft();
            Assert.Equal(2, draft.Items.Count);
            Assert.Equal("2026年6月底前", Assert.Single(draft.Items[0].Dues).Text);
            Assert.Equal("每年4月底前", Assert.Single(draft.Items[1].Dues).Text);
            Assert.All(
                draft.Items,
                i => Assert.Equal(i.Text, SamplePlan.Source[i.At!.Value.Start..i.At.Value.End])
            );
        }
        await county.Do(new MergeDraftItem(plan, item), county.Coordinator);
        await using (var db = county.Read())
        {
            var draft = (await db.Set<PlanText>().SingleAsync()).ReadDraft();
            Assert.Equal(2, Assert.Single(draft.Items).Dues.Count);
            Assert.Equal(item, draft.Doubts[0].Item);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Withdraw_LeavesNothingAndCannotBeConfirmed(Engine engine)
    {
        await using var county = await County.Found(engine);
        var plan = (await county.Do(SamplePlan.Import(county), county.Coordinator)).Id;
        await county.Do(new WithdrawPlan(plan), county.Coordinator);
        var refusal = await county.Refused(new ConfirmPlan(plan), county.Coordinator);
        Assert.Contains("退回", refusal.Message, StringComparison.Ordinal);
        await using var db = county.Read();
        Assert.Empty(await db.Set<PlanItem>().ToListAsync());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Import_ByClerk_IsForbidden(Engine engine)
    {
        await using var county = await County.Found(engine);
        var refusal = await county.Refused(SamplePlan.Import(county), county.QingshiClerk);
        Assert.Equal(RefusalKind.Forbidden, refusal.Kind);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task List_OfATownship_ShowsOnlyItsItemsOnceAndPagesByKey(Engine engine)
    {
        await using var county = await County.Found(engine);
        var items = Enumerable
            .Range(1, 25)
            .Select(i =>
                SamplePlan.Task(
                    $"任务{i}",
                    i % 2 == 0 ? county.Qingshi : county.Baishui,
                    new DateOnly(2026, 4, 1 + i)
                )
            )
            .Append(
                SamplePlan.Task(
                    "共同",
                    county.Finance,
                    new DateOnly(2026, 5, 30),
                    county.Qingshi,
                    county.Baishui
                )
            )
            .ToArray();
        await SamplePlan.Confirmed(county, items);
        await using var db = county.Read();
        var seen = new List<ItemRow>();
        string? after = null;
        do
        {
            var page = await PlanQueries.List(
                db,
                SamplePlan.Of(county.Qingshi),
                new ItemFilter(),
                Today,
                after,
                5
            );
            Assert.True(page.Rows.Count <= 5);
            seen.AddRange(page.Rows);
            after = page.Next;
        } while (after is not null);
        Assert.Equal(13, seen.Count);
        Assert.Equal(13, seen.Select(r => r.Id).Distinct().Count());
        Assert.Equal(seen.OrderBy(r => r.NextDue).Select(r => r.Id), seen.Select(r => r.Id));
        // Somebody above both townships sees the shared item once.
        var both = new Scope(1, false, [county.Qingshi, county.Baishui]);
        var all = await PlanQueries.Stream(db, both, new ItemFilter(), Today).ToListAsync();
        Assert.Equal(26, all.Count);
        Assert.Equal(26, all.Select(r => r.Id).Distinct().Count());
        Assert.Null(
            await PlanQueries.Find(
                db,
                SamplePlan.Of(county.Baishui),
                seen.First(r => r.ChiefOrganId == county.Qingshi).Id
            )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Lateness_FollowsFromTheDates_AndStartsTheDayAfter(Engine engine)
    {
        await using var county = await County.Found(engine);
        await SamplePlan.Confirmed(
            county,
            SamplePlan.Task("裁量基准公布", county.Finance, new DateOnly(2026, 3, 20))
        );
        await using var db = county.Read();
        var late = new ItemFilter { View = ItemView.Late };
        Assert.Empty(
            (await PlanQueries.List(db, Scope.All(), late, new DateOnly(2026, 3, 20))).Rows
        );
        var row = Assert.Single(
            (await PlanQueries.List(db, Scope.All(), late, new DateOnly(2026, 3, 21))).Rows
        );
        Assert.Equal(1, row.DaysLate(new DateOnly(2026, 3, 21)));
        Assert.Empty(
            (
                await PlanQueries.List(
                    db,
                    SamplePlan.Of(county.Qingshi),
                    late,
                    new DateOnly(2026, 3, 21)
                )
            ).Rows
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Progress_DoneWithoutEvidence_IsRefused(Engine engine)
    {
        await using var county = await County.Found(engine);
        var (_, items) = await SamplePlan.Confirmed(
            county,
            SamplePlan.Task("甲", county.Finance, new DateOnly(2026, 3, 20))
        );
        var refusal = await county.Refused(
            new ReportProgress(items[0], ItemState.Done, "完成"),
            county.FinanceHandler
        );
        Assert.Contains("佐证", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Progress_OfAnotherOrgan_IsForbidden(Engine engine)
    {
        await using var county = await County.Found(engine);
        var (_, items) = await SamplePlan.Confirmed(
            county,
            SamplePlan.Task("甲", county.Finance, new DateOnly(2026, 3, 20))
        );
        var refusal = await county.Refused(SamplePlan.Done(items[0]), county.QingshiClerk);
        Assert.Equal(RefusalKind.Forbidden, refusal.Kind);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Progress_ReportedInTimeAndAcceptedLater_CountsAsOnTime(Engine engine)
    {
        await using var county = await County.Found(engine);
        var (_, items) = await SamplePlan.Confirmed(
            county,
            SamplePlan.Task("甲", county.Finance, new DateOnly(2026, 3, 20))
        );
        county.Time.GoTo(new DateOnly(2026, 3, 19));
        var report = (await county.Do(SamplePlan.Done(items[0]), county.FinanceHandler)).Id;
        county.Time.GoTo(new DateOnly(2026, 3, 25));
        await using (var db = county.Read())
        {
            // While the coordinator has it, the organ is not late.
            Assert.Empty(
                (
                    await PlanQueries.List(
                        db,
                        Scope.All(),
                        new ItemFilter { View = ItemView.Late },
                        new DateOnly(2026, 3, 25)
                    )
                ).Rows
            );
            Assert.Single(
                (
                    await PlanQueries.List(
                        db,
                        Scope.All(),
                        new ItemFilter { View = ItemView.Pending },
                        new DateOnly(2026, 3, 25)
                    )
                ).Rows
            );
        }
        await county.Do(new AcceptProgress([report], WriteOff: true), county.Coordinator);
        await using var after = county.Read();
        var item = await after.Set<PlanItem>().SingleAsync();
        Assert.Equal(ItemState.Done, item.State);
        Assert.Equal(new DateOnly(2026, 3, 19), item.DoneOn);
        Assert.Equal(new DateOnly(2026, 3, 25), item.WrittenOffOn);
        Assert.Equal(0, await Sum(after, PlanFigures.TasksOverdue, new DateOnly(2026, 12, 31)));
        Assert.Equal(1, await Sum(after, PlanFigures.TasksDoneOnTime, new DateOnly(2026, 12, 31)));
        Assert.Equal(1, await Sum(after, PlanFigures.TasksDone, new DateOnly(2026, 12, 31)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Figures_OfALateItem_CountItFromTheDayAfterUntilItIsDone(Engine engine)
    {
        await using var county = await County.Found(engine);
        var (_, items) = await SamplePlan.Confirmed(
            county,
            SamplePlan.Task("甲", county.Finance, new DateOnly(2026, 3, 20))
        );
        await using (var db = county.Read())
        {
            Assert.Equal(0, await Sum(db, PlanFigures.TasksOverdue, new DateOnly(2026, 3, 20)));
            Assert.Equal(1, await Sum(db, PlanFigures.TasksOverdue, new DateOnly(2026, 3, 21)));
        }
        county.Time.GoTo(new DateOnly(2026, 4, 2));
        var report = (await county.Do(SamplePlan.Done(items[0]), county.FinanceHandler)).Id;
        await county.Do(new AcceptProgress([report]), county.Coordinator);
        await using var after = county.Read();
        Assert.Equal(1, await Sum(after, PlanFigures.TasksOverdue, new DateOnly(2026, 4, 1)));
        Assert.Equal(0, await Sum(after, PlanFigures.TasksOverdue, new DateOnly(2026, 4, 2)));
        Assert.Equal(1, await Sum(after, PlanFigures.TasksDue, new DateOnly(2026, 4, 2)));
        Assert.Equal(0, await Sum(after, PlanFigures.TasksDoneOnTime, new DateOnly(2026, 4, 2)));
        var cell = Assert.Single(
            await PlanQueries.Board(after, Scope.All(), 2026, new DateOnly(2026, 4, 3))
        );
        Assert.Equal((county.Finance, 1, 0), (cell.Organ, cell.Due, cell.OnTime));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Board_LeavesOutADeadlineUntilTheDayAfterIt(Engine engine)
    {
        await using var county = await County.Found(engine);
        await SamplePlan.Confirmed(
            county,
            SamplePlan.Task("甲", county.Finance, new DateOnly(2026, 3, 20))
        );
        await using var db = county.Read();
        Assert.Empty(await PlanQueries.Board(db, Scope.All(), 2026, new DateOnly(2026, 3, 20)));
        var cell = Assert.Single(
            await PlanQueries.Board(db, Scope.All(), 2026, new DateOnly(2026, 3, 21))
        );
        Assert.Equal((1, 0), (cell.Due, cell.OnTime));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Progress_Returned_ComesBackWithTheReasonAndTheItemIsLateAgain(Engine engine)
    {
        await using var county = await County.Found(engine);
        var (_, items) = await SamplePlan.Confirmed(
            county,
            SamplePlan.Task("甲", county.Finance, new DateOnly(2026, 3, 20))
        );
        var report = (await county.Do(SamplePlan.Done(items[0]), county.FinanceHandler)).Id;
        Assert.Equal(
            RefusalKind.Invalid,
            (await county.Refused(new ReturnProgress([report]), county.Coordinator)).Kind
        );
        await county.Do(
            new ReturnProgress([report]) { Reason = "清单没有公布链接" },
            county.Coordinator
        );
        await using var db = county.Read();
        var saved = await db.Set<ProgressReport>().SingleAsync();
        Assert.Equal((ReportStatus.Returned, "清单没有公布链接"), (saved.Status, saved.Reason));
        Assert.Single(
            (
                await PlanQueries.List(
                    db,
                    Scope.All(),
                    new ItemFilter { View = ItemView.Late },
                    new DateOnly(2026, 3, 21)
                )
            ).Rows
        );
        Assert.Contains(
            await db.Set<InboxItem>().ToListAsync(),
            n => n.Subject.Contains("被退回", StringComparison.Ordinal)
        );
        Assert.Equal(ItemState.NotStarted, (await db.Set<PlanAssignment>().SingleAsync()).State);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Progress_Withdrawn_OnlyUntilSomebodyActed(Engine engine)
    {
        await using var county = await County.Found(engine);
        var (_, items) = await SamplePlan.Confirmed(
            county,
            SamplePlan.Task("甲", county.Finance, null)
        );
        var first = (
            await county.Do(
                new ReportProgress(items[0], ItemState.InProgress, "起草中"),
                county.FinanceHandler
            )
        ).Id;
        await county.Do(new WithdrawProgress(first), county.FinanceHandler);
        var second = (
            await county.Do(
                new ReportProgress(items[0], ItemState.InProgress, "已起草"),
                county.FinanceHandler
            )
        ).Id;
        await county.Do(new AcceptProgress([second]), county.Coordinator);
        Assert.Equal(
            RefusalKind.Conflict,
            (await county.Refused(new WithdrawProgress(second), county.FinanceHandler)).Kind
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Recurrence_CompletingOneYear_OpensTheNextUntilThePlanEnds(Engine engine)
    {
        await using var county = await County.Found(engine);
        await SamplePlan.KeepProof(county);
        var plan = (await county.Do(SamplePlan.Import(county), county.Coordinator)).Id;
        await county.Do(new DecideDoubt(plan, 1, DoubtChoice.Adopt), county.Coordinator);
        await county.Do(new ConfirmPlan(plan), county.Coordinator);
        await using var first = county.Read();
        var item = (await first.Set<PlanItem>().SingleAsync()).Id;
        foreach (
            var (on, next) in new[]
            {
                (new DateOnly(2026, 4, 20), new DateOnly(2026, 6, 30)),
                (new DateOnly(2027, 4, 20), new DateOnly(2026, 6, 30)),
            }
        )
        {
            county.Time.GoTo(on);
            var report = (await county.Do(SamplePlan.Done(item, 1), county.FinanceHandler)).Id;
            await county.Do(new AcceptProgress([report]), county.Coordinator);
            await using var db = county.Read();
            Assert.Equal(next, (await db.Set<PlanItem>().SingleAsync()).NextDue);
        }
        await using var after = county.Read();
        var due = (await after.Set<PlanItem>().SingleAsync()).ReadBody().Dues[1];
        Assert.Equal(
            [new DateOnly(2026, 4, 30), new DateOnly(2027, 4, 30)],
            due.Past.Select(p => p.Due)
        );
        Assert.Null(due.Next);
        var refusal = await county.Refused(SamplePlan.Done(item, 1), county.FinanceHandler);
        Assert.Equal(RefusalKind.Invalid, refusal.Kind);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Extend_NeedsReasonApproverAndALaterDay_AndEndsTheLateness(Engine engine)
    {
        await using var county = await County.Found(engine);
        var (_, items) = await SamplePlan.Confirmed(
            county,
            SamplePlan.Task("甲", county.Finance, new DateOnly(2026, 3, 20))
        );
        county.Time.GoTo(new DateOnly(2026, 3, 30));
        var to = new DateOnly(2026, 5, 31);
        Assert.Equal(
            "Reason",
            (await county.Refused(new ExtendDue(items[0], 0, to, "陈岩"), county.Coordinator)).Field
        );
        Assert.Equal(
            "ApprovedBy",
            (
                await county.Refused(
                    new ExtendDue(items[0], 0, to, "") { Reason = "上位法修订" },
                    county.Coordinator
                )
            ).Field
        );
        Assert.Equal(
            "To",
            (
                await county.Refused(
                    new ExtendDue(items[0], 0, new DateOnly(2026, 3, 20), "陈岩")
                    {
                        Reason = "上位法修订",
                    },
                    county.Coordinator
                )
            ).Field
        );
        await county.Do(
            new ExtendDue(items[0], 0, to, "陈岩") { Reason = "上位法修订" },
            county.Coordinator
        );
        await using var db = county.Read();
        Assert.Equal(to, (await db.Set<PlanItem>().SingleAsync()).NextDue);
        // It had been late from the 21st to the day of the extension, and that stays true.
        Assert.Equal(1, await Sum(db, PlanFigures.TasksOverdue, new DateOnly(2026, 3, 29)));
        Assert.Equal(0, await Sum(db, PlanFigures.TasksOverdue, new DateOnly(2026, 3, 30)));
        Assert.Equal(1, await Sum(db, PlanFigures.TasksOverdue, new DateOnly(2026, 6, 1)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Bulk_AcceptOfManyReports_IsAllOrNothing(Engine engine)
    {
        await using var county = await County.Found(engine);
        var (_, items) = await SamplePlan.Confirmed(
            county,
            [
                .. Enumerable
                    .Range(1, 6)
                    .Select(i =>
                        SamplePlan.Task($"任务{i}", county.Finance, new DateOnly(2026, 3, 20))
                    ),
            ]
        );
        var reports = new List<Guid>();
        foreach (var item in items)
        {
            reports.Add((await county.Do(SamplePlan.Done(item), county.FinanceHandler)).Id);
        }
        await county.Refused(
            new AcceptProgress([.. reports, Guid.CreateVersion7()]),
            county.Coordinator
        );
        await using (var db = county.Read())
        {
            Assert.Equal(
                6,
                await db.Set<ProgressReport>().CountAsync(r => r.Status == ReportStatus.Submitted)
            );
        }
        await county.Do(new AcceptProgress(reports), county.Coordinator);
        await county.Do(new WriteOffPlanItems(items), county.Coordinator);
        await using var after = county.Read();
        Assert.Equal(
            6,
            await after
                .Set<PlanItem>()
                .CountAsync(i => i.State == ItemState.Done && i.WrittenOffOn != null)
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RollOver_CarriesUnfinishedItemsWithTheirLineage_AndCountsThemOnce(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        var (plan, items) = await SamplePlan.Confirmed(
            county,
            SamplePlan.Task("未完成", county.Finance, new DateOnly(2026, 11, 30)),
            SamplePlan.Task("已完成", county.Finance, new DateOnly(2026, 11, 30))
        );
        var report = (await county.Do(SamplePlan.Done(items[1]), county.FinanceHandler)).Id;
        await county.Do(new AcceptProgress([report]), county.Coordinator);
        county.Time.GoTo(new DateOnly(2027, 1, 8));
        var head = SamplePlan.Head with
        {
            Title = "云岭县2027年法治政府建设工作要点",
            FromYear = 2027,
            ToYear = 2027,
        };
        await county.Refused(new RollOverPlan(plan, head, items), county.Coordinator);
        var next = (
            await county.Do(new RollOverPlan(plan, head, [items[0]]), county.Coordinator)
        ).Id;
        await using var db = county.Read();
        var carried = await db.Set<PlanItem>().SingleAsync(i => i.PlanId == next);
        Assert.Equal(items[0], carried.PreviousItemId);
        Assert.Equal(new DateOnly(2026, 11, 30), carried.NextDue);
        Assert.True(carried.IsLate(new DateOnly(2027, 1, 8)));
        Assert.Equal(
            ItemState.RolledOver,
            (await db.Set<PlanItem>().SingleAsync(i => i.Id == items[0])).State
        );
        Assert.Equal(2, await Sum(db, PlanFigures.Tasks, new DateOnly(2027, 1, 8)));
        Assert.Equal(1, await Sum(db, PlanFigures.TasksOverdue, new DateOnly(2027, 1, 8)));
    }

    private static async Task<long> Sum(FaduDb db, string figure, DateOnly day) =>
        await db.Set<ContributionLine>()
            .Where(c => c.Figure == figure && c.Day <= day)
            .SumAsync(c => c.Amount);
}
