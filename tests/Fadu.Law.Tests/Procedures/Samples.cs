using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Testing.Procedures;

namespace Fadu.Law.Tests.Procedures;

/// <summary>Two procedures that between them use everything a declaration can say, with the witnesses of every rule that refuses.</summary>
internal static class Samples
{
    public static readonly LawRef Rules = new("样例条例");

    public sealed record DecisionFacts
    {
        [Titled("名称", Help = "决策事项的名称。")]
        public required string Title { get; init; }

        [Titled("依法不予公开")]
        public bool NotPublic { get; init; }

        [Titled("专业性较强")]
        public bool Technical { get; init; }
    }

    public sealed record Publish
    {
        [Titled("缩短期限的理由")]
        public string? ShorterBecause { get; init; }
    }

    public sealed record Close
    {
        [Titled("采纳情况")]
        public required string Adoption { get; init; }
    }

    public sealed record Hearing
    {
        [Titled("听证会日期")]
        public required DateOnly On { get; init; }
    }

    public sealed record Opinion
    {
        [Titled("与决策事项有利害关系")]
        public required bool Interested { get; init; }
    }

    public enum MeetingResult
    {
        Passed,
        Postponed,
    }

    public sealed record Meeting
    {
        [Titled("决定")]
        public required MeetingResult Decision { get; init; }

        [Titled("会议名称")]
        public string? Name { get; init; }
    }

    public sealed record Why
    {
        [Titled("理由")]
        public required string Reason { get; init; }
    }

