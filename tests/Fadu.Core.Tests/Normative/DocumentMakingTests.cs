using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Modules.NormativeDocuments;
using Fadu.Testing.Procedures;

namespace Fadu.Core.Tests.Normative;

/// <summary>S009: what the making of a document refuses, what it writes and counts, and how it reads.</summary>
public sealed class DocumentMakingTests
{
    private static readonly Procedure[] All =
    [
        DocumentMaking.Document2018,
        DocumentMaking.Document2020,
    ];

    private static readonly (string, object?) Operators = ("affectsOperators", true);

    [Fact]
    public void EveryRule_RefusesItsWitnessAndNothingElseDoes() =>
        Assert.Empty(All.SelectMany(p => Witness.Faults(p, [.. WitnessesOf(p)])));

    [Fact]
    public void RandomWalks_NeverBreakTheProcedureAndAlwaysEnd()
    {
        var faults =
            from procedure in All
            from seed in Enumerable.Range(0, 15)
            let fault = RandomWalk.Fault(
                procedure,
                seed,
                p =>
                    p.StartsWith("fair", StringComparison.Ordinal)
                        ? ["Clear"]
                        : ["Lawful", "Unlawful"]
            )
            where fault is not null
            select $"{procedure} seed {seed}: {fault}";
        Assert.Empty(faults.Take(3));
    }

    [Fact]
    public void ThePrintsForLawyers_AreAsTheyWereReviewed() => Prints.AreAsReviewed(All);

    [Theory]
    [InlineData("touchesRights")]
    [InlineData("binding")]
    [InlineData("repeated")]
    [InlineData("toThePublic")]
    public void WhatLacksOneMark_IsNoNormativeDocument_AndThatIsOnRecord(string mark)
    {
        var walk = Making.Opened(DocumentMaking.Document2020, other: (mark, false));
        Assert.Contains(
            "不属于行政规范性文件",
            Assert.Single(walk.Do("proposal.approve", new { }).Last.Refusals).Sentence,
            StringComparison.Ordinal
        );

        walk.Do("proposal.exclude");

        Assert.Equal(("not-one", true), (walk.State.Outcome, walk.State.IsEnded));
        Assert.False((bool)walk.State.Facts[mark]!);
    }

    [Theory]
    [InlineData("会议纪要")]
    [InlineData("工作方案")]
    [InlineData("内部管理规范")]
    [InlineData("人事任免")]
    public void WhatTheNoticeTakesOut_IsNone(string paper)
    {
        var walk = Making.Opened(DocumentMaking.Document2020, other: ("otherPaper", paper));

        Assert.True(walk.Do("proposal.approve", new { }).Last.IsRefused);
        Assert.False(walk.Do("proposal.exclude").Last.IsRefused);
    }

    [Fact]
    public void TheWholeWay_EndsInTheRegister_InFigures_AndInFilings()
    {
        var walk = Making.Signed(DocumentMaking.Document2020);
        var signed = walk.Today;
        walk.Do("publish.done", Making.Issue(signed, signed.AddDays(31)));
        Assert.False(walk.Last.IsRefused, string.Join('；', walk.Last.Refusals));

        var written = Assert.Single(walk.Last.Effects.OfType<ItemWanted>());
        Assert.Equal(("normative-document", "add"), (written.Register, written.Kind));
        Assert.Equal("云政规〔2026〕3号", (string?)written.Body!["documentNumber"]);
        Assert.Equal(
            (signed.AddDays(31), signed.AddDays(30).AddYears(5)),
            (written.From, written.Until)
        );
        Assert.Equal(1, Count(walk, "DocumentsIssued"));
        Assert.Equal(1, Count(walk, "DocumentsIssuedReviewed"));
        Assert.Equal(2, Count(walk, "DocumentFilingsDue"));

        walk.Do("filing.send", new { receiver = "市政府", byLead = true });
        Assert.Contains(
            "缺少正式文本",
            Assert.Single(walk.Last.Refusals).Sentence,
            StringComparison.Ordinal
        );
        walk.Hand("final").Do("filing.send", new { receiver = "市政府", byLead = true });
        Assert.False(walk.State.IsEnded);
        walk.Do("filing-npc.send", new { receiver = "县人大常委会", byLead = true });
        Assert.Equal(("issued", true), (walk.State.Outcome, walk.State.IsEnded));
        // One document, whoever it was sent to.
        Assert.Equal(
            ["云政规〔2026〕3号"],
            walk.State.Counts.Where(c => c.Figure == "DocumentsFiled").Select(c => c.Key).Distinct()
        );
        Assert.Equal(2, Count(walk, "DocumentFilingsInTime"));
    }

