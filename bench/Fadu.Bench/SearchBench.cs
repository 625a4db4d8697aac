using System.Diagnostics;
using System.Globalization;
using Fadu.Core.People;
using Fadu.Core.Search;
using Fadu.Reading;
using Fadu.Reading.Laws;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Bench;

/// <summary>
/// The first page of hits over the library (the shared folder of laws, or as much invented text), for single characters, rare and frequent phrases, on both engines, beside a
/// plain scan of the same texts in memory; how long the index takes; and the page at 64 connections.
/// </summary>
internal static class SearchBench
{
    public static async Task<IReadOnlyList<Figure>> Run(BenchOptions options)
    {
        var watch = Stopwatch.StartNew();
        var laws = Laws(options);
        Console.Error.WriteLine(
            $"{laws.Count} 部法规，{laws.Sum(l => l.Parts.Count)} 段，读了 {watch.Elapsed.TotalSeconds:0.0} 秒"
        );
        var texts = laws.SelectMany(l => l.Parts.Select(p => p.Text).Prepend(l.Title))
            .Select(SearchText.Normalize)
            .ToList();
        var queries = Queries(texts);
        var scans = queries.ToDictionary(
            q => q.Key,
            q =>
                Measure.Median(
                    q.Value.Take(5)
                        .Select(phrase =>
                        {
                            var scan = Stopwatch.StartNew();
                            texts.Count(t => t.Contains(phrase, StringComparison.Ordinal));
                            return scan.Elapsed.TotalMilliseconds;
                        })
                )
        );
        var figures = new List<Figure>();
        foreach (var engine in new[] { Engine.Sqlite, Engine.Postgres })
        {
            if (engine == Engine.Postgres && !PostgresServer.IsThere)
            {
                Console.Error.WriteLine("没有安装 PostgreSQL，略过。");
                continue;
            }
            figures.AddRange(await On(engine, laws, queries, scans));
        }
        figures.AddRange(await Pages(options, laws));
        return figures;
    }

