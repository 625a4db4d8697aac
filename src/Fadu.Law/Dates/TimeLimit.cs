namespace Fadu.Law.Dates;

/// <summary>What a time limit is counted in.</summary>
public enum TimeUnit
{
    /// <summary>工作日.</summary>
    WorkingDays,

    /// <summary>日: calendar days, rest days included.</summary>
    Days,

    /// <summary>月.</summary>
    Months,

    /// <summary>年.</summary>
    Years,

    /// <summary>小时.</summary>
    Hours,
}

/// <summary>A length of time that a law, a rule or a decision sets, with the place that sets it.</summary>
/// <param name="Length">Positive number of units.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Basis">The article that sets the limit; null only for limits without one, e.g. typed by a user.</param>
public sealed record TimeLimit(int Length, TimeUnit Unit, LawRef? Basis = null)
{
    /// <summary>Length, checked when made.</summary>
    public int Length { get; } =
        Length is > 0 and <= 100_000
            ? Length
            : throw new DateRuleException($"期限“{Length}”无效：期限应为1至100000的整数");

    /// <summary>The article that makes 日 working days, e.g. 行政处罚法第八十五条; null where the text says 工作日 itself.</summary>
    public LawRef? UnitBasis { get; init; }

    public static TimeLimit WorkingDays(int length, LawRef? basis = null) =>
        new(length, TimeUnit.WorkingDays, basis);

    public static TimeLimit Days(int length, LawRef? basis = null) =>
        new(length, TimeUnit.Days, basis);

    public static TimeLimit Months(int length, LawRef? basis = null) =>
        new(length, TimeUnit.Months, basis);

    public static TimeLimit Years(int length, LawRef? basis = null) =>
        new(length, TimeUnit.Years, basis);

    public static TimeLimit Hours(int length, LawRef? basis = null) =>
        new(length, TimeUnit.Hours, basis);

    /// <summary>
    /// A limit that the text writes as plain 日. Whether that means working days is the statute's to say:
    /// see <see cref="StatuteDays"/>.
    /// </summary>
    /// <param name="length">The number before 日.</param>
    /// <param name="basis">The article that sets the limit.</param>
    /// <param name="inForceOn">The day whose edition of the statute applies.</param>
    public static TimeLimit AsWritten(int length, LawRef basis, DateOnly inForceOn)
    {
        ArgumentNullException.ThrowIfNull(basis);
        var (unit, unitBasis) = StatuteDays.Of(basis.Law, length, inForceOn);
        return new(length, unit, basis) { UnitBasis = unitBasis };
    }

    /// <summary>20个工作日, 60日, 3个月, 2年, 24小时.</summary>
    public override string ToString() => $"{Length}{UnitName(Unit)}";

    internal static string UnitName(TimeUnit unit) =>
        unit switch
        {
            TimeUnit.WorkingDays => "个工作日",
            TimeUnit.Days => "日",
            TimeUnit.Months => "个月",
            TimeUnit.Years => "年",
            _ => "小时",
        };
}

/// <summary>
/// What each statute means by 日. The commonest mistake in official deadlines: 十日 was calendar days in
/// reconsideration until the end of 2023 and is working days since.
/// </summary>
public static class StatuteDays
{
    private sealed record Rule(
        string Law,
        DateOnly From,
        DateOnly Until,
        Func<int, bool> IsWorking,
        LawRef Basis
    );

    private static readonly Rule[] Rules =
    [
        // 行政处罚法(2021修订)第八十五条: 二日, 三日, 五日, 七日 are working days.
        new(
            "行政处罚法",
            new(2021, 7, 15),
            DateOnly.MaxValue,
            static n => n is 2 or 3 or 5 or 7,
            new LawRef("行政处罚法").Art(85)
        ),
        // 行政许可法第八十二条: every limit of an organ that carries out a licence.
        new(
            "行政许可法",
            new(2004, 7, 1),
            DateOnly.MaxValue,
            static _ => true,
            new LawRef("行政许可法").Art(82)
        ),
        // 行政强制法第六十九条: limits of up to ten days.
        new(
            "行政强制法",
            new(2012, 1, 1),
            DateOnly.MaxValue,
            static n => n <= 10,
            new LawRef("行政强制法").Art(69)
        ),
        // 行政复议法 until 2023-12-31, 第四十条第二款: only 五日 and 七日.
        new(
            "行政复议法",
            new(1999, 10, 1),
            new(2023, 12, 31),
            static n => n is 5 or 7,
            new LawRef("行政复议法") { Version = "2017修正" }.Art(40, 2)
        ),
        // 行政复议法(2023修订)第八十八条第二款: 三日, 五日, 七日, 十日.
        new(
            "行政复议法",
            new(2024, 1, 1),
            DateOnly.MaxValue,
            static n => n is 3 or 5 or 7 or 10,
            new LawRef("行政复议法") { Version = "2023修订" }.Art(88, 2)
        ),
    ];

    /// <summary>Unit of a limit written as <paramref name="days"/>日 in the law on a day, with the article where one says working days.</summary>
    public static (TimeUnit Unit, LawRef? Basis) Of(string law, int days, DateOnly on)
    {
        foreach (var rule in Rules)
        {
            if (rule.Law == law && rule.From <= on && on <= rule.Until && rule.IsWorking(days))
            {
                return (TimeUnit.WorkingDays, rule.Basis);
            }
        }

        return (TimeUnit.Days, null);
    }
}

/// <summary>Input that the rules on time cannot accept. The message is Chinese and says what is wrong and where.</summary>
public sealed class DateRuleException(string message) : Exception(message);
