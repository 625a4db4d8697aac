using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Fadu.Web.Pages.Workbench;

/// <summary>What pages share that show organs by name.</summary>
public abstract class OrganPage(FaduDb db) : FaduPage
{
    /// <summary>The reading context.</summary>
    protected FaduDb Db => db;

    /// <summary>The organs by name.</summary>
    public LedgerOrgans Organs { get; private set; } = null!;

    /// <summary>The organs for which this person may act.</summary>
    public IReadOnlyList<Choice> MyOrgans =>
        [
            .. Organs
                .All.Where(o => o.ValidTo is null && Organs.MayActFor(Me.Actor, o.Id))
                .Select(o => new Choice(o.ShortName, o.Name)),
        ];

    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context,
        PageHandlerExecutionDelegate next
    )
    {
        Organs = await LedgerOrgans.Of(
            HttpContext.RequestServices.GetRequiredService<Directories>(),
            Me.Actor.Tenant,
            HttpContext.RequestAborted
        );
        await base.OnPageHandlerExecutionAsync(context, next);
    }
}
