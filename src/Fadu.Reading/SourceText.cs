using System.Text;
using Fadu.Reading.Text;

namespace Fadu.Reading;

/// <summary>The decoded text of a file, on which every place that a reader returns is counted.</summary>
public sealed record SourceText
{
    /// <summary>More bytes than this are no official document.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private readonly Lazy<int[]?> surrogates;

    public SourceText(string text, string fileName = "文本")
    {
        Text = text;
        FileName = fileName;
        surrogates = new Lazy<int[]?>(FindSurrogates);
    }

    public string Text { get; }

    public string FileName { get; }

    /// <summary>Reads a file by its content (the name only helps to word messages and to tell HTML from text).</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="fileName">Its name as the user knows it.</param>
    /// <param name="pdfToText">Turns a PDF into text; without it a PDF is refused with advice.</param>
    /// <exception cref="UnreadableException">Empty, binary, encrypted, too large, damaged, or of a kind that cannot be read.</exception>
    public static SourceText From(
        byte[] bytes,
        string fileName,
        Func<byte[], string>? pdfToText = null
    )
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var text = FileDecoder.Decode(bytes, fileName, pdfToText);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                return new SourceText(text, fileName);
            }
        }
        throw new UnreadableException(
            $"“{fileName}”里没有文字：文件为空，或者只是扫描图片；请换成含文字的文件（扫描件请先做文字识别）。"
        );
    }

    /// <summary>The words at a place.</summary>
    public string Slice(TextSpan span) => Text[span.Start..span.End];

    /// <summary>A UTF-16 offset as an offset in Unicode code points, which is what the JSON contract counts in.</summary>
    public int CodePoint(int utf16)
    {
        var pairs = surrogates.Value;
        if (pairs is null)
        {
            return utf16;
        }
        var index = Array.BinarySearch(pairs, utf16);
        return utf16 - (index < 0 ? ~index : index);
    }

    private int[]? FindSurrogates()
    {
        List<int>? found = null;
        for (var i = 1; i < Text.Length; i++)
        {
            if (char.IsLowSurrogate(Text[i]) && char.IsHighSurrogate(Text[i - 1]))
            {
                (found ??= []).Add(i);
                i++;
            }
        }
        return found?.ToArray();
    }

    public bool Equals(SourceText? other) =>
        other is not null
        && string.Equals(Text, other.Text, StringComparison.Ordinal)
        && string.Equals(FileName, other.FileName, StringComparison.Ordinal);

    public override int GetHashCode() =>
        HashCode.Combine(Text.GetHashCode(StringComparison.Ordinal), FileName);
}
