using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core;
using Fadu.Core.Files;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Law.Procedures;
using Fadu.Modules.Decisions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Browser.Tests;

/// <summary>Brings a major decision by commands to where a test begins to look at the page; everything is done by people of the sample county.</summary>
internal sealed class DecisionHands(RunningFadu fadu)
{
    /// <summary>教育局, who prepares it.</summary>
    public const string Drafter = "miaolisheng";

    private const string Late = "先在纸上办理，事后录入。";

    /// <summary>What is asked when it is proposed; nothing but the public is owed.</summary>
    private static JsonObject Facts(string title, object? changed)
    {
        var facts = Json(
            new
            {
                title,
                category = "公共政策和措施",
                isMacroControl = false,
                isLegislation = false,
                isEmergency = false,
                hasOtherProcedure = false,
                decidedBy = MajorDecisionFacts.County,
                vitalInterests = true,
                hearingRequired = false,
                technical = false,
                riskPossible = false,
                marketSubjects = false,
                notPublic = false,
            }
        );
        foreach (var (key, value) in Json(changed))
        {
            facts[key] = value?.DeepClone();
        }
        return facts;
    }

    /// <summary>The draft is there; whatever the facts ask for stands open.</summary>
    /// <param name="on">The day on which all of it was done, if not today.</param>
    public async Task<Guid> Drafted(string title, object? changed = null, DateOnly? on = null)
    {
        var me = await As(Drafter);
        var id = (
            await Commit(
                new OpenMatter(MajorDecisions.Key, Facts(title, changed))
                {
                    Anchor = on,
                    Reason = on is null ? null : Late,
                    Materials = [await File("argument", me)],
                },
                me
            )
        ).Id;
        await Done(
            id,
            "proposal.argue",
            new
            {
                proposedBy = "所属部门或者下一级政府",
                problem = "群众反映集中，现行办法已经不够用。",
                grounds = "价格法第十八条",
                plan = "分区分时施行，先在城区试行半年。",
                advice = "建议启动",
            },
            on
        );
        await Done(id, "initiation.decide", new { decidedBy = "县长", leadUnit = me.Organ }, on);
        await Hand(id, "draft", on: on);
        await Hand(id, "explanation", on: on);
        await Done(
            id,
            "drafting.complete",
            new { bases = new[] { "价格法第十八条" }, options = 1 },
            on
        );
        return id;
    }

    /// <summary>The public was heard, the review came out lawful, the papers of the meeting are there.</summary>
    public async Task<Guid> Submitted(string title, object? changed = null)
    {
        var id = await Drafted(title, changed);
        await Done(
            id,
            "participation.hear",
            new
            {
                form = "座谈会",
                participants = "家长代表12人",
                said = "希望首年不变。",
            }
        );
        await Done(id, "participation.close", new { noneCame = true });
        await Hand(id, "consultation");
        await Done(id, "request.send", new { procedureStatement = "已召开座谈会听取意见。" });
        await Review(id);
        await Hand(id, "minutes");
        await Done(id, "deliberation.submit", new { meeting = "县政府第62次常务会议" });
        return id;
    }

    /// <summary>Decided with one dissent on record, and reported to the party committee.</summary>
    public async Task<Guid> Decided(string title, object? changed = null)
    {
        var id = await Submitted(title, changed);
        await Done(
            id,
            "deliberation.decide",
            new
            {
                meetingKind = "常务会议",
                meeting = "县政府第62次常务会议",
                speakers = new[]
                {
                    Speaker("桑祺山", "副县长", "Against", "建议先核实财力。"),
                    Speaker("褚砚清", "副县长", "For"),
                    Speaker("阮缨远", "副县长", "For"),
                    Speaker("晏沐和", "县长", "For", head: true),
                },
                decision = "Agreed",
                text = "原则同意，由承办单位组织实施。",
                executedBy = new[] { (await As(Drafter)).Organ },
                executionDueOn = RunningFadu.Today.AddDays(300).ToString("yyyy-MM-dd", null),
            }
        );
        await Done(id, "party.report", new { number = "云政请〔2026〕3号" });
        return id;
    }

