using System.Text.Encodings.Web;
using System.Text.Json;
using Fadu.Bench;
using Fadu.Testing;

// ./fadu bench [NAME] [--json] [--quick]: each figure beside a floor measured in the same run, so that what else the machine is doing falls on both.
PostgresServer.IsDurable = true;
var json = args.Contains("--json");
var options = new BenchOptions(
    After("--fadu") ?? Path.Combine(AppContext.BaseDirectory, "..", "fadu", "fadu.dll"),
    args.Contains("--quick")
);
if (After("--floor-host") is { } address)
{
    return await StartBench.FloorHost(address);
}
(string Name, Func<BenchOptions, Task<IReadOnlyList<Figure>>> Run)[] all =
[
    ("consultation", ConsultationBench.Run),
    ("deadlines", DeadlineBench.Run),
    ("document", DocumentBench.Run),
    ("figure", FigureBench.Run),
    ("list", ListBench.Run),
    ("matters", MatterBench.Run),
    ("commits", CommitBench.Run),
    ("portal", PortalBench.Run),
    ("start", StartBench.Run),
    ("reading", ReadingBench.Run),
    ("search", SearchBench.Run),
    ("sheets", SheetBench.Run),
    ("import-documents", ImportBench.Run),
];
var wanted = args.Where((a, i) => !a.StartsWith("--") && (i == 0 || args[i - 1] != "--fadu"))
    .ToList();
if (wanted.Find(w => all.All(a => a.Name != w)) is { } unknown)
{
    Console.Error.WriteLine(
        $"没有名为“{unknown}”的测量。可选：{string.Join("、", all.Select(a => a.Name))}。"
    );
    return 2;
}
var figures = new List<Figure>();
foreach (var (name, run) in all.Where(a => wanted.Count == 0 || wanted.Contains(a.Name)))
{
    Console.Error.WriteLine($"测量 {name} ……");
    var found = await run(options);
    figures.AddRange(found);
    if (!json)
    {
        foreach (var figure in found)
        {
            Console.WriteLine(figure);
        }
    }
}
if (json)
{
    Console.WriteLine(
        JsonSerializer.Serialize(
            new
            {
                cores = Environment.ProcessorCount,
                load = File.Exists("/proc/loadavg")
                    ? File.ReadAllText("/proc/loadavg").Split(' ')[0]
                    : null,
                figures,
            },
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                WriteIndented = true,
            }
        )
    );
}
return 0;

string? After(string option) =>
    Array.IndexOf(args, option) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
