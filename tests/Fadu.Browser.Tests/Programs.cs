using System.Diagnostics;

namespace Fadu.Browser.Tests;

/// <summary>Programs of the machine that tests use where they are installed.</summary>
internal static class Programs
{
    public static string? Chromium { get; } =
        Find("chromium", "chromium-browser", "google-chrome", "chrome");

    public static string? Soffice { get; } = Find("soffice");

    public static string? PdfToText { get; } = Find("pdftotext");

    /// <summary>Runs a program to its end and gives what it wrote.</summary>
    public static async Task<string> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{Path.GetFileName(program)}: {await errors}");
    }

    private static string? Find(params string[] names) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder =>
                names.Select(name =>
                    Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)
                )
            )
            .FirstOrDefault(File.Exists);
}

/// <summary>The folder of the sources and what lies beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Where pictures of pages are put; not part of the project.</summary>
    public static string Screens => Path.Combine(Root, "artifacts", "screens");

    /// <summary>A file of the shared folder beside the project (or of FADU_SHARED). Skips the test where it is missing.</summary>
    public static string Shared(string path)
    {
        var folder =
            Environment.GetEnvironmentVariable("FADU_SHARED") ?? Path.Combine(Root, "..", "shared");
        var file = Path.GetFullPath(Path.Combine(folder, path));
        Assert.SkipUnless(File.Exists(file), $"没有共享资料 {path}。");
        return file;
    }

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
