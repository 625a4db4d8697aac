using Fadu.Law.Dates;
using FsCheck;
using FsCheck.Fluent;

namespace Fadu.Law.Tests.Dates;

/// <summary>Every clock agrees with the oracle, over all start days 2004–2026.</summary>
public class ClockPropertyTests
{
    private static readonly Oracle Oracle = new();
    private static readonly DateOnly First = new(2004, 1, 1);
    private static readonly DateOnly Last = new(2026, 12, 31);
    private static readonly WorkCalendar Calendar = WorkCalendar.National;

    private static readonly Gen<DateOnly> Days =
        from n in Gen.Choose(First.DayNumber, Last.DayNumber)
        select DateOnly.FromDayNumber(n);

    private static void ForAll<T>(Gen<T> gen, Func<T, bool> holds, int times = 3000) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(times),
            Prop.ForAll(gen.ToArbitrary(), holds)
        );

    private static bool WithinData(ClockReading reading) => reading.Due is { } due && due <= Last;

    [Fact]
    public void Every_day_from_2004_to_2026_is_a_working_day_exactly_when_the_list_says_so()
    {
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            Assert.True(Oracle.Works(day) == Calendar.IsWorkday(day), day.ToString("O"));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(20)]
    public void Working_days_from_every_start_day_end_where_counting_one_by_one_ends(int n)
    {
        var limit = TimeLimit.WorkingDays(n);
        for (var day = First; day <= new DateOnly(2026, 11, 1); day = day.AddDays(1))
        {
            var expected = Oracle.Walk(day, n, workdays: true, static _ => false);
            Assert.Equal(
                (day, expected),
                (day, Clock.Within(limit, day).Read(Calendar).Due!.Value)
            );
        }
    }

    [Theory]
    [InlineData(15)]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(90)]
    public void Calendar_days_from_every_start_day_roll_only_off_rest_days(int n)
    {
        var limit = TimeLimit.Days(n);
        for (var day = First; day <= new DateOnly(2026, 9, 1); day = day.AddDays(1))
        {
            var unrolled = Oracle.Walk(day, n, workdays: false, static _ => false);
            var reading = Clock.Within(limit, day).Read(Calendar);
            Assert.Equal(
                (day, unrolled, Oracle.Roll(unrolled)),
                (day, reading.Unrolled!.Value, reading.Due!.Value)
            );
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(12)]
    public void Months_from_every_start_day_end_on_the_corresponding_day_or_the_last_of_the_month(
        int n
    )
    {
        for (var day = First; day <= new DateOnly(2025, 12, 1); day = day.AddDays(1))
        {
            var unrolled = Oracle.Months(day, n);
            var reading = Clock.Within(TimeLimit.Months(n), day).Read(Calendar);
            Assert.Equal(
                (day, unrolled, Oracle.Roll(unrolled)),
                (day, reading.Unrolled!.Value, reading.Due!.Value)
            );
        }
    }

    [Fact]
    public void Years_end_like_twelve_times_as_many_months() =>
        ForAll(
            from day in Days
            from n in Gen.Choose(1, 20)
            select (day, n),
            x =>
            {
                var reading = Clock.Within(TimeLimit.Years(x.n), x.day).Read(Calendar);
                return reading.Unrolled == Oracle.Months(x.day, 12 * x.n);
            }
        );

    [Fact]
    public void Working_days_of_any_length_end_where_counting_one_by_one_ends() =>
        ForAll(
            from day in Days
            from n in Gen.Choose(1, 300)
            select (day, n),
            x =>
            {
                var reading = Clock.Within(TimeLimit.WorkingDays(x.n), x.day).Read(Calendar);
                return !WithinData(reading)
                    || reading.Due == Oracle.Walk(x.day, x.n, workdays: true, static _ => false);
            }
        );

    [Fact]
    public void Backward_limits_count_back_without_rolling_and_advise_a_working_day() =>
        ForAll(
            from day in Days
            from n in Gen.Choose(1, 40)
            from workdays in ArbMap.Default.GeneratorFor<bool>()
            select (day, n, workdays),
            x =>
            {
                if (x.day < new DateOnly(2004, 6, 1))
                {
                    return true;
                }

                var limit = x.workdays ? TimeLimit.WorkingDays(x.n) : TimeLimit.Days(x.n);
                var reading = Clock.Before(limit, x.day).Read(Calendar);
                var latest = Oracle.WalkBack(x.day, x.n, x.workdays);
                var practical = latest;
                while (!Oracle.Works(practical))
                {
                    practical = practical.AddDays(-1);
                }

                return reading.Due == latest
                    && reading.Unrolled == latest
                    && (reading.Advice ?? latest) == practical;
            }
        );

    [Fact]
    public void A_working_day_limit_forward_and_back_again_meets() =>
        ForAll(
            from day in Days
            from n in Gen.Choose(1, 60)
            select (day, n),
            x =>
            {
                var due = Calendar.AddWorkdays(x.day, x.n);
                return Calendar.CountWorkdays(x.day, due) == x.n
                    && (!Calendar.IsWorkday(x.day) || Calendar.SubtractWorkdays(due, x.n) == x.day);
            }
        );

    [Fact]
    public void Days_of_a_pause_do_not_count_whatever_holiday_it_spans() =>
        ForAll(
            from day in Days
            from n in Gen.Choose(2, 90)
            from until in Gen.Choose(0, 40)
            from length in Gen.Choose(0, 60)
            from workdays in ArbMap.Default.GeneratorFor<bool>()
            select (day, n, until, length, workdays),
            x =>
            {
                var limit = x.workdays ? TimeLimit.WorkingDays(x.n) : TimeLimit.Days(x.n);
                var paused = x.day.AddDays(x.until);
                var resumed = paused.AddDays(x.length);
                var plain = Oracle.Walk(x.day, x.n, x.workdays, static _ => false);
                var reading = Clock
                    .Within(limit, x.day)
                    .Pause(paused)
                    .Resume(resumed)
                    .Read(Calendar);
                if (!WithinData(reading))
                {
                    return true;
                }

                if (paused > Oracle.Roll(plain))
                {
                    return reading.Due == Oracle.Roll(plain);
                }

                if (paused >= plain)
                {
                    // Nothing was left: the day of resumption is the last, or the limit stays when it was no pause.
                    return reading.Due == Oracle.Roll(x.length == 0 ? plain : resumed);
                }

                var expected = Oracle.Walk(x.day, x.n, x.workdays, d => d > paused && d <= resumed);
                return reading.Due == Oracle.Roll(expected);
            },
            times: 6000
        );

    [Fact]
    public void Two_pauses_take_out_the_days_of_both() =>
        ForAll(
            from day in Days
            from n in Gen.Choose(40, 90)
            from a in Gen.Choose(0, 15)
            from b in Gen.Choose(1, 15)
            from c in Gen.Choose(0, 9)
            from d in Gen.Choose(1, 30)
            from workdays in ArbMap.Default.GeneratorFor<bool>()
            select (day, n, a, b, c, d, workdays),
            x =>
            {
                var limit = x.workdays ? TimeLimit.WorkingDays(x.n) : TimeLimit.Days(x.n);
                var p1 = x.day.AddDays(x.a);
                var r1 = p1.AddDays(x.b);
                var p2 = r1.AddDays(x.c);
                var r2 = p2.AddDays(x.d);
                var reading = Clock
                    .Within(limit, x.day)
                    .Pause(p1)
                    .Resume(r1)
                    .Pause(p2)
                    .Resume(r2)
                    .Read(Calendar);
                var expected = Oracle.Walk(
                    x.day,
                    x.n,
                    x.workdays,
                    d => (d > p1 && d <= r1) || (d > p2 && d <= r2)
                );
                return !WithinData(reading) || reading.Due == Oracle.Roll(expected);
            }
        );

    [Fact]
    public void An_extension_gives_the_same_day_as_one_longer_limit() =>
        ForAll(
            from day in Days
            from n in Gen.Choose(1, 90)
            from more in Gen.Choose(1, 60)
            from unit in Gen.Elements(TimeUnit.WorkingDays, TimeUnit.Days, TimeUnit.Months)
            select (day, n, more, unit),
            x =>
            {
                var extended = Clock
                    .Within(new TimeLimit(x.n, x.unit), x.day)
                    .Extend(new TimeLimit(x.more, x.unit), x.day.AddDays(1))
                    .Read(Calendar);
                var longer = Clock
                    .Within(new TimeLimit(x.n + x.more, x.unit), x.day)
                    .Read(Calendar);
                return (extended.Due, extended.Unrolled) == (longer.Due, longer.Unrolled);
            }
        );

    [Fact]
    public void Hours_run_through_rest_days_and_years_to_the_minute() =>
        ForAll(
            from day in Days
            from minute in Gen.Choose(0, 1439)
            from n in Gen.Choose(1, 200)
            select (day, minute, n),
            x =>
            {
                var start = new DateTimeOffset(
                    x.day.ToDateTime(TimeOnly.MinValue).AddMinutes(x.minute),
                    TimeSpan.FromHours(8)
                );
                var reading = Clock.Within(TimeLimit.Hours(x.n), start).Read(Calendar);
                var seconds = (reading.DueAt!.Value - start.DateTime).TotalSeconds;
                return seconds == x.n * 3600.0
                    && !reading.IsMissedAt(start.AddHours(x.n))
                    && reading.IsMissedAt(start.AddHours(x.n).AddMinutes(1));
            }
        );

    [Fact]
    public void No_last_day_of_a_deadline_is_a_rest_day_and_no_roll_passes_a_working_day() =>
        ForAll(
            from day in Days
            from n in Gen.Choose(1, 120)
            from unit in Gen.Elements(TimeUnit.WorkingDays, TimeUnit.Days, TimeUnit.Months)
            select (day, n, unit),
            x =>
            {
                var reading = Clock.Within(new TimeLimit(x.n, x.unit), x.day).Read(Calendar);
                return Calendar.IsWorkday(reading.Due!.Value)
                    && Calendar.CountWorkdays(
                        reading.Unrolled!.Value.AddDays(-1),
                        reading.Due.Value
                    ) == 1;
            }
        );

    [Fact]
    public void A_longer_limit_never_ends_earlier() =>
        ForAll(
            from day in Days
            from n in Gen.Choose(1, 200)
            from unit in Gen.Elements(TimeUnit.WorkingDays, TimeUnit.Days, TimeUnit.Months)
            select (day, n, unit),
            x =>
                Clock.Within(new TimeLimit(x.n, x.unit), x.day).Read(Calendar).Due
                <= Clock.Within(new TimeLimit(x.n + 1, x.unit), x.day).Read(Calendar).Due
        );
}
