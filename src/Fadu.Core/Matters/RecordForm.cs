using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;
using Fadu.Law.Procedures;

namespace Fadu.Core.Matters;

/// <summary>A list of small records within a record, such as the findings of an opinion: shown as a table to which rows are added.</summary>
/// <param name="Name">The name in JSON; a form names its cells <c>findings[0].place</c>.</param>
public sealed record FormRows(
    string Name,
    string Title,
    string? Help,
    bool Required,
    RecordForm Row,
    bool Separate = false,
    bool HasView = false
);

/// <summary>
/// The fields of a record of facts or inputs, as forms, the API and sheets use them: the same <see cref="FieldAttribute"/> as in ledgers. From texts to JSON and back, with everything that is wrong.
/// </summary>
public sealed class RecordForm
{
    private const int MostRows = 200;
    private static readonly ConcurrentDictionary<Type, RecordForm> Made = new();
    private readonly FrozenDictionary<string, LedgerField> byName;

    private RecordForm(Type type)
    {
        Type = type;
        var fields = new List<LedgerField>();
        var rows = new List<FormRows>();
        foreach (var property in PropertiesOf(type))
        {
            if (property.GetCustomAttribute<FieldAttribute>() is not { } about)
            {
                continue;
            }
            if (RowTypeOf(property.PropertyType) is { } row)
            {
                rows.Add(
                    new FormRows(
                        JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                        about.Title,
                        about.Help,
                        Attribute.IsDefined(
                            property,
                            typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)
                        ),
                        Of(row),
                        about.Separate,
                        about.HasView
                    )
                );
            }
            else
            {
                fields.Add(new LedgerField(property, about));
            }
        }
        Fields = fields;
        Rows = rows;
        byName = fields
            .SelectMany(f => new[] { (f.Name, f), (f.Identifier, f) })
            .ToFrozenDictionary(f => f.Item1, f => f.f, StringComparer.Ordinal);
    }

    /// <summary>The form of a record.</summary>
    public static RecordForm Of(Type type) => Made.GetOrAdd(type, static t => new RecordForm(t));

    public Type Type { get; }

    /// <summary>What is filled in once, in order.</summary>
    public IReadOnlyList<LedgerField> Fields { get; }

    /// <summary>What is filled in row by row.</summary>
    public IReadOnlyList<FormRows> Rows { get; }

    /// <summary>Whether a value is asked for by the module's own part of the form.</summary>
    public bool IsSeparate(string name) =>
        Find(name)?.Separate == true || Rows.Any(r => r.Name == name && r.Separate);

    /// <summary>A field by its JSON name or property name, if there is one.</summary>
    public LedgerField? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The condition of a field in words, such as “场所”为“学校”时必填.</summary>
    public string? ConditionText(LedgerField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.ConditionText(name => Find(name)!.Title);
    }

    /// <summary>Texts of a form, by JSON name, as JSON; with everything that cannot be read, is missing, or is not allowed.</summary>
    public (JsonObject Body, IReadOnlyList<FieldError> Errors) Read(
        IReadOnlyDictionary<string, string?> texts,
        LedgerOrgans organs,
        DateOnly today
    )
    {
        var (body, errors) = Parse(texts, organs, "");
        var known = errors.Select(e => e.Field).ToHashSet(StringComparer.Ordinal);
        return (body, [.. errors, .. Check(body, today).Where(e => !known.Contains(e.Field))]);
    }

    /// <summary>Everything that is wrong with values that came as JSON.</summary>
    public IReadOnlyList<FieldError> Check(JsonObject body, DateOnly today)
    {
        var errors = new List<FieldError>();
        foreach (
            var unknown in body.Select(p => p.Key)
                .Where(n => Find(n)?.Name != n && Rows.All(r => r.Name != n))
        )
        {
            errors.Add(new FieldError(unknown, unknown, "没有这一栏。"));
        }
        foreach (var field in Fields)
        {
            var value = body[field.Name];
            var message = field.Check(value, today);
            if (message is null && value is null && field.Conditions.Any(c => Holds(c, body)))
            {
                message = field.Ask();
            }
            if (message is not null)
            {
                errors.Add(new FieldError(field.Name, field.Title, message));
            }
        }
        foreach (var rows in Rows)
        {
            errors.AddRange(Check(rows, body[rows.Name], today));
        }
        return errors;
    }

    /// <summary>The values as texts, by JSON name, for filling a form again.</summary>
    public Dictionary<string, string> Format(JsonObject body, LedgerOrgans organs)
    {
        var texts = Fields.ToDictionary(
            f => f.Name,
            f => f.Format(body[f.Name], organs),
            StringComparer.Ordinal
        );
        foreach (var rows in Rows)
        {
            var i = 0;
            foreach (var row in RowsOf(rows, body))
            {
                foreach (var (name, text) in rows.Row.Format(row, organs))
                {
                    texts[At(rows, i, name)] = text;
                }
                i++;
            }
        }
        return texts;
    }

    /// <summary>Headings and texts of what is filled in, for showing.</summary>
    public IReadOnlyList<(string Title, string Text)> Show(JsonObject body, LedgerOrgans organs)
    {
        var shown = Fields
            .Select(f => (f.Title, Text: f.Format(body[f.Name], organs)))
            .Where(f => f.Text.Length > 0)
            .ToList();
        shown.AddRange(ShowRows(body, organs));
        return shown;
    }

    /// <summary>The rows of its lists, for showing.</summary>
    public IEnumerable<(string Title, string Text)> ShowRows(
        JsonObject body,
        LedgerOrgans organs
    ) =>
        Rows.SelectMany(rows =>
            RowsOf(rows, body)
                .Select(
                    (row, i) =>
                        (
                            $"{rows.Title}{i + 1}",
                            string.Join(
                                "；",
                                rows.Row.Show(row, organs).Select(r => $"{r.Title}：{r.Text}")
                            )
                        )
                )
        );

    private static IEnumerable<FieldError> Check(FormRows rows, JsonNode? value, DateOnly today)
    {
        if (value is null)
        {
            return rows.Required ? [new(rows.Name, rows.Title, "请填写；没有的留空表。")] : [];
        }
        // What the system looks up itself may be longer than what somebody fills in.
        if (value is not JsonArray array || (array.Count > MostRows && !rows.Separate))
        {
            return [new(rows.Name, rows.Title, $"应为不超过 {MostRows} 行的表。")];
        }
        return array.SelectMany(
            (row, i) =>
                row is JsonObject cells
                    ? rows
                        .Row.Check(cells, today)
                        .Select(e => new FieldError(
                            At(rows, i, e.Field),
                            $"{rows.Title}第 {i + 1} 行{e.Title}",
                            e.Message
                        ))
                    : [new FieldError(rows.Name, rows.Title, $"第 {i + 1} 行不能识别。")]
        );
    }

    private (JsonObject Body, List<FieldError> Errors) Parse(
        IReadOnlyDictionary<string, string?> texts,
        LedgerOrgans organs,
        string prefix
    )
    {
        var body = new JsonObject();
        var errors = new List<FieldError>();
        foreach (var field in Fields)
        {
            if (!texts.TryGetValue(prefix + field.Name, out var text))
            {
                continue;
            }
            var (value, error) = field.Parse(text, organs);
            if (error is not null)
            {
                errors.Add(new FieldError(prefix + field.Name, field.Title, error));
            }
            else if (value is not null)
            {
                body[field.Name] = value;
            }
        }
        foreach (var rows in Rows)
        {
            var array = new JsonArray();
            for (var i = 0; i < MostRows; i++)
            {
                var at = At(rows, i, "");
                // An empty row, such as the one kept ready for the next, is none.
                if (
                    texts.Any(t =>
                        t.Key.StartsWith(at, StringComparison.Ordinal)
                        && !string.IsNullOrWhiteSpace(t.Value)
                    )
                )
                {
                    var (row, wrong) = rows.Row.Parse(texts, organs, at);
                    array.Add(row);
                    errors.AddRange(wrong);
                }
            }
            if (array.Count > 0 || rows.Required)
            {
                body[rows.Name] = array;
            }
        }
        return (Ledger.Plain(body), errors);
    }

    private static IEnumerable<JsonObject> RowsOf(FormRows rows, JsonObject body) =>
        (body[rows.Name] as JsonArray)?.OfType<JsonObject>() ?? [];

    private static string At(FormRows rows, int row, string field) =>
        string.Create(CultureInfo.InvariantCulture, $"{rows.Name}[{row}].{field}");

    private bool Holds(RequiredIfAttribute condition, JsonObject body)
    {
        // Conditions look at choices and yes/no only, which need no directory.
        var other = byName[condition.Field];
        var text = other.Format(body[other.Name], null!);
        return condition.Values.Contains(text, StringComparer.Ordinal) != condition.Unless;
    }

    /// <summary>What all kinds of a record share comes first, then what is peculiar to one.</summary>
    private static IEnumerable<PropertyInfo> PropertiesOf(Type type)
    {
        var levels = new Stack<Type>();
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            levels.Push(level);
        }
        return levels.SelectMany(l =>
            l.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        );
    }

    private static Type? RowTypeOf(Type type) =>
        type.IsGenericType
        && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
        && type.GetGenericArguments()[0] is { IsClass: true } row
        && row != typeof(string)
        && row != typeof(Tally)
            ? row
            : null;
}

/// <summary>Refusals of a procedure, as Core gives them.</summary>
public static class ProcedureRefusals
{
    /// <summary>A refusal as Core gives it: a whole sentence, with its article.</summary>
    public static Trail.Refusal ToRefusal(this ProcedureRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new(
            refusal.Sort switch
            {
                RefusalSort.Forbidden => Trail.RefusalKind.Forbidden,
                RefusalSort.Invalid => Trail.RefusalKind.Invalid,
                _ => Trail.RefusalKind.Condition,
            },
            refusal.ToString() + "。",
            refusal.Basis?.ToString(),
            refusal.Field
        );
    }
}
