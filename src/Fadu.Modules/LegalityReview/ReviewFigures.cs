using Fadu.Core.Figures;

namespace Fadu.Modules.LegalityReview;

/// <summary>审查, as in the catalogue: what was sent in, concluded, advised and adopted.</summary>
public static class ReviewFigures
{
    private static readonly string[] ByKind = ["类型"];
    private static readonly string[] ByKindAndResult = ["类型", "结论"];
    private static readonly string[] ByContract = ["合同类型"];

    public static readonly Figure Submitted = Of(
        "ReviewsSubmitted",
        "审查.送审",
        "件",
        Fold.Count,
        "送请合法性审查并受理的件数，按受理日计；退回后重新送审的不重复计。",
        ByKind
    );

    public static readonly Figure Completed = Of(
        "ReviewsCompleted",
        "审查.办结",
        "件",
        Fold.Count,
        "出具合法性审查意见的件数，按首次出具意见之日计；一件多次出具意见的计一件。",
        ByKindAndResult
    ) with
    {
        AcceptsTotals = true,
    };

    public static readonly Figure Opinions = Of(
        "OpinionsIssued",
        "审查.意见书",
        "份",
        Fold.Count,
        "签发的合法性审查意见书份数，按签发日计；一件修改后再次出具的另计一份。",
        ByKindAndResult
    ) with
    {
        AcceptsTotals = true,
    };

    public static readonly Figure Findings = Of(
        "OpinionFindings",
        "审查.意见条数",
        "条",
        Fold.Sum,
        "合法性审查意见书中具体意见的条数，按签发日计。",
        ByKind
    ) with
    {
        AcceptsTotals = true,
    };

    public static readonly Figure Adopted = Of(
        "OpinionFindingsAdopted",
        "审查.采纳条数",
        "条",
        Fold.Sum,
        "已经反馈的审查意见中采纳和部分采纳的条数，按意见书签发日计。",
        ByKind
    );

    public static readonly Figure Answered = Of(
        "OpinionFindingsAnswered",
        "审查.反馈条数",
        "条",
        Fold.Sum,
        "送审单位已经反馈采纳情况的审查意见条数，按意见书签发日计。",
        ByKind
    );

    public static readonly Figure AdoptionRate = Of(
        "OpinionAdoptionRate",
        "审查.采纳率",
        "%",
        Fold.Ratio,
        "采纳和部分采纳的审查意见条数除以已经反馈的条数，按意见书签发日计；尚未反馈的不进入分母。",
        ByKind
    ) with
    {
        Numerator = Adopted,
        Denominator = Answered,
        WhenEmpty = "期间内没有已经反馈的审查意见",
    };

    public static readonly Figure OnTime = Of(
        "OpinionsOnTime",
        "审查.按期出具",
        "份",
        Fold.Count,
        "在规定期限届满当日或者之前签发的意见书份数，按签发日计；没有规定期限的视为按期。",
        ByKindAndResult
    );

    public static readonly Figure OnTimeRate = Of(
        "ReviewOnTimeRate",
        "审查.按期率",
        "%",
        Fold.Ratio,
        "按期出具的意见书份数除以意见书份数，按签发日计。",
        ByKind
    ) with
    {
        Numerator = OnTime,
        Denominator = Opinions,
        WhenEmpty = "期间内没有出具意见书",
    };

    public static readonly Figure Skipped = Of(
        "ReviewsSkipped",
        "审查.应审未审",
        "件",
        Fold.Count,
        "应当经合法性审查而未经审查即作出决定、印发文件或者签订合同的件数，按该日计；应为零。",
        []
    ) with
    {
        Section = "B",
    };

    public static readonly Figure AgendaItems = Of(
        "AgendaItemsReviewed",
        "审查.议题",
        "件",
        Fold.Count,
        "作为政府常务会议议题送审并首次出具合法性审查意见的件数，按该日计；与类型重叠，不与其相加。",
        []
    ) with
    {
        AcceptsTotals = true,
    };

