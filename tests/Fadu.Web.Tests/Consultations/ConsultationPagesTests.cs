using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Fadu.Core.Consultations;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Web.Pages.Portal.Consultations;
using Fadu.Web.Tests.Hosting;
using Fadu.Web.Tests.People;
using Fadu.Web.Tests.Plans;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Tests.Consultations;

/// <summary>A draft is put before the public; strangers give opinions; everybody sees what became of them.</summary>
public sealed class ConsultationPagesTests(RunningHost running) : IClassFixture<RunningHost>
{
    private const string Script = "<script>alert('1')</script>\"><img src=x onerror=alert(2)>";

    [Fact]
    public async Task S010_Citizen_GivesAnOpinionInFiveSteps_AndSeesWhatBecameOfIt()
    {
        await using var host = await OfficeHost.Start();
        var id = await Opened(host);
        using var citizen = host.Stranger();
        await citizen.Open("/consultations");
        Assert.Contains("1 件草案正在征求意见", citizen.Text, StringComparison.Ordinal);
        Assert.Contains("还有 30 天", citizen.Text, StringComparison.Ordinal);
        await citizen.Open($"/consultations/{id}");
        Assert.Equal(
            ["zh-CN ltr", "ky-Arab rtl", "ug rtl"],
            citizen
                .Page.QuerySelectorAll(".side-by-side article")
                .Select(a => $"{a.GetAttribute("lang")} {a.GetAttribute("dir")}")
        );
        await citizen.Open(
            citizen.Page.QuerySelector("a[href$='/opinion']")!.GetAttribute("href")!
        );
        Assert.Contains("第 1 步，共 5 步", citizen.Text, StringComparison.Ordinal);
        Assert.Empty(citizen.Page.Scripts);
        await Step(citizen, ("about", "第三条"));
        await Step(citizen, ("text", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, citizen.Status);
        await Step(citizen, ("text", "夜间不收费。"));
        await Step(citizen, ("because", "夜间车位空着。"));
        await Step(citizen, ("giver", "Citizen"), ("name", "马晓岚"), ("contact", "13900000000"));
        foreach (var said in new[] { "第三条", "夜间不收费。", "夜间车位空着。", "马晓岚" })
        {
            Assert.Contains(said, citizen.Text, StringComparison.Ordinal);
        }
        // Something is put right on the way, and nothing else is lost by it.
        await Press(citizen, "3");
        await Step(citizen, ("because", "夜间车位大多空着。"));
        await Step(citizen);
        host.Time.Advance(OpinionGate.Soonest);
        await Press(citizen, "send");
        Assert.Equal(HttpStatusCode.OK, citizen.Status);
        Assert.StartsWith(
            "/consultations/receipt?code=",
            citizen.Address,
            StringComparison.Ordinal
        );
        Assert.Contains("意见已经收到", citizen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("马晓岚", citizen.Text, StringComparison.Ordinal);
        var receipt = citizen.Page.QuerySelector(".receipt")!.TextContent;
        // No cookie, nothing to agree to.
        Assert.Equal("", citizen.CookieHeader);

        await Conclude(host, id);
        await citizen.Open(
            $"/consultations/receipt?code={receipt.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)}"
        );
        Assert.Contains("部分采纳", citizen.Text, StringComparison.Ordinal);
        Assert.Contains("夜间减半。", citizen.Text, StringComparison.Ordinal);
        await citizen.Open($"/consultations/{id}");
        Assert.Contains("收到意见 1 条", citizen.Text, StringComparison.Ordinal);
        Assert.Contains("夜间减半。", citizen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("马晓岚", citizen.Text, StringComparison.Ordinal);
        await citizen.Open("/consultations");
        Assert.Contains("已公布采纳情况", citizen.Text, StringComparison.Ordinal);
        await citizen.Open("/consultations/receipt?code=AAAA-AAAA-AAAA");
        Assert.Equal(HttpStatusCode.NotFound, citizen.Status);
    }

    [Fact]
    public async Task Robots_AreHeldOff_WithoutAPuzzle_AndNothingThatWasWrittenIsLost()
    {
        await using var host = await OfficeHost.Start();
        var id = await Opened(host);
        using var citizen = host.Stranger();
        const string Said = "请保留早市摊位。";
        await ToLastStep(citizen, id, Said);
        // Too fast.
        await Press(citizen, "send");
        await Refused("太快");
        host.Time.Advance(OpinionGate.Soonest);
        // What people do not see was filled in.
        await Press(citizen, "send", ("website", "http://buy.example"));
        await Refused("不需要填写");
        // A form that was not opened here.
        await Press(citizen, "send", ("token", "forged"));
        await Refused("打开得太久");
        // One that was opened the day before yesterday.
        host.Time.Advance(OpinionGate.Longest + TimeSpan.FromMinutes(1));
        await Press(citizen, "send");
        await Refused("打开得太久");
        host.Time.Advance(OpinionGate.Soonest);
        var form = (IHtmlFormElement)citizen.Page.QuerySelector("form.five")!;
        await Press(citizen, "send");
        Assert.Equal(HttpStatusCode.OK, citizen.Status);
        var receipt = citizen.Page.QuerySelector(".receipt")!.TextContent;
        // Sent twice it counts once, and the receipt is the same.
        await citizen.SubmitTo(
            $"/consultations/{id}/opinion",
            form,
            new Dictionary<string, string> { ["go"] = "send" }
        );
        Assert.Equal(receipt, citizen.Page.QuerySelector(".receipt")!.TextContent);
        Assert.Equal(1, await Count(host, id));

        async Task Refused(string why)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, citizen.Status);
            Assert.Contains(why, citizen.Text, StringComparison.Ordinal);
            Assert.Contains(Said, citizen.Text, StringComparison.Ordinal);
            Assert.Equal(0, await Count(host, id));
        }
    }

    [Fact]
    public async Task FloodFromOneAddress_IsHeldOffAfterThirty_OthersGoOn_AndTheThirtyAreKept()
    {
        await using var host = await OfficeHost.Start();
        var id = await Opened(host);
        using var client = host.App.GetTestServer().CreateClient();
        var tokens = new List<string>();
        for (var i = 0; i < 46; i++)
        {
            tokens.Add(
                Token(
                    await client.GetStringAsync(
                        $"/consultations/{id}/opinion",
                        TestContext.Current.CancellationToken
                    )
                )
            );
        }
        host.Time.Advance(OpinionGate.Soonest);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 45; i++)
        {
            using var response = await client.SendAsync(
                Sending(id, tokens[i], $"第{i}遍：不同意。", "203.0.113.7"),
                TestContext.Current.CancellationToken
            );
            answers.Add(response.StatusCode);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                var text = await response.Content.ReadAsStringAsync(
                    TestContext.Current.CancellationToken
                );
                Assert.Contains("分钟后再按一次", text, StringComparison.Ordinal);
                Assert.Contains($"第{i}遍：不同意。", text, StringComparison.Ordinal);
                Assert.NotNull(response.Headers.RetryAfter);
            }
        }
        Assert.Equal(30, answers.Count(a => a == HttpStatusCode.Redirect));
        Assert.Equal(15, answers.Count(a => a == HttpStatusCode.TooManyRequests));
        using var other = await client.SendAsync(
            Sending(id, tokens[45], "同意。", "198.51.100.20"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.Redirect, other.StatusCode);
        Assert.Equal(31, await Count(host, id));
    }

