using System.Text;
using System.Text.Json.Nodes;
using Fadu.Core.Calendars;
using Fadu.Core.Consultations;
using Fadu.Core.Documents;
using Fadu.Core.Figures;
using Fadu.Core.Files;
using Fadu.Core.Inbox;
using Fadu.Core.Laws;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Core.Plans.Rectification;
using Fadu.Core.Plans.Supervision;
using Fadu.Core.Publications;
using Fadu.Core.Readings;
using Fadu.Core.Registers;
using Fadu.Core.Reports;
using Fadu.Core.Tests.Plans;
using Fadu.Core.Trail;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Trail.Golden;

/// <summary>
/// What happened in the golden trail, told through commands, one chapter for the kinds that begin alike. A chapter makes the organs and people that it needs under names of
/// its own, so that it can be told again at the end of a trail that already holds an earlier telling: that is how a new kind gets its entry without touching the old ones.
/// </summary>
internal sealed class GoldenStory(County county, string mark)
{
    /// <summary>The chapters by the beginnings of the kinds that they bring.</summary>
    public static readonly IReadOnlyList<(string[] Kinds, Func<GoldenStory, Task> Tell)> Chapters =
    [
        (["organ."], s => s.Organs()),
        (["person.", "list."], s => s.People()),
        (["file."], s => s.Files()),
        (["ledger."], s => s.Ledgers()),
        (["plan.", "plan-item.", "inbox."], s => s.Plans()),
        (["supervision.", "rectification."], s => s.Supervision()),
        (["period."], s => s.Periods()),
        (["figure."], s => s.Figures()),
        (["report.", "report-section.", "report-duty."], s => s.Reports()),
        (["matter.", "procedure.", "calendar."], s => s.Matters()),
        (["reading."], s => s.Readings()),
        (["register."], s => s.Registers()),
        (["publication."], s => s.Publications()),
        (["document.", "document-number.", "document-template."], s => s.Documents()),
        (["law.", "law-cleanup."], s => s.Laws()),
        (["return."], s => s.Returns()),
        (["consultation.", "opinion.", "personal."], s => s.Consultations()),
        (["ledger-start."], s => s.Introduction()),
    ];

    /// <summary>Files of the story, so that whoever loads the golden trail can put them into the store.</summary>
    public static readonly IReadOnlyList<(string Name, string Text)> EvidenceFiles =
    [
        ("签到表.txt", "签到表：到会二十一人。"),
        ("清单.txt", "证明事项清单，共三十二项。"),
        ("照片说明.txt", "宪法宣传周现场照片说明。"),
        (
            "云岭县村道养护规定.txt",
            "云岭县村道养护规定\n第一条　为了养护村道，依据《云岭省公路条例》第九条，制定本规定。\n第二条　本规定自2024年3月1日起施行。\n"
        ),
        (
            "云岭县村道养护规定（修订）.txt",
            "云岭县村道养护规定\n第一条　为了养护村道、桥涵，依据《云岭省公路条例》第十条，制定本规定。\n第二条　本规定自2025年7月1日起施行。\n"
        ),
    ];

    private static readonly DateOnly Founded = new(2019, 3, 1);

    private async Task Organs()
    {
        var county1 = await Organ("zf", OrganKind.Government);
        var finance = await Organ("cz", parent: county1);
        var assets = await Organ("gz", parent: county1);
        var sports = await Organ("ty", parent: county1);
        var culture = await Organ("wh", parent: county1);
        var tourism = await Organ("ly", parent: county1);
        var relief = await Organ("fp", parent: county1);
        var day = new DateOnly(2024, 4, 1);
        await Do(new RenameOrgan(finance, Name("财政和国资", "局"), Name("财政国资"), day));
        await Do(new CorrectOrganName(finance, Name("财政和国有资产", "局"), Name("财政国资")));
        await Do(new SetOrganAliases(finance, [Name("财政"), Name("国资")]));
        await Do(new AmendOrgan(sports, OrganKind.Department, Level.County, county1, 40));
        await Do(
            new MoveDuties(finance, assets, "国有资产监督管理", day, "云编发〔2024〕3号")
            {
                Reason = "机构改革",
            }
        );
        await Do(new MergeOrgan(assets, finance, day.AddMonths(6), "云编发〔2024〕9号"));
        await Do(new SplitOrgan(culture, [sports, tourism], true, day, "云编发〔2024〕4号"));
        await Do(new AbolishOrgan(relief, finance, day, "云编发〔2024〕5号"));
    }

    private async Task People()
    {
        var organ = await Organ("sf");
        var other = await Organ("rs");
        var system = await Person("甲系统", organ, "sys", Role.SystemAdministrator);
        var security = await Person("乙安全", organ, "sec", Role.SecurityAdministrator);
        var handler = await Person("丙承办", organ, "han", Role.Handler);
        var deputy = await Person("丁同事", organ, "dep", Role.Handler);
        var leader = await Person("戊领导", organ, "lead", Role.Leader);
        var today = county.Time.Today();
        var fresh = (
            await Do(
                new AddPerson(
                    $"己新人{mark}",
                    organ,
                    "股长",
                    $"new{mark}",
                    [Role.Clerk, Role.Handler]
                ),
                system
            )
        ).Id;
        await Do(new GrantRoles([new(fresh, Role.Clerk)], today, null), security);
        await Do(new DeclineRoles([new(fresh, Role.Handler)]) { Reason = "岗位不符" }, security);
        await Do(new RevokeRole(fresh, Role.Clerk) { Reason = "轮岗" }, security);
        await Do(new OpenAccount(fresh, $"new{mark}"), system);
        await Do(new ResetPassword(fresh), system);
        await Do(new DisableAccount(fresh), system);
        await Do(new ChangePost(fresh, $"己新人{mark}", "副局长", null), system);
        await Do(
            new SetLeaderField(leader.Person!.Value, [new(organ, "法治建设")], today.AddDays(-30)),
            system
        );
        var delegation = await Do(
            new GiveDelegation(handler.Person!.Value, deputy.Person!.Value, today, today.AddDays(5))
            {
                Reason = "外出学习",
            },
            handler
        );
        await Do(new EndDelegation(delegation.Id), handler);
        await Do(
            new NoteListExport("people", "?q=法", 7),
            await Person("庚统筹", organ, "exp", Role.Coordinator)
        );
        // Whether somebody has open work is for the blocks to say; what is recorded is the same.
        await Append(
            Fadu.Core.People.Person.StreamOf(handler.Person!.Value),
            new WorkHandedOver(
                handler.Person!.Value,
                deputy.Person!.Value,
                today,
                [new("任务", "公布裁量权基准", null, new DateOnly(2026, 6, 30))]
            )
        );
        await Do(new MovePerson(fresh, other, "科员", today), system);
        await Do(new LeaveOffice(fresh, today.AddDays(-1)), system);
        await Do(new ReturnToOffice(fresh, organ, "科员", today), system);
    }

