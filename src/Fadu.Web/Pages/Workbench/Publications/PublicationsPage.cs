using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Publications;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Fadu.Web.Pages.Workbench.Publications;

/// <summary>What the pages of publications share.</summary>
public abstract class PublicationsPage(FaduDb db, PortalSections sections) : FaduPage
{
    private LedgerOrgans? organs;

    /// <summary>The address of the list.</summary>
    public const string Home = "/workbench/publications";

    /// <summary>The reading context.</summary>
    protected FaduDb Db => db;

    /// <summary>The lists of the portal.</summary>
    public PortalSections Sections => sections;

    /// <summary>The organs by name.</summary>
    public LedgerOrgans Organs => organs!;

    /// <summary>The pages side by side.</summary>
    public static IReadOnlyList<NavItem> Tabs(string here) =>
        [
            new("", "待公布", Home, Active: here == Home),
            new("", "已公布", Home + "/published", Active: here == Home + "/published"),
        ];

    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context,
        PageHandlerExecutionDelegate next
    )
    {
        organs = await LedgerOrgans.Of(
            HttpContext.RequestServices.GetRequiredService<Core.Organs.Directories>(),
            Me.Actor.Tenant,
            HttpContext.RequestAborted
        );
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    /// <summary>What was filled in.</summary>
    public string? Sent(string name) =>
        Request.HasFormContentType ? Request.Form[name].FirstOrDefault() : null;

    /// <summary>The choices of the lists.</summary>
    protected IReadOnlyList<Choice> Lists =>
        [.. sections.All.Select(s => new Choice(s.Key, s.Title))];

    /// <summary>The organs for which this person may act.</summary>
    public IReadOnlyList<Choice> MyOrgans =>
        [
            .. Organs
                .All.Where(o => o.ValidTo is null && Organs.MayActFor(Me.Actor, o.Id))
                .Select(o => new Choice(o.ShortName, o.Name)),
        ];
}
