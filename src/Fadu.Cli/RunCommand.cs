using System.CommandLine;
using Fadu.Core.Trail;
using Fadu.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Command = System.CommandLine.Command;

namespace Fadu.Cli;

/// <summary><c>./fadu run</c>: migrates and serves.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var urls = new Option<string>("--urls")
        {
            Description = "监听地址",
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        var sample = new Option<bool>("--sample")
        {
            Description = "在空文件夹里装入样例县（云岭县）",
        };
        var command = new Command("run", "启动") { urls, sample };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                var options = OptionsFor(result.GetValue(Commands.Data)!);
                var builder = WebHost.CreateBuilder([], options);
                builder.WebHost.UseUrls(result.GetValue(urls)!);
                builder.WebHost.UseShutdownTimeout(TimeSpan.FromSeconds(8));
                var app = WebHost.Build(builder);
                await WebHost.Migrate(app.Services);
                var isSample = await Startup.Prepare(
                    app.Services,
                    options,
                    result.GetValue(sample),
                    cancellationToken
                );
                await app.StartAsync(cancellationToken);
                var address = app
                    .Services.GetRequiredService<IServer>()
                    .Features.Get<IServerAddressesFeature>()!
                    .Addresses.First();
                await Startup.Announce(app.Services, options, address, isSample);
                await app.WaitForShutdownAsync(cancellationToken);
                await app.Services.GetRequiredService<Committer>().DisposeAsync();
                return 0;
            }
        );
        return command;
    }

    /// <summary>The options of a data folder; PostgreSQL where FADU_POSTGRES names a connection.</summary>
    public static FaduOptions OptionsFor(DirectoryInfo data) =>
        new(data.FullName, Environment.GetEnvironmentVariable("FADU_POSTGRES"));
}
