using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;

namespace Fadu.Modules.LegalityReview;

/// <summary>
/// 公平竞争审查: by the drafting unit itself where a department issues the measure, by the market regulator together with it where the county government issues it or the people's congress
/// debates it (公平竞争审查条例第十三条、第十四条).
/// </summary>
[Carries("S008")]
public static class CompetitionReviews
{
    public const string OfDepartment = "fair-competition.department";
    public const string OfGovernment = "fair-competition.government";

    internal static readonly LawRef Regulation = new("公平竞争审查条例");

    // Known at second hand only; nothing of its articles is used.
    private static readonly LawRef Rules2021 = new("国市监反垄规〔2021〕2号");
    private static readonly LawRef Business = new("优化营商环境条例");

    private static readonly (string Key, string Name)[] Conclusions =
    [
        (nameof(CompetitionConclusion.Clear), "未违反审查标准"),
        (nameof(CompetitionConclusion.ClearAfterRevision), "修改后未违反审查标准"),
        (nameof(CompetitionConclusion.Exception), "适用例外规定，可以出台"),
        (nameof(CompetitionConclusion.Barred), "违反审查标准，不得出台"),
    ];

    /// <summary>Outcomes with which a measure may go on.</summary>
    internal static readonly string[] MayGoOn =
    [
        nameof(CompetitionConclusion.Clear),
        nameof(CompetitionConclusion.ClearAfterRevision),
        nameof(CompetitionConclusion.Exception),
        NotApplicable,
    ];

    internal const string NotApplicable = "not-applicable";

    /// <summary>What differs: who drafts and who concludes, and by which text.</summary>
    private sealed record Kind(
        string Key,
        string Name,
        ProcedureRole Drafter,
        ProcedureRole Concluder,
        Func<int, LawRef> Article
    )
    {
        public bool IsJoint => Drafter != Concluder;
    }

    private static readonly Kind ForDepartment = new(
        OfDepartment,
        "公平竞争审查（部门、乡镇的政策措施）",
        ProcedureRoles.Handler,
        ProcedureRoles.Handler,
        a => Regulation.Art(a)
    );

    private static readonly Kind ForGovernment = new(
        OfGovernment,
        "公平竞争审查（县政府和提请人大审议的政策措施）",
        ProcedureRoles.Sender,
        ProcedureRoles.MarketReviewer,
        a => Regulation.Art(a)
    );

    public static readonly Procedure Department2021 = Begin(
            ForDepartment with
            {
                Article = _ => Rules2021,
            },
            "2021",
            Rules2021,
            new(2021, 6, 29),
            new(2024, 7, 31)
        )
        .Build();

    public static readonly Procedure Department2024 = Begin(
            ForDepartment,
            "2024",
            Regulation.Art(13),
            new(2024, 8, 1)
        )
        // 第十四条: what the county government issues is not for the drafter to conclude alone.
        .RefusesOpening(
            f => f.Facts.IsOfGovernment,
            "拟由县级以上人民政府出台或者提请本级人大及其常委会审议的政策措施，由市场监督管理部门会同起草单位审查，不能自行审查",
            Regulation.Art(14),
            "issuer"
        )
        .Build();

    public static readonly Procedure Government2024 = Begin(
            ForGovernment,
            "2024",
            Regulation.Art(14),
            new(2024, 8, 1)
        )
        .RefusesOpening(
            f => !f.Facts.IsOfGovernment,
            "拟由部门、乡镇出台的政策措施，由起草单位（联合出台的由牵头起草单位）自行审查",
            Regulation.Art(13),
            "issuer"
        )
        // No text sets a length.
        .Within(
            "market-review",
            "会同审查期限",
            TimeLimit.WorkingDays(10, OwnRule.Local),
            LimitSource.Practice,
            c =>
                c.StartsOn("preliminary.submit")
                    .PausesOn("conclusion.supplement", OwnRule.Local)
                    .ResumesOn("conclusion.received")
                    .ExtendedBy("conclusion.extend", TimeLimit.WorkingDays(5, OwnRule.Local))
                    .StopsOn("conclusion.issue")
        )
        .Build();

