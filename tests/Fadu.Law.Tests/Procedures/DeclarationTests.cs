using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Testing.Procedures;

namespace Fadu.Law.Tests.Procedures;

public sealed class DeclarationTests
{
    private static readonly LawRef Law = new("样例条例");

    private sealed record Facts
    {
        [Titled("名称")]
        public string Title { get; init; } = "";
    }

    private static ProcedureBuilder<Facts> Plain(string name = "样例", string purpose = "检验。") =>
        Procedure
            .Named<Facts>("sample", name, "2020", Law, new(2020, 1, 1))
            .Purpose(purpose)
            .AnchoredOn("申请")
            .OpenedBy(ProcedureRoles.Party)
            .Outcome("done", "办结")
            .Stage(
                "one",
                "环节一",
                s => s.Act("go", "办理", a => a.By(ProcedureRoles.Handler).Closes())
            )
            .Stage("end", "结束", s => s.After("one").IsTheEnd());

    private static string FaultOf(Func<ProcedureBuilder<Facts>, ProcedureBuilder<Facts>> spoil)
    {
        var builder = Plain();
        return Assert.Throws<ProcedureException>(() => spoil(builder).Build()).Message;
    }

    [Fact]
    public void APlainDeclaration_IsAccepted() => Assert.Equal(2, Plain().Build().Stages.Count);

