using Microsoft.Playwright;
using static Fadu.Browser.Tests.MatterHands;
using static Microsoft.Playwright.Assertions;

namespace Fadu.Browser.Tests;

/// <summary>合法性审查, row by row of systems.md: what each row asks is done, and the forbidden shortcut is refused.</summary>
[Collection(OneProgram.Name)]
public sealed class LegalityReviewTests(RunningFadu fadu)
{
    private const string Area = "合法性审查";

    private static string Today => RunningFadu.Today.ToString("yyyy-MM-dd", null);

    /// <summary>统一登记送审件,按类型分派审查人,限时办结并留痕.</summary>
    [Fact]
    public async Task S001_EverythingIsTakenInAtOnePlace_AndGoesToWhoHasTheFewestOfItsKind()
    {
        await using var sender = await fadu.SignIn("miaolisheng");
        await sender.Go("/workbench/matters/open");
        foreach (
            var kind in new[]
            {
                "重大行政决策",
                "行政规范性文件",
                "政府合同协议",
                "清单、三定规定等文件",
            }
        )
        {
            await Expect(sender.Page.Locator("main")).ToContainTextAsync($"合法性审查（{kind}）");
        }
        var address = await Open(
            sender,
            "legality-review.decision",
            [
                ("title", "云岭县高中阶段学校布局方案"),
                ("bases", "教育法第十八条"),
                ("procedureStatement", "已公开征求意见、专家论证。"),
                ("involvesMarket", "否"),
                ("exploratory", "否"),
            ],
            ("draft", "第一条 新建高中一所。")
        );

        // The shortcut: taken in without what the law asks for.
        await using var head = await fadu.SignIn("xunzhenzhou");
        await head.Go(address);
        await Expect(head.Page.Locator("#do-intake-accept-barred"))
            .ToContainTextAsync(
                "缺少起草说明，不能办理“受理”（重大行政决策程序暂行条例第二十六条第一款）"
            );
        await head.Page.GetByText("分派给他人").ClickAsync();
        await Expect(head.Page.Locator("main")).ToContainTextAsync("可以另行选择");
        await Looked(head, "分派", Area);
        await head.Page.GetByLabel("经办人").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await head.Send(Button(head.Page, "分派"));
        await Expect(head.Page.Locator(".notice-ok")).ToContainTextAsync("已分派");

        await sender.Go(address);
        await Hand(sender, "explanation", "起草说明。");
        await Hand(sender, "consultation", "收到意见三条。");
        await head.Go(address);
        await Do(head, "intake-accept", "受理", ("completeOn", Today));
        await Expect(head.Page.Locator("main")).ToContainTextAsync("必要审查时间");
        Assert.Empty(head.TakeProblems());
    }

    /// <summary>生成、归档审查意见书,与送审件、采纳情况关联.</summary>
    [Fact]
    public async Task S003_EveryOpinionCountsAndOpensItsMatter_AndNobodySignsHisOwn()
    {
        await using var window = await fadu.SignIn("xunzhenzhou");
        await window.Go("/workbench/figures/OpinionsIssued/records?from=2025-01-01&to=2025-12-31");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("来自这");
        await window
            .Page.GetByRole(AriaRole.Link, new() { Name = "茶旅综合体招商引资协议" })
            .ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("茶旅综合体招商引资协议");
        await Expect(window.Page.Locator(".page-sub")).ToContainTextAsync("已办结：修改后合法");
        await Looked(window, "意见书台账", Area);

        // The shortcut: drafted and signed by the same hand.
        await using var sender = await fadu.SignIn("ranhua");
        var address = await Sent(sender, "云栖镇河道保洁管理规定");
        await window.Go(address);
        await Do(window, "intake-accept", "受理", ("completeOn", Today));
        await Propose(window, "合法");
        await Expect(window.Page.Locator("#do-opinion-issue-barred"))
            .ToContainTextAsync("审查人员不得签发本人拟定的意见");
        Assert.Empty(window.TakeProblems());
    }

