using System.Text.RegularExpressions;

namespace Fadu.Core.Reports;

/// <summary>
/// A heading that was typed into the text of a section: （一）, 1. or （1） and a few words. Official documents have it at a level of its own (GB/T 9704-2012, 7.3.3: 一、黑体, （一）楷体, then 1. and （1）),
/// so that the file has an outline and the second level its face.
/// </summary>
/// <param name="Level">2 for （一）, 3 for 1., 4 for （1）.</param>
/// <param name="Head">The number and the words, with the full stop where text goes on after it.</param>
/// <param name="Rest">The text that goes on in the same paragraph.</param>
public sealed partial record TypedHeading(
    int Level,
    IReadOnlyList<(string Text, DraftToken? Token)> Head,
    IReadOnlyList<(string Text, DraftToken? Token)> Rest
)
{
    /// <summary>More words than this before the full stop are a sentence, not a heading.</summary>
    private const int Longest = 32;

    /// <summary>The heading that a paragraph is or begins with; null where it is text.</summary>
    public static TypedHeading? Of(IReadOnlyList<(string Text, DraftToken? Token)> paragraph)
    {
        if (paragraph.Count == 0 || paragraph[0].Token is not null)
        {
            return null;
        }
        var number = Number().Match(paragraph[0].Text);
        if (!number.Success)
        {
            return null;
        }
        var level =
            number.Groups["two"].Success ? 2
            : number.Groups["three"].Success ? 3
            : 4;
        var whole = string.Concat(paragraph.Select(p => p.Text));
        var end = whole.IndexOf('。', StringComparison.Ordinal);
        var length = end < 0 ? whole.Length : end + 1;
        // What ends with ；or a comma, and what has no words, is a part of a list.
        if (
            length - number.Length > Longest
            || length <= number.Length
            || whole.AsSpan(number.Length, length - number.Length).IndexOfAny("；，：") >= 0
            || (end >= 0 && end == whole.Length - 1 && whole.Length - number.Length > Longest / 2)
        )
        {
            return null;
        }
        var head = new List<(string, DraftToken?)>();
        var rest = new List<(string, DraftToken?)>();
        var left = length;
        foreach (var (text, token) in paragraph)
        {
            if (left >= text.Length)
            {
                head.Add((text, token));
            }
            else if (left <= 0)
            {
                rest.Add((text, token));
            }
            else
            {
                head.Add((text[..left], token));
                rest.Add((text[left..], token));
            }
            left -= text.Length;
        }
        return new TypedHeading(level, head, rest);
    }

    [GeneratedRegex(
        @"^(?:(?<two>[（(][一二三四五六七八九十]{1,3}[）)])|(?<three>\d{1,2}[.．](?!\d))|(?<four>[（(]\d{1,2}[）)]))\s*"
    )]
    private static partial Regex Number();
}