    public static readonly Procedure Decide = Procedure
        .Named<DecisionFacts>("sample.decision", "样例决策", "2020", Rules, new(2020, 1, 1))
        .Purpose("检验程序的各种写法。")
        .AnchoredOn("决定启动")
        .OpenedBy(ProcedureRoles.Handler)
        .RefusesOpening(s => s.Facts.Title.Length == 0, "没有名称，不得启动", Rules.Art(2), "title")
        .CountsOnOpening(
            "SampleDecisions",
            "启动时计1件",
            dimensions: s => s.Facts.Technical ? "专业=是" : ""
        )
        .VersionedMaterial("draft", "草案", Rules.Art(3), ProcedureRoles.Sender)
        .Material("statement", "说明", Rules.Art(3), ProcedureRoles.Sender)
        .Document(
            "notice",
            "征求意见公告",
            "标题：征求意见公告\n现就《{{事项名称}}》公开征求意见。"
        )
        .Document(
            "minutes",
            "会议纪要",
            "会议讨论了{{事项名称}}。",
            Rules.Art(9),
            d => d.Numbered("minutes", "纪")
        )
        .Outcome("published", "通过并公布", Rules.Art(10))
        .Outcome("given-up", "终止")
        .Records("no-review", "未审先议", Rules.Art(8), "SampleNoReview")
        .Records("too-short", "征求意见不足期限", Rules.Art(5))
        .Records("secret", "应当公开而未公开", Rules.Art(10))
        .Child(
            "review",
            "样例审查",
            "sample.review",
            s => new { title = s.Facts.Title },
            Rules.Art(7)
        )
        .Stage(
            "drafting",
            "拟订草案",
            s =>
                s.By(Rules.Art(3))
                    .Needs("draft", Rules.Art(3))
                    .Needs("statement", Rules.Art(3), f => !f.Facts.NotPublic, "可以公开的事项")
                    .Act("ready", "拟订完成", a => a.By(ProcedureRoles.Handler).Closes())
        )
        .Stage(
            "participation",
            "公众参与",
            s =>
                s.By(Rules.Art(4))
                    .After("drafting")
                    .SkippedWhen(f => f.Facts.NotPublic, "依法不予公开", Rules.Art(4, 2))
                    .Act<Publish>(
                        "publish",
                        "公布征求意见",
                        a => a.By(ProcedureRoles.Handler).Produces("notice")
                    )
                    .Act<Hearing>(
                        "schedule",
                        "确定听证会",
                        a =>
                            a.By(ProcedureRoles.Handler)
                                .Repeatable()
                                .Marks("hearing", "听证会", i => i.Input.On)
                    )
                    .Act(
                        "deliver",
                        "送达听证材料",
                        a =>
                            a.By(ProcedureRoles.Handler)
                                .Repeatable()
                                .Refuses(
                                    f => !f.Has("hearing"),
                                    "没有确定听证会日期，不能送达材料",
                                    Rules.Art(6)
                                )
                    )
                    .Act<Close>(
                        "close",
                        "归纳意见",
                        a =>
                            a.By(ProcedureRoles.Handler)
                                .Refuses(
                                    f => !f.Has("participation.publish"),
                                    "没有公布征求意见，不得进入下一环节",
                                    Rules.Art(5)
                                )
                                .RefusesInput(
                                    f => f.Input.Adoption.Length == 0,
                                    "没有说明采纳情况",
                                    Rules.Art(5, 2),
                                    i => i.Adoption
                                )
                                .Closes()
                    )
        )
        .Stage(
            "expert",
            "专家论证",
            s =>
                s.By(Rules.Art(6))
                    .After("drafting")
                    .SkippedWhen(f => !f.Facts.Technical, "专业性不强", Rules.Art(6))
                    .Act<Opinion>(
                        "opine",
                        "出具论证意见",
                        a =>
                            a.By(ProcedureRoles.Counsel)
                                .RefusesInput(
                                    f => f.Input.Interested,
                                    "不得选择有利害关系的专家",
                                    Rules.Art(6, 2),
                                    i => i.Interested
                                )
                                .Closes()
                    )
                    .Act("deem", "视为同意", a => a.By(ProcedureRoles.System).Closes())
        )
        .Stage(
            "legality",
            "合法性审查",
            s =>
                s.By(Rules.Art(7))
                    .After("participation", "expert")
                    .Decides(("lawful", "合法"), ("unlawful", "不合法"))
                    .WaitsFor("review")
        )
        .Stage(
            "deliberation",
            "集体讨论",
            s =>
                s.By(Rules.Art(8))
                    .After("legality")
                    .OnlyIf(
                        "legality",
                        ["lawful"],
                        "未经审查或者审查不合法，不得提交讨论",
                        Rules.Art(8)
                    )
                    .OtherwiseRecords("no-review")
                    .Decides(("Passed", "通过"), ("Postponed", "暂缓"))
                    .Act<Meeting>(
                        "decide",
                        "讨论决定",
                        a =>
                            a.By(ProcedureRoles.AgendaOffice)
                                .RefusesInput(
                                    f => string.IsNullOrEmpty(f.Input.Name),
                                    "应当写明会议名称",
                                    Rules.Art(9),
                                    i => i.Name
                                )
                                .Produces("minutes")
                                .Closes(f => f.Input.Decision.ToString())
                    )
        )
        .Stage(
            "publishing",
            "公布",
            s =>
                s.By(Rules.Art(10))
                    .After("deliberation")
                    .OnlyIf("deliberation", ["Passed"], "未经讨论通过，不得公布", Rules.Art(10))
                    .Act(
                        "done",
                        "公布",
                        a => a.By(ProcedureRoles.AgendaOffice).Concludes("published").Closes()
                    )
        )
        .Stage("closed", "办结", s => s.After("publishing").IsTheEnd())
        .Act<Why>(
            "give-up",
            "终止",
            a =>
                a.By(ProcedureRoles.Handler)
                    .RefusesInput(
                        f => f.Input.Reason.Length == 0,
                        "终止应当说明理由",
                        OwnRule.Basis,
                        i => i.Reason
                    )
                    .Refuses(
                        f => f.ResultOf("deliberation") == "Passed",
                        "已经讨论通过的，不得终止",
                        Rules.Art(11)
                    )
                    .Concludes("given-up")
                    .Ends()
        )
        .Act(
            "revise",
            "修改草案",
            a =>
                a.By(ProcedureRoles.Handler)
                    .Repeatable()
                    .Refuses(
                        f => f.State.IsOpen("drafting"),
                        "草案正在拟订，不必修改",
                        OwnRule.Basis
                    )
                    .Refuses(
                        f => f.ResultOf("deliberation") == "Passed",
                        "已经讨论通过的，应当按调整办理",
                        Rules.Art(11)
                    )
                    .Opens("drafting")
        )
        .StaysOpen(
            "comment",
            "公开征求意见",
            TimeLimit.Days(30, Rules.Art(5)),
            LimitSource.Statute,
            c =>
                c.StartsOn("participation.publish")
                    .Binds("公开征求意见期限未满，不得归纳意见", "participation.close")
                    .Unless(
                        f =>
                            !string.IsNullOrEmpty(
                                f.Last<Publish>("participation.publish")?.ShorterBecause
                            ),
                        "公告时说明了缩短期限的理由"
                    )
                    .OtherwiseRecords("too-short")
        )
        .NoLaterThan(
            "hearing-materials",
            "听证材料送达",
            TimeLimit.Days(7, Rules.Art(6)),
            LimitSource.Statute,
            c =>
                c.StartsOn("hearing")
                    .Binds("听证材料应当提前送达", "participation.deliver")
                    .StopsOn("participation.deliver")
        )
        .Within(
            "expert-answer",
            "论证时间",
            TimeLimit.WorkingDays(5, Rules.Art(6)),
            LimitSource.Practice,
            c =>
                c.StartsOn("expert.opened")
                    .StopsOn("expert.opine", "expert.deem")
                    .Deems("expert.deem", Rules.Art(6, 3))
        )
        .Within(
            "publish",
            "公布期限",
            TimeLimit.WorkingDays(20, Rules.Art(10)),
            LimitSource.Statute,
            c => c.StartsOn("deliberation.decide").StopsOn("publishing.done")
        )
        .Owes(
            "publication",
            "公布决策",
            "deliberation.decide",
            "publishing.done",
            Rules.Art(10),
            "publish"
        )
        .Build();

