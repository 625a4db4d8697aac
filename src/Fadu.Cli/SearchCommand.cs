using System.CommandLine;
using System.Text.Json;
using Fadu.Core;
using Fadu.Core.People;
using Fadu.Core.Search;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Command = System.CommandLine.Command;

namespace Fadu.Cli;

/// <summary><c>search TEXT</c>: finds a phrase in everything that the data folder holds; with <c>--count</c> how often.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        var text = new Argument<string>("TEXT")
        {
            Description = "要找的话，与原文一字不差；全角半角、大小写不分",
        };
        var kind = new Option<string?>("--kind")
        {
            Description =
                $"只找一种：{string.Join("、", SearchKinds.All.Select(k => $"{k.Kind}（{k.Name}）"))}",
        };
        var count = new Option<bool>("--count") { Description = "只数有多少" };
        var command = new Command("search", "检索法规、事项、文书、名录、台账、任务和公开内容")
        {
            text,
            kind,
            count,
        };
        command.SetAction(result =>
        {
            var asked = result.GetValue(text)!;
            var wanted = result.GetValue(kind);
            if (
                (
                    SearchKinds.All.Any(k => k.Kind == (wanted ?? SearchKinds.Law))
                        ? SearchQuery.Problem(asked)
                        : $"没有“{wanted}”这一种，可选：{string.Join("、", SearchKinds.All.Select(k => k.Kind))}。"
                ) is
                { } problem
            )
            {
                Console.Error.WriteLine(problem);
                return Task.FromResult(2);
            }
            var filter = new SearchFilter { Kinds = wanted is null ? null : [wanted] };
            return TrailCommands.With(
                result.GetValue(Commands.Data)!,
                true,
                services =>
                    Search(
                        services,
                        asked,
                        filter,
                        result.GetValue(count),
                        result.GetValue(Commands.Json),
                        result.InvocationConfiguration.Output
                    )
            );
        });
        return command;
    }

    private static async Task<int> Search(
        IServiceProvider services,
        string text,
        SearchFilter filter,
        bool count,
        bool json,
        TextWriter output
    )
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<FaduDb>();
        if (!await db.Set<SearchCounter>().AnyAsync() && await db.Set<TrailEntry>().AnyAsync())
        {
            Console.Error.WriteLine("索引还是空的；升级以后请先运行一次 ./fadu rebuild。");
        }
        if (count)
        {
            var (documents, pieces) = await SearchQuery.Count(db, Scope.All(), text, filter);
            await output.WriteLineAsync(
                json
                    ? JsonSerializer.Serialize(new { documents, pieces }, EventRegistry.Json)
                    : $"{documents} 件，{pieces} 处"
            );
            return 0;
        }
        var page = await SearchQuery.Page(db, Scope.All(), text, filter, null);
        if (json)
        {
            await output.WriteLineAsync(
                JsonSerializer.Serialize(
                    new
                    {
                        hits = page.Hits.Select(h => new
                        {
                            kind = h.Kind,
                            subject = h.Subject,
                            title = Plain(h.Title),
                            level = h.Level,
                            address = h.Address,
                            inForceFrom = h.InForceFrom,
                            inForceTo = h.InForceTo,
                            pieces = h
                                .Pieces.Where(p => p.Excerpt.Count > 0)
                                .Select(p => new
                                {
                                    label = p.Label,
                                    address = p.Address,
                                    text = Plain(p.Excerpt),
                                }),
                            more = h.HasMore,
                        }),
                        more = page.Next is not null,
                    },
                    EventRegistry.Json
                )
            );
            return 0;
        }
        foreach (var hit in page.Hits)
        {
            await output.WriteLineAsync(
                $"{SearchKinds.NameOf(hit.Kind)}  {Plain(hit.Title)}  {hit.Address}"
            );
            foreach (var piece in hit.Pieces.Where(p => p.Excerpt.Count > 0))
            {
                await output.WriteLineAsync($"    {piece.Label} {Plain(piece.Excerpt)}");
            }
            if (hit.HasMore)
            {
                await output.WriteLineAsync("    其中还有别处。");
            }
        }
        await output.WriteLineAsync(
            page.Hits.Count == 0 ? "没有找到。"
            : page.Next is null ? $"共 {page.Hits.Count} 件。"
            : $"以上是前 {page.Hits.Count} 件；有多少可用 --count 数。"
        );
        return 0;
    }

    private static string Plain(IReadOnlyList<SearchRun> runs) =>
        string.Concat(runs.Select(r => r.Text)).ReplaceLineEndings(" ");
}
