using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.LegalEducation;

/// <summary>One entry of 普法责任清单 (blocks/registers.md, S142).</summary>
public sealed record PublicityDuty : RegisterRecord
{
    [Field("年度", Min = 2000, Max = 2100, Slot = "N1", InList = true)]
    public required long Year { get; init; }

    [Field("责任单位", Slot = "G1", InList = true)]
    public required Guid Organ { get; init; }

    [Field("普法内容", Help = "一行一部，写法律法规的名称。", LongText = true, MaxLength = 150)]
    public required IReadOnlyList<string> Laws { get; init; }

    [Field("重点对象", MaxLength = 150)]
    public required string Audience { get; init; }

    [Field("普法措施", MaxLength = 200)]
    public required string Measure { get; init; }

    [Field("次数", Unit = "次", Slot = "N2", InList = true)]
    public required long Times { get; init; }

    [Field(
        "时间节点",
        Help = "例如宪法日12月4日；提前三十天发提示单。",
        Future = true,
        Slot = "D1",
        InList = true
    )]
    public required DateOnly Node { get; init; }

    [Field("协同单位")]
    public IReadOnlyList<Guid>? Partners { get; init; }

    [Field("责任人", MaxLength = 40)]
    public required string Contact { get; init; }
}

/// <summary>普法责任清单 (S142).</summary>
public static class PublicityDuties
{
    /// <summary>The key of the register.</summary>
    public const string Key = "publicity-duty";

    /// <summary>普法.责任事项.</summary>
    public static readonly Figure Standing = new(
        "PublicityDutiesInForce",
        "普法.责任事项",
        "项",
        Fold.AsOf,
        "截至期末普法责任清单上的措施。"
    )
    {
        CountedFrom = "普法责任清单",
        Dimensions = ["年度"],
        Section = "A8",
    };

    public static readonly Register<PublicityDuty> Register = Register<PublicityDuty>
        .Define(Key, "普法责任清单", "S142")
        .For("每年哪个单位向谁普哪些法、什么时候、几次。", "县普法办汇总，协调小组审定。")
        .InForceMeans("清单年度")
        .Titled(i => i.Measure, i => $"{9999 - i.Year} {i.Measure}")
        .Keyed("年度、责任单位、措施", i => [i.Year, i.Organ, i.Measure])
        .Changes("publish", "发布", ChangeEffect.Add)
        .Changes("supplement", "增补", ChangeEffect.Change, "新法施行的增补。")
        .Changes("adjust", "调整", ChangeEffect.Change)
        .Changes("cancel", "取消", ChangeEffect.End)
        .Must("laws", i => i.Laws.Count == 0 ? "请写明普哪些法，一行一部。" : null)
        .Must("node", i => i.Node.Year != i.Year ? "时间节点不在清单年度里。" : null)
        .SplitBy(["年度"], i => [("年度", $"{i.Year}")])
        .RemindedOf("node", 30)
        .OnPortal(
            "publicity-duties",
            "各单位今年普哪些法、向谁普。",
            null,
            ["year", "organ", "laws", "audience", "measure", "times", "node", "partners"]
        )
        .CountedIn("A8", Standing)
        .Build();
}
