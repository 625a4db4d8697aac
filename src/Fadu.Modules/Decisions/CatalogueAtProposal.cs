using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Registers;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Modules.Decisions;

/// <summary>年度目录 (S016) when a decision is proposed: the items of the day may be chosen; a decision that the catalogue does not list may be proposed all the same.</summary>
public sealed class CatalogueAtProposal : IOpeningPart
{
    public Task<IReadOnlyList<FieldError>> Check(
        OpeningPart part,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<FieldError>>([]);

    public Task Complete(OpeningPart part, JsonObject facts, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public async Task<IReadOnlyList<RegisterVersion>?> Choices(
        OpeningPart part,
        LedgerField field,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(field);
        return field.Register != DecisionCatalogueItems.Key
            ? null
            : await RegisterQueries
                .Items(
                    part.Db,
                    part.Scope,
                    DecisionCatalogueItems.Register,
                    new RegisterFilter { Day = part.Day }
                )
                .OrderBy(v => v.SortText)
                .ThenBy(v => v.ItemId)
                .Take(300)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
    }
}
