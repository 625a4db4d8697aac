using Fadu.Core;
using Fadu.Core.Consultations;
using Fadu.Core.Figures;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Modules.LegalityReview;

namespace Fadu.Modules.NormativeDocuments;

/// <summary>
/// 行政规范性文件制发 (S009, S011): from the question whether it is one, to its text in the register and its filing; afterwards what is asked of it until it ends.
/// </summary>
[Carries("S009")]
public static class DocumentMaking
{
    public const string Key = "normative-document";
    internal const string Issued = "issued";

    // 国办发〔2018〕37号, 115号: at second hand.
    private static readonly LawRef Notice37 = new("国办发〔2018〕37号");
    private static readonly LawRef Notice115 = new("国办发〔2018〕115号");
    private static readonly LawRef Business = new("优化营商环境条例");
    private static readonly LawRef Competition = new("公平竞争审查条例");
    private static readonly LawRef Openness = new("政府信息公开条例");
    private static readonly LawRef Litigation = new("法释〔2018〕1号");
    private static readonly LawRef Provincial = new("本省规定");

    // 公平竞争审查条例 is in force from 2024-08-01; each later duty goes by its own day.
    private static readonly DateOnly CompetitionFrom = new(2024, 8, 1);

    private static readonly string[] Lawful =
    [
        nameof(Conclusion.Lawful),
        nameof(Conclusion.LawfulAfterRevision),
    ];

    private static readonly IReadOnlyList<(string Key, string Name)> ReviewResults =
    [
        (nameof(Conclusion.Lawful), "合法"),
        (nameof(Conclusion.LawfulAfterRevision), "修改后合法"),
        (nameof(Conclusion.Unlawful), "不合法"),
        (nameof(Conclusion.ProcedureToComplete), "应补正程序"),
        (nameof(Conclusion.Exploratory), "明示法律风险"),
        ("out-of-scope", "不属于审查范围"),
        ("withdrawn", "撤回"),
    ];

    public static readonly Procedure Document2018 = Begin(
        "2018",
        new(2018, 5, 16),
        new(2019, 12, 31),
        isMarketBound: false
    );

    public static readonly Procedure Document2020 = Begin(
        "2020",
        new(2020, 1, 1),
        null,
        isMarketBound: true
    );

