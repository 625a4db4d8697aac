using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Plans;

/// <summary>Reports that wait for the coordinator, to be accepted or returned one by one or many at once.</summary>
[Needs(Capability.AcceptProgress)]
[Nav("推进", "审核进展", "/workbench/plans/review", 30)]
public sealed class ReviewModel(FaduDb db) : FaduPage
{
    private const int Most = 200;

    public IReadOnlyList<(ProgressReport Report, PlanItem Item)> Waiting { get; private set; } = [];
    public bool HasMore { get; private set; }
    public OrganNames Organs { get; private set; } = null!;

    /// <summary>Those that were ticked.</summary>
    [BindProperty]
    public List<Guid> Reports { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? ApprovedBy { get; set; }

    public async Task OnGet() => await Load();

    public async Task<IActionResult> OnPostAccept(bool writeOff) =>
        await Done(
            new AcceptProgress(Reports, ApprovedBy, writeOff) { CommandId = CommandId },
            $"已采纳 {Reports.Count} 件。"
        );

    public async Task<IActionResult> OnPostReturn() =>
        await Done(
            new ReturnProgress(Reports) { CommandId = CommandId, Reason = Reason },
            $"已退回 {Reports.Count} 件，填报单位会收到提醒。"
        );

    private async Task<IActionResult> Done(Command command, string notice)
    {
        if ((await Commit(command, notice)).IsDone)
        {
            return Redirect("/workbench/plans/review");
        }
        await Load();
        return Page();
    }

    private async Task Load()
    {
        var tenant = Scope.Tenant;
        var abort = HttpContext.RequestAborted;
        var rows = await db.Set<ProgressReport>()
            .Within(Scope)
            .Where(r => r.Status == ReportStatus.Submitted)
            .OrderBy(r => r.Id)
            .Join(
                db.Set<PlanItem>().Where(i => i.Tenant == tenant),
                r => r.ItemId,
                i => i.Id,
                (r, i) => new { r, i }
            )
            .Take(Most + 1)
            .ToListAsync(abort);
        HasMore = rows.Count > Most;
        Waiting = [.. rows.Take(Most).Select(x => (x.r, x.i))];
        Organs = OrganNames.Of(Me.Organs);
    }
}

/// <summary>How many reports wait, beside the navigation.</summary>
internal sealed class ReviewCount(FaduDb db) : INavCount
{
    public string Href => "/workbench/plans/review";

    public async Task<int> Count(CurrentUser user, CancellationToken cancellationToken) =>
        user.Can(Capability.AcceptProgress)
            ? await db.Set<ProgressReport>()
                .Within(user.Scope)
                .Where(r => r.Status == ReportStatus.Submitted)
                .OrderBy(r => r.Id)
                .Take(100)
                .CountAsync(cancellationToken)
            : 0;
}
