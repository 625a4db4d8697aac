using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Litigation;

/// <summary>负责人出庭 (S113): one case of one instance that was heard, and whether the head came.</summary>
public sealed record CourtAppearance : LedgerRecord
{
    [Field("案号", Slot = "T1", MaxLength = 80, InList = true, Help = "本审级的案号。")]
    public required string CaseNo { get; init; }

    [Field("审级", Slot = "T2", InList = true, Choices = ["一审", "二审", "再审"])]
    public required string Instance { get; init; }

    [Field(
        "首次开庭日期",
        Slot = "D1",
        InList = true,
        Future = true,
        Help = "同一审级几次开庭只登记一条，写第一次的日期；书面审理的不登记。"
    )]
    public required DateOnly HearingOn { get; init; }

    // 法释〔2020〕3号 4条
    [Field("法院通知", Slot = "T3", Choices = ["应当出庭", "通知出庭", "未通知"])]
    public required string CourtNotice { get; init; }

    [Field(
        "出庭情况",
        Slot = "T4",
        InList = true,
        Help = "还没有开庭的选“待开庭”。",
        Choices = [
            "待开庭",
            "负责人出庭",
            "有正当理由未出庭",
            "无正当理由未出庭",
            "共同被告商定由他方出庭",
        ]
    )]
    // 法释〔2020〕3号 3条: who of several defendants comes is agreed on before; whether he came is known on the day
    [Until(nameof(HearingOn), "待开庭", "共同被告商定由他方出庭")]
    public required string Appeared { get; init; }

    // 法释〔2020〕3号 2条: 正职、副职、参与分管被诉行政行为实施工作的副职级别的负责人以及其他参与分管的负责人
    [Field("出庭负责人职务", Slot = "T5", Choices = ["正职", "副职", "参与分管负责人"])]
    [RequiredIf(nameof(Appeared), "负责人出庭")]
    public string? HeadKind { get; init; }

    [Field("发表意见", Slot = "N1")]
    [RequiredIf(nameof(Appeared), "负责人出庭")]
    public bool? Spoke { get; init; }

    // 法释〔2020〕3号 8条
    [Field(
        "未出庭的理由",
        Slot = "T6",
        Choices = ["不可抗力", "意外事件", "需要履行他人不能代替的公务", "其他正当事由"]
    )]
    [RequiredIf(nameof(Appeared), "有正当理由未出庭")]
    public string? ReasonKind { get; init; }

    [Field("法院提出司法建议", Slot = "N2")]
    public bool? CourtSuggestion { get; init; }

    internal bool IsHeard => Appeared is not ("待开庭" or "共同被告商定由他方出庭");

    internal bool HeadCame => Appeared == "负责人出庭";
}

internal static class CourtAppearances
{
    public static readonly Ledger<CourtAppearance> Ledger = Ledger<CourtAppearance>
        .Define("court-appearance", "负责人出庭", "S113")
        .For(
            "行政案件开庭，行政机关负责人到没到、说没说，一案一个审级登记一条。",
            "被诉机关按开庭通知登记，开庭后续填。"
        )
        .OrganIs("被诉机关", "负责人应当出庭的机关；几个被告的各自登记。")
        .OnDay(nameof(CourtAppearance.HearingOn))
        .StepByStep()
        .Titled(c => $"{c.CaseNo} {c.Appeared}")
        .Keyed("同一案号、同一机关", c => [c.CaseNo, c.Organ])
        .Must(
            nameof(CourtAppearance.HeadKind),
            c => c is { HeadCame: false, HeadKind: not null } ? "负责人没有出庭，不填职务。" : null
        )
        .Must(
            nameof(CourtAppearance.Spoke),
            c => c is { HeadCame: false, Spoke: true } ? "负责人没有出庭，不能填发表意见。" : null
        )
        .Must(
            nameof(CourtAppearance.ReasonKind),
            c =>
                c.ReasonKind is not null && c.Appeared != "有正当理由未出庭"
                    ? "只有“有正当理由未出庭”的填理由。"
                    : null
        )
        .Proof(
            EvidenceRule.Optional,
            "负责人身份证明或者庭审笔录；未出庭的，加盖单位印章的情况说明。"
        )
        .Feeds(
            LitigationFigures.Heard,
            "按首次开庭日期，计 1 件；商定由他方出庭的不计",
            when: c => c.IsHeard,
            dimensions: c => [("审级", c.Instance)]
        )
        .Feeds(
            LitigationFigures.Appeared,
            "负责人出庭的，按首次开庭日期，计 1 件",
            when: c => c.HeadCame,
            dimensions: c =>
                [("审级", c.Instance), ("职务", c.HeadKind == "正职" ? "正职" : "副职或者参与分管")]
        )
        .Feeds(
            LitigationFigures.ChiefAppeared,
            "正职出庭的，按首次开庭日期，计 1 件",
            when: c => c is { HeadCame: true, HeadKind: "正职" }
        )
        .Feeds(
            LitigationFigures.Spoke,
            "出庭负责人发表意见的，按首次开庭日期，计 1 件",
            when: c => c is { HeadCame: true, Spoke: true }
        )
        .Build();
}

