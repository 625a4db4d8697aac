using Fadu.Core.Trail;

namespace Fadu.Core.Consultations;

/// <summary>A consultation was begun, not yet public.</summary>
/// <param name="Matter">The matter for which it is made.</param>
/// <param name="Stage">The matter's stage.</param>
[TrailEvent("consultation.begun", "拟订公开征求意见")]
public sealed record ConsultationBegun(
    Guid Id,
    Guid Organ,
    Guid? Matter,
    string? Stage,
    ConsultationText Content
) : ITrailEvent;

/// <summary>Its text was changed: before it was public freely, afterwards with the reason.</summary>
[TrailEvent("consultation.amended", "修改公开征求意见")]
public sealed record ConsultationAmended(Guid Id, ConsultationText Content) : ITrailEvent;

/// <summary>It was made public: from now on opinions are taken.</summary>
/// <param name="On">Not counted.</param>
[TrailEvent("consultation.opened", "公开征求意见")]
public sealed record ConsultationOpened(Guid Id, DateOnly On, DateOnly ClosesOn) : ITrailEvent;

/// <summary>More time is given; the entry's reason says why.</summary>
[TrailEvent("consultation.extended", "延长征求意见")]
public sealed record ConsultationExtended(Guid Id, DateOnly ClosesOn) : ITrailEvent;

/// <summary>It is given up; the entry's reason says why.</summary>
[TrailEvent("consultation.withdrawn", "撤回征求意见")]
public sealed record ConsultationWithdrawn(Guid Id, DateOnly On) : ITrailEvent;

/// <summary>Every opinion has its answer, and what became of them was made public.</summary>
/// <param name="Note">On the whole.</param>
[TrailEvent("consultation.concluded", "反馈意见采纳情况")]
public sealed record ConsultationConcluded(
    Guid Id,
    DateOnly On,
    int Received,
    int Adopted,
    int Partly,
    int NotAdopted,
    string? Note
) : ITrailEvent;

/// <summary>It went to another organ.</summary>
[TrailEvent("consultation.moved", "移交征求意见")]
public sealed record ConsultationMoved(Guid Id, Guid Organ) : ITrailEvent;

/// <summary>Somebody outside gave an opinion over the net.</summary>
/// <param name="Number">From 1 within the consultation.</param>
/// <param name="Group">The group of those that say the same.</param>
/// <param name="IsFirst">It begins that group.</param>
[TrailEvent("opinion.given", "公众提出意见", FromOutside = true)]
public sealed record OpinionGiven(
    Guid Id,
    Guid Consultation,
    Guid Organ,
    int Number,
    string Receipt,
    Guid Group,
    bool IsFirst,
    string? About,
    string Text,
    string? Because,
    OpinionGiver Giver,
    PersonalRef? Personal
) : ITrailEvent;

/// <summary>An opinion that came by letter, telephone or in a meeting was entered.</summary>
[TrailEvent("opinion.entered", "登记意见")]
public sealed record OpinionEntered(
    Guid Id,
    Guid Consultation,
    Guid Organ,
    int Number,
    string Receipt,
    Guid Group,
    bool IsFirst,
    string? About,
    string Text,
    string? Because,
    OpinionGiver Giver,
    PersonalRef? Personal,
    OpinionSource Source,
    DateOnly ReceivedOn
) : ITrailEvent;

/// <summary>Groups that say the same were put together.</summary>
/// <param name="Groups">Those that go into the other.</param>
[TrailEvent("opinion.grouped", "归并意见")]
public sealed record OpinionsGrouped(Guid Consultation, IReadOnlyList<Guid> Groups, Guid Into)
    : ITrailEvent;

/// <summary>A group was taken out again.</summary>
[TrailEvent("opinion.parted", "拆分意见")]
public sealed record OpinionsParted(Guid Consultation, Guid Group) : ITrailEvent;

/// <summary>A group has its answer: what they say in words for the public, what becomes of it and why.</summary>
[TrailEvent("opinion.answered", "答复意见")]
public sealed record OpinionsAnswered(
    Guid Consultation,
    Guid Group,
    string Gist,
    OpinionOutcome Outcome,
    string? Answer
) : ITrailEvent;
