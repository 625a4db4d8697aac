using System.Globalization;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Bench;

/// <summary>The county's figure of a year over a million contributions, beside the plain sum over their table.</summary>
internal static class FigureBench
{
    public static async Task<IReadOnlyList<Fadu.Bench.Figure>> Run(BenchOptions options)
    {
        await using var county = await County.Empty(Engine.Sqlite);
        var catalogue = county.Services.GetRequiredService<FigureCatalogue>();
        var figure = catalogue.All.First(f => f.Fold == Fold.Sum);
        await using var db = county.Read();
        await Bulk.Insert(db, Lines(figure.Code, options.Amount(1_000_000)));
        await Sums(db);
        var figures = county.Services.GetRequiredService<FigureQuery>();
        var ask = FigureAsk.Year(figure, 2026);
        var ours = 0L;
        var mine = await Measure.Typical(
            300,
            async () => ours = (await figures.Value(db, Scope.All(), ask)).Amount
        );
        await db.Database.OpenConnectionAsync();
        await using var plain = db.Database.GetDbConnection().CreateCommand();
        plain.CommandText =
            $"SELECT SUM(amount) FROM contribution_line WHERE tenant = 1 AND figure = '{figure.Code}' AND day >= '2026-01-01' AND day <= '2026-12-31'";
        var theirs = 0L;
        var floor = await Measure.Typical(
            7,
            async () =>
                theirs = Convert.ToInt64(
                    await plain.ExecuteScalarAsync(),
                    CultureInfo.InvariantCulture
                )
        );
        return ours == theirs
            ?
            [
                new Fadu.Bench.Figure(
                    "figure.year",
                    "全县一年的数，100 万条记录，对照逐条相加的 SQL",
                    mine,
                    "毫秒",
                    floor,
                    floor / mine,
                    "≥ 100 倍",
                    floor / mine >= 100
                ),
                await Growth(options, mine),
                await Slowest(
                    "figure.county.p95",
                    "全县一年的数，p95",
                    () => figures.Value(db, Scope.All(), ask)
                ),
                await Slowest(
                    "figure.organs.p95",
                    "各单位一年的数并列，p95",
                    () => figures.ByOrgan(db, Scope.All(), ask)
                ),
                await Slowest(
                    "figure.months.p95",
                    "十二个月的走势，p95",
                    () => figures.ByMonth(db, Scope.All(), ask)
                ),
                await Slowest(
                    "figure.records.p95",
                    "点开数字，第一页记录，p95",
                    () => figures.Page(db, Scope.All(), ask, null, 50)
                ),
            ]
            : throw new InvalidOperationException($"两种算法得数不同：{ours}，{theirs}");
    }

    /// <summary>The 95th of a hundred, in milliseconds.</summary>
    private static async Task<Fadu.Bench.Figure> Slowest(string name, string what, Func<Task> ask)
    {
        await ask();
        var times = new List<double>();
        for (var i = 0; i < 100; i++)
        {
            times.Add(await Measure.Time(ask));
        }
        times.Sort();
        return new Fadu.Bench.Figure(
            name,
            what,
            times[94],
            "毫秒",
            null,
            null,
            "≤ 20",
            times[94] <= 20
        );
    }

    /// <summary>The same over a hundredth of the entries.</summary>
    private static async Task<Fadu.Bench.Figure> Growth(BenchOptions options, double mine)
    {
        await using var county = await County.Empty(Engine.Sqlite);
        var figure = county
            .Services.GetRequiredService<FigureCatalogue>()
            .All.First(f => f.Fold == Fold.Sum);
        await using var db = county.Read();
        await Bulk.Insert(db, Lines(figure.Code, options.Amount(1_000_000) / 100));
        await Sums(db);
        var figures = county.Services.GetRequiredService<FigureQuery>();
        var ask = FigureAsk.Year(figure, 2026);
        var few = await Measure.Typical(300, () => figures.Value(db, Scope.All(), ask));
        return new Fadu.Bench.Figure(
            "figure.growth",
            "记录多一百倍时全县一年的数，对照少的时候",
            mine,
            "毫秒",
            few,
            mine / few,
            "≤ 2 倍",
            mine <= 2 * few
        );
    }

    private static IEnumerable<ContributionLine> Lines(string figure, int count)
    {
        var organs = Enumerable.Range(0, 72).Select(_ => Guid.CreateVersion7()).ToList();
        var random = new Random(20261125);
        for (var i = 0; i < count; i++)
        {
            var day = new DateOnly(2026, 1, 1).AddDays(random.Next(365));
            yield return new ContributionLine
            {
                Tenant = 1,
                Seq = i + 1,
                Ordinal = 0,
                Figure = figure,
                OrganId = organs[random.Next(organs.Count)],
                Dimensions = "",
                Day = day,
                Week = ContributionLine.WeekOf(day),
                Subject = Guid.CreateVersion7(),
                SubjectKind = "bench",
                Amount = random.Next(1, 200),
                RecordedOn = new DateOnly(2026, 12, 31),
            };
        }
    }

    /// <summary>The sums that the commits would have kept.</summary>
    private static async Task Sums(Fadu.Core.FaduDb db)
    {
        var sums = await db.Set<ContributionLine>()
            .GroupBy(c => new
            {
                c.Tenant,
                c.Figure,
                c.OrganId,
                c.Day,
            })
            .Select(g => new
            {
                g.Key.Tenant,
                g.Key.Figure,
                g.Key.OrganId,
                g.Key.Day,
                Amount = g.Sum(c => c.Amount),
                Lines = g.LongCount(),
            })
            .ToListAsync();
        IEnumerable<FigureSum> By(Func<DateOnly, int> period) =>
            sums.GroupBy(s => (s.Tenant, s.Figure, s.OrganId, Period: period(s.Day)))
                .Select(g => new FigureSum
                {
                    Tenant = g.Key.Tenant,
                    Figure = g.Key.Figure,
                    Dimensions = FigureSum.AllDimensions,
                    Block = FigureSum.Now,
                    Period = g.Key.Period,
                    OrganId = g.Key.OrganId,
                    Amount = g.Sum(s => s.Amount),
                    Lines = g.Sum(s => s.Lines),
                });
        await Bulk.Insert(db, By(d => (d.Year * 100) + d.Month));
        await Bulk.Insert(db, By(d => (((d.Year * 100) + d.Month) * 100) + d.Day));
    }
}
