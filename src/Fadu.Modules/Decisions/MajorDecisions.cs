using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Modules.LegalityReview;

namespace Fadu.Modules.Decisions;

/// <summary>
/// 重大行政决策: one matter from the proposal to the end of its execution. What the regulation lets be absent is absent by the facts, with its article on record; 合法性审查 and 集体讨论 never are.
/// </summary>
[Carries("S017", "S018", "S020", "S021", "S022", "S024")]
public static class MajorDecisions
{
    public const string Key = "major-decision";

    /// <summary>The outcomes that bring a decision into the world.</summary>
    public static readonly string[] Issued = ["published", "unpublished"];

    private const string Unreviewed = "decided-unreviewed";
    private static readonly LawRef Regulation = new("重大行政决策程序暂行条例");
    private static readonly LawRef Competition = new("公平竞争审查条例");
    private static readonly LawRef Disclosure = new("政府信息公开条例");

    private static readonly string[] Positive =
    [
        nameof(DecisionResult.Agreed),
        nameof(DecisionResult.Amended),
    ];

    // 第十五条、第十九条、第二十二条、第二十五条 … : the steps that may be asked for once more.
    private static readonly (string Stage, string Name)[] MayBeRedone =
    [
        ("participation", "公众参与"),
        ("hearing", "听证会"),
        ("expert", "专家论证"),
        ("risk", "风险评估"),
        ("competition", "公平竞争审查"),
        ("request", "合法性审查"),
    ];

    private static readonly (
        string Name,
        Func<MajorDecisionFacts, bool> Must,
        Func<Situation, bool> Taken
    )[] Steps =
    [
        (DecisionStages.Participation, f => !f.NotPublic, f => IsClosed(f, "participation")),
        (DecisionStages.Hearing, f => f.MustBeHeard, f => IsClosed(f, "hearing")),
        (DecisionStages.Experts, f => f.Technical, f => IsClosed(f, "expert")),
        (DecisionStages.Risk, f => f.MustAssessRisk, f => IsClosed(f, "risk")),
        (DecisionStages.Competition, f => f.MarketSubjects, f => IsClosed(f, "competition")),
        (DecisionStages.Legality, _ => true, f => IsClosed(f, "legality")),
        (DecisionStages.Deliberation, _ => true, _ => true),
    ];

    public static readonly Procedure Before2019 = Declare(
        new Text(false),
        Procedure.LocalEdition,
        new(2015, 1, 1),
        new(2019, 8, 31)
    );

    public static readonly Procedure Since2019 = Declare(new Text(true), "2019", new(2019, 9, 1));

    /// <summary>The articles of an edition: before the regulation there were provincial rules only.</summary>
    private sealed record Text(bool IsNational)
    {
        public LawRef Art(int article, int? paragraph = null, int? item = null) =>
            IsNational ? Regulation.Art(article, paragraph, item) : OwnRule.Local;

        public LawRef Of(LawRef law) => IsNational ? law : OwnRule.Local;

        public LimitSource Source(LimitSource source) => IsNational ? source : LimitSource.Local;
    }