    /// <summary>议题未附合法性审查意见或审查不合法的,不得列入常务会议议程.</summary>
    [Fact]
    public async Task S004_AnItemWithoutALawfulOpinionIsRefused_AndOneDecidedAllTheSameIsOnRecord()
    {
        await using var sender = await fadu.SignIn("yantangan");
        await using var office = await fadu.SignIn("chenkai");
        const string Draft = "第一条 市场开办者应当公示收费标准。";
        var bare = await Open(
            sender,
            "executive-meeting.item",
            [("title", "云岭县集贸市场改造方案"), ("kind", "重大行政决策")],
            ("draft", Draft)
        );
        const string Refusal =
            "未经合法性审查，不得提交集体讨论（重大行政决策程序暂行条例第二十五条第二款）";
        await Expect(sender.Page.Locator("#do-agenda-propose-barred")).ToContainTextAsync(Refusal);
        await Looked(sender, "议题被拒", Area);

        // A reviewed draft goes through; another text does not.
        var review = await Sent(sender, "云岭县集贸市场管理办法", Draft);
        await using var reviewer = await fadu.SignIn("zhuyunyuan");
        await reviewer.Go(review);
        await Do(reviewer, "intake-accept", "受理", ("completeOn", Today));
        await Propose(reviewer, "合法");
        await using var head = await fadu.SignIn("xunzhenzhou");
        await head.Go(review);
        await Do(head, "opinion-issue", "签发意见书");
        await Open(
            sender,
            "executive-meeting.item",
            [("title", "云岭县集贸市场管理办法（提请审议）"), ("kind", "行政规范性文件")],
            ("draft", "第一条 市场开办者不必公示收费标准。")
        );
        var item = sender.Path;
        await Name(sender, "云岭县集贸市场管理办法");
        await Expect(sender.Page.Locator("#do-agenda-propose-barred"))
            .ToContainTextAsync("不是同一稿");
        await Hand(sender, "draft", Draft);
        await Do(sender, "agenda-propose", "提请列入议程");
        await office.Go(item);
        await Do(
            office,
            "agenda-place",
            "列入议程",
            ("meeting", "县政府第62次常务会议"),
            ("meetingOn", "2026-01-16")
        );
        await Expect(office.Page.Locator("main")).ToContainTextAsync("县政府第62次常务会议");
        await Looked(office, "列入议程", Area);

        // What the meeting did all the same is put on record, with its reason, and counted.
        await office.Go(bare);
        await Do(
            office,
            "agenda-attend",
            "登记列席情况",
            ("attendance", "未列席"),
            ("absence", "临时增加议题"),
            ("said", "无")
        );
        var barred = office.Page.Locator("#do-agenda-decide-barred");
        await Expect(barred).ToContainTextAsync(Refusal);
        await barred.Locator("summary").First.ClickAsync();
        await Fill(barred, ("result", "通过"), ("text", "会议通过。"), ("againstMajority", "否"));
        await barred.GetByLabel("实际日期").FillAsync("2026-01-09");
        await barred.GetByLabel("事实经过").FillAsync("会上临时增加议题，没有送审。");
        await office.Send(Button(barred, "如实记录"));
        await Expect(office.Page.Locator("main")).ToContainTextAsync("如实记录：未审先议");
        await Looked(office, "未审先议", Area);
        await office.Go("/workbench/figures/ReviewsSkipped/records?from=2026-01-01&to=2026-12-31");
        await Expect(office.Page.Locator("main")).ToContainTextAsync("云岭县集贸市场改造方案");
        Assert.Empty(office.TakeProblems());
        Assert.Empty(sender.TakeProblems());
    }

