using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Publications;

/// <summary>What a duty asks for.</summary>
public enum PublicationAct
{
    [Display(Name = "公布")]
    Publish,

    [Display(Name = "变更后重新公布")]
    Renew,

    [Display(Name = "更正")]
    Correct,

    [Display(Name = "撤下")]
    Withdraw,
}

/// <summary>Where a duty stands. Late is not a state: it is the day after the last one, computed.</summary>
public enum DutyState
{
    [Display(Name = "待办")]
    Open,

    [Display(Name = "已办")]
    Done,

    [Display(Name = "无需公布")]
    Waived,
}

/// <summary>What must be made public, where, by when and by which article.</summary>
public sealed class PublicationDuty : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }

    /// <summary>Who must do it.</summary>
    public Guid OrganId { get; init; }

    public PublicationAct Act { get; init; }

    /// <summary>As register:normative-document, matter, notice.</summary>
    public required string SubjectKind { get; init; }

    public Guid SubjectId { get; init; }

    /// <summary>The list of the portal.</summary>
    public required string Section { get; init; }

    public required string Title { get; init; }

    /// <summary>门户 or another place, such as 政府公报.</summary>
    public required string Channel { get; init; }

    /// <summary>The day from which the limit runs (not counted).</summary>
    public DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly Due { get; init; }

    /// <summary>Such as 20个工作日.</summary>
    public required string Limit { get; init; }

    public required string Article { get; init; }
    public DutyState State { get; set; }
    public DateOnly? DoneOn { get; set; }

    /// <summary>Where it can be seen, for places other than the portal; why, where it was waived.</summary>
    public string? Told { get; set; }

    /// <summary>The entry that brought it.</summary>
    public long Seq { get; init; }

    /// <summary>Late is from the following day on.</summary>
    public bool IsLateOn(DateOnly day) => (State == DutyState.Open ? day : DoneOn ?? day) > Due;
}

/// <summary>What the public reads. This table, its editions and relations are all that the portal knows.</summary>
[Carries("S165")]
public sealed class Publication : IOwned
{
    /// <summary>The place that is this system's own portal.</summary>
    public const string Portal = "门户";

    /// <summary>Where items of registers that the portal does not show are made public.</summary>
    public const string Elsewhere = "政府网站";

    /// <summary>The last day of what has none.</summary>
    public static readonly DateOnly NoEnd = new(9999, 12, 31);

    /// <summary>The first day of what has none.</summary>
    public static readonly DateOnly NoStart = new(1, 1, 1);

    public int Tenant { get; init; }

    /// <summary>The id of what is published; also in its address.</summary>
    public Guid Id { get; init; }

    public Guid OrganId { get; set; }
    public required string SubjectKind { get; init; }
    public required string Section { get; init; }
    public required string Title { get; set; }
    public string? Number { get; set; }

    /// <summary>The organs that made it, in words.</summary>
    public required string Organ { get; set; }

    public string? Facet { get; set; }
    public DateOnly? Day { get; set; }

    /// <summary>The year of <see cref="Day"/>.</summary>
    public int? Year { get; set; }

    public required string SortText { get; set; }

    /// <summary>What it is found by from the relations of others.</summary>
    public required string TitleKey { get; set; }
    public string? NumberKey { get; set; }

    /// <summary>Title, number and organ in lower case, for the text filter of lists.</summary>
    public required string SearchText { get; set; }

    public DateOnly InForceFrom { get; set; }

    /// <summary>Included.</summary>
    public DateOnly InForceUntil { get; set; }
    public DateOnly? SuspendedFrom { get; set; }
    public DateOnly? SuspendedUntil { get; set; }
    public string? EndWord { get; set; }
    public string? EndedBy { get; set; }

    /// <summary>Whether it can be seen.</summary>
    public bool IsPublic { get; set; }

    /// <summary>When it was first published.</summary>
    public DateOnly PublishedOn { get; init; }

    /// <summary>When it was last published anew or corrected.</summary>
    public DateOnly UpdatedOn { get; set; }

    /// <summary>The number of its newest edition.</summary>
    public int Edition { get; set; }

    public DateOnly? WithdrawnOn { get; set; }
    public string? WithdrawnBecause { get; set; }