    private static Procedure Declare(Text t, string edition, DateOnly from, DateOnly? until = null)
    {
        var p = Procedure
            .Named<MajorDecisionFacts>(
                Key,
                "重大行政决策",
                edition,
                t.IsNational ? Regulation : OwnRule.Local,
                from,
                until
            )
            .Purpose(
                "重大行政决策从建议论证、启动、拟订草案，经公众参与、专家论证、风险评估、公平竞争审查、合法性审查，到集体讨论决定、公布、归档和执行。"
            )
            .AnchoredOn("启动决策程序")
            .OpenedBy(ProcedureRoles.Handler)
            .RefusesOpening(
                f => f.Facts.Category == MajorDecisionFacts.NoneOfThem,
                "不属于重大行政决策事项，不适用重大行政决策程序",
                t.Art(3, 1),
                "category"
            )
            .RefusesOpening(
                f => f.Facts.IsMacroControl,
                "财政政策、货币政策等宏观调控决策不适用重大行政决策程序",
                t.Art(3, 2),
                "isMacroControl"
            )
            .RefusesOpening(
                f => f.Facts.IsLegislation,
                "政府立法决策不适用重大行政决策程序",
                t.Art(3, 2),
                "isLegislation"
            )
            .RefusesOpening(
                f => f.Facts.IsEmergency,
                "突发事件应急处置决策不适用重大行政决策程序",
                t.Art(3, 2),
                "isEmergency"
            )
            .RefusesOpening(
                f => f.Facts.HasOtherProcedure,
                "法律、行政法规对决策程序另有规定的，依照其规定",
                t.Art(3, 2),
                "hasOtherProcedure"
            )
            .RefusesOpening(
                f => f.Facts.NotPublic && string.IsNullOrWhiteSpace(f.Facts.NotPublicLaw),
                "不公开听取意见限于依法不予公开的决策事项，应当写明依据",
                t.Art(14, 1),
                "notPublicLaw"
            )
            .Material("proposal", "决策事项建议", t.Art(10), ProcedureRoles.Handler)
            .Material("argument", "论证报告", t.Art(10), ProcedureRoles.Handler)
            .VersionedMaterial("draft", "决策草案", t.Art(12), ProcedureRoles.Handler)
            .Material("explanation", "起草说明", t.Art(12), ProcedureRoles.Handler)
            .Material("coordination-paper", "协商意见", t.Art(13), ProcedureRoles.Handler)
            .Material("consultation", "公众意见采纳情况", t.Art(18), ProcedureRoles.Handler)
            .Material("hearing-record", "听证会记录", t.Art(17), ProcedureRoles.Handler)
            .Material("expert-opinion", "专家论证意见", t.Art(19, 2), ProcedureRoles.Handler)
            .Material("expert-adoption", "专家意见采纳情况", t.Art(29), ProcedureRoles.Handler)
            .Material("risk-report", "风险评估报告", t.Art(23, 2), ProcedureRoles.Handler)
            .Material("minutes", "会议纪要和讨论记录", t.Art(30, 3), ProcedureRoles.Handler)
            .Material("published-text", "公布文本和解读", t.Art(32), ProcedureRoles.Handler)
            .Material("execution-paper", "执行情况报告", t.Art(34), ProcedureRoles.Handler)
            .Material("other", "其他材料", null, ProcedureRoles.Handler)
            .Document(
                "initiation-decision",
                "启动决定",
                DecisionTexts.Initiation,
                t.Art(11),
                d =>
                    d.Numbered("decision-initiation", "决")
                        .SignedBy(ProcedureRoles.UnitHead)
                        .Unchecked()
            )
            .Document(
                "consultation-notice",
                "征求意见公告",
                DecisionTexts.Consultation,
                t.Art(15),
                d => d.SignedBy(ProcedureRoles.UnitHead, drafterToo: true).Unchecked()
            )
            .Document(
                "hearing-notice",
                "听证公告",
                DecisionTexts.Hearing,
                t.Art(16, 2),
                d => d.SignedBy(ProcedureRoles.UnitHead, drafterToo: true).Unchecked()
            )
            .Document(
                "party-request",
                "请示",
                DecisionTexts.Request,
                t.Art(31),
                d => d.SignedBy(ProcedureRoles.UnitHead)
            )
            .Outcome("published", "通过并公布", t.Art(32))
            .Outcome("unpublished", "通过，依法不予公开", t.Art(32))
            .Outcome("refused", "不通过", t.Art(30, 1))
            .Outcome("postponed", "暂缓期满，终止", OwnRule.Local)
            .Outcome("not-initiated", "不启动", t.Art(10))
            .Outcome("terminated", "终止")
            .Records(Unreviewed, "未审先议", t.Art(25, 2), ReviewFigures.Skipped.Code)
            .ChildOfSender(
                "competition",
                "公平竞争审查",
                [CompetitionReviews.OfGovernment, CompetitionReviews.OfDepartment],
                f =>
                    f.Facts.DecidedBy == MajorDecisionFacts.County
                        ? CompetitionReviews.OfGovernment
                        : CompetitionReviews.OfDepartment,
                f => new
                {
                    title = f.Facts.Title,
                    issuer = IssuerOf(f.Facts),
                    form = "其他政策文件",
                    affectsOperators = true,
                    affectsPublic = f.Facts.AffectsPublic ?? true,
                },
                Competition.Art(18),
                handsOver: true
            )
            .Child(
                "legality",
                "合法性审查",
                "legality-review.decision",
                f => new
                {
                    title = f.Facts.Title,
                    bases = f.Last<DraftingInput>("drafting.complete")?.Bases ?? [],
                    procedureStatement = f.Last<ReviewRequestInput>(
                        "request.send"
                    )?.ProcedureStatement
                        ?? "",
                    involvesMarket = f.Facts.MarketSubjects,
                    fairCompetition = f.OutcomeOf("competition") is { } outcome
                        ? $"在本系统审查：{CompetitionName(outcome)}"
                        : null,
                    forExecutiveMeeting = f.Facts.DecidedBy == MajorDecisionFacts.County,
                    meetingOn = f.Last<ReviewRequestInput>("request.send")?.MeetingOn,
                    exploratory = f.Facts.Exploratory == true,
                },
                t.Art(25, 1),
                handsOver: true
            )
            .Child(
                "change",
                "重大调整的决策程序",
                Key,
                f => new
                {
                    title = $"调整《{f.Facts.Title}》",
                    category = f.Facts.Category,
                    isMacroControl = false,
                    isLegislation = false,
                    isEmergency = false,
                    hasOtherProcedure = false,
                    decidedBy = f.Facts.DecidedBy,
                    coUnits = f.Facts.CoUnits,
                    involvesUnits = f.Facts.InvolvesUnits,
                    vitalInterests = f.Facts.VitalInterests,
                    hearingRequired = f.Facts.HearingRequired,
                    hearingLaw = f.Facts.HearingLaw,
                    technical = f.Facts.Technical,
                    riskPossible = f.Facts.RiskPossible,
                    marketSubjects = f.Facts.MarketSubjects,
                    affectsPublic = f.Facts.AffectsPublic,
                    groups = f.Facts.Groups,
                    notPublic = f.Facts.NotPublic,
                    notPublicLaw = f.Facts.NotPublicLaw,
                    changes = f.Facts.Title,
                },
                t.Art(37)
            )
            .Names("agenda", "常务会议议题", [AgendaItems.Key], t.Art(30, 1))
            .Stage("proposal", "建议和论证", s => Proposal(s, t))
            .Stage("initiation", "决定启动", s => Initiation(s, t))
            .Stage("drafting", "拟订草案", s => Drafting(s, t))
            .Stage("coordination", "部门协商", s => Coordination(s, t))
            .Stage("participation", "公众参与", s => Participation(s, t))
            .Stage("hearing", "听证会", s => Hearing(s, t))
            .Stage("expert", "专家论证", s => Expert(s, t))
            .Stage("risk", "风险评估", s => Risk(s, t))
            .Stage(
                "competition",
                "公平竞争审查",
                s =>
                    s.By(Competition.Art(18))
                        .After("coordination")
                        .SkippedWhen(
                            f => !f.Facts.MarketSubjects,
                            "不涉及市场主体经济活动",
                            t.Art(29, null, 1)
                        )
                        .WaitsFor("competition")
            )
            .Stage("request", "送请合法性审查", s => Request(s, t))
            .Stage(
                "legality",
                "合法性审查",
                // 第二十五条: there is no skip.
                s => s.By(t.Art(25, 1)).After("request").WaitsFor("legality")
            )
            .Stage("deliberation", "集体讨论决定", s => Deliberation(s, t))
            .Stage("party", "向同级党委请示报告", s => Party(s, t))
            .Stage("publish", "公布", s => Publish(s, t))
            .Stage("issue", "内部印发", s => IssueInside(s, t))
            .Stage("filing", "归档", s => Filing(s, t))
            .Stage("execution", "执行跟踪", s => Execution(s, t))
            .Stage("closed", "办结", s => s.After("filing", "execution").IsTheEnd());
        foreach (var (stage, name) in MayBeRedone)
        {
            p.Act<DecisionReason>(
                $"redo-{stage}",
                $"补办{name}",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Repeatable()
                        .Refuses(
                            f => !f.State.IsPassed(stage),
                            $"“{name}”环节尚未办结，不需补办",
                            OwnRule.Basis
                        )
                        .Refuses(
                            IsDecided,
                            "已经讨论决定的，不得再补办决策程序；需要调整的依照重大调整办理",
                            t.Art(37)
                        )
                        .Opens(stage)
            );
        }
        p.Act<DecisionReason>(
                "resubmit",
                "再次提请讨论",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Repeatable()
                        .Refuses(
                            f =>
                                f.ResultOf("deliberation")
                                    is not (
                                        nameof(DecisionResult.Postponed)
                                        or nameof(DecisionResult.Again)
                                    ),
                            "会议没有决定暂缓或者再次讨论",
                            OwnRule.Basis
                        )
                        .Opens("deliberation")
            )
            .Act(
                "lapse",
                "暂缓期满终止",
                a =>
                    a.By(ProcedureRoles.Handler, ProcedureRoles.System)
                        .Refuses(
                            f => f.ResultOf("deliberation") != nameof(DecisionResult.Postponed),
                            "会议没有决定暂缓",
                            OwnRule.Basis
                        )
                        .Refuses(
                            f => f.Clock("postponed")?.Due > f.Day,
                            "暂缓的期限尚未届满",
                            OwnRule.Local
                        )
                        .Concludes("postponed")
                        .Ends()
            )
            .Act<DecisionReason>(
                "terminate",
                "终止决策程序",
                a =>
                    Stands(a, t, _ => "终止")
                        .By(ProcedureRoles.Decider)
                        .Refuses(
                            IsDecided,
                            "已经作出的决策，未经法定程序不得随意变更或者停止执行",
                            t.Art(37)
                        )
                        .Concludes("terminated")
                        .Ends()
            );
        Clocks(p, t);
        return p.Build();
    }

