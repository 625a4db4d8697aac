using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Supervision;

/// <summary>One entry of 涉企检查单 (blocks/registers.md, S066).</summary>
public sealed record Checklist : RegisterRecord
{
    [Field("检查事项", Help = "涉企检查事项清单上的名称。 >inspection-item", MaxLength = 150)]
    public required string Item { get; init; }

    [Field("版次", MaxLength = 40, Slot = "T1", InList = true)]
    public required string Edition { get; init; }

    [Field("检查项")]
    public required IReadOnlyList<ChecklistLine> Lines { get; init; }
}

/// <summary>One line of 检查项.</summary>
public sealed record ChecklistLine
{
    [Field("检查内容", MaxLength = 200)]
    public required string Content { get; init; }

    [Field("依据", MaxLength = 150)]
    public required string LegalBasis { get; init; }

    [Field("合格标准", MaxLength = 300)]
    public required string Standard { get; init; }
}

/// <summary>涉企检查单 (S066).</summary>
public static class Checklists
{
    /// <summary>The key of the register.</summary>
    public const string Key = "checklist";

    /// <summary>涉企检查.检查单.</summary>
    public static readonly Figure Standing = new(
        "ChecklistsInForce",
        "涉企检查.检查单",
        "份",
        Fold.AsOf,
        "截至期末使用的涉企检查单。"
    )
    {
        CountedFrom = "涉企检查单",
        Dimensions = [],
        Section = "A1",
    };

    public static readonly Register<Checklist> Register = Register<Checklist>
        .Define(Key, "涉企检查单", "S066")
        .For("现场检查用的单子：逐项写明查什么、依据、标准。", "各检查单位维护。")
        .InForceMeans("这一版使用的期间")
        .Titled(i => $"{i.Item}（{i.Edition}）")
        .Keyed("检查事项、版次", i => [i.Item, i.Edition])
        .KnownAs(i => [$"{i.Item}（{i.Edition}）"])
        .Changes("edition", "换版", ChangeEffect.End)
        .Must("lines", i => i.Lines.Count == 0 ? "检查单至少有一项检查内容。" : null)
        .Public()
        .CountedIn("A1", Standing)
        .Build();
}
