using System.Globalization;
using System.Runtime.CompilerServices;
using Fadu.Core.Tests.Decisions;
using Fadu.Core.Tests.Normative;
using Fadu.Law.Dates;
using Fadu.Modules.Decisions;
using Fadu.Modules.NormativeDocuments;
using Fadu.Testing.Procedures;

namespace Fadu.Core.Tests.Consultations;

/// <summary>closing-days.tsv was worked out by hand: a matter goes on from the first working day after the last day that was announced, where that is not before the thirtieth, and not a day earlier.</summary>
public sealed class ClosingDayTests
{
    public static TheoryData<string> Cases => [.. Lines().Select(l => l[0])];

    [Theory]
    [MemberData(nameof(Cases))]
    public void AConsultation_IsClosedFromTheFirstWorkingDayAfterItsLast(string row)
    {
        var line = Lines().Single(l => l[0] == row);
        var (published, closes, first) = (Day(line[2]), Day(line[3]), Day(line[6]));
        var shorter = line[5].Length == 0 ? null : line[5];
        var isDecision = line[1] == MajorDecisions.Key;
        var walk = isDecision
            ? DecisionPlay
                .Drafted(MajorDecisions.Since2019, on: published)
                .Do("participation.publish", DecisionPlay.Consult(closes, shorter))
            : Making
                .Drafted(DocumentMaking.Document2020, published)
                .Do(
                    "comment.publish",
                    Making.Notice(published, closes.DayNumber - published.DayNumber, shorter)
                );
        Assert.False(walk.Last.IsRefused, string.Join('；', walk.Last.Refusals));
        if (line[4].Length > 0)
        {
            walk.Do(
                "participation.prolong",
                new { closesOn = line[4], reason = "春耕期间，延长十日。" }
            );
            Assert.False(walk.Last.IsRefused, string.Join('；', walk.Last.Refusals));
        }

        for (var day = published; day < first; day = day.AddDays(1))
        {
            Assert.True(Close(day).IsRefused, $"{day}");
        }
        // Who asks on the eve is told the very day.
        var told = walk
            .Last.Refusals.Select(r => r.ToString())
            .Where(r => r.Contains("最早可于", StringComparison.Ordinal));
        Assert.All(
            told,
            r =>
                Assert.Contains(
                    $"最早可于{ChineseDates.Long(first)}办理",
                    r,
                    StringComparison.Ordinal
                )
        );
        Assert.False(Close(first).IsRefused, string.Join('；', walk.Last.Refusals));

        Law.Procedures.Transition Close(DateOnly on) =>
            isDecision
                ? walk.On(on).Do("participation.close", DecisionPlay.NoneCame).Last
                : walk.On(on).Do("comment.close", Making.Result(on)).Last;
    }

    private static DateOnly Day(string iso) => DateOnly.Parse(iso, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Lines([CallerFilePath] string here = "") =>
        File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "closing-days.tsv"))
            .Skip(1)
            .Select(l => l.Split('\t'));
}
