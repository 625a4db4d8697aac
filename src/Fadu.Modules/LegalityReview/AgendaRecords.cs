using System.ComponentModel.DataAnnotations;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.LegalityReview;

/// <summary>What is filled in when an item is proposed for the executive meeting of the government.</summary>
public sealed record AgendaFacts
{
    public const string Decision = "重大行政决策";
    public const string Document = "行政规范性文件";
    public const string Contract = "政府合同协议";
    public const string List = "清单和其他文件";
    public const string None = "不需合法性审查的事项";

    [Field("名称", Help = "议题的全称。", InList = true)]
    public required string Title { get; init; }

    [Field("议题类型", Choices = [Decision, Document, Contract, List, None], Slot = "T1")]
    public required string Kind { get; init; }

    [Field(
        "不需审查的理由",
        Help = "对照合法性审查事项目录写明为什么不在范围内。",
        MaxLength = 500
    )]
    [RequiredIf(nameof(Kind), None)]
    public string? OutsideBecause { get; init; }

    [Field("拟上会日期", Future = true, Slot = "D1")]
    public DateOnly? MeetingOn { get; init; }

    [Field("会议", Help = "如：县政府第32次常务会议。", Slot = "T2")]
    public string? Meeting { get; init; }

    [Field("汇报单位和汇报人职务")]
    public string? Reporter { get; init; }

    [Field("备注", MaxLength = 500, LongText = true)]
    public string? Remark { get; init; }
}

/// <summary>The meeting at which an item is to be discussed.</summary>
public sealed record PlanInput
{
    [Field("会议", Help = "如：县政府第32次常务会议。")]
    public required string Meeting { get; init; }

    [Field("会议日期", Future = true)]
    public required DateOnly MeetingOn { get; init; }

    [Field("紧急理由", Help = "审查时间不足时填写。", MaxLength = 500)]
    public string? UrgentReason { get; init; }
}

/// <summary>Whether the head of the body in charge of legality review sat in.</summary>
public enum Attendance
{
    [Display(Name = "负责人列席")]
    Head,

    [Display(Name = "委托其他负责人列席")]
    Deputy,

    [Display(Name = "未列席")]
    Absent,
}

/// <summary>法制机构负责人列席 (S007).</summary>
public sealed record AttendanceInput
{
    [Field("列席情况")]
    public required Attendance Attendance { get; init; }

    [Field("列席人职务", Help = "如：县司法局局长。")]
    [RequiredIf(nameof(Attendance), "未列席", Unless = true)]
    public string? Post { get; init; }

    [Field("未列席的原因", MaxLength = 500)]
    [RequiredIf(nameof(Attendance), "未列席")]
    public string? Absence { get; init; }

    [Field(
        "对本议题发表的意见",
        Help = "没有发表意见的写“无”。",
        LongText = true,
        MaxLength = 2000
    )]
    public required string Said { get; init; }
}

/// <summary>A view that differed; 不同意见应当如实载明.</summary>
public sealed record Dissent
{
    [Field("职务")]
    public required string Post { get; init; }

    [Field("不同意见", LongText = true, MaxLength = 1000)]
    public required string Text { get; init; }
}

/// <summary>What the meeting decided about an item.</summary>
public enum AgendaResult
{
    [Display(Name = "通过")]
    Passed,

    [Display(Name = "原则通过，按会议意见修改")]
    PassedWithChanges,

    [Display(Name = "暂缓，另行研究")]
    Deferred,

    [Display(Name = "不通过")]
    Rejected,
}

/// <summary>讨论决定情况.</summary>
public sealed record DecidedInput
{
    [Field("决定")]
    public required AgendaResult Result { get; init; }

    [Field("决定内容", LongText = true, MaxLength = 3000)]
    public required string Text { get; init; }

    [Field("不同意见", Help = "逐条如实记载；没有的不列。")]
    public IReadOnlyList<Dissent> Dissents { get; init; } = [];

    [Field("行政首长的决定与多数人意见不一致")]
    public required bool AgainstMajority { get; init; }

    [Field("行政首长说明的理由", LongText = true, MaxLength = 1000)]
    public string? Reason { get; init; }

    [Field("会上明示的法律风险", Help = "探索性改革事项填写。", LongText = true, MaxLength = 1000)]
    public string? Risk { get; init; }
}

/// <summary>会议纪要.</summary>
public sealed record MinutesInput
{
    [Field("会议纪要编号")]
    public required string Number { get; init; }
}
