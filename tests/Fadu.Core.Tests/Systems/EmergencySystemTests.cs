using Fadu.Modules.Emergency;
using Fadu.Modules.Openness;
using Fadu.Testing;

namespace Fadu.Core.Tests.Systems;

/// <summary>M15 应急管理: what each row asks beside what every register and ledger does.</summary>
public sealed class EmergencySystemTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private const string Code = "51350100M000100Y4";

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S153_APlanIsIssuedFiledShownRevisedAndRepealed(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string plan =
            "预案名称=云岭县防汛应急预案 | 预案类别=专项 | 事件类别=自然灾害 | 印发日期=2024-05-01 | 公开版=一、总则。";
        Assert.Contains(
            "报备日期早于印发日期",
            await desk.NoItem(EmergencyPlans.Key, plan, "报备日期=2024-04-30")
        );
        Assert.Contains(
            "回执日期早于报备日期",
            await desk.NoItem(EmergencyPlans.Key, plan, "报备日期=2024-05-10 | 回执日期=2024-05-09")
        );
        var id = await desk.Item(
            EmergencyPlans.Key,
            "2024-05-01",
            plan,
            "备案机关=县政府 | 报备日期=2024-05-10 | 回执日期=2024-05-20"
        );
        Assert.Equal("1件", await desk.Says(EmergencyPlans.Standing, "种类=专项;事件=自然灾害"));
        Assert.Contains("一、总则。", (await desk.Publish(id)).Body);
        await desk.Change(
            EmergencyPlans.Key,
            id,
            "修订",
            "2026-03-01",
            "最近评估=2026-02-10 | 最近演练=2026-02-20 | 公开版=一、总则（修订）。"
        );
        Assert.Single(await desk.Owes(id));
        Assert.Equal(
            "一、总则。",
            await desk.Reads(EmergencyPlans.Key, id, "2026-02-28", "公开版")
        );
        await desk.Change(EmergencyPlans.Key, id, "废止", "2026-03-10");
        Assert.Equal("0件", await desk.Says(EmergencyPlans.Standing));
    }

    [Fact]
    public async Task S154_WhoCommandsIsNamedByPost_WithMembersPlanAndPlatform()
    {
        await using var desk = await Desk.Open();
        await desk.Item(EmergencyPlans.Key, "2024-05-01", "预案名称=云岭县防汛应急预案");
        await desk.Item(
            InfoSystems.Key,
            "2024-05-01",
            "系统名称=县应急指挥平台 | 部署=本地机房 | 等保级别=二级"
        );
        const string post =
            "指挥机构=县防汛抗旱指挥部 | 指挥长职务=副县长 | 应急预案=云岭县防汛应急预案 | 指挥平台=县应急指挥平台";
        Assert.Contains("成员单位", await desk.NoItem(CommandPosts.Key, post, "成员单位="));
        await desk.Item(CommandPosts.Key, "2024-05-01", post, "成员单位=县财政局；青石镇");
        Assert.Equal("1个", await desk.Says(CommandPosts.Standing));
        Assert.DoesNotContain(await desk.Found(CommandPosts.Key), f => f.Check == "引用失效");
        await desk.Item(
            CommandPosts.Key,
            "2024-05-01",
            post,
            "指挥机构=县森林草原防灭火指挥部 | 应急预案=云岭县森林火灾应急预案 | 成员单位=青石镇"
        );
        Assert.Contains(
            "云岭县森林火灾应急预案",
            Assert.Single(await desk.Found(CommandPosts.Key), f => f.Check == "引用失效").Text
        );
    }

    [Fact]
    public async Task S155_AWarningIsIssuedRaisedLiftedAndJudgedAfterwards()
    {
        await using var desk = await Desk.Open();
        const string warning =
            "发布单位=县司法局 | 编号=云气预〔2026〕1号 | 灾种=气象 | 范围=全县 | 渠道数=4 | 响应级别=无 | 检验=待检验";
        var yellow = await desk.Line("early-warning", warning, "级别=黄色 | 发布日期=2026-03-01");
        await desk.Line("early-warning", warning, "级别=橙色 | 发布日期=2026-03-02 | 检验=空报");
        Assert.Equal("2次", await desk.Says(EmergencyFigures.Warnings, "灾种=气象"));
        Assert.Equal("0%", await desk.Says(EmergencyFigures.WarningHitRate));
        Assert.Contains("解除日期早于发布日期", await desk.NoGo(yellow, "解除日期=2026-02-28"));
        await desk.Go(yellow, "解除日期=2026-03-03 | 检验=命中");
        Assert.Equal("50%", await desk.Says(EmergencyFigures.WarningHitRate));
        Assert.Contains(
            "周明",
            await desk.NoLine("early-warning", warning, "级别=黄色 | 发布日期=2026-03-05")
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S156_AHazardIsMendedByItsDay_AMajorOneIsNeverSettledOnTheSpot(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string hazard =
            "条目形态=明细 | 排查单位=青石镇 | 领域=消防 | 等级=一般 | 对象=云岭商场 | 发现日期=2026-03-02 | 发现方式=乡镇排查 | 条数=1";
        var open = await desk.Line(
            "hazard",
            hazard,
            "隐患=通道堆物 | 处置=限期整改 | 整改期限=2026-03-10"
        );
        await desk.Line("hazard", hazard, "对象=云岭宾馆 | 隐患=灭火器过期 | 处置=当场整改");
        Assert.Equal("50%", await desk.Says(EmergencyFigures.HazardsFixedRate));
        Assert.Contains(
            "重大隐患逐处登记",
            await desk.NoLine(
                "hazard",
                hazard,
                "对象=油库 | 隐患=管线泄漏 | 等级=重大 | 处置=当场整改"
            )
        );
        Assert.Contains(
            "批次只登记当场改好的",
            await desk.NoLine(
                "hazard",
                hazard,
                "条目形态=批次 | 对象=沿街商铺 | 条数=9 | 处置=限期整改 | 整改期限=2026-04-01"
            )
        );
        Assert.Contains(
            "整改期限",
            await desk.NoLine("hazard", hazard, "对象=丙 | 隐患=丁 | 处置=限期整改 | 整改期限=")
        );
        await desk.Line("hazard", hazard, "条目形态=批次 | 对象=沿街商铺 | 条数=8 | 处置=当场整改");
        await desk.Line(
            "hazard",
            hazard,
            "对象=油库 | 隐患=管线泄漏 | 等级=重大 | 处置=挂牌督办 | 整改期限=2026-04-30"
        );
        Assert.Contains("早于发现日期", await desk.NoGo(open, "整改完成日期=2026-03-01"));
        await desk.Go(open, "整改完成日期=2026-03-09");
        Assert.Equal(
            ("11条", "1处", "90.91%"),
            (
                await desk.Says(EmergencyFigures.Hazards),
                await desk.Says(EmergencyFigures.MajorHazards, "领域=消防"),
                await desk.Says(EmergencyFigures.HazardsFixedRate)
            )
        );
    }

    [Fact]
    public async Task S157_EachPlaceIsAssessedAnew_AndCoverageFallsWhenThatIsOverdue()
    {
        await using var desk = await Desk.Open();
        const string assessment =
            "组织评估的单位=县司法局 | 对象种类=重大工程项目 | 得分=80 | 风险等级=低";
        await desk.Line(
            "safety-risk-assessment",
            assessment,
            "对象=水库 | 评估日期=2025-01-10 | 下次评估日期=2026-01-09"
        );
        await desk.Line(
            "safety-risk-assessment",
            assessment,
            "对象=大桥 | 评估日期=2025-06-10 | 下次评估日期=2026-06-09"
        );
        Assert.Equal(
            "100%",
            await desk.Says(EmergencyFigures.RiskAssessmentCoverage, "2025-01-01", "2026-01-09")
        );
        Assert.Equal(
            "50%",
            await desk.Says(EmergencyFigures.RiskAssessmentCoverage, "2026-01-01", "2026-03-01")
        );
        Assert.Contains(
            "晚于本次",
            await desk.NoLine(
                "safety-risk-assessment",
                assessment,
                "对象=水库 | 评估日期=2026-03-02 | 下次评估日期=2026-03-02"
            )
        );
        await desk.Line(
            "safety-risk-assessment",
            assessment,
            "对象=水库 | 评估日期=2026-03-02 | 下次评估日期=2027-03-01"
        );
        Assert.Equal(
            "100%",
            await desk.Says(EmergencyFigures.RiskAssessmentCoverage, "2026-01-01", "2026-03-16")
        );
        Assert.Equal(
            "2个",
            await desk.Says(
                EmergencyFigures.Assessed,
                "2026-01-01",
                "2026-03-16",
                "种类=重大工程项目"
            )
        );
    }

    [Fact]
    public async Task S158_ADrillFollowsAPlanAndIsEvaluated_WhetherThePlanMustChange()
    {
        await using var desk = await Desk.Open();
        const string drill =
            "组织单位=县司法局 | 预案=云岭县防汛应急预案 | 形式=双盲演练 | 演练日期=2026-03-02 | 参演人次=40";
        var line = await desk.Line("emergency-drill", drill);
        Assert.Equal("1次", await desk.Says(EmergencyFigures.Drills, "形式=双盲演练"));
        Assert.Contains("是否需要修订预案", await desk.NoGo(line, "评估日期=2026-03-10"));
        Assert.Contains(
            "早于演练日期",
            await desk.NoGo(line, "评估日期=2026-03-01 | 发现问题=0 | 需要修订预案=否")
        );
        await desk.Go(line, "评估日期=2026-03-10 | 发现问题=3 | 需要修订预案=是");
        Assert.Equal(3, (await desk.Stored(line)).N2);
        Assert.Contains(
            "不要再写组织单位",
            await desk.NoLine("emergency-drill", drill, "演练日期=2026-03-03 | 参演单位=县司法局")
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S160_ARescueForceIsFiledGradedAndInsured(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        var code = Code + Core.Registers.Codes.CheckSign(Code);
        var force =
            $"队伍名称=云岭蓝天救援队 | 队伍类别=社会应急力量 | 统一社会信用代码={code} | 等级=未测评 | 人数=30";
        Assert.Contains(
            "统一社会信用代码",
            await desk.NoItem(RescueForces.Key, force, "统一社会信用代码=")
        );
        var id = await desk.Item(RescueForces.Key, "2025-01-01", force);
        await desk.Item(
            RescueForces.Key,
            "2025-01-01",
            "队伍名称=县消防专职队 | 队伍类别=专业队 | 人数=20 | 保险到期=2026-04-01"
        );
        Assert.Equal(
            ("2支", "1支", "50人"),
            (
                await desk.Says(RescueForces.Standing),
                await desk.Says(RescueForces.SocialRescueForces),
                await desk.Says(RescueForces.RescuePeople)
            )
        );
        Assert.Equal(Desk.Day("2026-04-01"), Assert.Single(await desk.Reminded("2026-03-16")).Due);
        Assert.Contains(
            "保险到期",
            await desk.NoItem(RescueForces.Key, "队伍类别=基层队 | 保险到期=")
        );
        await desk.Change(
            RescueForces.Key,
            id,
            "定级",
            "2026-03-10",
            "等级=2级 | 测评日期=2026-03-05"
        );
        Assert.Equal("2级", await desk.Reads(RescueForces.Key, id, "2026-03-10", "等级"));
        await desk.Change(RescueForces.Key, id, "停用", "2026-03-12");
        Assert.Equal("20人", await desk.Says(RescueForces.RescuePeople));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S161_WhatIsHeldIsWhatCameLessWhatWent_ByGoodAndStore(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string stock = "保管单位=县司法局 | 仓库=县级库 | 品名=帐篷";
        await desk.Line("emergency-stock", stock, "变动=购入 | 数量=50 | 日期=2026-01-10 | 单号=1");
        await desk.Line("emergency-stock", stock, "变动=调出 | 数量=20 | 日期=2026-02-10 | 单号=2");
        await desk.Line(
            "emergency-stock",
            stock,
            "变动=使用 | 数量=5 | 日期=2026-03-01 | 单号=3 | 用途=洪水安置"
        );
        await desk.Line("emergency-stock", stock, "变动=归还 | 数量=2 | 日期=2026-03-10 | 单号=4");
        Assert.Equal(
            "30件",
            await desk.Says(EmergencyFigures.Stock, "2026-01-01", "2026-02-28", "品名=帐篷")
        );
        Assert.Equal("27件", await desk.Says(EmergencyFigures.Stock, "品名=帐篷;仓库=县级库"));
        Assert.Contains(
            "用途",
            await desk.NoLine("emergency-stock", stock, "变动=使用 | 数量=5 | 单号=5 | 用途=")
        );
        Assert.Contains(
            "已经过期",
            await desk.NoLine(
                "emergency-stock",
                stock,
                "变动=购入 | 数量=5 | 单号=5 | 日期=2026-03-02 | 失效日期=2026-03-01"
            )
        );
    }
}
