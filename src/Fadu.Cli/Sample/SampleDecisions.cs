using System.Text.Json.Nodes;
using Fadu.Core.Consultations;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using Fadu.Modules.Decisions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Cli.Sample;

/// <summary>
/// 重大行政决策 and 征求意见: the pool of experts, the catalogue of two years, a decision from its proposal to the end of its execution with the opinions that came in and what became of each, one that is
/// under way, and a draft on which the public may still be heard.
/// </summary>
internal sealed class SampleDecisions(SampleStage stage) : SampleMatters(stage)
{
    private const string Leader = "yanmuhe";
    private static readonly string WaterOffice = HandlerOf("slj");
    private static readonly string RoadsOffice = HandlerOf("jtj");
    private const string Water = "云岭县城乡居民供水价格调整方案";
    private const string Roads = "云岭县农村公路养护管理方案";

    private static readonly (string Name, string Employer, string Field, string? Barred)[] Pool =
    [
        ("穆清源", "澄川大学公共管理学院", "公共管理", "jyj"),
        ("芮知秋", "澄川市发展研究中心", "经济", null),
        ("郁怀川", "澄川大学法学院", "法律", null),
        ("邬见山", "澄川市水利勘测设计院", "水利", "slj"),
        ("滕若谷", "澄川市城乡规划院", "城乡规划", null),
        ("夏侯宁", "岚江律师事务所", "法律", null),
        ("仰修远", "澄川市公路学会", "交通", null),
        ("蔺书言", "澄川学院经济系", "财政", null),
        ("柏闻舟", "澄川市社会科学院", "社会学", null),
    ];

    private readonly Dictionary<string, Guid> items = new(StringComparer.Ordinal);
    private Guid water;
    private Guid roads;
    private Guid consultation;

    public void Plan()
    {
        Stage.On(
            new(2024, 3, 5),
            () =>
                Enter(
                    Experts.Register,
                    "appoint",
                    Pool.Select(e =>
                        (
                            Json(
                                new
                                {
                                    pool = "决策咨询论证",
                                    name = e.Name,
                                    expertKind = "个人",
                                    employer = e.Employer,
                                    fields = new[] { e.Field },
                                    conflicts = e.Barred is null
                                        ? null
                                        : new[] { Stage.Organ(e.Barred) },
                                    phone = "0000-0000000",
                                    keeper = Stage.Organ("sfj"),
                                }
                            ),
                            (DateOnly?)new DateOnly(2027, 3, 31)
                        )
                    ),
                    "云政发〔2024〕9号"
                )
        );
        var begun = Calendar.OnOrAfter(Stage.Until.AddDays(-60));
        var year = Math.Max(2025, begun.AddDays(-80).Year);
        Catalogue(2025, [(Water, "slj", new(2025, 12, 20))]);
        // nothing begins before it stands in the catalogue, agreed to and published
        var listed = Catalogue(year, [(Roads, "jtj", new(year, 12, 31))]);
        begun = begun > listed.AddDays(30) ? begun : Calendar.AddWorkdays(listed, 15);
        Finished();
        UnderWay(begun);
        var asked = Calendar.OnOrAfter(Stage.Until.AddDays(-12));
        Stage.On(asked, StillOpen);
    }

    private DateOnly Catalogue(int year, (string Title, string Organ, DateOnly Due)[] lines)
    {
        var day = Calendar.OnOrAfter(new(year, 2, 24));
        Stage.On(
            day,
            () =>
                Enter(
                    DecisionCatalogueItems.Register,
                    "list",
                    lines.Select(l =>
                        (
                            Json(
                                new
                                {
                                    year,
                                    itemName = l.Title,
                                    subjectKind = "公共政策和措施",
                                    decidingOrgan = Stage.Organ("xzf"),
                                    leadOrgan = Stage.Organ(l.Organ),
                                    objective = "方案经审定后公布，年内开始施行。",
                                    dueOn = $"{l.Due:yyyy-MM-dd}",
                                    steps = new[]
                                    {
                                        "公众参与",
                                        "专家论证",
                                        "合法性审查",
                                        "集体讨论",
                                    },
                                    partyConsent = $"云党复〔{year}〕3号",
                                    keeper = Stage.Organ("sfj"),
                                }
                            ),
                            (DateOnly?)null
                        )
                    ),
                    $"云政办发〔{year}〕6号",
                    titles: [.. lines.Select(l => l.Title)]
                )
        );
        Stage.On(
            Calendar.AddWorkdays(day, 12),
            () => Stage.Do(new PublishOnPortal([.. lines.Select(l => items[l.Title])]), Reviewer)
        );
        return day;
    }

