using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Fadu.Core.Figures;
using Fadu.Core.Search;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Ledgers;

/// <summary>Keeps the lines and what they count.</summary>
internal sealed class LedgerProjection(LedgerRegistry ledgers)
    : IProject<LineRecorded>,
        IProject<LineCorrected>,
        IProject<LineContinued>,
        IProject<LineEvidenceAdded>,
        IProject<LineVoided>,
        IProject<LineRestored>,
        IProject<LineMerged>,
        IProject<SameThingOffered>,
        IProject<ZeroReported>,
        IProject<LinesImported>
{
    public IReadOnlyList<Type> Tables =>
        [typeof(LedgerLine), typeof(ZeroReport), typeof(LedgerImport)];

    public async ValueTask Apply(LineRecorded data, TrailEntry entry, FaduDb db)
    {
        var line = new LedgerLine
        {
            Tenant = entry.Tenant,
            Id = data.Id,
            Ledger = data.Ledger,
            Source = data.Source,
            IsLate = data.IsLate,
            BatchId = data.Batch,
            Evidence = string.Join(' ', entry.Evidence),
            Seq = entry.Seq,
            RecordedAt = entry.At,
            RecordedBy = entry.Actor,
            Version = entry.Number,
            Title = "",
            SearchText = "",
            Body = "",
        };
        line.Body = data.Body.ToJsonString(EventRegistry.Json);
        // as it is stored, so that it counts on a rebuild as it counts today; what a command has read of a plain record is the same
        var facts =
            data.Facts?.IsOf(data.Body) == true
                ? Fill(line, data.Body, data.Facts)
                : Fill(line, line.ParseBody());
        db.Fresh.Add(line);
        db.Ledgers.Add(line);
        await Count(line, facts, entry, db, isNew: true).ConfigureAwait(false);
    }

    public async ValueTask Apply(LineCorrected data, TrailEntry entry, FaduDb db)
    {
        var line = await Find(data.Id, entry, db).ConfigureAwait(false);
        line.IsChangedAfterClose |= data.AfterClose;
        await Change(line, data.Changes, entry, db).ConfigureAwait(false);
    }

    public async ValueTask Apply(LineContinued data, TrailEntry entry, FaduDb db) =>
        await Change(await Find(data.Id, entry, db).ConfigureAwait(false), data.Changes, entry, db)
            .ConfigureAwait(false);

    private async ValueTask Change(
        LedgerLine line,
        IReadOnlyList<FieldChange> changes,
        TrailEntry entry,
        FaduDb db
    )
    {
        var (organ, from, to) = (
            line.OrganId,
            line.PeriodFrom ?? line.OccurredOn,
            line.PeriodTo ?? line.OccurredOn
        );
        var body = line.ParseBody();
        foreach (var change in changes)
        {
            if (change.New is null)
            {
                body.Remove(change.Field);
            }
            else
            {
                body[change.Field] = change.New.DeepClone();
            }
        }
        line.Body = body.ToJsonString(EventRegistry.Json);
        var facts = Fill(line, body);
        db.Ledgers.Unsettle(line, organ);
        await Count(line, facts, entry, db).ConfigureAwait(false);
        // It may have left an organ or a period, whose totals count again.
        if (
            organ != line.OrganId
            || from != (line.PeriodFrom ?? line.OccurredOn)
            || to != (line.PeriodTo ?? line.OccurredOn)
        )
        {
            await Settle(line.Ledger, organ, from, to, entry, db).ConfigureAwait(false);
        }
    }

    public async ValueTask Apply(LineEvidenceAdded data, TrailEntry entry, FaduDb db)
    {
        var line = await Find(data.Id, entry, db).ConfigureAwait(false);
        line.Evidence = string.Join(' ', line.EvidenceHashes.Concat(data.Files));
    }

    public async ValueTask Apply(LineVoided data, TrailEntry entry, FaduDb db)
    {
        var line = await Find(data.Id, entry, db).ConfigureAwait(false);
        line.State = LineState.Void;
        line.IsChangedAfterClose |= data.AfterClose;
        var facts = Fill(line, line.ParseBody());
        db.Ledgers.Unsettle(line);
        await Count(line, facts, entry, db).ConfigureAwait(false);
    }

    public async ValueTask Apply(LineRestored data, TrailEntry entry, FaduDb db)
    {
        var line = await Find(data.Id, entry, db).ConfigureAwait(false);
        line.State = LineState.InForce;
        line.MergedInto = null;
        line.IsChangedAfterClose |= data.AfterClose;
        var facts = Fill(line, line.ParseBody());
        db.Ledgers.Unsettle(line);
        await Count(line, facts, entry, db).ConfigureAwait(false);
    }

    public async ValueTask Apply(LineMerged data, TrailEntry entry, FaduDb db)
    {
        var line = await Find(data.Id, entry, db).ConfigureAwait(false);
        line.State = LineState.Merged;
        line.MergedInto = data.Into;
        line.IsChangedAfterClose |= data.AfterClose;
        var facts = Fill(line, line.ParseBody());
        db.Ledgers.Unsettle(line);
        await Count(line, facts, entry, db).ConfigureAwait(false);
    }

    public async ValueTask Apply(SameThingOffered data, TrailEntry entry, FaduDb db) =>
        await Find(data.Existing, entry, db).ConfigureAwait(false);

    public ValueTask Apply(ZeroReported data, TrailEntry entry, FaduDb db)
    {
        var zero = new ZeroReport
        {
            Tenant = entry.Tenant,
            Id = data.Id,
            Ledger = data.Ledger,
            OrganId = data.Organ,
            PeriodFrom = data.PeriodFrom,
            PeriodTo = data.PeriodTo,
            RecordedAt = entry.At,
            RecordedBy = entry.Actor,
        };
        db.Add(zero);
        db.Ledgers.Reported(zero);
        return ValueTask.CompletedTask;
    }

    public ValueTask Apply(LinesImported data, TrailEntry entry, FaduDb db)
    {
        db.Fresh.Add(
            new LedgerImport
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                Ledger = data.Ledger,
                OrganId = entry.Organ ?? Guid.Empty,
                FileName = data.FileName,
                Added = data.Added,
                Corrected = data.Corrected,
                Known = data.Known,
                Rejected = data.Rejected,
                RecordedAt = entry.At,
                RecordedBy = entry.Actor,
            }
        );
        return ValueTask.CompletedTask;
    }

    private static async ValueTask<LedgerLine> Find(Guid id, TrailEntry entry, FaduDb db)
    {
        var line =
            db.Ledgers.Find(entry.Tenant, id)
            ?? await db.FindAsync<LedgerLine>(entry.Tenant, id).ConfigureAwait(false)
            ?? throw new InvalidDataException($"Line {id} of entry {entry.Seq} is missing.");
        line.Version = entry.Number;
        return line;
    }

    private RecordFacts Fill(LedgerLine line, JsonObject body, RecordFacts? known = null)
    {
        var ledger = ledgers[line.Ledger];
        var facts = known ?? ledger.FactsOf(body);
        line.OrganId = Ledger.OrganOf(body);
        line.OccurredOn = ledger.DayOf(body);
        line.Form = ledger.FormOf(body);
        line.PeriodFrom = DayOf(body["periodFrom"]);
        line.PeriodTo = DayOf(body["periodTo"]);
        line.SourceName = (string?)body["sourceName"];
        line.SourceKey = (string?)body["sourceKey"];
        line.Exactness = body["exactness"] is { } exactness
            ? Enum.Parse<Exactness>((string)exactness!)
            : Exactness.Exact;
        line.KeyHash = line.State == LineState.InForce ? facts.KeyHash : null;
        line.NearHash = facts.NearHash;
        var title = facts.Title;
        line.Title = title.Length <= 200 ? title : title[..199] + "…";
        line.SearchText = SearchTextOf(ledger, body, line.Title);
        foreach (var field in ledger.AllFields)
        {
            line.Put(field, body[field.Name]);
        }
        return facts;
    }

    private RecordFacts Facts(LedgerLine line) => ledgers[line.Ledger].FactsOf(line.ParseBody());

    private static string SearchTextOf(Ledger ledger, JsonObject body, string title)
    {
        var text = new StringBuilder(title);
        foreach (var field in ledger.AllFields)
        {
            if (
                body[field.Name] is { } value
                && field.Type
                    is FieldType.Text
                        or FieldType.Choice
                        or FieldType.Texts
                        or FieldType.Tallies
            )
            {
                text.Append(' ').Append(field.Format(body[field.Name], null!));
            }
        }
        return text.ToString();
    }

    private static readonly CompiledQuery<
        Func<FaduDb, int, string, Guid, DateOnly, IAsyncEnumerable<ZeroReport>>
    > Zeros = new(() =>
        EF.CompileAsyncQuery(
            (FaduDb db, int tenant, string ledger, Guid organ, DateOnly day) =>
                db.Set<ZeroReport>()
                    .AsTracking()
                    .Where(z =>
                        z.Tenant == tenant
                        && z.Ledger == ledger
                        && z.OrganId == organ
                        && !z.IsSuperseded
                        && z.PeriodFrom <= day
                        && z.PeriodTo >= day
                    )
        )
    );

    private static readonly CompiledQuery<
        Func<FaduDb, int, string, Guid, DateOnly, DateOnly, IAsyncEnumerable<LedgerLine>>
    > TotalsAround = new(() =>
        EF.CompileAsyncQuery(
            (FaduDb db, int tenant, string ledger, Guid organ, DateOnly from, DateOnly to) =>
                db.Set<LedgerLine>()
                    .AsTracking()
                    .Where(l =>
                        l.Tenant == tenant
                        && l.Ledger == ledger
                        && l.OrganId == organ
                        && l.Form == LineForm.Total
                        && l.PeriodFrom <= to
                        && l.PeriodTo >= from
                        && l.State == LineState.InForce
                    )
        )
    );

    /// <summary>What stands beside the lines of an organ, while a whole sheet comes in; null for a single line, which asks for its own day.</summary>
    private static async ValueTask<LedgerMemory.Around?> Around(
        FaduDb db,
        int tenant,
        string ledger,
        Guid organ
    )
    {
        if (!db.Ledgers.IsSheet)
        {
            return null;
        }
        return db.Ledgers.Of(tenant, ledger, organ)
            ?? db.Ledgers.Keep(
                tenant,
                ledger,
                organ,
                await db.Set<ZeroReport>()
                    .AsTracking()
                    .Where(z =>
                        z.Tenant == tenant
                        && z.Ledger == ledger
                        && z.OrganId == organ
                        && !z.IsSuperseded
                    )
                    .ToListAsync()
                    .ConfigureAwait(false),
                await db.Set<LedgerLine>()
                    .AsTracking()
                    .Where(l =>
                        l.Tenant == tenant
                        && l.Ledger == ledger
                        && l.OrganId == organ
                        && l.Form == LineForm.Total
                        && l.State == LineState.InForce
                    )
                    .ToListAsync()
                    .ConfigureAwait(false)
            );
    }

    private static async ValueTask Supersede(LedgerLine line, FaduDb db)
    {
        if (
            await Around(db, line.Tenant, line.Ledger, line.OrganId).ConfigureAwait(false) is
            { } around
        )
        {
            foreach (
                var zero in around.Zeros.Where(z =>
                    !z.IsSuperseded
                    && z.PeriodFrom <= line.OccurredOn
                    && z.PeriodTo >= line.OccurredOn
                )
            )
            {
                Mark(zero);
            }
            return;
        }
        if (!db.Ledgers.MayHaveZeros(line))
        {
            return;
        }
        await foreach (
            var zero in Zeros
                .For(db)(db, line.Tenant, line.Ledger, line.OrganId, line.OccurredOn)
                .ConfigureAwait(false)
        )
        {
            Mark(zero);
        }

        void Mark(ZeroReport zero)
        {
            zero.IsSuperseded = true;
            db.Entry(zero).State = EntityState.Modified;
        }
    }

    private async ValueTask Count(
        LedgerLine line,
        RecordFacts facts,
        TrailEntry entry,
        FaduDb db,
        bool isNew = false
    )
    {
        SearchSources.Put(db, line, isNew);
        db.Ledgers.Stands(line);
        if (line.State == LineState.InForce)
        {
            await Supersede(line, db).ConfigureAwait(false);
        }
        if (line.Form == LineForm.Total)
        {
            line.IsStandby = await HasDetails(line, db).ConfigureAwait(false);
            await Book(line, facts, entry, db, isNew).ConfigureAwait(false);
            await BookNext(line, facts, entry, db).ConfigureAwait(false);
            return;
        }
        await Book(line, facts, entry, db, isNew).ConfigureAwait(false);
        await Settle(line.Ledger, line.OrganId, line.OccurredOn, line.OccurredOn, entry, db)
            .ConfigureAwait(false);
    }

    private async ValueTask Book(
        LedgerLine line,
        RecordFacts facts,
        TrailEntry entry,
        FaduDb db,
        bool isNew
    )
    {
        IReadOnlyList<Contribution> booked = [];
        if (line.State == LineState.InForce && !line.IsStandby)
        {
            booked = facts.Contributions;
            var stocks = facts.Stocks.ToList();
            if (stocks.Count > 0)
            {
                var now = booked.ToList();
                booked = now;
                var before = await Before(line, db).ConfigureAwait(false);
                var closings = before is null
                    ? []
                    : Facts(before)
                        .Stocks.ToDictionary(
                            s => s.Figure.Code,
                            s => s.Closing,
                            StringComparer.Ordinal
                        );
                foreach (var (figure, opening, closing) in stocks)
                {
                    // What stood at the start and is not explained by the total before it, then the change in the period: so the state is right on the last day of
                    // every period, and on the eve of the first, whatever gaps there are between totals.
                    var gap = opening - closings.GetValueOrDefault(figure.Code);
                    if (gap != 0)
                    {
                        var from = line.PeriodFrom!.Value;
                        now.Add(
                            new Contribution(
                                figure.Code,
                                line.OrganId,
                                before?.PeriodTo == from.AddDays(-1) ? from : from.AddDays(-1),
                                gap
                            )
                        );
                    }
                    if (closing != opening)
                    {
                        now.Add(
                            new Contribution(
                                figure.Code,
                                line.OrganId,
                                line.PeriodTo!.Value,
                                closing - opening
                            )
                        );
                    }
                }
            }
        }
        await ContributionBook
            .Book(db, entry, LedgerLine.SubjectKindOf(line.Ledger), line.Id, booked, isNew)
            .ConfigureAwait(false);
    }

    /// <summary>A total's stock depends on the total before it, so the one after it is booked anew.</summary>
    private async ValueTask BookNext(
        LedgerLine line,
        RecordFacts facts,
        TrailEntry entry,
        FaduDb db
    )
    {
        if (!facts.Stocks.Any())
        {
            return;
        }
        foreach (
            var next in (await Totals(line, db).ConfigureAwait(false))
                .Where(l => l.PeriodFrom > line.PeriodFrom)
                .OrderBy(l => l.PeriodFrom)
                .Take(1)
        )
        {
            await Book(next, Facts(next), entry, db, isNew: false).ConfigureAwait(false);
        }
    }

    private static async ValueTask<LedgerLine?> Before(LedgerLine line, FaduDb db) =>
        (await Totals(line, db).ConfigureAwait(false))
            .Where(l => l.PeriodFrom < line.PeriodFrom)
            .MaxBy(l => l.PeriodFrom);

    /// <summary>The other totals in force of the same organ and ledger, also those added by this very command.</summary>
    private static async ValueTask<List<LedgerLine>> Totals(LedgerLine line, FaduDb db)
    {
        var stored = await db.Set<LedgerLine>()
            .AsTracking()
            .Where(l =>
                l.Tenant == line.Tenant
                && l.Ledger == line.Ledger
                && l.OrganId == line.OrganId
                && l.Form == LineForm.Total
            )
            .ToListAsync()
            .ConfigureAwait(false);
        return
        [
            .. stored
                .Concat(
                    Known(db)
                        .Where(l =>
                            l.Tenant == line.Tenant
                            && l.Ledger == line.Ledger
                            && l.OrganId == line.OrganId
                            && l.Form == LineForm.Total
                        )
                )
                .Distinct()
                .Where(l => l.Id != line.Id && l.State == LineState.InForce && !l.IsStandby),
        ];
    }

    /// <summary>The lines that this command has read or recorded.</summary>
    private static IEnumerable<LedgerLine> Known(FaduDb db) =>
        db.Ledgers.Lines.Concat(db.Set<LedgerLine>().Local);

    /// <summary>A total never counts beside details (明细优先): those of the same ledger, organ, period and slice decide.</summary>
    private async ValueTask<bool> HasDetails(LedgerLine total, FaduDb db)
    {
        var ledger = ledgers[total.Ledger];
        var slice = ledger.SliceBesideDetails(total.ParseBody());
        if (Known(db).Any(IsDetail))
        {
            return true;
        }
        var details = db.Set<LedgerLine>()
            .AsTracking()
            .Where(l =>
                l.Tenant == total.Tenant
                && l.Ledger == total.Ledger
                && l.OrganId == total.OrganId
                && l.Form != LineForm.Total
                && l.OccurredOn >= total.PeriodFrom
                && l.OccurredOn <= total.PeriodTo
                && l.State == LineState.InForce
            )
            .OrderBy(l => l.Seq);
        await foreach (
            var line in (ledger.SliceText is null ? details.Take(5) : details)
                .AsAsyncEnumerable()
                .ConfigureAwait(false)
        )
        {
            if (IsDetail(line))
            {
                return true;
            }
        }
        return false;

        // Tracked rows may have changed in this transaction, so the condition is asked again in memory.
        bool IsDetail(LedgerLine line) =>
            line.Tenant == total.Tenant
            && line.Ledger == total.Ledger
            && line.OrganId == total.OrganId
            && line.Form != LineForm.Total
            && line.State == LineState.InForce
            && line.OccurredOn >= total.PeriodFrom
            && line.OccurredOn <= total.PeriodTo
            && (ledger.SliceText is null || ledger.SliceBesideDetails(line.ParseBody()) == slice);
    }

    /// <summary>Totals of an organ around a day count or stand by, as details come and go.</summary>
    private async ValueTask Settle(
        string ledger,
        Guid organ,
        DateOnly from,
        DateOnly to,
        TrailEntry entry,
        FaduDb db
    )
    {
        if (!ledgers[ledger].Forms.Contains(LineForm.Total) || ledgers[ledger].OnlyTotals)
        {
            return;
        }
        var totals = new List<LedgerLine>();
        if (await Around(db, entry.Tenant, ledger, organ).ConfigureAwait(false) is { } around)
        {
            totals.AddRange(around.Totals.Where(Touches));
        }
        else
        {
            await foreach (
                var total in TotalsAround
                    .For(db)(db, entry.Tenant, ledger, organ, from, to)
                    .ConfigureAwait(false)
            )
            {
                totals.Add(total);
            }
            // a total that came with this very command
            totals.AddRange(db.Ledgers.Lines.Where(Touches));
        }
        foreach (var total in totals)
        {
            var standby = await HasDetails(total, db).ConfigureAwait(false);
            if (standby != total.IsStandby)
            {
                total.IsStandby = standby;
                if (!db.Ledgers.Holds(total))
                {
                    db.Entry(total).State = EntityState.Modified;
                }
                await Book(total, Facts(total), entry, db, isNew: false).ConfigureAwait(false);
            }
        }

        bool Touches(LedgerLine total) =>
            total.Tenant == entry.Tenant
            && total.Ledger == ledger
            && total.OrganId == organ
            && total.Form == LineForm.Total
            && total.PeriodFrom <= to
            && total.PeriodTo >= from
            && total.State == LineState.InForce;
    }

    private static DateOnly? DayOf(JsonNode? value) =>
        value is null ? null : IsoDay.Parse((string)value!);
}
