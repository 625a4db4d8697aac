using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Plans;

/// <summary>How far an item is. Lateness is no state: it follows from the dates.</summary>
public enum ItemState
{
    [Display(Name = "未启动")]
    NotStarted,

    [Display(Name = "推进中")]
    InProgress,

    [Display(Name = "已完成")]
    Done,

    [Display(Name = "调整")]
    Adjusted,

    [Display(Name = "终止")]
    Terminated,

    [Display(Name = "结转")]
    RolledOver,
}

/// <summary>Where a plan stands.</summary>
public enum PlanState
{
    [Display(Name = "待确认")]
    Draft,

    [Display(Name = "已入账")]
    Confirmed,

    [Display(Name = "已退回")]
    Withdrawn,
}

/// <summary>A plan: read from a text, or opened to enter items by hand.</summary>
public sealed class Plan
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }
    public required string Title { get; set; }
    public string? Number { get; set; }

    /// <summary>Issuers, joined by 、.</summary>
    public string Issuers { get; set; } = "";

    public string? Place { get; set; }
    public DateOnly? SignedOn { get; set; }
    public PlanKind Kind { get; set; }
    public int? FromYear { get; set; }
    public int? ToYear { get; set; }
    public PlanState State { get; set; }
    public string? FileName { get; init; }
    public string? FileHash { get; init; }
    public DateOnly ReadOn { get; init; }
    public DateOnly? ConfirmedOn { get; set; }

    /// <summary>Items read or entered.</summary>
    public int Items { get; set; }

    /// <summary>Doubts not decided yet.</summary>
    public int OpenDoubts { get; set; }

    public int Version { get; set; }

    /// <summary>The stream of a plan.</summary>
    public static string StreamOf(Guid id) => $"plan:{id}";

    /// <summary>What it says about itself.</summary>
    public PlanHead Head() =>
        new()
        {
            Title = Title,
            Number = Number,
            Issuers = Issuers.Length == 0 ? [] : Issuers.Split('、'),
            Place = Place,
            SignedOn = SignedOn,
            Kind = Kind,
            FromYear = FromYear,
            ToYear = ToYear,
        };
}

/// <summary>A plan's source text, and what was read from it as it stands before it is confirmed. Apart from <see cref="Plan"/>, because it is large.</summary>
public sealed class PlanText
{
    public int Tenant { get; init; }
    public Guid PlanId { get; init; }
    public required string Source { get; init; }

    /// <summary>JSON of <see cref="PlanDraft"/>.</summary>
    public required string Draft { get; set; }

    /// <summary>What was read.</summary>
    public PlanDraft ReadDraft() =>
        JsonSerializer.Deserialize<PlanDraft>(Draft, EventRegistry.Json)!;
}

/// <summary>A task that somebody owns.</summary>
[Carries("S041", "S175", "S176")]
public sealed class PlanItem
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }
    public Guid PlanId { get; init; }
    public required string PlanTitle { get; init; }

    /// <summary>Place in the plan, from 1.</summary>
    public int Ordinal { get; init; }

    public string? Number { get; init; }
    public string? Chapter { get; init; }
    public required string Title { get; init; }

    /// <summary>The organ for which it counts.</summary>
    public Guid ChiefOrganId { get; set; }

    public ItemState State { get; set; }

    /// <summary>Neither done nor ended.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The next day on which something is due; <see cref="ItemSchedule.NoDue"/> where nothing is.</summary>
    public DateOnly NextDue { get; set; }

    /// <summary>Reported as done and waiting for the coordinator: not late meanwhile.</summary>
    public bool IsPending { get; set; }

    public DateOnly EnteredOn { get; init; }
    public DateOnly? DoneOn { get; set; }

    /// <summary>The day from which nothing of it is owed: done, terminated or rolled over.</summary>
    public DateOnly? EndedOn { get; set; }

    /// <summary>销号.</summary>
    public DateOnly? WrittenOffOn { get; set; }

    public Guid? PreviousItemId { get; init; }
    public Guid? NextItemId { get; set; }

    /// <summary>JSON of <see cref="PlanItemBody"/>.</summary>
    public required string Body { get; set; }

    public int Version { get; set; }

    /// <summary>The stream of an item.</summary>
    public static string StreamOf(Guid id) => $"plan-item:{id}";

    /// <summary>Everything that is not filtered or sorted by.</summary>
    public PlanItemBody ReadBody() =>
        JsonSerializer.Deserialize<PlanItemBody>(Body, EventRegistry.Json)!;

    /// <summary>Whether it is late on a day: from the day after the deadline on.</summary>
    public bool IsLate(DateOnly today) => IsOpen && !IsPending && NextDue < today;
}

