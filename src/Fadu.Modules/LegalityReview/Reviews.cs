using System.Text.Json;
using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;

namespace Fadu.Modules.LegalityReview;

/// <summary>
/// 合法性审查: one list of stages for decisions, documents, contracts and other files; what the law asks of each differs, and each has its editions.
/// </summary>
[Carries("S001", "S006")]
public static class Reviews
{
    private static readonly LawRef Decision = new("重大行政决策程序暂行条例");
    private static readonly LawRef Notice115 = new("国办发〔2018〕115号");
    private static readonly LawRef Notice115Materials = Notice115 with
    {
        Section = "第二部分第(五)项",
    };
    private static readonly LawRef Competition = new("公平竞争审查条例");
    private static readonly LawRef Local = OwnRule.Local;

    private static readonly (string Key, string Name)[] Conclusions =
    [
        (nameof(Conclusion.Lawful), "合法"),
        (nameof(Conclusion.LawfulAfterRevision), "修改后合法"),
        (nameof(Conclusion.Unlawful), "不合法"),
        (nameof(Conclusion.ProcedureToComplete), "应补正程序"),
        (nameof(Conclusion.Exploratory), "探索性改革明示法律风险"),
    ];

    /// <summary>What differs between the kinds.</summary>
    /// <param name="Basis">What asks for the review.</param>
    /// <param name="Materials">What says which materials belong to it.</param>
    private sealed record Kind(
        string Key,
        string Name,
        string Dimension,
        LawRef Basis,
        LawRef Materials
    )
    {
        /// <summary>From which day on a fair-competition conclusion must come with it, and by which article.</summary>
        public (DateOnly From, LawRef Basis)? MarketConclusion { get; init; }

        /// <summary>The article by which counsel must be heard.</summary>
        public LawRef? Counsel { get; init; }

        /// <summary>The least time for the review before a meeting, as the refusal says it.</summary>
        public (string Sentence, LawRef Basis)? LeastTime { get; init; }

        /// <summary>What says that not adopting needs a reason.</summary>
        public LawRef Reasons { get; init; } = Notice115;

        /// <summary>Whether 征求意见及采纳情况 belongs to the materials.</summary>
        public bool IsConsulted { get; init; }

        /// <summary>Whether the head may extend the limit.</summary>
        public bool IsExtendable { get; init; }

        public bool IsContract { get; init; }

        /// <summary>What is looked at one by one.</summary>
        public string[] Points { get; init; } = [];

        /// <summary>As it was before the national text: local rules ask the same, without its limits.</summary>
        public Kind Before() =>
            this with
            {
                Basis = Local,
                Materials = Local,
                Reasons = Local,
                MarketConclusion = null,
                Counsel = null,
                LeastTime = null,
            };
    }

    // 重大行政决策程序暂行条例第二十五条至第二十九条, in force from 2019-09-01.
    private static readonly Kind ForDecision = new(
        "legality-review.decision",
        "合法性审查（重大行政决策）",
        "重大行政决策",
        Decision.Art(25, 1),
        Decision.Art(26, 1)
    )
    {
        // 第二十七条.
        Points =
        [
            "决策事项是否符合法定权限",
            "决策草案的形成是否履行相关法定程序",
            "决策草案内容是否符合有关法律、法规、规章和国家政策的规定",
        ],
        MarketConclusion = (new(2019, 9, 1), Decision.Art(29, null, 1)),
        Counsel = Decision.Art(28),
        LeastTime = (
            "应当保证必要的审查时间，一般不少于7个工作日；情况紧急的应当说明理由",
            Decision.Art(26, 2)
        ),
        IsConsulted = true,
    };

    private static readonly Kind ForDocument = new(
        "legality-review.document",
        "合法性审查（行政规范性文件）",
        "行政规范性文件",
        Notice115,
        Notice115Materials
    )
    {
        // 国办发〔2018〕115号第二部分第(六)项, at second hand.
        Points =
        [
            "制定主体是否合法，是否超越制定机关法定职权",
            "内容是否符合宪法、法律、法规、规章和国家政策规定",
            "是否违法设立行政许可、行政处罚、行政强制、行政征收、行政收费等事项",
            "是否没有法律、法规依据减损公民、法人和其他组织合法权益或者增加其义务",
            "是否没有法律、法规依据增加本单位权力或者减少本单位法定职责",
            "是否违反规范性文件制定程序",
        ],
        // 公平竞争审查条例第十八条: 未经公平竞争审查的,不得出台; in force from 2024-08-01.
        MarketConclusion = (new(2024, 8, 1), Competition.Art(18)),
        LeastTime = (
            "审核时间一般不少于5个工作日；突发事件、上级紧急命令除外，应当说明理由",
            Notice115Materials
        ),
        IsConsulted = true,
    };

