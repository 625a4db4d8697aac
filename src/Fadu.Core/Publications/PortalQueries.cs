using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core.Consultations;
using Fadu.Core.Matters;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Publications;

/// <summary>Which lines of a list of the portal.</summary>
public sealed record PortalFilter
{
    /// <summary>How it stands on this day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>In force on the day, ended by then, not yet in force; empty = all.</summary>
    public PortalState? State { get; init; }
    public string? Organ { get; init; }
    public string? Facet { get; init; }
    public int? Year { get; init; }

    /// <summary>Words that title, number or organ must contain, each of them.</summary>
    public string? Text { get; init; }
}

/// <summary>How something stands on a day.</summary>
public enum PortalState
{
    InForce,
    Suspended,
    Ended,
    NotYet,
}

/// <summary>What the public sees. The scope is: what is public, of everybody, and nothing else.</summary>
public static class PortalQueries
{
    /// <summary>Everything public.</summary>
    public static IQueryable<Publication> Public(FaduDb db, int tenant = 1) =>
        db.Set<Publication>().AsNoTracking().Where(p => p.Tenant == tenant && p.IsPublic);

    /// <summary>How it stands on a day.</summary>
    public static PortalState StateOf(Publication p, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(p);
        return day < p.InForceFrom ? PortalState.NotYet
            : day > p.InForceUntil ? PortalState.Ended
            : p.SuspendedFrom <= day && day <= p.SuspendedUntil ? PortalState.Suspended
            : PortalState.InForce;
    }

    /// <summary>The lines of a list, in no order.</summary>
    public static IQueryable<Publication> Lines(FaduDb db, string section, PortalFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var rows = Public(db).Where(p => p.Section == section);
        var day = filter.Day;
        rows = filter.State switch
        {
            PortalState.InForce => rows.Where(p =>
                p.InForceFrom <= day
                && p.InForceUntil >= day
                && !(p.SuspendedFrom != null && p.SuspendedFrom <= day && p.SuspendedUntil >= day)
            ),
            PortalState.Suspended => rows.Where(p =>
                p.SuspendedFrom != null && p.SuspendedFrom <= day && p.SuspendedUntil >= day
            ),
            PortalState.Ended => rows.Where(p => p.InForceUntil < day),
            PortalState.NotYet => rows.Where(p => p.InForceFrom > day),
            _ => rows,
        };
        if (filter.Organ is { Length: > 0 } organ)
        {
            rows = rows.Where(p => p.Organ == organ);
        }
        if (filter.Facet is { Length: > 0 } facet)
        {
            rows = rows.Where(p => p.Facet == facet);
        }
        if (filter.Year is { } year)
        {
            rows = rows.Where(p => p.Year == year);
        }
        foreach (var word in Words(filter.Text))
        {
            rows = rows.Where(p => p.SearchText.Contains(word));
        }
        return rows;
    }

