using System.Text.Json;
using System.Text.Json.Nodes;
using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Laws;
using Fadu.Core.Ledgers;
using Fadu.Core.Matters;
using Fadu.Core.Registers;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Fadu.Modules.LegalityReview;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Modules.NormativeDocuments;

/// <summary>
/// 规范性文件清理 (S012, S013, S014): a list frozen from the register, an opinion on each document by the organ that answers for it, review, the decision of each maker, the catalogue, and what
/// follows. The lines are facts of the campaign (docs/adr/0014).
/// </summary>
[Carries("S012", "S013", "S014")]
public static class CleanupCampaigns
{
    public const string Key = "normative-document-cleanup";

    /// <summary>The most documents of one campaign.</summary>
    internal const int Most = 2_000;

    private static readonly LawRef Business = new("优化营商环境条例");
    private static readonly LawRef Openness = new("政府信息公开条例");
    private static readonly LawRef Outline = new("法治政府建设实施纲要（2021—2025年）");
    private static readonly LawRef Provincial = new("本省规定");

    public static readonly Procedure Campaign = Limits(
            Procedure
                .Named<CleanupFacts>(Key, "规范性文件清理", "2021", Outline, new(2021, 8, 2))
                .Purpose(
                    "按基准日从规范性文件名录锁定清单，谁起草实施、谁提出清理意见，经审核由制定机关决定，公布继续有效、修改、废止和失效的目录，名录随之变动，列入修改的跟踪到启动。"
                )
                .AnchoredOn("部署")
                .OpenedBy(ProcedureRoles.Reviewer)
                .RefusesOpening(
                    f => f.Facts.Cutoff > f.Day,
                    "基准日不能晚于部署之日",
                    OwnRule.Basis,
                    "cutoff"
                )
                .RefusesOpening(
                    f => f.Facts.Cutoff <= f.Day && f.Facts.Lines.Count == 0,
                    "清理范围为空，基准日没有符合条件的有效文件",
                    OwnRule.Basis
                )
                .RefusesOpening(
                    f => f.Facts.Lines.Count > Most,
                    "一次清理最多2000件，请按制定名义或者主题分几次部署",
                    OwnRule.Basis
                )
                .RefusesOpening(
                    f =>
                        f.Facts.Kind == CleanupFacts.Dynamic
                        && f.Facts.CitedLaw is { Length: > 0 }
                        && f.Facts.LawPublishedOn is null,
                    "因上位法变化开展动态清理的，请写明上位法公布日期",
                    OwnRule.Basis,
                    "lawPublishedOn"
                )
                .Material("plan", "清理通知", Outline, ProcedureRoles.Reviewer)
                .Material("decision", "清理决定", Outline, ProcedureRoles.Reviewer)
                .Material("catalogue", "公布的目录", Outline, ProcedureRoles.Reviewer)
                .Material("other", "其他材料", null, ProcedureRoles.Reviewer)
                .Document(
                    "notice",
                    "清理通知",
                    CleanupTexts.Notice,
                    Outline,
                    d => d.Numbered("document-cleanup", "清").SignedBy(ProcedureRoles.ReviewHead)
                )
                .Document(
                    "report",
                    "清理报告",
                    CleanupTexts.Report,
                    Outline,
                    d => d.SignedBy(ProcedureRoles.ReviewHead)
                )
                .Child(
                    "amendment",
                    "修改文件",
                    DocumentMaking.Key,
                    f =>
                        f.Last<AmendmentInput>("follow.open") is { } opened
                        && LineOf(f.Facts, opened.Number) is { } line
                            ? new
                            {
                                title = $"{Cut(line.Title)}（修改）",
                                issuer = line.Maker,
                                issuerClass = line.MakerClass,
                                touchesRights = true,
                                binding = true,
                                repeated = true,
                                toThePublic = true,
                                otherPaper = DocumentMakingFacts.NoneOfThem,
                                subject = "清理修改",
                                bases = (string[])[Results(f)[line.Number].Basis ?? f.Facts.Title],
                                important = false,
                                marketRelated = line.Business,
                                affectsOperators = line.Business,
                                vitalPublicInterest = true,
                                hearingNeeded = false,
                                isMajorDecision = false,
                                trial = false,
                            }
                            : null,
                    Outline,
                    forOrgan: f =>
                        f.Last<AmendmentInput>("follow.open") is { } opened
                            ? LineOf(f.Facts, opened.Number)?.Organ
                            : null
                )
                .Outcome("done", "完成")
                .Outcome("stopped", "终止")
                .Stage("launch", "部署", Launch)
                .Stage("opinion", "提出清理意见", Opinion)
                .Stage("review", "审核", Review)
                .Stage("decide", "制定机关决定", Decide)
                .Stage("publish", "公布目录", Publish)
                .Stage("follow", "落实", Follow)
                .Stage("closed", "办结", s => s.After("follow").IsTheEnd())
                // None of the steps that are asked of a stage: what now and then happens to it.
                .Act<ReasonInput>(
                    "wait",
                    "等候上级答复",
                    a =>
                        a.By(ProcedureRoles.Reviewer)
                            .Repeatable()
                            .Refuses(IsWaiting, "已经在等候上级答复", OwnRule.Basis)
                            .Refuses(IsNotAsking, NotAsking, OwnRule.Basis)
                )
                .Act(
                    "resume",
                    "恢复办理",
                    a =>
                        a.By(ProcedureRoles.Reviewer)
                            .Repeatable()
                            .Refuses(
                                f => !IsWaiting(f) || IsNotAsking(f),
                                "没有等候上级答复",
                                OwnRule.Basis
                            )
                )
                .Act<ReasonInput>(
                    "extend",
                    "延长提出意见的期限",
                    a =>
                        a.By(ProcedureRoles.ReviewHead)
                            .Repeatable()
                            .Refuses(IsNotAsking, NotAsking, OwnRule.Basis)
                )
                .Act<ReasonInput>(
                    "stop",
                    "终止清理",
                    a =>
                        a.By(ProcedureRoles.ReviewHead)
                            .Refuses(
                                f => f.Has("publish.done"),
                                "目录已经公布，不得终止",
                                OwnRule.Basis
                            )
                            .Concludes("stopped")
                            .Ends()
                )
        )
        .Build();

