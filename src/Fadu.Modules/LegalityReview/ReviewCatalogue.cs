using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.Registers;

namespace Fadu.Modules.LegalityReview;

/// <summary>One kind of matter that must be reviewed before it is discussed, issued, signed or decided (blocks/registers.md, S002).</summary>
public sealed record ReviewCatalogueItem : RegisterRecord
{
    /// <summary>重大执法决定, the one kind that each enforcement organ settles itself.</summary>
    public const string Enforcement = "重大执法决定";

    [Field(
        "审查类别",
        Choices = [
            "重大行政决策",
            "行政规范性文件",
            "政府合同协议",
            "权责清单与三定",
            "其他涉及权利义务的文件",
            Enforcement,
        ],
        Slot = "T1",
        InList = true
    )]
    public required string ReviewKind { get; init; }

    [Field("事项名称", MaxLength = 150)]
    public required string ItemName { get; init; }

    [Field(
        "判定标准",
        Help = "写成“是”或者“否”就能回答的问题，一行一问；有一问为“是”的即应审查。",
        LongText = true,
        MaxLength = 300
    )]
    public required IReadOnlyList<string> Criteria { get; init; }

    [Field(
        "起点金额",
        Help = "合同标的额、罚没数额达到这一数额的应审查；没有的不填。",
        Unit = "元",
        Slot = "N1",
        Max = 1_000_000_000_000
    )]
    public decimal? ThresholdAmount { get; init; }

    [Field("适用机关", Help = "不填即所有机关。")]
    public IReadOnlyList<Guid>? AppliesTo { get; init; }

    [Field("审查机构", Slot = "G1", InList = true)]
    public required Guid Reviewer { get; init; }

    [Field(
        "送审材料",
        Help = "一行一项；送审时逐项核对，缺一项不予受理。",
        LongText = true,
        MaxLength = 60
    )]
    public required IReadOnlyList<string> Materials { get; init; }

    [Field("最短审查期限", Unit = "工作日", Min = 1, Max = 60, Slot = "N2")]
    public required long MinDays { get; init; }

    [Field("最长审查期限", Unit = "工作日", Min = 1, Max = 120, Slot = "N3", InList = true)]
    public required long MaxDays { get; init; }

    [Field("不送审情形", LongText = true, MaxLength = 500)]
    public string? Exemption { get; init; }
}

/// <summary>合法性审查事项目录 (S002).</summary>
public static class ReviewCatalogue
{
    /// <summary>The key of the register.</summary>
    public const string Key = "review-catalogue";

    /// <summary>应审事项数: what the catalogue calls what stands in force here.</summary>
    public static readonly Figure Items = new(
        "ReviewCatalogueItems",
        "审查.应审事项数",
        "项",
        Fold.AsOf,
        "截至期末有效的合法性审查事项目录的项数，暂停的不计。"
    )
    {
        CountedFrom = "合法性审查事项目录",
        Dimensions = ["审查类别"],
        Section = "A3",
    };

    public static readonly Register<ReviewCatalogueItem> Register = Register<ReviewCatalogueItem>
        .Define(Key, "合法性审查事项目录", "S002")
        .For(
            "写明哪些事项在提交讨论、印发、签订或者作出决定之前必须经合法性审查，送审应附哪些材料；送审时据此判定。",
            "县司法局维护；重大执法决定部分由各执法机关维护。"
        )
        .InForceMeans("事项有约束力的期间")
        .Titled(
            i => i.ItemName,
            // 决策、文件、合同 … in the order of the catalogue, then by name.
            i => $"{Order(i.ReviewKind)} {i.ItemName}"
        )
        .Keyed(
            "审查类别、适用机关、事项名称",
            i => [i.ReviewKind, string.Join(' ', (i.AppliesTo ?? []).Order()), i.ItemName]
        )
        .Changes("cancel", "取消", ChangeEffect.End)
        .Changes("merge", "并入", ChangeEffect.Merge)
        // Approved by the county government; 重大执法决定 by the organ's head alone.
        .ApprovedBy(
            "县政府批准",
            OrganKind.Government,
            i => i.ReviewKind != ReviewCatalogueItem.Enforcement
        )
        .Must("criteria", i => i.Criteria.Count == 0 ? "至少写一条判定标准。" : null)
        .Must("maxDays", i => i.MaxDays < i.MinDays ? "最长审查期限不能短于最短审查期限。" : null)
        .Must(
            "minDays",
            // 重大行政决策程序暂行条例第二十六条第二款: 一般不少于7个工作日
            i =>
                i is { ReviewKind: "重大行政决策", MinDays: < 7 }
                    ? "重大行政决策的合法性审查时间一般不少于7个工作日（重大行政决策程序暂行条例第二十六条第二款）。"
                    : null
        )
        .Must(
            "maxDays",
            // 国办发〔2018〕115号第二部分第(五)项: 5个工作日以上、15个工作日以下 (S)
            i =>
                i is { ReviewKind: "行政规范性文件" } && (i.MinDays < 5 || i.MaxDays > 15)
                    ? "行政规范性文件的审核时间一般不少于5个工作日，最长不超过15个工作日（国办发〔2018〕115号）。"
                    : null
        )
        .SplitBy(["审查类别"], i => [("审查类别", i.ReviewKind)])
        .CountedIn("A3", Items)
        .ConfirmedYearly()
        .Public()
        .Build();

    private static int Order(string kind) =>
        kind switch
        {
            "重大行政决策" => 1,
            "行政规范性文件" => 2,
            "政府合同协议" => 3,
            "权责清单与三定" => 4,
            ReviewCatalogueItem.Enforcement => 6,
            _ => 5,
        };
}
