using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Fadu.Core.Search;

/// <summary>What becomes of one thing in the index; without a document it is taken out.</summary>
internal sealed record IndexChange(
    int Tenant,
    string Kind,
    Guid Subject,
    SearchDocument? Document,
    bool IsNew
);

/// <summary>
/// The changes of the index that a context has still to write. They follow their commands: what a refused command wanted is forgotten, what the commands of a batch (or of a stretch of
/// a rebuild) want is written in one statement at its end.
/// </summary>
internal sealed class IndexWriter
{
    private const int RowsPerStatement = 400;
    private const int CharactersAtOnce = 1_000_000;
    private const int ManyThings = 500;

    private static readonly IEqualityComparer<SearchDocument> ByReference =
        ReferenceEqualityComparer.Instance;

    private readonly List<IndexChange> asked = [];
    private readonly Dictionary<(int, string, Guid), IndexChange> kept = [];

    /// <summary>Set where nobody will search: the scratch database of <c>verify</c> has no index.</summary>
    public bool IsOff { get; set; }

    /// <summary>How much text waits.</summary>
    public long Characters { get; private set; }

    public void Change(IndexChange change)
    {
        if (!IsOff)
        {
            asked.Add(change);
            Characters += change.Document?.Parts.Sum(p => (long)p.Text.Length) ?? 0;
        }
    }

    /// <summary>The command that asked was refused.</summary>
    public void ForgetAsked() => asked.Clear();

    /// <summary>Nothing of it happened.</summary>
    public void Clear()
    {
        asked.Clear();
        kept.Clear();
        ahead = null;
        Characters = 0;
    }

    /// <summary>The command that asked is saved; what it said last of a thing counts.</summary>
    public void Keep()
    {
        foreach (var change in asked)
        {
            var key = (change.Tenant, change.Kind, change.Subject);
            kept[key] = kept.TryGetValue(key, out var before)
                ? change with
                {
                    IsNew = before.IsNew,
                }
                : change;
        }
        asked.Clear();
    }

    /// <summary>What is being cut while the rows of the batch are written.</summary>
    private (SearchDocument[] Things, Task<Row[][]> Rows)? ahead;

    /// <summary>Begins to cut what will be written, where it is much.</summary>
    public void CutAhead(FaduDb db)
    {
        Keep();
        if (kept.Count < ManyThings || kept.Values.Select(c => c.Tenant).Distinct().Skip(1).Any())
        {
            return;
        }
        var things = Documents(kept.Values);
        if (things.Length > 0 && Chunks(things).Skip(1).FirstOrDefault() is null)
        {
            var (tenant, postgres) = (kept.Values.First().Tenant, IsPostgres(db));
            ahead = (things, Task.Run(() => Cut(tenant, things, postgres)));
        }
    }

    private static SearchDocument[] Documents(IEnumerable<IndexChange> changes) =>
        [.. changes.Select(c => c.Document).OfType<SearchDocument>()];

    /// <summary>Writes what is asked and kept, inside the transaction that is open.</summary>
    public async Task Write(FaduDb db, CancellationToken cancellationToken)
    {
        Keep();
        if (kept.Count == 0)
        {
            return;
        }
        foreach (var tenant in kept.Values.GroupBy(c => c.Tenant))
        {
            await Write(db, tenant.Key, [.. tenant], ahead, cancellationToken)
                .ConfigureAwait(false);
        }
        Clear();
    }