    private static void Clocks(ProcedureBuilder<MajorDecisionFacts> p, Text t)
    {
        // 第十五条第一款: 公开征求意见的期限一般不少于30日.
        Timed(
            p,
            t,
            "comment",
            "公开征求意见",
            "major-decision.comment",
            c =>
                c.StartsOn("participation.publish")
                    .WithLength(f =>
                        f.Last<ConsultationInput>("participation.publish") is { } asked
                        && asked.ClosesOn > f.Day
                            ? TimeLimit.Days(
                                asked.ClosesOn.DayNumber - f.Day.DayNumber,
                                t.Art(15, 1)
                            )
                            : null
                    )
                    .ExtendedBy(
                        "participation.prolong",
                        TimeLimit.Days(180, t.Art(15, 1)),
                        times: 10,
                        by: Prolonged
                    )
                    .Binds("公开征求意见的期限未满，不得归纳办结", "participation.close")
                    // 民法典第二百零三条 rolls a time on over a rest day; the day that a notice names stands as it was told to the public, and is never before the thirtieth without its reason.
                    .Unless(
                        f =>
                            ClosesOn(f, before: false) is { } last
                            && f.Day >= f.World.Calendar.OnOrAfter(last.AddDays(1)),
                        "到了公布的截止日以后第一个工作日"
                    ),
            (ClockKind.AtLeast, TimeLimit.Days(30, OwnRule.Local))
        );
        // 第十六条第三款: 听证会材料应当于召开听证会7日前送达.
        Timed(
            p,
            t,
            "hearing-materials",
            "听证材料送达",
            "major-decision.hearing-materials",
            c =>
                c.StartsOn("hearing-day")
                    .StopsOn("hearing.deliver")
                    .OnlyWarns()
                    .Binds("听证会材料应当于召开听证会7日前送达听证参加人", "hearing.deliver"),
            (ClockKind.Before, TimeLimit.Days(7, OwnRule.Local))
        );
        // A provincial rule: a setting.
        Timed(
            p,
            t,
            "hearing-notice",
            "听证公告",
            "major-decision.hearing-notice",
            c => c.StartsOn("hearing-day").StopsOn("hearing.announce").OnlyWarns(),
            (ClockKind.Before, TimeLimit.Days(15, OwnRule.Local))
        );
        Timed(
            p,
            t,
            "expert-time",
            "专家研究时间",
            "major-decision.expert-time",
            c => c.StartsOn("expert.send").OnlyWarns(),
            (ClockKind.AtLeast, TimeLimit.WorkingDays(7, OwnRule.Local))
        );
        p.Within(
                "postponed",
                "暂缓期限",
                // 山东省重大行政决策程序规定第三十八条第二款, one province: a setting.
                TimeLimit.Years(1, OwnRule.Local),
                LimitSource.Local,
                c =>
                    c.StartsOn(
                            "deliberation.decide",
                            f =>
                                f.Last<DeliberationInput>("deliberation.decide")?.Decision
                                == DecisionResult.Postponed
                                    ? f.Day
                                    : null
                        )
                        .StopsOn("resubmit", "lapse")
                        .RemindsEarly()
                        .Deems("lapse", OwnRule.Local)
            )
            .Within(
                "publishing",
                "公布",
                // 第三十二条 says 及时; the number is that of 政府信息公开条例第二十六条.
                TimeLimit.WorkingDays(20, t.Of(Disclosure.Art(26))),
                t.Source(LimitSource.Statute),
                c =>
                    c.StartsOn(
                            "deliberation.decide",
                            f =>
                                f.Last<DeliberationInput>("deliberation.decide")?.IsPositive == true
                                    ? f.Day
                                    : null
                        )
                        .When(f => !f.Facts.NotPublic, "依法应当公开的决策")
                        .StopsOn("publish.announce")
            )
            .Within(
                "execution",
                "执行时限",
                // The day is the decision's own (第三十四条第一款).
                TimeLimit.Years(1, t.Art(34, 1)),
                LimitSource.Practice,
                c =>
                    c.StartsOn(
                            "execution.opened",
                            f => f.Facts.ExecutionDueOn > f.Day ? f.Day : null
                        )
                        .WithLength(f =>
                            f.Facts.ExecutionDueOn is { } due && due > f.Day
                                ? TimeLimit.Days(due.DayNumber - f.Day.DayNumber, t.Art(34, 1))
                                : null
                        )
                        .PausesOn("execution.suspend", t.Art(37))
                        .ResumesOn("execution.resume", t.Art(37))
                        .RemindsEarly()
                        .StopsOn("execution.end")
            )
            .Owes(
                "publication",
                "公布重大行政决策",
                "publish.opened",
                "publish.announce",
                t.Art(32),
                "publishing"
            );
    }

    /// <summary>A limit of the table; before the regulation the provinces' own.</summary>
    private static void Timed(
        ProcedureBuilder<MajorDecisionFacts> p,
        Text t,
        string key,
        string name,
        string limit,
        Action<ClockBuilder<MajorDecisionFacts>> declare,
        (ClockKind Kind, TimeLimit Limit) before
    )
    {
        if (t.IsNational)
        {
            p.Clock(key, name, limit, declare);
        }
        else if (before.Kind == ClockKind.AtLeast)
        {
            p.StaysOpen(key, name, before.Limit, LimitSource.Local, declare);
        }
        else
        {
            p.NoLaterThan(key, name, before.Limit, LimitSource.Local, declare);
        }
    }

    private static TimeLimit? Prolonged(Situation<MajorDecisionFacts> f)
    {
        var closes = f.Last<ProlongInput>("participation.prolong")?.ClosesOn;
        var was = ClosesOn(f, before: true);
        return closes > was && was is { } from
            ? TimeLimit.Days(closes.Value.DayNumber - from.DayNumber)
            : null;
    }

    /// <summary>The closing day as it was published last.</summary>
    private static DateOnly? ClosesOn(Situation f, bool before)
    {
        var prolonged = f.All<ProlongInput>("participation.prolong")
            .Select(p => (DateOnly?)p.ClosesOn)
            .SkipLast(before && f.Inputs["closesOn"] is not null ? 1 : 0)
            .LastOrDefault();
        var published = f.Last<ConsultationInput>("participation.publish")?.ClosesOn;
        return prolonged > published ? prolonged : published;
    }

    private static void Proposal(StageBuilder<MajorDecisionFacts> s, Text t) =>
        s.By(t.Art(10))
            .Needs("argument", t.Art(10))
            .Act<ArgumentInput>(
                "argue",
                "研究论证",
                a => a.By(ProcedureRoles.Handler).Under(t.Art(10)).Closes()
            );

    private static void Initiation(StageBuilder<MajorDecisionFacts> s, Text t) =>
        s.By(t.Art(11))
            .After("proposal")
            .Act<InitiationInput>(
                "decide",
                "决定启动",
                a =>
                {
                    Stands(a, t, _ => DecisionCatalogueItem.Started)
                        .By(ProcedureRoles.Decider)
                        .Under(t.Art(11))
                        .Produces("initiation-decision")
                        .Counts(
                            DecisionFigures.Initiated.Code,
                            "决定启动时计1件",
                            dimensions: f =>
                                DimensionText.Write([
                                    KeyValuePair.Create(
                                        "目录",
                                        (string?)(
                                            f.Facts.CatalogueItem is { IsNone: false }
                                                ? "列入目录"
                                                : "目录以外"
                                        )
                                    ),
                                    KeyValuePair.Create("类别", (string?)f.Facts.Category),
                                ])
                        )
                        .Closes();
                    if (!t.IsNational)
                    {
                        // 第四十四条: in force from 2019-09-01.
                        a.Refuses(
                            f => f.Day >= new DateOnly(2019, 9, 1),
                            "2019年9月1日以后决定启动的，适用《重大行政决策程序暂行条例》，请改用2019版办理",
                            Regulation.Art(44)
                        );
                    }
                }
            )
            .Act<DecisionReason>(
                "decline",
                "决定不启动",
                a =>
                    Stands(a, t, _ => "终止")
                        .By(ProcedureRoles.Decider)
                        .Under(t.Art(10))
                        .Concludes("not-initiated")
                        .Ends()
            );

