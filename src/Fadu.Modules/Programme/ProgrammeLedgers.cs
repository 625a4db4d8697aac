using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Programme;

/// <summary>考核评价得分 (S182): one score of one indicator for one organ, with its reason. Organs are scored, never people.</summary>
public sealed record AppraisalScore : LedgerRecord
{
    [Field(
        "考核种类",
        Slot = "T1",
        InList = true,
        Choices = ["执法考核评议", "年报第三方评议", "法治政府建设考核", "绩效考核"]
    )]
    public required string RoundKind { get; init; }

    [Field(
        "考核批次",
        Slot = "T2",
        MaxLength = 60,
        InList = true,
        Help = "年度和名称，写法要一致。"
    )]
    public required string Round { get; init; }

    [Field("指标", Slot = "T3", MaxLength = 120, InList = true)]
    public required string Indicator { get; init; }

    [Field("单位类型", Slot = "T4", Choices = ["县", "县级市", "管委会", "部门", "乡镇街道"])]
    public required string SubjectKind { get; init; }

    [Field(
        "方式",
        Slot = "T5",
        InList = true,
        Choices = ["自评", "内部评审", "社会评价", "第三方"]
    )]
    public required string Mode { get; init; }

    [Field("满分", Slot = "N1", Max = 1000)]
    public required decimal FullMark { get; init; }

    [Field("得分", Slot = "N2", Max = 1000, InList = true)]
    public required decimal Score { get; init; }

    [Field("扣分理由", MaxLength = 300, LongText = true)]
    public string? WhyLess { get; init; }

    [Field("引用的指标", Slot = "T6", MaxLength = 60, Help = "系统里的指标名，如：复议.按期率。")]
    public string? FigureRef { get; init; }

    [Field("评分日期", Slot = "D1", InList = true)]
    public required DateOnly ScoredOn { get; init; }

    [Field("评分方", Slot = "T7", MaxLength = 60)]
    public required string Assessor { get; init; }
}

[Carries("S103", "S178", "S190")]
internal static class AppraisalScores
{
    public static readonly Ledger<AppraisalScore> Ledger = Ledger<AppraisalScore>
        .Define("appraisal-score", "考核评价得分", "S182")
        .For(
            "执法考核评议、年报评议、法治政府建设考核和绩效考核的逐项得分，一个指标一个单位一条。",
            "自评由被考核单位登记，评审由考核机构登记。"
        )
        .OrganIs("被考核单位", "只考核单位，不给个人打分。")
        .OnDay(nameof(AppraisalScore.ScoredOn))
        .Titled(a => $"{a.Round} {a.Indicator}（{a.Mode}）")
        .Keyed(
            "同一批次、同一指标、同一单位、同一方式、同一评分方",
            a => [a.Round, a.Indicator, a.Organ, a.Mode, a.Assessor]
        )
        .Must(nameof(AppraisalScore.Score), a => a.Score > a.FullMark ? "得分不能高于满分。" : null)
        .Must(
            nameof(AppraisalScore.WhyLess),
            a => a.Score < a.FullMark && a.WhyLess is null ? "没有得满分的，请写扣分理由。" : null
        )
        // 行政处罚法 74条3款: fines and confiscations may not be tied to the appraisal of those who penalise
        .Must(
            nameof(AppraisalScore.Indicator),
            a =>
                IsFineTarget(a.Indicator) || IsFineTarget(a.FigureRef ?? "")
                    ? "罚没金额、处罚数量不得作为考核指标（行政处罚法第七十四条），请换一个指标。"
                    : null
        )
        .Proof(EvidenceRule.Optional, "指标要求的材料；引用系统指标的不用另附。")
        .Feeds(
            ProgrammeFigures.Appraised,
            "内部评审的，按评分日期，同一单位计 1 个",
            when: a => a.Mode == "内部评审",
            distinct: a => a.Organ.ToString("N"),
            dimensions: Kind
        )
        .Feeds(
            ProgrammeFigures.Scores,
            "内部评审的，按评分日期，计得分",
            a => a.Score,
            a => a.Mode == "内部评审",
            dimensions: Kind
        )
        .Feeds(
            ProgrammeFigures.Gap,
            "自评为加、内部评审为减，按评分日期",
            a => a.Mode == "自评" ? a.Score : -a.Score,
            a => a.Mode is "自评" or "内部评审",
            dimensions: Kind
        )
        .Feeds(
            ProgrammeFigures.ReportsReviewed,
            "年报第三方评议，按评分日期，同一单位计 1 个",
            when: a => a.RoundKind == "年报第三方评议",
            distinct: a => a.Organ.ToString("N")
        )
        .Feeds(
            ProgrammeFigures.ReportScores,
            "年报第三方评议，按评分日期，计得分",
            a => a.Score,
            a => a.RoundKind == "年报第三方评议"
        )
        .Build();

