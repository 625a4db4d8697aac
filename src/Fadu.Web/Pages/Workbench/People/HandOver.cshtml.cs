using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.People;

/// <summary>Handing over all open work of a person in one act.</summary>
[Needs(Capability.HandOver)]
public sealed class HandOverModel : DirectoryPage
{
    [BindProperty(SupportsGet = true)]
    public Guid? From { get; set; }

    [BindProperty]
    public Guid? To { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Person? FromPerson { get; private set; }

    public IReadOnlyList<OpenWorkItem> Items { get; private set; } = [];

    public IReadOnlyList<Choice> FromChoices =>
        PersonChoices(People.All.Where(p => p.IsInOffice(Today) && MaySee(p)));

    public IReadOnlyList<Choice> ToChoices =>
        FromPerson is null
            ? []
            : PersonChoices(People.Of(FromPerson.OrganId).Where(p => p.Id != FromPerson.Id));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await Find(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await Find(cancellationToken) || FromPerson is null)
        {
            return NotFound();
        }
        if (To is null)
        {
            ModelState.AddModelError(nameof(To), "请选择接收人。");
            return Again();
        }
        var result = await Commit(
            new HandOverWork(FromPerson.Id, To.Value) { CommandId = CommandId, Reason = Reason },
            $"{FromPerson.Name}的 {Items.Count} 项工作已交给{People.NameOf(To)}。"
        );
        return result.IsDone ? RedirectToPage("View", new { id = FromPerson.Id }) : Page();
    }

    private async Task<bool> Find(CancellationToken cancellationToken)
    {
        if (From is not { } id)
        {
            return true;
        }
        if (People.Get(id) is not { } person || !MaySee(person))
        {
            return false;
        }
        FromPerson = person;
        Items = await OpenWorkOf(id, cancellationToken);
        return true;
    }
}