    /// <summary>Items of a register, agreed to by the bureau's head and by the county.</summary>
    private async Task Enter(
        Register register,
        string kind,
        IEnumerable<(JsonObject Body, DateOnly? Until)> rows,
        string basis,
        IReadOnlyList<string>? titles = null
    )
    {
        var drafter = await Stage.As(Reviewer);
        var (from, number) = (Stage.Clock.Day, 0);
        var drafted = new List<Guid>();
        foreach (var (body, until) in rows)
        {
            var id = (
                await Stage.Do(
                    new DraftChanges(register.Key, [new NewChange(kind, null, body, from, until)])
                    {
                        Basis = basis,
                    },
                    drafter
                )
            ).Id;
            drafted.Add(id);
            if (titles is not null)
            {
                await using var db = await Stage.Read();
                items[titles[number++]] = await db.Set<RegisterChange>()
                    .Where(c => c.Tenant == 1 && c.Id == id)
                    .Select(c => c.ItemId)
                    .SingleAsync();
            }
        }
        var head = Calendar.AddWorkdays(from, 3);
        Stage.On(head, () => Stage.Do(new ApproveChanges(drafted), Head));
        Stage.On(
            Calendar.AddWorkdays(head, 3),
            () => Stage.Do(new ApproveChanges(drafted), Leader)
        );
    }

