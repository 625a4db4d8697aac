using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Trail;

/// <summary>
/// Says what takes one kind of event back. Undoing is itself an entry: nothing is removed. Found by scanning; an event without one cannot be undone.
/// </summary>
public interface IUndo<in TEvent>
    where TEvent : ITrailEvent
{
    /// <summary>Appends what takes the event back.</summary>
    ValueTask Undo(TEvent data, TrailEntry entry, Work work);
}

/// <summary>Takes back one's own command, until the next person has acted on the same thing.</summary>
public sealed record UndoCommand(Guid Undone) : Command;

internal sealed class UndoHandler(IServiceProvider services, EventRegistry registry)
    : IHandler<UndoCommand>
{
    public async ValueTask<string?> Handle(
        UndoCommand command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var entries = await work
            .Db.Set<TrailEntry>()
            .AsNoTracking()
            .Where(e => e.Tenant == work.Tenant && e.CommandId == command.Undone)
            .OrderByDescending(e => e.Seq)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        if (entries.Count == 0)
        {
            Work.Refuse(RefusalKind.NotFound, "没有可撤销的操作。");
        }
        if (entries[0].Actor != work.Actor.Person || work.Actor.Person is null)
        {
            Work.Refuse(RefusalKind.Forbidden, "只能撤销自己刚做的操作。");
        }
        foreach (var stream in entries.GroupBy(e => e.Stream, StringComparer.Ordinal))
        {
            if (await work.VersionOf(stream.Key).ConfigureAwait(false) != stream.Max(e => e.Number))
            {
                Work.Refuse(
                    RefusalKind.Conflict,
                    "已经有人接着办了，不能再撤销。确需改正的，请用“更正”或“退回”。"
                );
            }
        }
        foreach (var entry in entries)
        {
            var data = entry.Read(registry);
            var undo = (Undoer)
                Activator.CreateInstance(typeof(Undoer<>).MakeGenericType(data.GetType()))!;
            if (!await undo.Undo(services, data, entry, work).ConfigureAwait(false))
            {
                Work.Refuse(
                    RefusalKind.Condition,
                    $"“{registry.DisplayName(entry.Kind)}”不能撤销。确需改正的，请用“更正”或“退回”。"
                );
            }
        }
        return null;
    }

    private abstract class Undoer
    {
        public abstract ValueTask<bool> Undo(
            IServiceProvider services,
            ITrailEvent data,
            TrailEntry entry,
            Work work
        );
    }

    private sealed class Undoer<TEvent> : Undoer
        where TEvent : ITrailEvent
    {
        public override async ValueTask<bool> Undo(
            IServiceProvider services,
            ITrailEvent data,
            TrailEntry entry,
            Work work
        )
        {
            if (services.GetService<IUndo<TEvent>>() is not { } undo)
            {
                return false;
            }
            await undo.Undo((TEvent)data, entry, work).ConfigureAwait(false);
            return true;
        }
    }
}
