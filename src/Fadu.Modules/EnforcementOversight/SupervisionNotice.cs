using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Plans.Rectification;

namespace Fadu.Modules.EnforcementOversight;

/// <summary>监督 figures that supervision documents feed.</summary>
public static class SupervisionNoticeFigures
{
    private static readonly FigureSet Set = new("执法监督文书", "A4");

    public static readonly Figure Issued = Set.Count(
        "SupervisionNotices",
        "监督.文书",
        "份",
        "制发的行政执法监督文书份数，按制发日期计。",
        "文种"
    );

    public static readonly Figure RepliesDue = Set.Details.Count(
        "NoticeRepliesDue",
        "监督.应反馈文书",
        "份",
        "反馈期限落在期间内的监督文书份数。",
        "文种"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure RepliedInTime = Set.Details.Count(
        "NoticeRepliesInTime",
        "监督.按期反馈文书",
        "份",
        "反馈期限落在期间内、在期限当日或者之前反馈的监督文书份数。",
        "文种"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure ReplyRate = Set.Details.Rate(
        "NoticeReplyRate",
        "监督.文书按期反馈率",
        "反馈期限落在期间内的监督文书中，按期反馈的所占比例。",
        RepliedInTime,
        RepliesDue,
        "没有到期应反馈的文书"
    );

    public static readonly Figure Corrected = Set.Details.Count(
        "NoticesCorrected",
        "监督.已纠正文书",
        "份",
        "反馈期限落在期间内、纠正情况为已纠正的监督文书份数；部分纠正的不计。",
        "文种"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure CorrectedRate = Set.Details.Rate(
        "NoticeCorrectedRate",
        "监督.文书纠正率",
        "反馈期限落在期间内的监督文书中，已经纠正的所占比例。",
        Corrected,
        RepliesDue,
        "没有到期应反馈的文书"
    );
}

/// <summary>执法监督文书 (S094): one document and what came of it.</summary>
public sealed record SupervisionNotice : LedgerRecord
{
    // 行政执法监督条例 26—29条 (自2026-02-01): 督办函、意见书、决定书; the older kinds only before that day.
    internal static readonly DateOnly NewKinds = new(2026, 2, 1);

    [Field(
        "文种",
        Slot = "T1",
        InList = true,
        Choices = [
            "督办函",
            "意见书",
            "决定书",
            "监督通知书",
            "建议书",
            "督察建议书",
            "督察决定书",
        ],
        Help = "后四种只用于2026年2月1日以前制发的。"
    )]
    public required string Kind { get; init; }

    [Field("文号", Slot = "T2", MaxLength = 60, InList = true)]
    public required string Number { get; init; }

    [Field("制发机关", Slot = "T3", MaxLength = 100, Help = "决定书由人民政府制发。")]
    public required string IssuedBy { get; init; }

    [Field("问题", LongText = true, MaxLength = 500)]
    public required string Problem { get; init; }

    [Field("制发日期", Slot = "D1", InList = true)]
    public required DateOnly IssuedOn { get; init; }

    [Field("送达日期", Slot = "D2")]
    public DateOnly? ServedOn { get; init; }

    [Field(
        "反馈期限",
        Slot = "D3",
        InList = true,
        Future = true,
        Help = "文书写明的日期；条例没有规定天数。"
    )]
    public required DateOnly ReplyDueOn { get; init; }

    [Field("反馈日期", Slot = "D4")]
    public DateOnly? RepliedOn { get; init; }

    [Field(
        "纠正情况",
        Slot = "T4",
        InList = true,
        Choices = ["未到期", "已纠正", "部分纠正", "未纠正", "提出异议"]
    )]
    public string? Correction { get; init; }

    [Field("来源", MaxLength = 100, Help = "由投诉、评查、热线引起的，写编号。")]
    public string? Origin { get; init; }
}

internal static class SupervisionNotices
{
    public static readonly Ledger<SupervisionNotice> Ledger = Ledger<SupervisionNotice>
        .Define("supervision-notice", "执法监督文书", "S094")
        .For(
            "制发了哪些行政执法监督文书，被监督单位按期反馈、纠正了没有；一份登记一条，登记以后交办整改，直到销号。",
            "行政执法监督机构登记；在本系统办理的由程序产生。"
        )
        .OrganIs("被监督单位", "文书送达的单位。")
        .OnDay(nameof(SupervisionNotice.IssuedOn))
        .StepByStep()
        .Titled(n => $"{n.Kind} {n.Number}")
        .Keyed("同一制发机关、同一文号", n => [n.IssuedBy, n.Number])
        .Must(
            nameof(SupervisionNotice.Kind),
            n =>
                n.Kind is not ("督办函" or "意见书" or "决定书")
                && n.IssuedOn >= SupervisionNotice.NewKinds
                    ? "2026年2月1日起，监督文书为督办函、意见书、决定书（行政执法监督条例第二十六条至第二十九条）。"
                : n.Kind == "决定书"
                && !n.IssuedBy.EndsWith("政府", StringComparison.Ordinal)
                && n.IssuedOn >= SupervisionNotice.NewKinds
                    ? "监督决定书由人民政府制发，请核对制发机关。"
                : null
        )
        .Must(
            nameof(SupervisionNotice.ReplyDueOn),
            n => n.ReplyDueOn < n.IssuedOn ? "反馈期限早于制发日期，请核对。" : null
        )
        .Must(
            nameof(SupervisionNotice.Correction),
            n =>
                n.RepliedOn is not null && n.Correction is null or "未到期"
                    ? "已经反馈的，请选择纠正情况。"
                    : null
        )
        .Mended(ProblemSource.SupervisionNotice, n => n.Problem, n => n.IssuedOn, n => n.ReplyDueOn)
        .Proof(EvidenceRule.Optional, "文书、送达回证、反馈材料。")
        .Feeds(SupervisionNoticeFigures.Issued, "按制发日期，计 1 份", dimensions: Kind)
        .Feeds(
            SupervisionNoticeFigures.RepliesDue,
            "按反馈期限，计 1 份",
            by: n => n.ReplyDueOn,
            dimensions: Kind
        )
        .Feeds(
            SupervisionNoticeFigures.RepliedInTime,
            "按期反馈的，按反馈期限，计 1 份",
            when: n => n.RepliedOn <= n.ReplyDueOn,
            by: n => n.ReplyDueOn,
            dimensions: Kind
        )
        .Feeds(
            SupervisionNoticeFigures.Corrected,
            "已纠正的，按反馈期限，计 1 份",
            when: n => n.Correction == "已纠正",
            by: n => n.ReplyDueOn,
            dimensions: Kind
        )
        .Build();

    private static IEnumerable<(string, string?)> Kind(SupervisionNotice n) => [("文种", n.Kind)];
}