    private static void Drafting(StageBuilder<MajorDecisionFacts> s, Text t) =>
        s.By(t.Art(12))
            .After("initiation")
            .Needs("draft", t.Art(12, 1))
            .Act<DraftingInput>(
                "complete",
                "拟订决策草案",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(t.Art(12))
                        .RefusesInput(
                            f => f.Input.Bases.All(string.IsNullOrWhiteSpace),
                            "应当全面梳理与决策事项有关的法律、法规、规章和政策",
                            t.Art(12, 2),
                            i => i.Bases
                        )
                        .Closes()
            );

    private static void Coordination(StageBuilder<MajorDecisionFacts> s, Text t) =>
        s.By(t.Art(13))
            .After("drafting")
            .SkippedWhen(
                f => f.Facts.InvolvesUnits.Count == 0,
                "不涉及其他部门和下级政府的职责",
                t.Art(13)
            )
            .Act<CoordinationInput>(
                "record",
                "登记协商意见",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(t.Art(13))
                        .RefusesInput(
                            f =>
                                f.Facts.InvolvesUnits.Any(u => f.Input.Views.All(v => v.Unit != u)),
                            "决策事项涉及其职责的单位，应当逐个与其充分协商",
                            t.Art(13),
                            i => i.Views
                        )
                        .RefusesInput(
                            f =>
                                f.Input.Views.Any(v => v.Position == "不同意")
                                && string.IsNullOrWhiteSpace(f.Input.Dispute),
                            "不能取得一致意见的，应当说明争议的主要问题、有关单位的意见和承办单位的意见、理由、依据",
                            t.Art(13),
                            i => i.Dispute
                        )
                        .Closes()
            );

    private static void Participation(StageBuilder<MajorDecisionFacts> s, Text t) =>
        s.By(t.Art(14, 1))
            .After("coordination")
            .SkippedWhen(f => f.Facts.NotPublic, "依法不予公开的决策事项", t.Art(14, 1))
            .Act<ConsultationInput>(
                "publish",
                "公布草案征求意见",
                a =>
                    Stands(a, t, _ => "征求意见")
                        .By(ProcedureRoles.Handler)
                        .Under(t.Art(15, 1))
                        .Refuses(
                            f => !f.HasMaterial("explanation"),
                            "应当公布决策草案及其说明，并明确提出意见的方式和期限",
                            t.Art(15, 1)
                        )
                        .RefusesInput(
                            f => f.Input.Channels.Count == 0,
                            "应当通过便于社会公众知晓的途径公布",
                            t.Art(15, 1),
                            i => i.Channels
                        )
                        .RefusesInput(
                            f => f.Input.ClosesOn <= f.Day,
                            "意见截止日应当在公布日以后",
                            OwnRule.Basis,
                            i => i.ClosesOn
                        )
                        .RefusesInput(
                            f =>
                                f.Input.ClosesOn.DayNumber - f.Day.DayNumber is > 0 and < 30
                                && string.IsNullOrWhiteSpace(f.Input.ShorterBecause),
                            "公开征求意见的期限一般不少于30日；因情况紧急等原因缩短的，公开征求意见时应当予以说明",
                            t.Art(15, 1),
                            i => i.ShorterBecause
                        )
                        .Produces("consultation-notice")
            )
            .Act<ProlongInput>(
                "prolong",
                "延长征求意见",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Repeatable()
                        .Refuses(
                            f => !f.HasNow("participation.publish"),
                            "没有公布草案征求意见，不能延长",
                            OwnRule.Basis
                        )
                        .RefusesInput(
                            f => f.Input.ClosesOn <= ClosesOn(f, before: false),
                            "新的截止日应当晚于原来的截止日；已经公布的期限不得缩短",
                            OwnRule.Basis,
                            i => i.ClosesOn
                        )
            )
            .Act<HeardInput>(
                "hear",
                "登记其他形式听取意见",
                a => a.By(ProcedureRoles.Handler).Under(t.Art(14, 2)).Repeatable()
            )
            .Act<OpinionsInput>(
                "close",
                "归纳研究意见",
                a =>
                {
                    a.By(ProcedureRoles.Handler)
                        .Under(t.Art(18))
                        .Refuses(
                            f =>
                                !f.HasNow("participation.publish")
                                && !f.HasNow("participation.hear"),
                            "没有采取任何方式听取社会公众意见，不得进入下一环节",
                            t.Art(14, 1)
                        )
                        .Refuses(
                            f =>
                                f.Facts.Groups is { Count: > 0 }
                                && f.All<HeardInput>("participation.hear")
                                    .All(h => h.Form != "与特定群体沟通协商"),
                            "决策事项涉及特定群体利益的，应当与相关人民团体、社会组织以及群众代表沟通协商",
                            t.Art(14, 3)
                        )
                        .RefusesInput(
                            f => f.Input.NoneCame == f.Input.Opinions.Count > 0,
                            "未归纳研究意见，不得进入下一环节；没有收到意见的，选“没有收到意见”",
                            t.Art(18),
                            i => i.Opinions
                        )
                        .RefusesInput(
                            f =>
                                f.Input.Opinions.Any(o =>
                                    o.Adoption != OpinionAdoption.Adopted
                                    && string.IsNullOrWhiteSpace(o.Because)
                                ),
                            "不采纳、部分采纳的意见，应当逐条说明理由",
                            t.Art(18),
                            i => i.Opinions
                        )
                        .Closes();
                    foreach (var adoption in Enum.GetValues<OpinionAdoption>())
                    {
                        var by = By("采纳", adoption.DisplayName());
                        long Sum(OpinionsInput i) =>
                            i.Opinions.Where(o => o.Adoption == adoption).Sum(o => o.Number);
                        a.Counts(
                            DecisionFigures.Comments.Code,
                            $"归纳研究时，按{adoption.DisplayName()}的条数计",
                            amount: f => Sum(f.Input),
                            dimensions: _ => by
                        );
                        if (adoption != OpinionAdoption.Rejected)
                        {
                            a.Counts(
                                DecisionFigures.CommentsAdopted.Code,
                                $"归纳研究时，按{adoption.DisplayName()}的条数计",
                                amount: f => Sum(f.Input),
                                dimensions: _ => by
                            );
                        }
                    }
                }
            );

