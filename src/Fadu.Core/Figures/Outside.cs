using System.Globalization;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Figures;

/// <summary>A number that Fadu does not count itself: a total of a period (or a state on its last day) that a source gives for an organ.</summary>
/// <param name="Value">In the figure's unit.</param>
/// <param name="Of">The denominator of a rate, where the source gives it.</param>
/// <param name="IsForAll">Given for the government with everything below it, not for the one organ.</param>
/// <param name="IsChosen">Marked 采用 where sources differ.</param>
public sealed record OutsideRow(
    Guid Subject,
    string SubjectKind,
    Guid Organ,
    DateOnly From,
    DateOnly To,
    decimal Value,
    decimal? Of,
    string Dimensions,
    bool IsForAll,
    bool IsChosen,
    long Seq
);

/// <summary>What outside totals come to for one question.</summary>
/// <param name="Value">In the figure's unit; null where they give nothing.</param>
/// <param name="Of">The denominator of a rate, where all sources give one.</param>
/// <param name="Problem">Why they give no number although there are some.</param>
/// <param name="Counted">Those that count; the others stand by (备查).</param>
public sealed record OutsideSum(
    decimal? Value,
    decimal? Of,
    string? Problem,
    IReadOnlyList<OutsideRow> Counted
)
{
    /// <summary>Nothing is given.</summary>
    public static OutsideSum None { get; } = new(null, null, null, []);
}

/// <summary>
/// Totals from outside (blocks/ledgers.md §0.3): they stand in where an organ has no details, never beside them; what cannot be cut to the period asked is not guessed.
/// They are booked in the book of contributions under a code of their own, so that "as known when" holds for them too.
/// </summary>
public static class Outside
{
    /// <summary>Amounts are kept with so many decimals.</summary>
    private const int Scale = 4;

    /// <summary>Under this code the totals of a figure are booked.</summary>
    public static string CodeOf(string figure) => "~" + figure;

