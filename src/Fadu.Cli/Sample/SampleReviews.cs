using System.Globalization;
using System.Text.Json;
using Fadu.Core.Documents;
using Fadu.Core.Matters;
using Fadu.Core.People;
using Fadu.Core.Registers;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Modules.LegalityReview;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Cli.Sample;

/// <summary>
/// Three years of 合法性审查 (sample/yunling/reviews.tsv): what was sent in, how far it came, two executive meetings, contracts to the end of their performance, one matter decided before its review.
/// </summary>
internal sealed class SampleReviews(SampleStage stage) : SampleMatters(stage)
{
    private const string Counsel = "bianshengan";
    private const string Market = "maiyanqiu";
    private const string Agenda = "chenkai";

    private static readonly DateOnly Regulation = new(2024, 8, 1);

    private readonly Dictionary<string, Guid> matters = new(StringComparer.Ordinal);

    /// <summary>A line of reviews.tsv.</summary>
    private sealed record Line(
        string Key,
        string Kind,
        string Organ,
        DateOnly On,
        string Title,
        string Conclusion,
        int Findings,
        int Adopted,
        bool Market,
        string Ending
    )
    {
        /// <summary>Days of work from one step to the next, so that not all are alike.</summary>
        public int Pace { get; } = 2 + (Title.Length % 3);
    }

    private static IEnumerable<Line> Lines =>
        SampleData
            .Text("reviews.tsv")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(l => l.Split('\t'))
            .Select(c => new Line(
                c[0],
                c[1],
                c[2],
                DateOnly.ParseExact(c[3], "yyyy-MM-dd", CultureInfo.InvariantCulture),
                c[4],
                c[5],
                int.Parse(c[6], CultureInfo.InvariantCulture),
                int.Parse(c[7], CultureInfo.InvariantCulture),
                c[8] == "是",
                c[9]
            ));

    public void Plan()
    {
        Stage.On(Calendar.OnOrAfter(SampleCounty.Start.AddDays(3)), Settle);
        foreach (var line in Lines)
        {
            Stage.On(Calendar.OnOrAfter(line.On), () => Send(line));
        }
        Meeting(new(2024, 4, 25), "县政府第28次常务会议", "d1", "w1");
        Meeting(new(2025, 12, 18), "县政府第61次常务会议", "d6", "w7");
        Stage.On(new(2025, 6, 13), DecidedBeforehand);
        Stage.On(new(2025, 10, 14), SignedBeforehand);
    }

    private async Task Settle()
    {
        foreach (var kind in new[] { "decision", "document", "contract", "list" })
        {
            await Stage.Do(
                new SetProcedureOwner($"legality-review.{kind}", Stage.Organ("sfj")),
                Coordinator
            );
        }
        await Stage.Do(
            new SetProcedureOwner(CompetitionReviews.OfGovernment, Stage.Organ("scj")),
            Coordinator
        );
        await Stage.Do(new SetProcedureOwner(AgendaItems.Key, Stage.Organ("zfb")), Coordinator);
        await Stage.Do(new SetNumberCode("", "云司"), Head);
    }

    private async Task Send(Line line)
    {
        var id = line.Kind == "contract" ? await Draft(line) : await Open(line);
        matters[line.Key] = id;
        if (line.Ending == "returned")
        {
            Then(
                2,
                async () =>
                {
                    await Act(
                        id,
                        "intake.return",
                        Reviewer,
                        new { missing = new[] { "各部门对权责事项的书面确认" } }
                    );
                    await Paper(line, id, "supplement-letter");
                }
            );
            return;
        }
        if (line.Ending == "out")
        {
            Then(
                2,
                () =>
                    Act(
                        id,
                        "intake.out-of-scope",
                        Head,
                        new { reason = "属于机关内部工作流程，不在合法性审查事项目录内。" }
                    )
            );
            return;
        }
        if (line.Ending == "sent")
        {
            return;
        }
        Then(line.Market ? 12 : 1, () => Accept(line, id));
    }