/// <summary>涉诉会商研判 (S115): one step of consultation on a case that may be lost or spread.</summary>
public sealed record LitigationRiskAlert : LedgerRecord
{
    [Field("案件或者争议", Slot = "T1", MaxLength = 120, InList = true)]
    public required string Case { get; init; }

    [Field(
        "步骤",
        Slot = "T2",
        InList = true,
        Help = "各地步骤叫法不一，按最接近的选。",
        Choices = ["提示", "会商", "预警", "督办"]
    )]
    public required string Step { get; init; }

    [Field("日期", Slot = "D1", InList = true)]
    public required DateOnly OnDate { get; init; }

    [Field("风险", Slot = "T3", InList = true, Choices = ["低", "中", "高"])]
    public required string Level { get; init; }

    [Field(
        "建议",
        Slot = "T4",
        Choices = ["自行纠正", "协调化解", "继续应诉", "完善证据", "履行判决"]
    )]
    public required string Advice { get; init; }

    [Field("反馈期限", Slot = "D2", Future = true)]
    public required DateOnly ReplyDueOn { get; init; }

    [Field("反馈日期", Slot = "D3")]
    public DateOnly? RepliedOn { get; init; }

    [Field("反馈结果", Slot = "T5", Choices = ["采纳", "部分采纳", "不采纳"])]
    public string? Reply { get; init; }
}

internal static class LitigationRiskAlerts
{
    public static readonly Ledger<LitigationRiskAlert> Ledger = Ledger<LitigationRiskAlert>
        .Define("litigation-risk-alert", "涉诉会商研判", "S115")
        .For(
            "可能败诉或者引起连锁反应的案件，每一次提示、会商、预警、督办登记一条。",
            "司法行政部门登记，被诉机关填反馈。"
        )
        .OrganIs("涉诉机关", "案件涉及的行政机关。")
        .OnDay(nameof(LitigationRiskAlert.OnDate))
        .StepByStep()
        .Titled(a => $"{a.Step}：{a.Case}")
        .Keyed("同一案件、同一步骤、同一天", a => [a.Case, a.Step, a.OnDate])
        .Must(
            nameof(LitigationRiskAlert.ReplyDueOn),
            a => a.ReplyDueOn < a.OnDate ? "反馈期限早于提出的日期，请核对。" : null
        )
        .Must(
            nameof(LitigationRiskAlert.Reply),
            a => a.RepliedOn is null == (a.Reply is null) ? null : "反馈日期和反馈结果要一起填写。"
        )
        .Proof(EvidenceRule.Optional, "会商记录或者提示函。")
        .Feeds(
            LitigationLedgerFigures.Consultations,
            "按日期，计 1 次",
            dimensions: a => [("步骤", a.Step), ("风险", a.Level)]
        )
        .FeedsDue(
            LitigationLedgerFigures.AdviceDue,
            LitigationLedgerFigures.AdviceKept,
            "按反馈期限，计 1 件",
            a => a.ReplyDueOn,
            a => a.RepliedOn
        )
        .Build();
}

