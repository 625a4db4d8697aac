using Fadu.Core.Publications;

namespace Fadu.Bench;

/// <summary>A page of the portal as strangers get it, kept in memory and checked against the version of what is public, beside a file of the same bytes from the same server.</summary>
internal static class PortalBench
{
    public static async Task<IReadOnlyList<Figure>> Run(BenchOptions options)
    {
        await using var host = await BenchHost.Start();
        for (var i = 0; i < options.Amount(200); i++)
        {
            await host.Do(
                new PublishNotice(
                    Guid.CreateVersion7(),
                    host.Coordinator.Organ!.Value,
                    $"县城道路养护通告之{i}",
                    "养护期间请绕行。"
                ),
                host.Coordinator
            );
        }
        const string Page = "/lists/notices";
        var body = await host.Get(Page, "");
        if (body.Split("县城道路养护通告").Length < 21)
        {
            throw new InvalidOperationException("门户的清单页没有内容。");
        }
        var name = $"bench-{Guid.NewGuid():N}.html";
        var file = Path.Combine(AppContext.BaseDirectory, "wwwroot", name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, body);
        try
        {
            var span = TimeSpan.FromSeconds(options.IsQuick ? 2 : 6);
            await host.Rate(Page, "", TimeSpan.FromSeconds(2));
            await host.Rate("/" + name, "", TimeSpan.FromSeconds(2));
            var (pages, files) = (new List<double>(), new List<double>());
            for (var round = 0; round < 3; round++)
            {
                files.Add((await host.Rate("/" + name, "", span)).Rate);
                pages.Add((await host.Rate(Page, "", span)).Rate);
            }
            var ratio = Measure.Median(pages) / Measure.Median(files);
            return
            [
                new Figure(
                    "portal.page",
                    "门户清单页（已缓存，每次核对公布版本），对照同一服务器上同样内容的静态文件",
                    Measure.Median(pages),
                    "次/秒",
                    Measure.Median(files),
                    ratio,
                    "≥ 0.3",
                    ratio >= 0.3
                ),
            ];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
