using Fadu.Core.Plans.Rectification;
using Fadu.Modules.Credit;
using Fadu.Modules.EnforcementOversight;
using Fadu.Testing;

namespace Fadu.Core.Tests.Systems;

/// <summary>M06 营商环境与信用: what each row asks beside what every register and ledger does.</summary>
public sealed class CreditSystemTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    // Computed by GB 32100-2015.
    private const string Code = "91350100M000100Y43";

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S054_DecisionsAreShownInSevenDays_ForATime_AndTakenDownWhenRevoked(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        const string penalty =
            $"决定类别=行政处罚 | 处罚种类=罚款 | 失信程度=一般 | 相对人类别=法人或者非法人组织 | 统一社会信用代码={Code} | 决定日期=2026-03-02 | 公示日期=2026-03-06";
        Assert.Contains("公示有期限", await desk.NoItem(CreditDisclosures.Key, penalty));
        var id = await desk.ItemUntil(CreditDisclosures.Key, "2026-03-06", "2027-03-05", penalty);
        Assert.Equal(
            ("国办发〔2018〕118号", Desk.Day("2026-03-25")),
            Assert.Single(await desk.Owes(id))
        );
        Assert.Contains(
            "姓名要隐去一部分",
            await desk.NoItem(
                CreditDisclosures.Key,
                penalty,
                "相对人类别=自然人 | 统一社会信用代码= | 相对人名称=张三"
            )
        );
        Assert.Contains(
            "公示日期早于决定日期",
            await desk.NoItem(CreditDisclosures.Key, penalty, "公示日期=2026-03-01")
        );
        await desk.Change(
            CreditDisclosures.Key,
            id,
            "撤下",
            "2026-03-10",
            "撤下原因=决定被撤销 | 文书=云复决字〔2026〕1号"
        );
        Assert.Equal("0条", await desk.Says(CreditDisclosures.Standing));
        Assert.Equal(
            "1条",
            await desk.Says(CreditDisclosures.Standing, "2026-01-01", "2026-03-10")
        );
    }

    [Fact]
    public async Task S055_WhatIsGatheredHasALastDay_AndLeavesWhenRepaired_NeverAboutPersons()
    {
        await using var desk = await Desk.Open();
        const string record =
            $"主体名称=云岭县甲公司 | 统一社会信用代码={Code} | 信息类别=严重失信名单 | 认定日期=2025-04-10 | 最迟停示日=2026-04-10";
        var id = await desk.Item(
            CreditRecords.Key,
            "2025-04-10",
            record,
            "惩戒措施1.措施=限制参加政府采购 | 惩戒措施1.实施单位=县财政局 | 惩戒措施1.依据=《中华人民共和国政府采购法》第二十二条"
        );
        Assert.Equal("1户", await desk.Says(CreditRecords.DishonestSubjects));
        Assert.Contains(
            "依据的法律、法规",
            await desk.NoItem(
                CreditRecords.Key,
                record,
                "认定文书=乙 | 惩戒措施1.措施=限制参加政府采购 | 惩戒措施1.实施单位=县财政局 | 惩戒措施1.依据=领导批示"
            )
        );
        Assert.Contains(
            "统一社会信用代码",
            await desk.NoItem(CreditRecords.Key, record, "统一社会信用代码=654099199001011234")
        );
        Assert.Equal(Desk.Day("2026-04-10"), Assert.Single(await desk.Reminded("2026-03-16")).Due);
        // An objection is noted; what was repaired goes out with its decision.
        await desk.Change(
            CreditRecords.Key,
            id,
            "异议标注",
            "2026-03-01",
            "备注=主体有异议，核查中"
        );
        Assert.Equal("1条", await desk.Says(CreditRecords.Standing));
        await desk.Change(
            CreditRecords.Key,
            id,
            "修复移出",
            "2026-03-12",
            "移出决定=云信修〔2026〕2号"
        );
        Assert.Equal("0户", await desk.Says(CreditRecords.DishonestSubjects));
    }

    [Fact]
    public async Task S056_TheTierSaysHowOftenOneIsInspected_AndIsLoweredOnlyForAnEvent()
    {
        await using var desk = await Desk.Open();
        const string tier =
            $"主体名称=云岭县甲公司 | 统一社会信用代码={Code} | 监管领域=食品 | 信用等级=A | 抽查比例=1 | 每年最多检查=1";
        Assert.Contains("有效期", await desk.NoItem(CreditTiers.Key, tier));
        var id = await desk.ItemUntil(CreditTiers.Key, "2025-06-01", "2026-05-31", tier);
        await desk.Change(
            CreditTiers.Key,
            id,
            "动态降级",
            "2026-03-01",
            "触发的事件=抽检不合格 | 信用等级=C | 抽查比例=20 | 每年最多检查=4"
        );
        Assert.Equal(
            ("A", "C", "4"),
            (
                await desk.Reads(CreditTiers.Key, id, "2026-02-28", "信用等级"),
                await desk.Reads(CreditTiers.Key, id, "2026-03-01", "信用等级"),
                await desk.Reads(CreditTiers.Key, id, "2026-03-01", "每年最多检查")
            )
        );
        Assert.Equal(
            "1户",
            await desk.Says(CreditTiers.Standing, "2026-01-01", "2026-05-31", "信用等级=C")
        );
        Assert.Equal(
            "0户",
            await desk.Says(CreditTiers.Standing, "2026-01-01", "2026-05-31", "信用等级=A")
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S057_WhatAnOrganOwesIsHandedOutUntilItIsPaid(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string arrears =
            "失信主体=县财政局 | 种类=拖欠账款 | 事由=拖欠中小企业工程款 | 认定日期=2026-02-02 | 对方=中小企业 | 涉及金额=100000 | 整改期限=2026-03-02";
        Assert.Contains(
            "已清偿多于涉及金额",
            await desk.NoLine("government-dishonesty", arrears, "已清偿=100001")
        );
        var line = await desk.Line("government-dishonesty", arrears, "已清偿=25000");
        Assert.Equal("25%", await desk.Says(DishonestyFigures.RepaidRate));
        var problem = await desk.Problem(line);
        Assert.Equal(
            (desk.County.Finance, ProblemState.HandedOut, true),
            (problem.OrganId, problem.State, problem.IsLate(Desk.Day("2026-03-16")))
        );
        await desk.Go(line, "已清偿=100000 | 推送国家平台日期=2026-03-10 | 公开日期=2026-03-10");
        await desk.Mend(line, desk.County.FinanceHandler, desk.County.Coordinator);
        Assert.Equal(ProblemState.Closed, (await desk.Problem(line)).State);
        Assert.Equal("100%", await desk.Says(DishonestyFigures.RepaidRate));
        Assert.Equal("1件", await desk.Says(DishonestyFigures.Breaches, "种类=拖欠账款"));
    }

    [Fact]
    public async Task S058_AFirmsQuestionIsAnsweredOrSettled_AndOnlyThenCounts()
    {
        await using var desk = await Desk.Open();
        const string question =
            "工作站（点）=工业园区工作站 | 企业编号=Q01 | 提出日期=2026-03-02 | 事项=合同债务";
        var open = await desk.Line("enterprise-legal-question", question, "结果=办理中");
        Assert.Equal("0件", await desk.Says(EnterpriseQuestionFigures.Settled));
        Assert.Contains("没有答复日期", await desk.NoGo(open, "答复日期=2026-03-05"));
        await desk.Go(open, "结果=已化解 | 答复日期=2026-03-05 | 办理方式=组织调解");
        await desk.Line(
            "enterprise-legal-question",
            question,
            "企业编号=Q02 | 结果=未果 | 答复日期=2026-03-05 | 办理方式=引导诉讼复议"
        );
        Assert.Equal(
            "1件",
            await desk.Says(EnterpriseQuestionFigures.Settled, "事项=合同债务;结果=已化解")
        );
        Assert.Equal("1件", await desk.Says(EnterpriseQuestionFigures.Settled));
        Assert.Contains(
            "答复早于提出",
            await desk.NoLine(
                "enterprise-legal-question",
                question,
                "企业编号=Q03 | 结果=已答复 | 办理方式=当场答复 | 答复日期=2026-03-01"
            )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S060_AProblemWithAFirmIsMendedWithProof_AndStruckOffByAnotherOrgan(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        var county = desk.County;
        await Plans.SamplePlan.KeepProof(county);
        var id = (
            await county.Do(
                new RegisterProblem(
                    ProblemSource.EnterpriseEnforcement,
                    "2026年涉企行政执法专项监督",
                    "1",
                    "同一企业一月内检查三次",
                    county.Finance,
                    Desk.Day("2026-02-02"),
                    Desk.Day("2026-03-31")
                )
                {
                    EnterpriseRelated = true,
                },
                county.Coordinator
            )
        ).Id;
        var owner = county.FinanceHandler;
        await county.Do(new PlanProblem(id, owner.Person!.Value, "合并检查"), owner);
        Assert.Contains(
            "佐证",
            (await county.Refused(new ReportProblem(id, "已合并"), owner)).Message
        );
        Assert.Contains(
            "还没有报告整改",
            (
                await county.Refused(
                    new CloseProblem(id, ProblemOutcome.Mended),
                    county.Coordinator
                )
            ).Message
        );
        await county.Do(
            new ReportProblem(id, "已合并") { Evidence = [Plans.SamplePlan.ProofHash] },
            owner
        );
        Assert.Equal("0条", await desk.Says(EnforcementProblemFigures.EnterpriseFixed));
        await county.Do(new CloseProblem(id, ProblemOutcome.Mended), county.Coordinator);
        Assert.Equal("1条", await desk.Says(EnforcementProblemFigures.EnterpriseFixed));
    }
}