    private static ProcedureBuilder<CleanupFacts> Limits(ProcedureBuilder<CleanupFacts> p) =>
        p.Within(
                "opinion",
                "提出清理意见",
                TimeLimit.WorkingDays(20, OwnRule.Local),
                LimitSource.Practice,
                c =>
                    c.StartsOn("launch.freeze")
                        .PausesOn("wait", OwnRule.Local)
                        .ResumesOn("resume")
                        .ExtendedBy("extend", TimeLimit.WorkingDays(10, OwnRule.Local))
                        .StopsOn("opinion.finish")
            )
            .Within(
                "dynamic",
                "上位法变化后提出意见",
                TimeLimit.Days(30, OwnRule.Local),
                LimitSource.Practice,
                c =>
                    c.StartsOn("opened", f => f.Facts.LawPublishedOn)
                        .When(f => f.Facts.Kind == CleanupFacts.Dynamic, "动态清理")
                        .StopsOn("opinion.finish")
            )
            .Within(
                "dynamic-effective",
                "上位法施行",
                TimeLimit.Days(30, OwnRule.Local),
                LimitSource.Practice,
                c =>
                    c.StartsOn(
                            "opened",
                            f =>
                                f.Facts.LawInForceOn > f.Facts.LawPublishedOn
                                    ? f.Facts.LawPublishedOn
                                    : null
                        )
                        .When(f => f.Facts.Kind == CleanupFacts.Dynamic, "动态清理")
                        .WithLength(f =>
                            f.Facts is { LawInForceOn: { } on, LawPublishedOn: { } from }
                            && on > from
                                ? TimeLimit.Days(on.DayNumber - from.DayNumber, OwnRule.Local)
                                : null
                        )
                        .OnlyWarns()
                        .StopsOn("decide.finish")
            )
            .Within(
                "publish",
                "目录公布",
                // 政府信息公开条例第二十条第一项、第二十六条.
                TimeLimit.WorkingDays(20, Openness.Art(26)),
                LimitSource.Statute,
                c => c.StartsOn("decided").StopsOn("publish.done")
            )
            .Within(
                "amend",
                "列入修改的完成",
                TimeLimit.Months(6, OwnRule.Local),
                LimitSource.Practice,
                c =>
                    c.StartsOn("published")
                        .When(
                            f =>
                                Results(f)
                                    .Values.Any(r => r.Conclusion == CleanupConclusions.Amend),
                            "有列入修改的文件"
                        )
                        .WithLength(f =>
                            Results(f).Values.Max(r => r.PlanOn) is { } last && last > f.Day
                                ? TimeLimit.Days(last.DayNumber - f.Day.DayNumber, OwnRule.Local)
                                : null
                        )
                        .StopsOn("follow.end")
            )
            .Within(
                "npc-report",
                "修改、废止后报告人大常委会",
                TimeLimit.Days(30, Provincial),
                LimitSource.Local,
                c =>
                    c.StartsOn("published")
                        .When(
                            f =>
                                f.Facts.Lines.Any(l =>
                                    l.MakerClass is Makers.Government or Makers.Office
                                    && Results(f).GetValueOrDefault(l.Number)?.Conclusion
                                        is CleanupConclusions.Repeal
                                            or CleanupConclusions.Expired
                                ),
                            "县政府和县政府办公室的文件有废止、失效的"
                        )
                        .StopsOn("follow.report-npc")
            );

