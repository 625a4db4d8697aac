using Fadu.Core.Figures;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Ledgers;

/// <summary>Opens ledger lines behind figures.</summary>
internal sealed class LedgerLinks : ISubjectLink
{
    private const string Prefix = "ledger:";

    public bool Opens(string kind) => kind.StartsWith(Prefix, StringComparison.Ordinal);

    public async Task<IReadOnlyDictionary<Guid, SubjectLine>> Describe(
        FaduDb db,
        Scope scope,
        string kind,
        IReadOnlyList<Guid> subjects,
        CancellationToken cancellationToken
    )
    {
        var ledger = kind[Prefix.Length..];
        return await db.Set<LedgerLine>()
            .AsNoTracking()
            .Within(scope)
            .Where(l => l.Ledger == ledger && subjects.Contains(l.Id))
            .Select(l => new
            {
                l.Id,
                l.Title,
                l.IsLate,
                l.Form,
            })
            .ToDictionaryAsync(
                l => l.Id,
                l => new SubjectLine(
                    l.Title,
                    LedgerLine.AddressOf(ledger, l.Id),
                    l.Form == LineForm.Total ? "外部数据"
                        : l.IsLate ? "补录"
                        : null
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
