using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Core.Trail;
using Fadu.Modules.Powers;
using Fadu.Modules.Services;
using Fadu.Testing;

namespace Fadu.Core.Tests.Systems;

/// <summary>M04 权责与事项清单: what each row asks beside what every register and ledger does.</summary>
public sealed class PowersSystemTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S025_AnItemChangesOnlyWhenTheGovernmentHasDecided_AndIsOwedToThePublic(
        Engine engine
    )
    {
        await using var desk = await Desk.Open(engine);
        Assert.Contains("设定依据", await desk.NoItem(PowerItems.Key, "设定依据="));
        var item = await desk.Item(
            PowerItems.Key,
            "2026-01-01",
            "权力类型=行政处罚 | 事项名称=对擅自占用绿地的处罚 | 监督电话=0990-1111111"
        );
        var duty = Assert.Single(await desk.Owes(item));
        Assert.Equal(("政府信息公开条例第二十六条", Desk.Day("2026-04-14")), duty);
        Assert.Equal("对擅自占用绿地的处罚", (await desk.Publish(item)).Title);

        // The head of the keeper is not enough.
        var change = await desk.Draft(
            PowerItems.Key,
            item,
            "变更要素",
            "2026-03-01",
            "监督电话=0990-2222222"
        );
        await desk.County.Do(new ApproveChanges([change]), desk.Head);
        Assert.Equal(ChangeState.Pending, (await desk.Draft(change)).State);
        Assert.Equal("0990-1111111", await Phone("2026-03-10"));
        await desk.County.Do(new ApproveChanges([change]), desk.County.Leader);
        Assert.Equal("0990-2222222", await Phone("2026-03-10"));
        Assert.Equal("0990-1111111", await Phone("2026-02-28"));

        // What ends says what becomes of it, and no longer counts.
        Assert.Equal("1项", await desk.Says(PowerItems.Standing));
        await desk.Change(
            PowerItems.Key,
            item,
            "取消",
            "2026-03-10",
            "取消的决定文号=云政发〔2026〕3号 | 取消后怎样管理=改备案 | 后续监管措施=每半年抽查一次。"
        );
        Assert.Single(await desk.Find(PowerItems.Key, "占用绿地", "2026-03-10"));
        Assert.Empty(await desk.Find(PowerItems.Key, "占用绿地", "2026-03-11"));
        Assert.Equal("0项", await desk.Says(PowerItems.Standing));

        async Task<string> Phone(string day) =>
            await desk.Reads(PowerItems.Key, item, day, "监督电话");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task S026_CancelledMergedTakenOverAndFiledAddUp_WhatIsKeptIsOutside(Engine engine)
    {
        await using var desk = await Desk.Open(engine);
        string[] batch = ["事项类别=行政权力事项 | 权力类型=处罚 | 批次=云政发〔2026〕2号"];
        foreach (var i in Enumerable.Range(1, 2))
        {
            await desk.Line("item-change", [.. batch, $"变动=取消 | 事项编码=A{i}"]);
        }
        foreach (var i in Enumerable.Range(1, 3))
        {
            await desk.Line("item-change", [.. batch, $"变动=合并 | 并入事项=甲 | 事项编码=B{i}"]);
        }
        await desk.Line("item-change", [.. batch, "变动=承接 | 属地管理=是 | 事项编码=C1"]);
        await desk.Line("item-change", [.. batch, "变动=审批改备案 | 事项编码=D1"]);
        await desk.Line("item-change", [.. batch, "变动=保留 | 事项编码=E1"]);
        var parts = new List<string>();
        foreach (var change in new[] { "取消", "合并", "承接", "审批改备案", "保留" })
        {
            parts.Add(await desk.Says(ItemChangeFigures.PowerItems, $"变动={change}"));
        }
        Assert.Equal(["2项", "3项", "1项", "1项", "0项"], parts);
        Assert.Equal("7项", await desk.Says(ItemChangeFigures.PowerItems));
        Assert.Equal(
            "7项",
            await desk.Says(ItemChangeFigures.PowerItems, "批次=云政发〔2026〕2号")
        );

        // One item, one change in a batch; what it merged into and where it is public are asked for.
        Assert.Contains(
            "周明",
            await desk.NoLine("item-change", [.. batch, "变动=取消 | 事项编码=B1"])
        );
        Assert.Contains(
            "并入事项",
            await desk.NoLine("item-change", [.. batch, "变动=合并 | 事项编码=B9 | 并入事项="])
        );
        Assert.Contains(
            "公布日期早于决定日期",
            await desk.NoLine(
                "item-change",
                [.. batch, "事项编码=F1 | 决定日期=2026-03-02 | 公布日期=2026-03-01"]
            )
        );
    }

    [Fact]
    public async Task S027_ItemsPostsAndPeopleMoveFromOneOrganToAnother()
    {
        await using var desk = await Desk.Open();
        const string paper = "文号=云编发〔2026〕1号 | 划入单位=县行政审批局";
        await desk.Line(
            "item-transfer",
            paper,
            "种类=事项 | 数量=1 | 划出单位=县住建局 | 事项名称=甲"
        );
        await desk.Line(
            "item-transfer",
            paper,
            "种类=事项 | 数量=1 | 划出单位=县住建局 | 事项名称=乙"
        );
        await desk.Line(
            "item-transfer",
            paper,
            "种类=事项 | 数量=1 | 划出单位=县水利局 | 事项名称=丙"
        );
        await desk.Line("item-transfer", paper, "种类=人员 | 数量=5 | 划出单位=县住建局");
        await desk.Line("item-transfer", paper, "种类=编制 | 数量=4 | 划出单位=县住建局");
        Assert.Equal("3项", await desk.Says(ItemTransferFigures.Items));
        Assert.Equal("2个", await desk.Says(ItemTransferFigures.Sources));
        Assert.Equal("5人", await desk.Says(ItemTransferFigures.Staff, "划入=县行政审批局"));
        Assert.Contains(
            "同一个单位",
            await desk.NoLine("item-transfer", paper, "种类=人员 | 划出单位=县行政审批局")
        );
        Assert.Contains(
            "数量写 1",
            await desk.NoLine("item-transfer", paper, "种类=事项 | 数量=3 | 划出单位=县水利局")
        );
    }

    [Fact]
    public async Task S028_TheFourListsArePublic_AndNothingIsOnThemWithoutABasis()
    {
        await using var desk = await Desk.Open();
        var items = new[]
        {
            await desk.Item(
                ServiceItems.Key,
                "2026-01-01",
                "事项类别=公共服务 | 事项名称=公共服务甲"
            ),
            await desk.Item(FeeItems.Key, "2026-01-01", "收费类别=政府性基金"),
            await desk.Item(IntermediaryServices.Key, "2026-01-01", "费用承担=行政机关"),
            await desk.Item(ProofItems.Key, "2026-01-01", "办理方式=提交证明"),
        };
        foreach (var item in items)
        {
            Assert.Single(await desk.Owes(item));
            Assert.NotNull(await desk.Publish(item));
            Assert.Empty(await desk.Owes(item));
        }
        Assert.Equal("1项", await desk.Says(ServiceItems.Standing, "事项类别=公共服务"));
        Assert.Equal("1项", await desk.Says(FeeItems.Standing, "收费类别=政府性基金"));
        Assert.Equal("1项", await desk.Says(IntermediaryServices.Standing, "费用承担=行政机关"));

        // Every year whoever keeps them looks through them; drafts are dealt with first.
        desk.County.Time.GoTo(Desk.Day("2026-12-01"));
        static ConfirmRegister Confirm() => new(ProofItems.Key, 2026);
        Assert.Contains("没有待确认的", (await desk.County.Refused(Confirm(), desk.Head)).Message);
        await desk.County.Do(new RemindConfirmations(Desk.Day("2026-12-01")), Actor.System());
        await desk.County.Do(new RemindConfirmations(Desk.Day("2026-12-02")), Actor.System());
        Assert.Equal(
            ["intermediary-service", "proof-item"],
            (await desk.ToConfirm()).Select(k => k.Split(':')[1]).Order(StringComparer.Ordinal)
        );
        var draft = await desk.Draft(ProofItems.Key, items[3], "取消", "2026-12-31");
        Assert.Contains("1 项变动", (await desk.County.Refused(Confirm(), desk.Head)).Message);
        await desk.County.Do(new ReturnChanges([draft]) { Reason = "仍要保留" }, desk.Head);
        Assert.Equal(
            RefusalKind.Forbidden,
            (await desk.County.Refused(Confirm(), desk.County.FinanceHandler)).Kind
        );
        await desk.County.Do(Confirm(), desk.Head);
        await desk.County.Do(new RemindConfirmations(Desk.Day("2026-12-03")), Actor.System());
        Assert.Equal("intermediary-service", Assert.Single(await desk.ToConfirm()).Split(':')[1]);

        // A promise in the place of a proof has a day by which it is checked.
        Assert.Contains(
            "核查期限",
            await desk.NoItem(ProofItems.Key, "办理方式=告知承诺 | 核查期限=")
        );
        await desk.Item(ProofItems.Key, "2026-01-01", "办理方式=告知承诺 | 核查期限=10");
        Assert.Equal("50%", await desk.Says(ProofItems.ProofPromiseRate));
        foreach (
            var (register, field) in new[]
            {
                (FeeItems.Key, "收费依据"),
                (ProofItems.Key, "设定依据"),
            }
        )
        {
            Assert.Contains(field, await desk.NoItem(register, $"{field}="));
        }
    }

    [Fact]
    public async Task S029_AnEditionGoesForTheFormerOne_AndIsSearchedByWordsOnTheDay()
    {
        await using var desk = await Desk.Open();
        const string list = "清单=市场准入负面清单 | 措施=许可准入";
        var old = await desk.Item(
            NegativeListEntries.Key,
            "2025-01-01",
            list,
            "版次=2025年版 | 条目号=12 | 事项=未获得许可，不得从事烟草制品零售"
        );
        await desk.Change(NegativeListEntries.Key, old, "换版", "2026-02-28");
        await desk.Item(
            NegativeListEntries.Key,
            "2026-03-01",
            list,
            "版次=2026年版 | 条目号=11 | 事项=未获得许可，不得从事烟草制品批发、零售"
        );
        Assert.StartsWith(
            "12 ",
            Assert.Single(await desk.Find(NegativeListEntries.Key, "烟草", "2026-02-28"))
        );
        Assert.StartsWith(
            "11 ",
            Assert.Single(await desk.Find(NegativeListEntries.Key, "烟草", "2026-03-01"))
        );
        Assert.Empty(await desk.Find(NegativeListEntries.Key, "餐饮", "2026-03-01"));
        Assert.Equal(
            "1条",
            await desk.Says(NegativeListEntries.Standing, "清单=市场准入负面清单;措施=许可准入")
        );
    }

    [Fact]
    public async Task S030_WhatIsClearedIsCounted_AndNoSingleFirmIsNamed()
    {
        await using var desk = await Desk.Open();
        const string batch = "事项类别=中介服务事项 | 批次=云审发〔2026〕1号";
        await desk.Line("item-change", batch, "变动=取消 | 事项名称=环评报告编制");
        await desk.Line("item-change", batch, "变动=清理规范 | 事项名称=施工图审查");
        await desk.Line("item-change", batch, "变动=保留 | 事项名称=安全评价");
        Assert.Equal("2项", await desk.Says(ItemChangeFigures.Intermediaries));
        Assert.Contains(
            "优化营商环境条例第四十三条",
            await desk.NoItem(IntermediaryServices.Key, "机构资质要求=云岭县某某测绘有限公司")
        );
        var kept = await desk.Item(
            IntermediaryServices.Key,
            "2026-01-01",
            "机构资质要求=测绘乙级以上"
        );
        await desk.Change(IntermediaryServices.Key, kept, "转为行政机关委托", "2026-03-10");
        Assert.Equal("0项", await desk.Says(IntermediaryServices.Standing));
    }

    [Fact]
    public async Task S031_EveryChargerReportsTheYear_AndWhatIsChargedOutsideTheListIsNotPassed()
    {
        await using var desk = await Desk.Open();
        const string year = "期间起=2025-01-01 | 期间止=2025-12-31 | 单位性质=事业单位";
        const string sent = "报送日期=2026-02-10 | 收费项目数=2 | 收费额=1200.50 | 审核=待审";
        var first = await desk.Line("fee-unit-return", year, sent, "收费单位=县第一中学");
        await desk.Line("fee-unit-return", year, sent, "收费单位=县第二中学");
        await desk.Line("fee-unit-return", year, sent, "收费单位=县医院");
        await desk.Line("fee-unit-return", year, "收费单位=县职业学校");
        Assert.Equal("4个", await desk.Says(FeeUnitFigures.Owing, "2025-01-01", "2025-12-31"));
        Assert.Equal("75%", await desk.Says(FeeUnitFigures.Rate, "2025-01-01", "2025-12-31"));
        Assert.Contains(
            "不能审核",
            await desk.NoLine("fee-unit-return", year, "收费单位=县图书馆 | 审核=通过")
        );
        Assert.Contains(
            "收费项目数和收费额",
            await desk.NoLine(
                "fee-unit-return",
                year,
                "收费单位=县图书馆 | 报送日期=2026-02-10 | 审核=待审"
            )
        );
        // 优化营商环境条例第二十五条
        Assert.Contains(
            "优化营商环境条例第二十五条",
            await desk.NoGo(first, "审核=通过 | 异常=目录外收费")
        );
        await desk.Go(first, "审核=退回 | 异常=目录外收费");
        Assert.Equal("退回", (await desk.Stored(first)).T3);
    }
}