    private static void Hearing(StageBuilder<MajorDecisionFacts> s, Text t) =>
        s.By(t.Art(16, 1))
            .After("coordination")
            .SkippedWhen(
                f => !f.Facts.MustBeHeard,
                "法律、法规、规章没有规定应当听证，承办单位没有决定召开听证会",
                t.Art(16, 1)
            )
            .Needs(
                "hearing-record",
                t.Art(17),
                f => f.HasNow("hearing.deliver"),
                "听证会材料已经送达"
            )
            .Act<HearingInput>(
                "schedule",
                "确定听证会",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(t.Art(16))
                        .Repeatable()
                        .RefusesInput(
                            f => f.Input.HeldOn <= f.Day,
                            "听证日期应当在今天以后",
                            OwnRule.Basis,
                            i => i.HeldOn
                        )
                        .RefusesInput(
                            f => f.Input.Participants.Select(p => p.Side).Distinct().Count() < 2,
                            "应当保证相关各方都有代表参加听证会",
                            t.Art(16, 3),
                            i => i.Participants
                        )
                        .Marks("hearing-day", "听证会", f => f.Input.HeldOn)
            )
            .Act<HearingNoticeInput>(
                "announce",
                "公布听证公告和名单",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(t.Art(16, 2))
                        .Repeatable()
                        .Refuses(
                            f => !f.HasNow("hearing.schedule"),
                            "尚未确定听证会的时间、地点和参加人",
                            t.Art(16, 2)
                        )
                        .Produces("hearing-notice")
            )
            .Act(
                "deliver",
                "送达听证材料",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(t.Art(16, 3))
                        .Repeatable()
                        .Refuses(
                            f => !f.HasNow("hearing.schedule"),
                            "尚未确定听证参加人，无从送达听证会材料",
                            t.Art(16, 3)
                        )
            )
            .Act<HearingHeldInput>(
                "hold",
                "举行听证会",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(t.Art(17))
                        .Refuses(
                            f => !f.HasNow("hearing.schedule") || f.On("hearing-day") != f.Day,
                            "听证会应当在公布的日期举行；改期的应当重新确定、公布",
                            t.Art(16, 2)
                        )
                        .Refuses(
                            f =>
                                f.Last<HearingNoticeInput>("hearing.announce")?.ListPublished
                                != true,
                            "听证参加人名单未公布",
                            t.Art(16, 3)
                        )
                        .Refuses(
                            f => !IsAfter(f, "hearing.deliver", "hearing.schedule"),
                            "听证会材料应当于召开听证会7日前送达",
                            t.Art(16, 3)
                        )
                        .RefusesInput(
                            f => !f.Input.Introduced || !f.Input.Debated,
                            "听证会应当介绍决策草案、依据和有关情况，由参加人陈述意见、询问、质证和辩论",
                            t.Art(17),
                            i => i.Introduced
                        )
                        .RefusesInput(
                            f => !f.Input.Signed,
                            "听证记录未经参加人签字",
                            t.Art(17, null, 3),
                            i => i.Signed
                        )
                        .Counts(DecisionFigures.Hearings.Code, "举行时计1场")
                        .Closes()
            )
            .Act<DecisionReason>(
                "cancel",
                "不再召开",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Refuses(
                            f => f.Facts.HearingRequired,
                            "法律、法规、规章规定应当听证的，不得不召开听证会",
                            t.Art(16, 1)
                        )
                        .Refuses(
                            f => f.HasNow("hearing.announce") || f.HasNow("hearing.deliver"),
                            "已经公布听证公告或者送达材料的，不得不召开；改期的重新确定、公布",
                            OwnRule.Basis
                        )
                        .Changes(_ => new { hearingPlanned = false })
                        .Closes()
            );

    /// <summary>Whether an action was done after another was done last.</summary>
    private static bool IsAfter(Situation f, string action, string other)
    {
        var last = f.State.Acts.LastOrDefault(a => a.Action == action || a.Action == other);
        return last?.Action == action;
    }

    private static void Expert(StageBuilder<MajorDecisionFacts> s, Text t) =>
        s.By(t.Art(19, 1))
            .After("coordination")
            .SkippedWhen(
                f => !f.Facts.Technical,
                "不属于专业性、技术性较强的决策事项",
                t.Art(19, 1)
            )
            .Needs("expert-opinion", t.Art(19, 2))
            .Act<ExpertDrawInput>(
                "draw",
                "随机抽取专家",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(t.Art(20))
                        .Repeatable()
                        // Drawing until the right ones come would steer it.
                        .RefusesInput(
                            f => DrawnSoFar(f).Count > 0 && f.Input.Count > Missing(f),
                            "已经抽取的，只能就回避、谢绝、联系不上的补抽",
                            OwnRule.Basis,
                            i => i.Count
                        )
            )
            .Act<ExpertDeclinedInput>(
                "decline",
                "登记回避或者谢绝",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(t.Art(20))
                        .Repeatable()
                        .RefusesInput(
                            f => !Standing(f).Contains(f.Input.Name.Trim()),
                            "没有抽中这一专家，或者已经登记不参加",
                            OwnRule.Basis,
                            i => i.Name
                        )
            )
            .Act<ExpertsInput>(
                "appoint",
                "确定专家",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(t.Art(20))
                        .Repeatable()
                        .RefusesInput(
                            f => f.Input.Experts.Count == 0,
                            "应当组织专家、专业机构论证",
                            t.Art(19, 1),
                            i => i.Experts
                        )
                        .RefusesInput(
                            f => f.Input.Experts.Any(e => e.HasInterest),
                            "不得选择与决策事项有直接利害关系的专家、专业机构",
                            t.Art(20),
                            i => i.Experts
                        )
                        .RefusesInput(
                            f =>
                                f.Input.Experts.Any(e =>
                                    e.Way == "随机抽取" && !Standing(f).Contains(e.Name.Trim())
                                ),
                            "产生方式为随机抽取的，应当是抽中并且没有回避、谢绝的专家",
                            OwnRule.Basis,
                            i => i.Experts
                        )
                        .RefusesInput(
                            f =>
                                f.Input.Experts.Any(e =>
                                    e.Way == "选定" && string.IsNullOrWhiteSpace(e.Because)
                                ),
                            "没有随机抽取的，应当说明选定的理由",
                            OwnRule.Basis,
                            i => i.Experts
                        )
            )
            .Act(
                "send",
                "交付论证材料",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Refuses(
                            f => !f.HasNow("expert.appoint"),
                            "尚未确定专家，无从交付论证材料",
                            t.Art(19, 1)
                        )
            )
            .Act<ExpertOpinionsInput>(
                "record",
                "登记论证意见和采纳情况",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(t.Art(19, 2))
                        .Refuses(
                            f => !f.HasNow("expert.appoint"),
                            "尚未确定专家，不得登记论证意见",
                            t.Art(20)
                        )
                        .RefusesInput(
                            f =>
                                f.Last<ExpertsInput>("expert.appoint") is { } appointed
                                && appointed.Experts.Any(e =>
                                    f.Input.Opinions.All(o => o.Name.Trim() != e.Name.Trim())
                                ),
                            "确定的专家还有没有提出论证意见的",
                            t.Art(19, 2),
                            i => i.Opinions
                        )
                        .RefusesInput(
                            f => f.Input.Opinions.Any(o => !o.Signed),
                            "书面论证意见应当署名、盖章",
                            t.Art(19, 2),
                            i => i.Opinions
                        )
                        .RefusesInput(
                            f =>
                                f.Input.Opinions.Any(o =>
                                    o.Adoption != OpinionAdoption.Adopted
                                    && string.IsNullOrWhiteSpace(o.Because)
                                ),
                            "论证意见没有全部采纳的，应当说明理由",
                            t.Art(29, null, 3),
                            i => i.Opinions
                        )
                        .Closes()
            );

    private static List<string> DrawnSoFar(Situation f) =>
        [
            .. f
                .State.Acts.Where(a => a.Action == "expert.draw")
                .SelectMany(a => a.Inputs["drawn"]?.AsArray() ?? [])
                .Select(d => ((string?)d?["name"] ?? "").Trim()),
        ];

    private static int Missing(Situation f) =>
        f.State.Acts.Count(a => a.Action == "expert.decline")
        - Math.Max(
            0,
            f.State.Acts.Where(a => a.Action == "expert.draw")
                .Skip(1)
                .Sum(a => a.Inputs["drawn"]?.AsArray().Count ?? 0)
        );

    /// <summary>Who was drawn and takes part.</summary>
    private static HashSet<string> Standing(Situation f)
    {
        var declined = f.All<ExpertDeclinedInput>("expert.decline").Select(d => d.Name.Trim());
        return [.. DrawnSoFar(f).Except(declined)];
    }

