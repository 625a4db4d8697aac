using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Registers;

/// <summary>
/// A stretch of an item's time (docs/adr/0001, 0005). A row never changes but in <see cref="SupersededSeq"/>: so both "in force on day d" and "as known at entry k" are ranges of one table.
/// </summary>
public sealed class RegisterVersion : SlottedRow, IOwned
{
    /// <summary>The last day of what has none.</summary>
    public static readonly DateOnly NoEnd = new(9999, 12, 31);

    /// <summary>Not superseded: what is known now.</summary>
    public const long Current = long.MaxValue;

    public int Tenant { get; init; }
    public Guid ItemId { get; init; }

    /// <summary>The entry from which on it is known.</summary>
    public long Seq { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>The last day, included; <see cref="NoEnd"/> where none is set.</summary>
    public DateOnly ValidUntil { get; init; }

    /// <summary>The entry from which on it is no longer what is known; <see cref="Current"/> while it is.</summary>
    public long SupersededSeq { get; set; } = Current;

    /// <summary>The key of the declaration, such as <c>review-catalogue</c>.</summary>
    public required string Register { get; init; }

    /// <summary>The keeper.</summary>
    public Guid OrganId { get; init; }

    public StretchState State { get; init; }
    public Ending Ending { get; init; }

    /// <summary>The item that goes on for it.</summary>
    public Guid? MergedInto { get; init; }

    /// <summary>The change that brought the record.</summary>
    public Guid Origin { get; init; }

    /// <summary>The item's first stretch.</summary>
    public bool IsFirst { get; init; }

    /// <summary>The item's last stretch.</summary>
    public bool IsLast { get; init; }

    /// <summary>公开: everybody in the house may see it.</summary>
    public bool IsOpen { get; init; }

    /// <summary>补录: entered after the day from which on it holds.</summary>
    public bool IsLate { get; init; }

    /// <summary>SHA-256 of what makes it one item.</summary>
    public required string KeyHash { get; init; }

    /// <summary>One line for people.</summary>
    public required string Title { get; init; }

    /// <summary>What lists are sorted by.</summary>
    public required string SortText { get; init; }

    /// <summary>All texts, for the text filter.</summary>
    public required string SearchText { get; init; }

    /// <summary>The record as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>The stream of an item.</summary>
    public static string StreamOf(Guid item) => $"register:{item}";

    /// <summary>The kind under which contributions and links name an item of a register.</summary>
    public static string SubjectKindOf(string register) => $"register:{register}";

    /// <summary>The page of an item, from the root of the site.</summary>
    public static string AddressOf(string register, Guid item) =>
        $"/workbench/registers/{register}/{item}";

    /// <summary>The record.</summary>
    public JsonObject ParseBody() => JsonNode.Parse(Body)!.AsObject();

    /// <summary>How it stands on a day: 未生效, 有效, 暂停, 已到期 or 已终止. Computed, never stored.</summary>
    public Standing StateOn(DateOnly day) =>
        day < ValidFrom ? Standing.NotYet
        : day > ValidUntil
            ? Ending == Ending.Expires ? Standing.Expired
                : Standing.Ended
        : State == StretchState.Suspended ? Standing.Suspended
        : Standing.InForce;
}

/// <summary>How an item stands on a day.</summary>
public enum Standing
{
    [Display(Name = "有效")]
    InForce,

    [Display(Name = "暂停")]
    Suspended,

    [Display(Name = "未生效")]
    NotYet,

    [Display(Name = "已到期")]
    Expired,

    [Display(Name = "已终止")]
    Ended,
}

/// <summary>Where a change stands.</summary>
public enum ChangeState
{
    [Display(Name = "待审批")]
    Pending,

    [Display(Name = "已生效")]
    Approved,

    [Display(Name = "已退回")]
    Returned,

