using System.Security.Cryptography;
using System.Text;
using Fadu.Modules.Decisions;
using Microsoft.Playwright;
using static Fadu.Browser.Tests.MatterHands;
using static Microsoft.Playwright.Assertions;

namespace Fadu.Browser.Tests;

/// <summary>重大行政决策, row by row of systems.md: what each row asks is done, and the forbidden shortcut is refused.</summary>
[Collection(OneProgram.Name)]
public sealed class DecisionTests(RunningFadu fadu)
{
    private const string Area = "重大行政决策";
    private const string Drafter = DecisionHands.Drafter;

    private readonly DecisionHands hands = new(fadu);

    private static DateOnly Today => RunningFadu.Today;

    private static readonly (string, string)[] Facts =
    [
        ("category", "公共政策和措施"),
        ("isMacroControl", "否"),
        ("isLegislation", "否"),
        ("isEmergency", "否"),
        ("hasOtherProcedure", "否"),
        ("decidedBy", MajorDecisionFacts.County),
        ("vitalInterests", "是"),
        ("hearingRequired", "否"),
        ("technical", "否"),
        ("riskPossible", "否"),
        ("marketSubjects", "否"),
        ("notPublic", "否"),
    ];

    /// <summary>登记事项、决策主体、配合部门、目标、时限,每年4月底前公布.</summary>
    [Fact]
    public async Task S016_TheYearsCatalogueIsAgreedToAndPublic_AndShowsWhereEachStands()
    {
        const string Home = "/workbench/registers/" + DecisionCatalogueItems.Key;
        const string Title = "云岭县义务教育学区划分方案";
        await using var drafter = await fadu.SignIn("zhuyunyuan");
        var page = drafter.Page;
        await drafter.Go(Home + "/change/list");
        var form = page.Locator("main form.form").First;
        await Fill(
            form,
            ("year", "2026"),
            ("itemName", Title),
            ("subjectKind", "公共政策和措施"),
            ("decidingOrgan", "云岭县人民政府"),
            ("leadOrgan", "县教育局"),
            ("objective", "六月底前划定并公布城区学区。"),
            ("dueOn", "2026-06-30"),
            ("From", Iso(Today))
        );
        await Tick(form, "steps", "公众参与", "集体讨论");
        await Looked(drafter, "目录登记", Area);

        // The shortcuts: without the party committee's consent, and without the review that no decision may do without.
        await drafter.Send(Button(page, "提交审批"));
        await Expect(page.Locator("#f-partyConsent-error")).ToBeVisibleAsync();
        await Expect(page.Locator("#f-partyConsent-help"))
            .ToContainTextAsync(
                "经同级党委同意后向社会公布（重大行政决策程序暂行条例第三条第三款）"
            );
        await Fill(form, ("partyConsent", "云党复〔2026〕1号"));
        await drafter.Send(Button(page, "提交审批"));
        await Expect(page.Locator("#f-steps-error"))
            .ToContainTextAsync("重大行政决策程序暂行条例第二十五条、第三十条");
        await Looked(drafter, "目录有误", Area);
        await Tick(form, "steps", "合法性审查");
        await Fill(form, ("Basis", "云政办〔2026〕2号"));
        await drafter.Send(Button(page, "提交审批"));
        await Expect(page.Locator(".page-sub")).ToContainTextAsync("待审批");
        var change = drafter.Path;
        foreach (var login in new[] { "xunzhenzhou", "yanmuhe" })
        {
            await using var head = await fadu.SignIn(login);
            await head.Go("/workbench");
            await Expect(head.Page.Locator("main")).ToContainTextAsync("名录变动等您审批");
            await head.Go(change);
            if (await Button(head.Page, "同意").CountAsync() > 0)
            {
                await head.Send(Button(head.Page, "同意"));
            }
        }
        await drafter.Go("/workbench/matters/open/major-decision");
        await Expect(page.Locator("select[name='catalogueItem']")).ToContainTextAsync(Title);
        await drafter.Go(Home);
        await Looked(drafter, "目录", Area);
        await page.GetByRole(AriaRole.Link, new() { Name = Title }).ClickAsync();
        await Expect(page.Locator(".page-sub")).ToContainTextAsync("有效");
        var item = drafter.Path.Split('/')[^1];

        // Not public until it is made public.
        await using var citizen = await fadu.Open();
        await citizen.Go("/lists/decision-catalogue");
        await Expect(citizen.Page.Locator("main")).Not.ToContainTextAsync(Title);
        await page.Locator("a[href^='/workbench/publications/']").First.ClickAsync();
        await drafter.Send(Button(page, "在门户公布"));
        await citizen.Go("/lists/decision-catalogue?q=" + Uri.EscapeDataString(Title));
        await Expect(citizen.Page.Locator("main")).ToContainTextAsync(Title);

        // It is taken up: the catalogue says so the same moment, without being published anew.
        await hands.Drafted(Title, new { catalogueItem = new { item } });
        // The portal's own rule: a second later at the latest.
        var since = System.Diagnostics.Stopwatch.StartNew();
        var shown = "";
        while (
            !shown.Contains("已启动", StringComparison.Ordinal) && since.Elapsed.TotalSeconds < 3
        )
        {
            await citizen.Go("/lists/decision-catalogue?q=" + Uri.EscapeDataString(Title));
            shown = await citizen.Page.Locator(".hit").First.InnerTextAsync();
        }
        Assert.Contains($"已启动（{Iso(Today)}）", shown, StringComparison.Ordinal);
        await Looked(citizen, "公众目录", Area);
        await citizen.Page.GetByRole(AriaRole.Link, new() { Name = Title }).ClickAsync();
        await Expect(citizen.Page.Locator("main")).ToContainTextAsync("已启动");
        await Looked(citizen, "公众目录一项", Area);
        await drafter.Go($"{Home}/{item}");
        await Expect(page.Locator("main")).ToContainTextAsync("已启动");
        await Looked(drafter, "目录一项", Area);
        Assert.Empty(drafter.TakeProblems());
        Assert.Empty(citizen.TakeProblems());
    }

