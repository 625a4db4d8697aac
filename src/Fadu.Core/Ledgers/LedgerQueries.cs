using System.Globalization;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Law.Dates;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Ledgers;

/// <summary>Which lines of a ledger; kept whole in the address of the list, so that export and totals show the same.</summary>
public sealed record LedgerFilter
{
    public Guid? Organ { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>Only lines in this state; empty = in force.</summary>
    public LineState? State { get; init; }

    /// <summary>All states, void ones too.</summary>
    public bool AnyState { get; init; }

    /// <summary>Only 补录.</summary>
    public bool OnlyLate { get; init; }

    /// <summary>A text that the line must contain.</summary>
    public string? Text { get; init; }

    /// <summary>Values of choice fields by JSON name.</summary>
    public IReadOnlyDictionary<string, string> Choices { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary><c>day</c>, <c>recorded</c>, or the JSON name of a field with an N or D slot; with <c>-</c> in front for descending.</summary>
    public string Sort { get; init; } = "-day";
}

/// <summary>One page of a list and the key after which the next one begins.</summary>
public sealed record LedgerPage(IReadOnlyList<LedgerLine> Lines, string? Next);

/// <summary>Sums of a group of lines: how many, and each field that is added up.</summary>
public sealed record LedgerTotal(
    string Group,
    Guid? Organ,
    int Lines,
    IReadOnlyDictionary<string, long> Sums
);

/// <summary>What an organ owes in a ledger for the last period that has ended.</summary>
public sealed record LedgerDue(
    Ledger Ledger,
    OrganInfo Organ,
    DateOnly PeriodFrom,
    DateOnly PeriodTo,
    DateOnly DueOn,
    int Lines,
    bool IsZero
)
{
    /// <summary>Neither entries nor a zero report (未报).</summary>
    public bool IsMissing => Lines == 0 && !IsZero;
}

/// <summary>Reads ledgers. Everything takes a scope, and it goes into the SQL.</summary>
public static class LedgerQueries
{
    /// <summary>The lines that may be seen and that the filter asks for, in no order.</summary>
    public static IQueryable<LedgerLine> Lines(
        FaduDb db,
        Scope scope,
        Ledger ledger,
        LedgerFilter filter
    )
    {
        var key = ledger.Key;
        var lines = db.Set<LedgerLine>().AsNoTracking().Within(scope).Where(l => l.Ledger == key);
        if (filter.Organ is { } organ)
        {
            lines = lines.Where(l => l.OrganId == organ);
        }
        if (filter.From is { } from)
        {
            lines = lines.Where(l => l.OccurredOn >= from);
        }
        if (filter.To is { } to)
        {
            lines = lines.Where(l => l.OccurredOn <= to);
        }
        if (!filter.AnyState)
        {
            var state = filter.State ?? LineState.InForce;
            lines = lines.Where(l => l.State == state);
        }
        if (filter.OnlyLate)
        {
            lines = lines.Where(l => l.IsLate);
        }
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var text = filter.Text.Trim();
            lines = lines.Where(l => l.SearchText.Contains(text));
        }
        foreach (var (name, value) in filter.Choices)
        {
            if (ledger.FindField(name) is { Type: FieldType.Choice, Slot: { } slot })
            {
                lines = lines.Where(l => EF.Property<string>(l, slot) == value);
            }
        }
        return lines;
    }

    /// <summary>One page, by key: no offset, no count.</summary>
    public static async Task<LedgerPage> Page(
        FaduDb db,
        Scope scope,
        Ledger ledger,
        LedgerFilter filter,
        string? after,
        int size,
        CancellationToken cancellationToken
    )
    {
        var lines = Sorted(Lines(db, scope, ledger, filter), ledger, filter.Sort, after);
        var found = await lines.Take(size + 1).ToListAsync(cancellationToken).ConfigureAwait(false);
        var shown = found.Take(size).ToList();
        return new LedgerPage(
            shown,
            found.Count > size ? KeyOf(shown[^1], ledger, filter.Sort) : null
        );
    }

    /// <summary>All lines in the order of the list, one after the other, for exports.</summary>
    public static IAsyncEnumerable<LedgerLine> Stream(
        FaduDb db,
        Scope scope,
        Ledger ledger,
        LedgerFilter filter
    ) => Sorted(Lines(db, scope, ledger, filter), ledger, filter.Sort, null).AsAsyncEnumerable();

    /// <summary>Whether a list can be sorted so.</summary>
    public static bool CanSort(Ledger ledger, string sort)
    {
        var name = sort.TrimStart('-');
        return name is "day" or "recorded" || ledger.FindField(name)?.Slot is ['N' or 'D', _];
    }

    /// <summary>Sums for each organ.</summary>
    public static async Task<IReadOnlyList<LedgerTotal>> TotalsByOrgan(
        FaduDb db,
        Scope scope,
        Ledger ledger,
        LedgerFilter filter,
        LedgerOrgans organs,
        CancellationToken cancellationToken
    )
    {
        var rows = await Lines(db, scope, ledger, filter)
            .GroupBy(l => l.OrganId)
            .Select(g => new
            {
                g.Key,
                Lines = g.Count(),
                N1 = g.Sum(l => l.N1) ?? 0,
                N2 = g.Sum(l => l.N2) ?? 0,
                N3 = g.Sum(l => l.N3) ?? 0,
                N4 = g.Sum(l => l.N4) ?? 0,
                N5 = g.Sum(l => l.N5) ?? 0,
                N6 = g.Sum(l => l.N6) ?? 0,
                N7 = g.Sum(l => l.N7) ?? 0,
                N8 = g.Sum(l => l.N8) ?? 0,
            })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. rows.OrderBy(r => organs.Get(r.Key)?.Order ?? int.MaxValue)
                .Select(r => new LedgerTotal(
                    organs.NameOf(r.Key),
                    r.Key,
                    r.Lines,
                    Sums(ledger, [r.N1, r.N2, r.N3, r.N4, r.N5, r.N6, r.N7, r.N8])
                )),
        ];
    }

