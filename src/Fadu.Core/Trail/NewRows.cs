using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Fadu.Core.Trail;

/// <summary>
/// Writes the new rows of a commit with one prepared statement a table, on PostgreSQL many in one round trip. What a commit writes is mostly new rows, and the general way, which
/// works out an order among inserts, updates and deletes and writes each statement anew, costs more than the rows. Tables with a row that changes in the same save, with values that
/// the database makes, or with references take the general way.
/// </summary>
internal static class NewRows
{
    /// <summary>Statements of one round trip.</summary>
    private const int AtOnce = 500;

    private static readonly ConditionalWeakTable<IModel, Known> Models = [];

    /// <summary>Writes what may be written this way and leaves the rest to be saved.</summary>
    /// <returns>Whether the tracker has looked for changes.</returns>
    public static async Task<bool> Insert(FaduDb db, CancellationToken cancellationToken)
    {
        // what is saved outside of a transaction takes the general way, which makes one
        if (db.Database.CurrentTransaction?.GetDbTransaction() is not { } transaction)
        {
            db.AddRange(db.Fresh.ByType.SelectMany(t => t.Value));
            return false;
        }
        // looks for changes, once for this and for what follows
        var entries = db.ChangeTracker.Entries().ToList();
        var changed = entries
            .Where(e => e.State is EntityState.Modified or EntityState.Deleted)
            .Select(e => e.Metadata)
            .ToHashSet();
        var known = Models.GetOrCreateValue(db.Model);
        if (db.Waiting is { } later && entries.TrueForAll(e => e.State == EntityState.Unchanged))
        {
            foreach (var (type, rows) in db.Fresh.ByType)
            {
                if (known.Of(db.Model.FindEntityType(type)!) is not null)
                {
                    later.Take(type, rows);
                }
                else
                {
                    db.AddRange(rows);
                }
            }
            return true;
        }
        await db.WriteWaiting(cancellationToken).ConfigureAwait(false);
        var added = entries.Where(e => e.State == EntityState.Added).ToLookup(e => e.Metadata);
        var fresh = db.Fresh.ByType.ToDictionary(
            t => db.Model.FindEntityType(t.Key)!,
            t => t.Value
        );
        var tables = new List<(Table Table, List<object> Rows)>();
        foreach (var type in added.Select(t => t.Key).Union(fresh.Keys))
        {
            var waiting = fresh.GetValueOrDefault(type) ?? [];
            if (!changed.Contains(type) && known.Of(type) is { } table)
            {
                tables.Add((table, [.. waiting, .. added[type].Select(e => e.Entity)]));
            }
            else
            {
                db.AddRange(waiting);
            }
        }
        await Write(db, transaction, tables, cancellationToken).ConfigureAwait(false);
        var written = tables.Select(t => t.Table.Type).ToHashSet();
        foreach (var entry in added.Where(t => written.Contains(t.Key)).SelectMany(t => t))
        {
            entry.State = EntityState.Unchanged;
        }
        return true;
    }

    /// <summary>Writes rows of tables that may be written this way.</summary>
    public static Task Write(FaduDb db, FreshRows rows, CancellationToken cancellationToken) =>
        Write(
            db,
            db.Database.CurrentTransaction!.GetDbTransaction(),
            TablesOf(db, rows),
            cancellationToken
        );

    /// <summary>Writes rows on another thread. What is read of the context is read before, so the context may be used meanwhile, but not its connection.</summary>
    public static Task Beside(FaduDb db, FreshRows rows, Task after)
    {
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var connection = db.Database.GetDbConnection();
        var writer = db.Rows;
        var tables = TablesOf(db, rows);
        writer?.ExpectMany(connection);
        return Task.Run(async () =>
        {
            await after.ConfigureAwait(false);
            await Write(connection, writer, transaction, tables, CancellationToken.None)
                .ConfigureAwait(false);
        });
    }

    private static List<(Table Table, List<object> Rows)> TablesOf(FaduDb db, FreshRows rows)
    {
        var known = Models.GetOrCreateValue(db.Model);
        return [.. rows.ByType.Select(t => (known.Of(db.Model.FindEntityType(t.Key)!)!, t.Value))];
    }