    /// <summary>公众参与、专家论证、风险评估、合法性审查、集体讨论逐步登记材料,缺一提示.</summary>
    [Fact]
    public async Task S017_NoStepIsPassedOver_AndWhatIsAbsentIsAbsentByItsArticle()
    {
        const string Title = "云岭县中小学课后服务收费方案";
        await using var window = await fadu.SignIn(Drafter);
        var page = window.Page;

        // The first shortcut: it is said not to be one, or to be one that has no procedure.
        await Open(window, MajorDecisions.Key, [("title", Title), .. Facts, ("isEmergency", "是")]);
        await Expect(page.Locator(".error-summary, .refusal").First)
            .ToContainTextAsync(
                "突发事件应急处置决策不适用重大行政决策程序（重大行政决策程序暂行条例第三条第二款）"
            );
        await Looked(window, "立案被拒", Area);
        await Fill(page.Locator("main form.form").First, ("isEmergency", "否"));
        await window.Send(Button(page, "立案"));
        await Expect(page.Locator("h1")).ToHaveTextAsync(Title);
        var address = window.Path;
        var id = Guid.Parse(address.Split('/')[^1]);
        await Hand(window, "argument", "论证报告。");
        await Do(
            window,
            "proposal-argue",
            "研究论证",
            ("proposedBy", "所属部门或者下一级政府"),
            ("problem", "收费标准六年没有调整。"),
            ("grounds", "价格法第十八条"),
            ("plan", "按成本分档。"),
            ("advice", "建议启动")
        );
        await Do(
            window,
            "initiation-decide",
            "决定启动",
            ("decidedBy", "县长"),
            ("leadUnit", "县教育局")
        );
        await Hand(window, "draft", "第一条 收费按成本分档。");
        await Hand(window, "explanation", "起草说明。");
        await Do(
            window,
            "drafting-complete",
            "拟订决策草案",
            ("bases", "价格法第十八条"),
            ("options", "1")
        );

        // What the facts do not ask for is absent, with its article; the public is not.
        var now = page.Locator("#now");
        await Expect(page.Locator("main")).ToContainTextAsync("第十九条第一款");
        await Looked(window, "各环节", Area);
        await Expect(page.Locator("#do-participation-close-barred"))
            .ToContainTextAsync(
                "没有采取任何方式听取社会公众意见，不得进入下一环节（重大行政决策程序暂行条例第十四条第一款）"
            );
        await Do(
            window,
            "participation-hear",
            "登记其他形式听取意见",
            ("form", "座谈会"),
            ("participants", "家长代表20人"),
            ("said", "希望减免困难家庭。")
        );
        await Do(window, "participation-close", "归纳研究意见", ("noneCame", "是"));
        await Hand(window, "consultation", "座谈会一次。");

        // The second shortcut: declared not technical so that no expert need be heard. Put right, the step is owed.
        await Correct(window, ("technical", "是"));
        await Expect(page.Locator("#do-request-send-barred"))
            .ToContainTextAsync("应当履行的程序没有履行，不得送请合法性审查");
        await Expect(page.Locator("#do-request-send-barred"))
            .ToContainTextAsync("专家论证（第十九条）");
        await Looked(window, "缺程序", Area);
        await hands.Done(id, "redo-expert", new { reason = "专业性较强，补办专家论证。" });
        await hands.Done(
            id,
            "expert.appoint",
            new
            {
                experts = new[]
                {
                    new
                    {
                        name = "李教授",
                        way = "选定",
                        hasInterest = false,
                        because = "专业领域只有一人",
                    },
                },
                form = "论证会",
            }
        );
        await hands.Hand(id, "expert-opinion");
        await hands.Done(
            id,
            "expert.record",
            new
            {
                opinions = new[]
                {
                    new
                    {
                        name = "李教授",
                        said = "成本测算可靠。",
                        signed = true,
                        adoption = "Adopted",
                    },
                },
            }
        );
        await window.Go(address);
        await Do(
            window,
            "request-send",
            "送请合法性审查",
            ("procedureStatement", "座谈会一次，专家论证一次。")
        );

        // The third shortcut: to the meeting without the review.
        await Expect(page.Locator("#do-deliberation-submit-barred"))
            .ToContainTextAsync("重大行政决策程序暂行条例第二十五条第二款");
        await Looked(window, "未审不得上会", Area);
        await hands.Review(id);
        await hands.Hand(id, "minutes");
        await hands.Hand(id, "expert-adoption");
        await window.Go(address);
        await Do(window, "deliberation-submit", "提交讨论", ("meeting", "县政府第62次常务会议"));

        // The fourth shortcut: the head speaks first, and the others agree.
        await Step(window, "deliberation-decide");
        var meeting = page.Locator("#do-deliberation-decide");
        await window.Send(Button(meeting, "再加几条").First);
        await Fill(
            meeting,
            ("meetingKind", "常务会议"),
            ("meeting", "县政府第62次常务会议"),
            ("decision", "同意"),
            ("text", "原则同意。"),
            ("executedBy", "县教育局")
        );
        await Speaks(meeting, 0, "晏沐和", "县长", true, "同意");
        await Speaks(meeting, 1, "桑祺山", "副县长", false, "不同意", "建议先公布成本。");
        await Speaks(meeting, 2, "褚砚清", "副县长", false, "不同意", "建议再听取意见。");
        await window.Send(Button(meeting, "集体讨论决定"));
        await Expect(meeting)
            .ToContainTextAsync(
                "行政首长应当最后发表意见（重大行政决策程序暂行条例第三十条第二款）"
            );
        await Looked(window, "首长先表态", Area);

        // The fifth: against most of them, without saying why.
        await Speaks(meeting, 0, "褚砚清", "副县长", false, "不同意", "建议再听取意见。");
        await Speaks(meeting, 2, "晏沐和", "县长", true, "同意");
        await window.Send(Button(meeting, "集体讨论决定"));
        await Expect(meeting)
            .ToContainTextAsync("与会议组成人员多数人的意见不一致的，应当在会上说明理由");
        await Fill(meeting, ("because", "成本已经公示，开学在即。"));
        await window.Send(Button(meeting, "集体讨论决定"));
        await Expect(page.Locator(".notice-ok")).ToContainTextAsync("已办理：集体讨论决定");
        await hands.Done(id, "party.report", new { number = "云政请〔2026〕4号" });
        await window.Go(address);

        // The sixth: public in one place only.
        await Step(window, "publish-announce");
        var announce = page.Locator("#do-publish-announce");
        await Tick(announce, "places", "政府网站");
        await window.Send(Button(announce, "公布决策"));
        await Expect(announce)
            .ToContainTextAsync(
                "应当通过本级人民政府公报、政府网站和在本行政区域内发行的报纸等途径公布（重大行政决策程序暂行条例第三十二条）"
            );
        await Tick(announce, "places", "政府公报", "本地报纸");
        await Fill(announce, ("explained", "家长意见采纳三条，专家意见全部采纳。"));
        await window.Send(Button(announce, "公布决策"));
        await Expect(now).ToContainTextAsync("执行跟踪");
        await Looked(window, "已公布", Area);
        Assert.Empty(window.TakeProblems());
    }

