using System.Text.Json.Nodes;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Ledgers;

/// <summary>Records one line.</summary>
/// <param name="SameAs">The person says that it is the same thing as this line: nothing is stored but that.</param>
/// <param name="OtherThan">The person says that it is another thing than this line, although it resembles it; <see cref="Command.Reason"/> says why.</param>
public sealed record RecordLine(
    string Ledger,
    JsonObject Body,
    LineSource Source = LineSource.Form,
    Guid? SameAs = null,
    Guid? OtherThan = null
) : Command
{
    /// <summary>The record.</summary>
    public JsonObject Body { get; init; } = Ledgers.Ledger.Plain(Body);
}

/// <summary>Corrects a line: the whole record as it should be; what differs is the correction.</summary>
/// <param name="Version">The version that the person saw.</param>
public sealed record CorrectLine(Guid Line, int Version, JsonObject Body, CorrectionReason Why)
    : Command
{
    /// <summary>The record.</summary>
    public JsonObject Body { get; init; } = Ledgers.Ledger.Plain(Body);
}

/// <summary>Takes a line out of the count; it stays readable.</summary>
public sealed record VoidLine(Guid Line, int Version, CorrectionReason Why) : Command;

/// <summary>Lets a void or merged line count again.</summary>
public sealed record RestoreLine(Guid Line, int Version, CorrectionReason Why) : Command;

/// <summary>Two lines were one thing: this one goes, the other stays.</summary>
public sealed record MergeLine(Guid Line, int Version, Guid Into, CorrectionReason Why) : Command;

/// <summary>Adds proof (the command's evidence) to a line.</summary>
public sealed record AddLineEvidence(Guid Line, int Version) : Command;

/// <summary>States that nothing happened in whole months.</summary>
public sealed record ReportZero(string Ledger, Guid Organ, DateOnly PeriodFrom, DateOnly PeriodTo)
    : Command;

/// <summary>One row to import.</summary>
/// <param name="Number">The row as Excel counts it.</param>
/// <param name="OtherThan">Said to be another thing than this line although it resembles it.</param>
/// <param name="Corrects">The line in force that this row corrects.</param>
/// <param name="Version">The version of that line which the person saw.</param>
public sealed record ImportRow(
    int Number,
    JsonObject Body,
    Guid? OtherThan = null,
    Guid? Corrects = null,
    int Version = 0
)
{
    /// <summary>The record.</summary>
    public JsonObject Body { get; init; } = Ledgers.Ledger.Plain(Body);

    /// <summary>What the ledger makes of the record, where it was read already.</summary>
    internal RecordFacts? Facts { get; init; }

    /// <summary>A row as it was checked.</summary>
    public static ImportRow Of(CheckedRow row, Guid? otherThan = null, Guid? corrects = null)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Row with
        {
            Number = row.Row.Number,
            // what was checked is plain already
            Body = row.Body,
            OtherThan = otherThan,
            Corrects = corrects,
            Version = row.Version,
            Facts = row.Facts,
        };
    }

    private static readonly ImportRow Row = new(0, []);
}

/// <summary>Takes rows together: all of them or none. Rows that are there already (equal natural key) change nothing.</summary>
/// <param name="Rejected">How many rows of the file were left out because of errors; they were given back.</param>
/// <param name="Why">Why rows that correct something do so; the command's reason says it in words.</param>
public sealed record ImportLines(
    string Ledger,
    string FileName,
    IReadOnlyList<ImportRow> Rows,
    int Rejected,
    CorrectionReason Why = CorrectionReason.FoundByCheck
) : Command;

/// <summary>Notes that lines were given out as a file.</summary>
public sealed record NoteExport(string Ledger, string Filter, int Rows) : Command;

/// <summary>What is there already, or resembles.</summary>
/// <param name="IsSame">The natural key is equal; else it only resembles.</param>
public sealed record Resemblance(
    Guid Line,
    string Title,
    Guid Organ,
    DateOnly Day,
    Guid? RecordedBy,
    DateTimeOffset RecordedAt,
    bool IsSame
);

/// <summary>Finds what is there already.</summary>
public static class Resemblances
{
    /// <summary>The most rows that one import takes; more are split into several files.</summary>
    public const int MaxImportRows = 5_000;

    /// <summary>Lines in force with the same natural or near key or the same source key. Looks over the whole tenant: co-organisers must learn of each other.</summary>
    public static async Task<IReadOnlyList<Resemblance>> Find(
        FaduDb db,
        int tenant,
        Ledger ledger,
        JsonObject body,
        Guid? except,
        CancellationToken cancellationToken
    )
    {
        // Compiled once a store: it is asked for every line. What a line does not have is asked for as "", which no line has.
        var ask = Ask.For(db);
        var facts = ledger.FactsOf(body);
        var found = new List<Row>();
        await foreach (
            var row in ask(
                    db,
                    new Wanted(
                        tenant,
                        ledger.Key,
                        facts.KeyHash,
                        facts.NearHash ?? "",
                        (string?)body["sourceName"] ?? "",
                        facts.SourceKey ?? ""
                    )
                )
                .WithCancellation(cancellationToken)
                .ConfigureAwait(false)
        )
        {
            found.Add(row);
        }
        return
        [
            .. found
                .Where(l => l.Id != except)
                .DistinctBy(l => l.Id)
                .OrderByDescending(l => l.IsSame)
                .ThenBy(l => l.RecordedAt)
                .Select(l => new Resemblance(
                    l.Id,
                    l.Title,
                    l.OrganId,
                    l.OccurredOn,
                    l.RecordedBy,
                    l.RecordedAt,
                    l.IsSame
                )),
        ];
    }

