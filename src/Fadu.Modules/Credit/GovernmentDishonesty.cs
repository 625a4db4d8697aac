using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Plans.Rectification;

namespace Fadu.Modules.Credit;

/// <summary>营商 figures that government's own breaches feed.</summary>
public static class DishonestyFigures
{
    private static readonly FigureSet Set = new("政务失信", "A1");

    public static readonly Figure Breaches = Set.In("B")
        .Details.Count(
            "GovernmentBreaches",
            "营商.政务失信",
            "件",
            "认定的政务失信件数，按认定日期计。",
            "种类"
        );

    public static readonly Figure Arrears = new FigureSet("政务失信", "A1").Money(
        "ArrearsAmount",
        "营商.拖欠金额",
        "拖欠账款涉及的金额，按认定日期计。",
        "对方"
    );

    public static readonly Figure Repaid = new FigureSet("政务失信", "A1").Money(
        "ArrearsRepaid",
        "营商.已清偿金额",
        "拖欠账款中已经清偿的金额，按认定日期计，状态到数据截止日。",
        "对方"
    );

    public static readonly Figure RepaidRate = Set.Rate(
        "ArrearsRepaidRate",
        "营商.拖欠清偿率",
        "期间内认定的拖欠账款中已经清偿的金额所占比例，状态到数据截止日。",
        Repaid,
        Arrears,
        "没有拖欠账款"
    );
}

/// <summary>政务失信 (S057): one breach, from finding to repair.</summary>
public sealed record GovernmentDishonesty : LedgerRecord
{
    [Field(
        "种类",
        Slot = "T1",
        InList = true,
        Choices = ["违约毁约", "拖欠账款", "不兑现承诺", "不履行生效裁判", "列入失信被执行人"]
    )]
    public required string Kind { get; init; }

    [Field("事由", Slot = "T2", MaxLength = 200, InList = true, Help = "不写个人姓名。")]
    public required string Text { get; init; }

    [Field("认定方", Slot = "T3", Choices = ["法院", "投诉受理部门", "审计", "督查", "自查"])]
    public required string FoundBy { get; init; }

    [Field("认定日期", Slot = "D1", InList = true)]
    public required DateOnly FoundOn { get; init; }

    [Field(
        "对方",
        Slot = "T4",
        Choices = ["中小企业", "其他企业", "个体工商户", "个人", "机关事业单位"]
    )]
    public required string CounterpartyKind { get; init; }

    [Field("涉及金额", Slot = "N1", Max = 1_000_000_000_000, Unit = "元")]
    [RequiredIf(nameof(Kind), "拖欠账款")]
    public decimal? Amount { get; init; }

    [Field("已清偿", Max = 1_000_000_000_000, Unit = "元")]
    public decimal? Repaid { get; init; }

    [Field("案号或者投诉号", Slot = "T5", MaxLength = 80)]
    public string? CaseRef { get; init; }

    [Field("整改期限", Slot = "D2", InList = true, Future = true)]
    public required DateOnly DueOn { get; init; }

    [Field("推送国家平台日期")]
    public DateOnly? PushedOn { get; init; }

    [Field("公开日期")]
    public DateOnly? PublishedOn { get; init; }
}

internal static class GovernmentDishonesties
{
    public static readonly Ledger<GovernmentDishonesty> Ledger = Ledger<GovernmentDishonesty>
        .Define("government-dishonesty", "政务失信", "S057")
        .For(
            "机关自己的违约、拖欠、不履行，从认定到修复；一件登记一条，登记以后交办整改，直到销号。",
            "发展改革部门登记。"
        )
        .OrganIs("失信主体", "失信的单位。")
        .OnDay(nameof(GovernmentDishonesty.FoundOn))
        .StepByStep()
        .Titled(d => $"{d.Kind}：{d.Text}")
        .Keyed(
            "同一单位、同一种类、同一案号（没有案号的看事由和认定日期）",
            d =>
                string.IsNullOrWhiteSpace(d.CaseRef)
                    ? [d.Organ, d.Kind, d.Text, d.FoundOn]
                    : [d.Organ, d.Kind, d.CaseRef]
        )
        .Near("同一单位同一天认定过同类失信，是不是同一件？", d => [d.Organ, d.Kind, d.FoundOn])
        .Must(
            nameof(GovernmentDishonesty.Repaid),
            d => d.Repaid > (d.Amount ?? 0) ? "已清偿多于涉及金额，请核对。" : null
        )
        .Must(
            nameof(GovernmentDishonesty.DueOn),
            d => d.DueOn < d.FoundOn ? "整改期限早于认定日期，请核对。" : null
        )
        .Mended(ProblemSource.Dishonesty, d => d.Text, d => d.FoundOn, d => d.DueOn)
        .Proof(EvidenceRule.Optional, "认定文书；修复、付款的凭证。")
        .Feeds(
            DishonestyFigures.Breaches,
            "按认定日期，计 1 件",
            dimensions: d => [("种类", d.Kind)]
        )
        .Feeds(
            DishonestyFigures.Arrears,
            "拖欠账款，按认定日期，计涉及金额",
            d => d.Amount,
            when: d => d.Kind == "拖欠账款",
            dimensions: Other
        )
        .Feeds(
            DishonestyFigures.Repaid,
            "拖欠账款，按认定日期，计已清偿",
            d => d.Repaid,
            when: d => d.Kind == "拖欠账款",
            dimensions: Other
        )
        .Build();

    private static IEnumerable<(string, string?)> Other(GovernmentDishonesty d) =>
        [("对方", d.CounterpartyKind)];
}
