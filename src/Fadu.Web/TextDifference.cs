using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace Fadu.Web;

/// <summary>What became of a stretch of text from one version to the next.</summary>
public enum TextChange
{
    /// <summary>It stands in both.</summary>
    Same,

    /// <summary>Only in the earlier one.</summary>
    Removed,

    /// <summary>Only in the later one.</summary>
    Added,
}

/// <summary>A stretch of a line.</summary>
public sealed record TextPiece(TextChange Change, string Text);

/// <summary>A line of the comparison, of one or of both versions.</summary>
/// <param name="Before">Its number in the earlier version; null where it stands only in the later.</param>
/// <param name="After">Its number in the later version; null where it stands only in the earlier.</param>
public sealed record ComparedLine(int? Before, int? After, IReadOnlyList<TextPiece> Pieces)
{
    /// <summary>Whether both versions have it, letter by letter.</summary>
    public bool IsSame =>
        Pieces.All(p => p.Change == TextChange.Same) && Before is not null && After is not null;
}

/// <summary>Compares two versions of a text: paragraph by paragraph, and inside a changed paragraph character by character, since Chinese has no spaces between words.</summary>
public static class TextDifference
{
    // Comparing letters costs length times differences; beyond this a paragraph is shown as replaced.
    private const int LongestParagraph = 4000;

    /// <summary>The lines of both in their order.</summary>
    public static IReadOnlyList<ComparedLine> Between(string before, string after)
    {
        var (olds, news) = (Lines(before), Lines(after));
        var differ = Differ.Instance;
        var blocks = differ
            .CreateDiffs(
                string.Join('\n', olds),
                string.Join('\n', news),
                ignoreWhiteSpace: false,
                ignoreCase: false,
                new LineChunker()
            )
            .DiffBlocks;
        var lines = new List<ComparedLine>();
        var (a, b) = (0, 0);
        foreach (var block in blocks)
        {
            while (a < block.DeleteStartA)
            {
                Same(lines, olds[a], a++, b++);
            }
            Changed(
                lines,
                olds.AsSpan(block.DeleteStartA, block.DeleteCountA),
                news.AsSpan(block.InsertStartB, block.InsertCountB),
                block
            );
            (a, b) = (
                block.DeleteStartA + block.DeleteCountA,
                block.InsertStartB + block.InsertCountB
            );
        }
        while (a < olds.Length && b < news.Length)
        {
            Same(lines, olds[a], a++, b++);
        }
        return lines;
    }

    private static string[] Lines(string text) =>
        [
            .. text.ReplaceLineEndings("\n")
                .Split('\n')
                .Select(l => l.Trim())
                .Where(l => l.Length > 0),
        ];

    private static void Same(List<ComparedLine> lines, string text, int a, int b) =>
        lines.Add(new(a + 1, b + 1, [new(TextChange.Same, text)]));

    private static void Changed(
        List<ComparedLine> lines,
        ReadOnlySpan<string> removed,
        ReadOnlySpan<string> added,
        DiffBlock block
    )
    {
        var pairs = Math.Min(removed.Length, added.Length);
        for (var i = 0; i < pairs; i++)
        {
            var (number, other) = (block.DeleteStartA + i + 1, block.InsertStartB + i + 1);
            if (Letters(removed[i], added[i]) is { } pieces)
            {
                lines.Add(new(number, other, pieces));
                continue;
            }
            // Two paragraphs that have little in common were not one and the same.
            lines.Add(new(number, null, [new(TextChange.Removed, removed[i])]));
            lines.Add(new(null, other, [new(TextChange.Added, added[i])]));
        }
        for (var i = pairs; i < removed.Length; i++)
        {
            lines.Add(new(block.DeleteStartA + i + 1, null, [new(TextChange.Removed, removed[i])]));
        }
        for (var i = pairs; i < added.Length; i++)
        {
            lines.Add(new(null, block.InsertStartB + i + 1, [new(TextChange.Added, added[i])]));
        }
    }

    private static List<TextPiece>? Letters(string before, string after)
    {
        if (before.Length > LongestParagraph || after.Length > LongestParagraph)
        {
            return null;
        }
        var blocks = Differ
            .Instance.CreateDiffs(before, after, false, false, new CharacterChunker())
            .DiffBlocks;
        if (blocks.Sum(b => b.DeleteCountA) * 2 > before.Length)
        {
            return null;
        }
        var pieces = new List<TextPiece>();
        var at = 0;
        void Add(TextChange change, string text)
        {
            if (text.Length > 0)
            {
                pieces.Add(new(change, text));
            }
        }
        foreach (var block in blocks)
        {
            Add(TextChange.Same, before[at..block.DeleteStartA]);
            Add(TextChange.Removed, before.Substring(block.DeleteStartA, block.DeleteCountA));
            Add(TextChange.Added, after.Substring(block.InsertStartB, block.InsertCountB));
            at = block.DeleteStartA + block.DeleteCountA;
        }
        Add(TextChange.Same, before[at..]);
        return pieces;
    }
}