    private static bool IsFineTarget(string text) =>
        text.Contains("罚没", StringComparison.Ordinal)
        || text.Contains("罚款", StringComparison.Ordinal)
        || text.Contains("处罚数", StringComparison.Ordinal)
        || text.Contains("处罚件数", StringComparison.Ordinal);

    private static IEnumerable<(string, string?)> Kind(AppraisalScore a) =>
        [("单位类型", a.SubjectKind)];
}

/// <summary>法治督察 (S181): one organ in one inspection.</summary>
public sealed record InspectionRound : LedgerRecord
{
    [Field(
        "督察计划",
        Slot = "T1",
        MaxLength = 80,
        InList = true,
        Help = "计划里的哪一项，写法要一致。"
    )]
    public required string Plan { get; init; }

    [Field("方式", Slot = "T2", InList = true, Choices = ["书面督察", "实地督察"])]
    public required string Mode { get; init; }

    [Field("范围", Slot = "T3", Choices = ["综合督察", "专项督察"])]
    public required string Extent { get; init; }

    [Field("开始日期", Slot = "D1")]
    public required DateOnly From { get; init; }

    [Field("结束日期", Slot = "D2", InList = true)]
    public required DateOnly To { get; init; }

    [Field("反馈日期", Slot = "D3", InList = true)]
    public DateOnly? FeedbackOn { get; init; }

    [Field(
        "发现问题",
        Slot = "N1",
        Max = 1000,
        Unit = "个",
        Total = true,
        InList = true,
        Help = "逐个登记到“问题整改”。"
    )]
    public required long Problems { get; init; }

    [Field("整改报告期限", Slot = "D4", Future = true, Help = "以反馈意见写明的为准。")]
    public DateOnly? ReportDueOn { get; init; }

    [Field("整改报告日期")]
    public DateOnly? RectifiedReportOn { get; init; }

    [Field("后续", Slot = "T4", Choices = ["无", "通报", "约谈", "挂牌督办", "移送"])]
    public required string FollowUp { get; init; }
}

internal static class InspectionRounds
{
    public static readonly Ledger<InspectionRound> Ledger = Ledger<InspectionRound>
        .Define("inspection-round", "法治督察", "S181")
        .For("法治督察督察了谁、结果怎样，一次督察一个单位一条。", "依法治县办登记。")
        .OrganIs("督察对象", "被督察的单位。")
        .OnDay(nameof(InspectionRound.To))
        .StepByStep()
        .Titled(i => $"{i.Plan}（{i.Mode}）")
        .Keyed("同一计划、同一对象、同一开始日期", i => [i.Plan, i.Organ, i.From])
        .Must(
            nameof(InspectionRound.To),
            i => i.To < i.From ? "结束日期早于开始日期，请核对。" : null
        )
        .Must(
            nameof(InspectionRound.FeedbackOn),
            i => i.FeedbackOn < i.From ? "反馈日期早于开始日期，请核对。" : null
        )
        .Must(
            nameof(InspectionRound.ReportDueOn),
            i =>
                i.FeedbackOn is not null && i.Problems > 0 && i.ReportDueOn is null
                    ? "已经反馈问题的，请填整改报告期限。"
                    : null
        )
        .Proof(EvidenceRule.Optional, "督察报告、反馈意见、整改报告。")
        .Feeds(
            ProgrammeFigures.Inspections,
            "按结束日期，同一计划项计 1 次",
            distinct: i => i.Plan,
            dimensions: i => [("方式", i.Mode)]
        )
        .Feeds(
            ProgrammeFigures.Inspected,
            "按结束日期，同一单位计 1 个",
            distinct: i => i.Organ.ToString("N")
        )
        .Feeds(
            ProgrammeFigures.InspectionAdmonitions,
            "后续为约谈的，按反馈日期，计 1 次",
            when: i => i.FollowUp == "约谈",
            by: i => i.FeedbackOn
        )
        .Build();
}

