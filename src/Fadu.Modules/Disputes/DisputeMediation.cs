using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;

namespace Fadu.Modules.Disputes;

/// <summary>调解 figures that disputes feed.</summary>
public static class MediationFigures
{
    private static readonly FigureSet Set = new("矛盾纠纷排查化解与调解", "A6");

    public static readonly Figure Accepted = Set.Sum(
        "MediationAccepted",
        "调解.受理",
        "件",
        "受理调解的纠纷件数，按受理日期计；批次计件数。移到别处继续调解的各计一件，全县总数看第一次受理。",
        "种类",
        "类型",
        "来源"
    );

    public static readonly Figure Found = Set.Sum(
        "DisputesFound",
        "调解.排查",
        "件",
        "来源为排查发现的纠纷件数，按受理日期计。",
        "种类"
    );

    public static readonly Figure Succeeded = Set.Sum(
        "MediationSucceeded",
        "调解.成功",
        "件",
        "调解成功的件数，按办结日期计；批次计成功件数。",
        "种类",
        "类型"
    );

    public static readonly Figure CohortSucceeded = Set.Sum(
        "MediationSucceededOfAccepted",
        "调解.受理中成功",
        "件",
        "期间内受理的纠纷中调解成功的件数，按受理日期计，状态到数据截止日；是成功率的分子。",
        "种类",
        "类型",
        "来源"
    );

    public static readonly Figure SuccessRate = Set.Rate(
        "MediationSuccessRate",
        "调解.成功率",
        "期间内受理的纠纷中调解成功的所占比例，状态到数据截止日；还在调解的在分母内。",
        CohortSucceeded,
        Accepted,
        "没有受理"
    );

    public static readonly Figure Written = Set.Sum(
        "WrittenAgreements",
        "调解.书面协议",
        "份",
        "达成书面调解协议的份数，按办结日期计。",
        "种类"
    );

    public static readonly Figure Parties = Set.Sum(
        "MediationParties",
        "调解.当事人",
        "人",
        "纠纷当事人的人次，按受理日期计；一人在两件纠纷里计两次。",
        "种类"
    );

    public static readonly Figure Amount = Set.Money(
        "MediationAmount",
        "调解.金额",
        "受理的纠纷涉及的金额，按受理日期计。",
        "种类"
    );

    public static readonly Figure Confirmed = Set.Count(
        "JudicialConfirmations",
        "调解.司法确认",
        "件",
        "经人民法院司法确认的调解协议件数，按确认日期计。",
        "种类"
    );

    public static readonly Figure Performed = Set.Details.Count(
        "AgreementsPerformed",
        "调解.已履行协议",
        "件",
        "调解成功、协议已经履行的件数，按办结日期计，状态到数据截止日。",
        "种类"
    );

    public static readonly Figure ToPerform = Set.Details.Count(
        "AgreementsToPerform",
        "调解.应履行协议",
        "件",
        "调解成功、已经履行和到期没有履行的件数，按办结日期计；没有到期的不计。",
        "种类"
    );

    public static readonly Figure PerformedRate = Set.Details.Rate(
        "AgreementPerformedRate",
        "调解.履行率",
        "已经履行的 ÷（已经履行 + 到期没有履行），状态到数据截止日。",
        Performed,
        ToPerform,
        "没有应履行的协议"
    );

    public static readonly Figure Prevented = Set.Count(
        "EscalationsPrevented",
        "调解.防激化",
        "件",
        "防止激化的纠纷件数（民转刑、群体性事件、自杀），按办结日期计。",
        "种类"
    );

    public static readonly Figure Unfinished = Set.Sum(
        "MediationFailed",
        "调解.未成功",
        "件",
        "调解不成、撤回、引导其他途径的件数，按办结日期计。",
        "种类",
        "结果"
    );
}

/// <summary>矛盾纠纷排查化解与调解 (S121, S122): one dispute at one body, or many small ones of a day.</summary>
public sealed record DisputeMediation : LedgerRecord
{
    internal const string Pending = "调解中";
    internal const string Success = "成功";
    internal const string Administrative = "行政调解";

    [Field(
        "调解种类",
        Slot = "T1",
        InList = true,
        Choices = [
            "人民调解",
            "行业性专业性人民调解",
            Administrative,
            "公共法律服务中心调解",
            "法院委派诉前调解",
            "其他",
        ]
    )]
    public required string Kind { get; init; }

    [Field(
        "调解组织或者机关",
        Slot = "T2",
        MaxLength = 100,
        InList = true,
        Help = "调解委员会、调解中心或者行政机关的名称，写法要一致。"
    )]
    public required string Body { get; init; }

    [Field("纠纷编号", Slot = "T3", MaxLength = 60)]
    [RequiredIf(nameof(Form), "明细")]
    public string? CaseNo { get; init; }

    [Field("村（社区）", Slot = "T8", MaxLength = 40)]
    public string? Village { get; init; }