    private static readonly CompiledQuery<Func<FaduDb, Wanted, IAsyncEnumerable<Row>>> Ask = new(
        Compile
    );

    private sealed record Wanted(
        int Tenant,
        string Ledger,
        string Key,
        string Near,
        string SourceName,
        string SourceKey
    );

    private sealed record Row(
        Guid Id,
        string Title,
        Guid OrganId,
        DateOnly OccurredOn,
        Guid? RecordedBy,
        DateTimeOffset RecordedAt,
        bool IsSame
    );

    private static Func<FaduDb, Wanted, IAsyncEnumerable<Row>> Compile()
    {
        var ask = EF.CompileAsyncQuery(
            (
                FaduDb db,
                int tenant,
                string ledger,
                string key,
                string near,
                string sourceName,
                string sourceKey
            ) =>
                db.Set<LedgerLine>()
                    .AsNoTracking()
                    .Where(l => l.Tenant == tenant && l.Ledger == ledger && l.KeyHash == key)
                    .Concat(
                        db.Set<LedgerLine>()
                            .AsNoTracking()
                            .Where(l =>
                                l.Tenant == tenant
                                && l.Ledger == ledger
                                && l.NearHash == near
                                && l.State == LineState.InForce
                                && l.KeyHash != key
                            )
                    )
                    .Concat(
                        db.Set<LedgerLine>()
                            .AsNoTracking()
                            .Where(l =>
                                l.Tenant == tenant
                                && l.Ledger == ledger
                                && l.SourceName == sourceName
                                && l.SourceKey == sourceKey
                                && (l.KeyHash == null || l.KeyHash != key)
                            )
                    )
                    .OrderBy(l => l.RecordedAt)
                    .Take(20)
                    .Select(l => new Row(
                        l.Id,
                        l.Title,
                        l.OrganId,
                        l.OccurredOn,
                        l.RecordedBy,
                        l.RecordedAt,
                        l.KeyHash == key || (l.SourceName == sourceName && l.SourceKey == sourceKey)
                    ))
        );
        return (db, w) => ask(db, w.Tenant, w.Ledger, w.Key, w.Near, w.SourceName, w.SourceKey);
    }

    /// <summary>
    /// Which marks of many records a line bears already, found in few queries; only records with such a mark need <see cref="Find"/>. So an import of thousands of new rows does not ask
    /// thousands of times.
    /// </summary>
    internal static async Task<HashSet<string>> There(
        FaduDb db,
        int tenant,
        Ledger ledger,
        IEnumerable<RecordFacts> records,
        CancellationToken cancellationToken
    )
    {
        var hits = new HashSet<string>(StringComparer.Ordinal);
        var lines = db.Set<LedgerLine>()
            .AsNoTracking()
            .Where(l => l.Tenant == tenant && l.Ledger == ledger.Key);
        foreach (var some in records.Chunk(500))
        {
            var keys = some.Select(r => r.KeyHash).ToList();
            var nears = some.Select(r => r.NearHash).OfType<string>().ToList();
            var sources = some.Select(r => r.SourceKey).OfType<string>().ToList();
            hits.UnionWith(
                await lines
                    .Where(l => l.KeyHash != null && EF.Parameter(keys).Contains(l.KeyHash))
                    .Select(l => l.KeyHash!)
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            );
            if (nears.Count > 0)
            {
                hits.UnionWith(
                    await lines
                        .Where(l =>
                            l.NearHash != null
                            && EF.Parameter(nears).Contains(l.NearHash)
                            && l.State == LineState.InForce
                        )
                        .Select(l => l.NearHash!)
                        .ToListAsync(cancellationToken)
                        .ConfigureAwait(false)
                );
            }
            if (sources.Count > 0)
            {
                hits.UnionWith(
                    await lines
                        .Where(l =>
                            l.SourceKey != null && EF.Parameter(sources).Contains(l.SourceKey)
                        )
                        .Select(l => "source:" + l.SourceKey)
                        .ToListAsync(cancellationToken)
                        .ConfigureAwait(false)
                );
            }
        }
        return hits;
    }

    /// <summary>By what a record is known again: its natural key, its near one, its key in a source.</summary>
    internal static IEnumerable<string> MarksOf(RecordFacts record) =>
        MarksOf(record.KeyHash, record.NearHash, record.SourceKey);

