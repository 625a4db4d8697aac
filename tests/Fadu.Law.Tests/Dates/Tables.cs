using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Fadu.Law.Dates;

namespace Fadu.Law.Tests.Dates;

/// <summary>The tables beside this file, and the small notation of limits and moves that they use.</summary>
internal static partial class Tables
{
    internal static IEnumerable<string[]> Rows(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            yield return line.Split('\t');
        }
    }

    internal static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static DateTimeOffset Moment(string text) =>
        new(
            DateTime.ParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
            TimeSpan.FromHours(8)
        );

    internal static TimeLimit Limit(string text)
    {
        var match = LimitPattern().Match(text);
        return new(
            int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            match.Groups[2].Value switch
            {
                "工作日" => TimeUnit.WorkingDays,
                "日" => TimeUnit.Days,
                "月" => TimeUnit.Months,
                "年" => TimeUnit.Years,
                "小时" => TimeUnit.Hours,
                var unit => throw new FormatException(unit),
            }
        );
    }

    internal static Clock Clock(string kind, string limit, string start, string moves)
    {
        var length = Limit(limit);
        var hours = length.Unit == TimeUnit.Hours;
        var clock = kind switch
        {
            "before" when hours => Law.Dates.Clock.Before(length, Moment(start)),
            "before" => Law.Dates.Clock.Before(length, Day(start)),
            "atleast" => Law.Dates.Clock.AtLeast(length, Day(start)),
            _ when hours => Law.Dates.Clock.Within(length, Moment(start)),
            _ => Law.Dates.Clock.Within(length, Day(start)),
        };
        foreach (var move in moves.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (what, value) = (move[..move.IndexOf(':')], move[(move.IndexOf(':') + 1)..]);
            clock = what switch
            {
                "pause" => hours ? clock.Pause(Moment(value)) : clock.Pause(Day(value)),
                "resume" => hours ? clock.Resume(Moment(value)) : clock.Resume(Day(value)),
                "restart" => clock.Restart(Day(value)),
                _ => value.Split('@') switch
                {
                    [var by, var on] => clock.Extend(Limit(by), Day(on)),
                    [var by] => clock.Extend(Limit(by), Day(start)),
                    _ => throw new FormatException(move),
                },
            };
        }

        return clock;
    }

    [GeneratedRegex(@"^(\d+)(\D+)$", RegexOptions.None, 1000)]
    private static partial Regex LimitPattern();
}
