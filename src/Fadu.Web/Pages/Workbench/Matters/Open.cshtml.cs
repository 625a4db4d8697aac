using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Choice = Fadu.Web.TagHelpers.Choice;

namespace Fadu.Web.Pages.Workbench.Matters;

/// <summary>Opens a matter: choose the procedure, fill in its record of facts, hand in materials. What is half filled survives; files that were taken need not be chosen again.</summary>
[Needs(Capability.HandleMatters)]
public sealed class OpenModel(
    FaduDb db,
    ProcedureRegistry procedures,
    EventRegistry registry,
    Directories directories
) : MatterPage(db, procedures, registry, directories)
{
    /// <summary>The procedure of the address; null while one is to be chosen.</summary>
    public Procedure? Procedure { get; private set; }

    public RecordFormView Form { get; private set; } = null!;

    /// <summary>The module's own part of the form, and its view; null where it has none.</summary>
    public OpeningPart? Part { get; private set; }

    public string? PartView { get; private set; }

    /// <summary>
    /// What may be handed in now: what whoever opens it provides, what is needed first. What comes from others or later (minutes, the signed contract) is added on the matter's page.
    /// </summary>
    public IReadOnlyList<(Material Material, Need? Needed)> Asked =>
        [
            .. Procedure!
                .Materials.Where(m => m.ProvidedBy.Intersect(Procedure.OpenedBy).Any())
                .Select(m =>
                    (
                        Material: m,
                        Needed: Procedure
                            .Stages.SelectMany(s => s.Needs)
                            .FirstOrDefault(n => n.Material == m.Key)
                    )
                )
                .OrderByDescending(m => m.Needed is not null),
        ];

    /// <summary>Files that were taken by an earlier try: material, hash, name.</summary>
    public IReadOnlyList<(string Material, string Hash, string Name)> Kept { get; private set; } =
    [];

    /// <summary>When the draft shown was kept.</summary>
    public DateTimeOffset? DraftOf { get; private set; }

    /// <summary>Whether there is a draft that is not shown.</summary>
    public bool HasDraft { get; private set; }

    /// <summary>The key of the draft.</summary>
    public string DraftKey => $"matter-open-{Procedure!.Key}";

    /// <summary>The organ that the county has made responsible.</summary>
    public Guid? Owner { get; private set; }

    /// <summary>What was filled in besides the facts, by name.</summary>
    public IReadOnlyDictionary<string, string?> Given { get; private set; } =
        new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Procedures to choose from, by the area that they belong to.</summary>
    public IEnumerable<ProcedureEditions> Choices => Procedures.All;

    public async Task<IActionResult> OnGetAsync(string? procedure, string? draft)
    {
        if (!await Find(procedure))
        {
            return NotFound();
        }
        if (Procedure is null)
        {
            return Page();
        }
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (await Drafts.Find(HttpContext, DraftKey) is { } kept)
        {
            HasDraft = draft != "resume";
            if (!HasDraft)
            {
                DraftOf = kept.SavedAt;
                var fields = Drafts
                    .FieldsOf(kept)
                    .GroupBy(f => f.Key, StringComparer.Ordinal)
                    .ToDictionary(
                        g => g.Key,
                        g => new Microsoft.Extensions.Primitives.StringValues([
                            .. g.Select(f => f.Value),
                        ]),
                        StringComparer.Ordinal
                    );
                texts = RecordForms.Sent("", fields);
                await ReadKept(fields);
            }
        }
        // What sends somebody here may say what it knows already, such as the law that changed.
        foreach (
            var name in RecordForm
                .Of(Procedure.FactsType)
                .Fields.Where(f => !f.Separate)
                .Select(f => f.Name)
                .Where(n => Request.Query.ContainsKey(n) && !texts.ContainsKey(n))
        )
        {
            texts[name] = Request.Query[name].ToString() is { Length: <= 300 } given ? given : null;
        }
        await Fill(texts, []);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? procedure)
    {
        if (!await Find(procedure) || Procedure is null)
        {
            return NotFound();
        }
        var texts = RecordForms.Sent("", Request.Form);
        await ReadKept(Request.Form);
        // Files come first: whatever else is wrong, they are then already taken.
        if (await Take() is { } refused)
        {
            Refuse(refused);
            await Fill(texts, []);
            return Page();
        }
        if (Request.Form.ContainsKey("more"))
        {
            await Fill(texts, [], 2);
            return Page();
        }
        var facts = RecordForm.Of(Procedure.FactsType);
        var (body, errors) = facts.Read(texts, Organs, Today);
        var owner = OrganNamed("$owner", "承办单位");
        var sender = OrganNamed("$sender", "提出单位");
        var anchor = RecordForms.Day(Text("$anchor"));
        if (Text("$anchor") is { } day && anchor is null)
        {
            ModelState.AddModelError("$anchor", $"“{day}”不是日期，请写成 2026-03-05。");
        }
        Given = texts;
        errors = [.. errors, .. await CheckParts()];
        foreach (var error in errors)
        {
            ModelState.AddModelError(error.Field, error.ToString());
        }
        if (ModelState.ErrorCount == 0)
        {
            var done = await Commit(
                new OpenMatter(Procedure.Key, body)
                {
                    CommandId = CommandId,
                    Owner = owner,
                    Sender = sender,
                    Anchor = anchor,
                    Reason = Text("$why"),
                    Materials = [.. Kept.Select(k => new NewMaterial(k.Material, k.Hash, k.Name))],
                },
                "已立案。"
            );
            if (done.IsDone)
            {
                await DropDraft(DraftKey);
                return LocalRedirect(Matter.AddressOf(done.Id));
            }
            CommandId = Guid.CreateVersion7();
            if (done.Refusal.Field is { } field && facts.Find(field) is { } wrong)
            {
                errors =
                [
                    .. errors,
                    new Core.Ledgers.FieldError(wrong.Name, wrong.Title, done.Refusal.Message),
                ];
            }
        }
        Unprocessable();
        await Fill(texts, errors);
        return Page();
    }

    private async Task<bool> Find(string? key)
    {
        await ReadNames();
        if (key is null)
        {
            return true;
        }
        if (Procedures.Find(key) is not { } editions)
        {
            return false;
        }
        // The edition that holds today makes the form; the day of the event may choose an earlier one.
        Procedure = editions.On(Today) ?? editions.Newest;
        var setting = await Db.Set<ProcedureSetting>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                s => s.Tenant == Scope.Tenant && s.Procedure == key && s.Key == "owner",
                HttpContext.RequestAborted
            );
        Owner = Guid.TryParse(setting?.Value, out var owner) ? owner : null;
        return true;
    }

    /// <summary>What the module's own part of the form is given.</summary>
    private OpeningPart PartOf(IReadOnlyList<Core.Ledgers.FieldError> errors) =>
        new(
            Db,
            Scope,
            Procedure!,
            (
                Given.GetValueOrDefault("$sender") is { Length: > 0 } sender
                    ? Organs.Find(sender)
                    : null
            )
                ?? Me.Actor.Organ
                ?? Guid.Empty,
            RecordForms.Day(Given.GetValueOrDefault("$anchor")) ?? Today,
            Given,
            errors
        );

    private async Task<IReadOnlyList<Core.Ledgers.FieldError>> CheckParts()
    {
        var errors = new List<Core.Ledgers.FieldError>();
        foreach (var part in Procedures.Parts)
        {
            errors.AddRange(await part.Check(PartOf([]), HttpContext.RequestAborted));
        }
        return errors;
    }

    private async Task Fill(
        Dictionary<string, string?> texts,
        IReadOnlyList<Core.Ledgers.FieldError> errors,
        int more = 0
    )
    {
        Given = texts;
        Part = PartOf(errors);
        PartView = MatterSlots.Find(
            HttpContext.RequestServices.GetRequiredService<Microsoft.AspNetCore.Mvc.ViewEngines.ICompositeViewEngine>(),
            Procedure!,
            "open"
        );
        Form = RecordForms.View(
            RecordForm.Of(Procedure!.FactsType),
            "",
            texts,
            errors,
            Organs,
            Today,
            more,
            items: await ItemsFor([RecordForm.Of(Procedure!.FactsType)], PartOf(errors))
        );
    }

    /// <summary>Only what the reader's own organ has handed in is taken over: a hash alone opens nobody's file.</summary>
    private async Task ReadKept(
        IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> form
    )
    {
        var named = form.Where(f => f.Key == "kept")
            .SelectMany(f => f.Value)
            .Select(v => v?.Split('|', 3))
            .Where(v => v is [_, { Length: 64 }, _])
            .Select(v => (Material: v![0], Hash: v[1], Name: FileStore.CleanName(v[2])))
            .ToList();
        var hashes = named.Select(n => n.Hash).ToList();
        var (tenant, organ) = (Me.Actor.Tenant, Me.Actor.Organ ?? Guid.Empty);
        var ours = await Db.Set<StoredFile>()
            .Where(f => f.Tenant == tenant && f.OrganId == organ && hashes.Contains(f.Hash))
            .Select(f => f.Hash)
            .ToListAsync(HttpContext.RequestAborted);
        Kept = [.. named.Where(n => ours.Contains(n.Hash))];
    }

    private async Task<Refusal?> Take()
    {
        var kept = Kept.ToList();
        foreach (var group in Request.Form.Files.GroupBy(f => f.Name, StringComparer.Ordinal))
        {
            // A material may be named: file-other:风险评估报告.
            var (material, named) = group.Key.StartsWith("file-", StringComparison.Ordinal)
                ? group.Key[5..].Split(':', 2) is [var key, var name]
                    ? (key, name + "：")
                    : (group.Key[5..], "")
                : ("", "");
            if (Procedure!.FindMaterial(material) is null)
            {
                continue;
            }
            var files = group.Where(f => f.Length > 0).ToList();
            var (hashes, refusal) = await Uploads.Keep(this, files);
            if (refusal is not null)
            {
                return refusal;
            }
            kept.AddRange(
                hashes.Zip(
                    files,
                    (h, f) =>
                        (
                            material,
                            h,
                            FileStore.CleanName(
                                f.FileName.Contains(named.TrimEnd('：'), StringComparison.Ordinal)
                                    ? f.FileName
                                    : named + f.FileName
                            )
                        )
                )
            );
        }
        Kept = kept;
        return null;
    }
}