    private static void Risk(StageBuilder<MajorDecisionFacts> s, Text t) =>
        s.By(t.Art(22, 1))
            .After("coordination")
            .SkippedWhen(
                f => !f.Facts.RiskPossible,
                "实施不会对社会稳定、公共安全等方面造成不利影响",
                t.Art(22, 1)
            )
            .SkippedWhen(
                f => !f.Facts.MustAssessRisk,
                "按照有关规定已对有关风险进行评价、评估，不作重复评估",
                t.Art(22, 2)
            )
            .Needs("risk-report", t.Art(23, 2))
            .Decides(
                (nameof(RiskControl.Controllable), "风险可控"),
                (nameof(RiskControl.Uncontrollable), "风险不可控")
            )
            .Act<RiskInput>(
                "conclude",
                "登记风险评估结论",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(t.Art(23))
                        .RefusesInput(
                            f => string.IsNullOrWhiteSpace(f.Input.Consulted),
                            "开展风险评估应当听取有关部门的意见",
                            t.Art(23, 2),
                            i => i.Consulted
                        )
                        .RefusesInput(
                            f =>
                                f.Input.Points.Count == 0
                                || string.IsNullOrWhiteSpace(f.Input.Contingency),
                            "风险评估报告应当明确风险点，提出风险防范措施和处置预案",
                            t.Art(23, 2),
                            i => i.Points
                        )
                        .Refuses(
                            f =>
                                f.Last<RiskInput>("risk.conclude")?.Control
                                    == RiskControl.Uncontrollable
                                && !f.HasNewSince("draft", "risk.conclude"),
                            "风险不可控的，应当先调整决策草案",
                            t.Art(24)
                        )
                        .Closes(f => f.Input.Control.ToString())
            );

    private static void Request(StageBuilder<MajorDecisionFacts> s, Text t)
    {
        s.By(t.Art(26, 1))
            .After("participation", "hearing", "expert", "risk", "competition")
            .OnlyIf(
                "risk",
                [nameof(RiskControl.Controllable)],
                "风险不可控的，应当调整草案确保可控后再决策",
                t.Art(24)
            )
            .OnlyIf(
                "competition",
                [
                    nameof(CompetitionConclusion.Clear),
                    nameof(CompetitionConclusion.ClearAfterRevision),
                    nameof(CompetitionConclusion.Exception),
                    CompetitionReviews.NotApplicable,
                ],
                "没有通过公平竞争审查的，不得出台",
                Competition.Art(18)
            )
            .Act<ReviewRequestInput>(
                "send",
                "送请合法性审查",
                a =>
                    Stands(a, t, _ => "合法性审查")
                        .By(ProcedureRoles.Handler)
                        .Under(t.Art(26, 1))
                        .RefusesInput(
                            f => string.IsNullOrWhiteSpace(f.Input.ProcedureStatement),
                            "履行决策程序的说明不完整",
                            t.Art(26, 1),
                            i => i.ProcedureStatement
                        )
                        .Refuses(
                            f => MissingSteps(f).Count > 0,
                            "应当履行的程序没有履行，不得送请合法性审查",
                            t.Art(27, null, 2),
                            detail: f => string.Join("、", MissingSteps(f))
                        )
                        .Closes()
            );
    }

    /// <summary>Steps that the facts ask for now and that were taken for absent, such as after a correction.</summary>
    private static List<string> MissingSteps(Situation<MajorDecisionFacts> f)
    {
        bool Absent(string stage) =>
            f.State.Stages.TryGetValue(stage, out var s) && s.Status == StageStatus.Absent;
        (string Stage, bool Must, string Name)[] steps =
        [
            ("participation", !f.Facts.NotPublic, "公众参与（第十四条）"),
            ("hearing", f.Facts.MustBeHeard, "听证（第十六条）"),
            ("expert", f.Facts.Technical, "专家论证（第十九条）"),
            ("risk", f.Facts.MustAssessRisk, "风险评估（第二十二条）"),
            ("competition", f.Facts.MarketSubjects, "公平竞争审查（第二十九条）"),
        ];
        return [.. steps.Where(s => s.Must && Absent(s.Stage)).Select(s => s.Name)];
    }

    private static void Deliberation(StageBuilder<MajorDecisionFacts> s, Text t) =>
        s.By(t.Art(30, 1))
            .After("legality")
            // 第二十五条第二款.
            .OnlyIf(
                "legality",
                [
                    nameof(Conclusion.Lawful),
                    nameof(Conclusion.LawfulAfterRevision),
                    nameof(Conclusion.Exploratory),
                ],
                "未经合法性审查或者经审查不合法的，不得提交讨论",
                t.Art(25, 2)
            )
            .OtherwiseRecords(Unreviewed)
            .Needs("minutes", t.Art(30, 3))
            .Decides([
                .. Enum.GetValues<DecisionResult>().Select(r => (r.ToString(), r.DisplayName())),
            ])
            .Act<SubmissionInput>(
                "submit",
                "提交讨论",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(t.Art(29))
                        .Refuses(
                            f => MissingPapers(f).Count > 0,
                            "应当报送的材料没有报齐，不得提交讨论",
                            t.Art(29),
                            detail: f => string.Join("、", MissingPapers(f))
                        )
                        .Refuses(
                            f => MissingSteps(f).Count > 0,
                            "应当开展而未开展的程序，应当补办后再提交讨论",
                            t.Art(29),
                            detail: f => string.Join("、", MissingSteps(f))
                        )
                        // The law is silent; an opinion is about the text that was reviewed.
                        .Refuses(
                            f =>
                                f.State.NewestOf("draft") is { } draft
                                && f.Child("legality")?.Materials is { } reviewed
                                && reviewed.GetValueOrDefault("draft") is { } hash
                                && hash != draft.Hash,
                            "提请讨论的草案与出具审查意见的送审稿不是同一稿；有实质修改的，应当重新送请合法性审查",
                            OwnRule.Basis
                        )
            )
            .Act<DeliberationInput>(
                "decide",
                "集体讨论决定",
                a =>
                {
                    Stands(
                            a,
                            t,
                            f =>
                                f.Input.IsPositive ? "已决定"
                                : f.Input.Decision == DecisionResult.Refused ? "未通过"
                                : f.Input.Decision == DecisionResult.Postponed ? "暂缓"
                                : null
                        )
                        .By(ProcedureRoles.AgendaOffice)
                        .Under(t.Art(30))
                        .Refuses(
                            f => f.State.IsOpen("deliberation") && !f.HasNow("deliberation.submit"),
                            "没有提交应当报送的材料，不得讨论决定",
                            t.Art(29)
                        )
                        .RefusesInput(
                            f =>
                                f.Facts.DecidedBy == MajorDecisionFacts.County
                                && f.Input.MeetingKind == DeliberationInput.OtherMeeting,
                            "应当经常务会议或者全体会议讨论",
                            t.Art(30, 1),
                            i => i.MeetingKind
                        )
                        .RefusesInput(
                            f => f.Input.Speakers.Count(x => x.IsHead) != 1,
                            "应当由行政首长在集体讨论的基础上作出决定；请写明行政首长一人",
                            t.Art(30, 1),
                            i => i.Speakers
                        )
                        .RefusesInput(
                            f =>
                                f.Input.Speakers.Count(x => x.IsHead) == 1
                                && !f.Input.Speakers[^1].IsHead,
                            "行政首长应当最后发表意见",
                            t.Art(30, 2),
                            i => i.Speakers
                        )
                        .RefusesInput(
                            f =>
                                f.Input.Speakers.Any(x =>
                                    x.Voice is Voice.Against or Voice.Reserved
                                    && string.IsNullOrWhiteSpace(x.Said)
                                ),
                            "不同意见应当如实载明",
                            t.Art(30, 3),
                            i => i.Speakers
                        )
                        .RefusesInput(
                            f =>
                                f.Input.IsAgainstMajority
                                && string.IsNullOrWhiteSpace(f.Input.Because),
                            "行政首长拟作出的决定与会议组成人员多数人的意见不一致的，应当在会上说明理由",
                            t.Art(30, 2),
                            i => i.Because
                        )
                        .RefusesInput(
                            f =>
                                f.OutcomeOf("legality") == nameof(Conclusion.Exploratory)
                                && string.IsNullOrWhiteSpace(f.Input.Risk),
                            "探索性改革决策事项提交讨论的，应当明示法律风险",
                            t.Art(25, 2),
                            i => i.Risk
                        )
                        .RefusesInput(
                            f => f.Input.IsPositive && f.Input.ExecutedBy is null or { Count: 0 },
                            "应当明确负责重大行政决策执行工作的单位",
                            t.Art(34, 1),
                            i => i.ExecutedBy
                        )
                        .Changes(f =>
                            f.Input.IsPositive
                                ? new
                                {
                                    executedBy = f.Input.ExecutedBy,
                                    executionDueOn = f.Input.ExecutionDueOn,
                                }
                                : null
                        )
                        .Concludes(
                            ["refused"],
                            f => f.Input.Decision == DecisionResult.Refused ? "refused" : null
                        )
                        .Counts(
                            DecisionFigures.Made.Code,
                            "决定同意、修改后同意、不同意时计1件",
                            when: f => IsFinal(f.Input),
                            dimensions: f => By("结果", f.Input.Decision.DisplayName())
                        )
                        .Counts(
                            ReviewFigures.InScope.Code,
                            "讨论决定时计1件；已关联常务会议议题的由议题计",
                            when: f => f.Child("agenda") is null && IsFinal(f.Input),
                            dimensions: _ => By("类型", AgendaFacts.Decision)
                        )
                        .Counts(
                            ReviewFigures.Covered.Code,
                            "经合法性审查的讨论决定时计1件；已关联常务会议议题的由议题计",
                            when: f =>
                                f.Child("agenda") is null
                                && IsFinal(f.Input)
                                && f.OutcomeOf("legality") is not null,
                            dimensions: _ => By("类型", AgendaFacts.Decision)
                        )
                        .Counts(
                            DecisionFigures.Adjusted.Code,
                            "同意调整、停止原决策的计1件",
                            when: f =>
                                f.Input.IsPositive && !string.IsNullOrWhiteSpace(f.Facts.Changes),
                            dimensions: _ => By("种类", "调整")
                        )
                        .Closes(f => f.Input.Decision.ToString());
                    foreach (var (name, must, taken) in Steps)
                    {
                        a.Counts(
                            DecisionFigures.StepsRequired.Code,
                            $"应当履行{name}的决策计1次",
                            when: f => IsFinal(f.Input) && must(f.Facts),
                            dimensions: _ => By("环节", name)
                        );
                        a.Counts(
                            DecisionFigures.StepsTaken.Code,
                            $"应当履行并且履行了{name}的决策计1次",
                            when: f => IsFinal(f.Input) && must(f.Facts) && taken(f),
                            dimensions: _ => By("环节", name)
                        );
                    }
                }
            );

