using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Law.Procedures;

namespace Fadu.Testing.Procedures;

/// <summary>Walks a procedure at random: whatever is allowed leads to a valid state, whatever is refused changes nothing, and there is always a way to the end.</summary>
public static class RandomWalk
{
    /// <summary>What went wrong in one walk; null when nothing did.</summary>
    /// <param name="outcomes">The outcomes of matters of other procedures.</param>
    public static string? Fault(
        Procedure procedure,
        int seed,
        Func<string, IReadOnlyList<string>> outcomes,
        DateOnly? from = null
    )
    {
        var random = new Random(seed);
        var start = from ?? procedure.InForceFrom.AddDays(random.Next(0, 600));
        if (procedure.InForceUntil is { } until && start > until)
        {
            start = until;
        }
        var walk = new Walk(procedure, start);
        for (var i = 0; i < 200 && walk.State.Procedure.Length == 0; i++)
        {
            walk.Open(Invent(procedure.FactsType, random, start), start);
        }
        if (walk.State.Procedure.Length == 0)
        {
            return $"cannot be opened: {string.Join("; ", walk.Last.Refusals)}";
        }
        var aimless = random.Next(5, 40);
        for (var step = 0; step < 1500 && !walk.State.IsEnded; step++)
        {
            var before = walk.State;
            var json = before.ToJson();
            // After a while it is in a hurry, and hands in whatever is missing.
            var dice = random.Next(step < aimless ? 10 : 7);
            if (dice == 9)
            {
                walk.Later(random.Next(1, 12)).Tick();
            }
            else if (dice == 8 || (dice == 0 && procedure.Materials.Count > 0))
            {
                if (procedure.Materials.Count == 0)
                {
                    continue;
                }
                walk.Hand(
                    procedure.Materials[random.Next(procedure.Materials.Count)].Key,
                    step.ToString(System.Globalization.CultureInfo.InvariantCulture)
                );
            }
            else if (dice == 1)
            {
                walk.Later(random.Next(1, 40)).Tick();
            }
            else if (
                dice == 2
                && before.Children.FirstOrDefault(c => c.Value.Outcome is null)
                    is { Key: { } slot } child
            )
            {
                var possible = outcomes(child.Value.Procedure);
                walk.Returned(slot, possible[random.Next(possible.Count)]);
            }
            else if (
                dice == 2
                && procedure.Children.FirstOrDefault(c => c.Nameable.Count > 0) is { } nameable
            )
            {
                var possible = outcomes(nameable.Nameable[0]);
                walk.Name(
                    nameable.Slot,
                    possible[random.Next(possible.Count)],
                    before.NewestOf("draft")?.Hash
                );
            }
            else
            {
                var action = Choose(walk, random, anything: step < aimless && dice == 3);
                if (action is null)
                {
                    continue;
                }
                var input = action.InputType is { } type ? Invent(type, random, walk.Today) : [];
                // Somebody without a part in it never gets anywhere.
                var stranger = ProcedureEngine.Act(
                    procedure,
                    before,
                    action.Key,
                    input,
                    Acting.As("stranger"),
                    walk.Today,
                    walk.World
                );
                if (!stranger.IsRefused && !stranger.IsNothing)
                {
                    return $"{action.Key} was done by a stranger";
                }
                walk.Do(action.Key, input);
                if (!walk.Last.IsRefused && !walk.Last.IsNothing)
                {
                    var again = ProcedureEngine.Act(
                        procedure,
                        walk.State,
                        action.Key,
                        input,
                        Acting.As("somebody", action.By),
                        walk.Today,
                        walk.World
                    );
                    if (again.Effects.Count > 0)
                    {
                        return $"{action.Key} twice did something twice";
                    }
                }
            }
            if (Broken(walk, before, json) is { } broken)
            {
                return $"step {step}: {broken}";
            }
        }
        return walk.State.IsEnded
            ? null
            : $"did not end; open: {string.Join(", ", walk.State.Stages.Where(s => s.Value.Status == StageStatus.Open).Select(s => s.Key))}";
    }

