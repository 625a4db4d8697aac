using System.Text.RegularExpressions;
using Fadu.Writing.Sheets;
using Microsoft.Playwright;
using static Fadu.Browser.Tests.MatterHands;
using static Microsoft.Playwright.Assertions;

namespace Fadu.Browser.Tests;

/// <summary>规范性文件管理, row by row of systems.md: what each row asks is done, and the forbidden shortcut is refused.</summary>
[Collection(OneProgram.Name)]
public sealed class NormativeTests(RunningFadu fadu)
{
    private const string Area = "规范性文件";
    private const string Making = "normative-document";
    private const string Cleanup = "normative-document-cleanup";
    private const string Filing = "filing-review";

    private static string Today => On(0);

    /// <summary>起草—征求意见—合法性审核—集体讨论—公布,逐步留痕,缺审核不得进入讨论.</summary>
    [Fact]
    public async Task S009_ADocument_GoesFromTheQuestionWhetherItIsOneToThePortal_AndNoStepIsPassedOver()
    {
        const string Title = "云岭县校外培训机构管理办法";
        const string Draft =
            "第一条　为了规范校外培训，制定本办法。\n第二条　培训费用不得一次收取超过三个月。";
        await using var drafter = await fadu.SignIn("miaolisheng");
        await using var head = await fadu.SignIn("fanlihe");

        // Is it one at all? What only answers to the name is closed with its reason, and does not go on.
        await drafter.Go("/workbench/matters/open/" + Making);
        await Looked(drafter, "新办", Area);
        var paper = await Open(
            drafter,
            Making,
            Asked("教育局考勤办法", ("otherPaper", "工作制度"))
        );
        await head.Go(paper);
        await Expect(Barred(head, "proposal-approve")).ToContainTextAsync("不属于行政规范性文件");
        await drafter.Go(paper);
        await Do(drafter, "proposal-exclude", "判定不属于");
        await Expect(drafter.Page.Locator(".page-sub"))
            .ToContainTextAsync("已办结：不属于行政规范性文件");

        var address = await Open(
            drafter,
            Making,
            Asked(Title),
            ("draft", Draft),
            ("explanation", "起草说明。")
        );
        await Expect(Barred(drafter, "proposal-exclude"))
            .ToContainTextAsync("属于行政规范性文件，不得不按程序制定");
        await Looked(drafter, "立项", Area);
        // Only the head can go on now, and the head's first page says so.
        await head.Go("/workbench");
        await head.Page.GetByRole(AriaRole.Link, new() { Name = "待办：" + Title }).ClickAsync();
        await Do(head, "proposal-approve", "批准立项");
        await drafter.Go(address);
        await Expect(Barred(drafter, "drafting-complete"))
            .ToContainTextAsync("起草行政规范性文件，应当征求有关部门意见");
        await Do(
            drafter,
            "drafting-ask",
            "征求部门意见",
            ("asked", "县市场监管局；县司法局"),
            ("answered", "没有不同意见。")
        );
        await Do(drafter, "drafting-complete", "完成起草");

        // The shortcut: twenty days for the public, and no word why.
        await Do(
            drafter,
            "comment-publish",
            "公告征求意见",
            ("channels", "县政府网站"),
            ("opensOn", On(-33)),
            ("closesOn", On(-13))
        );
        await Expect(drafter.Page.Locator("#do-comment-publish .field-error").First)
            .ToContainTextAsync(
                "公开征求意见期限少于30日的，应当在公告中说明理由（优化营商环境条例第六十二条）"
            );
        await Looked(drafter, "期限太短", Area);
        await Fill(drafter.Page.Locator("#do-comment-publish"), ("closesOn", On(-1)));
        await drafter.Send(Button(drafter.Page.Locator("#do-comment-publish"), "公告征求意见"));
        await Do(
            drafter,
            "comment-close",
            "登记意见和反馈",
            ("received", "3"),
            ("adopted", "2"),
            ("feedback", "采纳两条；一条与上位法不一致，未采纳。")
        );
        await Expect(drafter.Page.Locator("#do-comment-close .field-error").First)
            .ToContainTextAsync("未反馈意见采纳情况，不得进入下一环节");
        await Fill(
            drafter.Page.Locator("#do-comment-close"),
            ("feedbackOn", Today),
            ("feedbackAt", "县政府网站")
        );
        await drafter.Send(Button(drafter.Page.Locator("#do-comment-close"), "登记意见和反馈"));

        // Fair competition: the regulator concludes; until then nothing goes on.
        await head.Go(address);
        await Expect(head.Page.Locator("#do-preReview-sign")).ToHaveCountAsync(0);
        await drafter.Go(address);
        await Looked(drafter, "公平竞争审查", Area);
        await Related(drafter);
        var competition = drafter.Path;
        await Do(drafter, "scoping-apply", "开展审查");
        await Do(
            drafter,
            "hearing-record",
            "登记听取意见情况",
            ("from", "行业协会商会"),
            ("name", "县民办教育协会"),
            ("said", "没有不同意见。"),
            ("adopted", "是")
        );
        await Do(drafter, "preliminary-submit", "报送初审意见", ("opinion", "未发现问题。"));
        await using (var market = await fadu.SignIn("maiyanqiu"))
        {
            await market.Go(competition);
            await Do(
                market,
                "conclusion-issue",
                "作出审查结论",
                ("conclusion", "未违反审查标准"),
                ("assessment", "不限定经营者。")
            );
            await Expect(market.Page.Locator(".page-sub")).ToContainTextAsync("已办结");
            Assert.Empty(market.TakeProblems());
        }

        await head.Go(address);
        await Do(head, "preReview-sign", "作出法制初审意见", ("opinion", "权限、程序、内容合法。"));
        await drafter.Go(address);
        await Hand(drafter, "consultation", "收到意见三条，采纳两条。");
        await Do(
            drafter,
            "legality-request",
            "送请合法性审核",
            ("procedureStatement", "已公开征求意见、公平竞争审查。")
        );
        await Invite(drafter, "县政府办", "会务机构");

        // The shortcut: to the meeting and to its number without the review.
        await using var office = await fadu.SignIn("chenkai");
        await office.Go(address);
        await Expect(office.Page.Locator("#do-deliberation-decide, #do-sign-number"))
            .ToHaveCountAsync(0);
        await drafter.Go(address);
        await Related(drafter, "合法性审查（行政规范性文件）");
        var review = drafter.Path;
        await Step(drafter, "catalogue");
        var choosing = drafter.Page.Locator("#do-catalogue");
        await choosing
            .GetByRole(AriaRole.Radio, new() { Name = "县政府和县政府办公室的行政规范性文件" })
            .CheckAsync();
        await Fill(choosing, ("meetsCriteria", "是"));
        await drafter.Send(Button(choosing, "选定审查事项"));
        await Hand(drafter, "other", "制定依据。", "制定依据");
        await using (var reviewer = await fadu.SignIn("zhuyunyuan"))
        {
            await reviewer.Go(review);
            await Do(reviewer, "intake-accept", "受理", ("completeOn", Today));
            await Step(reviewer, "review-propose");
            var form = reviewer.Page.Locator("#do-review-propose");
            for (var i = 0; i < 6; i++)
            {
                await form.Locator($"[name$='points[{i}].result'][value='符合']").CheckAsync();
            }
            await Fill(form, ("conclusion", "合法"), ("summary", "权限、程序、内容合法。"));
            await reviewer.Send(Button(form, "拟定意见"));
            Assert.Empty(reviewer.TakeProblems());
        }
        await using (var bureau = await fadu.SignIn("xunzhenzhou"))
        {
            await bureau.Go(review);
            await Do(bureau, "opinion-issue", "签发意见书");
        }

        // Another text than the one that was reviewed is not put before the meeting.
        await drafter.Go(address);
        await Hand(drafter, "draft", Draft + "\n第三条　本县机构优先。");
        await office.Go(address);
        await Expect(Barred(office, "deliberation-decide")).ToContainTextAsync("不是同一稿");
        await Looked(office, "不是同一稿", Area);
        await drafter.Go(address);
        await Hand(drafter, "draft", Draft);
        await office.Go(address);
        await Do(
            office,
            "deliberation-decide",
            "审议通过",
            ("meeting", "县政府第62次常务会议"),
            ("metOn", Today),
            ("said", "同意。")
        );
        await Expect(Barred(office, "sign-number")).ToContainTextAsync("缺少会议纪要");
        await Hand(drafter, "minutes", "会议纪要。");
        await office.Go(address);
        await Do(
            office,
            "sign-number",
            "签发编号",
            ("documentNumber", "云政规〔2026〕1号"),
            ("registrationNumber", "YLGS-2026-001"),
            ("signedOn", Today)
        );

        // What was reviewed need not be pasted again.
        await Expect(office.Page.Locator("#do-publish-done [name$='.text']"))
            .ToHaveValueAsync(new Regex("不得一次收取超过三个月"));
        // The shortcut: in force before anybody could read it.
        await Do(
            office,
            "publish-done",
            "公布",
            ("publishedOn", Today),
            ("effectiveOn", On(-1)),
            ("address", "https://yunling.example/gongbao/1"),
            ("text", Draft + "\n第三条　本办法有效期五年。")
        );
        await Expect(office.Page.Locator("#do-publish-done .field-error").First)
            .ToContainTextAsync("未经公布，不得作为行政管理依据");
        await Fill(
            office.Page.Locator("#do-publish-done"),
            ("effectiveOn", Today),
            ("soonBecause", "培训机构续期在即，不即日施行将影响执行。")
        );
        await office.Send(Button(office.Page.Locator("#do-publish-done"), "公布"));
        await Expect(office.Page.Locator(".steps")).ToContainTextAsync("向上备案");

        // Filed upward and with the standing committee.
        await drafter.Go(address);
        await Looked(drafter, "报备", Area);
        await Expect(Barred(drafter, "filing-send")).ToContainTextAsync("缺少正式文本");
        await Hand(drafter, "final", Draft);
        await Do(
            drafter,
            "filing-send",
            "报上一级政府（本级政府）备案",
            ("receiver", "澄川市人民政府"),
            ("byLead", "是")
        );
        await Do(
            drafter,
            "filing-npc-send",
            "报本级人大常委会备案",
            ("receiver", "县人大常委会"),
            ("byLead", "是")
        );
        await Expect(drafter.Page.Locator(".page-sub")).ToContainTextAsync("已办结：公布");

        // It is in the register, and the public reads it.
        await Publish(drafter, Title);
        await using var citizen = await fadu.Open(Window.Narrow, script: false);
        await citizen.Go("/documents?q=" + Uri.EscapeDataString(Title));
        await citizen.Page.GetByRole(AriaRole.Link, new() { Name = Title }).ClickAsync();
        await Expect(citizen.Page.Locator("main")).ToContainTextAsync("云政规〔2026〕1号");
        await Expect(citizen.Page.Locator("main")).ToContainTextAsync("现行有效");
        Assert.Empty(drafter.TakeProblems());
        Assert.Empty(office.TakeProblems());
        Assert.Empty(citizen.TakeProblems());
    }

