using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Law.Dates;

namespace Fadu.Law.Procedures;

/// <summary>Where a stage stands.</summary>
public enum StageStatus
{
    /// <summary>进行中.</summary>
    Open,

    /// <summary>已办结.</summary>
    Closed,

    /// <summary>依法不适用.</summary>
    Absent,
}

/// <summary>A stage of one matter.</summary>
/// <param name="Times">How often it has been opened.</param>
public sealed record StageState(
    StageStatus Status,
    DateOnly OpenedOn,
    DateOnly? ClosedOn = null,
    string? Result = null,
    string? Reason = null,
    string? Basis = null,
    int Times = 1
)
{
    /// <summary>How many acts there were when it was opened: those after it belong to this opening.</summary>
    public int ActsBefore { get; init; }
}

/// <summary>A clock of one matter.</summary>
public sealed record ClockState(TimeLimit Limit, DateOnly StartedOn)
{
    public IReadOnlyList<ClockMove> Moves { get; init; } = [];

    /// <summary>What it asked for was done.</summary>
    public DateOnly? StoppedOn { get; init; }

    /// <summary>The last day, once it has passed.</summary>
    public DateOnly? MissedOn { get; init; }

    /// <summary>Whether it still runs or is paused.</summary>
    public bool IsOpen => StoppedOn is null && MissedOn is null;

    /// <summary>The clock as the law counts it.</summary>
    public Clock ToClock(ClockKind kind) =>
        (
            kind switch
            {
                ClockKind.AtLeast => Clock.AtLeast(Limit, StartedOn),
                ClockKind.Before => Clock.Before(Limit, StartedOn),
                _ => Clock.Within(Limit, StartedOn),
            }
        ).With(Moves);
}

/// <summary>Something done in the matter.</summary>
public sealed record ActRecord(string Action, DateOnly On, JsonObject Inputs, string? By);

/// <summary>A version of a material.</summary>
public sealed record MaterialState(
    string Material,
    int Version,
    string Hash,
    string Name,
    DateOnly On,
    string? By
)
{
    /// <summary>How many acts there were when it came in: those after it were done with it in the file.</summary>
    public int? ActsBefore { get; init; }
}

/// <summary>A document of the matter.</summary>
public sealed record DocumentState(string Document, string Id, DateOnly On);

/// <summary>A matter that this one has opened or named.</summary>
public sealed record ChildState(
    string Procedure,
    DateOnly WantedOn,
    string? Matter = null,
    string? Outcome = null,
    DateOnly? ReturnedOn = null
)
{
    /// <summary>It existed before and was named.</summary>
    public bool? IsNamed { get; init; }

    /// <summary>From which day its protected windows are over, as it stood when it was named.</summary>
    public DateOnly? OpensOn { get; init; }

    /// <summary>The newest version of each of its materials when it returned: by key, the SHA-256 of the file.</summary>
    public IReadOnlyDictionary<string, string>? Materials { get; init; }
}

/// <summary>Something owed.</summary>
public sealed record DutyState(DateOnly ArisenOn, DateOnly? DoneOn = null);

/// <summary>Something unlawful on record.</summary>
public sealed record UnlawfulState(string Fact, DateOnly On, string Reason, string Basis);

/// <summary>
/// Where a matter stands: the fold of its effects. Immutable; a value of it can be written as JSON and read back.
/// </summary>
public sealed record MatterState
{
    public string Procedure { get; init; } = "";
    public string Edition { get; init; } = "";
    public string Print { get; init; } = "";
    public DateOnly Anchor { get; init; }
    public string? OpenedBy { get; init; }
    public JsonObject Facts { get; init; } = [];
    public IReadOnlyDictionary<string, StageState> Stages { get; init; } =
        new Dictionary<string, StageState>(StringComparer.Ordinal);
    public IReadOnlyDictionary<string, ClockState> Clocks { get; init; } =
        new Dictionary<string, ClockState>(StringComparer.Ordinal);

