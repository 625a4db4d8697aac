using Fadu.Reading.Laws;

namespace Fadu.Reading.Tests;

/// <summary>Laws taken apart: head, headings, articles with 款 and 项, and what is no article.</summary>
public sealed class LawReaderTests
{
    private const string Sample = """
        # 云岭州户外广告管理条例

        2019年3月28日 云岭州第十届人民代表大会常务委员会第三次会议通过

        2023年7月1日 云岭州第十一届人民代表大会常务委员会第九次会议修正

        <!-- INFO END -->

        ## 第一章 总则

        第一条 为了规范户外广告设置，制定本条例。

        第二条 本条例所称户外广告，包括下列广告：

        （一）利用建筑物设置的；

        （二）利用交通工具设置的。

        前款规定以外的，按照国家有关规定执行。

        ## 第二章 设置

        ### 第一节 规划

        第三条 编制规划应当公开征求意见。

        第三条之一 规划自公布之日起施行。

        ### 第二节 许可

        第四条 设置人应当依照第三条的规定申请。

        ## 附件

        户外广告设置规范一览表。
        """;

    [Fact]
    public void ALaw_IsTakenApartWithNothingLost()
    {
        var law = Read(Sample);

        Assert.Equal("云岭州户外广告管理条例", law.Title);
        Assert.Equal(2, law.History.Count);
        Assert.Equal(
            ["第一条", "第二条", "第三条", "第三条之一", "第四条", null],
            law.Pieces.Select(p => p.Label)
        );
        var second = law.Article(2)!;
        Assert.Equal(2, second.Paragraphs.Count);
        Assert.Equal([1, 2], second.Paragraphs[0].Items.Select(i => i.Number));
        Assert.Equal("利用交通工具设置的。", second.Paragraphs[0].Items[1].Text);
        Assert.Equal(["第二章 设置", "第二节 许可"], law.Article(4)!.Under);
        Assert.Equal("规划自公布之日起施行。", law.Article(3, 1)!.Text);
        Assert.Equal(PieceKind.Passage, law.Pieces[^1].Kind);
        Assert.Equal([1, 1, 2, 2, 1], law.Headings.Select(h => h.Level));
        Assert.All(
            law.Pieces,
            p =>
                Assert.StartsWith(
                    p.Label ?? "户外",
                    law.Source.Slice(p.Span),
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void ArticlesOnOneLine_ArePartedWhereTheNumbersFollow()
    {
        var law = Read(
            "某规则\n第一条 为了安全，制定本规则。 第二条 依照第八条 办理的，从其规定。 第三条 自公布之日起施行。"
        );

        Assert.Equal([1, 2, 3], law.Pieces.Select(p => p.Number!.Value));
        Assert.Equal("依照第八条 办理的，从其规定。", law.Article(2)!.Text);
    }

    [Theory]
    // a reference at the head of a line is no article, and neither is what a decision quotes
    [InlineData(
        "某条例\n第一条 总则。\n第二条的规定不适用于个人。\n第三条 附则。",
        "第一条|第三条"
    )]
    [InlineData(
        "某决定\n第一条 作如下修改：\n“第九条 本法自公布之日起施行。”\n第二条 本决定自公布之日起施行。",
        "第一条|第二条"
    )]
    [InlineData("某规定\n第1条　适用范围。\n第2条　解释。", "第1条|第2条")]
    public void OnlyArticles_AreArticles(string text, string labels) =>
        Assert.Equal(
            labels,
            string.Join(
                '|',
                Read(text).Pieces.Where(p => p.Kind == PieceKind.Article).Select(p => p.Label)
            )
        );

    [Fact]
    public void ATextWithoutArticles_ComesInPassages()
    {
        var law = Read(
            "关于某问题的答复\n"
                + string.Concat(Enumerable.Repeat("来函收悉。经研究，答复如下：\n", 500))
        );

        Assert.Empty(law.History);
        Assert.True(law.Pieces.Count > 1);
        Assert.All(
            law.Pieces,
            p => Assert.InRange(p.Span.Length, 1, LawReader.LongestPassage + 600)
        );
    }

    [Fact]
    public void TheRealLibrary_IsReadWhole()
    {
        var folder = Corpus.SharedOrSkip("laws");
        var articles = 0;
        var files = Directory.GetFiles(folder, "*.md", SearchOption.AllDirectories);
        foreach (var file in files)
        {
            var law = LawReader.Read(
                SourceText.From(File.ReadAllBytes(file), Path.GetFileName(file))
            );
            articles += law.Pieces.Count(p => p.Kind == PieceKind.Article);
            var last = 0;
            foreach (var piece in law.Pieces)
            {
                Assert.True(piece.Span.Start >= last && piece.Span.End > piece.Span.Start, file);
                last = piece.Span.End;
            }
        }
        Assert.True(files.Length >= 5000);
        Assert.True(articles > 200_000, $"{articles}");
    }

    private static LawReading Read(string text) => LawReader.Read(new SourceText(text));
}
