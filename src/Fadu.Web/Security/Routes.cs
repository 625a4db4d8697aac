namespace Fadu.Web.Security;

/// <summary>Which pages this program has: what leads nowhere is not offered.</summary>
public static class Routes
{
    /// <summary>Whether a page or endpoint answers at this address (without parameters, as /documents).</summary>
    public static bool Exist(HttpContext context, string path) =>
        context
            .RequestServices.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Any(e =>
                string.Equals(
                    e.RoutePattern.RawText?.Trim('/'),
                    path.Trim('/'),
                    StringComparison.OrdinalIgnoreCase
                )
            );
}
