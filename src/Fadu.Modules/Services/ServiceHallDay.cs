using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Services;

/// <summary>服务 figures that the volumes of the halls feed.</summary>
public static class ServiceHallFigures
{
    private static readonly FigureSet Set = new("政务大厅运行日报", "A1");

    public static readonly Figure Accepted = Set.Sum(
        "ServicesAccepted",
        "服务.受理",
        "件",
        "政务大厅受理的件数，按日期计；网上受理、窗口办结的只在网上计一件，一件事计一件。",
        "渠道",
        "层级"
    );

    public static readonly Figure Completed = Set.Sum(
        "ServicesCompleted",
        "服务.办结",
        "件",
        "政务大厅办结的件数，按日期计。",
        "渠道",
        "层级"
    );

    public static readonly Figure OnTime = Set.Sum(
        "ServicesOnTime",
        "服务.按时办结",
        "件",
        "在承诺期限内办结的件数，按日期计。",
        "渠道",
        "层级"
    );

    public static readonly Figure Instant = Set.Sum(
        "ServicesInstant",
        "服务.即办",
        "件",
        "当场办结的件数，按日期计。",
        "渠道",
        "层级"
    );

    public static readonly Figure Consultations = Set.Sum(
        "Consultations",
        "服务.咨询人次",
        "人次",
        "到政务大厅咨询的人次，按日期计。",
        "大厅"
    );

    public static readonly Figure Visits = Set.Sum(
        "HallVisits",
        "服务.接待人次",
        "人次",
        "政务大厅接待的人次，一个大厅一天一个数，按日期计。",
        "大厅"
    );

    public static readonly Figure VisitDays = Set.Distinct(
        "HallVisitDays",
        "服务.接待天数",
        "日",
        "有接待人次的不同大厅日数；是日均接待的分母。",
        "大厅"
    );

    public static readonly Figure DailyVisits = Set.Rate(
        "DailyVisits",
        "服务.日均接待",
        "接待人次除以有接待的天数；几个大厅合在一起时，是平均每个大厅每天。",
        Visits,
        VisitDays,
        "没有接待记录"
    ) with
    {
        Unit = "人次/日",
    };

    public static readonly Figure OnTimeRate = Set.Rate(
        "ServiceOnTimeRate",
        "服务.按时办结率",
        "办结件数中在承诺期限内办结的所占比例。",
        OnTime,
        Completed,
        "没有办结"
    );

    public static readonly Figure InstantShare = Set.Rate(
        "InstantShare",
        "服务.即办占比",
        "办结件数中当场办结的所占比例。",
        Instant,
        Completed,
        "没有办结"
    );
}

/// <summary>政务大厅运行日报 (S033): one hall, one channel, one day, for the whole hall or one organ in it.</summary>
public sealed record ServiceHallDay : LedgerRecord
{
    [Field("大厅", Slot = "T1", MaxLength = 60, InList = true, Help = "写法要一致。")]
    public required string Hall { get; init; }

    [Field("层级", Slot = "T2", Choices = ["县", "乡镇", "村"])]
    public required string Level { get; init; }

    [Field("日期", Slot = "D1", InList = true)]
    [RequiredIf(nameof(Form), "批次")]
    public DateOnly? Day { get; init; }

    [Field(
        "受理渠道",
        Slot = "T3",
        InList = true,
        Choices = ["窗口", "网上", "移动", "自助", "代办"],
        Help = "在哪里受理算哪里。"
    )]
    public required string Channel { get; init; }

    [Field("受理", Slot = "N1", Max = 10_000_000, Unit = "件", Total = true, InList = true)]
    public required long Accepted { get; init; }

    [Field("办结", Slot = "N2", Max = 10_000_000, Unit = "件", Total = true, InList = true)]
    public required long Completed { get; init; }

    [Field("按时办结", Slot = "N3", Max = 10_000_000, Unit = "件", Total = true)]
    public required long OnTime { get; init; }

