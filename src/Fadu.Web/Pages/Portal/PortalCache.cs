using System.Globalization;
using Fadu.Core;
using Fadu.Core.Publications;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;

namespace Fadu.Web.Pages.Portal;

/// <summary>
/// Pages of the portal are kept in memory under the version of what is public, the day and the mode of reading. What is published, corrected or withdrawn changes the version, so that
/// no page of before is given out a quarter of a second later (<see cref="PortalVersion"/>); browsers and proxies must ask each time and hear "not modified" by the tag.
/// </summary>
internal sealed class PortalCache(PortalVersion version, TimeProvider time) : IOutputCachePolicy
{
    /// <summary>The name of the policy.</summary>
    public const string Name = "portal";

    // A page that was built by another build of the program is another page.
    private static readonly string Build =
        typeof(PortalCache).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..8];

    public async ValueTask CacheRequestAsync(
        OutputCacheContext context,
        CancellationToken cancellation
    )
    {
        var request = context.HttpContext.Request;
        var use = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        context.EnableOutputCaching = use;
        context.AllowCacheLookup = use;
        context.AllowCacheStorage = use;
        context.AllowLocking = true;
        if (!use)
        {
            return;
        }
        var seq = await version.Get();
        var key = string.Create(
            CultureInfo.InvariantCulture,
            $"{seq}-{time.Today():yyyyMMdd}-{(Frame.IsElder(context.HttpContext) ? 'e' : 'n')}{Build}"
        );
        context.CacheVaryByRules.CacheKeyPrefix = key;
        // What a page does not know cannot make it another page.
        context.CacheVaryByRules.QueryKeys = PortalPage.Known;
        context.ResponseExpirationTimeSpan = TimeSpan.FromMinutes(10);
        var headers = context.HttpContext.Response.Headers;
        headers.ETag = $"\"{key}\"";
        headers.CacheControl = "no-cache";
        headers.Vary = "Cookie";
    }

    public ValueTask ServeFromCacheAsync(
        OutputCacheContext context,
        CancellationToken cancellation
    ) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        if (
            response.StatusCode != StatusCodes.Status200OK
            || !StringValues.IsNullOrEmpty(response.Headers.SetCookie)
        )
        {
            context.AllowCacheStorage = false;
        }
        return ValueTask.CompletedTask;
    }
}

internal sealed class PortalSetup : ISetup
{
    public void Add(IServiceCollection services)
    {
        services.AddSingleton<PortalCache>();
        services.Configure<RazorPagesOptions>(o =>
        {
            o.Conventions.AddPageRoute("/Portal/List", "/lists/{section}");
            o.Conventions.AddPageRoute(
                "/Workbench/Consultations/Edit",
                "/workbench/consultations/{id:guid}/edit"
            );
            o.Conventions.AddPageRoute("/Portal/Thing", "/lists/{section}/{id:guid}");
            o.Conventions.AddPageRoute(
                "/Portal/Edition",
                "/consultations/{id:guid}/editions/{number:int}"
            );
            o.Conventions.AddPageRoute(
                "/Portal/Edition",
                "/lists/{section}/{id:guid}/editions/{number:int}"
            );
        });
        services.AddOutputCache(o =>
        {
            o.SizeLimit = 128L * 1024 * 1024;
            o.MaximumBodySize = 4L * 1024 * 1024;
        });
        services
            .AddOptions<OutputCacheOptions>()
            .Configure<PortalCache>((o, policy) => o.AddPolicy(PortalCache.Name, policy));
    }
}
