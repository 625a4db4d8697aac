using System.Text.Json;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using Fadu.Law.Procedures;
using Fadu.Modules.NormativeDocuments;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Cli.Sample;

/// <summary>规范性文件 in the making: one that was issued, filed and explained, one on which the public is being asked, and a clean-up from its list to its public catalogue.</summary>
internal sealed class SampleNormative(SampleStage stage) : SampleMatters(stage)
{
    private const string Drafter = "miaolisheng";
    private const string DrafterHead = "fanlihe";
    private const string Campaign = "2025年县政府规范性文件全面清理";

    private const string BusRules = """
        第一条　为了保障学生乘坐校车安全，根据《校车安全管理条例》，结合本县实际，制定本细则。
        第二条　提供校车服务的学校应当与校车服务提供者签订责任书，报县教育局备案。
        第三条　校车每学期开学前检查一次，检查结果在学校公布。
        第四条　随车照管人员应当清点上下车人数并签字。
        第五条　本细则自2025年9月1日起施行，有效期五年。
        """;

    public void Plan()
    {
        Stage.On(Calendar.OnOrAfter(SampleCounty.Start.AddDays(3)), Settle);
        Stage.On(new(2025, 3, 10), MakeBusRules);
        Stage.On(new(2025, 9, 2), CleanUp);
        Stage.On(new(2025, 12, 8), AskAboutNurseries);
    }

    private async Task Settle()
    {
        foreach (var procedure in new[] { FilingReviews.Key, CleanupCampaigns.Key })
        {
            await Stage.Do(new SetProcedureOwner(procedure, Stage.Organ("sfj")), Coordinator);
        }
    }

    /// <summary>县教育局's own document, from the proposal to its interpretation.</summary>
    private async Task MakeBusRules()
    {
        const string title = "云岭县校车安全管理实施细则";
        var id = await Open(
            title,
            "jyj",
            Makers.Department,
            market: false,
            "《校车安全管理条例》第三条"
        );
        await Act(id, "proposal.approve", DrafterHead);
        await Supplement(id, Drafter, ("draft", BusRules), ("explanation", "起草说明。"));
        await Act(
            id,
            "drafting.ask",
            Drafter,
            new
            {
                asked = new[] { "县公安局", "县交通局" },
                answered = "采纳县公安局意见一条，没有分歧。",
            }
        );
        await Act(id, "drafting.complete", Drafter);
        await Act(id, "comment.publish", Drafter, Notice(35));
        var asked = Calendar.OnOrAfter(Stage.Clock.Day.AddDays(37));
        Stage.On(
            asked,
            async () =>
            {
                await Act(
                    id,
                    "comment.close",
                    Drafter,
                    new
                    {
                        received = 6,
                        adopted = 4,
                        feedback = "采纳随车照管人员签字等四条；要求财政全额补贴的两条超出本细则权限，未采纳。",
                        feedbackOn = Iso(Stage.Clock.Day),
                        feedbackAt = "县教育局网站",
                    }
                );
                await Act(
                    id,
                    "preReview.sign",
                    DrafterHead,
                    new { opinion = "属于本局权限，程序、内容合法。" }
                );
                await Supplement(id, Drafter, ("consultation", "收到意见六条，采纳四条。"));
                await Act(
                    id,
                    "legality.request",
                    Drafter,
                    new { procedureStatement = "已征求部门意见，公开征求意见三十五日。" }
                );
                await Review(await ChildOf(id, "legality-review.document"));
            }
        );
        Stage.On(
            Calendar.AddWorkdays(asked, 12),
            async () =>
            {
                await Act(
                    id,
                    "deliberation.decide",
                    Drafter,
                    new
                    {
                        meeting = "县教育局2025年第8次局长办公会议",
                        metOn = Iso(Stage.Clock.Day),
                        said = "会议同意，按程序印发。",
                    }
                );
                await Supplement(id, Drafter, ("minutes", "局长办公会议纪要。"));
                await Act(
                    id,
                    "sign.number",
                    Drafter,
                    new
                    {
                        documentNumber = "云教规〔2025〕1号",
                        registrationNumber = "YLGS-2025-006",
                        signedOn = Iso(Stage.Clock.Day),
                    }
                );
                await Act(
                    id,
                    "publish.done",
                    Drafter,
                    new
                    {
                        publishedOn = Iso(Stage.Clock.Day),
                        effectiveOn = "2025-09-01",
                        address = "https://yunling.example/jyj/gfxwj/1",
                        text = BusRules,
                    }
                );
                await Portal(NormativeDocuments.Key, title, Drafter);
                await Act(
                    id,
                    "interpret",
                    Drafter,
                    new
                    {
                        interpretation = $"《{title}》问答",
                        way = InterpretationForms.Questions,
                        interpretedOn = Iso(Stage.Clock.Day),
                        address = "https://yunling.example/jyj/jiedu/1",
                        text = """
                        问：为什么要制定这份细则？
                        答：条例规定由县级人民政府对校车安全负总责，细则把签责任书、学期检查、清点人数落到学校。
                        问：家长怎样知道校车检查过没有？
                        答：检查结果每学期开学前在学校公布。
                        """,
                    }
                );
                await Portal(PolicyInterpretations.Key, $"《{title}》问答", Drafter);
                await Supplement(id, Drafter, ("final", BusRules));
                await Act(
                    id,
                    "filing.send",
                    Drafter,
                    new { receiver = "县政府（县司法局）", byLead = true }
                );
                var filing = await ChildOf(id, FilingReviews.Key);
                Stage.On(
                    Calendar.AddWorkdays(Stage.Clock.Day, 4),
                    async () =>
                    {
                        await Act(filing, "form.register", Reviewer);
                        await Act(
                            filing,
                            "review.clear",
                            Reviewer,
                            new { opinion = "权限、程序、内容合法，未发现问题。" }
                        );
                    }
                );
            }
        );
    }

