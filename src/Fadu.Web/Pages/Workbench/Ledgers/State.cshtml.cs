using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Ledgers;

/// <summary>Voids, merges or restores a line.</summary>
[Needs(Capability.CorrectLedgers)]
public sealed class StateModel(FaduDb db, LedgerRegistry ledgers) : LedgerPage(db, ledgers)
{
    public LedgerLine Line { get; private set; } = null!;

    /// <summary>Lines of the same organ around the same day, into which it may be merged.</summary>
    public IReadOnlyList<LedgerLine> Others { get; private set; } = [];

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Into { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        Version = Line.Version;
        return Page();
    }

    public Task<IActionResult> OnPostVoidAsync(Guid id) =>
        Do(id, "已作废，不再计数；需要时可以恢复。", why => new VoidLine(id, Version, why));

    public Task<IActionResult> OnPostRestoreAsync(Guid id) =>
        Do(id, "已恢复，重新计数。", why => new RestoreLine(id, Version, why));

    public Task<IActionResult> OnPostMergeAsync(Guid id) =>
        Do(
            id,
            "已归并，只计一件。",
            why => new MergeLine(
                id,
                Version,
                Guid.TryParse(Into, out var into) ? into : Guid.Empty,
                why
            )
        );

    private async Task<IActionResult> Do(
        Guid id,
        string notice,
        Func<CorrectionReason, Command> make
    )
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        var result = await CommitUndoable(
            make(Reasons.Read(Why)) with
            {
                CommandId = CommandId,
                Reason = Reason?.Trim(),
            },
            notice
        );
        return result.IsDone ? LocalRedirect(LedgerLine.AddressOf(Ledger.Key, id)) : Page();
    }

    private async Task<bool> Load(Guid id)
    {
        if (await Find(id) is not { } line)
        {
            return false;
        }
        Line = line;
        var (from, to) = (line.OccurredOn.AddDays(-15), line.OccurredOn.AddDays(15));
        Others = await Db.Set<LedgerLine>()
            .Within(Scope)
            .Where(l =>
                l.Ledger == Ledger.Key
                && l.Id != id
                && l.State == LineState.InForce
                && l.OccurredOn >= from
                && l.OccurredOn <= to
            )
            .OrderByDescending(l => l.OrganId == line.OrganId)
            .ThenByDescending(l => l.OccurredOn)
            .ThenByDescending(l => l.Seq)
            .Take(30)
            .ToListAsync(HttpContext.RequestAborted);
        return true;
    }
}
