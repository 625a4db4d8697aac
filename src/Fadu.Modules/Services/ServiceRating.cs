using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Services;

/// <summary>服务 figures that ratings feed.</summary>
public static class ServiceRatingFigures
{
    private static readonly FigureSet Set = new("好差评", "A1");

    public static readonly Figure Ratings = Set.Count(
        "ServiceRatings",
        "服务.评价",
        "件",
        "收到的评价件数，按评价日期计；没有评价的不算满意，也不计。",
        "方式"
    );

    public static readonly Figure Satisfied = Set.Count(
        "ServicesSatisfied",
        "服务.满意评价",
        "件",
        "基本满意以上的评价件数，按评价日期计。",
        "方式"
    );

    public static readonly Figure Satisfaction = Set.Rate(
        "ServiceSatisfaction",
        "服务.满意率",
        "收到的评价中基本满意以上的所占比例；没有评价的不在分母内。",
        Satisfied,
        Ratings,
        "没有评价"
    );

    public static readonly Figure Bad = Set.In("B")
        .Details.Count(
            "BadRatings",
            "服务.差评",
            "件",
            "不满意、非常不满意的评价件数，按评价日期计。",
            "方式"
        );

    public static readonly Figure ContactsDue = Set.Details.Count(
        "BadRatingContactsDue",
        "服务.应回访差评",
        "件",
        "应回访日期落在期间内的实名差评件数。"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure Contacted = Set.Details.Count(
        "BadRatingsContacted",
        "服务.按期回访差评",
        "件",
        "应回访日期落在期间内、在当日或者之前回访的实名差评件数。"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure ContactRate = Set.Details.Rate(
        "BadRatingContactRate",
        "服务.差评回访率",
        "应回访日期落在期间内的实名差评中，按期回访的所占比例。",
        Contacted,
        ContactsDue,
        "没有到期应回访的差评"
    );

    public static readonly Figure FixesDue = Set.Details.Count(
        "BadRatingFixesDue",
        "服务.应整改差评",
        "件",
        "属实或者部分属实、整改期限落在期间内的差评件数。"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure Fixed = Set.Details.Count(
        "BadRatingsFixed",
        "服务.整改差评",
        "件",
        "属实或者部分属实、整改期限落在期间内、已经整改的差评件数。"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure FixRate = Set.Details.Rate(
        "BadRatingFixRate",
        "服务.差评整改率",
        "整改期限落在期间内的属实、部分属实差评中，已经整改的所占比例。",
        Fixed,
        FixesDue,
        "没有到期应整改的差评"
    );
}

/// <summary>好差评 (S039): one rating of one occasion. Who rated is not in it.</summary>
public sealed record ServiceRating : LedgerRecord
{
    [Field("事项", Slot = "T1", InList = true)]
    public required string ServiceItem { get; init; }

    [Field(
        "方式",
        Slot = "T2",
        InList = true,
        Choices = ["现场一次一评", "网上一事一评", "热线回访", "第三方"]
    )]
    public required string Mode { get; init; }

    [Field(
        "评价对象编号",
        Slot = "T3",
        MaxLength = 80,
        Help = "办件或者到访的编号；同一次办事再评，更正原来那条。"
    )]
    public required string Occasion { get; init; }

    [Field(
        "等级",
        Slot = "T4",
        InList = true,
        Choices = ["非常满意", "满意", "基本满意", "不满意", "非常不满意"],
        Help = "没有评价的不登记，不替群众选。"
    )]
    public required string Grade { get; init; }

    [Field("意见", LongText = true, MaxLength = 500, Help = "已经删去能看出是谁的内容。")]
    public string? Opinion { get; init; }

    [Field("实名", Slot = "N1", Help = "姓名只留在监督机构，不写在这里。")]
    public required bool RealName { get; init; }

    [Field("评价日期", Slot = "D1", InList = true)]
    public required DateOnly RatedOn { get; init; }

    [Field(
        "应回访日期",
        Slot = "D2",
        Future = true,
        Help = "实名差评填写，默认评价后一个工作日（地方规定）。"
    )]
    public DateOnly? ContactDueOn { get; init; }

    [Field("回访日期")]
    public DateOnly? ContactedOn { get; init; }

    [Field(
        "核实结果",
        Slot = "T5",
        Choices = ["属实", "部分属实", "不属实", "无法核实"],
        Help = "由监督机构核实。"
    )]
    public string? Verdict { get; init; }

    [Field("整改方式", Slot = "T6", Choices = ["立行立改", "限期整改", "解释说明"])]
    public string? FixKind { get; init; }

    [Field("整改期限", Slot = "D3", Future = true, Help = "默认十五个工作日。")]
    public DateOnly? FixDueOn { get; init; }

    [Field("整改完成日期", Slot = "D4")]
    public DateOnly? FixedOn { get; init; }

    internal bool IsBad => Grade is "不满意" or "非常不满意";
    internal bool MustBeFixed => IsBad && Verdict is "属实" or "部分属实";
}

internal static class ServiceRatings
{
    public static readonly Ledger<ServiceRating> Ledger = Ledger<ServiceRating>
        .Define("service-rating", "好差评", "S039")
        .For(
            "群众和企业对每次办事的评价，差评怎么回访、核实、整改；一次办事一条。",
            "评价系统导入，没有系统的由监督机构登记；被评单位不能作废差评。"
        )
        .OrganIs("被评单位", "办事的单位。")
        .OnDay(nameof(ServiceRating.RatedOn))
        .StepByStep()
        .Titled(r => $"{r.ServiceItem}：{r.Grade}")
        .Keyed("同一方式、同一评价对象编号", r => [r.Mode, r.Occasion])
        .Must(
            nameof(ServiceRating.ContactDueOn),
            r =>
                r is { IsBad: true, RealName: true, ContactDueOn: null }
                    ? "实名差评，请填写应回访日期。"
                    : null
        )
        .Must(
            nameof(ServiceRating.FixDueOn),
            r =>
                r.MustBeFixed && (r.FixKind is null || r.FixDueOn is null)
                    ? "属实的差评，请填写整改方式和整改期限。"
                    : null
        )
        .Must(
            nameof(ServiceRating.Verdict),
            r => !r.IsBad && r.Verdict is not null ? "只有差评需要核实。" : null
        )
        .Must(
            nameof(ServiceRating.ContactedOn),
            r => r.ContactedOn < r.RatedOn ? "回访早于评价，请核对。" : null
        )
        .Shows(nameof(LedgerRecord.SourceName), nameof(LedgerRecord.SourceKey))
        .Proof(EvidenceRule.Optional, "属实差评的整改证明。")
        .Feeds(ServiceRatingFigures.Ratings, "按评价日期，计 1 件", dimensions: Mode)
        .Feeds(
            ServiceRatingFigures.Satisfied,
            "基本满意以上的，按评价日期，计 1 件",
            when: r => !r.IsBad,
            dimensions: Mode
        )
        .Feeds(
            ServiceRatingFigures.Bad,
            "差评，按评价日期，计 1 件",
            when: r => r.IsBad,
            dimensions: Mode
        )
        .Feeds(
            ServiceRatingFigures.ContactsDue,
            "实名差评，按应回访日期，计 1 件",
            when: r => r is { IsBad: true, RealName: true },
            by: r => r.ContactDueOn
        )
        .Feeds(
            ServiceRatingFigures.Contacted,
            "实名差评按期回访的，按应回访日期，计 1 件",
            when: r => r is { IsBad: true, RealName: true } && r.ContactedOn <= r.ContactDueOn,
            by: r => r.ContactDueOn
        )
        .Feeds(
            ServiceRatingFigures.FixesDue,
            "属实、部分属实的差评，按整改期限，计 1 件",
            when: r => r.MustBeFixed,
            by: r => r.FixDueOn
        )
        .Feeds(
            ServiceRatingFigures.Fixed,
            "属实、部分属实的差评已整改的，按整改期限，计 1 件",
            when: r => r.MustBeFixed && r.FixedOn is not null,
            by: r => r.FixDueOn
        )
        .Build();

    private static IEnumerable<(string, string?)> Mode(ServiceRating r) => [("方式", r.Mode)];
}
