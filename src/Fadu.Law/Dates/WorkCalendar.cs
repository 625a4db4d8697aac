using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Fadu.Law.Dates;

/// <summary>
/// Which days are working days: weekdays, less the days off, plus the make-up workdays of the State Council's yearly
/// notices, less the holidays of one place. Immutable. Prefix sums make every question a look-up.
/// </summary>
public sealed class WorkCalendar
{
    /// <summary>First day that working days can be counted on.</summary>
    public static readonly DateOnly FirstDay = new(2000, 1, 1);

    /// <summary>Last day that working days can be counted on.</summary>
    public static readonly DateOnly LastDay = new(2099, 12, 31);

    private static readonly Lazy<WorkCalendar> LazyNational = new(LoadNational);

    private readonly SortedDictionary<int, HolidayNotice> _notices;
    private readonly Dictionary<DateOnly, CalendarDay> _special = [];
    private readonly Dictionary<DateOnly, LocalHoliday> _local = [];

    // _through[i]: working days from the first day to day i, both included. _workdays[k]: number of the k-th one.
    private readonly int[] _through;
    private readonly int[] _workdays;
    private readonly bool[] _isWork;

    private WorkCalendar(
        SortedDictionary<int, HolidayNotice> notices,
        string? place,
        IEnumerable<LocalHoliday> local
    )
    {
        _notices = notices;
        Place = place;
        for (var year = FirstDay.Year; year <= LastDay.Year; year++)
        {
            if (!notices.ContainsKey(year))
            {
                foreach (var (date, holiday) in StatutoryHolidays.Of(year))
                {
                    _special[date] = new(date, IsWork: false, holiday);
                }
            }
        }

        // Later notices win: December of one year is arranged by the notice of the next.
        foreach (var day in notices.Values.SelectMany(n => n.Days))
        {
            _special[day.Date] = day;
        }

        foreach (var holiday in local)
        {
            _local[holiday.Date] = holiday;
        }

        var count = LastDay.DayNumber - FirstDay.DayNumber + 1;
        _isWork = new bool[count];
        _through = new int[count];
        var workdays = new List<int>(count);
        for (var i = 0; i < count; i++)
        {
            var date = FirstDay.AddDays(i);
            var work =
                !_local.ContainsKey(date)
                && (_special.TryGetValue(date, out var day) ? day.IsWork : !IsWeekend(date));
            _isWork[i] = work;
            if (work)
            {
                workdays.Add(date.DayNumber);
            }

            _through[i] = workdays.Count;
        }

        _workdays = [.. workdays];
        Version = ComputeVersion();
    }

    /// <summary>The nationwide calendar that comes with Fadu.</summary>
    public static WorkCalendar National => LazyNational.Value;

    /// <summary>The place whose own holidays are in it; null for the nationwide calendar.</summary>
    public string? Place { get; }

    /// <summary>Years whose arrangement is on file, in order.</summary>
    public IReadOnlyCollection<int> AnnouncedYears => _notices.Keys;

    /// <summary>
    /// Last announced year and a digest of every day in it. Two calendars of one version count alike, so that what was
    /// computed under a version need not be computed again.
    /// </summary>
    public string Version { get; }

    /// <summary>The same calendar with one year's notice added, or replaced by a corrected one.</summary>
    public WorkCalendar WithNotice(HolidayNotice notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        if (notice.Year < FirstDay.Year || notice.Year > LastDay.Year)
        {
            throw new DateRuleException(
                $"{notice.Year}年不在日历范围内，日历为{FirstDay.Year}年至{LastDay.Year}年"
            );
        }

        var notices = new SortedDictionary<int, HolidayNotice>(_notices) { [notice.Year] = notice };
        return new(notices, Place, _local.Values);
    }

