namespace Fadu.Law.Dates;

/// <summary>Writes down how a date came about, so that it can be defended: 为什么是这一天.</summary>
internal static class ClockExplanation
{
    private static readonly LawRef CivilCode = new("民法典");
    private static readonly LawRef CivilProcedure = new LawRef("民事诉讼法").Art(85);

    internal static IReadOnlyList<ExplanationLine> Of(ClockReading reading)
    {
        var lines = new List<ExplanationLine>();
        var clock = reading.Clock;
        var start = DateOnly.FromDateTime(reading.StartedAt);
        Beginning(lines, reading, start);
        Length(lines, clock);
        if (reading.Detail is { } detail)
        {
            Moves(lines, clock, detail);
        }

        if (reading.PausedSince is { } since)
        {
            lines.Add(
                new($"{ChineseDates.Long(since)}起中止，尚未恢复；中止期间不计入，恢复后才有期满日")
            );
            return lines;
        }

        var due = reading.Due!.Value;
        if (clock.Limit.Unit == TimeUnit.WorkingDays)
        {
            var (from, through) =
                clock.Kind == ClockKind.Before ? (due, start.AddDays(-1)) : (start.AddDays(1), due);
            Skipped(lines, reading.Calendar, from, through);
        }

        End(lines, reading, due);
        if (reading.IsProvisional)
        {
            var years = string.Join("、", reading.ProvisionalYears.Select(y => $"{y}年"));
            lines.Add(
                new(
                    $"暂定：{years}的放假和调休安排尚未录入，暂按周一至周五扣除法定节日推算，录入通知后重新计算",
                    new LawRef("全国年节及纪念日放假办法").Art(2)
                )
            );
        }

        return lines;
    }

    private static void Beginning(List<ExplanationLine> lines, ClockReading reading, DateOnly start)
    {
        var clock = reading.Clock;
        var restarted = clock.Moves.LastOrDefault(m => m.Kind == ClockMoveKind.Restart);
        if (restarted is not null)
        {
            var reason = Because(restarted.Reason);
            lines.Add(
                clock.Kind == ClockKind.Before
                    ? new(
                        $"所依据的事件改为{ChineseDates.Long(start)}{reason}",
                        Only(restarted.Basis)
                    )
                    : new($"{ChineseDates.Long(start)}重新计算{reason}", Only(restarted.Basis))
            );
        }

        if (clock.Limit.Unit == TimeUnit.Hours)
        {
            var moment = ChineseDates.Moment(reading.StartedAt);
            lines.Add(
                clock.Kind == ClockKind.Before
                    ? new($"自{moment}倒算")
                    : new($"自{moment}起按小时计算", CivilCode.Art(201, 2))
            );
            return;
        }

        lines.Add(
            clock.Kind == ClockKind.Before
                ? new(
                    $"自{ChineseDates.WithWeekday(start)}倒算，当日不计入，第一日为{ChineseDates.Long(start.AddDays(-1))}"
                )
                : new(
                    $"{ChineseDates.WithWeekday(start)}为开始的当日，不计入，自{ChineseDates.Long(start.AddDays(1))}起算",
                    CountingBasis(clock.Limit.Basis, CivilCode.Art(201, 1))
                )
        );
    }

    private static void Length(List<ExplanationLine> lines, Clock clock)
    {
        var limit = clock.Limit;
        var text = clock.Kind switch
        {
            ClockKind.AtLeast => $"不少于{limit}",
            ClockKind.Before => $"最迟在{limit}前",
            _ => $"期限为{limit}",
        };
        lines.Add(new(text, Only(limit.Basis)));
        if (limit.UnitBasis is { } unit)
        {
            lines.Add(new($"条文所称“{ChineseNumerals.Format(limit.Length)}日”是指工作日", unit));
        }
        else if (limit.Unit == TimeUnit.Days)
        {
            lines.Add(new("按自然日计算，休息日计入"));
        }
    }

    private static void Moves(List<ExplanationLine> lines, Clock clock, ClockDetail detail)
    {
        foreach (var (from, to) in detail.Pauses)
        {
            var move = clock.Moves.First(m => m.Kind == ClockMoveKind.Pause && m.At == from);
            lines.Add(
                clock.Limit.Unit == TimeUnit.Hours
                    ? new(
                        $"{ChineseDates.Moment(from)}中止，{ChineseDates.Moment(to)}恢复，期间不计入{Because(move.Reason)}",
                        Only(move.Basis)
                    )
                    : new(
                        $"{ChineseDates.Long(move.Day)}中止，{ChineseDates.Long(DateOnly.FromDateTime(to))}恢复：中止当日计入，此后至恢复当日共{(to - from).Days}日不计入{Because(move.Reason)}",
                        Only(move.Basis)
                    )
            );
        }

        foreach (var more in detail.Extensions)
        {
            lines.Add(
                new(
                    more.Unit == clock.Limit.Unit
                        ? $"延长{more}，与原期限合并计算，不从顺延后的日期起算"
                        : $"延长{more}，自未顺延的最后一日起接续计算",
                    Only(more.Basis)
                )
            );
        }

        foreach (var move in detail.Ignored)
        {
            var what = move.Kind == ClockMoveKind.Pause ? "中止" : "延长";
            lines.Add(new($"{ChineseDates.Long(move.Day)}的{what}在期限届满之后，不改变期满日"));
        }
    }

