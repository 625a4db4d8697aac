using System.Diagnostics;
using System.Globalization;

namespace Fadu.Bench;

/// <summary>How a run was asked for.</summary>
/// <param name="Fadu">The built program, for what is measured from outside.</param>
/// <param name="IsQuick">Smaller amounts, to see that the bench itself works.</param>
internal sealed record BenchOptions(string Fadu, bool IsQuick)
{
    /// <summary>So many, or a tenth of it when quick.</summary>
    public int Amount(int full) => IsQuick ? Math.Max(1, full / 10) : full;
}

/// <summary>One measured figure.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="What">What was measured, in words.</param>
/// <param name="Value">Ours.</param>
/// <param name="Floor">The same by the barest means, in the same run.</param>
/// <param name="Ratio">How ours stands to the floor, or to what it is compared with.</param>
/// <param name="Aim">What is aimed at.</param>
/// <param name="IsMet">Whether it was reached in this run.</param>
internal sealed record Figure(
    string Name,
    string What,
    double Value,
    string Unit,
    double? Floor,
    double? Ratio,
    string Aim,
    bool IsMet
)
{
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(IsMet ? "✓" : "✗")} {Name, -28} {Value, 12:#,0.##} {Unit, -6} 底线 {Text(Floor), 12}  比 {Text(Ratio), 8}  目标 {Aim}　{What}"
        );

    private static string Text(double? number) =>
        number?.ToString("#,0.###", CultureInfo.InvariantCulture) ?? "—";
}

/// <summary>Measuring.</summary>
internal static class Measure
{
    /// <summary>The middle one of several runs.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>Milliseconds of one run.</summary>
    public static async Task<double> Time(Func<Task> run)
    {
        var watch = Stopwatch.StartNew();
        await run();
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>The median of several runs after one that warms up, in milliseconds.</summary>
    public static async Task<double> Typical(int times, Func<Task> run)
    {
        await run();
        var found = new List<double>();
        for (var i = 0; i < times; i++)
        {
            found.Add(await Time(run));
        }
        return Median(found);
    }
}
