using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Fadu.Web.Pages.Workbench.Ledgers;

/// <summary>Records one line. What is there already or resembles is shown before anything is stored.</summary>
[Needs(Capability.EnterLedgers)]
public sealed class NewModel(FaduDb db, LedgerRegistry ledgers) : LedgerPage(db, ledgers)
{
    public IReadOnlyList<FieldView> Fields { get; private set; } = [];

    /// <summary>What the line resembles, with its words; the person decides.</summary>
    public IReadOnlyList<(Guid Line, string Text)> Near { get; private set; } = [];

    /// <summary>The key of the draft.</summary>
    public string DraftKey => $"ledger-new-{Ledger.Key}";

    /// <summary>When the draft shown was kept.</summary>
    public DateTimeOffset? DraftOf { get; private set; }

    /// <summary>Whether there is a draft that is not shown.</summary>
    public bool HasDraft { get; private set; }

    public string? NearReason { get; private set; }

    public async Task OnGetAsync(Guid? like, string? draft)
    {
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["organ"] = Me.Actor.OrganName,
        };
        if (Ledger.FindField("sessions") is not null)
        {
            texts["sessions"] = "1";
        }
        if (Ledger.FindField("quantity") is not null)
        {
            texts["quantity"] = "1";
        }
        if (Ledger.OnlyTotals && Ledger.Rhythm != Rhythm.AsItHappens)
        {
            // the total of the period that has just ended
            var (from, to, _) = LedgerQueries.LastPeriod(Ledger.Rhythm, Today);
            texts["periodFrom"] = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            texts["periodTo"] = to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
        if (like is { } id && await Find(id) is { } line)
        {
            texts = TextsOf(line.ParseBody());
            texts[Ledger.DayField.Name] = null;
            texts.Remove("sourceKey");
        }
        else if (await Drafts.Find(HttpContext, DraftKey) is { } kept)
        {
            HasDraft = draft != "resume";
            if (!HasDraft)
            {
                DraftOf = kept.SavedAt;
                texts = Sent(
                    new FormCollection(
                        Drafts
                            .FieldsOf(kept)
                            .GroupBy(f => f.Key, StringComparer.Ordinal)
                            .ToDictionary(
                                g => g.Key,
                                g => new Microsoft.Extensions.Primitives.StringValues([
                                    .. g.Select(f => f.Value),
                                ]),
                                StringComparer.Ordinal
                            )
                    )
                );
            }
        }
        Fields = FieldViews(texts, []);
    }

    public async Task<IActionResult> OnPostAsync(
        List<IFormFile>? evidence,
        string? again,
        string? near,
        string? nearReason
    )
    {
        var texts = Sent(Request.Form);
        var (body, errors) = Read(texts);
        NearReason = nearReason;
        if (errors.Count == 0)
        {
            if (await Record(body, evidence, again is not null, near, nearReason) is { } done)
            {
                return done;
            }
            if (Refusal is { Field: { } field } refusal && Ledger.FindField(field) is { } wrong)
            {
                errors.Add(new Core.Ledgers.FieldError(wrong.Name, wrong.Title, refusal.Message));
            }
        }
        Fields = FieldViews(texts, errors);
        return Page();
    }

    private async Task<IActionResult?> Record(
        JsonObject body,
        List<IFormFile>? evidence,
        bool again,
        string? near,
        string? nearReason
    )
    {
        var alike = await Resemblances.Find(
            Db,
            Me.Actor.Tenant,
            Ledger,
            body,
            null,
            HttpContext.RequestAborted
        );
        var (same, other) = Decision(near);
        if (
            alike.Count > 0
            && alike.All(a => !a.IsSame)
            && same is null
            && (other is null || string.IsNullOrWhiteSpace(nearReason))
        )
        {
            var texts = new List<(Guid, string)>();
            foreach (var line in alike)
            {
                texts.Add(
                    (
                        line.Line,
                        await Resemblances.Describe(
                            Db,
                            Me.Actor.Tenant,
                            line,
                            Organs,
                            HttpContext.RequestAborted
                        )
                    )
                );
            }
            Near = texts;
            ModelState.AddModelError(
                "near",
                other is null ? Ledger.NearText! : "选择“另一件”的，请写明理由。"
            );
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return null;
        }
        var (hashes, refused) = await this.Keep(evidence);
        if (refused is not null)
        {
            Refuse(refused);
            return null;
        }
        var command = new RecordLine(Ledger.Key, body, SameAs: same, OtherThan: other)
        {
            CommandId = CommandId,
            Evidence = hashes,
            Reason = string.IsNullOrWhiteSpace(nearReason) ? null : nearReason.Trim(),
        };
        var result = same is null
            ? await CommitUndoable(command, "已登记。")
            : await Commit(command, "已认定为同一件，没有另存。");
        if (!result.IsDone)
        {
            return null;
        }
        await Drafts.Drop(HttpContext, DraftKey);
        return LocalRedirect(again ? $"{Home}/new" : LedgerLine.AddressOf(Ledger.Key, result.Id));
    }

    private static (Guid? Same, Guid? Other) Decision(string? near) =>
        near?.Split(':', 2) is [var word, var id] && Guid.TryParse(id, out var line)
            ? word == "same"
                ? (line, null)
                : (null, line)
            : (null, null);
}