/// <summary>推进法治履职 (S183): one act of a head for the rule of law.</summary>
public sealed record RuleOfLawDuty : LedgerRecord
{
    [Field("主体", Slot = "T1", InList = true, Choices = ["党委", "县政府", "部门", "乡镇街道"])]
    public required string Body { get; init; }

    [Field("责任人职务", Slot = "T2", MaxLength = 40, InList = true, Help = "写职务，如：县长。")]
    public required string Person { get; init; }

    [Field(
        "履职",
        Slot = "T3",
        InList = true,
        Choices = [
            "听取专题汇报",
            "常务会议研究",
            "部署会协调会",
            "解决重点问题",
            "重大案件过问督办",
            "述法",
            "约谈他人",
            "被约谈",
            "诫勉",
            "被问责",
        ]
    )]
    public required string Duty { get; init; }

    [Field("日期", Slot = "D1", InList = true)]
    public required DateOnly HeldOn { get; init; }

    [Field(
        "会议",
        Slot = "T4",
        MaxLength = 80,
        Help = "第几次什么会议；同一次会议几个议题，会议名写一样。"
    )]
    [RequiredIf(nameof(Duty), "听取专题汇报", "常务会议研究", "部署会协调会")]
    public string? Meeting { get; init; }

    [Field("议题或者事项", Slot = "T5", MaxLength = 150, InList = true)]
    public required string Subject { get; init; }

    [Field("职责清单项", Slot = "T6", MaxLength = 100)]
    public string? DutyItem { get; init; }
}

internal static class RuleOfLawDuties
{
    public static readonly Ledger<RuleOfLawDuty> Ledger = Ledger<RuleOfLawDuty>
        .Define("rule-of-law-duty", "推进法治履职", "S183")
        .For(
            "党政主要负责人推进法治建设做了什么，做一件登记一条；带头出庭和讲法治课从各自台账取。",
            "党委、政府办公室和各单位办公室登记。"
        )
        .OrganIs("单位", "负责人所在的单位。")
        .OnDay(nameof(RuleOfLawDuty.HeldOn))
        .Titled(d => $"{d.Duty}：{d.Subject}")
        .Keyed("同一单位、同一天、同一履职、同一事项", d => [d.Organ, d.HeldOn, d.Duty, d.Subject])
        .Proof(EvidenceRule.Optional, "会议纪要或者文件。")
        .Feeds(
            ProgrammeFigures.ExecutiveMeetings,
            "常务会议研究的，按日期，同一次会议计 1 次",
            when: d => d.Duty == "常务会议研究",
            distinct: d => d.Organ.ToString("N") + d.Meeting,
            dimensions: Body
        )
        .Feeds(
            ProgrammeFigures.ExecutiveSubjects,
            "常务会议研究的，按日期，一个议题计 1 项",
            when: d => d.Duty == "常务会议研究",
            dimensions: Body
        )
        .Feeds(
            ProgrammeFigures.CoordinationMeetings,
            "部署会、协调会，按日期，同一次会议计 1 次",
            when: d => d.Duty == "部署会协调会",
            distinct: d => d.Organ.ToString("N") + d.Meeting,
            dimensions: Body
        )
        .Feeds(
            ProgrammeFigures.ReportsHeard,
            "听取专题汇报的，按日期，计 1 次",
            when: d => d.Duty == "听取专题汇报",
            dimensions: Body
        )
        .Feeds(
            ProgrammeFigures.DutyStatements,
            "述法的，按日期，同一单位同一职务计 1 人",
            when: d => d.Duty == "述法",
            distinct: d => d.Organ.ToString("N") + d.Person,
            dimensions: Body
        )
        .Feeds(
            ProgrammeFigures.Admonitions,
            "被约谈、诫勉、被问责的，按日期，计 1 人次",
            when: d => d.Duty is "被约谈" or "诫勉" or "被问责",
            dimensions: d => [("方式", d.Duty)]
        )
        .Build();

