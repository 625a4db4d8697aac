using System.Diagnostics.CodeAnalysis;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Trail;

/// <summary>Something somebody wants done. Commands are plain records; each is written through <see cref="Committer.Commit"/> only.</summary>
public abstract record Command
{
    /// <summary>The same id sent twice does nothing twice. A form carries it from when it was opened.</summary>
    public Guid CommandId { get; init; } = Guid.CreateVersion7();

    /// <summary>Why, in the words of the person; goes into every entry.</summary>
    public string? Reason { get; init; }

    /// <summary>The day on which it counts, if not today (事后补录).</summary>
    public DateOnly? LegalDate { get; init; }

    /// <summary>SHA-256 of files that prove it; they must be in the file store.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];
}

/// <summary>Turns a command into entries. Found by scanning; made by dependency injection; reads and appends only through <see cref="Work"/>.</summary>
public interface IHandler<in TCommand>
    where TCommand : Command
{
    /// <summary>Checks, appends, and gives back what the caller needs to know (usually an id). Refuses by <see cref="Work.Refuse"/>.</summary>
    ValueTask<string?> Handle(TCommand command, Work work, CancellationToken cancellationToken);
}

/// <summary>
/// Asks at once, for several commands that are done in one batch, what each of them would ask alone, and keeps the answers with the context until the batch is over. Only to be quick:
/// a command that was not foreseen asks for itself.
/// </summary>
internal interface IForesee<in TCommand>
    where TCommand : Command
{
    ValueTask Foresee(FaduDb db, int tenant, IReadOnlyList<TCommand> commands);
}

/// <summary>Why something was not done.</summary>
public enum RefusalKind
{
    /// <summary>Input is wrong; <see cref="Refusal.Field"/> names where.</summary>
    Invalid,

    /// <summary>The person may not.</summary>
    Forbidden,

    /// <summary>A condition is missing, usually with an article.</summary>
    Condition,

    /// <summary>Somebody else changed it meanwhile.</summary>
    Conflict,

    /// <summary>There is no such thing, or it may not be seen.</summary>
    NotFound,
}

