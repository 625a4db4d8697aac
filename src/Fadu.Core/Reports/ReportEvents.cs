using Fadu.Core.Trail;

namespace Fadu.Core.Reports;

/// <summary>A section as the trail keeps it.</summary>
public sealed record SectionFounded(
    Guid Id,
    ReportContent Content,
    int Order,
    string Title,
    Guid OrganId,
    DateOnly Due
);

/// <summary>An annual report was begun.</summary>
[TrailEvent("report.created", "建立年度报告")]
public sealed record ReportCreated(
    Guid Id,
    Guid OrganId,
    Guid CoordinatorOrganId,
    int Year,
    string Title,
    DateOnly CutOff,
    IReadOnlyList<SectionFounded> Sections
) : ITrailEvent;

/// <summary>The day up to which figures are as known was moved.</summary>
[TrailEvent("report.cut-off-moved", "改定数据截止日")]
public sealed record ReportCutOffMoved(Guid Id, DateOnly CutOff) : ITrailEvent;

/// <summary>The report was brought together and its figures fixed; it waits for approval.</summary>
[TrailEvent("report.assembled", "汇总送签")]
public sealed record ReportAssembled(
    Guid Id,
    long KnownSeq,
    DateTimeOffset KnownAt,
    FrozenReport Content
) : ITrailEvent;

/// <summary>The leader sent it back; the reason is in the entry.</summary>
[TrailEvent("report.sent-back", "退回修改")]
public sealed record ReportSentBack(Guid Id) : ITrailEvent;

/// <summary>The leader approved it; from now on it stays as it is.</summary>
[TrailEvent("report.approved", "审签")]
public sealed record ReportApproved(Guid Id, string ApprovedBy, DateOnly ApprovedOn) : ITrailEvent;

/// <summary>A section was given to an organ.</summary>
[TrailEvent("report-section.assigned", "分派章节")]
public sealed record SectionAssigned(Guid ReportId, Guid Id, Guid OrganId, DateOnly Due)
    : ITrailEvent;

/// <summary>A section's text was saved.</summary>
[TrailEvent("report-section.written", "撰写章节")]
public sealed record SectionWritten(Guid ReportId, Guid Id, string Text) : ITrailEvent;

/// <summary>A section was handed in.</summary>
[TrailEvent("report-section.submitted", "提交章节")]
public sealed record SectionSubmitted(Guid ReportId, Guid Id) : ITrailEvent;

/// <summary>A section was returned; the reason is in the entry.</summary>
[TrailEvent("report-section.returned", "退回章节")]
public sealed record SectionReturned(Guid ReportId, Guid Id) : ITrailEvent;

/// <summary>A section was accepted.</summary>
[TrailEvent("report-section.accepted", "采用章节")]
public sealed record SectionAccepted(Guid ReportId, Guid Id) : ITrailEvent;

/// <summary>Begins the annual report of an organ and year.</summary>
/// <param name="Sections">Empty for the usual outline, all with the coordinator.</param>
public sealed record CreateReport(
    Guid OrganId,
    int Year,
    DateOnly CutOff,
    IReadOnlyList<SectionPlan> Sections
) : Command;

/// <summary>Moves the day up to which figures are as known.</summary>
public sealed record MoveReportCutOff(Guid Id, DateOnly CutOff) : Command;

/// <summary>Gives a section to an organ.</summary>
public sealed record AssignSection(Guid Id, Guid OrganId, DateOnly Due) : Command;

/// <summary>Saves a section's text.</summary>
/// <param name="Seen">The section's version that the writer had opened; null where none was (imports).</param>
public sealed record WriteSection(Guid Id, string Text, int? Seen) : Command;

/// <summary>Hands a section in.</summary>
public sealed record SubmitSection(Guid Id, int? Seen = null) : Command;

/// <summary>Returns a section; needs a reason.</summary>
public sealed record ReturnSection(Guid Id) : Command;

/// <summary>Accepts a section.</summary>
public sealed record AcceptSection(Guid Id) : Command;

/// <summary>Brings the report together: checks it, fixes its figures as known at the cut-off and gives it to the leader.</summary>
public sealed record AssembleReport(Guid Id) : Command;

/// <summary>The leader sends it back; needs a reason.</summary>
public sealed record SendReportBack(Guid Id) : Command;

/// <summary>The leader approves it.</summary>
public sealed record ApproveReport(Guid Id, int Seen) : Command;
