using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Decisions;

/// <summary>决策 figures that responsibilities feed.</summary>
public static class DecisionResponsibilityFigures
{
    public static readonly Figure Accountability = new FigureSet(
        "决策责任与倒查",
        "B",
        false
    ).Count(
        "DecisionAccountability",
        "决策.追责",
        "人次",
        "因重大行政决策被追究责任的人次，按处理决定日期计；一人一次决定计一人次。",
        "方式"
    );
}

/// <summary>决策责任与倒查 (S024): who did what in one stage of a decision, or one accountability decision.</summary>
public sealed record DecisionResponsibility : LedgerRecord
{
    [Field("决策事项", Slot = "T1", InList = true, Help = "写决策的全称，每次写法一致。")]
    public required string Decision { get; init; }

    [Field(
        "环节",
        Slot = "T2",
        InList = true,
        Choices = [
            DecisionStages.Initiation,
            DecisionStages.Draft,
            DecisionStages.Consultation,
            DecisionStages.Participation,
            DecisionStages.Hearing,
            DecisionStages.Experts,
            DecisionStages.Risk,
            DecisionStages.Competition,
            DecisionStages.Legality,
            DecisionStages.Deliberation,
            DecisionStages.Request,
            DecisionStages.Publication,
            DecisionStages.Execution,
            DecisionStages.Evaluation,
            DecisionStages.Adjustment,
        ]
    )]
    public required string Stage { get; init; }

    [Field(
        "角色",
        Slot = "T3",
        InList = true,
        Choices = [
            "提出",
            "承办负责人",
            "论证专家",
            "评估负责人",
            "合法性审查",
            "参会讨论",
            "主持",
            "签发",
            "执行负责人",
        ]
    )]
    public required string Role { get; init; }

    [Field("人员", Slot = "T4", MaxLength = 30)]
    public required string Person { get; init; }

    [Field("时任职务", MaxLength = 60, Help = "当日的职务，不写后来的。")]
    public required string Post { get; init; }

    [Field("意见", Slot = "T5", Choices = ["同意", "不同意", "保留", "建议修改", "未发表"])]
    [RequiredIf(nameof(Role), "参会讨论", "合法性审查")]
    public string? Opinion { get; init; }

    [Field("履责日期", Slot = "D1", InList = true)]
    public required DateOnly ActedOn { get; init; }

    [Field(
        "追责方式",
        Slot = "T6",
        Choices = ["批评教育", "诫勉", "组织处理", "处分", "移送"],
        Help = "只在作出追责决定时填写。"
    )]
    public string? Accountability { get; init; }

    [Field("追责决定机关", MaxLength = 100)]
    [RequiredIf(nameof(Accountability), "批评教育", "诫勉", "组织处理", "处分", "移送")]
    public string? DecidedBy { get; init; }

    [Field("追责决定日期", Slot = "D2")]
    [RequiredIf(nameof(Accountability), "批评教育", "诫勉", "组织处理", "处分", "移送")]
    public DateOnly? DecidedOn { get; init; }
}

internal static class DecisionResponsibilities
{
    public static readonly Ledger<DecisionResponsibility> Ledger = Ledger<DecisionResponsibility>
        .Define("decision-responsibility", "决策责任与倒查", "S024")
        .For(
            "重大行政决策每个环节由谁经手、发表什么意见，永久留存；追究责任的，一个决定登记一条。",
            "县政府办公室登记在本系统以外作出的决策；在本系统办理的，责任链由事项的记录得出，不在这里登记。追责由有关机关的联络员登记。"
        )
        .OrganIs("登记单位", "人员姓名只有登记单位和能查看全县的人员看得到。")
        .OnDay(nameof(DecisionResponsibility.ActedOn))
        .Titled(r => $"{r.Decision}：{r.Stage}，{r.Role}")
        .Keyed(
            "同一决策、环节、角色、人员和追责决定日期",
            r => [r.Decision, r.Stage, r.Role, r.Person, r.DecidedOn]
        )
        .Must(
            nameof(DecisionResponsibility.DecidedOn),
            r => r.DecidedOn < r.ActedOn ? "追责决定早于履责日期，请核对。" : null
        )
        .Proof(EvidenceRule.Optional, "会议纪要；追责的附处理决定。")
        .Feeds(
            DecisionResponsibilityFigures.Accountability,
            "填写了追责方式的，按决定日期，计 1 人次",
            when: r => r.Accountability is not null,
            by: r => r.DecidedOn,
            dimensions: r => [("方式", r.Accountability)]
        )
        .Build();
}