    /// <summary>登记听证、座谈、征求意见、问计企业家的通知、笔录和意见采纳.</summary>
    [Fact]
    public async Task S018_ThePublicHasItsDays_AndAHearingItsNoticeAndSignedMinutes()
    {
        (object, string) must = (
            new { hearingRequired = true, hearingLaw = "价格法第二十三条" },
            "城区停车收费方案（听证）"
        );
        var id = await hands.Drafted("云岭县城区供热价格方案", must.Item1);
        await using var window = await fadu.SignIn(Drafter);
        var page = window.Page;
        await window.Go($"/workbench/matters/{id}");

        // The shortcuts: ten days without a reason; the time cut off; one side only; material at the last moment.
        await Step(window, "participation-publish");
        var publish = page.Locator("#do-participation-publish");
        await Tick(publish, "channels", "政府网站", "政务新媒体");
        await Fill(
            publish,
            ("howToAnswer", "云岭县政务中心信箱"),
            ("closesOn", Iso(Today.AddDays(10)))
        );
        await window.Send(Button(publish, "公布草案征求意见"));
        await Expect(publish).ToContainTextAsync("公开征求意见的期限一般不少于30日");
        await Expect(publish).ToContainTextAsync("重大行政决策程序暂行条例第十五条第一款");
        await Looked(window, "征求意见太短", Area);
        await Fill(publish, ("closesOn", Iso(Today.AddDays(35))));
        await window.Send(Button(publish, "公布草案征求意见"));
        await Expect(page.Locator("#do-participation-close-barred"))
            .ToContainTextAsync("公开征求意见的期限未满，不得归纳办结");

        await Step(window, "hearing-schedule");
        var schedule = page.Locator("#do-hearing-schedule");
        await window.Send(Button(schedule, "再加几条"));
        await Fill(
            schedule,
            ("heldOn", Iso(Today.AddDays(5))),
            ("place", "县政务中心三楼，上午九时"),
            ("chair", "王建国"),
            ("participants[0].name", "张三"),
            ("participants[0].side", "公众"),
            ("participants[1].name", "李四"),
            ("participants[1].side", "公众")
        );
        await window.Send(Button(schedule, "确定听证会"));
        await Expect(schedule)
            .ToContainTextAsync(
                "应当保证相关各方都有代表参加听证会（重大行政决策程序暂行条例第十六条第三款）"
            );
        await Fill(schedule, ("participants[1].side", "行业组织"));
        await window.Send(Button(schedule, "确定听证会"));
        await Expect(page.Locator("#do-hearing-hold-barred"))
            .ToContainTextAsync("听证参加人名单未公布（重大行政决策程序暂行条例第十六条第三款）");
        await Expect(page.Locator("main"))
            .ToContainTextAsync("听证会材料应当于召开听证会7日前送达");
        await Looked(window, "听证太急", Area);

        // One that kept its days, held today.
        var kept = await hands.Drafted(must.Item2, must.Item1, new(2025, 11, 24));
        await hands.Done(
            kept,
            "participation.publish",
            new
            {
                channels = new[] { "政府网站" },
                howToAnswer = "信箱",
                closesOn = "2026-01-05",
            },
            new(2025, 11, 28)
        );
        await hands.Done(
            kept,
            "hearing.schedule",
            new
            {
                heldOn = Iso(Today),
                place = "县政务中心三楼，上午九时",
                chair = "王建国",
                participants = new[]
                {
                    new { name = "张三", side = "公众" },
                    new { name = "停车协会", side = "行业组织" },
                },
            },
            new(2025, 12, 15)
        );
        await hands.Done(
            kept,
            "hearing.announce",
            new { where = "县政府网站", listPublished = true },
            new(2025, 12, 16)
        );
        await hands.Done(kept, "hearing.deliver", on: new(2025, 12, 26));
        await window.Go($"/workbench/matters/{kept}");
        await Expect(page.Locator("#do-hearing-hold-barred")).ToContainTextAsync("缺少听证会记录");
        await Hand(window, "hearing-record", "听证会记录：张三、停车协会发言。");
        await Step(window, "hearing-hold");
        var hold = page.Locator("#do-hearing-hold");
        await Fill(
            hold,
            ("introduced", "是"),
            ("debated", "是"),
            ("signed", "否"),
            ("statements[0].speaker", "张三"),
            ("statements[0].said", "夜间不应当收费。")
        );
        await window.Send(Button(hold, "举行听证会"));
        await Expect(hold)
            .ToContainTextAsync("听证记录未经参加人签字（重大行政决策程序暂行条例第十七条第三项）");
        await Looked(window, "听证记录未签字", Area);
        await Fill(hold, ("signed", "是"));
        await window.Send(Button(hold, "举行听证会"));
        await Expect(page.Locator(".notice-ok")).ToContainTextAsync("已办理：举行听证会");

        // Not adopted without a word.
        await Step(window, "participation-close");
        var close = page.Locator("#do-participation-close");
        await Fill(
            close,
            ("noneCame", "否"),
            ("opinions[0].channel", "听证会"),
            ("opinions[0].gist", "夜间不收费。"),
            ("opinions[0].number", "3"),
            ("opinions[0].adoption", "不采纳")
        );
        await window.Send(Button(close, "归纳研究意见"));
        await Expect(close)
            .ToContainTextAsync(
                "不采纳、部分采纳的意见，应当逐条说明理由（重大行政决策程序暂行条例第十八条）"
            );
        await Fill(close, ("opinions[0].because", "夜间减半收取，维持周转。"));
        await window.Send(Button(close, "归纳研究意见"));
        await Expect(page.Locator(".steps")).ToContainTextAsync("送请合法性审查");
        await Looked(window, "公众参与办结", Area);
        Assert.Empty(window.TakeProblems());
    }

