using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Search;

/// <summary>In what share of the pieces the most frequent terms are, as PostgreSQL's statistics have it. Old or missing ones make a search slower, never wrong.</summary>
internal static class TermShares
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    private static readonly ConcurrentDictionary<
        string,
        (long At, IReadOnlyDictionary<int, float> Shares)
    > Known = new(StringComparer.Ordinal);

    /// <summary>By term; the rest are rarer than any of these.</summary>
    public static async ValueTask<IReadOnlyDictionary<int, float>> Of(
        FaduDb db,
        CancellationToken cancellationToken
    )
    {
        var connection = db.Database.GetDbConnection();
        var key = $"{connection.DataSource}/{connection.Database}";
        if (Known.TryGetValue(key, out var known) && Stopwatch.GetElapsedTime(known.At) < Lasts)
        {
            return known.Shares;
        }
        var shares = await Read(connection, cancellationToken).ConfigureAwait(false);
        Known[key] = (Stopwatch.GetTimestamp(), shares);
        return shares;
    }

    private static async Task<Dictionary<int, float>> Read(
        DbConnection connection,
        CancellationToken cancellationToken
    )
    {
        var shares = new Dictionary<int, float>();
        var command = connection.CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        // The frequencies are followed by the least, the greatest and that of null.
        command.CommandText =
            "SELECT most_common_elems::text::integer[], most_common_elem_freqs FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'search_piece' AND attname = 'terms' AND most_common_elems IS NOT NULL";
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        if (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var terms = reader.GetFieldValue<int[]>(0);
            var often = reader.GetFieldValue<float[]>(1);
            for (var i = 0; i < terms.Length && i < often.Length; i++)
            {
                shares[terms[i]] = often[i];
            }
        }
        return shares;
    }
}