    private static ProcedureBuilder<CompetitionFacts> Begin(
        Kind kind,
        string edition,
        LawRef basis,
        DateOnly from,
        DateOnly? until = null
    )
    {
        var begun = Procedure
            .Named<CompetitionFacts>(kind.Key, kind.Name, edition, basis, from, until)
            .Purpose(
                kind.IsJoint
                    ? "县政府出台或者提请人大审议的政策措施涉及经营者经济活动的，起草单位听取意见并初审，市场监督管理部门会同审查，作出书面结论；没有结论的不得出台。"
                    : "部门、乡镇起草的政策措施涉及经营者经济活动的，起草单位听取意见，对照审查标准作出书面结论；没有结论的不得出台。"
            )
            .AnchoredOn("开始审查")
            .OpenedBy(kind.Drafter)
            .VersionedMaterial("draft", "政策措施草案", kind.Article(2), kind.Drafter)
            .Material("views", "征求意见记录", kind.Article(16), kind.Drafter)
            .Material("other", "其他材料", null, kind.Drafter)
            .Document(
                "conclusion-letter",
                "公平竞争审查结论书",
                ReviewTexts.Conclusion,
                kind.Article(17),
                d => d.Numbered("fair-competition", "竞审").SignedBy(ProcedureRoles.UnitHead)
            )
            .Outcome(nameof(CompetitionConclusion.Clear), "未违反审查标准", kind.Article(17))
            .Outcome(
                nameof(CompetitionConclusion.ClearAfterRevision),
                "修改后未违反审查标准",
                kind.Article(17)
            )
            .Outcome(
                nameof(CompetitionConclusion.Exception),
                "适用例外规定，可以出台",
                kind.Article(12)
            )
            .Outcome(
                nameof(CompetitionConclusion.Barred),
                "违反审查标准，不得出台",
                kind.Article(18)
            )
            .Outcome(NotApplicable, "不涉及经营者经济活动，不需审查", kind.Article(2))
            .Outcome("withdrawn", "撤回")
            .Records(
                "issued-unreviewed",
                "未经公平竞争审查出台",
                kind.Article(18),
                ReviewFigures.CompetitionSkipped.Code
            )
            .Stage("scoping", "适用判断", s => Scoping(s, kind))
            .Stage("hearing", "听取意见", s => Hearing(s, kind));
        // 第十三条: where a department issues it, the drafting unit concludes without a preliminary opinion.
        if (kind.IsJoint)
        {
            begun
                .Document(
                    "preliminary-opinion",
                    "初审意见",
                    ReviewTexts.Preliminary,
                    kind.Article(14),
                    d => d.SignedBy(ProcedureRoles.SenderHead).Unchecked()
                )
                .Stage("preliminary", "初审", s => Preliminary(s, kind));
        }
        return begun
            .Stage("conclusion", "审查结论", s => Conclude(s, kind))
            .Stage("closed", "办结", s => s.After("conclusion").IsTheEnd())
            .Act<ReasonInput>(
                "withdraw",
                "撤回",
                a => a.By(kind.Drafter).Concludes("withdrawn").Ends()
            )
            .Act<EvaluatedInput>(
                "evaluate",
                "例外措施到期评估",
                a =>
                    a.By(kind.Concluder)
                        .Under(kind.Article(12))
                        .AlsoAfterTheEnd()
                        .Repeatable()
                        .Refuses(
                            f => !f.State.Clocks.ContainsKey("exception-end"),
                            "没有适用例外规定并确定实施期限的，不需到期评估",
                            OwnRule.Basis
                        )
            )
            .Act<ReportedInput>(
                "report",
                "登记举报",
                a => a.By(kind.Concluder).Under(kind.Article(22)).AlsoAfterTheEnd().Repeatable()
            )
            .Act<CheckedInput>(
                "spot-check",
                "登记抽查",
                a =>
                    a.By(kind.Concluder)
                        .Under(kind.Article(21))
                        .AlsoAfterTheEnd()
                        .Repeatable()
                        .RefusesInput(
                            f => f.Input.HasProblem && f.Input.MendBy is null,
                            "抽查发现违反规定的，应当督促整改，请写明整改期限",
                            kind.Article(21),
                            i => i.MendBy
                        )
            )
            .Act<ReasonInput>(
                "mended",
                "整改完成",
                a =>
                    a.By(kind.Drafter)
                        .Under(kind.Article(21))
                        .AlsoAfterTheEnd()
                        .Repeatable()
                        .Refuses(
                            f => f.Last<CheckedInput>("spot-check")?.HasProblem != true,
                            "没有登记过发现问题的抽查",
                            OwnRule.Basis
                        )
            )
            // The text names no number: a setting that tells, and does not hold anybody up.
            .StaysOpen(
                "stakeholders",
                "征求利害关系人意见",
                TimeLimit.WorkingDays(7, OwnRule.Local),
                LimitSource.Practice,
                c => c.StartsOn("hearing.ask")
            )
            .StaysOpen(
                "public",
                "公开征求意见",
                // 优化营商环境条例第六十二条第二款: 一般不少于30日.
                TimeLimit.Days(30, Business.Art(62, 2)),
                LimitSource.Statute,
                c =>
                    c.StartsOn("hearing.publish")
                        .Binds("公开征求意见的期限一般不少于30日", "conclusion.issue")
                        .Unless(
                            f =>
                                f.Last<PublishedInput>("hearing.publish")?.ShorterBecause
                                    is { Length: > 0 },
                            "缩短期限并公布理由"
                        )
            )
            // The day that the conclusion sets (第十二条).
            .Within(
                "exception-end",
                "例外措施实施期限",
                TimeLimit.Years(1, kind.Article(12)),
                LimitSource.Practice,
                c =>
                    c.StartsOn("conclusion.issue")
                        .When(f => EndOf(f) is not null, "适用例外规定并确定实施期限")
                        .WithLength(f =>
                            EndOf(f) is { } end
                                ? TimeLimit.Days(end.DayNumber - f.Day.DayNumber, kind.Article(12))
                                : null
                        )
                        .RemindsEarly()
                        .StopsOn("evaluate")
            );
    }

