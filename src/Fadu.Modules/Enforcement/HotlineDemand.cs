using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Enforcement;

/// <summary>诉求 figures that tickets feed.</summary>
public static class DemandFigures
{
    private static readonly FigureSet Set = new("热线与诉求", "A6");

    public static readonly Figure Received = Set.Sum(
        "DemandsReceived",
        "诉求.受理",
        "件",
        "受理的热线和诉求工单件数，按受理日期计；并入别的工单的不计。",
        "渠道",
        "性质",
        "领域",
        "属地"
    ) with
    {
        IsWatched = true,
    };

    public static readonly Figure Solved = Set.Sum(
        "DemandsSolved",
        "诉求.解决",
        "件",
        "结果为已解决的件数，按办结日期计。",
        "渠道"
    );

    public static readonly Figure Concluded = Set.Sum(
        "DemandsConcluded",
        "诉求.有结果",
        "件",
        "已解决、已解释、未解决的件数，按办结日期计；是解决率的分母。",
        "渠道"
    );

    public static readonly Figure SolvedRate = Set.Rate(
        "DemandSolvedRate",
        "诉求.解决率",
        "有结果的诉求中已解决的所占比例，按办结日期。",
        Solved,
        Concluded,
        "没有办结的诉求"
    );

    public static readonly Figure Due = Set.Count(
        "DemandsDue",
        "诉求.到期",
        "件",
        "办理期限落在期间内的件数，按到期日期计。",
        "渠道"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure DoneInTime = Set.Count(
        "DemandsDoneInTime",
        "诉求.按期办结",
        "件",
        "办理期限落在期间内、在期限当日或者之前办结的件数。",
        "渠道"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure OnTimeRate = Set.Rate(
        "DemandOnTimeRate",
        "诉求.办结率",
        "办理期限落在期间内的诉求中，按期办结的所占比例。",
        DoneInTime,
        Due,
        "没有到期的诉求"
    );

    public static readonly Figure Rated = Set.Sum(
        "DemandsRated",
        "诉求.回访评价",
        "件",
        "回访时作出评价的件数，按办结日期计；没有评价的不在内。",
        "渠道"
    );

    public static readonly Figure Satisfied = Set.Sum(
        "DemandsSatisfied",
        "诉求.满意评价",
        "件",
        "回访评价为满意、基本满意的件数，按办结日期计。",
        "渠道"
    );

    public static readonly Figure Satisfaction = Set.Rate(
        "DemandSatisfaction",
        "诉求.满意率",
        "作出回访评价的诉求中，满意和基本满意的所占比例。",
        Satisfied,
        Rated,
        "没有回访评价"
    );
}

/// <summary>热线与诉求 (S084; the 诉求 part of S126): one ticket, or a month's total of a topic. No caller is in it.</summary>
public sealed record HotlineDemand : LedgerRecord
{
    [Field(
        "渠道",
        Slot = "T1",
        InList = true,
        Choices = ["12345", "12348", "领导信箱", "部门热线", "网格", "其他"]
    )]
    public required string Channel { get; init; }

    [Field("工单号", Slot = "T2", MaxLength = 60)]
    [RequiredIf(nameof(Form), "明细")]
    public string? TicketNo { get; init; }

    [Field("受理日期", Slot = "D1", InList = true)]
    [RequiredIf(nameof(Form), "明细")]
    public DateOnly? ReceivedOn { get; init; }

    [Field("到期日期", Slot = "D2", Future = true)]
    public DateOnly? DueOn { get; init; }

    [Field("办结日期", Slot = "D3")]
    public DateOnly? DoneOn { get; init; }

    [Field(
        "性质",
        Slot = "T3",
        InList = true,
        Choices = ["咨询", "求助", "投诉", "举报", "建议", "表扬"]
    )]
    [RequiredIf(nameof(Form), "明细")]
    public string? Kind { get; init; }

    [Field("事项分类", Slot = "T4", MaxLength = 60, InList = true, Help = "平台的一级分类。")]
    public required string Topic { get; init; }

    [Field("属地", Slot = "T5", MaxLength = 40)]
    public string? Town { get; init; }

    [Field(
        "结果",
        Slot = "T6",
        InList = true,
        Choices = ["已解决", "已解释", "未解决", "办理中", "退回"]
    )]
    [RequiredIf(nameof(Form), "明细")]
    public string? Result { get; init; }

    [Field("回访评价", Slot = "T7", Choices = ["满意", "基本满意", "不满意", "未评价"])]
    public string? Satisfaction { get; init; }

    [Field("涉执法", Slot = "N1", Help = "涉执法的投诉，另在“执法投诉举报”登记。")]
    public bool? EnforcementRelated { get; init; }

    [Field("涉企", Slot = "N2")]
    public bool? EnterpriseRelated { get; init; }

    [Field("并入工单", MaxLength = 60, Help = "同一件事的重复工单，写主工单号；不再计数。")]
    public string? MergedInto { get; init; }

    [Field("受理件数", Slot = "N3", Max = 10_000_000, Unit = "件", Total = true, InList = true)]
    [RequiredIf(nameof(Form), "总数")]
    public long? Received { get; init; }

    [Field("已解决件数", Slot = "N4", Max = 10_000_000, Unit = "件", Total = true)]
    public long? Solved { get; init; }

    [Field("有结果件数", Slot = "N5", Max = 10_000_000, Unit = "件", Total = true)]
    public long? Concluded { get; init; }

    [Field("评价件数", Slot = "N6", Max = 10_000_000, Unit = "件", Total = true)]
    public long? Rated { get; init; }

    [Field("满意件数", Slot = "N7", Max = 10_000_000, Unit = "件", Total = true)]
    public long? Satisfied { get; init; }
}

internal static class HotlineDemands
{
    public static readonly Ledger<HotlineDemand> Ledger = Ledger<HotlineDemand>
        .Define("hotline-demand", "热线与诉求", "S084")
        .For(
            "群众和企业通过热线、信箱、网格提出的诉求，看哪里、哪类问题多；一张工单登记一条，平台只给总数的按月报总数。不导入来电人信息。",
            "从 12345 和部门热线导入，由承办单位核对。"
        )
        .OrganIs("承办单位", "办理这张工单的单位。")
        .OnDay(nameof(HotlineDemand.ReceivedOn))
        .Takes(LineForm.Detail, LineForm.Total)
        .TotalsBy("渠道、事项分类", d => [d.Channel, d.Topic])
        .StepByStep()
        .Titled(d =>
            d.Form == LineForm.Total
                ? $"{d.Channel} {d.Topic} {d.PeriodName()}"
                : $"{d.Topic}（{d.Channel} {d.TicketNo}）"
        )
        .Keyed(
            "同一渠道、同一工单号；总数看单位、渠道、分类和期间",
            d =>
                d.Form == LineForm.Total
                    ? [d.Organ, d.Channel, d.Topic, d.PeriodFrom]
                    : [d.Channel, d.TicketNo]
        )
        .Must(
            nameof(HotlineDemand.DoneOn),
            d =>
                d.DoneOn < d.ReceivedOn ? "办结早于受理，请核对。"
                : d.Result is "已解决" or "已解释" or "未解决" && d.DoneOn is null
                    ? "已有结果的，请填写办结日期。"
                : d is { Result: "办理中", DoneOn: not null } ? "还在办理的，没有办结日期。"
                : null
        )
        .AtMost(
            "已解决件数 ≤ 有结果件数",
            nameof(HotlineDemand.Solved),
            d => d.Solved,
            d => d.Concluded
        )
        .AtMost(
            "满意件数 ≤ 评价件数",
            nameof(HotlineDemand.Satisfied),
            d => d.Satisfied,
            d => d.Rated
        )
        .AtMost(
            "评价件数 ≤ 有结果件数",
            nameof(HotlineDemand.Rated),
            d => d.Rated,
            d => d.Concluded
        )
        .Proof(EvidenceRule.None, "平台记录即可。")
        .Feeds(
            DemandFigures.Received,
            "明细计 1 件，并入别的工单的不计；总数计受理件数",
            d => d.Form == LineForm.Total ? d.Received : 1,
            when: d => string.IsNullOrWhiteSpace(d.MergedInto),
            dimensions: d =>
                [("渠道", d.Channel), ("性质", d.Kind), ("领域", d.Topic), ("属地", d.Town)]
        )
        .Feeds(
            DemandFigures.Solved,
            "已解决的，按办结日期，计 1 件；总数计已解决件数",
            d => d.Form == LineForm.Total ? d.Solved : 1,
            when: d => d.Form == LineForm.Total || (Counts(d) && d.Result == "已解决"),
            by: Done,
            dimensions: Channel
        )
        .Feeds(
            DemandFigures.Concluded,
            "有结果的，按办结日期，计 1 件；总数计有结果件数",
            d => d.Form == LineForm.Total ? d.Concluded : 1,
            when: d =>
                d.Form == LineForm.Total
                || (Counts(d) && d.Result is "已解决" or "已解释" or "未解决"),
            by: Done,
            dimensions: Channel
        )
        .Feeds(
            DemandFigures.Due,
            "明细，按到期日期，计 1 件",
            when: Counts,
            by: d => d.DueOn,
            dimensions: Channel
        )
        .Feeds(
            DemandFigures.DoneInTime,
            "明细、按期办结的，按到期日期，计 1 件",
            when: d => Counts(d) && d.DoneOn <= d.DueOn,
            by: d => d.DueOn,
            dimensions: Channel
        )
        .Feeds(
            DemandFigures.Rated,
            "有回访评价的，按办结日期，计 1 件；总数计评价件数",
            d => d.Form == LineForm.Total ? d.Rated : 1,
            when: d =>
                d.Form == LineForm.Total
                || (Counts(d) && d.Satisfaction is "满意" or "基本满意" or "不满意"),
            by: Done,
            dimensions: Channel
        )
        .Feeds(
            DemandFigures.Satisfied,
            "满意、基本满意的，按办结日期，计 1 件；总数计满意件数",
            d => d.Form == LineForm.Total ? d.Satisfied : 1,
            when: d =>
                d.Form == LineForm.Total || (Counts(d) && d.Satisfaction is "满意" or "基本满意"),
            by: Done,
            dimensions: Channel
        )
        .Build();

    private static bool Counts(HotlineDemand d) =>
        d.Form == LineForm.Detail && string.IsNullOrWhiteSpace(d.MergedInto);

    private static DateOnly? Done(HotlineDemand d) =>
        d.Form == LineForm.Total ? d.PeriodTo : d.DoneOn;

    private static IEnumerable<(string, string?)> Channel(HotlineDemand d) => [("渠道", d.Channel)];
}
