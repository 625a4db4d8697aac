using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Testing;

namespace Fadu.Core.Tests.Matters;

/// <summary>How SQLite reads a list of matters: one stretch of an index in the order of the page, nothing scanned, nothing sorted.</summary>
public sealed class MatterListPlanTests
{
    private static readonly DateOnly Today = new(2026, 3, 16);

    [Theory]
    [InlineData(MatterView.Open, true)]
    [InlineData(MatterView.Late, true)]
    [InlineData(MatterView.Week, true)]
    [InlineData(MatterView.Ended, true)]
    // What is asked is asked of an organ; nobody asks it of the whole county.
    [InlineData(MatterView.Asked, false)]
    public async Task AnyView_AsATownshipAndAsTheCoordinatorSeeIt_IsReadInTheOrderOfAnIndex(
        MatterView view,
        bool everything
    )
    {
        await using var county = await County.Found(Engine.Sqlite);
        await using var db = county.Read();
        Scope[] scopes = everything
            ? [new Scope(1, false, [county.Qingshi]), Scope.All()]
            : [new Scope(1, false, [county.Qingshi])];
        foreach (var scope in scopes)
        {
            foreach (var after in new[] { null, new DueKey(Today, Guid.NewGuid()) })
            {
                var plan = await QueryPlan.Of(
                    db,
                    MatterQueries
                        .Ids(db, scope, new MatterFilter { View = view }, Today, after)
                        .Take(51)
                );
                Assert.Contains("INDEX ix_matter", plan, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("is_open=?", plan, StringComparison.Ordinal);
                Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
                Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
            }
        }
    }
}
