using System.Buffers;
using System.Collections;

namespace Fadu.Reading.Text;

/// <summary>
/// The source as the grammars see it: one punctuation (full width), ASCII digits, no stray spaces, broken lines joined;
/// paragraphs end in '\n', table cells in '\t'. Every character knows where it stands in the source.
/// </summary>
internal sealed class Flow
{
    private readonly Places places;

    private Flow(SourceText source, Canvas canvas, List<TextSpan> paragraphs)
    {
        Source = source;
        Text = canvas.ToString();
        places = canvas.Places;
        Paragraphs = paragraphs;
    }

    /// <summary>
    /// Where each character stands in the source: kept as stretches that stand together there, for memory that is touched for the first time is what makes a long text slower than a short one.
    /// </summary>
    private sealed class Places(int length)
    {
        private readonly List<int> starts = [];
        private readonly List<int> shifts = [];
        private readonly BitArray gaps = new(length);

        public void Add(int i, int place, bool gap)
        {
            if (shifts.Count == 0 || shifts[^1] != place - i)
            {
                starts.Add(i);
                shifts.Add(place - i);
            }
            if (gap)
            {
                gaps[i] = true;
            }
        }

        public int this[int i]
        {
            get
            {
                var at = starts.BinarySearch(i);
                return i + shifts[at < 0 ? ~at - 1 : at];
            }
        }

        /// <summary>Whether a run of spaces stood before a character: with lost line breaks that is all that is left of them.</summary>
        public bool HasGap(int i) => gaps[i];
    }

    /// <summary>What is being put together. No character of the source becomes two, so the room is known beforehand and nothing is copied for a long text.</summary>
    private sealed class Canvas(int sourceLength) : IDisposable
    {
        private readonly char[] text = ArrayPool<char>.Shared.Rent(sourceLength + 1);

        public int Length { get; private set; }

        public Places Places { get; } = new(sourceLength + 1);

        public char Last => text[Length - 1];

        public ReadOnlySpan<char> From(int start) => text.AsSpan(start, Length - start);

        public void Append(char c, int place, bool gap = false)
        {
            text[Length] = c;
            Places.Add(Length, place, gap);
            Length++;
        }

        public void Dispose() => ArrayPool<char>.Shared.Return(text);

        public override string ToString() => new(text, 0, Length);
    }

    public SourceText Source { get; }

    public string Text { get; }

    /// <summary>Paragraphs as places in <see cref="Text"/>, without their line end.</summary>
    public IReadOnlyList<TextSpan> Paragraphs { get; }

    /// <summary>Whether a run of spaces stood before a character.</summary>
    public bool GapBefore(int i) => i < Text.Length && places.HasGap(i);

    /// <summary>The place in the source of a place in the flow.</summary>
    public TextSpan Span(int start, int end)
    {
        while (end > start && Text[end - 1] is '\n' or '\t' or ' ')
        {
            end--;
        }
        while (start < end && Text[start] is '\n' or '\t' or ' ')
        {
            start++;
        }
        if (end > start)
        {
            return new TextSpan(places[start], places[end - 1] + 1);
        }
        // behind the last character is the end of the source
        var at = start < Text.Length ? places[start] : Math.Max(Source.Text.Length - 1, 0);
        return new TextSpan(at, at);
    }

    /// <summary>The words as they stand in the source, line breaks and all.</summary>
    public string Original(int start, int end) => Source.Slice(Span(start, end));

