using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Oversight;

/// <summary>建议 figures, as in the catalogue. Numerators are booked on the day of assignment, so that each rate is of the proposals assigned in the period.</summary>
public static class ProposalFigures
{
    public static readonly Figure Handled = Of(
        "ProposalsHandled",
        "建议.办理",
        "交办的建议提案件数，退办的除外，按交办日期计；一件无论几家主办计一件。",
        totals: true
    );
    public static readonly Figure Replied = Of(
        "ProposalsReplied",
        "建议.办复",
        "已经答复的建议提案件数，按交办日期计。"
    );
    public static readonly Figure Closed = Of(
        "ProposalsClosed",
        "建议.办结",
        "已经办结的建议提案件数，按交办日期计；列入规划、正在解决的在办结前不计。"
    );
    public static readonly Figure Met = Of(
        "ProposalsMet",
        "建议.面商",
        "与代表委员面商过的建议提案件数，按交办日期计。"
    );
    public static readonly Figure Judged = Of(
        "ProposalsJudged",
        "建议.有反馈",
        "已经答复并且代表委员反馈了态度的件数，按交办日期计。"
    );
    public static readonly Figure Satisfied = Of(
        "ProposalsSatisfied",
        "建议.满意",
        "代表委员态度为满意或者基本满意的件数，按交办日期计。"
    );
    public static readonly Figure Solved = Of(
        "ProposalsSolved",
        "建议.已解决",
        "办理结果为 A（已解决）的件数，按交办日期计。"
    );

    public static readonly Figure ReplyRate = Rate(
        "ProposalReplyRate",
        "建议.办复率",
        "办复 ÷ 办理，同期交办的建议提案。",
        Replied,
        Handled
    );
    public static readonly Figure ClosedRate = Rate(
        "ProposalClosedRate",
        "建议.办结率",
        "办结 ÷ 办理，同期交办的建议提案；正在解决、列入规划的算未办结。",
        Closed,
        Handled
    );
    public static readonly Figure SatisfactionRate = Rate(
        "ProposalSatisfaction",
        "建议.满意率",
        "（满意 + 基本满意）÷ 有反馈的件数；未反馈的不在分母里，二次答复后以最后一次态度为准。",
        Satisfied,
        Judged
    );
    public static readonly Figure MetRate = Rate(
        "ProposalMetRate",
        "建议.面商率",
        "面商 ÷ 办理，同期交办的建议提案。",
        Met,
        Handled
    );
    public static readonly Figure SolvedRate = Rate(
        "ProposalSolvedRate",
        "建议.解决率",
        "已解决（A 类）÷ 办复，同期交办的建议提案。",
        Solved,
        Replied
    );

    private static Figure Of(string code, string name, string definition, bool totals = false) =>
        new(code, name, "件", Fold.Count, definition)
        {
            CountedFrom = "建议提案办理",
            Dimensions = ["种类"],
            Section = "A5",
            AcceptsTotals = totals,
        };

    private static Figure Rate(
        string code,
        string name,
        string definition,
        Figure numerator,
        Figure denominator
    ) =>
        new(code, name, "%", Fold.Ratio, definition)
        {
            Numerator = numerator,
            Denominator = denominator,
            WhenEmpty = "没有交办或者答复的建议提案",
            Dimensions = ["种类"],
            Section = "A5",
            AcceptsTotals = true,
        };
}

/// <summary>建议提案办理 (S186): one proposal, however many organs handle it.</summary>
public sealed record ProposalHandling : LedgerRecord
{
    [Field("种类", Slot = "T1", InList = true, Choices = ["人大代表建议", "政协提案", "人大议案"])]
    public required string Kind { get; init; }

    [Field("届次", Slot = "T2", MaxLength = 60, InList = true, Help = "如：十八届三次。")]
    public required string Session { get; init; }

    [Field("编号", Slot = "T3", MaxLength = 40, InList = true)]
    public required string Number { get; init; }

    [Field(
        "案由",
        Slot = "T4",
        MaxLength = 150,
        InList = true,
        Help = "建议提案的题目，不写代表委员姓名。"
    )]
    public required string Subject { get; init; }

    [Field("交办日期", Slot = "D1", InList = true)]
    public required DateOnly AssignedOn { get; init; }

    // 代表法(2025) 51条: three months from assignment, six where it is complex; the proposals of the CPPCC by local rule the same.
    [Field(
        "答复期限",
        Slot = "D2",
        Future = true,
        InList = true,
        Help = "一般自交办之日起三个月，复杂的六个月。"
    )]
    public required DateOnly DueOn { get; init; }

    [Field("分办单位", Help = "几家主办的，第一家写在“主办单位”，其余写在这里。")]
    public IReadOnlyList<Guid>? Hosts { get; init; }

    [Field("会办单位")]
    public IReadOnlyList<Guid>? CoOrgans { get; init; }

    [Field("退办日期", Help = "不属于本单位职责、经同意退回的日期。")]
    public DateOnly? ReturnedOn { get; init; }

