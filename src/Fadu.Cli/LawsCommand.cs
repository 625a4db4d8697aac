using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Reading;
using Command = System.CommandLine.Command;

namespace Fadu.Cli;

/// <summary><c>import laws PATH</c>: a folder of laws, or one law, into the library (docs/laws.md).</summary>
internal static class LawsCommand
{
    /// <summary>Of each kind of finding so many are printed; all of them go into the report.</summary>
    private const int Shown = 3;

    public static Command Create()
    {
        var path = new Argument<string>("PATH")
        {
            Description =
                "文件夹（index.tsv 和 .md、.txt、.docx），或者一个文本；格式见 docs/laws.md",
        };
        var report = new Option<FileInfo?>("--report")
        {
            Description = "把来源中的问题（重复、缺日期、缺文本）全部写进这个文件",
        };
        var command = new Command("laws", "导入法规库；已有的不重复") { path, report };
        command.SetAction(result =>
            TrailCommands.With(
                result.GetValue(Commands.Data)!,
                // laws are the first thing that a new installation gets
                false,
                services =>
                    Run(
                        services,
                        result.GetValue(path)!,
                        result.GetValue(report),
                        result.GetValue(Commands.Json)
                    )
            )
        );
        return command;
    }

    private static async Task<int> Run(
        IServiceProvider services,
        string path,
        FileInfo? report,
        bool json
    )
    {
        var clock = Stopwatch.StartNew();
        LawImported done;
        try
        {
            done = await services
                .GetRequiredService<LawImport>()
                .Run(path, Actor.System(), new Progress(clock));
        }
        catch (UnreadableException e)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
        var kinds = done
            .Findings.GroupBy(f => f.Kind, StringComparer.Ordinal)
            .OrderBy(k => k.Key, StringComparer.Ordinal)
            .ToList();
        foreach (var kind in kinds)
        {
            Console.Error.WriteLine($"{kind.Key}：{Text(kind.Count())} 处");
            foreach (var finding in kind.Take(Shown))
            {
                Console.Error.WriteLine($"  {finding.Text}");
            }
        }
        if (report is not null)
        {
            // one line each: kind, tab, what and where
            await File.WriteAllLinesAsync(
                report.FullName,
                kinds.SelectMany(k =>
                    k.Select(f => $"{f.Kind}\t{f.Text.ReplaceLineEndings(" ")}")
                        .Order(StringComparer.Ordinal)
                ),
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
            );
        }
        else if (kinds.Exists(k => k.Count() > Shown))
        {
            Console.Error.WriteLine("各处全部列出：加 --report 文件名。");
        }
        Console.WriteLine(
            json
                ? JsonSerializer.Serialize(
                    new
                    {
                        texts = done.Texts,
                        added = done.Added,
                        known = done.Known,
                        ended = done.Ended,
                        repealed = done.Repealed,
                        seconds = Math.Round(clock.Elapsed.TotalSeconds, 1),
                        findings = kinds.ToDictionary(k => k.Key, k => k.Count()),
                    },
                    EventRegistry.Json
                )
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"文本 {done.Texts} 件：新收入 {done.Added} 件，已有 {done.Known} 件，按目录登记失效 {done.Ended} 件，按正文登记被废止 {done.Repealed} 件；用时 {clock.Elapsed.TotalSeconds:0.0} 秒。"
                )
        );
        return 0;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Progress(Stopwatch clock) : IProgress<LawProgress>
    {
        private long shown;

        public void Report(LawProgress value)
        {
            if (clock.ElapsedMilliseconds - shown < 1000 && value.Done < value.Total)
            {
                return;
            }
            shown = clock.ElapsedMilliseconds;
            Console.Error.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{value.Done}/{value.Total}，新收入 {value.Added}，{clock.Elapsed.TotalSeconds:0} 秒"
                )
            );
        }
    }
}
