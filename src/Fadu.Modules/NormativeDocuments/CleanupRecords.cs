using System.ComponentModel.DataAnnotations;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.NormativeDocuments;

/// <summary>What may become of a document.</summary>
public static class CleanupConclusions
{
    public const string Keep = "继续有效";
    public const string Amend = "修改";
    public const string Repeal = "废止";
    public const string Expired = "宣布失效";

    public static readonly string[] All = [Keep, Amend, Repeal, Expired];
}

/// <summary>One document of the frozen list.</summary>
public sealed record CleanupLine
{
    [Field("序号", Min = 1, Max = 10_000)]
    public required long Number { get; init; }

    [Field("标题", MaxLength = 200)]
    public required string Title { get; init; }

    [Field("文号", MaxLength = 40)]
    public string? DocumentNumber { get; init; }

    [Field("制定机关")]
    public required Guid Maker { get; init; }

    [Field("制定名义", MaxLength = 20)]
    public required string MakerClass { get; init; }

    [Field("责任单位", Help = "起草或者实施的单位。")]
    public required Guid Organ { get; init; }

    [Field("涉企")]
    public required bool Business { get; init; }

    /// <summary>The item of the register; empty for old papers that are in none.</summary>
    [Field("名录编号", MaxLength = 40)]
    public string? Item { get; init; }
}

/// <summary>A clean-up campaign.</summary>
public sealed record CleanupFacts
{
    public const string Full = "全面清理";
    public const string Special = "专项清理";
    public const string Dynamic = "动态清理";

    [Field(
        "名称",
        Help = "例如：2026年涉企文件专项清理；公布的目录用这个名称。",
        MaxLength = 80,
        InList = true
    )]
    public required string Title { get; init; }

    [Field("清理类型", Choices = [Full, Special, Dynamic], Slot = "T1", InList = true)]
    public required string Kind { get; init; }

    [Field("专题", Help = "例如：公平竞争、生态环境保护、民法典。", MaxLength = 40, Slot = "T2")]
    [RequiredIf(nameof(Kind), Special)]
    public string? Topic { get; init; }

    [Field("基准日", Help = "这一天有效的文件列入清单。", Slot = "D1")]
    public required DateOnly Cutoff { get; init; }

    [Field(
        "制定名义",
        Choices = [
            Makers.Government,
            Makers.Office,
            Makers.Department,
            Makers.Departments,
            Makers.Township,
            Makers.Authorised,
        ],
        Help = "只清理一类的选择，不选的全部列入。"
    )]
    public string? OnlyClass { get; init; }

    [Field("主题分类", Help = "只清理一个主题的填写。", MaxLength = 40)]
    public string? OnlySubject { get; init; }

    [Field("只清理涉企文件")]
    public bool? OnlyBusiness { get; init; }

    [Field("含有的词", Help = "只清理标题、依据中含有这个词的。", MaxLength = 40)]
    public string? OnlyWords { get; init; }

    [Field(
        "引用的法规",
        Help = "动态清理：只列入引用这部法规的文件，写法规全称，不带书名号。",
        MaxLength = 100
    )]
    public string? CitedLaw { get; init; }

    [Field(
        "触发原因",
        Help = "动态清理：哪部上位法修改、废止，或者法院、复议机关、备案审查的什么意见。",
        MaxLength = 300
    )]
    [RequiredIf(nameof(Kind), Dynamic)]
    public string? Cause { get; init; }

    [Field("上位法公布日期", Help = "动态清理填写，期限自次日起算。")]
    public DateOnly? LawPublishedOn { get; init; }

    [Field("上位法施行日期", Future = true)]
    public DateOnly? LawInForceOn { get; init; }

    [Field("清理文件", Separate = true, HasView = true)]
    public IReadOnlyList<CleanupLine> Lines { get; init; } = [];
}

/// <summary>锁定清单.</summary>
public sealed record FreezeInput
{
    [Field("清理要求", LongText = true, MaxLength = 2000)]
    public required string Demand { get; init; }
}

/// <summary>A document that is in no register and belongs to the list.</summary>
public sealed record LineAddedInput
{
    [Field("标题", MaxLength = 150)]
    public required string DocumentTitle { get; init; }

    [Field("文号", MaxLength = 40)]
    public string? DocumentNumber { get; init; }

    [Field("制定机关")]
    public required Guid Maker { get; init; }

    [Field(
        "制定名义",
        Choices = [
            Makers.Government,
            Makers.Office,
            Makers.Department,
            Makers.Departments,
            Makers.Township,
            Makers.Authorised,
        ]
    )]
    public required string MakerClass { get; init; }

