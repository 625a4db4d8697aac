using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Figures;

/// <summary>
/// The labelled numbers of real annual reports, entered for a fictional county: each is a figure of the catalogue, comes back as it was entered, and what does not add up in the report does
/// not add up here. The labels lie outside of the repository; without them the test is skipped.
/// </summary>
public sealed class GoldReportTests
{
    private const int Year = 2025;

    public static readonly TheoryData<string> Reports = ["000", "001", "003", "004"];

    private sealed record Row(string Id, string Figure, string Slice, string Covers, string Class);

    private static readonly ILookup<string, Row> Table = File.ReadLines(
            Path.Combine(AppContext.BaseDirectory, "Figures", "gold-figures.tsv")
        )
        .Where(l => !l.StartsWith('#'))
        .Select(l => l.Split('\t'))
        .Select(c => new Row(c[0], c[1], c[2], c[3], c[4]))
        .ToLookup(r => r.Id[..3]);

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task Report_EnteredForAFictionalCounty_ComesBackWithItsNumbersAndItsErrors(
        string report
    )
    {
        var path = Gold(report);
        Assert.SkipWhen(path is null, "skipped: the shared folder is not beside this clone");
        using var gold = JsonDocument.Parse(await File.ReadAllTextAsync(path!));
        var labelled = gold
            .RootElement.GetProperty("figures")
            .EnumerateArray()
            .ToDictionary(f => f.GetProperty("id").GetString()!, f => f);
        Assert.Equal(
            labelled.Keys.Order(StringComparer.Ordinal),
            Table[report].Select(r => r.Id).Order(StringComparer.Ordinal)
        );

        await using var county = await County.Found(Engine.Sqlite);
        var catalogue = county.Services.GetRequiredService<FigureCatalogue>();
        var query = county.Services.GetRequiredService<FigureQuery>();
        foreach (var (row, n) in Table[report].Select((r, n) => (r, n)))
        {
            if (row.Class != "P")
            {
                await Enter(county, catalogue.Find(row.Figure)!, row, labelled[row.Id], n);
            }
        }

        await using var db = county.Read();
        var scope = Scope.All(1);
        var wrong = new List<string>();
        foreach (
            var same in Table[report]
                .Where(r => r.Class != "P")
                .GroupBy(r => (r.Figure, r.Slice, r.Covers))
        )
        {
            var figure = catalogue.Find(same.Key.Figure)!;
            var value = await query.Value(
                db,
                scope,
                FigureAsk.Year(figure, Year) with
                {
                    Dimensions = same.Key.Slice,
                    Organs = same.Key.Covers == "汇总" ? null : [county.Government],
                }
            );
            // Where the report says one number twice, what it says last stands until one is chosen.
            var stated = same.Select(r => Number(labelled[r.Id])).ToList();
            // A rate that its counts give is the exact one; that the report rounds it is looked at below.
            if (
                value.Stated is null && figure.Fold == Fold.Ratio
                    ? !value.HasNumber
                    : !stated.Contains(value.Number ?? -1)
            )
            {
                wrong.Add(
                    $"{same.First().Id} {figure.Name} {same.Key.Slice}: {stated[^1]} came back as {value.Number} {value.Why}"
                );
            }
        }
        Assert.Empty(wrong);

        var outcomes = await county
            .Services.GetRequiredService<FigureRelations>()
            .Check(db, scope, catalogue.All.ToList(), FigureAsk.Year(catalogue.All[0], Year));
        var failing = outcomes.Where(o => o.Verdict == RelationVerdict.Fails).ToList();
        var codes = Table[report]
            .ToDictionary(r => r.Id, r => catalogue.Find(r.Figure)!.Code, StringComparer.Ordinal);
        var checks = gold
            .RootElement.GetProperty("checks")
            .EnumerateArray()
            .Select(c =>
                (
                    Id: c.GetProperty("id").GetString()!,
                    Fails: c.GetProperty("holds").ValueKind == JsonValueKind.False,
                    Codes: c.GetProperty("operands")
                        .EnumerateArray()
                        .Select(o =>
                            o.TryGetProperty("figure", out var f)
                            && f.ValueKind == JsonValueKind.String
                                ? codes.GetValueOrDefault(f.GetString()!)
                                : null
                        )
                        .OfType<string>()
                        .ToHashSet(StringComparer.Ordinal)
                )
            )
            .Where(c => c.Codes.Count > 0)
            .ToList();
        foreach (var check in checks.Where(c => c.Fails))
        {
            Assert.True(
                failing.Any(o => o.Figures.Any(check.Codes.Contains)),
                $"{check.Id} does not hold in the report, but no relation says so."
            );
        }
        // What must hold fails only where the labels say that the report itself is wrong.
        foreach (var outcome in failing.Where(o => o.Kind == RelationKind.Must))
        {
            Assert.True(
                checks.Any(c => c.Fails && outcome.Figures.Any(c.Codes.Contains)),
                $"{outcome.Words}: {outcome.Numbers}"
            );
        }
    }

    private static async Task Enter(County county, Figure figure, Row row, JsonElement label, int n)
    {
        var unit = label.GetProperty("unit").GetString() ?? figure.Unit;
        var tens = unit.StartsWith('万') ? "万" : "";
        var body = new JsonObject
        {
            ["organ"] = county.Government.ToString(),
            ["form"] = "Total",
            ["periodFrom"] = $"{Year}-01-01",
            ["periodTo"] = $"{Year}-12-31",
            ["figure"] = figure.Name,
            ["covers"] = row.Covers,
            ["value"] = label.GetProperty("value").GetDecimal(),
            // A measure word of another kind is the report's; what is entered is the figure's.
            ["unit"] = tens + figure.Unit,
            ["sourceDoc"] = $"年度报告第{n + 1}处",
            ["sourceName"] = $"年度报告第{n + 1}处",
            ["publishedOn"] = "2026-01-20",
        };
        if (row.Slice.Length > 0)
        {
            body["slice"] = row.Slice;
        }
        await county.Do(new RecordLine("outside-total", body), county.Coordinator);
    }

    private static decimal Number(JsonElement label) =>
        label.GetProperty("value").GetDecimal()
        * ((label.GetProperty("unit").GetString() ?? "").StartsWith('万') ? 10_000 : 1);

    private static string? Gold(string report)
    {
        var shared = Environment.GetEnvironmentVariable("FADU_SHARED");
        for (
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            shared is null && at is not null;
            at = at.Parent
        )
        {
            if (File.Exists(Path.Combine(at.FullName, "Fadu.slnx")) && at.Parent is { } parent)
            {
                shared = Path.Combine(parent.FullName, "shared");
            }
        }
        var path = Path.Combine(shared ?? "", "gold", $"report-{report}.json");
        return File.Exists(path) ? path : null;
    }
}
