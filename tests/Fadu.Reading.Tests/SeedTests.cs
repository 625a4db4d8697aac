using System.Text.Json;
using Fadu.Reading.Plans;
using Fadu.Reading.Reports;

namespace Fadu.Reading.Tests;

/// <summary>The five real documents against their labels. Skipped for those who cloned the project alone.</summary>
public sealed class SeedTests
{
    private static (string Text, JsonElement Gold) Load(string key)
    {
        var gold = Directory.GetFiles(Corpus.SharedOrSkip("gold"), $"*-{key}.json").Single();
        var text = Directory.GetFiles(Corpus.SharedOrSkip("seeds"), $"{key}*.txt").Single();
        return (File.ReadAllText(text), JsonDocument.Parse(File.ReadAllText(gold)).RootElement);
    }

    private static string? Text(JsonElement e, string name) =>
        e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.String
            ? v.GetString()
            : null;

    [Theory]
    [InlineData("000")]
    [InlineData("001")]
    [InlineData("003")]
    [InlineData("004")]
    public void ReportReader_RealReport_FindsItsFiguresAtTheirPlaces(string key)
    {
        var (text, gold) = Load(key);
        var report = ReportReader.Read(new SourceText(text));
        var free = report.Figures.ToList();
        var missed = new List<string>();
        foreach (var g in gold.GetProperty("figures").EnumerateArray())
        {
            var start = g.GetProperty("char_start").GetInt32();
            var value =
                g.GetProperty("value").ValueKind == JsonValueKind.Number
                    ? g.GetProperty("value").GetDecimal()
                    : (decimal?)null;
            var hit = free.Find(f =>
                f.Value == value && Math.Abs(report.Source.CodePoint(f.Span.Start) - start) <= 3
            );
            if (hit is null || (Text(g, "unit") is { } unit && hit.Unit is null && unit.Length > 0))
            {
                missed.Add(g.GetProperty("value_text").ToString());
                continue;
            }
            free.Remove(hit);
        }
        var wanted = gold.GetProperty("figures").GetArrayLength();
        Assert.True(missed.Count <= wanted * 0.03, "missed: " + string.Join(' ', missed));
        Assert.True(
            free.Count <= wanted * 0.03,
            "extra: " + string.Join(' ', free.Select(f => f.Metric + f.Value))
        );
        Places.Hold(report);
    }

    [Fact]
    public void ReportReader_RealReports_ShowWhatIsWrongInThem()
    {
        string Failing(string key) =>
            string.Join(
                '\n',
                ReportReader
                    .Read(new SourceText(Load(key).Text))
                    .Checks.Where(c => c.Verdict == "fails")
                    .Select(c => c.Statement)
            );
        Assert.Equal("173 = 1 + 12 + 161", Failing("000"));
        Assert.Equal("20件占27.4%，13件占17.6%", Failing("001"));
        Assert.Equal("90% = 8 / 9", Failing("003"));
        Assert.Contains("克政法字〔2017〕27号", Failing("004"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("000", "富源县")]
    [InlineData("001", "灵武市")]
    [InlineData("003", "顺河回族区")]
    [InlineData("004", "克州")]
    public void ReportReader_RealReport_KnowsItsYearAndPlace(string key, string place)
    {
        var (text, gold) = Load(key);
        var metadata = gold.GetProperty("metadata");
        var report = ReportReader.Read(new SourceText(text));
        Assert.Equal(metadata.GetProperty("year").GetInt32(), report.Year);
        Assert.Equal(place, report.Place);
    }

    [Fact]
    public void PlanReader_RealPlan_FindsTasksWithTheirUnits()
    {
        var (text, gold) = Load("002");
        var plan = PlanReader.Read(new SourceText(text));
        var tasks = gold.GetProperty("tasks").EnumerateArray().ToList();
        Assert.Equal(tasks.Count, plan.Items.Count);
        for (var i = 0; i < tasks.Count; i++)
        {
            string[] Names(string role) =>
                [
                    .. tasks[i]
                        .GetProperty(role)
                        .EnumerateArray()
                        .Select(u =>
                            u.GetProperty("name").GetString()!.Replace('(', '（').Replace(')', '）')
                        ),
                ];
            Assert.Equal(Names("lead_units"), plan.Items[i].Lead.Select(u => u.Name));
            Assert.Equal(
                Names("participating_units"),
                plan.Items[i].Participating.Select(u => u.Name)
            );
            Assert.Equal(Names("responsible_units"), plan.Items[i].Responsible.Select(u => u.Name));
        }
        Assert.Contains(plan.Warnings, w => w is { Kind: "misspelt-unit", Suggestion: "县检察院" });
        Assert.Contains(
            plan.Warnings,
            w => w is { Kind: "misspelt-unit", Suggestion: "县行政审批服务管理局" }
        );
        Assert.Contains(plan.Warnings, w => w.Kind == "unfinished-list");
        Assert.Contains(plan.Warnings, w => w.Kind == "year-range");
        Assert.Contains(plan.Warnings, w => w.Kind == "duplicate-measure");
        Places.Hold(plan);
    }
}
