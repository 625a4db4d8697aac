using Fadu.Core.Figures;

namespace Fadu.Core.Tests.Figures;

/// <summary>Laws of the folds and of totals from outside, for many random values.</summary>
public sealed class FoldTests
{
    private static readonly Figure Count = new("FoldCount", "试验.件数", "件", Fold.Count, "件数。")
    {
        AcceptsTotals = true,
        Dimensions = ["种类", "层级"],
    };
    private static readonly Figure Kept = Count with { Code = "FoldKept", Name = "试验.按期" };
    private static readonly Figure Rate = new("FoldRate", "试验.率", "%", Fold.Ratio, "率。")
    {
        Numerator = Kept,
        Denominator = Count,
        AcceptsTotals = true,
    };
    private static readonly Figure Growth = new(
        "FoldGrowth",
        "试验.增长率",
        "%",
        Fold.Growth,
        "增长。"
    )
    {
        Base = Count,
    };
    private static readonly Figure Points = new(
        "FoldPoints",
        "试验.变化",
        "百分点",
        Fold.Points,
        "变化。"
    )
    {
        Base = Rate,
        Scale = 2,
    };
    private static readonly Guid Organ = Guid.NewGuid();

    [Fact]
    public void Growth_OfAnyTwoCounts_BringsTheOneBackToTheOther()
    {
        var random = new Random(5);
        for (var i = 0; i < 2_000; i++)
        {
            var (now, before) = (random.Next(0, 100_000), random.Next(0, 100_000));
            var growth = Folds.Growth(
                Growth,
                new FigureValue(Count, now),
                new FigureValue(Count, before)
            );
            Assert.Equal(before != 0, growth.HasNumber);
            if (growth.Number is { } percent)
            {
                Assert.Equal(now, decimal.Round(before * (1 + (percent / 100)), 6));
            }
            else
            {
                Assert.Equal("上年为0", growth.Why);
            }
        }
    }

    [Fact]
    public void Points_OfAnyTwoRates_AreTheirDifferenceAndTurnRoundWithThem()
    {
        var random = new Random(6);
        for (var i = 0; i < 2_000; i++)
        {
            var a = new FigureValue(Rate, random.Next(0, 500), random.Next(1, 500));
            var b = new FigureValue(Rate, random.Next(0, 500), random.Next(1, 500));
            var points = Folds.Points(Points, a, b);
            Assert.InRange(
                Math.Abs(points.Number!.Value - (a.Number!.Value - b.Number!.Value)),
                0,
                0.005m
            );
            Assert.Equal(-points.Amount, Folds.Points(Points, b, a).Amount);
            Assert.DoesNotContain("%", points.TextWithUnit, StringComparison.Ordinal);
        }
        var none = Folds.Points(Points, new FigureValue(Rate, 1, 2), new FigureValue(Rate, 0, 0));
        Assert.False(none.HasNumber);
    }