    private async Task<Guid> Open(Line line)
    {
        var sender = await Stage.As(HandlerOf(line.Organ));
        var facts = new
        {
            title = line.Title,
            bases = new[] { Basis(line.Kind) },
            procedureStatement = "已经部门会签和集体研究，公开征求意见三十日。",
            involvesMarket = line.Market,
            // Before the regulation the drafter reviewed alone, on paper.
            fairCompetition = line.Market && line.On < Regulation
                ? "起草单位自我审查，结论为未违反审查标准。"
                : null,
            forExecutiveMeeting = line.Kind == "decision" ? true : (bool?)null,
            exploratory = line.Kind == "decision" ? line.Conclusion == "Exploratory" : (bool?)null,
            issuedAs = line.Kind != "document" ? null
            : line.Organ == "yqz" ? "乡镇"
            : line.Key is "w4" or "w10" ? "部门"
            : "县政府",
            listKind = line.Kind != "list" ? null
            : line.Organ == "xfj" ? "其他"
            : "权责清单和三定规定",
        };
        var id = (
            await Stage.Do(
                new OpenMatter($"legality-review.{line.Kind}", Json(facts))
                {
                    Handler = Stage.Person(Reviewer),
                    Materials =
                    [
                        await File("draft", "送审稿.txt", sender, line, 1),
                        await File("explanation", "起草说明.txt", sender, line, 1),
                        await File("consultation", "征求意见及采纳情况.txt", sender, line, 1),
                    ],
                },
                sender
            )
        ).Id;
        if (line.Market && line.On >= Regulation)
        {
            await Act(id, "competition", sender, new { affectsPublic = false });
            var review = await ChildOf(id);
            Then(1, () => Compete(review, line));
        }
        return id;
    }

    /// <summary>The contract's own matter is opened first; it sends itself to review.</summary>
    private async Task<Guid> Draft(Line line)
    {
        var sender = await Stage.As(HandlerOf(line.Organ));
        var contract = (
            await Stage.Do(
                new OpenMatter(
                    Contracts.Key,
                    Json(
                        new
                        {
                            title = line.Title,
                            contractType = line.Key switch
                            {
                                "h1" => ContractTypes.Concession,
                                "h2" or "h5" => ContractTypes.Works,
                                "h3" => ContractTypes.Investment,
                                "h4" => ContractTypes.Compensation,
                                _ => ContractTypes.Housing,
                            },
                            counterparty = line.Key switch
                            {
                                "h1" => "澄川市通行停车服务有限公司",
                                "h2" => "岚江医疗器械有限公司",
                                "h3" => "岚江青叶文旅投资有限公司",
                                "h5" => "澄川市清源水务有限公司",
                                _ => "自然人",
                            },
                            amount = line.Findings * 1_260_000m + 480_000m,
                        }
                    )
                ),
                sender
            )
        ).Id;
        await Act(
            contract,
            "signing.send",
            sender,
            new
            {
                bases = new[] { "民法典合同编" },
                procedureStatement = "已立项，预算和采购程序已经履行，经集体研究同意。",
                involvesMarket = false,
            }
        );
        matters[line.Key + ".contract"] = contract;
        var review = await ChildOf(contract);
        await Stage.Do(
            new SupplementMatter(
                review,
                [
                    await File("draft", "合同文本草案.txt", sender, line, 1),
                    await File("explanation", "起草说明.txt", sender, line, 1),
                    await File("approvals", "批准手续.txt", sender, line, 1),
                    await File("credit", "相对方资信调查.txt", sender, line, 1),
                ]
            ),
            sender
        );
        return review;
    }

    /// <summary>The item of the catalogue to which a line belongs.</summary>
    private static string? ItemOf(Line line) =>
        line.Key switch
        {
            "d3" or "d5" => "重大公共建设项目",
            "d9" => "国民经济和社会发展规划、专项规划",
            "h1" => "政府和社会资本合作协议、特许经营协议",
            "h2" or "h5" => "建设工程、货物和服务采购合同",
            "h3" => "招商引资协议",
            "h4" => "征收补偿协议的统一文本",
            "q1" or "q4" => "权责清单的编制和调整",
            "q2" => "部门职能配置、内设机构和人员编制规定",
            "q3" => "证明事项、收费、中介服务等清单",
            _ when line.Kind == "decision" => "公共服务、市场监管、社会管理方面的重大措施",
            _ when line.Kind == "document" => line.Organ.EndsWith('z')
                ? "乡镇行政规范性文件"
                : "部门行政规范性文件",
            _ => null,
        };