    [Field(
        "来源",
        Slot = "T4",
        Choices = [
            "排查发现",
            "当事人申请",
            "主动介入",
            "法院委派",
            "公安移送",
            "信访转入",
            "12345转入",
            "其他",
        ]
    )]
    public required string FoundBy { get; init; }

    [Field("受理日期", Slot = "D1", InList = true)]
    public required DateOnly AcceptedOn { get; init; }

    [Field(
        "纠纷类型",
        Slot = "T5",
        InList = true,
        Choices = [
            "婚姻家庭",
            "邻里",
            "房屋宅基地",
            "山林土地",
            "征地拆迁",
            "合同",
            "生产经营",
            "损害赔偿",
            "劳动争议",
            "道路交通",
            "医疗",
            "环境",
            "物业",
            "消费",
            "行政争议",
            "其他",
        ]
    )]
    public required string DisputeType { get; init; }

    [Field("当事人数", Slot = "N1", Max = 100_000, Unit = "人", Total = true, Help = "只写人数。")]
    public required long Parties { get; init; }

    [Field("涉及金额", Slot = "N2", Max = 1_000_000_000_000, Unit = "元")]
    public decimal? Amount { get; init; }

    [Field("重大疑难", Slot = "N3", Help = "重大疑难的，二十四小时内直接报告。")]
    public required bool Major { get; init; }

    [Field(
        "结果",
        Slot = "T6",
        InList = true,
        Choices = [Pending, Success, "不成", "撤回", "引导其他途径"]
    )]
    [RequiredIf(nameof(Form), "明细")]
    public string? Result { get; init; }

    [Field("办结日期", Slot = "D2")]
    [RequiredIf(nameof(Result), Success, "不成", "撤回", "引导其他途径")]
    public DateOnly? ClosedOn { get; init; }

    [Field("协议", Slot = "T7", Choices = ["书面", "口头", "无"])]
    [RequiredIf(nameof(Result), Success)]
    public string? Agreement { get; init; }

    // 人民调解法第三十三条: 自调解协议生效之日起三十日内共同申请司法确认
    [Field("司法确认日期", Slot = "D3", Help = "双方在协议生效之日起三十日内共同申请。")]
    public DateOnly? ConfirmedOn { get; init; }

    [Field("履行", Choices = ["已履行", "未到期", "未履行"])]
    [RequiredIf(nameof(Result), Success)]
    public string? Performed { get; init; }

    [Field("防止激化", Choices = ["无", "民转刑", "群体性事件", "自杀"])]
    public string? Prevented { get; init; }

    [Field("来自", MaxLength = 80, Help = "从别的组织转来继续调解的，写原来的编号。")]
    public string? Origin { get; init; }

    [Field("件数", Slot = "N4", Max = 100_000, Unit = "件", Total = true, InList = true)]
    [RequiredIf(nameof(Form), "批次")]
    public long? Quantity { get; init; }

    [Field("成功件数", Slot = "N5", Max = 100_000, Unit = "件", Total = true)]
    [RequiredIf(nameof(Form), "批次")]
    public long? Succeeded { get; init; }

    [Field("书面协议份数", Slot = "N6", Max = 100_000, Unit = "份", Total = true)]
    [RequiredIf(nameof(Form), "批次")]
    public long? Written { get; init; }

    internal bool IsBatch => Form == LineForm.Batch;
}

