using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;

namespace Fadu.Modules.LegalEducation;

/// <summary>风险人员分级汇总 (S145): how many people of a level a township keeps in view at the end of a month. Numbers only; no person is ever entered.</summary>
public sealed record RiskGroupTotals : LedgerRecord
{
    [Field("等级", Slot = "T1", InList = true, Choices = ["高", "中", "低"])]
    public required string Level { get; init; }

    [Field("人数", Slot = "N1", Max = 1_000_000, Unit = "人", InList = true, Help = "月末的人数。")]
    public required long Persons { get; init; }

    [Field("新增", Slot = "N2", Max = 1_000_000, Unit = "人")]
    public required long Added { get; init; }

    [Field("移出", Slot = "N3", Max = 1_000_000, Unit = "人")]
    public required long Removed { get; init; }

    [Field("已落实包保", Slot = "N4", Max = 1_000_000, Unit = "人", InList = true)]
    public required long Cared { get; init; }
}

internal static class RiskGroups
{
    public static readonly Ledger<RiskGroupTotals> Ledger = Ledger<RiskGroupTotals>
        .Define("risk-group-totals", "风险人员分级汇总", "S145")
        .For(
            "乡镇（街道）掌握的各等级人数和包保落实人数，只有数字，不登记任何人。",
            "乡镇（街道）每月填报，一个等级一条。"
        )
        .OrganIs("乡镇（街道）", "哪个乡镇（街道）的数。")
        .Takes(LineForm.Total)
        .Titled(t => $"{t.PeriodName()}{t.Level}等级人数")
        .Keyed("同一乡镇、同一月份、同一等级", t => [t.Organ, t.PeriodFrom, t.PeriodTo, t.Level])
        .AtMost("已落实包保 ≤ 人数", nameof(RiskGroupTotals.Cared), t => t.Cared, t => t.Persons)
        .AtMost("新增 ≤ 人数", nameof(RiskGroupTotals.Added), t => t.Added, t => t.Persons)
        .Proof(EvidenceRule.None, "不收附件，名单不进系统。")
        .Owed(Rhythm.Monthly, o => o.Kind is OrganKind.Township or OrganKind.Subdistrict)
        .FeedsTotal(
            EducationFigures.RiskGroup,
            "月末人数，以最近一个月为准",
            t => t.Persons,
            t => [("等级", t.Level)]
        )
        .FeedsTotal(
            EducationFigures.RiskGroupCared,
            "月末已落实包保人数，以最近一个月为准",
            t => t.Cared,
            t => [("等级", t.Level)]
        )
        .Build();
}

/// <summary>外出务工普法汇总 (S147): a round of asking who works away and who was instructed before. Numbers only.</summary>
public sealed record MigrantWorkerTotals : LedgerRecord
{
    [Field("排查轮次", Slot = "T1", MaxLength = 40, InList = true, Help = "如：2026年春。")]
    public required string Round { get; init; }

    [Field("去向", Slot = "T2", InList = true, Choices = ["县外省内", "省外", "境外", "合计"])]
    public required string Destination { get; init; }

    [Field("外出人数", Slot = "N1", Max = 10_000_000, Unit = "人", InList = true)]
    public required long Workers { get; init; }

    [Field("其中集体外出", Slot = "N2", Max = 10_000_000, Unit = "人")]
    public required long Collective { get; init; }

    [Field("已受教育", Slot = "N3", Max = 10_000_000, Unit = "人", InList = true)]
    public required long Instructed { get; init; }

    [Field("集体外出中已受教育", Slot = "N4", Max = 10_000_000, Unit = "人")]
    public required long CollectiveInstructed { get; init; }

    internal string? Slice => Destination == "合计" ? null : Destination;
}

