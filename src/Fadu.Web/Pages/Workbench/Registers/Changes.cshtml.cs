using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Registers;

/// <summary>Changes that wait for the reader, to be agreed to or returned together, and what the reader has drafted.</summary>
[Needs(Capability.ApproveRegisters, Capability.DraftRegisters)]
public sealed class ChangesModel(FaduDb db, RegisterRegistry registers)
    : RegisterPage(db, registers)
{
    private const int Size = 100;

    public DataTable Table { get; private set; } = null!;

    public DataTable Mine { get; private set; } = null!;

    /// <summary>Imports of which something waits: they are decided on as one.</summary>
    public IReadOnlyList<RegisterImport> Imports { get; private set; } = [];

    public string? ReasonText { get; private set; }

    public bool MayApprove => Me.Can(Capability.ApproveRegisters);

    /// <summary>The name of a register.</summary>
    public string RegisterName(string key) => Registers.Find(key)?.Title ?? key;

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostDecideAsync(
        Guid[]? changes,
        Guid? import,
        string? decision,
        string? reason
    )
    {
        ReasonText = reason;
        if (changes is null or [] && import is null)
        {
            Refuse(new Refusal(RefusalKind.Invalid, "请先勾选要办理的变动。"));
        }
        else if (
            (
                decision == "return"
                    ? await Commit(
                        new ReturnChanges(changes ?? [], import)
                        {
                            CommandId = CommandId,
                            Reason = reason?.Trim(),
                        },
                        "已退回拟订人。"
                    )
                    : await Commit(
                        new ApproveChanges(changes ?? [], import) { CommandId = CommandId },
                        "已同意。"
                    )
            ).IsDone
        )
        {
            return LocalRedirect("/workbench/registers/changes");
        }
        CommandId = Guid.CreateVersion7();
        ModelState.Remove(nameof(CommandId));
        await Load();
        return Page();
    }

    private async Task Load()
    {
        var waiting = MayApprove
            ? await Waiting()
                .Where(c => c.Batch == null)
                .OrderBy(c => c.Id)
                .Take(Size)
                .ToListAsync(HttpContext.RequestAborted)
            : [];
        var batches = MayApprove
            ? await Waiting()
                .Where(c => c.Batch != null)
                .Select(c => c.Batch)
                .Distinct()
                .OrderBy(b => b)
                .Take(20)
                .ToListAsync(HttpContext.RequestAborted)
            : [];
        Imports = await Db.Set<RegisterImport>()
            .Where(i => i.Tenant == Scope.Tenant && batches.Contains(i.Id))
            .OrderBy(i => i.Id)
            .ToListAsync(HttpContext.RequestAborted);
        var mine = await Db.Set<RegisterChange>()
            .Where(c =>
                c.Tenant == Scope.Tenant
                && (
                    c.DraftedBy == Me.Actor.Person
                    // What the own organ has sent on, which its head may enter by paper.
                    || (
                        MayApprove
                        && c.OrganId == Me.Actor.Organ
                        && c.State == ChangeState.Pending
                        && c.Asked != null
                    )
                )
            )
            .OrderByDescending(c => c.Id)
            .Take(50)
            .ToListAsync(HttpContext.RequestAborted);
        var names = await NamesOf(waiting.Select(c => c.DraftedBy));
        Table = new DataTable(
            [
                new Column("项", IsName: true),
                new Column("变动"),
                new Column("名录"),
                new Column("自"),
                new Column("主管单位"),
                new Column("拟订人", Whole: true),
            ],
            [
                .. waiting.Select(c => new Row([
                    Cell.Text(c.Title, $"/workbench/registers/changes/{c.Id}"),
                    Cell.Text(KindOf(c)),
                    Cell.Text(RegisterName(c.Register)),
                    Cell.Day(c.ValidFrom ?? c.ValidUntil),
                    Cell.Text(Organs.NameOf(c.OrganId)),
                    Cell.Text(
                        c.DraftedBy is { } by ? names.GetValueOrDefault(by, "已离职人员") : "系统"
                    ),
                ])
                {
                    Id = c.Id.ToString(),
                }),
            ]
        )
        {
            Id = "waiting",
            Caption = "待我审批的变动",
            PickName = "changes",
        };
        Mine = new DataTable(
            [
                new Column("项", IsName: true),
                new Column("变动"),
                new Column("名录"),
                new Column("状态"),
            ],
            [
                .. mine.Select(c => new Row([
                    Cell.Text(c.Title, $"/workbench/registers/changes/{c.Id}"),
                    Cell.Text(KindOf(c)),
                    Cell.Text(RegisterName(c.Register)),
                    Cell.Tag(
                        c.State.DisplayName(),
                        c.State switch
                        {
                            ChangeState.Approved => Tone.Ok,
                            ChangeState.Pending => Tone.Soon,
                            ChangeState.Returned => Tone.Late,
                            _ => Tone.Plain,
                        }
                    ),
                ])
                {
                    Id = c.Id.ToString(),
                }),
            ]
        )
        {
            Id = "mine",
            Caption = "我拟订的和本单位送批的变动",
        };
    }

    private string KindOf(RegisterChange change) =>
        Registers.Find(change.Register)?.Kind(change.Kind)?.Name ?? change.Kind;
}
