using System.CommandLine;
using Fadu.Core;
using Fadu.Web;
using Fadu.Web.Pages.Portal;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Command = System.CommandLine.Command;

namespace Fadu.Cli;

/// <summary><c>portal export DIR</c>: the portal as files for a plain file server, since many counties must publish on the site that they have.</summary>
internal static class PortalCommand
{
    public static Command Create() => new("portal", "门户：导出静态页面") { Export() };

    private static Command Export()
    {
        var folder = new Argument<DirectoryInfo>("DIR")
        {
            Description = "写到哪个文件夹，应当为空或者不存在",
        };
        var site = new Option<Uri?>("--site")
        {
            Description =
                "这些文件将放在哪个网址下，如 https://www.example.gov.cn/fz/；写进订阅和网站地图",
        };
        var command = new Command(
            "export",
            "把门户的全部页面、表格、订阅和网站地图写成文件，放到任何网站空间都能用"
        )
        {
            folder,
            site,
        };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                var target = result.GetValue(folder)!;
                var address = result.GetValue(site);
                if (
                    address is { IsAbsoluteUri: false }
                    || address?.Scheme is not (null or "http" or "https")
                )
                {
                    Console.Error.WriteLine("--site 应当是以 http:// 或者 https:// 开头的网址。");
                    return 2;
                }
                if (target.Exists && target.EnumerateFileSystemInfos().Any())
                {
                    Console.Error.WriteLine(
                        $"“{target.FullName}”里已有文件。请另指定一个空文件夹，写好后整个替换网站上的旧文件夹，这样撤下的内容不会留在那里。"
                    );
                    return 2;
                }
                var count = await Write(
                    RunCommand.OptionsFor(result.GetValue(Commands.Data)!),
                    target,
                    address,
                    cancellationToken
                );
                Console.WriteLine($"已写出 {count} 个文件，在 {target.FullName}");
                return 0;
            }
        );
        return command;
    }

    private static async Task<int> Write(
        FaduOptions options,
        DirectoryInfo target,
        Uri? site,
        CancellationToken cancellationToken
    )
    {
        if (options.Postgres is null && !File.Exists(Path.Combine(options.DataFolder, "fadu.db")))
        {
            throw new InvalidDataException(
                $"“{options.DataFolder}”里没有数据库，没有可导出的。请用 --data 指定数据文件夹。"
            );
        }
        var builder = WebHost.CreateBuilder(
            [],
            options with
            {
                IsStaticExport = true,
                Site =
                    site is null || site.AbsolutePath.EndsWith('/')
                        ? site
                        : new Uri(site.AbsoluteUri + "/"),
            },
            // Nothing is written and nobody is reminded while pages are copied.
            services =>
            {
                foreach (
                    var service in services
                        .Where(s =>
                            s.ServiceType == typeof(IHostedService)
                            && s.ImplementationType?.Assembly == typeof(CoreServices).Assembly
                        )
                        .ToList()
                )
                {
                    services.Remove(service);
                }
            }
        );
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = WebHost.Build(builder);
        await app.StartAsync(cancellationToken);
        var address = app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.First();
        using var client = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }
        )
        {
            BaseAddress = new Uri(address),
        };
        var count = await StaticExport.Write(
            client,
            target.FullName,
            site is not null,
            cancellationToken
        );
        await app.StopAsync(cancellationToken);
        return count;
    }
}
