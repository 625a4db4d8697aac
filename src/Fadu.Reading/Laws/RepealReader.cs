using System.Text.RegularExpressions;

namespace Fadu.Reading.Laws;

/// <summary>A law that another says it repeals.</summary>
/// <param name="Name">As written between 《》.</param>
/// <param name="Article">The article that says so: 第一千二百六十条; null in a text without articles.</param>
public sealed record LawRepeal(string Name, string? Article);

/// <summary>What a law repeals as a whole: 《…》、《…》同时废止. A single article or what merely “does not agree” is none of it.</summary>
public static partial class RepealReader
{
    /// <summary>Laws end with it: only the last articles are looked at.</summary>
    private const int LastPieces = 4;

    [GeneratedRegex(@"《(?<n>[^《》]{2,80})》(?<after>[^《。；]{0,12})")]
    private static partial Regex Title();

    [GeneratedRegex(@"(?:同时|即行|予以|一并)废止|》废止|》[^《。；]{0,12}起废止")]
    private static partial Regex Repeals();

    /// <summary>All that is repealed, in order.</summary>
    public static IReadOnlyList<LawRepeal> Read(LawReading law)
    {
        ArgumentNullException.ThrowIfNull(law);
        var found = new List<LawRepeal>();
        foreach (var piece in law.Pieces.Skip(law.Pieces.Count - LastPieces))
        {
            foreach (
                var sentence in piece.Text.Split(
                    ['。', '；', '\n'],
                    StringSplitOptions.RemoveEmptyEntries
                )
            )
            {
                if (Repeals().Match(sentence) is not { Success: true } repeal)
                {
                    continue;
                }
                foreach (Match title in Title().Matches(sentence))
                {
                    var after = title.Groups["after"].Value;
                    if (
                        title.Index < repeal.Index + repeal.Length
                        && !after.StartsWith('第')
                        && !after.StartsWith('中')
                        && !after.StartsWith("的", StringComparison.Ordinal)
                    )
                    {
                        found.Add(new LawRepeal(title.Groups["n"].Value, piece.Label));
                    }
                }
            }
        }
        return found;
    }
}
