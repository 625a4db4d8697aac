using Fadu.Core;
using Fadu.Core.Publications;
using Fadu.Web.Security;
using Microsoft.AspNetCore.OutputCaching;

namespace Fadu.Web.Pages.Portal;

/// <summary>What can be taken away as tables, and what their columns mean.</summary>
[OpenToAll]
[OutputCache(PolicyName = PortalCache.Name)]
public sealed class OpenDataModel(FaduDb db, PortalSections sections) : PortalPage(db, sections)
{
    public IReadOnlyList<(
        PortalSection Section,
        IReadOnlyList<(string Name, string Meaning)> Columns
    )> Tables => [.. Sections.All.Select(s => (s, OpenDataTable.Columns(s)))];

    public void OnGet() { }
}