    private void Finished()
    {
        Stage.On(
            new(2025, 4, 7),
            async () => water = await Propose(Water, "slj", technical: false)
        );
        Stage.On(new(2025, 4, 28), () => Draft(water, "slj", Water));
        Stage.On(new(2025, 5, 6), Ask);
        foreach (
            var (day, text) in new (int, string)[]
            {
                (9, "希望分两年调整到位。"),
                (15, "希望分两年调整到位！"),
                (22, "低保户应当减免。"),
            }
        )
        {
            Stage.On(
                new(2025, 5, day),
                () => Stage.Do(new GiveOpinion(consultation, Said(text)), Actor.Outside())
            );
        }
        Stage.On(
            new(2025, 5, 20),
            () =>
                Stage.Do(
                    new EnterOpinion(
                        consultation,
                        Said("建议先公布成本监审结果。"),
                        OpinionSource.Letter,
                        Stage.Clock.Day
                    ),
                    WaterOffice
                )
        );
        Stage.On(new(2025, 6, 9), Answer);
        Stage.On(
            new(2025, 6, 12),
            async () =>
            {
                await Hand(water, "consultation", "公众意见采纳情况", "slj");
                await Act(
                    water,
                    "request.send",
                    WaterOffice,
                    new
                    {
                        procedureStatement = "公开征求意见三十一日，收到意见四条，逐条研究答复。",
                    }
                );
                var review = await ChildOf(water);
                await Act(
                    review,
                    "catalogue",
                    WaterOffice,
                    new { catalogueItem = new { isNone = true }, meetsCriteria = false }
                );
            }
        );
        Stage.On(
            new(2025, 6, 13),
            async () =>
                await Act(
                    await ChildOf(water),
                    "intake.accept",
                    Reviewer,
                    new { completeOn = $"{Stage.Clock.Day:yyyy-MM-dd}" }
                )
        );
        Stage.On(
            new(2025, 6, 18),
            async () =>
                await Act(
                    await ChildOf(water),
                    "review.counsel",
                    "bianshengan",
                    new { capacity = "公职律师", opinion = "权限、程序、内容均无异议。" }
                )
        );
        Stage.On(
            new(2025, 6, 25),
            async () =>
                await Act(
                    await ChildOf(water),
                    "review.propose",
                    Reviewer,
                    new { conclusion = "Lawful", summary = "制定权限、程序和内容符合法律规定。" }
                )
        );
        Stage.On(
            new(2025, 6, 26),
            async () => await Act(await ChildOf(water), "opinion.issue", Head)
        );
        Stage.On(
            new(2025, 7, 1),
            async () =>
            {
                await Hand(water, "minutes", "会议纪要和讨论记录", "slj");
                await Act(
                    water,
                    "deliberation.submit",
                    WaterOffice,
                    new { meeting = "县政府第52次常务会议" }
                );
            }
        );
        Stage.On(
            new(2025, 7, 8),
            () =>
                Act(
                    water,
                    "deliberation.decide",
                    WaterOffice,
                    new
                    {
                        meetingKind = "常务会议",
                        meeting = "县政府第52次常务会议",
                        speakers = new[]
                        {
                            Speaker("桑祺山", "副县长", "For", "第一年调整幅度可以再小一些。"),
                            Speaker("褚砚清", "副县长", "Against", "建议先补贴、后调价。"),
                            Speaker("阮缨远", "副县长", "For"),
                            Speaker("晏沐和", "县长", "For", head: true),
                        },
                        decision = "Agreed",
                        text = "同意分两年调整，低保户、特困户不调整。",
                        executedBy = new[] { Stage.Organ("slj") },
                        executionDueOn = "2025-12-20",
                    }
                )
        );
        Stage.On(
            new(2025, 7, 9),
            () => Act(water, "party.report", WaterOffice, new { number = "云政请〔2025〕19号" })
        );
        Stage.On(
            new(2025, 7, 11),
            async () =>
            {
                await Act(
                    water,
                    "publish.announce",
                    WaterOffice,
                    new
                    {
                        number = "云政发〔2025〕14号",
                        places = new[] { "政府公报", "政府网站", "本地报纸" },
                        explained = "分两年调整的意见已经采纳，困难家庭不调整。",
                    }
                );
                await Hand(water, "published-text", "公布文本和解读", "slj");
            }
        );
        Stage.On(
            new(2025, 7, 15),
            () =>
                Act(
                    water,
                    "filing.complete",
                    WaterOffice,
                    new { fileNumber = "2025-Y-07", retention = "永久" }
                )
        );
        Stage.On(
            new(2025, 9, 30),
            () =>
                Act(
                    water,
                    "execution.report",
                    WaterOffice,
                    new
                    {
                        unit = Stage.Organ("slj"),
                        progress = "按期",
                        text = "第一步调整已经执行，困难家庭名单已核对。",
                        deviation = "无",
                        proposal = "继续",
                    }
                )
        );
        Stage.On(
            new(2025, 12, 18),
            () =>
                Act(
                    water,
                    "execution.end",
                    WaterOffice,
                    new { how = "Done", text = "两步调整全部执行，没有收到投诉。" }
                )
        );
    }

