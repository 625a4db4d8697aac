using System.Net;
using AngleSharp.Html.Dom;
using Fadu.Core;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Testing.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Tests.Matters;

/// <summary>What is rarer than a step: what happened despite the law, another organ's hands, days and editions that were wrong, and conditions kept under one's own name.</summary>
public sealed class MatterHandTests
{
    [Fact]
    public async Task AStepDoneDespiteItsConditions_IsRecordedWithWhatHappened_AndMarked()
    {
        await using var office = await ReviewOffice.Start();
        await office.Host.Add("阮秘", "gov", "agenda", Role.Handler);
        var id = (
            await office.Host.Do(
                new OpenMatter(
                    "executive-meeting.item",
                    Walk.Json(new { title = "停车收费方案", kind = "重大行政决策" })
                )
                {
                    Owner = office.Host.Organ("gov"),
                    Materials = [await office.File("draft", "handler", "方案")],
                },
                await office.Host.ActorOf("handler")
            )
        ).Id;
        await office.Act(
            id,
            "agenda.attend",
            "agenda",
            new
            {
                attendance = "Absent",
                absence = "没有通知",
                said = "没有发表意见",
            }
        );
        using var secretary = await office.As("agenda");
        await secretary.Open($"/workbench/matters/{id}");
        Assert.Contains(
            "未经合法性审查，不得提交集体讨论",
            secretary.Text,
            StringComparison.Ordinal
        );
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["do-agenda-decide.result"] = "通过",
            ["do-agenda-decide.text"] = "同意方案，六月起执行。",
            ["do-agenda-decide.againstMajority"] = "否",
            ["on-agenda-decide"] = office.Today,
        };
        // Without what happened nothing is on record.
        await secretary.Submit(Despite(secretary), values: values);
        Assert.NotEqual(HttpStatusCode.OK, secretary.Status);
        Assert.False((await office.Matter(id)).HasUnlawfulFacts);
        values["why-agenda-decide"] = "会期临时提前，未等审查意见即表决通过";
        await secretary.Submit(Despite(secretary), values: values);
        Assert.True(secretary.Status == HttpStatusCode.OK, secretary.Text);
        Assert.True((await office.Matter(id)).HasUnlawfulFacts);
        Assert.Contains("会期临时提前", secretary.Text, StringComparison.Ordinal);
        Assert.Contains("未审先议", secretary.Text, StringComparison.Ordinal);

