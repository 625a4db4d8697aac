using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;

namespace Fadu.Modules.LegalServices;

/// <summary>法服 figures that counsel's services feed.</summary>
public static class CounselFigures
{
    public static readonly Figure Opinions = Service(
        "CounselOpinions",
        "法服.法律意见",
        "件",
        "法律意见",
        "A3"
    );
    public static readonly Figure Reviews = Service(
        "CounselReviews",
        "法服.审核决策合同",
        "项",
        "审核决策或合同",
        "A3"
    );
    public static readonly Figure Drafts = Service(
        "CounselDrafts",
        "法服.起草协议",
        "件",
        "起草修改协议",
        "A3"
    );
    public static readonly Figure Negotiations = Service(
        "CounselNegotiations",
        "法服.参与决策谈判",
        "次",
        "参与决策谈判",
        "A3"
    );
    public static readonly Figure Meetings = Service(
        "CounselMeetings",
        "法服.会议培训",
        "场次",
        "参加会议或培训",
        "A3"
    );

    public static readonly Figure Cases = new(
        "CounselCases",
        "法服.代理诉讼",
        "件",
        Fold.Distinct,
        "服务为“代理诉讼仲裁”的不同案件数，按服务日期计；同一案件多次服务计一件。"
    )
    {
        CountedFrom = "法律顾问服务",
        Dimensions = ["层级"],
        Section = "A3",
        AcceptsTotals = true,
    };

    public static readonly Figure Answered = new(
        "CounselAdvices",
        "法服.有采纳结论",
        "件",
        Fold.Count,
        "采纳情况不是“不适用”的服务条数，按服务日期计；是意见采纳率的分母。"
    )
    {
        CountedFrom = "法律顾问服务",
        Dimensions = ["层级"],
        Section = "A3",
    };

    public static readonly Figure Adopted = new(
        "CounselAdvicesAdopted",
        "法服.采纳",
        "件",
        Fold.Count,
        "采纳或者部分采纳的服务条数，按服务日期计；是意见采纳率的分子。"
    )
    {
        CountedFrom = "法律顾问服务",
        Dimensions = ["层级"],
        Section = "A3",
    };

    public static readonly Figure AdoptionRate = new(
        "CounselAdoptionRate",
        "法服.意见采纳率",
        "%",
        Fold.Ratio,
        "（采纳 + 部分采纳）÷ 采纳情况不是“不适用”的服务，按服务日期。"
    )
    {
        Numerator = Adopted,
        Denominator = Answered,
        WhenEmpty = "没有需要采纳的意见",
        Dimensions = ["层级"],
        Section = "A3",
    };

    public static readonly Figure VillageConsultations = new(
        "VillageConsultations",
        "法服.村居咨询",
        "人次",
        Fold.Sum,
        "服务对象为村居、服务为“咨询”的咨询人次之和，按服务日期计。"
    )
    {
        CountedFrom = "法律顾问服务",
        Section = "A6",
        AcceptsTotals = true,
    };

    public static readonly Figure VillagePublicity = Village(
        "VillagePublicity",
        "法服.村居宣传",
        "场次",
        "法治宣传"
    );
    public static readonly Figure VillageMediations = Village(
        "VillageMediations",
        "法服.村居调解",
        "件",
        "参与调解"
    );
    public static readonly Figure VillageOpinions = Village(
        "VillageOpinions",
        "法服.村居意见",
        "条",
        "村居重大事项意见"
    );

    private static Figure Service(
        string code,
        string name,
        string unit,
        string service,
        string section
    ) =>
        new(
            code,
            name,
            unit,
            Fold.Sum,
            $"服务为“{service}”的数量之和，按服务日期计，各层级服务对象都计。"
        )
        {
            CountedFrom = "法律顾问服务",
            Dimensions = ["层级"],
            Section = section,
            AcceptsTotals = true,
        };

    private static Figure Village(string code, string name, string unit, string service) =>
        new(
            code,
            name,
            unit,
            Fold.Sum,
            $"服务对象为村居、服务为“{service}”的数量之和，按服务日期计。"
        )
        {
            CountedFrom = "法律顾问服务",
            Section = "A6",
            AcceptsTotals = true,
        };
}

/// <summary>法律顾问服务 (S139): what counsel did, one service a line.</summary>
public sealed record CounselService : LedgerRecord
{
    [Field(
        "服务对象层级",
        Slot = "T1",
        InList = true,
        Choices = ["县政府", "部门", "乡镇街道", "村居", "企业"]
    )]
    public required string Setting { get; init; }

    [Field(
        "服务对象",
        Slot = "T2",
        MaxLength = 100,
        InList = true,
        Help = "单位、村（社区）或者企业的名称；群众个人写“群众”。"
    )]
    public required string Client { get; init; }

    [Field(
        "顾问",
        Slot = "T3",
        MaxLength = 60,
        InList = true,
        Help = "律师事务所或者公职律师所在单位及顾问姓名，写法要一致。"
    )]
    public required string Counsel { get; init; }

    [Field("服务日期", Slot = "D1", InList = true)]
    public required DateOnly ServedOn { get; init; }

    [Field(
        "服务",
        Slot = "T4",
        InList = true,
        Choices = [
            "法律意见",
            "审核决策或合同",
            "起草修改协议",
            "参与决策谈判",
            "代理诉讼仲裁",
            "参加会议或培训",
            "咨询",
            "法治宣传",
            "参与调解",
            "村居重大事项意见",
        ]
    )]
    public required string Service { get; init; }