    [Fact]
    public async Task PagesStayKept_WhateverStrangersSend()
    {
        await using var host = await OfficeHost.Start();
        var id = await Opened(host);
        using var client = host.App.GetTestServer().CreateClient();
        foreach (var page in new[] { "/consultations", $"/consultations/{id}" })
        {
            using var first = await client.GetAsync(page, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            await host.Do(
                new GiveOpinion(id, new OpinionText(null, "建议缓行。", null, OpinionGiver.Unsaid)),
                Actor.Outside()
            );
            using var second = await client.GetAsync(page, TestContext.Current.CancellationToken);
            Assert.Equal(first.Headers.ETag, second.Headers.ETag);
            Assert.NotNull(second.Headers.Age);
        }
        using var form = await client.GetAsync(
            $"/consultations/{id}/opinion",
            TestContext.Current.CancellationToken
        );
        Assert.True(form.Headers.CacheControl!.NoStore);
        Assert.Null(form.Headers.Age);
        Assert.False(form.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task HostileWords_AreWords_OnEveryPage()
    {
        await using var host = await OfficeHost.Start();
        var id = await Opened(host);
        using var citizen = host.Stranger();
        await ToLastStep(citizen, id, Script);
        Assert.Empty(citizen.Page.Scripts);
        host.Time.Advance(OpinionGate.Soonest);
        await Press(citizen, "send");
        Assert.Empty(citizen.Page.Scripts);
        Assert.Empty(citizen.Page.QuerySelectorAll("img"));
        Assert.Contains(Script, citizen.Text, StringComparison.Ordinal);
        using var handler = await host.SignIn("handler");
        var group = await Group(host, id);
        foreach (
            var page in new[]
            {
                Consultation.AddressOf(id),
                $"{Consultation.AddressOf(id)}/opinions",
                $"{Consultation.AddressOf(id)}/groups/{group}",
            }
        )
        {
            await handler.Open(page);
            Assert.Equal(HttpStatusCode.OK, handler.Status);
            Assert.Contains("alert('1')", handler.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(
                handler.Page.Scripts,
                s => s.TextContent.Contains("alert", StringComparison.Ordinal)
            );
            Assert.Empty(handler.Page.QuerySelectorAll("main img"));
        }
        await host.Do(
            new AnswerOpinions(id, group, Script, OpinionOutcome.NotAdopted, Script),
            await host.ActorOf("handler")
        );
        host.Time.GoTo(new DateOnly(2026, 4, 16));
        await host.Do(new ConcludeConsultation(id, 2, Script), await host.ActorOf("handler"));
        await citizen.Open($"/consultations/{id}");
        Assert.Empty(citizen.Page.Scripts);
        Assert.Empty(citizen.Page.QuerySelectorAll("main img"));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", true)]
    [InlineData("multipart/form-data; boundary=b", true)]
    [InlineData("application/x-www-form-urlencoded", false)]
    public async Task ThreeHundredMegabytes_AreRefusedInAClearLine_AndTheHostGoesOn(
        string type,
        bool saysHowMuch
    )
    {
        var id = (
            await running.Do(
                new BeginConsultation(running.Qingshi, Asked(new DateOnly(2026, 4, 20))),
                running.Clerk
            )
        ).Id;
        await running.Do(new OpenConsultation(id, 1), running.Clerk);
        using var client = new HttpClient { BaseAddress = running.Address };
        using var content = new StreamContent(new Endless(300L * 1024 * 1024, saysHowMuch));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await client.PostAsync(
            new Uri($"/consultations/{id}/opinion", UriKind.Relative),
            content,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("发来的内容太大，没有收下", text, StringComparison.Ordinal);
        Assert.Empty(
            Directory.EnumerateFiles(running.Folder, "*.part", SearchOption.AllDirectories)
        );
        using var again = await client.GetAsync(
            new Uri($"/consultations/{id}/opinion", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await using var db = running.Read();
        Assert.Equal(0, (await db.Set<Consultation>().SingleAsync(c => c.Id == id)).Received);
    }

    [Fact]
    public async Task Handler_DraftsOpensEntersGroupsAnswersAndConcludes_ByTheForms()
    {
        await using var host = await OfficeHost.Start();
        using var handler = await host.SignIn("handler");
        await handler.Open("/workbench/consultations/new");
        await handler.Submit(
            handler.FormOf("[name=closesOn]"),
            values: new Dictionary<string, string>
            {
                ["subject"] = "Decision",
                ["editions[0].title"] = "城区停车收费方案",
                ["editions[0].draft"] = "第一条　白天每小时二元。",
                ["editions[0].explanation"] = "为了周转车位。",
                ["closesOn"] = "2026-03-30",
                ["contact"] = "县财政局，电话 0000",
            }
        );
        Assert.Equal(HttpStatusCode.OK, handler.Status);
        var address = handler.Address;
        await handler.Submit(handler.FormOf("[action*='handler=Open'] button"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, handler.Status);
        Assert.Contains("一般不少于30日", handler.Text, StringComparison.Ordinal);
        await handler.Open(address + "/edit");
        await handler.Submit(
            handler.FormOf("[name=closesOn]"),
            values: new Dictionary<string, string> { ["shortBecause"] = "汛期将至。" }
        );
        await handler.Submit(handler.FormOf("[action*='handler=Open'] button"));
        Assert.Contains("征求中，还有 14 天", handler.Text, StringComparison.Ordinal);
        foreach (var said in new[] { "夜间不收费", "晚上不要收费", "设包月" })
        {
            await handler.Open(address + "/enter");
            await handler.Submit(
                handler.FormOf("[name=source]"),
                values: new Dictionary<string, string>
                {
                    ["source"] = "Meeting",
                    ["text"] = said,
                    ["name"] = "赵代表",
                }
            );
            Assert.Equal(HttpStatusCode.OK, handler.Status);
        }
        await handler.Open(address);
        var boxes = handler.Page.QuerySelectorAll("input[name=groups]");
        Assert.Equal(3, boxes.Length);
        foreach (var box in boxes.Take(2).Cast<IHtmlInputElement>())
        {
            box.IsChecked = true;
        }
        await handler.Submit(handler.FormOf("input[name=groups]"));
        Assert.Contains("3 条，2 组", handler.Text, StringComparison.Ordinal);
        foreach (
            var link in handler
                .Page.QuerySelectorAll("main a[href*='/groups/']")
                .Select(a => a.GetAttribute("href")!)
                .Distinct()
                .ToList()
        )
        {
            await handler.Open(link);
            Assert.Contains("赵代表", handler.Text, StringComparison.Ordinal);
            await handler.Submit(
                handler.FormOf("[name=outcome]"),
                values: new Dictionary<string, string>
                {
                    ["outcome"] = "NotAdopted",
                    ["answer"] = "另有规定。",
                }
            );
            Assert.Equal(HttpStatusCode.OK, handler.Status);
        }
        host.Time.GoTo(new DateOnly(2026, 3, 31));
        using var later = await host.SignIn("handler");
        await later.Open(address);
        await later.Submit(later.FormOf("[name=note]"));
        Assert.Contains("已反馈", later.Text, StringComparison.Ordinal);
        var (status, docx, _) = await later.Download(address + "?handler=Docx");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("PK"u8.ToArray(), docx[..2]);
        (status, var xlsx, _) = await later.Download(address + "/opinions?handler=Export");
        Assert.Equal(HttpStatusCode.OK, status);
        var rows = Fadu
            .Writing.Sheets.SheetReader.Read(new MemoryStream(xlsx), "意见.xlsx")
            .ToList();
        Assert.Equal(3, rows.Count);
        Assert.DoesNotContain(
            rows,
            r => r.Values.Any(v => v.Contains("赵代表", StringComparison.Ordinal))
        );
        // The leader sees the opinions, not who gave them.
        using var leader = await host.SignIn("leader");
        await leader.Open(address);
        Assert.Equal(HttpStatusCode.OK, leader.Status);
        await leader.Open(
            leader.Page.QuerySelector("main a[href*='/groups/']")!.GetAttribute("href")!
        );
        Assert.Contains("另有规定。", leader.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("赵代表", leader.Text, StringComparison.Ordinal);
        // A township sees nothing of it.
        using var clerk = await host.SignIn("clerk");
        foreach (var page in new[] { "", "/opinions", "/edit", "/enter", "?handler=Docx" })
        {
            await clerk.Open(address + page);
            Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
        }
    }

    internal static ConsultationText Asked(DateOnly closes) =>
        new()
        {
            Subject = ConsultationSubject.Document,
            Editions =
            [
                new(
                    "zh-CN",
                    "汉文",
                    false,
                    "城区停车收费办法（征求意见稿）",
                    "第一条　为了规范停车收费，制定本办法。\n第三条　白天每小时二元。",
                    "为了便民，起草本办法。"
                ),
                new("ky-Arab", "柯尔克孜文", true, "توقتوتۇۇ", "مادده", "تۉشۉندۈرۉۉ"),
                new("ug", "维吾尔文", true, "توختىتىش", "ماددا", "چۈشەندۈرۈش"),
            ],
            ClosesOn = closes,
            ShortBecause = null,
            Channels = ["云岭日报（三种文版）", "政务新媒体"],
            Contact = "县财政局，电话 0000-0000000",
        };

    /// <summary>An open consultation of 县财政局.</summary>
    internal static async Task<Guid> Opened(OfficeHost host)
    {
        var handler = await host.ActorOf("handler");
        var id = (
            await host.Do(
                new BeginConsultation(host.Organ("czj"), Asked(new DateOnly(2026, 4, 15))),
                handler
            )
        ).Id;
        await host.Do(new OpenConsultation(id, 1), handler);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        return id;
    }

    private static async Task Conclude(OfficeHost host, Guid id)
    {
        var handler = await host.ActorOf("handler");
        await host.Do(
            new AnswerOpinions(
                id,
                await Group(host, id),
                "夜间不收费",
                OpinionOutcome.Partly,
                "夜间减半。"
            ),
            handler
        );
        host.Time.GoTo(new DateOnly(2026, 4, 16));
        await host.Do(new ConcludeConsultation(id, 2, null), handler);
        await Task.Delay(300, TestContext.Current.CancellationToken);
    }

    private static async Task<Guid> Group(OfficeHost host, Guid id)
    {
        await using var db = host.Read();
        return await db.Set<OpinionGroup>()
            .Where(g => g.ConsultationId == id)
            .Select(g => g.Id)
            .SingleAsync();
    }

    private static async Task<int> Count(OfficeHost host, Guid id)
    {
        await using var db = host.Read();
        return await db.Set<Opinion>().CountAsync(o => o.ConsultationId == id);
    }

    private static Task Step(Browser citizen, params (string Name, string Value)[] values) =>
        Press(citizen, "next", values);

    private static Task Press(
        Browser citizen,
        string button,
        params (string Name, string Value)[] values
    ) =>
        citizen.Submit(
            (IHtmlFormElement)citizen.Page.QuerySelector("form.five")!,
            (IHtmlElement)citizen.Page.QuerySelector($"form.five button[value='{button}']")!,
            values.ToDictionary(v => v.Name, v => v.Value)
        );

    private static async Task ToLastStep(Browser citizen, Guid id, string said)
    {
        await citizen.Open($"/consultations/{id}/opinion");
        await Step(citizen);
        await Step(citizen, ("text", said));
        await Step(citizen);
        await Step(citizen);
        Assert.Contains("第 5 步", citizen.Text, StringComparison.Ordinal);
    }

    private static string Token(string page)
    {
        const string Before = "name=\"token\" value=\"";
        var from = page.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return page[from..page.IndexOf('"', from)];
    }

    private static HttpRequestMessage Sending(Guid id, string token, string text, string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/consultations/{id}/opinion")
        {
            Content = new FormUrlEncodedContent([
                new("token", token),
                new("step", OpinionModel.Last.ToString(CultureInfo.InvariantCulture)),
                new("go", "send"),
                new("text", text),
            ]),
        };
        request.Headers.Add("X-Forwarded-For", address);
        return request;
    }

    /// <summary>So many bytes of nothing.</summary>
    private sealed class Endless(long length, bool saysHowMuch) : Stream
    {
        private long done;

        public override bool CanRead => true;
        public override bool CanSeek => saysHowMuch;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position
        {
            get => done;
            set => done = value;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var some = (int)Math.Min(count, length - done);
            buffer.AsSpan(offset, some).Fill((byte)'a');
            done += some;
            return some;
        }

        public override long Seek(long offset, SeekOrigin origin) =>
            Position = origin switch
            {
                SeekOrigin.Begin => offset,
                SeekOrigin.Current => Position + offset,
                _ => length + offset,
            };

        public override void Flush() { }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException();
    }
}
