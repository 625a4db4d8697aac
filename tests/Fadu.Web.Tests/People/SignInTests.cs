using System.Net;
using System.Text.RegularExpressions;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Tests.Plans;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Tests.People;

public sealed partial class SignInTests
{
    [Fact]
    public async Task Stranger_OpensAPage_SignsIn_AndIsBackOnThatPage()
    {
        await using var host = await OfficeHost.Start();
        using var browser = host.Stranger();
        await browser.Open("/workbench/organs?q=青石镇");
        Assert.StartsWith("/sign-in", browser.Address, StringComparison.Ordinal);
        await browser.Submit(
            browser.FormOf("[name=Login]"),
            values: new Dictionary<string, string>
            {
                ["Login"] = "clerk",
                ["Password"] = OfficeHost.Password,
            }
        );
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.StartsWith("/workbench/organs", browser.Address, StringComparison.Ordinal);
        Assert.Contains("王芳", browser.Page.QuerySelector(".who")!.TextContent);
        await browser.Submit(browser.FormOf("form.out button"));
        Assert.StartsWith("/sign-in", browser.Address, StringComparison.Ordinal);
        await browser.Open("/workbench");
        Assert.StartsWith("/sign-in", browser.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongPassword_SaysSoWithoutTellingWhichLoginsExist_AndLocksAfterEightTimes()
    {
        await using var host = await OfficeHost.Start();
        using var unknown = await host.SignIn("nobody", "some password 1");
        using var known = await host.SignIn("clerk", "some password 1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, known.Status);
        var said = known.Page.QuerySelector(".error-summary")!.TextContent;
        Assert.Contains("登录名或密码不对", said, StringComparison.Ordinal);
        Assert.Equal(said, unknown.Page.QuerySelector(".error-summary")!.TextContent);
        // The login stays, the password does not.
        Assert.Equal("clerk", known.Page.QuerySelector("[name=Login]")!.GetAttribute("value"));
        for (var i = 0; i < 8; i++)
        {
            (await host.SignIn("clerk", "some password 1")).Dispose();
        }
        using var locked = await host.SignIn("clerk");
        Assert.Contains("已锁定", locked.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_ToAnAddressElsewhere_StaysHere()
    {
        await using var host = await OfficeHost.Start();
        using var browser = await host.SignIn("clerk", returnUrl: "https://elsewhere.invalid/x");
        Assert.Equal("/workbench", browser.Address);
    }

    [Fact]
    public async Task Form_SentAfterTheLoginExpired_IsOfferedAgainAfterSigningIn()
    {
        await using var host = await OfficeHost.Start();
        using var browser = await host.SignIn("sys");
        await browser.Open("/workbench/people/new");
        var form = browser.FormOf("[name=Name]");
        using var expired = host.Stranger();
        await expired.Open("/sign-in");
        // The same form from a browser whose session is gone.
        await expired.SubmitTo(
            "/workbench/people/new",
            form,
            new Dictionary<string, string> { ["Name"] = "新来的人", ["Organ"] = "青石镇" }
        );
        Assert.StartsWith("/sign-in", expired.Address, StringComparison.Ordinal);
        Assert.Contains("内容还在", expired.Text, StringComparison.Ordinal);
        await expired.Submit(
            expired.FormOf("[name=Login]"),
            values: new Dictionary<string, string>
            {
                ["Login"] = "sys",
                ["Password"] = OfficeHost.Password,
            }
        );
        Assert.StartsWith("/resume/", expired.Address, StringComparison.Ordinal);
        await expired.Submit(expired.FormOf("input[name=Name]"));
        Assert.Equal(HttpStatusCode.OK, expired.Status);
        await using var db = host.Read();
        Assert.Equal(1, await db.Set<Person>().CountAsync(p => p.Name == "新来的人"));
    }

    [Fact]
    public async Task NewAccount_ShowsItsPasswordOnce_AndTheFirstSignInAsksForAnotherOne()
    {
        await using var host = await OfficeHost.Start();
        var id = (
            await host.Do(new AddPerson("孙丽", host.Organ("qsz"), null, null, [Role.Clerk]))
        ).Id;
        using var admin = await host.SignIn("sys");
        await admin.Open($"/workbench/people/{id}");
        await admin.Submit(
            admin.FormOf("[name=Login]"),
            admin.Page.QuerySelector("button[formaction*=Open]")
                as AngleSharp.Html.Dom.IHtmlElement,
            new Dictionary<string, string> { ["Login"] = "SunLi" }
        );
        Assert.Equal(HttpStatusCode.OK, admin.Status);
        var password = admin.Page.QuerySelector(".notice code")!.TextContent;
        await admin.Open($"/workbench/people/{id}");
        Assert.Null(admin.Page.QuerySelector(".notice code"));
        await using (var db = host.Read())
        {
            var trail = await db.Set<TrailEntry>()
                .Where(e => e.Stream == Person.StreamOf(id))
                .ToListAsync();
            Assert.Contains(trail, e => e.Kind == "person.account-opened");
            Assert.DoesNotContain(trail, e => e.Text.Contains(password, StringComparison.Ordinal));
        }

        using var first = await host.SignIn("sunli", password, "/workbench/organs");
        Assert.Contains("先换成自己的密码", first.Page.Body!.TextContent, StringComparison.Ordinal);
        using (var around = host.Stranger())
        {
            // Knowing the one-time password opens nothing but this step.
            await around.Open("/workbench");
            Assert.StartsWith("/sign-in", around.Address, StringComparison.Ordinal);
        }
        await first.Submit(
            first.FormOf("[name=NewPassword]"),
            values: new Dictionary<string, string>
            {
                ["NewPassword"] = "short1",
                ["Repeat"] = "short1",
            }
        );
        Assert.Contains("至少10个字符", first.Text, StringComparison.Ordinal);
        await first.Submit(
            first.FormOf("[name=NewPassword]"),
            values: new Dictionary<string, string>
            {
                ["NewPassword"] = "green stone 7 river",
                ["Repeat"] = "green stone 7 river",
            }
        );
        Assert.Equal("/workbench/organs", first.Address);
        using var old = await host.SignIn("sunli", password);
        Assert.Contains("登录名或密码不对", old.Text, StringComparison.Ordinal);
        using var now = await host.SignIn("sunli", "green stone 7 river");
        Assert.Equal("/workbench", now.Address);
    }

    [Fact]
    public async Task PersonWhoLeft_IsOutWithTheNextRequest()
    {
        await using var host = await OfficeHost.Start();
        using var browser = await host.SignIn("clerk");
        await browser.Open("/workbench/people");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await host.Do(new DisableAccount(host.Person("clerk")));
        await browser.Open("/workbench/people");
        Assert.StartsWith("/sign-in", browser.Address, StringComparison.Ordinal);
        using var again = await host.SignIn("clerk");
        Assert.Contains("已停用", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deputy_IsAskedAtSignIn_ActsFor_AndTheTrailSaysSo()
    {
        await using var host = await OfficeHost.Start();
        var today = Fadu.Core.FaduTime.Today(host.Time);
        await host.Do(
            new GiveDelegation(host.Person("head"), host.Person("handler"), today, today.AddDays(3))
            {
                Reason = "出差",
            },
            await host.ActorOf("head")
        );
        using var browser = await host.SignIn("handler", returnUrl: "/workbench/people");
        Assert.StartsWith("/workbench/me", browser.Address, StringComparison.Ordinal);
        Assert.Contains("可以代高首办理", browser.Text, StringComparison.Ordinal);
        await browser.Open("/workbench/people/delegations");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        await browser.Open("/workbench/me?returnUrl=/workbench/people");
        var choose = browser.FormOf("button[name=actsFor]");
        await browser.Submit(
            choose,
            choose.QuerySelectorAll("button")[1] as AngleSharp.Html.Dom.IHtmlElement
        );
        Assert.Equal("/workbench/people", browser.Address);
        Assert.Contains("代 高首", browser.Page.QuerySelector(".who")!.TextContent);
        await browser.Open("/workbench/people/delegations");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        // What he enters now names both.
        await browser.Open("/workbench/me");
        await browser.Submit(browser.FormOf("form[action*=End] button"));
        await using var db = host.Read();
        var entry = await db.Set<TrailEntry>()
            .SingleAsync(e => e.Kind == "person.delegation-ended");
        Assert.Equal(host.Person("handler"), entry.Actor);
        Assert.Equal(host.Person("head"), entry.ActsFor);
    }

    [Fact]
    public async Task OwnPassword_IsChangedOnlyWithTheFormerOne()
    {
        await using var host = await OfficeHost.Start();
        using var browser = await host.SignIn("clerk");
        foreach (
            var (current, wanted, expected) in new[]
            {
                ("wrong wrong 1", "blue mountain 42", "原密码不对"),
                (OfficeHost.Password, OfficeHost.Password, "不能与原密码相同"),
                (OfficeHost.Password, "clerk mountain 42", "不要含登录名"),
                (OfficeHost.Password, "blue mountain 42", "密码已换"),
            }
        )
        {
            await browser.Open("/workbench/me");
            await browser.Submit(
                browser.FormOf("[name=Current]"),
                values: new Dictionary<string, string>
                {
                    ["Current"] = current,
                    ["Wanted"] = wanted,
                    ["Repeat"] = wanted,
                }
            );
            Assert.Contains(expected, browser.Text, StringComparison.Ordinal);
        }
        using var now = await host.SignIn("clerk", "blue mountain 42");
        Assert.Equal("/workbench", now.Address);
    }

    [Fact]
    public async Task FirstLink_MakesThreeAdministrators_AndWorksOnce()
    {
        await using var host = await OfficeHost.Empty();
        var token = FirstLink.Make(host.Folder);
        Assert.DoesNotContain(
            token,
            await File.ReadAllTextAsync(Path.Combine(host.Folder, "first-administrator")),
            StringComparison.Ordinal
        );
        using var browser = host.Stranger();
        await browser.Open("/first-administrator/0000");
        Assert.Null(browser.Page.QuerySelector("form"));
        await browser.Open($"/first-administrator/{token}");
        var values = new Dictionary<string, string>
        {
            ["Input.Government"] = "云岭县人民政府",
            ["Input.Office"] = "云岭县司法局",
            ["Input.SystemName"] = "贺系",
            ["Input.SystemLogin"] = "hexi",
            ["Input.Password"] = "short",
            ["Input.Repeat"] = "short",
            ["Input.SecurityName"] = "任安",
            ["Input.SecurityLogin"] = "hexi",
            ["Input.AuditorName"] = "沈审",
            ["Input.AuditorLogin"] = "shenshen",
        };
        await browser.Submit(browser.FormOf("[name='Input.Government']"), values: values);
        Assert.Contains("至少10个字符", browser.Text, StringComparison.Ordinal);
        values["Input.Password"] = values["Input.Repeat"] = OfficeHost.Password;
        await browser.Submit(browser.FormOf("[name='Input.Government']"), values: values);
        Assert.Contains("“hexi”与第1行重复", browser.Text, StringComparison.Ordinal);
        values["Input.SecurityLogin"] = "renan";
        await browser.Submit(browser.FormOf("[name='Input.Government']"), values: values);
        Assert.Contains("设好了", browser.Text, StringComparison.Ordinal);
        Assert.Equal(2, Shown().Matches(browser.Page.Body!.InnerHtml).Count);
        using var again = host.Stranger();
        await again.Open($"/first-administrator/{token}");
        Assert.Contains("不能用了", again.Text, StringComparison.Ordinal);
        using var admin = await host.SignIn("hexi");
        Assert.Equal("/workbench", admin.Address);
        await admin.Open("/workbench/people/new");
        Assert.Equal(HttpStatusCode.OK, admin.Status);
        await using var db = host.Read();
        Assert.False(await FirstLink.IsNeeded(db));
        // nothing is owed for the time before
        var started = await db.Set<LedgerStart>().ToListAsync();
        Assert.NotEmpty(started);
        Assert.All(started, l => Assert.Equal(host.Time.Today(), l.From));
    }

    [GeneratedRegex("<code>[a-z0-9-]{14}</code>")]
    private static partial Regex Shown();
}
