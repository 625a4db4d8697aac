using Fadu.Core;
using Fadu.Core.Publications;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Fadu.Web.Pages.Portal;

/// <summary>A list of the portal as it stands on any day: documents at /documents, the others at /lists/….</summary>
[OpenToAll]
[OutputCache(PolicyName = PortalCache.Name)]
public sealed class ListModel(FaduDb db, PortalSections sections) : PortalPage(db, sections)
{
    private const int Size = 50;

    public PortalSection Section { get; private set; } = null!;

    /// <summary>As of this day.</summary>
    public DateOnly On { get; private set; }

    /// <summary>How they stand; empty = all.</summary>
    public PortalState? State { get; private set; }

    public IReadOnlyList<string> Organs { get; private set; } = [];
    public IReadOnlyList<string> Facets { get; private set; } = [];
    public IReadOnlyList<int> Years { get; private set; } = [];
    public IReadOnlyList<Publication> Lines { get; private set; } = [];

    /// <summary>What is public of what the lines were repealed by.</summary>
    public IReadOnlyDictionary<string, Publication> Repealers { get; private set; } =
        new Dictionary<string, Publication>(StringComparer.Ordinal);

    /// <summary>Where the lines stand, of a list that shows it.</summary>
    public IReadOnlyDictionary<Guid, StandsNow> Standing { get; private set; } =
        new Dictionary<Guid, StandsNow>();

    public string? Next { get; private set; }

    /// <summary>Whether something was asked besides the state.</summary>
    public bool IsSifted =>
        (Text("q") ?? Text("organ") ?? Text("facet") ?? Text("after")) is not null
        || Year("year") is not null
        || On != Today;

    /// <summary>The state in plain words.</summary>
    public string Headline =>
        !Section.HasDays
            ? Section.Title
            : State switch
            {
                null => $"{Section.Title}：全部",
                PortalState.InForce when On != Today =>
                    $"{Section.Title}：{PortalWords.Of(On)} {(Section.HasValidity ? "有效的" : "在列的")}",
                _ => $"{Section.Title}：{PortalWords.Of(Section, State)}的",
            };

    public async Task<IActionResult> OnGetAsync(string? section)
    {
        if (
            PortalSections.HasOwnPages(section)
            || Sections.Find(section ?? PortalSections.Documents) is not { } found
        )
        {
            return NotFound();
        }
        Section = found;
        On = Day("day") ?? Today;
        State = !Section.HasDays
            ? null
            : Text("state") switch
            {
                "ended" => PortalState.Ended,
                "suspended" => PortalState.Suspended,
                "future" => PortalState.NotYet,
                "all" => null,
                _ => PortalState.InForce,
            };
        var stop = HttpContext.RequestAborted;
        await ReadExpired();
        (Organs, Facets, Years) = await PortalQueries.Choices(Db, Section.Key, stop);
        (Lines, Next) = await PortalQueries.Page(
            Db,
            Section.Key,
            new PortalFilter
            {
                Day = On,
                State = State,
                Organ = Text("organ"),
                Facet = Text("facet"),
                Year = Year("year"),
                Text = Text("q"),
            },
            Text("after"),
            Size,
            stop
        );
        Repealers = await PortalQueries.Named(
            Db,
            [
                .. Lines
                    .Where(l => l.EndedBy is not null && l.InForceUntil < On)
                    .Select(l => PublishedRelation.KeyOf(l.EndedBy!))
                    .Distinct(StringComparer.Ordinal),
            ],
            stop
        );
        Standing = await PortalQueries.Standing(
            Db,
            Section,
            [.. Lines.Select(l => l.Id)],
            On,
            stop
        );
        return Page();
    }
}