    /// <summary>有件必备、有备必审、有错必纠.</summary>
    [Fact]
    public async Task S011_WhatATownshipFiles_IsReviewedByAnotherAndCorrectedToTheEnd()
    {
        await using var town = await fadu.SignIn("ranhua");
        var address = await Open(
            town,
            Filing,
            [
                ("title", "云栖镇集镇摊位管理规定"),
                ("documentNumber", "云栖政规〔2026〕1号"),
                ("maker", "云栖镇"),
                ("makerClass", "乡镇街道"),
                ("publishedOn", On(-4)),
            ],
            ("final", "第四条　外地商户不得入场经营。")
        );
        await Looked(town, "报备文件", Area);
        await using var reviewer = await fadu.SignIn("zhuyunyuan");
        await reviewer.Go(address);
        await Expect(Barred(reviewer, "form-register")).ToContainTextAsync("缺少起草说明");
        // The shortcut: sent back without a word of what is missing.
        await Do(reviewer, "form-supplement", "通知补正");
        await Expect(reviewer.Page.Locator("#do-form-supplement .field-error").First)
            .ToContainTextAsync("请填写");
        await Fill(reviewer.Page.Locator("#do-form-supplement"), ("missing", "起草说明"));
        await reviewer.Send(Button(reviewer.Page.Locator("#do-form-supplement"), "通知补正"));
        await town.Go(address);
        await Hand(town, "explanation", "起草说明。");
        await reviewer.Go(address);
        await Expect(Barred(reviewer, "form-register"))
            .ToContainTextAsync("要求补正的材料尚未收到，不得登记");
        await Do(reviewer, "form-received", "收到补正");
        await using (var bureau = await fadu.SignIn("xunzhenzhou"))
        {
            await bureau.Go(address);
            await Do(bureau, "form-refuse", "不予登记");
            await Expect(bureau.Page.Locator("#do-form-refuse .field-error").First)
                .ToContainTextAsync("请填写");
        }
        await reviewer.Go(address);
        await Do(reviewer, "form-register", "予以登记");
        await Do(
            reviewer,
            "review-find",
            "提出审查意见",
            ("problem", "与上位法不一致"),
            ("opinion", "第四条限制外地商户，与优化营商环境条例第五条不一致。"),
            ("asked", "自行修改")
        );
        await Looked(reviewer, "审查意见", Area);
        await town.Go(address);
        await Do(
            town,
            "correction-reply",
            "报告处理情况",
            ("what", "不同意，说明理由"),
            ("content", "集镇场地有限。"),
            ("doneOn", Today)
        );
        // The shortcut: closed with the error standing.
        await using var head = await fadu.SignIn("xunzhenzhou");
        await head.Go(address);
        await Expect(Barred(head, "correction-accept"))
            .ToContainTextAsync("制定机关还没有修改或者废止，有错必纠，不得办结");
        await Expect(head.Page.Locator("main")).ToContainTextAsync("说明：集镇场地有限");
        await Looked(head, "有错必纠", Area);
        await town.Go(address);
        await Do(
            town,
            "correction-reply",
            "报告处理情况",
            ("what", "已经修改"),
            ("content", "删去第四条。"),
            ("doneOn", Today)
        );
        await head.Go(address);
        await Do(head, "correction-accept", "确认纠正");
        await Expect(head.Page.Locator(".page-sub")).ToContainTextAsync("已办结：已经纠正");

        // The shortcut: the bureau reviews what it made itself.
        var own = await Open(
            reviewer,
            Filing,
            [
                ("title", "云岭县法律援助补贴办法"),
                ("documentNumber", "云司规〔2026〕1号"),
                ("maker", "县司法局"),
                ("makerClass", "部门"),
                ("publishedOn", On(-4)),
            ],
            ("final", "第一条　补贴按件发放。"),
            ("explanation", "起草说明。")
        );
        await Expect(Barred(reviewer, "form-register"))
            .ToContainTextAsync("制定机关不得审查自己报备的文件");
        await head.Go(own);
        await Expect(Barred(head, "form-refuse"))
            .ToContainTextAsync("制定机关不得审查自己报备的文件");
        Assert.Empty(town.TakeProblems());
        Assert.Empty(reviewer.TakeProblems());
        Assert.Empty(head.TakeProblems());
    }

