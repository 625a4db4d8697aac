using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Fadu.Modules.Credentials;
using Fadu.Modules.LegalEducation;
using Fadu.Modules.LegalServices;
using Fadu.Modules.Litigation;
using Fadu.Modules.Oversight;
using Fadu.Modules.Reconsideration;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Cli.Sample;

/// <summary>
/// The ledgers from the first day to the last: what is drawn from the lists of titles and places is drawn in a fixed order from one seed, so that the same day gives
/// the same figures. Somebody of the organ enters it within days; a handful is entered late, corrected or voided, as happens.
/// </summary>
internal sealed class SampleLedgers(SampleStage stage)
{
    /// <summary>Enters nothing from this day on, and reports no zero either: so 未报 can be seen.</summary>
    public const string SilentOrgan = "swj";
    private static readonly DateOnly SilentSince = new(2025, 7, 1);

    private const string Publicity = "publicity-event";
    private const string Study = "law-study-session";
    private const string Training = "training-session";
    private const string Counsel = "counsel-service";
    private const string Proposals = "proposal-handling";
    private const string Reconsideration = "reconsideration-stat";
    private const string Litigation = "litigation-stat";
    private const string Coordinator = "zhuyunyuan";

    private static readonly WorkCalendar Calendar = WorkCalendar.National;
    private static readonly string[] Townships =
    [
        .. SampleData.Organs.Where(o => o.Kind == OrganKind.Township).Select(o => o.Key),
    ];
    private static readonly string[] Departments =
    [
        .. SampleData.Organs.Where(o => o.Kind == OrganKind.Department).Select(o => o.Key),
    ];

    // Organs that are taken to court, with how many cases a quarter brings at most.
    private static readonly (string Organ, int Most)[] Defendants =
    [
        ("xzf", 3),
        ("zrj", 4),
        ("gaj", 4),
        ("rsj", 3),
        ("scj", 2),
        ("jtj", 3),
        ("zjj", 2),
        ("cgj", 2),
        ("nyj", 1),
        ("lyj", 2),
        ("mzj", 1),
        ("yqz", 2),
        ("fdz", 1),
        ("sjz", 1),
    ];

    private static readonly string[] Campaigns =
    [
        "平安家庭",
        "平安成长",
        "平安务工",
        "送法进学校",
        "法治教育结对",
        "宪法宣传周",
        "民法典宣传月",
    ];

    // What belongs to a season.
    private static readonly (string Word, int[] Months)[] Seasons =
    [
        ("宪法宣传周", [12]),
        ("民法典宣传月", [5]),
        ("消费维权", [3]),
        ("国家安全", [4]),
        ("税法宣传", [4]),
        ("信访条例", [5]),
        ("禁毒", [6]),
        ("森林防火", [1, 2, 3, 4, 11, 12]),
        ("防溺水", [6, 7]),
        ("开学第一课", [3, 9]),
        ("返乡", [1, 2]),
        ("禁渔", [3, 4, 5]),
        ("秸秆", [9, 10]),
        ("安全生产", [6]),
        ("医保基金", [4]),
    ];

    private static readonly (string Firm, string Login)[] Counsels =
    [
        ("岚江衡岳律师事务所 荀攸", "xunyou"),
        ("岚江省政法学院 佘旸立", "sheyangli"),
        ("县司法局公职律师 卞笙安", "bianshengan"),
    ];

    private static readonly string[] Laws =
    [
        .. SampleData
            .Titles.Where(t => t.Ledger == "会前学法")
            .Select(t => t.Topic)
            .Distinct(StringComparer.Ordinal),
    ];

    private readonly Random random = new(20240102);
    private readonly HashSet<(DateOnly, string)> places = [];
    private readonly HashSet<(string, DateOnly, string)> keys = [];
    private readonly HashSet<(string Ledger, string Organ, int Year, int Month)> entered = [];
    private readonly ConcurrentDictionary<string, Ledger> ledgers = new(StringComparer.Ordinal);
    private int lines;

    /// <summary>Plans everything that is entered.</summary>
    public void Plan()
    {
        for (var year = stage.Clock.Day.Year; year <= stage.Until.Year; year++)
        {
            PlanPublicity(year);
            PlanStudy(year);
            PlanTraining(year);
            PlanCounsel(year);
            PlanProposals(year);
        }
        PlanReconsideration();
        PlanLitigation();
        PlanZeros();
        PlanPeriods();
    }

    // ---- what is done with a line ----

