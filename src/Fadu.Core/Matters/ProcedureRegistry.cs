using System.Reflection;
using Fadu.Core.Figures;
using Fadu.Law.Procedures;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Matters;

/// <summary>
/// All procedures that the loaded assemblies declare in static fields of type <see cref="Procedure"/>, by key, with their editions. Made once; what does not fit together stops the start.
/// </summary>
public sealed class ProcedureRegistry
{
    private readonly SortedDictionary<string, ProcedureEditions> byKey = new(
        StringComparer.Ordinal
    );

    public ProcedureRegistry(
        ModelAssemblies assemblies,
        FigureCatalogue figures,
        Registers.RegisterRegistry registers
    )
        : this(assemblies.All.SelectMany(Declared), figures)
    {
        Registers = registers;
        var unknown = Procedures
            .SelectMany(p => p.Actions.SelectMany(a => a.Writes.Select(w => (p, w))))
            .SelectMany(x =>
                registers.Find(x.w.Register) is { } register
                    ? x
                        .w.Kinds.Where(k => register.Kind(k) is null)
                        .Select(k => $"程序“{x.p}”写入的名录{x.w.Register}没有变动{k}")
                    : [$"程序“{x.p}”写入的名录{x.w.Register}不存在"]
            )
            .ToList();
        if (unknown.Count > 0)
        {
            throw new ProcedureException(unknown);
        }
        Parts =
        [
            .. assemblies
                .All.SelectMany(a => a.GetTypes())
                .Where(t => t is { IsAbstract: false } && typeof(IOpeningPart).IsAssignableFrom(t))
                .Select(t => (IOpeningPart)Activator.CreateInstance(t)!),
        ];
    }

    private ProcedureRegistry(IEnumerable<Procedure> procedures, FigureCatalogue figures)
    {
        foreach (var editions in procedures.Distinct().GroupBy(p => p.Key, StringComparer.Ordinal))
        {
            byKey[editions.Key] = new ProcedureEditions(editions);
        }
        var faults = new List<string>();
        foreach (var procedure in Procedures)
        {
            faults.AddRange(
                procedure
                    .Children.SelectMany(c => c.Nameable.Append(c.Procedure))
                    .Where(k => !byKey.ContainsKey(k))
                    .Select(k => $"程序“{procedure}”关联的程序{k}不存在")
            );
            faults.AddRange(
                procedure
                    .Actions.SelectMany(a => a.Counts)
                    .Concat(procedure.OpeningCounts)
                    .Select(c => c.Figure)
                    .Concat(procedure.Unlawful.Select(u => u.Figure).OfType<string>())
                    .Where(f => figures.Find(f) is null)
                    .Select(f => $"程序“{procedure}”统计的指标{f}不存在")
            );
            // Every record must be one that a form can show.
            _ = RecordForm.Of(procedure.FactsType);
            foreach (var type in procedure.Actions.Select(a => a.InputType).OfType<Type>())
            {
                _ = RecordForm.Of(type);
            }
        }
        if (faults.Count > 0)
        {
            throw new ProcedureException(faults);
        }
    }

    /// <summary>A registry of certain procedures.</summary>
    public static ProcedureRegistry Of(
        FigureCatalogue figures,
        params IEnumerable<Procedure> procedures
    ) => new(procedures, figures);

    /// <summary>The registers in which steps enter items; none where the procedures were given one by one.</summary>
    internal Registers.RegisterRegistry? Registers { get; }

    /// <summary>What modules ask and look up when a matter is opened.</summary>
    public IReadOnlyList<IOpeningPart> Parts { get; } = [];

    /// <summary>All procedures in the order of their keys.</summary>
    public IReadOnlyCollection<ProcedureEditions> All => byKey.Values;

    /// <summary>All editions of all procedures.</summary>
    public IEnumerable<Procedure> Procedures => All.SelectMany(e => e.All);

    /// <summary>The editions of a key, if there is such a procedure.</summary>
    public ProcedureEditions? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The edition under which a matter runs. A matter never loses it: editions are kept when they are over.</summary>
    public Procedure Get(string key, string edition) =>
        Find(key)?.Named(edition)
        ?? throw new InvalidDataException(
            $"本版本没有“{key}”的“{edition}”版程序，请用写入它的版本或更新的版本打开。"
        );

    /// <summary>The name of a procedure, also of one that is no longer declared.</summary>
    public string NameOf(string key) => Find(key)?.Name ?? key;

    /// <summary>Which property of which facts lies in which slot (docs/adr/0001): <c>procedure slot property</c>.</summary>
    public IReadOnlyList<string> SlotMap =>
        [
            .. Procedures
                .SelectMany(p =>
                    RecordForm
                        .Of(p.FactsType)
                        .Fields.Where(f => f.Slot is not null)
                        .Select(f => $"{p.Key} {f.Slot} {f.Identifier}")
                )
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static IEnumerable<Procedure> Declared(Assembly assembly) =>
        assembly
            .GetTypes()
            .Where(t => !t.ContainsGenericParameters)
            .SelectMany(t =>
                t.GetFields(
                    BindingFlags.Static
                        | BindingFlags.Public
                        | BindingFlags.NonPublic
                        | BindingFlags.DeclaredOnly
                )
            )
            .Where(f => f.FieldType == typeof(Procedure))
            .Select(f => (Procedure)f.GetValue(null)!);
}

internal sealed class MattersSetup : ISetup
{
    public void Add(IServiceCollection services) => services.AddSingleton<ProcedureRegistry>();
}
