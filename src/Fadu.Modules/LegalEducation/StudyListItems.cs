using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.LegalEducation;

/// <summary>One entry of 学法清单 (blocks/registers.md, S148).</summary>
public sealed record StudyListItem : RegisterRecord
{
    [Field(
        "清单",
        Choices = ["领导干部应知应会", "工作人员应知应会", "年度会前学法计划", "任前测试范围"],
        Slot = "T1",
        InList = true
    )]
    public required string ListKind { get; init; }

    [Field("对象", MaxLength = 100, InList = true)]
    public required string Audience { get; init; }

    [Field("单位", Slot = "G1")]
    public Guid? Organ { get; init; }

    [Field("法规名称", Help = "写书名号和全称。", MaxLength = 150)]
    public required string Instrument { get; init; }

    [Field("重点条文", MaxLength = 200)]
    public string? Articles { get; init; }

    [Field("学习要求", Choices = ["必学", "选学"], Slot = "T2", InList = true)]
    public required string Depth { get; init; }

    [Field("年度", Min = 2000, Max = 2100, Slot = "N1")]
    [RequiredIf(nameof(ListKind), "年度会前学法计划")]
    public long? Year { get; init; }

    [Field("题库标签", MaxLength = 40)]
    public string? Topic { get; init; }
}

/// <summary>学法清单 (S148).</summary>
public static class StudyListItems
{
    /// <summary>The key of the register.</summary>
    public const string Key = "study-list";

    /// <summary>学法.清单.</summary>
    public static readonly Figure Standing = new(
        "StudyListItemsInForce",
        "学法.清单",
        "条",
        Fold.AsOf,
        "截至期末列在学法清单上的法律法规。"
    )
    {
        CountedFrom = "学法清单",
        Dimensions = ["清单"],
        Section = "A8",
    };

    public static readonly Register<StudyListItem> Register = Register<StudyListItem>
        .Define(Key, "学法清单", "S148")
        .For("领导干部和工作人员应知应会的法律法规；不评分、不排名。", "县委组织部、县司法局维护。")
        .InForceMeans("列在清单上的期间")
        .Titled(i => i.Instrument, i => $"{i.ListKind} {i.Audience} {i.Instrument}")
        .Keyed("清单、对象、法规名称", i => [i.ListKind, i.Audience, i.Instrument])
        .Changes("enter", "列入", ChangeEffect.Add)
        .Changes("update", "更新", ChangeEffect.Change)
        .Changes("out", "移出", ChangeEffect.End)
        .Must(
            "instrument",
            i =>
                i.Instrument.StartsWith('《')
                    ? null
                    : "请写书名号和全称，例如：《中华人民共和国行政处罚法》。"
        )
        .SplitBy(["清单"], i => [("清单", i.ListKind)])
        .Public()
        .CountedIn("A8", Standing)
        .Build();
}
