using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Fadu.Core;
using Fadu.Core.Laws;
using Fadu.Core.People;
using Fadu.Reading;
using Fadu.Reading.Citations;
using Fadu.Reading.Holidays;
using Fadu.Reading.Plans;
using Fadu.Reading.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Cli;

/// <summary><c>fadu read plan|report|citations|holidays FILE [--json]</c>: official text to structure.</summary>
internal static class ReadCommand
{
    public static Command Create()
    {
        var command = new Command("read", "把公文读成结构：任务、数字、引文、节假日");
        command.Subcommands.Add(
            Kind(
                "plan",
                "实施方案、工作要点、任务分解表、普法责任清单 → 任务",
                source =>
                {
                    var plan = PlanReader.Read(source);
                    return plan.Items.Count == 0
                        ? throw new UnreadableException(
                            $"“{source.FileName}”里没有找到任务（没有编号的条目，也没有责任单位）；请确认它是方案、要点或任务表。"
                        )
                        : new Answer(stream => ReadingJson.Write(plan, stream), () => Table(plan));
                }
            )
        );
        command.Subcommands.Add(
            Kind(
                "report",
                "年度报告或其他统计文字 → 数字与核对",
                source =>
                {
                    var report = ReportReader.Read(source);
                    return report.Figures.Count == 0
                        ? throw new UnreadableException(
                            $"“{source.FileName}”里没有找到任何数字；请确认它是报告或统计文字。"
                        )
                        : new Answer(
                            stream => ReadingJson.Write(report, stream),
                            () => Table(report)
                        );
                }
            )
        );
        command.Subcommands.Add(Citations());
        command.Subcommands.Add(
            Kind(
                "holidays",
                "国务院办公厅节假日安排的通知 → 放假日与调休上班日",
                source =>
                {
                    var reading = HolidayReader.Read(source);
                    return new Answer(
                        stream => ReadingJson.Write(reading, stream),
                        () => Table(reading)
                    );
                }
            )
        );
        return command;
    }

    private static Command Citations()
    {
        // read as text, so that a date that is none gets one Chinese line
        var asOf = new Option<string?>("--as-of")
        {
            Description = "核对哪一天有效的条文，如2024-05-01",
        };
        var (command, file, json) = Arguments("citations", "任何文字 → 法律法规和文件的引用");
        command.Options.Add(asOf);
        command.SetAction(async parsed =>
        {
            DateOnly? day = null;
            if (parsed.GetValue(asOf) is { } written)
            {
                if (
                    !DateOnly.TryParseExact(
                        written,
                        "yyyy-MM-dd",
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out var date
                    )
                )
                {
                    Console.Error.WriteLine(
                        $"--as-of 的日期“{written}”不对；请写成2024-05-01的样子。"
                    );
                    return 2;
                }
                day = date;
            }
            var today = TimeProvider.System.Today();
            var data = RunCommand.OptionsFor(parsed.GetValue(Commands.Data)!);
            var hasLibrary =
                data.Postgres is not null || File.Exists(Path.Combine(data.DataFolder, "fadu.db"));
            return await Run(
                parsed.GetValue(file)!,
                parsed.GetValue(json),
                async source =>
                {
                    var reading = CitationReader.Read(source);
                    if (reading.Citations.Count == 0)
                    {
                        throw new UnreadableException(
                            $"“{source.FileName}”里没有找到引用（没有书名号里的法规名，也没有第几条或文号）；请确认它是公文或裁判、决定文书。"
                        );
                    }
                    if (hasLibrary)
                    {
                        await TrailCommands.With(
                            parsed.GetValue(Commands.Data)!,
                            true,
                            async services =>
                            {
                                await using var scope = services.CreateAsyncScope();
                                reading = await scope
                                    .ServiceProvider.GetRequiredService<CitationLookup>()
                                    .Check(Scope.All(), reading, day ?? today, today);
                                return 0;
                            }
                        );
                    }
                    if (reading.Citations.All(c => c.Status == CitationStatus.NotChecked))
                    {
                        Console.Error.WriteLine(
                            "没有与法规库核对：只认出引用。请先用 import laws 导入法规，并用 --data 指明数据文件夹。"
                        );
                    }
                    else
                    {
                        day ??= today;
                    }
                    return new Answer(
                        stream => ReadingJson.Write(reading, stream, day),
                        () => Table(reading)
                    );
                }
            );
        });
        return command;
    }

    /// <summary>What was read, in both forms in which it can be printed.</summary>
    private sealed record Answer(Action<Stream> Json, Func<string> Table);

    private static (Command Command, Argument<string> File, Option<bool> Json) Arguments(
        string name,
        string description
    )
    {
        var file = new Argument<string>("FILE")
        {
            Description = ".txt、.html、.docx、.pdf；“-”读标准输入",
        };
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var command = new Command(name, description);
        command.Arguments.Add(file);
        command.Options.Add(json);
        return (command, file, json);
    }

    private static Command Kind(string name, string description, Func<SourceText, Answer> read)
    {
        var (command, file, json) = Arguments(name, description);
        command.SetAction(parsed =>
            Run(
                parsed.GetValue(file)!,
                parsed.GetValue(json),
                source => Task.FromResult(read(source))
            )
        );
        return command;
    }