    /// <summary>合同登记、审查、签订、履行跟踪.</summary>
    [Fact]
    public async Task S005_AContractIsReviewedSignedFiledAndFollowed_AndNotSignedUnreviewed()
    {
        await using var sender = await fadu.SignIn("miaolisheng");
        var address = await Open(
            sender,
            "government-contract",
            [
                ("title", "县一中食堂委托经营合同"),
                ("contractType", "其他民事合同"),
                ("counterparty", "云岭县禾味餐饮有限公司"),
                ("amount", "1860000"),
            ],
            ("signed", "合同文本。")
        );
        var barred = sender.Page.Locator("#do-signing-sign-barred");
        await Expect(barred).ToContainTextAsync("政府合同未经合法性审查，不得签订");
        await Looked(sender, "合同", Area);
        await Do(
            sender,
            "signing-send",
            "送请合法性审查",
            ("bases", "民法典"),
            ("procedureStatement", "已公开招标。"),
            ("involvesMarket", "否")
        );
        await Expect(barred).ToContainTextAsync("合法性审查尚未办结，不得签订");
        await sender.Page.Locator("#related").GetByRole(AriaRole.Link).First.ClickAsync();
        var review = sender.Path;
        foreach (var material in new[] { "draft", "explanation", "approvals", "credit" })
        {
            await Hand(sender, material, material + "：第一条 经营期三年。");
        }
        // The catalogue decides the materials also of what the contract itself sent in.
        await using var reviewer = await fadu.SignIn("zhuyunyuan");
        await reviewer.Go(review);
        var unaccepted = reviewer.Page.Locator("#do-intake-accept-barred");
        await Expect(unaccepted).ToContainTextAsync("没有选定属于审查事项目录中的哪一项");
        await Step(sender, "catalogue");
        var choosing = sender.Page.Locator("#do-catalogue");
        await choosing
            .Locator("select[name$='.catalogueItem']")
            .SelectOptionAsync(new SelectOptionValue { Label = "建设工程、货物和服务采购合同" });
        await Fill(choosing, ("meetsCriteria", "是"));
        await sender.Send(Button(choosing, "选定审查事项"));
        await reviewer.Go(review);
        await Expect(unaccepted).ToContainTextAsync("还缺采购文件");
        await Hand(sender, "other", "公开招标文件。", "采购文件");
        await reviewer.Go(review);
        await Do(reviewer, "intake-accept", "受理", ("completeOn", Today));
        await Propose(reviewer, "合法", 5);
        await using var head = await fadu.SignIn("xunzhenzhou");
        await head.Go(review);
        await Do(head, "opinion-issue", "签发意见书");

        await sender.Go(address);
        await Do(
            sender,
            "signing-sign",
            "签订",
            ("contractNo", "云教合〔2026〕1号"),
            ("signedBy", "县教育局局长"),
            ("nextDueOn", "2026-08-31")
        );
        await Expect(sender.Page.Locator("main")).ToContainTextAsync("签订后备案");
        await Expect(sender.Page.Locator("main")).ToContainTextAsync("2026-01-19");
        await Expect(sender.Page.Locator("main")).ToContainTextAsync("2026-08-31");
        await Do(sender, "performance-file", "登记备案", ("number", "县司法局备案"));
        await Looked(sender, "合同履行", Area);
        await Do(sender, "performance-complete", "履行完毕", ("text", "经营期满，结算完毕。"));
        await Expect(sender.Page.Locator(".page-sub")).ToContainTextAsync("已办结：履行完毕");
        Assert.Empty(sender.TakeProblems());
    }