    /// <summary>逐件登记清理意见、责任单位、依据,支持专题清理,校验分项之和.</summary>
    [Fact]
    public async Task S012_EachOrganSpeaksForItsOwn_AndNothingIsClosedUndecidedOrMiscounted()
    {
        await using var bureau = await fadu.SignIn("zhuyunyuan");
        await using var head = await fadu.SignIn("xunzhenzhou");
        var address = await Frozen(bureau, head, "2026年市场监管文件专项清理", "市场监管");
        await Looked(bureau, "清理清单", Area);
        await Expect(bureau.Page.Locator("#lines")).ToContainTextAsync("云岭县集贸市场管理办法");
        await Expect(bureau.Page.Locator("#lines")).ToContainTextAsync("云岭县学校食堂管理办法");

        // The shortcut: speaking for another, and without the article.
        await using var school = await fadu.SignIn("miaolisheng");
        await school.Go(address);
        await Looked(school, "本单位的文件", Area);
        await Do(school, "opinion-set", "提出意见", Row("1", "废止"));
        await Expect(school.Page.Locator("#do-opinion-set .field-error").First)
            .ToContainTextAsync("谁起草实施、谁提出意见，不能替别的单位提出清理意见");
        await Fill(school.Page.Locator("#do-opinion-set"), Row("2", "废止"));
        await school.Send(Button(school.Page.Locator("#do-opinion-set"), "提出意见"));
        await Expect(school.Page.Locator("#do-opinion-set .field-error").First)
            .ToContainTextAsync("应当写明所依据的上位法条款");
        await Fill(
            school.Page.Locator("#do-opinion-set"),
            [("rows[0].basis", "《中华人民共和国食品安全法》第五十七条")]
        );
        await school.Send(Button(school.Page.Locator("#do-opinion-set"), "提出意见"));
        await Expect(school.Page.Locator("#lines")).ToContainTextAsync("第五十七条");

        // The shortcut: closed with a document undecided.
        await bureau.Go(address);
        await Expect(Barred(bureau, "opinion-finish"))
            .ToContainTextAsync("尚有文件未提出清理意见：序号1，共1件");
        await Do(bureau, "opinion-set", "提出意见", Row("1", "继续有效"));
        await Do(bureau, "opinion-finish", "汇总意见");
        await head.Go(address);
        await Do(head, "review-agree", "审核同意", ("opinion", "同意。"));
        await bureau.Go(address);
        await Decide(bureau, "县政府", "云政办〔2026〕3号");
        await Expect(Barred(bureau, "decide-finish"))
            .ToContainTextAsync("还有1个制定机关没有作出决定");
        await Looked(bureau, "制定机关决定", Area);
        await Decide(bureau, "县教育局", "云教〔2026〕2号");
        await Do(bureau, "decide-finish", "全部决定");

        // The shortcut: parts that do not add up, then parts that nobody decided.
        (string, string)[] printed =
        [
            ("publishedOn", Today),
            ("address", "https://yunling.example/qingli"),
            ("statedOn", On(30)),
            ("total", "2"),
            ("kept", "1"),
            ("amended", "0"),
            ("repealed", "0"),
            ("expired", "0"),
        ];
        await Do(bureau, "publish-done", "公布目录", printed);
        var form = bureau.Page.Locator("#do-publish-done");
        await Expect(form.Locator(".field-error").First)
            .ToContainTextAsync("分项之和与清理总数不一致，不得公布");
        await Looked(bureau, "分项之和", Area);
        await Fill(form, ("expired", "1"));
        await bureau.Send(Button(form, "公布目录"));
        await Expect(form.Locator(".field-error").First)
            .ToContainTextAsync("公布的目录与清单的决定结果不一致，不得公布");
        await Fill(form, ("expired", "0"), ("repealed", "1"));
        await bureau.Send(Button(form, "公布目录"));
        await Expect(bureau.Page.Locator(".steps .current")).ToContainTextAsync("落实");
        await head.Go(address);
        await Do(head, "follow-end", "报告办结", ("opinion", "清理完成。"));
        await Expect(head.Page.Locator(".page-sub")).ToContainTextAsync("已办结：完成");
        Assert.Empty(school.TakeProblems());
        Assert.Empty(bureau.TakeProblems());
        Assert.Empty(head.TakeProblems());
    }