    /// <summary>The line of the book for a total.</summary>
    public static Contribution Book(
        Figure figure,
        Guid organ,
        DateOnly from,
        DateOnly to,
        decimal value,
        decimal? of = null,
        string dimensions = "",
        bool isForAll = false,
        bool isChosen = false
    ) =>
        new(
            CodeOf(figure.Code),
            organ,
            to,
            // A stated 0 is a statement too, but a line of 0 cannot be booked: it is carried one step above 0 and taken off again.
            (long)decimal.Round(value * Folds.Power(Scale), MidpointRounding.AwayFromZero)
                + Statement,
            dimensions,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{from:yyyyMMdd}|{of}|{(isForAll ? "A" : "")}{(isChosen ? "C" : "")}"
            )
        );

    private const long Statement = 1;

    /// <summary>The totals of a figure that a person may see, as known.</summary>
    internal static async Task<IReadOnlyList<OutsideRow>> Read(
        FaduDb db,
        Scope scope,
        Figure figure,
        long? known,
        CancellationToken cancellationToken
    )
    {
        var code = CodeOf(figure.Code);
        var lines = db.Set<ContributionLine>().Within(scope).Where(c => c.Figure == code);
        if (known is { } seq)
        {
            lines = lines.Where(c => c.Seq <= seq);
        }
        // Grouped here and not by the database: SQLite would read the whole book in the order of its records to spare itself the sorting.
        var booked = await lines
            .Select(c => new
            {
                c.Subject,
                c.SubjectKind,
                c.OrganId,
                c.Day,
                c.Dimensions,
                c.Key,
                c.Amount,
                c.Seq,
            })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var rows = booked
            .GroupBy(c => new
            {
                c.Subject,
                c.SubjectKind,
                c.OrganId,
                c.Day,
                c.Dimensions,
                c.Key,
            })
            .Select(g => new
            {
                g.Key,
                Amount = g.Sum(c => c.Amount),
                Seq = g.Max(c => c.Seq),
            })
            .Where(g => g.Amount != 0);
        return
        [
            .. rows.Select(r =>
            {
                var key = (r.Key.Key ?? "||").Split('|');
                return new OutsideRow(
                    r.Key.Subject,
                    r.Key.SubjectKind,
                    r.Key.OrganId,
                    DateOnly.ParseExact(key[0], "yyyyMMdd", CultureInfo.InvariantCulture),
                    r.Key.Day,
                    (r.Amount - Statement) / Folds.Power(Scale),
                    key[1].Length == 0 ? null : decimal.Parse(key[1], CultureInfo.InvariantCulture),
                    r.Key.Dimensions,
                    key[2].Contains('A', StringComparison.Ordinal),
                    key[2].Contains('C', StringComparison.Ordinal),
                    r.Seq
                );
            }),
        ];
    }

    /// <summary>What the totals come to.</summary>
    /// <param name="dimensions">The slice asked for, canonical; empty for all.</param>
    /// <param name="isAll">Whether all organs are asked for; else only totals of single organs count.</param>
    /// <param name="hasDetails">Whether an organ has details of its own in the period.</param>
    public static OutsideSum Take(
        Figure figure,
        IReadOnlyList<OutsideRow> rows,
        DateOnly from,
        DateOnly to,
        string dimensions,
        bool isAll,
        Func<Guid, bool> hasDetails
    )
    {
        var asked = DimensionText.Read(dimensions);
        var isStock = figure.IsStock;
        var fitting = rows.Where(r =>
                (isAll || !r.IsForAll)
                && asked.All(a =>
                    DimensionText.Read(r.Dimensions).GetValueOrDefault(a.Key) == a.Value
                )
                && (isStock ? r.To <= to : r.To >= from && r.From <= to)
            )
            .ToList();
        // What is given for the government with all below it says everything; single organs' totals then stand by, and so does it beside any details.
        var forAll = fitting.Where(r => r.IsForAll).ToList();
        var usable = fitting.Where(r => !r.IsForAll && !hasDetails(r.Organ)).ToList();
        if (forAll.Count > 0 && usable.Count == 0)
        {
            usable = hasDetails(Guid.Empty) ? [] : forAll;
        }
        else if (forAll.Count > 0 && !hasDetails(Guid.Empty))
        {
            usable = forAll;
        }
        var counted = new List<OutsideRow>();
        foreach (var organ in usable.GroupBy(r => r.Organ))
        {
            var exact = organ.Where(r => r.Dimensions == dimensions).ToList();
            var slices = exact.Count > 0 ? exact : [.. organ];
            if (
                exact.Count == 0
                && (
                    figure.Fold == Fold.Ratio
                    || slices.Select(r => Names(r.Dimensions)).Distinct().Count() > 1
                )
            )
            {
                return new OutsideSum(null, null, "外部数据只有部分口径，没有合计", []);
            }
            foreach (var slice in slices.GroupBy(r => r.Dimensions, StringComparer.Ordinal))
            {
                var taken = isStock
                    ? slice
                        .GroupBy(r => r.To)
                        .MaxBy(g => g.Key)!
                        .OrderByDescending(r => r.IsChosen)
                        .ThenByDescending(r => r.Seq)
                        .Take(1)
                        .ToList()
                    : Apart(slice.Where(r => r.From >= from && r.To <= to));
                if (taken.Count == 0)
                {
                    return new OutsideSum(null, null, "外部数据的期间更长，不可拆分", []);
                }
                counted.AddRange(taken);
            }
        }
        if (counted.Count == 0)
        {
            return OutsideSum.None;
        }
        if (figure.Fold != Fold.Ratio)
        {
            return new OutsideSum(counted.Sum(r => r.Value), null, null, counted);
        }
        if (counted is [var only])
        {
            return new OutsideSum(only.Value, only.Of, null, counted);
        }
        // Rates are never averaged: together they are had only from their denominators.
        var whole = counted.Sum(r => r.Of ?? 0);
        return counted.Any(r => r.Of is null) || whole == 0
            ? new OutsideSum(null, null, "几个外部比率没有分母，不能合并", [])
            : new OutsideSum(counted.Sum(r => r.Value * r.Of!.Value) / whole, whole, null, counted);
    }

    /// <summary>Totals whose periods do not overlap: what is marked first, then the longer period, then the later entry.</summary>
    private static List<OutsideRow> Apart(IEnumerable<OutsideRow> rows)
    {
        var taken = new List<OutsideRow>();
        foreach (
            var row in rows.OrderByDescending(r => r.IsChosen)
                .ThenByDescending(r => r.To.DayNumber - r.From.DayNumber)
                .ThenByDescending(r => r.Seq)
        )
        {
            if (taken.TrueForAll(t => t.To < row.From || row.To < t.From))
            {
                taken.Add(row);
            }
        }
        return taken;
    }

    private static string Names(string dimensions) =>
        string.Join(';', DimensionText.Read(dimensions).Keys.Order(StringComparer.Ordinal));
}
