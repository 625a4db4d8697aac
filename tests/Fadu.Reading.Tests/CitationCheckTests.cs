using Fadu.Reading.Citations;
using Fadu.Reading.Laws;

namespace Fadu.Reading.Tests;

/// <summary>A corpus of citations with every status, against two versions of a regulation made up for it.</summary>
public sealed class CitationCheckTests
{
    private const string Old = """
        云州省集市管理条例
        第一章　总则
        第一条　为了规范集市经营秩序，保护经营者和消费者的合法权益，制定本条例。
        第二条　县级人民政府市场监督管理部门负责本行政区域内集市的监督管理工作。
        第三条　集市开办者应当设置公平秤，每半年送法定计量检定机构检定一次，并在入口处公示检定结果。
        第四条　经营者有下列情形之一的，由市场监督管理部门责令改正，可以处五百元以下罚款：
        （一）在划定区域以外摆摊经营的；
        （二）使用未经检定的计量器具的。
        拒不改正的，处五百元以上二千元以下罚款。
        第五条　本条例自2015年1月1日起施行。
        """;

    private const string New = """
        云州省集市管理条例
        第一章　总则
        第一条　为了规范集市经营秩序，保护经营者和消费者的合法权益，促进城乡商品流通，制定本条例。
        第二条　集市的规划、建设、经营和监督管理，适用本条例。
        第三条　县级人民政府市场监督管理部门负责本行政区域内集市的监督管理工作。
        第四条　集市规划应当纳入国土空间规划，征求周边居民的意见。
        第五条　集市开办者应当设置公平秤，每半年送法定计量检定机构检定一次，并在入口处公示检定结果。
        第六条　经营者有下列情形之一的，由市场监督管理部门责令改正，可以处一千元以下罚款：
        （一）在划定区域以外摆摊经营的；
        （二）使用未经检定的计量器具的；
        （三）占用消防通道的。
        第七条　开办者不公示检定结果的，给予警告。
        第七条之一　轻微并及时改正的，不予处罚。
        第八条　本条例自2022年7月1日起施行。
        """;

    private const string Ended = """
        云州省农贸市场登记办法
        第一条　农贸市场开业前应当登记。
        第二条　登记有效期三年。
        """;

    private static readonly Dictionary<string, CitedLaw> Library = new(StringComparer.Ordinal)
    {
        ["云州省集市管理条例"] = new(
            "云州省集市管理条例",
            [
                Version(Old, new(2014, 11, 20), new(2015, 1, 1), new(2022, 6, 30), true),
                Version(New, new(2022, 5, 10), new(2022, 7, 1), null, false),
            ]
        ),
        ["云州省农贸市场登记办法"] = new(
            "云州省农贸市场登记办法",
            [
                Version(Ended, new(2001, 3, 1), new(2001, 5, 1), new(2019, 12, 31), false) with
                {
                    EndedBy = "《云州省人民政府关于废止部分规章的决定》",
                },
            ]
        ),
    };

    public static TheoryData<string, string, string, string?> Corpus() =>
        new()
        {
            { "根据《云州省集市管理条例》第六条，责令改正。", "2024-03-01", "in-force", null },
            // Half-width marks, a paragraph and an item that exist.
            { "依据《云州省集市管理条例》第六条第(三)项处罚。", "2024-03-01", "in-force", null },
            { "依据《云州省集市管理条例》第七条之一不予处罚。", "2024-03-01", "in-force", null },
            { "《云州省集市管理条例》已经实施。", "2024-03-01", "in-force", null },
            // The version of its day is what counts.
            { "依据《云州省集市管理条例》第四条第二款处罚。", "2020-03-01", "in-force", null },
            {
                "依据《云州省集市管理条例》第四条第二款处罚。",
                "2024-03-01",
                "no-such-article",
                "第四条没有第二款，共1款"
            },
            {
                "依据《云州省集市管理条例》第六条第（五）项处罚。",
                "2024-03-01",
                "no-such-article",
                "第六条没有第（五）项，共3项"
            },
            {
                "依据《云州省集市管理条例》第六条处罚。",
                "2020-03-01",
                "no-such-article",
                "2014年公布的文本没有第六条，最后一条是第五条"
            },
            {
                "依据《云州省集市管理条例》第三十条处罚。",
                "2024-03-01",
                "no-such-article",
                "2022年公布的文本没有第三十条，最后一条是第八条"
            },
            // Before it was in force; after it was repealed, since when and by what.
            {
                "依据《云州省集市管理条例》第一条制定。",
                "2013-03-01",
                "not-in-force",
                "2015年1月1日才施行"
            },
            {
                "依据《云州省农贸市场登记办法》第二条登记。",
                "2020-03-01",
                "not-in-force",
                "2020年1月1日起已废止，依据《云州省人民政府关于废止部分规章的决定》"
            },
            { "依据《云州省农贸市场登记办法》第二条登记。", "2018-03-01", "in-force", null },
            // The edition that is named is the one that is meant.
            {
                "依据《云州省集市管理条例》（2014年版）第三条检定。",
                "2024-03-01",
                "not-in-force",
                "已被2022年5月10日公布的文本代替，2022年7月1日起施行"
            },
            {
                "依据《云州省集市管理条例》（2018年修正）第三条检定。",
                "2020-03-01",
                "in-force",
                "法规库没有2018年的文本，按2014年公布的文本核对"
            },
            {
                "依据《云州省广场舞管理条例》第二条制止。",
                "2024-03-01",
                "unknown-law",
                "法规库没有收录"
            },
            // An old number: where what stood there stands now.
            {
                "依据《云州省集市管理条例》第三条检定。",
                "2024-03-01",
                "in-force",
                "如引自2014年公布的文本，第三条现为第五条"
            },
        };

