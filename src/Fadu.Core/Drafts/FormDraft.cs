using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Drafts;

/// <summary>A form half filled in. It belongs to one person, is nobody else's to see, and goes when the form is sent or the draft is dropped.</summary>
[OutsideTrail("a draft is not yet said; it becomes an entry when the form is sent")]
public sealed class FormDraft
{
    /// <summary>The most characters that one draft may hold.</summary>
    public const int MaxCharacters = 400_000;

    public int Tenant { get; init; }
    public Guid PersonId { get; init; }

    /// <summary>Which form, such as <c>ledger:publicity-event:new</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The fields as a JSON array of [name, value].</summary>
    public required string Fields { get; set; }

    public DateTimeOffset SavedAt { get; set; }
}

internal sealed class FormDraftConfiguration : IEntityTypeConfiguration<FormDraft>
{
    public void Configure(EntityTypeBuilder<FormDraft> entity) =>
        entity.HasKey(d => new
        {
            d.Tenant,
            d.PersonId,
            d.Key,
        });
}
