using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.EnforcementOversight;

/// <summary>监督 figures that complaints feed.</summary>
public static class ComplaintFigures
{
    private static readonly FigureSet Set = new("执法投诉举报", "A4");

    public static readonly Figure Handled = Set.Count(
        "ComplaintsHandled",
        "监督.投诉办理",
        "件",
        "受理并已经答复的行政执法投诉举报件数，按答复日期计。",
        "事项",
        "结果",
        "涉企"
    );

    public static readonly Figure Due = Set.Details.Count(
        "ComplaintsDue",
        "监督.到期投诉",
        "件",
        "受理的投诉举报中答复期限落在期间内的件数。"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure InTime = Set.Details.Count(
        "ComplaintsInTime",
        "监督.按期答复投诉",
        "件",
        "答复期限落在期间内、在期限当日或者之前答复的投诉举报件数。"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure OnTimeRate = Set.Details.Rate(
        "ComplaintOnTimeRate",
        "监督.投诉按期率",
        "答复期限落在期间内的投诉举报中，按期答复的所占比例。",
        InTime,
        Due,
        "没有到期的投诉"
    );
}

/// <summary>执法投诉举报 (S098): one complaint about how an organ enforces. Who complained is not in it.</summary>
public sealed record EnforcementComplaint : LedgerRecord
{
    [Field(
        "渠道",
        Slot = "T1",
        InList = true,
        Choices = [
            "来信来访",
            "网上",
            "12345",
            "涉企诉求沟通机制",
            "信访转办",
            "纪检转办",
            "人大政协转办",
        ]
    )]
    public required string Channel { get; init; }

    [Field(
        "编号",
        Slot = "T2",
        MaxLength = 60,
        InList = true,
        Help = "来源的编号，或者本机构的流水号。"
    )]
    public required string Number { get; init; }

    // 行政执法监督条例 11条
    [Field(
        "事项",
        Slot = "T3",
        InList = true,
        Choices = [
            "有案不立或不作为",
            "乱收费",
            "乱罚款",
            "乱检查",
            "乱查封",
            "违规异地执法",
            "趋利性执法",
            "粗暴执法",
            "程序违法",
            "人员资格",
            "其他",
        ]
    )]
    public required string Kind { get; init; }

    [Field("涉企", Slot = "N1")]
    public required bool EnterpriseRelated { get; init; }

    [Field("收到日期", Slot = "D1", InList = true)]
    public required DateOnly ReceivedOn { get; init; }

    [Field("受理结果", Slot = "T4", Choices = ["受理", "不属范围", "引导复议诉讼", "重复"])]
    public required string Intake { get; init; }

    [Field("受理日期", Slot = "D2")]
    [RequiredIf(nameof(Intake), "受理")]
    public DateOnly? AcceptedOn { get; init; }

    [Field("答复期限", Slot = "D3", Future = true, Help = "地方规定，没有规定的按三十日。")]
    [RequiredIf(nameof(Intake), "受理")]
    public DateOnly? DueOn { get; init; }

    [Field("答复日期", Slot = "D4")]
    public DateOnly? RepliedOn { get; init; }

    [Field(
        "办理结果",
        Slot = "T5",
        InList = true,
        Choices = ["属实已纠正", "部分属实", "不属实", "移送", "办理中"]
    )]
    [RequiredIf(nameof(Intake), "受理")]
    public string? Result { get; init; }

    [Field("监督文书", MaxLength = 60, Help = "制发了监督文书的，写文号。")]
    public string? Notice { get; init; }
}

internal static class EnforcementComplaints
{
    public static readonly Ledger<EnforcementComplaint> Ledger = Ledger<EnforcementComplaint>
        .Define("enforcement-complaint", "执法投诉举报", "S098")
        .For(
            "对行政执法的投诉举报和办理结果，一件登记一条；投诉人的情况只写在案件里，这里不写。",
            "行政执法监督机构登记。"
        )
        .OrganIs("被投诉单位", "执法的单位。")
        .OnDay(nameof(EnforcementComplaint.ReceivedOn))
        .StepByStep()
        .Titled(c => $"{c.Kind}（{c.Channel} {c.Number}）")
        .Keyed("同一渠道、同一编号", c => [c.Channel, c.Number])
        .Near("同一单位同一天收到过同类投诉，是不是同一件？", c => [c.Organ, c.Kind, c.ReceivedOn])
        .Must(
            nameof(EnforcementComplaint.AcceptedOn),
            c => c.AcceptedOn < c.ReceivedOn ? "受理早于收到，请核对。" : null
        )
        .Must(
            nameof(EnforcementComplaint.RepliedOn),
            c =>
                c.RepliedOn < c.ReceivedOn ? "答复早于收到，请核对。"
                : c is { Result: not (null or "办理中"), RepliedOn: null }
                    ? "已有办理结果的，请填写答复日期。"
                : c is { Result: "办理中", RepliedOn: not null } ? "还在办理的，没有答复日期。"
                : null
        )
        .Must(
            nameof(EnforcementComplaint.Result),
            c => c.Intake != "受理" && c.Result is not null ? "没有受理的，不填办理结果。" : null
        )
        .Proof(EvidenceRule.Optional, "答复文书。")
        .Feeds(
            ComplaintFigures.Handled,
            "受理并答复的，按答复日期，计 1 件",
            when: c => c.Intake == "受理",
            by: c => c.RepliedOn,
            dimensions: c =>
                [("事项", c.Kind), ("结果", c.Result), ("涉企", c.EnterpriseRelated ? "是" : "否")]
        )
        .Feeds(
            ComplaintFigures.Due,
            "受理的，按答复期限，计 1 件",
            when: c => c.Intake == "受理",
            by: c => c.DueOn
        )
        .Feeds(
            ComplaintFigures.InTime,
            "受理并按期答复的，按答复期限，计 1 件",
            when: c => c.Intake == "受理" && c.RepliedOn <= c.DueOn,
            by: c => c.DueOn
        )
        .Build();
}
