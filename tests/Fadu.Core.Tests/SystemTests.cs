using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Fadu.Modules;

namespace Fadu.Core.Tests;

/// <summary>What <c>fadu systems</c> says: no system is left out, none is carried without a proof, and every proof is a test.</summary>
public sealed partial class SystemTests
{
    [Fact]
    public void EverySystem_IsThereOnce_AndWhatCarriesOneIsProven()
    {
        var all = SystemCatalogue.All;
        Assert.Equal(
            Enumerable.Range(1, 192).Select(i => FormattableString.Invariant($"S{i:000}")),
            all.Select(s => s.Id)
        );
        Assert.All(all, s => Assert.NotEmpty(s.Name));
        Assert.Equal(
            [],
            all.Where(s => s.CarriedBy.Count > 0 && s.ProvenBy.Count == 0).Select(s => s.Id)
        );
        Assert.All(all.Where(s => s.CarriedBy.Count == 0), s => Assert.Empty(s.ProvenBy));
    }

    [Fact]
    public void EveryProof_IsATest()
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, ".."));
        Assert.SkipUnless(Directory.Exists(folder), "源代码不在旁边。");
        var tests = Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f =>
                !f.Contains(
                    $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal
                )
            )
            .SelectMany(f => Tests(File.ReadAllText(f)))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Equal(
            [],
            SystemCatalogue
                .All.SelectMany(s => s.ProvenBy)
                .Distinct(StringComparer.Ordinal)
                .Where(p => !tests.Contains(p))
        );
    }

    // Methods behind [Fact] or [Theory] of the class that a file is about.
    private static IEnumerable<string> Tests(string text)
    {
        var (space, type) = (
            Space().Match(text).Groups[1].Value,
            Type().Match(text).Groups[1].Value
        );
        return Test().Matches(text).Select(m => $"{space}.{type}.{m.Groups[1].Value}");
    }

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Space();

    [GeneratedRegex(@"^public sealed (?:partial )?class (\w+)", RegexOptions.Multiline)]
    private static partial Regex Type();

    [GeneratedRegex(
        @"\[(?:Fact|Theory)[^\n]*\n(?:\s*\[[^\n]*\n)*\s*public (?:async Task|void) (\w+)\("
    )]
    private static partial Regex Test();
}
