using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Web.Security;

namespace Fadu.Web.Pages.Workbench.Registers;

/// <summary>What the items of one register have against them today.</summary>
[Needs(Capability.ViewRegisters)]
public sealed class FindingsModel(FaduDb db, RegisterRegistry registers)
    : RegisterPage(db, registers)
{
    public IReadOnlyList<RegisterFinding> Found { get; private set; } = [];

    public async Task OnGetAsync() =>
        Found = await RegisterFindings.Of(
            Db,
            Scope,
            Registers,
            Register,
            Organs,
            Today,
            HttpContext.RequestAborted
        );
}
