using Fadu.Core.Figures;
using Fadu.Law.Procedures;
using Fadu.Modules.Decisions;
using Fadu.Modules.LegalityReview;
using Fadu.Testing.Procedures;
using P = Fadu.Core.Tests.Decisions.DecisionPlay;

namespace Fadu.Core.Tests.Decisions;

/// <summary>重大行政决策, 决策后评估: what they refuse, what they record, and how they read.</summary>
public sealed class DecisionDeclarationTests
{
    private static readonly Procedure[] Decisions =
    [
        MajorDecisions.Before2019,
        MajorDecisions.Since2019,
    ];

    private static readonly Procedure[] All = [.. Decisions, Evaluations.Since2019];

    [Fact]
    public void EveryRule_RefusesItsWitnessAndNothingElseDoes() =>
        Assert.Empty(
            All.SelectMany(p =>
                Witness.Faults(
                    p,
                    [.. p.Key == MajorDecisions.Key ? OfDecisions(p) : OfEvaluations()]
                )
            )
        );

    [Fact]
    public void RandomWalks_NeverBreakAProcedureAndAlwaysEnd()
    {
        var faults =
            from procedure in All
            from seed in Enumerable.Range(0, 15)
            let fault = RandomWalk.Fault(
                procedure,
                seed,
                key =>
                    key.StartsWith("fair", StringComparison.Ordinal) ? ["Clear", "Barred"]
                    : key == MajorDecisions.Key ? ["published", "refused"]
                    : ["Lawful", "Unlawful", "Exploratory"]
            )
            where fault is not null
            select $"{procedure} seed {seed}: {fault}";
        Assert.Empty(faults.Take(3));
    }

    [Fact]
    public void ThePrintsForLawyers_AreAsTheyWereReviewed() => Prints.AreAsReviewed(All);

    [Theory]
    [InlineData("legality")]
    [InlineData("deliberation")]
    [InlineData("proposal")]
    [InlineData("initiation")]
    public void WhatTheLawForbidsToSkip_HasNoSkip(string stage) =>
        Assert.All(Decisions, p => Assert.Empty(p.Stage(stage).Skips));

    [Fact]
    public void WithoutTheReview_NothingIsSubmitted_AndDecidedAllTheSameItIsOnRecord()
    {
        var walk = P.Heard(MajorDecisions.Since2019)
            .Do("request.send", P.Statement)
            .Hand("minutes")
            .Do("deliberation.submit", P.Submission);
        Assert.Equal(
            "未经合法性审查或者经审查不合法的，不得提交讨论（重大行政决策程序暂行条例第二十五条第二款）",
            Assert.Single(walk.Last.Refusals).ToString()
        );

        walk.DoDespite("deliberation.decide", "会议临时讨论。", P.Deliberated());

        Assert.False(walk.Last.IsRefused, string.Join('；', walk.Last.Refusals));
        Assert.Equal("decided-unreviewed", Assert.Single(walk.State.Unlawful).Fact);
        Assert.Equal(1, Count(walk, ReviewFigures.Skipped));
        Assert.Equal(1, Count(walk, ReviewFigures.InScope));
        Assert.Equal(0, Count(walk, ReviewFigures.Covered));
        Assert.Equal(
            (3, 2),
            (Count(walk, DecisionFigures.StepsRequired), Count(walk, DecisionFigures.StepsTaken))
        );
    }

    [Fact]
    public void AConsultationIsNoReview()
    {
        // 第二十五条第一款: 不得以征求意见等方式代替合法性审查.
        var walk = P.Heard(MajorDecisions.Since2019)
            .Hand("minutes")
            .Do("deliberation.decide", P.Deliberated());

        Assert.True(walk.Last.IsRefused);
        Assert.False(walk.State.Stages.ContainsKey("deliberation"));
    }

    [Fact]
    public void TheReviewIsOpenedWithTheDraftAndWhatTheMatterSaysOfItself()
    {
        var walk = P.Heard(MajorDecisions.Since2019).Do("request.send", P.Statement);
        var wanted = Assert.Single(walk.Last.Effects.OfType<ChildWanted>());

        Assert.Equal("legality-review.decision", wanted.Procedure);
        Assert.False(new Walk(Reviews.Decision2019, P.Day).Open(wanted.Facts).Last.IsRefused);
        Assert.True(MajorDecisions.Since2019.FindChild("legality")!.HandsOver);
    }

