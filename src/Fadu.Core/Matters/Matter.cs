using System.ComponentModel.DataAnnotations;
using Fadu.Core.People;
using Fadu.Law.Dates;
using Fadu.Law.Procedures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Matters;

/// <summary>Why an organ sees a matter.</summary>
public enum MatterPart
{
    [Display(Name = "承办")]
    Owner,

    [Display(Name = "提出")]
    Sender,

    [Display(Name = "参与")]
    Invited,
}

/// <summary>A matter of any procedure (docs/adr/0001, 0004): fixed columns, the state as JSON, and typed slots.</summary>
public sealed class Matter : SlottedRow, IOwned
{
    /// <summary>The due day of what has none.</summary>
    public static readonly DateOnly NoDue = new(9999, 12, 31);

    public int Tenant { get; init; }
    public Guid Id { get; init; }

    /// <summary>The key of the procedure, such as <c>legality-review.decision</c>.</summary>
    public required string Procedure { get; init; }

    /// <summary>The edition under which it runs.</summary>
    public required string Edition { get; set; }

    public required string Title { get; set; }

    /// <summary>The responsible organ: exactly one.</summary>
    public Guid OrganId { get; set; }

    /// <summary>The organ that opened it or sent it in.</summary>
    public Guid SenderId { get; init; }

    /// <summary>The responsible person: exactly one, of the responsible organ.</summary>
    public Guid HandlerId { get; set; }

    /// <summary>The day of the event that chose the edition.</summary>
    public DateOnly AnchorOn { get; init; }

    public DateOnly OpenedOn { get; init; }

    public DateOnly? EndedOn { get; set; }

    /// <summary>Neither ended nor void.</summary>
    public bool IsOpen { get; set; }

    /// <summary>误立撤销: opened by mistake; counts nowhere.</summary>
    public bool IsVoid { get; set; }

    /// <summary>Key of the outcome, once there is one.</summary>
    public string? Outcome { get; set; }

    /// <summary>Name of the outcome.</summary>
    public string? OutcomeName { get; set; }

    /// <summary>Name of the stage where it stands.</summary>
    public string? Stage { get; set; }

    /// <summary>What happens next; empty only when it is over.</summary>
    public required string NextStep { get; set; }

    /// <summary>The next day on which something is due; <see cref="NoDue"/> where nothing is.</summary>
    public DateOnly NextDue { get; set; }

    /// <summary>Something of it was entered after the day on which it happened (事后补录).</summary>
    public bool HasLateEntries { get; set; }

    /// <summary>Something is on record that should not have happened.</summary>
    public bool HasUnlawfulFacts { get; set; }

    /// <summary>The matter that opened it, and its place there.</summary>
    public Guid? ParentId { get; set; }

    public string? ParentSlot { get; set; }

    /// <summary>JSON of <see cref="MatterState"/>.</summary>
    public required string Body { get; set; }

    /// <summary>All texts, for the text filter.</summary>
    public required string SearchText { get; set; }

    /// <summary>The number of the last entry of the stream that changed what one acts upon; a form carries it back.</summary>
    public int Version { get; set; }

    /// <summary>The entry that opened it.</summary>
    public long Seq { get; init; }

    /// <summary>The stream of a matter.</summary>
    public static string StreamOf(Guid id) => $"matter:{id}";

    /// <summary>The kind under which contributions and links name a matter of a procedure.</summary>
    public static string SubjectKindOf(string procedure) => $"matter:{procedure}";

    /// <summary>The page of a matter, from the root of the site.</summary>
    public static string AddressOf(Guid id) => $"/workbench/matters/{id}";

    /// <summary>Where it stands.</summary>
    public MatterState ReadState() => MatterState.FromJson(Body);
}

/// <summary>That an organ has to do with a matter: from here lists are read, so that a township reads its own matters only, however many the county has.</summary>
public sealed class MatterOrgan : IOwned
{
    public int Tenant { get; init; }
    public Guid OrganId { get; init; }
    public Guid MatterId { get; init; }
    public MatterPart Part { get; init; }

    /// <summary>For invited organs, the part that they play: key of a <see cref="ProcedureRole"/>.</summary>
    public required string Role { get; init; }

    public required string Procedure { get; init; }
    public bool IsOpen { get; set; }

    /// <summary>The next step is this organ's.</summary>
    public bool IsAsked { get; set; }

    public DateOnly NextDue { get; set; }
    public Guid HandlerId { get; set; }
}

/// <summary>A clock of a matter, as far as it must be found in SQL; how its day came about is read from the state.</summary>
public sealed class MatterClock
{
    public int Tenant { get; init; }
    public Guid MatterId { get; init; }
    public required string Clock { get; init; }
    public required string Name { get; set; }
    public ClockKind Kind { get; set; }

