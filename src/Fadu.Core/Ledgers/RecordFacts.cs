using System.Text.Json.Nodes;
using Fadu.Core.Figures;

namespace Fadu.Core.Ledgers;

/// <summary>What a ledger makes of a record: by what it is known again, what it is called, what it counts. To read a record as its type costs more than all of that, so it is read once.</summary>
internal abstract class RecordFacts(Ledger ledger, JsonObject body)
{
    private string? key;
    private string? near;
    private bool hasNear;

    /// <summary>SHA-256 of the natural key.</summary>
    public string KeyHash => key ??= Ledger.Hash(Key);

    /// <summary>SHA-256 of the near key, if the record has one.</summary>
    public string? NearHash
    {
        get
        {
            if (!hasNear)
            {
                near =
                    NearKey is { } parts && parts.All(p => p is not null)
                        ? Ledger.Hash(parts)
                        : null;
                hasNear = true;
            }
            return near;
        }
    }

    /// <summary>Its key in the source from which it came.</summary>
    public string? SourceKey => (string?)body["sourceKey"];

    /// <summary>Whether this was read of that very record.</summary>
    public bool IsOf(JsonObject record) => ReferenceEquals(record, body);

    /// <summary>Whether this was read of that very record by that ledger.</summary>
    public bool IsOf(JsonObject record, Ledger by) => IsOf(record) && ReferenceEquals(by, ledger);

    public abstract string Title { get; }

    /// <summary>The stocks that a total gives as opening and closing value.</summary>
    public abstract IEnumerable<(Figure Figure, long Opening, long Closing)> Stocks { get; }

    /// <summary>What the record counts in the figures.</summary>
    public IReadOnlyList<Contribution> Contributions
    {
        get
        {
            var organ = Ledger.OrganOf(body);
            var day = ledger.DayOf(body);
            return
            [
                .. Counts
                    .Where(c => c.Amount != 0 || c.Key is not null)
                    .Select(c => new Contribution(
                        c.Figure.Code,
                        organ,
                        c.Day ?? day,
                        Ledger.Scaled(c.Amount, c.Figure.Scale),
                        c.Dimensions,
                        c.Key
                    )),
                .. Totals,
            ];
        }
    }

    protected abstract IReadOnlyList<object?> Key { get; }
    protected abstract IReadOnlyList<object?>? NearKey { get; }
    protected abstract IEnumerable<Count> Counts { get; }

    /// <summary>What it gives as totals, which stand in where an organ has no details (<see cref="Outside"/>).</summary>
    protected abstract IEnumerable<Contribution> Totals { get; }
}
