using Fadu.Core;
using Fadu.Core.Consultations;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Consultations;

/// <summary>The draft with its explanation, in up to three languages or as many as it has, until when, and how else opinions can be sent.</summary>
[Needs(Capability.HandleMatters)]
public sealed class EditModel(FaduDb db) : ConsultationsPage(db)
{
    /// <summary>The matter for which it is made.</summary>
    public Matter? For { get; private set; }

    public bool IsNew { get; private set; }

    /// <summary>What stands in the form where nothing was sent.</summary>
    public ConsultationText? Text { get; private set; }

    /// <summary>How many editions the form asks.</summary>
    public int Count => Math.Max(3, Text?.Editions.Count ?? 0);

    /// <summary>Once it is public, changes owe a reason.</summary>
    public bool IsPublic => !IsNew && Asked.State == ConsultationState.Published;

    public string DraftKey => IsNew ? "consultation-new" : $"consultation:{Asked.Id}";

    /// <summary>A value of an edition.</summary>
    public string? Of(int edition, string field)
    {
        if (Sent($"editions[{edition}].{field}") is { } sent)
        {
            return sent;
        }
        var e = Text?.Editions.ElementAtOrDefault(edition);
        return field switch
        {
            "tag" => e?.Tag ?? (edition == 0 ? "zh-CN" : null),
            "title" => e?.Title ?? (edition == 0 ? For?.Title : null),
            "draft" => e?.Draft,
            "explanation" => e?.Explanation,
            _ => null,
        };
    }

    public async Task<IActionResult> OnGetAsync(Guid? id, Guid? matter)
    {
        if (!await Load(id, matter))
        {
            return NotFound();
        }
        await LoadDraft(DraftKey);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, Guid? matter, string? stage, int seen)
    {
        if (!await Load(id, matter))
        {
            return NotFound();
        }
        if (await Read() is not { } content)
        {
            Again();
            return Page();
        }
        var organ = IsNew ? For?.OrganId ?? Organs.Find(Sent("organ") ?? "") : Asked.OrganId;
        if (organ is null)
        {
            Refuse(
                new Refusal(
                    RefusalKind.Invalid,
                    $"没有“{Sent("organ")}”这个单位，请从列表中选择。",
                    null,
                    "organ"
                )
            );
            Again();
            return Page();
        }
        var result = await Commit(
            IsNew
                ? new BeginConsultation(organ.Value, content)
                {
                    CommandId = CommandId,
                    Matter = For?.Id,
                    Stage = stage,
                }
                : new AmendConsultation(Asked.Id, seen, content)
                {
                    CommandId = CommandId,
                    Reason = Sent("why")?.Trim(),
                },
            IsNew ? "已拟订，核对以后公布。"
                : IsPublic ? "已更正并公布。"
                : "已保存。"
        );
        if (result.IsDone)
        {
            await DropDraft(DraftKey);
            return LocalRedirect(
                Consultation.AddressOf(IsNew ? Guid.Parse(result.Value!) : Asked.Id)
            );
        }
        Again();
        return Page();
    }

    private async Task<bool> Load(Guid? id, Guid? matter)
    {
        IsNew = id is null;
        if (id is { } known)
        {
            if (!await Find(known) || !MayHandle)
            {
                return false;
            }
            Text = Asked.Text;
        }
        if (matter is { } m)
        {
            For = await Db.Set<Matter>()
                .Within(Scope)
                .FirstOrDefaultAsync(x => x.Id == m, HttpContext.RequestAborted);
            return For is not null;
        }
        return true;
    }

    private async Task<ConsultationText?> Read()
    {
        var editions = new List<LanguageEdition>();
        for (var i = 0; i < Count; i++)
        {
            var draft = Sent($"editions[{i}].draft") ?? "";
            var explanation = Sent($"editions[{i}].explanation") ?? "";
            var title = Sent($"editions[{i}].title") ?? "";
            foreach (var part in new[] { "draftFile", "explanationFile" })
            {
                var field = $"editions[{i}].{part}";
                if (Request.Form.Files.GetFile(field) is not { Length: > 0 } file)
                {
                    continue;
                }
                var (text, refusal) = await TextOfFile.Read(
                    file,
                    field,
                    HttpContext.RequestAborted
                );
                if (refusal is not null)
                {
                    Refuse(refusal);
                    return null;
                }
                if (part == "draftFile")
                {
                    draft = text!;
                }
                else
                {
                    explanation = text!;
                }
            }
            if (i > 0 && title.Length + draft.Length + explanation.Length == 0)
            {
                continue;
            }
            var tag = Sent($"editions[{i}].tag") ?? "";
            var language = DraftLanguages.All.FirstOrDefault(l => l.Tag == tag);
            editions.Add(
                new LanguageEdition(
                    language.Tag ?? "",
                    language.Name ?? "",
                    language.RightToLeft,
                    title,
                    draft.ReplaceLineEndings("\n"),
                    explanation.ReplaceLineEndings("\n")
                )
            );
        }
        if (RecordForms.Day(Sent("closesOn")) is not { } closes)
        {
            Refuse(
                new Refusal(
                    RefusalKind.Invalid,
                    "请填写截止日期，例如 2026-04-15。",
                    null,
                    "ClosesOn"
                )
            );
            return null;
        }
        return new ConsultationText
        {
            Subject = Enum.TryParse<ConsultationSubject>(Sent("subject"), out var subject)
                ? subject
                : ConsultationSubject.Other,
            Editions = editions,
            ClosesOn = closes,
            ShortBecause = Sent("shortBecause"),
            Channels =
            [
                .. (Sent("channels") ?? "").Split(
                    ['、', '，', ',', '\n'],
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                ),
            ],
            Contact = Sent("contact") ?? "",
        };
    }
}
