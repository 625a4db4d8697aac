using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fadu.Core.Search;

/// <summary>
/// A piece of something that can be found. Its terms lie beside it: on SQLite in the table <c>search_term</c> (FTS5) under the same number, on PostgreSQL in two columns of
/// this table (docs/adr/0009). Written only by <see cref="SearchIndex"/>.
/// </summary>
public sealed class SearchPiece
{
    public int Tenant { get; init; }

    /// <summary>The place in every list of hits (<see cref="PieceNumber"/>).</summary>
    public long Number { get; init; }

    public required string Kind { get; init; }
    public Guid Subject { get; init; }
    public required string Title { get; init; }
    public required string Address { get; init; }
    public string? Level { get; init; }
    public DateOnly? InForceFrom { get; init; }
    public DateOnly? InForceTo { get; init; }
    public required string Label { get; init; }
    public required string Anchor { get; init; }

    /// <summary>As it was written; in the piece of the title the title is its first line.</summary>
    public required string Text { get; init; }
}

/// <summary>How many things a tenant has put into the index so far; from this they get their numbers.</summary>
public sealed class SearchCounter
{
    public int Tenant { get; init; }
    public long Last { get; init; }
}

/// <summary>
/// The number of a piece is its rank: tenant (12 bits), title or text and level (6), the thing, newest first (28), the piece within the thing (14). So the first page of a frequent
/// word is read off in the order of numbers, without looking at all its hits.
/// </summary>
internal static class PieceNumber
{
    public const int PieceBits = 14;
    public const int ThingBits = 28;
    public const int ClassBits = 6;
    public const long MaxThing = (1L << ThingBits) - 1;
    public const int MaxPieces = 1 << PieceBits;
    public const int MaxRank = 31;

    /// <summary>The number of a piece of the <paramref name="nth"/> thing.</summary>
    public static long Of(int tenant, int rank, long nth, int piece)
    {
        var place = piece == 0 ? rank : MaxRank + 1 + rank;
        return (
                (((((long)tenant << ClassBits) | (uint)place) << ThingBits) | (MaxThing - nth))
                << PieceBits
            ) | (uint)piece;
    }

    /// <summary>The smallest number of a tenant.</summary>
    public static long First(int tenant) => (long)tenant << (ClassBits + ThingBits + PieceBits);

    /// <summary>The last number that a piece of the same thing and class could have.</summary>
    public static long EndOfThing(long number) => number | (MaxPieces - 1);

    /// <summary>Tells things apart.</summary>
    public static long ThingOf(long number) => (number >> PieceBits) & MaxThing;
}

internal sealed class SearchConfiguration
    : IEntityTypeConfiguration<SearchPiece>,
        IEntityTypeConfiguration<SearchCounter>
{
    public void Configure(EntityTypeBuilder<SearchPiece> entity)
    {
        entity.HasKey(p => new { p.Tenant, p.Number });
        entity.HasIndex(p => new
        {
            p.Tenant,
            p.Kind,
            p.Subject,
        });
    }

    public void Configure(EntityTypeBuilder<SearchCounter> entity)
    {
        entity.HasKey(c => c.Tenant);
        entity.Property(c => c.Tenant).ValueGeneratedNever();
    }
}
