using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Law.Dates;
using Fadu.Reading;
using Fadu.Reading.Plans;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Cli.Sample;

/// <summary>
/// The two plans: read from their text, every doubt decided, confirmed; then progress as the organs report it, accepted or returned, written off, extended, and
/// what stays late.
/// </summary>
internal sealed class SamplePlans(SampleStage stage)
{
    private const string Coordinator = "zhuyunyuan";
    private const string OfficeCoordinator = "qiyang";
    private const string FiveYears = "plan-2021-2025.txt";
    private const string KeyTasks = "plan-2026-keytasks.txt";

    private static readonly WorkCalendar Calendar = WorkCalendar.National;

    // What is not done in time, by the number in the plan, and what stands in the way.
    private static readonly Dictionary<string, (string Text, string Obstacle)> Stuck = new(
        StringComparer.Ordinal
    )
    {
        [FiveYears + "十五"] = (
            "音像记录设备按批次配发，县级队伍已配齐，乡镇队伍配到一半。",
            "乡镇执法装备预算当年没有安排足，采购两次流标。"
        ),
        [FiveYears + "三十"] = (
            "执法部门已接入办案平台，电子证照共享应用按类别推进。",
            "部分证照由上级系统签发，接口没有开放。"
        ),
        [KeyTasks + "2"] = (
            "成立起草小组，三个重点领域的调研报告已经形成。",
            "终期评估结论定稿晚，征求意见稿等待评估结论。"
        ),
        [KeyTasks + "7"] = (
            "排查出的纠纷已经逐件包案，化解过半。",
            "四十年前的林权证与现状不符，要等市级档案核对。"
        ),
        [KeyTasks + "10"] = (
            "分片区轮训办完，多数人员达到学时。",
            "资格考试机位不足，乡镇人员排在第四季度。"
        ),
    };

    private static readonly string[] Done =
    [
        "已经办完：{0}。文件、会议记录和台账见附件。",
        "{0}，已于期限前完成，并向社会公布，附件为情况说明。",
        "按方案要求完成“{0}”，县司法局现场核对过，附核对表。",
        "完成。{0}，各乡镇反馈情况汇总见附件。",
    ];

    private static readonly string[] Going =
    [
        "本半年开了两次协调会，责任单位分工已经明确，正按季度计划推进。",
        "前期摸底完成，问题清单发到各单位，限期反馈。",
        "制度稿征求了意见，正在修改，预计下季度印发。",
        "县乡两级同步推进，进度过半，没有需要协调的事项。",
        "按月调度，两个进度偏慢的乡镇已经约谈。",
    ];

    private readonly Random random = new(20210131);
    private readonly HashSet<(Guid Plan, Guid Organ)> named = [];
    private int reports;

    /// <summary>Plans the imports; what follows from them is planned when they are confirmed.</summary>
    public void Plan()
    {
        stage.On(
            new DateOnly(2024, 1, 8),
            () => Import(FiveYears, "云委发〔2022〕15号.txt", Coordinator)
        );
        stage.On(
            new DateOnly(2026, 1, 23),
            () => Import(KeyTasks, "2026年工作要点.txt", OfficeCoordinator)
        );
        foreach (var change in SampleData.OrganChanges.Where(c => c.Kind != "更名"))
        {
            stage.On(
                Calendar.AddWorkdays(Calendar.OnOrAfter(change.Day), 2),
                () => FollowOrgan(change)
            );
        }
    }

    private async Task Import(string file, string uploadedAs, string coordinator)
    {
        var bytes = SampleData.Bytes(file);
        var actor = await stage.As(coordinator);
        var hash = await stage.Keep(bytes, uploadedAs, actor);
        var organs = await stage.Services.GetRequiredService<Directories>().Organs();
        var reading = PlanReader.Read(SourceText.From(bytes, uploadedAs));
        var plan = (
            await stage.Do(PlanImporter.Prepare(reading, hash, organs, stage.Clock.Day), actor)
        ).Id;
        var draft = await Draft(plan);
        foreach (var doubt in draft.Open())
        {
            // A decision may settle others with it.
            if ((await Draft(plan)).Open().Any(d => d.Id == doubt.Id))
            {
                await stage.Do(Decide(plan, doubt), actor);
            }
        }
        // What is a general demand and no task, nobody is named for it.
        foreach (var item in (await Draft(plan)).Items.Where(i => i.Chief() is null))
        {
            await stage.Do(new RemoveDraftItem(plan, item.Id), actor);
        }
        await stage.Do(new ConfirmPlan(plan), actor);
        foreach (var item in await Items(plan))
        {
            await Name(item);
            Next(file, item.Id, stage.Clock.Day);
            HalfYears(file, item);
        }
        await TakeNote(plan);
    }

