using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Fadu.Core.People;
using Fadu.Web.Security;
using Fadu.Web.Tests.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Web.Tests.Permission;

/// <summary>Every page and endpoint says who may open it, and keeps to it, for every role.</summary>
public sealed partial class EveryEndpointTests
{
    [Fact]
    public async Task EveryEndpoint_DeclaresWhoMayOpenIt()
    {
        await using var host = await OfficeHost.Empty();
        var endpoints = await Compiled(host);
        Assert.True(endpoints.Count > 20, $"only {endpoints.Count} endpoints were found");
        Assert.Empty(WithoutDeclaration(endpoints));
    }

    [Fact]
    public async Task EndpointAndPageWithoutDeclaration_FailTheCheck_AndAreRefusedToEverybody()
    {
        await using var host = await OfficeHost.Start(app =>
            app.MapGet("/workbench/fixture-without-declaration", () => "open")
        );
        var endpoints = await Compiled(host);
        // A page as routing sees it, whose model forgot the declaration.
        endpoints.Add(
            new RouteEndpoint(
                _ => Task.CompletedTask,
                RoutePatternFactory.Parse("/workbench/forgotten"),
                0,
                new EndpointMetadataCollection(
                    new CompiledPageActionDescriptor
                    {
                        ModelTypeInfo = typeof(ForgottenModel).GetTypeInfo(),
                    }
                ),
                "forgotten page"
            )
        );
        Assert.Equal(
            ["/workbench/fixture-without-declaration", "/workbench/forgotten"],
            WithoutDeclaration(endpoints)
        );
        using var coordinator = await host.SignIn("coord");
        await coordinator.Open("/workbench/fixture-without-declaration");
        Assert.Equal(HttpStatusCode.Forbidden, coordinator.Status);
        using var stranger = host.Stranger();
        await stranger.Open("/workbench/fixture-without-declaration");
        Assert.NotEqual(HttpStatusCode.OK, stranger.Status);
    }

