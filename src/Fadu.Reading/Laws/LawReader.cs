using System.Text.RegularExpressions;
using Fadu.Reading.Text;

namespace Fadu.Reading.Laws;

/// <summary>
/// Takes the text of a law apart: plain text or Markdown, a line a paragraph, 第…条 at the head of a line. A text without articles (a decision, a reply) comes in passages.
/// </summary>
public static partial class LawReader
{
    /// <summary>A passage longer than this is parted at a line: search keeps places only so far (16,383 of them in PostgreSQL).</summary>
    public const int LongestPassage = 4000;

    [GeneratedRegex(
        @"^[“\u3000 ]*(?<l>第(?<n>[零〇一二三四五六七八九十百千\d]+)条(?:之(?<s>[一二三四五六七八九十]{1,3}))?)(?:[\u3000 　:：]+|(?=[^的第、和至到规中款项及与，。]))"
    )]
    private static partial Regex ArticleLine();

    /// <summary>An article that begins within a line, where the source lost its line ends.</summary>
    [GeneratedRegex(
        @"(?<=[。；：”）])[\u3000 ]+(?=第(?<n>[零〇一二三四五六七八九十百千\d]+)条[\u3000 ])"
    )]
    private static partial Regex Within();

    [GeneratedRegex(@"^[\u3000 ]*（(?<n>[一二三四五六七八九十百]{1,4})）")]
    private static partial Regex ItemLine();

    [GeneratedRegex(
        @"^(?:#{2,6}\s*)?(?<t>第[零一二三四五六七八九十百\d]+(?<k>[编章节分])(?:编)?[\u3000 ]*.{0,60})$"
    )]
    private static partial Regex ChapterLine();

    /// <summary>Reads a law.</summary>
    /// <exception cref="UnreadableException">There is nothing that could be a law.</exception>
    public static LawReading Read(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var lines = Lines(source.Text);
        if (lines.Count == 0)
        {
            throw new UnreadableException($"“{source.FileName}”里没有法规文本。");
        }
        var title = Words(source, lines[0]).TrimStart('#', ' ').Trim();
        var history = new List<string>();
        var at = 1;
        // the head ends with its mark, else with the first heading or article
        var marked = lines.FindIndex(l => IsEndOfHead(Words(source, l)));
        while (at < lines.Count && (marked >= 0 ? at <= marked : !IsBody(Words(source, lines[at]))))
        {
            var words = Words(source, lines[at]).Trim();
            if (marked < 0 && history.Count == 12)
            {
                break;
            }
            if (!words.StartsWith("<!--", StringComparison.Ordinal))
            {
                history.Add(words);
            }
            at++;
        }
        if (marked < 0 && !lines.Skip(at).Any(l => ArticleLine().IsMatch(Words(source, l))))
        {
            // nothing tells head from text: all of it is text
            history.Clear();
            at = 1;
        }
        var reading = new State(source);
        for (; at < lines.Count; at++)
        {
            reading.Add(lines[at]);
        }
        reading.Close();
        return new LawReading(source, title, history, reading.Headings, reading.Pieces);
    }

    private static int? NumberOf(ReadOnlySpan<char> words) =>
        int.TryParse(
            words,
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var digits
        )
            ? digits
            : (int?)Numerals.Parse(words);

    private static bool IsEndOfHead(string line) =>
        line.Contains("INFO END", StringComparison.Ordinal);

    private static bool IsBody(string line) =>
        line.StartsWith("##", StringComparison.Ordinal)
        || ChapterLine().IsMatch(line)
        || ArticleLine().IsMatch(line);

    private static string Words(SourceText source, TextSpan line) => source.Slice(line);