    /// <summary>Names the item of the catalogue, once there is one, and hands in what it asks for besides.</summary>
    private async Task Choose(Line line, Guid id)
    {
        var sender = await Stage.As(HandlerOf(line.Organ));
        var (procedure, state) = await Read(id);
        if (Facts().CatalogueOffers is null or 0)
        {
            return;
        }
        Guid? item;
        await using (var db = await Stage.Read())
        {
            var name = ItemOf(line);
            item = (
                await RegisterQueries
                    .Items(
                        db,
                        Scope.All(),
                        ReviewCatalogue.Register,
                        new RegisterFilter { Day = Stage.Clock.Day }
                    )
                    .FirstOrDefaultAsync(v => v.Title == name)
            )?.ItemId;
        }
        await Act(
            id,
            "catalogue",
            sender,
            new
            {
                catalogueItem = item is { } chosen
                    ? (object)new { item = chosen }
                    : new { isNone = true },
                meetsCriteria = item is not null,
            }
        );
        (procedure, state) = await Read(id);
        var asked = CatalogueAtIntake.Missing(Facts(), procedure, state);
        if (asked.Count == 0)
        {
            return;
        }
        var papers = new List<NewMaterial>();
        foreach (var name in asked)
        {
            papers.Add(await File("other", $"{name}.txt", sender, line, 1));
        }
        await Stage.Do(new SupplementMatter(id, papers), sender);

        ReviewFacts Facts() =>
            (ReviewFacts)state.Facts.Deserialize(procedure.FactsType, ProcedureJson.Options)!;
    }

    private async Task<(Procedure Procedure, MatterState State)> Read(Guid id)
    {
        await using var db = await Stage.Read();
        var matter = await db.Set<Matter>().SingleAsync(m => m.Tenant == 1 && m.Id == id);
        return (
            Stage
                .Services.GetRequiredService<ProcedureRegistry>()
                .Get(matter.Procedure, matter.Edition),
            matter.ReadState()
        );
    }

    private async Task Accept(Line line, Guid id)
    {
        await Choose(line, id);
        await Act(id, "intake.accept", Reviewer, new { completeOn = Iso(Stage.Clock.Day) });
        await Paper(line, id, "receipt");
        if (line.Ending == "accepted")
        {
            return;
        }
        // One in three was asked for more.
        var wait = 1;
        if (line.Findings >= 4)
        {
            Then(
                1,
                async () =>
                {
                    await Act(
                        id,
                        "review.supplement",
                        Reviewer,
                        new { missing = new[] { "社会稳定风险评估报告" } }
                    );
                    await Paper(line, id, "supplement-letter");
                }
            );
            Then(4, () => Act(id, "review.received", Reviewer));
            wait = 4;
        }
        Then(
            wait,
            async () =>
            {
                await Act(
                    id,
                    "review.counsel",
                    Counsel,
                    new
                    {
                        capacity = "公职律师",
                        opinion = line.Findings == 0
                            ? "权限、程序、内容均无异议。"
                            : "建议对照上位法核对责任条款，避免增设义务。",
                    }
                );
            }
        );
        Then(wait + line.Pace, () => Propose(line, id));
    }

    private async Task Propose(Line line, Guid id)
    {
        await Act(
            id,
            "review.propose",
            Reviewer,
            new
            {
                conclusion = line.Conclusion,
                summary = line.Findings == 0
                    ? "制定权限、程序和内容符合法律规定。"
                    : "经审查，下列条款应当按意见处理。",
                findings = Findings(line.Findings),
            }
        );
        if (line.Ending == "proposed")
        {
            return;
        }
        // Signing the paper is the step.
        Then(1, () => Paper(line, id, "opinion-letter"));
        if (line.Findings == 0)
        {
            Then(3, () => Signed(line));
        }
        else if (line.Ending == "closed")
        {
            Then(1 + line.Pace, () => Answer(line, id));
        }
    }

