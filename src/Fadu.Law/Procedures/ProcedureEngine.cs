using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Law.Dates;

namespace Fadu.Law.Procedures;

/// <summary>What sort of refusal it is.</summary>
public enum RefusalSort
{
    /// <summary>A condition of the law or of this system is missing.</summary>
    Condition,

    /// <summary>The person has no part in this procedure that may do it.</summary>
    Forbidden,

    /// <summary>What was filled in cannot be read.</summary>
    Invalid,
}

/// <summary>A reason not to do something, with its article.</summary>
/// <param name="Rule">The id of the rule, where one of the declaration refuses.</param>
/// <param name="Field">The input it is about.</param>
/// <param name="Fact">What can be put on record if it was done all the same.</param>
public sealed record ProcedureRefusal(
    RefusalSort Sort,
    string Sentence,
    LawRef? Basis,
    string? Rule = null,
    string? Field = null,
    string? Fact = null
)
{
    /// <summary>未经合法性审查,不得提交讨论(重大行政决策程序暂行条例第二十五条)</summary>
    public override string ToString() => Basis is null ? Sentence : $"{Sentence}（{Basis}）";
}

/// <summary>What the engine answers: effects and the state after them, or refusals and the state as it was.</summary>
public sealed record Transition(
    IReadOnlyList<Effect> Effects,
    MatterState State,
    IReadOnlyList<ProcedureRefusal> Refusals
)
{
    public bool IsRefused => Refusals.Count > 0;

    /// <summary>Neither refused nor anything new: it had been done before.</summary>
    public bool IsNothing => !IsRefused && Effects.Count == 0;
}

/// <summary>An action that can be taken now, or why it cannot.</summary>
/// <param name="Stage">Its stage; null for an action of the whole procedure.</param>
public sealed record Offer(
    ProcedureAction Action,
    Stage? Stage,
    IReadOnlyList<ProcedureRefusal> Refusals
)
{
    /// <summary>What its form holds before anything is filled in; null where it is empty.</summary>
    public JsonObject? Proposed { get; init; }

    /// <summary>Whether nothing stands against it before it is filled in.</summary>
    public bool IsOpen => Refusals.Count == 0;
}

/// <summary>A matter that exists already and is named by another one.</summary>
/// <param name="Outcome">Null while it has not ended.</param>
/// <param name="OpensOn">From which day its protected windows are over; null where none runs.</param>
/// <param name="Materials">The newest version of each of its materials: by key, the SHA-256 of the file.</param>
public sealed record NamedMatter(
    string Procedure,
    string Matter,
    string? Outcome,
    DateOnly? OpensOn,
    IReadOnlyDictionary<string, string> Materials
);

/// <summary>What the matter waits for.</summary>
/// <param name="Roles">Whose turn it is.</param>
/// <param name="WaitsFor">The matter of another procedure that it waits for.</param>
public sealed record NextStep(
    Stage Stage,
    IReadOnlyList<ProcedureAction> Actions,
    IReadOnlyList<ProcedureRole> Roles,
    ChildMatter? WaitsFor
)
{
    /// <summary>审查:拟定意见</summary>
    public string Text =>
        WaitsFor is { } child
            ? $"{Stage.Name}：等待{child.Name}"
            : $"{Stage.Name}：{string.Join("、", Actions.Select(a => a.Name))}";
}

/// <summary>
/// Runs every procedure. Pure: (definition, state, action, actor, day) → effects, or refusals with their articles. It reads no clock and no store; the same question has the
/// same answer on any later day.
/// </summary>
public static class ProcedureEngine
{
    /// <summary>Opens a matter.</summary>
    /// <param name="anchor">The day of the event that chooses the edition.</param>
    public static Transition Open(
        Procedure procedure,
        JsonObject facts,
        DateOnly anchor,
        Acting who,
        ProcedureWorld world
    )
    {
        var nothing = new MatterState();
        if (anchor > world.Today)
        {
            return Refused(
                nothing,
                new(
                    RefusalSort.Invalid,
                    $"{procedure.Anchor.Name}日{ChineseDates.Long(anchor)}晚于今天，请核对",
                    null
                )
            );
        }
        if (
            anchor < procedure.InForceFrom
            || (procedure.InForceUntil is { } until && anchor > until)
        )
        {
            return Refused(
                nothing,
                new(
                    RefusalSort.Condition,
                    $"{procedure.Anchor.Name}日{ChineseDates.Long(anchor)}不适用“{procedure}”",
                    procedure.Basis
                )
            );
        }
        if (!CanRead(facts, procedure.FactsType, out var unreadable))
        {
            return Refused(nothing, unreadable!);
        }
        var run = new Run(procedure, nothing, [], who, anchor, world);
        run.Emit(
            new MatterOpened(
                procedure.Key,
                procedure.Edition,
                procedure.Hash,
                anchor,
                facts.DeepClone().AsObject(),
                who.Id
            )
        );
        var refusals = new List<ProcedureRefusal>();
        if (!MayPlay(who, procedure.OpenedBy))
        {
            refusals.Add(Forbidden($"“{procedure.Name}”", procedure.OpenedBy));
        }
        refusals.AddRange(
            procedure
                .OpeningGuards.Where(g => g.Fails(run.Situation))
                .Select(g => Of(g, run.Situation))
        );
        if (refusals.Count > 0)
        {
            return new([], nothing, refusals);
        }
        return run.Finish(
            nothing,
            () =>
            {
                run.Count(procedure.OpeningCounts);
                run.Happened("opened", anchor);
                foreach (var stage in procedure.Stages)
                {
                    if (stage.After.Count == 0 && !stage.IsOnCall)
                    {
                        run.Enter(stage);
                    }
                }
                run.Cascade();
                DemandNextStep(procedure, run.State);
            }
        );
    }

    /// <summary>Does an action on a day.</summary>
    /// <param name="lateReason">Why it is entered after the day on which it was done (事后补录).</param>
    public static Transition Act(
        Procedure procedure,
        MatterState state,
        string action,
        JsonObject inputs,
        Acting who,
        DateOnly day,
        ProcedureWorld world,
        string? lateReason = null
    ) => Do(procedure, state, action, inputs, who, day, world, lateReason, null);