    private async Task Files()
    {
        var clerk = await Person("庚填报", await Organ("wj"), "file", Role.Clerk);
        await Keep(0, clerk);
    }

    private async Task Readings()
    {
        var clerk = await Person("丁统筹", await Organ("yd"), "desk", Role.Coordinator);
        var hash = await Keep(1, clerk);
        var kept = await Do(
            new KeepReport(hash, "清单.txt", "证明事项清单", "云岭县", 2025, 1, 0),
            clerk
        );
        var report = Guid.Parse(kept.Value!);
        await Do(new RemoveReport(report), clerk);
    }

    private async Task Ledgers()
    {
        var organ = await Organ("pf");
        var clerk = await Person("辛统筹", organ, "led", Role.Coordinator);
        var evidence = await Keep(2, clerk);
        await using var db = county.Read();
        // The samples name two organs; a second telling finds them there.
        foreach (var name in new[] { "县司法局", "县财政局" })
        {
            if (!await db.Set<Organ>().AnyAsync(o => o.Key == name))
            {
                await Do(
                    new FoundOrgan(
                        name,
                        $"云岭{name}",
                        name,
                        [],
                        OrganKind.Department,
                        Level.County,
                        null,
                        1,
                        Founded
                    )
                );
            }
        }
        var organs = await Core.Ledgers.LedgerOrgans.Of(
            county.Services.GetRequiredService<Directories>()
        );
        var registry = county.Services.GetRequiredService<LedgerRegistry>();
        JsonObject Body(string ledger, int i) =>
            LedgerSamples.Body(registry.Find(ledger)!, i, organ, organs);
        const string Publicity = "publicity-event";
        var lines = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            lines.Add(
                (
                    await Do(
                        new RecordLine(Publicity, Body(Publicity, i)) { Evidence = [evidence] },
                        clerk
                    )
                ).Id
            );
        }
        // Every ledger has a line, so that its declaration goes on reading what it once wrote.
        foreach (var ledger in registry.All.Where(l => l.Key != Publicity))
        {
            await Do(
                new RecordLine(ledger.Key, Body(ledger.Key, 0)) { Evidence = [evidence] },
                clerk
            );
        }
        var corrected = Body(Publicity, 0);
        corrected["remark"] = "核对后更正";
        const CorrectionReason Why = CorrectionReason.EntryError;
        await Do(new CorrectLine(lines[0], 1, corrected, Why) { Reason = "漏写备注" }, clerk);
        await Do(new RecordLine(Publicity, Body(Publicity, 1), SameAs: lines[1]), clerk);
        var seen = await Version(lines[1]);
        await Do(new VoidLine(lines[1], seen, Why) { Reason = "重复" }, clerk);
        await Do(new RestoreLine(lines[1], seen + 1, Why) { Reason = "误作废" }, clerk);
        await Do(new MergeLine(lines[2], 1, lines[1], Why) { Reason = "是一件事" }, clerk);
        var second = await Keep(1, clerk);
        await Do(
            new AddLineEvidence(lines[0], await Version(lines[0])) { Evidence = [second] },
            clerk
        );
        var stepwise = registry.All.First(l => l.IsStepByStep);
        await using var fresh = county.Read();
        var line = await fresh
            .Set<LedgerLine>()
            .SingleAsync(l => l.Ledger == stepwise.Key && l.OrganId == organ);
        var more = line.ParseBody();
        more["remark"] = "补填备注";
        await Do(new CorrectLine(line.Id, line.Version, more, Why), clerk);
        await Do(
            new ReportZero(
                "law-study-session",
                organ,
                new DateOnly(2020, 1, 1),
                new DateOnly(2020, 3, 31)
            ),
            clerk
        );
        await Do(
            new ImportLines(
                Publicity,
                "普法台账.xlsx",
                [.. Enumerable.Range(10, 3).Select(i => new ImportRow(i - 8, Body(Publicity, i)))],
                1
            ),
            clerk
        );
        await Do(new NoteExport(Publicity, "?year=2026", 5), clerk);

