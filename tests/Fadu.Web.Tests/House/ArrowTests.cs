using System.Reflection;
using Fadu.Core;
using Fadu.Law;
using Fadu.Modules;
using Fadu.Reading;
using Fadu.Store.Postgres;
using Fadu.Store.Sqlite;
using Fadu.Web;
using Fadu.Writing;

namespace Fadu.Web.Tests.House;

/// <summary>design.md §2: arrows run downwards only.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Fadu.Law"] = [],
        ["Fadu.Reading"] = [],
        ["Fadu.Writing"] = [],
        ["Fadu.Core"] = ["Fadu.Law", "Fadu.Reading", "Fadu.Writing"],
        ["Fadu.Modules"] = ["Fadu.Core", "Fadu.Law", "Fadu.Reading", "Fadu.Writing"],
        ["Fadu.Store.Sqlite"] = ["Fadu.Core"],
        ["Fadu.Store.Postgres"] = ["Fadu.Core"],
        ["Fadu.Web"] =
        [
            "Fadu.Modules",
            "Fadu.Core",
            "Fadu.Law",
            "Fadu.Reading",
            "Fadu.Writing",
            "Fadu.Store.Sqlite",
            "Fadu.Store.Postgres",
        ],
    };

    private static readonly Assembly[] House =
    [
        typeof(LawAssembly).Assembly,
        typeof(SourceText).Assembly,
        typeof(WritingAssembly).Assembly,
        typeof(FaduDb).Assembly,
        typeof(ModulesAssembly).Assembly,
        typeof(SqliteStore).Assembly,
        typeof(PostgresStore).Assembly,
        typeof(WebHost).Assembly,
    ];

    /// <summary>The arrows of an assembly that the drawing does not have.</summary>
    private static IEnumerable<string> Upwards(string name, IEnumerable<string> references) =>
        references.Where(r =>
            r.StartsWith("Fadu.", StringComparison.Ordinal) && !Allowed[name].Contains(r)
        );

    [Fact]
    public void EveryAssembly_RefersOnlyDownwards()
    {
        Assert.Equal(Allowed.Count, House.Length);
        foreach (var assembly in House)
        {
            var name = assembly.GetName().Name!;
            Assert.Empty(Upwards(name, assembly.GetReferencedAssemblies().Select(r => r.Name!)));
        }
    }

    [Fact]
    public void Fixture_ThatRefersUpwards_IsFound() =>
        Assert.Equal(["Fadu.Web"], Upwards("Fadu.Core", ["Fadu.Law", "Fadu.Web", "System.Linq"]));

    [Fact]
    public void Modules_DoNotCallEachOther()
    {
        // A module may name another's figures (they are the meeting place) but none of its other types.
        var areas = typeof(ModulesAssembly)
            .Assembly.GetTypes()
            .Where(t => t.Namespace?.StartsWith("Fadu.Modules.", StringComparison.Ordinal) == true)
            .ToList();
        Assert.NotEmpty(areas);
        var broken = new List<string>();
        foreach (var type in areas)
        {
            foreach (var used in TypesIn(type))
            {
                if (
                    used.Namespace?.StartsWith("Fadu.Modules.", StringComparison.Ordinal) == true
                    && Area(used) != Area(type)
                    && !used.Name.EndsWith("Figures", StringComparison.Ordinal)
                )
                {
                    broken.Add($"{type.FullName} → {used.FullName}");
                }
            }
        }
        Assert.Empty(broken.Distinct());

        static string Area(Type t) => t.Namespace!.Split('.')[2];

        static IEnumerable<Type> TypesIn(Type type)
        {
            const BindingFlags all =
                BindingFlags.Public
                | BindingFlags.NonPublic
                | BindingFlags.Instance
                | BindingFlags.Static
                | BindingFlags.DeclaredOnly;
            return type.GetFields(all)
                .Select(f => f.FieldType)
                .Concat(type.GetProperties(all).Select(p => p.PropertyType))
                .Concat(
                    type.GetMethods(all)
                        .SelectMany(m =>
                            m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)
                        )
                )
                .Concat(type.GetInterfaces())
                .Append(type.BaseType ?? typeof(object));
        }
    }
}