    /// <summary>
    /// Puts on record that an action was done although its conditions were missing. Only where the declaration names the fact that this is (未审先议 …); everything else stays refused.
    /// </summary>
    /// <param name="reason">What happened, in words.</param>
    public static Transition ActDespite(
        Procedure procedure,
        MatterState state,
        string action,
        JsonObject inputs,
        Acting who,
        DateOnly day,
        ProcedureWorld world,
        string reason
    ) => Do(procedure, state, action, inputs, who, day, world, reason, reason);

    /// <summary>Puts something unlawful on record that is not an action of the procedure.</summary>
    public static Transition RecordUnlawful(
        Procedure procedure,
        MatterState state,
        string fact,
        DateOnly day,
        string reason,
        Acting who,
        ProcedureWorld world
    )
    {
        if (procedure.FindUnlawful(fact) is null)
        {
            return Refused(state, new(RefusalSort.Invalid, "没有这一类可以记录的事实", null));
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refused(
                state,
                new(RefusalSort.Invalid, "请写明事实经过", null, Field: "reason")
            );
        }
        if (day > world.Today)
        {
            return Refused(state, Future(day));
        }
        if (
            state.Unlawful.Any(u =>
                u.Fact.Equals(fact, StringComparison.Ordinal)
                && u.On == day
                && u.Reason.Equals(reason, StringComparison.Ordinal)
            )
        )
        {
            return new([], state, []);
        }
        var run = new Run(procedure, state, [], who, day, world);
        return run.Finish(state, () => run.Unlawful(fact, reason));
    }

    /// <summary>A matter that this one opened has its outcome.</summary>
    public static Transition ChildReturned(
        Procedure procedure,
        MatterState state,
        string slot,
        string matter,
        string outcome,
        DateOnly day,
        ProcedureWorld world,
        IReadOnlyDictionary<string, string>? materials = null
    )
    {
        if (
            !state.Children.TryGetValue(slot, out var child)
            || state.IsEnded
            || (
                matter.Equals(child.Matter, StringComparison.Ordinal)
                && outcome.Equals(child.Outcome, StringComparison.Ordinal)
            )
        )
        {
            return new([], state, []);
        }
        var run = new Run(procedure, state, [], Acting.System, day, world);
        return run.Finish(
            state,
            () =>
            {
                run.Return(slot, matter, outcome, materials);
                DemandNextStep(procedure, run.State);
            }
        );
    }

    /// <summary>
    /// Lets a matter that exists already take the place of one that would be opened. Where it has ended, its outcome and the versions of its materials are taken over at once;
    /// named again, as it stands then.
    /// </summary>
    public static Transition Name(
        Procedure procedure,
        MatterState state,
        string slot,
        NamedMatter named,
        Acting who,
        DateOnly day,
        ProcedureWorld world
    )
    {
        if (
            procedure.FindChild(slot) is not { } child
            || !child.Nameable.Contains(named.Procedure, StringComparer.Ordinal)
        )
        {
            return Refused(
                state,
                new(RefusalSort.Invalid, "这里不能关联这一程序的事项，请重新选择", null)
            );
        }
        if (state.IsEnded)
        {
            return Refused(
                state,
                new(RefusalSort.Condition, "事项已经结束，不能再关联其他事项", OwnRule.Basis)
            );
        }
        if (!who.Roles.Any(r => r.Side is Side.Owner or Side.Sender))
        {
            return Refused(
                state,
                new(
                    RefusalSort.Forbidden,
                    $"“{child.Name}”应当由承办单位或者提出单位关联",
                    OwnRule.Basis
                )
            );
        }
        if (
            state.Children.TryGetValue(slot, out var was)
            && named.Matter.Equals(was.Matter, StringComparison.Ordinal)
            && string.Equals(named.Outcome, was.Outcome, StringComparison.Ordinal)
            && (was.Outcome is not null || named.OpensOn == was.OpensOn)
        )
        {
            return new([], state, []);
        }
        if (was is { IsNamed: not true, Outcome: null })
        {
            return Refused(
                state,
                new(
                    RefusalSort.Condition,
                    $"“{child.Name}”已经另立，正在办理，不能再关联别的",
                    OwnRule.Basis
                )
            );
        }
        var run = new Run(procedure, state, [], who, day, world);
        return run.Finish(
            state,
            () =>
            {
                run.Emit(new ChildNamed(slot, named.Procedure, named.Matter, day, named.OpensOn));
                if (named.Outcome is { } outcome)
                {
                    run.Return(slot, named.Matter, outcome, named.Materials);
                }
                DemandNextStep(procedure, run.State);
            }
        );
    }

    /// <summary>A document was served: an event from which clocks may run, whatever else goes on. The day may lie ahead where the law deems it served on a later one.</summary>
    public static Transition DocumentServed(
        Procedure procedure,
        MatterState state,
        string document,
        DateOnly day,
        ProcedureWorld world
    )
    {
        if (procedure.FindDocument(document) is not { Service: not null } declared)
        {
            return new([], state, []);
        }
        var run = new Run(procedure, state, [], Acting.System, day, world);
        return run.Finish(
            state,
            () =>
            {
                run.Emit(new Marked(declared.ServedEvent, day));
                if (!state.IsEnded)
                {
                    run.Happened(declared.ServedEvent, day);
                    run.Cascade();
                    DemandNextStep(procedure, run.State);
                }
            }
        );
    }

    /// <summary>Takes a material into the file. A further version never replaces the earlier one.</summary>
    /// <param name="hash">SHA-256 of the file; empty for paper that lies elsewhere.</param>
    public static Transition AddMaterial(
        Procedure procedure,
        MatterState state,
        string material,
        string hash,
        string name,
        Acting who,
        DateOnly day,
        ProcedureWorld world
    )
    {
        if (procedure.FindMaterial(material) is not { } declared)
        {
            return Refused(state, new(RefusalSort.Invalid, "没有这一种材料，请重新选择", null));
        }
        if (state.IsEnded)
        {
            return Refused(
                state,
                new(RefusalSort.Condition, "事项已经结束，不能再增加材料", OwnRule.Basis)
            );
        }
        // The owner keeps the file, so it may also take in what others hand over on paper.
        if (
            !MayPlay(who, declared.ProvidedBy)
            && !who.Roles.Any(r => r.Side is Side.Owner or Side.System)
        )
        {
            return Refused(state, Forbidden($"“{declared.Name}”", declared.ProvidedBy));
        }
        var newest = state.NewestOf(material);
        if (newest is not null && newest.Hash.Equals(hash, StringComparison.Ordinal))
        {
            return new([], state, []);
        }
        var run = new Run(procedure, state, [], who, day, world);
        return run.Finish(
            state,
            () =>
                run.Emit(
                    new MaterialAdded(material, (newest?.Version ?? 0) + 1, hash, name, day, who.Id)
                )
        );
    }

