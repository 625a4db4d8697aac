using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Consultations;

/// <summary>Consultations that are not over go with their organ.</summary>
internal sealed class OpenConsultationWork : IOpenWork
{
    public Task<IReadOnlyList<OpenWorkItem>> OpenWorkOf(
        FaduDb db,
        int tenant,
        Guid person,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<OpenWorkItem>>([]);

    public async Task<IReadOnlyList<OpenWorkItem>> OpenWorkOfOrgan(
        FaduDb db,
        int tenant,
        Guid organ,
        CancellationToken cancellationToken
    ) =>
        [
            .. (
                await Open(db, tenant, organ)
                    .AsNoTracking()
                    .Select(c => new
                    {
                        c.Id,
                        c.Title,
                        c.ClosesOn,
                    })
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            ).Select(c => new OpenWorkItem(
                "征求意见",
                c.Title,
                Consultation.AddressOf(c.Id),
                c.ClosesOn
            )),
        ];

    public async Task Follow(Work work, Guid from, Guid to, CancellationToken cancellationToken)
    {
        var ids = await Open(work.Db, work.Tenant, from)
            .Select(c => c.Id)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        foreach (var id in ids)
        {
            await work.Append(Consultation.StreamOf(id), new ConsultationMoved(id, to), organ: to)
                .ConfigureAwait(false);
        }
    }

    private static IQueryable<Consultation> Open(FaduDb db, int tenant, Guid organ) =>
        db.Set<Consultation>()
            .Where(c =>
                c.Tenant == tenant
                && c.OrganId == organ
                && (c.State == ConsultationState.Draft || c.State == ConsultationState.Published)
            )
            .OrderBy(c => c.ClosesOn)
            .ThenBy(c => c.Id);
}
