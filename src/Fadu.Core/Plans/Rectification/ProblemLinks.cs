using Fadu.Core.Figures;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Plans.Rectification;

/// <summary>Opens problems from the figures that count them.</summary>
internal sealed class ProblemLinks : ISubjectLink
{
    public bool Opens(string kind) => kind == "rectification";

    public async Task<IReadOnlyDictionary<Guid, SubjectLine>> Describe(
        FaduDb db,
        Scope scope,
        string kind,
        IReadOnlyList<Guid> subjects,
        CancellationToken cancellationToken
    )
    {
        var ids = subjects.ToList();
        return await db.Set<RectificationItem>()
            .Within(scope)
            .Where(p => ids.Contains(p.Id))
            .ToDictionaryAsync(
                p => p.Id,
                p => new SubjectLine(
                    PlanDraft.Shorten(p.Text, 60),
                    $"/workbench/rectification/{p.Id}",
                    p.Programme
                ),
                cancellationToken
            );
    }
}