    [Field("即办", Slot = "N4", Max = 10_000_000, Unit = "件", Total = true)]
    public required long Instant { get; init; }

    [Field("一窗受理", Slot = "N5", Max = 10_000_000, Unit = "件", Total = true)]
    public required long OneWindow { get; init; }

    [Field("咨询人次", Slot = "N6", Max = 10_000_000, Unit = "人次", Total = true)]
    public long? Consultations { get; init; }

    [Field(
        "接待人次",
        Slot = "N7",
        Max = 10_000_000,
        Unit = "人次",
        Total = true,
        Help = "取自叫号机，一个大厅一天只在“窗口”填一次。"
    )]
    public long? Visits { get; init; }
}

internal static class ServiceHallDays
{
    public static readonly Ledger<ServiceHallDay> Ledger = Ledger<ServiceHallDay>
        .Define("service-hall-day", "政务大厅运行日报", "S033")
        .For(
            "政务大厅每天受理、办结、接待的数量，一个大厅一个渠道一天一条；从审批系统和叫号机导入，没有系统的可以报月总数。",
            "审批局、乡镇便民服务中心。"
        )
        .OrganIs("填报单位", "进驻单位分别填报的写进驻单位；大厅合报的写审批局或者乡镇。")
        .OnDay(nameof(ServiceHallDay.Day))
        .Takes(LineForm.Batch, LineForm.Total)
        .TotalsBy("大厅、渠道", d => [d.Hall, d.Channel])
        .Titled(d => $"{d.Hall} {d.Channel}")
        .Keyed(
            "同一大厅、单位、渠道和日期（总数看期间）",
            d => [d.Hall, d.Organ, d.Channel, d.Form, d.Day ?? d.PeriodFrom]
        )
        .AtMost("按时办结 ≤ 办结", nameof(ServiceHallDay.OnTime), d => d.OnTime, d => d.Completed)
        .AtMost("即办 ≤ 办结", nameof(ServiceHallDay.Instant), d => d.Instant, d => d.Completed)
        .AtMost(
            "一窗受理 ≤ 受理",
            nameof(ServiceHallDay.OneWindow),
            d => d.OneWindow,
            d => d.Accepted
        )
        .Must(
            nameof(ServiceHallDay.Visits),
            d =>
                d.Visits is not null && d.Channel != "窗口"
                    ? "接待人次一个大厅一天只有一个数，填在“窗口”这一条。"
                    : null
        )
        .Shows(nameof(LedgerRecord.SourceName), nameof(LedgerRecord.SourceKey))
        .Proof(EvidenceRule.None, "导入记录即可。")
        .Feeds(ServiceHallFigures.Accepted, "计受理", d => d.Accepted, dimensions: Split)
        .Feeds(ServiceHallFigures.Completed, "计办结", d => d.Completed, dimensions: Split)
        .Feeds(ServiceHallFigures.OnTime, "计按时办结", d => d.OnTime, dimensions: Split)
        .Feeds(ServiceHallFigures.Instant, "计即办", d => d.Instant, dimensions: Split)
        .Feeds(
            ServiceHallFigures.Consultations,
            "计咨询人次",
            d => d.Consultations,
            dimensions: Hall
        )
        .Feeds(
            ServiceHallFigures.Visits,
            "日报计接待人次",
            d => d.Visits,
            when: d => d.Form == LineForm.Batch,
            dimensions: Hall
        )
        .Feeds(
            ServiceHallFigures.VisitDays,
            "日报有接待人次的，一个大厅一天计一日",
            when: d => d.Form == LineForm.Batch && d.Visits > 0,
            dimensions: Hall,
            distinct: d => $"{d.Hall} {d.Day:yyyy-MM-dd}"
        )
        .Build();

    private static IEnumerable<(string, string?)> Split(ServiceHallDay d) =>
        [("渠道", d.Channel), ("层级", d.Level)];

    private static IEnumerable<(string, string?)> Hall(ServiceHallDay d) => [("大厅", d.Hall)];
}
