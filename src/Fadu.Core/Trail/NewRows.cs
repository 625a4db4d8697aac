using System.Collections.Frozen;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
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
            return false;
        }
        // looks for changes, once for this and for what follows
        var entries = db.ChangeTracker.Entries().ToList();
        var changed = entries
            .Where(e => e.State is EntityState.Modified or EntityState.Deleted)
            .Select(e => e.Metadata)
            .ToHashSet();
        var known = Models.GetValue(db.Model, static model => new Known(model));
        var tables = entries
            .Where(e => e.State == EntityState.Added && !changed.Contains(e.Metadata))
            .GroupBy(e => e.Metadata)
            .Select(g => (Table: known.Tables.GetValueOrDefault(g.Key), Rows: g.ToList()))
            .Where(g => g.Table is not null)
            .ToList();
        if (tables.Count == 0)
        {
            return true;
        }
        var connection = db.Database.GetDbConnection();
        try
        {
            if (connection.CanCreateBatch)
            {
                foreach (
                    var some in tables
                        .SelectMany(t => t.Rows.Select(r => (Table: t.Table!, Row: r)))
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
                    await OneByOne(connection, transaction, table!, rows, cancellationToken)
                        .ConfigureAwait(false);
                }
            }
        }
        catch (DbException e)
        {
            throw new DbUpdateException("New rows could not be written.", e);
        }
        foreach (var entry in tables.SelectMany(t => t.Rows))
        {
            entry.State = EntityState.Unchanged;
        }
        return true;
    }

    private static async Task OneByOne(
        DbConnection connection,
        DbTransaction transaction,
        Table table,
        List<EntityEntry> rows,
        CancellationToken cancellationToken
    )
    {
        var command = connection.CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        command.Transaction = transaction;
        command.CommandText = table.Statement;
        foreach (var row in rows)
        {
            table.Fill(command, command.Parameters, row.Entity);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task Batch(
        DbConnection connection,
        DbTransaction transaction,
        (Table Table, EntityEntry Row)[] rows,
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
            var command = batch.CreateBatchCommand();
            command.CommandText = table.Statement;
            table.Fill(maker, command.Parameters, row.Entity);
            batch.BatchCommands.Add(command);
        }
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private sealed class Known(IModel model)
    {
        public FrozenDictionary<IEntityType, Table> Tables { get; } =
            model.GetEntityTypes().Where(IsPlain).ToFrozenDictionary(t => t, t => new Table(t));

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

    /// <summary>How a row of a table is written.</summary>
    private sealed class Table
    {
        private readonly (
            IClrPropertyGetter Getter,
            RelationalTypeMapping Mapping,
            string Name,
            bool IsNullable
        )[] columns;

        public Table(IEntityType type)
        {
            var store = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
            var properties = type.GetProperties().ToList();
            columns =
            [
                .. properties.Select(
                    (p, i) =>
                        (
                            p.GetGetter(),
                            p.GetRelationalTypeMapping(),
                            string.Create(
                                System.Globalization.CultureInfo.InvariantCulture,
                                $"@p{i}"
                            ),
                            p.IsNullable
                        )
                ),
            ];
            Statement =
                $"INSERT INTO \"{store.Name}\" ({string.Join(", ", properties.Select(p => $"\"{p.GetColumnName(store)}\""))}) VALUES ({string.Join(", ", columns.Select(c => c.Name))})";
        }

        public string Statement { get; }

        /// <summary>Sets the parameters to a row; the first time it makes them.</summary>
        public void Fill(DbCommand maker, DbParameterCollection parameters, object row)
        {
            var areThere = parameters.Count > 0;
            for (var i = 0; i < columns.Length; i++)
            {
                var (getter, mapping, name, isNullable) = columns[i];
                var value = getter.GetClrValueUsingContainingEntity(row);
                if (areThere)
                {
                    parameters[i].Value =
                        (
                            value is null
                                ? null
                                : mapping.Converter?.ConvertToProvider(value) ?? value
                        ) ?? DBNull.Value;
                }
                else
                {
                    parameters.Add(mapping.CreateParameter(maker, name, value, isNullable));
                }
            }
        }
    }
}
