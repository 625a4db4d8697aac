using System.Text.Json;
using Fadu.Core.Organs;
using Fadu.Core.People;

namespace Fadu.Core.Tests.Organs;

/// <summary>The units of a real plan against the sample county's directory.</summary>
public sealed class SampleDirectoryTests
{
    [Fact]
    public void UnitsOfARealPlan_AreFoundOrHaveASuggestion()
    {
        var gold = Find(Path.Combine("..", "shared", "gold", "plan-002.json"));
        if (gold is null)
        {
            Assert.Skip("skipped: the labelled documents are not here");
        }
        var directory = Sample();
        using var labels = JsonDocument.Parse(File.ReadAllText(gold));
        var units = new HashSet<string>(StringComparer.Ordinal);
        Collect(labels.RootElement.GetProperty("tasks"), units);
        Assert.True(units.Count > 30, $"{units.Count} units were read");
        var matches = units.Select(u => directory.Match(u, new DateOnly(2022, 9, 23))).ToList();
        var certain = matches.Count(m => m.Organ is not null || m.Set is not null);
        var lost = matches
            .Where(m => m.Organ is null && m.Set is null && m.Suggestions.Count == 0)
            .Select(m => m.Text)
            .ToList();
        // The sample is another county: not every organ of that one exists in it.
        Assert.True(certain >= units.Count * 8 / 10, $"{certain} of {units.Count}");
        Assert.True(lost.Count <= units.Count / 10, string.Join('、', lost));
    }

    [Fact]
    public void UnitsOfTheSamplePlan_FindTheirOrgans_TheMistakesAreSuggested()
    {
        var directory = Sample();
        Assert.Equal("sfj", directory.Match("县司法居").Suggestions[0].Organ.Key);
        Assert.Equal("scj", directory.Match("县市场监督督管理局").Suggestions[0].Organ.Key);
        Assert.Equal(12, directory.Match("各乡镇人民政府").Set!.Members.Count);
    }

    // Every object with as_written is a unit.
    private static void Collect(JsonElement element, HashSet<string> units)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in element.EnumerateArray())
            {
                Collect(one, units);
            }
        }
        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        foreach (var member in element.EnumerateObject())
        {
            if (member.Name == "as_written" && member.Value.ValueKind == JsonValueKind.String)
            {
                units.Add(member.Value.GetString()!);
            }
            else
            {
                Collect(member.Value, units);
            }
        }
    }

    private static OrganDirectory Sample()
    {
        var errors = new List<ImportError>();
        using var file = File.OpenRead(Find(Path.Combine("sample", "yunling", "organs.tsv"))!);
        var order = 0;
        var rows = DirectorySheets.ReadOrgans(file, "organs.tsv", errors);
        Assert.Empty(errors);
        var ids = rows.ToDictionary(r => r.Key, _ => Guid.NewGuid(), StringComparer.Ordinal);
        return new OrganDirectory(
            1,
            rows.Select(r => new OrganInfo(
                ids[r.Key],
                r.Key,
                r.Name,
                r.ShortName,
                r.Kind,
                r.Level,
                r.Parent is null ? null : ids[r.Parent],
                ++order,
                new DateOnly(2000, 1, 1),
                null,
                1,
                [
                    new(r.Name, NameKind.Full, null, null),
                    new(r.ShortName, NameKind.Short, null, null),
                    .. r.Aliases.Select(a => new NameInTime(a, NameKind.Alias, null, null)),
                ]
            )),
            [],
            new DateOnly(2026, 3, 16)
        );
    }

    private static string? Find(string path)
    {
        for (
            var folder = AppContext.BaseDirectory;
            folder is not null;
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))
        )
        {
            if (File.Exists(Path.Combine(folder, path)))
            {
                return Path.Combine(folder, path);
            }
        }
        var shared = Environment.GetEnvironmentVariable("FADU_SHARED");
        return
            shared is not null
            && path.Contains("shared", StringComparison.Ordinal)
            && File.Exists(
                Path.Combine(shared, path[(path.IndexOf("shared", StringComparison.Ordinal) + 7)..])
            )
            ? Path.Combine(shared, path[(path.IndexOf("shared", StringComparison.Ordinal) + 7)..])
            : null;
    }
}
