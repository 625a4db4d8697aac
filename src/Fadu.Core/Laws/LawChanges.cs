using System.ComponentModel.DataAnnotations;
using Fadu.Core.Inbox;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Trail;
using Fadu.Reading;
using Fadu.Reading.Citations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Laws;

/// <summary>That a law of the library got a new version or was repealed.</summary>
public sealed class LawChange
{
    public int Tenant { get; init; }

    /// <summary>The entry that brought it.</summary>
    public long Seq { get; init; }

    public Guid LawId { get; init; }

    /// <summary>The new version, or the one that was repealed.</summary>
    public Guid VersionId { get; init; }

    public required string LawName { get; init; }
    public bool IsRepeal { get; init; }

    /// <summary>From when on the new version holds, or the repealed one no longer does.</summary>
    public DateOnly? On { get; init; }

    public DateTimeOffset At { get; init; }
    public Guid? By { get; init; }

    /// <summary>Its page, from the root of the site.</summary>
    public string Address => AddressOf(Seq);

    internal static string AddressOf(long seq) =>
        FormattableString.Invariant($"/workbench/laws/changes/{seq}");
}

/// <summary>What came out of looking at a record after a law that it cites had changed.</summary>
public enum CleanupResult
{
    [Display(Name = "继续有效")]
    Keep,

    [Display(Name = "修改")]
    Amend,

    [Display(Name = "废止")]
    Repeal,
}

/// <summary>An organ is asked to look at a record that cites a changed law (清理任务).</summary>
public sealed class LawCleanup : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }

    /// <summary>The change that asks for it.</summary>
    public long ChangeSeq { get; init; }

    public Guid LawId { get; init; }
    public required string LawName { get; init; }

    /// <summary>The organ that is asked.</summary>
    public Guid OrganId { get; set; }

    /// <summary>The organ that asks.</summary>
    public Guid IssuerId { get; init; }

    /// <summary>One of <see cref="CitingKinds"/>.</summary>
    public required string Kind { get; init; }

    public Guid SubjectId { get; init; }
    public required string Title { get; init; }
    public required string Address { get; init; }

    /// <summary>What it cites: 第五条、第八条.</summary>
    public required string Articles { get; init; }

    public required string Demand { get; init; }
    public DateOnly Due { get; init; }
    public DateOnly AssignedOn { get; init; }
    public bool IsOpen { get; set; } = true;
    public CleanupResult? Result { get; set; }
    public string? ResultReason { get; set; }
    public DateOnly? ClosedOn { get; set; }
    public Guid? ClosedBy { get; set; }

    /// <summary>The stream of a task.</summary>
    public static string StreamOf(Guid id) => $"law-cleanup:{id}";

    /// <summary>Its page, from the root of the site.</summary>
    public static string AddressOf(Guid id) => $"/workbench/laws/cleanups/{id:N}";
}

internal sealed class LawChangeConfiguration
    : IEntityTypeConfiguration<LawChange>,
        IEntityTypeConfiguration<LawCleanup>
{
    public void Configure(EntityTypeBuilder<LawChange> entity)
    {
        entity.HasKey(c => new { c.Tenant, c.Seq });
        entity.HasIndex(c => new { c.Tenant, c.LawId });
        entity.Ignore(c => c.Address);
    }

    public void Configure(EntityTypeBuilder<LawCleanup> entity)
    {
        entity.HasKey(c => new { c.Tenant, c.Id });
        entity
            .HasIndex(c => new
            {
                c.Tenant,
                c.ChangeSeq,
                c.Kind,
                c.SubjectId,
            })
            .IsUnique();
        entity.HasIndex(c => new
        {
            c.Tenant,
            c.OrganId,
            c.IsOpen,
            c.Due,
            c.Id,
        });
    }
}

/// <summary>An organ was asked to look at a record.</summary>
[TrailEvent("law-cleanup.assigned", "交办清理")]
public sealed record LawCleanupAssigned(
    Guid Id,
    long Change,
    Guid LawId,
    string LawName,
    Guid Organ,
    Guid Issuer,
    string Kind,
    Guid Subject,
    string Title,
    string Address,
    string Articles,
    string Demand,
    DateOnly Due
) : ITrailEvent;