    /// <summary>By what a line is known again.</summary>
    internal static IEnumerable<string> MarksOf(LedgerLine line) =>
        MarksOf(line.KeyHash, line.NearHash, line.SourceKey);

    private static IEnumerable<string> MarksOf(string? key, string? near, string? source) =>
        new[] { key, near, source is null ? null : "source:" + source }.OfType<string>();

    /// <summary>The line in words: whose, which, who entered it and when.</summary>
    public static async Task<string> Describe(
        FaduDb db,
        int tenant,
        Resemblance line,
        LedgerOrgans organs,
        CancellationToken cancellationToken
    )
    {
        var who = line.RecordedBy is null
            ? "系统"
            : await db.Set<Person>()
                .Where(p => p.Tenant == tenant && p.Id == line.RecordedBy)
                .Select(p => p.Name)
                .FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false)
                ?? "已离职人员";
        return $"{line.Day:yyyy-MM-dd} {organs.NameOf(line.Organ)}“{line.Title}”（{who} {line.RecordedAt.LocalDay():yyyy-MM-dd} 登记）";
    }
}

internal sealed class LedgerHandlers(LedgerRegistry ledgers, Organs.Directories directories)
    : IHandler<RecordLine>,
        IForesee<RecordLine>,
        IHandler<CorrectLine>,
        IHandler<VoidLine>,
        IHandler<RestoreLine>,
        IHandler<MergeLine>,
        IHandler<AddLineEvidence>,
        IHandler<ReportZero>,
        IHandler<ImportLines>,
        IHandler<NoteExport>
{
    public async ValueTask Foresee(FaduDb db, int tenant, IReadOnlyList<RecordLine> commands)
    {
        foreach (var some in commands.GroupBy(c => c.Ledger, StringComparer.Ordinal))
        {
            // what is wrong with a record is told when its turn comes
            if (ledgers.Find(some.Key) is not { } ledger)
            {
                continue;
            }
            var bodies = some.Select(c => c.Body)
                .Where(b => ledger.Check(b, DateOnly.MaxValue).Count == 0)
                .ToList();
            if (bodies.Count < 2)
            {
                continue;
            }
            var records = bodies.Select(ledger.FactsOf).ToList();
            var organs = bodies.Select(Ledger.OrganOf).ToHashSet();
            var zeros = await db.Set<ZeroReport>()
                .AsNoTracking()
                .Where(z =>
                    z.Tenant == tenant
                    && z.Ledger == ledger.Key
                    && !z.IsSuperseded
                    && EF.Parameter(organs).Contains(z.OrganId)
                )
                .Select(z => z.OrganId)
                .Distinct()
                .ToListAsync()
                .ConfigureAwait(false);
            db.Ledgers.Foresee(
                tenant,
                ledger.Key,
                new Foreseen(
                    [.. records.SelectMany(Resemblances.MarksOf)],
                    await Resemblances
                        .There(db, tenant, ledger, records, CancellationToken.None)
                        .ConfigureAwait(false),
                    organs,
                    [.. zeros]
                )
            );
        }
    }

    public async ValueTask<string?> Handle(
        RecordLine command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.EnterLedgers);
        var ledger = Need(command.Ledger);
        var organs = await LedgerOrgans
            .Of(directories, work.Tenant, cancellationToken)
            .ConfigureAwait(false);
        var facts = Valid(ledger, command.Body, work, organs);
        await NeedsProof(ledger, command.Body, work, command.Evidence, cancellationToken)
            .ConfigureAwait(false);
        var alike = work.Db.Ledgers.MayResemble(work.Tenant, ledger, facts)
            ? await Resemblances
                .Find(work.Db, work.Tenant, ledger, command.Body, null, cancellationToken)
                .ConfigureAwait(false)
            : [];
        if (command.SameAs is { } same)
        {
            if (alike.All(a => a.Line != same))
            {
                Work.Refuse(
                    RefusalKind.NotFound,
                    "没有找到您认定为同一件的那一条，可能已被作废，请重新提交。"
                );
            }
            await work.Append(
                    LedgerLine.StreamOf(same),
                    new SameThingOffered(same, ledger.Key, command.Body)
                )
                .ConfigureAwait(false);
            return same.ToString();
        }
        if (alike.FirstOrDefault(a => a.IsSame) is { } known)
        {
            throw new RefusedException(
                new Refusal(
                    RefusalKind.Conflict,
                    $"已有同一件，没有重复登记。判断同一件的依据：{ledger.KeyText}。如确属另一件，请改写能区分的内容。"
                )
                {
                    Details =
                    [
                        await Resemblances
                            .Describe(work.Db, work.Tenant, known, organs, cancellationToken)
                            .ConfigureAwait(false),
                    ],
                }
            );
        }
        if (
            alike.Count > 0
            && (command.OtherThan is null || string.IsNullOrWhiteSpace(command.Reason))
        )
        {
            var details = new List<string>();
            foreach (var line in alike)
            {
                details.Add(
                    await Resemblances
                        .Describe(work.Db, work.Tenant, line, organs, cancellationToken)
                        .ConfigureAwait(false)
                );
            }
            throw new RefusedException(
                new Refusal(
                    RefusalKind.Condition,
                    $"{ledger.NearText}请选择“同一件”（不另存），或者选择“另一件”并写明理由。"
                )
                {
                    Details = details,
                }
            );
        }
        await RefuseOverlap(ledger, command.Body, work, organs, null, cancellationToken)
            .ConfigureAwait(false);
        return (
            await Record(
                    ledger,
                    command.Body,
                    facts,
                    command.Source,
                    work,
                    null,
                    alike.Count > 0 ? command.OtherThan : null,
                    cancellationToken
                )
                .ConfigureAwait(false)
        ).ToString();
    }

    public async ValueTask<string?> Handle(
        CorrectLine command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        await Correct(
                command.Line,
                command.Version,
                command.Body,
                command.Why,
                command.Reason,
                work,
                cancellationToken
            )
            .ConfigureAwait(false);
        return command.Line.ToString();
    }

    private async Task Correct(
        Guid id,
        int version,
        JsonObject body,
        CorrectionReason why,
        string? reason,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var (line, ledger, organs) = await Find(id, version, work, cancellationToken)
            .ConfigureAwait(false);
        if (line.State != LineState.InForce)
        {
            Work.Refuse(RefusalKind.Condition, "这一条已经作废或者归并，不能更正。请先恢复。");
        }
        Valid(ledger, body, work, organs);
        var before = line.ParseBody();
        var changes = ledger.Differences(before, body);
        if (changes.Count == 0)
        {
            Work.Refuse(RefusalKind.Invalid, "内容没有变化，无需更正。");
        }
        var goesOn =
            ledger.IsStepByStep
            && changes.All(c =>
                c.Old is null
                || (
                    ledger.Field(c.Field).Type == FieldType.Choice
                    && ledger.PendingValues.Contains((string)c.Old!, StringComparer.Ordinal)
                )
            );
        if (goesOn)
        {
            work.Demand(Capability.EnterLedgers);
        }
        else
        {
            work.Demand(Capability.CorrectLedgers);
            Explained(reason);
        }
        var alike = await Resemblances
            .Find(work.Db, work.Tenant, ledger, body, line.Id, cancellationToken)
            .ConfigureAwait(false);
        if (alike.FirstOrDefault(a => a.IsSame) is { } known)
        {
            throw new RefusedException(
                new Refusal(
                    RefusalKind.Conflict,
                    $"更正以后与另一条成为同一件（依据：{ledger.KeyText}）。如两条确是一件，请用“归并”。"
                )
                {
                    Details =
                    [
                        await Resemblances
                            .Describe(work.Db, work.Tenant, known, organs, cancellationToken)
                            .ConfigureAwait(false),
                    ],
                }
            );
        }
        await RefuseOverlap(ledger, body, work, organs, line.Id, cancellationToken)
            .ConfigureAwait(false);
        var closed = await Closed(line, body, ledger, work, cancellationToken)
            .ConfigureAwait(false);
        await work.Append(
                LedgerLine.StreamOf(line.Id),
                goesOn
                    ? new LineContinued(line.Id, ledger.Key, changes)
                    : new LineCorrected(line.Id, ledger.Key, changes, why, closed),
                version,
                ledger.DayOf(body),
                Ledger.OrganOf(body)
            )
            .ConfigureAwait(false);
        await LineProblems
            .Follow(work, ledger, line.Id, before, body, cancellationToken)
            .ConfigureAwait(false);
    }

    public async ValueTask<string?> Handle(
        VoidLine command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.CorrectLedgers);
        var (line, ledger, _) = await Find(command.Line, command.Version, work, cancellationToken)
            .ConfigureAwait(false);
        if (line.State != LineState.InForce)
        {
            Work.Refuse(RefusalKind.Condition, "这一条已经作废或者归并。");
        }
        Explained(command.Reason);
        var closed = await Closed(line, null, ledger, work, cancellationToken)
            .ConfigureAwait(false);
        await Append(
                work,
                line,
                new LineVoided(line.Id, ledger.Key, command.Why, closed),
                command.Version
            )
            .ConfigureAwait(false);
        await LineProblems.Withdraw(work, ledger, line.Id, cancellationToken).ConfigureAwait(false);
        return line.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        RestoreLine command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.CorrectLedgers);
        var (line, ledger, organs) = await Find(
                command.Line,
                command.Version,
                work,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (line.State == LineState.InForce)
        {
            Work.Refuse(RefusalKind.Condition, "这一条有效，无需恢复。");
        }
        Explained(command.Reason);
        var body = line.ParseBody();
        var alike = await Resemblances
            .Find(work.Db, work.Tenant, ledger, body, line.Id, cancellationToken)
            .ConfigureAwait(false);
        if (alike.FirstOrDefault(a => a.IsSame) is { } known)
        {
            throw new RefusedException(
                new Refusal(RefusalKind.Conflict, "已有同一件有效，恢复会重复计数。")
                {
                    Details =
                    [
                        await Resemblances
                            .Describe(work.Db, work.Tenant, known, organs, cancellationToken)
                            .ConfigureAwait(false),
                    ],
                }
            );
        }
        await RefuseOverlap(ledger, body, work, organs, line.Id, cancellationToken)
            .ConfigureAwait(false);
        var closed = await Closed(line, null, ledger, work, cancellationToken)
            .ConfigureAwait(false);
        await Append(
                work,
                line,
                new LineRestored(line.Id, ledger.Key, command.Why, closed),
                command.Version
            )
            .ConfigureAwait(false);
        await LineProblems
            .Reinstate(work, ledger, line.Id, cancellationToken)
            .ConfigureAwait(false);
        return line.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        MergeLine command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.CorrectLedgers);
        var (line, ledger, organs) = await Find(
                command.Line,
                command.Version,
                work,
                cancellationToken
            )
            .ConfigureAwait(false);
        var into = await work
            .Db.FindAsync<LedgerLine>([work.Tenant, command.Into], cancellationToken)
            .ConfigureAwait(false);
        if (
            into is null
            || into.Ledger != line.Ledger
            || into.Id == line.Id
            || into.State != LineState.InForce
            || !organs.MayActFor(work.Actor, into.OrganId)
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "没有找到要并入的那一条：应是同一台账里另一条有效的条目。",
                field: nameof(MergeLine.Into)
            );
        }
        if (line.State != LineState.InForce)
        {
            Work.Refuse(RefusalKind.Condition, "这一条已经作废或者归并。");
        }
        Explained(command.Reason);
        var closed = await Closed(line, null, ledger, work, cancellationToken)
            .ConfigureAwait(false);
        await Append(
                work,
                line,
                new LineMerged(line.Id, ledger.Key, into.Id, command.Why, closed),
                command.Version
            )
            .ConfigureAwait(false);
        await LineProblems.Withdraw(work, ledger, line.Id, cancellationToken).ConfigureAwait(false);
        return into.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        AddLineEvidence command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.EnterLedgers);
        var (line, ledger, _) = await Find(command.Line, command.Version, work, cancellationToken)
            .ConfigureAwait(false);
        var fresh = command.Evidence.Except(line.EvidenceHashes, StringComparer.Ordinal).ToList();
        await EvidenceRules.Demand(work, fresh, cancellationToken).ConfigureAwait(false);
        if (fresh.Count == 0)
        {
            Work.Refuse(RefusalKind.Invalid, "没有选择新的佐证材料。", field: "Evidence");
        }
        await Append(work, line, new LineEvidenceAdded(line.Id, ledger.Key, fresh), command.Version)
            .ConfigureAwait(false);
        return line.Id.ToString();
    }

    public async ValueTask<string?> Handle(
        ReportZero command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.EnterLedgers);
        var ledger = Need(command.Ledger);
        var organs = await LedgerOrgans
            .Of(directories, work.Tenant, cancellationToken)
            .ConfigureAwait(false);
        MayActFor(command.Organ, work, organs);
        var (from, to) = (command.PeriodFrom, command.PeriodTo);
        if (from.Day != 1 || to.AddDays(1).Day != 1 || to < from || from.Year != to.Year)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                "零报告的期间应为一年之内的整月，如 2026-01-01 至 2026-03-31。",
                field: nameof(ReportZero.PeriodFrom)
            );
        }
        if (to >= work.Today)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"{to:yyyy-MM-dd} 还没有过完，期间结束以后才能报零。",
                field: nameof(ReportZero.PeriodTo)
            );
        }
        if (
            await work
                .Db.Set<LedgerLine>()
                .AnyAsync(
                    l =>
                        l.Tenant == work.Tenant
                        && l.Ledger == ledger.Key
                        && l.OrganId == command.Organ
                        && l.State == LineState.InForce
                        && l.OccurredOn >= from
                        && l.OccurredOn <= to,
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
        {
            Work.Refuse(
                RefusalKind.Condition,
                "这一期间已有登记，不是零。如登记有误，请先更正或者作废。"
            );
        }
        if (
            await work
                .Db.Set<ZeroReport>()
                .AnyAsync(
                    z =>
                        z.Tenant == work.Tenant
                        && z.Ledger == ledger.Key
                        && z.OrganId == command.Organ
                        && !z.IsSuperseded
                        && z.PeriodFrom <= from
                        && z.PeriodTo >= to,
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
        {
            Work.Refuse(RefusalKind.Conflict, "这一期间已经报过零，无需再报。");
        }
        var id = work.NewId();
        await work.Append(
                ZeroReport.StreamOf(ledger.Key, command.Organ),
                new ZeroReported(id, ledger.Key, command.Organ, from, to),
                legalDate: to,
                organ: command.Organ
            )
            .ConfigureAwait(false);
        return id.ToString();
    }

    public async ValueTask<string?> Handle(
        ImportLines command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.EnterLedgers);
        var ledger = Need(command.Ledger);
        if (command.Rows.Count > Resemblances.MaxImportRows)
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"一次最多导入 {Resemblances.MaxImportRows} 行，这次有 {command.Rows.Count} 行，请分成几个文件。"
            );
        }
        var organs = await LedgerOrgans
            .Of(directories, work.Tenant, cancellationToken)
            .ConfigureAwait(false);
        var errors = new List<string>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var sources = new HashSet<(string?, string)>();
        var added = new List<(ImportRow Row, RecordFacts Facts)>(command.Rows.Count);
        var (known, changed) = (0, 0);
        var right = new List<(ImportRow Row, RecordFacts Facts)>(command.Rows.Count);
        foreach (var row in command.Rows)
        {
            var (wrong, facts) = Examine(ledger, row.Body, work, organs, row.Facts);
            if (facts is not null)
            {
                right.Add((row, facts));
            }
            else
            {
                errors.AddRange(wrong.Select(e => $"第{row.Number}行 {e}"));
            }
        }
        var there = await Resemblances
            .There(work.Db, work.Tenant, ledger, right.Select(r => r.Facts), cancellationToken)
            .ConfigureAwait(false);
        foreach (var (row, facts) in right)
        {
            var isNew = keys.Add(facts.KeyHash);
            if (row.Corrects is { } corrected)
            {
                try
                {
                    await Correct(
                            corrected,
                            row.Version,
                            row.Body,
                            command.Why,
                            command.Reason,
                            work,
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                    changed++;
                }
                catch (RefusedException e)
                {
                    errors.Add($"第{row.Number}行 {e.Refusal.Message}");
                }
                continue;
            }
            if (facts.SourceKey is { } source)
            {
                isNew &= sources.Add(((string?)row.Body["sourceName"], source));
            }
            var alike =
                isNew && there.Count > 0 && Resemblances.MarksOf(facts).Any(there.Contains)
                    ? await Resemblances
                        .Find(work.Db, work.Tenant, ledger, row.Body, null, cancellationToken)
                        .ConfigureAwait(false)
                    : [];
            if (!isNew || alike.Any(a => a.IsSame))
            {
                known++;
            }
            else if (
                alike.Count > 0
                && (row.OtherThan is null || string.IsNullOrWhiteSpace(command.Reason))
            )
            {
                errors.Add(
                    $"第{row.Number}行 {ledger.NearText}请在预览中选择“另一件”并写明理由，或者去掉这一行。"
                );
            }
            else
            {
                added.Add((row, facts));
            }
        }
        for (var i = 0; i < added.Count && ledger.Forms.Contains(LineForm.Total); i++)
        {
            var row = added[i].Row;
            if (added.Take(i).Any(a => Overlap(ledger, a.Row.Body, row.Body)))
            {
                errors.Add($"第{row.Number}行 与本次导入的另一行期间重叠，会重复计数。");
            }
            else if (
                await Overlapping(ledger, row.Body, work, null, cancellationToken)
                    .ConfigureAwait(false) is
                { } other
            )
            {
                errors.Add($"第{row.Number}行 与已有的“{other.Title}”期间重叠，会重复计数。");
            }
        }
        if (errors.Count > 0)
        {
            throw new RefusedException(
                new Refusal(
                    RefusalKind.Invalid,
                    $"有 {errors.Count} 处错误，一行也没有导入。请改好后重新导入。"
                )
                {
                    Details = [.. errors.Take(50)],
                }
            );
        }
        var id = work.NewId();
        await work.Append(
                LedgerImport.StreamOf(id),
                new LinesImported(
                    id,
                    ledger.Key,
                    command.FileName,
                    added.Count,
                    known,
                    command.Rejected,
                    changed
                ),
                expected: 0,
                reason: null
            )
            .ConfigureAwait(false);
        // Thousands of new rows: looking for changes after each of them would take quadratic time.
        var detector = work.Db.ChangeTracker;
        detector.AutoDetectChangesEnabled = false;
        work.Db.Ledgers.IsSheet = true;
        try
        {
            foreach (var (row, facts) in added)
            {
                await Record(
                        ledger,
                        row.Body,
                        facts,
                        SourceOf(row.Body),
                        work,
                        id,
                        row.OtherThan,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                work.Db.WriteLinesBeside();
            }
            // the next sheet is looked at meanwhile
            work.Db.WriteLinesBeside(rest: true);
        }
        finally
        {
            work.Db.Ledgers.IsSheet = false;
            detector.AutoDetectChangesEnabled = true;
        }
        return id.ToString();
    }

    public async ValueTask<string?> Handle(
        NoteExport command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.Export);
        var ledger = Need(command.Ledger);
        await work.Append(
                $"ledger-export:{ledger.Key}",
                new LinesExported(ledger.Key, command.Filter, command.Rows)
            )
            .ConfigureAwait(false);
        return null;
    }

    private static LineSource SourceOf(JsonObject body) =>
        body["sourceKey"] is null ? LineSource.Sheet : LineSource.Platform;

    private static async Task<Guid> Record(
        Ledger ledger,
        JsonObject body,
        RecordFacts facts,
        LineSource source,
        Work work,
        Guid? batch,
        Guid? otherThan,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var id = work.NewId();
        var day = ledger.DayOf(body);
        // What comes after the month's reporting day is 补录.
        var late =
            work.Today
            > LedgerQueries.ReportingDay(
                Rhythm.Monthly,
                new DateOnly(day.Year, day.Month, 1).AddMonths(1)
            );
        await work.Append(
                LedgerLine.StreamOf(id),
                new LineRecorded(id, ledger.Key, source, body, late, batch, otherThan)
                {
                    Facts = facts,
                },
                isNew: true,
                legalDate: day,
                organ: Ledger.OrganOf(body)
            )
            .ConfigureAwait(false);
        await LineProblems.Open(work, ledger, id, body).ConfigureAwait(false);
        return id;
    }

    private Ledger Need(string key)
    {
        var ledger = ledgers.Find(key);
        if (ledger is null)
        {
            Work.Refuse(RefusalKind.NotFound, "没有这本台账。");
        }
        return ledger;
    }

    private async Task<(LedgerLine Line, Ledger Ledger, LedgerOrgans Organs)> Find(
        Guid id,
        int version,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var line = await work
            .Db.FindAsync<LedgerLine>([work.Tenant, id], cancellationToken)
            .ConfigureAwait(false);
        var organs = await LedgerOrgans
            .Of(directories, work.Tenant, cancellationToken)
            .ConfigureAwait(false);
        if (line is null || !organs.MayActFor(work.Actor, line.OrganId))
        {
            Work.Refuse(RefusalKind.NotFound, "没有这一条，或者您看不到它。");
        }
        if (line.Source == LineSource.Procedure)
        {
            Work.Refuse(
                RefusalKind.Condition,
                "这一条由程序产生，请到该案件中更正，台账随之改变。"
            );
        }
        if (line.Version != version && version > line.Version)
        {
            Work.Refuse(RefusalKind.Conflict, "版本不对，请重新打开这一条。");
        }
        return (line, Need(line.Ledger), organs);
    }

    private static async Task Append(Work work, LedgerLine line, ITrailEvent data, int version) =>
        await work.Append(
                LedgerLine.StreamOf(line.Id),
                data,
                version,
                line.OccurredOn,
                line.OrganId
            )
            .ConfigureAwait(false);

    // 期后更正须经统筹: a closed period is changed only by those who may close it
    private static async Task<bool> Closed(
        LedgerLine line,
        JsonObject? body,
        Ledger ledger,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var closed = await ClosedPeriods
            .IsClosed(work.Db, work.Tenant, line.OrganId, line.OccurredOn, cancellationToken)
            .ConfigureAwait(false);
        if (!closed && body is not null)
        {
            closed = await ClosedPeriods
                .IsClosed(
                    work.Db,
                    work.Tenant,
                    Ledger.OrganOf(body),
                    ledger.DayOf(body),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        if (closed && !work.Actor.Can(Capability.ClosePeriods))
        {
            Work.Refuse(
                RefusalKind.Condition,
                $"{line.OccurredOn:yyyy-MM-dd} 所在期间已经关闭（报告已经审定），更正须由统筹办理，并列为期后更正。请把更正内容和理由告知统筹。"
            );
        }
        return closed;
    }

    private static void Explained([System.Diagnostics.CodeAnalysis.NotNull] string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            Work.Refuse(RefusalKind.Invalid, "请用一句话说明原因。", field: nameof(Command.Reason));
        }
        if (reason.Length > 500)
        {
            Work.Refuse(RefusalKind.Invalid, "原因最多 500 个字。", field: nameof(Command.Reason));
        }
    }

    private static (List<FieldError> Errors, RecordFacts? Facts) Examine(
        Ledger ledger,
        JsonObject body,
        Work work,
        LedgerOrgans organs,
        RecordFacts? known = null
    )
    {
        // what a sheet's check has found right need not be read again; whether the organ is there and may be acted for is asked under the lock
        var (errors, facts) =
            known?.IsOf(body, ledger) == true ? ([], known) : ledger.Examine(body, work.Today);
        if (errors.Count == 0)
        {
            errors.AddRange(organs.Missing(ledger.AllFields, body));
            if (errors.Count == 0 && !organs.MayActFor(work.Actor, Ledger.OrganOf(body)))
            {
                errors.Add(
                    new FieldError(
                        "organ",
                        ledger.Field("organ").Title,
                        $"您只能为本单位和下级单位填报，不能替“{organs.NameOf(Ledger.OrganOf(body))}”填报。"
                    )
                );
            }
        }
        return (errors, errors.Count == 0 ? facts : null);
    }

    private static RecordFacts Valid(Ledger ledger, JsonObject body, Work work, LedgerOrgans organs)
    {
        var (errors, facts) = Examine(ledger, body, work, organs);
        if (facts is null)
        {
            var foreign =
                errors is [{ Field: "organ" }]
                && errors[0].Message.StartsWith("您只能", StringComparison.Ordinal);
            throw new RefusedException(
                new Refusal(
                    foreign ? RefusalKind.Forbidden : RefusalKind.Invalid,
                    errors[0].ToString(),
                    null,
                    errors[0].Field
                )
                {
                    Details = [.. errors.Skip(1).Select(e => e.ToString())],
                }
            );
        }
        return facts;
    }

    private static void MayActFor(Guid organ, Work work, LedgerOrgans organs)
    {
        if (!organs.MayActFor(work.Actor, organ))
        {
            Work.Refuse(
                RefusalKind.Forbidden,
                $"您只能为本单位和下级单位填报，不能替“{organs.NameOf(organ)}”填报。",
                field: "organ"
            );
        }
    }

    private static async Task NeedsProof(
        Ledger ledger,
        JsonObject body,
        Work work,
        IReadOnlyList<string> evidence,
        CancellationToken cancellationToken
    )
    {
        await EvidenceRules.Demand(work, evidence, cancellationToken).ConfigureAwait(false);
        if (
            ledger.Evidence == EvidenceRule.Required
            && evidence.Count == 0
            && ledger.FormOf(body) != LineForm.Batch
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"请上传佐证材料：{ledger.EvidenceHelp}",
                field: "Evidence"
            );
        }
    }

    private static bool Overlap(Ledger ledger, JsonObject one, JsonObject other) =>
        ledger.FormOf(one) == LineForm.Total
        && !ledger.TotalsStandApart
        && ledger.FormOf(other) == LineForm.Total
        && Ledger.OrganOf(one) == Ledger.OrganOf(other)
        && ledger.SliceOf(one) == ledger.SliceOf(other)
        && string.CompareOrdinal((string?)one["periodFrom"], (string?)other["periodTo"]) <= 0
        && string.CompareOrdinal((string?)other["periodFrom"], (string?)one["periodTo"]) <= 0;

    private static async Task<LedgerLine?> Overlapping(
        Ledger ledger,
        JsonObject body,
        Work work,
        Guid? except,
        CancellationToken cancellationToken
    )
    {
        if (ledger.TotalsStandApart || ledger.FormOf(body) != LineForm.Total)
        {
            return null;
        }
        var organ = Ledger.OrganOf(body);
        var from = DateOnly.Parse(
            (string)body["periodFrom"]!,
            System.Globalization.CultureInfo.InvariantCulture
        );
        var to = DateOnly.Parse(
            (string)body["periodTo"]!,
            System.Globalization.CultureInfo.InvariantCulture
        );
        var others = work
            .Db.Set<LedgerLine>()
            .AsNoTracking()
            .Where(l =>
                l.Tenant == work.Tenant
                && l.Ledger == ledger.Key
                && l.OrganId == organ
                && l.Form == LineForm.Total
                && l.State == LineState.InForce
                && l.PeriodFrom <= to
                && l.PeriodTo >= from
                && (except == null || l.Id != except)
            );
        if (ledger.SliceText is null)
        {
            return await others.FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        }
        var slice = ledger.SliceOf(body);
        await foreach (
            var other in others
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
                .ConfigureAwait(false)
        )
        {
            if (ledger.SliceOf(other.ParseBody()) == slice)
            {
                return other;
            }
        }
        return null;
    }

    private static async Task RefuseOverlap(
        Ledger ledger,
        JsonObject body,
        Work work,
        LedgerOrgans organs,
        Guid? except,
        CancellationToken cancellationToken
    )
    {
        if (
            await Overlapping(ledger, body, work, except, cancellationToken)
                .ConfigureAwait(false) is
            { } other
        )
        {
            Work.Refuse(
                RefusalKind.Conflict,
                $"{organs.NameOf(other.OrganId)}已有“{other.Title}”（{other.PeriodFrom:yyyy-MM-dd} 至 {other.PeriodTo:yyyy-MM-dd}），期间重叠会重复计数。请登记不重叠的期间，或者更正那一条。",
                field: "periodFrom"
            );
        }
    }
}

/// <summary>What may be named as proof.</summary>
internal static class EvidenceRules
{
    /// <summary>Only files that the person's own organ has handed in: a hash alone opens nobody else's file.</summary>
    public static async ValueTask Demand(
        Work work,
        IReadOnlyList<string> evidence,
        CancellationToken cancellationToken
    )
    {
        var organ = work.Actor.Organ ?? Guid.Empty;
        foreach (var hash in evidence)
        {
            if (
                !await work
                    .Db.Set<Files.StoredFile>()
                    .AnyAsync(
                        f => f.Tenant == work.Tenant && f.Hash == hash && f.OrganId == organ,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            )
            {
                Work.Refuse(
                    RefusalKind.Invalid,
                    "佐证材料没有上传成功，请重新选择文件。",
                    field: "Evidence"
                );
            }
        }
    }
}
