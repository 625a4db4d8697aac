using Fadu.Law.Dates;

namespace Fadu.Law.Tests.Dates;

public class StatutoryLimitTests
{
    [Theory]
    [InlineData("行政处罚法", 7, "2024-01-01", TimeUnit.WorkingDays)]
    [InlineData("行政处罚法", 15, "2024-01-01", TimeUnit.Days)]
    [InlineData("行政处罚法", 90, "2024-01-01", TimeUnit.Days)]
    [InlineData("行政许可法", 45, "2024-01-01", TimeUnit.WorkingDays)]
    [InlineData("行政强制法", 10, "2024-01-01", TimeUnit.WorkingDays)]
    [InlineData("行政强制法", 15, "2024-01-01", TimeUnit.Days)]
    [InlineData("行政复议法", 10, "2023-12-31", TimeUnit.Days)]
    [InlineData("行政复议法", 10, "2024-01-01", TimeUnit.WorkingDays)]
    [InlineData("行政复议法", 3, "2023-12-31", TimeUnit.Days)]
    [InlineData("行政复议法", 7, "2023-12-31", TimeUnit.WorkingDays)]
    [InlineData("行政复议法", 60, "2024-01-01", TimeUnit.Days)]
    [InlineData("行政诉讼法", 15, "2024-01-01", TimeUnit.Days)]
    [InlineData("行政执法机关移送涉嫌犯罪案件的规定", 3, "2024-01-01", TimeUnit.Days)]
    public void Each_statute_says_for_itself_what_a_day_is(
        string law,
        int days,
        string on,
        TimeUnit unit
    )
    {
        var (actual, basis) = StatuteDays.Of(law, days, Tables.Day(on));

        Assert.Equal(unit, actual);
        Assert.Equal(unit == TimeUnit.WorkingDays, basis is not null);
    }

    [Fact]
    public void The_respondents_ten_days_are_calendar_days_before_2024_and_working_days_since()
    {
        var old = StatutoryLimits.Get("reconsideration.answer", new(2023, 12, 31));
        var now = StatutoryLimits.Get("reconsideration.answer", new(2024, 1, 1));

        Assert.Equal("10日", old.Limit.ToString());
        Assert.Equal("10个工作日", now.Limit.ToString());
        Assert.Equal("行政复议法第二十三条", old.Limit.Basis!.ToString());
        Assert.Equal("行政复议法第四十八条", now.Limit.Basis!.ToString());
        Assert.Equal(
            new(2023, 10, 7),
            old.From(new DateOnly(2023, 9, 25)).Read(WorkCalendar.National).Due
        );
        Assert.Equal(
            new(2026, 3, 4),
            now.From(new DateOnly(2026, 2, 12)).Read(WorkCalendar.National).Due
        );
    }

    [Fact]
    public void Every_fixed_limit_names_its_article_and_what_is_not_national_law_is_configurable()
    {
        Assert.True(StatutoryLimits.All.Count > 120);
        foreach (var limit in StatutoryLimits.All)
        {
            Assert.NotNull(limit.Limit.Basis);
            if (!limit.IsConfigurable)
            {
                Assert.True(
                    limit.Limit.Basis.Article is not null || limit.Limit.Basis.Section is not null,
                    limit.Key
                );
            }

            Assert.Equal(limit.Source != LimitSource.Statute, limit.IsConfigurable);
        }
    }

    [Fact]
    public void No_two_editions_of_a_limit_apply_on_one_day()
    {
        foreach (var editions in StatutoryLimits.All.GroupBy(l => l.Key))
        {
            var ordered = editions.OrderBy(l => l.InForceFrom).ToList();
            for (var i = 1; i < ordered.Count; i++)
            {
                Assert.True(ordered[i - 1].InForceUntil < ordered[i].InForceFrom, editions.Key);
            }
        }
    }

    [Fact]
    public void Who_asks_for_an_unknown_limit_or_a_day_before_the_law_is_told()
    {
        Assert.Contains(
            "没有名为“无此”",
            Assert
                .Throws<DateRuleException>(() => StatutoryLimits.Get("无此", new(2024, 1, 1)))
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "自2021年7月15日起",
            Assert
                .Throws<DateRuleException>(() =>
                    StatutoryLimits.Get("penalty.decide", new(2021, 7, 14))
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(100_001)]
    public void A_limit_of_no_length_is_refused(int length) =>
        Assert.Throws<DateRuleException>(() => TimeLimit.Days(length));
}