/// <summary>The organ looked at it; the reason is on the entry.</summary>
[TrailEvent("law-cleanup.closed", "清理办结")]
public sealed record LawCleanupClosed(Guid Id, CleanupResult Result) : ITrailEvent;

/// <summary>Another organ has the task, because the one that had it ended.</summary>
[TrailEvent("law-cleanup.moved", "清理移交")]
public sealed record LawCleanupMoved(Guid Id, Guid Organ) : ITrailEvent;

/// <summary>A record that cites the changed law.</summary>
public sealed record CleanupSubject(string Kind, Guid Subject);

/// <summary>Asks organs to look at records that cite a changed law.</summary>
/// <param name="Organ">Who is asked; empty: the organ of each record, and for what belongs to no organ the one that asks.</param>
public sealed record AssignLawCleanup(
    long Change,
    IReadOnlyList<CleanupSubject> Subjects,
    Guid? Organ,
    DateOnly Due,
    string? Demand
) : Command;

/// <summary>Closes a task with what came out; the reason is owed.</summary>
public sealed record CloseLawCleanup(Guid Id, CleanupResult? Result) : Command;

internal sealed class LawCleanupHandler(ProcedureCitations procedures)
    : IHandler<AssignLawCleanup>,
        IHandler<CloseLawCleanup>
{
    public async ValueTask<string?> Handle(
        AssignLawCleanup command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageLaws);
        if (work.Actor.Organ is not { } issuer)
        {
            Work.Refuse(RefusalKind.Forbidden, "清理任务须由一个单位交办。");
            return null;
        }
        var change = await work
            .Db.Set<LawChange>()
            .FirstOrDefaultAsync(
                c => c.Tenant == work.Tenant && c.Seq == command.Change,
                cancellationToken
            );
        if (change is null)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这次法规变动。");
        }
        if (command.Subjects.Count == 0)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请先勾选要清理的文件或事项。",
                field: nameof(command.Subjects)
            );
        }
        if (command.Due < work.Today)
        {
            Work.Refuse(RefusalKind.Invalid, "完成期限不能早于今天。", field: nameof(command.Due));
        }
        if (command.Demand?.Length > 500)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "清理要求最多写 500 个字。",
                field: nameof(command.Demand)
            );
        }
        if (command.Organ is { } asked)
        {
            var organ = await work.Db.FindAsync<Organ>([work.Tenant, asked], cancellationToken);
            if (organ is null || organ.ValidTo < work.Today)
            {
                Work.Refuse(
                    RefusalKind.Invalid,
                    "所选单位不存在或已经撤销。",
                    field: nameof(command.Organ)
                );
            }
        }
        var citing = (
            await LawChanges.Citing(
                work.Db.Set<Citation>().AsNoTracking(),
                work.Db,
                procedures,
                Scope.All(work.Tenant),
                change.LawId,
                cancellationToken
            )
        ).ToDictionary(c => (c.Kind, c.Subject));
        var given = await work
            .Db.Set<LawCleanup>()
            .Where(c => c.Tenant == work.Tenant && c.ChangeSeq == change.Seq)
            .Select(c => new { c.Kind, c.SubjectId })
            .ToListAsync(cancellationToken);
        var done = given.Select(g => (g.Kind, g.SubjectId)).ToHashSet();
        var made = 0;
        foreach (var subject in command.Subjects.Distinct())
        {
            if (!citing.TryGetValue((subject.Kind, subject.Subject), out var record))
            {
                Work.Refuse(
                    RefusalKind.Condition,
                    "所选的文件或事项中，有的已经不再引用这部法规，请刷新页面。"
                );
            }
            if (!done.Add((subject.Kind, subject.Subject)))
            {
                continue; // handed out already
            }
            var id = work.NewId();
            var organ = command.Organ ?? record.Organ ?? issuer;
            await work.Append(
                LawCleanup.StreamOf(id),
                new LawCleanupAssigned(
                    id,
                    change.Seq,
                    change.LawId,
                    change.LawName,
                    organ,
                    issuer,
                    record.Kind,
                    record.Subject,
                    record.Title,
                    record.Address,
                    record.Articles,
                    string.IsNullOrWhiteSpace(command.Demand)
                        ? "请核对所引条文是否仍然有效，提出继续有效、修改或废止的意见。"
                        : command.Demand.Trim(),
                    command.Due
                ),
                organ: organ,
                isNew: true
            );
            await work.Notify(
                new Notice(
                    $"law-cleanup:{id}:assigned",
                    organ,
                    $"请清理：{PlanDraft.Shorten(record.Title, 30)}",
                    $"它引用的《{change.LawName}》{(change.IsRepeal ? "已经废止" : "有了新版本")}，请于 {command.Due:yyyy-MM-dd} 前报清理结果。",
                    LawCleanup.AddressOf(id)
                )
                {
                    ForThoseWho = Capability.ReportProgress,
                    Due = command.Due,
                }
            );
            made++;
        }
        if (made > 0)
        {
            await work.SettleNotices(LawChanges.KeyOf(change.Seq));
        }
        return FormattableString.Invariant($"{made}");
    }

    public async ValueTask<string?> Handle(
        CloseLawCleanup command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ReportProgress);
        var task = await work.Db.FindAsync<LawCleanup>(
            [work.Tenant, command.Id],
            cancellationToken
        );
        if (task is null || (task.OrganId != work.Actor.Organ && task.IssuerId != work.Actor.Organ))
        {
            Work.Refuse(RefusalKind.NotFound, "没有这项清理任务，或者它不是交给您的单位的。");
        }
        if (task.OrganId != work.Actor.Organ)
        {
            Work.Refuse(RefusalKind.Forbidden, "清理结果由承办单位填报。");
        }
        if (!task.IsOpen)
        {
            Work.Refuse(RefusalKind.Condition, "这项清理任务已经办结。");
        }
        if (command.Result is not { } result || !Enum.IsDefined(result))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请选择清理结果：继续有效、修改或废止。",
                field: nameof(command.Result)
            );
            return null;
        }
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "请写明理由，如所引条文在新版本中的位置、修改的安排。",
                field: nameof(command.Reason)
            );
        }
        await work.Append(
            LawCleanup.StreamOf(task.Id),
            new LawCleanupClosed(task.Id, result),
            organ: task.OrganId
        );
        await work.SettleNotices($"law-cleanup:{task.Id}:");
        if (
            !await work
                .Db.Set<LawCleanup>()
                .AnyAsync(
                    c =>
                        c.Tenant == work.Tenant
                        && c.ChangeSeq == task.ChangeSeq
                        && c.IsOpen
                        && c.Id != task.Id,
                    cancellationToken
                )
        )
        {
            await work.Notify(
                new Notice(
                    $"{LawChanges.KeyOf(task.ChangeSeq)}done:{task.Id}",
                    task.IssuerId,
                    $"清理任务全部办结：{PlanDraft.Shorten(task.LawName, 30)}",
                    "各单位都报了清理结果，请审阅。",
                    LawChange.AddressOf(task.ChangeSeq)
                )
                {
                    ForThoseWho = Capability.ManageLaws,
                }
            );
        }
        return null;
    }
}

