using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace Fadu.Web.Pages.Workbench.Registers;

/// <summary>Drafts one change of one kind: the record where the kind brings one, its own fields, days, basis and reason.</summary>
[Needs(Capability.DraftRegisters)]
public sealed class ChangeModel(FaduDb db, RegisterRegistry registers) : RegisterPage(db, registers)
{
    private const string InputPrefix = "own.";

    public ChangeKind Kind { get; private set; } = null!;

    /// <summary>The item as it stands last; null for a new one.</summary>
    public RegisterVersion? Item { get; private set; }

    public RecordFormView? Body { get; private set; }

    public RecordFormView? Inputs { get; private set; }

    /// <summary>The versions that may be corrected, newest first.</summary>
    public IReadOnlyList<Choice> VersionChoices { get; private set; } = [];

    public IReadOnlyList<Choice> IntoChoices { get; private set; } = [];

    public bool HasDraft { get; private set; }

    public DateTimeOffset? DraftOf { get; private set; }

    [BindProperty]
    public long Seen { get; set; }

    [BindProperty]
    public string? Version { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? Until { get; set; }

    [BindProperty]
    public string? Into { get; set; }

    [BindProperty]
    public string? Basis { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? DecidedBy { get; set; }

    [BindProperty]
    public string? DecidedOn { get; set; }

    public string DraftKey => $"register-{Register.Key}-{Kind.Key}-{Item?.ItemId}";

    public IReadOnlyList<Choice> OrganChoices =>
        [.. Organs.All.Select(o => new Choice(o.ShortName, o.Name))];

    /// <summary>What this kind does, in a sentence.</summary>
    public string Said =>
        Kind.Effect switch
        {
            ChangeEffect.Add => "新的一项，自生效日起有效。",
            ChangeEffect.Change => "自生效日起改用新的内容；以前的内容仍按以前的日子查得到。",
            ChangeEffect.Correct =>
                "登记错了，从它生效之日起就应当是另一个样子；原来的登记留在经过里。",
            ChangeEffect.Extend => "有效期延长到新的最后有效日。",
            ChangeEffect.Suspend => "在一段时间里不适用，期满或者恢复以后继续有效。",
            ChangeEffect.Resume => "自这一天起恢复有效。",
            ChangeEffect.End => "最后有效日的次日起不再有效。",
            ChangeEffect.Merge => "不再单列，由并入的那一项接续。",
            ChangeEffect.Note => "记下做过这件事；内容和有效期不变，不用重新公布。",
            _ => "这一项不应当登记过；登记和作废都留在经过里。",
        };

    public string FromLabel =>
        Kind.Effect switch
        {
            ChangeEffect.Suspend => "暂停自",
            ChangeEffect.Note => "日期",
            _ => "生效日",
        };

    public string? FromHelp =>
        Kind.Effect switch
        {
            ChangeEffect.Correct => "生效日没有错的不填。",
            ChangeEffect.Resume => "恢复有效的第一天。",
            ChangeEffect.Note => "做完这件事的那一天。",
            _ => null,
        };

    public string UntilHelp =>
        Kind.Effect switch
        {
            ChangeEffect.End or ChangeEffect.Merge =>
                "有效的最后一天：写明自3月1日起废止的，填2月的最后一天。",
            ChangeEffect.Suspend => "暂停的最后一天；不知道的不填，恢复时另行办理。",
            ChangeEffect.Correct => "最后有效日没有错的不填。",
            ChangeEffect.Extend => "延长以后的最后一天。",
            _ => "有效的最后一天；没有设定终止日期的不填。",
        };

    /// <summary>Who must agree, in words.</summary>
    public string StepWords =>
        string.Join(
            " → ",
            [
                "主管单位负责人",
                .. Register.Steps.Select(s => s.Name + (s.When is null ? "" : "（按类别）")),
            ]
        );

    // The kind is that of the address: a record may have a field of that name.
    public async Task<IActionResult> OnGetAsync([FromRoute] string kind, [FromRoute] Guid? id)
    {
        if (!await Find(kind, id))
        {
            return NotFound();
        }
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["keeper"] = Me.Actor.OrganName,
        };
        if (Item is { } item)
        {
            Seen = Math.Max(Seen, item.Seq);
            texts = TextsOf(item);
        }
        if (Kind.Effect == ChangeEffect.Add)
        {
            From = Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
        await LoadDraft(DraftKey);
        HasDraft = DraftKeptAt is not null;
        if (
            !HasDraft
            && Request.Query["draft"] == "resume"
            && await Drafts.Find(HttpContext, DraftKey) is { } kept
        )
        {
            DraftOf = kept.SavedAt;
            texts = RecordForms.Sent(
                "",
                Drafts
                    .FieldsOf(kept)
                    .Select(f => KeyValuePair.Create(f.Key, new StringValues(f.Value)))
            );
        }
        Fill(texts, [], 0);
        return Page();
    }

    /// <summary>The field that was just filled from a file and is to be looked at.</summary>
    public string? ReadText { get; private set; }

    /// <summary>The field that holds a whole document, which may come from a file.</summary>
    public Core.Ledgers.LedgerField? WholeText =>
        Kind.HasBody ? Register.Fields.FirstOrDefault(f => f.IsWholeText) : null;

    public async Task<IActionResult> OnPostAsync(
        [FromRoute] string kind,
        [FromRoute] Guid? id,
        List<IFormFile>? evidence,
        IFormFile? textFile
    )
    {
        if (!await Find(kind, id))
        {
            return NotFound();
        }
        var texts = RecordForms.Sent("", Request.Form);
        if (textFile is { Length: > 0 } && WholeText is { } whole)
        {
            var (text, refused) = await TextOfFile.Read(
                textFile,
                nameof(textFile),
                HttpContext.RequestAborted
            );
            if (refused is not null)
            {
                Refuse(refused);
                Fill(texts, [], 0);
                return Page();
            }
            // Shown before it is sent: what a file yields is not always what was meant.
            texts[whole.Name] = text;
            ModelState.Remove(whole.Name);
            ReadText = whole.Title;
            Fill(texts, [], 0);
            return Page();
        }
        if (Request.Form.ContainsKey("more"))
        {
            Fill(texts, [], 2);
            return Page();
        }
        var errors = new List<Core.Ledgers.FieldError>();
        JsonObject? body = null;
        if (Kind.HasBody)
        {
            (body, var wrong) = Register.Read(texts, Organs, Today);
            errors.AddRange(wrong);
        }
        JsonObject? inputs = null;
        if (Kind.Input is { } input)
        {
            (inputs, var wrong) = RecordForm
                .Of(input)
                .Read(RecordForms.Sent(InputPrefix, Request.Form), Organs, Today);
            errors.AddRange(wrong.Select(e => e with { Field = InputPrefix + e.Field }));
        }
        foreach (var error in errors)
        {
            ModelState.AddModelError(error.Field, error.ToString());
        }
        var (from, until, decided) = (
            DayOf(From, nameof(From)),
            DayOf(Until, nameof(Until)),
            DayOf(DecidedOn, nameof(DecidedOn))
        );
        var decider = OrganOf(DecidedBy);
        if (ModelState.ErrorCount == 0)
        {
            var (hashes, refused) = await this.Keep(evidence);
            if (refused is not null)
            {
                Refuse(refused);
            }
            else if (
                await Send(body, inputs, (from, until), (decider, decided), hashes) is { } done
            )
            {
                return done;
            }
            else if (Refusal?.Field is { } field && Register.Form.Find(field) is { } named)
            {
                errors.Add(new Core.Ledgers.FieldError(named.Name, named.Title, Refusal.Message));
            }
        }
        else
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        Fill(texts, errors, 0);
        return Page();
    }

    private async Task<IActionResult?> Send(
        JsonObject? body,
        JsonObject? inputs,
        (DateOnly? From, DateOnly? Until) days,
        (Guid? By, DateOnly? On) decided,
        IReadOnlyList<string> files
    )
    {
        var result = await Commit(
            new DraftChanges(
                Register.Key,
                [
                    new NewChange(Kind.Key, Item?.ItemId, body, days.From, days.Until)
                    {
                        Version = Guid.TryParse(Version, out var version) ? version : null,
                        Into = Guid.TryParse(Into, out var into) ? into : null,
                        Inputs = inputs,
                        Seen = Item is null ? null : Seen,
                    },
                ]
            )
            {
                CommandId = CommandId,
                Basis = Basis,
                Reason = string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim(),
                DecidedBy = decided.By,
                DecidedOn = decided.On,
                Evidence = files,
            },
            "已提交审批，批准以后生效。"
        );
        if (result.IsDone)
        {
            await DropDraft(DraftKey);
            return LocalRedirect($"/workbench/registers/changes/{result.Value}");
        }
        CommandId = Guid.CreateVersion7();
        ModelState.Remove(nameof(CommandId));
        if (result.Refusal.Kind == Core.Trail.RefusalKind.Conflict && Item is { } item)
        {
            // What is in effect now is shown beside the form; sending again is a decision made in view of it.
            Seen = item.Seq;
            ModelState.Remove(nameof(Seen));
        }
        return null;
    }

    private async Task<bool> Find(string kind, Guid? id)
    {
        // A record may have a field of that name: the form shows that, not the address.
        ModelState.Remove(nameof(kind));
        ModelState.Remove(nameof(id));
        if (
            Register.Kind(kind) is not { } found
            || (found.Effect == ChangeEffect.Add) != (id is null)
        )
        {
            return false;
        }
        Kind = found;
        if (id is not { } item)
        {
            return true;
        }
        var all = await RegisterQueries.Item(Db, Scope, Register, item, HttpContext.RequestAborted);
        if (all.Count == 0 || !Organs.MayActFor(Me.Actor, all[^1].OrganId))
        {
            return false;
        }
        Item = all[^1];
        if (Request.Method == HttpMethods.Get)
        {
            Seen = all.Max(v => v.Seq);
        }
        if (Kind.Effect == ChangeEffect.Correct)
        {
            VersionChoices =
            [
                .. all.GroupBy(v => v.Origin)
                    .Select(g => new Choice(
                        g.Key.ToString(),
                        Days(g.Min(v => v.ValidFrom), g.Max(v => v.ValidUntil))
                    ))
                    .Reverse(),
            ];
            Version ??= Item.Origin.ToString();
        }
        if (Kind.Effect == ChangeEffect.Merge)
        {
            IntoChoices =
            [
                .. (
                    await RegisterQueries
                        .Items(Db, Scope, Register, new RegisterFilter { Day = Today })
                        .Where(v => v.ItemId != item)
                        .OrderBy(v => v.SortText)
                        .Take(500)
                        .Select(v => new { v.ItemId, v.Title })
                        .ToListAsync(HttpContext.RequestAborted)
                ).Select(v => new Choice(v.ItemId.ToString(), v.Title)),
            ];
        }
        return true;
    }

    private void Fill(
        IReadOnlyDictionary<string, string?> texts,
        IReadOnlyList<Core.Ledgers.FieldError> errors,
        int more
    )
    {
        if (Kind.HasBody)
        {
            Body = RecordForms.View(
                Register.Form,
                "",
                texts,
                errors,
                Organs,
                Today,
                more,
                [.. Register.Fields.Where(f => f.Name is not ("sourceSystem" or "sourceKey"))]
            );
        }
        if (Kind.Input is { } input)
        {
            Inputs = RecordForms.View(
                RecordForm.Of(input),
                InputPrefix,
                texts
                    .Where(t => t.Key.StartsWith(InputPrefix, StringComparison.Ordinal))
                    .ToDictionary(
                        t => t.Key[InputPrefix.Length..],
                        t => t.Value,
                        StringComparer.Ordinal
                    ),
                [
                    .. errors
                        .Where(e => e.Field.StartsWith(InputPrefix, StringComparison.Ordinal))
                        .Select(e => e with { Field = e.Field[InputPrefix.Length..] }),
                ],
                Organs,
                Today,
                more
            );
        }
    }

    private Dictionary<string, string?> TextsOf(RegisterVersion version) =>
        Register
            .Form.Format(version.ParseBody(), Organs)
            .ToDictionary(t => t.Key, t => (string?)t.Value, StringComparer.Ordinal);

    private DateOnly? DayOf(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        if (RecordForms.Day(text.Trim()) is { } day)
        {
            return day;
        }
        ModelState.AddModelError(field, $"“{text}”不是日期，请写成 2026-03-05。");
        return null;
    }

    private Guid? OrganOf(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }
        if (Organs.Find(name) is { } organ)
        {
            return organ;
        }
        ModelState.AddModelError(
            nameof(DecidedBy),
            $"没有叫“{name}”的单位，请写全称或者简称。{Organs.Suggest(name)}"
        );
        return null;
    }
}