    [Field(
        "数量",
        Slot = "N1",
        Min = 1,
        Max = 10_000,
        Total = true,
        InList = true,
        Help = "一般为 1；单位随服务（件、次、场、条）。"
    )]
    public required long Quantity { get; init; }

    [Field("咨询人次", Slot = "N2", Max = 100_000, Unit = "人次", Total = true)]
    [RequiredIf(nameof(Service), "咨询")]
    public long? People { get; init; }

    [Field(
        "关联事项",
        Slot = "T5",
        MaxLength = 100,
        Help = "案号、合同编号或者活动名称；同一案件每次写同一个案号。"
    )]
    [RequiredIf(nameof(Service), "代理诉讼仲裁")]
    public string? Matter { get; init; }

    [Field("采纳", Slot = "T6", Choices = ["采纳", "部分采纳", "未采纳", "不适用"])]
    public required string Adoption { get; init; }

    [Field("未采纳理由", MaxLength = 300, LongText = true)]
    [RequiredIf(nameof(Adoption), "未采纳")]
    public string? WhyNotAdopted { get; init; }
}

internal static class CounselServices
{
    public static readonly Ledger<CounselService> Ledger = Ledger<CounselService>
        .Define("counsel-service", "法律顾问服务", "S139")
        .For(
            "法律顾问为政府、部门、乡镇、村居提供的服务，一次服务登记一条。",
            "被服务单位登记，或者法律顾问登记、被服务单位核对。"
        )
        .OrganIs("聘任单位", "聘任顾问的单位；这一条算在它名下。")
        .OnDay(nameof(CounselService.ServedOn))
        .Takes(LineForm.Detail, LineForm.Batch)
        .Titled(s => $"{s.Service}：{s.Client}")
        .Keyed(
            "同一顾问、同一天、同一对象、同一服务、同一关联事项",
            s => [s.Counsel, s.ServedOn, s.Client, s.Service, s.Matter]
        )
        .Must(
            nameof(CounselService.Adoption),
            s =>
                s.Service is "法律意见" or "村居重大事项意见" && s.Adoption == "不适用"
                    ? "出具意见的，应写明是否采纳。"
                    : null
        )
        .Proof(EvidenceRule.Optional, "意见书或者草稿；咨询不需要。")
        .Owed(
            Rhythm.HalfYearly,
            o => o.Kind is OrganKind.Department or OrganKind.Township or OrganKind.Subdistrict
        )
        .Feeds(
            CounselFigures.Opinions,
            Sum("法律意见"),
            s => s.Quantity,
            when: s => s.Service == "法律意见",
            dimensions: Level
        )
        .Feeds(
            CounselFigures.Reviews,
            Sum("审核决策或合同"),
            s => s.Quantity,
            when: s => s.Service == "审核决策或合同",
            dimensions: Level
        )
        .Feeds(
            CounselFigures.Drafts,
            Sum("起草修改协议"),
            s => s.Quantity,
            when: s => s.Service == "起草修改协议",
            dimensions: Level
        )
        .Feeds(
            CounselFigures.Negotiations,
            Sum("参与决策谈判"),
            s => s.Quantity,
            when: s => s.Service == "参与决策谈判",
            dimensions: Level
        )
        .Feeds(
            CounselFigures.Meetings,
            Sum("参加会议或培训"),
            s => s.Quantity,
            when: s => s.Service == "参加会议或培训",
            dimensions: Level
        )
        .Feeds(
            CounselFigures.Cases,
            "服务为“代理诉讼仲裁”的，按服务日期，不同案号计一件",
            when: s => s.Service == "代理诉讼仲裁",
            dimensions: Level,
            distinct: s => s.Matter
        )
        .Feeds(
            CounselFigures.Answered,
            "采纳情况不是“不适用”的，按服务日期，计 1",
            when: s => s.Adoption != "不适用",
            dimensions: Level
        )
        .Feeds(
            CounselFigures.Adopted,
            "采纳、部分采纳的，按服务日期，计 1",
            when: s => s.Adoption is "采纳" or "部分采纳",
            dimensions: Level
        )
        .Feeds(
            CounselFigures.VillageConsultations,
            "村居、咨询，按服务日期，计咨询人次",
            s => s.People,
            when: s => s is { Setting: "村居", Service: "咨询" }
        )
        .Feeds(
            CounselFigures.VillagePublicity,
            "村居、法治宣传，按服务日期，计数量",
            s => s.Quantity,
            when: s => s is { Setting: "村居", Service: "法治宣传" }
        )
        .Feeds(
            CounselFigures.VillageMediations,
            "村居、参与调解，按服务日期，计数量",
            s => s.Quantity,
            when: s => s is { Setting: "村居", Service: "参与调解" }
        )
        .Feeds(
            CounselFigures.VillageOpinions,
            "村居、村居重大事项意见，按服务日期，计数量",
            s => s.Quantity,
            when: s => s is { Setting: "村居", Service: "村居重大事项意见" }
        )
        .Build();

    private static string Sum(string service) => $"服务为“{service}”的，按服务日期，计数量";

    private static IEnumerable<(string, string?)> Level(CounselService s) => [("层级", s.Setting)];
}