    private async Task Answer(Line line, Guid id)
    {
        var sender = await Stage.As(HandlerOf(line.Organ));
        await Stage.Do(
            new SupplementMatter(
                id,
                [await File("draft", "送审稿（修改后）.txt", sender, line, 2)]
            ),
            sender
        );
        await Act(
            id,
            "feedback.answer",
            sender,
            new
            {
                answers = Enumerable
                    .Range(1, line.Findings)
                    .Select(n => new
                    {
                        number = n,
                        adoption = n <= line.Adopted ? "Adopted" : "Rejected",
                        place = n <= line.Adopted ? $"第{ChineseNumerals.Format(n + 1)}条" : null,
                        reason = n <= line.Adopted
                            ? null
                            : "与省级主管部门的规定一致，已附依据，予以保留。",
                    }),
            }
        );
        Then(3, () => Signed(line));
    }

    /// <summary>What follows a review of a contract: signing, filing, performance.</summary>
    private async Task Signed(Line line)
    {
        if (!matters.TryGetValue(line.Key + ".contract", out var id))
        {
            return;
        }
        var sender = await Stage.As(HandlerOf(line.Organ));
        await Stage.Do(
            new SupplementMatter(id, [await File("signed", "签订的合同.txt", sender, line, 3)]),
            sender
        );
        await Act(
            id,
            "signing.sign",
            sender,
            new
            {
                contractNo = $"云合〔{Stage.Clock.Day.Year}〕{line.Key[1..]}号",
                signedBy = "单位主要负责人",
                nextDueOn = Iso(Stage.Clock.Day.AddDays(line.Key == "h2" ? 60 : 400)),
            }
        );
        Then(
            line.Key == "h3" ? 9 : 3,
            () => Act(id, "performance.file", sender, new { number = "县司法局合同备案" })
        );
        switch (line.Key)
        {
            case "h2":
                Then(
                    40,
                    () =>
                        Act(
                            id,
                            "performance.complete",
                            sender,
                            new { text = "设备全部到货，验收合格。" }
                        )
                );
                break;
            case "h3":
                Then(
                    60,
                    () =>
                        Act(
                            id,
                            "performance.dispute",
                            sender,
                            new
                            {
                                breachBy = "Ours",
                                text = "供地时间晚于约定，对方要求顺延投产期限。",
                                way = "协商",
                            }
                        )
                );
                Then(
                    85,
                    () =>
                        Act(
                            id,
                            "performance.settle",
                            sender,
                            new { text = "双方签订补充协议，投产期限顺延六个月。" }
                        )
                );
                break;
            case "h1":
                Then(
                    120,
                    () =>
                        Act(
                            id,
                            "performance.progress",
                            sender,
                            new { text = "首批四处停车场投入使用，年度考核合格。" }
                        )
                );
                break;
            default:
                break;
        }
    }

    /// <summary>公平竞争审查: before the regulation by the drafter alone, since then together with the market regulator.</summary>
    private async Task Compete(Guid id, Line line)
    {
        var drafter = await Stage.As(HandlerOf(line.Organ));
        await Act(id, "scoping.apply", drafter);
        await Act(
            id,
            "hearing.ask",
            drafter,
            new { to = new[] { "县个体私营企业协会", "两家经营者" } }
        );
        Then(
            4,
            async () =>
            {
                await Act(
                    id,
                    "hearing.record",
                    drafter,
                    new
                    {
                        views = new[]
                        {
                            new
                            {
                                from = "行业协会商会",
                                name = "县个体私营企业协会",
                                said = "建议不区分本地和外地经营者。",
                                adopted = true,
                            },
                        },
                    }
                );
                await Stage.Do(
                    new SupplementMatter(
                        id,
                        [
                            await File("draft", "草案.txt", drafter, line, 1),
                            await File("views", "征求意见记录.txt", drafter, line, 1),
                        ]
                    ),
                    drafter
                );
                await Act(
                    id,
                    "preliminary.submit",
                    drafter,
                    new { opinion = "未发现违反审查标准的内容。" }
                );
            }
        );
        Then(
            8,
            () =>
                Act(
                    id,
                    "conclusion.issue",
                    Market,
                    new { conclusion = "Clear", assessment = "不限定经营者，不排除、限制竞争。" }
                )
        );
    }

