using System.Globalization;
using System.Runtime.CompilerServices;
using Fadu.Core.Figures;
using Fadu.Core.Matters;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Modules.LegalityReview;
using Fadu.Testing;
using Fadu.Testing.Procedures;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Matters;

/// <summary>The declarations of 合法性审查: what they refuse, what days they give, and how they read.</summary>
public sealed class LegalityReviewTests
{
    private static readonly DateOnly Day = D("2026-03-02");

    private static DateOnly D(string iso) => DateOnly.Parse(iso, CultureInfo.InvariantCulture);

    private static IEnumerable<Procedure> All =>
        [
            Reviews.DecisionBefore2019,
            Reviews.Decision2019,
            Reviews.DocumentBefore2018,
            Reviews.Document2018,
            Reviews.Contract,
            Reviews.List,
        ];

    private static Dictionary<string, object?> Facts(bool market = false) =>
        new()
        {
            ["title"] = "云岭县停车收费方案",
            ["bases"] = new[] { "道路交通安全法第三十三条" },
            ["procedureStatement"] = "已公开征求意见。",
            ["involvesMarket"] = market,
            ["exploratory"] = false,
            ["issuedAs"] = "县政府",
            ["contractKind"] = "其他行政协议",
            ["counterparty"] = "云岭停车服务有限公司",
            ["amount"] = 1200.5m,
            ["listKind"] = "权责清单和三定规定",
        };

    private static Walk Open(Procedure p, DateOnly? day = null, bool market = false)
    {
        var names = RecordForm.Of(p.FactsType).Fields.Select(f => f.Name).ToHashSet();
        var first = day ?? (p.InForceUntil is { } until && until < Day ? until.AddDays(-60) : Day);
        return new Walk(p, first).Open(
            Facts(market).Where(f => names.Contains(f.Key)).ToDictionary(f => f.Key, f => f.Value)
        );
    }

    /// <summary>With every material, except one.</summary>
    private static Walk Sent(
        Procedure p,
        DateOnly? day = null,
        string? without = null,
        bool market = false
    )
    {
        var walk = Open(p, day, market);
        foreach (var need in p.Stage("intake").Needs.Where(n => n.Material != without))
        {
            walk.Hand(need.Material);
        }
        // What a mutated declaration no longer needs is handed in all the same.
        foreach (var key in new[] { "draft", "explanation", "consultation", "approvals", "credit" })
        {
            if (key != without)
            {
                walk.Hand(key);
            }
        }
        return walk;
    }

    private static Walk Accept(Walk walk, int completeAfter = 0) =>
        walk.Do("intake.accept", new { completeOn = Iso(walk.Today.AddDays(completeAfter)) });

    private static Walk Heard(Procedure p, DateOnly? day = null) =>
        Accept(Sent(p, day))
            .Do("review.counsel", new { capacity = "总法律顾问", opinion = "同意。" });

    private static object Opinion(string conclusion, int findings) =>
        new
        {
            conclusion,
            summary = "权限合法。",
            findings = Enumerable
                .Range(1, findings)
                .Select(n => new
                {
                    place = $"第{n}条",
                    problem = "增设许可",
                    advice = "删去",
                    severity = "Must",
                }),
        };

    private static Walk Proposed(Procedure p, string conclusion = "Lawful", int findings = 0) =>
        Heard(p)
            .Do(
                "review.propose",
                Opinion(conclusion, findings),
                Acting.As("reviewer", ProcedureRoles.Reviewer)
            );

    private static Walk Issued(Procedure p, int findings = 2) =>
        Proposed(p, "LawfulAfterRevision", findings).Do("opinion.issue");

    private static Walk Revised(Procedure p) => Issued(p).Hand("draft", "revised");

    private static object Answers(params (int Number, string Adoption)[] answers) =>
        new { answers = answers.Select(a => new { number = a.Number, adoption = a.Adoption }) };

