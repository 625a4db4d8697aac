using Fadu.Core.Registers;
using Fadu.Modules.Enforcement;
using Fadu.Modules.Services;
using Fadu.Testing;

namespace Fadu.Core.Tests.Systems;

/// <summary>M08 行政执法: what each row asks beside what every register and ledger does.</summary>
public sealed class EnforcementSystemTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S070_EachSubjectPublishesWhatItEnforces_AndNothingWithoutABasis(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        await desk.Item(
            EnforcementSubjects.Key,
            "2020-01-01",
            "执法主体=县司法局 | 主体类别=行政机关 | 法制审核机构=法制科 | 执法队伍1.名称=一队 | 执法队伍1.编制=8 | 执法队伍1.在岗=6"
        );
        Assert.Equal(
            ("1个", "1个", "8名"),
            (
                await desk.Says(EnforcementSubjects.Standing),
                await desk.Says(EnforcementSubjects.AuditUnits),
                await desk.Says(EnforcementSubjects.EnforcementPosts)
            )
        );
        const string item = "执法主体=县司法局 | 执法类别=行政处罚";
        var first = await desk.Item(
            EnforcementItems.Key,
            "2026-01-01",
            item,
            "事项名称=对律师违规收费的处罚 | 依据=《中华人民共和国律师法》第四十七条"
        );
        await desk.Item(EnforcementItems.Key, "2026-01-01", item, "事项名称=对乙的处罚");
        Assert.Equal("2项", await desk.Says(EnforcementItems.Standing, "执法类别=行政处罚"));
        Assert.Contains("律师法", (await desk.Publish(first)).Body);
        Assert.Contains("依据", await desk.NoItem(EnforcementItems.Key, item, "依据="));
        // Fewer, and which ones
        await desk.Change(EnforcementItems.Key, first, "取消", "2026-03-10");
        Assert.Equal("1项", await desk.Says(EnforcementItems.Standing));
        Assert.Equal("1项", await desk.Says(Of(EnforcementItems.Key).Ended));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S073_WhatHadToBeFilmedAndWasNotIsSeen_AndEachRecordingHasItsPlaceAndTerm(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        const string segment = "应当记录=是 | 环节日期=2026-03-02 | 开始时刻=09:30";
        const string film = "形式=录像 | 分钟=20 | 存放处=采集站 | 保存至=2031-03-02";
        await desk.Line(
            "enforcement-recording",
            segment,
            film,
            "环节=查封扣押 | 设备编号=J1 | 案号=云罚〔2026〕1号"
        );
        // A photograph is no film where film is owed (国办发〔2018〕118号八).
        var photo = await desk.Line(
            "enforcement-recording",
            segment,
            "环节=强制拆除 | 形式=照片 | 设备编号=J2 | 存放处=采集站 | 保存至=2031-03-02"
        );
        await desk.Line(
            "enforcement-recording",
            segment,
            "环节=听证 | 形式=没有记录 | 没有记录的原因=设备故障"
        );
        Assert.Equal("33.33%", await desk.Says(RecordingFigures.Rate));
        await desk.Go(photo, "案号=云罚〔2026〕2号");
        Assert.Equal("云罚〔2026〕2号", (await desk.Stored(photo)).T1);
        Assert.Contains(
            "没有记录的原因",
            await desk.NoLine(
                "enforcement-recording",
                segment,
                "环节=询问 | 形式=没有记录 | 没有记录的原因="
            )
        );
        Assert.Contains(
            "保存至",
            await desk.NoLine("enforcement-recording", segment, film, "环节=询问 | 保存至=")
        );
        Assert.Contains(
            "周明",
            await desk.NoLine("enforcement-recording", segment, film, "环节=询问 | 设备编号=J1")
        );

        await desk.Item(Devices.Key, "2025-01-01", "设备类别=执法记录仪 | 状况=在用");
        Assert.Equal("1台", await desk.Says(Devices.RecordersInUse));
    }

    [Fact]
    public async Task S074_TeamsPeopleVehiclesAndRecordersAreTheSumOfWhatCameAndWent()
    {
        await using var desk = await Desk.Open();
        const string team = "队伍名称=青石镇综合执法队 | 层级=乡镇街道";
        await desk.Line(
            "enforcement-resource-change",
            team,
            "填报单位=青石镇 | 种类=队伍 | 增减=1 | 变动日期=2026-01-05"
        );
        await desk.Line(
            "enforcement-resource-change",
            team,
            "填报单位=青石镇 | 种类=在岗人员 | 增减=9 | 变动日期=2026-01-05"
        );
        await desk.Line(
            "enforcement-resource-change",
            team,
            "填报单位=青石镇 | 种类=在岗人员 | 增减=-2 | 变动日期=2026-03-05"
        );
        await desk.Line(
            "enforcement-resource-change",
            team,
            "填报单位=青石镇 | 种类=执法记录仪 | 增减=2 | 设备编号=J1；J2 | 变动日期=2026-02-05"
        );
        Assert.Equal("9人", await desk.Says(ResourceFigures.Staff, "2026-01-01", "2026-02-28"));
        Assert.Equal("7人", await desk.Says(ResourceFigures.Staff, "队伍=青石镇综合执法队"));
        Assert.Equal("2套", await desk.Says(ResourceFigures.Recorders));
        Assert.Equal("1个", await desk.Says(ResourceFigures.TownsWithTeam));
        Assert.Contains(
            "设备编号的个数 = 增减的数量",
            await desk.NoLine(
                "enforcement-resource-change",
                team,
                "种类=执法车辆 | 增减=2 | 设备编号=C1"
            )
        );
        Assert.Contains(
            "写 1",
            await desk.NoLine("enforcement-resource-change", team, "种类=队伍 | 增减=2")
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S075_ATownGetsOnlyPowersThatItCanBear_ByDecisionOfTheProvince(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string power =
            "清单类别=赋权执法 | 乡镇街道=青石镇 | 县级部门=县司法局 | 省级决定=省政府令第1号 | 承接评估日期=2025-12-01";
        Assert.Contains(
            "行政处罚法第二十四条",
            await desk.NoItem(TownshipItems.Key, power, "评估结论=不能承接")
        );
        Assert.Contains(
            "省级决定",
            await desk.NoItem(TownshipItems.Key, power, "评估结论=能承接 | 省级决定=")
        );
        var id = await desk.Item(
            TownshipItems.Key,
            "2026-01-01",
            power,
            "评估结论=能承接 | 事项名称=对占道经营的处罚"
        );
        await desk.Item(TownshipItems.Key, "2026-01-01", "清单类别=基本履职 | 乡镇街道=青石镇");
        Assert.Equal("2项", await desk.Says(TownshipItems.Standing));
        Assert.Equal("1项", await desk.Says(TownshipItems.TownshipPowersInForce));
        await desk.Change(
            TownshipItems.Key,
            id,
            "收回",
            "2026-03-10",
            "收回决定=省政府令第2号 | 收回理由=评估后承接不了"
        );
        Assert.Equal("0项", await desk.Says(TownshipItems.TownshipPowersInForce));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S076_ADelegationIsWrittenPublicAndForATime_AndNeverOfCoercion(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string deed =
            "委托机关=县司法局 | 受委托方=青石镇人民政府 | 受委托方类别=乡镇街道 | 委托权力类型=行政处罚 | 委托书文号=云委〔2026〕1号";
        Assert.Contains("委托要有期限", await desk.NoItem(Delegations.Key, deed));
        Assert.Contains(
            "行政强制法第十七条",
            await desk.NoItem(Delegations.Key, deed, "委托事项=查封场所")
        );
        Assert.Contains(
            "行政许可法第二十四条",
            await desk.NoItem(
                Delegations.Key,
                deed,
                "委托权力类型=行政许可 | 受委托方类别=管理公共事务的组织"
            )
        );
        var id = await desk.ItemUntil(
            Delegations.Key,
            "2024-01-01",
            "2026-05-10",
            deed,
            "委托事项=对甲的处罚；对乙的处罚"
        );
        Assert.Equal(
            "2项",
            await desk.Says(
                Delegations.DelegatedItems,
                "2026-01-01",
                "2026-03-16",
                "受委托方=乡镇街道"
            )
        );
        Assert.Single(await desk.Owes(id));
        Assert.Equal(Desk.Day("2026-05-10"), Assert.Single(await desk.Reminded("2026-03-16")).Due);
        await desk.Change(Delegations.Key, id, "解除", "2026-03-12", "解除原因=不再具备条件");
        Assert.Equal("1份", await desk.Says(Delegations.Standing, "2026-01-01", "2026-03-12"));
        Assert.Equal("0份", await desk.Says(Delegations.Standing, "2026-01-01", "2026-03-13"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S079_TheTiersOfABenchmarkNeitherOverlapNorLeaveAGap(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string benchmark =
            "制定层级=县 | 制定机关=县司法局 | 基准类别=处罚 | 违法行为=占道经营";
        static string Tiers(int middle) =>
            $"裁量阶次1.阶次=从轻 | 裁量阶次1.情节=首次且及时改正 | 裁量阶次1.标准=罚款 | 裁量阶次1.罚款下限=100 | 裁量阶次1.罚款上限=500 | 裁量阶次2.阶次=一般 | 裁量阶次2.情节=其他 | 裁量阶次2.标准=罚款 | 裁量阶次2.罚款下限={middle} | 裁量阶次2.罚款上限=1000";
        var overlap = await desk.NoItem(DiscretionBenchmarks.Key, benchmark, Tiers(400));
        var gap = await desk.NoItem(DiscretionBenchmarks.Key, benchmark, Tiers(600));
        Assert.StartsWith("裁量阶次", overlap);
        Assert.StartsWith("裁量阶次", gap);
        Assert.NotEqual(overlap, gap);
        Assert.Contains(
            "减轻处罚要写明适用的情节",
            await desk.NoItem(
                DiscretionBenchmarks.Key,
                benchmark,
                "裁量阶次1.阶次=减轻 | 裁量阶次1.情节=轻 | 裁量阶次1.标准=减轻"
            )
        );
        var id = await desk.Item(DiscretionBenchmarks.Key, "2025-01-01", benchmark, Tiers(500));
        await desk.Change(
            DiscretionBenchmarks.Key,
            id,
            "修订",
            "2026-03-01",
            "裁量阶次2.罚款上限=2000"
        );
        // A case of February is compared with what stood in February.
        Assert.Contains("1000", (await desk.On(DiscretionBenchmarks.Key, id, "2026-02-28"))!.Body);
        Assert.Contains("2000", (await desk.On(DiscretionBenchmarks.Key, id, "2026-03-01"))!.Body);
        Assert.Equal("1条", await desk.Says(DiscretionBenchmarks.Standing, "制定层级=县"));
    }

    [Fact]
    public async Task S080_LeniencyHasItsConditions_AndWhereItWasAppliedIsCounted()
    {
        await using var desk = await Desk.Open();
        const string item = "清单类别=首违不罚 | 领域=市场监管 | 违法行为=未亮照经营";
        Assert.Contains(
            "行政处罚法第三十三条第一款",
            await desk.NoItem(NoPenaltyItems.Key, item, "适用条件=初次违法")
        );
        var id = await desk.Item(
            NoPenaltyItems.Key,
            "2026-01-01",
            item,
            "适用条件=初次违法；及时改正"
        );
        Assert.NotNull(await desk.Publish(id));
        Assert.Equal("1项", await desk.Says(NoPenaltyItems.Standing, "清单=首违不罚"));

        const string decision =
            "条目形态=明细 | 行为种类=行政处罚 | 程序=普通 | 决定日期=2026-03-02 | 法制审核=不需要";
        await desk.Line(
            "enforcement-stat",
            decision,
            "统计栏=不予处罚 | 不予或者减轻=首违不罚 | 决定书文号=1"
        );
        Assert.Equal("1宗", await desk.Says(EnforcementFigures.NoPenalty, "种类=首违不罚"));
        Assert.Equal("0宗", await desk.Says(EnforcementFigures.Penalties));
        Assert.Contains(
            "不计入处罚宗数",
            await desk.NoLine(
                "enforcement-stat",
                decision,
                "统计栏=警告 | 不予或者减轻=首违不罚 | 决定书文号=2"
            )
        );
    }

    [Fact]
    public async Task S081_ACaseIsTakenInWithoutNames_AndTakenDownWhenTheLawHasChanged()
    {
        await using var desk = await Desk.Open();
        const string guiding =
            "案例标题=甲公司虚假宣传案 | 案例类别=典型案例 | 领域=市场监管 | 要旨=夸大功效的宣传属于虚假宣传";
        Assert.Contains(
            "隐去当事人姓名",
            await desk.NoItem(GuidingCases.Key, guiding, "已经脱敏=否")
        );
        var id = await desk.Item(GuidingCases.Key, "2026-01-01", guiding, "已经脱敏=是");
        Assert.Equal("1件", await desk.Says(GuidingCases.Standing, "领域=市场监管"));
        Assert.Single(await desk.Find(GuidingCases.Key, "虚假宣传", "2026-03-01"));
        await desk.Change(GuidingCases.Key, id, "撤下", "2026-03-10", "撤下原因=法律已变");
        Assert.Empty(await desk.Find(GuidingCases.Key, "虚假宣传", "2026-03-11"));
    }

    [Fact]
    public async Task S082_ATemplateHasItsFieldsPlaceAndEdition()
    {
        await using var desk = await Desk.Open();
        const string form = "文书代号=W01 | 文书名称=行政处罚决定书 | 正副卷=正卷 | 目录序号=1";
        Assert.Contains("填充项", await desk.NoItem(DocumentTemplates.Key, form, "填充项="));
        Assert.Contains("目录序号", await desk.NoItem(DocumentTemplates.Key, form, "目录序号="));
        var old = await desk.Item(
            DocumentTemplates.Key,
            "2024-01-01",
            form,
            "版次=2024年版 | 填充项=当事人；违法事实"
        );
        await desk.Change(DocumentTemplates.Key, old, "换版", "2026-02-28");
        await desk.Item(
            DocumentTemplates.Key,
            "2026-03-01",
            form,
            "版次=2026年版 | 填充项=当事人；违法事实；救济途径 | 评查标准1.评查要点=救济途径写明 | 评查标准1.扣分=5 | 评查标准1.一票否决=否"
        );
        Assert.Equal(
            "W01 行政处罚决定书（2026年版）",
            Assert.Single(await desk.Find(DocumentTemplates.Key, "处罚决定书", "2026-03-01"))
        );
        Assert.Equal("1种", await desk.Says(DocumentTemplates.Standing, "正副卷=正卷"));
    }

    [Fact]
    public async Task S085_ALifetimeBanNeedsAStatute_AnOtherOneALastDay_AndNobodyOutsideSeesIt()
    {
        await using var desk = await Desk.Open();
        const string ban =
            "对象=自然人 | 名称=赵某 | 证件号后四位=1234 | 身份=直接责任人 | 禁止范围=食品生产经营";
        const string law = "依据=《中华人民共和国食品安全法》第一百三十五条第二款";
        Assert.Contains(
            "终身禁止须有法律、行政法规",
            await desk.NoItem(IndustryBans.Key, ban, "禁止类别=终身 | 依据=《云岭县办法》第三条")
        );
        Assert.Contains("最后一天", await desk.NoItem(IndustryBans.Key, ban, law, "禁止类别=定期"));
        Assert.Contains(
            "后四位",
            await desk.NoItem(IndustryBans.Key, ban, law, "禁止类别=终身 | 证件号后四位=123456")
        );
        var life = await desk.Item(IndustryBans.Key, "2026-01-01", ban, law, "禁止类别=终身");
        await desk.ItemUntil(
            IndustryBans.Key,
            "2024-01-01",
            "2026-02-28",
            ban,
            law,
            "名称=钱某 | 禁止类别=定期"
        );
        Assert.Equal("1个", await desk.Says(IndustryBans.Standing));
        Assert.Empty(await desk.Owes(life));
        await using var db = desk.County.Read();
        Assert.Empty(
            RegisterQueries
                .Seen(db, new Core.People.Scope(1, false, [desk.County.Qingshi]))
                .Where(v => v.ItemId == life)
        );
    }

    private static Register Of(string key) => Registers.RegisterDeclarationTests.Registry[key];
}