    private void Meeting(DateOnly on, string meeting, params string[] keys)
    {
        var ready = Calendar.SubtractWorkdays(on, 3);
        foreach (var key in keys)
        {
            Stage.On(
                ready,
                async () =>
                {
                    var line = Lines.First(l => l.Key == key);
                    var sender = await Stage.As(HandlerOf(line.Organ));
                    var id = (
                        await Stage.Do(
                            new OpenMatter(
                                AgendaItems.Key,
                                Json(
                                    new
                                    {
                                        title = line.Title,
                                        kind = line.Kind == "decision"
                                            ? AgendaFacts.Decision
                                            : AgendaFacts.Document,
                                        reporter = "主要负责人",
                                    }
                                )
                            ),
                            sender
                        )
                    ).Id;
                    await Stage.Do(new NameMatter(id, Whatever, "review", matters[key]), sender);
                    await Act(id, "agenda.propose", sender);
                    await Act(id, "agenda.place", Agenda, new { meeting, meetingOn = Iso(on) });
                    Stage.On(on, () => Decide(id, line));
                }
            );
        }
    }

    private async Task Decide(Guid id, Line line)
    {
        await Act(
            id,
            "agenda.attend",
            Agenda,
            new
            {
                attendance = "Head",
                post = "县司法局局长",
                said = line.Conclusion == "Exploratory"
                    ? "属于探索性改革，法律风险已在审查意见中列明。"
                    : "送审稿已按审查意见修改，同意提请审议。",
            }
        );
        await Act(
            id,
            "agenda.decide",
            Agenda,
            new
            {
                result = "Passed",
                text = "会议原则同意，由承办单位按程序印发。",
                againstMajority = false,
                risk = line.Conclusion == "Exploratory"
                    ? "集体土地使用方式尚无明确规定，先行在两个村试点。"
                    : null,
            }
        );
        Then(
            3,
            () =>
                Act(
                    id,
                    "minutes.issue",
                    Agenda,
                    new { number = $"云政常纪〔{Stage.Clock.Day.Year}〕{line.Key[1..]}号" }
                )
        );
    }

    /// <summary>未审先议: put on record three days after the meeting, with both dates and the reason.</summary>
    private async Task DecidedBeforehand()
    {
        var sender = await Stage.As(HandlerOf("wlj"));
        var line = new Line(
            "x",
            "decision",
            "wlj",
            Stage.Clock.Day,
            "云岭县茶文化节举办方案",
            "",
            0,
            0,
            false,
            ""
        );
        var id = (
            await Stage.Do(
                new OpenMatter(
                    AgendaItems.Key,
                    Json(new { title = line.Title, kind = AgendaFacts.Decision })
                )
                {
                    Materials = [await File("draft", "提请审议稿.txt", sender, line, 1)],
                },
                sender
            )
        ).Id;
        Then(
            1,
            async () =>
            {
                await Act(
                    id,
                    "agenda.attend",
                    Agenda,
                    new
                    {
                        attendance = "Absent",
                        absence = "议题临时增加，没有通知。",
                        said = "无",
                    }
                );
                await Stage.Do(
                    new RecordDespite(
                        id,
                        Whatever,
                        "agenda.decide",
                        Json(
                            new
                            {
                                result = "PassedWithChanges",
                                text = "会议原则同意，经费另行核定。",
                                againstMajority = false,
                            }
                        )
                    )
                    {
                        LegalDate = Calendar.SubtractWorkdays(Stage.Clock.Day, 3),
                        Reason = "会上临时增加议题，会后核对发现没有送请合法性审查，如实补录。",
                    },
                    Agenda
                );
            }
        );
    }