    private static async Task<List<Figure>> On(
        Engine engine,
        List<SearchDocument> laws,
        Dictionary<string, List<string>> queries,
        Dictionary<string, double> scans
    )
    {
        var name = engine.ToString().ToLowerInvariant();
        await using var county = await County.Empty(engine);
        var seconds = await Index(county.Read(), laws);
        var figures = new List<Figure>
        {
            new(
                $"search.{name}.index",
                "全部法规编入索引",
                seconds,
                "秒",
                null,
                null,
                "≤ 60",
                seconds <= 60
            ),
        };
        await using var db = county.Read();
        foreach (var (sort, phrases) in queries)
        {
            // once for the plans and the caches, as on any day but the first
            foreach (var phrase in phrases.Take(20))
            {
                await SearchQuery.Page(db, Scope.All(), phrase, new SearchFilter(), null);
            }
            var timed = new List<(string Phrase, double Time)>();
            foreach (var phrase in phrases)
            {
                timed.Add(
                    (
                        phrase,
                        await Measure.Time(() =>
                            SearchQuery.Page(db, Scope.All(), phrase, new SearchFilter(), null)
                        )
                    )
                );
            }
            var slowest = timed.OrderByDescending(t => t.Time).Take(12);
            Console.Error.WriteLine(
                $"  最慢：{string.Join("、", slowest.Select(t => string.Create(CultureInfo.InvariantCulture, $"“{t.Phrase}”{t.Time:0.0}")))}"
            );
            var times = timed.Select(t => t.Time).Order().ToList();
            var p95 = times[(int)(times.Count * 0.95)];
            figures.Add(
                new Figure(
                    $"search.{name}.{sort}",
                    $"首页结果 p95（{Words(sort)}，中位 {times[times.Count / 2]:0.0} 毫秒），对照逐字扫描",
                    p95,
                    "毫秒",
                    scans[sort],
                    scans[sort] / p95,
                    "≤ 20",
                    p95 <= 20
                )
            );
        }
        foreach (var figure in figures)
        {
            Console.Error.WriteLine(figure);
        }
        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> Pages(
        BenchOptions options,
        List<SearchDocument> laws
    )
    {
        await using var host = await BenchHost.Start();
        await Index(host.Open(), laws);
        var clerk = await host.SignIn("clerk");
        var page = $"/workbench/search?q={Uri.EscapeDataString("行政处罚")}";
        const string Floor = "/workbench/me";
        var answer = await host.Get(page, clerk);
        if (!answer.Contains("<mark>", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(
                "搜索页没有结果："
                    + answer[Math.Max(0, answer.IndexOf("<main", StringComparison.Ordinal))..]
            );
        }
        var span = TimeSpan.FromSeconds(options.IsQuick ? 2 : 6);
        await host.Rate(page, clerk, TimeSpan.FromSeconds(2), 64);
        await host.Rate(Floor, clerk, TimeSpan.FromSeconds(2), 64);
        var (ours, floor) = (new List<double>(), new List<double>());
        for (var round = 0; round < 3; round++)
        {
            floor.Add((await host.Rate(Floor, clerk, span, 64)).Rate);
            ours.Add((await host.Rate(page, clerk, span, 64)).Rate);
        }
        var ratio = Measure.Median(ours) / Measure.Median(floor);
        return
        [
            new Figure(
                "search.page",
                "搜索页，64 个连接，填报员搜全部法规，对照不查库的个人页面",
                Measure.Median(ours),
                "次/秒",
                Measure.Median(floor),
                ratio,
                "≥ 0.1",
                ratio >= 0.1
            ),
        ];
    }

    private static string Words(string sort) =>
        sort switch
        {
            "one" => "一个字",
            "rare" => "少见的话",
            "frequent" => "常见的词",
            _ => "没有的话",
        };

    private static async Task<double> Index(Fadu.Core.FaduDb db, List<SearchDocument> laws)
    {
        await using var _ = db;
        var watch = Stopwatch.StartNew();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await SearchIndex.PutMany(db, 1, laws, areNew: true);
        await transaction.CommitAsync();
        // as an import of laws does
        await SearchIndex.Settle(db);
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Phrases by how often they are written; the same in every run.</summary>
    private static Dictionary<string, List<string>> Queries(List<string> texts)
    {
        var random = new Random(20261126);
        var sample = texts.Where((_, i) => i % 20 == 0).ToList();
        var queries = new Dictionary<string, List<string>>
        {
            ["one"] = [],
            ["rare"] = [],
            ["frequent"] = [],
            ["absent"] = [],
        };
        while (queries.Values.Any(q => q.Count < 200))
        {
            var text = texts[random.Next(texts.Count)];
            var length = random.Next(1, 9);
            if (text.Length < length)
            {
                continue;
            }
            var phrase = text.Substring(random.Next(text.Length - length + 1), length);
            if (SearchQuery.Problem(phrase) is not null || phrase.Trim().Length < phrase.Length)
            {
                continue;
            }
            if (length == 1)
            {
                Add("one", phrase);
                continue;
            }
            if (length >= 4 && queries["absent"].Count < 200)
            {
                var mixed = new string([.. phrase.Reverse()]);
                if (!texts.Exists(t => t.Contains(mixed, StringComparison.Ordinal)))
                {
                    Add("absent", mixed);
                }
            }
            var share = sample.Count(t => t.Contains(phrase, StringComparison.Ordinal));
            if (share >= sample.Count / 100)
            {
                Add("frequent", phrase);
            }
            else if (share <= 2)
            {
                Add("rare", phrase);
            }
        }
        return queries;

        void Add(string sort, string phrase)
        {
            if (queries[sort].Count < 200)
            {
                queries[sort].Add(phrase);
            }
        }
    }

    private static List<SearchDocument> Laws(BenchOptions options)
    {
        var folder = Path.Combine(
            Environment.GetEnvironmentVariable("FADU_SHARED")
                ?? Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "shared"),
            "laws"
        );
        if (!Directory.Exists(folder))
        {
            Console.Error.WriteLine("旁边没有法规库，改用编出来的文字。");
            return Invented(options.Amount(5000));
        }
        var files = Directory
            .EnumerateFiles(folder, "*.md", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Where((_, i) => !options.IsQuick || i % 10 == 0)
            .ToArray();
        var laws = new SearchDocument[files.Length];
        Parallel.For(0, files.Length, i => laws[i] = Law(files[i]));
        return [.. laws];
    }

    private static SearchDocument Law(string file)
    {
        var name = Path.GetFileName(file);
        var reading = LawReader.Read(SourceText.From(File.ReadAllBytes(file), name));
        var folder = Path.GetFileName(Path.GetDirectoryName(file))!;
        return new SearchDocument(
            SearchKinds.Law,
            Guid.CreateVersion7(),
            reading.Title,
            $"/workbench/laws/{Path.GetFileNameWithoutExtension(name)}",
            folder switch
            {
                "宪法" => 0,
                "行政法规" => 2,
                "司法解释" => 3,
                "部门规章" => 5,
                _ when file.Contains("地方性法规", StringComparison.Ordinal) => 4,
                _ => 1,
            },
            [SearchWho.Public],
            [
                new SearchPart("题注", "", string.Join('\n', reading.History)),
                .. reading.Headings.Select(h => new SearchPart("标题", "", h.Text)),
                .. reading.Pieces.Select(
                    (p, i) =>
                        new SearchPart(p.Label ?? "正文", $"p{i}", reading.Source.Slice(p.Span))
                ),
            ]
        )
        {
            Level = folder,
        };
    }

    private static List<SearchDocument> Invented(int count)
    {
        var random = new Random(1);
        string[] words =
        [
            "县级以上",
            "人民政府",
            "行政机关",
            "应当",
            "可以",
            "依法",
            "公开",
            "听证",
            "处罚",
            "许可",
            "备案",
            "审查",
            "合法性",
            "当事人",
            "申请",
            "决定",
            "送达",
            "期限",
            "工作日",
            "不得",
        ];
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new SearchDocument(
                    SearchKinds.Law,
                    Guid.CreateVersion7(),
                    $"云岭县第{i}号办法",
                    $"/workbench/laws/{i}",
                    i % 6,
                    [SearchWho.Public],
                    [
                        .. Enumerable
                            .Range(1, 44)
                            .Select(a => new SearchPart(
                                $"第{a}条",
                                $"p{a}",
                                string.Concat(
                                    Enumerable
                                        .Range(0, 50)
                                        .Select(_ =>
                                            words[
                                                (int)(
                                                    words.Length
                                                    * random.NextDouble()
                                                    * random.NextDouble()
                                                )
                                            ] + (char)('一' + random.Next(3000))
                                        )
                                )
                            )),
                    ]
                )),
        ];
    }
}
