using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Writing;
using Fadu.Writing.Sheets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Ledgers;

/// <summary>
/// Takes a sheet or pasted rows: first every row is answered, then the person decides, then all accepted rows are taken in one command. The file lies in the file store
/// between the two steps, so that what is taken is what was looked at.
/// </summary>
[Needs(Capability.EnterLedgers)]
public sealed class ImportModel(FaduDb db, LedgerRegistry ledgers) : LedgerPage(db, ledgers)
{
    private HandedSheet? handed;

    /// <summary>The sheet, read and checked.</summary>
    public CheckedSheet? Sheet { get; private set; }

    /// <summary>The hash of the file in the store.</summary>
    public string? Hash => handed?.Hash;

    public string? FileName => handed?.Name;

    public string? Pasted { get; private set; }

    public string? ReasonText { get; private set; }

    /// <summary>The last import, after it was done.</summary>
    public LedgerImport? Done { get; private set; }

    public async Task OnGetAsync(Guid? done)
    {
        if (done is { } id)
        {
            Done = await Db.Set<LedgerImport>()
                .FirstOrDefaultAsync(i =>
                    i.Tenant == Scope.Tenant
                    && i.Id == id
                    && i.RecordedBy == Me.Actor.Person
                    && i.Ledger == Ledger.Key
                );
        }
    }

    /// <summary>Looks at a sheet.</summary>
    public async Task<IActionResult> OnPostAsync(IFormFile? sheet, string? pasted)
    {
        Pasted = pasted;
        handed = await HandedSheet.Take(this, sheet, pasted);
        if (handed is not null)
        {
            await Look();
        }
        return Page();
    }

    /// <summary>Takes the rows that are right.</summary>
    public async Task<IActionResult> OnPostTakeAsync(
        string file,
        bool? all,
        int[]? others,
        int[]? corrections,
        string? why,
        string? reason
    )
    {
        ReasonText = reason;
        if (!await Mine(file))
        {
            return NotFound();
        }
        await Look();
        if (Sheet is null)
        {
            return Page();
        }
        var said = (others ?? []).Concat(corrections ?? []).ToHashSet();
        var rows = Sheet
            .Rows.Where(r =>
                r.Fate is RowFate.New or RowFate.Known
                || (r.Fate != RowFate.Wrong && said.Contains(r.Row.Number))
            )
            .Select(r =>
                ImportRow.Of(
                    r,
                    r.Fate == RowFate.Doubtful ? r.Near : null,
                    r.Fate == RowFate.Changed ? r.Near : null
                )
            )
            .ToList();
        var left = Sheet.Rows.Count - rows.Count;
        if (all == true && left > 0)
        {
            Refuse(
                new Refusal(
                    RefusalKind.Invalid,
                    $"您选择了整体导入，但还有 {left} 行有错误或者待确认，一行也没有导入。请改好后重新上传。"
                )
            );
            return Page();
        }
        var result = await Commit(
            new ImportLines(Ledger.Key, FileName!, rows, left, Reasons.Read(why))
            {
                CommandId = CommandId,
                Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
            }
        );
        return result.IsDone
            ? LocalRedirect($"{Home}/import?done={result.Value}{(left > 0 ? $"&file={file}" : "")}")
            : Page();
    }

    /// <summary>Gives back the rows that were not taken, with the reasons.</summary>
    public async Task<IActionResult> OnGetRejectedAsync(string file)
    {
        if (!await Mine(file))
        {
            return NotFound();
        }
        await Look();
        if (Sheet is null)
        {
            return Page();
        }
        var output = await HandedSheet.Rejected(
            Sheet.Columns,
            Sheet
                .Rows.Where(r => r.Fate is RowFate.Wrong or RowFate.Doubtful or RowFate.Changed)
                .Select(r => new RejectedRow(r.Row, r.Text)),
            HttpContext.RequestAborted
        );
        return File(output, SheetFile.Type, $"{Ledger.Title}-未导入的行.xlsx");
    }

    private async Task<bool> Mine(string file)
    {
        handed = await HandedSheet.Find(this, Db, file);
        return handed is not null;
    }

    private async Task Look()
    {
        try
        {
            Sheet = await LedgerSheets.Check(
                Db,
                Me.Actor,
                Ledger,
                await handed!.Rows(HttpContext),
                Me.Actor.Organ,
                Organs,
                Today,
                HttpContext.RequestAborted
            );
        }
        catch (UnusableFileException e)
        {
            Refuse(new Refusal(RefusalKind.Invalid, e.Message));
        }
    }
}
