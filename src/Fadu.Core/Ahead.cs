namespace Fadu.Core;

/// <summary>Work in two steps where the next things may be made ready while those before them are finished: to read and check a sheet keeps the processor busy, to commit one mostly the disk.</summary>
public static class Ahead
{
    /// <summary>Makes things ready and finishes them, each step begun in their order.</summary>
    /// <param name="most">So many may be under way to be finished. Commits that wait together are done together.</param>
    /// <param name="prepare">Makes one ready; null ends the work after what is under way.</param>
    /// <param name="finish">Finishes one.</param>
    /// <param name="tell">Told of each that is finished, in their order, one after the other.</param>
    /// <returns>Whether all were made ready.</returns>
    public static async Task<bool> Run<T, TReady, TDone>(
        IEnumerable<T> things,
        int most,
        Func<T, Task<TReady?>> prepare,
        Func<TReady, Task<TDone>> finish,
        Action<TDone> tell
    )
        where TReady : class
    {
        var under = new Queue<Task<TDone>>();
        var all = true;
        try
        {
            foreach (var thing in things)
            {
                if (await prepare(thing).ConfigureAwait(false) is not { } ready)
                {
                    all = false;
                    break;
                }
                while (under.TryPeek(out var first) && (first.IsCompleted || under.Count >= most))
                {
                    tell(await under.Dequeue().ConfigureAwait(false));
                }
                under.Enqueue(finish(ready));
            }
            while (under.Count > 0)
            {
                tell(await under.Dequeue().ConfigureAwait(false));
            }
            return all;
        }
        finally
        {
            // one failed: what was begun behind it is not left alone
            await ((Task)Task.WhenAll(under)).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing
            );
        }
    }
}
