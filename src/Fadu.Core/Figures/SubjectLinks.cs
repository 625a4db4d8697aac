using Fadu.Core.People;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Figures;

/// <summary>How a record behind a figure is shown in a list.</summary>
/// <param name="Title">Such as the name of the event or the case number.</param>
/// <param name="Href">Its page, from the root of the site.</param>
/// <param name="Note">One more line, if useful.</param>
public sealed record SubjectLine(string Title, string Href, string? Note = null);

/// <summary>Opens records of some kinds (see <see cref="ContributionLine.SubjectKind"/>). Found by scanning, made once by dependency injection.</summary>
public interface ISubjectLink
{
    /// <summary>Whether it knows this kind.</summary>
    bool Opens(string kind);

    /// <summary>Titles and addresses of records; what is not in the scope is left out.</summary>
    Task<IReadOnlyDictionary<Guid, SubjectLine>> Describe(
        FaduDb db,
        Scope scope,
        string kind,
        IReadOnlyList<Guid> subjects,
        CancellationToken cancellationToken
    );
}

/// <summary>All <see cref="ISubjectLink"/> of the loaded assemblies.</summary>
public sealed class SubjectLinks(ModelAssemblies assemblies, IServiceProvider services)
{
    private readonly List<ISubjectLink> all =
    [
        .. assemblies
            .All.SelectMany(a => a.GetTypes())
            .Where(t => !t.IsAbstract && typeof(ISubjectLink).IsAssignableFrom(t))
            .Select(t => (ISubjectLink)ActivatorUtilities.CreateInstance(services, t)),
    ];

    /// <summary>Titles and addresses of the records on a page; a kind that nobody opens is missing.</summary>
    public async Task<IReadOnlyDictionary<Guid, SubjectLine>> Describe(
        FaduDb db,
        Scope scope,
        IEnumerable<FigureRecord> records,
        CancellationToken cancellationToken = default
    )
    {
        var lines = new Dictionary<Guid, SubjectLine>();
        foreach (var kind in records.GroupBy(r => r.SubjectKind, StringComparer.Ordinal))
        {
            if (all.Find(l => l.Opens(kind.Key)) is { } link)
            {
                foreach (
                    var (id, line) in await link.Describe(
                            db,
                            scope,
                            kind.Key,
                            [.. kind.Select(r => r.Subject).Distinct()],
                            cancellationToken
                        )
                        .ConfigureAwait(false)
                )
                {
                    lines[id] = line;
                }
            }
        }
        return lines;
    }
}
