using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Registers;

/// <summary>Which items of a register; kept whole in the address of the list, so that the export shows the same.</summary>
public sealed record RegisterFilter
{
    /// <summary>As of this day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>As known up to this entry; empty = as known now.</summary>
    public long? Known { get; init; }

    public Guid? Keeper { get; init; }

    /// <summary>How they stand on that day; empty = all.</summary>
    public Standing? State { get; init; } = Standing.InForce;

    /// <summary>A text that the item must contain.</summary>
    public string? Text { get; init; }

    /// <summary>Values of choice fields by JSON name.</summary>
    public IReadOnlyDictionary<string, string> Choices { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Only what runs out within so many days from <see cref="Day"/> on.</summary>
    public int? ExpiresWithin { get; init; }
}

/// <summary>One page of a list and the key after which the next one begins.</summary>
public sealed record RegisterPage(IReadOnlyList<RegisterVersion> Items, string? Next);

/// <summary>An item that stands differently on two days.</summary>
public sealed record ItemDifference(Guid Item, RegisterVersion? Before, RegisterVersion? After);

/// <summary>Reads registers. Everything takes a scope, and it goes into the SQL: what is open is seen by all, the rest by the keeper.</summary>
public static class RegisterQueries
{
    /// <summary>The versions that may be seen, as known at an entry.</summary>
    public static IQueryable<RegisterVersion> Versions(
        FaduDb db,
        Scope scope,
        string register,
        long? known = null
    )
    {
        var rows = Seen(db, scope).Where(v => v.Register == register);
        return known is { } seq
            ? rows.Where(v => v.Seq <= seq && v.SupersededSeq > seq)
            : rows.Where(v => v.SupersededSeq == RegisterVersion.Current);
    }

    /// <summary>All versions that may be seen, also of other registers and former knowledge.</summary>
    public static IQueryable<RegisterVersion> Seen(FaduDb db, Scope scope)
    {
        var rows = db.Set<RegisterVersion>().AsNoTracking().Where(v => v.Tenant == scope.Tenant);
        if (scope.Everything)
        {
            return rows;
        }
        var organs = scope.Organs.ToList();
        return rows.Where(v => v.IsOpen || organs.Contains(v.OrganId));
    }

    /// <summary>The items of a list, in no order: one row an item.</summary>
    public static IQueryable<RegisterVersion> Items(
        FaduDb db,
        Scope scope,
        Register register,
        RegisterFilter filter
    )
    {
        var rows = Versions(db, scope, register.Key, filter.Known);
        var day = filter.Day;
        rows = filter.State switch
        {
            Standing.InForce => rows.Where(v =>
                v.ValidFrom <= day && v.ValidUntil >= day && v.State == StretchState.InForce
            ),
            Standing.Suspended => rows.Where(v =>
                v.ValidFrom <= day && v.ValidUntil >= day && v.State == StretchState.Suspended
            ),
            Standing.NotYet => rows.Where(v => v.IsFirst && v.ValidFrom > day),
            Standing.Expired => rows.Where(v =>
                v.IsLast && v.ValidUntil < day && v.Ending == Ending.Expires
            ),
            Standing.Ended => rows.Where(v =>
                v.IsLast && v.ValidUntil < day && v.Ending != Ending.Expires
            ),
            _ => rows.Where(v =>
                (v.ValidFrom <= day && v.ValidUntil >= day)
                || (v.IsFirst && v.ValidFrom > day)
                || (v.IsLast && v.ValidUntil < day)
            ),
        };
        if (filter.Keeper is { } keeper)
        {
            rows = rows.Where(v => v.OrganId == keeper);
        }
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var text = filter.Text.Trim();
            rows = rows.Where(v => v.SearchText.Contains(text));
        }
        foreach (var (name, value) in filter.Choices)
        {
            if (register.Form.Find(name) is { Type: FieldType.Choice, Slot: { } slot })
            {
                rows = rows.Where(v => EF.Property<string>(v, slot) == value);
            }
        }
        if (filter.ExpiresWithin is { } days)
        {
            var last = day.AddDays(days);
            rows = rows.Where(v => v.ValidUntil <= last && v.IsLast && v.Ending == Ending.Expires);
        }
        return rows;
    }