    /// <summary>Corrects facts of the matter; only what changes is named.</summary>
    public static Transition ChangeFacts(
        Procedure procedure,
        MatterState state,
        JsonObject changed,
        Acting who,
        ProcedureWorld world
    )
    {
        var really = new JsonObject(
            changed
                .Where(c => !JsonNode.DeepEquals(c.Value, state.Facts[c.Key]))
                .Select(c => KeyValuePair.Create(c.Key, c.Value?.DeepClone()))
        );
        if (really.Count == 0)
        {
            return new([], state, []);
        }
        var run = new Run(procedure, state, [], who, world.Today, world);
        var after = run.Finish(state, () => run.Emit(new FactsChanged(really)));
        return CanRead(after.State.Facts, procedure.FactsType, out var unreadable)
            ? after
            : Refused(state, unreadable!);
    }

    /// <summary>
    /// Corrects the day of something that has happened, such as a date of receipt entered wrongly. Clocks that ran from it run from the right day, with the moves they had.
    /// </summary>
    public static Transition CorrectDay(
        Procedure procedure,
        MatterState state,
        string @event,
        DateOnly day,
        Acting who,
        ProcedureWorld world
    )
    {
        if (!state.Events.TryGetValue(@event, out var was))
        {
            return Refused(
                state,
                new(RefusalSort.Invalid, "这件事还没有发生，没有日期可以更正", null)
            );
        }
        if (day > world.Today)
        {
            return Refused(state, Future(day));
        }
        if (was == day)
        {
            return new([], state, []);
        }
        var run = new Run(procedure, state, [], who, day, world);
        return run.Finish(
            state,
            () =>
            {
                run.Emit(new Marked(@event, day));
                foreach (var rule in procedure.Clocks)
                {
                    if (
                        state.Clocks.TryGetValue(rule.Key, out var clock)
                        && clock.StartedOn == was
                        && rule.Starts.Any(s => s.Event.Equals(@event, StringComparison.Ordinal))
                    )
                    {
                        run.Emit(new ClockStarted(rule.Key, day, clock.Limit));
                        foreach (var move in clock.Moves)
                        {
                            run.Emit(
                                new ClockMoved(
                                    rule.Key,
                                    move.Kind,
                                    move.Day,
                                    move.Reason,
                                    move.Basis,
                                    move.By
                                )
                            );
                        }
                        if (clock.StoppedOn is { } stopped)
                        {
                            run.Emit(new ClockStopped(rule.Key, stopped));
                        }
                        _ = run.State.Clocks[rule.Key].ToClock(rule.Kind);
                    }
                }
            }
        );
    }

    /// <summary>Moves the matter to another edition, with the reason. What was done stays done; clocks that run keep the length they were started with.</summary>
    public static Transition MoveEdition(
        Procedure to,
        MatterState state,
        string reason,
        ProcedureWorld world
    )
    {
        if (!to.Key.Equals(state.Procedure, StringComparison.Ordinal))
        {
            return Refused(
                state,
                new(RefusalSort.Invalid, "只能移到同一程序的另一版本", OwnRule.Basis)
            );
        }
        if (to.Edition.Equals(state.Edition, StringComparison.Ordinal))
        {
            return new([], state, []);
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refused(
                state,
                new(RefusalSort.Invalid, "请写明改用另一版本的理由", OwnRule.Basis, Field: "reason")
            );
        }
        var lost = state
            .Stages.Where(s => s.Value.Status == StageStatus.Open && to.FindStage(s.Key) is null)
            .Select(s => s.Key)
            .Concat(
                state
                    .Clocks.Where(c => c.Value.IsOpen && to.FindClock(c.Key) is null)
                    .Select(c => c.Key)
            )
            .ToList();
        if (lost.Count > 0)
        {
            return Refused(
                state,
                new(
                    RefusalSort.Condition,
                    $"“{to}”没有正在进行的{string.Join("、", lost)}，请先办结后再改用",
                    OwnRule.Basis
                )
            );
        }
        var effect = new EditionMoved(to.Edition, to.Hash, reason.Trim());
        return new([effect], state.After(effect), []);
    }

    /// <summary>What the passing of days brings: limits missed, and what the law deems done. Asked every day; asked twice it gives nothing twice.</summary>
    public static Transition Tick(Procedure procedure, MatterState state, ProcedureWorld world)
    {
        var effects = new List<Effect>();
        var now = state;
        foreach (var rule in procedure.Clocks)
        {
            if (
                rule.Kind == ClockKind.AtLeast
                || !now.Clocks.TryGetValue(rule.Key, out var clock)
                || !clock.IsOpen
            )
            {
                continue;
            }
            var reading = clock.ToClock(rule.Kind).Read(world.Calendar);
            var held = world.Held.TryGetValue(rule.Key, out var told) ? told : DateOnly.MinValue;
            if (!reading.IsMissedOn(world.Today) || held >= world.Today)
            {
                continue;
            }
            var due = reading.Due!.Value > held ? reading.Due.Value : held;
            if (rule is { Missed: WhenMissed.Deemed, DeemedAction: { } deemed })
            {
                var done = Act(procedure, now, deemed, [], Acting.System, due, world);
                if (!done.IsRefused)
                {
                    effects.AddRange(done.Effects);
                    now = done.State;
                }
            }
            if (now.Clocks[rule.Key].IsOpen)
            {
                var missed = new ClockMissed(rule.Key, due);
                effects.Add(missed);
                now = now.After(missed);
            }
        }
        return new(effects, now, []);
    }