/// <summary>司法、检察、监察建议落实 (S116): one letter to one organ.</summary>
public sealed record SuggestionFollowUp : LedgerRecord
{
    [Field(
        "种类",
        Slot = "T1",
        InList = true,
        Choices = [
            "司法建议·规范性文件",
            "司法建议·综合治理",
            "司法建议·其他",
            "检察建议·公益诉讼",
            "检察建议·其他",
            "监察建议",
            "复议意见书",
            "复议建议书",
        ]
    )]
    public required string Kind { get; init; }

    [Field("制发机关", Slot = "T2", MaxLength = 60, InList = true)]
    public required string FromOrgan { get; init; }

    [Field("文号", Slot = "T3", MaxLength = 60, InList = true)]
    public required string Number { get; init; }

    [Field("收到日期", Slot = "D1", InList = true)]
    public required DateOnly ReceivedOn { get; init; }

    // 法释〔2018〕1号 149条, 行政复议法 76条 (60 days), 检察公益诉讼 (2 months, urgent 15 days); for others the letter itself says.
    [Field(
        "回复期限",
        Slot = "D2",
        Future = true,
        InList = true,
        Help = "以文书写明的为准。一般：复议意见书、规范性文件司法建议 60 日；公益诉讼检察建议两个月，紧急的 15 日。"
    )]
    public required DateOnly ReplyDueOn { get; init; }

    [Field("回复日期", Slot = "D3")]
    public DateOnly? RepliedOn { get; init; }

    [Field("采纳", Slot = "T4", Choices = ["采纳", "部分采纳", "不采纳"])]
    public string? Adoption { get; init; }

    [Field("落实日期", Slot = "D4")]
    public DateOnly? DoneOn { get; init; }

    internal string Group => Kind.Split('·')[0];
}

internal static class SuggestionFollowUps
{
    public static readonly Ledger<SuggestionFollowUp> Ledger = Ledger<SuggestionFollowUp>
        .Define("suggestion-follow-up", "司法、检察、监察建议落实", "S116")
        .For(
            "收到的司法建议、检察建议、监察建议和复议意见书，从收到到落实，一份一条。",
            "接收单位登记并续填，司法行政部门全县可见。"
        )
        .OrganIs("接收单位", "建议发给哪个单位；一份发给三个单位的登记三条。")
        .OnDay(nameof(SuggestionFollowUp.ReceivedOn))
        .StepByStep()
        .Titled(s => $"{s.Kind} {s.Number}")
        .Keyed("同一制发机关、同一文号、同一接收单位", s => [s.FromOrgan, s.Number, s.Organ])
        .Must(
            nameof(SuggestionFollowUp.ReplyDueOn),
            s => s.ReplyDueOn < s.ReceivedOn ? "回复期限早于收到日期，请核对。" : null
        )
        .Must(
            nameof(SuggestionFollowUp.RepliedOn),
            s => s.RepliedOn < s.ReceivedOn ? "回复日期早于收到日期，请核对。" : null
        )
        .Must(
            nameof(SuggestionFollowUp.Adoption),
            s =>
                s.RepliedOn is null == (s.Adoption is null)
                    ? null
                    : "回复日期和采纳情况要一起填写。"
        )
        .Must(
            nameof(SuggestionFollowUp.DoneOn),
            s => s.DoneOn is not null && s.RepliedOn is null ? "先填回复日期，再填落实日期。" : null
        )
        .Proof(EvidenceRule.Optional, "建议书和回复函。")
        .Feeds(
            LitigationLedgerFigures.Suggestions,
            "按收到日期，不同文号计 1 件",
            distinct: s => s.FromOrgan + s.Number,
            dimensions: s => [("种类", s.Group)]
        )
        .FeedsDue(
            LitigationLedgerFigures.SuggestionsDue,
            LitigationLedgerFigures.SuggestionsKept,
            "按回复期限，计 1 件",
            s => s.ReplyDueOn,
            s => s.RepliedOn,
            dimensions: s => [("种类", s.Group)]
        )
        .Feeds(
            LitigationLedgerFigures.SuggestionsReplied,
            "已经回复的，按回复日期，计 1 件",
            by: s => s.RepliedOn,
            dimensions: s => [("种类", s.Group)]
        )
        .Feeds(
            LitigationLedgerFigures.SuggestionsAdopted,
            "采纳、部分采纳的，按回复日期，计 1 件",
            when: s => s.Adoption is "采纳" or "部分采纳",
            by: s => s.RepliedOn,
            dimensions: s => [("种类", s.Group)]
        )
        .FeedsDue(
            LitigationLedgerFigures.LettersDue,
            LitigationLedgerFigures.LettersKept,
            "复议意见书，按回复期限，计 1 件",
            s => s.ReplyDueOn,
            s => s.RepliedOn,
            when: s => s.Kind == "复议意见书"
        )
        .Build();
}

