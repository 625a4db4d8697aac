using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Credit;

/// <summary>营商 figures that questions of firms feed.</summary>
public static class EnterpriseQuestionFigures
{
    public static readonly Figure Settled = new FigureSet("企业法律问题", "A1").Count(
        "EnterpriseQuestionsSettled",
        "营商.企业法律问题",
        "件",
        "已经答复或者化解的企业法律问题件数，按答复日期计。",
        "事项",
        "结果"
    );
}

/// <summary>企业法律问题 (S058): one question of a firm put to a legal workstation.</summary>
public sealed record EnterpriseLegalQuestion : LedgerRecord
{
    [Field("工作站（点）", Slot = "T1", MaxLength = 60, InList = true)]
    public required string Station { get; init; }

    [Field("企业编号", MaxLength = 40, Help = "工作站自己编的号，不写企业名称。")]
    public required string FirmCode { get; init; }

    [Field("企业类型", Slot = "T2", Choices = ["大型", "中小微", "个体工商户", "产业园区", "其他"])]
    public required string EnterpriseKind { get; init; }

    [Field("提出日期", Slot = "D1", InList = true)]
    public required DateOnly AskedOn { get; init; }

    [Field(
        "事项",
        Slot = "T3",
        InList = true,
        Choices = [
            "劳动用工",
            "合同债务",
            "知识产权",
            "审批许可",
            "行政执法",
            "融资担保",
            "政策适用",
            "复工复产",
            "其他",
        ],
        Help = "属于投诉行政执法的，另在“执法投诉举报”登记。"
    )]
    public required string Topic { get; init; }

    [Field("结果", Slot = "T4", InList = true, Choices = ["已答复", "已化解", "未果", "办理中"])]
    public required string Result { get; init; }

    [Field("答复日期", Slot = "D2", InList = true)]
    [RequiredIf(nameof(Result), "已答复", "已化解", "未果")]
    public DateOnly? AnsweredOn { get; init; }

    [Field(
        "办理方式",
        Slot = "T5",
        Choices = ["当场答复", "书面答复", "转办", "组织调解", "引导诉讼复议"]
    )]
    [RequiredIf(nameof(Result), "已答复", "已化解", "未果")]
    public string? Answer { get; init; }

    [Field("顾问", MaxLength = 60)]
    public string? Counsel { get; init; }
}

internal static class EnterpriseLegalQuestions
{
    public static readonly Ledger<EnterpriseLegalQuestion> Ledger = Ledger<EnterpriseLegalQuestion>
        .Define("enterprise-legal-question", "企业法律问题", "S058")
        .For(
            "企业向营商环境法治工作站提出的法律问题和答复，一个问题登记一条；满五个工作日没有答复的要催办。",
            "工作站所在单位登记。"
        )
        .OnDay(nameof(EnterpriseLegalQuestion.AskedOn))
        .Titled(q => $"{q.Topic}（{q.Station}）")
        .Keyed(
            "同一工作站、提出日期、企业编号、事项",
            q => [q.Station, q.AskedOn, q.FirmCode, q.Topic]
        )
        .Must(
            nameof(EnterpriseLegalQuestion.AnsweredOn),
            q =>
                q.AnsweredOn < q.AskedOn ? "答复早于提出，请核对。"
                : q is { Result: "办理中", AnsweredOn: not null } ? "还在办理的，没有答复日期。"
                : null
        )
        .Proof(EvidenceRule.Optional, "书面答复。")
        .Feeds(
            EnterpriseQuestionFigures.Settled,
            "已答复、已化解的，按答复日期，计 1 件",
            when: q => q.Result is "已答复" or "已化解",
            by: q => q.AnsweredOn,
            dimensions: q => [("事项", q.Topic), ("结果", q.Result)]
        )
        .Build();
}
