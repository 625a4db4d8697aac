using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Reports;
using Fadu.Law.Dates;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Cli.Sample;

/// <summary>The county's annual report of 2025 from its beginning to its publication, what the organs did with theirs, and the report of 2026 begun.</summary>
internal static class SampleReports
{
    private const string Coordinator = "zhuyunyuan";
    private const string Leader = "yanmuhe";

    private static readonly WorkCalendar Calendar = WorkCalendar.National;

    // Which organ writes what, and who there; what is not named is written by the coordinator's office.
    private static readonly Dictionary<string, (string Organ, string Login)> Writers = new(
        StringComparer.Ordinal
    )
    {
        ["政府职能和制度"] = ("spj", "qulan"),
        ["行政决策"] = ("zfb", "chenkai"),
        ["行政执法"] = ("sfj", "chuyouhe"),
        ["矛盾纠纷和行政救济"] = ("sfj", "shesheng"),
        ["监督和公开"] = ("zfb", "chenkai"),
        ["法治宣传和学法"] = ("sfj", "shujian"),
        [""] = ("fzb", "qiyang"),
    };

    public static void Plan(SampleStage stage)
    {
        stage.On(
            new DateOnly(2026, 1, 12),
            () =>
                Begin(
                    stage,
                    2025,
                    new DateOnly(2026, 1, 31),
                    new DateOnly(2026, 1, 28),
                    write: true
                )
        );
        stage.On(
            new DateOnly(2026, 11, 2),
            () =>
                Begin(
                    stage,
                    2026,
                    new DateOnly(2027, 1, 31),
                    new DateOnly(2027, 1, 26),
                    write: false
                )
        );
        PlanDuties(stage, 2024);
        PlanDuties(stage, 2025);
    }

    private static async Task Begin(
        SampleStage stage,
        int year,
        DateOnly cutOff,
        DateOnly due,
        bool write
    )
    {
        var parts = ReportOutline.Read(SampleData.Text("narrative-2025.md"));
        var report = (
            await stage.Do(
                new CreateReport(
                    stage.Organ("xzf"),
                    year,
                    cutOff,
                    [
                        .. parts.Select(p => new SectionPlan(
                            p.Content,
                            p.Title,
                            stage.Organ(WriterOf(p.Title).Organ),
                            due
                        )),
                    ]
                ),
                Coordinator
            )
        ).Id;
        await using var db = await stage.Read();
        var sections = await db.Set<ReportSection>()
            .AsNoTracking()
            .Where(s => s.Tenant == 1 && s.ReportId == report)
            .OrderBy(s => s.Order)
            .Select(s => s.Id)
            .ToListAsync();
        for (var i = 0; write && i < sections.Count; i++)
        {
            var (id, n) = (sections[i], i);
            var login = WriterOf(parts[i].Title).Login;
            var day = Calendar.OnOrAfter(new DateOnly(year + 1, 1, 15).AddDays(i));
            // The second draft of one section; the first lacked its reasons.
            var isReturned = parts[i].Content == ReportContent.Shortcomings;
            var text = parts[i].Text;
            stage.On(
                day,
                async () =>
                {
                    await stage.Do(
                        new WriteSection(id, isReturned ? text.Split("\n\n")[0] : text, null),
                        login
                    );
                    await stage.Do(new SubmitSection(id), login);
                }
            );
            var read = Calendar.AddWorkdays(day, 2);
            if (isReturned)
            {
                stage.On(
                    read,
                    () =>
                        stage.Do(
                            new ReturnSection(id)
                            {
                                Reason = "只写了一条，其他不足和原因请补全，逐条写明。",
                            },
                            Coordinator
                        )
                );
                stage.On(
                    Calendar.AddWorkdays(read, 1),
                    async () =>
                    {
                        await stage.Do(new WriteSection(id, text, null), login);
                        await stage.Do(new SubmitSection(id), login);
                    }
                );
                read = Calendar.AddWorkdays(read, 2);
            }
            stage.On(read, () => stage.Do(new AcceptSection(id), Coordinator));
        }
        if (!write)
        {
            // A month before the year ends only the first section has been begun.
            stage.On(
                Calendar.AddWorkdays(stage.Clock.Day, 8),
                () =>
                    stage.Do(
                        new WriteSection(
                            sections[0],
                            "年度要点在册任务{{任务.总数}}。权责清单随行政执法监督条例施行作了调整，调整情况待各单位核对后补写。",
                            null
                        ),
                        WriterOf(parts[0].Title).Login
                    )
            );
            return;
        }
        stage.On(
            new DateOnly(year + 1, 2, 5),
            () => stage.Do(new AssembleReport(report), Coordinator)
        );
        stage.On(
            new DateOnly(year + 1, 2, 10),
            async () =>
            {
                await using var look = await stage.Read();
                var version = await look.Set<Report>()
                    .Where(r => r.Tenant == 1 && r.Id == report)
                    .Select(r => r.Version)
                    .SingleAsync();
                await stage.Do(new ApproveReport(report, version), Leader);
            }
        );
    }

    /// <summary>Submission and publication of the organs' own reports: most in time, a few late, a few not at all.</summary>
    private static void PlanDuties(SampleStage stage, int year)
    {
        var random = new Random(year);
        foreach (
            var row in SampleData.Organs.Where(o =>
                o.Kind is OrganKind.Government or OrganKind.Department or OrganKind.Township
            )
        )
        {
            foreach (var duty in Enum.GetValues<ReportDuty>())
            {
                var luck = random.NextDouble();
                var early = random.Next(3, 24);
                if (
                    row.Key is "fpj" or SampleLedgers.SilentOrgan
                    || (row.Key == "wlj" && year == 2024)
                    || !ReportDuties.Owes(row.Kind, row.Level, duty)
                )
                {
                    continue;
                }
                if (
                    luck < 0.05
                    || (row.Key == "wtj" && (year > 2024 || duty == ReportDuty.Publication))
                )
                {
                    continue;
                }
                var due = ReportDuties.DueOn(duty, year);
                var day = Calendar.OnOrAfter(
                    luck < 0.15 ? due.AddDays(early) : due.AddDays(-early)
                );
                if (row.Key == "wtj")
                {
                    day = new DateOnly(2025, 2, 20);
                }
                var (where, login) =
                    duty == ReportDuty.Submission
                        ? ("县委依法治县办", HandlerOf(row.Key))
                        : ("县政府门户网站", HandlerOf(row.Key));
                if (row.Key == "xzf")
                {
                    (where, login) =
                        duty == ReportDuty.Submission
                            ? ("县委、县人大常委会、市政府", Coordinator)
                            : ("县政府门户网站", Coordinator);
                    day = Calendar.OnOrAfter(due.AddDays(-5));
                }
                stage.On(
                    day,
                    () =>
                        stage.Do(
                            new RecordReportDuty(stage.Organ(row.Key), year, duty, day, where),
                            login
                        )
                );
            }
        }
    }

    private static (string Organ, string Login) WriterOf(string title) =>
        Writers.GetValueOrDefault(title, Writers[""]);

    private static string HandlerOf(string organ)
    {
        var key = organ == "wtj" ? "wlj" : organ;
        return SampleData.People.First(p => p.Organ == key && p.Roles.Contains(Role.Handler)).Login;
    }
}
