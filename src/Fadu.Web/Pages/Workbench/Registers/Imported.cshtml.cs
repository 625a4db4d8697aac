using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Registers;

/// <summary>The changes that one sheet brought, decided on as one.</summary>
[Needs(Capability.ApproveRegisters, Capability.DraftRegisters)]
public sealed class ImportedModel(FaduDb db, RegisterRegistry registers)
    : RegisterPage(db, registers)
{
    private const int Size = 100;

    public RegisterImport Import { get; private set; } = null!;

    public Register Of { get; private set; } = null!;

    public DataTable Table { get; private set; } = null!;

    public string? Next { get; private set; }

    [BindProperty]
    public string? Paper { get; set; }

    public bool MayDecide { get; private set; }

    /// <summary>The keeper's head enters what another organ has agreed to on paper.</summary>
    public bool ByPaper { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id) => await Load(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(
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
        var (hashes, refused) = await this.Keep(evidence);
        if (refused is not null)
        {
            Refuse(refused);
            return Page();
        }
        var result =
            decision == "return"
                ? await Commit(
                    new ReturnChanges([], id) { CommandId = CommandId, Reason = reason?.Trim() },
                    "已整批退回。"
                )
                : await Commit(
                    new ApproveChanges([], id)
                    {
                        CommandId = CommandId,
                        Paper = Paper,
                        Evidence = hashes,
                    },
                    "已整批同意。"
                );
        if (result.IsDone)
        {
            return LocalRedirect($"/workbench/registers/imports/{id}");
        }
        CommandId = Guid.CreateVersion7();
        ModelState.Remove(nameof(CommandId));
        return Page();
    }

    private async Task<bool> Load(Guid id)
    {
        var import = await Db.Set<RegisterImport>()
            .FirstOrDefaultAsync(
                i => i.Tenant == Scope.Tenant && i.Id == id,
                HttpContext.RequestAborted
            );
        if (import is null || Registers.Find(import.Register) is not { } of)
        {
            return false;
        }
        (Import, Of) = (import, of);
        var changes = Db.Set<RegisterChange>()
            .Where(c => c.Tenant == Scope.Tenant && c.Batch == id);
        var after = Guid.TryParse(Request.Query[Links.After], out var last) ? last : Guid.Empty;
        var found = await changes
            .Where(c => c.Id > after)
            .OrderBy(c => c.Id)
            .Take(Size + 1)
            .ToListAsync(HttpContext.RequestAborted);
        var mine = import.RecordedBy == Me.Actor.Person;
        var pending = found.Find(c => c.State == ChangeState.Pending);
        var asked = pending?.Asked is { } kind && MyKind == kind;
        var keeper = found.Exists(c => c.OrganId == Me.Actor.Organ);
        if (!mine && !asked && !keeper && !found.Exists(c => Organs.MayActFor(Me.Actor, c.OrganId)))
        {
            return false;
        }
        MayDecide =
            pending is not null
            && !mine
            && Me.Can(Capability.ApproveRegisters)
            && (asked || keeper);
        ByPaper = pending?.Asked is not null && !asked;
        Next = found.Count > Size ? found[Size - 1].Id.ToString() : null;
        Table = new DataTable(
            [
                new Column("项", IsName: true),
                new Column("变动"),
                new Column("自"),
                new Column("状态"),
            ],
            [
                .. found
                    .Take(Size)
                    .Select(c => new Row([
                        Cell.Text(c.Title, $"/workbench/registers/changes/{c.Id}"),
                        Cell.Text(of.Kind(c.Kind)?.Name ?? c.Kind),
                        Cell.Day(c.ValidFrom ?? c.ValidUntil),
                        Cell.Tag(
                            c.State.DisplayName(),
                            c.State == ChangeState.Approved ? Tone.Ok : Tone.Soon
                        ),
                    ])),
            ]
        )
        {
            Id = "changes",
            Caption = import.FileName,
        };
        return true;
    }
}
