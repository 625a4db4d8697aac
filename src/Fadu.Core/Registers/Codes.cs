using System.Text.RegularExpressions;

namespace Fadu.Core.Registers;

/// <summary>Codes that registers hold, with what is wrong with them.</summary>
public static partial class Codes
{
    private const string Signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] Weights =
    [
        1,
        3,
        9,
        27,
        19,
        26,
        16,
        17,
        20,
        29,
        25,
        13,
        8,
        24,
        10,
        30,
        28,
    ];

    /// <summary>What is wrong with a 统一社会信用代码 (GB 32100—2015), or null.</summary>
    public static string? CreditProblem(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length != 18)
        {
            return $"统一社会信用代码有 18 位，这里有 {code.Length} 位。";
        }
        if (
            code.FirstOrDefault(c => !Signs.Contains(c, StringComparison.Ordinal))
            is var c
                and not '\0'
        )
        {
            return $"统一社会信用代码里不会有“{c}”：只用数字和大写字母，不用 I、O、S、V、Z。";
        }
        return code[17] == CheckSign(code)
            ? null
            : "统一社会信用代码的最后一位对不上，请核对有没有抄错。";
    }

    /// <summary>The last sign of a 统一社会信用代码 whose first seventeen are given.</summary>
    public static char CheckSign(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Signs.IndexOf(code[i], StringComparison.Ordinal) * Weights[i];
        }
        return Signs[(31 - sum % 31) % 31];
    }

    /// <summary>What is wrong with a 区划代码 (GB/T 2260, GB/T 10114), or null: six digits to the county, nine to the township, twelve to the village.</summary>
    /// <param name="level">县, 乡镇 or 村; empty = any of them.</param>
    public static string? AreaProblem(string code, string? level)
    {
        ArgumentNullException.ThrowIfNull(code);
        int? length = level switch
        {
            "县" => 6,
            "乡镇" => 9,
            "村" => 12,
            _ => null,
        };
        return !AreaPattern().IsMatch(code) ? "区划代码只用数字：县 6 位，乡镇 9 位，村 12 位。"
            : length is { } l && code.Length != l
                ? $"{level}的区划代码有 {l} 位，这里有 {code.Length} 位。"
            : null;
    }

    /// <summary>What is wrong with the bounds of steps in their order, or null: none is upside down, none overlaps another, none leaves a gap.</summary>
    public static string? TierProblem(IReadOnlyList<(decimal? Least, decimal? Most)> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var bounded = steps
            .Select((s, i) => (s.Least, s.Most, Number: i + 1))
            .Where(s => s.Least is not null && s.Most is not null)
            .OrderBy(s => s.Least)
            .ToList();
        foreach (var step in bounded)
        {
            if (step.Least > step.Most)
            {
                return $"第 {step.Number} 档的下限高于上限，请核对。";
            }
        }
        foreach (var (one, next) in bounded.Zip(bounded.Skip(1)))
        {
            if (next.Least < one.Most)
            {
                return $"第 {one.Number} 档和第 {next.Number} 档重叠，请核对。";
            }
            if (next.Least > one.Most)
            {
                return $"第 {one.Number} 档和第 {next.Number} 档之间有空档，请核对。";
            }
        }
        return null;
    }

    [GeneratedRegex(@"^\d{6}(\d{3}){0,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex AreaPattern();
}
