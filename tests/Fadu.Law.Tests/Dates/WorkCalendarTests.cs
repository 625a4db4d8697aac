using Fadu.Law.Dates;

namespace Fadu.Law.Tests.Dates;

public class WorkCalendarTests
{
    private static readonly WorkCalendar National = WorkCalendar.National;

    [Theory]
    [InlineData(2017, 249)]
    [InlineData(2018, 250)]
    [InlineData(2019, 250)]
    [InlineData(2020, 249)]
    [InlineData(2021, 250)]
    [InlineData(2022, 249)]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void Each_year_has_the_number_of_working_days_that_is_known_of_it(int year, int days) =>
        Assert.Equal(days, National.CountWorkdays(new(year - 1, 12, 31), new(year, 12, 31)));

    [Fact]
    public void Who_looks_beyond_the_notices_gets_a_provisional_date_with_the_year_named()
    {
        var reading = Clock
            .Within(TimeLimit.WorkingDays(20), new DateOnly(2026, 12, 14))
            .Read(National);

        Assert.True(reading.IsProvisional);
        Assert.Equal([2027], reading.ProvisionalYears);
        Assert.Contains(
            reading.Explanation,
            l => l.Text.StartsWith("暂定：2027年", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_date_that_ends_within_the_notices_is_final_to_its_last_day()
    {
        Assert.False(
            Clock.Within(TimeLimit.Days(30), new DateOnly(2026, 12, 1)).Read(National).IsProvisional
        );
        Assert.True(
            Clock.Within(TimeLimit.Days(31), new DateOnly(2026, 12, 1)).Read(National).IsProvisional
        );
    }

    [Fact]
    public void Unannounced_years_rest_on_the_thirteen_statutory_days()
    {
        // 2027: 元旦 Fri 1 Jan, 除夕 Fri 5 Feb to 初三 Mon 8 Feb, 清明 Mon 5 Apr, 端午 Wed 9 Jun, 中秋 Wed 15 Sep.
        foreach (
            var (month, day, name) in new[]
            {
                (1, 1, "元旦"),
                (2, 5, "春节"),
                (2, 8, "春节"),
                (4, 5, "清明节"),
                (5, 1, "劳动节"),
                (6, 9, "端午节"),
                (9, 15, "中秋节"),
                (10, 1, "国庆节"),
            }
        )
        {
            Assert.Equal(name, National.WhyRest(new(2027, month, day)));
        }

        Assert.True(National.IsWorkday(new(2027, 2, 9)));
        Assert.True(National.IsWorkday(new(2027, 10, 4)));
    }

    [Fact]
    public void The_festivals_reckoned_for_a_year_were_rest_days_in_every_announced_year()
    {
        var oracle = new Oracle();
        // 清明, 端午 and 中秋 are holidays from 2008 on. 除夕 was a working day in 2014 and 2024,
        // and 2 May could be one before 2025.
        for (var year = 2008; year <= 2026; year++)
        {
            foreach (var (date, holiday) in StatutoryHolidays.Of(year))
            {
                Assert.True(
                    !oracle.Works(date)
                        || date == new DateOnly(2014, 1, 30)
                        || date == new DateOnly(2024, 2, 9)
                        || (date is { Month: 5, Day: 2 } && year < 2025),
                    $"{holiday} {date:O}"
                );
            }
        }
    }

    [Fact]
    public void Festivals_of_later_years_fall_where_the_almanac_has_them()
    {
        Assert.Contains((new DateOnly(2028, 10, 3), "中秋节"), StatutoryHolidays.Of(2028));
        Assert.Contains((new DateOnly(2029, 4, 4), "清明节"), StatutoryHolidays.Of(2029));
        Assert.Contains((new DateOnly(2030, 2, 2), "春节"), StatutoryHolidays.Of(2030));
        Assert.Contains((new DateOnly(2033, 9, 8), "中秋节"), StatutoryHolidays.Of(2033));
        Assert.All(
            Enumerable.Range(2027, 73),
            year => Assert.Equal(13, StatutoryHolidays.Of(year).Count())
        );
    }

    [Fact]
    public void A_pasted_notice_makes_the_year_final_and_gives_the_calendar_a_new_version()
    {
        var notice = new HolidayNotice(
            2027,
            [
                new(new(2027, 1, 1), IsWork: false, "元旦"),
                new(new(2027, 1, 4), IsWork: false, "元旦"),
                new(new(2026, 12, 27), IsWork: true, "元旦"),
            ]
        );
        var calendar = National.WithNotice(notice);
        var clock = Clock.Within(TimeLimit.WorkingDays(20), new DateOnly(2026, 12, 14));

        Assert.NotEqual(National.Version, calendar.Version);
        Assert.False(clock.Read(calendar).IsProvisional);
        Assert.True(calendar.IsWorkday(new(2026, 12, 27)));
        Assert.False(calendar.IsWorkday(new(2027, 1, 4)));
        // One more day off and one more day worked: the same last day, by other days.
        Assert.Equal(clock.Read(National).Due, clock.Read(calendar).Due);
        Assert.Equal(
            "国务院办公厅关于2027年部分节假日安排的通知",
            calendar.Source(new(2026, 12, 27))!.ToString()
        );
        Assert.False(National.IsAnnounced(2027));
    }

    [Fact]
    public void The_same_notices_give_the_same_version_and_a_correction_another()
    {
        var first = new HolidayNotice(2027, [new(new(2027, 1, 1), IsWork: false, "元旦")]);
        var again = new HolidayNotice(2027, [new(new(2027, 1, 1), IsWork: false, "元旦")]);
        var corrected = new HolidayNotice(2027, [new(new(2027, 1, 2), IsWork: false, "元旦")]);

        Assert.Equal(National.WithNotice(first).Version, National.WithNotice(again).Version);
        Assert.NotEqual(
            National.WithNotice(first).Version,
            National.WithNotice(first).WithNotice(corrected).Version
        );
        Assert.StartsWith("2026-", National.Version, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_with_its_own_festival_counts_around_it_and_names_it()
    {
        var place = National.ForPlace(
            "云岭自治州",
            [
                new(new(2026, 4, 20), "三月三"),
                new(new(2026, 4, 21), "三月三"),
                new(new(2026, 2, 28), "本地节日", new LawRef("云岭自治州自治条例").Art(60)),
            ]
        );
        var limit = TimeLimit.WorkingDays(5);
        var here = Clock.Within(limit, new DateOnly(2026, 4, 17)).Read(place);

        Assert.Equal(
            new(2026, 4, 24),
            Clock.Within(limit, new DateOnly(2026, 4, 17)).Read(National).Due
        );
        Assert.Equal(new(2026, 4, 28), here.Due);
        Assert.Contains(
            here.Explanation,
            l =>
                l.ToString()
                == "2026年4月18日至4月21日共4日不计入：三月三（全国年节及纪念日放假办法第四条）。"
        );
        // A local holiday is off even where the nation works to make up for another.
        Assert.True(National.IsWorkday(new(2026, 2, 28)));
        Assert.False(place.IsWorkday(new(2026, 2, 28)));
        Assert.NotEqual(National.Version, place.Version);
    }

    [Fact]
    public void Who_enters_a_day_twice_or_in_the_wrong_year_is_told_which()
    {
        var twice = Assert.Throws<DateRuleException>(() =>
            new HolidayNotice(
                2027,
                [
                    new(new(2027, 5, 1), IsWork: false, "劳动节"),
                    new(new(2027, 5, 1), IsWork: true, "劳动节"),
                ]
            )
        );
        var wrongYear = Assert.Throws<DateRuleException>(() =>
            new HolidayNotice(2027, [new(new(2028, 5, 1), IsWork: false, "劳动节")])
        );

        Assert.Contains("2027年5月1日出现两次", twice.Message, StringComparison.Ordinal);
        Assert.Contains("2028年5月1日", wrongYear.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2027\t元旦\t01-01", "第1行")]
    [InlineData("# 注释\n2027\t元旦\t01-32\t-", "第2行的“01-32”")]
    [InlineData("2027\t元旦\t01-03..01-01\t-", "01-03..01-01")]
    [InlineData("二〇二七\t元旦\t01-01\t-", "第1行")]
    public void Who_writes_holiday_data_wrongly_is_told_the_line(string text, string says) =>
        Assert.Contains(
            says,
            Assert.Throws<DateRuleException>(() => HolidayNotice.Parse(text)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Days_beyond_the_calendar_are_refused_with_its_range() =>
        Assert.Contains(
            "2000年至2099年",
            Assert
                .Throws<DateRuleException>(() => National.AddWorkdays(new(2099, 12, 1), 40))
                .Message,
            StringComparison.Ordinal
        );
}
