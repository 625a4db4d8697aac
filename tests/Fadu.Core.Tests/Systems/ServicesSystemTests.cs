using Fadu.Core.Plans;
using Fadu.Core.Registers;
using Fadu.Core.Tests.Plans;
using Fadu.Core.Trail;
using Fadu.Modules.Openness;
using Fadu.Modules.Programme;
using Fadu.Modules.Services;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Tests.Systems;

/// <summary>M05 政务服务与行政审批: what each row asks beside what every register and ledger does.</summary>
public sealed class ServicesSystemTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S033_TheHallCountsUnitsPeopleVisitsAndWorkDoneInTime(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        foreach (var (unit, people) in new[] { ("县司法局", 3), ("县财政局", 2) })
        {
            await desk.Item(
                StationedUnits.Key,
                "2026-01-05",
                $"大厅=县政务服务大厅 | 进驻单位={unit} | 专区=综合 | 窗口=1 | 进驻人员={people}"
            );
        }
        Assert.Equal("2家", await desk.Says(StationedUnits.Standing, "大厅=县政务服务大厅"));
        Assert.Equal("5人", await desk.Says(StationedUnits.HallStaff));

        const string day = "大厅=县政务服务大厅 | 层级=县 | 一窗受理=0 | 即办=0";
        const string window = "受理渠道=窗口 | 受理=100 | 办结=100 | 按时办结=99";
        await desk.Line("service-hall-day", day, window, "日期=2026-03-02 | 接待人次=300");
        await desk.Line("service-hall-day", day, window, "日期=2026-03-03 | 接待人次=200");
        await desk.Line(
            "service-hall-day",
            day,
            "日期=2026-03-03 | 受理渠道=网上 | 受理=50 | 办结=0 | 按时办结=0"
        );
        Assert.Equal("250件", await desk.Says(ServiceHallFigures.Accepted));
        Assert.Equal("50件", await desk.Says(ServiceHallFigures.Accepted, "渠道=网上"));
        Assert.Equal("99%", await desk.Says(ServiceHallFigures.OnTimeRate));
        Assert.Equal("250人次/日", await desk.Says(ServiceHallFigures.DailyVisits));
        Assert.Contains(
            "按时办结 ≤ 办结",
            await desk.NoLine("service-hall-day", day, window, "日期=2026-03-04 | 按时办结=101")
        );
        Assert.Contains(
            "填在“窗口”",
            await desk.NoLine(
                "service-hall-day",
                day,
                window,
                "日期=2026-03-04 | 受理渠道=网上 | 接待人次=5"
            )
        );
    }

    [Fact]
    public async Task S036_OneLibraryHoldsConditionsMaterialsAndTimes_AndKnowsWhatIsDoneOnline()
    {
        await using var desk = await Desk.Open();
        const string item = "事项类别=依申请行政权力 | 法定时限=20 | 承诺时限=5 | 网办深度=三级";
        var first = await desk.Item(
            ServiceItems.Key,
            "2026-01-01",
            item,
            "实施编码=A1 | 办理渠道=窗口；网上 | 到场次数=0 | 一窗受理=是"
        );
        await desk.Item(
            ServiceItems.Key,
            "2026-01-01",
            item,
            "实施编码=A2 | 办理渠道=窗口 | 到场次数=1 | 一窗受理=否"
        );
        Assert.Equal("50%", await desk.Says(ServiceItems.ItemOnlineRate));
        Assert.Equal("50%", await desk.Says(ServiceItems.ItemFullyOnlineRate));
        Assert.Equal("50%", await desk.Says(ServiceItems.OneWindowShare));
        Assert.Contains("法定时限", await desk.NoItem(ServiceItems.Key, item, "承诺时限=21"));
        Assert.Contains(
            "到场次数应当为 0",
            await desk.NoItem(ServiceItems.Key, item, "网办深度=四级 | 到场次数=1")
        );
        Assert.Contains("对应权力", await desk.NoItem(ServiceItems.Key, item, "对应权力="));

        // Halted, it stays in the library and cannot be applied for.
        await desk.Change(ServiceItems.Key, first, "停办", "2026-03-10", "停办原因=系统升级");
        Assert.Equal("1项", await desk.Says(ServiceItems.Standing));
        Assert.Equal("0%", await desk.Says(ServiceItems.ItemOnlineRate));
    }

    [Fact]
    public async Task S037_TheGuideIsPrintedFromTheLibrary_AndAChangeMakesItOwedAgain()
    {
        await using var desk = await Desk.Open();
        var item = await desk.Item(
            ServiceItems.Key,
            "2026-01-01",
            "事项名称=食品经营许可 | 受理条件=有固定场所。 | 法定时限=20 | 承诺时限=5 | 申请材料1.材料=申请书"
        );
        var shown = await desk.Publish(item);
        Assert.Equal("食品经营许可", shown.Title);
        Assert.Contains("有固定场所", shown.Body, StringComparison.Ordinal);
        Assert.Empty(await desk.Owes(item));
        await desk.Change(ServiceItems.Key, item, "变更要素", "2026-03-16", "承诺时限=3");
        Assert.Single(await desk.Owes(item));
        Assert.Equal("3", await desk.Reads(ServiceItems.Key, item, "2026-03-16", "承诺时限"));
    }

    [Fact]
    public async Task S039_ABadRatingIsCalledBackCheckedAndMended_AndWhoSaidNothingIsNotContent()
    {
        await using var desk = await Desk.Open();
        const string rating =
            "事项=食品经营许可 | 方式=现场一次一评 | 评价日期=2026-02-02 | 实名=是";
        foreach (var i in Enumerable.Range(1, 3))
        {
            await desk.Line("service-rating", rating, $"评价对象编号=A{i} | 等级=满意");
        }
        Assert.Contains(
            "应回访日期",
            await desk.NoLine("service-rating", rating, "评价对象编号=B1 | 等级=不满意")
        );
        var bad = await desk.Line(
            "service-rating",
            rating,
            "评价对象编号=B1 | 等级=不满意 | 应回访日期=2026-02-03"
        );
        Assert.Equal("75%", await desk.Says(ServiceRatingFigures.Satisfaction));
        Assert.Equal("0%", await desk.Says(ServiceRatingFigures.ContactRate));
        Assert.Contains("整改方式和整改期限", await desk.NoGo(bad, "核实结果=属实"));
        await desk.Go(
            bad,
            "回访日期=2026-02-03 | 核实结果=属实 | 整改方式=限期整改 | 整改期限=2026-02-24"
        );
        Assert.Equal("100%", await desk.Says(ServiceRatingFigures.ContactRate));
        Assert.Equal("0%", await desk.Says(ServiceRatingFigures.FixRate));
        await desk.Go(bad, "整改完成日期=2026-02-20");
        Assert.Equal("100%", await desk.Says(ServiceRatingFigures.FixRate));
        Assert.Contains(
            "只有差评需要核实",
            await desk.NoLine(
                "service-rating",
                rating,
                "评价对象编号=C1 | 等级=满意 | 核实结果=属实"
            )
        );
    }

    [Fact]
    public async Task S040_SeveralItemsAreOneThing_AndBecomeLessNeverMore()
    {
        await using var desk = await Desk.Open();
        const string thing =
            "一件事名称=开办餐饮店 | 服务对象=企业 | 原环节=10 | 现环节=3 | 原材料=20 | 现材料=5 | 原时限=30 | 现时限=3 | 原跑动=6 | 现跑动=1";
        var id = await desk.Item(
            OneThingBundles.Key,
            "2026-01-01",
            thing,
            "所含事项=营业执照；食品经营许可；招牌备案"
        );
        Assert.Equal("1项", await desk.Says(OneThingBundles.Standing, "对象=企业"));
        Assert.Single(await desk.Owes(id));
        Assert.Contains(
            "至少含两个事项",
            await desk.NoItem(OneThingBundles.Key, thing, "所含事项=营业执照")
        );
        Assert.Contains(
            "现环节多于原环节",
            await desk.NoItem(OneThingBundles.Key, thing, "现环节=11")
        );
        Assert.Contains(
            "现跑动多于原跑动",
            await desk.NoItem(OneThingBundles.Key, thing, "现跑动=7")
        );

        // How much less: measured, with its own base
        await desk.Line(
            "approval-reduction",
            "口径名称=一件事 | 事项=开办餐饮店 | 维度=材料 | 基准日=2025-01-01 | 基数=20 | 测量日=2026-03-02 | 现值=5"
        );
        Assert.Equal("75%", await desk.Says(ReductionFigures.Rate, "批次=一件事;维度=材料"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S041_AReformMatterIsSetUpHandedOutReportedOnAndStruckOff(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        var county = desk.County;
        await SamplePlan.KeepProof(county);
        var plan = (
            await county.Do(
                new OpenPlan(
                    SamplePlan.Head with
                    {
                        Title = "云岭县2026年放管服改革重点事项清单",
                        Kind = PlanKind.ReformItems,
                    }
                ),
                county.Coordinator
            )
        ).Id;
        var matter = (
            await county.Do(
                new SaveDraftItem(
                    plan,
                    SamplePlan.Task("开办餐饮店一件事", county.Finance, Desk.Day("2026-02-27"))
                ),
                county.Coordinator
            )
        ).Id;
        await county.Do(new ConfirmPlan(plan), county.Coordinator);
        const string slice = "方案=云岭县2026年放管服改革重点事项清单";
        Assert.Equal("1项", await desk.Says(TaskFigures.Tasks, slice));
        Assert.Equal(
            "1项",
            await desk.Says(TaskFigures.TasksOverdue, "2026-01-01", "2026-03-16", slice)
        );

        // Another organ cannot report it done, and done is what the coordinator has checked.
        Assert.Equal(
            RefusalKind.Forbidden,
            (await county.Refused(SamplePlan.Done(matter), county.QingshiClerk)).Kind
        );
        var report = (await county.Do(SamplePlan.Done(matter), county.FinanceHandler)).Id;
        Assert.Equal("0%", await desk.Says(TaskFigures.TaskDoneRate, slice));
        await county.Do(new AcceptProgress([report], WriteOff: true), county.Coordinator);
        await using var db = county.Read();
        var done = await db.Set<PlanItem>().SingleAsync(i => i.Id == matter);
        Assert.Equal(
            (ItemState.Done, Desk.Day("2026-03-16")),
            (done.State, done.WrittenOffOn!.Value)
        );
        Assert.Equal("100%", await desk.Says(TaskFigures.TaskDoneRate, slice));
        Assert.Equal(
            "0项",
            await desk.Says(TaskFigures.TasksOverdue, "2026-01-01", "2026-03-16", slice)
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S047_EachReformHasItsOwnBase_AndRatesAreNotMixed(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        const string item = "事项=食品经营许可 | 基准日=2025-01-01";
        await desk.Line(
            "approval-reduction",
            item,
            "口径名称=五减行动 | 维度=材料 | 基数=10 | 测量日=2026-01-05 | 现值=7"
        );
        await desk.Line(
            "approval-reduction",
            item,
            "口径名称=五减行动 | 维度=材料 | 基数=10 | 上次测量值=7 | 测量日=2026-03-05 | 现值=5"
        );
        await desk.Line(
            "approval-reduction",
            item,
            "口径名称=投资项目报建 | 维度=时限（工作日） | 基数=20 | 测量日=2026-03-05 | 现值=14"
        );
        Assert.Equal(
            "30%",
            await desk.Says(ReductionFigures.Rate, "2026-01-01", "2026-02-28", "批次=五减行动")
        );
        Assert.Equal("50%", await desk.Says(ReductionFigures.Rate, "批次=五减行动"));
        Assert.Equal(
            "30%",
            await desk.Says(ReductionFigures.Rate, "批次=投资项目报建;维度=时限（工作日）")
        );
        Assert.Equal("30%", await desk.Says(ReductionFigures.ProjectRate));
        Assert.Contains(
            "不是压减",
            await desk.NoLine(
                "approval-reduction",
                item,
                "口径名称=五减行动 | 维度=环节 | 基数=3 | 测量日=2026-03-05 | 现值=4"
            )
        );
    }

    [Fact]
    public async Task S048_KindsOfLicencesAndHowOftenTheyWereUsed_NeverTheLicencesThemselves()
    {
        await using var desk = await Desk.Open();
        const string kind = "证照名称=食品经营许可证 | 持有者=法人";
        await desk.Item(
            ELicenceTypes.Key,
            "2026-01-01",
            kind,
            "证照类型代码=L1 | 每月总数1.月份的最后一天=2026-01-31 | 每月总数1.新签发=30 | 每月总数1.存量电子化=0 | 每月总数1.调用次数=90",
            "每月总数2.月份的最后一天=2026-02-28 | 每月总数2.新签发=20 | 每月总数2.存量电子化=5 | 每月总数2.调用次数=70"
        );
        Assert.Equal("1种", await desk.Says(ELicenceTypes.Standing, "持有者=法人"));
        Assert.Equal("50本", await desk.Says(ELicenceTypes.ELicencesIssued));
        Assert.Contains(
            "同一个月写了两次",
            await desk.NoItem(
                ELicenceTypes.Key,
                kind,
                "证照类型代码=L2 | 每月总数1.月份的最后一天=2026-01-31 | 每月总数1.新签发=1 | 每月总数1.存量电子化=0 | 每月总数1.调用次数=0",
                "每月总数2.月份的最后一天=2026-01-31 | 每月总数2.新签发=1 | 每月总数2.存量电子化=0 | 每月总数2.调用次数=0"
            )
        );
        var finding = Assert.Single(
            await desk.Found(ELicenceTypes.Key),
            f => f.Check == "引用失效" && f.Text.StartsWith("电子印章", StringComparison.Ordinal)
        );
        Assert.Contains("没有有效的项", finding.Text);
    }

    [Fact]
    public async Task S049_ASealIsGoodAsLongAsItsCertificate_AndStoppedWhenLost()
    {
        await using var desk = await Desk.Open();
        const string seal = "印章名称=云岭县司法局 | 印章类别=法定名称章";
        Assert.Contains("证书到期日", await desk.NoItem(ESeals.Key, seal));
        Assert.Contains(
            "统一社会信用代码",
            await desk.NoItem(ESeals.Key, seal, "统一社会信用代码=11654099MA00000001")
        );
        var id = await desk.ItemUntil(ESeals.Key, "2024-01-01", "2026-04-10", seal);
        var notice = Assert.Single(await desk.Reminded("2026-03-16"));
        Assert.Equal(Desk.Day("2026-04-10"), notice.Due);
        await desk.Change(ESeals.Key, id, "更新证书", "2029-04-10");
        Assert.Equal("1枚", await desk.Says(ESeals.Standing, "2026-01-01", "2028-12-31"));
        await desk.Change(ESeals.Key, id, "停用", "2026-03-16", "停用原因=遗失");
        Assert.Equal("0枚", await desk.Says(ESeals.Standing));
    }

    [Fact]
    public async Task S050_AnExchangeSaysHowFieldsFit_AndHowManyFailedLast()
    {
        await using var desk = await Desk.Open();
        const string link = "对方平台或者单位=省政务服务平台 | 内容=电子证照 | 方向=接收";
        Assert.Contains(
            "字段对应",
            await desk.NoItem(ExchangeLinks.Key, link, "方式=接口 | 字段对应=")
        );
        var id = await desk.Item(
            ExchangeLinks.Key,
            "2026-01-01",
            link,
            "方式=接口 | 字段对应=证照号码对证照编号 | 去重键=证照号码 | 最近失败数=3"
        );
        Assert.Equal("3条", await desk.Says(ExchangeLinks.ExchangeErrors));
        Assert.Empty(await desk.Owes(id));
    }
}
