using Fadu.Core;
using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Laws;

/// <summary>An organ looks at a record that cites a changed law and says what is to become of it.</summary>
[Needs(Capability.EnterWorkbench)]
public sealed class CleanupModel(FaduDb db) : FaduPage
{
    public LawCleanup Of { get; private set; } = null!;

    [BindProperty]
    public string? Result { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<Choice> Results { get; } =
    [.. Enum.GetValues<CleanupResult>().Select(r => new Choice(r.ToString(), r.DisplayName()))];

    public async Task<IActionResult> OnGetAsync(Guid id) => await Load(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        var result = await Commit(
            new CloseLawCleanup(
                id,
                Enum.TryParse<CleanupResult>(Result, out var known) ? known : null
            )
            {
                CommandId = CommandId,
                Reason = Reason?.Trim(),
            },
            "清理结果已报。"
        );
        return result.IsDone ? LocalRedirect(LawCleanup.AddressOf(id)) : Page();
    }

    private async Task<bool> Load(Guid id)
    {
        var task = await db.Set<LawCleanup>()
            .Within(Scope)
            .FirstOrDefaultAsync(c => c.Id == id, HttpContext.RequestAborted);
        if (task is null)
        {
            return false;
        }
        Of = task;
        return true;
    }
}
