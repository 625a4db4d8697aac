using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Claims;
using Fadu.Core;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Security;

/// <summary>Looks at the declaration of the endpoint before anything of it runs, and knows who asks.</summary>
public sealed class AccessMiddleware(RequestDelegate next)
{
    private static readonly ConcurrentDictionary<TypeInfo, IAccessDeclaration?> OfPages = new();

    /// <summary>The declaration of an endpoint, if it has one.</summary>
    public static IAccessDeclaration? DeclarationOf(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is { } page
            ? page.ModelTypeInfo is { } model
                ? OfPages.GetOrAdd(
                    model,
                    static m =>
                        m.GetCustomAttributes().OfType<IAccessDeclaration>().FirstOrDefault()
                )
                : null
            : endpoint.Metadata.GetMetadata<IAccessDeclaration>();

    public async Task InvokeAsync(
        HttpContext context,
        CurrentUser user,
        ActorResolver resolver,
        PendingForms forms,
        Navigation navigation,
        IEnumerable<INavCount> counts,
        Directories directories,
        FaduOptions options,
        TimeProvider time
    )
    {
        if (context.GetEndpoint() is not { } endpoint)
        {
            await next(context);
            return;
        }
        var declaration = DeclarationOf(endpoint);
        if (declaration is null)
        {
            await Refuse(
                context,
                403,
                "这个页面没有声明谁可以打开，因此不开放。请告知系统管理员。"
            );
            return;
        }
        if (
            context.User.Identity?.IsAuthenticated == true
            && CurrentUser.AccountOf(context.User) is { } account
        )
        {
            Guid? actsFor = Guid.TryParse(
                context.User.FindFirstValue(CurrentUser.ActsForClaim),
                out var id
            )
                ? id
                : null;
            if (
                await resolver.ResolveWithOrgans(account, actsFor, context.RequestAborted) is
                { } found
            )
            {
                user.Set(found.Actor, found.Scope, found.Organs);
            }
        }
        var organs = user.IsSignedIn
            ? user.Organs
            : await directories.Organs(cancellationToken: context.RequestAborted);
        var place = PlaceOf(organs) ?? options.Place;
        context.Items[Frame.FrameKey] = new Frame
        {
            Place = place,
            Period = $"{time.Today().Year} 年",
        };
        if (
            user.IsSignedIn
            && endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not null
        )
        {
            var actor = user.Actor;
            // One connection for all that the page asks, instead of one from the pool and back for each query; it goes back with the context.
            await context
                .RequestServices.GetRequiredService<FaduDb>()
                .Database.OpenConnectionAsync(context.RequestAborted);
            context.Items[Frame.FrameKey] = new Frame
            {
                Place = place,
                Period = $"{time.Today().Year} 年",
                Organ = actor.OrganName,
                Person = actor.Name,
                ActingFor = actor.ActsForName,
            };
            context.Items[Frame.NavigationKey] = await navigation.For(
                user,
                context.Request.Path,
                counts,
                context.RequestAborted
            );
        }
        if (declaration.AdmitsAnybody)
        {
            await next(context);
            return;
        }
        if (!user.IsSignedIn)
        {
            if (context.User.Identity?.IsAuthenticated == true)
            {
                await context.SignOutAsync(IdentityConstants.ApplicationScheme);
            }
            await SendToSignIn(context, forms, options);
            return;
        }
        if (!declaration.Admits(user.Actor))
        {
            await Refuse(
                context,
                403,
                $"您没有“{declaration.Lacking}”的权限。如需办理，请联系本单位负责人或安全管理员。"
            );
            return;
        }
        if (
            HttpMethods.IsPost(context.Request.Method)
            && context.Request.HasFormContentType
            && !await ReadForm(context, options)
        )
        {
            return;
        }
        await next(context);
    }

    /// <summary>
    /// Reads the form before anything of the page runs, so that what is too large or broken is answered with its own words and not with those of a stale form.
    /// A browser looks at the answer only after it has sent everything: the rest is read and thrown away.
    /// </summary>
    private static async Task<bool> ReadForm(HttpContext context, FaduOptions options)
    {
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            return true;
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            await Drain(context.Request);
            await Refuse(
                context,
                StatusCodes.Status413PayloadTooLarge,
                $"上传的内容太大或者不完整，没有收下，也没有做任何改动。请把单个文件控制在 {options.MaxUpload / 1024 / 1024} MB 以内（扫描件可降低分辨率，或拆成几个文件分别上传）后重试。"
            );
            return false;
        }
    }

    private static async Task Drain(HttpRequest request)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (await request.Body.ReadAsync(buffer) > 0) { }
        }
        catch (IOException)
        {
            // More than the server takes at all, or the browser has gone.
        }
    }

    /// <summary>The county whose government stands at the top of the directory: 云岭县.</summary>
    private static string? PlaceOf(OrganDirectory organs) =>
        organs
            .Roots()
            .FirstOrDefault(o => o.Kind == OrganKind.Government)
            ?.Name.Replace("人民政府", "", StringComparison.Ordinal)
            is { Length: > 0 } place
            ? place
            : null;

    /// <summary>A form that was sent after the login had expired is kept, and offered again after signing in.</summary>
    private static async Task SendToSignIn(
        HttpContext context,
        PendingForms forms,
        FaduOptions options
    )
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await context.Response.WriteAsJsonAsync(new { error = "请先登录。" });
            return;
        }
        var target = context.Request.PathBase + context.Request.Path + context.Request.QueryString;
        if (HttpMethods.IsPost(context.Request.Method))
        {
            // From a stranger no more than one file is taken in.
            var token =
                context.Request.HasFormContentType
                && context.Request.ContentLength <= options.MaxUpload
                    ? await forms.Keep(context.Request, target)
                    : null;
            await Drain(context.Request);
            var back = token is null ? (string)context.Request.Path : $"/resume/{token}";
            context.Response.Redirect(
                $"/sign-in?returnUrl={Uri.EscapeDataString(back)}&expired=true"
            );
            return;
        }
        context.Response.Redirect($"/sign-in?returnUrl={Uri.EscapeDataString(target)}");
    }

    private static async Task Refuse(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Items["refusal"] = message;
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            await context.Response.WriteAsJsonAsync(new { error = message });
        }
    }
}