    /// <summary>One page in the order of the list.</summary>
    public static async Task<(IReadOnlyList<Publication> Rows, string? Next)> Page(
        FaduDb db,
        string section,
        PortalFilter filter,
        string? after,
        int size,
        CancellationToken cancellationToken = default
    )
    {
        var rows = Lines(db, section, filter);
        if (
            Guid.TryParseExact(after, "N", out var last)
            && await Public(db)
                .Where(p => p.Id == last && p.Section == section)
                .Select(p => p.SortText)
                .FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false)
                is { } sort
        )
        {
#pragma warning disable CA1309 // becomes SQL, which compares by the column's collation as ORDER BY does
            rows = rows.Where(p =>
                string.Compare(p.SortText, sort) > 0 || (p.SortText == sort && p.Id > last)
            );
#pragma warning restore CA1309
        }
        var found = await rows.OrderBy(p => p.SortText)
            .ThenBy(p => p.Id)
            .Take(size + 1)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var shown = found.Take(size).ToList();
        return (shown, found.Count > size ? shown[^1].Id.ToString("N") : null);
    }

    /// <summary>Where public things stand on a day, of a list that shows it (<see cref="PortalView.Live"/>), by their ids.</summary>
    public static async Task<IReadOnlyDictionary<Guid, StandsNow>> Standing(
        FaduDb db,
        PortalSection section,
        IReadOnlyCollection<Guid> ids,
        DateOnly day,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(section);
        if (section.Register is not { Portal.Live: { } live } register || ids.Count == 0)
        {
            return new Dictionary<Guid, StandsNow>();
        }
        var field = register.Field(live.Field);
        var items = ids.ToArray();
        var stretches = (
            await db.Set<RegisterVersion>()
                .AsNoTracking()
                .Where(v =>
                    v.Tenant == 1
                    && EF.Parameter(items).Contains(v.ItemId)
                    && v.SupersededSeq == RegisterVersion.Current
                    && v.IsOpen
                    && v.ValidFrom <= day
                )
                .OrderBy(v => v.ValidFrom)
                .Select(v => new
                {
                    v.ItemId,
                    v.ValidFrom,
                    v.Body,
                })
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        ).ToLookup(
            v => v.ItemId,
            v => (v.ValidFrom, Text: (string?)JsonNode.Parse(v.Body)![field.Name])
        );
        var asked = (
            await db.Set<Matter>()
                .AsNoTracking()
                .Where(m =>
                    m.Tenant == 1
                    && m.Procedure == live.Procedure
                    && m.G1 != null
                    && EF.Parameter(items).Contains(m.G1.Value)
                )
                .Join(
                    db.Set<Consultation>(),
                    m => new { m.Tenant, Matter = (Guid?)m.Id },
                    c => new { c.Tenant, Matter = c.MatterId },
                    (m, c) => new { Item = m.G1!.Value, c.Id }
                )
                .Join(Public(db), c => c.Id, p => p.Id, (c, p) => new { c.Item, Public = p })
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        ).ToLookup(a => a.Item, a => a.Public);
        return stretches.ToDictionary(
            s => s.Key,
            s =>
            {
                var now = s.Last().Text;
                return new StandsNow(
                    field.Title,
                    now,
                    s.Reverse().TakeWhile(v => v.Text == now).Last().ValidFrom,
                    [.. asked[s.Key].OrderByDescending(p => p.PublishedOn)]
                );
            }
        );
    }

    /// <summary>Where everything public of a list stands on a day, in words, by its id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> StandingOfAll(
        FaduDb db,
        PortalSection section,
        DateOnly day,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(section);
        var all = await Public(db)
            .Where(p => p.Section == section.Key)
            .Select(p => p.Id)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var words = new Dictionary<Guid, string>();
        foreach (var some in all.Chunk(500))
        {
            foreach (
                var (id, stands) in await Standing(db, section, some, day, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                words[id] = stands.Word;
            }
        }
        return words;
    }

    /// <summary>All lines of a list in its order, with what is shown of them, for open data.</summary>
    public static async IAsyncEnumerable<(Publication Line, PublishedContent Content)> Whole(
        FaduDb db,
        string section
    )
    {
        var rows = Public(db)
            .Where(p => p.Section == section)
            .OrderBy(p => p.SortText)
            .ThenBy(p => p.Id)
            .Join(
                db.Set<PublicationEdition>(),
                p => new
                {
                    p.Tenant,
                    p.Id,
                    Number = p.Edition,
                },
                e => new
                {
                    e.Tenant,
                    Id = e.PublicationId,
                    e.Number,
                },
                (p, e) => new { Line = p, e.Body }
            )
            .OrderBy(r => r.Line.SortText)
            .ThenBy(r => r.Line.Id)
            .AsAsyncEnumerable();
        await foreach (var row in rows.ConfigureAwait(false))
        {
            yield return (
                row.Line,
                JsonSerializer.Deserialize<PublishedContent>(row.Body, EventRegistry.Json)!
            );
        }
    }

    /// <summary>Something public of a list.</summary>
    public static Task<Publication?> Find(
        FaduDb db,
        string section,
        Guid id,
        CancellationToken cancellationToken = default
    ) => Public(db).FirstOrDefaultAsync(p => p.Id == id && p.Section == section, cancellationToken);

    /// <summary>The editions of something public, newest first, without what stands in them.</summary>
    public static async Task<IReadOnlyList<PublicationEdition>> Editions(
        FaduDb db,
        Guid id,
        CancellationToken cancellationToken = default
    ) =>
        await db.Set<PublicationEdition>()
            .AsNoTracking()
            .Where(e => e.Tenant == 1 && e.PublicationId == id)
            .OrderByDescending(e => e.Number)
            .Select(e => new PublicationEdition
            {
                Tenant = e.Tenant,
                PublicationId = e.PublicationId,
                Number = e.Number,
                Act = e.Act,
                On = e.On,
                Reason = e.Reason,
                Title = e.Title,
                Body = "",
                Seq = e.Seq,
            })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);

    /// <summary>One edition whole.</summary>
    public static Task<PublicationEdition?> Edition(
        FaduDb db,
        Guid id,
        int number,
        CancellationToken cancellationToken = default
    ) =>
        db.Set<PublicationEdition>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                e => e.Tenant == 1 && e.PublicationId == id && e.Number == number,
                cancellationToken
            );

    /// <summary>What others that are public say about something: which amends, repeals or explains it.</summary>
    public static async Task<IReadOnlyList<(RelationKind Kind, Publication Other)>> ToldBy(
        FaduDb db,
        Publication thing,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(thing);
        var keys = new[] { thing.TitleKey, thing.NumberKey ?? thing.TitleKey };
        return
        [
            .. (
                await Public(db)
                    .Where(p => p.Id != thing.Id)
                    .Join(
                        db.Set<PublicationRelation>().Where(r => keys.Contains(r.Key)),
                        p => new
                        {
                            p.Tenant,
                            p.Id,
                            p.Edition,
                        },
                        r => new
                        {
                            r.Tenant,
                            Id = r.PublicationId,
                            r.Edition,
                        },
                        (p, r) => new { r.Kind, Other = p }
                    )
                    .OrderBy(r => r.Other.SortText)
                    .ThenBy(r => r.Other.Id)
                    .ThenBy(r => r.Kind)
                    .Take(200)
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            ).Select(r => (r.Kind, r.Other)),
        ];
    }

    /// <summary>How what ran out is called where the county has settled it, by the kind of subject.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ExpiredWords(
        FaduDb db,
        CancellationToken cancellationToken = default
    ) =>
        (
            await db.Set<Matters.ProcedureSetting>()
                .AsNoTracking()
                .Where(s => s.Tenant == 1 && s.Key == Matters.ProcedureSetting.ExpiredWord)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        ).ToDictionary(s => $"register:{s.Procedure}", s => s.Value, StringComparer.Ordinal);

    /// <summary>What is public of what some relations name, by key.</summary>
    public static async Task<IReadOnlyDictionary<string, Publication>> Named(
        FaduDb db,
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken = default
    )
    {
        if (keys.Count == 0)
        {
            return new Dictionary<string, Publication>(StringComparer.Ordinal);
        }
        var found = await Public(db)
            .Where(p => keys.Contains(p.TitleKey) || keys.Contains(p.NumberKey))
            .OrderBy(p => p.Id)
            .Take(400)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var byKey = new Dictionary<string, Publication>(StringComparer.Ordinal);
        foreach (var row in found)
        {
            byKey.TryAdd(row.TitleKey, row);
            if (row.NumberKey is { } number)
            {
                byKey.TryAdd(number, row);
            }
        }
        return byKey;
    }

    /// <summary>The newest that was published, renewed or corrected.</summary>
    public static async Task<IReadOnlyList<(Publication Thing, PublicationEdition Edition)>> News(
        FaduDb db,
        int most,
        CancellationToken cancellationToken = default
    ) =>
        [
            .. (
                await Public(db)
                    .OrderByDescending(p => p.Seq)
                    .Take(most)
                    .Join(
                        db.Set<PublicationEdition>(),
                        p => new
                        {
                            p.Tenant,
                            p.Id,
                            Number = p.Edition,
                        },
                        e => new
                        {
                            e.Tenant,
                            Id = e.PublicationId,
                            e.Number,
                        },
                        (p, e) =>
                            new
                            {
                                Thing = p,
                                e.Act,
                                e.Reason,
                                e.On,
                                e.Seq,
                            }
                    )
                    .OrderByDescending(r => r.Seq)
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            ).Select(r =>
                (
                    r.Thing,
                    new PublicationEdition
                    {
                        PublicationId = r.Thing.Id,
                        Number = r.Thing.Edition,
                        Act = r.Act,
                        Reason = r.Reason,
                        On = r.On,
                        Title = r.Thing.Title,
                        Body = "",
                        Seq = r.Seq,
                    }
                )
            ),
        ];

    /// <summary>The values by which a list may be narrowed: organs, kinds and years that occur.</summary>
    public static async Task<(
        IReadOnlyList<string> Organs,
        IReadOnlyList<string> Facets,
        IReadOnlyList<int> Years
    )> Choices(FaduDb db, string section, CancellationToken cancellationToken = default)
    {
        var rows = Public(db).Where(p => p.Section == section);
        var organs = await rows.Select(p => p.Organ)
            .Distinct()
            .OrderBy(t => t)
            .Take(200)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var facets = await rows.Where(p => p.Facet != null)
            .Select(p => p.Facet!)
            .Distinct()
            .OrderBy(t => t)
            .Take(200)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var years = await rows.Where(p => p.Year != null)
            .Select(p => p.Year!.Value)
            .Distinct()
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return (
            [.. organs.Order(StringComparer.Ordinal)],
            [.. facets.Order(StringComparer.Ordinal)],
            [.. years.OrderDescending()]
        );
    }

    /// <summary>The words of a query.</summary>
    public static IReadOnlyList<string> Words(string? text) =>
        [
            .. (text ?? "")
                .ToLowerInvariant()
                .Split(
                    (char[]?)null,
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
                .Take(8)
                .Select(w => w.Length <= 60 ? w : w[..60]),
        ];
}