    /// <summary>县司法局 reviews what came in: item of the catalogue, taken in, proposed and signed.</summary>
    private async Task Review(Guid id)
    {
        Guid item;
        await using (var db = await Stage.Read())
        {
            item = (
                await RegisterQueries
                    .Items(
                        db,
                        Scope.All(),
                        Fadu.Modules.LegalityReview.ReviewCatalogue.Register,
                        new RegisterFilter { Day = Stage.Clock.Day }
                    )
                    .SingleAsync(v => v.Title == "部门行政规范性文件")
            ).ItemId;
        }
        await Act(
            id,
            "catalogue",
            Drafter,
            new { catalogueItem = new { item }, meetsCriteria = true }
        );
        await Stage.Do(
            new SupplementMatter(id, [await File("other", "制定依据.txt", "条例全文。", Drafter)]),
            Drafter
        );
        await Act(id, "intake.accept", Reviewer, new { completeOn = Iso(Stage.Clock.Day) });
        Stage.On(
            Calendar.AddWorkdays(Stage.Clock.Day, 6),
            async () =>
            {
                await Act(
                    id,
                    "review.propose",
                    Reviewer,
                    new
                    {
                        conclusion = "Lawful",
                        summary = "权限、程序、内容合法。",
                        findings = Array.Empty<object>(),
                    }
                );
                await Act(id, "opinion.issue", Head);
            }
        );
    }

    /// <summary>The documents of the county government, looked through by those who drafted them.</summary>
    private async Task CleanUp()
    {
        var id = (
            await Stage.Do(
                new OpenMatter(
                    CleanupCampaigns.Key,
                    Json(
                        new
                        {
                            title = Campaign,
                            kind = CleanupFacts.Full,
                            cutoff = Iso(Stage.Clock.Day),
                            onlyClass = Makers.Government,
                        }
                    )
                ),
                Reviewer
            )
        ).Id;
        await Act(
            id,
            "launch.freeze",
            Head,
            new { demand = "对照2024年以来修改的法律法规逐件提出意见，写明条款。" }
        );
        var lines = (await Facts(id)).Lines;
        var amended = lines.First(l => l.Title.Contains("临时救助", StringComparison.Ordinal));
        Stage.On(
            Calendar.AddWorkdays(Stage.Clock.Day, 11),
            async () =>
            {
                foreach (var own in lines.GroupBy(l => l.Organ))
                {
                    await Act(
                        id,
                        "opinion.set",
                        await Stage.As(LoginOf(own.Key)),
                        new
                        {
                            rows = own.Select(l => new
                                {
                                    number = l.Number,
                                    conclusion = l == amended
                                        ? CleanupConclusions.Amend
                                        : CleanupConclusions.Keep,
                                    basis = l == amended ? "《社会救助暂行办法》第四十八条" : null,
                                    planOn = l == amended ? "2026-06-30" : null,
                                })
                                .ToArray(),
                        }
                    );
                }
                await Act(id, "opinion.finish", Reviewer);
                await Act(id, "review.agree", Head, new { opinion = "同意各单位意见。" });
            }
        );
        Stage.On(
            new DateOnly(2025, 10, 23),
            async () =>
            {
                await Act(
                    id,
                    "decide.record",
                    Reviewer,
                    new
                    {
                        maker = Stage.Organ("xzf"),
                        meeting = "县政府第58次常务会议",
                        metOn = Iso(Stage.Clock.Day),
                        decisionNumber = "云政发〔2025〕21号",
                        changed = Array.Empty<object>(),
                    }
                );
                await Act(id, "decide.finish", Reviewer);
                await Act(
                    id,
                    "publish.done",
                    Reviewer,
                    new
                    {
                        publishedOn = Iso(Stage.Clock.Day),
                        address = "https://yunling.example/zfgb/2025/21",
                        statedOn = Iso(Stage.Clock.Day),
                        total = lines.Count,
                        kept = lines.Count - 1,
                        amended = 1,
                        repealed = 0,
                        expired = 0,
                    }
                );
                List<Guid> listed;
                await using (var db = await Stage.Read())
                {
                    listed = await db.Set<RegisterVersion>()
                        .Where(v => v.Tenant == 1 && v.Register == CleanupResults.Key)
                        .Select(v => v.ItemId)
                        .ToListAsync();
                }
                await Stage.Do(new PublishOnPortal(listed), Reviewer);
                await Act(
                    id,
                    "follow.amended",
                    Reviewer,
                    new
                    {
                        number = amended.Number,
                        how = "县民政局已列入2026年制定计划，修改稿送县政府办。",
                    }
                );
                await Act(id, "follow.end", Head, new { opinion = "清理完成，目录已公布。" });
            }
        );
    }

