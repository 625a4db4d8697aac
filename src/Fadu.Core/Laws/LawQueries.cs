using System.Globalization;
using System.Text;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Laws;

/// <summary>What a list of laws shows.</summary>
/// <param name="Words">Words in the name.</param>
/// <param name="State">How they stand on <paramref name="Day"/>; empty for all.</param>
public sealed record LawFilter(DateOnly Day, string? Level, string? Words, LawState? State);

/// <summary>A law that cites another one.</summary>
/// <param name="Article">What it cites; empty for the law as a whole.</param>
/// <param name="Anchor">Where it cites it.</param>
public sealed record CitingLaw(LawVersion Version, string Article, string Anchor);

/// <summary>Lists of laws, page by page.</summary>
public static class LawQueries
{
    private static readonly Encoding Gb = MakeGb();

    private static Encoding MakeGb()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030");
    }

    /// <summary>A name so that lists are in the order of pinyin on both engines: the characters of daily use stand in GB 18030 in that order; what is rarer stands behind, by its radical.</summary>
    public static string SortOf(string key) =>
        Convert.ToHexStringLower(Gb.GetBytes(key.Length > 40 ? key[..40] : key));

    /// <summary>A page of versions: higher law first, then by name, newer version first.</summary>
    /// <param name="after">The key that the last page gave.</param>
    public static async Task<(IReadOnlyList<LawVersion> Rows, string? Next)> Page(
        FaduDb db,
        Scope scope,
        LawFilter filter,
        string? after,
        int size,
        CancellationToken cancellationToken = default
    )
    {
        var (tenant, day) = (scope.Tenant, filter.Day);
        var rows = db.Set<LawVersion>().AsNoTracking().Where(v => v.Tenant == tenant);
        if (filter.Level is { Length: > 0 } level)
        {
            rows = rows.Where(v => v.Level == level);
        }
        // a name is looked for as it is written and without what its spellings differ in
        foreach (
            var word in (filter.Words ?? "")
                .Split(
                    [' ', '\u3000'],
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
                .Take(5)
        )
        {
            var key = LawName.Key(word);
            rows = rows.Where(v => v.Name.Contains(word) || v.Key.Contains(key));
        }
        rows = filter.State switch
        {
            LawState.InForce => rows.Where(v =>
                !v.EndUnknown
                && (v.InForceFrom == null || v.InForceFrom <= day)
                && (v.InForceTo == null || v.InForceTo >= day)
            ),
            LawState.NotYet => rows.Where(v => v.InForceFrom > day),
            LawState.Superseded => rows.Where(v => v.Superseded && v.InForceTo < day),
            LawState.Repealed => rows.Where(v =>
                (!v.Superseded && v.InForceTo < day) || (v.EndUnknown && v.InForceTo == null)
            ),
            _ => rows,
        };
        if (Place(after) is var (rank, sort, id))
        {
#pragma warning disable CA1309 // becomes SQL, where hexadecimal digits have one order in every collation
            rows = rows.Where(v =>
                v.Rank > rank
                || (v.Rank == rank && string.Compare(v.Sort, sort) > 0)
                || (v.Rank == rank && v.Sort == sort && v.Id.CompareTo(id) > 0)
            );
#pragma warning restore CA1309
        }
        var page = await rows.OrderBy(v => v.Rank)
            .ThenBy(v => v.Sort)
            .ThenBy(v => v.Id)
            .Take(size + 1)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return Cut(page, size);
    }

    /// <summary>The laws that cite a law, as they stand on a day; higher law first.</summary>
    /// <param name="article">第五条; empty for any.</param>
    public static async Task<(IReadOnlyList<CitingLaw> Rows, string? Next)> CitedBy(
        FaduDb db,
        Scope scope,
        Guid lawId,
        string? article,
        DateOnly day,
        string? after,
        int size,
        CancellationToken cancellationToken = default
    )
    {
        var tenant = scope.Tenant;
        var cites = db.Set<LawCitation>()
            .AsNoTracking()
            .Where(c => c.Tenant == tenant && c.CitedLawId == lawId);
        if (article is { Length: > 0 })
        {
            cites = cites.Where(c => c.Article == article);
        }
        var versions = db.Set<LawVersion>()
            .Where(v =>
                v.Tenant == tenant && !v.EndUnknown && (v.InForceTo == null || v.InForceTo >= day)
            )
            .Where(v => cites.Any(c => c.VersionId == v.Id));
        if (Place(after) is var (rank, sort, id))
        {
#pragma warning disable CA1309 // becomes SQL, where hexadecimal digits have one order in every collation
            versions = versions.Where(v =>
                v.Rank > rank
                || (v.Rank == rank && string.Compare(v.Sort, sort) > 0)
                || (v.Rank == rank && v.Sort == sort && v.Id.CompareTo(id) > 0)
            );
#pragma warning restore CA1309
        }
        var page = await versions
            .AsNoTracking()
            .OrderBy(v => v.Rank)
            .ThenBy(v => v.Sort)
            .ThenBy(v => v.Id)
            .Take(size + 1)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var (shown, next) = Cut(page, size);
        var ids = shown.Select(v => v.Id).ToList();
        var found = await cites
            .Where(c => ids.Contains(c.VersionId))
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var byVersion = found.ToLookup(c => c.VersionId);
        return (
            [
                .. shown.Select(v => new CitingLaw(
                    v,
                    LawChanges.Words(byVersion[v.Id].Select(c => c.Article)),
                    byVersion[v.Id].Select(c => c.Anchor).FirstOrDefault(a => a.Length > 0) ?? ""
                )),
            ],
            next
        );
    }

    private static (IReadOnlyList<LawVersion> Rows, string? Next) Cut(
        List<LawVersion> page,
        int size
    )
    {
        if (page.Count <= size)
        {
            return (page, null);
        }
        page.RemoveAt(size);
        var v = page[^1];
        return (page, string.Create(CultureInfo.InvariantCulture, $"{v.Rank}.{v.Sort}.{v.Id:N}"));
    }

    private static (int Rank, string Sort, Guid Id)? Place(string? after) =>
        after?.Split('.') is [var rank, var sort, var id]
        && int.TryParse(rank, NumberStyles.None, CultureInfo.InvariantCulture, out var r)
        && sort.All(char.IsAsciiHexDigitLower)
        && Guid.TryParseExact(id, "N", out var last)
            ? (r, sort, last)
            : null;
}