    /// <summary>
    /// Sums over the tree of organs: for each organ that stands above others that have lines, its own and theirs together. <paramref name="own"/> are the sums by organ.
    /// </summary>
    public static IReadOnlyList<LedgerTotal> Tree(
        IReadOnlyList<LedgerTotal> own,
        OrganDirectory organs,
        Scope scope
    )
    {
        var byOrgan = own.Where(t => t.Organ is not null).ToDictionary(t => t.Organ!.Value);
        var totals = new List<LedgerTotal>();
        foreach (var above in organs.All)
        {
            if (!scope.Everything && !scope.Organs.Contains(above.Id))
            {
                continue;
            }
            var parts = organs
                .Subtree(above.Id)
                .Where(byOrgan.ContainsKey)
                .Select(o => byOrgan[o])
                .ToList();
            if (parts.Count > 1)
            {
                totals.Add(
                    new LedgerTotal(
                        above.ShortName,
                        above.Id,
                        parts.Sum(p => p.Lines),
                        parts[0]
                            .Sums.Keys.ToDictionary(
                                k => k,
                                k => parts.Sum(p => p.Sums[k]),
                                StringComparer.Ordinal
                            )
                    )
                );
            }
        }
        return totals;
    }

    /// <summary>Sums for each month.</summary>
    public static async Task<IReadOnlyList<LedgerTotal>> TotalsByMonth(
        FaduDb db,
        Scope scope,
        Ledger ledger,
        LedgerFilter filter,
        CancellationToken cancellationToken
    )
    {
        var rows = await Lines(db, scope, ledger, filter)
            .GroupBy(l => new { l.OccurredOn.Year, l.OccurredOn.Month })
            .Select(g => new
            {
                g.Key.Year,
                g.Key.Month,
                Lines = g.Count(),
                N1 = g.Sum(l => l.N1) ?? 0,
                N2 = g.Sum(l => l.N2) ?? 0,
                N3 = g.Sum(l => l.N3) ?? 0,
                N4 = g.Sum(l => l.N4) ?? 0,
                N5 = g.Sum(l => l.N5) ?? 0,
                N6 = g.Sum(l => l.N6) ?? 0,
                N7 = g.Sum(l => l.N7) ?? 0,
                N8 = g.Sum(l => l.N8) ?? 0,
            })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. rows.OrderBy(r => (r.Year, r.Month))
                .Select(r => new LedgerTotal(
                    $"{r.Year}-{r.Month:00}",
                    null,
                    r.Lines,
                    Sums(ledger, [r.N1, r.N2, r.N3, r.N4, r.N5, r.N6, r.N7, r.N8])
                )),
        ];
    }

    /// <summary>What the organs in scope owe for the last period that has ended before today.</summary>
    public static async Task<IReadOnlyList<LedgerDue>> Dues(
        FaduDb db,
        Scope scope,
        LedgerRegistry ledgers,
        LedgerOrgans organs,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var dues = new List<LedgerDue>();
        var starts = await LedgerStarts
            .Read(db, scope.Tenant, cancellationToken)
            .ConfigureAwait(false);
        foreach (var ledger in ledgers.All.Where(l => l.Rhythm != Rhythm.AsItHappens))
        {
            var (from, to, due) = LastPeriod(ledger.Rhythm, today);
            if (!starts.Owes(ledger.Key, due))
            {
                continue;
            }
            var owing = organs
                .All.Where(o =>
                    (scope.Everything || scope.Organs.Contains(o.Id))
                    && ledger.OwedBy(o)
                    && o.ValidFrom <= to
                    && (o.ValidTo is null || o.ValidTo >= to)
                )
                .ToList();
            if (owing.Count == 0)
            {
                continue;
            }
            var key = ledger.Key;
            var lines = await db.Set<LedgerLine>()
                .AsNoTracking()
                .Within(scope)
                .Where(l =>
                    l.Ledger == key
                    && l.State == LineState.InForce
                    && l.OccurredOn >= from
                    && l.OccurredOn <= to
                )
                .GroupBy(l => l.OrganId)
                .Select(g => new { g.Key, Lines = g.Count() })
                .ToDictionaryAsync(g => g.Key, g => g.Lines, cancellationToken)
                .ConfigureAwait(false);
            var zeros = (
                await db.Set<ZeroReport>()
                    .AsNoTracking()
                    .Within(scope)
                    .Where(z =>
                        z.Ledger == key
                        && !z.IsSuperseded
                        && z.PeriodFrom <= from
                        && z.PeriodTo >= to
                    )
                    .Select(z => z.OrganId)
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            ).ToHashSet();
            dues.AddRange(
                owing.Select(o => new LedgerDue(
                    ledger,
                    o,
                    from,
                    to,
                    due,
                    lines.GetValueOrDefault(o.Id),
                    zeros.Contains(o.Id)
                ))
            );
        }
        return dues;
    }

    /// <summary>The last period of a rhythm that ended before a day, and by when it is owed (blocks, returns: default days, M).</summary>
    public static (DateOnly From, DateOnly To, DateOnly Due) LastPeriod(
        Rhythm rhythm,
        DateOnly today
    )
    {
        var months = rhythm switch
        {
            Rhythm.Monthly => 1,
            Rhythm.Quarterly => 3,
            Rhythm.HalfYearly => 6,
            Rhythm.Yearly => 12,
            _ => throw new ArgumentOutOfRangeException(nameof(rhythm)),
        };
        var start = new DateOnly(today.Year, ((today.Month - 1) / months * months) + 1, 1);
        return (start.AddMonths(-months), start.AddDays(-1), ReportingDay(rhythm, start));
    }

    /// <summary>
    /// The last day for reporting the period that ended before <paramref name="start"/>: the 5th after a month, the 10th after a longer period (blocks, returns: default days, M). No law sets
    /// these days; where offices are closed on them it is the next day on which they work, as for any limit that ends on a rest day.
    /// </summary>
    public static DateOnly ReportingDay(Rhythm rhythm, DateOnly start)
    {
        var day = start.AddDays(rhythm == Rhythm.Monthly ? 4 : 9);
        return day >= WorkCalendar.FirstDay && day < WorkCalendar.LastDay.AddDays(-30)
            ? WorkCalendar.National.OnOrAfter(day)
            : day;
    }

    private static IQueryable<LedgerLine> Sorted(
        IQueryable<LedgerLine> lines,
        Ledger ledger,
        string sort,
        string? after
    )
    {
        var down = sort.StartsWith('-');
        var name = sort.TrimStart('-');
        var (value, seq) = Cursor(after);
        if (name == "recorded")
        {
            if (seq is { } s)
            {
                lines = down ? lines.Where(l => l.Seq < s) : lines.Where(l => l.Seq > s);
            }
            return down ? lines.OrderByDescending(l => l.Seq) : lines.OrderBy(l => l.Seq);
        }
        var slot = ledger.FindField(name)?.Slot;
        if (slot is ['N', _])
        {
            if (
                seq is { } s
                && long.TryParse(
                    value,
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var v
                )
            )
            {
                lines = down
                    ? lines.Where(l =>
                        (EF.Property<long?>(l, slot) ?? -1) < v
                        || ((EF.Property<long?>(l, slot) ?? -1) == v && l.Seq < s)
                    )
                    : lines.Where(l =>
                        (EF.Property<long?>(l, slot) ?? -1) > v
                        || ((EF.Property<long?>(l, slot) ?? -1) == v && l.Seq > s)
                    );
            }
            return down
                ? lines
                    .OrderByDescending(l => EF.Property<long?>(l, slot) ?? -1)
                    .ThenByDescending(l => l.Seq)
                : lines.OrderBy(l => EF.Property<long?>(l, slot) ?? -1).ThenBy(l => l.Seq);
        }
        var none = DateOnly.MinValue;
        if (slot is ['D', _])
        {
            if (seq is { } s && Day(value) is { } v)
            {
                lines = down
                    ? lines.Where(l =>
                        (EF.Property<DateOnly?>(l, slot) ?? none) < v
                        || ((EF.Property<DateOnly?>(l, slot) ?? none) == v && l.Seq < s)
                    )
                    : lines.Where(l =>
                        (EF.Property<DateOnly?>(l, slot) ?? none) > v
                        || ((EF.Property<DateOnly?>(l, slot) ?? none) == v && l.Seq > s)
                    );
            }
            return down
                ? lines
                    .OrderByDescending(l => EF.Property<DateOnly?>(l, slot) ?? none)
                    .ThenByDescending(l => l.Seq)
                : lines.OrderBy(l => EF.Property<DateOnly?>(l, slot) ?? none).ThenBy(l => l.Seq);
        }
        if (seq is { } last && Day(value) is { } day)
        {
            lines = down
                ? lines.Where(l => l.OccurredOn < day || (l.OccurredOn == day && l.Seq < last))
                : lines.Where(l => l.OccurredOn > day || (l.OccurredOn == day && l.Seq > last));
        }
        return down
            ? lines.OrderByDescending(l => l.OccurredOn).ThenByDescending(l => l.Seq)
            : lines.OrderBy(l => l.OccurredOn).ThenBy(l => l.Seq);
    }

    private static string KeyOf(LedgerLine line, Ledger ledger, string sort)
    {
        var name = sort.TrimStart('-');
        var value = ledger.FindField(name)?.Slot switch
        {
            _ when name == "recorded" => "",
            ['N', var n] => (Number(line, n) ?? -1).ToString(CultureInfo.InvariantCulture),
            ['D', var d] => Iso(Slot(line, d) ?? DateOnly.MinValue),
            _ => Iso(line.OccurredOn),
        };
        return $"{value}_{line.Seq.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>The number in slot N1…N8.</summary>
    internal static long? Number(LedgerLine line, char slot) =>
        slot switch
        {
            '1' => line.N1,
            '2' => line.N2,
            '3' => line.N3,
            '4' => line.N4,
            '5' => line.N5,
            '6' => line.N6,
            '7' => line.N7,
            _ => line.N8,
        };

    private static DateOnly? Slot(LedgerLine line, char slot) =>
        slot switch
        {
            '1' => line.D1,
            '2' => line.D2,
            '3' => line.D3,
            _ => line.D4,
        };

    private static (string? Value, long? Seq) Cursor(string? after)
    {
        var cut = after?.LastIndexOf('_') ?? -1;
        return
            cut >= 0
            && long.TryParse(
                after.AsSpan(cut + 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var seq
            )
            ? (after![..cut], seq)
            : (null, null);
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    private static string Iso(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Dictionary<string, long> Sums(Ledger ledger, long[] slots) =>
        ledger
            .Fields.Where(f => f is { Total: true, Slot: ['N', _] })
            .ToDictionary(f => f.Name, f => slots[f.Slot![1] - '1'], StringComparer.Ordinal);
}