/// <summary>生效裁判履行 (S117): what a judgment asks of an organ, until it is done.</summary>
public sealed record JudgmentPerformance : LedgerRecord
{
    [Field("案号", Slot = "T1", MaxLength = 80, InList = true, Help = "民事案件也登记。")]
    public required string CaseNo { get; init; }

    [Field(
        "履行内容",
        Slot = "T2",
        InList = true,
        Choices = ["重新作出行为", "履行职责", "给付", "赔偿补偿", "采取补救措施", "履行协议"]
    )]
    public required string Duty { get; init; }

    [Field("金额", Slot = "N1", Max = 100_000_000_000, Unit = "元", Total = true)]
    [RequiredIf(nameof(Duty), "给付", "赔偿补偿")]
    public decimal? Amount { get; init; }

    [Field("生效日期", Slot = "D1", InList = true)]
    public required DateOnly EffectiveOn { get; init; }

    [Field("应当履行日期", Slot = "D2", Future = true, InList = true)]
    public required DateOnly DueOn { get; init; }

    [Field("履行日期", Slot = "D3", InList = true)]
    public DateOnly? PerformedOn { get; init; }

    [Field("被申请执行日期", Slot = "D4")]
    public DateOnly? EnforcementOn { get; init; }

    [Field("列入失信名单日期")]
    public DateOnly? ListedOn { get; init; }

    [Field("移出失信名单日期")]
    public DateOnly? DelistedOn { get; init; }
}

internal static class JudgmentPerformances
{
    public static readonly Ledger<JudgmentPerformance> Ledger = Ledger<JudgmentPerformance>
        .Define("judgment-performance", "生效裁判履行", "S117")
        .For(
            "要求行政机关履行的生效裁判，一项履行内容一条，直到履行。",
            "义务机关登记并续填；司法行政部门每月与法院的被执行人名单核对，没有的报零。"
        )
        .OrganIs("义务机关", "裁判要求履行的机关。")
        .OnDay(nameof(JudgmentPerformance.EffectiveOn))
        .StepByStep()
        .Titled(j => $"{j.CaseNo} {j.Duty}")
        .Keyed("同一案号、同一机关、同一履行内容", j => [j.CaseNo, j.Organ, j.Duty])
        .Must(
            nameof(JudgmentPerformance.DueOn),
            j => j.DueOn < j.EffectiveOn ? "应当履行日期早于生效日期，请核对。" : null
        )
        .Must(
            nameof(JudgmentPerformance.PerformedOn),
            j => j.PerformedOn < j.EffectiveOn ? "履行日期早于生效日期，请核对。" : null
        )
        .Must(
            nameof(JudgmentPerformance.DelistedOn),
            j =>
                j.DelistedOn is not null && j.ListedOn is null ? "先填列入日期，再填移出日期。"
                : j.DelistedOn < j.ListedOn ? "移出日期早于列入日期，请核对。"
                : null
        )
        .Proof(EvidenceRule.Optional, "裁判文书和履行的凭据。")
        .Owed(Rhythm.Monthly, o => o.Kind == Core.Organs.OrganKind.Department)
        .FeedsCohort(
            LitigationLedgerFigures.PerformanceDue,
            LitigationLedgerFigures.Performed,
            "按应当履行日期，计 1 件",
            j => j.PerformedOn is not null,
            j => j.DueOn
        )
        .FeedsStock(
            LitigationLedgerFigures.Backlog,
            "被申请执行之日起到履行之日止，计 1 件",
            j => j.EnforcementOn,
            j => j.PerformedOn
        )
        .FeedsStock(
            LitigationLedgerFigures.Listed,
            "列入失信名单之日起到移出之日止，同一机关计 1 个",
            j => j.ListedOn,
            j => j.DelistedOn,
            distinct: j => j.Organ.ToString("N")
        )
        .Build();
}