    [Theory]
    [MemberData(nameof(Corpus))]
    public void EveryStatus_IsFound_AsOfTheDayOfTheDocument(
        string text,
        string day,
        string status,
        string? note
    )
    {
        var found = Check(text, day);
        Assert.Equal(status, found.Status);
        if (note is not null)
        {
            Assert.Contains(note, found.Note, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(found.Note);
        }
    }

    [Theory]
    [InlineData(
        "《云州省集市管理条例》第五条规定：“集市开办者应当设置公平秤,每半年送法定计量检定机构检定一次……”",
        true,
        null
    )]
    [InlineData("应当“在入口处公示检定结果”（《云州省集市管理条例》第五条）。", true, null)]
    [InlineData(
        "《云州省集市管理条例》第五条规定：“集市开办者应当设置公平秤，每年送法定计量检定机构检定一次”",
        false,
        "引文与条文不一致"
    )]
    [InlineData(
        "《云州省集市管理条例》第三条规定，“集市开办者应当设置公平秤，每半年送法定计量检定机构检定一次”",
        false,
        "所引文字不在第三条，在第五条"
    )]
    [InlineData(
        "《云州省集市管理条例》第四条规定：“拒不改正的，处五百元以上二千元以下罚款。”",
        false,
        "所引是2014年公布的文本的文字，2022年公布的文本已经修改"
    )]
    public void AQuotation_IsComparedWithItsArticle_AndWhatTheArticleSaysIsShown(
        string text,
        bool matches,
        string? note
    )
    {
        var source = new SourceText(text);
        var found = CheckIn(source, "2024-03-01");
        Assert.Equal("in-force", found.Status);
        Assert.Equal(matches, found.Quotation!.Matches);
        Assert.Equal(!matches, found.IsDoubtful);
        Assert.DoesNotContain('“', source.Slice(found.Quotation.Span));
        if (!matches)
        {
            Assert.Contains(note!, found.Note, StringComparison.Ordinal);
            Assert.NotEmpty(found.Quotation.Article!);
        }
    }

    [Fact]
    public void WhatChangedAfterTheDocument_IsPointedOut_WithTheArticleOfToday()
    {
        var found = Check(
            "依据《云州省集市管理条例》第三条检定。",
            "2020-03-01",
            new DateOnly(2024, 3, 1)
        );
        Assert.Equal("in-force", found.Status);
        Assert.Equal(new DateOnly(2014, 11, 20), found.Version);
        Assert.Equal("此后2022年7月1日起施行新的文本，第三条现为第五条。", found.Note);
    }

    [Fact]
    public void AnArticleThatWasMovedAway_IsFollowed()
    {
        var found = CitationChecker.Check(
            Assert.Single(
                CitationReader.Read(new SourceText("依据《云州省集市管理条例》第九条。")).Citations
            ),
            new SourceText("依据《云州省集市管理条例》第九条。"),
            new CitedLaw(
                "云州省集市管理条例",
                [
                    Version(
                        Old.Replace("第五条", "第九条", StringComparison.Ordinal)
                            .Replace(
                                "本条例自2015年1月1日起施行。",
                                "开办者不公示检定结果的，给予警告。",
                                StringComparison.Ordinal
                            ),
                        new(2014, 11, 20),
                        new(2015, 1, 1),
                        new(2022, 6, 30),
                        true
                    ),
                    Version(New, new(2022, 5, 10), new(2022, 7, 1), null, false),
                ]
            ),
            new(2024, 3, 1)
        );
        Assert.Equal("no-such-article", found.Status);
        Assert.Contains("2014年公布的文本的第九条现为第七条", found.Note, StringComparison.Ordinal);
    }

    private static ReadCitation Check(string text, string day, DateOnly? now = null) =>
        CheckIn(new SourceText(text), day, now);

    private static ReadCitation CheckIn(SourceText source, string day, DateOnly? now = null)
    {
        var citation = Assert.Single(CitationReader.Read(source).Citations);
        return CitationChecker.Check(
            citation,
            source,
            Library.GetValueOrDefault(citation.Law),
            DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            now
        );
    }

    private static CitedVersion Version(
        string text,
        DateOnly published,
        DateOnly from,
        DateOnly? to,
        bool superseded
    ) =>
        new(
            published,
            from,
            to,
            null,
            superseded,
            false,
            () => LawReader.Read(new SourceText(text))
        );
}