    [Fact]
    public void ADepartmentsDocument_IsFiledWithItsGovernmentOnly()
    {
        var walk = Making
            .Issued(DocumentMaking.Document2020, other: ("issuerClass", Makers.Department))
            .Do("filing.send", new { receiver = "县政府", byLead = true });

        Assert.True(walk.State.IsEnded);
        Assert.False(walk.State.Clocks.ContainsKey("filing-npc"));
        // 有件必备: it lies with the reviewers in the same commit.
        var filed = Assert.Single(walk.State.Children, c => c.Value.Procedure == FilingReviews.Key);
        Assert.Equal("filing", filed.Key);
    }

    [Fact]
    public void AnUnlawfulReview_BarsTheMeeting_AndTheDraftGoesBack()
    {
        var walk = Making.Reviewed(DocumentMaking.Document2020, "Unlawful");
        Assert.Contains(
            "未经合法性审核或者审核不合法的，不得提交集体审议",
            Assert
                .Single(walk.Do("deliberation.decide", Making.Meeting(walk.Today)).Last.Refusals)
                .Sentence,
            StringComparison.Ordinal
        );

        walk.Do("revise", new { reason = "按审核意见修改" })
            .Hand("draft", "b")
            .Do("preReview.sign", new { opinion = "已经修改。" })
            .Do("legality.request", new { procedureStatement = "修改后再送。" });

        Assert.False(walk.Last.IsRefused, string.Join('；', walk.Last.Refusals));
        Assert.Equal(
            "legality-review.document",
            Assert.Single(walk.Last.Effects.OfType<ChildWanted>()).Procedure
        );
    }

    [Fact]
    public void LegalityReview_CannotBeSkipped_ForAnyReason()
    {
        // Urgent, confidential, small: everything that may shorten something.
        var walk = Making.Drafted(
            DocumentMaking.Document2020,
            other:
            [
                ("emergencyBecause", "防汛"),
                ("confidentialBecause", "依法保密"),
                ("marketRelated", false),
            ]
        );
        walk.Do("preReview.sign", new { opinion = "未发现问题。" });

        Assert.True(walk.Do("deliberation.decide", Making.Meeting(walk.Today)).Last.IsRefused);
        Assert.True(walk.Do("sign.number", Making.Number(walk.Today)).Last.IsRefused);
        Assert.Empty(DocumentMaking.Document2020.Stage("legality").Skips.Skip(1));
    }

    [Fact]
    public void WhatIsAMajorDecision_IsNumberedOnceTheDecisionIsNamed()
    {
        var walk = Making
            .Drafted(DocumentMaking.Document2020, other: ("isMajorDecision", true))
            .Hand("minutes")
            .Do("preReview.sign", new { opinion = "未发现问题。" });
        Assert.True(walk.Do("comment.publish", Making.Notice(walk.Today)).Last.IsRefused);
        Assert.True(walk.Do("sign.number", Making.Number(walk.Today)).Last.IsRefused);

        walk.Name("decision", "refused");
        Assert.True(walk.Do("sign.number", Making.Number(walk.Today)).Last.IsRefused);
        walk.Name("decision", "published", matter: "other")
            .Do("sign.number", Making.Number(walk.Today));
        Assert.False(walk.Last.IsRefused, string.Join('；', walk.Last.Refusals));
    }

    [Fact]
    public void WhatAffectsOperators_OpensItsFairCompetitionReviewOfTheRightKind()
    {
        var walk = Making.Drafted(DocumentMaking.Document2020, other: Operators);
        var wanted = Assert.Single(walk.Last.Effects.OfType<ChildWanted>());
        Assert.Equal("fair-competition.government", wanted.Procedure);

        var department = Making.Drafted(
            DocumentMaking.Document2020,
            other: [Operators, ("issuerClass", Makers.Department)]
        );
        Assert.Equal(
            "fair-competition.department",
            Assert.Single(department.Last.Effects.OfType<ChildWanted>()).Procedure
        );
    }

