using Fadu.Core;
using Fadu.Core.Drafts;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;

namespace Fadu.Web;

/// <summary>The conditions of a list that somebody keeps under a name of his own: nobody else sees them, they are no entry. They lie beside his drafts.</summary>
public static class SavedFilters
{
    private const int Most = 20;
    private const int LongestName = 20;
    private const int LongestQuery = 1000;

    /// <summary>Where a list posts what it keeps; the name <c>drop</c> in the form takes it back.</summary>
    public static string AddressOf(string list) => $"/workbench/filters/{list}";

    /// <summary>What the reader keeps of a list at an address, by name.</summary>
    public static async Task<IReadOnlyList<SavedFilter>> Of(HttpContext context, string list)
    {
        ArgumentNullException.ThrowIfNull(context);
        var here = Plain(context.Request.QueryString.Value);
        return
        [
            .. (await Drafts.Among(context, KeyOf(list, "")))
                .Select(d => (Name: d.Key[KeyOf(list, "").Length..], Query: QueryOf(d)))
                .OrderBy(f => f.Name, StringComparer.Ordinal)
                .Select(f => new SavedFilter(
                    f.Name,
                    context.Request.Path + f.Query,
                    f.Query == here
                )),
        ];
    }

    internal static async Task<string> Keep(HttpContext context, string list, IFormCollection form)
    {
        var name = form["name"].ToString().Trim();
        var query = Plain(form["query"]);
        if (name.Length is 0 or > LongestName)
        {
            return $"没有保存：请给这组条件起一个名字，不超过 {LongestName} 个字。";
        }
        if (query.Length is 0 or > LongestQuery)
        {
            return "没有保存：请先选择条件，再起名保存。";
        }
        var key = KeyOf(list, name);
        var kept = await Drafts.Among(context, KeyOf(list, ""));
        if (kept.Count >= Most && kept.All(d => d.Key != key))
        {
            return $"没有保存：最多保存 {Most} 组条件，请先删去不用的。";
        }
        if (
            !await Drafts.Save(
                context,
                key,
                [
                    ["query", query],
                ]
            )
        )
        {
            return "没有保存：条件太长，请少选一些再保存。";
        }
        return $"已保存为“{name}”，以后在“常用”里点开。";
    }

    internal static string KeyOf(string list, string name) => $"filter:{list}:{name}";

    private static string QueryOf(FormDraft draft) =>
        Drafts.FieldsOf(draft).First(f => f.Key == "query").Value;

    /// <summary>The conditions alone, in one order: no place in the list, no handler.</summary>
    private static string Plain(string? query) =>
        QueryString
            .Create(
                QueryHelpers
                    .ParseQuery(query)
                    .Where(q =>
                        q.Key.ToLowerInvariant() is not (Links.After or "handler" or "size")
                        && q.Value.Any(v => !string.IsNullOrEmpty(v))
                    )
                    .OrderBy(q => q.Key, StringComparer.OrdinalIgnoreCase)
                    .SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, (string?)v)))
            )
            .ToString();
}

internal sealed class SavedFilterEndpoints : IEndpoints
{
    public void Map(WebApplication app) =>
        app.MapPost(
                "/workbench/filters/{list}",
                async (string list, HttpContext context, IAntiforgery antiforgery) =>
                {
                    await antiforgery.ValidateRequestAsync(context);
                    var form = await context.Request.ReadFormAsync();
                    string said;
                    if (form["drop"].ToString() is { Length: > 0 } name)
                    {
                        await Drafts.Drop(context, SavedFilters.KeyOf(list, name));
                        said = $"已删去“{name}”。";
                    }
                    else
                    {
                        said = await SavedFilters.Keep(context, list, form);
                    }
                    return Drafts.Told(context, said, Drafts.Back(context.Request, null));
                }
            )
            .DisableAntiforgery()
            .SignedIn();
}