    private static void Launch(StageBuilder<CleanupFacts> s) =>
        s.By(Outline)
            .Act<LineAddedInput>(
                "add",
                "增列文件",
                a =>
                    a.By(ProcedureRoles.Reviewer)
                        .Repeatable()
                        .RefusesInput(
                            f => string.IsNullOrWhiteSpace(f.Input.Because),
                            "未说明理由，不能增减文件",
                            OwnRule.Basis,
                            i => i.Because
                        )
                        .Changes(f => new
                        {
                            lines = (CleanupLine[])
                                [
                                    .. f.Facts.Lines,
                                    new()
                                    {
                                        Number =
                                            f.Facts.Lines.Select(l => l.Number)
                                                .DefaultIfEmpty()
                                                .Max() + 1,
                                        Title = f.Input.DocumentTitle.Trim(),
                                        DocumentNumber = f.Input.DocumentNumber,
                                        Maker = f.Input.Maker,
                                        MakerClass = f.Input.MakerClass,
                                        Organ = f.Input.Organ,
                                        Business = f.Input.Business,
                                    },
                                ],
                        })
            )
            .Act<LineRemovedInput>(
                "remove",
                "移出文件",
                a =>
                    a.By(ProcedureRoles.Reviewer)
                        .Repeatable()
                        .RefusesInput(
                            f => LineOf(f.Facts, f.Input.Number) is null,
                            "清单里没有这个序号",
                            OwnRule.Basis,
                            i => i.Number
                        )
                        .RefusesInput(
                            f => string.IsNullOrWhiteSpace(f.Input.Because),
                            "未说明理由，不能增减文件",
                            OwnRule.Basis,
                            i => i.Because
                        )
                        .Changes(f => new
                        {
                            lines = f.Facts.Lines.Where(l => l.Number != f.Input.Number).ToArray(),
                        })
            )
            .Act<FreezeInput>(
                "freeze",
                "锁定清单、下发通知",
                a =>
                    a.By(ProcedureRoles.ReviewHead)
                        .Under(Outline)
                        .Refuses(
                            f => f.Facts.Lines.Count == 0,
                            "清单是空的，不能下发",
                            OwnRule.Basis
                        )
                        .Produces("notice")
                        // 谁起草实施、谁提出意见.
                        .Invites(
                            ProcedureRoles.Responsible,
                            f => f.Facts.Lines.Select(l => l.Organ)
                        )
                        .Closes()
            );

