using System.Data.Common;
using System.Globalization;
using System.Text;
using Fadu.Core.People;
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

/// <summary>Adds newly saved lines into the sums. Called by the context after its save, inside the same transaction.</summary>
internal static class FigureSums
{
    private const int RowsPerStatement = 400;

    private readonly record struct Key(
        int Tenant,
        string Figure,
        string Dimensions,
        long Block,
        int Period,
        Guid Organ
    );

    public static async Task Add(
        FaduDb db,
        IReadOnlyList<ContributionLine> lines,
        CancellationToken cancellationToken
    )
    {
        var sums = new Dictionary<Key, (long Amount, long Lines)>();
        foreach (var line in lines)
        {
            var month = (line.Day.Year * 100) + line.Day.Month;
            Plus(FigureSum.AllDimensions, FigureSum.Now, month);
            Plus(FigureSum.AllDimensions, FigureSum.Now, (month * 100) + line.Day.Day);
            Plus(FigureSum.AllDimensions, line.Seq / FigureSum.BlockSize, month);
            if (line.Dimensions.Length > 0)
            {
                Plus(line.Dimensions, FigureSum.Now, month);
            }

            void Plus(string dimensions, long block, int period)
            {
                var key = new Key(
                    line.Tenant,
                    line.Figure,
                    dimensions,
                    block,
                    period,
                    line.OrganId
                );
                var (amount, count) = sums.GetValueOrDefault(key);
                sums[key] = (amount + line.Amount, count + 1);
            }
        }
        if (db.Database.GetDbConnection().CanCreateBatch)
        {
            foreach (var chunk in sums.Chunk(RowsPerStatement))
            {
                await Upsert(db, chunk, cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            // no way to the server to be saved, and SQLite looks for each parameter of a long statement from its start
            await OneByOne(db, sums, cancellationToken).ConfigureAwait(false);
        }
    }

    private const string Insert =
        "INSERT INTO figure_sum (tenant, figure, dimensions, block, period, organ_id, amount, lines) VALUES ";

    private const string OnConflict =
        " ON CONFLICT (tenant, figure, dimensions, block, period, organ_id) DO UPDATE SET amount = figure_sum.amount + excluded.amount, lines = figure_sum.lines + excluded.lines";

    private static async Task OneByOne(
        FaduDb db,
        Dictionary<Key, (long Amount, long Lines)> sums,
        CancellationToken cancellationToken
    )
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText =
            $"{Insert}(@tenant, @figure, @dimensions, @block, @period, @organ, @amount, @lines){OnConflict}";
        var parameters = new[]
        {
            "@tenant",
            "@figure",
            "@dimensions",
            "@block",
            "@period",
            "@organ",
            "@amount",
            "@lines",
        }
            .Select(name =>
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
                return parameter;
            })
            .ToArray();
        foreach (var ((tenant, figure, dimensions, block, period, organ), (amount, lines)) in sums)
        {
            parameters[0].Value = tenant;
            parameters[1].Value = figure;
            parameters[2].Value = dimensions;
            parameters[3].Value = block;
            parameters[4].Value = period;
            parameters[5].Value = organ;
            parameters[6].Value = amount;
            parameters[7].Value = lines;
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
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
