using System.Data.Common;
using System.Globalization;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Tests.Store;

/// <summary>What is written past the commands of Microsoft.Data.Sqlite lies in the file as they would have written it.</summary>
public sealed class RowWriterTests
{
    private static readonly object?[] Values =
    [
        null,
        "",
        "云岭县司法局",
        "名称里有\0零字节和😀",
        new string('长', 5_000),
        long.MinValue,
        int.MaxValue,
        true,
        false,
        Guid.Parse("0193aBcd-ef01-7234-89ab-cdef01234567"),
        new DateOnly(2025, 3, 1),
        new DateOnly(1, 1, 1),
        // bits as of a day, an id
        0L,
        Guid.Empty,
        "0",
    ];

    /// <summary>Each after each other and after itself: what a row shares with the row before is not given again.</summary>
    private static List<object?> InTurn() =>
        [.. Values.SelectMany(a => Values.SelectMany(b => new[] { a, b, b, a }))];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rows_LieInTheFile_AsCommandsWriteThem(bool asWhatTheyAre)
    {
        var values = InTurn();
        await using var county = await County.Empty(Engine.Sqlite);
        await using var db = county.Read();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        await Run(connection, "CREATE TEMP TABLE one (n INTEGER, v)");
        await Run(connection, "CREATE TEMP TABLE two (n INTEGER, v)");
        using (var rows = db.Rows!.Prepare(connection, "INSERT INTO one (n, v) VALUES (?, ?)"))
        {
            for (var i = 0; i < values.Count; i++)
            {
                rows.Set(0, (long)i);
                switch (values[i])
                {
                    case string text when asWhatTheyAre && i % 5 == 0:
                        rows.Set(1, text.AsSpan());
                        break;
                    case string text when asWhatTheyAre:
                        rows.Set(1, text);
                        break;
                    case long number when asWhatTheyAre:
                        rows.Set(1, number);
                        break;
                    case Guid id when asWhatTheyAre:
                        rows.Set(1, id);
                        break;
                    case DateOnly day when asWhatTheyAre:
                        rows.Set(1, day);
                        break;
                    case var any:
                        rows.Set(1, any);
                        break;
                }
                rows.Run();
            }
        }
        for (var i = 0; i < values.Count; i++)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO two (n, v) VALUES ($n, $v)";
            Add(command, "$n", i);
            Add(command, "$v", values[i] ?? DBNull.Value);
            await command.ExecuteNonQueryAsync();
        }

        var (one, two) = (await Read(connection, "one"), await Read(connection, "two"));
        Assert.Equal(values.Count, one.Count);
        Assert.Equal(two, one);
    }

    [Fact]
    public async Task ARowThatBreaksARule_IsRefused_AndTheStatementGoesOn()
    {
        await using var county = await County.Empty(Engine.Sqlite);
        await using var db = county.Read();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        await Run(connection, "CREATE TEMP TABLE one (n INTEGER PRIMARY KEY, v TEXT NOT NULL)");
        using var rows = db.Rows!.Prepare(connection, "INSERT INTO one (n, v) VALUES (?, ?)");
        Run(rows, 1, "甲");
        Assert.ThrowsAny<DbException>(() => Run(rows, 1, "乙"));
        Assert.ThrowsAny<DbException>(() => Run(rows, 2, null));
        Assert.Throws<NotSupportedException>(() => Run(rows, 2, new object()));
        Run(rows, 2, "丙");
        Assert.Equal(["1|text|甲|", "2|text|丙|"], await Read(connection, "one", "v"));
    }

    [Fact]
    public async Task EveryColumn_HoldsWhatCanBeWritten()
    {
        await using var county = await County.Empty(Engine.Sqlite);
        await using var db = county.Read();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        await Run(connection, "CREATE TEMP TABLE one (v)");
        using var rows = db.Rows!.Prepare(connection, "INSERT INTO one (v) VALUES (?)");
        var types = db
            .Model.GetEntityTypes()
            .Where(t => !FaduDb.IsOutsideTrail(t.ClrType))
            .SelectMany(t => t.GetProperties())
            .Select(p => p.GetRelationalTypeMapping().Converter?.ProviderClrType ?? p.ClrType)
            .Select(t => Nullable.GetUnderlyingType(t) ?? t)
            .Distinct()
            .ToList();
        Assert.Contains(typeof(Guid), types);
        foreach (var type in types)
        {
            Run(rows, type == typeof(string) ? "" : Activator.CreateInstance(type));
        }
    }

    private static void Run(IRowStatement rows, params object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            rows.Set(i, values[i]);
        }
        rows.Run();
    }

    private static async Task Run(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // written above
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    private static async Task<List<string>> Read(
        DbConnection connection,
        string table,
        string shown = "hex(v)"
    )
    {
        var found = new List<string>();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // written above
        command.CommandText = $"SELECT n, typeof(v), {shown} FROM {table} ORDER BY n";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var value = await reader.IsDBNullAsync(2) ? "" : reader.GetString(2);
            found.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{reader.GetInt64(0)}|{reader.GetString(1)}|{value}|"
                )
            );
        }
        return found;
    }
}
