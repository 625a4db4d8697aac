using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Disputes;

/// <summary>仲裁 figures.</summary>
public static class ArbitrationFigures
{
    private static readonly FigureSet Set = new("劳动人事争议仲裁", "A6");

    public static readonly Figure Accepted = Set.Count(
        "ArbitrationAccepted",
        "仲裁.立案",
        "件",
        "劳动人事争议仲裁立案的件数，按立案日期计。",
        "事项"
    );

    public static readonly Figure Closed = Set.Count(
        "ArbitrationClosed",
        "仲裁.结案",
        "件",
        "结案的件数，按结案日期计；上期结转的在内。",
        "事项",
        "结果"
    );

    public static readonly Figure Mediated = Set.Count(
        "ArbitrationMediated",
        "仲裁.调解",
        "件",
        "以调解结案的件数，按结案日期计。",
        "事项"
    );

    public static readonly Figure Awarded = Set.Count(
        "ArbitrationAwarded",
        "仲裁.裁决",
        "件",
        "以裁决结案的件数，按结案日期计。",
        "事项"
    );

    public static readonly Figure Amount = Set.Money(
        "ArbitrationAmount",
        "仲裁.金额",
        "立案时请求的金额，按立案日期计；裁决的金额另记。",
        "事项"
    );

    public static readonly Figure Open = Set.AsOf(
        "ArbitrationOpen",
        "仲裁.未结",
        "件",
        "截至当日已经立案、没有结案的件数。"
    );

    public static readonly Figure ToClose = new(
        "ArbitrationToClose",
        "仲裁.应结",
        "件",
        Fold.Composed,
        "立案加上期结转的未结件数；是结案率的分母。"
    )
    {
        CountedFrom = "劳动人事争议仲裁",
        Section = "A6",
        AcceptsTotals = true,
        Parts = [new(Accepted), new(Open, AtEve: true)],
    };

    public static readonly Figure MediationRate = Set.Rate(
        "ArbitrationMediationRate",
        "仲裁.调解率",
        "结案中以调解结案的所占比例，按结案日期。",
        Mediated,
        Closed,
        "没有结案"
    );

    public static readonly Figure ClosingRate = Set.Rate(
        "ArbitrationClosingRate",
        "仲裁.结案率",
        "结案 ÷（立案 + 期初未结），同期。",
        Closed,
        ToClose,
        "没有应结案件"
    );
}

/// <summary>劳动人事争议仲裁 (S125): one case.</summary>
public sealed record LabourArbitration : LedgerRecord
{
    [Field("案号", Slot = "T1", MaxLength = 60, InList = true)]
    public required string CaseNo { get; init; }

    [Field("立案日期", Slot = "D1", InList = true)]
    public required DateOnly AcceptedOn { get; init; }

    // 劳动争议调解仲裁法第四十三条: 四十五日内结束，案情复杂的可以延期，不超过十五日
    [Field(
        "到期日期",
        Slot = "D2",
        Future = true,
        Help = "受理申请之日起四十五日；经批准延期的再加不超过十五日。"
    )]
    public required DateOnly DueOn { get; init; }

    [Field(
        "劳动者人数",
        Slot = "N1",
        Min = 1,
        Max = 100_000,
        Unit = "人",
        Total = true,
        Help = "十人以上为集体争议。"
    )]
    public required long Workers { get; init; }

    [Field(
        "争议事项",
        Slot = "T2",
        InList = true,
        Choices = [
            "劳动报酬",
            "工伤",
            "社会保险",
            "解除终止",
            "经济补偿",
            "确认关系",
            "人事",
            "其他",
        ]
    )]
    public required string Topic { get; init; }

    [Field("请求金额", Slot = "N2", Max = 1_000_000_000_000, Unit = "元")]
    public decimal? Amount { get; init; }

    [Field(
        "结果",
        Slot = "T3",
        InList = true,
        Choices = ["未结", "调解", "裁决", "撤回", "其他方式"]
    )]
    public required string Result { get; init; }

    [Field("结案日期", Slot = "D3", InList = true)]
    [RequiredIf(nameof(Result), "调解", "裁决", "撤回", "其他方式")]
    public DateOnly? ClosedOn { get; init; }

    [Field("裁决金额", Slot = "N3", Max = 1_000_000_000_000, Unit = "元")]
    [RequiredIf(nameof(Result), "裁决")]
    public decimal? AwardAmount { get; init; }

    [Field("一裁终局", Slot = "N4")]
    [RequiredIf(nameof(Result), "裁决")]
    public bool? Final { get; init; }
}

internal static class LabourArbitrations
{
    public static readonly Ledger<LabourArbitration> Ledger = Ledger<LabourArbitration>
        .Define("labour-arbitration", "劳动人事争议仲裁", "S125")
        .For(
            "劳动人事争议仲裁案件从立案到结案，一件登记一条；立案以前调解好的，登记在调解台账。",
            "劳动人事争议仲裁院登记。"
        )
        .OrganIs("仲裁机构", "仲裁院或者它所在的人社部门。")
        .OnDay(nameof(LabourArbitration.AcceptedOn))
        .StepByStep()
        .Titled(a => $"{a.CaseNo} {a.Topic}")
        .Keyed("案号", a => [a.CaseNo])
        .Must(
            nameof(LabourArbitration.ClosedOn),
            a =>
                a.ClosedOn < a.AcceptedOn ? "结案早于立案，请核对。"
                : a is { Result: "未结", ClosedOn: not null } ? "未结的，没有结案日期。"
                : null
        )
        .Must(
            nameof(LabourArbitration.DueOn),
            a => a.DueOn < a.AcceptedOn ? "到期早于立案，请核对。" : null
        )
        .Proof(EvidenceRule.Optional, "裁决书或者调解书。")
        .Feeds(ArbitrationFigures.Accepted, "按立案日期，计 1 件", dimensions: Topic)
        .Feeds(
            ArbitrationFigures.Amount,
            "按立案日期，计请求金额",
            a => a.Amount,
            dimensions: Topic
        )
        .Feeds(ArbitrationFigures.Open, "立案之日加 1")
        .Feeds(
            ArbitrationFigures.Open,
            "结案之日减 1",
            _ => -1,
            when: a => a.Result != "未结",
            by: a => a.ClosedOn
        )
        .Feeds(
            ArbitrationFigures.Closed,
            "按结案日期，计 1 件",
            when: a => a.Result != "未结",
            by: a => a.ClosedOn,
            dimensions: a => [("事项", a.Topic), ("结果", a.Result)]
        )
        .Feeds(
            ArbitrationFigures.Mediated,
            "调解的，按结案日期，计 1 件",
            when: a => a.Result == "调解",
            by: a => a.ClosedOn,
            dimensions: Topic
        )
        .Feeds(
            ArbitrationFigures.Awarded,
            "裁决的，按结案日期，计 1 件",
            when: a => a.Result == "裁决",
            by: a => a.ClosedOn,
            dimensions: Topic
        )
        .Build();

    private static IEnumerable<(string, string?)> Topic(LabourArbitration a) => [("事项", a.Topic)];
}