    /// <summary>One page, by key: no offset, no count.</summary>
    public static async Task<RegisterPage> Page(
        FaduDb db,
        Scope scope,
        Register register,
        RegisterFilter filter,
        string? after,
        int size,
        CancellationToken cancellationToken = default
    )
    {
        var found = await Ordered(db, scope, register, filter, after)
            .Take(size + 1)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var shown = found.Take(size).ToList();
        return new RegisterPage(
            shown,
            found.Count > size ? $"{shown[^1].ItemId:N}.{shown[^1].SortText}" : null
        );
    }

    /// <summary>All items in the order of the list, one after the other, for exports.</summary>
    public static IAsyncEnumerable<RegisterVersion> Stream(
        FaduDb db,
        Scope scope,
        Register register,
        RegisterFilter filter
    ) => Ordered(db, scope, register, filter, null).AsAsyncEnumerable();

    /// <summary>Items that stand differently on two days, by the age of the items; at most so many.</summary>
    public static async Task<(IReadOnlyList<ItemDifference> Items, Guid? Next)> Differences(
        FaduDb db,
        Scope scope,
        Register register,
        DateOnly before,
        DateOnly after,
        Guid? from,
        int size,
        CancellationToken cancellationToken = default
    )
    {
        var rows = Versions(db, scope, register.Key)
            .Where(v =>
                (v.ValidFrom <= before && v.ValidUntil >= before)
                != (v.ValidFrom <= after && v.ValidUntil >= after)
            );
        if (from is { } last)
        {
            rows = rows.Where(v => v.ItemId > last);
        }
        // An item has two rows at most: as it stood before and after.
        var found = await rows.OrderBy(v => v.ItemId)
            .Take((size + 1) * 2)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var items = found
            .GroupBy(v => v.ItemId)
            .Select(g => new ItemDifference(
                g.Key,
                g.FirstOrDefault(v => v.ValidFrom <= before && v.ValidUntil >= before),
                g.FirstOrDefault(v => v.ValidFrom <= after && v.ValidUntil >= after)
            ))
            .Take(size + 1)
            .ToList();
        return items.Count > size ? (items[..size], items[size - 1].Item) : (items, null);
    }

    /// <summary>The stretches of one item as known now, in order of time.</summary>
    public static async Task<IReadOnlyList<RegisterVersion>> Item(
        FaduDb db,
        Scope scope,
        Register register,
        Guid item,
        CancellationToken cancellationToken = default
    ) =>
        await Versions(db, scope, register.Key)
            .Where(v => v.ItemId == item)
            .OrderBy(v => v.ValidFrom)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);

    /// <summary>An item as it stood on a day, if it was in force.</summary>
    public static Task<RegisterVersion?> AsOf(
        FaduDb db,
        int tenant,
        Guid item,
        DateOnly day,
        CancellationToken cancellationToken = default
    ) =>
        db.Set<RegisterVersion>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                v =>
                    v.Tenant == tenant
                    && v.ItemId == item
                    && v.SupersededSeq == RegisterVersion.Current
                    && v.ValidFrom <= day
                    && v.ValidUntil >= day
                    && v.State == StretchState.InForce,
                cancellationToken
            );

    /// <summary>Changes that wait for an organ: those that it keeps, and those for which its kind of organ is asked.</summary>
    public static IQueryable<RegisterChange> Waiting(
        FaduDb db,
        Scope scope,
        Guid? organ,
        Organs.OrganKind? kind
    )
    {
        var changes = db.Set<RegisterChange>()
            .AsNoTracking()
            .Where(c => c.Tenant == scope.Tenant && c.State == ChangeState.Pending);
        return changes.Where(c =>
            (c.OrganId == organ && c.Asked == null) || (c.Asked != null && c.Asked == kind)
        );
    }

    private static IQueryable<RegisterVersion> Ordered(
        FaduDb db,
        Scope scope,
        Register register,
        RegisterFilter filter,
        string? after
    )
    {
        var rows = Items(db, scope, register, filter);
        var cut = after?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (cut > 0 && Guid.TryParseExact(after.AsSpan(0, cut), "N", out var item))
        {
            var sort = after![(cut + 1)..];
#pragma warning disable CA1309 // becomes SQL, which compares by the column's collation as ORDER BY does
            rows = rows.Where(v =>
                string.Compare(v.SortText, sort) > 0 || (v.SortText == sort && v.ItemId > item)
            );
#pragma warning restore CA1309
        }
        return rows.OrderBy(v => v.SortText).ThenBy(v => v.ItemId);
    }
}