    /// <summary>三级角色会签同一审查件,记录各自意见.</summary>
    [Fact]
    public async Task S006_ThreeSignTheSameMatter_EachWithHisOwnOpinion_BoundToPassagesOfTheDraft()
    {
        await using var sender = await fadu.SignIn("ranhua");
        var address = await Sent(
            sender,
            "云栖镇集市管理规定",
            "第一条 集市逢五开市。\n第二条 外地商户缴纳双倍摊位费。"
        );
        await using var first = await fadu.SignIn("zhuyunyuan");
        await first.Go(address);
        await Do(first, "intake-accept", "受理", ("completeOn", Today));
        await Do(
            first,
            "review-counsel",
            "提出法律意见",
            ("capacity", "总法律顾问"),
            ("opinion", "第二条歧视外地商户，应当删去。")
        );
        // The shortcut: one person in two capacities.
        await Do(
            first,
            "review-counsel",
            "提出法律意见",
            ("capacity", "公职律师"),
            ("opinion", "同意总法律顾问意见。")
        );
        await Expect(first.Page.Locator("#do-review-counsel .field-error").First)
            .ToContainTextAsync("同一人不得以两种身份提出法律意见");
        await using var second = await fadu.SignIn("shesheng");
        await second.Go(address);
        await Do(
            second,
            "review-counsel",
            "提出法律意见",
            ("capacity", "外聘法律顾问"),
            ("opinion", "可以保留，但是应当写明收费依据。")
        );
        await using var third = await fadu.SignIn("shujian");
        await third.Go(address);
        await Do(
            third,
            "review-counsel",
            "提出法律意见",
            ("capacity", "法律顾问助理"),
            ("opinion", "已核对上位法。")
        );
        var beside = third.Page.Locator("#counsel");
        await Expect(beside).ToContainTextAsync("应当删去");
        await Expect(beside).ToContainTextAsync("可以保留");
        await Expect(beside.Locator("h3"))
            .ToHaveTextAsync(["总法律顾问", "外聘法律顾问", "法律顾问助理"]);
        await Looked(third, "会签", Area);

        // By keyboard and without script: the passage is chosen, what was typed stays.
        await using var plain = await fadu.SignIn("zhuyunyuan", script: false);
        await plain.Go(address + "?do=review.propose");
        var form = plain.Page.Locator("#do-review-propose");
        await form.Locator("[name$='.summary']").FillAsync("第二条应当修改。");
        await plain.Page.GetByLabel("对第 2 段提意见").PressAsync("Enter");
        await Expect(form.Locator("[name$='findings[0].place']"))
            .ToHaveValueAsync("第2段“第二条 外地商户缴纳双倍摊位费。”");
        await Expect(form.Locator("[name$='.summary']")).ToHaveValueAsync("第二条应当修改。");
        await Points(form, 6);
        await Fill(
            form,
            ("conclusion", "修改后合法"),
            ("problem", "歧视外地商户"),
            ("advice", "删去“双倍”"),
            ("severity", "必须修改")
        );
        await Button(form, "拟定意见").ClickAsync();
        await Expect(plain.Page.Locator("#passage-2"))
            .ToContainTextAsync("意见1：问题：歧视外地商户");
        await Expect(plain.Page.Locator("#passage-1")).Not.ToContainTextAsync("意见1");
        Assert.Empty(first.TakeProblems());
        Assert.Empty(third.TakeProblems());
    }

    /// <summary>登记列席会议、议题和发表意见.</summary>
    [Fact]
    public async Task S007_TheLegalHeadSitsIn_AndWhatHeSaidIsOnRecordBeforeTheDecision()
    {
        await using var sender = await fadu.SignIn("ranhua");
        var address = await Open(
            sender,
            "executive-meeting.item",
            [
                ("title", "云栖镇集镇规划汇报"),
                ("kind", "不需合法性审查的事项"),
                ("outsideBecause", "听取汇报，不作决定。"),
            ],
            ("draft", "汇报提纲。")
        );
        await Do(sender, "agenda-propose", "提请列入议程");
        await using var office = await fadu.SignIn("chenkai");
        await office.Go(address);
        await Do(
            office,
            "agenda-place",
            "列入议程",
            ("meeting", "县政府第62次常务会议"),
            ("meetingOn", "2026-01-12")
        );
        // The shortcut: decided without a word about the legal head.
        await Expect(office.Page.Locator("#do-agenda-decide-barred"))
            .ToContainTextAsync("没有登记合法性审查机构负责人列席的情况和发表的意见");
        await Do(
            office,
            "agenda-attend",
            "登记列席情况",
            ("attendance", "负责人列席"),
            ("post", "县司法局局长"),
            ("said", "规划调整应当依法公示。")
        );
        await Do(
            office,
            "agenda-decide",
            "登记讨论决定",
            ("result", "暂缓，另行研究"),
            ("text", "修改后再议。"),
            ("againstMajority", "否")
        );
        await Do(office, "minutes-issue", "登记会议纪要", ("number", "云政常纪〔2026〕1号"));
        await Expect(office.Page.Locator(".page-sub")).ToContainTextAsync("已办结：暂缓，另行研究");
        await office.Go(address + "/dossier");
        await Expect(office.Page.Locator("main")).ToContainTextAsync("规划调整应当依法公示");
        await Looked(office, "列席", Area);
        Assert.Empty(office.TakeProblems());
    }

