using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.People;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;

namespace Fadu.Modules.LegalityReview;

/// <summary>
/// 政府合同 (S005): one matter from the draft to the end of its performance, in the hands of the organ that signs. It opens its legality review or names it; what it says of itself is entered once.
/// </summary>
[Carries("S005")]
public static class Contracts
{
    public const string Key = "government-contract";
    private const string Unreviewed = "signed-unreviewed";

    private static readonly LawRef Code = new("民法典");

    private static readonly string[] Signable =
    [
        nameof(Conclusion.Lawful),
        nameof(Conclusion.LawfulAfterRevision),
    ];

    public static readonly Procedure Contract = Procedure
        .Named<ContractRecordFacts>(
            Key,
            "政府合同协议",
            "local",
            // No national text: local rules (facts.md §3).
            OwnRule.Local,
            new(2018, 1, 1)
        )
        .Purpose(
            "政府和部门签订的合同、协议，先送合法性审查，签订后备案，跟踪履行期限、变更、争议，直到履行完毕或者解除。"
        )
        .AnchoredOn("起草")
        .OpenedBy(ProcedureRoles.Handler)
        .RefusesOpening(
            f => f.Facts.Amount == 0,
            "标的额不能是零，没有标的额的留空",
            OwnRule.Basis,
            "amount"
        )
        .VersionedMaterial("draft", "合同文本草案", OwnRule.Local, ProcedureRoles.Handler)
        .Material("signed", "签订的合同文本", OwnRule.Local, ProcedureRoles.Handler)
        .Material("performance", "履行凭证", null, ProcedureRoles.Handler)
        .Material("other", "其他材料", null, ProcedureRoles.Handler)
        .Outcome("performed", "履行完毕", Code.Art(557))
        .Outcome("terminated", "解除", Code.Art(557))
        .Outcome("abandoned", "不再签订")
        .Records(Unreviewed, "未审先签", OwnRule.Local, ReviewFigures.SignedUnreviewed.Code)
        .Child(
            "review",
            "合法性审查",
            "legality-review.contract",
            f =>
                f.Last<SendInput>("signing.send") is { } sent
                    ? new
                    {
                        title = f.Facts.Title,
                        bases = sent.Bases,
                        procedureStatement = sent.ProcedureStatement,
                        involvesMarket = sent.InvolvesMarket,
                        contractKind = f.Facts.ContractType,
                        counterparty = f.Facts.Counterparty,
                        amount = f.Facts.Amount,
                    }
                    : null,
            OwnRule.Local,
            orNamed: true
        )
        .Stage("signing", "审查和签订", Signing)
        .Stage("performance", "履行", Performance)
        .Stage("closed", "办结", s => s.After("performance").IsTheEnd())
        .Clock(
            "filing",
            "签订后备案",
            "legality-review.contract-filing",
            c => c.StartsOn("signing.sign").StopsOn("performance.file")
        )
        .Within(
            "performance",
            "履行期限",
            // 民法典第五百零九条第一款: 当事人应当按照约定全面履行自己的义务; the day is the contract's own.
            TimeLimit.Years(1, Code.Art(509, 1)),
            LimitSource.Practice,
            c =>
                c.StartsOn("signing.sign", Due)
                    .StartsOn("performance.progress", Due)
                    .StartsOn("performance.change", Due)
                    .WithLength(f =>
                        f.Facts.PerformanceDueOn is { } due && due > f.Day
                            ? TimeLimit.Days(due.DayNumber - f.Day.DayNumber, Code.Art(509, 1))
                            : null
                    )
                    .RemindsEarly()
                    .StopsOn("performance.complete", "performance.terminate")
        )
        .Build();

    // Runs only towards a day that was named in this very step and lies ahead.
    private static DateOnly? Due(Situation<ContractRecordFacts> f) =>
        f.Inputs["nextDueOn"] is not null && f.Facts.PerformanceDueOn > f.Day ? f.Day : null;

    private static bool MustBeReviewed(Situation<ContractRecordFacts> f) =>
        string.IsNullOrWhiteSpace(f.Facts.OutsideBecause);

    private static bool IsReviewed(Situation<ContractRecordFacts> f) =>
        f.Child("review")?.Outcome is { } outcome
        && Signable.Contains(outcome, StringComparer.Ordinal);

