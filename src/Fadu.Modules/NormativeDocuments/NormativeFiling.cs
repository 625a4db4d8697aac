using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;

namespace Fadu.Modules.NormativeDocuments;

/// <summary>文件 figures that filings feed, as in the catalogue.</summary>
public static class FilingFigures
{
    private static readonly FigureSet Set = new("规范性文件备案审查", "A2");

    public static readonly Figure Filed = Set.Distinct(
        "DocumentsFiled",
        "文件.报备",
        "件",
        "向上级政府或者同级人大常委会报送备案的不同文件数，按报出日期计；一件文件报两处计一件。",
        "接收机关"
    );

    public static readonly Figure Due = Set.Distinct(
        "DocumentFilingsDue",
        "文件.应报备",
        "件",
        "报备期限落在期间内的不同文件数，按应报日期计；是报备率的分母。",
        "接收机关"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure FiledOfDue = Set.Distinct(
        "DocumentFilingsDone",
        "文件.已报备",
        "件",
        "报备期限落在期间内、已经报出的不同文件数，按应报日期计，状态到数据截止日。",
        "接收机关"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure FiledInTime = Set.Distinct(
        "DocumentFilingsInTime",
        "文件.按期报备",
        "件",
        "报备期限落在期间内、在期限当日或者之前报出的不同文件数，按应报日期计。",
        "接收机关"
    ) with
    {
        OnlyPassed = true,
    };

    public static readonly Figure FilingRate = Set.Rate(
        "FilingRate",
        "文件.报备率",
        "期限落在期间内的文件中，已经报备的所占比例；年底印发、期限在下一年的不在分母内。",
        FiledOfDue,
        Due,
        "没有到期应报备的文件"
    );

    public static readonly Figure OnTimeRate = Set.Details.Rate(
        "FilingOnTimeRate",
        "文件.报备及时率",
        "期限落在期间内的文件中，按期报备的所占比例。",
        FiledInTime,
        Due,
        "没有到期应报备的文件"
    );

    public static readonly Figure Reviewed = Set.Distinct(
        "FilingsReviewed",
        "文件.备案审查",
        "件",
        "收到报备并且审结的不同文件数，按审结日期计。",
        "结论"
    );

    public static readonly Figure Corrected = Set.Details.Count(
        "FilingsCorrected",
        "文件.备案纠正",
        "件",
        "备案审查中发现问题并且提出纠正的件数，按审结日期计。",
        "方式"
    );
}

/// <summary>规范性文件备案审查 (S011): one document sent to, or received from, one body.</summary>
public sealed record NormativeFiling : LedgerRecord
{
    [Field("文件标题", Slot = "T1", MaxLength = 150, InList = true)]
    public required string DocTitle { get; init; }

    [Field("文号", Slot = "T2", MaxLength = 40, InList = true, Help = "例如：云政规〔2025〕3号。")]
    public required string DocNo { get; init; }

    [Field("方向", Slot = "T3", InList = true, Choices = ["上报", "收到报备"])]
    public required string Direction { get; init; }

    [Field("对方机关类别", Slot = "T4", Choices = ["上级政府", "同级人大常委会", "下级制定机关"])]
    public required string CounterpartKind { get; init; }

    [Field("对方机关", Slot = "T5", MaxLength = 100, InList = true)]
    public required string Counterpart { get; init; }

    [Field("公布日期", Slot = "D1")]
    public required DateOnly PublishedOn { get; init; }

    [Field(
        "应报日期",
        Slot = "D2",
        Future = true,
        Help = "按本地规定的报备期限推算；一般为公布之日起三十日内，各地有不同规定的从其规定。"
    )]
    public required DateOnly DueOn { get; init; }

    [Field("报出日期", Slot = "D3", InList = true, Help = "收到报备的，填收到日期。")]
    public DateOnly? FiledOn { get; init; }

    [Field("形式审查", Choices = ["予以登记", "补正", "不予登记"])]
    public string? FormCheck { get; init; }

    [Field("审结日期", Slot = "D4")]
    public DateOnly? ReviewedOn { get; init; }

    [Field(
        "审查结论",
        Slot = "T6",
        Choices = [
            "未发现问题",
            "超越权限",
            "与上位法不一致",
            "程序不合法",
            "明显不当",
            "格式不规范",
        ],
        Help = "有几个问题的，选列在最前面的一个。"
    )]
    public string? ReviewResult { get; init; }

    [Field("纠正方式", Choices = ["自行修改", "自行废止", "责令改正", "撤销"])]
    public string? CorrectionAsked { get; init; }

    [Field("纠正日期")]
    public DateOnly? CorrectedOn { get; init; }
}

internal static class NormativeFilings
{
    public static readonly Ledger<NormativeFiling> Ledger = Ledger<NormativeFiling>
        .Define("normative-filing", "规范性文件备案审查", "S011")
        .For(
            "向上报备和收到报备的规范性文件及其审查情况，一件文件报一处登记一条；本系统按制发程序、备案审查程序办理的由程序计数，不在此重复登记。",
            "制定机关的法制机构登记上报，收到报备的机关登记收到。"
        )
        .OrganIs("登记单位", "上报的制定机关，或者收到报备的机关。")
        .OnDay(nameof(NormativeFiling.PublishedOn))
        .StepByStep()
        .Titled(f => $"{f.DocTitle}（{f.Counterpart}）")
        .Keyed("同一文号、同一对方机关、同一方向", f => [f.DocNo, f.Counterpart, f.Direction])
        .Must(
            nameof(NormativeFiling.CounterpartKind),
            f =>
                f.Direction == "收到报备" != (f.CounterpartKind == "下级制定机关")
                    ? "收到报备的，对方是下级制定机关；上报的，对方是上级政府或者同级人大常委会。"
                    : null
        )
        .Must(
            nameof(NormativeFiling.DueOn),
            f => f.DueOn < f.PublishedOn ? "应报日期早于公布日期，请核对。" : null
        )
        .Must(
            nameof(NormativeFiling.ReviewResult),
            f =>
                f.ReviewedOn is null != f.ReviewResult is null
                    ? "审结日期和审查结论应当一并填写。"
                    : null
        )
        .Must(
            nameof(NormativeFiling.CorrectionAsked),
            f =>
                f.ReviewResult is not (null or "未发现问题") && f.CorrectionAsked is null
                    ? "发现问题的，请选择纠正方式。"
                    : null
        )
        .Proof(EvidenceRule.Optional, "报备函和回执。")
        // 每月报送制发和报备的文件目录；报送日没有全国统一规定，作为默认 (M)。
        .Owed(
            Rhythm.Monthly,
            o =>
                o.Kind == OrganKind.Government
                || o.Name.EndsWith("司法局", StringComparison.Ordinal)
        )
        .Feeds(
            FilingFigures.Filed,
            "上报的，按报出日期，不同文号计一件",
            when: Up,
            by: f => f.FiledOn,
            dimensions: To,
            distinct: f => f.DocNo
        )
        .Feeds(
            FilingFigures.Due,
            "上报的，按应报日期，不同文号计一件",
            when: Up,
            by: f => f.DueOn,
            dimensions: To,
            distinct: f => f.DocNo
        )
        .Feeds(
            FilingFigures.FiledOfDue,
            "上报并已报出的，按应报日期，不同文号计一件",
            when: f => Up(f) && f.FiledOn is not null,
            by: f => f.DueOn,
            dimensions: To,
            distinct: f => f.DocNo
        )
        .Feeds(
            FilingFigures.FiledInTime,
            "上报并在期限内报出的，按应报日期，不同文号计一件",
            when: f => Up(f) && f.FiledOn <= f.DueOn,
            by: f => f.DueOn,
            dimensions: To,
            distinct: f => f.DocNo
        )
        .Feeds(
            FilingFigures.Reviewed,
            "收到报备并审结的，按审结日期，不同文号计一件",
            when: f => !Up(f),
            by: f => f.ReviewedOn,
            dimensions: f => [("结论", f.ReviewResult)],
            distinct: f => f.DocNo
        )
        .Feeds(
            FilingFigures.Corrected,
            "收到报备、提出纠正的，按审结日期，计 1 件",
            when: f => !Up(f) && f.CorrectionAsked is not null,
            by: f => f.ReviewedOn,
            dimensions: f => [("方式", f.CorrectionAsked)]
        )
        .Build();

    private static bool Up(NormativeFiling f) => f.Direction == "上报";

    private static IEnumerable<(string, string?)> To(NormativeFiling f) =>
        [("接收机关", f.CounterpartKind)];
}
