using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Enforcement;

/// <summary>One entry of 指导案例库 (blocks/registers.md, S081).</summary>
public sealed record GuidingCase : RegisterRecord
{
    [Field("案例标题", MaxLength = 150)]
    public required string Title { get; init; }

    [Field("案例编号", MaxLength = 60, Slot = "T2")]
    public string? CaseNumber { get; init; }

    [Field("发布机关", MaxLength = 80, InList = true)]
    public required string Issuer { get; init; }

    [Field(
        "案例类别",
        Choices = ["执法指导案例", "典型案例", "复议类案指引", "以案释法"],
        Slot = "T1",
        InList = true
    )]
    public required string CaseKind { get; init; }

    [Field("领域", MaxLength = 60, Slot = "T3", InList = true)]
    public required string Field { get; init; }

    [Field("行为", MaxLength = 200)]
    public required string Conduct { get; init; }

    [Field("对应权力", MaxLength = 120, Names = "power-item")]
    public string? Power { get; init; }

    [Field(
        "依据",
        Help = "一行一条，写到条、款、项，例如：《中华人民共和国行政许可法》第十二条。",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> Laws { get; init; }

    [Field("要旨", MaxLength = 1000, LongText = true)]
    public required string Point { get; init; }

    [Field("事实", MaxLength = 4000, LongText = true)]
    public required string Facts { get; init; }

    [Field("结果", MaxLength = 2000, LongText = true)]
    public required string Outcome { get; init; }

    [Field("已经脱敏", Slot = "N1")]
    public required bool Anonymised { get; init; }

    [Field("来源案件", MaxLength = 80)]
    public string? SourceMatter { get; init; }
}

/// <summary>What is filled in for one kind of change only.</summary>
public sealed record GuidingCaseDownInput
{
    [Field("撤下原因", Choices = ["法律已变", "裁判已变", "其他"])]
    public required string Why { get; init; }

    [Field("说明", MaxLength = 300, LongText = true)]
    public string? Detail { get; init; }
}

/// <summary>指导案例库 (S081).</summary>
public static class GuidingCases
{
    /// <summary>The key of the register.</summary>
    public const string Key = "guiding-case";

    /// <summary>执法.案例库.</summary>
    public static readonly Figure Standing = new(
        "GuidingCasesInForce",
        "执法.案例库",
        "件",
        Fold.AsOf,
        "截至期末可以引用的案例。"
    )
    {
        CountedFrom = "指导案例库",
        Dimensions = ["案例类别", "领域"],
        Section = "A4",
    };

    public static readonly Register<GuidingCase> Register = Register<GuidingCase>
        .Define(Key, "指导案例库", "S081")
        .For("应当参照或者值得借鉴的案例；只收隐去姓名的。", "县司法局维护，各执法单位报送。")
        .InForceMeans("可以引用的期间")
        .Titled(i => i.Title)
        .Keyed("发布机关、标题", i => [i.Issuer, i.Title])
        .Changes("collect", "收录", ChangeEffect.Add)
        .Changes("publish", "发布", ChangeEffect.Change)
        .Changes("update", "更新", ChangeEffect.Change)
        .Changes<GuidingCaseDownInput>("down", "撤下", ChangeEffect.End)
        // 个人信息保护法第三十四条: 处理个人信息不超出履职所必需的范围
        .Must(
            "anonymised",
            i => i.Anonymised ? null : "案例要先隐去当事人姓名、证件号码和住址，才能收入案例库。"
        )
        .SplitBy(["案例类别", "领域"], i => [("案例类别", i.CaseKind), ("领域", i.Field)])
        .OnPortal(
            "cases",
            "典型案例和以案释法。",
            "caseKind",
            ["caseNumber", "issuer", "caseKind", "field", "laws", "point", "facts", "outcome"]
        )
        .CountedIn("A4", Standing)
        .Build();
}