    [Fact]
    public void WhatWasIssued_LivesOn_UntilItIsRepealed()
    {
        var walk = Making
            .Issued(DocumentMaking.Document2020)
            .Do("filing.send", new { receiver = "市政府", byLead = true })
            .Do("filing-npc.send", new { receiver = "县人大常委会", byLead = true })
            .Do(
                "review-opinion",
                new { from = "县人大法制委", content = "第五条与上位法不一致。" }
            );
        // The thirtieth day is a Sunday.
        Assert.Equal(new(2026, 6, 1), walk.Due("reply"));
        walk.Do("reply", new { what = "自行修改", content = "修改第五条。" })
            .Do("evaluate", new { conclusion = "继续执行", content = "执行良好。" });
        var last = walk.State.Facts["validUntil"]!.GetValue<string>();
        walk.Do("renew", new { decision = "云政发〔2031〕1号", newLast = "2035-12-31" });

        var renewed = Assert.Single(walk.Last.Effects.OfType<ItemWanted>());
        Assert.Equal(("renew", new DateOnly(2035, 12, 31)), (renewed.Kind, renewed.Until));
        Assert.NotEqual(last, (string?)walk.State.Facts["validUntil"]);

        walk.Later(10)
            .Do(
                "end",
                new
                {
                    way = "废止",
                    byWhat = "云政规〔2026〕9号",
                    decisionOn = Making.Iso(walk.Today),
                    endsOn = Making.Iso(walk.Today.AddDays(5)),
                }
            );
        var repealed = Assert.Single(walk.Last.Effects.OfType<ItemWanted>());
        Assert.Equal(("repeal", walk.Today.AddDays(4)), (repealed.Kind, repealed.Until));
    }

    [Theory]
    [InlineData(false, null, 5)]
    [InlineData(true, null, 2)]
    [InlineData(false, 3, 3)]
    public void TheLastDay_IsThatOfTheProvince_OrOfTheDocument(bool trial, int? years, int expected)
    {
        var walk = Making.Issued(
            DocumentMaking.Document2020,
            other: [("trial", trial), ("validYears", years)]
        );

        Assert.Equal(
            Making.Iso(walk.Today.AddDays(30).AddYears(expected)),
            (string?)walk.State.Facts["validUntil"]
        );
    }

    [Fact]
    public void TheCountyMaySetItsOwnYears()
    {
        var walk = new Walk(DocumentMaking.Document2020, Making.Day)
        {
            Setting = (_, clock) => clock == "validity" ? TimeLimit.Years(3) : null,
        };
        walk.Open(Making.Facts(("validYears", 4)));

        Assert.Contains(
            "有效期一般不超过5年",
            Assert.Single(walk.Last.Refusals).Sentence,
            StringComparison.Ordinal
        );
    }

    private static long Count(Walk walk, string figure) =>
        walk.State.Counts.Where(c => c.Figure == figure).Sum(c => c.Amount);

