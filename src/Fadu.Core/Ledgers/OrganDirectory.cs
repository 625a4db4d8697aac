using System.Collections.Frozen;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Ledgers;

/// <summary>The organs of a tenant by any name they have or had, for forms and sheets.</summary>
public sealed class OrganDirectory
{
    private readonly FrozenDictionary<Guid, Organ> byId;
    private readonly FrozenDictionary<string, Guid> byName;

    private OrganDirectory(IReadOnlyList<Organ> organs, IEnumerable<OrganName> names)
    {
        All = organs;
        byId = organs.ToFrozenDictionary(o => o.Id);
        // A name that two organs bear means nobody; the present names go before aliases and former ones.
        var taken = new Dictionary<string, Guid?>(StringComparer.Ordinal);
        foreach (var organ in organs)
        {
            foreach (
                var name in new[] { organ.Name, organ.ShortName }.Distinct(StringComparer.Ordinal)
            )
            {
                taken[name] = taken.ContainsKey(name) && taken[name] != organ.Id ? null : organ.Id;
            }
        }
        foreach (
            var group in names
                .Where(n => byId.ContainsKey(n.OrganId))
                .GroupBy(n => n.Name, StringComparer.Ordinal)
        )
        {
            var owners = group.Select(n => n.OrganId).Distinct().ToList();
            taken.TryAdd(group.Key, owners.Count == 1 ? owners[0] : null);
        }
        byName = taken
            .Where(t => t.Value is not null)
            .ToFrozenDictionary(t => t.Key, t => t.Value!.Value, StringComparer.Ordinal);
    }

    /// <summary>All organs in official order.</summary>
    public IReadOnlyList<Organ> All { get; }

    /// <summary>Reads the directory.</summary>
    public static async Task<OrganDirectory> Load(
        FaduDb db,
        int tenant,
        CancellationToken cancellationToken = default
    ) =>
        new(
            await db.Set<Organ>()
                .AsNoTracking()
                .Where(o => o.Tenant == tenant)
                .OrderBy(o => o.Order)
                .ThenBy(o => o.Key)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false),
            await db.Set<OrganName>()
                .AsNoTracking()
                .Where(n => n.Tenant == tenant)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        );

    /// <summary>The organ of that name (full, short, alias, former, or its id).</summary>
    public Guid? Find(string name)
    {
        var clean = name.Trim();
        return byName.TryGetValue(clean, out var id) ? id
            : Guid.TryParse(clean, out var given) && byId.ContainsKey(given) ? given
            : null;
    }

    /// <summary>The short name.</summary>
    public string NameOf(Guid id) =>
        byId.TryGetValue(id, out var organ) ? organ.ShortName : "（已不存在的单位）";

    /// <summary>The organ.</summary>
    public Organ? Get(Guid id) => byId.GetValueOrDefault(id);

    /// <summary>是不是“…”？ where a name is close to one that exists.</summary>
    public string Suggest(string name)
    {
        var wanted = name.Where(c => c is not ('县' or '市' or '乡' or '镇' or '局' or '委'))
            .ToHashSet();
        var near = All.Select(o => (o.ShortName, Hits: o.ShortName.Count(wanted.Contains)))
            .Where(n => n.Hits > 0 && n.Hits * 2 >= wanted.Count)
            .OrderByDescending(n => n.Hits)
            .ThenBy(n => n.ShortName.Length)
            .Take(2)
            .Select(n => $"“{n.ShortName}”")
            .ToList();
        return near.Count == 0 ? "" : $"是不是{string.Join("或者", near)}？";
    }

    /// <summary>The organ and everything below it.</summary>
    public IReadOnlyList<Guid> Below(Guid organ)
    {
        var below = new List<Guid> { organ };
        for (var i = 0; i < below.Count; i++)
        {
            below.AddRange(
                All.Where(o => o.ParentId == below[i] && !below.Contains(o.Id)).Select(o => o.Id)
            );
        }
        return below;
    }

    /// <summary>Whether somebody may enter for an organ: for the own one and those below it, or for all when he may see the county.</summary>
    public bool MayActFor(Actor actor, Guid organ) =>
        byId.ContainsKey(organ)
        && (
            actor.Can(Capability.ViewCounty)
            || (actor.Organ is { } own && (own == organ || Below(own).Contains(organ)))
        );
}
