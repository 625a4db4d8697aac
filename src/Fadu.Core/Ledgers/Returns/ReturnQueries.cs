using Fadu.Core.Figures;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Ledgers;

/// <summary>Where the return of an organ stands for a period.</summary>
public sealed record ReturnDue(
    LedgerReturn Return,
    OrganInfo Organ,
    DateOnly PeriodFrom,
    DateOnly PeriodTo,
    DateOnly DueOn,
    ReturnFiling? Filing
)
{
    /// <summary>未报.</summary>
    public bool IsMissing => Filing is null;
}

/// <summary>Reads returns. Everything takes a scope, and it goes into the SQL.</summary>
public static class ReturnQueries
{
    /// <summary>Who in scope owes the returns of a period, and what was submitted; a return of today's organs for the period so many before the last.</summary>
    public static async Task<IReadOnlyList<ReturnDue>> Dues(
        FaduDb db,
        Scope scope,
        IEnumerable<LedgerReturn> returns,
        LedgerOrgans organs,
        DateOnly today,
        int back = 0,
        CancellationToken cancellationToken = default
    )
    {
        var periods = returns.Select(r => (Return: r, Period: r.Period(today, back))).ToList();
        var starts = periods.Select(p => p.Period.From).Distinct().ToList();
        var keys = periods.Select(p => p.Return.Key).ToList();
        var filings = (
            await db.Set<ReturnFiling>()
                .AsNoTracking()
                .Within(scope)
                .Where(f => keys.Contains(f.Return) && starts.Contains(f.PeriodFrom))
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        )
            .GroupBy(f => (f.Return, f.OrganId, f.PeriodFrom, f.PeriodTo))
            .ToDictionary(g => g.Key, g => g.MaxBy(f => f.Edition)!);
        var started = await LedgerStarts
            .Read(db, scope.Tenant, cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. periods.SelectMany(p =>
                organs
                    .All.Where(o =>
                        (scope.Everything || scope.Organs.Contains(o.Id))
                        && p.Return.OwedBy(o)
                        && o.Exists(p.Period.To)
                    )
                    .Select(o => new ReturnDue(
                        p.Return,
                        o,
                        p.Period.From,
                        p.Period.To,
                        p.Period.Due,
                        filings.GetValueOrDefault((p.Return.Key, o.Id, p.Period.From, p.Period.To))
                    ))
                    .Where(d =>
                        d.Filing is not null
                        || started.Owes(LedgerStart.OfReturn(p.Return.Key), p.Period.Due)
                    )
            ),
        ];
    }

    /// <summary>The values of an organ's return as they stand, or as known up to an entry.</summary>
    public static async Task<IReadOnlyList<ReturnValue>> Values(
        FaduDb db,
        FigureQuery figures,
        int tenant,
        LedgerReturn of,
        Guid organ,
        DateOnly from,
        DateOnly to,
        long? known = null,
        CancellationToken cancellationToken = default
    )
    {
        var values = new List<ReturnValue>();
        var scope = new Scope(tenant, false, [organ]);
        foreach (var row in of.Rows)
        {
            var value = await figures
                .Value(
                    db,
                    scope,
                    new FigureAsk(row.Figure, from, to)
                    {
                        Organs = [organ],
                        Dimensions = row.Dimensions,
                        Known = known,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            values.Add(new ReturnValue(row.Title, value.Amount, value.Denominator));
        }
        return values;
    }

    /// <summary>A value in words.</summary>
    public static string Text(ReturnRow row, ReturnValue? value) =>
        value is null ? "—" : new FigureValue(row.Figure, value.Amount, value.Denominator).Text;

    /// <summary>The sum of several organs' values; a ratio is made anew of its parts, and what cannot be added is not.</summary>
    public static ReturnValue? Sum(ReturnRow row, IReadOnlyCollection<ReturnValue> values) =>
        values.Count == 0 || row.Figure.Fold == Fold.Distinct
            ? null
            : new ReturnValue(
                row.Title,
                values.Sum(v => v.Amount),
                row.Figure.Fold == Fold.Ratio ? values.Sum(v => v.Denominator ?? 0) : null
            );

    /// <summary>The returns that may be asked for on a day: 统计法第十七条, a form without its marks may be refused, so nobody owes it and nobody is reminded of it.</summary>
    public static async Task<IReadOnlyList<LedgerReturn>> Demandable(
        FaduDb db,
        int tenant,
        IEnumerable<LedgerReturn> returns,
        DateOnly today,
        CancellationToken cancellationToken = default
    )
    {
        var marks = await db.Set<ReturnMark>()
            .AsNoTracking()
            .Where(m => m.Tenant == tenant)
            .ToDictionaryAsync(m => m.Return, cancellationToken)
            .ConfigureAwait(false);
        return [.. returns.Where(r => MayRefuse(marks.GetValueOrDefault(r.Key), today) is null)];
    }

    /// <summary>Why whoever is asked may refuse to fill in the form; null where it bears its marks (统计法第十七条).</summary>
    public static string? MayRefuse(ReturnMark? mark, DateOnly today) =>
        mark is null
            ? "没有标明表号、制定机关、批准或者备案文号、有效期限，可拒绝填报（统计法第十七条）"
        : mark.ValidUntil < today
            ? $"已经超过有效期限（{mark.ValidUntil:yyyy-MM-dd}），可拒绝填报（统计法第十七条）"
        : null;
}
