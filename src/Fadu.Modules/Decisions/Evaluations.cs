using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;

namespace Fadu.Modules.Decisions;

/// <summary>决策后评估: what came of a decision, by who did not argue for it; a major adjustment is a new decision.</summary>
[Carries("S023")]
public static class Evaluations
{
    public const string Key = "post-decision-evaluation";

    private static readonly LawRef Regulation = new("重大行政决策程序暂行条例");

    private static readonly (string Key, string Name)[] Decisions =
    [
        .. Enum.GetValues<EvaluationAdvice>().Select(a => (a.ToString(), a.DisplayName())),
    ];

    // 第三十六条、第三十七条; decisions of any age may be evaluated, the day is that of the evaluation.
    public static readonly Procedure Since2019 = Procedure
        .Named<EvaluationFacts>(
            Key,
            "决策后评估与调整",
            "2019",
            Regulation.Art(36),
            new(2019, 9, 1)
        )
        .Purpose(
            "决策机关对实施的重大行政决策组织评估：确定没有承担决策前主要论证评估工作的单位，听取社会公众意见，提出评估报告，研究处理；需要重大调整的，另行履行决策程序。"
        )
        .AnchoredOn("提出评估建议")
        .OpenedBy(ProcedureRoles.Handler)
        .Material("decision-text", "被评估的决策文本", Regulation.Art(36), ProcedureRoles.Handler)
        .Material("plan", "评估方案", Regulation.Art(36), ProcedureRoles.Handler)
        .Material("declaration", "评估单位声明", Regulation.Art(36, 2), ProcedureRoles.Handler)
        .Material("opinions", "意见汇总", Regulation.Art(36, 3), ProcedureRoles.Handler)
        .Material("report", "评估报告", Regulation.Art(36), ProcedureRoles.Handler)
        .Material("draft", "调整的决策草案", Regulation.Art(37), ProcedureRoles.Handler)
        .Material("other", "其他材料", null, ProcedureRoles.Handler)
        .Document(
            "evaluation-report",
            "决策后评估报告",
            DecisionTexts.Report,
            Regulation.Art(36),
            d => d.Numbered("decision-evaluation", "评").SignedBy(ProcedureRoles.UnitHead)
        )
        .Outcome("not-started", "不启动评估")
        .Outcome(nameof(EvaluationAdvice.Keep), "继续执行", Regulation.Art(36, 4))
        .Outcome(nameof(EvaluationAdvice.AdjustPartly), "局部调整", Regulation.Art(36, 4))
        .Outcome(nameof(EvaluationAdvice.Adjust), "重大调整", Regulation.Art(37))
        .Outcome(nameof(EvaluationAdvice.Suspend), "中止", Regulation.Art(37))
        .Outcome(nameof(EvaluationAdvice.Stop), "停止", Regulation.Art(37))
        .Names("decision", "被评估的决策", [MajorDecisions.Key], Regulation.Art(36))
        .Child(
            "adjustment",
            "调整的决策程序",
            MajorDecisions.Key,
            f =>
                f.Last<AdjustmentInput>("consider.adjust") is { } a
                    ? new
                    {
                        title = $"{a.How}《{f.Facts.Decision}》",
                        category = a.Category,
                        isMacroControl = false,
                        isLegislation = false,
                        isEmergency = false,
                        hasOtherProcedure = false,
                        decidedBy = a.DecidedBy,
                        involvesUnits = a.InvolvesUnits,
                        vitalInterests = a.VitalInterests,
                        hearingRequired = a.HearingRequired,
                        hearingLaw = a.HearingLaw,
                        technical = a.Technical,
                        riskPossible = a.RiskPossible,
                        marketSubjects = a.MarketSubjects,
                        notPublic = false,
                        changes = f.Facts.Decision,
                    }
                    : null,
            Regulation.Art(37),
            handsOver: true
        )
        .Stage(
            "proposal",
            "评估建议",
            s =>
                s.By(Regulation.Art(36, 1))
                    .Act<EvaluationAnswerInput>(
                        "answer",
                        "答复建议",
                        a =>
                            a.By(ProcedureRoles.Decider)
                                .Under(Regulation.Art(36, 1))
                                .RefusesInput(
                                    f =>
                                        !f.Input.Starts
                                        && string.IsNullOrWhiteSpace(f.Input.Reason),
                                    "不启动评估应当说明理由",
                                    OwnRule.Basis,
                                    i => i.Reason
                                )
                                .Concludes(
                                    ["not-started"],
                                    f => f.Input.Starts ? null : "not-started"
                                )
                                .Closes()
                    )
        )
        .Stage("plan", "评估方案", Plan)
        .Stage("inquiry", "听取意见", Inquiry)
        .Stage("consider", "研究处理", Consider)
        .Stage("publish", "结果公开", Publish)
        .Stage("closed", "办结", s => s.After("publish").IsTheEnd())
        .Act<DecisionReason>(
            "extend",
            "延长评估",
            a =>
                a.By(ProcedureRoles.Decider)
                    .Refuses(f => !f.Has("plan.approve"), "评估方案尚未批准", OwnRule.Basis)
        )
        .Act<DecisionReason>(
            "pause",
            "暂停评估",
            a =>
                a.By(ProcedureRoles.Decider)
                    .Repeatable()
                    .Refuses(f => IsPaused(f), "评估已经暂停", OwnRule.Basis)
                    .Refuses(
                        f => !f.State.IsOpen("inquiry"),
                        "评估没有在进行，不能暂停",
                        OwnRule.Basis
                    )
        )
        .Act(
            "resume",
            "恢复评估",
            a =>
                a.By(ProcedureRoles.Decider)
                    .Repeatable()
                    .Refuses(f => !IsPaused(f), "评估没有暂停", OwnRule.Basis)
        )
        // No text sets these; practice, settings of the county.
        .Within(
            "evaluation",
            "完成评估",
            TimeLimit.Days(90, OwnRule.Local),
            LimitSource.Practice,
            c =>
                c.StartsOn("plan.approve")
                    .PausesOn("pause", OwnRule.Local)
                    .ResumesOn("resume", OwnRule.Local)
                    .ExtendedBy("extend", TimeLimit.Days(30, OwnRule.Local))
                    .StopsOn("inquiry.report")
        )
        .StaysOpen(
            "comment",
            "征求公众意见",
            TimeLimit.Days(15, OwnRule.Local),
            LimitSource.Practice,
            c => c.StartsOn("inquiry.publish").OnlyWarns()
        )
        // 山东省重大行政决策程序规定第四十二条, 湖南省行政程序规定第四十四条: a setting.
        .Within(
            "publishing",
            "评估结果公开",
            TimeLimit.WorkingDays(20, OwnRule.Local),
            LimitSource.Local,
            c => c.StartsOn("consider.closed").StopsOn("publish.announce")
        )
        .Build();

