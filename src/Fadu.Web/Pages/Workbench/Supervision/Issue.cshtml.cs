using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Plans.Supervision;
using Fadu.Law.Dates;
using Fadu.Web.Pages.Workbench.Plans;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Supervision;

/// <summary>Issues 督办单 about chosen items: one for each organ that leads one of them, one or sixty at once.</summary>
[Needs(Capability.Supervise)]
public sealed class IssueModel(FaduDb db) : FaduPage
{
    [BindProperty(SupportsGet = true)]
    public List<Guid> Items { get; set; } = [];

    [BindProperty]
    public string? Demand { get; set; }

    [BindProperty]
    public DateOnly? ReplyBy { get; set; }

    public IReadOnlyList<IGrouping<Guid, PlanItem>> Groups { get; private set; } = [];
    public OrganNames Organs { get; private set; } = null!;

    public async Task OnGet()
    {
        ReplyBy = WorkCalendar.National.AddWorkdays(Today, 5);
        Demand = "请查明未按期完成的原因，提出补救措施和完成时间。";
        await Load();
    }

    public async Task<IActionResult> OnPost()
    {
        await Load();
        var result = await Commit(
            new IssueSupervision(Items, Demand ?? "", ReplyBy ?? default) { CommandId = CommandId },
            $"已下达督办单 {Groups.Count} 份，各单位已收到提醒。"
        );
        if (!result.IsDone)
        {
            return Page();
        }
        var made = result.Value!.Split(',');
        return Redirect(
            made.Length == 1 ? $"/workbench/supervision/{made[0]}" : "/workbench/supervision"
        );
    }

    private async Task Load()
    {
        var abort = HttpContext.RequestAborted;
        var items = await db.Set<PlanItem>()
            .Where(i => i.Tenant == Scope.Tenant && Items.Contains(i.Id))
            .OrderBy(i => i.NextDue)
            .ToListAsync(abort);
        Groups = [.. items.GroupBy(i => i.ChiefOrganId)];
        Organs = OrganNames.Of(Me.Organs);
    }
}