    [Fact]
    public void Quarters_OfAnyPeriod_AreWholeAndInIt()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var from = new DateOnly(2020, 1, 1).AddDays(random.Next(0, 900));
            var to = from.AddDays(random.Next(0, 900));
            foreach (var (start, end) in Folds.Quarters(from, to))
            {
                Assert.True(start >= from && end <= to);
                Assert.Equal(1, start.Day);
                Assert.Equal(start.AddMonths(3), end.AddDays(1));
                Assert.Contains(start.Month, new[] { 1, 4, 7, 10 });
            }
        }
        Assert.Equal(4, Folds.Quarters(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)).Count);
    }

    [Fact]
    public void CohortAndDue_OfAnyThings_NeverCountMoreAboveThanBelowOnAnyDay()
    {
        var random = new Random(8);
        for (var i = 0; i < 300; i++)
        {
            var lines = new List<Contribution>();
            for (var n = 0; n < 20; n++)
            {
                var day = new DateOnly(2026, 1, 1).AddDays(random.Next(0, 60));
                lines.AddRange(
                    n % 2 == 0
                        ? Folds.Cohort(Count, Kept, Organ, day, random.Next(2) == 0)
                        : Folds.Due(
                            Count,
                            Kept,
                            Organ,
                            day,
                            random.Next(3) == 0 ? null : day.AddDays(random.Next(-5, 6))
                        )
                );
            }
            foreach (var day in lines.GroupBy(l => l.Day))
            {
                Assert.True(
                    day.Where(l => l.Figure == Kept.Code).Sum(l => l.Amount)
                        <= day.Where(l => l.Figure == Count.Code).Sum(l => l.Amount)
                );
            }
        }
        var due = new DateOnly(2026, 3, 1);
        Assert.Equal(2, Folds.Due(Count, Kept, Organ, due, due).Count());
        Assert.Single(Folds.Due(Count, Kept, Organ, due, due.AddDays(1)));
        Assert.Single(Folds.Due(Count, Kept, Organ, due, null));
    }

    [Fact]
    public void Denominators_OfAnyFraction_HoldTheRealOne()
    {
        var random = new Random(9);
        for (var i = 0; i < 2_000; i++)
        {
            var below = random.Next(1, 2_000);
            var above = random.Next(1, below + 1);
            var digits = random.Next(0, 3);
            var stated = decimal.Round(100m * above / below, digits, MidpointRounding.AwayFromZero);
            if (stated == 0)
            {
                continue;
            }
            Assert.True(StatedRates.Fits(stated, 100m * above / below));
            Assert.True(StatedRates.IsAttainable(stated, below));
            Assert.Contains(below, StatedRates.Denominators(stated, above));
        }
        Assert.False(StatedRates.Fits(90, 100m * 8 / 9));
        Assert.False(StatedRates.IsAttainable(99.5m, 10));
    }

    [Fact]
    public void Outside_BesideDetails_StandsBy()
    {
        var row = Row(12, "2026-01-01", "2026-12-31");
        Assert.Equal(12, Take([row]).Value);
        Assert.Null(Take([row], hasDetails: true).Value);
        Assert.Null(Take([row with { IsForAll = true }], hasDetails: true).Value);
        Assert.Null(Take([row with { IsForAll = true }], isAll: false).Value);
    }

    [Fact]
    public void Outside_OfALongerPeriod_IsNotCut()
    {
        var row = Row(12, "2026-01-01", "2026-12-31");
        var month = Outside.Take(
            Count,
            [row],
            new DateOnly(2026, 3, 1),
            new DateOnly(2026, 3, 31),
            "",
            true,
            _ => false
        );
        Assert.Null(month.Value);
        Assert.Contains("不可拆分", month.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_OfMonthsAndTheirYear_CountsOnce()
    {
        var year = Row(12, "2026-01-01", "2026-12-31");
        var months = Enumerable
            .Range(1, 12)
            .Select(m => Row(2, $"2026-{m:00}-01", $"2026-{m:00}-28"))
            .ToList();
        Assert.Equal(12, Take([year, .. months]).Value);
        Assert.Equal(24, Take([.. months]).Value);
        Assert.Equal(2, Take([year, months[0] with { IsChosen = true }]).Value);
    }

    [Fact]
    public void Outside_OfSlices_AddsUpOnlyWhatIsCutTheSameWay()
    {
        var a = Row(3, "2026-01-01", "2026-12-31") with { Dimensions = "种类=甲" };
        var b = a with { Dimensions = "种类=乙", Value = 4 };
        var c = a with { Dimensions = "层级=县", Value = 5 };
        Assert.Equal(7, Take([a, b]).Value);
        Assert.Contains("没有合计", Take([a, c]).Problem, StringComparison.Ordinal);
        Assert.Equal(9, Take([a, b, c, a with { Dimensions = "", Value = 9 }]).Value);
        Assert.Equal(
            4,
            Outside
                .Take(
                    Count,
                    [a, b],
                    new DateOnly(2026, 1, 1),
                    new DateOnly(2026, 12, 31),
                    "种类=乙",
                    true,
                    _ => false
                )
                .Value
        );
    }

    [Fact]
    public void Outside_Rates_AreJoinedByTheirDenominatorsAndNeverAveraged()
    {
        var a = Row(50, "2026-01-01", "2026-12-31") with { Of = 10 };
        var b = Row(100, "2026-01-01", "2026-12-31") with { Of = 90, Organ = Guid.NewGuid() };
        Assert.Equal(95, Take([a, b], figure: Rate).Value);
        Assert.Null(Take([a, b with { Of = null }], figure: Rate).Value);
        Assert.Equal(50, Take([a], figure: Rate).Value);
    }

    private static OutsideRow Row(decimal value, string from, string to) =>
        new(
            Guid.NewGuid(),
            "test",
            Organ,
            DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
            DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture),
            value,
            null,
            "",
            false,
            false,
            1
        );

    private static OutsideSum Take(
        IReadOnlyList<OutsideRow> rows,
        bool hasDetails = false,
        bool isAll = true,
        Figure? figure = null
    ) =>
        Outside.Take(
            figure ?? Count,
            rows,
            new DateOnly(2026, 1, 1),
            new DateOnly(2026, 12, 31),
            "",
            isAll,
            _ => hasDetails
        );
}
