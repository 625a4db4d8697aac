using System.Linq.Expressions;
using System.Text.Json;
using Fadu.Law.Dates;

namespace Fadu.Law.Procedures;

/// <summary>Declares a procedure. Every method gives the builder back; <see cref="Build"/> refuses what cannot be right.</summary>
public sealed class ProcedureBuilder<TFacts>
    where TFacts : class
{
    private ProcedureParts parts;

    internal ProcedureBuilder(
        string key,
        string name,
        string edition,
        LawRef basis,
        DateOnly inForceFrom,
        DateOnly? inForceUntil
    ) =>
        parts = new()
        {
            Key = key,
            Name = name,
            Edition = edition,
            Basis = basis,
            InForceFrom = inForceFrom,
            InForceUntil = inForceUntil,
            FactsType = typeof(TFacts),
        };

    /// <summary>What it is for, in one or two sentences.</summary>
    public ProcedureBuilder<TFacts> Purpose(string purpose)
    {
        parts = parts with { Purpose = purpose };
        return this;
    }

    /// <summary>The event whose day chooses the edition, in Chinese, such as 送审.</summary>
    public ProcedureBuilder<TFacts> AnchoredOn(string name)
    {
        parts = parts with { Anchor = new("opened", name) };
        return this;
    }

    /// <summary>Who opens a matter.</summary>
    public ProcedureBuilder<TFacts> OpenedBy(params ProcedureRole[] roles)
    {
        parts = parts with { OpenedBy = roles };
        return this;
    }

    /// <summary>A condition of opening.</summary>
    public ProcedureBuilder<TFacts> RefusesOpening(
        Func<Situation<TFacts>, bool> fails,
        string sentence,
        LawRef basis,
        string? field = null
    )
    {
        var id = $"open#{parts.OpeningGuards.Count + 1}";
        parts = parts with
        {
            OpeningGuards =
            [
                .. parts.OpeningGuards,
                new Guard(id, s => fails(new(s)), sentence, basis, field, null),
            ],
        };
        return this;
    }

    /// <summary>What opening counts.</summary>
    public ProcedureBuilder<TFacts> CountsOnOpening(
        string figure,
        string how,
        Func<Situation<TFacts>, bool>? when = null,
        Func<Situation<TFacts>, string>? dimensions = null
    )
    {
        parts = parts with
        {
            OpeningCounts =
            [
                .. parts.OpeningCounts,
                new(
                    figure,
                    how,
                    when is null ? null : s => when(new(s)),
                    null,
                    dimensions is null ? null : s => dimensions(new(s))
                ),
            ],
        };
        return this;
    }

    /// <summary>A material and who provides it.</summary>
    public ProcedureBuilder<TFacts> Material(
        string key,
        string name,
        LawRef? basis,
        params ProcedureRole[] by
    ) => With(new Material(key, name, by, basis));

    /// <summary>A material of which every version is kept, such as the draft.</summary>
    public ProcedureBuilder<TFacts> VersionedMaterial(
        string key,
        string name,
        LawRef? basis,
        params ProcedureRole[] by
    ) => With(new Material(key, name, by, basis) { IsVersioned = true });

    /// <summary>A document that the procedure produces.</summary>
    /// <param name="template">Its default text; see <see cref="DocumentTemplate"/>.</param>
    public ProcedureBuilder<TFacts> Document(
        string key,
        string name,
        string template,
        LawRef? basis = null,
        Action<DocumentBuilder>? declare = null
    )
    {
        var document = new DocumentBuilder(key, name, template, basis);
        declare?.Invoke(document);
        parts = parts with { Documents = [.. parts.Documents, document.Document] };
        return this;
    }

    /// <summary>An outcome of the matter.</summary>
    public ProcedureBuilder<TFacts> Outcome(string key, string name, LawRef? basis = null)
    {
        parts = parts with { Outcomes = [.. parts.Outcomes, new(key, name, basis)] };
        return this;
    }

    /// <summary>A stage; those without <c>After</c> open with the matter.</summary>
    public ProcedureBuilder<TFacts> Stage(
        string key,
        string name,
        Action<StageBuilder<TFacts>> declare
    )
    {
        var stage = new StageBuilder<TFacts>(key, name);
        declare(stage);
        parts = parts with
        {
            Stages = [.. parts.Stages, stage.Stage],
            Actions = [.. parts.Actions, .. stage.Actions],
        };
        return this;
    }

    /// <summary>An action that belongs to no stage, such as 撤回.</summary>
    public ProcedureBuilder<TFacts> Act(
        string key,
        string name,
        Action<ActionBuilder<TFacts, NoInput>> declare
    ) => Act<NoInput>(key, name, declare);

    /// <summary>An action that belongs to no stage and for which something is filled in.</summary>
    public ProcedureBuilder<TFacts> Act<TInput>(
        string key,
        string name,
        Action<ActionBuilder<TFacts, TInput>> declare
    )
        where TInput : class
    {
        var action = new ActionBuilder<TFacts, TInput>(null, key, name);
        declare(action);
        parts = parts with { Actions = [.. parts.Actions, action.Action] };
        return this;
    }

    /// <summary>A limit of the system's table (limits.tsv): kind, length, article, extension and how far it is verified come from there.</summary>
    /// <param name="limit">Key of the table.</param>
    public ProcedureBuilder<TFacts> Clock(
        string key,
        string name,
        string limit,
        Action<ClockBuilder<TFacts>> declare
    )
    {
        var found = StatutoryLimits.Get(limit, parts.InForceFrom);
        return Clock(
            new ClockBuilder<TFacts>(key, name, found.Kind, found.Limit, found.Source)
            {
                TableExtension = found.Extension,
            },
            declare
        );
    }

    /// <summary>A limit of its own: a deadline.</summary>
    public ProcedureBuilder<TFacts> Within(
        string key,
        string name,
        TimeLimit limit,
        LimitSource source,
        Action<ClockBuilder<TFacts>> declare
    ) => Clock(new ClockBuilder<TFacts>(key, name, ClockKind.Within, limit, source), declare);

    /// <summary>A limit of its own: a protected window.</summary>
    public ProcedureBuilder<TFacts> StaysOpen(
        string key,
        string name,
        TimeLimit atLeast,
        LimitSource source,
        Action<ClockBuilder<TFacts>> declare
    ) => Clock(new ClockBuilder<TFacts>(key, name, ClockKind.AtLeast, atLeast, source), declare);

    /// <summary>A limit of its own, counted back from an event that is yet to come.</summary>
    public ProcedureBuilder<TFacts> NoLaterThan(
        string key,
        string name,
        TimeLimit before,
        LimitSource source,
        Action<ClockBuilder<TFacts>> declare
    ) => Clock(new ClockBuilder<TFacts>(key, name, ClockKind.Before, before, source), declare);

    /// <summary>Something owed to the public or to another organ: 公开、备案、报送、抄送.</summary>
    /// <param name="on">The event from which it is owed.</param>
    /// <param name="doneBy">The action that does it.</param>
    public ProcedureBuilder<TFacts> Owes(
        string key,
        string name,
        string on,
        string doneBy,
        LawRef basis,
        string? clock = null
    )
    {
        parts = parts with
        {
            Duties = [.. parts.Duties, new(key, name, on, doneBy, basis) { Clock = clock }],
        };
        return this;
    }

    /// <summary>A matter of another procedure that this one opens; its outcome returns as an entry.</summary>
    public ProcedureBuilder<TFacts> Child(
        string slot,
        string name,
        string procedure,
        Func<Situation<TFacts>, object?> facts,
        LawRef? basis = null,
        bool orNamed = false,
        bool handsOver = false,
        Func<Situation<TFacts>, Guid?>? forOrgan = null
    )
    {
        parts = parts with
        {
            Children =
            [
                .. parts.Children,
                new(slot, name, procedure, s => facts(new(s)), basis)
                {
                    Nameable = orNamed ? [procedure] : [],
                    HandsOver = handsOver,
                    For = forOrgan is null ? null : s => forOrgan(new(s)),
                },
            ],
        };
        return this;
    }

    /// <summary>A matter of another procedure that is opened from here for the organ that sent this one in, or named where it exists already.</summary>
    /// <param name="procedures">The procedures that it may be of.</param>
    /// <param name="which">Which of them is opened in such a matter.</param>
    public ProcedureBuilder<TFacts> ChildOfSender(
        string slot,
        string name,
        IReadOnlyList<string> procedures,
        Func<Situation<TFacts>, string> which,
        Func<Situation<TFacts>, object?> facts,
        LawRef? basis = null,
        bool handsOver = false
    )
    {
        parts = parts with
        {
            Children =
            [
                .. parts.Children,
                new(slot, name, procedures[0], s => facts(new(s)), basis)
                {
                    Which = s => which(new(s)),
                    Nameable = procedures,
                    IsOfSender = true,
                    HandsOver = handsOver,
                },
            ],
        };
        return this;
    }

    /// <summary>A matter of another procedure that exists already and is named here: its outcome and the versions of its materials are taken over.</summary>
    /// <param name="sameText">The material that must read as that of the named one; a difference is pointed out.</param>
    public ProcedureBuilder<TFacts> Names(
        string slot,
        string name,
        IReadOnlyList<string> procedures,
        LawRef? basis = null,
        string? sameText = null
    )
    {
        parts = parts with
        {
            Children =
            [
                .. parts.Children,
                new(slot, name, procedures[0], static _ => null, basis)
                {
                    Nameable = procedures,
                    IsOnlyNamed = true,
                    SameText = sameText,
                },
            ],
        };
        return this;
    }

    /// <summary>Something that should not happen and is put on record when it did, such as 未审先议.</summary>
    public ProcedureBuilder<TFacts> Records(
        string key,
        string name,
        LawRef basis,
        string? figure = null
    )
    {
        parts = parts with
        {
            Unlawful = [.. parts.Unlawful, new(key, name, basis) { Figure = figure }],
        };
        return this;
    }

    /// <summary>What is looked at one by one, such as 审查要点; the county may put its own in their place.</summary>
    public ProcedureBuilder<TFacts> Points(params string[] points)
    {
        parts = parts with { Points = points };
        return this;
    }

    /// <summary>Ends the declaration.</summary>
    /// <exception cref="ProcedureException">It cannot be right; the message lists everything that is wrong.</exception>
    public Procedure Build()
    {
        var procedure = new Procedure(parts);
        ProcedureValidator.Demand(procedure);
        return procedure;
    }

    private ProcedureBuilder<TFacts> With(Material material)
    {
        parts = parts with { Materials = [.. parts.Materials, material] };
        return this;
    }

    private ProcedureBuilder<TFacts> Clock(
        ClockBuilder<TFacts> clock,
        Action<ClockBuilder<TFacts>> declare
    )
    {
        declare(clock);
        parts = parts with { Clocks = [.. parts.Clocks, clock.Rule] };
        return this;
    }
}

