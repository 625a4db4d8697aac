using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Plans;

/// <summary>Plan items as open work: of the person who was named for an organ, and of the organ.</summary>
internal sealed class PlanOpenWork : IOpenWork
{
    public async Task<IReadOnlyList<OpenWorkItem>> OpenWorkOf(
        FaduDb db,
        int tenant,
        Guid person,
        CancellationToken cancellationToken
    ) => await List(Open(db, tenant).Where(a => a.PersonId == person), db, cancellationToken);

    public async Task<IReadOnlyList<OpenWorkItem>> OpenWorkOfOrgan(
        FaduDb db,
        int tenant,
        Guid organ,
        CancellationToken cancellationToken
    ) => await List(Open(db, tenant).Where(a => a.OrganId == organ), db, cancellationToken);

    public async Task HandOver(Work work, Guid from, Guid to, CancellationToken cancellationToken)
    {
        foreach (
            var assignment in await Open(work.Db, work.Tenant)
                .Where(a => a.PersonId == from)
                .OrderBy(a => a.ItemId)
                .ToListAsync(cancellationToken)
        )
        {
            await work.Append(
                PlanItem.StreamOf(assignment.ItemId),
                new PlanPersonNamed(assignment.ItemId, assignment.OrganId, to),
                organ: assignment.OrganId
            );
        }
    }

    public async Task Follow(Work work, Guid from, Guid to, CancellationToken cancellationToken)
    {
        foreach (
            var assignment in await Open(work.Db, work.Tenant)
                .Where(a => a.OrganId == from)
                .OrderBy(a => a.ItemId)
                .ToListAsync(cancellationToken)
        )
        {
            var item = (
                await work.Db.FindAsync<PlanItem>(
                    [work.Tenant, assignment.ItemId],
                    cancellationToken
                )
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
            if (assignment.PersonId is { } person)
            {
                await work.Append(stream, new PlanPersonNamed(item.Id, to, person), organ: to);
            }
        }
    }

    private static IQueryable<PlanAssignment> Open(FaduDb db, int tenant) =>
        db.Set<PlanAssignment>().AsNoTracking().Where(a => a.Tenant == tenant && a.IsOpen);

    private static async Task<IReadOnlyList<OpenWorkItem>> List(
        IQueryable<PlanAssignment> assignments,
        FaduDb db,
        CancellationToken cancellationToken
    )
    {
        var rows = await assignments
            .Join(
                db.Set<PlanItem>().AsNoTracking(),
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
            .Distinct()
            .OrderBy(r => r.NextDue)
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
