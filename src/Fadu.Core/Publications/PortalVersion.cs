using Microsoft.EntityFrameworkCore;

namespace Fadu.Core.Publications;

/// <summary>
/// The newest entry that changed what the public may see, asked of the database at most four times a second: a page kept by this process is out of use a quarter of a second after
/// any process has published or withdrawn something.
/// </summary>
public sealed class PortalVersion(IDbContextFactory<FaduDb> databases, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(250);
    private readonly SemaphoreSlim lane = new(1, 1);
    private Reading? last;

    /// <summary>The version of what may be seen now.</summary>
    public ValueTask<long> Get(int tenant = 1) =>
        Volatile.Read(ref last) is { } known
        && known.Tenant == tenant
        && time.GetElapsedTime(known.At) < Fresh
            ? ValueTask.FromResult(known.Seq)
            : Ask(tenant);

    private async ValueTask<long> Ask(int tenant)
    {
        await lane.WaitAsync().ConfigureAwait(false);
        try
        {
            if (
                last is { } known
                && known.Tenant == tenant
                && time.GetElapsedTime(known.At) < Fresh
            )
            {
                return known.Seq;
            }
            // The moment before asking: what is written while it is asked counts as newer.
            var at = time.GetTimestamp();
            await using var db = await databases.CreateDbContextAsync().ConfigureAwait(false);
            var seq = await db.Set<PublicationStamp>()
                .Where(s => s.Tenant == tenant)
                .Select(s => s.Seq)
                .FirstOrDefaultAsync()
                .ConfigureAwait(false);
            Volatile.Write(ref last, new Reading(tenant, seq, at));
            return seq;
        }
        finally
        {
            lane.Release();
        }
    }

    private sealed record Reading(int Tenant, long Seq, long At);
}
