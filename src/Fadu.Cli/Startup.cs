using Fadu.Cli.Sample;
using Fadu.Core;
using Fadu.Core.People;
using Fadu.Web;

namespace Fadu.Cli;

/// <summary>What <c>run</c> does before it serves, and what it prints then.</summary>
internal static class Startup
{
    /// <summary>Loads the sample county into an empty folder if that is asked for.</summary>
    /// <returns>Whether the folder holds the sample county and its accounts are to be printed.</returns>
    public static async Task<bool> Prepare(
        IServiceProvider services,
        FaduOptions options,
        bool sample,
        CancellationToken cancellationToken
    )
    {
        if (!sample)
        {
            return false;
        }
        switch (await SampleCounty.StateOf(services, cancellationToken))
        {
            case SampleState.Empty:
                var today = services.GetRequiredService<TimeProvider>().Today();
                await SampleCounty.Load(options, today, Console.Error.WriteLine, cancellationToken);
                return true;
            case SampleState.Loaded:
                Console.Error.WriteLine("样例县已经在数据文件夹里，没有重新装入。");
                return true;
            case SampleState.Unfinished:
                throw new InvalidOperationException(
                    $"上次装入样例县时中断，“{options.DataFolder}”里的数据不完整。请删除这个文件夹，或用 --data 另指定一个空文件夹，再运行 run --sample。"
                );
            default:
                throw new InvalidOperationException(
                    $"“{options.DataFolder}”里已有别的数据，样例县只装入空文件夹，没有做任何改动。请用 --data 另指定一个空文件夹，或去掉 --sample。"
                );
        }
    }

    /// <summary>Prints the accounts of the sample county or, while nobody is administrator, the one-time link; and the address.</summary>
    public static async Task Announce(
        IServiceProvider services,
        FaduOptions options,
        string address,
        bool sample
    )
    {
        if (sample)
        {
            foreach (var line in SampleAccounts.Lines())
            {
                Console.WriteLine(line);
            }
        }
        else
        {
            await using var scope = services.CreateAsyncScope();
            if (await FirstLink.IsNeeded(scope.ServiceProvider.GetRequiredService<FaduDb>()))
            {
                Console.WriteLine(
                    $"还没有系统管理员。请用这个链接登记，只能用一次：{address}/first-administrator/{FirstLink.Make(options.DataFolder)}"
                );
            }
        }
        Console.WriteLine($"法度已启动：{address}");
    }
}
