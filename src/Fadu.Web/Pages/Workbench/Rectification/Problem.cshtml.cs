using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Plans.Rectification;
using Fadu.Core.Trail;
using Fadu.Web.Pages.Workbench.Plans;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Rectification;

/// <summary>One problem: who answers for it, what was done, who verified it.</summary>
[Needs(Capability.ViewPlans)]
public sealed class ProblemModel(FaduDb db, EventRegistry registry) : FaduPage
{
    public RectificationItem Of { get; private set; } = null!;
    public OrganNames Organs { get; private set; } = null!;
    public IReadOnlyList<TimelineEntry> Entries { get; private set; } = [];
    public IReadOnlyList<Person> Colleagues { get; private set; } = [];
    public string? Owner { get; private set; }
    public string? Verifier { get; private set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    public bool IsMine => Of.OrganId == Me.Actor.Organ && Me.Can(Capability.ReportProgress);

    /// <summary>Whether the person may verify: not of the responsible organ.</summary>
    public bool MayVerify => Me.Can(Capability.Supervise) && Of.OrganId != Me.Actor.Organ;

    public IReadOnlyList<Step> Steps =>
        [
            .. new[]
            {
                ProblemState.Registered,
                ProblemState.HandedOut,
                ProblemState.Mending,
                ProblemState.Reported,
                ProblemState.Closed,
            }.Select(s => new Step(
                s.DisplayName(),
                s == Of.State || (Of.State == ProblemState.LongTerm && s == ProblemState.Reported)
                    ? s == ProblemState.Closed
                        ? StepState.Done
                        : Of.IsLate(Today)
                            ? StepState.Late
                            : StepState.Current
                    : s < Of.State
                        ? StepState.Done
                        : StepState.Todo
            )),
        ];

    public async Task<IActionResult> OnGet(Guid id) => await Load(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostPlan(Guid id, Guid? owner, string? measure) =>
        await Do(
            id,
            new PlanProblem(id, owner ?? Guid.Empty, measure ?? "") { CommandId = CommandId },
            "已明确责任人和措施。"
        );

    public async Task<IActionResult> OnPostReport(Guid id)
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        var (hashes, refusal) = await this.Keep(Files);
        if (refusal is not null)
        {
            Refuse(refusal with { Field = nameof(Files) });
            return Page();
        }
        var command = new ReportProblem(id, Text ?? "")
        {
            CommandId = CommandId,
            Evidence = hashes,
            FileNames = [.. Files.Select(f => f.FileName)],
        };
        return (await Commit(command, "已报告整改，等待复核。")).IsDone
            ? Redirect($"/workbench/rectification/{id}")
            : Page();
    }

    public async Task<IActionResult> OnPostReturn(Guid id, string? reason) =>
        await Do(id, new ReturnProblem(id) { CommandId = CommandId, Reason = reason }, "已退回。");

    public async Task<IActionResult> OnPostClose(Guid id, ProblemOutcome outcome, string? reason) =>
        await Do(
            id,
            new CloseProblem(id, outcome) { CommandId = CommandId, Reason = reason },
            "已销号。"
        );

    public async Task<IActionResult> OnPostLongTerm(Guid id, DateOnly? nextCheckOn) =>
        await Do(
            id,
            new KeepProblemLongTerm(id, nextCheckOn ?? default) { CommandId = CommandId },
            "已转长期坚持。"
        );

    public async Task<IActionResult> OnPostExtend(
        Guid id,
        DateOnly? to,
        string? approvedBy,
        string? reason
    ) =>
        await Do(
            id,
            new ExtendProblem(id, to ?? default, approvedBy ?? "")
            {
                CommandId = CommandId,
                Reason = reason,
            },
            "期限已调整。"
        );

    public async Task<IActionResult> OnPostMove(Guid id, string? organ, string? reason)
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        if (Organs.Find(organ) is not { } to)
        {
            Refuse(new Refusal(RefusalKind.Invalid, "请从名单中选取接收单位。"));
            return Page();
        }
        return await Do(
            id,
            new MoveProblem(id, to) { CommandId = CommandId, Reason = reason },
            "已移交。"
        );
    }

    private async Task<IActionResult> Do(Guid id, Command command, string notice)
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        return (await Commit(command, notice)).IsDone
            ? Redirect($"/workbench/rectification/{id}")
            : Page();
    }

    private async Task<bool> Load(Guid id)
    {
        var abort = HttpContext.RequestAborted;
        var problem = await db.Set<RectificationItem>()
            .Within(Scope)
            .FirstOrDefaultAsync(p => p.Id == id, abort);
        if (problem is null)
        {
            return false;
        }
        Of = problem;
        Organs = OrganNames.Of(Me.Organs);
        var stream = RectificationItem.StreamOf(id);
        var entries = await db.Set<TrailEntry>()
            .Where(e => e.Tenant == Scope.Tenant && e.Stream == stream)
            .OrderByDescending(e => e.Number)
            .Take(100)
            .ToListAsync(abort);
        var ids = entries
            .Select(e => e.Actor)
            .Append(problem.OwnerId)
            .Append(problem.VerifierId)
            .OfType<Guid>()
            .Distinct()
            .ToList();
        var names = await db.Set<Person>()
            .Where(p => p.Tenant == Scope.Tenant && ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, abort);
        Owner = problem.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null;
        Verifier = problem.VerifierId is { } verifier ? names.GetValueOrDefault(verifier) : null;
        Entries =
        [
            .. entries.Select(e => new TimelineEntry(
                registry.DisplayName(e.Kind),
                e.Actor is { } actor ? names.GetValueOrDefault(actor, "—") : "系统",
                e.At
            )
            {
                LegalDay = e.LegalDate,
                Text = e.Read(registry) switch
                {
                    ProblemPlanned p => p.Measure,
                    ProblemReported r => r.Text,
                    ProblemExtended x =>
                        $"{x.From:yyyy-MM-dd} 延至 {x.To:yyyy-MM-dd}，批准人 {x.ApprovedBy}。{e.Reason}",
                    ProblemMoved m => $"{Organs[m.From]} → {Organs[m.To]}。{e.Reason}",
                    ProblemLongTerm l => $"下次核查 {l.NextCheckOn:yyyy-MM-dd}",
                    ProblemClosed c => $"{c.Outcome.DisplayName()}。{e.Reason}",
                    _ => e.Reason,
                },
            }),
        ];
        if (IsMine)
        {
            var organ = Me.Actor.Organ;
            Colleagues = await db.Set<Person>()
                .Where(p => p.Tenant == Scope.Tenant && p.OrganId == organ && p.LeftOn == null)
                .OrderBy(p => p.Name)
                .ToListAsync(abort);
        }
        return true;
    }
}
