using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Fadu.Law.Dates;

namespace Fadu.Law.Procedures;

/// <summary>
/// One consequence of an act, as the trail keeps it. What a definition of a later day would make of the same act does not matter: the effects are recorded, not computed again.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "effect")]
[JsonDerivedType(typeof(MatterOpened), "opened")]
[JsonDerivedType(typeof(Acted), "acted")]
[JsonDerivedType(typeof(StageOpened), "stage-opened")]
[JsonDerivedType(typeof(StageClosed), "stage-closed")]
[JsonDerivedType(typeof(StageSkipped), "stage-skipped")]
[JsonDerivedType(typeof(StageReset), "stage-reset")]
[JsonDerivedType(typeof(Marked), "marked")]
[JsonDerivedType(typeof(ClockStarted), "clock-started")]
[JsonDerivedType(typeof(ClockMoved), "clock-moved")]
[JsonDerivedType(typeof(ClockStopped), "clock-stopped")]
[JsonDerivedType(typeof(ClockMissed), "clock-missed")]
[JsonDerivedType(typeof(MaterialAdded), "material")]
[JsonDerivedType(typeof(DocumentDue), "document")]
[JsonDerivedType(typeof(FactsChanged), "facts")]
[JsonDerivedType(typeof(OutcomeSettled), "outcome")]
[JsonDerivedType(typeof(MatterEnded), "ended")]
[JsonDerivedType(typeof(ChildWanted), "child-wanted")]
[JsonDerivedType(typeof(ChildNamed), "child-named")]
[JsonDerivedType(typeof(ChildReturned), "child-returned")]
[JsonDerivedType(typeof(UnlawfulRecorded), "unlawful")]
[JsonDerivedType(typeof(RecordedLate), "late")]
[JsonDerivedType(typeof(DutyArisen), "duty")]
[JsonDerivedType(typeof(DutyDone), "duty-done")]
[JsonDerivedType(typeof(Counted), "counted")]
[JsonDerivedType(typeof(EditionMoved), "edition-moved")]
[JsonDerivedType(typeof(ItemWanted), "item-wanted")]
[JsonDerivedType(typeof(OrganWanted), "organ-wanted")]
public abstract record Effect;

/// <summary>The matter exists, under this edition.</summary>
/// <param name="Anchor">The day that chose the edition.</param>
/// <param name="Print">Hash of the definition's print.</param>
public sealed record MatterOpened(
    string Procedure,
    string Edition,
    string Print,
    DateOnly Anchor,
    JsonObject Facts,
    string? By
) : Effect;

/// <summary>An action was done on a day.</summary>
public sealed record Acted(string Action, DateOnly On, JsonObject Inputs, string? By) : Effect;

public sealed record StageOpened(string Stage, DateOnly On) : Effect;

public sealed record StageClosed(string Stage, DateOnly On, string? Result) : Effect;

/// <summary>A stage is absent by law.</summary>
public sealed record StageSkipped(string Stage, DateOnly On, string Reason, string Basis) : Effect;

/// <summary>An earlier stage was opened again: this one is as if it had not been.</summary>
public sealed record StageReset(string Stage) : Effect;

/// <summary>A day that counts besides that of the act.</summary>
public sealed record Marked(string Event, DateOnly On) : Effect;

public sealed record ClockStarted(string Clock, DateOnly On, TimeLimit Limit) : Effect;

/// <summary>Pause, resumption, extension, restart.</summary>
public sealed record ClockMoved(
    string Clock,
    ClockMoveKind Move,
    DateOnly On,
    string? Reason,
    LawRef? Basis,
    TimeLimit? By
) : Effect;

/// <summary>What the limit asked for was done on a day; it no longer runs.</summary>
public sealed record ClockStopped(string Clock, DateOnly On) : Effect;

/// <summary>The last day passed.</summary>
public sealed record ClockMissed(string Clock, DateOnly Due) : Effect;

/// <summary>A material came in.</summary>
/// <param name="Hash">SHA-256 of the file, or empty where the paper lies elsewhere.</param>
public sealed record MaterialAdded(
    string Material,
    int Version,
    string Hash,
    string Name,
    DateOnly On,
    string? By
) : Effect;

/// <summary>A document is to be produced; <paramref name="Id"/> is its place in the file.</summary>
public sealed record DocumentDue(string Document, string Id, DateOnly On) : Effect;

/// <summary>Facts of the matter changed; only what changed is named.</summary>
public sealed record FactsChanged(JsonObject Changed) : Effect;

public sealed record OutcomeSettled(string Outcome) : Effect;

public sealed record MatterEnded(DateOnly On) : Effect;

/// <summary>A matter of another procedure is to be opened.</summary>
public sealed record ChildWanted(string Slot, string Procedure, JsonObject Facts, DateOnly On)
    : Effect
{
    /// <summary>The organ for which it is opened, where that is not the one of this matter.</summary>
    public string? Organ { get; init; }
}

/// <summary>A matter that exists already takes the place of one that would have been opened.</summary>
/// <param name="OpensOn">From which day its protected windows are over; null where none runs.</param>
public sealed record ChildNamed(
    string Slot,
    string Procedure,
    string Matter,
    DateOnly On,
    DateOnly? OpensOn
) : Effect;

/// <summary>The other matter has its outcome.</summary>
public sealed record ChildReturned(string Slot, string Matter, string Outcome, DateOnly On) : Effect
{
    /// <summary>The newest version of each of its materials: by key, the SHA-256 of the file.</summary>
    public IReadOnlyDictionary<string, string>? Materials { get; init; }
}

/// <summary>It happened although it should not have.</summary>
public sealed record UnlawfulRecorded(string Fact, DateOnly On, string Reason, string Basis)
    : Effect;

/// <summary>事后补录: both days and the reason.</summary>
public sealed record RecordedLate(DateOnly Happened, DateOnly Recorded, string Reason) : Effect;

/// <summary>Something is owed to the public or to another organ.</summary>
public sealed record DutyArisen(string Duty, DateOnly On) : Effect;

public sealed record DutyDone(string Duty, DateOnly On) : Effect;

/// <summary>The matter counts in a figure.</summary>
/// <param name="For">The organ for which it counts; filled in by whoever keeps the matter.</param>
public sealed record Counted(
    string Figure,
    DateOnly On,
    long Amount,
    string Dimensions,
    string? For = null
) : Effect
{
    /// <summary>What makes it one, for figures that count different ones.</summary>
    public string? Key { get; init; }
}

/// <summary>An item of a register is to be entered or changed: the procedure was the decision.</summary>
/// <param name="Kind">The way of changing, such as <c>add</c> or <c>repeal</c>.</param>
/// <param name="Item">The item; empty for a new one.</param>
public sealed record ItemWanted(
    string Register,
    string Kind,
    string? Item,
    JsonObject? Body,
    DateOnly? From,
    DateOnly? Until
) : Effect
{
    /// <summary>The own fields of the way of changing.</summary>
    public JsonObject? Inputs { get; init; }

    /// <summary>The body names only what changes.</summary>
    public bool IsPatch { get; init; }

    /// <summary>Law reference or number of the deciding document.</summary>
    public required string Basis { get; init; }
    public required string Reason { get; init; }
    public DateOnly DecidedOn { get; init; }
}

/// <summary>Another organ is to take a part.</summary>
public sealed record OrganWanted(string Organ, string Role) : Effect;

/// <summary>The matter goes on under another edition.</summary>
public sealed record EditionMoved(string Edition, string Print, string Reason) : Effect;