    private static IReadOnlyList<Witness> WitnessesOf(Procedure procedure)
    {
        var witnesses = new List<Witness>
        {
            new("intake.accept#1", p => Accept(Sent(p), 1).Last),
            new("intake.accept#2", p => Accept(Sent(p), -1).Last),
            new("intake.return#1", p => Open(p).Do("intake.return", Missing()).Last),
            new(
                "intake.return#2",
                p =>
                    Open(p)
                        .Do("intake.return", Missing("起草说明"))
                        .Do("intake.return", Missing("送审稿"))
                        .Last
            ),
            new("intake.out-of-scope#1", p => Open(p).Do("intake.out-of-scope", Reason("")).Last),
            new(
                "review.counsel#1",
                p =>
                    Accept(Sent(p))
                        .Do("review.counsel", new { capacity = "总法律顾问", opinion = " " })
                        .Last
            ),
            new(
                "review.counsel#2",
                p =>
                    Heard(p)
                        .Do("review.counsel", new { capacity = "公职律师", opinion = "同意。" })
                        .Last
            ),
            new("review.supplement#1", p => Heard(p).Do("review.supplement", Missing()).Last),
            new(
                "review.supplement#2",
                p =>
                    Heard(p)
                        .Do("review.supplement", Missing("数据"))
                        .Do("review.supplement", Missing("附件"))
                        .Last
            ),
            new("review.received#1", p => Heard(p).Do("review.received").Last),
            new(
                "review.propose#1",
                p =>
                    Heard(p)
                        .Do("review.supplement", Missing("数据"))
                        .Do("review.propose", Opinion("Lawful", 0))
                        .Last
            ),
            new("review.propose#2", p => Proposed(p, "Unlawful").Last),
            new(
                "review.propose#3",
                p =>
                    Heard(p)
                        .Do(
                            "review.propose",
                            new
                            {
                                conclusion = "Lawful",
                                summary = "权限合法。",
                                points = new[]
                                {
                                    new { point = "是否符合法定权限", result = "No" },
                                },
                            }
                        )
                        .Last
            ),
            new("review.propose#4", p => Proposed(p, "Exploratory", 1).Last),
            new(
                "opinion.issue#1",
                p =>
                    Proposed(p)
                        .Do("opinion.issue", who: Acting.As("reviewer", ProcedureRoles.ReviewHead))
                        .Last
            ),
            new(
                "feedback.answer#1",
                p => Revised(p).Do("feedback.answer", Answers((2, "Adopted"))).Last
            ),
            new(
                "feedback.answer#2",
                p => Revised(p).Do("feedback.answer", Answers((1, "Adopted"), (2, "Rejected"))).Last
            ),
            new(
                "feedback.answer#3",
                p => Issued(p).Do("feedback.answer", Answers((1, "Adopted"), (2, "Adopted"))).Last
            ),
            new("feedback.resubmit#1", p => Issued(p).Do("feedback.resubmit").Last),
            new("withdraw#1", p => Issued(p).Do("withdraw", Reason("另行研究")).Last),
        };
        witnesses.AddRange(
            procedure
                .Stage("intake")
                .Needs.Select(n => new Witness(
                    n.Id,
                    p => Accept(Sent(p, without: n.Material)).Last
                ))
        );
        void Where(string rule, Func<Procedure, Transition> attempt)
        {
            if (procedure.RefusingRules.Any(r => r.Id == rule))
            {
                witnesses.Add(new(rule, attempt));
            }
        }
        var barred = 3;
        if (procedure.RefusingRules.Any(r => r.Id == "intake.accept#6"))
        {
            barred = 4;
            witnesses.Add(new("intake.accept#3", p => Accept(Sent(p, market: true)).Last));
        }
        witnesses.Add(
            new(
                $"intake.accept#{barred}",
                p => Accept(Sent(p, market: true).Name("competition", "Barred")).Last
            )
        );
        witnesses.Add(
            new("competition#1", p => Sent(p).Do("competition", new { affectsPublic = true }).Last)
        );
        witnesses.Add(
            new(
                "competition#2",
                p =>
                    Sent(p, market: true)
                        .Do("competition", new { affectsPublic = true })
                        .Do("competition", new { affectsPublic = false })
                        .Last
            )
        );
        // The catalogue (S002): a material of its item that nobody handed in; what meets a criterion is no matter for 不属审查范围.
        witnesses.Add(new($"intake.accept#{barred + 2}", p => Accept(Listed(Sent(p))).Last));
        // What came in without a word about the catalogue, as a review that another matter opens.
        witnesses.Add(
            new(
                $"intake.accept#{barred + 1}",
                p => Accept(Sent(p).Change(new { catalogueOffers = 3 })).Last
            )
        );
        witnesses.Add(new("catalogue#1", p => Open(p).Do("catalogue", Unlisted()).Last));
        witnesses.Add(
            new(
                "catalogue#2",
                p =>
                    Accept(Sent(p).Change(new { catalogueOffers = 3 }).Do("catalogue", Unlisted()))
                        .Do("catalogue", Unlisted())
                        .Last
            )
        );
        witnesses.Add(
            new(
                "catalogue#3",
                p =>
                    Open(p)
                        .Change(new { catalogueOffers = 3 })
                        .Do(
                            "catalogue",
                            new
                            {
                                catalogueItem = new
                                {
                                    item = Guid.Empty,
                                    content = Item("重大执法决定"),
                                },
                                meetsCriteria = true,
                            }
                        )
                        .Last
            )
        );
        witnesses.Add(
            new(
                "intake.out-of-scope#2",
                p => Listed(Open(p)).Do("intake.out-of-scope", Reason("另行处理")).Last
            )
        );
        Where(
            "review.propose#5",
            p => Accept(Sent(p)).Do("review.propose", Opinion("Lawful", 0)).Last
        );
        Where(
            "meeting#1",
            p => Heard(p).Do("meeting", new { meetingOn = Iso(Day.AddDays(3)) }).Last
        );
        return witnesses;
    }

