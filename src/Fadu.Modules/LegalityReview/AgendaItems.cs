using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;

namespace Fadu.Modules.LegalityReview;

/// <summary>
/// 常务会议议题 (S004, S007): each item is a matter, the meeting a fact of it (docs/adr/0007). An item whose draft has no lawful opinion is kept from the agenda; one that was decided all the same
/// is put on record as 未审先议.
/// </summary>
[Carries("S004", "S007")]
public static class AgendaItems
{
    public const string Key = "executive-meeting.item";
    private const string Unreviewed = "decided-unreviewed";

    private static readonly LawRef Decisions = new("重大行政决策程序暂行条例");
    private static readonly LawRef Notice115 = new("国办发〔2018〕115号");

    /// <summary>Of each kind: what keeps it from the agenda without an opinion.</summary>
    private static readonly (string Kind, LawRef Basis)[] Kinds =
    [
        // 第二十五条第二款: 未经合法性审查或者经审查不合法的,不得提交决策机关讨论.
        (AgendaFacts.Decision, Decisions.Art(25, 2)),
        // Second hand: 未经合法性审核或者经审核不合法的,不得提交集体审议.
        (AgendaFacts.Document, Notice115),
        (AgendaFacts.Contract, OwnRule.Local),
        (AgendaFacts.List, OwnRule.Local),
    ];

    private static readonly string[] Lawful =
    [
        nameof(Conclusion.Lawful),
        nameof(Conclusion.LawfulAfterRevision),
        nameof(Conclusion.Exploratory),
    ];

    private static readonly (AgendaResult Key, string Name)[] Results =
    [
        (AgendaResult.Passed, "通过"),
        (AgendaResult.PassedWithChanges, "原则通过，按会议意见修改"),
        (AgendaResult.Deferred, "暂缓，另行研究"),
        (AgendaResult.Rejected, "不通过"),
    ];

    public static readonly Procedure Item = Procedure
        .Named<AgendaFacts>(
            Key,
            "政府常务会议议题",
            "2019",
            Decisions.Art(30),
            // As far back as records may have to be entered; the articles that came later are cited where they refuse.
            new(2019, 9, 1)
        )
        .Purpose(
            "提请政府常务会议讨论的议题，核对合法性审查意见和送审稿后列入议程，记录法制机构负责人列席、讨论决定和不同意见。"
        )
        .AnchoredOn("提出议题")
        .OpenedBy(ProcedureRoles.Sender)
        .VersionedMaterial("draft", "提请审议稿", Decisions.Art(29), ProcedureRoles.Sender)
        .Material("explanation", "起草说明", Decisions.Art(29), ProcedureRoles.Sender)
        .Material("other", "其他材料", Decisions.Art(29), ProcedureRoles.Sender)
        .Material("minutes", "会议纪要", Decisions.Art(30, 3), ProcedureRoles.Handler)
        .Document(
            "agenda-notice",
            "列入议程通知",
            ReviewTexts.Agenda,
            Decisions.Art(30),
            d => d.SignedBy(ProcedureRoles.Handler, drafterToo: true).Unchecked()
        )
        .Outcome(nameof(AgendaResult.Passed), "通过", Decisions.Art(30))
        .Outcome(
            nameof(AgendaResult.PassedWithChanges),
            "原则通过，按会议意见修改",
            Decisions.Art(30)
        )
        .Outcome(nameof(AgendaResult.Deferred), "暂缓，另行研究", Decisions.Art(30))
        .Outcome(nameof(AgendaResult.Rejected), "不通过", Decisions.Art(30))
        .Outcome("withdrawn", "撤回")
        .Records(Unreviewed, "未审先议", Decisions.Art(25, 2), ReviewFigures.Skipped.Code)
        .Names(
            "review",
            "合法性审查",
            [
                "legality-review.decision",
                "legality-review.document",
                "legality-review.contract",
                "legality-review.list",
            ],
            Decisions.Art(29)
        )
        .Stage("agenda", "提请审议", Agenda)
        .Stage("minutes", "会议纪要", Minutes)
        .Stage("closed", "办结", s => s.After("minutes").IsTheEnd())
        .Act<ReasonInput>(
            "withdraw",
            "撤回议题",
            a =>
                a.By(ProcedureRoles.Sender)
                    .Refuses(
                        f => f.Has("agenda.decide"),
                        "会议已经讨论决定的，不得撤回",
                        OwnRule.Basis
                    )
                    .Concludes("withdrawn")
                    .Ends()
        )
        .Build();

