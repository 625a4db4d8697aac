using Fadu.Core.Figures;
using Fadu.Core.Inbox;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Plans.Rectification;
using Fadu.Core.Plans.Supervision;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Tests.Plans;

public sealed class SupervisionTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Remind_EachStepOnce_TwiceADayDoesNothingTwice(Engine engine)
    {
        await using var county = await County.Found(engine);
        var (_, items) = await SamplePlan.Confirmed(
            county,
            SamplePlan.Task(
                "裁量基准公布",
                county.Finance,
                new DateOnly(2026, 5, 15),
                county.Qingshi
            )
        );
        var days = new[]
        {
            (new DateOnly(2026, 4, 14), 0),
            (new DateOnly(2026, 4, 15), 1), // 30 days
            (new DateOnly(2026, 4, 15), 0),
            (new DateOnly(2026, 5, 8), 1), // 7 days
            (new DateOnly(2026, 5, 14), 1), // tomorrow
            (new DateOnly(2026, 5, 15), 0),
            (new DateOnly(2026, 5, 16), 1), // the day after
            (new DateOnly(2026, 5, 17), 0),
        };
        foreach (var (day, expected) in days)
        {
            county.Time.GoTo(day);
            var result = await county.Do(new RemindPlans(day), Actor.System());
            Assert.Equal($"{expected}", result.Value);
        }
        await using var db = county.Read();
        var notices = await db.Set<InboxItem>()
            .Where(n => n.Key.StartsWith("plan-item:"))
            .ToListAsync();
        // Only the organ that leads is reminded.
        Assert.Equal(4, notices.Count);
        Assert.All(notices, n => Assert.Equal(county.Finance, n.OrganId));
        Assert.Contains(notices, n => n.Subject.Contains("已逾期", StringComparison.Ordinal));
        Assert.Equal(4, await db.Set<PlanReminder>().CountAsync(r => r.ItemId == items[0]));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Remind_TenWorkingDaysLate_AdvisesTheCoordinator(Engine engine)
    {
        await using var county = await County.Found(engine);
        // 2026-09-18 and ten working days: 20 September is worked, the festival and the national holiday are not.
        await SamplePlan.Confirmed(
            county,
            SamplePlan.Task("甲", county.Finance, new DateOnly(2026, 9, 18))
        );
        await county.Do(new RemindPlans(new DateOnly(2026, 9, 30)), Actor.System());
        await using (var db = county.Read())
        {
            Assert.DoesNotContain(
                await db.Set<InboxItem>().ToListAsync(),
                n => n.Subject.Contains("督办", StringComparison.Ordinal)
            );
        }
        await county.Do(new RemindPlans(new DateOnly(2026, 10, 9)), Actor.System());
        await using var after = county.Read();
        var advice = Assert.Single(
            await after.Set<InboxItem>().ToListAsync(),
            n => n.Subject.Contains("建议督办", StringComparison.Ordinal)
        );
        Assert.Equal(county.Justice, advice.OrganId);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Remind_OfWhatTheCoordinatorLeadsItself_TellsItOnce(Engine engine)
    {
        await using var county = await County.Found(engine);
        await SamplePlan.Confirmed(
            county,
            SamplePlan.Task("甲", county.Justice, new DateOnly(2026, 9, 18))
        );
        await county.Do(new RemindPlans(new DateOnly(2026, 9, 19)), Actor.System());
        await county.Do(new RemindPlans(new DateOnly(2026, 10, 9)), Actor.System());
        await using var db = county.Read();
        var open = await db.Set<InboxItem>()
            .Where(n => n.Key.StartsWith("plan-item:") && n.SettledAt == null)
            .ToListAsync();
        Assert.Contains("已逾期", Assert.Single(open).Subject, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Remind_WhenReportedAsDone_IsSilentAndWhenDoneSettles(Engine engine)
    {
        await using var county = await County.Found(engine);
        var (_, items) = await SamplePlan.Confirmed(
            county,
            SamplePlan.Task("甲", county.Finance, new DateOnly(2026, 3, 20))
        );
        await county.Do(new RemindPlans(new DateOnly(2026, 3, 16)), Actor.System());
        var report = (await county.Do(SamplePlan.Done(items[0]), county.FinanceHandler)).Id;
        Assert.Equal(
            "0",
            (await county.Do(new RemindPlans(new DateOnly(2026, 3, 21)), Actor.System())).Value
        );
        await county.Do(new AcceptProgress([report]), county.Coordinator);
        await using var db = county.Read();
        Assert.All(
            await db.Set<InboxItem>().Where(n => n.Key.StartsWith("plan-item:")).ToListAsync(),
            n => Assert.NotNull(n.SettledAt)
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Remind_ByAPerson_IsForbidden(Engine engine)
    {
        await using var county = await County.Found(engine);
        Assert.Equal(
            RefusalKind.Forbidden,
            (
                await county.Refused(new RemindPlans(new DateOnly(2026, 3, 16)), county.Coordinator)
            ).Kind
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Issue_ForManyOrgans_NumbersThemWithoutGapsByOrganAndYear(Engine engine)
    {
        await using var county = await County.Found(engine);
        var (_, items) = await SamplePlan.Confirmed(
            county,
            SamplePlan.Task("甲", county.Finance, new DateOnly(2026, 3, 20)),
            SamplePlan.Task("乙", county.Finance, new DateOnly(2026, 3, 21)),
            SamplePlan.Task("丙", county.Qingshi, new DateOnly(2026, 3, 20)),
            SamplePlan.Task("丁", county.Baishui, new DateOnly(2026, 3, 20))
        );
        county.Time.GoTo(new DateOnly(2026, 4, 10));
        await county.Do(
            new IssueSupervision(items, "请查明原因。", new DateOnly(2026, 4, 17)),
            county.Coordinator
        );
        // A refused one in between takes no number.
        await county.Refused(
            new IssueSupervision([items[0]], "", new DateOnly(2026, 4, 17)),
            county.Coordinator
        );
        await county.Do(
            new IssueSupervision([items[2]], "再次督办。", new DateOnly(2026, 4, 20)),
            county.Coordinator
        );
        county.Time.GoTo(new DateOnly(2027, 1, 5));
        await county.Do(
            new IssueSupervision([items[3]], "跨年督办。", new DateOnly(2027, 1, 12)),
            county.Coordinator
        );
        await using var db = county.Read();
        var notices = await db.Set<SupervisionNotice>()
            .OrderBy(n => n.Year)
            .ThenBy(n => n.Number)
            .ToListAsync();
        Assert.Equal(
            ["〔2026〕1号", "〔2026〕2号", "〔2026〕3号", "〔2026〕4号", "〔2027〕1号"],
            notices.Select(n => n.NumberText)
        );
        Assert.Equal(2, notices[0].ReadItems().Count);
        Assert.Equal(county.Finance, notices[0].OrganId);
        Assert.Single(
            await db.Set<SupervisionNotice>()
                .Within(SamplePlan.Of(county.Baishui))
                .Where(n => n.Year == 2026)
                .ToListAsync()
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Notice_ReadRepliedReturnedClosed_ByThoseWhoMay(Engine engine)
    {
        await using var county = await County.Found(engine);
        var (_, items) = await SamplePlan.Confirmed(
            county,
            SamplePlan.Task("甲", county.Finance, new DateOnly(2026, 3, 10))
        );
        var id = Guid.Parse(
            (
                await county.Do(
                    new IssueSupervision(items, "请查明原因。", new DateOnly(2026, 3, 23)),
                    county.Coordinator
                )
            ).Value!
        );
        Assert.Equal(
            RefusalKind.Forbidden,
            (await county.Refused(new ReadSupervision(id), county.QingshiClerk)).Kind
        );
        await county.Do(new ReadSupervision(id), county.FinanceHandler);
        await county.Do(new ReadSupervision(id), county.FinanceHandler);
        Assert.Equal(
            RefusalKind.Forbidden,
            (await county.Refused(new ReplySupervision(id, "好"), county.QingshiClerk)).Kind
        );
        await county.Do(new ReplySupervision(id, "本月底前完成。"), county.FinanceHandler);
        Assert.Equal(
            "Reason",
            (await county.Refused(new ReturnSupervisionReply(id), county.Coordinator)).Field
        );
        await county.Do(new ReturnSupervisionReply(id) { Reason = "没有措施" }, county.Coordinator);
        await county.Do(new ReplySupervision(id, "已列出措施。"), county.FinanceHandler);
        Assert.Equal(
            RefusalKind.Forbidden,
            (await county.Refused(new CloseSupervision(id), county.FinanceHandler)).Kind
        );
        await county.Do(new CloseSupervision(id), county.Coordinator);
        await using var db = county.Read();
        Assert.Single(await db.Set<SupervisionReading>().ToListAsync());
        Assert.Equal(
            SupervisionState.Closed,
            (await db.Set<SupervisionNotice>().SingleAsync()).State
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Problem_FromRegistrationToClosing_NeedsEvidenceAndAnotherOrgansVerifier(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        await SamplePlan.KeepProof(county);
        var register = new RegisterProblem(
            ProblemSource.HigherInspection,
            "2026年省法治督察反馈",
            "3",
            "证明事项清单没有公布",
            county.Finance,
            new DateOnly(2026, 3, 2),
            new DateOnly(2026, 3, 31)
        );
        var id = (await county.Do(register, county.Coordinator)).Id;
        Assert.Equal(
            "Number",
            (
                await county.Refused(
                    register with
                    {
                        CommandId = Guid.CreateVersion7(),
                    },
                    county.Coordinator
                )
            ).Field
        );
        Assert.Equal(
            RefusalKind.Forbidden,
            (
                await county.Refused(
                    new PlanProblem(id, county.FinanceHandler.Person!.Value, "公布"),
                    county.QingshiClerk
                )
            ).Kind
        );
        await county.Refused(
            new PlanProblem(id, county.QingshiClerk.Person!.Value, "公布"),
            county.FinanceHandler
        );
        await county.Do(
            new PlanProblem(id, county.FinanceHandler.Person!.Value, "三月底前公布"),
            county.FinanceHandler
        );
        Assert.Contains(
            "佐证",
            (await county.Refused(new ReportProblem(id, "已公布"), county.FinanceHandler)).Message,
            StringComparison.Ordinal
        );
        var report = new ReportProblem(id, "已公布") { Evidence = [SamplePlan.ProofHash] };
        await county.Do(report, county.FinanceHandler);
        var ownCoordinator = county.FinanceHandler with
        {
            Roles = new HashSet<Role> { Role.Coordinator },
        };
        Assert.Contains(
            "核验人员",
            (
                await county.Refused(new CloseProblem(id, ProblemOutcome.Mended), ownCoordinator)
            ).Message,
            StringComparison.Ordinal
        );
        await county.Do(new ReturnProblem(id) { Reason = "链接打不开" }, county.Coordinator);
        await county.Refused(new CloseProblem(id, ProblemOutcome.Mended), county.Coordinator);
        await county.Do(report with { CommandId = Guid.CreateVersion7() }, county.FinanceHandler);
        await county.Do(new CloseProblem(id, ProblemOutcome.Mended), county.Coordinator);
        await using var db = county.Read();
        var problem = await db.Set<RectificationItem>().SingleAsync();
        Assert.Equal(
            (ProblemState.Closed, ProblemOutcome.Mended),
            (problem.State, problem.Outcome)
        );
        // Counted in the period in which it was found.
        Assert.Equal(
            1,
            await db.Set<ContributionLine>()
                .Where(c =>
                    c.Figure == "InspectionFindingsMended" && c.Day == new DateOnly(2026, 3, 2)
                )
                .SumAsync(c => c.Amount)
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Problem_LongTermAndUnfounded_CountAsTheLawSays(Engine engine)
    {
        await using var county = await County.Found(engine);
        await SamplePlan.KeepProof(county);
        var ids = new List<Guid>();
        foreach (var number in new[] { "1", "2" })
        {
            var register = new RegisterProblem(
                ProblemSource.OwnInspection,
                "2026年法治督察",
                number,
                "问题" + number,
                county.Qingshi,
                new DateOnly(2026, 3, 2),
                new DateOnly(2026, 6, 30)
            );
            ids.Add((await county.Do(register, county.Coordinator)).Id);
        }
        await county.Do(
            new PlanProblem(ids[0], county.QingshiClerk.Person!.Value, "长期做"),
            county.QingshiClerk
        );
        await county.Do(
            new ReportProblem(ids[0], "阶段目标完成") { Evidence = [SamplePlan.ProofHash] },
            county.QingshiClerk
        );
        Assert.Equal(
            "NextCheckOn",
            (
                await county.Refused(
                    new KeepProblemLongTerm(ids[0], new DateOnly(2027, 6, 1)),
                    county.Coordinator
                )
            ).Field
        );
        await county.Do(
            new KeepProblemLongTerm(ids[0], new DateOnly(2027, 3, 1)),
            county.Coordinator
        );
        await county.Refused(
            new CloseProblem(ids[1], ProblemOutcome.Unfounded),
            county.Coordinator
        );
        await county.Do(
            new CloseProblem(ids[1], ProblemOutcome.Unfounded) { Reason = "查无此事" },
            county.Coordinator
        );
        await using var db = county.Read();
        async Task<long> Sum(string figure) =>
            await db.Set<ContributionLine>().Where(c => c.Figure == figure).SumAsync(c => c.Amount);
        Assert.Equal(2, await Sum("InspectionFindings"));
        Assert.Equal(1, await Sum("InspectionFindingsToMend"));
        Assert.Equal(0, await Sum("InspectionFindingsMended"));
    }
}
