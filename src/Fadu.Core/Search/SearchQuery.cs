using System.Data.Common;
using System.Globalization;
using System.Text;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Fadu.Core.Search;

/// <summary>What hits are wanted of those that may be seen.</summary>
public sealed record SearchFilter
{
    /// <summary>Only these kinds (<see cref="SearchKinds"/>): those that the user may look at, or the one chosen; null for all.</summary>
    public IReadOnlyCollection<string>? Kinds { get; init; }

    /// <summary>Only this finer kind.</summary>
    public string? Level { get; init; }

    /// <summary>Only what is in force on this day.</summary>
    public DateOnly? InForceOn { get; init; }

    /// <summary>Only what anybody may see, whatever the scope says: the portal.</summary>
    public bool OnlyPublic { get; init; }
}

/// <summary>One page of hits.</summary>
/// <param name="Next">Where the next page begins; null where there is none.</param>
public sealed record SearchPage(IReadOnlyList<SearchHit> Hits, string? Next);

/// <summary>Something that was found.</summary>
/// <param name="Title">With the words looked for marked.</param>
/// <param name="Pieces">The first pieces of it with the words.</param>
/// <param name="HasMore">Whether further pieces of it have the words.</param>
public sealed record SearchHit(
    string Kind,
    Guid Subject,
    IReadOnlyList<SearchRun> Title,
    string Address,
    string? Level,
    DateOnly? InForceFrom,
    DateOnly? InForceTo,
    IReadOnlyList<SearchPassage> Pieces,
    bool HasMore
);

/// <summary>A piece with the words in it.</summary>
/// <param name="Label">第二十条; empty for none.</param>
/// <param name="Address">From the root of the site, with the anchor.</param>
/// <param name="Excerpt">The words and what stands around them; empty where only the title has them.</param>
public sealed record SearchPassage(string Label, string Address, IReadOnlyList<SearchRun> Excerpt);

/// <summary>A stretch of text, marked or not.</summary>
public sealed record SearchRun(string Text, bool IsHit);

/// <summary>How much was found.</summary>
/// <param name="Documents">Things; each version of a law is one.</param>
/// <param name="Pieces">Articles, passages, titles.</param>
public sealed record SearchCount(long Documents, long Pieces);

/// <summary>Finds words, one phrase as it is written, in what somebody may see.</summary>
public static class SearchQuery
{
    /// <summary>So many things a page.</summary>
    public const int PageSize = 20;

    /// <summary>The longest phrase.</summary>
    public const int LongestPhrase = 200;

    private const int PiecesShown = 3;
    private const int RowsAtFirst = 45;
    private const int RowsThen = 240;

    /// <summary>Few, since the server looks for all of them, also where they are jumped over.</summary>
    private const int RowsInOrder = 80;

    /// <summary>A page, the first of the next, and some that were found by their titles already.</summary>
    private const int ThingsAtFirst = PageSize + 6;
    private const int ThingsThen = 100;

    /// <summary>
    /// PostgreSQL, which knows no order in what its index of terms finds: so many pieces are first looked through in the order of the list, which is where a frequent word fills the page;
    /// the hits of one that is not there are few.
    /// </summary>
    internal static IReadOnlyList<int> Stretches { get; set; } = [500, 8_000];

    /// <summary>
    /// What fills no page there is collected: the index of terms and that of the numbers together give the numbers of a stretch without a look at any row. Their rows are read for
    /// what is shown only.
    /// </summary>
    internal static IReadOnlyList<int> CollectedStretches { get; set; } =
    [64_000, 128_000, 256_000, 512_000, 1_024_000];

    /// <summary>In at least this share of the pieces must a term be for that; of rarer ones the index of terms is asked at once.</summary>
    internal static double FrequentFrom { get; set; } = 0.005;

    /// <summary>So many more pieces are looked through in order where those before filled so much of the page that these will fill it.</summary>
    internal static int Further { get; set; } = 12_000;

    /// <summary>What is wrong with a phrase, in words for the user; null where it can be looked for.</summary>
    public static string? Problem(string? text)
    {
        var normal = SearchText.Normalize(text ?? "");
        return normal.Length == 0 ? "请写下要找的字词，一个字也可以。"
            : normal.Length > LongestPhrase
                ? $"要找的话太长（{normal.Length} 字），请只写其中连续的几个字，最多 {LongestPhrase} 字。"
            : normal.Contains('\n', StringComparison.Ordinal)
                ? "要找的话分成了几行，请只写其中一行。"
            : null;
    }

