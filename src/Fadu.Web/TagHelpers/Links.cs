using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Fadu.Web.TagHelpers;

/// <summary>Addresses of the current page with parts of the query changed: filters, sort and place in a list live in the address.</summary>
public static class Links
{
    /// <summary>The query parameter that carries the key after which a list goes on.</summary>
    public const string After = "after";

    /// <summary>The query parameter that carries the sort: a column's key, with a minus in front for descending.</summary>
    public const string Sort = "sort";

    /// <summary>The current address with some query parameters set, or removed where the value is null.</summary>
    public static string With(HttpRequest request, params (string Name, string? Value)[] changes)
    {
        var query = new QueryBuilder();
        foreach (var (name, values) in request.Query)
        {
            if (!changes.Any(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                query.Add(name, values.Where(v => !string.IsNullOrEmpty(v)).Select(v => v!));
            }
        }
        foreach (var (name, value) in changes)
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }
        return request.PathBase + request.Path + query.ToQueryString();
    }
}
