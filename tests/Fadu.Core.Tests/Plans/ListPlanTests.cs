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
            var plan = await QueryPlan.Of(
                db,
                PlanQueries.Ids(db, scope, new ItemFilter { View = view }, Today, null).Take(51)
            );
            Assert.Contains("INDEX ix_plan", plan, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("is_open=?", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        }
    }
}
