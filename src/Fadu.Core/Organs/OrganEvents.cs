using Fadu.Core.Trail;

namespace Fadu.Core.Organs;

/// <summary>An organ was founded.</summary>
[TrailEvent("organ.founded", "设立机关")]
public sealed record OrganFounded(
    Guid Id,
    string Key,
    string Name,
    string ShortName,
    IReadOnlyList<string> Aliases,
    OrganKind Kind,
    Level Level,
    Guid? ParentId,
    int Order,
    DateOnly ValidFrom
) : ITrailEvent;

/// <summary>An organ bears another name from a day on; the old one becomes a former name.</summary>
[TrailEvent("organ.renamed", "机关更名")]
public sealed record OrganRenamed(Guid Id, string Name, string ShortName, DateOnly Day)
    : ITrailEvent;

/// <summary>The name had been entered wrongly from its first day; it leaves no former name.</summary>
[TrailEvent("organ.name-corrected", "更正机关名称")]
public sealed record OrganNameCorrected(Guid Id, string Name, string ShortName) : ITrailEvent;

/// <summary>The other names under which people write it were set.</summary>
[TrailEvent("organ.aliases-set", "维护机关别名")]
public sealed record OrganAliasesSet(Guid Id, IReadOnlyList<string> Aliases) : ITrailEvent;

/// <summary>Kind, level, superior or place in lists changed.</summary>
[TrailEvent("organ.amended", "变更机关信息")]
public sealed record OrganAmended(Guid Id, OrganKind Kind, Level Level, Guid? ParentId, int Order)
    : ITrailEvent;

/// <summary>An organ went up in another one; blocks listen and let their open work follow.</summary>
[TrailEvent("organ.merged", "机关合并")]
public sealed record OrganMerged(Guid Id, Guid Into, DateOnly Day, string? Document) : ITrailEvent;

/// <summary>Other organs came out of an organ, which goes on or ends.</summary>
[TrailEvent("organ.split", "机关分立")]
public sealed record OrganSplit(
    Guid Id,
    IReadOnlyList<Guid> Into,
    bool Ends,
    DateOnly Day,
    string? Document
) : ITrailEvent;

/// <summary>An organ ended; its successor, where there is one, takes what is open.</summary>
[TrailEvent("organ.abolished", "机关撤销")]
public sealed record OrganAbolished(Guid Id, Guid? Successor, DateOnly Day, string? Document)
    : ITrailEvent;

/// <summary>Some duties went from one organ to another (职责划转).</summary>
[TrailEvent("organ.duties-moved", "职责划转")]
public sealed record DutiesMoved(Guid From, Guid To, string Matters, DateOnly Day, string? Document)
    : ITrailEvent;
