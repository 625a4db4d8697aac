using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Fadu.Core.Trail;

/// <summary>
/// Backup while the system runs, and restore. What is written is what cannot be derived: trail, answers, seals, accounts, drafts, files, one JSON array a row. Projections are
/// rebuilt on restore. The same backup restores into either engine.
/// </summary>
public sealed class Backups(
    IDbContextFactory<FaduDb> databases,
    Rebuilder rebuilder,
    FileStoreOptions fileOptions
)
{
    private const string Manifest = "fadu-backup.json";

    /// <summary>Writes a backup into an empty or new folder.</summary>
    /// <exception cref="InvalidDataException">The folder is not empty.</exception>
    public async Task<long> Backup(string folder, CancellationToken cancellationToken = default)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new InvalidDataException(
                $"备份文件夹“{folder}”不是空的，没有写入。请换一个空文件夹。"
            );
        }
        Directory.CreateDirectory(folder);
        await using var db = await databases
            .CreateDbContextAsync(cancellationToken)
            .ConfigureAwait(false);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        // One snapshot over all tables, without holding up anybody who writes.
        await using var snapshot = await db
            .Database.BeginTransactionAsync(
                db.Database.ProviderName!.Contains("Npgsql", StringComparison.Ordinal)
                    ? System.Data.IsolationLevel.RepeatableRead
                    : System.Data.IsolationLevel.Serializable,
                cancellationToken
            )
            .ConfigureAwait(false);
        long rows = 0;
        var tables = new JsonObject();
        foreach (var type in KeptTables(db))
        {
            var dump = typeof(Backups)
                .GetMethod(nameof(Dump), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type.ClrType);
            var count = await (
                (Task<long>)dump.Invoke(null, [db, type, folder, cancellationToken])!
            ).ConfigureAwait(false);
            tables[type.GetTableName()!] = count;
            rows += count;
        }
        if (Directory.Exists(fileOptions.Folder))
        {
            foreach (
                var path in Directory.EnumerateFiles(
                    fileOptions.Folder,
                    "*",
                    SearchOption.AllDirectories
                )
            )
            {
                if (!path.EndsWith(".part", StringComparison.Ordinal))
                {
                    var target = Path.Combine(
                        folder,
                        "files",
                        Path.GetRelativePath(fileOptions.Folder, path)
                    );
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    File.Copy(path, target);
                }
            }
        }
        // Written last: a backup without it is not whole.
        await File.WriteAllTextAsync(
                Path.Combine(folder, Manifest),
                new JsonObject { ["format"] = 1, ["tables"] = tables }.ToJsonString(
                    EventRegistry.Json
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return rows;
    }

    /// <summary>Restores a backup into an empty database.</summary>
    /// <exception cref="InvalidDataException">Not a whole backup, or the database is not empty.</exception>
    public async Task<long> Restore(string folder, CancellationToken cancellationToken = default)
    {
        var manifest = Path.Combine(folder, Manifest);
        if (!File.Exists(manifest))
        {
            throw new InvalidDataException(
                $"“{folder}”里没有完整的备份（缺 {Manifest}）。请指向 ./fadu backup 写成的文件夹。"
            );
        }
        var tables = JsonNode.Parse(
            await File.ReadAllTextAsync(manifest, cancellationToken).ConfigureAwait(false)
        )!["tables"]!.AsObject();
        await using var db = await databases
            .CreateDbContextAsync(cancellationToken)
            .ConfigureAwait(false);
        if (await db.Set<TrailEntry>().AnyAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidDataException(
                "数据文件夹里已有数据，没有恢复。请用 --data 指定一个空文件夹。"
            );
        }
        db.IsCommitting = true;
        long rows = 0;
        try
        {
            await using var transaction = await db
                .Database.BeginTransactionAsync(cancellationToken)
                .ConfigureAwait(false);
            foreach (var type in KeptTables(db))
            {
                var expected = (long?)tables[type.GetTableName()!] ?? 0;
                var count = await Load(db, type, folder, cancellationToken).ConfigureAwait(false);
                if (count != expected)
                {
                    throw new InvalidDataException(
                        $"备份不完整：表 {type.GetTableName()} 应有 {expected} 行，只读到 {count} 行。没有恢复任何内容。"
                    );
                }
                rows += count;
            }
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            db.IsCommitting = false;
            db.ChangeTracker.Clear();
        }
        var source = Path.Combine(folder, "files");
        if (Directory.Exists(source))
        {
            foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(fileOptions.Folder, Path.GetRelativePath(source, path));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(path, target, overwrite: true);
            }
        }
        await rebuilder.RebuildAll(null, cancellationToken).ConfigureAwait(false);
        return rows;
    }

    private List<IEntityType> KeptTables(FaduDb db)
    {
        var projections = rebuilder.Tables().ToHashSet();
        // Accounts before what refers to them.
        return
        [
            .. db
                .Model.GetEntityTypes()
                .Where(t => !projections.Contains(t.ClrType))
                .OrderBy(t => t.GetForeignKeys().Any() ? 1 : 0)
                .ThenBy(t => t.GetTableName(), StringComparer.Ordinal),
        ];
    }

    private static async Task<long> Dump<T>(
        FaduDb db,
        IEntityType type,
        string folder,
        CancellationToken cancellationToken
    )
        where T : class
    {
        await using var file = new StreamWriter(
            Path.Combine(folder, $"{type.GetTableName()}.ndjson")
        );
        var properties = type.GetProperties().ToList();
        await file.WriteLineAsync(
                JsonSerializer.Serialize(properties.Select(p => p.Name), EventRegistry.Json)
            )
            .ConfigureAwait(false);
        long count = 0;
        await foreach (
            var row in db.Set<T>()
                .AsNoTracking()
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
                .ConfigureAwait(false)
        )
        {
            var entry = db.Entry(row);
            await file.WriteLineAsync(
                    JsonSerializer.Serialize(
                        properties.Select(p => entry.Property(p.Name).CurrentValue),
                        EventRegistry.Json
                    )
                )
                .ConfigureAwait(false);
            count++;
        }
        return count;
    }

    private static async Task<long> Load(
        FaduDb db,
        IEntityType type,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var path = Path.Combine(folder, $"{type.GetTableName()}.ndjson");
        if (!File.Exists(path))
        {
            return 0;
        }
        using var file = new StreamReader(path);
        var names = JsonSerializer.Deserialize<List<string>>(
            await file.ReadLineAsync(cancellationToken).ConfigureAwait(false) ?? "[]"
        )!;
        long count = 0;
        while (await file.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            var values = JsonNode.Parse(line)!.AsArray();
            var row = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(
                type.ClrType
            );
            var entry = db.Entry(row);
            for (var i = 0; i < names.Count; i++)
            {
                if (type.FindProperty(names[i]) is { } property)
                {
                    entry.Property(names[i]).CurrentValue = values[i]
                        .Deserialize(property.ClrType, EventRegistry.Json);
                }
            }
            db.Add(row);
            if (++count % 500 == 0)
            {
                await db.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                db.ChangeTracker.Clear();
            }
        }
        await db.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        db.ChangeTracker.Clear();
        return count;
    }
}
