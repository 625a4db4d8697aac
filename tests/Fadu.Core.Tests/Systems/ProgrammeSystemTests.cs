using Fadu.Core.Plans.Rectification;
using Fadu.Modules.Decisions;
using Fadu.Modules.Disputes;
using Fadu.Modules.Oversight;
using Fadu.Modules.Programme;
using Fadu.Testing;

namespace Fadu.Core.Tests.Systems;

/// <summary>M17 法治建设推进与年报: what each row asks beside what every register and ledger does.</summary>
public sealed class ProgrammeSystemTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private const string Score = "单位类型=部门 | 满分=100 | 评分日期=2026-03-02";

    [Fact]
    public async Task S178_TheReportsOfTheYearAreJudgedByAThirdParty_WithReasons()
    {
        await using var desk = await Desk.Open();
        const string review =
            $"{Score} | 考核种类=年报第三方评议 | 考核批次=2025年度年报评议 | 方式=第三方 | 评分方=某大学法学院 | 指标=数据准确";
        await desk.Line("appraisal-score", review, "得分=90 | 扣分理由=两处合计不符");
        await desk.Line(
            "appraisal-score",
            review,
            "被考核单位=县财政局 | 得分=80 | 扣分理由=缺问题部分"
        );
        Assert.Equal("85分", await desk.Says(ProgrammeFigures.ReportReviewScore));
        Assert.Equal("2个", await desk.Says(ProgrammeFigures.ReportsReviewed));
        Assert.Contains(
            "扣分理由",
            await desk.NoLine("appraisal-score", review, "被考核单位=青石镇 | 得分=99")
        );
        // The third party's marks are none of the county's own appraisal.
        Assert.Equal("—", await desk.Says(ProgrammeFigures.Mean));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S179_YearsBeforeComeInWithTheirSource_AndStandBesideWhatIsCounted(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        const string year =
            "单位=县政府 | 范围=汇总 | 指标=调解.受理 | 数值的单位=件 | 出处=2024年度报告第3页 | 出处日期=2025-03-01 | 来源名称=年度报告 | 期间起=2024-01-01 | 期间止=2024-12-31";
        Assert.Contains(
            "没有名为",
            await desk.NoLine("outside-total", year, "指标=调解.没有的 | 数值=1")
        );
        Assert.Contains(
            "换算不了",
            await desk.NoLine("outside-total", year, "数值=1 | 数值的单位=人")
        );
        Assert.Contains("出处", await desk.NoLine("outside-total", year, "数值=1 | 出处="));
        await desk.Line("outside-total", year, "数值=0.26 | 数值的单位=万件");
        await desk.Line("outside-total", year, "数值=2500 | 期间起=2023-01-01 | 期间止=2023-12-31");
        Assert.Equal(
            "2600件",
            await desk.Says(MediationFigures.Accepted, "2024-01-01", "2024-12-31")
        );
        Assert.Equal(
            "2500件",
            await desk.Says(MediationFigures.Accepted, "2023-01-01", "2023-12-31")
        );
        // A source that says something else stands beside it; which one counts is said with a reason.
        Assert.Contains(
            "为什么采用",
            await desk.NoLine("outside-total", year, "数值=2650 | 来源名称=省平台 | 采用=是")
        );
        await desk.Line(
            "outside-total",
            year,
            "数值=2650 | 来源名称=省平台 | 采用=是 | 备注=以平台为准"
        );
        Assert.Equal(
            "2650件",
            await desk.Says(MediationFigures.Accepted, "2024-01-01", "2024-12-31")
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S181_EveryOrganIsInspectedInTurn_AndWhatWasFoundIsMended(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string round =
            "督察计划=2026年第一轮 | 方式=实地督察 | 范围=综合督察 | 开始日期=2026-03-02 | 结束日期=2026-03-06 | 后续=无";
        var first = await desk.Line("inspection-round", round, "督察对象=县财政局 | 发现问题=1");
        await desk.Line("inspection-round", round, "督察对象=青石镇 | 发现问题=0");
        await desk.Line(
            "inspection-round",
            round,
            "督察计划=2026年专项 | 督察对象=青石镇 | 发现问题=0 | 开始日期=2026-03-09 | 结束日期=2026-03-10"
        );
        Assert.Equal(
            ("2次", "2个"),
            (
                await desk.Says(ProgrammeFigures.Inspections),
                await desk.Says(ProgrammeFigures.Inspected)
            )
        );
        Assert.Contains("整改报告期限", await desk.NoGo(first, "反馈日期=2026-03-10"));
        await desk.Go(first, "反馈日期=2026-03-10 | 整改报告期限=2026-04-10 | 后续=约谈");
        Assert.Equal("1次", await desk.Says(ProgrammeFigures.InspectionAdmonitions));
        await desk.County.Do(
            new RegisterProblem(
                ProblemSource.OwnInspection,
                "2026年第一轮",
                "1",
                "没有按时公开年报",
                desk.County.Finance,
                Desk.Day("2026-03-10"),
                Desk.Day("2026-04-10")
            ),
            desk.County.Coordinator
        );
        Assert.Equal("0%", await desk.Says(InspectionFigures.FixedRate, "来源=本级法治督察"));
        Assert.Contains(
            "结束日期早于开始日期",
            await desk.NoLine(
                "inspection-round",
                round,
                "督察对象=白水乡 | 发现问题=0 | 结束日期=2026-03-01"
            )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S182_AnIndicatorHasItsMarkProofAndFigure_SelfAndOutsideMarksStandApart(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        const string indicator = "指标体系=县级法治政府建设指标 | 版次=2026年版";
        Assert.Contains(
            "罚没收入和处罚数量",
            await desk.NoItem(IndicatorItems.Key, indicator, "指标编号=1 | 指标内容=罚没收入增长")
        );
        Assert.Contains(
            "不能是它自己",
            await desk.NoItem(
                IndicatorItems.Key,
                indicator,
                "指标编号=1 | 上级编号=1 | 指标内容=依法履职"
            )
        );
        await desk.Item(
            IndicatorItems.Key,
            "2026-01-01",
            indicator,
            "指标编号=1 | 指标内容=依法履职 | 分值=10"
        );
        await desk.Item(
            IndicatorItems.Key,
            "2026-01-01",
            indicator,
            "指标编号=1.1 | 上级编号=1 | 指标内容=按期答复复议 | 分值=4 | 对应数据=复议.按期率"
        );
        Assert.Equal(
            ("2条", "1条", "1条"),
            (
                await desk.Says(IndicatorItems.Standing),
                await desk.Says(IndicatorItems.Standing, "层级=一级"),
                await desk.Says(IndicatorItems.IndicatorsWithFigure)
            )
        );
        const string mark =
            $"{Score} | 考核种类=法治政府建设考核 | 考核批次=2025年度 | 指标=依法履职";
        await desk.Line("appraisal-score", mark, "方式=自评 | 得分=100");
        await desk.Line("appraisal-score", mark, "方式=内部评审 | 得分=92 | 扣分理由=一件复议逾期");
        await desk.Line("appraisal-score", mark, "方式=社会评价 | 得分=90 | 扣分理由=满意度");
        Assert.Equal("92分", await desk.Says(ProgrammeFigures.Mean));
        Assert.Equal("8分", await desk.Says(ProgrammeFigures.SelfAppraisalGap));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S183_WhatTheFirstResponsibleDidIsKeptByMeetingAndSubject(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        Assert.Contains(
            "依据",
            await desk.NoItem(LeaderDutyItems.Key, "职务=政府主要负责人 | 依据=")
        );
        await desk.Item(
            LeaderDutyItems.Key,
            "2026-01-01",
            "职务=政府主要负责人 | 职责=定期听取汇报 | 频次=每年不少于一次"
        );
        Assert.Equal("1项", await desk.Says(LeaderDutyItems.Standing, "职务=政府主要负责人"));

        const string duty = "单位=县政府 | 主体=县政府 | 责任人职务=县长 | 日期=2026-03-02";
        const string meeting = "履职=常务会议研究 | 会议=第5次常务会议";
        await desk.Line("rule-of-law-duty", duty, meeting, "议题或者事项=决策目录");
        await desk.Line("rule-of-law-duty", duty, meeting, "议题或者事项=年度报告");
        await desk.Line(
            "rule-of-law-duty",
            duty,
            "履职=听取专题汇报 | 会议=专题会 | 议题或者事项=法治督察"
        );
        await desk.Line(
            "rule-of-law-duty",
            duty,
            "单位=县财政局 | 主体=部门 | 责任人职务=局长 | 履职=被约谈 | 议题或者事项=整改不力"
        );
        Assert.Equal(
            ("1次", "2项", "1次", "1人次"),
            (
                await desk.Says(ProgrammeFigures.ExecutiveMeetings),
                await desk.Says(ProgrammeFigures.ExecutiveSubjects),
                await desk.Says(ProgrammeFigures.ReportsHeard, "主体=县政府"),
                await desk.Says(ProgrammeFigures.Admonitions, "方式=被约谈")
            )
        );
        Assert.Contains(
            "会议",
            await desk.NoLine(
                "rule-of-law-duty",
                duty,
                "履职=部署会协调会 | 会议= | 议题或者事项=部署"
            )
        );
    }

    [Fact]
    public async Task S185_ExpertsAreFoundByFieldWhileTheirTermRuns_AndDismissedWithAReason()
    {
        await using var desk = await Desk.Open();
        const string expert = "库别=法治政府建设 | 专家类型=个人 | 工作单位=某大学";
        Assert.Contains("聘任有任期", await desk.NoItem(Experts.Key, expert));
        var id = await desk.ItemUntil(
            Experts.Key,
            "2024-01-01",
            "2026-04-10",
            expert,
            "姓名或者名称=专家甲 | 专业领域=行政法"
        );
        await desk.ItemUntil(
            Experts.Key,
            "2024-01-01",
            "2028-12-31",
            expert,
            "姓名或者名称=专家乙 | 专业领域=财政"
        );
        Assert.Equal(
            "2人",
            await desk.Says(Experts.Standing, "2026-01-01", "2026-03-16", "库别=法治政府建设")
        );
        Assert.StartsWith(
            "专家甲",
            Assert.Single(await desk.Find(Experts.Key, "行政法", "2026-04-10"))
        );
        Assert.Empty(await desk.Find(Experts.Key, "行政法", "2026-04-11"));
        Assert.Equal(Desk.Day("2026-04-10"), Assert.Single(await desk.Reminded("2026-03-16")).Due);
        await desk.Change(Experts.Key, id, "解聘", "2026-03-10", "解聘理由=连续两次不参加论证");
        Assert.Empty(await desk.Find(Experts.Key, "行政法", "2026-03-11"));
    }
}
