using Fadu.Modules.LegalEducation;
using Fadu.Testing;

namespace Fadu.Core.Tests.Systems;

/// <summary>M14 普法与学法: what each row asks beside what every register and ledger does.</summary>
public sealed class LegalEducationSystemTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Fact]
    public async Task S141_HowManyAreCertifiedAddsUp_WithoutAnyName()
    {
        await using var desk = await Desk.Open();
        const string total =
            "认证类别=知法明理人 | 区划代码=654099100 | 截至日期=2025-12-31 | 期初=100 | 新增认证=30 | 撤销认证=10";
        Assert.Contains("即 120", await desk.NoItem(CertificationTotals.Key, total, "期末=130"));
        var id = await desk.Item(CertificationTotals.Key, "2025-12-31", total, "期末=120");
        await desk.Item(
            CertificationTotals.Key,
            "2025-12-31",
            "认证类别=知法明理示范户 | 区划代码=654099100 | 截至日期=2025-12-31 | 期初=0 | 新增认证=8 | 撤销认证=0 | 期末=8"
        );
        Assert.Equal(
            ("120个", "8个"),
            (
                await desk.Says(CertificationTotals.LegalAwareCertified, "对象=人"),
                await desk.Says(CertificationTotals.LegalAwareCertified, "对象=示范户")
            )
        );
        Assert.DoesNotContain(
            Registers.RegisterDeclarationTests.Registry[CertificationTotals.Key].Fields,
            f => f.Title.Contains("姓名", StringComparison.Ordinal)
        );
        // The next one goes for it.
        await desk.Change(CertificationTotals.Key, id, "终止", "2026-02-28");
        await desk.Item(
            CertificationTotals.Key,
            "2026-03-01",
            "认证类别=知法明理人 | 区划代码=654099100 | 截至日期=2026-03-01 | 期初=120 | 新增认证=5 | 撤销认证=0 | 期末=125"
        );
        Assert.Equal("125个", await desk.Says(CertificationTotals.LegalAwareCertified, "对象=人"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S142_WhoEnforcesEducates_WhatToWhomAndWhen_AndIsToldBefore(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string duty =
            "年度=2026 | 责任单位=县司法局 | 普法内容=《中华人民共和国人民调解法》 | 重点对象=村民 | 次数=2 | 时间节点=2026-04-10";
        Assert.Contains(
            "不在清单年度里",
            await desk.NoItem(PublicityDuties.Key, duty, "时间节点=2027-01-05")
        );
        Assert.Contains("普法内容", await desk.NoItem(PublicityDuties.Key, duty, "普法内容="));
        var id = await desk.Item(PublicityDuties.Key, "2026-01-01", duty, "普法措施=进村宣讲");
        Assert.Contains("进村宣讲", (await desk.Publish(id)).Title);
        Assert.Empty(await desk.Reminded("2026-03-10"));
        Assert.Equal(Desk.Day("2026-04-10"), Assert.Single(await desk.Reminded("2026-03-16")).Due);
        Assert.Equal("1项", await desk.Says(PublicityDuties.Standing, "年度=2026"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S145_OnlyNumbersByLevel_TheLatestMonthCounts_AndNobodyIsOnAList(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string total = "乡镇（街道）=青石镇 | 新增=1 | 移出=0";
        await desk.Line(
            "risk-group-totals",
            total,
            "等级=高 | 人数=12 | 已落实包保=12 | 期间起=2026-01-01 | 期间止=2026-01-31"
        );
        await desk.Line("risk-group-totals", total, "等级=高 | 人数=10 | 已落实包保=9");
        await desk.Line("risk-group-totals", total, "等级=中 | 人数=30 | 已落实包保=30");
        Assert.Equal(
            "10人",
            await desk.Says(EducationFigures.RiskGroup, "2026-01-01", "2026-02-28", "等级=高")
        );
        Assert.Equal(
            "97.5%",
            await desk.Says(EducationFigures.RiskGroupCaredRate, "2026-01-01", "2026-02-28")
        );
        Assert.Contains(
            "已落实包保 ≤ 人数",
            await desk.NoLine("risk-group-totals", total, "等级=低 | 人数=5 | 已落实包保=6")
        );
        Assert.Contains(
            "个人信息",
            await desk.NoLine(
                "risk-group-totals",
                total,
                "等级=低 | 人数=5 | 已落实包保=5 | 备注=653121199001011234"
            )
        );
        var ledger = Ledgers.LedgerDeclarationTests.Registry["risk-group-totals"];
        Assert.Equal([Core.Ledgers.LineForm.Total], ledger.Forms);
        Assert.Equal(Core.Ledgers.EvidenceRule.None, ledger.Evidence);
        Assert.Empty(await desk.SeenBy(desk.County.Baishui, "risk-group-totals"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S146_AnEventCountsOnce_ASchoolOnce_AndProductsByTheirKind(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string lecture =
            "条目形态=明细 | 场所=学校 | 形式=专题讲座 | 对象=学生 | 专项=送法进学校 | 日期=2026-03-02 | 场次=1 | 受众人次=200";
        await desk.Line(
            "publicity-event",
            lecture,
            "名称=甲 | 地点=青石中学 | 产品=宣传材料 200；手抄报 30"
        );
        await desk.Line("publicity-event", lecture, "名称=乙 | 地点=青石中学 | 日期=2026-03-09");
        await desk.Line("publicity-event", lecture, "名称=丙 | 地点=白水中学");
        Assert.Equal(
            ("3场次", "600人次", "2所", "200件"),
            (
                await desk.Says(PublicityFigures.Events, "专项=送法进学校"),
                await desk.Says(PublicityFigures.Attendance),
                await desk.Says(PublicityFigures.Schools),
                await desk.Says(PublicityFigures.Products, "产品=宣传材料")
            )
        );
        // Two organs of one event: the second is asked whether it is the same.
        Assert.Contains(
            "是否同一活动",
            await desk.NoLine(
                "publicity-event",
                lecture,
                "名称=丁 | 地点=白水中学 | 主办单位=县财政局"
            )
        );
        Assert.Contains(
            "改为批次",
            await desk.NoLine("publicity-event", lecture, "名称=戊 | 地点=城关中学 | 场次=5")
        );
        await desk.Line(
            "legal-education-pairing",
            "结对单位=县司法局 | 结对对象=云岭甲水泥厂 | 对象种类=企业 | 结对日期=2026-01-05"
        );
        await desk.Line(
            "legal-education-pairing",
            "结对单位=县财政局 | 结对对象=云岭甲水泥厂 | 对象种类=企业 | 结对日期=2026-02-05"
        );
        Assert.Equal(
            ("2个", "1家"),
            (
                await desk.Says(EducationFigures.PairedOrgans),
                await desk.Says(EducationFigures.PairedFirms)
            )
        );
    }

    [Fact]
    public async Task S147_TheLastRoundCounts_AndPartsNeverExceedTheWhole()
    {
        await using var desk = await Desk.Open();
        const string round =
            "填报单位=青石镇 | 去向=合计 | 外出人数=3000 | 其中集体外出=200 | 已受教育=2500 | 集体外出中已受教育=190";
        await desk.Line(
            "migrant-worker-totals",
            round,
            "排查轮次=2025年冬 | 外出人数=2800 | 期间起=2026-01-01 | 期间止=2026-01-31"
        );
        await desk.Line("migrant-worker-totals", round, "排查轮次=2026年春");
        Assert.Equal(
            "3000人",
            await desk.Says(EducationFigures.MigrantWorkers, "2026-01-01", "2026-02-28")
        );
        Assert.Equal(
            "95%",
            await desk.Says(EducationFigures.MigrantInstructedRate, "2026-01-01", "2026-02-28")
        );
        Assert.Contains(
            "集体外出 ≤ 外出人数",
            await desk.NoLine("migrant-worker-totals", round, "排查轮次=三 | 其中集体外出=3001")
        );
        Assert.Contains(
            "集体外出中已受教育 ≤ 集体外出",
            await desk.NoLine(
                "migrant-worker-totals",
                round,
                "排查轮次=三 | 集体外出中已受教育=201"
            )
        );
    }

    [Fact]
    public async Task S148_WhatLeadersMustKnowIsAListOfLaws_ByYearForThePlan()
    {
        await using var desk = await Desk.Open();
        const string item = "对象=县政府领导班子 | 学习要求=必学";
        Assert.Contains(
            "书名号和全称",
            await desk.NoItem(
                StudyListItems.Key,
                item,
                "清单=领导干部应知应会 | 法规名称=行政处罚法"
            )
        );
        Assert.Contains(
            "年度",
            await desk.NoItem(
                StudyListItems.Key,
                item,
                "清单=年度会前学法计划 | 法规名称=《中华人民共和国行政处罚法》 | 年度="
            )
        );
        var id = await desk.Item(
            StudyListItems.Key,
            "2026-01-01",
            item,
            "清单=领导干部应知应会 | 法规名称=《中华人民共和国行政处罚法》 | 重点条文=第三十三条"
        );
        await desk.Change(
            StudyListItems.Key,
            id,
            "更新",
            "2026-03-10",
            "重点条文=第三十三条、第五十八条"
        );
        Assert.Equal(
            "第三十三条",
            await desk.Reads(StudyListItems.Key, id, "2026-03-09", "重点条文")
        );
        Assert.Equal("1条", await desk.Says(StudyListItems.Standing, "清单=领导干部应知应会"));
        Assert.DoesNotContain(
            Registers.RegisterDeclarationTests.Registry[StudyListItems.Key].Fields,
            f => f.Title is "得分" or "名次" or "姓名"
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S149_LawIsStudiedBeforeMeetings_WhoWasAbsentIsCounted_AndEachQuarterHasOne(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        const string session =
            "学习主体=县政府 | 主体层级=政府常务会 | 学习内容=《中华人民共和国行政处罚法》 | 应到=20 | 实到=18 | 缺席=2";
        await desk.Line(
            "law-study-session",
            session,
            "形式=会前学法 | 会议=第1次常务会议 | 学习日期=2026-01-10"
        );
        Assert.Contains(
            "应到 = 实到 + 缺席",
            await desk.NoLine(
                "law-study-session",
                session,
                "形式=集中学习 | 学习日期=2026-02-10 | 缺席=3"
            )
        );
        Assert.Contains(
            "会议",
            await desk.NoLine(
                "law-study-session",
                session,
                "形式=会前学法 | 会议= | 学习日期=2026-02-10"
            )
        );
        await desk.Line("law-study-session", session, "形式=集中学习 | 学习日期=2025-02-10");
        await desk.Line("law-study-session", session, "形式=集中学习 | 学习日期=2025-05-10");
        await desk.Line("law-study-session", session, "形式=集中学习 | 学习日期=2025-11-10");
        Assert.Equal(
            ("1次", "90%"),
            (
                await desk.Says(StudyFigures.PreMeeting, "主体层级=政府常务会"),
                await desk.Says(StudyFigures.AttendanceRate)
            )
        );
        // Three in the year, none in the third quarter: not once a quarter
        Assert.Equal("3次", await desk.Says(StudyFigures.Collective, "2025-01-01", "2025-12-31"));
        Assert.Equal(
            "0次",
            await desk.Says(EducationFigures.StudyPerQuarterMin, "2025-01-01", "2025-12-31")
        );
        await desk.Line("law-study-session", session, "形式=集中学习 | 学习日期=2025-08-10");
        Assert.Equal(
            "1次",
            await desk.Says(EducationFigures.StudyPerQuarterMin, "2025-01-01", "2025-12-31")
        );
    }
}
