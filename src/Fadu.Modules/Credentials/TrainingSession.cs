using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Credentials;

/// <summary>执法培训 figures, as in the catalogue.</summary>
public static class TrainingFigures
{
    public static readonly Figure Sessions = new(
        "TrainingSessions",
        "培训.期数",
        "期",
        Fold.Count,
        "执法培训的期数，按结束日期计；同一期在几处同时举办计一期。"
    )
    {
        CountedFrom = "执法培训期次",
        Dimensions = ["对象", "内容"],
        Section = "A4",
        AcceptsTotals = true,
    };

    public static readonly Figure Attendances = new(
        "TrainingAttendances",
        "培训.人次",
        "人次",
        Fold.Sum,
        "各期执法培训参训人数之和，按结束日期计；一人参加两期计两人次，不等于人数。"
    )
    {
        CountedFrom = "执法培训期次",
        Dimensions = ["对象", "内容"],
        Section = "A4",
        AcceptsTotals = true,
    };

    /// <summary>Persons cannot be added up from attendances; each is counted with the first session of the year, as the sign-in lists show.</summary>
    public static readonly Figure Officers = new(
        "OfficersTrained",
        "培训.人数",
        "人",
        Fold.Sum,
        "全年参加过执法培训的人数，一人一年只计一次：计在他本年第一次参训的那一期，按结束日期计；没有核对名册的期次不计。"
    )
    {
        CountedFrom = "执法培训期次",
        Dimensions = ["对象"],
        Section = "A4",
        AcceptsTotals = true,
    };
}

/// <summary>执法培训期次 (S089): one course.</summary>
public sealed record TrainingSession : LedgerRecord
{
    [Field("名称", Slot = "T1", MaxLength = 100, InList = true)]
    public required string Title { get; init; }

    [Field(
        "内容",
        Slot = "T2",
        InList = true,
        Choices = ["法律法规", "业务", "执法技能", "廉政", "岗前", "轮训"]
    )]
    public required string Subject { get; init; }

    [Field("开始日期", Slot = "D1")]
    public required DateOnly From { get; init; }

    [Field("结束日期", Slot = "D2", InList = true, Help = "计入这一天。")]
    public required DateOnly To { get; init; }

    [Field("学时", Slot = "N1", Min = 0, Max = 1000, Unit = "学时", Help = "最多两位小数。")]
    public required decimal Hours { get; init; }

    [Field(
        "对象",
        Slot = "T3",
        InList = true,
        Choices = [
            "行政执法人员",
            "法制审核人员",
            "执法部门负责人",
            "复议应诉人员",
            "其他国家工作人员",
        ]
    )]
    public required string Target { get; init; }

    [Field("脱产", Slot = "N2")]
    public required bool OffDuty { get; init; }

    [Field(
        "参训人数",
        Slot = "N3",
        Max = 100_000,
        Unit = "人",
        Total = true,
        InList = true,
        Help = "签到名册上的人数。"
    )]
    public required long Attended { get; init; }

    [Field(
        "其中本年首次参训",
        Max = 100_000,
        Unit = "人",
        Help = "名册上本年第一次参加执法培训的人数；各期之和就是全年参训人数。没有核对名册的不填。"
    )]
    public long? Newcomers { get; init; }
}

internal static class TrainingSessionLedger
{
    public static readonly Ledger<TrainingSession> Ledger = Ledger<TrainingSession>
        .Define("training-session", "执法培训期次", "S089")
        .For("执法人员和法制审核人员的培训，办一期登记一条。", "组织培训的单位登记。")
        .OrganIs("组织单位", "组织这期培训的单位。")
        .OnDay(nameof(TrainingSession.To))
        .Titled(s => s.Title)
        .Keyed("同一单位、同一名称、同一开始日期", s => [s.Organ, s.Title, s.From])
        .Must(
            nameof(TrainingSession.To),
            s => s.To < s.From ? "结束日期早于开始日期，请核对。" : null
        )
        .Must(
            nameof(TrainingSession.Hours),
            s =>
                s.Hours > (s.To.DayNumber - s.From.DayNumber + 1) * 24
                    ? "学时多于这几天的总小时数，请核对。"
                    : null
        )
        .AtMost(
            "其中本年首次参训 ≤ 参训人数",
            nameof(TrainingSession.Newcomers),
            s => s.Newcomers,
            s => s.Attended
        )
        .Proof(EvidenceRule.Optional, "培训通知或者课程表。")
        .Owed(Rhythm.Yearly, o => o.Name.EndsWith("司法局", StringComparison.Ordinal))
        .Feeds(TrainingFigures.Sessions, "按结束日期，计 1 期", dimensions: Split)
        .Feeds(
            TrainingFigures.Attendances,
            "按结束日期，计参训人数",
            s => s.Attended,
            dimensions: Split
        )
        .Feeds(
            TrainingFigures.Officers,
            "按结束日期，计本年首次参训人数",
            s => s.Newcomers,
            dimensions: s => [("对象", s.Target)]
        )
        .Build();

    private static IEnumerable<(string, string?)> Split(TrainingSession s) =>
        [("对象", s.Target), ("内容", s.Subject)];
}