        async Task<int> Version(Guid id)
        {
            await using var now = county.Read();
            return (await now.Set<LedgerLine>().SingleAsync(l => l.Id == id)).Version;
        }
    }

    private async Task Plans()
    {
        var lead = await Organ("rw");
        var partner = await Organ("xz", OrganKind.Township);
        var coordinator = await Person("壬统筹", lead, "plan", Role.Coordinator);
        var handler = await Person("癸承办", lead, "task", Role.Handler);
        var proof = await Keep(1, handler);
        var head = SamplePlan.Head with { Title = $"云岭县2026年法治政府建设工作要点（{mark}）" };

        var read = SamplePlan.Import(county) with { Head = head };
        read = read with
        {
            Items =
            [
                .. read.Items.Select(i =>
                    i with
                    {
                        Units =
                        [
                            .. i.Units.Select(u =>
                                u.Name == "县检查院"
                                    ? u
                                    : u with
                                    {
                                        Organs = u.IsCollective ? [partner] : [lead],
                                    }
                            ),
                        ],
                    }
                ),
            ],
            Doubts = [.. read.Doubts.Select(d => d with { SuggestedOrgan = lead })],
        };
        var imported = (await Do(read, coordinator)).Id;
        await Do(new DecideDoubt(imported, 1, DoubtChoice.Adopt), coordinator);
        await Do(new SplitDraftItem(imported, read.Items[0].Id, 2, "公布决策目录"), coordinator);
        await Do(new ConfirmPlan(imported), coordinator);

        var refused = (await Do(new OpenPlan(head), coordinator)).Id;
        await Do(new WithdrawPlan(refused) { Reason = "重复导入" }, coordinator);

        var plan = (await Do(new OpenPlan(head), coordinator)).Id;
        await Do(new SavePlanHead(plan, head with { Number = "云法办〔2026〕2号" }), coordinator);
        var items = new List<Guid>();
        for (var i = 1; i <= 5; i++)
        {
            items.Add(
                (
                    await Do(
                        new SaveDraftItem(
                            plan,
                            SamplePlan.Task(
                                $"任务{i}",
                                lead,
                                county.Time.Today().AddDays(10 * i),
                                partner
                            ) with
                            {
                                Targets =
                                [
                                    new PlanTarget
                                    {
                                        Text = "不少于4场",
                                        Value = 4,
                                        By = county.Time.Today().AddDays(-1),
                                    },
                                ],
                            }
                        ),
                        coordinator
                    )
                ).Id
            );
        }
        await Do(new RemoveDraftItem(plan, items[4]), coordinator);
        await Do(new ConfirmPlan(plan), coordinator);
        await Do(new NamePlanPerson(items[0], lead, handler.Person), handler);
        await Do(
            new ReassignPlanItem(
                items[3],
                [
                    new PlanUnit
                    {
                        Name = "牵头",
                        Role = UnitRole.Lead,
                        Organs = [partner],
                    },
                ]
            )
            {
                Reason = "职责调整",
            },
            coordinator
        );
        ReportProgress Report(Guid item, ItemState state) =>
            new(item, state, "清单已经公布。")
            {
                Evidence = [proof],
                FileNames = [EvidenceFiles[1].Name],
            };
        var first = (await Do(Report(items[0], ItemState.InProgress), handler)).Id;
        await Do(new WithdrawProgress(first), handler);
        var second = (await Do(Report(items[0], ItemState.Done), handler)).Id;
        await Do(new ReturnProgress([second]) { Reason = "佐证不全" }, coordinator);
        var third = (await Do(Report(items[0], ItemState.Done), handler)).Id;
        await Do(new AcceptProgress([third]), coordinator);
        await Do(new WriteOffPlanItems([items[0]]), coordinator);
        await Do(
            new ExtendDue(items[1], 0, county.Time.Today().AddDays(200), "陈岩")
            {
                Reason = "上位法修订",
            },
            coordinator
        );
        await Append(
            PlanItem.StreamOf(items[1]),
            new PlanItemReminded(items[1], county.Time.Today().AddDays(200), ReminderStep.Days30)
        );
        // Which figures there are is for the modules to say; what is recorded is the same.
        await Append(
            PlanItem.StreamOf(items[1]),
            new PlanTargetTied(items[1], 0, "PublicityEvents")
        );
        await Append(
            PlanItem.StreamOf(items[1]),
            new PlanTargetJudged(
                items[1],
                0,
                "PublicityEvents",
                county.Time.Today().AddDays(-1),
                "5",
                true
            )
        );
        await Do(new TerminatePlanItem(items[2]) { Reason = "上级取消" }, coordinator);
        await Do(
            new RollOverPlan(plan, head with { FromYear = 2027, ToYear = 2027 }, [items[3]]),
            coordinator
        );
        await Do(new NotePlanExport("?view=Open", 3), coordinator);
        Guid notice;
        await using (var db = county.Read())
        {
            notice = (
                await db.Set<InboxItem>()
                    .Where(i => i.OrganId == lead && i.SettledAt == null)
                    .OrderBy(i => i.Id)
                    .FirstAsync()
            ).Id;
        }
        await Append($"inbox:{notice}", new NoticeSettled(notice));
    }

    private async Task Supervision()
    {
        var issuer = await Organ("du");
        var organ = await Organ("dc");
        var other = await Organ("dx");
        var coordinator = await Person("卯统筹", issuer, "urge", Role.Coordinator);
        var handler = await Person("辰承办", organ, "mend", Role.Handler);
        var next = await Person("巳承办", other, "next", Role.Handler);
        var proof = await Keep(1, handler);
        var today = county.Time.Today();
        var plan = (
            await Do(new OpenPlan(SamplePlan.Head with { Title = Name("督办要点") }), coordinator)
        ).Id;
        var item = (
            await Do(
                new SaveDraftItem(plan, SamplePlan.Task("逾期的任务", organ, today.AddDays(-20))),
                coordinator
            )
        ).Id;
        await Do(new ConfirmPlan(plan), coordinator);
        var notice = (
            await Do(
                new IssueSupervision([item], "请查明原因，限期完成。", today.AddDays(7)),
                coordinator
            )
        ).Id;
        await Do(new ReadSupervision(notice), handler);
        await Do(new ReplySupervision(notice, "本月底前完成。"), handler);
        await Do(new ReturnSupervisionReply(notice) { Reason = "没有措施" }, coordinator);
        await Do(
            new ReplySupervision(notice, "已列出措施。")
            {
                Evidence = [proof],
                FileNames = [EvidenceFiles[1].Name],
            },
            handler
        );
        await Do(new CloseSupervision(notice), coordinator);

        var first = await Problem("1", false);
        await Do(new HandOutProblems([first]), coordinator);
        await Do(new PlanProblem(first, handler.Person!.Value, "三月底前公布"), handler);
        await Do(
            new ExtendProblem(first, today.AddDays(90), "陈岩") { Reason = "上位法修订" },
            coordinator
        );
        await Do(Mended(first), handler);
        await Do(new ReturnProblem(first) { Reason = "链接打不开" }, coordinator);
        await Do(Mended(first), handler);
        await Do(new CloseProblem(first, ProblemOutcome.Mended), coordinator);
        var second = await Problem("2", true);
        await Do(new MoveProblem(second, other) { Reason = "职责划转" }, coordinator);
        await Do(new PlanProblem(second, next.Person!.Value, "长期做"), next);
        await Do(Mended(second), next);
        await Do(new KeepProblemLongTerm(second, today.AddMonths(6)), coordinator);

        // A line of a ledger opens a problem; when the line is taken back, so is the problem.
        var organs = await Core.Ledgers.LedgerOrgans.Of(
            county.Services.GetRequiredService<Directories>()
        );
        var legacy = county.Services.GetRequiredService<LedgerRegistry>()["legacy-issue"];
        var old = LedgerSamples.Body(legacy, 0, organ, organs);
        old["title"] = Name("老市场办证");
        old["place"] = Name("老市场");
        var line = (await Do(new RecordLine(legacy.Key, old), coordinator)).Id;
        await Do(
            new VoidLine(line, 1, CorrectionReason.FoundByCheck) { Reason = "查无此事" },
            coordinator
        );
        await Do(
            new RestoreLine(line, 2, CorrectionReason.FoundByCheck) { Reason = "又有新线索" },
            coordinator
        );

        ReportProblem Mended(Guid id) =>
            new(id, "已经公布。") { Evidence = [proof], FileNames = [EvidenceFiles[1].Name] };

        async Task<Guid> Problem(string number, bool handOut) =>
            (
                await Do(
                    new RegisterProblem(
                        ProblemSource.OwnInspection,
                        Name("法治督察"),
                        number,
                        "证明事项清单没有公布",
                        organ,
                        today.AddDays(-10),
                        today.AddDays(30)
                    )
                    {
                        HandOut = handOut,
                    },
                    coordinator
                )
            ).Id;
    }

    private async Task Introduction() =>
        await Do(new IntroduceLedgers(county.Time.Today()), Actor.System());

    private async Task Returns()
    {
        var organ = await Organ("tj");
        var coordinator = await Person("壬统筹", organ, "ret", Role.Coordinator);
        var today = county.Time.Today();
        var of = county.Services.GetRequiredService<ReturnRegistry>().Find("mediation-month")!;
        var (from, to, _) = of.Period(today);
        await Do(
            new MarkReturn(
                of.Key,
                "云统调1表",
                "云岭县司法局",
                "云统备〔2026〕1号",
                today.AddYears(2)
            ),
            coordinator
        );
        await Do(new ReportZero(of.Ledgers[0].Key, organ, from, to), coordinator);
        await Do(new SubmitReturn(of.Key, organ, from, to, 0), coordinator);
    }

    private async Task Periods()
    {
        var coordinator = await Person("子统筹", await Organ("gb"), "per", Role.Coordinator);
        // A year before anything in the story, so that telling it again disturbs nothing.
        var closed = (
            await Do(
                new ClosePeriod(new DateOnly(2015, 1, 1), new DateOnly(2015, 12, 31)),
                coordinator
            )
        ).Id;
        await using var db = county.Read();
        var seen = (await db.Set<FigurePeriod>().SingleAsync(p => p.Id == closed)).Version;
        await Do(new ReopenPeriod(closed, seen) { Reason = "漏报两场" }, coordinator);
    }

    private async Task Figures()
    {
        var coordinator = await Person("卯统筹", await Organ("zb"), "fig", Role.Coordinator);
        await Do(
            new ChooseEdition("ReconsiderationClosingRate", "accepted", new DateOnly(2015, 1, 1))
            {
                Reason = "省里的统计以受理为分母",
            },
            coordinator
        );
        await Do(new NoteFigureExport("普法.场次", "?from=2026-01-01", 12), coordinator);
    }

    private async Task Reports()
    {
        var government = await Organ("nb", OrganKind.Government);
        var bureau = await Organ("bg", parent: government);
        var coordinator = await Person("丑统筹", bureau, "rep", Role.Coordinator);
        var leader = await Person("寅领导", government, "sign", Role.Leader);
        var report = (
            await Do(new CreateReport(government, 2025, county.Time.Today(), []), coordinator)
        ).Id;
        await Do(new MoveReportCutOff(report, new DateOnly(2026, 1, 31)), coordinator);
        await Do(new MoveReportCutOff(report, county.Time.Today()), coordinator);
        var sections = await Sections();
        await Do(
            new AssignSection(sections[0].Id, bureau, county.Time.Today().AddDays(9)),
            coordinator
        );
        for (var i = 0; i < sections.Count; i++)
        {
            var id = sections[i].Id;
            await Do(
                new WriteSection(
                    id,
                    i == 0 ? "全年开展普法活动{{普法.场次}}。" : "本节文字。",
                    null
                ),
                coordinator
            );
            await Do(new SubmitSection(id), coordinator);
            if (i == 0)
            {
                await Do(new ReturnSection(id) { Reason = "补上依据" }, coordinator);
                await Do(new SubmitSection(id), coordinator);
            }
            await Do(new AcceptSection(id), coordinator);
        }
        await Do(new AssembleReport(report), coordinator);
        await Do(new SendReportBack(report) { Reason = "再核一遍" }, coordinator);
        await Do(new AssembleReport(report), coordinator);
        await using var db = county.Read();
        var version = (await db.Set<Report>().SingleAsync(r => r.Id == report)).Version;
        await Do(new ApproveReport(report, version), leader);
        await Do(
            new RecordReportDuty(
                government,
                2025,
                ReportDuty.Submission,
                new DateOnly(2026, 2, 20),
                "县委、县人大常委会和上一级政府"
            ),
            coordinator
        );

        async Task<List<ReportSection>> Sections()
        {
            await using var now = county.Read();
            return await now.Set<ReportSection>()
                .Where(s => s.ReportId == report)
                .OrderBy(s => s.Order)
                .ToListAsync();
        }
    }

    private async Task Documents()
    {
        var bureau = await Organ("ws");
        var sender = await Person("酉收文", await Organ("wj"), "dre", Role.Handler);
        var drafter = await Person("戌拟稿", bureau, "ddr", Role.Reviewer);
        var checker = await Person("亥核稿", bureau, "dch", Role.Reviewer);
        var head = await Person("甲签发", bureau, "dsi", Role.UnitHead);
        var coordinator = await Person("乙统筹", bureau, "dco", Role.Coordinator);
        const string Procedure = "legality-review.document";
        const string Opinion = "opinion-letter";
        await Do(new SetProcedureOwner(Procedure, bureau), coordinator);
        await Do(new SetNumberCode("", Name("云文")), head);
        await Do(
            new StartNumbersAfter("legality-opinion", county.Time.Today().Year, 12)
            {
                Reason = "纸质编号已用至12号",
            },
            head
        );
        await Do(
            new SetDocumentTemplate(
                Procedure,
                Opinion,
                "标题：{{名称}}\n结论：{{拟定意见.结论}}。"
            ),
            head
        );
        var matter = (
            await Do(
                new OpenMatter(
                    Procedure,
                    Json(
                        new
                        {
                            title = Name("养犬管理办法"),
                            bases = new[] { "动物防疫法第三十条" },
                            procedureStatement = "已公开征求意见。",
                            involvesMarket = false,
                            issuedAs = "县政府",
                        }
                    )
                )
                {
                    Owner = bureau,
                    Materials =
                    [
                        new("draft", "", "送审稿"),
                        new("explanation", "", "起草说明"),
                        new("consultation", "", "征求意见情况"),
                    ],
                },
                sender
            )
        ).Id;
        var today = county.Time.Today();
        await Act("intake.accept", new { completeOn = $"{today:yyyy-MM-dd}" });
        await Act(
            "review.propose",
            new
            {
                conclusion = "Lawful",
                summary = "权限、程序、内容合法。",
                findings = Array.Empty<object>(),
            }
        );
        var id = await Start();
        await Do(new SubmitDocument(id, await Version(id)), drafter);
        await Do(new RecallDocument(id, await Version(id)), drafter);
        await Do(new SubmitDocument(id, await Version(id)), drafter);
        await Do(new ReturnDocument(id, await Version(id)) { Reason = "补写依据" }, checker);
        await Do(
            new SubmitDocument(id, await Version(id))
            {
                Countersigns = [new(sender.Organ!.Value, null)],
            },
            drafter
        );
        await Do(new CheckDocument(id, await Version(id)) { Opinion = "可以" }, checker);
        await Do(new CountersignDocument(id, true, "同意"), sender);
        // Not by the command: its .docx would have to lie beside the trail, and tomorrow's writer may set it differently.
        var signed = await Keep(0, drafter);
        await Append(
            MatterDocument.StreamOf(id),
            new DocumentIssued(
                id,
                "legality-opinion",
                today.Year,
                13,
                $"{Name("云文")}审〔{today.Year}〕13号",
                "标题：养犬管理办法\n结论：合法。",
                signed,
                "意见书.docx",
                "甲签发"
            )
        );
        await Do(
            new ServeDocument(
                id,
                new DocumentServed
                {
                    Way = ServiceWay.Post,
                    On = today,
                    Why = "退回",
                }
            ),
            drafter
        );
        await Do(new AcknowledgeDocument(id), sender);
        await Do(new VoidDocument(id, await Version(id)) { Reason = "重新制发" }, head);
        await Do(new SetDocumentTemplate(Procedure, Opinion, null), head);
        var second = await Start();
        await Append(MatterDocument.StreamOf(second), new DocumentOwed(second, "opinion-letter-1"));
        await Append(
            MatterDocument.StreamOf(second),
            new DocumentMoved(second, sender.Organ!.Value)
        );
        await Append(MatterDocument.StreamOf(second), new DocumentMoved(second, bureau));
        await Do(new VoidDocument(second, await Version(second)) { Reason = "不再制作" }, drafter);

        async Task<Guid> Start() => (await Do(new StartDocument(matter, Opinion), drafter)).Id;

        async Task<int> Version(Guid document)
        {
            await using var db = county.Read();
            return (await db.Set<MatterDocument>().SingleAsync(d => d.Id == document)).Version;
        }

        async Task Act(string action, object input)
        {
            await using var db = county.Read();
            var seen = (await db.Set<Matter>().SingleAsync(m => m.Id == matter)).Version;
            await Do(new ActOnMatter(matter, seen, action, Json(input)), drafter);
        }
    }

    private async Task Matters()
    {
        var bureau = await Organ("fz");
        var sender = await Person("辰送审", await Organ("jt"), "mat", Role.Handler);
        var reviewer = await Person("巳审查", bureau, "rev", Role.Reviewer);
        var second = await Person("午复核", bureau, "sec", Role.Reviewer);
        var head = await Person("未签发", bureau, "sig", Role.UnitHead);
        var coordinator = await Person("申统筹", bureau, "mco", Role.Coordinator);
        const string Document = "legality-review.document";
        // Without a number: the story is told again at the end of a trail that may already hold it.
        await Do(new SetProcedureOwner(Document, bureau), coordinator);
        await Do(
            new SetClockLength(Document, "feedback", 7 + mark.Length, TimeUnit.WorkingDays),
            coordinator
        );
        await Append(
            "calendar",
            new HolidayYearSet(
                2031,
                "国务院办公厅关于2031年部分节假日安排的通知",
                [new(new DateOnly(2031, 1, 1), false, "元旦")]
            )
        );
        var id = await Open("停车收费管理办法");
        var today = county.Time.Today();
        await Act(id, "intake.accept", reviewer, new { completeOn = $"{today:yyyy-MM-dd}" });
        await Do(new SupplementMatter(id, [await Material("draft", 2)]), sender);
        await Do(new NoteOnMatter(id, "已电话沟通"), reviewer);
        await ItemOf(id);
        await Do(new AssignMatter(id, await Seen(id), second.Person!.Value), head);
        await Do(new InviteOrgan(id, sender.Organ!.Value, "agenda-office"), reviewer);
        await Do(
            new CorrectMatterDay(id, await Seen(id), "complete", today) { Reason = "核对" },
            reviewer
        );
        await Do(
            new CorrectMatter(id, await Seen(id), Json(new { title = Name("停车管理办法") }))
            {
                Reason = "名称有误",
            },
            reviewer
        );
        await Do(
            new RecordUnlawfulFact(id, "decided-unreviewed") { Reason = "会议未等审查意见" },
            coordinator
        );
        await Append(
            Matter.StreamOf(id),
            new MatterWarned(id, "review-max", today, ClockWarning.Days5)
        );
        await Append(
            Matter.StreamOf(id),
            new MatterClocksRecounted(
                id,
                [new("review-max", "审核期限", ClockKind.Within, today, false, "2031")],
                new Dictionary<string, DateOnly>()
            )
        );
        var standing = new MatterStanding("审查", "审查：拟定意见", [bureau], null);
        await Append(
            Matter.StreamOf(id),
            new MatterDaysPassed(id, [new ClockMissed("review-max", today)], [], standing)
        );
        await Append(
            Matter.StreamOf(id),
            new MatterEditionMoved(
                id,
                [new EditionMoved("2018", new string('0', 64), "按新规定")],
                [],
                standing
            )
        );
        await Append(
            Matter.StreamOf(id),
            new MatterChildReturned(
                id,
                Guid.Parse("0198e2a0-0000-7000-8000-000000000001"),
                "关联事项：合法",
                [
                    new ChildWanted("check", Document, [], today),
                    new ChildReturned("check", "0198e2a0", "Lawful", today),
                ],
                [],
                standing
            )
        );
        var mistake = await Open("误立一件");
        await Do(new VoidMatter(mistake, await Seen(mistake)) { Reason = "重复" }, head);

        async Task<Guid> Open(string title) =>
            (
                await Do(
                    new OpenMatter(
                        Document,
                        Json(
                            new
                            {
                                title = Name(title),
                                bases = new[] { "道路交通安全法第三十三条" },
                                procedureStatement = "已公开征求意见。",
                                involvesMarket = false,
                                issuedAs = "县政府",
                            }
                        )
                    )
                    {
                        Handler = reviewer.Person,
                        Owner = bureau,
                        Materials =
                        [
                            await Material("draft", 0),
                            await Material("explanation", 1),
                            await Material("consultation", 2),
                        ],
                    },
                    sender
                )
            ).Id;

        // An item of a meeting names the review.
        async Task ItemOf(Guid review)
        {
            var item = (
                await Do(
                    new OpenMatter(
                        "executive-meeting.item",
                        Json(new { title = Name("停车议题"), kind = "行政规范性文件" })
                    )
                    {
                        Owner = bureau,
                    },
                    sender
                )
            ).Id;
            await Do(new NameMatter(item, await Seen(item), "review", review), sender);
        }

        async Task<NewMaterial> Material(string key, int file) =>
            new(key, await Keep(file, sender), EvidenceFiles[file].Name);

        async Task<int> Seen(Guid matter)
        {
            await using var db = county.Read();
            return (await db.Set<Matter>().SingleAsync(m => m.Id == matter)).Version;
        }

        async Task Act(Guid matter, string action, Actor actor, object input) =>
            await Do(new ActOnMatter(matter, await Seen(matter), action, Json(input)), actor);
    }

    private async Task Registers()
    {
        var government = await Organ("rz", OrganKind.Government);
        var keeper = await Organ("rk", parent: government);
        var drafter = await Person("拟订", keeper, "rdr", Role.Handler);
        var head = await Person("负责", keeper, "rhd", Role.UnitHead);
        var leader = await Person("批准", government, "rld", Role.Leader);
        var register = Fadu.Modules.LegalityReview.ReviewCatalogue.Register;
        var organs = await LedgerOrgans.Of(county.Services.GetRequiredService<Directories>());
        var from = new DateOnly(2026, 1, 1);

        var item = await InForce(
            new NewChange("add", null, Body("重大民生项目决策"), from, from.AddYears(1))
        );
        await InForce(
            new NewChange("change", item, Body("重大民生项目决策", "第二版"), from.AddDays(60))
        );
        await InForce(new NewChange("suspend", item, null, from.AddDays(70), from.AddDays(75)));
        await InForce(new NewChange("extend", item, null, null, from.AddYears(2)));
        var other = await InForce(new NewChange("add", null, Body("重大公共工程决策"), from));
        await InForce(new NewChange("merge", item, null, null, from.AddDays(90)) { Into = other });
        var returned = await Draft(new NewChange("add", null, Body("退回的一项"), from));
        await Do(new ReturnChanges([returned]) { Reason = "判定标准不清楚" }, head);
        var withdrawn = await Draft(new NewChange("add", null, Body("撤回的一项"), from));
        await Do(new WithdrawChanges([withdrawn]), drafter);
        var import = await Do(
            new DraftChanges(
                register.Key,
                [new NewChange("add", null, Body("导入的一项"), from) { Row = 2 }]
            )
            {
                Basis = "云政发〔2026〕2号",
                FileName = "合法性审查事项目录.xlsx",
                Same = 3,
                Rejected = 1,
            },
            drafter
        );
        await Do(new ApproveChanges([], import.Id), head);
        await Do(
            new ApproveChanges([], import.Id)
            {
                Paper = "云政发〔2026〕2号",
                Evidence = [await Keep(1, head)],
            },
            head
        );
        await Append(
            $"register-confirmed:{register.Key}:{keeper}",
            new RegisterConfirmed(register.Key, keeper, 2026, 2)
        );

        JsonObject Body(string name, string? note = null)
        {
            var texts = RegisterSamples.Texts(register, 0, keeper);
            texts["itemName"] = name + mark;
            texts["reviewer"] = keeper.ToString();
            texts["note"] = note;
            return register.Read(texts, organs, county.Time.Today()).Body;
        }

        async Task<Guid> Draft(NewChange change) =>
            (
                await Do(
                    new DraftChanges(register.Key, [change])
                    {
                        Basis = "云政发〔2026〕1号",
                        Reason = "县政府决定",
                    },
                    drafter
                )
            ).Id;

        async Task<Guid> InForce(NewChange change)
        {
            var id = await Draft(change);
            await Do(new ApproveChanges([id]), head);
            await Do(new ApproveChanges([id]), leader);
            await using var db = county.Read();
            return (await db.Set<RegisterChange>().SingleAsync(c => c.Id == id)).ItemId;
        }
    }

    private async Task Laws()
    {
        var keeper = await Organ("fk");
        var roads = await Organ("lk");
        var coordinator = await Person("统筹", keeper, "fkt", Role.Coordinator);
        var clerk = await Person("清理", roads, "lkq", Role.Clerk);
        var name = Name("村道养护规定");
        var first = new DateOnly(2024, 1, 15);
        await Do(new KeepLaws([await Version(3, first, first.AddDays(46))]), coordinator);
        await Do(new KeepLaws([await Version(4, new(2025, 5, 20), new(2025, 7, 1))]), coordinator);
        await using var db = county.Read();
        var versions = await db.Set<LawVersion>()
            .Where(v => v.Name == name)
            .OrderBy(v => v.Published)
            .ToListAsync();
        await Do(
            new CorrectLawDates(versions[0].Id, first, first.AddDays(47), null)
            {
                Reason = "依公报核对",
            },
            coordinator
        );
        await Do(
            new RepealLaw(versions[1].Id, new(2026, 3, 1), null, "《云岭县农村公路办法》第三十条"),
            coordinator
        );
        var task = Guid.CreateVersion7();
        var stream = LawCleanup.StreamOf(task);
        await Append(
            stream,
            new LawCleanupAssigned(
                task,
                versions[1].Seq,
                versions[1].LawId,
                name,
                roads,
                keeper,
                CitingKinds.Register,
                Guid.CreateVersion7(),
                "村道管护员名录",
                "/workbench/registers",
                "第一条",
                "请核对所引条文。",
                new(2026, 4, 30)
            )
        );
        await Append(stream, new LawCleanupMoved(task, roads));
        await Do(
            new CloseLawCleanup(task, CleanupResult.Amend) { Reason = "所引条文已移到第二条" },
            clerk
        );

        async Task<LawToKeep> Version(int file, DateOnly published, DateOnly from)
        {
            var (fileName, text) = EvidenceFiles[file];
            var kept = await county
                .Services.GetRequiredService<FileStore>()
                .Take(new MemoryStream(Encoding.UTF8.GetBytes(text)), fileName);
            return new LawToKeep(
                name,
                null,
                LawLevels.Local,
                "规范性文件",
                published,
                DateBasis.Stated,
                from,
                DateBasis.Text,
                null,
                false,
                kept.Hash,
                kept.Name
            );
        }
    }

    private async Task Publications()
    {
        var keeper = await Organ("pk", parent: await Organ("pg", OrganKind.Government));
        var drafter = await Person("登记", keeper, "pdr", Role.Handler);
        var head = await Person("审批", keeper, "phd", Role.UnitHead);
        var register = Fadu.Modules.NormativeDocuments.NormativeDocuments.Register;
        var organs = await LedgerOrgans.Of(county.Services.GetRequiredService<Directories>());
        var from = new DateOnly(2026, 1, 1);

        var item = await InForce(new NewChange("add", null, Body("公共厕所管理办法"), from));
        await Do(new PublishOnPortal([item]), drafter);
        await InForce(new NewChange("correct", item, Body("公共厕所管理办法（试行）"), from));
        await Do(new PublishOnPortal([item]) { Reason = "标题漏写“试行”" }, drafter);
        await Do(
            new PlacePublication(
                await Duty("政府公报"),
                county.Time.Today(),
                "https://gongbao.example/1"
            ),
            drafter
        );
        await Do(new WithdrawPublication(item) { Reason = "附件含有个人信息" }, drafter);
        await InForce(
            new NewChange("amend", item, Body("公共厕所管理办法", "第二版"), from.AddDays(30))
        );
        var waived = new WaivePublication(await Duty("政府公报"))
        {
            Reason = "公报不登载修改前的文本",
        };
        await Do(waived, drafter);
        await Do(new UndoCommand(waived.CommandId), drafter);

        async Task<Guid> Duty(string channel)
        {
            await using var db = county.Read();
            return await db.Set<Fadu.Core.Publications.PublicationDuty>()
                .Where(d =>
                    d.SubjectId == item
                    && d.Channel == channel
                    && d.State == Fadu.Core.Publications.DutyState.Open
                )
                .Select(d => d.Id)
                .FirstAsync();
        }

        JsonObject Body(string title, string? note = null)
        {
            var texts = RegisterSamples.Texts(register, 0, keeper);
            texts["title"] = title + mark;
            texts["issuers"] = keeper.ToString();
            texts["drafter"] = keeper.ToString();
            texts["note"] = note;
            return register.Read(texts, organs, county.Time.Today()).Body;
        }

        async Task<Guid> InForce(NewChange change)
        {
            var id = (
                await Do(
                    new DraftChanges(register.Key, [change])
                    {
                        Basis = "云政规〔2026〕1号",
                        Reason = "县政府决定",
                    },
                    drafter
                )
            ).Id;
            await Do(new ApproveChanges([id]), head);
            await using var db = county.Read();
            return (await db.Set<RegisterChange>().SingleAsync(c => c.Id == id)).ItemId;
        }
    }

    private async Task Consultations()
    {
        var government = await Organ("yg", OrganKind.Government);
        var organ = await Organ("yj", parent: government);
        var heir = await Organ("yh", parent: government);
        var handler = await Person("征求", organ, "yjh", Role.Handler);
        var today = county.Time.Today();

        var id = (await Do(new BeginConsultation(organ, Asked("城区停车收费办法")), handler)).Id;
        await Do(new AmendConsultation(id, 1, Asked("城区停车收费办法（草案）")), handler);
        await Do(new OpenConsultation(id, 2), handler);
        foreach (var said in new[] { "夜间不收费。", "夜间，不收费", "应当有包月。" })
        {
            await county.Do(
                new GiveOpinion(
                    id,
                    new OpinionText("第三条", said, "便民", OpinionGiver.Citizen)
                    {
                        // The golden trail comes without personal values: the one that there was is erased below.
                        Contact = said.EndsWith('。') && said.StartsWith('夜') ? "000" : null,
                    }
                ),
                Actor.Outside()
            );
        }
        await Do(
            new EnterOpinion(
                id,
                new OpinionText(null, "晚上不要收费", null, OpinionGiver.Enterprise),
                OpinionSource.Letter,
                today
            ),
            handler
        );
        await using (var db = county.Read())
        {
            var groups = await db.Set<OpinionGroup>()
                .Where(g => g.ConsultationId == id)
                .OrderBy(g => g.Number)
                .Select(g => g.Id)
                .ToListAsync();
            await Do(new GroupOpinions(id, [groups[2], groups[1]], groups[0]), handler);
            await Do(new PartOpinions(id, groups[1]), handler);
            await Do(
                new AnswerOpinions(id, groups[0], "夜间不收费", OpinionOutcome.Adopted, null),
                handler
            );
            await Do(
                new AnswerOpinions(id, groups[1], "设包月", OpinionOutcome.NotAdopted, "另有规定"),
                handler
            );
            await Do(
                new EraseOpinionGiver(
                    await db.Set<Opinion>()
                        .Where(o => o.ConsultationId == id && o.Number == 1)
                        .Select(o => o.Id)
                        .SingleAsync()
                )
                {
                    Reason = "本人要求",
                },
                handler
            );
        }
        await Do(new ExtendConsultation(id, 3, today.AddDays(40)) { Reason = "意见较多" }, handler);
        county.Time.GoTo(today.AddDays(41));
        await Do(new ConcludeConsultation(id, 4, "采纳后修改了第三条。"), handler);
        county.Time.GoTo(today);

        var other = (await Do(new BeginConsultation(organ, Asked("城区养犬办法")), handler)).Id;
        await Do(new OpenConsultation(other, 1), handler);
        await Do(new WithdrawConsultation(other, 2) { Reason = "起草计划调整" }, handler);
        await Do(new BeginConsultation(organ, Asked("城区广告办法")), handler);
        await Do(new MergeOrgan(organ, heir, today, "云编发〔2026〕8号"));

        ConsultationText Asked(string title) =>
            new()
            {
                Subject = ConsultationSubject.Document,
                Editions =
                [
                    new(
                        "zh-CN",
                        "汉文",
                        false,
                        title,
                        "第一条　为了便民。\n第三条　收费。",
                        "说明。"
                    ),
                    new("ug", "维吾尔文", true, title, "…", "…"),
                ],
                ClosesOn = today.AddDays(15),
                ShortBecause = "汛期将至",
                Channels = ["云岭日报"],
                Contact = "云岭县某局，电话 000",
            };
    }

    private static JsonObject Json(object value) => Fadu.Testing.Procedures.Walk.Json(value);

    private string Name(string what, string end = "") => $"云岭{mark}{what}{end}";

    private async Task<Guid> Organ(
        string key,
        OrganKind kind = OrganKind.Department,
        Guid? parent = null
    ) =>
        (
            await Do(
                new FoundOrgan(
                    $"{key}{mark}",
                    Name(key, kind == OrganKind.Government ? "人民政府" : "局"),
                    Name(key),
                    [],
                    kind,
                    kind == OrganKind.Township ? Level.Township : Level.County,
                    parent,
                    1,
                    Founded
                )
            )
        ).Id;

    private async Task<Actor> Person(string name, Guid organ, string login, Role role)
    {
        var id = (
            await Do(new AddPerson($"{name}{mark}", organ, null, $"{login}{mark}", [role]))
        ).Id;
        return new Actor(1, id, organ, name, "局", new HashSet<Role> { role });
    }

    private async Task<string> Keep(int file, Actor actor)
    {
        var (name, text) = EvidenceFiles[file];
        var kept = await county
            .Services.GetRequiredService<FileStore>()
            .Take(new MemoryStream(Encoding.UTF8.GetBytes(text)), name);
        await Do(new KeepFile(kept), actor);
        return kept.Hash;
    }

    private Task<CommitResult> Do(Command command, Actor? actor = null) =>
        county.Do(command, actor ?? Actor.System());

    /// <summary>For the few events that no command of Core brings by itself.</summary>
    private Task<CommitResult> Append(string stream, ITrailEvent data) =>
        county.Do(new AppendGolden(stream, data), Actor.System());
}

/// <summary>Appends an event as it is.</summary>
internal sealed record AppendGolden(
    string Stream,
    [property: System.Text.Json.Serialization.JsonIgnore] ITrailEvent Data
) : Command;

internal sealed class AppendGoldenHandler : IHandler<AppendGolden>
{
    public async ValueTask<string?> Handle(
        AppendGolden command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        await work.Append(command.Stream, command.Data);
        return null;
    }
}
