using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Tests.Figures;

/// <summary>Whatever is entered, corrected, voided, entered late or undone: a figure is what a plain recount gives, at every state of knowledge.</summary>
public sealed class FigurePropertyTests
{
    public static readonly TheoryData<Engine, int> Seeds = new()
    {
        { Engine.Sqlite, 1 },
        { Engine.Sqlite, 2 },
        { Engine.Sqlite, 3 },
        { Engine.Postgres, 1 },
        { Engine.Postgres, 4 },
    };

    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Figure_AfterRandomEntries_EqualsPlainRecountAtEveryKnowledge(
        Engine engine,
        int seed
    )
    {
        await using var county = await ProbeCounty.Found(engine);
        var random = new Random(seed);
        var model = new Model(county, random);
        for (var batch = 0; batch < 25; batch++)
        {
            county.Time.Advance(TimeSpan.FromHours(random.Next(1, 60)));
            await model.Step(random.Next(1, 8));
        }
        await model.Check(60);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Figure_OverSeveralBlocksOfTheTrail_EqualsPlainRecountAtEveryKnowledge(
        Engine engine
    )
    {
        await using var county = await ProbeCounty.Found(engine);
        var model = new Model(county, new Random(11));
        for (var batch = 0; batch < 5; batch++)
        {
            await model.Step(2_000);
        }
        await model.Check(40);
        var block = FigureSum.BlockSize;
        foreach (var seq in new long[] { 1, block - 1, block, block + 1, 2 * block, model.Latest })
        {
            await model.CheckAt(seq);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Sums_AfterRandomEntries_AreTheSumsOfTheLines(Engine engine)
    {
        await using var county = await ProbeCounty.Found(engine);
        var model = new Model(county, new Random(5));
        await model.Step(300);
        await model.Step(300);
        await using var db = county.Read();
        var lines = await db.Set<ContributionLine>().ToListAsync();
        var sums = await db.Set<FigureSum>().ToListAsync();
        Assert.NotEmpty(sums);
        foreach (var sum in sums)
        {
            var behind = lines
                .Where(l =>
                    l.Figure == sum.Figure
                    && l.OrganId == sum.OrganId
                    && (sum.Dimensions == FigureSum.AllDimensions || l.Dimensions == sum.Dimensions)
                    && (sum.Block == FigureSum.Now || l.Seq / FigureSum.BlockSize == sum.Block)
                    && (
                        sum.Period > 999_999
                            ? (l.Day.Year * 10_000) + (l.Day.Month * 100) + l.Day.Day == sum.Period
                            : (l.Day.Year * 100) + l.Day.Month == sum.Period
                    )
                )
                .ToList();
            Assert.Equal(behind.Sum(l => l.Amount), sum.Amount);
            Assert.Equal(behind.Count, sum.Lines);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Catalogue_OfAYear_HasTheSameValuesAsEachFigureAskedAlone(Engine engine)
    {
        await using var county = await ProbeCounty.Found(engine);
        var model = new Model(county, new Random(21));
        await model.Step(400);
        Figure[] figures =
        [
            ProbeFigures.Events,
            ProbeFigures.People,
            ProbeFigures.Places,
            ProbeFigures.Open,
            ProbeFigures.Rate,
        ];
        await using var db = county.Read();
        foreach (var scope in new[] { Scope.All(), new Scope(1, false, [county.Qingshi]) })
        {
            foreach (var today in new[] { new DateOnly(2025, 8, 17), new DateOnly(2026, 2, 1) })
            {
                var all = await county.Figures().OfYear(db, scope, figures, 2025, today);
                foreach (var value in all)
                {
                    var ask = FigureAsk.Year(value.Figure, 2025);
                    if (value.Figure.Fold == Fold.AsOf && today < ask.To)
                    {
                        ask = ask with { To = today };
                    }
                    Assert.Equal(await county.Figures().Value(db, scope, ask), value);
                }
            }
        }
    }

    private sealed class Model(County county, Random random)
    {
        private static readonly string[] Places = ["", "学校", "村居", "网络"];
        private readonly List<(long Seq, Guid Subject, List<Contribution> Counts)> history = [];
        private readonly List<Guid> subjects = [];

        public long Latest => history.Max(h => h.Seq);

        public async Task Step(int records)
        {
            var events = new List<ProbeCounted>();
            for (var i = 0; i < records; i++)
            {
                var isNew = subjects.Count == 0 || random.Next(3) > 0;
                var subject = isNew ? Guid.CreateVersion7() : subjects[random.Next(subjects.Count)];
                if (isNew)
                {
                    subjects.Add(subject);
                }
                // Void, undo of a void, correction: all are "from here on it counts this".
                var counts = !isNew && random.Next(3) == 0 ? [] : Counts();
                events.Add(new ProbeCounted(subject, isNew, counts));
            }
            var result = await county.Do(new CountProbe(events), Actor.System());
            for (var i = 0; i < events.Count; i++)
            {
                history.Add(
                    (result.Seq - events.Count + 1 + i, events[i].Subject, [.. events[i].Counts])
                );
            }
        }

        private List<Contribution> Counts()
        {
            Guid[] organs = [county.Justice, county.Finance, county.Qingshi, county.Baishui];
            var organ = organs[random.Next(organs.Length)];
            var day = new DateOnly(2024, 1, 1).AddDays(random.Next(1_000));
            var place = Places[random.Next(Places.Length)];
            var dimensions = place.Length == 0 ? "" : $"场所={place}";
            var counts = new List<Contribution>
            {
                new("ProbeEvents", organ, day, 1, dimensions),
                new("ProbePeople", organ, day, random.Next(0, 400), dimensions),
                new("ProbePlaces", organ, day, 1, "", $"第{random.Next(9)}小学"),
                new("ProbePlaces", organ, day, 1, "", $"第{random.Next(9)}中学"),
                new("ProbeOpen", organ, day, 1),
            };
            if (random.Next(2) == 0)
            {
                counts.Add(new("ProbeOpen", organ, day.AddDays(random.Next(1, 200)), -1));
            }
            return counts;
        }

        public async Task Check(int questions)
        {
            await CheckAt(null, questions);
            for (var i = 0; i < questions / 4; i++)
            {
                await CheckAt(random.NextInt64(0, Latest + 2), 3);
            }
        }

        public async Task CheckAt(long? known, int questions = 4)
        {
            Figure[] figures =
            [
                ProbeFigures.Events,
                ProbeFigures.People,
                ProbeFigures.Places,
                ProbeFigures.Open,
                ProbeFigures.Rate,
            ];
            var state = history
                .Where(h => known is null || h.Seq <= known)
                .GroupBy(h => h.Subject)
                .SelectMany(g =>
                    g.OrderBy(h => h.Seq).Last().Counts.Select(c => (Subject: g.Key, Line: c))
                )
                .ToList();
            await using var db = county.Read();
            for (var i = 0; i < questions; i++)
            {
                var figure = figures[random.Next(figures.Length)];
                var from = new DateOnly(2024, random.Next(1, 13), 1);
                var to = from.AddMonths(random.Next(1, 20)).AddDays(-1);
                if (random.Next(3) == 0)
                {
                    (from, to) = (from.AddDays(random.Next(28)), to.AddDays(random.Next(40)));
                }
                IReadOnlyList<Guid>? organs = random.Next(3) switch
                {
                    0 => null,
                    1 => [county.Qingshi],
                    _ => [county.Qingshi, county.Finance],
                };
                var scope = random.Next(3) switch
                {
                    0 => new Scope(1, false, [county.Finance]),
                    _ => Scope.All(),
                };
                var place = random.Next(4) == 0 ? "学校" : null;
                var ask = new FigureAsk(figure, from, to)
                {
                    Organs = organs,
                    Known = known,
                    Dimensions = place is null ? "" : $"场所={place}",
                };
                var expected = Recount(ask, scope, figure);
                var value = await county.Figures().Value(db, scope, ask);
                if (figure.Fold == Fold.Ratio)
                {
                    Assert.Equal(Recount(ask, scope, figure.Numerator!), value.Amount);
                    Assert.Equal(Recount(ask, scope, figure.Denominator!), value.Denominator);
                    continue;
                }
                Assert.Equal(expected, value.Amount);

                // The list behind it has exactly the rows counted.
                var rows = new List<FigureRecord>();
                string? cursor = null;
                while (true)
                {
                    var page = await county.Figures().Page(db, scope, ask, cursor, 50);
                    rows.AddRange(page);
                    if (page.Count < 50)
                    {
                        break;
                    }
                    cursor = page[^1].Cursor;
                }
                Assert.Equal(
                    rows.Count,
                    rows.Select(r => (r.Subject, r.OrganId, r.Key)).Distinct().Count()
                );
                Assert.Equal(rows.Count, await county.Figures().Records(db, scope, ask));
                if (figure.Fold == Fold.Distinct)
                {
                    Assert.Equal(expected, rows.Select(r => r.Key).Distinct().Count());
                }
                else
                {
                    Assert.Equal(expected, rows.Sum(r => r.Amount));
                }
                if (figure.Fold == Fold.Count)
                {
                    Assert.Equal(expected, rows.Count);
                }

                // Organs beside each other and the course by month come from the same lines.
                var byOrgan = await county.Figures().ByOrgan(db, scope, ask);
                foreach (var (organ, part) in byOrgan)
                {
                    Assert.Equal(
                        Recount(ask with { Organs = [organ] }, scope, figure),
                        part.Amount
                    );
                }
                if (figure.Fold is Fold.Count or Fold.Sum)
                {
                    Assert.Equal(expected, byOrgan.Values.Sum(v => v.Amount));
                    var course = await county.Figures().ByMonth(db, scope, ask);
                    Assert.Equal(expected, course.Sum(m => m.Value.Amount));
                }
                if (figure.Fold == Fold.AsOf)
                {
                    var course = await county.Figures().ByMonth(db, scope, ask);
                    Assert.Equal(expected, course[^1].Value.Amount);
                }
            }

            long Recount(FigureAsk ask, Scope scope, Figure figure)
            {
                var lines = state
                    .Select(s => s.Line)
                    .Where(c =>
                        c.Figure == figure.Code
                        && (figure.Fold == Fold.AsOf || c.Day >= ask.From)
                        && c.Day <= ask.To
                        && (ask.Organs is null || ask.Organs.Contains(c.Organ))
                        && (scope.Everything || scope.Organs.Contains(c.Organ))
                        && (ask.Dimensions.Length == 0 || c.Dimensions == ask.Dimensions)
                    )
                    .ToList();
                return figure.Fold == Fold.Distinct
                    ? lines.Select(c => c.Key).Distinct().Count()
                    : lines.Sum(c => c.Amount);
            }
        }
    }
}
