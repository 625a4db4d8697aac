using System.Globalization;
using Fadu.Core;
using Fadu.Core.Consultations;
using Fadu.Core.Publications;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Fadu.Web.Pages.Portal.Consultations;

/// <summary>One draft: in its languages side by side, why, until when, by whom; afterwards what became of the opinions. Kept like every page of the portal: what strangers send changes nothing on it.</summary>
[OpenToAll]
[OutputCache(PolicyName = PortalCache.Name)]
public sealed class DraftModel(FaduDb db, PortalSections sections) : PortalPage(db, sections)
{
    private const int Size = 100;

    public Publication Thing { get; private set; } = null!;
    public PublishedConsultation Asked { get; private set; } = null!;

    /// <summary>The draft of the leading language.</summary>
    public string Draft { get; private set; } = "";

    public IReadOnlyList<PublicationEdition> Editions { get; private set; } = [];

    /// <summary>What became of the opinions: one page of it.</summary>
    public IReadOnlyList<PublishedAnswer> Answers { get; private set; } = [];

    public string? Next { get; private set; }

    /// <summary>Whether opinions are taken today.</summary>
    public bool IsOpen => Asked.IsOpenOn(Today);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var stop = HttpContext.RequestAborted;
        if (
            await PortalQueries.Find(Db, Consultation.Section, id, stop) is not { } thing
            || (await PortalQueries.Edition(Db, id, thing.Edition, stop))?.Content
                is not { Consultation: { } asked } content
        )
        {
            return NotFound();
        }
        (Thing, Asked, Draft) = (thing, asked, content.Versions[0].Text ?? "");
        Editions = await PortalQueries.Editions(Db, id, stop);
        var after = int.TryParse(
            Text("after"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : 0;
        var all = asked.Result?.Answers ?? [];
        Answers = [.. all.Skip(after).Take(Size)];
        Next =
            all.Count > after + Size ? (after + Size).ToString(CultureInfo.InvariantCulture) : null;
        return Page();
    }
}
