using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.EnforcementOversight;

/// <summary>监督 figures that reviews of case files feed.</summary>
public static class FileReviewFigures
{
    private static readonly FigureSet Set = new("案卷评查", "A4");

    public static readonly Figure Rounds = Set.Distinct(
        "FileReviewRounds",
        "监督.评查次数",
        "次",
        "开展案卷评查的批次数，按评查日期计；日常评查不计次。",
        "方式"
    );

    public static readonly Figure Files = Set.Count(
        "FilesReviewed",
        "监督.评查案卷",
        "件",
        "评查的案卷件数，按评查日期计；同一案卷在两个批次里评查计两件。",
        "方式",
        "案卷种类"
    );

    public static readonly Figure Passed = Set.Count(
        "FilesPassed",
        "监督.评查合格",
        "件",
        "评为优秀、良好、合格的案卷件数，按评查日期计。",
        "方式",
        "案卷种类"
    );

    public static readonly Figure Excellent = Set.Details.Count(
        "FilesExcellent",
        "监督.评查优秀",
        "件",
        "评为优秀的案卷件数，按评查日期计。",
        "方式",
        "案卷种类"
    );

    public static readonly Figure PassedRate = Set.Rate(
        "FilesPassedRate",
        "监督.评查合格率",
        "评查的案卷中优秀、良好、合格的所占比例。",
        Passed,
        Files,
        "没有评查案卷"
    );

    public static readonly Figure ExcellentRate = Set.Details.Rate(
        "FilesExcellentRate",
        "监督.评查优秀率",
        "评查的案卷中优秀的所占比例。",
        Excellent,
        Files,
        "没有评查案卷"
    );

    public static readonly Figure Findings = Set.Sum(
        "FileReviewFindings",
        "监督.评查意见",
        "条",
        "案卷评查提出的整改意见条数，按评查日期计。"
    );
}

/// <summary>案卷评查 (S093): one file in one round.</summary>
public sealed record CaseFileReview : LedgerRecord
{
    [Field("批次", Slot = "T1", MaxLength = 80, InList = true, Help = "写法要一致。")]
    public required string Round { get; init; }

    [Field("评查方式", Slot = "T2", InList = true, Choices = ["集中", "日常", "专项", "交叉"])]
    public required string Mode { get; init; }

    [Field("案号", Slot = "T3", MaxLength = 80, InList = true)]
    public required string CaseNo { get; init; }

    [Field("案卷种类", Slot = "T4", Choices = ["处罚", "许可", "强制", "检查", "其他"])]
    public required string CaseKind { get; init; }

    [Field("评查日期", Slot = "D1", InList = true)]
    public required DateOnly ReviewedOn { get; init; }

    [Field("评查人", Help = "不少于两人，各自打分，用分号隔开。", MaxLength = 30)]
    public required IReadOnlyList<string> Reviewers { get; init; }

    [Field(
        "得分",
        Slot = "N1",
        Max = 100,
        Help = "各评查人打分的平均。满分一百，90 以上优秀、75 以上良好、60 以上合格（各地标准不同的从其规定）。"
    )]
    public required decimal Score { get; init; }

    [Field(
        "一票否决",
        Slot = "T5",
        Choices = [
            "无",
            "主要事实不清证据不足",
            "适用依据错误",
            "违反法定程序",
            "超越或滥用职权",
            "主体或人员资格不合法",
        ]
    )]
    public required string Veto { get; init; }

    [Field("意见条数", Slot = "N2", Max = 500, Unit = "条", Total = true, InList = true)]
    public required long Findings { get; init; }

    [Field("反馈日期", Slot = "D2")]
    public DateOnly? FeedbackOn { get; init; }

    [Field("异议日期", Slot = "D3")]
    public DateOnly? ObjectionOn { get; init; }

    [Field("复核日期", Slot = "D4")]
    public DateOnly? RecheckedOn { get; init; }

    [Field("复核得分", Max = 100)]
    public decimal? FinalScore { get; init; }

    /// <summary>等次, by the score after the recheck, if there was one.</summary>
    internal string Grade =>
        Veto != "无"
            ? "不合格"
            : (FinalScore ?? Score) switch
            {
                >= 90 => "优秀",
                >= 75 => "良好",
                >= 60 => "合格",
                _ => "不合格",
            };
}

internal static class CaseFileReviews
{
    public static readonly Ledger<CaseFileReview> Ledger = Ledger<CaseFileReview>
        .Define("case-file-review", "案卷评查", "S093")
        .For(
            "评查了哪些案卷、结果如何、提了几条意见，一卷登记一条；需要整改的意见另在问题整改登记。",
            "评查组登记。"
        )
        .OrganIs("被评查单位", "制作案卷的单位。")
        .OnDay(nameof(CaseFileReview.ReviewedOn))
        .StepByStep()
        .Titled(r => $"{r.CaseNo}：{r.Grade}")
        .Keyed("同一批次、被评查单位、案号", r => [r.Round, r.Organ, r.CaseNo])
        .Must(
            nameof(CaseFileReview.Reviewers),
            r => r.Reviewers.Count < 2 ? "评查人不少于两人。" : null
        )
        .Must(
            nameof(CaseFileReview.FeedbackOn),
            r => r.FeedbackOn < r.ReviewedOn ? "反馈早于评查，请核对。" : null
        )
        .Must(
            nameof(CaseFileReview.RecheckedOn),
            r =>
                r.RecheckedOn is not null && (r.ObjectionOn is null || r.FinalScore is null)
                    ? "复核的，请填写异议日期和复核得分。"
                    : null
        )
        .Proof(EvidenceRule.Optional, "评分表。")
        .Feeds(
            FileReviewFigures.Rounds,
            "集中、专项、交叉的，按评查日期，不同批次计一次",
            when: r => r.Mode != "日常",
            dimensions: r => [("方式", r.Mode)],
            distinct: r => r.Round
        )
        .Feeds(FileReviewFigures.Files, "按评查日期，计 1 件", dimensions: Split)
        .Feeds(
            FileReviewFigures.Passed,
            "优秀、良好、合格的，按评查日期，计 1 件",
            when: r => r.Grade != "不合格",
            dimensions: Split
        )
        .Feeds(
            FileReviewFigures.Excellent,
            "优秀的，按评查日期，计 1 件",
            when: r => r.Grade == "优秀",
            dimensions: Split
        )
        .Feeds(FileReviewFigures.Findings, "按评查日期，计意见条数", r => r.Findings)
        .Build();

    private static IEnumerable<(string, string?)> Split(CaseFileReview r) =>
        [("方式", r.Mode), ("案卷种类", r.CaseKind)];
}