[Carries("S122")]
internal static class DisputeMediations
{
    public static readonly Ledger<DisputeMediation> Ledger = Ledger<DisputeMediation>
        .Define("dispute-mediation", "矛盾纠纷排查化解与调解", "S121")
        .For(
            "排查出来和调解的矛盾纠纷，一件登记一条，当天调处的口头小纠纷可以合为一条批次；调解统计报表由此产生，不另填表。",
            "调解组织，或者组织调解的行政机关。"
        )
        .OrganIs("填报单位", "行政机关写本单位，调解组织写所在的乡镇、街道或者主管部门。")
        .OnDay(nameof(DisputeMediation.AcceptedOn))
        .Takes(LineForm.Detail, LineForm.Batch)
        .StepByStep()
        .Titled(d =>
            d.IsBatch
                ? $"{d.DisputeType} {d.Quantity} 件（{d.Body}）"
                : $"{d.DisputeType} {d.CaseNo}"
        )
        .Keyed(
            "同一组织、同一纠纷编号；批次看组织、受理日期和类型",
            d => d.IsBatch ? [d.Body, d.AcceptedOn, d.DisputeType, d.Kind] : [d.Body, d.CaseNo]
        )
        .Near(
            "同村同类、当事人数相同的纠纷，同月已有登记，是不是同一件？",
            d =>
                d.IsBatch || string.IsNullOrWhiteSpace(d.Village)
                    ? null
                    :
                    [
                        d.Organ,
                        d.Village,
                        d.DisputeType,
                        d.Parties,
                        d.AcceptedOn.Year,
                        d.AcceptedOn.Month,
                    ]
        )
        .Must(
            nameof(DisputeMediation.ClosedOn),
            d =>
                d.ClosedOn < d.AcceptedOn ? "办结早于受理，请核对。"
                : d is { Result: DisputeMediation.Pending, ClosedOn: not null }
                    ? "还在调解的，没有办结日期。"
                : null
        )
        .Must(
            nameof(DisputeMediation.Agreement),
            d =>
                d is { Agreement: not null, Result: not DisputeMediation.Success }
                    ? "调解成功才有协议，请核对结果。"
                    : null
        )
        .Must(
            nameof(DisputeMediation.ConfirmedOn),
            d =>
                d.ConfirmedOn is not null && d.Agreement != "书面" ? "有书面协议的才能司法确认。"
                : d.ConfirmedOn < d.ClosedOn ? "司法确认早于办结，请核对。"
                : null
        )
        .AtMost(
            "成功件数 ≤ 件数",
            nameof(DisputeMediation.Succeeded),
            d => d.Succeeded,
            d => d.Quantity
        )
        .AtMost(
            "书面协议份数 ≤ 成功件数",
            nameof(DisputeMediation.Written),
            d => d.Written,
            d => d.Succeeded
        )
        .Proof(EvidenceRule.Optional, "书面协议或者记录；批次不需要。")
        .Owed(
            Rhythm.Monthly,
            o => o.Kind is OrganKind.Department or OrganKind.Township or OrganKind.Subdistrict
        )
        .Feeds(
            MediationFigures.Accepted,
            "明细计 1 件，批次计件数，按受理日期",
            d => d.IsBatch ? d.Quantity : 1,
            dimensions: Cohort
        )
        .Feeds(
            MediationFigures.CohortSucceeded,
            "成功的，明细计 1 件，批次计成功件数，按受理日期",
            d => d.IsBatch ? d.Succeeded : 1,
            when: d => d.IsBatch || d.Result == DisputeMediation.Success,
            dimensions: Cohort
        )
        .Feeds(
            MediationFigures.Found,
            "排查发现的，明细计 1 件，批次计件数，按受理日期",
            d => d.IsBatch ? d.Quantity : 1,
            when: d => d.FoundBy == "排查发现",
            dimensions: Kind
        )
        .Feeds(
            MediationFigures.Succeeded,
            "成功的，明细计 1 件，按办结日期；批次计成功件数",
            d => d.IsBatch ? d.Succeeded : 1,
            when: d => d.IsBatch || d.Result == DisputeMediation.Success,
            by: Closed,
            dimensions: d => [("种类", d.Kind), ("类型", d.DisputeType)]
        )
        .Feeds(
            MediationFigures.Unfinished,
            "不成、撤回、引导其他途径的，按办结日期，计 1 件",
            when: d => d.Result is "不成" or "撤回" or "引导其他途径",
            by: d => d.ClosedOn,
            dimensions: d => [("种类", d.Kind), ("结果", d.Result)]
        )
        .Feeds(
            MediationFigures.Written,
            "书面协议，明细计 1 份，按办结日期；批次计份数",
            d => d.IsBatch ? d.Written : 1,
            when: d => d.IsBatch || d.Agreement == "书面",
            by: Closed,
            dimensions: Kind
        )
        .Feeds(MediationFigures.Parties, "按受理日期，计当事人数", d => d.Parties, dimensions: Kind)
        .Feeds(MediationFigures.Amount, "按受理日期，计涉及金额", d => d.Amount, dimensions: Kind)
        .Feeds(
            MediationFigures.Confirmed,
            "按司法确认日期，计 1 件",
            by: d => d.ConfirmedOn,
            dimensions: Kind
        )
        .Feeds(
            MediationFigures.Performed,
            "成功并已履行的，按办结日期，计 1 件",
            when: d => d.Performed == "已履行",
            by: d => d.ClosedOn,
            dimensions: Kind
        )
        .Feeds(
            MediationFigures.ToPerform,
            "成功、已履行和未履行的，按办结日期，计 1 件",
            when: d => d.Performed is "已履行" or "未履行",
            by: d => d.ClosedOn,
            dimensions: Kind
        )
        .Feeds(
            MediationFigures.Prevented,
            "防止激化的，按办结日期，计 1 件",
            when: d => d.Prevented is not (null or "无"),
            by: d => d.ClosedOn,
            dimensions: Kind
        )
        .Build();

    private static DateOnly? Closed(DisputeMediation d) => d.IsBatch ? d.AcceptedOn : d.ClosedOn;

    private static IEnumerable<(string, string?)> Kind(DisputeMediation d) => [("种类", d.Kind)];

    private static IEnumerable<(string, string?)> Cohort(DisputeMediation d) =>
        [("种类", d.Kind), ("类型", d.DisputeType), ("来源", d.FoundBy)];
}