    private static void Skipped(
        List<ExplanationLine> lines,
        WorkCalendar calendar,
        DateOnly from,
        DateOnly through
    )
    {
        var weekends = new List<string>();
        var weekendDays = 0;
        var worked = new List<DateOnly>();
        for (var day = from; day <= through; day = day.AddDays(1))
        {
            if (calendar.IsWorkday(day))
            {
                if (WorkCalendar.IsWeekend(day))
                {
                    worked.Add(day);
                }

                continue;
            }

            var last = day;
            var names = new List<string>();
            LawRef? source = null;
            for (; last <= through && !calendar.IsWorkday(last); last = last.AddDays(1))
            {
                var why = calendar.WhyRest(last)!;
                if (why != ChineseDates.Weekday(last) && !names.Contains(why))
                {
                    names.Add(why);
                    source ??= calendar.Source(last);
                }
            }

            var until = last.AddDays(-1);
            var days = until.DayNumber - day.DayNumber + 1;
            if (names.Count == 0)
            {
                weekends.Add(Span(day, until));
                weekendDays += days;
            }
            else
            {
                lines.Add(
                    new(
                        $"{ChineseDates.Long(day)}{(days > 1 ? "至" + ChineseDates.Short(until) : "")}共{days}日不计入：{string.Join("、", names)}",
                        Only(source)
                    )
                );
            }

            day = until;
        }

        if (weekends.Count > 0)
        {
            lines.Add(new($"周末共{weekendDays}日不计入：{string.Join("、", weekends)}"));
        }

        if (worked.Count > 0)
        {
            lines.Add(
                new(
                    $"调休上班，计入：{string.Join("、", worked.Select(ChineseDates.WithWeekday))}",
                    [.. worked.Select(calendar.Source).OfType<LawRef>().Distinct()]
                )
            );
        }
    }

    private static void End(List<ExplanationLine> lines, ClockReading reading, DateOnly due)
    {
        var clock = reading.Clock;
        var calendar = reading.Calendar;
        if (reading.DueAt is { } moment)
        {
            lines.Add(
                new(
                    clock.Kind == ClockKind.Before
                        ? $"最迟为{ChineseDates.Moment(moment)}"
                        : $"期满时刻为{ChineseDates.Moment(moment)}；按小时计算的期限遇休息日不顺延"
                )
            );
            return;
        }

        var unrolled = reading.Unrolled!.Value;
        if (
            clock.Limit.Unit is TimeUnit.Months or TimeUnit.Years
            && unrolled.Day != DateOnly.FromDateTime(reading.StartedAt).Day
            && (reading.Detail is null || reading.Detail.Pauses.Count == 0)
            && unrolled.Day == DateTime.DaysInMonth(unrolled.Year, unrolled.Month)
        )
        {
            lines.Add(
                new(
                    $"{unrolled.Year}年{unrolled.Month}月没有对应日，以月末日{ChineseDates.Long(unrolled)}为最后一日",
                    CivilCode.Art(202)
                )
            );
        }

        if (unrolled != due)
        {
            lines.Add(
                new(
                    $"{ChineseDates.WithWeekday(unrolled)}是休息日（{calendar.WhyRest(unrolled)}），顺延至休息日结束的次日{ChineseDates.WithWeekday(due)}",
                    CountingBasis(clock.Limit.Basis, CivilCode.Art(203, 1))
                )
            );
        }
        else if (clock.Kind != ClockKind.Before && calendar.IsMakeUpWorkday(due))
        {
            lines.Add(
                new(
                    $"{ChineseDates.WithWeekday(due)}调休上班，是工作日，不顺延",
                    Only(calendar.Source(due))
                )
            );
        }

        lines.Add(
            clock.Kind switch
            {
                ClockKind.AtLeast => new(
                    $"至{ChineseDates.Long(due)}止，自{ChineseDates.Long(due.AddDays(1))}起可以进入下一环节"
                ),
                ClockKind.Before => new(
                    $"最迟为{ChineseDates.WithWeekday(due)}"
                        + (
                            reading.Advice is { } advice
                                ? $"；当日是休息日，倒算的期限不顺延，建议于{ChineseDates.WithWeekday(advice)}前办理"
                                : ""
                        )
                ),
                _ => new($"期满日为{ChineseDates.WithWeekday(due)}，自次日起为逾期"),
            }
        );
    }

    // 行政复议法(2023)第八十八条第一款 refers to 民事诉讼法; 法释〔2018〕1号第四十八条 has the same rules for litigation.
    private static LawRef[] CountingBasis(LawRef? basis, LawRef otherwise) =>
        basis switch
        {
            { Law: "行政复议法", Version: not "2017修正" } =>
            [
                new LawRef("行政复议法").Art(88, 1),
                CivilProcedure,
            ],
            { Law: "行政复议法" } => [new LawRef("行政复议法").Art(40, 1), CivilProcedure],
            { Law: "行政诉讼法" } => [new LawRef("法释〔2018〕1号").Art(48)],
            { Law: "民事诉讼法" } => [CivilProcedure],
            _ => [otherwise],
        };

    private static LawRef[] Only(LawRef? basis) => basis is null ? [] : [basis];

    private static string Because(string? reason) =>
        string.IsNullOrEmpty(reason) ? "" : $"，理由：{reason}";

    private static string Span(DateOnly from, DateOnly through) =>
        from == through
            ? ChineseDates.Short(from)
            : $"{ChineseDates.Short(from)}至{(from.Month == through.Month ? $"{through.Day}日" : ChineseDates.Short(through))}";
}
