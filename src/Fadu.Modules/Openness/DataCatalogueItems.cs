using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;
using Fadu.Law.Dates;

namespace Fadu.Modules.Openness;

/// <summary>One entry of 政务数据目录 (blocks/registers.md, S173).</summary>
public sealed record DataCatalogueItem : RegisterRecord
{
    [Field("目录名称", MaxLength = 100)]
    public required string Name { get; init; }

    [Field("提供单位", Slot = "G1", InList = true)]
    public required Guid Provider { get; init; }

    [Field("数据项")]
    public required IReadOnlyList<DataField> Fields { get; init; }

    [Field("格式", MaxLength = 40)]
    public required string Format { get; init; }

    [Field(
        "更新频率",
        Choices = ["实时", "每日", "每周", "每月", "每年", "不定期"],
        Slot = "T1",
        InList = true
    )]
    public required string UpdateCycle { get; init; }

    [Field("分类分级", MaxLength = 40)]
    public required string Grade { get; init; }

    [Field("共享属性", Choices = ["无条件", "有条件", "不予"], Slot = "T2", InList = true)]
    public required string Sharing { get; init; }

    [Field("共享方式", Choices = ["接口", "批量交换", "文件"], Slot = "T3")]
    public required string Mode { get; init; }

    [Field("使用条件", MaxLength = 500, LongText = true)]
    [RequiredIf(nameof(Sharing), "有条件")]
    public string? Condition { get; init; }

    [Field(
        "依据",
        Help = "不予共享的，写明法律、行政法规或者国务院决定的规定，一行一条。",
        LongText = true,
        MaxLength = 150
    )]
    [RequiredIf(nameof(Sharing), "不予")]
    public IReadOnlyList<string>? LegalBasis { get; init; }

    [Field("评估日期", Slot = "D1")]
    public required DateOnly RiskAssessedOn { get; init; }

    [Field("来源系统名称", MaxLength = 100, Names = "info-system")]
    public required string System { get; init; }

    [Field("开放", Choices = ["不开放", "有条件", "开放"], Slot = "T4")]
    public required string Open { get; init; }
}

/// <summary>One line of 数据项.</summary>
public sealed record DataField
{
    [Field("名称", MaxLength = 80)]
    public required string Name { get; init; }

    [Field("类型", MaxLength = 40)]
    public required string Type { get; init; }
}

/// <summary>政务数据目录 (S173).</summary>
public static class DataCatalogueItems
{
    /// <summary>The key of the register.</summary>
    public const string Key = "data-catalogue";

    /// <summary>数据.目录.</summary>
    public static readonly Figure Standing = new(
        "DataCatalogueItemsInForce",
        "数据.目录",
        "项",
        Fold.AsOf,
        "截至期末发布的政务数据目录。"
    )
    {
        CountedFrom = "政务数据目录",
        Dimensions = ["共享属性"],
        Section = "A9",
    };

    /// <summary>数据.不予共享.</summary>
    public static readonly Figure DataItemsRefused = new(
        "DataItemsRefused",
        "数据.不予共享",
        "项",
        Fold.AsOf,
        "列为不予共享的目录。"
    )
    {
        CountedFrom = "政务数据目录",
        Dimensions = ["共享属性"],
        Section = "A9",
    };

    /// <summary>数据.不予共享占比.</summary>
    public static readonly Figure DataRefusedShare = new(
        "DataRefusedShare",
        "数据.不予共享占比",
        "%",
        Fold.Ratio,
        "不予共享的占全部目录的比例。"
    )
    {
        CountedFrom = "政务数据目录",
        Dimensions = ["共享属性"],
        Section = "A9",
        Numerator = DataItemsRefused,
        Denominator = Standing,
        WhenEmpty = "没有数据目录",
    };

    public static readonly Register<DataCatalogueItem> Register = Register<DataCatalogueItem>
        .Define(Key, "政务数据目录", "S173")
        .For("有哪些政务数据、能不能共享、怎么共享。", "提供单位编写，县数据部门维护。")
        .InForceMeans("目录发布的期间")
        .Titled(i => i.Name)
        .Keyed("提供单位、名称", i => [i.Provider, i.Name])
        .KnownAs(i => [i.Name])
        .Changes("compile", "编制", ChangeEffect.Add)
        .Changes("update", "更新", ChangeEffect.Change)
        .Changes("stop", "停用", ChangeEffect.End)
        // 政务数据共享条例第十五条: 列为不予共享的应当有法律、行政法规、国务院决定依据
        .Must(
            "legalBasis",
            i =>
                i.Sharing == "不予"
                && !(i.LegalBasis ?? []).Any(b =>
                    b.Contains('《') || b.Contains("国务院", StringComparison.Ordinal)
                )
                    ? "不予共享要有法律、行政法规或者国务院决定的依据（政务数据共享条例第十五条）。"
                    : null
        )
        .Must("fields", i => i.Fields.Count == 0 ? "请写明有哪些数据项。" : null)
        .SplitBy(["共享属性"], i => [("共享属性", i.Sharing)])
        .Public(10, new LawRef("政务数据共享条例").Art(17))
        .Counts(DataItemsRefused, i => i.Sharing == "不予" ? 1 : 0)
        .CountedIn("A9", Standing)
        .Build();
}