    /// <summary>文件起草阶段填写公平竞争审查表,留存结论.</summary>
    [Fact]
    public async Task S008_AMeasureIsReviewedForFairCompetition_ByTheRegulatorWhereTheLawAsks()
    {
        await using var drafter = await fadu.SignIn("miaolisheng");
        (string, string)[] facts =
        [
            ("title", "云岭县校外培训扶持办法"),
            ("issuer", "县级人民政府"),
            ("form", "规范性文件"),
            ("affectsOperators", "是"),
            ("affectsPublic", "否"),
        ];
        // The shortcut: the drafter alone reviews what the county government issues.
        await Open(drafter, "fair-competition.department", facts);
        await Expect(drafter.Page.Locator("main"))
            .ToContainTextAsync(
                "由市场监督管理部门会同起草单位审查，不能自行审查（公平竞争审查条例第十四条）"
            );
        await Looked(drafter, "自行审查被拒", Area);
        var address = await Open(
            drafter,
            "fair-competition.government",
            facts,
            ("draft", "第五条 在本县注册的机构每家奖励五万元。")
        );
        await Do(drafter, "scoping-apply", "开展审查");
        await Do(
            drafter,
            "hearing-record",
            "登记听取意见情况",
            ("from", "行业协会商会"),
            ("name", "县民办教育协会"),
            ("said", "建议不限定注册地。"),
            ("adopted", "是")
        );
        await Do(drafter, "preliminary-submit", "报送初审意见", ("opinion", "第五条请会同研究。"));

        await using var market = await fadu.SignIn("maiyanqiu");
        await market.Go(address);
        (string, string)[] conclusion =
        [
            ("conclusion", "未违反审查标准"),
            ("assessment", "奖励限定注册地。"),
            ("standard", "10（二）给予特定经营者选择性、差异化的财政奖励或者补贴"),
            ("passage", "第五条"),
            ("removed", "否"),
        ];
        await Do(market, "conclusion-issue", "作出审查结论", conclusion);
        await Expect(market.Page.Locator("#do-conclusion-issue .field-error").First)
            .ToContainTextAsync("不得作出未违反的结论（公平竞争审查条例第十八条）");
        await Looked(market, "公平竞争结论", Area);
        await Fill(
            market.Page.Locator("#do-conclusion-issue"),
            ("conclusion", "违反审查标准，不得出台")
        );
        await market.Send(Button(market.Page.Locator("#do-conclusion-issue"), "作出审查结论"));
        await Expect(market.Page.Locator(".page-sub"))
            .ToContainTextAsync("已办结：违反审查标准，不得出台");
        Assert.Empty(market.TakeProblems());
    }

    private static Task<string> Sent(
        Window sender,
        string title,
        string draft = "第一条 应当保持整洁。"
    ) =>
        Open(
            sender,
            "legality-review.document",
            [
                ("title", title),
                ("bases", "地方组织法第七十三条"),
                ("procedureStatement", "已公开征求意见三十日。"),
                ("involvesMarket", "否"),
                ("issuedAs", "乡镇"),
            ],
            ("draft", draft),
            ("explanation", "起草说明。"),
            ("consultation", "没有收到不同意见。")
        );

    private static async Task Propose(Window window, string conclusion, int points = 6)
    {
        await Step(window, "review-propose");
        var form = window.Page.Locator("#do-review-propose");
        await Points(form, points);
        await Fill(form, ("conclusion", conclusion), ("summary", "权限、程序、内容合法。"));
        await window.Send(Button(form, "拟定意见"));
    }

    private static async Task Points(ILocator form, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await form.Locator($"[name$='points[{i}].result'][value='符合']").CheckAsync();
        }
    }
}