/// <summary>Nothing is filled in.</summary>
public sealed record NoInput;

/// <summary>Declares a stage.</summary>
public sealed class StageBuilder<TFacts>
    where TFacts : class
{
    private readonly List<ProcedureAction> actions = [];

    internal StageBuilder(string key, string name) => Stage = new() { Key = key, Name = name };

    internal Stage Stage { get; private set; }

    internal IReadOnlyList<ProcedureAction> Actions => actions;

    /// <summary>The article that asks for it.</summary>
    public StageBuilder<TFacts> By(LawRef basis)
    {
        Stage = Stage with { Basis = basis };
        return this;
    }

    /// <summary>Opens when all of these are closed or lawfully absent.</summary>
    public StageBuilder<TFacts> After(params string[] stages)
    {
        Stage = Stage with { After = stages };
        return this;
    }

    /// <summary>Opens only when an action opens it.</summary>
    public StageBuilder<TFacts> OnCall()
    {
        Stage = Stage with { IsOnCall = true };
        return this;
    }

    /// <summary>Opens only if another stage had one of these results; refused with the sentence and the article otherwise.</summary>
    public StageBuilder<TFacts> OnlyIf(
        string stage,
        IReadOnlyList<string> results,
        string sentence,
        LawRef basis
    )
    {
        Stage = Stage with
        {
            OnlyIf =
            [
                .. Stage.OnlyIf,
                new(
                    $"{Stage.Key}.only-if#{Stage.OnlyIf.Count + 1}",
                    stage,
                    results,
                    sentence,
                    basis
                ),
            ],
        };
        return this;
    }

    /// <summary>What is put on record when it was entered although its conditions were missing.</summary>
    public StageBuilder<TFacts> OtherwiseRecords(string fact)
    {
        Stage = Stage with { OtherwiseFact = fact };
        return this;
    }

    /// <summary>Absent by law.</summary>
    public StageBuilder<TFacts> SkippedWhen(
        Func<Situation<TFacts>, bool> when,
        string reason,
        LawRef basis
    )
    {
        Stage = Stage with { Skips = [.. Stage.Skips, new(s => when(new(s)), reason, basis)] };
        return this;
    }

    /// <summary>A material that must be there before the stage can be closed.</summary>
    public StageBuilder<TFacts> Needs(
        string material,
        LawRef basis,
        Func<Situation<TFacts>, bool>? when = null,
        string? whenText = null
    )
    {
        Stage = Stage with
        {
            Needs =
            [
                .. Stage.Needs,
                new(
                    $"{Stage.Key}.needs:{material}",
                    material,
                    basis,
                    when is null ? null : s => when(new(s)),
                    whenText
                ),
            ],
        };
        return this;
    }

    /// <summary>The possible results.</summary>
    public StageBuilder<TFacts> Decides(params (string Key, string Name)[] results)
    {
        Stage = Stage with { Results = [.. results.Select(r => new Choice(r.Key, r.Name))] };
        return this;
    }

    /// <summary>Entering it ends the matter.</summary>
    public StageBuilder<TFacts> IsTheEnd()
    {
        Stage = Stage with { IsTerminal = true };
        return this;
    }

    /// <summary>Opens a matter of another procedure and waits for it; its return closes the stage with its outcome.</summary>
    public StageBuilder<TFacts> WaitsFor(string slot)
    {
        Stage = Stage with { WaitsFor = slot };
        return this;
    }

    /// <summary>An action of the stage.</summary>
    public StageBuilder<TFacts> Act(
        string key,
        string name,
        Action<ActionBuilder<TFacts, NoInput>> declare
    ) => Act<NoInput>(key, name, declare);

    /// <summary>An action of the stage for which something is filled in.</summary>
    public StageBuilder<TFacts> Act<TInput>(
        string key,
        string name,
        Action<ActionBuilder<TFacts, TInput>> declare
    )
        where TInput : class
    {
        var action = new ActionBuilder<TFacts, TInput>(Stage.Key, $"{Stage.Key}.{key}", name);
        declare(action);
        actions.Add(action.Action);
        return this;
    }
}