/// <summary>A refusal that says what, why, by which article, and what to do.</summary>
/// <param name="Message">One or two Chinese sentences.</param>
/// <param name="Article">The article of law, where law decides.</param>
/// <param name="Field">The name of the input that is wrong.</param>
public sealed record Refusal(
    RefusalKind Kind,
    string Message,
    string? Article = null,
    string? Field = null
)
{
    /// <summary>More lines, such as what happened meanwhile or errors by row.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}

/// <summary>Thrown inside a handler to refuse; nothing of the command is kept.</summary>
[SuppressMessage(
    "Design",
    "CA1032:Implement standard exception constructors",
    Justification = "always with its refusal"
)]
public sealed class RefusedException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>What became of a command.</summary>
/// <param name="Value">What the handler gave back.</param>
/// <param name="Seq">The last entry written; 0 when nothing changed.</param>
/// <param name="Refusal">Set when it was refused and nothing was written.</param>
/// <param name="IsReplay">The same command had been done before; nothing was written now.</param>
public sealed record CommitResult(string? Value, long Seq, Refusal? Refusal, bool IsReplay)
{
    /// <summary>Whether it was done (now or before).</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsDone => Refusal is null;

    /// <summary>The value as an id.</summary>
    public Guid Id => Guid.Parse(Value!);
}

/// <summary>What a handler works with: the database as of the transaction, the person, the time, and the one way to append.</summary>
public sealed class Work
{
    private readonly Projector projector;
    private readonly EventRegistry registry;
    private readonly Command command;
    private readonly Dictionary<string, StreamHead> heads = new(StringComparer.Ordinal);
    private readonly Func<FaduDb, int, string, Task<StreamHead?>> headOf;
    private readonly Func<long> nextSeq;
    private readonly OrderedIds ids;

    internal Work(
        FaduDb db,
        Actor actor,
        DateTimeOffset now,
        Command command,
        EventRegistry registry,
        Projector projector,
        Func<FaduDb, int, string, Task<StreamHead?>> headOf,
        Func<long> nextSeq,
        OrderedIds ids
    )
    {
        this.headOf = headOf;
        Db = db;
        Actor = actor;
        Now = now;
        this.command = command;
        this.registry = registry;
        this.projector = projector;
        this.nextSeq = nextSeq;
        this.ids = ids;
    }

    /// <summary>Tracked context inside the transaction. Handlers read from it; projections change it; nobody saves it.</summary>
    public FaduDb Db { get; }

    public Actor Actor { get; }

    public int Tenant => Actor.Tenant;

    /// <summary>The moment of the command.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The day of the command in the county.</summary>
    public DateOnly Today => Now.LocalDay();

    /// <summary>An id for what the command makes, greater than those before it.</summary>
    public Guid NewId() => ids.Next(Now);

    /// <summary>The last entry appended so far.</summary>
    public long LastSeq { get; private set; }

    /// <summary>Whether anything was appended.</summary>
    public bool HasAppended => LastSeq > 0;

    /// <summary>
    /// Appends an event to a stream and updates its projections.
    /// </summary>
    /// <param name="stream">Such as <c>organ:{id}</c>.</param>
    /// <param name="data">What happened.</param>
    /// <param name="expected">The number of the last entry that the person had seen; a later one refuses with what happened meanwhile. 0 = must be new; null = any.</param>
    /// <param name="isNew">The stream's id was made by this very command, so it is not looked for; the index would refuse a second one.</param>
    /// <param name="legalDate">Defaults to the command's legal date, else today.</param>
    /// <param name="organ">For which organ; defaults to the actor's.</param>
    /// <param name="reason">Defaults to the command's reason.</param>
    public async ValueTask<TrailEntry> Append(
        string stream,
        ITrailEvent data,
        int? expected = null,
        DateOnly? legalDate = null,
        Guid? organ = null,
        string? reason = null,
        bool isNew = false
    )
    {
        if (isNew)
        {
            heads.TryAdd(stream, new StreamHead(0, TrailEntry.NoHash));
        }
        var head = await Head(stream).ConfigureAwait(false);
        if (expected is { } seen && seen != head.Number)
        {
            throw new RefusedException(await Meanwhile(stream, seen).ConfigureAwait(false));
        }
        var name = registry.NameOf(data.GetType());
        var legal = legalDate ?? command.LegalDate ?? Today;
        var (text, hash) = TrailEntry.Canonical(
            Tenant,
            stream,
            head.Number + 1,
            Now,
            legal,
            Actor.Person,
            Actor.ActsFor,
            organ ?? Actor.Organ,
            command.CommandId,
            name.Kind,
            name.Version,
            data,
            reason ?? command.Reason,
            command.Evidence,
            head.Hash
        );
        var entry = new TrailEntry
        {
            Tenant = Tenant,
            Seq = nextSeq(),
            Stream = stream,
            Number = head.Number + 1,
            At = Now,
            LegalDate = legal,
            Actor = Actor.Person,
            ActsFor = Actor.ActsFor,
            Organ = organ ?? Actor.Organ,
            CommandId = command.CommandId,
            Kind = name.Kind,
            Text = text,
            Hash = hash,
            Reason = reason ?? command.Reason,
            Evidence = command.Evidence,
        };
        heads[stream] = new StreamHead(entry.Number, entry.Hash);
        LastSeq = entry.Seq;
        Db.Fresh.Add(entry);
        await projector.Apply(data, entry, Db).ConfigureAwait(false);
        return entry;
    }

    /// <summary>Looks up the ends of many streams at once, so that appending to each of them does not ask again.</summary>
    public async ValueTask Foresee(IEnumerable<string> streams, CancellationToken cancellationToken)
    {
        foreach (var some in streams.Where(s => !heads.ContainsKey(s)).Distinct().Chunk(500))
        {
            var entries = await Db.Set<TrailEntry>()
                .AsNoTracking()
                .Where(e => e.Tenant == Tenant && some.Contains(e.Stream))
                .Select(e => new
                {
                    e.Stream,
                    e.Number,
                    e.Hash,
                })
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            foreach (var stream in entries.GroupBy(e => e.Stream, StringComparer.Ordinal))
            {
                var last = stream.MaxBy(e => e.Number)!;
                heads[stream.Key] = new StreamHead(last.Number, last.Hash);
            }
        }
    }

    /// <summary>The number of the last entry of a stream; 0 where there is none.</summary>
    public async ValueTask<int> VersionOf(string stream) =>
        (await Head(stream).ConfigureAwait(false)).Number;

    /// <summary>The SHA-256 of the last entry of a stream.</summary>
    public async ValueTask<string> HashOf(string stream) =>
        (await Head(stream).ConfigureAwait(false)).Hash;

    /// <summary>Ends the command with a refusal; nothing of it is kept.</summary>
    [DoesNotReturn]
    public static void Refuse(
        RefusalKind kind,
        string message,
        string? article = null,
        string? field = null
    ) => throw new RefusedException(new Refusal(kind, message, article, field));

    /// <summary>Refuses where the person lacks the capability.</summary>
    public void Demand(Capability capability)
    {
        if (!Actor.Can(capability))
        {
            Refuse(
                RefusalKind.Forbidden,
                $"您没有“{capability.DisplayName()}”的权限，如需办理请联系本单位负责人或系统管理员。"
            );
        }
    }

    /// <summary>Refuses everybody but the system itself: what its daily jobs do.</summary>
    public void DemandSystem(string message)
    {
        if (!Actor.IsSystem)
        {
            Refuse(RefusalKind.Forbidden, message);
        }
    }

    private async ValueTask<StreamHead> Head(string stream)
    {
        if (!heads.TryGetValue(stream, out var head))
        {
            head =
                await headOf(Db, Tenant, stream).ConfigureAwait(false)
                ?? new StreamHead(0, TrailEntry.NoHash);
            heads[stream] = head;
        }
        return head;
    }

    private async Task<Refusal> Meanwhile(string stream, int seen)
    {
        var entries = await Db.Set<TrailEntry>()
            .AsNoTracking()
            .Where(e => e.Tenant == Tenant && e.Stream == stream && e.Number > seen)
            .OrderBy(e => e.Number)
            .Take(20)
            .ToListAsync()
            .ConfigureAwait(false);
        var people = entries
            .Where(e => e.Actor is not null)
            .Select(e => e.Actor!.Value)
            .Distinct()
            .ToList();
        var names = await Db.Set<Person>()
            .AsNoTracking()
            .Where(p => p.Tenant == Tenant && people.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name)
            .ConfigureAwait(false);
        return new Refusal(
            RefusalKind.Conflict,
            "在您打开之后，别人已经改动过。您填写的内容没有丢失，请核对下列改动后再提交。"
        )
        {
            Details =
            [
                .. entries.Select(e =>
                    $"{TimeZoneInfo.ConvertTime(e.At, FaduTime.Zone):yyyy-MM-dd HH:mm} {(e.Actor is { } a ? names.GetValueOrDefault(a, "已离职人员") : "系统")}：{registry.DisplayName(e.Kind)}"
                ),
            ],
        };
    }
}
