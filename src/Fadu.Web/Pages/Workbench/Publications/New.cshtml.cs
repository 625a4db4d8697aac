using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Publications;

/// <summary>Enters by hand what the law wants public.</summary>
[Needs(Capability.Publish)]
public sealed class NewModel(FaduDb db, PortalSections sections) : PublicationsPage(db, sections)
{
    private const string DraftKey = "publication-new";

    public Task OnGetAsync() => LoadDraft(DraftKey);

    public async Task<IActionResult> OnPostAsync(
        string? title,
        string? organ,
        string? from,
        string? channel
    )
    {
        if (Organs.Find(organ ?? "") is not { } owner)
        {
            Refuse(
                new Refusal(
                    RefusalKind.Invalid,
                    $"没有“{organ}”这个单位，请从列表中选择。",
                    null,
                    "organ"
                )
            );
        }
        else if (RecordForms.Day(from) is not { } day)
        {
            Refuse(new Refusal(RefusalKind.Invalid, "请填写日期，例如 2026-03-16。", null, "from"));
        }
        else
        {
            var result = await Commit(
                new OwePublication(owner, title ?? "", day)
                {
                    CommandId = CommandId,
                    Channel = channel,
                },
                "已登记。请填写正文并公布。"
            );
            if (result.IsDone)
            {
                await DropDraft(DraftKey);
                return LocalRedirect($"{Home}/{result.Value}");
            }
        }
        CommandId = Guid.CreateVersion7();
        ModelState.Remove(nameof(CommandId));
        return Page();
    }
}