    /// <summary>As it would be had the sender named an item of the catalogue that asks for one material more, and answered yes.</summary>
    private static Walk Listed(Walk walk) =>
        walk.Change(
            new
            {
                catalogueItem = new
                {
                    item = Guid.Empty,
                    title = "重大公共设施收费",
                    content = Item("重大行政决策"),
                },
                criteria = new[] { new { question = "是否涉及公共利益？", isMet = true } },
            }
        );

    private static object Unlisted() =>
        new { catalogueItem = new { isNone = true }, meetsCriteria = false };

    private static object Item(string kind) =>
        new
        {
            keeper = Guid.Empty,
            reviewKind = kind,
            itemName = "重大公共设施收费",
            criteria = new[] { "是否涉及公共利益？" },
            reviewer = Guid.Empty,
            materials = new[] { "送审稿", "风险评估报告" },
            minDays = 7,
            maxDays = 15,
        };

    private static object Missing(params string[] missing) => new { missing };

    private static object Reason(string reason) => new { reason };

    private static string Iso(DateOnly day) => Reviewing.Iso(day);

    [Fact]
    public void EveryRuleOfEveryReview_RefusesItsWitnessAndNothingElseDoes() =>
        Assert.Empty(All.SelectMany(p => Witness.Faults(p, WitnessesOf(p))));

    [Fact]
    public void RandomWalks_NeverBreakAReviewAndAlwaysEnd()
    {
        var faults =
            from procedure in All
            from seed in Enumerable.Range(0, 12)
            let fault = RandomWalk.Fault(procedure, seed, _ => ["Lawful"])
            where fault is not null
            select $"{procedure} seed {seed}: {fault}";
        Assert.Empty(faults.Take(3));
    }

    // blocks/procedures.md, LegalityReview L1–L5 and NormativeDocument N3, N6.
    [Theory]
    [InlineData("decision", "2026-04-27", null, null, "review-min", "2026-05-09")]
    [InlineData("document", "2026-02-10", null, null, "review-min", "2026-02-24")]
    [InlineData("document", "2026-02-10", null, null, "review-max", "2026-03-09")]
    [InlineData("document", "2026-06-01", "2026-06-04", "2026-06-09", "review-min", "2026-06-11")]
    [InlineData("document", "2026-06-01", "2026-06-04", "2026-06-09", "review-max", "2026-06-26")]
    [InlineData("document", "2026-06-01", null, null, "review-max", "2026-06-23")]
    [InlineData("document", "2026-03-30", "2026-04-02", "2026-04-08", "review-min", "2026-04-10")]
    [InlineData("document", "2026-03-30", "2026-04-02", "2026-04-08", "review-max", "2026-04-24")]
    [InlineData("contract", "2026-07-13", null, null, "review-max", "2026-07-20")]
    [InlineData("contract", "2026-09-18", null, null, "review-max", "2026-09-24")]
    [InlineData("decision", "2019-09-24", null, null, "review-min", "2019-10-09")]
    [InlineData("document", "2018-12-10", null, null, "review-min", "2018-12-17")]
    [InlineData("document", "2018-12-10", null, null, "review-max", "2018-12-29")]
    public void TheDaysOfAReview_AreThoseOfTheWorkedExamples(
        string kind,
        string complete,
        string? asked,
        string? received,
        string clock,
        string due
    )
    {
        var procedure = kind switch
        {
            "decision" => Reviews.Decision2019,
            "document" => Reviews.Document2018,
            _ => Reviews.Contract,
        };
        var walk = Accept(Sent(procedure, D(complete)));
        if (asked is not null)
        {
            walk.On(D(asked)).Do("review.supplement", Missing("数据"));
            walk.On(D(received!)).Do("review.received");
        }

        Assert.Equal(D(due), walk.Due(clock));
    }

