using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Oversight;

/// <summary>外部数据 (S179): the only door for numbers that Fadu does not count itself: totals of other platforms, past reports, rankings.</summary>
public sealed record OutsideTotal : LedgerRecord
{
    [Field(
        "指标",
        Slot = "T1",
        MaxLength = 40,
        InList = true,
        Help = "系统里的指标名，如：服务.办结；没有对应指标的写“外部.其他”。"
    )]
    public required string Figure { get; init; }

    [Field(
        "指标名称",
        Slot = "T2",
        MaxLength = 80,
        InList = true,
        Help = "指标写“外部.其他”时填。"
    )]
    public string? Metric { get; init; }

    [Field(
        "细分",
        Slot = "T3",
        MaxLength = 120,
        Help = "只是一部分的，写成“名=值”，几项用分号隔开，如：种类=人民调解。"
    )]
    public string? Slice { get; init; }

    [Field(
        "范围",
        Slot = "T4",
        InList = true,
        Help = "“汇总”是连同下级单位的数，有明细时以明细为准。",
        Choices = ["本单位", "汇总"]
    )]
    public required string Covers { get; init; }

    [Field(
        "数值",
        Slot = "N1",
        Max = 10_000_000_000,
        InList = true,
        Help = "按来源写的数，不要换算。"
    )]
    public required decimal Value { get; init; }

    [Field(
        "数值的单位",
        Slot = "T5",
        MaxLength = 10,
        Help = "来源用的单位，如：件、万件、%、万元。"
    )]
    public required string Unit { get; init; }

    [Field("分母", Slot = "N2", Max = 10_000_000_000, Help = "比率的分母；来源没有给的不填。")]
    public decimal? Denominator { get; init; }

    [Field("出处", Slot = "T6", MaxLength = 150, Help = "哪个文件、平台的第几页或者哪一句。")]
    public required string SourceDoc { get; init; }

    [Field("出处日期", Slot = "D1", InList = true)]
    public required DateOnly PublishedOn { get; init; }

    [Field("采用", Slot = "N3", Help = "几个来源不一致时，采用的那一条选“是”，并在备注写理由。")]
    public bool? IsChosen { get; init; }
}

internal static class OutsideTotals
{
    /// <summary>All figures; read when the first line is checked, so that this declaration depends on none.</summary>
    private static readonly Lazy<FigureCatalogue> Catalogue = new(() =>
        new FigureCatalogue(
            new ModelAssemblies([typeof(CoreAssembly).Assembly, typeof(ModulesAssembly).Assembly])
        )
    );

    public static readonly Ledger<OutsideTotal> Ledger = Ledger<OutsideTotal>
        .Define("outside-total", "外部数据", "S179")
        .For(
            "系统自己不计的数：其他平台的总数、往年报告的数、排名，按出处登记；有明细的以明细为准。",
            "掌握来源的单位登记。"
        )
        .OrganIs("单位", "数说的是哪个单位；全县的选县政府，范围选“汇总”。")
        .Takes(LineForm.Total)
        .Shows(nameof(LedgerRecord.SourceName), nameof(LedgerRecord.Exactness))
        .Titled(o =>
            $"{o.PeriodName()}{o.Metric ?? o.Figure}{(o.Slice is null ? "" : "（" + o.Slice + "）")}"
        )
        .Keyed(
            "同一指标、同一细分、同一单位、同一期间、同一来源",
            o =>
                [
                    o.Figure,
                    o.Metric,
                    Slice(o),
                    o.Organ,
                    o.Covers,
                    o.PeriodFrom,
                    o.PeriodTo,
                    o.SourceName,
                ]
        )
        .Must(nameof(OutsideTotal.Figure), o => FigureProblem(o.Figure))
        .Must(
            nameof(OutsideTotal.Metric),
            o =>
                o.Figure == Other.Name == (o.Metric is not null) ? null
                : o.Metric is null ? "指标是“外部.其他”的，请写指标名称。"
                : "系统里有这个指标，不用另写指标名称。"
        )
        .Must(nameof(OutsideTotal.Slice), SliceProblem)
        .Must(
            nameof(OutsideTotal.Unit),
            o =>
                Find(o) is { } figure && Factor(o.Unit, figure) is null
                    ? $"“{figure.Name}”的单位是“{figure.Unit}”，“{o.Unit}”换算不了；可写{figure.Unit}、万{figure.Unit}。"
                    : null
        )
        .Must(
            nameof(OutsideTotal.Denominator),
            o =>
                o.Denominator is not null && Find(o) is { Fold: not Fold.Ratio }
                    ? "只有比率才填分母。"
                    : null
        )
        .Must(
            nameof(OutsideTotal.Remark),
            o =>
                o is { IsChosen: true, Remark: null }
                    ? "选了“采用”的，请在备注写明为什么采用这个来源。"
                    : null
        )
        .Proof(EvidenceRule.Optional, "报告、截图或者函件。")
        .FeedsNamed(
            new CountRule(Other, "按所填的指标，计入没有明细的单位和期间"),
            o =>
                Find(o) is { } figure
                && o is { PeriodFrom: { } from, PeriodTo: { } to }
                && Factor(o.Unit, figure) is { } factor
                    ?
                    [
                        Outside.Book(
                            figure,
                            o.Organ,
                            from,
                            to,
                            o.Value * factor,
                            o.Denominator,
                            Slice(o),
                            o.Covers == "汇总",
                            o.IsChosen == true
                        ),
                    ]
                    : []
        )
        .Build();