    [Field("责任单位")]
    public required Guid Organ { get; init; }

    [Field("涉企")]
    public required bool Business { get; init; }

    [Field("列入的理由", LongText = true, MaxLength = 500)]
    public required string Because { get; init; }
}

/// <summary>A document that does not belong to the list.</summary>
public sealed record LineRemovedInput
{
    [Field("序号", Min = 1, Max = 10_000)]
    public required long Number { get; init; }

    [Field("移出的理由", LongText = true, MaxLength = 500)]
    public required string Because { get; init; }
}

/// <summary>The opinion on one document.</summary>
public sealed record OpinionRow
{
    [Field("序号", Min = 1, Max = 10_000)]
    public required long Number { get; init; }

    [Field(
        "清理意见",
        Choices = [
            CleanupConclusions.Keep,
            CleanupConclusions.Amend,
            CleanupConclusions.Repeal,
            CleanupConclusions.Expired,
        ]
    )]
    public required string Conclusion { get; init; }

    [Field("文件", Help = "标题和文号，供核对。", MaxLength = 250)]
    public string? Document { get; init; }

    [Field("依据", Help = "哪部法律的哪一条，写到条。", MaxLength = 300)]
    public string? Basis { get; init; }

    [Field("完成修改日期", Help = "意见是修改的填写。", Future = true)]
    public DateOnly? PlanOn { get; init; }
}

/// <summary>提出清理意见.</summary>
public sealed record OpinionsInput
{
    [Field("逐件意见", Help = "按清单的序号填写本单位负责的文件。")]
    public required IReadOnlyList<OpinionRow> Rows { get; init; }
}

/// <summary>退回.</summary>
public sealed record ReturnedLine
{
    [Field("序号", Min = 1, Max = 10_000)]
    public required long Number { get; init; }

    [Field("退回的理由", MaxLength = 300)]
    public required string Because { get; init; }
}

/// <summary>审核: lines that go back.</summary>
public sealed record LinesReturnedInput
{
    [Field("退回的文件")]
    public required IReadOnlyList<ReturnedLine> Rows { get; init; }
}

/// <summary>审核意见.</summary>
public sealed record CleanupReviewInput
{
    [Field("审核意见", LongText = true, MaxLength = 2000)]
    public required string Opinion { get; init; }
}

/// <summary>What a maker decided about documents of its own.</summary>
public sealed record MakerDecisionInput
{
    [Field("制定机关")]
    public required Guid Maker { get; init; }

    [Field("会议", MaxLength = 100)]
    public required string Meeting { get; init; }

    [Field("会议日期")]
    public required DateOnly MetOn { get; init; }

    [Field("清理决定的文号", MaxLength = 40)]
    public required string DecisionNumber { get; init; }

    [Field("与审核意见不同的", Help = "只填决定与清理意见不同的文件；其余按清理意见。")]
    public IReadOnlyList<OpinionRow> Changed { get; init; } = [];
}

/// <summary>公布目录: the parts as printed.</summary>
public sealed record CataloguePublishedInput
{
    [Field("公布日期")]
    public required DateOnly PublishedOn { get; init; }

    [Field("公布地址", MaxLength = 300)]
    public required string Address { get; init; }

    [Field("自何日起", Help = "废止、宣布失效的文件自这一天起不再施行。", Future = true)]
    public required DateOnly StatedOn { get; init; }

    [Field("清理总数", Unit = "件", Help = "按决定算好，请与印发的目录核对；不一致的，不能公布。")]
    public required long Total { get; init; }

    [Field("继续有效", Unit = "件")]
    public required long Kept { get; init; }

    [Field("修改", Unit = "件")]
    public required long Amended { get; init; }

    [Field("废止", Unit = "件")]
    public required long Repealed { get; init; }

    [Field("宣布失效", Unit = "件")]
    public required long Expired { get; init; }
}

/// <summary>Work on an amendment begins.</summary>
public sealed record AmendmentInput
{
    [Field("序号", Min = 1, Max = 10_000)]
    public required long Number { get; init; }
}

/// <summary>An amendment that was done elsewhere.</summary>
public sealed record AmendmentDoneInput
{
    [Field("序号", Min = 1, Max = 10_000)]
    public required long Number { get; init; }

    [Field("修改情况", Help = "修改后的文号或者决定。", MaxLength = 300)]
    public required string How { get; init; }
}
