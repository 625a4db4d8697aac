using System.Text;
using AngleSharp.Html.Dom;
using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Testing;
using Fadu.Testing.Procedures;
using Fadu.Web.Tests.People;
using Fadu.Web.Tests.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Web.Tests.Matters;

/// <summary>An office in which 县司法局 reviews (钱审 reviews, 孙签 signs) what 李宁 of 县财政局 and 王芳 of 青石镇 send in, all through the pages.</summary>
internal sealed class ReviewOffice(OfficeHost host) : IAsyncDisposable
{
    public const string Document = "legality-review.document";
    public const string Title = "云岭县停车收费管理办法";

    public OfficeHost Host { get; } = host;

    public string Today => Iso(Host.Time.Today());

    public static async Task<ReviewOffice> Start(Engine engine = Engine.Sqlite)
    {
        var host = await OfficeHost.Start(engine: engine);
        await host.Add("钱审", "sfj", "qianshen", Role.Reviewer);
        await host.Add("孙签", "sfj", "sunqian", Role.UnitHead);
        await host.Do(
            new SetProcedureOwner(Document, host.Organ("sfj")),
            await host.ActorOf("coord")
        );
        return new ReviewOffice(host);
    }

    public Task<Browser> As(string login) => Host.SignIn(login);

    /// <summary>What the record of facts asks.</summary>
    public static Dictionary<string, string> Facts(string title = Title) =>
        new(StringComparer.Ordinal)
        {
            ["title"] = title,
            ["bases"] = "道路交通安全法第三十三条",
            ["procedureStatement"] = "已公开征求意见。",
            ["involvesMarket"] = "否",
            ["issuedAs"] = "县政府",
        };

    /// <summary>Sent in by somebody, with the materials that are asked, without the pages.</summary>
    public async Task<Guid> Open(string title = Title, string login = "handler")
    {
        var sender = await Host.ActorOf(login);
        var materials = new List<NewMaterial>();
        foreach (var material in new[] { "draft", "explanation", "consultation" })
        {
            materials.Add(await File(material, login, $"{title}{material}"));
        }
        return (
            await Host.Do(
                new OpenMatter(
                    Document,
                    Walk.Json(
                        new
                        {
                            title,
                            bases = new[] { "道路交通安全法第三十三条" },
                            procedureStatement = "已公开征求意见。",
                            involvesMarket = false,
                            issuedAs = "县政府",
                        }
                    )
                )
                {
                    Materials = materials,
                },
                sender
            )
        ).Id;
    }

    /// <summary>A file that somebody handed in.</summary>
    public async Task<NewMaterial> File(string material, string login, string text)
    {
        var kept = await Host
            .App.Services.GetRequiredService<FileStore>()
            .Take(new MemoryStream(Encoding.UTF8.GetBytes(text)), $"{material}.txt");
        await Host.Do(new KeepFile(kept), await Host.ActorOf(login));
        return new NewMaterial(material, kept.Hash, kept.Name);
    }

    /// <summary>A step done without the pages.</summary>
    public async Task Act(Guid id, string action, string login, object? input = null) =>
        await Host.Do(
            new ActOnMatter(id, (await Matter(id)).Version, action, Walk.Json(input)),
            await Host.ActorOf(login)
        );

    public async Task<Matter> Matter(Guid id)
    {
        await using var db = Host.Read();
        return await db.Set<Matter>().SingleAsync(m => m.Id == id);
    }

    /// <summary>Sends the form of a step.</summary>
    public static Task Send(
        Browser browser,
        string action,
        params (string Name, string Value)[] values
    )
    {
        var id = "#do-" + action.Replace('.', '-');
        var form =
            browser.Page.QuerySelector(id + " form") as IHtmlFormElement
            ?? throw new InvalidOperationException($"{id} is not offered: {browser.Text}");
        return browser.Submit(
            form,
            values: values.ToDictionary(
                v => v.Name.Contains('-') ? v.Name : $"do-{action.Replace('.', '-')}.{v.Name}",
                v => v.Value,
                StringComparer.Ordinal
            )
        );
    }

    public static string Iso(DateOnly day) =>
        day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
