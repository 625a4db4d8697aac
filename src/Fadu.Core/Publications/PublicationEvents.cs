using Fadu.Core.Trail;

namespace Fadu.Core.Publications;

/// <summary>Something must be made public.</summary>
/// <param name="From">The day from which the limit runs.</param>
[TrailEvent("publication.due", "产生公布义务")]
public sealed record PublicationDue(
    Guid Id,
    PublicationAct Act,
    string SubjectKind,
    Guid Subject,
    string Section,
    Guid Organ,
    string Title,
    string Channel,
    DateOnly From,
    DateOnly Due,
    string Limit,
    string Article
) : ITrailEvent;

/// <summary>Something was made public: for the first time, or as it has become since.</summary>
/// <param name="Edition">From 1.</param>
/// <param name="Duties">What is done by it.</param>
[TrailEvent("publication.published", "公布")]
public sealed record Published(
    string SubjectKind,
    Guid Subject,
    string Section,
    Guid Organ,
    int Edition,
    DateOnly On,
    PublishedContent Content,
    IReadOnlyList<Guid> Duties
) : ITrailEvent;

/// <summary>What was public was wrong, and is put right by a further edition; the entry's reason says what was wrong.</summary>
[TrailEvent("publication.corrected", "更正公布")]
public sealed record PublicationCorrected(
    string SubjectKind,
    Guid Subject,
    string Section,
    Guid Organ,
    int Edition,
    DateOnly On,
    PublishedContent Content,
    IReadOnlyList<Guid> Duties
) : ITrailEvent;

/// <summary>What was public is so no more; the entry's reason says why.</summary>
[TrailEvent("publication.withdrawn", "撤下公布")]
public sealed record PublicationWithdrawn(Guid Subject, DateOnly On, IReadOnlyList<Guid> Duties)
    : ITrailEvent;

/// <summary>It was made public in another place.</summary>
[TrailEvent("publication.placed", "登记在其他渠道公布")]
public sealed record PublicationPlaced(Guid Duty, DateOnly On, string? Url) : ITrailEvent;

/// <summary>Nothing need be made public; the entry's reason says why and by which rule.</summary>
[TrailEvent("publication.waived", "无需公布")]
public sealed record PublicationWaived(Guid Duty, DateOnly On) : ITrailEvent;

/// <summary>What was noted about a duty was taken back.</summary>
[TrailEvent("publication.reopened", "恢复公布义务")]
public sealed record DutyReopened(Guid Duty) : ITrailEvent;
