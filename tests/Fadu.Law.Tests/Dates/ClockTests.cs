using Fadu.Law.Dates;

namespace Fadu.Law.Tests.Dates;

public class ClockTests
{
    private static readonly WorkCalendar Calendar = WorkCalendar.National;

    private static string[] Lines(Clock clock) =>
        [.. clock.Read(Calendar).Explanation.Select(l => l.ToString())];

    [Fact]
    public void A_deadline_is_missed_from_the_day_after_its_last_day()
    {
        var reading = Clock.Within(TimeLimit.Days(60), new DateOnly(2024, 8, 5)).Read(Calendar);

        Assert.False(reading.IsMissedOn(new(2024, 10, 8)));
        Assert.True(reading.IsMissedOn(new(2024, 10, 9)));
    }

    [Fact]
    public void A_protected_window_opens_on_the_day_after_its_last_day_and_is_never_missed()
    {
        var reading = Clock.AtLeast(TimeLimit.Days(30), new DateOnly(2024, 9, 3)).Read(Calendar);

        Assert.Equal(new DateOnly(2024, 10, 9), reading.OpensOn);
        Assert.False(reading.IsOpenOn(new(2024, 10, 8)));
        Assert.True(reading.IsOpenOn(new(2024, 10, 9)));
        Assert.False(reading.IsMissedOn(new(2025, 1, 1)));
    }

    [Fact]
    public void A_paused_clock_has_no_due_date_and_cannot_be_missed_until_it_is_resumed()
    {
        var paused = Clock
            .Within(TimeLimit.Days(60), new DateOnly(2025, 3, 3))
            .Pause(new DateOnly(2025, 4, 1), "调解");

        var reading = paused.Read(Calendar);

        Assert.Null(reading.Due);
        Assert.Equal(new DateOnly(2025, 4, 1), reading.PausedSince);
        Assert.False(reading.IsMissedOn(new(2030, 1, 1)));
        Assert.Equal(
            new DateOnly(2025, 6, 6),
            paused.Resume(new DateOnly(2025, 5, 6)).Read(Calendar).Due
        );
    }

