using System.Text;
using System.Text.Json.Nodes;
using Fadu.Core.Files;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Fadu.Testing.Procedures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Matters;

/// <summary>A county in which 县司法局 reviews what others send in: 钱审 reviews, 孙签 signs, 李宁 of 县财政局 sends.</summary>
internal sealed class Reviewing(County county) : IAsyncDisposable
{
    public const string Document = "legality-review.document";

    public County County { get; } = county;

    /// <summary>钱审, 县司法局, 审核人.</summary>
    public Actor Reviewer { get; private set; } = null!;

    /// <summary>孙签, 县司法局, 单位负责人.</summary>
    public Actor Head { get; private set; } = null!;

    public Actor Sender => County.FinanceHandler;

    public DateOnly Today => County.Time.Today();

    public static async Task<Reviewing> Start(
        Engine engine,
        Action<IServiceCollection>? more = null
    ) => await Of(await County.Found(engine, more), Document);

    /// <summary>In a county that is there already.</summary>
    public static async Task<Reviewing> Of(County county, string procedure)
    {
        var reviewing = new Reviewing(county);
        var justice = reviewing.County.Justice;
        reviewing.Reviewer = await reviewing.Person("钱审", justice, "qianshen", Role.Reviewer);
        reviewing.Head = await reviewing.Person("孙签", justice, "sunqian", Role.UnitHead);
        await reviewing.County.Do(
            new SetProcedureOwner(procedure, justice),
            reviewing.County.Coordinator
        );
        return reviewing;
    }

    public async Task<Actor> Person(string name, Guid organ, string login, Role role)
    {
        var id = (
            await County.Do(new AddPerson(name, organ, null, login, [role]), Actor.System())
        ).Id;
        return new Actor(1, id, organ, name, "", new HashSet<Role> { role });
    }

    /// <summary>A file in the store.</summary>
    public async Task<NewMaterial> File(string material, Actor actor, string text = "")
    {
        var kept = await County
            .Services.GetRequiredService<FileStore>()
            .Take(new MemoryStream(Encoding.UTF8.GetBytes($"{material}{text}")), $"{material}.txt");
        await County.Do(new KeepFile(kept), actor);
        return new NewMaterial(material, kept.Hash, kept.Name);
    }

    public static JsonObject Facts(string title = "云岭县停车收费管理办法") =>
        Walk.Json(
            new
            {
                title,
                bases = new[] { "道路交通安全法第三十三条" },
                procedureStatement = "已公开征求意见。",
                involvesMarket = false,
                issuedAs = "县政府",
            }
        );

    /// <summary>Sent in by 县财政局 with everything that is asked.</summary>
    public async Task<Guid> Open(string title = "云岭县停车收费管理办法") =>
        (
            await County.Do(
                new OpenMatter(Document, Facts(title))
                {
                    Materials =
                    [
                        await File("draft", Sender),
                        await File("explanation", Sender),
                        await File("consultation", Sender),
                    ],
                },
                Sender
            )
        ).Id;

    public async Task<Matter> Matter(Guid id)
    {
        await using var db = County.Read();
        return await db.Set<Matter>().SingleAsync(m => m.Id == id);
    }

    /// <summary>Does a step today as somebody who sees the matter as it is.</summary>
    public async Task<CommitResult> Act(
        Guid id,
        string action,
        Actor actor,
        object? input = null
    ) =>
        await County.Committer.Commit(
            new ActOnMatter(id, (await Matter(id)).Version, action, Walk.Json(input)),
            actor
        );

    public async Task Done(Guid id, string action, Actor actor, object? input = null)
    {
        var result = await Act(id, action, actor, input);
        if (!result.IsDone)
        {
            throw new InvalidOperationException($"{action}: {result.Refusal.Message}");
        }
    }

    public object CompleteToday => new { completeOn = Iso(Today) };

    public Task Accept(Guid id) => Done(id, "intake.accept", Reviewer, CompleteToday);

    public static object Opinion(string conclusion = "LawfulAfterRevision", int findings = 2) =>
        new
        {
            conclusion,
            summary = "权限、程序合法，部分条款应当修改。",
            findings = Enumerable
                .Range(1, findings)
                .Select(n => new
                {
                    place = $"第{n}条",
                    problem = "增设许可",
                    advice = "删去",
                    severity = "Must",
                })
                .ToArray(),
        };

    public async Task<MatterDetail> Detail(Guid id, Actor actor)
    {
        await using var db = County.Read();
        return (
            await MatterQueries.Detail(
                db,
                Scope.All(),
                actor,
                id,
                County.Services.GetRequiredService<ProcedureRegistry>(),
                County.Services.GetRequiredService<EventRegistry>(),
                County.Services.GetRequiredService<Directories>(),
                Today
            )
        )!;
    }

    /// <summary>What is derived from the trail is what the trail gives when it is told again.</summary>
    public async Task Verify()
    {
        // Verify empties the folder it is given: it must be one of its own.
        var folder = Path.Combine(Path.GetTempPath(), $"fadu-matters-{Guid.NewGuid():N}");
        var finding = await County.Services.GetRequiredService<Verifier>().Verify(folder);
        Assert.Null(finding.Problem);
    }

    public static string Iso(DateOnly day) =>
        day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => County.DisposeAsync();
}