    /// <summary>The last day; <see cref="Matter.NoDue"/> while paused.</summary>
    public DateOnly Due { get; set; }

    /// <summary>Whether it still runs.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The last day has passed and what it asks for is still not done.</summary>
    public bool IsMissed { get; set; }

    /// <summary>Rests on a year whose holidays are not announced.</summary>
    public bool IsProvisional { get; set; }

    /// <summary>The version of the calendar it was counted by.</summary>
    public required string Calendar { get; set; }

    /// <summary>After a change of the calendar the day would be earlier, but it was told to a party: it stays until a person decides.</summary>
    public DateOnly? WouldBe { get; set; }

    /// <summary>The reminder that was sent last for the present day.</summary>
    public ClockWarning Warned { get; set; }
}

/// <summary>How near the last day is.</summary>
public enum ClockWarning
{
    None,

    [Display(Name = "三十日内到期")]
    Days30,

    [Display(Name = "五个工作日内到期")]
    Days5,

    [Display(Name = "一日内到期")]
    Days1,

    [Display(Name = "已逾期")]
    Late,
}

/// <summary>A version of a material of a matter: who may see the matter may open the file.</summary>
public sealed class MatterMaterial
{
    public int Tenant { get; init; }
    public Guid MatterId { get; init; }
    public required string Material { get; init; }
    public int Version { get; init; }
    public required string Hash { get; init; }
    public required string Name { get; init; }
    public DateOnly On { get; init; }
    public Guid? By { get; init; }
}

/// <summary>What the county has settled about a procedure: who is responsible, other lengths of configurable limits.</summary>
public sealed class ProcedureSetting
{
    public int Tenant { get; init; }
    public required string Procedure { get; init; }

    /// <summary>By which organ it is handled.</summary>
    public const string OwnerKey = "owner";

    /// <summary>How the portal calls what ran out.</summary>
    public const string ExpiredWord = "expired";

    /// <summary><c>owner</c>, <c>points</c>, <c>expired</c>, or <c>clock:</c> and the key of a clock.</summary>
    public required string Key { get; init; }

    /// <summary>An organ's id, or the JSON of a limit.</summary>
    public required string Value { get; set; }
}

internal sealed class MatterConfiguration
    : IEntityTypeConfiguration<Matter>,
        IEntityTypeConfiguration<MatterOrgan>,
        IEntityTypeConfiguration<MatterClock>,
        IEntityTypeConfiguration<MatterMaterial>,
        IEntityTypeConfiguration<ProcedureSetting>
{
    public void Configure(EntityTypeBuilder<Matter> entity)
    {
        entity.HasKey(m => new { m.Tenant, m.Id });
        entity.HasIndex(m => new
        {
            m.Tenant,
            m.IsOpen,
            m.NextDue,
            m.Id,
        });
        entity.HasIndex(m => new
        {
            m.Tenant,
            m.Procedure,
            m.IsOpen,
            m.NextDue,
            m.Id,
        });
        entity.HasIndex(m => new
        {
            m.Tenant,
            m.HandlerId,
            m.IsOpen,
            m.NextDue,
            m.Id,
        });
        entity.HasIndex(m => new { m.Tenant, m.ParentId });
    }

    public void Configure(EntityTypeBuilder<MatterOrgan> entity)
    {
        entity.HasKey(o => new
        {
            o.Tenant,
            o.MatterId,
            o.OrganId,
            o.Part,
            o.Role,
        });
        entity.HasIndex(o => new
        {
            o.Tenant,
            o.OrganId,
            o.IsOpen,
            o.NextDue,
            o.MatterId,
        });
    }

    public void Configure(EntityTypeBuilder<MatterClock> entity)
    {
        entity.HasKey(c => new
        {
            c.Tenant,
            c.MatterId,
            c.Clock,
        });
        entity.HasIndex(c => new
        {
            c.Tenant,
            c.IsOpen,
            c.Due,
        });
        entity.HasIndex(c => new
        {
            c.Tenant,
            c.IsOpen,
            c.Calendar,
        });
    }

    public void Configure(EntityTypeBuilder<MatterMaterial> entity)
    {
        entity.HasKey(m => new
        {
            m.Tenant,
            m.MatterId,
            m.Material,
            m.Version,
        });
        entity.HasIndex(m => new { m.Tenant, m.Hash });
    }

    public void Configure(EntityTypeBuilder<ProcedureSetting> entity) =>
        entity.HasKey(s => new
        {
            s.Tenant,
            s.Procedure,
            s.Key,
        });
}
