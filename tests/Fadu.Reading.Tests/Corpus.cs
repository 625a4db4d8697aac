using System.Globalization;
using System.Reflection;

namespace Fadu.Reading.Tests;

/// <summary>The project's own fictional sentences and documents, each used in full-width and in half-width punctuation.</summary>
internal static class Corpus
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Corpus");

    public static TheoryData<string, string> Lines(string file)
    {
        var data = new TheoryData<string, string>();
        foreach (var line in File.ReadAllLines(Path.Combine(Folder, file)))
        {
            var parts = line.Split('\t');
            data.Add(parts[0], parts.Length > 1 ? parts[1] : "");
        }
        return data;
    }

    public static string HalfWidth(string s) =>
        s.Replace('，', ',')
            .Replace('；', ';')
            .Replace('：', ':')
            .Replace('（', '(')
            .Replace('）', ')');

    public static string Show(decimal? v) =>
        v is { } x
            ? (x / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
            : "null";

    /// <summary>The folder of facts beside the repository, null for those who cloned the project alone.</summary>
    public static string? Shared()
    {
        if (
            Environment.GetEnvironmentVariable("FADU_SHARED") is { Length: > 0 } named
            && Directory.Exists(named)
        )
        {
            return named;
        }
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Fadu.slnx")) && at.Parent is { } parent)
            {
                var shared = Path.Combine(parent.FullName, "shared");
                return Directory.Exists(shared) ? shared : null;
            }
        }
        return null;
    }

    public static string SharedOrSkip(params string[] path)
    {
        var shared = Shared();
        Assert.SkipWhen(shared is null, "skipped: the shared folder is not beside this clone");
        var full = Path.Combine([shared!, .. path]);
        Assert.SkipWhen(
            !File.Exists(full) && !Directory.Exists(full),
            $"skipped: {path[^1]} is missing"
        );
        return full;
    }
}
