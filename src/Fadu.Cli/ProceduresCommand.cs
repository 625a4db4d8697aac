using System.CommandLine;
using System.Text.Json;
using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Matters;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Modules;
using Command = System.CommandLine.Command;

namespace Fadu.Cli;

/// <summary><c>procedures [KEY]</c>: the definitions as a lawyer reads them; without a key, which there are.</summary>
internal static class ProceduresCommand
{
    public static Command Create()
    {
        var key = new Argument<string?>("KEY")
        {
            Description = "程序的键，如 legality-review.decision；不写则列出全部",
            DefaultValueFactory = _ => null,
        };
        var edition = new Option<string?>("--edition")
        {
            Description = "只打印这一版本；不写则打印全部版本",
        };
        var command = new Command("procedures", "打印程序定义，供法律审查") { key, edition };
        command.SetAction(result =>
            Print(
                result.InvocationConfiguration.Output,
                result.InvocationConfiguration.Error,
                result.GetValue(key),
                result.GetValue(edition),
                result.GetValue(Commands.Json)
            )
        );
        return command;
    }

    private static int Print(
        TextWriter output,
        TextWriter error,
        string? key,
        string? edition,
        bool json
    )
    {
        var assemblies = new ModelAssemblies([
            typeof(FaduDb).Assembly,
            typeof(ModulesAssembly).Assembly,
        ]);
        var registry = new ProcedureRegistry(
            assemblies,
            new FigureCatalogue(assemblies),
            new RegisterRegistry(assemblies)
        );
        var procedures = registry.Procedures.ToList();
        if (key is not null)
        {
            procedures = [.. procedures.Where(p => p.Key == key)];
            if (procedures.Count == 0)
            {
                error.WriteLine($"没有叫“{key}”的程序，不带键运行可以列出全部。");
                return 2;
            }
        }
        if (edition is not null)
        {
            procedures = [.. procedures.Where(p => p.Edition == edition)];
            if (procedures.Count == 0)
            {
                error.WriteLine($"没有“{edition}”这一版本，不带 --edition 运行可以看到全部版本。");
                return 2;
            }
        }
        if (json)
        {
            output.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        procedures = procedures.Select(p => new
                        {
                            key = p.Key,
                            name = p.Name,
                            edition = p.Edition,
                            inForceFrom = p.InForceFrom,
                            inForceUntil = p.InForceUntil,
                            hash = p.Hash,
                            print = key is null ? null : p.Print,
                        }),
                    },
                    EventRegistry.Json
                )
            );
        }
        else if (key is null)
        {
            foreach (var p in procedures)
            {
                output.WriteLine(
                    $"{p.Key}\t{p.Edition}\t{p.InForceFrom:yyyy-MM-dd}\t{(p.InForceUntil is { } until ? $"{until:yyyy-MM-dd}" : "-")}\t{p.Name}"
                );
            }
        }
        else
        {
            output.Write(string.Join("\n\n", procedures.Select(p => p.Print)));
        }
        return 0;
    }
}
