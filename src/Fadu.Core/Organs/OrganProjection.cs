using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Organs;

internal sealed class OrganProjection
    : IProject<OrganFounded>,
        IProject<OrganRenamed>,
        IProject<OrganNameCorrected>,
        IProject<OrganAliasesSet>,
        IProject<OrganAmended>,
        IProject<OrganMerged>,
        IProject<OrganSplit>,
        IProject<OrganAbolished>,
        IProject<DutiesMoved>
{
    public IReadOnlyList<Type> Tables => [typeof(Organ), typeof(OrganName), typeof(OrganLink)];

    public ValueTask Apply(OrganFounded data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new Organ
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                Key = data.Key,
                Name = data.Name,
                ShortName = data.ShortName,
                Kind = data.Kind,
                Level = data.Level,
                ParentId = data.ParentId,
                Order = data.Order,
                ValidFrom = data.ValidFrom,
                Version = entry.Number,
                Changed = entry.Seq,
            }
        );
        var names = new Dictionary<string, NameKind>(StringComparer.Ordinal)
        {
            [data.Name] = NameKind.Full,
        };
        names.TryAdd(data.ShortName, NameKind.Short);
        foreach (var alias in data.Aliases)
        {
            names.TryAdd(alias, NameKind.Alias);
        }
        foreach (var (name, kind) in names)
        {
            AddName(db, entry, data.Id, name, kind, data.ValidFrom);
        }
        return ValueTask.CompletedTask;
    }

    public async ValueTask Apply(OrganRenamed data, TrailEntry entry, FaduDb db)
    {
        var organ = await Touch(data.Id, entry, db).ConfigureAwait(false);
        foreach (var old in await Names(data.Id, entry, db).ConfigureAwait(false))
        {
            if (
                old.Kind is NameKind.Full or NameKind.Short
                && old.Name != data.Name
                && old.Name != data.ShortName
            )
            {
                old.Kind = NameKind.Former;
                old.To = data.Day.AddDays(-1);
            }
        }
        await SetNames(db, entry, organ, data.Name, data.ShortName, data.Day).ConfigureAwait(false);
    }

    public async ValueTask Apply(OrganNameCorrected data, TrailEntry entry, FaduDb db)
    {
        var organ = await Touch(data.Id, entry, db).ConfigureAwait(false);
        DateOnly? from = organ.ValidFrom;
        foreach (var old in await Names(data.Id, entry, db).ConfigureAwait(false))
        {
            if (old.Kind is NameKind.Full or NameKind.Short)
            {
                from = old.From;
                if (old.Name != data.Name && old.Name != data.ShortName)
                {
                    db.Remove(old);
                }
            }
        }
        await SetNames(db, entry, organ, data.Name, data.ShortName, from).ConfigureAwait(false);
    }

    public async ValueTask Apply(OrganAliasesSet data, TrailEntry entry, FaduDb db)
    {
        await Touch(data.Id, entry, db).ConfigureAwait(false);
        var names = await Names(data.Id, entry, db).ConfigureAwait(false);
        foreach (
            var gone in names.Where(n => n.Kind == NameKind.Alias && !data.Aliases.Contains(n.Name))
        )
        {
            db.Remove(gone);
        }
        foreach (var alias in data.Aliases.Where(a => names.All(n => n.Name != a)))
        {
            AddName(db, entry, data.Id, alias, NameKind.Alias, null);
        }
    }

    public async ValueTask Apply(OrganAmended data, TrailEntry entry, FaduDb db)
    {
        var organ = await Touch(data.Id, entry, db).ConfigureAwait(false);
        organ.Kind = data.Kind;
        organ.Level = data.Level;
        organ.ParentId = data.ParentId;
        organ.Order = data.Order;
    }

    public ValueTask Apply(OrganMerged data, TrailEntry entry, FaduDb db) =>
        End(data.Id, [data.Into], LineageKind.Merger, data.Day, data.Document, entry, db);

    public async ValueTask Apply(OrganSplit data, TrailEntry entry, FaduDb db)
    {
        if (data.Ends)
        {
            await End(data.Id, data.Into, LineageKind.Split, data.Day, data.Document, entry, db)
                .ConfigureAwait(false);
            return;
        }
        await Touch(data.Id, entry, db).ConfigureAwait(false);
        Link(data.Id, data.Into, LineageKind.Split, data.Day, data.Document, entry, db);
    }

    public ValueTask Apply(OrganAbolished data, TrailEntry entry, FaduDb db) =>
        End(
            data.Id,
            data.Successor is { } successor ? [successor] : [],
            LineageKind.Abolition,
            data.Day,
            data.Document,
            entry,
            db
        );

    public async ValueTask Apply(DutiesMoved data, TrailEntry entry, FaduDb db)
    {
        await Touch(data.From, entry, db).ConfigureAwait(false);
        db.Add(
            new OrganLink
            {
                Tenant = entry.Tenant,
                Entry = entry.Seq,
                FromId = data.From,
                ToId = data.To,
                Day = data.Day,
                Kind = LineageKind.DutiesMoved,
                Matters = data.Matters,
                Document = data.Document,
            }
        );
    }

    private static async ValueTask End(
        Guid id,
        IReadOnlyList<Guid> successors,
        LineageKind kind,
        DateOnly day,
        string? document,
        TrailEntry entry,
        FaduDb db
    )
    {
        var organ = await Touch(id, entry, db).ConfigureAwait(false);
        organ.ValidTo = day.AddDays(-1);
        foreach (var name in await Names(id, entry, db).ConfigureAwait(false))
        {
            name.To ??= organ.ValidTo;
        }
        // What stood below it stands below its successor.
        if (successors.Count > 0)
        {
            var heir = successors[0];
            await db.Set<Organ>()
                .Where(o => o.Tenant == entry.Tenant && o.ParentId == id)
                .LoadAsync()
                .ConfigureAwait(false);
            foreach (
                var child in db.Set<Organ>()
                    .Local.Where(c => c.Tenant == entry.Tenant && c.ParentId == id && c.Id != heir)
            )
            {
                child.ParentId = heir;
                child.Changed = entry.Seq;
            }
        }
        Link(id, successors, kind, day, document, entry, db);
    }

    private static void Link(
        Guid id,
        IReadOnlyList<Guid> successors,
        LineageKind kind,
        DateOnly day,
        string? document,
        TrailEntry entry,
        FaduDb db
    )
    {
        foreach (var successor in successors)
        {
            db.Add(
                new OrganLink
                {
                    Tenant = entry.Tenant,
                    Entry = entry.Seq,
                    FromId = id,
                    ToId = successor,
                    Day = day,
                    Kind = kind,
                    Document = document,
                }
            );
        }
    }

    private static async ValueTask<Organ> Touch(Guid id, TrailEntry entry, FaduDb db)
    {
        var organ = (await db.FindAsync<Organ>(entry.Tenant, id).ConfigureAwait(false))!;
        if (entry.Stream == Organ.StreamOf(id))
        {
            organ.Version = entry.Number;
        }
        organ.Changed = entry.Seq;
        return organ;
    }

    // The query sees only what is saved; several events of one command need also what is not yet.
    private static async ValueTask<List<OrganName>> Names(Guid id, TrailEntry entry, FaduDb db)
    {
        await db.Set<OrganName>()
            .Where(n => n.Tenant == entry.Tenant && n.OrganId == id)
            .LoadAsync()
            .ConfigureAwait(false);
        return
        [
            .. db.Set<OrganName>()
                .Local.Where(n => n.Tenant == entry.Tenant && n.OrganId == id)
                .OrderBy(n => n.Entry)
                .ThenBy(n => n.Name, StringComparer.Ordinal),
        ];
    }

    private static async ValueTask SetNames(
        FaduDb db,
        TrailEntry entry,
        Organ organ,
        string name,
        string shortName,
        DateOnly? from
    )
    {
        organ.Name = name;
        organ.ShortName = shortName;
        foreach (
            var (text, kind) in new[]
            {
                (name, NameKind.Full),
                (shortName, NameKind.Short),
            }.DistinctBy(n => n.Item1)
        )
        {
            var current = (await Names(organ.Id, entry, db).ConfigureAwait(false)).Find(n =>
                n.Name == text && n.To is null
            );
            if (current is null)
            {
                AddName(db, entry, organ.Id, text, kind, from);
            }
            else
            {
                current.Kind = kind;
            }
        }
    }

    private static void AddName(
        FaduDb db,
        TrailEntry entry,
        Guid organ,
        string name,
        NameKind kind,
        DateOnly? from
    ) =>
        db.Add(
            new OrganName
            {
                Tenant = entry.Tenant,
                OrganId = organ,
                Name = name,
                Kind = kind,
                From = from,
                Entry = entry.Seq,
            }
        );
}
