using System.Text.Json;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Ledgers;

/// <summary>One value of a return, as it was submitted.</summary>
/// <param name="Amount">In units of 10^-Scale of the figure; for a ratio the numerator.</param>
public sealed record ReturnValue(string Row, long Amount, long? Denominator);

/// <summary>A return of one organ for one period as it was submitted; a correction is a further edition.</summary>
public sealed class ReturnFiling : IOwned
{
    public int Tenant { get; init; }
    public Guid Id { get; init; }
    public required string Return { get; init; }
    public Guid OrganId { get; init; }
    public DateOnly PeriodFrom { get; init; }
    public DateOnly PeriodTo { get; init; }
    public DateOnly DueOn { get; init; }

    /// <summary>1 for the return, 2 and more for 更正报表.</summary>
    public int Edition { get; init; }

    /// <summary>The values as JSON.</summary>
    public required string Values { get; init; }

    /// <summary>As known up to this entry of the trail.</summary>
    public long KnownSeq { get; init; }

    public DateTimeOffset SubmittedAt { get; init; }
    public Guid? SubmittedBy { get; init; }

    /// <summary>Why it was corrected.</summary>
    public string? Reason { get; init; }

    /// <summary>迟报: submitted after the last day.</summary>
    public bool IsLate => SubmittedAt.LocalDay() > DueOn;

    /// <summary>The stream of the returns of one organ.</summary>
    public static string StreamOf(string key, Guid organ) => $"return:{key}:{organ}";

    /// <summary>The values by row.</summary>
    public IReadOnlyDictionary<string, ReturnValue> ReadValues() =>
        JsonSerializer
            .Deserialize<List<ReturnValue>>(Values, EventRegistry.Json)!
            .ToDictionary(v => v.Row, StringComparer.Ordinal);
}

/// <summary>
/// The marks that a statistical form must bear: 表号、制定机关、批准或者备案文号、有效期限. Without them, or after their term, whoever is asked may refuse to fill it in (统计法第十七条).
/// </summary>
public sealed class ReturnMark
{
    public int Tenant { get; init; }
    public required string Return { get; init; }
    public required string FormNumber { get; set; }
    public required string Maker { get; set; }
    public required string Approval { get; set; }
    public DateOnly ValidUntil { get; set; }
    public int Version { get; set; }

    /// <summary>The stream of the marks of a return.</summary>
    public static string StreamOf(string key) => $"return-marks:{key}";
}

internal sealed class ReturnConfiguration
    : IEntityTypeConfiguration<ReturnFiling>,
        IEntityTypeConfiguration<ReturnMark>
{
    public void Configure(EntityTypeBuilder<ReturnFiling> entity)
    {
        entity.HasKey(f => new { f.Tenant, f.Id });
        entity
            .HasIndex(f => new
            {
                f.Tenant,
                f.Return,
                f.PeriodFrom,
                f.OrganId,
                f.Edition,
            })
            .IsUnique();
        entity.Ignore(f => f.IsLate);
    }

    public void Configure(EntityTypeBuilder<ReturnMark> entity) =>
        entity.HasKey(m => new { m.Tenant, m.Return });
}

/// <summary>A return was submitted: its values are frozen.</summary>
[TrailEvent("return.submitted", "报送报表")]
public sealed record ReturnSubmitted(
    Guid Id,
    string Return,
    Guid Organ,
    DateOnly PeriodFrom,
    DateOnly PeriodTo,
    DateOnly DueOn,
    int Edition,
    long KnownSeq,
    IReadOnlyList<ReturnValue> Values
) : ITrailEvent;

/// <summary>The marks of a return were set.</summary>
[TrailEvent("return.marked", "设定报表标志")]
public sealed record ReturnMarked(
    string Return,
    string FormNumber,
    string Maker,
    string Approval,
    DateOnly ValidUntil
) : ITrailEvent;

internal sealed class ReturnProjection : IProject<ReturnSubmitted>, IProject<ReturnMarked>
{
    public IReadOnlyList<Type> Tables => [typeof(ReturnFiling), typeof(ReturnMark)];

    public ValueTask Apply(ReturnSubmitted data, TrailEntry entry, FaduDb db)
    {
        db.Add(
            new ReturnFiling
            {
                Tenant = entry.Tenant,
                Id = data.Id,
                Return = data.Return,
                OrganId = data.Organ,
                PeriodFrom = data.PeriodFrom,
                PeriodTo = data.PeriodTo,
                DueOn = data.DueOn,
                Edition = data.Edition,
                Values = JsonSerializer.Serialize(data.Values, EventRegistry.Json),
                KnownSeq = data.KnownSeq,
                SubmittedAt = entry.At,
                SubmittedBy = entry.Actor,
                Reason = entry.Reason,
            }
        );
        return ValueTask.CompletedTask;
    }

    public async ValueTask Apply(ReturnMarked data, TrailEntry entry, FaduDb db)
    {
        var mark = await db.FindAsync<ReturnMark>(entry.Tenant, data.Return).ConfigureAwait(false);
        if (mark is null)
        {
            db.Add(
                mark = new ReturnMark
                {
                    Tenant = entry.Tenant,
                    Return = data.Return,
                    FormNumber = "",
                    Maker = "",
                    Approval = "",
                }
            );
        }
        mark.FormNumber = data.FormNumber;
        mark.Maker = data.Maker;
        mark.Approval = data.Approval;
        mark.ValidUntil = data.ValidUntil;
        mark.Version = entry.Number;
    }
}
