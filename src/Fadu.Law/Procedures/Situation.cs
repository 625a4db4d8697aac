using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Law.Dates;

namespace Fadu.Law.Procedures;

/// <summary>Who acts, as far as the procedure must know.</summary>
/// <param name="Id">The person; empty for the system.</param>
/// <param name="Roles">The parts that the person may play in this matter.</param>
public sealed record Acting(string? Id, IReadOnlySet<ProcedureRole> Roles)
{
    /// <summary>The organ for which the person acts.</summary>
    public Guid? Organ { get; init; }

    /// <summary>The system itself.</summary>
    public static readonly Acting System = new(
        null,
        new HashSet<ProcedureRole> { ProcedureRoles.System }
    );

    /// <summary>A person with these parts.</summary>
    public static Acting As(string id, params IEnumerable<ProcedureRole> roles) =>
        new(id, roles.ToHashSet());
}

/// <summary>What the engine must know of the world: the day, the calendar, and the lengths that the county has set.</summary>
public sealed record ProcedureWorld(DateOnly Today, WorkCalendar Calendar)
{
    /// <summary>The county's own length of a configurable limit: procedure, clock → limit; null = the declared default.</summary>
    public Func<string, string, TimeLimit?> Setting { get; init; } = static (_, _) => null;

    /// <summary>The organ that is responsible for the matter, and the one that sent it in.</summary>
    public Guid Owner { get; init; }
    public Guid Sender { get; init; }

    /// <summary>Days told to a party that a changed calendar would move earlier: they hold until a person decides. By clock.</summary>
    public IReadOnlyDictionary<string, DateOnly> Held { get; init; } =
        new Dictionary<string, DateOnly>(StringComparer.Ordinal);
}

/// <summary>What a condition may look at: the matter as it stands, what was filled in, the day, and who acts.</summary>
public class Situation
{
    private object? facts;
    private object? input;

    internal Situation(
        Procedure procedure,
        MatterState state,
        JsonObject inputs,
        DateOnly day,
        Acting who,
        ProcedureWorld world
    )
    {
        Procedure = procedure;
        State = state;
        Inputs = inputs;
        Day = day;
        Who = who;
        World = world;
    }

    private protected Situation(Situation other)
        : this(other.Procedure, other.State, other.Inputs, other.Day, other.Who, other.World)
    {
        facts = other.facts;
        input = other.input;
    }

    public Procedure Procedure { get; }
    public MatterState State { get; }
    public JsonObject Inputs { get; }

    /// <summary>The day on which the act counts.</summary>
    public DateOnly Day { get; }
    public Acting Who { get; }
    public ProcedureWorld World { get; }

    /// <summary>The same on another day.</summary>
    internal Situation At(DateOnly day) => new(Procedure, State, Inputs, day, Who, World);

    /// <summary>Whether an action or another event has happened.</summary>
    public bool Has(string @event) => State.Events.ContainsKey(@event);

    /// <summary>The last day of an event.</summary>
    public DateOnly? On(string @event) =>
        State.Events.TryGetValue(@event, out var day) ? day : null;

    /// <summary>Whether an action was done since its stage was opened last.</summary>
    public bool HasNow(string action)
    {
        var from =
            Procedure.FindAction(action)?.Stage is { } stage
            && State.Stages.TryGetValue(stage, out var s)
                ? s.ActsBefore
                : 0;
        return State.Acts.Skip(from).Any(a => a.Action.Equals(action, StringComparison.Ordinal));
    }

    /// <summary>Whether a material is in the file.</summary>
    public bool HasMaterial(string material) => State.NewestOf(material) is not null;

    /// <summary>How often a stage has been opened.</summary>
    public int TimesOpened(string stage) =>
        State.Stages.TryGetValue(stage, out var s) ? s.Times : 0;

    /// <summary>What a stage resulted in.</summary>
    public string? ResultOf(string stage) =>
        State.Stages.TryGetValue(stage, out var s) ? s.Result : null;

    /// <summary>The outcome of a matter that this one opened.</summary>
    public string? OutcomeOf(string slot) =>
        State.Children.TryGetValue(slot, out var c) ? c.Outcome : null;

    /// <summary>A matter that this one opened or named.</summary>
    public ChildState? Child(string slot) => State.Children.GetValueOrDefault(slot);

    /// <summary>Whether a further version of a material came in after an action was done last.</summary>
    public bool HasNewSince(string material, string action)
    {
        var acts = State.Acts;
        for (var i = acts.Count - 1; i >= 0; i--)
        {
            if (acts[i].Action.Equals(action, StringComparison.Ordinal))
            {
                return State.NewestOf(material)?.ActsBefore > i;
            }
        }
        return false;
    }

    /// <summary>Who did an action last.</summary>
    public string? DoneBy(string action) => LastOf(action)?.By;

    /// <summary>What was filled in when an action was done last; null where it was not.</summary>
    public T? Last<T>(string action)
        where T : class => LastOf(action)?.Inputs.Deserialize<T>(ProcedureJson.Options);

    /// <summary>What was filled in each time an action was done.</summary>
    public IReadOnlyList<T> All<T>(string action)
        where T : class =>
        [
            .. State
                .Acts.Where(a => a.Action.Equals(action, StringComparison.Ordinal))
                .Select(a => a.Inputs.Deserialize<T>(ProcedureJson.Options)!),
        ];

    /// <summary>Where a clock stands; null where it never started.</summary>
    public ClockReading? Clock(string clock) =>
        State.Clocks.TryGetValue(clock, out var c) && Procedure.FindClock(clock) is { } rule
            ? c.ToClock(rule.Kind).Read(World.Calendar)
            : null;

    internal T FactsAs<T>()
        where T : class => (T)(facts ??= State.Facts.Deserialize<T>(ProcedureJson.Options)!);

    internal T InputAs<T>()
        where T : class => (T)(input ??= Inputs.Deserialize<T>(ProcedureJson.Options)!);

    private ActRecord? LastOf(string action) =>
        State.Acts.LastOrDefault(a => a.Action.Equals(action, StringComparison.Ordinal));
}

/// <summary>With the facts as the declaration's record.</summary>
public class Situation<TFacts> : Situation
    where TFacts : class
{
    internal Situation(Situation other)
        : base(other) { }

    /// <summary>The facts of the matter.</summary>
    public TFacts Facts => FactsAs<TFacts>();
}

/// <summary>With what was filled in as the action's record.</summary>
public sealed class Situation<TFacts, TInput> : Situation<TFacts>
    where TFacts : class
    where TInput : class
{
    internal Situation(Situation other)
        : base(other) { }

    /// <summary>What was filled in.</summary>
    public TInput Input => InputAs<TInput>();
}
