using System.Text.Json;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Publications;

/// <summary>What would be made public, before it is.</summary>
/// <param name="Before">What is public now, or was last.</param>
/// <param name="IsSame">Nothing would change.</param>
/// <param name="IsCorrection">It puts right what was wrong, so that the reason is owed.</param>
public sealed record PublicationPreview(
    PublishedContent Content,
    PublishedContent? Before,
    bool IsSame,
    bool IsCorrection
)
{
    /// <summary>The preview of a register's item; empty where there is none, it may not be seen, or it may not be public.</summary>
    public static async Task<PublicationPreview?> Of(
        FaduDb db,
        Scope scope,
        RegisterRegistry registers,
        LedgerOrgans organs,
        Guid item,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(registers);
        var versions = await RegisterQueries
            .Seen(db, scope)
            .Where(v => v.ItemId == item && v.SupersededSeq == RegisterVersion.Current)
            .OrderBy(v => v.ValidFrom)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        if (
            versions.Count == 0
            || !versions[^1].IsOpen
            || registers.Find(versions[0].Register) is not { Portal: not null } register
        )
        {
            return null;
        }
        var changes = await db.Set<RegisterChange>()
            .AsNoTracking()
            .Where(c =>
                c.Tenant == scope.Tenant && c.ItemId == item && c.State == ChangeState.Approved
            )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var known = await db.Set<Publication>()
            .AsNoTracking()
            .FirstOrDefaultAsync(p => p.Tenant == scope.Tenant && p.Id == item, cancellationToken)
            .ConfigureAwait(false);
        var before = known is null
            ? null
            : await PortalQueries
                .Edition(db, item, known.Edition, cancellationToken)
                .ConfigureAwait(false);
        var content = PublicationHandlers.Compose(register, versions, changes, organs);
        return new PublicationPreview(
            content,
            before?.Content,
            known is { IsPublic: true }
                && JsonSerializer.Serialize(content, EventRegistry.Json) == before!.Body,
            known is not null
                && changes.Exists(c =>
                    c.EffectiveSeq > known.Seq
                    && register.Kind(c.Kind)?.Effect == ChangeEffect.Correct
                )
        );
    }
}
