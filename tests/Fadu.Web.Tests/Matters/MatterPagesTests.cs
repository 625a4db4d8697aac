using System.IO.Compression;
using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Writing.Sheets;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Tests.Matters;

/// <summary>The pages of matters over HTTP, without script.</summary>
public sealed class MatterPagesTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    // Every point of the checklist is answered.
    private static IEnumerable<(string, string)> Points =>
        Enumerable.Range(0, 6).Select(i => ($"points[{i}].result", "符合"));

    [Fact]
    public async Task AFormSentEmpty_NamesItsFaults_InTheOrderOfItsFields()
    {
        await using var office = await ReviewOffice.Start(Engine.Sqlite);
        using var sender = await office.As("handler");
        await sender.Open($"/workbench/matters/open/{ReviewOffice.Document}");
        await sender.Submit(sender.FormOf("[name=procedureStatement]"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sender.Status);
        var named = sender
            .Page.QuerySelectorAll(".error-summary li a")
            .Select(a => a.GetAttribute("href")![1..])
            .ToList();
        Assert.True(named.Count > 3, sender.Text);
        var places = named.ConvertAll(id =>
            sender.Page.All.Index().First(e => e.Item.Id == id).Index
        );
        Assert.Equal(places.Order(), places);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ASender_FillsInTheForm_HandsInMaterials_AndTheOfficeBringsItToItsEnd(
        Engine engine
    )
    {
        await using var office = await ReviewOffice.Start(engine);
        using var sender = await office.As("handler");
        await sender.Open("/workbench/matters/open");
        Assert.Contains("合法性审查（行政规范性文件）", sender.Text, StringComparison.Ordinal);
        await sender.Open($"/workbench/matters/open/{ReviewOffice.Document}");

        // Half filled in, with a file: what is missing is said, and the file need not be chosen again.
        var half = ReviewOffice.Facts();
        half["title"] = "";
        await sender.Submit(
            sender.FormOf("[name=procedureStatement]"),
            values: half,
            file: ("file-draft", "送审稿.txt", "第一条 免费停车。"u8.ToArray())
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sender.Status);
        Assert.Contains(
            "名称",
            sender.Page.QuerySelector(".error-summary")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("送审稿.txt", sender.Text, StringComparison.Ordinal);
        await sender.Submit(
            sender.FormOf("[name=procedureStatement]"),
            values: ReviewOffice.Facts()
        );
        Assert.Equal(HttpStatusCode.OK, sender.Status);
        Assert.StartsWith("/workbench/matters/", sender.Address, StringComparison.Ordinal);
        Assert.Equal(ReviewOffice.Title, sender.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains(
            "还缺材料：起草说明、征求意见及采纳情况",
            sender.Text,
            StringComparison.Ordinal
        );
        foreach (
            var (material, name) in new[]
            {
                ("explanation", "说明.txt"),
                ("consultation", "征求.txt"),
            }
        )
        {
            await sender.Submit(
                sender.FormOf("[name=material]"),
                values: new Dictionary<string, string> { ["material"] = material },
                file: ("files", name, Encoding.UTF8.GetBytes(name))
            );
            Assert.Equal(HttpStatusCode.OK, sender.Status);
        }
        Assert.DoesNotContain("还缺材料", sender.Text, StringComparison.Ordinal);
        var address = sender.Address;
        var id = Guid.Parse(address.Split('/')[^1]);

        // The reviewer sees at the top what is asked, of whom, by which article; and does it.
        using var reviewer = await office.As("qianshen");
        await reviewer.Open("/workbench/matters");
        Assert.Contains("1 件待本单位办理", reviewer.Text, StringComparison.Ordinal);
        await reviewer.Open(address);
        var asked = reviewer.Page.QuerySelector(".asked")!.TextContent;
        Assert.Contains("接收：受理", asked, StringComparison.Ordinal);
        Assert.Contains("县司法局", asked, StringComparison.Ordinal);
        Assert.Contains("（经办 ", asked, StringComparison.Ordinal);
        Assert.Contains("国办发〔2018〕115号", asked, StringComparison.Ordinal);
        await ReviewOffice.Send(reviewer, "intake.accept", ("completeOn", office.Today));
        Assert.Equal(HttpStatusCode.OK, reviewer.Status);
        var clocks = reviewer.Page.QuerySelectorAll(".clock");
        Assert.Contains(
            clocks,
            c =>
                c.TextContent.Contains("审核期限", StringComparison.Ordinal)
                && c.QuerySelectorAll(".why-steps li").Length >= 2
                && c.QuerySelectorAll(".strip .last").Length == 1
        );

        // The forbidden shortcut: an opinion that is not "lawful" without any finding.
        await ReviewOffice.Send(
            reviewer,
            "review.propose",
            [("conclusion", "不合法"), ("summary", "超越权限。"), .. Points]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reviewer.Status);
        Assert.Contains(
            "应当列明具体意见",
            reviewer.Page.QuerySelector("#do-review-propose .field-error")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "超越权限。",
            (
                (IHtmlTextAreaElement)
                    reviewer.Page.QuerySelector("[name='do-review-propose.summary']")!
            ).Value
        );
        Assert.Equal(
            "review",
            (await office.Matter(id))
                .ReadState()
                .Stages.Last(s => s.Value.Status == Fadu.Law.Procedures.StageStatus.Open)
                .Key
        );
        await ReviewOffice.Send(
            reviewer,
            "review.propose",
            [
                ("conclusion", "修改后合法"),
                ("summary", "个别条款应当修改。"),
                .. Points,
                ("findings[0].place", "第一条"),
                ("findings[0].problem", "与收费目录不一致"),
                ("findings[0].advice", "写明收费标准"),
                ("findings[0].severity", "必须修改"),
            ]
        );
        Assert.True(reviewer.Status == HttpStatusCode.OK, reviewer.Text);

        using var head = await office.As("sunqian");
        await head.Open(address);
        // What is to be signed stands beside the step.
        Assert.Contains("写明收费标准", head.Text, StringComparison.Ordinal);
        await ReviewOffice.Send(head, "opinion.issue");
        Assert.Equal(HttpStatusCode.OK, head.Status);

        await office.Host.Do(
            new SupplementMatter(id, [await office.File("draft", "handler", "第二稿")]),
            await office.Host.ActorOf("handler")
        );
        await sender.Open(address);
        Assert.Contains(
            "第 1 条",
            sender.Page.QuerySelector("#do-feedback-answer")!.TextContent,
            StringComparison.Ordinal
        );
        await ReviewOffice.Send(
            sender,
            "feedback.answer",
            ("answers[0].number", "1"),
            ("answers[0].adoption", "采纳"),
            ("answers[0].place", "第一条")
        );
        Assert.True(sender.Status == HttpStatusCode.OK, sender.Text);
        Assert.Contains("已办结：修改后合法", sender.Text, StringComparison.Ordinal);
        Assert.False((await office.Matter(id)).IsOpen);
        Assert.Empty(sender.Page.QuerySelectorAll(".act"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TwoHaveThePageOpen_TheSecondHearsWhatHappenedMeanwhile_AndKeepsWhatWasTyped(
        Engine engine
    )
    {
        await using var office = await ReviewOffice.Start(engine);
        var id = await office.Open();
        using var reviewer = await office.As("qianshen");
        using var other = await office.As("coord");
        await reviewer.Open($"/workbench/matters/{id}");
        await other.Open($"/workbench/matters/{id}");
        await ReviewOffice.Send(reviewer, "intake.accept", ("completeOn", office.Today));
        Assert.Equal(HttpStatusCode.OK, reviewer.Status);

        await ReviewOffice.Send(other, "intake.return", ("missing", "批准手续；资信调查"));

        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        var told = other.Page.QuerySelector(".refusal[role=alert]")!.TextContent;
        Assert.Contains("钱审：受理", told, StringComparison.Ordinal);
        // That step is gone; what was typed is not.
        Assert.Null(other.Page.QuerySelector("#do-intake-return"));
        Assert.Contains("批准手续；资信调查", other.Text, StringComparison.Ordinal);
        Assert.Equal("审查", (await office.Matter(id)).Stage);
    }

    [Fact]
    public async Task AHalfFilledStep_SurvivesAsADraft_AndGoesWhenItIsSent()
    {
        await using var office = await ReviewOffice.Start();
        var id = await office.Open();
        using var reviewer = await office.As("qianshen");
        await reviewer.Open($"/workbench/matters/{id}");
        var form = (IHtmlFormElement)reviewer.Page.QuerySelector("#do-intake-return form")!;
        var draft = form.QuerySelector("button[formaction]") as IHtmlElement;
        await reviewer.Submit(
            form,
            draft,
            new Dictionary<string, string> { ["do-intake-return.missing"] = "批准手续" }
        );

        using var later = await office.As("qianshen");
        await later.Open($"/workbench/matters/{id}");
        var step = later.Page.QuerySelector("#do-intake-return")!;
        Assert.True(step.HasAttribute("open"));
        Assert.Equal("批准手续", ((IHtmlTextAreaElement)step.QuerySelector("textarea")!).Value);
        await ReviewOffice.Send(later, "intake.return");
        Assert.True(later.Status == HttpStatusCode.OK, later.Text);
        Assert.Equal(
            "批准手续",
            (string?)(await office.Matter(id)).ReadState().Acts[^1].Inputs["missing"]![0]
        );
        await later.Open($"/workbench/matters/{id}");
        Assert.DoesNotContain("存下的草稿", later.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStepOfAnEarlierDay_IsEnteredAfterwardsWithItsReason_AndShowsBothDays()
    {
        await using var office = await ReviewOffice.Start();
        var id = await office.Open();
        var day = office.Today;
        office.Host.Time.Advance(TimeSpan.FromDays(2));
        using var reviewer = await office.As("qianshen");
        await reviewer.Open($"/workbench/matters/{id}");
        await ReviewOffice.Send(
            reviewer,
            "intake.accept",
            ("completeOn", day),
            ("on-intake-accept", day)
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reviewer.Status);
        Assert.Contains("事后补录", reviewer.Text, StringComparison.Ordinal);
        await ReviewOffice.Send(reviewer, "intake.accept", ("why-intake-accept", "系统停用"));
        Assert.True(reviewer.Status == HttpStatusCode.OK, reviewer.Text);
        Assert.Contains("补录理由：系统停用", reviewer.Text, StringComparison.Ordinal);
        Assert.Contains("有事后补录的内容", reviewer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatShouldNotHaveHappened_IsRecorded_MarksTheMatter_AndIsFound()
    {
        await using var office = await ReviewOffice.Start();
        var id = await office.Open();
        await office.Open("另一件");
        using var coordinator = await office.As("coord");
        await coordinator.Open($"/workbench/matters/{id}");
        await coordinator.Submit(
            coordinator.FormOf("[name=factWhy]"),
            values: new Dictionary<string, string>
            {
                ["fact"] = "decided-unreviewed",
                ["factWhy"] = "",
            }
        );
        Assert.NotEqual(HttpStatusCode.OK, coordinator.Status);
        await coordinator.Submit(
            coordinator.FormOf("[name=factWhy]"),
            values: new Dictionary<string, string>
            {
                ["fact"] = "decided-unreviewed",
                ["factWhy"] = "常务会议未等审查意见即审议通过",
            }
        );
        Assert.True(coordinator.Status == HttpStatusCode.OK, coordinator.Text);
        Assert.Contains(
            "如实记录：未审先议",
            coordinator.Page.QuerySelector(".refusal")!.TextContent,
            StringComparison.Ordinal
        );
        await coordinator.Open("/workbench/matters?view=All&unlawful=true");
        Assert.Equal(
            [ReviewOffice.Title],
            coordinator.Page.QuerySelectorAll("#matters tbody th a").Select(a => a.TextContent)
        );
    }

    [Fact]
    public async Task TwoDrafts_AreComparedLetterByLetter()
    {
        await using var office = await ReviewOffice.Start();
        var id = await office.Open();
        var sender = await office.Host.ActorOf("handler");
        foreach (
            var text in new[]
            {
                "第一条 停车收费每小时三元。\n第二条 本办法自公布之日起施行。",
                "第一条 停车收费每小时五元。\n第二条 本办法自公布之日起施行。\n第三条 有效期五年。",
            }
        )
        {
            await office.Host.Do(
                new SupplementMatter(id, [await office.File("draft", "handler", text)]),
                sender
            );
        }
        using var reviewer = await office.As("qianshen");
        await reviewer.Open($"/workbench/matters/{id}");
        var link = reviewer
            .Page.QuerySelectorAll("#materials a")
            .First(a => a.TextContent.Contains("与第 2 稿比较", StringComparison.Ordinal));
        await reviewer.Open(link.GetAttribute("href")!);
        Assert.Contains("第 3 稿比第 2 稿改了 2 段", reviewer.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["三"],
            reviewer.Page.QuerySelectorAll(".compared del").Select(e => e.TextContent)
        );
        Assert.Equal(
            ["五", "第三条 有效期五年。"],
            reviewer.Page.QuerySelectorAll(".compared ins").Select(e => e.TextContent)
        );
        // A version that is not there, and somebody who has no part in it.
        await reviewer.Open($"/workbench/matters/{id}/compare?material=draft&from=1&to=9");
        Assert.Equal(HttpStatusCode.NotFound, reviewer.Status);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TheDossier_HasACatalogue_PrintsWhole_AndPacksTheOriginals(Engine engine)
    {
        await using var office = await ReviewOffice.Start(engine);
        var id = await office.Open();
        await office.Act(id, "intake.accept", "qianshen", new { completeOn = office.Today });
        using var reviewer = await office.As("qianshen");
        await reviewer.Open($"/workbench/matters/{id}/dossier");
        var titles = reviewer
            .Page.QuerySelectorAll("#catalogue tbody tr td:nth-child(2)")
            .Select(c => c.TextContent)
            .ToList();
        Assert.Equal(
            [
                "立案登记",
                "送审稿",
                "起草说明",
                "征求意见及采纳情况",
                "受理",
                "期限计算",
                "办理经过",
            ],
            titles
        );
        // Every line of the catalogue leads to its piece, and the piece has its words.
        Assert.All(
            reviewer.Page.QuerySelectorAll("#catalogue tbody a"),
            a => Assert.NotNull(reviewer.Page.QuerySelector(a.GetAttribute("href")!))
        );
        Assert.Contains(ReviewOffice.Title + "draft", reviewer.Text, StringComparison.Ordinal);

        var (status, body, type) = await reviewer.Download(
            $"/workbench/matters/{id}/dossier?handler=Zip"
        );
        Assert.Equal((HttpStatusCode.OK, "application/zip"), (status, type));
        using var zip = new ZipArchive(new MemoryStream(body));
        Assert.Equal(
            [
                "000-卷宗.html",
                "000-目录.csv",
                "002-送审稿.txt",
                "003-起草说明.txt",
                "004-征求意见及采纳情况.txt",
            ],
            zip.Entries.Select(e => e.FullName)
        );
        Assert.Equal(ReviewOffice.Title + "draft", await Read("002-送审稿.txt"));
        Assert.Contains(
            "国办发〔2018〕115号",
            await Read("000-卷宗.html"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\"5\",\"受理\",\"钱审\"",
            await Read("000-目录.csv"),
            StringComparison.Ordinal
        );
        await using (var db = office.Host.Read())
        {
            var noted = await db.Set<TrailEntry>().SingleAsync(e => e.Kind == "list.exported");
            Assert.Contains(id.ToString(), noted.Text, StringComparison.Ordinal);
        }
        // Without the permission to export there is the page, but no pack.
        using var clerk = await office.As("clerk");
        var own = await office.Open("青石镇的办法", "clerk");
        await clerk.Open($"/workbench/matters/{own}/dossier");
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await clerk.Download($"/workbench/matters/{own}/dossier?handler=Zip")).Status
        );

        async Task<string> Read(string name)
        {
            using var reader = new StreamReader(zip.GetEntry(name)!.Open());
            return await reader.ReadToEndAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TheList_KeepsItsFilterInTheAddress_AndExportsWhatItShows(Engine engine)
    {
        await using var office = await ReviewOffice.Start(engine);
        await office.Host.Add("赵审", "sfj", "zhaoshen", Role.Reviewer);
        foreach (var title in new[] { "养犬管理办法", "停车管理办法", "停车收费标准" })
        {
            await office.Open(title);
        }
        using var reviewer = await office.As("qianshen");
        await reviewer.Open("/workbench/matters?view=Open&words=停车");
        var shown = reviewer
            .Page.QuerySelectorAll("#matters tbody th a")
            .Select(a => a.TextContent)
            .ToList();
        Assert.Equal(["停车收费标准", "停车管理办法"], shown.Order(StringComparer.Ordinal));
        Assert.Equal(
            "Open",
            ((IHtmlInputElement)reviewer.Page.QuerySelector(".filter [name=view]")!).Value
        );
        var export = reviewer
            .Page.QuerySelectorAll(".page-actions a")
            .Single(a => a.TextContent == "导出")
            .GetAttribute("href")!;
        var (_, file, _) = await reviewer.Download(export);
        Assert.Equal(
            shown,
            SheetReader.Read(new MemoryStream(file), "导出.xlsx").Select(r => r["事项"])
        );
        // New matters go to those whose office it is, by turns to who has the fewest: not all three came here.
        await reviewer.Open("/workbench/matters?view=Mine");
        Assert.Matches("[12] 件由我承办", reviewer.Text);
        await reviewer.Open("/workbench/matters?view=Late");
        Assert.Contains("没有逾期", reviewer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SeveralMatters_AreWorkedOffTogether_AndWhatCannotBeIsSaidAndStays(
        Engine engine
    )
    {
        await using var office = await ReviewOffice.Start(engine);
        var ids = new List<Guid>();
        foreach (var title in new[] { "甲办法", "乙办法", "丙办法" })
        {
            ids.Add(await office.Open(title));
        }
        using var reviewer = await office.As("qianshen");
        var query = string.Join('&', ids.Select(i => $"items={i}"));
        await reviewer.Open($"/workbench/matters/bulk?{query}&act=intake.accept");
        // Meanwhile somebody returns one of them: it can no longer... be accepted a second time as if nothing was.
        await office.Act(ids[2], "intake.accept", "coord", new { completeOn = office.Today });
        var form = reviewer.FormOf("[name=commands]");
        await SendAll();
        Assert.Contains("2 件已办理，1 件没有办成", reviewer.Text, StringComparison.Ordinal);
        foreach (var id in ids)
        {
            Assert.Equal("审查", (await office.Matter(id)).Stage);
        }
        var versions = await Versions();
        // The same form sent twice does nothing twice.
        await reviewer.Open($"/workbench/matters/bulk?{query}&act=intake.accept");
        await SendAll();
        Assert.Equal(versions, await Versions());

        using var head = await office.As("sunqian");
        await head.Open($"/workbench/matters/bulk?{query}&act=assign");
        await head.Submit(
            head.FormOf("[name=commands]"),
            values: new Dictionary<string, string>
            {
                ["handler"] = office.Host.Person("coord").ToString(),
            }
        );
        Assert.Equal(HttpStatusCode.OK, head.Status);
        foreach (var id in ids)
        {
            Assert.Equal(office.Host.Person("coord"), (await office.Matter(id)).HandlerId);
        }

        async Task SendAll() =>
            await reviewer.Submit(
                form,
                values: new Dictionary<string, string> { ["do.completeOn"] = office.Today }
            );

        async Task<int[]> Versions() =>
            [.. (await Task.WhenAll(ids.Select(office.Matter))).Select(m => m.Version)];
    }

    [Fact]
    public async Task SomebodyOfAnotherTownship_FindsNothingOfIt_AtAnyAddress()
    {
        await using var office = await ReviewOffice.Start();
        var id = await office.Open("财政局的办法");
        var hash = (await office.Matter(id)).ReadState().Materials[0].Hash;
        using var clerk = await office.As("clerk");
        foreach (
            var address in new[]
            {
                $"/workbench/matters/{id}",
                $"/workbench/matters/{id}/dossier",
                $"/workbench/matters/{id}/compare?material=draft&from=1&to=1",
                $"/workbench/files/{hash}",
            }
        )
        {
            await clerk.SendRaw(HttpMethod.Get, address);
            Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
        }
        await clerk.Open($"/workbench/matters/bulk?items={id}");
        Assert.DoesNotContain("财政局的办法", clerk.Text, StringComparison.Ordinal);
        await clerk.Open("/workbench/matters?view=All");
        Assert.DoesNotContain("财政局的办法", clerk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anybody_ReadsAProcedureAsTheLawyersDo_AndTheCoordinatorSettlesWhoIsResponsible()
    {
        await using var office = await ReviewOffice.Start();
        using var clerk = await office.As("clerk");
        await clerk.Open("/workbench/procedures");
        Assert.Contains("合法性审查（重大行政决策）", clerk.Text, StringComparison.Ordinal);
        await clerk.Open("/workbench/procedures/legality-review.decision?edition=2019");
        Assert.Contains("不得跳过", clerk.Text, StringComparison.Ordinal);
        Assert.NotNull(clerk.Page.QuerySelector(".flow svg title"));
        Assert.Null(clerk.Page.QuerySelector("[name=owner]"));
        await clerk.Open("/workbench/procedures/no-such");
        Assert.Equal(HttpStatusCode.NotFound, clerk.Status);

        using var coordinator = await office.As("coord");
        await coordinator.Open("/workbench/procedures/legality-review.decision");
        await coordinator.Submit(
            coordinator.FormOf("[name=owner]"),
            values: new Dictionary<string, string> { ["owner"] = "没有的局" }
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, coordinator.Status);
        await coordinator.Submit(
            coordinator.FormOf("[name=owner]"),
            values: new Dictionary<string, string> { ["owner"] = "县司法局" }
        );
        Assert.Equal(HttpStatusCode.OK, coordinator.Status);
        await using var db = office.Host.Read();
        Assert.Equal(
            office.Host.Organ("sfj").ToString(),
            (
                await db.Set<ProcedureSetting>()
                    .SingleAsync(s => s.Procedure == "legality-review.decision" && s.Key == "owner")
            ).Value
        );
    }

    [Fact]
    public async Task TheCoordinator_SettlesWhoIsResponsibleForAllProcedures_InOneForm()
    {
        const string Document = "owner:legality-review.document";
        const string Decision = "owner:legality-review.decision";
        await using var office = await ReviewOffice.Start();
        using var clerk = await office.As("clerk");
        await clerk.Open("/workbench/procedures");
        Assert.Null(clerk.Page.QuerySelector("#owners, input[form=owners]"));

        using var coordinator = await office.As("coord");
        await coordinator.Open("/workbench/procedures");
        // one name that nobody bears: nothing is set, and all that was typed stays
        await coordinator.Submit(
            coordinator.FormOf("#owners"),
            values: new Dictionary<string, string>
            {
                [Document] = "县司法局",
                [Decision] = "没有的局",
            }
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, coordinator.Status);
        Assert.Contains(
            "没有叫“没有的局”的单位",
            Assert.Single(coordinator.Page.QuerySelectorAll("[role=alert]")).TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(("县司法局", "没有的局"), Typed());
        Assert.Equal(
            Decision,
            Assert
                .Single(coordinator.Page.QuerySelectorAll("input[aria-invalid=true]"))
                .GetAttribute("name")
        );
        Assert.Empty(await Set("legality-review.decision"));

        await coordinator.Submit(
            coordinator.FormOf("#owners"),
            values: new Dictionary<string, string> { [Decision] = "县财政局" }
        );
        Assert.Equal(HttpStatusCode.OK, coordinator.Status);
        Assert.Contains("已设定", coordinator.Text, StringComparison.Ordinal);
        var finance = office.Host.Organ("czj").ToString();
        Assert.Equal([finance], await Set("legality-review.decision"));
        var before = await Set("legality-review.document");

        // what is cleared falls back to the organ that opens the matter; what is not touched stays
        await coordinator.Submit(
            coordinator.FormOf("#owners"),
            values: new Dictionary<string, string> { [Decision] = "" }
        );
        Assert.Equal(HttpStatusCode.OK, coordinator.Status);
        Assert.Empty(await Set("legality-review.decision"));
        Assert.Equal(before, await Set("legality-review.document"));

        (string? Document, string? Decision) Typed() =>
            (
                coordinator.Page.QuerySelector($"input[name='{Document}']")!.GetAttribute("value"),
                coordinator.Page.QuerySelector($"input[name='{Decision}']")!.GetAttribute("value")
            );

        async Task<List<string>> Set(string procedure)
        {
            await using var db = office.Host.Read();
            return await db.Set<ProcedureSetting>()
                .Where(s => s.Procedure == procedure && s.Key == ProcedureSetting.OwnerKey)
                .Select(s => s.Value)
                .ToListAsync();
        }
    }

    [Fact]
    public async Task TheResponsibleOrgan_CorrectsFactsAndDays_NotesAndVoids_EachWithItsReason()
    {
        await using var office = await ReviewOffice.Start();
        var id = await office.Open();
        using var head = await office.As("sunqian");
        await head.Open($"/workbench/matters/{id}");
        // Without a reason nothing changes, and what was typed stays.
        var change = new Dictionary<string, string> { ["fact.title"] = "云岭县停车管理办法" };
        await head.Submit(head.FormOf("[name=correctWhy]"), values: change);
        Assert.NotEqual(HttpStatusCode.OK, head.Status);
        Assert.Equal(
            "云岭县停车管理办法",
            ((IHtmlInputElement)head.Page.QuerySelector("[name='fact.title']")!).Value
        );
        change["correctWhy"] = "名称写错";
        await head.Submit(head.FormOf("[name=correctWhy]"), values: change);
        Assert.True(head.Status == HttpStatusCode.OK, head.Text);
        Assert.Equal("云岭县停车管理办法", head.Page.QuerySelector("h1")!.TextContent);
        await head.Submit(
            head.FormOf("[name=note]"),
            values: new Dictionary<string, string> { ["note"] = "<b>电话</b>核实" }
        );
        Assert.Contains("<b>电话</b>核实", head.Text, StringComparison.Ordinal);
        await head.Submit(
            head.FormOf("[name=voidWhy]"),
            values: new Dictionary<string, string> { ["voidWhy"] = "重复立案" }
        );
        Assert.True(head.Status == HttpStatusCode.OK, head.Text);
        Assert.Contains("误立已撤销", head.Text, StringComparison.Ordinal);
        Assert.Empty(head.Page.QuerySelectorAll(".act, [name=voidWhy]"));
        Assert.True((await office.Matter(id)).IsVoid);
    }
}