    private static bool IsClosed(Situation f, string stage) =>
        f.State.Stages.TryGetValue(stage, out var s) && s.Status == StageStatus.Closed;

    private static bool IsFinal(DeliberationInput input) =>
        input.IsPositive || input.Decision == DecisionResult.Refused;

    private static bool IsDecided(Situation f) =>
        f.ResultOf("deliberation")
            is nameof(DecisionResult.Agreed)
                or nameof(DecisionResult.Amended)
                or nameof(DecisionResult.Refused);

    /// <summary>第二十九条: what must be handed over with the draft.</summary>
    private static List<string> MissingPapers(Situation<MajorDecisionFacts> f)
    {
        (string Material, bool Must)[] papers =
        [
            ("draft", true),
            ("explanation", true),
            ("consultation", IsClosed(f, "participation")),
            ("expert-adoption", IsClosed(f, "expert")),
            ("risk-report", IsClosed(f, "risk")),
        ];
        return
        [
            .. papers
                .Where(p => p.Must && !f.HasMaterial(p.Material))
                .Select(p => f.Procedure.FindMaterial(p.Material)!.Name),
        ];
    }

    private static bool IsRefused(Situation f) =>
        f.ResultOf("deliberation") == nameof(DecisionResult.Refused);

    private static void Party(StageBuilder<MajorDecisionFacts> s, Text t) =>
        s.By(t.Art(31))
            .After("deliberation")
            .OnlyIf(
                "deliberation",
                [.. Positive, nameof(DecisionResult.Refused)],
                "会议没有决定同意的，不得出台",
                t.Art(30, 1)
            )
            .SkippedWhen(IsRefused, "会议决定不同意", t.Art(30, 1))
            .Act<PartyInput>(
                "report",
                "请示报告",
                a =>
                    a.By(ProcedureRoles.AgendaOffice)
                        .Under(t.Art(31))
                        .Produces("party-request")
                        .Closes()
            )
            .Act<PartyWaivedInput>(
                "waive",
                "按规定不需请示报告",
                a =>
                    a.By(ProcedureRoles.AgendaOffice)
                        .Under(t.Art(31))
                        .RefusesInput(
                            f => string.IsNullOrWhiteSpace(f.Input.Rule),
                            "未按规定向同级党委请示报告；不需请示报告的，应当写明规定",
                            t.Art(31),
                            i => i.Rule
                        )
                        .Closes()
            );

    private static void Publish(StageBuilder<MajorDecisionFacts> s, Text t) =>
        s.By(t.Art(32))
            .After("party")
            .SkippedWhen(IsRefused, "会议决定不同意", t.Art(30, 1))
            .SkippedWhen(f => f.Facts.NotPublic, "依法不予公开", t.Art(32))
            .Act<PublishedDecisionInput>(
                "announce",
                "公布决策",
                a =>
                    Stands(Issue(a, t), t, _ => "已公布")
                        .Under(t.Art(32))
                        .RefusesInput(
                            f =>
                                !f.Input.Places.Contains("政府公报")
                                || !f.Input.Places.Contains("政府网站")
                                || !f.Input.Places.Contains("本地报纸"),
                            "应当通过本级人民政府公报、政府网站和在本行政区域内发行的报纸等途径公布",
                            t.Art(32),
                            i => i.Places
                        )
                        .RefusesInput(
                            f => f.Facts.Technical && string.IsNullOrWhiteSpace(f.Input.Explained),
                            "专业性、技术性较强的重大行政决策，应当说明公众意见、专家论证意见的采纳情况并宣传解读",
                            t.Art(32),
                            i => i.Explained
                        )
                        .Concludes("published")
            );

    private static void IssueInside(StageBuilder<MajorDecisionFacts> s, Text t) =>
        s.By(t.Art(32))
            .After("party")
            .SkippedWhen(IsRefused, "会议决定不同意", t.Art(30, 1))
            .SkippedWhen(f => !f.Facts.NotPublic, "应当公布的决策", t.Art(32))
            .Act<DecisionReason>(
                "register",
                "登记内部印发",
                a => Issue(a, t).Under(t.Art(32)).Concludes("unpublished")
            );

