using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Publications;

/// <summary>One thing that was published: what stands there, what stood there, putting it right, taking it off.</summary>
[Needs(Capability.Publish)]
public sealed class RecordModel(FaduDb db, PortalSections sections, RegisterRegistry registers)
    : PublicationsPage(db, sections)
{
    public Publication Thing { get; private set; } = null!;
    public PublishedContent Shown { get; private set; } = null!;
    public IReadOnlyList<PublicationEdition> Editions { get; private set; } = [];

    /// <summary>What its register says now.</summary>
    public PublicationPreview? Preview { get; private set; }

    public bool MayAct => Organs.MayActFor(Me.Actor, Thing.OrganId);

    /// <summary>The page of the register's item.</summary>
    public string ItemAddress =>
        RegisterVersion.AddressOf(Thing.SubjectKind["register:".Length..], Thing.Id);

    public async Task<IActionResult> OnGetAsync(Guid id) => await Load(id) ? Page() : NotFound();

    public Task<IActionResult> OnPostPublishAsync(Guid id, string? reason) =>
        Do(
            id,
            new PublishOnPortal([id]) { CommandId = CommandId, Reason = reason?.Trim() },
            "已公布。"
        );

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, string? why) =>
        Do(
            id,
            new WithdrawPublication(id) { CommandId = CommandId, Reason = why?.Trim() },
            "已从门户撤下。"
        );

    public async Task<IActionResult> OnPostCorrectAsync(
        Guid id,
        string? reason,
        string? title,
        string? number,
        string? day,
        string? text
    ) =>
        await Load(id)
            ? await Do(
                id,
                Thing.IsPublic
                    ? new CorrectNotice(id, title ?? "", text ?? "")
                    {
                        CommandId = CommandId,
                        Reason = reason?.Trim(),
                        Number = number,
                        Day = RecordForms.Day(day),
                    }
                    : new PublishNotice(id, Thing.OrganId, title ?? "", text ?? "")
                    {
                        CommandId = CommandId,
                        Number = number,
                        Day = RecordForms.Day(day),
                    },
                Thing.IsPublic ? "已公布更正。" : "已重新公布。"
            )
            : NotFound();

    private async Task<IActionResult> Do(Guid id, Command command, string notice)
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        if ((await Commit(command, notice)).IsDone)
        {
            return LocalRedirect($"{Home}/published/{id}");
        }
        CommandId = Guid.CreateVersion7();
        ModelState.Remove(nameof(CommandId));
        return Page();
    }

    private async Task<bool> Load(Guid id)
    {
        var stop = HttpContext.RequestAborted;
        if (await PublicationQueries.Find(Db, Scope, id, stop) is not { } thing)
        {
            return false;
        }
        Thing = thing;
        Shown = (await PortalQueries.Edition(Db, id, thing.Edition, stop))!.Content;
        Editions = await PortalQueries.Editions(Db, id, stop);
        if (thing.Section != PortalSections.Notices)
        {
            Preview = await PublicationPreview.Of(Db, Scope, registers, Organs, id, stop);
        }
        return true;
    }
}