    /// <summary>The same calendar for a place that gives holidays of its own, in addition to those already in it.</summary>
    public WorkCalendar ForPlace(string place, IEnumerable<LocalHoliday> holidays)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(place);
        ArgumentNullException.ThrowIfNull(holidays);
        return new(_notices, place, [.. _local.Values, .. holidays]);
    }

    /// <summary>Whether the year's notice is on file. Days of other years are provisional.</summary>
    public bool IsAnnounced(int year) => _notices.ContainsKey(year);

    /// <summary>Years from one day to another, both included, whose notice is not on file.</summary>
    public IReadOnlyList<int> UnannouncedYears(DateOnly from, DateOnly through)
    {
        List<int>? years = null;
        for (var year = from.Year; year <= through.Year; year++)
        {
            if (!_notices.ContainsKey(year))
            {
                (years ??= []).Add(year);
            }
        }

        return years is null ? [] : years;
    }

    public bool IsWorkday(DateOnly date) => _isWork[Index(date)];

    /// <summary>Name of the holiday or of the weekend day that makes it a rest day; null for a working day.</summary>
    public string? WhyRest(DateOnly date)
    {
        if (IsWorkday(date))
        {
            return null;
        }

        return _local.TryGetValue(date, out var local) ? local.Name
            : _special.TryGetValue(date, out var day) ? day.Holiday
            : ChineseDates.Weekday(date);
    }

    /// <summary>Whether it is a weekend day that is worked (调休上班).</summary>
    public bool IsMakeUpWorkday(DateOnly date) => IsWorkday(date) && IsWeekend(date);

    /// <summary>
    /// What makes it a rest day or a make-up workday: the notice of its year, the local rule, or null for an ordinary
    /// day or a year whose notice is not on file.
    /// </summary>
    public LawRef? Source(DateOnly date)
    {
        if (_local.TryGetValue(date, out var local))
        {
            return local.Basis ?? new LawRef("全国年节及纪念日放假办法").Art(4);
        }

        if (!_special.ContainsKey(date))
        {
            return null;
        }

        foreach (var year in new[] { date.Year + 1, date.Year, date.Year - 1 })
        {
            if (_notices.TryGetValue(year, out var notice) && notice.Days.Any(d => d.Date == date))
            {
                return notice.Source;
            }
        }

        return null;
    }

    /// <summary>The n-th working day after a day; the day itself is not counted.</summary>
    public DateOnly AddWorkdays(DateOnly start, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        var k = _through[Index(start)] + n - 1;
        return k < _workdays.Length
            ? DateOnly.FromDayNumber(_workdays[k])
            : throw OutOfRange($"{ChineseDates.Long(start)}起{n}个工作日");
    }

    /// <summary>The n-th working day before a day; the day itself is not counted.</summary>
    public DateOnly SubtractWorkdays(DateOnly end, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        var i = Index(end);
        var before = _isWork[i] ? _through[i] - 1 : _through[i];
        return before >= n
            ? DateOnly.FromDayNumber(_workdays[before - n])
            : throw OutOfRange($"{ChineseDates.Long(end)}前{n}个工作日");
    }

    /// <summary>Working days after one day, up to and including another.</summary>
    public int CountWorkdays(DateOnly after, DateOnly through) =>
        through <= after ? 0 : _through[Index(through)] - _through[Index(after)];

    /// <summary>The day itself if it is a working day, else the next one.</summary>
    public DateOnly OnOrAfter(DateOnly date) => IsWorkday(date) ? date : AddWorkdays(date, 1);

    /// <summary>The day itself if it is a working day, else the one before.</summary>
    public DateOnly OnOrBefore(DateOnly date) => IsWorkday(date) ? date : SubtractWorkdays(date, 1);

    internal static bool IsWeekend(DateOnly date) =>
        date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static int Index(DateOnly date)
    {
        var i = date.DayNumber - FirstDay.DayNumber;
        return i >= 0 && date <= LastDay ? i : throw OutOfRange(ChineseDates.Long(date));
    }

    private static DateRuleException OutOfRange(string what) =>
        new($"{what}超出工作日历的范围（{FirstDay.Year}年至{LastDay.Year}年）");

    private static WorkCalendar LoadNational()
    {
        using var stream = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceStream("holidays.tsv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var notices = new SortedDictionary<int, HolidayNotice>();
        foreach (var notice in HolidayNotice.Parse(reader.ReadToEnd()))
        {
            notices.Add(notice.Year, notice);
        }

        return new(notices, place: null, []);
    }

    private string ComputeVersion()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var notice in _notices.Values)
        {
            notice.AppendTo(hash);
        }

        foreach (var date in _local.Keys.Order())
        {
            hash.AppendData(
                Encoding.UTF8.GetBytes(
                    string.Create(CultureInfo.InvariantCulture, $"{Place} {date:yyyy-MM-dd}\n")
                )
            );
        }

        var digest = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4));
        return string.Create(CultureInfo.InvariantCulture, $"{_notices.Keys.Last()}-{digest}");
    }
}