/// <summary>Declares an action.</summary>
public sealed class ActionBuilder<TFacts, TInput>
    where TFacts : class
    where TInput : class
{
    internal ActionBuilder(string? stage, string key, string name) =>
        Action = new()
        {
            Key = key,
            Name = name,
            Stage = stage,
            InputType = typeof(TInput) == typeof(NoInput) ? null : typeof(TInput),
        };

    internal ProcedureAction Action { get; private set; }

    /// <summary>Who may do it.</summary>
    public ActionBuilder<TFacts, TInput> By(params ProcedureRole[] roles)
    {
        Action = Action with { By = roles };
        return this;
    }

    /// <summary>The article that it carries out.</summary>
    public ActionBuilder<TFacts, TInput> Under(LawRef basis)
    {
        Action = Action with { Basis = basis };
        return this;
    }

    /// <summary>Refuses when a condition of the matter is missing; told before anything is filled in.</summary>
    /// <param name="fact">What is put on record when it was done all the same.</param>
    /// <param name="detail">What exactly is missing, told after the sentence.</param>
    public ActionBuilder<TFacts, TInput> Refuses(
        Func<Situation<TFacts>, bool> fails,
        string sentence,
        LawRef basis,
        string? fact = null,
        Func<Situation<TFacts>, string?>? detail = null
    ) =>
        Guarded(
            s => fails(new(s)),
            sentence,
            basis,
            null,
            fact,
            detail is null ? null : s => detail(new(s))
        );

    /// <summary>Refuses what was filled in.</summary>
    /// <param name="field">The input it is about, by its property name.</param>
    public ActionBuilder<TFacts, TInput> RefusesInput(
        Func<Situation<TFacts, TInput>, bool> fails,
        string sentence,
        LawRef basis,
        Expression<Func<TInput, object?>> field,
        string? fact = null
    ) => Guarded(s => fails(new(s)), sentence, basis, NameOf(field), fact);

    /// <summary>Fixes a day besides its own, such as 送审材料齐备.</summary>
    public ActionBuilder<TFacts, TInput> Marks(
        string @event,
        string name,
        Func<Situation<TFacts, TInput>, DateOnly?> day
    )
    {
        Action = Action with { Marks = [.. Action.Marks, new(@event, name, s => day(new(s)))] };
        return this;
    }

    /// <summary>Closes its stage.</summary>
    public ActionBuilder<TFacts, TInput> Closes(
        Func<Situation<TFacts, TInput>, string?>? result = null
    )
    {
        Action = Action with
        {
            Closes = true,
            Result = result is null ? null : s => result(new(s)),
        };
        return this;
    }

    /// <summary>Opens stages, or opens them again.</summary>
    public ActionBuilder<TFacts, TInput> Opens(params string[] stages)
    {
        Action = Action with { Opens = stages };
        return this;
    }

    /// <summary>Produces documents.</summary>
    public ActionBuilder<TFacts, TInput> Produces(params string[] documents)
    {
        Action = Action with { Produces = documents };
        return this;
    }

    /// <summary>Settles the outcome of the matter.</summary>
    public ActionBuilder<TFacts, TInput> Concludes(string outcome)
    {
        Action = Action with { Outcome = _ => outcome, Outcomes = [outcome] };
        return this;
    }

    /// <summary>Settles the outcome by what was filled in.</summary>
    public ActionBuilder<TFacts, TInput> Concludes(
        IReadOnlyList<string> outcomes,
        Func<Situation<TFacts, TInput>, string?> which
    )
    {
        Action = Action with { Outcome = s => which(new(s)), Outcomes = outcomes };
        return this;
    }

    /// <summary>Ends the matter.</summary>
    public ActionBuilder<TFacts, TInput> Ends()
    {
        Action = Action with { Ends = true };
        return this;
    }

    /// <summary>Tells the matter that opened this one the outcome now, though this one goes on.</summary>
    public ActionBuilder<TFacts, TInput> Reports()
    {
        Action = Action with { Reports = true };
        return this;
    }

    /// <summary>May be done more than once while its stage is open.</summary>
    public ActionBuilder<TFacts, TInput> Repeatable()
    {
        Action = Action with { IsRepeatable = true };
        return this;
    }

    /// <summary>May be done after the matter has ended.</summary>
    public ActionBuilder<TFacts, TInput> AlsoAfterTheEnd()
    {
        Action = Action with { MayFollowEnd = true };
        return this;
    }

    /// <summary>Changes facts of the matter: an object whose properties are those that change.</summary>
    public ActionBuilder<TFacts, TInput> Changes(Func<Situation<TFacts, TInput>, object?> facts)
    {
        Action = Action with { Changes = s => facts(new(s)) };
        return this;
    }

    /// <summary>Opens a matter of another procedure.</summary>
    public ActionBuilder<TFacts, TInput> OpensChild(string slot)
    {
        Action = Action with { OpensChildren = [.. Action.OpensChildren, slot] };
        return this;
    }

    /// <summary>Enters or changes items of a register in the same commit: what the procedure decided needs no further approval there.</summary>
    public ActionBuilder<TFacts, TInput> Writes(
        string register,
        IReadOnlyList<string> kinds,
        Func<Situation<TFacts, TInput>, IEnumerable<ItemWrite>> items
    )
    {
        Action = Action with
        {
            Writes = [.. Action.Writes, new(register, kinds, s => items(new(s)))],
        };
        return this;
    }

    /// <summary>What the form holds before anything is filled in, such as the lines that are the person's own to answer.</summary>
    public ActionBuilder<TFacts, TInput> Proposes(Func<Situation<TFacts>, object?> values)
    {
        Action = Action with { Proposes = s => values(new(s)) };
        return this;
    }

    /// <summary>Asks organs to take a part.</summary>
    public ActionBuilder<TFacts, TInput> Invites(
        ProcedureRole role,
        Func<Situation<TFacts, TInput>, IEnumerable<Guid>> organs
    )
    {
        Action = Action with { Invites = [.. Action.Invites, new(role, s => organs(new(s)))] };
        return this;
    }

    /// <summary>Counts in a figure.</summary>
    /// <param name="distinct">What makes it one, for figures that count different ones.</param>
    public ActionBuilder<TFacts, TInput> Counts(
        string figure,
        string how,
        Func<Situation<TFacts, TInput>, bool>? when = null,
        Func<Situation<TFacts, TInput>, long>? amount = null,
        Func<Situation<TFacts, TInput>, string>? dimensions = null,
        Func<Situation<TFacts, TInput>, DateOnly?>? on = null,
        Func<Situation<TFacts, TInput>, string?>? distinct = null
    )
    {
        Action = Action with
        {
            Counts =
            [
                .. Action.Counts,
                new(
                    figure,
                    how,
                    when is null ? null : s => when(new(s)),
                    amount is null ? null : s => amount(new(s)),
                    dimensions is null ? null : s => dimensions(new(s))
                )
                {
                    Day = on is null ? null : s => on(new(s)),
                    Key = distinct is null ? null : s => distinct(new(s)),
                },
            ],
        };
        return this;
    }

    private ActionBuilder<TFacts, TInput> Guarded(
        Func<Situation, bool> fails,
        string sentence,
        LawRef basis,
        string? field,
        string? fact,
        Func<Situation, string?>? detail = null
    )
    {
        Action = Action with
        {
            Guards =
            [
                .. Action.Guards,
                new($"{Action.Key}#{Action.Guards.Count + 1}", fails, sentence, basis, field, fact)
                {
                    Detail = detail,
                },
            ],
        };
        return this;
    }

    private static string NameOf(Expression<Func<TInput, object?>> field)
    {
        var body = field.Body is UnaryExpression u ? u.Operand : field.Body;
        return JsonNamingPolicy.CamelCase.ConvertName(((MemberExpression)body).Member.Name);
    }
}