    /// <summary>Enters a line on a day soon after it happened.</summary>
    /// <param name="make">Makes the record on the day of entry, when all organs exist.</param>
    private DateOnly Enter(
        string ledger,
        string organ,
        DateOnly day,
        Func<LedgerRecord> make,
        string? login = null,
        DateOnly? on = null
    )
    {
        if (organ == SilentOrgan && day >= SilentSince)
        {
            return day;
        }
        var entry = on ?? EntryDay(day, organ);
        if (entry > stage.Until)
        {
            return entry;
        }
        entered.Add((ledger, organ, day.Year, day.Month));
        var who = login ?? ClerkOf(organ);
        var n = ++lines;
        var isLate = on is null && ledger == Publicity && n % 260 == 100;
        if (isLate && LateDay(entry) is { } late)
        {
            stage.Beside(
                late,
                () =>
                    stage.Do(
                        new RecordLine(ledger, Body(ledger, make()))
                        {
                            Reason = "活动当时没有登记，季度核对时发现，现补录。",
                        },
                        who
                    )
            );
            return late;
        }
        if (
            on is null
            && ledger == Publicity
            && n % 150 == 60
            && entry.AddDays(12) <= stage.Until
            && entry.Month is > 1 and < 12
        )
        {
            stage.Beside(
                entry,
                () => EnterAndCorrect(ledger, make, who, Calendar.OnOrAfter(entry.AddDays(5)))
            );
            return entry;
        }
        stage.Beside(entry, () => stage.Do(new RecordLine(ledger, Body(ledger, make())), who));
        return entry;
    }

    /// <summary>Two months later, within the year: periods are closed in January.</summary>
    private DateOnly? LateDay(DateOnly entry)
    {
        var late = Calendar.OnOrAfter(entry.AddDays(47));
        return late <= stage.Until && late.Year == entry.Year ? late : null;
    }

    private async Task EnterAndCorrect(
        string ledger,
        Func<LedgerRecord> make,
        string who,
        DateOnly later
    )
    {
        var line = (await stage.Do(new RecordLine(ledger, Body(ledger, make())), who)).Id;
        stage.On(
            later,
            () =>
            {
                var wrong = (PublicityEvent)make();
                var right = wrong with { Attendance = Math.Max(1, wrong.Attendance * 9 / 10) };
                return stage.Do(
                    new CorrectLine(line, 1, Body(ledger, right), CorrectionReason.FoundByCheck)
                    {
                        Reason = "核对签到册，受众人次多计，予以更正。",
                    },
                    who
                );
            }
        );
    }

    private JsonObject Body(string ledger, LedgerRecord record)
    {
        var declared = ledgers.GetOrAdd(
            ledger,
            key => stage.Services.GetRequiredService<LedgerRegistry>().Find(key)!
        );
        var body = JsonSerializer
            .SerializeToNode(record, record.GetType(), EventRegistry.Json)!
            .AsObject();
        foreach (
            var name in body.Select(p => p.Key).Where(n => declared.FindField(n) is null).ToList()
        )
        {
            body.Remove(name);
        }
        return body;
    }

    // ---- 普法活动 ----

    private void PlanPublicity(int year)
    {
        foreach (var title in SampleData.Titles.Where(t => t.Ledger == "普法活动"))
        {
            var months = Seasons
                .FirstOrDefault(s =>
                    title.Topic.Contains(s.Word, StringComparison.Ordinal)
                    || title.Title.Contains(s.Word, StringComparison.Ordinal)
                )
                .Months;
            if (title.Organs.Contains("township"))
            {
                foreach (var township in Townships)
                {
                    if (random.NextDouble() < 0.62)
                    {
                        Event(title, township, year, months);
                    }
                }
            }
            var hosts = title.Organs.Where(o => o != "township").ToList();
            for (var i = hosts.Count == 0 ? 0 : random.Next(3, 7); i > 0; i--)
            {
                Event(title, hosts[random.Next(hosts.Count)], year, months);
            }
        }
        foreach (var month in new[] { 3, 4, 5, 6, 9, 10, 11, 12 })
        {
            SchoolMonth(year, month);
        }
        // One event was put down twice under two names, and one did not take place.
        Voided(year);
    }

