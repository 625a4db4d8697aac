using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Search;

/// <summary>What is known of PostgreSQL's index without a look at it. Old or missing facts make a search slower, never wrong.</summary>
/// <param name="Shares">In what share of the pieces a term is, as the server's statistics have it; the rest are rarer than any of these.</param>
/// <param name="Borders">The number of every so-manieth piece of the tenant, in order.</param>
internal sealed record IndexFacts(IReadOnlyDictionary<int, float> Shares, long[] Borders)
{
    /// <summary>So many pieces lie between two borders.</summary>
    internal static int Every { get; set; } = 16_000;

    /// <summary>How long they are held for true.</summary>
    internal static TimeSpan Lasts { get; set; } = TimeSpan.FromMinutes(10);

    private static readonly ConcurrentDictionary<string, (long At, IndexFacts Facts)> Known = new(
        StringComparer.Ordinal
    );

    public static async ValueTask<IndexFacts> Of(
        FaduDb db,
        int tenant,
        CancellationToken cancellationToken
    )
    {
        var connection = db.Database.GetDbConnection();
        var key = string.Create(
            CultureInfo.InvariantCulture,
            $"{connection.DataSource}/{connection.Database}/{tenant}"
        );
        if (Known.TryGetValue(key, out var known) && Stopwatch.GetElapsedTime(known.At) < Lasts)
        {
            return known.Facts;
        }
        var facts = new IndexFacts(
            await ReadShares(connection, cancellationToken).ConfigureAwait(false),
            await ReadBorders(connection, tenant, cancellationToken).ConfigureAwait(false)
        );
        Known[key] = (Stopwatch.GetTimestamp(), facts);
        return facts;
    }

    /// <summary>A number behind so many pieces or some more; null where there are not so many.</summary>
    public long? Border(long after, int pieces)
    {
        var at = Array.BinarySearch(Borders, after);
        var end = (at < 0 ? ~at : at + 1) + Math.Max(1, pieces / Every);
        return end < Borders.Length ? Borders[end] : null;
    }

    private static async Task<Dictionary<int, float>> ReadShares(
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

    private static async Task<long[]> ReadBorders(
        DbConnection connection,
        int tenant,
        CancellationToken cancellationToken
    )
    {
        var borders = new List<long>();
        var command = connection.CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        command.CommandText =
            "SELECT number FROM (SELECT number, row_number() OVER (ORDER BY number) AS nth FROM search_piece WHERE tenant = @tenant) p WHERE nth % @every = 0 ORDER BY number";
        foreach (var (name, value) in new[] { ("@tenant", tenant), ("@every", Every) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            borders.Add(reader.GetInt64(0));
        }
        return [.. borders];
    }
}
