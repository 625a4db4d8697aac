using Fadu.Core.Inbox;
using Fadu.Core.People;
using Fadu.Core.Plans.Rectification;
using Fadu.Core.Reports;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Tests.Plans;

/// <summary>Reminders by the calendar: problems to be put right, sections to be written, reports to be submitted and published.</summary>
public sealed class DutyReminderTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Problem_IsRemindedSevenAndThreeDaysBefore_OnTheDay_AndTheIssuerFiveWorkingDaysAfter(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        var due = new DateOnly(2026, 3, 31);
        await county.Do(
            new RegisterProblem(
                ProblemSource.OwnInspection,
                "2026年法治督察",
                "1",
                "证明事项清单没有公布",
                county.Qingshi,
                new DateOnly(2026, 3, 2),
                due
            ),
            county.Coordinator
        );
        var days = new[]
        {
            (new DateOnly(2026, 3, 23), "", ""),
            (new DateOnly(2026, 3, 24), "整改还有7天", ""),
            (new DateOnly(2026, 3, 25), "整改还有7天", ""),
            (new DateOnly(2026, 3, 28), "整改还有3天", ""),
            (due, "整改今天到期", ""),
            (new DateOnly(2026, 4, 1), "整改已过期限", ""),
            // 清明 from Saturday 4 April to Monday the 6th: five working days after 31 March is 8 April.
            (new DateOnly(2026, 4, 7), "整改已过期限", ""),
            (new DateOnly(2026, 4, 8), "整改已过期限", "建议督办"),
        };
        foreach (var (day, said, advice) in days)
        {
            county.Time.GoTo(day);
            await county.Do(new RemindProblems(day), Actor.System());
            await county.Do(new RemindProblems(day), Actor.System());
            await using var db = county.Read();
            var open = await db.Set<InboxItem>()
                .Where(i => i.SettledAt == null && i.Subject.StartsWith("整改"))
                .OrderBy(i => i.Id)
                .ToListAsync();
            var mine = open.Where(i => i.OrganId == county.Qingshi).Select(i => i.Subject).ToList();
            if (said.Length == 0)
            {
                Assert.Empty(mine);
            }
            else
            {
                Assert.StartsWith(said, Assert.Single(mine), StringComparison.Ordinal);
            }
            var issuer = open.Where(i => i.OrganId == county.Justice).ToList();
            Assert.Equal(advice.Length == 0 ? 0 : 1, issuer.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Section_ThatIsNotHandedIn_IsRemindedInPlaceOfItsAssignment(Engine engine)
    {
        await using var county = await County.Found(engine);
        var today = county.Time.Today();
        var report = (
            await county.Do(
                new CreateReport(county.Government, today.Year - 1, today, []),
                county.Coordinator
            )
        ).Id;
        await using (var db = county.Read())
        {
            var sections = await db.Set<ReportSection>()
                .Where(s => s.ReportId == report)
                .OrderBy(s => s.Order)
                .ToListAsync();
            foreach (var (section, i) in sections.Select((s, i) => (s, i)))
            {
                await county.Do(
                    new AssignSection(
                        section.Id,
                        i == 0 ? county.Finance : county.Justice,
                        today.AddDays(i == 0 ? 8 : 60)
                    ),
                    county.Coordinator
                );
            }
        }
        await Said(today, "年度报告");
        await Said(today.AddDays(1), "还有7天");
        await Said(today.AddDays(7), "明天到期");
        await Said(today.AddDays(9), "已过期限");

        async Task Said(DateOnly day, string words)
        {
            county.Time.GoTo(day);
            await county.Do(new RemindReports(day), Actor.System());
            await using var db = county.Read();
            var open = await db.Set<InboxItem>()
                .Where(i =>
                    i.SettledAt == null
                    && i.OrganId == county.Finance
                    && i.Key.StartsWith("report-section:")
                )
                .ToListAsync();
            Assert.Contains(words, Assert.Single(open).Subject, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Report_IsToBeSubmittedByThe1stOfMarch_PublishedByThe1stOfApril_AndWhoDidIsLeftAlone(
        Engine engine
    )
    {
        await using var county = await County.Found(engine);
        county.Time.GoTo(new DateOnly(2026, 1, 29));
        Assert.Empty(await Open(new DateOnly(2026, 1, 29)));
        county.Time.GoTo(new DateOnly(2026, 1, 30));
        var first = await Open(new DateOnly(2026, 1, 30));
        // A township publishes; it submits nothing by article 23.
        Assert.All(first, i => Assert.Contains("报送", i.Subject, StringComparison.Ordinal));
        Assert.Contains(first, i => i.OrganId == county.Finance);
        Assert.DoesNotContain(first, i => i.OrganId == county.Qingshi);

        county.Time.GoTo(new DateOnly(2026, 2, 26));
        await county.Do(
            new RecordReportDuty(
                county.Finance,
                2025,
                ReportDuty.Submission,
                new DateOnly(2026, 2, 26),
                "县委、县政府"
            ),
            county.Coordinator
        );
        var second = await Open(new DateOnly(2026, 2, 26));
        Assert.DoesNotContain(second, i => i.OrganId == county.Finance);
        Assert.Contains(second, i => i.OrganId == county.Justice);

        county.Time.GoTo(new DateOnly(2026, 4, 2));
        var last = await Open(new DateOnly(2026, 4, 2));
        Assert.Contains(
            last,
            i =>
                i.OrganId == county.Qingshi
                && i.Subject.Contains("公开已过期限", StringComparison.Ordinal)
        );
        Assert.Equal(
            RefusalKind.Forbidden,
            (
                await county.Refused(
                    new RemindReports(new DateOnly(2026, 4, 2)),
                    county.Coordinator
                )
            ).Kind
        );

        async Task<List<InboxItem>> Open(DateOnly day)
        {
            await county.Do(new RemindReports(day), Actor.System());
            await using var db = county.Read();
            return await db.Set<InboxItem>()
                .Where(i => i.SettledAt == null && i.Key.StartsWith("report-duty:"))
                .ToListAsync();
        }
    }
}
