using System.Globalization;
using System.Text;
using Fadu.Core.People;
using Fadu.Core.Search;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Tests.Search;

/// <summary>What is found is what a plain look through the text finds, on both engines.</summary>
public sealed class SearchTests
{
    // What looks through stretches of thousands of pieces is tried with stretches of a few; any other test only finds the same by another way.
    static SearchTests()
    {
        SearchQuery.Stretches = [3, 40];
        SearchQuery.Further = 20;
        SearchQuery.CollectedStretches = [30, 70];
        IndexFacts.Every = 10;
        IndexFacts.Lasts = TimeSpan.Zero;
        SearchQuery.FrequentFrom = 0;
    }

    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private static readonly SearchFilter Anything = new();

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task FiveHundredPhrases_FindWhatAScanFinds(Engine engine)
    {
        await using var county = await County.Empty(engine);
        var documents = SearchCorpus.Documents(120);
        await Index(county, documents);
        await using var db = county.Read();
        var pieces = Pieces(documents);
        var random = new Random(20261126);
        var found = 0;
        for (var i = 0; i < 500; i++)
        {
            var phrase = SearchCorpus.Phrase(random, documents);
            var expected = Scan(pieces, phrase);
            Assert.Equal(expected, await SearchQuery.Count(db, Scope.All(), phrase, Anything));
            found += expected.Documents > 0 ? 1 : 0;
            if (i % 10 == 0)
            {
                Assert.Equal(
                    [
                        .. documents
                            .Where(d => pieces.Any(p => p.Of == d && Has(p.Text, phrase)))
                            .Select(d => d.Subject)
                            .Order(),
                    ],
                    (await All(db, Scope.All(), phrase, Anything)).Select(h => h.Subject).Order()
                );
            }
        }
        // most phrases are cut out of the texts, some are put together of two of them
        Assert.InRange(found, 350, 499);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RealLaws_FindWhatAScanFinds(Engine engine)
    {
        var files = SearchCorpus.LawFilesOrSkip(every: 25);
        await using var county = await County.Empty(engine);
        var documents = files.Select(SearchCorpus.Law).ToList();
        await Index(county, documents);
        await using var db = county.Read();
        var pieces = Pieces(documents);
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var phrase = SearchCorpus.Phrase(random, documents);
            Assert.Equal(
                Scan(pieces, phrase),
                await SearchQuery.Count(db, Scope.All(), phrase, Anything)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Widths_Capitals_AndBlanks_AreTheSame(Engine engine)
    {
        await using var county = await County.Empty(engine);
        await Index(
            county,
            [
                Thing(
                    "云府发〔2024〕5号",
                    "关于　印发\tＷＴＯ 规则（试行）的通知\n第２条 abc\r\ndef😀g"
                ),
                Thing("云府发〔2024〕15号", "另一件"),
            ]
        );
        await using var db = county.Read();
        foreach (
            var (phrase, count) in new (string, int)[]
            {
                ("〔2024〕5号", 1),
                ("〔2024〕", 2),
                ("5号", 2),
                ("wto", 1),
                ("ＷＴＯ规则", 0),
                ("WTO　 规则(试行)", 1),
                ("  印发 wto  ", 1),
                ("第2条", 1),
                ("号关", 0),
                ("abcdef", 0),
                ("C", 1),
                ("😀", 1),
                ("f😀G", 1),
                ("的", 1),
                ("知第", 0),
            }
        )
        {
            Assert.Equal(
                (phrase, (long)count),
                (phrase, (await SearchQuery.Count(db, Scope.All(), phrase, Anything)).Documents)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TwoTownships_NeitherFindNorCountEachOther(Engine engine)
    {
        await using var county = await County.Found(engine);
        var (qingshi, baishui) = (SearchWho.Organ(county.Qingshi), SearchWho.Organ(county.Baishui));
        await Index(
            county,
            [
                Thing("青石镇的事", "征收补偿方案", qingshi),
                Thing("白水乡的事", "征收补偿方案", baishui),
                Thing("两家的事", "征收补偿方案", qingshi, baishui),
                Thing("全县的事", "征收补偿方案", SearchWho.County),
                Thing("公开的事", "征收补偿方案", SearchWho.Public),
            ]
        );
        await using var db = county.Read();
        await Sees(
            new Scope(1, false, [county.Qingshi]),
            Anything,
            "青石镇的事",
            "两家的事",
            "全县的事",
            "公开的事"
        );
        await Sees(
            new Scope(1, false, [county.Baishui]),
            Anything,
            "白水乡的事",
            "两家的事",
            "全县的事",
            "公开的事"
        );
        await Sees(new Scope(1, false, []), Anything, "全县的事", "公开的事");
        await Sees(
            Scope.All(),
            Anything,
            "青石镇的事",
            "白水乡的事",
            "两家的事",
            "全县的事",
            "公开的事"
        );
        await Sees(Scope.All(), new SearchFilter { OnlyPublic = true }, "公开的事");
        // another county on the same database
        await Sees(Scope.All(2), Anything);

        async Task Sees(Scope scope, SearchFilter filter, params string[] titles)
        {
            foreach (var phrase in new[] { "征", "征收", "征收补偿" })
            {
                var hits = await All(db, scope, phrase, filter);
                Assert.Equal(titles.Order(), hits.Select(h => Text(h.Title)).Order());
                Assert.Equal(
                    new SearchCount(titles.Length, titles.Length),
                    await SearchQuery.Count(db, scope, phrase, filter)
                );
            }
            Assert.Equal(
                titles.Contains("青石镇的事") ? 1 : 0,
                (await SearchQuery.Count(db, scope, "青石镇的", filter)).Documents
            );
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task PutAgain_TakesThePlaceOfWhatWasThere_RemovedIsGone(Engine engine)
    {
        await using var county = await County.Empty(engine);
        var thing = Thing("水土保持规划", "分区治理");
        await Index(county, [thing, Thing("另一件", "分区治理")]);
        await using var db = county.Read();
        await Index(
            county,
            [
                thing with
                {
                    Title = "水土保持方案",
                    Parts =
                    [
                        new SearchPart("第一条", "a1", "逐年治理"),
                        new SearchPart("第二条", "a2", "逐年检查"),
                    ],
                },
            ]
        );
        Assert.Equal(0, (await Count("规划")).Documents);
        Assert.Equal(new SearchCount(1, 1), await Count("分区治理"));
        Assert.Equal(new SearchCount(1, 2), await Count("逐年"));
        var hit = Assert.Single(await All(db, Scope.All(), "检查", Anything));
        Assert.Equal("第二条", Assert.Single(hit.Pieces).Label);
        Assert.Equal($"{thing.Address}#a2", hit.Pieces[0].Address);
        Assert.Equal("逐年[检查]", Marked(hit.Pieces[0].Excerpt));
        await Write(county, w => SearchIndex.Remove(w, 1, thing.Kind, thing.Subject));
        Assert.Equal(0, (await Count("逐年")).Documents);
        Assert.Equal(0, (await Count("水")).Documents);
        Assert.Equal(new SearchCount(1, 1), await Count("分区治理"));

        Task<SearchCount> Count(string phrase) =>
            SearchQuery.Count(db, Scope.All(), phrase, Anything);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Pages_BestFirst_NothingTwiceNothingMissed(Engine engine)
    {
        await using var county = await County.Empty(engine);
        var documents = new List<SearchDocument>();
        for (var i = 0; i < 70; i++)
        {
            documents.Add(
                new SearchDocument(
                    SearchKinds.Law,
                    Guid.CreateVersion7(),
                    i % 5 == 0 ? $"听证办法{i}" : $"其他办法{i}",
                    $"/workbench/laws/{i}",
                    i % 3,
                    [SearchWho.Public],
                    [
                        .. Enumerable
                            .Range(1, 60)
                            .Select(a => new SearchPart($"第{a}条", $"a{a}", $"听证会第{a}次举行")),
                    ]
                )
                {
                    Level = i % 2 == 0 ? "法律" : "行政法规",
                    InForceFrom = new DateOnly(2000 + (i % 20), 1, 1),
                    InForceTo = i % 10 == 9 ? new DateOnly(2024, 12, 31) : null,
                }
            );
        }
        await Index(county, documents);
        await using var db = county.Read();
        var hits = await All(db, Scope.All(), "听证", Anything);
        Assert.Equal(70, hits.Select(h => h.Subject).Distinct().Count());
        Assert.Equal(70, hits.Count);
        var ranks = hits.Select(h =>
            {
                var document = documents.Single(d => d.Subject == h.Subject);
                return (document.Title.Contains("听证", StringComparison.Ordinal) ? 0 : 100)
                    + document.Rank;
            })
            .ToList();
        Assert.Equal(ranks.Order(), ranks);
        Assert.All(
            hits.Skip(14),
            h =>
            {
                Assert.Equal(3, h.Pieces.Count);
                Assert.Equal("第1条", h.Pieces[0].Label);
                Assert.True(h.HasMore);
            }
        );
        Assert.Equal(
            documents.Count(d => d.Level == "行政法规"),
            (await All(db, Scope.All(), "听证会", new SearchFilter { Level = "行政法规" })).Count
        );
        var day = new DateOnly(2025, 6, 1);
        Assert.Equal(
            documents.Count(d =>
                d.InForceFrom <= day && (d.InForceTo is null || d.InForceTo >= day)
            ),
            (
                await SearchQuery.Count(db, Scope.All(), "听", new SearchFilter { InForceOn = day })
            ).Documents
        );
        Assert.Empty(
            await All(db, Scope.All(), "听证", new SearchFilter { Kinds = [SearchKinds.Matter] })
        );
        Assert.Empty(await All(db, Scope.All(), "听证", new SearchFilter { Kinds = [] }));
        Assert.Equal(
            70,
            (
                await SearchQuery.Count(
                    db,
                    Scope.All(),
                    "听证",
                    new SearchFilter { Kinds = [SearchKinds.Matter, SearchKinds.Law] }
                )
            ).Documents
        );
    }

    [Fact]
    public void LongLines_AreNotCut_LongTextsAreCutAtLines()
    {
        var line = string.Concat(
            Enumerable.Range(0, 3000).Select(i => i.ToString(CultureInfo.InvariantCulture))
        );
        Assert.Equal(line, SearchText.Normalize(line));
        Assert.Equal("a b\nc", SearchText.Normalize(" \u3000Ａ \t b　\r\n\n\u2028 C "));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task LongTexts_LoseNoHitAndCountNoneTwice(Engine engine)
    {
        await using var county = await County.Empty(engine);
        var longLine = new StringBuilder("开头。");
        for (var i = 0; i < 9000; i++)
        {
            longLine.Append(CultureInfo.InvariantCulture, $"{i}、");
        }
        longLine.Append("行尾的话。");
        var lines = string.Join('\n', Enumerable.Range(0, 3000).Select(i => $"第{i}行，{i}号。"));
        await Index(
            county,
            [
                Thing("一行", longLine.ToString()) with
                {
                    Parts = [new SearchPart("正文", "", longLine.ToString())],
                },
                Thing("多行", "") with
                {
                    Parts = [new SearchPart("正文", "", lines)],
                },
            ]
        );
        await using var db = county.Read();
        Assert.Equal(
            new SearchCount(1, 1),
            await SearchQuery.Count(db, Scope.All(), "行尾的话", Anything)
        );
        Assert.Equal(
            new SearchCount(1, 1),
            await SearchQuery.Count(db, Scope.All(), "8999、行", Anything)
        );
        for (var i = 0; i < 3000; i += 37)
        {
            Assert.Equal(
                new SearchCount(1, 1),
                await SearchQuery.Count(db, Scope.All(), $"第{i}行，{i}号", Anything)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task HostileQueries_AreAnsweredKindly(Engine engine)
    {
        await using var county = await County.Empty(engine);
        await Index(
            county,
            [Thing("引号\"和'与%_*", "a\" OR \"b; DROP TABLE x; -- NEAR(a b) ^ : {}")]
        );
        await using var db = county.Read();
        foreach (
            var phrase in new[]
            {
                "\"",
                "'",
                "%",
                "_",
                "*",
                "\" OR \"",
                "; DROP TABLE",
                "NEAR(",
                "--",
                "{}",
                "^ :",
            }
        )
        {
            Assert.Equal(1, (await SearchQuery.Count(db, Scope.All(), phrase, Anything)).Documents);
        }
        foreach (
            var phrase in new[] { "\ud83d", "x\udc00", "\u0001甲\u0001", "甲\0乙", "\\", "\uffff" }
        )
        {
            Assert.Equal(0, (await SearchQuery.Count(db, Scope.All(), phrase, Anything)).Documents);
            Assert.Empty((await SearchQuery.Page(db, Scope.All(), phrase, Anything, "-1")).Hits);
        }
        foreach (
            var phrase in new[] { "", "   ", "\u3000\n", "\0", new string('法', 10_000), "一\n二" }
        )
        {
            Assert.NotNull(SearchQuery.Problem(phrase));
            await Assert.ThrowsAsync<ArgumentException>(() =>
                SearchQuery.Page(db, Scope.All(), phrase, Anything, null)
            );
        }
        foreach (
            var after in new[] { "x", "-5", "0", "99999999999999999999", "9223372036854775807" }
        )
        {
            Assert.Single((await SearchQuery.Page(db, Scope.All(), "引号", Anything, after)).Hits);
        }
    }

    private static SearchDocument Thing(string title, string text, params string[] who) =>
        new(
            SearchKinds.Page,
            Guid.CreateVersion7(),
            title,
            "/x",
            0,
            who.Length == 0 ? [SearchWho.County] : who,
            [new SearchPart("", "", text)]
        );

    private static Task Index(County county, IEnumerable<SearchDocument> documents) =>
        Write(county, db => SearchIndex.PutMany(db, 1, documents));

    private static Task Write(County county, Action<FaduDb> write) =>
        Write(
            county,
            db =>
            {
                write(db);
                return db.Index.Write(db, CancellationToken.None);
            }
        );

    private static async Task Write(County county, Func<FaduDb, Task> write)
    {
        await using var db = county.Read();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await write(db);
        await transaction.CommitAsync();
    }

    private static async Task<List<SearchHit>> All(
        FaduDb db,
        Scope scope,
        string phrase,
        SearchFilter filter
    )
    {
        var hits = new List<SearchHit>();
        string? after = null;
        do
        {
            var page = await SearchQuery.Page(db, scope, phrase, filter, after);
            Assert.True(page.Hits.Count <= SearchQuery.PageSize);
            hits.AddRange(page.Hits);
            after = page.Next;
        } while (after is not null);
        return hits;
    }

    /// <summary>The pieces as the scan sees them: the title (with a text that is all and short), then part by part.</summary>
    private static List<(SearchDocument Of, string Text)> Pieces(
        IEnumerable<SearchDocument> documents
    ) =>
        [
            .. documents.SelectMany(d =>
                d.Parts is [{ Label: "" } only]
                    ? [(d, SearchText.Normalize($"{d.Title}\n{only.Text}"))]
                    : d
                        .Parts.Select(p => (d, SearchText.Normalize(p.Text)))
                        .Prepend((d, SearchText.Normalize(d.Title)))
            ),
        ];

    private static bool Has(string normal, string phrase) =>
        normal.Contains(SearchText.Normalize(phrase), StringComparison.Ordinal);

    private static SearchCount Scan(List<(SearchDocument Of, string Text)> pieces, string phrase)
    {
        var hits = pieces.Where(p => Has(p.Text, phrase)).ToList();
        return new SearchCount(hits.Select(h => h.Of.Subject).Distinct().Count(), hits.Count);
    }

    private static string Text(IEnumerable<SearchRun> runs) =>
        string.Concat(runs.Select(r => r.Text));

    private static string Marked(IEnumerable<SearchRun> runs) =>
        string.Concat(runs.Select(r => r.IsHit ? $"[{r.Text}]" : r.Text));
}