    private static DecideDoubt Decide(Guid plan, PlanDoubt doubt)
    {
        var choices = doubt.Choices();
        return doubt.Kind switch
        {
            DoubtKind.NoUnit => new DecideDoubt(plan, doubt.Id, DoubtChoice.Drop),
            DoubtKind.AmbiguousDate => new DecideDoubt(plan, doubt.Id, DoubtChoice.Pick)
            {
                On = doubt.Days[^1],
            },
            _ => new DecideDoubt(
                plan,
                doubt.Id,
                choices.Contains(DoubtChoice.Adopt) ? DoubtChoice.Adopt : DoubtChoice.Keep
            ),
        };
    }

    private async Task<PlanDraft> Draft(Guid plan)
    {
        await using var db = await stage.Read();
        return (
            await db.Set<PlanText>()
                .AsNoTracking()
                .SingleAsync(p => p.Tenant == 1 && p.PlanId == plan)
        ).ReadDraft();
    }

    private async Task<List<PlanItem>> Items(Guid plan)
    {
        await using var db = await stage.Read();
        return await db.Set<PlanItem>()
            .AsNoTracking()
            .Where(i => i.Tenant == 1 && i.PlanId == plan)
            .OrderBy(i => i.Ordinal)
            .ToListAsync();
    }

    private async Task<PlanItem> Item(Guid id)
    {
        await using var db = await stage.Read();
        return await db.Set<PlanItem>()
            .AsNoTracking()
            .SingleAsync(i => i.Tenant == 1 && i.Id == id);
    }

    /// <summary>The first lead organ names who does the work.</summary>
    private async Task Name(PlanItem item)
    {
        var login = HandlerOf(await KeyOf(item.ChiefOrganId), item.Ordinal);
        named.Add((item.PlanId, item.ChiefOrganId));
        await stage.Do(new NamePlanPerson(item.Id, item.ChiefOrganId, stage.Person(login)), login);
    }

    /// <summary>Within days every organ looks at what it has been given and names somebody; some have not yet.</summary>
    private async Task TakeNote(Guid plan)
    {
        await using var db = await stage.Read();
        var assigned = await db.Set<PlanAssignment>()
            .AsNoTracking()
            .Where(a => a.Tenant == 1 && a.PlanId == plan)
            .Select(a => new { a.OrganId, a.ItemId })
            .ToListAsync();
        foreach (
            var organ in assigned.GroupBy(a => a.OrganId).Where(g => !named.Contains((plan, g.Key)))
        )
        {
            var key = await KeyOf(organ.Key);
            if (
                key == SampleLedgers.SilentOrgan
                || !SampleData.People.Any(p => p.Organ == key && p.Roles.Contains(Role.Handler))
            )
            {
                continue;
            }
            var login = HandlerOf(key, 0);
            var item = organ.Min(a => a.ItemId);
            stage.Beside(
                Calendar.AddWorkdays(stage.Clock.Day, 1 + (key[0] % 8)),
                () => stage.Do(new NamePlanPerson(item, organ.Key, stage.Person(login)), login)
            );
        }
    }