    private static Procedure Begin(
        string edition,
        DateOnly from,
        DateOnly? until,
        bool isMarketBound
    )
    {
        var begun = Procedure
            .Named<DocumentMakingFacts>(Key, "行政规范性文件制发", edition, Notice37, from, until)
            .Purpose(
                "先判定是不是行政规范性文件；是的，经评估论证、起草、公开征求意见、公平竞争审查、合法性审核、集体审议，统一登记编号印发后公布、解读、备案，届满前评估，直到修改、废止或者失效。"
            )
            .AnchoredOn("立项")
            .OpenedBy(ProcedureRoles.Handler)
            .RefusesOpening(
                f => Makers.MayNot.Contains(f.Facts.IssuerClass, StringComparer.Ordinal),
                "议事协调机构、派出机构、内设机构不得以自己的名义制定行政规范性文件",
                // 湖南省行政程序规定第四十六条, 山东省行政程序规定第四十三条.
                Provincial,
                "issuerClass"
            )
            .RefusesOpening(
                f =>
                    f.Facts.ValidYears > YearsOf(f)
                    && (f.Facts.Trial || string.IsNullOrWhiteSpace(f.Facts.LongerBecause)),
                "有效期一般不超过5年，暂行、试行的不超过2年；为执行法律、行政法规需要更长的，应当说明理由，最长10年",
                Provincial,
                "validYears"
            )
            .VersionedMaterial("draft", "文件稿", Notice37, ProcedureRoles.Handler)
            .Material("explanation", "起草说明", Notice37, ProcedureRoles.Handler)
            .Material("assessment", "评估论证材料", Notice37, ProcedureRoles.Handler)
            .Material("consultation", "征求意见及采纳情况", Notice37, ProcedureRoles.Handler)
            .Material("translations", "其他文种的征求意见稿", null, ProcedureRoles.Handler)
            .Material("minutes", "会议纪要", Notice37, ProcedureRoles.Handler)
            .Material("final", "正式文本", Notice37, ProcedureRoles.Handler)
            .Material("receipt", "备案回执", Notice37, ProcedureRoles.Handler)
            .Material("other", "其他材料", null, ProcedureRoles.Handler)
            .Document(
                "comment-notice",
                "公开征求意见公告",
                DocumentTexts.Notice,
                Business.Art(62),
                d => d.SignedBy(ProcedureRoles.Handler, drafterToo: true).Unchecked()
            )
            .Document(
                "comment-feedback",
                "意见采纳情况反馈",
                DocumentTexts.Feedback,
                Business.Art(62),
                d => d.SignedBy(ProcedureRoles.Handler, drafterToo: true).Unchecked()
            )
            .Document(
                "pre-review-opinion",
                "法制初审意见",
                DocumentTexts.PreReview,
                Notice115,
                d => d.SignedBy(ProcedureRoles.UnitHead)
            )
            .Document(
                "filing-report",
                "备案报告",
                DocumentTexts.Filing,
                Provincial,
                d => d.Numbered("document-filing", "备").SignedBy(ProcedureRoles.UnitHead)
            )
            .ChildOfSender(
                "competition",
                "公平竞争审查",
                [CompetitionReviews.OfGovernment, CompetitionReviews.OfDepartment],
                f =>
                    IsOfGovernment(f.Facts)
                        ? CompetitionReviews.OfGovernment
                        : CompetitionReviews.OfDepartment,
                f => new
                {
                    title = f.Facts.Title,
                    issuer = IsOfGovernment(f.Facts) ? CompetitionFacts.Government
                    : f.Facts.IssuerClass == Makers.Township ? CompetitionFacts.Township
                    : CompetitionFacts.Department,
                    form = "规范性文件",
                    affectsOperators = true,
                    affectsPublic = f.Facts.VitalPublicInterest,
                },
                Competition.Art(18),
                handsOver: true
            )
            .Child(
                "review",
                "合法性审核",
                "legality-review.document",
                f => new
                {
                    title = f.Facts.Title,
                    bases = f.Facts.Bases,
                    procedureStatement = f.Last<ReviewRequestInput>(
                        "legality.request"
                    )?.ProcedureStatement,
                    involvesMarket = f.Facts.AffectsOperators,
                    fairCompetition = f.OutcomeOf("competition") is null
                        ? null
                        : "公平竞争审查已经作出可以出台的结论，见来源事项。",
                    issuedAs = f.Facts.IssuerClass switch
                    {
                        Makers.Government => "县政府",
                        Makers.Office => "县政府办公室",
                        Makers.Township => "乡镇",
                        _ => "部门",
                    },
                },
                Notice115,
                orNamed: true,
                handsOver: true
            )
            .Names("decision", "重大行政决策", ["major-decision"], Notice37, sameText: "draft")
            .Names("agenda", "常务会议议题", [AgendaItems.Key], Notice37)
            // 有件必备: what is not the government's own is filed with it, in the same system.
            .Child(
                "filing",
                "备案审查",
                FilingReviews.Key,
                f =>
                    IsOfGovernment(f.Facts)
                        ? null
                        : new
                        {
                            title = f.Facts.Title,
                            documentNumber = f.Facts.DocumentNumber,
                            maker = f.Facts.Issuer,
                            makerClass = f.Facts.IssuerClass == Makers.Township
                                ? Makers.Township
                                : Makers.Department,
                            publishedOn = f.On("published"),
                        },
                Notice37,
                handsOver: true
            )
            .Outcome(Issued, "公布", Notice37)
            .Outcome("not-one", "不属于行政规范性文件", Notice37)
            .Outcome("not-made", "不予制定", Notice37)
            .Outcome("withdrawn", "撤回")
            .Records("issued-unreviewed", "未经合法性审核印发", Notice115)
            .Records("issued-undiscussed", "未经集体审议印发", Notice37)
            .Records("used-unpublished", "未公布即作为管理依据", Business.Art(64, 2))
            .Stage("proposal", "立项与评估论证", Proposal)
            .Stage("drafting", "起草、征求部门意见", Drafting)
            .Stage("comment", "公开征求意见", s => Comment(s, isMarketBound))
            .Stage("hearing", "听证", Hearing)
            .Stage(
                "competition",
                "公平竞争审查",
                s =>
                    s.By(Competition.Art(2))
                        .After("drafting")
                        .SkippedWhen(
                            f => !f.Facts.AffectsOperators,
                            "不涉及经营者经济活动",
                            Competition.Art(2)
                        )
                        .SkippedWhen(
                            f => f.Day < CompetitionFrom,
                            "公平竞争审查条例施行以前起草完成",
                            Competition.Art(18)
                        )
                        .SkippedWhen(ByDecision, CarriedByDecision, Notice37)
                        .WaitsFor("competition")
            )
            .Stage("preReview", "起草单位法制初审", PreReview)
            .Stage("legality", "送请合法性审核", Legality)
            .Stage(
                "review",
                "合法性审核",
                s =>
                    s.By(Notice115)
                        .After("legality")
                        .SkippedWhen(ByDecision, CarriedByDecision, Notice37)
                        .Decides([.. ReviewResults])
                        .WaitsFor("review")
            )
            .Stage("deliberation", "集体审议", Deliberation)
            .Stage("sign", "签发、统一登记编号", Sign)
            .Stage("publish", "公布与解读", s => Publish(s, isMarketBound))
            .Stage("filing", "向上备案", Filing)
            .Stage("filing-npc", "报人大常委会备案", FilingNpc)
            .Stage("closed", "办结", s => s.After("filing", "filing-npc").IsTheEnd())
            .Act<ReasonInput>(
                "revise",
                "修改后重新送审",
                a =>
                    Waiting(a.By(ProcedureRoles.Handler))
                        .Repeatable()
                        .Refuses(
                            f => f.TimesOpened("preReview") == 0 || f.Has("sign.number"),
                            "只有法制初审开始以后、签发以前可以退回修改重新送审",
                            OwnRule.Basis
                        )
                        .Opens("preReview")
            )
            .Act<ReasonInput>(
                "redraft",
                "重新起草",
                a =>
                    Waiting(a.By(ProcedureRoles.Handler))
                        .Repeatable()
                        .Refuses(
                            f => f.TimesOpened("drafting") == 0 || f.Has("sign.number"),
                            "只有立项以后、签发以前可以重新起草",
                            OwnRule.Basis
                        )
                        .Opens("drafting")
            )
            .Act<ReasonInput>(
                "withdraw",
                "撤回",
                a =>
                    Waiting(a.By(ProcedureRoles.Handler))
                        .Refuses(f => f.Has("sign.number"), "已经签发的，不得撤回", OwnRule.Basis)
                        .Concludes("withdrawn")
                        .Ends()
            );
        return Limits(Life(begun), isMarketBound).Build();
    }

    private const string CarriedByDecision = "属于重大行政决策，由重大行政决策程序办理";

    private static bool ByDecision(Situation<DocumentMakingFacts> f) => f.Facts.IsMajorDecision;

    /// <summary>国办发〔2018〕37号的定义 and what 115号 takes out of it.</summary>
    internal static bool IsOne(DocumentMakingFacts facts) =>
        facts is { TouchesRights: true, Binding: true, Repeated: true, ToThePublic: true }
        && facts.OtherPaper == DocumentMakingFacts.NoneOfThem;

