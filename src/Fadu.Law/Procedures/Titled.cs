using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fadu.Law.Procedures;

/// <summary>The Chinese name of a property that people fill in. Whoever makes the form may derive from it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class TitledAttribute(string title) : Attribute
{
    /// <summary>The heading in forms, lists and prints.</summary>
    public string Title { get; } = title;

    /// <summary>One sentence that says what is asked.</summary>
    public string? Help { get; init; }
}

/// <summary>How facts and inputs travel: the same JSON in the engine, the trail and the API.</summary>
public static class ProcedureJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The titled properties of a record: what all kinds of it share first, each level in the order in which it is declared.</summary>
    internal static IEnumerable<(PropertyInfo Property, TitledAttribute Title)> TitledOf(Type type)
    {
        var levels = new Stack<Type>();
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            levels.Push(level);
        }
        return levels
            .SelectMany(l =>
                l.GetProperties(
                    BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly
                )
            )
            .Select(p => (p, p.GetCustomAttribute<TitledAttribute>()))
            .Where(p => p.Item2 is not null)
            .Select(p => (p.p, p.Item2!));
    }

    /// <summary>The record of a row where a property is a list of small records.</summary>
    internal static Type? RowTypeOf(Type type) =>
        type.IsGenericType
        && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
        && type.GetGenericArguments()[0] is { IsClass: true } row
        && row != typeof(string)
        && TitledOf(row).Any()
            ? row
            : null;
}