    /// <summary>专家信息、领域、抽选与回避、论证意见记录.</summary>
    [Fact]
    public async Task S019_ExpertsAreDrawnSoThatAnybodyCanDrawAgain_AndNobodyPicksThem()
    {
        var id = await hands.Drafted("云岭县校园供餐方案", new { technical = true });
        await using var window = await fadu.SignIn(Drafter);
        var page = window.Page;
        await window.Go($"/workbench/matters/{id}");
        await Do(
            window,
            "expert-draw",
            "随机抽取专家",
            ("count", "2"),
            ("recusals[0].name", "穆清源"),
            ("recusals[0].because", "持有供餐公司股份")
        );
        await page.GetByRole(AriaRole.Link, new() { Name = "抽取记录" }).ClickAsync();
        var draw = page.Locator(".draw").First;
        await Expect(draw).ToContainTextAsync("核对一致");
        await Expect(draw).ToContainTextAsync("持有供餐公司股份");
        await Looked(window, "抽取记录", Area);

        // Anybody draws again, with nothing but what the page says.
        await draw.GetByText("重抽一遍的办法").ClickAsync();
        var seed = await draw.Locator("[data-seed]").InnerTextAsync();
        Assert.Equal(
            Hash(
                $"{await draw.Locator("[data-previous]").TextContentAsync()}|{await draw.Locator("[data-number]").TextContentAsync()}"
            ),
            seed
        );
        var items = await draw.Locator("[data-item]").AllInnerTextsAsync();
        Assert.True(items.Count > 4);
        Assert.Equal(items.OrderBy(i => Hash($"{seed}|{i}"), StringComparer.Ordinal), items);
        var drawn = await draw.Locator("tr.drawn [data-name]").AllInnerTextsAsync();
        Assert.Equal(2, drawn.Count);
        Assert.DoesNotContain("穆清源", await draw.Locator("[data-name]").AllInnerTextsAsync());

        // The shortcuts: drawn again until it suits; named as drawn; with an interest.
        await window.Go($"/workbench/matters/{id}");
        await Do(window, "expert-draw", "随机抽取专家", ("count", "1"));
        await Expect(page.Locator("#do-expert-draw"))
            .ToContainTextAsync("已经抽取的，只能就回避、谢绝、联系不上的补抽");
        await Looked(window, "再抽被拒", Area);
        await window.Go($"/workbench/matters/{id}");
        await Appoint("自己人", "随机抽取", "否");
        await Expect(page.Locator("#do-expert-appoint"))
            .ToContainTextAsync("产生方式为随机抽取的，应当是抽中并且没有回避、谢绝的专家");
        await window.Go($"/workbench/matters/{id}");
        await Appoint(drawn[0], "随机抽取", "是");
        await Expect(page.Locator("#do-expert-appoint"))
            .ToContainTextAsync(
                "不得选择与决策事项有直接利害关系的专家、专业机构（重大行政决策程序暂行条例第二十条）"
            );
        await Looked(window, "有利害关系", Area);

        // For one who declines, one is drawn.
        await window.Go($"/workbench/matters/{id}");
        await Do(
            window,
            "expert-decline",
            "登记回避或者谢绝",
            ("name", drawn[0]),
            ("ground", "谢绝"),
            ("text", "出差")
        );
        await Do(window, "expert-draw", "随机抽取专家", ("count", "1"));
        await window.Go($"/workbench/matters/{id}/draws");
        await Expect(page.Locator(".draw")).ToHaveCountAsync(2);
        await Expect(page.Locator(".draw").Nth(1)).ToContainTextAsync("此前已经抽中");
        await Looked(window, "补抽", Area);
        Assert.Empty(window.TakeProblems());

        async Task Appoint(string name, string way, string interest)
        {
            await Do(
                window,
                "expert-appoint",
                "确定专家",
                ("experts[0].name", name),
                ("experts[0].way", way),
                ("experts[0].hasInterest", interest),
                ("form", "论证会")
            );
        }
    }

