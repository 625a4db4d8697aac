using System.Globalization;

namespace Fadu.Law.Dates;

/// <summary>
/// The thirteen days that 全国年节及纪念日放假办法(2024修订)第二条 gives every year, for years whose arrangement is not yet
/// announced. Which working day replaces one that falls on a weekend, and which weekends are worked, only the notice says.
/// </summary>
internal static class StatutoryHolidays
{
    private static readonly ChineseLunisolarCalendar Lunar = new();

    internal static IEnumerable<(DateOnly Date, string Holiday)> Of(int year)
    {
        yield return (new(year, 1, 1), "元旦");
        var newYear = LunarDay(year, 1, 1);
        for (var i = -1; i <= 2; i++)
        {
            yield return (newYear.AddDays(i), "春节");
        }

        yield return (Qingming(year), "清明节");
        yield return (new(year, 5, 1), "劳动节");
        yield return (new(year, 5, 2), "劳动节");
        yield return (LunarDay(year, 5, 5), "端午节");
        yield return (LunarDay(year, 8, 15), "中秋节");
        for (var day = 1; day <= 3; day++)
        {
            yield return (new(year, 10, day), "国庆节");
        }
    }

    private static DateOnly LunarDay(int year, int month, int day)
    {
        // The calendar numbers a leap month as a month of its own, so that the months after it are one higher.
        var leap = Lunar.GetLeapMonth(year);
        var index = leap > 0 && month >= leap ? month + 1 : month;
        return DateOnly.FromDateTime(Lunar.ToDateTime(year, index, day, 0, 0, 0, 0));
    }

    private static DateOnly Qingming(int year)
    {
        // Mean solar term, exact for 2000-2099: a test holds it against every announced year.
        var y = year % 100;
        return new(year, 4, (int)((y * 0.2422) + 4.81) - (y / 4));
    }
}
