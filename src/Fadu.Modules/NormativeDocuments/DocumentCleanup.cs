using Fadu.Core;
using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.NormativeDocuments;

/// <summary>文件 figures that clean-ups feed, as in the catalogue.</summary>
public static class CleanupFigures
{
    private static readonly FigureSet Set = new("文件清理", "A2");

    public static readonly Figure Cleaned = Set.Sum(
        "DocumentsCleaned",
        "文件.清理",
        "件",
        "清理的文件件数：已作决定的按决定日期计，还在拟议的按提出日期计，用“阶段”分开；同一文件在两个清理批次里各计一次，范围不同的批次不相加。",
        "批次",
        "结论",
        "类别",
        "涉企",
        "阶段"
    );

    public static readonly Figure Campaigns = Set.Distinct(
        "CleanupCampaigns",
        "文件.专项清理",
        "个",
        "作出过清理决定的不同清理批次数，按决定日期计。"
    );
}

/// <summary>文件清理 (S012, S059): what one campaign proposed and decided about one document, or about many of a kind.</summary>
public sealed record DocumentCleanup : LedgerRecord
{
    [Field(
        "清理批次",
        Slot = "T1",
        MaxLength = 80,
        InList = true,
        Help = "写法要一致，例如：2025年涉企文件专项清理。"
    )]
    public required string Campaign { get; init; }

    [Field("文号", Slot = "T2", MaxLength = 40, Help = "没有文号的不填。")]
    public string? DocNo { get; init; }

    [Field("文件标题", Slot = "T3", MaxLength = 150, Help = "大批清理登记为批次的不填。")]
    [RequiredIf(nameof(Form), "明细")]
    public string? DocTitle { get; init; }

    [Field("制定机关", MaxLength = 100)]
    public required string IssuedBy { get; init; }

    [Field(
        "文件类别",
        Slot = "T4",
        InList = true,
        Choices = ["行政规范性文件", "其他政府文件", "政策性文件"]
    )]
    public required string DocClass { get; init; }

    [Field("涉企", Slot = "N1")]
    public required bool EnterpriseRelated { get; init; }

    [Field(
        "清理结论",
        Slot = "T5",
        InList = true,
        Choices = ["继续有效", "修改", "废止", "宣布失效"]
    )]
    public required string Conclusion { get; init; }

    [Field("清理依据", MaxLength = 300, Help = "哪部法律的哪一条，或者哪个文件。")]
    [RequiredIf(nameof(Conclusion), "修改", "废止", "宣布失效")]
    public string? Basis { get; init; }

    [Field("提出日期", Slot = "D1", InList = true)]
    public required DateOnly ProposedOn { get; init; }

    [Field("决定日期", Slot = "D2", InList = true, Help = "没有决定的是拟议，以后续填。")]
    public DateOnly? DecidedOn { get; init; }

    [Field("公布日期", Slot = "D3")]
    public DateOnly? PublishedOn { get; init; }

    [Field("件数", Slot = "N2", Min = 1, Max = 100_000, Unit = "件", Total = true, InList = true)]
    [RequiredIf(nameof(Form), "批次")]
    public long? Quantity { get; init; }
}

[Carries("S059")]
internal static class DocumentCleanups
{
    public static readonly Ledger<DocumentCleanup> Ledger = Ledger<DocumentCleanup>
        .Define("document-cleanup", "文件清理", "S012")
        .For(
            "历次清理对文件提出和决定的结论；一件文件登记一条，大批文件可以按单位、类别、结论合为一条批次。公布的目录在“文件清理结果目录”；本系统按清理程序办理的由程序计数，不在此重复登记。",
            "起草单位和执行单位提出，司法局核对，制定机关决定。"
        )
        .OrganIs("提出单位", "提出清理意见的单位。")
        .OnDay(nameof(DocumentCleanup.ProposedOn))
        .Takes(LineForm.Detail, LineForm.Batch)
        .StepByStep()
        .Titled(c =>
            c.DocTitle is { } title
                ? title
                : $"{c.IssuedBy}{c.DocClass}{c.Conclusion} {c.Quantity} 件"
        )
        .Keyed(
            "同一清理批次、同一制定机关、同一文号和标题；批次另看类别、涉企和结论",
            c =>
                c.Form == LineForm.Batch
                    ?
                    [
                        c.Campaign,
                        c.Organ,
                        c.IssuedBy,
                        c.DocClass,
                        c.EnterpriseRelated,
                        c.Conclusion,
                    ]
                    : [c.Campaign, c.IssuedBy, c.DocNo, c.DocTitle]
        )
        .Near(
            "同一批次、同一提出单位已有同名文件，是不是同一件？",
            c => c.DocTitle is null ? null : [c.Campaign, c.Organ, c.DocTitle]
        )
        .Must(
            nameof(DocumentCleanup.DecidedOn),
            c => c.DecidedOn < c.ProposedOn ? "决定日期早于提出日期，请核对。" : null
        )
        .Must(
            nameof(DocumentCleanup.PublishedOn),
            c =>
                c.PublishedOn is { } day && (c.DecidedOn is not { } decided || day < decided)
                    ? "公布在决定以后，请核对两个日期。"
                    : null
        )
        .Proof(EvidenceRule.Optional, "清理决定和公布的目录，每个批次一份即可。")
        .Feeds(
            CleanupFigures.Cleaned,
            "明细计 1 件，批次计件数；已决定的按决定日期，拟议的按提出日期",
            c => c.Form == LineForm.Batch ? c.Quantity : 1,
            by: c => c.DecidedOn ?? c.ProposedOn,
            dimensions: c =>
                [
                    ("批次", c.Campaign),
                    ("结论", c.Conclusion),
                    ("类别", c.DocClass),
                    ("涉企", c.EnterpriseRelated ? "是" : "否"),
                    ("阶段", c.DecidedOn is null ? "拟" : "已定"),
                ]
        )
        .Feeds(
            CleanupFigures.Campaigns,
            "已经决定的，按决定日期，不同批次计一个",
            by: c => c.DecidedOn,
            distinct: c => c.Campaign
        )
        .Build();
}