    /// <summary>上位法修改时提示相关文件须修改或废止.</summary>
    [Fact]
    public async Task S013_ALawThatChanged_OpensTheDynamicCleanup_AndTheTimeRunsFromItsPublication()
    {
        await using var bureau = await fadu.SignIn("zhuyunyuan");
        var page = bureau.Page;
        await Law(bureau, "第三十条　犬只应当免疫。", "2007-08-30", "2008-01-01");
        await Law(bureau, "第三十条　犬只应当免疫并佩戴标识。", On(-5), On(60));
        await bureau.Go("/workbench/laws/changes");
        await page.GetByRole(AriaRole.Link, new() { Name = "动物防疫法" }).First.ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("云岭县养犬管理规定");
        await Looked(bureau, "法规变动", Area);
        await page.GetByRole(AriaRole.Link, new() { Name = "对规范性文件开展动态清理" })
            .ClickAsync();
        await Expect(page.Locator("[name=citedLaw]"))
            .ToHaveValueAsync(new System.Text.RegularExpressions.Regex("动物防疫法"));
        await Looked(bureau, "动态清理", Area);

        // The shortcut: without the day from which the time runs.
        await page.Locator("[name=lawPublishedOn]").FillAsync("");
        await bureau.Send(Button(page, "立案"));
        await Expect(page.Locator(".field-error").First)
            .ToContainTextAsync("因上位法变化开展动态清理的，请写明上位法公布日期");
        await page.Locator("[name=lawPublishedOn]").FillAsync(On(-5));
        await bureau.Send(Button(page, "立案"));
        await Expect(page.Locator("#lines")).ToContainTextAsync("云岭县养犬管理规定");
        await Expect(page.Locator("#lines tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("main")).ToContainTextAsync("上位法变化后提出意见");
        await Expect(page.Locator("main")).ToContainTextAsync(On(25));
        await Looked(bureau, "动态清理清单", Area);
        Assert.Empty(bureau.TakeProblems());
    }

    /// <summary>按目录表格发布清理结果并在政府网站公布.</summary>
    [Fact]
    public async Task S014_TheCatalogueIsPublicWhenItWasDecided_AndNotBefore()
    {
        const string Campaign = "2026年依法行政文件清理";
        await using var bureau = await fadu.SignIn("zhuyunyuan");
        await using var head = await fadu.SignIn("xunzhenzhou");
        await using var citizen = await fadu.Open();
        var address = await Frozen(bureau, head, Campaign, "依法行政", add: false);
        await Do(bureau, "opinion-set", "提出意见", Row("1", "继续有效"));
        await Do(bureau, "opinion-finish", "汇总意见");
        await head.Go(address);
        await Do(head, "review-agree", "审核同意", ("opinion", "同意。"));

        // The shortcut: a catalogue before the maker's decision.
        await bureau.Go(address);
        await Expect(bureau.Page.Locator("#do-publish-done")).ToHaveCountAsync(0);
        await Expect(Barred(bureau, "decide-finish"))
            .ToContainTextAsync("清理结果应当由制定机关决定");
        await Decide(bureau, "县政府办", "云政办〔2026〕4号");
        await Do(bureau, "decide-finish", "全部决定");
        await Do(
            bureau,
            "publish-done",
            "公布目录",
            ("publishedOn", Today),
            ("address", "https://yunling.example/qingli/2"),
            ("statedOn", Today),
            ("total", "1"),
            ("kept", "1"),
            ("amended", "0"),
            ("repealed", "0"),
            ("expired", "0")
        );

        // Decided is not yet public: it is owed, and then read by anybody.
        await citizen.Go("/lists/cleanup");
        await Expect(citizen.Page.Locator("main"))
            .Not.ToContainTextAsync("规范性文件制定和监督管理");
        await bureau.Go("/workbench/registers/cleanup-result");
        await Expect(bureau.Page.Locator("main")).ToContainTextAsync(Campaign);
        await Looked(bureau, "清理结果目录", Area);
        await Publish(bureau, "规范性文件制定和监督管理实施细则", "cleanup");
        await citizen.Go("/lists/cleanup");
        await Looked(citizen, "公众清理目录", Area);
        await citizen
            .Page.GetByRole(AriaRole.Link, new() { Name = "规范性文件制定和监督管理实施细则" })
            .First.ClickAsync();
        await Expect(citizen.Page.Locator("main")).ToContainTextAsync(Campaign);
        await Expect(citizen.Page.Locator("main")).ToContainTextAsync("继续有效");
        await Looked(citizen, "公众清理结果", Area);
        Assert.Empty(bureau.TakeProblems());
        Assert.Empty(citizen.TakeProblems());
    }

    /// <summary>全县现行有效规章、规范性文件库,提供检索、效力状态、废止日期.</summary>
    [Fact]
    public async Task S015_TheStockComesFromExcel_AndThePublicAsksHowItStoodOnAnyDay()
    {
        await using var bureau = await fadu.SignIn("zhuyunyuan");
        var page = bureau.Page;
        const string Home = "/workbench/registers/normative-document";
        await bureau.Go(Home + "/import");
        await page.Locator("input[type=file][name=sheet]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "存量文件.xlsx",
                    MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    Buffer = await Stock(),
                }
            );
        await bureau.Send(Button(page, "比较"));
        await Expect(page.Locator("main")).ToContainTextAsync("新增 2，有变化 0，无变化 0，错误 1");
        await Expect(page.Locator("main")).ToContainTextAsync("没有叫“没有这个局”的单位");
        await Looked(bureau, "导入比较", Area);
        // The shortcut: taken over without saying on what it rests.
        await bureau.Send(Button(page, "提交没有错误的行"));
        await Expect(page.Locator("#f-basis-error")).ToContainTextAsync("请填写依据");
        await page.GetByLabel("依据").FillAsync("云政办〔2026〕1号");
        await bureau.Send(Button(page, "提交没有错误的行"));
        await Expect(page.Locator(".page-sub")).ToContainTextAsync("新增 2");
        await Looked(bureau, "导入结果", Area);
        var import = bureau.Path;

        // Nobody agreed yet: the public does not see it.
        await using var citizen = await fadu.Open();
        await citizen.Go("/documents?state=all&q=" + Uri.EscapeDataString("烟花爆竹"));
        await Expect(citizen.Page.Locator("main")).ToContainTextAsync("没有符合条件的内容");
        await using (var head = await fadu.SignIn("xunzhenzhou"))
        {
            await head.Go(import);
            await head.Send(Button(head.Page, "整批同意"));
            Assert.Empty(head.TakeProblems());
        }
        await Publish(bureau, "云岭县烟花爆竹燃放管理规定", "documents");
        await Publish(bureau, "云岭县户外招牌设置规定", "documents");

        // In force then, run out today, by its own clause.
        await citizen.Go("/documents?day=2023-05-01&q=" + Uri.EscapeDataString("烟花爆竹"));
        await Expect(citizen.Page.Locator(".hits"))
            .ToContainTextAsync("云岭县烟花爆竹燃放管理规定");
        await citizen.Go("/documents?q=" + Uri.EscapeDataString("烟花爆竹"));
        await Expect(citizen.Page.Locator("main")).ToContainTextAsync("没有符合条件的内容");
        await citizen.Go("/documents?state=ended&q=" + Uri.EscapeDataString("烟花爆竹"));
        await Expect(citizen.Page.Locator(".hits")).ToContainTextAsync("起有效期届满");
        await Looked(citizen, "公众有效期届满", Area);
        await citizen.Page.GetByRole(AriaRole.Link, new() { Name = "烟花爆竹" }).ClickAsync();
        await Expect(citizen.Page.Locator("main"))
            .ToContainTextAsync("已经届满。依据：第二十条　本规定有效期五年");
        await Looked(citizen, "公众届满依据", Area);

        // Where the province's rule calls it so, the county settles another word for it.
        await Called(bureau, "失效");
        await citizen.Go("/documents?state=ended&q=" + Uri.EscapeDataString("烟花爆竹"));
        await Expect(citizen.Page.Locator(".hits")).ToContainTextAsync("2023-12-01 起失效");
        await Called(bureau, "有效期届满");
        await citizen.Go("/documents?state=ended&q=" + Uri.EscapeDataString("烟花爆竹"));
        await Expect(citizen.Page.Locator(".hits")).ToContainTextAsync("2023-12-01 起有效期届满");
        await citizen.Go("/documents?q=" + Uri.EscapeDataString("户外招牌"));
        await Expect(citizen.Page.Locator(".hits")).ToContainTextAsync("现行有效");
        Assert.Empty(bureau.TakeProblems());
        Assert.Empty(citizen.TakeProblems());
    }

    /// <summary>与文件配套发布解读,校验附件是否对应.</summary>
    [Fact]
    public async Task S167_WhatExplainsADocument_StandsBesideIt_AndNotBesideAnother()
    {
        const string Title = "云岭县养犬管理规定";
        const string Explained = "《云岭县养犬管理规定》一图读懂";
        const string Home = "/workbench/registers/policy-interpretation";
        await using var bureau = await fadu.SignIn("zhuyunyuan");
        var page = bureau.Page;

        // The shortcut: what explains something else is hung on it.
        await bureau.Go(Home + "/change/add");
        await Fill(
            page.Locator("main form.form").First,
            ("title", "法治社会建设图解"),
            ("interprets", "云政规〔2023〕2号"),
            ("way", "图解"),
            ("interpretedOn", On(-3))
        );
        await page.GetByLabel("依据", new() { Exact = true }).FillAsync("云政规〔2023〕2号");
        await bureau.Send(Button(page, "提交审批"));
        await Expect(page.Locator("#f-interprets-error")).ToContainTextAsync("挂错了附件");
        await Looked(bureau, "解读挂错", Area);
        await Fill(
            page.Locator("main form.form").First,
            ("title", Explained),
            ("text", "云政规〔2023〕2号规定：犬只每年免疫一次，外出要牵绳。")
        );
        await bureau.Send(Button(page, "提交审批"));
        await Expect(page.Locator(".page-sub")).ToContainTextAsync("待审批");
        var change = bureau.Path;
        await using (var head = await fadu.SignIn("xunzhenzhou"))
        {
            await head.Go(change);
            await head.Send(Button(head.Page, "同意"));
            Assert.Empty(head.TakeProblems());
        }
        await using var citizen = await fadu.Open();
        await citizen.Go("/lists/interpretations");
        await Expect(citizen.Page.Locator("main")).Not.ToContainTextAsync(Explained);
        await Publish(bureau, Explained, "interpretations");

        // From its own list to the document and back.
        await citizen.Go("/lists/interpretations");
        await Expect(citizen.Page.Locator("main")).ToContainTextAsync("校车安全管理实施细则");
        await Looked(citizen, "公众解读清单", Area);
        await citizen.Page.GetByRole(AriaRole.Link, new() { Name = Explained }).ClickAsync();
        await Looked(citizen, "公众解读", Area);
        await citizen
            .Page.Locator("main")
            .GetByRole(AriaRole.Link, new() { Name = Title })
            .First.ClickAsync();
        await Expect(citizen.Page.Locator("h1")).ToHaveTextAsync(Title);
        await Expect(citizen.Page.GetByRole(AriaRole.Link, new() { Name = Explained }))
            .ToBeVisibleAsync();
        await Looked(citizen, "公众文件有解读", Area);
        await citizen.Go("/documents?q=" + Uri.EscapeDataString("集贸市场"));
        await citizen.Page.GetByRole(AriaRole.Link, new() { Name = "集贸市场" }).First.ClickAsync();
        await Expect(citizen.Page.Locator("main")).Not.ToContainTextAsync(Explained);
        Assert.Empty(bureau.TakeProblems());
        Assert.Empty(citizen.TakeProblems());
    }

    private static string On(int days) =>
        RunningFadu.Today.AddDays(days).ToString("yyyy-MM-dd", null);

    private static ILocator Barred(Window window, string step) =>
        window.Page.Locator($"#do-{step}-barred");

    private static (string Name, string Value)[] Row(string number, string conclusion) =>
        [("rows[0].number", number), ("rows[0].conclusion", conclusion)];

    private static (string Name, string Value)[] Asked(
        string title,
        params (string Name, string Value)[] other
    )
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = title,
            ["issuer"] = "县政府",
            ["issuerClass"] = "县政府",
            ["touchesRights"] = "是",
            ["binding"] = "是",
            ["repeated"] = "是",
            ["toThePublic"] = "是",
            ["otherPaper"] = "都不是",
            ["subject"] = "教育",
            ["bases"] = "《中华人民共和国民办教育促进法》第六十五条",
            ["important"] = "否",
            ["marketRelated"] = "是",
            ["affectsOperators"] = "是",
            ["vitalPublicInterest"] = "否",
            ["hearingNeeded"] = "否",
            ["isMajorDecision"] = "否",
            ["trial"] = "否",
        };
        foreach (var (name, value) in other)
        {
            facts[name] = value;
        }
        return [.. facts.Select(f => (f.Key, f.Value))];
    }

    /// <summary>A campaign over a subject whose list is frozen; with a document of 县教育局 that is in no register.</summary>
    private static async Task<string> Frozen(
        Window bureau,
        Window head,
        string title,
        string subject,
        bool add = true
    )
    {
        var address = await Open(
            bureau,
            Cleanup,
            [
                ("title", title),
                ("kind", "专项清理"),
                ("topic", "公平竞争"),
                ("cutoff", Today),
                ("onlySubject", subject),
            ]
        );
        if (add)
        {
            await Do(
                bureau,
                "launch-add",
                "增列文件",
                ("documentTitle", "云岭县学校食堂管理办法"),
                ("documentNumber", "云教规〔2021〕1号"),
                ("maker", "县教育局"),
                ("makerClass", "部门"),
                ("organ", "县教育局"),
                ("business", "是"),
                ("because", "存量文件，尚未录入名录。")
            );
        }
        await head.Go(address);
        await Do(head, "launch-freeze", "锁定清单、下发通知", ("demand", "逐件提出意见。"));
        await bureau.Go(address);
        return address;
    }

    private static async Task Called(Window window, string word)
    {
        await window.Go("/workbench/procedures/" + Making);
        var page = window.Page;
        await page.GetByText("设定有效期届满的文件在门户上怎样写").ClickAsync();
        var form = page.Locator("form").Filter(new() { Has = page.Locator("[name=word]") });
        await Fill(form, ("word", word));
        await window.Send(Button(form, "设定"));
        await Expect(page.Locator(".notice-ok")).ToContainTextAsync("已设定");
    }

    private static Task Decide(Window window, string maker, string number) =>
        Do(
            window,
            "decide-record",
            "登记制定机关的决定",
            ("maker", maker),
            ("meeting", "第62次会议"),
            ("metOn", Today),
            ("decisionNumber", number)
        );

    private static async Task Invite(Window window, string organ, string role)
    {
        var page = window.Page;
        await page.GetByText("邀请其他单位参与").ClickAsync();
        var form = page.Locator("form").Filter(new() { Has = page.Locator("[name=invited]") });
        await form.Locator("[name=invited]").FillAsync(organ);
        var list = form.Locator("select[name=invitedAs]");
        if (await list.CountAsync() > 0)
        {
            await list.SelectOptionAsync(new SelectOptionValue { Label = role });
        }
        else
        {
            await form.GetByRole(AriaRole.Radio, new() { Name = role }).CheckAsync();
        }
        await window.Send(Button(form, "邀请"));
    }

    /// <summary>Goes to the matter that this one opened.</summary>
    private static async Task Related(Window window, string? procedure = null)
    {
        var items = window.Page.Locator("#related li");
        await (procedure is null ? items : items.Filter(new() { HasText = procedure }))
            .GetByRole(AriaRole.Link)
            .First.ClickAsync();
        await window.Page.WaitForLoadStateAsync();
    }

    /// <summary>Makes public what is owed on the portal.</summary>
    private static async Task Publish(Window window, string title, string? section = null)
    {
        var page = window.Page;
        await window.Go(
            $"/workbench/publications?q={Uri.EscapeDataString(title)}{(section is null ? "" : "&section=" + section)}"
        );
        var rows = page.Locator("#publish tbody tr")
            .Filter(new() { HasText = title })
            .Filter(new() { Has = page.Locator("input[type=checkbox]") });
        await rows.First.Locator("input[type=checkbox]").CheckAsync();
        await window.Send(Button(page, "在门户公布勾选的"));
        await Expect(page.Locator(".notice-ok")).ToBeVisibleAsync();
    }

    private static async Task Law(Window window, string article, string published, string from)
    {
        await window.Go("/workbench/laws/new");
        var page = window.Page;
        await Upload(
            page,
            "File",
            "动物防疫法.txt",
            $"中华人民共和国动物防疫法\n第一条　为了加强动物防疫，制定本法。\n{article}\n"
        );
        await Fill(
            page.Locator("main form.form"),
            ("Level", "法律"),
            ("Published", published),
            ("InForceFrom", from)
        );
        await window.Send(Button(page, "收入"));
        await Expect(page.Locator("h1")).ToContainTextAsync("动物防疫法");
    }

    /// <summary>The stock as a county hands it over: one in force, one that ran out, one with an organ that there is not.</summary>
    private static async Task<byte[]> Stock()
    {
        string[] heads =
        [
            "标题",
            "文号",
            "制定机关",
            "制发类别",
            "起草单位",
            "成文日期",
            "公布日期",
            "有效期类型",
            "主题分类",
            "正文",
            "生效日",
            "最后有效日",
        ];
        string[][] rows =
        [
            [
                "云岭县户外招牌设置规定",
                "云城规〔2024〕1号",
                "县城管局",
                "部门",
                "县城管局",
                "2024-02-01",
                "2024-02-05",
                "一般",
                "城乡建设",
                "第一条　招牌应当安全。",
                "2024-04-01",
                "2029-03-31",
            ],
            [
                "云岭县烟花爆竹燃放管理规定",
                "云政规〔2018〕5号",
                "县政府",
                "县政府",
                "县公安局",
                "2018-10-08",
                "2018-10-12",
                "一般",
                "公共安全",
                "第一条　为了公共安全，制定本规定。\n第二十条　本规定有效期五年，自2018年12月1日起施行。",
                "2018-12-01",
                "2023-11-30",
            ],
            [
                "云岭县写错的一件",
                "云政规〔2018〕6号",
                "没有这个局",
                "县政府",
                "县公安局",
                "2018-10-08",
                "2018-10-12",
                "一般",
                "公共安全",
                "第一条　测试。",
                "2018-12-01",
                "2023-11-30",
            ],
        ];
        using var file = new MemoryStream();
        await SheetWriter.WriteXlsxAsync(
            new SheetLayout("存量文件", [.. heads.Select(h => new SheetColumn(h))]),
            rows.ToAsyncEnumerable(),
            file
        );
        return file.ToArray();
    }
}
