using Fadu.Modules.Openness;
using Fadu.Testing;

namespace Fadu.Core.Tests.Systems;

/// <summary>M16 政务公开与数字基础设施: what each row asks beside what every register and ledger does.</summary>
public sealed class OpennessSystemTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S168_ATownKnowsWhatItMustShowWhereAndByWhen(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string item =
            "领域=社会救助 | 公开事项=低保对象 | 适用层级=乡镇 | 公开主体=青石镇 | 公开方式=主动";
        Assert.Contains(
            "政府信息公开条例第二十六条",
            await desk.NoItem(OpennessStandardItems.Key, item, "公开时限=30")
        );
        var id = await desk.Item(
            OpennessStandardItems.Key,
            "2026-01-01",
            item,
            "公开时限=20 | 公开渠道=青石镇公告栏"
        );
        await desk.Item(
            OpennessStandardItems.Key,
            "2026-01-01",
            item,
            "公开事项=救助标准 | 公开时限=30 | 另有规定的依据=《社会救助暂行办法》第六条"
        );
        Assert.Equal(
            "2项",
            await desk.Says(OpennessStandardItems.Standing, "领域=社会救助;层级=乡镇")
        );
        Assert.Contains("青石镇公告栏", (await desk.Publish(id)).Body);

        const string channel = "渠道类别=公告栏 | 渠道名称=青石镇公告栏";
        Assert.Contains("文种", await desk.NoItem(PublicationChannels.Key, channel, "文种="));
        var board = await desk.Item(
            PublicationChannels.Key,
            "2026-01-01",
            channel,
            "文种=汉文；维吾尔文"
        );
        Assert.Equal("1个", await desk.Says(PublicationChannels.Standing, "类别=公告栏"));
        await desk.Change(PublicationChannels.Key, board, "停更", "2026-03-10");
        Assert.Equal("0个", await desk.Says(PublicationChannels.Standing));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S170_EachSystemHasItsHostingProtectionAndProgress_AndTheCloudRateFollows(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        const string system = "系统名称=行政审批系统 | 等保级别=三级 | 国产化=部分";
        var id = await desk.Item(
            InfoSystems.Key,
            "2024-01-01",
            system,
            "部署=本地机房 | 合同到期=2026-04-10"
        );
        await desk.Item(
            InfoSystems.Key,
            "2024-01-01",
            "系统名称=公文系统 | 部署=县云 | 等保级别=一级"
        );
        Assert.Equal("50%", await desk.Says(InfoSystems.CloudRate));
        Assert.Contains(
            "上云日期",
            await desk.NoItem(InfoSystems.Key, system, "部署=县云 | 上云日期=")
        );
        Assert.Contains(
            "最近测评",
            await desk.NoItem(InfoSystems.Key, system, "部署=本地机房 | 最近测评=")
        );
        Assert.Equal(Desk.Day("2026-04-10"), Assert.Single(await desk.Reminded("2026-03-16")).Due);
        await desk.Change(
            InfoSystems.Key,
            id,
            "迁云",
            "2026-03-10",
            "原部署=本地机房 | 现部署=县云 | 部署=县云 | 上云日期=2026-03-10 | 国产化=完成"
        );
        Assert.Equal("100%", await desk.Says(InfoSystems.CloudRate));
        Assert.Equal("50%", await desk.Says(InfoSystems.CloudRate, "2026-01-01", "2026-03-09"));
        Assert.Empty(await desk.Owes(id));
    }

    [Fact]
    public async Task S171_EveryAccessPointHasItsBandwidthAndIpv6_DownToTheVillage()
    {
        await using var desk = await Desk.Open();
        const string point = "点位类别=政务外网接入 | 支持IPv6=是";
        await desk.Item(
            NetworkPoints.Key,
            "2024-01-01",
            point,
            "点位编号=W1 | 层级=县 | 带宽=10000"
        );
        var village = await desk.Item(
            NetworkPoints.Key,
            "2024-01-01",
            point,
            "点位编号=W2 | 层级=村 | 带宽=100"
        );
        Assert.Equal("50%", await desk.Says(NetworkPoints.GigabitShare));
        Assert.Equal("1个", await desk.Says(NetworkPoints.Standing, "类别=政务外网接入;层级=村"));
        await desk.Change(NetworkPoints.Key, village, "扩容", "2026-03-10", "带宽=1000");
        Assert.Equal("100%", await desk.Says(NetworkPoints.GigabitShare));
        Assert.Equal(
            "50%",
            await desk.Says(NetworkPoints.GigabitShare, "2026-01-01", "2026-03-09")
        );
    }

    [Fact]
    public async Task S172_VideoPointsBackEachOtherUp_NeverThemselves()
    {
        await using var desk = await Desk.Open();
        const string point = "点位类别=视频会议终端 | 层级=乡镇 | 带宽=100";
        Assert.Contains(
            "不能与自己互备",
            await desk.NoItem(NetworkPoints.Key, point, "点位编号=V1 | 互备点位=V1")
        );
        var main = await desk.Item(NetworkPoints.Key, "2024-01-01", point, "点位编号=V1");
        await desk.Item(NetworkPoints.Key, "2024-01-01", point, "点位编号=V2 | 互备点位=V1");
        Assert.Equal("2个", await desk.Says(NetworkPoints.Standing, "类别=视频会议终端"));
        Assert.DoesNotContain(await desk.Found(NetworkPoints.Key), f => f.Check == "引用失效");
        await desk.Change(NetworkPoints.Key, main, "停用", "2026-03-10");
        Assert.Contains(
            "V1",
            Assert.Single(await desk.Found(NetworkPoints.Key), f => f.Check == "引用失效").Text
        );
        // No camera and nothing filmed is entered.
        Assert.DoesNotContain(
            Registers.RegisterDeclarationTests.Registry[NetworkPoints.Key].Fields,
            f => f.Title.Contains("摄像", StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S173_DataAreListedAndSharedForAPurposeAndATime_RefusedOnlyByLaw(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string item = "目录名称=低保对象名单 | 数据项1.名称=编号 | 数据项1.类型=文本";
        Assert.Contains(
            "政务数据共享条例第十五条",
            await desk.NoItem(DataCatalogueItems.Key, item, "共享属性=不予 | 依据=本单位规定")
        );
        Assert.Contains(
            "使用条件",
            await desk.NoItem(DataCatalogueItems.Key, item, "共享属性=有条件 | 使用条件=")
        );
        var id = await desk.Item(
            DataCatalogueItems.Key,
            "2026-01-01",
            item,
            "共享属性=有条件 | 使用条件=救助核对"
        );
        Assert.Equal("政务数据共享条例第十七条", Assert.Single(await desk.Owes(id)).Article);
        Assert.Equal("0%", await desk.Says(DataCatalogueItems.DataRefusedShare));

        const string grant =
            "数据目录=低保对象名单 | 需求单位=青石镇 | 使用场景=救助核对 | 申请日期=2026-01-05 | 答复日期=2026-01-10";
        Assert.Contains("授权有时限", await desk.NoItem(DataGrants.Key, grant));
        Assert.Contains(
            "答复日期早于申请日期",
            await desk.NoItem(DataGrants.Key, grant, "答复日期=2026-01-04")
        );
        var granted = await desk.ItemUntil(DataGrants.Key, "2026-01-10", "2026-05-10", grant);
        Assert.Equal("1项", await desk.Says(DataGrants.Standing, "2026-01-01", "2026-05-10"));
        Assert.Equal(Desk.Day("2026-05-10"), Assert.Single(await desk.Reminded("2026-03-16")).Due);
        await desk.Change(DataGrants.Key, granted, "暂停", "2026-03-10");
        Assert.Equal("1项", await desk.Says(DataGrants.Standing, "2026-01-01", "2026-03-09"));
        Assert.Equal("0项", await desk.Says(DataGrants.Standing, "2026-01-01", "2026-03-10"));
        await desk.Change(DataCatalogueItems.Key, id, "停用", "2026-03-10");
        Assert.Empty(await desk.Find(DataCatalogueItems.Key, "低保", "2026-03-11"));
    }

    [Fact]
    public async Task S174_AModelOnlyAdvises_SomebodyDecidesWithReasons()
    {
        await using var desk = await Desk.Open();
        const string use =
            "条目形态=明细 | 使用单位=县司法局 | 模型=案卷比对 | 版本=1.0 | 关联事项=云罚〔2026〕1号 | 次数=1 | 使用日期=2026-03-02 | 人工决定=不采纳 | 决定人=科长";
        Assert.Contains("决定的理由", await desk.NoLine("model-use", use, "决定的理由="));
        Assert.Contains(
            "决定人",
            await desk.NoLine("model-use", use, "决定人= | 决定的理由=事实不符")
        );
        Assert.Contains(
            "输出摘要",
            await desk.NoLine("model-use", use, "输出摘要= | 决定的理由=事实不符")
        );
        var line = await desk.Line("model-use", use, "决定的理由=事实不符");
        Assert.Contains(
            "改为批次",
            await desk.NoLine("model-use", use, "关联事项=批量 | 次数=50 | 决定的理由=抽查")
        );
        await desk.Line(
            "model-use",
            use,
            "条目形态=批次 | 关联事项=批量 | 次数=50 | 决定的理由=抽查"
        );
        Assert.Equal("51次", await desk.Says(ModelFigures.Uses, "模型=案卷比对"));
        // Which version, on what, and what became of it: all of it stays.
        Assert.Contains("事实不符", (await desk.Stored(line)).Body);
    }
}
