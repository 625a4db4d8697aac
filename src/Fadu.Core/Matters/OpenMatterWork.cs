using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Matters;

/// <summary>Matters in the hands of people; they go with the post when somebody hands over, and with the organ when it ends.</summary>
internal sealed class OpenMatterWork(ProcedureRegistry procedures) : IOpenWork
{
    public Task<IReadOnlyList<OpenWorkItem>> OpenWorkOf(
        FaduDb db,
        int tenant,
        Guid person,
        CancellationToken cancellationToken
    ) =>
        Read(
            db.Set<Matter>().Where(m => m.Tenant == tenant && m.IsOpen && m.HandlerId == person),
            cancellationToken
        );

    public Task<IReadOnlyList<OpenWorkItem>> OpenWorkOfOrgan(
        FaduDb db,
        int tenant,
        Guid organ,
        CancellationToken cancellationToken
    ) =>
        Read(
            db.Set<Matter>().Where(m => m.Tenant == tenant && m.IsOpen && m.OrganId == organ),
            cancellationToken
        );

    public async Task Follow(Work work, Guid from, Guid to, CancellationToken cancellationToken)
    {
        var book = new MatterBook(procedures);
        var matters = await work
            .Db.Set<Matter>()
            .Where(m => m.Tenant == work.Tenant && m.IsOpen && m.OrganId == from)
            .OrderBy(m => m.Id)
            .ToListAsync(cancellationToken);
        foreach (var matter in matters)
        {
            var organs = await MatterBook.OrgansOf(work, matter.Id, cancellationToken);
            var c = await book.Open(work, matter, organs, cancellationToken);
            // Whoever had it goes on with it: people move with their organ, and the nightly check finds those who did not.
            await work.Append(
                Matter.StreamOf(matter.Id),
                new MatterAssigned(
                    matter.Id,
                    to,
                    matter.HandlerId,
                    MatterParts.Asked(
                        ProcedureEngine.NextSteps(c.Procedure, c.State),
                        to,
                        matter.SenderId,
                        c.Invited
                    )
                ),
                organ: to
            );
        }
    }

    private async Task<IReadOnlyList<OpenWorkItem>> Read(
        IQueryable<Matter> matters,
        CancellationToken cancellationToken
    )
    {
        var rows = await matters
            .OrderBy(m => m.NextDue)
            .Select(m => new
            {
                m.Id,
                m.Procedure,
                m.Title,
                m.NextDue,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new OpenWorkItem(
                procedures.NameOf(r.Procedure),
                r.Title,
                Matter.AddressOf(r.Id),
                r.NextDue == Matter.NoDue ? null : r.NextDue
            )),
        ];
    }
}

/// <summary>Opens matters behind figures.</summary>
internal sealed class MatterLinks : ISubjectLink
{
    public bool Opens(string kind) => kind.StartsWith("matter:", StringComparison.Ordinal);

    public async Task<IReadOnlyDictionary<Guid, SubjectLine>> Describe(
        FaduDb db,
        Scope scope,
        string kind,
        IReadOnlyList<Guid> subjects,
        CancellationToken cancellationToken
    ) =>
        await db.Set<Matter>()
            .AsNoTracking()
            .Within(scope)
            .Where(m => subjects.Contains(m.Id))
            .Select(m => new
            {
                m.Id,
                m.Title,
                m.HasLateEntries,
            })
            .ToDictionaryAsync(
                m => m.Id,
                m => new SubjectLine(
                    m.Title,
                    Matter.AddressOf(m.Id),
                    m.HasLateEntries ? "补录" : null
                ),
                cancellationToken
            );
}