    private void Event(TitleRow title, string host, int year, int[]? months)
    {
        var month = months is null ? random.Next(1, 13) : months[random.Next(months.Length)];
        var organ = OnDay(host, new DateOnly(year, month, 1));
        var township = Townships.Contains(host) ? host : null;
        var place = PlaceFor(title.Venue, township);
        var day = DayIn(
            year,
            month,
            title.Venue is not ("集市" or "农村社区" or "入户" or "广场公园")
        );
        var attendance = Attendance(title.Venue);
        var households = random.Next(18, 90);
        var leaflets = random.Next(6, 60) * 10;
        var asks = random.NextDouble();
        var partner = title.Organs.FirstOrDefault(o => o != host && o != "township");
        if (place is not null && !places.Add((day, place)))
        {
            return;
        }
        Enter(
            Publicity,
            organ,
            day,
            () =>
                new PublicityEvent
                {
                    Organ = stage.Organ(organ),
                    Title = title.Title,
                    HeldOn = day,
                    Venue = title.Venue,
                    Place = place,
                    Activity = title.Kind,
                    Audience = title.Audience,
                    Campaign = Campaigns.Contains(title.Topic) ? title.Topic : null,
                    Sessions = 1,
                    Households = title.Venue == "入户" ? households : null,
                    Attendance = title.Venue == "入户" ? households * 2 : attendance,
                    CoOrgans =
                        partner is not null && asks < 0.5
                            ? [stage.Organ(OnDay(partner, day))]
                            : null,
                    Products = title.Kind switch
                    {
                        "材料发放" or "集中宣传" =>
                        [
                            new Tally("宣传材料", leaflets),
                            new Tally("条幅", 1),
                        ],
                        "作品征集" => [new Tally("手抄报", leaflets)],
                        "媒体节目" => [new Tally("音视频", 1)],
                        _ => null,
                    },
                }
        );
    }

    private void SchoolMonth(int year, int month)
    {
        var last = Calendar.OnOrBefore(new DateOnly(year, month, 1).AddMonths(1).AddDays(-1));
        var rows = new List<Func<PublicityEvent>>();
        foreach (var school in SampleData.Places.Where(p => p.Kind == "学校"))
        {
            var sessions = random.Next(1, 6);
            var pupils = random.Next(60, 220) * sessions;
            if (random.NextDouble() < 0.45 || !places.Add((last, school.Name)))
            {
                continue;
            }
            rows.Add(() =>
                new PublicityEvent
                {
                    Organ = stage.Organ("jyj"),
                    Form = LineForm.Batch,
                    Title = "法治课和主题班会（按月汇总）",
                    HeldOn = last,
                    Venue = "学校",
                    Place = school.Name,
                    Activity = "主题班会",
                    Audience = "学生",
                    Campaign = "送法进学校",
                    Sessions = sessions,
                    Attendance = pupils,
                }
            );
        }
        var entry = EntryDay(last, "jyj");
        if (entry <= stage.Until)
        {
            entered.Add((Publicity, "jyj", year, month));
        }
        stage.Beside(
            entry,
            () =>
                stage.Do(
                    new ImportLines(
                        Publicity,
                        $"学校普法{year}年{month}月.xlsx",
                        [.. rows.Select((r, i) => new ImportRow(i + 2, Body(Publicity, r())))],
                        0
                    ),
                    "miaolisheng"
                )
        );
    }

    private void Voided(int year)
    {
        var township = Townships[year % Townships.Length];
        var day = DayIn(year, 8, true);
        var entry = EntryDay(day, township);
        if (entry.AddDays(9) > stage.Until || !places.Add((day, "广场临时搭台")))
        {
            return;
        }
        stage.Beside(
            entry,
            async () =>
            {
                var line = await stage.Do(
                    new RecordLine(
                        Publicity,
                        Body(
                            Publicity,
                            new PublicityEvent
                            {
                                Organ = stage.Organ(township),
                                Title = "夏夜法治文艺演出",
                                HeldOn = day,
                                Venue = "广场公园",
                                Place = "广场临时搭台",
                                Activity = "文艺演出",
                                Audience = "群众",
                                Sessions = 1,
                                Attendance = 300,
                            }
                        )
                    ),
                    ClerkOf(township)
                );
                stage.On(
                    Calendar.OnOrAfter(entry.AddDays(4)),
                    () =>
                        stage.Do(
                            new VoidLine(line.Id, 1, CorrectionReason.EntryError)
                            {
                                Reason = "当晚大雨，活动取消，误作已办登记。",
                            },
                            ClerkOf(township)
                        )
                );
            }
        );
    }

    // ---- 学法 ----

