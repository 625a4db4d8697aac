using Fadu.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Fadu.Store.Sqlite;

/// <summary>Lets <c>dotnet ef migrations add NAME --project src/Fadu.Store.Sqlite</c> see the model; nothing else uses it.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<FaduDb>
{
    public FaduDb CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<FaduDb>()
                .UseSqlite(
                    "Data Source=design.db",
                    s => s.MigrationsAssembly(typeof(SqliteStore).Assembly.GetName().Name)
                )
                .Options
        );
}
