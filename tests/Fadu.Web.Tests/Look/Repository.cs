namespace Fadu.Web.Tests.Look;

/// <summary>The folder of the sources.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Fadu.slnx")))
        {
            folder =
                folder.Parent
                ?? throw new InvalidOperationException("Fadu.slnx is in no folder above the tests");
        }
        return folder.FullName;
    }
}
