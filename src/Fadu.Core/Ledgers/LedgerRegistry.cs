using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Ledgers;

/// <summary>All ledgers that the loaded assemblies declare, found in their static fields.</summary>
public sealed partial class LedgerRegistry
{
    private readonly SortedDictionary<string, Ledger> byKey = new(StringComparer.Ordinal);

    public LedgerRegistry(ModelAssemblies assemblies)
    {
        foreach (var ledger in assemblies.Declared<Ledger>())
        {
            Add(ledger);
        }
        LedgerOverlap.Refuse([.. All]);
    }

    /// <summary>All ledgers in the order of their keys.</summary>
    public IReadOnlyCollection<Ledger> All => byKey.Values;

    /// <summary>The ledger of a key, if there is one.</summary>
    public Ledger? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The ledger of a key that is known to be there.</summary>
    public Ledger this[string key] => byKey[key];

    /// <summary>The slot map, one line a property (docs/adr/0001): <c>ledger slot property</c>.</summary>
    public IReadOnlyList<string> SlotMap =>
        [
            .. All.SelectMany(l =>
                    l.AllFields.Where(f => f.Slot is not null)
                        .Select(f => $"{l.Key} {f.Slot} {f.Identifier}")
                )
                .Order(StringComparer.Ordinal),
        ];

    private void Add(Ledger ledger)
    {
        if (!byKey.TryAdd(ledger.Key, ledger))
        {
            throw new InvalidOperationException($"Two ledgers are called {ledger.Key}.");
        }
        CheckFields(ledger.Key, ledger.AllFields);
        if (ledger.AllFields.FirstOrDefault(f => OfTheCorrection.Contains(f.Name)) is { } taken)
        {
            throw new InvalidOperationException(
                $"{ledger.Key}: the form of a correction has {taken.Name} itself; name the field otherwise."
            );
        }
    }

    // A form does not tell capitals from small letters.
    private static readonly HashSet<string> OfTheCorrection = new(StringComparer.OrdinalIgnoreCase)
    {
        "commandId",
        "into",
        "reason",
        "state",
        "version",
        "why",
    };

    /// <summary>Refuses fields whose slots do not fit or that share a slot or a heading.</summary>
    internal static void CheckFields(string key, IReadOnlyList<LedgerField> fields)
    {
        var slots = fields.Where(f => f.Slot is not null).ToList();
        foreach (var field in slots)
        {
            var kind = field.Type switch
            {
                FieldType.Text or FieldType.Choice => 'T',
                FieldType.Count or FieldType.Decimal or FieldType.YesNo => 'N',
                FieldType.Date => 'D',
                FieldType.Organ or FieldType.Item => 'G',
                _ => '-',
            };
            if (!SlotName().IsMatch(field.Slot!) || field.Slot![0] != kind)
            {
                throw new InvalidOperationException(
                    $"{key}.{field.Identifier}: {field.Slot} does not fit."
                );
            }
        }
        if (slots.Select(f => f.Slot).Distinct(StringComparer.Ordinal).Count() != slots.Count)
        {
            throw new InvalidOperationException($"{key}: two properties share a slot.");
        }
        if (fields.Select(f => f.Title).Distinct(StringComparer.Ordinal).Count() != fields.Count)
        {
            throw new InvalidOperationException($"{key}: two properties share a heading.");
        }
    }

    [GeneratedRegex("^([TN][1-8]|[DG][1-4])$", RegexOptions.CultureInvariant)]
    private static partial Regex SlotName();
}

internal sealed class LedgerSetup : ISetup
{
    public void Add(IServiceCollection services)
    {
        services.AddSingleton<LedgerRegistry>();
    }
}