    private static string? Broken(Walk walk, MatterState before, string json)
    {
        if (walk.Last.IsRefused)
        {
            if (!ReferenceEquals(walk.State, before) || before.ToJson() != json)
            {
                return $"refused, but something changed: {string.Join("; ", walk.Last.Refusals)}";
            }
            return
                walk.Last.Refusals.FirstOrDefault(r =>
                    r.Sentence.Length == 0
                    || (
                        r.Sort == RefusalSort.Condition
                        && r.Basis is null
                        && !r.Sentence.Contains('（')
                    )
                )
                    is { } bare
                ? $"a refusal without its reason or article: {bare}"
                : null;
        }
        var state = walk.State;
        if (before.After(walk.Last.Effects).ToJson() != state.ToJson())
        {
            return "the effects do not make the state";
        }
        var written = JsonSerializer.Serialize(walk.Last.Effects, ProcedureJson.Options);
        var read = JsonSerializer.Deserialize<IReadOnlyList<Effect>>(
            written,
            ProcedureJson.Options
        )!;
        if (MatterState.FromJson(json).After(read).ToJson() != state.ToJson())
        {
            return "state and effects do not survive being written and read";
        }
        if (!state.IsEnded && ProcedureEngine.NextSteps(walk.Procedure, state).Count == 0)
        {
            return "open, but nothing is asked of anybody";
        }
        foreach (var (key, clock) in state.Clocks)
        {
            _ = clock
                .ToClock(walk.Procedure.FindClock(key)!.Kind)
                .Read(walk.World.Calendar)
                .Explanation;
        }
        return null;
    }

    private static ProcedureAction? Choose(Walk walk, Random random, bool anything)
    {
        if (anything)
        {
            return walk.Procedure.Actions[random.Next(walk.Procedure.Actions.Count)];
        }
        var open = ProcedureEngine
            .Offers(walk.Procedure, walk.State, null, walk.World)
            .Where(o => o.IsOpen)
            .ToList();
        // Steps of a stage are likelier than giving the whole thing up.
        var stages = open.Where(o => o.Stage is not null).ToList();
        var from = stages.Count > 0 && random.Next(8) > 0 ? stages : open;
        return from.Count == 0 ? null : from[random.Next(from.Count)].Action;
    }

    /// <summary>Something that a record could hold.</summary>
    public static JsonObject Invent(Type type, Random random, DateOnly near)
    {
        var json = new JsonObject();
        foreach (
            var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.CanWrite && p.GetIndexParameters().Length == 0)
        )
        {
            var required = Attribute.IsDefined(
                property,
                typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)
            );
            var nullable =
                Nullable.GetUnderlyingType(property.PropertyType) is not null
                || new NullabilityInfoContext().Create(property).WriteState
                    == NullabilityState.Nullable;
            if (!required && nullable && random.Next(2) == 0)
            {
                continue;
            }
            json[JsonNamingPolicy.CamelCase.ConvertName(property.Name)] = ChoicesOf(property)
                is { Length: > 0 } choices
                ? choices[random.Next(choices.Length)]
                : Value(
                    Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
                    random,
                    near
                );
        }
        return json;
    }

    // Whoever makes the form derives from the attribute and says what may be chosen.
    private static string[]? ChoicesOf(PropertyInfo property) =>
        property.GetCustomAttribute<TitledAttribute>() is { } title
            ? title.GetType().GetProperty("Choices")?.GetValue(title) as string[]
            : null;

    private static JsonNode? Value(Type type, Random random, DateOnly near)
    {
        if (type == typeof(string))
        {
            return new[] { "甲", "情况紧急", "云岭县", "" }[random.Next(4)];
        }
        if (type == typeof(bool))
        {
            return random.Next(2) == 0;
        }
        if (type == typeof(DateOnly))
        {
            return near.AddDays(random.Next(-10, 25))
                .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        }
        if (type == typeof(long) || type == typeof(int))
        {
            return random.Next(0, 40);
        }
        if (type == typeof(decimal))
        {
            return random.Next(0, 4000) / 100m;
        }
        if (type == typeof(Guid))
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            return new Guid(bytes).ToString();
        }
        if (type.IsEnum)
        {
            var names = Enum.GetNames(type);
            return names[random.Next(names.Length)];
        }
        if (
            type.IsGenericType
            && typeof(IEnumerable).IsAssignableFrom(type)
            && type.GetGenericArguments() is [var item]
        )
        {
            return new JsonArray([
                .. Enumerable.Range(0, random.Next(0, 3)).Select(_ => Value(item, random, near)),
            ]);
        }
        return Invent(type, random, near);
    }
}