    private static bool IsOfGovernment(DocumentMakingFacts facts) =>
        facts.IssuerClass is Makers.Government or Makers.Office;

    private static int YearsOf(Situation<DocumentMakingFacts> f)
    {
        var clock = f.Facts.Trial ? "validity-trial" : "validity";
        return (
            f.World.Setting(Key, clock) ?? TimeLimit.Years(f.Facts.Trial ? 2 : 5, Provincial)
        ).Length;
    }

    /// <summary>The last day in force: the corresponding day of the last year, the first day counted.</summary>
    private static DateOnly LastDay(Situation<DocumentMakingFacts> f, DateOnly effective) =>
        effective.AddDays(-1).AddYears((int)(f.Facts.ValidYears ?? YearsOf(f)));

    // What was reviewed is what is decided, signed and issued.
    private static bool IsReviewedDraft(Situation f) =>
        f.State.NewestOf("draft") is { } draft
        && f.Child("review")?.Materials?.GetValueOrDefault("draft") == draft.Hash;

    private static ActionBuilder<DocumentMakingFacts, TInput> Waiting<TInput>(
        ActionBuilder<DocumentMakingFacts, TInput> a
    )
        where TInput : class =>
        a.Refuses(
            f =>
                f.Child("review") is { Outcome: null }
                || f.Child("competition") is { Outcome: null },
            "合法性审核或者公平竞争审查正在办理，请先办结或者撤回",
            OwnRule.Basis
        );

    private static void Proposal(StageBuilder<DocumentMakingFacts> s) =>
        s.By(Notice37)
            .Needs("assessment", Notice37, f => f.Facts.Important && IsOne(f.Facts), "重要的文件")
            .Act<ApprovalInput>(
                "approve",
                "批准立项",
                a =>
                    a.By(ProcedureRoles.UnitHead)
                        .Under(Notice37)
                        .Refuses(
                            f => !IsOne(f.Facts),
                            "按立项时的判定，不属于行政规范性文件，请作出判定后办结",
                            Notice37
                        )
                        .RefusesInput(
                            f => f.Facts.Important && string.IsNullOrWhiteSpace(f.Input.Assessment),
                            "重要的行政规范性文件，应当评估论证必要性、可行性、预期效果和可能影响",
                            Notice37,
                            i => i.Assessment
                        )
                        .Closes()
            )
            .Act(
                "exclude",
                "判定不属于",
                a =>
                    a.By(ProcedureRoles.Handler, ProcedureRoles.UnitHead)
                        .Under(Notice115)
                        .Refuses(
                            f => IsOne(f.Facts),
                            "涉及公众权利义务、具有普遍约束力、反复适用并公开发布的，属于行政规范性文件，不得不按程序制定",
                            Notice37
                        )
                        .Concludes("not-one")
                        .Ends()
            )
            .Act<ReasonInput>(
                "decline",
                "不予立项",
                a => a.By(ProcedureRoles.UnitHead).Concludes("not-made").Ends()
            );

    private static void Drafting(StageBuilder<DocumentMakingFacts> s) =>
        s.By(Notice37)
            .After("proposal")
            .Needs("draft", Notice37)
            .Needs("explanation", Notice37)
            .Act<UnitsAskedInput>(
                "ask",
                "征求部门意见",
                a => a.By(ProcedureRoles.Handler).Repeatable()
            )
            .Act(
                "complete",
                "完成起草",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Refuses(
                            f => !f.Has("drafting.ask"),
                            "起草行政规范性文件，应当征求有关部门意见",
                            Notice37
                        )
                        .Closes()
            );

    private static void Comment(StageBuilder<DocumentMakingFacts> s, bool isMarketBound) =>
        s.By(isMarketBound ? Business.Art(62) : Notice37)
            .After("drafting")
            .SkippedWhen(ByDecision, CarriedByDecision, Notice37)
            .SkippedWhen(
                f => !string.IsNullOrWhiteSpace(f.Facts.ConfidentialBecause),
                "依法需要保密",
                isMarketBound ? Business.Art(62) : Notice37
            )
            .SkippedWhen(
                f => !f.Facts.MarketRelated && !f.Facts.VitalPublicInterest,
                "与经营活动没有密切关系，也不涉及群众切身利益或者重大影响",
                Notice37
            )
            .Act<CommentNoticeInput>(
                "publish",
                "公告征求意见",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(isMarketBound ? Business.Art(62) : Notice37)
                        .Repeatable()
                        .RefusesInput(
                            f => f.Input.OpensOn > f.Day,
                            "公告公布以后才能登记，开始日期不能晚于今天",
                            OwnRule.Basis,
                            i => i.OpensOn
                        )
                        .RefusesInput(
                            f => f.Input.Channels.Count == 0,
                            "没有写明在哪里公开征求意见",
                            OwnRule.Basis,
                            i => i.Channels
                        )
                        .RefusesInput(
                            f => IsShort(f) && string.IsNullOrWhiteSpace(f.Input.ShorterBecause),
                            "公开征求意见期限少于30日的，应当在公告中说明理由",
                            isMarketBound ? Business.Art(62) : Notice37,
                            i => i.ShorterBecause
                        )
                        .Produces("comment-notice")
            )
            .Act<CommentResultInput>(
                "close",
                "登记意见和反馈",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(isMarketBound ? Business.Art(62) : Notice37)
                        .Refuses(
                            f => !f.HasNow("comment.publish"),
                            "没有公告征求意见",
                            isMarketBound ? Business.Art(62) : Notice37
                        )
                        .Refuses(
                            f =>
                                f.HasNow("comment.publish")
                                && f.Last<CommentNoticeInput>("comment.publish")!.ClosesOn >= f.Day,
                            "公告的截止日期未到，不得结束征求意见",
                            OwnRule.Basis
                        )
                        .RefusesInput(
                            f =>
                                f.Facts.MarketRelated
                                && (
                                    f.Input.FeedbackOn is null
                                    || string.IsNullOrWhiteSpace(f.Input.FeedbackAt)
                                ),
                            "未反馈意见采纳情况，不得进入下一环节",
                            isMarketBound ? Business.Art(62) : Notice37,
                            i => i.FeedbackOn
                        )
                        .RefusesInput(
                            f => f.Input.Adopted > f.Input.Received,
                            "采纳的意见不能多于收到的意见",
                            OwnRule.Basis,
                            i => i.Adopted
                        )
                        .Produces("comment-feedback")
                        .Counts(
                            DocumentFigures.Consultations.Code,
                            "登记意见和反馈时计1件，计入截止日",
                            dimensions: f =>
                                DimensionText.Write([
                                    KeyValuePair.Create(
                                        "渠道",
                                        (string?)
                                            string.Join(
                                                '、',
                                                ConsultationChannels.KindsOf(
                                                    f.Last<CommentNoticeInput>(
                                                        "comment.publish"
                                                    )?.Channels
                                                        ?? []
                                                )
                                            )
                                    ),
                                ]),
                            on: f => f.Last<CommentNoticeInput>("comment.publish")?.ClosesOn
                        )
                        .Counts(
                            DocumentFigures.Comments.Code,
                            "按收到并反馈的意见条数计",
                            amount: f => f.Input.Received
                        )
                        .Counts(
                            DocumentFigures.CommentsAdopted.Code,
                            "按采纳和部分采纳的意见条数计",
                            amount: f => f.Input.Adopted
                        )
                        .Closes()
            );

