using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Fadu.Core;
using Fadu.Core.Trail;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Store.Sqlite;

/// <summary>The embedded default: one file, write-ahead log, every commit synced to the disk before it is answered.</summary>
public static class SqliteStore
{
    /// <summary>Adds the context factory and the write lane over one database file.</summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, string file)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Pooling = true,
            DefaultTimeout = 30,
        }.ToString();
        services.AddPooledDbContextFactory<FaduDb>(
            o =>
                o.UseSqlite(
                        connection,
                        s => s.MigrationsAssembly(typeof(SqliteStore).Assembly.GetName().Name)
                    )
                    // A test says so before anything is released; at each start it would cost a tenth of the time.
                    .ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning))
                    .AddInterceptors(Pragmas.Instance, WaitingRows.Instance, SqliteRows.Instance),
            poolSize: 128
        );
        services.AddSingleton<IWriteLane>(new SqliteLane(file));
        return services;
    }

    /// <summary>Adds the scratch database that <c>verify</c> rebuilds into, whatever the engine of the live one.</summary>
    public static IServiceCollection AddScratch(this IServiceCollection services) =>
        services.AddSingleton<IScratch, SqliteScratch>();

    private sealed class SqliteScratch : IScratch
    {
        public async Task<FaduDb> Create(string folder)
        {
            // Not pooled: the file is deleted right after the context is disposed.
            var options = new DbContextOptionsBuilder<FaduDb>()
                .UseSqlite($"Data Source={Path.Combine(folder, "scratch.db")};Pooling=False")
                .AddInterceptors(SqliteRows.Instance)
                .Options;
            var db = new FaduDb(options);
            await db.Database.EnsureCreatedAsync().ConfigureAwait(false);
            return db;
        }
    }

    /// <summary>
    /// Moves what is committed from the log into the database beside the writer. SQLite itself does so within the commit that makes the log long, and whoever waits for that commit
    /// waits for the whole log; here that is left for the case that the log grows faster than it is moved.
    /// </summary>
    private sealed class SqliteLane(string file) : IWriteLane
    {
        private const long LongLog = 32 << 20;
        private readonly FileInfo log = new(file + "-wal");
        private readonly string address = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString();
        private readonly Turnstile turn = new(file + "-turn");
        private int isMoving;

        // BEGIN IMMEDIATE, which EF's transaction uses on SQLite, already keeps every other writer out, but lets in whoever happens to ask in the right moment: a process that has its
        // next transaction ready each time it ends one would keep all others waiting for seconds.
        public async Task<IDbContextTransaction> Begin(
            FaduDb db,
            CancellationToken cancellationToken
        )
        {
            using var next = await turn.Take(cancellationToken).ConfigureAwait(false);
            return await db.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        }

        public void Committed()
        {
            log.Refresh();
            if (log.Exists && log.Length > LongLog && Interlocked.Exchange(ref isMoving, 1) == 0)
            {
                _ = Task.Run(Move);
            }
        }

        private void Move()
        {
            try
            {
                using var connection = new SqliteConnection(address);
                connection.Open();
                using var command = connection.CreateCommand();
                // waits for nobody: what a reader still needs, the next one moves
                command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
                command.ExecuteNonQuery();
            }
            catch (SqliteException)
            {
                // nothing is lost: what is in the log is committed, and the next commit tries again
            }
            finally
            {
                Volatile.Write(ref isMoving, 0);
            }
        }
    }

    private sealed class Pragmas : DbConnectionInterceptor
    {
        public static readonly Pragmas Instance = new();

        private static readonly string Text = string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=20000; PRAGMA journal_size_limit=268435456; PRAGMA synchronous=FULL; PRAGMA busy_timeout=2000; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-{SqliteRows.UsualRoom}; PRAGMA mmap_size=268435456;"
        );

        // EF opens a connection for every query, the pool hands out the same SQLite handles again and again: each is set up once.
        private readonly ConditionalWeakTable<object, object> setUp = [];

        public override void ConnectionOpened(
            DbConnection connection,
            ConnectionEndEventData eventData
        )
        {
            if (((SqliteConnection)connection).Handle is not { } handle)
            {
                return;
            }
            if (setUp.TryGetValue(handle, out _))
            {
                // the next sheet goes on with the pages of the one before
                if (eventData?.Context is not FaduDb { IsCommitting: true })
                {
                    SqliteRows.Instance.ExpectFew(handle);
                }
                return;
            }
            using var command = connection.CreateCommand();
            command.CommandText = Text;
            command.ExecuteNonQuery();
            setUp.AddOrUpdate(handle, handle);
        }

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
