using System.Text.Json;
using Fadu.Core.Trail;
using Fadu.Modules;
using Command = System.CommandLine.Command;

namespace Fadu.Cli;

/// <summary><c>systems</c>: which declaration carries each of the 192 systems, and which test proves it. What nothing carries says so.</summary>
internal static class SystemsCommand
{
    public static Command Create()
    {
        var command = new Command("systems", "192 个系统各由什么承载、由哪个测试证明");
        command.SetAction(result =>
        {
            var output = result.InvocationConfiguration.Output;
            var all = SystemCatalogue.All;
            output.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        systems = all.Select(s => new
                        {
                            s.Id,
                            s.Name,
                            s.CarriedBy,
                            s.ProvenBy,
                        }),
                    },
                    EventRegistry.Json
                )
            );
            result.InvocationConfiguration.Error.WriteLine(
                $"{all.Count} 个系统，有承载的 {all.Count(s => s.CarriedBy.Count > 0)} 个，没有承载的 {all.Count(s => s.CarriedBy.Count == 0)} 个。"
            );
            return 0;
        });
        return command;
    }
}
