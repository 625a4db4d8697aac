using System.Runtime.CompilerServices;
using Fadu.Law.Procedures;

namespace Fadu.Core.Tests;

/// <summary>Procedures printed for lawyers, as they were reviewed: in the folder prints beside the test that asks. FADU_PRINTS=1 writes them anew.</summary>
internal static class Prints
{
    public static void AreAsReviewed(
        IEnumerable<Procedure> procedures,
        [CallerFilePath] string test = ""
    )
    {
        var folder = Path.Combine(Path.GetDirectoryName(test)!, "prints");
        foreach (var procedure in procedures)
        {
            var file = Path.Combine(folder, $"{procedure.Key}.{procedure.Edition}.txt");
            if (Environment.GetEnvironmentVariable("FADU_PRINTS") is not null)
            {
                Directory.CreateDirectory(folder);
                File.WriteAllText(file, procedure.Print);
            }
            Assert.Equal(File.ReadAllText(file), procedure.Print);
        }
    }
}