    private static void Opinion(StageBuilder<CleanupFacts> s) =>
        s.By(Outline)
            .After("launch")
            .Act<OpinionsInput>(
                "set",
                "提出意见",
                a =>
                    a.By(ProcedureRoles.Responsible, ProcedureRoles.Reviewer)
                        .Under(Outline)
                        .Repeatable()
                        .Proposes(f => new
                        {
                            rows = Open(f)
                                .Take(100)
                                .Select(l => new
                                {
                                    number = l.Number,
                                    document = $"{l.Title} {l.DocumentNumber}".Trim(),
                                })
                                .ToArray(),
                        })
                        .RefusesInput(
                            f => f.Input.Rows.Count == 0,
                            "没有填写清理意见",
                            OwnRule.Basis,
                            i => i.Rows
                        )
                        .RefusesInput(
                            f => f.Input.Rows.Any(r => LineOf(f.Facts, r.Number) is null),
                            "有的序号不在清单里",
                            OwnRule.Basis,
                            i => i.Rows
                        )
                        .RefusesInput(
                            f =>
                                f.Who.Organ is { } me
                                && me != f.World.Owner
                                && f.Input.Rows.Any(r =>
                                    LineOf(f.Facts, r.Number) is { } line && line.Organ != me
                                ),
                            "谁起草实施、谁提出意见，不能替别的单位提出清理意见",
                            OwnRule.Basis,
                            i => i.Rows
                        )
                        .RefusesInput(
                            f => f.Input.Rows.Any(LacksBasis),
                            "修改、废止、宣布失效的意见应当写明所依据的上位法条款",
                            OwnRule.Basis,
                            i => i.Rows
                        )
                        .RefusesInput(
                            f => f.Input.Rows.Any(LacksPlan),
                            "意见是修改的，应当写明完成修改的日期",
                            OwnRule.Basis,
                            i => i.Rows
                        )
            )
            .Act(
                "finish",
                "汇总意见",
                a =>
                    a.By(ProcedureRoles.Reviewer)
                        .Refuses(
                            f => Unanswered(f).Count > 0,
                            "尚有文件未提出清理意见",
                            OwnRule.Basis,
                            detail: f =>
                                $"序号{string.Join("、", Unanswered(f).Take(20))}{(Unanswered(f).Count > 20 ? "等" : "")}，共{Unanswered(f).Count}件"
                        )
                        .Closes()
            );

    private static void Review(StageBuilder<CleanupFacts> s) =>
        s.By(Outline)
            .After("opinion")
            .Act<LinesReturnedInput>(
                "return",
                "退回重提",
                a =>
                    a.By(ProcedureRoles.Reviewer)
                        .Repeatable()
                        .RefusesInput(
                            f =>
                                f.Input.Rows.Count == 0
                                || f.Input.Rows.Any(r => LineOf(f.Facts, r.Number) is null),
                            "请写明退回清单里的哪几件",
                            OwnRule.Basis,
                            i => i.Rows
                        )
                        .Opens("opinion")
            )
            .Act<CleanupReviewInput>(
                "agree",
                "审核同意",
                a => a.By(ProcedureRoles.ReviewHead).Under(Outline).Closes()
            );

    private static void Decide(StageBuilder<CleanupFacts> s) =>
        s.By(Outline)
            .After("review")
            .Act<MakerDecisionInput>(
                "record",
                "登记制定机关的决定",
                a =>
                    a.By(ProcedureRoles.AgendaOffice)
                        .Under(Outline)
                        .Repeatable()
                        .RefusesInput(
                            f => f.Facts.Lines.All(l => l.Maker != f.Input.Maker),
                            "清单里没有这个机关制定的文件",
                            OwnRule.Basis,
                            i => i.Maker
                        )
                        .RefusesInput(
                            f =>
                                f.Input.Changed.Any(r =>
                                    LineOf(f.Facts, r.Number)?.Maker != f.Input.Maker
                                ),
                            "清理结果应当由制定机关决定，不能决定别的机关的文件",
                            OwnRule.Basis,
                            i => i.Changed
                        )
                        .RefusesInput(
                            f => f.Input.Changed.Any(r => LacksBasis(r) || LacksPlan(r)),
                            "修改、废止、宣布失效的决定应当写明所依据的上位法条款，修改的还应当写明完成日期",
                            OwnRule.Basis,
                            i => i.Changed
                        )
                        .RefusesInput(
                            f => f.Input.MetOn > f.Day,
                            "会议召开以后才能登记",
                            OwnRule.Basis,
                            i => i.MetOn
                        )
            )
            .Act(
                "finish",
                "全部决定",
                a =>
                    a.By(ProcedureRoles.Reviewer)
                        .Refuses(
                            f => Undecided(f) > 0,
                            "清理结果应当由制定机关决定",
                            OwnRule.Basis,
                            detail: f => $"还有{Undecided(f)}个制定机关没有作出决定"
                        )
                        .Marks(
                            "decided",
                            "作出清理决定",
                            f =>
                                f.All<MakerDecisionInput>("decide.record")
                                    .Select(d => (DateOnly?)d.MetOn)
                                    .Max()
                        )
                        .Closes()
            );

