using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Fadu.Core.Files;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fadu.Core.Trail;

/// <summary>What the two engines do differently while the write lane is held.</summary>
public interface IWriteLane
{
    /// <summary>Begins a transaction in which nobody else appends, in another process neither. Whoever waits comes before whoever has just had a turn.</summary>
    Task<IDbContextTransaction> Begin(FaduDb db, CancellationToken cancellationToken);

    /// <summary>Called when a transaction is durable.</summary>
    void Committed() { }
}

/// <summary>
/// The one write path. Commands wait in a queue; whoever is waiting is done in one transaction (group commit), each with its own entries, projections and answer;
/// callers are answered after the transaction is durable. One lane a process, and across processes a lock, so that <see cref="TrailEntry.Seq"/> is the order of commitment.
/// </summary>
public sealed class Committer : IAsyncDisposable
{
    private const int MaxBatch = 256;
    private readonly Channel<Pending> queue = Channel.CreateBounded<Pending>(
        new BoundedChannelOptions(8192)
        {
            SingleReader = true,
            FullMode = BoundedChannelFullMode.Wait,
        }
    );
    private readonly IDbContextFactory<FaduDb> databases;
    private readonly IServiceScopeFactory scopes;
    private readonly IWriteLane lane;
    private readonly EventRegistry registry;
    private readonly Projector projector;
    private readonly Directories directories;
    private readonly TimeProvider time;
    private readonly ILogger<Committer> log;
    private readonly Func<FaduDb, int, string, Task<StreamHead?>> headOf;
    private readonly OrderedIds ids = new();
    private readonly Task loop;

    public Committer(
        IDbContextFactory<FaduDb> databases,
        IServiceScopeFactory scopes,
        IWriteLane lane,
        EventRegistry registry,
        Projector projector,
        Directories directories,
        TimeProvider time,
        ILogger<Committer> log
    )
    {
        this.databases = databases;
        this.scopes = scopes;
        this.lane = lane;
        this.registry = registry;
        this.projector = projector;
        this.directories = directories;
        this.time = time;
        this.log = log;
        // Compiled once for this store: it is asked for every entry.
        headOf = EF.CompileAsyncQuery(
            (FaduDb db, int tenant, string stream) =>
                db.Set<TrailEntry>()
                    .AsNoTracking()
                    .Where(e => e.Tenant == tenant && e.Stream == stream)
                    .OrderByDescending(e => e.Number)
                    .Select(e => new StreamHead(e.Number, e.Hash))
                    .FirstOrDefault()
        );
        loop = Task.Run(Loop);
    }

    /// <summary>Does a command, durably, or gives the refusal.</summary>
    /// <exception cref="InvalidOperationException">The storage failed; nothing of the command was kept.</exception>
    public async Task<CommitResult> Commit(
        Command command,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        var pending = new Pending(command, actor, DigestOf(command));
        await queue.Writer.WriteAsync(pending, cancellationToken).ConfigureAwait(false);
        // Once queued it runs to its end: the caller may leave, the command is not half done.
        return await pending.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finishes what is queued and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop.ConfigureAwait(false);
    }

