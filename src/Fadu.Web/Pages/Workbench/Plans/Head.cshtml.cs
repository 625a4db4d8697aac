using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench.Plans;

/// <summary>What a plan says about itself: title, number, issuers, years.</summary>
[Needs(Capability.ManagePlans)]
public sealed class HeadModel(FaduDb db) : FaduPage
{
    public Plan Plan { get; private set; } = null!;

    [BindProperty]
    public HeadInput Input { get; set; } = new();

    /// <summary>The head as the form shows it.</summary>
    public sealed class HeadInput
    {
        public string? Title { get; set; }
        public string? Number { get; set; }

        /// <summary>With 、 between.</summary>
        public string? Issuers { get; set; }
        public DateOnly? SignedOn { get; set; }
        public PlanKind Kind { get; set; }
        public int? FromYear { get; set; }
        public int? ToYear { get; set; }
    }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (!await Load(id))
        {
            return NotFound();
        }
        Input = new HeadInput
        {
            Title = Plan.Title,
            Number = Plan.Number,
            Issuers = Plan.Issuers,
            SignedOn = Plan.SignedOn,
            Kind = Plan.Kind,
            FromYear = Plan.FromYear,
            ToYear = Plan.ToYear,
        };
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
        var head = new PlanHead
        {
            Title = Input.Title?.Trim() ?? "",
            Number = string.IsNullOrWhiteSpace(Input.Number) ? null : Input.Number.Trim(),
            Issuers = (Input.Issuers ?? "").Split(
                '、',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            ),
            Place = Plan.Place,
            SignedOn = Input.SignedOn,
            Kind = Input.Kind,
            FromYear = Input.FromYear,
            ToYear = Input.ToYear,
        };
        var result = await Commit(new SavePlanHead(id, head) { CommandId = CommandId }, "已保存。");
        return result.IsDone ? Redirect($"/workbench/plans/{id}") : Page();
    }

    private async Task<bool> Load(Guid id)
    {
        var plan = await db.Set<Plan>()
            .FirstOrDefaultAsync(
                p => p.Tenant == Scope.Tenant && p.Id == id,
                HttpContext.RequestAborted
            );
        if (plan is not { State: PlanState.Draft })
        {
            return false;
        }
        Plan = plan;
        return true;
    }
}