    /// <summary>Empties the index.</summary>
    public static async Task Empty(FaduDb db, CancellationToken cancellationToken)
    {
        foreach (
            var statement in (string[])
                [
                    "DELETE FROM search_piece",
                    "DELETE FROM search_counter",
                    .. IsPostgres(db)
                        ? (string[])[]
                        : ["INSERT INTO search_term (search_term) VALUES ('delete-all')"],
                ]
        )
        {
            await db
                .Database.ExecuteSqlRawAsync(statement, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Whether the terms lie in columns of PostgreSQL and not in a table of FTS5.</summary>
    public static bool IsPostgres(FaduDb db) =>
        db.Database.ProviderName!.Contains("Npgsql", StringComparison.Ordinal);

    /// <summary>The mark by which pieces of a kind are found together.</summary>
    public static string KindMark(string kind) => "k:" + kind;

    /// <summary>The mark of a finer kind.</summary>
    public static string LevelMark(string level) => "l:" + level;

    /// <summary>The mark of who may see it.</summary>
    public static string WhoMark(string who) => "w:" + who;

    /// <summary>A term as FTS5 keeps it.</summary>
    public static string Token(int term) =>
        term is >= 0 and <= char.MaxValue
            ? term.ToString("x4", CultureInfo.InvariantCulture)
            : term.ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>A mark as FTS5 keeps it: apart from every term.</summary>
    public static string Token(string mark) =>
        "x" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(mark));

    private static async Task Write(
        FaduDb db,
        int tenant,
        IndexChange[] changes,
        (SearchDocument[] Things, Task<Row[][]> Rows)? ahead,
        CancellationToken cancellationToken
    )
    {
        var postgres = IsPostgres(db);
        var old = changes.Where(c => !c.IsNew).ToList();
        var now = Documents(changes);
        foreach (var chunk in old.Chunk(RowsPerStatement))
        {
            await Delete(db, tenant, chunk, postgres, cancellationToken).ConfigureAwait(false);
        }
        if (now.Length == 0)
        {
            return;
        }
        var chunks = Chunks(now).ToList();
        if (chunks.Count == 1)
        {
            // nothing has changed its mind meanwhile
            var rows =
                ahead is var (things, cut) && things.AsSpan().SequenceEqual(now, ByReference)
                    ? await cut.ConfigureAwait(false)
                    : Cut(tenant, now, postgres);
            await Insert(db, tenant, rows, postgres, cancellationToken).ConfigureAwait(false);
            return;
        }
        if (postgres)
        {
            await Execute(db, "SET LOCAL gin_pending_list_limit = '64MB'", cancellationToken)
                .ConfigureAwait(false);
            await Execute(db, "SET LOCAL work_mem = '256MB'", cancellationToken)
                .ConfigureAwait(false);
        }
        // the next ones are cut while these are written
        var cutting = Task.Run(() => Cut(tenant, chunks[0], postgres), cancellationToken);
        for (var i = 0; i < chunks.Count; i++)
        {
            var rows = await cutting.ConfigureAwait(false);
            if (i + 1 < chunks.Count)
            {
                var next = chunks[i + 1];
                cutting = Task.Run(() => Cut(tenant, next, postgres), cancellationToken);
            }
            await Insert(db, tenant, rows, postgres, cancellationToken).ConfigureAwait(false);
        }
        if (postgres)
        {
            await Execute(
                    db,
                    "SELECT gin_clean_pending_list('ix_search_piece_terms'::regclass)",
                    cancellationToken
                )
                .ConfigureAwait(false);
            await Execute(db, "ANALYZE search_piece", cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task Execute(FaduDb db, string statement, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(statement, cancellationToken);

    /// <summary>So many things at once as their terms fit into memory with ease.</summary>
    private static IEnumerable<SearchDocument[]> Chunks(SearchDocument[] things)
    {
        var (from, length) = (0, 0L);
        for (var i = 0; i < things.Length; i++)
        {
            length += things[i].Parts.Sum(p => (long)p.Text.Length);
            if (length > CharactersAtOnce)
            {
                yield return things[from..(i + 1)];
                (from, length) = (i + 1, 0);
            }
        }
        if (from < things.Length)
        {
            yield return things[from..];
        }
    }

    private static Row[][] Cut(int tenant, SearchDocument[] things, bool postgres)
    {
        var cut = new Row[things.Length][];
        if (things.Length < 16)
        {
            for (var i = 0; i < things.Length; i++)
            {
                cut[i] = [.. Cut(tenant, things[i], i, postgres)];
            }
        }
        else
        {
            Parallel.For(0, things.Length, i => cut[i] = [.. Cut(tenant, things[i], i, postgres)]);
        }
        return cut;
    }

    private static async Task Insert(
        FaduDb db,
        int tenant,
        Row[][] things,
        bool postgres,
        CancellationToken cancellationToken
    )
    {
        if (!postgres)
        {
            await InsertSqlite(db, tenant, things, cancellationToken).ConfigureAwait(false);
            return;
        }
        var counts = things.Length;
        foreach (var rows in things.SelectMany(r => r).Chunk(RowsPerStatement))
        {
            await InsertPostgres(db, tenant, rows, counts, things.Length, cancellationToken)
                .ConfigureAwait(false);
            counts = 0;
        }
    }

    /// <param name="Number">As if it were the first thing of all: less so many things later.</param>
    /// <param name="Marks">Of PostgreSQL.</param>
    /// <param name="MarkTokens">The same as FTS5 keeps them.</param>
    private sealed record Row(
        long Number,
        SearchDocument Thing,
        string Label,
        string Anchor,
        string Text,
        int[] Terms,
        string[] Marks,
        string MarkTokens
    );

    private static IEnumerable<Row> Cut(int tenant, SearchDocument thing, int order, bool postgres)
    {
        string[] marks =
        [
            KindMark(thing.Kind),
            .. thing.Level is { } level ? (string[])[LevelMark(level)] : [],
            .. thing.Who.Distinct(StringComparer.Ordinal).Select(WhoMark),
        ];
        var markTokens = postgres ? "" : string.Join(' ', marks.Select(KnownToken));
        var n = 0;
        foreach (var (label, anchor, text) in Pieces(thing))
        {
            var normal = SearchText.Normalize(text);
            if (normal.Length == 0)
            {
                continue;
            }
            var terms = SearchText.TermsOf(normal);
            yield return new Row(
                PieceNumber.Of(tenant, thing.Rank, order, n),
                thing,
                label,
                anchor,
                text,
                terms,
                postgres ? marks : [],
                markTokens
            );
            n++;
        }
    }

    /// <summary>The title, with the text where that is short and all, then part by part, long ones cut at their lines.</summary>
    private static IEnumerable<(string Label, string Anchor, string Text)> Pieces(
        SearchDocument thing
    )
    {
        var rest = 0;
        var (title, anchor) = (thing.Title, "");
        if (thing.Parts is [{ Label: "" } first] && first.Text.Length <= SearchIndex.LongestPiece)
        {
            (title, anchor, rest) = ($"{thing.Title}\n{first.Text}", first.Anchor, 1);
        }
        // NUL is no character of any text, and PostgreSQL takes none
        yield return ("", anchor, title.Replace('\0', ' '));
        var n = 1;
        for (var i = rest; i < thing.Parts.Count; i++)
        {
            var part = thing.Parts[i];
            var text = part.Text.Replace('\0', ' ');
            var from = 0;
            while (text.Length - from > SearchIndex.LongestPiece && n < PieceNumber.MaxPieces - 1)
            {
                // at the last line end before the limit, else at the next one: a line is never cut
                var end = text.LastIndexOf(
                    '\n',
                    from + SearchIndex.LongestPiece,
                    SearchIndex.LongestPiece
                );
                end = end < 0 ? text.IndexOf('\n', from + SearchIndex.LongestPiece) : end;
                if (end < 0)
                {
                    break;
                }
                yield return (part.Label, part.Anchor, text[from..end]);
                n++;
                from = end + 1;
            }
            if (n == PieceNumber.MaxPieces - 1)
            {
                // more pieces than there are numbers: all the rest in one
                yield return (
                    part.Label,
                    part.Anchor,
                    string.Join(
                        '\n',
                        thing
                            .Parts.Skip(i + 1)
                            .Select(p => p.Text.Replace('\0', ' '))
                            .Prepend(text[from..])
                    )
                );
                yield break;
            }
            yield return (part.Label, part.Anchor, text[from..]);
            n++;
        }
    }

    // kinds, levels and organs are few, and each of them marks thousands of pieces
    private static readonly ConcurrentDictionary<string, string> Tokens = new(
        StringComparer.Ordinal
    );
    private const int MostTokens = 10_000;

    private static string KnownToken(string mark)
    {
        if (Tokens.TryGetValue(mark, out var known))
        {
            return known;
        }
        var token = Token(mark);
        if (Tokens.Count < MostTokens)
        {
            Tokens[mark] = token;
        }
        return token;
    }

    /// <summary>Writes marks and terms as FTS5 keeps them.</summary>
    /// <param name="buffer">Room that is used again and again; grows as needed.</param>
    private static ReadOnlySpan<char> TokensOf(string marks, int[] terms, ref char[] buffer)
    {
        const string Digits = "0123456789abcdef";
        var most = marks.Length + (terms.Length * 9);
        if (buffer.Length < most)
        {
            buffer = new char[most * 2];
        }
        marks.CopyTo(buffer);
        var n = marks.Length;
        foreach (var term in terms)
        {
            buffer[n++] = ' ';
            for (var shift = (uint)term <= char.MaxValue ? 12 : 28; shift >= 0; shift -= 4)
            {
                buffer[n++] = Digits[(term >> shift) & 15];
            }
        }
        return buffer.AsSpan(0, n);
    }

    private static async Task Delete(
        FaduDb db,
        int tenant,
        IndexChange[] changes,
        bool postgres,
        CancellationToken cancellationToken
    )
    {
        var command = Command(db);
        await using var _ = command.ConfigureAwait(false);
        Add(command, "@tenant", tenant);
        var n = 0;
        var where = string.Join(
            " OR ",
            changes
                .GroupBy(c => c.Kind, StringComparer.Ordinal)
                .Select(kind =>
                {
                    var k = n++;
                    Add(command, $"@k{k}", kind.Key);
                    var subjects = kind.Select(c =>
                        {
                            var s = n++;
                            Add(command, $"@s{s}", c.Subject);
                            return $"@s{s}";
                        })
                        .ToList();
                    return $"tenant = @tenant AND kind = @k{k} AND subject IN ({string.Join(',', subjects)})";
                })
        );
#pragma warning disable CA2100 // only parameters that were numbered above
        command.CommandText = postgres
            ? $"DELETE FROM search_piece WHERE {where}"
            : $"DELETE FROM search_term WHERE rowid IN (SELECT number FROM search_piece WHERE {where}); DELETE FROM search_piece WHERE {where}";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task InsertSqlite(
        FaduDb db,
        int tenant,
        Row[][] things,
        CancellationToken cancellationToken
    )
    {
        var command = Command(db);
        await using var _ = command.ConfigureAwait(false);
        command.CommandText =
            "INSERT INTO search_counter (tenant, last) VALUES (@tenant, @things) ON CONFLICT (tenant) DO UPDATE SET last = last + @things RETURNING last";
        Add(command, "@tenant", tenant);
        Add(command, "@things", things.Length);
        var last = (long)
            (await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        const string Piece =
            "INSERT INTO search_piece (tenant, number, kind, subject, title, address, level, in_force_from, in_force_to, label, anchor, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        const string Term = "INSERT INTO search_term (rowid, terms) VALUES (?, ?)";
        var connection = db.Database.GetDbConnection();
        var writer = db.Rows!;
        using var pieces = writer.Prepare(connection, Piece);
        using var terms = writer.Prepare(connection, Term);
        char[] buffer = [];
        // FTS5 writes a segment of its own whenever a number is smaller than the one before, and the later a thing came, the smaller is its number
        foreach (var row in things.SelectMany(t => t).OrderBy(r => r.Number))
        {
            var number = row.Number - ((last - things.Length) << PieceNumber.PieceBits);
            var thing = row.Thing;
            pieces.Set(0, tenant);
            pieces.Set(1, number);
            pieces.Set(2, thing.Kind);
            pieces.Set(3, thing.Subject);
            pieces.Set(4, thing.Title);
            pieces.Set(5, thing.Address);
            pieces.Set(6, thing.Level);
            pieces.Set(7, (object?)thing.InForceFrom);
            pieces.Set(8, (object?)thing.InForceTo);
            pieces.Set(9, row.Label);
            pieces.Set(10, row.Anchor);
            pieces.Set(11, row.Text);
            pieces.Run();
            terms.Set(0, number);
            terms.Set(1, TokensOf(row.MarkTokens, row.Terms, ref buffer));
            terms.Run();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <param name="counts">By how much the counter goes on with this statement.</param>
    /// <param name="all">How many things are written since the counter went on.</param>
    private static async Task InsertPostgres(
        FaduDb db,
        int tenant,
        Row[] rows,
        int counts,
        int all,
        CancellationToken cancellationToken
    )
    {
        var command = Command(db);
        await using var _ = command.ConfigureAwait(false);
        var sql = new StringBuilder(
            "WITH c AS (INSERT INTO search_counter AS s (tenant, last) VALUES (@tenant, @counts) ON CONFLICT (tenant) DO UPDATE SET last = s.last + @counts RETURNING s.last) INSERT INTO search_piece (tenant, number, kind, subject, title, address, level, in_force_from, in_force_to, label, anchor, text, terms, marks, may_have) SELECT @tenant, v.n - ((c.last - @all) << 14), v.kind, v.subject, v.title, v.address, v.level, v.f, v.t, v.label, v.anchor, v.text, v.terms, v.marks, v.may_have FROM c, (VALUES "
        );
        Add(command, "@tenant", tenant);
        Add(command, "@counts", (long)counts);
        Add(command, "@all", (long)all);
        var n = 0;
        foreach (var row in rows)
        {
            sql.Append(n == 0 ? "(" : ",(");
            Parameter(row.Number, DbType.Int64);
            Parameter(row.Thing.Kind, DbType.String);
            Parameter(row.Thing.Subject, DbType.Guid);
            Parameter(row.Thing.Title, DbType.String);
            Parameter(row.Thing.Address, DbType.String);
            Parameter(row.Thing.Level, DbType.String);
            Parameter(row.Thing.InForceFrom, DbType.Date);
            Parameter(row.Thing.InForceTo, DbType.Date);
            Parameter(row.Label, DbType.String);
            Parameter(row.Anchor, DbType.String);
            Parameter(row.Text, DbType.String);
            Parameter(row.Terms, null);
            Parameter(row.Marks, null);
            Parameter(SearchText.MayHave(row.Terms), DbType.Binary);
            sql[^1] = ')';
        }
        sql.Append(
            ") AS v (n, kind, subject, title, address, level, f, t, label, anchor, text, terms, marks, may_have)"
        );
#pragma warning disable CA2100 // only parameters that were numbered above
        command.CommandText = sql.ToString();
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);

        void Parameter(object? value, DbType? type)
        {
            var parameter = Add(
                command,
                string.Create(CultureInfo.InvariantCulture, $"@p{n++}"),
                value ?? DBNull.Value
            );
            if (type is { } t)
            {
                parameter.DbType = t;
            }
            sql.Append(parameter.ParameterName).Append(',');
        }
    }

    private static DbCommand Command(FaduDb db)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    private static DbParameter Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
