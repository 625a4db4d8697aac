using Fadu.Core;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Matters;

/// <summary>责任链: who did what, told from the trail of the matter and of those that it opened; prints as a paper.</summary>
[Needs(Capability.ViewMatters)]
public sealed class ChainModel(
    FaduDb db,
    ProcedureRegistry procedures,
    EventRegistry registry,
    Directories directories
) : MatterPage(db, procedures, registry, directories)
{
    private readonly EventRegistry registry = registry;
    private readonly Directories directories = directories;

    public Matter Matter { get; private set; } = null!;
    public IReadOnlyList<ChainLine> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var stop = HttpContext.RequestAborted;
        if (
            await MatterQueries.Find(Db, Scope, id, stop) is not { } matter
            || await MatterChain.Read(Db, Scope, id, Procedures, registry, directories, stop)
                is not { } lines
        )
        {
            return NotFound();
        }
        (Matter, Lines) = (matter, lines);
        return Page();
    }
}
