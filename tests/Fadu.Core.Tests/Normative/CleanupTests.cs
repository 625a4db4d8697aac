using System.Text.Json.Nodes;
using Fadu.Core.Laws;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Tests.Matters;
using Fadu.Law.Procedures;
using Fadu.Modules.NormativeDocuments;
using Fadu.Testing;
using Fadu.Testing.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Tests.Normative;

/// <summary>S012–S014: clean-ups, and S011: the review of what is filed.</summary>
public sealed class CleanupTests
{
    private static readonly Procedure[] All = [CleanupCampaigns.Campaign, FilingReviews.Review];

    [Fact]
    public void EveryRule_RefusesItsWitnessAndNothingElseDoes() =>
        Assert.Empty(
            Witness
                .Faults(CleanupCampaigns.Campaign, [.. OfCleanups()])
                .Concat(Witness.Faults(FilingReviews.Review, [.. OfFilings()]))
        );

    [Fact]
    public void RandomWalks_NeverBreakAProcedureAndAlwaysEnd()
    {
        var faults =
            from procedure in All
            from seed in Enumerable.Range(0, 15)
            let fault = RandomWalk.Fault(procedure, seed, _ => ["issued"])
            where fault is not null
            select $"{procedure} seed {seed}: {fault}";
        Assert.Empty(faults.Take(3));
    }

    [Fact]
    public void ThePrintsForLawyers_AreAsTheyWereReviewed() => Prints.AreAsReviewed(All);

    [Fact]
    public void ACampaign_CountsItsPartsAndWritesWhatEnds()
    {
        var walk = Cleaning.Decided(CleanupCampaigns.Campaign);
        walk.Do("publish.done", Cleaning.Catalogue(walk.Today));
        Assert.False(walk.Last.IsRefused, string.Join('；', walk.Last.Refusals));

        Assert.Equal(
            3,
            walk.State.Counts.Where(c => c.Figure == "DocumentsCleaned").Sum(c => c.Amount)
        );
        var written = walk.Last.Effects.OfType<ItemWanted>().ToList();
        var repealed = Assert.Single(written, w => w.Kind == "repeal");
        Assert.Equal(
            (Cleaning.Item.ToString(), walk.Today.AddDays(29)),
            (repealed.Item, repealed.Until)
        );
        Assert.Equal("云政规〔2026〕12号", (string?)repealed.Inputs!["repealedBy"]);
        Assert.Equal(3, written.Count(w => w.Register == CleanupResults.Key));

        walk.Do("follow.end", new { opinion = "已经完成" });
        Assert.Contains(
            "列入修改的文件尚未启动修改",
            Assert.Single(walk.Last.Refusals).Sentence,
            StringComparison.Ordinal
        );
        walk.Do("follow.open", new { number = 2 });
        var child = Assert.Single(walk.Last.Effects.OfType<ChildWanted>());
        Assert.Equal(
            (DocumentMaking.Key, Cleaning.Education.ToString()),
            (child.Procedure, child.Organ)
        );
        Assert.False(
            new Walk(DocumentMaking.Document2020, walk.Today).Open(child.Facts).Last.IsRefused
        );
        walk.Do("follow.end", new { opinion = "已经完成" });
        Assert.Equal(("done", true), (walk.State.Outcome, walk.State.IsEnded));
    }

    [Fact]
    public void ACampaignThatWaitedUnderTheFormerName_GoesOn()
    {
        var walk = Cleaning
            .Frozen(CleanupCampaigns.Campaign)
            .Do("wait", new { reason = "请示省厅" });
        Assert.False(walk.Last.IsRefused, string.Join('；', walk.Last.Refusals));
        var former = walk.State with
        {
            Acts =
            [
                .. walk.State.Acts.Select(a =>
                    a.Action == "wait" ? a with { Action = "opinion.wait" } : a
                ),
            ],
        };
        IEnumerable<string> Open(MatterState state) =>
            ProcedureEngine
                .Offers(walk.Procedure, state, Acting.As("li", ProcedureRoles.Reviewer), walk.World)
                .Where(o => o.IsOpen)
                .Select(o => o.Action.Key);
        Assert.Contains("resume", Open(walk.State));
        Assert.DoesNotContain("wait", Open(walk.State));
        Assert.Equal(Open(walk.State), Open(former));
    }

