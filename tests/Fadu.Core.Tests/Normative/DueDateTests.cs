using System.Globalization;
using System.Runtime.CompilerServices;
using Fadu.Core.Tests.LegalityReview;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Modules.NormativeDocuments;
using Fadu.Testing.Procedures;

namespace Fadu.Core.Tests.Normative;

/// <summary>due-dates.tsv (N1–N6, C1–C6) was worked out before the procedures counted.</summary>
public sealed class DueDateTests
{
    public static TheoryData<string> Cases =>
        [.. Lines("due-dates.tsv").Select(l => l[0] + "|" + l[2])];

    public static TheoryData<string> Lasts => [.. Lines("validity.tsv").Select(l => l[0])];

    [Theory]
    [MemberData(nameof(Cases))]
    public void AClock_FallsDueAsWorkedOut(string row)
    {
        var line = Lines("due-dates.tsv").Single(l => l[0] + "|" + l[2] == row);
        var (key, clock, start, due) = (line[1], line[2], Day(line[3]), Day(line[6]));
        var walk = Started(key, clock, start);
        var (pause, resume, extend) = Moves(key);
        foreach (
            var (from, to) in line[4]
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(p => p.Split('/'))
                .Select(p => (Day(p[0]), Day(p[1])))
        )
        {
            walk.On(from).Do(pause, PauseInput(key));
            walk.On(to).Do(resume);
        }
        if (line[5].Length > 0)
        {
            walk.On(Day(line[5])).Do(extend, new { reason = "文件较多" });
        }

        Assert.False(walk.Last.IsRefused, string.Join('；', walk.Last.Refusals));
        Assert.Equal(due, walk.Due(clock));
        if (line[7].Length > 0)
        {
            Assert.Equal(
                Day(line[7]),
                walk.State.Clocks[clock]
                    .ToClock(walk.Procedure.FindClock(clock)!.Kind)
                    .Read(WorkCalendar.National)
                    .Unrolled
            );
        }
    }

    [Theory]
    [MemberData(nameof(Lasts))]
    public void TheLastDayInForce_IsAsWorkedOut(string row)
    {
        var line = Lines("validity.tsv").Single(l => l[0] == row);
        var effective = Day(line[1]);
        var walk = Effective(effective, line[2] == "是");

        Assert.Equal(line[3], (string?)walk.State.Facts["validUntil"]);
        Assert.Equal(Day(line[3]), Assert.Single(walk.Last.Effects.OfType<ItemWanted>()).Until);
    }

    [Fact]
    public void BeforeTheNotice_TheReviewHadNoClock()
    {
        // N6: 2018-11-20.
        var editions = new ProcedureEditions(
            Fadu.Modules.LegalityReview.Reviews.DocumentBefore2018,
            Fadu.Modules.LegalityReview.Reviews.Document2018
        );

        Assert.Null(editions.On(new(2018, 11, 20))!.FindClock("review-max"));
        Assert.NotNull(editions.On(new(2018, 12, 10))!.FindClock("review-max"));
    }

    /// <summary>N5: comes into force on a day.</summary>
    private static Walk Effective(DateOnly effective, bool trial)
    {
        var walk = Making.Signed(
            DocumentMaking.Document2020,
            effective.AddDays(-120),
            ("trial", trial)
        );
        return walk.Do("publish.done", Making.Issue(walk.Today, effective));
    }

    private static Walk Started(string key, string clock, DateOnly start)
    {
        var p = DocumentMaking.Document2020;
        object came = new { from = "县人民法院", content = "第五条与上位法不一致。" };
        return (key, clock) switch
        {
            ("legality-review.document", _) => Play.Accepted(Play.ReviewOf(key), start),
            (_, "market-comment") => Making
                .Drafted(p, start)
                .Do("comment.publish", Making.Notice(start)),
            (_, "publishing") => Making
                .Decided(p, start.AddDays(-60))
                .Do("sign.number", Making.Number(start)),
            (_, "filing-up" or "filing-npc") => Published(p, start),
            (_, "evaluation" or "renewal") => Effective(start, true),
            (_, "court-suggestion") => Making
                .Issued(p, start.AddDays(-90))
                .On(start)
                .Do("court-suggestion", came),
            (_, "amended-report") => Making
                .Issued(p, start.AddDays(-90))
                .On(start)
                .Do(
                    "end",
                    new
                    {
                        way = "废止",
                        byWhat = "云政规〔2026〕9号",
                        decisionOn = Making.Iso(start),
                        endsOn = Making.Iso(start.AddDays(1)),
                    }
                ),
            (FilingReviews.Key, "form-check") => Cleaning.Filed(FilingReviews.Review, start),
            (FilingReviews.Key, _) => Cleaning
                .Filed(FilingReviews.Review, start)
                .Hand("final")
                .Hand("explanation")
                .Do("form.register"),
            (_, "opinion") => Cleaning.Frozen(CleanupCampaigns.Campaign, start),
            (_, "publish") => Cleaning.Decided(CleanupCampaigns.Campaign, start),
            (_, "dynamic") => Dynamic(start, new(2026, 7, 1)),
            (_, "dynamic-effective") => Dynamic(new(2026, 4, 29), start),
            _ => throw new InvalidOperationException($"{key} {clock}"),
        };
    }

    private static Walk Dynamic(DateOnly published, DateOnly inForce) =>
        new Walk(CleanupCampaigns.Campaign, published).Open(
            Cleaning.Facts(
                CleanupFacts.Dynamic,
                law: "行政复议法实施条例",
                published: published,
                inForce: inForce
            )
        );

    private static Walk Published(Procedure p, DateOnly on)
    {
        var walk = Making.Signed(p, on.AddDays(-60));
        return walk.Do("publish.done", Making.Issue(on, on.AddDays(31)));
    }

    private static (string Pause, string Resume, string Extend) Moves(string key) =>
        key switch
        {
            "legality-review.document" => ("review.supplement", "review.received", "review.extend"),
            FilingReviews.Key => ("form.supplement", "form.received", "review.extend"),
            _ => ("wait", "resume", "extend"),
        };

    private static object PauseInput(string key) =>
        key == "legality-review.document"
            ? new { missing = new[] { "数据" } }
            : new { reason = "等候上级答复" };

    private static DateOnly Day(string iso) => DateOnly.Parse(iso, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Lines(string name, [CallerFilePath] string here = "") =>
        File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, name))
            .Skip(1)
            .Select(l => l.Split('\t'));
}