    private static void Signing(StageBuilder<ContractRecordFacts> s) =>
        s.By(OwnRule.Local)
            .Needs("signed", OwnRule.Local)
            .Act<SendInput>(
                "send",
                "送请合法性审查",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Repeatable()
                        .Refuses(
                            f => f.Child("review") is { Outcome: null },
                            "已经送请审查，正在办理",
                            OwnRule.Basis
                        )
                        .OpensChild("review")
            )
            .Act<SignInput>(
                "sign",
                "签订",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Refuses(
                            f => MustBeReviewed(f) && f.Child("review") is null,
                            "政府合同未经合法性审查，不得签订",
                            OwnRule.Local,
                            Unreviewed
                        )
                        .Refuses(
                            f => MustBeReviewed(f) && f.Child("review") is { Outcome: null },
                            "合法性审查尚未办结，不得签订",
                            OwnRule.Local,
                            Unreviewed
                        )
                        .Refuses(
                            f =>
                                MustBeReviewed(f)
                                && f.Child("review") is { Outcome: not null }
                                && !IsReviewed(f),
                            "经合法性审查没有作出合法的结论，不得签订",
                            OwnRule.Local,
                            Unreviewed
                        )
                        .Changes(f => new
                        {
                            contractNo = f.Input.ContractNo,
                            performanceDueOn = f.Input.NextDueOn ?? f.Facts.PerformanceDueOn,
                        })
                        .Counts(
                            ReviewFigures.InScope.Code,
                            "应当审查的合同签订时计1件",
                            when: MustBeReviewed,
                            dimensions: _ => ByKind
                        )
                        .Counts(
                            ReviewFigures.Covered.Code,
                            "应当审查并且经审查的合同签订时计1件",
                            when: f => MustBeReviewed(f) && IsReviewed(f),
                            dimensions: _ => ByKind
                        )
                        .Counts(
                            ReviewFigures.FilingsDue.Code,
                            "签订时计1件，计入备案期满日",
                            on: FilingDue
                        )
                        .Closes()
            )
            .Act<ReasonInput>(
                "abandon",
                "不再签订",
                a => a.By(ProcedureRoles.Handler).Concludes("abandoned").Ends()
            );

    private static void Performance(StageBuilder<ContractRecordFacts> s) =>
        s.By(Code.Art(509, 1))
            .After("signing")
            .Act<FilingInput>(
                "file",
                "登记备案",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Counts(
                            ReviewFigures.FilingsOnTime.Code,
                            "期满当日或者之前备案的计1件，计入备案期满日",
                            when: f => f.Clock("filing")?.IsMissedOn(f.Day) == false,
                            on: f => f.Clock("filing")?.Due
                        )
            )
            .Act<ProgressInput>(
                "progress",
                "登记履行情况",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Repeatable()
                        .Changes(f =>
                            f.Input.NextDueOn is { } next ? new { performanceDueOn = next } : null
                        )
            )
            .Act<ChangeInput>(
                "change",
                "变更",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(Code.Art(543))
                        .Repeatable()
                        .Changes(f => new
                        {
                            amount = f.Input.Amount ?? f.Facts.Amount,
                            performanceDueOn = f.Input.NextDueOn ?? f.Facts.PerformanceDueOn,
                        })
            )
            .Act<DisputeInput>(
                "dispute",
                "登记争议",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Repeatable()
                        .Refuses(IsDisputed, "已经登记争议，尚未解决", OwnRule.Basis)
                        .Counts(
                            ReviewFigures.Breaches.Code,
                            "发生争议，违约方为我方或者双方的计1件",
                            when: f => f.Input.BreachBy is Breach.Ours or Breach.Both,
                            dimensions: f => ByType(f.Facts)
                        )
            )
            .Act<ProgressInput>(
                "settle",
                "争议解决",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Repeatable()
                        .Refuses(f => !IsDisputed(f), "没有尚未解决的争议", OwnRule.Basis)
            )
            .Act<ProgressInput>(
                "complete",
                "履行完毕",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(Code.Art(557))
                        .Refuses(
                            f => !f.Has("performance.file"),
                            "签订后尚未备案，不能办结",
                            OwnRule.Local
                        )
                        .Refuses(IsDisputed, "争议尚未解决，不能登记履行完毕", OwnRule.Basis)
                        .Concludes("performed")
                        .Closes()
            )
            .Act<TerminationInput>(
                "terminate",
                "解除",
                a =>
                    a.By(ProcedureRoles.Handler)
                        .Under(Code.Art(557))
                        .Counts(
                            ReviewFigures.Breaches.Code,
                            "解除，违约方为我方或者双方的计1件",
                            when: f => f.Input.BreachBy is Breach.Ours or Breach.Both,
                            dimensions: f => ByType(f.Facts)
                        )
                        .Concludes("terminated")
                        .Closes()
            );

    private static bool IsDisputed(Situation f) =>
        f.State.Acts.LastOrDefault(a => a.Action is "performance.dispute" or "performance.settle")
            is { Action: "performance.dispute" };

    /// <summary>By which day the contract that is being signed is to be filed.</summary>
    private static DateOnly? FilingDue(Situation f)
    {
        var rule = f.Procedure.FindClock("filing")!;
        var limit = f.World.Setting(f.Procedure.Key, rule.Key) ?? rule.Limit;
        return Clock.Within(limit, f.Day).Read(f.World.Calendar).Due;
    }

    private static readonly string ByKind = DimensionText.Write([
        KeyValuePair.Create("类型", (string?)AgendaFacts.Contract),
    ]);

    internal static string ByType(ContractRecordFacts facts) =>
        DimensionText.Write([KeyValuePair.Create("合同类型", (string?)facts.ContractType)]);
}
