using System.Text.Json.Nodes;
using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Registers;

/// <summary>One drafted change beside what is in force, to be agreed to, returned or taken back.</summary>
[Needs(Capability.ApproveRegisters, Capability.DraftRegisters)]
public sealed class ViewModel(FaduDb db, RegisterRegistry registers) : RegisterPage(db, registers)
{
    public RegisterChange Change { get; private set; } = null!;

    public Register Of { get; private set; } = null!;

    /// <summary>What is in force where the change sets in; null for a new item.</summary>
    public RegisterVersion? Before { get; private set; }

    public IReadOnlyList<(string Title, string Before, string After)> Differences
    {
        get;
        private set;
    } = [];

    public IReadOnlyList<(string Title, string Text)> Inputs { get; private set; } = [];

    public IReadOnlyList<(string Name, string Hash)> Files { get; private set; } = [];

    public string Drafter { get; private set; } = "";

    public string KindName => Of.Kind(Change.Kind)?.Name ?? Change.Kind;

    public string? ReasonText { get; private set; }

    [BindProperty]
    public string? Paper { get; set; }

    private bool IsAsked =>
        Change.Asked is { } asked ? MyKind == asked : Me.Actor.Organ == Change.OrganId;

    /// <summary>The keeper's head enters what another organ has agreed to on paper.</summary>
    public bool ByPaper => Change.Asked is not null && !IsAsked;

    public bool MayDecide =>
        Change.State == ChangeState.Pending
        && Me.Can(Capability.ApproveRegisters)
        && Change.DraftedBy != Me.Actor.Person
        && (IsAsked || Me.Actor.Organ == Change.OrganId);

    public bool MayWithdraw =>
        Change.State == ChangeState.Pending && Change.DraftedBy == Me.Actor.Person;

    public async Task<IActionResult> OnGetAsync(Guid id) => await Load(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostDecideAsync(
        Guid id,
        string? decision,
        string? reason,
        List<IFormFile>? evidence
    )
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        ReasonText = reason;
        if (decision == "return")
        {
            var returned = await Commit(
                new ReturnChanges([id]) { CommandId = CommandId, Reason = reason?.Trim() },
                "已退回拟订人。"
            );
            return returned.IsDone ? LocalRedirect("/workbench/registers/changes") : Again();
        }
        var (hashes, refused) = await this.Keep(evidence);
        if (refused is not null)
        {
            Refuse(refused);
            return Page();
        }
        var result = await Commit(
            new ApproveChanges([id])
            {
                CommandId = CommandId,
                Paper = Paper,
                Evidence = hashes,
            },
            "已同意。"
        );
        return result.IsDone ? LocalRedirect($"/workbench/registers/changes/{id}") : Again();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id)
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        var result = await Commit(
            new WithdrawChanges([id]) { CommandId = CommandId },
            "已撤回，没有生效。"
        );
        return result.IsDone ? LocalRedirect("/workbench/registers/changes") : Again();
    }

    private PageResult Again()
    {
        CommandId = Guid.CreateVersion7();
        ModelState.Remove(nameof(CommandId));
        return Page();
    }

    private async Task<bool> Load(Guid id)
    {
        var change = await Db.Set<RegisterChange>()
            .FirstOrDefaultAsync(
                c => c.Tenant == Scope.Tenant && c.Id == id,
                HttpContext.RequestAborted
            );
        // Drafts are seen by the keeper and by those who are asked.
        if (
            change is null
            || Registers.Find(change.Register) is not { } of
            || !(
                Organs.MayActFor(Me.Actor, change.OrganId)
                || change.DraftedBy == Me.Actor.Person
                || (change.Asked is { } asked && MyKind == asked)
            )
        )
        {
            return false;
        }
        (Change, Of) = (change, of);
        var day = change.ValidFrom ?? Today;
        var all = await RegisterQueries.Item(
            Db,
            Scope.All(Scope.Tenant),
            of,
            change.ItemId,
            HttpContext.RequestAborted
        );
        Before =
            change.State != ChangeState.Pending ? null
            : change.VersionOrigin is { } origin ? all.LastOrDefault(v => v.Origin == origin)
            : all.LastOrDefault(v => v.ValidFrom <= day) ?? all.LastOrDefault();
        Differences = change.Body is { } body
            ? of.Differences(Before?.ParseBody(), JsonNode.Parse(body)!.AsObject(), Organs)
            : [];
        Inputs =
            change.Inputs is { } inputs && of.Kind(change.Kind)?.Input is { } type
                ? RecordForm.Of(type).Show(JsonNode.Parse(inputs)!.AsObject(), Organs)
                : [];
        var hashes = change.Evidence.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Files =
        [
            .. (
                await Db.Set<StoredFile>()
                    .Where(f => f.Tenant == Scope.Tenant && hashes.Contains(f.Hash))
                    .Select(f => new { f.Name, f.Hash })
                    .ToListAsync(HttpContext.RequestAborted)
            ).Select(f => (f.Name, f.Hash)),
        ];
        var names = await NamesOf([change.DraftedBy]);
        Drafter = change.DraftedBy is { } by ? names.GetValueOrDefault(by, "已离职人员") : "系统";
        return true;
    }
}
