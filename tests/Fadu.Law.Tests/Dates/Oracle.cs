namespace Fadu.Law.Tests.Dates;

/// <summary>
/// Counts days one by one on its fingers, from its own list of days. It shares nothing with Fadu.Law, and is slow.
/// </summary>
internal sealed class Oracle
{
    private readonly Dictionary<DateOnly, bool> _worked = [];

    internal Oracle()
    {
        foreach (var row in Tables.Rows("days.tsv"))
        {
            _worked[Tables.Day(row[0])] = row[1] == "work";
        }
    }

    internal bool Works(DateOnly day)
    {
        if (_worked.TryGetValue(day, out var worked))
        {
            return worked;
        }

        return day.DayOfWeek != DayOfWeek.Saturday && day.DayOfWeek != DayOfWeek.Sunday;
    }

    /// <summary>Walks from the start, one day at a time; days for which <paramref name="stopped"/> holds do not count.</summary>
    internal DateOnly Walk(DateOnly start, int n, bool workdays, Func<DateOnly, bool> stopped)
    {
        var day = start;
        var counted = 0;
        while (counted < n)
        {
            day = day.AddDays(1);
            if (!stopped(day) && (!workdays || Works(day)))
            {
                counted++;
            }
        }

        return day;
    }

    internal DateOnly WalkBack(DateOnly end, int n, bool workdays)
    {
        var day = end;
        for (var counted = 0; counted < n; )
        {
            day = day.AddDays(-1);
            if (!workdays || Works(day))
            {
                counted++;
            }
        }

        return day;
    }

    internal DateOnly Roll(DateOnly day)
    {
        while (!Works(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>Month by month on the calendar sheet; the day is cut to the last month's length at the end.</summary>
    internal static DateOnly Months(DateOnly start, int n)
    {
        var (year, month) = (start.Year, start.Month);
        for (var i = 0; i < n; i++)
        {
            month++;
            if (month == 13)
            {
                month = 1;
                year++;
            }
        }

        var leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        int[] lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        var day = start.Day;
        while (day > lengths[month - 1])
        {
            day--;
        }

        return new(year, month, day);
    }
}
