using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Services;

/// <summary>One entry of 一件事清单 (blocks/registers.md, S040).</summary>
public sealed record OneThingBundle : RegisterRecord
{
    [Field("一件事名称", MaxLength = 80)]
    public required string Name { get; init; }

    [Field("服务对象", Choices = ["企业", "个人"], Slot = "T1", InList = true)]
    public required string Audience { get; init; }

    [Field("牵头单位", Slot = "G1", InList = true)]
    public required Guid Lead { get; init; }

    [Field("配合单位")]
    public IReadOnlyList<Guid>? CoOrgans { get; init; }

    [Field(
        "所含事项",
        Help = "一行一项，写政务服务事项的名称或者编码，至少两项。 >service-item",
        LongText = true,
        MaxLength = 150
    )]
    public required IReadOnlyList<string> Items { get; init; }

    [Field("办理说明", MaxLength = 1000, LongText = true)]
    public required string Guide { get; init; }

    [Field("原环节", Unit = "个")]
    public required long StepsBefore { get; init; }

    [Field("原材料", Unit = "份")]
    public required long MaterialsBefore { get; init; }

    [Field("原时限", Unit = "工作日")]
    public required long DaysBefore { get; init; }

    [Field("原跑动", Unit = "次")]
    public required long VisitsBefore { get; init; }

    [Field("现环节", Unit = "个")]
    public required long StepsAfter { get; init; }

    [Field("现材料", Unit = "份")]
    public required long MaterialsAfter { get; init; }

    [Field("现时限", Unit = "工作日")]
    public required long DaysAfter { get; init; }

    [Field("现跑动", Unit = "次")]
    public required long VisitsAfter { get; init; }
}

/// <summary>一件事清单 (S040).</summary>
public static class OneThingBundles
{
    /// <summary>The key of the register.</summary>
    public const string Key = "one-thing";

    /// <summary>服务.一件事.</summary>
    public static readonly Figure Standing = new(
        "BundlesLive",
        "服务.一件事",
        "项",
        Fold.AsOf,
        "截至期末可以办理的“一件事”。"
    )
    {
        CountedFrom = "一件事清单",
        Dimensions = ["对象"],
        Section = "A1",
        AcceptsTotals = true,
    };

    public static readonly Register<OneThingBundle> Register = Register<OneThingBundle>
        .Define(Key, "一件事清单", "S040")
        .For(
            "把几个部门的事项合成一件来办，记下合并前后的环节、材料、时限和跑动次数。",
            "牵头单位写内容，县行政审批局维护。"
        )
        .InForceMeans("一件事可以办理的期间")
        .Titled(i => i.Name)
        .Keyed("名称", i => [i.Name])
        .KnownAs(i => [i.Name])
        .Changes("online", "上线", ChangeEffect.Add)
        .Changes("items", "增减事项", ChangeEffect.Change)
        .Changes("better", "优化", ChangeEffect.Change)
        .Changes("offline", "下线", ChangeEffect.End)
        .Must("items", i => i.Items.Count < 2 ? "一件事至少含两个事项。" : null)
        .Must("stepsAfter", i => i.StepsAfter > i.StepsBefore ? "现环节多于原环节，请核对。" : null)
        .Must(
            "materialsAfter",
            i => i.MaterialsAfter > i.MaterialsBefore ? "现材料多于原材料，请核对。" : null
        )
        .Must("daysAfter", i => i.DaysAfter > i.DaysBefore ? "现时限长于原时限，请核对。" : null)
        .Must(
            "visitsAfter",
            i => i.VisitsAfter > i.VisitsBefore ? "现跑动多于原跑动，请核对。" : null
        )
        .SplitBy(["对象"], i => [("对象", i.Audience)])
        .OnPortal(
            "one-things",
            "几个部门的事一次办完。",
            "audience",
            [
                "audience",
                "lead",
                "coOrgans",
                "items",
                "guide",
                "stepsBefore",
                "stepsAfter",
                "materialsBefore",
                "materialsAfter",
                "daysBefore",
                "daysAfter",
                "visitsBefore",
                "visitsAfter",
            ]
        )
        .CountedIn("A1", Standing)
        .Build();
}
