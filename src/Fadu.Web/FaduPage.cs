using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Writing.Sheets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fadu.Web;

/// <summary>What every page of the workbench shares: who asks, the one way to write, and how refusals are shown.</summary>
public abstract class FaduPage : PageModel
{
    private CurrentUser? user;
    private DateOnly? today;

    /// <summary>Who asks and what may be seen.</summary>
    public CurrentUser Me => user ??= HttpContext.RequestServices.GetRequiredService<CurrentUser>();

    /// <summary>Shorthand for <c>Me.Scope</c>.</summary>
    public Scope Scope => Me.Scope;

    /// <summary>The id under which this form may be sent once; carried in a hidden field so that the same form sent twice does nothing twice.</summary>
    [BindProperty]
    public Guid CommandId { get; set; } = Guid.CreateVersion7();

    /// <summary>Set when a command was refused; the layout shows it with its article and details.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>What the last action did, shown once on the next page.</summary>
    [TempData]
    public string? Notice { get; set; }

    /// <summary>Today in the county.</summary>
    public DateOnly Today =>
        today ??= Core.FaduTime.Today(
            HttpContext.RequestServices.GetRequiredService<TimeProvider>()
        );

    /// <summary>
    /// Does a command as the person who asks. A refusal goes into <see cref="Refusal"/> and, where it names a field, beside that field; the page is then shown again with
    /// everything that was filled in.
    /// </summary>
    public async Task<CommitResult> Commit(Command command, string? notice = null)
    {
        var result = await HttpContext
            .RequestServices.GetRequiredService<Committer>()
            .Commit(command, Me.Actor, HttpContext.RequestAborted);
        if (result.IsDone)
        {
            Notice = notice;
        }
        else
        {
            Refuse(result.Refusal);
        }
        return result;
    }

    /// <summary>As <see cref="Commit"/>, and offers 撤销 on the next page; for commands whose events can be undone.</summary>
    public async Task<CommitResult> CommitUndoable(Command command, string notice)
    {
        var result = await Commit(command, notice);
        if (result.IsDone && !result.IsReplay)
        {
            TempData["Undo"] =
                $"/workbench/undo/{command.CommandId}?back={Uri.EscapeDataString(Request.Path + Request.QueryString)}";
        }
        return result;
    }

    /// <summary>What was filled in.</summary>
    public string? Sent(string name) =>
        Request.HasFormContentType ? Request.Form[name].FirstOrDefault() : null;

    /// <summary>When the draft of this form was kept, where there is one that is not being resumed.</summary>
    public DateTimeOffset? DraftKeptAt { get; private set; }

    /// <summary>
    /// Looks for a draft of this form. With <c>?draft=resume</c> what was filled in goes into the model state, from where every field takes it; without, the page offers it.
    /// Call it in OnGet after the page has filled its own values.
    /// </summary>
    public async Task LoadDraft(string key)
    {
        if (await Drafts.Find(HttpContext, key) is not { } draft)
        {
            return;
        }
        if (!string.Equals(Request.Query["draft"], "resume", StringComparison.Ordinal))
        {
            DraftKeptAt = draft.SavedAt;
            return;
        }
        foreach (
            var field in Drafts
                .FieldsOf(draft)
                .GroupBy(f => f.Key, f => f.Value, StringComparer.Ordinal)
        )
        {
            if (field.Key is not (nameof(CommandId) or "__RequestVerificationToken"))
            {
                var values = field.ToArray();
                ModelState.SetModelValue(
                    field.Key,
                    values.Length == 1 ? values[0] : values,
                    string.Join(',', values)
                );
            }
        }
    }

    /// <summary>Drops the draft of a form that has been sent.</summary>
    public Task DropDraft(string key) => Drafts.Drop(HttpContext, key);

    /// <summary>Gives a list out as a workbook: the rows of the screen, all pages; noted in the trail before the first byte goes out.</summary>
    /// <param name="name">The file's name without its ending.</param>
    /// <param name="note">The entry about so many rows.</param>
    protected async Task<IActionResult> Export(
        SheetLayout layout,
        IAsyncEnumerable<IReadOnlyList<object?>> rows,
        string name,
        Func<int, Command> note
    )
    {
        var (file, _) = Me.Can(Capability.Export)
            ? await SheetFile.Make(HttpContext, layout, rows, note)
            : (null, null);
        return file is null
            ? StatusCode(StatusCodes.Status403Forbidden)
            : File(file, SheetFile.Type, $"{name}.xlsx");
    }

    /// <summary>As <see cref="Export(SheetLayout, IAsyncEnumerable{IReadOnlyList{object?}}, string, Func{int, Command})"/>, noted as the list of that name with the filter of the address.</summary>
    protected Task<IActionResult> Export(
        string list,
        SheetLayout layout,
        IAsyncEnumerable<IReadOnlyList<object?>> rows,
        string name
    ) =>
        Export(
            layout,
            rows,
            name,
            count => new NoteListExport(list, Request.QueryString.Value ?? "", count)
        );

    /// <summary>Shows a refusal on this page.</summary>
    public void Refuse(Refusal refusal)
    {
        Refusal = refusal;
        ModelState.AddModelError(refusal.Field ?? "", refusal.Message);
        Response.StatusCode = refusal.Kind switch
        {
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
    }
}
