using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Reading;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Publications;

/// <summary>One duty: why, by when, what the public will see, and the one thing to do.</summary>
[Needs(Capability.Publish)]
public sealed class DutyModel(FaduDb db, PortalSections sections, RegisterRegistry registers)
    : PublicationsPage(db, sections)
{
    public PublicationDuty Duty { get; private set; } = null!;

    /// <summary>What is public of it, or was.</summary>
    public Publication? Public { get; private set; }

    /// <summary>What would be shown of a register's item.</summary>
    public PublicationPreview? Preview { get; private set; }

    public IReadOnlyList<PublicationDuty> Others { get; private set; } = [];

    /// <summary>Whether its text is written here.</summary>
    public bool IsNotice => !Duty.SubjectKind.StartsWith("register:", StringComparison.Ordinal);

    public string DraftKey => $"publication:{Duty.Id}";

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        await LoadDraft(DraftKey);
        return Page();
    }

    public Task<IActionResult> OnPostPublishAsync(Guid id, string? reason) =>
        Do(
            id,
            () =>
                Commit(
                    new PublishOnPortal([Duty.SubjectId])
                    {
                        CommandId = CommandId,
                        Reason = reason?.Trim(),
                    },
                    "已在门户公布。"
                )
        );

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, string? reason) =>
        Do(
            id,
            () =>
                Commit(
                    new WithdrawPublication(Duty.SubjectId)
                    {
                        CommandId = CommandId,
                        Reason = reason?.Trim(),
                    },
                    "已从门户撤下。"
                )
        );

    public Task<IActionResult> OnPostPlaceAsync(Guid id, string? on, string? url) =>
        Do(
            id,
            () =>
                CommitUndoable(
                    new PlacePublication(id, RecordForms.Day(on) ?? Today, url?.Trim())
                    {
                        CommandId = CommandId,
                    },
                    $"已登记在{Duty.Channel}公布。"
                )
        );

    public Task<IActionResult> OnPostWaiveAsync(Guid id, string? reason) =>
        Do(
            id,
            () =>
                CommitUndoable(
                    new WaivePublication(id) { CommandId = CommandId, Reason = reason?.Trim() },
                    "已登记不公布。"
                )
        );

    public Task<IActionResult> OnPostNoticeAsync(
        Guid id,
        string? title,
        string? number,
        string? day,
        string? text,
        IFormFile? file
    ) =>
        Do(
            id,
            async () =>
            {
                var (read, refusal) = await NoticeText.Read(text, file, HttpContext.RequestAborted);
                if (refusal is not null)
                {
                    Refuse(refusal);
                    return new CommitResult(null, 0, refusal, false);
                }
                var result = await Commit(
                    new PublishNotice(Duty.SubjectId, Duty.OrganId, title ?? "", read!)
                    {
                        CommandId = CommandId,
                        Number = number,
                        Day = RecordForms.Day(day),
                    },
                    "已在门户公布。"
                );
                if (result.IsDone)
                {
                    await DropDraft(DraftKey);
                }
                return result;
            }
        );

    private async Task<IActionResult> Do(Guid id, Func<Task<CommitResult>> act)
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        if ((await act()).IsDone)
        {
            return LocalRedirect($"{Home}/{id}");
        }
        CommandId = Guid.CreateVersion7();
        ModelState.Remove(nameof(CommandId));
        return Page();
    }

    private async Task<bool> Load(Guid id)
    {
        var stop = HttpContext.RequestAborted;
        if (await PublicationQueries.Duty(Db, Scope, id, stop) is not { } duty)
        {
            return false;
        }
        Duty = duty;
        Public = await PublicationQueries.Find(Db, Scope, duty.SubjectId, stop);
        if (!IsNotice && duty is { State: DutyState.Open, Channel: Publication.Portal })
        {
            Preview = await PublicationPreview.Of(
                Db,
                Scope,
                registers,
                Organs,
                duty.SubjectId,
                stop
            );
        }
        Others = await Db.Set<PublicationDuty>()
            .AsNoTracking()
            .Within(Scope)
            .Where(d => d.SubjectId == duty.SubjectId && d.Id != id)
            .OrderBy(d => d.Seq)
            .Take(50)
            .ToListAsync(stop);
        return true;
    }
}

/// <summary>The text of a notice: pasted, or read out of a file.</summary>
internal static class NoticeText
{
    /// <summary>The text, or what is wrong with the file.</summary>
    public static async Task<(string? Text, Refusal? Refusal)> Read(
        string? pasted,
        IFormFile? file,
        CancellationToken cancellationToken
    )
    {
        if (file is null || file.Length == 0)
        {
            return (pasted ?? "", null);
        }
        if (!string.IsNullOrWhiteSpace(pasted))
        {
            return (
                null,
                new Refusal(
                    RefusalKind.Invalid,
                    "正文文件和粘贴的正文只要一样：请去掉文件，或者清空下面的正文。",
                    null,
                    "file"
                )
            );
        }
        return await TextOfFile.Read(file, "file", cancellationToken);
    }
}
