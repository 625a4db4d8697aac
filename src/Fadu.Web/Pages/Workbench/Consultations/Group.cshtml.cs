using Fadu.Core;
using Fadu.Core.Consultations;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Consultations;

/// <summary>Opinions that say the same: what each of them said, and the one answer.</summary>
[Needs(Capability.ViewMatters)]
public sealed class GroupModel(FaduDb db) : ConsultationsPage(db)
{
    public OpinionGroup Group { get; private set; } = null!;
    public IReadOnlyList<OpinionGroup> Parts { get; private set; } = [];
    public IReadOnlyList<OpinionRow> Opinions { get; private set; } = [];
    public string? Next { get; private set; }
    public IReadOnlyDictionary<Guid, OpinionContact> Givers { get; private set; } =
        new Dictionary<Guid, OpinionContact>();

    public static IReadOnlyList<Choice> Outcomes =>
        [
            .. Enum.GetValues<OpinionOutcome>()
                .Select(o => new Choice(o.ToString(), o.DisplayName())),
        ];

    public async Task<IActionResult> OnGetAsync(Guid id, Guid group) =>
        await Load(id, group) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAnswerAsync(Guid id, Guid group)
    {
        if (!Enum.TryParse<OpinionOutcome>(Sent("outcome"), out var outcome))
        {
            Refuse(new Refusal(RefusalKind.Invalid, "请选择是否采纳。", null, "outcome"));
            return await Load(id, group) ? Page() : NotFound();
        }
        return await Do(
            id,
            group,
            new AnswerOpinions(id, group, Sent("gist") ?? "", outcome, Sent("answer"))
            {
                CommandId = CommandId,
            },
            "已答复。",
            Consultation.AddressOf(id)
        );
    }

    public Task<IActionResult> OnPostPartAsync(Guid id, Guid group, Guid part) =>
        Do(
            id,
            group,
            new PartOpinions(id, part) { CommandId = CommandId },
            "已拆开。",
            $"{Consultation.AddressOf(id)}/groups/{group}"
        );

    public Task<IActionResult> OnPostEraseAsync(Guid id, Guid group, Guid opinion) =>
        Do(
            id,
            group,
            new EraseOpinionGiver(opinion)
            {
                CommandId = CommandId,
                Reason = Sent("eraseWhy")?.Trim(),
            },
            "个人信息已经删除，意见保留。",
            $"{Consultation.AddressOf(id)}/groups/{group}"
        );

    private async Task<IActionResult> Do(
        Guid id,
        Guid group,
        Command command,
        string notice,
        string back
    )
    {
        if (!await Load(id, group))
        {
            return NotFound();
        }
        if ((await Commit(command, notice)).IsDone)
        {
            return LocalRedirect(back);
        }
        Again();
        return Page();
    }

    private async Task<bool> Load(Guid id, Guid group)
    {
        var stop = HttpContext.RequestAborted;
        if (
            !await Find(id)
            || await ConsultationQueries.Group(Db, Scope, id, group, stop) is not { } found
        )
        {
            return false;
        }
        (Group, Parts) = found;
        (Opinions, Next) = await ConsultationQueries.Opinions(
            Db,
            Scope,
            id,
            new OpinionFilter { Group = group },
            Request.Query[Links.After],
            50,
            stop
        );
        Givers = await ConsultationQueries.Givers(
            Db,
            Scope,
            Me.Actor,
            [.. Opinions.Select(o => o.Opinion)],
            stop
        );
        return true;
    }
}