    [Field("面商日期")]
    public DateOnly? MetOn { get; init; }

    [Field("答复日期", Slot = "D3")]
    public DateOnly? RepliedOn { get; init; }

    [Field(
        "办理结果",
        Slot = "T5",
        Help = "答复后填写。",
        Choices = ["A 已解决", "B 正在解决", "C 列入规划", "D 留作参考"]
    )]
    public string? Class { get; init; }

    [Field(
        "代表委员态度",
        Slot = "T6",
        Help = "答复后填写；二次答复后改为最后一次的态度。",
        Choices = ["满意", "基本满意", "不满意", "未反馈"]
    )]
    public string? Attitude { get; init; }

    [Field("办结日期", Slot = "D4")]
    public DateOnly? ClosedOn { get; init; }
}

internal static class ProposalLedger
{
    public static readonly Ledger<ProposalHandling> Ledger = Ledger<ProposalHandling>
        .Define("proposal-handling", "建议提案办理", "S186")
        .For(
            "人大代表建议、政协提案从交办到办结，一件登记一条，办一步填一步。",
            "政府办交办时登记，主办单位答复后续填。"
        )
        .OrganIs("主办单位", "承办的单位；几家主办的写第一家。")
        .OnDay(nameof(ProposalHandling.AssignedOn))
        .StepByStep()
        .Titled(p => $"{p.Kind} {p.Session} {p.Number}号 {p.Subject}")
        .Keyed("同一种类、同一届次、同一编号", p => [p.Kind, p.Session, p.Number])
        .Must(
            nameof(ProposalHandling.DueOn),
            p => p.DueOn < p.AssignedOn ? "答复期限早于交办日期，请核对。" : null
        )
        .Must(
            nameof(ProposalHandling.RepliedOn),
            p => p.RepliedOn < p.AssignedOn ? "答复日期早于交办日期，请核对。" : null
        )
        .Must(
            nameof(ProposalHandling.MetOn),
            p => p.MetOn < p.AssignedOn ? "面商日期早于交办日期，请核对。" : null
        )
        .Must(
            nameof(ProposalHandling.ClosedOn),
            p =>
                p.ClosedOn is not null && p.RepliedOn is null
                    ? "先填答复日期，才能填办结日期。"
                    : null
        )
        .Must(
            nameof(ProposalHandling.ClosedOn),
            p => p.ClosedOn < p.RepliedOn ? "办结日期早于答复日期，请核对。" : null
        )
        .Must(
            nameof(ProposalHandling.Class),
            p => p.RepliedOn is not null && p.Class is null ? "已经答复的，请选择办理结果。" : null
        )
        .Must(
            nameof(ProposalHandling.Attitude),
            p =>
                p.RepliedOn is not null && p.Attitude is null
                    ? "已经答复的，请选择态度；还没有反馈的选“未反馈”。"
                    : null
        )
        .Must(
            nameof(ProposalHandling.Class),
            p =>
                p.RepliedOn is null && p.Class is not null
                    ? "还没有答复日期，不能填办理结果。"
                    : null
        )
        .Must(
            nameof(ProposalHandling.ReturnedOn),
            p =>
                p.ReturnedOn is not null && p.RepliedOn is not null
                    ? "退办的不再答复，请核对。"
                    : null
        )
        .Proof(EvidenceRule.Optional, "答复函、意见表。")
        .Feeds(
            ProposalFigures.Handled,
            "没有退办的，按交办日期，计 1 件",
            when: p => p.ReturnedOn is null,
            dimensions: Kind
        )
        .Feeds(
            ProposalFigures.Replied,
            "已答复的，按交办日期，计 1 件",
            when: p => p.RepliedOn is not null,
            dimensions: Kind
        )
        .Feeds(
            ProposalFigures.Closed,
            "已办结的，按交办日期，计 1 件",
            when: p => p.ClosedOn is not null,
            dimensions: Kind
        )
        .Feeds(
            ProposalFigures.Met,
            "面商过的，按交办日期，计 1 件",
            when: p => p is { MetOn: not null, ReturnedOn: null },
            dimensions: Kind
        )
        .Feeds(
            ProposalFigures.Judged,
            "已答复且有反馈的，按交办日期，计 1 件",
            when: p => p.Attitude is "满意" or "基本满意" or "不满意",
            dimensions: Kind
        )
        .Feeds(
            ProposalFigures.Satisfied,
            "满意、基本满意的，按交办日期，计 1 件",
            when: p => p.Attitude is "满意" or "基本满意",
            dimensions: Kind
        )
        .Feeds(
            ProposalFigures.Solved,
            "办理结果为 A 的，按交办日期，计 1 件",
            when: p => p.Class == "A 已解决",
            dimensions: Kind
        )
        .Build();

    private static IEnumerable<(string, string?)> Kind(ProposalHandling p) => [("种类", p.Kind)];
}
