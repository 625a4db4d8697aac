using Fadu.Core;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Fadu.Store.Postgres;

/// <summary>PostgreSQL: the same code for many machines.</summary>
public static class PostgresStore
{
    /// <summary>Adds the context factory and the write lane over one database.</summary>
    public static IServiceCollection AddPostgresStore(
        this IServiceCollection services,
        string connection
    )
    {
        // Every command asks the same few questions: the server plans them once a connection. Whoever stands behind a pooler that cannot keep plans says "Max Auto Prepare=0".
        var settings = new NpgsqlConnectionStringBuilder(connection);
        if (!connection.Contains("Auto Prepare", StringComparison.OrdinalIgnoreCase))
        {
            settings.MaxAutoPrepare = 100;
            settings.AutoPrepareMinUsages = 3;
        }
        services.AddPooledDbContextFactory<FaduDb>(
            o =>
                o.UseNpgsql(
                        settings.ToString(),
                        n => n.MigrationsAssembly(typeof(PostgresStore).Assembly.GetName().Name)
                    )
                    // as on SQLite
                    .ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning))
                    .AddInterceptors(WaitingRows.Instance),
            poolSize: 128
        );
        services.AddSingleton<IWriteLane, PostgresLane>();
        return services;
    }

    private sealed class PostgresLane : IWriteLane
    {
        // One appender at a time over all processes, so that the order of Seq is the order of commitment. Released at the end of the transaction; the server lets those who wait in by their order.
        public async Task<IDbContextTransaction> Begin(
            FaduDb db,
            CancellationToken cancellationToken
        )
        {
            var transaction = await db
                .Database.BeginTransactionAsync(cancellationToken)
                .ConfigureAwait(false);
            try
            {
                await db
                    .Database.ExecuteSqlRawAsync(
                        "SELECT pg_advisory_xact_lock(4605253)",
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                return transaction;
            }
            catch
            {
                await transaction.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }
}
