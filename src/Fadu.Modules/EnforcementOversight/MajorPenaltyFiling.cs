using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.EnforcementOversight;

/// <summary>监督 figures that filings of heavy penalties feed.</summary>
public static class MajorPenaltyFigures
{
    private static readonly FigureSet Set = new("重大行政处罚备案", "A4");

    public static readonly Figure Filed = Set.Count(
        "MajorPenaltiesFiled",
        "监督.重大处罚备案",
        "件",
        "报送备案的重大行政处罚决定件数，按报备日期计。",
        "层级"
    );

    public static readonly Figure Due = Set.Details.Count(
        "MajorPenaltyFilingsDue",
        "监督.应备案处罚",
        "件",
        "报备期限落在期间内的重大行政处罚决定件数。",
        "层级"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure InTime = Set.Details.Count(
        "MajorPenaltyFilingsInTime",
        "监督.按期备案处罚",
        "件",
        "报备期限落在期间内、在期限当日或者之前报备的重大行政处罚决定件数。",
        "层级"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure Rate = Set.Details.Rate(
        "MajorPenaltyFilingRate",
        "监督.重大处罚备案及时率",
        "报备期限落在期间内的重大行政处罚中，按期报备的所占比例。",
        InTime,
        Due,
        "没有到期应备案的处罚"
    );
}

/// <summary>重大行政处罚备案 (S099): one heavy penalty, filed, checked and published.</summary>
public sealed record MajorPenaltyFiling : LedgerRecord
{
    [Field("决定书文号", Slot = "T1", MaxLength = 80, InList = true)]
    public required string DecisionNo { get; init; }

    [Field("层级", Slot = "T2", Choices = ["市", "县", "乡镇"])]
    public required string Level { get; init; }

    [Field("决定日期", Slot = "D1", InList = true)]
    public required DateOnly DecidedOn { get; init; }

    [Field("处罚种类", Help = "用分号隔开；哪些属于重大，按本地规定的标准。", MaxLength = 30)]
    public required IReadOnlyList<string> Kinds { get; init; }

    [Field("金额", Slot = "N1", Max = 1_000_000_000_000, Unit = "元")]
    public decimal? Amount { get; init; }

    [Field("法制审核日期", Help = "作出决定以前。")]
    public required DateOnly LegalAuditOn { get; init; }

    [Field("听证日期")]
    public DateOnly? HeardOn { get; init; }

    [Field(
        "应报日期",
        Slot = "D2",
        InList = true,
        Future = true,
        Help = "默认决定作出之日起十五日内，各地规定不同的从其规定。"
    )]
    public required DateOnly DueOn { get; init; }

    [Field("报备日期", Slot = "D3", InList = true)]
    public DateOnly? FiledOn { get; init; }

    [Field("审查", Slot = "T3", InList = true, Choices = ["未发现问题", "发现问题", "审查中"])]
    public string? ReviewResult { get; init; }

    // 国办发〔2018〕118号(六): 行政处罚决定作出之日起7个工作日内公开
    [Field("公示日期", Slot = "D4", Help = "决定作出之日起七个工作日内。")]
    public DateOnly? PublishedOn { get; init; }
}

internal static class MajorPenaltyFilings
{
    public static readonly Ledger<MajorPenaltyFiling> Ledger = Ledger<MajorPenaltyFiling>
        .Define("major-penalty-filing", "重大行政处罚备案", "S099")
        .For(
            "重大行政处罚决定的报备、审查和公示，一个决定登记一条；两级都要报的，登记在负责审查的那一级。",
            "处罚机关登记，监督机构审查。"
        )
        .OrganIs("处罚机关", "作出决定的机关。")
        .OnDay(nameof(MajorPenaltyFiling.DecidedOn))
        .StepByStep()
        .Titled(f => f.DecisionNo)
        .Keyed("同一处罚机关、同一文号", f => [f.Organ, f.DecisionNo])
        .Must(
            nameof(MajorPenaltyFiling.LegalAuditOn),
            // 行政处罚法第五十八条: 未经法制审核或者审核未通过的，不得作出决定。
            f =>
                f.LegalAuditOn > f.DecidedOn
                    ? "法制审核应当在作出决定以前（行政处罚法第五十八条），请核对日期；确属事后审核的，在备注写明。"
                    : null
        )
        .Must(
            nameof(MajorPenaltyFiling.HeardOn),
            f => f.HeardOn > f.DecidedOn ? "听证应当在作出决定以前，请核对日期。" : null
        )
        .Must(
            nameof(MajorPenaltyFiling.FiledOn),
            f =>
                f.FiledOn < f.DecidedOn ? "报备早于决定，请核对。"
                : f is { FiledOn: null, ReviewResult: not null } ? "还没有报备的，没有审查情况。"
                : null
        )
        .Must(
            nameof(MajorPenaltyFiling.DueOn),
            f => f.DueOn < f.DecidedOn ? "应报日期早于决定，请核对。" : null
        )
        .Proof(EvidenceRule.Optional, "处罚决定书和说明。")
        .Feeds(
            MajorPenaltyFigures.Filed,
            "按报备日期，计 1 件",
            by: f => f.FiledOn,
            dimensions: Level
        )
        .Feeds(MajorPenaltyFigures.Due, "按应报日期，计 1 件", by: f => f.DueOn, dimensions: Level)
        .Feeds(
            MajorPenaltyFigures.InTime,
            "按期报备的，按应报日期，计 1 件",
            when: f => f.FiledOn <= f.DueOn,
            by: f => f.DueOn,
            dimensions: Level
        )
        .Build();

    private static IEnumerable<(string, string?)> Level(MajorPenaltyFiling f) =>
        [("层级", f.Level)];
}