    private static Task Write(
        FaduDb db,
        DbTransaction transaction,
        List<(Table Table, List<object> Rows)> tables,
        CancellationToken cancellationToken
    ) => Write(db.Database.GetDbConnection(), db.Rows, transaction, tables, cancellationToken);

    private static async Task Write(
        DbConnection connection,
        IRowWriter? writer,
        DbTransaction transaction,
        List<(Table Table, List<object> Rows)> tables,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (writer is null)
            {
                foreach (
                    var some in tables
                        .SelectMany(t => t.Rows.Select(r => (t.Table, Row: r)))
                        .Chunk(AtOnce)
                )
                {
                    await Batch(connection, transaction, some, cancellationToken)
                        .ConfigureAwait(false);
                }
            }
            else
            {
                foreach (var (table, rows) in tables)
                {
                    OneByOne(connection, writer, table, rows);
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
        }
        catch (DbException e)
        {
            throw new DbUpdateException("New rows could not be written.", e);
        }
    }

    private static void OneByOne(
        DbConnection connection,
        IRowWriter writer,
        Table table,
        List<object> rows
    )
    {
        var statements = new Dictionary<UInt128, IRowStatement>();
        try
        {
            foreach (var row in rows)
            {
                var filled = table.Filled(row, everything: statements.Count >= Table.MostShapes);
                if (!statements.TryGetValue(filled, out var statement))
                {
                    statements[filled] = statement = writer.Prepare(
                        connection,
                        table.Statement(filled)
                    );
                }
                table.Fill(row, filled, statement);
                statement.Run();
            }
        }
        finally
        {
            foreach (var statement in statements.Values)
            {
                statement.Dispose();
            }
        }
    }

    private static async Task Batch(
        DbConnection connection,
        DbTransaction transaction,
        (Table Table, object Row)[] rows,
        CancellationToken cancellationToken
    )
    {
        var batch = connection.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.Transaction = transaction;
        // only makes parameters; it is never executed
        var maker = connection.CreateCommand();
        await using var __ = maker.ConfigureAwait(false);
        foreach (var (table, row) in rows)
        {
            var values = table.Room();
            var filled = table.Read(row, values);
            var command = batch.CreateBatchCommand();
            command.CommandText = table.Statement(filled);
            table.Fill(filled, values, maker, command.Parameters);
            batch.BatchCommands.Add(command);
        }
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private sealed class Known
    {
        private readonly ConcurrentDictionary<IEntityType, Table?> tables = [];

        /// <summary>The table where its rows may be written this way. Each is looked at when it is first written: all of them at once would take a third of a second of every program.</summary>
        public Table? Of(IEntityType type) =>
            tables.GetOrAdd(type, static t => IsPlain(t) ? new Table(t) : null);

        private static bool IsPlain(IEntityType type) =>
            !FaduDb.IsOutsideTrail(type.ClrType)
            && type.BaseType is null
            && !type.GetDirectlyDerivedTypes().Any()
            && !type.IsOwned()
            && !type.GetForeignKeys().Any()
            && !type.GetReferencingForeignKeys().Any()
            && !type.GetComplexProperties().Any()
            && type.GetProperties()
                .All(p =>
                    !p.IsShadowProperty()
                    && p.GetDefaultValueSql() is null
                    && p.GetComputedColumnSql() is null
                    && (
                        p.ValueGenerated == ValueGenerated.Never
                        || (p.ValueGenerated == ValueGenerated.OnAdd && p.ClrType == typeof(Guid))
                    )
                );
    }

    /// <summary>How a row of a table is written: only what is filled, for of the many columns of a line most are empty.</summary>
    private sealed class Table
    {
        /// <summary>More shapes of rows than this in one commit are written with all columns.</summary>
        public const int MostShapes = 64;

        /// <summary>Bits of a mask.</summary>
        private const int MostColumns = 128;

        private readonly Column[] columns;
        private readonly string name;
        private readonly UInt128 always;
        private readonly ConcurrentDictionary<UInt128, string> statements = new();

        public Table(IEntityType type)
        {
            Type = type;
            var store = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
            name = store.Name;
            columns =
            [
                .. type.GetProperties()
                    .Select(
                        (p, i) =>
                            new Column(
                                p,
                                p.GetRelationalTypeMapping(),
                                p.GetColumnName(store)!,
                                string.Create(CultureInfo.InvariantCulture, $"@p{i}"),
                                p.IsNullable,
                                p.IsNullable && !p.TryGetDefaultValue(out _)
                            )
                    ),
            ];
            for (var i = 0; i < columns.Length && columns.Length <= MostColumns; i++)
            {
                if (!columns[i].MayBeLeftOut)
                {
                    always |= UInt128.One << i;
                }
            }
        }

        public IEntityType Type { get; }

        public string Statement(UInt128 filled) =>
            statements.TryGetValue(filled, out var known) ? known : Write(filled);

        /// <summary>Room for the values of a row.</summary>
        public object?[] Room() => new object?[columns.Length];

        /// <summary>Says which columns of a row are filled.</summary>
        public UInt128 Filled(object row, bool everything)
        {
            if (everything || columns.Length > MostColumns)
            {
                return UInt128.MaxValue;
            }
            var filled = always;
            for (var i = 0; i < columns.Length; i++)
            {
                if (!Has(always, i) && columns[i].Cell.IsFilled(row))
                {
                    filled |= UInt128.One << i;
                }
            }
            return filled;
        }

        /// <summary>Fills a statement with what is filled of the row.</summary>
        public void Fill(object row, UInt128 filled, IRowStatement statement)
        {
            var place = 0;
            for (var i = 0; i < columns.Length; i++)
            {
                if (Has(filled, i))
                {
                    columns[i].Cell.Fill(row, statement, place++);
                }
            }
        }

        /// <summary>Takes the values of a row and says which columns are filled.</summary>
        public UInt128 Read(object row, object?[] values)
        {
            var filled = columns.Length > MostColumns ? UInt128.MaxValue : always;
            for (var i = 0; i < columns.Length; i++)
            {
                var value = columns[i].Getter.GetClrValueUsingContainingEntity(row);
                values[i] = value;
                if (value is not null && columns.Length <= MostColumns)
                {
                    filled |= UInt128.One << i;
                }
            }
            return filled;
        }

        /// <summary>Makes parameters of the row that was read.</summary>
        public void Fill(
            UInt128 filled,
            object?[] values,
            DbCommand maker,
            DbParameterCollection parameters
        )
        {
            for (var i = 0; i < columns.Length; i++)
            {
                if (Has(filled, i))
                {
                    var (_, mapping, _, parameter, isNullable, _) = columns[i];
                    parameters.Add(
                        mapping.CreateParameter(maker, parameter, values[i], isNullable)
                    );
                }
            }
        }

        private string Write(UInt128 filled)
        {
            var used = columns.Where((_, i) => Has(filled, i)).ToList();
            var statement =
                $"INSERT INTO \"{name}\" ({string.Join(", ", used.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", used.Select(c => c.Parameter))})";
            if (statements.Count < MostStatements)
            {
                statements[filled] = statement;
            }
            return statement;
        }

        private bool Has(UInt128 filled, int column) =>
            columns.Length > MostColumns || (filled >> column & UInt128.One) != 0;

        private const int MostStatements = 1024;

        private sealed record Column(
            IProperty Property,
            RelationalTypeMapping Mapping,
            string Name,
            string Parameter,
            bool IsNullable,
            bool MayBeLeftOut
        )
        {
            private RowCell? cell;
            private IClrPropertyGetter? getter;

            // each made with the first row that is written so

            /// <summary>How the value comes into a statement of the store's own.</summary>
            public RowCell Cell => cell ??= RowCell.Of(Property);

            /// <summary>How the value comes into a parameter.</summary>
            public IClrPropertyGetter Getter => getter ??= Property.GetGetter();
        }
    }
}
