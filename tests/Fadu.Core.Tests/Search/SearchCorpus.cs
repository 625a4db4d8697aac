using System.Globalization;
using System.Text;
using Fadu.Core.Search;
using Fadu.Reading;
using Fadu.Reading.Laws;

namespace Fadu.Core.Tests.Search;

/// <summary>Texts to look through: invented ones, and real laws where the shared folder lies beside the clone.</summary>
internal static class SearchCorpus
{
    private static readonly string[] Subjects =
    [
        "县人民政府",
        "司法局",
        "承办单位",
        "当事人",
        "行政机关",
        "Ａ公司",
        "第三方机构",
        "乡（镇）人民政府",
        "各有关部门",
        "听证主持人",
    ];

    private static readonly string[] Verbs =
    [
        "应当自收到之日起5个工作日内",
        "可以依法",
        "不得",
        "应当按照〔2024〕5号文件",
        "在GB/T 9704-2012规定的范围内",
        "于2025年1月1日前",
        "会同",
        "每季度（3、6、9、12月）",
    ];

    private static readonly string[] Objects =
    [
        "作出书面决定",
        "公开征求意见",
        "组织听证",
        "提交合法性审查",
        "报送统计表",
        "听取意见和建议",
        "办理备案",
        "退还WTO规则文本",
        "缴纳罚款300元",
        "说明理由",
    ];

    private static readonly string[] Ends =
    [
        "。",
        "；",
        "，法律另有规定的除外。",
        "，并书面告知。",
        "：",
        "……",
        "！",
    ];

    /// <summary>Invented documents, the same every time.</summary>
    public static List<SearchDocument> Documents(int count)
    {
        var random = new Random(1);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new SearchDocument(
                    SearchKinds.All[i % SearchKinds.All.Count].Kind,
                    Guid.CreateVersion7(),
                    $"云府发〔{2000 + (i % 26)}〕{i}号 关于{Pick(Objects)}的通知",
                    $"/x/{i}",
                    i % 32,
                    [SearchWho.County],
                    [
                        .. i % 2 == 0 ? (SearchPart[])[new SearchPart("", "", Sentence())] : [],
                        .. Enumerable
                            .Range(1, 1 + (i % 12))
                            .Select(a => new SearchPart($"第{a}条", $"a{a}", Paragraphs())),
                    ]
                )),
        ];

        string Pick(string[] from) => from[random.Next(from.Length)];

        string Sentence() => Pick(Subjects) + Pick(Verbs) + Pick(Objects) + Pick(Ends);

        string Paragraphs()
        {
            var text = new StringBuilder();
            for (var n = random.Next(1, 6); n > 0; n--)
            {
                text.Append(Sentence());
                text.Append(
                    random.Next(4) switch
                    {
                        0 => "\n",
                        1 => "\u3000",
                        2 => " \r\n  ",
                        _ => "",
                    }
                );
            }
            return text.ToString();
        }
    }

    /// <summary>A phrase of 1 to 12 characters out of the texts; now and then one that nobody wrote.</summary>
    public static string Phrase(Random random, IReadOnlyList<SearchDocument> documents)
    {
        while (true)
        {
            var phrase = Cut();
            if (random.Next(12) == 0)
            {
                phrase += Cut();
            }
            if (SearchQuery.Problem(phrase) is null)
            {
                return phrase;
            }
        }

        string Cut()
        {
            var document = documents[random.Next(documents.Count)];
            var part = random.Next(document.Parts.Count + 1);
            var text = part == 0 ? document.Title : document.Parts[part - 1].Text;
            if (text.Length == 0)
            {
                return " ";
            }
            var at = random.Next(text.Length);
            var length = random.Next(3) switch
            {
                0 => 1,
                1 => 2,
                _ => random.Next(3, 13),
            };
            return text.Substring(at, Math.Min(length, text.Length - at));
        }
    }

    /// <summary>Some files of real laws, or the test is skipped.</summary>
    public static IReadOnlyList<string> LawFilesOrSkip(int every)
    {
        var shared = Environment.GetEnvironmentVariable("FADU_SHARED");
        for (
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            shared is null && at is not null;
            at = at.Parent
        )
        {
            if (File.Exists(Path.Combine(at.FullName, "Fadu.slnx")) && at.Parent is { } parent)
            {
                shared = Path.Combine(parent.FullName, "shared");
            }
        }
        var folder = Path.Combine(shared ?? "", "laws");
        Assert.SkipWhen(
            !Directory.Exists(folder),
            "skipped: the shared folder is not beside this clone"
        );
        return
        [
            .. Directory
                .EnumerateFiles(folder, "*.md", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Where((_, i) => i % every == 0),
        ];
    }

    /// <summary>A law, article by article.</summary>
    public static SearchDocument Law(string file)
    {
        var reading = LawReader.Read(
            SourceText.From(File.ReadAllBytes(file), Path.GetFileName(file))
        );
        var n = 0;
        return new SearchDocument(
            SearchKinds.Law,
            Guid.CreateVersion7(),
            reading.Title,
            $"/workbench/laws/{Path.GetFileNameWithoutExtension(file)}",
            0,
            [SearchWho.Public],
            [
                new SearchPart("题注", "", string.Join('\n', reading.History)),
                .. reading.Headings.Select(h => new SearchPart("标题", "", h.Text)),
                .. reading.Pieces.Select(p => new SearchPart(
                    p.Label ?? "正文",
                    $"p{(++n).ToString(CultureInfo.InvariantCulture)}",
                    reading.Source.Slice(p.Span)
                )),
            ]
        );
    }
}
