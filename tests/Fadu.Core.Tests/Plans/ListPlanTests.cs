using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Tests.Plans;

/// <summary>How SQLite reads a list of items: one stretch of an index in the order of the page, nothing scanned, nothing sorted, however many items there are.</summary>
public sealed class ListPlanTests
{
    private static readonly DateOnly Today = new(2026, 3, 16);

    [Theory]
    [InlineData(ItemView.Open)]
    [InlineData(ItemView.Late)]
    [InlineData(ItemView.Week)]
    [InlineData(ItemView.Month)]
    [InlineData(ItemView.Pending)]
    [InlineData(ItemView.Ended)]
    public async Task AnyView_AsATownshipAndAsTheCoordinatorSeeIt_IsReadInTheOrderOfAnIndex(
        ItemView view
    )
    {
        await using var county = await County.Found(Engine.Sqlite);
        await using var db = county.Read();
        foreach (var scope in new[] { SamplePlan.Of(county.Qingshi), Scope.All() })
        {
            var plan = await Explain(
                db,
                PlanQueries
                    .Ids(db, scope, new ItemFilter { View = view }, Today, null, Guid.Empty)
                    .Take(51)
            );
            Assert.Contains("INDEX ix_plan", plan, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("is_open=?", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        }
    }

    /// <summary>What SQLite says that it would do.</summary>
    private static async Task<string> Explain<T>(FaduDb db, IQueryable<T> query)
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