    [Fact]
    public void AStageThatCannotBeReached_IsRefused() =>
        Assert.Contains(
            "环节“孤岛”无法到达",
            FaultOf(b =>
                b.Stage(
                        "island",
                        "孤岛",
                        s =>
                            s.After("island2")
                                .Act("go", "办", a => a.By(ProcedureRoles.Handler).Closes())
                    )
                    .Stage(
                        "island2",
                        "孤岛二",
                        s =>
                            s.After("island")
                                .Act("go", "办", a => a.By(ProcedureRoles.Handler).Closes())
                    )
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void AStageWithoutAWayOut_IsRefused() =>
        Assert.Contains(
            "没有办结的办法",
            FaultOf(b => b.Stage("stuck", "卡住", s => s.After("one"))),
            StringComparison.Ordinal
        );

    [Fact]
    public void AWalkThatCannotEnd_IsRefused() =>
        Assert.Contains(
            "走不到结束",
            Assert
                .Throws<ProcedureException>(() =>
                    Procedure
                        .Named<Facts>("sample", "样例", "1", Law, new(2020, 1, 1))
                        .Purpose("检验。")
                        .AnchoredOn("申请")
                        .OpenedBy(ProcedureRoles.Party)
                        .Stage(
                            "one",
                            "环节一",
                            s => s.Act("go", "办理", a => a.By(ProcedureRoles.Handler).Closes())
                        )
                        .Build()
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void AClockWithoutAnArticle_IsRefused() =>
        Assert.Contains(
            "期限“某期限”没有写明依据的条款",
            FaultOf(b =>
                b.Within(
                    "c",
                    "某期限",
                    TimeLimit.Days(5),
                    LimitSource.Statute,
                    c => c.StartsOn("opened")
                )
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void AGuardOrDutyWithoutAnArticle_IsRefused()
    {
        Assert.Contains(
            "不予办理的理由“不行”没有写明依据的条款",
            FaultOf(b =>
                b.Act(
                    "x",
                    "某事",
                    a => a.By(ProcedureRoles.Handler).Refuses(_ => true, "不行", new LawRef(""))
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "公开报送事项“公开”没有写明依据的条款",
            FaultOf(b => b.Owes("p", "公开", "opened", "one.go", new LawRef(""))),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void AMaterialThatNobodyProvides_IsRefused()
    {
        Assert.Contains(
            "需要申请书，但没有写明由谁提供",
            FaultOf(b =>
                b.Material("form", "申请书", Law)
                    .Stage(
                        "two",
                        "环节二",
                        s =>
                            s.After("one")
                                .Needs("form", Law.Art(1))
                                .Act("go", "办", a => a.By(ProcedureRoles.Handler).Closes())
                    )
            ),
            StringComparison.Ordinal
        );
        // A document of a later stage cannot be there yet.
        Assert.Contains(
            "需要决定书，但没有写明由谁提供",
            FaultOf(b =>
                b.Document("paper", "决定书", "决定如下。")
                    .Stage(
                        "two",
                        "环节二",
                        s =>
                            s.After("one")
                                .Needs("paper", Law.Art(1))
                                .Act("go", "办", a => a.By(ProcedureRoles.Handler).Closes())
                    )
                    .Stage(
                        "three",
                        "环节三",
                        s =>
                            s.After("two")
                                .Act(
                                    "go",
                                    "办",
                                    a => a.By(ProcedureRoles.Handler).Produces("paper").Closes()
                                )
                    )
            ),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("To-do：补写")]
    [InlineData("待补")]
    public void ATextThatIsNotWritten_IsRefused(string text) =>
        Assert.Contains(
            "用途",
            Assert.Throws<ProcedureException>(() => Plain(purpose: text).Build()).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void WhatRefersToNothing_IsRefused()
    {
        Assert.Contains(
            "所依据的事件one.gone不存在",
            FaultOf(b =>
                b.Within(
                    "c",
                    "某期限",
                    TimeLimit.Days(5, Law.Art(1)),
                    LimitSource.Statute,
                    c => c.StartsOn("one.gone")
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "有两个环节叫one",
            FaultOf(b =>
                b.Stage(
                    "one",
                    "又一",
                    s => s.Act("went", "办", a => a.By(ProcedureRoles.Handler).Closes())
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "没有写明由谁办理",
            FaultOf(b => b.Act("x", "某事", _ => { })),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void OverlappingEditions_AreRefusedAndTheRightOneIsChosenByTheAnchor()
    {
        static Procedure Edition(string name, DateOnly from, DateOnly? until) =>
            Procedure
                .Named<Facts>("sample", "样例", name, Law, from, until)
                .Purpose("检验。")
                .AnchoredOn("申请")
                .OpenedBy(ProcedureRoles.Party)
                .Stage(
                    "one",
                    "环节一",
                    s => s.Act("go", "办理", a => a.By(ProcedureRoles.Handler).Closes())
                )
                .Stage("end", "结束", s => s.After("one").IsTheEnd())
                .Build();

        var old = Edition("R1", new(2018, 1, 1), new(2023, 12, 31));
        var now = Edition("R2", new(2024, 1, 1), null);
        var editions = new ProcedureEditions(now, old);
        Assert.Same(old, editions.On(new(2023, 12, 31)));
        Assert.Same(now, editions.On(new(2024, 1, 1)));
        Assert.Null(editions.On(new(2017, 12, 31)));
        Assert.Contains(
            "重叠",
            Assert
                .Throws<ProcedureException>(() =>
                    new ProcedureEditions(old, Edition("R2", new(2023, 12, 31), null))
                )
                .Message,
            StringComparison.Ordinal
        );

        // A pending matter goes on under the new edition only by an act with its reason.
        var walk = new Walk(old, new(2023, 12, 29)).Open(new { });
        Assert.True(ProcedureEngine.MoveEdition(now, walk.State, " ", walk.World).IsRefused);
        var moved = ProcedureEngine
            .MoveEdition(now, walk.State, "按新法程序规定办理", walk.World)
            .State;
        Assert.Equal(("R2", now.Hash), (moved.Edition, moved.Print));
        Assert.Equal(new DateOnly(2023, 12, 29), moved.Anchor);
    }

    [Fact]
    public void AMatterAnchoredOutsideTheEdition_IsNotOpenedUnderIt()
    {
        var walk = new Walk(Samples.Review, new(2019, 12, 31)).Open(new { title = "甲" });

        Assert.Contains("不适用", walk.Last.Refusals[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryRuleOfEverySample_RefusesItsWitnessAndNothingElseDoes()
    {
        Assert.Empty(Witness.Faults(Samples.Decide, Samples.DecideWitnesses));
        Assert.Empty(Witness.Faults(Samples.Review, Samples.ReviewWitnesses));
    }

    [Fact]
    public void RandomWalks_NeverBreakASampleAndAlwaysEnd()
    {
        var faults =
            from procedure in Samples.All
            from seed in Enumerable.Range(0, 60)
            let fault = RandomWalk.Fault(procedure, seed, _ => ["lawful", "unlawful"])
            where fault is not null
            select $"{procedure} seed {seed}: {fault}";
        Assert.Empty(faults.Take(5));
    }

    [Theory]
    [InlineData("", "文书“决定书”的文本没有填写")]
    [InlineData("决定如下。\n  {{姓名}}：", "文书“决定书”的文本第2行第3字：没有叫“姓名”的占位")]
    [InlineData("{{#名称}}有始无终", "“名称”这一段没有结束")]
    [InlineData("{{/名称}}", "“{{/名称}}”没有对应的开头")]
    [InlineData("决定{{名称", "第1行第3字：“{{”没有对应的“}}”")]
    public void ADocumentWhoseTextCannotBeRight_IsRefused(string template, string fault) =>
        Assert.Contains(
            fault,
            FaultOf(b => b.Document("paper", "决定书", template)),
            StringComparison.Ordinal
        );

    [Fact]
    public void ADocumentThatIsServed_NamesItsArticleAndWays_AndIsAnEvent()
    {
        Assert.Contains(
            "没有写明送达方式",
            FaultOf(b => b.Document("paper", "决定书", "决定。", null, d => d.Served(Law.Art(1)))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "所依据的事件paper.served不存在",
            FaultOf(b => After(b.Document("paper", "决定书", "决定。"))),
            StringComparison.Ordinal
        );
        var served = After(
                Plain()
                    .Document(
                        "paper",
                        "决定书",
                        "决定。",
                        null,
                        d => d.Served(Law.Art(1), ServiceWays.OnParties)
                    )
            )
            .Build();
        Assert.Equal("决定书送达", served.NameOfEvent("paper.served"));
        Assert.Contains("公告送达", served.Print, StringComparison.Ordinal);

        static ProcedureBuilder<Facts> After(ProcedureBuilder<Facts> builder) =>
            builder.Within(
                "answer",
                "答复",
                TimeLimit.Days(5, Law.Art(2)),
                LimitSource.Statute,
                c => c.StartsOn("paper.served").StopsOn("one.go")
            );
    }

    [Fact]
    public void ThePrintForLawyers_IsAsItWasReviewed()
    {
        using var stream = typeof(DeclarationTests).Assembly.GetManifestResourceStream(
            "sample-decision.txt"
        )!;
        using var reader = new StreamReader(stream);
        if (Environment.GetEnvironmentVariable("FADU_PRINTS") is { } folder)
        {
            File.WriteAllText(Path.Combine(folder, "sample-decision.txt"), Samples.Decide.Print);
        }
        Assert.Equal(reader.ReadToEnd(), Samples.Decide.Print);
    }

    [Fact]
    public void ThePrint_NamesEveryRuleThatRefusesWithItsArticle()
    {
        foreach (
            var rule in Samples.All.SelectMany(p =>
                p.RefusingRules.Where(r => !r.Id.Contains(".needs:", StringComparison.Ordinal))
                    .Select(r => (p.Print, r))
            )
        )
        {
            Assert.Contains(
                $"{rule.r.Sentence}（{rule.r.Basis}）",
                rule.Print,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void TheDiagram_ShowsEveryStageAndWhereTheMatterStandsWithoutScript()
    {
        var walk = Samples.Drafted();
        var svg = System.Xml.Linq.XDocument.Parse(ProcedureDiagram.Svg(Samples.Decide, walk.State));

        var texts = svg.Descendants()
            .Where(e => e.Name.LocalName == "text")
            .Select(e => e.Value)
            .ToList();
        Assert.All(Samples.Decide.Stages, s => Assert.Contains(s.Name, texts));
        Assert.Contains("办理中", texts);
        Assert.Contains("依法不适用", texts);
        Assert.DoesNotContain(
            svg.Descendants(),
            e =>
                e.Name.LocalName is "script" or "style" or "foreignObject"
                || e.Attribute("style") is not null
        );
        // No two boxes lie upon each other.
        var boxes = svg.Descendants()
            .Where(e => e.Name.LocalName == "rect")
            .Select(r => ((int)r.Attribute("x")!, (int)r.Attribute("y")!))
            .ToList();
        Assert.Equal(boxes.Count, boxes.Distinct().Count());
    }
}
