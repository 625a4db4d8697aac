using Fadu.Core;
using Fadu.Core.Consultations;
using Fadu.Core.Publications;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Portal.Consultations;

/// <summary>What became of an opinion, for whoever has its receipt. Who gave it is not shown here either.</summary>
[OpenToAll]
public sealed class ReceiptModel(FaduDb db, PortalSections sections) : PortalPage(db, sections)
{
    public string? Code { get; private set; }

    /// <summary>Shown right after sending.</summary>
    public bool IsNew { get; private set; }

    public Opinion? Opinion { get; private set; }
    public OpinionGroup? Group { get; private set; }
    public Consultation? Consultation { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (IsStatic)
        {
            return NotFound();
        }
        Response.Headers.CacheControl = "no-store";
        Code = Text("code");
        IsNew = Request.Query["new"] == "1";
        if (await ConsultationQueries.OfReceipt(Db, Code, HttpContext.RequestAborted) is { } found)
        {
            (Opinion, Group, Consultation) = found;
        }
        else if (Code is not null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
        return Page();
    }
}
