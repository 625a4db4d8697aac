using System.Globalization;

namespace Fadu.Law.Dates;

/// <summary>Dates as official texts write them: no leading zeros, the weekday where it matters.</summary>
public static class ChineseDates
{
    private static readonly string[] Weekdays =
    [
        "星期日",
        "星期一",
        "星期二",
        "星期三",
        "星期四",
        "星期五",
        "星期六",
    ];

    /// <summary>2024年10月8日.</summary>
    public static string Long(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Year}年{date.Month}月{date.Day}日");

    /// <summary>2024年10月8日(星期二).</summary>
    public static string WithWeekday(DateOnly date) => $"{Long(date)}（{Weekday(date)}）";

    /// <summary>10月8日.</summary>
    public static string Short(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Month}月{date.Day}日");

    /// <summary>星期二.</summary>
    public static string Weekday(DateOnly date) => Weekdays[(int)date.DayOfWeek];

    /// <summary>2024年10月8日9时5分.</summary>
    public static string Moment(DateTime moment) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{moment.Year}年{moment.Month}月{moment.Day}日{moment.Hour}时{moment.Minute}分"
        );
}