    /// <summary>按合法性、合理性、可行性、可控性填报评估报告和等级,未评估不得上会.</summary>
    [Fact]
    public async Task S020_AnUncontrollableRiskStopsTheDecision_UntilTheDraftIsChanged()
    {
        var id = await hands.Drafted("云岭县乡村小规模学校撤并方案", new { riskPossible = true });
        await hands.Done(
            id,
            "participation.hear",
            new
            {
                form = "座谈会",
                participants = "村民代表18人",
                said = "担心上学路远。",
            }
        );
        await hands.Done(id, "participation.close", new { noneCame = true });
        await hands.Hand(id, "consultation");
        await using var window = await fadu.SignIn(Drafter);
        var page = window.Page;
        await window.Go($"/workbench/matters/{id}");
        // Not assessed, not to the meeting: the step is not even there.
        await Expect(page.Locator("#do-request-send")).ToHaveCountAsync(0);
        await Hand(window, "risk-report", "风险评估报告。");
        await Assess("", "风险不可控");
        var form = page.Locator("#do-risk-conclude");
        await Expect(form).ToContainTextAsync("处置预案");
        await Expect(form.Locator(".field-error").First).ToBeVisibleAsync();
        await Looked(window, "风险评估", Area);
        await Fill(form, ("contingency", "暂停撤并，增开校车。"));
        await window.Send(Button(form, "登记风险评估结论"));
        await Expect(page.Locator("#do-request-send-barred"))
            .ToContainTextAsync(
                "风险不可控的，应当调整草案确保可控后再决策（重大行政决策程序暂行条例第二十四条）"
            );
        await Looked(window, "风险不可控", Area);

        // The shortcut: called controllable on the same draft.
        await Do(window, "redo-risk", "补办风险评估", ("reason", "重新评估。"));
        await Expect(page.Locator("#do-risk-conclude-barred"))
            .ToContainTextAsync(
                "风险不可控的，应当先调整决策草案（重大行政决策程序暂行条例第二十四条）"
            );
        await Hand(window, "draft", "第一条 保留教学点，增开校车。");
        await Assess("增开校车，分年实施。", "风险可控");
        await Do(
            window,
            "request-send",
            "送请合法性审查",
            ("procedureStatement", "座谈会一次，风险评估两次，草案已调整。")
        );
        await Expect(page.Locator("#now")).ToContainTextAsync("合法性审查");
        Assert.Empty(window.TakeProblems());

        Task Assess(string contingency, string control) =>
            Do(
                window,
                "risk-conclude",
                "登记风险评估结论",
                ("assessor", "县委政法委"),
                ("consulted", "县公安局、县交通局"),
                ("lawfulness", "符合义务教育法。"),
                ("reasonableness", "总体合理。"),
                ("feasibility", "校车运力不足。"),
                ("points[0].risk", "家长集体反对"),
                ("points[0].measure", "逐村走访"),
                ("contingency", contingency),
                ("level", "高风险"),
                ("control", control)
            );
    }