    private void PlanStudy(int year)
    {
        var meetings = SampleData
            .Titles.Where(t => t is { Ledger: "会前学法", Venue: "县政府常务会议" })
            .ToList();
        var number = 0;
        for (
            var day = new DateOnly(year, 1, 9);
            day.Year == year;
            day = day.AddDays(random.Next(22, 33))
        )
        {
            var title = meetings[(number + ((year - 2024) * 13)) % meetings.Count];
            Session(
                "xzf",
                "政府常务会",
                "会前学法",
                Calendar.OnOrAfter(day),
                title.Title,
                26,
                "ruantangchuan",
                $"第{++number}次常务会议"
            );
        }
        foreach (
            var (title, i) in SampleData
                .Titles.Where(t => t is { Ledger: "会前学法", Venue: "县委常委会会议" })
                .Select((t, i) => (t, i))
        )
        {
            Session(
                "xw",
                "党委常委会",
                "会前学法",
                DayIn(year, 2 + (i * 4), true),
                title.Title,
                13,
                "chenyingchuan",
                $"第{4 + (i * 9)}次常委会会议"
            );
        }
        foreach (
            var (title, i) in SampleData
                .Titles.Where(t => t is { Ledger: "会前学法", Venue: "县委理论学习中心组" })
                .Select((t, i) => (t, i))
        )
        {
            Session(
                "xw",
                "党委常委会",
                "理论学习中心组专题",
                DayIn(year, 4 + (i * 5), true),
                title.Title,
                34,
                "chenyingchuan"
            );
        }
        foreach (
            var (title, i) in SampleData
                .Titles.Where(t => t is { Ledger: "会前学法", Venue: "县政府" })
                .Select((t, i) => (t, i))
        )
        {
            Session(
                "xzf",
                "政府常务会",
                "法治专题讲座",
                DayIn(year, 5 + (i * 6), true),
                title.Title,
                180,
                "ruantangchuan"
            );
        }
        Session("jtj", "部门", "旁听庭审", DayIn(year, 10, true), "旁听交通处罚案件庭审", 24);
        foreach (var host in Departments.Concat(Townships))
        {
            for (var quarter = 0; quarter < 4; quarter++)
            {
                var law = Laws[random.Next(Laws.Length)];
                var month = (quarter * 3) + random.Next(1, 4);
                var members = random.Next(14, 60);
                if (random.NextDouble() < 0.6 && Lives(host, new DateOnly(year, month, 28)))
                {
                    Session(
                        host,
                        Townships.Contains(host) ? "乡镇街道" : "部门",
                        "集中学习",
                        DayIn(year, month, true),
                        law,
                        members
                    );
                }
            }
        }
    }

    private void Session(
        string organ,
        string level,
        string kind,
        DateOnly day,
        string topic,
        int members,
        string? login = null,
        string? meeting = null
    )
    {
        var absent = random.Next(0, Math.Max(2, members / 9));
        if (!keys.Add((organ + kind, day, level)))
        {
            return;
        }
        Enter(
            Study,
            organ,
            day,
            () =>
                new LawStudySession
                {
                    Organ = stage.Organ(organ),
                    BodyLevel = level,
                    Kind = kind,
                    HeldOn = day,
                    Meeting = meeting,
                    Topics = [topic],
                    Expected = members,
                    Attended = members - absent,
                    Absent = absent,
                },
            login
        );
    }

    // ---- 执法培训 ----

    private void PlanTraining(int year)
    {
        foreach (var title in SampleData.Titles.Where(t => t.Ledger == "执法培训"))
        {
            var month = title.Kind is "轮训" or "岗前" ? random.Next(3, 6) : random.Next(2, 12);
            var days = title.Kind is "轮训" or "岗前" ? 3 : random.Next(1, 3);
            var attended = random.Next(22, title.Kind == "轮训" ? 160 : 90);
            var from = DayIn(year, month, true);
            if (random.NextDouble() < 0.22)
            {
                continue;
            }
            var to = days == 1 ? from : Calendar.AddWorkdays(from, days - 1);
            var organ = OnDay(title.Organs[0], to);
            if (!keys.Add((organ + title.Title, from, "")))
            {
                continue;
            }
            Enter(
                Training,
                organ,
                to,
                () =>
                    new TrainingSession
                    {
                        Organ = stage.Organ(organ),
                        Title = title.Title,
                        Subject = title.Kind,
                        From = from,
                        To = to,
                        Hours = days * 6,
                        Target = title.Audience,
                        OffDuty = days == 3,
                        Attended = attended,
                        Newcomers = days == 3 ? attended : attended / 2,
                    }
            );
        }
    }

    // ---- 法律顾问服务 ----

    private void PlanCounsel(int year)
    {
        foreach (var title in SampleData.Titles.Where(t => t.Ledger == "法律顾问服务"))
        {
            if (title.Organs[0] == "township")
            {
                foreach (var township in Townships)
                {
                    if (random.NextDouble() < 0.5)
                    {
                        Service(title, township, year);
                    }
                }
                continue;
            }
            for (var i = random.Next(1, title.Organs[0] == "xzf" ? 4 : 3); i > 0; i--)
            {
                Service(title, title.Organs[0], year);
            }
        }
    }

