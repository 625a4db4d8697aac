using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;

namespace Fadu.Testing.Procedures;

/// <summary>A matter without a store: a procedure, where it stands, and what the last step answered.</summary>
public sealed class Walk(Procedure procedure, DateOnly today)
{
    public Procedure Procedure { get; } = procedure;

    public DateOnly Today { get; private set; } = today;

    public MatterState State { get; private set; } = new();

    /// <summary>What the last step answered.</summary>
    public Transition Last { get; private set; } = new([], new(), []);

    public ProcedureWorld World => new(Today, WorkCalendar.National) { Setting = Setting };

    /// <summary>The county's own lengths.</summary>
    public Func<string, string, TimeLimit?> Setting { get; init; } = static (_, _) => null;

    /// <summary>Opens the matter today, by whoever may.</summary>
    public Walk Open(object facts, DateOnly? anchor = null, Acting? who = null) =>
        Took(
            ProcedureEngine.Open(
                Procedure,
                Json(facts),
                anchor ?? Today,
                who ?? Acting.As("opener", Procedure.OpenedBy),
                World
            )
        );

    /// <summary>Another day.</summary>
    public Walk On(DateOnly day)
    {
        Today = day;
        return this;
    }

    /// <summary>Some days later.</summary>
    public Walk Later(int days) => On(Today.AddDays(days));

    /// <summary>Does an action today, by whoever may.</summary>
    public Walk Do(string action, object? input = null, Acting? who = null) =>
        Took(
            ProcedureEngine.Act(
                Procedure,
                State,
                action,
                Json(input),
                who ?? Acting.As("somebody", Procedure.Action(action).By),
                Today,
                World
            )
        );

    /// <summary>Enters today what was done on an earlier day.</summary>
    public Walk DoLate(string action, DateOnly day, string? reason, object? input = null) =>
        Took(
            ProcedureEngine.Act(
                Procedure,
                State,
                action,
                Json(input),
                Acting.As("somebody", Procedure.Action(action).By),
                day,
                World,
                reason
            )
        );

    /// <summary>Puts on record that it was done all the same.</summary>
    public Walk DoDespite(string action, string reason, object? input = null) =>
        Took(
            ProcedureEngine.ActDespite(
                Procedure,
                State,
                action,
                Json(input),
                Acting.As("somebody", Procedure.Action(action).By),
                Today,
                World,
                reason
            )
        );

    /// <summary>Corrects facts.</summary>
    public Walk Change(object changed) =>
        Took(
            ProcedureEngine.ChangeFacts(
                Procedure,
                State,
                Json(changed),
                Acting.As("somebody", Procedure.OpenedBy),
                World
            )
        );

    /// <summary>Takes in a material.</summary>
    public Walk Hand(string material, string hash = "a") =>
        Took(
            ProcedureEngine.AddMaterial(
                Procedure,
                State,
                material,
                hash,
                material + ".docx",
                Acting.As("sender", Procedure.FindMaterial(material)!.ProvidedBy),
                Today,
                World
            )
        );

    /// <summary>The other matter has its outcome.</summary>
    public Walk Returned(string slot, string outcome) =>
        Took(ProcedureEngine.ChildReturned(Procedure, State, slot, "child", outcome, Today, World));

    /// <summary>A matter that exists already is named.</summary>
    public Walk Name(
        string slot,
        string? outcome,
        string? draft = null,
        DateOnly? opensOn = null,
        string? procedure = null,
        string matter = "named"
    ) =>
        Took(
            ProcedureEngine.Name(
                Procedure,
                State,
                slot,
                new NamedMatter(
                    procedure ?? Procedure.FindChild(slot)!.Nameable[0],
                    matter,
                    outcome,
                    opensOn,
                    draft is null
                        ? new Dictionary<string, string>(StringComparer.Ordinal)
                        : new Dictionary<string, string>(StringComparer.Ordinal)
                        {
                            ["draft"] = draft,
                        }
                ),
                Acting.As("sender", ProcedureRoles.Sender, ProcedureRoles.Handler),
                Today,
                World
            )
        );

    /// <summary>The night passes.</summary>
    public Walk Tick() => Took(ProcedureEngine.Tick(Procedure, State, World));

    public Walk Took(Transition transition)
    {
        Last = transition;
        State = transition.State;
        return this;
    }

    /// <summary>The due date of a clock.</summary>
    public DateOnly? Due(string clock) =>
        State
            .Clocks[clock]
            .ToClock(Procedure.FindClock(clock)!.Kind)
            .Read(WorkCalendar.National)
            .Due;

    public static JsonObject Json(object? value) =>
        value switch
        {
            null => [],
            JsonObject o => o,
            _ => JsonSerializer.SerializeToNode(value, ProcedureJson.Options)!.AsObject(),
        };
}

/// <summary>Shows that one rule of a declaration refuses: plays up to the attempt and gives what it answered.</summary>
/// <param name="Rule">The id of the rule, as in <see cref="Procedure.RefusingRules"/>.</param>
public sealed record Witness(string Rule, Func<Procedure, Transition> Attempt)
{
    /// <summary>
    /// What is wrong with a declaration's witnesses; empty when each rule refuses where it should, and nothing else would: without it the attempt goes through.
    /// </summary>
    public static IReadOnlyList<string> Faults(
        Procedure procedure,
        IReadOnlyCollection<Witness> witnesses
    )
    {
        var faults = new List<string>();
        foreach (var rule in procedure.RefusingRules)
        {
            var own = witnesses.Where(w => w.Rule == rule.Id).ToList();
            if (own.Count == 0)
            {
                faults.Add($"{procedure}: no witness for {rule.Id} ({rule.Sentence})");
            }
            foreach (var witness in own)
            {
                var real = witness.Attempt(procedure);
                if (real.Refusals.All(r => r.Rule != rule.Id))
                {
                    faults.Add(
                        $"{procedure}: {rule.Id} does not refuse its witness: {string.Join("; ", real.Refusals)}"
                    );
                }
                var mutated = witness.Attempt(procedure.Without(rule.Id));
                if (mutated.IsRefused)
                {
                    faults.Add(
                        $"{procedure}: without {rule.Id} its witness is still refused: {string.Join("; ", mutated.Refusals)}"
                    );
                }
            }
        }
        faults.AddRange(
            witnesses
                .Where(w => procedure.RefusingRules.All(r => r.Id != w.Rule))
                .Select(w => $"{procedure}: {w.Rule} is no rule")
        );
        return faults;
    }
}
