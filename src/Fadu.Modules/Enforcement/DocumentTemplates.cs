using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Enforcement;

/// <summary>One entry of 执法文书和案卷标准 (blocks/registers.md, S082).</summary>
public sealed record DocumentTemplate : RegisterRecord
{
    [Field("文书代号", MaxLength = 40, Slot = "T2")]
    public required string Code { get; init; }

    [Field("文书名称", MaxLength = 100)]
    public required string Name { get; init; }

    [Field("版次", MaxLength = 40, Slot = "T3", InList = true)]
    public required string Edition { get; init; }

    [Field("制发机关", MaxLength = 80)]
    public required string Issuer { get; init; }

    [Field("适用程序", MaxLength = 80, InList = true)]
    public required string Procedure { get; init; }

    [Field("使用环节", MaxLength = 80)]
    public required string Stage { get; init; }

    [Field("填充项", Help = "一行一项。", LongText = true, MaxLength = 150)]
    public required IReadOnlyList<string> Slots { get; init; }

    [Field("编号规则", Help = "例如：云市监罚字〔年份〕序号。", MaxLength = 80)]
    public required string NumberFormat { get; init; }

    [Field("需要用印", Slot = "N1")]
    public required bool Seal { get; init; }

    [Field("正副卷", Choices = ["正卷", "副卷"], Slot = "T1", InList = true)]
    public required string Volume { get; init; }

    [Field("目录序号", Slot = "N2")]
    public required long FileOrder { get; init; }

    [Field(
        "保管期限",
        Help = "各地档案规定不一，以本地规定为准。",
        Choices = ["永久", "30年", "10年"],
        Slot = "T4"
    )]
    public required string Retention { get; init; }

    [Field("评查标准")]
    public IReadOnlyList<ScoringRule>? ScoringRules { get; init; }
}

/// <summary>One line of 评查标准.</summary>
public sealed record ScoringRule
{
    [Field("评查要点", MaxLength = 200)]
    public required string Point { get; init; }

    [Field("扣分")]
    public required long Deduction { get; init; }

    [Field("一票否决")]
    public required bool Veto { get; init; }
}

/// <summary>执法文书和案卷标准 (S082).</summary>
public static class DocumentTemplates
{
    /// <summary>The key of the register.</summary>
    public const string Key = "document-template";

    /// <summary>执法.文书模板.</summary>
    public static readonly Figure Standing = new(
        "DocumentTemplatesInForce",
        "执法.文书模板",
        "种",
        Fold.AsOf,
        "截至期末可以使用的执法文书样式。"
    )
    {
        CountedFrom = "执法文书和案卷标准",
        Dimensions = ["正副卷"],
        Section = "A4",
    };

    public static readonly Register<DocumentTemplate> Register = Register<DocumentTemplate>
        .Define(Key, "执法文书和案卷标准", "S082")
        .For("每种执法文书的样式、编号、归档顺序和案卷评查标准。", "县司法局和牵头单位维护。")
        .InForceMeans("可以使用的期间")
        .Titled(i => $"{i.Code} {i.Name}（{i.Edition}）")
        .Keyed("文书代号、版次", i => [i.Code, i.Edition])
        .Changes("start", "启用", ChangeEffect.Add)
        .Changes("stop", "停用", ChangeEffect.End)
        .Changes("edition", "换版", ChangeEffect.End)
        .Must(
            "slots",
            i =>
                i.Slots.Count == 0 ? "请写明文书上要填的项，一行一项。"
                : i.Slots.Distinct(StringComparer.Ordinal).Count() < i.Slots.Count
                    ? "填充项有重复，请核对。"
                : null
        )
        .SplitBy(["正副卷"], i => [("正副卷", i.Volume)])
        .CountedIn("A4", Standing)
        .Build();
}
