using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Fadu.Core.Organs;
using Fadu.Core.People;

namespace Fadu.Core.Ledgers;

/// <summary>The organs as forms and sheets of ledgers name them: by any name they have or had, exactly; guessing is for the eye only.</summary>
public sealed class LedgerOrgans
{
    private static readonly ConditionalWeakTable<OrganDirectory, LedgerOrgans> Made = [];
    private readonly OrganDirectory directory;
    private readonly FrozenDictionary<string, Guid> byName;

    private LedgerOrgans(OrganDirectory directory)
    {
        this.directory = directory;
        // A name that two organs bear means nobody; present names go before aliases and former ones.
        var taken = new Dictionary<string, Guid?>(StringComparer.Ordinal);
        foreach (var organ in directory.All)
        {
            foreach (
                var name in new[] { organ.Name, organ.ShortName }.Distinct(StringComparer.Ordinal)
            )
            {
                taken[name] =
                    taken.TryGetValue(name, out var other) && other != organ.Id ? null : organ.Id;
            }
        }
        foreach (
            var group in directory
                .All.SelectMany(o => o.Names, (o, n) => (n.Text, o.Id))
                .GroupBy(n => n.Text, StringComparer.Ordinal)
        )
        {
            var owners = group.Select(n => n.Id).Distinct().ToList();
            taken.TryAdd(group.Key, owners.Count == 1 ? owners[0] : null);
        }
        byName = taken
            .Where(t => t.Value is not null)
            .ToFrozenDictionary(t => t.Key, t => t.Value!.Value, StringComparer.Ordinal);
    }

    /// <summary>The organs of a tenant as they are now.</summary>
    public static async ValueTask<LedgerOrgans> Of(
        Directories directories,
        int tenant = 1,
        CancellationToken cancellationToken = default
    ) =>
        Made.GetValue(
            await directories.Organs(tenant, cancellationToken).ConfigureAwait(false),
            d => new LedgerOrgans(d)
        );

    /// <summary>All organs in official order.</summary>
    public IReadOnlyList<OrganInfo> All => directory.All;

    /// <summary>The organ of that name (full, short, alias, former, or its id).</summary>
    public Guid? Find(string name)
    {
        var clean = name.Trim();
        return byName.TryGetValue(clean, out var id) ? id
            : Guid.TryParse(clean, out var given) && directory.Get(given) is not null ? given
            : null;
    }

    /// <summary>The short name.</summary>
    public string NameOf(Guid id) => Get(id)?.ShortName ?? "（已不存在的单位）";

    /// <summary>The full name borne on a day, as a document of that day writes it; today's without a day.</summary>
    public string NameOn(Guid id, DateOnly? day) =>
        Get(id) is not { } organ ? ""
        : day is { } on ? directory.NameOn(id, on)
        : organ.Name;

    /// <summary>The organ.</summary>
    public OrganInfo? Get(Guid id) => directory.Get(id);

    /// <summary>是不是“…”？ where a name is close to one that exists.</summary>
    public string Suggest(string name)
    {
        var near = directory
            .Match(name)
            .Suggestions.Take(2)
            .Select(s => $"“{s.Organ.ShortName}”")
            .ToList();
        return near.Count == 0 ? "" : $"是不是{string.Join("或者", near)}？";
    }

    /// <summary>The fields of a record that name an organ which does not exist.</summary>
    public IEnumerable<FieldError> Missing(IEnumerable<LedgerField> fields, JsonObject body) =>
        fields
            .Where(f =>
                f.Type switch
                {
                    FieldType.Organ => body[f.Name] is { } one && !Exists(one),
                    FieldType.Organs => body[f.Name] is JsonArray many && !many.All(Exists),
                    _ => false,
                }
            )
            .Select(f => new FieldError(f.Name, f.Title, "没有这个单位，请重新选择。"));

    private bool Exists(JsonNode? organ) => Get(Guid.Parse((string)organ!)) is not null;

    /// <summary>Whether somebody may enter for an organ: for the own one and those below it, or for all when he may see the county.</summary>
    public bool MayActFor(Actor actor, Guid organ) =>
        Get(organ) is not null
        && (
            actor.Can(Capability.ViewCounty)
            || (actor.Organ is { } own && (own == organ || directory.Subtree(own).Contains(organ)))
        );
}
