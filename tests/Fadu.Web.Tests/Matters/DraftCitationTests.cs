using System.Text;
using Fadu.Core.Files;
using Fadu.Core.Laws;
using Fadu.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Web.Tests.Matters;

/// <summary>What a draft under review cites is looked up in the law library and shown where it stands.</summary>
public sealed class DraftCitationTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private const string Regulation = """
        云州省集市管理条例
        第一条　为了规范集市经营秩序，制定本条例。
        第二条　集市开办者应当设置公平秤。
        第三条　本条例自2022年7月1日起施行。
        """;

    private const string Draft = """
        第一条　根据《云州省集市管理条例》第二条，制定本办法。
        第二条　开办者违反该条例第三十条的，由县市场监督管理局处理。
        第三条　《云州省集市管理条例》第二条规定：“集市开办者应当设置公平秤和监控设备。”
        """;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WhatIsCitedWrongly_StandsUnderItsPassage_WithWhatTheArticleSays(Engine engine)
    {
        await using var office = await ReviewOffice.Start(engine);
        var id = await office.Open();
        await office.Host.Do(
            new Core.Matters.SupplementMatter(id, [await office.File("draft", "handler", Draft)]),
            await office.Host.ActorOf("handler")
        );
        await office.Act(id, "intake.accept", "qianshen", new { completeOn = office.Today });
        using var reviewer = await office.As("qianshen");
        await reviewer.Open($"/workbench/matters/{id}");
        // An empty library says nothing rather than calling every law unknown.
        Assert.DoesNotContain("法规库没有", reviewer.Text, StringComparison.Ordinal);

        var kept = await office
            .Host.App.Services.GetRequiredService<FileStore>()
            .Take(new MemoryStream(Encoding.UTF8.GetBytes(Regulation)), "集市管理条例.txt");
        await office.Host.Do(
            new KeepLaws([
                new LawToKeep(
                    "云州省集市管理条例",
                    null,
                    "地方性法规",
                    "地方性法规",
                    new DateOnly(2022, 5, 10),
                    DateBasis.Stated,
                    new DateOnly(2022, 7, 1),
                    DateBasis.Stated,
                    null,
                    false,
                    kept.Hash,
                    kept.Name
                ),
            ])
        );
        await reviewer.Open($"/workbench/matters/{id}");
        string Passage(int number) =>
            reviewer.Page.QuerySelector($"#passage-{number}")!.TextContent;
        Assert.Contains("2 处可疑", reviewer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("引用", Passage(1), StringComparison.Ordinal);
        Assert.Contains("没有第三十条，最后一条是第三条", Passage(2), StringComparison.Ordinal);
        Assert.Contains("条文为“集市开办者应当设置公平秤。”", Passage(3), StringComparison.Ordinal);
    }
}