    private void UnderWay(DateOnly begun)
    {
        var day = begun;
        Stage.On(day, async () => roads = await Propose(Roads, "jtj", technical: true));
        Stage.On(day = Calendar.AddWorkdays(day, 8), () => Draft(roads, "jtj", Roads));
        Stage.On(
            day = Calendar.AddWorkdays(day, 3),
            () =>
                Act(
                    roads,
                    "participation.hear",
                    RoadsOffice,
                    new
                    {
                        form = "座谈会",
                        participants = "6个乡镇、12个村的代表18人",
                        said = "养护资金应当按里程分到村。",
                    }
                )
        );
        Stage.On(
            day = Calendar.AddWorkdays(day, 2),
            () =>
                Act(
                    roads,
                    "expert.draw",
                    RoadsOffice,
                    new
                    {
                        count = 3,
                        recusals = new[]
                        {
                            new { name = "仰修远", because = "参与了方案的起草。" },
                        },
                    }
                )
        );
        Stage.On(
            Calendar.AddWorkdays(day, 2),
            async () =>
            {
                await using var db = await Stage.Read();
                var drawn = (
                    await db.Set<Matter>().SingleAsync(m => m.Tenant == 1 && m.Id == roads)
                )
                    .ReadState()
                    .Acts[^1]
                    .Inputs["drawn"]!.AsArray();
                await Act(
                    roads,
                    "expert.decline",
                    RoadsOffice,
                    new
                    {
                        name = (string)drawn[0]!["name"]!,
                        ground = "谢绝",
                        text = "出差在外，不能按期论证。",
                    }
                );
                await Act(roads, "expert.draw", RoadsOffice, new { count = 1 });
            }
        );
    }

    private async Task<Guid> Propose(string title, string organ, bool technical)
    {
        var me = await Stage.As(HandlerOf(organ));
        var id = (
            await Stage.Do(
                new OpenMatter(
                    MajorDecisions.Key,
                    Json(
                        new
                        {
                            title,
                            category = "公共政策和措施",
                            isMacroControl = false,
                            isLegislation = false,
                            isEmergency = false,
                            hasOtherProcedure = false,
                            catalogueItem = new { item = items[title] },
                            decidedBy = MajorDecisionFacts.County,
                            vitalInterests = true,
                            hearingRequired = false,
                            technical,
                            riskPossible = false,
                            marketSubjects = false,
                            notPublic = false,
                        }
                    )
                )
                {
                    Materials = [await File("argument", "论证报告", title, me)],
                },
                me
            )
        ).Id;
        await Act(
            id,
            "proposal.argue",
            HandlerOf(organ),
            new
            {
                proposedBy = "所属部门或者下一级政府",
                problem = "现行办法施行多年，与实际情况不符。",
                grounds = "价格法第十八条、公路法第三十五条",
                plan = "在测算和听取意见的基础上分步施行。",
                advice = "建议启动",
            }
        );
        await Act(
            id,
            "initiation.decide",
            HandlerOf(organ),
            new
            {
                decidedBy = "县长",
                leadUnit = Stage.Organ(organ),
                approval = "县长批示",
            }
        );
        return id;
    }

    private async Task Draft(Guid id, string organ, string title)
    {
        await Hand(id, "draft", title, organ);
        await Hand(id, "explanation", "起草说明", organ);
        await Act(
            id,
            "drafting.complete",
            HandlerOf(organ),
            new { bases = new[] { "价格法第十八条" }, options = 1 }
        );
    }

    private async Task Ask()
    {
        var me = await Stage.As(WaterOffice);
        var closes = new DateOnly(2025, 6, 6);
        consultation = (
            await Stage.Do(
                new BeginConsultation(
                    Stage.Organ("slj"),
                    Asked(
                        ConsultationSubject.Decision,
                        Water + "（征求意见稿）",
                        "第一条　居民生活用水价格分两年调整。\n第二条　城乡低保户、特困户不调整。\n第三条　本方案由县水利局组织实施。",
                        "现行水价已执行九年，低于供水成本。为了保障供水安全，拟订本方案。",
                        closes
                    )
                )
                {
                    Matter = water,
                    Stage = "participation",
                },
                me
            )
        ).Id;
        await Stage.Do(new OpenConsultation(consultation, 1), me);
        await Act(
            water,
            "participation.publish",
            WaterOffice,
            new
            {
                channels = new[] { "政府网站", "报刊", "公示栏" },
                places = "云岭日报、各村公示栏",
                howToAnswer = "本门户“征求意见”栏；县水利局办公室",
                closesOn = $"{closes:yyyy-MM-dd}",
            }
        );
    }

