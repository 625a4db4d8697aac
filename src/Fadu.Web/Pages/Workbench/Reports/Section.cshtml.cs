using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Reports;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Reports;

/// <summary>Writing a section: plain text with figures, chosen by search beside it. Works without script; with script a figure goes in where the cursor stands.</summary>
[Needs(Capability.ViewReports, Capability.WriteReports)]
public sealed class SectionModel(
    FaduDb db,
    FigureCatalogue catalogue,
    FigureQuery figures,
    ReportQueries queries
) : FaduPage
{
    private const int MaxFound = 12;

    public Report Report { get; private set; } = null!;

    public ReportSection Section { get; private set; } = null!;

    public string OrganName { get; private set; } = "";

    /// <summary>The text in the editor: what was saved, or what was sent and not yet saved.</summary>
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>The section's version when the editor was opened.</summary>
    [BindProperty]
    public int Seen { get; set; }

    /// <summary>What figure is looked for.</summary>
    [BindProperty]
    public string? Find { get; set; }

    /// <summary>The token to put in.</summary>
    [BindProperty]
    public string? Insert { get; set; }

    /// <summary>Figures found, with what they come to in this report.</summary>
    public IReadOnlyList<(Figure Figure, string Token, string Text)> Found { get; private set; } =
    [];

    /// <summary>The text in the editor as it reads.</summary>
    public DraftSection Preview { get; private set; } = null!;

    public long KnownSeq { get; private set; }

    /// <summary>When somebody else has saved meanwhile: what is saved now.</summary>
    public string? Theirs { get; private set; }

    public bool MayWrite { get; private set; }

    /// <summary>Why the editor is closed; null while it is open.</summary>
    public string? Closed { get; private set; }

    public async Task<IActionResult> OnGetAsync(
        Guid id,
        string? find,
        CancellationToken cancellationToken
    )
    {
        Find = find;
        return await Fill(id, fresh: true, cancellationToken) ? Page() : NotFound();
    }

    public Task<IActionResult> OnPostSaveAsync(Guid id, CancellationToken cancellationToken) =>
        Save(id, submit: false, cancellationToken);

    public Task<IActionResult> OnPostSubmitAsync(Guid id, CancellationToken cancellationToken) =>
        Save(id, submit: true, cancellationToken);

    /// <summary>Looks for a figure without losing what is in the editor.</summary>
    public async Task<IActionResult> OnPostFindAsync(
        Guid id,
        CancellationToken cancellationToken
    ) => await Fill(id, fresh: false, cancellationToken) ? Page() : NotFound();

    /// <summary>Puts a figure at the end of the text, for browsers without script.</summary>
    public async Task<IActionResult> OnPostInsertAsync(Guid id, CancellationToken cancellationToken)
    {
        Text = (Text ?? "") + Insert;
        ModelState.Remove(nameof(Text));
        return await Fill(id, fresh: false, cancellationToken) ? Page() : NotFound();
    }

    private async Task<IActionResult> Save(
        Guid id,
        bool submit,
        CancellationToken cancellationToken
    )
    {
        if (!await Fill(id, fresh: false, cancellationToken))
        {
            return NotFound();
        }
        var saved = await Commit(
            new WriteSection(id, Text ?? "", Seen) { CommandId = CommandId },
            "已保存。"
        );
        if (saved.IsDone && submit)
        {
            var submitted = await Commit(new SubmitSection(id), "已提交，等统筹审核。");
            if (submitted.IsDone)
            {
                return Redirect($"/workbench/reports/{Report.Id}");
            }
            ModelState.Remove(nameof(Seen));
            ModelState.Remove(nameof(CommandId));
            CommandId = Guid.CreateVersion7();
            return await Fill(id, fresh: true, cancellationToken) ? Page() : NotFound();
        }
        if (saved.IsDone)
        {
            return Redirect($"/workbench/reports/section/{id}");
        }
        if (saved.Refusal.Kind == RefusalKind.Conflict)
        {
            // Both texts are shown; saving again from here is a decision made in view of both.
            Theirs = Section.Text;
            Seen = Section.Version;
            CommandId = Guid.CreateVersion7();
            ModelState.Remove(nameof(Seen));
            ModelState.Remove(nameof(CommandId));
        }
        return Page();
    }

    private async Task<bool> Fill(Guid id, bool fresh, CancellationToken cancellationToken)
    {
        var tenant = Scope.Tenant;
        var section = await db.Set<ReportSection>()
            .FirstOrDefaultAsync(s => s.Tenant == tenant && s.Id == id, cancellationToken);
        var report = section is null
            ? null
            : await ReportQueries
                .Visible(db, Scope)
                .FirstOrDefaultAsync(r => r.Id == section.ReportId, cancellationToken);
        if (
            section is null
            || report is null
            || !(await ReportQueries.Sections(db, Scope, report, cancellationToken)).Exists(s =>
                s.Id == id
            )
        )
        {
            return false;
        }
        (Section, Report) = (section, report);
        OrganName =
            await db.Set<Organ>()
                .Where(o => o.Tenant == tenant && o.Id == section.OrganId)
                .Select(o => o.ShortName)
                .FirstOrDefaultAsync(cancellationToken)
            ?? "";
        if (fresh)
        {
            (Text, Seen) = (section.Text, section.Version);
        }
        MayWrite =
            Me.Can(Capability.ManageReports)
            || (Me.Can(Capability.WriteReports) && Me.Actor.Organ == section.OrganId);
        Closed =
            report.State == ReportState.Approved ? "报告已经审签，这一节不能再改。"
            : report.State == ReportState.Assembled ? "报告已经送签，要改请先退回。"
            : !MayWrite ? $"这一节由{OrganName}撰写。"
            : section.State is SectionState.Submitted or SectionState.Accepted
            && !Me.Can(Capability.ManageReports)
                ? "已经提交，要改请先让统筹退回。"
            : null;
        // What is in the editor, as it would read.
        var typed = new ReportSection
        {
            Tenant = section.Tenant,
            Id = section.Id,
            ReportId = section.ReportId,
            Content = section.Content,
            Title = section.Title,
            Text = Text ?? "",
        };
        var draft = await queries.DraftOf(db, Scope, report, [typed], Today, cancellationToken);
        Preview = draft.Sections[0];
        KnownSeq = draft.KnownSeq;
        if (!string.IsNullOrWhiteSpace(Find) && Closed is null)
        {
            var resolver = await TokenResolver.For(
                db,
                catalogue,
                figures,
                tenant,
                report.OrganId,
                report.Year,
                cancellationToken
            );
            var found = new List<(Figure, string, string)>();
            foreach (var figure in catalogue.Search(Find).Take(MaxFound))
            {
                var token = $"{{{{{figure.Name}}}}}";
                var resolved = await resolver.Resolve(
                    db,
                    Scope,
                    ReportTokens.Read(token),
                    KnownSeq,
                    cancellationToken
                );
                found.Add((figure, token, resolved.Text));
            }
            Found = found;
        }
        return true;
    }
}