    /// <summary>What can be done now and by whom, and why the rest cannot, before anything is filled in.</summary>
    /// <param name="who">Who asks; null = whoever may.</param>
    public static IReadOnlyList<Offer> Offers(
        Procedure procedure,
        MatterState state,
        Acting? who,
        ProcedureWorld world
    )
    {
        var offers = new List<Offer>();
        foreach (var action in procedure.Actions)
        {
            if (
                (state.IsEnded && !action.MayFollowEnd)
                || (
                    action.Stage is { } s
                    && !state.IsOpen(s)
                    && !(state.IsEnded && action.MayFollowEnd)
                    && !IsBarred(procedure, state, procedure.Stage(s))
                )
                || action.By.All(r => r.Side == Side.System)
            )
            {
                continue;
            }
            var asking = who ?? new Acting(null, action.By.ToHashSet());
            var run = new Run(procedure, state, [], asking, world.Today, world);
            var refusals = new List<ProcedureRefusal>();
            if (!MayPlay(asking, action.By))
            {
                refusals.Add(Forbidden($"“{action.Name}”", action.By));
            }
            if (!action.IsRepeatable && LastSinceOpened(state, action) is { } done)
            {
                refusals.Add(DoneAlready(action, done));
            }
            if (
                action.Stage is { } at
                && !state.IsOpen(at)
                && !(state.IsEnded && action.MayFollowEnd)
                && refusals.Count == 0
            )
            {
                refusals.AddRange(NotOpen(run.Situation, procedure.Stage(at), action));
            }
            else
            {
                refusals.AddRange(Standing(run.Situation, action, withInput: false));
            }
            offers.Add(
                new(action, action.Stage is null ? null : procedure.Stage(action.Stage), refusals)
                {
                    Proposed =
                        refusals.Count == 0 && action.Proposes?.Invoke(run.Situation) is { } held
                            ? JsonSerializer
                                .SerializeToNode(held, ProcedureJson.Options)!
                                .AsObject()
                            : null,
                }
            );
        }
        return offers;
    }

    // The next stage, to which a result does not let through, or which would be unlawful before what comes first: who comes to it hears why.
    private static bool IsBarred(Procedure procedure, MatterState state, Stage stage) =>
        !state.Stages.ContainsKey(stage.Key)
        && stage.OnlyIf.Any(c => !Holds(c, state))
        && stage.After.All(before =>
            stage.OtherwiseFact is null
                ? IsPassed(procedure, state, before)
                : state.Stages.ContainsKey(before)
        );

    /// <summary>
    /// What the matter waits for; empty only for one that has ended. Where no stage is open because a result bars the next one (审查不合法), it is what may be done of the whole procedure.
    /// </summary>
    public static IReadOnlyList<NextStep> NextSteps(Procedure procedure, MatterState state)
    {
        if (state.IsEnded)
        {
            return [];
        }
        var steps = new List<NextStep>();
        foreach (var stage in procedure.Stages.Where(s => state.IsOpen(s.Key)))
        {
            var step = StepOf(
                stage,
                Possible(procedure, state, stage.Key),
                stage.WaitsFor is { } slot ? procedure.FindChild(slot) : null
            );
            if (step.Actions.Count > 0 || step.WaitsFor is not null)
            {
                steps.Add(step);
            }
        }
        if (
            steps.Count == 0
            && Possible(procedure, state, null) is { Count: > 0 } whole
            && procedure.Stages.FirstOrDefault(s => !state.Stages.ContainsKey(s.Key)) is { } barred
        )
        {
            steps.Add(StepOf(barred, whole, null));
        }
        return steps;
    }

    /// <summary>The materials that open stages need and that are not there.</summary>
    public static IReadOnlyList<Need> MissingMaterials(
        Procedure procedure,
        MatterState state,
        Acting who,
        ProcedureWorld world
    )
    {
        var s = new Run(procedure, state, [], who, world.Today, world).Situation;
        return
        [
            .. procedure
                .Stages.Where(g => state.IsOpen(g.Key))
                .SelectMany(g => g.Needs)
                .Where(n => n.When?.Invoke(s) != false && !s.HasMaterial(n.Material))
                .DistinctBy(n => n.Material, StringComparer.Ordinal),
        ];
    }

    private static List<ProcedureAction> Possible(
        Procedure procedure,
        MatterState state,
        string? stage
    ) =>
        [
            .. procedure.Actions.Where(a =>
                string.Equals(a.Stage, stage, StringComparison.Ordinal)
                && a.By.Any(r => r.Side != Side.System)
                && (a.IsRepeatable || LastSinceOpened(state, a) is null)
            ),
        ];

    private static NextStep StepOf(
        Stage stage,
        List<ProcedureAction> actions,
        ChildMatter? waitsFor
    ) => new(stage, actions, [.. actions.SelectMany(a => a.By).Distinct()], waitsFor);

    // design.md §4: nothing can be created, and nothing can be brought, into a state in which nobody is asked anything.
    private static void DemandNextStep(Procedure procedure, MatterState state)
    {
        if (!state.IsEnded && NextSteps(procedure, state).Count == 0)
        {
            throw new Refusing(
                new(RefusalSort.Condition, "这样办理之后事项没有下一步，不能办理", OwnRule.Basis)
            );
        }
    }

