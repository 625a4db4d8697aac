using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Law.Procedures;
using Fadu.Web.Security;

namespace Fadu.Web.Pages.Workbench.Procedures;

/// <summary>All procedures with their editions, and which organ is responsible.</summary>
[Needs(Capability.ViewMatters)]
[Nav("程序", "程序目录", "/workbench/procedures", 90)]
public sealed class IndexModel(FaduDb db, ProcedureRegistry procedures, Directories directories)
    : FaduPage
{
    public IReadOnlyCollection<ProcedureEditions> All => procedures.All;

    public LedgerOrgans Organs { get; private set; } = null!;

    /// <summary>The responsible organ by key of the procedure.</summary>
    public IReadOnlyDictionary<string, Guid> Owners { get; private set; } =
        new Dictionary<string, Guid>(StringComparer.Ordinal);

    public async Task OnGetAsync()
    {
        Organs = await LedgerOrgans.Of(directories, Me.Actor.Tenant, HttpContext.RequestAborted);
        Owners = (await MatterQueries.Settings(db, Scope, HttpContext.RequestAborted))
            .Where(s => s.Key == "owner")
            .ToDictionary(s => s.Procedure, s => Guid.Parse(s.Value), StringComparer.Ordinal);
    }
}
