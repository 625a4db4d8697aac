using Fadu.Core;
using Fadu.Core.Publications;
using Fadu.Web.TagHelpers;

namespace Fadu.Web.Pages.Workbench.Publications;

/// <summary>What the pages of publications share.</summary>
public abstract class PublicationsPage(FaduDb db, PortalSections sections) : OrganPage(db)
{
    /// <summary>The address of the list.</summary>
    public const string Home = "/workbench/publications";

    /// <summary>The lists of the portal.</summary>
    public PortalSections Sections => sections;

    /// <summary>The pages side by side.</summary>
    public static IReadOnlyList<NavItem> Tabs(string here) =>
        [
            new("", "待公布", Home, Active: here == Home),
            new("", "已公布", Home + "/published", Active: here == Home + "/published"),
        ];

    /// <summary>The choices of the lists.</summary>
    protected IReadOnlyList<Choice> Lists =>
        [.. sections.All.Select(s => new Choice(s.Key, s.Title))];
}
