using Fadu.Core.Registers;
using Fadu.Modules.Supervision;
using Fadu.Testing;

namespace Fadu.Core.Tests.Systems;

/// <summary>M07 监管: what each row asks beside what every register and ledger does.</summary>
public sealed class SupervisionSystemTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    private const string Code = "91350100M000100Y43";

    private const string Claimed = "认领情况=已认领 | 认领单位=县司法局 | 认领日期=2026-01-10";

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S061_AnItemIsIssuedClaimedAndExercised_AndSentBackWithAReason(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        var item = await desk.Item(
            SupervisionItems.Key,
            "2026-01-01",
            "认领情况=待定 | 主项编码=Z1 | 认领单位= | 认领日期="
        );
        Assert.Equal("0项", await desk.Says(SupervisionItems.ItemsClaimed));
        Assert.Equal("—", await desk.Says(SupervisionItems.ItemCoverage));
        await desk.Change(SupervisionItems.Key, item, "认领", "2026-01-10", Claimed);
        Assert.Equal("1项", await desk.Says(SupervisionItems.ItemsClaimed));
        Assert.Equal("0%", await desk.Says(SupervisionItems.ItemCoverage));

        // The acts of supervision come from the system above month by month.
        await desk.Change(
            SupervisionItems.Key,
            item,
            "登记监管行为",
            "2026-02-28",
            "最近监管行为=2026-02-20 | 监管行为数=4"
        );
        Assert.Equal("100%", await desk.Says(SupervisionItems.ItemCoverage));
        Assert.Equal(
            "0%",
            await desk.Says(SupervisionItems.ItemCoverage, "2026-01-01", "2026-02-27")
        );

        await desk.Change(
            SupervisionItems.Key,
            item,
            "退回",
            "2026-03-02",
            "退回理由=无此职权 | 认领情况=不认领 | 不认领理由=无此职权 | 认领单位= | 认领日期= | 监管行为数= | 最近监管行为="
        );
        Assert.Equal("0项", await desk.Says(SupervisionItems.ItemsClaimed));
        Assert.Equal(
            "无此职权",
            await desk.Reads(SupervisionItems.Key, item, "2026-03-02", "不认领理由")
        );
    }

    [Fact]
    public async Task S062_CoverageIsMainItemsWithAnActOfThoseClaimed()
    {
        await using var desk = await Desk.Open();
        foreach (var (main, acts) in new[] { ("Z1", 3), ("Z2", 1), ("Z3", 0) })
        {
            await desk.Item(
                SupervisionItems.Key,
                "2026-01-01",
                Claimed,
                $"主项编码={main} | 监管行为数={acts} | 最近监管行为=2026-02-20"
            );
        }
        // A sub-item is an item, and no main item.
        await desk.Item(
            SupervisionItems.Key,
            "2026-01-01",
            Claimed,
            "主项编码=Z1 | 子项编码=Z1-1 | 监管行为数=2 | 最近监管行为=2026-02-20"
        );
        Assert.Equal("4项", await desk.Says(SupervisionItems.Standing));
        Assert.Equal("3项", await desk.Says(SupervisionItems.ItemsClaimed));
        Assert.Equal("66.67%", await desk.Says(SupervisionItems.ItemCoverage));
        Assert.Contains(
            "认领单位",
            await desk.NoItem(SupervisionItems.Key, "认领情况=已认领 | 认领单位=")
        );
        Assert.Contains(
            "最近监管行为的日期",
            await desk.NoItem(SupervisionItems.Key, Claimed, "监管行为数=1")
        );
        Assert.Contains(
            "请先认领",
            await desk.NoItem(
                SupervisionItems.Key,
                "认领情况=待定 | 认领单位= | 认领日期= | 监管行为数=1 | 最近监管行为=2026-02-20"
            )
        );
        Assert.Contains(
            "没有认领的，不填认领单位",
            await desk.NoItem(SupervisionItems.Key, "认领情况=待定 | 认领单位=县司法局")
        );
    }

    [Fact]
    public async Task S063_FirmsAreDrawnFromThoseThatStand_AndNoPersonIsOnTheList()
    {
        await using var desk = await Desk.Open();
        const string firm = $"名称=云岭县甲食品厂 | 统一社会信用代码={Code} | 经营状态=存续";
        var id = await desk.Item(InspectionTargets.Key, "2026-01-01", firm);
        Assert.Equal("1户", await desk.Says(InspectionTargets.Standing, "经营状态=存续"));
        Assert.Contains(
            "统一社会信用代码",
            await desk.NoItem(InspectionTargets.Key, firm, "统一社会信用代码=654099199001011234")
        );
        await desk.Change(InspectionTargets.Key, id, "出库", "2026-03-10");
        Assert.Empty(await desk.Find(InspectionTargets.Key, "甲食品厂", "2026-03-11"));
    }

    [Fact]
    public async Task S064_WhatIsOnTheListIsInspectedEveryYear_ByDecisionOfTheGovernment()
    {
        await using var desk = await Desk.Open();
        const string entry = "监管领域=危险化学品 | 监管事项=储存 | 每年检查=4";
        Assert.Contains(
            "每年至少检查一次",
            await desk.NoItem(KeySupervisionEntries.Key, entry, "每年检查=0")
        );
        var whole = await desk.Item(KeySupervisionEntries.Key, "2026-01-01", entry);
        await desk.Item(
            KeySupervisionEntries.Key,
            "2026-01-01",
            entry,
            $"监管对象=云岭县甲化工厂 | 统一社会信用代码={Code}"
        );
        Assert.Equal("2项", await desk.Says(KeySupervisionEntries.Standing, "领域=危险化学品"));
        Assert.Equal("1户", await desk.Says(KeySupervisionEntries.KeySupervisionSubjects));
        var change = await desk.Draft(
            KeySupervisionEntries.Key,
            whole,
            "移出",
            "2026-03-10",
            "移出理由=企业已搬迁"
        );
        await desk.County.Do(new ApproveChanges([change]), desk.Head);
        Assert.Equal("2项", await desk.Says(KeySupervisionEntries.Standing));
        await desk.County.Do(new ApproveChanges([change]), desk.County.Leader);
        Assert.Equal("1项", await desk.Says(KeySupervisionEntries.Standing));
    }

    [Fact]
    public async Task S065_AnIndustryHasItsHandbookChecklistPlanAndRule_AndItsRisksNameTheLaw()
    {
        await using var desk = await Desk.Open();
        const string risk =
            "风险点1.行为=超范围经营 | 风险点1.处罚幅度=五千元以上 | 风险点1.怎样避免=变更登记 | 风险点1.依据=《中华人民共和国食品安全法》第一百二十二条";
        await desk.Item(
            IndustryKits.Key,
            "2026-01-01",
            risk,
            "行业=餐饮 | 检查单=餐饮检查单（2026年版） | 联合检查计划=每年一次 | 评级办法=云市监〔2026〕1号"
        );
        await desk.Item(IndustryKits.Key, "2026-01-01", "行业=药店");
        Assert.Equal("50%", await desk.Says(IndustryKits.IndustryKitRate));
        Assert.Equal("1个", await desk.Says(IndustryKits.RiskPointsListed));
        Assert.Contains(
            "法律、法规的名称",
            await desk.NoItem(IndustryKits.Key, risk, "行业=旅馆 | 风险点1.依据=有关规定")
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S066_WhatMayBeInspectedIsPublicWithItsCap_AndTheChecklistGoesByEdition(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        const string item = "检查事项=餐饮服务检查 | 检查方式=现场 | 每年上限=1 | 双随机=否";
        var id = await desk.Item(InspectionItems.Key, "2026-01-01", item);
        Assert.Contains("餐饮服务检查", (await desk.Publish(id)).Title);
        Assert.Contains("依据", await desk.NoItem(InspectionItems.Key, item, "依据="));
        Assert.Contains("每年上限", await desk.NoItem(InspectionItems.Key, item, "每年上限=0"));
        Assert.Contains(
            "抽查比例",
            await desk.NoItem(InspectionItems.Key, item, "双随机=是 | 抽查比例=")
        );

        const string list =
            "检查事项=餐饮服务检查 | 检查项1.检查内容=进货查验 | 检查项1.合格标准=票据齐全";
        var old = await desk.Item(Checklists.Key, "2025-01-01", list, "版次=2025年版");
        await desk.Change(Checklists.Key, old, "换版", "2026-02-28");
        await desk.Item(Checklists.Key, "2026-03-01", list, "版次=2026年版");
        Assert.Equal(
            ["餐饮服务检查（2025年版）"],
            await desk.Find(Checklists.Key, "餐饮", "2026-02-28")
        );
        Assert.Equal(
            ["餐饮服务检查（2026年版）"],
            await desk.Find(Checklists.Key, "餐饮", "2026-03-01")
        );
    }

    [Fact]
    public async Task S068_AnAlertIsSentOutAndVerified_AndWhatWasHitIsARateOfWhatWasVerified()
    {
        await using var desk = await Desk.Open();
        const string alert = "条目形态=明细 | 平台=油烟在线监控 | 预警日期=2026-03-02 | 等级=高";
        var open = await desk.Line("offsite-alert", alert, "预警编号=1 | 结果=核实中");
        await desk.Line("offsite-alert", alert, "预警编号=2 | 结果=误报 | 核实日期=2026-03-03");
        Assert.Equal("0%", await desk.Says(OffsiteAlertFigures.HitRate));
        Assert.Contains("核实日期", await desk.NoGo(open, "结果=责令改正"));
        Assert.Contains("案件", await desk.NoGo(open, "结果=立案 | 核实日期=2026-03-04"));
        await desk.Go(open, "结果=立案 | 核实日期=2026-03-04 | 案件=云环立〔2026〕1号");
        Assert.Equal("50%", await desk.Says(OffsiteAlertFigures.HitRate));

        // Where only totals can be had, they are split by what became of them, and the parts add up.
        const string total = "条目形态=总数 | 平台=视频巡查 | 条数=10";
        Assert.Contains(
            "分结果条数之和 = 条数",
            await desk.NoLine("offsite-alert", total, "分结果条数=立案 2；误报 7")
        );
        await desk.Line("offsite-alert", total, "分结果条数=立案 2；误报 8");
        Assert.Equal("12条", await desk.Says(OffsiteAlertFigures.Raised));
        Assert.Equal("9条", await desk.Says(OffsiteAlertFigures.Raised, "结果=误报"));
    }
}
