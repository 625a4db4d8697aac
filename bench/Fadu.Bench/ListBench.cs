using Fadu.Core;
using Fadu.Core.Plans;

namespace Fadu.Bench;

/// <summary>The list of 50 from 100,000 plan items, as a township's clerk and as the coordinator see it, beside the bare rows of the same query.</summary>
internal static class ListBench
{
    public static async Task<IReadOnlyList<Figure>> Run(BenchOptions options)
    {
        await using var host = await BenchHost.Start();
        await Seed(host, options.Amount(100_000));
        var clerk = await host.SignIn("clerk");
        var coordinator = await host.SignIn("coordinator");
        const string Page = "/workbench/plans/items";
        const string Rows = "/bench/items";
        var page = await host.Get(Page, clerk);
        if (page.Split("/workbench/plans/items/").Length - 1 < 50)
        {
            throw new InvalidOperationException("清单页没有 50 行。");
        }
        var span = TimeSpan.FromSeconds(options.IsQuick ? 2 : 6);
        foreach (
            var (path, cookie) in new[]
            {
                (Page, clerk),
                (Rows, clerk),
                (Page, coordinator),
                (Rows, coordinator),
            }
        )
        {
            await host.Rate(path, cookie, TimeSpan.FromSeconds(2));
        }
        var (pages, rows, above, aboveRows) = (new Runs(), new Runs(), new Runs(), new Runs());
        // In turns, so that the weather on the machine falls on all alike.
        for (var round = 0; round < 3; round++)
        {
            rows.Add(await host.Rate(Rows, clerk, span));
            pages.Add(await host.Rate(Page, clerk, span));
            above.Add(await host.Rate(Page, coordinator, span));
            aboveRows.Add(await host.Rate(Rows, coordinator, span));
        }
        return
        [
            Beside(
                "list.township",
                "乡镇填报员看 10 万项任务中的 50 项，网页对同一查询、同一登录、同一范围的 JSON",
                pages,
                rows
            ),
            Beside("list.coordinator", "统筹看同一清单", above, aboveRows),
            new Figure(
                "list.apart",
                "乡镇的等待是统筹的几倍",
                above.Rate / pages.Rate,
                "倍",
                null,
                above.Rate / pages.Rate,
                "≤ 1.3",
                above.Rate / pages.Rate <= 1.3
            ),
            new Figure(
                "list.cost",
                "一次网页用的处理器时间，对照 JSON（不受旁人占用机器的影响）",
                pages.Cost,
                "毫秒",
                rows.Cost,
                rows.Cost / pages.Cost,
                "≥ 0.5",
                rows.Cost / pages.Cost >= 0.5
            ),
        ];
    }

    private static Figure Beside(string name, string what, Runs ours, Runs floor) =>
        new(
            name,
            what,
            ours.Rate,
            "次/秒",
            floor.Rate,
            ours.Rate / floor.Rate,
            "≥ 0.5",
            ours.Rate / floor.Rate >= 0.5
        );

    private sealed class Runs
    {
        private readonly List<(double Rate, double Cost)> all = [];

        public double Rate => Measure.Median(all.Select(a => a.Rate));

        public double Cost => Measure.Median(all.Select(a => a.Cost));

        public void Add((double, double) run) => all.Add(run);
    }

    private static async Task Seed(BenchHost host, int count)
    {
        var plan = (
            await host.Do(
                new OpenPlan(
                    new PlanHead
                    {
                        Title = "云岭县法治政府建设任务",
                        Kind = PlanKind.AnnualKeyTasks,
                        FromYear = 2026,
                        ToYear = 2027,
                    }
                ),
                host.Coordinator
            )
        ).Id;
        var organs = host.Departments.Concat(host.Townships).ToList();
        var random = new Random(20261125);
        var today = TimeProvider.System.Today();
        var items = new List<PlanItem>(count);
        var parts = new List<PlanAssignment>(count * 3);
        for (var i = 0; i < count; i++)
        {
            var chosen = organs.OrderBy(_ => random.Next()).Take(3).ToList();
            var id = Guid.CreateVersion7();
            var open = random.Next(4) > 0;
            var due = today.AddDays(random.Next(-30, 700));
            items.Add(
                new PlanItem
                {
                    Tenant = 1,
                    Id = id,
                    PlanId = plan,
                    PlanTitle = "云岭县法治政府建设任务",
                    Ordinal = i + 1,
                    Number = $"（{i + 1}）",
                    Chapter = $"第{(i % 9) + 1}部分",
                    Title = $"健全行政执法与刑事司法衔接机制之{i + 1}",
                    ChiefOrganId = chosen[0],
                    State = open ? ItemState.InProgress : ItemState.Done,
                    IsOpen = open,
                    NextDue = due,
                    EnteredOn = today,
                    Body = "{}",
                    Version = 1,
                }
            );
            parts.AddRange(
                chosen.Select(
                    (organ, n) =>
                        new PlanAssignment
                        {
                            Tenant = 1,
                            OrganId = organ,
                            ItemId = id,
                            PlanId = plan,
                            Role = n == 0 ? UnitRole.Lead : UnitRole.Participating,
                            State = open ? ItemState.InProgress : ItemState.Done,
                            IsOpen = open,
                            NextDue = due,
                        }
                )
            );
        }
        await using var db = host.Open();
        await Bulk.Insert(db, items);
        await Bulk.Insert(db, parts);
    }
}
