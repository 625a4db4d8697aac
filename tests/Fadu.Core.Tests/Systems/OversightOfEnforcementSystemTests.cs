using Fadu.Core.Plans.Rectification;
using Fadu.Modules.Enforcement;
using Fadu.Modules.EnforcementOversight;
using Fadu.Modules.Programme;
using Fadu.Testing;

namespace Fadu.Core.Tests.Systems;

/// <summary>M10 执法监督 (and S084 of M08, whose complaints it follows up): what each row asks beside what every register and ledger does.</summary>
public sealed class OversightOfEnforcementSystemTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S084_TheHotlineShowsWhatRose_AndWhatWasSolvedOfWhatWasConcluded(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string ticket = "条目形态=明细 | 渠道=12345 | 性质=投诉 | 属地=青石镇";
        var number = 0;
        foreach (
            var (month, noise, roads) in new[]
            {
                ("2025-11", 1, 3),
                ("2025-12", 2, 3),
                ("2026-01", 0, 3),
                ("2026-02", 7, 4),
            }
        )
        {
            foreach (
                var topic in Enumerable
                    .Repeat("噪声", noise)
                    .Concat(Enumerable.Repeat("道路", roads))
            )
            {
                await desk.Line(
                    "hotline-demand",
                    ticket,
                    $"工单号={++number} | 事项分类={topic} | 受理日期={month}-10 | 到期日期={month}-20 | 办结日期={month}-15 | 结果={(topic == "噪声" ? "未解决" : "已解决")}"
                );
            }
        }
        // One more of a few is no alarm; noise went from 1 a month to 7, and with it the town and the channel.
        var risen = await desk.Risen(DemandFigures.Received, "2026-02-01");
        Assert.Equal(
            (7m, 1m),
            risen.Where(r => r.Value == "噪声").Select(r => (r.Now, r.Before)).Single()
        );
        Assert.DoesNotContain(risen, r => r.Value == "道路");
        Assert.Contains(risen, r => r is { By: "属地", Value: "青石镇" });
        Assert.Empty(await desk.Risen(DemandFigures.Received, "2026-01-01"));
        Assert.Equal(
            "36.36%",
            await desk.Says(DemandFigures.SolvedRate, "2026-02-01", "2026-02-28")
        );

        // The same thing told twice is one, and a ticket with a result has its day.
        await desk.Line(
            "hotline-demand",
            ticket,
            "工单号=900 | 事项分类=噪声 | 受理日期=2026-02-11 | 结果=退回 | 并入工单=10"
        );
        Assert.Equal("11件", await desk.Says(DemandFigures.Received, "2026-02-01", "2026-02-28"));
        Assert.Contains(
            "办结日期",
            await desk.NoLine(
                "hotline-demand",
                ticket,
                "工单号=901 | 受理日期=2026-02-11 | 结果=已解决"
            )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S091_DecisionsOfEveryOrganAreCountedByTheirColumns_AndTheYearIsOwed(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        const string penalty =
            "条目形态=明细 | 行为种类=行政处罚 | 程序=普通 | 法制审核=通过 | 决定日期=2026-03-02";
        await desk.Line("enforcement-stat", penalty, "统计栏=罚款 | 金额=2000 | 决定书文号=1");
        await desk.Line(
            "enforcement-stat",
            penalty,
            "统计栏=警告 | 决定书文号=2 | 移送司法=移送并被受理"
        );
        Assert.Equal("1宗", await desk.Says(EnforcementFigures.Penalties, "种类=罚款"));
        Assert.Equal("2000元", await desk.Says(EnforcementFigures.Fines));
        Assert.Equal("1件", await desk.Says(EnforcementFigures.CrimeTransfers, "受理=是"));
        Assert.Contains(
            "没有“查封”这一栏",
            await desk.NoLine("enforcement-stat", penalty, "统计栏=查封 | 决定书文号=3")
        );
        Assert.Contains(
            "简易还是普通",
            await desk.NoLine("enforcement-stat", penalty, "统计栏=警告 | 程序= | 决定书文号=3")
        );
        // 国办发〔2018〕118号（六）: every year; a town that did nothing says so
        Assert.Contains(
            await desk.Owed("enforcement-stat"),
            d => d.Organ.Id == desk.County.Qingshi && d.IsMissing
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S093_AFileIsMarkedByTwo_OneGraveFaultFailsIt_AndAnObjectionIsChecked(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        const string file =
            "批次=2026年第一次 | 评查方式=集中 | 案卷种类=处罚 | 评查日期=2026-03-02 | 评查人=甲；乙 | 一票否决=无";
        await desk.Line("case-file-review", file, "案号=1 | 得分=95 | 意见条数=1");
        var fair = await desk.Line("case-file-review", file, "案号=2 | 得分=59.5 | 意见条数=6");
        await desk.Line(
            "case-file-review",
            file,
            "案号=3 | 得分=92 | 一票否决=违反法定程序 | 意见条数=3"
        );
        await desk.Line(
            "case-file-review",
            file,
            "批次=日常 | 评查方式=日常 | 案号=4 | 得分=80 | 意见条数=0"
        );
        Assert.Equal(
            ("1次", "4件", "10条", "50%", "25%"),
            (
                await desk.Says(FileReviewFigures.Rounds),
                await desk.Says(FileReviewFigures.Files),
                await desk.Says(FileReviewFigures.Findings),
                await desk.Says(FileReviewFigures.PassedRate),
                await desk.Says(FileReviewFigures.ExcellentRate)
            )
        );
        Assert.Contains(
            "不少于两人",
            await desk.NoLine("case-file-review", file, "案号=5 | 得分=80 | 评查人=甲")
        );
        Assert.Contains("异议日期和复核得分", await desk.NoGo(fair, "复核日期=2026-03-10"));
        await desk.Go(
            fair,
            "反馈日期=2026-03-03 | 异议日期=2026-03-05 | 复核日期=2026-03-10 | 复核得分=62"
        );
        Assert.Equal("75%", await desk.Says(FileReviewFigures.PassedRate));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S094_ANoticeIsServedAnsweredAndMended_AndWhatIsLateIsCounted(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string notice =
            "被监督单位=县财政局 | 制发机关=云岭县司法局 | 问题=逾期未作决定 | 制发日期=2026-02-05 | 反馈期限=2026-02-27";
        var line = await desk.Line(
            "supervision-notice",
            notice,
            "文种=意见书 | 文号=云司监意〔2026〕1号"
        );
        Assert.Contains(
            "行政执法监督条例第二十六条至第二十九条",
            await desk.NoLine("supervision-notice", notice, "文种=建议书 | 文号=2")
        );
        Assert.Contains(
            "人民政府制发",
            await desk.NoLine("supervision-notice", notice, "文种=决定书 | 文号=2")
        );
        Assert.Equal("0%", await desk.Says(SupervisionNoticeFigures.ReplyRate));
        var problem = await desk.Problem(line);
        Assert.Equal(
            (desk.County.Finance, ProblemState.HandedOut, true),
            (problem.OrganId, problem.State, problem.IsLate(Desk.Day("2026-03-16")))
        );
        Assert.Contains("纠正情况", await desk.NoGo(line, "反馈日期=2026-02-26"));
        await desk.Go(line, "反馈日期=2026-02-26 | 纠正情况=已纠正");
        Assert.Equal(
            ("100%", "100%"),
            (
                await desk.Says(SupervisionNoticeFigures.ReplyRate),
                await desk.Says(SupervisionNoticeFigures.CorrectedRate)
            )
        );
        await desk.Mend(line, desk.County.FinanceHandler, desk.County.Coordinator);
        Assert.Equal(ProblemState.Closed, (await desk.Problem(line)).State);
    }

    [Fact]
    public async Task S098_AComplaintIsTakenInCheckedAndAnswered_AndOneThatIsLateIsNotInTime()
    {
        await using var desk = await Desk.Open();
        const string complaint =
            "渠道=网上 | 事项=乱罚款 | 涉企=是 | 收到日期=2026-02-02 | 受理结果=受理 | 受理日期=2026-02-03 | 答复期限=2026-03-05";
        var late = await desk.Line("enforcement-complaint", complaint, "编号=1 | 办理结果=办理中");
        await desk.Line(
            "enforcement-complaint",
            complaint,
            "编号=2 | 事项=乱收费 | 办理结果=属实已纠正 | 答复日期=2026-03-01"
        );
        await desk.Line(
            "enforcement-complaint",
            complaint,
            "编号=3 | 事项=乱检查 | 受理结果=引导复议诉讼 | 受理日期= | 答复期限= | 办理结果="
        );
        Assert.Equal("50%", await desk.Says(ComplaintFigures.OnTimeRate));
        Assert.Contains("没有答复日期", await desk.NoGo(late, "答复日期=2026-03-10"));
        await desk.Go(late, "办理结果=不属实 | 答复日期=2026-03-10");
        Assert.Equal("2件", await desk.Says(ComplaintFigures.Handled, "涉企=是"));
        Assert.Equal("50%", await desk.Says(ComplaintFigures.OnTimeRate));
        Assert.Contains(
            "没有受理的",
            await desk.NoLine(
                "enforcement-complaint",
                complaint,
                "编号=4 | 事项=其他 | 受理结果=重复 | 办理结果=不属实 | 答复日期=2026-03-01"
            )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S099_AMajorPenaltyIsAuditedBeforeItIsDecided_FiledReviewedAndShown(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        const string penalty =
            "层级=县 | 决定日期=2026-02-02 | 处罚种类=罚款 | 应报日期=2026-02-17 | 法制审核日期=2026-01-30";
        Assert.Contains(
            "行政处罚法第五十八条",
            await desk.NoLine(
                "major-penalty-filing",
                penalty,
                "决定书文号=1 | 法制审核日期=2026-02-03"
            )
        );
        Assert.Contains(
            "听证应当在作出决定以前",
            await desk.NoLine("major-penalty-filing", penalty, "决定书文号=1 | 听证日期=2026-02-03")
        );
        Assert.Contains(
            "没有审查情况",
            await desk.NoLine("major-penalty-filing", penalty, "决定书文号=1 | 审查=审查中")
        );
        var first = await desk.Line("major-penalty-filing", penalty, "决定书文号=1");
        await desk.Line(
            "major-penalty-filing",
            penalty,
            "决定书文号=2 | 报备日期=2026-02-20 | 审查=审查中"
        );
        Assert.Equal("0%", await desk.Says(MajorPenaltyFigures.Rate));
        await desk.Go(first, "报备日期=2026-02-17 | 审查=未发现问题 | 公示日期=2026-02-10");
        Assert.Equal("50%", await desk.Says(MajorPenaltyFigures.Rate));
        Assert.Equal("2件", await desk.Says(MajorPenaltyFigures.Filed, "层级=县"));
    }

    [Fact]
    public async Task S101_OnePersonAndOneDecisionIsOne_AndOnlyWhoDecidedSeesWho()
    {
        await using var desk = await Desk.Open();
        const string act =
            "被追究人=郑某 | 所在单位=县财政局 | 过错=程序 | 线索=案卷评查 | 方式=通报 | 决定日期=2026-03-02 | 文号=云司追〔2026〕1号";
        var line = await desk.Line("enforcement-accountability", act);
        await desk.Line("enforcement-accountability", act, "被追究人=王某");
        await desk.Line(
            "enforcement-accountability",
            act,
            "决定日期=2026-03-10 | 文号=云司追〔2026〕2号"
        );
        Assert.Equal("3人次", await desk.Says(AccountabilityFigures.Acts, "过错=程序"));
        Assert.Contains("周明", await desk.NoLine("enforcement-accountability", act));
        Assert.DoesNotContain("郑某", (await desk.Stored(line)).Title);
        // The organ of the one who was held to account does not see the entry, nor the number.
        Assert.Empty(await desk.SeenBy(desk.County.Finance, "enforcement-accountability"));
        Assert.Equal(
            3,
            (await desk.SeenBy(desk.County.Justice, "enforcement-accountability")).Count
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S102_AnOutsideSupervisorIsAppointedByTheGovernment_ForATerm(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string person =
            "监督员类别=特邀监督员 | 姓名=冯某 | 身份=人大代表 | 工作单位=云岭县第一中学";
        Assert.Contains("任期", await desk.NoItem(EnforcementSupervisors.Key, person));
        Assert.Contains("身份", await desk.NoItem(EnforcementSupervisors.Key, person, "身份="));
        var id = await desk.ItemUntil(
            EnforcementSupervisors.Key,
            "2023-05-01",
            "2026-04-30",
            person
        );
        // Somebody of the supervising body itself needs no appointment by the government.
        await desk.ItemUntil(
            EnforcementSupervisors.Key,
            "2024-01-01",
            "2027-12-31",
            "监督员类别=监督机构人员 | 姓名=陈某 | 工作单位=云岭县司法局"
        );
        Assert.Equal(
            "1人",
            await desk.Says(
                EnforcementSupervisors.Standing,
                "2026-01-01",
                "2026-04-30",
                "类别=特邀监督员"
            )
        );
        Assert.Equal(Desk.Day("2026-04-30"), Assert.Single(await desk.Reminded("2026-03-16")).Due);
        var renewal = await desk.Draft(EnforcementSupervisors.Key, id, "续聘", "2029-04-30");
        await desk.County.Do(new Core.Registers.ApproveChanges([renewal]), desk.Head);
        Assert.Equal(Core.Registers.ChangeState.Pending, (await desk.Draft(renewal)).State);
        await desk.County.Do(new Core.Registers.ApproveChanges([renewal]), desk.County.Leader);
        Assert.Equal(
            "2人",
            await desk.Says(EnforcementSupervisors.Standing, "2026-01-01", "2027-01-01")
        );
        await desk.Change(
            EnforcementSupervisors.Key,
            id,
            "解聘",
            "2026-03-15",
            "解聘理由=本人辞任"
        );
        Assert.Equal("0人", await desk.Says(EnforcementSupervisors.Standing, "类别=特邀监督员"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S103_OrgansAreAppraisedWithReasons_AndNeverByFines(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string score =
            "考核种类=执法考核评议 | 考核批次=2025年度执法考核 | 单位类型=部门 | 方式=内部评审 | 满分=100 | 评分日期=2026-03-02";
        await desk.Line("appraisal-score", score, "指标=案卷质量 | 得分=90 | 扣分理由=缺送达回证");
        await desk.Line("appraisal-score", score, "被考核单位=县财政局 | 指标=案卷质量 | 得分=100");
        Assert.Equal("95分", await desk.Says(ProgrammeFigures.Mean));
        Assert.Equal("2个", await desk.Says(ProgrammeFigures.Appraised, "单位类型=部门"));
        Assert.Contains(
            "扣分理由",
            await desk.NoLine("appraisal-score", score, "指标=公示 | 得分=99")
        );
        Assert.Contains(
            "不能高于满分",
            await desk.NoLine("appraisal-score", score, "指标=公示 | 得分=101")
        );
        foreach (var fines in new[] { "罚没收入", "罚款数额", "处罚数量" })
        {
            Assert.Contains(
                "行政处罚法第七十四条",
                await desk.NoLine("appraisal-score", score, $"指标={fines} | 得分=100")
            );
        }
    }
}
