using System.IO.Compression;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Fadu.Reading.Text;

/// <summary>Bytes to text, by content. Nothing outside the file is ever fetched or resolved.</summary>
internal static class FileDecoder
{
    private const long MaxUnpacked = 256L * 1024 * 1024;
    private const int MaxRatio = 300;
    private const int MaxDepth = 400;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(
        false,
        throwOnInvalidBytes: true
    );

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        54936,
        EncoderFallback.ExceptionFallback,
        DecoderFallback.ExceptionFallback
    )!;

    public static string Decode(byte[] bytes, string name, Func<byte[], string>? pdfToText)
    {
        if (bytes.Length == 0)
        {
            throw new UnreadableException(
                $"“{name}”是空文件（0 字节）；请检查是否选错了文件，或重新导出。"
            );
        }
        if (bytes.Length > SourceText.MaxBytes)
        {
            throw new UnreadableException(
                $"“{name}”有 {bytes.Length / 1024 / 1024} MB，超过 {SourceText.MaxBytes / 1024 / 1024} MB 的上限；请只保留正文，或拆成几份。"
            );
        }
        if (Starts(bytes, "%PDF-"u8))
        {
            return Pdf(bytes, name, pdfToText);
        }
        if (Starts(bytes, [0x50, 0x4B, 0x03, 0x04]) || Starts(bytes, [0x50, 0x4B, 0x05, 0x06]))
        {
            return Zip(bytes, name);
        }
        if (Starts(bytes, [0xD0, 0xCF, 0x11, 0xE0]))
        {
            throw new UnreadableException(
                $"“{name}”是加密的文档或旧版 .doc/.wps/.et 文件，无法读取；请在 Word 或 WPS 中解除密码并另存为 .docx。"
            );
        }
        var text = Plain(bytes, name);
        return LooksLikeHtml(text, name) ? Html(text) : text;
    }

    private static bool Starts(byte[] bytes, ReadOnlySpan<byte> magic) =>
        bytes.AsSpan().StartsWith(magic);

    private static string Pdf(byte[] bytes, string name, Func<byte[], string>? pdfToText)
    {
        if (bytes.AsSpan().IndexOf("/Encrypt"u8) >= 0)
        {
            throw new UnreadableException($"“{name}”是加密的 PDF，无法读取；请解除密码后再试。");
        }
        if (pdfToText is null)
        {
            throw new UnreadableException(
                $"“{name}”是 PDF，而本机没有安装 pdftotext（poppler-utils）；请安装它，或另存为 .docx 或 .txt。"
            );
        }
        return pdfToText(bytes);
    }

    private static string Plain(byte[] bytes, string name)
    {
        var span = bytes.AsSpan();
        string text;
        try
        {
            if (span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            {
                text = StrictUtf8.GetString(span[3..]);
            }
            else if (span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            {
                text = new UnicodeEncoding(false, false, true).GetString(span[2..]);
            }
            else if (span.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            {
                text = new UnicodeEncoding(true, false, true).GetString(span[2..]);
            }
            else if (System.Text.Unicode.Utf8.IsValid(span))
            {
                text = StrictUtf8.GetString(span);
            }
            else
            {
                text = Gb18030.GetString(span);
            }
        }
        catch (ArgumentException e)
        {
            throw Binary(name, e);
        }
        var odd = 0;
        foreach (var c in text)
        {
            // control and private-use characters: what random bytes turn into, and no official text has many of
            if (
                c
                is < ' '
                    and not ('\t' or '\n' or '\r' or '\f' or '\v')
                    or '\uFFFD'
                    or (>= '\uE000' and <= '\uF8FF')
                    or '\u007F'
            )
            {
                odd++;
            }
        }
        if (odd > 2 + text.Length / 50 || text.Contains('\0', StringComparison.Ordinal))
        {
            throw Binary(name, null);
        }
        return text;
    }

    private static UnreadableException Binary(string name, Exception? inner)
    {
        var message =
            $"“{name}”不是文字文件（内容既不是 UTF-8，也不是 GB18030）；请另存为 .docx、.txt 或 .html。";
        return inner is null
            ? new UnreadableException(message)
            : new UnreadableException(message, inner);
    }

    private static string Zip(byte[] bytes, string name)
    {
        try
        {
            using var archive = new ZipArchive(
                new MemoryStream(bytes, writable: false),
                ZipArchiveMode.Read
            );
            long unpacked = 0;
            foreach (var entry in archive.Entries)
            {
                unpacked += entry.Length;
                if (
                    unpacked > MaxUnpacked
                    || (
                        entry.Length > 1 << 20
                        && entry.Length / Math.Max(1, entry.CompressedLength) > MaxRatio
                    )
                )
                {
                    throw new UnreadableException(
                        $"“{name}”解压后异常庞大（压缩炸弹？），已拒绝；请在 Word 或 WPS 中打开并重新另存为 .docx。"
                    );
                }
            }
            if (archive.GetEntry("word/document.xml") is not { } document)
            {
                var kind = archive.GetEntry("xl/workbook.xml") is not null
                    ? "Excel 表格"
                    : "压缩包";
                throw new UnreadableException(
                    $"“{name}”是{kind}，不是 Word 文档；请把要读的内容另存为 .docx、.html 或 .txt。"
                );
            }
            return DocxText.Read(archive, document, MaxUnpacked);
        }
        catch (InvalidDataException e)
        {
            throw new UnreadableException(
                $"“{name}”已损坏，打不开；请在 Word 或 WPS 中打开并重新另存为 .docx。",
                e
            );
        }
        catch (System.Xml.XmlException e)
        {
            throw new UnreadableException(
                $"“{name}”的正文第 {e.LineNumber} 行不是合法的 Word 内容（损坏，或含不允许的外部实体）；请在 Word 或 WPS 中重新另存为 .docx。",
                e
            );
        }
    }

    private static bool LooksLikeHtml(string text, string name)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, 2000)).TrimStart();
        return head.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase)
            || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || (
                head.StartsWith("<", StringComparison.Ordinal)
                && head.Contains("<html", StringComparison.OrdinalIgnoreCase)
            )
            || (
                (
                    name.EndsWith(".html", StringComparison.OrdinalIgnoreCase)
                    || name.EndsWith(".htm", StringComparison.OrdinalIgnoreCase)
                    || name.EndsWith(".shtml", StringComparison.OrdinalIgnoreCase)
                ) && text.Contains('<', StringComparison.Ordinal)
            );
    }

    private static string Html(string html)
    {
        // AngleSharp's parser alone loads nothing and knows no external entities
        using var document = new HtmlParser().ParseDocument(html);
        var text = new StringBuilder(html.Length / 2);
        if (document.Body is { } body)
        {
            Append(body, text, 0);
        }
        return text.ToString();
    }

    private static void Append(INode node, StringBuilder text, int depth)
    {
        if (depth > MaxDepth)
        {
            text.Append(node.TextContent);
            return;
        }
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText t:
                    AppendCollapsed(t.Data, text);
                    break;
                case IElement e:
                    AppendElement(e, text, depth);
                    break;
            }
        }
    }

    private static void AppendElement(IElement e, StringBuilder text, int depth)
    {
        switch (e.LocalName)
        {
            case "script"
            or "style"
            or "noscript"
            or "template"
            or "head"
            or "svg"
            or "select"
            or "textarea":
                return;
            case "br" or "hr":
                text.Append('\n');
                return;
            case "td" or "th":
                var cell = new StringBuilder();
                Append(e, cell, depth + 1);
                // a cell is one unit, whatever paragraphs it holds
                text.Append(cell.ToString().Trim().Replace('\n', ' ')).Append('\t');
                return;
            case "tr":
                NewLine(text);
                Append(e, text, depth + 1);
                if (text.Length > 0 && text[^1] == '\t')
                {
                    text.Length--;
                }
                text.Append('\n');
                return;
            case "p"
            or "div"
            or "li"
            or "ul"
            or "ol"
            or "table"
            or "h1"
            or "h2"
            or "h3"
            or "h4"
            or "h5"
            or "h6"
            or "section"
            or "article"
            or "header"
            or "footer"
            or "nav"
            or "main"
            or "dl"
            or "dt"
            or "dd"
            or "blockquote"
            or "pre"
            or "center"
            or "form"
            or "fieldset":
                NewLine(text);
                Append(e, text, depth + 1);
                NewLine(text);
                return;
            default:
                Append(e, text, depth + 1);
                return;
        }
    }

    private static void NewLine(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }
    }

    private static void AppendCollapsed(string data, StringBuilder text)
    {
        foreach (var c in data)
        {
            if (c is ' ' or '\n' or '\r' or '\t' or '\f')
            {
                if (text.Length > 0 && text[^1] is not (' ' or '\n' or '\t'))
                {
                    text.Append(' ');
                }
            }
            else
            {
                text.Append(c);
            }
        }
    }
}
