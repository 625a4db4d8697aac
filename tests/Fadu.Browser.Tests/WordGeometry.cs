using System.Globalization;
using System.Xml.Linq;

namespace Fadu.Browser.Tests;

/// <summary>The first page of an official document as LibreOffice sets it: GB/T 9704-2012, A4 with a type area of 156 mm × 225 mm.</summary>
internal static class WordGeometry
{
    private const double PointsPerMillimetre = 72 / 25.4;

    /// <summary>Checks it where LibreOffice and pdftotext are installed.</summary>
    public static async Task Holds(string docx, string title)
    {
        if (Programs.Soffice is not { } soffice || Programs.PdfToText is not { } pdfToText)
        {
            return;
        }
        var folder = Directory.CreateTempSubdirectory("fadu-pdf-").FullName;
        try
        {
            var source = Path.Combine(folder, "report.docx");
            File.Copy(docx, source);
            await Programs.Run(
                soffice,
                $"-env:UserInstallation={new Uri(folder)}/profile",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
                source
            );
            var boxes = Path.Combine(folder, "boxes.html");
            await Programs.Run(
                pdfToText,
                "-bbox",
                "-f",
                "1",
                "-l",
                "1",
                Path.Combine(folder, "report.pdf"),
                boxes
            );
            var page = XDocument.Load(boxes).Descendants().First(e => e.Name.LocalName == "page");
            Assert.Equal(210, Number(page, "width") / PointsPerMillimetre, 1.0);
            Assert.Equal(297, Number(page, "height") / PointsPerMillimetre, 1.0);
            var words = page.Elements().Where(e => e.Name.LocalName == "word").ToList();
            Assert.Contains(title, string.Concat(words.Select(w => w.Value)));
            // 天头 37 mm, 订口 28 mm; the page number stands below the type area (at most 7 mm plus its own height).
            var text = words.Where(w => Number(w, "yMin") / PointsPerMillimetre < 262).ToList();
            Assert.All(
                text,
                w => Assert.True(Number(w, "xMin") / PointsPerMillimetre >= 28 - 2, w.ToString())
            );
            Assert.All(
                text,
                w => Assert.True(Number(w, "xMax") / PointsPerMillimetre <= 184 + 2, w.ToString())
            );
            Assert.All(
                text,
                w => Assert.True(Number(w, "yMin") / PointsPerMillimetre >= 37 - 5, w.ToString())
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Number(XElement of, string name) =>
        double.Parse(of.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
