using Fadu.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Fadu.Bench;

/// <summary>
/// Fills projections without a trail behind them, many thousand rows a second. Only here: a bench asks how fast a full table is read, and a million entries through commands
/// would take longer than everything that is measured.
/// </summary>
internal static class Bulk
{
    public static async Task Insert<T>(FaduDb db, IEnumerable<T> rows)
        where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var properties = type.GetProperties().ToList();
        var table = StoreObjectIdentifier.Table(type.GetTableName()!);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText =
            $"INSERT INTO {table.Name} ({string.Join(',', properties.Select(p => $"\"{p.GetColumnName(table)}\""))}) VALUES ({string.Join(',', properties.Select((_, i) => $"@p{i}"))})";
        foreach (var row in rows)
        {
            for (var i = 0; i < properties.Count; i++)
            {
                var mapping = properties[i].GetRelationalTypeMapping();
                var value = properties[i].PropertyInfo!.GetValue(row);
                if (command.Parameters.Count <= i)
                {
                    command.Parameters.Add(
                        mapping.CreateParameter(command, $"@p{i}", value, properties[i].IsNullable)
                    );
                }
                else
                {
                    command.Parameters[i].Value =
                        (
                            value is null
                                ? null
                                : mapping.Converter?.ConvertToProvider(value) ?? value
                        ) ?? DBNull.Value;
                }
            }
            await command.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
    }
}