    [Fact]
    public void AnOrgan_SpeaksForItsOwnDocumentsOnly_AndTheBureauForThoseOnPaper()
    {
        var walk = Cleaning.Frozen(CleanupCampaigns.Campaign);
        var mine = Acting.As("zhang", ProcedureRoles.Responsible) with
        {
            Organ = Cleaning.Education,
        };
        walk.Do("opinion.set", Cleaning.Opinions((1, "继续有效")), mine);
        Assert.Contains(
            "谁起草实施、谁提出意见",
            Assert.Single(walk.Last.Refusals).Sentence,
            StringComparison.Ordinal
        );

        Assert.False(
            walk.Do("opinion.set", Cleaning.Opinions((2, "继续有效")), mine).Last.IsRefused
        );
        Assert.False(
            walk.Do(
                "opinion.set",
                Cleaning.Opinions((1, "继续有效")),
                Acting.As("li", ProcedureRoles.Reviewer) with
                {
                    Organ = Guid.Empty,
                }
            ).Last.IsRefused
        );
    }

    [Fact]
    public void TheForm_HoldsTheLinesThatAreOnesOwnToAnswer()
    {
        var walk = Cleaning
            .Frozen(CleanupCampaigns.Campaign)
            .Do("opinion.set", Cleaning.Opinions((1, "继续有效")));
        IEnumerable<int> Proposed(Guid organ) =>
            ProcedureEngine
                .Offers(
                    walk.Procedure,
                    walk.State,
                    Acting.As("zhang", ProcedureRoles.Responsible) with
                    {
                        Organ = organ,
                    },
                    walk.World
                )
                .Single(o => o.Action.Key == "opinion.set")
                .Proposed!["rows"]!
                .AsArray()
                .Select(r => (int)r!["number"]!);

        Assert.Equal([2], Proposed(Cleaning.Education));
        Assert.Equal([3], Proposed(Cleaning.Finance));
        Assert.Equal([2, 3], Proposed(Guid.Empty));
    }

