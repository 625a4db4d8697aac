using System.Buffers;

namespace Fadu.Core.Search;

/// <summary>
/// How text is compared and cut into the terms of the index: full width as half width, capitals as small letters, a run of blanks as one, a line apart from the next.
/// A term is a character or two neighbouring ones as one number, whatever they are: Chinese, Latin, digits and signs are all found alike.
/// </summary>
public static class SearchText
{
    /// <summary>A blank of any kind; line ends are none.</summary>
    private static bool IsBlank(char c) =>
        c is ' ' or '\t' or '\u00a0' or '\u3000' or '\ufeff'
        || (c is >= '\u2000' and <= '\u200b')
        || (c < ' ' && !IsLineEnd(c));

    private static bool IsLineEnd(char c) => c is '\n' or '\r' or '\u2028' or '\u2029' or '\u0085';

    private static char Fold(char c) =>
        c < 'A' ? c
        : c < 0x80 ? (c is <= 'Z' ? (char)(c | 0x20) : c)
        : c is >= '\u3100' and < '\ufb00' ? c
        : char.ToLowerInvariant(c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : c);

    /// <summary>The text as it is compared: lines parted by \n, each without blanks at its ends.</summary>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Normalize(text, default).Text;
    }

    /// <summary>The same, and for every character of it the place in the text that it came from.</summary>
    internal static (string Text, int[] Places) NormalizeWithPlaces(string text)
    {
        var places = new int[text.Length];
        var (normal, length) = Normalize(text, places);
        return (normal, places[..length]);
    }

    private static (string Text, int Length) Normalize(string text, Span<int> places)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length + 1);
        var n = 0;
        // a blank or line end waits until something follows it
        var (waiting, place) = ('\0', 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c <= ' ' || c >= 0x80)
            {
                if (IsLineEnd(c))
                {
                    (waiting, place) = ('\n', i);
                    continue;
                }
                if (IsBlank(c))
                {
                    if (waiting == '\0')
                    {
                        (waiting, place) = (' ', i);
                    }
                    continue;
                }
            }
            if (waiting != '\0')
            {
                if (n > 0)
                {
                    if (!places.IsEmpty)
                    {
                        places[n] = place;
                    }
                    buffer[n++] = waiting;
                }
                waiting = '\0';
            }
            if (!places.IsEmpty)
            {
                places[n] = i;
            }
            buffer[n++] = Fold(c);
        }
        var normal = new string(buffer, 0, n);
        ArrayPool<char>.Shared.Return(buffer);
        return (normal, n);
    }

    /// <summary>The term of one character.</summary>
    internal static int Term(char c) => c;

    /// <summary>The term of two neighbours.</summary>
    internal static int Term(char a, char b) => unchecked((a << 16) | b);

    /// <summary>The distinct terms of a normalised text, in no order.</summary>
    internal static int[] TermsOf(string normal)
    {
        var terms = ArrayPool<int>.Shared.Rent(normal.Length * 2);
        var n = 0;
        for (var i = 0; i < normal.Length; i++)
        {
            var c = normal[i];
            if (c == '\n')
            {
                continue;
            }
            if (c != ' ')
            {
                terms[n++] = Term(c);
            }
            if (i + 1 < normal.Length && normal[i + 1] != '\n')
            {
                terms[n++] = Term(c, normal[i + 1]);
            }
        }
        Array.Sort(terms, 0, n);
        var m = 0;
        for (var i = 0; i < n; i++)
        {
            if (m == 0 || terms[m - 1] != terms[i])
            {
                terms[m++] = terms[i];
            }
        }
        var distinct = terms[..m];
        ArrayPool<int>.Shared.Return(terms);
        return distinct;
    }

    /// <summary>The terms that a piece must have to be a hit of a normalised phrase; for up to two characters they alone decide.</summary>
    internal static int[] TermsOfPhrase(string phrase)
    {
        if (phrase.Length == 1)
        {
            return [Term(phrase[0])];
        }
        var terms = new HashSet<int>();
        for (var i = 0; i + 1 < phrase.Length; i++)
        {
            terms.Add(Term(phrase[i], phrase[i + 1]));
        }
        return [.. terms];
    }

    /// <summary>So many bits say which terms a piece may have.</summary>
    private const int MayHaveBits = 2048;

    /// <summary>Two bits for each term: where one of them is not set, the piece does not have it. About one piece in forty has both without the term.</summary>
    internal static byte[] MayHave(int[] terms)
    {
        var bits = new byte[MayHaveBits / 8];
        foreach (var term in terms)
        {
            var (first, second) = BitsOf(term);
            bits[first >> 3] |= (byte)(1 << (first & 7));
            bits[second >> 3] |= (byte)(1 << (second & 7));
        }
        return bits;
    }

    /// <summary>The bits of a term.</summary>
    internal static (int First, int Second) BitsOf(int term)
    {
        // multiplied by the golden ratio, the upper bits are spread evenly (Knuth, TAOCP 6.4)
        var spread = unchecked((ulong)(uint)term * 0x9E3779B97F4A7C15);
        return ((int)(spread >> 53), (int)((spread >> 42) & (MayHaveBits - 1)));
    }
}
