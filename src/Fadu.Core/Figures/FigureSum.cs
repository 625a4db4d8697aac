using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage;

namespace Fadu.Core.Figures;

/// <summary>A sum of contribution lines, kept beside the book so that a year's figure need not read every line (docs/adr/0003).</summary>
public sealed class FigureSum : IOwned
{
    /// <summary>All dimensions together.</summary>
    public const string AllDimensions = "*";

    /// <summary>All that is known now.</summary>
    public const long Now = -1;

    /// <summary>So many consecutive seqs make a block.</summary>
    public const int BlockSize = 4096;

    public int Tenant { get; init; }
    public required string Figure { get; init; }

    /// <summary>The canonical dimensions, or <see cref="AllDimensions"/>.</summary>
    public required string Dimensions { get; init; }

    /// <summary>The seqs summed: <see cref="Now"/> for all, else <c>seq / BlockSize</c>.</summary>
    public long Block { get; init; }

    /// <summary>The legal days summed: a month as 202503 or a day as 20250317.</summary>
    public int Period { get; init; }

    public Guid OrganId { get; init; }
    public long Amount { get; init; }

    /// <summary>Number of lines in it; tells "nothing booked" from "booked and gone".</summary>
    public long Lines { get; init; }
}

internal sealed class FigureSumConfiguration : IEntityTypeConfiguration<FigureSum>
{
    public void Configure(EntityTypeBuilder<FigureSum> entity) =>
        // In this order a year of the county is one stretch of the index.
        entity.HasKey(s => new
        {
            s.Tenant,
            s.Figure,
            s.Dimensions,
            s.Block,
            s.Period,
            s.OrganId,
        });
}

/// <summary>
/// What newly booked lines add to the sums. Lines are added up as they come, since a commit has thousands of lines and few sums; written inside the same transaction, without reading the
/// sums first.
/// </summary>
internal sealed class PendingSums
{
    private const int RowsPerStatement = 400;

    private readonly Dictionary<Key, (long Amount, long Lines)> sums = [];

    private readonly record struct Key(
        int Tenant,
        string Figure,
        string Dimensions,
        long Block,
        int Period,
        Guid Organ
    );

    /// <summary>Adds lines up.</summary>
    public void Add(IEnumerable<ContributionLine> lines)
    {
        foreach (var line in lines)
        {
            var month = (line.Day.Year * 100) + line.Day.Month;
            Plus(line, FigureSum.AllDimensions, FigureSum.Now, month);
            Plus(line, FigureSum.AllDimensions, FigureSum.Now, (month * 100) + line.Day.Day);
            Plus(line, FigureSum.AllDimensions, line.Seq / FigureSum.BlockSize, month);
            if (line.Dimensions.Length > 0)
            {
                Plus(line, line.Dimensions, FigureSum.Now, month);
            }
        }
    }

    private void Plus(ContributionLine line, string dimensions, long block, int period)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(
            sums,
            new Key(line.Tenant, line.Figure, dimensions, block, period, line.OrganId),
            out _
        );
        sum = (sum.Amount + line.Amount, sum.Lines + 1);
    }

    /// <summary>Adds what has come together into the table.</summary>
    public async Task Write(FaduDb db, CancellationToken cancellationToken)
    {
        if (sums.Count == 0)
        {
            return;
        }
        if (db.Rows is { } writer)
        {
            OneByOne(db, writer, cancellationToken);
        }
        else
        {
            foreach (var chunk in sums.Chunk(RowsPerStatement))
            {
                await Upsert(db, chunk, cancellationToken).ConfigureAwait(false);
            }
        }
        sums.Clear();
    }

    private const string Insert =
        "INSERT INTO figure_sum (tenant, figure, dimensions, block, period, organ_id, amount, lines) VALUES ";

    private const string OnConflict =
        " ON CONFLICT (tenant, figure, dimensions, block, period, organ_id) DO UPDATE SET amount = figure_sum.amount + excluded.amount, lines = figure_sum.lines + excluded.lines";

    private void OneByOne(FaduDb db, IRowWriter writer, CancellationToken cancellationToken)
    {
        using var statement = writer.Prepare(
            db.Database.GetDbConnection(),
            $"{Insert}(?, ?, ?, ?, ?, ?, ?, ?){OnConflict}"
        );
        // in the order of the key, so that neighbours are written together
        foreach (
            var (
                (tenant, figure, dimensions, block, period, organ),
                (amount, lines)
            ) in sums.OrderBy(s => s.Key.Figure, StringComparer.Ordinal)
                .ThenBy(s => s.Key.Dimensions, StringComparer.Ordinal)
                .ThenBy(s => s.Key.Block)
                .ThenBy(s => s.Key.Period)
        )
        {
            statement.Set(0, tenant);
            statement.Set(1, figure);
            statement.Set(2, dimensions);
            statement.Set(3, block);
            statement.Set(4, period);
            statement.Set(5, organ);
            statement.Set(6, amount);
            statement.Set(7, lines);
            statement.Run();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static async Task Upsert(
        FaduDb db,
        KeyValuePair<Key, (long Amount, long Lines)>[] rows,
        CancellationToken cancellationToken
    )
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        var text = new StringBuilder(Insert);
        var n = 0;
        foreach (var ((tenant, figure, dimensions, block, period, organ), (amount, lines)) in rows)
        {
            text.Append(n == 0 ? "(" : ",(");
            Parameter(tenant);
            Parameter(figure);
            Parameter(dimensions);
            Parameter(block);
            Parameter(period);
            Parameter(organ);
            Parameter(amount);
            Parameter(lines);
            text[^1] = ')';
        }
        text.Append(OnConflict);
        command.CommandText = text.ToString();
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);

        void Parameter(object value)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{n++}");
            parameter.Value = value;
            command.Parameters.Add(parameter);
            text.Append(parameter.ParameterName).Append(',');
        }
    }
}
