using System.Diagnostics;
using System.Globalization;
using System.Text;
using Fadu.Reading;
using Fadu.Reading.Citations;
using Fadu.Reading.Plans;
using Fadu.Reading.Reports;

namespace Fadu.Bench;

/// <summary>Megabytes of official text read a second on one core, warm and by a fresh program, beside merely decoding them; and whether a long text is slower per byte than a short one.</summary>
internal static class ReadingBench
{
    private static readonly string[] Organs =
    [
        "司法局",
        "财政局",
        "教育体育局",
        "行政审批服务管理局",
        "市场监督管理局",
        "交通运输局",
        "农业农村局",
    ];

    public static Task<IReadOnlyList<Figure>> Run(BenchOptions options)
    {
        var large = options.Amount(10_000_000);
        var figures = new List<Figure>();
        foreach (
            var (kind, chapter, read) in new (string, Func<int, string>, Func<SourceText, object>)[]
            {
                ("plan", Plan, PlanReader.Read),
                ("report", Report, ReportReader.Read),
                ("citations", Report, CitationReader.Read),
            }
        )
        {
            var (small, big) = (Document(chapter, 10_000), Document(chapter, large));
            // as many bytes in short texts as in the long one, so that both are timed over a like span
            var times = Math.Max(1, big.Length / small.Length / 4);
            double Short() => Speed(small, times, read);
            double Long() => Speed(big, 1, read);
            Short();
            Long();
            var shorts = new List<double>();
            var longs = new List<double>();
            for (var i = 0; i < 7; i++)
            {
                shorts.Add(Short());
                longs.Add(Long());
            }
            var (s, l) = (Measure.Median(shorts), Measure.Median(longs));
            // neighbours are compared: what else the machine does falls on both
            var flat = Measure.Median([.. longs.Zip(shorts, (one, other) => one / other)]);
            var floor = Measure.Median([
                .. Enumerable.Range(0, 5).Select(_ => Speed(big, 1, source => source)),
            ]);
            figures.Add(
                new(
                    $"reading-{kind}",
                    "读一份长文，对照只解码",
                    l,
                    "MB/秒",
                    floor,
                    l / floor,
                    "≥ 5",
                    l >= 5
                )
            );
            figures.Add(
                new(
                    $"reading-{kind}-flat",
                    "长文每字节的快慢，对照10 KB的短文",
                    l,
                    "MB/秒",
                    s,
                    flat,
                    "≥ 0.95",
                    flat >= 0.95
                )
            );
            figures.Add(Cold(options, kind, big));
        }
        return Task.FromResult<IReadOnlyList<Figure>>(figures);
    }

    /// <summary>Processor time, so that what else the machine does counts little.</summary>
    private static double Speed(byte[] text, int times, Func<SourceText, object> read)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var i = 0; i < times; i++)
        {
            GC.KeepAlive(read(SourceText.From(text, "text.txt")));
        }
        process.Refresh();
        return text.Length / 1e6 * times / (process.TotalProcessorTime - before).TotalSeconds;
    }

    private static Figure Cold(BenchOptions options, string kind, byte[] text)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, text);
            var ours = Measure.Median([
                .. Enumerable
                    .Range(0, 3)
                    .Select(_ => Processor(options.Fadu, "read", kind, path, "--json")),
            ]);
            var start = Measure.Median([
                .. Enumerable
                    .Range(0, 3)
                    .Select(_ => Processor(options.Fadu, "read", kind, "--help")),
            ]);
            var speed = text.Length / 1e6 / ours;
            return new(
                $"reading-{kind}-cold",
                "命令行从启动到写完JSON，对照只启动",
                speed,
                "MB/秒",
                start,
                ours / start,
                "≥ 5",
                speed >= 5
            );
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Seconds of processor time of one run of the program, as the shell counts its children.</summary>
    private static double Processor(string program, params string[] arguments)
    {
        // as ./fadu starts it
        using var shell = Process.Start(
            new ProcessStartInfo(
                "sh",
                [
                    "-c",
                    "DOTNET_TieredPGO=0 DOTNET_TC_QuickJitForLoops=0 dotnet \"$@\" >/dev/null 2>&1 || exit 1; times",
                    "sh",
                    program,
                    .. arguments,
                ]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        var lines = shell.StandardOutput.ReadToEnd().Split('\n');
        shell.WaitForExit();
        if (shell.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} 没有成功，无从计时。"
            );
        }
        // the second line: 0m1.520s 0m0.210s of user and system
        return lines[1]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(t => t.TrimEnd('s').Split('m'))
            .Sum(t =>
                (60 * double.Parse(t[0], CultureInfo.InvariantCulture))
                + double.Parse(t[1], CultureInfo.InvariantCulture)
            );
    }

    private static byte[] Document(Func<int, string> chapter, int bytes)
    {
        var text = new StringBuilder("云岭县法治政府建设文件\n云政发〔2024〕7号\n");
        for (var n = 0; text.Length * 3 < bytes; n++)
        {
            text.Append(chapter(n));
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // as many tasks, figures and citations a page as real plans and reports have
    private static string Plan(int n) =>
        $"""
            {n + 1}.推进第{n}类事项规范办理。全面梳理与群众办事有关的{(n % 90)
                + 10}项事项，编制办事指南并向社会公布，办理时限压减{(n % 40)
                + 20}%以上。对不依法履行职责的，由有关机关依法处理；完善评价反馈，健全与其他制度的衔接。{Prose}加强政策解读和业务培训，及时总结推广好的经验做法，对工作推进不力的单位予以通报，推动各项任务落到实处。{2024
                + (n % 3)}年底前，实现乡镇（街道）全覆盖。
            牵头单位：县{Organs[n % Organs.Length]}
            参加单位：县{Organs[(n + 1) % Organs.Length]}、{Organs[
                (n + 3) % Organs.Length
            ]}、各乡镇人民政府

            """;

    private static string Report(int n) =>
        $"""
            （{n + 1}）第{n}类事项办理情况。全年共受理申请{(n % 700) + 50}件，其中办结{(n % 700)
                + 40}件、撤回10件，按照《中华人民共和国行政复议法》第二十一条、第二十五条办理。{Prose}开展培训{(
                n % 9
            ) + 3}场次，参训{(n % 300)
                + 200}余人次，满意率达98.5%。工作机制进一步完善，部门之间的协作更加顺畅，群众办事更加便利，队伍能力持续提升。

            """;

    private const string Prose =
        "坚持把群众满意作为检验工作的标准，深入基层一线听取企业和群众的意见，围绕办事中的难点和堵点逐项研究解决办法。健全部门之间的协调配合机制，明确职责分工，细化工作措施，做到事事有人管、件件有着落。注重源头预防和前端化解，把矛盾纠纷解决在萌芽状态，维护社会和谐稳定。推动窗口单位改进作风、提高效率，让群众少跑腿、好办事、不添堵。强化日常监督检查，对发现的问题建立清单、逐条销号，以整改成效取信于民。";
}