    /// <summary>The lines that are not empty.</summary>
    private static List<TextSpan> Lines(string text)
    {
        var lines = new List<TextSpan>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is not ('\n' or '\r'))
            {
                continue;
            }
            var (a, b) = (start, i);
            while (a < b && (Flow.IsBlank(text[a])))
            {
                a++;
            }
            while (b > a && Flow.IsBlank(text[b - 1]))
            {
                b--;
            }
            if (b > a)
            {
                lines.Add(new TextSpan(a, b));
            }
            start = i + 1;
        }
        return lines;
    }

    private sealed class State(SourceText source)
    {
        private readonly List<(int Level, string Text)> under = [];
        private readonly List<char> ranks = [];
        private readonly List<(string Text, List<LawItem> Items)> paragraphs = [];
        private PieceKind kind = PieceKind.Opening;
        private int? number;
        private int? inserted;
        private string? label;
        private int start = -1;
        private int end;
        private int length;
        private bool anyArticle;

        public List<LawHeading> Headings { get; } = [];

        public List<LawPiece> Pieces { get; } = [];

        public void Add(TextSpan line)
        {
            var words = source.Slice(line);
            if (HeadingOf(words) is { } heading)
            {
                Close();
                while (under.Count > 0 && under[^1].Level >= heading.Level)
                {
                    under.RemoveAt(under.Count - 1);
                }
                under.Add(heading);
                Headings.Add(new LawHeading(heading.Level, heading.Text, line));
                kind = anyArticle || Pieces.Count > 0 ? PieceKind.Passage : PieceKind.Opening;
                return;
            }
            if (
                ArticleLine().Match(words) is { Success: true } m
                && !words.StartsWith('“')
                && NumberOf(m.Groups["n"].ValueSpan) is { } n
            )
            {
                Close();
                kind = PieceKind.Article;
                anyArticle = true;
                number = n;
                inserted = m.Groups["s"].Success ? NumberOf(m.Groups["s"].ValueSpan) : null;
                label = m.Groups["l"].Value;
                start = line.Start;
                foreach (Match next in Within().Matches(words))
                {
                    if (NumberOf(next.Groups["n"].ValueSpan) == n + 1)
                    {
                        var cut = line.Start + next.Index;
                        Put(words[m.Length..next.Index].Trim(), new TextSpan(line.Start, cut));
                        Add(new TextSpan(cut + next.Length, line.End));
                        return;
                    }
                }
                Put(words[m.Length..].Trim(), line);
                return;
            }
            if (kind != PieceKind.Article && length + words.Length > LongestPassage)
            {
                Close();
            }
            Put(words, line);
        }

        private void Put(string words, TextSpan line)
        {
            if (start < 0)
            {
                start = line.Start;
            }
            end = line.End;
            length += words.Length;
            if (
                paragraphs.Count > 0
                && ItemLine().Match(words) is { Success: true } m
                && NumberOf(m.Groups["n"].ValueSpan) is { } n
            )
            {
                paragraphs[^1].Items.Add(new LawItem(n, words[m.Length..].Trim()));
                return;
            }
            if (words.Length > 0)
            {
                paragraphs.Add((words, []));
            }
        }

        /// <summary>Level by 编, 章, 节 as this law has them; other headings of Markdown by their marks.</summary>
        private (int Level, string Text)? HeadingOf(string words)
        {
            var marks = 0;
            while (marks < words.Length && words[marks] == '#')
            {
                marks++;
            }
            var text = words[marks..].Trim();
            if (
                ChapterLine().Match(words) is { Success: true } m
                && !text.EndsWith('。')
                && !text.EndsWith('；')
            )
            {
                var rank = m.Groups["k"].Value[0];
                if (!ranks.Contains(rank))
                {
                    ranks.Add(rank);
                    ranks.Sort((a, b) => "编分章节".IndexOf(a).CompareTo("编分章节".IndexOf(b)));
                }
                return (ranks.IndexOf(rank) + 1, text);
            }
            return marks >= 2 && text.Length is > 0 and < 80 ? (marks - 1, text) : null;
        }

        public void Close()
        {
            if (start >= 0 && paragraphs.Count > 0)
            {
                Pieces.Add(
                    new LawPiece(
                        kind,
                        number,
                        inserted,
                        label,
                        [.. under.Select(u => u.Text)],
                        [.. paragraphs.Select(p => new LawParagraph(p.Text, p.Items))],
                        new TextSpan(start, end)
                    )
                );
            }
            paragraphs.Clear();
            (start, length, number, inserted, label) = (-1, 0, null, null, null);
            kind =
                anyArticle ? PieceKind.Passage
                : kind == PieceKind.Article ? PieceKind.Passage
                : kind;
        }
    }
}
