using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Testing;

/// <summary>
/// A valid item of every register as a person would type it, for the tests that walk all declarations. A register without a sample fails them, so that nobody forgets it.
/// </summary>
public static class RegisterSamples
{
    private static readonly Dictionary<string, Func<int, Dictionary<string, string?>>> Samples =
        new(StringComparer.Ordinal)
        {
            ["review-catalogue"] = i =>
                new()
                {
                    ["reviewKind"] = i % 2 == 0 ? "重大行政决策" : "政府合同协议",
                    ["itemName"] = $"事项第{i:00000}号",
                    ["criteria"] = "是否由县政府作出决定？；是否涉及公共利益？",
                    ["thresholdAmount"] = i % 2 == 0 ? null : "500000",
                    ["reviewer"] = "县司法局",
                    ["materials"] = "送审稿；起草说明；风险评估报告",
                    ["minDays"] = "7",
                    ["maxDays"] = $"{10 + (i % 5)}",
                },
        };

    /// <summary>The texts of sample number <paramref name="i"/> for a keeper; different numbers are different items.</summary>
    public static Dictionary<string, string?> Texts(Register register, int i, Guid keeper) =>
        Samples.TryGetValue(register.Key, out var make)
            ? new Dictionary<string, string?>(make(i), StringComparer.Ordinal)
            {
                ["keeper"] = keeper.ToString(),
            }
            : throw new InvalidOperationException(
                $"Add a sample of {register.Key} to RegisterSamples."
            );

    /// <summary>The same as a record.</summary>
    public static JsonObject Body(Register register, int i, Guid keeper, LedgerOrgans organs)
    {
        var (body, errors) = register.Read(
            Texts(register, i, keeper),
            organs,
            new DateOnly(2026, 3, 16)
        );
        return errors.Count == 0
            ? body
            : throw new InvalidOperationException(string.Join("; ", errors));
    }
}