    // No national text: local rules and practice (facts.md §3).
    private static readonly Kind ForContract = new(
        "legality-review.contract",
        "合法性审查（政府合同协议）",
        "政府合同协议",
        Local,
        Local
    )
    {
        // Practice; local rules differ.
        Points =
        [
            "签约主体是否适格，相对方资信是否核实",
            "是否符合权限，批准、预算、采购等手续是否齐全",
            "权利义务是否合法、对等、明确",
            "是否损害国有资产、财政资金安全和公共利益",
            "违约责任、解除和争议解决条款是否完备",
        ],
        Reasons = Local,
        IsExtendable = true,
        IsContract = true,
    };

    private static readonly Kind ForList = new(
        "legality-review.list",
        "合法性审查（清单、三定规定等文件）",
        "清单和其他文件",
        Local,
        Local
    )
    {
        Points =
        [
            "依据是否现行有效",
            "权责事项与三定规定是否一致",
            "是否没有依据增加义务、减损权益或者减少职责",
        ],
        Reasons = Local,
        IsExtendable = true,
    };

    public static readonly Procedure DecisionBefore2019 = Begin<DecisionFacts>(
            ForDecision.Before(),
            "local",
            new(2015, 1, 1),
            new(2019, 8, 31)
        )
        .Build();

    public static readonly Procedure Decision2019 = Begin<DecisionFacts>(
            ForDecision,
            "2019",
            new(2019, 9, 1)
        )
        .Clock("review-min", "必要审查时间", "major-decision.legality", c => Runs(c, Local))
        .Build();

    public static readonly Procedure DocumentBefore2018 = Begin<DocumentFacts>(
            ForDocument.Before(),
            "local",
            new(2015, 1, 1),
            new(2018, 12, 3)
        )
        .Build();

    public static readonly Procedure Document2018 = Begin<DocumentFacts>(
            ForDocument,
            "2018",
            new(2018, 12, 4)
        )
        .Clock(
            "review-min",
            "审核时间下限",
            "normative-document.legality-min",
            c => Runs(c, Notice115Materials)
        )
        .Clock(
            "review-max",
            "审核期限",
            "normative-document.legality-max",
            c => Runs(c, Notice115Materials)
        )
        .Build();

    public static readonly Procedure Contract = Begin<ContractFacts>(
            ForContract,
            "local",
            new(2018, 1, 1)
        )
        .Clock(
            "review-max",
            "合同审查期限",
            "legality-review.contract",
            c => Runs(c, Local).ExtendedBy("review.extend")
        )
        .Build();

    public static readonly Procedure List = Begin<ListFacts>(ForList, "local", new(2018, 1, 1))
        .Within(
            "review-max",
            "审查期限",
            TimeLimit.WorkingDays(10, Local),
            LimitSource.Practice,
            c => Runs(c, Local).ExtendedBy("review.extend", TimeLimit.WorkingDays(5, Local))
        )
        .Build();

    private static ClockBuilder<TFacts> Runs<TFacts>(ClockBuilder<TFacts> clock, LawRef pause)
        where TFacts : class =>
        clock
            .StartsOn("complete")
            .StartsOn("feedback.resubmit")
            .PausesOn("review.supplement", pause)
            .ResumesOn("review.received")
            .StopsOn("opinion.issue");

