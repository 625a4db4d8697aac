using Fadu.Core.Figures;
using Fadu.Law.Procedures;
using Fadu.Modules.LegalityReview;
using Fadu.Testing.Procedures;

namespace Fadu.Core.Tests.LegalityReview;

/// <summary>公平竞争审查、常务会议议题、政府合同: what they refuse, what they record, and how they read.</summary>
public sealed class DeclarationTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static readonly Procedure[] All =
    [
        CompetitionReviews.Department2021,
        CompetitionReviews.Department2024,
        CompetitionReviews.Government2024,
        AgendaItems.Item,
        Contracts.Contract,
    ];

    [Fact]
    public void EveryRule_RefusesItsWitnessAndNothingElseDoes() =>
        Assert.Empty(All.SelectMany(p => Witness.Faults(p, [.. WitnessesOf(p)])));

    [Fact]
    public void RandomWalks_NeverBreakAProcedureAndAlwaysEnd()
    {
        var faults =
            from procedure in All
            from seed in Enumerable.Range(0, 15)
            let fault = RandomWalk.Fault(procedure, seed, _ => ["Lawful", "Unlawful"])
            where fault is not null
            select $"{procedure} seed {seed}: {fault}";
        Assert.Empty(faults.Take(3));
    }

    [Fact]
    public void ThePrintsForLawyers_AreAsTheyWereReviewed() => Prints.AreAsReviewed(All);

    [Fact]
    public void ACountysMeasure_CannotBeReviewedByItsDrafterAlone()
    {
        var walk = Play.Opened(
            CompetitionReviews.Department2024,
            Day,
            issuer: CompetitionFacts.Government
        );

        Assert.Equal(
            "拟由县级以上人民政府出台或者提请本级人大及其常委会审议的政策措施，由市场监督管理部门会同起草单位审查，不能自行审查（公平竞争审查条例第十四条）",
            Assert.Single(walk.Last.Refusals).ToString()
        );
    }

    [Fact]
    public void BeforeTheRegulation_ThatWasLawful()
    {
        var editions = new ProcedureEditions(
            CompetitionReviews.Department2021,
            CompetitionReviews.Department2024
        );

        Assert.Equal("2021", editions.On(new(2024, 7, 22))!.Edition);
        Assert.Equal("2024", editions.On(new(2024, 8, 1))!.Edition);
        Assert.False(
            Play.Opened(
                editions.On(new(2024, 7, 22))!,
                new(2024, 7, 22),
                issuer: CompetitionFacts.Government
            ).Last.IsRefused
        );
    }

    [Fact]
    public void WhatArticleTenLists_IsNoViolationWithABasis()
    {
        Walk Conclude(object hit) =>
            Play.Preliminary(CompetitionReviews.Government2024, Day)
                .Do("conclusion.issue", Play.Concluded("Clear", [hit]));

        Assert.True(Conclude(Play.Hit("S1001")).Last.IsRefused);
        Assert.False(Conclude(Play.Hit("S1001", basis: "企业所得税法第二十九条")).Last.IsRefused);
        // The other articles know no such exception.
        Assert.True(Conclude(Play.Hit("S0901", basis: "企业所得税法第二十九条")).Last.IsRefused);
    }

    [Fact]
    public void AnException_EndsTheReviewAndRunsToItsDay()
    {
        var walk = Play.Preliminary(CompetitionReviews.Government2024, Day)
            .Do(
                "conclusion.issue",
                Play.Concluded(
                    "Exception",
                    [Play.Hit()],
                    "为维护国家安全和发展利益",
                    "没有影响更小的替代方案。",
                    "2027-03-01"
                )
            );

        Assert.Equal(("Exception", true), (walk.State.Outcome, walk.State.IsEnded));
        Assert.Equal(new(2027, 3, 1), walk.Due("exception-end"));
        walk.On(new(2027, 2, 20))
            .Do("evaluate", new { what = "到期停止执行", text = "措施已经停止。" });
        Assert.False(walk.Last.IsRefused);
        Assert.False(walk.State.Clocks["exception-end"].IsOpen);
    }

    [Fact]
    public void AReviewThatInvolvesTheMarket_WaitsForTheConclusionAndTakesItOver()
    {
        var walk = Sent(Reviews.Document2018, market: true);
        Assert.Contains(
            "涉及经营者经济活动但未附公平竞争审查结论，不得受理（公平竞争审查条例第十八条）",
            Accept(walk).Last.Refusals.Select(r => r.ToString())
        );

        walk.Do("competition", new { affectsPublic = true });
        var wanted = Assert.Single(walk.Last.Effects.OfType<ChildWanted>());
        Assert.Equal(CompetitionReviews.OfGovernment, wanted.Procedure);
        Assert.Equal(CompetitionFacts.Government, (string?)wanted.Facts["issuer"]);
        Assert.False(
            new Walk(CompetitionReviews.Government2024, Day).Open(wanted.Facts).Last.IsRefused
        );
        Assert.True(Accept(walk).Last.IsRefused);

        walk.Returned("competition", "ClearAfterRevision");
        Assert.False(Accept(walk).Last.IsRefused);
    }

    [Fact]
    public void AnItemWithoutAnOpinion_IsRefusedWithItsArticle_AndDecidedAllTheSameItIsRecorded()
    {
        var walk = Play.Item(AgendaItems.Item, Day).Do("agenda.propose");
        Assert.Equal(
            "未经合法性审查，不得提交集体讨论（重大行政决策程序暂行条例第二十五条第二款）",
            Assert.Single(walk.Last.Refusals).ToString()
        );
        walk.Do("agenda.attend", Play.Attended);

        walk.DoDespite("agenda.decide", "会议临时增加议题，没有等审查意见。", Play.Decided());

        Assert.False(walk.Last.IsRefused, string.Join('；', walk.Last.Refusals));
        Assert.Equal("decided-unreviewed", Assert.Single(walk.State.Unlawful).Fact);
        Assert.Equal((1, 1, 0), Counts(walk));
    }

    [Fact]
    public void AnItem_IsDecidedOnTheVeryDraftThatWasReviewed()
    {
        var walk = Play.Item(AgendaItems.Item, Day, draft: "b").Name("review", "Lawful", "a");
        Assert.Contains(
            "不是同一稿",
            Assert.Single(walk.Do("agenda.propose").Last.Refusals).Sentence,
            StringComparison.Ordinal
        );

        walk.Hand("draft", "a")
            .Do("agenda.propose")
            .Do("agenda.place", Play.Meeting(Day.AddDays(3)))
            .Do("agenda.attend", Play.Attended)
            // Exchanged at the last moment.
            .Hand("draft", "c")
            .Do("agenda.decide", Play.Decided());
        Assert.Contains(
            "不是同一稿",
            Assert.Single(walk.Last.Refusals).Sentence,
            StringComparison.Ordinal
        );

        walk.Hand("draft", "a").Do("agenda.decide", Play.Decided());
        Assert.False(walk.Last.IsRefused);
        Assert.Equal((0, 1, 1), Counts(walk));
        walk.Do("minutes.issue", new { number = "云政常纪〔2026〕6号" });
        Assert.Equal(("Passed", true), (walk.State.Outcome, walk.State.IsEnded));
    }

    [Fact]
    public void AContractSignedUnreviewed_IsRefusedOrRecordedAndCounted()
    {
        var walk = Play.Drafted(Contracts.Contract, Day).Do("signing.sign", Play.Signing());
        Assert.Contains(
            "政府合同未经合法性审查，不得签订",
            Assert.Single(walk.Last.Refusals).Sentence,
            StringComparison.Ordinal
        );

        walk.DoDespite("signing.sign", "工期紧，先签后补。", Play.Signing());

        Assert.Equal("signed-unreviewed", Assert.Single(walk.State.Unlawful).Fact);
        Assert.Equal(1, Count(walk, ReviewFigures.SignedUnreviewed));
        Assert.Equal(
            walk.Due("filing"),
            Assert.Single(walk.State.Counts, c => c.Figure == ReviewFigures.FilingsDue.Code).On
        );
    }

    [Fact]
    public void AContract_SendsItselfToReviewWithWhatItsRecordSays()
    {
        var walk = Play.Drafted(Contracts.Contract, Day)
            .Do(
                "signing.send",
                new
                {
                    bases = new[] { "民法典" },
                    procedureStatement = "已立项。",
                    involvesMarket = false,
                }
            );
        var wanted = Assert.Single(walk.Last.Effects.OfType<ChildWanted>());

        Assert.False(new Walk(Reviews.Contract, Day).Open(wanted.Facts).Last.IsRefused);
        Assert.Equal("城区停车设施特许经营协议", (string?)wanted.Facts["title"]);
        walk.Returned("review", "Unlawful").Do("signing.sign", Play.Signing());
        Assert.Contains(
            "没有作出合法的结论",
            Assert.Single(walk.Last.Refusals).Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ABreachOfOurs_CountsAndAFilingInTimeCounts()
    {
        var walk = Play.Signed(Contracts.Contract, Day)
            .Later(3)
            .Do("performance.file", new { number = "县司法局" })
            .Do(
                "performance.dispute",
                new
                {
                    breachBy = "Ours",
                    text = "付款迟延",
                    way = "协商",
                }
            )
            .Do("performance.settle", new { text = "已付款" })
            .Do("performance.complete", new { text = "已验收" });

        Assert.Equal(("performed", true), (walk.State.Outcome, walk.State.IsEnded));
        Assert.Equal(1, Count(walk, ReviewFigures.Breaches));
        Assert.Equal(1, Count(walk, ReviewFigures.FilingsOnTime));
    }

    private static (long Skipped, long InScope, long Covered) Counts(Walk walk) =>
        (
            Count(walk, ReviewFigures.Skipped),
            Count(walk, ReviewFigures.InScope),
            Count(walk, ReviewFigures.Covered)
        );

    private static long Count(Walk walk, Figure figure) =>
        walk.State.Counts.Where(c => c.Figure == figure.Code).Sum(c => c.Amount);

    private static Walk Sent(Procedure p, bool market)
    {
        var walk = new Walk(p, Day).Open(
            new
            {
                title = "云岭县停车收费管理办法",
                bases = new[] { "道路交通安全法第三十三条" },
                procedureStatement = "已公开征求意见。",
                involvesMarket = market,
                issuedAs = "县政府",
            }
        );
        foreach (var need in p.Stage("intake").Needs)
        {
            walk.Hand(need.Material);
        }
        return walk;
    }

    private static Walk Accept(Walk walk) =>
        walk.Do("intake.accept", new { completeOn = Play.Iso(Day) });

    private static IEnumerable<Witness> WitnessesOf(Procedure procedure) =>
        procedure.Key switch
        {
            AgendaItems.Key => OfItems(),
            Contracts.Key => OfContracts(),
            _ => OfCompetition(procedure),
        };

    private static IEnumerable<Witness> OfCompetition(Procedure procedure)
    {
        var day = procedure.InForceUntil is null ? Day : procedure.InForceFrom;
        var joint = procedure.Key == CompetitionReviews.OfGovernment;
        Transition Conclude(Procedure p, object conclusion, bool revised = false)
        {
            var walk = Play.Preliminary(p, day);
            if (revised)
            {
                walk.Hand("draft", "b");
            }
            return walk.Do("conclusion.issue", conclusion).Last;
        }
        if (procedure.Edition == "2024")
        {
            yield return new(
                "open#1",
                p =>
                    Play.Opened(
                        p,
                        day,
                        joint ? CompetitionFacts.Township : CompetitionFacts.Congress
                    ).Last
            );
        }
        yield return new(
            "scoping.apply#1",
            p => Play.Opened(p, day, operators: false).Do("scoping.apply").Last
        );
        yield return new(
            "scoping.not-applicable#1",
            p => Play.Opened(p, day).Do("scoping.not-applicable", new { reason = "内部管理" }).Last
        );
        yield return new(
            "hearing.record#1",
            p => Play.Scoped(p, day).Do("hearing.record", Play.Views(View.OfThePublic)).Last
        );
        yield return new(
            "hearing.record#2",
            p => Play.Scoped(p, day, @public: true).Do("hearing.record", Play.Views()).Last
        );
        yield return new(
            "hearing.record#3",
            p => Play.Scoped(p, day).Do("hearing.record", Play.Views(adopted: false)).Last
        );
        yield return new(
            "clock:public",
            p =>
            {
                var walk = Play.Scoped(p, day, @public: true)
                    .Hand("draft")
                    .Do("hearing.publish", new { where = "县政府网站" })
                    .Do("hearing.record", Play.Views());
                if (joint)
                {
                    walk.Do(
                        "preliminary.submit",
                        new { opinion = "未发现违反审查标准的内容。" },
                        Acting.As("drafter", ProcedureRoles.Sender)
                    );
                }
                return walk.Do("conclusion.issue", Play.Concluded()).Last;
            }
        );
        yield return new(
            "conclusion.issue#1",
            p => Conclude(p, Play.Concluded("Clear", [Play.Hit()]))
        );
        yield return new("conclusion.issue#2", p => Conclude(p, Play.Concluded("Barred")));
        yield return new(
            "conclusion.issue#3",
            p => Conclude(p, Play.Concluded("ClearAfterRevision", [Play.Hit(removed: true)]))
        );
        yield return new(
            "conclusion.issue#4",
            p => Conclude(p, Play.Concluded("Exception", [Play.Hit()], endsWhen: "规划期满"))
        );
        yield return new(
            "conclusion.issue#5",
            p =>
                Conclude(
                    p,
                    Play.Concluded(
                        "Exception",
                        [Play.Hit()],
                        "为维护国家安全和发展利益",
                        "没有影响更小的替代方案。"
                    )
                )
        );
        yield return new(
            "evaluate#1",
            p =>
                Play.Opened(p, day)
                    .Do("evaluate", new { what = "到期停止执行", text = "已停止" })
                    .Last
        );
        yield return new(
            "spot-check#1",
            p =>
                Play.Opened(p, day)
                    .Do("spot-check", new { hasProblem = true, text = "限定注册地" })
                    .Last
        );
        yield return new(
            "mended#1",
            p => Play.Opened(p, day).Do("mended", new { reason = "已修改" }).Last
        );
        if (!joint)
        {
            yield return new(
                "conclusion.needs:draft",
                p =>
                    Play.Scoped(p, day)
                        .Do("hearing.record", Play.Views())
                        .Do("conclusion.issue", Play.Concluded())
                        .Last
            );
            yield break;
        }
        yield return new(
            "preliminary.needs:draft",
            p =>
                Play.Scoped(p, day)
                    .Do("hearing.record", Play.Views())
                    .Do("preliminary.submit", new { opinion = "未发现违反审查标准的内容。" })
                    .Last
        );
        yield return new(
            "conclusion.supplement#1",
            p =>
                Play.Preliminary(p, day)
                    .Do("conclusion.supplement", new { missing = Array.Empty<string>() })
                    .Last
        );
        yield return new(
            "conclusion.received#1",
            p => Play.Preliminary(p, day).Do("conclusion.received").Last
        );
        yield return new(
            "conclusion.issue#6",
            p =>
                Play.Preliminary(p, day)
                    .Do(
                        "conclusion.issue",
                        Play.Concluded(),
                        Acting.As("drafter", ProcedureRoles.MarketReviewer)
                    )
                    .Last
        );
    }

    private static IEnumerable<Witness> OfItems()
    {
        // Every kind twice, then not finished, then another draft: at each of the three steps.
        (string Step, int Before)[] steps =
        [
            ("agenda.propose", 0),
            ("agenda.place", 1),
            ("agenda.decide", 2),
        ];
        foreach (var (step, before) in steps)
        {
            var n = before;
            Transition Try(Procedure p, Func<Walk, Walk> review, string kind, string draft = "a")
            {
                // Proposed and placed with a good review, then the review is exchanged for the one in question.
                var walk = Play.Item(p, Day, kind);
                if (before > 0)
                {
                    walk.Name("review", "Lawful", "a", matter: "first").Do("agenda.propose");
                }
                if (before > 1)
                {
                    walk.Do("agenda.place", Play.Meeting(Day.AddDays(3)))
                        .Do("agenda.attend", Play.Attended);
                }
                review(walk.Hand("draft", draft));
                object? input = step switch
                {
                    "agenda.place" => Play.Meeting(Day.AddDays(4)),
                    "agenda.decide" => Play.Decided(),
                    _ => null,
                };
                return walk.Do(step, input).Last;
            }
            foreach (
                var kind in new[]
                {
                    AgendaFacts.Decision,
                    AgendaFacts.Document,
                    AgendaFacts.Contract,
                    AgendaFacts.List,
                }
            )
            {
                var missing = ++n;
                yield return new(
                    $"{step}#{missing}",
                    p =>
                    {
                        if (before == 0)
                        {
                            return Try(p, w => w, kind);
                        }
                        // An item that needed no review is corrected to one that does.
                        var walk = Play.Item(p, Day, AgendaFacts.None).Do("agenda.propose");
                        if (before > 1)
                        {
                            walk.Do("agenda.place", Play.Meeting(Day.AddDays(3)))
                                .Do("agenda.attend", Play.Attended);
                        }
                        walk.Took(
                            ProcedureEngine.ChangeFacts(
                                p,
                                walk.State,
                                Walk.Json(new { kind }),
                                Acting.System,
                                walk.World
                            )
                        );
                        return walk.Do(
                            step,
                            before > 1 ? Play.Decided() : Play.Meeting(Day.AddDays(4))
                        ).Last;
                    }
                );
                var unlawful = ++n;
                yield return new(
                    $"{step}#{unlawful}",
                    p => Try(p, w => w.Name("review", "Unlawful", "a"), kind)
                );
            }
            var unfinished = ++n;
            yield return new(
                $"{step}#{unfinished}",
                p => Try(p, w => w.Name("review", null), AgendaFacts.List)
            );
            var changed = ++n;
            yield return new(
                $"{step}#{changed}",
                p => Try(p, w => w.Name("review", "Lawful", "a"), AgendaFacts.List, "b")
            );
        }
        yield return new(
            "agenda.plan#1",
            p =>
                Play.Item(p, Day)
                    .Name("review", null, opensOn: Day.AddDays(10))
                    .Do("agenda.plan", Play.Meeting(Day.AddDays(9)))
                    .Last
        );
        yield return new(
            "agenda.place#1",
            p =>
                Play.Item(p, Day)
                    .Name("review", "Lawful", "a")
                    .Do("agenda.place", Play.Meeting(Day.AddDays(3)))
                    .Last
        );
        yield return new(
            "agenda.decide#1",
            p =>
                Play.Item(p, Day)
                    .Name("review", "Lawful", "a")
                    .Do("agenda.attend", Play.Attended)
                    .Do("agenda.decide", Play.Decided())
                    .Last
        );
        yield return new(
            "agenda.decide#2",
            p =>
                Play.Item(p, Day)
                    .Name("review", "Lawful", "a")
                    .Do("agenda.propose")
                    .Do("agenda.place", Play.Meeting(Day.AddDays(3)))
                    .Do("agenda.decide", Play.Decided())
                    .Last
        );
        yield return new(
            "agenda.decide#13",
            p => Play.Placed(p, Day).Do("agenda.decide", Play.Decided(against: true)).Last
        );
        yield return new(
            "agenda.decide#14",
            p => Play.Placed(p, Day, "Exploratory").Do("agenda.decide", Play.Decided()).Last
        );
        yield return new(
            "agenda.needs:draft",
            p =>
                new Walk(p, Day)
                    .Open(
                        new
                        {
                            title = "任免事项",
                            kind = AgendaFacts.None,
                            outsideBecause = "人事事项",
                        }
                    )
                    .Do("agenda.propose")
                    .Do("agenda.place", Play.Meeting(Day.AddDays(3)))
                    .Do("agenda.attend", Play.Attended)
                    .Do("agenda.decide", Play.Decided())
                    .Last
        );
        yield return new(
            "withdraw#1",
            p =>
                Play.Placed(p, Day)
                    .Do("agenda.decide", Play.Decided())
                    .Do("withdraw", new { reason = "另行研究" })
                    .Last
        );
    }

    private static IEnumerable<Witness> OfContracts()
    {
        yield return new(
            "open#1",
            p =>
                new Walk(p, Day)
                    .Open(
                        new
                        {
                            title = "协议",
                            contractType = ContractTypes.Works,
                            counterparty = "云岭公司",
                            amount = 0,
                        }
                    )
                    .Last
        );
        yield return new(
            "signing.needs:signed",
            p =>
                new Walk(p, Day)
                    .Open(
                        new
                        {
                            title = "协议",
                            contractType = ContractTypes.Works,
                            counterparty = "云岭公司",
                        }
                    )
                    .Name("review", "Lawful")
                    .Do("signing.sign", Play.Signing())
                    .Last
        );
        object Send(string how) =>
            new
            {
                bases = new[] { "民法典" },
                procedureStatement = how,
                involvesMarket = false,
            };
        yield return new(
            "signing.send#1",
            p =>
                Play.Drafted(p, Day)
                    .Do("signing.send", Send("已立项"))
                    .Do("signing.send", Send("已立项，再送"))
                    .Last
        );
        yield return new(
            "signing.sign#1",
            p => Play.Drafted(p, Day).Do("signing.sign", Play.Signing()).Last
        );
        yield return new(
            "signing.sign#2",
            p => Play.Drafted(p, Day).Name("review", null).Do("signing.sign", Play.Signing()).Last
        );
        yield return new(
            "signing.sign#3",
            p =>
                Play.Drafted(p, Day)
                    .Name("review", "Unlawful")
                    .Do("signing.sign", Play.Signing())
                    .Last
        );
        object Dispute(string what) =>
            new
            {
                breachBy = "Theirs",
                text = what,
                way = "协商",
            };
        yield return new(
            "performance.dispute#1",
            p =>
                Play.Signed(p, Day)
                    .Do("performance.dispute", Dispute("迟延"))
                    .Do("performance.dispute", Dispute("又迟延"))
                    .Last
        );
        yield return new(
            "performance.settle#1",
            p => Play.Signed(p, Day).Do("performance.settle", new { text = "已解决" }).Last
        );
        yield return new(
            "performance.complete#1",
            p => Play.Signed(p, Day).Do("performance.complete", new { text = "已验收" }).Last
        );
        yield return new(
            "performance.complete#2",
            p =>
                Play.Signed(p, Day)
                    .Do("performance.file", new { number = "县司法局" })
                    .Do("performance.dispute", Dispute("迟延"))
                    .Do("performance.complete", new { text = "已验收" })
                    .Last
        );
    }
}
