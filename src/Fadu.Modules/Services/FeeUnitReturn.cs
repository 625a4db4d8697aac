using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Services;

/// <summary>监管 figures that the yearly statements of charging units feed.</summary>
public static class FeeUnitFigures
{
    private static readonly FigureSet Set = new("收费单位统计报告", "A1");

    public static readonly Figure Reported = Set.Count(
        "FeeUnitsReported",
        "监管.收费单位报告",
        "个",
        "已经报送年度收费统计报告的收费单位数，计在该年度末。",
        "性质"
    );

    public static readonly Figure Owing = Set.Count(
        "FeeUnitsOwing",
        "监管.应报收费单位",
        "个",
        "列入该年度应报名单的收费单位数，计在该年度末；是收费报告完成率的分母。",
        "性质"
    );

    public static readonly Figure Rate = Set.Rate(
        "FeeReturnRate",
        "监管.收费报告完成率",
        "应报名单中已经报送的所占比例，按年度。",
        Reported,
        Owing,
        "没有应报的收费单位"
    );
}

/// <summary>收费单位统计报告 (S031): one charging unit, one year.</summary>
public sealed record FeeUnitReturn : LedgerRecord
{
    [Field("收费单位", Slot = "T1", MaxLength = 100, InList = true)]
    public required string Unit { get; init; }

    [Field(
        "单位性质",
        Slot = "T2",
        InList = true,
        Choices = ["国家机关", "事业单位", "社会团体", "其他"]
    )]
    public required string UnitKind { get; init; }

    [Field("收费项目数", Slot = "N1", Max = 1000, Unit = "项", Total = true)]
    public long? FeeItems { get; init; }

    [Field("收费额", Slot = "N2", Max = 1_000_000_000_000, Unit = "元", Help = "全年实际收取的。")]
    public decimal? Collected { get; init; }

    [Field("报送日期", Slot = "D1", InList = true, Help = "没有报送的不填，就是未报。")]
    public DateOnly? SubmittedOn { get; init; }

    [Field("审核", Slot = "T3", InList = true, Choices = ["待审", "退回", "通过"])]
    public string? Review { get; init; }

    [Field(
        "异常",
        Slot = "T4",
        Choices = ["无", "目录外收费", "超标准", "减免未落实", "无票据"],
        Help = "有异常的，另在问题整改登记。"
    )]
    public string? Anomaly { get; init; }
}

internal static class FeeUnitReturns
{
    public static readonly Ledger<FeeUnitReturn> Ledger = Ledger<FeeUnitReturn>
        .Define("fee-unit-return", "收费单位统计报告", "S031")
        .For(
            "每年哪些单位应当报送收费统计、报了没有、审核结果如何；一个单位一年登记一条。",
            "收费单位填报，发改、财政审核；报送期限看当年通知。"
        )
        .Takes(LineForm.Total)
        .TotalsBy("收费单位", r => [r.Unit])
        .StepByStep()
        .Titled(r => $"{r.Unit} {r.PeriodName()}")
        .Keyed("同一年度、同一收费单位", r => [r.PeriodTo?.Year, r.Unit])
        .Must(
            nameof(LedgerRecord.PeriodTo),
            r =>
                r is not { PeriodFrom: { Month: 1, Day: 1 }, PeriodTo: { Month: 12, Day: 31 } }
                    ? "按年度登记，期间写 1 月 1 日至 12 月 31 日。"
                    : null
        )
        .Must(
            nameof(FeeUnitReturn.FeeItems),
            r =>
                r.SubmittedOn is not null && (r.FeeItems is null || r.Collected is null)
                    ? "已经报送的，请填写收费项目数和收费额；没有收费的写 0。"
                    : null
        )
        .Must(
            nameof(FeeUnitReturn.Review),
            r =>
                r.SubmittedOn is null && r.Review is not null ? "还没有报送，不能审核。"
                : r.SubmittedOn is not null && r.Review is null ? "已经报送的，请选择审核情况。"
                : null
        )
        // 优化营商环境条例第二十五条: 设立收费须有法律、行政法规依据，目录清单之外的一律不得执行
        .Must(
            nameof(FeeUnitReturn.Review),
            r =>
                r is { Review: "通过", Anomaly: "目录外收费" or "超标准" }
                    ? "目录以外的收费和超过标准的收费一律不得执行（优化营商环境条例第二十五条），不能审核通过，请退回。"
                    : null
        )
        .Proof(EvidenceRule.None, "报告本身，不另附。")
        .Feeds(FeeUnitFigures.Owing, "年度末，计 1 个", dimensions: r => [("性质", r.UnitKind)])
        .Feeds(
            FeeUnitFigures.Reported,
            "已报送的，年度末，计 1 个",
            when: r => r.SubmittedOn is not null,
            dimensions: r => [("性质", r.UnitKind)]
        )
        .Build();
}