    private static IEnumerable<Witness> WitnessesOf(Procedure procedure)
    {
        yield return new(
            "open#1",
            p => Making.Opened(p, other: ("issuerClass", Makers.Coordinating)).Last
        );
        yield return new("open#2", p => Making.Opened(p, other: ("validYears", 7)).Last);
        yield return new(
            "proposal.needs:assessment",
            p =>
                Making
                    .Opened(p, other: ("important", true))
                    .Do("proposal.approve", new { assessment = "必要。" })
                    .Last
        );
        yield return new(
            "proposal.approve#1",
            p =>
                Making
                    .Opened(p, other: ("repeated", false))
                    .Do("proposal.approve", new { assessment = "必要。" })
                    .Last
        );
        yield return new(
            "proposal.approve#2",
            p =>
                Making
                    .Opened(p, other: ("important", true))
                    .Hand("assessment")
                    .Do("proposal.approve", new { })
                    .Last
        );
        yield return new("proposal.exclude#1", p => Making.Opened(p).Do("proposal.exclude").Last);
        Walk Approved(Procedure p) =>
            Making.Opened(p).Do("proposal.approve", new { assessment = "必要。" });
        object asked = new { asked = new[] { "县财政局" }, answered = "没有不同意见。" };
        yield return new(
            "drafting.needs:draft",
            p =>
                Approved(p)
                    .Hand("explanation")
                    .Do("drafting.ask", asked)
                    .Do("drafting.complete")
                    .Last
        );
        yield return new(
            "drafting.needs:explanation",
            p => Approved(p).Hand("draft").Do("drafting.ask", asked).Do("drafting.complete").Last
        );
        yield return new(
            "drafting.complete#1",
            p => Approved(p).Hand("draft").Hand("explanation").Do("drafting.complete").Last
        );
        foreach (var witness in OfComments(procedure))
        {
            yield return witness;
        }
        yield return new(
            "hearing.hold#1",
            p =>
            {
                var walk = Making.Commented(p, other: ("hearingNeeded", true));
                return walk.Do(
                    "hearing.hold",
                    new { heldOn = Making.Iso(walk.Today.AddDays(1)), said = "同意" }
                ).Last;
            }
        );
        yield return new(
            "preReview.only-if#1",
            p =>
                Late(p, Operators)
                    .Returned("competition", "Barred")
                    .Do("preReview.sign", new { opinion = "未发现问题。" })
                    .Last
        );
        yield return new(
            "legality.needs:consultation",
            p =>
            {
                var walk = Making.Drafted(p);
                walk.Do("comment.publish", Making.Notice(walk.Today)).Later(60);
                return walk.Do("comment.close", Making.Result(walk.Today))
                    .Do("preReview.sign", new { opinion = "未发现问题。" })
                    .Do("legality.request", new { procedureStatement = "已履行。" })
                    .Last;
            }
        );
        yield return new(
            "legality.request#1",
            p =>
            {
                // Said only afterwards to affect operators.
                var walk = Late(p).Do("preReview.sign", new { opinion = "好。" });
                walk.Took(
                    ProcedureEngine.ChangeFacts(
                        p,
                        walk.State,
                        Walk.Json(new { affectsOperators = true }),
                        Acting.System,
                        walk.World
                    )
                );
                return walk.Do("legality.request", new { procedureStatement = "已履行。" }).Last;
            }
        );
        yield return new(
            "deliberation.only-if#1",
            p =>
            {
                var walk = Making.Reviewed(p, "Unlawful");
                return walk.Do("deliberation.decide", Making.Meeting(walk.Today)).Last;
            }
        );
        yield return new(
            "deliberation.decide#1",
            p =>
            {
                var walk = Making.Reviewed(p, draft: "other");
                return walk.Do("deliberation.decide", Making.Meeting(walk.Today)).Last;
            }
        );
        yield return new(
            "deliberation.decide#2",
            p =>
            {
                var walk = Making.Reviewed(p);
                return walk.Do("deliberation.decide", Making.Meeting(walk.Today.AddDays(1))).Last;
            }
        );
        yield return new(
            "sign.needs:minutes",
            p =>
            {
                var walk = Making.Reviewed(p);
                return walk.Do("deliberation.decide", Making.Meeting(walk.Today))
                    .Do("sign.number", Making.Number(walk.Today))
                    .Last;
            }
        );
        yield return new(
            "sign.number#1",
            p =>
            {
                var walk = Making
                    .Drafted(p, other: ("isMajorDecision", true))
                    .Hand("minutes")
                    .Do("preReview.sign", new { opinion = "未发现问题。" });
                return walk.Do("sign.number", Making.Number(walk.Today)).Last;
            }
        );
        yield return new(
            "sign.number#2",
            p =>
            {
                var walk = Making.Decided(p).Hand("draft", "exchanged");
                return walk.Do("sign.number", Making.Number(walk.Today)).Last;
            }
        );
        yield return new(
            "sign.number#3",
            p =>
            {
                var walk = Making.Decided(p);
                return walk.Do("sign.number", Making.Number(walk.Today.AddDays(1))).Last;
            }
        );
        Transition Publish(Procedure p, int published, int effective, string? soon = null)
        {
            var walk = Making.Signed(p);
            return walk.Do(
                "publish.done",
                Making.Issue(walk.Today.AddDays(published), walk.Today.AddDays(effective), soon)
            ).Last;
        }
        yield return new("publish.done#1", p => Publish(p, 1, 40));
        yield return new("publish.done#2", p => Publish(p, 0, -1, "即日"));
        yield return new("publish.done#3", p => Publish(p, 0, 10));
        yield return new(
            "filing.needs:final",
            p =>
            {
                var walk = Making.Signed(p);
                return walk.Do("publish.done", Making.Issue(walk.Today, walk.Today.AddDays(31)))
                    .Do("filing.send", new { receiver = "市政府", byLead = true })
                    .Last;
            }
        );
        foreach (var step in new[] { "filing", "filing-npc" })
        {
            yield return new(
                $"{step}.send#1",
                p =>
                    Making
                        .Issued(p, other: ("coIssuers", new[] { Making.Issuer }))
                        .Do($"{step}.send", new { receiver = "市政府", byLead = false })
                        .Last
            );
        }
        foreach (var witness in OfTheWhole(procedure))
        {
            yield return witness;
        }
    }

