using Fadu.Core.Ledgers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Fadu.Core.Registers;

/// <summary>All registers that the loaded assemblies declare, found in their static fields.</summary>
public sealed class RegisterRegistry
{
    private readonly SortedDictionary<string, Register> byKey = new(StringComparer.Ordinal);

    // A form does not tell capitals from small letters.
    private static readonly HashSet<string> OfTheChange = new(StringComparer.OrdinalIgnoreCase)
    {
        "seen",
        "version",
        "from",
        "until",
        "into",
        "basis",
        "reason",
        "decidedBy",
        "decidedOn",
    };

    public RegisterRegistry(ModelAssemblies assemblies)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        foreach (var register in assemblies.Declared<Register>())
        {
            if (!byKey.TryAdd(register.Key, register))
            {
                throw new InvalidOperationException($"Two registers are called {register.Key}.");
            }
            LedgerRegistry.CheckFields(register.Key, register.Fields);
            if (register.Fields.FirstOrDefault(f => OfTheChange.Contains(f.Name)) is { } taken)
            {
                throw new InvalidOperationException(
                    $"{register.Key}: a form of a change has {taken.Name} itself; name the field otherwise."
                );
            }
        }
    }

    /// <summary>All registers in the order of their keys.</summary>
    public IReadOnlyCollection<Register> All => byKey.Values;

    /// <summary>The register of a key, if there is one.</summary>
    public Register? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The register of a key that is known to be there.</summary>
    public Register this[string key] => byKey[key];

    /// <summary>The slot map, one line a property (docs/adr/0001): <c>register slot property</c>.</summary>
    public IReadOnlyList<string> SlotMap =>
        [
            .. All.SelectMany(r =>
                    r.Fields.Where(f => f.Slot is not null)
                        .Select(f => $"{r.Key} {f.Slot} {f.Identifier}")
                )
                .Order(StringComparer.Ordinal),
        ];
}

internal sealed class RegisterSetup : ISetup
{
    public void Add(IServiceCollection services)
    {
        services.AddSingleton<RegisterRegistry>();
        services.TryAddSingleton(
            new YearlyDays(new Dictionary<string, string?>(StringComparer.Ordinal))
        );
    }
}