    /// <summary>全过程材料按目录归档,可回溯.</summary>
    [Fact]
    public async Task S021_TheFileIsClosedOnlyWhenItIsComplete()
    {
        var id = await hands.Announced("云岭县学前教育普惠方案");
        await using var window = await fadu.SignIn(Drafter);
        var page = window.Page;
        await window.Go($"/workbench/matters/{id}");

        // The shortcut: closed with a piece missing.
        await Expect(page.Locator("#do-filing-complete-barred"))
            .ToContainTextAsync("履行决策程序形成的记录、材料应当及时完整归档");
        await Expect(page.Locator("#do-filing-complete-barred"))
            .ToContainTextAsync("还缺公布文本和解读");
        await Expect(page.Locator("#do-filing-complete-barred"))
            .ToContainTextAsync("重大行政决策程序暂行条例第三十三条");
        await Looked(window, "归档缺件", Area);
        await Hand(window, "published-text", "云政发〔2026〕2号正文和解读。");
        await Do(
            window,
            "filing-complete",
            "归档",
            ("fileNumber", "2026-Y-03"),
            ("retention", "永久")
        );
        await Expect(page.Locator("#do-filing-complete")).ToHaveCountAsync(0);
        await page.Locator(".page-head")
            .GetByRole(AriaRole.Link, new() { Name = "卷宗" })
            .ClickAsync();
        foreach (
            var paper in new[]
            {
                "论证报告",
                "决策草案",
                "起草说明",
                "公众意见采纳情况",
                "会议纪要和讨论记录",
                "公布文本和解读",
            }
        )
        {
            await Expect(page.Locator("#catalogue")).ToContainTextAsync(paper);
        }
        await Expect(page.Locator("main")).ToContainTextAsync("2026-Y-03");
        await Looked(window, "卷宗", Area);
        Assert.Empty(window.TakeProblems());
    }

