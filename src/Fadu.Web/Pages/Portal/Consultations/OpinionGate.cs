using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Fadu.Core;
using Microsoft.AspNetCore.DataProtection;

namespace Fadu.Web.Pages.Portal.Consultations;

/// <summary>How many opinions one address may send within <see cref="OpinionGate.Window"/>: <c>Opinions:MostPerAddress</c> in appsettings.json. A village may share one address.</summary>
public sealed record OpinionLimit(int MostPerAddress)
{
    /// <summary>The setting; 30 where there is none.</summary>
    public static OpinionLimit Read(string? setting) =>
        new(
            int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            && most > 0
                ? most
                : 30
        );
}

/// <summary>
/// Holds robots off without asking people anything: a form is signed when it is opened, is taken only some seconds later, and an address has only so many in a while. Addresses are kept in
/// memory only, for as long as the while lasts.
/// </summary>
public sealed class OpinionGate : IDisposable
{
    /// <summary>The while.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>Nobody reads and fills in five steps sooner.</summary>
    public static readonly TimeSpan Soonest = TimeSpan.FromSeconds(4);

    /// <summary>How long a form is good; after that it is signed anew and sent once more.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(48);

    private readonly IDataProtector protector;
    private readonly TimeProvider time;
    private readonly PartitionedRateLimiter<IPAddress> limiter;

    public OpinionGate(IDataProtectionProvider protection, TimeProvider time, OpinionLimit limit)
    {
        ArgumentNullException.ThrowIfNull(protection);
        ArgumentNullException.ThrowIfNull(limit);
        protector = protection.CreateProtector("consultation-opinion");
        this.time = time;
        limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
            RateLimitPartition.GetSlidingWindowLimiter(
                address,
                _ => new SlidingWindowRateLimiterOptions
                {
                    PermitLimit = limit.MostPerAddress,
                    Window = Window,
                    SegmentsPerWindow = 10,
                    QueueLimit = 0,
                }
            )
        );
    }

    /// <summary>Signs a form that is opened now. It carries the id of the command, so that sent twice it counts once.</summary>
    public string Sign(Guid consultation) =>
        protector.Protect(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{consultation:N}.{Guid.CreateVersion7():N}.{time.GetUtcNow().ToUnixTimeMilliseconds()}"
            )
        );

    /// <summary>The command of a form and how old it is; null where it was not signed here, or not for this consultation.</summary>
    public (Guid Command, TimeSpan Age)? Read(string? token, Guid consultation)
    {
        if (string.IsNullOrEmpty(token) || token.Length > 1000)
        {
            return null;
        }
        try
        {
            var parts = protector.Unprotect(token).Split('.');
            return parts.Length == 3 && Guid.ParseExact(parts[0], "N") == consultation
                ? (
                    Guid.ParseExact(parts[1], "N"),
                    time.GetUtcNow()
                        - DateTimeOffset.FromUnixTimeMilliseconds(
                            long.Parse(parts[2], CultureInfo.InvariantCulture)
                        )
                )
                : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether this address may send one more now; else how long to wait.</summary>
    public (bool Admitted, TimeSpan Wait) Admit(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire(NetworkOf(address));
        return lease.IsAcquired ? (true, TimeSpan.Zero)
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? (false, wait)
            : (false, Window);
    }

    public void Dispose() => limiter.Dispose();

    // Whoever has one IPv6 address has a whole /64.
    private static IPAddress NetworkOf(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }
        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6)
        {
            return address;
        }
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}

internal sealed class OpinionSetup : ISetup
{
    public void Add(IServiceCollection services) => services.AddSingleton<OpinionGate>();
}
