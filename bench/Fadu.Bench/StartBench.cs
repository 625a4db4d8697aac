using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fadu.Bench;

/// <summary>From starting the program to the first answer of /healthz, and its memory, beside a host that has nothing but /healthz.</summary>
internal static class StartBench
{
    public static async Task<IReadOnlyList<Figure>> Run(BenchOptions options)
    {
        if (!File.Exists(options.Fadu))
        {
            throw new InvalidOperationException(
                $"没有编好的程序 {options.Fadu}，请用 ./fadu bench 运行。"
            );
        }
        var folder = Path.Combine(Path.GetTempPath(), $"fadu-bench-{Guid.NewGuid():N}");
        var (starts, floors, first) = (new List<double>(), new List<double>(), 0.0);
        var (memory, after) = (0.0, 0.0);
        try
        {
            for (var round = 0; round < (options.IsQuick ? 2 : 6); round++)
            {
                await using (
                    var bare = await Running.Start(address =>
                        [
                            Path.Combine(AppContext.BaseDirectory, "Fadu.Bench.dll"),
                            "--floor-host",
                            address,
                        ]
                    )
                )
                {
                    floors.Add(bare.Milliseconds);
                }
                await using var fadu = await Running.Start(address =>
                    [options.Fadu, "run", "--data", folder, "--urls", address]
                );
                if (round == 0)
                {
                    first = fadu.Milliseconds;
                    continue;
                }
                starts.Add(fadu.Milliseconds);
                memory = Math.Max(memory, fadu.Megabytes());
                if (round == 1)
                {
                    await fadu.Ask("/sign-in", 1000);
                    after = fadu.Megabytes();
                }
            }
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        var (start, floor) = (Measure.Median(starts), Measure.Median(floors));
        return
        [
            new Figure(
                "start",
                "从启动到 /healthz 答复，对照只有 /healthz 的空主机",
                start,
                "毫秒",
                floor,
                start / floor,
                "≤ 2000 毫秒",
                start <= 2000
            ),
            new Figure(
                "start.empty",
                "同上，空的数据文件夹（建库）",
                first,
                "毫秒",
                floor,
                first / floor,
                "≤ 2000 毫秒",
                first <= 2000
            ),
            new Figure(
                "memory.start",
                "启动后的内存",
                memory,
                "MB",
                null,
                null,
                "≤ 300 MB",
                memory <= 300
            ),
            new Figure(
                "memory.requests",
                "1000 次请求（登录页）以后的内存",
                after,
                "MB",
                null,
                null,
                "≤ 300 MB",
                after <= 300
            ),
        ];
    }

    /// <summary>The floor: a host with one endpoint.</summary>
    public static async Task<int> FloorHost(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add(address);
        app.MapGet("/healthz", () => Results.Text("ok"));
        await app.RunAsync();
        return 0;
    }

    private sealed class Running(Process process, Uri address, double milliseconds)
        : IAsyncDisposable
    {
        public double Milliseconds => milliseconds;

        public static async Task<Running> Start(Func<string, IReadOnlyList<string>> arguments)
        {
            int port;
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                port = ((IPEndPoint)probe.LocalEndpoint).Port;
            }
            var address = new Uri($"http://127.0.0.1:{port}");
            var start = new ProcessStartInfo("dotnet", arguments(address.ToString()))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var http = new HttpClient();
            var watch = Stopwatch.StartNew();
            var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            while (true)
            {
                try
                {
                    if ((await http.GetAsync(new Uri(address, "/healthz"))).IsSuccessStatusCode)
                    {
                        return new Running(process, address, watch.Elapsed.TotalMilliseconds);
                    }
                }
                catch (HttpRequestException)
                    when (!process.HasExited && watch.Elapsed < TimeSpan.FromMinutes(1))
                {
                    await Task.Delay(5);
                }
            }
        }

        /// <summary>Resident memory.</summary>
        public double Megabytes()
        {
            var line = File.ReadLines($"/proc/{process.Id}/status")
                .First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(
                    line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
                    CultureInfo.InvariantCulture
                ) / 1024;
        }

        public async Task Ask(string path, int times)
        {
            using var http = new HttpClient();
            await Parallel.ForAsync(
                0,
                times,
                new ParallelOptions { MaxDegreeOfParallelism = 8 },
                async (_, cancellationToken) =>
                    await http.GetByteArrayAsync(new Uri(address, path), cancellationToken)
            );
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
