using Fadu.Core;
using Fadu.Core.Ledgers;
using Fadu.Core.People;
using Fadu.Core.Plans;
using Fadu.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fadu.Web.Pages.Workbench;

/// <summary>Finds words in the names of plan items and the text of ledger lines that somebody may see; says what it does not look through.</summary>
[Needs(Capability.EnterWorkbench)]
public sealed class SearchModel(FaduDb db, LedgerRegistry ledgers) : FaduPage
{
    private const int Shown = 20;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Asked { get; set; }

    /// <summary>What is looked for.</summary>
    public string Q { get; private set; } = "";

    public IReadOnlyList<ItemRow> Items { get; private set; } = [];
    public bool MoreItems { get; private set; }
    public IReadOnlyList<LedgerLine> Lines { get; private set; } = [];
    public bool MoreLines { get; private set; }

    /// <summary>The title of a ledger.</summary>
    public string NameOf(string key) => ledgers.All.FirstOrDefault(l => l.Key == key)?.Title ?? key;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Q = (Asked ?? "").Trim();
        Q = Q.Length > 50 ? Q[..50] : Q;
        if (Q.Length == 0)
        {
            return;
        }
        if (Me.Can(Capability.ViewPlans))
        {
            var page = await PlanQueries.List(
                db,
                Scope,
                new ItemFilter { View = ItemView.All, Words = Q },
                Today,
                null,
                Shown,
                cancellationToken
            );
            (Items, MoreItems) = (page.Rows, page.Next is not null);
        }
        if (Me.Can(Capability.ViewLedgers))
        {
            var words = Q;
            var rows = await db.Set<LedgerLine>()
                .Within(Scope)
                .Where(l => l.State == LineState.InForce && l.SearchText.Contains(words))
                .OrderByDescending(l => l.Seq)
                .Take(Shown + 1)
                .ToListAsync(cancellationToken);
            (Lines, MoreLines) = ([.. rows.Take(Shown)], rows.Count > Shown);
        }
    }
}
