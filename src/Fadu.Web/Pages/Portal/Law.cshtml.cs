using Fadu.Core;
using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Reading.Laws;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Fadu.Web.Pages.Portal;

/// <summary>A version of a law that something public rests on.</summary>
[OpenToAll]
[OutputCache(PolicyName = PortalCache.Name)]
public sealed class LawModel(FaduDb db, PortalSections sections, LawLibrary library)
    : PortalPage(db, sections)
{
    public LawVersion Version { get; private set; } = null!;

    /// <summary>The version that holds today.</summary>
    public LawVersion? Current { get; private set; }

    public LawReading Law { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var stop = HttpContext.RequestAborted;
        if (
            await library.Version(Scope.All(), id, stop) is not { } version
            || !LawLevels.IsPublished(version.Level)
        )
        {
            return NotFound();
        }
        Version = version;
        Current = LawLibrary.Nearest(
            await library.Versions(Scope.All(), version.LawId, stop),
            Today
        );
        try
        {
            Law = await library.Text(Scope.All(), version, stop);
        }
        catch (FileNotFoundException)
        {
            // the store lost a file: "verify" says so to those who can mend it
            return NotFound();
        }
        return Page();
    }
}
