using Fadu.Core.Inbox;
using Fadu.Core.People;
using Fadu.Modules.Credentials;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Tests.Systems;

/// <summary>M09 执法资格与培训: what each row asks beside what every register and ledger does.</summary>
public sealed class CredentialsSystemTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S088_ACredentialIsIssuedRunsOutIsRenewedSuspendedAndCancelled(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string officer =
            "姓名=孙某 | 所在单位=县司法局 | 人员身份=公务员 | 证件类别=省级制发 | 取得方式=考试合格 | 法制审核人员=是";
        Assert.Contains("有效期", await desk.NoItem(EnforcementOfficers.Key, officer));
        Assert.Contains(
            "后四位",
            await desk.NoItem(EnforcementOfficers.Key, officer, "证件号后四位=12345")
        );
        var id = await desk.ItemUntil(
            EnforcementOfficers.Key,
            "2021-06-01",
            "2026-05-31",
            officer,
            "执法证号=32050001"
        );
        await desk.ItemUntil(
            EnforcementOfficers.Key,
            "2024-01-01",
            "2028-12-31",
            officer,
            "姓名=李某 | 执法证号=32050002 | 法制审核人员=否"
        );
        Assert.Equal(
            "2人",
            await desk.Says(EnforcementOfficers.Standing, "2026-01-01", "2026-03-16")
        );
        Assert.Equal(
            "50%",
            await desk.Says(EnforcementOfficers.LegalAuditorShare, "2026-01-01", "2026-03-16")
        );
        Assert.Equal(Desk.Day("2026-05-31"), Assert.Single(await desk.Reminded("2026-03-16")).Due);

        // Without a credential that stands, nobody is counted as one who may enforce.
        await desk.Change(
            EnforcementOfficers.Key,
            id,
            "暂扣",
            "2026-03-02",
            "暂扣事由=违规执法 | 决定文书=云司扣〔2026〕1号"
        );
        Assert.Equal(
            "1人",
            await desk.Says(EnforcementOfficers.Standing, "2026-01-01", "2026-03-16")
        );
        Assert.Empty(await desk.Find(EnforcementOfficers.Key, "孙某", "2026-03-16"));
        await desk.Change(EnforcementOfficers.Key, id, "恢复", "2026-03-10");
        await desk.Change(EnforcementOfficers.Key, id, "换证", "2031-05-31", "换证原因=到期");
        Assert.Single(await desk.Find(EnforcementOfficers.Key, "孙某", "2030-01-01"));
        await desk.Change(EnforcementOfficers.Key, id, "注销", "2026-03-15", "注销原因=退休");
        Assert.Empty(await desk.Find(EnforcementOfficers.Key, "孙某", "2026-03-16"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S089_EachOnesHoursOfTheYearAreAddedUp_AndWhoHasTooFewIsSeen(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string session =
            "内容=法律法规 | 对象=行政执法人员 | 学时=32 | 开始日期=2026-03-02 | 结束日期=2026-03-05";
        await desk.Line(
            "training-session",
            session,
            "名称=一期 | 参训人数=200 | 其中本年首次参训=200"
        );
        await desk.Line(
            "training-session",
            session,
            "名称=二期 | 参训人数=202 | 其中本年首次参训=150"
        );
        Assert.Equal(
            ("2期", "402人次", "350人"),
            (
                await desk.Says(TrainingFigures.Sessions),
                await desk.Says(TrainingFigures.Attendances),
                await desk.Says(TrainingFigures.Officers)
            )
        );
        Assert.Contains(
            "首次参训 ≤ 参训人数",
            await desk.NoLine(
                "training-session",
                session,
                "名称=三期 | 参训人数=5 | 其中本年首次参训=6"
            )
        );
        Assert.Contains(
            "总小时数",
            await desk.NoLine("training-session", session, "名称=三期 | 学时=97")
        );

        const string hours = "结束日期=2026-03-05 | 人员=孙某 | 执法证号后四位=0001";
        await desk.Line("training-hours", hours, "培训期次=一期 | 学时=32.5");
        await desk.Line("training-hours", hours, "培训期次=二期 | 学时=24");
        await desk.Line(
            "training-hours",
            hours,
            "培训期次=一期 | 学时=60 | 人员=李某 | 执法证号后四位=0002"
        );
        Assert.Equal("116.5学时", await desk.Says(TrainingHourFigures.Hours));
        Assert.Contains(
            "没有学时",
            await desk.NoLine("training-hours", hours, "培训期次=三期 | 学时=0")
        );

        // 法治政府建设实施纲要（2021－2025年）: 60 hours a year, of everybody with a credential
        foreach (
            var (person, number) in new[] { ("孙某", "0001"), ("李某", "0002"), ("钱某", "0003") }
        )
        {
            await desk.ItemUntil(
                EnforcementOfficers.Key,
                "2024-01-01",
                "2028-12-31",
                $"姓名={person} | 所在单位=县司法局 | 执法证号=3205{number}"
            );
        }
        await using var db = desk.County.Read();
        Assert.Equal(
            [("孙某", 56.5m), ("钱某", 0m)],
            (await TrainingShortfalls.Of(db, Scope.All(), Desk.Day("2026-12-31"))).Select(f =>
                (f.Person, f.Hours)
            )
        );
        Assert.Empty(await Told("2026-06-29"));
        Assert.Contains("钱某 0。", Assert.Single(await Told("2026-06-30")).Text);
        Assert.Contains("孙某 56.5、钱某 0。", Assert.Single(await Told("2026-10-31")).Text);
        await desk.Line(
            "training-hours",
            "结束日期=2026-03-10 | 人员=孙某 | 培训期次=三期 | 学时=4"
        );
        await desk.Line(
            "training-hours",
            "结束日期=2026-03-10 | 人员=钱某 | 培训期次=三期 | 学时=60"
        );
        Assert.Empty(await Told("2026-11-01"));

        async Task<IReadOnlyList<InboxItem>> Told(string day)
        {
            await desk.County.Do(new RemindTrainingHours(Desk.Day(day)), Actor.System());
            await using var read = desk.County.Read();
            return await read.Set<InboxItem>()
                .Where(i => i.SettledAt == null && i.Key.StartsWith("training-hours:"))
                .ToListAsync();
        }
    }

    [Fact]
    public async Task S090_WhoFirstTakesUpOneOfTheFourPostsHasPassedTheExamination()
    {
        await using var desk = await Desk.Open();
        const string post = "姓名=周某 | 单位=县司法局 | 岗位=处罚决定法制审核 | 初次从事=是";
        Assert.Contains(
            "公务员法第二十五条第二款",
            await desk.NoItem(LegalQualifications.Key, post, "上岗日期=2026-01-05 | 资格证书号=")
        );
        await desk.Item(
            LegalQualifications.Key,
            "2026-01-05",
            post,
            "上岗日期=2026-01-05 | 资格证书号=A20191234"
        );
        await desk.Item(
            LegalQualifications.Key,
            "2026-01-05",
            post,
            "姓名=吴某 | 上岗日期=2026-01-05 | 资格证书号= | 不适用的理由=2017年任职文件"
        );
        // Before 2018 it was not asked for, and does not weigh in the rate.
        await desk.Item(
            LegalQualifications.Key,
            "2016-01-05",
            post,
            "姓名=郑某 | 上岗日期=2016-01-05 | 资格证书号="
        );
        Assert.Equal("50%", await desk.Says(LegalQualifications.LegalPostRate));
        Assert.Equal("3人", await desk.Says(LegalQualifications.Standing));
        Assert.Contains(
            "统一职前培训日期",
            await desk.NoItem(
                LegalQualifications.Key,
                post,
                "岗位=行政复议 | 上岗日期=2026-01-05 | 资格证书号=A1 | 统一职前培训日期="
            )
        );
        Assert.Contains(
            "取得资格晚于上岗",
            await desk.NoItem(
                LegalQualifications.Key,
                post,
                "上岗日期=2026-01-05 | 资格证书号=A1 | 取得日期=2026-02-05"
            )
        );
    }
}