    public static readonly Figure Unlawful = Of(
        "ReviewsUnlawful",
        "审查.不合法",
        "件",
        Fold.Sum,
        "最后一次审查结论为不合法的件数，按首次出具意见之日计。",
        ByKind
    ) with
    {
        Section = "B",
    };

    public static readonly Figure InScope = Of(
        "DecisionsInReviewScope",
        "审查.应审",
        "件",
        Fold.Count,
        "应当经合法性审查的常务会议议题讨论决定、政府合同签订的件数，按该日计。",
        ByKind
    );

    public static readonly Figure Covered = Of(
        "DecisionsReviewed",
        "审查.已审",
        "件",
        Fold.Count,
        "应当经合法性审查并且在讨论决定、签订以前已经出具合法意见的件数，按该日计。",
        ByKind
    );

    public static readonly Figure Coverage = Of(
        "ReviewCoverage",
        "审查.覆盖率",
        "%",
        Fold.Ratio,
        "已审件数除以应审件数，按讨论决定、签订之日计。",
        ByKind
    ) with
    {
        Numerator = Covered,
        Denominator = InScope,
        WhenEmpty = "期间内没有应当审查的决定和合同",
    };

    public static readonly Figure Competition = Of(
        "FairCompetitionReviews",
        "审查.公平竞争",
        "件",
        Fold.Count,
        "作出公平竞争审查结论的件数，按结论日计；不涉及经营者经济活动的不计。",
        ["结论", "拟出台机关"]
    ) with
    {
        Section = "A2",
    };

    public static readonly Figure CompetitionSkipped = Of(
        "FairCompetitionReviewsSkipped",
        "审查.公平竞争应审未审",
        "件",
        Fold.Count,
        "应当经公平竞争审查而未经审查即出台政策措施的件数，按该日计；应为零。",
        []
    ) with
    {
        Section = "B",
    };

    public static readonly Figure SignedUnreviewed = Of(
        "ContractsSignedUnreviewed",
        "合同.未审先签",
        "件",
        Fold.Count,
        "应当经合法性审查而未经审查、审查未办结或者没有合法结论即签订的合同件数，按签订日计；应为零。",
        []
    ) with
    {
        Section = "B",
    };

    public static readonly Figure FilingsDue = Of(
        "ContractFilingsDue",
        "合同.应备案",
        "件",
        Fold.Count,
        "已经签订的合同件数，按备案期满日计。",
        []
    );

    public static readonly Figure FilingsOnTime = Of(
        "ContractFilingsOnTime",
        "合同.按期备案",
        "件",
        Fold.Count,
        "签订后在期限届满当日或者之前备案的合同件数，按备案期满日计。",
        []
    );

    public static readonly Figure FilingRate = Of(
        "ContractFilingRate",
        "合同.备案率",
        "%",
        Fold.Ratio,
        "按期备案的合同件数除以应备案件数，按备案期满日计。",
        []
    ) with
    {
        Numerator = FilingsOnTime,
        Denominator = FilingsDue,
        WhenEmpty = "期间内没有备案期限届满的合同",
    };

    public static readonly Figure Breaches = Of(
        "ContractBreaches",
        "合同.违约",
        "件",
        Fold.Count,
        "登记争议或者解除，违约方为我方或者双方的次数，按该日计。",
        ByContract
    ) with
    {
        Section = "B",
    };

    public static readonly Figure Contracts = Of(
        "ContractsReviewed",
        "合同.审查",
        "件",
        Fold.Count,
        "经合法性审查的政府合同、协议件数，按首次出具意见之日计。",
        ByContract
    ) with
    {
        AcceptsTotals = true,
    };

    public static readonly Figure ContractValue = Of(
        "ContractValueReviewed",
        "合同.审查金额",
        "元",
        Fold.Sum,
        "经合法性审查的政府合同、协议标的额，按首次出具意见之日计。",
        ByContract
    ) with
    {
        Scale = 2,
    };

    private static Figure Of(
        string code,
        string name,
        string unit,
        Fold fold,
        string definition,
        IReadOnlyList<string> dimensions
    ) =>
        new(code, name, unit, fold, definition)
        {
            CountedFrom = "合法性审查",
            Dimensions = dimensions,
            Section = "A3",
        };
}
