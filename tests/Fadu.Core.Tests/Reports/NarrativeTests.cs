using System.Runtime.CompilerServices;
using Fadu.Core.Figures;
using Fadu.Core.Reports;
using Fadu.Modules;

namespace Fadu.Core.Tests.Reports;

/// <summary>The sample county's report text and the catalogue of the modules belong together.</summary>
public sealed class NarrativeTests
{
    [Fact]
    public void Catalogue_OfTheModules_IsWhole()
    {
        var catalogue = new FigureCatalogue(
            new ModelAssemblies([typeof(CoreAssembly).Assembly, typeof(ModulesAssembly).Assembly])
        );
        Assert.True(catalogue.All.Count > 40, $"{catalogue.All.Count} figures");
        foreach (var figure in catalogue.All)
        {
            Assert.Contains('.', figure.Name);
            Assert.False(string.IsNullOrWhiteSpace(figure.Definition), figure.Name);
            // A ratio that nothing counts yet has no parts.
            if (figure.Fold == Fold.Ratio && figure.Awaits is null)
            {
                Assert.Same(figure.Numerator, catalogue.Find(figure.Numerator!.Code));
                Assert.Same(figure.Denominator, catalogue.Find(figure.Denominator!.Code));
            }
        }
    }

    [Fact]
    public void Narrative_OfTheSampleCounty_HasTheFiveContentsAndOnlyFiguresThatExist()
    {
        var catalogue = new FigureCatalogue(
            new ModelAssemblies([typeof(CoreAssembly).Assembly, typeof(ModulesAssembly).Assembly])
        );
        var sections = ReportOutline.Read(
            File.ReadAllText(Path.Combine(Root(), "sample", "yunling", "narrative-2025.md"))
        );
        Assert.Equal(Enum.GetValues<ReportContent>(), sections.Select(s => s.Content).Distinct());
        var tokens = sections
            .SelectMany(s => ReportTokens.Cut(s.Text))
            .Select(p => p.Token)
            .OfType<ReportToken>()
            .ToList();
        Assert.NotEmpty(tokens);
        Assert.All(tokens, t => Assert.NotNull(catalogue.Find(t.Name)));
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