    [Fact]
    public void AContractExtended_IsCountedFromTheStartAndOnceOnly()
    {
        // L5: 5 + 5 working days over the National Day holiday.
        var walk = Accept(Sent(Reviews.Contract, D("2026-09-18")))
            .Later(3)
            .Do("review.extend", Reason("案情复杂"));

        Assert.Equal(D("2026-10-09"), walk.Due("review-max"));
        Assert.True(walk.Later(1).Do("review.extend", Reason("再延")).Last.IsRefused);
    }

    [Fact]
    public void BeforeTheNationalText_ALocalEditionWithoutStatutoryClockApplies()
    {
        var editions = new ProcedureEditions(Reviews.DecisionBefore2019, Reviews.Decision2019);

        Assert.Equal("local", editions.On(D("2019-08-28"))!.Edition);
        Assert.Equal("2019", editions.On(D("2019-09-24"))!.Edition);
        Assert.DoesNotContain(Reviews.DecisionBefore2019.Clocks, c => c.Key == "review-min");
    }

    [Fact]
    public void AMeetingInsideTheProtectedTime_NeedsUrgencyOrAnIssuedOpinion()
    {
        // L1: protected through 2026-05-09; a meeting may be held from 2026-05-10 on.
        var walk = Accept(Sent(Reviews.Decision2019, D("2026-04-27")));
        Walk Meet(string on, string? urgent = null) =>
            walk.Do("meeting", new { meetingOn = on, urgentReason = urgent });

        Assert.Equal(
            "应当保证必要的审查时间，一般不少于7个工作日；情况紧急的应当说明理由（重大行政决策程序暂行条例第二十六条第二款）",
            Assert.Single(Meet("2026-05-09").Last.Refusals).ToString()
        );
        Assert.False(Meet("2026-05-10").Last.IsRefused);
        Assert.False(Meet("2026-05-06", "防汛抢险").Last.IsRefused);
    }

    [Fact]
    public void ARevisedDraft_IsReviewedAgainAndCountsOneMatterAndTwoOpinions()
    {
        var walk = Issued(Reviews.Document2018)
            .Hand("draft", "b")
            .Do("feedback.resubmit")
            .Do(
                "review.propose",
                Opinion("Lawful", 0),
                Acting.As("reviewer", ProcedureRoles.Reviewer)
            )
            .Do("opinion.issue");

        Assert.Equal(("Lawful", true), (walk.State.Outcome, walk.State.IsEnded));
        long Count(Figure figure) =>
            walk.State.Counts.Where(c => c.Figure == figure.Code).Sum(c => c.Amount);
        Assert.Equal(1, Count(ReviewFigures.Completed));
        Assert.Equal(2, Count(ReviewFigures.Opinions));
        Assert.Equal(2, Count(ReviewFigures.Findings));
    }

    [Fact]
    public void AContract_CountsWithItsValue()
    {
        var walk = Issued(Reviews.Contract);

        Assert.Equal(
            120050,
            Assert
                .Single(walk.State.Counts, c => c.Figure == ReviewFigures.ContractValue.Code)
                .Amount
        );
    }

    [Fact]
    public void ThePrintsForLawyers_AreAsTheyWereReviewed() => Prints.AreAsReviewed(All);

    [Fact]
    public async Task EveryDeclaration_IsInTheRegistryAndKeepsItsSlots()
    {
        await using var county = await County.Empty(Engine.Sqlite);
        var registry = county.Services.GetRequiredService<ProcedureRegistry>();
        Assert.Superset(All.ToHashSet(), registry.Procedures.ToHashSet());
        // docs/adr/0001: lines are only added.
        var kept = await File.ReadAllLinesAsync(PathOf("slot-map.txt"));
        Assert.Equal(kept, registry.SlotMap);
        // One slot holds one property, whatever the edition.
        Assert.Equal(
            kept.Length,
            kept.Select(l => string.Join(' ', l.Split(' ')[..2])).Distinct().Count()
        );
    }

    private static string PathOf(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, name);
}