    private static ActionBuilder<MajorDecisionFacts, TInput> Issue<TInput>(
        ActionBuilder<MajorDecisionFacts, TInput> a,
        Text t
    )
        where TInput : class =>
        a.By(ProcedureRoles.AgendaOffice)
            .Refuses(
                f =>
                    f.ResultOf("deliberation") == nameof(DecisionResult.Amended)
                    && !f.HasNewSince("draft", "deliberation.decide"),
                "会议决定修改后同意的，应当提交修改后的文本",
                t.Art(30, 1)
            )
            .Reports()
            .Counts(
                DecisionRecordFigures.Required.Code,
                "按应当归档的材料份数，计入公布满三个月之日",
                amount: f => PapersOf(f).Count,
                dimensions: _ => By("环节", DecisionStages.Publication),
                on: f => f.Day.AddMonths(3)
            )
            .Closes();

    /// <summary>第三十三条: the papers that the steps taken must have left in the file.</summary>
    private static List<string> PapersOf(Situation f)
    {
        (string Stage, string Material)[] all =
        [
            ("proposal", "argument"),
            ("drafting", "draft"),
            ("drafting", "explanation"),
            ("coordination", "coordination-paper"),
            ("participation", "consultation"),
            ("hearing", "hearing-record"),
            ("expert", "expert-opinion"),
            ("expert", "expert-adoption"),
            ("risk", "risk-report"),
            ("deliberation", "minutes"),
        ];
        return
        [
            .. all.Where(x => IsClosed(f, x.Stage)).Select(x => x.Material),
            .. f.Has("publish.announce") ? ["published-text"] : (string[])[],
        ];
    }

    private static List<string> Unfiled(Situation f) =>
        [
            .. PapersOf(f)
                .Where(m => !f.HasMaterial(m))
                .Select(m => f.Procedure.FindMaterial(m)!.Name),
        ];

    private static void Filing(StageBuilder<MajorDecisionFacts> s, Text t) =>
        s.By(t.Art(33))
            .After("publish", "issue")
            .Act<FilingInput>(
                "complete",
                "归档",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(t.Art(33))
                        .Refuses(
                            f => Unfiled(f).Count > 0,
                            "履行决策程序形成的记录、材料应当及时完整归档",
                            t.Art(33),
                            detail: f => $"还缺{string.Join("、", Unfiled(f))}"
                        )
                        .Counts(
                            DecisionRecordFigures.Archived.Code,
                            "按已经归档的材料份数，计入公布满三个月之日",
                            amount: f => PapersOf(f).Count,
                            dimensions: _ => By("环节", DecisionStages.Publication),
                            on: f =>
                                (f.On("publish.announce") ?? f.On("issue.register"))?.AddMonths(3)
                        )
                        .Closes()
            );

    private static void Execution(StageBuilder<MajorDecisionFacts> s, Text t) =>
        s.By(t.Art(34))
            .After("publish", "issue")
            .SkippedWhen(IsRefused, "会议决定不同意，没有可以执行的决策", t.Art(30, 1))
            .Act<ExecutionReportInput>(
                "report",
                "报告执行情况",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(t.Art(34, 2))
                        .Repeatable()
                        .RefusesInput(
                            f => f.Input.Progress == "按期" && f.Facts.ExecutionDueOn < f.Day,
                            "执行时限已过还没有完成的，应当选“滞后”",
                            OwnRule.Basis,
                            i => i.Progress
                        )
                        .Counts(
                            DecisionExecutionFigures.Reported.Code,
                            "报告时计1次",
                            dimensions: f => By("进展", f.Input.Progress)
                        )
                        .Counts(
                            DecisionExecutionFigures.OnTrack.Code,
                            "按期、完成的计1次",
                            when: f => f.Input.Progress is "按期" or "完成",
                            dimensions: f => By("进展", f.Input.Progress)
                        )
            )
            .Act<SuspensionInput>(
                "suspend",
                "先行中止执行",
                a =>
                    a.By(ProcedureRoles.Decider)
                        .Under(t.Art(37))
                        .Repeatable()
                        .Refuses(IsSuspended, "已经中止执行", OwnRule.Basis)
                        .Refuses(
                            f =>
                                f.Last<ExecutionReportInput>("execution.report")
                                    is null
                                        or { Deviation: "无" },
                            "非第三十五条情形的，不得先行中止执行",
                            t.Art(37)
                        )
                        .RefusesInput(
                            f => !f.Input.IsUrgent,
                            "情况不紧急的，不得先行中止执行",
                            t.Art(37),
                            i => i.IsUrgent
                        )
                        .Counts(
                            DecisionFigures.Adjusted.Code,
                            "中止执行的计1件",
                            dimensions: _ => By("种类", "中止")
                        )
            )
            .Act<DecisionReason>(
                "resume",
                "恢复执行",
                a =>
                    a.By(ProcedureRoles.Decider)
                        .Repeatable()
                        .Refuses(f => !IsSuspended(f), "没有中止执行", OwnRule.Basis)
            )
            .Act<DecisionReason>(
                "major-change",
                "启动重大调整",
                a =>
                    a.By(ProcedureRoles.Decider)
                        .Under(t.Art(37))
                        .Repeatable()
                        .Refuses(
                            f => f.Child("change") is { Outcome: null },
                            "重大调整的决策程序已经开启，正在办理",
                            OwnRule.Basis
                        )
                        .OpensChild("change")
            )
            .Act<ExecutionEndInput>(
                "end",
                "执行终结",
                a =>
                    Stands(a, t, _ => "执行完毕")
                        .By(ProcedureRoles.Handler)
                        .Under(t.Art(34, 2))
                        .RefusesInput(
                            f =>
                                f.Input.How != ExecutionEnd.Done
                                && !Issued.Contains(f.OutcomeOf("change")),
                            "依法作出的重大行政决策，未经法定程序不得随意变更或者停止执行；重大调整应当履行相关法定程序",
                            t.Art(37),
                            i => i.How
                        )
                        .Closes()
            );

    private static bool IsSuspended(Situation f) =>
        f.State.Acts.LastOrDefault(a => a.Action is "execution.suspend" or "execution.resume")
            is { Action: "execution.suspend" };

    /// <summary>第三条第三款: the catalogue shows where its item stands, in the same commit.</summary>
    private static ActionBuilder<MajorDecisionFacts, TInput> Stands<TInput>(
        ActionBuilder<MajorDecisionFacts, TInput> a,
        Text t,
        Func<Situation<MajorDecisionFacts, TInput>, string?> where
    )
        where TInput : class =>
        a.Writes(
            DecisionCatalogueItems.Key,
            ["adjust"],
            f =>
                f.Facts.CatalogueItem is { IsNone: false, Item: var item }
                && item != Guid.Empty
                && where(f) is { } standing
                    ?
                    [
                        new ItemWrite("adjust", t.Art(3, 3).ToString(), "决策程序办理进度")
                        {
                            Item = item,
                            From = f.Day,
                            Patch = new { standing },
                        },
                    ]
                    : []
        );

    private static string IssuerOf(MajorDecisionFacts facts) =>
        facts.DecidedBy switch
        {
            MajorDecisionFacts.County => CompetitionFacts.Government,
            MajorDecisionFacts.Township => CompetitionFacts.Township,
            _ => CompetitionFacts.Department,
        };

    private static string CompetitionName(string outcome) =>
        CompetitionReviews.Government2024.FindOutcome(outcome)?.Name ?? outcome;

    private static string By(string dimension, string value) =>
        DimensionText.Write([KeyValuePair.Create(dimension, (string?)value)]);
}