/// <summary>应诉 and 建议书 figures of these ledgers.</summary>
public static class LitigationLedgerFigures
{
    private const string Alerts = "涉诉会商研判";
    private const string Letters = "司法、检察、监察建议落实";
    private const string Judgments = "生效裁判履行";

    public static readonly Figure Consultations = Declare.Figure(
        "LitigationConsultations",
        "应诉.会商",
        "次",
        Fold.Count,
        "A5",
        Alerts,
        "对可能败诉或者连锁涉诉的案件提示、会商、预警、督办的次数，按日期计。",
        by: ["步骤", "风险"]
    );
    public static readonly Figure AdviceDue = Declare.Figure(
        "LitigationAdviceDue",
        "应诉.会商应反馈",
        "件",
        Fold.Count,
        "A5",
        Alerts,
        "反馈期限落在期间内的会商建议件数，反馈与否都计。",
        totals: false
    );
    public static readonly Figure AdviceKept = Declare.Figure(
        "LitigationAdviceKept",
        "应诉.会商按期反馈",
        "件",
        Fold.Count,
        "A5",
        Alerts,
        "反馈期限落在期间内、期限内已经反馈的会商建议件数。",
        totals: false
    );
    public static readonly Figure Suggestions = Declare.Figure(
        "SuggestionsReceived",
        "建议书.收到",
        "件",
        Fold.Distinct,
        "A5",
        Letters,
        "收到的司法建议、检察建议、监察建议和复议意见书、建议书件数，按收到日期计；一份发给几个单位的计一件。",
        by: ["种类"]
    );
    public static readonly Figure SuggestionsDue = Declare.Figure(
        "SuggestionsDue",
        "建议书.应回复",
        "件",
        Fold.Count,
        "A5",
        Letters,
        "回复期限落在期间内的件数，一个接收单位一件，回复与否都计。",
        totals: false,
        by: ["种类"]
    );
    public static readonly Figure SuggestionsKept = Declare.Figure(
        "SuggestionsKept",
        "建议书.按期回复",
        "件",
        Fold.Count,
        "A5",
        Letters,
        "回复期限落在期间内、在期限当日或以前回复的件数。",
        totals: false,
        by: ["种类"]
    );
    public static readonly Figure SuggestionsReplied = Declare.Figure(
        "SuggestionsReplied",
        "建议书.回复",
        "件",
        Fold.Count,
        "A5",
        Letters,
        "期间内回复的件数，按回复日期计。",
        totals: false,
        by: ["种类"]
    );
    public static readonly Figure SuggestionsAdopted = Declare.Figure(
        "SuggestionsAdopted",
        "建议书.采纳",
        "件",
        Fold.Count,
        "A5",
        Letters,
        "期间内回复、采纳或者部分采纳的件数，按回复日期计。",
        totals: false,
        by: ["种类"]
    );
    public static readonly Figure SuggestionReplyRate = Declare.Rate(
        "SuggestionReplyRate",
        "建议书.按期回复率",
        "A5",
        SuggestionsKept,
        SuggestionsDue,
        "期间内没有到期的建议书",
        "期限内回复的件数 ÷ 回复期限落在期间内的件数；期限还没有过去的不计。",
        onlyPassed: true
    );
    public static readonly Figure SuggestionAdoptionRate = Declare.Rate(
        "SuggestionAdoptionRate",
        "建议书.采纳率",
        "A5",
        SuggestionsAdopted,
        SuggestionsReplied,
        "期间内没有回复的建议书",
        "采纳和部分采纳的件数 ÷ 期间内回复的件数。",
        totals: false
    );
    public static readonly Figure LettersDue = Declare.Figure(
        "ReconsiderationLettersDue",
        "复议.意见书应反馈",
        "份",
        Fold.Count,
        "A6",
        Letters,
        "反馈期限落在期间内的行政复议意见书份数，一个接收单位一份。",
        totals: false
    );
    public static readonly Figure LettersKept = Declare.Figure(
        "ReconsiderationLettersKept",
        "复议.意见书按期反馈",
        "份",
        Fold.Count,
        "A6",
        Letters,
        "反馈期限落在期间内、在期限当日或以前反馈的行政复议意见书份数。",
        totals: false
    );

