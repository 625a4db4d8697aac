using System.Security.Claims;
using Fadu.Core.Organs;
using Fadu.Core.People;

namespace Fadu.Web.Security;

/// <summary>Who is asking: the person as actor, and what rows the person may see. Filled by <see cref="AccessMiddleware"/> for every request of somebody signed in.</summary>
public sealed class CurrentUser
{
    private Actor? actor;
    private Scope? scope;
    private OrganDirectory? organs;

    /// <summary>Whether somebody is signed in.</summary>
    public bool IsSignedIn => actor is not null;

    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public Actor Actor => actor ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public Scope Scope => scope ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The organs of the person's tenant, as they were when the request came.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public OrganDirectory Organs =>
        organs ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>Whether the person may.</summary>
    public bool Can(Capability capability) => actor?.Can(capability) == true;

    internal void Set(Actor who, Scope what, OrganDirectory directory)
    {
        actor = who;
        scope = what;
        organs = directory;
    }

    /// <summary>Claim that carries for whom the person acts (AB角).</summary>
    public const string ActsForClaim = "fadu:acts-for";

    internal static Guid? AccountOf(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
}