    [Fact]
    public void ADecisionThatTouchesTheMarket_WaitsForTheFairCompetitionReview()
    {
        var walk = P.Drafted(MajorDecisions.Since2019, new { marketSubjects = true });
        var wanted = Assert.Single(walk.Last.Effects.OfType<ChildWanted>());

        Assert.Equal(CompetitionReviews.OfGovernment, wanted.Procedure);
        Assert.False(
            new Walk(CompetitionReviews.Government2024, P.Day).Open(wanted.Facts).Last.IsRefused
        );
        walk.Do("participation.hear", P.Hear()).Do("participation.close", P.NoneCame);
        Assert.True(walk.Do("request.send", P.Statement).Last.IsRefused);
        walk.Returned("competition", "Clear").Do("request.send", P.Statement);
        Assert.False(walk.Last.IsRefused);
    }

    [Fact]
    public void WhatIsAbsentByLaw_IsOnRecordWithItsArticle()
    {
        var walk = P.Drafted(MajorDecisions.Since2019, P.Secret);

        Assert.Equal(
            [
                ("coordination", "重大行政决策程序暂行条例第十三条"),
                ("participation", "重大行政决策程序暂行条例第十四条第一款"),
                ("hearing", "重大行政决策程序暂行条例第十六条第一款"),
                ("expert", "重大行政决策程序暂行条例第十九条第一款"),
                ("risk", "重大行政决策程序暂行条例第二十二条第一款"),
                ("competition", "重大行政决策程序暂行条例第二十九条第一项"),
            ],
            walk.Last.Effects.OfType<StageSkipped>().Select(s => (s.Stage, s.Basis))
        );
        Assert.True(walk.State.IsOpen("request"));
    }

    [Fact]
    public void UncontrollableRisk_StopsTheDecisionUntilTheDraftIsChanged()
    {
        var walk = P.Drafted(MajorDecisions.Since2019, new { riskPossible = true })
            .Do("participation.hear", P.Hear())
            .Do("participation.close", P.NoneCame)
            .Hand("risk-report")
            .Do("risk.conclude", P.Risk("Uncontrollable"))
            .Do("request.send", P.Statement);
        Assert.Equal(
            "风险不可控的，应当调整草案确保可控后再决策（重大行政决策程序暂行条例第二十四条）",
            Assert.Single(walk.Last.Refusals).ToString()
        );

        walk.Do("redo-risk", new { reason = "调整草案" }).Do("risk.conclude", P.Risk());
        Assert.True(walk.Last.IsRefused);
        walk.Hand("draft", "b").Do("risk.conclude", P.Risk()).Do("request.send", P.Statement);
        Assert.False(walk.Last.IsRefused, string.Join('；', walk.Last.Refusals));
    }

    [Fact]
    public void ADissentIsKept_TheHeadSpeaksLast_AndADeviationNeedsItsReason()
    {
        object[] against =
        [
            P.Speaker("Against", said: "财力不足", name: "周副县长"),
            P.Speaker("Against", said: "时机不到", name: "吴副县长"),
            P.Speaker(head: true),
        ];
        var walk = P.Submitted(MajorDecisions.Since2019)
            .Do("deliberation.decide", P.Deliberated(speakers: against));
        Assert.Equal(
            "行政首长拟作出的决定与会议组成人员多数人的意见不一致的，应当在会上说明理由（重大行政决策程序暂行条例第三十条第二款）",
            Assert.Single(walk.Last.Refusals).ToString()
        );

        walk.Do("deliberation.decide", P.Deliberated(speakers: against, because: "群众急需"));
        Assert.False(walk.Last.IsRefused);
        Assert.Equal("财力不足", (string?)walk.State.Acts[^1].Inputs["speakers"]![0]!["said"]);
    }

    [Fact]
    public void ADecision_IsPublishedFiledAndCarriedOut()
    {
        var walk = P.Announced(MajorDecisions.Since2019, P.Day.AddDays(200));
        Assert.Equal("published", walk.State.Outcome);
        Assert.True(walk.State.IsOpen("execution") && walk.State.IsOpen("filing"));
        Assert.Equal(new(2026, 9, 18), walk.Due("execution"));

        walk.Do("filing.complete", P.Filed)
            .Do("execution.report", P.Report("完成"))
            .Do("execution.end", new { how = "Done", text = "全部完成" });

        Assert.False(walk.Last.IsRefused, string.Join('；', walk.Last.Refusals));
        Assert.True(walk.State.IsEnded);
        Assert.Equal(
            (Count(walk, DecisionRecordFigures.Required), 1L, 1L, 1L),
            (
                Count(walk, DecisionRecordFigures.Archived),
                Count(walk, DecisionFigures.Made),
                Count(walk, DecisionExecutionFigures.OnTrack),
                Count(walk, DecisionFigures.Initiated)
            )
        );
    }

