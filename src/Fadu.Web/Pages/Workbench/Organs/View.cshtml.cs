using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Organs;

/// <summary>One organ: its names and their days, lineage, leaders, people, and what has happened to it.</summary>
[Needs(Capability.EnterWorkbench)]
public sealed class ViewModel : DirectoryPage
{
    public OrganInfo Organ { get; private set; } = null!;

    /// <summary>Where it came from and went to.</summary>
    public IReadOnlyList<Lineage> Links { get; private set; } = [];

    public IReadOnlyList<OrganInfo> Below { get; private set; } = [];

    /// <summary>Its people, where they may be seen.</summary>
    public IReadOnlyList<Person> Staff { get; private set; } = [];

    public IReadOnlyList<TimelineEntry> Entries { get; private set; } = [];

    /// <summary>How it ended, in a word.</summary>
    public string EndWord =>
        Links
            .LastOrDefault(l => l.From == Organ.Id && l.Kind != LineageKind.DutiesMoved)
            ?.Kind switch
        {
            LineageKind.Merger => "并入其他机关",
            LineageKind.Split => "分立",
            _ => "撤销",
        };

    public bool MayChange => Me.Can(Capability.ManageOrgans) && Organ.Exists(Today);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (Organs.Get(id) is not { } organ)
        {
            return NotFound();
        }
        Organ = organ;
        Links = [.. Organs.Links.Where(l => l.From == id || l.To == id)];
        Below = [.. Organs.Below(id)];
        Staff = [.. People.Of(id).Where(MaySee)];
        Entries = await History(Core.Organs.Organ.StreamOf(id), cancellationToken);
        return Page();
    }
}