    private async Task Answer()
    {
        var me = await Stage.As(WaterOffice);
        await using (var db = await Stage.Read())
        {
            var (groups, _) = await ConsultationQueries.Groups(
                db,
                Scope.All(),
                consultation,
                new GroupFilter(),
                null,
                50
            );
            foreach (var group in groups)
            {
                var text = group.Gist;
                await Stage.Do(
                    new AnswerOpinions(
                        consultation,
                        group.Id,
                        text,
                        text.Contains("监审", StringComparison.Ordinal)
                            ? OpinionOutcome.NotAdopted
                            : OpinionOutcome.Adopted,
                        text.Contains("监审", StringComparison.Ordinal)
                            ? "成本监审结果已于三月公布，不再重复公布。"
                            : "已写入方案第一条、第二条。"
                    ),
                    me
                );
            }
            await Stage.Do(
                new ConcludeConsultation(
                    consultation,
                    await ConsultationQueries.VersionOf(db, Scope.All(), consultation),
                    "感谢参与。"
                ),
                me
            );
        }
        await using var read = await Stage.Read();
        var matter = await read.Set<Matter>().SingleAsync(m => m.Tenant == 1 && m.Id == water);
        var known = await Stage
            .Services.GetRequiredService<ConsultationStages>()
            .Inputs(
                read,
                Scope.All(),
                matter.Procedure,
                await ConsultationQueries.ForMatter(read, Scope.All(), water)
            );
        await Stage.Do(
            new ActOnMatter(water, Whatever, "participation.close", known["participation.close"]),
            me
        );
    }

    private async Task StillOpen()
    {
        var me = await Stage.As(HandlerOf("cgj"));
        var id = (
            await Stage.Do(
                new BeginConsultation(
                    Stage.Organ("cgj"),
                    Asked(
                        ConsultationSubject.Document,
                        "云岭县城区犬只管理规定（征求意见稿）",
                        "第一条　为了规范城区养犬行为，制定本规定。\n第二条　携带犬只外出应当束链，及时清理粪便。\n第三条　本规定适用于城区建成区。",
                        "近年来犬只扰民的投诉增多，为了兼顾养犬人和其他居民，起草本规定。",
                        Stage.Clock.Day.AddDays(40)
                    )
                ),
                me
            )
        ).Id;
        await Stage.Do(new OpenConsultation(id, 1), me);
        foreach (
            var (days, text) in new (int, string)[]
            {
                (2, "大型犬应当戴嘴套。"),
                (3, "小区里应当划出遛犬的地方。"),
                (5, "罚款标准要写清楚。"),
            }
        )
        {
            Stage.On(
                Stage.Clock.Day.AddDays(days),
                () => Stage.Do(new GiveOpinion(id, Said(text)), Actor.Outside())
            );
        }
    }

    private static ConsultationText Asked(
        ConsultationSubject subject,
        string title,
        string draft,
        string explanation,
        DateOnly closes
    ) =>
        new()
        {
            Subject = subject,
            Editions = [new("zh-CN", "汉文", false, title, draft, explanation)],
            ClosesOn = closes,
            Channels = ["云岭日报", "各村公示栏"],
            Contact = "云岭县文化路1号，电话 0000-0000000",
        };

    private static OpinionText Said(string text) => new(null, text, null, OpinionGiver.Citizen);

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

    private async Task Hand(Guid id, string material, string title, string organ)
    {
        var me = await Stage.As(HandlerOf(organ));
        await Stage.Do(new SupplementMatter(id, [await File(material, title, title, me)]), me);
    }

    private async Task<NewMaterial> File(string material, string name, string title, Actor actor)
    {
        string[] lines =
        [
            $"第一条　{title}按照测算结果分步施行。",
            "第二条　困难家庭按照规定予以照顾。",
            $"{actor.OrganName}　{Stage.Clock.Day:yyyy年M月d日}",
        ];
        var hash = await Stage.Keep(SampleEvidence.Note(title, lines), $"{name}.txt", actor);
        return new NewMaterial(material, hash, $"{name}.txt");
    }
}
