using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Enforcement;

/// <summary>执法 figures that changes of teams and equipment feed.</summary>
public static class ResourceFigures
{
    private static readonly FigureSet Set = new("执法队伍与装备", "A4");

    public static readonly Figure Staff = Set.AsOf(
        "EnforcementStaffOnDuty",
        "执法.在岗人员",
        "人",
        "截至当日的执法队伍在岗人员数：历次增减之和；编制数看行政执法主体名录。",
        "队伍"
    );

    public static readonly Figure Vehicles = Set.AsOf(
        "EnforcementVehicles",
        "执法.执法车辆",
        "辆",
        "截至当日的执法车辆数：历次增减之和。",
        "队伍"
    );

    public static readonly Figure Recorders = Set.AsOf(
        "Recorders",
        "执法.记录仪",
        "套",
        "截至当日的执法记录仪套数：历次增减之和。",
        "队伍"
    );

    public static readonly Figure TownsWithTeam = Set.AsOf(
        "TownsWithOneTeam",
        "执法.一支队伍乡镇",
        "个",
        "截至当日设有综合执法队伍的乡镇、街道数；一个乡镇只设一支，按乡镇层级队伍的组建、撤并之和计。"
    );
}

/// <summary>执法队伍与装备 (S074): one change of one kind.</summary>
public sealed record EnforcementResourceChange : LedgerRecord
{
    internal const string Team = "队伍";

    [Field("队伍名称", Slot = "T1", MaxLength = 100, InList = true)]
    public required string TeamName { get; init; }

    [Field("层级", Slot = "T2", Choices = ["县级部门", "乡镇街道"])]
    public required string Level { get; init; }

    [Field(
        "种类",
        Slot = "T3",
        InList = true,
        Choices = [Team, "在岗人员", "执法车辆", "执法记录仪", "其他装备"]
    )]
    public required string Kind { get; init; }

    [Field(
        "增减",
        Slot = "N1",
        Min = -100_000,
        Max = 100_000,
        Total = true,
        InList = true,
        Help = "增加写正数，减少写负数；组建一支队伍写 1，撤销写 -1。"
    )]
    public required long Delta { get; init; }

    [Field("设备编号", Help = "车辆、记录仪一件一个编号，用分号隔开。", MaxLength = 60)]
    public IReadOnlyList<string>? EquipmentNo { get; init; }

    [Field("变动日期", Slot = "D1", InList = true)]
    public required DateOnly EffectiveOn { get; init; }

    [Field("依据", Slot = "T4", MaxLength = 150, Help = "文号或者采购、报废单据号。")]
    public required string Basis { get; init; }
}

internal static class EnforcementResourceChanges
{
    public static readonly Ledger<EnforcementResourceChange> Ledger =
        Ledger<EnforcementResourceChange>
            .Define("enforcement-resource-change", "执法队伍与装备", "S074")
            .For(
                "综合执法队伍、在岗人员、车辆、记录仪的每一次增减，哪一天有多少加起来就是；编制在行政执法主体名录。",
                "乡镇、街道和执法部门登记。"
            )
            .OnDay(nameof(EnforcementResourceChange.EffectiveOn))
            .Titled(c => $"{c.TeamName} {c.Kind} {c.Delta:+0;-0}")
            .Keyed(
                "同一队伍、种类、变动日期、依据",
                c => [c.TeamName, c.Kind, c.EffectiveOn, c.Basis]
            )
            .Near(
                "同一单位同一天登记过同类变动，是不是同一件？",
                c => [c.Organ, c.Kind, c.EffectiveOn, c.Delta]
            )
            .Must(
                nameof(EnforcementResourceChange.Delta),
                c =>
                    c.Delta == 0 ? "没有增减的不用登记。"
                    : c.Kind == EnforcementResourceChange.Team && Math.Abs(c.Delta) != 1
                        ? "队伍组建一支登记一条，写 1；撤销写 -1。"
                    : null
            )
            .Sum(
                "设备编号的个数 = 增减的数量",
                nameof(EnforcementResourceChange.EquipmentNo),
                c => c.Kind is "执法车辆" or "执法记录仪" ? c.EquipmentNo?.Count ?? 0 : null,
                c => Math.Abs(c.Delta)
            )
            .Proof(EvidenceRule.Optional, "依据文件或者单据。")
            .Feeds(
                ResourceFigures.TownsWithTeam,
                "乡镇街道的队伍，按变动日期，计增减",
                c => c.Delta,
                when: c => c is { Kind: EnforcementResourceChange.Team, Level: "乡镇街道" }
            )
            .Feeds(
                ResourceFigures.Staff,
                "在岗人员，按变动日期，计增减",
                c => c.Delta,
                when: c => c.Kind == "在岗人员",
                dimensions: ByTeam
            )
            .Feeds(
                ResourceFigures.Vehicles,
                "执法车辆，按变动日期，计增减",
                c => c.Delta,
                when: c => c.Kind == "执法车辆",
                dimensions: ByTeam
            )
            .Feeds(
                ResourceFigures.Recorders,
                "执法记录仪，按变动日期，计增减",
                c => c.Delta,
                when: c => c.Kind == "执法记录仪",
                dimensions: ByTeam
            )
            .Build();

    private static IEnumerable<(string, string?)> ByTeam(EnforcementResourceChange c) =>
        [("队伍", c.TeamName)];
}
