using Fadu.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Fadu.Store.Postgres;

/// <summary>Lets <c>dotnet ef migrations add NAME --project src/Fadu.Store.Postgres</c> see the model; nothing else uses it.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<FaduDb>
{
    public FaduDb CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<FaduDb>()
                .UseNpgsql(
                    "Host=localhost;Database=design",
                    n => n.MigrationsAssembly(typeof(PostgresStore).Assembly.GetName().Name)
                )
                .Options
        );
}
