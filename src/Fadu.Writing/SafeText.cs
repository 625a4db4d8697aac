using System.Buffers;
using System.Text;
using System.Xml;

namespace Fadu.Writing;

/// <summary>Makes any string safe to stand in XML 1.0.</summary>
public static class SafeText
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create([
        .. Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(c => !XmlConvert.IsXmlChar(c)),
    ]);

    /// <summary>
    /// Drops control characters that XML cannot hold, turns lone surrogates into U+FFFD and unifies line ends to \n.
    /// Text without any of them is returned as it is.
    /// </summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }
        if (
            text.AsSpan().IndexOfAny(Suspects) < 0
            && !text.Contains('\r', StringComparison.Ordinal)
        )
        {
            return text;
        }
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r')
            {
                if (i + 1 >= text.Length || text[i + 1] != '\n')
                {
                    clean.Append('\n');
                }
            }
            else if (XmlConvert.IsXmlChar(c))
            {
                clean.Append(c);
            }
            else if (
                char.IsHighSurrogate(c)
                && i + 1 < text.Length
                && char.IsLowSurrogate(text[i + 1])
            )
            {
                clean.Append(c).Append(text[++i]);
            }
            else if (c >= ' ')
            {
                clean.Append('\uFFFD');
            }
        }
        return clean.ToString();
    }
}
