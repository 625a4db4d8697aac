namespace Fadu.Store.Sqlite;

/// <summary>
/// Makes the processes that write into one database take turns. Only one of them waits for the write lock; the others wait for its place, so whoever ends a transaction and wants the
/// next one comes behind whoever waited. The place is a file that one process at a time has open.
/// </summary>
internal sealed class Turnstile(string file)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    // as long as the write lock is waited for
    private const int MostPauses = 6000;

    /// <summary>Waits for the place; disposing the answer gives it on. After half a minute, or where the file cannot be opened, goes on without: it is a matter of order, not of safety.</summary>
    public async Task<IDisposable?> Take(CancellationToken cancellationToken)
    {
        for (var i = 0; i < MostPauses; i++)
        {
            try
            {
                return new FileStream(
                    file,
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None,
                    bufferSize: 0
                );
            }
            catch (UnauthorizedAccessException)
            {
                return null;
            }
            catch (IOException)
            {
                // somebody else has it
            }
            await Task.Delay(Pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        return null;
    }
}
