using System.Globalization;
using System.Text.Json;
using Fadu.Core;
using Fadu.Core.Drafts;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web;

/// <summary>Half-filled forms, kept on the server for the person who fills them in.</summary>
public static class Drafts
{
    /// <summary>The draft of a form, if there is one.</summary>
    public static async Task<FormDraft?> Find(HttpContext context, string key)
    {
        var (db, tenant, person) = Of(context);
        return await db.Set<FormDraft>()
            .FirstOrDefaultAsync(
                d => d.Tenant == tenant && d.PersonId == person && d.Key == key,
                context.RequestAborted
            );
    }

    /// <summary>The drafts whose keys begin with a text: those of a page with several forms.</summary>
    public static async Task<IReadOnlyList<FormDraft>> Among(HttpContext context, string keys)
    {
        var (db, tenant, person) = Of(context);
        return await db.Set<FormDraft>()
            .AsNoTracking()
            .Where(d => d.Tenant == tenant && d.PersonId == person && d.Key.StartsWith(keys))
            .ToListAsync(context.RequestAborted);
    }

    /// <summary>What was filled in.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> FieldsOf(FormDraft draft) =>
        [
            .. JsonSerializer
                .Deserialize<string[][]>(draft.Fields)!
                .Select(f => new KeyValuePair<string, string>(f[0], f[1])),
        ];

    /// <summary>Removes the draft.</summary>
    public static async Task Drop(HttpContext context, string key)
    {
        var (db, tenant, person) = Of(context);
        if (await Find(context, key) is { } draft)
        {
            db.Remove(draft);
            await db.SaveChangesAsync(context.RequestAborted);
        }
    }

    internal static Task<bool> Save(HttpContext context, string key, IFormCollection form) =>
        Save(
            context,
            key,
            form.Where(f =>
                    f.Key != "__RequestVerificationToken"
                    && !f.Key.Contains("password", StringComparison.OrdinalIgnoreCase)
                )
                .SelectMany(f => f.Value.Select(v => new[] { f.Key, v ?? "" }))
        );

    /// <summary>Keeps names and values under a key of this person's; false where it is too much.</summary>
    internal static async Task<bool> Save(
        HttpContext context,
        string key,
        IEnumerable<string[]> values
    )
    {
        var (db, tenant, person) = Of(context);
        var fields = JsonSerializer.Serialize(values, EventRegistry.Json);
        if (key.Length > 200 || fields.Length > FormDraft.MaxCharacters)
        {
            return false;
        }
        var now = context.RequestServices.GetRequiredService<TimeProvider>().Moment();
        var draft = await db.Set<FormDraft>()
            .AsTracking()
            .FirstOrDefaultAsync(
                d => d.Tenant == tenant && d.PersonId == person && d.Key == key,
                context.RequestAborted
            );
        if (draft is null)
        {
            db.Add(
                new FormDraft
                {
                    Tenant = tenant,
                    PersonId = person,
                    Key = key,
                    Fields = fields,
                    SavedAt = now,
                }
            );
        }
        else
        {
            draft.Fields = fields;
            draft.SavedAt = now;
        }
        await db.SaveChangesAsync(context.RequestAborted);
        return true;
    }

    /// <summary>Back to a page, which then says something once.</summary>
    internal static IResult Told(HttpContext context, string notice, string address)
    {
        var temp = context
            .RequestServices.GetRequiredService<Microsoft.AspNetCore.Mvc.ViewFeatures.ITempDataDictionaryFactory>()
            .GetTempData(context);
        temp["Notice"] = notice;
        temp.Save();
        return Results.LocalRedirect(address);
    }

    /// <summary>Where the form was, by the browser's own word, and only inside this system.</summary>
    internal static string Back(HttpRequest request, string? query)
    {
        if (
            !Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var from)
            || from.Authority != request.Host.Value
        )
        {
            return "/workbench";
        }
        var kept = from
            .Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(q => !q.StartsWith("draft=", StringComparison.Ordinal));
        var all = string.Join('&', query is null ? kept : kept.Append(query));
        return all.Length == 0 ? from.AbsolutePath : $"{from.AbsolutePath}?{all}";
    }

    private static (FaduDb Db, int Tenant, Guid Person) Of(HttpContext context)
    {
        var user = context.RequestServices.GetRequiredService<CurrentUser>();
        return (
            context.RequestServices.GetRequiredService<FaduDb>(),
            user.Actor.Tenant,
            user.Actor.Person ?? Guid.Empty
        );
    }
}

internal sealed class DraftEndpoints : IEndpoints
{
    public void Map(WebApplication app)
    {
        app.MapPost(
                "/workbench/drafts/{key}",
                async (string key, HttpContext context, IAntiforgery antiforgery) =>
                {
                    await antiforgery.ValidateRequestAsync(context);
                    var form = await context.Request.ReadFormAsync();
                    if (!await Drafts.Save(context, key, form))
                    {
                        return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
                    }
                    // With script the page says when it was kept; without, the person goes back to the form.
                    return context.Request.Headers.XRequestedWith == "fetch"
                        ? Results.NoContent()
                        : Results.LocalRedirect(Drafts.Back(context.Request, "draft=resume"));
                }
            )
            .DisableAntiforgery()
            .SignedIn();
        app.MapPost(
                "/workbench/drafts/{key}/drop",
                async (string key, HttpContext context, IAntiforgery antiforgery) =>
                {
                    await antiforgery.ValidateRequestAsync(context);
                    await Drafts.Drop(context, key);
                    return Results.LocalRedirect(Drafts.Back(context.Request, null));
                }
            )
            .DisableAntiforgery()
            .SignedIn();
        app.MapPost(
                "/workbench/undo/{command:guid}",
                async (
                    Guid command,
                    string? back,
                    HttpContext context,
                    IAntiforgery antiforgery,
                    CurrentUser user,
                    Committer committer
                ) =>
                {
                    await antiforgery.ValidateRequestAsync(context);
                    var result = await committer.Commit(
                        new UndoCommand(command),
                        user.Actor,
                        context.RequestAborted
                    );
                    return Drafts.Told(
                        context,
                        result.IsDone ? "已撤销。" : result.Refusal.Message,
                        RedirectHttpResult.IsLocalUrl(back) ? back : "/workbench"
                    );
                }
            )
            .DisableAntiforgery()
            .SignedIn();
        app.MapPost(
                "/sign-out",
                async (HttpContext context, IAntiforgery antiforgery) =>
                {
                    await antiforgery.ValidateRequestAsync(context);
                    await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.SignOutAsync(
                        context,
                        Microsoft.AspNetCore.Identity.IdentityConstants.ApplicationScheme
                    );
                    return Results.LocalRedirect("/sign-in");
                }
            )
            .DisableAntiforgery()
            .OpenToAll();
    }
}
