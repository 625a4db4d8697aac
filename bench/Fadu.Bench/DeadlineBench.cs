using System.Diagnostics;
using Fadu.Law.Dates;

namespace Fadu.Bench;

/// <summary>Due dates a second, beside walking day by day over a set of days off.</summary>
internal static class DeadlineBench
{
    public static Task<IReadOnlyList<Figure>> Run(BenchOptions options)
    {
        var calendar = WorkCalendar.National;
        var start = new DateOnly(2020, 1, 1);
        var limits = Enumerable.Range(1, 60).Select(n => TimeLimit.WorkingDays(n)).ToList();
        var count = options.Amount(3_000_000);
        long ours = 0;
        double Clocks()
        {
            ours = 0;
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < count; i++)
            {
                ours += Clock
                    .Within(limits[i % limits.Count], start.AddDays(i % 2000))
                    .Read(calendar)
                    .Due!.Value.DayNumber;
            }
            return count / watch.Elapsed.TotalSeconds;
        }
        var days = Enumerable.Range(0, 2400).Select(start.AddDays).ToList();
        var off = days.Where(d => !IsWorkday(calendar, d)).ToHashSet();
        long walked = 0;
        var steps = count / 10;
        double Walk()
        {
            walked = 0;
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < steps; i++)
            {
                var day = start.AddDays(i % 2000);
                for (var left = (i % limits.Count) + 1; left > 0; )
                {
                    day = day.AddDays(1);
                    if (!off.Contains(day))
                    {
                        left--;
                    }
                }
                walked += day.DayNumber;
            }
            return steps / watch.Elapsed.TotalSeconds;
        }
        Clocks();
        Walk();
        var (fast, slow) = (
            Measure.Median([Clocks(), Clocks(), Clocks()]),
            Measure.Median([Walk(), Walk(), Walk()])
        );
        return Task.FromResult<IReadOnlyList<Figure>>([
            new Figure(
                "deadlines",
                "工作日期限的到期日，对照逐日数",
                fast,
                "个/秒",
                slow,
                fast / slow,
                "≥ 1000000",
                fast >= 1_000_000
            ),
        ]);
    }

    private static bool IsWorkday(WorkCalendar calendar, DateOnly day) =>
        Clock.Within(TimeLimit.WorkingDays(1), day.AddDays(-1)).Read(calendar).Due == day;
}