    [Fact]
    public async Task EveryRole_OpensWhatItMay_AndIsRefusedTheRest()
    {
        await using var host = await OfficeHost.Start();
        var endpoints = await Compiled(host);
        var wrong = new List<string>();
        foreach (var (login, role) in OfficeHost.Logins)
        {
            using var client = host.App.GetTestServer().CreateClient();
            var cookie = await CookieOf(host, login);
            var actor = await host.ActorOf(login);
            Assert.Equal([role], actor.Roles);
            foreach (var endpoint in endpoints)
            {
                var declaration = AccessMiddleware.DeclarationOf(endpoint)!;
                var path = PathOf(endpoint);
                if (declaration.AdmitsAnybody)
                {
                    continue;
                }
                foreach (var method in MethodsOf(endpoint))
                {
                    using var request = new HttpRequestMessage(method, path);
                    request.Headers.Add("Cookie", cookie);
                    if (method == HttpMethod.Post)
                    {
                        request.Content = new FormUrlEncodedContent([]);
                    }
                    using var response = await client.SendAsync(request);
                    var refused =
                        response.StatusCode == HttpStatusCode.Forbidden
                        && (await response.Content.ReadAsStringAsync()).Contains(
                            "您没有“",
                            StringComparison.Ordinal
                        );
                    var sentAway =
                        response.StatusCode == HttpStatusCode.Redirect
                        && response.Headers.Location!.OriginalString.Contains(
                            "/sign-in",
                            StringComparison.Ordinal
                        );
                    if (
                        declaration.Admits(actor)
                            ? refused
                                || sentAway
                                || response.StatusCode == HttpStatusCode.InternalServerError
                            : !refused
                    )
                    {
                        wrong.Add(
                            $"{role} {method} {path}: {(int)response.StatusCode}, declared {(declaration.Admits(actor) ? "may" : "may not")}"
                        );
                    }
                }
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Stranger_IsSentToSignInEverywhere_ExceptWhereAnybodyMay()
    {
        await using var host = await OfficeHost.Start();
        using var client = host.App.GetTestServer().CreateClient();
        var wrong = new List<string>();
        foreach (var endpoint in await Compiled(host))
        {
            var declaration = AccessMiddleware.DeclarationOf(endpoint)!;
            foreach (var method in MethodsOf(endpoint))
            {
                var path = PathOf(endpoint);
                using var request = new HttpRequestMessage(method, path);
                if (method == HttpMethod.Post)
                {
                    request.Content = new FormUrlEncodedContent([]);
                }
                using var response = await client.SendAsync(request);
                var away =
                    response.StatusCode == HttpStatusCode.Unauthorized
                    || (
                        response.StatusCode == HttpStatusCode.Redirect
                        && response.Headers.Location!.OriginalString.StartsWith(
                            "/sign-in?",
                            StringComparison.Ordinal
                        )
                    );
                if (declaration.AdmitsAnybody == away)
                {
                    wrong.Add($"{method} {path}: {(int)response.StatusCode}");
                }
                // Nothing under the workbench is for anybody.
                if (
                    declaration.AdmitsAnybody
                    && path.StartsWith("/workbench", StringComparison.Ordinal)
                )
                {
                    wrong.Add($"{path} is open to anybody");
                }
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task ForgedForm_IsRefusedAndChangesNothing()
    {
        await using var host = await OfficeHost.Start();
        var cookie = await CookieOf(host, "sys");
        using var client = host.App.GetTestServer().CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/workbench/people/new")
        {
            Content = new FormUrlEncodedContent([
                new("Name", "伪造"),
                new("Organ", "青石镇"),
                new("__RequestVerificationToken", "forged"),
            ]),
        };
        request.Headers.Add("Cookie", cookie);
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await using var db = host.Read();
        Assert.DoesNotContain(db.Set<Person>(), p => p.Name == "伪造");
    }

    [Fact]
    public async Task Exports_NeedTheirOwnPermission()
    {
        await using var host = await OfficeHost.Start();
        foreach (var address in new[] { "/workbench/people", "/workbench/organs" })
        {
            using var clerk = await host.SignIn("clerk");
            await clerk.Open($"{address}?handler=Export");
            Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
            using var handler = await host.SignIn("handler");
            var (status, body, _) = await handler.Download($"{address}?handler=Export");
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal("PK"u8.ToArray(), body[..2]);
        }
    }

    private static List<string> WithoutDeclaration(IEnumerable<Endpoint> endpoints) =>
        [
            .. endpoints
                .Where(e => AccessMiddleware.DeclarationOf(e) is null)
                .Select(e => (e as RouteEndpoint)?.RoutePattern.RawText ?? e.DisplayName ?? "")
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>All endpoints as they are when they run: pages compiled, so that their models are known.</summary>
    internal static async Task<List<RouteEndpoint>> Compiled(OfficeHost host)
    {
        var loader = host.App.Services.GetRequiredService<PageLoader>();
        var result = new List<RouteEndpoint>();
        foreach (
            var endpoint in host
                .App.Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
                .SelectMany(s => s.Endpoints)
                .OfType<RouteEndpoint>()
        )
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await loader.LoadAsync(page, endpoint.Metadata);
                result.Add(
                    new RouteEndpoint(
                        _ => Task.CompletedTask,
                        endpoint.RoutePattern,
                        endpoint.Order,
                        new EndpointMetadataCollection([.. endpoint.Metadata, compiled]),
                        endpoint.DisplayName
                    )
                );
            }
            else
            {
                result.Add(endpoint);
            }
        }
        return
        [
            .. result.DistinctBy(e =>
                $"{e.RoutePattern.RawText} {e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.FirstOrDefault()}"
            ),
        ];
    }

    internal static async Task<string> CookieOf(OfficeHost host, string login)
    {
        using var browser = await host.SignIn(login);
        Assert.StartsWith("/workbench", browser.Address, StringComparison.Ordinal);
        return browser.CookieHeader;
    }

    private static IEnumerable<HttpMethod> MethodsOf(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is { } page)
        {
            return page
                .HandlerMethods.Select(h => new HttpMethod(h.HttpMethod.ToUpperInvariant()))
                .Where(m => m == HttpMethod.Get || m == HttpMethod.Post)
                .DefaultIfEmpty(HttpMethod.Get)
                .Distinct();
        }
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods;
        return methods is { Count: > 0 }
            ? methods.Select(m => new HttpMethod(m))
            : [HttpMethod.Get];
    }

    /// <summary>An address of the endpoint, with values that fit and that nothing has.</summary>
    private static string PathOf(RouteEndpoint endpoint)
    {
        var path = new StringBuilder();
        foreach (var segment in endpoint.RoutePattern.PathSegments)
        {
            path.Append('/');
            foreach (var part in segment.Parts)
            {
                path.Append(
                    part switch
                    {
                        RoutePatternLiteralPart literal => literal.Content,
                        RoutePatternSeparatorPart separator => separator.Content,
                        RoutePatternParameterPart parameter => ValueOf(parameter),
                        _ => "",
                    }
                );
            }
        }
        return path.Length == 0 ? "/" : path.ToString();
    }

    private static string ValueOf(RoutePatternParameterPart parameter)
    {
        var constraint = parameter
            .ParameterPolicies.Select(p => p.Content ?? "")
            .FirstOrDefault(c => c.Length > 0);
        return constraint switch
        {
            null => "x1",
            "guid" => Guid.NewGuid().ToString(),
            "int" or "long" => "1",
            _ when Alternatives().Match(constraint) is { Success: true } match => match
                .Groups[1]
                .Value,
            _ => "1",
        };
    }

    [GeneratedRegex(@"\(([a-z-]+)\|")]
    private static partial Regex Alternatives();

    private sealed class ForgottenModel : PageModel;
}