    private async Task Loop()
    {
        var batch = new List<Pending>(MaxBatch);
        while (await queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < MaxBatch && queue.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
            }
            await Run(batch).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Does a batch in one transaction. Should the storage itself refuse one command (everything else is checked before), the transaction is given up and each command is done
    /// again in one of its own: so no command needs a savepoint, which on PostgreSQL would be two more trips to the server.
    /// </summary>
    private async Task Run(List<Pending> batch)
    {
        if (await TryAll(batch).ConfigureAwait(false))
        {
            return;
        }
        // whose storage fails loses itself and not those behind it
        foreach (var pending in batch)
        {
            await TryAll([pending]).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryAll(List<Pending> batch)
    {
        try
        {
            return await Try(batch).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            log.LogError(e, "A batch of {Count} commands failed", batch.Count);
            foreach (var pending in batch)
            {
                pending.Done.TrySetException(
                    new InvalidOperationException(
                        "数据没有存成，请稍后重试；您填写的内容没有丢失。",
                        e
                    )
                );
            }
            return true;
        }
    }

    /// <returns>Whether everybody was answered; false when a batch of several must be done one by one.</returns>
    private async Task<bool> Try(List<Pending> batch)
    {
        await using var db = await databases.CreateDbContextAsync().ConfigureAwait(false);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        db.Database.AutoSavepointsEnabled = false;
        db.IsCommitting = true;
        // The commands of a batch mostly count into the same sums: those are added once, at its end.
        db.Unsummed = new Figures.PendingSums();
        // Their rows too are written together, unless one of them asks something on the way.
        db.Waiting = new FreshRows();
        // Nobody else can found an organ or change a post while the lane is held, so the batch asks once.
        using var held = directories.Hold();
        var answers = new List<(Pending, CommitResult)>(batch.Count);
        try
        {
            await using var transaction = await lane.Begin(db, CancellationToken.None)
                .ConfigureAwait(false);
            // What is being written must be at its end before the transaction is.
            await using var writing = new Writing(db);
            await using var scope = scopes.CreateAsyncScope();
            var known = await Known(db, batch).ConfigureAwait(false);
            try
            {
                await Foresee(db, batch, scope.ServiceProvider).ConfigureAwait(false);
            }
            catch (Exception e) when (batch.Count > 1)
            {
                // what one command brings must not keep the others from being done
                log.LogError(e, "Looking ahead for {Count} commands failed", batch.Count);
                return false;
            }
            var seqs = new Dictionary<int, long>();
            foreach (var pending in batch)
            {
                try
                {
                    answers.Add(
                        (
                            pending,
                            await One(db, pending, known, seqs, scope.ServiceProvider)
                                .ConfigureAwait(false)
                        )
                    );
                    db.HasWrittenBeside = false;
                }
                catch (RefusedException) when (db.HasWrittenBeside && batch.Count > 1)
                {
                    return false;
                }
                catch (RefusedException e) when (db.HasWrittenBeside)
                {
                    pending.Done.TrySetResult(new CommitResult(null, 0, e.Refusal, false));
                    return true;
                }
                catch (RefusedException e)
                {
                    answers.Add((pending, new CommitResult(null, 0, e.Refusal, false)));
                    db.Forget();
                    db.Index.ForgetAsked();
                }
                catch (Exception) when (batch.Count > 1)
                {
                    return false;
                }
                catch (Exception e)
                {
                    log.LogError(e, "Command {Command} failed", pending.Command.GetType().Name);
                    pending.Done.TrySetException(e);
                    return true;
                }
            }
            try
            {
                db.Index.CutAhead(db);
                await db.WriteWaiting(CancellationToken.None).ConfigureAwait(false);
                await db.SettleSums(CancellationToken.None).ConfigureAwait(false);
                await db.Index.Write(db, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e) when (batch.Count > 1)
            {
                log.LogError(e, "Rows of {Count} commands could not be written", batch.Count);
                return false;
            }
            await transaction.CommitAsync().ConfigureAwait(false);
            lane.Committed();
        }
        finally
        {
            db.IsCommitting = false;
            db.Unsummed = null;
            db.Waiting = null;
            db.Index.Clear();
            db.Forget();
            db.Ledgers.Unforesee();
            db.Database.AutoSavepointsEnabled = true;
        }
        foreach (var (pending, result) in answers)
        {
            pending.Done.TrySetResult(result);
        }
        return true;
    }

    private sealed class Writing(FaduDb db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await db.StopWriting().ConfigureAwait(false);
    }

    /// <summary>Which commands of a batch have been done before, in one look.</summary>
    private static async Task<Dictionary<(int, Guid), CommandRecord>> Known(
        FaduDb db,
        List<Pending> batch
    )
    {
        var known = new Dictionary<(int, Guid), CommandRecord>();
        foreach (var tenant in batch.GroupBy(p => p.Actor.Tenant, p => p.Command.CommandId))
        {
            var records = db.Set<CommandRecord>().AsNoTracking().Where(c => c.Tenant == tenant.Key);
            var ids = tenant.Distinct().ToList();
            if (ids.Count == 1)
            {
                var id = ids[0];
                records = records.Where(c => c.CommandId == id);
            }
            else
            {
                records = records.Where(c => ids.Contains(c.CommandId));
            }
            foreach (var record in await records.ToListAsync().ConfigureAwait(false))
            {
                known[(record.Tenant, record.CommandId)] = record;
            }
        }
        return known;
    }

    private static async Task Foresee(FaduDb db, List<Pending> batch, IServiceProvider services)
    {
        if (batch.Count == 1)
        {
            return;
        }
        foreach (
            var alike in batch
                .GroupBy(p => (Type: p.Command.GetType(), p.Actor.Tenant), p => p.Command)
                .Where(g => g.Skip(1).Any())
        )
        {
            await CallerOf(alike.Key.Type)
                .Foresee(db, alike.Key.Tenant, alike, services)
                .ConfigureAwait(false);
        }
    }

    private async Task<CommitResult> One(
        FaduDb db,
        Pending pending,
        Dictionary<(int, Guid), CommandRecord> done,
        Dictionary<int, long> seqs,
        IServiceProvider services
    )
    {
        var (command, actor) = (pending.Command, pending.Actor);
        if (done.TryGetValue((actor.Tenant, command.CommandId), out var known))
        {
            return known.Digest == pending.Digest
                ? new CommitResult(known.Value, known.Seq, null, true)
                : new CommitResult(
                    null,
                    0,
                    new Refusal(
                        RefusalKind.Conflict,
                        "这张表单已经提交过，而且内容与这次不同。请重新打开页面，核对后再提交。"
                    ),
                    false
                );
        }
        if (!seqs.TryGetValue(actor.Tenant, out var seq))
        {
            seq =
                await db.Set<TrailEntry>()
                    .Where(e => e.Tenant == actor.Tenant)
                    .MaxAsync(e => (long?)e.Seq)
                    .ConfigureAwait(false)
                ?? 0;
            seqs[actor.Tenant] = seq;
        }
        await DemandEvidence(db, command, actor).ConfigureAwait(false);
        var work = new Work(
            db,
            actor,
            time.Moment(),
            command,
            registry,
            projector,
            headOf,
            () => ++seq,
            ids
        );
        var value = await Dispatch(command, work, services).ConfigureAwait(false);
        if (work.HasAppended)
        {
            var record = new CommandRecord
            {
                Tenant = actor.Tenant,
                CommandId = command.CommandId,
                Digest = pending.Digest,
                Value = value,
                Seq = work.LastSeq,
            };
            db.Fresh.Add(record);
            await db.SaveChangesAsync().ConfigureAwait(false);
            done[(actor.Tenant, command.CommandId)] = record;
        }
        db.Forget();
        seqs[actor.Tenant] = seq;
        return new CommitResult(value, work.LastSeq, null, false);
    }

    /// <summary>Evidence must have been handed in before it proves anything.</summary>
    private static async Task DemandEvidence(FaduDb db, Command command, Actor actor)
    {
        if (command.Evidence.Count == 0)
        {
            return;
        }
        var wanted = command.Evidence.Distinct(StringComparer.Ordinal).ToList();
        var there = await db.Set<StoredFile>()
            .Where(f => f.Tenant == actor.Tenant && wanted.Contains(f.Hash))
            .Select(f => f.Hash)
            .Distinct()
            .CountAsync()
            .ConfigureAwait(false);
        if (there < wanted.Count)
        {
            Work.Refuse(RefusalKind.Invalid, "有佐证材料没有上传成功，请重新上传后再提交。");
        }
    }

    private static ValueTask<string?> Dispatch(
        Command command,
        Work work,
        IServiceProvider services
    ) => CallerOf(command.GetType()).Call(command, work, services);

    private static Caller CallerOf(Type command) =>
        Callers.GetOrAdd(
            command,
            static type => (Caller)Activator.CreateInstance(typeof(Caller<>).MakeGenericType(type))!
        );

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<
        Type,
        Caller
    > Callers = new();

    private abstract class Caller
    {
        public abstract ValueTask<string?> Call(
            Command command,
            Work work,
            IServiceProvider services
        );

        public abstract ValueTask Foresee(
            FaduDb db,
            int tenant,
            IEnumerable<Command> commands,
            IServiceProvider services
        );
    }

    private sealed class Caller<TCommand> : Caller
        where TCommand : Command
    {
        public override ValueTask<string?> Call(
            Command command,
            Work work,
            IServiceProvider services
        ) =>
            services
                .GetRequiredService<IHandler<TCommand>>()
                .Handle((TCommand)command, work, CancellationToken.None);

        public override ValueTask Foresee(
            FaduDb db,
            int tenant,
            IEnumerable<Command> commands,
            IServiceProvider services
        ) =>
            services.GetService<IForesee<TCommand>>() is { } all
                ? all.Foresee(db, tenant, [.. commands.Cast<TCommand>()])
                : ValueTask.CompletedTask;
    }

    // not written out as a whole: a sheet is megabytes
    private static string DigestOf(Command command)
    {
        using var hash = SHA256.Create();
        using var text = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write);
        JsonSerializer.Serialize(text, command, command.GetType(), EventRegistry.Json);
        text.FlushFinalBlock();
        return Convert.ToHexStringLower(hash.Hash!);
    }

    private sealed record Pending(Command Command, Actor Actor, string Digest)
    {
        public TaskCompletionSource<CommitResult> Done { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>The last entry of a stream.</summary>
internal sealed record StreamHead(int Number, string Hash);
