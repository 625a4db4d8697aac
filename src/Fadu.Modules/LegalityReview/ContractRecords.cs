using System.ComponentModel.DataAnnotations;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.LegalityReview;

/// <summary>The types of government contracts; the first five are 行政协议 (行政复议法实施条例2026第十条).</summary>
public static class ContractTypes
{
    public const string Concession = "政府特许经营协议";
    public const string Compensation = "征收征用补偿协议";
    public const string Housing = "保障性住房协议";
    public const string Medical = "医疗保障服务协议";
    public const string OtherAdministrative = "其他行政协议";
    public const string Investment = "招商引资协议";
    public const string Assets = "国有资产处置";
    public const string Works = "工程与采购";
    public const string OtherCivil = "其他民事合同";
}

/// <summary>A contract of the government or a department, from the draft to the end of its performance.</summary>
public sealed record ContractRecordFacts
{
    [Field("名称", InList = true)]
    public required string Title { get; init; }

    [Field(
        "合同类型",
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
        ],
        Slot = "T1"
    )]
    public required string ContractType { get; init; }

    [Field("合同相对方", Help = "单位全称；自然人写“自然人”。")]
    public required string Counterparty { get; init; }

    [Field(
        "标的额",
        Unit = "元",
        Help = "没有标的额的留空。",
        Slot = "N1",
        Max = 1_000_000_000_000
    )]
    public decimal? Amount { get; init; }

    [Field("合同编号", Slot = "T2")]
    public string? ContractNo { get; init; }

    [Field("履行期限", Future = true, Slot = "D1")]
    public DateOnly? PerformanceDueOn { get; init; }

    [Field("不需审查的理由", Help = "不在合法性审查事项目录内的，写明理由。", MaxLength = 500)]
    public string? OutsideBecause { get; init; }

    [Field("备注", MaxLength = 500, LongText = true)]
    public string? Remark { get; init; }
}

/// <summary>What the review asks besides what the contract's record says already.</summary>
public sealed record SendInput
{
    [Field(
        "制定依据",
        Help = "法律、法规、规章和政策文件，写到条；几项用分号分开。",
        LongText = true
    )]
    public required IReadOnlyList<string> Bases { get; init; }

    [Field(
        "履行程序说明",
        Help = "立项、预算、采购、集体研究等程序，没有履行的说明理由。",
        LongText = true,
        MaxLength = 2000
    )]
    public required string ProcedureStatement { get; init; }

    [Field("涉及经营者经济活动")]
    public required bool InvolvesMarket { get; init; }
}

/// <summary>签订.</summary>
public sealed record SignInput
{
    [Field("合同编号")]
    public required string ContractNo { get; init; }

    [Field("签订人职务")]
    public required string SignedBy { get; init; }

    [Field("履行期限", Help = "有几个履行节点的填最近的一个。", Future = true)]
    public DateOnly? NextDueOn { get; init; }
}

/// <summary>备案.</summary>
public sealed record FilingInput
{
    [Field("备案号", Help = "没有编号的写备案机关。")]
    public required string Number { get; init; }
}

/// <summary>How the contract is performed.</summary>
public sealed record ProgressInput
{
    [Field("履行情况", LongText = true, MaxLength = 2000)]
    public required string Text { get; init; }

    [Field("下一个履行期限", Future = true)]
    public DateOnly? NextDueOn { get; init; }
}

/// <summary>变更.</summary>
public sealed record ChangeInput
{
    [Field("变更内容", LongText = true, MaxLength = 2000)]
    public required string Text { get; init; }

    [Field("变更的理由和批准", LongText = true, MaxLength = 1000)]
    public required string Reason { get; init; }

    [Field("变更后的标的额", Unit = "元", Max = 1_000_000_000_000)]
    public decimal? Amount { get; init; }

    [Field("变更后的履行期限", Future = true)]
    public DateOnly? NextDueOn { get; init; }
}

/// <summary>Who did not keep the contract.</summary>
public enum Breach
{
    [Display(Name = "无")]
    Nobody,

    [Display(Name = "我方")]
    Ours,

    [Display(Name = "对方")]
    Theirs,

    [Display(Name = "双方")]
    Both,
}

/// <summary>发生争议.</summary>
public sealed record DisputeInput
{
    [Field("违约方")]
    public required Breach BreachBy { get; init; }

    [Field("争议情况", LongText = true, MaxLength = 2000)]
    public required string Text { get; init; }

    [Field("处理途径", Choices = ["协商", "调解", "仲裁", "诉讼", "行政复议"])]
    public required string Way { get; init; }
}

/// <summary>解除.</summary>
public sealed record TerminationInput
{
    [Field("违约方")]
    public required Breach BreachBy { get; init; }

    [Field("解除的理由和依据", LongText = true, MaxLength = 2000)]
    public required string Reason { get; init; }
}