    [Fact]
    public void ADecisionThatWasMade_ChangesOnlyByAnother()
    {
        var walk = P.Announced(MajorDecisions.Since2019)
            .Do("execution.end", new { how = "Stopped", text = "不再执行" });
        Assert.Contains(
            "未经法定程序不得随意变更或者停止执行",
            Assert.Single(walk.Last.Refusals).ToString(),
            StringComparison.Ordinal
        );

        walk.Do("execution.major-change", new { reason = "客流变化" });
        var wanted = Assert.Single(walk.Last.Effects.OfType<ChildWanted>());
        Assert.Equal(MajorDecisions.Key, wanted.Procedure);
        var child = new Walk(MajorDecisions.Since2019, P.Day).Open(wanted.Facts);
        Assert.False(child.Last.IsRefused, string.Join('；', child.Last.Refusals));

        walk.Returned("change", "published")
            .Do("execution.end", new { how = "Stopped", text = "按新的决策停止" });
        Assert.False(walk.Last.IsRefused);
    }

    [Fact]
    public void APostponedDecision_LeavesTheProcedureAfterAYear()
    {
        var walk = P.Decided(MajorDecisions.Since2019, "Postponed");
        Assert.Equal(new(2027, 3, 2), walk.Due("postponed"));

        walk.On(new(2027, 3, 3)).Tick();

        Assert.Equal(("postponed", true), (walk.State.Outcome, walk.State.IsEnded));
    }

    [Fact]
    public void APostponedDecision_MayComeBack()
    {
        var walk = P.Decided(MajorDecisions.Since2019, "Postponed")
            .Later(60)
            .Do("resubmit", new { reason = "资金落实" })
            .Do("deliberation.submit", P.Submission)
            .Do("deliberation.decide", P.Deliberated());

        Assert.False(walk.Last.IsRefused, string.Join('；', walk.Last.Refusals));
        Assert.True(walk.State.IsOpen("party"));
        Assert.False(walk.State.Clocks["postponed"].IsOpen);
    }

    [Fact]
    public void ARefusedDraft_IsFiledAndEnds()
    {
        var walk = P.Decided(MajorDecisions.Since2019, "Refused").Do("filing.complete", P.Filed);

        Assert.Equal(("refused", true), (walk.State.Outcome, walk.State.IsEnded));
        Assert.Equal(StageStatus.Absent, walk.State.Stages["publish"].Status);
    }

    [Fact]
    public void OpinionsCountByWhatBecameOfThem()
    {
        var walk = P.Drafted(MajorDecisions.Since2019)
            .Do("participation.hear", P.Hear())
            .Do("participation.close", P.Opinion("Partly", "分路段采纳"));

        Assert.Equal(
            (3, 3),
            (Count(walk, DecisionFigures.Comments), Count(walk, DecisionFigures.CommentsAdopted))
        );
    }

    [Fact]
    public void AnExpertWhoDeclined_IsReplacedByOneMoreDraw()
    {
        var walk = P.Drafted(MajorDecisions.Since2019, new { technical = true })
            .Do("expert.draw", P.Drawn("甲", "乙"))
            .Do(
                "expert.decline",
                new
                {
                    name = "甲",
                    ground = "有直接利害关系，应当回避",
                    text = "持有停车公司股份",
                }
            )
            .Do("expert.draw", P.Drawn("丙"));
        Assert.False(walk.Last.IsRefused, string.Join('；', walk.Last.Refusals));

        walk.Do("expert.draw", P.Drawn("丁"));
        Assert.True(walk.Last.IsRefused);
        walk.Do("expert.appoint", P.Appointed("甲", "随机抽取"));
        Assert.True(walk.Last.IsRefused);
        walk.Do("expert.appoint", P.Appointed("丙", "随机抽取"));
        Assert.False(walk.Last.IsRefused);
    }

