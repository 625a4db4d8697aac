using Fadu.Core.People;

namespace Fadu.Core.Figures;

/// <summary>A part of a figure of which a month brought markedly more than the months before: a place to look at, never a finding about somebody.</summary>
/// <param name="By">The dimension; 单位 for an organ.</param>
/// <param name="Value">Its value; empty for an organ.</param>
/// <param name="Before">The mean of the three months before.</param>
public sealed record Rise(string By, string Value, Guid? Organ, decimal Now, decimal Before);

/// <summary>
/// What rose: each part of a figure in a month against the mean of the three months before. Numbers of few are left alone, so that one more matter is no alarm.
/// </summary>
public static class Rises
{
    private const int Months = 3;
    private const decimal Least = 5;
    private const decimal Half = 1.5m;

    /// <summary>What rose by half and by at least five, the greatest rise first.</summary>
    /// <param name="month">Any day of the month.</param>
    public static async Task<IReadOnlyList<Rise>> Of(
        FigureQuery figures,
        FaduDb db,
        Scope scope,
        Figure figure,
        DateOnly month,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(figure);
        var first = new DateOnly(month.Year, month.Month, 1);
        var now = new FigureAsk(figure, first, first.AddMonths(1).AddDays(-1));
        var before = new FigureAsk(figure, first.AddMonths(-Months), first.AddDays(-1));
        var parts = new List<Rise>();
        foreach (var dimension in figure.Dimensions)
        {
            var had = (
                await figures
                    .ByDimension(db, scope, before, dimension, cancellationToken)
                    .ConfigureAwait(false)
            ).ToDictionary(p => p.Value, p => p.Amount.Number ?? 0, StringComparer.Ordinal);
            parts.AddRange(
                (
                    await figures
                        .ByDimension(db, scope, now, dimension, cancellationToken)
                        .ConfigureAwait(false)
                )
                    .Where(p => p.Value.Length > 0)
                    .Select(p => new Rise(
                        dimension,
                        p.Value,
                        null,
                        p.Amount.Number ?? 0,
                        had.GetValueOrDefault(p.Value) / Months
                    ))
            );
        }
        var organs = await figures
            .ByOrgan(db, scope, before, cancellationToken)
            .ConfigureAwait(false);
        parts.AddRange(
            (await figures.ByOrgan(db, scope, now, cancellationToken).ConfigureAwait(false)).Select(
                o => new Rise(
                    "单位",
                    "",
                    o.Key,
                    o.Value.Number ?? 0,
                    (organs.GetValueOrDefault(o.Key)?.Number ?? 0) / Months
                )
            )
        );
        return
        [
            .. parts
                .Where(p => p.Now - p.Before >= Least && p.Now >= p.Before * Half)
                .OrderByDescending(p => p.Now - p.Before)
                .ThenBy(p => p.By, StringComparer.Ordinal)
                .ThenBy(p => p.Value, StringComparer.Ordinal),
        ];
    }
}
