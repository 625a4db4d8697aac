using System.Globalization;
using System.Runtime.CompilerServices;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Modules.Decisions;
using Fadu.Testing.Procedures;

namespace Fadu.Core.Tests.Decisions;

/// <summary>due-dates.tsv and editions.tsv were worked out before the procedures counted.</summary>
public sealed class DecisionDateTests
{
    public static TheoryData<string> Cases => [.. Lines("due-dates.tsv").Select(l => l[0])];

    [Theory]
    [MemberData(nameof(Cases))]
    public void AClock_FallsDueAsWorkedOut(string row)
    {
        var line = Lines("due-dates.tsv").Single(l => l[0] == row);
        var (clock, start) = (line[2], Day(line[3]));
        var walk = Started(line[1], clock, start, line[5]);
        foreach (
            var pause in line[4]
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(p => p.Split('/'))
        )
        {
            var review = line[1].StartsWith("legality", StringComparison.Ordinal);
            walk.On(Day(pause[0]))
                .Do(
                    review ? "review.supplement" : "pause",
                    review ? new { missing = new[] { "数据" } } : new { reason = "委托调查" }
                );
            walk.On(Day(pause[1])).Do(review ? "review.received" : "resume");
        }
        Assert.False(walk.Last.IsRefused, string.Join('；', walk.Last.Refusals));
        var reading = walk
            .State.Clocks[clock]
            .ToClock(walk.Procedure.FindClock(clock)!.Kind)
            .Read(WorkCalendar.National);
        Assert.Equal(Day(line[6]), reading.Due);
        if (line[7].Length > 0)
        {
            Assert.Equal(Day(line[7]), reading.Unrolled);
        }
        if (line[8].Length > 0)
        {
            Assert.Equal(Day(line[8]), reading.OpensOn);
        }
    }

    [Fact]
    public void TheReviewWaitsForTheLastDayOfTheConsultation()
    {
        // D1: published on 2026-08-31, open through 2026-09-30.
        var walk = Started("major-decision", "comment", new(2026, 8, 31), "");
        walk.On(new(2026, 9, 30)).Do("participation.close", DecisionPlay.NoneCame);
        Assert.Contains(
            "最早可于2026年10月1日办理",
            Assert.Single(walk.Last.Refusals).ToString(),
            StringComparison.Ordinal
        );

        walk.On(new(2026, 10, 1)).Do("participation.close", DecisionPlay.NoneCame);
        Assert.True(walk.State.IsOpen("request"));
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void TheAnchor_ChoosesTheEdition(string row)
    {
        var line = Lines("editions.tsv").Single(l => l[0] == row);
        var editions =
            line[1] == MajorDecisions.Key
                ? new ProcedureEditions(MajorDecisions.Before2019, MajorDecisions.Since2019)
                : new ProcedureEditions(Evaluations.Since2019);
        Assert.Equal(line[3], editions.On(Day(line[2]))?.Edition);
    }

    public static TheoryData<string> Editions => [.. Lines("editions.tsv").Select(l => l[0])];

    private static Walk Started(string procedure, string clock, DateOnly start, string length)
    {
        var decision = MajorDecisions.Since2019;
        return (procedure, clock) switch
        {
            ("major-decision", "comment") => Published(decision, start, length),
            ("major-decision", "publishing") => Decided(decision, start),
            ("major-decision", _) => DecisionPlay
                .Drafted(decision, new { hearingPlanned = true }, start.AddDays(-40))
                .Do("hearing.schedule", DecisionPlay.Hearing(start)),
            ("post-decision-evaluation", "comment") => DecisionPlay
                .Planned(Evaluations.Since2019, start)
                .Do("inquiry.publish", new { where = "县政府网站" }),
            ("post-decision-evaluation", "publishing") => DecisionPlay
                .ReportedOn(Evaluations.Since2019, start)
                .Do("consider.decide", new { decision = "Keep", text = "继续执行" }),
            ("post-decision-evaluation", _) => Extended(
                DecisionPlay.Planned(Evaluations.Since2019, start),
                length
            ),
            _ => LegalityReview.Play.Accepted(LegalityReview.Play.ReviewOf(procedure), start),
        };
    }

    private static Walk Published(Procedure p, DateOnly start, string length)
    {
        var days = length.Length == 0 ? 30 : int.Parse(length, CultureInfo.InvariantCulture);
        return DecisionPlay
            .Drafted(p, on: start)
            .Do(
                "participation.publish",
                DecisionPlay.Consult(start.AddDays(days), days < 30 ? "汛期临近" : null)
            );
    }

    private static Walk Decided(Procedure p, DateOnly day)
    {
        var walk = DecisionPlay.Submitted(p);
        return walk.On(day).Do("deliberation.decide", DecisionPlay.Deliberated());
    }

    private static Walk Extended(Walk walk, string by) =>
        by.Length == 0 ? walk : walk.Do("extend", new { reason = "样本不足" });

    private static DateOnly Day(string iso) => DateOnly.Parse(iso, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Lines(string file, [CallerFilePath] string here = "") =>
        File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, file))
            .Skip(1)
            .Select(l => l.Split('\t'));
}
