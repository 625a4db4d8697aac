using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Registers;

/// <summary>All registers.</summary>
[Needs(Capability.ViewRegisters)]
[Nav("名录与台账", "名录", "/workbench/registers", 20)]
public sealed class IndexModel(RegisterRegistry registers) : FaduPage
{
    public IReadOnlyCollection<Register> All => registers.All;

    public void OnGet() { }
}

/// <summary>How many changes wait for this person's approval; no more than ninety-nine are looked at.</summary>
internal sealed class RegisterCount(FaduDb db, Core.Organs.Directories directories) : INavCount
{
    public string Href => "/workbench/registers";

    public async Task<int> Count(CurrentUser user, CancellationToken cancellationToken)
    {
        if (!user.Can(Capability.ApproveRegisters) || user.Actor.Organ is not { } organ)
        {
            return 0;
        }
        var organs = await directories.Organs(user.Actor.Tenant, cancellationToken);
        var kind = organs.Get(organ)?.Kind;
        return await RegisterQueries
            .Waiting(db, user.Scope, organ, kind)
            .Where(c => c.DraftedBy != user.Actor.Person)
            .Take(99)
            .CountAsync(cancellationToken);
    }
}
