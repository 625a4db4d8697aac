using System.Collections.Frozen;

namespace Fadu.Core.Organs;

/// <summary>A name of an organ with the days on which it bears it.</summary>
public sealed record NameInTime(string Text, NameKind Kind, DateOnly? From, DateOnly? To)
{
    /// <summary>Whether borne on a day.</summary>
    public bool IsBorne(DateOnly day) => (From is null || From <= day) && (To is null || To >= day);
}

/// <summary>An organ as the directory knows it.</summary>
public sealed record OrganInfo(
    Guid Id,
    string Key,
    string Name,
    string ShortName,
    OrganKind Kind,
    Level Level,
    Guid? ParentId,
    int Order,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    int Version,
    IReadOnlyList<NameInTime> Names
)
{
    /// <summary>Whether it exists on a day.</summary>
    public bool Exists(DateOnly day) => ValidFrom <= day && (ValidTo is null || ValidTo >= day);
}

/// <summary>That an organ, or some of its duties, went to another one.</summary>
public sealed record Lineage(
    Guid From,
    Guid To,
    DateOnly Day,
    LineageKind Kind,
    string? Matters,
    string? Document
);

/// <summary>All organs of a tenant, ever, with names, tree and lineage: immutable, so that a page keeps one picture from its first to its last line.</summary>
public sealed class OrganDirectory
{
    private readonly FrozenDictionary<Guid, OrganInfo> byId;
    private readonly FrozenDictionary<string, OrganInfo> byKey;
    private readonly Dictionary<Guid, List<OrganInfo>> below = [];
    private readonly Lazy<OrganMatcher> matcher;

    public OrganDirectory(
        int tenant,
        IEnumerable<OrganInfo> organs,
        IEnumerable<Lineage> links,
        DateOnly today
    )
    {
        Tenant = tenant;
        Today = today;
        All = [.. organs.OrderBy(o => o.Order).ThenBy(o => o.Name, StringComparer.Ordinal)];
        Links = [.. links.OrderBy(l => l.Day)];
        byId = All.ToFrozenDictionary(o => o.Id);
        byKey = All.ToFrozenDictionary(o => o.Key, StringComparer.Ordinal);
        foreach (var organ in All)
        {
            if (organ.ParentId is { } parent)
            {
                if (!below.TryGetValue(parent, out var list))
                {
                    below[parent] = list = [];
                }
                list.Add(organ);
            }
        }
        matcher = new(() => new OrganMatcher(this));
    }

    public int Tenant { get; }

    /// <summary>The day for which it was read; what asks for no day means this one.</summary>
    public DateOnly Today { get; }

    /// <summary>Every organ, also those that ended, in the official order.</summary>
    public IReadOnlyList<OrganInfo> All { get; }

    /// <summary>Mergers, splits, abolitions and moved duties, oldest first.</summary>
    public IReadOnlyList<Lineage> Links { get; }

    /// <summary>The organs that exist on a day (today if none is given).</summary>
    public IEnumerable<OrganInfo> On(DateOnly? day = null) =>
        All.Where(o => o.Exists(day ?? Today));

    /// <summary>The organ of an id.</summary>
    public OrganInfo? Get(Guid? id) => id is { } known ? byId.GetValueOrDefault(known) : null;