    private static void Publish(StageBuilder<CleanupFacts> s) =>
        s.By(Openness.Art(20, null, 1))
            .After("decide")
            .Act<CataloguePublishedInput>(
                "done",
                "公布目录",
                a =>
                {
                    a.By(ProcedureRoles.AgendaOffice)
                        .Under(Openness.Art(20, null, 1))
                        // What was decided, to be held against what was printed.
                        .Proposes(f => new
                        {
                            total = f.Facts.Lines.Count,
                            kept = CountOf(f, CleanupConclusions.Keep),
                            amended = CountOf(f, CleanupConclusions.Amend),
                            repealed = CountOf(f, CleanupConclusions.Repeal),
                            expired = CountOf(f, CleanupConclusions.Expired),
                        })
                        .RefusesInput(
                            f => f.Input.PublishedOn > f.Day,
                            "目录公布以后才能登记",
                            OwnRule.Basis,
                            i => i.PublishedOn
                        )
                        .RefusesInput(
                            f =>
                                f.Input.Kept + f.Input.Amended + f.Input.Repealed + f.Input.Expired
                                != f.Input.Total,
                            "分项之和与清理总数不一致，不得公布",
                            OwnRule.Basis,
                            i => i.Total
                        )
                        .RefusesInput(
                            f =>
                                f.Input.Kept + f.Input.Amended + f.Input.Repealed + f.Input.Expired
                                    == f.Input.Total
                                && (
                                    f.Input.Total != f.Facts.Lines.Count
                                    || f.Input.Kept != CountOf(f, CleanupConclusions.Keep)
                                    || f.Input.Amended != CountOf(f, CleanupConclusions.Amend)
                                    || f.Input.Repealed != CountOf(f, CleanupConclusions.Repeal)
                                ),
                            "公布的目录与清单的决定结果不一致，不得公布",
                            OwnRule.Basis,
                            i => i.Kept
                        )
                        .Marks("published", "公布目录", f => f.Input.PublishedOn)
                        .Writes(NormativeDocuments.Key, ["repeal", "lapse"], Endings)
                        .Writes(CleanupResults.Key, ["add"], Listed)
                        .Counts(
                            CleanupFigures.Campaigns.Code,
                            "公布目录的批次计1个，计入决定日，同一批次只计一次",
                            on: f => f.On("decided"),
                            distinct: f => f.Facts.Title
                        )
                        .Closes();
                    foreach (var conclusion in CleanupConclusions.All)
                    {
                        foreach (var business in new[] { true, false })
                        {
                            a.Counts(
                                CleanupFigures.Cleaned.Code,
                                $"{conclusion}的{(business ? "涉企" : "其他")}文件按件计，计入决定日",
                                amount: f =>
                                    f.Facts.Lines.Count(l =>
                                        l.Business == business
                                        && Results(f).GetValueOrDefault(l.Number)?.Conclusion
                                            == conclusion
                                    ),
                                dimensions: f =>
                                    DimensionText.Write([
                                        KeyValuePair.Create("批次", (string?)f.Facts.Title),
                                        KeyValuePair.Create("结论", (string?)conclusion),
                                        KeyValuePair.Create("类别", (string?)"行政规范性文件"),
                                        KeyValuePair.Create(
                                            "涉企",
                                            (string?)(business ? "是" : "否")
                                        ),
                                        KeyValuePair.Create("阶段", (string?)"已定"),
                                    ]),
                                on: f => f.On("decided")
                            );
                        }
                    }
                }
            );

