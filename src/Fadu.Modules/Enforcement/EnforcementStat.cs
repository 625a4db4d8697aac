using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;

namespace Fadu.Modules.Enforcement;

/// <summary>执法 figures of the yearly enforcement statistics.</summary>
public static class EnforcementFigures
{
    private static readonly FigureSet Set = new("行政执法数据", "A4");

    public static readonly Figure Licences = Set.Sum(
        "LicenceActs",
        "执法.许可",
        "件",
        "行政许可的件数，按作出决定或者该栏所指步骤的日期计；申请、受理、许可、不予许可、撤销分栏看，不相加。",
        "栏"
    );

    public static readonly Figure Penalties = Set.Sum(
        "Penalties",
        "执法.处罚",
        "宗",
        "行政处罚宗数，按决定日期计；一案一宗，并处几种的计入最重的一种；不予处罚的不计。",
        "种类",
        "程序"
    );

    public static readonly Figure Fines = Set.Money(
        "FinesAndConfiscations",
        "执法.罚没金额",
        "行政处罚决定书载明的罚款和没收金额，按决定日期计，不按缴款；不得用作考核指标。"
    );

    public static readonly Figure Measures = Set.Sum(
        "CoerciveMeasures",
        "执法.强制措施",
        "宗",
        "行政强制措施宗数，按决定日期计。",
        "种类"
    );

    public static readonly Figure Executions = Set.Sum(
        "CoerciveEnforcements",
        "执法.强制执行",
        "宗",
        "行政机关强制执行的宗数，按执行完毕或者终结的日期计。",
        "种类"
    );

    public static readonly Figure CourtRequests = Set.Sum(
        "CourtEnforcementRequests",
        "执法.申请强制执行",
        "宗",
        "申请人民法院强制执行的宗数，按申请日期计。"
    );

    public static readonly Figure Levies = Act("Levies", "执法.征收", "行政征收");
    public static readonly Figure Requisitions = Act("Requisitions", "执法.征用", "行政征用");

    public static readonly Figure Inspections = Set.Sum(
        "Inspections",
        "执法.检查",
        "户次",
        "行政检查的户次，按检查日期计；查一户一次计一户次。",
        "涉企"
    );

    public static readonly Figure FirmInspections = Set.In("A1")
        .Sum(
            "FirmInspections",
            "监管.涉企检查",
            "次",
            "对企业的行政检查次数，按检查日期计；几个部门综合查一次计一次，由牵头部门登记。"
        );

    public static readonly Figure Benefits = Act("Benefits", "执法.给付", "行政给付");
    public static readonly Figure Confirmations = Act("Confirmations", "执法.确认", "行政确认");
    public static readonly Figure Rewards = Act("Rewards", "执法.奖励", "行政奖励");

    public static readonly Figure NoPenalty = Set.Count(
        "NoPenaltyDecisions",
        "执法.不予处罚",
        "宗",
        "不予处罚、首违不罚、减轻处罚的宗数，按决定日期计；减轻的同时在处罚宗数内，不予的不在。",
        "种类"
    );

    public static readonly Figure LegalAudits = Set.Count(
        "LegalAudits",
        "执法.法制审核",
        "件",
        "经过法制审核的执法决定件数，按决定日期计。",
        "行为",
        "结果"
    );

    public static readonly Figure CrimeTransfers = Set.Count(
        "CrimeTransfers",
        "执法.移送司法",
        "件",
        "因涉嫌犯罪移送司法机关的件数，按决定日期计。",
        "受理"
    );

    private static Figure Act(string code, string name, string act) =>
        Set.Sum(code, name, "宗", $"{act}的宗数，按决定日期计。");
}

/// <summary>行政执法数据 (S071, S091): one decision, or the total of one column of the yearly table.</summary>
public sealed record EnforcementStat : LedgerRecord
{
    internal const string Licence = "行政许可";
    internal const string Penalty = "行政处罚";
    internal const string Measure = "行政强制措施";
    internal const string Execution = "行政强制执行";
    internal const string Inspection = "行政检查";
    internal const string NotFined = "不予处罚";

