using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Fadu.Core.Trail;

/// <summary>Something that happened. An event is a record of plain values; it is written once and never changed.</summary>
public interface ITrailEvent;

/// <summary>Names an event in the trail. The kind is for good; a changed shape raises the version and brings an <see cref="IUpcaster"/>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TrailEventAttribute(string kind, string displayName) : Attribute
{
    /// <summary>Stable name such as <c>organ.founded</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>What people read in the timeline, such as 设立机关.</summary>
    public string DisplayName { get; } = displayName;

    /// <summary>Version of the shape, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Whether it is done by people outside, who have no account here: an entry without a person is then theirs and not the system's.</summary>
    public bool FromOutside { get; init; }
}

/// <summary>Brings the data of one old version of a kind to the next version.</summary>
public interface IUpcaster
{
    /// <summary>The kind it reads.</summary>
    string Kind { get; }

    /// <summary>The version it reads; it gives the next.</summary>
    int From { get; }

    /// <summary>The same fact in the next version's shape.</summary>
    JsonObject Up(JsonObject data);
}

/// <summary>All kinds of events that the loaded assemblies declare.</summary>
public sealed class EventRegistry
{
    private readonly Dictionary<string, (Type Type, TrailEventAttribute Name)> byKind = new(
        StringComparer.Ordinal
    );
    private readonly Dictionary<Type, TrailEventAttribute> byType = [];
    private readonly Dictionary<(string, int), IUpcaster> upcasters = [];

    /// <summary>How event data is written and read everywhere.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <param name="assemblies">The assemblies whose events and upcasters are known.</param>
    public EventRegistry(IEnumerable<Assembly> assemblies)
    {
        foreach (var type in assemblies.Distinct().SelectMany(a => a.GetTypes()))
        {
            if (type.IsAbstract)
            {
                continue;
            }
            if (typeof(ITrailEvent).IsAssignableFrom(type))
            {
                var name =
                    type.GetCustomAttribute<TrailEventAttribute>()
                    ?? throw new InvalidOperationException($"{type} has no [TrailEvent].");
                if (!byKind.TryAdd(name.Kind, (type, name)))
                {
                    throw new InvalidOperationException($"Two events are called {name.Kind}.");
                }
                byType[type] = name;
            }
            else if (typeof(IUpcaster).IsAssignableFrom(type))
            {
                var upcaster = (IUpcaster)Activator.CreateInstance(type)!;
                upcasters.Add((upcaster.Kind, upcaster.From), upcaster);
            }
        }
    }

    /// <summary>Every kind with its type and names.</summary>
    public IEnumerable<(Type Type, TrailEventAttribute Name)> All => byKind.Values;

    /// <summary>The name under which an event type is written.</summary>
    public TrailEventAttribute NameOf(Type type) => byType[type];

    /// <summary>The Chinese name of a kind, or the kind itself where it is no longer declared.</summary>
    public string DisplayName(string kind) =>
        byKind.TryGetValue(kind, out var found) ? found.Name.DisplayName : kind;

    /// <summary>Who did it where no person is named: the system, or somebody outside.</summary>
    public string NobodyOf(string kind) =>
        byKind.TryGetValue(kind, out var found) && found.Name.FromOutside ? "公众" : "系统";

    /// <summary>Reads stored data of any version as today's event.</summary>
    public ITrailEvent Read(string kind, int version, JsonObject data)
    {
        if (!byKind.TryGetValue(kind, out var known))
        {
            throw new InvalidDataException(
                $"留痕中有本版本不认识的事项“{kind}”，请用写入它的版本或更新的版本打开。"
            );
        }
        for (; version < known.Name.Version; version++)
        {
            if (!upcasters.TryGetValue((kind, version), out var upcaster))
            {
                throw new InvalidDataException(
                    $"没有把“{kind}”第 {version} 版读成第 {version + 1} 版的办法。"
                );
            }
            data = upcaster.Up(data);
        }
        return (ITrailEvent)data.Deserialize(known.Type, Json)!;
    }
}