    private static Transition Do(
        Procedure procedure,
        MatterState state,
        string key,
        JsonObject inputs,
        Acting who,
        DateOnly day,
        ProcedureWorld world,
        string? lateReason,
        string? despite
    )
    {
        if (procedure.FindAction(key) is not { } action)
        {
            return Refused(
                state,
                new(RefusalSort.Invalid, "没有这一办理事项，请重新打开页面", null)
            );
        }
        if (HasBeenDone(state, action, inputs, who, day))
        {
            return new([], state, []);
        }
        var refusals = new List<ProcedureRefusal>();
        if (!MayPlay(who, action.By))
        {
            refusals.Add(Forbidden($"“{action.Name}”", action.By));
        }
        if (state.IsEnded && !action.MayFollowEnd)
        {
            refusals.Add(
                new(
                    RefusalSort.Condition,
                    $"事项已于{ChineseDates.Long(state.EndedOn!.Value)}结束，不能再办理“{action.Name}”",
                    OwnRule.Basis
                )
            );
        }
        if (day > world.Today)
        {
            refusals.Add(Future(day));
        }
        var late = day < world.Today && !who.Roles.Contains(ProcedureRoles.System);
        if (late && string.IsNullOrWhiteSpace(lateReason))
        {
            refusals.Add(
                new(
                    RefusalSort.Invalid,
                    $"办理日期{ChineseDates.Long(day)}早于今天，属于事后补录，请写明补录的理由",
                    OwnRule.Basis,
                    Field: "reason"
                )
            );
        }
        if (despite is not null && string.IsNullOrWhiteSpace(despite))
        {
            refusals.Add(
                new(RefusalSort.Invalid, "请写明事实经过", OwnRule.Basis, Field: "reason")
            );
        }
        var read = new JsonObject();
        if (action.InputType is { } type)
        {
            if (!CanRead(inputs, type, out var unreadable))
            {
                refusals.Add(unreadable!);
            }
            read = inputs.DeepClone().AsObject();
        }
        if (!action.IsRepeatable && LastSinceOpened(state, action) is { } done)
        {
            refusals.Add(DoneAlready(action, done));
        }
        // Only who may act at all, on something that can be read, is told what the law lacks.
        if (refusals.Count > 0)
        {
            return new([], state, refusals);
        }
        var run = new Run(procedure, state, read, who, day, world);
        var missing = new List<ProcedureRefusal>();
        Stage? stage = null;
        if (action.Stage is { } stageKey)
        {
            stage = procedure.Stage(stageKey);
            if (!state.IsOpen(stageKey) && !(state.IsEnded && action.MayFollowEnd))
            {
                missing.AddRange(NotOpen(run.Situation, stage, action));
            }
        }
        if (missing.Count > 0 && despite is null)
        {
            // Conditions of an action may take for granted that its stage has begun.
            return new([], state, missing);
        }
        missing.AddRange(Standing(run.Situation, action, withInput: true));
        var hard = despite is null ? missing : [.. missing.Where(m => m.Fact is null)];
        if (hard.Count > 0)
        {
            return new([], state, hard);
        }
        if (despite is not null && missing.Count == 0)
        {
            return Refused(
                state,
                new(
                    RefusalSort.Condition,
                    $"“{action.Name}”的条件已经具备，请按正常程序办理",
                    OwnRule.Basis
                )
            );
        }
        return run.Finish(
            state,
            () =>
            {
                if (late)
                {
                    run.Emit(new RecordedLate(day, world.Today, lateReason!.Trim()));
                }
                foreach (var fact in missing.Select(m => m.Fact!).Distinct(StringComparer.Ordinal))
                {
                    run.Unlawful(fact, despite!.Trim());
                }
                if (stage is not null && !run.State.IsOpen(stage.Key) && !state.IsEnded)
                {
                    run.Emit(new StageOpened(stage.Key, day));
                    run.Happened(stage.Key + ".opened", day);
                }
                run.Perform(action, stage);
                DemandNextStep(procedure, run.State);
            }
        );
    }

    /// <summary>The conditions of an action that are missing: guards, needs, protected windows, latest days.</summary>
    private static IEnumerable<ProcedureRefusal> Standing(
        Situation s,
        ProcedureAction action,
        bool withInput
    )
    {
        foreach (var guard in action.Guards)
        {
            if ((withInput || guard.Field is null) && guard.Fails(s))
            {
                yield return Of(guard, s);
            }
        }
        if (action.Closes && action.Stage is { } key)
        {
            foreach (var need in s.Procedure.Stage(key).Needs)
            {
                if (
                    need.When?.Invoke(s) != false
                    && !s.HasMaterial(need.Material)
                    && !action.Produces.Contains(need.Material, StringComparer.Ordinal)
                    && s.State.Documents.All(d =>
                        !d.Document.Equals(need.Material, StringComparison.Ordinal)
                    )
                )
                {
                    yield return new(
                        RefusalSort.Condition,
                        $"缺少{s.Procedure.NameOfMaterial(need.Material)}，不能办理“{action.Name}”",
                        need.Basis,
                        need.Id
                    );
                }
            }
        }
        foreach (var rule in s.Procedure.Clocks)
        {
            if (
                rule.Binds.Contains(action.Key, StringComparer.Ordinal)
                && s.Clock(rule.Key) is { } reading
                && rule.Unless?.Invoke(s) != true
                && Bound(rule, reading, s) is { } dates
            )
            {
                yield return new(
                    RefusalSort.Condition,
                    $"{rule.Sentence}：{dates}",
                    rule.Limit.Basis,
                    "clock:" + rule.Key,
                    Fact: rule.OtherwiseFact
                );
            }
        }
    }

    private static string? Bound(ClockRule rule, ClockReading reading, Situation s) =>
        rule.Kind switch
        {
            ClockKind.AtLeast when reading.PausedSince is { } since =>
                $"{rule.Name}自{ChineseDates.Long(since)}起中止，尚未恢复",
            ClockKind.AtLeast when !reading.IsOpenOn(s.Day) =>
                $"{rule.Name}至{ChineseDates.Long(reading.Due!.Value)}止，最早可于{ChineseDates.Long(Earliest(rule, reading, s))}办理",
            ClockKind.Before when reading.IsMissedOn(s.Day) =>
                $"最迟应于{ChineseDates.Long(reading.Due!.Value)}办理",
            _ => null,
        };

    /// <summary>The first day on which a window does not bind any more: it is over, or what lifts it holds.</summary>
    private static DateOnly Earliest(ClockRule rule, ClockReading reading, Situation s)
    {
        var day = s.Day;
        while (day < reading.OpensOn && rule.Unless?.Invoke(s.At(day)) != true)
        {
            day = day.AddDays(1);
        }
        return day;
    }

    private static IEnumerable<ProcedureRefusal> NotOpen(
        Situation s,
        Stage stage,
        ProcedureAction action
    )
    {
        var refusals = new List<ProcedureRefusal>();
        if (s.State.Stages.TryGetValue(stage.Key, out var was))
        {
            refusals.Add(
                was.Status == StageStatus.Absent
                    ? new(
                        RefusalSort.Condition,
                        $"“{stage.Name}”环节依法不适用：{was.Reason}（{was.Basis}）",
                        null
                    )
                    : new(
                        RefusalSort.Condition,
                        $"“{stage.Name}”环节已于{ChineseDates.Long(was.ClosedOn!.Value)}办结，不能再办理“{action.Name}”",
                        OwnRule.Basis
                    )
            );
            return refusals;
        }
        foreach (var condition in stage.OnlyIf)
        {
            if (!Holds(condition, s.State))
            {
                refusals.Add(
                    new(
                        RefusalSort.Condition,
                        condition.Sentence,
                        condition.Basis,
                        condition.Id,
                        Fact: stage.OtherwiseFact
                    )
                );
            }
        }
        foreach (var before in stage.After)
        {
            if (
                !IsPassed(s.Procedure, s.State, before)
                && stage.OnlyIf.All(c => !c.Stage.Equals(before, StringComparison.Ordinal))
            )
            {
                refusals.Add(
                    new(
                        RefusalSort.Condition,
                        $"“{s.Procedure.Stage(before).Name}”环节尚未办结，不能办理“{action.Name}”",
                        s.Procedure.Stage(before).Basis ?? stage.Basis ?? OwnRule.Basis,
                        Fact: stage.OtherwiseFact
                    )
                );
            }
        }
        if (refusals.Count == 0)
        {
            refusals.Add(
                new(
                    RefusalSort.Condition,
                    $"“{stage.Name}”环节尚未开始，不能办理“{action.Name}”",
                    stage.Basis ?? OwnRule.Basis,
                    Fact: stage.OtherwiseFact
                )
            );
        }
        return refusals;
    }