    private static async Task<int> Run(string path, bool json, Func<SourceText, Task<Answer>> read)
    {
        try
        {
            var source = SourceText.From(
                Bytes(path),
                path == "-" ? "标准输入" : Path.GetFileName(path),
                PdfToText
            );
            var answer = await read(source);
            using var output = Console.OpenStandardOutput();
            if (json)
            {
                answer.Json(output);
                output.Write("\n"u8);
            }
            else
            {
                output.Write(Encoding.UTF8.GetBytes(answer.Table() + "\n"));
            }
            return 0;
        }
        catch (UnreadableException e)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            using Stream stream = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
            if (stream.CanSeek && stream.Length > SourceText.MaxBytes)
            {
                throw new UnreadableException(
                    $"“{Path.GetFileName(path)}”有 {stream.Length / 1024 / 1024} MB，超过 {SourceText.MaxBytes / 1024 / 1024} MB 的上限；请只保留正文，或拆成几份。"
                );
            }
            using var memory = new MemoryStream();
            var buffer = new byte[81920];
            int n;
            while ((n = stream.Read(buffer)) > 0 && memory.Length <= SourceText.MaxBytes)
            {
                memory.Write(buffer, 0, n);
            }
            return memory.ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnreadableException($"找不到文件“{path}”；请检查路径。", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableException(
                $"打不开文件“{path}”：被占用、是目录或没有权限；请检查后再试。",
                e
            );
        }
    }

    private static string PdfToText(byte[] bytes)
    {
        var pdf = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(pdf, bytes);
            using var process = Process.Start(
                new ProcessStartInfo("pdftotext", ["-enc", "UTF-8", pdf, "-"])
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    StandardOutputEncoding = Encoding.UTF8,
                }
            )!;
            var errors = process.StandardError.ReadToEndAsync();
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            _ = errors.Result;
            return process.ExitCode == 0
                ? text
                : throw new UnreadableException(
                    "PDF 已损坏或加密，pdftotext 无法读取；请重新导出，或另存为 .docx。"
                );
        }
        catch (Win32Exception e)
        {
            throw new UnreadableException(
                "读取 PDF 需要 pdftotext（poppler-utils），本机没有安装；请安装它，或另存为 .docx 或 .txt。",
                e
            );
        }
        finally
        {
            File.Delete(pdf);
        }
    }

    private static string Table(PlanReading plan)
    {
        var text = new StringBuilder();
        text.AppendLine(plan.Title ?? "（无标题）");
        foreach (var item in plan.Items)
        {
            text.Append(item.Number ?? item.Id)
                .Append('\t')
                .Append(item.Title ?? item.Measures.FirstOrDefault()?.Text ?? "")
                .Append('\t');
            text.Append("牵头 ")
                .AppendJoin('、', item.Lead.Concat(item.Responsible).Select(u => u.Name))
                .Append('\t');
            text.Append("参加 ")
                .AppendJoin('、', item.Participating.Select(u => u.Name))
                .Append('\t');
            text.AppendJoin(';', item.Deadlines.Select(d => d.Text)).AppendLine();
        }
        foreach (var w in plan.Warnings)
        {
            text.Append("提示\t")
                .Append(w.Text)
                .Append('\t')
                .Append(w.Suggestion)
                .Append('\t')
                .AppendLine(w.Why);
        }
        return text.ToString();
    }

    private static string Table(ReportReading report)
    {
        var text = new StringBuilder();
        text.AppendLine(report.Title ?? "（无标题）");
        foreach (var f in report.Figures)
        {
            text.Append(f.Id)
                .Append('\t')
                .Append(f.Metric)
                .Append('\t')
                .Append(report.Source.Slice(f.Span))
                .Append('\t')
                .Append(f.Qualifier)
                .Append('\t')
                .AppendLine(f.Section);
        }
        foreach (var c in report.Checks)
        {
            text.Append("核对\t")
                .Append(c.Verdict)
                .Append('\t')
                .Append(c.Statement)
                .Append('\t')
                .AppendLine(c.Why);
        }
        return text.ToString();
    }

    private static string Table(CitationReading reading)
    {
        var text = new StringBuilder();
        foreach (var c in reading.Citations)
        {
            text.Append(c.Law)
                .Append('\t')
                .Append(c.Article)
                .Append(c.Paragraph)
                .Append(c.Item)
                .Append('\t')
                .Append(c.Number)
                .Append('\t')
                .Append(c.Text)
                .Append('\t')
                .Append(CitationStatus.NameOf(c.Status))
                .Append('\t')
                .AppendLine(c.Note);
        }
        return text.ToString();
    }

    private static string Table(HolidayReading reading)
    {
        var text = new StringBuilder();
        foreach (var d in reading.Days)
        {
            text.Append(d.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                .Append('\t')
                .Append(d.Off ? "off" : "work")
                .Append('\t')
                .AppendLine(d.Holiday);
        }
        return text.ToString();
    }
}
