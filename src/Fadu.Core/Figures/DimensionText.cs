namespace Fadu.Core.Figures;

/// <summary>The canonical text of dimensions: <c>名=值;名=值</c> in ordinal order of the names.</summary>
public static class DimensionText
{
    /// <summary>Writes it. Characters that hold the text together are taken out of names and values; empty values are left out.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, string?>> pairs) =>
        string.Join(
            ';',
            pairs
                .Where(p => !string.IsNullOrWhiteSpace(p.Value))
                .OrderBy(p => p.Key, StringComparer.Ordinal)
                .Select(p => $"{Clean(p.Key)}={Clean(p.Value!)}")
        );

    /// <summary>Reads it.</summary>
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at > 0)
            {
                pairs[part[..at]] = part[(at + 1)..];
            }
        }
        return pairs;
    }

    private static string Clean(string text) =>
        text.Trim()
            .Replace(';', '；')
            .Replace('=', '＝')
            .Replace('|', '／')
            .Replace('{', '（')
            .Replace('}', '）');
}
