using Fadu.Core.Figures;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Plans;

/// <summary>Opens plan items behind figures.</summary>
internal sealed class PlanItemLinks : ISubjectLink
{
    public bool Opens(string kind) => kind == "plan-item";

    public async Task<IReadOnlyDictionary<Guid, SubjectLine>> Describe(
        FaduDb db,
        Scope scope,
        string kind,
        IReadOnlyList<Guid> subjects,
        CancellationToken cancellationToken
    )
    {
        var tenant = scope.Tenant;
        var items = db.Set<PlanItem>()
            .AsNoTracking()
            .Where(i => i.Tenant == tenant && subjects.Contains(i.Id));
        if (!scope.Everything)
        {
            var organs = scope.Organs.ToList();
            items = items.Where(i =>
                db.Set<PlanAssignment>()
                    .Any(a =>
                        a.Tenant == i.Tenant && a.ItemId == i.Id && organs.Contains(a.OrganId)
                    )
            );
        }
        return await items
            .Select(i => new
            {
                i.Id,
                i.Number,
                i.Title,
                i.PlanTitle,
            })
            .ToDictionaryAsync(
                i => i.Id,
                i => new SubjectLine(
                    i.Number is null ? i.Title : $"{i.Number} {i.Title}",
                    $"/workbench/plans/items/{i.Id}",
                    i.PlanTitle
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
