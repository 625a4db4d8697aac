using Fadu.Core.Trail;
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

    /// <summary>The name under which the person signs in.</summary>
    public string? Login { get; set; }

    /// <summary>The last day in office; empty while in office.</summary>
    public DateOnly? LeftOn { get; set; }

    /// <summary>Number of the last entry of the stream, for optimistic concurrency.</summary>
    public int Version { get; set; }

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
    public DateOnly? To { get; set; }
}

internal sealed class PersonConfiguration
    : IEntityTypeConfiguration<Person>,
        IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<Person> entity)
    {
        entity.HasKey(p => new { p.Tenant, p.Id });
        entity.HasIndex(p => new { p.Tenant, p.OrganId });
        entity.HasIndex(p => new { p.Tenant, p.Login }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<RoleGrant> entity) =>
        entity.HasKey(g => new
        {
            g.Tenant,
            g.PersonId,
            g.Role,
        });
}

/// <summary>A person came into office.</summary>
[TrailEvent("person.added", "新增人员")]
public sealed record PersonAdded(Guid Id, string Name, Guid OrganId, string? Post, string? Login)
    : ITrailEvent;

/// <summary>A person was given a role.</summary>
[TrailEvent("person.role-granted", "授予角色")]
public sealed record RoleGranted(Guid PersonId, Role Role, DateOnly From, DateOnly? To)
    : ITrailEvent;

/// <summary>A role was taken back.</summary>
[TrailEvent("person.role-revoked", "收回角色")]
public sealed record RoleRevoked(Guid PersonId, Role Role, DateOnly To) : ITrailEvent;

/// <summary>Adds a person with first roles.</summary>
public sealed record AddPerson(
    string Name,
    Guid OrganId,
    string? Post,
    string? Login,
    IReadOnlyList<Role> Roles
) : Command;

internal sealed class AddPersonHandler : IHandler<AddPerson>
{
    public async ValueTask<string?> Handle(
        AddPerson command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManagePeople);
        if (string.IsNullOrWhiteSpace(command.Name))
        {
            Work.Refuse(RefusalKind.Invalid, "请填写姓名。", field: nameof(command.Name));
        }
        if (
            command.Login is not null
            && await work
                .Db.Set<Person>()
                .AnyAsync(
                    p => p.Tenant == work.Tenant && p.Login == command.Login,
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"登录名“{command.Login}”已有人使用，请换一个。",
                field: nameof(command.Login)
            );
        }
        var id = Guid.CreateVersion7(work.Now);
        var stream = Person.StreamOf(id);
        await work.Append(
                stream,
                new PersonAdded(
                    id,
                    command.Name.Trim(),
                    command.OrganId,
                    command.Post,
                    command.Login
                ),
                expected: 0
            )
            .ConfigureAwait(false);
        foreach (var role in command.Roles)
        {
            await work.Append(stream, new RoleGranted(id, role, work.Today, null))
                .ConfigureAwait(false);
        }
        return id.ToString();
    }
}

internal sealed class PeopleProjection
    : IProject<PersonAdded>,
        IProject<RoleGranted>,
        IProject<RoleRevoked>
{
    public IReadOnlyList<Type> Tables => [typeof(Person), typeof(RoleGrant)];

    public ValueTask Apply(PersonAdded data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new Person
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                Name = data.Name,
                OrganId = data.OrganId,
                Post = data.Post,
                Login = data.Login,
                Version = entry.Number,
            }
        );
        return ValueTask.CompletedTask;
    }

    public async ValueTask Apply(RoleGranted data, TrailEntry entry, FaduDb db)
    {
        var grant = await db.FindAsync<RoleGrant>(entry.Tenant, data.PersonId, data.Role)
            .ConfigureAwait(false);
        if (grant is null)
        {
            db.Add(
                new RoleGrant
                {
                    Tenant = entry.Tenant,
                    PersonId = data.PersonId,
                    Role = data.Role,
                    From = data.From,
                    To = data.To,
                }
            );
        }
        else
        {
            grant.From = data.From;
            grant.To = data.To;
        }
        await Touch(data.PersonId, entry, db).ConfigureAwait(false);
    }

    public async ValueTask Apply(RoleRevoked data, TrailEntry entry, FaduDb db)
    {
        var grant = await db.FindAsync<RoleGrant>(entry.Tenant, data.PersonId, data.Role)
            .ConfigureAwait(false);
        if (grant is not null)
        {
            grant.To = data.To;
        }
        await Touch(data.PersonId, entry, db).ConfigureAwait(false);
    }

    private static async ValueTask Touch(Guid id, TrailEntry entry, FaduDb db)
    {
        if (await db.FindAsync<Person>(entry.Tenant, id).ConfigureAwait(false) is { } person)
        {
            person.Version = entry.Number;
        }
    }
}
