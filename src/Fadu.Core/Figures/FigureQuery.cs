using System.Globalization;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Figures;

/// <summary>What is asked of a figure.</summary>
/// <param name="From">First legal day; an as-of figure ignores it.</param>
/// <param name="To">Last legal day, included.</param>
public sealed record FigureAsk(Figure Figure, DateOnly From, DateOnly To)
{
    /// <summary>The organs that count; null for all of the tenant (汇总).</summary>
    public IReadOnlyList<Guid>? Organs { get; init; }

    /// <summary>Only contributions with these dimensions, as <c>名=值;名=值</c>; empty for all.</summary>
    public string Dimensions { get; init; } = "";

    /// <summary>As known up to this entry of the trail; null for now.</summary>
    public long? Known { get; init; }

    /// <summary>The whole of a year.</summary>
    public static FigureAsk Year(Figure figure, int year) =>
        new(figure, new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    /// <summary>The same question for the same days a year before.</summary>
    public FigureAsk YearBefore() =>
        this with
        {
            From = From.AddYears(-1),
            // The end of February is the end of February in every year.
            To = To.AddDays(1).AddYears(-1).AddDays(-1),
        };
}

/// <summary>A record behind a figure.</summary>
/// <param name="Day">The legal day on which it counts.</param>
/// <param name="Amount">What it adds, in units of 10^-Scale.</param>
/// <param name="Key">For distinct figures: the value it stands for.</param>
public sealed record FigureRecord(
    Guid Subject,
    string SubjectKind,
    Guid OrganId,
    DateOnly Day,
    long Amount,
    string? Key
)
{
    /// <summary>For composed figures: the part it belongs to.</summary>
    public int Part { get; init; }

    /// <summary>Where the next page starts.</summary>
    public string Cursor =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Part == 0 ? "" : $"{Part}~")}{Day:yyyyMMdd}.{Subject:N}.{OrganId:N}.{Key}"
        );
}

/// <summary>
/// Values of figures and the records behind them (docs/adr/0003). Everything takes a <see cref="Scope"/>: nobody's rows outside of it are summed, counted or listed.
/// </summary>
public sealed class FigureQuery
{
    /// <summary>The last entry of the trail.</summary>
    public static async Task<long> Latest(
        FaduDb db,
        int tenant,
        CancellationToken cancellationToken = default
    ) =>
        await db.Set<TrailEntry>()
            .Where(e => e.Tenant == tenant)
            .MaxAsync(e => (long?)e.Seq, cancellationToken)
            .ConfigureAwait(false)
        ?? 0;