internal static class MigrantWorkers
{
    public static readonly Ledger<MigrantWorkerTotals> Ledger = Ledger<MigrantWorkerTotals>
        .Define("migrant-worker-totals", "外出务工普法汇总", "S147")
        .For(
            "外出务工人数和行前普法人数，按排查轮次报数；不登记任何人，活动登记到“普法活动”。",
            "乡镇（街道）、人社部门每轮排查后填报，一个去向一条。"
        )
        .OrganIs("填报单位", "哪个单位的数；人社部门报全县的，乡镇就不再单报。")
        .Takes(LineForm.Total)
        .Titled(t => $"{t.Round}{t.Destination}外出人数")
        .Keyed("同一单位、同一轮次、同一去向", t => [t.Organ, t.Round, t.Destination])
        .AtMost(
            "集体外出 ≤ 外出人数",
            nameof(MigrantWorkerTotals.Collective),
            t => t.Collective,
            t => t.Workers
        )
        .AtMost(
            "已受教育 ≤ 外出人数",
            nameof(MigrantWorkerTotals.Instructed),
            t => t.Instructed,
            t => t.Workers
        )
        .AtMost(
            "集体外出中已受教育 ≤ 集体外出",
            nameof(MigrantWorkerTotals.CollectiveInstructed),
            t => t.CollectiveInstructed,
            t => t.Collective
        )
        .AtMost(
            "集体外出中已受教育 ≤ 已受教育",
            nameof(MigrantWorkerTotals.CollectiveInstructed),
            t => t.CollectiveInstructed,
            t => t.Instructed
        )
        .Proof(EvidenceRule.None, "不收附件，名单不进系统。")
        .FeedsTotal(
            EducationFigures.MigrantWorkers,
            "外出人数，以最近一轮为准",
            t => t.Workers,
            t => [("去向", t.Slice)]
        )
        .FeedsTotal(
            EducationFigures.MigrantCollective,
            "集体外出人数，以最近一轮为准",
            t => t.Collective,
            t => [("去向", t.Slice)]
        )
        .FeedsTotal(
            EducationFigures.MigrantCollectiveInstructed,
            "集体外出中已受教育人数，以最近一轮为准",
            t => t.CollectiveInstructed,
            t => [("去向", t.Slice)]
        )
        .Build();
}

/// <summary>法治教育结对: which organ is paired with which firm, school or village.</summary>
public sealed record LegalEducationPairing : LedgerRecord
{
    [Field("结对对象", Slot = "T1", MaxLength = 80, InList = true, Help = "全称，每次写法要一致。")]
    public required string Partner { get; init; }

    [Field("对象种类", Slot = "T2", InList = true, Choices = ["企业", "学校", "村居"])]
    public required string PartnerKind { get; init; }

    [Field("结对日期", Slot = "D1", InList = true)]
    public required DateOnly From { get; init; }

    [Field("终止日期", Slot = "D2", InList = true, Help = "还在结对的不填。")]
    public DateOnly? To { get; init; }
}

internal static class Pairings
{
    public static readonly Ledger<LegalEducationPairing> Ledger = Ledger<LegalEducationPairing>
        .Define("legal-education-pairing", "法治教育结对", "S146")
        .For("单位与企业、学校、村居的法治教育结对关系，一对一条，有变化时登记。", "结对单位登记。")
        .OrganIs("结对单位", "机关一方。")
        .OnDay(nameof(LegalEducationPairing.From))
        .StepByStep()
        .Titled(p => $"与{p.Partner}结对")
        .Keyed("同一单位、同一对象、同一结对日期", p => [p.Organ, p.Partner, p.From])
        .Must(
            nameof(LegalEducationPairing.To),
            p => p.To < p.From ? "终止日期早于结对日期，请核对。" : null
        )
        .Proof(EvidenceRule.Optional, "结对协议或者名单，一次即可。")
        .FeedsStock(
            EducationFigures.PairedOrgans,
            "结对期间，同一单位计 1 个",
            p => p.From,
            p => p.To?.AddDays(1),
            distinct: p => p.Organ.ToString("N"),
            dimensions: p => [("对象", p.PartnerKind)]
        )
        .FeedsStock(
            EducationFigures.PairedFirms,
            "结对期间，同一企业计 1 家",
            p => p.From,
            p => p.To?.AddDays(1),
            when: p => p.PartnerKind == "企业",
            distinct: p => p.Partner
        )
        .Build();
}

