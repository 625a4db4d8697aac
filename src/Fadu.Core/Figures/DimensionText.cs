namespace Fadu.Core.Figures;

/// <summary>The canonical text of dimensions: <c>名=值;名=值</c> in ordinal order of the names.</summary>
public static class DimensionText
{
    /// <summary>Writes it. Characters that hold the text together are taken out of names and values; empty values are left out.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, string?>> pairs) =>
        pairs.Where(p => !string.IsNullOrWhiteSpace(p.Value)).ToList() switch
        {
            [] => "",
            [var only] => Write(only),
            var several => string.Join(
                ';',
                several.OrderBy(p => p.Key, StringComparer.Ordinal).Select(Write)
            ),
        };

    private static string Write(KeyValuePair<string, string?> pair) =>
        $"{Clean(pair.Key)}={Clean(pair.Value!)}";

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