    public sealed record ReviewFacts
    {
        [Titled("名称")]
        public required string Title { get; init; }
    }

    public sealed record Accept
    {
        [Titled("材料齐备日")]
        public required DateOnly CompleteOn { get; init; }
    }

    public sealed record Longer
    {
        [Titled("延长工作日")]
        public required int Days { get; init; }
    }

    public static readonly Procedure Review = Procedure
        .Named<ReviewFacts>("sample.review", "样例审查", "2020", Rules, new(2020, 1, 1))
        .Purpose("检验期限的各种移动。")
        .AnchoredOn("送审")
        .OpenedBy(ProcedureRoles.Sender)
        .Document(
            "letter",
            "审查意见书",
            "结论：{{办理结果}}。",
            null,
            d => d.Numbered("letter", "审")
        )
        .Outcome("lawful", "合法", Rules.Art(20))
        .Outcome("unlawful", "不合法", Rules.Art(20))
        .Outcome("withdrawn", "撤回")
        .Stage(
            "intake",
            "接收",
            s =>
                s.Act<Accept>(
                    "accept",
                    "受理",
                    a =>
                        a.By(ProcedureRoles.Reviewer)
                            .RefusesInput(
                                f => f.Input.CompleteOn > f.Day,
                                "材料齐备日不能晚于受理日",
                                OwnRule.Basis,
                                i => i.CompleteOn
                            )
                            .Marks("complete", "材料齐备", i => i.Input.CompleteOn)
                            .Counts("SampleReviews", "受理时计1件")
                            .Closes()
                )
        )
        .Stage(
            "review",
            "审查",
            s =>
                s.After("intake")
                    .Decides(("lawful", "合法"), ("unlawful", "不合法"))
                    .Act("pause", "要求补充", a => a.By(ProcedureRoles.Reviewer).Repeatable())
                    .Act(
                        "resume",
                        "收到补充",
                        a =>
                            a.By(ProcedureRoles.Reviewer)
                                .Repeatable()
                                .Refuses(f => !f.Has("review.pause"), "没有要求补充", OwnRule.Basis)
                    )
                    .Act<Longer>(
                        "extend",
                        "延长",
                        a => a.By(ProcedureRoles.ReviewHead).Repeatable()
                    )
                    .Act("fine", "审查通过", a => Done(a, "lawful"))
                    .Act("wrong", "审查不通过", a => Done(a, "unlawful"))
        )
        .Stage("closed", "办结", s => s.After("review").IsTheEnd())
        .Act("withdraw", "撤回", a => a.By(ProcedureRoles.Sender).Concludes("withdrawn").Ends())
        .Act(
            "restart",
            "重新送审",
            a =>
                a.By(ProcedureRoles.Sender)
                    .Repeatable()
                    .Refuses(
                        f => !f.State.IsOpen("review"),
                        "尚未审查，不必重新送审",
                        OwnRule.Basis
                    )
        )
        .Within(
            "max",
            "审查期限",
            TimeLimit.WorkingDays(15, Rules.Art(21)),
            LimitSource.Secondary,
            c =>
                c.StartsOn("complete")
                    .PausesOn("review.pause", Rules.Art(22))
                    .ResumesOn("review.resume")
                    .RestartsOn("restart", Rules.Art(23))
                    .ExtendedBy(
                        "review.extend",
                        TimeLimit.WorkingDays(5, Rules.Art(21, 2)),
                        1,
                        f =>
                            f.Inputs["days"] is { } days && (int)days! > 0
                                ? TimeLimit.WorkingDays((int)days!)
                                : null
                    )
                    .StopsOn("review.fine", "review.wrong")
        )
        .Build();