internal sealed class LawChangeProjection
    : IProject<LawKept>,
        IProject<LawChanged>,
        IProject<LawCleanupAssigned>,
        IProject<LawCleanupClosed>,
        IProject<LawCleanupMoved>
{
    public IReadOnlyList<Type> Tables => [typeof(LawChange), typeof(LawCleanup)];

    public ValueTask Apply(LawKept data, TrailEntry entry, FaduDb db)
    {
        if (data.ChangesLaw)
        {
            Add(db, entry, data.LawId, data.Id, data.Name, false, data.InForceFrom);
        }
        return ValueTask.CompletedTask;
    }

    public async ValueTask Apply(LawChanged data, TrailEntry entry, FaduDb db)
    {
        if (data.Repeals)
        {
            var version = (
                await db.FindAsync<LawVersion>(entry.Tenant, data.Id).ConfigureAwait(false)
            )!;
            Add(db, entry, data.LawId, data.Id, version.Name, true, data.InForceTo?.AddDays(1));
        }
    }

    public ValueTask Apply(LawCleanupAssigned data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new LawCleanup
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                ChangeSeq = data.Change,
                LawId = data.LawId,
                LawName = data.LawName,
                OrganId = data.Organ,
                IssuerId = data.Issuer,
                Kind = data.Kind,
                SubjectId = data.Subject,
                Title = data.Title,
                Address = data.Address,
                Articles = data.Articles,
                Demand = data.Demand,
                Due = data.Due,
                AssignedOn = entry.LegalDate,
            }
        );
        return ValueTask.CompletedTask;
    }

    public async ValueTask Apply(LawCleanupClosed data, TrailEntry entry, FaduDb db)
    {
        var task = (await db.FindAsync<LawCleanup>(entry.Tenant, data.Id).ConfigureAwait(false))!;
        task.IsOpen = false;
        task.Result = data.Result;
        task.ResultReason = entry.Reason;
        task.ClosedOn = entry.LegalDate;
        task.ClosedBy = entry.Actor;
    }

    public async ValueTask Apply(LawCleanupMoved data, TrailEntry entry, FaduDb db) =>
        (await db.FindAsync<LawCleanup>(entry.Tenant, data.Id).ConfigureAwait(false))!.OrganId =
            data.Organ;

    private static void Add(
        FaduDb db,
        TrailEntry entry,
        Guid lawId,
        Guid version,
        string name,
        bool isRepeal,
        DateOnly? on
    ) =>
        db.Add(
            new LawChange
            {
                Tenant = entry.Tenant,
                Seq = entry.Seq,
                LawId = lawId,
                VersionId = version,
                LawName = name,
                IsRepeal = isRepeal,
                On = on,
                At = entry.At,
                By = entry.Actor,
            }
        );
}

