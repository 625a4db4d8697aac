using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Testing.Procedures;

namespace Fadu.Law.Tests.Procedures;

public sealed class EngineTests
{
    private static DateOnly D(string iso) =>
        DateOnly.Parse(iso, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void WhoeverOpensAMatter_GetsItsFirstStageAndNextStep()
    {
        var walk = Samples.Decision();

        Assert.Equal(["drafting"], walk.State.Stages.Keys);
        var next = Assert.Single(ProcedureEngine.NextSteps(Samples.Decide, walk.State));
        Assert.Equal("拟订草案：拟订完成", next.Text);
        Assert.Equal([ProcedureRoles.Handler], next.Roles);
        Assert.Equal("SampleDecisions", Assert.Single(walk.State.Counts).Figure);
        Assert.Equal(Samples.Decide.Hash, walk.State.Print);
    }

    [Fact]
    public void StagesThatDoNotApply_AreAbsentByLawWithTheirArticle()
    {
        var walk = Samples.Drafted();

        var expert = walk.State.Stages["expert"];
        Assert.Equal(StageStatus.Absent, expert.Status);
        Assert.Equal("专业性不强", expert.Reason);
        Assert.Equal("样例条例第六条", expert.Basis);
        Assert.True(walk.State.IsOpen("participation"));
        Assert.Contains(
            "依法不适用",
            Assert
                .Single(walk.Do("expert.opine", new { interested = false }).Last.Refusals)
                .Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void TheForbiddenShortcut_IsRefusedWithItsArticle()
    {
        var walk = Samples.Heard();
        var before = walk.State;

        walk.Do("deliberation.decide", new { decision = "Passed", name = "第1次常务会议" });

        Assert.Equal(
            "未经审查或者审查不合法，不得提交讨论（样例条例第八条）",
            Assert.Single(walk.Last.Refusals).ToString()
        );
        Assert.Same(before, walk.State);
    }

    [Fact]
    public void WhatHappenedAllTheSame_IsOnRecordAndCounts()
    {
        var walk = Samples.Heard();
        var input = new { decision = "Passed", name = "第1次常务会议" };

        walk.DoDespite("deliberation.decide", "会议未等审查意见即讨论通过", input);

        Assert.False(walk.Last.IsRefused);
        var fact = Assert.Single(walk.State.Unlawful);
        Assert.Equal(("no-review", "样例条例第八条"), (fact.Fact, fact.Basis));
        Assert.Contains(walk.State.Counts, c => c.Figure == "SampleNoReview");
        Assert.Equal("Passed", walk.State.Stages["deliberation"].Result);
        Assert.True(walk.State.IsOpen("publishing"));
        // What no declared fact covers stays refused.
        Assert.True(
            Samples
                .Heard()
                .DoDespite("deliberation.decide", "会议", new { decision = "Passed" })
                .Last.IsRefused
        );
        // And what is in order is not to be recorded as if it were not.
        Assert.True(
            Samples.Reviewed().DoDespite("deliberation.decide", "会议", input).Last.IsRefused
        );
    }

    [Fact]
    public void SomethingUnlawfulThatIsNoStep_IsRecordedOnce()
    {
        var walk = Samples.Decision();
        Transition Record(MatterState state) =>
            ProcedureEngine.RecordUnlawful(
                Samples.Decide,
                state,
                "secret",
                Samples.Day,
                "未在网站公布",
                Acting.As("a", ProcedureRoles.Handler),
                walk.World
            );

        var first = Record(walk.State);
        Assert.Equal("secret", Assert.Single(first.State.Unlawful).Fact);
        Assert.True(Record(first.State).IsNothing);
    }

    [Fact]
    public void AProtectedWindow_HoldsTheNextStepUntilTheDayAfter()
    {
        // 2026-03-02 + 30 days = 2026-04-01.
        var walk = Samples.Drafted().Do("participation.publish", new { });
        Assert.Equal(D("2026-04-01"), walk.Due("comment"));

        walk.On(D("2026-04-01")).Do("participation.close", new { adoption = "无" });
        Assert.Equal(
            "公开征求意见期限未满，不得归纳意见：公开征求意见至2026年4月1日止，最早可于2026年4月2日办理（样例条例第五条）",
            Assert.Single(walk.Last.Refusals).ToString()
        );
        walk.On(D("2026-04-02")).Do("participation.close", new { adoption = "无" });
        Assert.False(walk.Last.IsRefused);
    }

    [Fact]
    public void AWindowShortenedWithPublishedReason_DoesNotHold()
    {
        var walk = Samples
            .Drafted()
            .Do("participation.publish", new { shorterBecause = "汛期将至" })
            .Later(10)
            .Do("participation.close", new { adoption = "无" });

        Assert.False(walk.Last.IsRefused);
    }

    [Fact]
    public void AWindowCutShortWithoutReason_CanOnlyBeRecordedAsSuch()
    {
        var walk = Samples
            .Drafted()
            .Do("participation.publish", new { })
            .Later(10)
            .DoDespite("participation.close", "领导要求提前", new { adoption = "无" });

        Assert.False(walk.Last.IsRefused);
        Assert.Equal("too-short", Assert.Single(walk.State.Unlawful).Fact);
    }

    [Fact]
    public void ABackwardLimit_RefusesWhatComesTooLate()
    {
        var walk = Samples.Drafted().Do("participation.schedule", new { on = "2026-03-20" });
        Assert.Equal(D("2026-03-13"), walk.Due("hearing-materials"));

        Assert.False(walk.On(D("2026-03-13")).Do("participation.deliver").Last.IsRefused);

        var late = Samples
            .Drafted()
            .Do("participation.schedule", new { on = "2026-03-20" })
            .On(D("2026-03-14"))
            .Do("participation.deliver");
        Assert.Contains(
            "最迟应于2026年3月13日办理",
            late.Last.Refusals[0].Sentence,
            StringComparison.Ordinal
        );
        // The hearing is put off: the latest day goes with it.
        late.Do("participation.schedule", new { on = "2026-03-25" }).Do("participation.deliver");
        Assert.False(late.Last.IsRefused);
    }

    [Fact]
    public void ActingTwice_DoesNothingTwice()
    {
        var walk = Samples.Drafted();
        var once = walk.State;

        walk.Do("drafting.ready");

        Assert.True(walk.Last.IsNothing);
        Assert.Same(once, walk.State);
        // The same step on another day is not the same act.
        Assert.Contains(
            "已于2026年3月2日",
            walk.Later(1).Do("drafting.ready").Last.Refusals[0].Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void AStepEnteredAfterwards_CarriesBothDaysAndTheReason()
    {
        var walk = Samples.Decision().Hand("draft").Hand("statement").On(D("2026-03-09"));

        walk.DoLate("drafting.ready", D("2026-03-04"), null);
        Assert.Contains(
            "事后补录",
            Assert.Single(walk.Last.Refusals).Sentence,
            StringComparison.Ordinal
        );

        walk.DoLate("drafting.ready", D("2026-03-04"), "经办人出差");
        var late = Assert.Single(walk.Last.Effects.OfType<RecordedLate>());
        Assert.Equal(
            (D("2026-03-04"), D("2026-03-09"), "经办人出差"),
            (late.Happened, late.Recorded, late.Reason)
        );
        Assert.Equal(D("2026-03-04"), walk.State.Stages["drafting"].ClosedOn);
        Assert.True(walk.State.HasLateEntries);

        walk.DoLate("participation.publish", D("2026-03-10"), "提前登记", new { });
        Assert.Contains(
            "晚于今天",
            Assert.Single(walk.Last.Refusals).Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void SomebodyWithoutAPart_IsRefusedAndHearsWhoMay()
    {
        var walk = Samples.Decision().Hand("draft").Hand("statement");

        walk.Do("drafting.ready", who: Acting.As("x", ProcedureRoles.Party));

        var refusal = Assert.Single(walk.Last.Refusals);
        Assert.Equal(RefusalSort.Forbidden, refusal.Sort);
        Assert.Equal("“拟订完成”应当由承办人办理", refusal.Sentence);
    }

    [Fact]
    public void MissingInput_IsNamedInChinese()
    {
        var walk = Samples.Drafted().Do("participation.schedule", new { });

        var refusal = Assert.Single(walk.Last.Refusals);
        Assert.Equal(
            (RefusalSort.Invalid, "没有填写“听证会日期”", "on"),
            (refusal.Sort, refusal.Sentence, refusal.Field)
        );
    }

    [Fact]
    public void OffersTellBeforeAnythingIsFilledIn_WhyAStepCannotBeTaken()
    {
        var walk = Samples.Decision();

        var offers = ProcedureEngine.Offers(Samples.Decide, walk.State, null, walk.World);

        var ready = Assert.Single(offers, o => o.Action.Key == "drafting.ready");
        Assert.Equal(
            [
                "缺少草案，不能办理“拟订完成”（样例条例第三条）",
                "缺少说明，不能办理“拟订完成”（样例条例第三条）",
            ],
            ready.Refusals.Select(r => r.ToString())
        );
        Assert.True(Assert.Single(offers, o => o.Action.Key == "give-up").IsOpen);
        Assert.DoesNotContain(offers, o => o.Action.Key == "expert.deem");
    }

    [Fact]
    public void AChildMatter_IsOpenedAndItsOutcomeComesBackAsAnEntry()
    {
        var walk = Samples.Heard();
        var wanted = Assert.Single(walk.Last.Effects.OfType<ChildWanted>());
        Assert.Equal(("review", "sample.review"), (wanted.Slot, wanted.Procedure));
        Assert.Equal("停车收费", (string?)wanted.Facts["title"]);

        walk.Returned("review", "lawful");
        Assert.Equal("lawful", walk.State.Stages["legality"].Result);
        Assert.True(walk.State.IsOpen("deliberation"));
        Assert.True(walk.Returned("review", "lawful").Last.IsNothing);
    }

    [Fact]
    public void WhereAResultBarsTheNextStage_TheMatterStillAsksForSomething()
    {
        var walk = Samples.Reviewed(outcome: "unlawful");

        var next = Assert.Single(ProcedureEngine.NextSteps(Samples.Decide, walk.State));
        Assert.Equal("集体讨论：终止、修改草案", next.Text);
    }

    [Fact]
    public void ARevisedDraft_RunsThroughEverythingAgain()
    {
        var walk = Samples.Reviewed(outcome: "unlawful").Do("revise");

        Assert.Equal(["drafting"], walk.State.Stages.Keys);
        Assert.Equal(2, walk.State.Stages["drafting"].Times);
        walk.Hand("draft", "b")
            .Do("drafting.ready")
            .Do("participation.publish", new { })
            .Later(40)
            .Do("participation.close", new { adoption = "无" });
        Assert.Equal(
            [1, 2],
            walk.State.Materials.Where(m => m.Material == "draft").Select(m => m.Version)
        );
        Assert.True(walk.State.IsOpen("legality"));
        Assert.Null(walk.State.Children["review"].Outcome);
        walk.Returned("review", "lawful")
            .Do("deliberation.decide", new { decision = "Passed", name = "第2次" })
            .Do("publishing.done");
        Assert.Equal("published", walk.State.Outcome);
        Assert.True(walk.State.IsEnded);
    }

    [Fact]
    public void ADutyToPublish_StandsUntilItIsDone()
    {
        var walk = Samples
            .Reviewed()
            .Do("deliberation.decide", new { decision = "Passed", name = "第1次" });
        Assert.Null(walk.State.Duties["publication"].DoneOn);

        walk.Later(3).Do("publishing.done");

        Assert.Equal(walk.Today, walk.State.Duties["publication"].DoneOn);
        Assert.Equal(walk.Today, walk.State.Clocks["publish"].StoppedOn);
        Assert.Equal(["notice-1", "minutes-1"], walk.State.Documents.Select(d => d.Id));
    }

    [Fact]
    public void AMissedLimit_IsEnteredOnTheDayAfterAndOnce()
    {
        var walk = Samples.Accepted();
        var due = walk.Due("max")!.Value;

        Assert.True(walk.On(due).Tick().Last.IsNothing);
        var missed = Assert.Single(
            walk.On(due.AddDays(1)).Tick().Last.Effects.OfType<ClockMissed>()
        );
        Assert.Equal(("max", due), (missed.Clock, missed.Due));
        Assert.True(walk.Later(1).Tick().Last.IsNothing);
    }

    [Fact]
    public void WhatTheLawDeemsDone_IsEnteredByTheSystemOnTheLastDay()
    {
        var walk = Samples.Drafted(technical: true);
        var due = walk.Due("expert-answer")!.Value;

        walk.On(due.AddDays(3)).Tick();

        Assert.Equal(
            (StageStatus.Closed, due),
            (walk.State.Stages["expert"].Status, walk.State.Stages["expert"].ClosedOn)
        );
        Assert.Null(walk.State.Acts[^1].By);
    }

    [Theory]
    [InlineData("2026-06-01", "2026-06-04", "2026-06-09", "2026-06-26")] // blocks L3: without the pause 2026-06-23
    [InlineData("2026-03-30", "2026-04-02", "2026-04-08", "2026-04-24")] // N3, over 清明
    public void APause_MovesTheLimitByTheDaysBetween(
        string start,
        string pause,
        string resume,
        string due
    )
    {
        var walk = new Walk(Samples.Review, D(start))
            .Open(new { title = "甲" })
            .Do("intake.accept", new { completeOn = start })
            .On(D(pause))
            .Do("review.pause");
        Assert.Null(walk.Due("max"));

        walk.On(D(resume)).Do("review.resume");

        Assert.Equal(D(due), walk.Due("max"));
    }

    [Fact]
    public void AnExtension_IsBoundedInLengthAndNumber()
    {
        // blocks L5: complete 2026-09-18, 5 working days 2026-09-24; extended 2026-10-09.
        var walk = new Walk(Samples.Review, D("2026-09-18"))
        {
            Setting = static (_, c) => c == "max" ? TimeLimit.WorkingDays(5, OwnRule.Local) : null,
        };
        walk.Open(new { title = "甲" }).Do("intake.accept", new { completeOn = "2026-09-18" });
        Assert.Equal(D("2026-09-24"), walk.Due("max"));

        Assert.Contains(
            "最多延长5个工作日",
            walk.Do("review.extend", new { days = 6 }).Last.Refusals[0].Sentence,
            StringComparison.Ordinal
        );
        walk.Do("review.extend", new { days = 5 });
        Assert.Equal(D("2026-10-09"), walk.Due("max"));
        Assert.Contains(
            "最多延长1次",
            walk.Later(1).Do("review.extend", new { days = 1 }).Last.Refusals[0].Sentence,
            StringComparison.Ordinal
        );

        // Begun anew, it may be extended again.
        walk.Do("restart").Do("review.extend", new { days = 1 });
        Assert.False(walk.Last.IsRefused);
    }

    [Fact]
    public void AWrongDayCorrected_MovesTheClockThatRanFromIt()
    {
        var walk = Samples.Accepted();
        Assert.Equal(D("2026-03-23"), walk.Due("max"));

        walk.Took(
            ProcedureEngine.CorrectDay(
                Samples.Review,
                walk.State,
                "complete",
                D("2026-02-27"),
                Acting.As("a"),
                walk.World
            )
        );

        // From Friday on, with a make-up Saturday (2026-02-28) as the first day.
        Assert.Equal(D("2026-03-19"), walk.Due("max"));
    }

    [Fact]
    public void FactsCorrected_ChangeNothingElse()
    {
        var walk = Samples.Accepted();
        var changed = ProcedureEngine.ChangeFacts(
            Samples.Review,
            walk.State,
            Walk.Json(new { title = "乙" }),
            Acting.As("a"),
            walk.World
        );

        Assert.Equal("乙", (string?)changed.State.Facts["title"]);
        Assert.Equal(walk.State.Stages, changed.State.Stages);
        Assert.True(
            ProcedureEngine
                .ChangeFacts(
                    Samples.Review,
                    changed.State,
                    Walk.Json(new { title = "乙" }),
                    Acting.As("a"),
                    walk.World
                )
                .IsNothing
        );
        Assert.True(
            ProcedureEngine
                .ChangeFacts(
                    Samples.Review,
                    walk.State,
                    Walk.Json(new { title = 5 }),
                    Acting.As("a"),
                    walk.World
                )
                .IsRefused
        );
    }

    [Fact]
    public void AMatterThatHasEnded_TakesNothingMore()
    {
        var walk = Samples.Accepted().Do("review.fine");
        Assert.Equal("lawful", walk.State.Outcome);

        Assert.Contains(
            "结束",
            walk.Later(1).Do("withdraw").Last.Refusals[0].Sentence,
            StringComparison.Ordinal
        );
        Assert.Empty(ProcedureEngine.Offers(Samples.Review, walk.State, null, walk.World));
        Assert.All(walk.State.Clocks.Values, c => Assert.False(c.IsOpen));
    }
}
