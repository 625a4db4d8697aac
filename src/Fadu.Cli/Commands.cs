using System.CommandLine;
using Fadu.Core.Trail;
using Command = System.CommandLine.Command;

namespace Fadu.Cli;

/// <summary>All verbs of <c>./fadu</c>, and how their failures end: 0 done, 1 the answer is "no", 2 wrong use or unusable input in one line.</summary>
internal static class Commands
{
    /// <summary>The data folder, for every verb that needs one.</summary>
    public static readonly Option<DirectoryInfo> Data = new("--data")
    {
        Description = "数据文件夹（默认 data/）",
        Recursive = true,
        DefaultValueFactory = _ => new DirectoryInfo("data"),
    };

    /// <summary>Machine-readable output.</summary>
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "输出 JSON",
        Recursive = true,
    };

    public static IEnumerable<Command> All() =>
        [
            RunCommand.Create(),
            ReadCommand.Create(),
            DeadlineCommand.Create(),
            ReportCommand.Create(),
            ImportCommand.Create(),
            .. TrailCommands.All(),
            SampleCommand.Create(),
            ProceduresCommand.Create(),
            SearchCommand.Create(),
            PortalCommand.Create(),
            SystemsCommand.Create(),
            .. NotYet(("pack", "打成一个可离线安装的文件夹")),
        ];

    public static async Task<int> Run(RootCommand root, string[] args)
    {
        root.Add(Data);
        root.Add(Json);
        var result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            Console.Error.WriteLine(
                $"用法不对：{result.Errors[0].Message} 用 ./fadu --help 查看。"
            );
            return 2;
        }
        try
        {
            return await result.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false }
            );
        }
        catch (RefusedException e)
        {
            Console.Error.WriteLine(e.Refusal.Message);
            return e.Refusal.Kind == RefusalKind.Invalid ? 2 : 1;
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or InvalidDataException
                        or InvalidOperationException
            )
        {
            Console.Error.WriteLine(e.Message.ReplaceLineEndings(" "));
            return 2;
        }
    }

    private static IEnumerable<Command> NotYet(params (string Name, string What)[] verbs)
    {
        foreach (var (name, what) in verbs)
        {
            var command = new Command(name, $"{what}（尚未提供）")
            {
                TreatUnmatchedTokensAsErrors = false,
            };
            command.SetAction(_ =>
            {
                Console.Error.WriteLine($"not yet：“{name}”尚未提供。");
                return 2;
            });
            yield return command;
        }
    }
}