    [Fact]
    public void AnEvaluationThatFindsAMajorAdjustmentNecessary_OpensADecision()
    {
        var walk = P.ReportedOn(Evaluations.Since2019, P.Day)
            .Do("consider.decide", new { decision = "Adjust", text = "调整" });
        Assert.True(walk.Last.IsRefused);

        walk.Do("consider.adjust", P.Adjustment());
        var wanted = Assert.Single(walk.Last.Effects.OfType<ChildWanted>());
        var child = new Walk(MajorDecisions.Since2019, P.Day).Open(wanted.Facts);

        Assert.False(child.Last.IsRefused, string.Join('；', child.Last.Refusals));
        Assert.Equal("城区停车收费方案", (string?)wanted.Facts["changes"]);
        Assert.Equal("Adjust", walk.State.Outcome);
        Assert.Equal(1, Count(walk, DecisionFigures.Evaluations));
    }

    [Fact]
    public void WhoArguedForIt_DoesNotEvaluateIt()
    {
        var walk = P.Proposed(Evaluations.Since2019, P.Day)
            .Do("proposal.answer", new { starts = true })
            .Do("plan.appoint", P.Evaluator("Main"));

        Assert.Equal(
            "决策作出前承担主要论证评估工作的单位，不得承担决策后评估（重大行政决策程序暂行条例第三十六条第二款）",
            Assert.Single(walk.Last.Refusals).ToString()
        );
        Assert.False(walk.Do("plan.appoint", P.Evaluator("Minor")).Last.IsRefused);
    }

    [Fact]
    public void AProposalThatIsNotFollowed_IsAnsweredAndEnds()
    {
        var walk = P.Proposed(Evaluations.Since2019, P.Day)
            .Do("proposal.answer", new { starts = false, reason = "实施不满半年" });

        Assert.Equal(("not-started", true), (walk.State.Outcome, walk.State.IsEnded));
    }

    private static long Count(Walk walk, Figure figure) =>
        walk.State.Counts.Where(c => c.Figure == figure.Code).Sum(c => c.Amount);

