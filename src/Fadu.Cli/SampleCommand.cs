using System.CommandLine;
using System.Diagnostics;
using Fadu.Cli.Sample;
using Command = System.CommandLine.Command;

namespace Fadu.Cli;

/// <summary><c>./fadu sample --scale N</c>: a county with about N trail entries in an empty folder, for measuring.</summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        var scale = new Option<int>("--scale") { Description = "留痕的条数", Required = true };
        var command = new Command("sample", "在空文件夹里造一个指定规模的县，供测量用") { scale };
        command.SetAction(
            (result, cancellationToken) =>
                TrailCommands.With(
                    result.GetValue(Commands.Data)!,
                    false,
                    async services =>
                    {
                        var data = result.GetValue(Commands.Data)!;
                        if (
                            await SampleCounty.StateOf(services, cancellationToken)
                            != SampleState.Empty
                        )
                        {
                            Console.Error.WriteLine(
                                $"“{data.FullName}”里已有数据，没有做任何改动。请用 --data 指定一个空文件夹。"
                            );
                            return 2;
                        }
                        var watch = Stopwatch.StartNew();
                        var last = TimeSpan.FromSeconds(-5);
                        var entries = await ScaleCounty.Load(
                            RunCommand.OptionsFor(data),
                            result.GetValue(scale),
                            text =>
                            {
                                if (watch.Elapsed - last >= TimeSpan.FromSeconds(5))
                                {
                                    last = watch.Elapsed;
                                    Console.Error.WriteLine(text);
                                }
                            },
                            cancellationToken
                        );
                        Console.WriteLine(
                            result.GetValue(Commands.Json)
                                ? $"{{\"entries\":{entries},\"seconds\":{watch.Elapsed.TotalSeconds.ToString("F1", System.Globalization.CultureInfo.InvariantCulture)}}}"
                                : $"已造好：留痕 {entries} 条，用时 {watch.Elapsed.TotalSeconds:F1} 秒。"
                        );
                        return 0;
                    }
                )
        );
        return command;
    }
}
