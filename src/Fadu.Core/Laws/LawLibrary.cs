using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Reading.Laws;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Laws;

/// <summary>Asks the library: which version of a law held on a day, and what it says. Law is open to everybody in the house; the scope says of which tenant.</summary>
public sealed class LawLibrary(FaduDb db, LawTexts texts)
{
    /// <summary>
    /// The version of the law of that name that held on a day; where none held, the one that comes nearest: the last before it (repealed, <see cref="LawVersion.StateOn"/> tells), else the first after
    /// it (not yet in force). Null where the library does not have the law.
    /// </summary>
    /// <param name="name">In any of its spellings: 《行政处罚法》, 中华人民共和国行政处罚法（2021年修订）.</param>
    public async Task<LawVersion?> Find(
        Scope scope,
        string name,
        DateOnly asOf,
        CancellationToken cancellationToken = default
    ) => Nearest(await Versions(scope, LawName.LawId(name), cancellationToken), asOf);

    /// <summary>As <see cref="Find(Scope, string, DateOnly, CancellationToken)"/> for many names at once; names that the library does not have are missing.</summary>
    public async Task<IReadOnlyDictionary<string, LawVersion>> Find(
        Scope scope,
        IEnumerable<string> names,
        DateOnly asOf,
        CancellationToken cancellationToken = default
    )
    {
        var wanted = names.Distinct(StringComparer.Ordinal).ToList();
        var laws = wanted.Select(LawName.LawId).Distinct().ToList();
        var found = new Dictionary<Guid, List<LawVersion>>();
        foreach (var some in laws.Chunk(500))
        {
            var versions = await Rows(scope)
                .Where(v => some.Contains(v.LawId))
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            foreach (var law in versions.GroupBy(v => v.LawId))
            {
                found[law.Key] = InOrder(law);
            }
        }
        var result = new Dictionary<string, LawVersion>(StringComparer.Ordinal);
        foreach (var name in wanted)
        {
            if (
                found.TryGetValue(LawName.LawId(name), out var versions)
                && Nearest(versions, asOf) is { } version
            )
            {
                result[name] = version;
            }
        }
        return result;
    }

    /// <summary>All versions of a law, oldest first.</summary>
    public async Task<IReadOnlyList<LawVersion>> Versions(
        Scope scope,
        Guid lawId,
        CancellationToken cancellationToken = default
    ) =>
        InOrder(
            await Rows(scope)
                .Where(v => v.LawId == lawId)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        );

    /// <summary>One version.</summary>
    public async Task<LawVersion?> Version(
        Scope scope,
        Guid versionId,
        CancellationToken cancellationToken = default
    ) =>
        await Rows(scope)
            .FirstOrDefaultAsync(v => v.Id == versionId, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>What a version says, article by article; a law that comes in several texts as one. Null where there is no such version.</summary>
    public async Task<LawReading?> Text(
        Scope scope,
        Guid versionId,
        CancellationToken cancellationToken = default
    ) =>
        await Version(scope, versionId, cancellationToken).ConfigureAwait(false) is { } version
            ? await Text(scope, version, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>As <see cref="Text(Scope, Guid, CancellationToken)"/> for a version at hand.</summary>
    public async Task<LawReading> Text(
        Scope scope,
        LawVersion version,
        CancellationToken cancellationToken = default
    )
    {
        var own = texts.Read(version.SourceHash, version.FileName);
        if (version.Part is null)
        {
            return own;
        }
        var parts = await Rows(scope)
            .Where(v =>
                v.LawId == version.LawId && v.Published == version.Published && v.Part != null
            )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var readings = parts
            .GroupBy(p => p.Part)
            .Select(p => p.MaxBy(v => v.Seq)!)
            .Select(p => texts.Read(p.SourceHash, p.FileName))
            .OrderBy(r =>
                r.Pieces.FirstOrDefault(p => p.Kind == PieceKind.Article)?.Number ?? int.MaxValue
            )
            .ToList();
        // places in the source hold for the own part only; who joins parts reads their words
        return new LawReading(
            own.Source,
            own.Title,
            own.History,
            [.. readings.SelectMany(r => r.Headings)],
            [.. readings.SelectMany(r => r.Pieces)]
        );
    }

    private IQueryable<LawVersion> Rows(Scope scope)
    {
        var tenant = scope.Tenant;
        return db.Set<LawVersion>().AsNoTracking().Where(v => v.Tenant == tenant);
    }

    /// <summary>Of several of one day the one that was brought last counts, so it stands behind.</summary>
    internal static List<LawVersion> InOrder(IEnumerable<LawVersion> versions) =>
        [
            .. versions
                .OrderBy(v => v.InForceFrom ?? v.Published ?? DateOnly.MinValue)
                .ThenBy(v => v.Published ?? DateOnly.MinValue)
                .ThenBy(v => v.Seq),
        ];

    /// <summary>Of the versions of a law, oldest first, the one that held on a day, else the one that comes nearest.</summary>
    public static LawVersion? Nearest(IReadOnlyList<LawVersion> versions, DateOnly day) =>
        versions.LastOrDefault(v => v.StateOn(day) == LawState.InForce)
        ?? versions.LastOrDefault(v => v.StateOn(day) != LawState.NotYet)
        ?? (versions.Count > 0 ? versions[0] : null);
}

internal sealed class LawSetup : ISetup
{
    public void Add(IServiceCollection services)
    {
        services.AddSingleton<LawTexts>();
        services.AddScoped<LawLibrary>();
        services.AddSingleton<ProcedureCitations>();
        services.AddSingleton<LawImport>();
    }
}