    /// <summary>The last day of every event that has happened.</summary>
    public IReadOnlyDictionary<string, DateOnly> Events { get; init; } =
        new Dictionary<string, DateOnly>(StringComparer.Ordinal);
    public IReadOnlyList<ActRecord> Acts { get; init; } = [];
    public IReadOnlyList<MaterialState> Materials { get; init; } = [];
    public IReadOnlyList<DocumentState> Documents { get; init; } = [];
    public IReadOnlyDictionary<string, ChildState> Children { get; init; } =
        new Dictionary<string, ChildState>(StringComparer.Ordinal);
    public IReadOnlyDictionary<string, DutyState> Duties { get; init; } =
        new Dictionary<string, DutyState>(StringComparer.Ordinal);
    public IReadOnlyList<UnlawfulState> Unlawful { get; init; } = [];
    public IReadOnlyList<Counted> Counts { get; init; } = [];
    public string? Outcome { get; init; }
    public DateOnly? EndedOn { get; init; }

    /// <summary>Whether anything in it was entered after the day on which it happened.</summary>
    public bool HasLateEntries { get; init; }

    public bool IsEnded => EndedOn is not null;

    /// <summary>Whether a stage is open now.</summary>
    public bool IsOpen(string stage) =>
        Stages.TryGetValue(stage, out var s) && s.Status == StageStatus.Open;

    /// <summary>Whether a stage is closed or lawfully absent.</summary>
    public bool IsPassed(string stage) =>
        Stages.TryGetValue(stage, out var s) && s.Status != StageStatus.Open;

    /// <summary>The newest version of a material, if there is one.</summary>
    public MaterialState? NewestOf(string material) =>
        Materials.LastOrDefault(m => m.Material.Equals(material, StringComparison.Ordinal));

    /// <summary>The state after some effects.</summary>
    public MatterState After(params IEnumerable<Effect> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        return effects.Aggregate(this, static (s, e) => s.Apply(e));
    }

