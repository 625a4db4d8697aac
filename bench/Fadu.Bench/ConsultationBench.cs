using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Fadu.Core.Consultations;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Bench;

/// <summary>
/// A draft that the whole county reads and writes about at once: its page over 64 connections beside a file of the same bytes, and opinions over 64 connections beside the barest durable
/// write over the same server.
/// </summary>
internal static partial class ConsultationBench
{
    private const int Connections = 64;

    public static async Task<IReadOnlyList<Figure>> Run(BenchOptions options)
    {
        // Everybody comes from one address here.
        Environment.SetEnvironmentVariable("Opinions__MostPerAddress", "10000000");
        await using var host = await BenchHost.Start();
        var organ = host.Coordinator.Organ!.Value;
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));
        var articles = string.Join(
            '\n',
            Enumerable
                .Range(1, 60)
                .Select(i =>
                    $"第{Chinese(i)}条　白天每小时二元，夜间减半，具体由主管部门另行规定并向社会公布。"
                )
        );
        var id = (
            await host.Do(
                new BeginConsultation(
                    organ,
                    new ConsultationText
                    {
                        Subject = ConsultationSubject.Document,
                        Editions =
                        [
                            new(
                                "zh-CN",
                                "汉文",
                                false,
                                "城区停车收费办法（征求意见稿）",
                                articles,
                                "为了便民，起草本办法。"
                            ),
                        ],
                        ClosesOn = today.AddDays(40),
                        Contact = "县财政局",
                    }
                ),
                host.Coordinator
            )
        ).Id;
        await host.Do(new OpenConsultation(id, 1), host.Coordinator);
        var page = $"/consultations/{id}";
        var body = await host.Get(page, "");
        var name = $"bench-{Guid.NewGuid():N}.html";
        var file = Path.Combine(AppContext.BaseDirectory, "wwwroot", name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, body);
        try
        {
            var span = TimeSpan.FromSeconds(options.IsQuick ? 2 : 6);
            await host.Rate(page, "", TimeSpan.FromSeconds(2), Connections);
            await host.Rate("/" + name, "", TimeSpan.FromSeconds(2), Connections);
            var (pages, files) = (new List<double>(), new List<double>());
            for (var round = 0; round < 3; round++)
            {
                files.Add((await host.Rate("/" + name, "", span, Connections)).Rate);
                pages.Add((await host.Rate(page, "", span, Connections)).Rate);
            }
            var ratio = Measure.Median(pages) / Measure.Median(files);
            var (opinions, floor) = await Opinions(host, id, options.Amount(10_000));
            return
            [
                new Figure(
                    "consultation.page",
                    "征求意见页，64 个连接（已缓存），对照同一服务器上同样内容的静态文件",
                    Measure.Median(pages),
                    "次/秒",
                    Measure.Median(files),
                    ratio,
                    "≥ 0.3",
                    ratio >= 0.3
                ),
                new Figure(
                    "consultation.opinion",
                    $"提意见，64 个连接，共 {options.Amount(10_000)} 份，逐份入留痕、相同的归组，对照同一服务器上逐份落盘的一行",
                    opinions,
                    "份/秒",
                    floor,
                    opinions / floor,
                    "≥ 0.3",
                    opinions / floor >= 0.3
                ),
            ];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(double Rate, double Floor)> Opinions(
        BenchHost host,
        Guid id,
        int amount
    )
    {
        var form = new Uri(host.Address, $"/consultations/{id}/opinion");
        using var http = BenchHost.Client("", Connections);
        // As people do: the form is opened first, and sent some time later.
        var tokens = new string[amount];
        await Parallel(amount, async i => tokens[i] = TokenOf(await http.GetStringAsync(form)));
        await Task.Delay(TimeSpan.FromSeconds(5));
        var clerk = await host.SignIn("clerk");
        using var signedIn = BenchHost.Client(clerk, Connections);
        var write = new Uri(host.Address, "/bench/write");
        var floor = await Timed(
            amount,
            async i =>
            {
                using var answer = await signedIn.PostAsync(write, null);
                answer.EnsureSuccessStatusCode();
            }
        );
        var rate = await Timed(
            amount,
            async i =>
            {
                using var content = new FormUrlEncodedContent([
                    new("token", tokens[i]),
                    new("step", "5"),
                    new("go", "send"),
                    new("about", "第三条"),
                    // A third says what others say too.
                    new(
                        "text",
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"第{(i % 3 == 0 ? i % 50 : i)}种意见：夜间收费应当再减，并且公布每月的收入。"
                        )
                    ),
                    new("because", "夜间车位大多空着，减价以后更有人停。"),
                    new("giver", "Citizen"),
                    new("name", i % 2 == 0 ? "马某" : ""),
                ]);
                using var answer = await http.PostAsync(form, content);
                if (answer.StatusCode != HttpStatusCode.Redirect)
                {
                    throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
                }
            }
        );
        await using var db = host.Open();
        var kept = await db.Set<Opinion>().CountAsync(o => o.ConsultationId == id);
        return kept == amount
            ? (rate, floor)
            : throw new InvalidOperationException($"发了 {amount} 份意见，只有 {kept} 份。");
    }

    private static async Task<double> Timed(int amount, Func<int, Task> act)
    {
        var watch = Stopwatch.StartNew();
        await Parallel(amount, act);
        return amount / watch.Elapsed.TotalSeconds;
    }

    private static async Task Parallel(int amount, Func<int, Task> act)
    {
        var next = -1;
        await Task.WhenAll(
            Enumerable
                .Range(0, Connections)
                .Select(async _ =>
                {
                    for (int i; (i = Interlocked.Increment(ref next)) < amount; )
                    {
                        await act(i);
                    }
                })
        );
    }

    private static string TokenOf(string page) => TokenField().Match(page).Groups[1].Value;

    private static string Chinese(int number)
    {
        const string Digits = "零一二三四五六七八九";
        var (tens, ones) = (number / 10, number % 10);
        return (tens > 1 ? Digits[tens].ToString() : "")
            + (tens > 0 ? "十" : "")
            + (ones > 0 ? Digits[ones].ToString() : "");
    }

    [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
