using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Ledgers;

/// <summary>Corrects a line, or fills in the next step of one that goes step by step.</summary>
[Needs(Capability.CorrectLedgers, Capability.EnterLedgers)]
public sealed class CorrectModel(FaduDb db, LedgerRegistry ledgers) : LedgerPage(db, ledgers)
{
    public LedgerLine Line { get; private set; } = null!;

    public IReadOnlyList<FieldView> Fields { get; private set; } = [];

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await Find(id) is not { } line)
        {
            return NotFound();
        }
        Line = line;
        Version = line.Version;
        Fields = FieldViews(TextsOf(line.ParseBody()), []);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (await Find(id) is not { } line)
        {
            return NotFound();
        }
        Line = line;
        var texts = Sent(Request.Form);
        // What the form does not show stays as it is.
        foreach (var (name, text) in TextsOf(line.ParseBody()))
        {
            if (Ledger.Fields.All(f => f.Name != name))
            {
                texts[name] = text;
            }
        }
        var (body, errors) = Read(texts);
        if (errors.Count == 0)
        {
            var result = await CommitUndoable(
                new CorrectLine(id, Version, body, Reasons.Read(Why))
                {
                    CommandId = CommandId,
                    Reason = Reason?.Trim(),
                },
                "已保存，原来的内容留在经过里。"
            );
            if (result.IsDone)
            {
                return LocalRedirect(LedgerLine.AddressOf(Ledger.Key, id));
            }
            if (result.Refusal.Kind == RefusalKind.Conflict && Version != line.Version)
            {
                // What happened meanwhile is shown; saving again from here is a decision made in view of it.
                Version = line.Version;
                CommandId = Guid.CreateVersion7();
                ModelState.Remove(nameof(Version));
                ModelState.Remove(nameof(CommandId));
            }
            if (result.Refusal.Field is { } field && Ledger.FindField(field) is { } wrong)
            {
                errors.Add(
                    new Core.Ledgers.FieldError(wrong.Name, wrong.Title, result.Refusal.Message)
                );
            }
        }
        Fields = FieldViews(texts, errors);
        return Page();
    }
}

/// <summary>The reasons for which a line may be changed, as a choice.</summary>
public static class Reasons
{
    /// <summary>The choice.</summary>
    public static IReadOnlyList<Choice> All { get; } =
    [.. Enum.GetValues<CorrectionReason>().Select(r => new Choice(r.ToString(), r.DisplayName()))];

    /// <summary>The reason that was chosen; 录入错误 where none was.</summary>
    public static CorrectionReason Read(string? text) =>
        Enum.TryParse<CorrectionReason>(text, out var reason)
            ? reason
            : CorrectionReason.EntryError;
}
