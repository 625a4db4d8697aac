using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using Fadu.Core.Ledgers;

namespace Fadu.Core;

/// <summary>The 24 typed columns that every row of a declared block has for what must be filtered and sorted (docs/adr/0001).</summary>
public abstract class SlottedRow
{
    public string? T1 { get; set; }
    public string? T2 { get; set; }
    public string? T3 { get; set; }
    public string? T4 { get; set; }
    public string? T5 { get; set; }
    public string? T6 { get; set; }
    public string? T7 { get; set; }
    public string? T8 { get; set; }
    public long? N1 { get; set; }
    public long? N2 { get; set; }
    public long? N3 { get; set; }
    public long? N4 { get; set; }
    public long? N5 { get; set; }
    public long? N6 { get; set; }
    public long? N7 { get; set; }
    public long? N8 { get; set; }
    public DateOnly? D1 { get; set; }
    public DateOnly? D2 { get; set; }
    public DateOnly? D3 { get; set; }
    public DateOnly? D4 { get; set; }
    public Guid? G1 { get; set; }
    public Guid? G2 { get; set; }
    public Guid? G3 { get; set; }
    public Guid? G4 { get; set; }

    private static readonly FrozenDictionary<
        string,
        Action<SlottedRow, LedgerField, JsonNode?>
    > Setters = typeof(SlottedRow)
        .GetProperties()
        .ToFrozenDictionary(
            p => p.Name,
            p =>
            {
                var set = p.SetMethod!;
                switch (p.Name[0])
                {
                    case 'T':
                        var text = set.CreateDelegate<Action<SlottedRow, string?>>();
                        return (Action<SlottedRow, LedgerField, JsonNode?>)(
                            (row, _, value) => text(row, (string?)value)
                        );
                    case 'N':
                        var number = set.CreateDelegate<Action<SlottedRow, long?>>();
                        return (row, field, value) => number(row, Number(field, value));
                    case 'D':
                        var day = set.CreateDelegate<Action<SlottedRow, DateOnly?>>();
                        return (row, _, value) =>
                            day(row, value is null ? null : IsoDay.Parse((string)value!));
                    default:
                        var id = set.CreateDelegate<Action<SlottedRow, Guid?>>();
                        return (row, _, value) =>
                            id(
                                row,
                                value is null
                                    ? null
                                    : Guid.Parse(
                                        (string)(value is JsonObject ? value["item"] : value)!
                                    )
                            );
                }
            },
            StringComparer.Ordinal
        );

    /// <summary>Puts a value of the record into its field's slot, where it has one.</summary>
    internal void Put(LedgerField field, JsonNode? value)
    {
        if (field.Slot is { } slot)
        {
            Setters[slot](this, field, value);
        }
    }

    // Yes and no as 1 and 0, decimals as hundredths.
    private static long? Number(LedgerField field, JsonNode? value) =>
        value is null ? null
        : field.Type == FieldType.YesNo ? ((bool)value ? 1 : 0)
        : field.Type == FieldType.Decimal
            ? (long)decimal.Round((decimal)value * 100, MidpointRounding.AwayFromZero)
        : (long)value;
}
