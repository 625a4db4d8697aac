using Fadu.Core.Figures;
using Fadu.Core.Trail;

namespace Fadu.Core.Ledgers;

/// <summary>Takes back what somebody has just done to lines. Each undoing is an entry of its own; nothing is removed.</summary>
internal sealed class LedgerUndo(LedgerRegistry ledgers)
    : IUndo<LineRecorded>,
        IUndo<LineCorrected>,
        IUndo<LineContinued>,
        IUndo<LineVoided>,
        IUndo<LineMerged>,
        IUndo<LineRestored>,
        IUndo<LinesImported>
{
    private const string Why = "撤销";

    public ValueTask Undo(LineRecorded data, TrailEntry entry, Work work) =>
        Append(
            data.Id,
            work,
            line => new LineVoided(line.Id, line.Ledger, CorrectionReason.EntryError, false)
        );

    public ValueTask Undo(LineVoided data, TrailEntry entry, Work work) => Restore(data.Id, work);

    public ValueTask Undo(LineMerged data, TrailEntry entry, Work work) => Restore(data.Id, work);

    public ValueTask Undo(LineRestored data, TrailEntry entry, Work work) =>
        Append(
            data.Id,
            work,
            line => new LineVoided(line.Id, line.Ledger, CorrectionReason.EntryError, false)
        );

    public ValueTask Undo(LineCorrected data, TrailEntry entry, Work work) =>
        Reverse(data.Id, data.Changes, work);

    public ValueTask Undo(LineContinued data, TrailEntry entry, Work work) =>
        Reverse(data.Id, data.Changes, work);

    // The lines that it brought are entries of the same command and are taken back one by one.
    public ValueTask Undo(LinesImported data, TrailEntry entry, Work work) =>
        ValueTask.CompletedTask;

    private async ValueTask Restore(Guid id, Work work)
    {
        var line = await Find(id, work).ConfigureAwait(false);
        var alike = await Resemblances
            .Find(
                work.Db,
                work.Tenant,
                ledgers[line.Ledger],
                line.ParseBody(),
                line.Id,
                CancellationToken.None
            )
            .ConfigureAwait(false);
        if (alike.Any(a => a.IsSame))
        {
            Work.Refuse(RefusalKind.Conflict, "已有同一件有效，撤销会重复计数。请先核对那一条。");
        }
        await Append(
                id,
                work,
                l => new LineRestored(l.Id, l.Ledger, CorrectionReason.EntryError, false)
            )
            .ConfigureAwait(false);
    }

    private ValueTask Reverse(Guid id, IReadOnlyList<FieldChange> changes, Work work) =>
        Append(
            id,
            work,
            line => new LineCorrected(
                line.Id,
                line.Ledger,
                [
                    .. changes.Select(c => new FieldChange(
                        c.Field,
                        c.New?.DeepClone(),
                        c.Old?.DeepClone()
                    )),
                ],
                CorrectionReason.EntryError,
                false
            )
        );

    private static async ValueTask Append(Guid id, Work work, Func<LedgerLine, ITrailEvent> make)
    {
        var line = await Find(id, work).ConfigureAwait(false);
        if (
            await ClosedPeriods
                .IsClosed(work.Db, work.Tenant, line.OrganId, line.OccurredOn)
                .ConfigureAwait(false)
        )
        {
            Work.Refuse(
                RefusalKind.Condition,
                "所在期间已经关闭，不能撤销。确需改正的，请告知统筹办理期后更正。"
            );
        }
        await work.Append(
                LedgerLine.StreamOf(id),
                make(line),
                legalDate: line.OccurredOn,
                organ: line.OrganId,
                reason: Why
            )
            .ConfigureAwait(false);
    }

    private static async ValueTask<LedgerLine> Find(Guid id, Work work)
    {
        var line = await work.Db.FindAsync<LedgerLine>(work.Tenant, id).ConfigureAwait(false);
        if (line is null)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这一条。");
        }
        return line;
    }
}
