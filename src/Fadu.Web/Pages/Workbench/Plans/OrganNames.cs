using System.Runtime.CompilerServices;
using Fadu.Core.Organs;

namespace Fadu.Web.Pages.Workbench.Plans;

/// <summary>The county's organs by name and by id, for forms in which people write names.</summary>
public sealed class OrganNames
{
    private static readonly char[] Separators = ['、', '，', ',', '；', ';', '\n', '\r'];
    private static readonly ConditionalWeakTable<OrganDirectory, OrganNames> Made = [];
    private readonly OrganDirectory organs;
    private readonly Dictionary<string, Guid> byName = new(StringComparer.Ordinal);

    private OrganNames(OrganDirectory organs)
    {
        this.organs = organs;
        All =
        [
            .. organs
                .All.Where(o => o.ValidTo is null || o.ValidTo >= organs.Today)
                .OrderBy(o => o.Order),
        ];
        foreach (var organ in organs.All)
        {
            foreach (var name in organ.Names)
            {
                byName[name.Text] = organ.Id;
            }
        }
        foreach (var organ in All)
        {
            byName[organ.Name] = organ.Id;
            byName[organ.ShortName] = organ.Id;
        }
    }

    /// <summary>Those that exist, in the official order.</summary>
    public IReadOnlyList<OrganInfo> All { get; }

    /// <summary>The names of a directory; made once for as long as nothing in it changes.</summary>
    public static OrganNames Of(OrganDirectory organs) =>
        Made.GetValue(organs, static o => new OrganNames(o));

    /// <summary>The short name.</summary>
    public string this[Guid? id] => organs.ShortName(id);

    /// <summary>The full name, as documents address it.</summary>
    public string Full(Guid id) => organs.Get(id)?.Name ?? "—";

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
