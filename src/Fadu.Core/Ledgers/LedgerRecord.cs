using System.ComponentModel.DataAnnotations;
using Fadu.Core.Figures;
using Fadu.Law.Procedures;

namespace Fadu.Core.Ledgers;

/// <summary>Describes one property of a record that people fill in: a line of a ledger, the facts or inputs of a procedure. <c>required</c> in C# means 必填.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldAttribute(string title) : TitledAttribute(title)
{
    /// <summary>The values to choose from; the text is the code.</summary>
    public string[] Choices { get; init; } = [];

    /// <summary>T1…T8, N1…N8, D1…D4, G1…G4, or none (docs/adr/0001).</summary>
    public string? Slot { get; init; }

    /// <summary>The most characters of a text.</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>The least number.</summary>
    public long Min { get; init; }

    /// <summary>The greatest number; a slip of the finger is caught here.</summary>
    public long Max { get; init; } = 100_000_000;

    /// <summary>Such as 人次; shown after the number.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether lists add it up.</summary>
    public bool Total { get; init; }

    /// <summary>Whether lists show it.</summary>
    public bool InList { get; init; }

    /// <summary>Whether a day may lie after today.</summary>
    public bool Future { get; init; }

    /// <summary>A text of several lines.</summary>
    public bool LongText { get; init; }

    /// <summary>For a reference: the key of the register.</summary>
    public string? Register { get; init; }

    /// <summary>A 统一社会信用代码: checked by its check digit (GB 32100), and no personal number.</summary>
    public bool CreditCode { get; init; }

    /// <summary>For a text, or lines of text: the key of the register of which it names items by code or name; the findings of the register say which are no longer there.</summary>
    public string? Names { get; init; }

    /// <summary>Asked for by the module's own part of the form, not among the other fields.</summary>
    public bool Separate { get; init; }

    /// <summary>Whether the matter's page has a part of its own that shows it; then it is not among the facts there.</summary>
    public bool HasView { get; init; }

    /// <summary>In a step of a matter: the key of the material of which it names a passage; the page offers the passages.</summary>
    public string? PassageOf { get; init; }
}

/// <summary>The field must be filled in when another field has one of these values.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class RequiredIfAttribute(string field, params string[] values) : Attribute
{
    public string Field { get; } = field;
    public IReadOnlyList<string> Values { get; } = values;

    /// <summary>Turns it round: must be filled in unless the other field has one of the values.</summary>
    public bool Unless { get; init; }
}

/// <summary>In a ledger: until the day that another field names has come, the field holds one of these values: what happens then nobody knows yet, and it must not be counted.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UntilAttribute(string day, params string[] values) : Attribute
{
    public string Day { get; } = day;
    public IReadOnlyList<string> Values { get; } = values;
}

/// <summary>What an entry is (条目形态).</summary>
public enum LineForm
{
    [Display(Name = "明细")]
    Detail,

    [Display(Name = "批次")]
    Batch,

    [Display(Name = "总数")]
    Total,
}

/// <summary>How exact the numbers of an entry are.</summary>
public enum Exactness
{
    [Display(Name = "准确")]
    Exact,

    [Display(Name = "约数")]
    About,

    [Display(Name = "下限")]
    AtLeast,

    [Display(Name = "上限")]
    AtMost,
}

/// <summary>How an entry came in; set by the way, never typed.</summary>
public enum LineSource
{
    [Display(Name = "手工登记")]
    Form,

    [Display(Name = "表格导入")]
    Sheet,

    [Display(Name = "平台导入")]
    Platform,

    [Display(Name = "外单位提供")]
    Outside,

    [Display(Name = "程序产生")]
    Procedure,
}

/// <summary>A kind with a quantity, such as 宣传材料 200.</summary>
public sealed record Tally(string Kind, long Quantity);

/// <summary>What every ledger record has. The values are kept as JSON in the line's body; what must be searched is repeated in columns.</summary>
public abstract record LedgerRecord
{
    [Field("填报单位", Help = "这一条算在哪个单位名下。")]
    public required Guid Organ { get; init; }

    [Field(
        "条目形态",
        Help = "一件事登记一条为明细；同日同地同类多次合为一条为批次；一段时间的合计为总数。"
    )]
    public LineForm Form { get; init; }

    [Field("期间起", Help = "所属月份的第一日。")]
    public DateOnly? PeriodFrom { get; init; }

    [Field("期间止", Help = "所属月份的最后一日；总数计入这一日。", Future = true)]
    public DateOnly? PeriodTo { get; init; }

    [Field("来源名称", Help = "数据取自其他平台或者单位时填写。", MaxLength = 100)]
    public string? SourceName { get; init; }

    [Field("来源编号", Help = "在来源处的编号；同一来源的同一编号只收一次。", MaxLength = 100)]
    public string? SourceKey { get; init; }

    [Field("精确程度", Help = "外单位提供的约数、“以上”“以内”在此注明。")]
    public Exactness Exactness { get; init; }

    [Field(
        "备注",
        Help = "不得写公民姓名、证件号码、电话、住址。",
        MaxLength = 500,
        LongText = true
    )]
    public string? Remark { get; init; }

    /// <summary>The period in words; one month is one month.</summary>
    public string PeriodName() =>
        PeriodFrom is { } from && PeriodTo is { } to ? FigurePeriod.NameOf(from, to) : "";
}