    private static Figure Other => OutsideFigures.Other;

    private static Figure? Find(OutsideTotal o) => Catalogue.Value.Find(o.Figure);

    private static string Slice(OutsideTotal o) =>
        string.Join(
            ';',
            new[]
            {
                o.Slice is null
                    ? ""
                    : DimensionText.Write(
                        DimensionText
                            .Read(o.Slice.Replace('；', ';').Replace('＝', '='))
                            .Select(d => KeyValuePair.Create(d.Key.Trim(), (string?)d.Value))
                    ),
                o.Metric is null
                    ? ""
                    : DimensionText.Write([KeyValuePair.Create("名称", (string?)o.Metric)]),
            }.Where(t => t.Length > 0)
        );

    private static string? FigureProblem(string name)
    {
        if (Catalogue.Value.Find(name) is { } figure)
        {
            return figure.AcceptsTotals ? null : $"“{figure.Name}”只从明细计，不收总数。";
        }
        var like = Catalogue
            .Value.Search(name.Split('.')[^1])
            .Where(f => f.AcceptsTotals)
            .Take(3)
            .Select(f => f.Name)
            .ToList();
        return $"没有名为“{name}”的指标{(like.Count > 0 ? "，是否为 " + string.Join('、', like) : "")}；确实没有的写“外部.其他”。";
    }

    private static string? SliceProblem(OutsideTotal o)
    {
        if (o.Slice is null || Find(o) is not { } figure)
        {
            return null;
        }
        var slice = DimensionText.Read(o.Slice.Replace('；', ';').Replace('＝', '='));
        var wrong = slice
            .Keys.Select(k => k.Trim())
            .FirstOrDefault(k => !figure.Dimensions.Contains(k));
        return slice.Count == 0 ? "写成“名=值”，如：种类=人民调解。"
            : wrong is null ? null
            : figure.Dimensions.Count == 0 ? $"“{figure.Name}”不能细分。"
            : $"“{figure.Name}”不能按“{wrong}”细分，可用：{string.Join('、', figure.Dimensions)}。";
    }

    /// <summary>What a number in the source's unit is multiplied by to be in the figure's; null where the units are of another kind. Measure words of things stand for each other, 人 and 人次 do not.</summary>
    private static decimal? Factor(string unit, Figure figure)
    {
        var (plain, factor) =
            unit.StartsWith('亿') ? (unit[1..], 100_000_000m)
            : unit.StartsWith('万') ? (unit[1..], 10_000m)
            : (unit, 1m);
        return
            plain == figure.Unit
            || figure.Code == Other.Code
            || (Things.Contains(plain) && Things.Contains(figure.Unit))
            ? factor
            : null;
    }

    private static readonly HashSet<string> Things =
    [
        "件",
        "份",
        "本",
        "卷",
        "起",
        "项",
        "个",
        "宗",
        "条",
        "次",
        "场",
        "场次",
        "期",
        "篇",
        "块",
        "册",
        "家",
        "所",
        "支",
        "辆",
        "套",
        "处",
    ];
}

/// <summary>外部.其他.</summary>
public static class OutsideFigures
{
    public static readonly Figure Other = new(
        "OutsideOther",
        "外部.其他",
        "（随来源）",
        Fold.Sum,
        "没有对应指标的外部数据，按名称分别看；单位随来源，不同名称不能相加。"
    )
    {
        CountedFrom = "外部数据",
        Section = "E",
        AcceptsTotals = true,
        OnlyTotals = true,
        Dimensions = ["名称"],
    };
}
