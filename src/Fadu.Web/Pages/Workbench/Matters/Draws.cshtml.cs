using Fadu.Core;
using Fadu.Core.Draws;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Matters;

/// <summary>抽取记录: each draw of a matter with all that is needed to draw again, and drawn again (docs/adr/0013).</summary>
[Needs(Capability.ViewMatters)]
public sealed class DrawsModel(
    FaduDb db,
    ProcedureRegistry procedures,
    EventRegistry registry,
    Directories directories
) : MatterPage(db, procedures, registry, directories)
{
    public Matter Matter { get; private set; } = null!;
    public IReadOnlyList<DrawRecord> Draws { get; private set; } = [];

    /// <summary>The name of the step that drew.</summary>
    public string StepOf(DrawRecord draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        return Procedures.Get(Matter.Procedure, Matter.Edition).FindAction(draw.Action)?.Name
            ?? draw.Action;
    }

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var stop = HttpContext.RequestAborted;
        if (await MatterQueries.Find(Db, Scope, id, stop) is not { } matter)
        {
            return NotFound();
        }
        Matter = matter;
        Draws = await Draw.Read(Db, Scope, id, stop);
        if (Draws.Count == 0)
        {
            return NotFound();
        }
        await ReadNames();
        return Page();
    }
}