    private void Service(TitleRow title, string host, int year)
    {
        var day = DayIn(year, random.Next(1, 13), true);
        var organ = OnDay(host, day);
        var counsel = Counsels[random.Next(Counsels.Length)];
        var people = random.Next(2, 26);
        var luck = random.NextDouble();
        var village = SampleData
            .Places.Where(p => p.Kind == "村" && p.Township == host)
            .Select(p => p.Name)
            .ToList();
        var client = title.Venue switch
        {
            "村居" when village.Count > 0 => village[random.Next(village.Count)],
            "企业" => SampleData.Places.Where(p => p.Kind == "企业").ElementAt(random.Next(8)).Name,
            _ => SampleData.Organs.First(o => o.Key == organ).ShortName,
        };
        var asked =
            title.Kind is "法律意见" or "村居重大事项意见" or "审核决策或合同" or "起草修改协议";
        var adoption =
            !asked ? "不适用"
            : luck < 0.8 ? "采纳"
            : luck < 0.95 ? "部分采纳"
            : "未采纳";
        var matter =
            title.Kind == "代理诉讼仲裁"
                ? $"（{year}）岚0924行初{random.Next(3, 60)}号"
                : title.Title;
        if (!keys.Add((counsel.Firm + client + title.Kind, day, matter)))
        {
            return;
        }
        Enter(
            Counsel,
            organ,
            day,
            () =>
                new CounselService
                {
                    Organ = stage.Organ(organ),
                    Setting = title.Venue,
                    Client = client,
                    Counsel = counsel.Firm,
                    ServedOn = day,
                    Service = title.Kind,
                    Quantity = 1,
                    People = title.Kind == "咨询" ? people : null,
                    Matter = matter,
                    Adoption = adoption,
                    WhyNotAdopted =
                        adoption == "未采纳"
                            ? "对方不同意修改，风险已书面告知，改以补充协议约定。"
                            : null,
                },
            organ == "xzf" && counsel.Login != "bianshengan" ? counsel.Login : null
        );
    }

    // ---- 建议提案 ----