    [Fact]
    public void A_pause_or_extension_after_the_end_changes_nothing_and_the_explanation_says_so()
    {
        var clock = Clock
            .Within(TimeLimit.Days(15), new DateOnly(2026, 6, 3))
            .Extend(TimeLimit.Days(10), new DateOnly(2026, 6, 19))
            .Pause(new DateOnly(2026, 6, 22))
            .Resume(new DateOnly(2026, 6, 24));

        Assert.Equal(new DateOnly(2026, 6, 18), clock.Read(Calendar).Due);
        Assert.Equal(
            2,
            Lines(clock).Count(l => l.Contains("在期限届满之后", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_late_entry_of_an_earlier_move_counts_from_the_day_it_happened()
    {
        var inOrder = Clock
            .Within(TimeLimit.Days(60), new DateOnly(2026, 7, 13))
            .Pause(new DateOnly(2026, 8, 10))
            .Resume(new DateOnly(2026, 8, 14))
            .Pause(new DateOnly(2026, 8, 20))
            .Resume(new DateOnly(2026, 9, 10));
        var late = Clock
            .Within(TimeLimit.Days(60), new DateOnly(2026, 7, 13))
            .Pause(new DateOnly(2026, 8, 20))
            .Resume(new DateOnly(2026, 9, 10))
            .With(
                new ClockMove(ClockMoveKind.Pause, new DateTime(2026, 8, 10)),
                new ClockMove(ClockMoveKind.Resume, new DateTime(2026, 8, 14))
            );

        Assert.Equal(inOrder.Read(Calendar).Due, late.Read(Calendar).Due);
    }

    [Fact]
    public void Who_moves_a_hearing_gets_the_notice_counted_back_from_the_new_day()
    {
        var clock = Clock
            .Before(TimeLimit.WorkingDays(7), new DateOnly(2024, 10, 9))
            .Restart(new DateOnly(2024, 11, 20), "当事人申请延期");

        Assert.Equal(new DateOnly(2024, 11, 11), clock.Read(Calendar).Due);
        Assert.StartsWith(
            "所依据的事件改为2024年11月20日，理由：当事人申请延期",
            Lines(clock)[0],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("resume", "期限没有中止")]
    [InlineData("pause pause", "恢复前不能于2026年3月5日再次中止")]
    [InlineData("early", "早于起算日2026年3月2日")]
    [InlineData("hours", "不能延长24小时")]
    public void Moves_that_contradict_each_other_are_refused_with_their_day(
        string moves,
        string says
    )
    {
        var clock = Clock.Within(TimeLimit.Days(30), new DateOnly(2026, 3, 2));
        var day = new DateOnly(2026, 3, 5);
        var refused = Assert.Throws<DateRuleException>(() =>
            moves switch
            {
                "resume" => clock.Resume(day),
                "early" => clock.Pause(new DateOnly(2026, 3, 1)),
                "hours" => clock.Extend(TimeLimit.Hours(24), day),
                _ => clock.Pause(day).Pause(day),
            }
        );

        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backward_limit_refuses_to_be_paused() =>
        Assert.Throws<DateRuleException>(() =>
            Clock
                .Before(TimeLimit.Days(7), new DateOnly(2026, 5, 15))
                .Pause(new DateOnly(2026, 5, 1))
        );

    [Fact]
    public void Who_asks_why_this_day_gets_every_rule_with_its_article()
    {
        var limit = TimeLimit.AsWritten(
            7,
            new LawRef("行政处罚法").Art(61),
            new DateOnly(2024, 2, 6)
        );

        Assert.Equal(
            [
                "2024年2月6日（星期二）为开始的当日，不计入，自2024年2月7日起算（民法典第二百零一条第一款）。",
                "期限为7个工作日（行政处罚法第六十一条）。",
                "条文所称“七日”是指工作日（行政处罚法第八十五条）。",
                "2024年2月10日至2月17日共8日不计入：春节（国务院办公厅关于2024年部分节假日安排的通知）。",
                "调休上班，计入：2024年2月18日（星期日）（国务院办公厅关于2024年部分节假日安排的通知）。",
                "期满日为2024年2月21日（星期三），自次日起为逾期。",
            ],
            Lines(Clock.Within(limit, new DateOnly(2024, 2, 6)))
        );
    }

    [Fact]
    public void Pause_extension_and_roll_over_are_explained_with_their_days_and_reasons()
    {
        var law = new LawRef("行政复议法") { Version = "2023修订" };
        var clock = Clock
            .Within(TimeLimit.Days(60, law.Art(62, 1)), new DateOnly(2025, 3, 3))
            .Pause(new DateOnly(2025, 4, 1), "双方同意调解", law.Art(39, 1, 6))
            .Resume(new DateOnly(2025, 5, 6))
            .Extend(TimeLimit.Days(30, law.Art(62, 1)), new DateOnly(2025, 6, 3));

        Assert.Equal(
            [
                "2025年3月3日（星期一）为开始的当日，不计入，自2025年3月4日起算（行政复议法第八十八条第一款、民事诉讼法第八十五条）。",
                "期限为60日（行政复议法第六十二条第一款）。",
                "按自然日计算，休息日计入。",
                "2025年4月1日中止，2025年5月6日恢复：中止当日计入，此后至恢复当日共35日不计入，理由：双方同意调解（行政复议法第三十九条第一款第六项）。",
                "延长30日，与原期限合并计算，不从顺延后的日期起算（行政复议法第六十二条第一款）。",
                "2025年7月6日（星期日）是休息日（星期日），顺延至休息日结束的次日2025年7月7日（星期一）（行政复议法第八十八条第一款、民事诉讼法第八十五条）。",
                "期满日为2025年7月7日（星期一），自次日起为逾期。",
            ],
            Lines(clock)
        );
    }

    [Fact]
    public void A_month_without_the_day_and_a_worked_Saturday_are_explained()
    {
        var lines = Lines(Clock.Within(TimeLimit.Months(2), new DateOnly(2025, 12, 31)));

        Assert.Contains(
            "2026年2月没有对应日，以月末日2026年2月28日为最后一日（民法典第二百零二条）。",
            lines
        );
        Assert.Contains(
            "2026年2月28日（星期六）调休上班，是工作日，不顺延（国务院办公厅关于2026年部分节假日安排的通知）。",
            lines
        );
    }

    [Fact]
    public void Every_skipped_and_every_counted_day_of_an_explanation_adds_up_to_the_span()
    {
        var start = new DateOnly(2024, 9, 27);
        var reading = Clock.Within(TimeLimit.WorkingDays(20), start).Read(Calendar);
        var skipped = reading
            .Explanation.Select(l =>
                System.Text.RegularExpressions.Regex.Match(
                    l.Text,
                    "共(\\d+)日不计入",
                    System.Text.RegularExpressions.RegexOptions.None,
                    TimeSpan.FromSeconds(1)
                )
            )
            .Where(m => m.Success)
            .Sum(m => int.Parse(m.Groups[1].ValueSpan));

        Assert.Equal(reading.Due!.Value.DayNumber - start.DayNumber, 20 + skipped);
    }
}