    private static bool Holds(StageCondition condition, MatterState state) =>
        state.Stages.TryGetValue(condition.Stage, out var s)
        && s.Status != StageStatus.Open
        && (
            s.Status == StageStatus.Absent
            || (
                s.Result is { } result && condition.Results.Contains(result, StringComparer.Ordinal)
            )
        );

    // A stage that only an action opens holds nobody up while nobody has opened it.
    private static bool IsPassed(Procedure procedure, MatterState state, string stage) =>
        state.Stages.TryGetValue(stage, out var s)
            ? s.Status != StageStatus.Open
            : procedure.Stage(stage).IsOnCall;

    private static bool MayPlay(Acting who, IReadOnlyList<ProcedureRole> roles) =>
        roles.Any(who.Roles.Contains);

    private static bool HasBeenDone(
        MatterState state,
        ProcedureAction action,
        JsonObject inputs,
        Acting who,
        DateOnly day
    )
    {
        bool Same(ActRecord a) =>
            a.Action.Equals(action.Key, StringComparison.Ordinal)
            && a.On == day
            && string.Equals(a.By, who.Id, StringComparison.Ordinal)
            && (action.InputType is null || JsonNode.DeepEquals(a.Inputs, inputs));
        return (state.Acts.Count > 0 && Same(state.Acts[^1]))
            || (!action.IsRepeatable && LastSinceOpened(state, action) is { } last && Same(last));
    }

    private static ActRecord? LastSinceOpened(MatterState state, ProcedureAction action)
    {
        var from =
            action.Stage is { } stage && state.Stages.TryGetValue(stage, out var s)
                ? s.ActsBefore
                : 0;
        for (var i = state.Acts.Count - 1; i >= from; i--)
        {
            if (state.Acts[i].Action.Equals(action.Key, StringComparison.Ordinal))
            {
                return state.Acts[i];
            }
        }
        return null;
    }