    [Display(Name = "已撤回")]
    Withdrawn,
}

/// <summary>A change of an item: drafted, approved step by step, in effect. Until then it is in no list, figure or export.</summary>
public sealed class RegisterChange : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }
    public required string Register { get; init; }
    public Guid ItemId { get; init; }

    /// <summary>The keeper.</summary>
    public Guid OrganId { get; init; }

    /// <summary>The key of the kind.</summary>
    public required string Kind { get; init; }

    public required string Title { get; init; }
    public ChangeState State { get; set; }

    /// <summary>How many have agreed; 0 = the head of the keeper is asked.</summary>
    public int Step { get; set; }

    /// <summary>The kind of organ that is asked now; empty while the keeper is.</summary>
    public Organs.OrganKind? Asked { get; set; }

    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidUntil { get; init; }

    /// <summary>The record as JSON, for kinds that bring one.</summary>
    public string? Body { get; init; }

    /// <summary>The own fields of the kind as JSON.</summary>
    public string? Inputs { get; init; }

    /// <summary>The version that it corrects.</summary>
    public Guid? VersionOrigin { get; init; }

    /// <summary>The item into which this one goes.</summary>
    public Guid? Into { get; init; }

    /// <summary>The newest entry about the item that the person had seen.</summary>
    public long Base { get; init; }

    public string? Reason { get; init; }

    /// <summary>Law reference or number of the deciding document.</summary>
    public string? Basis { get; init; }
    public Guid? DecidedBy { get; set; }
    public DateOnly? DecidedOn { get; set; }

    /// <summary>SHA-256 of the files that prove it, separated by spaces.</summary>
    public required string Evidence { get; init; }

    /// <summary>The import that brought it.</summary>
    public Guid? Batch { get; init; }

    public Guid? DraftedBy { get; init; }
    public DateTimeOffset DraftedAt { get; init; }
    public Guid? ApprovedBy { get; set; }
    public DateTimeOffset? ApprovedAt { get; set; }

    /// <summary>Why it was returned.</summary>
    public string? ReturnReason { get; set; }

    /// <summary>补录: in effect from a day before the one on which it was approved.</summary>
    public bool IsLate { get; set; }

    /// <summary>The entry that drafted it.</summary>
    public long Seq { get; init; }

    /// <summary>The entry that put it into effect.</summary>
    public long? EffectiveSeq { get; set; }
}

/// <summary>One import of a sheet: the changes that it drafted are approved or returned together.</summary>
public sealed class RegisterImport : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }
    public required string Register { get; init; }
    public Guid OrganId { get; init; }
    public required string FileName { get; init; }
    public int Added { get; init; }
    public int Changed { get; init; }
    public int Ended { get; init; }
    public int Same { get; init; }
    public int Rejected { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }

    /// <summary>The stream of an import.</summary>
    public static string StreamOf(Guid id) => $"register-import:{id}";
}

/// <summary>That an item was made public.</summary>
public sealed class RegisterPublication : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }
    public required string Register { get; init; }
    public Guid ItemId { get; init; }
    public Guid OrganId { get; init; }
    public required string Channel { get; init; }
    public string? Url { get; init; }
    public DateOnly PublishedOn { get; init; }
}

internal sealed class RegisterConfiguration
    : IEntityTypeConfiguration<RegisterVersion>,
        IEntityTypeConfiguration<RegisterChange>,
        IEntityTypeConfiguration<RegisterImport>,
        IEntityTypeConfiguration<RegisterPublication>
{
    public void Configure(EntityTypeBuilder<RegisterVersion> entity)
    {
        entity.HasKey(v => new
        {
            v.Tenant,
            v.ItemId,
            v.Seq,
            v.ValidFrom,
        });
        entity.HasIndex(v => new
        {
            v.Tenant,
            v.Register,
            v.SupersededSeq,
            v.SortText,
            v.ItemId,
        });
        entity.HasIndex(v => new
        {
            v.Tenant,
            v.OrganId,
            v.Register,
            v.SupersededSeq,
            v.SortText,
            v.ItemId,
        });
        entity.HasIndex(v => new
        {
            v.Tenant,
            v.Register,
            v.SupersededSeq,
            v.KeyHash,
        });
    }

    public void Configure(EntityTypeBuilder<RegisterChange> entity)
    {
        entity.HasKey(c => new { c.Tenant, c.Id });
        entity.HasIndex(c => new
        {
            c.Tenant,
            c.ItemId,
            c.Seq,
        });
        entity.HasIndex(c => new
        {
            c.Tenant,
            c.State,
            c.Register,
            c.Id,
        });
        entity.HasIndex(c => new
        {
            c.Tenant,
            c.OrganId,
            c.State,
            c.Id,
        });
        entity.HasIndex(c => new { c.Tenant, c.Batch });
    }

    public void Configure(EntityTypeBuilder<RegisterImport> entity) =>
        entity.HasKey(i => new { i.Tenant, i.Id });

    public void Configure(EntityTypeBuilder<RegisterPublication> entity)
    {
        entity.HasKey(p => new { p.Tenant, p.Id });
        entity.HasIndex(p => new { p.Tenant, p.ItemId });
    }
}
