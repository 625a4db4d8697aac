using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Tests;

/// <summary>How SQLite would read a query.</summary>
internal static class QueryPlan
{
    /// <summary>What SQLite says that it would do.</summary>
    public static async Task<string> Of<T>(FaduDb db, IQueryable<T> query)
    {
        var lines = query.ToQueryString().Split('\n');
        var values = lines
            .Where(l => l.StartsWith(".param set ", StringComparison.Ordinal))
            .Select(l => l[".param set ".Length..].TrimEnd().Split(' ', 2))
            .ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        var sql = string.Join(
            '\n',
            lines.Where(l => !l.StartsWith(".param", StringComparison.Ordinal))
        );
        foreach (var (name, value) in values.OrderByDescending(v => v.Key.Length))
        {
            sql = sql.Replace(name, value, StringComparison.Ordinal);
        }
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(3));
        }
        return string.Join('\n', plan);
    }
}
