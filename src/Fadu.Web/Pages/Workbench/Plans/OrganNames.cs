using Fadu.Core;
using Fadu.Core.Organs;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Plans;

/// <summary>The county's organs by name and by id, for forms in which people write names.</summary>
public sealed class OrganNames
{
    private static readonly char[] Separators = ['、', '，', ',', '；', ';', '\n', '\r'];
    private readonly Dictionary<Guid, Organ> byId;
    private readonly Dictionary<string, Guid> byName = new(StringComparer.Ordinal);

    private OrganNames(List<Organ> organs, List<OrganName> names, DateOnly today)
    {
        byId = organs.ToDictionary(o => o.Id);
        All = [.. organs.Where(o => o.ValidTo is null || o.ValidTo >= today).OrderBy(o => o.Order)];
        foreach (var name in names)
        {
            byName[name.Name] = name.OrganId;
        }
        foreach (var organ in All)
        {
            byName[organ.Name] = organ.Id;
            byName[organ.ShortName] = organ.Id;
        }
    }

    /// <summary>Those that exist, in the official order.</summary>
    public IReadOnlyList<Organ> All { get; }

    /// <summary>Reads them.</summary>
    public static async Task<OrganNames> Read(
        FaduDb db,
        int tenant,
        DateOnly today,
        CancellationToken cancellationToken = default
    ) =>
        new(
            await db.Set<Organ>().Where(o => o.Tenant == tenant).ToListAsync(cancellationToken),
            await db.Set<OrganName>().Where(n => n.Tenant == tenant).ToListAsync(cancellationToken),
            today
        );

    /// <summary>The short name.</summary>
    public string this[Guid? id] =>
        id is { } known && byId.TryGetValue(known, out var organ) ? organ.ShortName : "—";

    /// <summary>The full name, as documents address it.</summary>
    public string Full(Guid id) => byId.TryGetValue(id, out var organ) ? organ.Name : "—";

    /// <summary>Short names joined by 、.</summary>
    public string Join(IEnumerable<Guid> ids) => string.Join('、', ids.Select(i => this[i]));

    /// <summary>The organ of a name, if there is exactly that name.</summary>
    public Guid? Find(string? name) =>
        name is not null && byName.TryGetValue(name.Trim(), out var id) ? id : null;

    /// <summary>The organs of a list of names with 、 between, and those that no organ bears.</summary>
    public (IReadOnlyList<Guid> Organs, IReadOnlyList<string> Unknown) Parse(string? names)
    {
        var organs = new List<Guid>();
        var unknown = new List<string>();
        foreach (
            var name in (names ?? "").Split(
                Separators,
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        )
        {
            if (Find(name) is { } id)
            {
                if (!organs.Contains(id))
                {
                    organs.Add(id);
                }
            }
            else
            {
                unknown.Add(name);
            }
        }
        return (organs, unknown);
    }
}