    /// <summary>未审先签.</summary>
    private async Task SignedBeforehand()
    {
        var sender = await Stage.As(HandlerOf("wlx"));
        var line = new Line(
            "y",
            "contract",
            "wlx",
            Stage.Clock.Day,
            "雾隐坪乡通村路养护合同",
            "",
            0,
            0,
            false,
            ""
        );
        var id = (
            await Stage.Do(
                new OpenMatter(
                    Contracts.Key,
                    Json(
                        new
                        {
                            title = line.Title,
                            contractType = ContractTypes.Works,
                            counterparty = "云岭县路捷养护有限公司",
                            amount = 186_000m,
                        }
                    )
                )
                {
                    Materials = [await File("signed", "签订的合同.txt", sender, line, 3)],
                },
                sender
            )
        ).Id;
        await Stage.Do(
            new RecordDespite(
                id,
                Whatever,
                "signing.sign",
                Json(new { contractNo = "雾合〔2025〕9号", signedBy = "乡长" })
            )
            {
                LegalDate = Calendar.SubtractWorkdays(Stage.Clock.Day, 12),
                Reason = "汛期抢修先行签订，督察时发现未经合法性审查，如实补录。",
            },
            sender
        );
        Then(2, () => Act(id, "performance.file", sender, new { number = "县司法局合同备案" }));
    }

    private static object[] Findings(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(n => new
                {
                    place = $"第{ChineseNumerals.Format(n + 1)}条",
                    problem = (n % 3) switch
                    {
                        0 => "表述容易产生歧义。",
                        1 => "没有上位法依据增加申请人的义务。",
                        _ => "与现行规定的时限不一致。",
                    },
                    advice = (n % 3) switch
                    {
                        0 => "改为列举。",
                        1 => "删去，或者写明所依据的法律条款。",
                        _ => "按上位法规定的时限修改。",
                    },
                    severity = n % 3 == 0 ? "Wording"
                    : n % 2 == 0 ? "Should"
                    : "Must",
                }),
        ];

    private static string Basis(string kind) =>
        kind switch
        {
            "decision" => "重大行政决策程序暂行条例第三条",
            "document" => "地方各级人民代表大会和地方各级人民政府组织法第七十三条",
            _ => "地方各级人民政府机构设置和编制管理条例",
        };

    /// <summary>The draft as articles, so that opinions have passages to be bound to; each version differs.</summary>
    private async Task<NewMaterial> File(
        string material,
        string name,
        Actor actor,
        Line line,
        int version
    )
    {
        string[] lines = material is "draft" or "signed"
            ?
            [
                $"第一条　为了规范{line.Title}所涉事项，根据有关法律、法规，结合本县实际，制定本文件。",
                $"第二条　有关单位应当自收到材料之日起{(version > 1 ? 10 : 15)}个工作日内办结。",
                "第三条　申请人应当如实提供材料，对真实性负责。",
                $"第四条　{(version > 1 ? "经营者平等适用本文件。" : "在本县注册的经营者优先。")}",
                "第五条　违反本文件的，由主管部门依照有关法律、法规处理。",
                "第六条　本文件自印发之日起施行。",
            ]
            :
            [
                $"事项：{line.Title}",
                $"材料：{Path.GetFileNameWithoutExtension(name)}",
                $"单位：{actor.OrganName}",
                $"日期：{Stage.Clock.Day:yyyy年M月d日}",
            ];
        var hash = await Stage.Keep(SampleEvidence.Note(line.Title, lines), name, actor);
        return new NewMaterial(material, hash, name);
    }

    private void Then(int workdays, Func<Task> act) =>
        Stage.On(Calendar.AddWorkdays(Stage.Clock.Day, workdays), act);

    /// <summary>Drafts, checks and signs a document of the bureau, which takes its number; who sent the matter in has it.</summary>
    private async Task Paper(Line line, Guid matter, string kind)
    {
        var drafter = await Stage.As(Reviewer);
        var id = (await Stage.Do(new StartDocument(matter, kind), drafter)).Id;
        await Stage.Do(new SubmitDocument(id, (await Of()).Version), drafter);
        if ((await Of()).Stage == DocumentStage.Check)
        {
            await Stage.Do(new CheckDocument(id, (await Of()).Version), Coordinator);
        }
        if ((await Of()).Stage == DocumentStage.Sign)
        {
            await Stage.Do(
                new IssueDocument(id, (await Of()).Version),
                kind == "opinion-letter" ? Head : Reviewer
            );
            if (kind != "receipt")
            {
                await Stage.Do(new AcknowledgeDocument(id), await Stage.As(HandlerOf(line.Organ)));
            }
        }

        async Task<MatterDocument> Of()
        {
            await using var db = await Stage.Read();
            return await db.Set<MatterDocument>().SingleAsync(d => d.Tenant == 1 && d.Id == id);
        }
    }
}
