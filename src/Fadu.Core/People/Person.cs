using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.People;

/// <summary>A sign-in of ASP.NET Core Identity: name and password only. What a person is and may do stands in the trail.</summary>
[OutsideTrail("passwords and lock-outs belong to ASP.NET Core Identity")]
public sealed class Account : IdentityUser<Guid>
{
    public int Tenant { get; set; } = 1;

    /// <summary>The person who signs in with it.</summary>
    public Guid PersonId { get; set; }

    /// <summary>The password was given by somebody else: the sign-in page asks for a new one before anything else.</summary>
    public bool MustChangePassword { get; set; }
}

/// <summary>Whether a person counts as head of the organ (行政机关负责人).</summary>
public enum LeaderRank
{
    [Display(Name = "正职")]
    Head,

    [Display(Name = "副职")]
    Deputy,
}

/// <summary>Somebody in office or under appointment.</summary>
public sealed class Person : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }
    public required string Name { get; set; }
    public Guid OrganId { get; set; }

    /// <summary>Such as 法规股股长.</summary>
    public string? Post { get; set; }

    /// <summary>Set for the heads of the organ.</summary>
    public LeaderRank? Rank { get; set; }

    /// <summary>The name under which the person signs in.</summary>
    public string? Login { get; set; }

    /// <summary>Whether an account was opened and not disabled since.</summary>
    public bool MaySignIn { get; set; }

    /// <summary>The last day in office; empty while in office.</summary>
    public DateOnly? LeftOn { get; set; }

    /// <summary>Number of the last entry of the stream, for optimistic concurrency.</summary>
    public int Version { get; set; }

    /// <summary>The last trail entry that touched it or its roles; the highest one tells every cache whether it is still right.</summary>
    public long Changed { get; set; }

    /// <summary>Whether in office on a day.</summary>
    public bool IsInOffice(DateOnly day) => LeftOn is null || LeftOn >= day;

    /// <summary>The stream of a person.</summary>
    public static string StreamOf(Guid id) => $"person:{id}";
}

/// <summary>A role that a person holds in an organ from a day on.</summary>
public sealed class RoleGrant
{
    public int Tenant { get; init; }
    public Guid PersonId { get; init; }
    public Role Role { get; init; }
    public DateOnly From { get; set; }

    /// <summary>The last day of the role.</summary>
    public DateOnly? To { get; set; }

    /// <summary>Whether held on a day.</summary>
    public bool IsHeld(DateOnly day) => From <= day && (To is null || To >= day);
}

/// <summary>A role that who keeps the people asks for; the 安全管理员 grants or refuses it.</summary>
public sealed class RoleProposal
{
    public int Tenant { get; init; }
    public Guid PersonId { get; init; }
    public Role Role { get; init; }
    public DateOnly Day { get; set; }
}

/// <summary>Somebody acts in another's stead for a time (AB角).</summary>
public sealed class Delegation
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }

    /// <summary>A角, who is away.</summary>
    public Guid PrincipalId { get; init; }

    /// <summary>B角, who acts.</summary>
    public Guid DeputyId { get; init; }

    public DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly To { get; set; }

    public string? Reason { get; init; }

    /// <summary>Whether it holds on a day.</summary>
    public bool IsInForce(DateOnly day) => From <= day && To >= day;
}

/// <summary>An organ of which a leader is in charge (分管) from a day on.</summary>
public sealed class LeaderField
{
    public int Tenant { get; init; }
    public Guid PersonId { get; init; }
    public Guid OrganId { get; init; }
    public DateOnly From { get; init; }
    public DateOnly? To { get; set; }

    /// <summary>Which matters, where not the whole organ.</summary>
    public string? Matters { get; set; }

    /// <summary>Whether it holds on a day.</summary>
    public bool IsInForce(DateOnly day) => From <= day && (To is null || To >= day);
}

internal sealed class PersonConfiguration
    : IEntityTypeConfiguration<Account>,
        IEntityTypeConfiguration<Person>,
        IEntityTypeConfiguration<RoleGrant>,
        IEntityTypeConfiguration<RoleProposal>,
        IEntityTypeConfiguration<Delegation>,
        IEntityTypeConfiguration<LeaderField>
{
    public void Configure(EntityTypeBuilder<Account> entity) =>
        entity.HasIndex(a => new { a.Tenant, a.PersonId }).IsUnique();

    public void Configure(EntityTypeBuilder<Person> entity)
    {
        entity.HasKey(p => new { p.Tenant, p.Id });
        entity.HasIndex(p => new { p.Tenant, p.OrganId });
        entity.HasIndex(p => new { p.Tenant, p.Login }).IsUnique();
        entity.HasIndex(p => new { p.Tenant, p.Changed });
    }

    public void Configure(EntityTypeBuilder<RoleGrant> entity) =>
        entity.HasKey(g => new
        {
            g.Tenant,
            g.PersonId,
            g.Role,
        });

    public void Configure(EntityTypeBuilder<RoleProposal> entity) =>
        entity.HasKey(g => new
        {
            g.Tenant,
            g.PersonId,
            g.Role,
        });

    public void Configure(EntityTypeBuilder<Delegation> entity)
    {
        entity.HasKey(d => new { d.Tenant, d.Id });
        entity.HasIndex(d => new { d.Tenant, d.PrincipalId });
        entity.HasIndex(d => new { d.Tenant, d.DeputyId });
    }

    public void Configure(EntityTypeBuilder<LeaderField> entity)
    {
        entity.HasKey(f => new
        {
            f.Tenant,
            f.PersonId,
            f.OrganId,
            f.From,
        });
        entity.HasIndex(f => new { f.Tenant, f.OrganId });
    }
}