    /// <summary>登记执行主体、时限、反馈;异常(客观变化、不可抗力)上报.</summary>
    [Fact]
    public async Task S022_ExecutionIsReported_AndNothingIsChangedExceptByProcedure()
    {
        var id = await hands.Announced("云岭县校车服务方案");
        await using var window = await fadu.SignIn(Drafter);
        var page = window.Page;
        await window.Go($"/workbench/matters/{id}");
        await Expect(page.Locator("main")).ToContainTextAsync("执行时限");

        // The shortcuts: stopped although nothing is wrong; ended by a changed mind.
        await Expect(page.Locator("#do-execution-suspend-barred"))
            .ToContainTextAsync(
                "非第三十五条情形的，不得先行中止执行（重大行政决策程序暂行条例第三十七条）"
            );
        await Do(
            window,
            "execution-end",
            "执行终结",
            ("how", "按新的决策停止"),
            ("text", "不再实施。")
        );
        await Expect(page.Locator("#do-execution-end"))
            .ToContainTextAsync("依法作出的重大行政决策，未经法定程序不得随意变更或者停止执行");
        await Expect(page.Locator("#do-execution-end"))
            .ToContainTextAsync("重大行政决策程序暂行条例第三十七条");
        await Looked(window, "不得随意停止", Area);

        await window.Go($"/workbench/matters/{id}");
        await Do(
            window,
            "execution-report",
            "报告执行情况",
            ("unit", "县教育局"),
            ("progress", "无法执行"),
            ("text", "主要道路塌方，校车停运。"),
            ("deviation", "不可抗力等严重影响决策目标实现"),
            ("proposal", "中止")
        );
        await Step(window, "execution-suspend");
        await Do(
            window,
            "execution-suspend",
            "先行中止执行",
            ("isUrgent", "否"),
            ("reason", "道路塌方。")
        );
        await Expect(page.Locator("#do-execution-suspend"))
            .ToContainTextAsync(
                "情况不紧急的，不得先行中止执行（重大行政决策程序暂行条例第三十七条）"
            );
        await Fill(page.Locator("#do-execution-suspend"), ("isUrgent", "是"));
        await window.Send(Button(page.Locator("#do-execution-suspend"), "先行中止执行"));
        await Expect(page.Locator("main")).ToContainTextAsync("已中止");
        await Looked(window, "中止执行", Area);
        await Do(
            window,
            "execution-major-change",
            "启动重大调整",
            ("reason", "改线需要重新论证。")
        );
        await Expect(page.Locator("#related")).ToContainTextAsync("调整《云岭县校车服务方案》");
        await Looked(window, "重大调整", Area);
        Assert.Empty(window.TakeProblems());
    }

    /// <summary>制定后评估计划,评估结果作为调整依据,调整走严格程序.</summary>
    [Fact]
    public async Task S023_WhoArguedForItDoesNotEvaluateIt_AndAdjustingIsANewDecision()
    {
        await using var window = await fadu.SignIn("zhuyunyuan");
        var page = window.Page;
        var address = await Open(
            window,
            Evaluations.Key,
            [
                ("title", "云岭县城区停车设施专项规划后评估"),
                ("decision", "云岭县城区停车设施专项规划"),
                ("decidedOn", "2024-04-25"),
                ("ground", "实施后明显未达到预期效果"),
                ("proposedBy", "司法局"),
                ("text", "泊位周转率没有提高。"),
            ]
        );
        await Do(window, "proposal-answer", "答复建议", ("starts", "是"));
        await Do(
            window,
            "plan-appoint",
            "确定评估单位",
            ("evaluator", "县规划设计院"),
            ("kind", "专业机构"),
            ("priorRole", "承担主要论证评估工作")
        );
        await Expect(page.Locator("#do-plan-appoint"))
            .ToContainTextAsync(
                "决策作出前承担主要论证评估工作的单位，不得承担决策后评估（重大行政决策程序暂行条例第三十六条第二款）"
            );
        await Looked(window, "评估单位回避", Area);
        await Fill(
            page.Locator("#do-plan-appoint"),
            ("evaluator", "县发展研究中心"),
            ("priorRole", "没有承担")
        );
        await window.Send(Button(page.Locator("#do-plan-appoint"), "确定评估单位"));
        await using (var head = await fadu.SignIn("xunzhenzhou"))
        {
            await head.Go(address);
            await Do(
                head,
                "plan-approve",
                "批准评估方案",
                ("indicators[0].name", "泊位周转率"),
                ("indicators[0].target", "提高20%"),
                ("participants", "人大代表、社区")
            );
        }
        await window.Go(address);
        await Do(
            window,
            "inquiry-record",
            "登记听取的意见",
            ("whom", "执行单位和有关部门"),
            ("form", "座谈会"),
            ("said", "泊位不足。")
        );
        await Expect(page.Locator("#do-inquiry-report-barred"))
            .ToContainTextAsync("未听取社会公众意见（重大行政决策程序暂行条例第三十六条第三款）");
        await Looked(window, "评估未听取公众", Area);
        await Do(
            window,
            "inquiry-record",
            "登记听取的意见",
            ("whom", "社会公众"),
            ("form", "问卷调查"),
            ("said", "七成受访者认为车位难找。")
        );
        await Do(
            window,
            "inquiry-report",
            "提交评估报告",
            ("results[0].name", "泊位周转率"),
            ("results[0].target", "提高20%"),
            ("results[0].found", "提高8%"),
            ("conclusion", "没有达到预期。"),
            ("advice", "重大调整")
        );

        // The shortcut: adjusted on the strength of the report alone.
        await Do(
            window,
            "consider-decide",
            "研究处理",
            ("decision", "重大调整"),
            ("text", "调整收费分区。")
        );
        await Expect(page.Locator("#do-consider-decide"))
            .ToContainTextAsync(
                "未经法定程序不得变更或者停止执行；重大调整、停止执行的，转入决策程序"
            );
        await Expect(page.Locator("#do-consider-decide"))
            .ToContainTextAsync("重大行政决策程序暂行条例第三十七条");
        await Looked(window, "评估后径行调整被拒", Area);
        await window.Go(address);
        await Do(
            window,
            "consider-adjust",
            "转入决策程序",
            ("how", "重大调整"),
            ("text", "调整收费分区。"),
            ("category", "重要规划"),
            ("decidedBy", MajorDecisionFacts.County),
            ("vitalInterests", "是"),
            ("hearingRequired", "否"),
            ("technical", "是"),
            ("riskPossible", "否"),
            ("marketSubjects", "否")
        );
        await page.Locator("#related").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("重大调整《云岭县城区停车设施专项规划》");
        await Expect(page.Locator("#now")).ToContainTextAsync("研究论证");
        await Looked(window, "调整的决策", Area);
        Assert.Empty(window.TakeProblems());
    }

