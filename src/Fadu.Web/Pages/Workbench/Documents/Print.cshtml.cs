using Fadu.Core;
using Fadu.Core.Documents;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using MatterPage = Fadu.Web.Pages.Workbench.Matters.MatterPage;

namespace Fadu.Web.Pages.Workbench.Documents;

/// <summary>Envelopes and labels for chosen documents, to be printed; and the documents themselves as one file or packed.</summary>
[Needs(Capability.ViewMatters)]
public sealed class PrintModel(
    FaduDb db,
    ProcedureRegistry procedures,
    EventRegistry registry,
    Directories directories
) : MatterPage(db, procedures, registry, directories)
{
    public IReadOnlyList<(MatterDocument Document, DocumentBody Body)> Of { get; private set; } =
    [];

    /// <summary>dl, c5 or label.</summary>
    public string Form { get; private set; } = "dl";

    public async Task<IActionResult> OnGetAsync(List<Guid> ids, string? form)
    {
        await ReadNames();
        var found = await DocumentQueries.Among(
            Db,
            Scope,
            [.. ids.Distinct().Take(500)],
            HttpContext.RequestAborted
        );
        if (found.Count == 0)
        {
            return NotFound();
        }
        Of = [.. found.Select(d => (d, d.ReadBody()))];
        Form = form is "c5" or "label" ? form : "dl";
        return Page();
    }

    /// <summary>The chosen ones in an address.</summary>
    public string Ids => string.Join('&', Of.Select(d => $"ids={d.Document.Id}"));
}