    /// <summary>A document of the county government on which the public is being asked.</summary>
    private async Task AskAboutNurseries()
    {
        var id = await Open(
            "云岭县普惠性幼儿园认定和管理办法",
            "xzf",
            Makers.Government,
            market: true,
            "《中华人民共和国学前教育法》第二十七条"
        );
        await Act(id, "proposal.approve", DrafterHead);
        await Supplement(
            id,
            Drafter,
            (
                "draft",
                "第一条　为了规范普惠性幼儿园认定，制定本办法。\n第二条　公办、民办幼儿园同等申请认定。\n第三条　认定结果每年公布一次。"
            ),
            ("explanation", "起草说明。")
        );
        await Act(
            id,
            "drafting.ask",
            Drafter,
            new { asked = new[] { "县财政局", "县发改局" }, answered = "没有不同意见。" }
        );
        await Act(id, "drafting.complete", Drafter);
        Stage.On(
            Calendar.AddWorkdays(Stage.Clock.Day, 10),
            () => Act(id, "comment.publish", Drafter, Notice(35))
        );
    }

    private async Task<Guid> Open(
        string title,
        string issuer,
        string issuerClass,
        bool market,
        string basis
    ) =>
        (
            await Stage.Do(
                new OpenMatter(
                    DocumentMaking.Key,
                    Json(
                        new
                        {
                            title,
                            issuer = Stage.Organ(issuer),
                            issuerClass,
                            touchesRights = true,
                            binding = true,
                            repeated = true,
                            toThePublic = true,
                            otherPaper = DocumentMakingFacts.NoneOfThem,
                            subject = "教育",
                            bases = new[] { basis },
                            important = false,
                            marketRelated = market,
                            affectsOperators = market,
                            vitalPublicInterest = true,
                            hearingNeeded = false,
                            isMajorDecision = false,
                            trial = false,
                        }
                    )
                ),
                Drafter
            )
        ).Id;

    private object Notice(int days) =>
        new
        {
            channels = new[] { "县政府网站", "云岭日报" },
            opensOn = Iso(Stage.Clock.Day),
            closesOn = Iso(Stage.Clock.Day.AddDays(days)),
            address = "https://yunling.example/yjzj",
        };

    private async Task Supplement(
        Guid id,
        string login,
        params (string Material, string Text)[] files
    )
    {
        var materials = new List<NewMaterial>();
        foreach (var (material, text) in files)
        {
            materials.Add(await File(material, $"{material}.txt", text, login));
        }
        await Stage.Do(new SupplementMatter(id, materials), login);
    }

    private async Task<NewMaterial> File(string material, string name, string text, string login) =>
        new(
            material,
            await Stage.Keep(System.Text.Encoding.UTF8.GetBytes(text), name, await Stage.As(login)),
            name
        );

    private async Task Portal(string register, string title, string login)
    {
        Guid item;
        await using (var db = await Stage.Read())
        {
            item = await db.Set<RegisterVersion>()
                .Where(v => v.Tenant == 1 && v.Register == register && v.Title == title)
                .Select(v => v.ItemId)
                .FirstAsync();
        }
        await Stage.Do(new PublishOnPortal([item]), login);
    }

    private async Task<CleanupFacts> Facts(Guid id)
    {
        await using var db = await Stage.Read();
        var matter = await db.Set<Matter>().SingleAsync(m => m.Tenant == 1 && m.Id == id);
        return matter.ReadState().Facts.Deserialize<CleanupFacts>(ProcedureJson.Options)!;
    }

    private string LoginOf(Guid organ)
    {
        var key = SampleData
            .Organs.First(o => Stage.HasOrgan(o.Key) && Stage.Organ(o.Key) == organ)
            .Key;
        return key == "sfj" ? Reviewer : HandlerOf(key);
    }
}
