using System.Runtime.CompilerServices;

namespace Fadu.Web.Security;

/// <summary>Which pages this program has: what leads nowhere is not offered.</summary>
public static class Routes
{
    // Of one host; its pages are declared before it starts and stay the same.
    private static readonly ConditionalWeakTable<EndpointDataSource, HashSet<string>> Known = [];

    /// <summary>Whether a page or endpoint answers at this address (without parameters, as /documents).</summary>
    public static bool Exist(HttpContext context, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Known
            .GetValue(
                context.RequestServices.GetRequiredService<EndpointDataSource>(),
                source =>
                    source
                        .Endpoints.OfType<RouteEndpoint>()
                        .Select(e => e.RoutePattern.RawText?.Trim('/') ?? "")
                        .ToHashSet(StringComparer.OrdinalIgnoreCase)
            )
            .Contains(path.Trim('/'));
    }
}
