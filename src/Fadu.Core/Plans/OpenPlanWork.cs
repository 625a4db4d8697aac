using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Plans;

/// <summary>Items in the hands of people; they go with the post when somebody hands over.</summary>
internal sealed class OpenPlanWork : IOpenWork
{
    public async Task<IReadOnlyList<OpenWorkItem>> OpenWorkOf(
        FaduDb db,
        int tenant,
        Guid person,
        CancellationToken cancellationToken
    ) =>
        await Read(
            db,
            db.Set<PlanAssignment>()
                .Where(a => a.Tenant == tenant && a.PersonId == person && a.IsOpen),
            cancellationToken
        );

    public async Task<IReadOnlyList<OpenWorkItem>> OpenWorkOfOrgan(
        FaduDb db,
        int tenant,
        Guid organ,
        CancellationToken cancellationToken
    ) =>
        await Read(
            db,
            db.Set<PlanAssignment>()
                .Where(a => a.Tenant == tenant && a.OrganId == organ && a.IsOpen),
            cancellationToken
        );

    public async Task Follow(Work work, Guid from, Guid to, CancellationToken cancellationToken)
    {
        var parts = await work
            .Db.Set<PlanAssignment>()
            .AsNoTracking()
            .Where(a => a.Tenant == work.Tenant && a.OrganId == from && a.IsOpen)
            .OrderBy(a => a.ItemId)
            .ToListAsync(cancellationToken);
        foreach (var part in parts)
        {
            var item = (
                await work.Db.FindAsync<PlanItem>([work.Tenant, part.ItemId], cancellationToken)
            )!;
            var stream = PlanItem.StreamOf(item.Id);
            // The plan's words stay; whom they mean changes.
            IReadOnlyList<PlanUnit> units =
            [
                .. item.ReadBody()
                    .Content.Units.Select(u =>
                        u.Organs.Contains(from)
                            ? u with
                            {
                                Organs = [.. u.Organs.Select(o => o == from ? to : o).Distinct()],
                            }
                            : u
                    ),
            ];
            await work.Append(stream, new PlanItemReassigned(item.Id, units), organ: to);
            if (part.PersonId is { } person)
            {
                await work.Append(stream, new PlanPersonNamed(item.Id, to, person), organ: to);
            }
        }
    }

    private static async Task<IReadOnlyList<OpenWorkItem>> Read(
        FaduDb db,
        IQueryable<PlanAssignment> parts,
        CancellationToken cancellationToken
    )
    {
        var rows = await parts
            .OrderBy(a => a.NextDue)
            .Join(
                db.Set<PlanItem>(),
                a => new { a.Tenant, Id = a.ItemId },
                i => new { i.Tenant, i.Id },
                (a, i) =>
                    new
                    {
                        i.Id,
                        i.Title,
                        a.NextDue,
                    }
            )
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new OpenWorkItem(
                "任务",
                r.Title,
                $"/workbench/plans/items/{r.Id}",
                r.NextDue == ItemSchedule.NoDue ? null : r.NextDue
            )),
        ];
    }
}
