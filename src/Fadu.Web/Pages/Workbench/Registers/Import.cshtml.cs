using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Fadu.Writing;
using Fadu.Writing.Sheets;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Registers;

/// <summary>Bulk change from a sheet: what would be added, changed and ended is shown before anything is; then all of it goes to approval as one.</summary>
[Needs(Capability.DraftRegisters)]
public sealed class ImportModel(FaduDb db, RegisterRegistry registers) : RegisterPage(db, registers)
{
    private const string AsChange = "change";
    private HandedSheet? handed;

    /// <summary>The most rows that the page lists of each sort.</summary>
    public int Most => 200;

    /// <summary>The sheet, read, checked and compared.</summary>
    public CheckedItems? Sheet { get; private set; }

    /// <summary>The hash of the file in the store.</summary>
    public string? Hash => handed?.Hash;

    public string? FileName => handed?.Name;

    public string? Pasted { get; private set; }

    public string? How { get; private set; }

    public string? ChangesFrom { get; private set; }

    public string? EndsOn { get; private set; }

    public string? Basis { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>What rows that differ may mean.</summary>
    public static IReadOnlyList<Choice> HowChanged { get; } =
    [new(AsChange, "变更：自某一天起改用新的内容"), new("correct", "更正：原来登记错了")];

    /// <summary>The rows that the page lists: errors and changes first, what is the same not at all.</summary>
    public IEnumerable<CheckedItem> Listed =>
        Sheet!
            .Rows.Where(r => r.Fate != ItemFate.Same)
            .OrderBy(r =>
                r.Fate switch
                {
                    ItemFate.Wrong => 0,
                    ItemFate.Changed => 1,
                    _ => 2,
                }
            )
            .ThenBy(r => r.Row.Number)
            .Take(Most);

    /// <summary>How many rows the page does not list.</summary>
    public int Hidden =>
        Math.Max(0, Sheet!.Rows.Count - Sheet.Of(ItemFate.Same) - Most)
        + Math.Max(0, Sheet.Missing.Count - Most);

    /// <summary>The name of a row's item.</summary>
    public string TitleOf(CheckedItem row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Known?.Title ?? (row.Fate == ItemFate.Wrong ? "" : Register.TitleOf(row.Body));
    }

    /// <summary>The word for a fate.</summary>
    public static string WordOf(ItemFate fate) =>
        fate switch
        {
            ItemFate.Added => "新增",
            ItemFate.Changed => "有变化",
            ItemFate.Same => "无变化",
            _ => "错误",
        };

    /// <summary>The colour of a fate.</summary>
    public static Tone ToneOf(ItemFate fate) =>
        fate switch
        {
            ItemFate.Added => Tone.Ok,
            ItemFate.Changed => Tone.Soon,
            ItemFate.Wrong => Tone.Late,
            _ => Tone.Plain,
        };

    public void OnGet() { }

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

    /// <summary>Drafts what the sheet asks for.</summary>
    public async Task<IActionResult> OnPostTakeAsync(
        string file,
        string? changes,
        string? changesFrom,
        string? endsOn,
        string? basis,
        string? reason
    )
    {
        (How, ChangesFrom, EndsOn, Basis, Reason) = (changes, changesFrom, endsOn, basis, reason);
        handed = await HandedSheet.Find(this, Db, file);
        if (handed is null)
        {
            return NotFound();
        }
        await Look();
        if (Sheet is null)
        {
            return Page();
        }
        var from = changes == AsChange ? RecordForms.Day(changesFrom) : null;
        if (
            Sheet.Of(ItemFate.Changed) > 0
            && (changes is null || (changes == AsChange && from is null))
        )
        {
            Refuse(
                new Refusal(
                    RefusalKind.Invalid,
                    changes is null
                        ? "请选择有变化的行是变更还是更正。"
                        : "请填写变更自哪一天起生效。",
                    Field: changes is null ? "changes" : "changesFrom"
                )
            );
            return Page();
        }
        if (string.IsNullOrWhiteSpace(basis))
        {
            Refuse(
                new Refusal(
                    RefusalKind.Invalid,
                    "请填写依据：法律法规的条款，或者决定文件的文号。",
                    Field: "basis"
                )
            );
            return Page();
        }
        var taken = RegisterSheets.Changes(
            Register,
            Sheet,
            new SheetTaking(from, RecordForms.Day(endsOn)),
            Today
        );
        var result = await Commit(
            new DraftChanges(Register.Key, taken)
            {
                CommandId = CommandId,
                FileName = FileName,
                Basis = basis,
                Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
                Same = Sheet.Of(ItemFate.Same),
                Rejected = Sheet.Of(ItemFate.Wrong),
            },
            "已提交审批，批准以后生效。"
        );
        if (result.IsDone)
        {
            return LocalRedirect(
                $"/workbench/registers/imports/{result.Value}{(Sheet.Of(ItemFate.Wrong) > 0 ? $"?file={file}" : "")}"
            );
        }
        CommandId = Guid.CreateVersion7();
        ModelState.Remove(nameof(CommandId));
        return Page();
    }

    /// <summary>Gives back the rows with errors, with the reasons.</summary>
    public async Task<IActionResult> OnGetRejectedAsync(string file)
    {
        handed = await HandedSheet.Find(this, Db, file);
        if (handed is null)
        {
            return NotFound();
        }
        await Look();
        if (Sheet is null)
        {
            return Page();
        }
        return File(
            await HandedSheet.Rejected(
                Sheet.Columns,
                Sheet
                    .Rows.Where(r => r.Fate == ItemFate.Wrong)
                    .Select(r => new RejectedRow(r.Row, r.Text)),
                HttpContext.RequestAborted
            ),
            SheetFile.Type,
            $"{Register.Title}-有错误的行.xlsx"
        );
    }

    private async Task Look()
    {
        try
        {
            Sheet = await RegisterSheets.Check(
                Db,
                Me.Actor,
                Scope,
                Register,
                await handed!.Rows(HttpContext),
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