    private static DateOnly? EndOf(Situation s) =>
        s.Last<CompetitionInput>("conclusion.issue")
            is { Conclusion: CompetitionConclusion.Exception, EndsOn: { } end }
        && end > s.Day
            ? end
            : null;

    private static void Scoping(StageBuilder<CompetitionFacts> s, Kind kind) =>
        s.By(kind.Article(2))
            .Act(
                "apply",
                "开展审查",
                a =>
                    a.By(kind.Drafter)
                        .Refuses(
                            f => !f.Facts.AffectsOperators,
                            "不涉及经营者经济活动的，不需公平竞争审查，请作出不适用说明",
                            kind.Article(2)
                        )
                        .Closes()
            )
            .Act<ReasonInput>(
                NotApplicable,
                "不适用说明",
                a =>
                    a.By(kind.Drafter)
                        .Refuses(
                            f => f.Facts.AffectsOperators,
                            "涉及经营者经济活动的政策措施，应当开展公平竞争审查",
                            kind.Article(2)
                        )
                        .Concludes(NotApplicable)
                        .Ends()
            );

    private static void Hearing(StageBuilder<CompetitionFacts> s, Kind kind) =>
        s.By(kind.Article(16))
            .After("scoping")
            .Act<AskedInput>(
                "ask",
                "征求利害关系人意见",
                a => a.By(kind.Drafter).Under(kind.Article(16)).Repeatable()
            )
            .Act<PublishedInput>(
                "publish",
                "向社会公开征求意见",
                a => a.By(kind.Drafter).Under(kind.Article(16)).Repeatable()
            )
            .Act<HeardInput>(
                "record",
                "登记听取意见情况",
                a =>
                    a.By(kind.Drafter)
                        .Under(kind.Article(16))
                        .RefusesInput(
                            f => f.Input.Views.All(v => v.From == View.OfThePublic),
                            "未听取有关经营者、行业协会商会等利害关系人意见，不得作出审查结论",
                            kind.Article(16),
                            i => i.Views
                        )
                        .RefusesInput(
                            f =>
                                f.Facts.AffectsPublic
                                && !f.Has("hearing.publish")
                                && f.Input.Views.All(v => v.From != View.OfThePublic),
                            "涉及社会公众利益的，应当听取社会公众意见",
                            kind.Article(16),
                            i => i.Views
                        )
                        .RefusesInput(
                            f =>
                                f.Input.Views.Any(v =>
                                    !v.Adopted && string.IsNullOrWhiteSpace(v.Reason)
                                ),
                            "不采纳的意见，应当写明理由",
                            OwnRule.Basis,
                            i => i.Views
                        )
                        .Closes()
            );

    private static void Preliminary(StageBuilder<CompetitionFacts> s, Kind kind) =>
        s.By(kind.Article(14))
            .After("hearing")
            .Needs("draft", kind.Article(14))
            .Act<PreliminaryInput>(
                "submit",
                "报送初审意见",
                a =>
                    a.By(kind.Drafter)
                        .Under(kind.Article(14))
                        .Produces("preliminary-opinion")
                        .Closes()
            );

