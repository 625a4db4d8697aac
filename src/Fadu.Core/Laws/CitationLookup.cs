using Fadu.Core.People;
using Fadu.Reading.Citations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Laws;

/// <summary>Looks the citations of a text up in the library, as of the day of the document.</summary>
public sealed class CitationLookup(FaduDb db, LawLibrary library, LawTexts texts)
{
    /// <summary>So many laws that end alike are named when a short name means more than one.</summary>
    private const int MostNamed = 5;

    private static readonly string[] Endings =
    [
        "法",
        "法典",
        "条例",
        "规定",
        "办法",
        "细则",
        "规则",
        "解释",
        "决定",
    ];

    /// <summary>The reading with every citation looked up. An empty library leaves them unchecked.</summary>
    /// <param name="day">The day on which they must hold.</param>
    /// <param name="now">Later changes up to this day are pointed out.</param>
    public async Task<CitationReading> Check(
        Scope scope,
        CitationReading reading,
        DateOnly day,
        DateOnly? now = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(reading);
        var rows = Rows(scope);
        if (!await rows.AnyAsync(cancellationToken).ConfigureAwait(false))
        {
            return reading;
        }
        var laws = new Dictionary<string, CitedLaw?>(StringComparer.Ordinal);
        var ambiguous = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var names = reading.Citations.Select(c => c.Law).Distinct(StringComparer.Ordinal).ToList();
        foreach (var some in names.Chunk(500))
        {
            var byId = some.ToLookup(LawName.LawId);
            var ids = byId.Select(g => g.Key).ToList();
            var found = await rows.Where(v => ids.Contains(v.LawId))
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            foreach (var law in found.GroupBy(v => v.LawId))
            {
                var cited = await Of(scope, law, cancellationToken).ConfigureAwait(false);
                foreach (var name in byId[law.Key])
                {
                    laws[name] = cited;
                }
            }
        }
        foreach (var name in names.Where(n => !laws.ContainsKey(n)))
        {
            // 安全生产条例 without the place before it: the one law that ends so, if there is one
            var key = LawName.Key(name);
            if (key.Length < 4 || !Endings.Any(e => key.EndsWith(e, StringComparison.Ordinal)))
            {
                continue;
            }
            var ending = await rows.Where(v => v.Key.EndsWith(key))
                .Select(v => new { v.LawId, v.Key })
                .Distinct()
                .OrderBy(v => v.Key)
                .Take(MostNamed + 1)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            if (ending.Count == 1)
            {
                var id = ending[0].LawId;
                laws[name] = await Of(
                        scope,
                        await rows.Where(v => v.LawId == id)
                            .ToListAsync(cancellationToken)
                            .ConfigureAwait(false),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
            else if (ending.Count > 1)
            {
                ambiguous[name] = [.. ending.Select(v => v.Key)];
            }
        }
        return reading with
        {
            Citations =
            [
                .. reading.Citations.Select(c =>
                    ambiguous.TryGetValue(c.Law, out var meant)
                        ? c with
                        {
                            Status = CitationStatus.Ambiguous,
                            Note =
                                $"“{c.Law}”可能是{string.Join("、", meant.Take(MostNamed).Select(m => $"《{m}》"))}{(meant.Count > MostNamed ? "等" : "")}，请写全称。",
                        }
                        : CitationChecker.Check(
                            c,
                            reading.Source,
                            laws.GetValueOrDefault(c.Law),
                            day,
                            now
                        )
                ),
            ],
        };
    }

    private async Task<CitedLaw> Of(
        Scope scope,
        IEnumerable<LawVersion> versions,
        CancellationToken cancellationToken
    )
    {
        var cited = new List<CitedVersion>();
        // A law in several parts is one text: one of its parts stands for the day.
        foreach (
            var version in LawLibrary
                .InOrder(versions)
                .DistinctBy(v => v.Part is null ? v.Id.ToString() : $"{v.Published:O}")
        )
        {
            Func<Reading.Laws.LawReading> text;
            if (version.Part is null)
            {
                text = () => texts.Read(version.SourceHash, version.FileName);
            }
            else
            {
                var whole = await library
                    .Text(scope, version, cancellationToken)
                    .ConfigureAwait(false);
                text = () => whole;
            }
            cited.Add(
                new CitedVersion(
                    version.Published,
                    version.InForceFrom,
                    version.InForceTo,
                    version.RepealedByText,
                    version.Superseded,
                    version.EndUnknown,
                    text
                )
            );
        }
        return new CitedLaw(cited.Count > 0 ? versions.First().Name : "", cited);
    }

    private IQueryable<LawVersion> Rows(Scope scope)
    {
        var tenant = scope.Tenant;
        return db.Set<LawVersion>().AsNoTracking().Where(v => v.Tenant == tenant);
    }
}

internal sealed class CitationSetup : ISetup
{
    public void Add(IServiceCollection services) => services.AddScoped<CitationLookup>();
}
