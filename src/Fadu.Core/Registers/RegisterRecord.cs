using System.ComponentModel.DataAnnotations;
using Fadu.Core.Ledgers;

namespace Fadu.Core.Registers;

/// <summary>Who may see an item.</summary>
public enum Visibility
{
    [Display(Name = "公开")]
    Open,

    [Display(Name = "内部")]
    Internal,
}

/// <summary>What every item of a register has beside its own fields. Validity, reason, basis and decision belong to the change, not to the record.</summary>
public abstract record RegisterRecord
{
    [Field("主管单位", Help = "由哪个单位维护这一项。")]
    public required Guid Keeper { get; init; }

    [Field("公开属性", Help = "内部的只有主管单位和统筹看得到。")]
    public Visibility Visibility { get; init; }

    [Field("来源系统", Help = "从上级系统导入的填写。", MaxLength = 100)]
    public string? SourceSystem { get; init; }

    [Field("来源编号", Help = "在来源系统中的编号。", MaxLength = 100)]
    public string? SourceKey { get; init; }

    [Field("备注", MaxLength = 500, LongText = true)]
    public string? Note { get; init; }
}

/// <summary>What a change does to the validity of an item.</summary>
public enum ChangeEffect
{
    /// <summary>新增: the first version.</summary>
    Add,

    /// <summary>变更: a new version from its own day.</summary>
    Change,

    /// <summary>更正: the version was wrong from its start.</summary>
    Correct,

    /// <summary>延续: a later last day.</summary>
    Extend,

    /// <summary>暂停: not in force for a time.</summary>
    Suspend,

    /// <summary>恢复: ends a suspension.</summary>
    Resume,

    /// <summary>终止: a last day.</summary>
    End,

    /// <summary>并入: ends, and another item goes on for it.</summary>
    Merge,

    /// <summary>误录作废: it never was.</summary>
    Void,

    /// <summary>记事: something was done about it on a day; what it says and how long it holds stay as they are.</summary>
    Note,
}

/// <summary>A way in which items of a register change.</summary>
/// <param name="Name">The word of the sheet, such as 废止.</param>
/// <param name="Input">A record of what is filled in for this kind only.</param>
public sealed record ChangeKind(
    string Key,
    string Name,
    ChangeEffect Effect,
    Type? Input = null,
    string? Help = null
)
{
    /// <summary>Whether the whole record comes with it.</summary>
    public bool HasBody =>
        Effect is ChangeEffect.Add or ChangeEffect.Change or ChangeEffect.Correct;

    /// <summary>Whether it has a first day.</summary>
    public bool HasFrom =>
        HasBody || Effect is ChangeEffect.Suspend or ChangeEffect.Resume or ChangeEffect.Note;

    /// <summary>Whether it may or must have a last day.</summary>
    public bool HasUntil =>
        Effect is not (ChangeEffect.Resume or ChangeEffect.Void or ChangeEffect.Note);

    /// <summary>Whether the last day must be given.</summary>
    public bool NeedsUntil =>
        Effect is ChangeEffect.Extend or ChangeEffect.End or ChangeEffect.Merge;
}

/// <summary>An organ beyond the keeper that must agree.</summary>
/// <param name="Name">Such as 县政府批准.</param>
/// <param name="Organ">Which kind of organ.</param>
public sealed record ApprovalStep(
    string Name,
    Organs.OrganKind Organ,
    Func<System.Text.Json.Nodes.JsonObject, bool>? When = null
);
