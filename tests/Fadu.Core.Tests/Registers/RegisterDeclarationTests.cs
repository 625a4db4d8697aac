using System.Text.RegularExpressions;
using Fadu.Core.Figures;
using Fadu.Core.Registers;
using Fadu.Modules;

namespace Fadu.Core.Tests.Registers;

public sealed partial class RegisterDeclarationTests
{
    private static readonly ModelAssemblies Assemblies = new([
        typeof(CoreAssembly).Assembly,
        typeof(ModulesAssembly).Assembly,
    ]);

    internal static readonly RegisterRegistry Registry = new(Assemblies);

    public static readonly TheoryData<string> Keys = [.. Registry.All.Select(r => r.Key)];

    [Fact]
    public void SlotMap_IsAppendOnly()
    {
        var written = File.ReadAllLines(
                Path.Combine(AppContext.BaseDirectory, "Registers", "slot-map.txt")
            )
            .Where(l => l.Length > 0 && !l.StartsWith('#'))
            .ToList();
        Assert.True(
            written.SequenceEqual(Registry.SlotMap),
            "A slot that was given may not be taken back or moved, and every one is written down in tests/Fadu.Core.Tests/Registers/slot-map.txt (docs/adr/0001):\n"
                + string.Join('\n', Registry.SlotMap)
        );
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Declaration_SaysEverythingInChinese(string key)
    {
        var register = Registry[key];
        Assert.All(
            new[]
            {
                register.Title,
                register.Purpose,
                register.Keepers,
                register.KeyText,
                register.ValidityText,
            },
            text => Assert.Matches(Chinese(), text)
        );
        Assert.All(register.Fields, f => Assert.Matches(Chinese(), f.Title));
        Assert.All(register.Kinds, k => Assert.Matches(Chinese(), k.Name));
        Assert.Contains(register.Fields, f => f.InList);
        Assert.Equal("keeper", register.Fields[0].Name);
        Assert.All(
            register.Fields.Where(f => f.Names is not null),
            f => Assert.NotNull(Registry.Find(f.Names!))
        );
        // A field, a rule and a figure of its own.
        Assert.Contains(register.Fields, f => !Register.IsCommon(f));
        Assert.NotEqual($"{register.Title}.在册数", register.InForce.Name);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Kinds_CoverWhatAnyItemMayMeet_OnceEach(string key)
    {
        var register = Registry[key];
        Assert.Equal(
            register.Kinds.Count,
            register.Kinds.DistinctBy(k => k.Key, StringComparer.Ordinal).Count()
        );
        Assert.Equal(
            register.Kinds.Count,
            register.Kinds.DistinctBy(k => k.Name, StringComparer.Ordinal).Count()
        );
        foreach (
            var effect in Enum.GetValues<ChangeEffect>()
                .Where(e => e is not (ChangeEffect.Merge or ChangeEffect.Note))
        )
        {
            Assert.Contains(register.Kinds, k => k.Effect == effect);
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Figures_OfARegister_AreInTheCatalogueWithTheirDefinition(string key)
    {
        var catalogue = new FigureCatalogue(Assemblies);
        Assert.All(
            Registry[key].Figures,
            f =>
            {
                Assert.Same(f, catalogue.Find(f.Code));
                Assert.Matches(Chinese(), f.Definition);
            }
        );
        Assert.Equal(Fold.AsOf, Registry[key].InForce.Fold);
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}{2}")]
    private static partial Regex Chinese();
}