    private static ProcedureBuilder<TFacts> Begin<TFacts>(
        Kind kind,
        string edition,
        DateOnly from,
        DateOnly? until = null
    )
        where TFacts : ReviewFacts =>
        Procedure
            .Named<TFacts>(kind.Key, kind.Name, edition, kind.Basis, from, until)
            .Purpose(
                $"{kind.Dimension}提交讨论、印发或者签订之前，由负责合法性审查的机构审查权限、程序和内容，出具意见，送审单位逐条反馈采纳情况。"
            )
            .AnchoredOn("送审")
            .Points(kind.Points)
            .OpenedBy(ProcedureRoles.Sender)
            .VersionedMaterial("draft", "送审稿", kind.Materials, ProcedureRoles.Sender)
            .Material("explanation", "起草说明", kind.Materials, ProcedureRoles.Sender)
            .Material("consultation", "征求意见及采纳情况", kind.Materials, ProcedureRoles.Sender)
            .Material("approvals", "批准手续", kind.Materials, ProcedureRoles.Sender)
            .Material("credit", "资信调查", kind.Materials, ProcedureRoles.Sender)
            .Material("other", "其他材料", kind.Materials, ProcedureRoles.Sender)
            .Material("counsel-paper", "书面法律意见", kind.Materials, ProcedureRoles.Counsel)
            .Document(
                "receipt",
                "收件回执",
                ReviewTexts.Receipt,
                kind.Materials,
                d =>
                    d.Numbered("legality-receipt", "收")
                        .SignedBy(ProcedureRoles.Reviewer, drafterToo: true)
                        .Unchecked()
            )
            .Document(
                "supplement-letter",
                "补充材料通知",
                ReviewTexts.Supplement,
                kind.Materials,
                d =>
                    d.SignedBy(ProcedureRoles.Reviewer, drafterToo: true)
                        .Unchecked()
                        .Served(OwnRule.Basis, ServiceWay.Exchange, ServiceWay.Post)
            )
            .Document(
                "opinion-letter",
                "合法性审查意见书",
                ReviewTexts.Opinion,
                kind.Basis,
                d =>
                    d.Numbered("legality-opinion", "审")
                        .SignedBy(ProcedureRoles.ReviewHead)
                        .Served(OwnRule.Basis, ServiceWay.Exchange, ServiceWay.Post)
            )
            .Document(
                "adoption-table",
                "意见采纳情况表",
                ReviewTexts.Adoption,
                kind.Reasons,
                d => d.SignedBy(ProcedureRoles.SenderHead).Unchecked()
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
                    issuer = IssuerOf(f.Facts),
                    form = f.Facts switch
                    {
                        DocumentFacts => "规范性文件",
                        ContractFacts => "行政协议",
                        _ => "其他政策文件",
                    },
                    affectsOperators = true,
                    affectsPublic = f.Last<CompetitionOpening>("competition")?.AffectsPublic
                        ?? true,
                },
                Competition.Art(18)
            )
            .Outcome(nameof(Conclusion.Lawful), "合法", kind.Basis)
            .Outcome(nameof(Conclusion.LawfulAfterRevision), "修改后合法", kind.Basis)
            .Outcome(nameof(Conclusion.Unlawful), "不合法", kind.Basis)
            .Outcome(nameof(Conclusion.ProcedureToComplete), "应补正程序", kind.Basis)
            .Outcome(nameof(Conclusion.Exploratory), "探索性改革明示法律风险", Decision.Art(25, 2))
            .Outcome("out-of-scope", "不属于审查范围")
            .Outcome("withdrawn", "撤回")
            .Records(
                "decided-unreviewed",
                kind.IsContract ? "未审先签" : "未审先议",
                kind.Key == ForDecision.Key && kind.Counsel is not null
                    ? Decision.Art(25, 2)
                    : kind.Basis,
                ReviewFigures.Skipped.Code
            )
            .Stage("intake", "接收", s => Intake(s, kind))
            .Stage("review", "审查", s => Review(s, kind))
            .Stage("opinion", "出具意见", s => Opinion(s, kind))
            .Stage("feedback", "采纳反馈", s => Feedback(s, kind))
            .Stage("closed", "办结", s => s.After("feedback").IsTheEnd())
            .Act<MeetingInput>("meeting", "确定上会日期", a => Meeting(a, kind))
            .Act<CompetitionOpening>(
                "competition",
                "开展公平竞争审查",
                a =>
                    a.By(ProcedureRoles.Sender)
                        .Under(Competition.Art(18))
                        .Repeatable()
                        .Refuses(
                            f => !f.Facts.InvolvesMarket,
                            "不涉及经营者经济活动的，不需公平竞争审查",
                            Competition.Art(2)
                        )
                        .Refuses(
                            f => f.Child("competition") is { Outcome: null },
                            "公平竞争审查已经开展，正在办理",
                            OwnRule.Basis
                        )
                        .OpensChild("competition")
            )
            .Act<CatalogueInput>("catalogue", "选定审查事项", CatalogueAtIntake.Choosing)
            .Act<ReasonInput>(
                "withdraw",
                "撤回",
                a =>
                    a.By(ProcedureRoles.Sender)
                        .Refuses(
                            f => f.Has("opinion.issue"),
                            "已出具意见的，不得撤回",
                            OwnRule.Basis
                        )
                        .Concludes("withdrawn")
                        .Ends()
            )
            .Within(
                "supplement",
                "补送材料",
                TimeLimit.WorkingDays(3, Local),
                LimitSource.Local,
                c => c.StartsOn("review.supplement").StopsOn("review.received")
            )
            .Within(
                "feedback",
                "采纳反馈期限",
                TimeLimit.WorkingDays(5, Local),
                LimitSource.Practice,
                c => c.StartsOn("feedback.opened").StopsOn("feedback.answer", "feedback.resubmit")
            );

    private static void Intake<TFacts>(StageBuilder<TFacts> s, Kind kind)
        where TFacts : ReviewFacts
    {
        s.By(kind.Materials).Needs("draft", kind.Materials).Needs("explanation", kind.Materials);
        if (kind.IsConsulted)
        {
            s.Needs("consultation", kind.Materials);
        }
        if (kind.IsContract)
        {
            s.Needs("approvals", Local).Needs("credit", Local);
        }
        s.Act<AcceptInput>(
            "accept",
            "受理",
            a =>
            {
                a.By(ProcedureRoles.Reviewer)
                    .Under(kind.Materials)
                    .RefusesInput(
                        f => f.Input.CompleteOn > f.Day,
                        "材料齐备日不能晚于受理日",
                        OwnRule.Basis,
                        i => i.CompleteOn
                    )
                    .RefusesInput(
                        f => f.Input.CompleteOn < f.State.Anchor,
                        "材料齐备日不能早于送审日",
                        OwnRule.Basis,
                        i => i.CompleteOn
                    )
                    .Marks("complete", "送审材料齐备", i => i.Input.CompleteOn)
                    .Produces("receipt")
                    .Counts(ReviewFigures.Submitted.Code, "受理时计1件", dimensions: _ => By(kind))
                    .Closes();
                if (kind.MarketConclusion is { } market)
                {
                    a.Refuses(
                        f =>
                            f.State.Anchor >= market.From
                            && f.Facts.InvolvesMarket
                            && string.IsNullOrWhiteSpace(f.Facts.FairCompetition)
                            && f.OutcomeOf("competition") is null or "withdrawn" or "ended",
                        "涉及经营者经济活动但未附公平竞争审查结论，不得受理",
                        market.Basis
                    );
                }
                // 公平竞争审查条例第十八条: what was found to break the standards may not be issued.
                a.Refuses(
                    f => f.OutcomeOf("competition") == nameof(CompetitionConclusion.Barred),
                    "经公平竞争审查认为违反审查标准且不符合例外规定的，不得出台",
                    Competition.Art(18)
                );
                CatalogueAtIntake.Accepting(a, kind.Materials);
            }
        );
        s.Act<MissingInput>(
            "return",
            "退回补正",
            a =>
                a.By(ProcedureRoles.Reviewer)
                    .Under(kind.Materials)
                    .Repeatable()
                    .RefusesInput(
                        f => f.Input.Missing.Count == 0,
                        "退回的，应当一次列明缺少的材料",
                        OwnRule.Basis,
                        i => i.Missing
                    )
                    .Refuses(
                        f => f.HasNow("intake.return"),
                        "补充事项应当一次列明，不能再次退回",
                        OwnRule.Basis
                    )
                    .Produces("supplement-letter")
        );
        s.Act<ReasonInput>(
            "out-of-scope",
            "不属审查范围",
            a =>
            {
                a.By(ProcedureRoles.ReviewHead)
                    .RefusesInput(
                        f => string.IsNullOrWhiteSpace(f.Input.Reason),
                        "应当说明不属于审查范围的理由",
                        OwnRule.Basis,
                        i => i.Reason
                    )
                    .Concludes("out-of-scope")
                    .Ends();
                CatalogueAtIntake.Declining(a);
            }
        );
    }

    private static void Review<TFacts>(StageBuilder<TFacts> s, Kind kind)
        where TFacts : ReviewFacts
    {
        s.By(kind.Basis)
            .After("intake")
            .Act<CounselInput>(
                "counsel",
                "提出法律意见",
                a =>
                    a.By(ProcedureRoles.Counsel)
                        .Repeatable()
                        .RefusesInput(
                            f => string.IsNullOrWhiteSpace(f.Input.Opinion),
                            "没有填写法律意见",
                            OwnRule.Basis,
                            i => i.Opinion
                        )
                        // The opinions of the three are kept apart.
                        .RefusesInput(
                            f =>
                                f.State.Acts.Any(x =>
                                    x.Action.Equals("review.counsel", StringComparison.Ordinal)
                                    && string.Equals(x.By, f.Who.Id, StringComparison.Ordinal)
                                    && (string?)x.Inputs["capacity"] != f.Input.Capacity
                                ),
                            "同一人不得以两种身份提出法律意见",
                            OwnRule.Basis,
                            i => i.Capacity
                        )
            )
            .Act<MissingInput>(
                "supplement",
                "要求补充材料",
                a =>
                    a.By(ProcedureRoles.Reviewer)
                        .Under(kind.Materials)
                        .Repeatable()
                        .RefusesInput(
                            f => f.Input.Missing.Count == 0,
                            "要求补充的，应当列明补充事项",
                            OwnRule.Basis,
                            i => i.Missing
                        )
                        .Refuses(
                            f => f.HasNow("review.supplement"),
                            "补充事项应当一次列明，不能再次要求补充",
                            OwnRule.Basis
                        )
                        .Produces("supplement-letter")
            )
            .Act(
                "received",
                "收到补充材料",
                a =>
                    a.By(ProcedureRoles.Reviewer)
                        .Refuses(
                            f => !f.HasNow("review.supplement"),
                            "没有要求补充材料",
                            OwnRule.Basis
                        )
            );
        if (kind.IsExtendable)
        {
            s.Act<ReasonInput>(
                "extend",
                "延长审查期限",
                a => a.By(ProcedureRoles.ReviewHead).Repeatable()
            );
        }
        s.Act<ProposeInput>(
            "propose",
            "拟定意见",
            a =>
            {
                a.By(ProcedureRoles.Reviewer)
                    .Under(kind.Basis)
                    .Refuses(
                        f => f.HasNow("review.supplement") && !f.HasNow("review.received"),
                        "补充材料尚未收到，不得拟定意见",
                        OwnRule.Basis
                    )
                    .RefusesInput(
                        f => f.Input.Conclusion != Conclusion.Lawful && f.Input.Findings.Count == 0,
                        "结论不是“合法”的，应当列明具体意见",
                        OwnRule.Basis,
                        i => i.Findings
                    )
                    .RefusesInput(
                        f =>
                            f.Input.Findings.Count == 0
                            && f.Input.Points.Any(p => p.Result == PointResult.No),
                        "有审查要点核对为不符合的，应当列明具体意见",
                        OwnRule.Basis,
                        i => i.Findings
                    )
                    // 决策条例第二十五条第二款 opens this way to decisions only.
                    .RefusesInput(
                        f =>
                            f.Input.Conclusion == Conclusion.Exploratory
                            && f.Facts is not DecisionFacts { Exploratory: true },
                        "只有国家尚无明确规定的探索性改革决策事项，可以明示法律风险后提交讨论",
                        Decision.Art(25, 2),
                        i => i.Conclusion
                    )
                    .Closes();
                if (kind.Counsel is { } counsel)
                {
                    a.Refuses(
                        f => !f.HasNow("review.counsel"),
                        "未组织法律顾问、公职律师提出法律意见，不得出具审查意见",
                        counsel
                    );
                }
            }
        );
    }

    private static void Opinion<TFacts>(StageBuilder<TFacts> s, Kind kind)
        where TFacts : ReviewFacts =>
        s.By(kind.Basis)
            .After("review")
            .Decides(Conclusions)
            .Act(
                "issue",
                "签发意见书",
                a =>
                    a.By(ProcedureRoles.ReviewHead)
                        .Under(kind.Basis)
                        .Refuses(
                            f =>
                                f.Who.Id is { } me
                                && string.Equals(
                                    f.DoneBy("review.propose"),
                                    me,
                                    StringComparison.Ordinal
                                ),
                            "审查人员不得签发本人拟定的意见",
                            OwnRule.Basis
                        )
                        .Produces("opinion-letter")
                        .Concludes(
                            [.. Conclusions.Select(c => c.Key)],
                            f => Proposed(f)?.Conclusion.ToString()
                        )
                        .Counts(
                            ReviewFigures.Completed.Code,
                            "首次签发意见书时计1件",
                            when: IsFirst,
                            dimensions: f => ByResult(f, kind)
                        )
                        .Counts(
                            ReviewFigures.Opinions.Code,
                            "每签发一份意见书计1份",
                            dimensions: f => ByResult(f, kind)
                        )
                        .Counts(
                            ReviewFigures.OnTime.Code,
                            "期满当日或者之前签发的计1份",
                            when: f => f.Clock("review-max")?.IsMissedOn(f.Day) != true,
                            dimensions: f => ByResult(f, kind)
                        )
                        .Counts(
                            ReviewFigures.Findings.Code,
                            "按意见书中具体意见的条数计",
                            amount: f => FindingsOf(f),
                            dimensions: _ => By(kind)
                        )
                        .Counts(
                            ReviewFigures.Contracts.Code,
                            "合同首次签发意见书时计1件",
                            when: f => kind.IsContract && IsFirst(f),
                            dimensions: f => ByContract(f.Facts)
                        )
                        .Counts(
                            ReviewFigures.AgendaItems.Code,
                            "常务会议议题首次签发意见书时计1件",
                            when: f => f.Facts.ForExecutiveMeeting == true && IsFirst(f)
                        )
                        .Counts(
                            ReviewFigures.Unlawful.Code,
                            "最后一次结论为不合法的计1件，计入首次签发意见书之日",
                            amount: f => UnlawfulNow(f) - UnlawfulBefore(f),
                            dimensions: _ => By(kind),
                            on: f => FirstIssued(f)
                        )
                        .Counts(
                            ReviewFigures.ContractValue.Code,
                            "合同首次签发意见书时计标的额",
                            when: f => kind.IsContract && IsFirst(f),
                            amount: f => (long)(((f.Facts as ContractFacts)?.Amount ?? 0) * 100),
                            dimensions: f => ByContract(f.Facts)
                        )
                        .Closes(f => Proposed(f)?.Conclusion.ToString())
            )
            .Act<ReasonInput>(
                "redraft",
                "退回重拟",
                a => a.By(ProcedureRoles.ReviewHead).Opens("review")
            );

    private static void Feedback<TFacts>(StageBuilder<TFacts> s, Kind kind)
        where TFacts : ReviewFacts =>
        s.By(kind.Reasons)
            .After("opinion")
            .SkippedWhen(f => FindingsOf(f) == 0, "没有需要反馈的具体意见", OwnRule.Basis)
            .Act<FeedbackInput>(
                "answer",
                "逐条反馈",
                a =>
                    a.By(ProcedureRoles.Sender)
                        .RefusesInput(
                            f =>
                                Numbers(FindingsOf(f))
                                    .Any(n => f.Input.Answers.All(x => x.Number != n)),
                            "每一条审查意见都应当反馈采纳情况",
                            OwnRule.Basis,
                            i => i.Answers
                        )
                        .RefusesInput(
                            f =>
                                f.Input.Answers.Any(x =>
                                    x.Adoption == Adoption.Rejected
                                    && string.IsNullOrWhiteSpace(x.Reason)
                                ),
                            "不采纳审查意见的，应当说明理由",
                            kind.Reasons,
                            i => i.Answers
                        )
                        // 决策条例第二十八条: the drafter adjusts the draft by the opinion.
                        .RefusesInput(
                            f =>
                                f.Input.Answers.Any(x => x.Adoption != Adoption.Rejected)
                                && !f.HasNewSince("draft", "opinion.issue"),
                            "采纳审查意见的，应当提交修改后的送审稿",
                            OwnRule.Basis,
                            i => i.Answers
                        )
                        .Produces("adoption-table")
                        .Counts(
                            ReviewFigures.Answered.Code,
                            "按反馈的条数计入意见书签发日",
                            amount: f => FindingsOf(f),
                            dimensions: _ => By(kind),
                            on: f => f.On("opinion.issue")
                        )
                        .Counts(
                            ReviewFigures.Adopted.Code,
                            "按采纳和部分采纳的条数计入意见书签发日",
                            // The last word on a finding counts, should it be answered twice.
                            amount: f =>
                                f.Input.Answers.GroupBy(x => x.Number)
                                    .Count(g =>
                                        g.Key <= FindingsOf(f)
                                        && g.Last().Adoption != Adoption.Rejected
                                    ),
                            dimensions: _ => By(kind),
                            on: f => f.On("opinion.issue")
                        )
                        .Closes()
            )
            .Act(
                "resubmit",
                "修改后送请复核",
                a =>
                    a.By(ProcedureRoles.Sender)
                        .Refuses(
                            f => !f.HasNewSince("draft", "opinion.issue"),
                            "没有提交修改后的送审稿",
                            OwnRule.Basis
                        )
                        .Opens("review")
            );

    private static void Meeting<TFacts>(ActionBuilder<TFacts, MeetingInput> a, Kind kind)
        where TFacts : ReviewFacts
    {
        a.By(ProcedureRoles.Sender, ProcedureRoles.AgendaOffice)
            .Repeatable()
            .Changes(f => new { meetingOn = f.Input.MeetingOn });
        // The meeting is bound, not the reviewer.
        if (kind.LeastTime is { } least)
        {
            a.RefusesInput(
                f =>
                    !f.Has("opinion.issue")
                    && string.IsNullOrWhiteSpace(f.Input.UrgentReason)
                    && f.Clock("review-min")?.IsOpenOn(f.Input.MeetingOn) == false,
                least.Sentence,
                least.Basis,
                i => i.MeetingOn
            );
        }
    }

    private static ProposeInput? Proposed(Situation s) => s.Last<ProposeInput>("review.propose");

    private static int FindingsOf(Situation s) => Proposed(s)?.Findings.Count ?? 0;

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(1, count);

    // The act itself is already on record when it counts.
    private static bool IsFirst(Situation s) =>
        s.State.Acts.Count(a => a.Action.Equals("opinion.issue", StringComparison.Ordinal)) == 1;

    private static DateOnly? FirstIssued(Situation s) =>
        s.State.Acts.First(a => a.Action.Equals("opinion.issue", StringComparison.Ordinal)).On;

    private static long UnlawfulNow(Situation s) =>
        Proposed(s)?.Conclusion == Conclusion.Unlawful ? 1 : 0;

    /// <summary>What the opinion before this one had concluded.</summary>
    private static long UnlawfulBefore(Situation s)
    {
        var issued = 0;
        ActRecord? proposed = null;
        for (var i = s.State.Acts.Count - 1; i >= 0; i--)
        {
            var act = s.State.Acts[i];
            issued += act.Action.Equals("opinion.issue", StringComparison.Ordinal) ? 1 : 0;
            if (issued == 2 && act.Action.Equals("review.propose", StringComparison.Ordinal))
            {
                proposed = act;
                break;
            }
        }
        return
            proposed?.Inputs.Deserialize<ProposeInput>(ProcedureJson.Options)?.Conclusion
            == Conclusion.Unlawful
            ? 1
            : 0;
    }

    // 公平竞争审查条例第十四条; what the office of the government issues is taken as the government's.
    private static bool IsOfGovernment(ReviewFacts facts) =>
        facts is DecisionFacts or DocumentFacts { IssuedAs: "县政府" or "县政府办公室" };

    private static string IssuerOf(ReviewFacts facts) =>
        facts switch
        {
            _ when IsOfGovernment(facts) => CompetitionFacts.Government,
            DocumentFacts { IssuedAs: "乡镇" } => CompetitionFacts.Township,
            _ => CompetitionFacts.Department,
        };

    private static string ByContract(ReviewFacts facts) =>
        DimensionText.Write([
            KeyValuePair.Create("合同类型", (facts as ContractFacts)?.ContractKind),
        ]);

    private static string By(Kind kind) =>
        DimensionText.Write([KeyValuePair.Create("类型", (string?)kind.Dimension)]);

    private static string ByResult(Situation s, Kind kind) =>
        DimensionText.Write([
            KeyValuePair.Create("类型", (string?)kind.Dimension),
            KeyValuePair.Create("结论", Proposed(s)?.Conclusion.DisplayName()),
        ]);
}
