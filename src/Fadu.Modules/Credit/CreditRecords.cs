using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Credit;

/// <summary>One entry of 公共信用信息 (blocks/registers.md, S055).</summary>
public sealed record CreditRecord : RegisterRecord
{
    [Field("主体名称", MaxLength = 100)]
    public required string SubjectName { get; init; }

    [Field("统一社会信用代码", CreditCode = true, Slot = "T2")]
    public required string SubjectCode { get; init; }

    [Field(
        "信息类别",
        Choices = ["许可", "处罚", "经营异常", "严重失信名单", "政务失信", "合同履约", "表彰"],
        Slot = "T1",
        InList = true
    )]
    public required string InfoKind { get; init; }

    [Field("认定单位", Slot = "G1", InList = true)]
    public required Guid Origin { get; init; }

    [Field("认定文书", MaxLength = 100, InList = true)]
    public required string SourceDocument { get; init; }

    [Field("认定日期", Slot = "D1")]
    public required DateOnly OccurredOn { get; init; }

    [Field("最早修复日", Future = true)]
    public DateOnly? EarliestRepair { get; init; }

    [Field("最迟停示日", Future = true, Slot = "D2")]
    public DateOnly? Latest { get; init; }

    [Field("惩戒措施")]
    public IReadOnlyList<CreditMeasure>? Measures { get; init; }
}

/// <summary>One line of 惩戒措施.</summary>
public sealed record CreditMeasure
{
    [Field("措施", MaxLength = 150)]
    public required string Measure { get; init; }

    [Field("实施单位")]
    public required Guid Organ { get; init; }

    [Field("依据", MaxLength = 150)]
    public required string LegalBasis { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record CreditRecordOutInput
{
    [Field("移出决定", MaxLength = 100)]
    public required string Ruling { get; init; }
}

/// <summary>公共信用信息 (S055).</summary>
public static class CreditRecords
{
    /// <summary>The key of the register.</summary>
    public const string Key = "credit-record";

    /// <summary>信用.归集信息.</summary>
    public static readonly Figure Standing = new(
        "CreditRecordsInForce",
        "信用.归集信息",
        "条",
        Fold.AsOf,
        "截至期末归集使用的公共信用信息。"
    )
    {
        CountedFrom = "公共信用信息",
        Dimensions = ["信息类别"],
        Section = "A1",
    };

    /// <summary>信用.失信主体.</summary>
    public static readonly Figure DishonestSubjects = new(
        "DishonestSubjects",
        "信用.失信主体",
        "户",
        Fold.AsOf,
        "截至期末列在严重失信名单上的主体，一份认定计一户。"
    )
    {
        CountedFrom = "公共信用信息",
        Dimensions = ["信息类别"],
        Section = "A1",
    };

    /// <summary>信用.政务失信.</summary>
    public static readonly Figure GovernmentDefaults = new(
        "GovernmentDefaults",
        "信用.政务失信",
        "户",
        Fold.AsOf,
        "截至期末的政务失信记录，目标为零。"
    )
    {
        CountedFrom = "公共信用信息",
        Dimensions = ["信息类别"],
        Section = "A1",
    };

    public static readonly Register<CreditRecord> Register = Register<CreditRecord>
        .Define(Key, "公共信用信息", "S055")
        .For(
            "单位和个体工商户的信用信息、失信名单和修复；自然人不登记。",
            "县发展和改革局维护，认定单位填报。"
        )
        .InForceMeans("信息归集和使用的期间")
        .Titled(i => $"{i.SubjectName} {i.InfoKind}")
        .Keyed("主体代码、信息类别、认定文书", i => [i.SubjectCode, i.InfoKind, i.SourceDocument])
        .Changes("collect", "归集", ChangeEffect.Add)
        .Changes("dispute", "异议标注", ChangeEffect.Change)
        .Changes<CreditRecordOutInput>("repair", "修复移出", ChangeEffect.End)
        .Changes("expire", "期满移出", ChangeEffect.End)
        .Changes<CreditRecordOutInput>("revoke", "撤销", ChangeEffect.End)
        // 民营经济促进法第五十四条: 实施失信惩戒应当依照法律、法规和有关规定
        .Must(
            "measures",
            i =>
                (i.Measures ?? []).Any(m => !m.LegalBasis.Contains('《'))
                    ? "每项惩戒措施都要写明依据的法律、法规，例如：《…法》第…条。"
                    : null
        )
        .Must("latest", i => i.Latest < i.OccurredOn ? "最迟停示日早于认定日期，请核对。" : null)
        .SplitBy(["信息类别"], i => [("信息类别", i.InfoKind)])
        .RemindedOf("latest")
        .Counts(DishonestSubjects, i => i.InfoKind == "严重失信名单" ? 1 : 0)
        .Counts(GovernmentDefaults, i => i.InfoKind == "政务失信" ? 1 : 0)
        .CountedIn("A1", Standing)
        .Build();
}
