using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Fadu.Writing.Official;

namespace Fadu.Writing.Tests.Official;

/// <summary>Documents laid out by LibreOffice, where it is installed: what the XML promises is where it should be on the page.</summary>
public sealed partial class PageTests(PageTests.Pages pages) : IClassFixture<PageTests.Pages>
{
    private const double Millimetre = 72 / 25.4;

    // 5.2.1 and 5.2.3 in points
    private const double Left = 79.35;
    private const double Top = 104.9;
    private const double Width = 442.4;
    private const double Line = 28.95;

    [Fact]
    public void Every_page_is_A4()
    {
        foreach (var page in pages.Of("report").Concat(pages.Of("full")))
        {
            Assert.Equal(210 * Millimetre, page.Width, 0.5);
            Assert.Equal(297 * Millimetre, page.Height, 0.5);
        }
    }

    // GB/T 1416: DL 220 × 110 mm, C5 229 × 162 mm.
    [Theory]
    [InlineData("dl", 220, 110)]
    [InlineData("c5", 229, 162)]
    public void Each_envelope_is_a_page_of_its_size_and_holds_its_address(
        string name,
        int width,
        int height
    )
    {
        var envelopes = pages.Of(name);
        Assert.Equal(Samples.Envelopes.Count, envelopes.Count);
        foreach (var (page, envelope) in envelopes.Zip(Samples.Envelopes))
        {
            Assert.Equal(width * Millimetre, page.Width, 1.0);
            Assert.Equal(height * Millimetre, page.Height, 1.0);
            var text = string.Concat(page.Words.Select(w => w.Text));
            Assert.Contains(envelope.To, text, StringComparison.Ordinal);
            Assert.Contains(envelope.Reference, text, StringComparison.Ordinal);
            // The digits stand in six boxes from the left edge on.
            var digits = page.Words.Where(w => w.Text.Length == 1 && w.Top < 25 * Millimetre);
            Assert.Equal(
                envelope.Postcode ?? "",
                string.Concat(digits.OrderBy(w => w.Left).Select(w => w.Text))
            );
            Assert.All(
                page.Words,
                w => Assert.InRange(w.Right, 12 * Millimetre, (width - 11) * Millimetre)
            );
        }
    }