    private static IEnumerable<Witness> OfDecisions(Procedure procedure)
    {
        var day = P.DayOf(procedure);
        (object Changed, int N)[] openings =
        [
            (new { category = MajorDecisionFacts.NoneOfThem }, 1),
            (new { isMacroControl = true }, 2),
            (new { isLegislation = true }, 3),
            (new { isEmergency = true }, 4),
            (new { hasOtherProcedure = true }, 5),
            (new { notPublic = true }, 6),
        ];
        foreach (var (changed, n) in openings)
        {
            yield return new($"open#{n}", p => P.Opened(p, changed).Last);
        }
        yield return new(
            "proposal.needs:argument",
            p => P.Opened(p).Do("proposal.argue", P.Argument).Last
        );
        if (procedure.InForceUntil is not null)
        {
            yield return new(
                "initiation.decide#1",
                p =>
                    P.Opened(p, on: new(2019, 8, 31))
                        .Hand("argument")
                        .Do("proposal.argue", P.Argument)
                        .On(new(2019, 9, 1))
                        .Do("initiation.decide", P.Initiation)
                        .Last
            );
        }
        yield return new(
            "drafting.needs:draft",
            p => P.Initiated(p).Do("drafting.complete", P.Drafting).Last
        );
        yield return new(
            "drafting.complete#1",
            p =>
                P.Initiated(p)
                    .Hand("draft")
                    .Do("drafting.complete", new { bases = new[] { " " }, options = 1 })
                    .Last
        );
        var unit = Guid.Parse("11111111-1111-1111-1111-111111111111");
        object Views(Guid of, string position) =>
            new { views = new[] { new { unit = of, position } } };
        yield return new(
            "coordination.record#1",
            p =>
                P.Drafted(p, new { involvesUnits = new[] { unit } })
                    .Do("coordination.record", Views(Guid.Empty, "同意"))
                    .Last
        );
        yield return new(
            "coordination.record#2",
            p =>
                P.Drafted(p, new { involvesUnits = new[] { unit } })
                    .Do("coordination.record", Views(unit, "不同意"))
                    .Last
        );
        yield return new(
            "participation.publish#1",
            p =>
                P.Initiated(p)
                    .Hand("draft")
                    .Do("drafting.complete", P.Drafting)
                    .Do("participation.publish", P.Consult(day.AddDays(30)))
                    .Last
        );
        yield return new(
            "participation.publish#2",
            p =>
                P.Drafted(p)
                    .Do("participation.publish", P.Consult(day.AddDays(30), none: true))
                    .Last
        );
        yield return new(
            "participation.publish#3",
            p => P.Drafted(p).Do("participation.publish", P.Consult(day)).Last
        );
        yield return new(
            "participation.publish#4",
            p => P.Drafted(p).Do("participation.publish", P.Consult(day.AddDays(29))).Last
        );
        object Prolong(int days) =>
            new { closesOn = P.Iso(day.AddDays(days)), reason = "意见较多" };
        yield return new(
            "participation.prolong#1",
            p => P.Drafted(p).Do("participation.prolong", Prolong(60)).Last
        );
        yield return new(
            "participation.prolong#2",
            p =>
                P.Drafted(p)
                    .Do("participation.publish", P.Consult(day.AddDays(30)))
                    .Do("participation.prolong", Prolong(20))
                    .Last
        );
        yield return new(
            "clock:comment",
            p =>
                P.Drafted(p)
                    .Do("participation.publish", P.Consult(day.AddDays(30)))
                    .Later(30)
                    .Do("participation.close", P.NoneCame)
                    .Last
        );
        yield return new(
            "participation.close#1",
            p => P.Drafted(p).Do("participation.close", P.NoneCame).Last
        );
        yield return new(
            "participation.close#2",
            p =>
                P.Drafted(p, new { groups = new[] { "出租车司机" } })
                    .Do("participation.hear", P.Hear())
                    .Do("participation.close", P.NoneCame)
                    .Last
        );
        yield return new(
            "participation.close#3",
            p =>
                P.Drafted(p)
                    .Do("participation.hear", P.Hear())
                    .Do("participation.close", new { noneCame = false })
                    .Last
        );
        yield return new(
            "participation.close#4",
            p =>
                P.Drafted(p)
                    .Do("participation.hear", P.Hear())
                    .Do("participation.close", P.Opinion("Rejected"))
                    .Last
        );
        Walk WithHearing(Procedure p, bool required = false) =>
            P.Drafted(
                p,
                required
                    ? new { hearingRequired = true, hearingLaw = "价格法第二十三条" }
                    : new { hearingPlanned = true }
            );
        Walk Scheduled(Procedure p, bool list = true, bool deliver = true)
        {
            var walk = WithHearing(p)
                .Do("hearing.schedule", P.Hearing(day.AddDays(20)))
                .Do("hearing.announce", P.Notice(list));
            return (deliver ? walk.Do("hearing.deliver") : walk).Hand("hearing-record");
        }
        yield return new(
            "hearing.needs:hearing-record",
            p =>
                WithHearing(p)
                    .Do("hearing.schedule", P.Hearing(day.AddDays(20)))
                    .Do("hearing.announce", P.Notice())
                    .Do("hearing.deliver")
                    .Later(20)
                    .Do("hearing.hold", P.Held())
                    .Last
        );
        yield return new(
            "hearing.schedule#1",
            p => WithHearing(p).Do("hearing.schedule", P.Hearing(day)).Last
        );
        yield return new(
            "hearing.schedule#2",
            p => WithHearing(p).Do("hearing.schedule", P.Hearing(day.AddDays(20), false)).Last
        );
        yield return new(
            "hearing.announce#1",
            p => WithHearing(p).Do("hearing.announce", P.Notice()).Last
        );
        yield return new("hearing.deliver#1", p => WithHearing(p).Do("hearing.deliver").Last);
        yield return new(
            "clock:hearing-materials",
            p =>
                WithHearing(p)
                    .Do("hearing.schedule", P.Hearing(day.AddDays(20)))
                    .Later(14)
                    .Do("hearing.deliver")
                    .Last
        );
        yield return new(
            "hearing.hold#1",
            p => Scheduled(p).Later(19).Do("hearing.hold", P.Held()).Last
        );
        yield return new(
            "hearing.hold#2",
            p => Scheduled(p, list: false).Later(20).Do("hearing.hold", P.Held()).Last
        );
        yield return new(
            "hearing.hold#3",
            p => Scheduled(p, deliver: false).Later(20).Do("hearing.hold", P.Held()).Last
        );
        yield return new(
            "hearing.hold#4",
            p => Scheduled(p).Later(20).Do("hearing.hold", P.Held(debated: false)).Last
        );
        yield return new(
            "hearing.hold#5",
            p => Scheduled(p).Later(20).Do("hearing.hold", P.Held(signed: false)).Last
        );
        yield return new(
            "hearing.cancel#1",
            p =>
                WithHearing(p, required: true)
                    .Do("hearing.cancel", new { reason = "没有必要" })
                    .Last
        );
        yield return new(
            "hearing.cancel#2",
            p => Scheduled(p).Do("hearing.cancel", new { reason = "没有必要" }).Last
        );
        Walk Technical(Procedure p) => P.Drafted(p, new { technical = true });
        yield return new(
            "expert.draw#1",
            p =>
                Technical(p)
                    .Do("expert.draw", P.Drawn("甲", "乙"))
                    .Do("expert.draw", P.Drawn("丙"))
                    .Last
        );
        yield return new(
            "expert.decline#1",
            p =>
                Technical(p)
                    .Do("expert.draw", P.Drawn("甲"))
                    .Do(
                        "expert.decline",
                        new
                        {
                            name = "乙",
                            ground = "谢绝",
                            text = "出差",
                        }
                    )
                    .Last
        );
        yield return new(
            "expert.appoint#1",
            p =>
                Technical(p)
                    .Do("expert.appoint", new { experts = Array.Empty<object>(), form = "论证会" })
                    .Last
        );
        yield return new(
            "expert.appoint#2",
            p => Technical(p).Do("expert.appoint", P.Appointed(interest: true)).Last
        );
        yield return new(
            "expert.appoint#3",
            p => Technical(p).Do("expert.appoint", P.Appointed(way: "随机抽取")).Last
        );
        yield return new(
            "expert.appoint#4",
            p => Technical(p).Do("expert.appoint", P.Appointed(because: null)).Last
        );
        yield return new("expert.send#1", p => Technical(p).Do("expert.send").Last);
        yield return new(
            "expert.record#1",
            p => Technical(p).Hand("expert-opinion").Do("expert.record", P.Argued()).Last
        );
        Walk Appointed(Procedure p) =>
            Technical(p).Do("expert.appoint", P.Appointed()).Hand("expert-opinion");
        yield return new(
            "expert.record#2",
            p => Appointed(p).Do("expert.record", P.Argued("王教授")).Last
        );
        yield return new(
            "expert.record#3",
            p => Appointed(p).Do("expert.record", P.Argued(signed: false)).Last
        );
        yield return new(
            "expert.record#4",
            p => Appointed(p).Do("expert.record", P.Argued(adoption: "Rejected")).Last
        );
        yield return new(
            "expert.needs:expert-opinion",
            p =>
                Technical(p)
                    .Do("expert.appoint", P.Appointed())
                    .Do("expert.record", P.Argued())
                    .Last
        );
        Walk Risky(Procedure p) => P.Drafted(p, new { riskPossible = true });
        yield return new(
            "risk.needs:risk-report",
            p => Risky(p).Do("risk.conclude", P.Risk()).Last
        );
        yield return new(
            "risk.conclude#1",
            p => Risky(p).Hand("risk-report").Do("risk.conclude", P.Risk(consulted: " ")).Last
        );
        yield return new(
            "risk.conclude#2",
            p => Risky(p).Hand("risk-report").Do("risk.conclude", P.Risk(points: false)).Last
        );
        yield return new(
            "risk.conclude#3",
            p =>
                Risky(p)
                    .Hand("risk-report")
                    .Do("risk.conclude", P.Risk("Uncontrollable"))
                    .Do("redo-risk", new { reason = "再评" })
                    .Do("risk.conclude", P.Risk())
                    .Last
        );
        yield return new(
            "request.only-if#1",
            p =>
                Risky(p)
                    .Hand("risk-report")
                    .Do("participation.hear", P.Hear())
                    .Do("participation.close", P.NoneCame)
                    .Do("risk.conclude", P.Risk("Uncontrollable"))
                    .Do("request.send", P.Statement)
                    .Last
        );
        yield return new(
            "request.only-if#2",
            p =>
                P.Drafted(p, new { marketSubjects = true })
                    .Do("participation.hear", P.Hear())
                    .Do("participation.close", P.NoneCame)
                    .Returned("competition", "Barred")
                    .Do("request.send", P.Statement)
                    .Last
        );
        yield return new(
            "request.send#1",
            p => P.Heard(p).Do("request.send", new { procedureStatement = " " }).Last
        );
        yield return new(
            "request.send#2",
            p => P.Heard(p).Change(new { technical = true }).Do("request.send", P.Statement).Last
        );
        yield return new("deliberation.only-if#1", p => P.Submitted(p, outcome: "Unlawful").Last);
        yield return new(
            "deliberation.submit#1",
            p =>
                P.Initiated(p)
                    .Hand("draft")
                    .Do("drafting.complete", P.Drafting)
                    .Do("participation.hear", P.Hear())
                    .Do("participation.close", P.NoneCame)
                    .Do("request.send", P.Statement)
                    .Returned("legality", "Lawful")
                    .Do("deliberation.submit", P.Submission)
                    .Last
        );
        yield return new(
            "deliberation.submit#2",
            p =>
                P.Reviewed(p)
                    .Change(new { riskPossible = true })
                    .Do("deliberation.submit", P.Submission)
                    .Last
        );
        yield return new(
            "deliberation.submit#3",
            p =>
            {
                var walk = P.Heard(p).Do("request.send", P.Statement);
                walk.Took(
                    ProcedureEngine.ChildReturned(
                        p,
                        walk.State,
                        "legality",
                        "child",
                        "Lawful",
                        walk.Today,
                        walk.World,
                        new Dictionary<string, string> { ["draft"] = "a" }
                    )
                );
                return walk.Hand("draft", "b").Do("deliberation.submit", P.Submission).Last;
            }
        );
        yield return new(
            "deliberation.needs:minutes",
            p =>
                P.Heard(p)
                    .Do("request.send", P.Statement)
                    .Returned("legality", "Lawful")
                    .Do("deliberation.submit", P.Submission)
                    .Do("deliberation.decide", P.Deliberated())
                    .Last
        );
        yield return new(
            "deliberation.decide#1",
            p => P.Reviewed(p).Do("deliberation.decide", P.Deliberated()).Last
        );
        (object Input, string Outcome)[] deliberations =
        [
            (P.Deliberated(kind: "其他会议"), "Lawful"),
            (P.Deliberated(speakers: [P.Speaker()]), "Lawful"),
            (P.Deliberated(speakers: [P.Speaker(head: true), P.Speaker()]), "Lawful"),
            (
                P.Deliberated(
                    speakers: [P.Speaker(), P.Speaker("Reserved"), P.Speaker(head: true)]
                ),
                "Lawful"
            ),
            (
                P.Deliberated(
                    speakers: [P.Speaker("Against", said: "财力不足"), P.Speaker(head: true)]
                ),
                "Lawful"
            ),
            (P.Deliberated(), "Exploratory"),
            (P.Deliberated(executors: false), "Lawful"),
        ];
        for (var i = 0; i < deliberations.Length; i++)
        {
            var (input, outcome) = deliberations[i];
            yield return new(
                $"deliberation.decide#{i + 2}",
                p => P.Submitted(p, outcome: outcome).Do("deliberation.decide", input).Last
            );
        }
        yield return new(
            "party.only-if#1",
            p => P.Decided(p, "Postponed").Do("party.report", P.Party).Last
        );
        yield return new(
            "party.waive#1",
            p => P.Decided(p).Do("party.waive", new { rule = " " }).Last
        );
        Walk Asked(Procedure p, string decision = "Agreed") =>
            P.Decided(p, decision).Do("party.report", P.Party);
        yield return new(
            "publish.announce#1",
            p => Asked(p, "Amended").Do("publish.announce", P.Published()).Last
        );
        yield return new(
            "publish.announce#2",
            p => Asked(p).Do("publish.announce", P.Published(all: false)).Last
        );
        yield return new(
            "publish.announce#3",
            p =>
                Asked(p).Change(new { technical = true }).Do("publish.announce", P.Published()).Last
        );
        yield return new(
            "issue.register#1",
            p =>
                P.Drafted(p, P.Secret)
                    .Do("request.send", P.Statement)
                    .Returned("legality", "Lawful")
                    .Hand("minutes")
                    .Do("deliberation.submit", P.Submission)
                    .Do("deliberation.decide", P.Deliberated("Amended"))
                    .Do("party.report", P.Party)
                    .Do("issue.register", new { reason = "内部执行" })
                    .Last
        );
        yield return new(
            "filing.complete#1",
            p => Asked(p).Do("publish.announce", P.Published()).Do("filing.complete", P.Filed).Last
        );
        yield return new(
            "execution.report#1",
            p => P.Announced(p, day.AddDays(1)).Later(5).Do("execution.report", P.Report()).Last
        );
        object Suspend(bool urgent = true, string reason = "塌方") =>
            new { isUrgent = urgent, reason };
        Walk Hindered(Procedure p) =>
            P.Announced(p).Do("execution.report", P.Report("无法执行", "客观情况发生重大变化"));
        yield return new(
            "execution.suspend#1",
            p =>
                Hindered(p)
                    .Do("execution.suspend", Suspend())
                    .Do("execution.suspend", Suspend(reason: "再次塌方"))
                    .Last
        );
        yield return new(
            "execution.suspend#2",
            p => P.Announced(p).Do("execution.suspend", Suspend()).Last
        );
        yield return new(
            "execution.suspend#3",
            p => Hindered(p).Do("execution.suspend", Suspend(urgent: false)).Last
        );
        yield return new(
            "execution.resume#1",
            p => P.Announced(p).Do("execution.resume", new { reason = "已修复" }).Last
        );
        yield return new(
            "execution.major-change#1",
            p =>
                P.Announced(p)
                    .Do("execution.major-change", new { reason = "客流变化" })
                    .Do("execution.major-change", new { reason = "客流又变化" })
                    .Last
        );
        yield return new(
            "execution.end#1",
            p => P.Announced(p).Do("execution.end", new { how = "Stopped", text = "停止" }).Last
        );
        foreach (
            var stage in new[]
            {
                "participation",
                "hearing",
                "expert",
                "risk",
                "competition",
                "request",
            }
        )
        {
            yield return new(
                $"redo-{stage}#1",
                p => P.Opened(p).Do($"redo-{stage}", new { reason = "补办" }).Last
            );
            yield return new(
                $"redo-{stage}#2",
                p => P.Decided(p).Do($"redo-{stage}", new { reason = "补办" }).Last
            );
        }
        yield return new(
            "resubmit#1",
            p => P.Reviewed(p).Do("resubmit", new { reason = "再议" }).Last
        );
        yield return new("lapse#1", p => P.Opened(p).Do("lapse").Last);
        yield return new("lapse#2", p => P.Decided(p, "Postponed").Do("lapse").Last);
        yield return new(
            "terminate#1",
            p => P.Decided(p).Do("terminate", new { reason = "不再推进" }).Last
        );
    }

