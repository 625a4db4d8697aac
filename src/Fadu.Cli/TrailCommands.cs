using System.CommandLine;
using System.Text.Json;
using Fadu.Core.Trail;
using Fadu.Web;
using Command = System.CommandLine.Command;

namespace Fadu.Cli;

/// <summary><c>verify</c>, <c>rebuild</c>, <c>backup</c>, <c>restore</c>, <c>seal</c>.</summary>
internal static class TrailCommands
{
    public static IEnumerable<Command> All()
    {
        yield return Verify();
        yield return Rebuild();
        yield return Backup();
        yield return Restore();
        yield return SealNow();
    }

    /// <summary>Runs something over a data folder without the web server.</summary>
    public static async Task<int> With(
        DirectoryInfo data,
        bool mustExist,
        Func<IServiceProvider, Task<int>> run
    )
    {
        var options = RunCommand.OptionsFor(data);
        if (
            mustExist
            && options.Postgres is null
            && !File.Exists(Path.Combine(options.DataFolder, "fadu.db"))
        )
        {
            Console.Error.WriteLine(
                $"“{data.FullName}”里没有法度的数据。请用 --data 指定数据文件夹。"
            );
            return 2;
        }
        Directory.CreateDirectory(options.DataFolder);
        var services = new ServiceCollection();
        services.AddLogging();
        WebHost.AddStorage(services, options);
        await using var provider = services.BuildServiceProvider();
        await WebHost.Migrate(provider);
        return await run(provider);
    }

    private static Command Verify()
    {
        var seal = new Option<FileInfo?>("--seal") { Description = "以前导出的封存" };
        var command = new Command("verify", "核对留痕、封存、文件和各表") { seal };
        command.SetAction(result =>
            With(
                result.GetValue(Commands.Data)!,
                true,
                async services =>
                {
                    ExportedSeal? exported = null;
                    if (result.GetValue(seal) is { } file)
                    {
                        try
                        {
                            exported = JsonSerializer.Deserialize<ExportedSeal>(
                                await File.ReadAllTextAsync(file.FullName),
                                EventRegistry.Json
                            );
                        }
                        catch (JsonException)
                        {
                            Console.Error.WriteLine($"“{file.FullName}”不是导出的封存。");
                            return 2;
                        }
                    }
                    var folder = Path.Combine(
                        result.GetValue(Commands.Data)!.FullName,
                        $"verify-{Guid.NewGuid():N}"
                    );
                    var finding = await services
                        .GetRequiredService<Verifier>()
                        .Verify(
                            folder,
                            exported,
                            new Progress<string>(p => Console.Error.WriteLine(p))
                        );
                    if (result.GetValue(Commands.Json))
                    {
                        Console.WriteLine(
                            JsonSerializer.Serialize(
                                new
                                {
                                    ok = finding.Problem is null,
                                    problem = finding.Problem,
                                    entries = finding.Entries,
                                    seals = finding.Seals,
                                    files = finding.Files,
                                },
                                EventRegistry.Json
                            )
                        );
                    }
                    else
                    {
                        Console.WriteLine(
                            finding.Problem
                                ?? $"核对无误：留痕 {finding.Entries} 条，封存 {finding.Seals} 号，文件 {finding.Files} 个，各表与留痕一致。"
                        );
                    }
                    return finding.Problem is null ? 0 : 1;
                }
            )
        );
        return command;
    }

    private static Command Rebuild()
    {
        var command = new Command("rebuild", "由留痕重建各表");
        command.SetAction(result =>
            With(
                result.GetValue(Commands.Data)!,
                true,
                async services =>
                {
                    var count = await services
                        .GetRequiredService<Rebuilder>()
                        .RebuildAll(
                            new Progress<long>(n => Console.Error.WriteLine($"已重放 {n} 条"))
                        );
                    Console.WriteLine($"已由 {count} 条留痕重建各表。");
                    return 0;
                }
            )
        );
        return command;
    }

    private static Command Backup()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "空文件夹" };
        var command = new Command("backup", "在线备份，连同文件") { folder };
        command.SetAction(result =>
            With(
                result.GetValue(Commands.Data)!,
                true,
                async services =>
                {
                    var rows = await services
                        .GetRequiredService<Backups>()
                        .Backup(result.GetValue(folder)!.FullName);
                    Console.WriteLine(
                        $"已备份 {rows} 行和全部文件到 {result.GetValue(folder)!.FullName}"
                    );
                    return 0;
                }
            )
        );
        return command;
    }

    private static Command Restore()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "backup 写成的文件夹" };
        var command = new Command("restore", "恢复到空的数据文件夹") { folder };
        command.SetAction(result =>
            With(
                result.GetValue(Commands.Data)!,
                false,
                async services =>
                {
                    var rows = await services
                        .GetRequiredService<Backups>()
                        .Restore(result.GetValue(folder)!.FullName);
                    Console.WriteLine($"已恢复 {rows} 行，各表已重建。可用 ./fadu verify 核对。");
                    return 0;
                }
            )
        );
        return command;
    }

    private static Command SealNow()
    {
        var output = new Option<FileInfo?>("--out")
        {
            Description = "把封存写成文件，交上级或另处保存",
        };
        var command = new Command("seal", "封存尚未封存的留痕") { output };
        command.SetAction(result =>
            With(
                result.GetValue(Commands.Data)!,
                true,
                async services =>
                {
                    var seal = await services.GetRequiredService<Sealer>().SealNow();
                    if (seal is null)
                    {
                        Console.WriteLine("没有新的留痕需要封存。");
                        return 0;
                    }
                    var text = JsonSerializer.Serialize(
                        new ExportedSeal(seal.Tenant, seal.Number, seal.ToSeq, seal.Hash),
                        EventRegistry.Json
                    );
                    if (result.GetValue(output) is { } file)
                    {
                        await File.WriteAllTextAsync(file.FullName, text);
                    }
                    Console.WriteLine(
                        $"第 {seal.Number} 号封存：第 {seal.FromSeq} 条至第 {seal.ToSeq} 条，{seal.Hash}"
                    );
                    return 0;
                }
            )
        );
        return command;
    }
}