    /// <summary>The entry that changed it last.</summary>
    public long Seq { get; set; }

    /// <summary>The page under which the public finds it.</summary>
    public string Address => AddressOf(Section, Id);

    /// <summary>The stream of everything about the publication of a thing.</summary>
    public static string StreamOf(Guid subject) => $"publication:{subject}";

    /// <summary>The page under which the public finds a thing.</summary>
    public static string AddressOf(string section, Guid id) =>
        $"{PortalSections.AddressOf(section)}/{id}";
}

/// <summary>What could be read from a day on. Never changed, never removed; of what was withdrawn the public sees none.</summary>
public sealed class PublicationEdition
{
    public int Tenant { get; init; }
    public Guid PublicationId { get; init; }

    /// <summary>From 1.</summary>
    public int Number { get; init; }

    public PublicationAct Act { get; init; }
    public DateOnly On { get; init; }

    /// <summary>Why, for a correction.</summary>
    public string? Reason { get; init; }

    public required string Title { get; init; }

    /// <summary><see cref="PublishedContent"/> as JSON.</summary>
    public required string Body { get; init; }

    public long Seq { get; init; }

    /// <summary>What was shown.</summary>
    public PublishedContent Content =>
        JsonSerializer.Deserialize<PublishedContent>(Body, EventRegistry.Json)!;
}

/// <summary>A relation that an edition states, to be found from both ends; that of the newest edition counts.</summary>
public sealed class PublicationRelation
{
    public int Tenant { get; init; }
    public Guid PublicationId { get; init; }
    public int Edition { get; init; }
    public int Number { get; init; }
    public RelationKind Kind { get; init; }
    public required string Text { get; init; }
    public required string Key { get; init; }
}

/// <summary>The newest entry that changed what the public may see: what pages are kept under.</summary>
public sealed class PublicationStamp
{
    public int Tenant { get; init; }
    public long Seq { get; set; }
}

internal sealed class PublicationConfiguration
    : IEntityTypeConfiguration<PublicationDuty>,
        IEntityTypeConfiguration<Publication>,
        IEntityTypeConfiguration<PublicationEdition>,
        IEntityTypeConfiguration<PublicationRelation>,
        IEntityTypeConfiguration<PublicationStamp>
{
    public void Configure(EntityTypeBuilder<PublicationDuty> entity)
    {
        entity.HasKey(d => new { d.Tenant, d.Id });
        entity.HasIndex(d => new { d.Tenant, d.SubjectId });
        entity.HasIndex(d => new
        {
            d.Tenant,
            d.State,
            d.Due,
            d.Id,
        });
        entity.HasIndex(d => new
        {
            d.Tenant,
            d.OrganId,
            d.State,
            d.Due,
            d.Id,
        });
    }

    public void Configure(EntityTypeBuilder<Publication> entity)
    {
        entity.Ignore(p => p.Address);
        entity.HasKey(p => new { p.Tenant, p.Id });
        entity.HasIndex(p => new
        {
            p.Tenant,
            p.Section,
            p.IsPublic,
            p.SortText,
            p.Id,
        });
        entity.HasIndex(p => new { p.Tenant, p.NumberKey });
        entity.HasIndex(p => new { p.Tenant, p.TitleKey });
        entity.HasIndex(p => new { p.Tenant, p.OrganId });
        entity.HasIndex(p => new { p.Tenant, p.Seq });
    }

    public void Configure(EntityTypeBuilder<PublicationEdition> entity)
    {
        entity.Ignore(e => e.Content);
        entity.HasKey(e => new
        {
            e.Tenant,
            e.PublicationId,
            e.Number,
        });
    }

    public void Configure(EntityTypeBuilder<PublicationRelation> entity)
    {
        entity.HasKey(r => new
        {
            r.Tenant,
            r.PublicationId,
            r.Edition,
            r.Number,
        });
        entity.HasIndex(r => new { r.Tenant, r.Key });
    }

    public void Configure(EntityTypeBuilder<PublicationStamp> entity)
    {
        entity.HasKey(s => s.Tenant);
        entity.Property(s => s.Tenant).ValueGeneratedNever();
    }
}
