using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Trail;
using Fadu.Modules.LegalEducation;
using Fadu.Web;

namespace Fadu.Cli.Sample;

/// <summary>A county of any size for measuring: organs, people, one plan, then lines of one ledger spread over organs and days, all through commands.</summary>
public static class ScaleCounty
{
    private const int Townships = 20;
    private const int Departments = 40;
    private const int RowsAtOnce = 500;
    private static readonly DateOnly First = new(2021, 1, 4);
    private static readonly DateOnly Last = new(2025, 12, 31);
    private static readonly string[] Activities = ["宣讲", "专题讲座", "集中宣传", "现场教育"];
    private static readonly string[] Venues = ["农村社区", "学校", "集市", "企业", "机关"];

    /// <summary>How many entries the organs, people and roles of the county make; a smaller county cannot be made.</summary>
    public const int Least = 400;

    /// <summary>Makes the county in an empty database.</summary>
    /// <param name="entries">How many trail entries it is to have, within a hundredth.</param>
    /// <returns>How many it has.</returns>
    public static async Task<long> Load(
        FaduOptions options,
        int entries,
        Action<string>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        if (entries < Least)
        {
            throw new InvalidOperationException($"规模至少 {Least} 条，机关和人员就要这么多。");
        }
        var say = progress ?? (_ => { });
        await using var stage = new SampleStage(options, First, Last);
        var random = new Random(entries);
        var system = Actor.System();
        var government = (
            await Found(
                "gov",
                "广川县人民政府",
                "县政府",
                OrganKind.Government,
                Level.County,
                null,
                0
            )
        ).Id;
        var organs = new List<(Guid Id, string Name)>();
        for (var i = 1; i <= Departments + Townships; i++)
        {
            var isTownship = i > Departments;
            var name = isTownship ? $"第{i - Departments}镇" : $"第{i}局";
            var done = await Found(
                $"organ{i}",
                $"广川县{name}{(isTownship ? "人民政府" : "")}",
                isTownship ? name : $"县{name}",
                isTownship ? OrganKind.Township : OrganKind.Department,
                isTownship ? Level.Township : Level.County,
                government,
                i
            );
            organs.Add((done.Id, name));
        }
        var coordinator = await Person("coordinator", "统筹", organs[0].Id, Role.Coordinator);
        var clerks = new List<Actor>();
        for (var i = 0; i < organs.Count; i++)
        {
            clerks.Add(
                await Person(
                    $"clerk{i + 1}",
                    $"{organs[i].Name}填报员",
                    organs[i].Id,
                    Role.Handler,
                    Role.Clerk
                )
            );
        }
        // A tenth are tasks of a plan, the rest lines; each import is one more entry.
        var items = Math.Min(100_000, (entries - Least) / 10);
        var plan = (await stage.Do(new OpenPlan(Head(items)), coordinator)).Id;
        if (items > 0)
        {
            await stage.Do(new SaveDraftItem(plan, Item(0)), coordinator);
            await stage.Do(new ConfirmPlan(plan), coordinator);
        }
        for (var i = 1; i < items; i += RowsAtOnce)
        {
            await Task.WhenAll(
                Enumerable
                    .Range(i, Math.Min(RowsAtOnce, items - i))
                    .Select(n => stage.Do(new AddPlanItem(plan, Item(n)), coordinator))
            );
            Say(i);
        }
        var before = await Count();
        var lines = Math.Max(0, (int)((entries - before) * RowsAtOnce / (RowsAtOnce + 1L)));
        var span = Last.DayNumber - First.DayNumber - 40;
        for (var i = 0; i < lines; i += RowsAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Day after day, each time another organ's file.
            var day = First.AddDays((int)((long)span * i / Math.Max(1, lines)) + 31);
            stage.Clock.GoTo(day);
            var at = i / RowsAtOnce % organs.Count;
            var rows = Enumerable
                .Range(i, Math.Min(RowsAtOnce, lines - i))
                .Select(n => new ImportRow(n - i + 2, Line(organs[at], day, n)))
                .ToList();
            await stage.Do(
                new ImportLines("publicity-event", $"第{(i / RowsAtOnce) + 1}批.xlsx", rows, 0),
                clerks[at]
            );
            Say(before + i);
        }
        return await Count();

        void Say(long done) => say($"已写入约 {done} 条，共 {entries} 条……");

        Task<CommitResult> Found(
            string key,
            string name,
            string shortName,
            OrganKind kind,
            Level level,
            Guid? parent,
            int order
        ) =>
            stage.Do(
                new FoundOrgan(
                    key,
                    name,
                    shortName,
                    [],
                    kind,
                    level,
                    parent,
                    order,
                    First.AddYears(-1)
                ),
                system
            );

        async Task<Actor> Person(string login, string name, Guid organ, params Role[] roles)
        {
            var id = (await stage.Do(new AddPerson(name, organ, null, login, roles), system)).Id;
            stage.KnowPerson(login, id);
            return await stage.As(login);
        }

        PlanItemContent Item(int n) =>
            new()
            {
                Number = (n + 1).ToString(CultureInfo.InvariantCulture),
                Title = $"第{n + 1}项任务",
                Text = $"第{n + 1}项任务的内容。",
                Units =
                [
                    new PlanUnit
                    {
                        Name = organs[n % organs.Count].Name,
                        Role = UnitRole.Lead,
                        Organs = [organs[n % organs.Count].Id],
                    },
                ],
                Dues = [new PlanDue { Text = "年底前", On = Last.AddDays(-(n % 700)) }],
            };

        JsonObject Line((Guid Id, string Name) organ, DateOnly until, int n) =>
            JsonSerializer
                .SerializeToNode(
                    new PublicityEvent
                    {
                        Organ = organ.Id,
                        Title = $"第{n + 1}场普法活动",
                        HeldOn = until.AddDays(-random.Next(1, 29)),
                        Venue = Venues[n % Venues.Length],
                        Place = $"{organ.Name}地点{n}",
                        Activity = Activities[n % Activities.Length],
                        Audience = "群众",
                        Sessions = 1,
                        Attendance = random.Next(10, 500),
                    },
                    EventRegistry.Json
                )!
                .AsObject();

        static PlanHead Head(int items) =>
            new()
            {
                Title = $"广川县实施方案（{items}项）",
                Kind = PlanKind.Implementation,
                FromYear = 2021,
                ToYear = 2025,
            };

        async Task<long> Count()
        {
            await using var db = await stage.Read();
            return await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.LongCountAsync(
                System.Linq.Queryable.Where(db.Set<TrailEntry>(), e => e.Tenant == 1),
                cancellationToken
            );
        }
    }
}
