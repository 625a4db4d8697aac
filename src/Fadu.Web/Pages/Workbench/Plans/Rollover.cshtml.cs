using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Plans;

/// <summary>What a plan leaves unfinished goes over into the next one; each item keeps its lineage.</summary>
[Needs(Capability.ManagePlans)]
public sealed class RolloverModel(FaduDb db) : FaduPage
{
    public Plan Plan { get; private set; } = null!;
    public IReadOnlyList<PlanItem> Unfinished { get; private set; } = [];
    public OrganNames Organs { get; private set; } = null!;

    [BindProperty]
    public List<Guid> Items { get; set; } = [];

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public int? Year { get; set; }

    [BindProperty]
    public DateOnly? NewDueOn { get; set; }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        Items = [.. Unfinished.Select(i => i.Id)];
        Year = Today.Month >= 11 ? Today.Year + 1 : Today.Year;
        Title = $"{Plan.Title}（{Year} 年结转）";
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var head = Plan.Head() with
        {
            Title = Title?.Trim() ?? "",
            Number = null,
            FromYear = Year,
            ToYear = Year,
        };
        var result = await Commit(
            new RollOverPlan(id, head, Items) { CommandId = CommandId, NewDueOn = NewDueOn },
            $"已结转 {Items.Count} 项。"
        );
        return result.IsDone ? Redirect($"/workbench/plans/items?plan={result.Value}") : Page();
    }

    private async Task<bool> Load(Guid id)
    {
        var abort = HttpContext.RequestAborted;
        var plan = await db.Set<Plan>()
            .FirstOrDefaultAsync(p => p.Tenant == Scope.Tenant && p.Id == id, abort);
        if (plan is not { State: PlanState.Confirmed })
        {
            return false;
        }
        Plan = plan;
        Unfinished = await db.Set<PlanItem>()
            .Where(i => i.Tenant == Scope.Tenant && i.PlanId == id && i.IsOpen)
            .OrderBy(i => i.Ordinal)
            .Take(2000)
            .ToListAsync(abort);
        Organs = OrganNames.Of(Me.Organs);
        return true;
    }
}
