using Fadu.Core.Ledgers;
using Fadu.Core.Organs;

namespace Fadu.Modules.LegalEducation;

/// <summary>会前学法与集中学法 (S149): one session of one body.</summary>
public sealed record LawStudySession : LedgerRecord
{
    [Field(
        "主体层级",
        Slot = "T1",
        InList = true,
        Choices = ["党委常委会", "政府常务会", "部门", "乡镇街道", "其他"]
    )]
    public required string BodyLevel { get; init; }

    [Field(
        "形式",
        Slot = "T2",
        InList = true,
        Choices = ["会前学法", "集中学习", "法治专题讲座", "理论学习中心组专题", "旁听庭审", "考法"]
    )]
    public required string Kind { get; init; }

    [Field("学习日期", Slot = "D1", InList = true)]
    public required DateOnly HeldOn { get; init; }

    [Field("会议", Slot = "T3", MaxLength = 100, Help = "第几次什么会议，如：第12次常务会议。")]
    [RequiredIf(nameof(Kind), "会前学法")]
    public string? Meeting { get; init; }

    [Field("学习内容", Help = "学了哪些法律、文件，几部用分号隔开。", LongText = true)]
    public required IReadOnlyList<string> Topics { get; init; }

    [Field("计划项", Slot = "T4", MaxLength = 100, Help = "对应年度学法计划的哪一项。")]
    public string? PlanItem { get; init; }

    [Field("应到", Slot = "N1", Max = 100_000, Unit = "人", Total = true)]
    public required long Expected { get; init; }

    [Field("实到", Slot = "N2", Max = 100_000, Unit = "人", Total = true, InList = true)]
    public required long Attended { get; init; }

    [Field("缺席", Slot = "N3", Max = 100_000, Unit = "人", Total = true)]
    public required long Absent { get; init; }
}

internal static class LawStudySessions
{
    public static readonly Ledger<LawStudySession> Ledger = Ledger<LawStudySession>
        .Define("law-study-session", "会前学法与集中学法", "S149")
        .For(
            "领导班子和机关学法，学一次登记一条；面向社会的讲座登记到“普法活动”。",
            "学习主体的办公室登记。"
        )
        .OrganIs("学习主体", "哪个班子、哪个机关学法；党委政府联合举办的由牵头一方登记一条。")
        .OnDay(nameof(LawStudySession.HeldOn))
        .Titled(s => $"{s.Kind}：{string.Join("；", s.Topics)}")
        .Keyed("同一主体、同一天、同一形式", s => [s.Organ, s.HeldOn, s.Kind, s.BodyLevel])
        .Sum(
            "应到 = 实到 + 缺席",
            nameof(LawStudySession.Expected),
            s => s.Expected,
            s => s.Attended + s.Absent
        )
        .Proof(EvidenceRule.Optional, "议程或者会议记录。")
        .Owed(
            Rhythm.Quarterly,
            o =>
                o.Kind
                    is OrganKind.Government
                        or OrganKind.Department
                        or OrganKind.Township
                        or OrganKind.Subdistrict
        )
        .Feeds(
            StudyFigures.PreMeeting,
            "形式为“会前学法”的，按学习日期，计 1 次",
            when: s => s.Kind == "会前学法",
            dimensions: Level
        )
        .Feeds(
            StudyFigures.Collective,
            "形式为“集中学习”的，按学习日期，计 1 次",
            when: s => s.Kind == "集中学习",
            dimensions: Level
        )
        .Feeds(
            StudyFigures.Lectures,
            "形式为“法治专题讲座”的，按学习日期，计 1 期",
            when: s => s.Kind == "法治专题讲座",
            dimensions: Level
        )
        .Feeds(
            StudyFigures.PartyGroup,
            "形式为“理论学习中心组专题”的，按学习日期，计 1 次",
            when: s => s.Kind == "理论学习中心组专题",
            dimensions: Level
        )
        .Feeds(StudyFigures.Expected, "按学习日期，计应到", s => s.Expected, dimensions: Level)
        .Feeds(StudyFigures.Attended, "按学习日期，计实到", s => s.Attended, dimensions: Level)
        .Build();

    private static IEnumerable<(string, string?)> Level(LawStudySession s) =>
        [("主体层级", s.BodyLevel)];
}
