using Fadu.Core;
using Fadu.Core.Publications;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Fadu.Web.Pages.Portal;

/// <summary>What could be read here before; of what was withdrawn nothing is shown.</summary>
[OpenToAll]
[OutputCache(PolicyName = PortalCache.Name)]
public sealed class EditionModel(FaduDb db, PortalSections sections) : PortalPage(db, sections)
{
    public PortalSection Section { get; private set; } = null!;
    public Publication Thing { get; private set; } = null!;
    public PublicationEdition Edition { get; private set; } = null!;
    public PublishedContent Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string? section, Guid id, int number)
    {
        // Lists with pages of their own stand at the beginning of the address.
        var own = Request.Path.Value!.Split('/')[1];
        var stop = HttpContext.RequestAborted;
        if (
            PortalSections.HasOwnPages(section)
            || Sections.Find(section ?? own) is not { } found
            || await PortalQueries.Find(Db, found.Key, id, stop) is not { } thing
            || number >= thing.Edition
            || await PortalQueries.Edition(Db, id, number, stop) is not { } edition
        )
        {
            return NotFound();
        }
        (Section, Thing, Edition, Shown) = (found, thing, edition, edition.Content);
        return Page();
    }
}
