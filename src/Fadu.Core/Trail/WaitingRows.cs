using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Fadu.Core.Trail;

/// <summary>Writes the rows that wait (<see cref="FaduDb.Waiting"/>) before the database is asked or told anything else: so what a command asks is what the commands before it left.</summary>
public sealed class WaitingRows : DbCommandInterceptor
{
    /// <summary>The one; both stores add it.</summary>
    public static readonly WaitingRows Instance = new();

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        await Write(eventData, cancellationToken).ConfigureAwait(false);
        return result;
    }

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    )
    {
        await Write(eventData, cancellationToken).ConfigureAwait(false);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        await Write(eventData, cancellationToken).ConfigureAwait(false);
        return result;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    ) => Nothing(eventData, result);

    public override InterceptionResult<object> ScalarExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result
    ) => Nothing(eventData, result);

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result
    ) => Nothing(eventData, result);

    private static Task Write(CommandEventData command, CancellationToken cancellationToken) =>
        (command?.Context as FaduDb)?.WriteWaiting(cancellationToken) ?? Task.CompletedTask;

    private static TResult Nothing<TResult>(CommandEventData command, TResult result) =>
        command?.Context is FaduDb { HasWaiting: true }
            ? throw new InvalidOperationException("A commit asks asynchronously.")
            : result;
}