    private static IEnumerable<Witness> OfEvaluations()
    {
        var day = P.Day;
        yield return new(
            "proposal.answer#1",
            p => P.Proposed(p, day).Do("proposal.answer", new { starts = false }).Last
        );
        Walk Started(Procedure p) =>
            P.Proposed(p, day).Do("proposal.answer", new { starts = true });
        yield return new(
            "plan.appoint#1",
            p => Started(p).Do("plan.appoint", P.Evaluator("Main")).Last
        );
        yield return new("plan.approve#1", p => Started(p).Do("plan.approve", P.Plan).Last);
        yield return new(
            "plan.approve#2",
            p =>
                Started(p)
                    .Do("plan.appoint", P.Evaluator())
                    .Do(
                        "plan.approve",
                        new { indicators = Array.Empty<object>(), participants = "人大代表" }
                    )
                    .Last
        );
        yield return new(
            "inquiry.report#1",
            p =>
                P.Planned(p, day)
                    .Do("inquiry.record", P.Asked("人民团体"))
                    .Do("inquiry.report", P.Findings())
                    .Last
        );
        yield return new(
            "inquiry.report#2",
            p =>
                P.Planned(p, day)
                    .Do("inquiry.record", P.Asked())
                    .Do("pause", new { reason = "委托" })
                    .Do("inquiry.report", P.Findings())
                    .Last
        );
        yield return new(
            "inquiry.report#3",
            p =>
                P.Planned(p, day)
                    .Do("inquiry.record", P.Asked())
                    .Do("inquiry.report", P.Findings("满意度"))
                    .Last
        );
        yield return new(
            "consider.decide#1",
            p =>
                P.ReportedOn(p, day)
                    .Do("consider.decide", new { decision = "Stop", text = "停止" })
                    .Last
        );
        yield return new(
            "consider.decide#2",
            p =>
                P.ReportedOn(p, day)
                    .Do("consider.decide", new { decision = "Suspend", text = "中止" })
                    .Last
        );
        object Suspend(string ground, bool urgent) =>
            new
            {
                ground,
                isUrgent = urgent,
                reason = "塌方",
            };
        yield return new(
            "consider.suspend#1",
            p => P.ReportedOn(p, day).Do("consider.suspend", Suspend("无", true)).Last
        );
        yield return new(
            "consider.suspend#2",
            p => P.ReportedOn(p, day).Do("consider.suspend", Suspend("决策存在问题", false)).Last
        );
        yield return new("extend#1", p => Started(p).Do("extend", new { reason = "样本" }).Last);
        yield return new(
            "pause#1",
            p =>
                P.Planned(p, day)
                    .Do("pause", new { reason = "委托" })
                    .Do("pause", new { reason = "再委托" })
                    .Last
        );
        yield return new("pause#2", p => Started(p).Do("pause", new { reason = "委托" }).Last);
        yield return new("resume#1", p => P.Planned(p, day).Do("resume").Last);
    }
}
