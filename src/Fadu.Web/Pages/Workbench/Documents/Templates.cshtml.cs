using Fadu.Core;
using Fadu.Core.Documents;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using MatterPage = Fadu.Web.Pages.Workbench.Matters.MatterPage;

namespace Fadu.Web.Pages.Workbench.Documents;

/// <summary>The documents that the procedures know, and which of them the reader's organ words in its own way.</summary>
[Needs(Capability.ViewMatters)]
public sealed class TemplatesModel(
    FaduDb db,
    ProcedureRegistry procedures,
    EventRegistry registry,
    Directories directories
) : MatterPage(db, procedures, registry, directories)
{
    public IReadOnlyList<(string Procedure, ProcedureDocument Document, OrganTemplate? Own)> Lines
    {
        get;
        private set;
    } = [];

    public async Task OnGetAsync()
    {
        await ReadNames();
        var organ = Me.Actor.Organ ?? Guid.Empty;
        var own = await Db.Set<OrganTemplate>()
            .AsNoTracking()
            .Within(Scope)
            .Where(t => t.OrganId == organ)
            .ToDictionaryAsync(t => (t.Procedure, t.Kind), HttpContext.RequestAborted);
        Lines =
        [
            .. Procedures
                .All.Select(e => e.Newest)
                .SelectMany(p =>
                    p.Documents.Select(d => (p.Key, d, own.GetValueOrDefault((p.Key, d.Key))))
                ),
        ];
    }
}

/// <summary>The text of a document as the reader's organ words it: edited, looked at, put back to the default.</summary>
[Needs(Capability.ViewMatters)]
public sealed class TemplateModel(
    FaduDb db,
    ProcedureRegistry procedures,
    EventRegistry registry,
    Directories directories
) : MatterPage(db, procedures, registry, directories)
{
    private readonly EventRegistry registry = registry;

    public ProcedureDocument Declared { get; private set; } = null!;
    public string ProcedureKey { get; private set; } = "";
    public OrganTemplate? Own { get; private set; }
    public string Wording { get; private set; } = "";
    public TemplateNames Names { get; private set; } = null!;
    public Fadu.Writing.Official.OfficialDocument Sheet { get; private set; } = null!;

    /// <summary>Earlier versions, newest first.</summary>
    public IReadOnlyList<(DateTimeOffset At, string Who, string? Text)> Versions
    {
        get;
        private set;
    } = [];

    public bool MaySet => Me.Can(Capability.AssignMatters) && Me.Actor.Organ is not null;

    public string DraftKey => $"template-{ProcedureKey}-{Declared.Key}";

    public Task<IActionResult> OnGetAsync(string procedure, string kind) => Show(procedure, kind);

    public async Task<IActionResult> OnPostSetAsync(string procedure, string kind) =>
        await Do(procedure, kind, Sent("wording"), "模板已保存，以后起草的文书用这一版。");

    public async Task<IActionResult> OnPostLookAsync(string procedure, string kind) =>
        await Show(procedure, kind, Sent("wording"));

    public async Task<IActionResult> OnPostDefaultAsync(string procedure, string kind) =>
        await Do(procedure, kind, null, "已恢复默认文本。");

    private async Task<IActionResult> Do(string procedure, string kind, string? text, string notice)
    {
        var result = await Commit(
            new SetDocumentTemplate(procedure, kind, text) { CommandId = CommandId },
            notice
        );
        if (!result.IsDone)
        {
            CommandId = Guid.CreateVersion7();
            return await Show(procedure, kind, text);
        }
        await DropDraft($"template-{procedure}-{kind}");
        return LocalRedirect($"/workbench/documents/templates/{procedure}/{kind}");
    }

    private async Task<IActionResult> Show(string procedure, string kind, string? typed = null)
    {
        if (
            Procedures.Find(procedure)?.Newest is not { } newest
            || newest.FindDocument(kind) is not { } declared
        )
        {
            return NotFound();
        }
        await ReadNames();
        (Declared, ProcedureKey) = (declared, procedure);
        Names = DocumentNames.Of(newest);
        var organ = Me.Actor.Organ ?? Guid.Empty;
        Own = await Db.Set<OrganTemplate>()
            .AsNoTracking()
            .Within(Scope)
            .FirstOrDefaultAsync(
                t => t.OrganId == organ && t.Procedure == procedure && t.Kind == kind,
                HttpContext.RequestAborted
            );
        Wording = typed ?? Own?.Text ?? declared.Template;
        await LoadDraft(DraftKey);
        Sheet = DocumentText.Compose(
            Example(Wording),
            declared.Name,
            Organs.Get(organ)?.Name ?? "",
            "〔主送单位〕",
            declared.Series is { } s ? MatterDocument.NumberOf(s.Word, Today.Year, 1) : null,
            Today
        );
        var stream = OrganTemplate.StreamOf(organ, procedure, kind);
        var entries = await Db.Set<TrailEntry>()
            .AsNoTracking()
            .Where(e => e.Tenant == Scope.Tenant && e.Stream == stream)
            .OrderByDescending(e => e.Number)
            .Take(20)
            .ToListAsync(HttpContext.RequestAborted);
        Versions =
        [
            .. entries.Select(e =>
                (e.At, People.NameOf(e.Actor), (e.Read(registry) as TemplateSet)?.Text)
            ),
        ];
        return Page();
    }

    /// <summary>The text with each placeholder shown by its name, and lists with one row.</summary>
    private string Example(string text) =>
        DocumentTemplate
            .Parse(text)
            .Render(
                new TemplateValues(
                    name => $"〔{name}〕",
                    name =>
                        Names.Lists.TryGetValue(name, out var row)
                            ?
                            [
                                row.Append(DocumentTemplate.RowNumber)
                                    .Distinct(StringComparer.Ordinal)
                                    .ToDictionary(
                                        n => n,
                                        n => n == DocumentTemplate.RowNumber ? "1" : $"〔{n}〕",
                                        StringComparer.Ordinal
                                    ),
                            ]
                            : []
                )
            );
}