/// <summary>普法 figures of these ledgers.</summary>
public static class EducationFigures
{
    public static readonly Figure PairedOrgans = Declare.Figure(
        "PairedOrgans",
        "普法.结对单位",
        "个",
        Fold.AsOfDistinct,
        "A8",
        "法治教育结对",
        "截至当日有结对关系的不同单位个数；与几家结对也计一个，与结对企业数是两个数。",
        by: ["对象"]
    );
    public static readonly Figure PairedFirms = Declare.Figure(
        "PairedFirms",
        "普法.结对企业",
        "家",
        Fold.AsOfDistinct,
        "A8",
        "法治教育结对",
        "截至当日有单位与之结对的不同企业家数。"
    );
    public static readonly Figure RiskGroup = Declare.Figure(
        "RiskGroup",
        "普法.风险人员",
        "人",
        Fold.AsOf,
        "A6",
        "风险人员分级汇总",
        "截至当日各乡镇（街道）最近一次月报的人数之和；只有总数，没有名单。",
        by: ["等级"]
    ) with
    {
        OnlyTotals = true,
    };
    public static readonly Figure RiskGroupCared = Declare.Figure(
        "RiskGroupCared",
        "普法.已包保人员",
        "人",
        Fold.AsOf,
        "A6",
        "风险人员分级汇总",
        "截至当日各乡镇（街道）最近一次月报的已落实包保人数之和。",
        by: ["等级"]
    ) with
    {
        OnlyTotals = true,
    };
    public static readonly Figure RiskGroupCaredRate = Declare.Rate(
        "RiskGroupCaredRate",
        "普法.风险包保率",
        "A6",
        RiskGroupCared,
        RiskGroup,
        "没有报来人数",
        "已落实包保人数 ÷ 人数，都以最近一次月报为准。"
    );
    public static readonly Figure MigrantWorkers = Declare.Figure(
        "MigrantWorkers",
        "普法.外出务工",
        "人",
        Fold.AsOf,
        "A8",
        "外出务工普法汇总",
        "最近一轮排查的外出务工人数；几轮之间不能相加。",
        by: ["去向"]
    ) with
    {
        OnlyTotals = true,
    };
    public static readonly Figure MigrantCollective = Declare.Figure(
        "MigrantCollective",
        "普法.集体外出",
        "人",
        Fold.AsOf,
        "A8",
        "外出务工普法汇总",
        "最近一轮排查中集体外出务工的人数。",
        by: ["去向"]
    ) with
    {
        OnlyTotals = true,
    };
    public static readonly Figure MigrantCollectiveInstructed = Declare.Figure(
        "MigrantCollectiveInstructed",
        "普法.集体外出受教育",
        "人",
        Fold.AsOf,
        "A8",
        "外出务工普法汇总",
        "最近一轮排查中集体外出、行前已受普法教育的人数。",
        by: ["去向"]
    ) with
    {
        OnlyTotals = true,
    };
    public static readonly Figure MigrantInstructedRate = Declare.Rate(
        "MigrantInstructedRate",
        "普法.集体外出覆盖率",
        "A8",
        MigrantCollectiveInstructed,
        MigrantCollective,
        "没有集体外出",
        "集体外出中已受教育的人数 ÷ 集体外出人数，最近一轮排查。"
    );

    public static readonly Figure StudyPerQuarterMin = new(
        "StudyPerQuarterMin",
        "学法.季度最少次数",
        "次",
        Fold.LeastQuarter,
        "期间内各个过完的季度中，集中学习次数最少的一个季度的次数；达到 1 就是“每季度一次”。"
    )
    {
        Base = StudyFigures.Collective,
        CountedFrom = "会前学法与集中学法",
        Section = "A8",
        AcceptsTotals = true,
        Dimensions = ["主体层级"],
    };

    public static readonly RelationSet Relations = new([
        // 督察规定 7条(五)、8条(七)、9条(九): at least two a year
        FigureRelation.Expect(
            [StudyFigures.Lectures],
            RelationSign.AtLeast,
            [2m],
            "领导班子每年至少举办两期法治专题讲座（法治政府建设督察规定）。"
        ),
        FigureRelation.Expect(
            [StudyPerQuarterMin, StudyPerQuarterMin, StudyPerQuarterMin, StudyPerQuarterMin],
            RelationSign.AtMost,
            [StudyFigures.Collective],
            "每季度最少的次数乘以四，不会多于全年的次数。"
        ),
        FigureRelation.Must(
            [StudyFigures.Attended],
            RelationSign.AtMost,
            [StudyFigures.Expected],
            "实到不会多于应到。"
        ),
        FigureRelation.Must(
            [RiskGroupCared],
            RelationSign.AtMost,
            [RiskGroup],
            "包保的都在掌握的人数之内。"
        ),
        FigureRelation.Hint(
            [PublicityFigures.Schools],
            RelationSign.AtMost,
            [FigureTerm.Slice(PublicityFigures.Events, "形式=专题讲座")],
            "“每校一场”专题讲座的，讲座场次不少于学校数；相等是巧合，不是同一个数。"
        ),
    ]);
}
