using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;

namespace Fadu.Modules.LegalityReview;

/// <summary>
/// 合法性审查意见书 (S003) of the years before this system, one issued document a line. What the procedure issues counts by itself and is listed behind the same figures; here it is not entered again.
/// </summary>
public sealed record ReviewOpinion : LedgerRecord
{
    [Field(
        "意见书编号",
        Slot = "T1",
        MaxLength = 60,
        InList = true,
        Help = "如：云法审〔2022〕12号。"
    )]
    public required string Number { get; init; }

    [Field("送审件名称", Slot = "T2", InList = true)]
    public required string Title { get; init; }

    [Field("次序", Slot = "N1", Min = 1, Max = 20, Help = "同一送审件第几次出具意见。")]
    public required long Round { get; init; }

    [Field(
        "类型",
        Slot = "T3",
        InList = true,
        Choices = ["重大行政决策", "行政规范性文件", "政府合同协议", "清单和其他文件"]
    )]
    public required string ItemType { get; init; }

    [Field("常务会议议题")]
    public required bool ForExecutiveMeeting { get; init; }

    [Field("送审单位", Slot = "T4", MaxLength = 100, InList = true)]
    public required string SubmittedBy { get; init; }

    [Field("收件日期", Slot = "D1")]
    public required DateOnly SubmittedOn { get; init; }

    [Field("到期日期", Slot = "D2", Help = "没有规定期限的不填。")]
    public DateOnly? DueOn { get; init; }

    [Field("出具日期", Slot = "D3", InList = true)]
    public required DateOnly IssuedOn { get; init; }

    [Field(
        "结论",
        Slot = "T5",
        InList = true,
        Choices = ["合法", "修改后合法", "不合法", "应补正程序", "探索性改革，明示法律风险"]
    )]
    public required string Conclusion { get; init; }

    [Field("意见条数", Slot = "N2", Max = 500, Total = true, InList = true)]
    public required long Findings { get; init; }

    [Field("采纳", Slot = "N3", Max = 500, Total = true)]
    public required long Adopted { get; init; }

    [Field("部分采纳", Slot = "N4", Max = 500, Total = true)]
    public required long PartlyAdopted { get; init; }

    [Field("未采纳", Slot = "N5", Max = 500, Total = true)]
    public required long NotAdopted { get; init; }

    [Field("待反馈", Slot = "N6", Max = 500, Total = true)]
    public required long Pending { get; init; }

    [Field("未采纳的理由", MaxLength = 1000, LongText = true, Help = "逐条写。")]
    public string? WhyNotAdopted { get; init; }
}

internal static class ReviewOpinions
{
    public static readonly Ledger<ReviewOpinion> Ledger = Ledger<ReviewOpinion>
        .Define("review-opinion", "合法性审查意见书（历史）", "S003")
        .For(
            "本系统启用以前出具的合法性审查意见书，一份登记一条；本系统办理的由程序产生，不在此重复登记。",
            "县司法局和各审查机构。"
        )
        .OrganIs("审查机构", "出具意见书的单位；这一条算在它名下。")
        .OnDay(nameof(ReviewOpinion.IssuedOn))
        .Takes(LineForm.Detail)
        .Titled(o => $"{o.Number} {o.Title}")
        .Keyed("审查机构、意见书编号", o => [o.Number])
        .Must(
            nameof(ReviewOpinion.Findings),
            o =>
                o.Findings != o.Adopted + o.PartlyAdopted + o.NotAdopted + o.Pending
                    ? "意见条数应等于采纳、部分采纳、未采纳、待反馈之和。"
                    : null
        )
        .Must(
            nameof(ReviewOpinion.WhyNotAdopted),
            o =>
                o.NotAdopted > 0 && string.IsNullOrWhiteSpace(o.WhyNotAdopted)
                    ? "有未采纳的，应写明每一条的理由。"
                    : null
        )
        .Must(
            nameof(ReviewOpinion.IssuedOn),
            o => o.IssuedOn < o.SubmittedOn ? "出具日期不能早于收件日期。" : null
        )
        .Proof(EvidenceRule.Optional, "签发的意见书。")
        .Feeds(ReviewFigures.Opinions, "每份计 1，按出具日期", dimensions: TypeAndResult)
        .Feeds(
            ReviewFigures.Completed,
            "第一次出具的计 1，按出具日期",
            when: o => o.Round == 1,
            dimensions: TypeAndResult
        )
        .Feeds(
            ReviewFigures.AgendaItems,
            "常务会议议题第一次出具的计 1，按出具日期",
            when: o => o.ForExecutiveMeeting && o.Round == 1
        )
        .Feeds(ReviewFigures.Findings, "意见条数，按出具日期", o => o.Findings, dimensions: Type)
        .Feeds(
            ReviewFigures.Answered,
            "意见条数减待反馈，按出具日期",
            o => o.Findings - o.Pending,
            dimensions: Type
        )
        .Feeds(
            ReviewFigures.Adopted,
            "采纳加部分采纳，按出具日期",
            o => o.Adopted + o.PartlyAdopted,
            dimensions: Type
        )
        .Feeds(
            ReviewFigures.OnTime,
            "出具日期不晚于到期日期，或者没有规定期限的计 1",
            when: o => o.DueOn is not { } due || o.IssuedOn <= due,
            dimensions: TypeAndResult
        )
        .Build();

    private static IEnumerable<(string, string?)> Type(ReviewOpinion o) => [("类型", o.ItemType)];

    private static IEnumerable<(string, string?)> TypeAndResult(ReviewOpinion o) =>
        [("类型", o.ItemType), ("结论", o.Conclusion)];
}
