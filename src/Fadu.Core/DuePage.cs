using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core;

/// <summary>The place of a line in a list by due date, and of what several organs share.</summary>
/// <param name="Due">When it is due.</param>
/// <param name="Id">Breaks ties.</param>
internal sealed record DueKey(DateOnly Due, Guid Id)
{
    /// <summary>As an address carries it.</summary>
    public static string Write(DateOnly due, Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{due:yyyyMMdd}.{id:N}");

    /// <summary>What an address carried; null at the beginning of the list.</summary>
    public static DueKey? Read(string? text) =>
        text?.Split('.') is [var day, var id]
        && DateOnly.TryParseExact(
            day,
            "yyyyMMdd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var due
        )
        && Guid.TryParseExact(id, "N", out var last)
            ? new DueKey(due, last)
            : null;
}

/// <summary>Pages through a list whose lines are found by the rows of organs that have to do with them.</summary>
internal static class DuePages
{
    /// <summary>
    /// One page and whether there is more. An organ and those below it may share a line; it is shown once, so a page may need a second look.
    /// </summary>
    /// <param name="keys">The keys that come after a place (null = from the beginning), in order.</param>
    /// <param name="read">
    /// The lines of some ids, handed over as one parameter (<see cref="EF.Parameter"/>): else the statement is written anew for each page, under a lock.
    /// </param>
    public static async Task<(List<TRow> Rows, bool HasMore)> Page<TRow>(
        DueKey? after,
        int size,
        Func<DueKey?, IQueryable<DueKey>> keys,
        Func<List<Guid>, IQueryable<TRow>> read,
        Func<TRow, Guid> idOf,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<TRow>();
        var shown = new HashSet<Guid>();
        var more = true;
        while (rows.Count <= size && more)
        {
            var found = await keys(after)
                .Take(size + 1)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            more = found.Count > size;
            if (found.Count == 0)
            {
                break;
            }
            after = found[^1];
            var ids = found.Select(f => f.Id).Where(shown.Add).ToList();
            var lines = await read(ids)
                .ToDictionaryAsync(idOf, cancellationToken)
                .ConfigureAwait(false);
            rows.AddRange(ids.Where(lines.ContainsKey).Select(id => lines[id]));
        }
        return rows.Count > size ? (rows[..size], true) : (rows, false);
    }

    /// <summary>All lines of a list, page after page, for an export that shows what the screen shows.</summary>
    public static async IAsyncEnumerable<TRow> All<TRow>(
        Func<string?, Task<(IReadOnlyList<TRow> Rows, string? Next)>> page
    )
    {
        string? after = null;
        do
        {
            var (rows, next) = await page(after).ConfigureAwait(false);
            foreach (var row in rows)
            {
                yield return row;
            }
            after = next;
        } while (after is not null);
    }
}
