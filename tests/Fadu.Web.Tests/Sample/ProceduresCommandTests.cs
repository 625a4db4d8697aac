using System.CommandLine;
using System.Text.Json;
using Fadu.Cli;
using Fadu.Modules.LegalityReview;

namespace Fadu.Web.Tests.Sample;

/// <summary><c>./fadu procedures</c>, for lawyers.</summary>
public sealed class ProceduresCommandTests
{
    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var root = new RootCommand { ProceduresCommand.Create() };
        root.Add(Commands.Json);
        var code = root.Parse(["procedures", .. arguments])
            .Invoke(new() { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    [Fact]
    public void WhoAsksForNone_GetsAllWithTheirEditions()
    {
        var (code, output, _) = Run();

        Assert.Equal(0, code);
        Assert.Contains(
            "legality-review.decision\t2019\t2019-09-01\t-\t合法性审查（重大行政决策）",
            output.Split('\n', StringSplitOptions.TrimEntries)
        );
    }

    [Fact]
    public void WhoAsksForOne_GetsItsPrintsAndTheirHashes()
    {
        var (code, output, _) = Run("legality-review.decision");
        Assert.Equal(0, code);
        Assert.Equal(
            Reviews.DecisionBefore2019.Print + "\n\n" + Reviews.Decision2019.Print,
            output
        );

        var json = JsonDocument.Parse(
            Run("legality-review.decision", "--edition", "2019", "--json").Output
        );
        var only = Assert.Single(
            json.RootElement.GetProperty("procedures").EnumerateArray().ToList()
        );
        Assert.Equal(Reviews.Decision2019.Hash, only.GetProperty("hash").GetString());
    }

    [Theory]
    [InlineData("没有这个")]
    [InlineData("legality-review.decision", "--edition", "1999")]
    public void WhoAsksForWhatIsNotThere_GetsOneLineThatSaysSo(params string[] arguments)
    {
        var (code, output, error) = Run(arguments);

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("没有", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
