using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Modules.Oversight;
using Fadu.Modules.Programme;
using Fadu.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Systems;

/// <summary>M18 权力监督与督查: what each row asks beside what every register and ledger does.</summary>
public sealed class OversightSystemTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S186_AProposalIsHandedOutAnsweredJudgedAndClosed_AndRatesFollow(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string proposal =
            "主办单位=县财政局 | 种类=人大代表建议 | 届次=十八届三次 | 交办日期=2026-01-10 | 答复期限=2026-04-10";
        var first = await desk.Line("proposal-handling", proposal, "编号=1");
        var second = await desk.Line("proposal-handling", proposal, "编号=2");
        await desk.Line("proposal-handling", proposal, "编号=3 | 退办日期=2026-01-20");
        Assert.Equal("2件", await desk.Says(ProposalFigures.Handled, "种类=人大代表建议"));
        Assert.Contains(
            "办理结果",
            await desk.NoGo(first, "答复日期=2026-03-01 | 代表委员态度=满意")
        );
        Assert.Contains("先填答复日期", await desk.NoGo(first, "办结日期=2026-03-01"));
        await desk.Go(
            first,
            "面商日期=2026-02-20 | 答复日期=2026-03-01 | 办理结果=A 已解决 | 代表委员态度=满意 | 办结日期=2026-03-02"
        );
        await desk.Go(second, "答复日期=2026-03-05 | 办理结果=B 正在解决 | 代表委员态度=不满意");
        Assert.Equal(
            ("100%", "50%", "50%", "50%", "50%"),
            (
                await desk.Says(ProposalFigures.ReplyRate),
                await desk.Says(ProposalFigures.ClosedRate),
                await desk.Says(ProposalFigures.SatisfactionRate),
                await desk.Says(ProposalFigures.MetRate),
                await desk.Says(ProposalFigures.SolvedRate)
            )
        );
        // After a second answer the last attitude counts.
        await desk.Go(second, "代表委员态度=基本满意");
        Assert.Equal("100%", await desk.Says(ProposalFigures.SatisfactionRate));
        Assert.Contains("周明", await desk.NoLine("proposal-handling", proposal, "编号=1"));
    }

    [Fact]
    public async Task S187_AnAuditCountsWhenItIsReported_WithItsFindingsAndWhereCluesWent()
    {
        await using var desk = await Desk.Open();
        const string audit =
            "审计机关=县司法局 | 类别=经济责任 | 被审计（调查）单位=县水利局；县交通局 | 实施日期=2026-01-10";
        var line = await desk.Line("audit-project", audit, "项目编号=S1");
        Assert.Equal("0个", await desk.Says(OversightFigures.Audits));
        Assert.Contains("三项移送数", await desk.NoGo(line, "报告日期=2026-03-01 | 问题数=4"));
        await desk.Go(
            line,
            "报告日期=2026-03-01 | 问题数=4 | 问题金额=20000 | 移送纪检监察=1 | 移送司法=0 | 移送主管部门=2"
        );
        Assert.Equal(
            ("1个", "2家", "3个", "1个"),
            (
                await desk.Says(OversightFigures.Audits, "类别=经济责任"),
                await desk.Says(OversightFigures.Audited),
                await desk.Says(OversightFigures.Clues),
                await desk.Says(OversightFigures.Clues, "去向=纪检监察")
            )
        );
        Assert.Contains(
            "早于实施日期",
            await desk.NoLine(
                "audit-project",
                audit,
                "项目编号=S2 | 报告日期=2026-01-09 | 问题数=0 | 移送纪检监察=0 | 移送司法=0 | 移送主管部门=0"
            )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S189_CasesAndPeopleAreTwoNumbers_AndAreComparedWithoutBeingForced(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        const string total =
            "范围=县政府 | 来源名称=县纪委监委通报 | 期间起=2025-01-01 | 期间止=2025-12-31";
        await desk.Line(
            "discipline-totals",
            total,
            "类别=四风 | 查处件数=159 | 党纪政务处分人数=87 | 组织处理人数=72"
        );
        await desk.Line(
            "discipline-totals",
            total,
            "类别=四气 | 查处件数=10 | 党纪政务处分人数=8 | 组织处理人数=4"
        );
        Assert.Equal(
            "169件",
            await desk.Says(OversightFigures.Discipline, "2025-01-01", "2025-12-31")
        );
        await using var db = desk.County.Read();
        var outcome = (
            await desk
                .County.Services.GetRequiredService<FigureRelations>()
                .Check(
                    db,
                    Scope.All(),
                    [OversightFigures.Discipline],
                    FigureAsk.Year(OversightFigures.Discipline, 2025)
                )
        )
            .Where(r => r.Kind == RelationKind.Hint)
            .ToList();
        // 159 = 87 + 72 holds, 10 = 8 + 4 does not, and that is a hint and no error.
        Assert.Contains(
            outcome,
            r =>
                r.Verdict == RelationVerdict.Holds
                && r.Numbers.Contains("159", StringComparison.Ordinal)
        );
        Assert.Contains(
            outcome,
            r =>
                r.Verdict == RelationVerdict.Fails
                && r.Numbers.Contains("10", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task S190_OrgansAreMarkedByIndicatorWithReasons_PersonsNever()
    {
        await using var desk = await Desk.Open();
        const string score =
            "考核种类=绩效考核 | 考核批次=2025年度绩效 | 单位类型=乡镇街道 | 方式=内部评审 | 满分=100 | 评分日期=2026-03-02";
        await desk.Line(
            "appraisal-score",
            score,
            "被考核单位=青石镇 | 指标=法定职责履行 | 得分=88 | 扣分理由=一项逾期"
        );
        await desk.Line(
            "appraisal-score",
            score,
            "被考核单位=白水乡 | 指标=法定职责履行 | 得分=92 | 扣分理由=一项逾期"
        );
        Assert.Equal("90分", await desk.Says(ProgrammeFigures.Mean, "单位类型=乡镇街道"));
        Assert.Equal("88分", await desk.SaysOf(ProgrammeFigures.Mean, desk.County.Qingshi));
        Assert.Contains(
            "扣分理由",
            await desk.NoLine("appraisal-score", score, "指标=资金绩效 | 得分=10 | 扣分理由=")
        );
        Assert.DoesNotContain(
            Ledgers.LedgerDeclarationTests.Registry["appraisal-score"].Fields,
            f => f.Title is "姓名" or "被考核人"
        );
    }

    [Fact]
    public async Task S191_ARiskOfAPostIsWatchedUntilItIsGone_AndLookedAtEveryYear()
    {
        await using var desk = await Desk.Open();
        const string risk =
            "单位=县财政局 | 领域=政府采购 | 环节=需求论证 | 等级=高 | 评估日期=2026-01-10 | 下次评估=2027-01-10 | 状态=在控";
        Assert.Contains(
            "12 个月以内",
            await desk.NoLine("integrity-risk", risk, "下次评估=2027-01-11")
        );
        var line = await desk.Line("integrity-risk", risk);
        Assert.Equal("1个", await desk.Says(OversightFigures.Risks, "领域=政府采购;等级=高"));
        Assert.Contains("状态请选“消除”", await desk.NoGo(line, "消除日期=2026-03-10"));
        await desk.Go(line, "状态=消除 | 消除日期=2026-03-10");
        Assert.Equal("0个", await desk.Says(OversightFigures.Risks));
        Assert.Equal("1个", await desk.Says(OversightFigures.Risks, "2026-01-01", "2026-03-09"));
        Assert.Contains(
            await desk.Owed("integrity-risk"),
            d => d.Organ.Id == desk.County.Baishui && d.IsMissing
        );
    }

    [Fact]
    public async Task S192_WhatTradingShowedIsFedBackPassedOnAndHeardInTheMeeting()
    {
        await using var desk = await Desk.Open();
        const string project =
            "监督单位=县司法局 | 项目=城南道路工程 | 领域=工程招标 | 日期=2026-03-02";
        await desk.Line("trading-oversight", project, "事项=发现问题");
        await desk.Line("trading-oversight", project, "事项=反馈 | 日期=2026-03-05");
        Assert.Contains(
            "移送或者汇报的对象",
            await desk.NoLine("trading-oversight", project, "事项=线索移送 | 移送或者汇报的对象=")
        );
        await desk.Line(
            "trading-oversight",
            project,
            "事项=线索移送 | 移送或者汇报的对象=县纪委监委"
        );
        await desk.Line(
            "trading-oversight",
            project,
            "事项=常务会议听取汇报 | 移送或者汇报的对象=第5次常务会议"
        );
        Assert.Equal(
            ("1个", "1次"),
            (
                await desk.Says(OversightFigures.TradingProblems, "领域=工程招标"),
                await desk.Says(OversightFigures.InvestmentReports)
            )
        );
        Assert.Contains("周明", await desk.NoLine("trading-oversight", project, "事项=发现问题"));
    }
}