    // 行政复议法 76条: 60 days to report back
    public static readonly Figure LetterReplyRate = Declare.Rate(
        "ReconsiderationLetterReplyRate",
        "复议.意见书反馈率",
        "A6",
        LettersKept,
        LettersDue,
        "期间内没有到期的意见书",
        "期限内反馈的行政复议意见书 ÷ 反馈期限落在期间内的意见书。",
        totals: false,
        onlyPassed: true
    );
    public static readonly Figure PerformanceDue = Declare.Figure(
        "JudgmentPerformanceDue",
        "应诉.应履行",
        "件",
        Fold.Count,
        "A5",
        Judgments,
        "应当履行日期落在期间内的生效裁判件数，一项履行内容一件。",
        totals: false
    );
    public static readonly Figure Performed = Declare.Figure(
        "JudgmentsPerformed",
        "应诉.已履行",
        "件",
        Fold.Count,
        "A5",
        Judgments,
        "应当履行日期落在期间内、现在已经履行的件数。",
        totals: false
    );
    public static readonly Figure PerformedRate = Declare.Rate(
        "JudgmentPerformedRate",
        "应诉.履行率",
        "A5",
        Performed,
        PerformanceDue,
        "期间内没有应当履行的裁判",
        "已经履行的件数 ÷ 应当履行日期落在期间内的件数；期限还没有过去的不计。",
        onlyPassed: true
    );
    public static readonly Figure Backlog = Declare.Figure(
        "EnforcementBacklog",
        "应诉.执行积案",
        "件",
        Fold.AsOf,
        "B",
        Judgments,
        "截至当日被申请强制执行、尚未履行的生效裁判件数；说“没有”要有当月的零报告。"
    );
    public static readonly Figure Listed = Declare.Figure(
        "OrgansListedDishonest",
        "应诉.失信单位",
        "个",
        Fold.AsOfDistinct,
        "B",
        Judgments,
        "截至当日被列入失信被执行人名单、尚未移出的行政机关个数。"
    );

    public static readonly RelationSet Relations = new([
        FigureRelation.Must(
            [LitigationFigures.Closed],
            RelationSign.AtMost,
            [LitigationFigures.Received, FigureTerm.Eve(LitigationFigures.Open)],
            "审结的案件不会多于新收加上期结转。"
        ),
        FigureRelation.Must(
            [LitigationFigures.Won],
            RelationSign.AtMost,
            [LitigationFigures.Closed],
            "胜诉的案件都已审结。"
        ),
        FigureRelation.Must(
            [LitigationFigures.Won, LitigationFigures.Lost],
            RelationSign.AtMost,
            [LitigationFigures.Closed],
            "胜诉、败诉之外还有不计胜败的，加起来才是审结。"
        ),
        FigureRelation.Must(
            [LitigationFigures.Appeared],
            RelationSign.AtMost,
            [LitigationFigures.Heard],
            "负责人只在开庭的案件中出庭。"
        ),
        FigureRelation.Must(
            [LitigationFigures.ChiefAppeared],
            RelationSign.AtMost,
            [LitigationFigures.Appeared],
            "正职出庭是负责人出庭的一部分。"
        ),
        FigureRelation.Must(
            [LegalServices.CounselFigures.Cases],
            RelationSign.AtMost,
            [LitigationFigures.Received, FigureTerm.Eve(LitigationFigures.Open)],
            "法律顾问代理的诉讼不会多于应诉的案件；也有代理仲裁或者二审的，先核对口径。"
        ),
        FigureRelation.Expect(
            [LitigationFigures.Heard],
            RelationSign.AtMost,
            [LitigationFigures.Received, FigureTerm.Eve(LitigationFigures.Open)],
            "开庭的一审案件一般不多于新收加结转。"
        ),
        FigureRelation.Expect(
            [LitigationFigures.Unlawful],
            RelationSign.AtMost,
            [LitigationFigures.Lost],
            "确认违法的一般计入败诉。"
        ),
        FigureRelation.Must(
            [SuggestionsAdopted],
            RelationSign.AtMost,
            [SuggestionsReplied],
            "采纳的都已回复。"
        ),
    ]);
}