    public static Flow Of(SourceText source)
    {
        var raw = source.Text;
        var lines = Lines(raw);
        var width = WrapWidth(lines);
        using var text = new Canvas(raw.Length);
        var paragraphs = new List<TextSpan>();
        var start = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            AppendLine(raw, lines[i], text);
            var next = i + 1 < lines.Count ? lines[i + 1] : default;
            if (i + 1 < lines.Count && Joins(text, start, lines[i], raw, next, width))
            {
                continue;
            }
            if (text.Length > start)
            {
                paragraphs.Add(new TextSpan(start, text.Length));
                text.Append('\n', Math.Max(lines[i].End - 1, 0));
            }
            start = text.Length;
        }
        return new Flow(source, text, paragraphs);
    }

    private static List<TextSpan> Lines(string raw)
    {
        var lines = new List<TextSpan>();
        var start = 0;
        for (var i = 0; i <= raw.Length; i++)
        {
            if (
                i < raw.Length
                && raw[i] is not ('\n' or '\r' or '\f' or '\v' or '\u2028' or '\u2029' or '\u0085')
            )
            {
                continue;
            }
            var a = start;
            var b = i;
            // the bars at both ends of a row part nothing
            while (a < b && (IsBlank(raw[a]) && raw[a] != '\t' || IsBar(raw[a])))
            {
                a++;
            }
            while (b > a && (IsBlank(raw[b - 1]) || IsBar(raw[b - 1])))
            {
                b--;
            }
            if (raw.AsSpan(a, b - a).IndexOfAnyExcept("-—–:：|｜│┃ \t=+") < 0)
            {
                start = i + 1;
                continue;
            }
            // a leading tab is an empty first cell when more cells follow, an indent otherwise
            if (a < b && raw[a] == '\t' && raw.AsSpan(a, b - a).TrimStart('\t').IndexOf('\t') < 0)
            {
                while (a < b && IsBlank(raw[a]))
                {
                    a++;
                }
            }
            if (b > a)
            {
                lines.Add(new TextSpan(a, b));
            }
            start = i + 1;
        }
        return lines;
    }

    /// <summary>Line width of a text that was broken by layout, 0 when lines are whole paragraphs.</summary>
    private static int WrapWidth(List<TextSpan> lines)
    {
        if (lines.Count < 6)
        {
            return 0;
        }
        var lengths = lines.Select(l => l.Length).Where(n => n >= 12).Order().ToArray();
        if (lengths.Length < 5)
        {
            return 0;
        }
        var wide = lengths[(int)(lengths.Length * 0.9)];
        if (wide > 90)
        {
            return 0;
        }
        var near = lengths.Count(n => n >= wide * 0.8 && n <= wide * 1.15);
        return near >= lengths.Length * 0.5 ? wide : 0;
    }

    private static bool Joins(
        Canvas text,
        int start,
        TextSpan line,
        string raw,
        TextSpan next,
        int width
    )
    {
        var length = text.Length - start;
        if (length == 0)
        {
            return false;
        }
        var nextLine = raw.AsSpan(next.Start, Math.Min(next.Length, 400));
        if (
            nextLine.IndexOfAny("\t|｜│┃") >= 0
            || raw.AsSpan(line.Start, line.Length).IndexOfAny("\t|｜│┃") >= 0
        )
        {
            return false;
        }
        var last = text.Last;
        if (last is '。' or '！' or '？' or '；' or '：' || Marks.StartsBlock(nextLine))
        {
            return false;
        }
        var (openTitle, openBracket, sentence) = Balance(text, start);
        if (openTitle && nextLine.IndexOfAny('》', '>', '〉') is >= 0 and < 80)
        {
            return true;
        }
        if (
            last is '、' or '，'
            || nextLine.Length > 0
                && nextLine[0]
                    is '、'
                        or '，'
                        or ','
                        or '。'
                        or '；'
                        or ';'
                        or ')'
                        or '）'
                        or '》'
                        or '”'
        )
        {
            return true;
        }
        if (openBracket && nextLine.IndexOfAny(')', '）') is >= 0 and < 80)
        {
            return true;
        }
        var full = width > 0 && line.Length >= width * 0.86;
        if (Marks.StartsLabel(Prefix(text, start, 24)))
        {
            // a list of units goes on when its last name is cut short
            return (full && line.Length >= width * 0.97)
                || (
                    !Lexicon.EndsOrgan(Suffix(text, start, 16))
                    && last is not ('）' or '责')
                    && nextLine.Length < 120
                );
        }
        var heading = Marks.StartsBlock(Prefix(text, start, 24)) && !sentence;
        if (last is '）' or '”' or '》' && !full)
        {
            return false;
        }
        if (width > 0)
        {
            return full && (sentence || !heading || line.Length >= width * 0.95);
        }
        return sentence
            && length > 60
            && !heading
            && nextLine.Length > 1
            && IsHan(last)
            && !IsDateLine(nextLine)
            && IsHan(nextLine[0])
            && nextLine.IndexOfAny('。', '，', ',') > 0;
    }

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';

    private static bool IsBar(char c) => c is '|' or '｜' or '│' or '┃';

    private static bool IsDateLine(ReadOnlySpan<char> line) =>
        line.Length < 24 && line.Contains('年') && line.Contains('月');

    private static string Prefix(Canvas text, int start, int n)
    {
        var line = text.From(start);
        return line[..Math.Min(n, line.Length)].ToString();
    }

    private static string Suffix(Canvas text, int start, int n)
    {
        return text.From(Math.Max(start, text.Length - n)).ToString();
    }

    private static (bool Title, bool Bracket, bool Sentence) Balance(Canvas text, int start)
    {
        var title = 0;
        var bracket = 0;
        var sentence = false;
        // what was left open more than 400 characters ago is damage and not a broken line
        var from = Math.Max(start, text.Length - 400);
        foreach (var c in text.From(from))
        {
            switch (c)
            {
                case '《':
                    title++;
                    break;
                case '》':
                    title = Math.Max(0, title - 1);
                    break;
                case '（':
                    bracket++;
                    break;
                case '）':
                    bracket = Math.Max(0, bracket - 1);
                    break;
                case '。' or '；':
                    sentence = true;
                    bracket = 0;
                    break;
            }
        }
        return (title > 0, bracket > 0, sentence || from > start);
    }

    public static bool IsBlank(char c) =>
        c
            is ' '
                or '\t'
                or '\u00A0'
                or '\u3000'
                or '\u200B'
                or '\u200C'
                or '\u200D'
                or '\uFEFF'
                or '\u202F'
                or '\u2060'
                or (>= '\u2000' and <= '\u200A')
                or '\u00AD';

    private static void AppendLine(string raw, TextSpan line, Canvas text)
    {
        var quote = false;
        var blanks = 0;
        for (var i = line.Start; i < line.End; i++)
        {
            var c = raw[i];
            if (IsBlank(c) || IsBar(c))
            {
                if (c == '\t' || IsBar(c))
                {
                    text.Append('\t', i);
                }
                blanks++;
                continue;
            }
            var canonical = Canonical(raw, i, line, ref quote);
            // a space between digits or letters parts two things; anywhere else it is noise
            if (
                blanks > 0
                && text.Length > 0
                && char.IsAsciiLetterOrDigit(canonical)
                && char.IsAsciiLetterOrDigit(text.Last)
            )
            {
                text.Append(' ', i - 1);
            }
            text.Append(canonical, i, blanks > 0);
            blanks = 0;
        }
    }

    private static char Canonical(string raw, int i, TextSpan line, ref bool quote)
    {
        var c = raw[i];
        switch (c)
        {
            case ',' or '﹐':
                return '，';
            case '(' or '﹙':
                return '（';
            case ')' or '﹚':
                return '）';
            case ':' or '﹕' or '∶' or '︰':
                return '：';
            case ';' or '﹔':
                return '；';
            case '!':
                return '！';
            case '?':
                return '？';
            case '％' or '﹪':
                return '%';
            case '[' or '【' or '［' or '﹝':
                return '〔';
            case ']' or '】' or '］' or '﹞':
                return '〕';
            case '<' or '〈' or '﹤' or '＜':
                return '〈';
            case '>' or '〉' or '﹥' or '＞':
                return '〉';
            case '"':
                quote = !quote;
                return quote ? '“' : '”';
            case '“' or '〝' or '「' or '『':
                quote = true;
                return '“';
            case '”' or '〞' or '」' or '』' or '＂':
                quote = false;
                return '”';
            case '—' or '–' or '－' or '~' or '～' or '―' or '‐' or '‑' or '−' or '﹣' or '─':
                return '-';
            case '．' or '.' or '｡':
                var digitBefore = i > line.Start && IsDigit(raw[i - 1]);
                var digitAfter = i + 1 < line.End && IsDigit(raw[i + 1]);
                if (digitBefore && digitAfter)
                {
                    return '.';
                }
                if (
                    i > line.Start
                    && (char.IsAsciiLetterOrDigit(raw[i - 1]) || IsDigit(raw[i - 1]))
                )
                {
                    return '.';
                }
                return
                    i + 1 < line.End
                    && char.IsAsciiLetterOrDigit(raw[i + 1])
                    && !(i > line.Start && IsHan(raw[i - 1]))
                    ? '.'
                    : '。';
            case '＋':
                return '+';
            case '／':
                return '/';
            case '•' or '●' or '◆' or '■' or '▪':
                return '•';
            // scanners read the figure zero as the letter O
            case 'O' or 'o' or 'О' or 'Ο' or '○' or '◯' when IsZero(raw, i, line):
                return '0';
            case 'l'
            or 'I'
                when i > line.Start
                    && i + 1 < line.End
                    && IsDigit(raw[i - 1])
                    && (IsDigit(raw[i + 1]) || raw[i + 1] is '%' or '％'):
                return '1';
            default:
                if (c is >= '！' and <= '～')
                {
                    return c is '＇' ? '’'
                        : IsFullWidthPunctuation(c) ? c
                        : (char)(c - '！' + '!');
                }
                return c;
        }
    }

    private static bool IsO(char c) => c is 'O' or 'o' or 'О' or 'Ο' or '○' or '◯';

    /// <summary>A letter O, or several, between a digit and what follows a number (1OO%, 2O24年).</summary>
    private static bool IsZero(string raw, int i, TextSpan line)
    {
        var (before, after) = (i - 1, i + 1);
        while (before >= line.Start && i - before < 8 && IsO(raw[before]))
        {
            before--;
        }
        while (after < line.End && after - i < 8 && IsO(raw[after]))
        {
            after++;
        }
        return before >= line.Start
            && IsDigit(raw[before])
            && (
                after >= line.End
                || IsDigit(raw[after])
                || raw[after] is '%' or '％'
                || IsHan(raw[after])
            );
    }

    private static bool IsFullWidthPunctuation(char c) =>
        c is '！' or '，' or '（' or '）' or '：' or '；' or '？';

    private static bool IsDigit(char c) => c is (>= '0' and <= '9') or (>= '０' and <= '９');
}