    /// <summary>The organ of a key such as <c>sfj</c>.</summary>
    public OrganInfo? ByKey(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The short name for lists and cells; “—” where there is none.</summary>
    public string ShortName(Guid? id) => Get(id)?.ShortName ?? "—";

    /// <summary>The full name that it bore on a day, as a document of that day writes it.</summary>
    public string NameOn(Guid id, DateOnly day)
    {
        var organ = byId[id];
        // A former full name is longer than the former short name of the same days.
        return organ
                .Names.Where(n => n.Kind is NameKind.Full or NameKind.Former && n.IsBorne(day))
                .OrderByDescending(n => n.Kind == NameKind.Full)
                .ThenByDescending(n => n.Text.Length)
                .Select(n => n.Text)
                .FirstOrDefault()
            ?? organ.Name;
    }

    /// <summary>Organs without a superior (normally the county government) that exist on a day.</summary>
    public IEnumerable<OrganInfo> Roots(DateOnly? day = null) =>
        On(day).Where(o => o.ParentId is null || !byId.ContainsKey(o.ParentId.Value));

    /// <summary>The organs directly below one.</summary>
    public IEnumerable<OrganInfo> Below(Guid id, DateOnly? day = null) =>
        (below.GetValueOrDefault(id) ?? []).Where(o => o.Exists(day ?? Today));

    /// <summary>
    /// The organ and all below it, whether they still exist or not, and all that were merged or abolished into one of them: who follows an organ answers for its rows and
    /// counts its figures. What was split stays visible to who stands above; no part counts the whole.
    /// </summary>
    public IReadOnlyList<Guid> Subtree(Guid id) =>
        Reach(
            id,
            at => (below.GetValueOrDefault(at) ?? []).Select(o => o.Id),
            Links
                .Where(l => l.Kind is LineageKind.Merger or LineageKind.Abolition && l.Day <= Today)
                .Select(l => (l.From, l.To))
        );

    internal static List<Guid> Reach(
        Guid id,
        Func<Guid, IEnumerable<Guid>> below,
        IEnumerable<(Guid From, Guid To)> followed
    )
    {
        var before = followed.ToLookup(l => l.To, l => l.From);
        var result = new List<Guid> { id };
        var seen = new HashSet<Guid> { id };
        for (var i = 0; i < result.Count; i++)
        {
            result.AddRange(below(result[i]).Concat(before[result[i]]).Where(seen.Add));
        }
        return result;
    }

    /// <summary>
    /// Who is competent on a day for what an organ did: itself while it exists, else whoever followed it, over as many steps as it takes.
    /// Moved duties do not count, they name their matters.
    /// </summary>
    public IReadOnlyList<OrganInfo> Successors(Guid id, DateOnly? day = null)
    {
        var on = day ?? Today;
        var found = new List<OrganInfo>();
        var seen = new HashSet<Guid>();
        var queue = new Queue<Guid>([id]);
        while (queue.TryDequeue(out var at))
        {
            if (!seen.Add(at) || Get(at) is not { } organ)
            {
                continue;
            }
            if (organ.ValidTo is null || organ.ValidTo >= on)
            {
                found.Add(organ);
                continue;
            }
            foreach (
                var link in Links.Where(l =>
                    l.From == at && l.Kind != LineageKind.DutiesMoved && l.Day <= on
                )
            )
            {
                queue.Enqueue(link.To);
            }
        }
        return [.. found.OrderBy(o => o.Order)];
    }

    /// <summary>The organs that went up in one, over as many steps as it takes; a figure of an organ counts theirs too.</summary>
    public IReadOnlyList<OrganInfo> Predecessors(Guid id)
    {
        var found = new List<OrganInfo>();
        var seen = new HashSet<Guid> { id };
        var queue = new Queue<Guid>([id]);
        while (queue.TryDequeue(out var at))
        {
            foreach (var link in Links.Where(l => l.To == at && l.Kind != LineageKind.DutiesMoved))
            {
                if (seen.Add(link.From) && Get(link.From) is { } organ)
                {
                    found.Add(organ);
                    queue.Enqueue(link.From);
                }
            }
        }
        return found;
    }

    /// <summary>Which organ a text names, with suggestions where it is not certain.</summary>
    /// <param name="unitText">One unit as a plan writes it: 县司法局, 各乡(镇)人民政府.</param>
    /// <param name="asOf">The day of the document; today if not given.</param>
    /// <param name="alreadyNamed">For 其他…: the organs that the same item names.</param>
    public OrganMatch Match(
        string unitText,
        DateOnly? asOf = null,
        IReadOnlyCollection<Guid>? alreadyNamed = null
    ) => matcher.Value.Match(unitText, asOf ?? Today, alreadyNamed ?? []);

    /// <summary>The units of one item together, so that 其他… leaves out those that the others name.</summary>
    public IReadOnlyList<OrganMatch> MatchItem(IReadOnlyList<string> units, DateOnly? asOf = null)
    {
        var first = units.Select(u => Match(u, asOf)).ToList();
        var named = first.Where(m => m.Organ is not null).Select(m => m.Organ!.Id).ToHashSet();
        return [.. units.Select((u, i) => first[i].Set is null ? first[i] : Match(u, asOf, named))];
    }
}
