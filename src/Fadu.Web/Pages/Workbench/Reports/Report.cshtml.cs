using System.Globalization;
using Fadu.Core;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Reports;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Reports;

/// <summary>One report: its sections and who writes them, what is left to put right, bringing it together, approval, the text.</summary>
[Needs(Capability.ViewReports, Capability.WriteReports)]
public sealed class ReportModel(
    FaduDb db,
    ReportQueries queries,
    ReportChecks checks,
    EventRegistry registry
) : FaduPage
{
    public Report Report { get; private set; } = null!;

    public IReadOnlyList<ReportSection> Sections { get; private set; } = [];

    public ReportDraft Draft { get; private set; } = null!;

    /// <summary>What is left to look at; only for those who bring the report together or approve it.</summary>
    public IReadOnlyList<ReportCheck> Checks { get; private set; } = [];

    public IReadOnlyList<Organ> Organs { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> OrganNames { get; private set; } =
        new Dictionary<Guid, string>();

    /// <summary>What happened to the report and its sections, the latest first.</summary>
    public IReadOnlyList<TimelineEntry> History { get; private set; } = [];

    /// <summary>Whether this person brings the report together.</summary>
    public bool Manages => Me.Can(Capability.ManageReports);

    /// <summary>Whether this person approves it.</summary>
    public bool Approves => Me.Can(Capability.ApproveReports);

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public DateOnly? CutOff { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) =>
        await Fill(id, cancellationToken) ? Page() : NotFound();

    /// <summary>Gives sections to organs: one form for all of them.</summary>
    public async Task<IActionResult> OnPostAssignAsync(
        Guid id,
        Dictionary<Guid, string> organs,
        Dictionary<Guid, string> dues,
        CancellationToken cancellationToken
    )
    {
        if (!await Fill(id, cancellationToken))
        {
            return NotFound();
        }
        var given = 0;
        foreach (var section in Sections)
        {
            var organ = Organs.FirstOrDefault(o =>
                organs.GetValueOrDefault(section.Id) is { } text
                && (o.Key == text || o.Name == text || o.ShortName == text)
            );
            if (
                organ is null
                || !DateOnly.TryParseExact(
                    dues.GetValueOrDefault(section.Id),
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var due
                )
            )
            {
                continue;
            }
            if (organ.Id == section.OrganId && due == section.Due)
            {
                continue;
            }
            if (!(await Commit(new AssignSection(section.Id, organ.Id, due))).IsDone)
            {
                return Page();
            }
            given++;
        }
        Notice = given == 0 ? "没有改动。" : $"已分派 {given} 节，撰写单位会收到提醒。";
        return Redirect($"/workbench/reports/{id}");
    }

    public Task<IActionResult> OnPostAcceptAsync(
        Guid id,
        Guid section,
        CancellationToken cancellationToken
    ) =>
        Do(id, new AcceptSection(section) { CommandId = CommandId }, "已采用。", cancellationToken);

    /// <summary>Accepts everything that was handed in.</summary>
    public async Task<IActionResult> OnPostAcceptAllAsync(
        Guid id,
        CancellationToken cancellationToken
    )
    {
        if (!await Fill(id, cancellationToken))
        {
            return NotFound();
        }
        var submitted = Sections.Where(s => s.State == SectionState.Submitted).ToList();
        foreach (var section in submitted)
        {
            if (!(await Commit(new AcceptSection(section.Id))).IsDone)
            {
                return Page();
            }
        }
        Notice = $"已采用 {submitted.Count} 节。";
        return Redirect($"/workbench/reports/{id}");
    }

    public Task<IActionResult> OnPostReturnAsync(
        Guid id,
        Guid section,
        CancellationToken cancellationToken
    ) =>
        Do(
            id,
            new ReturnSection(section) { CommandId = CommandId, Reason = Reason },
            "已退回，撰写单位会收到理由。",
            cancellationToken
        );

    public Task<IActionResult> OnPostCutOffAsync(Guid id, CancellationToken cancellationToken) =>
        CutOff is { } day
            ? Do(
                id,
                new MoveReportCutOff(id, day) { CommandId = CommandId },
                "已改定数据截止日。",
                cancellationToken
            )
            : Again(
                id,
                new Refusal(
                    RefusalKind.Invalid,
                    "请填写数据截止日，格式如 2026-01-20。",
                    Field: nameof(CutOff)
                ),
                cancellationToken
            );

    public Task<IActionResult> OnPostAssembleAsync(Guid id, CancellationToken cancellationToken) =>
        Do(
            id,
            new AssembleReport(id) { CommandId = CommandId },
            "已汇总送签，数字已经固定。",
            cancellationToken
        );

    public Task<IActionResult> OnPostSendBackAsync(Guid id, CancellationToken cancellationToken) =>
        Do(
            id,
            new SendReportBack(id) { CommandId = CommandId, Reason = Reason },
            "已退回修改。",
            cancellationToken
        );

    public Task<IActionResult> OnPostApproveAsync(
        Guid id,
        int seen,
        CancellationToken cancellationToken
    ) =>
        Do(
            id,
            new ApproveReport(id, seen) { CommandId = CommandId },
            "已审签。请按期报送和公开。",
            cancellationToken
        );

    private async Task<IActionResult> Do(
        Guid id,
        Command command,
        string notice,
        CancellationToken cancellationToken
    )
    {
        if (!await ReportQueries.Visible(db, Scope).AnyAsync(r => r.Id == id, cancellationToken))
        {
            return NotFound();
        }
        if ((await Commit(command, notice)).IsDone)
        {
            return Redirect($"/workbench/reports/{id}");
        }
        return await Fill(id, cancellationToken) ? Page() : NotFound();
    }

    private async Task<IActionResult> Again(
        Guid id,
        Refusal refusal,
        CancellationToken cancellationToken
    )
    {
        Refuse(refusal);
        return await Fill(id, cancellationToken) ? Page() : NotFound();
    }

    private async Task<bool> Fill(Guid id, CancellationToken cancellationToken)
    {
        var report = await ReportQueries
            .Visible(db, Scope)
            .FirstOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (report is null)
        {
            return false;
        }
        Report = report;
        Sections = await ReportQueries.Sections(db, Scope, report, cancellationToken);
        Draft = await queries.Draft(db, Scope, report, Today, cancellationToken);
        var tenant = Scope.Tenant;
        Organs = await db.Set<Organ>()
            .Where(o => o.Tenant == tenant)
            .OrderBy(o => o.Order)
            .ToListAsync(cancellationToken);
        OrganNames = Organs.ToDictionary(o => o.Id, o => o.ShortName);
        if (Scope.Everything && (Manages || Approves))
        {
            Checks = await checks.Run(db, report, Draft, cancellationToken);
        }
        await FillHistory(cancellationToken);
        return true;
    }

    private async Task FillHistory(CancellationToken cancellationToken)
    {
        var tenant = Scope.Tenant;
        var names = Sections.ToDictionary(
            s => ReportSection.StreamOf(s.Id),
            s => s.Title.Length > 0 ? s.Title : s.Content.DisplayName()
        );
        List<string> streams = [Report.StreamOf(Report.Id), .. names.Keys];
        var entries = await db.Set<TrailEntry>()
            .Where(e => e.Tenant == tenant && streams.Contains(e.Stream))
            .OrderByDescending(e => e.Seq)
            .Take(40)
            .ToListAsync(cancellationToken);
        var ids = entries.Select(e => e.Actor).OfType<Guid>().Distinct().ToList();
        var people = await db.Set<Person>()
            .Where(p => p.Tenant == tenant && ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        History =
        [
            .. entries.Select(e => new TimelineEntry(
                names.TryGetValue(e.Stream, out var section)
                    ? $"{registry.DisplayName(e.Kind)}：{section}"
                    : registry.DisplayName(e.Kind),
                e.Actor is { } who ? people.GetValueOrDefault(who, "已离职人员") : "系统",
                e.At
            )
            {
                Text = e.Reason,
            }),
        ];
    }

    /// <summary>Where the report stands, in one line.</summary>
    public string Headline
    {
        get
        {
            var open = Sections.Count(s => s.State != SectionState.Accepted);
            var late = Sections.Count(s =>
                s.State is SectionState.Assigned or SectionState.Drafting or SectionState.Returned
                && s.Due < Today
            );
            return Report.State switch
            {
                ReportState.Approved =>
                    $"已由{Report.ApprovedBy}审签，{Draft.Tokens.Count} 个数可以逐个打开",
                ReportState.Assembled => "已汇总，等领导审签",
                _ when late > 0 => $"{late} 节已过期限，还差 {open} 节",
                _ when open > 0 => $"还差 {open} 节",
                _ => "各节都已采用，可以送签",
            };
        }
    }
}