    /// <summary>When fair competition is reviewed: what was begun under the older edition may run as long as that.</summary>
    private static Walk Late(Procedure p, params (string, object?)[] other) =>
        Making.Commented(
            Making.Drafted(
                Making
                    .Opened(p, other: other)
                    .On(p.InForceUntil is null ? Making.Day : new(2024, 9, 2))
            )
        );

    private static IEnumerable<Witness> OfComments(Procedure procedure)
    {
        yield return new(
            "comment.publish#1",
            p =>
            {
                var walk = Making.Drafted(p);
                return walk.Do("comment.publish", Making.Notice(walk.Today.AddDays(1))).Last;
            }
        );
        yield return new(
            "comment.publish#2",
            p =>
            {
                var walk = Making.Drafted(p);
                return walk.Do("comment.publish", Making.Notice(walk.Today, channels: [])).Last;
            }
        );
        yield return new(
            "comment.publish#3",
            p =>
            {
                var walk = Making.Drafted(p);
                return walk.Do("comment.publish", Making.Notice(walk.Today, 20)).Last;
            }
        );
        yield return new(
            "comment.close#1",
            p =>
            {
                var walk = Making.Drafted(p);
                return walk.Do("comment.close", Making.Result(walk.Today)).Last;
            }
        );
        yield return new(
            "comment.close#2",
            p =>
            {
                var walk = Making.Drafted(p);
                walk.Do("comment.publish", Making.Notice(walk.Today, 90)).Later(60);
                return walk.Do("comment.close", Making.Result(walk.Today)).Last;
            }
        );
        yield return new(
            "comment.close#3",
            p =>
            {
                var walk = Making.Drafted(p);
                walk.Do("comment.publish", Making.Notice(walk.Today)).Later(60);
                return walk.Do("comment.close", Making.Result(null)).Last;
            }
        );
        yield return new(
            "comment.close#4",
            p =>
            {
                var walk = Making.Drafted(p);
                walk.Do("comment.publish", Making.Notice(walk.Today)).Later(60);
                return walk.Do("comment.close", Making.Result(walk.Today, 3, 4)).Last;
            }
        );
        // The last of the thirty days is a rest day: open until the next working day.
        foreach (
            var clock in procedure.Clocks.Where(c =>
                c.Key.EndsWith("comment", StringComparison.Ordinal)
            )
        )
        {
            yield return new(
                "clock:" + clock.Key,
                p =>
                {
                    var market = clock.Key == "market-comment";
                    var day = p.InForceUntil is null ? new DateOnly(2026, 9, 4) : new(2019, 9, 4);
                    var walk = Making.Drafted(
                        p,
                        day,
                        ("marketRelated", market),
                        ("vitalPublicInterest", true)
                    );
                    walk.Do("comment.publish", Making.Notice(day, 30)).On(day.AddDays(31));
                    return walk.Do("comment.close", Making.Result(walk.Today)).Last;
                }
            );
        }
    }

