using Fadu.Modules.LegalServices;
using Fadu.Modules.Services;
using Fadu.Testing;

namespace Fadu.Core.Tests.Systems;

/// <summary>M13 公共法律服务与法律顾问: what each row asks beside what every register and ledger does.</summary>
public sealed class LegalServicesSystemTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S134_CentresStationsAndRoomsAddUpToAllPlatforms(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        foreach (
            var (kind, level, area) in new[]
            {
                ("公共法律服务中心", "县", "654099"),
                ("公共法律服务工作站", "乡镇", "654099100"),
                ("公共法律服务工作站", "乡镇", "654099101"),
                ("公共法律服务工作室", "村", "654099100201"),
                ("便民服务站", "村", "654099100201"),
            }
        )
        {
            await desk.Item(
                ServicePoints.Key,
                "2024-01-01",
                $"站点类别={kind} | 层级={level} | 区划代码={area}"
            );
        }
        Assert.Equal("4个", await desk.Says(ServicePoints.LegalServicePlatforms));
        Assert.Equal(
            ("1个", "2个", "1个"),
            (
                await desk.Says(ServicePoints.LegalServicePlatforms, "层级=县"),
                await desk.Says(ServicePoints.LegalServicePlatforms, "层级=乡镇"),
                await desk.Says(ServicePoints.LegalServicePlatforms, "层级=村")
            )
        );
        Assert.Contains(
            "区划代码",
            await desk.NoItem(
                ServicePoints.Key,
                "站点类别=公共法律服务工作站 | 层级=乡镇 | 区划代码=654099"
            )
        );
        var id = await desk.Item(
            ServicePoints.Key,
            "2024-01-01",
            "站点类别=公共法律服务中心 | 站点名称=新区中心 | 层级=县 | 区划代码=654099 | 开放时间=工作日9时至18时"
        );
        Assert.Contains("工作日9时至18时", (await desk.Publish(id)).Body);
        await desk.Change(ServicePoints.Key, id, "暂停服务", "2026-03-10");
        Assert.Equal("4个", await desk.Says(ServicePoints.LegalServicePlatforms));
    }

    [Fact]
    public async Task S135_EachMachineStandsAtAPlace_AndWhatIsBrokenDoesNotCount()
    {
        await using var desk = await Desk.Open();
        var point = await desk.Item(
            ServicePoints.Key,
            "2024-01-01",
            "站点类别=公共法律服务工作站 | 站点名称=青石镇工作站 | 层级=乡镇 | 区划代码=654099100"
        );
        const string robot = "设备类别=法律服务机器人 | 状况=在用 | 所在站点=青石镇工作站";
        Assert.Contains("所在站点", await desk.NoItem(Devices.Key, robot, "所在站点="));
        var id = await desk.Item(Devices.Key, "2025-01-01", robot);
        Assert.Equal("1台", await desk.Says(Devices.Standing, "设备类别=法律服务机器人"));
        Assert.DoesNotContain(await desk.Found(Devices.Key), f => f.Check == "引用失效");
        await desk.Change(ServicePoints.Key, point, "撤销", "2026-03-10");
        Assert.Contains(await desk.Found(Devices.Key), f => f.Check == "引用失效");
        await desk.Change(Devices.Key, id, "维修", "2026-03-12");
        Assert.Equal("0台", await desk.Says(Devices.Standing));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S137_CounselIsEngagedForATermUnderAContract_AndAppraisedOnceAYear(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        const string counsel =
            "聘用方类别=县政府 | 聘用方=云岭县人民政府 | 姓名=何某 | 角色=外聘律师 | 执业机构=云岭某律师事务所 | 执业证号=16540001";
        Assert.Contains("聘用有期限", await desk.NoItem(CounselEngagements.Key, counsel));
        Assert.Contains(
            "合同编号",
            await desk.NoItem(CounselEngagements.Key, counsel, "年费=50000")
        );
        Assert.Contains(
            "执业机构",
            await desk.NoItem(CounselEngagements.Key, counsel, "执业机构=")
        );
        Assert.Contains(
            "同一年写了两次",
            await desk.NoItem(
                CounselEngagements.Key,
                counsel,
                "年度考核1.年度=2025 | 年度考核1.结果=合格 | 年度考核2.年度=2025 | 年度考核2.结果=优秀"
            )
        );
        var id = await desk.ItemUntil(
            CounselEngagements.Key,
            "2025-05-01",
            "2026-04-30",
            counsel,
            "年费=50000 | 合同编号=HT-1"
        );
        Assert.Equal(
            "1名",
            await desk.Says(
                CounselEngagements.Standing,
                "2026-01-01",
                "2026-04-30",
                "聘任主体=县政府"
            )
        );
        Assert.Equal(Desk.Day("2026-04-30"), Assert.Single(await desk.Reminded("2026-03-16")).Due);
        await desk.Change(CounselEngagements.Key, id, "续聘", "2028-04-30");
        Assert.Equal("1名", await desk.Says(CounselEngagements.Standing));

        // What he did: opinions with what became of them, one case is one case
        const string service =
            "条目形态=明细 | 服务对象层级=县政府 | 服务对象=县政府 | 顾问=何某 | 服务日期=2026-03-02 | 数量=1";
        Assert.Contains(
            "是否采纳",
            await desk.NoLine("counsel-service", service, "服务=法律意见 | 采纳=不适用")
        );
        await desk.Line("counsel-service", service, "服务=法律意见 | 采纳=采纳 | 关联事项=A");
        await desk.Line(
            "counsel-service",
            service,
            "服务=法律意见 | 采纳=未采纳 | 未采纳理由=另有规定 | 关联事项=B"
        );
        foreach (var day in new[] { "2026-03-02", "2026-03-09" })
        {
            await desk.Line(
                "counsel-service",
                service,
                $"服务=代理诉讼仲裁 | 采纳=不适用 | 关联事项=（2026）云01行初1号 | 服务日期={day}"
            );
        }
        Assert.Equal(
            ("2件", "1件", "50%"),
            (
                await desk.Says(CounselFigures.Opinions, "层级=县政府"),
                await desk.Says(CounselFigures.Cases),
                await desk.Says(CounselFigures.AdoptionRate)
            )
        );
    }

    [Fact]
    public async Task S138_PublicLawyersAreFoundByWhatTheyKnow_AndLentToOtherOrgans()
    {
        await using var desk = await Desk.Open();
        const string lawyer = "人员类别=公职律师 | 所在单位=县司法局 | 可以统筹派用=是";
        var id = await desk.Item(
            LegalPractitioners.Key,
            "2024-01-01",
            lawyer,
            "姓名=吕某 | 证号=G1 | 专业=自然资源"
        );
        await desk.Item(
            LegalPractitioners.Key,
            "2024-01-01",
            lawyer,
            "姓名=施某 | 证号=G2 | 专业=行政复议"
        );
        await desk.Item(
            LegalPractitioners.Key,
            "2024-01-01",
            "人员类别=社会律师 | 所在单位= | 执业机构=云岭某律师事务所 | 证号=S1 | 可以统筹派用=否"
        );
        Assert.Equal(
            ["吕某 公职律师"],
            await desk.Find(LegalPractitioners.Key, "自然资源", "2026-03-01")
        );
        Assert.Equal("2名", await desk.Says(LegalPractitioners.PublicLawyers));
        Assert.Contains("所在单位", await desk.NoItem(LegalPractitioners.Key, lawyer, "所在单位="));
        Assert.Contains(
            "律师法第十一条",
            await desk.NoItem(
                LegalPractitioners.Key,
                "人员类别=社会律师 | 执业机构=某所 | 所在单位=县司法局"
            )
        );
        await desk.Change(
            LegalPractitioners.Key,
            id,
            "单位变更",
            "2026-03-10",
            "所在单位=县财政局"
        );
        Assert.Equal(
            "县财政局",
            await desk.Reads(LegalPractitioners.Key, id, "2026-03-10", "所在单位")
        );
        await desk.Change(LegalPractitioners.Key, id, "停止执业", "2026-03-12");
        Assert.Equal("1名", await desk.Says(LegalPractitioners.PublicLawyers));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S139_WhatVillageCounselDidIsCountedByKind_NotMixedWithTheGovernments(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        const string service =
            "条目形态=明细 | 聘任单位=青石镇 | 服务对象层级=村居 | 服务对象=青石村 | 顾问=甲 | 服务日期=2026-03-02 | 采纳=不适用";
        await desk.Line("counsel-service", service, "服务=咨询 | 数量=1 | 咨询人次=14");
        await desk.Line("counsel-service", service, "服务=法治宣传 | 数量=3");
        await desk.Line("counsel-service", service, "服务=参与调解 | 数量=2");
        await desk.Line("counsel-service", service, "服务=村居重大事项意见 | 数量=1 | 采纳=采纳");
        await desk.Line(
            "counsel-service",
            service,
            "服务对象层级=企业 | 服务对象=云岭甲厂 | 服务=咨询 | 数量=1 | 咨询人次=5"
        );
        Assert.Equal(
            ("14人次", "3场次", "2件", "1条"),
            (
                await desk.Says(CounselFigures.VillageConsultations),
                await desk.Says(CounselFigures.VillagePublicity),
                await desk.Says(CounselFigures.VillageMediations),
                await desk.Says(CounselFigures.VillageOpinions)
            )
        );
        Assert.Contains(
            "咨询人次",
            await desk.NoLine(
                "counsel-service",
                service,
                "服务=咨询 | 服务日期=2026-03-03 | 咨询人次="
            )
        );
        Assert.Contains(
            await desk.Owed("counsel-service"),
            d => d.Organ.Id == desk.County.Baishui && d.IsMissing
        );
    }
}
