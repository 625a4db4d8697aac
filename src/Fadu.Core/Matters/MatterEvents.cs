using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;

namespace Fadu.Core.Matters;

/// <summary>The day of a clock as it was counted at the time: a later calendar or definition does not change what was recorded.</summary>
/// <param name="Due">Empty while paused.</param>
/// <param name="Calendar">The version of the calendar.</param>
public sealed record ClockDay(
    string Clock,
    string Name,
    ClockKind Kind,
    DateOnly? Due,
    bool Provisional,
    string Calendar
);

/// <summary>Where a matter stands after an entry, in words for lists, and who is asked next.</summary>
/// <param name="Asked">The organs whose step is next.</param>
public sealed record MatterStanding(
    string? Stage,
    string Next,
    IReadOnlyList<Guid> Asked,
    string? OutcomeName
);

/// <summary>An entry that moves a matter by effects of the engine.</summary>
public interface IMatterMoved : ITrailEvent
{
    Guid Id { get; }
    IReadOnlyList<Effect> Effects { get; }
    IReadOnlyList<ClockDay> Days { get; }
    MatterStanding Standing { get; }
}

/// <summary>A matter was opened.</summary>
[TrailEvent("matter.opened", "立案")]
public sealed record MatterFiled(
    Guid Id,
    string Procedure,
    string Title,
    Guid Owner,
    Guid Sender,
    Guid Handler,
    Guid? Parent,
    string? Slot,
    IReadOnlyList<Effect> Effects,
    IReadOnlyList<ClockDay> Days,
    MatterStanding Standing
) : IMatterMoved;

/// <summary>A step was done.</summary>
/// <param name="Name">The step's Chinese name at the time.</param>
[TrailEvent("matter.acted", "办理")]
public sealed record MatterActed(
    Guid Id,
    string Action,
    string Name,
    IReadOnlyList<Effect> Effects,
    IReadOnlyList<ClockDay> Days,
    MatterStanding Standing
) : IMatterMoved;

/// <summary>Something that should not have happened is on record.</summary>
[TrailEvent("matter.unlawful-recorded", "如实记录")]
public sealed record MatterUnlawfulRecorded(
    Guid Id,
    string? Action,
    string Name,
    IReadOnlyList<Effect> Effects,
    IReadOnlyList<ClockDay> Days,
    MatterStanding Standing
) : IMatterMoved;

/// <summary>Materials came in.</summary>
[TrailEvent("matter.supplemented", "补充材料")]
public sealed record MatterSupplemented(
    Guid Id,
    IReadOnlyList<Effect> Effects,
    IReadOnlyList<ClockDay> Days,
    MatterStanding Standing
) : IMatterMoved;

/// <summary>Facts, or the day of something that happened, were entered wrongly and are put right.</summary>
[TrailEvent("matter.corrected", "更正")]
public sealed record MatterCorrected(
    Guid Id,
    string Title,
    IReadOnlyList<Effect> Effects,
    IReadOnlyList<ClockDay> Days,
    MatterStanding Standing
) : IMatterMoved;

/// <summary>A matter that this one opened has its outcome.</summary>
[TrailEvent("matter.child-returned", "关联事项有结果")]
public sealed record MatterChildReturned(
    Guid Id,
    Guid Child,
    string Name,
    IReadOnlyList<Effect> Effects,
    IReadOnlyList<ClockDay> Days,
    MatterStanding Standing
) : IMatterMoved;

/// <summary>A document of the matter was served; clocks may run from it.</summary>
/// <param name="Name">What was served, such as 合法性审查意见书.</param>
[TrailEvent("matter.document-served", "文书送达")]
public sealed record MatterDocumentServed(
    Guid Id,
    Guid Document,
    string Name,
    IReadOnlyList<Effect> Effects,
    IReadOnlyList<ClockDay> Days,
    MatterStanding Standing
) : IMatterMoved;

/// <summary>A matter that existed already stands in a slot of this one.</summary>
[TrailEvent("matter.child-named", "关联已有事项")]
public sealed record MatterChildNamed(
    Guid Id,
    Guid Child,
    string Name,
    IReadOnlyList<Effect> Effects,
    IReadOnlyList<ClockDay> Days,
    MatterStanding Standing
) : IMatterMoved;

/// <summary>Another matter has named this one; its outcome will return there.</summary>
[TrailEvent("matter.adopted", "被其他事项关联")]
public sealed record MatterAdopted(Guid Id, Guid Parent, string Slot) : ITrailEvent;

/// <summary>Days passed: limits were missed, or the law deems something done.</summary>
[TrailEvent("matter.days-passed", "期限届满")]
public sealed record MatterDaysPassed(
    Guid Id,
    IReadOnlyList<Effect> Effects,
    IReadOnlyList<ClockDay> Days,
    MatterStanding Standing
) : IMatterMoved;

/// <summary>It goes on under another edition.</summary>
[TrailEvent("matter.edition-moved", "改用另一版本")]
public sealed record MatterEditionMoved(
    Guid Id,
    IReadOnlyList<Effect> Effects,
    IReadOnlyList<ClockDay> Days,
    MatterStanding Standing
) : IMatterMoved;

/// <summary>Another person, or another organ, is responsible from now on.</summary>
[TrailEvent("matter.assigned", "分派")]
public sealed record MatterAssigned(Guid Id, Guid Owner, Guid Handler, IReadOnlyList<Guid> Asked)
    : ITrailEvent;

/// <summary>Another organ takes a part, such as outside counsel.</summary>
/// <param name="Asked">The organs whose step is next from now on; null in older entries, after which it stayed as it was.</param>
[TrailEvent("matter.organ-invited", "邀请参与")]
public sealed record MatterOrganInvited(
    Guid Id,
    Guid Organ,
    string Role,
    IReadOnlyList<Guid>? Asked = null
) : ITrailEvent;

/// <summary>Something worth keeping, without effect.</summary>
[TrailEvent("matter.noted", "记事")]
public sealed record MatterNoted(Guid Id, string Text) : ITrailEvent;

/// <summary>It was opened by mistake and counts nowhere; the reason is on the entry.</summary>
[TrailEvent("matter.voided", "误立撤销")]
public sealed record MatterVoided(Guid Id) : ITrailEvent;

/// <summary>The calendar changed and open clocks were counted again.</summary>
/// <param name="Days">The clocks, with the days that hold from now on.</param>
/// <param name="Held">Clocks whose day would be earlier but was told to a party, with the day it would be.</param>
[TrailEvent("matter.clocks-recounted", "重新计算期限")]
public sealed record MatterClocksRecounted(
    Guid Id,
    IReadOnlyList<ClockDay> Days,
    IReadOnlyDictionary<string, DateOnly> Held
) : ITrailEvent;

/// <summary>The handler was reminded of a limit.</summary>
[TrailEvent("matter.warned", "期限提醒")]
public sealed record MatterWarned(Guid Id, string Clock, DateOnly Due, ClockWarning Step)
    : ITrailEvent;

/// <summary>The county settled something about a procedure.</summary>
/// <param name="Value">Empty: back to the default.</param>
[TrailEvent("procedure.set", "设定程序")]
public sealed record ProcedureSet(string Procedure, string Key, string? Value) : ITrailEvent;
