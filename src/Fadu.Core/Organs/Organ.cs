using System.ComponentModel.DataAnnotations;
using Fadu.Core.People;
using Fadu.Core.Trail;
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

    public int Version { get; set; }

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
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
}

internal sealed class OrganConfiguration
    : IEntityTypeConfiguration<Organ>,
        IEntityTypeConfiguration<OrganName>
{
    public void Configure(EntityTypeBuilder<Organ> entity)
    {
        entity.HasKey(o => new { o.Tenant, o.Id });
        entity.HasIndex(o => new { o.Tenant, o.Key }).IsUnique();
        entity.HasIndex(o => new { o.Tenant, o.ParentId });
    }

    public void Configure(EntityTypeBuilder<OrganName> entity)
    {
        entity.HasKey(n => new
        {
            n.Tenant,
            n.OrganId,
            n.Name,
        });
        entity.HasIndex(n => new { n.Tenant, n.Name });
    }
}

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

/// <summary>Founds an organ.</summary>
public sealed record FoundOrgan(
    string Key,
    string Name,
    string ShortName,
    IReadOnlyList<string> Aliases,
    OrganKind Kind,
    Level Level,
    Guid? ParentId,
    int Order,
    DateOnly ValidFrom
) : Command;

internal sealed class FoundOrganHandler : IHandler<FoundOrgan>
{
    public async ValueTask<string?> Handle(
        FoundOrgan command,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Demand(Capability.ManageOrgans);
        if (string.IsNullOrWhiteSpace(command.Name))
        {
            Work.Refuse(RefusalKind.Invalid, "请填写机关全称。", field: nameof(command.Name));
        }
        if (
            await work
                .Db.Set<Organ>()
                .AnyAsync(o => o.Tenant == work.Tenant && o.Key == command.Key, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            Work.Refuse(
                RefusalKind.Invalid,
                $"代码“{command.Key}”已有机关使用，请换一个。",
                field: nameof(command.Key)
            );
        }
        var id = Guid.CreateVersion7(work.Now);
        await work.Append(
                Organ.StreamOf(id),
                new OrganFounded(
                    id,
                    command.Key,
                    command.Name.Trim(),
                    command.ShortName.Trim(),
                    command.Aliases,
                    command.Kind,
                    command.Level,
                    command.ParentId,
                    command.Order,
                    command.ValidFrom
                ),
                expected: 0,
                legalDate: command.LegalDate,
                organ: id
            )
            .ConfigureAwait(false);
        return id.ToString();
    }
}

internal sealed class OrganProjection : IProject<OrganFounded>
{
    public IReadOnlyList<Type> Tables => [typeof(Organ), typeof(OrganName)];

    public ValueTask Apply(OrganFounded data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new Organ
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                Key = data.Key,
                Name = data.Name,
                ShortName = data.ShortName,
                Kind = data.Kind,
                Level = data.Level,
                ParentId = data.ParentId,
                Order = data.Order,
                ValidFrom = data.ValidFrom,
                Version = entry.Number,
            }
        );
        var names = new Dictionary<string, NameKind>(StringComparer.Ordinal)
        {
            [data.Name] = NameKind.Full,
        };
        names.TryAdd(data.ShortName, NameKind.Short);
        foreach (var alias in data.Aliases)
        {
            names.TryAdd(alias, NameKind.Alias);
        }
        foreach (var (name, kind) in names)
        {
            db.Add(
                new OrganName
                {
                    Tenant = entry.Tenant,
                    OrganId = data.Id,
                    Name = name,
                    Kind = kind,
                    From = data.ValidFrom,
                }
            );
        }
        return ValueTask.CompletedTask;
    }
}