    private static void Follow(StageBuilder<CleanupFacts> s) =>
        s.By(Outline)
            .After("publish")
            .Act<AmendmentInput>(
                "open",
                "启动修改",
                a =>
                    a.By(ProcedureRoles.Reviewer)
                        .Repeatable()
                        .RefusesInput(
                            f => !ToAmend(f).Contains(f.Input.Number),
                            "这个序号没有列入修改，或者已经启动修改",
                            OwnRule.Basis,
                            i => i.Number
                        )
                        .OpensChild("amendment")
            )
            .Act<AmendmentDoneInput>(
                "amended",
                "登记已经修改",
                a =>
                    a.By(ProcedureRoles.Reviewer)
                        .Repeatable()
                        .RefusesInput(
                            f => !ToAmend(f).Contains(f.Input.Number),
                            "这个序号没有列入修改，或者已经启动修改",
                            OwnRule.Basis,
                            i => i.Number
                        )
            )
            .Act<CleanupReviewInput>(
                "end",
                "报告办结",
                a =>
                    a.By(ProcedureRoles.ReviewHead)
                        .Refuses(
                            f => ToAmend(f).Count > 0,
                            "列入修改的文件尚未启动修改",
                            OwnRule.Basis,
                            detail: f => $"序号{string.Join("、", ToAmend(f).Take(20))}"
                        )
                        .Produces("report")
                        .Concludes("done")
                        .Closes()
            )
            .Act<FilingSentInput>(
                "report-npc",
                "向人大常委会报告修改、废止",
                a => a.By(ProcedureRoles.Reviewer).Under(Provincial).AlsoAfterTheEnd()
            );

    private static bool LacksBasis(OpinionRow row) =>
        row.Conclusion != CleanupConclusions.Keep && string.IsNullOrWhiteSpace(row.Basis);

    private static bool LacksPlan(OpinionRow row) =>
        row.Conclusion == CleanupConclusions.Amend && row.PlanOn is null;

    // Under opinion.* the trail keeps those of the time when they were acts of that stage.
    private static bool IsWaiting(Situation f) =>
        f.State.Acts.LastOrDefault(a =>
            a.Action is "wait" or "resume" or "opinion.wait" or "opinion.resume"
        )
            is { Action: "wait" or "opinion.wait" };

    private const string NotAsking = "没有在提出清理意见的环节";

    private static bool IsNotAsking(Situation f) => !f.State.IsOpen("opinion");

    internal static CleanupLine? LineOf(CleanupFacts facts, long number) =>
        facts.Lines.FirstOrDefault(l => l.Number == number);

    /// <summary>What stands about each line now: its opinion, unless it was sent back, and over it what the maker decided.</summary>
    internal static IReadOnlyDictionary<long, OpinionRow> Results(Situation s) => Results(s.State);

    /// <summary>What stands about each line, and the makers that have decided.</summary>
    internal static (
        IReadOnlyDictionary<long, OpinionRow> Results,
        IReadOnlySet<Guid> Decided
    ) Standing(MatterState state) =>
        (
            Results(state),
            state
                .Acts.Where(a => a.Action == "decide.record")
                .Select(a => a.Inputs.Deserialize<MakerDecisionInput>(ProcedureJson.Options)!.Maker)
                .ToHashSet()
        );

    private static Dictionary<long, OpinionRow> Results(MatterState state)
    {
        var now = new Dictionary<long, OpinionRow>();
        foreach (var act in state.Acts)
        {
            switch (act.Action)
            {
                case "opinion.set":
                    Put(Read<OpinionsInput>(act).Rows);
                    break;
                case "review.return":
                    foreach (var row in Read<LinesReturnedInput>(act).Rows)
                    {
                        now.Remove(row.Number);
                    }
                    break;
                case "decide.record":
                    Put(Read<MakerDecisionInput>(act).Changed);
                    break;
                default:
                    break;
            }
        }
        return now;

        void Put(IReadOnlyList<OpinionRow> rows)
        {
            foreach (var row in rows)
            {
                now[row.Number] = row;
            }
        }
        static T Read<T>(ActRecord act) => act.Inputs.Deserialize<T>(ProcedureJson.Options)!;
    }

    private static IReadOnlyList<long> Unanswered(Situation<CleanupFacts> f)
    {
        var now = Results(f);
        return [.. f.Facts.Lines.Select(l => l.Number).Where(n => !now.ContainsKey(n))];
    }

