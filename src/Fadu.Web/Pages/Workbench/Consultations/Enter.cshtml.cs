using Fadu.Core;
using Fadu.Core.Consultations;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Consultations;

/// <summary>Enters an opinion that came by letter, telephone or in a meeting.</summary>
[Needs(Capability.HandleMatters)]
public sealed class EnterModel(FaduDb db) : ConsultationsPage(db)
{
    public string DraftKey => $"opinion:{Asked.Id}";

    public static IReadOnlyList<Choice> Sources =>
        [
            .. Enum.GetValues<OpinionSource>()
                .Where(s => s != OpinionSource.Web)
                .Select(s => new Choice(s.ToString(), s.DisplayName())),
        ];

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (!await Find(id) || !MayHandle)
        {
            return NotFound();
        }
        await LoadDraft(DraftKey);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (!await Find(id) || !MayHandle)
        {
            return NotFound();
        }
        var result = await Commit(
            new EnterOpinion(
                id,
                new OpinionText(
                    Sent("about"),
                    Sent("text") ?? "",
                    Sent("because"),
                    Enum.TryParse<OpinionGiver>(Sent("giver"), out var giver) ? giver : default
                )
                {
                    Name = Sent("name"),
                    Contact = Sent("contact"),
                },
                Enum.TryParse<OpinionSource>(Sent("source"), out var source)
                    ? source
                    : OpinionSource.Web,
                RecordForms.Day(Sent("receivedOn")) ?? default
            )
            {
                CommandId = CommandId,
            }
        );
        if (result.IsDone)
        {
            await DropDraft(DraftKey);
            Notice = $"已登记，回执号 {Opinion.ShowReceipt(result.Value!)}，可以告诉提出人。";
            return LocalRedirect($"{Consultation.AddressOf(id)}/enter");
        }
        Again();
        return Page();
    }
}