    private static bool IsPaused(Situation f) =>
        f.State.Acts.LastOrDefault(a => a.Action is "pause" or "resume") is { Action: "pause" };

    private static bool IsDeclined(Situation f) =>
        f.Last<EvaluationAnswerInput>("proposal.answer")?.Starts == false;

    private static void Plan(StageBuilder<EvaluationFacts> s) =>
        s.By(Regulation.Art(36, 2))
            .After("proposal")
            .SkippedWhen(IsDeclined, "决策机关不启动评估", Regulation.Art(36, 1))
            .Act<EvaluatorInput>(
                "appoint",
                "确定评估单位",
                a =>
                    a.By(ProcedureRoles.Decider)
                        .Under(Regulation.Art(36, 2))
                        .Repeatable()
                        .RefusesInput(
                            f => f.Input.PriorRole == PriorRole.Main,
                            "决策作出前承担主要论证评估工作的单位，不得承担决策后评估",
                            Regulation.Art(36, 2),
                            i => i.PriorRole
                        )
            )
            .Act<EvaluationPlanInput>(
                "approve",
                "批准评估方案",
                a =>
                    a.By(ProcedureRoles.UnitHead)
                        .Refuses(
                            f => !f.HasNow("plan.appoint"),
                            "尚未确定承担评估具体工作的单位",
                            Regulation.Art(36, 1)
                        )
                        .RefusesInput(
                            f => f.Input.Indicators.Count == 0,
                            "评估方案应当有评估指标",
                            OwnRule.Basis,
                            i => i.Indicators
                        )
                        .Closes()
            );

    private static void Inquiry(StageBuilder<EvaluationFacts> s) =>
        s.By(Regulation.Art(36, 3))
            .After("plan")
            .SkippedWhen(IsDeclined, "决策机关不启动评估", Regulation.Art(36, 1))
            .Act<EvaluationNoticeInput>(
                "publish",
                "公布征求意见",
                a => a.By(ProcedureRoles.Handler).Under(Regulation.Art(36, 3))
            )
            .Act<EvaluationHeardInput>(
                "record",
                "登记听取的意见",
                a => a.By(ProcedureRoles.Handler).Under(Regulation.Art(36, 3)).Repeatable()
            )
            .Act<EvaluationReportInput>(
                "report",
                "提交评估报告",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(Regulation.Art(36))
                        .Refuses(
                            f =>
                                f.All<EvaluationHeardInput>("inquiry.record")
                                    .All(h => h.Whom != EvaluationHeardInput.Public),
                            "未听取社会公众意见",
                            Regulation.Art(36, 3)
                        )
                        .Refuses(IsPaused, "评估暂停期间不得提交报告", OwnRule.Basis)
                        .RefusesInput(
                            f =>
                                f.Last<EvaluationPlanInput>("plan.approve") is { } plan
                                && plan.Indicators.Any(i =>
                                    f.Input.Results.All(r => r.Name.Trim() != i.Name.Trim())
                                ),
                            "评估方案的每一项指标都应当有结果",
                            OwnRule.Basis,
                            i => i.Results
                        )
                        .Produces("evaluation-report")
                        .Counts(
                            DecisionFigures.Evaluations.Code,
                            "提交报告时计1件",
                            dimensions: f => By("建议", f.Input.Advice)
                        )
                        .Closes()
            );