    private void PlanProposals(int year)
    {
        var assigned = Calendar.OnOrAfter(new DateOnly(year, 3, 11));
        var rows = new List<(string Organ, Func<ProposalHandling> Make)>();
        var steps = new List<Action>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var title in SampleData.Titles.Where(t => t.Ledger == "建议提案办理"))
        {
            var number = numbers[title.Kind] = numbers.GetValueOrDefault(title.Kind) + 1;
            var kind = title.Kind;
            var organ = OnDay(title.Organs[0], assigned);
            var session =
                kind == "政协提案" ? $"十一届{Ordinal(year)}次" : $"十八届{Ordinal(year)}次";
            var due = assigned.AddMonths(3);
            ProposalHandling Given() =>
                new()
                {
                    Organ = stage.Organ(organ),
                    Kind = kind,
                    Session = session,
                    Number = $"{number}",
                    Subject = title.Title,
                    AssignedOn = assigned,
                    DueOn = due,
                    CoOrgans =
                        title.Organs.Count > 1 && title.Organs[1] != "township"
                            ? [stage.Organ(OnDay(title.Organs[1], assigned))]
                            : null,
                };
            rows.Add((organ, Given));
            var days = random.NextDouble() < 0.94 ? random.Next(32, 86) : random.Next(96, 118);
            var met = random.NextDouble() < 0.88;
            var luck = random.NextDouble();
            var mood = random.NextDouble();
            var closes = random.Next(70, 140);
            var replied = Calendar.OnOrAfter(assigned.AddDays(days));
            var grade =
                luck < 0.62 ? "A 已解决"
                : luck < 0.86 ? "B 正在解决"
                : luck < 0.96 ? "C 列入规划"
                : "D 留作参考";
            var attitude =
                mood < 0.76 ? "满意"
                : mood < 0.91 ? "基本满意"
                : mood < 0.94 ? "不满意"
                : "未反馈";
            var isReturned = number == 17 && kind == "人大代表建议";
            steps.Add(() =>
            {
                if (isReturned)
                {
                    Step(
                        kind,
                        session,
                        number,
                        organ,
                        assigned.AddDays(9),
                        p => p with { ReturnedOn = Calendar.OnOrAfter(assigned.AddDays(9)) }
                    );
                    return;
                }
                Step(
                    kind,
                    session,
                    number,
                    organ,
                    replied,
                    p =>
                        p with
                        {
                            MetOn = met ? Calendar.OnOrBefore(replied.AddDays(-6)) : null,
                            RepliedOn = replied,
                            Class = grade,
                            Attitude = attitude,
                            ClosedOn = grade[0] is 'A' or 'D' ? replied : null,
                        }
                );
                if (grade[0] == 'B')
                {
                    var closed = Calendar.OnOrAfter(replied.AddDays(closes));
                    Step(kind, session, number, organ, closed, p => p with { ClosedOn = closed });
                }
            });
        }
        stage.On(
            assigned,
            async () =>
            {
                await stage.Do(
                    new ImportLines(
                        Proposals,
                        $"{year}年建议提案交办表.xlsx",
                        [.. rows.Select((r, i) => new ImportRow(i + 2, Body(Proposals, r.Make())))],
                        0
                    ),
                    Coordinator
                );
                foreach (var step in steps)
                {
                    step();
                }
            }
        );
    }

    /// <summary>Fills in a further step of a proposal.</summary>
    private void Step(
        string kind,
        string session,
        int number,
        string organ,
        DateOnly day,
        Func<ProposalHandling, ProposalHandling> next
    )
    {
        var text = $"{number}";
        stage.Beside(
            Calendar.OnOrAfter(day),
            async () =>
            {
                await using var db = await stage.Read();
                var line = await db.Set<LedgerLine>()
                    .AsNoTracking()
                    .SingleAsync(l =>
                        l.Tenant == 1
                        && l.Ledger == Proposals
                        && l.T1 == kind
                        && l.T2 == session
                        && l.T3 == text
                    );
                var record = line.ParseBody().Deserialize<ProposalHandling>(EventRegistry.Json)!;
                await stage.Do(
                    new CorrectLine(
                        line.Id,
                        line.Version,
                        Body(Proposals, next(record)),
                        CorrectionReason.CircumstancesChanged
                    ),
                    ClerkOf(organ)
                );
            }
        );
    }

    // ---- 复议、应诉 ----

    private void PlanReconsideration()
    {
        var (review, open) = (1, 4);
        for (
            var month = new DateOnly(stage.Clock.Day.Year, 1, 1);
            month.AddMonths(1) <= stage.Until;
            month = month.AddMonths(1)
        )
        {
            var (start, openAtStart) = (review, open);
            var received = random.Next(2, 11);
            var agency = random.Next(0, (received / 3) + 1);
            review = Math.Min(random.Next(0, 3), start + received);
            var left = start + received - review;
            var refused = Math.Min(random.NextDouble() < 0.3 ? 1 : 0, left);
            var redirected = Math.Min(random.NextDouble() < 0.25 ? 1 : 0, left - refused);
            var withdrawn = Math.Min(
                random.NextDouble() < 0.2 ? 1 : 0,
                left - refused - redirected
            );
            var accepted = left - refused - redirected - withdrawn;
            var closed = Math.Min(openAtStart + accepted, random.Next(2, 9));
            open = openAtStart + accepted - closed;
            var outcomes = Share(
                closed,
                ("维持", 44),
                ("驳回复议请求", 8),
                ("驳回申请", 5),
                ("撤销", 4),
                ("确认违法", 3),
                ("责令履行", 3),
                ("变更", 1),
                ("调解书", 12),
                ("终止·和解撤回", 17),
                ("终止·被申请人改变后撤回", 6)
            );
            var letters = outcomes.Where(o => o.Kind is "撤销" or "确认违法").Sum(o => o.Quantity);
            var suggestions = letters > 1 ? 1 : 0;
            var (from, to) = (month, month.AddMonths(1).AddDays(-1));
            var (reviewAtEnd, openAtEnd) = (review, open);
            Enter(
                Reconsideration,
                "sfj",
                to,
                () =>
                    new ReconsiderationStat
                    {
                        Organ = stage.Organ("sfj"),
                        Form = LineForm.Total,
                        PeriodFrom = from,
                        PeriodTo = to,
                        SourceName = "行政复议工作平台",
                        UnderReviewAtStart = start,
                        Received = received,
                        AgencyReceived = agency,
                        Accepted = accepted,
                        Refused = refused,
                        Redirected = redirected,
                        WithdrawnBefore = withdrawn,
                        UnderReviewAtEnd = reviewAtEnd,
                        OpenAtStart = openAtStart,
                        Closed = closed,
                        Outcomes = outcomes,
                        OpenAtEnd = openAtEnd,
                        OpinionLetters = letters,
                        SuggestionLetters = suggestions,
                    },
                "shesheng",
                Calendar.OnOrAfter(to.AddDays(2))
            );
        }
    }

    private void PlanLitigation()
    {
        foreach (var (organ, most) in Defendants)
        {
            var open = random.Next(0, most + 1);
            for (
                var quarter = new DateOnly(stage.Clock.Day.Year, 1, 1);
                quarter.AddMonths(3) <= stage.Until;
                quarter = quarter.AddMonths(3)
            )
            {
                var openAtStart = open;
                var received = random.Next(0, most + 1);
                var closed = Math.Min(openAtStart + received, random.Next(0, most + 2));
                open = openAtStart + received - closed;
                var outcomes = Share(
                    closed,
                    ("驳回诉讼请求", 46),
                    ("不予立案或驳回起诉", 18),
                    ("撤诉", 16),
                    ("调解", 6),
                    ("改变行为后撤诉", 3),
                    ("撤销", 6),
                    ("确认违法", 3),
                    ("责令履行", 2)
                );
                var won = outcomes
                    .Where(o => o.Kind is "驳回诉讼请求" or "不予立案或驳回起诉")
                    .Sum(o => o.Quantity);
                var neither = outcomes
                    .Where(o => o.Kind is "撤诉" or "调解" or "改变行为后撤诉")
                    .Sum(o => o.Quantity);
                var heard = Math.Min(openAtStart + received, closed);
                var absent = heard > 0 && random.NextDouble() < 0.12 ? 1 : 0;
                var chief = random.Next(0, heard - absent + 1);
                var spoke = Math.Max(0, heard - absent - (random.NextDouble() < 0.2 ? 1 : 0));
                var (from, to) = (quarter, quarter.AddMonths(3).AddDays(-1));
                var openAtEnd = open;
                Enter(
                    Litigation,
                    organ,
                    to,
                    () =>
                        new LitigationStat
                        {
                            Organ = stage.Organ(organ),
                            Form = LineForm.Total,
                            PeriodFrom = from,
                            PeriodTo = to,
                            OpenAtStart = openAtStart,
                            Received = received,
                            Closed = closed,
                            Won = won,
                            Lost = closed - won - neither,
                            Neither = neither,
                            Outcomes = outcomes,
                            OpenAtEnd = openAtEnd,
                            Heard = heard,
                            Appeared = heard - absent,
                            ChiefAppeared = chief,
                            Spoke = spoke,
                        },
                    on: Calendar.OnOrAfter(to.AddDays(3))
                );
            }
        }
    }

    // ---- 零报告、期间 ----

    private void PlanZeros()
    {
        var first = stage.Clock.Day.Year;
        foreach (
            var (ledger, months, owing) in new[]
            {
                (Publicity, 3, Departments.Concat(Townships)),
                (Study, 3, Departments.Concat(Townships).Append("xzf")),
                (Counsel, 6, Departments.Concat(Townships)),
                (Litigation, 6, Departments.Concat(Townships).Append("xzf")),
            }
        )
        {
            foreach (var organ in owing)
            {
                for (
                    var from = new DateOnly(first, 1, 1);
                    from.AddMonths(months) <= stage.Until;
                    from = from.AddMonths(months)
                )
                {
                    var (start, end) = (from, from.AddMonths(months).AddDays(-1));
                    var isSilent = organ == SilentOrgan && start >= SilentSince;
                    var hasLines = Enumerable
                        .Range(0, months)
                        .Any(m => entered.Contains((ledger, organ, start.Year, start.Month + m)));
                    // The former organ's last half-year ended with it; nobody was left to say so.
                    if (
                        isSilent
                        || hasLines
                        || !Lives(organ, end)
                        || !Lives(organ, start)
                        || organ == "fpj"
                    )
                    {
                        continue;
                    }
                    var day = Calendar.OnOrAfter(end.AddDays(4 + (organ[0] % 3)));
                    stage.Beside(
                        day,
                        () =>
                            stage.Do(
                                new ReportZero(ledger, stage.Organ(organ), start, end),
                                ClerkOf(organ)
                            )
                    );
                }
            }
        }
    }

    private void PlanPeriods()
    {
        for (var year = stage.Clock.Day.Year; year < stage.Until.Year; year++)
        {
            var (from, to) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
            stage.On(
                Calendar.OnOrAfter(new DateOnly(year + 1, 1, 20)),
                () => stage.Do(new ClosePeriod(from, to), Coordinator)
            );
        }
        // After the year was closed a line of the year is entered, and one is corrected: both show as later corrections (期后更正).
        var held = new DateOnly(2025, 11, 18);
        stage.On(
            new DateOnly(2026, 4, 8),
            () =>
                stage.Do(
                    new RecordLine(
                        Publicity,
                        Body(
                            Publicity,
                            new PublicityEvent
                            {
                                Organ = stage.Organ("wlx"),
                                Title = "护林防火夜话",
                                HeldOn = held,
                                Venue = "农村社区",
                                Place = "雾隐坪乡岩脚底村晒谷场",
                                Activity = "宣讲",
                                Audience = "群众",
                                Sessions = 1,
                                Attendance = 46,
                            }
                        )
                    )
                    {
                        Reason = "司法助理员调离时漏登，乡里整理档案时发现。",
                    },
                    "yumanning"
                )
        );
        stage.On(
            new DateOnly(2026, 4, 9),
            async () =>
            {
                await using var db = await stage.Read();
                var training = await db.Set<LedgerLine>()
                    .AsNoTracking()
                    .Where(l =>
                        l.Tenant == 1
                        && l.Ledger == Training
                        && l.OccurredOn >= new DateOnly(2025, 1, 1)
                        && l.OccurredOn <= new DateOnly(2025, 12, 31)
                    )
                    .OrderBy(l => l.Seq)
                    .FirstAsync();
                var record = training.ParseBody().Deserialize<TrainingSession>(EventRegistry.Json)!;
                await stage.Do(
                    new CorrectLine(
                        training.Id,
                        training.Version,
                        Body(Training, record with { Attended = record.Attended - 3 }),
                        CorrectionReason.FoundByCheck
                    )
                    {
                        Reason = "档案核查，三人签到后未参训。",
                    },
                    Coordinator
                );
            }
        );
    }

    // ---- days, places, people ----

    private DateOnly DayIn(int year, int month, bool workday)
    {
        var day = new DateOnly(year, month, random.Next(1, DateTime.DaysInMonth(year, month) + 1));
        if (!workday)
        {
            return day;
        }
        var work = Calendar.OnOrAfter(day);
        return work.Month == month ? work : Calendar.OnOrBefore(day);
    }

    /// <summary>The next Tuesday or Friday on which people work; the day itself where that would be too late for the month.</summary>
    private static DateOnly EntryDay(DateOnly day, string organ)
    {
        var limit = new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(4);
        var entry = day.AddDays(1);
        while (entry.DayOfWeek is not (DayOfWeek.Tuesday or DayOfWeek.Friday))
        {
            entry = entry.AddDays(1);
        }
        entry = Calendar.OnOrAfter(entry);
        if (entry > limit || Successor(organ, entry))
        {
            entry =
                Calendar.OnOrAfter(day) is var same && same <= limit && !Successor(organ, same)
                    ? same
                    : day;
        }
        return entry;
    }

    /// <summary>Whether the organ has ended by then.</summary>
    private static bool Successor(string organ, DateOnly day) =>
        SampleData.Organs.First(o => o.Key == organ).To < day;

    private static bool Lives(string organ, DateOnly day)
    {
        var row = SampleData.Organs.First(o => o.Key == organ);
        var isNew = SampleData.OrganChanges.Any(c =>
            c.Kind == "分立" && c.To.Contains(organ) && c.Day > day
        );
        return !isNew && !(row.To < day);
    }

    /// <summary>The organ that had the duties on a day.</summary>
    private static string OnDay(string organ, DateOnly day)
    {
        var split = SampleData.OrganChanges.FirstOrDefault(c =>
            c.Kind == "分立" && c.To.Contains(organ)
        );
        // Around the change nothing is put on the old organ that its people could enter only afterwards.
        return split is not null && day < split.Day ? split.From : organ;
    }

    private static string ClerkOf(string organ)
    {
        var key = SampleData.OrganChanges.FirstOrDefault(c => c.From == organ && c.Kind != "更名")
            is { } change
            ? change.To[0]
            : organ;
        return SampleData.People.First(p => p.Organ == key && p.Roles.Contains(Role.Clerk)).Login;
    }

    private string? PlaceFor(string venue, string? township)
    {
        var kind = venue switch
        {
            "集市" => "集市",
            "学校" => "学校",
            "企业" or "劳务场所" => "企业",
            "广场公园" => "广场",
            "车站卡点" => "车站",
            "机关" or "社区矫正场所" => "机关",
            "网络与新媒体" => null,
            _ => "村",
        };
        if (kind is null)
        {
            return null;
        }
        var all = SampleData.Places.Where(p => p.Kind == kind).ToList();
        var near = all.Where(p => p.Township == township).ToList();
        var some = near.Count > 0 ? near : all;
        return some[random.Next(some.Count)].Name;
    }

    private int Attendance(string venue) =>
        venue switch
        {
            "集市" => random.Next(60, 380),
            "学校" => random.Next(90, 700),
            "广场公园" => random.Next(80, 420),
            "车站卡点" => random.Next(40, 200),
            "机关" => random.Next(24, 130),
            "网络与新媒体" => random.Next(400, 6000),
            "企业" or "劳务场所" or "社区矫正场所" => random.Next(12, 70),
            _ => random.Next(18, 90),
        };

    /// <summary>Spreads a number over kinds by weight.</summary>
    private List<Tally> Share(int total, params (string Kind, int Weight)[] kinds)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < total; i++)
        {
            var at = random.Next(kinds.Sum(k => k.Weight));
            foreach (var (kind, weight) in kinds)
            {
                at -= weight;
                if (at < 0)
                {
                    counts[kind] = counts.GetValueOrDefault(kind) + 1;
                    break;
                }
            }
        }
        return
        [
            .. kinds
                .Where(k => counts.ContainsKey(k.Kind))
                .Select(k => new Tally(k.Kind, counts[k.Kind])),
        ];
    }

    private static string Ordinal(int year) =>
        "一二三四五六七八九十"[Math.Clamp(year - 2022, 0, 9)].ToString();
}