    /// <summary>The lines that wait for an opinion: one's own, or all for whoever has none of his own.</summary>
    private static IReadOnlyList<CleanupLine> Open(Situation<CleanupFacts> f)
    {
        var waiting = Unanswered(f).ToHashSet();
        var all = f.Facts.Lines.Where(l => waiting.Contains(l.Number)).ToList();
        return f.Facts.Lines.Any(l => l.Organ == f.Who.Organ)
            ? [.. all.Where(l => l.Organ == f.Who.Organ)]
            : all;
    }

    private static int Undecided(Situation<CleanupFacts> f)
    {
        var decided = f.All<MakerDecisionInput>("decide.record").Select(d => d.Maker).ToHashSet();
        return f.Facts.Lines.Select(l => l.Maker).Distinct().Count(m => !decided.Contains(m));
    }

    private static int CountOf(Situation<CleanupFacts> f, string conclusion)
    {
        var now = Results(f);
        return f.Facts.Lines.Count(l => now.GetValueOrDefault(l.Number)?.Conclusion == conclusion);
    }

    private static IReadOnlyList<long> ToAmend(Situation<CleanupFacts> f)
    {
        var begun = f.All<AmendmentInput>("follow.open")
            .Select(a => a.Number)
            .Concat(f.All<AmendmentDoneInput>("follow.amended").Select(a => a.Number))
            .ToHashSet();
        // The very act that begins one is on record already when its effects are judged.
        var now = Results(f);
        return
        [
            .. f
                .Facts.Lines.Select(l => l.Number)
                .Where(n =>
                    now.GetValueOrDefault(n)?.Conclusion == CleanupConclusions.Amend
                    && !begun.Contains(n)
                ),
        ];
    }

    /// <summary>What ends in the register from the stated day.</summary>
    private static IEnumerable<ItemWrite> Endings(
        Situation<CleanupFacts, CataloguePublishedInput> f
    )
    {
        var (now, decisions) = (Results(f), DecisionOf(f));
        foreach (var line in f.Facts.Lines)
        {
            if (
                Guid.TryParse(line.Item, out var item)
                && now.GetValueOrDefault(line.Number) is { } result
                && result.Conclusion is CleanupConclusions.Repeal or CleanupConclusions.Expired
            )
            {
                var number = decisions[line.Maker].DecisionNumber;
                var repealed = result.Conclusion == CleanupConclusions.Repeal;
                yield return new(
                    repealed ? "repeal" : "lapse",
                    number,
                    result.Basis ?? f.Facts.Title
                )
                {
                    Item = item,
                    Until = f.Input.StatedOn.AddDays(-1),
                    Inputs = repealed ? new { repealedBy = number } : null,
                    DecidedOn = decisions[line.Maker].MetOn,
                };
            }
        }
    }

    /// <summary>The catalogue, a line a document.</summary>
    private static IEnumerable<ItemWrite> Listed(Situation<CleanupFacts, CataloguePublishedInput> f)
    {
        var (now, decisions) = (Results(f), DecisionOf(f));
        foreach (var line in f.Facts.Lines)
        {
            if (now.GetValueOrDefault(line.Number) is { } result)
            {
                yield return new(
                    "add",
                    decisions[line.Maker].DecisionNumber,
                    $"{f.Facts.Title}公布目录。"
                )
                {
                    Body = new
                    {
                        campaign = f.Facts.Title,
                        title = Cut(line.Title),
                        documentNumber = line.DocumentNumber,
                        fileClass = line.MakerClass switch
                        {
                            Makers.Government => "县政府文件",
                            Makers.Office => "县政府办文件",
                            Makers.Department or Makers.Departments => "部门文件",
                            Makers.Township => "乡镇文件",
                            _ => "其他",
                        },
                        result = result.Conclusion,
                        because = result.Basis,
                        proposedBy = line.Organ,
                        dueOn = result.Conclusion == CleanupConclusions.Amend
                            ? result.PlanOn
                            : null,
                    },
                    From = f.Input.PublishedOn,
                    DecidedOn = decisions[line.Maker].MetOn,
                };
            }
        }
    }