    [Fact]
    public void WhatWasSentBack_IsAnsweredAgain()
    {
        var walk = Cleaning
            .Answered(CleanupCampaigns.Campaign)
            .Do("opinion.finish")
            .Do("review.return", new { rows = new[] { new { number = 2, because = "依据不对" } } });

        Assert.Contains(
            "序号2，共1件",
            Assert.Single(walk.Do("opinion.finish").Last.Refusals).Sentence,
            StringComparison.Ordinal
        );
        walk.Do("opinion.set", Cleaning.Opinions((2, "继续有效")));
        Assert.False(walk.Do("opinion.finish").Last.IsRefused);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task ACampaign_FreezesTheRegister_AndChangesItWhenTheCatalogueIsOut(Engine engine)
    {
        await using var county = await County.Found(engine);
        var reviewing = await Reviewing.Of(county, CleanupCampaigns.Key);
        var today = reviewing.Today;
        var first = await Document(county, "云岭县停车收费办法", "云政规〔2024〕1号", true);
        await Document(county, "云岭县校车管理办法", "云政规〔2024〕2号", false);
        var id = (
            await county.Do(
                new OpenMatter(
                    CleanupCampaigns.Key,
                    Walk.Json(
                        new
                        {
                            title = "2026年涉企文件专项清理",
                            kind = CleanupFacts.Special,
                            topic = "涉企",
                            cutoff = Making.Iso(today),
                            onlyBusiness = true,
                        }
                    )
                ),
                reviewing.Reviewer
            )
        ).Id;
        var lines = (await reviewing.Matter(id)).ReadState().Facts["lines"]!.AsArray();
        var line = Assert.Single(lines)!;
        Assert.Equal(first.ToString(), (string?)line["item"]);

        await reviewing.Done(
            id,
            "launch.freeze",
            reviewing.Head,
            new { demand = "逐件提出意见。" }
        );
        // The organ that answers for it has been asked, and may act.
        await reviewing.Done(id, "opinion.set", reviewing.Sender, Cleaning.Opinions((1, "废止")));
        await reviewing.Done(id, "opinion.finish", reviewing.Reviewer);
        await reviewing.Done(id, "review.agree", reviewing.Head, new { opinion = "同意。" });
        await reviewing.Done(
            id,
            "decide.record",
            reviewing.Reviewer,
            Cleaning.Decision(county.Government, today)
        );
        await reviewing.Done(id, "decide.finish", reviewing.Reviewer);
        // The forbidden shortcut: parts that do not add up.
        var refused = await reviewing.Act(
            id,
            "publish.done",
            reviewing.Reviewer,
            Cleaning.Catalogue(today, total: 2, kept: 0, amended: 0, repealed: 1)
        );
        Assert.Contains(
            "分项之和与清理总数不一致",
            refused.Refusal!.Message,
            StringComparison.Ordinal
        );
        await reviewing.Done(
            id,
            "publish.done",
            reviewing.Reviewer,
            Cleaning.Catalogue(today, total: 1, kept: 0, amended: 0, repealed: 1)
        );

        await using var db = county.Read();
        var now = await db.Set<RegisterVersion>()
            .SingleAsync(v => v.ItemId == first && v.SupersededSeq == RegisterVersion.Current);
        Assert.Equal((today.AddDays(29), Ending.Ended), (now.ValidUntil, now.Ending));
        var listed = await db.Set<RegisterVersion>()
            .SingleAsync(v => v.Register == CleanupResults.Key);
        Assert.Contains("废止", listed.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task ADynamicOne_TakesInWhatCitesTheChangedLaw_AndIsDueByItsPublication(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        var reviewing = await Reviewing.Of(county, CleanupCampaigns.Key);
        var today = reviewing.Today;
        await county.Do(
            new KeepLaws([
                await Laws.LawTests.Law(
                    county,
                    "道路交通安全法",
                    "第三十三条　停车场的规划。",
                    2003
                ),
            ]),
            county.Coordinator
        );
        var citing = await Document(
            county,
            "云岭县停车收费办法",
            "云政规〔2024〕1号",
            true,
            "《中华人民共和国道路交通安全法》第三十三条"
        );
        await Document(county, "云岭县校车管理办法", "云政规〔2024〕2号", false);

        object Asked(DateOnly? published) =>
            new
            {
                title = "道路交通安全法变动动态清理",
                kind = CleanupFacts.Dynamic,
                cutoff = Making.Iso(today),
                citedLaw = "中华人民共和国道路交通安全法",
                cause = "上位法修改",
                lawPublishedOn = published is { } on ? Making.Iso(on) : null,
            };
        // The forbidden shortcut: without its day nothing would run.
        Assert.Contains(
            "上位法公布日期",
            (
                await county.Refused(
                    new OpenMatter(CleanupCampaigns.Key, Walk.Json(Asked(null))),
                    reviewing.Reviewer
                )
            ).Message,
            StringComparison.Ordinal
        );
        var id = (
            await county.Do(
                new OpenMatter(CleanupCampaigns.Key, Walk.Json(Asked(today.AddDays(-3)))),
                reviewing.Reviewer
            )
        ).Id;

        var matter = await reviewing.Matter(id);
        Assert.Equal(
            [citing.ToString()],
            matter.ReadState().Facts["lines"]!.AsArray().Select(l => (string?)l!["item"])
        );
        await using var db = county.Read();
        Assert.Contains(
            await db.Set<MatterClock>().Where(c => c.MatterId == id).ToListAsync(),
            c => c.Clock == "dynamic" && c.IsOpen && c.Due >= today.AddDays(27)
        );
    }

    private static async Task<Guid> Document(
        County county,
        string title,
        string number,
        bool business,
        string? basis = null
    )
    {
        await county.Do(
            new DraftChanges(
                NormativeDocuments.Key,
                [
                    new NewChange(
                        "add",
                        null,
                        Walk.Json(
                            new
                            {
                                keeper = county.Justice,
                                title,
                                documentNumber = number,
                                issuers = new[] { county.Government },
                                issuerClass = "县政府",
                                drafter = county.Finance,
                                signedOn = "2024-01-05",
                                issuedOn = "2024-01-08",
                                term = "一般",
                                subject = "市场监管",
                                affectsBusiness = business,
                                legalBasis = basis is null ? null : new[] { basis },
                                text = "第一条 为了规范管理，制定本办法。",
                            }
                        ),
                        new DateOnly(2024, 3, 1),
                        new DateOnly(2029, 2, 28)
                    ),
                ]
            )
            {
                Basis = number,
            },
            Actor.System()
        );
        await using var db = county.Read();
        var change = await db.Set<RegisterChange>().SingleAsync(c => c.Title == title);
        await county.Do(new ApproveChanges([change.Id]), Actor.System());
        return change.ItemId;
    }

    private static IEnumerable<Witness> OfCleanups()
    {
        yield return new(
            "open#1",
            p => new Walk(p, Making.Day).Open(Cleaning.Facts(cutoff: Making.Day.AddDays(1))).Last
        );
        yield return new(
            "open#2",
            p => new Walk(p, Making.Day).Open(Cleaning.Facts(lines: [])).Last
        );
        yield return new(
            "open#3",
            p =>
                new Walk(p, Making.Day)
                    .Open(
                        Cleaning.Facts(
                            lines:
                            [
                                .. Enumerable
                                    .Range(1, 2001)
                                    .Select(n => Cleaning.Line(n, Cleaning.Finance)),
                            ]
                        )
                    )
                    .Last
        );
        yield return new(
            "open#4",
            p =>
                new Walk(p, Making.Day)
                    .Open(Cleaning.Facts(CleanupFacts.Dynamic, law: "行政复议法实施条例"))
                    .Last
        );
        object added = new
        {
            documentTitle = "云岭县旧办法",
            maker = Cleaning.Government,
            makerClass = Makers.Government,
            organ = Cleaning.Finance,
            business = false,
            because = " ",
        };
        yield return new("launch.add#1", p => Cleaning.Opened(p).Do("launch.add", added).Last);
        yield return new(
            "launch.remove#1",
            p => Cleaning.Opened(p).Do("launch.remove", new { number = 99, because = "重复" }).Last
        );
        yield return new(
            "launch.remove#2",
            p => Cleaning.Opened(p).Do("launch.remove", new { number = 1, because = " " }).Last
        );
        yield return new(
            "launch.freeze#1",
            p =>
            {
                var walk = Cleaning.Opened(p);
                foreach (var number in new[] { 1, 2, 3 })
                {
                    walk.Do("launch.remove", new { number, because = "不属于" });
                }
                return walk.Do("launch.freeze", new { demand = "逐件" }).Last;
            }
        );
        foreach (var (n, rows) in new (int, (int, string)[])[] { (1, []), (2, [(99, "继续有效")]) })
        {
            yield return new(
                $"opinion.set#{n}",
                p => Cleaning.Frozen(p).Do("opinion.set", Cleaning.Opinions(rows)).Last
            );
        }
        yield return new(
            "opinion.set#3",
            p =>
                Cleaning
                    .Frozen(p)
                    .Do(
                        "opinion.set",
                        Cleaning.Opinions((1, "继续有效")),
                        Acting.As("z", ProcedureRoles.Responsible) with
                        {
                            Organ = Cleaning.Education,
                        }
                    )
                    .Last
        );
        object Bare(string conclusion, string? basis) =>
            new
            {
                rows = new[]
                {
                    new
                    {
                        number = 1,
                        conclusion,
                        basis,
                    },
                },
            };
        yield return new(
            "opinion.set#4",
            p => Cleaning.Frozen(p).Do("opinion.set", Bare("废止", null)).Last
        );
        yield return new(
            "opinion.set#5",
            p => Cleaning.Frozen(p).Do("opinion.set", Bare("修改", "价格法第二十条")).Last
        );
        object because = new { reason = "等候上级答复" };
        yield return new(
            "wait#1",
            p =>
                Cleaning
                    .Frozen(p)
                    .Do("wait", because)
                    .Later(1)
                    .Do("wait", new { reason = "再等" })
                    .Last
        );
        yield return new("wait#2", p => Cleaning.Opened(p).Do("wait", because).Last);
        yield return new("extend#1", p => Cleaning.Opened(p).Do("extend", because).Last);
        yield return new("resume#1", p => Cleaning.Frozen(p).Do("resume").Last);
        yield return new("opinion.finish#1", p => Cleaning.Frozen(p).Do("opinion.finish").Last);
        yield return new(
            "review.return#1",
            p =>
                Cleaning
                    .Answered(p)
                    .Do("opinion.finish")
                    .Do("review.return", new { rows = Array.Empty<object>() })
                    .Last
        );
        yield return new(
            "decide.record#1",
            p =>
                Cleaning
                    .Reviewed(p)
                    .Do("decide.record", Cleaning.Decision(Guid.NewGuid(), Making.Day))
                    .Last
        );
        yield return new(
            "decide.record#2",
            p =>
                Cleaning
                    .Reviewed(p)
                    .Do(
                        "decide.record",
                        Cleaning.Decision(Cleaning.Government, Making.Day, (3, "继续有效", null))
                    )
                    .Last
        );
        yield return new(
            "decide.record#3",
            p =>
                Cleaning
                    .Reviewed(p)
                    .Do(
                        "decide.record",
                        Cleaning.Decision(Cleaning.Government, Making.Day, (1, "宣布失效", null))
                    )
                    .Last
        );
        yield return new(
            "decide.record#4",
            p =>
            {
                var walk = Cleaning.Reviewed(p);
                return walk.Do(
                    "decide.record",
                    Cleaning.Decision(Cleaning.Government, walk.Today.AddDays(1))
                ).Last;
            }
        );
        yield return new("decide.finish#1", p => Cleaning.Reviewed(p).Do("decide.finish").Last);
        yield return new(
            "publish.done#1",
            p =>
            {
                var walk = Cleaning.Decided(p);
                return walk.Do("publish.done", Cleaning.Catalogue(walk.Today.AddDays(1))).Last;
            }
        );
        yield return new(
            "publish.done#2",
            p =>
            {
                var walk = Cleaning.Decided(p);
                return walk.Do("publish.done", Cleaning.Catalogue(walk.Today, total: 4)).Last;
            }
        );
        yield return new(
            "publish.done#3",
            p =>
            {
                var walk = Cleaning.Decided(p);
                return walk.Do(
                    "publish.done",
                    Cleaning.Catalogue(walk.Today, kept: 2, amended: 0)
                ).Last;
            }
        );
        foreach (
            var (step, input) in new (string, Func<int, object>)[]
            {
                ("follow.open", n => new { number = n }),
                ("follow.amended", n => new { number = n, how = "云政规〔2026〕13号" }),
            }
        )
        {
            yield return new($"{step}#1", p => Cleaning.Published(p).Do(step, input(1)).Last);
        }
        yield return new(
            "follow.end#1",
            p => Cleaning.Published(p).Do("follow.end", new { opinion = "完成" }).Last
        );
        yield return new("stop#1", p => Cleaning.Published(p).Do("stop", because).Last);
    }

    private static IEnumerable<Witness> OfFilings()
    {
        yield return new(
            "form.needs:final",
            p => Cleaning.Filed(p).Hand("explanation").Do("form.register").Last
        );
        yield return new(
            "form.needs:explanation",
            p => Cleaning.Filed(p).Hand("final").Do("form.register").Last
        );
        Walk Whole(Procedure p) => Cleaning.Filed(p).Hand("final").Hand("explanation");
        object missing = new { missing = new[] { "制定依据" } };
        yield return new(
            "form.register#1",
            p => Whole(p).Do("form.supplement", missing).Do("form.register").Last
        );
        yield return new(
            "form.supplement#1",
            p => Whole(p).Do("form.supplement", new { missing = Array.Empty<string>() }).Last
        );
        yield return new("form.received#1", p => Whole(p).Do("form.received").Last);
        Walk Found(Procedure p) =>
            Whole(p)
                .Do("form.register")
                .Do(
                    "review.find",
                    new
                    {
                        problem = "与上位法不一致",
                        opinion = "第五条",
                        asked = "自行修改",
                    }
                );
        yield return new(
            "correction.reply#1",
            p =>
            {
                var walk = Found(p);
                return walk.Do(
                    "correction.reply",
                    new
                    {
                        what = "已经修改",
                        content = "已修改第五条",
                        doneOn = Making.Iso(walk.Today.AddDays(1)),
                    }
                ).Last;
            }
        );
        // The maker does not review what it made itself.
        Acting Own(ProcedureRole role) =>
            Acting.As("zhou", role) with
            {
                Organ = Cleaning.Education,
            };
        yield return new(
            "form.register#2",
            p => Whole(p).Do("form.register", who: Own(ProcedureRoles.Reviewer)).Last
        );
        yield return new(
            "form.refuse#1",
            p =>
                Whole(p)
                    .Do(
                        "form.refuse",
                        new { reason = "不属于规范性文件" },
                        Own(ProcedureRoles.ReviewHead)
                    )
                    .Last
        );
        yield return new(
            "review.clear#1",
            p =>
                Whole(p)
                    .Do("form.register")
                    .Do("review.clear", new { opinion = "合法" }, Own(ProcedureRoles.Reviewer))
                    .Last
        );
        yield return new(
            "review.find#1",
            p =>
                Whole(p)
                    .Do("form.register")
                    .Do(
                        "review.find",
                        new
                        {
                            problem = "与上位法不一致",
                            opinion = "第五条",
                            asked = "自行修改",
                        },
                        Own(ProcedureRoles.Reviewer)
                    )
                    .Last
        );
        // 有错必纠: it cannot be closed while the maker only disagrees.
        yield return new(
            "correction.accept#1",
            p =>
            {
                var walk = Found(p);
                return walk.Do(
                        "correction.reply",
                        new
                        {
                            what = "不同意，说明理由",
                            content = "没有不一致",
                            doneOn = Making.Iso(walk.Today),
                        }
                    )
                    .Do("correction.accept")
                    .Last;
            }
        );
    }
}

/// <summary>A clean-up of three documents, played up to where a test begins.</summary>
internal static class Cleaning
{
    public static readonly Guid Government = new("00000000-0000-0000-0000-0000000000b1");
    public static readonly Guid Finance = new("00000000-0000-0000-0000-0000000000b2");
    public static readonly Guid Education = new("00000000-0000-0000-0000-0000000000b3");
    public static readonly Guid Item = new("00000000-0000-0000-0000-0000000000c1");

    public static object Line(
        int number,
        Guid organ,
        Guid? maker = null,
        bool registered = false
    ) =>
        new
        {
            number,
            title = $"云岭县第{number}号办法",
            documentNumber = $"云政规〔2020〕{number}号",
            maker = maker ?? Government,
            makerClass = Makers.Government,
            organ,
            business = number == 1,
            item = registered ? Item.ToString() : null,
        };

    public static object Facts(
        string kind = CleanupFacts.Full,
        DateOnly? cutoff = null,
        object[]? lines = null,
        string? law = null,
        DateOnly? published = null,
        DateOnly? inForce = null
    ) =>
        new
        {
            title = "2026年规范性文件清理",
            kind,
            cutoff = Making.Iso(cutoff ?? new(2025, 12, 31)),
            cause = kind == CleanupFacts.Dynamic ? "上位法修改" : null,
            citedLaw = law,
            lawPublishedOn = published is { } on ? Making.Iso(on) : null,
            lawInForceOn = inForce is { } from ? Making.Iso(from) : null,
            lines = lines
                ??
                [
                    Line(1, Finance, registered: true),
                    Line(2, Education),
                    Line(3, Finance, Finance),
                ],
        };

    public static Walk Opened(Procedure p, DateOnly? day = null) =>
        new Walk(p, day ?? Making.Day).Open(Facts());

    public static Walk Frozen(Procedure p, DateOnly? day = null) =>
        Opened(p, day).Do("launch.freeze", new { demand = "逐件提出意见。" });

    public static object Opinions(params (int Number, string Conclusion)[] rows) =>
        new
        {
            rows = rows.Select(r => new
                {
                    number = r.Number,
                    conclusion = r.Conclusion,
                    basis = r.Conclusion == "继续有效" ? null : "价格法第二十条",
                    planOn = r.Conclusion == "修改" ? "2026-12-31" : null,
                })
                .ToArray(),
        };

    public static Walk Answered(Procedure p, DateOnly? day = null) =>
        Frozen(p, day).Do("opinion.set", Opinions((1, "废止"), (2, "修改"), (3, "继续有效")));

    public static Walk Reviewed(Procedure p, DateOnly? day = null) =>
        Answered(p, day).Do("opinion.finish").Do("review.agree", new { opinion = "同意。" });

    public static object Decision(
        Guid maker,
        DateOnly on,
        params (int Number, string Conclusion, string? Basis)[] changed
    ) =>
        new
        {
            maker,
            meeting = "县政府第12次常务会议",
            metOn = Making.Iso(on),
            decisionNumber = "云政规〔2026〕12号",
            changed = changed
                .Select(c => new
                {
                    number = c.Number,
                    conclusion = c.Conclusion,
                    basis = c.Basis,
                })
                .ToArray(),
        };

    public static Walk Decided(Procedure p, DateOnly? day = null)
    {
        var walk = Reviewed(p, day);
        return walk.Do("decide.record", Decision(Government, walk.Today))
            .Do("decide.record", Decision(Finance, walk.Today))
            .Do("decide.finish");
    }

    public static object Catalogue(
        DateOnly on,
        int total = 3,
        int kept = 1,
        int amended = 1,
        int repealed = 1
    ) =>
        new
        {
            publishedOn = Making.Iso(on),
            address = "https://example.invalid/catalogue",
            statedOn = Making.Iso(on.AddDays(30)),
            total,
            kept,
            amended,
            repealed,
            expired = 0,
        };

    public static Walk Published(Procedure p, DateOnly? day = null)
    {
        var walk = Decided(p, day);
        return walk.Do("publish.done", Catalogue(walk.Today));
    }

    public static Walk Filed(Procedure p, DateOnly? day = null) =>
        new Walk(p, day ?? Making.Day).Open(
            new
            {
                title = "云岭县校车管理办法",
                documentNumber = "云教规〔2026〕1号",
                maker = Education,
                makerClass = Makers.Department,
                publishedOn = Making.Iso((day ?? Making.Day).AddDays(-10)),
            }
        );
}