    private static bool CanRead(JsonObject json, Type type, out ProcedureRefusal? refusal)
    {
        try
        {
            _ =
                json.Deserialize(type, ProcedureJson.Options)
                ?? throw new JsonException("Nothing was filled in.");
            refusal = null;
            return true;
        }
        catch (Exception e) when (e is JsonException or FormatException or DateRuleException)
        {
            var missing = ProcedureJson
                .TitledOf(type)
                .Where(p =>
                    Attribute.IsDefined(
                        p.Property,
                        typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)
                    ) && json[JsonNamingPolicy.CamelCase.ConvertName(p.Property.Name)] is null
                )
                .ToList();
            refusal =
                missing.Count > 0
                    ? new(
                        RefusalSort.Invalid,
                        $"没有填写{string.Join("、", missing.Select(m => $"“{m.Title.Title}”"))}",
                        null,
                        Field: JsonNamingPolicy.CamelCase.ConvertName(missing[0].Property.Name)
                    )
                    : new(RefusalSort.Invalid, "填写的内容无法识别，请核对日期、数字和选项", null);
            return false;
        }
    }

    private static ProcedureRefusal Of(Guard guard, Situation situation) =>
        new(
            RefusalSort.Condition,
            guard.Detail?.Invoke(situation) is { } detail
                ? $"{guard.Sentence}：{detail}"
                : guard.Sentence,
            guard.Basis,
            guard.Id,
            guard.Field,
            guard.Fact
        );

    private static ProcedureRefusal Forbidden(string what, IReadOnlyList<ProcedureRole> roles) =>
        new(
            RefusalSort.Forbidden,
            $"{what}应当由{string.Join("或者", roles.Select(r => r.Name))}办理",
            OwnRule.Basis
        );

    private static ProcedureRefusal Future(DateOnly day) =>
        new(
            RefusalSort.Invalid,
            $"办理日期{ChineseDates.Long(day)}晚于今天，请核对",
            null,
            Field: "day"
        );

    private static ProcedureRefusal DoneAlready(ProcedureAction action, ActRecord done) =>
        new(
            RefusalSort.Condition,
            $"“{action.Name}”已于{ChineseDates.Long(done.On)}办理，不能重复办理；记错的请更正",
            OwnRule.Basis
        );

    private static Transition Refused(MatterState state, ProcedureRefusal refusal) =>
        new([], state, [refusal]);

    private sealed class Refusing(ProcedureRefusal refusal) : Exception
    {
        public ProcedureRefusal Refusal { get; } = refusal;
    }

    /// <summary>One act: the state as it changes, and the effects so far.</summary>
    private sealed class Run(
        Procedure procedure,
        MatterState state,
        JsonObject inputs,
        Acting who,
        DateOnly day,
        ProcedureWorld world
    )
    {
        private readonly List<Effect> effects = [];

        public MatterState State { get; private set; } = state;

        public Situation Situation => new(procedure, State, inputs, day, who, world);

        public void Emit(Effect effect)
        {
            effects.Add(effect);
            State = State.After(effect);
        }

        public Transition Finish(MatterState before, Action act)
        {
            try
            {
                act();
                return new(effects, State, []);
            }
            catch (Refusing e)
            {
                return Refused(before, e.Refusal);
            }
            catch (DateRuleException e)
            {
                return Refused(before, new(RefusalSort.Invalid, e.Message, null));
            }
        }

        public void Perform(ProcedureAction action, Stage? stage)
        {
            Emit(new Acted(action.Key, day, inputs, who.Id));
            // What an act says is judged as the matter stood before it closed anything.
            var said = Situation;
            var result = action.Result?.Invoke(said);
            var outcome = action.Outcome?.Invoke(said);
            foreach (var mark in action.Marks)
            {
                // May lie ahead, such as the day of a hearing.
                if (mark.Day(said) is { } marked)
                {
                    Emit(new Marked(mark.Event, marked));
                }
            }
            if (action.Changes?.Invoke(said) is { } changed)
            {
                Emit(
                    new FactsChanged(
                        JsonSerializer.SerializeToNode(changed, ProcedureJson.Options)!.AsObject()
                    )
                );
            }
            foreach (var document in action.Produces)
            {
                Emit(
                    new DocumentDue(
                        document,
                        $"{document}-{State.Documents.Count(d => d.Document.Equals(document, StringComparison.Ordinal)) + 1}",
                        day
                    )
                );
            }
            if (outcome is not null)
            {
                Emit(new OutcomeSettled(outcome));
            }
            Count(action.Counts);
            Happened(action.Key, day);
            foreach (var mark in action.Marks)
            {
                if (mark.Day(said) is { } marked)
                {
                    Happened(mark.Event, marked);
                }
            }
            foreach (var slot in action.OpensChildren)
            {
                WantChild(slot);
            }
            foreach (var writing in action.Writes)
            {
                foreach (var item in writing.Items(said))
                {
                    Emit(Wanted(writing.Register, item));
                }
            }
            foreach (var inviting in action.Invites)
            {
                foreach (var organ in inviting.Organs(said).Distinct())
                {
                    Emit(new OrganWanted(organ.ToString(), inviting.Role.Key));
                }
            }
            if (action.Closes && stage is not null && State.IsOpen(stage.Key))
            {
                if (
                    result is not null
                    && stage.Results.Count > 0
                    && stage.Results.All(r => !r.Key.Equals(result, StringComparison.Ordinal))
                )
                {
                    throw new Refusing(
                        new(RefusalSort.Invalid, $"“{stage.Name}”没有“{result}”这一结果", null)
                    );
                }
                Close(stage, result);
            }
            foreach (var opened in action.Opens)
            {
                Reopen(procedure.Stage(opened));
            }
            if (action.Ends)
            {
                End();
            }
            Cascade();
        }

        public void Count(IReadOnlyList<Counting> counts)
        {
            var s = Situation;
            foreach (var counting in counts)
            {
                if (counting.When?.Invoke(s) != false)
                {
                    var amount = counting.Amount?.Invoke(s) ?? 1;
                    var on = counting.Day is null ? day : counting.Day(s);
                    if (amount != 0 && on is { } counted)
                    {
                        Emit(
                            new Counted(
                                counting.Figure,
                                counted,
                                amount,
                                counting.Dimensions?.Invoke(s) ?? ""
                            )
                            {
                                Key = counting.Key?.Invoke(s),
                            }
                        );
                    }
                }
            }
        }

        /// <summary>The other matter has its outcome: whoever waited for it goes on.</summary>
        public void Return(
            string slot,
            string matter,
            string outcome,
            IReadOnlyDictionary<string, string>? materials
        )
        {
            Emit(new ChildReturned(slot, matter, outcome, day) { Materials = materials });
            Happened(slot + ".returned", day);
            foreach (var stage in procedure.Stages)
            {
                if (
                    slot.Equals(stage.WaitsFor, StringComparison.Ordinal) && State.IsOpen(stage.Key)
                )
                {
                    Close(stage, outcome);
                }
            }
            Cascade();
        }

        public void Unlawful(string fact, string reason)
        {
            var kind = procedure.FindUnlawful(fact)!;
            Emit(new UnlawfulRecorded(fact, day, reason, kind.Basis.ToString()));
            if (kind.Figure is { } figure)
            {
                Emit(new Counted(figure, day, 1, ""));
            }
        }

        public void Enter(Stage stage)
        {
            if (State.IsEnded)
            {
                return;
            }
            var s = Situation;
            if (stage.Skips.FirstOrDefault(k => k.When(s)) is { } skip)
            {
                Emit(new StageSkipped(stage.Key, day, skip.Reason, skip.Basis.ToString()));
                return;
            }
            Emit(new StageOpened(stage.Key, day));
            Happened(stage.Key + ".opened", day);
            if (stage.WaitsFor is { } slot)
            {
                WantChild(slot);
            }
            if (stage.IsTerminal)
            {
                End();
            }
        }

        public void Close(Stage stage, string? result)
        {
            Emit(new StageClosed(stage.Key, day, result));
            Happened(stage.Key + ".closed", day);
        }

        /// <summary>Opens every stage whose time has come, until none is left.</summary>
        public void Cascade()
        {
            for (var grown = true; grown && !State.IsEnded; )
            {
                grown = false;
                foreach (var stage in procedure.Stages)
                {
                    if (
                        !stage.IsOnCall
                        && stage.After.Count > 0
                        && !State.Stages.ContainsKey(stage.Key)
                        && stage.After.All(a => IsPassed(procedure, State, a))
                        && stage.OnlyIf.All(c => Holds(c, State))
                    )
                    {
                        Enter(stage);
                        grown = true;
                    }
                }
            }
        }

        public void Happened(string @event, DateOnly on)
        {
            foreach (var rule in procedure.Clocks)
            {
                Move(rule, @event, on);
            }
            foreach (var duty in procedure.Duties)
            {
                if (duty.Event.Equals(@event, StringComparison.Ordinal))
                {
                    Emit(new DutyArisen(duty.Key, on));
                }
                if (
                    duty.DoneBy.Equals(@event, StringComparison.Ordinal)
                    && State.Duties.TryGetValue(duty.Key, out var owed)
                    && owed.DoneOn is null
                )
                {
                    Emit(new DutyDone(duty.Key, on));
                }
            }
        }

        private void Move(ClockRule rule, string @event, DateOnly on)
        {
            bool Is(ClockEvent e) => e.Event.Equals(@event, StringComparison.Ordinal);
            var s = Situation;
            var clock = State.Clocks.GetValueOrDefault(rule.Key);
            if (rule.Restarts.FirstOrDefault(Is) is { } restart && clock is { StoppedOn: null })
            {
                Emit(Moved(rule, ClockMoveKind.Restart, on, restart.Basis));
            }
            else if (rule.Starts.FirstOrDefault(Is) is { } start && rule.When?.Invoke(s) != false)
            {
                if (start.Day is null || start.Day(s) is not null)
                {
                    var from = start.Day?.Invoke(s) ?? on;
                    Emit(new ClockStarted(rule.Key, from, LengthOf(rule, s)));
                    // Counting may fail for a length or day that no calendar holds; better now than when the page is opened.
                    _ = State.Clocks[rule.Key].ToClock(rule.Kind).Read(world.Calendar);
                }
                return;
            }
            if (clock is null || clock.StoppedOn is not null)
            {
                return;
            }
            var paused = IsPaused(clock);
            if (rule.Pauses.FirstOrDefault(Is) is { } pause && !paused && clock.IsOpen)
            {
                Emit(Moved(rule, ClockMoveKind.Pause, on, pause.Basis));
            }
            else if (rule.Resumes.FirstOrDefault(Is) is { } resume && paused)
            {
                Emit(Moved(rule, ClockMoveKind.Resume, on, resume.Basis));
            }
            if (
                rule.Extension is { } extension
                && extension.Action.Equals(@event, StringComparison.Ordinal)
            )
            {
                Extend(rule, extension, clock, on, s);
            }
            if (
                rule.Stops.Contains(@event, StringComparer.Ordinal)
                && State.Clocks[rule.Key].StoppedOn is null
            )
            {
                Emit(new ClockStopped(rule.Key, on));
            }
            if (State.Clocks[rule.Key].Moves.Count != clock.Moves.Count)
            {
                _ = State.Clocks[rule.Key].ToClock(rule.Kind).Read(world.Calendar);
            }
        }

        private void Extend(
            ClockRule rule,
            ClockExtension extension,
            ClockState clock,
            DateOnly on,
            Situation s
        )
        {
            var times = 0;
            foreach (var move in clock.Moves)
            {
                times = move.Kind switch
                {
                    ClockMoveKind.Restart => 0,
                    ClockMoveKind.Extend => times + 1,
                    _ => times,
                };
            }
            if (times >= extension.Times)
            {
                throw new Refusing(
                    new(
                        RefusalSort.Condition,
                        $"{rule.Name}最多延长{extension.Times}次，已经延长过{times}次",
                        extension.Most.Basis
                    )
                );
            }
            if (clock.ToClock(rule.Kind).Read(world.Calendar).IsMissedOn(on))
            {
                throw new Refusing(
                    new(
                        RefusalSort.Condition,
                        $"{rule.Name}已经届满，不能再延长",
                        extension.Most.Basis
                    )
                );
            }
            var by = extension.By?.Invoke(s) ?? extension.Most;
            if (by.Unit != extension.Most.Unit || by.Length > extension.Most.Length)
            {
                throw new Refusing(
                    new(
                        RefusalSort.Condition,
                        $"{rule.Name}最多延长{extension.Most}，不能延长{by}",
                        extension.Most.Basis
                    )
                );
            }
            Emit(
                new ClockMoved(
                    rule.Key,
                    ClockMoveKind.Extend,
                    on,
                    ReasonOf(s),
                    extension.Most.Basis,
                    by.Basis is null ? new(by.Length, by.Unit, extension.Most.Basis) : by
                )
            );
        }

        private TimeLimit LengthOf(ClockRule rule, Situation s)
        {
            if (rule.LengthOf?.Invoke(s) is { } own)
            {
                return own.Basis is null ? new(own.Length, own.Unit, rule.Limit.Basis) : own;
            }
            // What a national text fixes is not for a county to set.
            return
                rule.Source != LimitSource.Statute
                && world.Setting(procedure.Key, rule.Key) is { } set
                ? set
                : rule.Limit;
        }

        private ClockMoved Moved(ClockRule rule, ClockMoveKind kind, DateOnly on, LawRef? basis) =>
            new(rule.Key, kind, on, ReasonOf(Situation), basis, null);

        // The inputs' own reason, where there is one, is what the explanation of the date quotes.
        private static string? ReasonOf(Situation s) =>
            s.Inputs["reason"] is JsonValue v && v.TryGetValue<string>(out var reason)
                ? reason
                : null;

        private static bool IsPaused(ClockState clock)
        {
            var paused = false;
            foreach (var move in clock.Moves.OrderBy(m => m.At))
            {
                paused = move.Kind switch
                {
                    ClockMoveKind.Pause => true,
                    ClockMoveKind.Resume or ClockMoveKind.Restart => false,
                    _ => paused,
                };
            }
            return paused;
        }

        private void Reopen(Stage stage)
        {
            // What came after it is as if it had not been.
            foreach (var later in Following(stage.Key))
            {
                if (State.Stages.ContainsKey(later))
                {
                    Emit(new StageReset(later));
                }
            }
            if (State.IsOpen(stage.Key))
            {
                return;
            }
            Enter(stage);
        }

        private HashSet<string> Following(string key)
        {
            var following = new HashSet<string>(StringComparer.Ordinal);
            var queue = new Queue<string>([key]);
            while (queue.TryDequeue(out var at))
            {
                foreach (var stage in procedure.Stages)
                {
                    if (
                        stage.After.Contains(at, StringComparer.Ordinal)
                        && !stage.Key.Equals(key, StringComparison.Ordinal)
                        && following.Add(stage.Key)
                    )
                    {
                        queue.Enqueue(stage.Key);
                    }
                }
            }
            return following;
        }

        private ItemWanted Wanted(string register, ItemWrite item) =>
            new(
                register,
                item.Kind,
                item.Item?.ToString(),
                Json(item.Body ?? item.Patch),
                item.From,
                item.Until
            )
            {
                IsPatch = item.Patch is not null,
                Inputs = Json(item.Inputs),
                Basis = item.Basis,
                Reason = item.Reason,
                DecidedOn = item.DecidedOn ?? day,
            };

        private static JsonObject? Json(object? value) =>
            value is null
                ? null
                : JsonSerializer.SerializeToNode(value, ProcedureJson.Options)!.AsObject();

        private void WantChild(string slot)
        {
            var child = procedure.FindChild(slot)!;
            // Nothing said of it: in such a matter there is none to open.
            if (child.Facts(Situation) is not { } facts)
            {
                return;
            }
            Emit(
                new ChildWanted(
                    slot,
                    child.Which?.Invoke(Situation) ?? child.Procedure,
                    JsonSerializer.SerializeToNode(facts, ProcedureJson.Options)!.AsObject(),
                    day
                )
                {
                    Organ = child.For?.Invoke(Situation)?.ToString(),
                }
            );
        }

        private void End()
        {
            if (State.IsEnded)
            {
                return;
            }
            Emit(new MatterEnded(day));
            foreach (var rule in procedure.Clocks)
            {
                // A limit that asks for something after the end, such as 归档 or 备案, runs on.
                var runsOn = rule.Stops.Any(e => procedure.FindAction(e) is { MayFollowEnd: true });
                if (!runsOn && State.Clocks.TryGetValue(rule.Key, out var clock) && clock.IsOpen)
                {
                    Emit(new ClockStopped(rule.Key, day));
                }
            }
        }
    }
}