    private static void Consider(StageBuilder<EvaluationFacts> s) =>
        s.By(Regulation.Art(36, 4))
            .After("inquiry")
            .SkippedWhen(IsDeclined, "决策机关不启动评估", Regulation.Art(36, 1))
            .Decides(Decisions)
            .Act<ConsiderationInput>(
                "decide",
                "研究处理",
                a =>
                    a.By(ProcedureRoles.Decider)
                        .Under(Regulation.Art(36, 4))
                        .RefusesInput(
                            f =>
                                f.Input.Decision
                                    is EvaluationAdvice.Adjust
                                        or EvaluationAdvice.Stop,
                            "未经法定程序不得变更或者停止执行；重大调整、停止执行的，转入决策程序",
                            Regulation.Art(37),
                            i => i.Decision
                        )
                        .RefusesInput(
                            f => f.Input.Decision == EvaluationAdvice.Suspend,
                            "中止执行由行政首长在情况紧急时决定",
                            Regulation.Art(37),
                            i => i.Decision
                        )
                        .Concludes(
                            [nameof(EvaluationAdvice.Keep), nameof(EvaluationAdvice.AdjustPartly)],
                            f => f.Input.Decision.ToString()
                        )
                        .Counts(
                            DecisionFigures.Adjusted.Code,
                            "局部调整的计1件",
                            when: f => f.Input.Decision == EvaluationAdvice.AdjustPartly,
                            dimensions: _ => By("种类", EvaluationAdvice.AdjustPartly)
                        )
                        .Closes(f => f.Input.Decision.ToString())
            )
            .Act<EvaluationSuspensionInput>(
                "suspend",
                "中止执行",
                a =>
                    a.By(ProcedureRoles.Decider)
                        .Under(Regulation.Art(37))
                        .RefusesInput(
                            f => f.Input.Ground == "无",
                            "非第三十五条情形的，不得先行中止执行",
                            Regulation.Art(37),
                            i => i.Ground
                        )
                        .RefusesInput(
                            f => !f.Input.IsUrgent,
                            "不属于情况紧急的情形，不得先行中止执行",
                            Regulation.Art(37),
                            i => i.IsUrgent
                        )
                        .Concludes(nameof(EvaluationAdvice.Suspend))
                        .Counts(
                            DecisionFigures.Adjusted.Code,
                            "中止执行的计1件",
                            dimensions: _ => By("种类", EvaluationAdvice.Suspend)
                        )
                        .Closes(_ => nameof(EvaluationAdvice.Suspend))
            )
            .Act<AdjustmentInput>(
                "adjust",
                "转入决策程序",
                a =>
                    a.By(ProcedureRoles.Decider)
                        .Under(Regulation.Art(37))
                        .Concludes(
                            [nameof(EvaluationAdvice.Adjust), nameof(EvaluationAdvice.Stop)],
                            f => Result(f.Input)
                        )
                        .OpensChild("adjustment")
                        .Closes(f => Result(f.Input))
            );

    private static string Result(AdjustmentInput input) =>
        input.How == "停止执行" ? nameof(EvaluationAdvice.Stop) : nameof(EvaluationAdvice.Adjust);

    private static void Publish(StageBuilder<EvaluationFacts> s) =>
        s.By(OwnRule.Local)
            .After("consider")
            .SkippedWhen(IsDeclined, "决策机关不启动评估", Regulation.Art(36, 1))
            .Act<EvaluationPublishedInput>(
                "announce",
                "公开评估结果",
                a => a.By(ProcedureRoles.Handler).Under(OwnRule.Local).Closes()
            )
            .Act<DecisionReason>(
                "withhold",
                "不公开评估结果",
                a => a.By(ProcedureRoles.UnitHead).Under(OwnRule.Local).Closes()
            );

    private static string By(string dimension, EvaluationAdvice value) =>
        DimensionText.Write([KeyValuePair.Create(dimension, (string?)value.DisplayName())]);
}