    private static Dictionary<Guid, MakerDecisionInput> DecisionOf(Situation f) =>
        f.All<MakerDecisionInput>("decide.record")
            .GroupBy(d => d.Maker)
            .ToDictionary(g => g.Key, g => g.Last());

    private static string Cut(string text) => text.Length <= 140 ? text : text[..139] + "…";
}

/// <summary>Freezes the list from the register as it stood on the cut-off day.</summary>
public sealed class CleanupScope : IOpeningPart
{
    public Task<IReadOnlyList<FieldError>> Check(
        OpeningPart part,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<FieldError>>([]);

    public Task<IReadOnlyList<RegisterVersion>?> Choices(
        OpeningPart part,
        LedgerField field,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<RegisterVersion>?>(null);

    public async Task Complete(
        OpeningPart part,
        JsonObject facts,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(facts);
        if (part.Procedure.Key != CleanupCampaigns.Key)
        {
            return;
        }
        var wanted = facts.Deserialize<CleanupFacts>(ProcedureJson.Options)!;
        var items = RegisterQueries.Items(
            part.Db,
            part.Scope,
            NormativeDocuments.Register,
            new RegisterFilter
            {
                Day = wanted.Cutoff,
                State = Standing.InForce,
                Text = wanted.OnlyWords,
                Choices = wanted.OnlyClass is { } one
                    ? new Dictionary<string, string> { ["issuerClass"] = one }
                    : [],
            }
        );
        if (wanted.OnlySubject is { Length: > 0 } subject)
        {
            // T4 is the subject (slot-map.txt).
            items = items.Where(v => v.T4 == subject);
        }
        if (wanted.OnlyBusiness == true)
        {
            items = items.Where(v => v.N1 == 1);
        }
        if (wanted.CitedLaw is { Length: > 0 } cited)
        {
            const string country = "中华人民共和国";
            var law = cited.Trim().Trim('《', '》');
            law = law.StartsWith(country, StringComparison.Ordinal) ? law[country.Length..] : law;
            var laws = part
                .Db.Set<LawVersion>()
                .AsNoTracking()
                .Where(l =>
                    l.Tenant == part.Scope.Tenant && (l.Name == law || l.Name == country + law)
                )
                .Select(l => l.LawId);
            var citing = part
                .Db.Set<Citation>()
                .AsNoTracking()
                .Where(c =>
                    c.Tenant == part.Scope.Tenant
                    && c.Kind == CitingKinds.Register
                    && laws.Contains(c.CitedLawId)
                )
                .Select(c => c.SubjectId);
            items = items.Where(v => citing.Contains(v.ItemId));
        }
        var found = await items
            .OrderBy(v => v.SortText)
            .ThenBy(v => v.ItemId)
            .Take(CleanupCampaigns.Most + 1)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var lines = new JsonArray();
        foreach (var version in found)
        {
            var document = Register<NormativeDocument>.Typed(version.ParseBody());
            lines.Add(
                JsonSerializer.SerializeToNode(
                    new CleanupLine
                    {
                        Number = lines.Count + 1,
                        Title = document.Title,
                        DocumentNumber = document.DocumentNumber,
                        Maker = document.Issuers.FirstOrDefault(),
                        MakerClass = document.IssuerClass,
                        Organ = document.Drafter,
                        Business = document.AffectsBusiness == true,
                        Item = version.ItemId.ToString(),
                    },
                    ProcedureJson.Options
                )
            );
        }
        facts["lines"] = lines;
    }
}

internal static class CleanupTexts
{
    public const string Notice = """
        标题：关于开展{{名称}}的通知
        各有关单位：
        现以{{基准日}}为基准日开展{{名称}}。{{本次.清理要求}}
        清理文件见清单，由起草或者实施单位逐件提出继续有效、修改、废止或者宣布失效的意见。
        承办人：{{承办人}}。
        """;

    public const string Report = """
        标题：关于{{名称}}的报告
        {{名称}}已经完成。共清理文件{{公布目录.清理总数}}件，其中继续有效{{公布目录.继续有效}}件，修改{{公布目录.修改}}件，废止{{公布目录.废止}}件，宣布失效{{公布目录.宣布失效}}件。
        {{本次.审核意见}}
        """;
}
