using Fadu.Core.Figures;
using Fadu.Core.Ledgers;

namespace Fadu.Modules.Enforcement;

/// <summary>执法 figures that recordings feed.</summary>
public static class RecordingFigures
{
    private static readonly FigureSet Set = new("执法音像记录", "A4", false);

    public static readonly Figure Segments = Set.Count(
        "RecordingSegments",
        "执法.应记录环节",
        "次",
        "依法应当音像记录的执法环节次数，按环节日期计。",
        "环节"
    );

    public static readonly Figure Recorded = Set.Count(
        "SegmentsRecorded",
        "执法.已记录环节",
        "次",
        "应当记录的环节中有音像记录的次数，按环节日期计；应当全程录像而只有照片、录音的不计。",
        "环节"
    );

    public static readonly Figure Rate = Set.Rate(
        "RecordingRate",
        "执法.全程记录率",
        "应当音像记录的执法环节中，有符合要求的记录的所占比例。",
        Recorded,
        Segments,
        "没有应当记录的环节"
    );
}

/// <summary>执法音像记录 (S073): one recording of one segment of a case, or that there is none although there should be.</summary>
public sealed record EnforcementRecording : LedgerRecord
{
    internal const string None = "没有记录";

    [Field("案号", Slot = "T1", MaxLength = 80, InList = true, Help = "两个工作日内关联案件。")]
    public string? CaseNo { get; init; }

    [Field(
        "环节",
        Slot = "T2",
        InList = true,
        Choices = [
            "现场检查",
            "询问",
            "抽样",
            "查封扣押",
            "强制拆除",
            "听证",
            "留置或公告送达",
            "其他",
        ]
    )]
    public required string Segment { get; init; }

    [Field("应当记录", Slot = "N1", Help = "按法律和本单位音像记录事项清单。")]
    public required bool IsRequired { get; init; }

    [Field(
        "形式",
        Slot = "T3",
        InList = true,
        Choices = ["录像", "录音", "照片", None],
        Help = "应当记录而没有的，也要登记。"
    )]
    public required string Kind { get; init; }

    [Field("没有记录的原因", MaxLength = 300)]
    [RequiredIf(nameof(Kind), None)]
    public string? WhyNot { get; init; }

    [Field("设备编号", Slot = "T4", MaxLength = 60)]
    public string? Device { get; init; }

    [Field("环节日期", Slot = "D1", InList = true)]
    public required DateOnly OnDay { get; init; }

    [Field("开始时刻", MaxLength = 5, Help = "如 09:30。")]
    public required string StartedAt { get; init; }

    [Field("分钟", Slot = "N2", Max = 10_000, Unit = "分钟", Total = true)]
    [RequiredIf(nameof(Kind), "录像", "录音")]
    public long? Minutes { get; init; }

    [Field("存放处", MaxLength = 200, Help = "采集站或者服务器；录像本身可以不在本系统。")]
    [RequiredIf(nameof(Kind), "录像", "录音", "照片")]
    public string? StoredAt { get; init; }

    [Field("校验值", MaxLength = 128)]
    public string? Hash { get; init; }

    [Field("保存至", Slot = "D2", Future = true)]
    [RequiredIf(nameof(Kind), "录像", "录音", "照片")]
    public DateOnly? KeptUntil { get; init; }

    // 国办发〔2018〕118号(八): 查封扣押财产、强制拆除等直接涉及人身自由、生命健康、重大财产权益的现场执法活动，推行全程音像记录
    internal bool NeedsFilm => Segment is "查封扣押" or "强制拆除";
}

internal static class EnforcementRecordings
{
    public static readonly Ledger<EnforcementRecording> Ledger = Ledger<EnforcementRecording>
        .Define("enforcement-recording", "执法音像记录", "S073")
        .For(
            "应当音像记录的执法环节有没有记录、在哪里、保存到什么时候；一段记录登记一条，没有记录的也登记。",
            "执法单位从采集站导入。"
        )
        .OnDay(nameof(EnforcementRecording.OnDay))
        .StepByStep()
        .Titled(r => $"{r.Segment} {r.Kind} {r.CaseNo ?? "（未关联案件）"}")
        .Keyed(
            "同一设备、同一日期和开始时刻；没有设备的另看案号和环节",
            r =>
                string.IsNullOrWhiteSpace(r.Device)
                    ? [r.Organ, r.CaseNo, r.Segment, r.OnDay, r.StartedAt]
                    : [r.Device, r.OnDay, r.StartedAt]
        )
        .Must(
            nameof(EnforcementRecording.StartedAt),
            r =>
                TimeOnly.TryParseExact(
                    r.StartedAt,
                    "HH:mm",
                    System.Globalization.CultureInfo.InvariantCulture,
                    System.Globalization.DateTimeStyles.None,
                    out _
                )
                    ? null
                    : "开始时刻写成 09:30 这样。"
        )
        .Must(
            nameof(EnforcementRecording.KeptUntil),
            r => r.KeptUntil < r.OnDay ? "保存期限早于环节日期，请核对。" : null
        )
        .Proof(EvidenceRule.None, "录像存放在采集站，不上传。")
        .Feeds(
            RecordingFigures.Segments,
            "应当记录的，按环节日期，计 1 次",
            when: r => r.IsRequired,
            dimensions: Segment
        )
        .Feeds(
            RecordingFigures.Recorded,
            "应当记录并有记录的（应当全程录像的须为录像），按环节日期，计 1 次",
            when: r =>
                r.IsRequired
                && r.Kind != EnforcementRecording.None
                && (!r.NeedsFilm || r.Kind == "录像"),
            dimensions: Segment
        )
        .Build();

    private static IEnumerable<(string, string?)> Segment(EnforcementRecording r) =>
        [("环节", r.Segment)];
}
