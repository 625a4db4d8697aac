using System.Reflection;
using Fadu.Modules;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fadu.Web.Security;

/// <summary>The side navigation of a person: the pages that carry <see cref="NavAttribute"/> and that the person may open.</summary>
public sealed class Navigation
{
    private static readonly string[] Groups = ["今天", "推进", "程序", "名录与台账", "数", "管理"];

    private static readonly (NavAttribute Nav, IAccessDeclaration? Access)[] Entries =
    [
        .. new[] { typeof(Navigation).Assembly, typeof(ModulesAssembly).Assembly }
            .SelectMany(a => a.GetTypes())
            .Where(t => !t.IsAbstract && typeof(PageModel).IsAssignableFrom(t))
            .SelectMany(t =>
                t.GetCustomAttributes<NavAttribute>()
                    .Select(n =>
                        (n, t.GetCustomAttributes().OfType<IAccessDeclaration>().FirstOrDefault())
                    )
            )
            .OrderBy(e => Array.IndexOf(Groups, e.n.Group))
            .ThenBy(e => e.n.Order),
    ];

    /// <summary>The entries for a person on a page.</summary>
    public async Task<IReadOnlyList<NavItem>> For(
        CurrentUser user,
        string path,
        IEnumerable<INavCount> counts,
        CancellationToken cancellationToken
    )
    {
        if (!user.IsSignedIn)
        {
            return [];
        }
        var mine = Entries.Where(e => e.Access?.Admits(user.Actor) == true).ToList();
        // The longest address that the path begins with is where one is.
        var here = mine.SelectMany(
                e => e.Nav.Also.Append(e.Nav.Href),
                (e, address) => (address, e.Nav.Href)
            )
            .Where(p => path.StartsWith(p.address, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(p => p.address.Length)
            .FirstOrDefault()
            .Href;
        var items = new List<NavItem>();
        foreach (var (nav, _) in mine)
        {
            var count = counts.FirstOrDefault(c => c.Href == nav.Href);
            items.Add(
                new NavItem(
                    nav.Group,
                    nav.Text,
                    nav.Href,
                    count is null ? 0 : await count.Count(user, cancellationToken),
                    string.Equals(nav.Href, here, StringComparison.OrdinalIgnoreCase)
                )
            );
        }
        return items;
    }
}