    [Field(
        "行为种类",
        Slot = "T1",
        InList = true,
        Choices = [
            Licence,
            Penalty,
            Measure,
            Execution,
            "申请法院强制执行",
            "行政征收",
            "行政征用",
            Inspection,
            "行政裁决",
            "行政给付",
            "行政确认",
            "行政奖励",
            "其他",
        ]
    )]
    public required string ActKind { get; init; }

    // 国办发〔2018〕118号(六): 统计年报; the columns are those of published tables (S).
    [Field(
        "统计栏",
        Slot = "T2",
        InList = true,
        Choices = [
            "申请",
            "受理",
            "许可",
            "不予许可",
            "撤销",
            "警告",
            "通报批评",
            "罚款",
            "没收",
            "暂扣许可证件",
            "降低资质等级",
            "吊销许可证件",
            "限制开展生产经营活动",
            "责令停产停业",
            "责令关闭",
            "限制从业",
            "行政拘留",
            "查封",
            "扣押",
            "冻结",
            "加处罚款或滞纳金",
            "划拨",
            "拍卖处理",
            "排除妨碍恢复原状",
            "代履行",
            "户次",
            NotFined,
            "其他",
        ],
        Help = "并处几种处罚的，选最重的一种；检查选“户次”，其他行为选“其他”。"
    )]
    public required string Column { get; init; }

    [Field("决定书文号", Slot = "T3", MaxLength = 80, Help = "检查写检查记录的编号。")]
    [RequiredIf(nameof(Form), "明细")]
    public string? DecisionNo { get; init; }

    [Field(
        "决定日期",
        Slot = "D1",
        InList = true,
        Help = "强制执行写执行完毕或者终结的日期，检查写检查日期。"
    )]
    [RequiredIf(nameof(Form), "明细")]
    public DateOnly? DecidedOn { get; init; }

    [Field("并处种类", Help = "同一决定里的其他处罚种类，用分号隔开。", MaxLength = 30)]
    public IReadOnlyList<string>? KindsOrdered { get; init; }

    [Field(
        "金额",
        Slot = "N1",
        Max = 1_000_000_000_000,
        Unit = "元",
        Total = true,
        Help = "按决定书，不按缴款；没收的物品价值不明的不写。"
    )]
    public decimal? Amount { get; init; }

    [Field("程序", Slot = "T4", Choices = ["简易", "普通"])]
    public string? Procedure { get; init; }

    [Field("法制审核", Slot = "T5", Choices = ["不需要", "通过", "纠正后通过", "未通过"])]
    [RequiredIf(nameof(Form), "明细")]
    public string? LegalAudit { get; init; }

    [Field("移送司法", Slot = "T6", Choices = ["否", "移送", "移送并被受理"])]
    public string? CrimeTransfer { get; init; }

    [Field("不予或者减轻", Slot = "T7", Choices = ["无", NotFined, "首违不罚", "减轻"])]
    public string? NoPenalty { get; init; }

    [Field("涉企", Slot = "N2")]
    public bool? EnterpriseRelated { get; init; }

    [Field("数量", Slot = "N3", Max = 100_000_000, Total = true, InList = true)]
    [RequiredIf(nameof(Form), "总数")]
    public long? Quantity { get; init; }

    internal long Number => Form == LineForm.Total ? Quantity ?? 0 : 1;

    internal static readonly Dictionary<string, string[]> Columns = new(StringComparer.Ordinal)
    {
        [Licence] = ["申请", "受理", "许可", "不予许可", "撤销"],
        [Penalty] =
        [
            "警告",
            "通报批评",
            "罚款",
            "没收",
            "暂扣许可证件",
            "降低资质等级",
            "吊销许可证件",
            "限制开展生产经营活动",
            "责令停产停业",
            "责令关闭",
            "限制从业",
            "行政拘留",
            NotFined,
            "其他",
        ],
        [Measure] = ["查封", "扣押", "冻结", "其他"],
        [Execution] =
        [
            "加处罚款或滞纳金",
            "划拨",
            "拍卖处理",
            "排除妨碍恢复原状",
            "代履行",
            "其他",
        ],
        [Inspection] = ["户次"],
    };
}

