using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Fadu.Web.Tests.Readings;

/// <summary><c>fadu read</c> as somebody starts it: what it prints, how it ends, what it says about files it cannot read.</summary>
public sealed class ReadCommandTests : IDisposable
{
    private readonly string folder = Directory
        .CreateDirectory(Path.Combine(Path.GetTempPath(), $"fadu-read-{Guid.NewGuid():N}"))
        .FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Who_asks_for_citations_of_a_day_gets_the_day_and_is_told_that_nothing_was_checked()
    {
        var file = Write(
            "决定.txt",
            "依据《中华人民共和国行政处罚法》第五十八条第一款，作出本决定。"
        );
        var (code, output, error) = await Run("citations", file, "--as-of", "2024-05-01", "--json");
        Assert.Equal(0, code);
        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal("citations", json.GetProperty("kind").GetString());
        Assert.Equal("2024-05-01", json.GetProperty("asOf").GetString());
        var citation = json.GetProperty("citations")[0];
        Assert.Equal("行政处罚法", citation.GetProperty("law").GetString());
        Assert.Equal("第五十八条", citation.GetProperty("article").GetString());
        Assert.Equal("not-checked", citation.GetProperty("status").GetString());
        Assert.Contains(
            "没有核对",
            citation.GetProperty("note").GetString(),
            StringComparison.Ordinal
        );
        Assert.Contains("没有与法规库核对", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gives_a_day_that_is_none_is_told_how_to_write_it()
    {
        var file = Write("决定.txt", "依据《行政处罚法》第五十八条。");
        await Refused("2024-05-01的样子", "citations", file, "--as-of", "2024年5月");
    }

    [Fact]
    public async Task Who_reads_a_plan_gets_tasks_whose_places_are_code_points()
    {
        var file = Write(
            "方案.txt",
            "云岭县实施方案𠮷\n（一）编制清单。编制清单，2025年6月底前公布。\n牵头单位：县司法局\n"
        );
        var (code, output, _) = await Run("plan", file, "--json");
        Assert.Equal(0, code);
        var task = JsonDocument.Parse(output).RootElement.GetProperty("tasks")[0];
        Assert.Equal("县司法局", task.GetProperty("lead")[0].GetString());
        var due = task.GetProperty("deadlines")[0];
        var runes = (await File.ReadAllTextAsync(file)).EnumerateRunes().ToList();
        Assert.Equal(
            due.GetProperty("text").GetString(),
            string.Concat(
                runes
                    .Skip(due.GetProperty("start").GetInt32())
                    .Take(due.GetProperty("end").GetInt32() - due.GetProperty("start").GetInt32())
            )
        );
    }

    [Fact]
    public async Task Who_gives_something_else_gets_one_line_with_advice_and_exit_code_2()
    {
        var big = Path.Combine(folder, "大.txt");
        await using (var stream = File.Create(big))
        {
            stream.SetLength(200L * 1024 * 1024);
        }
        var encrypted = Path.Combine(folder, "密.docx");
        await File.WriteAllBytesAsync(
            encrypted,
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]]
        );
        var binary = Path.Combine(folder, "图.txt");
        await File.WriteAllBytesAsync(
            binary,
            [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 1, 2, 3, 0xFF, 0xFE, 0, 0]
        );
        await Refused("空文件", "plan", Write("空.txt", ""));
        await Refused("上限", "report", big);
        await Refused("加密", "plan", encrypted);
        await Refused("图.txt", "report", binary);
        await Refused("没有找到任务", "plan", Write("通知.txt", "关于放假的通知。"));
        await Refused("没有找到任何数字", "report", Write("通知2.txt", "关于认真学习的通知。"));
        await Refused("没有找到引用", "citations", Write("通知3.txt", "关于认真学习的通知。"));
        await Refused("找不到文件", "plan", Path.Combine(folder, "没有.txt"));
        await Refused("打不开", "plan", folder);
        await Refused("用法不对", "letters", big);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    private static async Task Refused(string expected, params string[] arguments)
    {
        var (code, output, error) = await Run(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> Run(
        params string[] arguments
    )
    {
        using var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "fadu.dll"), "read", .. arguments]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                StandardErrorEncoding = Encoding.UTF8,
            }
        )!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
