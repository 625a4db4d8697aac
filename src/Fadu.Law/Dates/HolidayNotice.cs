using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fadu.Law.Dates;

/// <summary>One day that a notice takes out of the ordinary week.</summary>
/// <param name="Date">The day.</param>
/// <param name="IsWork">True for a make-up workday (调休上班), false for a day off.</param>
/// <param name="Holiday">Name of the holiday that it belongs to.</param>
public readonly record struct CalendarDay(DateOnly Date, bool IsWork, string Holiday);

/// <summary>The State Council's arrangement of one year's days off and make-up workdays.</summary>
public sealed class HolidayNotice
{
    /// <summary>Checks the days and keeps them in order.</summary>
    /// <exception cref="DateRuleException">A day stands twice, or lies outside the year and the weeks around it.</exception>
    public HolidayNotice(int year, IEnumerable<CalendarDay> days, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(days);
        Year = year;
        Source = new LawRef(source ?? $"国务院办公厅关于{year}年部分节假日安排的通知");
        Days = [.. days.OrderBy(d => d.Date)];
        if (Days.Count == 0)
        {
            throw new DateRuleException($"{year}年放假安排是空的：至少应有一个放假日");
        }

        var first = new DateOnly(year, 1, 1).AddMonths(-1);
        var last = new DateOnly(year, 12, 31).AddMonths(1);
        for (var i = 0; i < Days.Count; i++)
        {
            var date = Days[i].Date;
            if (date < first || date > last)
            {
                throw new DateRuleException(
                    $"{year}年放假安排中的{ChineseDates.Long(date)}不在{year}年前后，请核对年份"
                );
            }

            if (i > 0 && Days[i - 1].Date == date)
            {
                throw new DateRuleException(
                    $"{year}年放假安排中{ChineseDates.Long(date)}出现两次（{Days[i - 1].Holiday}、{Days[i].Holiday}），请只保留一处"
                );
            }
        }
    }

    public int Year { get; }

    public LawRef Source { get; }

    /// <summary>In order of date, each date once.</summary>
    public IReadOnlyList<CalendarDay> Days { get; }

    /// <summary>
    /// Reads notices in the form of the built-in data: year, holiday, days off, make-up workdays, separated by tabs;
    /// runs as 起..止, days of another year with their year, none as “-”.
    /// </summary>
    public static IReadOnlyList<HolidayNotice> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var days = new SortedDictionary<int, List<CalendarDay>>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var trimmed = line.Trim();
            if (trimmed.Length == 0 || trimmed[0] == '#')
            {
                continue;
            }

            var cells = trimmed.Split('\t');
            if (
                cells.Length != 4
                || !int.TryParse(
                    cells[0],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var year
                )
                || year is < 2000 or > 2099
            )
            {
                throw new DateRuleException(
                    $"放假安排第{number}行应为“年份、节日、放假日、上班日”四栏，以制表符分隔：{trimmed}"
                );
            }

            if (!days.TryGetValue(year, out var list))
            {
                days.Add(year, list = []);
            }

            AddRuns(list, cells[2], year, isWork: false, cells[1], number);
            AddRuns(list, cells[3], year, isWork: true, cells[1], number);
        }

        return [.. days.Select(pair => new HolidayNotice(pair.Key, pair.Value))];
    }

    internal void AppendTo(IncrementalHash hash)
    {
        foreach (var day in Days)
        {
            hash.AppendData(
                Encoding.UTF8.GetBytes(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Year} {day.Date:yyyy-MM-dd} {(day.IsWork ? 1 : 0)} {day.Holiday}\n"
                    )
                )
            );
        }
    }

    private static void AddRuns(
        List<CalendarDay> days,
        string cell,
        int year,
        bool isWork,
        string holiday,
        int line
    )
    {
        if (cell == "-")
        {
            return;
        }

        foreach (var run in cell.Split(','))
        {
            var ends = run.Split("..");
            if (
                ends.Length > 2
                || !TryDay(ends[0], year, out var first)
                || !TryDay(ends[^1], year, out var last)
                || last < first
                || last.DayNumber - first.DayNumber > 31
            )
            {
                throw new DateRuleException(
                    $"放假安排第{line}行的“{run}”不是日期或起止日期，应如10-01或10-01..10-07"
                );
            }

            for (var day = first; day <= last; day = day.AddDays(1))
            {
                days.Add(new(day, isWork, holiday));
            }
        }
    }

    private static bool TryDay(string text, int year, out DateOnly day) =>
        DateOnly.TryParseExact(
            text.Length == 5 ? year.ToString(CultureInfo.InvariantCulture) + "-" + text : text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out day
        );
}

/// <summary>A day off that a place gives by itself (少数民族的节日等), which nationwide calendars do not have.</summary>
/// <param name="Date">The day.</param>
/// <param name="Name">Name of the festival.</param>
/// <param name="Basis">What gives the day; 全国年节及纪念日放假办法第四条 unless said otherwise.</param>
public sealed record LocalHoliday(DateOnly Date, string Name, LawRef? Basis = null);