    private static IEnumerable<(string, string?)> Body(RuleOfLawDuty d) => [("主体", d.Body)];
}

/// <summary>推进, 督察 and 考核 figures of these ledgers.</summary>
public static class ProgrammeFigures
{
    private const string Scored = "考核评价得分";
    private const string Rounds = "法治督察";
    private const string Duties = "推进法治履职";

    public static readonly Figure Appraised = Declare.Figure(
        "OrgansAppraised",
        "考核.被考核单位",
        "个",
        Fold.Distinct,
        "A9",
        Scored,
        "有内部评审得分的不同单位个数，按评分日期计。",
        by: ["单位类型"]
    );
    public static readonly Figure Scores = Declare.Figure(
        "AppraisalScores",
        "考核.得分合计",
        "分",
        Fold.Sum,
        "A9",
        Scored,
        "内部评审得分之和，按评分日期计；是平均得分的分子。",
        totals: false,
        by: ["单位类型"]
    ) with
    {
        Scale = 2,
    };
    public static readonly Figure Mean = Declare.Rate(
        "AppraisalMean",
        "考核.平均得分",
        "A9",
        Scores,
        Appraised,
        "没有评审得分",
        "内部评审得分合计 ÷ 被考核单位数。",
        unit: "分"
    );
    public static readonly Figure Gap = Declare.Figure(
        "AppraisalGap",
        "考核.自评差额",
        "分",
        Fold.Sum,
        "A9",
        Scored,
        "自评得分之和减去内部评审得分之和，按评分日期计；是自评偏差的分子。",
        totals: false,
        by: ["单位类型"]
    ) with
    {
        Scale = 2,
    };
    public static readonly Figure SelfAppraisalGap = Declare.Rate(
        "SelfAppraisalGap",
        "考核.自评偏差",
        "A9",
        Gap,
        Appraised,
        "没有评审得分",
        "自评得分减内部评审得分的合计 ÷ 被考核单位数；为正是自评偏高。",
        totals: false,
        unit: "分"
    );
    public static readonly Figure ReportsReviewed = Declare.Figure(
        "ReportsReviewed",
        "推进.年报评议单位",
        "个",
        Fold.Distinct,
        "A9",
        Scored,
        "年度报告经第三方评议的不同单位个数，按评分日期计。",
        totals: false
    );
    public static readonly Figure ReportScores = Declare.Figure(
        "ReportReviewScores",
        "推进.年报评议得分合计",
        "分",
        Fold.Sum,
        "A9",
        Scored,
        "年度报告第三方评议得分之和，按评分日期计。",
        totals: false
    ) with
    {
        Scale = 2,
    };
    public static readonly Figure ReportReviewScore = Declare.Rate(
        "ReportReviewScore",
        "推进.年报评议得分",
        "A9",
        ReportScores,
        ReportsReviewed,
        "没有评议得分",
        "年度报告第三方评议得分合计 ÷ 被评议的单位数。",
        unit: "分"
    );

