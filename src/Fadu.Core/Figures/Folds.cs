namespace Fadu.Core.Figures;

/// <summary>The folds that make figures out of figures, and what a thing with a deadline or a later end contributes. Pure, so that their laws can be tested by themselves.</summary>
public static class Folds
{
    /// <summary>Growth on the same period last year: the difference over what was; over 0 there is none.</summary>
    public static FigureValue Growth(Figure growth, FigureValue now, FigureValue before) =>
        now.Missing is { } missing ? new FigureValue(growth, 0) { Missing = missing }
        : before.Missing is { } unknown ? new FigureValue(growth, 0) { Missing = "上年" + unknown }
        : new FigureValue(growth, now.Amount - before.Amount, before.Amount);

    /// <summary>The difference of two rates in 百分点, kept in units of 10^-Scale.</summary>
    public static FigureValue Points(Figure points, FigureValue now, FigureValue before) =>
        now.Number is not { } a ? new FigureValue(points, 0) { Missing = now.Why }
        : before.Number is not { } b ? new FigureValue(points, 0) { Missing = "上年" + before.Why }
        : new FigureValue(
            points,
            (long)decimal.Round((a - b) * Power(points.Scale), MidpointRounding.AwayFromZero)
        );

    /// <summary>The least of the quarters; of none there is no least.</summary>
    public static FigureValue Least(Figure least, IReadOnlyList<FigureValue> quarters) =>
        quarters.FirstOrDefault(q => q.Missing is not null) is { } missing
            ? new FigureValue(least, 0) { Missing = missing.Missing }
        : quarters.Count == 0 ? new FigureValue(least, 0) { Missing = "还没有过完的季度" }
        : new FigureValue(least, quarters.Min(q => q.Amount));

    /// <summary>The quarters of a period that lie wholly in it.</summary>
    public static IReadOnlyList<(DateOnly From, DateOnly To)> Quarters(DateOnly from, DateOnly to)
    {
        var quarters = new List<(DateOnly, DateOnly)>();
        for (
            var start = new DateOnly(from.Year, (from.Month - 1) / 3 * 3 + 1, 1);
            start <= to;
            start = start.AddMonths(3)
        )
        {
            var end = start.AddMonths(3).AddDays(-1);
            if (start >= from && end <= to)
            {
                quarters.Add((start, end));
            }
        }
        return quarters;
    }

    /// <summary>
    /// What a thing counts in a rate of those that entered (cohort): below on the day on which it entered, above on the same day once it has come to the state asked for, however late.
    /// </summary>
    public static IEnumerable<Contribution> Cohort(
        Figure below,
        Figure above,
        Guid organ,
        DateOnly entered,
        bool isReached,
        string dimensions = ""
    )
    {
        yield return new Contribution(below.Code, organ, entered, 1, dimensions);
        if (isReached)
        {
            yield return new Contribution(above.Code, organ, entered, 1, dimensions);
        }
    }

    /// <summary>
    /// What a thing with a deadline counts in a rate of those due in the period: below on the day on which it was due, done or not; above on the same day if it was done by then.
    /// </summary>
    public static IEnumerable<Contribution> Due(
        Figure due,
        Figure kept,
        Guid organ,
        DateOnly dueOn,
        DateOnly? doneOn,
        string dimensions = ""
    )
    {
        yield return new Contribution(due.Code, organ, dueOn, 1, dimensions);
        if (doneOn <= dueOn)
        {
            yield return new Contribution(kept.Code, organ, dueOn, 1, dimensions);
        }
    }

    internal static decimal Power(int scale)
    {
        var power = 1m;
        for (; scale > 0; scale--)
        {
            power *= 10;
        }
        return power;
    }
}