    /// <summary>The page of hits behind a place; the best first: title before text, higher law before lower, in force before repealed, newer before older.</summary>
    /// <exception cref="ArgumentException">The phrase has a <see cref="Problem"/>.</exception>
    public static async Task<SearchPage> Page(
        FaduDb db,
        Scope scope,
        string text,
        SearchFilter filter,
        string? after,
        CancellationToken cancellationToken = default
    )
    {
        var ask = new Ask(db, scope, text, filter);
        if (filter.Kinds is { Count: 0 })
        {
            return new SearchPage([], null);
        }
        var place = ask.First;
        if (
            long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            && given > ask.First
            && given < ask.End
        )
        {
            place = given;
        }
        var found = new List<Found>();
        var connection = await Open(db, cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var more = true;
        var isFirst = true;
        var isFrequent = await ask.IsFrequent(cancellationToken).ConfigureAwait(false);
        List<int> looked = isFrequent ? [.. Stretches] : [];
        IReadOnlyList<int> stretches = isFrequent ? [.. looked, .. CollectedStretches] : [];
        var before = 0;
        long[]? collected = null;
        var (stretch, upTo, isOver) = (0, await Next(0).ConfigureAwait(false), false);
        while (more && found.Count <= PageSize)
        {
            more = false;
            if (isOver)
            {
                isOver = false;
                stretch++;
                var gained = found.Count - before;
                before = found.Count;
                if (
                    stretch == looked.Count
                    && stretch == Stretches.Count
                    && (long)looked[^1] * (PageSize + 1 - found.Count) <= (long)Further * gained
                )
                {
                    looked.Add(Further);
                    stretches = [.. looked, .. CollectedStretches];
                }
                upTo = await Next(stretch).ConfigureAwait(false);
            }
            var inOrder = isFrequent && collected is null;
            // where the terms decide, the database itself need not look at what is jumped over
            var byThing = inOrder && ask.TermsDecide;
            var limit =
                byThing ? (isFirst ? ThingsAtFirst : ThingsThen)
                : isFirst ? RowsAtFirst
                : inOrder ? RowsInOrder
                : RowsThen;
            var some = collected is null ? null : ask.Some(collected, place, limit);
            var command =
                some is not null ? ask.Pieces(some)
                : byThing ? ask.Things(place, upTo, limit)
                : ask.Rows(place, upTo, limit, inOrder);
            await using var __ = command.ConfigureAwait(false);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using var ___ = reader.ConfigureAwait(false);
            var (read, passed, things, last) = (0, 0, 0, -1L);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                read++;
                place = reader.GetInt64(0);
                if (PieceNumber.EndOfThing(place) is var end && end != last)
                {
                    (things, last) = (things + 1, end);
                }
                if (
                    found.Count > 0
                    && PieceNumber.EndOfThing(found[^1].Number) == PieceNumber.EndOfThing(place)
                )
                {
                    // further pieces of the same thing: a few are shown, many are jumped over
                    var open = found[^1];
                    if (open.Pieces.Count < PiecesShown || !open.HasMore)
                    {
                        var piece = Piece.Read(reader);
                        if (ask.IsHit(piece.Text))
                        {
                            open.HasMore = open.Pieces.Count == PiecesShown;
                            if (!open.HasMore)
                            {
                                open.Pieces.Add(piece);
                            }
                        }
                    }
                    else if (++passed > 20)
                    {
                        place = PieceNumber.EndOfThing(place);
                        more = true;
                        break;
                    }
                    continue;
                }
                passed = 0;
                var thing = Found.Read(reader);
                // found by its title already, in the stretch of titles
                if (!thing.IsTitle && ask.IsHit(thing.Title))
                {
                    place = PieceNumber.EndOfThing(place);
                    if (++passed > 20)
                    {
                        more = true;
                        break;
                    }
                    continue;
                }
                if (!ask.IsHit(thing.Pieces[0].Text))
                {
                    continue;
                }
                if (found.Count == PageSize)
                {
                    return new SearchPage(
                        [.. found.Select(ask.Show)],
                        PieceNumber
                            .EndOfThing(found[^1].Number)
                            .ToString(CultureInfo.InvariantCulture)
                    );
                }
                found.Add(thing);
            }
            if (some is not null)
            {
                if (!more && some.Count > 0 && some[^1] < collected![^1])
                {
                    more = true;
                    place = ask.TermsDecide ? PieceNumber.EndOfThing(some[^1]) : some[^1];
                }
            }
            else if ((byThing ? things : read) == limit)
            {
                more = true;
                place = byThing ? Math.Max(place, last) : place;
            }
            isFirst = false;
            if (!more && upTo < ask.End)
            {
                // asked when the reader is closed: PostgreSQL answers one question at a time
                (more, isOver, place) = (true, true, Math.Max(place, upTo - 1));
            }
        }
        return new SearchPage([.. found.Select(ask.Show)], null);

        async ValueTask<long> Next(int nth)
        {
            var end =
                nth >= stretches.Count ? ask.End
                : nth < looked.Count
                    ? await ask.EndOfStretch(place, stretches[nth], cancellationToken)
                        .ConfigureAwait(false)
                : await ask.Border(place, stretches[nth], cancellationToken).ConfigureAwait(false);
            if (isFrequent && nth >= looked.Count)
            {
                collected = await ask.Collect(place, end, cancellationToken).ConfigureAwait(false);
            }
            return end;
        }
    }