/// <summary>Tasks of clean-up are an organ's work.</summary>
internal sealed class OpenCleanupWork : IOpenWork
{
    public Task<IReadOnlyList<OpenWorkItem>> OpenWorkOf(
        FaduDb db,
        int tenant,
        Guid person,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<OpenWorkItem>>([]);

    public async Task<IReadOnlyList<OpenWorkItem>> OpenWorkOfOrgan(
        FaduDb db,
        int tenant,
        Guid organ,
        CancellationToken cancellationToken
    )
    {
        var rows = await Open(db, tenant, organ)
            .Select(c => new
            {
                c.Id,
                c.Title,
                c.Due,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new OpenWorkItem(
                "清理",
                r.Title,
                LawCleanup.AddressOf(r.Id),
                r.Due
            )),
        ];
    }

    public async Task Follow(Work work, Guid from, Guid to, CancellationToken cancellationToken)
    {
        foreach (
            var id in await Open(work.Db, work.Tenant, from)
                .Select(c => c.Id)
                .ToListAsync(cancellationToken)
        )
        {
            await work.Append(LawCleanup.StreamOf(id), new LawCleanupMoved(id, to), organ: to);
        }
    }

    private static IQueryable<LawCleanup> Open(FaduDb db, int tenant, Guid organ) =>
        db.Set<LawCleanup>()
            .AsNoTracking()
            .Where(c => c.Tenant == tenant && c.OrganId == organ && c.IsOpen)
            .OrderBy(c => c.Due)
            .ThenBy(c => c.Id);
}

/// <summary>A record that cites a law.</summary>
/// <param name="Articles">第五条、第八条; 全文 for the law as a whole.</param>
/// <param name="Organ">Whose it is; empty for what belongs to all.</param>
public sealed record CitingRecord(
    string Kind,
    Guid Subject,
    string Title,
    string Address,
    string Articles,
    Guid? Organ
);

/// <summary>What cites a law, and telling so when it changes.</summary>
[Carries("S013")]
public static class LawChanges
{
    internal static string KeyOf(long seq) => FormattableString.Invariant($"law-change:{seq}:");

    /// <summary>Every record of the county that cites a law: documents, matters, register items within the scope, and definitions of procedures.</summary>
    public static Task<IReadOnlyList<CitingRecord>> Citing(
        FaduDb db,
        ProcedureCitations procedures,
        Scope scope,
        Guid lawId,
        CancellationToken cancellationToken = default
    ) =>
        Citing(
            db.Set<Citation>().AsNoTracking().Within(scope),
            db,
            procedures,
            scope,
            lawId,
            cancellationToken
        );

