using System.Reflection;
using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Registers;

namespace Fadu.Modules;

/// <summary>One of the systems that the founding documents name.</summary>
/// <param name="Id">S001 to S192.</param>
/// <param name="Module">M01 to M18.</param>
/// <param name="Kind">procedure, registry, ledger, analytics, portal, exam, integration or infrastructure.</param>
/// <param name="CarriedBy">The declarations that carry it; empty where nothing does.</param>
/// <param name="ProvenBy">The tests that do what it must do, as Class.Method; empty where nothing carries it.</param>
public sealed record NamedSystem(
    string Id,
    string Module,
    string Name,
    string Kind,
    IReadOnlyList<string> CarriedBy,
    IReadOnlyList<string> ProvenBy
);

/// <summary>
/// The 192 systems, what carries each and which tests prove it. Tests are named in system-proofs.tsv: by system, and by block for what every declaration of a block is put
/// through. That they exist is itself a test.
/// </summary>
public static class SystemCatalogue
{
    /// <summary>All, in order.</summary>
    public static IReadOnlyList<NamedSystem> All { get; } = Load();

    private static NamedSystem[] Load()
    {
        var carriers = new[] { typeof(CarriesAttribute).Assembly, typeof(SystemCatalogue).Assembly }
            .SelectMany(a => a.GetTypes())
            .SelectMany(Carriers)
            .ToLookup(c => c.System, StringComparer.Ordinal);
        var proofs = Lines("system-proofs.tsv")
            .ToLookup(l => l[0], l => l[1], StringComparer.Ordinal);
        return
        [
            .. Lines("systems.tsv")
                .Select(line =>
                {
                    var by = carriers[line[0]].ToList();
                    return new NamedSystem(
                        line[0],
                        line[1],
                        line[2],
                        line[3],
                        [.. by.Select(c => c.Carrier).Distinct(StringComparer.Ordinal)],
                        by.Count == 0
                            ? []
                            :
                            [
                                .. proofs[line[0]]
                                    .Concat(
                                        by.Select(c => c.Block)
                                            .Distinct(StringComparer.Ordinal)
                                            .SelectMany(b => proofs[b])
                                    )
                                    .Distinct(StringComparer.Ordinal),
                            ]
                    );
                }),
        ];
    }

    private static IEnumerable<(string System, string Carrier, string Block)> Carriers(Type type)
    {
        var declared = type.GetFields(
                BindingFlags.Static
                    | BindingFlags.Public
                    | BindingFlags.NonPublic
                    | BindingFlags.DeclaredOnly
            )
            .Where(f =>
                typeof(Register).IsAssignableFrom(f.FieldType)
                || typeof(Ledger).IsAssignableFrom(f.FieldType)
            )
            .Select(f => f.GetValue(null))
            .ToList();
        var block =
            declared.OfType<Register>().Any() ? "register"
            : declared.Count > 0 ? "ledger"
            : "";
        return declared
            .Select(d => d is Register register ? register.System : ((Ledger)d!).System)
            .Concat(type.GetCustomAttribute<CarriesAttribute>()?.Systems ?? [])
            .Select(system => (system, type.Name, block));
    }

    private static IEnumerable<string[]> Lines(string name)
    {
        using var stream =
            typeof(SystemCatalogue).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return line.Split('\t');
            }
        }
    }
}
