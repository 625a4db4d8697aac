using System.CommandLine;
using Fadu.Cli;
using Fadu.Core;
using Fadu.Core.Search;
using Fadu.Web.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Web.Tests.Search;

/// <summary><c>./fadu search</c> over a data folder.</summary>
public sealed class SearchCommandTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("fadu-search-").FullName;

    public async ValueTask InitializeAsync()
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        WebHost.AddStorage(collection, new FaduOptions(folder));
        await using var services = collection.BuildServiceProvider();
        await WebHost.Migrate(services);
        await using var db = await services
            .GetRequiredService<IDbContextFactory<FaduDb>>()
            .CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await SearchIndex.PutMany(
            db,
            1,
            [
                Thing(
                    SearchKinds.Law,
                    "云岭县停车管理条例",
                    ["停车场应当公示收费标准。", "停车收费实行政府指导价。"]
                ),
                Thing(SearchKinds.Law, "云岭县市容条例", ["不得占道停车。"]),
                Thing(SearchKinds.Ledger, "停车秩序宣传", ["在广场宣讲停车规则"]),
            ]
        );
        await transaction.CommitAsync();
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("停车", null, """{"documents":3,"pieces":6}""")]
    [InlineData("停", "law", """{"documents":2,"pieces":4}""")]
    [InlineData("停车收费", null, """{"documents":1,"pieces":1}""")]
    [InlineData("停车", "matter", """{"documents":0,"pieces":0}""")]
    public async Task Count_SaysHowManyThingsAndPieces(string text, string? kind, string expected)
    {
        var (code, output) = await Fadu([
            "search",
            text,
            "--count",
            "--json",
            .. kind is null ? (string[])[] : ["--kind", kind],
        ]);
        Assert.Equal(0, code);
        Assert.Equal(expected, output.Trim());
    }

    [Fact]
    public async Task Hits_AreListedBestFirst()
    {
        var (code, output) = await Fadu("search", "停车");
        Assert.Equal(0, code);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("法规  云岭县停车管理条例", lines[0], StringComparison.Ordinal);
        Assert.Contains("    第1条 不得占道停车。", lines);
        Assert.Equal("共 3 件。", lines[^1]);
    }

    [Theory]
    [InlineData("search", " ")]
    [InlineData("search", "停车", "--kind", "laws")]
    [InlineData("search")]
    public async Task WhatCannotBeLookedFor_EndsWithTwo(params string[] args) =>
        Assert.Equal(2, (await Fadu(args)).Code);

    private static SearchDocument Thing(string kind, string title, string[] texts) =>
        new(
            kind,
            Guid.CreateVersion7(),
            title,
            "/x",
            kind == SearchKinds.Law ? 0 : 16,
            [SearchWho.County],
            [.. texts.Select((t, i) => new SearchPart($"第{i + 1}条", "", t))]
        );

    private async Task<(int Code, string Output)> Fadu(params string[] args)
    {
        var root = new RootCommand();
        foreach (var command in Commands.All())
        {
            root.Add(command);
        }
        return await OwnOutput.Of(() => Commands.Run(root, [.. args, "--data", folder]));
    }
}