    private MatterState Apply(Effect effect) =>
        effect switch
        {
            MatterOpened e => this with
            {
                Procedure = e.Procedure,
                Edition = e.Edition,
                Print = e.Print,
                Anchor = e.Anchor,
                Facts = Copy(e.Facts),
                OpenedBy = e.By,
                Events = Put(Events, "opened", e.Anchor),
            },
            Acted e => this with
            {
                Acts = [.. Acts, new ActRecord(e.Action, e.On, e.Inputs, e.By)],
                Events = Put(Events, e.Action, e.On),
            },
            StageOpened e => this with
            {
                Stages = Put(
                    Stages,
                    e.Stage,
                    new StageState(
                        StageStatus.Open,
                        e.On,
                        Times: Stages.TryGetValue(e.Stage, out var was) ? was.Times + 1 : 1
                    )
                    {
                        ActsBefore = Acts.Count,
                    }
                ),
                Events = Put(Events, e.Stage + ".opened", e.On),
            },
            StageClosed e => this with
            {
                Stages = Put(
                    Stages,
                    e.Stage,
                    Stages[e.Stage] with
                    {
                        Status = StageStatus.Closed,
                        ClosedOn = e.On,
                        Result = e.Result,
                    }
                ),
                Events = Put(Events, e.Stage + ".closed", e.On),
            },
            StageSkipped e => this with
            {
                Stages = Put(
                    Stages,
                    e.Stage,
                    new StageState(StageStatus.Absent, e.On, e.On, null, e.Reason, e.Basis)
                ),
            },
            StageReset e => this with
            {
                Stages = new Dictionary<string, StageState>(
                    Stages.Where(s => !s.Key.Equals(e.Stage, StringComparison.Ordinal)),
                    StringComparer.Ordinal
                ),
            },
            Marked e => this with { Events = Put(Events, e.Event, e.On) },
            ClockStarted e => this with
            {
                Clocks = Put(Clocks, e.Clock, new ClockState(e.Limit, e.On)),
            },
            ClockMoved e => this with
            {
                Clocks = Put(
                    Clocks,
                    e.Clock,
                    Clocks[e.Clock] with
                    {
                        Moves =
                        [
                            .. Clocks[e.Clock].Moves,
                            new ClockMove(
                                e.Move,
                                e.On.ToDateTime(TimeOnly.MinValue),
                                e.Reason,
                                e.Basis,
                                e.By
                            ),
                        ],
                        MissedOn = null,
                    }
                ),
            },
            ClockStopped e => this with
            {
                Clocks = Put(Clocks, e.Clock, Clocks[e.Clock] with { StoppedOn = e.On }),
            },
            ClockMissed e => this with
            {
                Clocks = Put(Clocks, e.Clock, Clocks[e.Clock] with { MissedOn = e.Due }),
            },
            MaterialAdded e => this with
            {
                Materials =
                [
                    .. Materials,
                    new MaterialState(e.Material, e.Version, e.Hash, e.Name, e.On, e.By)
                    {
                        ActsBefore = Acts.Count,
                    },
                ],
            },
            DocumentDue e => this with
            {
                Documents = [.. Documents, new DocumentState(e.Document, e.Id, e.On)],
            },
            FactsChanged e => this with { Facts = Merge(Facts, e.Changed) },
            OutcomeSettled e => this with { Outcome = e.Outcome },
            MatterEnded e => this with { EndedOn = e.On },
            ChildWanted e => this with
            {
                Children = Put(Children, e.Slot, new ChildState(e.Procedure, e.On)),
            },
            ChildNamed e => this with
            {
                Children = Put(
                    Children,
                    e.Slot,
                    new ChildState(e.Procedure, e.On, e.Matter)
                    {
                        IsNamed = true,
                        OpensOn = e.OpensOn,
                    }
                ),
            },
            ChildReturned e => this with
            {
                Children = Put(
                    Children,
                    e.Slot,
                    Children[e.Slot] with
                    {
                        Matter = e.Matter,
                        Outcome = e.Outcome,
                        ReturnedOn = e.On,
                        Materials = e.Materials,
                    }
                ),
                Events = Put(Events, e.Slot + ".returned", e.On),
            },
            UnlawfulRecorded e => this with
            {
                Unlawful = [.. Unlawful, new UnlawfulState(e.Fact, e.On, e.Reason, e.Basis)],
            },
            RecordedLate => this with { HasLateEntries = true },
            DutyArisen e => this with { Duties = Put(Duties, e.Duty, new DutyState(e.On)) },
            DutyDone e => this with
            {
                Duties = Put(Duties, e.Duty, Duties[e.Duty] with { DoneOn = e.On }),
            },
            Counted e => this with { Counts = [.. Counts, e] },
            // What they bring stands elsewhere.
            ItemWanted or OrganWanted => this,
            EditionMoved e => this with { Edition = e.Edition, Print = e.Print },
            _ => throw new InvalidOperationException(effect.GetType().Name),
        };

    /// <summary>As stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ProcedureJson.Options);

    /// <summary>From the store.</summary>
    public static MatterState FromJson(string json) =>
        JsonSerializer.Deserialize<MatterState>(json, ProcedureJson.Options)!;

    private static Dictionary<string, T> Put<T>(
        IReadOnlyDictionary<string, T> all,
        string key,
        T value
    ) => new(all, StringComparer.Ordinal) { [key] = value };

    private static JsonObject Copy(JsonObject of) => of.DeepClone().AsObject();

    private static JsonObject Merge(JsonObject facts, JsonObject changed)
    {
        var merged = Copy(facts);
        foreach (var (key, value) in changed)
        {
            merged[key] = value?.DeepClone();
        }
        return merged;
    }
}
