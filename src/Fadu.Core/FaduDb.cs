using System.Reflection;
using System.Text.RegularExpressions;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Fadu.Core;

/// <summary>Says that a table is not part of the trail's world, and why. Only such tables may be saved outside of a commit.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutsideTrailAttribute(string why) : Attribute
{
    /// <summary>Why this table needs no trail.</summary>
    public string Why { get; } = why;
}

/// <summary>
/// The one database context. Everything in it except what is marked <see cref="OutsideTrailAttribute"/> (and the accounts of ASP.NET Core Identity)
/// is written only by <see cref="Trail.Committer"/>; saving it anywhere else throws.
/// </summary>
public sealed partial class FaduDb(DbContextOptions<FaduDb> options)
    : IdentityUserContext<Account, Guid>(options)
{
    /// <summary>Set by the committer (and by rebuild) while it holds the write lane.</summary>
    public bool IsCommitting { get; internal set; }

    /// <summary>Writes many rows of a shape; null where the store takes them in batches.</summary>
    internal Trail.IRowWriter? Rows { get; } =
        options
            .FindExtension<CoreOptionsExtension>()
            ?.Interceptors?.OfType<Trail.IRowWriter>()
            .FirstOrDefault();

    /// <summary>What the lines of this batch add to the sums, still to be written; null where sums follow at once.</summary>
    internal PendingSums? Unsummed { get; set; }

    /// <summary>What is still to be written into the search index.</summary>
    internal Search.IndexWriter Index { get; } = new();

    /// <summary>Adds what a batch has booked so far into the sums; whoever reads sums calls it first. Nothing to do outside of a batch.</summary>
    internal async Task SettleSums(CancellationToken cancellationToken)
    {
        if (Unsummed is { } sums)
        {
            await WriteWaiting(cancellationToken).ConfigureAwait(false);
            await sums.Write(this, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTimeOffset>().HaveConversion<MomentConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // Tables are Core's only: what a module declares lives in them (docs/adr/0001).
        builder.ApplyConfigurationsFromAssembly(typeof(FaduDb).Assembly);
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            entity.SetTableName(
                Snake(entity.GetTableName()!.Replace("AspNet", "Account", StringComparison.Ordinal))
            );
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
            }
            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(null);
            }
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        if (IsCommitting)
        {
            throw new InvalidOperationException("A commit saves asynchronously.");
        }
        Guard();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        Guard();
        // The sums of figures follow their lines in the same transaction, without being read first (docs/adr/0003).
        ContributionLine[] lines = IsCommitting ? [.. Contributions.Lines] : [];
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        if (IsCommitting)
        {
            var hasLooked = await Trail
                .NewRows.Insert(this, cancellationToken)
                .ConfigureAwait(false);
            ChangeTracker.AutoDetectChangesEnabled = detects && !hasLooked;
        }
        int saved;
        try
        {
            saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
        Index.Keep();
        if (IsCommitting)
        {
            ForgetFresh();
        }
        var sums = Unsummed ?? new PendingSums();
        sums.Add(lines);
        if (Unsummed is null)
        {
            await sums.Write(this, cancellationToken).ConfigureAwait(false);
        }
        return saved;
    }

    /// <summary>Whether a table may be saved outside of a commit.</summary>
    public static bool IsOutsideTrail(Type type) =>
        type.GetCustomAttribute<OutsideTrailAttribute>() is not null
        || type == typeof(Account)
        || type.Namespace == "Microsoft.AspNetCore.Identity";

    private void Guard()
    {
        if (IsCommitting)
        {
            return;
        }
        if (Fresh.ByType.Keys.FirstOrDefault() is { } fresh)
        {
            throw new InvalidOperationException(
                $"{fresh.Name} is written only through Committer.Commit (docs/adr/0002)."
            );
        }
        foreach (var entry in ChangeTracker.Entries())
        {
            if (
                entry.State is not (EntityState.Unchanged or EntityState.Detached)
                && !IsOutsideTrail(entry.Metadata.ClrType)
            )
            {
                throw new InvalidOperationException(
                    $"{entry.Metadata.ClrType.Name} is written only through Committer.Commit (docs/adr/0002)."
                );
            }
        }
    }

    private static string Snake(string name) => Boundary().Replace(name, "_$1").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex Boundary();

    private sealed class MomentConverter()
        : ValueConverter<DateTimeOffset, long>(
            m => FaduTime.ToMicroseconds(m),
            v => FaduTime.FromMicroseconds(v)
        );
}

/// <summary>The assemblies whose events, handlers and projections make up this product.</summary>
public sealed record ModelAssemblies(IReadOnlyList<Assembly> All)
{
    /// <summary>What they declare of one kind in static fields.</summary>
    public IEnumerable<T> Declared<T>()
        where T : class =>
        All.Distinct()
            .SelectMany(a => a.GetTypes())
            .Where(t => !t.ContainsGenericParameters)
            .SelectMany(t =>
                t.GetFields(
                    BindingFlags.Static
                        | BindingFlags.Public
                        | BindingFlags.NonPublic
                        | BindingFlags.DeclaredOnly
                )
            )
            .Where(f => typeof(T).IsAssignableFrom(f.FieldType) && f.IsInitOnly)
            .Select(f => (T)f.GetValue(null)!);
}
