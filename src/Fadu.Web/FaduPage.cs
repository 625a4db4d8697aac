using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fadu.Web;

/// <summary>What every page of the workbench shares: who asks, the one way to write, and how refusals are shown.</summary>
public abstract class FaduPage : PageModel
{
    private CurrentUser? user;

    /// <summary>Who asks and what may be seen.</summary>
    public CurrentUser Me => user ??= HttpContext.RequestServices.GetRequiredService<CurrentUser>();

    /// <summary>Shorthand for <c>Me.Scope</c>.</summary>
    public Scope Scope => Me.Scope;

    /// <summary>The id under which this form may be sent once; carried in a hidden field so that the same form sent twice does nothing twice.</summary>
    [BindProperty]
    public Guid CommandId { get; set; } = Guid.CreateVersion7();

    /// <summary>Set when a command was refused; the layout shows it with its article and details.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>What the last action did, shown once on the next page.</summary>
    [TempData]
    public string? Notice { get; set; }

    /// <summary>Today in the county.</summary>
    public DateOnly Today => Core.FaduTime.Today(HttpContext.RequestServices.GetRequiredService<TimeProvider>());

    /// <summary>
    /// Does a command as the person who asks. A refusal goes into <see cref="Refusal"/> and, where it names a field, beside that field; the page is then shown again with
    /// everything that was filled in.
    /// </summary>
    public async Task<CommitResult> Commit(Command command, string? notice = null)
    {
        var result = await HttpContext.RequestServices.GetRequiredService<Committer>().Commit(command, Me.Actor, HttpContext.RequestAborted);
        if (result.IsDone)
        {
            Notice = notice;
        }
        else
        {
            Refuse(result.Refusal);
        }
        return result;
    }

    /// <summary>Shows a refusal on this page.</summary>
    public void Refuse(Refusal refusal)
    {
        Refusal = refusal;
        ModelState.AddModelError(refusal.Field ?? "", refusal.Message);
        Response.StatusCode = refusal.Kind switch
        {
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
    }
}