/// <summary>Declares a clock.</summary>
public sealed class ClockBuilder<TFacts>
    where TFacts : class
{
    internal ClockBuilder(
        string key,
        string name,
        ClockKind kind,
        TimeLimit limit,
        LimitSource source
    ) =>
        Rule = new()
        {
            Key = key,
            Name = name,
            Kind = kind,
            Limit = limit,
            Source = source,
        };

    internal ClockRule Rule { get; private set; }

    internal TimeLimit? TableExtension { get; init; }

    /// <summary>Starts on an event; for a backward limit, the event that is yet to come.</summary>
    public ClockBuilder<TFacts> StartsOn(
        string @event,
        Func<Situation<TFacts>, DateOnly?>? day = null
    ) =>
        Set(r =>
            r with
            {
                Starts = [.. r.Starts, new(@event) { Day = day is null ? null : s => day(new(s)) }],
            }
        );

    /// <summary>Pauses on an event, by an article.</summary>
    public ClockBuilder<TFacts> PausesOn(string @event, LawRef basis) =>
        Set(r => r with { Pauses = [.. r.Pauses, new(@event, basis)] });

    /// <summary>Resumes on an event.</summary>
    public ClockBuilder<TFacts> ResumesOn(string @event, LawRef? basis = null) =>
        Set(r => r with { Resumes = [.. r.Resumes, new(@event, basis)] });

    /// <summary>Begins anew on an event, by an article.</summary>
    public ClockBuilder<TFacts> RestartsOn(string @event, LawRef basis) =>
        Set(r => r with { Restarts = [.. r.Restarts, new(@event, basis)] });

    /// <summary>What it asks for is done by any of these events.</summary>
    public ClockBuilder<TFacts> StopsOn(params string[] events) =>
        Set(r => r with { Stops = events });

    /// <summary>May be extended by an action, at most by so much and so often.</summary>
    public ClockBuilder<TFacts> ExtendedBy(
        string action,
        TimeLimit? most = null,
        int times = 1,
        Func<Situation<TFacts>, TimeLimit?>? by = null
    ) =>
        Set(r =>
            r with
            {
                Extension = new(
                    action,
                    most
                        ?? TableExtension
                        ?? throw new ProcedureException([$"期限“{r.Name}”没有写明最多延长多久"]),
                    times,
                    by is null ? null : s => by(new(s))
                ),
            }
        );

    /// <summary>Runs only in such matters.</summary>
    public ClockBuilder<TFacts> When(Func<Situation<TFacts>, bool> when, string text) =>
        Set(r => r with { When = s => when(new(s)), WhenText = text });

    /// <summary>Another length in such a matter, such as the date that a decision sets.</summary>
    public ClockBuilder<TFacts> WithLength(Func<Situation<TFacts>, TimeLimit?> length) =>
        Set(r => r with { LengthOf = s => length(new(s)) });

    /// <summary>
    /// For a protected window: these actions must wait until it is over. For a backward limit: they must be done by its day. The sentence is that of the refusal; dates are added.
    /// </summary>
    public ClockBuilder<TFacts> Binds(string sentence, params string[] actions) =>
        Set(r => r with { Binds = actions, Sentence = sentence });

    /// <summary>When the window does not bind, such as a shorter one published with its reason.</summary>
    public ClockBuilder<TFacts> Unless(Func<Situation<TFacts>, bool> unless, string text) =>
        Set(r => r with { Unless = s => unless(new(s)), UnlessText = text });

    /// <summary>What is put on record when a bound action was done all the same.</summary>
    public ClockBuilder<TFacts> OtherwiseRecords(string fact) =>
        Set(r => r with { OtherwiseFact = fact });

    /// <summary>Reminds the handler thirty days before the last one as well, besides five working days before and on the eve.</summary>
    public ClockBuilder<TFacts> RemindsEarly() => Set(r => r with { RemindsEarly = true });

    /// <summary>Only warned of, not counted as missed.</summary>
    public ClockBuilder<TFacts> OnlyWarns() => Set(r => r with { Missed = WhenMissed.Warn });

    /// <summary>When the last day passes, the law deems this action done on it.</summary>
    public ClockBuilder<TFacts> Deems(string action, LawRef basis) =>
        Set(r => r with { Missed = WhenMissed.Deemed, DeemedAction = action, DeemedBasis = basis });

    /// <summary>The day is told to a party: it never moves earlier without a person.</summary>
    public ClockBuilder<TFacts> Served() => Set(r => r with { IsServed = true });

    private ClockBuilder<TFacts> Set(Func<ClockRule, ClockRule> change)
    {
        Rule = change(Rule);
        return this;
    }
}