    private static bool IsShort(Situation<DocumentMakingFacts, CommentNoticeInput> f) =>
        f.Input.ClosesOn < LeastOpen(f, f.Input.OpensOn);

    /// <summary>The last of the days that the law asks for, before it rolls on over a rest day.</summary>
    private static DateOnly LeastOpen(Situation<DocumentMakingFacts> f, DateOnly opens)
    {
        var rule = f.Procedure.FindClock(
            f.Facts.MarketRelated && f.Procedure.FindClock("market-comment") is not null
                ? "market-comment"
                : "comment"
        )!;
        var limit =
            rule.Source == LimitSource.Statute
                ? rule.Limit
                : f.World.Setting(Key, rule.Key) ?? rule.Limit;
        return Clock.AtLeast(limit, opens).Read(f.World.Calendar).Unrolled!.Value;
    }

    /// <summary>A notice that gave its reason for a shorter time binds by its own last day; one that gave the time of the law may be closed on the first working day after its last day.</summary>
    private static bool IsHeard(Situation<DocumentMakingFacts> f) =>
        f.Last<CommentNoticeInput>("comment.publish") is { } notice
        && (
            !string.IsNullOrWhiteSpace(notice.ShorterBecause)
            || (
                notice.ClosesOn >= LeastOpen(f, notice.OpensOn)
                && f.Day >= f.World.Calendar.OnOrAfter(notice.ClosesOn.AddDays(1))
            )
        );

    private static void Hearing(StageBuilder<DocumentMakingFacts> s) =>
        s.By(Provincial)
            .After("comment")
            .SkippedWhen(ByDecision, CarriedByDecision, Notice37)
            .SkippedWhen(f => !f.Facts.HearingNeeded, "没有应当听证的情形", Provincial)
            .Act<HearingHeldInput>(
                "hold",
                "登记听证",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(Provincial)
                        .RefusesInput(
                            f => f.Input.HeldOn > f.Day,
                            "听证会举行以后才能登记",
                            OwnRule.Basis,
                            i => i.HeldOn
                        )
                        .Closes()
            );

    private static void PreReview(StageBuilder<DocumentMakingFacts> s) =>
        s.By(Notice115)
            .After("hearing", "competition")
            .OnlyIf(
                "competition",
                CompetitionReviews.MayGoOn,
                "公平竞争审查没有作出可以出台的结论，不得送审、不得出台",
                Competition.Art(18)
            )
            .Act<PreReviewInput>(
                "sign",
                "作出法制初审意见",
                a =>
                    a.By(ProcedureRoles.UnitHead)
                        .Under(Notice115)
                        .Produces("pre-review-opinion")
                        .Closes()
            );

    private static void Legality(StageBuilder<DocumentMakingFacts> s) =>
        s.By(Notice115)
            .After("preReview")
            .SkippedWhen(ByDecision, CarriedByDecision, Notice37)
            .Needs(
                "consultation",
                Notice115,
                f => f.ResultOfComment() is not null,
                "公开征求意见的"
            )
            .Act<ReviewRequestInput>(
                "request",
                "送请合法性审核",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(Notice115)
                        .Refuses(
                            f =>
                                f.Facts.AffectsOperators
                                && f.Day >= CompetitionFrom
                                && (
                                    f.OutcomeOf("competition") is not { } outcome
                                    || !CompetitionReviews.MayGoOn.Contains(
                                        outcome,
                                        StringComparer.Ordinal
                                    )
                                ),
                            "未完成公平竞争审查，不得送审",
                            Competition.Art(18)
                        )
                        .Closes()
            );

    /// <summary>What the stage of comments came to; null where it was lawfully absent.</summary>
    private static string? ResultOfComment(this Situation f) =>
        f.Has("comment.close") ? "closed" : null;

