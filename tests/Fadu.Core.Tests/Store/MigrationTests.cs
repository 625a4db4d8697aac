using Fadu.Core;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Store;

/// <summary>What a county upgrades with is what the code expects, on both engines.</summary>
public sealed class MigrationTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Migrations_HoldEverythingThatTheModelHas(Engine engine)
    {
        await using var county = await County.Empty(engine);
        await using var db = await county
            .Services.GetRequiredService<IDbContextFactory<FaduDb>>()
            .CreateDbContextAsync();
        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(
            db.Database.HasPendingModelChanges(),
            "请运行 dotnet ef migrations add，两个库各一次。"
        );
        // County.Empty migrates: every table of the model is there and can be read.
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }
}