    /// <summary>Plans the report on the deadline that comes next, or on the whole where nothing falls due.</summary>
    private void Next(string file, Guid id, DateOnly after)
    {
        // Asked on the day before it could be reported at the earliest, when earlier reports have been decided.
        var lead = random.Next(2, 16);
        var delay = random.Next(4, 16);
        stage.On(
            after,
            async () =>
            {
                var item = await Item(id);
                var dues = item.ReadBody().Dues;
                var index = dues.Select((d, i) => (d.Next, i))
                    .Where(d => d.Next is not null)
                    .OrderBy(d => d.Next)
                    .Select(d => (int?)d.i)
                    .FirstOrDefault();
                var due = index is { } at
                    ? dues[at].Next!.Value
                    : new DateOnly(file == FiveYears ? 2025 : after.Year, 12, 20);
                if (!item.IsOpen || (IsStuck(file, item) && IsFated(file, item, due)))
                {
                    return;
                }
                var day = due.AddDays(-lead);
                if (day <= after)
                {
                    day = due > after ? after.AddDays(1) : after.AddDays(delay);
                }
                var isLast =
                    dues.Count(d => d.Next is not null) <= 1
                    && (
                        index is not { } only
                        || dues[only].Set.Every is null
                        || dues[only].Next >= dues[only].Set.Until
                    );
                stage.On(
                    Calendar.OnOrBefore(day) is var work && work > after
                        ? work
                        : Calendar.OnOrAfter(day),
                    () => ReportDone(file, id, isLast ? null : index)
                );
            }
        );
    }

