namespace Fadu.Core;

/// <summary>Work in two steps where the next thing may be made ready while the one before it is finished: to read and check a sheet keeps the processor busy, to commit one mostly the disk.</summary>
public static class OneAhead
{
    /// <summary>Makes things ready and finishes them, each step in their order.</summary>
    /// <param name="prepare">Makes one ready; null ends the work after what is under way.</param>
    /// <param name="finish">Finishes one; the next one begins when it is done.</param>
    /// <returns>Whether all were made ready.</returns>
    public static async Task<bool> Run<T, TReady>(
        IEnumerable<T> things,
        Func<T, Task<TReady?>> prepare,
        Func<TReady, Task> finish
    )
        where TReady : class
    {
        var under = Task.CompletedTask;
        try
        {
            foreach (var thing in things)
            {
                if (await prepare(thing).ConfigureAwait(false) is not { } ready)
                {
                    return false;
                }
                await under.ConfigureAwait(false);
                under = finish(ready);
            }
            return true;
        }
        finally
        {
            await under.ConfigureAwait(false);
        }
    }
}