    private static void Deliberation(StageBuilder<DocumentMakingFacts> s) =>
        s.By(Notice37)
            .After("review")
            .OnlyIf("review", Lawful, "未经合法性审核或者审核不合法的，不得提交集体审议", Notice115)
            .SkippedWhen(ByDecision, CarriedByDecision, Notice37)
            // 山东省行政程序规定第四十九条第二款: decided by the chief after the review.
            .SkippedWhen(
                f => !string.IsNullOrWhiteSpace(f.Facts.EmergencyBecause),
                "情况紧急，合法性审核后由主要负责人直接决定",
                Provincial
            )
            .Act<DeliberationInput>(
                "decide",
                "审议通过",
                a =>
                    a.By(ProcedureRoles.AgendaOffice)
                        .Under(Notice37)
                        .Refuses(
                            f => !IsReviewedDraft(f),
                            "提交审议的文件稿与审核的送审稿不是同一稿，应当重新送请合法性审核",
                            OwnRule.Basis
                        )
                        .RefusesInput(
                            f => f.Input.MetOn > f.Day,
                            "会议召开以后才能登记",
                            OwnRule.Basis,
                            i => i.MetOn
                        )
                        .Closes()
            )
            .Act<DeliberationInput>(
                "postpone",
                "暂缓，另行研究",
                a => a.By(ProcedureRoles.AgendaOffice).Repeatable()
            )
            .Act<DeliberationInput>(
                "return",
                "退回修改",
                a => a.By(ProcedureRoles.AgendaOffice).Opens("preReview")
            )
            .Act<DeliberationInput>(
                "reject",
                "不通过",
                a => a.By(ProcedureRoles.AgendaOffice).Concludes("not-made").Ends()
            );

    // While a decision is carried out it has no outcome yet; that it was discussed is shown by the minutes.
    private static bool IsDecided(Situation f) =>
        f.Child("decision") is { } decision
        && decision.Outcome is null or "published" or "unpublished";

    private static void Sign(StageBuilder<DocumentMakingFacts> s) =>
        s.By(Notice37)
            .After("deliberation")
            .Needs(
                "minutes",
                Notice37,
                f => f.Has("deliberation.decide") || ByDecision(f),
                "集体审议的"
            )
            .Act<NumberingInput>(
                "number",
                "签发编号",
                a =>
                    a.By(ProcedureRoles.AgendaOffice)
                        .Under(Notice37)
                        .Refuses(
                            f => ByDecision(f) && !IsDecided(f),
                            "属于重大行政决策的，应当关联已经集体讨论通过的重大行政决策事项，再签发",
                            Notice37
                        )
                        .Refuses(
                            f => !ByDecision(f) && !IsReviewedDraft(f),
                            "正文与审议通过稿不一致，不得签发",
                            OwnRule.Basis
                        )
                        .RefusesInput(
                            f => f.Input.SignedOn > f.Day,
                            "签发以后才能登记",
                            OwnRule.Basis,
                            i => i.SignedOn
                        )
                        .Marks("signed", "签发", f => f.Input.SignedOn)
                        .Changes(f => new { documentNumber = f.Input.DocumentNumber.Trim() })
                        .Closes()
            );

    private static void Publish(StageBuilder<DocumentMakingFacts> s, bool isMarketBound) =>
        s.By(isMarketBound ? Business.Art(64, 2) : Notice37)
            .After("sign")
            .Act<IssueInput>(
                "done",
                "公布",
                a =>
                    a.By(ProcedureRoles.AgendaOffice)
                        .Under(isMarketBound ? Business.Art(64, 2) : Notice37)
                        .RefusesInput(
                            f =>
                                f.Input.PublishedOn > f.Day || f.Input.PublishedOn < f.On("signed"),
                            "公布日期不能早于签发日期，也不能晚于今天",
                            OwnRule.Basis,
                            i => i.PublishedOn
                        )
                        .RefusesInput(
                            f => f.Input.EffectiveOn < f.Input.PublishedOn,
                            "施行日期不能早于公布日期；未经公布，不得作为行政管理依据",
                            isMarketBound ? Business.Art(64, 2) : Notice37,
                            i => i.EffectiveOn
                        )
                        .RefusesInput(
                            f =>
                                f.Input.EffectiveOn >= f.Input.PublishedOn
                                && f.Input.EffectiveOn
                                    < f.Input.PublishedOn.AddDays(GapOf(f).Length)
                                && string.IsNullOrWhiteSpace(f.Input.SoonBecause),
                            "施行日期与公布日期间隔不足30日，应当说明即日施行的理由",
                            // 山东省行政程序规定第五十三条, 湖南省行政程序规定第五十条.
                            Provincial,
                            i => i.SoonBecause
                        )
                        .Marks("published", "公布", f => f.Input.PublishedOn)
                        .Marks("effective", "施行", f => f.Input.EffectiveOn)
                        .Marks("expires", "有效期届满", f => LastDay(f, f.Input.EffectiveOn))
                        .Changes(f => new
                        {
                            effectiveOn = f.Input.EffectiveOn,
                            validUntil = LastDay(f, f.Input.EffectiveOn),
                        })
                        .Writes(
                            NormativeDocuments.Key,
                            ["add"],
                            f =>
                                [
                                    new ItemWrite(
                                        "add",
                                        f.Facts.DocumentNumber ?? f.Facts.Title,
                                        "按制定程序公布。"
                                    )
                                    {
                                        Body = Record(f),
                                        From = f.Input.EffectiveOn,
                                        Until = LastDay(f, f.Input.EffectiveOn),
                                        DecidedOn = f.Input.PublishedOn,
                                    },
                                ]
                        )
                        .Counts(
                            DocumentFigures.Issued.Code,
                            "公布时计1件，计入公布日",
                            dimensions: f => By(f.Facts),
                            on: f => f.Input.PublishedOn
                        )
                        .Counts(
                            DocumentFigures.IssuedReviewed.Code,
                            "集体审议前有合法结论的，公布时计1件",
                            when: f =>
                                f.OutcomeOf("review") is { } outcome
                                && Lawful.Contains(outcome, StringComparer.Ordinal),
                            dimensions: f => By(f.Facts),
                            on: f => f.Input.PublishedOn
                        )
                        .Counts(
                            FilingFigures.Due.Code,
                            "公布时计入报上级备案的期满日，同一文号只计一件",
                            dimensions: _ => To("上级政府"),
                            on: f => FilingDue(f, "filing-up", f.Input.PublishedOn),
                            distinct: f => f.Facts.DocumentNumber
                        )
                        .Counts(
                            FilingFigures.Due.Code,
                            "公布时计入报人大常委会备案的期满日，同一文号只计一件",
                            when: f => IsOfGovernment(f.Facts),
                            dimensions: _ => To("同级人大常委会"),
                            on: f => FilingDue(f, "filing-npc", f.Input.PublishedOn),
                            distinct: f => f.Facts.DocumentNumber
                        )
                        .Closes()
            );