internal static class EnforcementStats
{
    private static readonly string[] OtherColumns = ["其他"];

    public static readonly Ledger<EnforcementStat> Ledger = Ledger<EnforcementStat>
        .Define("enforcement-stat", "行政执法数据", "S091")
        .For(
            "案件不在本系统办理的行政执法数据，一个决定登记一条，或者按统计栏报一段时间的总数；在本系统办理的由程序产生。",
            "行政执法单位登记或者导入，最迟在报年报以前。"
        )
        .OrganIs("执法单位", "作出决定的单位。")
        .OnDay(nameof(EnforcementStat.DecidedOn))
        .Takes(LineForm.Detail, LineForm.Total)
        .TotalsBy(
            "行为种类、统计栏、程序、涉企",
            s => [s.ActKind, s.Column, s.Procedure, s.EnterpriseRelated],
            s => [s.ActKind]
        )
        .StepByStep()
        .Titled(s =>
            s.Form == LineForm.Total
                ? $"{s.ActKind}（{s.Column}）{s.PeriodName()}"
                : $"{s.ActKind} {s.DecisionNo}"
        )
        .Keyed(
            "同一单位、行为种类、决定书文号；许可另看统计栏；总数看期间和统计栏",
            s =>
                s.Form == LineForm.Total
                    ?
                    [
                        s.Organ,
                        s.ActKind,
                        s.Column,
                        s.Procedure,
                        s.EnterpriseRelated,
                        s.PeriodFrom,
                        s.PeriodTo,
                    ]
                : s.ActKind == EnforcementStat.Licence
                    ? [s.Organ, s.ActKind, s.DecisionNo, s.Column]
                : [s.Organ, s.ActKind, s.DecisionNo]
        )
        .Must(
            nameof(EnforcementStat.Column),
            s =>
                !EnforcementStat
                    .Columns.GetValueOrDefault(s.ActKind, OtherColumns)
                    .Contains(s.Column, StringComparer.Ordinal)
                    ? $"{s.ActKind}没有“{s.Column}”这一栏，请选：{string.Join("、", EnforcementStat.Columns.GetValueOrDefault(s.ActKind, OtherColumns))}。"
                    : null
        )
        .Must(
            nameof(EnforcementStat.Procedure),
            s =>
                s is { ActKind: EnforcementStat.Penalty, Form: LineForm.Detail, Procedure: null }
                    ? "行政处罚请选择简易还是普通程序。"
                    : null
        )
        .Must(
            nameof(EnforcementStat.Amount),
            s =>
                s
                    is {
                        ActKind: EnforcementStat.Penalty,
                        Form: LineForm.Detail,
                        Column: "罚款",
                        Amount: null,
                    }
                    ? "罚款的请填写决定书上的金额。"
                    : null
        )
        .Must(
            nameof(EnforcementStat.NoPenalty),
            s =>
                s.Column == EnforcementStat.NotFined
                && s.Form == LineForm.Detail
                && s.NoPenalty is not (EnforcementStat.NotFined or "首违不罚")
                    ? "统计栏为不予处罚的，请在“不予或者减轻”选不予处罚或者首违不罚。"
                : s.Column != EnforcementStat.NotFined
                && s.NoPenalty is EnforcementStat.NotFined or "首违不罚"
                    ? "不予处罚不计入处罚宗数，统计栏请选“不予处罚”。"
                : null
        )
        .Proof(EvidenceRule.None, "决定书本身，不另附。")
        // 国办发〔2018〕118号(六): 每年1月31日前公开上年度执法总体情况有关数据，并报本级政府和上级主管部门。
        .Owed(
            Rhythm.Yearly,
            o =>
                o.Kind
                    is OrganKind.Department
                        or OrganKind.Township
                        or OrganKind.Subdistrict
                        or OrganKind.VerticalOrgan
        )
        .Feeds(
            EnforcementFigures.Licences,
            "行政许可，按统计栏，明细计 1 件，总数计数量",
            s => s.Number,
            when: s => s.ActKind == EnforcementStat.Licence,
            dimensions: s => [("栏", s.Column)]
        )
        .Feeds(
            EnforcementFigures.Penalties,
            "行政处罚，不予处罚的除外，明细计 1 宗，总数计数量",
            s => s.Number,
            when: s =>
                s is { ActKind: EnforcementStat.Penalty, Column: not EnforcementStat.NotFined },
            dimensions: s => [("种类", s.Column), ("程序", s.Procedure)]
        )
        .Feeds(
            EnforcementFigures.Fines,
            "行政处罚，计金额",
            s => s.Amount,
            when: s => s.ActKind == EnforcementStat.Penalty
        )
        .Feeds(
            EnforcementFigures.Measures,
            "行政强制措施，明细计 1 宗，总数计数量",
            s => s.Number,
            when: s => s.ActKind == EnforcementStat.Measure,
            dimensions: s => [("种类", s.Column)]
        )
        .Feeds(
            EnforcementFigures.Executions,
            "行政强制执行，明细计 1 宗，总数计数量",
            s => s.Number,
            when: s => s.ActKind == EnforcementStat.Execution,
            dimensions: s => [("种类", s.Column)]
        )
        .Feeds(
            EnforcementFigures.CourtRequests,
            "申请法院强制执行，明细计 1 宗，总数计数量",
            s => s.Number,
            when: s => s.ActKind == "申请法院强制执行"
        )
        .Feeds(EnforcementFigures.Levies, Words("行政征收"), s => s.Number, Is("行政征收"))
        .Feeds(EnforcementFigures.Requisitions, Words("行政征用"), s => s.Number, Is("行政征用"))
        .Feeds(EnforcementFigures.Benefits, Words("行政给付"), s => s.Number, Is("行政给付"))
        .Feeds(EnforcementFigures.Confirmations, Words("行政确认"), s => s.Number, Is("行政确认"))
        .Feeds(EnforcementFigures.Rewards, Words("行政奖励"), s => s.Number, Is("行政奖励"))
        .Feeds(
            EnforcementFigures.Inspections,
            "行政检查，明细计 1 户次，总数计数量",
            s => s.Number,
            when: s => s.ActKind == EnforcementStat.Inspection,
            dimensions: s =>
                [
                    (
                        "涉企",
                        s.EnterpriseRelated is not { } firm ? null
                        : firm ? "是"
                        : "否"
                    ),
                ]
        )
        .Feeds(
            EnforcementFigures.FirmInspections,
            "涉企的行政检查，明细计 1 次，总数计数量",
            s => s.Number,
            when: s => s is { ActKind: EnforcementStat.Inspection, EnterpriseRelated: true }
        )
        .Feeds(
            EnforcementFigures.NoPenalty,
            "明细、不予处罚、首违不罚、减轻的，计 1 宗",
            when: s => s.Form == LineForm.Detail && s.NoPenalty is not (null or "无"),
            dimensions: s => [("种类", s.NoPenalty)]
        )
        .Feeds(
            EnforcementFigures.LegalAudits,
            "明细、经过法制审核的，计 1 件",
            when: s => s.Form == LineForm.Detail && s.LegalAudit is not (null or "不需要"),
            dimensions: s => [("行为", s.ActKind), ("结果", s.LegalAudit)]
        )
        .Feeds(
            EnforcementFigures.CrimeTransfers,
            "明细、移送司法机关的，计 1 件",
            when: s => s.Form == LineForm.Detail && s.CrimeTransfer is not (null or "否"),
            dimensions: s => [("受理", s.CrimeTransfer == "移送并被受理" ? "是" : "否")]
        )
        .Build();

    private static string Words(string act) => $"{act}，明细计 1 宗，总数计数量";

    private static Func<EnforcementStat, bool> Is(string act) => s => s.ActKind == act;
}
