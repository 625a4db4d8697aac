using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Supervision;

/// <summary>监管 figures that alerts feed.</summary>
public static class OffsiteAlertFigures
{
    private static readonly FigureSet Set = new("非现场监管预警", "A1");

    public static readonly Figure Raised = Set.Sum(
        "OffsiteAlerts",
        "监管.预警",
        "条",
        "非现场监管平台发出的预警条数，按预警日期计；同一故障重复报警的，平台合并为一条。",
        "平台",
        "等级",
        "结果"
    );

    public static readonly Figure Verified = Set.Details.Count(
        "OffsiteAlertsVerified",
        "监管.预警核实",
        "条",
        "已经核实的预警条数，按核实日期计。",
        "平台"
    );

    public static readonly Figure Hits = Set.Details.Count(
        "OffsiteAlertsConfirmed",
        "监管.预警查实",
        "条",
        "核实以后立案或者责令改正的预警条数，按核实日期计。",
        "平台"
    );

    public static readonly Figure HitRate = Set.Details.Rate(
        "AlertHitRate",
        "监管.预警查实率",
        "核实的预警中，立案和责令改正的所占比例，按核实日期。",
        Hits,
        Verified,
        "没有核实的预警"
    );
}

/// <summary>非现场监管预警 (S068): one alert, or the totals of a platform.</summary>
public sealed record OffsiteAlert : LedgerRecord
{
    [Field("平台", Slot = "T1", MaxLength = 60, InList = true)]
    public required string System { get; init; }

    [Field("预警编号", Slot = "T2", MaxLength = 80, Help = "平台给出的编号。")]
    [RequiredIf(nameof(Form), "明细")]
    public string? AlertNo { get; init; }

    [Field("规则", Slot = "T3", MaxLength = 100)]
    [RequiredIf(nameof(Form), "明细")]
    public string? Rule { get; init; }

    [Field("预警日期", Slot = "D1", InList = true)]
    [RequiredIf(nameof(Form), "明细")]
    public DateOnly? RaisedOn { get; init; }

    [Field("对象", Slot = "T4", MaxLength = 100, Help = "企业、场所、设施的名称；不写个人。")]
    [RequiredIf(nameof(Form), "明细")]
    public string? Subject { get; init; }

    [Field("等级", Slot = "T5", InList = true, Choices = ["低", "中", "高"])]
    [RequiredIf(nameof(Form), "明细")]
    public string? Level { get; init; }

    [Field("核实日期", Slot = "D2")]
    public DateOnly? VerifiedOn { get; init; }

    [Field(
        "结果",
        Slot = "T6",
        InList = true,
        Choices = ["立案", "责令改正", "提示", "误报", "核实中"]
    )]
    [RequiredIf(nameof(Form), "明细")]
    public string? Result { get; init; }

    [Field("案件", MaxLength = 80, Help = "立案的写案号。")]
    [RequiredIf(nameof(Result), "立案")]
    public string? Case { get; init; }

    [Field(
        "分结果条数",
        Choices = ["立案", "责令改正", "提示", "误报", "核实中"],
        Help = "只能取得平台总数的，按结果填写。"
    )]
    public IReadOnlyList<Tally>? Results { get; init; }

    [Field("条数", Slot = "N1", Max = 10_000_000, Unit = "条", Total = true, InList = true)]
    [RequiredIf(nameof(Form), "总数")]
    public long? Quantity { get; init; }
}

internal static class OffsiteAlerts
{
    public static readonly Ledger<OffsiteAlert> Ledger = Ledger<OffsiteAlert>
        .Define("offsite-alert", "非现场监管预警", "S068")
        .For(
            "远程监控、移动监管发出的预警和核实结果，一条预警登记一条；只能取得平台总数的报总数。",
            "从监管平台导入，由派单单位核实。"
        )
        .OrganIs("派单单位", "负责核实的单位。")
        .OnDay(nameof(OffsiteAlert.RaisedOn))
        .Takes(LineForm.Detail, LineForm.Total)
        .TotalsBy("平台", a => [a.System])
        .StepByStep()
        .Titled(a =>
            a.Form == LineForm.Total ? $"{a.System} {a.PeriodName()}" : $"{a.Rule}：{a.Subject}"
        )
        .Keyed(
            "同一平台、同一预警编号；总数看平台、单位和期间",
            a =>
                a.Form == LineForm.Total ? [a.System, a.Organ, a.PeriodFrom] : [a.System, a.AlertNo]
        )
        .Sum(
            "分结果条数之和 = 条数",
            nameof(OffsiteAlert.Results),
            a => a.Form == LineForm.Total && a.Results is { } r ? r.Sum(t => t.Quantity) : null,
            a => a.Quantity
        )
        .Must(
            nameof(OffsiteAlert.VerifiedOn),
            a =>
                a.VerifiedOn < a.RaisedOn ? "核实早于预警，请核对。"
                : a.Form == LineForm.Detail && a.Result is not "核实中" && a.VerifiedOn is null
                    ? "已有结果的，请填写核实日期。"
                : null
        )
        .Proof(EvidenceRule.None, "平台记录即可。")
        .FeedsEach(
            OffsiteAlertFigures.Raised,
            "明细计 1 条，总数计条数，分结果的按结果计",
            a =>
                a.Form == LineForm.Detail
                    ? [(1, [("平台", a.System), ("等级", a.Level), ("结果", a.Result)])]
                : a.Results is { Count: > 0 } results
                    ? results.Select(r =>
                        (
                            (decimal)r.Quantity,
                            new (string, string?)[] { ("平台", a.System), ("结果", r.Kind) }
                        )
                    )
                : [(a.Quantity ?? 0, [("平台", a.System)])]
        )
        .Feeds(
            OffsiteAlertFigures.Verified,
            "明细、已核实的，按核实日期，计 1 条",
            when: a => a.Result is not (null or "核实中"),
            by: a => a.VerifiedOn,
            dimensions: Platform
        )
        .Feeds(
            OffsiteAlertFigures.Hits,
            "立案、责令改正的，按核实日期，计 1 条",
            when: a => a.Result is "立案" or "责令改正",
            by: a => a.VerifiedOn,
            dimensions: Platform
        )
        .Build();

    private static IEnumerable<(string, string?)> Platform(OffsiteAlert a) => [("平台", a.System)];
}