    private static void Done(ActionBuilder<ReviewFacts, NoInput> a, string outcome) =>
        a.By(ProcedureRoles.Reviewer)
            .Refuses(
                f => f.Clock("max")?.PausedSince is not null,
                "补充材料尚未收到，不得出具意见",
                Rules.Art(22)
            )
            .Produces("letter")
            .Concludes(outcome)
            .Closes(_ => outcome);

    public static readonly IReadOnlyList<Procedure> All = [Decide, Review];

    public static readonly DateOnly Day = new(2026, 3, 2);

    public static Walk Decision(Procedure? procedure = null, bool technical = false) =>
        new Walk(procedure ?? Decide, Day).Open(new { title = "停车收费", technical });

    /// <summary>Up to public participation.</summary>
    public static Walk Drafted(Procedure? procedure = null, bool technical = false) =>
        Decision(procedure, technical).Hand("draft").Hand("statement").Do("drafting.ready");

    /// <summary>Up to the wait for the review.</summary>
    public static Walk Heard(Procedure? procedure = null) =>
        Drafted(procedure)
            .Do("participation.publish", new { })
            .Later(40)
            .Do("participation.close", new { adoption = "采纳两条" });

    /// <summary>Up to deliberation.</summary>
    public static Walk Reviewed(Procedure? procedure = null, string outcome = "lawful") =>
        Heard(procedure).Returned("review", outcome);

    public static readonly IReadOnlyList<Witness> DecideWitnesses =
    [
        new("open#1", p => new Walk(p, Day).Open(new { title = "" }).Last),
        new("drafting.needs:draft", p => Decision(p).Hand("statement").Do("drafting.ready").Last),
        new("drafting.needs:statement", p => Decision(p).Hand("draft").Do("drafting.ready").Last),
        new("participation.deliver#1", p => Drafted(p).Do("participation.deliver").Last),
        new(
            "participation.close#1",
            p => Drafted(p).Do("participation.close", new { adoption = "无" }).Last
        ),
        new(
            "participation.close#2",
            p =>
                Drafted(p)
                    .Do("participation.publish", new { })
                    .Later(40)
                    .Do("participation.close", new { adoption = "" })
                    .Last
        ),
        new(
            "expert.opine#1",
            p => Drafted(p, true).Do("expert.opine", new { interested = true }).Last
        ),
        new(
            "deliberation.only-if#1",
            p =>
                Reviewed(p, "unlawful")
                    .Do("deliberation.decide", new { decision = "Passed", name = "第1次常务会议" })
                    .Last
        ),
        new(
            "deliberation.decide#1",
            p => Reviewed(p).Do("deliberation.decide", new { decision = "Passed" }).Last
        ),
        new(
            "publishing.only-if#1",
            p =>
                Reviewed(p)
                    .Do("deliberation.decide", new { decision = "Postponed", name = "第1次" })
                    .Do("publishing.done")
                    .Last
        ),
        new("give-up#1", p => Decision(p).Do("give-up", new { reason = "" }).Last),
        new(
            "give-up#2",
            p =>
                Reviewed(p)
                    .Do("deliberation.decide", new { decision = "Passed", name = "第1次" })
                    .Do("give-up", new { reason = "不办了" })
                    .Last
        ),
        new("revise#1", p => Decision(p).Do("revise").Last),
        new(
            "revise#2",
            p =>
                Reviewed(p)
                    .Do("deliberation.decide", new { decision = "Passed", name = "第1次" })
                    .Do("revise")
                    .Last
        ),
        new(
            "clock:comment",
            p =>
                Drafted(p)
                    .Do("participation.publish", new { })
                    .Later(29)
                    .Do("participation.close", new { adoption = "无" })
                    .Last
        ),
        new(
            "clock:hearing-materials",
            p =>
                Drafted(p)
                    .Do("participation.schedule", new { on = "2026-03-12" })
                    .Later(4)
                    .Do("participation.deliver")
                    .Last
        ),
    ];

    /// <summary>Up to the review itself.</summary>
    public static Walk Accepted(Procedure? procedure = null, string completeOn = "2026-03-02") =>
        new Walk(procedure ?? Review, Day)
            .Open(new { title = "停车收费" })
            .Do("intake.accept", new { completeOn });

    public static readonly IReadOnlyList<Witness> ReviewWitnesses =
    [
        new("intake.accept#1", p => Accepted(p, "2026-03-03").Last),
        new("review.resume#1", p => Accepted(p).Do("review.resume").Last),
        new("review.fine#1", p => Accepted(p).Do("review.pause").Do("review.fine").Last),
        new("review.wrong#1", p => Accepted(p).Do("review.pause").Do("review.wrong").Last),
        new("restart#1", p => new Walk(p, Day).Open(new { title = "停车收费" }).Do("restart").Last),
    ];
}