    /// <summary>How much there is in all. Looks at every hit: not for pages that must be quick.</summary>
    /// <exception cref="ArgumentException">The phrase has a <see cref="Problem"/>.</exception>
    public static async Task<SearchCount> Count(
        FaduDb db,
        Scope scope,
        string text,
        SearchFilter filter,
        CancellationToken cancellationToken = default
    )
    {
        var ask = new Ask(db, scope, text, filter);
        if (filter.Kinds is { Count: 0 })
        {
            return new SearchCount(0, 0);
        }
        var open = await Open(db, cancellationToken).ConfigureAwait(false);
        await using var _ = open.ConfigureAwait(false);
        var command = ask.Numbers();
        await using var __ = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var ___ = reader.ConfigureAwait(false);
        var things = new HashSet<long>();
        var pieces = 0L;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!ask.TermsDecide && !ask.IsHit(reader.GetString(1)))
            {
                continue;
            }
            pieces++;
            things.Add(PieceNumber.ThingOf(reader.GetInt64(0)));
        }
        return new SearchCount(things.Count, pieces);
    }

    private static async Task<IAsyncDisposable> Open(FaduDb db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return new Opened(db);
    }

    private sealed class Opened(FaduDb db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() =>
            await db.Database.CloseConnectionAsync().ConfigureAwait(false);
    }

    private sealed record Piece(string Label, string Anchor, string Text)
    {
        public static Piece Read(DbDataReader row) =>
            new(row.GetString(8), row.GetString(9), row.GetString(10));
    }

    private sealed record Found(
        long Number,
        string Kind,
        Guid Subject,
        string Title,
        string Address,
        string? Level,
        DateOnly? InForceFrom,
        DateOnly? InForceTo,
        List<Piece> Pieces
    )
    {
        public bool HasMore { get; set; }

        /// <summary>Whether its first piece is that of the title.</summary>
        public bool IsTitle => (Number & (PieceNumber.MaxPieces - 1)) == 0;

        public static Found Read(DbDataReader row) =>
            new(
                row.GetInt64(0),
                row.GetString(1),
                row.GetGuid(2),
                row.GetString(3),
                row.GetString(4),
                row.IsDBNull(5) ? null : row.GetString(5),
                row.IsDBNull(6) ? null : row.GetFieldValue<DateOnly>(6),
                row.IsDBNull(7) ? null : row.GetFieldValue<DateOnly>(7),
                [Piece.Read(row)]
            );
    }

    /// <summary>One question, as each engine is asked it.</summary>
    private sealed class Ask
    {
        private const string Columns =
            "p.number, p.kind, p.subject, p.title, p.address, p.level, p.in_force_from, p.in_force_to, p.label, p.anchor, p.text";

        private readonly FaduDb db;
        private readonly SearchFilter filter;
        private readonly int tenant;
        private readonly bool postgres;
        private readonly string phrase;
        private readonly int[] terms;
        private int rarest;
        private readonly List<string[]> marks = [];

        public Ask(FaduDb db, Scope scope, string text, SearchFilter filter)
        {
            if (Problem(text) is { } problem)
            {
                throw new ArgumentException(problem, nameof(text));
            }
            (this.db, this.filter, tenant) = (db, filter, scope.Tenant);
            postgres = IndexWriter.IsPostgres(db);
            phrase = SearchText.Normalize(text);
            terms = SearchText.TermsOfPhrase(phrase);
            if (filter.Kinds is { } kinds)
            {
                marks.Add([.. kinds.Select(IndexWriter.KindMark)]);
            }
            if (filter.Level is { Length: > 0 } level)
            {
                marks.Add([IndexWriter.LevelMark(level)]);
            }
            if (filter.OnlyPublic)
            {
                marks.Add([IndexWriter.WhoMark(SearchWho.Public)]);
            }
            else if (!scope.Everything)
            {
                marks.Add([
                    IndexWriter.WhoMark(SearchWho.Public),
                    IndexWriter.WhoMark(SearchWho.County),
                    .. scope.Organs.Select(o => IndexWriter.WhoMark(SearchWho.Organ(o))),
                ]);
            }
            First = PieceNumber.First(tenant) - 1;
            End = PieceNumber.First(tenant + 1);
        }

        /// <summary>Before the first piece.</summary>
        public long First { get; }

        /// <summary>Behind the last piece.</summary>
        public long End { get; }

        /// <summary>Whether a piece with the terms is a hit without a look at its text.</summary>
        public bool TermsDecide => phrase.Length <= 2;

        public bool IsHit(string text) =>
            SearchText.Normalize(text).Contains(phrase, StringComparison.Ordinal);

        /// <summary>Whether the pieces are looked through in order first; as far as PostgreSQL's statistics know.</summary>
        public async ValueTask<bool> IsFrequent(CancellationToken cancellationToken)
        {
            if (!postgres)
            {
                return false;
            }
            var facts = await IndexFacts.Of(db, tenant, cancellationToken).ConfigureAwait(false);
            rarest = terms.MinBy(t => facts.Shares.GetValueOrDefault(t));
            return facts.Shares.GetValueOrDefault(rarest) >= FrequentFrom;
        }

        /// <summary>A number behind about so many pieces, without counting them off.</summary>
        public async ValueTask<long> Border(
            long after,
            int pieces,
            CancellationToken cancellationToken
        )
        {
            var facts = await IndexFacts.Of(db, tenant, cancellationToken).ConfigureAwait(false);
            return facts.Border(after, pieces) ?? End;
        }

        /// <summary>The number before which a stretch of so many pieces ends.</summary>
        public async Task<long> EndOfStretch(
            long after,
            int pieces,
            CancellationToken cancellationToken
        )
        {
            var command = Command();
            await using var _ = command.ConfigureAwait(false);
            Add(command, "@tenant", tenant);
            Add(command, "@after", after);
            Add(command, "@end", End);
            Add(command, "@pieces", pieces);
            command.CommandText =
                "SELECT number FROM search_piece WHERE tenant = @tenant AND number > @after AND number < @end ORDER BY number OFFSET @pieces LIMIT 1";
            return
                await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false)
                    is long number
                ? number
                : End;
        }

        /// <summary>The rows behind a place and before another, best first.</summary>
        /// <param name="inOrder">Whether to look at each piece in between (PostgreSQL).</param>
        public DbCommand Rows(long after, long before, int limit, bool inOrder)
        {
            var command = Command();
            Add(command, "@after", after);
            Add(command, "@limit", limit);
            var where = Where(command, "@after", before);
            var pieces = inOrder ? InOrder("@after", "@end") : "search_piece p";
#pragma warning disable CA2100 // put together of constants; what was typed is in parameters
            command.CommandText = postgres
                ? $"SELECT {Columns} FROM {pieces} WHERE {where} ORDER BY {(inOrder ? "c.number" : "p.number")} LIMIT @limit"
                : $"SELECT {Columns} FROM search_term CROSS JOIN search_piece p ON p.tenant = @tenant AND p.number = search_term.rowid WHERE {where} ORDER BY search_term.rowid LIMIT @limit";
#pragma warning restore CA2100
            return command;
        }

        /// <summary>
        /// The first pieces of the things behind a place and before another (PostgreSQL): one more than is shown of each, however many it has. From each thing the index is entered anew
        /// behind its last piece, all in one question: to read on costs as much as to ask again.
        /// </summary>
        public DbCommand Things(long after, long before, int limit)
        {
            var command = Command();
            Add(command, "@after", after);
            Add(command, "@limit", limit);
            Add(command, "@pieces", PiecesShown + 1);
            var where = Where(command, "@after", before);
            var next =
                $"SELECT c.number FROM {InOrder("{0}", "@end")} WHERE {where.Replace("p.number > @after AND ", "", StringComparison.Ordinal)} ORDER BY c.number LIMIT 1";
            var behind = string.Create(
                CultureInfo.InvariantCulture,
                $"(t.n | {PieceNumber.MaxPieces - 1})"
            );
#pragma warning disable CA2100 // put together of constants; what was typed is in parameters
            command.CommandText =
                $"WITH RECURSIVE t(n) AS (SELECT ({next.Replace("{0}", "@after", StringComparison.Ordinal)}) UNION ALL SELECT ({next.Replace("{0}", behind, StringComparison.Ordinal)}) FROM t WHERE t.n IS NOT NULL) SELECT {Columns} FROM (SELECT n FROM t WHERE n IS NOT NULL LIMIT @limit) t CROSS JOIN LATERAL (SELECT p.* FROM {InOrder("t.n - 1", $"least(@end, {behind} + 1)")} WHERE {where.Replace("p.number > @after AND ", "", StringComparison.Ordinal)} ORDER BY c.number LIMIT @pieces) p";
#pragma warning restore CA2100
            return command;
        }

        /// <summary>The numbers of the pieces behind a place and before another that have the rarest of the terms, in order (PostgreSQL).</summary>
        public async Task<long[]> Collect(
            long after,
            long before,
            CancellationToken cancellationToken
        )
        {
            var command = Command();
            await using var _ = command.ConfigureAwait(false);
            Add(command, "@after", after);
            // the lists of frequent pairs are long, and where there are several the text is looked at anyway
            var where = Where(command, "@after", before, [rarest]);
#pragma warning disable CA2100 // put together of constants; what was typed is in parameters
            command.CommandText = $"SELECT p.number FROM search_piece p WHERE {where}";
#pragma warning restore CA2100
            var numbers = new List<long>();
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using var __ = reader.ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                numbers.Add(reader.GetInt64(0));
            }
            numbers.Sort();
            return [.. numbers];
        }

        /// <summary>The next of collected numbers: where the terms decide, no more of a thing than is shown.</summary>
        public IReadOnlyList<long> Some(long[] numbers, long after, int limit)
        {
            var at = Array.BinarySearch(numbers, after);
            var some = new List<long>();
            var ofThing = 0;
            for (var i = at < 0 ? ~at : at + 1; i < numbers.Length && some.Count < limit; i++)
            {
                var isSame =
                    some.Count > 0
                    && PieceNumber.ThingOf(some[^1]) == PieceNumber.ThingOf(numbers[i]);
                ofThing = isSame ? ofThing + 1 : 1;
                if (!TermsDecide || ofThing <= PiecesShown + 1)
                {
                    some.Add(numbers[i]);
                }
            }
            return some;
        }

        /// <summary>The rows of numbers that were collected, in their order (PostgreSQL).</summary>
        public DbCommand Pieces(IReadOnlyList<long> numbers)
        {
            var command = Command();
            Add(command, "@tenant", tenant);
            Add(command, "@numbers", numbers.ToArray());
#pragma warning disable CA2100 // put together of constants
            command.CommandText =
                $"SELECT {Columns} FROM unnest(@numbers) AS c(number) CROSS JOIN LATERAL (SELECT * FROM search_piece WHERE tenant = @tenant AND number = c.number OFFSET 0) p ORDER BY c.number";
#pragma warning restore CA2100
            return command;
        }

        /// <summary>Each piece in between for its own sake: what the index rules out is not read.</summary>
        private string InOrder(string after, string before)
        {
            var bits = terms
                .Select(SearchText.BitsOf)
                .SelectMany(b => new[] { b.First, b.Second })
                .Distinct()
                .Select(b =>
                    string.Create(CultureInfo.InvariantCulture, $"get_bit(may_have, {b}) = 1")
                );
            return $"(SELECT number FROM search_piece WHERE tenant = @tenant AND number > {after} AND number < {before} AND (may_have IS NULL OR ({string.Join(" AND ", bits)})) ORDER BY number OFFSET 0) c CROSS JOIN LATERAL (SELECT * FROM search_piece WHERE tenant = @tenant AND number = c.number OFFSET 0) p";
        }

        /// <summary>The numbers of all pieces with the terms, with their texts where those decide.</summary>
        public DbCommand Numbers()
        {
            var command = Command();
            Add(command, "@first", First);
            var where = Where(command, "@first", End);
#pragma warning disable CA2100 // put together of constants; what was typed is in parameters
            command.CommandText =
                postgres
                    ? $"SELECT p.number, {(TermsDecide ? "''" : "p.text")} FROM search_piece p WHERE {where}"
                : TermsDecide && filter.InForceOn is null
                    ? $"SELECT search_term.rowid FROM search_term WHERE {where}"
                : $"SELECT p.number, {(TermsDecide ? "''" : "p.text")} FROM search_term CROSS JOIN search_piece p ON p.tenant = @tenant AND p.number = search_term.rowid WHERE {where}";
#pragma warning restore CA2100
            return command;
        }

        public SearchHit Show(Found found) =>
            new(
                found.Kind,
                found.Subject,
                SearchExcerpt.Whole(found.Title, phrase),
                found.Address,
                found.Level,
                found.InForceFrom,
                found.InForceTo,
                [
                    .. found.Pieces.Select(p => new SearchPassage(
                        p.Label,
                        p.Anchor.Length == 0 ? found.Address : $"{found.Address}#{p.Anchor}",
                        SearchExcerpt.Around(Body(found, p), phrase, p.Label)
                    )),
                ],
                found.HasMore
            );

        // In the piece of the title the title is the first line, and it is shown already.
        private static string Body(Found found, Piece piece) =>
            found.IsTitle && ReferenceEquals(piece, found.Pieces[0])
                ? piece.Text[Math.Min(piece.Text.Length, found.Title.Length + 1)..]
                : piece.Text;

        private string Where(DbCommand command, string after, long before, int[]? some = null)
        {
            Add(command, "@tenant", tenant);
            Add(command, "@end", before);
            var where = new StringBuilder();
            if (postgres)
            {
                // The numbers stand in the question itself, so that it is planned by how frequent they are: frequent ones are read off in the order of the numbers.
                where
                    .Append("p.tenant = @tenant AND p.number > ")
                    .Append(after)
                    .Append(" AND p.number < @end AND p.terms @> ARRAY[")
                    .AppendJoin(
                        ',',
                        (some ?? terms).Select(t => t.ToString(CultureInfo.InvariantCulture))
                    )
                    .Append("]::integer[]");
                for (var i = 0; i < marks.Count; i++)
                {
                    var name = string.Create(CultureInfo.InvariantCulture, $"@marks{i}");
                    Add(command, name, marks[i]);
                    where.Append(" AND p.marks && ").Append(name);
                }
            }
            else
            {
                Add(
                    command,
                    "@match",
                    string.Join(
                        " AND ",
                        terms
                            .Select(t => Quoted(IndexWriter.Token(t)))
                            .Concat(
                                marks.Select(m =>
                                    $"({string.Join(" OR ", m.Select(t => Quoted(IndexWriter.Token(t))))})"
                                )
                            )
                    )
                );
                where
                    .Append("search_term MATCH @match AND search_term.rowid > ")
                    .Append(after)
                    .Append(" AND search_term.rowid < @end");
            }
            if (filter.InForceOn is { } day)
            {
                Add(command, "@day", day);
                where.Append(
                    " AND (p.in_force_from IS NULL OR p.in_force_from <= @day) AND (p.in_force_to IS NULL OR p.in_force_to >= @day)"
                );
            }
            return where.ToString();
        }

        private static string Quoted(string token) => $"\"{token}\"";

        private DbCommand Command()
        {
            var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            return command;
        }

        private static void Add(DbCommand command, string name, object value)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
    }
}