    /// <summary>The last entry that was recorded up to the end of a day in the county.</summary>
    public static Task<long> KnownAt(
        FaduDb db,
        int tenant,
        DateOnly day,
        CancellationToken cancellationToken = default
    ) =>
        KnownAt(
            db,
            tenant,
            FaduTime.FromMicroseconds(
                FaduTime.ToMicroseconds(
                    new DateTimeOffset(
                        day.AddDays(1).ToDateTime(TimeOnly.MinValue),
                        FaduTime.Zone.GetUtcOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue))
                    )
                ) - 1
            ),
            cancellationToken
        );

    /// <summary>The last entry that was recorded up to a moment. Seqs have no gaps and moments follow them, so it is found by halving.</summary>
    public static async Task<long> KnownAt(
        FaduDb db,
        int tenant,
        DateTimeOffset moment,
        CancellationToken cancellationToken = default
    )
    {
        var (low, high) = (0L, await Latest(db, tenant, cancellationToken).ConfigureAwait(false));
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            var at = await MomentOf(db, tenant, middle, cancellationToken).ConfigureAwait(false);
            (low, high) = at <= moment ? (middle, high) : (low, middle - 1);
        }
        return low;
    }

    /// <summary>When an entry was recorded; the beginning of time for 0.</summary>
    public static async Task<DateTimeOffset> MomentOf(
        FaduDb db,
        int tenant,
        long seq,
        CancellationToken cancellationToken = default
    ) =>
        await db.Set<TrailEntry>()
            .Where(e => e.Tenant == tenant && e.Seq == seq)
            .Select(e => e.At)
            .FirstOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);

    /// <summary>The question in the way the county has chosen for the figure, if it has.</summary>
    public static async Task<FigureAsk> Chosen(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        CancellationToken cancellationToken = default
    )
    {
        if (ask.Figure.Alternatives.Count == 0 || ask.Figure.Edition.Length > 0)
        {
            return ask;
        }
        var (tenant, code, to, known) = (scope.Tenant, ask.Figure.Code, ask.To, ask.Known);
        var alternative = await db.Set<FigureEdition>()
            .AsNoTracking()
            .Where(e =>
                e.Tenant == tenant
                && e.Figure == code
                && e.From <= to
                && (known == null || e.Seq <= known)
            )
            .OrderByDescending(e => e.From)
            .Select(e => e.Alternative)
            .FirstOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        return string.IsNullOrEmpty(alternative)
            ? ask
            : ask with
            {
                Figure = ask.Figure.In(alternative),
            };
    }

    /// <summary>The value of a figure: counted, and where an organ has no details, as given from outside.</summary>
    public async Task<FigureValue> Value(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        CancellationToken cancellationToken = default
    )
    {
        ask = await Chosen(db, scope, ask, cancellationToken).ConfigureAwait(false);
        var figure = ask.Figure;
        switch (figure.Fold)
        {
            case Fold.Growth or Fold.Points:
                var now = await Value(db, scope, Of(ask), cancellationToken).ConfigureAwait(false);
                var before = await Value(db, scope, Of(ask).YearBefore(), cancellationToken)
                    .ConfigureAwait(false);
                return await StatedOr(
                        db,
                        scope,
                        ask,
                        figure.Fold == Fold.Growth
                            ? Folds.Growth(figure, now, before)
                            : Folds.Points(figure, now, before),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            case Fold.LeastQuarter:
                var quarters = new List<FigureValue>();
                foreach (var (from, to) in Folds.Quarters(ask.From, ask.To))
                {
                    quarters.Add(
                        await Value(
                                db,
                                scope,
                                Of(ask) with
                                {
                                    From = from,
                                    To = to,
                                },
                                cancellationToken
                            )
                            .ConfigureAwait(false)
                    );
                }
                return await StatedOr(
                        db,
                        scope,
                        ask,
                        Folds.Least(figure, quarters),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            case Fold.Ratio when figure.IsOnlyStated:
                return await StatedOr(
                        db,
                        scope,
                        ask,
                        new FigureValue(figure, 0) { Missing = NoSource },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            case Fold.Ratio:
                var above = await Value(db, scope, Above(ask), cancellationToken)
                    .ConfigureAwait(false);
                var below = await Value(db, scope, Below(ask), cancellationToken)
                    .ConfigureAwait(false);
                return await StatedOr(
                        db,
                        scope,
                        ask,
                        new FigureValue(figure, above.Amount, below.Amount)
                        {
                            Outside = above.Outside,
                            Missing = above.Missing ?? below.Missing,
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            case Fold.Composed:
                var (sum, outside) = (0L, 0L);
                string? missing = null;
                foreach (var part in Parts(ask))
                {
                    var value = await Value(db, scope, part, cancellationToken)
                        .ConfigureAwait(false);
                    sum += value.Amount;
                    outside += value.Outside;
                    missing ??= value.Missing;
                }
                return new FigureValue(figure, sum) { Outside = outside, Missing = missing };
            case Fold.Distinct or Fold.AsOfDistinct:
                var keys = await Keys(Lines(db, scope, ask))
                    .CountAsync(cancellationToken)
                    .ConfigureAwait(false);
                return await WithOutside(
                        db,
                        scope,
                        ask,
                        new FigureValue(figure, keys),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            default:
                return await WithOutside(
                        db,
                        scope,
                        ask,
                        new FigureValue(
                            figure,
                            figure.Awaits is null
                                ? await Amount(db, scope, ask, cancellationToken)
                                    .ConfigureAwait(false)
                                : 0
                        ),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
        }
    }

    private const string NoSource = "尚无来源";

    /// <summary>The totals from outside for a question: those that count, those that stand by, and what they come to.</summary>
    public async Task<(OutsideSum Sum, IReadOnlyList<OutsideRow> Rows)> OutsideOf(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        CancellationToken cancellationToken = default
    )
    {
        var figure = ask.Figure;
        if (!figure.AcceptsTotals)
        {
            return (OutsideSum.None, []);
        }
        var rows = await Outside
            .Read(db, Narrow(scope, ask), figure, ask.Known, cancellationToken)
            .ConfigureAwait(false);
        if (rows.Count == 0)
        {
            return (OutsideSum.None, rows);
        }
        HashSet<Guid> details = [];
        if (
            figure.Fold is Fold.Count or Fold.Sum or Fold.AsOf or Fold.Distinct or Fold.AsOfDistinct
        )
        {
            await db.SettleSums(cancellationToken).ConfigureAwait(false);
            var (low, high) = (MonthOf(FirstDay(ask)), MonthOf(ask.To));
            details =
            [
                .. await Sums(db, scope, ask with { Dimensions = "" })
                    .Where(s =>
                        s.Block == FigureSum.Now
                        && s.Period >= low
                        && s.Period <= high
                        && s.Amount != 0
                    )
                    .Select(s => s.OrganId)
                    .Distinct()
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false),
            ];
        }
        return (
            Outside.Take(
                figure,
                rows,
                ask.From,
                ask.To,
                ask.Dimensions,
                ask.Organs is null,
                o => o == Guid.Empty ? details.Count > 0 : details.Contains(o)
            ),
            rows
        );
    }

    private async Task<FigureValue> WithOutside(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        FigureValue value,
        CancellationToken cancellationToken
    )
    {
        var (sum, _) = await OutsideOf(db, scope, ask, cancellationToken).ConfigureAwait(false);
        if (sum.Value is { } given)
        {
            var amount = (long)
                decimal.Round(given * Folds.Power(ask.Figure.Scale), MidpointRounding.AwayFromZero);
            return value with { Amount = value.Amount + amount, Outside = amount };
        }
        return value.Amount != 0 ? value
            : sum.Problem is not null ? value with { Missing = sum.Problem }
            : ask.Figure.Awaits is not null ? value with { Missing = NoSource }
            : value;
    }

    /// <summary>A rate that Fadu has not both counts of stands as the source gave it.</summary>
    private async Task<FigureValue> StatedOr(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        FigureValue counted,
        CancellationToken cancellationToken
    )
    {
        if (counted.HasNumber && (counted.Denominator is null || counted.Amount != 0))
        {
            return counted;
        }
        var (sum, _) = await OutsideOf(db, scope, ask, cancellationToken).ConfigureAwait(false);
        return sum.Value is { } given
                ? new FigureValue(ask.Figure, 0) { Stated = given, StatedOf = sum.Of }
            : sum.Problem is not null && !counted.HasNumber ? counted with { Missing = sum.Problem }
            : counted;
    }

    /// <summary>
    /// The values of many figures for a year in a few queries, as the catalogue shows them; a stock is that of the year's end, or of today where that lies ahead.
    /// </summary>
    public async Task<IReadOnlyList<FigureValue>> OfYear(
        FaduDb db,
        Scope scope,
        IReadOnlyList<Figure> asked,
        int year,
        DateOnly today,
        CancellationToken cancellationToken = default
    )
    {
        await db.SettleSums(cancellationToken).ConfigureAwait(false);
        var given = await GivenOutside(db, scope, asked, cancellationToken).ConfigureAwait(false);
        var tenant = scope.Tenant;
        var editions = await db.Set<FigureEdition>()
            .Where(e => e.Tenant == tenant && e.Alternative != "")
            .Select(e => e.Figure)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var parts = asked
            .Where(f => f.Awaits is null)
            .SelectMany(f => f.Fold == Fold.Ratio ? new[] { f.Numerator!, f.Denominator! } : [f])
            .DistinctBy(f => f.Code, StringComparer.Ordinal)
            .ToList();
        var (first, last) = ((year * 100) + 1, (year * 100) + 12);
        var amounts = await Sum(
                parts.Where(f => f.Fold is Fold.Count or Fold.Sum),
                s => s.Where(r => r.Period >= first && r.Period <= last)
            )
            .ConfigureAwait(false);
        var end = new DateOnly(year, 12, 31);
        var day = end > today ? today : end;
        var (before, monthStart, dayEnd) = (
            MonthOf(day),
            DayOf(new DateOnly(day.Year, day.Month, 1)),
            DayOf(day)
        );
        var stocks = await Sum(
                parts.Where(f => f.Fold == Fold.AsOf),
                s =>
                    s.Where(r =>
                        r.Period < before || (r.Period >= monthStart && r.Period <= dayEnd)
                    )
            )
            .ConfigureAwait(false);
        foreach (var (code, amount) in stocks)
        {
            amounts[code] = amount;
        }
        foreach (var figure in parts.Where(f => f.Fold is Fold.Distinct or Fold.AsOfDistinct))
        {
            var year1 = FigureAsk.Year(figure, year);
            amounts[figure.Code] = (
                await Value(
                        db,
                        scope,
                        year1 with
                        {
                            To = figure.LastDay(year1.From, year1.To, today),
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            ).Amount;
        }
        var judged = new Dictionary<string, FigureValue>(StringComparer.Ordinal);
        foreach (
            var figure in asked.Where(f =>
                f.OnlyPassed
                || f.Fold == Fold.Composed
                || (f.Base is not null && f.Awaits is null)
                || f.Denominator?.Fold == Fold.Composed
                || f.Numerator?.Fold == Fold.Composed
                || editions.Contains(f.Code)
                || Codes(f).Any(given.Contains)
            )
        )
        {
            var from = new DateOnly(year, 1, 1);
            judged[figure.Code] = await Value(
                    db,
                    scope,
                    new FigureAsk(figure, from, figure.LastDay(from, end, today)),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        return
        [
            .. asked.Select(f =>
                judged.TryGetValue(f.Code, out var value) ? value
                : f.Awaits is not null ? new FigureValue(f, 0) { Missing = NoSource }
                : f.Fold == Fold.Ratio
                    ? new FigureValue(
                        f,
                        amounts.GetValueOrDefault(f.Numerator!.Code),
                        amounts.GetValueOrDefault(f.Denominator!.Code)
                    )
                : new FigureValue(f, amounts.GetValueOrDefault(f.Code))
            ),
        ];

        async Task<Dictionary<string, long>> Sum(
            IEnumerable<Figure> figures,
            Func<IQueryable<FigureSum>, IQueryable<FigureSum>> stretch
        )
        {
            var codes = figures.Select(f => f.Code).ToList();
            return codes.Count == 0
                ? []
                : await stretch(
                        db.Set<FigureSum>()
                            .Within(scope)
                            .Where(s =>
                                codes.Contains(s.Figure)
                                && s.Dimensions == FigureSum.AllDimensions
                                && s.Block == FigureSum.Now
                            )
                    )
                    .GroupBy(s => s.Figure)
                    .Select(g => new { g.Key, Amount = g.Sum(s => s.Amount) })
                    .ToDictionaryAsync(g => g.Key, g => g.Amount, cancellationToken)
                    .ConfigureAwait(false);
        }
    }

    /// <summary>Which of the figures, or of what they are made of, have totals from outside.</summary>
    private static async Task<IReadOnlySet<string>> GivenOutside(
        FaduDb db,
        Scope scope,
        IReadOnlyList<Figure> asked,
        CancellationToken cancellationToken
    )
    {
        var codes = asked.SelectMany(Codes).Select(Outside.CodeOf).Distinct().ToList();
        return (
            await db.Set<FigureSum>()
                .Within(scope)
                .Where(s =>
                    codes.Contains(s.Figure)
                    && s.Dimensions == FigureSum.AllDimensions
                    && s.Block == FigureSum.Now
                )
                .Select(s => s.Figure)
                .Distinct()
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        )
            .Select(c => c[1..])
            .ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Codes(Figure figure) =>
        new[] { figure, figure.Numerator, figure.Denominator, figure.Base }
            .Concat(figure.Parts.Select(p => (Figure?)p.Figure))
            .OfType<Figure>()
            .Select(f => f.Code);

    /// <summary>How many records the value comes from: the rows that <see cref="Page"/> lists. For a ratio those of its denominator.</summary>
    public async Task<int> Records(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        CancellationToken cancellationToken = default
    )
    {
        ask = await Listed(db, scope, ask, cancellationToken).ConfigureAwait(false);
        if (ask.Figure.IsOnlyStated)
        {
            return 0;
        }
        if (ask.Figure.Fold != Fold.Composed)
        {
            return await Rows(Lines(db, scope, ask), ask)
                .CountAsync(cancellationToken)
                .ConfigureAwait(false);
        }
        var sum = 0;
        foreach (var part in Parts(ask))
        {
            sum += await Records(db, scope, part, cancellationToken).ConfigureAwait(false);
        }
        return sum;
    }

    /// <summary>The records behind a value, latest day first, from a cursor on. A ratio is asked through its numerator or denominator.</summary>
    public async Task<IReadOnlyList<FigureRecord>> Page(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        string? after,
        int take,
        CancellationToken cancellationToken = default
    )
    {
        ask = await Listed(db, scope, ask, cancellationToken).ConfigureAwait(false);
        if (ask.Figure.IsOnlyStated)
        {
            return [];
        }
        if (ask.Figure.Fold == Fold.Composed)
        {
            return await PageOfParts(db, scope, ask, after, take, cancellationToken)
                .ConfigureAwait(false);
        }
        var cursor = ReadCursor(after);
        if (cursor is var (lastDay, _, _, _) && lastDay < ask.To && !ask.Figure.IsStock)
        {
            ask = ask with { To = lastDay };
        }
        if (ask.To < FirstDay(ask))
        {
            return [];
        }
        // The newest rows lie in the newest days: those with enough lines are looked through first, so that a page of a million lines reads a few days of them.
        // Of a busy figure a month of days is enough; all days are asked where it is not.
        var most = ask.Figure.IsStock ? 0 : FewDays;
        var days = await Days(db, scope, ask, most, cancellationToken).ConfigureAwait(false);
        for (var wanted = take * 2L; ; wanted *= 16)
        {
            var from = Start(wanted);
            if (from == DateOnly.MinValue && days.Count == most && most == FewDays)
            {
                most = int.MaxValue;
                days = await Days(db, scope, ask, most, cancellationToken).ConfigureAwait(false);
                from = Start(wanted);
            }
            var isAll = from <= FirstDay(ask);
            var page = await Take(isAll ? ask : ask with { From = from }).ConfigureAwait(false);
            if (page.Count == take || isAll)
            {
                return page;
            }
        }

        // the first day of those that hold so many lines
        DateOnly Start(long wanted)
        {
            var sum = 0L;
            foreach (var (day, lines) in days)
            {
                sum += lines;
                if (sum >= wanted)
                {
                    return new DateOnly(day / 10_000, day / 100 % 100, day % 100);
                }
            }
            return DateOnly.MinValue;
        }

        async Task<List<FigureRecord>> Take(FigureAsk window)
        {
            var rows = Rows(Lines(db, scope, window), window);
            if (cursor is var (day, subject, organ, key))
            {
#pragma warning disable CA1309 // becomes SQL, where the database's own order of the key is meant
                rows = rows.Where(r =>
                    r.Day < day
                    || (
                        r.Day == day
                        && (
                            r.Subject.CompareTo(subject) < 0
                            || (
                                r.Subject == subject
                                && (
                                    r.OrganId.CompareTo(organ) < 0
                                    || (r.OrganId == organ && string.Compare(r.Key, key) < 0)
                                )
                            )
                        )
                    )
                );
#pragma warning restore CA1309
            }
            var found = await rows.OrderByDescending(r => r.Day)
                .ThenByDescending(r => r.Subject)
                .ThenByDescending(r => r.OrganId)
                .ThenByDescending(r => r.Key)
                .Take(take)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return
            [
                .. found.Select(r => new FigureRecord(
                    r.Subject,
                    r.SubjectKind,
                    r.OrganId,
                    r.Day,
                    r.Amount,
                    r.Key
                )),
            ];
        }
    }

    /// <summary>The records of the parts one after the other.</summary>
    private async Task<IReadOnlyList<FigureRecord>> PageOfParts(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        string? after,
        int take,
        CancellationToken cancellationToken
    )
    {
        var (at, cursor) = (0, after);
        if (
            after?.Split('~', 2) is [var number, var inside]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var given)
        )
        {
            (at, cursor) = (given, inside);
        }
        var rows = new List<FigureRecord>();
        foreach (var (part, i) in Parts(ask).Select((p, i) => (p, i)).Where(p => p.i >= at))
        {
            rows.AddRange(
                (
                    await Page(
                            db,
                            scope,
                            part,
                            i == at ? cursor : null,
                            take - rows.Count,
                            cancellationToken
                        )
                        .ConfigureAwait(false)
                ).Select(r => r with { Part = i })
            );
            if (rows.Count >= take)
            {
                break;
            }
        }
        return rows;
    }

    /// <summary>The course by month of the period; each month by itself (an as-of figure: at the end of each month).</summary>
    public async Task<IReadOnlyList<(DateOnly Month, FigureValue Value)>> ByMonth(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        CancellationToken cancellationToken = default
    )
    {
        var months = new List<(DateOnly From, DateOnly To)>();
        for (
            var month = new DateOnly(ask.From.Year, ask.From.Month, 1);
            month <= ask.To;
            month = month.AddMonths(1)
        )
        {
            var last = month.AddMonths(1).AddDays(-1);
            months.Add((month < ask.From ? ask.From : month, last > ask.To ? ask.To : last));
        }
        ask = await Chosen(db, scope, ask, cancellationToken).ConfigureAwait(false);
        var isGiven =
            ask.Figure.AcceptsTotals
            && (
                await GivenOutside(db, scope, [ask.Figure], cancellationToken).ConfigureAwait(false)
            ).Count > 0;
        switch (ask.Figure.Fold)
        {
            case Fold.Ratio when !isGiven && !ask.Figure.IsOnlyStated:
                var above = await ByMonth(db, scope, Above(ask), cancellationToken)
                    .ConfigureAwait(false);
                var below = await ByMonth(db, scope, Below(ask), cancellationToken)
                    .ConfigureAwait(false);
                return
                [
                    .. above.Zip(
                        below,
                        (a, b) =>
                            (a.Month, new FigureValue(ask.Figure, a.Value.Amount, b.Value.Amount))
                    ),
                ];
            case Fold.LeastQuarter:
                return [.. months.Select(m => (m.From, Folds.Least(ask.Figure, [])))];
            case Fold.Distinct
            or Fold.AsOfDistinct
            or Fold.Composed
            or Fold.Growth
            or Fold.Points
            or Fold.Ratio:
            case { } when isGiven:
                var course = new List<(DateOnly, FigureValue)>();
                foreach (var (from, to) in months)
                {
                    course.Add(
                        (
                            from,
                            await Value(
                                    db,
                                    scope,
                                    ask with
                                    {
                                        From = from,
                                        To = to,
                                    },
                                    cancellationToken
                                )
                                .ConfigureAwait(false)
                        )
                    );
                }
                return course;
            default:
                var cells = await Cells(db, scope, ask, cancellationToken).ConfigureAwait(false);
                var isStock = ask.Figure.Fold == Fold.AsOf;
                return
                [
                    .. months.Select(m =>
                    {
                        var period = MonthOf(m.From);
                        return (
                            m.From,
                            new FigureValue(
                                ask.Figure,
                                cells
                                    .Where(c => isStock ? c.Month <= period : c.Month == period)
                                    .Sum(c => c.Amount)
                            )
                        );
                    }),
                ];
        }
    }

    /// <summary>The value of each organ that has any contribution.</summary>
    public async Task<IReadOnlyDictionary<Guid, FigureValue>> ByOrgan(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        CancellationToken cancellationToken = default
    )
    {
        ask = await Chosen(db, scope, ask, cancellationToken).ConfigureAwait(false);
        var counted = await CountedByOrgan(db, scope, ask, cancellationToken).ConfigureAwait(false);
        var rows = ask.Figure.AcceptsTotals
            ? (await OutsideOf(db, scope, ask, cancellationToken).ConfigureAwait(false)).Rows
            : [];
        if (rows.Count == 0)
        {
            return counted;
        }
        var all = counted.ToDictionary();
        foreach (var organ in rows.Where(r => !r.IsForAll).Select(r => r.Organ).Distinct())
        {
            var one = await Value(db, scope, ask with { Organs = [organ] }, cancellationToken)
                .ConfigureAwait(false);
            if (one.Missing is null)
            {
                all[organ] = one;
            }
        }
        return all;
    }

    private async Task<IReadOnlyDictionary<Guid, FigureValue>> CountedByOrgan(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        CancellationToken cancellationToken
    )
    {
        switch (ask.Figure.Fold)
        {
            case Fold.Ratio when ask.Figure.IsOnlyStated:
            case Fold.LeastQuarter:
                return new Dictionary<Guid, FigureValue>();
            case Fold.Growth or Fold.Points:
                var now = await ByOrgan(db, scope, Of(ask), cancellationToken)
                    .ConfigureAwait(false);
                var before = await ByOrgan(db, scope, Of(ask).YearBefore(), cancellationToken)
                    .ConfigureAwait(false);
                return now
                    .Keys.Union(before.Keys)
                    .ToDictionary(
                        o => o,
                        o =>
                        {
                            var a = now.GetValueOrDefault(o) ?? Nothing(Of(ask).Figure);
                            var b = before.GetValueOrDefault(o) ?? Nothing(Of(ask).Figure);
                            return ask.Figure.Fold == Fold.Growth
                                ? Folds.Growth(ask.Figure, a, b)
                                : Folds.Points(ask.Figure, a, b);
                        }
                    );
            case Fold.Ratio:
                var above = await ByOrgan(db, scope, Above(ask), cancellationToken)
                    .ConfigureAwait(false);
                var below = await ByOrgan(db, scope, Below(ask), cancellationToken)
                    .ConfigureAwait(false);
                return above
                    .Keys.Union(below.Keys)
                    .ToDictionary(
                        o => o,
                        o => new FigureValue(
                            ask.Figure,
                            above.GetValueOrDefault(o)?.Amount ?? 0,
                            below.GetValueOrDefault(o)?.Amount ?? 0
                        )
                    );
            case Fold.Composed:
                var sums = new Dictionary<Guid, long>();
                foreach (var part in Parts(ask))
                {
                    foreach (
                        var (organ, value) in await ByOrgan(db, scope, part, cancellationToken)
                            .ConfigureAwait(false)
                    )
                    {
                        sums[organ] = sums.GetValueOrDefault(organ) + value.Amount;
                    }
                }
                return sums.ToDictionary(s => s.Key, s => new FigureValue(ask.Figure, s.Value));
            case Fold.Distinct or Fold.AsOfDistinct:
                var keys = await Lines(db, scope, ask)
                    .GroupBy(c => new { c.OrganId, c.Key })
                    .Select(g => new { g.Key.OrganId, Amount = g.Sum(c => c.Amount) })
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false);
                return keys.GroupBy(k => k.OrganId)
                    .ToDictionary(
                        g => g.Key,
                        g => new FigureValue(ask.Figure, g.Count(k => k.Amount > 0))
                    );
            default:
                var cells = await Cells(db, scope, ask, cancellationToken).ConfigureAwait(false);
                return cells
                    .GroupBy(c => c.Organ)
                    .ToDictionary(
                        g => g.Key,
                        g => new FigureValue(ask.Figure, g.Sum(c => c.Amount))
                    );
        }
    }

    private static FigureValue Nothing(Figure figure) =>
        new(figure, 0, figure.Fold == Fold.Ratio ? 0 : null);

    /// <summary>The values of a dimension with what each counts; only for figures that add up.</summary>
    public async Task<IReadOnlyList<(string Value, FigureValue Amount)>> ByDimension(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        string dimension,
        CancellationToken cancellationToken = default
    )
    {
        ask = await Chosen(db, scope, ask, cancellationToken).ConfigureAwait(false);
        if (ask.Figure.Fold is not (Fold.Count or Fold.Sum or Fold.AsOf))
        {
            return [];
        }
        var (outside, given) = await OutsideOf(db, scope, ask, cancellationToken)
            .ConfigureAwait(false);
        if (outside.Value is not null && outside.Value == outside.Counted.Sum(r => r.Value))
        {
            // A total without details is split by what the source splits it by.
            var parts = new List<(string, FigureValue)>();
            foreach (
                var part in given
                    .Select(r => DimensionText.Read(r.Dimensions).GetValueOrDefault(dimension))
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
            )
            {
                var slice = await Value(
                        db,
                        scope,
                        ask with
                        {
                            Dimensions = DimensionText.Write([
                                .. DimensionText
                                    .Read(ask.Dimensions)
                                    .Where(d => d.Key != dimension)
                                    .Select(d => KeyValuePair.Create(d.Key, (string?)d.Value)),
                                KeyValuePair.Create(dimension, (string?)part),
                            ]),
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                if (slice.HasNumber)
                {
                    parts.Add((part, slice));
                }
            }
            if (parts.Count > 0)
            {
                return parts;
            }
        }
        var rows = await Lines(db, scope, ask)
            .GroupBy(c => c.Dimensions)
            .Select(g => new { g.Key, Amount = g.Sum(c => c.Amount) })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. rows.GroupBy(r => DimensionText.Read(r.Key).GetValueOrDefault(dimension, ""))
                .Select(g => (Value: g.Key, new FigureValue(ask.Figure, g.Sum(r => r.Amount))))
                .Where(r => r.Item2.Amount != 0)
                .OrderBy(r => r.Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>The question whose records stand behind another: of a ratio its denominator, of growth, points and the least quarter its base.</summary>
    public static async Task<FigureAsk> Listed(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        CancellationToken cancellationToken = default
    )
    {
        ask = await Chosen(db, scope, ask, cancellationToken).ConfigureAwait(false);
        return ask.Figure switch
        {
            { Base: not null } => await Listed(db, scope, Of(ask), cancellationToken)
                .ConfigureAwait(false),
            { Fold: Fold.Ratio, IsOnlyStated: false } => await Listed(
                    db,
                    scope,
                    Below(ask),
                    cancellationToken
                )
                .ConfigureAwait(false),
            _ => ask,
        };
    }

    private static FigureAsk Of(FigureAsk ask) => ask with { Figure = ask.Figure.Base! };

    private static FigureAsk Above(FigureAsk ask) => ask with { Figure = ask.Figure.Numerator! };

    private static FigureAsk Below(FigureAsk ask) => ask with { Figure = ask.Figure.Denominator! };

    private static IEnumerable<FigureAsk> Parts(FigureAsk ask) =>
        ask.Figure.Parts.Select(p =>
            ask with
            {
                Figure = p.Figure,
                To = p.AtEve ? ask.From.AddDays(-1) : ask.To,
            }
        );

    private static int MonthOf(DateOnly day) => (day.Year * 100) + day.Month;

    private static int DayOf(DateOnly day) => (MonthOf(day) * 100) + day.Day;

    private static DateOnly FirstDay(FigureAsk ask) =>
        ask.Figure.IsStock ? DateOnly.MinValue : ask.From;

    private static bool EndsWithMonth(DateOnly day) => day.AddDays(1).Day == 1;

    private static bool IsWholeMonths(FigureAsk ask) =>
        FirstDay(ask).Day == 1 && EndsWithMonth(ask.To);

    private static Scope Narrow(Scope scope, FigureAsk ask) =>
        ask.Organs is not { } organs ? scope
        : scope.Everything ? new Scope(scope.Tenant, false, organs)
        : new Scope(scope.Tenant, false, [.. organs.Intersect(scope.Organs)]);

    private static IQueryable<ContributionLine> Lines(FaduDb db, Scope scope, FigureAsk ask)
    {
        var (code, from, to) = (ask.Figure.Code, FirstDay(ask), ask.To);
        var lines = db.Set<ContributionLine>()
            .Within(Narrow(scope, ask))
            .Where(c => c.Figure == code)
            .Between(from, to);
        if (ask.Known is { } known)
        {
            lines = lines.Where(c => c.Seq <= known);
        }
        foreach (var (name, value) in DimensionText.Read(ask.Dimensions))
        {
            var pair = $";{name}={value};";
            lines = lines.Where(c => (";" + c.Dimensions + ";").Contains(pair));
        }
        return lines;
    }

    private static IQueryable<string?> Keys(IQueryable<ContributionLine> lines) =>
        lines.GroupBy(c => c.Key).Where(g => g.Sum(c => c.Amount) > 0).Select(g => g.Key);

    private sealed class Row
    {
        public Guid Subject { get; init; }
        public required string SubjectKind { get; init; }
        public Guid OrganId { get; init; }
        public DateOnly Day { get; init; }
        public long Amount { get; init; }
        public string? Key { get; init; }
    }

    /// <summary>The days of the period with how many lines each has, newest first.</summary>
    private const int FewDays = 31;

    /// <summary>How many lines each of the newest days holds.</summary>
    private static async Task<List<(int Day, long Lines)>> Days(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        int most,
        CancellationToken cancellationToken
    )
    {
        if (most == 0)
        {
            return [];
        }
        await db.SettleSums(cancellationToken).ConfigureAwait(false);
        var (low, high) = (DayOf(ask.From), DayOf(ask.To));
        var days = await Sums(db, scope, ask with { Dimensions = "" })
            .Where(s => s.Block == FigureSum.Now && s.Period >= low && s.Period <= high)
            .GroupBy(s => s.Period)
            .Select(g => new { g.Key, Lines = g.Sum(s => s.Lines) })
            .OrderByDescending(g => g.Key)
            .Take(most)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. days.Select(d => (d.Key, d.Lines))];
    }

    // A record stands once for each day on which it counts (and each value that it stands for); what was booked back is gone. Of a stock it stands once, while anything of it is left.
    private static IQueryable<Row> Rows(IQueryable<ContributionLine> lines, FigureAsk ask) =>
        ask.Figure.IsStock
            ? lines
                .GroupBy(c => new
                {
                    c.Subject,
                    c.SubjectKind,
                    c.OrganId,
                })
                .Select(g => new Row
                {
                    Subject = g.Key.Subject,
                    SubjectKind = g.Key.SubjectKind,
                    OrganId = g.Key.OrganId,
                    Day = g.Max(c => c.Day),
                    Amount = g.Sum(c => c.Amount),
                    Key = g.Max(c => c.Key),
                })
                .Where(r => r.Amount != 0)
            : lines
                .GroupBy(c => new
                {
                    c.Subject,
                    c.SubjectKind,
                    c.OrganId,
                    c.Day,
                    c.Key,
                })
                .Select(g => new Row
                {
                    Subject = g.Key.Subject,
                    SubjectKind = g.Key.SubjectKind,
                    OrganId = g.Key.OrganId,
                    Day = g.Key.Day,
                    Key = g.Key.Key,
                    Amount = g.Sum(c => c.Amount),
                })
                .Where(r => r.Amount != 0);

    private static IQueryable<FigureSum> Sums(FaduDb db, Scope scope, FigureAsk ask)
    {
        var code = ask.Figure.Code;
        var sums = db.Set<FigureSum>().Within(Narrow(scope, ask)).Where(s => s.Figure == code);
        var dimensions = DimensionText.Read(ask.Dimensions);
        if (dimensions.Count == 0)
        {
            return sums.Where(s => s.Dimensions == FigureSum.AllDimensions);
        }
        foreach (var (name, value) in dimensions)
        {
            var pair = $";{name}={value};";
            sums = sums.Where(s => (";" + s.Dimensions + ";").Contains(pair));
        }
        return sums;
    }

    private static async Task<long> Amount(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        CancellationToken cancellationToken
    )
    {
        await db.SettleSums(cancellationToken).ConfigureAwait(false);
        if (ask.To < FirstDay(ask))
        {
            return 0;
        }
        var whole = IsWholeMonths(ask);
        if (ask.Known is { } known)
        {
            if (!whole || ask.Dimensions.Length > 0)
            {
                return await Lines(db, scope, ask)
                    .SumAsync(c => c.Amount, cancellationToken)
                    .ConfigureAwait(false);
            }
            var (block, low, high) = (
                known / FigureSum.BlockSize,
                MonthOf(FirstDay(ask)),
                MonthOf(ask.To)
            );
            var first = block * FigureSum.BlockSize;
            return await Sums(db, scope, ask)
                    .Where(s =>
                        s.Block >= 0 && s.Block < block && s.Period >= low && s.Period <= high
                    )
                    .SumAsync(s => s.Amount, cancellationToken)
                    .ConfigureAwait(false)
                + await Lines(db, scope, ask)
                    .Where(c => c.Seq >= first)
                    .SumAsync(c => c.Amount, cancellationToken)
                    .ConfigureAwait(false);
        }
        if (whole)
        {
            return await Stretch(MonthOf(FirstDay(ask)), MonthOf(ask.To)).ConfigureAwait(false);
        }
        if (ask.Dimensions.Length > 0)
        {
            return await Lines(db, scope, ask)
                .SumAsync(c => c.Amount, cancellationToken)
                .ConfigureAwait(false);
        }
        var from = FirstDay(ask);
        if (MonthOf(from) == MonthOf(ask.To))
        {
            return await Stretch(DayOf(from), DayOf(ask.To)).ConfigureAwait(false);
        }
        // The begun month at either end by days, what lies between by months.
        var amount = 0L;
        var firstWhole = from;
        if (from.Day != 1)
        {
            var end = new DateOnly(from.Year, from.Month, 1).AddMonths(1).AddDays(-1);
            amount += await Stretch(DayOf(from), DayOf(end)).ConfigureAwait(false);
            firstWhole = end.AddDays(1);
        }
        var lastWhole = ask.To;
        if (!EndsWithMonth(ask.To))
        {
            var start = new DateOnly(ask.To.Year, ask.To.Month, 1);
            amount += await Stretch(DayOf(start), DayOf(ask.To)).ConfigureAwait(false);
            lastWhole = start.AddDays(-1);
        }
        return firstWhole > lastWhole
            ? amount
            : amount + await Stretch(MonthOf(firstWhole), MonthOf(lastWhole)).ConfigureAwait(false);

        Task<long> Stretch(int low, int high) =>
            Sums(db, scope, ask)
                .Where(s => s.Block == FigureSum.Now && s.Period >= low && s.Period <= high)
                .SumAsync(s => s.Amount, cancellationToken);
    }

    private static async Task<List<(Guid Organ, int Month, long Amount)>> Cells(
        FaduDb db,
        Scope scope,
        FigureAsk ask,
        CancellationToken cancellationToken
    )
    {
        await db.SettleSums(cancellationToken).ConfigureAwait(false);
        var cells = new List<(Guid, int, long)>();
        var (low, high) = (MonthOf(FirstDay(ask)), MonthOf(ask.To));
        var lines = Lines(db, scope, ask);
        if (IsWholeMonths(ask) && (ask.Known is null || ask.Dimensions.Length == 0))
        {
            var sums = Sums(db, scope, ask).Where(s => s.Period >= low && s.Period <= high);
            if (ask.Known is { } known)
            {
                var block = known / FigureSum.BlockSize;
                var first = block * FigureSum.BlockSize;
                sums = sums.Where(s => s.Block >= 0 && s.Block < block);
                lines = lines.Where(c => c.Seq >= first);
            }
            else
            {
                sums = sums.Where(s => s.Block == FigureSum.Now);
            }
            foreach (
                var cell in await sums.GroupBy(s => new { s.OrganId, s.Period })
                    .Select(g => new
                    {
                        g.Key.OrganId,
                        g.Key.Period,
                        Amount = g.Sum(s => s.Amount),
                    })
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                cells.Add((cell.OrganId, cell.Period, cell.Amount));
            }
            if (ask.Known is null)
            {
                return cells;
            }
        }
        foreach (
            var cell in await lines
                .GroupBy(c => new { c.OrganId, c.Day })
                .Select(g => new
                {
                    g.Key.OrganId,
                    g.Key.Day,
                    Amount = g.Sum(c => c.Amount),
                })
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        )
        {
            cells.Add((cell.OrganId, MonthOf(cell.Day), cell.Amount));
        }
        return cells;
    }

    private static (DateOnly Day, Guid Subject, Guid Organ, string Key)? ReadCursor(string? text)
    {
        var parts = (text ?? "").Split('.', 4);
        return
            parts.Length == 4
            && DateOnly.TryParseExact(
                parts[0],
                "yyyyMMdd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
            && Guid.TryParse(parts[1], out var subject)
            && Guid.TryParse(parts[2], out var organ)
            ? (day, subject, organ, parts[3])
            : null;
    }
}
