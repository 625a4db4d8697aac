using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Publications;
using Fadu.Core.Registers;
using RelationKind = Fadu.Core.Publications.RelationKind;

namespace Fadu.Modules.NormativeDocuments;

/// <summary>What a clean-up decided about one document (blocks/registers.md, S014).</summary>
public sealed record CleanupResult : RegisterRecord
{
    [Field(
        "清理批次",
        Help = "例如：2025年涉企文件专项清理。",
        MaxLength = 80,
        Slot = "T1",
        InList = true
    )]
    public required string Campaign { get; init; }

    [Field("文件标题", MaxLength = 150)]
    public required string Title { get; init; }

    [Field("文号", MaxLength = 40, InList = true)]
    public string? DocumentNumber { get; init; }

    [Field(
        "文件类别",
        Choices = ["县政府文件", "县政府办文件", "部门文件", "乡镇文件", "其他"],
        Slot = "T2"
    )]
    public required string FileClass { get; init; }

    [Field(
        "清理意见",
        Choices = ["继续有效", "修改", "废止", "宣布失效", "不属于清理范围"],
        Slot = "T3",
        InList = true
    )]
    public required string Result { get; init; }

    [Field("理由", LongText = true, MaxLength = 500)]
    public string? Because { get; init; }

    [Field("责任单位", Slot = "G1")]
    public required Guid ProposedBy { get; init; }

    [Field("修改期限", Help = "清理意见是“修改”的填写。", Future = true, Slot = "D1")]
    [RequiredIf(nameof(Result), "修改")]
    public DateOnly? DueOn { get; init; }
}

/// <summary>文件清理结果目录 (S014).</summary>
public static class CleanupResults
{
    public const string Key = "cleanup-result";

    /// <summary>文件.清理结果: what the catalogue calls what stands in force here.</summary>
    public static readonly Figure Standing = new(
        "CleanupResultsListed",
        "文件.清理结果",
        "件",
        Fold.AsOf,
        "截至期末登在清理结果目录上的文件，一次清理一份文件计一件。"
    )
    {
        CountedFrom = "文件清理结果目录",
        Dimensions = ["清理意见"],
        Section = "A2",
    };

    public static readonly Register<CleanupResult> Register = Register<CleanupResult>
        .Define(Key, "文件清理结果目录", "S014")
        .For(
            "历次清理对每一份文件的结论：继续有效、修改、废止还是失效，及其理由；按目录公布。",
            "县司法局会同县政府办公室维护。"
        )
        .InForceMeans("清理结论有效的期间")
        .Titled(r => r.Title, r => $"{r.Campaign} {Order(r.Result)} {r.DocumentNumber} {r.Title}")
        .Keyed("清理批次、文号、标题", r => [r.Campaign, r.DocumentNumber, r.Title])
        .Must(
            "because",
            r =>
                r.Result != "继续有效" && string.IsNullOrWhiteSpace(r.Because)
                    ? "不是“继续有效”的，请写明理由。"
                    : null
        )
        .SplitBy(["清理意见"], r => [("清理意见", r.Result)])
        .CountedIn("A2", Standing)
        .Public()
        .OnPortal(
            (r, organs) =>
                new PortalFacts
                {
                    Number = r.DocumentNumber,
                    Facet = r.Result,
                    Relations = r.DocumentNumber is { } number
                        ? [new PublishedRelation(RelationKind.Concludes, number)]
                        : [],
                },
            new PortalView
            {
                Section = "cleanup",
                Intro = "历次文件清理的结论：哪些继续有效，哪些修改、废止或者失效。",
                FacetTitle = "清理意见",
                IsTimeless = true,
                Fields =
                [
                    "campaign",
                    "documentNumber",
                    "fileClass",
                    "result",
                    "because",
                    "proposedBy",
                    "dueOn",
                ],
                Within = NormativeDocuments.Within,
            }
        )
        .Build();

    private static int Order(string result) =>
        result switch
        {
            "继续有效" => 1,
            "修改" => 2,
            "废止" => 3,
            "宣布失效" => 4,
            _ => 5,
        };
}