    public static readonly Figure Inspections = Declare.Figure(
        "InspectionsHeld",
        "督察.次数",
        "次",
        Fold.Distinct,
        "A9",
        Rounds,
        "开展法治督察的次数，按结束日期计；计划中的一项督察几个单位计一次。",
        by: ["方式"]
    );
    public static readonly Figure Inspected = Declare.Figure(
        "OrgansInspected",
        "督察.已督察单位",
        "个",
        Fold.Distinct,
        "A9",
        Rounds,
        "期间内督察过的不同单位个数，按结束日期计；几次督察同一单位计一个。"
    );
    public static readonly Figure InspectionAdmonitions = Declare.Figure(
        "InspectionAdmonitions",
        "督察.约谈",
        "次",
        Fold.Count,
        "B",
        Rounds,
        "督察之后约谈被督察单位的次数，按反馈日期计。"
    );

    public static readonly Figure ExecutiveMeetings = Declare.Figure(
        "ExecutiveMeetingsOnLaw",
        "推进.常务会研究",
        "次",
        Fold.Distinct,
        "A9",
        Duties,
        "常务会议研究法治建设的次数，按会议日期计；一次会议几个议题计一次。",
        by: ["主体"]
    ) with
    {
        Alternatives =
        [
            new("subjects", "按议题", "常务会议研究法治建设的议题项数，按会议日期计。")
            {
                Parts = [new(ExecutiveSubjectsOf())],
            },
        ],
    };
    public static readonly Figure ExecutiveSubjects = ExecutiveSubjectsOf();
    public static readonly Figure CoordinationMeetings = Declare.Figure(
        "CoordinationMeetings",
        "推进.部署会",
        "次",
        Fold.Distinct,
        "A9",
        Duties,
        "法治建设部署会、协调会的次数，按会议日期计。",
        by: ["主体"]
    );
    public static readonly Figure ReportsHeard = Declare.Figure(
        "ReportsHeard",
        "推进.听取汇报",
        "次",
        Fold.Count,
        "C",
        Duties,
        "主要负责人听取法治建设专题汇报的次数，按日期计。",
        by: ["主体"]
    );
    public static readonly Figure DutyStatements = Declare.Figure(
        "DutyStatements",
        "推进.述法",
        "人",
        Fold.Distinct,
        "C",
        Duties,
        "述法的负责人人数，按述法日期计；同一单位同一职务计一人。",
        by: ["主体"]
    );
    public static readonly Figure Admonitions = Declare.Figure(
        "Admonitions",
        "推进.约谈",
        "人次",
        Fold.Count,
        "C",
        Duties,
        "负责人因推进法治建设不力被约谈、诫勉、问责的人次，按日期计。",
        by: ["方式"]
    );

    public static readonly RelationSet Relations = new([
        FigureRelation.SumOfParts(Appraised, "单位类型") with
        {
            Kind = RelationKind.Expect,
        },
        FigureRelation.Must(
            [Inspected],
            RelationSign.AtLeast,
            [InspectionAdmonitions],
            "被约谈的单位都督察过；同一单位约谈几次的，核对次数。"
        ) with
        {
            Kind = RelationKind.Expect,
        },
        // 督察规定: at least one report a year is heard
        FigureRelation.Expect(
            [ReportsHeard],
            RelationSign.AtLeast,
            [1m],
            "主要负责人每年至少听取一次法治建设情况汇报。"
        ),
        FigureRelation.Expect(
            [ExecutiveMeetings],
            RelationSign.AtMost,
            [ExecutiveSubjects],
            "一次会议至少有一个议题。"
        ),
    ]);

    private static Figure ExecutiveSubjectsOf() =>
        Declare.Figure(
            "ExecutiveSubjectsOnLaw",
            "推进.常务会研究议题",
            "项",
            Fold.Count,
            "A9",
            Duties,
            "常务会议研究法治建设的议题项数，按会议日期计。",
            totals: false,
            by: ["主体"]
        );
}
