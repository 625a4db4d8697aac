using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Fadu.Web.Tests.Hosting;

public sealed class StaticPagesTests
{
    [Fact]
    public async Task BrowserThatTakesBrotli_GetsTheCompressedCopy_OthersTheFile()
    {
        var folder = Directory.CreateTempSubdirectory("fadu-static-").FullName;
        var dist = Directory.CreateDirectory(Path.Combine(folder, "wwwroot", "dist")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(dist, "site.js"),
            "plain",
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            Path.Combine(dist, "site.js.br"),
            "small",
            TestContext.Current.CancellationToken
        );
        var builder = WebHost.CreateBuilder(
            [],
            new FaduOptions(Path.Combine(folder, "data")) { ContentRoot = folder }
        );
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using (var app = WebHost.Build(builder))
        {
            await WebHost.Migrate(app.Services);
            await app.StartAsync(TestContext.Current.CancellationToken);
            using var client = new HttpClient
            {
                BaseAddress = new Uri(
                    app.Services.GetRequiredService<IServer>()
                        .Features.Get<IServerAddressesFeature>()!
                        .Addresses.First()
                ),
            };
            using (
                var answer = await client.GetAsync(
                    "/dist/site.js?v=1",
                    TestContext.Current.CancellationToken
                )
            )
            {
                Assert.Equal(
                    "plain",
                    await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
                );
                Assert.Empty(answer.Content.Headers.ContentEncoding);
            }
            client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, br");
            using (
                var answer = await client.GetAsync(
                    "/dist/site.js?v=1",
                    TestContext.Current.CancellationToken
                )
            )
            {
                Assert.Equal(
                    "small",
                    await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
                );
                Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
                Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
                Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl!.MaxAge);
            }
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
