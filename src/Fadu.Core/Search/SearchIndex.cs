using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Search;

/// <summary>
/// Keeps what can be found. Projections say what a thing is now (<see cref="Put"/>) or that it is gone (<see cref="Remove"/>); it is written with everything else of the commit,
/// in the same transaction. Imports of many large texts use <see cref="PutMany"/>.
/// </summary>
public static class SearchIndex
{
    /// <summary>A text longer than this is cut at the end of a line: so a hit is never cut, and none is there twice.</summary>
    internal const int LongestPiece = 4000;

    /// <summary>Puts a thing into the index, in place of what was there under its kind and subject.</summary>
    /// <param name="isNew">Whether it cannot be there yet: nothing is looked for then.</param>
    public static void Put(FaduDb db, int tenant, SearchDocument document, bool isNew = false)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(document);
        Check(document);
        db.Index.Change(new IndexChange(tenant, document.Kind, document.Subject, document, isNew));
    }

    /// <summary>Takes a thing out: it is found and counted no more.</summary>
    public static void Remove(FaduDb db, int tenant, string kind, Guid subject)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.Index.Change(new IndexChange(tenant, kind, subject, null, false));
    }

    /// <summary>Puts many things at once, within the transaction that is open; the cutting is done on all processors.</summary>
    /// <param name="areNew">Whether none of them can be there yet.</param>
    public static async Task PutMany(
        FaduDb db,
        int tenant,
        IEnumerable<SearchDocument> documents,
        bool areNew = false,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        foreach (var document in documents)
        {
            Put(db, tenant, document, areNew);
            if (db.Index.Characters > 16_000_000)
            {
                await db.Index.Write(db, cancellationToken).ConfigureAwait(false);
            }
        }
        await db.Index.Write(db, cancellationToken).ConfigureAwait(false);
    }

    private static void Check(SearchDocument document)
    {
        if (document.Who.Count == 0)
        {
            throw new ArgumentException(
                $"{document.Kind} {document.Subject} says not who may see it.",
                nameof(document)
            );
        }
        if (document.Rank is < 0 or > PieceNumber.MaxRank)
        {
            throw new ArgumentException(
                $"{document.Kind} {document.Subject} has rank {document.Rank}.",
                nameof(document)
            );
        }
    }

    /// <summary>After many things at once, and outside every transaction: PostgreSQL then answers from the index alone, which it does only for rows that it knows all to see.</summary>
    public static async Task Settle(FaduDb db, CancellationToken cancellationToken = default)
    {
        if (!IndexWriter.IsPostgres(db))
        {
            return;
        }
        var patience = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        try
        {
            await db
                .Database.ExecuteSqlRawAsync("VACUUM (ANALYZE) search_piece", cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            db.Database.SetCommandTimeout(patience);
        }
    }
}
