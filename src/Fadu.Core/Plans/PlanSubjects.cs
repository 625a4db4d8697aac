using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Core.Plans.Rectification;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Plans;

/// <summary>Opens tasks and problems from the figures that count them.</summary>
internal sealed class PlanSubjects : ISubjectLink
{
    public bool Opens(string kind) => kind is "plan-item" or "rectification";

    public async Task<IReadOnlyDictionary<Guid, SubjectLine>> Describe(
        FaduDb db,
        Scope scope,
        string kind,
        IReadOnlyList<Guid> subjects,
        CancellationToken cancellationToken
    )
    {
        var ids = subjects.ToList();
        if (kind == "rectification")
        {
            return await db.Set<RectificationItem>()
                .Within(scope)
                .Where(p => ids.Contains(p.Id))
                .ToDictionaryAsync(
                    p => p.Id,
                    p => new SubjectLine(PlanDraft.Shorten(p.Text, 60), $"/workbench/rectification/{p.Id}", p.Programme),
                    cancellationToken
                );
        }
        var items = db.Set<PlanItem>().Where(i => i.Tenant == scope.Tenant && ids.Contains(i.Id));
        if (!scope.Everything)
        {
            var organs = scope.Organs.ToList();
            items = items.Where(i =>
                db.Set<PlanAssignment>().Any(a => a.Tenant == i.Tenant && a.ItemId == i.Id && organs.Contains(a.OrganId))
            );
        }
        return await items
            .Select(i => new
            {
                i.Id,
                i.Title,
                i.PlanTitle,
            })
            .ToDictionaryAsync(
                i => i.Id,
                i => new SubjectLine(i.Title, $"/workbench/plans/items/{i.Id}", i.PlanTitle),
                cancellationToken
            );
    }
}
