using Fadu.Core.Ledgers;

namespace Fadu.Modules.LegalityReview;

/// <summary>政府合同（协议） (S005) of the years before this system, one contract a line, filled in step by step. What is handled here counts by its procedure.</summary>
public sealed record GovernmentContract : LedgerRecord
{
    [Field("合同名称", Slot = "T1", InList = true)]
    public required string Title { get; init; }

    [Field("相对方", Slot = "T2", MaxLength = 100, Help = "自然人写“自然人”。")]
    public required string Counterparty { get; init; }

    [Field(
        "合同类型",
        Slot = "T3",
        InList = true,
        Choices = [
            ContractTypes.Concession,
            ContractTypes.Compensation,
            ContractTypes.Housing,
            ContractTypes.Medical,
            ContractTypes.OtherAdministrative,
            ContractTypes.Investment,
            ContractTypes.Assets,
            ContractTypes.Works,
            ContractTypes.OtherCivil,
        ]
    )]
    public required string ContractType { get; init; }

    [Field(
        "标的额",
        Slot = "N1",
        Max = 1_000_000_000_000,
        Unit = "元",
        Help = "没有标的额的不填，不写 0。"
    )]
    public decimal? Amount { get; init; }

    [Field(
        "审查日期",
        Slot = "D1",
        InList = true,
        Help = "首次出具审查意见的日期；未经审查的不填。"
    )]
    public DateOnly? ReviewedOn { get; init; }

    [Field("不需审查的理由", MaxLength = 300, Help = "不在审查事项目录内的写明。")]
    public string? OutsideBecause { get; init; }

    [Field("登记日期", Slot = "D2", Help = "送审或者拟签的日期；这一条计在这一天。")]
    public required DateOnly RegisteredOn { get; init; }

    [Field("签订日期", Slot = "D3", InList = true)]
    public DateOnly? SignedOn { get; init; }

    [Field("合同编号", Slot = "T4", MaxLength = 60, Help = "签订以后填写。")]
    public string? ContractNo { get; init; }

    [Field("备案日期", Slot = "D4")]
    public DateOnly? FiledOn { get; init; }

    [Field("履行期限", Future = true)]
    public DateOnly? PerformanceDueOn { get; init; }

    [Field(
        "状态",
        Slot = "T5",
        InList = true,
        Choices = ["审查中", "可签未签", "履行中", "变更", "争议中", "履行完毕", "解除"]
    )]
    public required string Status { get; init; }

    [Field("违约方", Slot = "T6", Choices = ["无", "我方", "对方", "双方"])]
    [RequiredIf(nameof(Status), "争议中", "解除")]
    public string? BreachBy { get; init; }

    [Field("争议或者解除日期")]
    [RequiredIf(nameof(Status), "争议中", "解除")]
    public DateOnly? BrokenOn { get; init; }

    /// <summary>未审先签: signed although no opinion had been given by then, and it lies within what must be reviewed.</summary>
    internal bool SignedUnreviewed =>
        SignedOn is { } signed
        && string.IsNullOrWhiteSpace(OutsideBecause)
        && (ReviewedOn is not { } reviewed || reviewed > signed);
}

internal static class GovernmentContracts
{
    public static readonly Ledger<GovernmentContract> Ledger = Ledger<GovernmentContract>
        .Define("government-contract", "政府合同（历史）", "S005")
        .For(
            "本系统启用以前的政府合同、协议，一份登记一条，办到哪一步填到哪一步；在本系统办理的不重复登记。",
            "签订合同的单位登记；两个单位共同签订的，由写在前面的登记。"
        )
        .OnDay(nameof(GovernmentContract.RegisteredOn))
        .StepByStep()
        .Titled(c => c.Title)
        .Keyed(
            "同一单位、同一合同编号；没有编号的，同一名称、同一相对方",
            c =>
                string.IsNullOrWhiteSpace(c.ContractNo)
                    ? [c.Organ, c.Title, c.Counterparty]
                    : [c.Organ, c.ContractNo]
        )
        .Must(
            nameof(GovernmentContract.Amount),
            c => c.Amount == 0 ? "没有标的额的请留空，不写 0。" : null
        )
        .Must(
            nameof(GovernmentContract.ContractNo),
            c =>
                c.SignedOn is not null && string.IsNullOrWhiteSpace(c.ContractNo)
                    ? "已经签订的，请填写合同编号。"
                    : null
        )
        .Must(
            nameof(GovernmentContract.FiledOn),
            c =>
                c.FiledOn is { } filed && (c.SignedOn is not { } signed || filed < signed)
                    ? "备案在签订以后，请核对两个日期。"
                    : null
        )
        .Proof(EvidenceRule.Optional, "签订的合同文本。")
        .Feeds(
            ReviewFigures.Contracts,
            "按审查日期，计 1 件",
            by: c => c.ReviewedOn,
            dimensions: Type
        )
        .Feeds(
            ReviewFigures.ContractValue,
            "按审查日期，计标的额",
            c => c.Amount,
            by: c => c.ReviewedOn,
            dimensions: Type
        )
        .Feeds(
            ReviewFigures.SignedUnreviewed,
            "签订时还没有出具审查意见的，按签订日期，计 1 件",
            when: c => c.SignedUnreviewed,
            by: c => c.SignedOn
        )
        .Feeds(
            ReviewFigures.Breaches,
            "争议中或者解除、违约方为我方或者双方的，按争议或者解除日期，计 1 件",
            when: c => c.BreachBy is "我方" or "双方",
            by: c => c.BrokenOn,
            dimensions: Type
        )
        .Build();

    private static IEnumerable<(string, string?)> Type(GovernmentContract c) =>
        [("合同类型", c.ContractType)];
}