    private async Task ReportDone(string file, Guid id, int? due)
    {
        var item = await Item(id);
        if (!item.IsOpen)
        {
            return;
        }
        if (await Waits(item, item.ChiefOrganId))
        {
            stage.On(Calendar.AddWorkdays(stage.Clock.Day, 3), () => ReportDone(file, id, due));
            return;
        }
        var key = await KeyOf(item.ChiefOrganId);
        var login = HandlerOf(key, item.Ordinal);
        var n = ++reports;
        var body = item.ReadBody();
        var what = due is { } at ? body.Dues[at].Set.What ?? body.Dues[at].Set.Text : item.Title;
        what = what.TrimEnd('。', '，', '；');
        var text = string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            Done[n % Done.Length],
            what.Length > 60 ? item.Title.TrimEnd('。') : what
        );
        // At the end of the five years everybody has learned what to attach.
        var returned = n % 11 == 5 && stage.Clock.Day is not { Year: 2025, Month: 12 };
        var report = await Report(
            item,
            login,
            ItemState.Done,
            text,
            due,
            evidence: !returned || n % 2 == 0 ? 1 : 2
        );
        if (n == 7)
        {
            // Sent off too early and taken back.
            await stage.Do(new WithdrawProgress(report), login);
            report = await Report(
                item,
                login,
                ItemState.Done,
                text + "补充了公布网址。",
                due,
                evidence: 1
            );
        }
        var decided = Calendar.AddWorkdays(stage.Clock.Day, 1 + (n % 4));
        if (decided > stage.Until)
        {
            return;
        }
        if (returned)
        {
            stage.On(
                decided,
                () =>
                    stage.Do(
                        new ReturnProgress([report])
                        {
                            Reason = "附件只有通知，没有完成情况的证明，请补充后再报。",
                        },
                        Accepter(login)
                    )
            );
            var again = Calendar.AddWorkdays(decided, 3);
            stage.On(again, Again);

            async Task Again()
            {
                if (await Waits(item, item.ChiefOrganId))
                {
                    stage.On(Calendar.AddWorkdays(stage.Clock.Day, 3), Again);
                    return;
                }
                var second = await Report(
                    await Item(id),
                    login,
                    ItemState.Done,
                    text + "已补充完成情况证明。",
                    due,
                    evidence: 2
                );
                stage.On(
                    Calendar.AddWorkdays(stage.Clock.Day, 2),
                    () => Accept(file, id, second, login, n)
                );
            }
            return;
        }
        stage.On(decided, () => Accept(file, id, report, login, n));
    }

    private async Task Accept(string file, Guid id, Guid report, string login, int n)
    {
        var accepter = Accepter(login);
        await stage.Do(new AcceptProgress([report], WriteOff: n % 3 == 0), accepter);
        var item = await Item(id);
        if (item.State == ItemState.Done)
        {
            // Written off together at the end of the quarter; the last ones wait for it.
            if (item.WrittenOffOn is null && n % 5 != 0)
            {
                var quarter = new DateOnly(
                    stage.Clock.Day.Year,
                    (((stage.Clock.Day.Month - 1) / 3) * 3) + 1,
                    1
                )
                    .AddMonths(3)
                    .AddDays(-1);
                stage.On(
                    Calendar.OnOrAfter(quarter),
                    () =>
                        stage.Do(
                            new WriteOffPlanItems([id]) { Reason = "季度对账，材料齐全。" },
                            accepter
                        )
                );
            }
            return;
        }
        Next(file, id, Calendar.AddWorkdays(stage.Clock.Day, 1));
    }

    /// <summary>Every half-year those who are not done say how far they are; a few participants too.</summary>
    private void HalfYears(string file, PlanItem entered)
    {
        var number = 0;
        for (
            var day = new DateOnly(stage.Clock.Day.Year, 6, 20);
            day <= stage.Until;
            day = day.AddMonths(6)
        )
        {
            var n = number++;
            var pick = random.Next(Going.Length);
            var skip = random.NextDouble() < 0.3 && !IsStuck(file, entered);
            var participant = random.NextDouble() < 0.25;
            stage.On(
                Calendar.OnOrAfter(day.AddDays(entered.Ordinal % 5)),
                async () =>
                {
                    var item = await Item(entered.Id);
                    if (!item.IsOpen || await Waits(item, item.ChiefOrganId))
                    {
                        return;
                    }
                    var stuck = IsStuck(file, item) ? Stuck[file + Plain(item.Number)] : default;
                    var login = HandlerOf(await KeyOf(item.ChiefOrganId), item.Ordinal);
                    if (!skip || item.State == ItemState.NotStarted)
                    {
                        var isLate = item.IsLate(stage.Clock.Day);
                        var report = await Report(
                            item,
                            login,
                            ItemState.InProgress,
                            stuck.Text ?? Going[pick],
                            null,
                            evidence: 0,
                            obstacle: isLate ? stuck.Obstacle : null,
                            request: isLate && n % 2 == 1 ? "请县政府协调预算和接口问题。" : null
                        );
                        stage.On(
                            Calendar.AddWorkdays(stage.Clock.Day, 3),
                            () => stage.Do(new AcceptProgress([report]), Accepter(login))
                        );
                    }
                    if (participant)
                    {
                        await Participate(item);
                    }
                }
            );
        }
    }

    /// <summary>Whether a report of the organ has not been decided.</summary>
    private async Task<bool> Waits(PlanItem item, Guid organ)
    {
        await using var db = await stage.Read();
        return await db.Set<ProgressReport>()
            .AnyAsync(r =>
                r.Tenant == 1
                && r.ItemId == item.Id
                && r.OrganId == organ
                && r.Status == ReportStatus.Submitted
            );
    }

    private async Task Participate(PlanItem item)
    {
        await using var db = await stage.Read();
        var assigned = await db.Set<PlanAssignment>()
            .AsNoTracking()
            .Where(a =>
                a.Tenant == 1
                && a.ItemId == item.Id
                && a.Role == UnitRole.Participating
                && !a.IsPending
            )
            .Select(a => a.OrganId)
            .ToListAsync();
        var keys = new List<string>();
        foreach (var organ in assigned)
        {
            if (!await Waits(item, organ))
            {
                keys.Add(await KeyOf(organ));
            }
        }
        var able = keys.Where(k =>
                SampleData.People.Any(p => p.Organ == k && p.Roles.Contains(Role.Handler))
            )
            .Order(StringComparer.Ordinal)
            .ToList();
        if (able.Count == 0)
        {
            return;
        }
        var login = HandlerOf(able[(item.Ordinal + stage.Clock.Day.Month) % able.Count], 0);
        var report = await Report(
            item,
            login,
            ItemState.InProgress,
            "配合牵头单位开展了摸底和材料报送，本单位承担的部分已经落实到人。",
            null,
            evidence: 0
        );
        stage.On(
            Calendar.AddWorkdays(stage.Clock.Day, 2),
            () => stage.Do(new AcceptProgress([report]), Accepter(login))
        );
    }

    private async Task<Guid> Report(
        PlanItem item,
        string login,
        ItemState state,
        string text,
        int? due,
        int evidence,
        string? obstacle = null,
        string? request = null
    )
    {
        var actor = await stage.As(login);
        var hashes = new List<string>();
        var names = new List<string>();
        for (var i = 0; i < evidence; i++)
        {
            var heading =
                i == 0 ? $"“{Short(item.Title)}”完成情况说明" : $"“{Short(item.Title)}”核对表";
            string[] lines =
            [
                $"单位：{actor.OrganName}",
                $"日期：{stage.Clock.Day:yyyy年M月d日}",
                $"内容：{(text.Length > 34 ? text[..34] + "……" : text)}",
                $"第{reports}号",
            ];
            var isPdf = (reports + i) % 3 != 0;
            var name =
                $"{(i == 0 ? "完成情况说明" : "核对表")}{stage.Clock.Day:yyyyMMdd}.{(isPdf ? "pdf" : "txt")}";
            hashes.Add(
                await stage.Keep(
                    isPdf
                        ? SampleEvidence.Pdf(heading, lines)
                        : SampleEvidence.Note(heading, lines),
                    name,
                    actor
                )
            );
            names.Add(name);
        }
        var done = await stage.Do(
            new ReportProgress(item.Id, state, text)
            {
                Obstacle = obstacle,
                Request = request,
                Due = due,
                Evidence = hashes,
                FileNames = names,
            },
            actor
        );
        return done.Id;
    }

    /// <summary>What was an organ's that is no more is given to its successor.</summary>
    private async Task FollowOrgan(OrganChangeRow change)
    {
        var (old, heir) = (stage.Organ(change.From), stage.Organ(change.To[0]));
        await using var db = await stage.Read();
        var items = await db.Set<PlanAssignment>()
            .AsNoTracking()
            .Where(a => a.Tenant == 1 && a.OrganId == old && a.IsOpen)
            .Select(a => a.ItemId)
            .ToListAsync();
        foreach (var id in items)
        {
            var content = (await Item(id)).ReadBody().Content;
            if (!content.Units.Any(u => u.Organs.Contains(old)))
            {
                continue;
            }
            await stage.Do(
                new ReassignPlanItem(
                    id,
                    [
                        .. content.Units.Select(u =>
                            u with
                            {
                                Organs = [.. u.Organs.Select(o => o == old ? heir : o).Distinct()],
                            }
                        ),
                    ]
                )
                {
                    Reason = $"{change.Document}：{change.Note}",
                },
                Coordinator
            );
        }
    }

    private static bool IsStuck(string file, PlanItem item) =>
        Stuck.ContainsKey(file + Plain(item.Number));

    /// <summary>The deadline that is missed: of the five years those of 2025, else the first.</summary>
    private static bool IsFated(string file, PlanItem item, DateOnly due) =>
        item.Number is not null && (file != FiveYears || due.Year >= 2025);

    private static string Plain(string? number) =>
        number?.Trim('（', '）', '(', ')', '．', '.', '、', ' ') ?? "";

    private static string Short(string title) =>
        title.Length > 20 ? title[..20] : title.TrimEnd('。');

    /// <summary>Whoever did not report it.</summary>
    private static string Accepter(string reporter) =>
        reporter == OfficeCoordinator ? Coordinator : OfficeCoordinator;

    private async Task<string> KeyOf(Guid organ) =>
        (await stage.Services.GetRequiredService<Directories>().Organs()).Get(organ)!.Key;

    private static string HandlerOf(string organ, int ordinal)
    {
        var key = SampleData.OrganChanges.FirstOrDefault(c => c.From == organ && c.Kind != "更名")
            is { } change
            ? change.To[0]
            : organ;
        var able = SampleData
            .People.Where(p =>
                p.Organ == key
                && p.Roles.Contains(Role.Handler)
                && !p.Roles.Contains(Role.Coordinator)
            )
            .ToList();
        if (able.Count == 0)
        {
            able =
            [
                .. SampleData.People.Where(p => p.Organ == key && p.Roles.Contains(Role.Handler)),
            ];
        }
        return able[ordinal % able.Count].Login;
    }
}
