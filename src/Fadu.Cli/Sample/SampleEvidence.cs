using System.Globalization;
using System.Text;

namespace Fadu.Cli.Sample;

/// <summary>Files that prove something in the sample county: a page of PDF, or a note as plain text.</summary>
internal static class SampleEvidence
{
    /// <summary>One page with a heading and lines. The characters are drawn by a font that readers of PDF bring along for Chinese.</summary>
    public static byte[] Pdf(string heading, IReadOnlyList<string> lines)
    {
        var page = new StringBuilder("BT /F1 18 Tf 72 760 Td ")
            .Append(Hex(heading))
            .Append(" Tj /F1 12 Tf ");
        foreach (var line in lines)
        {
            page.Append("0 -28 Td ").Append(Hex(line)).Append(" Tj ");
        }
        var content = page.Append("ET").ToString();
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>",
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        var table = file.Length;
        file.Append(
            CultureInfo.InvariantCulture,
            $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n"
        );
        foreach (var offset in offsets)
        {
            file.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        }
        file.Append(
            CultureInfo.InvariantCulture,
            $"trailer << /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
        );
        return Encoding.ASCII.GetBytes(file.ToString());
    }

    /// <summary>A note.</summary>
    public static byte[] Note(string heading, IReadOnlyList<string> lines) =>
        Encoding.UTF8.GetBytes(heading + "\n\n" + string.Join("\n", lines) + "\n");

    private static string Hex(string text) =>
        $"<{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
