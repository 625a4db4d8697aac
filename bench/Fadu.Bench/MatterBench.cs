using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Fadu.Core;
using Fadu.Core.Matters;
using Fadu.Law.Procedures;

namespace Fadu.Bench;

/// <summary>
/// The list of 50 from 200,000 matters as a township's clerk sees it, beside the bare rows of the same query; and a step of a matter from the sent form to the durable entry, beside one durable row
/// over the same server.
/// </summary>
internal static class MatterBench
{
    private const string Procedure = "legality-review.list";

    public static async Task<IReadOnlyList<Figure>> Run(BenchOptions options)
    {
        await using var host = await BenchHost.Start();
        await Seed(host, options.Amount(200_000));
        return [.. await Lists(host, options), await Step(host, options.Amount(200))];
    }

    private static async Task<IReadOnlyList<Figure>> Lists(BenchHost host, BenchOptions options)
    {
        var clerk = await host.SignIn("clerk");
        const string Page = "/workbench/matters?view=Open";
        const string Rows = "/bench/matters";
        if ((await host.Get(Page, clerk)).Split("/workbench/matters/0").Length - 1 < 50)
        {
            throw new InvalidOperationException("清单页没有 50 行。");
        }
        var span = TimeSpan.FromSeconds(options.IsQuick ? 2 : 6);
        await host.Rate(Page, clerk, TimeSpan.FromSeconds(2));
        await host.Rate(Rows, clerk, TimeSpan.FromSeconds(2));
        var pages = new List<(double Rate, double Cost)>();
        var rows = new List<(double Rate, double Cost)>();
        for (var round = 0; round < 3; round++)
        {
            rows.Add(await host.Rate(Rows, clerk, span));
            pages.Add(await host.Rate(Page, clerk, span));
        }
        var (page, bare) = (
            Measure.Median(pages.Select(p => p.Rate)),
            Measure.Median(rows.Select(p => p.Rate))
        );
        return
        [
            new Figure(
                "matters.township",
                "乡镇填报员看 20 万件办件中的 50 件，网页对同一查询的 JSON",
                page,
                "次/秒",
                bare,
                page / bare,
                "≥ 0.5",
                page / bare >= 0.5
            ),
        ];
    }

    /// <summary>受理 by the form of the matter's page: antiforgery, rules, effects, clocks, documents, figures, notices, one transaction.</summary>
    private static async Task<Figure> Step(BenchHost host, int count)
    {
        var facts = new JsonObject
        {
            ["title"] = "县级部门权责清单",
            ["bases"] = new JsonArray("地方各级人民代表大会和地方各级人民政府组织法第六十四条"),
            ["procedureStatement"] = "已经部门会签。",
            ["involvesMarket"] = false,
            ["listKind"] = "权责清单和三定规定",
        };
        var matters = new List<Guid>();
        for (var i = 0; i < count + 10; i++)
        {
            matters.Add(
                (
                    await host.Do(
                        new OpenMatter(Procedure, (JsonObject)facts.DeepClone())
                        {
                            Handler = host.Reviewer.Person,
                            Materials =
                            [
                                new("draft", "", "送审稿（纸质）"),
                                new("explanation", "", "起草说明（纸质）"),
                            ],
                        },
                        host.Reviewer
                    )
                ).Id
            );
        }
        var cookie = await host.SignIn("reviewer");
        using var http = BenchHost.Client(cookie);
        var token = BenchHost.TokenOf(await host.Get($"/workbench/matters/{matters[0]}", cookie));
        var today = TimeProvider.System.Today().ToString("yyyy-MM-dd");
        async Task<double> Act(Guid matter)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await host.Post(
                http,
                $"/workbench/matters/{matter}?handler=Act",
                [
                    new("__RequestVerificationToken", token),
                    new("CommandId", Guid.CreateVersion7().ToString()),
                    new("act", "intake.accept"),
                    new("seen", "1"),
                    new("do-intake-accept.completeOn", today),
                ]
            );
            return answer.StatusCode == HttpStatusCode.Redirect
                ? watch.Elapsed.TotalMilliseconds
                : throw new InvalidOperationException(
                    $"受理没有成功：{answer.StatusCode}\n{await answer.Content.ReadAsStringAsync()}"
                );
        }
        async Task<double> Write()
        {
            var watch = Stopwatch.StartNew();
            using var answer = await host.Post(http, "/bench/write", []);
            answer.EnsureSuccessStatusCode();
            return watch.Elapsed.TotalMilliseconds;
        }
        for (var i = 0; i < 10; i++)
        {
            await Act(matters[i]);
            await Write();
        }
        var (acts, writes) = (new List<double>(), new List<double>());
        foreach (var matter in matters.Skip(10))
        {
            writes.Add(await Write());
            acts.Add(await Act(matter));
        }
        var (ours, floor) = (Measure.Median(acts), Measure.Median(writes));
        return new Figure(
            "matters.step",
            "办理一步（受理）从提交表单到落盘，对照同一服务器上只落盘一行",
            ours,
            "毫秒",
            floor,
            ours / floor,
            "≤ 100 毫秒",
            ours <= 100
        );
    }

    private static async Task Seed(BenchHost host, int count)
    {
        var random = new Random(20261126);
        var organs = host.Departments.Concat(host.Townships).ToList();
        var today = TimeProvider.System.Today();
        var matters = new List<Matter>(count);
        var parts = new List<MatterOrgan>(count * 2);
        for (var i = 0; i < count; i++)
        {
            var sender = organs[random.Next(organs.Count)];
            var id = Guid.CreateVersion7();
            var open = random.Next(5) == 0;
            var due = open ? today.AddDays(random.Next(-10, 60)) : Matter.NoDue;
            matters.Add(
                new Matter
                {
                    Tenant = 1,
                    Id = id,
                    Procedure = Procedure,
                    Edition = Fadu.Law.Procedures.Procedure.LocalEdition,
                    Title = $"部门职责和流程清单之{i + 1}",
                    OrganId = host.Departments[0],
                    SenderId = sender,
                    HandlerId = host.Reviewer.Person!.Value,
                    AnchorOn = today.AddDays(-random.Next(900)),
                    OpenedOn = today,
                    EndedOn = open ? null : today,
                    IsOpen = open,
                    Stage = "审查",
                    NextStep = open ? "审查：拟定意见" : "",
                    NextDue = due,
                    Body = "{}",
                    SearchText = "",
                    Version = 1,
                    Seq = i + 1,
                }
            );
            parts.Add(Part(host.Departments[0], MatterPart.Owner));
            parts.Add(Part(sender, MatterPart.Sender));

            MatterOrgan Part(Guid organ, MatterPart part) =>
                new()
                {
                    Tenant = 1,
                    OrganId = organ,
                    MatterId = id,
                    Part = part,
                    Role = "",
                    Procedure = Procedure,
                    IsOpen = open,
                    IsAsked = part == MatterPart.Owner,
                    NextDue = due,
                    HandlerId = host.Reviewer.Person!.Value,
                };
        }
        await using var db = host.Open();
        await Bulk.Insert(db, matters);
        await Bulk.Insert(db, parts);
    }
}
