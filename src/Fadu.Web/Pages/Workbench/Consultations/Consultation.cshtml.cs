using Fadu.Core;
using Fadu.Core.Consultations;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Consultations;

/// <summary>One consultation: how it stands, what to do now, and the groups of opinions to be answered.</summary>
[Needs(Capability.ViewMatters)]
public sealed class ConsultationModel(FaduDb db) : ConsultationsPage(db)
{
    public DataTable Table { get; private set; } = null!;
    public string? Next { get; private set; }
    public IReadOnlyList<FieldView> Filters { get; private set; } = [];
    public ConsultationText Words { get; private set; } = null!;

    /// <summary>Whether what became of the opinions can be made public now.</summary>
    public bool MayConclude => IsAtWork && Today > Asked.ClosesOn && Asked.Unanswered == 0;

    public async Task<IActionResult> OnGetAsync(Guid id) => await Load(id) ? Page() : NotFound();

    public Task<IActionResult> OnPostOpenAsync(Guid id, int seen) =>
        Do(
            id,
            new OpenConsultation(id, seen) { CommandId = CommandId },
            "已公布，公众现在可以提意见。"
        );

    public Task<IActionResult> OnPostExtendAsync(Guid id, int seen) =>
        Do(
            id,
            new ExtendConsultation(id, seen, RecordForms.Day(Sent("until")) ?? default)
            {
                CommandId = CommandId,
                Reason = Sent("extendWhy")?.Trim(),
            },
            "已延长并公布。"
        );

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, int seen) =>
        Do(
            id,
            new WithdrawConsultation(id, seen)
            {
                CommandId = CommandId,
                Reason = Sent("withdrawWhy")?.Trim(),
            },
            "已撤回。"
        );

    public Task<IActionResult> OnPostConcludeAsync(Guid id, int seen) =>
        Do(
            id,
            new ConcludeConsultation(id, seen, Sent("note")) { CommandId = CommandId },
            "采纳情况已经公布。"
        );

    public Task<IActionResult> OnPostGroupAsync(Guid id, Guid[]? groups)
    {
        var chosen = groups ?? [];
        return Do(
            id,
            // The one with most opinions stands on top of the list; the others go into it.
            new GroupOpinions(id, [.. chosen.Skip(1)], chosen.FirstOrDefault())
            {
                CommandId = CommandId,
            },
            $"已把 {chosen.Length} 组归并为一组。"
        );
    }

    public async Task<IActionResult> OnGetDocxAsync(Guid id)
    {
        if (!await Find(id) || Asked.OpenedOn is null)
        {
            return NotFound();
        }
        return File(
            Fadu.Writing.Official.OfficialWriter.ToBytes(
                ConsultationDocument.Of(
                    Asked,
                    await ConsultationQueries.Results(Db, Scope, id, HttpContext.RequestAborted),
                    Organs.Get(Asked.OrganId)?.Name ?? "",
                    Today
                )
            ),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            $"{Asked.Title}征求意见采纳情况.docx"
        );
    }

    private async Task<IActionResult> Do(Guid id, Command command, string notice)
    {
        if (!await Find(id))
        {
            return NotFound();
        }
        if ((await Commit(command, notice)).IsDone)
        {
            return LocalRedirect(Consultation.AddressOf(id));
        }
        Again();
        return await Load(id) ? Page() : NotFound();
    }

    private async Task<bool> Load(Guid id)
    {
        if (!await Find(id))
        {
            return false;
        }
        Words = Asked.Text;
        var query = Request.Query;
        Filters =
        [
            new FieldView("answered", "答复", FieldKind.Choice)
            {
                Options = [new Choice("no", "未答复"), new Choice("yes", "已答复")],
            },
            new FieldView("q", "意见含") { MaxLength = 100 },
        ];
        (var rows, Next) = await ConsultationQueries.Groups(
            Db,
            Scope,
            id,
            new GroupFilter
            {
                IsAnswered = query["answered"].ToString() switch
                {
                    "yes" => true,
                    "no" => false,
                    _ => null,
                },
                Text = query["q"],
            },
            query[Links.After],
            50,
            HttpContext.RequestAborted
        );
        var pick = IsAtWork && MayHandle && rows.Count > 1;
        Table = new DataTable(
            [
                new Column("意见", IsName: true),
                new Column("针对"),
                new Column("条数", Numeric: true),
                new Column("答复"),
            ],
            [
                .. rows.Select(g => new Row([
                    Cell.Text(
                        g.Gist.Length <= 120 ? g.Gist : g.Gist[..119] + "…",
                        $"{Consultation.AddressOf(id)}/groups/{g.Id}"
                    ),
                    Cell.Text(g.About ?? "整个草案"),
                    Cell.Number(g.Count),
                    g.Outcome is { } outcome
                        ? Cell.Tag(
                            outcome.DisplayName(),
                            outcome == OpinionOutcome.NotAdopted ? Tone.Plain : Tone.Ok
                        )
                        : Cell.Tag("未答复", Tone.Soon),
                ])
                {
                    Id = pick ? g.Id.ToString() : null,
                }),
            ]
        )
        {
            Caption = "意见，意思相同的归为一组，条数多的在前",
            PickName = pick ? "groups" : null,
        };
        return true;
    }
}