        static IHtmlFormElement Despite(Plans.Browser browser) =>
            browser
                .Page.QuerySelectorAll("form")
                .OfType<IHtmlFormElement>()
                .Single(f =>
                    f.GetAttribute("action")?.Contains("Despite", StringComparison.Ordinal) == true
                    && f.QuerySelector("[name=act]")?.GetAttribute("value") == "agenda.decide"
                );
    }

    [Fact]
    public async Task AMatterSentToAnotherOrgan_IsThatOrgansWithTheReason_AndItsFormerSeesIt()
    {
        await using var office = await ReviewOffice.Start();
        var id = await office.Open();
        using var head = await office.As("sunqian");
        await head.Open($"/workbench/matters/{id}");
        var form = new Dictionary<string, string> { ["transferTo"] = "县财政局" };
        await head.Submit(head.FormOf("[name=transferTo]"), values: form);
        Assert.NotEqual(HttpStatusCode.OK, head.Status);
        Assert.Equal(
            "县财政局",
            ((IHtmlInputElement)head.Page.QuerySelector("[name=transferTo]")!).Value
        );
        form["transferTo"] = "没有这个单位";
        form["transferWhy"] = "按职责分工";
        await head.Submit(head.FormOf("[name=transferTo]"), values: form);
        Assert.NotEqual(HttpStatusCode.OK, head.Status);
        Assert.Equal(office.Host.Organ("sfj"), (await office.Matter(id)).OrganId);
        form["transferTo"] = "县财政局";
        await head.Submit(head.FormOf("[name=transferTo]"), values: form);
        var matter = await office.Matter(id);
        Assert.Equal(office.Host.Organ("czj"), matter.OrganId);
        using var receiver = await office.As("reviewer");
        await receiver.Open($"/workbench/matters/{id}");
        Assert.Equal(HttpStatusCode.OK, receiver.Status);
        Assert.Contains("按职责分工", receiver.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnInvitedOrgan_SeesTheMatterAndPlaysItsPart_AndNobodyElseDoes()
    {
        await using var office = await ReviewOffice.Start();
        var id = await office.Open();
        using var township = await office.As("clerk");
        await township.Open($"/workbench/matters/{id}");
        Assert.Equal(HttpStatusCode.NotFound, township.Status);
        using var head = await office.As("sunqian");
        await head.Open($"/workbench/matters/{id}");
        var part = head
            .Page.QuerySelectorAll("[name=invitedAs] option, input[name=invitedAs]")
            .Select(o => o.GetAttribute("value"))
            .First(v => !string.IsNullOrEmpty(v))!;
        await head.Submit(
            head.FormOf("[name=invited]"),
            values: new Dictionary<string, string> { ["invited"] = "青石镇", ["invitedAs"] = part }
        );
        Assert.True(head.Status == HttpStatusCode.OK, head.Text);
        await township.Open($"/workbench/matters/{id}");
        Assert.Equal(HttpStatusCode.OK, township.Status);
        await using var db = office.Host.Read();
        Assert.Equal(
            part,
            (
                await db.Set<MatterOrgan>()
                    .SingleAsync(
                        o => o.MatterId == id && o.Part == MatterPart.Invited,
                        TestContext.Current.CancellationToken
                    )
            ).Role
        );
    }

    [Fact]
    public async Task AWrongDay_IsCorrectedWithItsReason_AndTheClockFollows()
    {
        await using var office = await ReviewOffice.Start();
        var id = await office.Open();
        office.Host.Time.Advance(TimeSpan.FromDays(3));
        await office.Act(id, "intake.accept", "qianshen", new { completeOn = office.Today });
        var before = await Due(office, id);
        using var head = await office.As("sunqian");
        await head.Open($"/workbench/matters/{id}");
        var day = ReviewOffice.Iso(office.Host.Time.Today().AddDays(-3));
        var form = new Dictionary<string, string> { ["dayOf"] = "complete", ["dayTo"] = "前天" };
        await head.Submit(head.FormOf("[name=dayTo]"), values: form);
        Assert.Contains("请写明正确的日期", head.Text, StringComparison.Ordinal);
        form["dayTo"] = day;
        await head.Submit(head.FormOf("[name=dayTo]"), values: form);
        Assert.NotEqual(HttpStatusCode.OK, head.Status);
        Assert.Equal(before, await Due(office, id));
        form["dayWhy"] = "材料三天前已经齐备";
        await head.Submit(head.FormOf("[name=dayTo]"), values: form);
        Assert.True(head.Status == HttpStatusCode.OK, head.Text);
        Assert.True(await Due(office, id) < before);
        Assert.Contains("材料三天前已经齐备", head.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMatterOpenedUnderTheWrongText_IsMovedToTheOtherEditionWithTheReason()
    {
        await using var office = await ReviewOffice.Start();
        var id = await office.Open();
        Assert.Equal("2018", (await office.Matter(id)).Edition);
        using var head = await office.As("sunqian");
        await head.Open($"/workbench/matters/{id}");
        var form = new Dictionary<string, string> { ["edition"] = "local" };
        await head.Submit(head.FormOf("[name=edition]"), values: form);
        Assert.NotEqual(HttpStatusCode.OK, head.Status);
        Assert.Equal("2018", (await office.Matter(id)).Edition);
        form["editionWhy"] = "文件在通知施行前已经报送";
        await head.Submit(head.FormOf("[name=edition]"), values: form);
        Assert.True(head.Status == HttpStatusCode.OK, head.Text);
        Assert.Equal("local", (await office.Matter(id)).Edition);
        Assert.Contains("文件在通知施行前已经报送", head.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conditions_AreKeptUnderOnesOwnName_OfferedAgain_AndNobodyElses()
    {
        await using var office = await ReviewOffice.Start();
        await office.Open();
        using var mine = await office.As("sunqian");
        await mine.Open("/workbench/matters?view=All&unlawful=true");
        await mine.Submit(
            mine.FormOf("[name=query]"),
            values: new Dictionary<string, string> { ["name"] = "" }
        );
        Assert.Contains("没有保存", mine.Text, StringComparison.Ordinal);
        await mine.Open("/workbench/matters?view=All&unlawful=true");
        await mine.Submit(
            mine.FormOf("[name=query]"),
            values: new Dictionary<string, string> { ["name"] = "有问题的" }
        );
        await mine.Open("/workbench/matters");
        var chip = Assert.Single(
            mine.Page.QuerySelectorAll("a.chip"),
            a => a.TextContent == "有问题的"
        );
        await mine.Open(chip.GetAttribute("href")!);
        Assert.Empty(mine.Page.QuerySelectorAll("#matters tbody tr"));
        Assert.Equal(
            "true",
            mine.Page.QuerySelectorAll("a.chip")
                .Single(a => a.TextContent == "有问题的")
                .GetAttribute("aria-current")
        );
        using var other = await office.As("qianshen");
        await other.Open("/workbench/matters");
        Assert.DoesNotContain("有问题的", other.Text, StringComparison.Ordinal);
        await mine.Submit(
            mine.FormOf("[name=drop]"),
            (IHtmlElement)mine.Page.QuerySelector("[name=drop]")!
        );
        await mine.Open("/workbench/matters");
        Assert.DoesNotContain("有问题的", mine.Text, StringComparison.Ordinal);
    }

    private static async Task<DateOnly> Due(ReviewOffice office, Guid id)
    {
        await using var db = office.Host.Read();
        return (
            await db.Set<MatterClock>()
                .SingleAsync(
                    c => c.MatterId == id && c.Clock == "review-max",
                    TestContext.Current.CancellationToken
                )
        ).Due;
    }
}
