using Fadu.Core;
using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Reading;
using Fadu.Reading.Citations;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Fadu.Web.Pages.Portal;

/// <summary>One thing that is public: as it reads on a day, what it has to do with others, what could be read here before.</summary>
[OpenToAll]
[OutputCache(PolicyName = PortalCache.Name)]
public sealed class ThingModel(FaduDb db, PortalSections sections, LawLibrary library)
    : PortalPage(db, sections)
{
    public PortalSection Section { get; private set; } = null!;
    public Publication Thing { get; private set; } = null!;
    public DateOnly On { get; private set; }
    public PublishedVersion Version { get; private set; } = null!;
    public IReadOnlyList<PublishedVersion> Versions { get; private set; } = [];
    public IReadOnlyList<PublicationEdition> Editions { get; private set; } = [];
    public IReadOnlyList<(string Word, string Text, string? Href)> Relations { get; private set; } =
    [];

    /// <summary>Where it stands, in a list that shows it.</summary>
    public StandsNow? Standing { get; private set; }

    /// <summary>Whether it may be asked for as it was on another day.</summary>
    public bool HasDays => Thing.InForceFrom != Publication.NoStart && Section.HasDays;

    public async Task<IActionResult> OnGetAsync(string? section, Guid id)
    {
        var stop = HttpContext.RequestAborted;
        if (
            PortalSections.HasOwnPages(section)
            || Sections.Find(section ?? PortalSections.Documents) is not { } found
            || await PortalQueries.Find(Db, found.Key, id, stop) is not { } thing
        )
        {
            return NotFound();
        }
        (Section, Thing) = (found, thing);
        var edition = (await PortalQueries.Edition(Db, id, thing.Edition, stop))!;
        var content = edition.Content;
        On = Day("day") ?? Today;
        Version = content.On(On);
        Versions = [.. content.Versions.Reverse()];
        Editions = await PortalQueries.Editions(Db, id, stop);
        Relations = await Related(content, stop);
        await ReadExpired();
        Standing = (await PortalQueries.Standing(Db, Section, [id], On, stop)).GetValueOrDefault(
            id
        );
        return Page();
    }

    private async Task<IReadOnlyList<(string Word, string Text, string? Href)>> Related(
        PublishedContent content,
        CancellationToken stop
    )
    {
        var named = await PortalQueries.Named(
            Db,
            [.. content.Relations.Select(r => r.Key).Distinct(StringComparer.Ordinal)],
            stop
        );
        var laws = await Laws(content, stop);
        var told = await PortalQueries.ToldBy(Db, Thing, stop);
        var lines = content
            .Relations.Select(r =>
            {
                var other = named.GetValueOrDefault(r.Key);
                return (
                    Kind: r.Kind,
                    Word: Word(r.Kind, own: true),
                    Text: other is null || other.Id == Thing.Id ? r.Text : NameOf(other),
                    Href: other is null || other.Id == Thing.Id
                        ? laws.GetValueOrDefault(r.Text)
                        : other.Address
                );
            })
            .ToList();
        foreach (var (kind, other) in told)
        {
            // Said from both ends, it is said once.
            if (lines.TrueForAll(l => l.Href != other.Address || l.Word != Word(kind, own: false)))
            {
                lines.Add((kind, Word(kind, own: false), NameOf(other), other.Address));
            }
        }
        return [.. lines.OrderBy(l => l.Kind).Select(l => (l.Word, l.Text, l.Href))];
    }

    // The law it rests on, as it read when the thing was made.
    private async Task<Dictionary<string, string>> Laws(
        PublishedContent content,
        CancellationToken stop
    )
    {
        var cited = content
            .Relations.Where(r => r.Kind == RelationKind.RestsOn)
            .Select(r =>
                (
                    r.Text,
                    Law: CitationReader.Read(new SourceText(r.Text)).Citations.FirstOrDefault()
                )
            )
            .Where(c => c.Law is not null)
            .ToList();
        var day = content.Day ?? content.From ?? Today;
        var found = await library.Find(Scope.All(), cited.Select(c => c.Law!.Law), day, stop);
        return cited
            .Where(c =>
                found.TryGetValue(c.Law!.Law, out var law) && LawLevels.IsPublished(law.Level)
            )
            .GroupBy(c => c.Text, StringComparer.Ordinal)
            .ToDictionary(
                g => g.Key,
                g =>
                    $"/laws/{found[g.First().Law!.Law].Id}{(g.First().Law!.Article is { } article ? "#" + Uri.EscapeDataString(article) : "")}",
                StringComparer.Ordinal
            );
    }

    private static string NameOf(Publication p) =>
        p.Number is { } number ? $"{p.Title}（{number}）" : p.Title;

    private static string Word(RelationKind kind, bool own) =>
        (kind, own) switch
        {
            (RelationKind.Amends, true) => "修改了",
            (RelationKind.Amends, false) => "被修改，依据",
            (RelationKind.Repeals, true) or (RelationKind.RepealedBy, false) => "废止了",
            (RelationKind.RepealedBy, true) or (RelationKind.Repeals, false) => "被废止，依据",
            (RelationKind.RestsOn, true) => "制定依据",
            (RelationKind.RestsOn, false) => "以它为依据的",
            (RelationKind.InterpretedBy, true) or (RelationKind.Interprets, false) => "解读",
            (RelationKind.InterpretedBy, false) or (RelationKind.Interprets, true) => "解读的是",
            (RelationKind.Concludes, true) => "清理的文件",
            _ => "清理结论",
        };
}