    private static TimeLimit GapOf(Situation f) =>
        f.World.Setting(Key, "gap") ?? TimeLimit.Days(30, Provincial);

    private static DateOnly? FilingDue(Situation f, string clock, DateOnly published)
    {
        var rule = f.Procedure.FindClock(clock)!;
        return Clock
            .Within(f.World.Setting(Key, clock) ?? rule.Limit, published)
            .Read(f.World.Calendar)
            .Due;
    }

    /// <summary>As the register of normative documents keeps it.</summary>
    private static object Record(Situation<DocumentMakingFacts, IssueInput> f)
    {
        var numbered = f.Last<NumberingInput>("sign.number")!;
        return new
        {
            title = f.Facts.Title,
            documentNumber = numbered.DocumentNumber.Trim(),
            registrationNumber = numbered.RegistrationNumber,
            issuers = (Guid[])[f.Facts.Issuer, .. f.Facts.CoIssuers ?? []],
            issuerClass = f.Facts.IssuerClass,
            drafter = f.World.Sender,
            signedOn = numbered.SignedOn,
            issuedOn = f.Input.PublishedOn,
            term = f.Facts.Trial ? "暂行或者试行" : "一般",
            subject = f.Facts.Subject,
            legalBasis = f.Facts.Bases,
            affectsBusiness = f.Facts.MarketRelated || f.Facts.AffectsOperators,
            amends = f.Input.AmendedDocuments,
            repeals = f.Input.RepealedDocuments,
            interpretations = f.Input.Interpretation is { Length: > 0 } name
                ? (string[])[name]
                : null,
            text = f.Input.Text,
        };
    }

    private static void Filing(StageBuilder<DocumentMakingFacts> s) =>
        s.By(Provincial)
            .After("publish")
            .Needs("final", Notice37)
            .Act<FilingSentInput>(
                "send",
                "报上一级政府（本级政府）备案",
                a => Send(a.OpensChild("filing"), "上级政府", "filing-up")
            );

    private static void FilingNpc(StageBuilder<DocumentMakingFacts> s) =>
        s.By(Provincial)
            .After("publish")
            .SkippedWhen(
                f => !IsOfGovernment(f.Facts),
                "不以县政府和县政府办公室名义制定的，报本级政府备案",
                Provincial
            )
            .Act<FilingSentInput>(
                "send",
                "报本级人大常委会备案",
                a => Send(a, "同级人大常委会", "filing-npc")
            );

    private static void Send(
        ActionBuilder<DocumentMakingFacts, FilingSentInput> a,
        string to,
        string clock
    ) =>
        a.By(ProcedureRoles.Handler)
            .Under(Provincial)
            .RefusesInput(
                f => f.Facts.CoIssuers is { Count: > 0 } && !f.Input.ByLead,
                "联合文件由牵头单位报备",
                Notice37,
                i => i.ByLead
            )
            .Produces("filing-report")
            .Concludes(Issued)
            .Counts(
                FilingFigures.Filed.Code,
                "报出时计入报出日，同一文号只计一件",
                dimensions: _ => To(to),
                distinct: f => f.Facts.DocumentNumber
            )
            .Counts(
                FilingFigures.FiledOfDue.Code,
                "报出时计入应报日，同一文号只计一件",
                dimensions: _ => To(to),
                on: f => f.Clock(clock)?.Due,
                distinct: f => f.Facts.DocumentNumber
            )
            .Counts(
                FilingFigures.FiledInTime.Code,
                "在期限内报出的计入应报日，同一文号只计一件",
                when: f => f.Clock(clock)?.IsMissedOn(f.Day) == false,
                dimensions: _ => To(to),
                on: f => f.Clock(clock)?.Due,
                distinct: f => f.Facts.DocumentNumber
            )
            .Closes();

    private static string To(string receiver) =>
        DimensionText.Write([KeyValuePair.Create("接收机关", (string?)receiver)]);

    private static string By(DocumentMakingFacts facts) =>
        DimensionText.Write([
            KeyValuePair.Create("名义", (string?)facts.IssuerClass),
            KeyValuePair.Create("领域", (string?)facts.Subject),
        ]);