/// <summary>An organ's part in an item. Repeats what a list filters and sorts by, so that a township's page reads one index and nothing else.</summary>
public sealed class PlanAssignment : IOwned
{
    public int Tenant { get; init; }
    public Guid OrganId { get; init; }
    public Guid ItemId { get; init; }
    public Guid PlanId { get; init; }
    public UnitRole Role { get; set; }
    public Guid? PersonId { get; set; }

    /// <summary>What this organ last reported.</summary>
    public ItemState State { get; set; }

    public bool IsOpen { get; set; }
    public bool IsPending { get; set; }
    public DateOnly NextDue { get; set; }
}

/// <summary>How far a report of progress has come.</summary>
public enum ReportStatus
{
    [Display(Name = "待审")]
    Submitted,

    [Display(Name = "已采纳")]
    Accepted,

    [Display(Name = "已退回")]
    Returned,

    [Display(Name = "已撤回")]
    Withdrawn,
}

/// <summary>One report of one organ on one item.</summary>
public sealed class ProgressReport : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }
    public Guid ItemId { get; init; }
    public Guid PlanId { get; init; }
    public Guid OrganId { get; init; }
    public DateOnly ReportedOn { get; init; }
    public Guid? ReporterId { get; init; }
    public ItemState State { get; init; }
    public required string Text { get; init; }
    public string? Obstacle { get; init; }
    public string? Request { get; init; }
    public int? Due { get; init; }
    public DateOnly? NewDueOn { get; init; }

    /// <summary>JSON of the list of <see cref="EvidenceFile"/>.</summary>
    public required string Files { get; init; }

    public ReportStatus Status { get; set; }
    public DateOnly? DecidedOn { get; set; }
    public Guid? DeciderId { get; set; }
    public string? Reason { get; set; }

    /// <summary>The files that prove it.</summary>
    public IReadOnlyList<EvidenceFile> ReadFiles() =>
        JsonSerializer.Deserialize<List<EvidenceFile>>(Files, EventRegistry.Json)!;
}

/// <summary>A reminder that was sent, so that none is sent twice.</summary>
public sealed class PlanReminder
{
    public int Tenant { get; init; }
    public Guid ItemId { get; init; }
    public DateOnly Due { get; init; }
    public ReminderStep Step { get; init; }
    public DateOnly SentOn { get; init; }
}

/// <summary>When organs are reminded (blocks/ledgers.md, TaskProgress: 30, 7, 1 days before, the day after; then 督办).</summary>
public enum ReminderStep
{
    [Display(Name = "还有30天")]
    Days30,

    [Display(Name = "还有7天")]
    Days7,

    [Display(Name = "明天到期")]
    Days1,

    [Display(Name = "已逾期")]
    Late,

    /// <summary>Ten working days late: the coordinator is advised to supervise.</summary>
    [Display(Name = "建议督办")]
    Supervise,
}

internal sealed class PlanConfiguration
    : IEntityTypeConfiguration<Plan>,
        IEntityTypeConfiguration<PlanText>,
        IEntityTypeConfiguration<PlanItem>,
        IEntityTypeConfiguration<PlanAssignment>,
        IEntityTypeConfiguration<ProgressReport>,
        IEntityTypeConfiguration<PlanReminder>
{
    public void Configure(EntityTypeBuilder<Plan> entity) =>
        entity.HasKey(p => new { p.Tenant, p.Id });

    public void Configure(EntityTypeBuilder<PlanText> entity) =>
        entity.HasKey(p => new { p.Tenant, p.PlanId });

    public void Configure(EntityTypeBuilder<PlanItem> entity)
    {
        entity.HasKey(i => new { i.Tenant, i.Id });
        entity.HasIndex(i => new
        {
            i.Tenant,
            i.IsOpen,
            i.NextDue,
            i.Id,
        });
        entity.HasIndex(i => new
        {
            i.Tenant,
            i.PlanId,
            i.Ordinal,
        });
    }

    public void Configure(EntityTypeBuilder<PlanAssignment> entity)
    {
        entity.HasKey(a => new
        {
            a.Tenant,
            a.ItemId,
            a.OrganId,
        });
        entity.HasIndex(a => new
        {
            a.Tenant,
            a.OrganId,
            a.IsOpen,
            a.NextDue,
            a.ItemId,
        });
        entity.HasIndex(a => new
        {
            a.Tenant,
            a.PersonId,
            a.IsOpen,
        });
    }

    public void Configure(EntityTypeBuilder<ProgressReport> entity)
    {
        entity.HasKey(r => new { r.Tenant, r.Id });
        entity.HasIndex(r => new
        {
            r.Tenant,
            r.ItemId,
            r.Id,
        });
        entity.HasIndex(r => new
        {
            r.Tenant,
            r.Status,
            r.Id,
        });
    }

    public void Configure(EntityTypeBuilder<PlanReminder> entity) =>
        entity.HasKey(r => new
        {
            r.Tenant,
            r.ItemId,
            r.Due,
            r.Step,
        });
}
