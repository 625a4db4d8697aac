using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Credentials;

/// <summary>培训 figures that hours of officers feed.</summary>
public static class TrainingHourFigures
{
    private static readonly FigureSet Set = new("执法人员学时", "A4", false);

    public static readonly Figure Hours = Set.Sum(
        "TrainingHoursTotal",
        "培训.学时",
        "学时",
        "执法人员参加培训的学时之和，按培训结束日期计；每人每年不少于六十学时，是人均学时的分子。"
    ) with
    {
        Scale = 2,
    };

    public static readonly Figure HeadsTrained = Set.In("A8")
        .Distinct(
            "HeadsTrainedOffDuty",
            "培训.负责人脱产人数",
            "人",
            "参加过脱产培训的执法部门负责人的不同人数，按培训结束日期计。"
        );
}

/// <summary>执法人员学时 (S089): one officer in one course.</summary>
public sealed record TrainingHours : LedgerRecord
{
    [Field(
        "培训期次",
        Slot = "T1",
        MaxLength = 100,
        InList = true,
        Help = "与“执法培训期次”的名称一致；外出参加的写主办单位和名称。"
    )]
    public required string Session { get; init; }

    [Field("结束日期", Slot = "D1", InList = true)]
    public required DateOnly To { get; init; }

    [Field("人员", Slot = "T2", MaxLength = 30, InList = true)]
    public required string Person { get; init; }

    [Field("执法证号后四位", Slot = "T3", MaxLength = 4, Help = "同一单位有同名人员时用来区分。")]
    public string? Credential { get; init; }

    [Field("执法部门负责人", Slot = "N1")]
    public required bool IsHead { get; init; }

    [Field("脱产", Slot = "N2")]
    public required bool OffDuty { get; init; }

    // 法治政府建设实施纲要（2021－2025年）: 行政执法人员每人每年接受不少于60学时的业务知识和法律法规培训。
    [Field("学时", Slot = "N3", Max = 1000, Unit = "学时", Total = true, InList = true)]
    public required decimal Hours { get; init; }

    [Field("考核", Slot = "T4", Choices = ["未考核", "合格", "不合格"])]
    public string? Passed { get; init; }
}

internal static class TrainingHourLedger
{
    public static readonly Ledger<TrainingHours> Ledger = Ledger<TrainingHours>
        .Define("training-hours", "执法人员学时", "S089")
        .For(
            "每名执法人员参加每期培训的学时，对照全年六十学时；只有本单位和监督机构看得到，不排名。",
            "培训的组织单位，外出培训由本人所在单位登记。"
        )
        .OrganIs("所在单位", "人员所在的单位。")
        .OnDay(nameof(TrainingHours.To))
        .Titled(h => $"{h.Person}：{h.Session}")
        .Keyed(
            "同一单位、人员、期次、结束日期",
            h => [h.Organ, h.Person, h.Credential, h.Session, h.To]
        )
        .Must(nameof(TrainingHours.Hours), h => h.Hours == 0 ? "没有学时的不用登记。" : null)
        .Proof(EvidenceRule.Optional, "签到名册或者结业证，每期一次即可。")
        .Feeds(TrainingHourFigures.Hours, "按结束日期，计学时", h => h.Hours)
        .Feeds(
            TrainingHourFigures.HeadsTrained,
            "执法部门负责人脱产培训的，按结束日期，不同的人计一人",
            when: h => h is { IsHead: true, OffDuty: true },
            distinct: h => $"{h.Organ:N} {h.Person} {h.Credential}"
        )
        .Build();
}