    /// <summary>What is asked of a document after it was issued.</summary>
    private static ProcedureBuilder<DocumentMakingFacts> Life(
        ProcedureBuilder<DocumentMakingFacts> p
    ) =>
        p.Act<InterpretedInput>(
                "interpret",
                "登记解读",
                a =>
                    After(a.By(ProcedureRoles.Handler).Under(Notice37))
                        .RefusesInput(
                            f => f.Input.InterpretedOn > f.Day,
                            "解读公布以后才能登记",
                            OwnRule.Basis,
                            i => i.InterpretedOn
                        )
                        .RefusesInput(
                            f =>
                                !PolicyInterpretations.Fits(
                                    f.Input.Interpretation,
                                    f.Input.Text,
                                    f.Facts.DocumentNumber,
                                    f.Facts.Title
                                ),
                            "解读的名称和正文都没有提到这份文件，请核对是不是挂错了附件",
                            OwnRule.Basis,
                            i => i.Interpretation
                        )
                        .Writes(
                            PolicyInterpretations.Key,
                            ["add"],
                            f =>
                                [
                                    new ItemWrite(
                                        "add",
                                        f.Facts.DocumentNumber ?? f.Facts.Title,
                                        "按制定程序登记。"
                                    )
                                    {
                                        Body = new
                                        {
                                            title = f.Input.Interpretation.Trim(),
                                            interprets = f.Facts.DocumentNumber ?? f.Facts.Title,
                                            way = f.Input.Way,
                                            interpretedOn = f.Input.InterpretedOn,
                                            address = f.Input.Address,
                                            text = Naming(f),
                                        },
                                        From = f.Input.InterpretedOn,
                                        DecidedOn = f.Input.InterpretedOn,
                                    },
                                ]
                        )
                        .Counts(
                            PolicyInterpretations.Issued.Code,
                            "登记解读时计1篇，计入发布日",
                            dimensions: f =>
                                DimensionText.Write([
                                    KeyValuePair.Create("形式", (string?)f.Input.Way),
                                ]),
                            on: f => f.Input.InterpretedOn
                        )
            )
            .Act<FilingAnswerInput>(
                "filing-answer",
                "登记备案答复",
                a => After(a.By(ProcedureRoles.Handler).Under(Provincial))
            )
            .Act<SupervisionCameInput>(
                "review-opinion",
                "收到书面审查意见",
                a => After(a.By(ProcedureRoles.Handler).Under(Provincial))
            )
            .Act<SupervisionAnsweredInput>(
                "reply",
                "报告处理意见",
                a =>
                    After(a.By(ProcedureRoles.Handler).Under(Provincial))
                        .Refuses(
                            f => f.Has("publish.done") && !f.Has("review-opinion"),
                            "没有收到书面审查意见",
                            OwnRule.Basis
                        )
            )
            .Act<SupervisionCameInput>(
                "court-suggestion",
                "收到法院司法建议",
                a => After(a.By(ProcedureRoles.Handler).Under(Litigation.Art(149)))
            )
            .Act<SupervisionAnsweredInput>(
                "court-answer",
                "书面答复司法建议",
                a =>
                    After(a.By(ProcedureRoles.Handler).Under(Litigation.Art(149)))
                        .Refuses(
                            f => f.Has("publish.done") && !f.Has("court-suggestion"),
                            "没有收到司法建议",
                            OwnRule.Basis
                        )
            )
            .Act<SupervisionCameInput>(
                "citizen-request",
                "收到公民、组织的审查建议",
                a => After(a.By(ProcedureRoles.Handler).Under(Provincial))
            )
            .Act<SupervisionAnsweredInput>(
                "citizen-answer",
                "答复审查建议",
                a =>
                    After(a.By(ProcedureRoles.Handler).Under(Provincial))
                        .Refuses(
                            f => f.Has("publish.done") && !f.Has("citizen-request"),
                            "没有收到审查建议",
                            OwnRule.Basis
                        )
            )
            .Act<EvaluationInput>(
                "evaluate",
                "登记届满前评估",
                a =>
                    After(a.By(ProcedureRoles.Handler).Under(Provincial))
                        .Writes(
                            NormativeDocuments.Key,
                            ["evaluate"],
                            f =>
                                [
                                    new ItemWrite(
                                        "evaluate",
                                        Provincial.ToString(),
                                        "按制定程序登记。"
                                    )
                                    {
                                        From = f.Day,
                                        Inputs = f.Input,
                                    },
                                ]
                        )
            )
            .Act<RenewalInput>(
                "renew",
                "重新登记、编号、公布",
                a =>
                    After(a.By(ProcedureRoles.AgendaOffice).Under(Provincial))
                        .Refuses(
                            f => f.Has("publish.done") && !f.Has("evaluate"),
                            "继续执行的，应当先评估",
                            Provincial
                        )
                        .Refuses(
                            f => f.Has("evaluate") && f.Facts.ValidUntil < f.Day,
                            "有效期已经届满，自动失效，不能延续",
                            Provincial
                        )
                        .RefusesInput(
                            f => f.Input.NewLast <= f.Facts.ValidUntil,
                            "新的最后有效日应当晚于原来的",
                            OwnRule.Basis,
                            i => i.NewLast
                        )
                        .Marks("expires", "有效期届满", f => f.Input.NewLast)
                        .Changes(f => new { validUntil = f.Input.NewLast })
                        .Writes(
                            NormativeDocuments.Key,
                            ["renew"],
                            f =>
                                [
                                    new ItemWrite("renew", f.Input.Decision, "评估后重新公布。")
                                    {
                                        Until = f.Input.NewLast,
                                    },
                                ]
                        )
            )
            .Act<EndingInput>(
                "end",
                "登记修改、废止",
                a =>
                    After(a.By(ProcedureRoles.Handler).Under(Provincial))
                        .RefusesInput(
                            f => f.Input.DecisionOn > f.Day,
                            "决定作出以后才能登记",
                            OwnRule.Basis,
                            i => i.DecisionOn
                        )
                        .Marks("amended", "修改、废止", f => f.Input.DecisionOn)
                        .Writes(
                            NormativeDocuments.Key,
                            ["repeal"],
                            f =>
                                f.Input is { Way: "废止", EndsOn: { } ends }
                                    ?
                                    [
                                        new ItemWrite("repeal", f.Input.ByWhat, "按决定废止。")
                                        {
                                            Until = ends.AddDays(-1),
                                            Inputs = new { repealedBy = f.Input.ByWhat },
                                            DecidedOn = f.Input.DecisionOn,
                                        },
                                    ]
                                    : []
                        )
            )
            .Act<FilingSentInput>(
                "report-npc",
                "向人大常委会报告修改、废止",
                a =>
                    After(a.By(ProcedureRoles.Handler).Under(Provincial))
                        .Refuses(
                            f => f.Has("publish.done") && !f.Has("end"),
                            "没有登记修改、废止",
                            OwnRule.Basis
                        )
            );

