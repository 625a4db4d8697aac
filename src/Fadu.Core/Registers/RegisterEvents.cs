using System.Text.Json.Nodes;
using Fadu.Core.Trail;

namespace Fadu.Core.Registers;

/// <summary>A change was drafted; nothing is in effect yet.</summary>
/// <param name="Base">The newest entry about the item that the person had seen.</param>
[TrailEvent("register.drafted", "拟订变更")]
public sealed record ChangeDrafted(
    Guid Id,
    string Register,
    Guid Item,
    Guid Keeper,
    string Kind,
    string KindName,
    string Title,
    DateOnly? From,
    DateOnly? Until,
    JsonObject? Body,
    JsonObject? Inputs,
    Guid? Version,
    Guid? Into,
    long Base,
    string? Basis,
    Guid? DecidedBy,
    DateOnly? DecidedOn,
    Guid? Batch
) : ITrailEvent;

/// <summary>One of several agreed; the next is asked.</summary>
[TrailEvent("register.agreed", "同意，送下一步审批")]
public sealed record ChangeAgreed(Guid Id, Guid Item, int Step, Organs.OrganKind Asked)
    : ITrailEvent;

/// <summary>The last agreed: the change is in effect.</summary>
/// <param name="IsNew">The item had no version before.</param>
/// <param name="IsLate">补录.</param>
/// <param name="Paper">The document by which an organ agreed that did not do so in the system.</param>
[TrailEvent("register.changed", "名录变动")]
public sealed record ItemChanged(
    Guid Change,
    Guid Item,
    string Register,
    string Kind,
    string KindName,
    bool IsNew,
    bool IsLate,
    Guid? DecidedBy,
    DateOnly DecidedOn,
    string? Paper
) : ITrailEvent;

/// <summary>A draft was returned; the entry's reason says why.</summary>
[TrailEvent("register.returned", "退回")]
public sealed record ChangeReturned(Guid Id, Guid Item) : ITrailEvent;

/// <summary>A draft was taken back by who made it.</summary>
[TrailEvent("register.withdrawn", "撤回")]
public sealed record ChangeWithdrawn(Guid Id, Guid Item) : ITrailEvent;

/// <summary>A sheet was taken; its changes are drafts.</summary>
[TrailEvent("register.imported", "导入")]
public sealed record ChangesImported(
    Guid Id,
    string Register,
    string FileName,
    int Added,
    int Changed,
    int Ended,
    int Same,
    int Rejected
) : ITrailEvent;

/// <summary>An item was made public.</summary>
[TrailEvent("register.published", "公开")]
public sealed record ItemPublished(
    Guid Id,
    string Register,
    Guid Item,
    Guid Keeper,
    string Channel,
    string? Url,
    DateOnly On
) : ITrailEvent;