    /// <summary>Made public; filing and execution stand open.</summary>
    public async Task<Guid> Announced(string title)
    {
        var id = await Decided(title);
        await Done(
            id,
            "publish.announce",
            new
            {
                number = "云政发〔2026〕2号",
                places = new[] { "政府公报", "政府网站", "本地报纸" },
            }
        );
        return id;
    }

    /// <summary>县司法局 reviews what a decision sent in: lawful.</summary>
    public async Task Review(Guid decision)
    {
        await using var db = await Read();
        var review = await db.Set<Matter>()
            .Where(m => m.Tenant == 1 && m.ParentId == decision)
            .OrderByDescending(m => m.Seq)
            .Select(m => m.Id)
            .FirstAsync();
        await Done(
            review,
            "catalogue",
            new { catalogueItem = new { isNone = true }, meetsCriteria = false }
        );
        var today = RunningFadu.Today.ToString("yyyy-MM-dd", null);
        await Done(review, "intake.accept", new { completeOn = today }, login: "zhuyunyuan");
        await Done(
            review,
            "review.counsel",
            new { capacity = "公职律师", opinion = "权限、程序、内容合法。" },
            login: "bianshengan"
        );
        await Done(
            review,
            "review.propose",
            new { conclusion = "Lawful", summary = "权限、程序、内容合法。" },
            login: "zhuyunyuan"
        );
        await Done(review, "opinion.issue", login: "xunzhenzhou");
    }

    /// <summary>Does a step as it stands now.</summary>
    public async Task Done(
        Guid id,
        string action,
        object? input = null,
        DateOnly? on = null,
        string login = Drafter
    ) =>
        await Commit(
            new ActOnMatter(id, int.MaxValue, action, Json(input))
            {
                LegalDate = on,
                Reason = on is null ? null : Late,
            },
            await As(login)
        );

    public async Task Hand(Guid id, string material, string? text = null, DateOnly? on = null)
    {
        var me = await As(Drafter);
        await Commit(
            new SupplementMatter(id, [await File(material, me, text)])
            {
                LegalDate = on,
                Reason = on is null ? null : Late,
            },
            me
        );
    }

    public async Task<CommitResult> Commit(Command command, Actor actor)
    {
        var result = await fadu.Services.GetRequiredService<Committer>().Commit(command, actor);
        return result.IsDone
            ? result
            : throw new InvalidOperationException(
                $"{command}: {result.Refusal.Message} {string.Join(' ', result.Refusal.Details)}"
            );
    }

    public async Task<Actor> As(string login)
    {
        await using var db = await Read();
        var person = await db.Set<Person>()
            .Where(p => p.Tenant == 1 && p.Login == login)
            .Select(p => p.Id)
            .SingleAsync();
        return (await fadu.Services.GetRequiredService<ActorResolver>().ResolvePerson(person))!;
    }

    public Task<FaduDb> Read() =>
        fadu.Services.GetRequiredService<IDbContextFactory<FaduDb>>().CreateDbContextAsync();

    private static object Speaker(
        string name,
        string post,
        string voice,
        string? said = null,
        bool head = false
    ) =>
        new
        {
            name,
            post,
            isHead = head,
            voice,
            said,
        };

    private async Task<NewMaterial> File(string material, Actor actor, string? text = null)
    {
        var kept = await fadu
            .Services.GetRequiredService<FileStore>()
            .Take(
                new MemoryStream(
                    Encoding.UTF8.GetBytes(text ?? $"{material}：第一条 分区分时施行。")
                ),
                $"{material}.txt"
            );
        await Commit(new KeepFile(kept), actor);
        return new NewMaterial(material, kept.Hash, kept.Name);
    }

    private static JsonObject Json(object? value) =>
        value is null
            ? []
            : JsonSerializer.SerializeToNode(value, ProcedureJson.Options)!.AsObject();
}