    private static IEnumerable<Witness> OfTheWhole(Procedure procedure)
    {
        object because = new { reason = "另行研究" };
        foreach (var action in new[] { "revise", "redraft", "withdraw" })
        {
            yield return new($"{action}#1", p => Making.Requested(p).Do(action, because).Last);
        }
        yield return new("revise#2", p => Making.Opened(p).Do("revise", because).Last);
        yield return new("redraft#2", p => Making.Opened(p).Do("redraft", because).Last);
        yield return new("withdraw#2", p => Making.Signed(p).Do("withdraw", because).Last);
        object came = new { from = "县人大法制委", content = "第五条与上位法不一致。" };
        object answered = new { what = "自行修改", content = "修改第五条。" };
        object evaluated = new { conclusion = "继续执行", content = "执行良好。" };
        object renewed = new { decision = "云政发〔2031〕1号", newLast = "2045-12-31" };
        object sent = new { receiver = "县人大常委会", byLead = true };
        static object Ended(DateOnly on) =>
            new
            {
                way = "修改",
                byWhat = "云政规〔2026〕9号",
                decisionOn = Making.Iso(on),
            };
        object Interpreted(DateOnly on, string name = "一图读懂云政规〔2026〕3号") =>
            new
            {
                interpretation = name,
                way = "图解",
                interpretedOn = Making.Iso(on),
                address = "https://yunling.example/jiedu",
            };
        yield return new(
            "interpret#1",
            p =>
            {
                var walk = Making.Opened(p, other: ("title", "云政规〔2026〕3号"));
                return walk.Do("interpret", Interpreted(walk.Today)).Last;
            }
        );
        yield return new(
            "interpret#2",
            p =>
            {
                var walk = Making.Issued(p);
                return walk.Do("interpret", Interpreted(walk.Today.AddDays(1))).Last;
            }
        );
        // What explains another document is not hung on this one.
        yield return new(
            "interpret#3",
            p =>
            {
                var walk = Making.Issued(p);
                return walk.Do(
                    "interpret",
                    Interpreted(walk.Today, "《云岭县法治社会建设方案》解读")
                ).Last;
            }
        );
        yield return new(
            "filing-answer#1",
            p =>
                Making
                    .Opened(p)
                    .Do("filing-answer", new { receiver = "市政府", answer = "予以登记" })
                    .Last
        );
        foreach (
            var (asks, answers) in new[]
            {
                ("review-opinion", "reply"),
                ("court-suggestion", "court-answer"),
                ("citizen-request", "citizen-answer"),
            }
        )
        {
            yield return new($"{asks}#1", p => Making.Opened(p).Do(asks, came).Last);
            yield return new($"{answers}#2", p => Making.Issued(p).Do(answers, answered).Last);
            yield return new($"{answers}#1", p => Making.Opened(p).Do(answers, answered).Last);
        }
        yield return new("evaluate#1", p => Making.Opened(p).Do("evaluate", evaluated).Last);
        yield return new("renew#1", p => Making.Opened(p).Do("renew", renewed).Last);
        yield return new("renew#2", p => Making.Issued(p).Do("renew", renewed).Last);
        yield return new(
            "renew#3",
            p => Making.Issued(p).Do("evaluate", evaluated).Later(2400).Do("renew", renewed).Last
        );
        yield return new(
            "renew#4",
            p =>
                Making
                    .Issued(p)
                    .Do("evaluate", evaluated)
                    .Do("renew", new { decision = "云政发〔2031〕1号", newLast = "2019-12-31" })
                    .Last
        );
        yield return new(
            "end#1",
            p =>
            {
                var walk = Making.Opened(p);
                return walk.Do("end", Ended(walk.Today)).Last;
            }
        );
        yield return new(
            "end#2",
            p =>
            {
                var walk = Making.Issued(p);
                return walk.Do("end", Ended(walk.Today.AddDays(1))).Last;
            }
        );
        yield return new("report-npc#1", p => Making.Opened(p).Do("report-npc", sent).Last);
        yield return new("report-npc#2", p => Making.Issued(p).Do("report-npc", sent).Last);
    }
}