    // The register ties the two by the number; a text that knows only the title gets it as its last line.
    private static string? Naming(Situation<DocumentMakingFacts, InterpretedInput> f) =>
        f.Facts.DocumentNumber is { } number
        && !PolicyInterpretations.Fits(f.Input.Interpretation, f.Input.Text, number)
            ? $"{f.Input.Text}\n解读的文件：《{f.Facts.Title}》（{number}）".Trim()
            : f.Input.Text;

    private static ActionBuilder<DocumentMakingFacts, TInput> After<TInput>(
        ActionBuilder<DocumentMakingFacts, TInput> a
    )
        where TInput : class =>
        a.AlsoAfterTheEnd()
            .Repeatable()
            .Refuses(f => !f.Has("publish.done"), "文件尚未公布", OwnRule.Basis);

    private static ProcedureBuilder<DocumentMakingFacts> Limits(
        ProcedureBuilder<DocumentMakingFacts> p,
        bool isMarketBound
    )
    {
        if (isMarketBound)
        {
            p.Clock(
                "market-comment",
                "公开征求意见（市场主体）",
                "normative-document.market-comment",
                c => Open(c.When(f => f.Facts.MarketRelated, "与经营活动密切相关"))
            );
        }
        return p.Clock(
                "comment",
                "公开征求意见",
                "normative-document.comment",
                c =>
                    _ = isMarketBound
                        ? Open(c.When(f => !f.Facts.MarketRelated, "与经营活动没有密切关系"))
                        : Open(c)
            )
            .Within(
                "publishing",
                "主动公开",
                // 政府信息公开条例第二十条第一项、第二十六条.
                TimeLimit.WorkingDays(20, Openness.Art(26)),
                LimitSource.Statute,
                c => c.StartsOn("signed").StopsOn("publish.done")
            )
            .Within(
                "interpretation",
                "解读发布",
                TimeLimit.WorkingDays(3, Notice37),
                LimitSource.Practice,
                c => c.StartsOn("published").StopsOn("interpret")
            )
            // 公布到施行: only its length counts, at the moment of issuing.
            .StaysOpen(
                "gap",
                "公布到施行的间隔",
                TimeLimit.Days(30, Provincial),
                LimitSource.Local,
                c => c.StartsOn("published").OnlyWarns()
            )
            .Clock(
                "filing-up",
                "报上一级政府（本级政府）备案",
                "normative-document.filing-up",
                c => c.StartsOn("published").StopsOn("filing.send")
            )
            .Clock(
                "filing-npc",
                "报本级人大常委会备案",
                "normative-document.filing-npc",
                c =>
                    c.StartsOn("published")
                        .When(f => IsOfGovernment(f.Facts), "以县政府或者县政府办公室名义制定")
                        .StopsOn("filing-npc.send")
            )
            .Within(
                "reply",
                "对书面审查意见报告处理意见",
                TimeLimit.Days(30, Provincial),
                LimitSource.Local,
                c => c.StartsOn("review-opinion").StopsOn("reply")
            )
            .Clock(
                "court-suggestion",
                "对法院司法建议的书面答复",
                "normative-document.court-suggestion",
                c => c.StartsOn("court-suggestion").StopsOn("court-answer")
            )
            .Within(
                "citizen-review",
                "处理公民、组织的审查建议",
                TimeLimit.Days(30, Provincial),
                LimitSource.Local,
                c => c.StartsOn("citizen-request").StopsOn("citizen-answer")
            )
            .Within(
                "amended-report",
                "修改、废止后报告人大常委会",
                TimeLimit.Days(30, Provincial),
                LimitSource.Local,
                c =>
                    c.StartsOn("amended")
                        .When(f => IsOfGovernment(f.Facts), "以县政府或者县政府办公室名义制定")
                        .StopsOn("report-npc")
            )
            .NoLaterThan(
                "evaluation",
                "届满前评估",
                TimeLimit.Months(6, Provincial),
                LimitSource.Local,
                c => c.StartsOn("expires").RemindsEarly().OnlyWarns().StopsOn("evaluate")
            )
            .NoLaterThan(
                "renewal",
                "重新登记公布",
                TimeLimit.Days(30, Provincial),
                LimitSource.Local,
                c => c.StartsOn("expires").RemindsEarly().OnlyWarns().StopsOn("renew", "end")
            )
            .Within(
                "validity",
                "有效期",
                TimeLimit.Years(5, Provincial),
                LimitSource.Local,
                c => c.StartsOn("expires").When(_ => false, "只用于推算最后有效日，不单独计时")
            )
            .Within(
                "validity-trial",
                "有效期（暂行、试行）",
                TimeLimit.Years(2, Provincial),
                LimitSource.Local,
                c => c.StartsOn("expires").When(_ => false, "只用于推算最后有效日，不单独计时")
            );

        ClockBuilder<DocumentMakingFacts> Open(ClockBuilder<DocumentMakingFacts> clock) =>
            clock
                .StartsOn(
                    "comment.publish",
                    f => f.Last<CommentNoticeInput>("comment.publish")?.OpensOn
                )
                .Binds("公开征求意见的期限未满，不得结束", "comment.close")
                // 民法典第二百零三条 rolls the time of the law on over a rest day; the day that a notice names stands as it was told to the public.
                .Unless(
                    IsHeard,
                    "公告说明了缩短期限的理由，或者公告的期限不短于规定、到了截止日以后第一个工作日"
                );
    }
}
