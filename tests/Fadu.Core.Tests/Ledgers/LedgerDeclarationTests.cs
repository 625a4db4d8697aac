using System.Text.RegularExpressions;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Modules;
using Fadu.Testing;

namespace Fadu.Core.Tests.Ledgers;

public sealed partial class LedgerDeclarationTests
{
    internal static readonly LedgerRegistry Registry = new(
        new ModelAssemblies([typeof(CoreAssembly).Assembly, typeof(ModulesAssembly).Assembly])
    );

    public static readonly TheoryData<string> Keys = [.. Registry.All.Select(l => l.Key)];

    [Fact]
    public void SlotMap_IsAppendOnly()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Ledgers", "slot-map.txt");
        var written = File.ReadAllLines(file)
            .Where(l => l.Length > 0 && !l.StartsWith('#'))
            .ToList();
        var declared = Registry.SlotMap;
        Assert.True(
            written.All(declared.Contains),
            "A slot that was given may not be taken back or moved (docs/adr/0001): "
                + string.Join(", ", written.Except(declared))
        );
        Assert.True(
            declared.All(written.Contains),
            "Add these lines to tests/Fadu.Core.Tests/Ledgers/slot-map.txt:\n"
                + string.Join('\n', declared.Except(written))
        );
    }

    [Theory]
    [InlineData("2026-10-01", "2026-10-31", "2026年10月复议统计")]
    [InlineData("2026-01-01", "2026-06-30", "2026年上半年复议统计")]
    [InlineData("2026-02-01", "2026-04-30", "2026年2至4月复议统计")]
    public void Total_IsTitledByItsPeriod(string from, string to, string expected)
    {
        var ledger = Registry.All.Single(l => l.Key == "reconsideration-stat");
        var body = new System.Text.Json.Nodes.JsonObject
        {
            ["organ"] = Guid.Empty.ToString(),
            ["form"] = "Total",
            ["periodFrom"] = from,
            ["periodTo"] = to,
        };
        foreach (
            var name in new[]
            {
                "received",
                "accepted",
                "refused",
                "openAtStart",
                "closed",
                "openAtEnd",
            }
        )
        {
            body[name] = 0;
        }
        Assert.Equal(expected, ledger.TitleOf(body));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Declaration_SaysEverythingInChinese(string key)
    {
        var ledger = Registry[key];
        Assert.Matches(Chinese(), ledger.Title);
        Assert.Matches(Chinese(), ledger.Purpose);
        Assert.Matches(Chinese(), ledger.Entrants);
        Assert.Matches(Chinese(), ledger.KeyText);
        Assert.All(ledger.AllFields, f => Assert.Matches(Chinese(), f.Title));
        Assert.NotEmpty(ledger.Counts);
        Assert.All(ledger.Counts, c => Assert.Matches(Chinese(), c.How));
        Assert.Contains(ledger.Fields, f => f.InList);
        Assert.Equal("organ", ledger.Fields[0].Name);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void WhatIsHeldUntilADay_IsAChoice_AndTheDayMayBeToCome(string key)
    {
        var ledger = Registry[key];
        foreach (var field in ledger.AllFields.Where(f => f.Until is not null))
        {
            Assert.All(field.Until!.Values, v => Assert.Contains(v, field.Choices));
            Assert.True(
                ledger.Field(field.Until.Day) is { Type: FieldType.Date, MayBeFuture: true }
            );
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Figures_OfALedger_HaveDefinitionsAndRatiosNameBothParts(string key)
    {
        foreach (var figure in Registry[key].Counts.Select(c => c.Figure))
        {
            Assert.Matches(Chinese(), figure.Definition);
            Assert.Contains('.', figure.Name);
            Assert.NotEqual(Fold.Ratio, figure.Fold);
        }
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}{2}")]
    private static partial Regex Chinese();
}