    /// <summary>保存决策责任人链条供倒查.</summary>
    [Fact]
    public async Task S024_WhoDidWhatIsToldFromTheRecord_AndNobodyCanWriteIt()
    {
        const string Title = "云岭县教师周转房分配方案";
        var id = await hands.Decided(Title);
        var address = $"/workbench/matters/{id}";
        await using var window = await fadu.SignIn(Drafter);
        var page = window.Page;
        await window.Go(address);
        // The shortcut: a step done afterwards for the look of it.
        await Expect(page.Locator("#do-redo-participation-barred"))
            .ToContainTextAsync("已经讨论决定的，不得再补办决策程序");
        await Expect(page.Locator("#do-redo-participation-barred"))
            .ToContainTextAsync("重大行政决策程序暂行条例第三十七条");
        await page.GetByRole(AriaRole.Link, new() { Name = "责任链" }).ClickAsync();
        var chain = page.Locator("main table");
        foreach (
            var text in new[]
            {
                "研究论证",
                "缪荔生",
                "签发意见书",
                "荀甄舟",
                "桑祺山",
                "建议先核实财力。",
            }
        )
        {
            await Expect(chain).ToContainTextAsync(text);
        }
        var told = await chain.Locator("tbody tr").AllInnerTextsAsync();
        await Expect(page.Locator("main form")).ToHaveCountAsync(0);
        await Looked(window, "责任链", Area);

        // Nothing that is sent to it is taken, and what is put right later stands beside, not in its place.
        Assert.InRange(
            await page.EvaluateAsync<int>(
                "async p => (await fetch(p, { method: 'POST', body: new FormData() })).status",
                address + "/chain"
            ),
            400,
            405
        );
        await window.Go(address);
        await Correct(window, ("vitalInterests", "否"));
        await window.Go(address + "/chain");
        Assert.Empty(told.Except(await chain.Locator("tbody tr").AllInnerTextsAsync()));

        // Somebody else's: not there.
        await using var foreign = await fadu.SignIn("ranhua");
        Assert.Equal(404, await foreign.Go(address + "/chain"));
        await Expect(foreign.Page.Locator("body")).Not.ToContainTextAsync(Title);
    }

    private static async Task Correct(Window window, params (string Name, string Value)[] facts)
    {
        var part = window.Page.Locator("main form[action*='Correct']");
        await window.Page.GetByText("更正", new() { Exact = true }).First.ClickAsync();
        await Fill(part, [.. facts, ("correctWhy", "填写时判断有误。")]);
        await window.Send(Button(part, "更正"));
    }

    private static async Task Speaks(
        ILocator form,
        int row,
        string name,
        string post,
        bool head,
        string voice,
        string? said = null
    ) =>
        await Fill(
            form,
            ($"speakers[{row}].name", name),
            ($"speakers[{row}].post", post),
            ($"speakers[{row}].isHead", head ? "是" : "否"),
            ($"speakers[{row}].voice", voice),
            ($"speakers[{row}].said", said ?? "")
        );

    private static async Task Tick(ILocator form, string name, params string[] values)
    {
        foreach (var value in values)
        {
            await form.Locator(
                    $"[name='{name}'][value='{value}'], [name$='.{name}'][value='{value}']"
                )
                .CheckAsync();
        }
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", null);

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