    [Fact]
    public void Labels_stand_two_in_a_row_and_none_is_cut()
    {
        var page = Assert.Single(pages.Of("labels"));
        var text = string.Concat(page.Words.Select(w => w.Text));
        Assert.All(Samples.Envelopes, e => Assert.Contains(e.To, text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_of_plain_text_has_22_lines_of_28_characters_that_fill_the_text_area()
    {
        // 600 + 22 × 28 characters: the second page is full
        var words = pages.Of("full")[1].Words.Where(w => w.Text.Length > 3).ToList();
        Assert.Equal(22, words.Count);
        Assert.All(words, w => Assert.Equal(28, w.Text.Length));
        Assert.All(words, w => Assert.Equal(Left, w.Left, 0.5));
        Assert.All(words, w => Assert.Equal(Left + Width, w.Right, 1.5));
        for (var i = 1; i < words.Count; i++)
        {
            Assert.Equal(Line, words[i].Middle - words[i - 1].Middle, 0.3);
        }
        Assert.True(words[^1].Middle < Top + (225 * Millimetre));
        Assert.InRange(words[0].Middle, Top, Top + Line);
    }

    [Fact]
    public void The_page_number_stands_7_mm_under_the_text_right_on_odd_and_left_on_even_pages()
    {
        var full = pages.Of("full");
        foreach (var (index, page) in full.Index())
        {
            var number = page.Words.Where(w => w.Top > 745).ToList();
            Assert.Equal(
                "—" + (index + 1).ToString(CultureInfo.InvariantCulture) + "—",
                string.Concat(number.Select(w => w.Text)).Replace(" ", "", StringComparison.Ordinal)
            );
            Assert.Equal((37 + 225 + 7) * Millimetre, number[0].Middle, 4.0);
            // One character of 14 points free
            if (index % 2 == 0)
            {
                Assert.Equal(Left + Width - 14, number[^1].Right, 1.5);
            }
            else
            {
                Assert.Equal(Left + 14, number[0].Left, 1.5);
            }
        }
    }

    [Fact]
    public void The_first_page_of_a_report_has_head_title_and_text_where_the_standard_wants_them()
    {
        var words = pages.Of("report")[0].Words;
        var mark = words.Single(w => w.Text == "云岭县人民政府文件");
        Assert.Equal(Left + (Width / 2), (mark.Left + mark.Right) / 2, 3.0);
        var urgency = words.Single(w => w.Text == "加急");
        Assert.Equal(Left, urgency.Left, 0.5);
        var number = words.First(w => w.Text.StartsWith("云政报"));
        Assert.Equal(Left + 15.8, number.Left, 1.0);
        var signer = words.Single(w => w.Text.EndsWith("石青山"));
        Assert.Equal(Left + Width - 15.8, signer.Right, 3.0);
        Assert.Equal(number.Middle, signer.Middle, 2.0);
        var addressee = words.Single(w => w.Text == "澜山市人民政府：");
        Assert.Equal(Left, addressee.Left, 0.5);
        // 首页必须显示正文
        Assert.Contains(words, w => w.Top > addressee.Bottom && w.Top < 742 && w.Text.Length > 10);
    }

    [Fact]
    public void The_issuer_mark_begins_35_mm_under_the_margin_and_the_red_line_runs_4_mm_under_the_number()
    {
        var red = pages.RedRows("report");
        // The first red row is the mark's
        Assert.Equal((37 + 35) * Millimetre, red[0].At, 5.0);
        var line = red.Last(r => r.Right - r.Left > 400);
        Assert.Equal(Left, line.Left, 1.0);
        Assert.Equal(Left + Width, line.Right, 1.0);
        var number = pages.Of("report")[0].Words.First(w => w.Text.StartsWith("云政报"));
        // Characters of 16 points around the middle of their box
        Assert.Equal(number.Middle + 8 + (4 * Millimetre), line.At, 4.0);
    }

    [Fact]
    public void The_imprint_ends_at_the_foot_of_the_last_page()
    {
        var words = pages.Of("report")[^1].Words;
        var printed = words.First(w => w.Text.StartsWith("云岭县人民政府办公室"));
        var date = words.Single(w => w.Text.EndsWith("日印发"));
        Assert.InRange(printed.Bottom, Top + (225 * Millimetre) - 22, Top + (225 * Millimetre) + 3);
        Assert.Equal(Left + 14, printed.Left, 1.0);
        Assert.Equal(Left + Width - 14, date.Right, 1.5);
    }

    [Fact]
    public void Name_and_date_have_one_middle_four_characters_from_the_right()
    {
        var words = pages
            .Of("report")
            .Single(p => p.Words.Any(w => w.Text == "云岭县人民政府"))
            .Words.ToList();
        var at = words.FindIndex(w => w.Text == "云岭县人民政府");
        var name = words[at];
        var date = words.Where(w => w.Top > name.Bottom - 2 && w.Top < name.Bottom + Line).ToList();
        Assert.Equal("2026年1月5日", string.Concat(date.Select(w => w.Text)));
        Assert.Equal((name.Left + name.Right) / 2, (date[0].Left + date[^1].Right) / 2, 2.0);
        // Where 仿宋 is missing, digits are wider than half a character, and LibreOffice sets them apart
        Assert.Equal(Left + Width - (4 * 15.8), date[^1].Right, 15.8);
    }

    [Fact]
    public void A_supervision_notice_is_one_page_and_sixty_of_them_are_sixty_pages_of_text()
    {
        Assert.Single(pages.Of("notice"));
        var sixty = pages.Of("sixty").Where(p => p.Words.Count > 0).ToList();
        Assert.Equal(60, sixty.Count);
        for (var i = 0; i < sixty.Count; i++)
        {
            // LibreOffice sets digits apart from characters
            Assert.Contains(
                $"第{i + 1}乡人民政府",
                string.Concat(sixty[i].Words.Select(w => w.Text))
            );
        }
    }

    [Fact]
    public void Figures_survive_an_editor_that_saves_the_document_anew()
    {
        using var saved = File.OpenRead(pages.SavedAnew("report"));
        var figures = OfficialReader.ReadFigures(saved);
        Assert.Equal(["86", "128", "86", "128"], figures.Select(f => f.VisibleText));
        Assert.All(figures, f => Assert.Equal(FigureState.Unchanged, f.State));
    }

    public sealed record Word(string Text, double Left, double Top, double Right, double Bottom)
    {
        public double Middle => (Top + Bottom) / 2;
    }

    public sealed record Page(double Width, double Height, IReadOnlyList<Word> Words);

    [GeneratedRegex(
        "<page width=\"([\\d.]+)\" height=\"([\\d.]+)\">(.*?)</page>",
        RegexOptions.Singleline,
        10_000
    )]
    private static partial Regex PageElement();

    [GeneratedRegex(
        "<word xMin=\"([\\d.]+)\" yMin=\"([\\d.]+)\" xMax=\"([\\d.]+)\" yMax=\"([\\d.]+)\">(.*?)</word>",
        RegexOptions.Singleline,
        10_000
    )]
    private static partial Regex WordElement();

    /// <summary>Lays all documents out at once: starting the office takes most of the time.</summary>
    public sealed class Pages : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("fadu-pages-").FullName;
        private readonly bool _there =
            Installed("soffice") && Installed("pdftotext") && Installed("pdftoppm");

        public Pages()
        {
            if (!_there)
            {
                return;
            }
            Save("report", [Samples.Report]);
            Save("notice", [Samples.SupervisionNotice("青溪镇人民政府")]);
            Save(
                "sixty",
                [
                    .. Enumerable
                        .Range(1, 60)
                        .Select(i => Samples.SupervisionNotice($"第{i}乡人民政府")),
                ]
            );
            Save(
                "full",
                [
                    new OfficialDocument
                    {
                        Kind = "通知",
                        Title = "关于做好工作的通知",
                        Body = [new Paragraph(new string('法', 600 + (22 * 28)))],
                    },
                ]
            );
            foreach (var (name, form) in Forms)
            {
                using var file = File.Create(Path.Combine(_folder, name + ".docx"));
                EnvelopeWriter.Write(form, Samples.Envelopes, file);
            }
            Office("pdf", ["report", "notice", "sixty", "full", .. Forms.Select(f => f.Name)]);
        }

        private static readonly (string Name, EnvelopeForm Form)[] Forms =
        [
            ("dl", EnvelopeForm.Dl),
            ("c5", EnvelopeForm.C5),
            ("labels", EnvelopeForm.Labels),
        ];

        public IReadOnlyList<Page> Of(string name)
        {
            Need();
            var html = Run("pdftotext", "-bbox", Path.Combine(_folder, name + ".pdf"), "-");
            return
            [
                .. PageElement()
                    .Matches(System.Text.Encoding.UTF8.GetString(html))
                    .Select(page => new Page(
                        Number(page.Groups[1]),
                        Number(page.Groups[2]),
                        [
                            .. WordElement()
                                .Matches(page.Groups[3].Value)
                                .Select(w => new Word(
                                    System.Net.WebUtility.HtmlDecode(w.Groups[5].Value),
                                    Number(w.Groups[1]),
                                    Number(w.Groups[2]),
                                    Number(w.Groups[3]),
                                    Number(w.Groups[4])
                                )),
                        ]
                    )),
            ];
        }

        /// <summary>The rows of the first page with red in them, in points, from the top.</summary>
        public IReadOnlyList<(double At, double Left, double Right)> RedRows(string name)
        {
            const int Resolution = 144;
            Need();
            var image = Run(
                "pdftoppm",
                "-r",
                Resolution.ToString(CultureInfo.InvariantCulture),
                "-l",
                "1",
                Path.Combine(_folder, name + ".pdf")
            );
            // P6 width height 255, then three bytes a pixel
            var header = System.Text.Encoding.ASCII.GetString(image, 0, 32).Split(['\n', ' '], 5);
            var (width, height) = (int.Parse(header[1]), int.Parse(header[2]));
            var start = image.Length - (width * height * 3);
            var rows = new List<(double, double, double)>();
            for (var y = 0; y < height; y++)
            {
                var (first, last) = (-1, -1);
                for (var x = 0; x < width; x++)
                {
                    var at = start + (((y * width) + x) * 3);
                    if (image[at] > 200 && image[at + 1] < 100 && image[at + 2] < 100)
                    {
                        first = first < 0 ? x : first;
                        last = x;
                    }
                }
                if (first >= 0)
                {
                    rows.Add(
                        (y * 72.0 / Resolution, first * 72.0 / Resolution, last * 72.0 / Resolution)
                    );
                }
            }
            return rows;
        }

        public string SavedAnew(string name)
        {
            Need();
            var copy = Path.Combine(_folder, "copy.odd");
            Directory.CreateDirectory(copy);
            Office("docx", copy, name);
            return Path.Combine(copy, name + ".docx");
        }

        public void Dispose() => Directory.Delete(_folder, recursive: true);

        private void Need()
        {
            if (!_there)
            {
                Assert.Skip(
                    "LibreOffice (soffice) or poppler (pdftotext, pdftoppm) is not installed here"
                );
            }
        }

        private void Save(string name, IReadOnlyList<OfficialDocument> documents)
        {
            using var file = File.Create(Path.Combine(_folder, name + ".docx"));
            OfficialWriter.WriteMany(documents, file);
        }

        private void Office(string format, params string[] names) =>
            Run(
                "soffice",
                [
                    // A profile of its own: a second office on the machine would be handed the work and do nothing
                    "-env:UserInstallation="
                        + new Uri(Path.Combine(_folder, "profile")).AbsoluteUri,
                    "--headless",
                    "--convert-to",
                    format,
                    "--outdir",
                    Path.IsPathRooted(names[0]) ? names[0] : _folder,
                    .. names
                        .Where(n => !Path.IsPathRooted(n))
                        .Select(n => Path.Combine(_folder, n + ".docx")),
                ]
            );

        private static double Number(Group group) =>
            double.Parse(group.Value, CultureInfo.InvariantCulture);

        private static bool Installed(string program) =>
            (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Any(folder => File.Exists(Path.Combine(folder, program)));

        private static byte[] Run(string program, params string[] arguments)
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var errors = process.StandardError.ReadToEndAsync();
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            Assert.True(process.WaitForExit(TimeSpan.FromMinutes(3)), program + " hangs");
            Assert.True(process.ExitCode == 0, $"{program}: {errors.Result}");
            return output.ToArray();
        }
    }
}
