using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Fadu.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Ledgers;

/// <summary>Where a line stands.</summary>
public enum LineState
{
    [Display(Name = "有效")]
    InForce,

    [Display(Name = "作废")]
    Void,

    [Display(Name = "已归并")]
    Merged,
}

/// <summary>One line of any ledger (docs/adr/0001): fixed columns, the record as JSON, and typed slots.</summary>
public sealed class LedgerLine : SlottedRow, IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }

    /// <summary>The key of the declaration, such as <c>publicity-event</c>.</summary>
    public required string Ledger { get; init; }

    public Guid OrganId { get; set; }

    /// <summary>The legal day on which it counts.</summary>
    public DateOnly OccurredOn { get; set; }

    public LineForm Form { get; set; }
    public DateOnly? PeriodFrom { get; set; }
    public DateOnly? PeriodTo { get; set; }
    public LineState State { get; set; }

    /// <summary>Number of the last entry of the stream, for optimistic concurrency.</summary>
    public int Version { get; set; }

    public LineSource Source { get; init; }
    public string? SourceName { get; set; }
    public string? SourceKey { get; set; }
    public Exactness Exactness { get; set; }

    /// <summary>补录: recorded after the reporting day of the month in which it happened.</summary>
    public bool IsLate { get; init; }

    /// <summary>备查: a total beside details of the same organ and period; it is shown but does not count.</summary>
    public bool IsStandby { get; set; }

    /// <summary>期后更正: changed after its period had been closed.</summary>
    public bool IsChangedAfterClose { get; set; }

    /// <summary>The line that this one was merged into.</summary>
    public Guid? MergedInto { get; set; }

    /// <summary>The import that brought it.</summary>
    public Guid? BatchId { get; init; }

    /// <summary>SHA-256 of the natural key; empty when the line is not in force.</summary>
    public string? KeyHash { get; set; }

    /// <summary>SHA-256 of the near key (是否同一件).</summary>
    public string? NearHash { get; set; }

    /// <summary>One line for people.</summary>
    public required string Title { get; set; }

    /// <summary>All texts, for the text filter.</summary>
    public required string SearchText { get; set; }

    /// <summary>The record as JSON.</summary>
    public required string Body { get; set; }

    /// <summary>SHA-256 of the files that prove it, separated by spaces.</summary>
    public string Evidence { get; set; } = "";

    /// <summary>The entry that recorded it: order of recording, and the tie-break of every list.</summary>
    public long Seq { get; init; }

    public DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }

    /// <summary>The stream of a line.</summary>
    public static string StreamOf(Guid id) => $"ledger:{id}";

    /// <summary>The kind under which contributions and links name a line of a ledger.</summary>
    public static string SubjectKindOf(string ledger) => $"ledger:{ledger}";

    /// <summary>The page of a line, from the root of the site.</summary>
    public static string AddressOf(string ledger, Guid id) => $"/workbench/ledgers/{ledger}/{id}";

    /// <summary>The record.</summary>
    public JsonObject ParseBody() => JsonNode.Parse(Body)!.AsObject();

    /// <summary>SHA-256 of the files that prove it.</summary>
    public IReadOnlyList<string> EvidenceHashes =>
        Evidence.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>零报告: an organ states that nothing happened in a period.</summary>
public sealed class ZeroReport : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }
    public required string Ledger { get; init; }
    public Guid OrganId { get; init; }
    public DateOnly PeriodFrom { get; init; }
    public DateOnly PeriodTo { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }

    /// <summary>Set when a line of the period was recorded after all: the statement no longer holds.</summary>
    public bool IsSuperseded { get; set; }

    /// <summary>The stream of the zero reports of one organ in one ledger.</summary>
    public static string StreamOf(string ledger, Guid organ) => $"ledger-zero:{ledger}:{organ}";
}

/// <summary>One import of a sheet or of pasted rows.</summary>
public sealed class LedgerImport : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }
    public required string Ledger { get; init; }

    /// <summary>The organ of the person who imported.</summary>
    public Guid OrganId { get; init; }

    public required string FileName { get; init; }
    public int Added { get; init; }
    public int Corrected { get; init; }
    public int Known { get; init; }
    public int Rejected { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }

    /// <summary>The stream of an import.</summary>
    public static string StreamOf(Guid id) => $"ledger-import:{id}";
}

internal sealed class LedgerConfiguration
    : IEntityTypeConfiguration<LedgerLine>,
        IEntityTypeConfiguration<ZeroReport>,
        IEntityTypeConfiguration<LedgerImport>
{
    public void Configure(EntityTypeBuilder<LedgerLine> entity)
    {
        entity.HasKey(l => new { l.Tenant, l.Id });
        entity.HasIndex(l => new
        {
            l.Tenant,
            l.Ledger,
            l.OccurredOn,
            l.Seq,
        });
        entity.HasIndex(l => new
        {
            l.Tenant,
            l.OrganId,
            l.Ledger,
            l.OccurredOn,
            l.Seq,
        });
        // Totals are few beside the lines, and every sheet asks which there are for its organs.
        entity
            .HasIndex(l => new
            {
                l.Tenant,
                l.Ledger,
                l.OrganId,
                l.PeriodFrom,
            })
            .HasFilter("form = 2");
        // Empty hashes do not collide: both engines hold NULLs apart in a unique index. What most lines lack is not in the index.
        entity
            .HasIndex(l => new
            {
                l.Tenant,
                l.Ledger,
                l.KeyHash,
            })
            .IsUnique();
        entity
            .HasIndex(l => new
            {
                l.Tenant,
                l.Ledger,
                l.SourceName,
                l.SourceKey,
            })
            .IsUnique()
            .HasFilter("source_key IS NOT NULL");
        entity
            .HasIndex(l => new
            {
                l.Tenant,
                l.Ledger,
                l.NearHash,
            })
            .HasFilter("near_hash IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<ZeroReport> entity)
    {
        entity.HasKey(z => new { z.Tenant, z.Id });
        entity.HasIndex(z => new
        {
            z.Tenant,
            z.Ledger,
            z.OrganId,
            z.PeriodFrom,
        });
    }

    public void Configure(EntityTypeBuilder<LedgerImport> entity) =>
        entity.HasKey(i => new { i.Tenant, i.Id });
}
