using Fadu.Core.Figures;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules.Emergency;

/// <summary>One entry of 应急救援力量 (blocks/registers.md, S160).</summary>
public sealed record RescueForce : RegisterRecord
{
    [Field("队伍名称", MaxLength = 100)]
    public required string Name { get; init; }

    [Field(
        "队伍类别",
        Choices = ["社会应急力量", "专业队", "基层队", "单位专兼职队", "志愿者队"],
        Slot = "T1",
        InList = true
    )]
    public required string ForceKind { get; init; }

    [Field("统一社会信用代码", CreditCode = true)]
    [RequiredIf(nameof(ForceKind), "社会应急力量")]
    public string? CreditCode { get; init; }

    [Field("业务主管", Slot = "G1")]
    public required Guid Supervisor { get; init; }

    [Field(
        "专业",
        Choices = ["建筑物倒塌搜救", "山地搜救", "水上搜救", "潜水救援", "应急医疗救护", "其他"]
    )]
    public required IReadOnlyList<string> Skills { get; init; }

    [Field("等级", Choices = ["未测评", "1级", "2级", "3级"], Slot = "T2", InList = true)]
    [RequiredIf(nameof(ForceKind), "社会应急力量")]
    public string? Grade { get; init; }

    [Field("测评日期", Slot = "D1")]
    [RequiredIf(nameof(Grade), "1级", "2级", "3级")]
    public DateOnly? GradedOn { get; init; }

    [Field("人数", Unit = "人", Slot = "N1", InList = true)]
    public required long People { get; init; }

    [Field("主要装备", MaxLength = 300)]
    public required string Gear { get; init; }

    [Field("值班电话", MaxLength = 40)]
    public required string DutyPhone { get; init; }

    [Field("保险到期", Help = "本级组建的队伍应当投保。", Future = true, Slot = "D2")]
    [RequiredIf(nameof(ForceKind), "专业队", "基层队", "单位专兼职队")]
    public DateOnly? InsuredUntil { get; init; }
}

/// <summary>应急救援力量 (S160).</summary>
public static class RescueForces
{
    /// <summary>The key of the register.</summary>
    public const string Key = "rescue-force";

    /// <summary>应急.救援队伍.</summary>
    public static readonly Figure Standing = new(
        "RescueTeams",
        "应急.救援队伍",
        "支",
        Fold.AsOf,
        "截至期末在册的救援队伍。"
    )
    {
        CountedFrom = "应急救援力量",
        Dimensions = ["级别", "类别"],
        Section = "A7",
    };

    /// <summary>应急.社会力量.</summary>
    public static readonly Figure SocialRescueForces = new(
        "RescueForces",
        "应急.社会力量",
        "支",
        Fold.AsOf,
        "截至期末在册的社会应急力量。"
    )
    {
        CountedFrom = "应急救援力量",
        Dimensions = ["级别", "类别"],
        Section = "A7",
        AcceptsTotals = true,
    };

    /// <summary>应急.救援人员.</summary>
    public static readonly Figure RescuePeople = new(
        "RescuePeople",
        "应急.救援人员",
        "人",
        Fold.AsOf,
        "截至期末在册救援队伍的人数之和。"
    )
    {
        CountedFrom = "应急救援力量",
        Dimensions = ["级别", "类别"],
        Section = "A7",
    };

    public static readonly Register<RescueForce> Register = Register<RescueForce>
        .Define(Key, "应急救援力量", "S160")
        .For(
            "能调用的救援队伍：专长、人数、装备和保险；不登记队员名单。",
            "县应急管理部门、民政部门维护。"
        )
        .InForceMeans("列入名录的期间")
        .Titled(i => i.Name)
        .Keyed("统一社会信用代码；没有的，名称", i => [i.CreditCode ?? i.Name])
        .Changes("file", "备案", ChangeEffect.Add)
        .Changes("grade", "定级", ChangeEffect.Change)
        .Changes("regrade", "升降级", ChangeEffect.Change)
        .Changes("stop", "停用", ChangeEffect.Suspend)
        .Changes("cancel", "注销", ChangeEffect.End)
        .SplitBy(["级别", "类别"], i => [("级别", i.Grade), ("类别", i.ForceKind)])
        .ConfirmedYearly()
        .RemindedOf("insuredUntil")
        .Counts(SocialRescueForces, i => i.ForceKind == "社会应急力量" ? 1 : 0)
        .Counts(RescuePeople, i => i.People)
        .CountedIn("A7", Standing)
        .Build();
}