    internal static async Task<IReadOnlyList<CitingRecord>> Citing(
        IQueryable<Citation> citations,
        FaduDb db,
        ProcedureCitations procedures,
        Scope scope,
        Guid lawId,
        CancellationToken cancellationToken
    )
    {
        var tenant = scope.Tenant;
        var rows = await citations
            .Where(c => c.Tenant == tenant && c.CitedLawId == lawId)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        // the county's own documents lie in the library too
        var local = await db.Set<LawCitation>()
            .AsNoTracking()
            .Where(c => c.Tenant == tenant && c.CitedLawId == lawId)
            .Join(
                db.Set<LawVersion>()
                    .Where(v =>
                        v.Tenant == tenant && v.Level == LawLevels.Local && v.InForceTo == null
                    ),
                c => c.VersionId,
                v => v.Id,
                (c, v) =>
                    new
                    {
                        v.Id,
                        v.LawId,
                        v.Name,
                        c.Article,
                    }
            )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. local
                .GroupBy(c => c.Id)
                .Select(g => new CitingRecord(
                    CitingKinds.Law,
                    g.Key,
                    $"《{g.First().Name}》",
                    $"/workbench/laws/{g.First().LawId:N}/{g.Key:N}",
                    Words(g.Select(c => c.Article)),
                    null
                ))
                .OrderBy(r => r.Title, StringComparer.Ordinal),
            .. rows.GroupBy(c => (c.Kind, c.SubjectId))
                .Select(g => new CitingRecord(
                    g.Key.Kind,
                    g.Key.SubjectId,
                    g.First().Title,
                    g.First().Address,
                    Words(g.Select(c => c.Article)),
                    g.First().OrganId
                ))
                .OrderBy(r => r.Kind, StringComparer.Ordinal)
                .ThenBy(r => r.Title, StringComparer.Ordinal),
            .. procedures.Of(lawId),
        ];
    }

    /// <summary>Tells the coordinators that something they should look at has changed; nobody is told of what nothing cites.</summary>
    internal static async ValueTask Tell(
        Work work,
        long seq,
        Guid lawId,
        string what,
        ProcedureCitations procedures,
        CancellationToken cancellationToken
    )
    {
        var count = (
            await Citing(
                work.Db.Set<Citation>().AsNoTracking(),
                work.Db,
                procedures,
                Scope.All(work.Tenant),
                lawId,
                cancellationToken
            )
        ).Count;
        if (count == 0)
        {
            return;
        }
        foreach (var organ in await Coordinators.Organs(work, work.Today, cancellationToken))
        {
            await work.Notify(
                new Notice(
                    KeyOf(seq) + organ,
                    organ,
                    what,
                    $"本县有 {count} 件文书、事项、名录或程序引用它，请组织清理。",
                    LawChange.AddressOf(seq)
                )
                {
                    ForThoseWho = Capability.ManageLaws,
                }
            );
        }
    }

    internal static string Words(IEnumerable<string> articles)
    {
        var some = articles.Distinct(StringComparer.Ordinal).Where(a => a.Length > 0).ToList();
        return some.Count == 0 ? "全文"
            : some.Count <= 12 ? string.Join('、', some)
            : $"{string.Join('、', some.Take(12))}等 {some.Count} 条";
    }
}

/// <summary>What the definitions of procedures cite: read once from their prints.</summary>
public sealed class ProcedureCitations(ProcedureRegistry procedures)
{
    private readonly Lazy<ILookup<Guid, CitingRecord>> byLaw = new(() =>
        procedures
            .Procedures.SelectMany(p =>
                CitationReader
                    .Read(new SourceText(p.Print))
                    .Citations.GroupBy(c => LawName.LawId(c.Law))
                    .Select(g =>
                        (
                            Law: g.Key,
                            Record: new CitingRecord(
                                CitingKinds.Procedure,
                                LawName.IdOf($"procedure|{p.Key}|{p.Edition}"),
                                $"{p.Name}（{p.EditionName}）",
                                $"/workbench/procedures/{p.Key}",
                                LawChanges.Words(g.Select(c => c.Article ?? "")),
                                null
                            )
                        )
                    )
            )
            .ToLookup(c => c.Law, c => c.Record)
    );

    /// <summary>The definitions that cite a law.</summary>
    public IEnumerable<CitingRecord> Of(Guid lawId) => byLaw.Value[lawId];
}