    private static void Conclude(StageBuilder<CompetitionFacts> s, Kind kind)
    {
        s.By(kind.Article(17)).After(kind.IsJoint ? "preliminary" : "hearing").Decides(Conclusions);
        if (!kind.IsJoint)
        {
            s.Needs("draft", kind.Article(17));
        }
        else
        {
            s.Act<MissingInput>(
                    "supplement",
                    "要求补充材料",
                    a =>
                        a.By(kind.Concluder)
                            .Repeatable()
                            .RefusesInput(
                                f => f.Input.Missing.Count == 0,
                                "要求补充的，应当列明补充事项",
                                OwnRule.Basis,
                                i => i.Missing
                            )
                )
                .Act(
                    "received",
                    "收到补充材料",
                    a =>
                        a.By(kind.Concluder)
                            .Repeatable()
                            .Refuses(
                                f => !f.HasNow("conclusion.supplement"),
                                "没有要求补充材料",
                                OwnRule.Basis
                            )
                )
                .Act<ReasonInput>(
                    "extend",
                    "延长会同审查期限",
                    a => a.By(kind.Concluder).Repeatable()
                );
        }
        s.Act<CompetitionInput>(
            "issue",
            "作出审查结论",
            a =>
            {
                a.By(kind.Concluder)
                    .Under(kind.Article(17))
                    .RefusesInput(
                        f =>
                            f.Input.Conclusion
                                is CompetitionConclusion.Clear
                                    or CompetitionConclusion.ClearAfterRevision
                            && f.Input.Hits.Any(h => h.IsViolation),
                        "还有违反审查标准的内容没有修改或者删除，不得作出未违反的结论",
                        kind.Article(18),
                        i => i.Hits
                    )
                    .RefusesInput(
                        f =>
                            f.Input.Conclusion
                                is CompetitionConclusion.Exception
                                    or CompetitionConclusion.Barred
                            && !f.Input.Hits.Any(h => h.IsViolation),
                        "没有核对出违反审查标准的内容，不得作出违反或者适用例外的结论",
                        OwnRule.Basis,
                        i => i.Hits
                    )
                    .RefusesInput(
                        f =>
                            f.Input.Conclusion == CompetitionConclusion.ClearAfterRevision
                            && (f.State.NewestOf("draft")?.Version ?? 0) < 2,
                        "没有提交修改后的草案，不得作出修改后未违反的结论",
                        OwnRule.Basis,
                        i => i.Conclusion
                    )
                    // 第十二条: one of the cases, no milder alternative, an end; 第十七条第二款: explained in detail.
                    .RefusesInput(
                        f =>
                            f.Input.Conclusion == CompetitionConclusion.Exception
                            && (
                                string.IsNullOrWhiteSpace(f.Input.Ground)
                                || string.IsNullOrWhiteSpace(f.Input.Explained)
                            ),
                        "适用例外规定的，应当属于第十二条所列情形、没有对公平竞争影响更小的替代方案，并在结论中详细说明",
                        kind.Article(17),
                        i => i.Explained
                    )
                    .RefusesInput(
                        f =>
                            f.Input.Conclusion == CompetitionConclusion.Exception
                            && f.Input.EndsOn is null
                            && string.IsNullOrWhiteSpace(f.Input.EndsWhen),
                        "适用例外规定的，应当确定合理的实施期限或者终止条件",
                        kind.Article(12),
                        i => i.EndsOn
                    )
                    .Produces("conclusion-letter")
                    .Concludes(
                        [.. Conclusions.Select(c => c.Key)],
                        f => f.Input.Conclusion.ToString()
                    )
                    .Counts(
                        ReviewFigures.Competition.Code,
                        "作出审查结论时计1件",
                        dimensions: f =>
                            DimensionText.Write([
                                KeyValuePair.Create(
                                    "结论",
                                    (string?)f.Input.Conclusion.DisplayName()
                                ),
                                KeyValuePair.Create("拟出台机关", (string?)f.Facts.Issuer),
                            ])
                    )
                    .Closes(f => f.Input.Conclusion.ToString());
                if (kind.IsJoint)
                {
                    a.Refuses(
                        f =>
                            f.Who.Id is { } me
                            && string.Equals(
                                f.DoneBy("preliminary.submit"),
                                me,
                                StringComparison.Ordinal
                            ),
                        "初审由起草单位、审查由市场监督管理部门会同进行，不得由同一人办理",
                        kind.Article(14)
                    );
                }
            }
        );
    }
}