    private static void Agenda(StageBuilder<AgendaFacts> s) =>
        s.By(Decisions.Art(29))
            .Needs("draft", Decisions.Art(29))
            .Act<PlanInput>(
                "plan",
                "预排会议",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Repeatable()
                        // The meeting is bound, not the reviewer.
                        .RefusesInput(
                            f =>
                                f.Child("review") is { Outcome: null, OpensOn: { } opens }
                                && f.Input.MeetingOn < opens
                                && string.IsNullOrWhiteSpace(f.Input.UrgentReason),
                            "应当保证必要的审查时间，一般不少于7个工作日；情况紧急的应当说明理由",
                            Decisions.Art(26, 2),
                            i => i.MeetingOn
                        )
                        .Changes(f => new
                        {
                            meetingOn = f.Input.MeetingOn,
                            meeting = f.Input.Meeting,
                        })
            )
            .Act(
                "propose",
                "提请列入议程",
                a => Gate(a.By(ProcedureRoles.Sender).Under(Decisions.Art(29)), null)
            )
            .Act<PlanInput>(
                "place",
                "列入议程",
                a =>
                    Gate(
                            a.By(ProcedureRoles.Handler)
                                .Under(Decisions.Art(30))
                                .Repeatable()
                                .Refuses(
                                    f => !f.HasNow("agenda.propose"),
                                    "提出单位尚未提请列入议程",
                                    OwnRule.Basis
                                ),
                            null
                        )
                        .Changes(f => new
                        {
                            meetingOn = f.Input.MeetingOn,
                            meeting = f.Input.Meeting,
                        })
                        .Produces("agenda-notice")
            )
            .Act<AttendanceInput>(
                "attend",
                "登记列席情况",
                a => a.By(ProcedureRoles.Handler).Repeatable()
            )
            .Act<DecidedInput>(
                "decide",
                "登记讨论决定",
                a =>
                    Gate(
                            a.By(ProcedureRoles.Handler)
                                .Under(Decisions.Art(30))
                                .Refuses(
                                    f => Faults(f).None && !f.HasNow("agenda.place"),
                                    "议题尚未列入议程",
                                    OwnRule.Basis
                                )
                                .Refuses(
                                    f => !f.HasNow("agenda.attend"),
                                    "没有登记合法性审查机构负责人列席的情况和发表的意见",
                                    OwnRule.Basis
                                ),
                            Unreviewed
                        )
                        .RefusesInput(
                            f =>
                                f.Input.AgainstMajority
                                && string.IsNullOrWhiteSpace(f.Input.Reason),
                            "行政首长拟作出的决定与会议组成人员多数人的意见不一致的，应当在会上说明理由",
                            Decisions.Art(30, 2),
                            i => i.Reason
                        )
                        .RefusesInput(
                            f =>
                                f.Child("review")?.Outcome == nameof(Conclusion.Exploratory)
                                && string.IsNullOrWhiteSpace(f.Input.Risk),
                            "探索性改革事项提交讨论的，应当明示法律风险",
                            Decisions.Art(25, 2),
                            i => i.Risk
                        )
                        .Concludes(
                            [.. Results.Select(r => r.Key.ToString())],
                            f => f.Input.Result.ToString()
                        )
                        .Counts(
                            ReviewFigures.InScope.Code,
                            "应当审查的议题讨论决定时计1件",
                            when: f => f.Facts.Kind != AgendaFacts.None,
                            dimensions: f => By(f.Facts.Kind)
                        )
                        .Counts(
                            ReviewFigures.Covered.Code,
                            "应当审查并且经审查的议题讨论决定时计1件",
                            when: f => f.Facts.Kind != AgendaFacts.None && Faults(f).None,
                            dimensions: f => By(f.Facts.Kind)
                        )
                        .Closes()
            );

    private static void Minutes(StageBuilder<AgendaFacts> s) =>
        s.By(Decisions.Art(30, 3))
            .After("agenda")
            .Act<MinutesInput>(
                "issue",
                "登记会议纪要",
                a => a.By(ProcedureRoles.Handler).Under(Decisions.Art(30, 3)).Closes()
            );

    /// <summary>What keeps an item from the agenda; one thing at a time.</summary>
    private readonly record struct Fault(bool Missing, bool Unlawful, bool Unfinished, bool Changed)
    {
        public bool None => !(Missing || Unlawful || Unfinished || Changed);
    }

    private static Fault Faults(Situation<AgendaFacts> f)
    {
        if (f.Facts.Kind == AgendaFacts.None)
        {
            return default;
        }
        if (f.Child("review") is not { } review)
        {
            return new(true, false, false, false);
        }
        if (review.Outcome is not { } outcome)
        {
            return new(false, false, true, false);
        }
        if (!Lawful.Contains(outcome, StringComparer.Ordinal))
        {
            return new(false, true, false, false);
        }
        return new(
            false,
            false,
            false,
            f.State.NewestOf("draft") is { } draft
                && review.Materials?.GetValueOrDefault("draft") != draft.Hash
        );
    }

    private static ActionBuilder<AgendaFacts, TInput> Gate<TInput>(
        ActionBuilder<AgendaFacts, TInput> a,
        string? fact
    )
        where TInput : class
    {
        foreach (var (kind, basis) in Kinds)
        {
            a.Refuses(
                    f => f.Facts.Kind == kind && Faults(f).Missing,
                    "未经合法性审查，不得提交集体讨论",
                    basis,
                    fact
                )
                .Refuses(
                    f => f.Facts.Kind == kind && Faults(f).Unlawful,
                    "经合法性审查不合法或者没有作出合法的结论，不得提交集体讨论",
                    basis,
                    fact
                );
        }
        return a.Refuses(
                f => Faults(f).Unfinished,
                "合法性审查尚未办结或者审查意见尚有未反馈事项，不得提交集体讨论",
                OwnRule.Basis,
                fact
            )
            // The law is silent; an opinion is about the text that was reviewed.
            .Refuses(
                f => Faults(f).Changed,
                "提请审议稿与出具审查意见的送审稿不是同一稿；有实质修改的，应当重新送请合法性审查",
                OwnRule.Basis,
                fact
            );
    }

    private static string By(string kind) =>
        DimensionText.Write([KeyValuePair.Create("类型", (string?)kind)]);
}
