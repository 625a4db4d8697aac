using Fadu.Core.Ledgers;
using Fadu.Core.Plans.Rectification;
using Fadu.Modules.Disputes;
using Fadu.Modules.LegalEducation;
using Fadu.Modules.Services;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Tests.Systems;

/// <summary>M12 矛盾纠纷、调解裁决与信访: what each row asks beside what every register and ledger does.</summary>
public sealed class DisputesSystemTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S120_ACommitteeHasThreeToNineWithAWoman_AndItsMediatorsNameIt(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string committee =
            "组织类别=村居调委会 | 区划代码=654099100201 | 有妇女成员=是 | 委员人数=5 | 届满日期=2026-05-10";
        foreach (var size in new[] { 2, 10 })
        {
            Assert.Contains(
                "人民调解法第八条",
                await desk.NoItem(MediationOrganisations.Key, committee, $"委员人数={size}")
            );
        }
        Assert.Contains(
            "妇女成员",
            await desk.NoItem(MediationOrganisations.Key, committee, "有妇女成员=否")
        );
        var id = await desk.Item(
            MediationOrganisations.Key,
            "2023-05-11",
            committee,
            "组织名称=青石村人民调解委员会"
        );
        Assert.Equal("1个", await desk.Says(MediationOrganisations.Standing, "类型=村居调委会"));
        Assert.Equal(Desk.Day("2026-05-10"), Assert.Single(await desk.Reminded("2026-03-16")).Due);

        const string mediator = "所属组织=青石村人民调解委员会 | 身份=委员";
        await desk.Item(Mediators.Key, "2023-05-11", mediator, "姓名=甲 | 专职=是");
        await desk.Item(Mediators.Key, "2023-05-11", mediator, "姓名=乙 | 专职=否");
        Assert.Equal("50%", await desk.Says(Mediators.FullTimeMediatorShare));
        Assert.DoesNotContain(await desk.Found(Mediators.Key), f => f.Check == "引用失效");
        await desk.Change(MediationOrganisations.Key, id, "撤销", "2026-03-10");
        Assert.Equal(2, (await desk.Found(Mediators.Key)).Count(f => f.Check == "引用失效"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S121_ADisputeGoesFromFoundToSettled_WithItsPaperMoneyAndConfirmation(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        const string dispute =
            "条目形态=明细 | 调解种类=人民调解 | 调解组织或者机关=青石村调委会 | 来源=排查发现 | 受理日期=2026-02-02 | 纠纷类型=邻里 | 当事人数=2";
        var open = await desk.Line(
            "dispute-mediation",
            dispute,
            "纠纷编号=1 | 涉及金额=800 | 结果=调解中"
        );
        await desk.Line(
            "dispute-mediation",
            dispute,
            "纠纷编号=2 | 结果=不成 | 办结日期=2026-02-20 | 协议= | 履行="
        );
        Assert.Equal("0%", await desk.Says(MediationFigures.SuccessRate));
        Assert.Contains(
            "书面协议的才能司法确认",
            await desk.NoGo(
                open,
                "结果=成功 | 办结日期=2026-02-10 | 协议=口头 | 履行=未到期 | 司法确认日期=2026-03-01"
            )
        );
        await desk.Go(
            open,
            "结果=成功 | 办结日期=2026-02-10 | 协议=书面 | 履行=已履行 | 司法确认日期=2026-03-01"
        );
        Assert.Equal(
            ("50%", "1份", "800元", "1件", "100%"),
            (
                await desk.Says(MediationFigures.SuccessRate),
                await desk.Says(MediationFigures.Written),
                await desk.Says(MediationFigures.Amount),
                await desk.Says(MediationFigures.Confirmed),
                await desk.Says(MediationFigures.PerformedRate)
            )
        );
        Assert.Contains(
            "调解成功才有协议",
            await desk.NoLine(
                "dispute-mediation",
                dispute,
                "纠纷编号=3 | 结果=不成 | 办结日期=2026-02-20 | 协议=口头"
            )
        );
        // Small ones of a day together: their parts fit
        const string batch =
            "条目形态=批次 | 纠纷类型=消费 | 件数=10 | 成功件数=9 | 书面协议份数=0";
        Assert.Contains(
            "成功件数 ≤ 件数",
            await desk.NoLine("dispute-mediation", dispute, batch, "成功件数=11")
        );
        await desk.Line("dispute-mediation", dispute, batch);
        Assert.Equal("83.33%", await desk.Says(MediationFigures.SuccessRate));
        Assert.Equal("12件", await desk.Says(MediationFigures.Found, "种类=人民调解"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S122_TheMonthlyReturnIsMadeFromTheEntries_OfAdministrativeMediationOnly(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        const string dispute =
            "条目形态=明细 | 填报单位=青石镇 | 受理日期=2026-02-02 | 纠纷类型=山林土地 | 当事人数=2 | 结果=成功 | 办结日期=2026-02-10 | 协议=书面 | 履行=已履行";
        await desk.Line("dispute-mediation", dispute, "调解种类=行政调解 | 纠纷编号=1");
        await desk.Line(
            "dispute-mediation",
            dispute,
            "调解种类=行政调解 | 纠纷编号=2 | 结果=不成 | 协议= | 履行="
        );
        await desk.Line("dispute-mediation", dispute, "调解种类=人民调解 | 纠纷编号=3");
        var due = (await desk.Owed("dispute-mediation")).Where(d => d.IsMissing).ToList();
        Assert.Contains(due, d => d.Organ.Id == desk.County.Baishui);
        Assert.DoesNotContain(due, d => d.Organ.Id == desk.County.Qingshi);

        await desk.County.Do(
            new SubmitReturn(
                "mediation-month",
                desk.County.Qingshi,
                Desk.Day("2026-02-01"),
                Desk.Day("2026-02-28"),
                0
            ),
            desk.County.QingshiClerk
        );
        await using var db = desk.County.Read();
        var values = (await db.Set<ReturnFiling>().SingleAsync()).ReadValues();
        Assert.Equal(
            (2, 1, 1, 1),
            (
                values["受理"].Amount,
                values["调解成功"].Amount,
                values["不成、撤回、引导其他途径"].Amount,
                values["书面协议"].Amount
            )
        );
    }

    [Fact]
    public async Task S124_WhatMayBeAdjudicatedHasItsBasisTermAndRemedy_AndIsDecidedByTheGovernment()
    {
        await using var desk = await Desk.Open();
        const string item =
            "裁决事项=土地权属争议 | 裁决机关=县司法局 | 诉讼前置=是 | 救济途径=行政复议；行政诉讼 | 权利告知=不服的可以申请复议。";
        Assert.Contains("依据", await desk.NoItem(AdjudicationItems.Key, item, "依据="));
        Assert.Contains("救济途径", await desk.NoItem(AdjudicationItems.Key, item, "救济途径="));
        var id = await desk.Item(AdjudicationItems.Key, "2026-01-01", item);
        Assert.Contains("不服的可以申请复议", (await desk.Publish(id)).Body);
        Assert.Equal("1项", await desk.Says(AdjudicationItems.Standing, "诉讼前置=是"));
        var end = await desk.Draft(AdjudicationItems.Key, id, "取消", "2026-03-10");
        await desk.County.Do(new Core.Registers.ApproveChanges([end]), desk.Head);
        Assert.Equal(Core.Registers.ChangeState.Pending, (await desk.Draft(end)).State);
    }

    [Fact]
    public async Task S125_ACaseIsMediatedOrAwarded_AndWhatIsOpenAtTheEveIsStillToClose()
    {
        await using var desk = await Desk.Open();
        const string arbitration =
            "立案日期=2026-02-02 | 到期日期=2026-03-19 | 劳动者人数=1 | 争议事项=劳动报酬";
        await desk.Line(
            "labour-arbitration",
            arbitration,
            "案号=0 | 立案日期=2025-12-20 | 到期日期=2026-02-03 | 结果=裁决 | 结案日期=2026-01-20 | 裁决金额=900 | 一裁终局=是"
        );
        await desk.Line(
            "labour-arbitration",
            arbitration,
            "案号=1 | 请求金额=3000 | 结果=调解 | 结案日期=2026-03-02"
        );
        var open = await desk.Line(
            "labour-arbitration",
            arbitration,
            "案号=2 | 请求金额=5000 | 结果=未结"
        );
        Assert.Equal(
            ("2件", "2件", "50%", "8000元"),
            (
                await desk.Says(ArbitrationFigures.Accepted),
                await desk.Says(ArbitrationFigures.Closed),
                await desk.Says(ArbitrationFigures.MediationRate),
                await desk.Says(ArbitrationFigures.Amount)
            )
        );
        // two filed and one from the year before, two of them closed
        Assert.Equal("66.67%", await desk.Says(ArbitrationFigures.ClosingRate));
        Assert.Contains(
            "裁决金额",
            await desk.NoGo(open, "结果=裁决 | 结案日期=2026-03-10 | 一裁终局=是")
        );
        Assert.Contains("结案早于立案", await desk.NoGo(open, "结果=撤回 | 结案日期=2026-02-01"));
        await desk.Go(open, "结果=撤回 | 结案日期=2026-03-10");
        Assert.Equal("100%", await desk.Says(ArbitrationFigures.ClosingRate));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S126_AnOldIssueHasALeaderADayAndAnEnd_AndMoneySavedIsReckoned(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string issue =
            "责任单位=县财政局 | 事项=某小区办证 | 地点=县城 | 种类=房地产办证 | 登记日期=2026-01-05 | 包案领导=副县长 | 化解期限=2026-06-30";
        var line = await desk.Line("legacy-issue", issue);
        Assert.Equal("1件", await desk.Says(LegacyIssueFigures.Registered, "种类=房地产办证"));
        Assert.Equal(desk.County.Finance, (await desk.Problem(line)).OrganId);
        Assert.Contains(
            "怎么算出来的",
            await desk.NoGo(line, "化解方式=办理手续 | 化解日期=2026-03-10 | 节省资金=50000")
        );
        Assert.Contains("一并填写", await desk.NoGo(line, "化解日期=2026-03-10"));
        await desk.Go(
            line,
            "化解方式=办理手续 | 化解日期=2026-03-10 | 节省资金=50000 | 节省资金的算法=按评估报告少付"
        );
        Assert.Equal("50000元", await desk.Says(LegacyIssueFigures.Saved));
        Assert.Equal("0件", await desk.Says(LegacyIssueFigures.Settled));
        await desk.Mend(line, desk.County.FinanceHandler, desk.County.Coordinator);
        Assert.Equal("1件", await desk.Says(LegacyIssueFigures.Settled, "种类=房地产办证"));
        // The same issue again is asked about.
        Assert.Contains(
            "是不是同一件",
            await desk.NoLine("legacy-issue", issue, "事项=某小区不动产证")
        );
    }

    [Fact]
    public async Task S127_AVillageIsNamedByBatchAndReviewed_AndLosesItsTitle()
    {
        await using var desk = await Desk.Open();
        const string site =
            "称号=法治乡村建设示范点 | 级别=县 | 单位=青石镇青石村 | 区划代码=654099100201 | 批次=2025年度 | 下次复核=2026-04-10";
        var id = await desk.Item(RecognisedUnits.Key, "2025-06-01", site);
        Assert.Contains("区划代码", await desk.NoItem(RecognisedUnits.Key, site, "区划代码=65"));
        Assert.Equal(
            "1个",
            await desk.Says(RecognisedUnits.Standing, "称号=法治乡村建设示范点;级别=县")
        );
        Assert.Equal(Desk.Day("2026-04-10"), Assert.Single(await desk.Reminded("2026-03-16")).Due);
        await desk.Change(RecognisedUnits.Key, id, "限期整改", "2026-03-02");
        Assert.Equal("0个", await desk.Says(RecognisedUnits.Standing));
        await desk.Change(RecognisedUnits.Key, id, "恢复", "2026-03-10");
        await desk.Change(RecognisedUnits.Key, id, "撤销", "2026-03-12", "撤销理由=复核不合格");
        Assert.Equal("0个", await desk.Says(RecognisedUnits.Standing));
        Assert.Equal("1个", await desk.Says(RecognisedUnits.Standing, "2026-01-01", "2026-03-11"));
    }

    [Fact]
    public async Task S128_TheCentreIsAPlace_ItsActivitiesAreCounted_AndNobodyUnderSupervisionIsEntered()
    {
        await using var desk = await Desk.Open();
        await desk.Item(
            ServicePoints.Key,
            "2024-01-01",
            "站点类别=社区矫正中心 | 站点名称=云岭县社区矫正中心 | 层级=县 | 区划代码=654099"
        );
        Assert.Equal("1个", await desk.Says(ServicePoints.Standing, "类别=社区矫正中心"));
        await desk.Line(
            "publicity-event",
            "条目形态=明细 | 场所=社区矫正场所 | 地点=云岭县社区矫正中心 | 对象=社区矫正对象 | 日期=2026-03-02 | 场次=1 | 受众人次=20"
        );
        Assert.Equal("1场次", await desk.Says(PublicityFigures.Events, "场所=社区矫正场所"));
        // No field of either takes a person; a number of a person is refused wherever it is written.
        Assert.DoesNotContain(
            Registers.RegisterDeclarationTests.Registry[ServicePoints.Key].Fields,
            f => f.Title.Contains("姓名", StringComparison.Ordinal)
        );
        Assert.Contains(
            "个人信息",
            await desk.NoLine(
                "publicity-event",
                "条目形态=明细 | 场所=社区矫正场所 | 日期=2026-03-03 | 场次=1 | 备注=对象身份证653121199001011234"
            )
        );
    }

    [Fact]
    public async Task S130_EachKindOfClaimLeadsToItsLawfulChannel_AndSeriesGoOnWhenAKindIsSplit()
    {
        await using var desk = await Desk.Open();
        const string kind = "体系=信访 | 分类编码=0301 | 分类名称=工资拖欠 | 信访类别=申诉求决";
        Assert.Contains("法定途径", await desk.NoItem(ClaimCategories.Key, kind, "法定途径="));
        Assert.Contains(
            "不能是它自己",
            await desk.NoItem(ClaimCategories.Key, kind, "法定途径=仲裁 | 上级编码=0301")
        );
        var id = await desk.Item(ClaimCategories.Key, "2026-01-01", kind, "法定途径=仲裁");
        Assert.Equal("仲裁", await desk.Reads(ClaimCategories.Key, id, "2026-03-01", "法定途径"));
        await desk.Change(
            ClaimCategories.Key,
            id,
            "拆分",
            "2026-03-10",
            "接续的编码=030101、030102"
        );
        Assert.Equal("0类", await desk.Says(ClaimCategories.Standing));

        // And what was led there is a rate of the claims.
        const string petition =
            "条目形态=明细 | 形式=网上 | 初重=初次 | 分类=申诉求决 | 领域=劳动 | 收到日期=2026-02-02 | 化解=否";
        await desk.Line("petition-item", petition, "信访件编号=1 | 法定途径=仲裁");
        await desk.Line("petition-item", petition, "信访件编号=2 | 法定途径=信访程序");
        Assert.Equal("50%", await desk.Says(PetitionFigures.RoutedRate));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S131_EachAnswerIsRated_ForTheBureauAndTheHandler_AndSilenceIsNoContentment(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        const string petition =
            "条目形态=明细 | 形式=来信 | 初重=初次 | 分类=申诉求决 | 法定途径=信访程序 | 领域=城建 | 收到日期=2026-01-05 | 告知日期=2026-01-15 | 受理日期=2026-01-15 | 答复期限=2026-03-15 | 化解=否";
        var first = await desk.Line("petition-item", petition, "信访件编号=1 | 责任单位=县财政局");
        await desk.Line(
            "petition-item",
            petition,
            "信访件编号=2 | 告知日期=2026-01-25 | 责任单位=县财政局 | 答复日期=2026-03-10 | 处理意见=支持 | 对信访部门评价=满意 | 对责任单位评价=不满意"
        );
        Assert.Contains("处理意见", await desk.NoGo(first, "答复日期=2026-03-12"));
        await desk.Go(
            first,
            "答复日期=2026-03-12 | 处理意见=解释说明 | 对信访部门评价=未评价 | 对责任单位评价=基本满意 | 化解=是"
        );
        Assert.Equal(
            ("50%", "100%", "50%", "75%", "66.67%", "50%"),
            (
                await desk.Says(PetitionFigures.NoticeRate),
                await desk.Says(PetitionFigures.OnTimeRate),
                await desk.Says(PetitionFigures.Satisfaction, "对象=责任单位"),
                await desk.Says(PetitionFigures.RatingRate),
                await desk.Says(PetitionFigures.Satisfaction),
                await desk.Says(PetitionFigures.SettledRate)
            )
        );
        Assert.Contains(
            "受理件数 ≤ 收到件次",
            await desk.NoLine(
                "petition-item",
                "条目形态=总数 | 形式=来信 | 领域=城建 | 收到件次=5 | 受理件数=6"
            )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S132_WhatRoseIsSeenByTopicPlaceAndOrgan_NeverByPerson(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string petition =
            "条目形态=明细 | 形式=来访 | 人数=3 | 初重=初次 | 分类=申诉求决 | 法定途径=仲裁 | 化解=否";
        var number = 0;
        foreach (
            var (month, wages, land) in new[]
            {
                ("2025-11", 2, 4),
                ("2025-12", 4, 5),
                ("2026-01", 3, 3),
                ("2026-02", 9, 4),
            }
        )
        {
            for (var i = 0; i < wages + land; i++)
            {
                await desk.Line(
                    "petition-item",
                    petition,
                    $"信访件编号={++number} | 收到日期={month}-10 | 领域={(i < wages ? "劳动" : "土地")} | 属地={(i < wages ? "青石镇" : "白水乡")} | 责任单位={(i < wages ? "青石镇" : "白水乡")}"
                );
            }
        }
        // wages: 9 against a mean of 3; land: 4 against 4
        var risen = await desk.Risen(PetitionFigures.Received, "2026-02-20");
        Assert.Equal(
            (9m, 3m),
            risen
                .Where(r => r is { By: "领域", Value: "劳动" })
                .Select(r => (r.Now, r.Before))
                .Single()
        );
        Assert.Contains(risen, r => r is { By: "属地", Value: "青石镇" });
        Assert.Equal(desk.County.Qingshi, risen.Single(r => r.By == "单位").Organ);
        Assert.DoesNotContain(risen, r => r.Value is "土地" or "白水乡");
        // Rows of the 12 months around it, and no person in any entry
        Assert.Equal(
            "13件次",
            await desk.Says(PetitionFigures.Received, "2026-02-01", "2026-02-28")
        );
        Assert.Equal(
            "9件次",
            await desk.Says(
                PetitionFigures.Received,
                "2026-02-01",
                "2026-02-28",
                "领域=劳动;属地=青石镇"
            )
        );
        Assert.DoesNotContain(
            Ledgers.LedgerDeclarationTests.Registry["petition-item"].AllFields,
            f =>
                f.Title.Contains("姓名", StringComparison.Ordinal)
                || f.Title.Contains("信访人", StringComparison.Ordinal)
        );
        Assert.Contains(
            "个人信息",
            await desk.NoLine(
                "petition-item",
                petition,
                "信访件编号=900 | 收到日期=2026-02-10 | 领域=劳动 | 备注=信访人手机13800138000"
            )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S133_ALeaderReceivesOrTakesACase_WhichIsOpenUntilItIsStruckOff(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string visit = "责任单位=县财政局 | 领导=副县长 | 日期=2026-02-02 | 地点=县信访大厅";
        await desk.Line("leader-caseload", visit, "形式=接访 | 批次=3 | 人次=8 | 结果=交办");
        Assert.Contains(
            "批次 ≤ 人次",
            await desk.NoLine("leader-caseload", visit, "形式=下访 | 批次=9 | 人次=8 | 结果=交办")
        );
        Assert.Contains(
            "第三方",
            await desk.NoLine("leader-caseload", visit, "形式=第三方核查 | 第三方= | 结果=化解")
        );
        var line = await desk.Line(
            "leader-caseload",
            visit,
            "形式=包案 | 事项编号=XF2026001 | 化解期限=2026-03-10"
        );
        Assert.Equal("3批次", await desk.Says(LeaderCaseloadFigures.Receptions, "形式=接访"));
        Assert.Equal("0%", await desk.Says(LeaderCaseloadFigures.SettledRate));
        var problem = await desk.Problem(line);
        Assert.Equal(
            (ProblemSource.LeaderCase, true),
            (problem.Source, problem.IsLate(Desk.Day("2026-03-16")))
        );
        await desk.Mend(line, desk.County.FinanceHandler, desk.County.Coordinator);
        Assert.Equal("100%", await desk.Says(LeaderCaseloadFigures.SettledRate));
    }
}
