using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Organs;

/// <summary>What sort of organ it is (blocks/registers.md, Organ).</summary>
public enum OrganKind
{
    [Display(Name = "人民政府")]
    Government,

    [Display(Name = "工作部门")]
    Department,

    [Display(Name = "派出机关")]
    Agency,

    [Display(Name = "派出机构")]
    Outpost,

    [Display(Name = "乡镇政府")]
    Township,

    [Display(Name = "街道办")]
    Subdistrict,

    [Display(Name = "授权组织")]
    AuthorisedOrganisation,

    [Display(Name = "事业单位")]
    PublicInstitution,

    [Display(Name = "垂管机关")]
    VerticalOrgan,

    [Display(Name = "议事协调机构")]
    Commission,

    [Display(Name = "党委部门")]
    PartyDepartment,

    [Display(Name = "人大政协机关")]
    Congress,

    [Display(Name = "人民法院")]
    Court,

    [Display(Name = "人民检察院")]
    Procuratorate,

    [Display(Name = "群团组织")]
    MassOrganisation,

    [Display(Name = "其他")]
    Other,
}

/// <summary>Level of government.</summary>
public enum Level
{
    [Display(Name = "省")]
    Province,

    [Display(Name = "市")]
    City,

    [Display(Name = "县")]
    County,

    [Display(Name = "乡镇")]
    Township,

    [Display(Name = "村")]
    Village,
}

/// <summary>An organ as it stands today; its history is in its stream and in <see cref="OrganName"/>.</summary>
public sealed class Organ
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }

    /// <summary>Short stable key for imports, such as <c>sfj</c>.</summary>
    public required string Key { get; set; }

    public required string Name { get; set; }
    public required string ShortName { get; set; }
    public OrganKind Kind { get; set; }
    public Level Level { get; set; }
    public Guid? ParentId { get; set; }

    /// <summary>Place in lists (official order), from 1.</summary>
    public int Order { get; set; }

    public DateOnly ValidFrom { get; set; }

    /// <summary>Last day of existence.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>Number of the last entry of the stream, for optimistic concurrency.</summary>
    public int Version { get; set; }

    /// <summary>The last trail entry that touched it: the highest one tells every cache whether it is still right.</summary>
    public long Changed { get; set; }

    /// <summary>The stream of an organ.</summary>
    public static string StreamOf(Guid id) => $"organ:{id}";
}

/// <summary>What sort of name.</summary>
public enum NameKind
{
    [Display(Name = "全称")]
    Full,

    [Display(Name = "简称")]
    Short,

    [Display(Name = "别名")]
    Alias,

    [Display(Name = "曾用名")]
    Former,
}

/// <summary>A name that an organ has or had; matching and documents of the time read it.</summary>
public sealed class OrganName
{
    public int Tenant { get; init; }
    public Guid OrganId { get; init; }
    public required string Name { get; init; }
    public NameKind Kind { get; set; }

    /// <summary>First day of the name.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Last day of the name.</summary>
    public DateOnly? To { get; set; }

    /// <summary>The entry that gave the name; an organ may bear one name twice in its life.</summary>
    public long Entry { get; init; }
}

/// <summary>How one organ follows another.</summary>
public enum LineageKind
{
    [Display(Name = "合并")]
    Merger,

    [Display(Name = "分立")]
    Split,

    [Display(Name = "撤销")]
    Abolition,

    [Display(Name = "职责划转")]
    DutiesMoved,
}

/// <summary>What became of an organ or of some of its duties; powers, matters and figures follow it.</summary>
public sealed class OrganLink
{
    public int Tenant { get; init; }
    public long Entry { get; init; }
    public Guid FromId { get; init; }
    public Guid ToId { get; init; }

    /// <summary>From this day the successor is competent.</summary>
    public DateOnly Day { get; init; }

    public LineageKind Kind { get; init; }

    /// <summary>Which duties, where only some went over.</summary>
    public string? Matters { get; init; }

    /// <summary>Number of the document that decided it.</summary>
    public string? Document { get; init; }
}

internal sealed class OrganConfiguration
    : IEntityTypeConfiguration<Organ>,
        IEntityTypeConfiguration<OrganName>,
        IEntityTypeConfiguration<OrganLink>
{
    public void Configure(EntityTypeBuilder<Organ> entity)
    {
        entity.HasKey(o => new { o.Tenant, o.Id });
        entity.HasIndex(o => new { o.Tenant, o.Key }).IsUnique();
        entity.HasIndex(o => new { o.Tenant, o.ParentId });
        entity.HasIndex(o => new { o.Tenant, o.Changed });
    }

    public void Configure(EntityTypeBuilder<OrganName> entity)
    {
        entity.HasKey(n => new
        {
            n.Tenant,
            n.OrganId,
            n.Name,
            n.Entry,
        });
        entity.HasIndex(n => new { n.Tenant, n.Name });
    }

    public void Configure(EntityTypeBuilder<OrganLink> entity)
    {
        entity.HasKey(l => new
        {
            l.Tenant,
            l.Entry,
            l.FromId,
            l.ToId,
        });
        entity.HasIndex(l => new { l.Tenant, l.FromId });
        entity.HasIndex(l => new { l.Tenant, l.ToId });
    }
}
