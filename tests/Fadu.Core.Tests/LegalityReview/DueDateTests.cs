using System.Globalization;
using System.Runtime.CompilerServices;
using Fadu.Law.Procedures;
using Fadu.Modules.LegalityReview;
using Fadu.Testing.Procedures;

namespace Fadu.Core.Tests.LegalityReview;

/// <summary>due-dates.tsv was worked out by other means before the procedures counted: holidays, make-up days, pauses, extensions.</summary>
public sealed class DueDateTests
{
    public static TheoryData<string> Cases => [.. Lines().Select(l => l[0] + "|" + l[2])];

    [Theory]
    [MemberData(nameof(Cases))]
    public void AClock_FallsDueAsWorkedOut(string row)
    {
        var line = Lines().Single(l => l[0] + "|" + l[2] == row);
        var (key, clock, start, due) = (line[1], line[2], Day(line[3]), Day(line[6]));
        var pauses = line[4]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('/'))
            .Select(p => (Asked: Day(p[0]), Received: Day(p[1])));
        var walk = key switch
        {
            CompetitionReviews.OfGovernment => Started(
                CompetitionReviews.Government2024,
                clock,
                start
            ),
            CompetitionReviews.OfDepartment => Started(
                CompetitionReviews.Department2024,
                clock,
                start
            ),
            Contracts.Key => Play.Signed(Contracts.Contract, start),
            _ => Play.Accepted(Play.ReviewOf(key), start),
        };
        var (supplement, received, extend) = key.StartsWith("fair", StringComparison.Ordinal)
            ? ("conclusion.supplement", "conclusion.received", "conclusion.extend")
            : ("review.supplement", "review.received", "review.extend");
        foreach (var pause in pauses)
        {
            walk.On(pause.Asked).Do(supplement, new { missing = new[] { "数据" } });
            walk.On(pause.Received).Do(received);
        }
        if (line[5].Length > 0)
        {
            walk.On(Day(line[5])).Do(extend, new { reason = "案情复杂" });
        }

        Assert.False(walk.Last.IsRefused, string.Join('；', walk.Last.Refusals));
        Assert.Equal(due, walk.Due(clock));
    }

    [Fact]
    public void ThePerformanceOfAContract_IsDueOnTheDayThatItNames()
    {
        var walk = Play.Signed(Contracts.Contract, new(2026, 3, 2), nextDueOn: new(2026, 9, 30));

        Assert.True(Contracts.Contract.FindClock("performance")!.RemindsEarly);
        Assert.Equal(new(2026, 9, 30), walk.Due("performance"));
        // 2026-10-03 is a holiday: 民法典第二百零三条.
        walk.Later(10)
            .Do("performance.progress", new { text = "已交付一期", nextDueOn = "2026-10-03" });
        Assert.Equal(new(2026, 10, 8), walk.Due("performance"));
    }

    private static Walk Started(Procedure procedure, string clock, DateOnly start) =>
        clock switch
        {
            "stakeholders" => Play.Scoped(procedure, start)
                .Do("hearing.ask", new { to = new[] { "县停车行业协会" } }),
            "public" => Play.Scoped(procedure, start)
                .Do("hearing.publish", new { where = "县政府网站" }),
            _ => Play.Preliminary(procedure, start),
        };

    private static DateOnly Day(string iso) => DateOnly.Parse(iso, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Lines([CallerFilePath] string here = "") =>
        File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "due-dates.tsv"))
            .Skip(1)
            .Select(l => l.Split('\t'));
}
